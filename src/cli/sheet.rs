//! Questionnaires and spreadsheets: the template, a set written as a sheet, a sheet made a file.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::questionnaire::sheet::{self, CellRemark, Head, Otherwise};
use crate::report::template::{comma_separated, key, workbook};
use crate::sentence::told;

/// The lines as bytes, by the ending of the file's name.
fn bytes(here: &Here, rows: &[Vec<String>], out: &Path) -> Result<Vec<u8>, Error> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "xlsx" => workbook(rows, here.locale()).map_err(|error| Error::data(error.to_string())),
        "csv" => Ok(comma_separated(rows)),
        _ => Err(Error::wrong(told("sheet.which-ending", [("file", out.display().to_string().into())]))),
    }
}

pub(super) fn template(here: &Here, out: &Path, replace: bool) -> Outcome {
    let mut rows = vec![sheet::COLUMNS.map(str::to_owned).to_vec()];
    rows.extend(sheet::examples().into_iter().map(|row| row.into_iter().map(str::to_owned).collect()));
    super::rollup::put(out, &bytes(here, &rows, out)?, replace)?;
    if here.global.json {
        Here::json(&json!({"out": out.display().to_string(), "columns": sheet::COLUMNS.as_slice()}))?;
        return Ok(false);
    }
    say(&out.display().to_string())?;
    let locale = here.locale();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for column in sheet::COLUMNS {
        rows.push(vec![column.to_owned(), locale.text(&key(column)).to_owned()]);
    }
    say(&table(&rows, &[]))?;
    Ok(false)
}

/// Exit 1 when the file says something that a sheet cannot.
pub(super) fn export(here: &Here, id: &str, out: &Path, replace: bool) -> Outcome {
    let workspace = here.open()?;
    let set = workspace.set_named(id)?;
    let edition = format!("{}@{}", set.id, set.edition);
    let (rows, unsaid) = sheet::export(workspace.set_text(set).unwrap_or_default());
    super::rollup::put(out, &bytes(here, &rows, out)?, replace)?;
    if here.global.json {
        Here::json(&json!({"out": out.display().to_string(), "questionnaire": edition, "lines": rows.len() - 1,
            "unsaid": unsaid.iter().map(|one| json!({"place": one.place, "lost": one.what})).collect::<Vec<_>>()}))?;
        return Ok(!unsaid.is_empty());
    }
    for one in &unsaid {
        say(&here.locale().with("sheet.unsaid", &[("place", &one.place), ("what", &one.what)]))?;
    }
    let count = (rows.len() - 1).to_string();
    say(&here.locale().with("sheet.exported", &[("file", &out.display().to_string()), ("edition", &edition), ("count", &count)]))?;
    Ok(!unsaid.is_empty())
}

/// Where the file goes: as said, else into the workspace under its edition's name.
fn place(here: &Here, made: &sheet::Imported, out: Option<&Path>) -> Result<PathBuf, Error> {
    crate::store::valid_id(&made.id).map_err(Error::wrong)?;
    match out {
        Some(out) => Ok(out.to_owned()),
        None if here.has_workspace() => Ok(here.open()?.root().join("questionnaires").join(format!("{}-{}.toml", made.id, made.edition))),
        None => Err(Error::wrong(told("sheet.where", []))),
    }
}

/// Whether a file lies where the workspace meant reads questionnaires.
fn is_inside(here: &Here, path: &Path) -> bool {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    let here = here.has_workspace().then(|| here.workspace_folder().join("questionnaires"));
    // A folder that is not there yet is made where the file is to go.
    here.is_some_and(|here| {
        path.parent() == Some(here.as_path()) || folder.is_some_and(|folder| here.canonicalize().is_ok_and(|here| here == folder))
    })
}

/// The remarks with the gravest last; texts that wait for their translation are one remark a language, with how many more
/// there are.
fn summed(remarks: &[CellRemark]) -> Vec<(&CellRemark, usize)> {
    let mut all: Vec<(&CellRemark, usize)> = Vec::new();
    for remark in remarks {
        let alike = |known: &&mut (&CellRemark, usize)| {
            known.0.code == "not-translated" && known.0.code == remark.code && known.0.what == remark.what
        };
        match all.iter_mut().find(alike) {
            Some(known) => known.1 += 1,
            None => all.push((remark, 0)),
        }
    }
    all.sort_by_key(|(remark, _)| remark.error);
    all
}

pub(super) fn import(here: &Here, file: &Path, head: Head<'_>, out: Option<&Path>, replace: bool) -> Outcome {
    let day = here.clock.now("UTC").date();
    let today = format!("{:04}-{:02}", day.year(), day.month());
    let cells = super::cells::read(file)?;
    let around = if here.has_workspace() { here.open()?.around()? } else { super::check::around(&[]).0 };
    let made = sheet::toml(head, Otherwise { edition: &today, written_in: here.lang }, &cells.rows, &around);
    let errors = made.remarks.iter().filter(|remark| remark.error).count();
    let out = if errors == 0 { Some(place(here, &made, out)?) } else { out.map(Path::to_owned) };
    let inside = out.as_deref().is_some_and(|path| is_inside(here, path));
    if let Some(path) = out.as_deref().filter(|_| errors == 0) {
        if inside {
            here.open()?.must_be_unused(&made.id, &made.edition, &file.display().to_string())?;
        }
        let takes_the_place = inside && crate::builtin::questionnaires().iter().any(|(name, _)| path.ends_with(name));
        if (path.exists() || takes_the_place) && !replace {
            return Err(Error::wrong(told("sheet.there", [("file", path.display().to_string().into())])));
        }
        super::rollup::put(path, made.text.as_bytes(), replace)?;
    }
    let shown = out.as_deref().map(|path| path.display().to_string());
    let place = |cell: &str| if cells.sheet.is_empty() { cell.to_owned() } else { format!("{}!{cell}", cells.sheet) };
    if here.global.json {
        let one = |remark: &CellRemark| {
            json!({"sheet": cells.sheet, "row": remark.row, "column": remark.column, "cell": remark.cell, "code": remark.code,
                "severity": if remark.error { "error" } else { "warning" }, "problem": remark.what.to_string(), "next": remark.next.to_string()})
        };
        Here::json(&json!({"questionnaire": format!("{}@{}", made.id, made.edition), "written": errors == 0, "out": shown,
            "remarks": made.remarks.iter().map(one).collect::<Vec<_>>()}))?;
    } else {
        for (remark, others) in summed(&made.remarks) {
            let of = [("what", remark.what.clone()), ("count", others.to_string().into())];
            let what = if others > 0 { told("sheet.with-others", of) } else { remark.what.clone() };
            let said = what.and(remark.next.clone()).in_lang(here.lang);
            say(&format!("{}:{}: {}: {said}", file.display(), place(&remark.cell), remark.code))?;
        }
        if let Some(shown) = shown.filter(|_| errors == 0) {
            let (count, edition) = (made.remarks.len().to_string(), format!("{}@{}", made.id, made.edition));
            let key = if inside { "sheet.written" } else { "sheet.written-apart" };
            say(&here.locale().with(key, &[("file", &shown), ("remarks", &count), ("edition", &edition)]))?;
        }
    }
    if errors > 0 { Err(Error::wrong(told("sheet.not-written", [("count", errors.to_string().into())]))) } else { Ok(false) }
}
