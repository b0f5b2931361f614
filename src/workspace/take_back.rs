//! An entry of a register is taken back by a further entry, as long as nothing rests on it: what was written stays in the
//! history and counts no more.

use super::act::{not_saved, wrong};
use super::{Workspace, WorkspaceError};
use crate::answers::taken_back;
use crate::journal::{Act, EntryRef, Head, RegisterAct, Role};
use crate::register::certificate::key;
use crate::sentence::told;
use crate::store::{Place, Saved};

/// Registers that belong to no supplier, and whose entries can be taken back.
pub const SHELVES: [&str; 3] = ["grievances", "screening", "statements"];

impl Workspace {
    /// Takes an entry of a register back: of a supplier's record, or of a register that belongs to none.
    ///
    /// # Errors
    /// When it is not there, another wrote it, it was taken back before, it cannot be taken back, or another rests on it.
    pub fn take_back(&mut self, place: &Place, target: &EntryRef) -> Result<Saved, WorkspaceError> {
        self.may_take_back(place, target)?;
        let journals = self.journals(place)?;
        let heads = journals.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.shown.insert(place.to_string(), heads);
        self.write(place, Act::Undo { entry: target.n }).map_err(not_saved)
    }

    fn may_take_back(&self, place: &Place, target: &EntryRef) -> Result<(), WorkspaceError> {
        self.may_write_in(place)?;
        let named = || ("entry", target.to_string().into());
        let journals = self.journals(place)?;
        let own = journals.iter().find(|(writer, _)| *writer == target.writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        let Some(entry) = own.iter().find(|entry| entry.n == target.n) else {
            return Err(wrong(told("refusal.take-back-none", [named()])));
        };
        if target.writer != *self.writer() {
            return Err(wrong(told("refusal.take-back-not-yours", [named(), ("person", target.writer.person().into())])));
        }
        let act = match &entry.act {
            Act::Register(RegisterAct::Erase(_)) => return Err(wrong(told("refusal.take-back-erased", [named()]))),
            Act::Register(act) => act,
            _ => return Err(wrong(told("refusal.take-back-other", [named()]))),
        };
        if taken_back(own).contains_key(&target.n) {
            return Err(wrong(told("refusal.take-back-twice", [named()])));
        }
        for (writer, entries) in &journals {
            let gone = taken_back(entries);
            let resting = entries.iter().filter(|later| !gone.contains_key(&later.n)).find(|later| match &later.act {
                Act::Register(later) => rests_on(later, act, target),
                _ => false,
            });
            if let Some(later) = resting {
                let later = EntryRef { writer: writer.clone(), n: later.n }.to_string();
                return Err(wrong(told("refusal.take-back-rests", [named(), ("later", later.into())])));
            }
        }
        Ok(())
    }

    /// Whether whoever writes may write at a place of the registers at all.
    fn may_write_in(&self, place: &Place) -> Result<(), WorkspaceError> {
        match place {
            Place::Standing { supplier } => self.must_know(supplier),
            Place::Register { kind } if kind == "grievances" && !self.own_roles().contains(&Role::GrievanceOfficer) => {
                Err(wrong(told("refusal.take-back-officer", [("person", self.writer().person().into())])))
            }
            Place::Register { kind } if kind == "screening" && !self.sees_restricted() => {
                Err(wrong(told("refusal.take-back-restricted", [])))
            }
            Place::Register { kind } if SHELVES.contains(&kind.as_str()) => Ok(()),
            Place::Register { .. } | Place::Inbox | Place::People | Place::Assessment { .. } => {
                Err(wrong(told("refusal.take-back-where", [("all", SHELVES.join(", ").into())])))
            }
        }
    }
}

/// Whether a later entry of a register says nothing without an earlier one.
fn rests_on(later: &RegisterAct, earlier: &RegisterAct, target: &EntryRef) -> bool {
    match (later, earlier) {
        (RegisterAct::FindingStep(later), RegisterAct::Finding(_)) => later.finding == *target,
        (RegisterAct::Finding(later), RegisterAct::Audit(_)) => later.audit.as_ref() == Some(target),
        (RegisterAct::GrievanceStep(later), RegisterAct::Grievance(earlier)) => later.number == earlier.number,
        (RegisterAct::Erase(later), RegisterAct::Grievance(_) | RegisterAct::GrievanceStep(_)) => later.entries.contains(target),
        (RegisterAct::WithdrawPaper(later), RegisterAct::Evidence(earlier)) => later.sha256 == earlier.sha256,
        (RegisterAct::Settle(later), RegisterAct::Certificate(earlier)) => {
            let (site, metal) = (earlier.site.as_deref().unwrap_or_default(), earlier.metal.as_deref().unwrap_or_default());
            later.of.contains(&target.to_string()) || later.certificate == key(&earlier.scheme, &earlier.entity, site, metal)
        }
        _ => false,
    }
}
