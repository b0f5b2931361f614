//! Conditions of questionnaires and policies: a small, typed, three-valued subset of CEL.
//!
//! `show-if`, `when` and rule conditions are written in it. Names are question ids, profile fields and facts; unknown
//! names and wrong types are found when the file is loaded. It has no loops, no side effects and no access to time, so
//! a sealed verdict cannot move with a library's upgrade. A comparison with a question that is not answered is
//! *unknown*, and unknown is carried through `&&`, `||` and `!` as in CEL.

mod check;
mod evaluate;
mod parse;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

pub use check::{Kind, Names, Table};
pub use evaluate::{Facts, Truth, Unknown, Value};
pub use words::{Naming, SideBySide};

use crate::ratio::Ratio;
use crate::sentence::Sentence;

/// A parsed and checked condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    source: String,
    root: Node,
}

/// A mistake inside a condition, with the bytes of the condition text it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Bytes within the condition.
    pub at: Range<usize>,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong.
    pub what: Sentence,
    /// What to do.
    pub next: Sentence,
}

impl Condition {
    /// Parses a condition and checks every name and type in it.
    ///
    /// # Errors
    /// Every mistake found, in order of appearance.
    pub fn compile(source: &str, names: &dyn Names) -> Result<Self, Vec<Mistake>> {
        let root = parse::parse(source).map_err(|mistake| vec![mistake])?;
        let mistakes = check::check(&root, names);
        if mistakes.is_empty() { Ok(Self { source: source.to_owned(), root }) } else { Err(mistakes) }
    }

    /// Parses without checking names; for finding which names a condition speaks of.
    ///
    /// # Errors
    /// The syntax mistake.
    pub fn parse_only(source: &str) -> Result<Self, Mistake> {
        Ok(Self { source: source.to_owned(), root: parse::parse(source)? })
    }

    /// The condition as written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it holds, given what is known.
    #[must_use]
    pub fn holds(&self, facts: &dyn Facts) -> Truth {
        evaluate::truth(&self.root, facts)
    }

    /// What it asks the program to find about the question's own table.
    #[must_use]
    pub fn findings(&self) -> Vec<Asked<'_>> {
        let mut all = Vec::new();
        findings(&self.root, &mut all);
        all
    }

    /// Every name it speaks of.
    #[must_use]
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        collect(&self.root, &mut names);
        names
    }
}

fn collect<'a>(node: &'a Node, names: &mut BTreeSet<&'a str>) {
    match &node.what {
        What::Name(name) => {
            names.insert(name);
        }
        What::Text(_) | What::Number(_) | What::Bool(_) => {}
        What::List(parts) | What::Call(_, parts) => parts.iter().for_each(|part| collect(part, names)),
        What::Not(inner) => collect(inner, names),
        What::And(a, b) | What::Or(a, b) | What::Compare(_, a, b) | What::In(a, b) => {
            collect(a, names);
            collect(b, names);
        }
    }
}

/// Something a condition asks of the table of its own question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// Whether that is found.
    Found(&'a str),
    /// Whether a figure of a column is more than a limit.
    More {
        /// The column.
        column: &'a str,
        /// The limit.
        limit: &'a str,
    },
}

fn findings<'a>(node: &'a Node, all: &mut Vec<Asked<'a>>) {
    match &node.what {
        What::Call(function, parts) => {
            let words: Vec<&str> =
                parts.iter().filter_map(|part| if let What::Text(text) = &part.what { Some(text.as_str()) } else { None }).collect();
            let own = matches!(parts.first().map(|part| &part.what), Some(What::Name(name)) if name == "value");
            match (function, words.as_slice()) {
                (Function::Finds, [verdict]) if own => all.push(Asked::Found(verdict)),
                (Function::Exceeds, [column, limit]) if own => all.push(Asked::More { column, limit }),
                _ => {}
            }
        }
        What::Not(inner) => findings(inner, all),
        What::And(a, b) | What::Or(a, b) | What::Compare(_, a, b) | What::In(a, b) => {
            findings(a, all);
            findings(b, all);
        }
        What::Name(_) | What::Text(_) | What::Number(_) | What::Bool(_) | What::List(_) => {}
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    at: Range<usize>,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Name(String),
    Text(String),
    Number(Ratio),
    Bool(bool),
    List(Vec<Node>),
    Call(Function, Vec<Node>),
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    In(Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    Different,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    /// `size(x)`: how many are named in a list, or how many rows there are.
    Size,
    /// `has(x)`: whether there is a value.
    Has,
    /// `state(q)`: answered, dont-know, declined, not-applicable or unanswered.
    State,
    /// `any(rows, 'column', 'value')`: whether a row has that value.
    Any,
    /// `tier(rows, 'column')`: the worst tier of the countries in that column, and of the region where the table has a
    /// column `region`; a country nobody knows is T3.
    Tier,
    /// `backed(q)`: whether a paper stands behind the answer.
    Backed,
    /// `exceeds(rows, 'column', '0.1 %')`: whether a figure of that column is certainly more.
    Exceeds,
    /// `finds(rows, 'above-limit')`: whether the program finds that about the table.
    Finds,
    /// `gap(rows)`: by how many per cent what is stated lies off what follows.
    Gap,
}

#[cfg(test)]
mod tests;
