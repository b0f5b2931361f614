//! What a policy counts in months: how long answers, declarations, screenings and lists hold, and how long texts are kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest;
use crate::questionnaire::Questionnaire;
use crate::reading::Fields;
use crate::sentence::told;

/// A class of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// What was said in interviews: remarks, reasons, free answers.
    FreeText,
    /// Names of persons.
    PersonNames,
    /// Owners and officers.
    OwnerRows,
    /// Why a hit was judged as it was; restricted.
    Screening,
    /// What was raised in a grievance.
    Grievances,
    /// Reasons of decisions, actions, findings and settlements.
    Decisions,
    /// Stored documents.
    Documents,
    /// Stored workbooks that arrived.
    Workbooks,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 8] = [
        Self::FreeText,
        Self::PersonNames,
        Self::OwnerRows,
        Self::Screening,
        Self::Grievances,
        Self::Decisions,
        Self::Documents,
        Self::Workbooks,
    ];

    /// The word of the policy's `[retention]` table and of commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FreeText => "free-text",
            Self::PersonNames => "person-names",
            Self::OwnerRows => "owner-rows",
            Self::Screening => "screening",
            Self::Grievances => "grievances",
            Self::Decisions => "decisions",
            Self::Documents => "documents",
            Self::Workbooks => "workbooks",
        }
    }

    /// The class of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// Months where the policy says nothing: five years at least, ten for what a decision was founded on.
    #[must_use]
    pub fn default_months(self) -> u32 {
        match self {
            Self::FreeText => 84,
            Self::PersonNames | Self::OwnerRows | Self::Screening | Self::Grievances => 60,
            Self::Decisions | Self::Documents | Self::Workbooks => 120,
        }
    }
}

/// Months of validity: of every set, also by inherent risk, and of what else grows old. Where no set is known, no key is
/// doubted.
pub(super) fn validity(fields: &Fields<'_, '_>, sets: &[Questionnaire]) -> BTreeMap<String, u32> {
    if sets.is_empty() {
        return months(fields, "validity", &BTreeSet::new());
    }
    let of_sets = sets.iter().flat_map(|set| [format!("{}-months", set.id), format!("{}-high-inherent-months", set.id)]);
    let others = ["declaration-months", "screening-months", "area-lists-months"].map(str::to_owned);
    months(fields, "validity", &of_sets.chain(others).collect())
}

/// Months that each class of entries is kept for.
pub(super) fn retention(fields: &Fields<'_, '_>) -> BTreeMap<String, u32> {
    months(fields, "retention", &Class::ALL.map(|class| class.word().to_owned()).into_iter().collect())
}

fn months(fields: &Fields<'_, '_>, key: &str, read: &BTreeSet<String>) -> BTreeMap<String, u32> {
    let Some(table) = fields.table(key) else { return BTreeMap::new() };
    for key in table.keys().iter().filter(|key| !read.contains(&key.value) && !read.is_empty()) {
        let next = match nearest(&key.value, read.iter().map(String::as_str)) {
            Some(near) => told("remark-do.meant-or-remove", [("near", near.into())]),
            None => told("remark-do.use-one-of", [("all", read.iter().cloned().collect::<Vec<_>>().join(", ").into())]),
        };
        table.sheet().doubt(&key.at, "not-read", told("remark.not-read", [("key", (&key.value).into())]), next);
    }
    table.keys().into_iter().filter_map(|key| table.count_from_one(&key.value).map(|months| (key.value, months.value))).collect()
}
