//! Conditions that nothing can make true: the answers of the questions they name are tried in every combination.

use crate::condition::{Condition, Facts, Kind, Names, Truth, Unknown, Value};
use crate::ratio::Ratio;

/// The most combinations that are tried; a condition with more is taken for possible.
const MOST: usize = 4_096;

/// Whether a condition is false whatever is answered. Numbers, lists and free answers are left open, so that only what
/// is certain is said.
pub(super) fn holds_never(condition: &Condition, names: &dyn Names) -> bool {
    // What a function gives hangs on more than the answer: whether it was given, a country, a table.
    let called = condition.source().as_bytes().windows(2).any(|pair| pair[0].is_ascii_alphanumeric() && pair[1] == b'(');
    if called {
        return false;
    }
    let mut closed: Vec<(String, Vec<Value>)> = Vec::new();
    for name in condition.names() {
        let values = match names.kind(name) {
            Some(Kind::Word(words)) if !words.is_empty() => words.into_iter().map(Value::Word).collect(),
            Some(Kind::Bool) => vec![Value::Bool(true), Value::Bool(false)],
            _ => continue,
        };
        if !closed.iter().any(|(known, _)| known == name) {
            closed.push((name.to_owned(), values));
        }
    }
    let count: usize = closed.iter().map(|(_, values)| values.len()).product();
    if closed.is_empty() || count > MOST {
        return false;
    }
    (0..count).all(|mut place| {
        let mut chosen = Vec::new();
        for (name, values) in &closed {
            chosen.push((name.as_str(), &values[place % values.len()]));
            place /= values.len();
        }
        condition.holds(&Tried { chosen }) == Truth::False
    })
}

/// Whether a condition about nothing but the level of its own row is the same for every level, and which: one that is
/// always true finds fault with every answer, and one that never is with none.
pub(super) fn same_for_every_level(condition: &Condition) -> Option<bool> {
    if condition.names().iter().any(|name| *name != "value") || condition.source().contains("value)") {
        return None;
    }
    let levels: Vec<Value> = (0..=4).map(|level| Value::Number(Ratio::whole(level))).collect();
    let mut found = levels.iter().map(|level| condition.holds(&Tried { chosen: vec![("value", level)] }));
    let first = found.next()?;
    (matches!(first, Truth::True | Truth::False) && found.all(|truth| truth == first)).then_some(first == Truth::True)
}

/// One combination; what is not in it may be anything.
struct Tried<'a> {
    chosen: Vec<(&'a str, &'a Value)>,
}

impl Facts for Tried<'_> {
    fn value(&self, name: &str) -> Value {
        let found = self.chosen.iter().find(|(known, _)| *known == name);
        found.map_or(Value::Unknown(Unknown::Open), |(_, value)| (*value).clone())
    }

    fn state(&self, _name: &str) -> &'static str {
        "answered"
    }
}
