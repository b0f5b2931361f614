//! Lines to fill in before a reviewer's act is written: one field a line, choices by digit or arrow, what is wrong under
//! the field it is about. Nothing is written before it is asked for, and nothing typed is lost by one key: whoever leaves
//! is asked once, and what was typed waits, on disk too, until it is written or thrown away.

mod kind;
mod view;

pub use kind::Kind;
pub use view::{draw, name};

use crate::tui::key::Key;
use crate::tui::state::Opening;
use crate::tui::widget::field::Field;
use crate::workspace::act::Said;

/// What has to stand in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A text, or nothing.
    Optional,
    /// A text.
    Text,
    /// A day to come.
    Day,
    /// A day to come, or nothing.
    OptionalDay,
    /// Any day.
    AnyDay,
    /// Any day, or nothing.
    OptionalAnyDay,
    /// A whole number.
    Number,
}

/// A line of a form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The word of the catalogues, under `form.`.
    pub name: &'static str,
    /// What has to stand in it.
    pub needs: Needs,
    /// The text.
    pub field: Field,
    /// What can be chosen: words of files, and how they are shown; empty: a text is typed.
    pub options: Vec<(String, String)>,
    /// The chosen one.
    pub chosen: usize,
    /// The line is there only while another has one of these words.
    pub when: Option<(&'static str, &'static [&'static str])>,
}

impl Entry {
    /// A text.
    #[must_use]
    pub fn typed(name: &'static str, needs: Needs) -> Self {
        Self { name, needs, field: Field::default(), options: Vec::new(), chosen: 0, when: None }
    }

    /// A choice.
    #[must_use]
    pub fn of(name: &'static str, options: Vec<(String, String)>) -> Self {
        Self { options, ..Self::typed(name, Needs::Text) }
    }

    /// A choice that has to be made: nothing is chosen beforehand.
    #[must_use]
    pub fn open(name: &'static str, options: Vec<(String, String)>) -> Self {
        Self { chosen: options.len(), ..Self::of(name, options) }
    }

    /// The line is there only while another has one of some words.
    #[must_use]
    pub fn only(self, name: &'static str, words: &'static [&'static str]) -> Self {
        Self { when: Some((name, words)), ..self }
    }

    /// A word of its own choice chosen beforehand, or a text already there.
    #[must_use]
    pub fn at(mut self, value: &str) -> Self {
        match self.options.iter().position(|(word, _)| word == value) {
            Some(place) => self.chosen = place,
            None if self.options.is_empty() => self.field = Field::of(value),
            None => {}
        }
        self
    }

    /// What was typed and what was chosen, to be compared.
    fn raw(&self) -> (String, usize) {
        (self.field.text(), self.chosen)
    }

    /// What stands in it, as files have it.
    #[must_use]
    pub fn value(&self) -> String {
        self.options.get(self.chosen).map_or_else(|| self.field.text().trim().to_owned(), |(word, _)| word.clone())
    }
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is for.
    pub kind: Kind,
    /// About whom.
    pub suppliers: Vec<String>,
    /// About whom nothing can be written: how many, and why.
    pub left_out: Option<(usize, String)>,
    /// The lines.
    pub entries: Vec<Entry>,
    /// The line being filled in.
    pub at: usize,
    /// What is wrong with it.
    pub refusal: Option<String>,
    /// What of the supplier it is about, in words.
    pub about: String,
    /// What is known beforehand and not asked.
    pub known: Vec<(&'static str, String)>,
    /// The answer that corrects a submitted one.
    pub corrects: Option<Box<Said>>,
    /// What would come of it, line by line, above what is asked; some only while a line of the form has a word.
    pub told: Vec<(Option<(&'static str, String)>, String)>,
    /// It is written only when it was confirmed once more.
    pub asks_again: bool,
    /// It is whole, and whoever filled it in was asked whether to write it.
    pub confirming: bool,
    /// Whoever fills it in asked to leave, and was told what happens to what is typed.
    pub leaving: bool,
    /// What it was opened by, where that can be done again.
    pub opened: Option<Opening>,
    /// When what stands in it was kept, where it comes from a time before; else empty.
    pub since: String,
    /// The last key was a digit, which went on to the next line by itself.
    went_on: bool,
    /// What stood in the lines when it was opened.
    began: Vec<(String, usize)>,
}

impl Form {
    /// A form about suppliers, as it opens.
    #[must_use]
    pub fn of(kind: Kind, suppliers: Vec<String>, entries: Vec<Entry>) -> Self {
        let began = entries.iter().map(Entry::raw).collect();
        Self {
            kind,
            suppliers,
            left_out: None,
            entries,
            at: 0,
            refusal: None,
            about: String::new(),
            known: Vec::new(),
            corrects: None,
            told: Vec::new(),
            asks_again: false,
            confirming: false,
            leaving: false,
            opened: None,
            since: String::new(),
            went_on: false,
            began,
        }
    }

    /// Whether something stands in it that was not there when it was opened.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        !self.entries.iter().map(Entry::raw).eq(self.began.iter().cloned())
    }

    /// Whether a key to go on only says what a digit did already; it is then taken as said.
    pub fn went_on(&mut self) -> bool {
        std::mem::take(&mut self.went_on)
    }

    /// What stands in a line that is asked, or is known beforehand.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        let asked = self.entries.iter().find(|entry| entry.name == name && self.asks(entry)).map(Entry::value);
        let known = || self.known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        asked.or_else(known).unwrap_or_default()
    }

    /// The same; nothing for an empty line.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.value(name)).filter(|text| !text.is_empty())
    }

    /// Whether a line is there, as the others stand.
    #[must_use]
    pub fn asks(&self, entry: &Entry) -> bool {
        entry.when.is_none_or(|(name, words)| words.contains(&self.value(name).as_str()))
    }

    /// The next line that is there.
    #[must_use]
    pub fn next(&self) -> Option<usize> {
        (self.at + 1..self.entries.len()).find(|place| self.entries.get(*place).is_some_and(|entry| self.asks(entry)))
    }

    /// The line before that is there.
    #[must_use]
    pub fn before(&self) -> Option<usize> {
        (0..self.at).rev().find(|place| self.entries.get(*place).is_some_and(|entry| self.asks(entry)))
    }

    /// Takes a key that is none of the form's own: a digit or arrow chooses, everything else is typed. A digit also goes
    /// on to the next line.
    pub fn press(&mut self, key: Key) {
        (self.refusal, self.leaving, self.confirming, self.went_on) = (None, false, false, false);
        let Some(entry) = self.entries.get_mut(self.at) else { return };
        let count = entry.options.len();
        if count == 0 {
            entry.field.press(key);
            return;
        }
        match key {
            Key::Left => entry.chosen = (entry.chosen + count - 1) % count,
            Key::Right | Key::Char(' ') if entry.chosen >= count => entry.chosen = 0,
            Key::Right | Key::Char(' ') => entry.chosen = (entry.chosen + 1) % count,
            Key::Char(digit) => {
                let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).and_then(|digit| digit.checked_sub(1));
                if let Some(place) = place.filter(|place| *place < count) {
                    entry.chosen = place;
                    let next = self.next();
                    (self.at, self.went_on) = (next.unwrap_or(self.at), next.is_some());
                }
            }
            _ => {}
        }
    }

    /// The first line that is not as it has to be, and why.
    #[must_use]
    pub fn wrong(&self, today: jiff::civil::Date) -> Option<(usize, &'static str)> {
        self.entries.iter().enumerate().filter(|(_, entry)| self.asks(entry)).find_map(|(place, entry)| {
            let value = entry.value();
            let why = match entry.needs {
                // "None of these" is a choice too.
                Needs::Text if entry.options.get(entry.chosen).is_some() => return None,
                Needs::Text if value.is_empty() => "form.missing",
                Needs::OptionalDay | Needs::OptionalAnyDay if value.is_empty() => return None,
                Needs::AnyDay | Needs::OptionalAnyDay if value.parse::<jiff::civil::Date>().is_ok() => return None,
                Needs::AnyDay | Needs::OptionalAnyDay => "hint.date",
                Needs::Number if value.parse::<u64>().is_ok() => return None,
                Needs::Number => "form.number",
                Needs::Day | Needs::OptionalDay => match value.parse::<jiff::civil::Date>() {
                    Ok(day) if day > today => return None,
                    Ok(_) => "form.past",
                    Err(_) => "hint.date",
                },
                Needs::Text | Needs::Optional => return None,
            };
            Some((place, why))
        })
    }
}
