//! Keys while a line is typed or a list is searched.

use super::super::effect::{Effect, Write};
use super::super::key::Key;
use super::super::screen::interview::Interview;
use super::super::screen::interview::input::Outcome;
use super::super::screen::{overlay, read_back};
use super::super::state::{Opening, Page, Pick, Prompt, Purpose, Screen, State};
use super::super::widget::field::Field;
use super::super::widget::grid::Cursor;
use super::{carry_out, go, inbox, living, open, registers, run};
use crate::questionnaire::{Kind, QuestionId, value::normalise};
use crate::workspace::declarations::AsOf;

/// A key while a list is searched.
pub(super) fn picker(state: &mut State, key: Key) -> Vec<Effect> {
    let height = overlay::picker_height(state.size);
    let Some(picker) = &mut state.picker else { return Vec::new() };
    let rows = picker.found.len();
    match key {
        Key::Esc => state.picker = None,
        Key::Up => picker.cursor.step(-1, rows, height),
        Key::Down => picker.cursor.step(1, rows, height),
        Key::PageUp => picker.cursor.step(-(isize::try_from(height).unwrap_or(8)), rows, height),
        Key::PageDown => picker.cursor.step(isize::try_from(height).unwrap_or(8), rows, height),
        Key::Enter => {
            let pick = picker.chosen().cloned();
            state.picker = None;
            return pick.map(|pick| picked(state, pick)).unwrap_or_default();
        }
        other => {
            if picker.field.press(other) {
                picker.search();
            }
        }
    }
    Vec::new()
}

pub(super) fn picked(state: &mut State, pick: Pick) -> Vec<Effect> {
    state.opening = Some(Opening::Pick(pick.clone()));
    match pick {
        Pick::Command(command) => run(state, command),
        Pick::TakeInto(sha256, id) => vec![Effect::TakeReceived(sha256, id)],
        Pick::Enter(kind, id) => registers::enter(state, kind, id),
        Pick::Beside(kind, id, other) => living::enter(state, kind, &id, &other),
        Pick::Settle(question, about) => super::review::settle::open(state, &question, about.as_deref()),
        Pick::StandFor(person) => vec![Effect::AboutPerson(Box::new(super::super::effect::people::Work::StandFor(person)))],
        Pick::Adopt(id) => vec![Effect::Write(id, Write::Adopt), Effect::Load],
        Pick::Restore(id) => vec![Effect::Restore(id), Effect::Load],
        Pick::Check(question, about) => super::checks::outcomes(state, question, about),
        Pick::Found(question, about, found) => super::checks::ask_sources(state, question, about, found),
        Pick::Supplier(id) => open(state, Screen::Supplier, &id),
        Pick::Question(question) => {
            if let Some(Screen::Interview(interview)) = state.screens.last_mut() {
                interview.go(question);
            }
            Vec::new()
        }
    }
}

/// A key while a line is typed.
pub(super) fn prompt(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(prompt) = &mut state.prompt else { return Vec::new() };
    match key {
        Key::Esc => {
            let Some(prompt) = state.prompt.take() else { return Vec::new() };
            if prompt.purpose == Purpose::Filter {
                filter(state, "");
            }
            draft(state, &prompt.purpose, &prompt.title, String::new())
        }
        Key::Enter => {
            let Some(prompt) = state.prompt.take() else { return Vec::new() };
            state.entered = Some(prompt.clone());
            let effects = entered(state, prompt);
            after_entering(state, effects)
        }
        Key::Up | Key::Down if prompt.purpose == Purpose::Filter => {
            let text = prompt.field.text();
            state.prompt = None;
            filter(state, &text);
            Vec::new()
        }
        other => {
            prompt.field.press(other);
            changed(state)
        }
    }
}

/// Pasted text goes to the line being typed and nowhere else.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.field.insert(text);
        return changed(state);
    }
    if matches!(state.top(), Screen::Rows(_)) {
        return super::rows::pasted(state, text);
    }
    if matches!(state.top(), Screen::Form(_)) && state.picker.is_none() {
        super::forms::pasted(state, text);
        return Vec::new();
    }
    if let Some(picker) = &mut state.picker {
        picker.field.insert(text);
        picker.search();
    }
    Vec::new()
}

/// What follows when the text of the line is another.
fn changed(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = &mut state.prompt else { return Vec::new() };
    prompt.refusal = None;
    let (purpose, title, text) = (prompt.purpose.clone(), prompt.title.clone(), prompt.field.text());
    if purpose == Purpose::Filter {
        filter(state, &text);
        return Vec::new();
    }
    draft(state, &purpose, &title, text)
}

/// A line that leads to another is kept with what was typed so far; one that leads nowhere is forgotten.
fn after_entering(state: &mut State, mut effects: Vec<Effect>) -> Vec<Effect> {
    match &state.prompt {
        Some(prompt) => effects.extend(draft(state, &prompt.purpose, &prompt.title, prompt.field.text())),
        None if effects.is_empty() => {
            if let Some(prompt) = &state.entered {
                effects.extend(draft(state, &prompt.purpose, &prompt.title, String::new()));
            }
        }
        None => {}
    }
    if !effects.iter().any(|effect| matches!(effect, Effect::Write(..) | Effect::SaveText(..))) {
        state.entered = None;
    }
    effects
}

/// Text being typed about a supplier is kept as a draft outside the workspace.
fn draft(state: &State, purpose: &Purpose, title: &str, text: String) -> Vec<Effect> {
    let supplier = match state.top() {
        Screen::Interview(interview) => &interview.supplier,
        Screen::Supplier(page) => &page.supplier,
        _ => return Vec::new(),
    };
    let Some(key) = crate::tui::draft::key(purpose, title, go::chosen_of_each(state)) else { return Vec::new() };
    // Parts typed before are kept although nothing of the next is there yet.
    let further = matches!(purpose, Purpose::Value(_, typed) | Purpose::Card(typed) if !typed.is_empty());
    let further = (further || matches!(purpose, Purpose::PromiseWhat(..))) && state.prompt.is_some();
    vec![Effect::Draft(supplier.clone(), key, if text.is_empty() && further { " ".to_owned() } else { text })]
}

/// Offers the line that was being typed when the program ended, where it was typed.
pub(super) fn offer(state: &mut State, supplier: &str, key: &str, text: &str) -> Vec<Effect> {
    if let Some((question, before)) = crate::tui::draft::table(key) {
        let text = before.map_or_else(|| text.to_owned(), |before| format!("{before}{}", text.replace('|', "\t")));
        return super::rows::offer(state, supplier, &question, &text, crate::tui::draft::of(key));
    }
    let Some((purpose, title)) = crate::tui::draft::purpose(key, supplier) else { return Vec::new() };
    let busy = state.prompt.as_ref().is_some_and(|prompt| !matches!(prompt.purpose, Purpose::Card(_)));
    let here = match state.screens.last_mut() {
        Some(Screen::Interview(interview)) if interview.supplier == supplier && !busy => {
            if let Some(question) = crate::tui::draft::question(&purpose) {
                interview.go(question.clone());
                interview.choose(crate::tui::draft::of(key).map(str::to_owned));
            }
            !matches!(purpose, Purpose::Note(_, None))
        }
        Some(Screen::Supplier(page)) if page.supplier == supplier && !busy => matches!(purpose, Purpose::Note(_, None)),
        _ => false,
    };
    if here {
        let hint = state.locale().text("hint.draft").to_owned();
        state.prompt = Some(Prompt { purpose, title, hint, field: Field::of(text.trim_end()), refusal: None });
    }
    Vec::new()
}

fn filter(state: &mut State, text: &str) {
    inbox::filter(state, text);
    registers::filter(state, text);
    if let Some(Screen::Suppliers(table) | Screen::Queue(table)) = state.screens.last_mut() {
        text.clone_into(&mut table.filter);
        table.cursor = Cursor::default();
    }
}

/// A day, `=` for the day each declaration carries, nothing for today.
fn as_of(text: &str) -> Option<AsOf> {
    match text.trim() {
        "" => Some(AsOf::Today),
        "=" | "＝" => Some(AsOf::Declared),
        day => day.parse().ok().map(AsOf::Day),
    }
}

fn again(state: &mut State, purpose: Purpose, title: String, hint: &str, text: &str) -> Vec<Effect> {
    let hint = state.locale().text(hint).to_owned();
    state.prompt = Some(Prompt { purpose, title, hint, field: Field::of(text), refusal: None });
    Vec::new()
}

/// A line that was entered.
fn entered(state: &mut State, prompt: Prompt) -> Vec<Effect> {
    let text = prompt.field.text();
    let locale = state.locale();
    let supplier = match state.top() {
        Screen::Interview(interview) => interview.supplier.clone(),
        Screen::Supplier(page) | Screen::ReadBack(page) => page.supplier.clone(),
        _ => String::new(),
    };
    match prompt.purpose.clone() {
        Purpose::Filter => {
            filter(state, &text);
            Vec::new()
        }
        Purpose::AsOf(supplier) => match as_of(&text) {
            Some(as_of) => vec![Effect::Declarations(supplier, as_of)],
            None => refused(state, prompt, locale.text("hint.as-of")),
        },
        Purpose::WhyOn(supplier) => match super::proof::why(state, &supplier, &text) {
            Some(effects) => effects,
            None => refused(state, prompt, locale.text("hint.why-on")),
        },
        Purpose::SaveText if !text.trim().is_empty() => {
            let lang = read_back::spoken(state);
            vec![Effect::SaveText(supplier, lang, text)]
        }
        Purpose::SaveText => Vec::new(),
        Purpose::TakeIn if !text.trim().is_empty() => vec![Effect::TakeIn(text)],
        Purpose::PutAside(sha256) if !text.trim().is_empty() => vec![Effect::PutAside(sha256, text)],
        Purpose::TakeIn | Purpose::PutAside(_) => Vec::new(),
        Purpose::Note(supplier, question) if !text.trim().is_empty() => {
            let text = if question.is_some() { go::noted(state, text) } else { text };
            vec![Effect::Write(supplier, Write::Note(question, text))]
        }
        Purpose::Check(question, about, found) => super::checks::record(supplier, &question, about, found, &text),
        Purpose::Evidence(question) if !text.trim().is_empty() => {
            let about = about_of(state);
            vec![Effect::Write(supplier, Write::Attach(question, about, text.trim().into()))]
        }
        Purpose::Note(..) | Purpose::Evidence(_) => Vec::new(),
        Purpose::Reason(_) => with_interview(state, |interview| interview.not_applicable(&text)),
        Purpose::PromiseDue(question) => match text.trim().parse::<jiff::civil::Date>() {
            Ok(day) => {
                let title = format!("{} · {}", question.row(), locale.text("ask.promise-what"));
                let of = about_of(state).map(|about| format!(" · {}", crate::situation::each::told(&about, state.lang)));
                let title = title + &of.unwrap_or_default();
                again(state, Purpose::PromiseWhat(question, day.to_string()), title, "hint.note", "")
            }
            Err(_) => refused(state, prompt, locale.text("hint.date")),
        },
        Purpose::PromiseWhat(question, due) => {
            let about = about_of(state);
            vec![Effect::Write(supplier, Write::Promise(question, about, due, text))]
        }
        Purpose::Card(mut typed) => {
            typed.push(text);
            with_interview(state, |interview| interview.ask_card(locale, typed))
        }
        Purpose::Attest(_) if text.trim().is_empty() => refused(state, prompt, locale.text("hint.attest")),
        Purpose::Attest(mut typed) => {
            typed.push(text.trim().to_owned());
            ask_attest(state, typed)
        }
        Purpose::Value(question, typed) => value(state, prompt, &question, typed, &text),
    }
}

/// The flow or facility the keys speak of, on a row asked one by one.
fn about_of(state: &State) -> Option<String> {
    match state.screens.last() {
        Some(Screen::Interview(interview)) => interview.about.clone(),
        _ => None,
    }
}

fn with_interview(state: &mut State, act: impl FnOnce(&mut Interview) -> Outcome) -> Vec<Effect> {
    let Some(Screen::Interview(interview)) = state.screens.last_mut() else { return Vec::new() };
    let outcome = act(interview);
    carry_out(state, outcome)
}

/// The line stays, with the reason under it.
fn refused(state: &mut State, mut prompt: Prompt, why: &str) -> Vec<Effect> {
    prompt.refusal = Some(why.to_owned());
    state.prompt = Some(prompt);
    Vec::new()
}

/// A value, or one number of several; the same validator as everywhere says whether it can be taken.
fn value(state: &mut State, prompt: Prompt, id: &QuestionId, mut typed: Vec<String>, text: &str) -> Vec<Effect> {
    let lang = state.lang;
    let Screen::Interview(interview) = state.top() else { return Vec::new() };
    let Some(question) = interview.question().filter(|question| question.id == *id).cloned() else { return Vec::new() };
    let parts: &[crate::questionnaire::Part] = match &question.kind {
        Kind::Number(parts) | Kind::Percent(parts) => parts,
        _ => &[],
    };
    let before = typed.len();
    if !text.trim().is_empty() {
        let place = parts.get(before);
        typed.push(place.filter(|_| parts.len() > 1).map_or_else(|| text.to_owned(), |part| format!("{}={}", part.id, text.trim())));
        if let Err(refusal) = normalise(&question, &typed) {
            return refused(state, prompt, &refusal.sentence().in_lang(state.lang));
        }
    } else if typed.is_empty() {
        return Vec::new();
    }
    // An empty line on a further number leaves it and the rest out.
    let next = if text.trim().is_empty() { None } else { parts.get(typed.len()) };
    match next {
        Some(part) => {
            let title = format!("{} [{}]", part.text.get(lang), crate::questionnaire::wording::unit(&part.unit).get(lang));
            let title = interview.titled(title, lang);
            again(state, Purpose::Value(id.clone(), typed), title, "hint.number-more", "")
        }
        None => with_interview(state, |interview| interview.typed(typed)),
    }
}

/// Who attests: name, then role; then it is submitted.
pub(super) fn ask_attest(state: &mut State, typed: Vec<String>) -> Vec<Effect> {
    let locale = state.locale();
    let Screen::ReadBack(Page { supplier, dossier, .. }) = state.top() else { return Vec::new() };
    let met = dossier.as_ref().and_then(|dossier| dossier.answers.met.clone()).unwrap_or_default();
    let name = met.who.as_ref().and_then(|who| dossier.as_ref().and_then(|dossier| dossier.body(who))).unwrap_or_default().to_owned();
    let supplier = supplier.clone();
    match typed.len() {
        0 => again(state, Purpose::Attest(typed), locale.text("ask.attest-name").to_owned(), "hint.card", &name),
        1 => again(state, Purpose::Attest(typed), locale.text("ask.attest-role").to_owned(), "hint.card", &met.role.unwrap_or_default()),
        _ => vec![Effect::Write(supplier, Write::Submit(typed[0].clone(), typed[1].clone()))],
    }
}

/// Where the read-back is to be written.
pub(super) fn ask_file(state: &mut State) -> Vec<Effect> {
    let Screen::ReadBack(page) = state.top() else { return Vec::new() };
    let Some(dossier) = &page.dossier else { return Vec::new() };
    let name = format!("{}-{}-{}.txt", page.supplier, dossier.campaign, read_back::spoken(state));
    let title = state.locale().text("ask.text-file").to_owned();
    again(state, Purpose::SaveText, title, "hint.text-file", &name)
}
