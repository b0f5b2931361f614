//! `check`: lints definition files. Every mistake with file, line, column, code, what and what to do.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Error, Here, Outcome, say};
use crate::diagnostic::{Diagnostic, Place, Weight};
use crate::questionnaire::Questionnaire;
use crate::sentence::told;
use crate::workspace::Workspace;
use crate::workspace::recorded::Text;

pub(super) fn run(here: &Here, paths: &[PathBuf]) -> Outcome {
    let mut problems = Vec::new();
    let mut files = 0;
    if paths.is_empty() {
        let workspace = here.open()?;
        problems.extend(workspace.problems().to_vec());
        for id in workspace.supplier_ids()? {
            let path = workspace.root().join("suppliers").join(&id).join("supplier.toml");
            check_file(&path, &path.display().to_string(), &[], &mut problems)?;
            edits(&workspace, &id, &path, &mut problems)?;
            files += 1;
        }
        files += workspace.questionnaires().len() + 2;
    } else {
        let known: Vec<Questionnaire> = crate::builtin::questionnaires()
            .iter()
            .filter_map(|(name, text)| crate::questionnaire::file::read(name, text, &[]).0)
            .collect();
        for path in paths {
            for file in toml_files(path)? {
                check_file(&file, &file.display().to_string(), &known, &mut problems)?;
                files += 1;
            }
        }
    }
    let errors = problems.iter().filter(|problem| problem.weight == Weight::Error).count();
    if here.global.json {
        Here::json(&Value::Array(problems.iter().map(as_json).collect()))?;
    } else {
        for problem in &problems {
            say(&problem.to_string())?;
        }
        let counts = [("files", files.to_string()), ("errors", errors.to_string()), ("warnings", (problems.len() - errors).to_string())];
        say(&here.locale().with("shell.checked", &counts.each_ref().map(|(name, count)| (*name, count.as_str()))))?;
    }
    if errors > 0 { Err(Error::wrong(told("refusal.definition-errors", [("count", errors.to_string().into())]))) } else { Ok(false) }
}

/// What was edited in a profile by hand and is not recorded, each with its place; and a profile that never was.
fn edits(workspace: &Workspace, id: &str, path: &Path, problems: &mut Vec<Diagnostic>) -> Result<(), Error> {
    let file = path.display().to_string();
    let next = format!("record it with `oretrail supplier adopt {id}`, or put the recorded one back with `oretrail supplier restore {id}`");
    let mut remark = |place, code, what, next| problems.push(Diagnostic { code, weight: Weight::Warning, place, what, next });
    match workspace.profile(id)?.text {
        Text::Same | Text::Wrong(_) => {}
        Text::Edited(changes) => {
            for change in changes {
                let place = Place { file: file.clone(), ..workspace.place_of(id, &change.key)? };
                let (old, new) = (words(&change.old), words(&change.new));
                remark(place, "edited-by-hand", format!("`{}` says {new}, and {old} is recorded and in force", change.key), next.clone());
            }
        }
        Text::Unrecorded => {
            let place = Place { file, line: 1, column: 1 };
            remark(
                place,
                "not-recorded",
                "this profile was never recorded".to_owned(),
                format!("record it with `oretrail supplier adopt {id}`"),
            );
        }
    }
    Ok(())
}

fn words(values: &[String]) -> String {
    if values.is_empty() { "nothing".to_owned() } else { format!("\"{}\"", values.join(", ")) }
}

fn as_json(problem: &Diagnostic) -> Value {
    json!({
        "file": problem.place.file, "line": problem.place.line, "column": problem.place.column,
        "code": problem.code, "severity": problem.weight.to_string(), "problem": problem.what, "next": problem.next,
    })
}

fn toml_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let entries = std::fs::read_dir(path).map_err(|error| Error::data(format!("{} cannot be read: {error}", path.display())))?;
    for entry in entries {
        let inner = entry?.path();
        if inner.is_dir() {
            files.extend(toml_files(&inner)?);
        } else if inner.extension().is_some_and(|ending| ending == "toml") && is_definition(&inner) {
            files.push(inner);
        }
    }
    files.sort();
    Ok(files)
}

/// Journals and bodies are TOML too and are the business of `verify`.
fn is_definition(file: &Path) -> bool {
    let inside = |name: &str| file.components().any(|part| part.as_os_str() == name);
    file.file_name().is_some_and(|name| name == "supplier.toml")
        || ["questionnaires", "policies", "reference"].iter().any(|name| inside(name))
        || !inside("suppliers")
}

/// What a file is stands in its first table, not in its name.
#[expect(clippy::disallowed_methods, reason = "the edge reads the files the user names")]
fn check_file(path: &Path, name: &str, known: &[Questionnaire], problems: &mut Vec<Diagnostic>) -> Result<(), Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::unreadable(Path::new(name), &error))?;
    let Ok(text) = String::from_utf8(bytes) else { return Err(Error::data(format!("{name} is not UTF-8; save it as UTF-8"))) };
    let has = |table: &str| text.lines().any(|line| line.trim() == table);
    let found = if has("[policy]") {
        crate::policy::file::read(name, &text).1
    } else if has("[supplier]") {
        let id = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        crate::supplier::read(name, &id, &text).1
    } else if has("[[country]]") {
        crate::reference::country::read(name, &text).1
    } else if has("[[metal]]") {
        crate::reference::metal::read(name, &text).1
    } else if has("[[scheme]]") {
        crate::reference::scheme::read(name, &text).1
    } else if has("[[area]]") {
        crate::reference::cahra::read(name, &text).1
    } else if has("[questionnaire]") || has("[[question]]") {
        crate::questionnaire::file::read(name, &text, known).1
    } else {
        crate::reading::Sheet::open(name, &text).0.into_problems()
    };
    problems.extend(found);
    Ok(())
}
