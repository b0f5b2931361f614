//! Reads a TOML definition file into typed values and keeps a place for every mistake.
//!
//! Works on the spanned tree of the file, not through `Deserialize`, so that one run reports all mistakes: wrong
//! types, missing and unknown keys, bad words. It knows nothing of what the keys mean.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Place, Weight, nearest};
use crate::language::Text;
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

mod signs;
mod syntax;

/// The code of a mistake in the syntax.
const SYNTAX: &str = "toml-syntax";

/// The codes of keys that are not there.
const MISSING: [&str; 2] = ["missing-key", "unknown-type"];

/// The code of a text that lacks one of the three languages.
const NO_LANGUAGE: &str = "missing-language";

/// How people begin the name of a language that has another here.
const CALLED: [(&str, &str); 6] = [("cn", "zh"), ("ch", "zh"), ("zh", "zh"), ("tw", "zh"), ("j", "ja"), ("e", "en")];

/// One file being read: its name, its text, and the mistakes found so far.
#[derive(Debug)]
pub struct Sheet<'t> {
    file: &'t str,
    text: &'t str,
    problems: RefCell<Vec<Diagnostic>>,
}

impl<'t> Sheet<'t> {
    /// Starts reading a text; syntax errors are recorded and the rest of the tree is still returned.
    #[must_use]
    pub fn open(file: &'t str, text: &'t str) -> (Self, Spanned<DeTable<'t>>) {
        let sheet = Self { file, text, problems: RefCell::default() };
        let (root, errors) = DeTable::parse_recoverable(text);
        syntax::record(&sheet, errors);
        (sheet, root)
    }

    /// Whether the syntax is broken, so that what was read is not all there is.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.problems.borrow().iter().any(|problem| problem.code == SYNTAX)
    }

    /// A key that is only mistyped is not missing too; nor is a language of it, where it stands beside in the others.
    fn forget_missing(&self, table: &Range<usize>, key: &str, own: Option<Range<usize>>) {
        let (place, own) = (self.place(table), own.map(|own| self.place(&own)));
        let is_of = |problem: &Diagnostic| {
            let said = format!("{} {}", problem.what, problem.next);
            let missing = problem.place == place && MISSING.contains(&problem.code);
            let language = own.as_ref() == Some(&problem.place) && problem.code == NO_LANGUAGE;
            (missing || language) && said.contains(key)
        };
        self.problems.borrow_mut().retain(|problem| !is_of(problem));
    }

    /// Records an error.
    pub fn wrong(&self, at: &Range<usize>, code: &'static str, what: Sentence, next: Sentence) {
        self.record(Weight::Error, at, code, what, next);
    }

    /// Records a warning.
    pub fn doubt(&self, at: &Range<usize>, code: &'static str, what: Sentence, next: Sentence) {
        self.record(Weight::Warning, at, code, what, next);
    }

    /// The place of a part of the text.
    #[must_use]
    pub fn place(&self, at: &Range<usize>) -> Place {
        Place::at(self.file, self.text, at.start)
    }

    fn record(&self, weight: Weight, at: &Range<usize>, code: &'static str, what: Sentence, next: Sentence) {
        let place = self.place(at);
        self.problems.borrow_mut().push(Diagnostic { code, weight, place, what, next });
    }

    /// The mistakes, in the order of the file. Where the syntax is broken the tree below it is not what was meant, and what
    /// it seems to lack or to say is not told.
    #[must_use]
    pub fn into_problems(self) -> Vec<Diagnostic> {
        let mut problems = self.problems.into_inner();
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        problems.dedup();
        if problems.iter().any(|problem| problem.code == SYNTAX) {
            problems.retain(|problem| problem.code == SYNTAX);
        }
        problems
    }
}

/// Told where a text was no UTF-8: reading has put a mark in the place of each byte that is none.
#[must_use]
pub fn not_utf8(file: &str, text: &str) -> Option<Diagnostic> {
    let at = text.find(char::REPLACEMENT_CHARACTER)?;
    let (what, next) = (told("remark.not-utf8", []), told("remark-do.not-utf8", []));
    Some(Diagnostic { code: "not-utf8", weight: Weight::Error, place: Place::at(file, text, at), what, next })
}

/// Every text of a file that stands in all three languages, with its place.
pub(crate) fn language_tables(table: &DeTable<'_>) -> Vec<(Text, Range<usize>)> {
    let mut all = Vec::new();
    for (_, value) in table {
        within(value, &mut all);
    }
    all
}

fn within(value: &Spanned<DeValue<'_>>, all: &mut Vec<(Text, Range<usize>)>) {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().for_each(|item| within(item, all)),
        DeValue::Table(table) => {
            let of = |lang: &str| table.iter().find(|(name, _)| name.get_ref() == lang).and_then(|(_, text)| text.get_ref().as_str());
            match (of("en"), of("ja"), of("zh")) {
                (Some(en), Some(ja), Some(zh)) => {
                    all.push((Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() }, value.span()));
                }
                _ => table.iter().for_each(|(_, inner)| within(inner, all)),
            }
        }
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// What a key that is missing is told as.
#[must_use]
pub fn missing(key: &str) -> Sentence {
    told("remark.missing", [("key", key.into())])
}

/// What was found instead of what was due: a key of the catalogues.
fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "remark-of.found-string",
        DeValue::Integer(_) => "remark-of.found-integer",
        DeValue::Float(_) => "remark-of.found-float",
        DeValue::Boolean(_) => "remark-of.found-boolean",
        DeValue::Datetime(_) => "remark-of.found-datetime",
        DeValue::Array(_) => "remark-of.found-array",
        DeValue::Table(_) => "remark-of.found-table",
    }
}

/// The keys of one table; [`Fields::finish`] reports those nobody asked for.
#[derive(Debug)]
pub struct Fields<'s, 't> {
    sheet: &'s Sheet<'t>,
    table: &'s DeTable<'t>,
    /// Where the table stands.
    pub at: Range<usize>,
    asked: RefCell<BTreeSet<String>>,
}

type Node<'s, 't> = &'s Spanned<DeValue<'t>>;

/// A value with the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the file.
    pub at: Range<usize>,
}

impl<'s, 't> Fields<'s, 't> {
    /// The keys of a table that starts at `at`.
    #[must_use]
    pub fn new(sheet: &'s Sheet<'t>, table: &'s DeTable<'t>, at: Range<usize>) -> Self {
        Self { sheet, table, at, asked: RefCell::default() }
    }

    /// The sheet these keys stand on.
    #[must_use]
    pub fn sheet(&self) -> &'s Sheet<'t> {
        self.sheet
    }

    fn get(&self, key: &str) -> Option<Node<'s, 't>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Whether the key is there at all.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Where the value of a key stands, if it is there.
    #[must_use]
    pub fn span(&self, key: &str) -> Option<Range<usize>> {
        self.get(key).map(|node| node.span())
    }

    /// Whether the key holds a list or a text.
    #[must_use]
    pub fn is_list(&self, key: &str) -> bool {
        self.get(key).is_some_and(|node| node.get_ref().is_array() || node.get_ref().is_str())
    }

    /// Whether the key holds true or false.
    #[must_use]
    pub fn is_flag(&self, key: &str) -> bool {
        self.get(key).is_some_and(|node| node.get_ref().is_bool())
    }

    /// Whether the key holds a number.
    #[must_use]
    pub fn is_number(&self, key: &str) -> bool {
        self.get(key).is_some_and(|node| matches!(node.get_ref(), DeValue::Integer(_) | DeValue::Float(_)))
    }

    fn mistyped(&self, node: Node<'s, 't>, key: &str, wanted: &'static str) {
        let wanted = told(wanted, []);
        let found = told(found(node.get_ref()), []);
        let what = told("remark.wrong-type", [("key", key.into()), ("found", found), ("wanted", wanted.clone())]);
        self.sheet.wrong(&node.span(), "wrong-type", what, told("remark-do.write", [("wanted", wanted)]));
    }

    /// A required key that is missing.
    pub fn missing(&self, key: &str) {
        self.sheet.wrong(&self.at, "missing-key", missing(key), told("remark-do.add-key", [("key", key.into())]));
    }

    /// A table that must be there and is missing.
    pub fn missing_table(&self, key: &str) {
        self.sheet.wrong(&self.at, "missing-key", missing(key), told("remark-do.add-heading", [("key", key.into())]));
    }

    /// Optional single-line text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<At<String>> {
        let node = self.get(key)?;
        match node.get_ref().as_str() {
            Some(text) => Some(At { value: text.to_owned(), at: node.span() }),
            None => {
                self.mistyped(node, key, "remark-of.text");
                None
            }
        }
    }

    /// Required text; reports when it is missing or empty.
    #[must_use]
    pub fn need_text(&self, key: &str) -> Option<At<String>> {
        if !self.has(key) {
            self.missing(key);
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.sheet.wrong(&text.at, "empty-text", told("remark.empty-text", [("key", key.into())]), told("remark-do.write-text", []));
            return None;
        }
        Some(text)
    }

    /// `true` or `false`, with a default.
    #[must_use]
    pub fn flag(&self, key: &str, default: bool) -> bool {
        let Some(node) = self.get(key) else { return default };
        node.get_ref().as_bool().unwrap_or_else(|| {
            self.mistyped(node, key, "remark-of.flag");
            default
        })
    }

    /// An exact number.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<At<Ratio>> {
        let node = self.get(key)?;
        let number = match node.get_ref() {
            DeValue::Integer(number) => Ratio::decimal(number.as_str()),
            DeValue::Float(number) => Ratio::decimal(number.as_str()),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
        };
        if number.is_none() {
            self.mistyped(node, key, "remark-of.number");
        }
        Some(At { value: number?, at: node.span() })
    }

    /// A required exact number.
    #[must_use]
    pub fn need_number(&self, key: &str) -> Option<At<Ratio>> {
        if !self.has(key) {
            self.missing(key);
        }
        self.number(key)
    }

    /// A whole number from zero up.
    #[must_use]
    pub fn count(&self, key: &str) -> Option<At<u32>> {
        let number = self.number(key)?;
        let tenths = number.value * Ratio::whole(1);
        match tenths.to_string().parse() {
            Ok(value) => Some(At { value, at: number.at }),
            Err(_) => {
                self.sheet.wrong(
                    &number.at,
                    "wrong-type",
                    told("remark.not-whole", [("key", key.into()), ("value", number.value.to_string().into())]),
                    told("remark-do.write-whole", []),
                );
                None
            }
        }
    }

    /// A whole number from one up; zero is reported and still returned.
    #[must_use]
    pub fn count_from_one(&self, key: &str) -> Option<At<u32>> {
        let count = self.count(key)?;
        if count.value == 0 {
            self.sheet.wrong(&count.at, "out-of-range", told("remark.no-rows", [("key", key.into())]), told("remark-do.no-rows", []));
        }
        Some(count)
    }

    /// A date or a time, as written.
    #[must_use]
    pub fn date(&self, key: &str) -> Option<At<String>> {
        let node = self.get(key)?;
        match node.get_ref() {
            DeValue::Datetime(date) => Some(At { value: date.to_string(), at: node.span() }),
            DeValue::String(text) => Some(At { value: text.to_string(), at: node.span() }),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => {
                self.mistyped(node, key, "remark-of.date");
                None
            }
        }
    }

    /// One word out of a closed list.
    #[must_use]
    pub fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<At<T>> {
        let text = self.text(key)?;
        self.choose(&text, key, words).map(|value| At { value, at: text.at })
    }

    /// As [`Fields::word`], and the key must be there.
    #[must_use]
    pub fn need_word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<At<T>> {
        if !self.has(key) {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.sheet.wrong(
                &self.at,
                "missing-key",
                missing(key),
                told("remark-do.add-one-of", [("key", key.into()), ("all", all.join(", ").into())]),
            );
        }
        self.word(key, words)
    }

    /// Looks a word up in a closed list and reports it when it is not there.
    #[must_use]
    pub fn choose<T: Copy>(&self, text: &At<String>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let allowed = ("all", all.join(", ").into());
            let next = match nearest(&text.value, all.iter().copied()) {
                Some(near) => told("remark-do.meant-allowed", [("near", near.into()), allowed]),
                None => told("remark-do.allowed", [allowed]),
            };
            let what = told("remark.unknown-word", [("key", key.into()), ("word", (&text.value).into())]);
            self.sheet.wrong(&text.at, "unknown-word", what, next);
        }
        found
    }

    /// A list of texts; a single text counts as a list of one.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<At<String>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        if let Some(text) = node.get_ref().as_str() {
            return vec![At { value: text.to_owned(), at: node.span() }];
        }
        let Some(array) = node.get_ref().as_array() else {
            self.mistyped(node, key, "remark-of.texts");
            return Vec::new();
        };
        let mut all = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => all.push(At { value: text.to_owned(), at: item.span() }),
                None => self.mistyped(item, key, "remark-of.texts"),
            }
        }
        all
    }

    /// A list of exact numbers.
    #[must_use]
    pub fn numbers(&self, key: &str) -> Vec<At<Ratio>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Some(array) = node.get_ref().as_array() else {
            self.mistyped(node, key, "remark-of.numbers");
            return Vec::new();
        };
        let mut all = Vec::new();
        for item in array.iter() {
            let number = match item.get_ref() {
                DeValue::Integer(number) => Ratio::decimal(number.as_str()),
                DeValue::Float(number) => Ratio::decimal(number.as_str()),
                DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
            };
            match number {
                Some(value) => all.push(At { value, at: item.span() }),
                None => self.mistyped(item, key, "remark-of.numbers"),
            }
        }
        all
    }

    /// One sub-table.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<Self> {
        let node = self.get(key)?;
        match node.get_ref().as_table() {
            Some(table) => Some(Self::new(self.sheet, table, node.span())),
            None => {
                self.mistyped(node, key, "remark-of.table");
                None
            }
        }
    }

    /// A list of tables, written `[[key]]` or inline.
    #[must_use]
    pub fn tables(&self, key: &str) -> Vec<Self> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Some(array) = node.get_ref().as_array() else {
            let (found, wanted) = (told(found(node.get_ref()), []), told("remark-of.tables", []));
            let what = told("remark.wrong-type", [("key", key.into()), ("found", found), ("wanted", wanted)]);
            self.sheet.wrong(&node.span(), "wrong-type", what, told("remark-do.two-brackets", [("key", key.into())]));
            return Vec::new();
        };
        let mut all = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => all.push(Self::new(self.sheet, table, item.span())),
                None => self.mistyped(item, key, "remark-of.tables"),
            }
        }
        all
    }

    /// Every key with its place, for tables whose keys are themselves data.
    #[must_use]
    pub fn keys(&self) -> Vec<At<String>> {
        let mut all: Vec<At<String>> = self.table.keys().map(|key| At { value: key.get_ref().to_string(), at: key.span() }).collect();
        all.sort_by_key(|key| key.at.start);
        all
    }

    /// A text in the three languages; each missing one is reported by name.
    #[must_use]
    pub fn languages(&self, key: &str) -> Option<Text> {
        let table = self.table(key)?;
        let called = table.languages_by_another_name();
        let take = |lang: &str| match table.text(lang) {
            Some(text) if !text.value.trim().is_empty() => text.value,
            _ if called.contains(&lang) => String::new(),
            _ => {
                let of = || [("key", key.into()), ("lang", lang.into())];
                self.sheet.wrong(&table.at, NO_LANGUAGE, told("remark.no-language", of()), told("remark-do.add-language", of()));
                String::new()
            }
        };
        let text = Text { en: take("en"), ja: take("ja"), zh: take("zh") };
        table.finish();
        Some(text)
    }

    /// Tells a language that stands there under another name, such as `cn`, and returns which was meant.
    fn languages_by_another_name(&self) -> Vec<&'static str> {
        let mut called = Vec::new();
        for key in self.keys() {
            let small = key.value.to_lowercase();
            let meant = CALLED.iter().find(|(begins, _)| small.starts_with(begins)).map(|(_, lang)| *lang);
            let Some(lang) = meant.filter(|lang| !self.has(lang) && !called.contains(lang)) else { continue };
            let _ = self.has(&key.value);
            called.push(lang);
            let next = told("remark-do.meant-or-remove", [("near", lang.into())]);
            self.sheet.wrong(&key.at, "unknown-key", told("remark.unknown-key", [("key", (&key.value).into())]), next);
        }
        called
    }

    /// Whether a key that is none of those stands there and this one was probably meant by it; it is told at the end.
    #[must_use]
    pub fn is_mistyped(&self, key: &str, all: &[&str]) -> bool {
        let stray = self.keys().into_iter().filter(|stray| !all.contains(&stray.value.as_str()));
        stray.into_iter().any(|stray| nearest(&stray.value, all.iter().copied()) == Some(key))
    }

    /// As [`Fields::languages`], and the key must be there.
    #[must_use]
    pub fn need_languages(&self, key: &str) -> Text {
        if !self.has(key) {
            self.sheet.wrong(&self.at, "missing-key", missing(key), told("remark-do.add-languages", [("key", key.into())]));
        }
        self.languages(key).unwrap_or_default()
    }

    /// A remark that may be one text or an English one among several languages.
    #[must_use]
    pub fn languages_or_text(&self, key: &str) -> String {
        let Some(node) = self.get(key) else { return String::new() };
        match (node.get_ref().as_str(), node.get_ref().as_table()) {
            (Some(text), _) => text.to_owned(),
            (None, Some(table)) => table
                .iter()
                .find(|(name, _)| name.get_ref() == "en")
                .and_then(|(_, text)| text.get_ref().as_str())
                .unwrap_or_default()
                .to_owned(),
            (None, None) => String::new(),
        }
    }

    /// Reports every key that nobody asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.table.iter() {
            let key = name.get_ref().as_ref();
            if !asked.contains(key) {
                let next = match nearest(key, asked.iter().map(String::as_str)) {
                    Some(near) => {
                        let own = self.table.iter().find(|(name, _)| name.get_ref() == near).map(|(_, value)| value.span());
                        self.sheet.forget_missing(&self.at, near, own);
                        told("remark-do.meant-or-remove", [("near", near.into())])
                    }
                    None => told("remark-do.remove-or-spell", []),
                };
                self.sheet.wrong(&name.span(), "unknown-key", told("remark.unknown-key", [("key", key.into())]), next);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_mistakes_are_reported_in_one_reading_each_at_its_line() {
        let text = "a = 1\nb = \"x\"\nzz = true\n[c]\nen = \"only\"\n";
        let (sheet, root) = Sheet::open("t.toml", text);
        let fields = Fields::new(&sheet, root.get_ref(), root.span());
        assert!(fields.text("a").is_none());
        assert!(fields.number("b").is_none());
        let _ = fields.languages("c");
        fields.missing("d");
        fields.finish();
        let lines: Vec<(usize, &str)> = sheet.into_problems().iter().map(|p| (p.place.line, p.code)).collect();
        assert!(lines.contains(&(1, "wrong-type")));
        assert!(lines.contains(&(2, "wrong-type")));
        assert!(lines.contains(&(3, "unknown-key")));
        assert_eq!(lines.iter().filter(|(_, code)| *code == "missing-language").count(), 2);
    }
}
