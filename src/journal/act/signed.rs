//! Signatures and seals: both speak of an earlier entry of the same log and name its hash, which covers everything
//! before it.

use super::read::Taken;
use super::write::Keys;
use crate::journal::Hash;

/// A signature over an earlier entry of the same log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its number.
    pub entry: u64,
    /// The chain's hash after it: what is signed.
    pub of: Hash,
    /// Fingerprint of the key, `SHA256:…`.
    pub key: String,
    /// The signature in the format of `ssh-keygen -Y sign`, base64 without the frame around it.
    pub signature: String,
}

impl Sign {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.number("entry", self.entry).text("of", &self.of.to_string()).text("key", &self.key).text("signature", &self.signature)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            entry: keys.number("entry")?,
            of: Hash::parse(&keys.text("of")?)?,
            key: keys.text("key")?,
            signature: keys.text("signature")?,
        })
    }
}

/// What an earlier entry of the same log was decided on, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The number of the entry that is sealed.
    pub entry: u64,
    /// The chain's hash after it.
    pub of: Hash,
    /// What it was decided on: kind, name and SHA-256 in `sealed/`, `policy jx-selection@2026-04:<sha256>`.
    pub bound: Vec<String>,
    /// Heads of all logs of the assessment, `anna-7f3k#12:<hash>`.
    pub heads: Vec<String>,
    /// SHA-256 of the verdict in `sealed/`.
    pub verdict: String,
}

impl Seal {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.number("entry", self.entry)
            .text("of", &self.of.to_string())
            .list("bound", &self.bound)
            .list("heads", &self.heads)
            .text("verdict", &self.verdict)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            entry: keys.number("entry")?,
            of: Hash::parse(&keys.text("of")?)?,
            bound: keys.list("bound")?,
            heads: keys.list("heads")?,
            verdict: keys.text("verdict")?,
        })
    }
}
