//! Names and types: every name must exist, both sides of a comparison must be of one kind, and a word compared with a
//! closed list must be in it.

use super::{Function, Mistake, Node, What};
use crate::diagnostic::nearest;

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

/// The names a condition may use.
pub trait Names {
    /// The kind of a name, if it exists here.
    fn kind(&self, name: &str) -> Option<Kind>;
    /// All names, for "did you mean".
    fn all(&self) -> Vec<String>;
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
            (Function::Any, Kind::Rows) => Some(Kind::Bool),
            (Function::Tier, Kind::Rows) => Some(Kind::Word(["T1", "T2", "T3"].map(str::to_owned).to_vec())),
            (Function::Any | Function::Tier, _) => {
                self.wrong(
                    node,
                    "condition-type",
                    format!("`any` and `tier` look through rows, this is {}", kind.called()),
                    "use it on a list of rows",
                );
                None
            }
        }
    }
}
