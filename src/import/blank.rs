//! A blank declaration to be filled in: which one it is, where what is written, and the facilities its own look-up knows.
//!
//! Only blank forms of the conflict minerals template 6.x are taken. What goes in, and the writing itself, is decided elsewhere.

use std::collections::BTreeMap;

use crate::declaration::{Depth, Field, Template, Version};
use crate::sentence::{Sentence, told};

use super::Unfit;
use super::container::Refusal;
use super::extract::{self, line};
use super::identify;
use super::looked_up::{LookUp, LookedUp};
use super::template::{self, Body, Column, Metals};
use super::workbook::{Opened, Workbook, address, column_of};

/// A blank form.
#[derive(Clone, Debug)]
pub struct Blank {
    /// Its version.
    pub version: Version,
    /// Whether it counts days from 1904.
    pub from_1904: bool,
    /// The sheet of the answers, in the workbook's own spelling.
    pub face: String,
    /// The sheet of the smelters, in the workbook's own spelling.
    pub list: String,
    /// Facilities by identification.
    pub look_up: BTreeMap<String, LookedUp>,
    /// The form's own words for a survey in this very format.
    pub survey: String,
    head: &'static [(Field, &'static str)],
    body: &'static Body,
}

/// Words of the 6.x forms for a survey in their own format, where the form at hand does not show its own.
const SURVEY: &str = "Yes, in conformance with IPC1755 (e.g., CMRT)";

impl Blank {
    /// Opens a form.
    ///
    /// # Errors
    /// A sentence when it is something else, of another version, or already filled in.
    pub fn open(bytes: &[u8]) -> Result<Self, Unfit> {
        let mut book = match Workbook::open(bytes)? {
            Opened::Workbook(book) => book,
            Opened::Archive => return Err(Refusal::new("archive", "The file is a zip archive; unpack it and give the form itself.").into()),
            Opened::Other(what) => return Err(Refusal::new("another-document", format!("The file is {what}.")).into()),
        };
        let Some(sheet) = book.sheet(extract::DECLARATION) else {
            return Err(other(told("rollup.no-sheet", [("sheet", extract::DECLARATION.into())])));
        };
        let face = book.read(&sheet, super::FACE)?;
        let Some(identity) = identify::identify(&mut book, &face)? else {
            return Err(other(told("rollup.unknown-form", [])));
        };
        let (template, version) = (identity.template, identity.version.clone());
        let table = template::layout(template, &version).filter(|_| template == Template::Cmrt && version.generation == 6);
        let Some((table, body)) = table.and_then(|table| Some((table, table.body?))) else {
            return Err(other(told("rollup.other-form", [("form", format!("{template} {version}").into())])));
        };
        let read = extract::declaration(&mut book, &face, identity, Some(table))?;
        if read.depth != Depth::Full || !read.is_blank() {
            return Err(other(told("rollup.filled-form", [("form", format!("{template} {version}").into())])));
        }
        let Some(list) = book.sheet(body.smelters.sheet) else {
            return Err(other(told("rollup.no-sheet", [("sheet", body.smelters.sheet.into())])));
        };
        let look_up = LookUp::read(&mut book)?.by_id;
        let survey = face.iter().find_map(|((_, column), value)| {
            let text = line(Some(value)).filter(|text| text.to_lowercase().starts_with("yes, in conformance"))?;
            (column == column_of('B')).then_some(text)
        });
        let survey = survey.unwrap_or_else(|| SURVEY.to_owned());
        Ok(Self { version, from_1904: book.counts_from_1904(), face: sheet, list, look_up, survey, head: table.head, body })
    }

    /// The cell of the company block.
    #[must_use]
    pub fn head(&self, field: Field) -> Option<&'static str> {
        self.head.iter().find(|(held, _)| *held == field).map(|(_, at)| *at)
    }

    /// The metals of the form, from the first row of a block down.
    #[must_use]
    pub const fn metals(&self) -> &'static [&'static str] {
        match self.body.metals {
            Metals::Fixed(names) => names,
            Metals::Chosen(_) => &[],
        }
    }

    /// The answer cell of a question, for a metal or for the company.
    #[must_use]
    pub fn answer(&self, question: &str, metal: Option<&str>) -> Option<String> {
        self.row(question, metal).map(|row| address(row, column_of(self.body.answer)))
    }

    /// The comment cell of a question to the company.
    #[must_use]
    pub fn comment(&self, letter: &str) -> Option<String> {
        self.row(letter, None).map(|row| address(row, column_of(self.body.comment)))
    }

    /// The form's own spelling of an answer; its words when it is none of them.
    ///
    /// # Errors
    /// The words it allows.
    pub fn word(&self, question: &str, metal: Option<&str>, answer: &str) -> Result<String, String> {
        let words = match metal {
            Some(_) => self.body.questions.iter().find(|held| held.name == question).map(|held| held.words),
            None => self.body.company.iter().find(|held| held.letter == question).map(|held| held.words),
        };
        let Some(words) = words else { return Err(format!("the form asks no {question}")) };
        words.canonical(answer).ok_or_else(|| {
            let more = words.begins.iter().map(|start| format!("{start} …"));
            words.exact.iter().map(|word| (*word).to_owned()).chain(more).collect::<Vec<_>>().join(" | ")
        })
    }

    fn row(&self, question: &str, metal: Option<&str>) -> Option<u32> {
        let Some(metal) = metal else {
            return self.body.company.iter().find(|held| held.letter == question).map(|held| held.row);
        };
        let first = self.body.questions.iter().find(|held| held.name == question)?.first_row;
        (first..).zip(self.metals()).find(|(_, held)| **held == metal).map(|(row, _)| row)
    }

    /// The rows for smelters.
    #[must_use]
    pub const fn rows(&self) -> std::ops::RangeInclusive<u32> {
        self.body.smelters.first_row..=self.body.smelters.last_row
    }

    /// The cells of a smelter row, in the order identification input, metal, look-up, name, country, identification,
    /// source, street, city, state, mine, country of the mine.
    #[must_use]
    pub fn cells(&self, row: u32) -> [String; 12] {
        use Column::{City, Country, Id, IdInput, LookUp, Metal, Mine, MineCountry, Name, Source, State, Street};
        [IdInput, Metal, LookUp, Name, Country, Id, Source, Street, City, State, Mine, MineCountry]
            .map(|column| self.body.smelters.letter(column).map_or_else(String::new, |letter| format!("{letter}{row}")))
    }
}

fn other(what: Sentence) -> Unfit {
    Unfit::new("not-a-blank-form", told("rollup.not-blank", [("what", what)]))
}
