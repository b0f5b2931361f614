//! How people write numbers and days: one reading for answers, cells, figures and facts of the profile.
//!
//! Digits and signs of wide keyboards are plain ones. A comma stands between groups of three digits (`2,884,202`) and
//! nowhere else: whether the comma of `1,5` is a decimal point is asked, never guessed.

use jiff::civil::Date;

use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// Digits, letters and signs of wide keyboards as plain ones.
#[must_use]
pub fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '−' | '‐' | '‑' | '–' => '-',
        '\u{3000}' | '\u{A0}' | '\u{2009}' | '\u{202F}' => ' ',
        other => other,
    };
    text.chars().map(one).collect()
}

/// What some put between groups of digits, and this program does not read.
const GROUPING: [char; 4] = ['_', '\'', '’', ' '];

/// A decimal whose commas, if it has any, stand between groups of three digits: `1234.5`, `-0.5`, `2,884,202`.
///
/// # Errors
/// When it is none, or could be another than it seems: `1,5`, `28,84,202`, `2.884.202`.
pub fn number(text: &str) -> Result<Ratio, Sentence> {
    let said = narrow(text.trim());
    read(&said, text)
}

/// Reads narrow digits; a refusal shows what was typed.
fn read(said: &str, typed: &str) -> Result<Ratio, Sentence> {
    let refused = |key: &'static str| Err(told(key, [("value", crate::clean::line(typed).into())]));
    let (sign, digits) = match said.strip_prefix(['-', '+']) {
        Some(rest) => (if said.starts_with('-') { "-" } else { "" }, rest),
        None => ("", said),
    };
    let known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || GROUPING.contains(&c);
    if !digits.contains(|c: char| c.is_ascii_digit()) || !digits.chars().all(known) {
        return refused("figure.no-number");
    }
    if digits.contains(GROUPING) || digits.matches('.').count() > 1 {
        return refused("figure.grouping");
    }
    let (whole, after) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let sound = !whole.contains(',') || ((1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3));
    if !sound || after.contains(',') {
        // With one comma it is plain what it would be with a point.
        let dot =
            if typed.matches([',', '，']).count() == 1 { narrow(typed).replace('.', "").replacen(',', ".", 1) } else { "1.5".to_owned() };
        let values = [("value", crate::clean::line(typed).into()), ("dot", crate::clean::line(&dot).into())];
        return Err(told("figure.decimal-comma", values));
    }
    Ratio::decimal(&format!("{sign}{}", digits.replace(',', ""))).ok_or_else(|| told("figure.too-many-digits", [("value", typed.into())]))
}

/// A number at the beginning of a text and the unit after it, both as narrow text; the unit may be empty.
///
/// # Errors
/// When there is no number at its beginning, or it could be another than it seems.
pub fn with_unit(text: &str) -> Result<(String, String), Sentence> {
    let said = narrow(text.trim());
    let within = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+') || (GROUPING.contains(&c) && c != ' ');
    let end = said.find(|c: char| !within(c)).unwrap_or(said.len());
    let (number, unit) = (&said[..end], said[end..].trim());
    if !number.is_empty() && unit.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(told("figure.grouping", [("value", crate::clean::line(text).into())]));
    }
    read(number, text)?;
    Ok((number.to_owned(), unit.to_owned()))
}

/// A number without what changes nothing: commas, a plus sign, noughts before and after it. `05` is `5`, `9.50` is `9.5`.
///
/// # Errors
/// As [`number`].
pub fn plain(text: &str) -> Result<String, Sentence> {
    let exact = number(text)?.decimals(12);
    Ok(exact.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// A day as `2026-04-01`; with digits of wide keyboards too.
///
/// # Errors
/// When it is none; a day that the calendar has not, such as 2026-02-30, is told as such.
pub fn day(text: &str) -> Result<Date, Sentence> {
    let value = || [("value", crate::clean::line(text).into())];
    let no_day = || if is_no_such_day(text) { told("value.no-such-day", value()) } else { told("value.not-a-date", value()) };
    narrow(text.trim()).parse::<Date>().map_err(|_| no_day())
}

/// Why a text is no day, with how one is written; a day that the calendar has not is told as such.
#[must_use]
pub fn no_day(text: &str, example: &'static str) -> Sentence {
    let value = ("value", Sentence::from(text));
    if is_no_such_day(text) { told("value.no-such-day", [value]) } else { told("refusal.not-a-date", [value, ("example", example.into())]) }
}

/// Whether a text has the form of a day and is none.
fn is_no_such_day(text: &str) -> bool {
    let said = narrow(text.trim());
    let numbers: Option<Vec<u16>> = said.split('-').map(|part| part.parse().ok()).collect();
    said.len() == 10 && said.parse::<Date>().is_err() && numbers.is_some_and(|all| all.len() == 3)
}

/// How many places a number is written with.
pub(super) fn places(text: &str) -> u32 {
    let text = narrow(text.trim());
    let after = text.split_once('.').map_or("", |(_, after)| after);
    u32::try_from(after.chars().take_while(char::is_ascii_digit).count()).unwrap_or(0).min(12)
}
