//! Rows that an answer to a row of another set answers too. The answer stays the one entry it is: a correction of it
//! shows in both rows, and what the supplier says to the row itself goes before it.

use super::{Asked, Plan, RowState};
use crate::questionnaire::{Question, QuestionId, Questionnaire};
use crate::situation::{Answered, Situation, State};

/// Lays the answers of other rows under the open rows that mean the same; whether there was any.
pub(super) fn fill(situation: &mut Situation, sets: &[Questionnaire], plan: &Plan) -> bool {
    let mut filled: Vec<(QuestionId, QuestionId, Vec<Answered>)> = Vec::new();
    for row in plan.asked().filter(|row| row.state == RowState::Open && situation.given(&row.question).is_empty()) {
        let Some(here) = question(sets, &row.question) else { continue };
        let Some(there) = here.same_as.as_ref().and_then(|same| question(sets, &same.row)) else { continue };
        if let Some(answers) = standing_in(situation, plan, there, here) {
            filled.push((here.id.clone(), there.id.clone(), answers));
        }
    }
    let any = !filled.is_empty();
    for (here, there, answers) in filled {
        situation.answers.insert(here.clone(), answers);
        situation.shared.insert(here, there);
    }
    any
}

fn question<'q>(sets: &'q [Questionnaire], id: &QuestionId) -> Option<&'q Question> {
    sets.iter().find_map(|set| set.question(id.as_str()))
}

/// What one row answers in the stead of the other; nothing while it is not asked, not settled, or does not tell.
fn standing_in(situation: &Situation, plan: &Plan, there: &Question, here: &Question) -> Option<Vec<Answered>> {
    let row = plan.row(&there.id).filter(|row| row.asked == Asked::Yes)?;
    if matches!(row.state, RowState::Open | RowState::Conflict | RowState::Shared) {
        return None;
    }
    let same = here.same_as.as_ref()?;
    let given = situation.given(&there.id);
    // No paper answers a gate, by whichever way.
    if given.is_empty() || here.gate && given.iter().any(|answer| answer.by_paper.is_some()) {
        return None;
    }
    let one = |answer: &Answered| {
        let value = match answer.state {
            State::Answered => same.carried(&there.kind, &here.kind, &answer.value)?,
            // Who cannot answer the one may still be able to answer another that asks less or more.
            State::DontKnow | State::Declined | State::NotApplicable if !same.tells_all(there, here) => return None,
            State::DontKnow | State::Declined | State::NotApplicable => Vec::new(),
        };
        Some(Answered { value, ..answer.clone() })
    };
    given.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
