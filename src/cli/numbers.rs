//! `policy show`: every weight and threshold of an edition, with the file they stand in and whose they are.

use serde_json::{Value, json};

use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::locale::Locale;
use crate::policy::{Band, Policy};
use crate::ratio::Ratio;
use crate::workspace::Workspace;

pub(super) fn run(here: &Here, edition: &str) -> Outcome {
    let workspace = here.open()?;
    let policy = workspace.policy_named(edition, |_| None)?;
    let file = workspace.policy_file(&policy);
    if here.global.json {
        Here::json(&as_json(&policy, &file))?;
        return Ok(false);
    }
    page(here, &workspace, &policy, &file)?;
    Ok(false)
}

fn number(ratio: Ratio) -> String {
    let value = ratio.to_f64();
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value}") }
}

fn below(band: &Band) -> String {
    band.below.map_or_else(|| "…".to_owned(), |below| format!("< {}", number(below)))
}

fn page(here: &Here, workspace: &Workspace, policy: &Policy, file: &str) -> Result<(), Error> {
    let locale = here.locale();
    let notice = if policy.default_notice { locale.text("policy.default") } else { "" };
    say(format!("{}@{} · {file}\n{notice}", policy.id, policy.edition).trim_end())?;
    let title = |key: &str| locale.text(&format!("numbers.{key}")).to_owned();
    for (key, rows) in sections(locale, here, policy) {
        say(&format!("\n{}", title(key)))?;
        say(&table(&rows.into_iter().map(|row| [vec![" ".to_owned()], row].concat()).collect::<Vec<_>>(), &[]))?;
    }
    say(&format!("\n{}", locale.with("numbers.rules", &[("count", &policy.rules.len().to_string())])))?;
    for rule in policy.rules.values().filter(|rule| !rule.parameters.numbers.is_empty()) {
        let numbers: Vec<String> = rule.parameters.numbers.iter().map(|(key, value)| format!("{key} {}", number(*value))).collect();
        say(&format!("  {:11} {}", rule.id, numbers.join(", ")))?;
    }
    let judges = policy.edition_name() == workspace.policy().edition_name();
    if judges {
        let edition = format!("{}@{}", policy.id, policy.edition);
        say(&format!("\n{}", locale.with("edition.judges", &[("campaign", &workspace.campaign_label()), ("edition", &edition)])))?;
    }
    Ok(())
}

fn sections(locale: Locale, here: &Here, policy: &Policy) -> Vec<(&'static str, Vec<Vec<String>>)> {
    let pair = |name: String, value: String| vec![name, value];
    let word = |key: &str| locale.text(key).to_owned();
    let mut weights: Vec<_> = policy.weights.iter().collect();
    weights.reverse();
    let weights = weights.into_iter().map(|(severity, weight)| pair(super::decisions::level(locale, severity.word()), number(*weight)));
    let mut risk: Vec<Vec<String>> =
        policy.grades.iter().map(|(grade, risk)| pair(word(&format!("numbers.{grade:?}").to_lowercase()), number(*risk))).collect();
    risk.push(pair(word("numbers.maturity"), policy.maturity.iter().map(|risk| number(*risk)).collect::<Vec<_>>().join(" · ")));
    risk.push(pair(word("numbers.declined"), number(policy.declined)));
    risk.push(pair(word("numbers.dont-know"), format!("{} · {}", number(policy.dont_know_high), number(policy.dont_know_low))));
    let floors: Vec<String> = policy.evidence_floor.values().rev().map(|floor| number(*floor)).collect();
    risk.push(pair(word("numbers.evidence-floor"), floors.join(" · ")));
    let bands = |bands: &[Band]| bands.iter().map(|band| pair(band.title.get(here.lang).to_owned(), below(band))).collect::<Vec<_>>();
    let matrix = policy.matrix.iter().map(|(inherent, row)| {
        let cells = policy.conduct_bands.iter().filter_map(|band| row.get(&band.id));
        let cells = cells.map(|level| policy.attention_title(level).get(here.lang).to_owned());
        [vec![policy.band_title(inherent).get(here.lang).to_owned()], cells.collect()].concat()
    });
    let responses = policy.responses.iter().rev().filter_map(|(response, text)| {
        let time = match (text.months, text.days) {
            (Some(months), _) => locale.with("numbers.months", &[("count", &months.to_string())]),
            (None, Some(days)) => locale.with("numbers.days", &[("count", &days.to_string())]),
            (None, None) => return None,
        };
        Some(vec![response.code().to_owned(), text.title.get(here.lang).to_owned(), time])
    });
    let months = |all: &std::collections::BTreeMap<String, u32>| {
        all.iter().map(|(key, months)| pair(key.clone(), locale.with("numbers.months", &[("count", &months.to_string())]))).collect()
    };
    vec![
        ("weights", weights.collect()),
        ("risk", risk),
        ("conduct-bands", bands(&policy.conduct_bands)),
        ("inherent-bands", bands(&policy.inherent_bands)),
        ("matrix", matrix.collect()),
        (
            "coverage",
            vec![pair(word("numbers.floor"), number(policy.coverage_floor)), pair(word("numbers.worst"), number(policy.worst_share))],
        ),
        ("responses", responses.collect()),
        ("validity", months(&policy.validity)),
        ("retention", months(&policy.retention)),
    ]
}

fn as_json(policy: &Policy, file: &str) -> Value {
    let bands = |bands: &[Band]| -> Vec<Value> {
        bands.iter().map(|band| json!({"band": band.id, "below": band.below.map(Ratio::to_f64)})).collect()
    };
    let object = |pairs: Vec<(String, Value)>| Value::Object(pairs.into_iter().collect());
    json!({
        "edition": policy.edition_name(), "file": file, "tool_default": policy.default_notice,
        "weights": object(policy.weights.iter().map(|(severity, weight)| (severity.word().to_owned(), json!(weight.to_f64()))).collect()),
        "maturity": policy.maturity.iter().map(|risk| risk.to_f64()).collect::<Vec<_>>(),
        "declined": policy.declined.to_f64(), "dont_know_high": policy.dont_know_high.to_f64(), "dont_know_low": policy.dont_know_low.to_f64(),
        "coverage_floor": policy.coverage_floor.to_f64(), "worst_domain_share": policy.worst_share.to_f64(),
        "conduct_bands": bands(&policy.conduct_bands), "inherent_bands": bands(&policy.inherent_bands), "matrix": policy.matrix,
        "responses": object(policy.responses.iter().map(|(response, text)| (response.code().to_owned(), json!({"days": text.days, "months": text.months}))).collect()),
        "validity_months": policy.validity, "retention_months": policy.retention,
        "rules": object(policy.rules.values().filter(|rule| !rule.parameters.numbers.is_empty()).map(|rule| {
            (rule.id.clone(), object(rule.parameters.numbers.iter().map(|(key, value)| (key.clone(), json!(value.to_f64()))).collect()))
        }).collect()),
    })
}
