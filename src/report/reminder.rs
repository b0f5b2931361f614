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

/// The reminder as text that can be sent as it is.
#[must_use]
pub fn write(reminder: &Reminder) -> String {
    let (lang, locale) = (reminder.lang, Locale::new(reminder.lang));
    let full = |date: Date| match lang {
        Lang::Ja => format!("{}（{}）", day(date, Lang::Ja), weekday(date.weekday())),
        lang => day(date, lang),
    };
    let head = day(reminder.day, lang);
    let subject = format!("{}{}", locale.text("reminder.subject-mark"), locale.text("reminder.subject"));
    let mut blocks = vec![locale.with("reminder.to", &[("company", &reminder.to)]), subject];
    if lang == Lang::Ja {
        blocks.insert(1, reminder.from.join("\n"));
    }
    if lang != Lang::Zh {
        blocks.insert(0, head.clone());
    }
    blocks.push(locale.text("reminder.opening").to_owned());
    let count = match (reminder.waited.len(), lang) {
        (1, Lang::En) => "one document".to_owned(),
        (more, Lang::En) => format!("{more} documents"),
        (more, _) => more.to_string(),
    };
    let key = if reminder.overdue() == 0 { "reminder.ahead" } else { "reminder.late" };
    blocks.push(locale.with(key, &[("count", &count), ("until", &full(reminder.until))]));
    let papers: Vec<String> = reminder.waited.iter().enumerate().map(|(index, one)| paper(reminder, index + 1, one, &full)).collect();
    let (closing, sign) = (locale.text("reminder.closing").to_owned(), locale.text("letter.sign"));
    match lang {
        Lang::Ja => {
            blocks.extend([closing, right(sign), centred(locale.text("letter.record"))]);
            blocks.extend(papers);
            blocks.push(right(locale.text("letter.end")));
        }
        Lang::En => {
            blocks.extend(papers);
            blocks.extend([closing, format!("{sign}\n\n{}", reminder.from.join("\n"))]);
        }
        Lang::Zh => {
            blocks.extend(papers);
            blocks.extend([closing, sign.to_owned(), format!("{}\n{head}", reminder.from.join("\n"))]);
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
