//! The reviewer's commands: marking, grouping, the forms, and what is said once their acts are written.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::effect::review::{Done, Work};
use super::super::key::Key;
use super::super::keymap::{self, Context};
use super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::screen::queue::{self, Line};
use super::super::screen::{decided, words};
use super::super::state::{News, Screen, State};
use super::super::widget::grid::Cursor;
use crate::journal::{ActionKind, EntryRef, Outcome, Role, Step};
use crate::review::Insufficient;
use crate::rules::Flag;
use crate::workspace::SupplierRow;
use crate::workspace::decide::{Acting, Deciding};
use crate::workspace::queue::Grouping;

/// The form a command opens.
fn kind(command: Command) -> Option<Kind> {
    Some(match command {
        Command::Decide => Kind::Decide,
        Command::AddAction => Kind::Action,
        Command::FollowAction => Kind::Follow,
        Command::Waive => Kind::Waive,
        Command::SendBack => Kind::SendBack,
        Command::Snooze => Kind::Snooze,
        Command::Escalate => Kind::Escalate,
        Command::Confirm => Kind::Confirm,
        Command::Revoke => Kind::Revoke,
        _ => return None,
    })
}

/// Suppliers a command of the screen on top speaks of.
fn meant(state: &State) -> Vec<String> {
    match state.top() {
        Screen::Queue(_) => queue::meant(state),
        Screen::Flagged(page) => vec![page.supplier.clone()],
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
    let judges = matches!(kind, Kind::Decide | Kind::Waive | Kind::Confirm | Kind::SendBack);
    match row.barred {
        Some(Insufficient::Interviewed) if judges && kind != Kind::SendBack => return Some("not-now.interviewed"),
        Some(Insufficient::NoReviewer) if judges => return Some("not-now.no-reviewer"),
        _ if judges && !model.roles.contains(&Role::Reviewer) => return Some("not-now.no-reviewer"),
        _ => {}
    }
    match kind {
        Kind::Decide if row.damage > 0 => Some("not-now.damaged"),
        Kind::Waive if waivable(row).next().is_none() => Some("not-now.no-flag"),
        Kind::SendBack if causes(row).next().is_none() => Some("not-now.no-flag"),
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
    let writes = matches!(command, Command::UndoReview | Command::MakeKey | Command::Seal) || kind(command).is_some();
    if !writes || !matches!(state.top(), Screen::Queue(_) | Screen::Flagged(_)) {
        return None;
    }
    if state.model.as_ref().is_some_and(|model| model.roles.contains(&Role::Auditor)) {
        return Some("not-now.auditor");
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

fn waivable(row: &SupplierRow) -> impl Iterator<Item = &Flag> {
    row.flags.iter().filter(|flag| flag.is_adverse() && !flag.rule.starts_with(crate::rules::HOLD))
}

fn causes(row: &SupplierRow) -> impl Iterator<Item = &str> {
    row.flags.iter().filter(|flag| flag.is_adverse()).flat_map(|flag| &flag.causes).map(|cause| cause.question.as_str())
}

/// Each once, what most share first, otherwise in the order they came.
fn shared(all: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut kept: Vec<((String, String), usize)> = Vec::new();
    for one in all {
        match kept.iter_mut().find(|(known, _)| known.0 == one.0) {
            Some((_, count)) => *count += 1,
            None => kept.push((one, 1)),
        }
    }
    kept.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kept.into_iter().map(|(one, _)| one).collect()
}

/// Opens the form of a command, about everybody it can be done about.
fn ask(state: &mut State, kind: Kind) {
    let ids = meant(state);
    let all = rows(state, &ids);
    let (kept, left): (Vec<&SupplierRow>, Vec<&SupplierRow>) = all.into_iter().partition(|row| barred(state, kind, row).is_none());
    let why = left.first().and_then(|row| barred(state, kind, row)).map(|key| state.locale().text(key).to_owned());
    let form = Form {
        kind,
        suppliers: kept.iter().map(|row| row.supplier.id.clone()).collect(),
        left_out: why.map(|why| (left.len(), why)),
        entries: entries(state, kind, &kept),
        at: 0,
        refusal: None,
        corrects: None,
    };
    state.screens.push(Screen::Form(Box::new(form)));
}

fn entries(state: &State, kind: Kind, rows: &[&SupplierRow]) -> Vec<Entry> {
    let locale = state.locale();
    let word = |group: &str, word: &str| (word.to_owned(), locale.text(&format!("{group}.{word}")).to_owned());
    let reason = || Entry::typed("reason", Needs::Text);
    match kind {
        Kind::Decide => vec![
            Entry::open("outcome", Outcome::WORDS.iter().map(|(id, _)| word("decision-outcome", id)).collect()),
            reason(),
            Entry::typed("conditions", Needs::Optional),
            Entry::typed("review-by", Needs::OptionalDay),
            Entry::typed("ticket", Needs::Optional),
        ],
        Kind::Action => vec![
            Entry::of("action-kind", ActionKind::WORDS.iter().map(|(id, _)| word("action-kind", id)).collect()),
            Entry::typed("what", Needs::Text),
            person(state, "owner", true),
            Entry::typed("due", Needs::Day),
        ],
        Kind::Follow => {
            let dossier = match state.screens.last() {
                Some(Screen::Flagged(page)) => page.dossier.as_ref(),
                _ => None,
            };
            let open = dossier
                .into_iter()
                .flat_map(|dossier| dossier.review.actions.iter().filter(|action| action.is_open()).map(move |action| (dossier, action)));
            let open = open.map(|(dossier, action)| (action.entry.to_string(), decided::action(state, dossier, action))).collect();
            let steps = Step::WORDS.iter().map(|(id, _)| word("step", id)).collect();
            vec![Entry::of("action", open), Entry::of("step", steps), Entry::typed("note", Needs::Optional)]
        }
        Kind::Waive => {
            let flags = rows.iter().flat_map(|row| waivable(row)).map(|flag| (flag.key(), flag_words(state, flag))).collect();
            vec![Entry::open("flag", shared(flags)), Entry::typed("until", Needs::Day), reason()]
        }
        Kind::SendBack => {
            let asked = rows.iter().flat_map(|row| causes(row)).map(|id| (id.to_owned(), id.to_owned())).collect();
            vec![Entry::of("question", shared(asked)), reason()]
        }
        Kind::Snooze => vec![Entry::typed("until", Needs::Day), Entry::typed("note", Needs::Optional)],
        Kind::Escalate => vec![person(state, "to", false), reason()],
        Kind::Confirm => vec![Entry::typed("note", Needs::Optional)],
        Kind::Revoke => vec![reason()],
        Kind::Correct => Vec::new(),
    }
}

fn flag_words(state: &State, flag: &Flag) -> String {
    let Some(model) = &state.model else { return flag.key() };
    let row = match flag.causes.as_slice() {
        [one] => one.question.row(),
        _ => "",
    };
    format!("{} {row} {}", words::response(&model.policy, flag.response, state), flag.reason.get(state.lang))
}

/// A person of this workspace; where nobody has a role, a name is typed. What is to be done can also be the supplier's.
fn person(state: &State, name: &'static str, supplier: bool) -> Entry {
    let Some(model) = &state.model else { return Entry::typed(name, Needs::Text) };
    let others = model.persons.iter().filter(|person| supplier || **person != model.person);
    let mut all: Vec<(String, String)> = others.map(|person| (person.clone(), person.clone())).collect();
    if all.is_empty() {
        return Entry::typed(name, Needs::Text);
    }
    if supplier {
        all.insert(0, ("supplier".to_owned(), state.locale().text("form.the-supplier").to_owned()));
    }
    Entry::of(name, all)
}

/// What a filled-in form asks for.
fn work(form: &Form) -> Option<Work> {
    let some = |name: &str| Some(form.value(name)).filter(|text| !text.is_empty());
    let value = |name: &str| form.value(name);
    Some(match form.kind {
        Kind::Decide => Work::Decide(
            Outcome::parse(&value("outcome"))?,
            Deciding {
                reason: value("reason"),
                conditions: value("conditions").split('|').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect(),
                review_by: some("review-by"),
                ticket: some("ticket"),
                ..Deciding::default()
            },
        ),
        Kind::Action => Work::Action(Acting {
            kind: ActionKind::parse(&value("action-kind"))?,
            what: value("what"),
            owner: value("owner"),
            due: some("due"),
            adopted: None,
            flag: None,
            goal: None,
            cost: None,
        }),
        Kind::Follow => Work::Follow(value("action").parse::<EntryRef>().ok()?, Step::parse(&value("step"))?, value("note")),
        Kind::Waive => Work::Waive(value("flag"), value("until"), value("reason")),
        Kind::SendBack => Work::SendBack(value("question"), value("reason")),
        Kind::Snooze => Work::Snooze(value("until"), value("note")),
        Kind::Escalate => Work::Escalate(value("to"), value("reason")),
        Kind::Confirm => Work::Confirm(value("note")),
        Kind::Revoke => Work::Revoke(value("reason")),
        Kind::Correct => return None,
    })
}

/// A key while a form is filled in: its own keys first, everything else belongs to the line.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    match keymap::lookup(Context::Form, key) {
        Some(command) => super::run(state, command),
        None => {
            if let Some(Screen::Form(form)) = state.screens.last_mut() {
                form.press(key);
            }
            Vec::new()
        }
    }
}

/// Commands of a form.
pub(super) fn in_form(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return Vec::new() };
    let last = form.entries.len().saturating_sub(1);
    form.refusal = None;
    match command {
        Command::FieldBefore => form.at = form.at.saturating_sub(1),
        Command::FieldNext if form.at < last => form.at += 1,
        Command::FieldNext | Command::FieldSave => return save(state),
        _ => {}
    }
    Vec::new()
}

fn save(state: &mut State) -> Vec<Effect> {
    let (locale, today) = (state.locale(), state.model.as_ref().map(|model| model.today));
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return Vec::new() };
    if let Some((place, why)) = today.and_then(|today| form.wrong(today)) {
        form.at = place;
        form.refusal = Some(locale.text(why).to_owned());
        return Vec::new();
    }
    if form.kind == Kind::Correct {
        return super::correct::save(state);
    }
    let Some(work) = work(form) else { return Vec::new() };
    vec![Effect::Review(form.suppliers.clone(), work)]
}

/// Commands of the queue and of the page of a supplier; `None` when it is another's.
pub(super) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    if let Some(kind) = kind(command) {
        ask(state, kind);
        return Some(Vec::new());
    }
    match command {
        Command::UndoReview | Command::Seal => {
            let last: Vec<String> = state.acted.iter().map(|(id, _)| id.clone()).collect();
            let ids = if last.is_empty() { meant(state) } else { last };
            let work = if command == Command::Seal { Work::Seal } else { Work::Undo };
            Some(vec![Effect::Review(ids, work)])
        }
        Command::MakeKey => Some(vec![Effect::MakeKey(state.acted.clone())]),
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

/// What is said once acts are written, and what is read anew.
pub(super) fn heard(state: &mut State, done: Done) -> Vec<Effect> {
    let locale = state.locale();
    let name = |id: &str| {
        state.model.as_ref().and_then(|model| model.row(id)).map_or_else(|| id.to_owned(), |row| row.supplier.display_name().to_owned())
    };
    let refused = done.refused.first().map(|(id, why)| {
        let values = [("count", done.refused.len().to_string()), ("supplier", name(id)), ("why", why.replace('\n', " "))];
        locale.with("reviewed.refused", &values.each_ref().map(|(key, value)| (*key, value.as_str())))
    });
    if done.written.is_empty() && done.key.is_none() {
        let why = refused.unwrap_or_default();
        match state.screens.last_mut() {
            Some(Screen::Form(form)) => form.refusal = Some(why),
            _ => state.news = News::NotSaved(why),
        }
        return Vec::new();
    }
    let count = done.written.len().to_string();
    let mut said = match (done.key, done.written.as_slice()) {
        (Some(true), _) => locale.with("reviewed.key", &[("count", &count)]),
        (Some(false), _) => locale.with("reviewed.key-waits", &[("count", &count)]),
        (None, [(_, entry)]) if !done.undone => locale.with("reviewed.one", &[("entry", &entry.to_string())]),
        (None, _) => locale.with(if done.undone { "reviewed.undone" } else { "reviewed.several" }, &[("count", &count)]),
    };
    if let Some(approval) = done.approval.filter(|approval| *approval != "unsigned") {
        said = format!("{said} · {}", locale.text(&format!("approval.{approval}")));
    }
    if done.unsigned {
        said = format!("{said} · {}", locale.text("reviewed.unsigned"));
    }
    if let Some(refused) = refused {
        said = format!("{said} · {refused}");
    }
    state.news = News::Saved(said);
    if matches!(state.top(), Screen::Form(_)) {
        state.screens.pop();
    }
    if done.key.is_none() {
        state.acted = if done.undone { Vec::new() } else { done.written };
    }
    if let Some(Screen::Queue(table)) = state.screens.last_mut() {
        table.marked.clear();
    }
    let open = match state.top() {
        Screen::Flagged(page) => Some(Effect::Open(page.supplier.clone())),
        _ => None,
    };
    std::iter::once(Effect::Load).chain(open).collect()
}
