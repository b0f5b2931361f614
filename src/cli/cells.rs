//! A table the user names, as cleaned text cell by cell: CSV, or the first sheet of a workbook.

use std::path::Path;

use super::Error;
use crate::sentence::told;

/// A table as text, heading first, with the name of its sheet (empty for CSV).
pub(super) struct Cells {
    /// The sheet.
    pub(super) sheet: String,
    /// Rows of cells.
    pub(super) rows: Vec<Vec<String>>,
}

/// Reads the file; a workbook within bounds, since a hostile one may claim cells at the far end of the sheet.
#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
pub(super) fn read(file: &Path) -> Result<Cells, Error> {
    let bytes = std::fs::read(file).map_err(|error| Error::unreadable(file, &error))?;
    if bytes.starts_with(b"PK") { sheet(&bytes) } else { csv(file, &bytes) }
}

fn csv(file: &Path, bytes: &[u8]) -> Result<Cells, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::data(told("list.not-utf8", [("file", file.display().to_string().into())])))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(divider(text)).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Error::data(told("list.not-csv", [("why", error.to_string().into())])))?;
        // Empty lines are left out by the reader; the numbers of the rows that follow must stay.
        let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let rest = text.get(start..).unwrap_or_default();
        let rest = if text[..start].ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
        let blank = rest.chars().take_while(|c| matches!(c, '\r' | '\n')).filter(|c| *c == '\n').count();
        rows.resize(rows.len() + blank.min(20_000), Vec::new());
        rows.push(record.iter().map(crate::clean::line).collect());
    }
    Ok(Cells { sheet: String::new(), rows })
}

/// What divides the cells: a comma, or what spreadsheets of some countries write in its stead; the heading tells.
fn divider(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let found = [',', ';', '\t'].into_iter().find(|divider| heading.contains(*divider));
    found.and_then(|divider| u8::try_from(divider).ok()).unwrap_or(b',')
}

fn sheet(bytes: &[u8]) -> Result<Cells, Error> {
    use calamine::Reader as _;
    let wrong = |error: calamine::XlsxError| Error::data(told("list.not-workbook", [("why", error.to_string().into())]));
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).map_err(wrong)?;
    let name = book.sheet_names().first().cloned().ok_or_else(|| Error::data(told("list.no-sheet", [])))?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(wrong)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(wrong)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row >= 20_000 || column >= 64 {
            return Err(Error::data(told("list.too-large", [])));
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = crate::clean::line(&shown(cell.get_value()));
    }
    Ok(Cells { sheet: crate::clean::line(&name), rows })
}

/// A cell as it is read: a day as a day, and not as the number a workbook keeps it as.
fn shown(value: &calamine::DataRef<'_>) -> String {
    match value {
        calamine::DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let time = if (hour, minute, second) == (0, 0, 0) { String::new() } else { format!("T{hour:02}:{minute:02}:{second:02}") };
            format!("{year:04}-{month:02}-{day:02}{time}")
        }
        other => calamine::Data::from(other.clone()).to_string(),
    }
}
