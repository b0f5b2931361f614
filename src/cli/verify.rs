//! `verify`: every byte of the record.

use serde_json::{Value, json};

use super::{Error, Here, Outcome, say};
use crate::workspace::Workspace;
use crate::workspace::recorded::Text;

pub(super) fn run(here: &Here, ids: &[String], accept_heads: bool) -> Outcome {
    let workspace = here.open()?;
    for id in ids {
        workspace.must_know(id)?;
    }
    if accept_heads {
        for place in workspace.store().places()? {
            let found = crate::store::logs_of(workspace.store(), &place)?;
            workspace.store().remember_heads(&place, &found.logs, true)?;
        }
    }
    let report = crate::store::verify(workspace.store(), ids)?;
    let edited = texts(&workspace, ids)?;
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
