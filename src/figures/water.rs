//! Water risk site by site. A site nobody assessed is *not assessed*: it is never counted among the low ones.

use super::{Remark, Table};
use crate::sentence::{Sentence, told};

/// Remarks on sites, the count last. Columns: site, level, source, date.
///
/// # Errors
/// When a column is missing.
pub fn water(cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["site", "level", "source", "date"])?;
    let mut remarks = Vec::new();
    let (mut all, mut assessed) = (0, 0);
    for (line, row) in table.rows() {
        let cell = |column: &str| table.cell(row, column);
        let site = cell("site");
        all += 1;
        let level = cell("level").to_lowercase();
        let backed = !cell("source").is_empty() && super::number::day(cell("date")).is_ok();
        let values = |level: &'static str| {
            [("site", site.into()), ("level", told(level, [])), ("source", cell("source").into()), ("day", cell("date").into())]
        };
        let remark = match level.as_str() {
            "" => Remark::adverse(Some(line), "not-assessed", told("figure.not-assessed", [("site", site.into())])),
            "low" | "medium" | "high" if !backed => {
                Remark::adverse(Some(line), "not-assessed", told("figure.assessed-without-source", [("site", site.into())]))
            }
            "low" => Remark::fine(Some(line), "low", told("figure.assessed", values("level.low"))),
            "medium" => Remark::fine(Some(line), "medium", told("figure.assessed", values("level.medium"))),
            "high" => Remark::adverse(Some(line), "high", told("figure.assessed", values("level.high"))),
            _ => {
                let values = [("value", cell("level").into()), ("site", site.into())];
                Remark::adverse(Some(line), "unknown-word", told("figure.unknown-level", values))
            }
        };
        assessed += usize::from(["low", "medium", "high"].contains(&remark.verdict));
        remarks.push(remark);
    }
    let values = [("assessed", assessed.to_string().into()), ("all", all.to_string().into())];
    remarks.push(Remark::fine(None, "coverage", told("figure.sites-assessed", values)));
    Ok(remarks)
}
