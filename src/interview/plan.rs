//! Relevance: which rows are asked, which may still open, and in words why a row is not asked.

use crate::condition::{Condition, Truth, Unknown};
use crate::questionnaire::{Question, QuestionId, Questionnaire};
use crate::situation::{Known, Situation, State};

/// Whether a row is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Now.
    Yes,
    /// Not: the condition does not hold.
    No,
    /// It may open with an answer that is not there yet.
    MayOpen,
    /// Never of the supplier: the buyer checks it.
    BuyerOnly,
    /// Not of a small or routine supplier, who gets the short set.
    NotInShortSet,
}

/// How a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// No answer.
    Open,
    /// A value.
    Answered,
    /// Don't know.
    DontKnow,
    /// Declined.
    Declined,
    /// Not applicable.
    NotApplicable,
    /// Answered by a certificate in the supplier's stead.
    ByPaper,
    /// Two offline answers contradict each other.
    Conflict,
}

/// One row of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Which question.
    pub question: QuestionId,
    /// Whether it is asked.
    pub asked: Asked,
    /// The condition that decides it, as written; empty when it is always asked.
    pub because: String,
    /// How it stands.
    pub state: RowState,
    /// Put aside for later.
    pub parked: bool,
    /// Zero tolerance.
    pub gate: bool,
    /// Whether its answer enters the averages.
    pub scored: bool,
}

/// Every row of an assessment's questionnaires, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The rows.
    pub rows: Vec<PlanRow>,
    /// Whether the short set applies.
    pub short_set: bool,
}

/// Builds the plan of one assessment.
#[must_use]
pub fn plan(situation: &Situation, sets: &[Questionnaire], short_set: bool, parked: &dyn Fn(&QuestionId) -> bool) -> Plan {
    let known = Known::of(situation, sets);
    let neutral = Known::neutral(situation, sets);
    let mut rows = Vec::new();
    for set in sets {
        let short_set = short_set && set.has_short_set();
        let for_them = set.applies_if.as_ref().map_or(Asked::Yes, |condition| relevance(condition, known));
        for question in &set.questions {
            let asked = narrowed(&for_them, asked(question, situation, known, short_set));
            let because = if for_them == Asked::Yes { &question.show_if } else { &set.applies_if };
            let neutral_asked = [&set.applies_if, &question.show_if]
                .into_iter()
                .flatten()
                .all(|condition| !matches!(relevance(condition, neutral), Asked::No));
            rows.push(PlanRow {
                question: question.id.clone(),
                scored: question.has_weight() && neutral_asked,
                asked,
                because: because.as_ref().map(|condition| condition.source().to_owned()).unwrap_or_default(),
                state: state_of(situation, &question.id),
                parked: parked(&question.id),
                gate: question.gate,
            });
        }
    }
    Plan { rows, short_set }
}

/// A set that is not for this supplier asks nothing; one that may still be for it asks nothing yet.
fn narrowed(for_them: &Asked, asked: Asked) -> Asked {
    match (for_them, asked) {
        (Asked::No, _) => Asked::No,
        (Asked::MayOpen, Asked::Yes) => Asked::MayOpen,
        (_, asked) => asked,
    }
}

fn asked(question: &Question, situation: &Situation, known: Known<'_>, short_set: bool) -> Asked {
    if !question.is_asked() {
        return Asked::BuyerOnly;
    }
    if short_set && !question.short && situation.given(&question.id).is_empty() {
        return Asked::NotInShortSet;
    }
    match &question.show_if {
        None => Asked::Yes,
        Some(condition) => relevance(condition, known),
    }
}

/// True → asked, false → not; unknown depends on why: an open question may still open it, a fact nobody recorded asks
/// it to be careful, a settled *don't know* does not.
fn relevance(condition: &Condition, known: Known<'_>) -> Asked {
    match condition.holds(&known) {
        Truth::True | Truth::Unknown(Unknown::Absent) => Asked::Yes,
        Truth::False | Truth::Unknown(Unknown::Settled) => Asked::No,
        Truth::Unknown(Unknown::Open) => Asked::MayOpen,
    }
}

fn state_of(situation: &Situation, question: &QuestionId) -> RowState {
    if situation.conflicts.contains(question) {
        return RowState::Conflict;
    }
    if situation.reopened.contains(question) {
        return RowState::Open;
    }
    if situation.by_paper(question).is_some() {
        return RowState::ByPaper;
    }
    match situation.given(question).first().map(|answer| answer.state) {
        None => RowState::Open,
        Some(State::Answered) => RowState::Answered,
        Some(State::DontKnow) => RowState::DontKnow,
        Some(State::Declined) => RowState::Declined,
        Some(State::NotApplicable) => RowState::NotApplicable,
    }
}
