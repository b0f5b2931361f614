//! An entry of a register, or of the review, is taken back by a further entry, as long as nothing rests on it: what was
//! written stays in the history and counts no more.

use super::act::{not_saved, wrong};
use super::decide::{as_logs, standing};
use super::{Workspace, WorkspaceError};
use crate::answers::causality::Causality;
use crate::answers::{live, taken_back};
use crate::journal::{Act, Entry, EntryRef, Head, RegisterAct, ReviewAct, Role};
use crate::people::Duty;
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

    /// Takes back what the writer did last in the review of a supplier: a decision that is not sealed, what stands beside
    /// it, or answers that were settled.
    ///
    /// # Errors
    /// When there is none, it is sealed, or a decision rests on it.
    pub fn undo_review(&mut self, supplier: &str) -> Result<(EntryRef, Saved), WorkspaceError> {
        self.may(Duty::Own)?;
        self.must_know(supplier)?;
        let reviewed = self.last_own(&standing(supplier), is_review)?;
        let settled = self.last_own(&self.place(supplier), is_settlement)?;
        let of = |entry: &Entry| EntryRef { writer: self.writer().clone(), n: entry.n };
        let settled = settled.filter(|one| reviewed.as_ref().is_none_or(|other| is_later(one, other, &of(one))));
        let (place, last) = match (settled, reviewed) {
            (Some(settled), _) => {
                self.no_decision_rests(supplier, &of(&settled))?;
                (self.place(supplier), settled)
            }
            (None, Some(reviewed)) => (standing(supplier), reviewed),
            (None, None) => return Err(wrong(told("refusal.nothing-of-yours", [("id", supplier.into())]))),
        };
        let target = of(&last);
        if self.last_own(&place, |act| matches!(act, Act::Seal(seal) if seal.entry == last.n))?.is_some() {
            return Err(wrong(told("refusal.sealed-stays", [("entry", target.to_string().into()), ("id", supplier.into())])));
        }
        self.show_standing(supplier)?;
        let saved = self.write(&place, Act::Undo { entry: target.n }).map_err(not_saved)?;
        Ok((target, saved))
    }

    /// The writer's last entry of some kind at a place that was not taken back.
    fn last_own(&self, place: &Place, kind: impl Fn(&Act) -> bool) -> Result<Option<Entry>, WorkspaceError> {
        let journals = self.journals(place)?;
        let Some((_, own)) = journals.into_iter().find(|(writer, _)| writer == self.writer()) else { return Ok(None) };
        let gone = taken_back(&own);
        Ok(own.into_iter().rev().find(|entry| kind(&entry.act) && !gone.contains_key(&entry.n)))
    }

    /// Refuses to take answers apart again that somebody decided on as they were settled, while that decision stands.
    pub(super) fn no_decision_rests(&self, supplier: &str, settled: &EntryRef) -> Result<(), WorkspaceError> {
        let journals = self.journals(&standing(supplier))?;
        let (logs, label) = (as_logs(&journals), self.campaign_label());
        let live = live(&logs, &Causality::of(&logs));
        let revoked =
            |at: &EntryRef| live.iter().any(|one| matches!(&one.entry.act, Act::Review(ReviewAct::Revoke(act)) if act.entry == *at));
        let rests = live.iter().find(|one| {
            let Act::Review(ReviewAct::Decide(act)) = &one.entry.act else { return false };
            act.assessment == label && has_read(&act.basis.read, settled) && !revoked(&one.at)
        });
        let Some(one) = rests else { return Ok(()) };
        let values = [("entry", settled.to_string().into()), ("decision", one.at.to_string().into()), ("id", supplier.into())];
        Err(wrong(told("refusal.settlement-decided", values)))
    }

    fn may_take_back(&self, place: &Place, target: &EntryRef) -> Result<(), WorkspaceError> {
        self.may_write_in(place)?;
        let named = || ("entry", target.to_string().into());
        let journals = self.journals(place)?;
        let own = journals.iter().find(|(writer, _)| *writer == target.writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        let Some(entry) = own.iter().find(|entry| entry.n == target.n) else {
            return Err(wrong(told("refusal.take-back-none", [named()])));
        };
        if target.writer != *self.writer() && target.writer.person() == self.writer().person() {
            return Err(wrong(told("refusal.take-back-other-device", [named(), ("device", target.writer.device().into())])));
        }
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

/// What can be taken back until it is sealed; a returned question has a way of its own.
fn is_review(act: &Act) -> bool {
    matches!(act, Act::Review(review) if !matches!(review, ReviewAct::Return(_) | ReviewAct::Choose(_)))
}

/// Answers that were settled.
pub(super) fn is_settlement(act: &Act) -> bool {
    matches!(act, Act::Review(ReviewAct::Choose(_)))
}

/// Whether heads that were read cover an entry.
fn has_read(read: &[String], entry: &EntryRef) -> bool {
    let covers = |head: Head| head.entry.writer == entry.writer && entry.n <= head.entry.n;
    read.iter().filter_map(|head| head.parse().ok()).any(covers)
}

/// Whether a settlement came after another act of the same person, which lies in another log. Within one second a decision
/// that had read the settlement is the later one.
fn is_later(settled: &Entry, other: &Entry, at: &EntryRef) -> bool {
    let read = matches!(&other.act, Act::Review(ReviewAct::Decide(act)) if has_read(&act.basis.read, at));
    settled.at.timestamp() >= other.at.timestamp() && !read
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
