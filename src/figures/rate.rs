//! The lost-time injury rate: cases per million hours worked. It needs both counts and trusts no stated rate.

use super::quantity::{narrow, number};
use super::{Remark, Table};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// Cases per million hours.
///
/// # Errors
/// When a count is missing or impossible.
pub fn lost_time_rate(cases: &str, hours: &str) -> Result<Ratio, Sentence> {
    let count = |text: &str, what: [&'static str; 2]| {
        let number = number(text).ok().filter(|number| *number >= Ratio::ZERO);
        let blank = text.trim().is_empty();
        number.ok_or_else(|| if blank { told(what[1], []) } else { told(what[0], [("value", text.into())]) })
    };
    let cases = count(cases, ["figure.no-cases", "figure.cases-blank"])?;
    let hours = count(hours, ["figure.no-hours", "figure.hours-blank"])?;
    if hours.is_zero() {
        return Err(told("figure.no-hours", [("value", "0".into())]));
    }
    Ok(cases * Ratio::whole(1_000_000) / hours)
}

/// Whether a stated rate follows from its own counts, at the places it is stated with.
#[must_use]
pub fn stated_rate(rate: Ratio, stated: &str) -> Remark {
    let places = places(stated);
    let computed = rate.decimals(places.max(2));
    let values = [("stated", stated.into()), ("computed", computed.into())];
    match number(stated).ok() {
        Some(number) if Ratio::decimal(&rate.decimals(places)) == Some(number) => {
            Remark::fine(None, "matches", told("figure.matches", values))
        }
        Some(_) => Remark::adverse(None, "does-not-match", told("figure.does-not-match", values)),
        None => Remark::adverse(None, "not-a-number", told("figure.not-a-number", [("value", stated.into()), ("column", "stated".into())])),
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

/// How many places a number is written with.
pub(super) fn places(text: &str) -> u32 {
    let text = narrow(text.trim());
    let after = text.split_once('.').map_or("", |(_, after)| after);
    u32::try_from(after.chars().take_while(char::is_ascii_digit).count()).unwrap_or(0).min(12)
}
