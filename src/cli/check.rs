//! `check`: lints definition files. Every mistake with file, line, column, code, what and what to do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Error, Here, Outcome, say};
use crate::diagnostic::{Diagnostic, Place, Weight};
use crate::journal::ProblemKind;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::file::{self, Around, PolicyNames};
use crate::sentence::{Sentence, told};
use crate::workspace::Workspace;
use crate::workspace::definitions::built_in_sets;
use crate::workspace::recorded::Text;

/// What was found, the rows to be compared with a licensed text, and how many files were read.
type Found = (Vec<Diagnostic>, Vec<Diagnostic>, usize);

pub(super) fn run(here: &Here, paths: &[PathBuf]) -> Outcome {
    // Rows to be compared are counted; who names a file is told each.
    let each = paths.iter().any(|path| path.is_file());
    told_of(here, if paths.is_empty() { in_workspace(here)? } else { in_files(here, paths)? }, each)
}

/// Checks the policies: those named, else every one of the workspace and nothing else.
pub(super) fn policies(here: &Here, paths: &[PathBuf]) -> Outcome {
    if !paths.is_empty() {
        return run(here, paths);
    }
    let workspace = here.open()?;
    let files: BTreeSet<String> = workspace.policies().iter().map(|policy| workspace.policy_file(policy)).collect();
    let is_policy = |problem: &&Diagnostic| problem.place.file.starts_with("policies/") || files.contains(&problem.place.file);
    let problems = workspace.problems().iter().filter(is_policy).cloned().collect();
    told_of(here, (problems, Vec::new(), files.len()), false)
}

/// Tells what was found, the gravest last, where it stays in sight.
fn told_of(here: &Here, (mut problems, marks, files): Found, each: bool) -> Outcome {
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.weight));
    let errors = problems.iter().filter(|problem| problem.weight == Weight::Error).count();
    if here.global.json {
        Here::json(&Value::Array(problems.iter().chain(&marks).map(as_json).collect()))?;
    } else {
        for problem in marks.iter().filter(|_| each).chain(&problems) {
            say(&problem.in_lang(here.lang))?;
        }
        let counts = [("files", files.to_string()), ("errors", errors.to_string()), ("warnings", (problems.len() - errors).to_string())];
        say(&here.locale().with("shell.checked", &counts.each_ref().map(|(name, count)| (*name, count.as_str()))))?;
        if !marks.is_empty() {
            say(&here.locale().with("shell.to-compare", &[("rows", &marks.len().to_string())]))?;
        }
    }
    if errors > 0 { Err(Error::wrong(told("refusal.definition-errors", [("count", errors.to_string().into())]))) } else { Ok(false) }
}

/// What was edited in a profile by hand and is not recorded, each with its place; and a profile that never was.
fn edits(workspace: &Workspace, id: &str, path: &Path, problems: &mut Vec<Diagnostic>) -> Result<(), Error> {
    let file = path.display().to_string();
    let mut remark = |place, code, what, next| problems.push(Diagnostic { code, weight: Weight::Warning, place, what, next });
    match workspace.profile(id)?.text {
        Text::Same | Text::Wrong(_) => {}
        Text::Apart(disputed) => {
            for one in disputed {
                let place = Place { file: file.clone(), ..workspace.place_of(id, &one.key)? };
                let by: Vec<String> = one.sides.iter().map(|side| side.entry.to_string()).collect();
                let what = told("remark.changed-apart", [("key", (&one.key).into()), ("all", by.join(", ").into())]);
                remark(place, "changed-apart", what, told("remark-do.changed-apart", [("id", id.into()), ("key", (&one.key).into())]));
            }
        }
        Text::Edited(changes) => {
            for change in changes {
                let place = Place { file: file.clone(), ..workspace.place_of(id, &change.key)? };
                let values = [("key", (&change.key).into()), ("new", words(&change.new)), ("old", words(&change.old))];
                let next = told("remark-do.edited-by-hand", [("id", id.into())]);
                remark(place, "edited-by-hand", told("remark.edited-by-hand", values), next);
            }
        }
        Text::Unrecorded => {
            let place = Place { file, line: 1, column: 1 };
            remark(place, "not-recorded", told("remark.not-recorded", []), told("remark-do.not-recorded", [("id", id.into())]));
        }
    }
    Ok(())
}

/// What only the workspace can tell of a profile: a day that is still to come, a buyer nobody ever gave a role.
fn doubts(here: &Here, workspace: &Workspace, id: &str, (path, text): (&Path, &str), problems: &mut Vec<Diagnostic>) -> Result<(), Error> {
    let supplier = crate::supplier::read("", id, text).0;
    let mut doubt = |key: &str, code, what, next| -> Result<(), Error> {
        let place = Place { file: path.display().to_string(), ..workspace.place_of(id, key)? };
        problems.push(Diagnostic { code, weight: Weight::Warning, place, what, next });
        Ok(())
    };
    let today = here.clock.now(&workspace.settings().time_zone).date();
    if supplier.onboarded.parse::<jiff::civil::Date>().is_ok_and(|day| day > today) {
        let what = told("remark.future-day", [("day", (&supplier.onboarded).into())]);
        doubt("onboarded", "future-day", what, told("remark-do.future-day", []))?;
    }
    if !supplier.buyer.is_empty() && !workspace.people().knows(&supplier.buyer) {
        let what = told("remark.unknown-buyer", [("person", (&supplier.buyer).into())]);
        doubt("buyer", "unknown-buyer", what, told("remark-do.unknown-buyer", []))?;
    }
    Ok(())
}

fn words(values: &[String]) -> Sentence {
    if values.is_empty() { told("remark-of.nothing", []) } else { told("remark-of.values", [("all", values.join(", ").into())]) }
}

fn in_workspace(here: &Here) -> Result<Found, Error> {
    let workspace = here.open()?;
    let mut problems = workspace.problems().to_vec();
    let marks = workspace.questionnaires().iter().flat_map(to_check).collect();
    let mut files = workspace.questionnaires().len() + 2;
    for id in workspace.supplier_ids()? {
        let path = workspace.root().join("suppliers").join(&id).join("supplier.toml");
        let text = lossy(&path)?;
        problems.extend(check_file(&path, &path.display().to_string(), &text, (&Around::default(), &[])).0);
        doubts(here, &workspace, &id, (&path, &text), &mut problems)?;
        edits(&workspace, &id, &path, &mut problems)?;
        files += 1;
    }
    Ok((problems, marks, files))
}

fn in_files(here: &Here, paths: &[PathBuf]) -> Result<Found, Error> {
    let (mut texts, mut problems, mut sheets) = (Vec::new(), Vec::new(), 0);
    for path in paths {
        for file in toml_files(path)? {
            if is_sheet(&file)? {
                problems.push(sheet(&file));
                sheets += 1;
                continue;
            }
            let text = lossy(&file)?;
            texts.push((file, text));
        }
    }
    let mut marks = Vec::new();
    let (around, known) = around(&beside(here, &texts)?);
    for (path, text) in &texts {
        let name = path.display().to_string();
        let (found, set) = check_file(path, &name, text, (&around, &known));
        problems.extend(found);
        problems.extend(crate::workspace::definitions::misnamed(&name, text));
        problems.extend(changed_since(here, path));
        marks.extend(set.iter().flat_map(to_check));
    }
    Ok((problems, marks, texts.len() + sheets))
}

/// What the workspace a file lies in says of it: that another text is in use under its name.
fn changed_since(here: &Here, path: &Path) -> Vec<Diagnostic> {
    let whole = path.canonicalize().ok();
    let root = whole.as_deref().and_then(Path::parent).and_then(Path::parent).filter(|root| root.join("oretrail.toml").is_file());
    let Some((whole, root)) = whole.as_deref().zip(root) else { return Vec::new() };
    let Ok(workspace) = Workspace::open(root, &here.local, &here.person, here.clock.clone()) else { return Vec::new() };
    let of = |problem: &&Diagnostic| problem.code == "edition-changed" && root.join(&problem.place.file) == whole;
    let mut found: Vec<Diagnostic> = workspace.problems().iter().filter(of).cloned().collect();
    found.iter_mut().for_each(|problem| problem.place.file = path.display().to_string());
    found
}

/// The files that are checked, and before them those of the workspace that they may name.
fn beside(here: &Here, texts: &[(PathBuf, String)]) -> Result<Vec<(PathBuf, String)>, Error> {
    let mut all = Vec::new();
    if here.has_workspace() {
        let root = here.workspace_folder();
        for folder in ["questionnaires", "policies"] {
            let folder = root.join(folder);
            let files = if folder.is_dir() { toml_files(&folder)? } else { Vec::new() };
            for file in files {
                let text = lossy(&file)?;
                all.push((file, text));
            }
        }
    }
    all.retain(|(file, _)| !texts.iter().any(|(other, _)| other.file_name() == file.file_name()));
    all.extend(texts.iter().cloned());
    Ok(all)
}

pub(super) fn as_json(problem: &Diagnostic) -> Value {
    json!({
        "file": problem.place.file, "line": problem.place.line, "column": problem.place.column,
        "code": problem.code, "severity": problem.weight.to_string(), "problem": problem.what.to_string(), "next": problem.next.to_string(),
    })
}

fn toml_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let entries = std::fs::read_dir(path).map_err(|error| Error::unreadable(path, &error))?;
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

/// What questionnaires may name: the program's own sets and policies, and those among the files that are checked.
pub(super) fn around(texts: &[(PathBuf, String)]) -> (Around, Vec<Questionnaire>) {
    let mut sets = built_in_sets();
    let mut names = PolicyNames::default();
    let mut take = |name: &str, text: &str| {
        if let Some(policy) = crate::policy::file::read(name, text, &[]).0 {
            names.take_in(policy.names());
        }
    };
    for (name, text) in crate::builtin::policies() {
        take(&name, text);
    }
    for (path, text) in texts {
        if has(text, "[policy]") {
            take("", text);
        } else if has(text, "[questionnaire]") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            sets.retain(|(known, _)| *known != name);
            sets.push((name, text.clone()));
        }
    }
    let known = file::read_all(&sets, Some(&names)).0;
    (Around::of(&sets, Some(&names)), known)
}

/// A mark is no mistake: it says what somebody who holds the standard has to compare.
fn to_check(set: &Questionnaire) -> Vec<Diagnostic> {
    let mark = |question: &crate::questionnaire::Question| {
        let source = question.check_source.as_ref()?;
        Some(Diagnostic {
            code: "check-source",
            weight: Weight::Warning,
            place: source.place.clone(),
            what: told("remark.check-source", [("id", question.id.as_str().into()), ("text", (&source.text).into())]),
            next: told("remark-do.check-source", []),
        })
    };
    set.questions.iter().filter_map(mark).collect()
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the files the user names")]
fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::unreadable(path, &error))
}

/// Whether a file is a sheet of cells, which `questionnaire import` reads and nobody checks.
fn is_sheet(path: &Path) -> Result<bool, Error> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    Ok(["csv", "tsv", "xlsx", "xlsm", "xls", "ods"].contains(&ending.as_str()) || read(path)?.starts_with(b"PK\x03\x04"))
}

fn sheet(path: &Path) -> Diagnostic {
    let file = path.display().to_string();
    let next = told("remark-do.a-sheet", [("file", crate::clean::shell_word(&file).into())]);
    let place = Place { file, line: 1, column: 1 };
    Diagnostic { code: "a-sheet", weight: Weight::Error, place, what: told("remark.a-sheet", []), next }
}

/// The text, with a mark where it is no UTF-8: the check tells the place.
fn lossy(path: &Path) -> Result<String, Error> {
    Ok(String::from_utf8_lossy(&read(path)?).into_owned())
}

pub(super) fn read_text(path: &Path) -> Result<String, Error> {
    String::from_utf8(read(path)?).map_err(|_| Error::data(told("refusal.not-utf8", [("path", path.display().to_string().into())])))
}

/// A log, such as people/mori-x5tb.toml: it is written by the program only, and each entry bears a hash.
fn log(name: &str, text: &str) -> Vec<Diagnostic> {
    let journal = crate::journal::read(text.as_bytes());
    let remark = |problem: crate::journal::read::Problem| {
        let weight = if problem.kind == ProblemKind::Torn { Weight::Warning } else { Weight::Error };
        Diagnostic {
            code: problem.kind.word(),
            weight,
            place: Place { file: name.to_owned(), line: problem.line, column: 1 },
            what: problem.text,
            next: match problem.kind {
                ProblemKind::Torn => told("remark-do.log-torn", []),
                ProblemKind::LineEndings => told("remark-do.log-line-ends", []),
                _ => told("remark-do.log-broken", []),
            },
        }
    };
    journal.problems.into_iter().map(remark).collect()
}

/// What the syntax of any file says; and where that is sound, that the program makes nothing of it.
fn no_definition(name: &str, text: &str) -> Vec<Diagnostic> {
    let sheet = crate::reading::Sheet::open(name, text).0;
    let what = told("remark.not-a-definition", []);
    sheet.doubt(&(0..0), "not-a-definition", what, told("remark-do.not-a-definition", []));
    let mut problems = sheet.into_problems();
    if problems.len() > 1 {
        problems.retain(|problem| problem.code != "not-a-definition");
    }
    problems
}

/// Whether a table is there, by its heading; a remark may stand behind it, and blanks within.
fn has(text: &str, table: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with('[') && line.split('#').next().unwrap_or_default().split_whitespace().collect::<String>() == table
    })
}

/// What a file is stands in its first table, not in its name.
fn check_file(
    path: &Path,
    name: &str,
    text: &str,
    (around, known): (&Around, &[Questionnaire]),
) -> (Vec<Diagnostic>, Option<Questionnaire>) {
    let has = |table: &str| has(text, table);
    let called = |file: &str| path.file_name().is_some_and(|name| Path::new(file).file_name() == Some(name));
    let within = |folder: &str| path.parent().and_then(Path::file_name).is_some_and(|name| name == folder);
    let found = if let Some(foreign) = crate::reading::not_utf8(name, text) {
        vec![foreign]
    } else if has("[policy]") || within("policies") && !has("[questionnaire]") {
        crate::policy::file::read(name, text, known).1
    } else if has("[supplier]") {
        let id = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        crate::supplier::read(name, &id, text).1
    } else if path.file_name().is_some_and(|name| name == "oretrail.toml") {
        crate::workspace::settings::read(name, text).1
    } else if has("[[entry]]") {
        log(name, text)
    } else if has("[[country]]") {
        crate::reference::country::read(name, text).1
    } else if has("[[metal]]") {
        crate::reference::metal::read(name, text).1
    } else if has("[[scheme]]") {
        crate::reference::scheme::read(name, text).1
    } else if has("[[area]]") {
        crate::reference::cahra::read(name, text).1
    } else if has("[[audit]]") || called(crate::workspace::metals::AUDITS) {
        crate::workspace::metals::read(name, text).1
    } else if has("[[regime]]") || has("[[risk]]") || called(crate::reference::regime::FILE) {
        crate::reference::regime::read(name, text).1
    } else if has("[questionnaire]") || has("[[question]]") || within("questionnaires") {
        let (set, found) = file::read(name, text, around);
        return (found, set);
    } else {
        no_definition(name, text)
    };
    (found, None)
}
