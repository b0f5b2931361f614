//! Keys while a table is filled in: its own first, everything else belongs to the cell. What was typed is kept outside the
//! workspace as long as it is not recorded.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::key::Key;
use super::super::keymap::{self, Context};
use super::super::screen::interview::Interview;
use super::super::screen::rows::Entry;
use super::super::state::{News, Screen, State};
use super::{carry_out, go};
use crate::questionnaire::{Kind, QuestionId};

/// Opens the table of the question an interview shows, with what is recorded, or with what was being typed.
pub(super) fn open(state: &mut State, typed: Option<&[String]>, first: &str) -> Vec<Effect> {
    let lang = state.lang;
    let Some(Screen::Interview(interview)) = state.screens.last() else { return Vec::new() };
    let (Some(dossier), Some(question)) = (&interview.dossier, interview.question()) else { return Vec::new() };
    if !matches!(question.kind, Kind::Rows(_)) {
        return Vec::new();
    }
    let recorded = interview.said().first().map(|answer| answer.value.clone()).unwrap_or_default();
    let set = dossier.sets.iter().find(|set| set.id == question.id.set()).map(|set| set.title.get(lang).to_owned()).unwrap_or_default();
    let title = format!("{} · {set}", super::super::screen::words::supplier_name(state.lang, &dossier.supplier));
    let title = interview.titled(title, lang);
    let mut entry = Entry::of(&interview.supplier, title, question, typed.unwrap_or(&recorded));
    if typed.is_some() {
        entry.resume();
    }
    if !first.is_empty() && typed.is_none() && !entry.is_empty_row() {
        entry.insert_row();
    }
    for letter in first.chars() {
        entry.press(Key::Char(letter));
    }
    state.screens.push(Screen::Rows(Box::new(entry)));
    Vec::new()
}

/// A table that was being typed when the program ended, where it was typed.
pub(super) fn offer(state: &mut State, supplier: &str, question: &QuestionId, text: &str, of: Option<&str>) -> Vec<Effect> {
    let card = state.prompt.as_ref().is_none_or(|prompt| matches!(prompt.purpose, super::super::state::Purpose::Card(_)));
    match state.screens.last_mut() {
        Some(Screen::Interview(interview)) if interview.supplier == supplier && card => {
            interview.go(question.clone());
            interview.choose(of.map(str::to_owned));
        }
        _ => return Vec::new(),
    }
    state.prompt = None;
    let effects = open(state, Some(&Entry::rows_of(text)), "");
    state.news = News::Notice(state.locale().text("hint.draft").to_owned());
    effects
}

fn entry(state: &mut State) -> Option<&mut Entry> {
    match state.screens.last_mut() {
        Some(Screen::Rows(entry)) => Some(entry),
        _ => None,
    }
}

/// What is kept while it is typed.
fn draft(state: &State) -> Vec<Effect> {
    let Screen::Rows(entry) = state.top() else { return Vec::new() };
    let text = if entry.changed { entry.text() } else { String::new() };
    vec![Effect::Draft(entry.supplier.clone(), crate::tui::draft::table_key(&entry.question.id, go::chosen_of_each(state)), text)]
}

/// A key.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    match keymap::lookup(Context::Rows, key) {
        Some(command) => super::run(state, command),
        None => {
            if let Some(entry) = entry(state) {
                entry.press(key);
            }
            draft(state)
        }
    }
}

/// Pasted text.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(entry) = entry(state) {
        entry.paste(text);
    }
    draft(state)
}

/// Commands of a table.
pub(super) fn command(state: &mut State, command: Command) -> Vec<Effect> {
    let locale = state.locale();
    let Some(entry) = entry(state) else { return Vec::new() };
    if command != Command::Back {
        entry.leaving = false;
    }
    match command {
        // A row that is left empty ends the table, as an empty line ends a list.
        Command::FieldNext if entry.is_empty_row() && entry.cells.len() > 1 && entry.row + 1 == entry.cells.len() => return save(state),
        Command::FieldNext | Command::CellNext => entry.next(),
        Command::FieldBefore => entry.before(),
        Command::Up => entry.step(-1),
        Command::Down => entry.step(1),
        Command::NewRow => entry.insert_row(),
        Command::DeleteRow => entry.delete_row(),
        Command::Undo if !entry.undo() => state.news = News::Notice(locale.text("rows.nothing-done").to_owned()),
        Command::FieldSave => return save(state),
        _ => {}
    }
    draft(state)
}

/// Leaves the table: at once where everything is recorded, else when asked again.
pub(super) fn back(state: &mut State) -> Option<Vec<Effect>> {
    let of = go::chosen_of_each(state).map(str::to_owned);
    let entry = entry(state)?;
    if entry.changed && !entry.leaving {
        entry.leaving = true;
        return Some(Vec::new());
    }
    let key = crate::tui::draft::table_key(&entry.question.id, of.as_deref());
    let effect = Effect::Draft(entry.supplier.clone(), key, String::new());
    state.screens.pop();
    Some(vec![effect])
}

fn save(state: &mut State) -> Vec<Effect> {
    let Some(values) = entry(state).and_then(Entry::values) else { return Vec::new() };
    let below = state.screens.len().checked_sub(2).and_then(|place| state.screens.get_mut(place));
    let Some(Screen::Interview(interview)) = below else { return Vec::new() };
    let outcome = Interview::typed(interview, values);
    carry_out(state, outcome)
}

/// The answer is recorded: the table closes.
pub(super) fn saved(state: &mut State) {
    if matches!(state.top(), Screen::Rows(_)) {
        state.screens.pop();
    }
}

/// The answer is not recorded: the table stays, and says why.
pub(super) fn not_saved(state: &mut State, why: &str) {
    if let Some(entry) = entry(state) {
        entry.not_saved = Some(why.to_owned());
    }
}
