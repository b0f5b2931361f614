//! The one verdict of a file and its reason. When several would fit, the first of this order is given: unreadable,
//! wrong file, duplicate, older than held, needs clarification, accepted with remarks, accepted.

use serde::Serialize;

use crate::clean;
use crate::declaration::{Declaration, Depth, Field, Template};
use crate::import::{Reading, newest_known};

use super::{Circumstance, Finding, Held, Severity};

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It could not be read.
    Unreadable,
    /// It is something else than a filled declaration.
    WrongFile,
    /// The same bytes are held already.
    Duplicate,
    /// A newer declaration of the same company is held.
    OlderThanHeld,
    /// The sender has to clarify something before it can be used.
    NeedsClarification,
    /// It can be used; something is worth a remark.
    AcceptedWithRemarks,
    /// It can be used as it stands.
    Accepted,
}

impl Verdict {
    /// The word in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::WrongFile => "wrong-file",
            Self::Duplicate => "duplicate",
            Self::OlderThanHeld => "older-than-held",
            Self::NeedsClarification => "needs-clarification",
            Self::AcceptedWithRemarks => "accepted-with-remarks",
            Self::Accepted => "accepted",
        }
    }
}

/// Verdict and reason.
pub(super) fn of(reading: &Reading, sha256: &str, findings: &[Finding], circumstance: Circumstance<'_>) -> (Verdict, String) {
    let read = match reading {
        Reading::Unreadable(refusal) => return (Verdict::Unreadable, refusal.sentence.clone()),
        Reading::Other(what) => return (Verdict::WrongFile, what.clone()),
        Reading::Declaration(read) => read,
    };
    let form = format!("{} {}", read.template, read.version);
    if read.is_blank() {
        return (Verdict::WrongFile, format!("This is a blank {form}: nothing is filled in. Ask for the filled declaration."));
    }
    if is_not_read_yet(read) {
        return (Verdict::Unreadable, not_read_yet(read, &form));
    }
    if let Some(held) = circumstance.held.iter().find(|held| held.sha256 == sha256) {
        return (Verdict::Duplicate, format!("The same file is held already as \"{}\".", clean::line(&held.file)));
    }
    if let Some(held) = circumstance.held.iter().find(|held| is_newer(held, read, circumstance.supplier)) {
        return older(read, held);
    }
    by_findings(read, &form, findings)
}

fn older(read: &Declaration, held: &Held) -> (Verdict, String) {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let file = clean::line(&held.file);
    let reason =
        format!("Dated {}; a declaration of {} for the same scope is held already (\"{file}\").", day(read.dated), day(held.dated));
    (Verdict::OlderThanHeld, reason)
}

/// What a file that has a verdict becomes beside files that were not known then. The same bytes are a duplicate whatever
/// they are; only a usable declaration can be older than another.
pub(super) fn again(file: &super::FileVerdict, held: &[Held], supplier: Option<&str>) -> Option<(Verdict, String)> {
    if let Some(held) = held.iter().find(|held| held.sha256 == file.sha256 && !file.sha256.is_empty()) {
        return Some((Verdict::Duplicate, format!("The same file is held already as \"{}\".", clean::line(&held.file))));
    }
    let usable = matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification);
    let read = file.declaration.as_ref().filter(|_| usable)?;
    held.iter().find(|held| is_newer(held, read, supplier)).map(|held| older(read, held))
}

/// A current template of a kind this reader has no layout for.
fn is_not_read_yet(read: &Declaration) -> bool {
    read.depth != Depth::Full && !read.is_retired()
}

fn not_read_yet(read: &Declaration, form: &str) -> String {
    let sender = read.says(Field::Company).map_or_else(String::new, |name| format!(" from {name}"));
    let newest = newest_known(read.template);
    format!(
        "This is {form}{sender}, a version whose cells were never seen, so its answers are not guessed; ask for the declaration in {} {newest}.",
        read.template
    )
}

pub(super) fn by_findings(read: &Declaration, form: &str, findings: &[Finding]) -> (Verdict, String) {
    let errors = codes(findings, Severity::Error);
    if read.is_retired() {
        let newest = newest_known(Template::Cmrt);
        let instead = if read.template == Template::Crt { "EMRT".to_owned() } else { format!("CMRT {newest} or later") };
        return (
            Verdict::NeedsClarification,
            format!("{form} belongs to a retired generation; please re-issue in the current template ({instead})."),
        );
    }
    if !errors.is_empty() {
        let count = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let points = if count == 1 { "1 point has".to_owned() } else { format!("{count} points have") };
        return (Verdict::NeedsClarification, format!("{form}; {points} to be clarified by the sender: {}.", errors.join(", ")));
    }
    let remarks = codes(findings, Severity::Warning);
    if remarks.is_empty() {
        return (Verdict::Accepted, format!("{form}; complete, nothing to remark."));
    }
    (Verdict::AcceptedWithRemarks, format!("{form}; complete, with remarks: {}.", remarks.join(", ")))
}

/// The codes of one severity as words, each once, in order.
fn codes(findings: &[Finding], severity: Severity) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == severity) {
        let word = finding.code.replace('-', " ");
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Whether a held declaration speaks for the same company and scope at a later date.
fn is_newer(held: &Held, read: &Declaration, supplier: Option<&str>) -> bool {
    let name = |name: &str| clean::line(name).to_lowercase();
    let same_company = match (&held.company, read.says(Field::Company)) {
        (Some(one), Some(other)) => name(one) == name(other),
        _ => false,
    };
    let same_supplier = supplier.is_some() && held.supplier.as_deref() == supplier;
    let later = matches!((held.dated, read.dated), (Some(one), Some(other)) if one > other);
    held.template == Some(read.template) && held.scope == read.scope && (same_company || same_supplier) && later
}
