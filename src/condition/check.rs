//! Names and types: every name must exist, both sides of a comparison must be of one kind, and a word compared with a
//! closed list must be in it.

use super::{Function, Mistake, Node, What};
use crate::diagnostic::nearest;
use crate::figures::Quantity;

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
    fn called(&self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::Word(_) => "a word",
            Self::Words(_) => "a list of words",
            Self::Rows => "rows",
            Self::Presence => "a document",
        }
    }
}

/// What the rows of a name are: their columns, with whether a cell carries its own unit, and what may be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Columns; whether a cell is a figure with its own unit, or a plain number; absent: neither.
    pub columns: Vec<(String, Option<bool>)>,
    /// Words that `finds` may ask for.
    pub verdicts: Vec<&'static str>,
}

/// The names a condition may use.
pub trait Names {
    /// The kind of a name, if it exists here.
    fn kind(&self, name: &str) -> Option<Kind>;
    /// All names, for "did you mean".
    fn all(&self) -> Vec<String>;
    /// What the rows of a name are, where it is known.
    fn table(&self, _name: &str) -> Option<Table> {
        None
    }
}

pub(super) fn check(root: &Node, names: &dyn Names) -> Vec<Mistake> {
    let mut checker = Checker { names, mistakes: Vec::new() };
    if let Some(kind) = checker.kind(root)
        && kind != Kind::Bool
    {
        checker.wrong(
            root,
            "condition-type",
            format!("a condition must be true or false, this is {}", kind.called()),
            "compare it with something",
        );
    }
    checker.mistakes
}

struct Checker<'a> {
    names: &'a dyn Names,
    mistakes: Vec<Mistake>,
}

impl Checker<'_> {
    fn wrong(&mut self, node: &Node, code: &'static str, what: String, next: &str) {
        self.mistakes.push(Mistake { at: node.at.clone(), code, what, next: next.to_owned() });
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
                    self.wrong(node, "condition-type", "a list may hold quoted words only".to_owned(), "quote each word");
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
            let next = match nearest(name, all.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use a question id such as csr-saq.C1, profile.<field>, country.tier, value or state".to_owned(),
            };
            self.wrong(node, "unknown-name", format!("`{name}` is not known here"), &next);
        }
        kind
    }

    fn boolean(&mut self, node: &Node) -> Option<Kind> {
        let kind = self.kind(node)?;
        if kind == Kind::Bool {
            return Some(kind);
        }
        self.wrong(node, "condition-type", format!("expected true or false, this is {}", kind.called()), "compare it with something");
        None
    }

    fn compare(&mut self, node: &Node, a: &Node, b: &Node, ordered: bool) -> Option<Kind> {
        let (left, right) = (self.kind(a)?, self.kind(b)?);
        match (&left, &right) {
            (Kind::Number, Kind::Number) => {}
            (Kind::Bool, Kind::Bool) if !ordered => {}
            (Kind::Word(known), Kind::Word(said)) if !ordered => self.words(b, known, said),
            _ => {
                let what = format!("{} cannot be compared with {} in this way", left.called(), right.called());
                self.wrong(node, "condition-type", what, "compare numbers with numbers and words with quoted words");
            }
        }
        Some(Kind::Bool)
    }

    fn words(&mut self, node: &Node, known: &[String], said: &[String]) {
        for word in said {
            if !known.is_empty() && !known.contains(word) && !matches!(node.what, What::Name(_)) {
                let next = format!("allowed: {}", known.join(", "));
                self.wrong(node, "unknown-option", format!("'{word}' is not one of the possible answers"), &next);
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
                let what = format!("`in` needs a word and a list, here are {} and {}", left.called(), right.called());
                self.wrong(node, "condition-type", what, "write 'word' in name, or name in ['a', 'b']");
            }
        }
        Some(Kind::Bool)
    }

    fn call(&mut self, node: &Node, function: Function, parts: &[Node]) -> Option<Kind> {
        if !matches!(parts[0].what, What::Name(_)) {
            self.wrong(
                &parts[0],
                "condition-type",
                "the first value of a function must be a name".to_owned(),
                "write a question id or value",
            );
            return None;
        }
        let kind = self.kind(&parts[0])?;
        match (function, &kind) {
            (Function::Size, Kind::Words(_) | Kind::Rows) => Some(Kind::Number),
            (Function::Size, _) => {
                self.wrong(node, "condition-type", format!("`size` counts lists and rows, this is {}", kind.called()), "use it on a list");
                None
            }
            (Function::Has, _) => Some(Kind::Bool),
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
                    format!("this function looks through rows, this is {}", kind.called()),
                    "use it on a list of rows",
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
                let next = "give the list a `figure` or a `total`";
                self.wrong(&parts[0], "no-figure", format!("`{name}` holds no figures that follow from each other"), next);
            }
            return;
        }
        let What::Text(word) = &parts[1].what else {
            self.wrong(&parts[1], "condition-type", "here a quoted word is due".to_owned(), "quote it");
            return;
        };
        if function == Function::Finds {
            if !table.verdicts.contains(&word.as_str()) {
                let next = match table.verdicts.as_slice() {
                    [] => "give the list a `figure` or a `total`".to_owned(),
                    all => format!("it may find {}", all.join(", ")),
                };
                self.wrong(&parts[1], "unknown-verdict", format!("nothing about `{name}` is ever found to be '{word}'"), &next);
            }
            return;
        }
        let Some((_, own_unit)) = table.columns.iter().find(|(column, _)| column == word) else {
            let all: Vec<&str> = table.columns.iter().map(|(column, _)| column.as_str()).collect();
            self.wrong(&parts[1], "unknown-column", format!("`{name}` has no column '{word}'"), &format!("use one of {}", all.join(", ")));
            return;
        };
        if function == Function::Exceeds {
            self.limit(&parts[1], &parts[2], *own_unit);
        }
    }

    fn limit(&mut self, column: &Node, limit: &Node, own_unit: Option<bool>) {
        let quantity = if let What::Text(text) = &limit.what { Quantity::read(text).ok() } else { None };
        match (own_unit, quantity) {
            (None, _) => {
                let next = "make the column of type \"qty\", \"num\" or \"pct\"";
                self.wrong(column, "condition-type", "this column holds no figures".to_owned(), next);
            }
            (Some(false), Some(quantity)) if !quantity.unit.is_empty() => {
                let what = "the figures of this column carry no unit of their own".to_owned();
                self.wrong(limit, "bad-limit", what, "write the limit as a number in quotes, such as '30'");
            }
            (Some(_), None) => {
                self.wrong(limit, "bad-limit", "this is no limit".to_owned(), "write a number with its unit in quotes, such as '0.1 %'");
            }
            (Some(_), Some(_)) => {}
        }
    }
}
