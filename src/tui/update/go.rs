//! Commands that move: through lists, between screens, into an interview.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::keymap;
use super::super::screen::home::{self, Lead};
use super::super::screen::interview::Interview;
use super::super::screen::supplier::history;
use super::super::screen::{flagged, metals, overlay, queue, read_back, supplier, suppliers, words};
use super::super::state::{Page, Pick, Picker, Prompt, Purpose, Screen, State, Suppliers};
use super::super::widget::field::Field;
use super::super::widget::grid::Cursor;
use super::super::widget::text;
use super::{carry_out, declared, forms, inbox, living, open, refusal, registers, review, rows, rulebook, sets, show};
use crate::questionnaire::Question;
use crate::questionnaire::naming::Called;
use crate::workspace::Dossier;
use crate::workspace::declarations::AsOf;
use crate::workspace::recorded::Text;

/// The palette: every command, those of this screen first, with the reason beside those that cannot be carried out now;
/// then every supplier. Where the screens speak another language, the English name can be typed too.
pub(super) fn palette(state: &mut State) -> Vec<Effect> {
    let locale = state.locale();
    let here = keymap::bindings(state.context());
    let mut commands: Vec<Command> = here.iter().map(|binding| binding.command).collect();
    commands.extend(Command::PLACES);
    commands.extend(Command::ALL);
    let mut items: Vec<(String, Pick)> = Vec::new();
    for command in commands.into_iter().filter(|command| command.digit().is_none() && *command != Command::Palette) {
        if items.iter().any(|(_, pick)| *pick == Pick::Command(command)) {
            continue;
        }
        let key = here.iter().find(|binding| binding.command == command).map(|binding| binding.keys[0].to_string()).unwrap_or_default();
        let name = if state.lang == crate::language::Lang::En { String::new() } else { format!("  {}", command.name()) };
        let why = refusal::why_not(state, command).map(|why| format!("  ✕ {why}")).unwrap_or_default();
        let label = format!("{} {}{name}{why}", text::left(&key, 5), locale.text(&format!("command.{}", command.name())));
        items.push((label, Pick::Command(command)));
    }
    // What cannot be done now stands below what can.
    items.sort_by_key(|(label, _)| label.contains("  ✕ "));
    for row in state.model.iter().flat_map(|model| model.rows.iter().chain(&model.former)) {
        items.push((
            format!("→     {}", crate::tui::screen::words::supplier_name(state.lang, &row.supplier)),
            Pick::Supplier(row.supplier.id.clone()),
        ));
    }
    state.picker = Some(Picker::of(locale.text("title.palette"), items));
    Vec::new()
}

/// Reads everything anew, and the supplier on top.
pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    let mut effects = vec![Effect::Load];
    if inbox::on_top(state).is_some() {
        effects.push(Effect::Inbox);
    }
    effects.extend(registers::anew(state));
    effects.extend(rulebook::anew(state));
    effects.extend(super::people::anew(state));
    if let Some(id) = shown_supplier(state) {
        effects.push(Effect::Open(id));
    }
    if let Screen::Supplier(page) = state.top()
        && page.as_of != AsOf::Today
    {
        effects.push(Effect::Declarations(page.supplier.clone(), page.as_of));
    }
    effects
}

/// The supplier the screen on top is about.
pub(super) fn shown_supplier(state: &State) -> Option<String> {
    match state.top() {
        Screen::Supplier(page) | Screen::Flagged(page) | Screen::ReadBack(page) => Some(page.supplier.clone()),
        Screen::Interview(interview) => Some(interview.supplier.clone()),
        Screen::WhyDecided(page) => Some(page.supplier.clone()),
        Screen::Home(cursor) => {
            let model = state.model.as_ref()?;
            home::needs(model, state).get(cursor.row).and_then(|need| need.lead.supplier().map(str::to_owned))
        }
        Screen::Suppliers(table) => chosen(state, table),
        Screen::Queue(table) => {
            let model = state.model.as_ref()?;
            match queue::lines(table, model, state).get(table.cursor.row) {
                Some(queue::Line::Supplier(row)) => Some(row.supplier.id.clone()),
                _ => None,
            }
        }
        Screen::Welcome(_)
        | Screen::Metals(_)
        | Screen::Registers(_)
        | Screen::Sets(_)
        | Screen::Set(_)
        | Screen::Rulebook(_)
        | Screen::People(_)
        | Screen::Inbox(_)
        | Screen::Received(_)
        | Screen::Smelters(_)
        | Screen::Form(_)
        | Screen::Rows(_)
        | Screen::Help(..)
        | Screen::Preview(_)
        | Screen::Reading(..) => None,
    }
}

fn chosen(state: &State, table: &Suppliers) -> Option<String> {
    let model = state.model.as_ref()?;
    suppliers::visible(table, model, false, state.lang).get(table.cursor.row).map(|row| row.supplier.id.clone())
}

/// A command that leads to another screen, from wherever it is asked for; `None` when it is another's.
fn elsewhere(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    Some(match command {
        Command::GoHome => {
            forms::keep_all(state);
            state.screens.clear();
            show(state, Screen::Home(Cursor::default()));
            vec![Effect::Load]
        }
        Command::GoSuppliers => show(state, Screen::Suppliers(Suppliers::default())),
        Command::GoQueue if !matches!(state.top(), Screen::Interview(_)) => {
            show(state, Screen::Queue(Suppliers::default()));
            vec![Effect::VisitQueue]
        }
        Command::GoMetals => show(state, Screen::Metals(Cursor::default())),
        Command::GoInbox => inbox::open_inbox(state),
        Command::GoSmelters => inbox::open_bench(state),
        Command::GoRegisters => registers::open(state),
        Command::GoSets => sets::open(state),
        Command::GoPeople => vec![Effect::People],
        Command::GoRules => rulebook::open(state),
        Command::OwnChecks => super::checks::list(state),
        Command::VerifyRecord => vec![Effect::VerifyRecord(state.lang)],
        Command::Back => back(state),
        Command::StartInterview => {
            let Some(id) = shown_supplier(state) else { return Some(Vec::new()) };
            show(state, Screen::Interview(Box::new(Interview::of(&id))));
            vec![Effect::Open(id)]
        }
        _ => return super::proof::command(state, command).or_else(|| super::programme::command(state, command)),
    })
}

/// A command that belongs to the screen on top.
pub(super) fn on_screen(state: &mut State, command: Command) -> Vec<Effect> {
    if let Some(effects) = elsewhere(state, command) {
        return effects;
    }
    if matches!(state.top(), Screen::Suppliers(_) | Screen::Supplier(_))
        && let Some(effects) = living::command(state, command)
    {
        return effects;
    }
    let asked_back = command == Command::SendBack && matches!(state.top(), Screen::Interview(_));
    let settles = matches!(command, Command::Settle | Command::UndoReview) && matches!(state.top(), Screen::Supplier(_));
    if (asked_back || settles || matches!(state.top(), Screen::Queue(_) | Screen::Flagged(_)))
        && let Some(effects) = review::command(state, command)
    {
        return effects;
    }
    match state.top() {
        Screen::Form(_) => review::in_form(state, command),
        Screen::Rows(_) => rows::command(state, command),
        Screen::Interview(_) => in_interview(state, command),
        Screen::Home(_) => in_home(state, command),
        Screen::Suppliers(_) | Screen::Queue(_) => in_table(state, command),
        Screen::Supplier(_)
        | Screen::Flagged(_)
        | Screen::ReadBack(_)
        | Screen::WhyDecided(_)
        | Screen::Preview(_)
        | Screen::Help(..)
        | Screen::Reading(..) => in_page(state, command),
        Screen::Inbox(_) | Screen::Received(_) | Screen::Smelters(_) => inbox::on_screen(state, command),
        Screen::Registers(_) => registers::on_screen(state, command),
        Screen::Sets(_) | Screen::Set(_) => sets::on_screen(state, command),
        Screen::Rulebook(_) => rulebook::on_screen(state, command),
        Screen::People(_) => super::people::on_screen(state, command),
        Screen::Metals(_) => in_metals(state, command),
        Screen::Welcome(_) => Vec::new(),
    }
}

fn in_metals(state: &mut State, command: Command) -> Vec<Effect> {
    let (rows, height) = (state.model.as_ref().map_or(0, |model| model.metals.len()), metals::height(state.size));
    if let Some(Screen::Metals(cursor)) = state.screens.last_mut() {
        moved(cursor, command, rows, height);
    }
    Vec::new()
}

fn back(state: &mut State) -> Vec<Effect> {
    if let Some(effects) = rows::back(state).or_else(|| forms::back(state)) {
        return effects;
    }
    if inbox::back(state) || registers::back(state) {
        return Vec::new();
    }
    let was_writing = matches!(state.top(), Screen::Interview(_) | Screen::ReadBack(_));
    if state.screens.len() > 1 {
        state.screens.pop();
        let reload = was_writing.then_some(Effect::Load);
        return reload.into_iter().chain(super::history(state).filter(|_| was_writing)).collect();
    }
    if matches!(state.top(), Screen::Home(_)) {
        return Vec::new();
    }
    state.screens = vec![Screen::Home(Cursor::default())];
    vec![Effect::Load]
}

fn in_interview(state: &mut State, command: Command) -> Vec<Effect> {
    let lang = state.lang;
    if command == Command::ReadBack {
        let Some(Screen::Interview(interview)) = state.screens.last() else { return Vec::new() };
        let mut page = Page::of(&interview.supplier);
        page.dossier.clone_from(&interview.dossier);
        state.screens.push(Screen::ReadBack(page));
        return Vec::new();
    }
    if command == Command::Why {
        return why(state);
    }
    let Some(Screen::Interview(interview)) = state.screens.last_mut() else { return Vec::new() };
    let outcome = interview.command(command, lang);
    carry_out(state, outcome)
}

/// The flow or facility that what is typed is about.
pub(super) fn chosen_of_each(state: &State) -> Option<&str> {
    let interview = state.screens.iter().rev().find_map(|screen| match screen {
        Screen::Interview(interview) => Some(interview),
        _ => None,
    });
    interview.and_then(|interview| interview.about.as_deref())
}

/// A remark with the flow or facility it is about in front.
pub(super) fn noted(state: &State, text: String) -> String {
    match chosen_of_each(state).and_then(crate::situation::each::name) {
        Some(name) => format!("{}: {text}", crate::clean::line(name.get(state.lang))),
        None => text,
    }
}

/// Why a question is asked, or not: condition, clauses in words, guidance, standards.
fn why(state: &mut State) -> Vec<Effect> {
    let locale = state.locale();
    let Some(Screen::Interview(interview)) = state.screens.last() else { return Vec::new() };
    let (Some(question), Some(dossier)) = (interview.question(), &interview.dossier) else { return Vec::new() };
    let width = usize::from(state.size.0.saturating_sub(4));
    let mut lines = Vec::new();
    let mut add = |part: &str| lines.extend(text::wrap(part, width));
    add(question.text.get(state.lang));
    add("");
    if let Some(row) = dossier.plan.row(&question.id) {
        add(locale.text(crate::tui::screen::words::asked(&row.asked)));
        add(&because(state, dossier, question, &row.because));
        let scores = state.model.as_ref().is_some_and(|model| model.policy.scores(question.id.set()));
        add(locale.text(if row.scored && scores { "why.scored" } else { "why.unscored" }));
    }
    add("");
    if let Some(guidance) = &question.guidance {
        add(guidance.get(state.lang));
        add("");
    }
    if let Some(mark) = &question.check_source {
        add(&mark.told(locale));
        add("");
    }
    for id in &question.policy {
        if let Some(clause) = state.model.as_ref().and_then(|model| model.policy.clause(id)) {
            let source = crate::report::in_force::source_of(clause, locale);
            add(&format!("{id}  {} ({source})", clause.text.get(state.lang)));
        }
    }
    add(&question.refs.join(" · "));
    for paper in &question.evidence {
        add(&words::labelled(state, locale.text("interview.evidence"), paper.text.get(state.lang)));
    }
    let title = format!("{} · {}", locale.text("title.why"), question.id);
    state.screens.push(Screen::Reading(title, lines, 0));
    Vec::new()
}

/// The condition that decides whether a question is asked, in words: its own, or the one of its questionnaire.
fn because(state: &State, dossier: &Dossier, question: &Question, decides: &str) -> String {
    let locale = state.locale();
    let set = dossier.sets.iter().find(|set| set.id == question.id.set());
    let all = [question.show_if.as_ref(), set.and_then(|set| set.applies_if.as_ref())];
    let condition = all.into_iter().flatten().find(|condition| condition.source() == decides);
    let (Some(condition), Some(set), Some(model)) = (condition, set, state.model.as_ref()) else {
        return locale.text("why.always").to_owned();
    };
    let called = Called { sets: &dossier.sets, own: &set.id, countries: &model.countries, limits: &model.policy.limits, lang: state.lang };
    locale.with("why.condition", &[("condition", &condition.in_words(&called, state.lang))])
}

/// Moves a cursor by a command; `false` when the command does not move.
pub(super) fn moved(cursor: &mut Cursor, command: Command, rows: usize, height: usize) -> bool {
    let page = isize::try_from(height).unwrap_or(10);
    match command {
        Command::Up => cursor.step(-1, rows, height),
        Command::Down => cursor.step(1, rows, height),
        Command::PageUp => cursor.step(-page, rows, height),
        Command::PageDown => cursor.step(page, rows, height),
        Command::Top => cursor.to(0, rows, height),
        Command::Bottom => cursor.to(rows.saturating_sub(1), rows, height),
        _ => return false,
    }
    true
}

fn in_home(state: &mut State, command: Command) -> Vec<Effect> {
    let rows = state.model.as_ref().map_or(0, |model| home::needs(model, state).len());
    let height = home::height(state.size);
    if let Some(Screen::Home(cursor)) = state.screens.last_mut()
        && moved(cursor, command, rows, height)
    {
        return Vec::new();
    }
    match command {
        Command::Open => follow(state),
        Command::Find => palette(state),
        _ => Vec::new(),
    }
}

fn follow(state: &mut State) -> Vec<Effect> {
    let Screen::Home(cursor) = state.top() else { return Vec::new() };
    let lead = state.model.as_ref().and_then(|model| home::needs(model, state).get(cursor.row).map(|need| need.lead.clone()));
    match lead {
        Some(Lead::Flagged(id)) => open(state, Screen::Flagged, &id),
        Some(Lead::Inbox) => inbox::open_inbox(state),
        Some(Lead::Supplier(id)) => open(state, Screen::Supplier, &id),
        Some(Lead::Line(register, sought)) => registers::open_at(state, register, sought),
        Some(Lead::Form(place)) => forms::come_back(state, place),
        Some(Lead::Conflict(id, question)) => {
            state.screens.push(Screen::Interview(Box::new(Interview::settling(&id, question))));
            vec![Effect::Open(id)]
        }
        Some(Lead::Interview(id)) => {
            state.screens.push(Screen::Interview(Box::new(Interview::of(&id))));
            vec![Effect::Open(id)]
        }
        None => Vec::new(),
    }
}

fn in_table(state: &mut State, command: Command) -> Vec<Effect> {
    let height = state.list_height();
    let in_queue = matches!(state.top(), Screen::Queue(_));
    let rows = match (state.top(), &state.model) {
        (Screen::Suppliers(table), Some(model)) => suppliers::visible(table, model, false, state.lang).len(),
        (Screen::Queue(table), Some(model)) => queue::lines(table, model, state).len(),
        _ => 0,
    };
    let hint = state.locale().text("hint.filter").to_owned();
    let title = state.locale().text("ask.filter").to_owned();
    let Some(Screen::Suppliers(table) | Screen::Queue(table)) = state.screens.last_mut() else { return Vec::new() };
    if moved(&mut table.cursor, command, rows, height) {
        return Vec::new();
    }
    match command {
        Command::Sort => {
            table.order = (table.order + 1) % suppliers::ORDERS.len();
            table.cursor = Cursor::default();
        }
        Command::SortReverse => {
            table.reverse = !table.reverse;
            table.cursor = Cursor::default();
        }
        Command::Find => {
            let field = Field::of(&table.filter);
            state.prompt = Some(Prompt { purpose: Purpose::Filter, title, hint, field, refusal: None });
        }
        Command::Open => {
            if let Some(id) = shown_supplier(state) {
                return open(state, if in_queue { Screen::Flagged } else { Screen::Supplier }, &id);
            }
        }
        _ => {}
    }
    Vec::new()
}

/// After the workspace was read anew, the cursor of the queue still stands on a line.
pub(super) fn keep_cursor(state: &mut State) {
    let height = state.list_height();
    let rows = match (state.top(), &state.model) {
        (Screen::Queue(table), Some(model)) => queue::lines(table, model, state).len(),
        _ => return,
    };
    if let Some(Screen::Queue(table)) = state.screens.last_mut() {
        table.cursor.to(table.cursor.row, rows, height);
    }
}

/// The history is a list with a cursor; Enter shows all of an entry.
fn in_history(state: &mut State, command: Command) -> bool {
    let (height, _) = history::heights(state.size);
    let Some(Screen::Supplier(page)) = state.screens.last_mut() else { return false };
    if page.tab != supplier::HISTORY {
        return false;
    }
    let rows = page.history.len();
    if moved(&mut page.cursor, command, rows, height) {
        return true;
    }
    if command != Command::Open {
        return false;
    }
    let (locale, width) = (state.locale(), usize::from(state.size.0.saturating_sub(4)));
    let Some(Screen::Supplier(page)) = state.screens.last() else { return false };
    let (Some(chosen), Some(dossier)) = (history::newest_first(page).nth(page.cursor.row), &page.dossier) else { return true };
    let title = format!("{} · {}", locale.text("tab.history"), chosen.entry);
    let lines = history::whole(locale, dossier, chosen, width);
    state.screens.push(Screen::Reading(title, lines, 0));
    true
}

fn in_page(state: &mut State, command: Command) -> Vec<Effect> {
    if declared::is_on_top(state)
        && let Some(effects) = declared::command(state, command)
    {
        return effects;
    }
    if in_history(state, command) {
        return Vec::new();
    }
    let height = state.list_height();
    let rows = page_rows(state);
    let tabs = supplier::TABS.len();
    let scroll = match state.screens.last_mut() {
        Some(Screen::Supplier(page) | Screen::Flagged(page) | Screen::ReadBack(page)) => {
            match command {
                Command::NextTab => (page.tab, page.scroll) = ((page.tab + 1) % tabs, 0),
                Command::PreviousTab => (page.tab, page.scroll) = ((page.tab + tabs - 1) % tabs, 0),
                _ => {}
            }
            &mut page.scroll
        }
        Some(Screen::WhyDecided(page)) => &mut page.scroll,
        Some(Screen::Preview(shown)) => &mut shown.scroll,
        Some(Screen::Help(_, scroll) | Screen::Reading(_, _, scroll)) => scroll,
        _ => return Vec::new(),
    };
    if scrolled(scroll, command, rows.saturating_sub(height), height) {
        return Vec::new();
    }
    asked_of_page(state, command)
}

/// Scrolls a page; `false` when the command does not.
fn scrolled(scroll: &mut usize, command: Command, most: usize, height: usize) -> bool {
    *scroll = match command {
        Command::Up => scroll.saturating_sub(1),
        Command::Down => (*scroll + 1).min(most),
        Command::PageUp => scroll.saturating_sub(height),
        Command::PageDown => (*scroll + height).min(most),
        Command::Top => 0,
        Command::Bottom => most,
        _ => return false,
    };
    true
}

/// What can be asked for on the page of a supplier.
fn asked_of_page(state: &mut State, command: Command) -> Vec<Effect> {
    let flagged_page = matches!(state.top(), Screen::Flagged(_));
    match command {
        Command::Adopt => ask_adopt(state),
        Command::FieldSave => return super::programme::confirmed(state),
        Command::Submit => return super::typing::ask_attest(state, Vec::new()),
        Command::SaveText => return super::typing::ask_file(state),
        Command::Open | Command::GoReview | Command::Note => {
            let Some(id) = shown_supplier(state) else { return Vec::new() };
            match command {
                Command::Open if flagged_page => return open(state, Screen::Supplier, &id),
                Command::GoReview => return open(state, Screen::Flagged, &id),
                Command::Note => ask_note(state, id),
                _ => {}
            }
        }
        _ => {}
    }
    Vec::new()
}

/// A remark on a supplier.
fn ask_note(state: &mut State, id: String) {
    let locale = state.locale();
    let (title, hint) = (locale.text("ask.note").to_owned(), locale.text("hint.note").to_owned());
    state.prompt = Some(Prompt { purpose: Purpose::Note(id, None), title, hint, field: Field::default(), refusal: None });
}

/// Record the edits of the profile's text, or put the record back: shown first, done when one is chosen.
fn ask_adopt(state: &mut State) {
    let Screen::Supplier(page) = state.top() else { return };
    let Some(dossier) = &page.dossier else { return };
    let (locale, id) = (state.locale(), page.supplier.clone());
    let by = state.model.as_ref().map(|model| model.person.clone()).unwrap_or_default();
    let record = match &dossier.text {
        Text::Same => return,
        Text::Edited(changes) => {
            let (count, keys) = (changes.len().to_string(), dossier.text.keys());
            Some(locale.with("profile-text.pick-record", &[("count", &count), ("by", &by), ("keys", &keys)]))
        }
        Text::Apart(_) => Some(locale.with("profile-text.pick-apart", &[("by", &by), ("keys", &dossier.text.keys())])),
        Text::Unrecorded => Some(locale.with("profile-text.pick-whole", &[("by", &by)])),
        Text::Wrong(_) => None,
    };
    let mut items: Vec<(String, Pick)> = record.into_iter().map(|label| (label, Pick::Adopt(id.clone()))).collect();
    if dossier.text != Text::Unrecorded {
        items.push((locale.text("profile-text.pick-restore").to_owned(), Pick::Restore(id)));
    }
    state.picker = Some(Picker::of(locale.text("command.adopt"), items));
}

fn page_rows(state: &State) -> usize {
    let width = usize::from(state.size.0.saturating_sub(2));
    let Some(model) = &state.model else { return 0 };
    match state.top() {
        Screen::Supplier(page) => page.dossier.as_ref().map_or(0, |dossier| supplier::lines(state, model, page, dossier, width).len()),
        Screen::Flagged(page) => page.dossier.as_ref().map_or(0, |dossier| flagged::lines(state, model, dossier, width).len()),
        Screen::ReadBack(page) => page.dossier.as_ref().map_or(0, |dossier| read_back::lines(state, dossier, width).len()),
        Screen::Help(context, _) => overlay::help_lines(*context, state).len(),
        Screen::Preview(shown) => overlay::read_lines(&shown.lines, state.size).len(),
        Screen::WhyDecided(page) => overlay::read_lines(&page.lines, state.size).len(),
        Screen::Reading(_, lines, _) => overlay::read_lines(lines, state.size).len(),
        _ => 0,
    }
}
