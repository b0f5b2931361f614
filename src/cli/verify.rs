//! `verify`: every byte of the record, and what others outside remember of it.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use super::rollup::heads_beside;
use super::{Error, Here, Outcome, say};
use crate::sentence::told;
use crate::store::Finding;
use crate::workspace::Workspace;
use crate::workspace::against::Witness;
use crate::workspace::copies::INSIDE;
use crate::workspace::recorded::Text;
use crate::workspace::retention::files::Erasure;

/// What is taken as it is from here on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accepted {
    /// Logs.
    pub(super) heads: bool,
    /// Texts that people edit.
    pub(super) edits: bool,
}

pub(super) fn run(here: &Here, ids: &[String], against: Option<&str>, accepted: Accepted) -> Outcome {
    let workspace = here.open()?;
    for id in ids {
        workspace.must_know(id)?;
    }
    if accepted.heads {
        workspace.accept_heads()?;
    }
    if accepted.edits {
        workspace.store().remember_texts()?;
    }
    let mut report = workspace.verify(ids)?;
    if let Some(export) = against {
        report.problems.extend(held_against(&workspace, export)?);
    }
    let edited = texts(&workspace, ids)?;
    let told_as_text =
        |file: &str| edited.iter().any(|(id, text)| *text != Text::Unrecorded && file == format!("suppliers/{id}/supplier.toml"));
    report.problems.retain(|problem| problem.kind != "edited" || !told_as_text(&problem.file));
    report.whole = report.problems.is_empty();
    let by_hand = edited.iter().filter(|(_, text)| is_by_hand(text)).count();
    let by_line = if ids.is_empty() { super::people::by_line(here, &workspace) } else { Vec::new() };
    if here.global.json {
        report.problems.extend(edited.iter().filter(|(_, text)| is_by_hand(text)).map(|(id, text)| by_hand_problem(id, text)));
        report.whole = report.problems.is_empty();
        let mut notices = notices(&edited, &by_line);
        if ids.is_empty() {
            notices.extend(super::people::refused_json(&workspace)?);
        }
        Here::json(&as_json(&workspace, &report, &notices)?)?;
        return Ok(!report.whole);
    }
    for problem in &report.problems {
        let (file, line, text) = (problem.file.as_str(), problem.line.to_string(), problem.problem.in_lang(here.lang));
        match problem.entry.map(|n| n.to_string()) {
            Some(n) => say(&here.locale().with("damage.at-entry", &[("file", file), ("line", &line), ("entry", &n), ("problem", &text)]))?,
            None => say(&format!("{file}:{line}: {text}"))?,
        }
    }
    for sentence in edited.iter().filter_map(|(id, text)| text.sentence(id)) {
        say(&sentence.in_lang(here.lang))?;
    }
    by_line.iter().try_for_each(|told| say(told))?;
    if !report.erased.is_empty() {
        say(&here.locale().with("shell.erased-files", &[("count", &report.erased.len().to_string())]))?;
    }
    for (sha256, one) in erased(&workspace, &report)? {
        say(&format!("  {}  {}", sha256.get(..12).unwrap_or(&sha256), one.line(here.locale())))?;
    }
    if ids.is_empty() {
        super::people::keys_told(here, &workspace)?;
        super::people::refused_told(here, &workspace)?;
        for line in super::policy::adopted_told(&here.locale(), &workspace)? {
            say(&line)?;
        }
    }
    let (entries, by_hand_told) = (report.entries.to_string(), by_hand.to_string());
    if report.whole && by_hand > 0 {
        say(&here.locale().with("shell.whole-but-edited", &[("entries", &entries), ("count", &by_hand_told)]))?;
    } else if report.whole {
        say(&here.locale().with("shell.whole", &[("entries", &entries)]))?;
    } else {
        let counts = [("problems", report.problems.len().to_string()), ("entries", report.entries.to_string())];
        say(&here.locale().with("shell.not-whole", &counts.each_ref().map(|(key, count)| (*key, count.as_str()))))?;
    }
    Ok(!report.whole || by_hand > 0)
}

/// Whether a profile is not as the program left it.
fn is_by_hand(text: &Text) -> bool {
    !matches!(text, Text::Unrecorded | Text::Apart(_))
}

/// A profile edited by hand as a problem, for other programs.
fn by_hand_problem(id: &str, text: &Text) -> Finding {
    let kind = if matches!(text, Text::Wrong(_)) { "profile-unreadable" } else { "profile-edited" };
    let problem = text.sentence(id).unwrap_or_else(|| told("damage.edited", []));
    Finding { file: format!("suppliers/{id}/supplier.toml"), entry: None, line: 0, kind, problem }
}

fn as_json(workspace: &Workspace, report: &crate::store::VerifyReport, notices: &[Value]) -> Result<Value, Error> {
    let problems: Vec<Value> = report
        .problems
        .iter()
        .map(|problem| json!({"file": problem.file, "entry": problem.entry, "line": problem.line, "kind": problem.kind, "problem": problem.problem.to_string()}))
        .collect();
    let erased: Vec<Value> = erased(workspace, report)?
        .iter()
        .map(
            |(sha256, one)| json!({"sha256": sha256, "entry": one.entry, "by": one.person, "at": one.at.to_string(), "reason": one.reason}),
        )
        .collect();
    let [first_key, breaks] = super::people::keys_json(workspace)?;
    Ok(json!({
        "whole": report.whole, "entries": report.entries, "problems": problems, "notices": notices, "erased_files": erased,
        "first_key": first_key, "key_breaks": breaks, "earlier_key_rule": workspace.people().keeps_the_earlier_rule(),
    }))
}

/// What is told and is no damage, for other programs: profiles recorded apart or not at all, and a line of the settings
/// that gives nobody anything.
fn notices(edited: &[(String, Text)], by_line: &[String]) -> Vec<Value> {
    let mut notices: Vec<Value> = edited
        .iter()
        .filter(|(_, text)| !is_by_hand(text))
        .map(|(id, text)| {
            let kind = if matches!(text, Text::Apart(_)) { "profile-apart" } else { "profile-unrecorded" };
            let problem = text.sentence(id).map(|sentence| sentence.to_string());
            json!({"file": format!("suppliers/{id}/supplier.toml"), "kind": kind, "problem": problem})
        })
        .collect();
    notices.extend(by_line.iter().map(|problem| json!({"file": "oretrail.toml", "kind": "compliance-line", "problem": problem})));
    notices
}

/// Stored files that were erased, with who did it and why.
fn erased(workspace: &Workspace, report: &crate::store::VerifyReport) -> Result<Vec<(String, Erasure)>, Error> {
    report.erased.iter().map(|one| Ok((one.sha256.clone(), workspace.erasure_of(one)?))).collect()
}

/// The most that is looked through of an export.
const LONGEST: u64 = 64 << 20;

/// What speaks against the record by an export, a copy of the workspace, a backup of it, or a bundle.
fn held_against(workspace: &Workspace, export: &str) -> Result<Vec<Finding>, Error> {
    let path = Path::new(export);
    if !path.is_dir() {
        return Ok(workspace.verify_against(export, &named_in(export)?)?);
    }
    let backup = path.join(INSIDE);
    let readme = path.join("README.txt");
    if backup.join("oretrail.toml").is_file() {
        return Ok(workspace.verify_against_copy(&backup)?);
    }
    if path.join("SHA256SUMS").is_file() && readme.is_file() {
        // The page of a bundle names the heads it was made at.
        let mut named = Witness { says_heads: true, ..Witness::default() };
        take(&readme, &mut named)?;
        return Ok(workspace.verify_against(export, &named)?);
    }
    Ok(workspace.verify_against_copy(path)?)
}

/// What an export names, and the list of heads that was laid beside it.
fn named_in(export: &str) -> Result<Witness, Error> {
    let path = Path::new(export);
    let mut named = Witness::default();
    if !path.is_file() {
        named.take(export.as_bytes());
        if named.is_empty() {
            return Err(Error::data(told("refusal.no-export", [("export", export.into())])));
        }
        return Ok(Witness { says_heads: true, ..named });
    }
    take(path, &mut named)?;
    let beside = heads_beside(path);
    if beside.is_file() {
        take(&beside, &mut named)?;
    }
    Ok(named)
}

/// Takes in what a file names; a workbook is looked through member by member.
#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn take(path: &Path, named: &mut Witness) -> Result<(), Error> {
    let cannot = |error: &dyn std::fmt::Display| {
        Error::data(told("store.read", [("path", path.display().to_string().into()), ("why", error.to_string().into())]))
    };
    let bytes = std::fs::read(path).map_err(|error| cannot(&error))?;
    if !bytes.starts_with(b"PK") {
        named.take(&bytes);
        return Ok(());
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).map_err(|error| cannot(&error))?;
    for index in 0..archive.len() {
        let mut member = Vec::new();
        let file = archive.by_index(index).map_err(|error| cannot(&error))?;
        file.take(LONGEST).read_to_end(&mut member).map_err(|error| cannot(&error))?;
        named.take(&member);
    }
    Ok(())
}

/// Profiles whose text is not what is recorded. Nothing of the record is wrong with them, and yet a file is not as the
/// program left it: they are told apart, and nobody gets the exit code of an untouched workspace.
fn texts(workspace: &Workspace, ids: &[String]) -> Result<Vec<(String, Text)>, Error> {
    let all = if ids.is_empty() { workspace.supplier_ids()? } else { ids.to_vec() };
    let mut edited = Vec::new();
    for id in all {
        let text = workspace.profile(&id)?.text;
        if text.needs_somebody() {
            edited.push((id, text));
        }
    }
    Ok(edited)
}
