//! Commands and news of the inbox, of one received file and of the smelter bench.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::msg::Msg;
use super::super::screen::bench::{self, Bench};
use super::super::screen::inbox::{Batch, Inbox, file};
use super::super::screen::words;
use super::super::state::{News, Pick, Picker, Prompt, Purpose, Screen, State};
use super::super::widget::field::Field;
use super::super::widget::grid::Cursor;
use super::go::moved;

/// Opens the inbox.
pub(super) fn open_inbox(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Inbox(Box::default()));
    vec![Effect::Inbox]
}

/// Opens the bench.
pub(super) fn open_bench(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Smelters(Box::default()));
    vec![Effect::Smelters]
}

/// A command on one of the three screens.
pub(super) fn on_screen(state: &mut State, command: Command) -> Vec<Effect> {
    match state.top() {
        Screen::Inbox(_) => in_inbox(state, command),
        Screen::Received(_) => in_file(state, command),
        Screen::Smelters(_) => in_bench(state, command),
        _ => Vec::new(),
    }
}

fn in_inbox(state: &mut State, command: Command) -> Vec<Effect> {
    let height = state.list_height().saturating_sub(1);
    let State { screens, found, .. } = state;
    let Some(Screen::Inbox(inbox)) = screens.last_mut() else { return Vec::new() };
    let rows = inbox.rows(found);
    if moved(&mut inbox.cursor, command, rows, height) {
        return Vec::new();
    }
    let chosen = inbox.chosen(found).map(|item| item.received.sha256.clone());
    match command {
        Command::Open if inbox.grouped => {
            let code = inbox.groups(found).get(inbox.cursor.row).map(|(code, _, _)| *code);
            (inbox.only, inbox.grouped, inbox.cursor) = (code, false, Cursor::default());
        }
        Command::Open | Command::Accept => return chosen.map(|sha256| vec![Effect::OpenReceived(sha256)]).unwrap_or_default(),
        Command::PutAside => {
            if let Some(sha256) = chosen {
                ask(state, Purpose::PutAside(sha256), "ask.put-aside", "hint.put-aside", "");
            }
        }
        Command::Group => {
            (inbox.grouped, inbox.only, inbox.cursor) = (!inbox.grouped, None, Cursor::default());
            if inbox.grouped && inbox.lacks_findings(found) {
                return vec![Effect::ReadAgain];
            }
        }
        Command::Find => {
            let filter = inbox.filter.clone();
            ask(state, Purpose::Filter, "ask.filter", "hint.filter", &filter);
        }
        Command::TakeIn => ask(state, Purpose::TakeIn, "ask.take-in", "hint.take-in", ""),
        Command::Cancel => return vec![Effect::CancelBatch],
        _ => {}
    }
    Vec::new()
}

fn ask(state: &mut State, purpose: Purpose, title: &str, hint: &str, text: &str) {
    let locale = state.locale();
    let (title, hint) = (locale.text(title).to_owned(), locale.text(hint).to_owned());
    state.prompt = Some(Prompt { purpose, title, hint, field: Field::of(text), refusal: None });
}

fn in_file(state: &mut State, command: Command) -> Vec<Effect> {
    let (height, width) = (state.list_height(), usize::from(state.size.0.saturating_sub(2)));
    let Screen::Received(shown) = state.top() else { return Vec::new() };
    let rows = file::lines(state, shown, width).len();
    let sha256 = shown.verdict.sha256.clone();
    match command {
        Command::Accept => {
            pick_supplier(state);
            return Vec::new();
        }
        Command::PutAside => {
            ask(state, Purpose::PutAside(sha256), "ask.put-aside", "hint.put-aside", "");
            return Vec::new();
        }
        _ => {}
    }
    let Some(Screen::Received(shown)) = state.screens.last_mut() else { return Vec::new() };
    let most = rows.saturating_sub(height);
    shown.scroll = match command {
        Command::Up => shown.scroll.saturating_sub(1),
        Command::Down => (shown.scroll + 1).min(most),
        Command::PageUp => shown.scroll.saturating_sub(height),
        Command::PageDown => (shown.scroll + height).min(most),
        Command::Top => 0,
        Command::Bottom => most,
        _ => shown.scroll,
    };
    Vec::new()
}

/// Whose declaration it is: the supplier the name speaks for first, then everybody.
fn pick_supplier(state: &mut State) {
    let (Screen::Received(shown), Some(model)) = (state.top(), &state.model) else { return };
    let verdict = &shown.verdict;
    let mut rows: Vec<_> = model.rows.iter().collect();
    rows.sort_by_key(|row| Some(&row.supplier.id) != verdict.supplier.as_ref());
    let items = rows
        .into_iter()
        .map(|row| {
            let sign = if Some(&row.supplier.id) == verdict.supplier.as_ref() { "› " } else { "  " };
            let label = format!("{sign}{} · {}", words::supplier_name(state.lang, &row.supplier), row.supplier.id);
            (label, Pick::TakeInto(verdict.sha256.clone(), row.supplier.id.clone()))
        })
        .collect();
    let title = state.locale().with("inbox.take-into", &[("file", &verdict.file)]);
    state.picker = Some(Picker::of(&title, items));
}

fn in_bench(state: &mut State, command: Command) -> Vec<Effect> {
    let height = bench::height(state.size);
    let Some(Screen::Smelters(bench)) = state.screens.last_mut() else { return Vec::new() };
    let rows = bench.visible().len();
    if moved(&mut bench.cursor, command, rows, height) {
        return Vec::new();
    }
    match command {
        Command::Find => {
            let filter = bench.filter.clone();
            ask(state, Purpose::Filter, "ask.filter", "hint.filter", &filter);
            Vec::new()
        }
        Command::Undo => vec![Effect::UndoSmelter],
        Command::NoneOfThese => decide(state, None),
        other => other.digit().filter(|digit| *digit > 0).map(|digit| decide(state, Some(digit - 1))).unwrap_or_default(),
    }
}

/// Asks to write the decision about the chosen name; a candidate by its place, or none of them.
fn decide(state: &mut State, place: Option<usize>) -> Vec<Effect> {
    let Screen::Smelters(bench) = state.top() else { return Vec::new() };
    let Some((_, row)) = bench.chosen() else { return Vec::new() };
    let id = place.map(|place| row.candidates.get(place).map(|candidate| candidate.id.clone()));
    let Some(name) = row.reported.name.clone() else {
        state.news = News::Notice(state.locale().text("bench.no-name").to_owned());
        return Vec::new();
    };
    if id == Some(None) {
        let digit = place.map_or(0, |place| place + 1).to_string();
        state.news = News::Notice(state.locale().with("not-now.no-option", &[("digit", &digit)]));
        return Vec::new();
    }
    vec![Effect::DecideSmelter(row.reported.metal.clone(), name, row.reported.country.clone(), id.flatten())]
}

/// A decision is on disk: the name leaves the bench, or comes back to it when it was taken back.
fn decided(state: &mut State, entry: &str, undone: bool) {
    let height = bench::height(state.size);
    let locale = state.locale();
    let Some(Screen::Smelters(bench)) = state.screens.last_mut() else { return };
    let mut what = String::new();
    if undone {
        if let (Some((place, row)), Some(names)) = (bench.decided.pop(), &mut bench.names) {
            what = row.reported.name.clone().unwrap_or_default();
            names.insert(place.min(names.len()), row);
        }
    } else if let Some((place, _)) = bench.chosen()
        && let Some(names) = &mut bench.names
    {
        let row = names.remove(place);
        what = row.reported.name.clone().unwrap_or_default();
        bench.decided.push((place, row));
    }
    let rows = bench.visible().len();
    bench.cursor.step(0, rows, height);
    let key = if undone { "bench.undone" } else { "bench.decided" };
    state.news = News::Saved(locale.with(key, &[("name", &what), ("entry", entry)]));
}

/// What waits in the inbox goes to every list of it that is open.
fn waiting(state: &mut State, items: &[crate::workspace::inbox::Item]) {
    let State { screens, found, .. } = state;
    for screen in screens.iter_mut() {
        if let Screen::Inbox(inbox) = screen {
            inbox.items = Some(items.to_vec());
            let rows = inbox.rows(found);
            inbox.cursor.to(inbox.cursor.row, rows, 10);
        }
    }
}

/// A batch is over: how many files there were, and what became of them; nothing of one that only read again.
fn batch_ended(state: &mut State, progress: crate::workspace::inbox::Progress) -> Vec<Effect> {
    let Some(batch) = state.batch.take().filter(|batch| !batch.again) else { return Vec::new() };
    let files: usize = batch.tally.values().sum();
    let counted = crate::tui::screen::inbox::counts(state, &batch.tally);
    let key = if progress.done < progress.of { "inbox.stopped" } else { "inbox.done" };
    let (done, of) = (progress.done.to_string(), progress.of.to_string());
    let told = [("files", files.to_string()), ("done", done), ("of", of), ("counts", counted)];
    let told: Vec<(&str, &str)> = told.iter().map(|(key, text)| (*key, text.as_str())).collect();
    state.news = News::Notice(state.locale().with(key, &told));
    vec![Effect::Inbox, Effect::Load]
}

/// What the work outside says about these screens.
pub(super) fn heard(state: &mut State, msg: Msg) -> Vec<Effect> {
    let locale = state.locale();
    match msg {
        Msg::Inbox(items) => waiting(state, &items),
        Msg::Received(file) => {
            state.found.insert(file.item.received.sha256.clone(), file.verdict.findings.clone());
            state.screens.push(Screen::Received(file));
        }
        Msg::InboxChanged(entry) => {
            state.entered = None;
            state.news = News::Saved(locale.with("inbox.changed", &[("entry", &entry)]));
            if matches!(state.top(), Screen::Received(_)) {
                state.screens.pop();
            }
            return vec![Effect::Inbox, Effect::Load];
        }
        Msg::Batch { progress, again, verdict, sha256, findings } => {
            let batch = state.batch.get_or_insert_with(Batch::default);
            (batch.done, batch.of, batch.again) = (progress.done, progress.of, again);
            if !again {
                *batch.tally.entry(verdict.to_owned()).or_insert(0) += 1;
            }
            state.found.insert(sha256, findings);
        }
        Msg::BatchEnded(progress) => return batch_ended(state, progress),
        Msg::BatchFailed(why) => {
            state.batch = None;
            state.news = News::NotSaved(why.replace('\n', " "));
        }
        Msg::Busy => state.news = News::Notice(locale.text("inbox.busy").to_owned()),
        Msg::Smelters(names) => {
            if let Some(Screen::Smelters(bench)) = state.screens.iter_mut().rev().find(|screen| matches!(screen, Screen::Smelters(_))) {
                **bench = Bench { names: Some(names), ..Bench::default() };
            }
        }
        Msg::SmelterDecided { entry, undone } => decided(state, &entry, undone),
        _ => {}
    }
    Vec::new()
}

/// Filters the list on top.
pub(super) fn filter(state: &mut State, text: &str) {
    match state.screens.last_mut() {
        Some(Screen::Inbox(inbox)) => (inbox.filter, inbox.cursor) = (text.to_owned(), Cursor::default()),
        Some(Screen::Smelters(bench)) => (bench.filter, bench.cursor) = (text.to_owned(), Cursor::default()),
        _ => {}
    }
}

/// Back from the files with one finding to the groups; `false` when there is nothing to go back from.
pub(super) fn back(state: &mut State) -> bool {
    match state.screens.last_mut() {
        Some(Screen::Inbox(inbox)) if inbox.only.is_some() => {
            (inbox.only, inbox.grouped, inbox.cursor) = (None, true, Cursor::default());
            true
        }
        Some(Screen::Inbox(inbox)) if inbox.grouped => {
            (inbox.grouped, inbox.cursor) = (false, Cursor::default());
            true
        }
        _ => false,
    }
}

/// The inbox screen, where there is one on top.
pub(super) fn on_top(state: &State) -> Option<&Inbox> {
    if let Screen::Inbox(inbox) = state.top() { Some(inbox) } else { None }
}
