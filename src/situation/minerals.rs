//! What is known about a supplier's minerals on the judging day: accepted declarations, papers on file, due-diligence
//! files, and the lists that were asked.
//!
//! All days are compared already and all lists looked up: a rule that reads this needs no clock and no list. None of it
//! moves a conduct number; it raises flags that open work.

use jiff::civil::Date;

use crate::reference::list::Status;

/// An answer in a declaration's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Word {
    /// Yes, or a word that says so.
    Yes,
    /// No.
    No,
    /// The sender does not know.
    Unknown,
    /// Nothing stands there, or something that is no answer.
    #[default]
    Silent,
}

/// An answer with its question's number, `Q3`; empty when the template does not ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The number.
    pub row: String,
    /// The answer.
    pub word: Word,
    /// Sheet and cell, `Declaration D34`; empty where the template does not ask.
    pub at: String,
}

/// Where a facility stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood {
    /// Status; none: no list of the day names it.
    pub status: Option<Status>,
    /// The list's own word for the status.
    pub word: String,
    /// The status it had in the list before, when that was another.
    pub before: Option<Status>,
    /// Name and day of the list.
    pub list: String,
}

/// A smelter row of a declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facility {
    /// Name, as the list or else the row has it.
    pub name: String,
    /// Identification, when the row was settled to one.
    pub id: Option<String>,
    /// Sheet and cell of the row's name, `Smelter List D6`.
    pub at: String,
    /// Country as reported, and the region where the row says it.
    pub country: String,
    /// It lies in one of the covered countries or in a place of the highest tier.
    pub red_flag_place: bool,
    /// Where it stood on the judging day; none when no status list was imported.
    pub stood: Option<Stood>,
}

/// What an accepted declaration says about one metal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The set its causes name, `cmrt-declaration`.
    pub set: String,
    /// The entry that took it into the record.
    pub entry: String,
    /// Metal, by its English name in small letters.
    pub metal: String,
    /// The metal is used, and remains in what is sold where the template asks that.
    pub in_use: Said,
    /// Smelters source from the covered countries.
    pub covered: Said,
    /// Smelters source from conflict-affected or high-risk areas.
    pub cahra: Said,
    /// Everything is recycled or scrap.
    pub recycled: Said,
    /// The number of the question whether all smelters are named.
    pub all_identified: Said,
    /// Its smelter rows.
    pub facilities: Vec<Facility>,
    /// Smelter rows that say the smelter is not known yet.
    pub not_identified: usize,
}

/// A certificate the profile states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its place in the profile, counted from one.
    pub number: usize,
    /// Days until it expires; negative once it has; none when no day is known.
    pub days_left: Option<i64>,
    /// What a reviewer decided where two sources disagree: `certified` or `not-held`.
    pub decided: Option<String>,
    /// The entry that says so; empty: its place in the profile.
    pub entry: String,
    /// Nobody but the supplier, or somebody without a document, says that it is certified.
    pub said: bool,
}

impl Paper {
    /// The state that counts: the profile's, or what a reviewer decided about one in dispute.
    #[must_use]
    pub fn state<'a>(&'a self, stated: &'a str) -> &'a str {
        if stated == DISPUTED { self.decided.as_deref().unwrap_or(stated) } else { stated }
    }
}

/// The state of a certificate about which two sources disagree.
pub const DISPUTED: &str = "disputed";

/// One of the three checks of a due-diligence file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// clear, concern, unknown.
    pub outcome: String,
    /// Hashes of its evidence in date.
    pub evidence: Vec<String>,
    /// Who assessed it.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// The entry.
    pub entry: String,
}

impl Step {
    /// Clear, and something shows it.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.outcome == "clear" && !self.evidence.is_empty()
    }
}

/// The names of the three checks, in order.
pub const STEPS: [&str; 3] = ["origin", "risk", "route"];

/// A due-diligence file: one material from one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Material.
    pub material: String,
    /// Lot, mine or route.
    pub source: String,
    /// Origin, risk, route.
    pub steps: [Option<Step>; 3],
    /// Who called it cleared, after the last of its checks.
    pub cleared: Option<String>,
}

impl Route {
    /// Its name in entries, `copper@Mina X`.
    #[must_use]
    pub fn about(&self) -> String {
        format!("{}@{}", self.material, self.source)
    }

    /// The checks that are missing, not clear, or without evidence, each with the reason.
    #[must_use]
    pub fn open(&self) -> Vec<(&'static str, Gap)> {
        let gap = |step: &Option<Step>| match step {
            None => Some(Gap::Missing),
            Some(step) if step.outcome == "concern" => Some(Gap::Concern),
            Some(step) if step.outcome != "clear" => Some(Gap::Unknown),
            Some(step) if step.evidence.is_empty() => Some(Gap::NoEvidence),
            Some(_) => None,
        };
        STEPS.iter().zip(&self.steps).filter_map(|(name, step)| Some((*name, gap(step)?))).collect()
    }

    /// All three are clear and shown.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.steps.iter().flatten().filter(|step| step.is_met()).count() == STEPS.len()
    }
}

/// Why a check does not count yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// It was not made.
    Missing,
    /// It found a concern.
    Concern,
    /// It could not be told.
    Unknown,
    /// Nothing shows it.
    NoEvidence,
}

impl Gap {
    /// In words: English, Japanese, Chinese.
    #[must_use]
    pub fn text(self) -> crate::language::Text {
        let (en, ja, zh) = match self {
            Self::Missing => ("not made", "未実施", "未进行"),
            Self::Concern => ("concern", "懸念あり", "有疑点"),
            Self::Unknown => ("don't know", "わからない", "不清楚"),
            Self::NoEvidence => ("no evidence in date", "有効な証拠なし", "无有效证据"),
        };
        crate::language::Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() }
    }
}

/// A list that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListUsed {
    /// Its name.
    pub name: String,
    /// The day it speaks of.
    pub dated: Date,
    /// Its age on the judging day.
    pub days: i64,
}

/// Everything about minerals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Minerals {
    /// Metals of the newest accepted declaration of each template.
    pub declared: Vec<Declared>,
    /// Papers, beside the profile's certificates.
    pub papers: Vec<Paper>,
    /// Due-diligence files.
    pub routes: Vec<Route>,
    /// The facility status list of the judging day.
    pub statuses: Option<ListUsed>,
}
