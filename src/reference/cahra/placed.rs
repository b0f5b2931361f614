//! The lists that decide the tier of a place, by name, day and hash, so that a judgement can say which they were.

use std::fmt;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::super::country::Countries;
use super::{BUILT_IN, PlaceGround, Why};

/// A list that puts a place into its tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedBy {
    /// The tier: T1, T2 or T3.
    pub tier: String,
    /// What it is: a kind of list, `countries` for the country table.
    pub kind: &'static str,
    /// The list's name; the edition of the country table.
    pub name: String,
    /// The day it speaks of.
    pub dated: Option<Date>,
    /// Where it was had from; empty for the country table.
    pub source: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// `listed`, `region-unknown` or `country-table`.
    pub what: &'static str,
}

impl PlacedBy {
    pub(super) fn of(ground: &PlaceGround<'_>, countries: &Countries) -> Self {
        let what = match ground.why {
            Why::Listed(_) => "listed",
            Why::RegionUnknown { .. } => "region-unknown",
            Why::Table(_) => "country-table",
        };
        let tier = ground.tier.to_owned();
        let Some(edition) = ground.edition else {
            let (name, dated) = (countries.edition.clone(), countries.retrieved);
            return Self { tier, kind: "countries", name, dated, source: String::new(), sha256: countries.sha256.clone(), what };
        };
        let (kind, name, source) = (edition.kind.word(), edition.name.clone(), edition.source.clone());
        Self { tier, kind, name, dated: Some(edition.dated), source, sha256: edition.hash(), what }
    }
}

/// As editions are named: `own-areas board@2026-11-20:9c02…`.
impl fmt::Display for PlacedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dated = self.dated.map(|day| day.to_string()).unwrap_or_default();
        write!(f, "{} {}@{dated}:{}", self.kind, self.name, self.sha256)
    }
}

impl super::Edition {
    /// SHA-256 of the file; of the list the program carries that of its text.
    #[must_use]
    pub fn hash(&self) -> String {
        if !self.sha256.is_empty() {
            return self.sha256.clone();
        }
        static BUILT_IN_HASH: OnceLock<String> = OnceLock::new();
        let hash = || crate::builtin::reference(BUILT_IN).map(crate::questionnaire::file::sha256).unwrap_or_default();
        BUILT_IN_HASH.get_or_init(hash).clone()
    }
}
