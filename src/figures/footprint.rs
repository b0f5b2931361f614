//! Product carbon footprints: a number alone says nothing, so unit, boundary and date are needed; what a third party
//! verified is told apart from what only the supplier says.

use super::{Remark, Table};
use crate::sentence::{Sentence, told};

/// Remarks on footprints. Columns: item, value, unit, boundary, date, verified-by.
///
/// # Errors
/// When a column is missing.
pub fn footprints(cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["item", "value", "unit", "boundary", "date", "verified-by"])?;
    let mut remarks = Vec::new();
    for (line, row) in table.rows() {
        let cell = |column: &str| table.cell(row, column);
        let item = cell("item");
        if cell("value").is_empty() {
            remarks.push(Remark::adverse(Some(line), "not-stated", told("figure.no-footprint", [("item", item.into())])));
            continue;
        }
        let Some(value) = table.number(line, row, "value", &mut remarks) else { continue };
        let missing: Vec<&str> = ["unit", "boundary", "date"].into_iter().filter(|column| cell(column).is_empty()).collect();
        if !missing.is_empty() {
            let values = [("item", item.into()), ("missing", missing.join(", ").into())];
            remarks.push(Remark::adverse(Some(line), "refused", told("figure.footprint-refused", values)));
            continue;
        }
        if cell("date").parse::<jiff::civil::Date>().is_err() {
            let values = [("value", cell("date").into()), ("example", "2026-03-31".into())];
            remarks.push(Remark::adverse(Some(line), "not-a-date", told("refusal.not-a-date", values)));
            continue;
        }
        let values = |by: &str| {
            let figure = format!("{} {}", value.plain(), cell("unit"));
            [
                ("item", item.into()),
                ("value", figure.into()),
                ("boundary", cell("boundary").into()),
                ("day", cell("date").into()),
                ("by", by.into()),
            ]
        };
        let by = cell("verified-by");
        remarks.push(if by.is_empty() {
            Remark::fine(Some(line), "unverified", told("figure.footprint-unverified", values(by)))
        } else {
            Remark::fine(Some(line), "verified", told("figure.footprint-verified", values(by)))
        });
    }
    Ok(remarks)
}
