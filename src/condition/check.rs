//! Names and types: every name must exist, both sides of a comparison must be of one kind, and a word compared with a
//! closed list must be in it.

use std::collections::BTreeMap;

use super::{Function, Mistake, Node, What};
use crate::diagnostic::{meant, nearest};
use crate::figures::Quantity;
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// What kind of value a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Bool,
    /// An exact number.
    Number,
    /// A word out of a closed list; empty when any text is possible.
    Word(Vec<String>),
    /// Several words out of a closed list; empty when any text is possible.
    Words(Vec<String>),
    /// Rows of a table.
    Rows,
    /// A document or other answer that can only be there or not.
    Presence,
}

impl Kind {
    fn called(&self) -> Sentence {
        let key = match self {
            Self::Bool => "remark-of.flag",
            Self::Number => "remark-of.a-number",
            Self::Word(_) => "remark-of.word",
            Self::Words(_) => "remark-of.words",
            Self::Rows => "remark-of.rows",
            Self::Presence => "remark-of.document",
        };
        told(key, [])
    }
}

/// What the rows of a name are: their columns, with whether a cell carries its own unit, and what may be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Columns; whether a cell is a figure with its own unit, or a plain number; absent: neither.
    pub columns: Vec<(String, Option<bool>)>,
    /// Words a cell of a column may hold; none: any.
    pub words: BTreeMap<String, Vec<String>>,
    /// Words that `finds` may ask for.
    pub verdicts: Vec<&'static str>,
}

/// The names a condition may use.
pub trait Names {
    /// The kind of a name, if it exists here.
    fn kind(&self, name: &str) -> Option<Kind>;
    /// All names, for "did you mean".
    fn all(&self) -> Vec<String>;
    /// The least and the greatest number a name can be, where it is known.
    fn range(&self, _name: &str) -> (Option<Ratio>, Option<Ratio>) {
        (None, None)
    }
    /// What the rows of a name are, where it is known.
    fn table(&self, _name: &str) -> Option<Table> {
        None
    }
}

/// More words than anybody reads through: these are countries.
const TOO_MANY: usize = 99;

pub(super) fn check(root: &Node, names: &dyn Names) -> Vec<Mistake> {
    let mut checker = Checker { names, mistakes: Vec::new() };
    if let Some(kind) = checker.kind(root)
        && kind != Kind::Bool
    {
        checker.wrong(root, "condition-type", told("remark.condition-flag", [("kind", kind.called())]), told("remark-do.compare", []));
    }
    checker.mistakes
}

struct Checker<'a> {
    names: &'a dyn Names,
    mistakes: Vec<Mistake>,
}

impl Checker<'_> {
    fn wrong(&mut self, node: &Node, code: &'static str, what: Sentence, next: Sentence) {
        self.mistakes.push(Mistake { at: node.at.clone(), code, what, next });
    }

    fn kind(&mut self, node: &Node) -> Option<Kind> {
        match &node.what {
            What::Bool(_) => Some(Kind::Bool),
            What::Number(_) => Some(Kind::Number),
            What::Text(text) => Some(Kind::Word(vec![text.clone()])),
            What::Name(name) => self.name(node, name),
            What::List(parts) => {
                let words = parts
                    .iter()
                    .filter_map(|part| if let What::Text(text) = &part.what { Some(text.clone()) } else { None })
                    .collect::<Vec<_>>();
                if words.len() != parts.len() {
                    self.wrong(node, "condition-type", told("remark.list-of-words", []), told("remark-do.list-of-words", []));
                    return None;
                }
                Some(Kind::Words(words))
            }
            What::Not(inner) => self.boolean(inner),
            What::And(a, b) | What::Or(a, b) => {
                self.boolean(a);
                self.boolean(b)
            }
            What::Compare(comparison, a, b) => {
                let ordered = !matches!(comparison, super::Comparison::Equal | super::Comparison::Different);
                self.compare(node, a, b, ordered)
            }
            What::In(a, b) => self.within(node, a, b),
            What::Call(function, parts) => self.call(node, *function, parts),
        }
    }

    fn name(&mut self, node: &Node, name: &str) -> Option<Kind> {
        let kind = self.names.kind(name);
        if kind.is_none() {
            let all = self.names.all();
            let next = meant(nearest(name, all.iter().map(String::as_str)), told("remark-do.unknown-name", []));
            self.wrong(node, "unknown-name", told("remark.unknown-name", [("name", name.into())]), next);
        }
        kind
    }

    fn boolean(&mut self, node: &Node) -> Option<Kind> {
        let kind = self.kind(node)?;
        if kind == Kind::Bool {
            return Some(kind);
        }
        self.wrong(node, "condition-type", told("remark.part-flag", [("kind", kind.called())]), told("remark-do.compare", []));
        None
    }

    fn compare(&mut self, node: &Node, a: &Node, b: &Node, ordered: bool) -> Option<Kind> {
        let (left, right) = (self.kind(a)?, self.kind(b)?);
        match (&left, &right) {
            (Kind::Number, Kind::Number) => {
                self.in_range(a, b);
                self.in_range(b, a);
            }
            (Kind::Bool, Kind::Bool) if !ordered => {}
            (Kind::Word(known), Kind::Word(said)) if !ordered => self.words(b, known, said),
            _ => {
                let what = told("remark.compared", [("left", left.called()), ("right", right.called())]);
                self.wrong(node, "condition-type", what, told("remark-do.compared", []));
            }
        }
        Some(Kind::Bool)
    }

    /// A number that no answer reaches is told: the comparison would always come out alike.
    fn in_range(&mut self, named: &Node, number: &Node) {
        let (What::Name(name), What::Number(said)) = (&named.what, &number.what) else { return };
        let (least, most) = self.names.range(name);
        if least.is_none_or(|least| *said >= least) && most.is_none_or(|most| *said <= most) {
            return;
        }
        let plain = |end: Option<Ratio>| Sentence::from(end.map(|end| end.plain()).unwrap_or_default());
        let (key, least) = (("name", name.as_str().into()), ("least", plain(least)));
        let what = match most {
            Some(_) => told("remark.never-reached", [key, least, ("most", plain(most))]),
            None => told("remark.never-below", [key, least]),
        };
        self.wrong(number, "out-of-range", what, told("remark-do.never-reached", []));
    }

    fn words(&mut self, node: &Node, known: &[String], said: &[String]) {
        for word in said {
            if !known.is_empty() && !known.contains(word) && !matches!(node.what, What::Name(_)) {
                let allowed = ("all", known.join(", ").into());
                let next = match nearest(word, known.iter().map(String::as_str)) {
                    _ if known.len() > TOO_MANY => told("remark-do.country-code", []),
                    Some(near) => told("remark-do.meant-allowed", [("near", near.into()), allowed]),
                    None => told("remark-do.allowed", [allowed]),
                };
                self.wrong(node, "unknown-option", told("remark.unknown-option", [("word", word.into())]), next);
            }
        }
    }

    fn within(&mut self, node: &Node, a: &Node, b: &Node) -> Option<Kind> {
        let (left, right) = (self.kind(a)?, self.kind(b)?);
        match (&left, &right) {
            (Kind::Word(_), Kind::Words(_)) if matches!((&a.what, &b.what), (What::Text(_), What::List(_))) => {}
            (Kind::Word(said), Kind::Words(known)) if matches!(a.what, What::Text(_)) => self.words(a, known, said),
            (Kind::Word(known), Kind::Words(said)) => self.words(b, known, said),
            _ => {
                let what = told("remark.in-needs", [("left", left.called()), ("right", right.called())]);
                self.wrong(node, "condition-type", what, told("remark-do.in-needs", []));
            }
        }
        Some(Kind::Bool)
    }

    fn call(&mut self, node: &Node, function: Function, parts: &[Node]) -> Option<Kind> {
        if !matches!(parts[0].what, What::Name(_)) {
            self.wrong(&parts[0], "condition-type", told("remark.first-a-name", []), told("remark-do.first-a-name", []));
            return None;
        }
        let kind = self.kind(&parts[0])?;
        match (function, &kind) {
            (Function::Size, Kind::Words(_) | Kind::Rows) => Some(Kind::Number),
            (Function::Size, _) => {
                self.wrong(
                    node,
                    "condition-type",
                    told("remark.size-counts", [("kind", kind.called())]),
                    told("remark-do.size-counts", []),
                );
                None
            }
            (Function::Has | Function::Backed, _) => Some(Kind::Bool),
            (Function::State, _) => Some(Kind::Word(super::evaluate::STATES.iter().map(|s| (*s).to_owned()).collect())),
            (Function::Any | Function::Exceeds | Function::Finds, Kind::Rows) => {
                self.within_table(function, parts);
                Some(Kind::Bool)
            }
            (Function::Gap, Kind::Rows) => {
                self.within_table(function, parts);
                Some(Kind::Number)
            }
            (Function::Tier, Kind::Rows) => {
                self.within_table(function, parts);
                Some(Kind::Word(["T1", "T2", "T3"].map(str::to_owned).to_vec()))
            }
            (Function::Any | Function::Tier | Function::Exceeds | Function::Finds | Function::Gap, _) => {
                self.wrong(
                    node,
                    "condition-type",
                    told("remark.looks-through-rows", [("kind", kind.called())]),
                    told("remark-do.looks-through-rows", []),
                );
                None
            }
        }
    }

    /// Columns, limits and findings that a function names must be there.
    fn within_table(&mut self, function: Function, parts: &[Node]) {
        let What::Name(name) = &parts[0].what else { return };
        let Some(table) = self.names.table(name) else { return };
        if function == Function::Gap {
            if table.verdicts.is_empty() {
                let what = told("remark.no-figure", [("name", name.into())]);
                self.wrong(&parts[0], "no-figure", what, told("remark-do.no-figure", []));
            }
            return;
        }
        let What::Text(word) = &parts[1].what else {
            self.wrong(&parts[1], "condition-type", told("remark.quoted-word", []), told("remark-do.quoted-word", []));
            return;
        };
        if function == Function::Finds {
            if !table.verdicts.contains(&word.as_str()) {
                let next = match table.verdicts.as_slice() {
                    [] => told("remark-do.no-figure", []),
                    all => told("remark-do.may-find", [("all", all.join(", ").into())]),
                };
                let what = told("remark.unknown-verdict", [("name", name.into()), ("word", word.into())]);
                self.wrong(&parts[1], "unknown-verdict", what, next);
            }
            return;
        }
        let Some((_, own_unit)) = table.columns.iter().find(|(column, _)| column == word) else {
            let all: Vec<&str> = table.columns.iter().map(|(column, _)| column.as_str()).collect();
            let what = told("remark.unknown-column", [("name", name.into()), ("word", word.into())]);
            self.wrong(&parts[1], "unknown-column", what, told("remark-do.use-one-of", [("all", all.join(", ").into())]));
            return;
        };
        if function == Function::Exceeds {
            self.limit(&parts[1], &parts[2], *own_unit);
        }
        if let (Function::Any, Some(known), Some(What::Text(said))) = (function, table.words.get(word), parts.get(2).map(|part| &part.what))
        {
            self.words(&parts[2], known, std::slice::from_ref(said));
        }
    }

    fn limit(&mut self, column: &Node, limit: &Node, own_unit: Option<bool>) {
        let quantity = if let What::Text(text) = &limit.what { Quantity::read(text).ok() } else { None };
        match (own_unit, quantity) {
            (None, _) => {
                self.wrong(column, "condition-type", told("remark.column-no-figures", []), told("remark-do.column-no-figures", []));
            }
            (Some(false), Some(quantity)) if !quantity.unit.is_empty() => {
                self.wrong(limit, "bad-limit", told("remark.column-no-unit", []), told("remark-do.column-no-unit", []));
            }
            (Some(true), Some(quantity)) if quantity.unit.is_empty() && !quantity.number.is_zero() => {
                self.wrong(limit, "bad-limit", told("remark.limit-no-unit", []), told("remark-do.no-limit", []));
            }
            (Some(_), None) => {
                self.wrong(limit, "bad-limit", told("remark.no-limit", []), told("remark-do.no-limit", []));
            }
            (Some(_), Some(_)) => {}
        }
    }
}
