//! Questionnaires: checked definitions that cannot be wrong any more.
//!
//! A questionnaire is a TOML file with sections and questions; one file is one edition, and an edition never changes
//! once it was used (its SHA-256 names it). Questions say what is asked and which answer calls for which response; what
//! an answer weighs is the policy's business. A set may say whom it is for and give conditions a
//! name. Reading and checking live in [`mod@file`], what a value of each kind may be in [`value`].

pub mod differs;
pub mod file;
pub mod naming;
mod rows;
pub mod same;
pub mod sheet;
pub mod value;
pub mod wording;

use std::fmt;

pub use rows::{CellKind, Column, Rows};

use crate::compared::Compared;
use crate::condition::Condition;
use crate::diagnostic::Place;
use crate::language::{Lang, Text};
use crate::ratio::Ratio;

/// Rules that several answers make together; a branch says that it counts for one.
pub const COMBINING_RULES: [&str; 1] = ["R-FL"];

/// A question's id, `set.ROW`, the same in every language and for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(String);

impl QuestionId {
    /// Joins a set and a row.
    #[must_use]
    pub fn new(set: &str, row: &str) -> Self {
        Self(format!("{set}.{row}"))
    }

    /// Takes an id as written in a journal or on the command line.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The questionnaire it belongs to.
    #[must_use]
    pub fn set(&self) -> &str {
        self.0.split_once('.').map_or("", |(set, _)| set)
    }

    /// The row within it.
    #[must_use]
    pub fn row(&self) -> &str {
        self.0.split_once('.').map_or(self.0.as_str(), |(_, row)| row)
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// How much a finding on a question weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

impl Severity {
    /// The words of files, commands and screens.
    pub const WORDS: [(&'static str, Self); 4] =
        [("critical", Self::Critical), ("high", Self::High), ("medium", Self::Medium), ("low", Self::Low)];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What a finding calls for; the order is the order of strictness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response {
    /// Record only.
    Info,
    /// Send the row back as unusable; it counts as unanswered.
    Return,
    /// Open a deeper questionnaire or check.
    Edd,
    /// Corrective action within 180 days.
    Cap180,
    /// Corrective action within 90 days.
    Cap90,
    /// Corrective action within 30 days.
    Cap30,
    /// Continue with measurable mitigation and a deadline.
    Mit,
    /// Six-month plan: adopted now, measurable improvement within six months.
    Hold6,
    /// Hold new orders; a person decides. Never an automatic ending.
    Stop,
}

impl Response {
    /// The codes of files, commands and screens.
    pub const WORDS: [(&'static str, Self); 9] = [
        ("STOP", Self::Stop),
        ("HOLD6", Self::Hold6),
        ("MIT", Self::Mit),
        ("CAP-30", Self::Cap30),
        ("CAP-90", Self::Cap90),
        ("CAP-180", Self::Cap180),
        ("EDD", Self::Edd),
        ("RETURN", Self::Return),
        ("INFO", Self::Info),
    ];

    /// The code.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::WORDS.iter().find(|(_, response)| *response == self).map_or("", |(code, _)| code)
    }
}

impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// How good an answer is; what that weighs stands in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// No risk.
    Good,
    /// Some risk.
    Partly,
    /// The plain bad answer.
    Bad,
}

impl Grade {
    /// The words of definition files.
    pub const WORDS: [(&'static str, Self); 3] = [("good", Self::Good), ("partly", Self::Partly), ("bad", Self::Bad)];
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// The supplier, asked by the buyer.
    Supplier,
    /// The buyer checks it; the supplier never sees the row.
    Buyer,
}

/// What a row is asked of one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each flow of minerals.
    Flow,
    /// Each smelter or refiner.
    Facility,
}

impl Per {
    /// The words of the file, and of what answers are about.
    pub const WORDS: [(&'static str, Self); 2] = [("flow", Self::Flow), ("facility", Self::Facility)];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Facility => "facility",
        }
    }

    /// What something like `flow:copper/Escondida (CL)` is one of; none for a site, a metal, the whole supplier.
    #[must_use]
    pub fn of(about: &str) -> Option<Self> {
        let (kind, _) = about.split_once(':')?;
        Self::WORDS.iter().find(|(word, _)| *word == kind).map(|(_, per)| *per)
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Code.
    pub id: String,
    /// How good choosing it is (one-of questions only).
    pub grade: Grade,
    /// Wording.
    pub text: Text,
    /// Cannot stand beside another option ("none of these").
    pub exclusive: bool,
}

/// One named number of a number question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Code; the first part is the main one.
    pub id: String,
    /// Unit as printed.
    pub unit: String,
    /// Wording.
    pub text: Text,
    /// Least possible value.
    pub min: Option<Ratio>,
    /// Greatest possible value.
    pub max: Option<Ratio>,
}

/// The shape of a yes/no question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YesNo {
    /// `partly` is an answer.
    pub partly: bool,
    /// `unknown` is an answer of the template; it is kept as *don't know*.
    pub unknown: bool,
    /// *Not applicable* is expected here; a reason is still asked.
    pub not_applicable: bool,
    /// Whether `yes` is the answer without risk.
    pub good_is_yes: bool,
    /// Graver answers than the plain bad one, each with its own branch: an exit that is locked now, not only a drill left out.
    pub more: Vec<Choice>,
}

impl YesNo {
    /// The words a value may be, mildest wording first: yes, partly, no, and the graver ones.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        let mut words = vec!["yes"];
        if self.partly {
            words.push("partly");
        }
        words.push("no");
        words.extend(self.more.iter().map(|choice| choice.id.as_str()));
        words
    }
}

/// What an answer to a question looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Yes, no, and for some partly, unknown or not applicable.
    YesNo(YesNo),
    /// Maturity 0–4.
    Maturity,
    /// One of a list.
    OneOf(Vec<Choice>),
    /// Several of a list.
    SeveralOf(Vec<Choice>),
    /// One or several named numbers.
    Number(Vec<Part>),
    /// One or several percentages, 0–100.
    Percent(Vec<Part>),
    /// A calendar date.
    Date,
    /// Free text.
    Text,
    /// Rows of a table.
    Rows(Rows),
    /// A country, with region if known.
    Country,
    /// A document.
    Document,
}

/// One branch of the "bad → response" column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// When it applies.
    pub when: Condition,
    /// The grade it gives an answer that has none of its own (numbers, lists).
    pub grade: Option<Grade>,
    /// What it calls for.
    pub responses: Vec<Response>,
    /// Overrides the row's severity for this flag.
    pub severity: Option<Severity>,
    /// Narrower than the whole supplier: onboarding, lot or item.
    pub scope: Option<String>,
    /// Rows or sets it opens.
    pub opens: Vec<String>,
    /// The combining rule it also counts for.
    pub rule: Option<String>,
    /// What the answer comes to, said within the reason: `consent missing`.
    pub finding: Option<Text>,
    /// What to do, said to the buyer.
    pub action: Option<Text>,
}

/// A paper that proves an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceAsked {
    /// Code.
    pub id: String,
    /// Wording.
    pub text: Text,
}

/// A prompt that appears once an answer calls for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// When; absent: always.
    pub when: Option<Condition>,
    /// Wording.
    pub text: Text,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// `set.ROW`.
    pub id: QuestionId,
    /// Section code.
    pub section: String,
    /// Shape of the answer.
    pub kind: Kind,
    /// Weight class.
    pub severity: Severity,
    /// Zero tolerance on its plain bad answer; outside every average.
    pub gate: bool,
    /// Who answers.
    pub asked_by: AskedBy,
    /// Own rights; never printed for the supplier.
    pub restricted: bool,
    /// Answering costs nothing; it opens deeper work.
    pub exposure: bool,
    /// Whether it has weight at all.
    pub weight: bool,
    /// Member of the short set for small suppliers.
    pub short: bool,
    /// The question.
    pub text: Text,
    /// How to ask and what counts as which answer.
    pub guidance: Option<Text>,
    /// The "bad → response" column.
    pub bad: Vec<Branch>,
    /// Papers that prove a good answer.
    pub evidence: Vec<EvidenceAsked>,
    /// Prompt after certain answers.
    pub follow_up: Option<FollowUp>,
    /// When it is asked; absent: always.
    pub show_if: Option<Condition>,
    /// Standards by clause.
    pub refs: Vec<String>,
    /// Policy clauses; never empty.
    pub policy: Vec<String>,
    /// A part of a standard that was not open to us: the row has to be compared with the licensed text.
    pub check_source: Option<CheckSource>,
    /// Levels of a maturity row that mean something else than the common scale; a choice of the other kinds stands in `kind`.
    pub levels: Vec<Choice>,
    /// The row of another set that answers this one too.
    pub same_as: Option<same::SameAs>,
    /// Asked of each of them by itself; absent: once.
    pub per: Option<Per>,
    /// Materials whose flows the rows of this table name.
    pub flows: Vec<String>,
}

impl Question {
    /// Whether the supplier is asked this (buyer checks are not).
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.asked_by == AskedBy::Supplier
    }

    /// Whether it may carry weight in an average: gate, buyer and weightless rows never do.
    #[must_use]
    pub fn has_weight(&self) -> bool {
        self.weight && !self.gate && !self.restricted && self.is_asked()
    }
}

/// Which licensed text a row has to be compared with, and where the file says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckSource {
    /// The standard and the part of it.
    pub text: String,
    /// Where the mark stands.
    pub place: Place,
    /// Who compared it, if somebody did.
    pub compared: Option<Compared>,
}

impl CheckSource {
    /// What is said beside the row: that it has to be compared, or who did.
    #[must_use]
    pub fn told(&self, locale: crate::locale::Locale) -> String {
        match &self.compared {
            None => locale.with("interview.check-source", &[("source", &self.text)]),
            Some(compared) => compared.told(locale),
        }
    }
}

/// A condition with a name, so that many rows can share it: *upstream*, *red flag*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// `set.NAME`, as conditions write it.
    pub id: String,
    /// When it is on.
    pub when: Condition,
    /// What it means.
    pub text: Text,
}

/// A chapter of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Code, `A`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What whoever answers reads before the first question.
    pub note: Option<Text>,
}

impl Section {
    /// The title, behind the code where it is one that people use, such as `A`; a code in words stands in no text to a
    /// supplier.
    #[must_use]
    pub fn heading(&self, lang: Lang) -> String {
        let title = self.title.get(lang);
        if self.id.contains('-') || self.id.chars().count() > 3 { title.to_owned() } else { format!("{}  {title}", self.id) }
    }
}

/// A fact about the supplier that is asked once and never scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileField {
    /// Key; used in conditions as `profile.<id>`.
    pub id: String,
    /// What it holds.
    pub kind: ProfileKind,
    /// Unit as printed, if any.
    pub unit: String,
    /// Wording.
    pub text: Text,
    /// Options of a choice.
    pub choices: Vec<Choice>,
}

/// What a profile field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileKind {
    /// A number.
    Number,
    /// A text.
    Text,
    /// Yes or no.
    YesNo,
    /// One of a list.
    OneOf,
    /// Several of a list.
    SeveralOf,
    /// Rows, kept as text.
    Rows,
    /// A country.
    Country,
    /// A date.
    Date,
}

/// Answers to different questions that do not fit each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Code within its questionnaire.
    pub id: String,
    /// When it is there.
    pub when: Condition,
    /// Questions it is shown beside.
    pub questions: Vec<QuestionId>,
    /// What does not fit.
    pub text: Text,
    /// How to ask about it.
    pub ask: Text,
}

/// One edition of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questionnaire {
    /// Id, `csr-saq`.
    pub id: String,
    /// Edition, `2026-04`.
    pub edition: String,
    /// Title.
    pub title: Text,
    /// Editions of the standards it was written against.
    pub standards: Vec<String>,
    /// The language it was written in first.
    pub written_in: crate::language::Lang,
    /// State of each translation: `draft` or `checked-by:<name>`.
    pub translation: Vec<(String, String)>,
    /// Translations that a person of this workspace compared, though the file calls them drafts.
    pub compared: Vec<(String, Compared)>,
    /// Facts asked once.
    pub profile: Vec<ProfileField>,
    /// Whom the set is for; absent: every supplier.
    pub applies_if: Option<Condition>,
    /// Conditions with a name.
    pub switches: Vec<Switch>,
    /// Chapters in order.
    pub sections: Vec<Section>,
    /// Questions in order.
    pub questions: Vec<Question>,
    /// Answers that do not fit each other.
    pub contradictions: Vec<Contradiction>,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
}

impl Questionnaire {
    /// A question by its whole id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id.as_str() == id)
    }

    /// Whether its wording in a language is a translation nobody has checked; the language it was written in is none.
    #[must_use]
    pub fn is_unchecked(&self, lang: crate::language::Lang) -> bool {
        let code = lang.to_string();
        let by_file = || self.translation.iter().any(|(of, state)| *of == code && state.starts_with("checked-by:"));
        lang != self.written_in && !by_file() && !self.compared.iter().any(|(of, _)| *of == code)
    }

    /// The chapter of one of its questions.
    #[must_use]
    pub fn section_of(&self, question: &Question) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == question.section)
    }

    /// Whether it marks rows for the short set of small suppliers; a set that marks none is asked whole.
    #[must_use]
    pub fn has_short_set(&self) -> bool {
        self.questions.iter().any(|question| question.short)
    }

    /// `csr-saq@2026-04:<sha256>`: what an opened assessment names.
    #[must_use]
    pub fn edition_name(&self) -> String {
        format!("{}@{}:{}", self.id, self.edition, self.sha256)
    }
}
