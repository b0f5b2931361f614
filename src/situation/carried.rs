//! What stands on from the campaign before: flags that nobody has answered again, laid into a situation as data.
//!
//! They were raised by the earlier campaign's own questionnaires and policy. Judging only looks whether the questions
//! behind them are answered again: then the new answer speaks; until then they are flags like any other.

use super::{Situation, State};
use crate::flag::{Cause, Flag};
use crate::questionnaire::QuestionId;

/// An answer, or a check, that caused a flag of an earlier campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The question, and the entry with the campaign it stands in, `FY2026/anna-7f3k#12`.
    pub cause: Cause,
    /// What the answer is about; empty: the whole supplier.
    pub about: String,
    /// A check of the buyer, rather than an answer of the supplier.
    pub check: bool,
}

/// A flag of an earlier campaign that stood open when it was last looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The flag in the words of then, with the campaign and the day that raised it first; waived, where a waiver of then
    /// still holds it back.
    pub flag: Flag,
    /// What caused it.
    pub behind: Vec<Behind>,
    /// Answers and checks of before it came over from another supplier: they say nothing about it.
    pub known: Vec<String>,
}

impl Carried {
    /// A flag that stands on, with what caused it.
    #[must_use]
    pub fn of(flag: Flag, behind: Vec<Behind>) -> Self {
        Self { flag: Flag { causes: behind.iter().map(|one| one.cause.clone()).collect(), ..flag }, behind, known: Vec::new() }
    }

    /// Whether every question behind it has an answer again that says something: a value, or a reason for *not
    /// applicable* that a reviewer took. Who declines or does not know takes nothing away, and a certificate in the
    /// supplier's stead is nobody's word.
    #[must_use]
    pub fn is_answered_again(&self, situation: &Situation) -> bool {
        self.behind.iter().all(|one| {
            if one.check {
                return self.is_checked(situation, one);
            }
            let mut said = self.spoken(situation, one).peekable();
            let settled = said.peek().is_some()
                && said.all(|answer| answer.state == State::Answered || answer.state == State::NotApplicable && answer.reason_accepted);
            settled && !situation.conflicts.contains(&one.cause.question)
        })
    }

    /// Whether the same flag, raised again in the new campaign, is this one: the questions behind it were spoken of again,
    /// whatever was said.
    #[must_use]
    pub fn is_spoken_of(&self, situation: &Situation) -> bool {
        let again = |one: &Behind| {
            if one.check { self.is_checked(situation, one) } else { self.spoken(situation, one).next().is_some() }
        };
        let rows: std::collections::BTreeSet<&QuestionId> = self.behind.iter().map(|one| &one.cause.question).collect();
        // A flag of several questions is the same flag as soon as it is raised again from some of them.
        if rows.len() > 1 { self.behind.iter().any(again) } else { self.behind.iter().all(again) }
    }

    /// What the supplier itself said again to a question, about the same thing or about the whole supplier.
    fn spoken<'a>(&'a self, situation: &'a Situation, one: &'a Behind) -> impl Iterator<Item = &'a super::Answered> {
        let same = |about: &str| about == one.about || about.is_empty();
        let said = situation.spoken(&one.cause.question).iter();
        said.filter(move |answer| same(&answer.about) && !self.known.contains(&answer.entry))
    }

    fn is_checked(&self, situation: &Situation, one: &Behind) -> bool {
        situation.checks.get(&one.cause.question).is_some_and(|check| !self.known.contains(&check.entry))
    }
}
