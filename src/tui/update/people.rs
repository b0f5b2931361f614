//! Who is here and who may do what: a list to choose from, and what the shell can do there, one key each.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::effect::people::Work;
use super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::screen::people::{self, Line, People};
use super::super::state::{Pick, Picker, Screen, State};
use super::super::widget::grid::Cursor;
use super::forms;
use super::go::moved;
use crate::journal::Role;
use crate::workspace::duties::{Everybody, KeyHeld, role_key};

/// Shows it; where it is shown already, as it stands now.
pub(super) fn shown(state: &mut State, all: Box<Everybody>) -> Vec<Effect> {
    let height = people::height(state.size);
    match state.screens.last_mut() {
        Some(Screen::People(screen)) => {
            let known: Vec<String> = screen.lines().iter().map(|line| line.id().to_owned()).collect();
            screen.all = all;
            // Whoever was just entered is the one the cursor stands on.
            let lines = screen.lines();
            let new = lines.iter().position(|line| !known.iter().any(|id| id == line.id()));
            let (row, rows) = (new.unwrap_or(screen.cursor.row), lines.len());
            screen.cursor.to(row, rows, height);
        }
        _ => state.screens.push(Screen::People(Box::new(People { all, cursor: Cursor::default() }))),
    }
    Vec::new()
}

/// Reads it anew, where it is on top.
pub(super) fn anew(state: &State) -> Option<Effect> {
    on_top(state).map(|_| Effect::People)
}

fn on_top(state: &State) -> Option<&People> {
    if let Screen::People(screen) = state.top() { Some(screen) } else { None }
}

/// Roles somebody can still be given.
fn open_roles(held: &[Role]) -> Vec<Role> {
    Role::WORDS.iter().map(|(_, role)| *role).filter(|role| !held.contains(role)).collect()
}

/// Why a command cannot be carried out now, as a catalogue key.
pub(super) fn why_not(state: &State, command: Command) -> Option<&'static str> {
    let screen = on_top(state)?;
    let chosen = screen.chosen();
    let writes = [Command::EnterPerson, Command::GrantRole, Command::WithdrawRole, Command::ConfirmKey, Command::MakeKey];
    if !writes.contains(&command) {
        return None;
    }
    if let Some(why) = super::refusal::only_reads(state) {
        return Some(why);
    }
    let own = chosen.is_some_and(|line| line.id() == screen.all.you);
    match command {
        Command::EnterPerson if !screen.may_grant() => Some("not-now.no-administrator"),
        Command::GrantRole | Command::WithdrawRole | Command::ConfirmKey if chosen.is_none() => Some("not-now.nobody-chosen"),
        // Whoever gives up an own role asks nobody.
        Command::WithdrawRole if !screen.may_grant() && !own => Some("not-now.no-administrator"),
        Command::GrantRole | Command::ConfirmKey if !screen.may_grant() => Some("not-now.no-administrator"),
        Command::GrantRole if chosen.is_some_and(|line| open_roles(line.roles()).is_empty()) => Some("not-now.every-role"),
        Command::WithdrawRole if chosen.is_some_and(|line| line.roles().is_empty()) => Some("not-now.no-role-held"),
        Command::ConfirmKey => match chosen.map(|line| line.key())? {
            KeyHeld::Waits => None,
            KeyHeld::Counts => Some("not-now.key-counts"),
            KeyHeld::None => Some("not-now.no-key-entered"),
        },
        _ => None,
    }
}

/// A command on the list.
pub(super) fn on_screen(state: &mut State, command: Command) -> Vec<Effect> {
    let height = people::height(state.size);
    let Some(Screen::People(screen)) = state.screens.last_mut() else { return Vec::new() };
    let rows = screen.lines().len();
    if moved(&mut screen.cursor, command, rows, height) {
        return Vec::new();
    }
    match command {
        Command::EnterPerson => enter(state),
        Command::GrantRole => grant(state),
        Command::WithdrawRole => withdraw(state),
        Command::ConfirmKey => confirm(state),
        Command::MakeKey => vec![Effect::MakeKey(Vec::new())],
        Command::Open => {
            let Some(screen) = on_top(state) else { return Vec::new() };
            let lines = people::duties(state, &screen.all);
            super::show(state, Screen::Reading(state.locale().text("title.duties").to_owned(), lines, 0))
        }
        _ => Vec::new(),
    }
}

fn words(state: &State, roles: impl IntoIterator<Item = Role>) -> Vec<(String, String)> {
    roles.into_iter().map(|role| (role.word().to_owned(), state.locale().text(role_key(role)).to_owned())).collect()
}

/// Somebody new, with a first role; where nobody is here yet, oneself as administrator.
fn enter(state: &mut State) -> Vec<Effect> {
    let Some(screen) = on_top(state) else { return Vec::new() };
    let first = screen.all.persons.is_empty();
    let id = match screen.chosen() {
        _ if first => screen.all.you.clone(),
        Some(Line::Stranger(id)) => id.to_owned(),
        _ => String::new(),
    };
    let role = Entry::open("role", words(state, open_roles(&[])));
    let entries = vec![
        Entry::typed("person-id", Needs::Text).at(&id),
        Entry::typed("person-name", Needs::Optional),
        if first { role.at(Role::Administrator.word()) } else { role },
        Entry::typed("last-day", Needs::OptionalDay),
    ];
    forms::open(state, Form::of(Kind::EnterPerson, Vec::new(), entries))
}

fn about(state: &State, kind: Kind, entries: impl FnOnce(&State, &Line<'_>) -> Vec<Entry>) -> Option<Form> {
    let chosen = on_top(state)?.chosen()?;
    let mut form = Form::of(kind, Vec::new(), entries(state, &chosen));
    form.known = vec![("person-id", chosen.id().to_owned())];
    form.about = match chosen {
        Line::Entered(one) if !one.name.is_empty() => format!("{} {}", one.id, one.name),
        other => other.id().to_owned(),
    };
    Some(form)
}

fn grant(state: &mut State) -> Vec<Effect> {
    let made = about(state, Kind::GrantRole, |state, line| {
        let role = Entry::open("role", words(state, open_roles(line.roles())));
        vec![role, Entry::typed("last-day", Needs::OptionalDay)]
    });
    made.map(|form| forms::open(state, form)).unwrap_or_default()
}

fn withdraw(state: &mut State) -> Vec<Effect> {
    let made = about(state, Kind::WithdrawRole, |state, line| {
        let held = words(state, line.roles().iter().copied());
        let role = if held.len() == 1 { Entry::of("role", held) } else { Entry::open("role", held) };
        vec![role, Entry::typed("reason", Needs::Text)]
    });
    made.map(|form| forms::open(state, form)).unwrap_or_default()
}

/// Nobody stands for a key whose fingerprint was not compared: it stands in the line that is chosen.
fn confirm(state: &mut State) -> Vec<Effect> {
    let Some(Line::Entered(one)) = on_top(state).and_then(People::chosen) else { return Vec::new() };
    let keys: Vec<&str> = one.keys.iter().filter(|key| !key.confirmed).map(|key| key.fingerprint.as_str()).collect();
    let locale = state.locale();
    let title = locale.with("people.stand-for", &[("person", &one.id)]);
    let label = locale.with("people.compared", &[("key", &keys.join(" "))]);
    let picker = Picker::of(&title, vec![(label, Pick::StandFor(one.id.clone()))]);
    state.picker = Some(picker);
    Vec::new()
}

/// What a filled-in form asks for; `None` for other forms.
pub(super) fn work(form: &Form) -> Option<Work> {
    let role = Role::parse(&form.value("role"));
    let person = form.value("person-id");
    Some(match form.kind {
        Kind::EnterPerson | Kind::GrantRole => Work::Grant(person, role?, form.some("person-name"), form.some("last-day")),
        Kind::WithdrawRole => Work::Withdraw(person, role?, form.value("reason")),
        _ => return None,
    })
}
