//! Relevance: which rows are asked, which may still open, and in words why a row is not asked.

use std::collections::BTreeSet;

use crate::condition::{Condition, Truth, Unknown};
use crate::questionnaire::{Per, Question, QuestionId, Questionnaire, Severity};
use crate::situation::each::{self, Each};
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
    /// Answered by a row of another set that means the same.
    Shared,
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
    /// The open row of another set whose answer will be one here too: it is asked first.
    pub waits_for: Option<QuestionId>,
    /// Put aside for later.
    pub parked: bool,
    /// Zero tolerance.
    pub gate: bool,
    /// Whether its answer enters the averages.
    pub scored: bool,
    /// Asked of each of these by itself; empty where it is asked once.
    pub each: Vec<OfEach>,
}

/// One flow or facility that a row is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfEach {
    /// Which.
    pub each: Each,
    /// Whether it is asked of this one.
    pub asked: Asked,
    /// There is an answer about it, or one about the whole supplier.
    pub answered: bool,
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
    let things = Things::of(situation, sets);
    let mut rows = Vec::new();
    for set in sets {
        let short_set = short_set && set.has_short_set();
        let for_them = set.applies_if.as_ref().map_or(Asked::Yes, |condition| {
            let of_one = things.contexts.iter().map(|about| relevance(condition, known.about(about), false));
            of_one.fold(relevance(condition, known, false), wider)
        });
        for question in &set.questions {
            let each = of_each(question, situation, known, &things);
            // What follows from an answer about one flow is asked, were it the only one.
            let of_one = things.contexts.iter().map(|about| asked(question, situation, known.about(about), short_set));
            let once = narrowed(&for_them, of_one.fold(asked(question, situation, known, short_set), wider));
            let asked = each.iter().fold(once, |asked, one| wider(asked, narrowed(&for_them, one.asked.clone())));
            let because = if for_them == Asked::Yes { &question.show_if } else { &set.applies_if };
            let neutral_asked = [&set.applies_if, &question.show_if]
                .into_iter()
                .flatten()
                .all(|condition| !matches!(relevance(condition, neutral, false), Asked::No));
            rows.push(PlanRow {
                question: question.id.clone(),
                scored: question.has_weight() && neutral_asked,
                asked,
                because: because.as_ref().map(|condition| condition.source().to_owned()).unwrap_or_default(),
                state: state_of(situation, &question.id, &each),
                waits_for: None,
                each,
                parked: parked(&question.id),
                gate: question.gate,
            });
        }
    }
    let open = |row: &PlanRow| row.asked == Asked::Yes && row.state == RowState::Open;
    let sources: BTreeSet<QuestionId> = rows.iter().filter(|row| open(row)).map(|row| row.question.clone()).collect();
    for (row, question) in rows.iter_mut().zip(sets.iter().flat_map(|set| &set.questions)) {
        row.waits_for = question.same_as.as_ref().and_then(|same| same.rows().find(|source| sources.contains(source)).cloned());
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
    of_context(question, known)
}

/// True → asked, false → not; unknown depends on why: an open question may still open it, a fact nobody recorded asks
/// it to be careful. A settled *don't know* closes what hangs on it, save a grave row: nobody gets past a gate by not
/// knowing what opens it.
fn relevance(condition: &Condition, known: Known<'_>, grave: bool) -> Asked {
    match condition.holds(&known) {
        Truth::True | Truth::Unknown(Unknown::Absent) => Asked::Yes,
        Truth::Unknown(Unknown::Settled) if grave => Asked::Yes,
        Truth::False | Truth::Unknown(Unknown::Settled | Unknown::NotApplicable) => Asked::No,
        Truth::Unknown(Unknown::Open) => Asked::MayOpen,
    }
}

/// What rows may be asked of one by one.
struct Things {
    flows: Vec<Each>,
    facilities: Vec<Each>,
    contexts: std::collections::BTreeSet<String>,
}

impl Things {
    fn of(situation: &Situation, sets: &[Questionnaire]) -> Self {
        let is_there = |per: Per| sets.iter().flat_map(|set| &set.questions).any(|question| question.per == Some(per));
        let of = |per: Per| if is_there(per) { each::of(situation, sets, per) } else { Vec::new() };
        Self { flows: of(Per::Flow), facilities: of(Per::Facility), contexts: each::contexts(situation) }
    }

    fn per(&self, per: Per) -> &[Each] {
        match per {
            Per::Flow => &self.flows,
            Per::Facility => &self.facilities,
        }
    }
}

/// The row for each of several flows or facilities; a single one is the whole supplier.
fn of_each(question: &Question, situation: &Situation, known: Known<'_>, things: &Things) -> Vec<OfEach> {
    let Some(all) = question.per.map(|per| things.per(per)).filter(|all| all.len() > 1) else { return Vec::new() };
    let given = situation.given(&question.id);
    let whole = given.iter().any(|answer| each::name(&answer.about).is_none());
    all.iter()
        .map(|each| OfEach {
            each: each.clone(),
            asked: if question.is_asked() { of_context(question, known.about(&each.about)) } else { Asked::BuyerOnly },
            answered: whole || given.iter().any(|answer| answer.about == each.about),
        })
        .collect()
}

fn of_context(question: &Question, known: Known<'_>) -> Asked {
    match &question.show_if {
        None => Asked::Yes,
        Some(condition) => relevance(condition, known, is_grave(question) && rests_on_no_gate(condition, known)),
    }
}

/// The wider of two: what one flow asks for is asked.
fn wider(a: Asked, b: Asked) -> Asked {
    match (&a, &b) {
        (Asked::BuyerOnly | Asked::NotInShortSet, _) => a,
        (_, Asked::Yes) | (Asked::No, Asked::MayOpen) => b,
        _ => a,
    }
}

fn is_grave(question: &Question) -> bool {
    question.gate || question.severity == Severity::Critical
}

/// A gate that was not answered is unresolved itself, and bars *continue*: what follows up on it stays closed.
fn rests_on_no_gate(condition: &Condition, known: Known<'_>) -> bool {
    !condition.names().into_iter().any(|name| known.is_unresolved_gate(name))
}

fn state_of(situation: &Situation, question: &QuestionId, each: &[OfEach]) -> RowState {
    if situation.conflicts.contains(question) {
        return RowState::Conflict;
    }
    let left = each.iter().any(|one| !one.answered && matches!(one.asked, Asked::Yes));
    if situation.reopened.contains(question) || left {
        return RowState::Open;
    }
    if situation.shared_from(question).is_some() {
        return RowState::Shared;
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
