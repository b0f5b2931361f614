//! `verify`: every byte of the record, and what others outside remember of it.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use super::{Error, Here, Outcome, say};
use crate::workspace::Workspace;
use crate::workspace::recorded::Text;

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
        report.problems.extend(workspace.verify_against(export, &heads_in(export)?)?);
        report.whole = report.problems.is_empty();
    }
    let edited = texts(&workspace, ids)?;
    let told_as_text =
        |file: &str| edited.iter().any(|(id, text)| *text != Text::Unrecorded && file == format!("suppliers/{id}/supplier.toml"));
    report.problems.retain(|problem| problem.kind != "edited" || !told_as_text(&problem.file));
    report.whole = report.problems.is_empty();
    if here.global.json {
        let problems: Vec<Value> = report
            .problems
            .iter()
            .map(|problem| json!({"file": problem.file, "entry": problem.entry, "line": problem.line, "kind": problem.kind, "problem": problem.problem.to_string()}))
            .collect();
        let notices: Vec<Value> = edited
            .iter()
            .map(|(id, text)| {
                let kind = match text {
                    Text::Edited(_) | Text::Same => "profile-edited",
                    Text::Wrong(_) => "profile-unreadable",
                    Text::Unrecorded => "profile-unrecorded",
                };
                let problem = text.sentence(id).map(|sentence| sentence.to_string());
                json!({"file": format!("suppliers/{id}/supplier.toml"), "kind": kind, "problem": problem})
            })
            .collect();
        Here::json(&json!({"whole": report.whole, "entries": report.entries, "problems": problems, "notices": notices}))?;
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
    if report.whole {
        say(&here.locale().with("shell.whole", &[("entries", &report.entries.to_string())]))?;
    } else {
        let counts = [("problems", report.problems.len().to_string()), ("entries", report.entries.to_string())];
        say(&here.locale().with("shell.not-whole", &counts.each_ref().map(|(key, count)| (*key, count.as_str()))))?;
    }
    Ok(!report.whole)
}

/// The most that is looked through of an export.
const LONGEST: u64 = 64 << 20;

/// Every SHA-256 an export names; a workbook is looked through member by member.
#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn heads_in(export: &str) -> Result<BTreeSet<String>, Error> {
    let path = Path::new(export);
    if !path.is_file() {
        let named = hashes(export.as_bytes());
        if named.is_empty() {
            return Err(Error::data(format!("{export} is neither a file nor the heads an export names (64 hex digits)")));
        }
        return Ok(named);
    }
    let cannot = |error: &dyn std::fmt::Display| Error::data(format!("{export} cannot be read: {error}"));
    let bytes = std::fs::read(path).map_err(|error| cannot(&error))?;
    if !bytes.starts_with(b"PK") {
        return Ok(hashes(&bytes));
    }
    let mut found = BTreeSet::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).map_err(|error| cannot(&error))?;
    for index in 0..archive.len() {
        let mut member = Vec::new();
        let file = archive.by_index(index).map_err(|error| cannot(&error))?;
        file.take(LONGEST).read_to_end(&mut member).map_err(|error| cannot(&error))?;
        found.extend(hashes(&member));
    }
    Ok(found)
}

fn hashes(bytes: &[u8]) -> BTreeSet<String> {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let runs = bytes.split(|byte| !hex(*byte)).filter(|run| run.len() == 64);
    runs.map(|run| String::from_utf8_lossy(run).into_owned()).collect()
}

/// Profiles whose text is not what is recorded: nothing of the record is wrong, so they are told and do not count.
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
