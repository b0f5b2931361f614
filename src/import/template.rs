//! The shape of layout tables: where a template keeps what, and which words it allows. One constant table per layout.
//!
//! Cells are found by address, never by caption, because captions change with the language of the form. A new template
//! is a new table in its own file and one line in [`layout`]; the reading code does not change.

use crate::declaration::{Field, Subject, Template, Version};

use super::workbook::place;
use super::{amrt, cmrt, crt, early, emrt};

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

/// A question asked once per metal.
#[derive(Debug)]
pub(crate) struct Question {
    /// `q1` … `q8`, or a letter for a question to the company that is asked per mineral.
    pub(crate) name: &'static str,
    pub(crate) subject: Subject,
    /// The first row of its block.
    pub(crate) first_row: u32,
    pub(crate) words: &'static Words,
    /// The only metal it is asked for, where it is not asked for all.
    pub(crate) only: Option<&'static str>,
}

/// Which metals a form asks about, and how their rows are found.
#[derive(Debug)]
pub(crate) enum Metals {
    /// Always these, on consecutive rows of every block.
    Fixed(&'static [&'static str]),
    /// Those the sender chose; every row of a block names its own in a caption.
    Chosen(&'static Chosen),
}

/// Minerals that the sender chooses on the sheet.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// The cells of the choice.
    pub(crate) cells: &'static [&'static str],
    /// For each of them the cell that names what "other" stands for; empty where there is none.
    pub(crate) others: &'static [&'static str],
    /// The column of the captions.
    pub(crate) caption: char,
    /// How many rows a block has.
    pub(crate) rows: u32,
}

/// A question to the company as a whole.
#[derive(Debug)]
pub(crate) struct CompanyQuestion {
    pub(crate) letter: &'static str,
    pub(crate) row: u32,
    pub(crate) words: &'static Words,
}

/// What a column of a list holds.
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
    Smelter,
    RequesterNumber,
    RequesterName,
    Number,
}

/// A sheet of rows: smelters, mines, products, or reasons.
#[derive(Debug)]
pub(crate) struct ListSheet {
    pub(crate) sheet: &'static str,
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) columns: &'static [(Column, char)],
}

impl ListSheet {
    /// The letter of a column.
    pub(crate) fn letter(&self, column: Column) -> Option<char> {
        self.columns.iter().find(|(held, _)| *held == column).map(|(_, letter)| *letter)
    }
}

/// The questions and lists of a layout that is read in full.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) metals: Metals,
    pub(crate) questions: &'static [Question],
    pub(crate) company: &'static [CompanyQuestion],
    pub(crate) answer: char,
    pub(crate) comment: char,
    pub(crate) smelters: &'static ListSheet,
    pub(crate) products: &'static ListSheet,
    pub(crate) mines: Option<&'static ListSheet>,
    /// Why a mineral is declared at all.
    pub(crate) reasons: Option<&'static ListSheet>,
}

/// Where one generation of a template keeps what.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) template: Template,
    pub(crate) generations: std::ops::RangeInclusive<u32>,
    /// The first `rest` of the version this table is good for; later layouts of one generation stand first.
    pub(crate) from: &'static str,
    pub(crate) head: &'static [(Field, &'static str)],
    /// How many rows further down the company block goes on below the description of the scope, where minerals are chosen in between.
    pub(crate) lower: u32,
    /// Nothing: the company block only.
    pub(crate) body: Option<&'static Body>,
}

/// The company block of every form since the conflict minerals template 3.0.
pub(crate) const HEAD: &[(Field, &str)] = &[
    (Field::Language, "D3"),
    (Field::Revision, "J3"),
    (Field::Company, "D8"),
    (Field::Scope, "D9"),
    (Field::Description, "D10"),
    (Field::Id, "D12"),
    (Field::Authority, "D13"),
    (Field::Address, "D14"),
    (Field::Contact, "D15"),
    (Field::ContactEmail, "D16"),
    (Field::ContactPhone, "D17"),
    (Field::Authorizer, "D18"),
    (Field::AuthorizerTitle, "D19"),
    (Field::AuthorizerEmail, "D20"),
    (Field::AuthorizerPhone, "D21"),
    (Field::Date, "D22"),
];

impl Layout {
    /// A layout with the company block all newer forms share.
    pub(crate) const fn new(template: Template, generation: u32, from: &'static str, body: &'static Body) -> Self {
        Self { template, generations: generation..=generation, from, head: HEAD, lower: 0, body: Some(body) }
    }

    /// The same with the rest of the company block further down.
    pub(crate) const fn lowered(self, lower: u32) -> Self {
        let Self { template, generations, from, head, body, .. } = self;
        Self { template, generations, from, head, lower, body }
    }

    /// The cells of the company block: row and column.
    pub(crate) fn block(&self) -> impl Iterator<Item = (Field, u32, u32)> {
        self.head.iter().map(|(field, at)| {
            let (row, column) = place(at);
            (*field, if *field >= Field::Id { row + self.lower } else { row }, column)
        })
    }
}

/// All tables; the first that fits is used.
const LAYOUTS: [&Layout; 11] = [
    &cmrt::SIX_6,
    &cmrt::SIX,
    &cmrt::THREE,
    &early::TWO_02,
    &early::TWO,
    &emrt::TWO_1,
    &emrt::TWO,
    &emrt::ONE,
    &crt::TWO,
    &amrt::ONE_3,
    &amrt::ONE_2,
];

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
