//! Talks with a supplier, and which version of which policy it acknowledged.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::finding::On;
use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{AcknowledgeAct, Act, DialogueAct, RegisterAct};
use crate::policy::published::Published;

/// Policies a supplier acknowledges where the company's policy names no documents of its own.
pub const POLICIES: [&str; 2] = ["human-rights", "procurement"];
/// How one talks.
pub const CHANNELS: [&str; 5] = ["meeting", "visit", "call", "mail", "training"];

/// How an acknowledgement stands to the edition in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was acknowledged.
    NotYet,
    /// It holds: of the edition in force, or the company named none.
    Holds,
    /// Another edition is in force since; this one has to be acknowledged.
    Again {
        /// The edition in force.
        in_force: String,
        /// By when it has to be acknowledged.
        due: Date,
        /// The acknowledged one was never published: it was entered before the policy named the editions.
        unknown: bool,
    },
}

impl State {
    /// How an acknowledged version stands on a day.
    #[must_use]
    pub fn of(version: Option<&str>, published: Option<&Published>, today: Date) -> Self {
        let Some(version) = version else { return Self::NotYet };
        let Some((published, in_force)) = published.and_then(|one| Some((one, one.in_force(today)?))) else { return Self::Holds };
        let (rank, needed) = (published.rank(version), published.rank(&in_force.id));
        if rank >= needed {
            return Self::Holds;
        }
        Self::Again { in_force: in_force.id.clone(), due: published.due(in_force), unknown: rank.is_none() }
    }

    /// The word of files and commands.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::Holds => "acknowledged",
            Self::Again { unknown: false, .. } => "older-edition",
            Self::Again { unknown: true, .. } => "unknown-edition",
        }
    }

    /// By when it has to be acknowledged again.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        match self {
            Self::Again { due, .. } => Some(*due),
            Self::NotYet | Self::Holds => None,
        }
    }
}

/// Everything of one supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Talks, by day.
    pub talks: Vec<On<DialogueAct>>,
    /// Acknowledgements of each policy: the last one stands. By day, and of published documents by edition before that.
    pub acknowledged: BTreeMap<String, Vec<On<AcknowledgeAct>>>,
}

impl Rights {
    /// Folds the logs of `standing/`.
    #[must_use]
    pub fn of(logs: &[Log<'_>]) -> Self {
        let mut found = Self::default();
        for one in live(logs, &Causality::of(logs)) {
            let (entry, at, by) = (one.at.clone(), one.entry.at, one.at.writer.person().to_owned());
            match &one.entry.act {
                Act::Register(RegisterAct::Dialogue(act)) => found.talks.push(On { act: act.clone(), by, at, entry }),
                Act::Register(RegisterAct::Acknowledge(act)) => {
                    found.acknowledged.entry(act.policy.clone()).or_default().push(On { act: act.clone(), by, at, entry });
                }
                _ => {}
            }
        }
        found.talks.sort_by(|a, b| a.act.on.cmp(&b.act.on));
        for all in found.acknowledged.values_mut() {
            all.sort_by(|a, b| a.act.on.cmp(&b.act.on));
        }
        found
    }

    /// The same in the order of the editions: a newer edition stands, whichever day an older paper was signed.
    #[must_use]
    pub fn by_edition(mut self, published: &[Published]) -> Self {
        for one in published {
            if let Some(all) = self.acknowledged.get_mut(&one.id) {
                all.sort_by_key(|on| one.rank(&on.act.version));
            }
        }
        self
    }

    /// The acknowledgement of a policy that stands.
    #[must_use]
    pub fn standing(&self, policy: &str) -> Option<&On<AcknowledgeAct>> {
        self.acknowledged.get(policy)?.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::published::Edition;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn an_older_edition_is_due_again_and_a_newer_one_or_one_nobody_published_is_told_apart() {
        let edition = |id: &str, on: &str| Edition { id: id.to_owned(), date: day(on) };
        let editions = vec![edition("1", "2023-10-01"), edition("2", "2025-04-01"), edition("3", "2027-01-01")];
        let published =
            Published { id: "code".to_owned(), title: crate::language::Text::same("Code"), days: 30, clause: Vec::new(), editions };
        let on = |version: Option<&str>, today: &str| State::of(version, Some(&published), day(today));
        let again = |unknown: bool| State::Again { in_force: "2".to_owned(), due: day("2025-05-01"), unknown };
        assert_eq!(on(None, "2026-01-01"), State::NotYet);
        assert_eq!(on(Some("1"), "2025-03-31"), State::Holds);
        assert_eq!(on(Some("1"), "2025-04-01"), again(false));
        assert_eq!(on(Some("2"), "2026-12-31"), State::Holds);
        assert_eq!(on(Some("nonsense"), "2026-01-01"), again(true));
        assert_eq!(on(Some("2"), "2027-01-01").due(), Some(day("2027-01-31")));
        // Nothing is in force yet, or the company names no documents: any edition holds.
        assert_eq!(on(Some("nonsense"), "2023-09-30"), State::Holds);
        assert_eq!(State::of(Some("nonsense"), None, day("2026-01-01")), State::Holds);
        let words = [again(false), again(true)].map(|state| state.word());
        assert_eq!(words, ["older-edition", "unknown-edition"]);
    }
}
