//! Message + state → state + effects. No disk, no clock, no drawing.

mod checks;
mod correct;
mod declared;
mod forms;
mod go;
mod inbox;
mod living;
mod people;
mod pointer;
mod programme;
mod proof;
mod refusal;
mod registers;
mod review;
mod rows;
mod rulebook;
mod sets;
mod typing;

use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::keymap;
use super::model::Model;
use super::msg::Msg;
use super::screen::interview::input::Outcome;
use super::state::{News, Opening, Page, Screen, State};
use crate::workspace::Dossier;

/// Takes one message; what is half filled in afterwards is kept on disk before anything else is done.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = taken(state, msg);
    forms::on_disk(state).into_iter().chain(effects).collect()
}

fn taken(state: &mut State, msg: Msg) -> Vec<Effect> {
    state.opening = None;
    match msg {
        Msg::Key(key) => press(state, key),
        Msg::Paste(text) => typing::pasted(state, &text),
        Msg::Click(column, row) => pointer::click(state, column, row),
        Msg::Scroll(rows) => pointer::scroll(state, rows),
        Msg::Resize(columns, rows) => resized(state, (columns, rows)),
        Msg::Loaded(model) => loaded(state, model),
        Msg::Dossier(dossier) => opened(state, &dossier),
        Msg::Declarations(supplier, as_of, all) => on_page(state, &supplier, |page| (page.as_of, page.declarations) = (as_of, all)),
        Msg::History(supplier, all) => on_page(state, &supplier, |page| {
            (page.cursor, page.history) = (super::widget::grid::Cursor::default(), all);
        }),
        Msg::TextSaved(path) => text_saved(state, &path),
        Msg::Draft(supplier, key, text) => typing::offer(state, &supplier, &key, &text),
        Msg::Saved { entry, clock, dossier } => saved(state, &entry, &clock, &dossier),
        Msg::NotSaved(why) => refuse(state, why),
        Msg::Registers(books) => registers::heard(state, books),
        Msg::Reviewed(done) => review::heard(state, done),
        Msg::Along(supplier, along) => living::along(state, &supplier, &along),
        Msg::Lived(what) => living::heard(state, what),
        Msg::Reviewing(group) => review::going_on(state, group),
        Msg::Notice(text) => told(state, News::Notice(text)),
        Msg::Inbox(_)
        | Msg::Received(_)
        | Msg::InboxChanged(_)
        | Msg::Batch { .. }
        | Msg::BatchEnded(_)
        | Msg::BatchFailed(_)
        | Msg::Busy
        | Msg::Smelters(_)
        | Msg::SmelterDecided { .. } => inbox::heard(state, msg),
        Msg::Shelf(all) => sets::shelf(state, all),
        Msg::Set(set) => sets::opened(state, *set),
        Msg::Who(who) => sets::asked(state, &who),
        Msg::People(all) => people::shown(state, all),
        Msg::Foreseen(work, what) => programme::foreseen(state, *work, what),
        Msg::Settled(what) => programme::settled(state, what),
        Msg::WhyDecided(page) => proof::explained(state, page),
        Msg::Bundled(what) => proof::bundled(state, what),
        Msg::Read(title, lines) => show(state, Screen::Reading(title, lines, 0)),
        Msg::Rulebook(leaf, sheet) => rulebook::heard(state, leaf, sheet),
        Msg::PolicyDiff(edition, lines) => rulebook::compared(state, &edition, &lines),
        Msg::NoWorkspace(last) => begin_with(state, Screen::Welcome(last)),
    }
}

/// The terminal has another size.
fn resized(state: &mut State, size: (u16, u16)) -> Vec<Effect> {
    state.size = size;
    Vec::new()
}

/// What is said at the foot of the screen.
fn told(state: &mut State, news: News) -> Vec<Effect> {
    state.news = news;
    Vec::new()
}

/// A screen over those that are open.
fn show(state: &mut State, screen: Screen) -> Vec<Effect> {
    state.screens.push(screen);
    Vec::new()
}

/// The program begins with this screen.
fn begin_with(state: &mut State, screen: Screen) -> Vec<Effect> {
    state.screens = vec![screen];
    Vec::new()
}

/// The workspace was read.
fn loaded(state: &mut State, model: Box<Model>) -> Vec<Effect> {
    if state.model.is_none() {
        forms::take_up(state, &model.forms);
    }
    state.model = Some(model);
    go::keep_cursor(state);
    if matches!(state.top(), Screen::Welcome(_)) {
        return begin_with(state, Screen::Home(super::widget::grid::Cursor::default()));
    }
    Vec::new()
}

/// A supplier was read.
fn opened(state: &mut State, dossier: &Dossier) -> Vec<Effect> {
    take(state, dossier);
    if let Some(at) = dossier.damage.first() {
        let (file, line) = (at.file.as_str(), at.line.to_string());
        state.news = News::Notice(state.locale().with("home.damage-at", &[("file", file), ("line", &line)]));
    }
    offer_card(state)
}

/// A text went into a file.
fn text_saved(state: &mut State, path: &str) -> Vec<Effect> {
    state.entered = None;
    let text = state.locale().with("say.text-saved", &[("path", path)]);
    told(state, News::Saved(text))
}

/// An entry is in the record.
fn saved(state: &mut State, entry: &str, clock: &str, dossier: &Dossier) -> Vec<Effect> {
    state.entered = None;
    let text = state.locale().with("say.saved", &[("clock", clock), ("entry", entry)]);
    state.news = News::Saved(text);
    rows::saved(state);
    take(state, dossier);
    correct::saved(state);
    after_saving(state)
}

/// What was read for the page of a supplier.
fn on_page(state: &mut State, supplier: &str, take: impl FnOnce(&mut Page)) -> Vec<Effect> {
    let page = state.screens.iter_mut().rev().find_map(|screen| match screen {
        Screen::Supplier(page) if page.supplier == supplier => Some(page),
        _ => None,
    });
    if let Some(page) = page {
        take(page);
    }
    Vec::new()
}

/// What was not taken stays in its line, with the reason; else the reason is news.
fn refuse(state: &mut State, why: String) -> Vec<Effect> {
    let why = why.replace('\n', " ");
    for screen in &mut state.screens {
        if let Screen::Interview(interview) = screen {
            interview.advance = false;
        }
    }
    if let Some(mut prompt) = state.entered.take().filter(|_| state.prompt.is_none()) {
        prompt.refusal = Some(why.clone());
        state.prompt = Some(prompt);
    }
    rows::not_saved(state, &why);
    told(state, News::NotSaved(why))
}

/// A supplier as it stands now goes to every screen that shows it.
fn take(state: &mut State, dossier: &Dossier) {
    let person = state.model.as_ref().map(|model| model.person.clone()).unwrap_or_default();
    for screen in &mut state.screens {
        match screen {
            Screen::Supplier(page) | Screen::Flagged(page) | Screen::ReadBack(page) if page.supplier == dossier.supplier.id => {
                page.dossier = Some(Box::new(dossier.clone()));
            }
            Screen::Interview(interview) if interview.supplier == dossier.supplier.id => interview.take(Box::new(dossier.clone()), &person),
            _ => {}
        }
    }
}

/// The interview card is offered once, before the first question of a campaign.
fn offer_card(state: &mut State) -> Vec<Effect> {
    let locale = state.locale();
    let outcome = match state.screens.last_mut() {
        Some(Screen::Interview(interview)) if !interview.card_offered => {
            interview.card_offered = true;
            let met = interview.dossier.as_ref().is_some_and(|dossier| dossier.answers.met.is_some());
            if met { Outcome::Nothing } else { interview.ask_card(locale, Vec::new()) }
        }
        _ => Outcome::Nothing,
    };
    carry_out(state, outcome)
}

/// After the read-back is submitted, back to where the interview was started.
fn after_saving(state: &mut State) -> Vec<Effect> {
    let submitted = match state.top() {
        Screen::ReadBack(page) => page.dossier.as_ref().filter(|dossier| dossier.answers.submitted.as_ref().is_some_and(|s| !s.reopened)),
        _ => None,
    };
    if let Some(dossier) = submitted {
        let entry = dossier.answers.submitted.as_ref().map(|submitted| submitted.entry.to_string()).unwrap_or_default();
        state.news = News::Saved(
            state
                .locale()
                .with("say.submitted", &[("supplier", super::screen::words::called(state.lang, &dossier.supplier)), ("entry", &entry)]),
        );
        state.screens.retain(|screen| !matches!(screen, Screen::ReadBack(_) | Screen::Interview(_)));
        if state.screens.is_empty() {
            state.screens.push(Screen::Home(super::widget::grid::Cursor::default()));
        }
        return std::iter::once(Effect::Load).chain(history(state)).collect();
    }
    history(state).into_iter().collect()
}

/// A supplier's page on top shows what has just happened.
pub(super) fn history(state: &State) -> Option<Effect> {
    match state.top() {
        Screen::Supplier(page) => Some(Effect::History(page.supplier.clone())),
        _ => None,
    }
}

fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let asked = state.leave_asked;
    let effects = pressed(state, key);
    // Any other key is an answer too: whoever asked to leave stays.
    state.leave_asked &= !asked;
    effects
}

fn pressed(state: &mut State, key: Key) -> Vec<Effect> {
    if key == Key::Ctrl('c') {
        return leave(state);
    }
    // Nothing is done that cannot be seen.
    if state.size.0 < super::state::LEAST.0 || state.size.1 < super::state::LEAST.1 {
        return Vec::new();
    }
    if state.prompt.is_some() {
        return typing::prompt(state, key);
    }
    if state.picker.is_some() {
        return typing::picker(state, key);
    }
    if matches!(state.top(), Screen::Form(_)) {
        return forms::press(state, key);
    }
    if matches!(state.top(), Screen::Rows(_)) {
        return rows::press(state, key);
    }
    match keymap::lookup(state.context(), key) {
        Some(command) => run(state, command),
        None => Vec::new(),
    }
}

/// Leaves; where something half filled in would be lost, when asked again.
fn leave(state: &mut State) -> Vec<Effect> {
    let unwritten = forms::unwritten(state);
    if unwritten > 0 && !state.leave_asked {
        state.leave_asked = true;
        state.news = News::Notice(state.locale().with("form.leave-program", &[("count", &unwritten.to_string())]));
        return Vec::new();
    }
    state.leaving = true;
    vec![Effect::Quit]
}

/// What was made in words when it was opened is made anew in the language of the screens.
fn anew(state: &mut State) -> Vec<Effect> {
    let preview = match state.top() {
        Screen::Preview(_) => state.screens.pop(),
        _ => None,
    };
    let mut effects = forms::in_this_language(state);
    if let Some(Screen::Preview(shown)) = &preview {
        effects.push(Effect::Foresee(Box::new(shown.work.clone())));
    }
    state.screens.extend(preview);
    effects.extend(proof::anew(state));
    effects.extend(rulebook::anew(state));
    effects.extend(sets::anew(state));
    effects
}

/// Runs a command on the screen on top.
pub(super) fn run(state: &mut State, command: Command) -> Vec<Effect> {
    if !matches!(command, Command::Refresh) {
        state.news = News::None;
    }
    if let Some(why) = refusal::why_not(state, command) {
        state.news = News::Notice(why);
        return Vec::new();
    }
    // Keys of a form open none.
    if !matches!(state.top(), Screen::Form(_)) {
        state.opening = Some(Opening::Command(command));
    }
    match command {
        Command::Quit => return leave(state),
        Command::Language => {
            let place = crate::language::Lang::ALL.iter().position(|lang| *lang == state.lang).unwrap_or(0);
            state.lang = crate::language::Lang::ALL[(place + 1) % 3];
            return anew(state);
        }
        Command::Theme => {
            state.theme = state.theme.next();
            state.news = News::Notice(state.locale().text(state.theme.word()).to_owned());
            return Vec::new();
        }
        Command::Mouse => {
            state.mouse = !state.mouse;
            state.news = News::Notice(state.locale().text(if state.mouse { "say.mouse-on" } else { "say.mouse-off" }).to_owned());
            return Vec::new();
        }
        Command::Help => {
            let context = state.context();
            state.screens.push(Screen::Help(context, 0));
            return Vec::new();
        }
        Command::Palette => return go::palette(state),
        Command::Refresh => return go::refresh(state),
        Command::Company => {
            // Pages below were read for the company before.
            forms::keep_all(state);
            state.screens.retain(|screen| matches!(screen, Screen::Home(_) | Screen::Suppliers(_) | Screen::Queue(_)));
            return vec![Effect::NextCompany];
        }
        Command::NewDemo => return vec![Effect::NewDemo],
        Command::Reopen => return vec![Effect::Reopen],
        _ => {}
    }
    go::on_screen(state, command)
}

/// What an interview asks for.
pub(super) fn carry_out(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Nothing => {}
        Outcome::Do(effect) => return vec![effect],
        Outcome::Correct(said) => correct::ask(state, said),
        Outcome::Ask(prompt) => state.prompt = Some(*prompt),
        Outcome::Table(first) => return rows::open(state, None, &first),
        Outcome::Pick(picker) => state.picker = Some(*picker),
        Outcome::Say(news) => state.news = news,
    }
    Vec::new()
}

/// Opens a page about a supplier.
pub(super) fn open(state: &mut State, screen: fn(Page) -> Screen, supplier: &str) -> Vec<Effect> {
    state.screens.push(screen(Page::of(supplier)));
    vec![Effect::Open(supplier.to_owned())]
}
