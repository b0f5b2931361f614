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
        say(&format!("whole: {} entries, nothing changed", report.entries))?;
    } else {
        let problems = match report.problems.len() {
            1 => "1 problem".to_owned(),
            many => format!("{many} problems"),
        };
        say(&format!("not whole: {problems} in {} entries", report.entries))?;
    }
    Ok(!report.whole)
}
