//! Shipments of waste over a border, and whether the states asked have consented: without a consent on file a lot does not
//! move, whatever else its papers say.

use super::{Remark, Table};
use crate::sentence::{Sentence, told};

/// Remarks on shipments. Columns: shipment, consent (the day it was given); further ones are not looked at.
///
/// # Errors
/// When a column is missing.
pub fn consents(cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["shipment", "consent"])?;
    let mut remarks = Vec::new();
    for (line, row) in table.rows() {
        let (item, day) = (table.item(line, row, "shipment"), table.cell(row, "consent"));
        remarks.push(match super::number::day(day) {
            Ok(day) => Remark::fine(Some(line), "consented", told("figure.consented", [("item", item), ("day", day.to_string().into())])),
            Err(_) => Remark::adverse(Some(line), "consent-missing", told("figure.consent-missing", [("item", item)])),
        });
    }
    Ok(remarks)
}
