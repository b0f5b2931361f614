//! `policy`: editions as tested text, and who would be told something else before one takes effect.

use serde_json::{Value, json};

use super::args::PolicyCommand;
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::policy::Policy;
use crate::report::portfolio::{Compared, changed_keys};
use crate::workspace::Workspace;

pub(super) fn run(here: &Here, command: PolicyCommand) -> Outcome {
    match command {
        PolicyCommand::List => list(here),
        PolicyCommand::Show { edition } => super::numbers::run(here, &edition),
        PolicyCommand::Check { paths } => super::check::run(here, &paths),
        PolicyCommand::Test { edition } => test(here, edition.as_deref().unwrap_or("active")),
        PolicyCommand::Regimes { risk, supplier } => super::regimes::run(here, risk.as_deref(), supplier.as_deref()),
        PolicyCommand::Diff { old, new } => diff(here, &old, &new),
        PolicyCommand::Activate { edition, from, rescores } => {
            let mut workspace = here.open()?;
            let (saved, policy) = workspace.adopt_policy(&edition, from.as_deref(), &rescores)?;
            said(here, &workspace, &saved.entry.to_string(), &policy)
        }
        PolicyCommand::Retire { edition, from } => {
            let mut workspace = here.open()?;
            let (saved, policy) = workspace.retire_policy(&edition, from.as_deref())?;
            said(here, &workspace, &saved.entry.to_string(), &policy)
        }
    }
}

fn short(policy: &Policy) -> String {
    format!("{}@{}", policy.id, policy.edition)
}

fn said(here: &Here, workspace: &Workspace, entry: &str, policy: &Policy) -> Outcome {
    let (standing, last) = workspace.standing_of(policy, &workspace.adopted()?);
    let from = last.map(|last| last.act.from).unwrap_or_default();
    let judging = short(workspace.policy());
    if here.global.json {
        Here::json(&json!({"saved": true, "entry": entry, "edition": policy.edition_name(), "standing": standing.word(), "from": from,
            "campaign": workspace.campaign_label(), "judged_by": workspace.policy().edition_name()}))?;
        return Ok(false);
    }
    let locale = here.locale();
    let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
    say(&locale.with("edition.saved", &[("entry", entry), ("edition", &short(policy)), ("standing", &word), ("from", &from)]))?;
    say(&locale.with("edition.judges", &[("campaign", &workspace.campaign_label()), ("edition", &judging)]))?;
    Ok(false)
}

fn list(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let adopted = workspace.adopted()?;
    let locale = here.locale();
    let mut rows = Vec::new();
    let mut machine = Vec::new();
    for policy in workspace.policies() {
        let (standing, last) = workspace.standing_of(policy, &adopted);
        let (from, by) = last.map(|last| (last.act.from, last.by)).unwrap_or_default();
        let judges = policy.edition_name() == workspace.policy().edition_name();
        machine.push(json!({"edition": policy.edition_name(), "standing": standing.word(), "from": from, "by": by, "judges": judges,
            "tool_default": policy.default_notice, "cases": policy.cases.len()}));
        let mark = if judges { "▸" } else { "" };
        let notice = if policy.default_notice { locale.text("policy.default") } else { "" };
        let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
        rows.push([mark, &short(policy), &word, &from, &by, notice].map(str::to_owned).to_vec());
    }
    if here.global.json {
        Here::json(&Value::Array(machine))?;
    } else {
        say(&table(&rows, &[]))?;
        say(&locale.with("edition.judges", &[("campaign", &workspace.campaign_label()), ("edition", &short(workspace.policy()))]))?;
    }
    Ok(false)
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn file(name: &str) -> Option<String> {
    std::fs::read_to_string(name).ok()
}

fn test(here: &Here, edition: &str) -> Outcome {
    let workspace = here.open()?;
    let policy = workspace.policy_named(edition, file)?;
    let failures = workspace.test_policy(&policy);
    let all = policy.cases.len();
    if here.global.json {
        let failed: Vec<Value> =
            failures.iter().map(|failure| json!({"case": failure.case, "line": failure.line, "difference": failure.what})).collect();
        Here::json(&json!({"edition": policy.edition_name(), "cases": all, "failed": failed}))?;
    } else {
        let locale = here.locale();
        for failure in &failures {
            say(&format!("{edition}:{}: {}: {}", failure.line, failure.case, failure.what))?;
        }
        let bad = failures.iter().map(|failure| &failure.case).collect::<std::collections::BTreeSet<_>>().len();
        let counts = [("edition", short(&policy)), ("all", all.to_string()), ("failed", bad.to_string())];
        let pairs: Vec<(&str, &str)> = counts.iter().map(|(key, value)| (*key, value.as_str())).collect();
        say(&locale.with("edition.tested", &pairs))?;
    }
    Ok(!failures.is_empty())
}

fn diff(here: &Here, old: &str, new: &str) -> Outcome {
    let workspace = here.open()?;
    let (before, after) = (workspace.policy_named(old, file)?, workspace.policy_named(new, file)?);
    let changes = workspace.compare_policies(&before, &after)?;
    let text = |name: &str, policy: &Policy| workspace.policy_text(policy).map(str::to_owned).or_else(|| file(name));
    let (Some(was), Some(is)) = (text(old, &before), text(new, &after)) else {
        return Err(Error::data(format!("the text of {old} or {new} cannot be read")));
    };
    let (keys, worded) = changed_keys(&was, &is);
    if here.global.json {
        Here::json(&json!({
            "old": before.edition_name(), "new": after.edition_name(), "campaign": workspace.campaign_label(),
            "changed_keys": keys, "changed_wording": worded, "suppliers": changes.iter().map(as_json).collect::<Vec<_>>(),
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    say(&format!("{} → {}", short(&before), short(&after)))?;
    for key in &keys {
        say(&format!("  {key}"))?;
    }
    if worded > 0 {
        say(&format!("  {}", locale.with("edition.worded", &[("count", &worded.to_string())])))?;
    }
    let asked = workspace.supplier_ids()?.len().to_string();
    let band = changes.iter().filter(|change| change.changes_band()).count().to_string();
    let flags = changes.iter().filter(|change| !change.appear.is_empty() || !change.vanish.is_empty()).count().to_string();
    say("")?;
    say(&locale.with("edition.diff", &[("asked", &asked), ("band", &band), ("flags", &flags)]))?;
    for change in &changes {
        say(&format!("\n{}  {}", change.supplier, change.name))?;
        for moved in &change.moved {
            let what = locale.text(&format!("edition.{}", moved.what)).to_owned();
            say(&format!("  {what}: {} → {}", moved.old, moved.new))?;
        }
        for (mark, flags) in [("+", &change.appear), ("-", &change.vanish)] {
            for flag in flags {
                say(&format!("  {mark} {flag}"))?;
            }
        }
    }
    Ok(false)
}

fn as_json(change: &Compared) -> Value {
    let moved: Vec<Value> = change.moved.iter().map(|moved| json!({"what": moved.what, "old": moved.old, "new": moved.new})).collect();
    json!({"supplier": change.supplier, "name": change.name, "moved": moved, "appear": change.appear, "vanish": change.vanish})
}
