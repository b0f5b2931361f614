//! Who asked that a submitted answer be corrected.

use super::read::Taken;
use super::write::Keys;
use crate::journal::BodyRef;

/// On which side somebody asked for a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asker {
    /// The supplier.
    Supplier,
    /// A reviewer.
    Reviewer,
    /// Whoever interviewed noticed it.
    Ourselves,
}

impl Asker {
    /// Words and sides.
    pub const WORDS: [(&'static str, Self); 3] =
        [("supplier", Self::Supplier), ("reviewer", Self::Reviewer), ("ourselves", Self::Ourselves)];

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, asker)| *asker == self).map_or("", |(word, _)| word)
    }

    /// The side of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, asker)| *asker)
    }
}

/// Who asked for a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// On which side.
    pub by: Asker,
    /// Their name, apart.
    pub name: BodyRef,
}

impl Asked {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("asked-by", self.by.word()).text("asker", self.name.as_str())
    }

    /// Both keys or neither; one alone makes the entry one that this version does not know.
    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { by: keys.word("asked-by", &Asker::WORDS)?, name: keys.body("asker")? })
    }
}
