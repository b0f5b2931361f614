//! What an auditor takes along and what looks after the record: bundle, backup, restore, redact, doctor.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{Buying, ProofWork};
use super::people::told;
use super::{Error, Here, Outcome, say, why};
use crate::journal::EntryRef;
use crate::workspace::copies::{self, Copied, Within};

pub(super) fn run(here: &Here, work: ProofWork) -> Outcome {
    match work {
        ProofWork::Why { id, on, under, buying } => why::run(here, &id, on, (under.as_ref(), &buying)),
        ProofWork::Replay { id, on, show, buying } => why::replay(here, &id, on, (show, &buying)),
        ProofWork::Seal { id, entry } => why::seal(here, &id, entry),
        ProofWork::Bundle { id, out, on, restricted, buying } => bundle(here, &id, &out, (on, &buying), restricted),
        ProofWork::Backup { dir } => {
            let copied = here.open()?.backup(&absolute(&dir)?)?;
            copied_told(here, "doctor.backed-up", &dir, &copied)
        }
        ProofWork::Restore { dir } => {
            let to = here.workspace_meant()?;
            let copied = copies::restore(&dir, &to, here.local(), &here.clock)?;
            copied_told(here, "doctor.restored", &to, &copied)
        }
        ProofWork::Redact { entry, supplier, within, reason, ahead } => {
            redact(here, Within { supplier: supplier.as_deref(), campaign: within.as_deref() }, &entry, (&reason, ahead))
        }
        ProofWork::Doctor => doctor(here),
    }
}

fn absolute(path: &Path) -> Result<std::path::PathBuf, Error> {
    std::path::absolute(path).map_err(|error| Error::unreadable(path, &error))
}

fn bundle(here: &Here, id: &str, out: &Path, (on, buying): (Option<Date>, &Buying), restricted: bool) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    here.means(&mut workspace, buying)?;
    let laid = workspace.lay_bundle(id, on, out, restricted, here.lang)?;
    if here.global.json {
        Here::json(
            &json!({"out": out.display().to_string(), "files": laid.files, "decision": laid.decision.to_string(), "identical": laid.identical, "heads": laid.heads, "withheld": laid.withheld, "vouched_by": laid.vouched_by, "list_signed": laid.signed}),
        )?;
    } else {
        say(&laid.told(here.locale()).join("\n"))?;
    }
    Ok(!laid.identical)
}

fn copied_told(here: &Here, key: &str, dir: &Path, copied: &Copied) -> Outcome {
    let problems = copied.report.problems.len();
    if here.global.json {
        Here::json(
            &json!({"dir": dir.display().to_string(), "files": copied.files, "entries": copied.report.entries, "whole": copied.report.whole, "problems": problems, "heads": copied.heads}),
        )?;
        return Ok(!copied.report.whole);
    }
    let locale = here.locale();
    let values = [("dir", dir.display().to_string()), ("count", copied.files.to_string()), ("entries", copied.report.entries.to_string())];
    say(&locale.with(key, &values.each_ref().map(|(key, value)| (*key, value.as_str()))))?;
    super::rollup::heads_told(here, &copied.heads, dir)?;
    for problem in &copied.report.problems {
        let entry = problem.entry.map(|n| format!(" entry {n}")).unwrap_or_default();
        say(&format!("{}:{}:{entry} {}", problem.file, problem.line, problem.problem))?;
    }
    if problems > 0 {
        say(&locale.with("doctor.copy-not-whole", &[("count", &problems.to_string())]))?;
    }
    Ok(!copied.report.whole)
}

fn redact(here: &Here, within: Within<'_>, entry: &EntryRef, (reason, ahead): (&str, bool)) -> Outcome {
    let mut workspace = here.open()?;
    if let Some(supplier) = within.supplier {
        workspace.must_know(supplier)?;
    }
    let erased = workspace.redact(within, entry, reason, ahead)?;
    if here.global.json {
        Here::json(
            &json!({"saved": true, "entry": erased.written.saved.entry.to_string(), "of": entry.to_string(), "place": erased.place.to_string(), "texts": erased.texts, "deleted": erased.deleted, "signed": erased.written.signed}),
        )?;
        return Ok(false);
    }
    told(here, &erased.written)?;
    let values = [("entry", entry.to_string()), ("place", erased.place.to_string()), ("count", erased.deleted.to_string())];
    say(&here.locale().with("doctor.erased", &values.each_ref().map(|(key, value)| (*key, value.as_str()))))?;
    Ok(false)
}

fn doctor(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let ailments = workspace.doctor()?;
    if here.global.json {
        let rows: Vec<Value> =
            ailments.iter().map(|one| json!({"kind": one.kind, "of": one.of, "what": crate::clean::line(&one.what.to_string())})).collect();
        let [first_key, breaks] = super::people::keys_json(&workspace)?;
        Here::json(&json!({"healthy": ailments.is_empty(), "ailments": rows, "first_key": first_key, "key_breaks": breaks}))?;
        return Ok(!ailments.is_empty());
    }
    let locale = here.locale();
    for line in super::policy::adopted_told(&locale, &workspace)? {
        say(&line)?;
    }
    super::people::keys_told(here, &workspace)?;
    for one in &ailments {
        say(&locale.with(&format!("doctor.{}", one.kind), &[("of", &one.of), ("what", &crate::clean::line(&one.what.in_lang(here.lang)))]))?;
    }
    let key = if ailments.is_empty() { "doctor.healthy" } else { "doctor.to-see-to" };
    say(&locale.with(key, &[("count", &ailments.len().to_string())]))?;
    Ok(!ailments.is_empty())
}
