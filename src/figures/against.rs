//! What a table of an answer is held against beside itself: limits, the day it is judged on, the sites there are.

use jiff::civil::Date;

use super::substances::Substance;
use crate::sentence::{Sentence, told};
use crate::supplier::Site;

/// What is known where a table is judged. By default nothing: no list, no day, no site.
#[derive(Clone, Copy, Debug, Default)]
pub struct Against<'a> {
    /// The substances that the policy limits.
    pub substances: &'a [Substance],
    /// The day of judging; without one, no date is in the future.
    pub today: Option<Date>,
    /// The sites of whoever answers.
    pub sites: &'a [Site],
}

/// A day of a table, which has to be one and to have come.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub(super) fn day(text: &str, today: Option<Date>) -> Result<Date, Sentence> {
    match super::number::day(text) {
        Err(why) => Err(why.and(told("value.date", []))),
        Ok(day) if today.is_some_and(|today| day > today) => Err(told("figure.day-to-come", [("day", day.to_string().into())])),
        Ok(day) => Ok(day),
    }
}
