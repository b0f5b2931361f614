//! `letters`: one text per supplier about its declarations, or about files that are named.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::Letters;
use super::post::{self, Outgoing};
use super::{Error, Here, Outcome};
use crate::import::LARGEST_FILE;
use crate::inbox::{self, Circumstance, FileVerdict};
use crate::language::Lang;
use crate::report::{self, Letter};
use crate::sentence::told;
use crate::workspace::Workspace;
use crate::workspace::declarations::weigh_alone;

/// A letter and the name of its file.
struct Written {
    name: String,
    letter: Letter,
}

pub(super) fn run(here: &Here, given: &Letters) -> Outcome {
    let workspace = if here.has_workspace() || given.files.is_empty() { Some(here.open()?) } else { None };
    let today = workspace.as_ref().map_or_else(|| here.clock.now("").date(), Workspace::today);
    let due = match &given.due {
        Some(text) => super::rollup::day(text)?,
        None => report::default_due(today),
    };
    if due < today {
        let days = [("due", due.to_string().into()), ("today", today.to_string().into())];
        return Err(Error::wrong(told("letter.due-past", days)));
    }
    let company = given.company.clone().or_else(|| workspace.as_ref().map(|held| held.settings().company.clone()));
    let Some(company) = company.filter(|name| !name.trim().is_empty()) else {
        return Err(Error::wrong(told("letter.nobody-signs", [])));
    };
    let from: Vec<String> = std::iter::once(company).chain(given.sender.clone()).collect();
    let written = match &workspace {
        Some(workspace) if given.files.is_empty() => of_suppliers(here, workspace, given, &from, (today, due))?,
        _ => of_files(here, workspace.as_ref(), given, &from, (today, due))?,
    };
    if let (Some(workspace), Some(folder)) = (&workspace, &given.out) {
        let letters: Vec<PathBuf> = written.iter().map(|one| folder.join(&one.name)).collect();
        super::rollup::free(letters.iter().map(PathBuf::as_path), given.over.replace)?;
        let heads = super::rollup::witness(workspace, &folder.join("letters"), true)?;
        if !here.global.json {
            super::rollup::heads_told(here, &heads, &super::rollup::heads_beside(&folder.join("letters")))?;
        }
    }
    post::send(here, written.iter().map(outgoing).collect(), (given.out.as_deref(), given.over.replace), "letter")
}

/// Letters about what is in the record and what waits in the inbox: of every supplier the newest declaration of each
/// template and scope, where a waiting file stands before an accepted one.
fn of_suppliers(here: &Here, workspace: &Workspace, given: &Letters, from: &[String], days: (Date, Date)) -> Result<Vec<Written>, Error> {
    let ids = if given.ids.is_empty() { workspace.standing_ids()? } else { given.ids.clone() };
    let (waiting, past) = (waiting(workspace)?, workspace.past_declarations()?);
    let mut all = Vec::new();
    for id in ids {
        workspace.must_know(&id)?;
        let files = super::rollup::newest(workspace, &id, days.0, &past)?;
        let newer = |file: &&FileVerdict| !waiting.iter().any(|open| open.supplier.as_deref() == Some(&*id) && same_kind(open, file));
        let open = waiting.iter().filter(|open| open.supplier.as_deref() == Some(&*id));
        let files: Vec<&FileVerdict> = open.chain(files.iter().filter(newer)).collect();
        let profile = here.dossier(workspace, &id)?.supplier;
        let lang = here.global.lang.unwrap_or_else(|| spoken(&profile.languages));
        let native = lang != Lang::En && !profile.native_name.is_empty();
        let name = if native { &profile.native_name } else { &profile.name };
        if let Some(letter) = report::letter(name, from, lang, days, &files) {
            all.push(Written { name: format!("{id}.{lang}.txt"), letter });
        }
    }
    Ok(all)
}

/// The files in the inbox that wait for a decision and whose supplier is known, newest first.
fn waiting(workspace: &Workspace) -> Result<Vec<FileVerdict>, Error> {
    let reader = super::import::reader()?;
    let mut all: Vec<FileVerdict> = Vec::new();
    for item in workspace.open_inbox()?.into_iter().filter(|item| item.received.supplier.is_some()) {
        let (_, file) = workspace.inbox_file(&item.received.sha256, &reader)?;
        if !all.iter().any(|held| held.supplier == file.supplier && same_kind(held, &file)) {
            all.push(file);
        }
    }
    Ok(all)
}

/// Whether two files declare in the same template for the same scope.
fn same_kind(one: &FileVerdict, other: &FileVerdict) -> bool {
    let kind = |file: &FileVerdict| file.declaration.as_ref().map(|read| (read.template, read.scope));
    kind(one).is_some() && kind(one) == kind(other)
}

/// The first language of a profile that letters are written in.
fn spoken(languages: &[String]) -> Lang {
    languages.iter().find_map(|language| language.parse().ok()).unwrap_or(Lang::En)
}

fn of_files(
    here: &Here,
    workspace: Option<&Workspace>,
    given: &Letters,
    from: &[String],
    days: (Date, Date),
) -> Result<Vec<Written>, Error> {
    let mut all: Vec<Written> = Vec::new();
    for path in &given.files {
        let mut verdict = judged(path, &bytes(path)?, days.0)?;
        match workspace {
            Some(workspace) => workspace.weigh(&mut verdict, &workspace.past_declarations()?)?,
            None => weigh_alone(&mut verdict, days.0, &[]),
        }
        let said = verdict.declaration.as_ref().and_then(|read| read.says(crate::declaration::Field::Company)).map(str::to_owned);
        let Some(to) = given.to.clone().or(said) else {
            return Err(Error::wrong(told("letter.no-addressee", [("file", path.display().to_string().into())])));
        };
        let Some(letter) = report::letter(&to, from, here.lang, days, &[&verdict]) else { continue };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let again = all.iter().filter(|held| held.name.starts_with(&format!("{stem}."))).count();
        let number = if again == 0 { String::new() } else { format!(".{}", again + 1) };
        all.push(Written { name: format!("{stem}.{}{number}.txt", here.lang), letter });
    }
    Ok(all)
}

/// The bytes of a file the user names.
#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let cannot = |error: std::io::Error| Error::unreadable(path, &error);
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    Ok(bytes)
}

/// What is to be said of a file by itself, read apart.
pub(super) fn judged(path: &Path, bytes: &[u8], today: Date) -> Result<FileVerdict, Error> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(inbox::judge(&name, bytes, super::import::reader()?.read(bytes), Circumstance { today, held: &[], supplier: None }))
}

fn outgoing(one: &Written) -> Outgoing {
    let letter = &one.letter;
    let remarks: usize = letter.files.iter().map(|file| file.remarks.len()).sum();
    let said = vec![("clarify", letter.to_clarify().to_string()), ("remarks", remarks.to_string()), ("due", letter.due.to_string())];
    Outgoing { name: one.name.clone(), text: report::letter_text(letter), row: report::letter_json(letter), said }
}
