//! The inbox: every received file gets exactly one verdict with its reason, and every doubt its sheet, cell and question.
//!
//! It knows the bytes, today's date and what is held already; it opens nothing, writes nothing and accepts nothing: a
//! person does. Reasons, findings and the questions to the sender exist in three languages; codes are the same in all.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::clean;
use crate::declaration::{Declaration, Depth, Field, Scope, Template};
use crate::import::{self, Reading};
use crate::language::{Lang, Text};
use crate::sentence::Sentence;

/// The same sentence in English, Japanese and Chinese.
macro_rules! told {
    ($en:literal, $ja:literal, $zh:literal $(,)?) => {
        $crate::language::Text { en: format!($en), ja: format!($ja), zh: format!($zh) }
    };
}

mod against;
mod age;
mod bought;
mod complete;
mod consistency;
mod copied;
mod defect;
mod delta;
mod document;
mod follow;
mod link;
mod listed;
mod refused;
mod said;
mod smelters;
mod verdict;
mod waiting;

pub use against::{About, Against, Past, Said};
pub use delta::{Changed, Delta};
pub use document::Document;
pub use verdict::Verdict;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The sender has to clarify it.
    Error,
    /// A remark: the declaration can be used.
    Warning,
    /// Worth knowing; changes no verdict.
    Info,
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The template's words and versions.
    Template,
    /// The completeness rules of the form.
    Checker,
    /// Answers that do not go together.
    Consistency,
    /// The buyer's own rule.
    Policy,
    /// What this reader could not make out.
    Reader,
}

/// One thing found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, kebab-case.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Whose rule it is.
    pub source: Source,
    /// Sheet, where there is one.
    pub sheet: Option<String>,
    /// Cell, where there is one.
    pub cell: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// A sentence.
    pub message: Text,
    /// The question to send to the supplier; none when there is nothing the supplier can do.
    pub ask: Option<Text>,
}

impl Finding {
    pub(crate) fn new(code: &'static str, severity: Severity, source: Source, message: Text) -> Self {
        Self { code, severity, source, sheet: None, cell: None, value: None, message, ask: None }
    }

    pub(crate) fn at(mut self, sheet: &str, cell: impl Into<String>) -> Self {
        let cell = cell.into();
        self.sheet = Some(sheet.to_owned());
        self.cell = (!cell.is_empty()).then_some(cell);
        self
    }

    pub(crate) fn holding(mut self, value: Option<&str>) -> Self {
        self.value = value.map(str::to_owned);
        self
    }

    /// The question in English, Japanese, Chinese.
    pub(crate) fn asking(mut self, en: impl Into<String>, ja: impl Into<String>, zh: impl Into<String>) -> Self {
        self.ask = Some(Text { en: en.into(), ja: ja.into(), zh: zh.into() });
        self
    }
}

/// A declaration that is held already, as far as a newcomer is compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The name it came under.
    pub file: String,
    /// Hash of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its template.
    pub template: Option<Template>,
    /// Who declared.
    pub company: Option<String>,
    /// For what.
    pub scope: Option<Scope>,
    /// Effective date.
    pub dated: Option<Date>,
    /// The supplier it was filed under.
    pub supplier: Option<String>,
}

/// What a file is judged against.
#[derive(Clone, Copy, Debug)]
pub struct Circumstance<'a> {
    /// Today in the workspace's time zone.
    pub today: Date,
    /// Declarations held already (accepted ones, and earlier files of the same import).
    pub held: &'a [Held],
    /// The supplier the person named, if any.
    pub supplier: Option<&'a str>,
}

/// How a smelter row was matched to a list; filled in by whoever holds a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The identification in the list.
    pub id: String,
    /// `id`, `alias` or `decided`.
    pub how: &'static str,
}

/// A file, what it says, and the verdict.
#[derive(Clone, Debug)]
pub struct FileVerdict {
    /// The file's name as given, cleaned.
    pub file: String,
    /// Hash of its bytes, in hexadecimal.
    pub sha256: String,
    /// The one verdict.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub reason: Text,
    /// What it says, when it is a declaration.
    pub declaration: Option<Declaration>,
    /// The supplier the person named.
    pub supplier: Option<String>,
    /// Matches by row of the smelter list.
    pub matched: BTreeMap<u32, Matched>,
    /// Everything found, errors first, then in the order of the form.
    pub findings: Vec<Finding>,
}

impl FileVerdict {
    /// The file as something later files are compared with; nothing when it says nothing usable.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        let read = self.declaration.as_ref()?;
        let usable = matches!(self.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification);
        usable.then(|| Held {
            file: self.file.clone(),
            sha256: self.sha256.clone(),
            template: Some(read.template),
            company: read.says(Field::Company).map(str::to_owned),
            scope: read.scope,
            dated: read.dated,
            supplier: self.supplier.clone(),
        })
    }

    /// A file whose bytes could not be had at all.
    #[must_use]
    pub fn unread(file: &str, why: &Sentence) -> Self {
        Self {
            file: clean::line(file),
            sha256: String::new(),
            verdict: Verdict::Unreadable,
            reason: verdict::not_opened(why),
            declaration: None,
            supplier: None,
            matched: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// Compares the file with what became known meanwhile: the same bytes again, or an older declaration than one held.
    pub fn compare(&mut self, held: &[Held], supplier: Option<&str>) {
        if let Some((verdict, reason)) = verdict::again(self, held, supplier) {
            (self.verdict, self.reason) = (verdict, reason);
        }
    }

    /// The file as JSON, with questions in one language.
    #[must_use]
    pub fn document(&self, lang: Lang) -> Document<'_> {
        Document { of: self, lang }
    }
}

/// Reads a file in this very process and gives it its verdict; for bytes that were received, read them apart and [`judge`] them.
#[must_use]
pub fn receive(file: &str, bytes: &[u8], circumstance: Circumstance<'_>) -> FileVerdict {
    judge(file, bytes, import::read(bytes), circumstance)
}

/// Gives a file its verdict by what it was read as. The bytes are hashed here, never looked into.
#[must_use]
pub fn judge(file: &str, bytes: &[u8], reading: Reading, circumstance: Circumstance<'_>) -> FileVerdict {
    of(file, hash(bytes), reading, circumstance)
}

/// Gives a file its verdict whose bytes were hashed already.
#[must_use]
pub fn of(file: &str, sha256: String, reading: Reading, circumstance: Circumstance<'_>) -> FileVerdict {
    let mut findings = match &reading {
        Reading::Declaration(read) => examine(read, circumstance.today),
        Reading::Other(_) | Reading::Unreadable(_) => Vec::new(),
    };
    findings.sort_by_key(|finding| finding.severity);
    let (verdict, reason) = verdict::of(&reading, &sha256, &findings, circumstance);
    let declaration = match reading {
        Reading::Declaration(read) => Some(*read),
        Reading::Other(_) | Reading::Unreadable(_) => None,
    };
    FileVerdict {
        file: clean::line(file),
        sha256,
        verdict,
        reason,
        declaration,
        supplier: circumstance.supplier.map(str::to_owned),
        matched: BTreeMap::new(),
        findings,
    }
}

/// SHA-256 in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        text.push_str(&format!("{byte:02x}"));
        text
    })
}

/// Everything to be found in a declaration. A form nobody filled in, or one this reader cannot read, gets no list of gaps.
fn examine(read: &Declaration, today: Date) -> Vec<Finding> {
    if read.is_blank() {
        return Vec::new();
    }
    let mut findings = age::template(read);
    if read.depth == Depth::Full && !read.is_retired() {
        findings.extend(complete::check(read));
        findings.extend(smelters::check(read));
        findings.extend(consistency::check(read));
        findings.extend(follow::check(read));
        smelters::place(&mut findings, read);
    }
    findings.extend(age::date(read, today));
    findings.extend(age::notices(read));
    findings
}
