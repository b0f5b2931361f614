//! The layout tables of the conflict minerals template 2.x of 2012 and 2013, read for display: a declaration in it is
//! always sent back.
//!
//! The smelter list gained a column for identifications in 2.02, which moved everything to the right of the country. Below
//! the rows for the sender lie tables of the form itself, so the lists end where the sender's rows end.

use crate::declaration::{Field, Subject, Template};

use super::cmrt::{self, YES_NO, company, question};
use super::template::{Body, Column, CompanyQuestion, Layout, ListSheet, Question, Words};

const HEAD: &[(Field, &str)] = &[
    (Field::Language, "D3"),
    (Field::Revision, "J3"),
    (Field::Company, "D8"),
    (Field::Scope, "D9"),
    (Field::Description, "D10"),
    (Field::Id, "D12"),
    (Field::Address, "D13"),
    (Field::Authorizer, "D14"),
    (Field::AuthorizerTitle, "D15"),
    (Field::AuthorizerEmail, "D16"),
    (Field::AuthorizerPhone, "D17"),
    (Field::Date, "D18"),
];

const ORIGIN: Words = Words { exact: &["Yes", "No", "Uncertain or Unknown"], begins: &[] };
const RECEIVED: Words = Words { exact: &["Yes", "No"], begins: &["No but", "No, but", "No - none", "No – none"] };
const PROVIDED: Words = Words { exact: &["Yes", "No"], begins: &["Yes all smelters", "Yes, all smelters"] };
const VALIDATED: Words = Words { exact: &["Yes", "No", "Unknown"], begins: &[] };
const CONTRACT: Words = Words { exact: &["Yes", "No"], begins: &["Yes included", "Yes, included"] };
const LISTED: Words = Words { exact: &["Yes", "No"], begins: &["Planned"] };
const VERIFIED: Words = Words { exact: &["Yes", "No"], begins: &["Yes"] };

const QUESTIONS: &[Question] = &[
    question("q1", Subject::Used, 22, &YES_NO),
    question("q2", Subject::CoveredCountries, 28, &ORIGIN),
    question("q3", Subject::Recycled, 34, &ORIGIN),
    question("q4", Subject::ShareAnswered, 40, &RECEIVED),
    question("q5", Subject::AllIdentified, 46, &PROVIDED),
    question("q6", Subject::AllValidated, 52, &VALIDATED),
];

const COMPANY: &[CompanyQuestion] = &[
    company("A", 59, &YES_NO),
    company("B", 61, &YES_NO),
    company("C", 63, &CONTRACT),
    company("D", 65, &LISTED),
    company("E", 67, &YES_NO),
    company("F", 69, &YES_NO),
    company("G", 71, &YES_NO),
    company("H", 73, &VERIFIED),
    company("I", 75, &YES_NO),
    company("J", 77, &YES_NO),
];

const PRODUCTS: ListSheet = ListSheet { last_row: 301, ..cmrt::PRODUCTS };

const SMELTERS: ListSheet = ListSheet {
    sheet: "Smelter List",
    first_row: 5,
    last_row: 1002,
    columns: &[
        (Column::Metal, 'B'),
        (Column::LookUp, 'C'),
        (Column::Name, 'D'),
        (Column::Country, 'E'),
        (Column::Street, 'F'),
        (Column::City, 'G'),
        (Column::State, 'H'),
        (Column::Contact, 'I'),
        (Column::Email, 'J'),
        (Column::Next, 'K'),
        (Column::Mine, 'L'),
        (Column::MineCountry, 'M'),
        (Column::Comment, 'N'),
    ],
};

const SMELTERS_02: ListSheet = ListSheet {
    last_row: 2505,
    columns: &[
        (Column::Metal, 'B'),
        (Column::LookUp, 'C'),
        (Column::Name, 'D'),
        (Column::Country, 'E'),
        (Column::Id, 'F'),
        (Column::Street, 'G'),
        (Column::City, 'H'),
        (Column::State, 'I'),
        (Column::Contact, 'J'),
        (Column::Email, 'K'),
        (Column::Next, 'L'),
        (Column::Mine, 'M'),
        (Column::MineCountry, 'N'),
        (Column::Comment, 'O'),
    ],
    ..SMELTERS
};

const fn body(smelters: &'static ListSheet) -> Body {
    Body { questions: QUESTIONS, company: COMPANY, smelters, products: &PRODUCTS, ..cmrt::BODY }
}

const BODY: Body = body(&SMELTERS);
const BODY_02: Body = body(&SMELTERS_02);

const fn layout(from: &'static str, body: &'static Body) -> Layout {
    Layout { template: Template::Cmrt, generations: 2..=2, from, head: HEAD, lower: 0, body: Some(body) }
}

/// 2.02, 2.03 and 2.03a.
pub(crate) const TWO_02: Layout = layout("02", &BODY_02);
/// 2.0 and 2.01.
pub(crate) const TWO: Layout = layout("", &BODY);
