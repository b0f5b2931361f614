//! What of the record's texts and stored files is due for erasure, class by class. Erasing itself is
//! [`Workspace::redact`], [`Workspace::erase_file`], or the grievance officer's own way; the entry that says so and the
//! hashes stay.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::act::wrong;
use super::copies::Within;
use super::decide::as_logs;
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, Entry, EntryRef, RegisterAct, ReviewAct, Role, WriterId};
use crate::policy::months::Class;
use crate::register::grievance::Grievances;
use crate::register::retention::{self, Term};
use crate::sentence::told;
use crate::store::{Place, bodies_of};

pub mod files;

/// Texts of an entry with the day from which they are due for erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retained {
    /// The class that keeps them longest.
    pub class: Class,
    /// The supplier they are about; absent: a register.
    pub supplier: Option<String>,
    /// Where.
    pub place: Place,
    /// The entry.
    pub entry: EntryRef,
    /// Its kind.
    pub kind: String,
    /// Texts that are still here.
    pub texts: usize,
    /// The day their time began.
    pub since: Date,
    /// The first day they are due.
    pub due: Date,
    /// The grievance they belong to.
    pub grievance: Option<String>,
}

/// What was erased because its time was over.
#[derive(Clone, Debug)]
pub struct Swept {
    /// What.
    pub retained: Retained,
    /// The entry that says so.
    pub entry: EntryRef,
}

type Logs = [(WriterId, Vec<Entry>)];

/// The program's own entries about other entries: they begin no time anew.
fn is_bookkeeping(act: &Act) -> bool {
    matches!(
        act,
        Act::Open(_) | Act::Redact(_) | Act::Sign(_) | Act::Seal(_) | Act::Recovered { .. } | Act::Register(RegisterAct::Erase(_))
    )
}

fn last_day(logs: &Logs, of: impl Fn(&Act) -> bool) -> Option<Date> {
    let entries = logs.iter().flat_map(|(_, entries)| entries);
    entries.filter(|entry| !is_bookkeeping(&entry.act) && of(&entry.act)).map(|entry| entry.at.date()).max()
}

/// What a later entry of the same name takes the place of.
fn stands_as(act: &Act) -> Option<String> {
    match act {
        Act::Profile { key, .. } => Some(format!("profile {key}")),
        Act::Review(ReviewAct::Decide(decide)) => Some(format!("decide {}", decide.assessment)),
        Act::Register(RegisterAct::Acknowledge(act)) => Some(format!("acknowledge {}", act.policy)),
        Act::Register(RegisterAct::Settle(act)) => Some(format!("settle {}", act.certificate)),
        _ => None,
    }
}

impl Workspace {
    /// How long each class is kept.
    #[must_use]
    pub fn retention_terms(&self) -> Vec<Term> {
        Class::ALL.into_iter().map(|class| retention::term(class, self.policy())).collect()
    }

    /// Every text that is kept for a time, as far as whoever looks may see that it is there; by due date.
    ///
    /// # Errors
    /// When a log cannot be read.
    pub fn retained(&self) -> Result<Vec<Retained>, WorkspaceError> {
        let mut all = Vec::new();
        for supplier in self.supplier_ids()? {
            let trail = self.trail(&supplier)?;
            let last = trail.iter().filter_map(|(_, logs)| last_day(logs, |_| true)).max();
            for (label, logs) in &trail {
                let place = if label == crate::register::evidence::STANDING {
                    super::decide::standing(&supplier)
                } else {
                    Place::Assessment { supplier: supplier.clone(), assessment: label.clone() }
                };
                all.extend(self.retained_at(&place, Some(&supplier), logs, last)?);
            }
        }
        if self.sees_restricted() {
            let place = super::screening::place();
            all.extend(self.retained_at(&place, None, &self.journals(&place)?, None)?);
        }
        if self.own_roles().contains(&Role::GrievanceOfficer) {
            all.extend(self.retained_grievances()?);
        }
        all.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.place.cmp(&b.place)).then_with(|| a.entry.cmp(&b.entry)));
        Ok(all)
    }

    fn retained_at(&self, place: &Place, supplier: Option<&str>, logs: &Logs, last: Option<Date>) -> Result<Vec<Retained>, WorkspaceError> {
        let here: BTreeSet<String> = self.store().bodies_at(place)?.into_iter().map(|(name, _)| name).collect();
        let mut replaced: BTreeMap<String, Vec<Date>> = BTreeMap::new();
        for entry in logs.iter().flat_map(|(_, entries)| entries) {
            if let Some(name) = stands_as(&entry.act) {
                replaced.entry(name).or_default().push(entry.at.date());
            }
        }
        replaced.values_mut().for_each(|days| days.sort_unstable());
        let end = last_day(logs, |_| true);
        let mut all = Vec::new();
        for (writer, entries) in logs {
            for entry in entries.iter().filter(|entry| !super::history::questions(&entry.act).iter().any(|id| self.is_veiled(id))) {
                let texts = bodies_of(&entry.act).iter().filter(|body| here.contains(&format!("{}.txt", body.hex()))).count();
                let classes = retention::classes(&entry.act, &|question| self.is_about_persons(question));
                if texts == 0 || classes.is_empty() {
                    continue;
                }
                let day = entry.at.date();
                let since = match (place, stands_as(&entry.act)) {
                    (Place::Assessment { .. }, _) => end.unwrap_or(day),
                    (Place::Register { .. }, _) => of_screened(logs, &entry.act).unwrap_or(day),
                    // What still stands counts from the supplier's last entry, what was replaced from the day it was.
                    (_, Some(name)) => {
                        let next = replaced.get(&name).and_then(|days| days.iter().find(|next| **next > day)).copied();
                        next.or(last).unwrap_or(day)
                    }
                    (_, None) => day,
                };
                let dues = classes.into_iter().map(|class| (retention::due(since, retention::term(class, self.policy()).months), class));
                let Some((due, class)) = dues.max() else { continue };
                let (supplier, entry_name) = (supplier.map(str::to_owned), EntryRef { writer: writer.clone(), n: entry.n });
                let kind = entry.act.kind().to_owned();
                all.push(Retained { class, supplier, place: place.clone(), entry: entry_name, kind, texts, since, due, grievance: None });
            }
        }
        Ok(all)
    }

    /// Closed grievances: their time begins when they are closed.
    fn retained_grievances(&self) -> Result<Vec<Retained>, WorkspaceError> {
        let place = Place::Register { kind: "grievances".to_owned() };
        let logs = self.journals(&place)?;
        let here: BTreeSet<String> = self.store().bodies_at(&place)?.into_iter().map(|(name, _)| name).collect();
        let months = retention::term(Class::Grievances, self.policy()).months;
        let mut all = Vec::new();
        for grievance in Grievances::of(&as_logs(&logs)).all.iter().filter(|grievance| !grievance.is_open()) {
            let texts = grievance.bodies().iter().filter(|body| here.contains(&format!("{}.txt", body.hex()))).count();
            let closed = grievance.steps.iter().rev().find(|step| step.act.step == "closed").map(|step| step.at.date());
            let Some(since) = closed.filter(|_| texts > 0) else { continue };
            all.push(Retained {
                class: Class::Grievances,
                supplier: None,
                place: place.clone(),
                entry: grievance.entry.clone(),
                kind: "grievance".to_owned(),
                texts,
                since,
                due: retention::due(since, months),
                grievance: Some(grievance.act.number.clone()),
            });
        }
        Ok(all)
    }

    /// Refuses to erase texts before their time is over.
    pub(super) fn must_be_due(&self, place: &Place, entry: &EntryRef) -> Result<(), WorkspaceError> {
        let supplier = match place {
            Place::Assessment { supplier, .. } | Place::Standing { supplier } => Some(supplier.as_str()),
            Place::Register { .. } | Place::Inbox | Place::People => None,
        };
        let last = match supplier {
            Some(supplier) => self.trail(supplier)?.iter().filter_map(|(_, logs)| last_day(logs, |_| true)).max(),
            None => None,
        };
        let all = self.retained_at(place, supplier, &self.journals(place)?, last)?;
        match all.into_iter().find(|one| one.entry == *entry && one.due > self.today()) {
            None => Ok(()),
            Some(early) => Err(wrong(told(
                "retention.too-early",
                [("entry", entry.to_string().into()), ("class", early.class.word().into()), ("due", early.due.to_string().into())],
            ))),
        }
    }

    /// Erases every text whose time is over: of the classes named, or of all.
    ///
    /// # Errors
    /// When the person may not, the reason is empty, or it cannot be saved; what was erased before stays erased.
    pub fn sweep(&mut self, classes: &[Class], supplier: Option<&str>, reason: &str) -> Result<Vec<Swept>, WorkspaceError> {
        if reason.trim().is_empty() {
            return Err(wrong(told("retention.reason", [])));
        }
        let today = self.today();
        let mut swept = Vec::new();
        for one in self.due_for_erasure(today, classes, supplier)? {
            let entry = match &one.grievance {
                Some(number) => self.erase_grievance(number, reason)?.saved.entry,
                None => {
                    let label = one.place.names().1.to_owned();
                    let within = Within { supplier: one.supplier.as_deref(), campaign: Some(&label) };
                    self.redact(within, &one.entry, reason, false)?.written.saved.entry
                }
            };
            swept.push(Swept { retained: one, entry });
        }
        Ok(swept)
    }

    /// What is due for erasure on a day, by due date.
    ///
    /// # Errors
    /// When a log cannot be read.
    pub fn due_for_erasure(&self, on: Date, classes: &[Class], supplier: Option<&str>) -> Result<Vec<Retained>, WorkspaceError> {
        if let Some(supplier) = supplier {
            self.must_know(supplier)?;
        }
        let mut all = self.retained()?;
        all.retain(|one| {
            one.due <= on
                && (classes.is_empty() || classes.contains(&one.class))
                && (supplier.is_none() || one.supplier.as_deref() == supplier)
        });
        Ok(all)
    }
}

/// The last day the supplier of a screening entry was screened or judged.
fn of_screened(logs: &Logs, act: &Act) -> Option<Date> {
    let supplier = |act: &Act| match act {
        Act::Register(RegisterAct::Screen(act)) => Some(act.supplier.clone()),
        Act::Register(RegisterAct::Judge(act)) => Some(act.supplier.clone()),
        _ => None,
    };
    let of = supplier(act)?;
    last_day(logs, |other| supplier(other).as_ref() == Some(&of))
}
