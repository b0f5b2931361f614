//! Reads a policy file. Every mistake is reported; a policy with errors is still returned as far as it could be read,
//! and whether it may judge is for the caller to say.

mod case;
mod decision;
mod scoring;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Clause, Parameters, Policy, ResponseText, RuleText, Use};
use crate::diagnostic::{Diagnostic, meant, nearest};
use crate::questionnaire::{Questionnaire, Response, Severity};
use crate::reading::{At, Fields, Sheet};
use crate::reference::regime;
use crate::sentence::told;

/// Reads one policy; `sets` are the questionnaires whose rows its equivalents may cover. `None` only when the file has no
/// usable head.
#[must_use]
pub fn read(file: &str, text: &str, sets: &[Questionnaire]) -> (Option<Policy>, Vec<Diagnostic>) {
    if let Some(problem) = crate::reading::not_utf8(file, text) {
        return (None, vec![problem]);
    }
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let policy = read_policy(&fields, text, sets);
    fields.finish();
    (policy, sheet.into_problems())
}

fn read_policy(fields: &Fields<'_, '_>, text: &str, sets: &[Questionnaire]) -> Option<Policy> {
    let Some(head) = fields.table("policy") else {
        fields.missing("policy");
        return None;
    };
    let (id, edition) = (head.need_text("id"), head.need_text("edition"));
    let title = head.need_languages("title");
    let default_notice = head.flag("default-notice", true);
    let _ = head.text("source");
    head.finish();
    let clauses = read_clauses(fields);
    let scoring = scoring::read(fields, sets);
    let rules = read_rules(fields, &clauses);
    let decision = decision::read(fields, &rules, sets);
    let responses = read_responses(fields);
    let validity = months(fields, "validity");
    let retention = months(fields, "retention");
    if let Some(otherwise) = fields.table("validity-otherwise") {
        for key in otherwise.keys() {
            let _ = otherwise.text(&key.value);
        }
    }
    let hide_score = fields.table("interview").is_some_and(|interview| {
        let hide = interview.flag("hide-score-until-submit", false);
        decision::fixed_flag(&interview, "reconfirm-critical", false);
        interview.finish();
        hide
    });
    let own_responses = regime::read_own(fields, regime::built_in());
    let equivalents = super::equivalent::read(fields, sets);
    let certificates = super::equivalent::read_rules(fields);
    let substances = crate::figures::read_substance_tables(fields);
    let limits = super::limit::read(fields, sets);
    let published = super::published::read(fields);
    let cases = case::read(fields, text, sets, &rules);
    let sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(Policy {
        id: id?.value,
        edition: edition?.value,
        title,
        default_notice,
        clauses,
        weights: scoring.weights,
        grades: scoring.grades,
        maturity: scoring.maturity,
        declined: scoring.declined,
        dont_know_high: scoring.dont_know_high,
        dont_know_low: scoring.dont_know_low,
        evidence_floor: scoring.evidence_floor,
        coverage_floor: scoring.coverage_floor,
        worst_share: scoring.worst_share,
        worst_min_rows: scoring.worst_min_rows,
        conduct_bands: scoring.conduct_bands,
        inherent_bands: scoring.inherent_bands,
        domains: scoring.domains,
        matrix: scoring.matrix,
        attention: scoring.attention,
        inherent: scoring.inherent,
        short_below_headcount: scoring.short_below_headcount,
        short_inherent_band: scoring.short_inherent_band,
        responses,
        rules,
        validity,
        retention,
        hide_score,
        decision,
        own_responses,
        equivalents,
        certificates,
        substances,
        limits,
        published,
        cases,
        sha256,
    })
}

fn read_clauses(fields: &Fields<'_, '_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut parents: Vec<(String, At<String>)> = Vec::new();
    for table in fields.tables("clause") {
        let id = table.need_text("id");
        let purpose = table.need_word("use", &Use::WORDS);
        let lines = table.text("lines").map(|lines| lines.value).unwrap_or_default();
        let parent = table.text("parent");
        let in_source = table.flag("in-source", true);
        let text = table.need_languages("text");
        let _ = table.text("source");
        table.finish();
        let (Some(id), Some(purpose)) = (id, purpose) else { continue };
        if clauses.iter().any(|known| known.id == id.value) {
            let what = told("remark.clause-twice", [("id", (&id.value).into())]);
            table.sheet().wrong(&id.at, "duplicate-id", what, told("remark-do.clause-code", []));
            continue;
        }
        if let Some(parent) = &parent {
            parents.push((id.value.clone(), parent.clone()));
        }
        let parent = parent.map(|parent| parent.value);
        clauses.push(Clause { id: id.value, purpose: purpose.value, lines, parent, in_source, text });
    }
    for (id, parent) in parents {
        let above = clauses.iter().find(|clause| clause.id == parent.value);
        // Two levels: what stands below another clause has none below itself.
        if above.is_none_or(|above| above.parent.is_some()) || parent.value == id {
            let top = clauses.iter().filter(|clause| clause.parent.is_none() && clause.id != id).map(|clause| clause.id.as_str());
            let next = meant(nearest(&parent.value, top), told("remark-do.parent", []));
            let what = told("remark.parent", [("id", id.into()), ("parent", (&parent.value).into())]);
            fields.sheet().wrong(&parent.at, "unknown-clause", what, next);
        }
    }
    clauses
}

fn read_rules(fields: &Fields<'_, '_>, clauses: &[Clause]) -> BTreeMap<String, RuleText> {
    let mut rules = BTreeMap::new();
    // A clause with a mistake is none that may be named as missing.
    let written: Vec<String> = fields.tables("clause").iter().filter_map(|table| table.text("id")).map(|id| id.value).collect();
    for table in fields.tables("rule") {
        let id = table.need_text("id");
        let version = table.count("version").map_or(1, |version| version.value);
        let (clause, parameters) = (table.texts("clause"), table.table("parameters"));
        for code in clause.iter().cloned().chain(clauses_of_words(parameters.as_ref())) {
            if !clauses.iter().any(|known| known.id == code.value) && !written.contains(&code.value) {
                table.sheet().wrong(
                    &code.at,
                    "unknown-clause",
                    told("remark.clause-of-rule", [("id", (&code.value).into())]),
                    told("remark-do.clause-of-rule", []),
                );
            }
        }
        let severity = table.need_word("severity", &Severity::WORDS);
        let response = table.need_word("response", &Response::WORDS);
        let (title, reason, clears_when) =
            (table.need_languages("title"), table.need_languages("reason"), table.need_languages("clears-when"));
        let source = table.text("source").map(|source| source.value).unwrap_or_default();
        let parameters = parameters.map(|parameters| read_parameters(&parameters)).unwrap_or_default();
        let _ = (table.texts("alias"), table.texts("from-question"));
        table.finish();
        if let (Some(id), Some(severity), Some(response)) = (id, severity, response) {
            let clause = clause.into_iter().map(|code| code.value).collect();
            let (severity, response) = (severity.value, response.value);
            rules.insert(
                id.value.clone(),
                RuleText { id: id.value, version, title, reason, clears_when, clause, severity, response, source, parameters },
            );
        }
    }
    rules
}

/// Clauses a parameter gives to words, such as "corruption P1.7".
fn clauses_of_words(parameters: Option<&Fields<'_, '_>>) -> Vec<At<String>> {
    let lines = parameters.filter(|table| table.is_list("clauses")).map(|table| table.texts("clauses")).unwrap_or_default();
    let clause = |line: At<String>| At { value: line.value.rsplit(' ').next().unwrap_or_default().to_owned(), at: line.at };
    lines.into_iter().map(clause).collect()
}

fn read_parameters(table: &Fields<'_, '_>) -> Parameters {
    let mut parameters = Parameters::default();
    for key in table.keys() {
        if table.is_list(&key.value) {
            parameters.lists.insert(key.value.clone(), table.texts(&key.value).into_iter().map(|text| text.value).collect());
        } else if let Some(number) = table.number(&key.value) {
            parameters.numbers.insert(key.value, number.value);
        }
    }
    parameters
}

fn read_responses(fields: &Fields<'_, '_>) -> BTreeMap<Response, ResponseText> {
    let mut responses = BTreeMap::new();
    for table in fields.tables("response") {
        let id = table.need_word("id", &Response::WORDS);
        let _ = table.count("rank");
        let text = ResponseText {
            title: table.need_languages("title"),
            meaning: table.need_languages("meaning"),
            days: table.count("days").map(|d| d.value),
            months: table.count("months").map(|months| months.value),
            checks_at_months: months_of(&table),
            suspend_at_least_months: table.count("suspend-at-least-months").map(|months| months.value),
            propose_after_failed: table.count("propose-after-failed").map(|attempts| attempts.value),
        };
        table.finish();
        if let Some(id) = id {
            responses.insert(id.value, text);
        }
    }
    responses
}

/// Months after adoption, each later than the one before.
fn months_of(table: &Fields<'_, '_>) -> Vec<u32> {
    let mut months: Vec<u32> = Vec::new();
    for number in table.numbers("checks-at-months") {
        match number.value.to_string().parse::<u32>() {
            Ok(month) if month > months.last().copied().unwrap_or(0) => months.push(month),
            _ => table.sheet().wrong(
                &number.at,
                "wrong-months",
                told("remark.wrong-months", [("value", number.value.to_string().into())]),
                told("remark-do.wrong-months", []),
            ),
        }
    }
    months
}

fn months(fields: &Fields<'_, '_>, key: &str) -> BTreeMap<String, u32> {
    let Some(table) = fields.table(key) else { return BTreeMap::new() };
    table.keys().into_iter().filter_map(|key| table.count(&key.value).map(|months| (key.value, months.value))).collect()
}

#[cfg(test)]
mod tests;
