//! Limits of the policy that conditions of questionnaires name: `value > limit.recovery-days`. What the company asks for
//! stands in its policy and nowhere else, so that a questionnaire holds an answer against it without a number of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::condition::Condition;
use crate::diagnostic::{meant_quoted, nearest};
use crate::language::Text;
use crate::questionnaire::{Questionnaire, wording};
use crate::ratio::Ratio;
use crate::reading::Fields;
use crate::sentence::told;

/// What the name of a limit begins with in a condition.
pub const LIMIT: &str = "limit.";

/// One limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Word, `recovery-days`.
    pub id: String,
    /// The number.
    pub value: Ratio,
    /// Its unit, as an answer gives it: `days`, `ppm`, `%`.
    pub unit: String,
    /// What it limits.
    pub text: Text,
}

impl Limit {
    /// The number with its unit, in words.
    #[must_use]
    pub fn number(&self) -> Text {
        let unit = wording::unit(&self.unit);
        let number = |unit: &str| format!("{} {unit}", self.value.plain()).trim_end().to_owned();
        Text { en: number(&unit.en), ja: number(&unit.ja), zh: number(&unit.zh) }
    }
}

/// Reads the `[[limit]]` tables, and tells which limit a questionnaire asks for that is not there: what is answered would
/// be held against nothing.
pub(super) fn read(fields: &Fields<'_, '_>, sets: &[Questionnaire]) -> Vec<Limit> {
    let mut all: Vec<Limit> = Vec::new();
    let mut named: BTreeSet<String> = BTreeSet::new();
    let asked = asked(sets);
    for table in fields.tables("limit") {
        let id = table.need_text("id");
        let value = table.need_number("value");
        let unit = table.need_text("unit").map(|unit| unit.value).unwrap_or_default();
        let text = table.need_languages("text");
        let _ = table.text("source");
        table.finish();
        let Some(id) = id else { continue };
        let sheet = table.sheet();
        if !named.insert(id.value.clone()) {
            sheet.wrong(&id.at, "duplicate-id", told("remark.limit-twice", [("id", (&id.value).into())]), told("remark-do.keep-one", []));
            continue;
        }
        if !sets.is_empty() && !asked.contains_key(&id.value) {
            let otherwise = told("remark-do.unused-limit", [("name", format!("{LIMIT}{}", id.value).into())]);
            let next = meant_quoted(nearest(&id.value, asked.keys().map(String::as_str)), otherwise);
            sheet.doubt(&id.at, "unused-limit", told("remark.unused-limit", [("id", (&id.value).into())]), next);
        }
        let Some(value) = value else { continue };
        if value.value < Ratio::ZERO {
            let what = told("remark.negative-limit", [("id", (&id.value).into())]);
            sheet.wrong(&value.at, "out-of-range", what, told("remark-do.negative-limit", []));
            continue;
        }
        all.push(Limit { id: id.value, value: value.value, unit, text });
    }
    for (id, row) in asked.iter().filter(|(id, _)| !named.contains(*id)) {
        let what = told("remark.missing-limit", [("row", row.into()), ("id", id.into())]);
        let at = fields.span("policy").unwrap_or_default();
        fields.sheet().doubt(&at, "missing-limit", what, told("remark-do.missing-limit", []));
    }
    all
}

/// Every limit that conditions of the questionnaires name, with the first row that does.
fn asked(sets: &[Questionnaire]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut take = |condition: &Condition, row: &str| {
        for limit in condition.names().into_iter().filter_map(|name| name.strip_prefix(LIMIT)) {
            all.entry(limit.to_owned()).or_insert_with(|| row.to_owned());
        }
    };
    for set in sets {
        for question in &set.questions {
            question.bad.iter().for_each(|branch| take(&branch.when, question.id.as_str()));
        }
    }
    all
}
