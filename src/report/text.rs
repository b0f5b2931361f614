//! A letter as plain text, in the business form of its language. It decides nothing but layout.

use jiff::civil::{Date, Weekday};

use super::letter::{Letter, Point, Spot};
use crate::language::Lang;
use crate::locale::Locale;

/// The letter as text that can be sent as it is.
#[must_use]
pub fn write(letter: &Letter) -> String {
    let locale = Locale::new(letter.lang);
    let due = match letter.lang {
        Lang::Ja => format!("{}（{}）", day(letter.due, Lang::Ja), weekday(letter.due.weekday())),
        lang => day(letter.due, lang),
    };
    let form = letter.forms();
    let mut blocks = vec![
        locale.with("letter.to", &[("company", &letter.to)]),
        match letter.lang {
            Lang::Ja => format!("件名：{}", locale.with("letter.subject", &[("form", &form)])),
            Lang::Zh => format!("主题：{}", locale.with("letter.subject", &[("form", &form)])),
            Lang::En => format!("Subject: {}", locale.with("letter.subject", &[("form", &form)])),
        },
    ];
    let head = day(letter.day, letter.lang);
    if letter.lang == Lang::Ja {
        blocks.insert(1, letter.from.join("\n"));
    }
    if letter.lang != Lang::Zh {
        blocks.insert(0, head.clone());
    }
    blocks.push(locale.text("letter.opening").to_owned());
    let count = match (letter.to_clarify(), letter.lang) {
        (1, Lang::En) => "one point".to_owned(),
        (more, Lang::En) => format!("{more} points"),
        (more, _) => more.to_string(),
    };
    let key = if letter.to_clarify() == 0 { "letter.remarks-only" } else { "letter.request" };
    blocks.push(locale.with(key, &[("count", &count), ("due", &due)]));
    let body = body(letter, locale);
    let closing = locale.text("letter.closing").to_owned();
    let sign = locale.text("letter.sign");
    match letter.lang {
        // The points follow the signature, between "as follows" and "that is all".
        Lang::Ja => {
            blocks.extend([closing, right(sign), centred(locale.text("letter.record"))]);
            blocks.extend(body);
            blocks.push(right(locale.text("letter.end")));
        }
        Lang::En => {
            blocks.extend(body);
            blocks.extend([closing, format!("{sign}\n\n{}", letter.from.join("\n"))]);
        }
        Lang::Zh => {
            blocks.extend(body);
            blocks.extend([closing, sign.to_owned(), format!("{}\n{head}", letter.from.join("\n"))]);
        }
    }
    format!("{}\n", blocks.join("\n\n"))
}

fn body(letter: &Letter, locale: Locale) -> Vec<String> {
    let mut blocks = Vec::new();
    let several = letter.files.len() > 1;
    for (index, file) in letter.files.iter().enumerate() {
        let dated = file.dated.map_or_else(|| locale.text("letter.no-date").to_owned(), |dated| day(dated, letter.lang));
        let number = if several { format!(" {}", index + 1) } else { String::new() };
        let mut lines = vec![format!("■ {}{number}", locale.text("letter.file"))];
        lines.push(format!("  {}", locale.with("letter.file-name", &[("value", &file.file)])));
        if let Some(form) = &file.form {
            lines.push(format!("  {}", locale.with("letter.file-form", &[("value", form)])));
            lines.push(format!("  {}", locale.with("letter.file-dated", &[("value", &dated)])));
        }
        blocks.push(lines.join("\n"));
        let mut n = 0;
        for (title, points) in [("letter.clarify", &file.clarify), ("letter.remarks", &file.remarks)] {
            if points.is_empty() {
                continue;
            }
            blocks.push(format!("■ {}", locale.text(title)));
            for point in points {
                n += 1;
                blocks.push(told(n, point, locale));
            }
        }
    }
    blocks
}

fn told(n: usize, point: &Point, locale: Locale) -> String {
    let mut lines = vec![format!("{n}. {}", point.problem)];
    for spot in &point.spots {
        if let Some(place) = place(spot, locale) {
            lines.push(format!("   - {place}"));
        }
        lines.push(format!("     → {}", spot.ask));
    }
    lines.push(format!("   {}", locale.with("letter.rule", &[("rule", &point.rule)])));
    lines.join("\n")
}

fn place(spot: &Spot, locale: Locale) -> Option<String> {
    let sheet = spot.sheet.as_deref()?;
    let place = match &spot.cell {
        Some(cell) => locale.with("letter.place", &[("sheet", sheet), ("cell", cell)]),
        None => return Some(locale.with("letter.place-sheet", &[("sheet", sheet)])),
    };
    let value = match &spot.value {
        Some(value) => locale.with("letter.value", &[("value", value)]),
        None if spot.empty => locale.text("letter.empty").to_owned(),
        None => String::new(),
    };
    Some(format!("{place}{value}"))
}

/// A day as the language writes it in a letter.
pub(super) fn day(day: Date, lang: Lang) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let (year, month) = (day.year(), day.month());
    match lang {
        Lang::En => format!("{} {} {year}", day.day(), MONTHS[usize::try_from(month - 1).unwrap_or(0)]),
        Lang::Ja | Lang::Zh => format!("{year}年{month}月{}日", day.day()),
    }
}

pub(super) const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "月",
        Weekday::Tuesday => "火",
        Weekday::Wednesday => "水",
        Weekday::Thursday => "木",
        Weekday::Friday => "金",
        Weekday::Saturday => "土",
        Weekday::Sunday => "日",
    }
}

pub(super) fn right(text: &str) -> String {
    format!("{}{text}", "　".repeat(36))
}

pub(super) fn centred(text: &str) -> String {
    format!("{}{text}", "　".repeat(18))
}
