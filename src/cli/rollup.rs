//! `rollup`: the consolidated declaration over what was accepted, into a file.

mod form;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::{Rollup, RollupFormat};
use super::{Error, Here, Outcome, say};
use crate::inbox::{FileVerdict, Past};
use crate::report::{self, Held};
use crate::sentence::told;
use crate::workspace::Workspace;

pub(super) fn run(here: &Here, given: &Rollup) -> Outcome {
    let workspace = here.open()?;
    let on = match &given.on {
        Some(text) => day(text)?,
        None => workspace.today(),
    };
    if on > workspace.today() {
        let (day, today) = (on.to_string(), workspace.today().to_string());
        return Err(Error::wrong(crate::sentence::told("refusal.day-to-come", [("day", day.into()), ("today", today.into())])));
    }
    let mut all: Vec<(String, Vec<String>, Vec<FileVerdict>)> = Vec::new();
    for id in workspace.supplier_ids()? {
        let files = newest(&workspace, &id, on, &[])?;
        if files.is_empty() {
            continue;
        }
        let profile = here.dossier(&workspace, &id)?.supplier;
        let names = [vec![id.clone(), profile.name, profile.native_name], profile.former_names].concat();
        all.push((id, names, files));
    }
    let held: Vec<Held<'_>> =
        all.iter().flat_map(|(supplier, names, files)| files.iter().map(move |file| Held { supplier, names, file })).collect();
    let rollup = report::consolidate(&held, on, given.anonymous);
    if let Some(template) = &given.template {
        return form::fill(here, &workspace, given, template, &held, &rollup);
    }
    let format = match given.format {
        Some(format) => format,
        None => by_ending(&given.out)?,
    };
    let bytes = match format {
        RollupFormat::Csv => report::rollup_csv(&rollup),
        RollupFormat::Json => {
            let text = serde_json::to_string_pretty(&report::rollup_json(&rollup)).map_err(|error| Error::data(error.to_string()))?;
            format!("{text}\n").into_bytes()
        }
        RollupFormat::Xlsx => {
            report::rollup_xlsx(&rollup).map_err(|error| Error::data(told("rollup.not-written", [("why", error.to_string().into())])))?
        }
    };
    free([given.out.as_path(), &heads_beside(&given.out)], given.over.replace)?;
    put(&given.out, &bytes, given.over.replace)?;
    let heads = witness(&workspace, &given.out, given.over.replace)?;
    if here.global.json {
        Here::json(&report::rollup_json(&rollup))?;
    } else {
        let counts = [rollup.suppliers, rollup.declarations, rollup.smelters.len()].map(|count| count.to_string());
        let (path, on) = (given.out.display().to_string(), on.to_string());
        let [suppliers, declarations, smelters] = counts.each_ref().map(String::as_str);
        let told = [("path", path.as_str()), ("suppliers", suppliers), ("declarations", declarations), ("smelters", smelters), ("on", &on)];
        say(&here.locale().with("rollup.done", &told))?;
        heads_told(here, &heads, &heads_beside(&given.out))?;
    }
    Ok(false)
}

/// Lays the heads of the record beside an export, so that whoever holds both is a witness of every log; returns their hash.
pub(super) fn witness(workspace: &Workspace, beside: &Path, replace: bool) -> Result<String, Error> {
    let heads = workspace.heads_for_export()?;
    let anchors = workspace.people().anchors();
    let named = |place: usize| if place == 0 { "first-key" } else { "begun-again" };
    let keys: String = anchors.iter().enumerate().map(|(place, key)| format!("{} {key}\n", named(place))).collect();
    let text = format!("heads {heads}\n{keys}made {}\n", workspace.now());
    put(&heads_beside(beside), text.as_bytes(), replace)?;
    Ok(heads)
}

/// Where the heads of an export lie: beside it.
pub(super) fn heads_beside(export: &Path) -> PathBuf {
    let name = export.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    export.with_file_name(format!("{name}.heads.txt"))
}

/// The heads of an export, and the command that holds the record against them later.
pub(super) fn heads_told(here: &Here, heads: &str, file: &Path) -> Result<(), Error> {
    let file = crate::clean::shell_word(&file.display().to_string());
    say(&here.locale().with("proof.heads", &[("heads", heads), ("file", &file)]))
}

/// A day as it is typed.
pub(super) fn day(text: &str) -> Result<Date, Error> {
    let wrong = |_| Error::wrong(crate::figures::number::no_day(text, "2026-11-23"));
    text.parse().map_err(wrong)
}

fn by_ending(out: &Path) -> Result<RollupFormat, Error> {
    match out.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
        Some("csv") => Ok(RollupFormat::Csv),
        Some("json") => Ok(RollupFormat::Json),
        Some("xlsx") => Ok(RollupFormat::Xlsx),
        _ => Err(Error::wrong(told("rollup.no-format", [("path", out.display().to_string().into())]))),
    }
}

/// Of a supplier, the newest declaration of each template and scope that was accepted by a day, weighed against lists,
/// decisions and what was held before.
pub(super) fn newest(workspace: &Workspace, supplier: &str, on: Date, past: &[Past]) -> Result<Vec<FileVerdict>, Error> {
    let mut seen = Vec::new();
    let mut files = Vec::new();
    let mut held = workspace.declarations(supplier)?;
    held.retain(|received| received.at.date() <= on);
    // The date a declaration carries goes before the day it was accepted; equal ones: the last accepted.
    held.sort_by(|one, other| other.import.dated.cmp(&one.import.dated));
    for received in held {
        let kind = (received.import.template.clone(), received.import.scope.clone());
        let Some(mut file) = received.file else {
            let gone = [("supplier", supplier.into()), ("file", (&received.import.file).into())];
            return Err(Error::data(told("rollup.file-gone", gone)));
        };
        if !seen.contains(&kind) {
            seen.push(kind);
            workspace.weigh(&mut file, past)?;
            files.push(file);
        }
    }
    Ok(files)
}

/// Writes a file where the user said, whole or not at all.
pub(super) fn put(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Error> {
    free([path], replace)?;
    use std::io::Write as _;
    let cannot = |error: std::io::Error| Error::unwritable(path, &error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder).map_err(cannot)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    file.write_all(bytes).map_err(cannot)?;
    let persisted = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    persisted.map_err(|error| if error.error.kind() == std::io::ErrorKind::AlreadyExists { there(path) } else { cannot(error.error) })?;
    Ok(())
}

/// Refuses when one of the files is there and may not be replaced: of several nothing is written then.
pub(super) fn free<'a>(files: impl IntoIterator<Item = &'a Path>, replace: bool) -> Result<(), Error> {
    let taken = files.into_iter().find(|file| !replace && file.symlink_metadata().is_ok());
    taken.map_or(Ok(()), |file| Err(there(file)))
}

fn there(file: &Path) -> Error {
    Error::wrong(told("refusal.file-there", [("file", file.display().to_string().into())]))
}
