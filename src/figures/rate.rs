//! The lost-time injury rate: cases per million hours worked. It needs both counts and trusts no stated rate.

use super::Remark;
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// Cases per million hours.
///
/// # Errors
/// When a count is missing or impossible.
pub fn lost_time_rate(cases: &str, hours: &str) -> Result<Ratio, Sentence> {
    let count = |text: &str, what: &'static str| {
        let number = Ratio::decimal(text).filter(|number| *number >= Ratio::ZERO);
        number.ok_or_else(|| told(what, [("value", text.into())]))
    };
    let (cases, hours) = (count(cases, "figure.no-cases")?, count(hours, "figure.no-hours")?);
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
    match Ratio::decimal(stated) {
        Some(number) if Ratio::decimal(&rate.decimals(places)) == Some(number) => {
            Remark::fine(None, "matches", told("figure.matches", values))
        }
        Some(_) => Remark::adverse(None, "does-not-match", told("figure.does-not-match", values)),
        None => Remark::adverse(None, "not-a-number", told("figure.not-a-number", [("value", stated.into()), ("column", "stated".into())])),
    }
}

/// How many places a number is written with.
pub(super) fn places(text: &str) -> u32 {
    let after = text.trim().split_once('.').map_or("", |(_, after)| after);
    u32::try_from(after.chars().take_while(char::is_ascii_digit).count()).unwrap_or(0).min(12)
}
