//! Grievances in a workspace: a folder of their own, read and written by grievance officers only. An intake touches no
//! supplier's folder, so nothing a buyer sees can change by it.

use super::act::wrong;
use super::certificates::a_day;
use super::decide::as_logs;
use super::needed::there_are;
use super::people::Written;
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, BodyRef, EraseAct, GrievanceAct, GrievanceCountAct, GrievanceStepAct, Head, RegisterAct, Role};
use crate::register::grievance::{CHANNELS, GROUPS, Grievance, Grievances, STEPS, SUBJECTS};
use crate::sentence::told;
use crate::store::{Place, Store as _};

/// A grievance as it is taken in.
#[derive(Clone, Debug, Default)]
pub struct Raising {
    /// Channel.
    pub channel: String,
    /// Affected group.
    pub group: String,
    /// What about.
    pub about: String,
    /// What was said.
    pub text: String,
    /// The day it came in; absent: today.
    pub received: Option<String>,
    /// The supplier it speaks of.
    pub supplier: Option<String>,
    /// Who raised it, only if that person wants to be known.
    pub reporter: Option<String>,
}

/// A step as a person gives it.
#[derive(Clone, Debug, Default)]
pub struct Stepping {
    /// Which.
    pub step: String,
    /// What was done, or the result.
    pub note: String,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// A remedy outside was used too.
    pub external: bool,
}

pub(super) fn place() -> Place {
    Place::Register { kind: "grievances".to_owned() }
}

fn one_of(word: &str, words: &[&str], key: &'static str) -> Result<(), WorkspaceError> {
    if words.contains(&word) {
        return Ok(());
    }
    Err(wrong(told(key, [("word", word.into()), ("all", words.join(", ").into())])))
}

impl Workspace {
    fn must_be_grievance_officer(&self) -> Result<(), WorkspaceError> {
        if self.own_roles().contains(&Role::GrievanceOfficer) {
            return Ok(());
        }
        let person = self.writer().person();
        Err(wrong(told("refusal.no-grievance-officer", [("person", person.into())])))
    }

    /// The register.
    ///
    /// # Errors
    /// When the writer is no grievance officer, or it cannot be read.
    pub fn grievances(&self) -> Result<Grievances, WorkspaceError> {
        self.must_be_grievance_officer()?;
        Ok(Grievances::of(&as_logs(&self.journals(&place())?)))
    }

    fn grievance(&self, number: &str) -> Result<Grievance, WorkspaceError> {
        let register = self.grievances()?;
        let all: Vec<&str> = register.all.iter().map(|one| one.act.number.as_str()).collect();
        let found = register.all.iter().find(|one| one.act.number.eq_ignore_ascii_case(number)).cloned();
        found.ok_or_else(|| {
            let there = if all.is_empty() { told("refusal.none-raised", []) } else { there_are(&all) };
            wrong(told("refusal.no-grievance", [("number", number.into())]).and(there))
        })
    }

    fn grievance_write(&mut self, act: Act) -> Result<Written, WorkspaceError> {
        let place = place();
        let journals = self.journals(&place)?;
        let heads = journals.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.shown.insert(place.to_string(), heads);
        self.write_signed(&place, act)
    }

    /// Takes in a grievance, anonymous unless a reporter is given.
    ///
    /// # Errors
    /// When the writer may not, a word is not known, the text is empty, or it cannot be saved.
    pub fn raise_grievance(&mut self, given: &Raising) -> Result<(String, Written), WorkspaceError> {
        let register = self.grievances()?;
        one_of(&given.channel, &CHANNELS, "refusal.no-grievance-channel")?;
        one_of(&given.group, &GROUPS, "refusal.no-grievance-group")?;
        one_of(&given.about, &SUBJECTS, "refusal.no-grievance-subject")?;
        if let Some(supplier) = &given.supplier {
            self.must_know(supplier)?;
        }
        let received = given.received.as_deref().map(a_day).transpose()?.unwrap_or_else(|| self.today());
        if received > self.today() {
            return Err(wrong(told("refusal.received-not-come", [("day", received.to_string().into())])));
        }
        if given.text.trim().is_empty() {
            return Err(wrong(told("refusal.grievance-empty", [])));
        }
        let number = register.next_number(received.year());
        let place = place();
        let act = GrievanceAct {
            number: number.clone(),
            channel: given.channel.clone(),
            group: given.group.clone(),
            about: given.about.clone(),
            received: received.to_string(),
            text: self.put_text(&place, &given.text)?,
            supplier: self.put_optional(&place, given.supplier.as_deref())?,
            reporter: self.put_optional(&place, given.reporter.as_deref())?,
        };
        Ok((number, self.grievance_write(Act::Register(RegisterAct::Grievance(act)))?))
    }

    /// Writes a step. Closing needs a result; a closed one has to be reopened before anything else.
    ///
    /// # Errors
    /// When the writer may not, there is no such grievance, the text is empty, or it cannot be saved.
    pub fn follow_grievance(&mut self, number: &str, given: &Stepping) -> Result<Written, WorkspaceError> {
        let grievance = self.grievance(number)?;
        one_of(&given.step, &STEPS, "refusal.no-grievance-step")?;
        let number = grievance.act.number.clone();
        let reopens = given.step == "reopened";
        if grievance.is_open() == reopens {
            let key = if reopens { "refusal.grievance-open" } else { "refusal.grievance-closed" };
            return Err(wrong(told(key, [("number", number.into())])));
        }
        if given.note.trim().is_empty() {
            return Err(wrong(match given.step.as_str() {
                "closed" => told("refusal.grievance-result", [("number", number.into())]),
                _ => told("refusal.grievance-note", []),
            }));
        }
        if let Some(due) = &given.due {
            self.future(due, "--due")?;
        }
        let act = GrievanceStepAct {
            number,
            step: given.step.clone(),
            note: self.put_text(&place(), &given.note)?,
            owner: given.owner.as_deref().map(crate::clean::line),
            due: given.due.clone(),
            external: given.external,
        };
        self.grievance_write(Act::Register(RegisterAct::GrievanceStep(act)))
    }

    /// Enters how many reports a channel had in a period; a later count takes the place of the earlier one.
    ///
    /// # Errors
    /// When the writer may not, the period is empty, or it cannot be saved.
    pub fn count_grievances(&mut self, channel: &str, period: &str, count: u64) -> Result<Written, WorkspaceError> {
        self.must_be_grievance_officer()?;
        let (channel, period) = (crate::clean::line(channel), crate::clean::line(period));
        if channel.is_empty() || period.is_empty() {
            return Err(wrong(told("refusal.count-what", [])));
        }
        self.grievance_write(Act::Register(RegisterAct::GrievanceCount(GrievanceCountAct { channel, period, count })))
    }

    /// Erases every text of a grievance. The entries keep the texts' hashes, so the gap can be proved; first the entry that
    /// says so, then the texts.
    ///
    /// # Errors
    /// When the writer may not, there is no such grievance, the reason is empty, or something cannot be erased.
    pub fn erase_grievance(&mut self, number: &str, reason: &str) -> Result<Written, WorkspaceError> {
        let grievance = self.grievance(number)?;
        let reason = crate::clean::line(reason);
        if reason.is_empty() {
            return Err(wrong(told("refusal.erase-reason", [])));
        }
        if grievance.is_open() {
            let number = &grievance.act.number;
            return Err(wrong(told("refusal.erase-open", [("number", number.into())])));
        }
        let bodies = grievance.bodies();
        let act = EraseAct { entries: grievance.entries(), bodies: bodies.clone(), reason };
        let written = self.grievance_write(Act::Register(RegisterAct::Erase(act)))?;
        for body in &bodies {
            self.store().erase_body(&place(), body)?;
        }
        Ok(written)
    }

    /// A text of the register; nothing when it is not here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn grievance_text(&self, body: &BodyRef) -> Result<Option<String>, WorkspaceError> {
        self.must_be_grievance_officer()?;
        Ok(self.store().body(&place(), body)?.map(|text| crate::clean::text(&text)))
    }
}
