//! `policy show`: gates, clauses, every weight and threshold of an edition, with the file they stand in and whose they are.

use serde_json::{Value, json};

use super::alarm::hanging;
use super::table;
use super::usage::cells;
use super::{Here, Outcome, say};
use crate::policy::{Band, Policy};
use crate::questionnaire::Questionnaire;
use crate::ratio::Ratio;
use crate::report::in_force;
use crate::tui::widget::text::{left, width};

pub(super) fn run(here: &Here, edition: &str) -> Outcome {
    let workspace = here.open()?;
    let policy = workspace.policy_named(edition, |_| None)?;
    let file = workspace.policy_file(&policy);
    let sets = workspace.sets();
    if here.global.json {
        Here::json(&as_json(&policy, &file, &sets))?;
        return Ok(false);
    }
    let locale = here.locale();
    let notice = locale.text("policy.default");
    let head = format!("{}@{} · {file}", policy.id, policy.edition);
    say(&head)?;
    if policy.is_tool_default() {
        say(notice)?;
    }
    for section in in_force::sections(&policy, &sets, &workspace.every_set(), locale) {
        let whose = if section.by_default { format!(" · {notice}") } else { String::new() };
        say(&format!("\n{}{whose}", section.title))?;
        let rows: Vec<Vec<String>> = section.lines.into_iter().map(|line| [vec![" ".to_owned()], line.cells].concat()).collect();
        say(&laid(rows, cells()))?;
    }
    let edition = format!("{}@{}", policy.id, policy.edition);
    if policy.edition_name() == workspace.policy().edition_name() {
        say(&format!("\n{}", locale.with("edition.judges", &[("campaign", &workspace.campaign_label()), ("edition", &edition)])))?;
    }
    Ok(false)
}

/// A table whose last column goes on under itself where the terminal ends.
fn laid(mut rows: Vec<Vec<String>>, cells: usize) -> String {
    let whole = table::whole(&rows, &[]);
    if whole.lines().all(|line| width(line) <= cells) {
        return whole;
    }
    let last: Vec<String> = rows.iter_mut().map(|row| row.pop().unwrap_or_default()).collect();
    let front = table::whole(&rows, &[]);
    let widest = front.lines().map(width).max().unwrap_or_default();
    let lines = front.lines().zip(last).flat_map(|(front, last)| hanging(&left(front, widest + 2), &last, cells));
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn as_json(policy: &Policy, file: &str, sets: &[&Questionnaire]) -> Value {
    let bands = |bands: &[Band]| -> Vec<Value> {
        bands.iter().map(|band| json!({"band": band.id, "below": band.below.map(Ratio::to_f64)})).collect()
    };
    let object = |pairs: Vec<(String, Value)>| Value::Object(pairs.into_iter().collect());
    json!({
        "edition": policy.edition_name(), "file": file, "tool_default": policy.is_tool_default(),
        "gates": in_force::gate_rows(sets).map(|question| question.id.to_string()).collect::<Vec<_>>(),
        "clauses": policy.clauses.iter().map(|clause| json!({"id": clause.id, "lines": clause.lines, "in_source": clause.in_source})).collect::<Vec<_>>(),
        "weights": object(policy.weights.iter().map(|(severity, weight)| (severity.word().to_owned(), json!(weight.to_f64()))).collect()),
        "maturity": policy.maturity.iter().map(|risk| risk.to_f64()).collect::<Vec<_>>(),
        "declined": policy.declined.to_f64(), "dont_know_high": policy.dont_know_high.to_f64(), "dont_know_low": policy.dont_know_low.to_f64(),
        "coverage_floor": policy.coverage_floor.to_f64(), "worst_domain_share": policy.worst_share.to_f64(),
        "conduct_bands": bands(&policy.conduct_bands), "inherent_bands": bands(&policy.inherent_bands), "matrix": policy.matrix,
        "responses": object(policy.responses.iter().map(|(response, text)| (response.code().to_owned(), json!({"days": text.days, "months": text.months}))).collect()),
        "validity_months": policy.validity, "retention_months": policy.retention,
        "limits": object(policy.limits.iter().map(|limit| (limit.id.clone(), json!({"value": limit.value.to_f64(), "unit": limit.unit}))).collect()),
        "published": policy.published.iter().map(|one| json!({
            "id": one.id, "title": one.title.en, "days": one.days,
            "editions": one.editions.iter().map(|edition| json!({"id": edition.id, "date": edition.date.to_string()})).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "rules": object(policy.rules.values().filter(|rule| !rule.parameters.numbers.is_empty()).map(|rule| {
            (rule.id.clone(), object(rule.parameters.numbers.iter().map(|(key, value)| (key.clone(), json!(value.to_f64()))).collect()))
        }).collect()),
    })
}
