//! ed25519 keys as OpenSSH writes them: the public line, and the private file without a passphrase.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::wire::{Reader, Writer, folded};
use crate::sentence::{Sentence, told};

/// The kind of key and signature.
pub(super) const KIND: &[u8] = b"ssh-ed25519";
const FILE: &[u8] = b"openssh-key-v1\0";
const BEGIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";
const END: &str = "-----END OPENSSH PRIVATE KEY-----";

/// A public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads a public line, `ssh-ed25519 AAAA…`; a comment after it is left out.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        if words.next()?.as_bytes() != KIND {
            return None;
        }
        Self::of_blob(&STANDARD.decode(words.next()?).ok()?)
    }

    fn of_blob(blob: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(blob);
        let kind = reader.string()?;
        let bytes: [u8; 32] = reader.string()?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&bytes).ok()?;
        (kind == KIND && reader.is_done() && !key.is_weak()).then_some(Self(key))
    }

    pub(super) fn blob(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.string(KIND);
        out.string(self.0.as_bytes());
        out.finish()
    }

    /// `SHA256:…`, as `ssh-keygen -l` prints it.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(self.blob())))
    }

    pub(super) fn holds(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ssh-ed25519 {}", STANDARD.encode(self.blob()))
    }
}

/// A private key; its bytes are wiped when it is dropped and never printed.
pub struct SecretKey(SigningKey);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.public().fingerprint())
    }
}

impl SecretKey {
    /// The key of thirty-two random bytes.
    #[must_use]
    pub fn of_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// The key as a file that OpenSSH reads, without a passphrase.
    #[must_use]
    pub fn to_file(&self, comment: &str) -> String {
        let public = self.public();
        // Two equal numbers show OpenSSH that the private part was read right; they come from the key, so that one key
        // is always one file.
        let check = Sha256::digest(public.blob());
        let check = u32::from_be_bytes([check[0], check[1], check[2], check[3]]);
        let mut inner = Writer::default();
        inner.number(check);
        inner.number(check);
        inner.string(KIND);
        inner.string(public.0.as_bytes());
        inner.string(&self.0.to_keypair_bytes());
        inner.string(comment.as_bytes());
        let mut padding = 1_u8;
        while inner.len() % 8 != 0 {
            inner.raw(&[padding]);
            padding += 1;
        }
        let mut out = Writer::default();
        out.raw(FILE);
        out.string(b"none");
        out.string(b"none");
        out.string(b"");
        out.number(1);
        out.string(&public.blob());
        out.string(&inner.finish());
        format!("{BEGIN}\n{}{END}\n", folded(&STANDARD.encode(out.finish()), 70))
    }

    /// Reads a private key file of OpenSSH.
    ///
    /// # Errors
    /// A sentence when it has a passphrase, or is no ed25519 key.
    pub fn of_file(text: &str) -> Result<Self, Sentence> {
        let not = || told("store.no-key", []);
        let inside = text.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).ok_or_else(not)?;
        let compact: String = inside.chars().filter(|c| !c.is_whitespace()).collect();
        let bytes = STANDARD.decode(compact).map_err(|_| not())?;
        let mut reader = Reader::new(bytes.strip_prefix(FILE).ok_or_else(not)?);
        let cipher = reader.string().ok_or_else(not)?;
        if cipher != b"none" {
            return Err(told("store.key-passphrase", []));
        }
        Self::read(&mut reader).ok_or_else(not)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (_, _) = (reader.string()?, reader.string()?);
        if reader.number()? != 1 {
            return None;
        }
        let public = PublicKey::of_blob(reader.string()?)?;
        let mut inner = Reader::new(reader.string()?);
        if inner.number()? != inner.number()? || inner.string()? != KIND {
            return None;
        }
        inner.string()?;
        let seed: [u8; 32] = inner.string()?.get(..32)?.try_into().ok()?;
        let key = Self::of_seed(&seed);
        (key.public() == public).then_some(key)
    }
}
