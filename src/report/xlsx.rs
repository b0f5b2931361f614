//! The consolidated declaration as a workbook of its own. Every cell is text and the creation date is that of the
//! declaration, so that the same input gives the same bytes. It decides nothing.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::csv::{COLUMNS, lines};
use super::inert;
use super::rollup::Rollup;

/// Rows a sheet of Excel can hold below its heading.
const ROWS: usize = 1_048_575;

/// The bytes; a further sheet begins where one is full.
///
/// # Errors
/// When a cell holds more text than a workbook can.
pub fn write(rollup: &Rollup) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let year = u16::try_from(rollup.on.year()).unwrap_or(1900);
    let (month, day) = (rollup.on.month().unsigned_abs(), rollup.on.day().unsigned_abs());
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let (answers, smelters): (Vec<_>, Vec<_>) = lines(rollup).into_iter().partition(|line| line[0] == "answer");
    for (title, lines, columns) in
        [("Answers", answers, &[1, 2, 3, 4, 5, 9, 10, 11, 12][..]), ("Smelters", smelters, &[2, 6, 7, 8, 9, 10, 11, 12])]
    {
        let parts = lines.len().div_ceil(ROWS).max(1);
        for part in 0..parts {
            let sheet = book.add_worksheet();
            sheet.set_name(if part == 0 { title.to_owned() } else { format!("{title} {}", part + 1) })?;
            sheet.set_freeze_panes(1, 0)?;
            for (at, column) in (0_u16..).zip(columns) {
                sheet.write_string_with_format(0, at, COLUMNS[*column], &bold)?;
                sheet.set_column_width(at, if matches!(column, 5 | 7 | 10 | 12) { 36 } else { 16 })?;
            }
            for (row, line) in (1_u32..).zip(lines.iter().skip(part * ROWS).take(ROWS)) {
                for (at, column) in (0_u16..).zip(columns) {
                    sheet.write_string(row, at, inert(&line[*column]))?;
                }
            }
        }
    }
    book.save_to_buffer()
}
