//! Reads a policy file. Every mistake is reported; a policy with errors is still returned as far as it could be read,
//! and whether it may judge is for the caller to say.

mod case;
mod decision;
mod rule;
mod scoring;
mod served;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Clause, Policy, ResponseText, Use, months};
use crate::diagnostic::{Diagnostic, meant, nearest};
use crate::questionnaire::{Questionnaire, Response};
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
        fields.missing_table("policy");
        return None;
    };
    let (id, edition) = (head.need_text("id"), crate::questionnaire::file::edition(&head));
    let title = head.need_languages("title");
    let default_notice = head.flag("default-notice", true);
    let _ = head.text("source");
    head.finish();
    let clauses = read_clauses(fields);
    let scoring = scoring::read(fields, sets);
    let rules = rule::read(fields, &clauses, sets);
    let decision = decision::read(fields, &rules, sets);
    let responses = read_responses(fields);
    let (validity, retention) = (months::validity(fields, sets), months::retention(fields));
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
    let published = super::published::read(fields, &clauses);
    served::every_clause(fields, &clauses, &published, sets);
    served::every_row(fields, &scoring.domains, sets);
    let cases = case::read(fields, text, sets, &case::Words::of(&rules, &scoring));
    let sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(Policy {
        id: id?.value,
        edition: edition?.value,
        title,
        default_notice,
        adopted: false,
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

/// Tells a clause that says neither where it stands nor that it stands nowhere, and one that stands nowhere and judges
/// suppliers all the same.
fn where_it_stands(table: &Fields<'_, '_>, id: &At<String>, purpose: Use, (in_source, no_lines): (bool, bool)) {
    let told = |key| told(key, [("id", (&id.value).into())]);
    if in_source && no_lines {
        table.sheet().doubt(&id.at, "clause-without-lines", told("remark.clause-without-lines"), told("remark-do.clause-without-lines"));
    }
    let judges = matches!(purpose, Use::Gate | Use::Score | Use::ScoreAndEvidence | Use::Evidence);
    if !in_source && judges {
        let at = table.span("in-source").unwrap_or_else(|| id.at.clone());
        table.sheet().doubt(&at, "clause-not-in-source", told("remark.clause-not-in-source"), told("remark-do.clause-not-in-source"));
    }
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
        where_it_stands(&table, &id, purpose.value, (in_source, lines.trim().is_empty()));
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

fn read_responses(fields: &Fields<'_, '_>) -> BTreeMap<Response, ResponseText> {
    let (mut responses, mut ranks) = (BTreeMap::new(), Vec::new());
    for table in fields.tables("response") {
        let id = table.need_word("id", &Response::WORDS);
        if let Some(rank) = table.count("rank") {
            let place = id.as_ref().and_then(|id| Response::WORDS.iter().position(|(_, known)| *known == id.value));
            // Which is graver is the program's to say; the number tells readers.
            if let Some(place) = place.filter(|_| !ranks.contains(&rank.value)) {
                decision::fixed_number(&table, "rank", i64::try_from(place + 1).unwrap_or_default());
            }
            one_rank(&table, &rank, &mut ranks);
        }
        let text = ResponseText {
            title: table.need_languages("title"),
            meaning: table.need_languages("meaning"),
            days: table.count_from_one("days").map(|d| d.value),
            months: table.count_from_one("months").map(|months| months.value),
            checks_at_months: months_of(&table),
            suspend_at_least_months: table.count_from_one("suspend-at-least-months").map(|months| months.value),
            propose_after_failed: table.count_from_one("propose-after-failed").map(|attempts| attempts.value),
        };
        table.finish();
        if let Some(id) = id {
            responses.insert(id.value, text);
        }
    }
    responses
}

/// No two of one kind stand on the same step; which of them is the graver could not be told.
fn one_rank(table: &Fields<'_, '_>, rank: &At<u32>, taken: &mut Vec<u32>) {
    if taken.contains(&rank.value) {
        let what = told("remark.rank-twice", [("rank", rank.value.to_string().into())]);
        table.sheet().wrong(&rank.at, "duplicate-rank", what, told("remark-do.rank-twice", []));
    }
    taken.push(rank.value);
}

/// Months after adoption, each later than the one before and none beyond the term.
fn months_of(table: &Fields<'_, '_>) -> Vec<u32> {
    let mut months: Vec<u32> = Vec::new();
    let term = table.count("months").map(|term| term.value).filter(|term| *term > 0);
    for number in table.numbers("checks-at-months") {
        match number.value.to_string().parse::<u32>() {
            Ok(month) if term.is_some_and(|term| month > term) => {
                let of = [("value", month.to_string().into()), ("months", term.unwrap_or_default().to_string().into())];
                let next = told("remark-do.beyond-the-term", [of[1].clone()]);
                table.sheet().wrong(&number.at, "wrong-months", told("remark.beyond-the-term", of), next);
            }
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

#[cfg(test)]
mod tests;
