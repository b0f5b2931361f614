//! Who is here: everybody with roles and key, the chosen one in full below: since when, by whom, until when, and the key's
//! fingerprint to be compared.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::people::duty::TABLE;
use crate::people::{Duty, Leave, Role};
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::duties::{Entered, Everybody, KeyHeld, duty_key, role_key};

/// The row of the first line.
pub const FIRST_ROW: u16 = 3;

/// Lines below the list, without what is said at the foot.
fn below(size: (u16, u16)) -> u16 {
    (size.1 / 3).clamp(8, 16)
}

/// Lines of the list that fit.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(FIRST_ROW + below(size) + 2))
}

/// The screen.
#[derive(Clone, Debug)]
pub struct People {
    /// Who is here.
    pub all: Box<Everybody>,
    /// Where the cursor stands.
    pub cursor: Cursor,
}

/// A line of the list.
#[derive(Clone, Copy, Debug)]
pub enum Line<'p> {
    /// Somebody who is entered.
    Entered(&'p Entered),
    /// Somebody who wrote here and is not.
    Stranger(&'p str),
}

impl Line<'_> {
    /// The writer's name.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Entered(one) => &one.id,
            Self::Stranger(id) => id,
        }
    }

    /// Roles today.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        match self {
            Self::Entered(one) => &one.roles,
            Self::Stranger(_) => &[],
        }
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> KeyHeld {
        match self {
            Self::Entered(one) => one.key,
            Self::Stranger(_) => KeyHeld::None,
        }
    }
}

impl People {
    /// Every line.
    #[must_use]
    pub fn lines(&self) -> Vec<Line<'_>> {
        let strangers = self.all.not_entered.iter().map(|id| Line::Stranger(id));
        self.all.persons.iter().map(Line::Entered).chain(strangers).collect()
    }

    /// The line the cursor stands on.
    #[must_use]
    pub fn chosen(&self) -> Option<Line<'_>> {
        self.lines().into_iter().nth(self.cursor.row)
    }

    /// Whether whoever looks may say who does what.
    #[must_use]
    pub fn may_grant(&self) -> bool {
        let place = TABLE.iter().position(|rule| rule.duty == Duty::People);
        place.and_then(|place| self.all.leave.get(place)).is_some_and(|leave| *leave != Leave::Refused)
    }
}

/// Roles in words.
#[must_use]
pub fn roles(state: &State, roles: &[Role]) -> String {
    if roles.len() == 5 {
        return state.locale().text("people.everyone").to_owned();
    }
    let all: Vec<String> = roles.iter().map(|role| state.locale().text(role_key(*role)).to_owned()).collect();
    words::listed(state, &all)
}

fn key_words(state: &State, key: KeyHeld) -> String {
    let locale = state.locale();
    match key {
        KeyHeld::None => locale.text("people.no-key").to_owned(),
        KeyHeld::Waits => format!("{} {}", locale.text("people.key"), locale.text("people.waits")),
        KeyHeld::Counts => locale.text("people.key-held").to_owned(),
    }
}

fn cells(state: &State, line: Line<'_>) -> (Vec<String>, Meaning) {
    let locale = state.locale();
    match line {
        Line::Entered(one) => {
            let held = if one.roles.is_empty() { locale.text("people.no-role").to_owned() } else { roles(state, &one.roles) };
            let meaning = if one.key == KeyHeld::Waits { Meaning::Warn } else { Meaning::Plain };
            (vec![one.id.clone(), one.name.clone(), held, key_words(state, one.key)], meaning)
        }
        Line::Stranger(id) => {
            (vec![id.to_owned(), String::new(), locale.text("people.not-entered").to_owned(), String::new()], Meaning::Warn)
        }
    }
}

/// The chosen one in full: each role with its time, the keys, and what has to be said.
fn whole(state: &State, people: &People, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mut lines: Vec<(String, Meaning)> = Vec::new();
    let mut add = |told: &str, meaning: Meaning| lines.extend(text::wrap(told, width).into_iter().map(|line| (line, meaning)));
    match people.chosen() {
        None => add(locale.text("people.nobody-here"), Meaning::Plain),
        Some(Line::Stranger(id)) => add(&locale.with("people.stranger", &[("person", id)]), Meaning::Warn),
        Some(Line::Entered(one)) => {
            add(&[one.id.as_str(), &one.name].join(" "), Meaning::Heading);
            for term in &one.terms {
                let until = term.until.map(|day| locale.with("people.until", &[("day", &day.to_string())])).unwrap_or_default();
                let unsigned = if term.signed { String::new() } else { format!(" · {}", locale.text("people.term-unsigned")) };
                let role = locale.text(role_key(term.role));
                let values = [("role", role), ("day", &term.from.to_string()), ("by", &term.by), ("until", &until)];
                add(&format!("{}{unsigned}", locale.with("people.term", &values)), Meaning::Plain);
            }
            for key in &one.keys {
                let word = if key.confirmed { "people.key-counts-here" } else { "people.key-waits-here" };
                let meaning = if key.confirmed { Meaning::Plain } else { Meaning::Warn };
                add(&locale.with(word, &[("key", &key.fingerprint), ("day", &key.from.to_string())]), meaning);
            }
            if one.keys.is_empty() {
                add(&key_words(state, KeyHeld::None), Meaning::Quiet);
            }
        }
    }
    let (by_line, on_record) = &people.all.by_line;
    let key = if *on_record { "doctor.compliance-void" } else { "doctor.compliance-by-line" };
    by_line.iter().for_each(|person| add(&locale.with(key, &[("of", person)]), Meaning::Quiet));
    people.all.keys.iter().chain(&people.all.not_counted).for_each(|told| add(&told.in_lang(state.lang), Meaning::Quiet));
    lines
}

/// Draws the list above the chosen one.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, people: &People) {
    let locale = state.locale();
    let width = usize::from(area.width.saturating_sub(2));
    chrome::header(buffer, area, state.theme, locale.text("title.people"), &words::who(state));
    let rows: Vec<(Vec<String>, Meaning)> = people.lines().into_iter().map(|line| cells(state, line)).collect();
    let widest = |place: usize, least: usize, most: usize| {
        let all = rows.iter().filter_map(|(cells, _)| cells.get(place)).map(|cell| text::width(cell));
        all.max().unwrap_or(0).clamp(least, most)
    };
    let (id, name, key) = (widest(0, 8, 14), widest(1, 6, 16), widest(3, 10, usize::from(area.width) / 3));
    let title = |key: &str| locale.text(&format!("people.{key}")).to_owned();
    let column = |key: &str, cells: usize| Column { title: title(key), cells, right: false };
    let rest = usize::from(area.width).saturating_sub(id + name + key + 5);
    let columns = [column("person", id), column("name", name), column("roles", rest), column("key", key)];
    let list = Rect { x: area.x + 1, y: area.y + 2, width: area.width - 1, height: u16::try_from(height(state.size)).unwrap_or(0) + 1 };
    grid::draw(buffer, list, state.theme, &columns, &rows, people.cursor);
    chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
    let panel = Rect {
        x: area.x + 1,
        y: list.bottom() + 1,
        width: area.width.saturating_sub(2),
        height: area.bottom().saturating_sub(list.bottom() + 2),
    };
    let mut lines = whole(state, people, width);
    let room = usize::from(panel.height);
    if lines.len() > room {
        let more = lines.len() + 1 - room;
        lines.truncate(room.saturating_sub(1));
        lines.push((locale.with("rows.more", &[("count", &more.to_string())]), Meaning::Quiet));
    }
    chrome::lines(buffer, panel, state.theme, panel.y, &lines);
}

/// What whoever looks may do, and whose entry counts: the table of duties, to be read.
#[must_use]
pub fn duties(state: &State, all: &Everybody) -> Vec<String> {
    let locale = state.locale();
    let width = usize::from(state.size.0.saturating_sub(4));
    let mut lines = vec![locale.with("people.what-you-may", &[("person", &all.you)])];
    let marks: Vec<String> = all.leave.iter().map(|leave| locale.text(&format!("people.leave-{}", leave.word())).to_owned()).collect();
    let widest = marks.iter().map(|mark| text::width(mark)).max().unwrap_or(0);
    for (rule, mark) in TABLE.iter().zip(&marks) {
        let mut told = format!("{} · {}", locale.text(duty_key(rule.duty)), roles(state, rule.counts));
        if !rule.recorded.is_empty() {
            told = format!("{told}; {}", locale.with("people.recorded", &[("roles", &roles(state, rule.recorded))]));
        }
        if rule.noted {
            told = format!("{told}; {}", locale.text(&format!("duty-note.{}", rule.word)));
        }
        for (place, part) in text::wrap(&told, width.saturating_sub(widest + 2)).into_iter().enumerate() {
            lines.push(format!("{}  {part}", text::left(if place == 0 { mark } else { "" }, widest)));
        }
    }
    lines.push(String::new());
    lines.extend(text::wrap(locale.text("people.auditors-read"), width));
    lines
}
