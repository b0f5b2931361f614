//! A condition in words, for whoever fills a form in or asks why a row is asked. What the names are called is said by
//! the caller; the rest of the sentence stands in the catalogues. It says what is written and judges nothing.

use super::{Comparison, Condition, Function, Node, What};
use crate::language::Lang;
use crate::locale::Locale;
use crate::policy::limit::LIMIT;

/// What names and options are called.
pub trait Naming {
    /// What a name is called.
    fn name(&self, name: &str) -> String;
    /// What an option, a country or a column of that name is called.
    fn option(&self, name: &str, id: &str) -> String;
}

/// A part of the sentence, with *not* already carried down to it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// A key of the catalogues, the names it speaks of, the options, and what else stands in it.
    Says {
        key: &'static str,
        names: Vec<String>,
        options: Vec<String>,
        more: Vec<(&'static str, String)>,
    },
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl Condition {
    /// The condition in words: `C1 is “yes” or “partly”`.
    #[must_use]
    pub fn in_words(&self, naming: &dyn Naming, lang: Lang) -> String {
        let part = Teller { naming, locale: Locale::new(lang) }.part(&self.root, true);
        told(&part, Locale::new(lang), false)
    }

    /// The parts that stand side by side in it, each in words and as a condition of its own; alternatives that speak of one
    /// thing are one part, as in the sentence.
    #[must_use]
    pub fn side_by_side(&self, naming: &dyn Naming, lang: Lang) -> SideBySide {
        let locale = Locale::new(lang);
        let all = matches!(self.root.what, What::And(..));
        let mut nodes = Vec::new();
        flatten(&self.root, all, &mut nodes);
        let mut parts: Vec<(Part, Node)> = Vec::new();
        for node in nodes {
            let part = Teller { naming, locale }.part(node, true);
            match parts.iter_mut().find_map(|(known, with)| take_in(known, &part, all).then_some(with)) {
                Some(with) => *with = together(with.clone(), node.clone(), all),
                None => parts.push((part, node.clone())),
            }
        }
        let one = |(part, root): (Part, Node)| (told(&part, locale, false), Self { source: self.source.clone(), root });
        SideBySide { all, parts: parts.into_iter().map(one).collect() }
    }
}

/// Parts of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySide {
    /// Each of them has to hold; else one is enough.
    pub all: bool,
    /// In words, and as conditions.
    pub parts: Vec<(String, Condition)>,
}

fn flatten<'n>(node: &'n Node, all: bool, nodes: &mut Vec<&'n Node>) {
    match &node.what {
        What::And(a, b) if all => [a, b].iter().for_each(|part| flatten(part, all, nodes)),
        What::Or(a, b) if !all => [a, b].iter().for_each(|part| flatten(part, all, nodes)),
        _ => nodes.push(node),
    }
}

fn together(a: Node, b: Node, all: bool) -> Node {
    let at = a.at.start..b.at.end;
    let (a, b) = (Box::new(a), Box::new(b));
    Node { at, what: if all { What::And(a, b) } else { What::Or(a, b) } }
}

struct Teller<'a> {
    naming: &'a dyn Naming,
    locale: Locale,
}

impl Teller<'_> {
    fn part(&self, node: &Node, holds: bool) -> Part {
        match &node.what {
            What::Not(inner) => self.part(inner, !holds),
            What::And(a, b) => joined(holds, [self.part(a, holds), self.part(b, holds)]),
            What::Or(a, b) => joined(!holds, [self.part(a, holds), self.part(b, holds)]),
            What::Compare(comparison, a, b) => self.compare(*comparison, a, b, holds),
            What::In(a, b) => self.within(a, b, holds),
            What::Name(name) if name.starts_with("profile.") => says(if holds { "words.on" } else { "words.off" }, self.naming.name(name)),
            What::Name(name) => says(if holds { "words.applies" } else { "words.applies-not" }, self.naming.name(name)),
            What::Call(function, parts) => self.call(*function, parts, holds),
            What::Bool(value) => says(if *value == holds { "words.always" } else { "words.never" }, String::new()),
            What::Text(_) | What::Number(_) | What::List(_) => says("words.always", String::new()),
        }
    }

    fn quoted(&self, name: &str, node: &Node) -> Vec<String> {
        let quote = |id: &str| self.locale.with("words.quoted", &[("option", &self.naming.option(name, id))]);
        match &node.what {
            What::Text(id) => vec![quote(id)],
            What::List(all) => all.iter().flat_map(|one| self.quoted(name, one)).collect(),
            _ => Vec::new(),
        }
    }

    /// A cell of a table: an option of its column, or else a country.
    fn cell(&self, name: &str, node: &Node) -> Vec<String> {
        let What::Text(id) = &node.what else { return Vec::new() };
        let called = self.naming.option(name, id);
        let called = if called == *id { self.naming.option("country.code", id) } else { called };
        vec![self.locale.with("words.quoted", &[("option", &called)])]
    }

    /// What the left side is called, and the name its options belong to.
    fn subject(&self, node: &Node) -> (String, String) {
        match &node.what {
            What::Name(name) => (self.naming.name(name), name.clone()),
            What::Call(function, parts) => {
                let name = parts.first().map(|part| self.subject(part)).unwrap_or_default();
                match function {
                    Function::Size => (self.locale.with("words.count", &[("name", &name.0)]), name.1),
                    Function::State => (self.locale.with("words.state", &[("name", &name.0)]), "state".to_owned()),
                    Function::Tier => (self.locale.with("words.tier", &[("name", &name.0)]), "country.tier".to_owned()),
                    Function::Gap => (self.locale.with("words.gap", &[("name", &name.0)]), name.1),
                    Function::Has | Function::Backed | Function::Any | Function::Exceeds | Function::Finds => name,
                }
            }
            _ => (String::new(), String::new()),
        }
    }

    fn compare(&self, comparison: Comparison, a: &Node, b: &Node, holds: bool) -> Part {
        let (called, name) = self.subject(a);
        let comparison = if holds { comparison } else { opposite(comparison) };
        if let (What::Number(number), What::Call(Function::Size, parts)) = (&b.what, &a.what)
            && number.is_zero()
            && matches!(comparison, Comparison::Greater | Comparison::Different)
        {
            return says("words.has", self.subject(&parts[0]).0);
        }
        let number = match &b.what {
            What::Number(number) => Some(number.to_string()),
            What::Name(limit) if limit.starts_with(LIMIT) => Some(self.naming.name(limit)),
            _ => None,
        };
        if let Some(number) = number {
            let key = match comparison {
                Comparison::Equal => "words.equals",
                Comparison::Different => "words.differs",
                Comparison::Less => "words.less",
                Comparison::LessOrEqual => "words.at-most",
                Comparison::Greater => "words.above",
                Comparison::GreaterOrEqual => "words.at-least",
            };
            return Part::Says { key, names: vec![called], options: Vec::new(), more: vec![("number", number)] };
        }
        if let What::Bool(value) = &b.what {
            let on = *value == (comparison == Comparison::Equal);
            return says(if on { "words.on" } else { "words.off" }, called);
        }
        let key = if comparison == Comparison::Different { "words.is-not" } else { "words.is" };
        Part::Says { key, names: vec![called], options: self.quoted(&name, b), more: Vec::new() }
    }

    fn within(&self, a: &Node, b: &Node, holds: bool) -> Part {
        if let What::Name(list) = &b.what {
            let key = if holds { "words.includes" } else { "words.includes-not" };
            return Part::Says { key, names: vec![self.naming.name(list)], options: self.quoted(list, a), more: Vec::new() };
        }
        let (called, name) = self.subject(a);
        let key = if holds { "words.is" } else { "words.is-not" };
        Part::Says { key, names: vec![called], options: self.quoted(&name, b), more: Vec::new() }
    }

    fn call(&self, function: Function, parts: &[Node], holds: bool) -> Part {
        let (called, name) = parts.first().map(|part| self.subject(part)).unwrap_or_default();
        match (function, parts) {
            (Function::Any, [_, column, value]) => {
                let What::Text(id) = &column.what else { return says("words.has", called) };
                let column = self.naming.option(&name, id);
                let key = if holds { "words.row" } else { "words.row-not" };
                Part::Says { key, names: vec![called], options: self.cell(&name, value), more: vec![("column", column)] }
            }
            (Function::Exceeds, [_, Node { what: What::Text(column), .. }, Node { what: What::Text(limit), .. }]) => {
                let column = self.naming.option(&name, column);
                let key = if holds { "words.exceeds" } else { "words.exceeds-not" };
                Part::Says { key, names: vec![called], options: Vec::new(), more: vec![("column", column), ("limit", limit.clone())] }
            }
            (Function::Finds, [_, Node { what: What::Text(verdict), .. }]) => {
                let found = self.locale.text(&format!("found.{verdict}")).to_owned();
                let key = if holds { "words.finds" } else { "words.finds-not" };
                Part::Says { key, names: vec![called], options: Vec::new(), more: vec![("found", found)] }
            }
            (Function::Backed, _) => says(if holds { "words.backed" } else { "words.backed-not" }, called),
            _ => says(if holds { "words.has" } else { "words.has-not" }, called),
        }
    }
}

fn says(key: &'static str, name: String) -> Part {
    Part::Says { key, names: vec![name], options: Vec::new(), more: Vec::new() }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Different,
        Comparison::Different => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

/// Parts side by side; alternatives that speak of one thing become one part.
fn joined(all: bool, parts: [Part; 2]) -> Part {
    let mut flat: Vec<Part> = Vec::new();
    for part in parts {
        match part {
            Part::All(inner) if all => flat.extend(inner),
            Part::Any(inner) if !all => flat.extend(inner),
            other => flat.push(other),
        }
    }
    let mut merged: Vec<Part> = Vec::new();
    for part in flat {
        if !merged.iter_mut().any(|known| take_in(known, &part, all)) {
            merged.push(part);
        }
    }
    match merged.len() {
        1 => merged.remove(0),
        _ if all => Part::All(merged),
        _ => Part::Any(merged),
    }
}

/// Whether a part could be said within another: the same thing with other options, or the same options of other things.
fn take_in(known: &mut Part, part: &Part, all: bool) -> bool {
    let Part::Says { key, names, options, more } = known else { return false };
    let Part::Says { key: other_key, names: other_names, options: other_options, more: other_more } = part else { return false };
    let lists: &[&str] =
        if all { &["words.is-not", "words.includes-not", "words.row-not"] } else { &["words.is", "words.includes", "words.row"] };
    if key != other_key || more != other_more || !lists.contains(key) {
        return false;
    }
    if names == other_names {
        options.extend(other_options.iter().filter(|option| !options.contains(option)).cloned().collect::<Vec<_>>());
        return true;
    }
    if options == other_options && options.len() == 1 {
        names.extend(other_names.iter().cloned());
        return true;
    }
    false
}

fn told(part: &Part, locale: Locale, within: bool) -> String {
    match part {
        Part::Says { key, names, options, more } => {
            let (names, options) = (listed(names, locale), listed(options, locale));
            let mut values = vec![("name", names.as_str()), ("options", options.as_str())];
            values.extend(more.iter().map(|(name, value)| (*name, value.as_str())));
            locale.with(key, &values)
        }
        Part::All(parts) => parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let text = told(part, locale, true);
                if at + 1 < parts.len() { going_on(&text, locale.lang()) } else { text }
            })
            .collect::<Vec<_>>()
            .join(locale.text("words.and")),
        Part::Any(parts) => {
            let text = parts.iter().map(|part| told(part, locale, true)).collect::<Vec<_>>().join(locale.text("words.or"));
            if within { locale.with("words.together", &[("what", &text)]) } else { text }
        }
    }
}

/// `A, B or C`.
fn listed(all: &[String], locale: Locale) -> String {
    match all {
        [first @ .., last] if !first.is_empty() => {
            format!("{}{}{last}", first.join(locale.text("words.comma")), locale.text("words.or-list"))
        }
        _ => all.concat(),
    }
}

/// Japanese joins clauses by the form of the verb.
fn going_on(text: &str, lang: Lang) -> String {
    let forms = [
        ("である", "であり"),
        ("でない", "でなく"),
        ("ない", "なく"),
        ("れる", "れ"),
        ("超える", "超え"),
        ("いる", "おり"),
        ("する", "し"),
        ("ある", "あり"),
    ];
    if lang == Lang::Ja
        && let Some((end, on)) = forms.into_iter().find(|(end, _)| text.ends_with(end))
    {
        return format!("{}{on}", text.trim_end_matches(end));
    }
    text.to_owned()
}
