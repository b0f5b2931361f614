//! `import`: exactly one verdict per file, and on request the declaration into the supplier's record.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Error, Here, Outcome, say};
use crate::import::{self, LARGEST_FILE};
use crate::inbox::{self, Circumstance, FileVerdict, Finding, Severity, Verdict};
use crate::workspace::Workspace;
use crate::workspace::reader::Reader;

/// Files that systems leave in every folder and nobody sent.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// One file, or one member of an archive.
struct Arrived {
    name: String,
    bytes: Vec<u8>,
}

pub(super) fn run(here: &Here, paths: &[PathBuf], supplier: Option<&str>, accept: bool) -> Outcome {
    let mut workspace = if supplier.is_some() || here.has_workspace() { Some(here.open()?) } else { None };
    if let (Some(workspace), Some(supplier)) = (&workspace, supplier) {
        workspace.must_know(supplier)?;
    }
    let today = workspace.as_ref().map_or_else(|| here.clock.now("").date(), Workspace::today);
    let mut held = workspace.as_ref().map(Workspace::held).transpose()?.unwrap_or_default();
    let mut past = workspace.as_ref().map(Workspace::past_declarations).transpose()?.unwrap_or_default();
    let reader = Reader::apart().map_err(|error| Error::data(format!("the program does not know where it lies: {error}")))?;
    let mut verdicts = Vec::new();
    let mut refused = Vec::new();
    for path in files(paths)? {
        for arrived in arrivals(&path)? {
            let reading = reader.read(&arrived.bytes);
            let mut verdict = inbox::judge(&arrived.name, &arrived.bytes, reading, Circumstance { today, held: &held, supplier });
            if let Some(workspace) = &workspace {
                workspace.weigh(&mut verdict, &past)?;
            }
            if accept && let (Some(workspace), Some(supplier)) = (&mut workspace, supplier) {
                match workspace.accept(supplier, &verdict, &arrived.bytes) {
                    Ok(saved) if !here.global.json => say(&format!("saved {} · {}", saved.entry, verdict.file))?,
                    Ok(_) => {}
                    Err(crate::workspace::WorkspaceError::Wrong(why)) => refused.push(why),
                    Err(other) => return Err(other.into()),
                }
            }
            held.extend(verdict.held());
            past.extend(verdict.past());
            verdicts.push(verdict);
        }
    }
    if here.global.json {
        let all: Result<Vec<Value>, _> = verdicts.iter().map(|verdict| serde_json::to_value(verdict.document(here.lang))).collect();
        Here::json(&Value::Array(all.map_err(|error| Error::data(error.to_string()))?))?;
    } else {
        tell(here, &verdicts)?;
    }
    for why in &refused {
        let _ = writeln!(std::io::stderr(), "oretrail: {why}");
    }
    Ok(verdicts.iter().any(|file| !matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks)))
}

/// Every file below the paths, folders in order of name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut all = Vec::new();
    for path in paths {
        let cannot = |error: std::io::Error| Error::data(format!("{} cannot be read: {error}", path.display()));
        if !path.is_dir() {
            std::fs::metadata(path).map_err(cannot)?;
            all.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let kind = entry.file_type().map_err(cannot)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Links may lead anywhere, also back here; a person can name their target.
            if !kind.is_symlink() && !LITTER.contains(&name.as_str()) {
                inside.push(entry.path());
            }
        }
        inside.sort();
        all.extend(files(&inside)?);
    }
    Ok(all)
}

/// A file, or the members of an archive. What is larger than any workbook is cut, and refused for its size.
#[expect(clippy::disallowed_methods, reason = "the edge reads the files the user names")]
fn arrivals(path: &Path) -> Result<Vec<Arrived>, Error> {
    let cannot = |error: std::io::Error| Error::data(format!("{} cannot be read: {error}", path.display()));
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(match import::members(&bytes) {
        Ok(Some(members)) if !members.is_empty() => {
            members.into_iter().map(|member| Arrived { name: format!("{name}/{}", member.name), bytes: member.bytes }).collect()
        }
        // A damaged or empty archive is a file like any other: it gets its own verdict.
        Ok(_) | Err(_) => vec![Arrived { name, bytes }],
    })
}

fn tell(here: &Here, verdicts: &[FileVerdict]) -> Result<(), Error> {
    for file in verdicts {
        let form = file.declaration.as_ref().map(|declared| format!("  {} {}", declared.template, declared.version)).unwrap_or_default();
        let sign = if matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks) { '✓' } else { '✗' };
        say(&format!("{sign} {}{form}  {}", file.verdict.word(), file.file))?;
        say(&format!("    {}", file.reason))?;
        for finding in file.findings.iter().filter(|finding| finding.severity != Severity::Info) {
            say(&line(finding))?;
            if let Some(ask) = &finding.ask {
                say(&format!("        → {}", ask.get(here.lang)))?;
            }
        }
    }
    let mut counts: Vec<String> = Vec::new();
    for verdict in [
        Verdict::Accepted,
        Verdict::AcceptedWithRemarks,
        Verdict::NeedsClarification,
        Verdict::OlderThanHeld,
        Verdict::Duplicate,
        Verdict::WrongFile,
        Verdict::Unreadable,
    ] {
        let count = verdicts.iter().filter(|file| file.verdict == verdict).count();
        if count > 0 {
            counts.push(format!("{count} {}", verdict.word()));
        }
    }
    let files = if verdicts.len() == 1 { "file" } else { "files" };
    say(&format!("{} {files}: {}", verdicts.len(), counts.join(", ")))
}

fn line(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let place = match (&finding.sheet, &finding.cell) {
        (Some(sheet), Some(cell)) => format!(" {sheet}!{cell}"),
        (Some(sheet), None) => format!(" {sheet}"),
        (None, _) => String::new(),
    };
    let value = finding.value.as_deref().map(|value| format!(" \"{value}\"")).unwrap_or_default();
    format!("    {severity:<7} {}{place}{value}: {}", finding.code, finding.message)
}
