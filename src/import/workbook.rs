//! A workbook as a stream of cells within bounds. The range reader of the library is never used: two cells far apart
//! would make it ask for half a terabyte.
//!
//! Only the cells a layout asks for are kept, and they are kept raw; cleaning happens where they become text of the
//! declaration. Addresses count from one, as on the screen of a spreadsheet.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};

use crate::declaration::SheetName;

use super::archive;
use super::container::{Refusal, inspect};
use super::kind::must_be_a_zip;
use super::package::{self, Veil};

/// The lowest row and the rightmost column in which a value is tolerated.
const LAST_ROW: u32 = 100_000;
const LAST_COLUMN: u32 = 1_000;
/// The most cells of one sheet that are looked at, empty ones included.
const MOST_CELLS: u64 = 3_000_000;
/// The longest text of one cell, as in Excel, and the most text kept of one sheet.
const LONGEST_TEXT: usize = 32_767;
const MOST_TEXT: usize = 32 << 20;
/// The most sheets.
const MOST_SHEETS: usize = 200;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Text as stored, cut at the length Excel allows.
    Text(String),
    /// A number, or a date by its serial number.
    Number(f64),
    /// An error value such as `#N/A`.
    Error,
}

/// The kept cells of one sheet, by row and column.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    cells: BTreeMap<(u32, u32), Value>,
    text: usize,
}

impl Grid {
    pub(crate) fn get(&self, row: u32, column: u32) -> Option<&Value> {
        self.cells.get(&(row, column))
    }

    /// Cells in reading order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ((u32, u32), &Value)> {
        self.cells.iter().map(|(at, value)| (*at, value))
    }

    fn keep(&mut self, at: (u32, u32), value: Value) -> Result<(), Refusal> {
        if let Value::Text(text) = &value {
            self.text += text.len();
            if self.text > MOST_TEXT {
                return Err(Refusal::new(
                    "too-much-text",
                    "The sheets hold far more text than a declaration; the file was not read to its end. Ask for a copy in the official template.",
                ));
            }
        }
        self.cells.insert(at, value);
        Ok(())
    }
}

/// The part of a sheet that is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) last_row: u32,
    pub(crate) last_column: u32,
}

/// An opened workbook.
pub(crate) struct Workbook<'a> {
    xlsx: Xlsx<Cursor<&'a [u8]>>,
    bytes: &'a [u8],
    pub(crate) sheets: Vec<SheetName>,
    /// The names of its parts, in lower case.
    pub(crate) parts: BTreeSet<String>,
}

/// What a zip container turned out to hold.
pub(crate) enum Opened<'a> {
    Workbook(Box<Workbook<'a>>),
    /// An archive of files.
    Archive,
    /// A sound container of something else, named.
    Other(&'static str),
}

impl<'a> Workbook<'a> {
    /// Looks at the container, then opens it.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Opened<'a>, Refusal> {
        must_be_a_zip(bytes)?;
        if archive::is_one(bytes)? {
            return Ok(Opened::Archive);
        }
        let parts = inspect(bytes)?;
        if !parts.contains("[content_types].xml") {
            return Ok(Opened::Other(without_types(&parts)));
        }
        let others = [
            ("word/document.xml", "a Word document; ask for the Excel workbook (.xlsx)"),
            ("ppt/presentation.xml", "a presentation; ask for the Excel workbook (.xlsx)"),
            ("xl/workbook.bin", "a binary workbook (.xlsb); ask for the declaration saved as .xlsx"),
        ];
        if let Some((_, name)) = others.iter().find(|(part, _)| parts.contains(*part)) {
            return Ok(Opened::Other(name));
        }
        let xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable("the workbook", &error.to_string()))?;
        if xlsx.sheets_metadata().len() > MOST_SHEETS {
            return Err(Refusal::new(
                "too-many-sheets",
                "The workbook has more than 200 sheets; a declaration has about a dozen. Ask for a copy in the official template.",
            ));
        }
        let sheets = xlsx
            .sheets_metadata()
            .iter()
            .map(|sheet| SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
            .collect();
        Ok(Opened::Workbook(Box::new(Self { xlsx, bytes, sheets, parts })))
    }

    /// The workbook's own spelling of a sheet name.
    pub(crate) fn sheet(&self, name: &str) -> Option<String> {
        let wanted = name.to_lowercase();
        let own = |test: &dyn Fn(&str) -> bool| self.sheets.iter().find(|sheet| test(&sheet.name)).map(|sheet| sheet.name.clone());
        own(&|held| held == name).or_else(|| own(&|held| held.trim().to_lowercase() == wanted))
    }

    /// Whether days count from 1904.
    pub(crate) fn counts_from_1904(&self) -> bool {
        self.xlsx.has_1904_epoch()
    }

    /// What of a sheet is out of sight, and where its formulas stand.
    pub(crate) fn veil(&self, sheet: &str, with_formulas: bool) -> Veil {
        package::veil(self.bytes, sheet, with_formulas).unwrap_or_default()
    }

    /// The cells of a sheet within a window.
    pub(crate) fn read(&mut self, sheet: &str, window: Window) -> Result<Grid, Refusal> {
        let mut reader = self.xlsx.worksheet_cells_reader(sheet).map_err(|error| unreadable(sheet, &error.to_string()))?;
        let mut grid = Grid::default();
        let mut seen: u64 = 0;
        while let Some(cell) = reader.next_cell().map_err(|error| unreadable(sheet, &error.to_string()))? {
            seen += 1;
            if seen > MOST_CELLS {
                return Err(Refusal::new(
                    "too-many-cells",
                    format!(
                        "The sheet \"{}\" has more than three million cells; ask for a copy in the official template.",
                        crate::clean::line(sheet)
                    ),
                ));
            }
            let (row, column) = cell.get_position();
            let (row, column) = (row.saturating_add(1), column.saturating_add(1));
            let Some(value) = value_of(cell.get_value()) else { continue };
            if row > LAST_ROW || column > LAST_COLUMN {
                return Err(Refusal::new(
                    "cell-out-of-bounds",
                    format!(
                        "The sheet \"{}\" has a value in cell {}, far outside any declaration; ask for a copy in the official template.",
                        crate::clean::line(sheet),
                        address(row, column)
                    ),
                ));
            }
            if row <= window.last_row && column <= window.last_column {
                grid.keep((row, column), value)?;
            }
        }
        Ok(grid)
    }
}

/// A container that no office program of the kind wrote.
fn without_types(parts: &BTreeSet<String>) -> &'static str {
    if parts.contains("mimetype") && parts.contains("content.xml") {
        return "an OpenDocument spreadsheet (.ods); ask for the declaration in the official template, saved as .xlsx";
    }
    if parts.contains("index/document.iwa") || parts.iter().any(|part| part.ends_with(".iwa")) {
        return "a document of Apple Numbers; ask for the declaration in the official template, saved as .xlsx";
    }
    "an empty or unusual zip container, not an Excel workbook; ask for the workbook itself (.xlsx)"
}

/// A cell's value; nothing when it is empty.
fn value_of(held: &DataRef<'_>) -> Option<Value> {
    let text = |held: &str| {
        if held.trim().is_empty() {
            return None;
        }
        let mut end = held.len().min(LONGEST_TEXT);
        while !held.is_char_boundary(end) {
            end -= 1;
        }
        Some(Value::Text(held[..end].to_owned()))
    };
    match held {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::DateTime(moment) => Some(Value::Number(moment.as_f64())),
        DataRef::String(held) | DataRef::DateTimeIso(held) | DataRef::DurationIso(held) => text(held),
        DataRef::SharedString(held) => text(held),
        DataRef::Bool(truth) => Some(Value::Text(if *truth { "TRUE" } else { "FALSE" }.to_owned())),
        DataRef::Error(_) => Some(Value::Error),
    }
}

fn unreadable(what: &str, why: &str) -> Refusal {
    let (what, why) = (crate::clean::line(what), crate::clean::line(why));
    Refusal::new("damaged", format!("The inside of {what} could not be read ({why}); ask for a copy saved again by Excel."))
}

/// `D8` for row 8, column 4.
pub(crate) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).expect("a remainder of 26 fits");
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().chain(&[]).collect::<String>() + &row.to_string()
}

/// Row and column of an address written in a layout table.
pub(crate) fn place(address: &str) -> (u32, u32) {
    let letters = address.chars().take_while(char::is_ascii_alphabetic);
    let column = letters.fold(0, |sum, letter| sum * 26 + column_of(letter));
    let row = address.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0);
    (row, column)
}

/// The number of a column letter.
pub(crate) const fn column_of(letter: char) -> u32 {
    letter as u32 - 'A' as u32 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_on_the_screen() {
        assert_eq!(address(8, 4), "D8");
        assert_eq!(address(1_048_576, 16_384), "XFD1048576");
        assert_eq!(place("D22"), (22, 4));
        assert_eq!(place("AB5"), (5, 28));
    }
}
