//! What becomes of suppliers, folded from `standing/`: who handed them over to whom, and which one takes whose place.
//!
//! Nothing moves: decisions and answers stay where they were made. What is folded here says where new work belongs.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{Act, EntryRef, HandOverAct, How, LivingAct, Moment, SuccessionAct};
use crate::sentence::{Sentence, in_each, told};

/// A hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who wrote it.
    pub person: String,
    /// What was written.
    pub act: HandOverAct,
    /// Whoever took over has written something about the supplier since.
    pub taken_up: bool,
}

/// One side of a succession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The entry.
    pub entry: EntryRef,
    /// When it was written.
    pub at: Moment,
    /// Who wrote it.
    pub person: String,
    /// What was written.
    pub act: SuccessionAct,
}

/// One thing of a predecessor that is followed there and belongs to whoever took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `action`, `finding`, `promise`, `waiver` or `decision`.
    pub kind: &'static str,
    /// The entry; absent for a promise.
    pub entry: Option<String>,
    /// What it is about: the kind of an action, the severity of a finding, a question, a flag, an outcome.
    pub of: String,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// The day it was written; only of a decision.
    pub at: Option<String>,
    /// What was written.
    pub text: String,
}

/// What is open at a predecessor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherited {
    /// Its id.
    pub from: String,
    /// Its name.
    pub name: String,
    /// From which day on another stands in its place.
    pub on: String,
    /// It goes on, and only these of its sites were sold; empty: everything went over.
    pub sites: Vec<String>,
    /// What is open there.
    pub items: Vec<Item>,
}

impl Inherited {
    /// The decision taken last about it, by whom and when, and that it is none about whoever took the place.
    #[must_use]
    pub fn decision_told(&self) -> Option<Sentence> {
        let last = self.items.iter().rev().find(|item| item.kind == "decision")?;
        let outcome = in_each(|locale| locale.text(&format!("decision-outcome.{}", last.of)).to_owned());
        let text = |word: &Option<String>| Sentence::from(word.clone().unwrap_or_default());
        let values = [
            ("from", (&self.from).into()),
            ("of", outcome),
            ("owner", text(&last.owner)),
            ("at", text(&last.at)),
            ("entry", text(&last.entry)),
        ];
        Some(told("inherited.decided-before", values))
    }
}

impl Succession {
    /// Whether it holds on a day: its own day is not still to come.
    #[must_use]
    pub fn holds(&self, today: Date) -> bool {
        self.act.on.parse::<Date>().is_ok_and(|day| day <= today)
    }

    /// Whether the supplier ends with it: everything but sold sites.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.act.how != How::SiteSold
    }
}

/// What became of one supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Living {
    /// The latest hand-over.
    pub handed: Option<Handed>,
    /// Others that took its place, or its sites, oldest first.
    pub succeeded: Vec<Succession>,
    /// Suppliers whose place it took, oldest first.
    pub succeeds: Vec<Succession>,
    /// Two people said different things of what became of it without having seen each other.
    pub disputed: bool,
}

impl Living {
    /// Folds the logs of `standing/`; `since` are the logs of the assessment, for what whoever took over wrote there.
    #[must_use]
    pub fn of(standing: &[Log<'_>], since: &[Log<'_>]) -> Self {
        let causality = Causality::of(standing);
        let mut living = Self::default();
        for one in live(standing, &causality) {
            let (entry, at, person) = (one.at.clone(), one.entry.at, one.at.writer.person().to_owned());
            match &one.entry.act {
                Act::Living(LivingAct::HandOver(act)) => {
                    living.handed = Some(Handed { entry, at, person, act: act.clone(), taken_up: false });
                }
                Act::Living(LivingAct::Succeeded(act)) => {
                    living.succeeded.push(Succession { entry, at, person, act: act.clone() });
                }
                Act::Living(LivingAct::Succeeds(act)) => {
                    living.succeeds.push(Succession { entry, at, person, act: act.clone() });
                }
                // What the first format wrote of two records of one company.
                Act::Profile { key, value } if key == "merged-into" || key == "merged-from" => {
                    let act = SuccessionAct {
                        how: How::Same,
                        others: value.clone(),
                        on: at.date().to_string(),
                        reason: None,
                        sites: Vec::new(),
                        carries: None,
                        read: Vec::new(),
                    };
                    let side = if key == "merged-into" { &mut living.succeeded } else { &mut living.succeeds };
                    side.push(Succession { entry, at, person, act });
                }
                _ => {}
            }
        }
        let ends: Vec<&Succession> = living.succeeded.iter().filter(|one| one.ends()).collect();
        living.disputed = ends.iter().any(|one| {
            ends.iter().any(|other| {
                one.act.others != other.act.others
                    && !causality.before(&one.entry, &other.entry)
                    && !causality.before(&other.entry, &one.entry)
                    && one.entry != other.entry
            })
        });
        if let Some(handed) = &mut living.handed {
            handed.taken_up = wrote_since(&handed.act.to, &handed.at, &handed.entry, standing)
                || wrote_since(&handed.act.to, &handed.at, &handed.entry, since);
        }
        living
    }

    /// The suppliers that stand in its place on a day; none while it stands for itself. What was said last holds; while
    /// two differ, all of them are named.
    #[must_use]
    pub fn successors(&self, today: Date) -> BTreeSet<&str> {
        let ends = || self.succeeded.iter().filter(|one| one.ends() && one.holds(today));
        let named: Vec<&Succession> = if self.disputed { ends().collect() } else { ends().next_back().into_iter().collect() };
        named.into_iter().flat_map(|one| one.act.others.iter().map(String::as_str)).collect()
    }

    /// The succession that ended it, on a day.
    #[must_use]
    pub fn ended(&self, today: Date) -> Option<&Succession> {
        self.succeeded.iter().rev().find(|one| one.ends() && one.holds(today))
    }
}

/// Whether a person wrote something after an entry; signatures over the entry itself are no work.
fn wrote_since(person: &str, at: &Moment, entry: &EntryRef, logs: &[Log<'_>]) -> bool {
    let mut own = logs.iter().filter(|log| log.writer.person() == person).flat_map(|log| log.entries.iter().map(move |one| (log, one)));
    own.any(|(log, one)| {
        let later = if log.writer == entry.writer { one.n > entry.n } else { one.at.timestamp() >= at.timestamp() };
        later && !matches!(one.act, Act::Sign(_) | Act::Seal(_) | Act::Profile { .. } | Act::Open(_) | Act::Living(_))
    })
}

#[cfg(test)]
mod tests;
