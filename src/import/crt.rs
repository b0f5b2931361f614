//! The layout table of the cobalt template 2.2, which the extended template replaced. Read for display: a declaration in it
//! is always sent back.

use crate::declaration::{Subject, Template};

use super::cmrt::{self, SHARE, SURVEY, YES_NO, YES_NO_UNKNOWN, company, question};
use super::template::{Body, Layout, Metals, Words};

const AREAS: Words = Words { exact: &["Yes", "No", "Unknown", "DRC only"], begins: &["DRC or adjoining"] };
const ASKED: Words = Words { exact: SURVEY.exact, begins: &["Yes, in conformance", "Yes, using other", "Yes, CRT"] };
const VALIDATED: Words = Words { exact: &["Yes", "No"], begins: &["Yes,"] };

const BODY: Body = Body {
    metals: Metals::Fixed(&["Cobalt"]),
    questions: &[
        question("q1", Subject::Used, 26, &YES_NO_UNKNOWN),
        question("q2", Subject::Cahra, 32, &AREAS),
        question("q3", Subject::Recycled, 38, &YES_NO_UNKNOWN),
        question("q4", Subject::ShareAnswered, 44, &SHARE),
        question("q5", Subject::AllIdentified, 50, &YES_NO_UNKNOWN),
        question("q6", Subject::AllReported, 56, &YES_NO_UNKNOWN),
    ],
    company: &[
        company("A", 63, &YES_NO),
        company("B", 65, &YES_NO),
        company("C", 67, &YES_NO),
        company("D", 69, &YES_NO),
        company("E", 71, &VALIDATED),
        company("F", 73, &YES_NO),
        company("G", 75, &ASKED),
        company("H", 77, &YES_NO),
        company("I", 79, &YES_NO),
    ],
    ..cmrt::BODY
};

/// 2.2; the forms before were never seen.
pub(crate) const TWO: Layout = Layout::new(Template::Crt, 2, "2", &BODY);
