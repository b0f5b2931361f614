//! A company's own questionnaire from a sheet, and a questionnaire as a sheet: rows with known columns become the TOML
//! that the program reads, with remarks at the cell they concern. What is written is linted like any other file; nothing
//! is guessed that would judge somebody: a risky answer without a response stays without one.

mod example;
mod head;
mod lines;
mod make;
mod out;
mod short;

pub use example::examples;
pub use lines::COLUMNS;
pub use out::{Unsaid, export};

use super::file::{Around, read};
use super::{CellKind, Grade, Response, Severity};
use crate::language::Lang;
use crate::sentence::{Sentence, told};

/// The words a column takes where they are a closed list; others may stand beside them in `response`.
#[must_use]
pub fn offered(column: &str) -> Vec<&'static str> {
    fn words<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
        all.iter().map(|(word, _)| *word).collect()
    }
    match column {
        "row" => words(&lines::Line::WORDS),
        "type" => {
            let mut types = words(&super::file::TYPES);
            types.extend(
                CellKind::WORDS.iter().map(|(word, _)| *word).filter(|word| super::file::TYPES.iter().all(|(known, ())| known != word)),
            );
            types
        }
        "severity" => words(&Severity::WORDS),
        "gate" | "good" => vec!["yes", "no"],
        "grade" => words(&Grade::WORDS),
        "response" => words(&Response::WORDS),
        _ => Vec::new(),
    }
}

/// A remark about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRemark {
    /// Row of the sheet, from one.
    pub row: usize,
    /// Column name; empty: the whole row.
    pub column: String,
    /// `C5`.
    pub cell: String,
    /// Stable code.
    pub code: &'static str,
    /// The file cannot be used as it stands.
    pub error: bool,
    /// What is wrong.
    pub what: Sentence,
    /// What to do.
    pub next: Sentence,
}

/// What was said beside the sheet; it goes before what the sheet says itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head<'a> {
    /// The set's id.
    pub id: Option<&'a str>,
    /// Its edition.
    pub edition: Option<&'a str>,
    /// Its title.
    pub title: Option<&'a str>,
    /// The language it is written in first.
    pub written_in: Option<Lang>,
}

/// What counts where neither the sheet nor the command says it.
#[derive(Clone, Copy, Debug)]
pub struct Otherwise<'a> {
    /// Year and month of today.
    pub edition: &'a str,
    /// The language meant.
    pub written_in: Lang,
}

/// What became of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The file.
    pub text: String,
    /// `our-set`; empty: nobody said it.
    pub id: String,
    /// `2027-04`.
    pub edition: String,
    /// Every remark; the file can be used when none is an error.
    pub remarks: Vec<CellRemark>,
}

/// The TOML, and every remark; none is an error when the file can be used.
#[must_use]
pub fn toml(head: Head<'_>, otherwise: Otherwise<'_>, cells: &[Vec<String>], around: &Around) -> Imported {
    let mut maker = make::Maker::new(otherwise.written_in);
    let mut made = Imported::default();
    if !maker.heading(cells.first().map_or(&[], Vec::as_slice)) {
        made.remarks = maker.remarks;
        return made;
    }
    (made.id, made.edition) = maker.write(head, otherwise, cells);
    let make::Maker { text, from, mut remarks, columns, language, .. } = maker;
    if !cells.iter().skip(1).flatten().any(|cell| !cell.trim().is_empty()) {
        let (what, next) = (told("remark.only-heading", []), told("remark-do.only-heading", []));
        let cell = cell_name(&columns, 2, columns.first().map_or("", String::as_str));
        made.remarks = vec![CellRemark { row: 2, column: String::new(), cell, code: "empty-sheet", error: true, what, next }];
        return made;
    }
    if !language {
        // Which texts are missing cannot be told where nobody knows which language comes first.
        let hangs = |remark: &CellRemark| remark.code == "not-translated" || remark.code == "missing-cell" && is_worded(&remark.column);
        remarks.retain(|remark| !hangs(remark));
    }
    for problem in read("sheet", &text, around).1 {
        // A text or another cell that is missing was remarked on where it was to be filled in.
        let (row, column) = from.get(problem.place.line - 1).cloned().unwrap_or((1, String::new()));
        let cell = cell_name(&columns, row, &column);
        let error = problem.weight == crate::diagnostic::Weight::Error;
        let known = remarks.iter().any(|remark| remark.row == row && remark.column == column && remark.error);
        let empty = MISSING.contains(&problem.code)
            && (!language || remarks.iter().any(|remark| remark.row == row && remark.code == "missing-cell" && remark.error));
        let untranslated = problem.code == "not-translated"
            && (!language
                || remarks.iter().any(|remark| remark.row == row && remark.code == problem.code && stem(&remark.column) == stem(&column)));
        if !known && !empty && !untranslated {
            let next = if problem.code == "same-as-option" { told("remark-do.same-lost-cell", []) } else { problem.next };
            remarks.push(CellRemark { row, column, cell, code: problem.code, error, what: problem.what, next });
        }
    }
    remarks.sort_by_key(|remark| remark.row);
    (made.text, made.remarks) = (text, remarks);
    made
}

/// What the file says where a cell is empty.
const MISSING: [&str; 4] = ["missing-key", "missing-language", "empty-text", "no-clause"];

/// A column without its language.
fn stem(column: &str) -> &str {
    Lang::ALL.iter().find_map(|lang| column.strip_suffix(lang.code())?.strip_suffix('-')).unwrap_or(column)
}

fn is_worded(column: &str) -> bool {
    stem(column) != column
}

fn cell_name(columns: &[String], row: usize, column: &str) -> String {
    let mut at = columns.iter().position(|known| known == column).map_or(0, |at| at + 1);
    let mut letters = String::new();
    while at > 0 {
        at -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        at /= 26;
    }
    format!("{letters}{row}")
}
