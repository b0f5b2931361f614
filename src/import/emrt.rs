//! The layout tables of the extended minerals template: 1.1 to 1.3 (cobalt and mica), 2.0 and 2.1 (chosen on the sheet).
//!
//! In 2.x the rows of a block follow the choice, so a mineral is found by the caption beside the answer, never by its row.

use crate::declaration::{Subject, Template};

use super::cmrt::{self, PRODUCTS, SHARE, SURVEY, YES_NO, YES_NO_UNKNOWN, company, question};
use super::template::{Body, Chosen, Column, CompanyQuestion, Layout, ListSheet, Metals, Question, Words};

const COBALT_AND_MICA: [&str; 2] = ["Cobalt", "Mica"];

const USED_1: Words = Words { exact: &["Yes", "No", "Unknown", "Not applicable for this declaration"], begins: &[] };
const AREAS_1: Words = Words { exact: &["Yes", "No", "Unknown", "DRC only", "India and/or Madagascar only"], begins: &[] };
const VALIDATED: Words = Words { exact: &["Yes", "No", "Yes, when more processors are validated"], begins: &[] };
const USED: Words = Words { exact: &["Yes", "No", "Unknown", "Not declaring"], begins: &[] };
const SHARE_2: Words = Words {
    exact: &["100%", "Greater than 90%", "Greater than 75%", "Greater than 50%", "50% or less", "None", "Did not survey"],
    begins: &[],
};
const SURVEY_2: Words =
    Words { exact: SURVEY.exact, begins: &["Yes, in conformance", "Yes, using other", "Yes, Extended Mineral Reporting Template"] };

const fn only(metal: &'static str, question: Question) -> Question {
    Question { only: Some(metal), ..question }
}

const BODY_1: Body = Body {
    metals: Metals::Fixed(&COBALT_AND_MICA),
    questions: &[
        question("q1", Subject::Used, 26, &USED_1),
        question("q2", Subject::Remains, 32, &YES_NO_UNKNOWN),
        question("q3", Subject::Cahra, 38, &AREAS_1),
        only("Cobalt", question("q4", Subject::Recycled, 44, &YES_NO_UNKNOWN)),
        question("q5", Subject::ShareAnswered, 50, &SHARE),
        question("q6", Subject::AllIdentified, 56, &YES_NO_UNKNOWN),
        question("q7", Subject::AllReported, 62, &YES_NO_UNKNOWN),
        question("C", Subject::ValidatedSmelters, 74, &VALIDATED),
    ],
    company: &[
        company("A", 69, &YES_NO),
        company("B", 71, &YES_NO),
        company("D", 77, &YES_NO),
        company("E", 79, &SURVEY),
        company("F", 81, &YES_NO),
        company("G", 83, &YES_NO),
    ],
    ..cmrt::BODY
};

const CHOSEN: Chosen = Chosen { cells: &["D12", "E12", "G12", "D13", "E13", "G13"], others: &[], caption: 'B', rows: 10 };

const QUESTIONS: &[Question] = &[
    question("q1", Subject::Used, 30, &USED),
    question("q2", Subject::Remains, 42, &YES_NO_UNKNOWN),
    question("q3", Subject::Cahra, 54, &YES_NO_UNKNOWN),
    question("q4", Subject::Recycled, 66, &YES_NO_UNKNOWN),
    question("q5", Subject::ShareAnswered, 78, &SHARE_2),
    question("q6", Subject::AllIdentified, 90, &YES_NO_UNKNOWN),
    question("q7", Subject::AllReported, 102, &YES_NO_UNKNOWN),
    question("C", Subject::ValidatedSmelters, 120, &VALIDATED),
];

const COMPANY: &[CompanyQuestion] = &[
    company("A", 115, &YES_NO),
    company("B", 117, &YES_NO),
    company("D", 131, &YES_NO),
    company("E", 133, &SURVEY_2),
    company("F", 135, &YES_NO),
    company("G", 137, &YES_NO),
];

/// The mines of the newer templates.
pub(crate) const MINES: ListSheet = ListSheet {
    sheet: "Mine List",
    first_row: 5,
    last_row: 2504,
    columns: &[
        (Column::Metal, 'A'),
        (Column::Smelter, 'B'),
        (Column::Name, 'C'),
        (Column::Id, 'D'),
        (Column::Source, 'E'),
        (Column::Country, 'F'),
        (Column::Street, 'G'),
        (Column::City, 'H'),
        (Column::State, 'I'),
        (Column::Contact, 'J'),
        (Column::Email, 'K'),
        (Column::Next, 'L'),
        (Column::Comment, 'M'),
    ],
};

/// The product list with the numbers of whoever asked.
pub(crate) const PRODUCTS_OF_BOTH: ListSheet = ListSheet {
    sheet: "Product List",
    first_row: 6,
    last_row: 2005,
    columns: &[
        (Column::Number, 'B'),
        (Column::Name, 'C'),
        (Column::RequesterNumber, 'D'),
        (Column::RequesterName, 'E'),
        (Column::Comment, 'F'),
    ],
};

const fn body(products: &'static ListSheet) -> Body {
    Body { metals: Metals::Chosen(&CHOSEN), questions: QUESTIONS, company: COMPANY, products, mines: Some(&MINES), ..cmrt::BODY }
}

const BODY_2: Body = body(&PRODUCTS);
const BODY_2_1: Body = body(&PRODUCTS_OF_BOTH);

/// Rows that the choice of minerals takes.
const CHOICE: u32 = 4;

/// 2.1 and later.
pub(crate) const TWO_1: Layout = Layout::new(Template::Emrt, 2, "1", &BODY_2_1).lowered(CHOICE);
/// 2.0.
pub(crate) const TWO: Layout = Layout::new(Template::Emrt, 2, "", &BODY_2).lowered(CHOICE);
/// 1.1 to 1.3; the forms before were never seen.
pub(crate) const ONE: Layout = Layout::new(Template::Emrt, 1, "1", &BODY_1);
