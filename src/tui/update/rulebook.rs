//! The rules: one table beside the other, a line opened, an edition compared with the one that judges.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::screen::rulebook::{self, Rulebook};
use super::super::state::{News, Screen, State};
use super::super::widget::text;
use super::go::{moved, shown_supplier};
use crate::workspace::rulebook::{Leaf, Sheet};

/// Opens the rules, about the supplier the cursor stands on, if it stands on one.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let supplier = if matches!(state.top(), Screen::Home(_)) { None } else { shown_supplier(state) };
    let shown = if supplier.is_some() { Leaf::Regimes } else { Leaf::Editions };
    state.screens.push(Screen::Rulebook(Box::new(Rulebook { shown, supplier, ..Rulebook::default() })));
    wanted(state)
}

/// Reads the table that is shown, unless it is here.
fn wanted(state: &State) -> Vec<Effect> {
    match state.top() {
        Screen::Rulebook(screen) if screen.sheet().is_none() => vec![Effect::Rulebook(screen.shown, screen.supplier.clone(), state.lang)],
        _ => Vec::new(),
    }
}

/// What was read is old: in another language, or from before something was written.
pub(super) fn anew(state: &mut State) -> Vec<Effect> {
    if let Some(Screen::Rulebook(screen)) = state.screens.last_mut() {
        screen.sheets.clear();
    }
    wanted(state)
}

/// A table was read.
pub(super) fn heard(state: &mut State, leaf: Leaf, sheet: Sheet) -> Vec<Effect> {
    let screen = state.screens.iter_mut().rev().find_map(|screen| match screen {
        Screen::Rulebook(screen) => Some(screen),
        _ => None,
    });
    if let Some(screen) = screen {
        screen.sheets.insert(leaf, sheet);
        let rows = screen.rows();
        let cursor = screen.cursor_mut();
        cursor.row = cursor.row.min(rows.saturating_sub(1));
    }
    Vec::new()
}

/// Shows another table.
pub(super) fn show(state: &mut State, leaf: Leaf) -> Vec<Effect> {
    if let Some(Screen::Rulebook(screen)) = state.screens.last_mut() {
        screen.shown = leaf;
    }
    wanted(state)
}

/// A command on the screen.
pub(super) fn on_screen(state: &mut State, command: Command) -> Vec<Effect> {
    let height = rulebook::height(state.size);
    let (size, lang) = (state.size, state.lang);
    let Some(Screen::Rulebook(screen)) = state.screens.last_mut() else { return Vec::new() };
    let rows = screen.rows();
    if moved(screen.cursor_mut(), command, rows, height) {
        return Vec::new();
    }
    let at = Leaf::ALL.iter().position(|leaf| *leaf == screen.shown).unwrap_or(0);
    match command {
        Command::NextTab => show(state, Leaf::ALL[(at + 1) % Leaf::ALL.len()]),
        Command::PreviousTab => show(state, Leaf::ALL[(at + Leaf::ALL.len() - 1) % Leaf::ALL.len()]),
        Command::Open => {
            let row = screen.cursor().row;
            let Some(line) = screen.sheet().and_then(|sheet| sheet.lines.get(row)).cloned() else { return Vec::new() };
            if let Some(edition) = line.edition {
                let judging = state.model.as_ref().map(|model| format!("{}@{}", model.policy.id, model.policy.edition));
                if judging.as_ref() == Some(&edition) {
                    state.news = News::Notice(state.locale().text("rulebook.same").to_owned());
                    return Vec::new();
                }
                return vec![Effect::PolicyDiff(edition, lang)];
            }
            let width = usize::from(size.0.saturating_sub(4));
            let title = state.locale().text(&format!("rulebook.{}", Leaf::ALL[at].word())).to_owned();
            let lines: Vec<String> = line.whole.iter().flat_map(|line| text::wrap(line, width)).collect();
            if !lines.is_empty() {
                state.screens.push(Screen::Reading(title, lines, 0));
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Two editions were compared.
pub(super) fn compared(state: &mut State, edition: &str, lines: &[String]) -> Vec<Effect> {
    let width = usize::from(state.size.0.saturating_sub(4));
    let lines = lines.iter().flat_map(|line| if line.is_empty() { vec![String::new()] } else { text::wrap(line, width) }).collect();
    state.screens.push(Screen::Reading(edition.to_owned(), lines, 0));
    Vec::new()
}
