//! `supplier import`: a list from CSV or xlsx, previewed before anything is written.

use std::path::Path;

use serde_json::{Value, json};

use super::super::{Error, Here, Outcome, say};
use crate::supplier::Supplier;
use crate::workspace::{Workspace, profile};

/// One row of the list: the supplier it would make, or why not.
struct Row {
    line: usize,
    outcome: Result<Supplier, String>,
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
pub(super) fn import(here: &Here, workspace: &mut Workspace, file: &Path, write: bool) -> Outcome {
    let bytes = std::fs::read(file).map_err(|error| Error::data(format!("{} cannot be read: {error}", file.display())))?;
    let cells = if bytes.starts_with(b"PK") { sheet(&bytes)? } else { csv(&bytes)? };
    let known = workspace.supplier_ids()?;
    let rows = rows(&cells, &known)?;
    let mut written = 0;
    let mut report = Vec::new();
    for row in rows {
        let outcome = match row.outcome {
            Ok(supplier) if write => {
                let id = supplier.id.clone();
                workspace.add_supplier(supplier).map(|()| written += 1).map(|()| id).map_err(|error| error.to_string())
            }
            Ok(supplier) => workspace.may_add(&supplier).map(|()| supplier.id).map_err(|error| error.to_string()),
            Err(why) => Err(why),
        };
        report.push((row.line, outcome));
    }
    let refused = report.iter().filter(|(_, outcome)| outcome.is_err()).count();
    if here.global.json {
        let rows: Vec<Value> = report
            .iter()
            .map(|(line, outcome)| match outcome {
                Ok(id) => json!({"line": line, "supplier": id, "written": write}),
                Err(why) => json!({"line": line, "problem": why}),
            })
            .collect();
        Here::json(&json!({"rows": rows, "written": written, "refused": refused}))?;
        return Ok(false);
    }
    for (line, outcome) in &report {
        match outcome {
            Ok(id) => say(&format!("line {line}: {}{id}", if write { "saved " } else { "would add " }))?,
            Err(why) => say(&format!("line {line}: left out: {why}"))?,
        }
    }
    say(&format!(
        "{} rows, {refused} left out{}",
        report.len(),
        if write { String::new() } else { "; nothing is written yet, add --write".to_owned() }
    ))?;
    Ok(false)
}

fn csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::data("the list is not UTF-8; save it as CSV UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Error::data(format!("the list cannot be read as CSV: {error}")))?;
        rows.push(record.iter().map(crate::clean::line).collect());
    }
    Ok(rows)
}

/// The first sheet, cell by cell, with bounds: a hostile file may claim cells at the far end of the sheet.
fn sheet(bytes: &[u8]) -> Result<Vec<Vec<String>>, Error> {
    use calamine::Reader as _;
    let wrong = |error: calamine::XlsxError| Error::data(format!("the list cannot be read as a workbook: {error}"));
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).map_err(wrong)?;
    let name = book.sheet_names().first().cloned().ok_or_else(|| Error::data("the workbook has no sheet"))?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(wrong)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(wrong)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row >= 20_000 || column >= 64 {
            return Err(Error::data("the sheet has more than 20,000 rows or 64 columns; keep the list alone in a sheet"));
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = crate::clean::line(&calamine::Data::from(cell.get_value().clone()).to_string());
    }
    Ok(rows)
}

fn rows(cells: &[Vec<String>], known: &[String]) -> Result<Vec<Row>, Error> {
    let head = cells.first().ok_or_else(|| Error::data("the list is empty"))?;
    let columns: Vec<String> = head.iter().map(|name| name.to_lowercase().replace([' ', '_'], "-")).collect();
    if !columns.iter().any(|name| name == "id" || name == "name") {
        return Err(Error::wrong(
            "the first line names no column `id` or `name`; columns are id, name, native-name, country, region, partner-type, materials, headcount, spend-class, buyer",
        ));
    }
    let mut seen: Vec<String> = known.to_vec();
    let mut rows = Vec::new();
    for (index, cells) in cells.iter().enumerate().skip(1).filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())) {
        let outcome = supplier(&columns, cells).and_then(|supplier| {
            if seen.iter().any(|id| id.eq_ignore_ascii_case(&supplier.id)) {
                return Err(format!("{} is there already", supplier.id));
            }
            seen.push(supplier.id.clone());
            Ok(supplier)
        });
        rows.push(Row { line: index + 1, outcome });
    }
    Ok(rows)
}

fn supplier(columns: &[String], cells: &[String]) -> Result<Supplier, String> {
    let mut supplier = Supplier::default();
    for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        match column.as_str() {
            "id" => supplier.id.clone_from(cell),
            "name" => supplier.name.clone_from(cell),
            "" => {}
            key => {
                let values: Vec<String> = if key == "materials" || key == "languages" {
                    cell.split(';').map(|part| part.trim().to_owned()).collect()
                } else {
                    vec![cell.clone()]
                };
                profile::set(&mut supplier, key, &values).map_err(|error| error.to_string())?;
            }
        }
    }
    if supplier.id.is_empty() {
        supplier.id = crate::store::person_id(&supplier.name)
            .map_err(|_| "no id, and none can be made from the name; add a column `id`".to_owned())?;
    }
    crate::store::valid_id(&supplier.id)?;
    if supplier.name.is_empty() {
        supplier.name = supplier.id.clone();
    }
    Ok(supplier)
}
