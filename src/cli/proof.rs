//! What an auditor takes along and what looks after the record: bundle, backup, restore, redact, doctor.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{Buying, ProofWork};
use super::people::told;
use super::{Error, Here, Outcome, say, why};
use crate::journal::EntryRef;
use crate::sentence::told as sentence;
use crate::workspace::bundle::{Bundle, sums};
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
        ProofWork::Redact { entry, supplier, campaign, reason, ahead } => {
            redact(here, Within { supplier: supplier.as_deref(), campaign: campaign.as_deref() }, &entry, (&reason, ahead))
        }
        ProofWork::Doctor => doctor(here),
    }
}

fn absolute(path: &Path) -> Result<std::path::PathBuf, Error> {
    std::path::absolute(path).map_err(|error| Error::data(format!("{} is no path: {error}", path.display())))
}

fn bundle(here: &Here, id: &str, out: &Path, (on, buying): (Option<Date>, &Buying), restricted: bool) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    here.means(&mut workspace, buying)?;
    if !restricted {
        workspace.as_outsider();
    } else if !workspace.sees_restricted() {
        return Err(Error::wrong(sentence("refusal.bundle-restricted", [])));
    }
    let why = workspace.why(id, on, None)?;
    let Some(replayed) = &why.replayed else {
        let entry = why.decision.entry.to_string();
        return Err(Error::wrong(sentence("refusal.bundle-unsealed", [("entry", entry.into()), ("id", id.into())])));
    };
    let heads = workspace.heads_for_export()?;
    let Bundle { mut files, gaps } = workspace.bundle(id, replayed)?;
    let json = serde_json::to_string_pretty(&why::as_json(here, &why)).map_err(|error| Error::data(error.to_string()))?;
    files.insert("why.txt".to_owned(), format!("{}\n", why::page(here, &workspace, &why)).into_bytes());
    files.insert("why.json".to_owned(), format!("{json}\n").into_bytes());
    let locale = here.locale();
    let name = why.then.supplier.display_name();
    let values = [("supplier", name), ("entry", &replayed.entry.to_string()), ("heads", &heads)];
    let mut text = locale.with("doctor.bundle-readme", &values);
    if !gaps.is_empty() {
        text = format!("{text}\n\n{}", locale.with("doctor.bundle-readme-gaps", &[("count", &gaps.count().to_string())]));
    }
    files.insert("README.txt".to_owned(), format!("{text}\n").into_bytes());
    let list = sums(&files);
    files.insert("SHA256SUMS".to_owned(), list.into_bytes());
    copies::lay(out, &files)?;
    if here.global.json {
        Here::json(
            &json!({"out": out.display().to_string(), "files": files.len(), "decision": replayed.entry.to_string(), "identical": replayed.is_identical(), "heads": heads, "withheld": gaps.count(), "vouched_by": gaps.vouched_by}),
        )?;
    } else {
        let count = files.len().to_string();
        say(&locale.with("doctor.bundled", &[("dir", &out.display().to_string()), ("count", &count)]))?;
        if !gaps.is_empty() {
            let key = if gaps.vouched_by.is_some() { "doctor.withheld" } else { "doctor.withheld-unsigned" };
            say(&locale.with(key, &[("count", &gaps.count().to_string())]))?;
        }
        say(&locale.with("proof.heads", &[("heads", &heads)]))?;
    }
    Ok(!replayed.is_identical())
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
    say(&locale.with("proof.heads", &[("heads", &copied.heads)]))?;
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
        let rows: Vec<Value> = ailments.iter().map(|one| json!({"kind": one.kind, "of": one.of, "what": one.what})).collect();
        Here::json(&json!({"healthy": ailments.is_empty(), "ailments": rows}))?;
        return Ok(!ailments.is_empty());
    }
    let locale = here.locale();
    for one in &ailments {
        say(&locale.with(&format!("doctor.{}", one.kind), &[("of", &one.of), ("what", &one.what)]))?;
    }
    let key = if ailments.is_empty() { "doctor.healthy" } else { "doctor.to-see-to" };
    say(&locale.with(key, &[("count", &ailments.len().to_string())]))?;
    Ok(!ailments.is_empty())
}
