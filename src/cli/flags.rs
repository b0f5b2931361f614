//! `flags`: what was found, why, and what would clear it.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::args::Threshold;
use super::{Here, Outcome, say};
use crate::questionnaire::Severity;
use crate::review::WaiverOn;
use crate::rules::{Flag, FlagState};

pub(super) fn run(here: &Here, ids: &[String], fail_on: Option<Threshold>) -> Outcome {
    let workspace = here.open()?;
    let ids = if ids.is_empty() { workspace.standing_ids()? } else { ids.to_vec() };
    let mut all: Vec<(String, Flag, Option<WaiverOn>)> = Vec::new();
    for id in &ids {
        let dossier = here.dossier(&workspace, id)?;
        let held = |flag: &Flag| dossier.waiver_of(flag).filter(|_| flag.state == FlagState::Waived).cloned();
        all.extend(dossier.flags.iter().map(|flag| (id.clone(), flag.clone(), held(flag))));
    }
    let threshold = fail_on.map(|threshold| match threshold {
        Threshold::Critical => Severity::Critical,
        Threshold::High => Severity::High,
        Threshold::Medium => Severity::Medium,
        Threshold::Low => Severity::Low,
    });
    let found = threshold.is_some_and(|least| all.iter().any(|(_, flag, _)| flag.state == FlagState::Open && flag.severity >= least));
    if here.global.json {
        Here::json(&Value::Array(all.iter().map(|(id, flag, waiver)| as_json(here, id, flag, waiver.as_ref())).collect()))?;
        return Ok(found);
    }
    let mut last = "";
    for (id, flag, waiver) in &all {
        if id != last {
            say(&format!("{}{id}", if last.is_empty() { "" } else { "\n" }))?;
            last = id;
        }
        say(&words(here, flag, waiver.as_ref()))?;
    }
    if all.is_empty() {
        say(here.locale().text("shell.no-flags"))?;
    }
    Ok(found)
}

fn as_json(here: &Here, supplier: &str, flag: &Flag, waiver: Option<&WaiverOn>) -> Value {
    json!({
        "supplier": supplier,
        "rule": flag.rule,
        "severity": flag.severity.word(),
        "response": flag.response.code(),
        "gate": flag.gate,
        "clause": flag.clause,
        "reason": flag.reason.get(here.lang),
        "causes": flag.causes.iter().map(|cause| json!({"question": cause.question.as_str(), "entry": cause.entry})).collect::<Vec<_>>(),
        "also": flag.also.iter().map(crate::questionnaire::QuestionId::as_str).collect::<Vec<_>>(),
        "clears_when": flag.clears_when.get(here.lang),
        "state": flag.state.word(),
        "scope": flag.scope.as_deref().unwrap_or("supplier"),
        "opens": flag.opens,
        "regime": flag.regime,
        "key": flag.key(),
        "carried": flag.since.as_ref().map(|since| json!({"from": since.campaign, "since": since.day, "answered_again": !since.carried})),
        "waived_until": waiver.map(|waiver| &waiver.act.until),
        "waiver": waiver.map(|waiver| waiver.entry.to_string()),
        "restricted": flag.restricted,
        "action": flag.action.as_ref().map(|action| action.get(here.lang)),
    })
}

fn words(here: &Here, flag: &Flag, waiver: Option<&WaiverOn>) -> String {
    let mark = if flag.gate { '▲' } else { '◆' };
    let causes: Vec<String> = flag.causes.iter().map(|cause| format!("{} ({})", cause.question.row(), cause.entry)).collect();
    let severity = here.locale().text(&format!("finding-severity.{}", flag.severity.word())).to_owned();
    let mut out = format!(
        "  {mark} {:7} {severity}{} {:10} {}\n",
        flag.response,
        " ".repeat(8_usize.saturating_sub(severity.width())),
        flag.rule,
        flag.clause.join(" ")
    );
    out.push_str(&format!("    {}\n", flag.reason.get(here.lang)));
    if let Some(since) = flag.since.as_ref().filter(|since| !since.carried) {
        out.push_str(&format!("    {}\n", since.sentence().in_lang(here.lang)));
    }
    if let Some(action) = &flag.action {
        out.push_str(&format!("    → {}\n", action.get(here.lang)));
    }
    let locale = here.locale();
    if let Some(waiver) = waiver {
        let values = [("until", waiver.act.until.as_str()), ("person", &waiver.person)];
        out.push_str(&format!("    ~ {} ({})\n", locale.with("review.waived-until", &values), waiver.entry));
    }
    if !causes.is_empty() {
        out.push_str(&format!("    {}\n", locale.with("shell.causes", &[("list", &causes.join(", "))])));
    }
    out.push_str(&format!("    {}", locale.with("shell.clears", &[("how", flag.clears_when.get(here.lang))])));
    out
}
