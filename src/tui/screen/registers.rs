//! The registers: certificates, screening, findings, incidents, grievances, talks. One list each, what presses first; an
//! entry opens with its fields, its history, and the commands that do the same.
//!
//! A register more: a variant here, its lines in [`what`], its columns and cells in [`rows`], its page in [`whole`].

mod papers;
pub mod rows;
pub mod what;
pub mod whole;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::journal::{EntryRef, Role};
use crate::locale::Locale;
use crate::tui::fuzzy;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::registers::{Registers as Books, Screening};
use what::What;

/// A register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    /// Certificates.
    #[default]
    Certificates,
    /// Names against sanctions lists.
    Screening,
    /// Papers on file and promised ones.
    Papers,
    /// Audits and findings.
    Findings,
    /// Incidents and the statement of a year.
    Incidents,
    /// Grievances.
    Grievances,
    /// Talks, and policies acknowledged.
    Rights,
}

impl Register {
    /// Every register, as they stand side by side.
    pub const ALL: [Self; 7] =
        [Self::Certificates, Self::Screening, Self::Papers, Self::Findings, Self::Incidents, Self::Grievances, Self::Rights];

    /// The word of the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certificates => "certificates",
            Self::Screening => "screening",
            Self::Papers => "papers",
            Self::Findings => "findings",
            Self::Incidents => "incidents",
            Self::Grievances => "grievances",
            Self::Rights => "rights",
        }
    }

    /// The one beside it, round.
    #[must_use]
    pub fn beside(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        let count = isize::try_from(Self::ALL.len()).unwrap_or(1);
        let to = (isize::try_from(at).unwrap_or(0) + by).rem_euclid(count);
        usize::try_from(to).ok().and_then(|to| Self::ALL.get(to)).copied().unwrap_or_default()
    }
}

/// A line that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// By an entry behind it: supplier and entry.
    Entry(String, EntryRef),
    /// A promised paper: supplier, question and due day.
    Promise(String, String, String),
}

impl Sought {
    /// The supplier it is about.
    #[must_use]
    pub fn supplier(&self) -> &str {
        match self {
            Self::Entry(id, _) | Self::Promise(id, ..) => id,
        }
    }

    /// Whether a line is the one.
    #[must_use]
    pub fn is(&self, what: &What<'_>) -> bool {
        let here = what.supplier().is_none_or(|id| id == self.supplier());
        here && match (self, what) {
            (Self::Entry(_, entry), what) => what.entries().contains(entry),
            (Self::Promise(_, question, due), What::Promise(one)) => {
                one.promised.is_open() && one.promised.question == *question && one.promised.due == *due
            }
            (Self::Promise(..), _) => false,
        }
    }
}

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// The register that is shown.
    pub shown: Register,
    /// Where the cursor stands in each.
    pub cursors: BTreeMap<Register, Cursor>,
    /// What was typed after `/`.
    pub filter: String,
    /// What stands in them; absent until it is read.
    pub books: Option<Box<Books>>,
    /// The chosen entry is shown whole, so many lines down.
    pub opened: Option<usize>,
    /// A line the cursor goes to once the registers are read: what was just entered, or what is looked for.
    pub wanted: Option<Sought>,
}

impl Registers {
    /// The cursor of the register that is shown.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        self.cursors.get(&self.shown).copied().unwrap_or_default()
    }

    /// The same, to be moved.
    pub fn cursor_mut(&mut self) -> &mut Cursor {
        self.cursors.entry(self.shown).or_default()
    }
}

/// The lines of the register that is shown, as far as they fit the filter.
#[must_use]
pub fn visible<'b>(state: &State, screen: &'b Registers) -> Vec<What<'b>> {
    let (Some(model), Some(books)) = (&state.model, &screen.books) else { return Vec::new() };
    let all = what::listed(books, screen.shown, model.today);
    if screen.filter.trim().is_empty() {
        return all;
    }
    let labels: Vec<String> = all.iter().map(|what| rows::label(state, books, what)).collect();
    fuzzy::find(&screen.filter, &labels).into_iter().filter_map(|place| all.get(place).cloned()).collect()
}

/// The line the cursor stands on.
#[must_use]
pub fn chosen<'b>(state: &State, screen: &'b Registers) -> Option<What<'b>> {
    visible(state, screen).into_iter().nth(screen.cursor().row)
}

/// Why the register that is shown has nothing for whoever looks; `None` when it may be looked at.
#[must_use]
pub fn withheld(state: &State, register: Register) -> Option<&'static str> {
    let model = state.model.as_ref()?;
    match register {
        Register::Screening if !model.sees_restricted => Some("registers.screening-withheld"),
        Register::Grievances if !model.roles.contains(&Role::GrievanceOfficer) => Some("registers.grievances-withheld"),
        _ => None,
    }
}

/// The row of the tabs.
pub const TAB_ROW: u16 = 2;

/// The first row of the list.
pub const FIRST_ROW: u16 = 4;

/// The tabs with the columns they take.
#[must_use]
pub fn tabs(locale: Locale) -> Vec<(u16, u16, Register, String)> {
    let mut x = 1_u16;
    let mut all = Vec::new();
    for register in Register::ALL {
        let label = format!(" {} ", locale.text(&format!("register.{}", register.word())));
        let end = x.saturating_add(u16::try_from(text::width(&label)).unwrap_or(0));
        all.push((x, end, register, label));
        x = end;
    }
    all
}

/// Lines below the table, with the rule above them.
fn below(size: (u16, u16)) -> u16 {
    if size.1 >= 34 { 14 } else { 5 }
}

/// Rows of the table that fit: header, tabs and titles stand above them, what is chosen, news and keys below.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(FIRST_ROW + below(size) + 2))
}

/// Rows of an opened entry that fit.
#[must_use]
pub fn page_height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(FIRST_ROW + 2))
}

/// Lines of the opened entry.
#[must_use]
pub fn page(state: &State, screen: &Registers) -> Vec<(String, Meaning)> {
    let width = usize::from(state.size.0.saturating_sub(2));
    match (chosen(state, screen), &screen.books) {
        (Some(what), Some(books)) => whole::lines(state, books, &what, width),
        _ => Vec::new(),
    }
}

/// Draws the registers above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, screen: &Registers) {
    let locale = state.locale();
    let width = usize::from(area.width.saturating_sub(2));
    let filter = if screen.filter.is_empty() { String::new() } else { format!(" · /{}", screen.filter) };
    let all = visible(state, screen);
    let said = nothing(state, screen, &all);
    let count = if said.is_none() { all.len().to_string() } else { String::new() };
    let here =
        format!("{} · {} {count}{filter}", locale.text("context.registers"), locale.text(&format!("register.{}", screen.shown.word())));
    chrome::header(buffer, area, state.theme, &here, &words::who(state));
    for (from, _, register, label) in tabs(locale) {
        let meaning = if register == screen.shown { Meaning::Chosen } else { Meaning::Quiet };
        let x = (area.x + from).min(area.right());
        buffer.set_stringn(x, area.y + TAB_ROW, &label, usize::from(area.right().saturating_sub(x)), state.theme.style(meaning));
    }
    let inner = Rect { x: area.x + 1, y: area.y + FIRST_ROW, width: area.width.saturating_sub(2), height: area.height.saturating_sub(6) };
    if let Some(scroll) = screen.opened {
        let lines: Vec<(String, Meaning)> = page(state, screen).into_iter().skip(scroll).collect();
        chrome::lines(buffer, inner, state.theme, inner.y, &lines);
    } else if let Some(said) = said {
        let lines: Vec<(String, Meaning)> = text::wrap(&said, width).into_iter().map(|line| (line, Meaning::Quiet)).collect();
        chrome::lines(buffer, inner, state.theme, inner.y, &lines);
    } else if let Some(books) = &screen.books {
        table(buffer, area, state, (screen, books), &all);
    }
    let news = words::news(state);
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(1), text::cut(&news.0, width), width, state.theme.style(news.1));
}

/// What is said where there is no list: it is being read, not for this person, or empty, and then what to do.
fn nothing(state: &State, screen: &Registers, all: &[What<'_>]) -> Option<String> {
    let locale = state.locale();
    if let Some(key) = withheld(state, screen.shown) {
        return Some(locale.text(key).to_owned());
    }
    let Some(books) = &screen.books else { return Some(locale.text("registers.reading").to_owned()) };
    if screen.shown == Register::Screening {
        match books.screening {
            Screening::NoList => return Some(locale.text("registers.no-list").to_owned()),
            Screening::Unread => return Some(locale.text("registers.reading").to_owned()),
            Screening::Withheld | Screening::Read(_) => {}
        }
    }
    if screen.shown == Register::Papers && books.papers.is_none() {
        return Some(locale.text("registers.reading").to_owned());
    }
    if !all.is_empty() {
        return None;
    }
    let key = if screen.filter.is_empty() { format!("register-empty.{}", screen.shown.word()) } else { "registers.no-match".to_owned() };
    Some(locale.text(&key).to_owned())
}

/// The list, and below it the beginning of what is chosen.
fn table(buffer: &mut Buffer, area: Rect, state: &State, (screen, books): (&Registers, &Books), all: &[What<'_>]) {
    let width = usize::from(area.width.saturating_sub(2));
    let below = below(state.size);
    let list = Rect { y: area.y + FIRST_ROW - 1, height: area.height.saturating_sub(FIRST_ROW + below), ..area };
    let columns = rows::columns(state, screen.shown, usize::from(area.width));
    let cells: Vec<(Vec<String>, Meaning)> = all.iter().map(|what| rows::cells(state, books, what)).collect();
    grid::draw(buffer, list, state.theme, &columns, &cells, screen.cursor());
    chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
    let left = all.len().saturating_sub(screen.cursor().top + usize::from(list.height.saturating_sub(1)));
    chrome::more(buffer, (area.x + 1, list.bottom()), state.theme, state.locale(), left);
    let panel = Rect { x: area.x + 1, y: list.bottom() + 1, width: area.width.saturating_sub(2), height: below.saturating_sub(2) };
    if let Some(what) = all.get(screen.cursor().row) {
        let lines = whole::lines(state, books, what, width);
        chrome::lines(buffer, panel, state.theme, panel.y, &lines);
    }
}
