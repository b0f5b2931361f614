//! A reminder to one supplier of papers it promised: which, for which question, who gave the word and when, by which day.

use jiff::civil::Date;

use super::text::{centred, day, right, weekday};
use crate::language::Lang;
use crate::locale::Locale;

/// A paper that is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waited {
    /// The row of the questionnaire, `D4`.
    pub row: String,
    /// The question, in the language of the reminder; empty: the questionnaire that asked it is not here.
    pub asked: String,
    /// Which paper.
    pub what: String,
    /// Who gave the word; empty: nobody wrote it down.
    pub by: String,
    /// When it was given.
    pub given: Date,
    /// By when.
    pub due: Date,
}

/// A reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Its language.
    pub lang: Lang,
    /// The supplier's name.
    pub to: String,
    /// The company that asks, and who signs, one line each.
    pub from: Vec<String>,
    /// Its day.
    pub day: Date,
    /// Until when the papers whose day has gone by are asked for.
    pub until: Date,
    /// The papers, by due date.
    pub waited: Vec<Waited>,
}

impl Reminder {
    /// How many of them should be here already.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.waited.iter().filter(|one| one.due < self.day).count()
    }
}

/// A letter that asks for several things, each with its number.
pub(super) struct Asking<'a> {
    pub lang: Lang,
    pub to: &'a str,
    pub from: &'a [String],
    pub day: Date,
    pub subject: &'a str,
    /// What is said before the list.
    pub opening: [String; 2],
    pub list: Vec<String>,
    pub closing: &'a str,
}

/// The reminder as text that can be sent as it is.
#[must_use]
pub fn write(reminder: &Reminder) -> String {
    let (lang, locale) = (reminder.lang, Locale::new(reminder.lang));
    let count = match (reminder.waited.len(), lang) {
        (1, Lang::En) => "one document".to_owned(),
        (more, Lang::En) => format!("{more} documents"),
        (more, _) => more.to_string(),
    };
    let key = if reminder.overdue() == 0 { "reminder.ahead" } else { "reminder.late" };
    let asks = locale.with(key, &[("count", &count), ("until", &full(reminder.until, lang))]);
    let full = |date| full(date, lang);
    asking(&Asking {
        lang,
        to: &reminder.to,
        from: &reminder.from,
        day: reminder.day,
        subject: locale.text("reminder.subject"),
        opening: [locale.text("reminder.opening").to_owned(), asks],
        list: reminder.waited.iter().enumerate().map(|(index, one)| paper(reminder, index + 1, one, &full)).collect(),
        closing: locale.text("reminder.closing"),
    })
}

/// A day written out, in Japanese with the day of the week.
pub(super) fn full(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}（{}）", day(date, Lang::Ja), weekday(date.weekday())),
        lang => day(date, lang),
    }
}

/// The letter as each language orders its parts.
pub(super) fn asking(asking: &Asking<'_>) -> String {
    let (lang, locale) = (asking.lang, Locale::new(asking.lang));
    let head = day(asking.day, lang);
    let subject = format!("{}{}", locale.text("reminder.subject-mark"), asking.subject);
    let mut blocks = vec![locale.with("reminder.to", &[("company", asking.to)]), subject];
    if lang == Lang::Ja {
        blocks.insert(1, asking.from.join("\n"));
    }
    if lang != Lang::Zh {
        blocks.insert(0, head.clone());
    }
    blocks.extend(asking.opening.iter().cloned());
    let (closing, sign) = (asking.closing.to_owned(), locale.text("letter.sign"));
    let list = asking.list.iter().cloned();
    match lang {
        Lang::Ja => {
            blocks.extend([closing, right(sign), centred(locale.text("letter.record"))]);
            blocks.extend(list);
            blocks.push(right(locale.text("letter.end")));
        }
        Lang::En => {
            blocks.extend(list);
            blocks.extend([closing, format!("{sign}\n\n{}", asking.from.join("\n"))]);
        }
        Lang::Zh => {
            blocks.extend(list);
            blocks.extend([closing, sign.to_owned(), format!("{}\n{head}", asking.from.join("\n"))]);
        }
    }
    format!("{}\n", blocks.join("\n\n"))
}

fn paper(reminder: &Reminder, n: usize, one: &Waited, full: &impl Fn(Date) -> String) -> String {
    let locale = Locale::new(reminder.lang);
    let question = if one.asked.is_empty() { one.row.clone() } else { format!("{} {}", one.row, one.asked) };
    let given = full(one.given);
    let word = if one.by.is_empty() {
        locale.with("reminder.given", &[("date", &given)])
    } else {
        locale.with("reminder.given-by", &[("who", &one.by), ("date", &given)])
    };
    let late = if one.due < reminder.day { locale.text("reminder.gone-by") } else { "" };
    let due = format!("{}{late}", locale.with("reminder.due", &[("date", &full(one.due))]));
    [
        format!("{n}. {}", one.what),
        format!("   {}", locale.with("reminder.question", &[("question", &question)])),
        format!("   {word}"),
        format!("   {due}"),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests;
