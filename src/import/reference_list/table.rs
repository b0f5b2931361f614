//! A list file as plain tables, whatever it was saved as: workbook, delimited text, or the XML of Excel 2003.

use jiff::civil::Date;

use super::super::Unfit;
use super::super::container::{LARGEST_LIST, Refusal};
use super::super::date::{ReadDate, from_serial, from_text};
use super::super::spreadsheetml;
use super::super::workbook::{Opened, Value, Window, Workbook};
use crate::clean;
use crate::sentence::{Sentence, told};

/// A sheet's cells as cleaned text, rows and columns from zero.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) rows: Vec<Vec<String>>,
    /// The line each row begins on, where rows and lines are not the same.
    lines: Vec<usize>,
    /// It is one of several sheets.
    is_one_of_several: bool,
}

impl Table {
    /// Where a row stands, as whoever opens the file finds it.
    fn place(&self, row: usize) -> Sentence {
        let line: Sentence = self.lines.get(row).copied().unwrap_or(row + 1).to_string().into();
        if self.is_one_of_several {
            return told("reference.row-of-sheet", [("sheet", (&self.name).into()), ("line", line)]);
        }
        told("reference.line", [("line", line)])
    }

    /// That a row was not taken: where it stands, what is wrong with it, and what to do.
    pub(super) fn left_out(&self, row: usize, what: Sentence, next: Sentence) -> Sentence {
        told("reference.at", [("place", self.place(row)), ("what", what)]).and(next)
    }
}

/// Whether a row says anything at all.
pub(super) fn is_filled(cells: &[String]) -> bool {
    cells.iter().any(|cell| !cell.trim().is_empty())
}

/// The largest part of a sheet a list may fill.
const WHOLE: Window = Window { last_row: 100_000, last_column: 60 };

/// The tables of a file.
pub(super) fn tables(file: &str, bytes: &[u8]) -> Result<Vec<Table>, Unfit> {
    if bytes.is_empty() {
        return Err(Refusal::new("empty-file", "The file is empty; download it again.").into());
    }
    if bytes.len() > LARGEST_LIST {
        return Err(Refusal::new("file-too-large", "The file has more than 64 MB; a list of this kind has about one.").into());
    }
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return workbook(bytes);
    }
    let text = decoded(bytes);
    if text.trim_start().starts_with('<') {
        return old_xml(&text);
    }
    delimited(file, &text)
}

/// The XML of Excel 2003, as RMI's site hands its lists out under the ending `.xls`.
fn old_xml(text: &str) -> Result<Vec<Table>, Unfit> {
    let none = || Unfit::list(told("reference.no-worksheets", []));
    if !spreadsheetml::is_one(text.as_bytes()) && !text.contains("Worksheet") {
        return Err(none());
    }
    let sheets = spreadsheetml::sheets(text.as_bytes())?;
    let cleaned = |row: Vec<String>| row.iter().map(|cell| crate::clean::line(cell)).collect();
    let tables = sheets.into_iter().map(|sheet| Table {
        name: crate::clean::line(&sheet.name),
        rows: sheet.rows.into_iter().map(cleaned).collect(),
        ..Table::default()
    });
    let tables: Vec<Table> = tables.collect();
    if tables.is_empty() { Err(none()) } else { Ok(of_several(tables)) }
}

/// UTF-8 with or without mark, or UTF-16 as Excel writes it.
fn decoded(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn workbook(bytes: &[u8]) -> Result<Vec<Table>, Unfit> {
    let mut book = match Workbook::open(bytes)? {
        Opened::Workbook(book) => book,
        Opened::Archive => return Err(Refusal::new("archive", "The file is a zip archive; unpack it and import the list itself.").into()),
        Opened::Other(what) => return Err(Refusal::new("another-document", format!("The file is {what}.")).into()),
    };
    let names: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let look_up = names.iter().any(|name| is_look_up(name));
    let mut all = Vec::new();
    // A template's other sheets are long, and nothing of them is asked for.
    for name in names.into_iter().filter(|name| !look_up || is_look_up(name) || name.eq_ignore_ascii_case("Declaration")) {
        let grid = book.read(&name, WHOLE)?;
        let mut table = Table { name: clean::line(&name), ..Table::default() };
        for ((row, column), value) in grid.iter() {
            let (row, column) = (row as usize - 1, column as usize - 1);
            let text = match value {
                Value::Text(text) => clean::line(text),
                Value::Number(number) => number.to_string(),
                Value::Error => continue,
            };
            set(&mut table.rows, row, column, text);
        }
        all.push(table);
    }
    Ok(of_several(all))
}

fn of_several(mut tables: Vec<Table>) -> Vec<Table> {
    let several = tables.len() > 1;
    tables.iter_mut().for_each(|table| table.is_one_of_several = several);
    tables
}

/// Whether a sheet is the look-up of a template.
pub(super) fn is_look_up(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case("Smelter Look-up")
}

/// Puts a text where it belongs, with empty cells before it.
pub(super) fn set(rows: &mut Vec<Vec<String>>, row: usize, column: usize, text: String) {
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    let cells = &mut rows[row];
    if cells.len() <= column {
        cells.resize_with(column + 1, String::new);
    }
    cells[column] = text;
}

fn delimited(file: &str, text: &str) -> Result<Vec<Table>, Unfit> {
    let head: Vec<&str> = text.lines().take(5).collect();
    let count = |mark: char| head.iter().map(|line| line.matches(mark).count()).sum::<usize>();
    let mark = [',', ';', '\t'].into_iter().max_by_key(|mark| count(*mark)).filter(|mark| count(*mark) > 0);
    let Some(mark) = mark else {
        return Err(Unfit::list(told("reference.no-table", [])));
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark as u8).from_reader(text.as_bytes());
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| Unfit::list(told("reference.bad-table", [("why", clean::line(&error.to_string()).into())])))?;
        lines.push(line_of(&record, text.as_bytes()));
        rows.push(record.iter().map(clean::line).collect());
    }
    Ok(vec![Table { name: file.to_owned(), rows, lines, is_one_of_several: false }])
}

/// The line a record begins on; empty lines before it are skipped by whoever reads it, and counted here.
pub(super) fn line_of(record: &csv::StringRecord, text: &[u8]) -> usize {
    let Some(at) = record.position() else { return 0 };
    let before = usize::try_from(at.byte()).ok().and_then(|byte| text.get(byte..)).unwrap_or_default();
    let empty = before.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
    usize::try_from(at.line()).unwrap_or(usize::MAX).saturating_add(empty)
}

/// A date in a list: a serial number of a spreadsheet or text.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = match text.parse::<f64>() {
        Ok(serial) if (20_000.0..80_000.0).contains(&serial) => from_serial(serial, false),
        _ => from_text(text),
    };
    if let ReadDate::Day(day) = read { Some(day) } else { None }
}

/// Where the named columns stand.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The row of the header.
    pub(super) row: usize,
    columns: Vec<(&'static str, usize)>,
}

impl Head {
    /// Looks for a header within the first rows: of each wanted column the first title one of its spellings begins.
    pub(super) fn find(table: &Table, wanted: &[(&'static str, &[&str])], needed: &[&str]) -> Option<Self> {
        table.rows.iter().take(12).enumerate().find_map(|(row, cells)| {
            let titles: Vec<String> = cells.iter().map(|cell| crate::reference::name::folded(cell)).collect();
            let mut columns: Vec<(&'static str, usize)> = Vec::new();
            for (key, spellings) in wanted {
                let taken = |at: usize| columns.iter().any(|(_, column)| *column == at);
                let exact = spellings.iter().find_map(|word| titles.iter().enumerate().position(|(at, title)| title == word && !taken(at)));
                let begins = || {
                    spellings
                        .iter()
                        .find_map(|word| titles.iter().enumerate().position(|(at, title)| title.starts_with(word) && !taken(at)))
                };
                if let Some(at) = exact.or_else(begins) {
                    columns.push((key, at));
                }
            }
            let whole = needed.iter().all(|key| columns.iter().any(|(known, _)| known == key));
            whole.then_some(Self { row, columns })
        })
    }

    /// The cell of a named column; empty when the list has no such column or the row no such cell.
    pub(super) fn get<'t>(&self, cells: &'t [String], key: &str) -> &'t str {
        let column = self.columns.iter().find(|(known, _)| *known == key).map(|(_, at)| *at);
        column.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
    }
}
