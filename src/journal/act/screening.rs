//! Screening against sanctions lists: that it was done, what a person made of a hit, and what the contract says.

use super::read::Taken;
use super::write::Keys;
use crate::journal::BodyRef;

/// A supplier and everybody beside it were screened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenAct {
    /// Supplier id.
    pub supplier: String,
    /// The lists, each with its day and hash.
    pub lists: Vec<String>,
    /// The names that were compared.
    pub names: u64,
    /// Hits, by name.
    pub hits: Vec<String>,
    /// The day it is due again.
    pub next: String,
    /// How alike names had to be, in permille; absent: the entry is older than the policy's say in it.
    pub least: Option<u64>,
    /// Who was compared: a digest of each name, so that whoever is named later stands out. None: the entry is older.
    pub who: Vec<String>,
}

/// A person says whether a hit is the same person or body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeAct {
    /// Supplier id.
    pub supplier: String,
    /// The hit's name.
    pub hit: String,
    /// The listed name that was compared.
    pub listed: String,
    /// Whether it is the same.
    pub same: bool,
    /// Why, apart.
    pub reason: BodyRef,
}

/// Whether the contract excludes antisocial forces and sanctioned parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExclusionAct {
    /// Supplier id.
    pub supplier: String,
    /// yes, no.
    pub clause: bool,
    /// Where it stands.
    pub place: Option<String>,
}

impl ScreenAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        let keys = keys
            .text("supplier", &self.supplier)
            .list("lists", &self.lists)
            .number("names", self.names)
            .list("hits", &self.hits)
            .text("next", &self.next);
        let keys = match self.least {
            Some(least) => keys.number("least", least),
            None => keys,
        };
        if self.who.is_empty() { keys } else { keys.list("who", &self.who) }
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            supplier: keys.text("supplier")?,
            lists: keys.list("lists")?,
            names: keys.number("names")?,
            hits: keys.list("hits")?,
            next: keys.text("next")?,
            least: keys.number("least"),
            who: keys.list("who").unwrap_or_default(),
        })
    }
}

impl JudgeAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("supplier", &self.supplier)
            .text("hit", &self.hit)
            .text("listed", &self.listed)
            .flag("same", self.same)
            .text("reason", self.reason.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            supplier: keys.text("supplier")?,
            hit: keys.text("hit")?,
            listed: keys.text("listed")?,
            same: keys.flag("same")?,
            reason: keys.body("reason")?,
        })
    }
}

impl ExclusionAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("supplier", &self.supplier).flag("clause", self.clause).maybe("place", self.place.as_deref())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { supplier: keys.text("supplier")?, clause: keys.flag("clause")?, place: keys.text("place") })
    }
}
