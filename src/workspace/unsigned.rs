//! What is on record without a signature where its writer holds a key: what whoever writes can still sign, and settlements
//! that do not count for want of one.

use super::decide::{as_logs, standing};
use super::{Dossier, Workspace, WorkspaceError};
use crate::answers::causality::Causality;
use crate::answers::{AnswerKey, Answers, Standing, live, taken_back};
use crate::journal::{Act, Entry, EntryRef, Moment, ReviewAct, Role, Step, WriterId};
use crate::locale::Locale;
use crate::people::Signed;
use crate::review::record::WhyNot;
use crate::review::{WaiverOn, accountable};
use crate::sentence::{Sentence, told};

/// An entry of whoever writes that a signature would stand under, and does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// The supplier it is about.
    pub supplier: String,
    /// Which.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// The catalogue's key of what it is.
    kind: &'static str,
}

impl Unsigned {
    /// decision, waiver, settlement, confirmation, revocation, verification.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.kind.trim_start_matches("unsigned.")
    }

    /// What it is, and the command that signs it.
    #[must_use]
    pub fn told(&self) -> Sentence {
        let values = [
            ("kind", told(self.kind, [])),
            ("day", self.at.date().to_string().into()),
            ("id", (&self.supplier).into()),
            ("entry", self.entry.to_string().into()),
        ];
        told("unsigned.line", values)
    }
}

/// A settlement that would count if it were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedSettlement {
    /// What was settled.
    pub key: AnswerKey,
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// How its signature stands.
    pub signed: Signed,
}

impl UnsignedSettlement {
    /// That it does not count, and what would make it.
    #[must_use]
    pub fn told(&self, locale: Locale, supplier: &str) -> String {
        let key = match self.signed {
            Signed::Unconfirmed(_) => "contested.key-waits",
            Signed::No | Signed::Yes(_) | Signed::Invalid(_) => "contested.unsigned",
        };
        let (person, date, entry) = (self.entry.writer.person(), self.at.date().to_string(), self.entry.to_string());
        locale.with(key, &[("person", person), ("date", &date), ("entry", &entry), ("id", supplier)])
    }
}

/// What would make a waiver hold that only lacks a signature that counts.
#[must_use]
pub fn waiver_told(locale: Locale, supplier: &str, waiver: &WaiverOn) -> Option<String> {
    let key = match waiver.why_not()? {
        WhyNot::Unsigned | WhyNot::Invalid => "review.waiver-unsigned",
        WhyNot::KeyWaits => "review.waiver-key-waits",
        WhyNot::Short(_) | WhyNot::Stale | WhyNot::Unsettled | WhyNot::SecondPerson | WhyNot::Replaced => return None,
    };
    Some(locale.with(key, &[("id", supplier), ("entry", &waiver.entry.to_string()), ("person", &waiver.person)]))
}

/// What is signed if its writer has a key.
fn kind(act: &Act) -> Option<&'static str> {
    let Act::Review(act) = act else { return None };
    match act {
        ReviewAct::Decide(_) => Some("unsigned.decision"),
        ReviewAct::Waive(_) => Some("unsigned.waiver"),
        ReviewAct::Choose(_) => Some("unsigned.settlement"),
        ReviewAct::Confirm(_) => Some("unsigned.confirmation"),
        ReviewAct::Revoke(_) => Some("unsigned.revocation"),
        ReviewAct::Follow(follow) if matches!(follow.step, Step::Verified | Step::NotEffective) => Some("unsigned.verification"),
        _ => None,
    }
}

impl Dossier {
    /// Settlements of one contradiction that would count if they were signed, each in a sentence.
    pub(super) fn unsigned_of(&self, locale: Locale, key: &AnswerKey) -> Vec<String> {
        let of_it = self.unsigned_settlements.iter().filter(|one| one.key == *key);
        of_it.map(|one| one.told(locale, &self.supplier.id)).collect()
    }
}

impl Workspace {
    /// What whoever writes decided, waived, settled, confirmed, took out of force or verified from this device, and has not
    /// signed.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn unsigned_of_own(&self) -> Result<Vec<Unsigned>, WorkspaceError> {
        let mut all = Vec::new();
        for id in self.supplier_ids()? {
            for place in [standing(&id), self.place(&id)] {
                let journals = self.journals(&place)?;
                let Some((_, entries)) = journals.iter().find(|(writer, _)| *writer == *self.writer()) else { continue };
                let back = taken_back(entries);
                for entry in entries.iter().filter(|entry| !back.contains_key(&entry.n)) {
                    let Some(kind) = kind(&entry.act).filter(|_| self.lacks_a_signature(entries, entry)) else { continue };
                    let at = EntryRef { writer: self.writer().clone(), n: entry.n };
                    all.push(Unsigned { supplier: id.clone(), entry: at, at: entry.at, kind });
                }
            }
        }
        Ok(all)
    }

    /// Whether an entry of whoever writes has no signature that holds.
    pub(super) fn lacks_a_signature(&self, log: &[Entry], entry: &Entry) -> bool {
        matches!(self.people().signed(self.writer().person(), log, entry), Signed::No | Signed::Invalid(_))
    }

    /// Settlements of what still contradicts itself that only lack a signature that counts.
    pub(super) fn unsigned_settlements(&self, answers: &Answers, logs: &[(WriterId, Vec<Entry>)]) -> Vec<UnsignedSettlement> {
        let open = |key: &AnswerKey| matches!(answers.current.get(key), Some(Standing::Conflict(_)));
        if self.people().is_empty() || !answers.current.values().any(|standing| matches!(standing, Standing::Conflict(_))) {
            return Vec::new();
        }
        let logs = as_logs(logs);
        let causality = Causality::of(&logs);
        let mut all = Vec::new();
        for one in live(&logs, &causality) {
            let Act::Review(ReviewAct::Choose(choose)) = &one.entry.act else { continue };
            let key = AnswerKey { question: choose.question.clone(), about: choose.about.clone(), party: choose.party };
            let person = one.at.writer.person();
            if !open(&key) || !self.people().had(person, Role::Reviewer, &one.entry.at) {
                continue;
            }
            let log = logs.iter().find(|log| log.writer == one.at.writer).map(|log| log.entries).unwrap_or_default();
            let signed = self.people().signed(person, log, one.entry);
            if !accountable(self.people(), person, &one.entry.at, &signed) {
                all.push(UnsignedSettlement { key, entry: one.at.clone(), at: one.entry.at, signed });
            }
        }
        all
    }
}
