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

/// The years before the first of an era, and what the era is called; the letters stand only before a number.
const ERAS: [(i64, &[&str]); 4] =
    [(2018, &["令和", "\u{32FF}", "r"]), (1988, &["平成", "h"]), (1925, &["昭和"]), (1911, &["中華民國", "中华民国", "民國", "民国"])];

/// A serial number of days, or a day typed as one number such as 20260930.
pub(crate) fn from_serial(serial: f64, from_1904: bool) -> ReadDate {
    if (19_000_101.0..22_010_000.0).contains(&serial) && serial.fract() == 0.0 {
        return from_text(&format!("{serial:.0}"));
    }
    if !serial.is_finite() || !(0.0..2_958_466.0).contains(&serial) {
        return ReadDate::No;
    }
    let (year, month, day, ..) =
        calamine::ExcelDateTime::new(serial.floor(), calamine::ExcelDateTimeType::DateTime, from_1904).to_ymd_hms_milli();
    day_of(i64::from(year), i64::from(month), i64::from(day))
}

/// A date written as text.
pub(crate) fn from_text(text: &str) -> ReadDate {
    let text = narrowed(text);
    if let Some(read) = by_era(&text).or_else(|| by_marks(&text)) {
        return read;
    }
    let parts = parts(&text);
    let named = |word: &str| MONTHS.iter().position(|month| word.starts_with(month)).map(|at| at as i64 + 1);
    let number = |word: &String| word.parse::<i64>().ok();
    if let [one] = parts.as_slice()
        && let (8, Some(day)) = (one.len(), number(one))
    {
        return day_of(day / 10_000, day / 100 % 100, day % 100);
    }
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

/// Small letters, narrow digits, and numerals in characters before a mark of year, month or day as digits.
fn narrowed(text: &str) -> String {
    const NUMERALS: &str = "〇一二三四五六七八九十";
    let mut all = String::new();
    let mut run = String::new();
    for c in text.trim().to_lowercase().chars() {
        if NUMERALS.contains(c) || (c == '元' && run.is_empty()) {
            run.push(c);
            continue;
        }
        let counted = if "年月日号號".contains(c) { numeral(&run) } else { None };
        all.push_str(&counted.map_or_else(|| run.clone(), |number| number.to_string()));
        run.clear();
        all.push(if ('\u{FF10}'..='\u{FF19}').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c });
    }
    all + &run
}

/// 三十 is 30, 二〇二六 is 2026, 元 is the first.
fn numeral(run: &str) -> Option<i64> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|held| held == c).map(|at| at as i64);
    let row = |text: &str| text.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?));
    match (run, run.split_once('十')) {
        ("", _) => None,
        ("元", _) => Some(1),
        (_, Some((tens, ones))) => Some(if tens.is_empty() { 1 } else { row(tens)? } * 10 + row(ones)?),
        _ => row(run),
    }
}

/// A date that names its era: 令和8年9月30日, R8.9.30, 民國115年9月30日.
fn by_era(text: &str) -> Option<ReadDate> {
    let (before, rest) = ERAS.iter().find_map(|(before, names)| {
        let rest = names.iter().find_map(|name| text.strip_prefix(name))?.trim_start();
        rest.starts_with(|c: char| c.is_ascii_digit()).then_some((before, rest))
    })?;
    let numbers: Vec<i64> = rest.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = numbers.as_slice() else { return Some(ReadDate::No) };
    Some(day_of(before + year, *month, *day))
}

/// A date whose month at least is marked as one: 2026年9月30日, 30-9月-2026. A year of two digits without an era could be of several.
fn by_marks(text: &str) -> Option<ReadDate> {
    let mut marked = [None; 3];
    let mut bare = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |len| at + len);
        let (digits, after) = (&rest[at..end], rest[end..].trim_start());
        let place = [["年", "년"], ["月", "월"], ["日", "일"]].iter().position(|marks| marks.iter().any(|mark| after.starts_with(mark)));
        let place = place.or_else(|| after.starts_with(['号', '號']).then_some(2));
        match place.filter(|place| marked[*place].is_none()) {
            Some(place) => marked[place] = Some(digits),
            None => bare.push(digits),
        }
        rest = &rest[end..];
    }
    let number = |digits: &str| digits.parse::<i64>().ok();
    let month = number(marked[1]?)?;
    let read = match (marked, bare.as_slice()) {
        ([Some(year), _, Some(day)], _) if year.len() == 4 => day_of(number(year)?, month, number(day)?),
        ([Some(_), _, Some(_)], _) => ReadDate::Ambiguous,
        ([None, _, None], [day, year]) if year.len() == 4 || year.len() == 2 => day_of(full(number(year)?), month, number(day)?),
        _ => return None,
    };
    Some(read)
}

/// Runs of digits and runs of Latin letters; a time of day after the date and a day of the week are left out.
fn parts(text: &str) -> Vec<String> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let date = text.split_once('t').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    let mut all: Vec<String> = Vec::new();
    let mut last = None;
    for c in date.chars() {
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
    all.retain(|part| !matches!(part.as_str(), "st" | "nd" | "rd" | "th" | "of") && !DAYS.iter().any(|day| part.starts_with(day)));
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
    fn dates_of_the_far_east_are_read_with_their_eras_marks_and_numerals() {
        for text in [
            "令和8年9月30日",
            "令和８年９月３０日",
            "R8.9.30",
            "r8/9/30",
            "平成38年9月30日",
            "民國115年9月30日",
            "2026年9月30日",
            "2026 年 9 月 30 日（水）",
            "2026年09月30号",
            "二〇二六年九月三十日",
            "2026년 9월 30일",
            "30-9月-2026",
            "30-9月-26",
            "30-九月-2026",
            "2026/9/30",
            "2026/9/30 00:00",
            "2026.9.30",
            "30.09.2026",
            "20260930",
            "30-Sep-2026",
            "30-SEPT-26",
            "Wed, 30 Sep 2026",
        ] {
            assert_eq!(from_text(text), day("2026-09-30"), "{text}");
        }
        assert_eq!(from_text("令和元年5月1日"), day("2019-05-01"));
        assert_eq!(from_text("二〇二六年十二月十一日"), day("2026-12-11"));
        assert_eq!(from_text("05-6月-2026"), day("2026-06-05"), "the month is marked, so nothing is unclear");
        assert_eq!(from_text("26年9月30日"), ReadDate::Ambiguous, "of an era that is not named");
        for text in ["2026年9月", "令和8年", "R8", "九月", "2026年13月1日", "日", "十"] {
            assert_eq!(from_text(text), ReadDate::No, "{text}");
        }
        assert_eq!(from_serial(20_260_930.0, false), day("2026-09-30"));
        assert_eq!(from_serial(20_261_330.0, false), ReadDate::No);
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
