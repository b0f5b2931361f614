//! The reviewer's commands: marking, grouping, the forms, and what is said once their acts are written.

pub(super) mod form;
pub(super) mod settle;

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::effect::review::{Done, Group, Work};
use super::super::screen::flagged;
use super::super::screen::form::{Form, Kind};
use super::super::screen::queue::{self, Line};
use super::super::screen::words;
use super::super::state::{News, Screen, State};
use super::super::widget::grid::Cursor;
use super::super::widget::text;
use crate::journal::Role;
use crate::review::Insufficient;
use crate::workspace::SupplierRow;
use crate::workspace::queue::Grouping;

/// The form a command opens.
fn kind(command: Command) -> Option<Kind> {
    Some(match command {
        Command::Decide => Kind::Decide,
        Command::AddAction => Kind::Action,
        Command::FollowAction => Kind::Follow,
        Command::Waive => Kind::Waive,
        Command::SendBack => Kind::SendBack,
        Command::Settle => Kind::Settle,
        Command::Snooze => Kind::Snooze,
        Command::Escalate => Kind::Escalate,
        Command::Confirm => Kind::Confirm,
        Command::Revoke => Kind::Revoke,
        Command::Risk => Kind::Risk,
        Command::Case => Kind::Case,
        _ => return None,
    })
}

/// Suppliers a command of the screen on top speaks of.
fn meant(state: &State) -> Vec<String> {
    match state.top() {
        Screen::Queue(_) => queue::meant(state),
        Screen::Flagged(page) | Screen::Supplier(page) => vec![page.supplier.clone()],
        Screen::Interview(interview) => vec![interview.supplier.clone()],
        _ => Vec::new(),
    }
}

fn rows<'s>(state: &'s State, ids: &[String]) -> Vec<&'s SupplierRow> {
    state.model.iter().flat_map(|model| &model.rows).filter(|row| ids.contains(&row.supplier.id)).collect()
}

/// Why nothing can be done about one supplier; `None` when it can.
fn barred(state: &State, kind: Kind, row: &SupplierRow) -> Option<&'static str> {
    let model = state.model.as_ref()?;
    let review = &row.review;
    let judges = matches!(kind, Kind::Decide | Kind::Waive | Kind::Confirm | Kind::SendBack | Kind::Settle);
    match row.barred {
        Some(Insufficient::Interviewed) if kind == Kind::Settle => return Some("not-now.interviewed-settle"),
        Some(Insufficient::Interviewed) if judges && kind != Kind::SendBack => return Some("not-now.interviewed"),
        Some(Insufficient::NoReviewer) if judges => return Some("not-now.no-reviewer"),
        _ if judges && !model.roles.contains(&Role::Reviewer) => return Some("not-now.no-reviewer"),
        _ => {}
    }
    match kind {
        Kind::Decide if row.damage > 0 => Some("not-now.damaged"),
        Kind::Settle if row.conflicts.is_empty() => Some("not-now.no-contest"),
        Kind::Waive if form::waivable(row).next().is_none() => Some("not-now.no-flag"),
        Kind::SendBack if !matches!(state.top(), Screen::Interview(_)) && form::causes(state, row).next().is_none() => {
            Some("not-now.no-flag")
        }
        Kind::Confirm | Kind::Revoke if review.latest().is_none() => Some("not-now.undecided"),
        Kind::Confirm if review.latest().is_some_and(|decision| decision.person == model.person) => Some("not-now.own-decision"),
        Kind::Revoke
            if !model.roles.contains(&Role::Reviewer) && review.latest().is_some_and(|decision| decision.person != model.person) =>
        {
            Some("not-now.no-reviewer")
        }
        Kind::Follow if !review.actions.iter().any(crate::review::ActionOn::is_open) => Some("not-now.no-action"),
        _ => None,
    }
}

/// Why a command of the review cannot be carried out now, as a catalogue key.
pub(super) fn why_not(state: &State, command: Command) -> Option<&'static str> {
    if let (Command::NextFlag | Command::PreviousFlag, Screen::Flagged(page)) = (command, state.top()) {
        let several = page.dossier.as_ref().is_some_and(|dossier| flagged::listed(dossier).count() > 1);
        return (!several).then_some("not-now.one-flag");
    }
    let writes = matches!(command, Command::UndoReview | Command::MakeKey | Command::Seal) || kind(command).is_some();
    let asked_back = command == Command::SendBack && matches!(state.top(), Screen::Interview(_));
    let settles = matches!(command, Command::Settle | Command::UndoReview) && matches!(state.top(), Screen::Supplier(_));
    if !writes || !asked_back && !settles && !matches!(state.top(), Screen::Queue(_) | Screen::Flagged(_)) {
        return None;
    }
    if let Some(why) = super::refusal::only_reads(state) {
        return Some(why);
    }
    let ids = meant(state);
    if ids.is_empty() && !matches!(command, Command::MakeKey | Command::UndoReview | Command::Seal) {
        return Some("not-now.nobody-chosen");
    }
    let kind = kind(command)?;
    let mut all = rows(state, &ids).into_iter().map(|row| barred(state, kind, row));
    let first = all.next().flatten()?;
    all.all(|why| why.is_some()).then_some(first)
}

/// Opens the form of a command, about everybody it can be done about.
fn ask(state: &mut State, kind: Kind) {
    let form = asked(state, kind, &meant(state));
    super::forms::open(state, form);
}

/// The form of a time before, where everything it asks for is known without the page of a supplier.
pub(super) fn made_anew(state: &State, kind: Kind, ids: &[String]) -> Option<Form> {
    let form = asked(state, kind, ids);
    // How an action went is filled in on the page of its supplier.
    (kind != Kind::Follow && !form.entries.is_empty() && !form.suppliers.is_empty()).then_some(form)
}

/// The form, about everybody it can be done about.
fn asked(state: &State, kind: Kind, ids: &[String]) -> Form {
    let all = rows(state, ids);
    let (kept, left): (Vec<&SupplierRow>, Vec<&SupplierRow>) = all.into_iter().partition(|row| barred(state, kind, row).is_none());
    let why = left.first().and_then(|row| barred(state, kind, row)).map(|key| state.locale().text(key).to_owned());
    let ids = kept.iter().map(|row| row.supplier.id.clone()).collect();
    let mut form = Form::of(kind, ids, form::entries(state, kind, &kept));
    form.left_out = why.map(|why| (left.len(), why));
    if kind == Kind::Decide {
        form.told = form::against(state, &kept).into_iter().map(|line| (None, line)).collect();
    }
    form
}

/// Commands of a form.
pub(super) fn in_form(state: &mut State, command: Command) -> Vec<Effect> {
    if super::forms::command(state, command) { save(state) } else { Vec::new() }
}

fn save(state: &mut State) -> Vec<Effect> {
    let (locale, today) = (state.locale(), state.model.as_ref().map(|model| model.today));
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return Vec::new() };
    if let Some((place, why)) = today.and_then(|today| form.wrong(today)) {
        form.at = place;
        form.refusal = Some(locale.text(why).to_owned());
        return Vec::new();
    }
    if let Some((place, why)) = super::living::wrong(form) {
        (form.at, form.refusal) = (place, Some(locale.text(why).to_owned()));
        return Vec::new();
    }
    if form.asks_again && !form.confirming {
        form.confirming = true;
        return Vec::new();
    }
    form.confirming = false;
    if form.kind == Kind::Correct {
        return super::correct::save(state);
    }
    if let Some(work) = super::programme::work(form) {
        return vec![Effect::Foresee(Box::new(work))];
    }
    if form.kind == Kind::Bundle {
        let form = (**form).clone();
        return super::proof::bundle(state, &form).into_iter().collect();
    }
    if let Some(work) = super::people::work(form) {
        return vec![Effect::AboutPerson(Box::new(work))];
    }
    if let Some(work) = super::living::work(form) {
        return vec![Effect::Living(Box::new(work))];
    }
    if let Some(work) = super::registers::form::work(form) {
        return vec![Effect::Register(form.suppliers.first().cloned(), Box::new(work))];
    }
    let Some(work) = form::work(form) else { return Vec::new() };
    vec![Effect::Review(form.suppliers.clone(), work)]
}

/// Commands of the queue and of the page of a supplier; `None` when it is another's.
pub(super) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match (command, kind(command)) {
        (Command::Settle, _) => return Some(settle::ask(state)),
        (_, Some(kind)) => {
            ask(state, kind);
            return Some(Vec::new());
        }
        _ => {}
    }
    match command {
        Command::UndoReview | Command::Seal => {
            let last: Vec<String> = state.acted.iter().map(|(id, _)| id.clone()).collect();
            let ids = if last.is_empty() { meant(state) } else { last };
            let work = if command == Command::Seal { Work::Seal } else { Work::Undo };
            Some(vec![Effect::Review(ids, work)])
        }
        Command::MakeKey => Some(vec![Effect::MakeKey(state.acted.clone())]),
        Command::NextFlag => to_flag(state, 1),
        Command::PreviousFlag => to_flag(state, -1),
        Command::Causes => {
            if let Some(Screen::Queue(table)) = state.screens.last_mut() {
                (table.grouping, table.cursor, table.unfolded) = (table.grouping.next(), Cursor::default(), None);
            }
            Some(Vec::new())
        }
        Command::Mark => {
            mark(state);
            Some(Vec::new())
        }
        Command::Open => unfold(state),
        _ => None,
    }
}

/// Puts the cursor of the page on another flag, round, and shows it from its first line.
fn to_flag(state: &mut State, by: isize) -> Option<Vec<Effect>> {
    let (Screen::Flagged(page), Some(model)) = (state.top(), &state.model) else { return None };
    let dossier = page.dossier.as_ref()?;
    let count = isize::try_from(flagged::listed(dossier).count()).ok().filter(|count| *count > 0)?;
    let at = usize::try_from((isize::try_from(page.opened).unwrap_or(0) + by).rem_euclid(count)).unwrap_or(0);
    let width = usize::from(state.size.0.saturating_sub(2));
    let line = flagged::flag_line(state, model, dossier, width, at);
    let rows = flagged::lines(state, model, dossier, width).len();
    let height = state.list_height();
    if let Some(Screen::Flagged(page)) = state.screens.last_mut() {
        (page.opened, page.scroll) = (at, line.min(rows.saturating_sub(height)));
    }
    Some(Vec::new())
}

/// Marks what the cursor stands on and goes on; a cause marks or unmarks everybody who shares it.
fn mark(state: &mut State) {
    let height = state.list_height();
    let (Some(model), Screen::Queue(table)) = (&state.model, state.top()) else { return };
    let lines = queue::lines(table, model, state);
    let count = lines.len();
    let ids: Vec<String> = match lines.get(table.cursor.row) {
        Some(Line::Supplier(row)) => vec![row.supplier.id.clone()],
        Some(Line::Cause(cause)) => cause.members.iter().map(|row| row.supplier.id.clone()).collect(),
        None => return,
    };
    let Some(Screen::Queue(table)) = state.screens.last_mut() else { return };
    if ids.iter().all(|id| table.marked.contains(id)) {
        table.marked.retain(|id| !ids.contains(id));
    } else {
        table.marked.extend(ids);
    }
    table.cursor.step(1, count, height);
}

/// A cause is unfolded or folded; a supplier is opened elsewhere.
fn unfold(state: &mut State) -> Option<Vec<Effect>> {
    let (Some(model), Screen::Queue(table)) = (&state.model, state.top()) else { return None };
    if table.grouping == Grouping::None {
        return None;
    }
    let key = match queue::lines(table, model, state).into_iter().nth(table.cursor.row) {
        Some(Line::Cause(cause)) => cause.key,
        _ => return None,
    };
    let place = queue::lines(&crate::tui::state::Suppliers { unfolded: None, ..table.clone() }, model, state)
        .iter()
        .position(|line| matches!(line, Line::Cause(cause) if cause.key == key))
        .unwrap_or(0);
    let height = state.list_height();
    if let Some(Screen::Queue(table)) = state.screens.last_mut() {
        table.unfolded = if table.unfolded.as_ref() == Some(&key) { None } else { Some(key) };
        table.cursor.to(place, place + 1, height);
    }
    Some(Vec::new())
}

/// How far an act about several suppliers is.
pub(super) fn going_on(state: &mut State, group: Box<Group>) -> Vec<Effect> {
    let next = group.next().unwrap_or_default();
    let supplier = named(state, next);
    let values = [("done", group.at().to_string()), ("of", group.of.to_string()), ("supplier", supplier)];
    state.news = News::Notice(state.locale().with("reviewed.progress", &values.each_ref().map(|(key, value)| (*key, value.as_str()))));
    vec![Effect::ReviewOn(group)]
}

fn named(state: &State, id: &str) -> String {
    state
        .model
        .as_ref()
        .and_then(|model| model.row(id))
        .map_or_else(|| id.to_owned(), |row| words::called(state.lang, &row.supplier).to_owned())
}

/// Those of a group about whom what was written does not count, each with why and what to do.
fn told_apart(state: &State, of: usize, not_counting: &[(String, String, String)]) -> (String, Vec<String>) {
    let (locale, width) = (state.locale(), usize::from(state.size.0.saturating_sub(6)));
    let counts = [("count", not_counting.len().to_string()), ("of", of.to_string())];
    let counts = counts.each_ref().map(|(key, value)| (*key, value.as_str()));
    let mut lines = text::wrap(&locale.with("counts.group-head", &counts), width);
    for (id, _, told) in not_counting {
        lines.push(String::new());
        lines.push(named(state, id));
        lines.extend(text::wrap(told, width.saturating_sub(2)).into_iter().map(|line| format!("  {line}")));
    }
    (locale.with("counts.group-title", &counts), lines)
}

/// About whom nothing was written, and why: of several the first, with how many there are.
fn refused(state: &State, done: &Done) -> Option<String> {
    let (id, why) = done.refused.first()?;
    let why = why.replace('\n', " ");
    if done.register {
        return Some(why);
    }
    let values = [("count", done.refused.len().to_string()), ("supplier", named(state, id)), ("why", why)];
    Some(state.locale().with("reviewed.refused", &values.each_ref().map(|(key, value)| (*key, value.as_str()))))
}

/// What was written, whether it counts, and what somebody should know of it.
fn said(state: &State, done: &Done) -> String {
    let locale = state.locale();
    let count = done.written.len().to_string();
    let mut parts = vec![match (done.key, done.written.as_slice()) {
        (Some(true), _) => locale.with("reviewed.key", &[("count", &count)]),
        (Some(false), _) => locale.with("reviewed.key-waits", &[("count", &count)]),
        (None, [(_, entry)]) if !done.undone => locale.with("reviewed.one", &[("entry", &entry.to_string())]),
        (None, _) => locale.with(if done.undone { "reviewed.undone" } else { "reviewed.several" }, &[("count", &count)]),
    }];
    match done.not_counting.as_slice() {
        [] => {}
        [(_, short, _)] if done.written.len() == 1 => parts.push(short.clone()),
        several => parts.push(locale.with("reviewed.not-counting", &[("count", &several.len().to_string())])),
    }
    parts.extend(done.told.clone());
    if done.unsigned && done.not_counting.is_empty() {
        let key = if done.register && done.signable.is_empty() { "reviewed.unsigned-here" } else { "reviewed.unsigned" };
        parts.push(locale.text(key).to_owned());
    }
    parts.extend(refused(state, done));
    parts.join(" · ")
}

/// What is said once acts are written, and what is read anew.
pub(super) fn heard(state: &mut State, done: Done) -> Vec<Effect> {
    if done.written.is_empty() && done.key.is_none() {
        let why = refused(state, &done).unwrap_or_default();
        match state.screens.last_mut() {
            Some(Screen::Form(form)) => form.refusal = Some(why),
            _ => state.news = News::NotSaved(why),
        }
        return Vec::new();
    }
    state.news = News::Saved(said(state, &done));
    if matches!(state.top(), Screen::Form(_)) {
        state.screens.pop();
    }
    if done.register {
        super::registers::want(state, done.written.last());
    }
    if let Some(Screen::Queue(table)) = state.screens.last_mut() {
        table.marked.clear();
    }
    let open = match state.top() {
        Screen::Flagged(page) => Some(Effect::Open(page.supplier.clone())),
        Screen::Interview(interview) => Some(Effect::Open(interview.supplier.clone())),
        _ => None,
    };
    if done.written.len() > 1 && !done.not_counting.is_empty() {
        let (title, lines) = told_apart(state, done.written.len(), &done.not_counting);
        state.screens.push(Screen::Reading(title, lines, 0));
    }
    remember(state, done);
    std::iter::once(Effect::Load).chain(open).chain(super::registers::anew(state)).chain(super::people::anew(state)).collect()
}

/// What was written last can be taken back or signed together; a key only signed it.
fn remember(state: &mut State, done: Done) {
    if done.key.is_some() {
        return;
    }
    // What was entered into a register is corrected by a further entry and never taken back.
    let (acted, signable) = if done.register { (Vec::new(), done.signable) } else { (done.written, Vec::new()) };
    state.acted = if done.undone { Vec::new() } else { acted };
    state.signable = signable;
}
