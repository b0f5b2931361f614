//! `supplier import`: a list from CSV or xlsx, previewed before anything is written.

use std::path::Path;

use serde_json::{Value, json};

use super::super::{Error, Here, Outcome, say};
use crate::sentence::{Sentence, told};
use crate::supplier::Supplier;
use crate::workspace::{Workspace, profile};

const COLUMNS: &str = "id, name, native-name, country, region, partner-type, materials, headcount, spend-class, buyer";

/// One row of the list: the supplier it would make, or why not.
struct Row {
    line: usize,
    outcome: Result<Supplier, Sentence>,
}

pub(super) fn import(here: &Here, workspace: &mut Workspace, file: &Path, write: bool) -> Outcome {
    let cells = super::super::cells::read(file)?.rows;
    let known = workspace.supplier_ids()?;
    let rows = rows(&cells, &known)?;
    let mut written = 0;
    let mut report = Vec::new();
    for row in rows {
        let outcome = match row.outcome {
            Ok(supplier) if write => {
                let id = supplier.id.clone();
                workspace.add_supplier(supplier).map(|()| written += 1).map(|()| id).map_err(|error| error.sentence())
            }
            Ok(supplier) => workspace.may_add(&supplier).map(|()| supplier.id).map_err(|error| error.sentence()),
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
                Err(why) => json!({"line": line, "problem": why.to_string()}),
            })
            .collect();
        Here::json(&json!({"rows": rows, "written": written, "refused": refused}))?;
        return Ok(false);
    }
    let locale = here.locale();
    for (line, outcome) in &report {
        match outcome {
            Ok(id) => say(&locale.with(if write { "list.saved" } else { "list.would-add" }, &[("line", &line.to_string()), ("id", id)]))?,
            Err(why) => say(&locale.with("list.left-out", &[("line", &line.to_string()), ("why", &why.in_lang(here.lang))]))?,
        }
    }
    let counts = [("rows", report.len().to_string()), ("refused", refused.to_string())];
    let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    say(&locale.with(if write { "list.written" } else { "list.preview" }, &counts))?;
    Ok(false)
}

fn rows(cells: &[Vec<String>], known: &[String]) -> Result<Vec<Row>, Error> {
    let head = cells.first().ok_or_else(|| Error::data(told("list.empty", [])))?;
    let columns: Vec<String> = head.iter().map(|name| name.to_lowercase().replace([' ', '_'], "-")).collect();
    if !columns.iter().any(|name| name == "id" || name == "name") {
        return Err(Error::wrong(told("list.no-columns", [("columns", COLUMNS.into())])));
    }
    let mut seen: Vec<String> = known.to_vec();
    let mut rows = Vec::new();
    for (index, cells) in cells.iter().enumerate().skip(1).filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())) {
        let outcome = supplier(&columns, cells).and_then(|supplier| {
            if seen.iter().any(|id| id.eq_ignore_ascii_case(&supplier.id)) {
                return Err(told("list.taken", [("id", (&supplier.id).into())]));
            }
            seen.push(supplier.id.clone());
            Ok(supplier)
        });
        rows.push(Row { line: index + 1, outcome });
    }
    Ok(rows)
}

fn supplier(columns: &[String], cells: &[String]) -> Result<Supplier, Sentence> {
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
                profile::set(&mut supplier, key, &values).map_err(|error| error.sentence())?;
            }
        }
    }
    if supplier.id.is_empty() {
        supplier.id = crate::store::person_id(&supplier.name).map_err(|_| told("list.no-id", []))?;
    }
    crate::store::valid_id(&supplier.id)?;
    if supplier.name.is_empty() {
        supplier.name = supplier.id.clone();
    }
    Ok(supplier)
}
