//! The text form of a form that is half filled in: what it is about, and what was typed and chosen in its lines. All of one
//! person lie in one draft, a line each with the moment it was kept; this knows the text and neither reads nor writes.

use super::UNIT;
use crate::tui::screen::form::{Entry, Form, Kind};

/// Divides what stands beside each other in a part.
const RECORD: char = '\u{1e}';

/// Divides a name from its value.
const PAIR: char = '\u{1d}';

/// What the draft of all forms of a person says it is for.
pub const ALL: &str = "forms";

/// What stands in a line of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Given {
    /// A text.
    Typed(String),
    /// Of a choice, the word of files.
    Chosen(String),
    /// Of a choice, nothing.
    Open,
}

/// A form that is half filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is for.
    pub kind: Kind,
    /// About whom.
    pub suppliers: Vec<String>,
    /// What was known beforehand and not asked.
    pub known: Vec<(String, String)>,
    /// The question whose answer it corrects.
    pub question: Option<String>,
    /// What of the supplier it is about, in words.
    pub about: String,
    /// When it was kept, to the minute; empty: in this session.
    pub since: String,
    at: usize,
    lines: Vec<(String, Given)>,
}

/// A line by its name and by when it is there: some names stand in a form twice.
fn line(entry: &Entry) -> String {
    match entry.when {
        Some((name, words)) => format!("{}?{name}={}", entry.name, words.join(",")),
        None => entry.name.to_owned(),
    }
}

/// Without what divides the parts.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if matches!(letter, UNIT | RECORD | PAIR | '\n' | '\r') { ' ' } else { letter }).collect()
}

fn joined(all: impl IntoIterator<Item = String>) -> String {
    all.into_iter().collect::<Vec<_>>().join(&RECORD.to_string())
}

fn divided(text: &str) -> impl Iterator<Item = &str> {
    text.split(RECORD).filter(|part| !part.is_empty())
}

impl Draft {
    /// What is half filled in.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let given = |entry: &Entry| match entry.options.get(entry.chosen) {
            Some((word, _)) => Given::Chosen(word.clone()),
            None if entry.options.is_empty() => Given::Typed(entry.field.text()),
            None => Given::Open,
        };
        Self {
            kind: form.kind,
            suppliers: form.suppliers.clone(),
            known: form.known.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            question: form.corrects.as_ref().map(|said| said.question.clone()),
            about: form.about.clone(),
            since: String::new(),
            at: form.at,
            lines: form.entries.iter().map(|entry| (line(entry), given(entry))).collect(),
        }
    }

    /// What it is about, as one line of text.
    #[must_use]
    pub fn key(&self) -> String {
        let known = self.known.iter().map(|(name, value)| format!("{name}{PAIR}{}", plain(value)));
        let question = self.question.as_deref().unwrap_or_default();
        let parts = [self.kind.word().to_owned(), joined(self.suppliers.iter().map(|id| plain(id))), joined(known), plain(question)];
        parts.join(&UNIT.to_string())
    }

    /// What was typed and chosen, as one line of text.
    #[must_use]
    pub fn text(&self) -> String {
        let given = |(name, given): &(String, Given)| match given {
            Given::Typed(text) => format!("{name}{PAIR}t{}", plain(text)),
            Given::Chosen(word) => format!("{name}{PAIR}c{}", plain(word)),
            Given::Open => format!("{name}{PAIR}o"),
        };
        let parts = [plain(&self.about), self.at.to_string(), joined(self.lines.iter().map(given))];
        parts.join(&UNIT.to_string())
    }

    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(UNIT);
        let (since, kind) = (parts.next()?.to_owned(), Kind::parse(parts.next()?)?);
        let (suppliers, known, question) = (parts.next()?, parts.next()?, parts.next()?);
        let (about, at, lines) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?, parts.next()?);
        let pair = |part: &str| part.split_once(PAIR).map(|(name, value)| (name.to_owned(), value.to_owned()));
        let given = |part: &str| {
            let (name, value) = part.split_once(PAIR)?;
            let given = match value.split_at_checked(1)? {
                ("t", text) => Given::Typed(text.to_owned()),
                ("c", word) => Given::Chosen(word.to_owned()),
                _ => Given::Open,
            };
            Some((name.to_owned(), given))
        };
        Some(Self {
            kind,
            suppliers: divided(suppliers).map(str::to_owned).collect(),
            known: divided(known).filter_map(pair).collect(),
            question: Some(question.to_owned()).filter(|question| !question.is_empty()),
            about,
            since,
            at,
            lines: divided(lines).filter_map(given).collect(),
        })
    }

    /// Puts what was typed and chosen into a form about the same; a choice that is no longer offered is made anew.
    pub fn resume(&self, form: &mut Form) {
        for entry in &mut form.entries {
            let name = line(entry);
            match self.lines.iter().find(|(known, _)| *known == name) {
                Some((_, Given::Typed(text))) if entry.options.is_empty() => entry.field = crate::tui::widget::field::Field::of(text),
                Some((_, Given::Chosen(word))) if !entry.options.is_empty() => *entry = entry.clone().at(word),
                _ => {}
            }
        }
        form.at = self.at.min(form.entries.len().saturating_sub(1));
        form.since.clone_from(&self.since);
    }
}

/// All forms of a draft, the oldest first.
#[must_use]
pub fn all(text: &str) -> Vec<Draft> {
    text.lines().filter_map(Draft::parse).collect()
}

/// The draft with one form as it stands now; without it where nothing of it is left.
#[must_use]
pub fn with(text: &str, since: &str, key: &str, form: &str) -> String {
    let is_it =
        |line: &&str| line.split_once(UNIT).is_some_and(|(_, rest)| rest.strip_prefix(key).is_some_and(|rest| rest.starts_with(UNIT)));
    let mut lines: Vec<String> = text.lines().filter(|line| !is_it(line)).map(str::to_owned).collect();
    if !form.is_empty() {
        lines.push(format!("{since}{UNIT}{key}{UNIT}{form}"));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::Key;
    use crate::tui::screen::form::Needs;

    fn form(kind: Kind, supplier: &str) -> Form {
        let words = |all: &[&str]| all.iter().map(|word| ((*word).to_owned(), format!("shown {word}"))).collect();
        let entries = vec![
            Entry::open("outcome", words(&["continue", "refuse"])),
            Entry::typed("reason", Needs::Text),
            Entry::of("flag", words(&["", "c1"])),
            Entry::typed("value", Needs::Text).only("outcome", &["continue"]),
            Entry::typed("value", Needs::Text).only("outcome", &["refuse"]),
        ];
        let mut form = Form::of(kind, vec![supplier.to_owned()], entries);
        form.known = vec![("hit", "ofac\t12".to_owned())];
        form
    }

    fn typed(form: &mut Form, keys: &str) {
        Key::sequence(keys).into_iter().for_each(|key| form.press(key));
    }

    #[test]
    fn a_half_filled_form_is_read_back_as_it_was_typed() {
        let mut left = form(Kind::Decide, "minato");
        typed(&mut left, "2papers are late · 書類が遅い");
        left.at = 4;
        typed(&mut left, "only if refused");
        let kept = Draft::of(&left);
        let text = with("", "2026-11-23 14:02", &kept.key(), &kept.text());
        assert_eq!(all(&text), [Draft { since: "2026-11-23 14:02".to_owned(), ..kept }]);
        let mut again = form(Kind::Decide, "minato");
        all(&text)[0].resume(&mut again);
        assert_eq!((again.value("outcome"), again.value("reason")), ("refuse".to_owned(), "papers are late · 書類が遅い".to_owned()));
        assert_eq!((again.value("value"), again.value("flag")), ("only if refused".to_owned(), String::new()));
        assert_eq!((again.at, again.since.as_str()), (4, "2026-11-23 14:02"));
        assert!(again.is_touched());
    }

    #[test]
    fn each_form_is_kept_by_what_it_is_about_and_forgotten_by_itself() {
        let [first, second] = ["minato", "minato-port"].map(|id| Draft::of(&form(Kind::Decide, id)));
        let mut text = with("", "1", &first.key(), &first.text());
        text = with(&text, "2", &second.key(), &second.text());
        text = with(&text, "3", &first.key(), &first.text());
        let since = |text: &str| all(text).iter().map(|one| (one.since.clone(), one.suppliers[0].clone())).collect::<Vec<_>>();
        assert_eq!(since(&text), [("2".to_owned(), "minato-port".to_owned()), ("3".to_owned(), "minato".to_owned())]);
        text = with(&text, "4", &first.key(), "");
        assert_eq!(since(&text), [("2".to_owned(), "minato-port".to_owned())]);
        assert_eq!(with(&text, "5", &second.key(), ""), "");
    }

    #[test]
    fn a_draft_that_is_broken_or_of_another_program_is_passed_over() {
        for broken in [
            "",
            "x",
            "1\u{1f}decide",
            "1\u{1f}unheard-of\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}0\u{1f}",
            "1\u{1f}decide\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}x\u{1f}",
        ] {
            assert!(all(broken).is_empty(), "{broken:?}");
        }
        assert_eq!(all("1\u{1f}decide\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}0\u{1f}").len(), 1);
        assert!(Kind::ALL.iter().all(|kind| Kind::parse(kind.word()) == Some(*kind)));
    }
}
