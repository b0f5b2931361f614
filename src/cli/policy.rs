//! `policy`: editions as tested text, and who would be told something else before one takes effect.

use serde_json::{Value, json};

use super::args::PolicyCommand;
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::diagnostic::Place;
use crate::locale::Locale;
use crate::policy::Policy;
use crate::report::portfolio::{Compared, changed_cases, changed_keys, worded_in};
use crate::sentence::told;
use crate::workspace::Workspace;
use crate::workspace::adoption::{Waits, withdrawn};
use crate::workspace::compared::PartKind;
use crate::workspace::policies::{Adopted, Tested};

pub(super) fn run(here: &Here, command: PolicyCommand) -> Outcome {
    match command {
        PolicyCommand::List => list(here),
        PolicyCommand::Show { edition } => super::numbers::run(here, &edition),
        PolicyCommand::New { edition, of } => new(here, &edition, &of),
        PolicyCommand::Check { paths } => super::check::policies(here, &paths),
        PolicyCommand::Test { edition, on } => test(here, edition.as_deref().unwrap_or("active"), on.as_deref()),
        PolicyCommand::Regimes { risk, supplier } => super::regimes::run(here, risk.as_deref(), supplier.as_deref()),
        PolicyCommand::Confirm { risk: Some(risk), regime: Some(regime), against, take_back } => {
            super::compared::record(here, PartKind::Regime, &format!("{risk}/{regime}"), against.as_deref(), take_back)
        }
        PolicyCommand::Confirm { .. } => super::compared::list(here, &[PartKind::Regime]),
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

fn new(here: &Here, edition: &str, of: &str) -> Outcome {
    let mut workspace = here.open()?;
    let policy = workspace.policy_named(of, |_| None)?;
    let text = workspace.policy_text(&policy).unwrap_or_default().to_owned();
    let path = workspace.draft_edition("policy", &policy.id, edition, &text)?;
    drafted(here, "policy", &Drafted { path: &path, of: &short(&policy), id: &policy.id, edition, name: edition })
}

/// A new edition that was just written as text.
pub(super) struct Drafted<'a> {
    /// Its file.
    pub(super) path: &'a str,
    /// The edition it is a copy of.
    pub(super) of: &'a str,
    /// Of which policy or questionnaire.
    pub(super) id: &'a str,
    /// Its edition.
    pub(super) edition: &'a str,
    /// How the other commands call it.
    pub(super) name: &'a str,
}

/// Says which edition was written, of what it is a copy, and what comes next.
pub(super) fn drafted(here: &Here, what: &str, draft: &Drafted<'_>) -> Outcome {
    let Drafted { path, of, id, edition, name } = *draft;
    if here.global.json {
        Here::json(&json!({"file": path, "edition": name, "copy_of": of}))?;
        return Ok(false);
    }
    let values = [("file", path), ("of", of), ("id", id), ("edition", edition), ("name", name)];
    say(&here.locale().with(&format!("edition.drafted-{what}"), &values))?;
    Ok(false)
}

fn short(policy: &Policy) -> String {
    format!("{}@{}", policy.id, policy.edition)
}

fn said(here: &Here, workspace: &Workspace, entry: &str, policy: &Policy) -> Outcome {
    let adopted = workspace.adopted()?;
    let (standing, last) = workspace.standing_of(policy, &adopted);
    let from = last.map(|last| last.act.from).unwrap_or_default();
    let said = adopted.iter().find(|one| one.entry.to_string() == entry);
    if here.global.json {
        let rescores = said.map(|one| one.act.rescores.clone()).unwrap_or_default();
        let mut anew = serde_json::Map::new();
        for label in rescores {
            anew.insert(label.clone(), json!(workspace.policy_of_campaign(&label)?.edition_name()));
        }
        Here::json(
            &json!({"saved": true, "judged_anew": anew, "entry": entry, "edition": policy.edition_name(), "standing": standing.word(), "from": from,
            "counts": said.is_none_or(Adopted::counts), "asks_less": said.map(|one| one.less.clone()).unwrap_or_default(),
            "campaign": workspace.campaign_label(), "judged_by": workspace.policy().edition_name()}),
        )?;
        return Ok(false);
    }
    let locale = here.locale();
    let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
    say(&locale.with("edition.saved", &[("entry", entry), ("edition", &short(policy)), ("standing", &word), ("from", &from)]))?;
    if let Some(said) = said {
        whether_it_counts(&locale, "policy", said, &adopted)?;
        for line in workspace.policy_said(&said.act, &adopted, locale)? {
            say(&line)?;
        }
    }
    Ok(false)
}

/// Where it asks for less, and why it does not count yet.
pub(super) fn whether_it_counts(locale: &Locale, what: &str, said: &Adopted, all: &[Adopted]) -> Result<(), Error> {
    if let Some(from) = withdrawn(said, all) {
        say(&locale.with("edition.withdrawn", &[("from", &from)]))?;
    }
    let edition = said.act.edition.split(':').next().unwrap_or_default();
    if !said.less.is_empty() {
        say(&locale.with("edition.less", &[("list", &said.less.join(" · "))]))?;
    }
    match &said.waits {
        Some(Waits::Second(_)) => say(&locale.with("edition.second", &[("what", what), ("edition", edition)]))?,
        Some(Waits::Signatures(who)) => {
            let who = who.join(", ");
            say(&locale.with("edition.signatures", &[("what", what), ("edition", edition), ("who", &who)]))?;
        }
        Some(Waits::NotTheirs) => say(locale.text("edition.not-theirs"))?,
        None => {}
    }
    Ok(())
}

/// Which editions were adopted, by whom, one line each.
pub(super) fn adopted_told(locale: &Locale, workspace: &Workspace) -> Result<Vec<String>, Error> {
    let adopted = workspace.adopted()?;
    let mut names: Vec<&str> = adopted.iter().map(|one| one.act.edition.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut lines = Vec::new();
    for name in names {
        let (standing, last) = workspace.standing_of_edition(name, &adopted);
        let by: Vec<String> = adopted
            .iter()
            .filter(|one| one.act.edition == name && last.as_ref().is_some_and(|last| last.act.state == one.act.state))
            .map(|one| locale.with(if one.is_signed() { "edition.signed" } else { "edition.unsigned" }, &[("by", &one.by)]))
            .collect();
        let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
        let from = last.map(|last| last.act.from).unwrap_or_default();
        let short = name.split(':').next().unwrap_or_default();
        lines.push(locale.with("edition.adopted-by", &[("edition", short), ("standing", &word), ("from", &from), ("by", &by.join(", "))]));
    }
    Ok(lines)
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
            "file": workspace.policy_file(policy), "tool_default": policy.is_tool_default(), "cases": policy.cases.len()}));
        let mark = if judges { "▸" } else { "" };
        let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
        rows.push([mark, &short(policy), &word, &from, &by].map(str::to_owned).to_vec());
    }
    if here.global.json {
        Here::json(&Value::Array(machine))?;
    } else {
        say(&table(&rows, &[]))?;
        for policy in workspace.policies() {
            let file = workspace.policy_notice(policy, locale).unwrap_or_else(|| workspace.policy_file(policy));
            say(&format!("  {} · {file}", short(policy)))?;
        }
        say(&locale.with("edition.judges", &[("campaign", &workspace.campaign_label()), ("edition", &short(workspace.policy()))]))?;
    }
    Ok(false)
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn file(name: &str) -> Option<String> {
    std::fs::read_to_string(name).ok()
}

fn test(here: &Here, edition: &str, on: Option<&str>) -> Outcome {
    let workspace = here.open()?;
    let policy = workspace.policy_named(edition, file)?;
    let Tested { failures, questionnaires } = workspace.test_policy(&policy, on)?;
    let mistakes = workspace.mistakes_of(&policy.edition_name());
    let all = policy.cases.len();
    if here.global.json {
        let failed = failures.iter().map(|failure| {
            json!({"case": failure.case, "line": failure.line, "column": failure.column,
                "difference": failure.what.to_string(), "next": failure.next.to_string()})
        });
        let wrong: Vec<Value> = mistakes.iter().map(|problem| super::check::as_json(problem)).collect();
        Here::json(&json!({"edition": policy.edition_name(), "cases": all, "questionnaires": questionnaires,
            "failed": failed.collect::<Vec<_>>(), "mistakes": wrong}))?;
    } else {
        let locale = here.locale();
        for problem in &mistakes {
            say(&problem.in_lang(here.lang))?;
        }
        let known = workspace.policies().iter().any(|known| known.sha256 == policy.sha256);
        let file = if known { workspace.policy_file(&policy) } else { edition.to_owned() };
        for failure in &failures {
            let place = Place { file: file.clone(), line: failure.line, column: failure.column };
            let of = [("place", place.to_string().into()), ("code", "case-fails".into()), ("said", failure.sentence())];
            say(&told("remark-of.line", of).in_lang(here.lang))?;
        }
        let bad = crate::workspace::policies::failed_cases(&failures);
        let counts = [("edition", short(&policy)), ("all", all.to_string()), ("failed", bad.to_string())];
        let pairs: Vec<(&str, &str)> = counts.iter().map(|(key, value)| (*key, value.as_str())).collect();
        say(&locale.with("edition.tested", &pairs))?;
        say(&locale.with("edition.tested-with", &[("all", &questionnaires.join(", "))]))?;
    }
    if !mistakes.is_empty() {
        return Err(Error::wrong(told("refusal.definition-errors", [("count", mistakes.len().to_string().into())])));
    }
    Ok(!failures.is_empty())
}

fn diff(here: &Here, old: &str, new: &str) -> Outcome {
    let workspace = here.open()?;
    let (before, after) = (workspace.policy_named(old, file)?, workspace.policy_named(new, file)?);
    let changes = workspace.compare_policies(None, &before, &after)?;
    let text = |name: &str, policy: &Policy| workspace.policy_text(policy).map(str::to_owned).or_else(|| file(name));
    let (Some(was), Some(is)) = (text(old, &before), text(new, &after)) else {
        return Err(Error::data(told("refusal.policy-text", [("old", old.into()), ("new", new.into())])));
    };
    let (keys, worded) = changed_keys(&was, &is);
    if here.global.json {
        let [new, gone, other] = changed_cases(&was, &is);
        Here::json(&json!({
            "cases": {"new": new, "gone": gone, "changed": other},
            "old": before.edition_name(), "new": after.edition_name(), "campaign": workspace.campaign_label(),
            "changed_keys": keys, "changed_wording": worded.len(), "wording": worded_in(&worded, here.lang).0,
            "suppliers": changes.iter().map(as_json).collect::<Vec<_>>(),
        }))?;
        return Ok(false);
    }
    let asked = workspace.supplier_ids()?.len();
    for line in crate::workspace::rulebook::diff_lines((&before, &was), (&after, &is), &changes, asked, here.locale()) {
        say(&line)?;
    }
    Ok(false)
}

pub(super) fn as_json(change: &Compared) -> Value {
    let moved: Vec<Value> = change.moved.iter().map(|moved| json!({"what": moved.what, "old": moved.old, "new": moved.new})).collect();
    json!({"supplier": change.supplier, "name": change.name, "moved": moved, "appear": change.appear, "vanish": change.vanish,
        "severity": change.severity.iter().map(|(flag, old, new)| json!({"flag": flag, "old": old, "new": new})).collect::<Vec<_>>(),
        "asked": change.asked, "not_asked": change.not_asked,
        "due": change.due.iter().map(|(set, old, new)| json!({"questionnaire": set, "old": old, "new": new})).collect::<Vec<_>>()})
}
