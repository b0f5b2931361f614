//! The layout tables of the additional minerals template: 1.2 (minerals as free text) and 1.3 (from a list).
//!
//! It asks two questions per mineral and none to the company. The smelter list of 1.2 starts in column A and has no look-up,
//! its product list has no numbers of whoever asked.
//!
//! Seen in a workbook of 1.2: the company block, the questions and the smelter list up to column E. The order of its columns F to O
//! is that of public descriptions of the heading of 1.1 and 1.2, which agree with all templates seen. Where a file has its metals
//! beside the column they belong in, nothing is taken from the list.

use crate::declaration::{Subject, Template};

use super::cmrt::{self, PRODUCTS, SMELTERS, question};
use super::emrt::{MINES, PRODUCTS_OF_BOTH};
use super::template::{Body, Chosen, Column, Layout, ListSheet, Metals, Words};

const USED: Words = Words { exact: &["Yes", "No", "Unknown", "Not declaring"], begins: &[] };
const SHARE: Words = Words {
    exact: &["100%", "Greater than 90%", "Greater than 75%", "Greater than 50%", "50% or less", "None", "Unknown", "Did not survey"],
    begins: &[],
};

const CELLS: &[&str] = &["D12", "E12", "G12", "H12", "I12", "D13", "E13", "G13", "H13", "I13"];
const CHOSEN: Chosen =
    Chosen { cells: CELLS, others: &["D15", "E15", "G15", "H15", "I15", "D16", "E16", "G16", "H16", "I16"], caption: 'B', rows: 10 };
const TYPED: Chosen = Chosen { cells: CELLS, others: &[], caption: 'B', rows: 10 };

const REASONS: ListSheet =
    ListSheet { sheet: "Minerals Scope", first_row: 8, last_row: 17, columns: &[(Column::Metal, 'B'), (Column::Comment, 'C')] };

/// The order of 1.3 without the column for identifications and the one for the look-up.
const SMELTERS_1_2: ListSheet = ListSheet {
    columns: &[
        (Column::Metal, 'A'),
        (Column::Name, 'B'),
        (Column::Country, 'C'),
        (Column::Id, 'D'),
        (Column::Source, 'E'),
        (Column::Street, 'F'),
        (Column::City, 'G'),
        (Column::State, 'H'),
        (Column::Contact, 'I'),
        (Column::Email, 'J'),
        (Column::Next, 'K'),
        (Column::Mine, 'L'),
        (Column::MineCountry, 'M'),
        (Column::Recycled, 'N'),
        (Column::Comment, 'O'),
    ],
    ..SMELTERS
};

const BODY_1_3: Body = Body {
    metals: Metals::Chosen(&CHOSEN),
    questions: &[question("q1", Subject::Used, 31, &USED), question("q2", Subject::ShareAnswered, 43, &SHARE)],
    products: &PRODUCTS_OF_BOTH,
    mines: Some(&MINES),
    reasons: Some(&REASONS),
    ..cmrt::BODY
};

const BODY_1_2: Body = Body {
    metals: Metals::Chosen(&TYPED),
    questions: &[question("q1", Subject::Used, 28, &USED), question("q2", Subject::ShareAnswered, 40, &SHARE)],
    smelters: &SMELTERS_1_2,
    products: &PRODUCTS,
    mines: Some(&MINES),
    reasons: Some(&REASONS),
    ..cmrt::BODY
};

/// 1.3; the choice of minerals and their other names take five rows.
pub(crate) const ONE_3: Layout = Layout::new(Template::Amrt, 1, "3", &BODY_1_3).lowered(5);
/// 1.2, where the choice takes two rows; the forms before were never seen.
pub(crate) const ONE_2: Layout = Layout::new(Template::Amrt, 1, "2", &BODY_1_2).lowered(2);
