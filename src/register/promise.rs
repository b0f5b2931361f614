//! Papers somebody owes us: by when, who gave the word, and what became of it.
//!
//! A promise is kept by a paper that names it, as long as that paper counts; it can be given up with a reason.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{Act, BodyRef, EntryRef, Moment, RegisterAct};

use super::evidence::STANDING;

/// What became of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Waited for.
    Open,
    /// A paper came.
    Kept {
        /// The entry with its place.
        entry: String,
        /// The paper.
        sha256: String,
    },
    /// Given up.
    Dropped {
        /// The entry.
        entry: EntryRef,
        /// Who.
        by: String,
        /// When.
        at: Moment,
        /// Why, apart.
        reason: BodyRef,
    },
}

/// A promise with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// Campaign label.
    pub place: String,
    /// The entry.
    pub entry: EntryRef,
    /// When it was given.
    pub at: Moment,
    /// Who wrote it down.
    pub noted_by: String,
    /// The question it belongs to.
    pub question: String,
    /// The flow or facility the document is to cover.
    pub about: Option<String>,
    /// By when.
    pub due: String,
    /// Which document, apart.
    pub what: Option<BodyRef>,
    /// Who gave the word, apart, and in which role: as said with the promise, else whom we met.
    pub by: (Option<BodyRef>, Option<String>),
    /// What became of it.
    pub state: State,
}

impl Promised {
    /// The promise with its place, `FY2026/anna-7f3k#12`.
    #[must_use]
    pub fn named(&self) -> String {
        format!("{}/{}", self.place, self.entry)
    }

    /// Whether it is waited for.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Days until it is due; negative once the day has gone by.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i64> {
        let due: Date = self.due.parse().ok()?;
        today.until(due).ok().map(|span| i64::from(span.get_days()))
    }

    /// Whether it is waited for and its day has gone by.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.days_left(today).is_some_and(|days| days < 0)
    }
}

/// Every promise of a supplier by due date, from the logs of each place under its label.
#[must_use]
pub fn fold(places: &[(&str, &[Log<'_>])]) -> Vec<Promised> {
    let mut all: Vec<Promised> = Vec::new();
    let (mut keepers, mut dropped) = (Vec::new(), Vec::new());
    let mut withdrawn: BTreeSet<String> = BTreeSet::new();
    for (label, logs) in places {
        let mut met = (None, None);
        let first = all.len();
        for one in live(logs, &Causality::of(logs)) {
            let name = format!("{label}/{}", one.at);
            match &one.entry.act {
                Act::Met { who, role, .. } => met = (who.clone(), role.clone()),
                Act::Promise(promise) => all.push(Promised {
                    place: (*label).to_owned(),
                    entry: one.at.clone(),
                    at: one.entry.at,
                    noted_by: one.at.writer.person().to_owned(),
                    question: promise.question.clone(),
                    about: promise.about.clone(),
                    due: promise.due.clone(),
                    what: promise.what.clone(),
                    by: if promise.by.is_some() { (promise.by.clone(), None) } else { met.clone() },
                    state: State::Open,
                }),
                Act::Attach(paper) => {
                    keepers.extend(paper.keeps.as_ref().map(|kept| (format!("{label}/{kept}"), name, paper.sha256.clone())));
                }
                Act::Register(RegisterAct::Evidence(paper)) if *label == STANDING => {
                    keepers.extend(paper.keeps.iter().map(|kept| (kept.clone(), name.clone(), paper.sha256.clone())));
                }
                Act::Register(RegisterAct::WithdrawPaper(act)) => withdrawn.extend(act.of.iter().cloned()),
                Act::Register(RegisterAct::DropPromise(act)) => {
                    let (entry, by) = (one.at.clone(), one.at.writer.person().to_owned());
                    dropped.push((act.promise.clone(), State::Dropped { entry, by, at: one.entry.at, reason: act.reason.clone() }));
                }
                _ => {}
            }
        }
        // Whom we met may be written down after the first promise of the same talk.
        for promise in all.iter_mut().skip(first).filter(|promise| promise.by == (None, None)) {
            promise.by = met.clone();
        }
    }
    for promise in &mut all {
        let name = promise.named();
        if let Some((_, state)) = dropped.iter().find(|(of, _)| *of == name) {
            promise.state = state.clone();
        }
        if let Some((_, entry, sha256)) = keepers.iter().find(|(of, entry, _)| *of == name && !withdrawn.contains(entry)) {
            promise.state = State::Kept { entry: entry.clone(), sha256: sha256.clone() };
        }
    }
    all.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.named().cmp(&b.named())));
    all
}

#[cfg(test)]
mod tests;
