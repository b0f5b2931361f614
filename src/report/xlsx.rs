//! The consolidated declaration as a workbook of its own. Every cell is text and the creation date is that of the
//! declaration, so that the same input gives the same bytes. It decides nothing.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::csv::{COLUMNS, lines};
use super::inert;
use super::rollup::Rollup;

/// Rows a sheet of Excel can hold below its heading.
const ROWS: usize = 1_048_575;

/// What a sheet shows: its name, the kind of its lines, and the columns.
const SHEETS: [(&str, &str, &[usize]); 3] = [
    ("Answers", "answer", &[1, 2, 3, 4, 5, 12, 13, 14, 15]),
    ("Smelters", "smelter", &[2, 6, 7, 8, 12, 13, 14, 15]),
    ("Mines", "mine", &[2, 9, 10, 11, 6, 7, 12, 13, 14, 15]),
];

/// The bytes; a further sheet begins where one is full.
///
/// # Errors
/// When a cell holds more text than a workbook can.
pub fn write(rollup: &Rollup) -> Result<Vec<u8>, XlsxError> {
    sheets(rollup, ROWS)
}

fn sheets(rollup: &Rollup, most: usize) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let year = u16::try_from(rollup.on.year()).unwrap_or(1900);
    let (month, day) = (rollup.on.month().unsigned_abs(), rollup.on.day().unsigned_abs());
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let all = lines(rollup);
    for (title, kind, columns) in SHEETS {
        let lines: Vec<_> = all.iter().filter(|line| line[0] == kind).collect();
        let parts = lines.len().div_ceil(most).max(1);
        for part in 0..parts {
            let sheet = book.add_worksheet();
            sheet.set_name(if part == 0 { title.to_owned() } else { format!("{title} {}", part + 1) })?;
            sheet.set_freeze_panes(1, 0)?;
            for (at, column) in (0_u16..).zip(columns) {
                sheet.write_string_with_format(0, at, COLUMNS[*column], &bold)?;
                let wide = matches!(COLUMNS[*column], "rule" | "smelter" | "mine" | "file" | "said");
                sheet.set_column_width(at, if wide { 36 } else { 16 })?;
            }
            for (row, line) in (1_u32..).zip(lines.iter().skip(part * most).take(most)) {
                for (at, column) in (0_u16..).zip(columns) {
                    sheet.write_string(row, at, inert(&line[*column]))?;
                }
            }
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::super::rollup::{Provenance, Rollup, Smelter};
    use super::*;
    use calamine::Reader as _;

    #[test]
    fn a_full_sheet_is_followed_by_a_further_one() {
        let place = |n: u32| Provenance {
            supplier: "aoba".to_owned(),
            file: "one.xlsx".to_owned(),
            sheet: "Smelter List",
            cell: format!("D{n}"),
            said: "Works".to_owned(),
        };
        let (metal, name, country) = ("Gold".to_owned(), "Works".to_owned(), "JAPAN".to_owned());
        let smelter = Smelter { metal, id: None, name, country, from: (5..12).map(place).collect() };
        let on = jiff::civil::date(2026, 11, 23);
        let (answers, smelters, mines) = (Vec::new(), vec![smelter], Vec::new());
        let rollup = Rollup { on, anonymous: false, suppliers: 1, declarations: 1, answers, smelters, mines };
        let bytes = sheets(&rollup, 3).unwrap();
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Answers", "Smelters", "Smelters 2", "Smelters 3", "Mines"]);
        let heights: Vec<usize> =
            ["Smelters", "Smelters 2", "Smelters 3"].iter().map(|name| book.worksheet_range(name).unwrap().height()).collect();
        assert_eq!(heights, [4, 4, 2], "a heading each, and every line once");
    }
}
