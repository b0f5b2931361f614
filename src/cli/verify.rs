//! `verify`: every byte of the record.

use serde_json::{Value, json};

use super::{Here, Outcome, say};

pub(super) fn run(here: &Here, ids: &[String]) -> Outcome {
    let workspace = here.open()?;
    for id in ids {
        workspace.must_know(id)?;
    }
    let report = crate::store::verify(workspace.store(), ids)?;
    if here.global.json {
        let problems: Vec<Value> = report
            .problems
            .iter()
            .map(|problem| json!({"file": problem.file, "entry": problem.entry, "line": problem.line, "kind": problem.kind, "problem": problem.problem.to_string()}))
            .collect();
        Here::json(&json!({"whole": report.whole, "entries": report.entries, "problems": problems}))?;
        return Ok(!report.whole);
    }
    for problem in &report.problems {
        let (file, line, text) = (problem.file.as_str(), problem.line.to_string(), problem.problem.in_lang(here.lang));
        match problem.entry.map(|n| n.to_string()) {
            Some(n) => say(&here.locale().with("damage.at-entry", &[("file", file), ("line", &line), ("entry", &n), ("problem", &text)]))?,
            None => say(&format!("{file}:{line}: {text}"))?,
        }
    }
    if report.whole {
        say(&here.locale().with("shell.whole", &[("entries", &report.entries.to_string())]))?;
    } else {
        let counts = [("problems", report.problems.len().to_string()), ("entries", report.entries.to_string())];
        say(&here.locale().with("shell.not-whole", &counts.each_ref().map(|(key, count)| (*key, count.as_str()))))?;
    }
    Ok(!report.whole)
}
