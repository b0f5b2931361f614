//! A part of a definition was compared with its source, by the writer of the entry. The file never says so: a word in it
//! would change its hash, and a company holds the licensed text, not the program.

use super::read::Taken;
use super::write::Keys;

/// What was compared with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedAct {
    /// `regime:bribery/lbma`, `row:precious-metals.PR28D` or `translation:csr-saq/ja`.
    pub part: String,
    /// The edition with the hash of what was compared: other words are another matter.
    pub edition: String,
    /// The copy it was compared with.
    pub against: String,
    /// It was said by mistake and holds no longer.
    pub taken_back: bool,
}

impl ComparedAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        let keys = keys.text("part", &self.part).text("edition", &self.edition).text("against", &self.against);
        if self.taken_back { keys.flag("taken-back", true) } else { keys }
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            part: keys.text("part")?,
            edition: keys.text("edition")?,
            against: keys.text("against")?,
            taken_back: keys.flag("taken-back").unwrap_or(false),
        })
    }
}
