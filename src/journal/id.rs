//! Names of writers, entries, heads and bodies.

use std::fmt;
use std::str::FromStr;

use super::{Entry, Hash};
use crate::sentence::{Sentence, told};

/// A writer: a person at a device, `anna-7f3k`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WriterId(String);

impl WriterId {
    /// Joins person and device.
    #[must_use]
    pub fn new(person: &str, device: &str) -> Self {
        Self(format!("{person}-{device}"))
    }

    /// Reads a writer's name; small letters, digits and hyphens with a device suffix.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let sound = !text.is_empty() && text.len() <= 64 && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let (person, device) = text.rsplit_once('-')?;
        (sound && !person.is_empty() && !device.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The person: independence and four eyes compare persons.
    #[must_use]
    pub fn person(&self) -> &str {
        self.0.rsplit_once('-').map_or(self.0.as_str(), |(person, _)| person)
    }

    /// The device suffix.
    #[must_use]
    pub fn device(&self) -> &str {
        self.0.rsplit_once('-').map_or("", |(_, device)| device)
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WriterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// An entry of a log: `anna-7f3k#12`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryRef {
    /// Whose log.
    pub writer: WriterId,
    /// Which entry.
    pub n: u64,
}

impl fmt::Display for EntryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.writer, self.n)
    }
}

impl FromStr for EntryRef {
    type Err = Sentence;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (writer, n) = text.split_once('#').ok_or_else(|| told("remark.not-an-entry", [("text", text.into())]))?;
        let writer = WriterId::parse(writer).ok_or_else(|| told("remark.not-a-writer", [("text", writer.into())]))?;
        let n = n.parse().map_err(|_| told("remark.not-an-entry-number", [("text", n.into())]))?;
        Ok(Self { writer, n })
    }
}

/// The head of a log as somebody saw it: `anna-7f3k#12:` and 32 hex digits of that entry's hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The entry.
    pub entry: EntryRef,
    /// First 32 hex digits of its hash.
    pub hash: String,
}

impl Head {
    /// The head that this entry is.
    #[must_use]
    pub fn of(writer: &WriterId, entry: &Entry) -> Self {
        Self { entry: EntryRef { writer: writer.clone(), n: entry.n }, hash: entry.hash.short() }
    }

    /// Whether an entry is the one that was seen.
    #[must_use]
    pub fn fits(&self, hash: &Hash) -> bool {
        self.hash == hash.short()
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.entry, self.hash)
    }
}

impl FromStr for Head {
    type Err = Sentence;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (entry, hash) = text.rsplit_once(':').ok_or_else(|| told("remark.not-a-head", [("text", text.into())]))?;
        if hash.len() != 32 || !hash.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(told("remark.not-a-hash", [("text", hash.into())]));
        }
        Ok(Self { entry: entry.parse()?, hash: hash.to_owned() })
    }
}

/// A reference to a text kept apart: `body:` and the SHA-256 of salt and text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyRef(String);

impl BodyRef {
    /// The reference to salt and text, as stored.
    #[must_use]
    pub fn of(salt_and_text: &[u8]) -> Self {
        Self(format!("body:{}", super::block::sha256_hex(salt_and_text)))
    }

    /// Reads a reference.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix("body:")?;
        (hex.len() == 64 && hex.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))).then(|| Self(text.to_owned()))
    }

    /// As written in an entry.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash alone: the file's name.
    #[must_use]
    pub fn hex(&self) -> &str {
        &self.0[5..]
    }
}

impl fmt::Display for BodyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
