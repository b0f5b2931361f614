//! Grievances: what was raised, how it was followed, and counts of channels of which only the number is known.
//!
//! Nothing of it reaches a supplier's score or a buyer: only a finding that somebody confirms elsewhere does.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{Act, BodyRef, EntryRef, GrievanceAct, GrievanceStepAct, Moment, RegisterAct};

/// Words a channel may have.
pub const CHANNELS: [&str; 6] = ["hotline", "web", "mail", "union", "visit", "other"];
/// Words an affected group may have.
pub const GROUPS: [&str; 6] = ["workers", "partner-workers", "residents", "indigenous", "supplier", "other"];
/// What a grievance may be about.
pub const SUBJECTS: [&str; 7] = ["labour", "safety", "environment", "land", "corruption", "discrimination", "other"];
/// Steps, in the order they usually come.
pub const STEPS: [&str; 6] = ["acknowledged", "inquiry", "remedy", "answered", "closed", "reopened"];

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOn {
    /// What was written.
    pub act: GrievanceStepAct,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The entry.
    pub entry: EntryRef,
}

/// One grievance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grievance {
    /// What was written.
    pub act: GrievanceAct,
    /// Who took it in.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The entry.
    pub entry: EntryRef,
    /// Steps, oldest first.
    pub steps: Vec<StepOn>,
    /// Entries by which its texts were erased.
    pub erasures: Vec<EntryRef>,
    /// Two took in different grievances under one number, apart from each other.
    pub twice: bool,
}

impl Grievance {
    /// `open` or `closed`.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let last = self.steps.iter().rev().find(|step| matches!(step.act.step.as_str(), "closed" | "reopened"));
        last.is_none_or(|step| step.act.step != "closed")
    }

    /// Whether a remedy outside this procedure was used too.
    #[must_use]
    pub fn external(&self) -> bool {
        self.steps.iter().any(|step| step.act.external)
    }

    /// The step that waits: the latest with a day by which it is to be done.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        if !self.is_open() {
            return None;
        }
        self.steps.iter().rev().find_map(|step| step.act.due.as_deref()).and_then(|day| day.parse().ok())
    }

    /// Every text of it.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyRef> {
        let own = [Some(&self.act.text), self.act.supplier.as_ref(), self.act.reporter.as_ref()];
        own.into_iter().flatten().chain(self.steps.iter().map(|step| &step.act.note)).cloned().collect()
    }

    /// Every entry of it.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryRef> {
        std::iter::once(&self.entry).chain(self.steps.iter().map(|step| &step.entry)).cloned().collect()
    }
}

/// The register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grievances {
    /// By number, oldest first.
    pub all: Vec<Grievance>,
    /// Counts by period and channel; a later count takes the place of an earlier one, so that nothing is added twice.
    pub counts: BTreeMap<(String, String), u64>,
    /// Texts that were erased.
    pub erased: BTreeSet<BodyRef>,
}

impl Grievances {
    /// Folds the register.
    #[must_use]
    pub fn of(logs: &[Log<'_>]) -> Self {
        let mut found = Self::default();
        let (mut steps, mut erasures): (Vec<StepOn>, Vec<(Vec<EntryRef>, EntryRef)>) = (Vec::new(), Vec::new());
        for one in live(logs, &Causality::of(logs)) {
            let (entry, at, by) = (one.at.clone(), one.entry.at, one.at.writer.person().to_owned());
            match &one.entry.act {
                Act::Register(RegisterAct::Grievance(act)) => {
                    let twice = found.all.iter().any(|known| known.act.number == act.number);
                    found.all.push(Grievance { act: act.clone(), by, at, entry, steps: Vec::new(), erasures: Vec::new(), twice });
                }
                Act::Register(RegisterAct::GrievanceStep(act)) => steps.push(StepOn { act: act.clone(), by, at, entry }),
                Act::Register(RegisterAct::GrievanceCount(act)) => {
                    found.counts.insert((act.period.clone(), act.channel.clone()), act.count);
                }
                Act::Register(RegisterAct::Erase(act)) => {
                    found.erased.extend(act.bodies.iter().cloned());
                    erasures.push((act.entries.clone(), entry));
                }
                _ => {}
            }
        }
        for step in steps {
            if let Some(grievance) = found.all.iter_mut().find(|known| known.act.number == step.act.number) {
                grievance.steps.push(step);
            }
        }
        for (of, entry) in erasures {
            for grievance in found.all.iter_mut().filter(|known| of.contains(&known.entry)) {
                grievance.erasures.push(entry.clone());
            }
        }
        found.all.sort_by(|a, b| a.act.number.cmp(&b.act.number).then_with(|| a.entry.cmp(&b.entry)));
        found
    }

    /// All counts of a period together.
    #[must_use]
    pub fn counted(&self, period: &str) -> u64 {
        self.counts.iter().filter(|((known, _), _)| known == period).map(|(_, count)| count).sum()
    }

    /// The next free number of a year.
    #[must_use]
    pub fn next_number(&self, year: i16) -> String {
        let start = format!("G-{year}-");
        let last = self.all.iter().filter_map(|one| one.act.number.strip_prefix(&start)?.parse::<u32>().ok()).max().unwrap_or(0);
        format!("{start}{:03}", last + 1)
    }
}
