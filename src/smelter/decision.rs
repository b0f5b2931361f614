//! What people decided about reported names, as it stands after what was taken back.

use crate::journal::Moment;
use crate::reference::name::folded;
use crate::reference::{country, metal};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Metal.
    pub metal: String,
    /// The name as reported.
    pub reported: String,
    /// The country as reported; absent: whatever the country.
    pub country: Option<String>,
    /// The facility; absent: none of the listed ones.
    pub id: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The entry, `anna-7f3k#12`.
    pub entry: String,
}

/// All decisions that stand, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    all: Vec<Decision>,
}

impl Decisions {
    /// From decisions in any order; those that were taken back are left out by the caller.
    #[must_use]
    pub fn new(mut all: Vec<Decision>) -> Self {
        all.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.entry.cmp(&b.entry)));
        Self { all }
    }

    /// Each of them.
    #[must_use]
    pub fn all(&self) -> &[Decision] {
        &self.all
    }

    /// The decision that holds for a name: the latest for its country, else the latest for any country.
    #[must_use]
    pub fn find(&self, metal: &str, name: &str, country: Option<&str>) -> Option<&Decision> {
        let (wanted, name) = (metal::key(metal), folded(name));
        let place = country.map(country::key);
        let mut fitting =
            self.all.iter().rev().filter(|decision| metal::key(&decision.metal) == wanted && folded(&decision.reported) == name);
        let own = |decision: &&Decision| decision.country.as_deref().map(country::key) == place;
        fitting.clone().find(own).or_else(|| fitting.find(|decision| decision.country.is_none()))
    }
}
