//! Effective dates as suppliers write them: real dates of both date systems, and text in the spellings that were seen.
//!
//! A text that could mean two days is not guessed.

use jiff::civil::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a date cell turned out to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadDate {
    Day(Date),
    /// Day and month could be swapped.
    Ambiguous,
    No,
}

/// A serial number of days.
pub(crate) fn from_serial(serial: f64, from_1904: bool) -> ReadDate {
    if !serial.is_finite() || !(0.0..2_958_466.0).contains(&serial) {
        return ReadDate::No;
    }
    let (year, month, day, ..) =
        calamine::ExcelDateTime::new(serial.floor(), calamine::ExcelDateTimeType::DateTime, from_1904).to_ymd_hms_milli();
    day_of(i64::from(year), i64::from(month), i64::from(day))
}

/// A date written as text.
pub(crate) fn from_text(text: &str) -> ReadDate {
    let parts = parts(text);
    let named = |word: &str| MONTHS.iter().position(|month| word.starts_with(month)).map(|at| at as i64 + 1);
    let number = |word: &String| word.parse::<i64>().ok();
    let [first, second, third] = parts.as_slice() else { return ReadDate::No };
    if let (Some(day), Some(month), Some(year)) = (number(first), named(second), number(third)) {
        return if day > 31 { day_of(full(day), month, year) } else { day_of(full(year), month, day) };
    }
    if let (Some(month), Some(day), Some(year)) = (named(first), number(second), number(third)) {
        return day_of(full(year), month, day);
    }
    let (Some(a), Some(b), Some(c)) = (number(first), number(second), number(third)) else { return ReadDate::No };
    if first.len() == 4 {
        return day_of(a, b, c);
    }
    if third.len() != 4 {
        return ReadDate::Ambiguous;
    }
    match (a <= 12, b <= 12) {
        (true, true) if a != b => ReadDate::Ambiguous,
        (true, _) => day_of(c, a, b),
        (false, _) => day_of(c, b, a),
    }
}

/// Runs of digits and runs of Latin letters; a time of day after the date is left out.
fn parts(text: &str) -> Vec<String> {
    let narrow: String = text
        .chars()
        .map(|c| if ('\u{FF10}'..='\u{FF19}').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    let date = narrow.split_once('T').filter(|(day, _)| day.len() == 10).map_or(narrow.as_str(), |(day, _)| day);
    let mut all: Vec<String> = Vec::new();
    let mut last = None;
    for c in date.to_lowercase().chars() {
        let kind = if c.is_ascii_digit() {
            Some('0')
        } else if c.is_ascii_alphabetic() {
            Some('a')
        } else {
            None
        };
        match (kind, all.last_mut()) {
            (Some(_), Some(part)) if kind == last => part.push(c),
            (Some(_), _) => all.push(c.to_string()),
            (None, _) => {}
        }
        last = kind;
    }
    all.retain(|part| !matches!(part.as_str(), "st" | "nd" | "rd" | "th" | "of"));
    if all.len() > 3 && date.contains(':') {
        all.truncate(3);
    }
    all
}

const fn full(year: i64) -> i64 {
    if year < 100 { 2000 + year } else { year }
}

fn day_of(year: i64, month: i64, day: i64) -> ReadDate {
    let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else { return ReadDate::No };
    if !(1990..=2200).contains(&year) {
        return ReadDate::No;
    }
    Date::new(year, month, day).map_or(ReadDate::No, ReadDate::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> ReadDate {
        ReadDate::Day(text.parse().unwrap())
    }

    #[test]
    fn text_dates_are_read_in_the_spellings_suppliers_use() {
        for text in [
            "02-May-2024",
            "2 May 2024",
            "May 2, 2024",
            "2024-05-02",
            "2024/5/2",
            "2024年5月2日",
            "２０２４年５月２日",
            "2024-05-02T00:00:00",
            "2nd May 2024",
            "02-MAY-24",
        ] {
            assert_eq!(from_text(text), day("2024-05-02"), "{text}");
        }
        assert_eq!(from_text("30/05/2024"), day("2024-05-30"));
        assert_eq!(from_text("05/30/2024"), day("2024-05-30"));
    }

    #[test]
    fn a_text_that_could_mean_two_days_is_not_guessed() {
        assert_eq!(from_text("05/06/2024"), ReadDate::Ambiguous);
        assert_eq!(from_text("soon"), ReadDate::No);
        assert_eq!(from_text("2024-13-40"), ReadDate::No);
    }

    #[test]
    fn both_date_systems_give_the_same_day() {
        assert_eq!(from_serial(45_442.0, false), day("2024-05-30"));
        assert_eq!(from_serial(45_442.0 - 1_462.0, true), day("2024-05-30"));
        assert_eq!(from_serial(f64::NAN, false), ReadDate::No);
    }
}
