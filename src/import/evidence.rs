//! What else a workbook carries: macros, links to other files, embedded objects, answers on hidden sheets. Named, never followed.

use crate::declaration::{Declaration, Notice};

use super::template::Body;
use super::workbook::Workbook;

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
