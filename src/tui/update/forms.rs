//! Forms are opened, left and come back to: whoever leaves one half filled in is asked once, and what was typed waits until
//! the program is left.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::key::Key;
use super::super::keymap::{self, Context};
use super::super::screen::form::{self, Form};
use super::super::state::{News, Screen, State};

/// Opens a form; what was typed into it before and never written is there again.
pub(super) fn open(state: &mut State, mut form: Form) -> Vec<Effect> {
    if let Some(place) = state.kept.iter().position(|kept| kept.is_same(&form)) {
        form.resume(&state.kept.remove(place));
        state.news = News::Notice(state.locale().text("form.resumed").to_owned());
    }
    state.screens.push(Screen::Form(Box::new(form)));
    Vec::new()
}

/// Opens a form that waits, as it was left.
pub(super) fn come_back(state: &mut State, place: usize) -> Vec<Effect> {
    if place < state.kept.len() {
        let form = state.kept.remove(place);
        state.screens.push(Screen::Form(Box::new(form)));
    }
    Vec::new()
}

/// A key while a form is filled in: its own keys first, everything else belongs to the line.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    // A digit went on to the next line already; the key only says so.
    if matches!(key, Key::Enter | Key::Tab)
        && let Some(Screen::Form(form)) = state.screens.last_mut()
        && form.went_on()
    {
        (form.leaving, form.refusal) = (false, None);
        return Vec::new();
    }
    if let Some(command) = keymap::lookup(Context::Form, key) {
        return super::run(state, command);
    }
    let Screen::Form(form) = state.top() else { return Vec::new() };
    let is_choice = form.entries.get(form.at).is_some_and(|entry| !entry.options.is_empty());
    let belongs = !matches!(key, Key::Char(letter) if is_choice && letter != ' ' && !letter.is_ascii_digit());
    let first = (!belongs).then(|| state.locale().text("form.choose-first").to_owned());
    if let Some(Screen::Form(form)) = state.screens.last_mut() {
        form.press(key);
        form.refusal = first;
    }
    Vec::new()
}

/// Pasted text belongs to a line that is typed; a choice takes none.
pub(super) fn pasted(state: &mut State, text: &str) {
    let first = state.locale().text("form.choose-first").to_owned();
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return };
    (form.leaving, form.confirming, form.refusal) = (false, false, None);
    form.went_on();
    match form.entries.get_mut(form.at) {
        Some(entry) if entry.options.is_empty() => entry.field.insert(text),
        _ => form.refusal = Some(first),
    }
}

/// A command of a form; `true` when it is to be written now.
pub(super) fn command(state: &mut State, command: Command) -> bool {
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return false };
    if command == Command::Discard {
        discard(state);
        return false;
    }
    let confirming = std::mem::take(&mut form.confirming);
    (form.refusal, form.leaving) = (None, false);
    form.went_on();
    // Only the key that writes confirms; another Enter does not.
    if confirming && command == Command::FieldNext {
        return false;
    }
    form.confirming = confirming && command == Command::FieldSave;
    match (command, form.next(), form.before()) {
        (Command::FieldBefore, _, Some(before)) => form.at = before,
        (Command::FieldNext, Some(next), _) => form.at = next,
        (Command::FieldNext | Command::FieldSave, _, _) => return true,
        _ => {}
    }
    false
}

/// Leaves a form: at once where nothing was typed, else when asked again; `None` when no form is on top.
pub(super) fn back(state: &mut State) -> Option<Vec<Effect>> {
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return None };
    if form.is_touched() && !form.leaving {
        form.leaving = true;
        return Some(Vec::new());
    }
    keep(state);
    Some(Vec::new())
}

/// Forgets what was typed, when asked again.
fn discard(state: &mut State) {
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return };
    if form.is_touched() && !form.leaving {
        form.leaving = true;
        return;
    }
    if form.is_touched() {
        state.news = News::Notice(state.locale().text("form.forgotten").to_owned());
    }
    state.screens.pop();
}

/// Closes the form on top; what was typed waits.
fn keep(state: &mut State) {
    let Some(Screen::Form(form)) = state.screens.pop() else { return };
    if form.is_touched() {
        let name = form::name(state, &form);
        state.news = News::Notice(state.locale().with("form.kept", &[("form", &name)]));
        wait(state, *form);
    }
}

fn wait(state: &mut State, mut form: Form) {
    form.leaving = false;
    state.kept.retain(|kept| !kept.is_same(&form));
    state.kept.push(form);
}

/// All screens are about to be closed; what is half filled in waits.
pub(super) fn keep_all(state: &mut State) {
    for screen in std::mem::take(&mut state.screens) {
        match screen {
            Screen::Form(form) if form.is_touched() => wait(state, *form),
            other => state.screens.push(other),
        }
    }
}

/// How many half-filled forms would be lost with the program.
pub(super) fn unwritten(state: &State) -> usize {
    let open = state.screens.iter().filter(|screen| matches!(screen, Screen::Form(form) if form.is_touched())).count();
    open + state.kept.len()
}
