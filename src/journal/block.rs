//! The bytes of one entry and the chain they hang in.
//!
//! `hash = SHA-256(domain tag ‖ previous hash in hex ‖ LF ‖ the block's bytes above the hash line)`; the first entry
//! follows sixty-four zeros. A blank line parts two blocks and belongs to neither. Only TOML 1.0 is written: one key a
//! line, texts as single-line strings, control and bidi characters escaped.

use std::fmt::{self, Write as _};

use sha2::{Digest, Sha256};

use super::act::{Act, Value};
use super::{Head, Moment};
use crate::clean::quoted;

/// Parts this use of SHA-256 from every other.
pub const DOMAIN_TAG: &str = "oretrail/entry/1\n";
/// Longer text belongs into a body.
pub const LONGEST: usize = 64 * 1024;

/// A chain's hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first entry follows.
    pub const GENESIS: Self = Self([0; 32]);

    /// Reads sixty-four hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return None;
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The first thirty-two hex digits: enough to name a head.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string()[..32].to_owned()
    }

    /// The hash of a block that follows this one.
    #[must_use]
    pub fn follow(&self, above: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(DOMAIN_TAG.as_bytes());
        hasher.update(self.to_string().as_bytes());
        hasher.update(b"\n");
        hasher.update(above);
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Written often enough that a call of the formatter for each byte is felt.
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (place, byte) in self.0.iter().enumerate() {
            text[place * 2] = DIGITS[usize::from(byte >> 4)];
            text[place * 2 + 1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// SHA-256 in hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    Hash(Sha256::digest(bytes).into()).to_string()
}

/// The bytes to append for an entry, and the chain's new hash.
#[must_use]
pub fn block(previous: &Hash, n: u64, at: &Moment, clock_set: bool, act: &Act, seen: &[Head]) -> (Vec<u8>, Hash) {
    let mut above = format!("[[entry]]\nn = {n}\nat = {at}\ndo = {}\n", quoted(act.kind()));
    for (key, value) in act.fields() {
        let _ = match value {
            Value::Text(text) => writeln!(above, "{key} = {}", quoted(&text)),
            Value::Number(number) => writeln!(above, "{key} = {number}"),
            Value::Flag(flag) => writeln!(above, "{key} = {flag}"),
            Value::List(texts) => writeln!(above, "{key} = [{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")),
        };
    }
    if clock_set {
        above.push_str("clock = \"set\"\n");
    }
    if !seen.is_empty() {
        let heads: Vec<String> = seen.iter().map(|head| quoted(&head.to_string())).collect();
        let _ = writeln!(above, "seen = [{}]", heads.join(", "));
    }
    let hash = previous.follow(above.as_bytes());
    let mut bytes = above.into_bytes();
    bytes.extend_from_slice(format!("hash = \"{hash}\"\n\n").as_bytes());
    (bytes, hash)
}
