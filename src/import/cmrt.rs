//! The layout tables of the conflict minerals template, 6.x and 3.x; `early` has 2.x.
//!
//! Addresses are facts of the form, checked against the official workbooks 6.01 to 6.5 and filled ones of 3.01. Generations 1, 4 and 5
//! have no table on purpose: their addresses were never seen, and guessing would put answers under the wrong question.

use crate::declaration::{Subject, Template};

use super::emrt::PRODUCTS_OF_BOTH;
use super::template::{Body, Column, CompanyQuestion, Layout, ListSheet, Metals, Question, Words};

/// The metals of a block, from its first row down.
pub(crate) const METALS: [&str; 4] = ["Tantalum", "Tin", "Gold", "Tungsten"];

pub(crate) const YES_NO: Words = Words { exact: &["Yes", "No"], begins: &[] };
pub(crate) const YES_NO_UNKNOWN: Words = Words { exact: &["Yes", "No", "Unknown"], begins: &[] };
pub(crate) const SHARE: Words =
    Words { exact: &["100%", "Greater than 90%", "Greater than 75%", "Greater than 50%", "50% or less", "None"], begins: &[] };
pub(crate) const SURVEY: Words = Words { exact: &["Yes", "No"], begins: &["Yes, in conformance", "Yes, using other"] };
const DISCLOSURE: Words = Words { exact: &["Yes", "No"], begins: &["Yes, with"] };

pub(crate) const fn question(name: &'static str, subject: Subject, first_row: u32, words: &'static Words) -> Question {
    Question { name, subject, first_row, words, only: None }
}

pub(crate) const fn company(letter: &'static str, row: u32, words: &'static Words) -> CompanyQuestion {
    CompanyQuestion { letter, row, words }
}

/// The smelter list of 6.x, which the newer templates share.
pub(crate) const SMELTERS: ListSheet = ListSheet {
    sheet: "Smelter List",
    first_row: 5,
    last_row: 2504,
    columns: &[
        (Column::IdInput, 'A'),
        (Column::Metal, 'B'),
        (Column::LookUp, 'C'),
        (Column::Name, 'D'),
        (Column::Country, 'E'),
        (Column::Id, 'F'),
        (Column::Source, 'G'),
        (Column::Street, 'H'),
        (Column::City, 'I'),
        (Column::State, 'J'),
        (Column::Contact, 'K'),
        (Column::Email, 'L'),
        (Column::Next, 'M'),
        (Column::Mine, 'N'),
        (Column::MineCountry, 'O'),
        (Column::Recycled, 'P'),
        (Column::Comment, 'Q'),
    ],
};

/// The product list of most templates.
pub(crate) const PRODUCTS: ListSheet = ListSheet {
    sheet: "Product List",
    first_row: 6,
    last_row: 2005,
    columns: &[(Column::Number, 'B'), (Column::Name, 'C'), (Column::Comment, 'D')],
};

/// What the bodies of all generations share: where answers and comments stand, and the lists of most.
pub(crate) const BODY: Body = Body {
    metals: Metals::Fixed(&METALS),
    questions: &[],
    company: &[],
    answer: 'D',
    comment: 'G',
    smelters: &SMELTERS,
    products: &PRODUCTS,
    mines: None,
    reasons: None,
};

const BODY_6: Body = Body {
    questions: &[
        question("q1", Subject::Used, 26, &YES_NO),
        question("q2", Subject::Remains, 32, &YES_NO),
        question("q3", Subject::CoveredCountries, 38, &YES_NO_UNKNOWN),
        question("q4", Subject::Cahra, 44, &YES_NO_UNKNOWN),
        question("q5", Subject::Recycled, 50, &YES_NO_UNKNOWN),
        question("q6", Subject::ShareAnswered, 56, &SHARE),
        question("q7", Subject::AllIdentified, 62, &YES_NO),
        question("q8", Subject::AllReported, 68, &YES_NO),
    ],
    company: &[
        company("A", 75, &YES_NO),
        company("B", 77, &YES_NO),
        company("C", 79, &YES_NO),
        company("D", 81, &YES_NO),
        company("E", 83, &SURVEY),
        company("F", 85, &YES_NO),
        company("G", 87, &YES_NO),
        company("H", 89, &DISCLOSURE),
    ],
    ..BODY
};

const SHARE_3: Words = Words { exact: &["Yes, 100%", "None"], begins: &["No, but greater than", "No, but less than"] };

/// The same without the column where an identification is typed in.
const SMELTERS_3: ListSheet = ListSheet {
    last_row: 2505,
    columns: match SMELTERS.columns {
        [_, rest @ ..] => rest,
        [] => &[],
    },
    ..SMELTERS
};

const PRODUCTS_3: ListSheet = ListSheet { last_row: 300, ..PRODUCTS };

const BODY_3: Body = Body {
    questions: &[
        question("q1", Subject::Used, 26, &YES_NO),
        question("q2", Subject::Remains, 32, &YES_NO),
        question("q3", Subject::CoveredCountries, 38, &YES_NO_UNKNOWN),
        question("q4", Subject::Recycled, 44, &YES_NO_UNKNOWN),
        question("q5", Subject::ShareAnswered, 50, &SHARE_3),
        question("q6", Subject::AllIdentified, 56, &YES_NO),
        question("q7", Subject::AllReported, 62, &YES_NO_UNKNOWN),
    ],
    company: &[
        company("A", 69, &YES_NO),
        company("B", 71, &YES_NO),
        company("C", 73, &YES_NO),
        company("D", 75, &YES_NO),
        company("E", 77, &YES_NO),
        company("F", 79, &YES_NO),
        company("G", 81, &YES_NO),
        company("H", 83, &YES_NO),
        company("I", 85, &YES_NO),
        company("J", 87, &YES_NO),
    ],
    smelters: &SMELTERS_3,
    products: &PRODUCTS_3,
    ..BODY
};

/// Public descriptions of 6.6 know one change of place: the product list asks for the numbers of whoever asked.
const BODY_6_6: Body = Body { products: &PRODUCTS_OF_BOTH, ..BODY_6 };

/// 6.6 and later.
pub(crate) const SIX_6: Layout = Layout::new(Template::Cmrt, 6, "6", &BODY_6_6);
/// 6.01 to 6.5.
pub(crate) const SIX: Layout = Layout::new(Template::Cmrt, 6, "", &BODY_6);
/// 3.x, read for display; a declaration in it is always sent back.
pub(crate) const THREE: Layout = Layout::new(Template::Cmrt, 3, "", &BODY_3);
