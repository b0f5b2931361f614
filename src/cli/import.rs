//! `import`: exactly one verdict per file, and on request the declaration into the supplier's record.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use super::{Error, Here, Outcome, say};
use crate::inbox::{FileVerdict, Finding, Severity, Verdict};
use crate::language::Lang;
use crate::locale::Locale;
use crate::sentence::told;
use crate::workspace::declarations::weigh_alone;
use crate::workspace::inbox::{self, Progress, Terms};
use crate::workspace::reader::Reader;
use crate::workspace::{Workspace, WorkspaceError};

pub(super) fn run(here: &Here, paths: &[PathBuf], supplier: Option<&str>, accept: bool) -> Outcome {
    let mut workspace = if supplier.is_some() || here.has_workspace() { Some(here.open()?) } else { None };
    if let (Some(workspace), Some(supplier)) = (&workspace, supplier) {
        workspace.must_know(supplier)?;
    }
    let files = inbox::files(paths).map_err(|error| Error::data(error.sentence()))?;
    let asked_to_stop = asked_to_stop()?;
    let reader = reader()?;
    let taking = accept && supplier.is_some();
    let terms = Terms { supplier, inbox_is_known: !taking, cancel: &asked_to_stop, reader: &reader };
    let (mut verdicts, mut refused, mut past) = (Vec::new(), Vec::new(), Vec::new());
    let shows = files.len() > 8 && std::io::stderr().is_terminal();
    let progress = match &mut workspace {
        Some(workspace) => workspace.take_in(&files, terms, |workspace, verdict, progress| {
            if let Some(supplier) = supplier.filter(|_| taking) {
                take(here, workspace, (supplier, &reader), &verdict, &mut refused)?;
            }
            show(shows, progress);
            verdicts.push(verdict);
            Ok(())
        })?,
        None => inbox::examine(&files, here.clock.now("").date(), terms, Vec::new(), None, |mut verdict, progress| {
            weigh_alone(&mut verdict, here.clock.now("").date(), &past);
            past.extend(verdict.past());
            show(shows, progress);
            verdicts.push(verdict);
            Ok::<(), Error>(())
        })?,
    };
    if shows {
        let _ = writeln!(std::io::stderr());
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
    if progress.done < progress.of {
        let (done, of) = (progress.done.to_string(), progress.of.to_string());
        let _ = writeln!(std::io::stderr(), "oretrail: {}", here.locale().with("inbox.interrupted", &[("done", &done), ("of", &of)]));
    }
    Ok(progress.done < progress.of || verdicts.iter().any(|file| !matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks)))
}

/// Into the supplier's record; a file that cannot be taken is told at the end and stops nothing.
fn take(
    here: &Here,
    workspace: &mut Workspace,
    (supplier, reader): (&str, &Reader),
    verdict: &FileVerdict,
    refused: &mut Vec<String>,
) -> Result<(), WorkspaceError> {
    if !inbox::can_be_taken(verdict.verdict) {
        refused.push(inbox::not_taken(verdict).in_lang(here.lang));
        return Ok(());
    }
    match workspace.accept_received(&verdict.sha256, supplier, reader) {
        Ok(saved) if !here.global.json => {
            // Nobody reads on when the reader of standard output has gone; the entry is saved all the same.
            let _ = say(&here.locale().with("inbox.taken", &[("entry", &saved.entry.to_string()), ("of", &verdict.file)]));
        }
        Ok(_) => {}
        Err(WorkspaceError::Wrong(why)) => refused.push(why.in_lang(here.lang)),
        Err(other) => return Err(other),
    }
    Ok(())
}

/// Received bytes are read in a process of their own.
pub(super) fn reader() -> Result<Reader, Error> {
    Reader::apart().map_err(|error| Error::data(told("inbox.no-reader", [("why", crate::store::reason(&error))])))
}

/// A line that writes over itself while a long batch runs.
fn show(wanted: bool, progress: Progress) {
    if wanted {
        let _ = write!(std::io::stderr(), "\r{} / {}", progress.done, progress.of);
        let _ = std::io::stderr().flush();
    }
}

/// Set by Ctrl-C; a second Ctrl-C ends the program at once.
fn asked_to_stop() -> Result<Arc<AtomicBool>, Error> {
    let asked = Arc::new(AtomicBool::new(false));
    let cannot = |error: std::io::Error| Error::data(told("inbox.no-stop", [("why", crate::store::reason(&error))]));
    signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGINT, 130, Arc::clone(&asked)).map_err(cannot)?;
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&asked)).map_err(cannot)?;
    asked.store(false, Ordering::Relaxed);
    Ok(asked)
}

fn tell(here: &Here, verdicts: &[FileVerdict]) -> Result<(), Error> {
    let locale = here.locale();
    for file in verdicts {
        let form = file.declaration.as_ref().map(|declared| format!("  {} {}", declared.template, declared.version)).unwrap_or_default();
        let sign = if matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks) { '✓' } else { '✗' };
        say(&format!("{sign} {}{form}  {}", locale.text(file.verdict.key()), file.file))?;
        say(&format!("    {}", file.reason.get(here.lang)))?;
        for finding in file.findings.iter().filter(|finding| finding.severity != Severity::Info) {
            say(&line(finding, locale))?;
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
            counts.push(format!("{count} {}", locale.text(verdict.key())));
        }
    }
    let counts = counts.join(if here.lang == Lang::En { ", " } else { "、" });
    let key = if verdicts.len() == 1 { "inbox.one-file" } else { "inbox.all-files" };
    say(&locale.with(key, &[("count", &verdicts.len().to_string()), ("verdicts", &counts)]))
}

fn line(finding: &Finding, locale: Locale) -> String {
    let severity = locale.text(match finding.severity {
        Severity::Error => "inbox.error",
        Severity::Warning => "inbox.warning",
        Severity::Info => "inbox.info",
    });
    let gap = " ".repeat(7_usize.saturating_sub(severity.width()));
    let place = match (&finding.sheet, &finding.cell) {
        (Some(sheet), Some(cell)) => format!(" {sheet}!{cell}"),
        (Some(sheet), None) => format!(" {sheet}"),
        (None, _) => String::new(),
    };
    let value = finding.value.as_deref().map(|value| format!(" \"{value}\"")).unwrap_or_default();
    format!("    {severity}{gap} {}{place}{value}: {}", finding.code, finding.message.get(locale.lang()))
}
