//! Signatures in the format of `ssh-keygen -Y sign`, so that stock OpenSSH can check them; ed25519 only.
//!
//! Pure: keys and messages in, texts out; who holds which key and where it lies is the business of others. A signature
//! speaks of one entry by signing the chain's hash after it, which covers everything before it.

mod key;
mod wire;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha512};

use crate::journal::Hash;
pub use key::{PublicKey, SecretKey};
use wire::{Reader, Writer};

/// The namespace: a signature made for another purpose is none here.
pub const NAMESPACE: &str = "oretrail";

const MAGIC: &[u8] = b"SSHSIG";

/// What is signed for an entry: the chain's hash after it and a line feed.
#[must_use]
pub fn message(of: &Hash) -> String {
    format!("{of}\n")
}

/// The bytes that the key signs: magic, namespace, and the message's SHA-512.
fn to_be_signed(message: &[u8]) -> Vec<u8> {
    let mut out = Writer::default();
    out.raw(MAGIC);
    out.string(NAMESPACE.as_bytes());
    out.string(b"");
    out.string(b"sha512");
    out.string(&Sha512::digest(message));
    out.finish()
}

/// Signs a message; the result is base64 on one line, without the frame of a signature file.
#[must_use]
pub fn sign(key: &SecretKey, message: &[u8]) -> String {
    let signature = key.sign(&to_be_signed(message));
    let mut inner = Writer::default();
    inner.string(key::KIND);
    inner.string(&signature);
    let mut out = Writer::default();
    out.raw(MAGIC);
    out.number(1);
    out.string(&key.public().blob());
    out.string(NAMESPACE.as_bytes());
    out.string(b"");
    out.string(b"sha512");
    out.string(&inner.finish());
    STANDARD.encode(out.finish())
}

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// It cannot be read as an SSH signature of a kind that is known here.
    Unreadable,
    /// It was made for another purpose.
    Namespace,
    /// It was made by another key.
    OtherKey,
    /// It is not a signature of this message.
    Wrong,
}

/// Checks a signature made by [`sign`] or by `ssh-keygen -Y sign -n oretrail`.
///
/// # Errors
/// Why it does not hold.
pub fn verify(key: &PublicKey, message: &[u8], signature: &str) -> Result<(), Invalid> {
    let bytes = STANDARD.decode(signature).map_err(|_| Invalid::Unreadable)?;
    let envelope = Envelope::read(&bytes).ok_or(Invalid::Unreadable)?;
    if envelope.namespace != NAMESPACE.as_bytes() {
        return Err(Invalid::Namespace);
    }
    if envelope.key != key.blob() {
        return Err(Invalid::OtherKey);
    }
    let digest: Vec<u8> = match envelope.hash {
        b"sha512" => Sha512::digest(message).to_vec(),
        b"sha256" => sha2::Sha256::digest(message).to_vec(),
        _ => return Err(Invalid::Unreadable),
    };
    let mut signed = Writer::default();
    signed.raw(MAGIC);
    signed.string(envelope.namespace);
    signed.string(envelope.reserved);
    signed.string(envelope.hash);
    signed.string(&digest);
    if key.holds(&signed.finish(), envelope.signature) { Ok(()) } else { Err(Invalid::Wrong) }
}

struct Envelope<'a> {
    key: &'a [u8],
    namespace: &'a [u8],
    reserved: &'a [u8],
    hash: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Envelope<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes.strip_prefix(MAGIC)?);
        if reader.number()? != 1 {
            return None;
        }
        let (key, namespace, reserved, hash) = (reader.string()?, reader.string()?, reader.string()?, reader.string()?);
        let mut inner = Reader::new(reader.string()?);
        let kind = inner.string()?;
        let signature = inner.string()?;
        (reader.is_done() && inner.is_done() && kind == key::KIND).then_some(Self { key, namespace, reserved, hash, signature })
    }
}

/// A signature as a file that `ssh-keygen -Y verify` reads.
#[must_use]
pub fn armoured(signature: &str) -> String {
    format!("-----BEGIN SSH SIGNATURE-----\n{}-----END SSH SIGNATURE-----\n", wire::folded(signature, 70))
}

/// A line of an `allowed_signers` file: a person, good for this namespace alone, and the key; with times in UTC as OpenSSH
/// writes them, only for what was signed from the one on, and before the other.
#[must_use]
pub fn allowed_signer(person: &str, key: &PublicKey, [from, until]: [Option<&str>; 2]) -> String {
    let from = from.map_or_else(String::new, |from| format!(",valid-after=\"{from}\""));
    let until = until.map_or_else(String::new, |until| format!(",valid-before=\"{until}\""));
    format!("{person} namespaces=\"{NAMESPACE}\"{from}{until} {key}\n")
}

#[cfg(test)]
mod tests;
