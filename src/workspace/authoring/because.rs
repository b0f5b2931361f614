//! What of a condition with several parts decided whether a supplier is asked.

use super::{Fact, facts};
use crate::condition::{Condition, SideBySide, Truth, Unknown};
use crate::language::Lang;
use crate::questionnaire::naming::Called;
use crate::situation::{Known, Situation};

/// One part of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called beside the others: `a`, `b`, …
    pub mark: String,
    /// The part in words.
    pub words: String,
    /// The part as a condition.
    pub condition: Condition,
}

/// A condition in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// It says whom the set is for; else, when the row is asked.
    pub of_set: bool,
    /// Each of them has to hold; else one is enough.
    pub all: bool,
    /// The parts.
    pub parts: Vec<Part>,
}

/// What of a condition decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// All of it holds.
    All(Vec<String>),
    /// This part holds and is enough, with the facts it looks at.
    Holds(String, Vec<Fact>),
    /// This part does not hold, and has to.
    Fails(String, Vec<Fact>),
    /// None of these holds.
    None(Vec<String>),
    /// It hangs on what is not answered yet.
    Waits(String, Vec<Fact>),
}

/// The parts of the set's condition, then of the row's, marked one after the other.
pub(super) fn parts(conditions: [Option<&Condition>; 2], called: &Called<'_>, lang: Lang) -> Vec<Parts> {
    let mut marks = 0..;
    let mut all_parts = Vec::new();
    for (condition, of_set) in conditions.into_iter().zip([true, false]) {
        let Some(condition) = condition else { continue };
        let SideBySide { all, parts } = condition.side_by_side(called, lang);
        let part = |((words, condition), at): ((String, Condition), usize)| Part { mark: mark(at), words, condition };
        all_parts.push(Parts { of_set, all, parts: parts.into_iter().zip(&mut marks).map(part).collect() });
    }
    all_parts
}

fn mark(at: usize) -> String {
    match u8::try_from(at) {
        Ok(at) if at < 26 => char::from(b'a' + at).to_string(),
        _ => (at + 1).to_string(),
    }
}

impl Parts {
    /// What decides for a supplier; what nobody has recorded is read with care, as the interview does.
    pub(super) fn why(&self, situation: &Situation, called: &Called<'_>) -> Why {
        let known = Known::of(situation, called.sets);
        let holds = |part: &&Part| matches!(part.condition.holds(&known), Truth::True | Truth::Unknown(Unknown::Absent));
        let waits = |part: &&Part| part.condition.holds(&known) == Truth::Unknown(Unknown::Open);
        let looked = |part: &Part| facts(&[&part.condition], situation, called);
        let marks = || self.parts.iter().map(|part| part.mark.clone()).collect::<Vec<_>>();
        let certain = |part: &&Part| part.condition.holds(&known).is_true();
        let open = |part: &Part| {
            let facts = looked(part).into_iter().filter(|fact| fact.unknown == Some(Unknown::Open)).collect();
            Why::Waits(part.mark.clone(), facts)
        };
        if self.all && self.parts.len() > 1 {
            let fails = self.parts.iter().find(|part| !holds(part) && !waits(part));
            return match (fails, self.parts.iter().find(waits)) {
                (Some(part), _) => Why::Fails(part.mark.clone(), looked(part)),
                (None, Some(part)) => open(part),
                (None, None) => Why::All(marks()),
            };
        }
        let first = self.parts.iter().find(certain).or_else(|| self.parts.iter().find(holds));
        match (first, self.parts.iter().find(waits)) {
            (Some(part), _) => Why::Holds(part.mark.clone(), looked(part)),
            (None, Some(part)) => open(part),
            (None, None) if self.parts.len() == 1 => Why::Fails(self.parts[0].mark.clone(), looked(&self.parts[0])),
            (None, None) => Why::None(marks()),
        }
    }
}
