//! Why something was decided as of a day: the page an auditor asks for, with what can be done about it.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{overlay, words};
use crate::tui::state::State;
use crate::tui::theme::Meaning;

/// The page about one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyPage {
    /// About whom.
    pub supplier: String,
    /// As of which day; absent: today.
    pub on: Option<Date>,
    /// Its lines.
    pub lines: Vec<String>,
    /// Lines scrolled.
    pub scroll: usize,
    /// There are sealed bytes it can be held against.
    pub sealed: bool,
}

/// About whom and as of when, for titles.
#[must_use]
pub fn about(state: &State, supplier: &str, on: Option<Date>) -> String {
    let model = state.model.as_ref();
    let name = model.and_then(|model| model.row(supplier)).map(|row| words::called(state.lang, &row.supplier).to_owned());
    let day = on.or(model.map(|model| model.today)).map(|day| day.to_string());
    [Some(name.unwrap_or_else(|| supplier.to_owned())), day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Draws it above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, page: &WhyPage) {
    let title = format!("{} · {}", state.locale().text("title.why-decided"), about(state, &page.supplier, page.on));
    let lines: Vec<(String, Meaning)> =
        overlay::read_lines(&page.lines, state.size).into_iter().map(|line| (line, Meaning::Plain)).collect();
    overlay::reading(buffer, area, state, &title, &lines, page.scroll);
}
