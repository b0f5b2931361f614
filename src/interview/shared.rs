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
        if let Some((there, answers)) = standing_in(situation, sets, plan, here) {
            filled.push((here.id.clone(), there, answers));
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

/// What other rows answer in the stead of one, and which: all of them that are asked are settled and say the same.
fn standing_in(situation: &Situation, sets: &[Questionnaire], plan: &Plan, here: &Question) -> Option<(QuestionId, Vec<Answered>)> {
    let same = here.same_as.as_ref()?;
    let asked = same.rows().filter_map(|id| plan.row(id)).filter(|row| row.asked == Asked::Yes);
    // What is itself answered by one of them says nothing more.
    let own: Vec<_> = asked.filter(|row| row.state != RowState::Shared).collect();
    let mut told: Option<(QuestionId, Vec<Answered>)> = None;
    for row in own {
        if matches!(row.state, RowState::Open | RowState::Conflict) {
            return None;
        }
        let answers = standing(situation, question(sets, &row.question)?, here)?;
        let says = |all: &[Answered]| all.iter().map(|one| (one.state, one.value.clone(), one.about.clone())).collect::<Vec<_>>();
        match &told {
            None => told = Some((row.question.clone(), answers)),
            Some((_, known)) if says(known) == says(&answers) => {}
            Some(_) => return None,
        }
    }
    told
}

/// What one row answers in the stead of the other; nothing where it does not tell.
fn standing(situation: &Situation, there: &Question, here: &Question) -> Option<Vec<Answered>> {
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
