//! `verify`: every byte of the record.

use serde_json::{Value, json};

use super::{Here, Outcome, say};

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
    if here.global.json {
        let problems: Vec<Value> = report
            .problems
            .iter()
            .map(|problem| json!({"file": problem.file, "entry": problem.entry, "line": problem.line, "kind": problem.kind, "problem": problem.problem}))
            .collect();
        Here::json(&json!({"whole": report.whole, "entries": report.entries, "problems": problems}))?;
        return Ok(!report.whole);
    }
    for problem in &report.problems {
        let entry = problem.entry.map(|n| format!(" entry {n}")).unwrap_or_default();
        say(&format!("{}:{}:{entry} {}", problem.file, problem.line, problem.problem))?;
    }
    if report.whole {
        say(&here.locale().with("shell.whole", &[("entries", &report.entries.to_string())]))?;
    } else {
        let counts = [("problems", report.problems.len().to_string()), ("entries", report.entries.to_string())];
        say(&here.locale().with("shell.not-whole", &counts.each_ref().map(|(key, count)| (*key, count.as_str()))))?;
    }
    Ok(!report.whole)
}
