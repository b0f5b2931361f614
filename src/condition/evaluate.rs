//! Tree + facts → true, false or unknown, in Kleene's three-valued logic.

use super::{Comparison, Function, Node, What};
use crate::figures::{Comparator, Quantity, Stated};
use crate::ratio::Ratio;

/// The words `state(…)` can give.
pub(super) const STATES: [&str; 5] = ["answered", "dont-know", "declined", "not-applicable", "unanswered"];

/// The column of a table that says where in the country.
const REGION: &str = "region";

/// Why something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// Asked, and not applicable with a reason that was accepted.
    NotApplicable,
    /// Asked and settled without a value: don't know, declined, not applicable without an accepted reason.
    Settled,
    /// A fact about the supplier that nobody has recorded; the careful reading applies.
    Absent,
    /// Not answered yet; it may still become known.
    Open,
}

/// The outcome of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// It cannot be told.
    Unknown(Unknown),
}

impl Truth {
    /// Whether it holds for certain.
    #[must_use]
    pub fn is_true(self) -> bool {
        self == Self::True
    }
}

/// A value as facts give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// True or false.
    Bool(bool),
    /// An exact number.
    Number(Ratio),
    /// A word.
    Word(String),
    /// Several words.
    Words(Vec<String>),
    /// Rows: column → cell.
    Rows(Vec<Vec<(String, String)>>),
    /// There is something, and it has no comparable value (a document, a free text).
    Present,
    /// Nothing is known.
    Unknown(Unknown),
}

/// What is known when a condition is evaluated.
pub trait Facts {
    /// The value of a name.
    fn value(&self, name: &str) -> Value;
    /// The answer state of a question name.
    fn state(&self, name: &str) -> &'static str;
    /// The tier of a place; where the country is not known, the one that needs most care. An empty region, or one nobody
    /// can place, is an unknown one.
    fn tier(&self, _country: &str, _region: &str) -> &str {
        "T3"
    }
    /// Whether a paper stands behind the answer to a name: sound evidence, or the certificate in force that it names.
    fn backed(&self, _name: &str) -> bool {
        false
    }
    /// What the program finds about the table of a name.
    fn found(&self, _name: &str) -> Vec<&'static str> {
        Vec::new()
    }
    /// By how many per cent what that table states lies off what follows.
    fn gap(&self, _name: &str) -> Option<Ratio> {
        None
    }
}

pub(super) fn truth(node: &Node, facts: &dyn Facts) -> Truth {
    match value(node, facts) {
        Value::Bool(true) => Truth::True,
        Value::Bool(false) => Truth::False,
        Value::Unknown(why) => Truth::Unknown(why),
        Value::Number(_) | Value::Word(_) | Value::Words(_) | Value::Rows(_) | Value::Present => Truth::Unknown(Unknown::Settled),
    }
}

fn from_truth(truth: Truth) -> Value {
    match truth {
        Truth::True => Value::Bool(true),
        Truth::False => Value::Bool(false),
        Truth::Unknown(why) => Value::Unknown(why),
    }
}

fn value(node: &Node, facts: &dyn Facts) -> Value {
    match &node.what {
        What::Name(name) => facts.value(name),
        What::Text(text) => Value::Word(text.clone()),
        What::Number(number) => Value::Number(*number),
        What::Bool(value) => Value::Bool(*value),
        What::List(parts) => Value::Words(
            parts.iter().filter_map(|part| if let What::Text(text) = &part.what { Some(text.clone()) } else { None }).collect(),
        ),
        What::Not(inner) => from_truth(match truth(inner, facts) {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown(why) => Truth::Unknown(why),
        }),
        What::And(a, b) => from_truth(both(truth(a, facts), truth(b, facts), Truth::False)),
        What::Or(a, b) => from_truth(both(truth(a, facts), truth(b, facts), Truth::True)),
        What::Compare(comparison, a, b) => compare(*comparison, &value(a, facts), &value(b, facts)),
        What::In(a, b) => within(&value(a, facts), &value(b, facts)),
        What::Call(function, parts) => call(*function, parts, facts),
    }
}

/// Kleene's `&&` (deciding side `False`) and `||` (deciding side `True`).
fn both(a: Truth, b: Truth, decides: Truth) -> Truth {
    match (a, b) {
        _ if a == decides || b == decides => decides,
        (Truth::Unknown(x), Truth::Unknown(y)) => Truth::Unknown(x.max(y)),
        (Truth::Unknown(x), _) | (_, Truth::Unknown(x)) => Truth::Unknown(x),
        _ => a,
    }
}

fn compare(comparison: Comparison, a: &Value, b: &Value) -> Value {
    let order = match (a, b) {
        (Value::Unknown(x), Value::Unknown(y)) => return Value::Unknown(*x.max(y)),
        (Value::Unknown(x), _) | (_, Value::Unknown(x)) => return Value::Unknown(*x),
        (Value::Number(x), Value::Number(y)) => x.cmp(y),
        (Value::Word(x), Value::Word(y)) => x.cmp(y),
        (Value::Bool(x), Value::Bool(y)) => x.cmp(y),
        _ => return Value::Unknown(Unknown::Settled),
    };
    Value::Bool(match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Different => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    })
}

fn within(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Unknown(x), _) | (_, Value::Unknown(x)) => Value::Unknown(*x),
        (Value::Word(word), Value::Words(words)) => Value::Bool(words.contains(word)),
        _ => Value::Unknown(Unknown::Settled),
    }
}

fn call(function: Function, parts: &[Node], facts: &dyn Facts) -> Value {
    let What::Name(name) = &parts[0].what else { return Value::Unknown(Unknown::Settled) };
    let given = facts.value(name);
    match function {
        Function::State => Value::Word(facts.state(name).to_owned()),
        Function::Backed => match given {
            Value::Unknown(why) => Value::Unknown(why),
            _ => Value::Bool(facts.backed(name)),
        },
        Function::Has => Value::Bool(!matches!(given, Value::Unknown(_))),
        Function::Size => match given {
            Value::Words(words) => Value::Number(Ratio::whole(i64::try_from(words.len()).unwrap_or(i64::MAX))),
            Value::Rows(rows) => Value::Number(Ratio::whole(i64::try_from(rows.len()).unwrap_or(i64::MAX))),
            Value::Unknown(why) => Value::Unknown(why),
            Value::Bool(_) | Value::Number(_) | Value::Word(_) | Value::Present => Value::Unknown(Unknown::Settled),
        },
        Function::Any => match (given, &parts[1].what, &parts[2].what) {
            (Value::Rows(rows), What::Text(column), What::Text(wanted)) => {
                Value::Bool(rows.iter().flatten().any(|(name, cell)| name == column && cell.trim().eq_ignore_ascii_case(wanted)))
            }
            (Value::Unknown(why), _, _) => Value::Unknown(why),
            _ => Value::Unknown(Unknown::Settled),
        },
        Function::Exceeds => match (given, &parts[1].what, &parts[2].what) {
            (Value::Rows(rows), What::Text(column), What::Text(limit)) => exceeds(&rows, column, limit),
            (Value::Unknown(why), _, _) => Value::Unknown(why),
            _ => Value::Unknown(Unknown::Settled),
        },
        Function::Finds => match (given, &parts[1].what) {
            (Value::Rows(_), What::Text(verdict)) => Value::Bool(facts.found(name).contains(&verdict.as_str())),
            (Value::Unknown(why), _) => Value::Unknown(why),
            _ => Value::Unknown(Unknown::Settled),
        },
        Function::Gap => match given {
            Value::Rows(_) => facts.gap(name).map_or(Value::Unknown(Unknown::Settled), Value::Number),
            Value::Unknown(why) => Value::Unknown(why),
            _ => Value::Unknown(Unknown::Settled),
        },
        Function::Tier => match (given, &parts[1].what) {
            (Value::Rows(rows), What::Text(column)) => {
                let cell = |row: &'_ [(String, String)], wanted: &str| -> Option<String> {
                    row.iter().find(|(name, _)| name == wanted).map(|(_, cell)| cell.trim().to_owned())
                };
                let places = rows.iter().filter_map(|row| {
                    let country = cell(row, column).filter(|country| !country.is_empty())?;
                    Some(facts.tier(&country, &cell(row, REGION).unwrap_or_default()).to_owned())
                });
                let worst = places.max();
                worst.map_or(Value::Unknown(Unknown::Absent), Value::Word)
            }
            (Value::Unknown(why), _) => Value::Unknown(why),
            _ => Value::Unknown(Unknown::Settled),
        },
    }
}

/// Whether a figure of a column is certainly more than a limit; not told while one leaves it open or is not there.
fn exceeds(rows: &[Vec<(String, String)>], column: &str, limit: &str) -> Value {
    let Ok(limit) = Quantity::read(limit) else { return Value::Unknown(Unknown::Settled) };
    let more = |cell: &str| Stated::read(cell).and_then(|stated| stated.stands(Comparator::Above, &limit)).ok().flatten();
    let told: Vec<Option<bool>> = rows.iter().flatten().filter(|(name, _)| name == column).map(|(_, cell)| more(cell)).collect();
    if told.contains(&Some(true)) {
        Value::Bool(true)
    } else if told.contains(&None) {
        Value::Unknown(Unknown::Settled)
    } else {
        Value::Bool(false)
    }
}
