//! A mass balance: what came in with how much credited content, and what is claimed from it. More can never be claimed
//! than was credited; a blank content credits nothing.

use super::{Remark, Table};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// Remarks on a balance, the totals last. Columns: item, mass, content (per cent), claimed.
///
/// # Errors
/// When a column is missing.
pub fn balance(cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["item", "mass", "content", "claimed"])?;
    let mut remarks = Vec::new();
    let (credited, claimed) = added(&table, &mut remarks);
    let values = [("claimed", claimed.plain().into()), ("credited", credited.plain().into())];
    // Before anything is filled in there is nothing to weigh.
    if table.rows().all(|(_, row)| ["mass", "content", "claimed"].iter().all(|column| table.cell(row, column).is_empty())) {
        return Ok(remarks);
    }
    // What cannot be read is neither nothing claimed nor nothing credited.
    let unread = remarks.iter().any(|remark| ["not-a-number", "negative", "impossible-content"].contains(&remark.verdict));
    remarks.push(if unread && claimed <= credited {
        Remark::adverse(None, "cannot-tell", told("figure.claims-unclear", []))
    } else if claimed > credited {
        Remark::adverse(None, "refused", told("figure.claims-refused", values))
    } else {
        Remark::fine(None, "covered", told("figure.claims-covered", values))
    });
    Ok(remarks)
}

/// What is credited, and what is claimed; `None` while a number cannot be read.
pub(super) fn totals(cells: &[Vec<String>]) -> Option<(Ratio, Ratio)> {
    let table = Table::of(cells, &["item", "mass", "content", "claimed"]).ok()?;
    let mut remarks = Vec::new();
    let totals = added(&table, &mut remarks);
    remarks.iter().all(|remark| remark.verdict != "not-a-number").then_some(totals)
}

fn added(table: &Table<'_>, remarks: &mut Vec<Remark>) -> (Ratio, Ratio) {
    let (mut credited, mut claimed) = (Ratio::ZERO, Ratio::ZERO);
    for (line, row) in table.rows() {
        let item = || table.item(line, row, "item");
        let mass = table.number(line, row, "mass", remarks);
        let content = table.number(line, row, "content", remarks);
        let hundred = Ratio::whole(100);
        match (mass, content) {
            (Some(mass), Some(_)) if mass < Ratio::ZERO => {
                remarks.push(Remark::adverse(Some(line), "negative", told("figure.negative", [("item", item())])));
            }
            (Some(_), Some(content)) if content > hundred || content < Ratio::ZERO => {
                let values = [("item", item()), ("content", content.plain().into())];
                remarks.push(Remark::adverse(Some(line), "impossible-content", told("figure.impossible-content", values)));
            }
            (Some(mass), Some(content)) => credited = credited + mass * content / hundred,
            (Some(_), None) if table.cell(row, "content").is_empty() => {
                remarks.push(Remark::adverse(Some(line), "not-credited", told("figure.not-credited", [("item", item())])));
            }
            _ => {}
        }
        match table.number(line, row, "claimed", remarks) {
            Some(claim) if claim < Ratio::ZERO => {
                remarks.push(Remark::adverse(Some(line), "negative", told("figure.negative", [("item", item())])));
            }
            Some(claim) => claimed = claimed + claim,
            None => {}
        }
    }
    (credited, claimed)
}
