//! The empty sheet for a company's own questionnaire: the columns with what belongs in each, and rows that show it.

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::inert;
use crate::locale::Locale;
use crate::questionnaire::sheet::{COLUMNS, examples, offered};

/// The sheet with example lines as a workbook.
///
/// # Errors
/// When a cell holds more text than a workbook can.
pub fn xlsx(locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    rows.extend(examples().into_iter().map(|row| row.into_iter().map(str::to_owned).collect()));
    workbook(&rows, locale)
}

/// The sheet with example lines as CSV.
#[must_use]
pub fn csv() -> Vec<u8> {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    rows.extend(examples().into_iter().map(|row| row.into_iter().map(str::to_owned).collect()));
    comma_separated(&rows)
}

/// Lines of a questionnaire, heading first, as a workbook with a second sheet that explains the columns. Every cell is
/// text, so that a spreadsheet makes no date of an edition and no number of an id.
///
/// # Errors
/// When a cell holds more text than a workbook can.
pub fn workbook(rows: &[Vec<String>], locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same lines make the same file whenever it is written.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 4, 1)?));
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap().set_num_format("@"));
    let sheet = book.add_worksheet();
    sheet.set_name("Questions")?;
    sheet.set_freeze_panes(1, 2)?;
    for (at, column) in (0_u16..).zip(COLUMNS) {
        let wide = ["text", "guidance"].iter().any(|stem| column.starts_with(stem)) || matches!(column, "options" | "evidence" | "bad");
        sheet.set_column_width(at, if wide { 36 } else { 12 })?;
        sheet.set_column_format(at, &wrapped)?;
    }
    for (row, cells) in (0_u32..).zip(rows) {
        for (at, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, at, inert(cell), if row == 0 { &bold } else { &wrapped })?;
        }
    }
    // Offered and not enforced: a cell may hold several responses, and the import tells what it does not know.
    for (at, column) in (0_u16..).zip(COLUMNS).filter(|(_, column)| !offered(column).is_empty()) {
        let list = DataValidation::new().allow_list_strings(&offered(column))?.show_error_message(false);
        sheet.add_data_validation(1, at, LAST_ROW, at, &list)?;
    }
    let help = book.add_worksheet();
    help.set_name("Help")?;
    help.set_column_width(0, 14)?;
    help.set_column_width(1, 110)?;
    for (row, column) in (0_u32..).zip(COLUMNS) {
        help.write_string_with_format(row, 0, column, &bold)?;
        help.write_string_with_format(row, 1, locale.text(&key(column)), &wrapped)?;
    }
    book.save_to_buffer()
}

/// How far down a spreadsheet offers the words of a column.
const LAST_ROW: u32 = 1999;

/// Lines of a questionnaire as CSV, with the mark that lets Excel know it is UTF-8.
#[must_use]
pub fn comma_separated(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    let mut sound = true;
    for row in rows {
        sound &= writer.write_record(row.iter().map(|cell| inert(cell))).is_ok();
    }
    debug_assert!(sound, "memory takes every line");
    writer.into_inner().unwrap_or_default()
}

/// What belongs in a column, as the catalogues call it: one text for the columns of a kind.
#[must_use]
pub fn key(column: &str) -> String {
    let stem = ["section-", "text-", "guidance-"].into_iter().find(|stem| column.starts_with(stem));
    format!("sheet.{}", stem.map_or(column, |stem| if stem == "section-" { "section-title" } else { stem.trim_end_matches('-') }))
}
