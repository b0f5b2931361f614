//! What was just written, told honestly: it counts, or it is on record and does not count, because of what, and what to do.

use super::{Workspace, WorkspaceError};
use crate::journal::{Act, EntryRef, ReviewAct};
use crate::people::Role;
use crate::questionnaire::QuestionId;
use crate::review::record::WhyNot;
use crate::review::{Decision, Insufficient, Review};
use crate::sentence::{Sentence, told};

/// How an entry stands on the day it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnRecord {
    /// Which.
    pub entry: EntryRef,
    /// Why it does not count; absent: it counts.
    pub why_not: Option<WhyNot>,
    /// "is on record but does not count: because …; what to do", or what else whoever wrote it should know.
    pub told: Option<Sentence>,
    /// The same in a few words.
    pub short: Option<Sentence>,
}

impl OnRecord {
    /// Whether it counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.why_not.is_none()
    }
}

/// The catalogue's keys of a reason: a few words, why, and what to do.
fn keys(why: WhyNot) -> (&'static str, &'static str, &'static str) {
    match why {
        WhyNot::Short(Insufficient::Interviewed) => ("counts.short-interviewed", "counts.interviewed", "counts.do-other-reviewer"),
        WhyNot::Short(Insufficient::NoReviewer) => ("counts.short-no-reviewer", "counts.no-reviewer", "counts.do-reviewer"),
        WhyNot::Short(Insufficient::UnknownEntries) => ("counts.short-unknown-entries", "counts.unknown-entries", "counts.do-newer"),
        WhyNot::Short(Insufficient::Contested) => ("counts.short-contested", "counts.contested", "counts.do-anew"),
        WhyNot::Stale => ("counts.short-stale", "counts.stale", "counts.do-anew"),
        WhyNot::Unsettled => ("counts.short-unsettled", "counts.unsettled", "counts.do-settle"),
        WhyNot::Unsigned => ("counts.short-unsigned", "counts.unsigned", "counts.do-sign"),
        WhyNot::KeyWaits => ("counts.short-key-waits", "counts.key-waits", "counts.do-confirm-key"),
        WhyNot::Invalid => ("counts.short-invalid", "counts.invalid", "counts.do-sign"),
        WhyNot::SecondPerson => ("counts.short-second-person", "counts.second-person", "counts.do-confirm"),
        WhyNot::Short(Insufficient::NotSubmitted) => ("counts.short-not-submitted", "counts.not-submitted", "counts.do-submit"),
        WhyNot::Short(Insufficient::GatesUnanswered) => ("counts.short-gates-unanswered", "counts.gates-unanswered", "counts.do-ask-gates"),
        WhyNot::Short(Insufficient::ChecksOpen) => ("counts.short-checks-open", "counts.checks-open", "counts.do-checks"),
        WhyNot::Short(Insufficient::QuestionsReturned) => {
            ("counts.short-questions-returned", "counts.questions-returned", "counts.do-returned")
        }
        WhyNot::Short(Insufficient::NothingRequired) => ("counts.short-nothing-required", "counts.nothing-required", "counts.do-require"),
        WhyNot::Short(Insufficient::NotVerified) => ("counts.short-not-verified", "counts.not-verified", "counts.do-verify"),
        WhyNot::Short(Insufficient::NoRemedy) => ("counts.short-no-remedy-plan", "counts.no-remedy-plan", "counts.do-remedy-plan"),
        WhyNot::Short(Insufficient::NoRiskResponse) => {
            ("counts.short-no-risk-response", "counts.no-risk-response", "counts.do-risk-response")
        }
        WhyNot::Short(Insufficient::PlanNotWhole) => ("counts.short-plan-not-whole", "counts.plan-not-whole", "counts.do-plan-whole"),
        WhyNot::Replaced => ("counts.short-replaced", "counts.replaced", "counts.do-look"),
    }
}

/// Rows by their short names whose answers contradict each other.
fn rows_of(decision: &Decision) -> Vec<String> {
    decision.unsettled().map(|question| QuestionId::from_text(question).row().to_owned()).collect()
}

impl Workspace {
    /// How an entry about a supplier stands that whoever writes has just made.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn on_record(&self, supplier: &str, entry: &EntryRef) -> Result<OnRecord, WorkspaceError> {
        let review = self.judged(supplier)?.review;
        let logs = self.review_logs(supplier)?;
        let found = logs.standing.iter().find(|(writer, _)| *writer == entry.writer);
        let act = found.and_then(|(_, entries)| entries.iter().find(|known| known.n == entry.n)).map(|known| &known.act);
        let barred = || self.cannot_decide(supplier);
        let why_not = match act {
            Some(Act::Review(ReviewAct::Confirm(confirm))) if review.waivers.iter().any(|waiver| waiver.entry == confirm.entry) => {
                review.why_not_confirmed(&confirm.entry, self.writer().person(), barred()?)
            }
            Some(Act::Review(ReviewAct::Revoke(revoke))) => review.why_not_revoked(entry, &revoke.entry),
            _ => review.why_not(entry, barred()?),
        };
        let mut record = self.told_of(supplier, entry, (why_not, &review));
        match act {
            Some(Act::Review(ReviewAct::Escalate(escalate))) => {
                record.told = self.cannot_settle(&escalate.to);
                record.short = record.told.clone();
            }
            Some(Act::Review(ReviewAct::Decide(_))) if !record.counts() && review.cases.iter().any(crate::review::CaseOn::is_open) => {
                record.told = record.told.map(|what| what.and(told("counts.case-open", [])));
            }
            // The word of the second person counts; what was confirmed may still wait for something else.
            Some(Act::Review(ReviewAct::Confirm(confirm))) if record.counts() => {
                record.told =
                    review.why_not(&confirm.entry, None).and_then(|why| self.told_of(supplier, &confirm.entry, (Some(why), &review)).told);
            }
            _ => {}
        }
        Ok(record)
    }

    fn told_of(&self, supplier: &str, entry: &EntryRef, (why_not, review): (Option<WhyNot>, &Review)) -> OnRecord {
        let Some(why) = why_not else { return OnRecord { entry: entry.clone(), why_not, told: None, short: None } };
        let (short, because, next) = keys(why);
        let person = entry.writer.person();
        let others = || self.people.in_office(Role::Reviewer, &self.now()).into_iter().filter(|other| *other != person);
        let reviewers: Vec<&str> = others().collect();
        let administrators = self.people.in_office(Role::Administrator, &self.now());
        let list = |all: &[&str]| Sentence::from(if all.is_empty() { "–".to_owned() } else { all.join(", ") });
        let rows = review.decisions.iter().find(|decision| decision.entry == *entry).map(rows_of).unwrap_or_default();
        let row = rows.first().cloned().unwrap_or_default();
        let rows = rows.join(", ");
        let open = review.unverified();
        let action = open.first().map(ToString::to_string).unwrap_or_default();
        let actions = open.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let values = || {
            [
                ("rows", Sentence::from(rows.as_str())),
                ("action", action.as_str().into()),
                ("actions", actions.as_str().into()),
                ("row", row.as_str().into()),
                ("person", Sentence::from(person)),
                ("supplier", supplier.into()),
                ("entry", entry.to_string().into()),
                ("reviewers", list(&reviewers)),
                ("administrators", list(&administrators)),
            ]
        };
        let next = if why == WhyNot::Short(Insufficient::NotVerified) && !open.is_empty() { "counts.do-verify-open" } else { next };
        let what = told("counts.not", [("entry", entry.to_string().into()), ("because", told(because, values()))]);
        OnRecord { entry: entry.clone(), why_not, told: Some(what.and(told(next, values()))), short: Some(told(short, values())) }
    }

    /// A matter given to somebody who can look at it and not decide.
    fn cannot_settle(&self, to: &str) -> Option<Sentence> {
        let now = self.now();
        if self.people.is_empty() || self.people.had(to, Role::Reviewer, &now) {
            return None;
        }
        let reviewers = self.people.in_office(Role::Reviewer, &now).join(", ");
        Some(told("counts.escalated-to-no-reviewer", [("to", to.into()), ("reviewers", reviewers.into())]))
    }
}
