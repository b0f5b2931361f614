//! Product carbon footprints: a number alone says nothing, so unit, boundary and date are needed; what a third party
//! verified is told apart from what only the supplier says.

use super::{Remark, Table, number};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// What a boundary or a unit says that takes in removals or credits.
const TAKEN_OFF: [&str; 14] =
    ["remov", "credit", "biogenic", "offset", "除去", "吸収", "控除", "クレジット", "バイオ", "移除", "清除", "抵扣", "抵消", "生物"];

fn is_taken_off(said: &str) -> bool {
    let said = said.to_lowercase();
    TAKEN_OFF.iter().any(|word| said.contains(word))
}

/// Remarks on footprints. Columns: item, value, unit, boundary, date, verified-by. A value below nought is taken only
/// where unit or boundary says that removals or credits are taken off.
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
        // What is taken out of the air, or credited for a by-product, may outweigh what was emitted; else nothing can.
        if value < Ratio::ZERO && !["unit", "boundary"].into_iter().any(|column| is_taken_off(cell(column))) {
            let values = [("item", item.into()), ("value", cell("value").into())];
            remarks.push(Remark::adverse(Some(line), "negative", told("figure.footprint-negative", values)));
            continue;
        }
        if let Err(why) = number::day(cell("date")) {
            remarks.push(Remark::adverse(Some(line), "not-a-date", why.and(told("value.date", []))));
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
