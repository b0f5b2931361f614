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
    /// Entries of decisions whose writer's state was known when it was made; it takes their place.
    pub seen: Vec<String>,
}

impl Decision {
    /// Who and what, in a few words: `ken: CID900102`, or a dash for none of the listed ones.
    #[must_use]
    pub fn told(&self) -> String {
        format!("{}: {}", self.by, self.id.as_deref().unwrap_or("–"))
    }
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

    /// The decision that holds for a name: the latest for its country, else the latest for any country. None while
    /// people who had not seen each other decided differently.
    #[must_use]
    pub fn find(&self, metal: &str, name: &str, country: Option<&str>) -> Option<&Decision> {
        let standing = self.standing(metal, name, country);
        if differ(&standing) { None } else { standing.last().copied() }
    }

    /// Decisions that contradict each other, oldest first: nobody of those who made them had seen the others'. Empty
    /// when there is one decision, or all agree.
    #[must_use]
    pub fn conflict(&self, metal: &str, name: &str, country: Option<&str>) -> Vec<&Decision> {
        let standing = self.standing(metal, name, country);
        if differ(&standing) { standing } else { Vec::new() }
    }

    /// The decisions for a name that no other decision has seen.
    fn standing(&self, metal: &str, name: &str, country: Option<&str>) -> Vec<&Decision> {
        let (wanted, name) = (metal::key(metal), folded(name));
        let place = country.map(country::key);
        let fitting = || self.all.iter().filter(|decision| metal::key(&decision.metal) == wanted && folded(&decision.reported) == name);
        let mut own: Vec<&Decision> = fitting().filter(|decision| decision.country.as_deref().map(country::key) == place).collect();
        if own.is_empty() {
            own = fitting().filter(|decision| decision.country.is_none()).collect();
        }
        own.iter().copied().filter(|one| !own.iter().any(|other| other.seen.contains(&one.entry))).collect()
    }
}

fn differ(standing: &[&Decision]) -> bool {
    standing.windows(2).any(|two| two[0].id != two[1].id)
}
