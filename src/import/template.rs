//! The shape of layout tables: where a template keeps what, and which words it allows. One constant table per layout.
//!
//! Cells are found by address, never by caption, because captions change with the language of the form. A new template
//! is a new table in its own file and one line in [`layout`]; the reading code does not change.

use crate::declaration::{Field, Subject, Template, Version};

use super::{cmrt, extended};

/// Answer words of a question.
#[derive(Debug)]
pub(crate) struct Words {
    /// Whole answers.
    pub(crate) exact: &'static [&'static str],
    /// Beginnings, where the rest of the wording changed between versions.
    pub(crate) begins: &'static [&'static str],
}

impl Words {
    /// The template's own spelling of an answer, or nothing when it is not one of its words.
    pub(crate) fn canonical(&self, answer: &str) -> Option<String> {
        let low = answer.to_lowercase();
        if let Some(word) = self.exact.iter().find(|word| word.to_lowercase() == low) {
            return Some((*word).to_owned());
        }
        self.begins.iter().any(|start| low.starts_with(&start.to_lowercase())).then(|| answer.to_owned())
    }
}

/// A question asked once per metal, on consecutive rows.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) number: u8,
    pub(crate) subject: Subject,
    pub(crate) first_row: u32,
    pub(crate) words: &'static Words,
}

/// A question to the company as a whole.
#[derive(Debug)]
pub(crate) struct CompanyQuestion {
    pub(crate) letter: &'static str,
    pub(crate) row: u32,
    pub(crate) words: &'static Words,
}

/// What a column of the smelter list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    IdInput,
    Metal,
    LookUp,
    Name,
    Country,
    Id,
    Source,
    Street,
    City,
    State,
    Contact,
    Email,
    Next,
    Mine,
    MineCountry,
    Recycled,
    Comment,
}

/// The smelter sheet.
#[derive(Debug)]
pub(crate) struct SmelterSheet {
    pub(crate) sheet: &'static str,
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) columns: &'static [(Column, char)],
}

impl SmelterSheet {
    /// The letter of a column.
    pub(crate) fn letter(&self, column: Column) -> Option<char> {
        self.columns.iter().find(|(held, _)| *held == column).map(|(_, letter)| *letter)
    }
}

/// The product sheet: number, name, comment.
#[derive(Debug)]
pub(crate) struct ProductSheet {
    pub(crate) sheet: &'static str,
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) number: char,
    pub(crate) name: char,
    pub(crate) comment: char,
}

/// The questions and lists of a layout that is read in full.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) metals: &'static [&'static str],
    pub(crate) questions: &'static [Question],
    pub(crate) company: &'static [CompanyQuestion],
    pub(crate) answer: char,
    pub(crate) comment: char,
    pub(crate) smelters: SmelterSheet,
    pub(crate) products: ProductSheet,
}

/// Where one generation of a template keeps what.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) template: Template,
    pub(crate) generations: std::ops::RangeInclusive<u32>,
    /// The first `rest` of the version this table is good for; later layouts of one generation stand first.
    pub(crate) from: &'static str,
    pub(crate) head: &'static [(Field, &'static str)],
    /// Nothing: the company block only.
    pub(crate) body: Option<&'static Body>,
}

/// All tables; the first that fits is used.
const LAYOUTS: [&Layout; 8] =
    [&cmrt::SIX, &cmrt::THREE, &cmrt::TWO, &extended::EMRT_2, &extended::EMRT_1, &extended::CRT_2, &extended::AMRT_1_3, &extended::AMRT_1];

/// The table for a template and version, if there is one.
pub(crate) fn layout(template: Template, version: &Version) -> Option<&'static Layout> {
    LAYOUTS
        .into_iter()
        .find(|table| table.template == template && table.generations.contains(&version.generation) && version.rest.as_str() >= table.from)
}

/// The newest version of a template this reader was checked against.
pub(crate) fn newest_known(template: Template) -> Version {
    match template {
        Template::Cmrt => Version::new(6, "5"),
        Template::Emrt => Version::new(2, "1"),
        Template::Amrt => Version::new(1, "3"),
        Template::Crt => Version::new(2, "2"),
    }
}
