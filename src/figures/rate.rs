//! The lost-time injury rate: cases per million hours worked. It needs both counts and trusts no stated rate.

use super::number::{number, places};
use super::{Remark, Table};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// Hours in a shift: whoever loses time by an injury loses the rest of one.
const SHIFT: i64 = 8;

/// A count as it is written.
///
/// # Errors
/// When it is no number, below nothing, or not whole where only whole ones can be.
fn count(text: &str, whole: bool) -> Result<Ratio, Sentence> {
    let count = number(text)?;
    let value = || [("value", text.trim().into())];
    if count < Ratio::ZERO {
        return Err(told("figure.below-nothing", value()));
    }
    if whole && count.decimals(0).parse::<i64>().ok().map(Ratio::whole) != Some(count) {
        return Err(told("figure.not-whole", value()));
    }
    Ok(count)
}

/// What a row of counts cannot say, with the column it stands in: half a case, hours below nought.
pub(super) fn impossible(cell: impl Fn(&'static str) -> String) -> Option<(&'static str, Sentence)> {
    [("cases", true), ("hours", false), ("stated", false)].into_iter().find_map(|(column, whole)| {
        let text = cell(column);
        if text.trim().is_empty() { None } else { count(&text, whole).err().map(|why| (column, why)) }
    })
}

/// Cases per million hours.
///
/// # Errors
/// When a count is missing or impossible: cases are whole, and there are no more of them than shifts were worked.
pub fn lost_time_rate(cases: &str, hours: &str) -> Result<Ratio, Sentence> {
    let read = |text: &str, whole: bool, (what, blank): (&'static str, &'static str)| {
        if text.trim().is_empty() {
            return Err(told(blank, []));
        }
        count(text, whole).map_err(|why| told("figure.of-item", [("item", told(what, [])), ("what", why)]))
    };
    let number_of_cases = read(cases, true, ("figure.cases", "figure.cases-blank"))?;
    let hours_worked = read(hours, false, ("figure.hours", "figure.hours-blank"))?;
    if hours_worked.is_zero() {
        return Err(told("figure.no-hours", [("value", hours.trim().into())]));
    }
    if number_of_cases * Ratio::whole(SHIFT) > hours_worked.max(Ratio::whole(SHIFT)) {
        return Err(told("figure.too-many-cases", [("cases", cases.trim().into()), ("hours", hours.trim().into())]));
    }
    Ok(number_of_cases * Ratio::whole(1_000_000) / hours_worked)
}

/// Whether a stated rate follows from its own counts, at the places it is stated with.
#[must_use]
pub fn stated_rate(rate: Ratio, stated: &str) -> Remark {
    let places = places(stated);
    let computed = rate.decimals(places.max(2));
    let values = [("stated", stated.into()), ("computed", computed.into())];
    match count(stated, false) {
        Ok(number) if Ratio::decimal(&rate.decimals(places)) == Some(number) => {
            Remark::fine(None, "matches", told("figure.matches", values))
        }
        Ok(_) => Remark::adverse(None, "does-not-match", told("figure.does-not-match", values)),
        Err(why) => Remark::adverse(None, "not-a-number", told("figure.of-item", [("item", told("figure.stated", [])), ("what", why)])),
    }
}

/// Remarks on rates by period. Columns: period, cases, hours, stated; a period without a stated rate gets the computed one.
///
/// # Errors
/// When a column is missing.
pub fn rates(cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["period", "cases", "hours", "stated"])?;
    let mut remarks = Vec::new();
    for (line, row) in table.rows() {
        let period = table.item(line, row, "period");
        let of_item = |what: Sentence| told("figure.of-item", [("item", period.clone()), ("what", what)]);
        let stated = table.cell(row, "stated");
        remarks.push(match lost_time_rate(table.cell(row, "cases"), table.cell(row, "hours")) {
            Ok(rate) if stated.is_empty() => {
                Remark::fine(Some(line), "computed", of_item(told("figure.rate", [("rate", rate.decimals(2).into())])))
            }
            Ok(rate) => {
                let remark = stated_rate(rate, stated);
                Remark { line: Some(line), sentence: of_item(remark.sentence), ..remark }
            }
            Err(why) => Remark::adverse(Some(line), "not-computed", of_item(why)),
        });
    }
    Ok(remarks)
}
