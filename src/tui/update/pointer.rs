//! The mouse: a click chooses, a click on what is chosen opens or takes it, the wheel scrolls what lies on top.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::key::Key;
use super::super::screen::interview::input::Outcome;
use super::super::screen::interview::view as interview_view;
use super::super::screen::{bench, home, overlay, people, queue, registers, rulebook, supplier, suppliers};
use super::super::state::{Screen, State};
use super::super::widget::chrome;
use super::{carry_out, run, typing};
use crate::questionnaire::Kind;

/// The wheel: rows down.
pub(super) fn scroll(state: &mut State, rows: isize) -> Vec<Effect> {
    if state.prompt.is_some() {
        return Vec::new();
    }
    if state.picker.is_some() {
        return typing::picker(state, if rows < 0 { Key::Up } else { Key::Down });
    }
    // A question is a page by itself: nothing to scroll, and no answer by accident.
    if matches!(state.top(), Screen::Interview(_) | Screen::Welcome(_)) {
        return Vec::new();
    }
    run(state, if rows < 0 { Command::Up } else { Command::Down })
}

/// A click in the footer presses its key; on a row, tab or option it chooses.
pub(super) fn click(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    if state.prompt.is_some() {
        return Vec::new();
    }
    if state.picker.is_some() {
        return click_picker(state, column, row);
    }
    if row + 1 == state.size.1 {
        let items = chrome::footer_items(state.context(), state.locale(), state.size.0, &|command| state.belongs(command));
        let hit = items.iter().find(|(from, to, _, _)| (*from..*to).contains(&column)).map(|(_, _, binding, _)| binding.command);
        return hit.map(|command| run(state, command)).unwrap_or_default();
    }
    match state.top() {
        Screen::Interview(_) => click_option(state, row),
        Screen::Supplier(_) => click_tab(state, column, row),
        Screen::Registers(_) if row == registers::TAB_ROW => click_register(state, column),
        Screen::Rulebook(_) if row == rulebook::TAB_ROW => {
            let hit = rulebook::tabs(state.locale()).into_iter().find(|(from, to, _, _)| (*from..*to).contains(&column));
            hit.map(|(_, _, leaf, _)| super::rulebook::show(state, leaf)).unwrap_or_default()
        }
        _ => click_row(state, row),
    }
}

fn click_picker(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    let Some(picker) = &mut state.picker else { return Vec::new() };
    let area = overlay::picker_rows(state.size);
    let line = usize::from(row.saturating_sub(area.y));
    let inside = area.contains((column, row).into()) && picker.cursor.top + line < picker.found.len();
    if !inside {
        return Vec::new();
    }
    if picker.cursor.row == picker.cursor.top + line {
        return typing::picker(state, Key::Enter);
    }
    picker.cursor.row = picker.cursor.top + line;
    Vec::new()
}

/// The first click points at an option, the second takes it; boxes are ticked at once.
fn click_option(state: &mut State, row: u16) -> Vec<Effect> {
    let Screen::Interview(interview) = state.top() else { return Vec::new() };
    let Some(place) = interview_view::option_at(state, interview, row) else { return Vec::new() };
    let Some(Screen::Interview(interview)) = state.screens.last_mut() else { return Vec::new() };
    let several = interview.question().is_some_and(|question| matches!(question.kind, Kind::SeveralOf(_)));
    let outcome = if several || (interview.pointed && interview.option == place) { interview.pick(place) } else { Outcome::Nothing };
    (interview.option, interview.pointed) = (place, true);
    carry_out(state, outcome)
}

fn click_tab(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    let hit = supplier::tabs(state.locale()).into_iter().position(|(from, to, _)| (from..to).contains(&column));
    if let (Some(hit), Some(Screen::Supplier(page))) = (hit.filter(|_| row == supplier::TAB_ROW), state.screens.last_mut()) {
        (page.tab, page.scroll) = (hit, 0);
    }
    Vec::new()
}

fn click_register(state: &mut State, column: u16) -> Vec<Effect> {
    let hit = registers::tabs(state.locale()).into_iter().find(|(from, to, _, _)| (*from..*to).contains(&column));
    match (hit, state.screens.last_mut()) {
        (Some((_, _, register, _)), Some(Screen::Registers(screen))) => super::registers::show(screen, register),
        _ => Vec::new(),
    }
}

/// Chooses the clicked row of a list; a click on the chosen row opens it.
fn click_row(state: &mut State, row: u16) -> Vec<Effect> {
    let (first, height) = match state.top() {
        Screen::Home(_) => (4_u16, home::height(state.size)),
        Screen::Suppliers(_) | Screen::Queue(_) => (3, state.list_height()),
        Screen::Inbox(_) => (4, state.list_height()),
        Screen::Sets(_) | Screen::Set(_) => (3, crate::tui::screen::sets::height(state.size)),
        Screen::Rulebook(_) => (rulebook::FIRST_ROW, rulebook::height(state.size)),
        Screen::Smelters(_) => (3, bench::height(state.size)),
        Screen::People(_) => (people::FIRST_ROW, people::height(state.size)),
        Screen::Registers(screen) if screen.opened.is_none() => (registers::FIRST_ROW, registers::height(state.size)),
        _ => return Vec::new(),
    };
    let Some(line) = row.checked_sub(first).map(usize::from).filter(|line| *line < height) else { return Vec::new() };
    let rows = match (state.top(), &state.model) {
        (Screen::Home(_), Some(model)) => home::needs(model, state).len(),
        (Screen::Suppliers(table), Some(model)) => suppliers::visible(table, model, false, state.lang).len(),
        (Screen::Queue(table), Some(model)) => queue::lines(table, model, state).len(),
        (Screen::Inbox(inbox), _) => inbox.rows(&state.found),
        (Screen::Sets(sets), _) => sets.shelf.len(),
        (Screen::Set(page), _) => page.set.questions.len(),
        (Screen::Rulebook(screen), _) => screen.rows(),
        (Screen::People(screen), _) => screen.lines().len(),
        (Screen::Smelters(bench), _) => bench.visible().len(),
        (Screen::Registers(screen), _) => registers::visible(state, screen).len(),
        _ => 0,
    };
    let cursor = match state.screens.last_mut() {
        Some(Screen::Home(cursor)) => cursor,
        Some(Screen::Suppliers(table) | Screen::Queue(table)) => &mut table.cursor,
        Some(Screen::Inbox(inbox)) => &mut inbox.cursor,
        Some(Screen::Sets(sets)) => &mut sets.cursor,
        Some(Screen::Set(page)) => &mut page.cursor,
        Some(Screen::Rulebook(screen)) => screen.cursor_mut(),
        Some(Screen::People(screen)) => &mut screen.cursor,
        Some(Screen::Smelters(bench)) => &mut bench.cursor,
        Some(Screen::Registers(screen)) => screen.cursor_mut(),
        _ => return Vec::new(),
    };
    let target = cursor.top + line;
    if target >= rows {
        return Vec::new();
    }
    if cursor.row == target {
        // On the bench a click only points: a digit decides.
        return if matches!(state.top(), Screen::Smelters(_)) { Vec::new() } else { run(state, Command::Open) };
    }
    cursor.row = target;
    Vec::new()
}
