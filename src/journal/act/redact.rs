//! Lawful erasure: which texts and stored files are gone for ever, and why. The entry they belonged to stays as it is.

use super::read::Taken;
use super::write::Keys;
use crate::journal::{BodyRef, EntryRef};

/// Texts behind an entry, or stored files it names, were erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redact {
    /// The entry they belonged to.
    pub entry: EntryRef,
    /// The texts, by the hashes the entry keeps.
    pub bodies: Vec<String>,
    /// Stored files, by their hashes.
    pub files: Vec<String>,
    /// Why, apart.
    pub reason: BodyRef,
}

impl Redact {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("entry", &self.entry.to_string())
            .list("bodies", &self.bodies)
            .some("files", &self.files)
            .text("reason", self.reason.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            entry: keys.text("entry")?.parse().ok()?,
            bodies: keys.list("bodies")?,
            files: keys.some("files")?,
            reason: keys.body("reason")?,
        })
    }
}
