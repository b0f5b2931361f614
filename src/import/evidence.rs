//! What else a workbook carries: macros, links to other files, embedded objects, answers on hidden sheets. Named, never followed.

use crate::declaration::{Declaration, Field, Notice};

use super::template::{Body, Column};
use super::workbook::{Workbook, column_of, place};

/// Kinds of parts that nothing here opens.
const PARTS: [(&str, &str, &[&str]); 3] = [
    (
        "macros",
        "The workbook carries macros, which the official form does not; they were not run. Ask for a copy saved as .xlsx.",
        &["xl/vbaproject.bin", "xl/macrosheets/"],
    ),
    (
        "external-links",
        "The workbook links to other files or data sources; the links were not followed.",
        &["xl/externallinks/externallink", "xl/connections.xml", "xl/querytables/"],
    ),
    ("embedded-objects", "The workbook carries embedded objects; they were not opened.", &["xl/embeddings/", "xl/activex/"]),
];

/// Everything to be told about the file as a whole.
pub(super) fn carried(book: &Workbook<'_>) -> Vec<Notice> {
    let told = |starts: &[&str]| book.parts.iter().find(|part| starts.iter().any(|start| part.starts_with(start)));
    PARTS
        .iter()
        .filter_map(|(code, message, starts)| {
            let part = told(starts)?;
            Some(Notice { code, sheet: String::new(), at: String::new(), value: crate::clean::line(part), message: (*message).to_owned() })
        })
        .collect()
}

/// Sheets for answers that are hidden and yet say something.
pub(super) fn hidden(read: &Declaration, body: &Body) -> Vec<Notice> {
    let lists = [
        (super::extract::DECLARATION, true),
        (body.smelters.sheet, !read.smelters.is_empty()),
        (body.products.sheet, !read.products.is_empty()),
        (body.mines.map_or("", |table| table.sheet), !read.mines.is_empty()),
    ];
    lists
        .into_iter()
        .filter(|(name, filled)| *filled && read.sheets.iter().any(|sheet| sheet.hidden && sheet.name.trim().eq_ignore_ascii_case(name)))
        .map(|(name, _)| Notice {
            code: "hidden-sheet",
            sheet: name.to_owned(),
            at: String::new(),
            value: String::new(),
            message: format!("The sheet \"{name}\" is hidden, but holds answers; they were read."),
        })
        .collect()
}

/// Answers in hidden rows and columns, and formulas where an answer is typed. What Excel worked out last was read.
pub(super) fn veiled(read: &Declaration, book: &Workbook<'_>, body: &Body) -> Vec<Notice> {
    let face = super::extract::DECLARATION;
    let Some(sheet) = book.sheet(face) else { return Vec::new() };
    let veil = book.veil(&sheet, true);
    // Language and revision are the form's own.
    let head = read.head.iter().filter(|cell| !matches!(cell.field, Field::Language | Field::Revision));
    let replies = read.metals.iter().flat_map(|metal| &metal.replies).chain(&read.company_answers);
    let cells = head.map(|cell| (cell.at.as_str(), cell.value.as_deref()));
    let cells: Vec<(&str, Option<&str>)> = cells.chain(replies.map(|reply| (reply.at.as_str(), reply.value.as_deref()))).collect();
    let hidden: Vec<&str> = cells.iter().filter(|(at, said)| said.is_some() && veil.hides(place(at))).map(|(at, _)| *at).collect();
    let mut all: Vec<Notice> =
        noticed("hidden-answer", face, &hidden, "hidden and yet filled in; what stands there was read").into_iter().collect();
    let formulas: Vec<&str> = cells.iter().filter(|(at, _)| veil.formulas.contains(*at)).map(|(at, _)| *at).collect();
    let said = "holding a formula instead of a typed answer; the result Excel kept last was taken, nothing was worked out";
    all.extend(noticed("formula-in-answer", face, &formulas, said));
    all.extend(hidden_smelters(read, book, body));
    all
}

fn hidden_smelters(read: &Declaration, book: &Workbook<'_>, body: &Body) -> Option<Notice> {
    let sheet = book.sheet(body.smelters.sheet).filter(|_| !read.smelters.is_empty())?;
    let veil = book.veil(&sheet, false);
    let letter = body.smelters.letter(Column::Metal)?;
    let columns = [Column::Metal, Column::LookUp, Column::Name, Column::Country];
    let whole = columns.into_iter().filter_map(|column| body.smelters.letter(column)).find(|letter| veil.hides((0, column_of(*letter))));
    let cells: Vec<String> = match whole {
        Some(letter) => read.smelters.iter().map(|row| format!("{letter}{}", row.row)).collect(),
        None => read.smelters.iter().filter(|row| veil.rows.contains(&row.row)).map(|row| format!("{letter}{}", row.row)).collect(),
    };
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    noticed("hidden-answer", body.smelters.sheet, &cells, "hidden and yet filled in; what stands there was read")
}

/// One notice for all cells of a sheet, the first few of them named.
fn noticed(code: &'static str, sheet: &str, cells: &[&str], what: &str) -> Option<Notice> {
    const NAMED: usize = 8;
    let first = *cells.first()?;
    let more = cells.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = cells[..cells.len().min(NAMED)].join(", ");
    let message = format!("Sheet \"{sheet}\": {named}{more} {} {what}.", if cells.len() == 1 { "is" } else { "are" });
    Some(Notice { code, sheet: sheet.to_owned(), at: first.to_owned(), value: format!("{named}{more}"), message })
}
