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
    let cursor = screen(buffer, above, state);
    news_line(buffer, above, state);
    chrome::footer(buffer, area, state.theme, (state.context(), state.locale()), &|command| state.belongs(command));
    if let Some(prompt) = &state.prompt {
        return Some(overlay::prompt(buffer, area, state, prompt));
    }
    state.picker.as_ref().map(|picker| overlay::picker(buffer, area, state, picker)).or(cursor)
}

/// Draws the screen on top; returns where the real cursor belongs, if a form or table is filled in.
fn screen(buffer: &mut Buffer, area: Rect, state: &State) -> Option<(u16, u16)> {
    let mut cursor = None;
    match state.top() {
        Screen::Welcome(last) => overlay::welcome(buffer, area, state, last.as_deref()),
        Screen::Home(cursor) => home::draw(buffer, area, state, *cursor),
        Screen::Suppliers(table) => suppliers::draw(buffer, area, state, table, false),
        Screen::Queue(table) if table.grouping != Grouping::None => queue::draw(buffer, area, state, table),
        Screen::Queue(table) => suppliers::draw(buffer, area, state, table, true),
        Screen::Supplier(page) => supplier::draw(buffer, area, state, page),
        Screen::Flagged(page) => flagged::draw(buffer, area, state, page),
        Screen::Interview(interview) => interview::view::draw(buffer, area, state, interview),
        Screen::ReadBack(page) => read_back::draw(buffer, area, state, page),
        Screen::Inbox(shown) => inbox::draw(buffer, area, state, shown),
        Screen::Received(file) => inbox::file::draw(buffer, area, state, file),
        Screen::Form(filled) => cursor = form::draw(buffer, area, state, filled),
        Screen::Registers(shown) => registers::draw(buffer, area, state, shown),
        Screen::Rows(entry) => cursor = rows::view::draw(buffer, area, state, entry),
        Screen::Metals(cursor) => metals::draw(buffer, area, state, *cursor),
        Screen::Sets(shelf) => sets::draw(buffer, area, state, shelf),
        Screen::Set(page) => sets::draw_set(buffer, area, state, page),
        Screen::Rulebook(screen) => rulebook::draw(buffer, area, state, screen),
        Screen::People(shown) => people::draw(buffer, area, state, shown),
        Screen::Smelters(shown) => bench::draw(buffer, area, state, shown),
        Screen::Help(context, scroll) => {
            let title = format!("{} · {}", state.locale().text("title.help"), state.locale().text(context.name()));
            overlay::reading(buffer, area, state, &title, &overlay::help_lines(*context, state), *scroll);
        }
        Screen::WhyDecided(page) => why::draw(buffer, area, state, page),
        Screen::Preview(shown) => preview::draw(buffer, area, state, shown),
        Screen::Reading(title, lines, scroll) => {
            let lines: Vec<(String, Meaning)> =
                overlay::read_lines(lines, state.size).into_iter().map(|line| (line, Meaning::Plain)).collect();
            overlay::reading(buffer, area, state, title, &lines, *scroll);
        }
    }
    cursor
}

/// Screens without a line of their own for news show it in the line above the keys.
fn news_line(buffer: &mut Buffer, area: Rect, state: &State) {
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
            buffer.set_stringn(area.x, area.bottom().saturating_sub(1), line, width, state.theme.style(meaning));
        }
    }
}
