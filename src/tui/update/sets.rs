//! The shelf of questionnaires, one opened, and who is asked.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::screen::sets::{self, SetPage, Sets};
use super::super::state::{Screen, State};
use super::super::widget::grid::Cursor;
use super::super::widget::text;
use super::go::moved;
use crate::workspace::authoring::words as who;
use crate::workspace::authoring::{Shelved, ShownSet, Who};

/// Opens the shelf.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Sets(Box::default()));
    vec![Effect::Shelf(state.lang)]
}

/// What stands there is read again in the language of the screens.
pub(super) fn anew(state: &State) -> Option<Effect> {
    match state.top() {
        Screen::Sets(_) => Some(Effect::Shelf(state.lang)),
        Screen::Set(page) => Some(Effect::OpenSet(format!("{}@{}", page.set.head.id, page.set.head.edition), state.lang)),
        _ => None,
    }
}

/// What is on the shelf was read.
pub(super) fn shelf(state: &mut State, all: Vec<Shelved>) -> Vec<Effect> {
    if let Some(Screen::Sets(sets)) = state.screens.last_mut() {
        **sets = Sets { shelf: all, cursor: sets.cursor };
    }
    Vec::new()
}

/// A questionnaire was read.
pub(super) fn opened(state: &mut State, set: ShownSet) -> Vec<Effect> {
    match state.screens.last_mut() {
        Some(Screen::Set(page)) if page.set.head.id == set.head.id && page.set.head.edition == set.head.edition => page.set = set,
        _ => state.screens.push(Screen::Set(Box::new(SetPage { set, cursor: Cursor::default() }))),
    }
    Vec::new()
}

/// Who is asked was worked out.
pub(super) fn asked(state: &mut State, asked: &Who) -> Vec<Effect> {
    let locale = state.locale();
    let width = usize::from(state.size.0.saturating_sub(4));
    let mut lines: Vec<String> = text::broken(&who::head(asked, locale), width);
    lines.push(String::new());
    lines.push(who::foot(asked, locale));
    lines.push(String::new());
    for (mark, whom, why) in who::rows(asked, locale) {
        let name = text::left(&whom.name, 24);
        let why = text::wrap(&why, width.saturating_sub(28).max(20));
        lines.extend(
            why.iter().enumerate().map(
                |(place, part)| {
                    if place == 0 { format!("{mark} {name}  {part}") } else { format!("{}{part}", " ".repeat(28)) }
                },
            ),
        );
    }
    let title = format!("{} · {}", locale.text("title.who"), asked.id);
    state.screens.push(Screen::Reading(title, lines, 0));
    Vec::new()
}

/// A command on either screen.
pub(super) fn on_screen(state: &mut State, command: Command) -> Vec<Effect> {
    let height = sets::height(state.size);
    let (size, lang) = (state.size, state.lang);
    match state.screens.last_mut() {
        Some(Screen::Sets(sets)) => {
            let rows = sets.shelf.len();
            if moved(&mut sets.cursor, command, rows, height) {
                return Vec::new();
            }
            let Some(set) = sets.shelf.get(sets.cursor.row) else { return Vec::new() };
            match command {
                Command::Open => vec![Effect::OpenSet(format!("{}@{}", set.id, set.edition), lang)],
                Command::Who => vec![Effect::Who(set.id.clone(), lang)],
                _ => Vec::new(),
            }
        }
        Some(Screen::Set(page)) => {
            let rows = page.set.questions.len();
            if moved(&mut page.cursor, command, rows, height) {
                return Vec::new();
            }
            let Some(shown) = page.set.questions.get(page.cursor.row).cloned() else { return Vec::new() };
            match command {
                Command::Open => {
                    let width = usize::from(size.0.saturating_sub(4));
                    let section = shown.section.as_ref().map(|section| section.get(lang).to_owned());
                    let mut lines: Vec<String> = section.into_iter().collect();
                    lines.extend(sets::lines(&shown, state, width));
                    state.screens.push(Screen::Reading(shown.question.id.to_string(), lines, 0));
                    Vec::new()
                }
                Command::Who => vec![Effect::Who(shown.question.id.to_string(), lang)],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
