//! Accepted equivalents: certificates and audit reports that answer rows of a questionnaire in the supplier's stead.
//!
//! Which scheme answers which row with which value is data of the policy edition. A gate is never answered by a paper,
//! and neither is a row the buyer checks; both are refused when the file is read.

use super::Policy;
use crate::language::Text;
use crate::questionnaire::{Question, QuestionId, Questionnaire, value};
use crate::reading::{At, Fields};
use crate::reference::name::folded;
use crate::reference::scheme;

/// One scheme with the rows its certificate answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equivalent {
    /// Id of the scheme, `rba-vap`.
    pub scheme: String,
    /// The names a certificate of it may bear, levels included.
    pub named: Vec<String>,
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

impl Equivalent {
    /// Whether a certificate's scheme, as written on it, is this one.
    #[must_use]
    pub fn is_called(&self, written: &str) -> bool {
        self.named.iter().any(|name| folded(name) == folded(written)) || scheme::find(written).is_some_and(|known| known.id == self.scheme)
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
        let title = table.need_languages("title");
        let source = table.need_text("source").map(|source| source.value).unwrap_or_default();
        let mut rows: Vec<CoveredRow> = Vec::new();
        for row in table.tables("rows") {
            let Some((id, covered)) = read_row(&row, sets) else { continue };
            if rows.iter().any(|known| known.question == covered.question) {
                row.sheet().wrong(&id, "duplicate-id", format!("{} is covered twice", covered.question), "keep one of the two rows");
                continue;
            }
            rows.push(covered);
        }
        table.finish();
        let Some(scheme) = scheme else { continue };
        if all.iter().any(|known| known.scheme == scheme.value) {
            table.sheet().wrong(&scheme.at, "duplicate-id", format!("scheme {} is there twice", scheme.value), "put all its rows into one");
            continue;
        }
        all.push(Equivalent { scheme: scheme.value, named, title, source, rows });
    }
    all
}

fn usable_scheme(table: &Fields<'_, '_>, id: &At<String>) -> bool {
    let Some(known) = scheme::all().iter().find(|known| known.id == id.value) else {
        let near = crate::diagnostic::nearest(&id.value, scheme::all().iter().map(|known| known.id.as_str()));
        let next = near.map_or_else(|| "use an id of schemes.toml".to_owned(), |near| format!("did you mean \"{near}\"?"));
        table.sheet().wrong(&id.at, "unknown-scheme", format!("no scheme \"{}\" is known", id.value), next);
        return false;
    };
    if let Some(last) = known.withdrawn {
        let what = format!("the standard behind \"{}\" was withdrawn ({last}); its certificates count as none", id.value);
        table.sheet().wrong(&id.at, "withdrawn-scheme", what, "remove this mapping, or name the scheme that replaced it");
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
            row.sheet().wrong(
                &at,
                "wrong-value",
                format!("{}: {}", id.value, refusal.what.in_lang(crate::language::Lang::En)),
                refusal.next.in_lang(crate::language::Lang::En),
            );
            None
        }
    }
}

/// The question meant, when a paper may answer it at all.
fn coverable<'q>(row: &Fields<'_, '_>, id: &At<String>, sets: &'q [Questionnaire]) -> Option<&'q Question> {
    let Some(question) = sets.iter().find_map(|set| set.question(&id.value)) else {
        let all = sets.iter().flat_map(|set| &set.questions).map(|question| question.id.as_str());
        let near = crate::diagnostic::nearest(&id.value, all);
        let next = near.map_or_else(|| "name a question of a questionnaire here".to_owned(), |near| format!("did you mean \"{near}\"?"));
        row.sheet().wrong(&id.at, "unknown-question", format!("there is no question {}", id.value), next);
        return None;
    };
    let refused = if question.gate {
        Some("a gate; no certificate answers or clears one")
    } else if !question.is_asked() || question.restricted {
        Some("checked by the buyer; no certificate takes that over")
    } else {
        None
    };
    if let Some(why) = refused {
        row.sheet().wrong(&id.at, "not-coverable", format!("{} is {why}", id.value), "remove this row");
        return None;
    }
    Some(question)
}
