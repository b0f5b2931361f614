//! A letter that asks a supplier to acknowledge our documents in the edition in force.

use jiff::civil::Date;

use super::reminder::{Asking, asking, full};
use crate::language::Lang;
use crate::locale::Locale;

/// A document that is to be acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// Its word in the policy.
    pub id: String,
    /// What it is called, in the language of the letter.
    pub title: String,
    /// The edition in force, and its day of publication.
    pub edition: (String, Date),
    /// The edition the supplier acknowledged, and when; none: none yet.
    pub had: Option<(String, String)>,
    /// By when it has to be acknowledged.
    pub due: Date,
}

/// The letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// Its language.
    pub lang: Lang,
    /// The supplier's name.
    pub to: String,
    /// The company that asks, and who signs, one line each.
    pub from: Vec<String>,
    /// Its day.
    pub day: Date,
    /// Until when documents whose day has gone by are asked for.
    pub until: Date,
    /// The documents, by due date.
    pub documents: Vec<Renewed>,
}

impl Renewal {
    /// How many of them should be here already.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.documents.iter().filter(|one| one.due < self.day).count()
    }
}

/// The letter as text that can be sent as it is.
#[must_use]
pub fn write(renewal: &Renewal) -> String {
    let (lang, locale) = (renewal.lang, Locale::new(renewal.lang));
    let key = if renewal.overdue() == 0 { "renewal.ahead" } else { "renewal.late" };
    asking(&Asking {
        lang,
        to: &renewal.to,
        from: &renewal.from,
        day: renewal.day,
        subject: locale.text("renewal.subject"),
        opening: [locale.text("renewal.opening").to_owned(), locale.with(key, &[("until", &full(renewal.until, lang))])],
        list: renewal.documents.iter().enumerate().map(|(index, one)| document(renewal, index + 1, one)).collect(),
        closing: locale.text("renewal.closing"),
    })
}

fn document(renewal: &Renewal, n: usize, one: &Renewed) -> String {
    let (lang, locale) = (renewal.lang, Locale::new(renewal.lang));
    let named = [("title", one.title.as_str()), ("edition", &one.edition.0), ("date", &full(one.edition.1, lang))];
    let had = match &one.had {
        Some((version, on)) => {
            let on = on.parse().map_or_else(|_| on.clone(), |day| full(day, lang));
            locale.with("renewal.had", &[("edition", version), ("date", &on)])
        }
        None => locale.text("renewal.had-none").to_owned(),
    };
    let late = if one.due < renewal.day { locale.text("renewal.gone-by") } else { "" };
    let due = format!("{}{late}", locale.with("renewal.due", &[("date", &full(one.due, lang))]));
    [format!("{n}. {}", locale.with("renewal.document", &named)), format!("   {had}"), format!("   {due}")].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn renewal(lang: Lang, due: &str) -> Renewal {
        let renewed = Renewed {
            id: "code".to_owned(),
            title: "Code of conduct".to_owned(),
            edition: ("2025-04".to_owned(), date("2025-04-01")),
            had: Some(("2023-10".to_owned(), "2025-08-01".to_owned())),
            due: date(due),
        };
        let fresh = Renewed { had: None, title: "Human rights policy".to_owned(), ..renewed.clone() };
        let from = vec!["Kuroshio Metals".to_owned(), "Anna Sato".to_owned()];
        let (day, until) = (date("2026-11-23"), date("2026-12-07"));
        Renewal { lang, to: "Hai Trieu".to_owned(), from, day, until, documents: vec![renewed, fresh] }
    }

    #[test]
    fn the_letter_names_document_edition_in_force_the_one_signed_and_the_day() {
        for (lang, words) in [
            (Lang::En, ["1 April 2025", "1 August 2025", "30 June 2025 (this day has passed)", "by 7 December 2026", "not acknowledged"]),
            (Lang::Ja, ["2025年4月1日（火）", "2025年8月1日（金）", "2025年6月30日（月）", "2026年12月7日（月）", "いただいておりません"]),
            (Lang::Zh, ["2025年4月1日", "2025年8月1日", "2025年6月30日", "2026年12月7日", "尚未"]),
        ] {
            let text = write(&renewal(lang, "2025-06-30"));
            for word in ["Hai Trieu", "Kuroshio Metals", "Anna Sato", "Code of conduct", "2023-10", "2025-04"].iter().chain(&words) {
                assert!(text.contains(word), "{lang:?} {word}\n{text}");
            }
            assert!(!text.contains("renewal.") && !text.contains("reminder.") && !text.contains('{'), "{text}");
        }
    }

    #[test]
    fn what_is_not_due_yet_is_not_called_late() {
        let ahead = write(&renewal(Lang::En, "2026-12-31"));
        assert!(!ahead.contains("has passed") && !ahead.contains("7 December 2026") && ahead.contains("31 December 2026"), "{ahead}");
    }
}
