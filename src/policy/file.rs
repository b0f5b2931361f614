//! Reads a policy file. Every mistake is reported; a policy with errors is still returned as far as it could be read,
//! and whether it may judge is for the caller to say.

mod decision;
mod scoring;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Case, CaseCertificate, CaseDeclared, Clause, Expectation, Parameters, Policy, ResponseText, RuleText, Use};
use crate::diagnostic::{Diagnostic, Place};
use crate::questionnaire::{Questionnaire, Response, Severity};
use crate::reading::{Fields, Sheet};
use crate::reference::regime;
use crate::supplier::Fact;

/// Reads one policy; `sets` are the questionnaires whose rows its equivalents may cover. `None` only when the file has no
/// usable head.
#[must_use]
pub fn read(file: &str, text: &str, sets: &[Questionnaire]) -> (Option<Policy>, Vec<Diagnostic>) {
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
    let scoring = scoring::read(fields);
    let rules = read_rules(fields, &clauses);
    let decision = decision::read(fields, &rules);
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
        let _ = interview.flag("reconfirm-critical", false);
        interview.finish();
        hide
    });
    let own_responses = regime::read_own(fields, regime::built_in());
    let equivalents = super::equivalent::read(fields, sets);
    let substances = crate::figures::read_substance_tables(fields);
    let cases = fields.tables("case").iter().map(|case| read_case(case, text)).collect();
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
        substances,
        cases,
        sha256,
    })
}

fn read_clauses(fields: &Fields<'_, '_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for table in fields.tables("clause") {
        let id = table.need_text("id");
        let purpose = table.need_word("use", &Use::WORDS);
        let lines = table.text("lines").map(|lines| lines.value).unwrap_or_default();
        let parent = table.text("parent").map(|parent| parent.value);
        let in_source = table.flag("in-source", true);
        let text = table.need_languages("text");
        let _ = table.text("source");
        table.finish();
        let (Some(id), Some(purpose)) = (id, purpose) else { continue };
        if clauses.iter().any(|known| known.id == id.value) {
            table.sheet().wrong(&id.at, "duplicate-id", format!("clause {} is there twice", id.value), "give each clause its own code");
            continue;
        }
        clauses.push(Clause { id: id.value, purpose: purpose.value, lines, parent, in_source, text });
    }
    clauses
}

fn read_rules(fields: &Fields<'_, '_>, clauses: &[Clause]) -> BTreeMap<String, RuleText> {
    let mut rules = BTreeMap::new();
    for table in fields.tables("rule") {
        let id = table.need_text("id");
        let version = table.count("version").map_or(1, |version| version.value);
        let clause = table.texts("clause");
        for code in &clause {
            if !clauses.iter().any(|known| known.id == code.value) {
                table.sheet().wrong(
                    &code.at,
                    "unknown-clause",
                    format!("there is no clause {}", code.value),
                    "name a clause of this policy",
                );
            }
        }
        let severity = table.need_word("severity", &Severity::WORDS);
        let response = table.need_word("response", &Response::WORDS);
        let (title, reason, clears_when) =
            (table.need_languages("title"), table.need_languages("reason"), table.need_languages("clears-when"));
        let source = table.text("source").map(|source| source.value).unwrap_or_default();
        let parameters = table.table("parameters").map(|parameters| read_parameters(&parameters)).unwrap_or_default();
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
                format!("`checks-at-months` has {} where a later whole month is due", number.value),
                "write whole months in rising order, such as [3, 6]",
            ),
        }
    }
    months
}

fn months(fields: &Fields<'_, '_>, key: &str) -> BTreeMap<String, u32> {
    let Some(table) = fields.table(key) else { return BTreeMap::new() };
    table.keys().into_iter().filter_map(|key| table.count(&key.value).map(|months| (key.value, months.value))).collect()
}

fn read_case(table: &Fields<'_, '_>, text: &str) -> Case {
    let mut case = Case {
        name: table.need_text("name").map(|name| name.value).unwrap_or_default(),
        country: table.text("country").map(|country| country.value).unwrap_or_default(),
        role: table.text("role").map(|role| role.value).unwrap_or_default(),
        materials: table.texts("materials").into_iter().map(|text| text.value).collect(),
        base: table.text("base").map_or_else(|| "none".to_owned(), |base| base.value),
        without_evidence: table.texts("without-evidence").into_iter().map(|text| text.value).collect(),
        sites: table.texts("sites").into_iter().map(|text| text.value).collect(),
        certificates: table.tables("certificates").iter().map(read_certificate).collect(),
        buyer_checks: table.flag("buyer-checks", true),
        questionnaires: table.texts("questionnaires").into_iter().map(|text| text.value).collect(),
        evidence_expired: table.texts("evidence-expired").into_iter().map(|text| text.value).collect(),
        evidence_elsewhere: table.texts("evidence-elsewhere").into_iter().map(|text| text.value).collect(),
        declared: table.tables("declared").iter().map(read_declared).collect(),
        cleared: table.texts("cleared").into_iter().map(|text| text.value).collect(),
        status_list_days: table.count("status-list-days").map(|days| days.value),
        line: Place::at("", text, table.at.start).line,
        ..Case::default()
    };
    if let Some(profile) = table.table("profile") {
        for key in profile.keys() {
            let fact = if profile.is_flag(&key.value) {
                Fact::Flag(profile.flag(&key.value, false))
            } else {
                Fact::Number(profile.number(&key.value).map(|n| n.value).unwrap_or_default())
            };
            case.profile.insert(key.value, fact);
        }
    }
    if let Some(answers) = table.table("answers") {
        for key in answers.keys() {
            let value = answers.texts(&key.value).into_iter().map(|text| text.value).collect();
            case.answers.insert(key.value, value);
        }
    }
    if let Some(checks) = table.table("checks") {
        for key in checks.keys() {
            if let Some(outcome) = checks.text(&key.value) {
                case.checks.insert(key.value, outcome.value);
            }
        }
    }
    if let Some(expect) = table.table("expect") {
        case.expect = read_expectation(&expect);
    }
    table.finish();
    case
}

fn read_declared(table: &Fields<'_, '_>) -> CaseDeclared {
    let words = [("yes", "yes"), ("no", "no"), ("unknown", "unknown")];
    let word = |key: &str| table.word(key, &words).map(|word| word.value.to_owned()).unwrap_or_default();
    let declared = CaseDeclared {
        metal: table.need_text("metal").map(|metal| metal.value).unwrap_or_default(),
        covered: word("covered"),
        cahra: word("cahra"),
    };
    table.finish();
    declared
}

fn read_certificate(table: &Fields<'_, '_>) -> CaseCertificate {
    let word = |key: &str| table.text(key).map(|text| text.value).unwrap_or_default();
    let certificate = CaseCertificate {
        scheme: table.need_text("scheme").map(|scheme| scheme.value).unwrap_or_default(),
        state: table.need_text("state").map(|state| state.value).unwrap_or_default(),
        site: word("site"),
        metal: word("metal"),
        expires: word("expires"),
        expired: table.flag("expired", false),
    };
    table.finish();
    certificate
}

fn read_expectation(table: &Fields<'_, '_>) -> Expectation {
    let list = |key: &str| table.texts(key).into_iter().map(|text| text.value).collect();
    let one = |key: &str| table.text(key).map(|text| text.value);
    let expectation = Expectation {
        flags: list("flags"),
        not_flags: list("not-flags"),
        no_flags: table.flag("no-flags", false),
        by_certificate: list("by-certificate"),
        not_by_certificate: list("not-by-certificate"),
        responses: list("responses"),
        not_responses: list("not-responses"),
        regimes: list("regimes"),
        unresolved: list("unresolved"),
        band_at_least: one("band-at-least"),
        band: one("band"),
        inherent_band: one("inherent-band"),
        attention: one("attention"),
        verified: table.has("verified").then(|| table.flag("verified", false)),
        same_conduct_as: one("same-conduct-as"),
        not_worse_than: one("not-worse-than"),
    };
    table.finish();
    expectation
}

#[cfg(test)]
mod tests;
