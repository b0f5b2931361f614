//! Known defects of templates, by version. What a form itself makes impossible is told, and never held against the sender.

use jiff::civil::{Date, date};

use super::{Finding, Severity, Source};
use crate::declaration::{Declaration, Field, Subject, Template};

/// The last day that the date cell of older forms takes.
const CEILING: Date = date(2026, 3, 31);

/// Whether the date cell of this form refuses later days.
fn has_ceiling(read: &Declaration) -> bool {
    read.template != Template::Cmrt
        || (read.version.generation == 6 && ["01", "1", "2", "22", "20", "3", "30"].contains(&read.version.rest.as_str()))
}

/// Softens what the form is to blame for, and says so.
pub(super) fn excuse(findings: &mut Vec<Finding>, read: &Declaration, today: Date) {
    let form = format!("{} {}", read.template, read.version);
    let defect =
        |cell: &str, message: String| Finding::new("template-defect", Severity::Info, Source::Template, message).at("Declaration", cell);
    let mut told = Vec::new();
    if let Some(cell) = read.field(Field::Date).filter(|_| has_ceiling(read) && today > CEILING) {
        let mut touched = read.dated.is_some_and(|day| day > CEILING);
        let at = |finding: &Finding| finding.cell.as_deref() == Some(cell.at.as_str());
        for finding in findings.iter_mut().filter(|finding| at(finding) && matches!(finding.code, "field-missing" | "date-unclear")) {
            finding.severity = Severity::Warning;
            touched = true;
        }
        if touched {
            told.push(defect(&cell.at, format!("The date cell of {form} takes no day after {CEILING}; the sender is not to blame.")));
        }
    }
    if read.template == Template::Cmrt
        && read.version.generation == 6
        && ["3", "30"].contains(&read.version.rest.as_str())
        && let Some(reply) = read.reply("Tin", Subject::ShareAnswered)
    {
        let before = findings.len();
        findings.retain(|finding| {
            finding.cell.as_deref() != Some(&reply.at) || !matches!(finding.code, "answer-missing" | "answer-not-in-list")
        });
        if findings.len() < before {
            told.push(defect(
                &reply.at,
                format!(
                    "{form} has a known error in {} for tin and was withdrawn for it; the answer there is not held against the sender.",
                    reply.question.to_uppercase()
                ),
            ));
        }
    }
    findings.extend(told);
}
