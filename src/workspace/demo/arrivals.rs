//! What reached the sample company from outside: declarations, a letter, lists of others. All of it is invented.
//!
//! A declaration lies here as its cells and is written as a workbook when the sample is laid down, so that the day
//! inside it moves with the sample's Monday; an entry that names the file by its hash is made to name the moved one. No
//! template of anybody was copied: the cells stand where a reader looks for them and the headings are our own.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::journal::Act;
use crate::journal::block::sha256_hex;
use crate::store::{FolderStore, Place, Shelf, StoreError};

/// Where they lie among the files of the sample.
pub(super) const FOLDER: &str = "inbox/arrivals/";

/// Cells of sheets, by their addresses.
type Sheets = BTreeMap<String, BTreeMap<String, String>>;

/// A file as it is in the copy.
struct Moved {
    bytes: Vec<u8>,
    ending: &'static str,
}

/// Every file, by the hash it has in the entries of the sample.
pub(super) struct Arrivals(BTreeMap<String, Moved>);

/// A file of the sample by its name, with every day in it moved.
#[must_use]
pub fn file(name: &str, days: i64) -> Option<Vec<u8>> {
    let files = crate::builtin::sample();
    let text = |name: &str| {
        let path = format!("{FOLDER}{name}");
        files.iter().find(|(known, _)| *known == path).map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
    };
    match name.rsplit_once('.') {
        Some((_, "xlsx")) => {
            let (mut sheets, form) = cells(&super::moved_text(&text(&format!("{name}.toml"))?, days))?;
            for (sheet, under) in cells(&text(&format!("{}.toml", form?))?)?.0 {
                let over = sheets.entry(sheet).or_default();
                for (at, value) in under {
                    over.entry(at).or_insert(value);
                }
            }
            workbook(&sheets).ok()
        }
        Some((_, "csv")) => text(name).map(|text| moved_table(&text, days).into_bytes()),
        _ => text(name).map(String::into_bytes),
    }
}

impl Arrivals {
    /// The files among those of the sample.
    pub(super) fn of(files: &[(String, &'static [u8])], days: i64) -> Self {
        let names = files.iter().filter_map(|(path, _)| path.strip_prefix(FOLDER));
        let named = names.filter_map(|name| {
            let name = if name.ends_with(".xlsx.toml") { name.strip_suffix(".toml")? } else { name };
            let ending = ["xlsx", "csv", "pdf"].into_iter().find(|ending| name.rsplit('.').next() == Some(ending))?;
            Some((sha256_hex(&file(name, 0)?), Moved { bytes: file(name, days)?, ending }))
        });
        Self(named.collect())
    }

    /// Stores the file an entry names, where such entries look for it, and makes the entry name it.
    pub(super) fn lay(&self, store: &FolderStore, place: &Place, act: &mut Act) -> Result<(), StoreError> {
        let (sha256, shelf) = match (act, place) {
            (Act::Received(received), _) => (&mut received.sha256, Shelf::Inbox),
            (Act::List(list), _) => (&mut list.sha256, Shelf::Lists),
            (Act::Import(import), Place::Standing { supplier }) => (&mut import.sha256, Shelf::Supplier(supplier)),
            _ => return Ok(()),
        };
        if let Some(moved) = self.0.get(sha256.as_str()) {
            *sha256 = store.put_file(shelf, &moved.bytes, moved.ending)?;
        }
        Ok(())
    }
}

/// The cells of a file, and the form it builds on.
fn cells(text: &str) -> Option<(Sheets, Option<String>)> {
    let read: toml::Table = text.parse().ok()?;
    let form = read.get("form").and_then(toml::Value::as_str).map(str::to_owned);
    let sheets = read.into_iter().filter_map(|(sheet, cells)| {
        let toml::Value::Table(cells) = cells else { return None };
        let texts = cells.into_iter().filter_map(|(at, value)| Some((at, value.as_str()?.to_owned())));
        Some((sheet, texts.collect()))
    });
    Some((sheets.collect(), form))
}

/// Moves every cell of a table that is a day.
fn moved_table(text: &str, days: i64) -> String {
    let line = |line: &str| line.split(',').map(|cell| super::moved_day(cell, days)).collect::<Vec<_>>().join(",") + "\n";
    text.lines().map(line).collect()
}

/// The workbook; the same cells give the same bytes.
fn workbook(sheets: &Sheets) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (name, cells) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_column_width(1, 42)?;
        sheet.set_column_width(3, 42)?;
        for (at, value) in cells {
            let (row, column) = place(at).ok_or(XlsxError::RowColumnLimitError)?;
            match value.parse::<jiff::civil::Date>() {
                Ok(date) if value.len() == 10 => {
                    let year = u16::try_from(date.year()).unwrap_or(1900);
                    let serial = ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())?;
                    sheet.write_datetime_with_format(row, column, &serial, &day)?;
                }
                _ => {
                    sheet.write_string(row, column, value)?;
                }
            }
        }
    }
    book.save_to_buffer()
}

/// Row and column of `D22`, from nought.
fn place(at: &str) -> Option<(u32, u16)> {
    let column = at.bytes().next().filter(u8::is_ascii_uppercase)? - b'A';
    Some((at[1..].parse::<u32>().ok()?.checked_sub(1)?, u16::from(column)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Reading;

    #[test]
    fn a_declaration_of_the_sample_is_the_same_each_time_and_its_day_moves() {
        let first = file("serra.xlsx", 0).unwrap();
        assert_eq!(file("serra.xlsx", 0).unwrap(), first);
        let dated = |days| match crate::import::read(&file("serra.xlsx", days).unwrap()) {
            Reading::Declaration(read) => read.dated.map(|day| day.to_string()),
            other => panic!("{other:?}"),
        };
        assert_eq!((dated(0).as_deref(), dated(30).as_deref()), (Some("2026-10-15"), Some("2026-11-14")));
    }

    #[test]
    fn every_smelter_of_the_sample_has_an_id_that_says_it_is_made_up() {
        for (path, bytes) in crate::builtin::sample().iter().filter(|(path, _)| path.starts_with(FOLDER)) {
            let text = String::from_utf8_lossy(bytes);
            assert!(text.match_indices("CID").all(|(at, _)| text[at..].starts_with("CID900")), "{path}");
        }
    }
}
