//! Documents of the company that suppliers acknowledge, and in which editions each was published. A policy that names
//! none takes any edition, as before there was such a table.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Clause;
use crate::diagnostic::{meant, nearest};
use crate::language::Text;
use crate::reading::Fields;
use crate::sentence::told;

/// One edition of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// As it is called, `2025-04`.
    pub id: String,
    /// The day it was published, and is in force from.
    pub date: Date,
}

/// A document that suppliers acknowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Word, `human-rights`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Clauses that the record of who acknowledged it shows.
    pub clause: Vec<String>,
    /// Days suppliers have to acknowledge a new edition.
    pub days: u32,
    /// Its editions, oldest first.
    pub editions: Vec<Edition>,
}

impl Published {
    /// The edition in force on a day; none: the first is still to come.
    #[must_use]
    pub fn in_force(&self, day: Date) -> Option<&Edition> {
        self.editions.iter().rfind(|edition| edition.date <= day)
    }

    /// An edition by its name.
    #[must_use]
    pub fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.id == id)
    }

    /// Where an edition stands among them, oldest first; none: it was never published, and stands before all.
    #[must_use]
    pub fn rank(&self, id: &str) -> Option<usize> {
        self.editions.iter().position(|edition| edition.id == id)
    }

    /// By when suppliers have to acknowledge an edition.
    #[must_use]
    pub fn due(&self, edition: &Edition) -> Date {
        edition.date.saturating_add(jiff::Span::new().days(i64::from(self.days.min(LONGEST))))
    }

    /// Its editions in a line: `2023-08 (2023-08-01), 2025-04 (2025-04-01)`.
    #[must_use]
    pub fn listed(&self) -> String {
        self.editions.iter().map(|edition| format!("{} ({})", edition.id, edition.date)).collect::<Vec<_>>().join(", ")
    }
}

/// The longest time to acknowledge a new edition: ten years.
const LONGEST: u32 = 3_660;

/// Reads the `[[published]]` tables.
pub(super) fn read(fields: &Fields<'_, '_>, clauses: &[Clause]) -> Vec<Published> {
    let mut all: Vec<Published> = Vec::new();
    for table in fields.tables("published") {
        let id = table.need_text("id");
        let title = table.need_languages("title");
        let days = table.count_from_one("days");
        if !table.has("days") {
            table.missing("days");
        }
        let clause = table.texts("clause");
        for code in clause.iter().filter(|code| !clauses.iter().any(|known| known.id == code.value)) {
            let what = told("remark.no-such-clause", [("id", (&code.value).into())]);
            let next = meant(nearest(&code.value, clauses.iter().map(|known| known.id.as_str())), told("remark-do.name-clause", []));
            table.sheet().wrong(&code.at, "unknown-clause", what, next);
        }
        let _ = table.text("source");
        let editions = editions(&table, id.as_ref().map_or("", |id| &id.value));
        table.finish();
        let sheet = table.sheet();
        if let Some(days) = days.as_ref().filter(|days| days.value > LONGEST) {
            let what = told("remark.published-days", [("days", days.value.to_string().into())]);
            sheet.wrong(&days.at, "out-of-range", what, told("remark-do.published-days", [("most", LONGEST.to_string().into())]));
        }
        let Some(id) = id else { continue };
        if all.iter().any(|known| known.id == id.value) {
            let what = told("remark.published-twice", [("id", (&id.value).into())]);
            sheet.wrong(&id.at, "duplicate-id", what, told("remark-do.published-twice", []));
            continue;
        }
        if editions.is_empty() {
            let what = told("remark.published-none", [("id", (&id.value).into())]);
            sheet.wrong(&id.at, "missing-key", what, told("remark-do.published-none", []));
        }
        let clause = clause.into_iter().map(|code| code.value).collect();
        all.push(Published { id: id.value, title, clause, days: days.map_or(0, |days| days.value), editions });
    }
    all
}

fn editions(table: &Fields<'_, '_>, of: &str) -> Vec<Edition> {
    let mut all: Vec<Edition> = Vec::new();
    let mut days: BTreeSet<Date> = BTreeSet::new();
    for row in table.tables("editions") {
        let id = row.need_text("id");
        if !row.has("date") {
            row.missing("date");
        }
        let date = row.date("date");
        row.finish();
        let sheet = row.sheet();
        let (Some(id), Some(date)) = (id, date) else { continue };
        let Ok(day) = date.value.parse::<Date>() else {
            let what = told("remark.published-date", [("value", (&date.value).into())]);
            sheet.wrong(&date.at, "not-a-date", what, told("remark-do.published-date", []));
            continue;
        };
        let named = || [("id", of.into()), ("edition", (&id.value).into())];
        if all.iter().any(|known| known.id == id.value) {
            let what = told("remark.published-edition-twice", named());
            sheet.wrong(&id.at, "duplicate-id", what, told("remark-do.published-edition-twice", []));
            continue;
        }
        if !days.insert(day) {
            let what = told("remark.published-same-day", named());
            sheet.wrong(&date.at, "duplicate-date", what, told("remark-do.published-same-day", []));
            continue;
        }
        all.push(Edition { id: id.value, date: day });
    }
    all.sort_by_key(|edition| edition.date);
    all
}
