//! Forms are opened, left and come back to: whoever leaves one half filled in is asked once, and what was typed waits until
//! it is written or thrown away. It lies on disk meanwhile, so that a power cut loses nothing of it.

use std::collections::BTreeMap;

use super::super::command::Command;
use super::super::draft::form::Draft;
use super::super::effect::Effect;
use super::super::key::Key;
use super::super::keymap::{self, Context};
use super::super::screen::form::{self, Form, Kind};
use super::super::screen::interview::Interview;
use super::super::state::{News, Opening, Screen, State, Waiting};
use super::{living, programme, registers, review, rulebook, sets};
use crate::questionnaire::QuestionId;

/// Opens a form; what was typed into it before and never written is there again.
pub(super) fn open(state: &mut State, mut form: Form) -> Vec<Effect> {
    let key = Draft::of(&form).key();
    if let Some(place) = state.kept.iter().position(|waiting| waiting.draft.key() == key) {
        let draft = state.kept.remove(place).draft;
        draft.resume(&mut form);
        // What comes from a time before says so in the form itself.
        if draft.since.is_empty() {
            state.news = News::Notice(state.locale().text("form.resumed").to_owned());
        }
    }
    form.opened.clone_from(&state.opening);
    state.screens.push(Screen::Form(Box::new(form)));
    Vec::new()
}

/// The form on top is opened once more in the language of the screens, with what was typed and chosen in it. One that cannot
/// be opened again as it was, because what it is about has changed meanwhile, stays as it is.
pub(super) fn in_this_language(state: &mut State) -> Vec<Effect> {
    let Some(Screen::Form(form)) = state.screens.last() else { return Vec::new() };
    let (Some(opening), old) = (form.opened.clone(), form.clone()) else { return Vec::new() };
    let draft = Draft::of(&old);
    let (mut before, kept) = (state.screens.clone(), state.kept.clone());
    state.screens.pop();
    let depth = state.screens.len();
    let effects = match opening {
        Opening::Command(command) => super::run(state, command),
        Opening::Pick(pick) => super::typing::picked(state, pick),
    };
    if state.screens.len() == depth + 1
        && let Some(Screen::Form(new)) = state.screens.last_mut()
        && Draft::of(new).key() == draft.key()
    {
        draft.resume(new);
        (new.leaving, new.confirming) = (old.leaving, old.confirming);
        return effects;
    }
    std::mem::swap(&mut state.screens, &mut before);
    (state.kept, state.picker, state.prompt, state.news) = (kept, None, None, News::None);
    Vec::new()
}

/// Opens a form that waits: as it was left, or from a time before, made anew.
pub(super) fn come_back(state: &mut State, place: usize) -> Vec<Effect> {
    let Some(waiting) = state.kept.get(place).cloned() else { return Vec::new() };
    if let Some(form) = waiting.form {
        state.kept.remove(place);
        state.screens.push(Screen::Form(form));
        return Vec::new();
    }
    anew(state, place, &waiting.draft)
}

/// A form from a time before is made anew where nothing but its suppliers has to be known; else the screen is opened from
/// which it was filled in, and says so.
fn anew(state: &mut State, place: usize, draft: &Draft) -> Vec<Effect> {
    let id = draft.suppliers.first().cloned();
    let other = || draft.known.iter().find(|(name, _)| name == "other").map(|(_, value)| value.clone());
    let effects = match (draft.kind, id) {
        (Kind::Campaign, _) => return programme::begin(state),
        (Kind::HandOver, Some(id)) => return living::ask_hand_over(state, &id),
        (kind @ (Kind::Succeed | Kind::Same), Some(id)) if other().is_some() => {
            return living::enter(state, kind, &id, &other().unwrap_or_default());
        }
        (Kind::Correct, Some(id)) => {
            let mut interview = Interview::of(&id);
            interview.current = draft.question.as_deref().map(QuestionId::from_text);
            interview.card_offered = true;
            state.screens.push(Screen::Interview(Box::new(interview)));
            vec![Effect::Open(id)]
        }
        (Kind::Activate | Kind::Retire, _) if draft.known.iter().any(|(_, value)| value == "policy") => rulebook::open(state),
        (Kind::Activate | Kind::Retire, _) => sets::open(state),
        (Kind::EnterPerson | Kind::GrantRole | Kind::WithdrawRole, _) => vec![Effect::People],
        (Kind::Bundle, Some(id)) => super::open(state, Screen::Supplier, &id),
        (kind, id) => {
            if let Some(effects) = registers::open_for(state, kind) {
                // What goes on from an entry is filled in where the entry stands.
                if draft.known.is_empty() {
                    return effects.into_iter().chain(registers::enter(state, kind, id)).collect();
                }
                effects
            } else if let Some(mut form) = review::made_anew(state, kind, &draft.suppliers) {
                state.kept.remove(place);
                draft.resume(&mut form);
                state.screens.push(Screen::Form(Box::new(form)));
                return Vec::new();
            } else {
                id.map(|id| super::open(state, Screen::Flagged, &id)).unwrap_or_default()
            }
        }
    };
    let name = form::name(state, draft);
    state.news = News::Notice(state.locale().with("form.open-there", &[("form", &name)]));
    effects
}

/// Forms that were half filled in when the program ended wait again.
pub(super) fn take_up(state: &mut State, drafts: &[Draft]) {
    for draft in drafts {
        let key = draft.key();
        state.on_disk.insert(key.clone(), draft.text());
        if !state.kept.iter().any(|waiting| waiting.draft.key() == key) {
            state.kept.push(Waiting { draft: draft.clone(), form: None });
        }
    }
}

/// What is half filled in and what lies on disk are made the same: what was typed since is kept, what was written or thrown
/// away is forgotten.
pub(super) fn on_disk(state: &mut State) -> Vec<Effect> {
    let open = state.screens.iter().filter_map(|screen| match screen {
        Screen::Form(form) if form.is_touched() => Some(Draft::of(form)),
        _ => None,
    });
    let waiting = state.kept.iter().map(|waiting| waiting.draft.clone());
    let all = waiting.chain(open).filter(|draft| draft.kind.is_kept_on_disk());
    let now: BTreeMap<String, String> = all.map(|draft| (draft.key(), draft.text())).collect();
    let before = std::mem::replace(&mut state.on_disk, now);
    let now = &state.on_disk;
    let gone = before.keys().filter(|key| !now.contains_key(*key)).map(|key| Effect::Form(key.clone(), String::new()));
    let typed = now.iter().filter(|(key, text)| before.get(*key) != Some(text)).map(|(key, text)| Effect::Form(key.clone(), text.clone()));
    gone.chain(typed).collect()
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
        let name = form::name(state, &Draft::of(&form));
        let key = if form.kind.is_kept_on_disk() { "form.kept" } else { "form.kept-here" };
        state.news = News::Notice(state.locale().with(key, &[("form", &name)]));
        wait(state, *form);
    }
}

fn wait(state: &mut State, mut form: Form) {
    (form.leaving, form.since) = (false, String::new());
    let draft = Draft::of(&form);
    state.kept.retain(|waiting| waiting.draft.key() != draft.key());
    state.kept.push(Waiting { draft, form: Some(Box::new(form)) });
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

/// How many half-filled forms would be lost with the program: those that are kept nowhere else.
pub(super) fn unwritten(state: &State) -> usize {
    let is_lost = |screen: &&Screen| matches!(screen, Screen::Form(form) if form.is_touched() && !form.kind.is_kept_on_disk());
    let open = state.screens.iter().filter(is_lost).count();
    open + state.kept.iter().filter(|waiting| !waiting.draft.kind.is_kept_on_disk()).count()
}
