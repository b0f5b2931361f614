//! State → buffer. Draws only; nothing changes here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::screen::{
    bench, flagged, form, home, inbox, interview, metals, overlay, people, preview, queue, read_back, registers, rows, rulebook, sets,
    supplier, suppliers, why, words,
};
use super::state::{LEAST, Screen, State};
use super::widget::{chrome, text};
use crate::tui::theme::Meaning;
use crate::workspace::queue::Grouping;

/// Draws the state; returns where the real cursor belongs, if a line is being typed.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let area = buffer.area;
    if area.width < LEAST.0 || area.height < LEAST.1 {
        overlay::too_small(buffer, area, state);
        return None;
    }
    let above = Rect { height: area.height - 1, ..area };
    let mut cursor = None;
    match state.top() {
        Screen::Welcome(last) => overlay::welcome(buffer, above, state, last.as_deref()),
        Screen::Home(cursor) => home::draw(buffer, above, state, *cursor),
        Screen::Suppliers(table) => suppliers::draw(buffer, above, state, table, false),
        Screen::Queue(table) if table.grouping != Grouping::None => queue::draw(buffer, above, state, table),
        Screen::Queue(table) => suppliers::draw(buffer, above, state, table, true),
        Screen::Supplier(page) => supplier::draw(buffer, above, state, page),
        Screen::Flagged(page) => flagged::draw(buffer, above, state, page),
        Screen::Interview(interview) => interview::view::draw(buffer, above, state, interview),
        Screen::ReadBack(page) => read_back::draw(buffer, above, state, page),
        Screen::Inbox(shown) => inbox::draw(buffer, above, state, shown),
        Screen::Received(file) => inbox::file::draw(buffer, above, state, file),
        Screen::Form(filled) => cursor = form::draw(buffer, above, state, filled),
        Screen::Registers(shown) => registers::draw(buffer, above, state, shown),
        Screen::Rows(entry) => cursor = rows::view::draw(buffer, above, state, entry),
        Screen::Metals(cursor) => metals::draw(buffer, above, state, *cursor),
        Screen::Sets(shelf) => sets::draw(buffer, above, state, shelf),
        Screen::Set(page) => sets::draw_set(buffer, above, state, page),
        Screen::Rulebook(screen) => rulebook::draw(buffer, above, state, screen),
        Screen::People(shown) => people::draw(buffer, above, state, shown),
        Screen::Smelters(shown) => bench::draw(buffer, above, state, shown),
        Screen::Help(context, scroll) => {
            let locale = state.locale();
            let title = format!("{} · {}", locale.text("title.help"), locale.text(context.name()));
            overlay::reading(buffer, above, state, &title, &overlay::help_lines(*context, state), *scroll);
        }
        Screen::WhyDecided(page) => why::draw(buffer, above, state, page),
        Screen::Preview(shown) => preview::draw(buffer, above, state, shown),
        Screen::Reading(title, lines, scroll) => {
            let lines: Vec<(String, Meaning)> =
                overlay::read_lines(lines, state.size).into_iter().map(|line| (line, Meaning::Plain)).collect();
            overlay::reading(buffer, above, state, title, &lines, *scroll);
        }
    }
    // Screens without a line of their own for news show it in the line above the keys.
    if matches!(
        state.top(),
        Screen::Home(_)
            | Screen::Flagged(_)
            | Screen::People(_)
            | Screen::Help(..)
            | Screen::WhyDecided(_)
            | Screen::Preview(_)
            | Screen::Reading(..)
    ) {
        let (news, meaning) = words::news(state);
        if !news.is_empty() {
            let width = usize::from(area.width);
            let line = text::left(&format!(" {news}"), width);
            buffer.set_stringn(area.x, above.bottom().saturating_sub(1), line, width, state.theme.style(meaning));
        }
    }
    chrome::footer(buffer, area, state.theme, (state.context(), state.locale()), &|command| state.belongs(command));
    if let Some(prompt) = &state.prompt {
        return Some(overlay::prompt(buffer, area, state, prompt));
    }
    state.picker.as_ref().map(|picker| overlay::picker(buffer, area, state, picker)).or(cursor)
}
