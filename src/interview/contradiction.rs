//! Answers to different questions that do not fit each other. They are shown beside both, with a polite question to
//! ask; they weigh nothing and bar nothing, since either answer may be the right one.

use crate::questionnaire::{Contradiction, QuestionId, Questionnaire};
use crate::situation::{Known, Situation};

/// The contradictions among what is known, in the order of the questionnaires.
#[must_use]
pub fn contradictions<'a>(situation: &Situation, sets: &'a [Questionnaire]) -> Vec<&'a Contradiction> {
    let known = Known::of(situation, sets);
    sets.iter().flat_map(|set| &set.contradictions).filter(|one| one.when.holds(&known).is_true()).collect()
}

/// The question to look at next from this one: the other of its contradiction, in turn where there are several.
#[must_use]
pub fn other<'a>(found: &[&'a Contradiction], question: &QuestionId) -> Option<&'a QuestionId> {
    found.iter().find_map(|one| {
        let at = one.questions.iter().position(|id| id == question)?;
        let (before, from) = one.questions.split_at(at);
        from[1..].iter().chain(before).next()
    })
}

#[cfg(test)]
mod tests;
