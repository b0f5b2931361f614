//! Accepted equivalents: certificates and audit reports that answer rows of a questionnaire in the supplier's stead.
//!
//! Which scheme answers which row with which value is data of the policy edition. A gate is never answered by a paper,
//! and neither is a row the buyer checks; both are refused when the file is read.

use jiff::civil::Date;

use super::Policy;
use crate::diagnostic::{meant_quoted, nearest};
use crate::language::Text;
use crate::questionnaire::{Question, QuestionId, Questionnaire, value};
use crate::reading::{At, Fields};
use crate::reference::name::folded;
use crate::reference::scheme;
use crate::sentence::told;

/// One scheme with the rows its certificate answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equivalent {
    /// Id of the scheme, `rba-vap`.
    pub scheme: String,
    /// The names a certificate of it may bear, levels included.
    pub named: Vec<String>,
    /// Only those names count, such as the levels a scheme recognises, and not the scheme's own.
    pub only_named: bool,
    /// Months a paper answers from the day it was issued, whatever day it expires; absent: until then.
    pub months: Option<u32>,
    /// Title.
    pub title: Text,
    /// Where the mapping comes from.
    pub source: String,
    /// Rows it answers.
    pub rows: Vec<CoveredRow>,
}

/// One row that a certificate answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoveredRow {
    /// The question.
    pub question: QuestionId,
    /// The answer it stands for.
    pub value: Vec<String>,
    /// The clause or criterion of the scheme that covers it.
    pub source: String,
}

/// What an edition makes of certificates beside what their sources say.
///
/// Editions without the table judge as all did before there was one, so that what was sealed under them replays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateRules {
    /// A certificate that is only written in a profile counts as shown, and no settlement or paper is asked for.
    pub profile_shows: bool,
    /// Settlements made apart that say different things leave it disputed; else the last of them holds.
    pub apart_disputes: bool,
}

impl Default for CertificateRules {
    fn default() -> Self {
        Self { profile_shows: true, apart_disputes: false }
    }
}

/// Reads what an edition makes of certificates.
pub(super) fn read_rules(fields: &Fields<'_, '_>) -> CertificateRules {
    let Some(table) = fields.table("certificates") else { return CertificateRules::default() };
    let in_profile = table.word("in-profile", &[("said", false), ("verified", true)]);
    let apart = table.word("settled-apart", &[("disputed", true), ("last", false)]);
    table.finish();
    CertificateRules { profile_shows: in_profile.is_some_and(|word| word.value), apart_disputes: apart.is_none_or(|word| word.value) }
}

impl Equivalent {
    /// Whether a certificate's scheme, as written on it, is this one.
    #[must_use]
    pub fn is_called(&self, written: &str) -> bool {
        let of_scheme = || scheme::find(written).is_some_and(|known| known.id == self.scheme);
        self.named.iter().any(|name| folded(name) == folded(written)) || !self.only_named && of_scheme()
    }

    /// Whether a paper that was issued on a day still answers on another; a day nobody wrote down says nothing.
    #[must_use]
    pub fn answers_still(&self, issued: &str, today: Date) -> bool {
        let last = |months| issued.parse::<Date>().ok()?.checked_add(jiff::Span::new().months(i64::from(months))).ok();
        self.months.is_none_or(|months| last(months).is_none_or(|last| today <= last))
    }
}

impl Policy {
    /// Whether the policy names a scheme among those whose standard was withdrawn or never certified anything.
    #[must_use]
    pub fn holds_void(&self, written: &str) -> bool {
        let void = self.rules.get("P-VOID").and_then(|rule| rule.parameters.lists.get("schemes"));
        void.into_iter().flatten().any(|name| folded(&name.replace('-', " ")) == folded(&written.replace('-', " ")))
    }
}

/// Reads the mappings; what cannot be used is left out and reported with its place.
pub(super) fn read(fields: &Fields<'_, '_>, sets: &[Questionnaire]) -> Vec<Equivalent> {
    let mut all: Vec<Equivalent> = Vec::new();
    for table in fields.tables("equivalent") {
        let scheme = table.need_text("scheme").and_then(|id| usable_scheme(&table, &id).then_some(id));
        let named = table.texts("named").into_iter().map(|name| name.value).collect();
        let only_named = table.flag("only-named", false);
        let months = table.count_from_one("months").map(|months| months.value);
        let title = table.need_languages("title");
        let source = table.need_text("source").map(|source| source.value).unwrap_or_default();
        let mut rows: Vec<CoveredRow> = Vec::new();
        for row in table.tables("rows") {
            let Some((id, covered)) = read_row(&row, sets) else { continue };
            if rows.iter().any(|known| known.question == covered.question) {
                let what = told("remark.covered-twice", [("id", covered.question.as_str().into())]);
                row.sheet().wrong(&id, "duplicate-id", what, told("remark-do.covered-twice", []));
                continue;
            }
            rows.push(covered);
        }
        table.finish();
        let Some(scheme) = scheme else { continue };
        if all.iter().any(|known| known.scheme == scheme.value) {
            let what = told("remark.scheme-twice", [("id", (&scheme.value).into())]);
            table.sheet().wrong(&scheme.at, "duplicate-id", what, told("remark-do.scheme-rows", []));
            continue;
        }
        all.push(Equivalent { scheme: scheme.value, named, only_named, months, title, source, rows });
    }
    all
}

fn usable_scheme(table: &Fields<'_, '_>, id: &At<String>) -> bool {
    let Some(known) = scheme::all().iter().find(|known| known.id == id.value) else {
        let near = nearest(&id.value, scheme::all().iter().map(|known| known.id.as_str()));
        let next = meant_quoted(near, told("remark-do.unknown-scheme", []));
        table.sheet().wrong(&id.at, "unknown-scheme", told("remark.unknown-scheme", [("id", (&id.value).into())]), next);
        return false;
    };
    if let Some(last) = known.withdrawn {
        let what = told("remark.withdrawn-scheme", [("id", (&id.value).into()), ("date", last.to_string().into())]);
        table.sheet().wrong(&id.at, "withdrawn-scheme", what, told("remark-do.withdrawn-scheme", []));
        return false;
    }
    true
}

fn read_row(row: &Fields<'_, '_>, sets: &[Questionnaire]) -> Option<(std::ops::Range<usize>, CoveredRow)> {
    let id = row.need_text("question");
    let value = row.texts("value");
    let source = row.need_text("source");
    if value.is_empty() && !row.has("value") {
        row.missing("value");
    }
    row.finish();
    let (id, source) = (id?, source?);
    let question = coverable(row, &id, sets)?;
    let typed: Vec<String> = value.iter().map(|word| word.value.clone()).collect();
    match value::normalise(question, &typed) {
        Ok(value) => Some((id.at, CoveredRow { question: question.id.clone(), value, source: source.value })),
        Err(refusal) => {
            let at = value.first().map_or_else(|| id.at.clone(), |word| word.at.clone());
            let what = told("remark.wrong-value", [("id", (&id.value).into()), ("what", refusal.what)]);
            row.sheet().wrong(&at, "wrong-value", what, refusal.next);
            None
        }
    }
}

/// The question meant, when a paper may answer it at all.
fn coverable<'q>(row: &Fields<'_, '_>, id: &At<String>, sets: &'q [Questionnaire]) -> Option<&'q Question> {
    let Some(question) = sets.iter().find_map(|set| set.question(&id.value)) else {
        let all = sets.iter().flat_map(|set| &set.questions).map(|question| question.id.as_str());
        let next = meant_quoted(nearest(&id.value, all), told("remark-do.unknown-question", []));
        row.sheet().wrong(&id.at, "unknown-question", told("remark.unknown-question", [("id", (&id.value).into())]), next);
        return None;
    };
    let refused = if question.gate {
        Some("remark.covers-a-gate")
    } else if !question.is_asked() || question.restricted {
        Some("remark.covers-a-check")
    } else {
        None
    };
    if let Some(why) = refused {
        row.sheet().wrong(&id.at, "not-coverable", told(why, [("id", (&id.value).into())]), told("remark-do.remove-row", []));
        return None;
    }
    Some(question)
}
