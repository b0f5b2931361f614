//! The risk value of an answer, 0 to 1, by the policy's table.

use crate::condition::Truth;
use crate::flag::ANSWER;
use crate::policy::Policy;
use crate::questionnaire::{Grade, Kind, Question, value::unsound};
use crate::ratio::Ratio;
use crate::situation::{Answered, Backing, Known, State};

/// What an answer does to the sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It counts with this risk.
    Counts(Ratio),
    /// It leaves the sums: not applicable, with a reason that stands.
    Leaves,
}

/// The effect of a question's answers; where several stand (sites, conflicts) the worst counts.
#[must_use]
pub fn effect(question: &Question, answers: &[Answered], known: Known<'_>, policy: &Policy) -> Option<Effect> {
    let mut worst: Option<Effect> = None;
    for answer in answers {
        let this = single(question, answer, known, policy);
        worst = Some(match (worst, this) {
            (Some(Effect::Counts(a)), Effect::Counts(b)) => Effect::Counts(a.max(b)),
            (Some(Effect::Counts(a)), Effect::Leaves) => Effect::Counts(a),
            (None | Some(Effect::Leaves), this) => this,
        });
    }
    worst
}

fn single(question: &Question, answer: &Answered, known: Known<'_>, policy: &Policy) -> Effect {
    match answer.state {
        State::Declined => Effect::Counts(policy.declined),
        State::DontKnow => Effect::Counts(policy.dont_know(question.severity)),
        State::NotApplicable if is_accepted(question, answer) => Effect::Leaves,
        State::NotApplicable => Effect::Counts(policy.dont_know(question.severity)),
        State::Answered if is_unread(question, answer, policy) => Effect::Counts(policy.dont_know(question.severity)),
        State::Answered => Effect::Counts(value_risk(question, answer, known, policy)),
    }
}

/// Whether a table holds what nobody can read: it says no more than *don't know*. Since version 2 of the rule that sends
/// it back.
fn is_unread(question: &Question, answer: &Answered, policy: &Policy) -> bool {
    let Kind::Rows(rows) = &question.kind else { return false };
    let sent_back = policy.rules.get(ANSWER).is_some_and(|rule| rule.version >= 2);
    sent_back && !question.exposure && !unsound(rows, &answer.value).is_empty()
}

/// *Not applicable* stands with a reason where the row itself expects it, elsewhere only when a reviewer accepted it.
#[must_use]
pub fn is_accepted(question: &Question, answer: &Answered) -> bool {
    answer.is_out(question)
}

/// Risk of a value; without sound evidence, where evidence is asked, never below the floor.
fn value_risk(question: &Question, answer: &Answered, known: Known<'_>, policy: &Policy) -> Ratio {
    if question.exposure {
        return Ratio::ZERO;
    }
    let risk = match maturity(question, answer) {
        Some(level) => policy.maturity.get(level).copied().unwrap_or(Ratio::ONE),
        None => policy.grade(grade(question, answer, known)),
    };
    if question.evidence.is_empty() || answer.backing == Backing::Sound {
        return risk;
    }
    risk.max(policy.evidence_floor.get(&question.severity).copied().unwrap_or_default())
}

fn maturity(question: &Question, answer: &Answered) -> Option<usize> {
    if question.kind == Kind::Maturity { answer.value.first()?.parse().ok() } else { None }
}

/// How good a value is: by its own word where the kind has one, else by the first bad branch that holds.
#[must_use]
pub fn grade(question: &Question, answer: &Answered, known: Known<'_>) -> Grade {
    let said = answer.value.first().map_or("", String::as_str);
    match &question.kind {
        Kind::YesNo(shape) => match said {
            "partly" => Grade::Partly,
            "yes" if shape.good_is_yes => Grade::Good,
            "no" if !shape.good_is_yes => Grade::Good,
            other => shape.more.iter().find(|choice| choice.id == other).map_or(Grade::Bad, |choice| choice.grade),
        },
        Kind::OneOf(choices) => choices.iter().find(|choice| choice.id == said).map_or(Grade::Bad, |choice| choice.grade),
        Kind::Maturity => match said {
            "3" | "4" => Grade::Good,
            "2" => Grade::Partly,
            _ => Grade::Bad,
        },
        Kind::SeveralOf(_)
        | Kind::Number(_)
        | Kind::Percent(_)
        | Kind::Date
        | Kind::Text
        | Kind::Rows(_)
        | Kind::Country
        | Kind::Document => {
            let known = known.for_answer(question, answer);
            let hit = question.bad.iter().filter(|branch| branch.grade.is_some()).find(|branch| branch.when.holds(&known) == Truth::True);
            hit.and_then(|branch| branch.grade).unwrap_or(Grade::Good)
        }
    }
}
