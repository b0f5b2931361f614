//! Lines to fill in before a reviewer's act is written: one field a line, choices by digit or arrow, what is wrong under
//! the field it is about. Nothing is written before it is asked for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::tui::key::Key;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::field::Field;
use crate::tui::widget::{chrome, text};
use crate::workspace::act::Said;

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A decision.
    Decide,
    /// Something to be done.
    Action,
    /// How an action went.
    Follow,
    /// A flag waived until a day.
    Waive,
    /// A question sent back.
    SendBack,
    /// Out of the queue until a day.
    Snooze,
    /// To somebody else.
    Escalate,
    /// The second person's word.
    Confirm,
    /// Taken out of force.
    Revoke,
    /// A risk and how it is met.
    Risk,
    /// A case opened, or closed by a decision.
    Case,
    /// What a source says of a certificate.
    Certificate,
    /// What a source says now of a certificate that is known, or how a reviewer settles it.
    CertificateSays,
    /// A finding or an audit.
    Finding,
    /// The next step of a finding.
    FindingStep,
    /// An incident.
    Incident,
    /// That nothing of a category was reported.
    Statement,
    /// A grievance, or how many there were.
    Grievance,
    /// The next step of a grievance.
    GrievanceStep,
    /// Names looked up in lists, or what the contract says.
    Screening,
    /// Whether a hit is meant.
    Judge,
    /// A paper filed, or a promise noted.
    Paper,
    /// A paper taken out of count.
    WithdrawPaper,
    /// A promise kept or given up.
    PromiseStep,
    /// A talk, or a policy acknowledged.
    Rights,
    /// Why a submitted answer is corrected, and who asked.
    Correct,
}

impl Kind {
    /// The word of the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Decide => "decide",
            Self::Action => "add-action",
            Self::Follow => "follow-action",
            Self::Waive => "waive",
            Self::SendBack => "send-back",
            Self::Snooze => "snooze",
            Self::Escalate => "escalate",
            Self::Confirm => "confirm",
            Self::Revoke => "revoke",
            Self::Risk => "risk",
            Self::Case => "case",
            Self::Certificate => "certificate",
            Self::CertificateSays => "certificate-says",
            Self::Finding => "finding",
            Self::FindingStep => "finding-step",
            Self::Incident => "incident",
            Self::Statement => "statement",
            Self::Grievance => "grievance",
            Self::GrievanceStep => "grievance-step",
            Self::Screening => "screening",
            Self::Judge => "judge",
            Self::Paper => "paper",
            Self::WithdrawPaper => "withdraw-paper",
            Self::PromiseStep => "promise-step",
            Self::Rights => "rights",
            Self::Correct => "correct",
        }
    }
}

/// What has to stand in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A text, or nothing.
    Optional,
    /// A text.
    Text,
    /// A day to come.
    Day,
    /// A day to come, or nothing.
    OptionalDay,
    /// Any day.
    AnyDay,
    /// Any day, or nothing.
    OptionalAnyDay,
    /// A whole number.
    Number,
}

/// A line of a form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The word of the catalogues, under `form.`.
    pub name: &'static str,
    /// What has to stand in it.
    pub needs: Needs,
    /// The text.
    pub field: Field,
    /// What can be chosen: words of files, and how they are shown; empty: a text is typed.
    pub options: Vec<(String, String)>,
    /// The chosen one.
    pub chosen: usize,
    /// The line is there only while another has one of these words.
    pub when: Option<(&'static str, &'static [&'static str])>,
}

impl Entry {
    /// A text.
    #[must_use]
    pub fn typed(name: &'static str, needs: Needs) -> Self {
        Self { name, needs, field: Field::default(), options: Vec::new(), chosen: 0, when: None }
    }

    /// A choice.
    #[must_use]
    pub fn of(name: &'static str, options: Vec<(String, String)>) -> Self {
        Self { options, ..Self::typed(name, Needs::Text) }
    }

    /// A choice that has to be made: nothing is chosen beforehand.
    #[must_use]
    pub fn open(name: &'static str, options: Vec<(String, String)>) -> Self {
        Self { chosen: options.len(), ..Self::of(name, options) }
    }

    /// The line is there only while another has one of some words.
    #[must_use]
    pub fn only(self, name: &'static str, words: &'static [&'static str]) -> Self {
        Self { when: Some((name, words)), ..self }
    }

    /// A word of its own choice chosen beforehand, or a text already there.
    #[must_use]
    pub fn at(mut self, value: &str) -> Self {
        match self.options.iter().position(|(word, _)| word == value) {
            Some(place) => self.chosen = place,
            None if self.options.is_empty() => self.field = Field::of(value),
            None => {}
        }
        self
    }

    /// What stands in it, as files have it.
    #[must_use]
    pub fn value(&self) -> String {
        self.options.get(self.chosen).map_or_else(|| self.field.text().trim().to_owned(), |(word, _)| word.clone())
    }
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is for.
    pub kind: Kind,
    /// About whom.
    pub suppliers: Vec<String>,
    /// About whom nothing can be written: how many, and why.
    pub left_out: Option<(usize, String)>,
    /// The lines.
    pub entries: Vec<Entry>,
    /// The line being filled in.
    pub at: usize,
    /// What is wrong with it.
    pub refusal: Option<String>,
    /// What of the supplier it is about, in words.
    pub about: String,
    /// What is known beforehand and not asked.
    pub known: Vec<(&'static str, String)>,
    /// The answer that corrects a submitted one.
    pub corrects: Option<Box<Said>>,
}

impl Form {
    /// What stands in a line that is asked, or is known beforehand.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        let asked = self.entries.iter().find(|entry| entry.name == name && self.asks(entry)).map(Entry::value);
        let known = || self.known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        asked.or_else(known).unwrap_or_default()
    }

    /// The same; nothing for an empty line.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.value(name)).filter(|text| !text.is_empty())
    }

    /// Whether a line is there, as the others stand.
    #[must_use]
    pub fn asks(&self, entry: &Entry) -> bool {
        entry.when.is_none_or(|(name, words)| words.contains(&self.value(name).as_str()))
    }

    /// The next line that is there.
    #[must_use]
    pub fn next(&self) -> Option<usize> {
        (self.at + 1..self.entries.len()).find(|place| self.entries.get(*place).is_some_and(|entry| self.asks(entry)))
    }

    /// The line before that is there.
    #[must_use]
    pub fn before(&self) -> Option<usize> {
        (0..self.at).rev().find(|place| self.entries.get(*place).is_some_and(|entry| self.asks(entry)))
    }

    /// Takes a key that is none of the form's own: a digit or arrow chooses, everything else is typed. A digit also goes
    /// on to the next line.
    pub fn press(&mut self, key: Key) {
        self.refusal = None;
        let Some(entry) = self.entries.get_mut(self.at) else { return };
        let count = entry.options.len();
        if count == 0 {
            entry.field.press(key);
            return;
        }
        match key {
            Key::Left => entry.chosen = (entry.chosen + count - 1) % count,
            Key::Right | Key::Char(' ') if entry.chosen >= count => entry.chosen = 0,
            Key::Right | Key::Char(' ') => entry.chosen = (entry.chosen + 1) % count,
            Key::Char(digit) => {
                let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).and_then(|digit| digit.checked_sub(1));
                if let Some(place) = place.filter(|place| *place < count) {
                    entry.chosen = place;
                    self.at = self.next().unwrap_or(self.at);
                }
            }
            _ => {}
        }
    }

    /// The first line that is not as it has to be, and why.
    #[must_use]
    pub fn wrong(&self, today: jiff::civil::Date) -> Option<(usize, &'static str)> {
        self.entries.iter().enumerate().filter(|(_, entry)| self.asks(entry)).find_map(|(place, entry)| {
            let value = entry.value();
            let why = match entry.needs {
                // "None of these" is a choice too.
                Needs::Text if entry.options.get(entry.chosen).is_some() => return None,
                Needs::Text if value.is_empty() => "form.missing",
                Needs::OptionalDay | Needs::OptionalAnyDay if value.is_empty() => return None,
                Needs::AnyDay | Needs::OptionalAnyDay if value.parse::<jiff::civil::Date>().is_ok() => return None,
                Needs::AnyDay | Needs::OptionalAnyDay => "hint.date",
                Needs::Number if value.parse::<u64>().is_ok() => return None,
                Needs::Number => "form.number",
                Needs::Day | Needs::OptionalDay => match value.parse::<jiff::civil::Date>() {
                    Ok(day) if day > today => return None,
                    Ok(_) => "form.past",
                    Err(_) => "hint.date",
                },
                Needs::Text | Needs::Optional => return None,
            };
            Some((place, why))
        })
    }
}

/// What can be chosen in a line; a list longer than its room shows the part around what is chosen.
fn choices(entry: &Entry, name: &str, (width, room): (usize, usize)) -> Vec<(String, Meaning)> {
    let first = if entry.chosen < entry.options.len() { (entry.chosen + 1).saturating_sub(room) } else { 0 };
    let line = |(number, (_, shown)): (usize, &(String, String))| {
        let (sign, name) = if number == first { ("›", name.to_owned()) } else { (" ", " ".repeat(text::width(name))) };
        let dot = if number == entry.chosen { "●" } else { "○" };
        let digit = if number < 9 { (number + 1).to_string() } else { " ".to_owned() };
        let meaning = if number == entry.chosen { Meaning::Accent } else { Meaning::Plain };
        (text::cut(&format!("{sign} {name}{digit} {dot} {shown}"), width), meaning)
    };
    entry.options.iter().enumerate().skip(first).take(room).map(line).collect()
}

/// Draws the form above the footer; returns where the real cursor belongs.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, form: &Form) -> Option<(u16, u16)> {
    let locale = state.locale();
    let row = form.corrects.as_ref().map(|said| said.question.rsplit('.').next().unwrap_or_default()).unwrap_or_default();
    let title = locale.with(&format!("form-title.{}", form.kind.word()), &[("row", row)]);
    let names: Vec<String> = form
        .suppliers
        .iter()
        .filter_map(|id| state.model.as_ref().and_then(|model| model.row(id)))
        .map(|row| words::supplier_name(&row.supplier))
        .collect();
    let about = match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        all => locale.with("form.several", &[("count", &all.len().to_string())]),
    };
    let here = [title, about, form.about.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    chrome::header(buffer, area, state.theme, &here, &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(3) };
    let width = usize::from(inner.width);
    let mut lines: Vec<(String, Meaning)> = Vec::new();
    if names.len() > 1 {
        let all = text::wrap(&words::listed(state, &names), width);
        lines.extend(all.into_iter().take(2).map(|line| (line, Meaning::Quiet)));
        lines.push((locale.text("form.each").to_owned(), Meaning::Quiet));
    }
    if let Some((count, why)) = &form.left_out {
        lines.push((text::cut(&locale.with("form.left-out", &[("count", &count.to_string()), ("why", why)]), width), Meaning::Warn));
    }
    if !lines.is_empty() {
        lines.push((String::new(), Meaning::Plain));
    }
    let label = form
        .entries
        .iter()
        .filter(|entry| form.asks(entry))
        .map(|entry| text::width(locale.text(&format!("form.{}", entry.name))))
        .max()
        .unwrap_or(0)
        + 2;
    let asked = form.entries.iter().filter(|entry| form.asks(entry)).count();
    let room = usize::from(inner.height).saturating_sub(lines.len() + asked + 1).max(3);
    let mut cursor = None;
    for (place, entry) in form.entries.iter().enumerate().filter(|(_, entry)| form.asks(entry)) {
        let here = place == form.at;
        let name = text::left(locale.text(&format!("form.{}", entry.name)), label);
        let sign = if here { "›" } else { " " };
        let meaning = if here { Meaning::Accent } else { Meaning::Plain };
        if entry.options.is_empty() {
            let (shown, column) = entry.field.visible(width.saturating_sub(label + 3));
            if here {
                cursor = Some((label + 2 + column, lines.len()));
            }
            lines.push((format!("{sign} {name}{shown}"), meaning));
        } else if here {
            lines.extend(choices(entry, &name, (width, room)));
        } else {
            let shown = entry.options.get(entry.chosen).map(|(_, shown)| shown.as_str()).unwrap_or_default();
            lines.push((text::cut(&format!("{sign} {name}{shown}"), width), meaning));
        }
        if here {
            let key = format!("form-hint.{}", entry.name);
            let under = form
                .refusal
                .clone()
                .map(|why| (why, Meaning::Warn))
                .or_else(|| locale.has(&key).then(|| (locale.text(&key).to_owned(), Meaning::Quiet)));
            if let Some((told, meaning)) = under {
                let told = text::wrap(&told, width.saturating_sub(label + 2));
                lines.extend(told.into_iter().map(|line| (format!("{}{line}", " ".repeat(label + 2)), meaning)));
            }
        }
    }
    chrome::lines(buffer, inner, state.theme, inner.y, &lines);
    let news = words::news(state);
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(1), text::cut(&news.0, width), width, state.theme.style(news.1));
    cursor.map(|(column, line)| (inner.x + u16::try_from(column).unwrap_or(0), inner.y + u16::try_from(line).unwrap_or(0)))
}
