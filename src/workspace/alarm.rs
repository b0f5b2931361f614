//! What is wrong with the record as a whole, so that whoever uses it knows before trusting it: what, where, what hangs on
//! it, and what to do.

use crate::sentence::{Sentence, told};
use crate::store::Finding;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The file or folder below the workspace.
    pub place: String,
    /// What was found.
    pub what: Sentence,
    /// What hangs on it.
    pub why: Sentence,
    /// What to do.
    pub next: Sentence,
}

impl Alarm {
    pub(super) fn new(place: &str, what: Sentence, why: &'static str, next: Sentence) -> Self {
        Self { place: place.to_owned(), what, why: told(why, []), next }
    }

    /// Damage of the people logs.
    pub(super) fn of_people(finding: &Finding) -> Self {
        let (what, next) = finding.problem.halves();
        let next = next.cloned().unwrap_or_else(|| told("damage-do.restore-people", []));
        Self::new(&finding.file, what.clone(), "alarm.why-people", next)
    }

    /// What was found, and what to do.
    #[must_use]
    pub fn problem(&self) -> Sentence {
        self.what.clone().and(self.next.clone())
    }
}
