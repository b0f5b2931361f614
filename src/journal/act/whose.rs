//! For which company of a group something of the review was written.

use super::read::Taken;
use super::write::Keys;

/// The company an entry of the review is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// Whichever: there was one company, or the entry is older than the distinction.
    #[default]
    All,
    /// The company the workspace is of, while others buy too.
    Own,
    /// Another company of the group, by its id.
    Of(String),
}

/// What stands in an entry for the workspace's own company; no id can look like it.
const OWN: &str = "(own)";

impl Whose {
    /// The word of the entry; absent: whichever company.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::All => None,
            Self::Own => Some(OWN),
            Self::Of(id) => Some(id),
        }
    }

    /// The id of another company of the group.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::All | Self::Own => None,
            Self::Of(id) => Some(id),
        }
    }

    /// Whether it holds for a company; absent: the one the workspace is of.
    #[must_use]
    pub fn is_of(&self, company: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Own => company.is_none(),
            Self::Of(id) => company == Some(id),
        }
    }

    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.maybe("company", self.word())
    }

    pub(super) fn of(keys: &mut Taken) -> Self {
        match keys.text("company") {
            None => Self::All,
            Some(word) if word == OWN => Self::Own,
            Some(id) => Self::Of(id),
        }
    }
}
