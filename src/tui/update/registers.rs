//! Commands of the registers: moving, opening, and the forms by which something is entered.

pub(super) mod form;

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::effect::registers::Work;
use super::super::screen::form::{Form, Kind};
use super::super::screen::registers::what::What;
use super::super::screen::registers::whole;
use super::super::screen::registers::{self, Register, Registers, Sought};
use super::super::screen::words;
use super::super::state::{Pick, Picker, Prompt, Purpose, Screen, State};
use super::super::widget::field::Field;
use super::super::widget::grid::Cursor;
use super::forms;
use super::go::moved;
use crate::register::finding::Stage;
use crate::workspace::registers::{Registers as Books, Screening, Wanted};

/// Opens the registers.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Registers(Box::default()));
    vec![Effect::Registers(Wanted::default())]
}

/// Opens a register with the cursor on a line.
pub(super) fn open_at(state: &mut State, shown: Register, sought: Sought) -> Vec<Effect> {
    state.screens.push(Screen::Registers(Box::new(Registers { shown, wanted: Some(sought), ..Registers::default() })));
    vec![Effect::Registers(wanted(shown))]
}

/// The registers, where they are on top.
pub(super) fn on_top(state: &State) -> Option<&Registers> {
    if let Screen::Registers(screen) = state.top() { Some(screen) } else { None }
}

/// What takes a while and belongs to a register.
fn wanted(register: Register) -> Wanted {
    Wanted { names: register == Register::Screening, papers: register == Register::Papers }
}

/// Reads them anew, where they are on top.
pub(super) fn anew(state: &State) -> Option<Effect> {
    on_top(state).map(|screen| Effect::Registers(wanted(screen.shown)))
}

/// What the work outside read.
pub(super) fn heard(state: &mut State, books: Box<Books>) -> Vec<Effect> {
    let height = registers::height(state.size);
    let mut place = None;
    for (at, screen) in state.screens.iter_mut().enumerate() {
        if let Screen::Registers(screen) = screen {
            screen.books = Some(books.clone());
            place = Some(at);
        }
    }
    // After something was written the order may be another; the cursor stands on what was written.
    let to = place.and_then(|at| match state.screens.get(at) {
        Some(Screen::Registers(screen)) => {
            let all = registers::visible(state, screen);
            let row =
                all.iter().position(|what| screen.wanted.as_ref().is_some_and(|sought| sought.is(what))).unwrap_or(screen.cursor().row);
            Some((at, row, all.len()))
        }
        _ => None,
    });
    if let Some((at, row, rows)) = to
        && let Some(Screen::Registers(screen)) = state.screens.get_mut(at)
    {
        screen.wanted = None;
        screen.cursor_mut().to(row, rows, height);
    }
    Vec::new()
}

/// What was just entered is to be found by the cursor.
pub(super) fn want(state: &mut State, written: Option<&(String, crate::journal::EntryRef)>) {
    if let Some(Screen::Registers(screen)) = state.screens.last_mut() {
        screen.wanted = written.map(|(id, entry)| Sought::Entry(id.clone(), entry.clone()));
    }
}

/// A command on the registers.
pub(super) fn on_screen(state: &mut State, command: Command) -> Vec<Effect> {
    let height = registers::height(state.size);
    let Some(screen) = on_top(state) else { return Vec::new() };
    let rows = registers::visible(state, screen).len();
    let page = registers::page(state, screen).len();
    let filter = screen.filter.clone();
    match command {
        Command::AddEntry => return add(state),
        Command::RecordStatus => return record(state),
        Command::TakeBack => return take_back(state),
        Command::MakeKey => return vec![Effect::MakeKey(state.signable.clone())],
        Command::Find => {
            let locale = state.locale();
            let (title, hint) = (locale.text("ask.filter").to_owned(), locale.text("hint.filter").to_owned());
            state.prompt = Some(Prompt { purpose: Purpose::Filter, title, hint, field: Field::of(&filter), refusal: None });
            return Vec::new();
        }
        _ => {}
    }
    let size = state.size;
    let Some(Screen::Registers(screen)) = state.screens.last_mut() else { return Vec::new() };
    match (command, screen.opened) {
        (Command::NextTab, _) => show(screen, screen.shown.beside(1)),
        (Command::PreviousTab, _) => show(screen, screen.shown.beside(-1)),
        (Command::Open, None) if rows > 0 => {
            screen.opened = Some(0);
            Vec::new()
        }
        (_, Some(scroll)) => {
            // A text is scrolled as a list is moved through whose cursor stands at its first line.
            let height = registers::page_height(size);
            let mut at = Cursor { row: scroll, top: scroll };
            moved(&mut at, command, page.saturating_sub(height) + 1, height);
            screen.opened = Some(at.row);
            Vec::new()
        }
        (_, None) => {
            moved(screen.cursor_mut(), command, rows, height);
            Vec::new()
        }
    }
}

/// Shows another register; what takes a while is read once somebody looks at it.
pub(super) fn show(screen: &mut Registers, register: Register) -> Vec<Effect> {
    (screen.shown, screen.opened) = (register, None);
    screen.filter.clear();
    let unread = screen.books.as_ref().is_some_and(|books| match register {
        Register::Screening => matches!(books.screening, Screening::Unread),
        Register::Papers => books.papers.is_none(),
        _ => false,
    });
    if unread { vec![Effect::Registers(wanted(register))] } else { Vec::new() }
}

/// Back from an opened entry to the list; `false` when there is nothing to go back from.
pub(super) fn back(state: &mut State) -> bool {
    match state.screens.last_mut() {
        Some(Screen::Registers(screen)) if screen.opened.is_some() => screen.opened = None,
        Some(Screen::Registers(screen)) if !screen.filter.is_empty() => {
            screen.filter.clear();
            *screen.cursor_mut() = Cursor::default();
        }
        _ => return false,
    }
    true
}

/// Filters the list on top.
pub(super) fn filter(state: &mut State, text: &str) {
    if let Some(Screen::Registers(screen)) = state.screens.last_mut() {
        text.clone_into(&mut screen.filter);
        *screen.cursor_mut() = Cursor::default();
    }
}

/// The form by which something is entered into a register.
fn entering(register: Register) -> Kind {
    match register {
        Register::Certificates => Kind::Certificate,
        Register::Screening => Kind::Screening,
        Register::Papers => Kind::Paper,
        Register::Findings => Kind::Finding,
        Register::Incidents => Kind::Incident,
        Register::Grievances => Kind::Grievance,
        Register::Rights => Kind::Rights,
    }
}

/// Opens the register a form belongs to; `None` for forms of no register.
pub(super) fn open_for(state: &mut State, kind: Kind) -> Option<Vec<Effect>> {
    let shown = match kind {
        Kind::Certificate | Kind::CertificateSays => Register::Certificates,
        Kind::Screening | Kind::Judge => Register::Screening,
        Kind::Paper | Kind::WithdrawPaper | Kind::PromiseStep => Register::Papers,
        Kind::Finding | Kind::FindingStep => Register::Findings,
        Kind::Incident | Kind::Statement => Register::Incidents,
        Kind::Grievance | Kind::GrievanceStep => Register::Grievances,
        Kind::Rights => Register::Rights,
        _ => return None,
    };
    state.screens.push(Screen::Registers(Box::new(Registers { shown, ..Registers::default() })));
    Some(vec![Effect::Registers(wanted(shown))])
}

/// The form by which the chosen entry goes on; none where it stands as entered.
fn going_on(what: &What<'_>) -> Option<Kind> {
    Some(match what {
        What::Certificate(..) => Kind::CertificateSays,
        What::Hit(..) => Kind::Judge,
        What::Screened(_) => Kind::Screening,
        What::Paper(one) if !one.paper.is_withdrawn() => Kind::WithdrawPaper,
        What::Promise(one) if one.promised.is_open() => Kind::PromiseStep,
        What::Finding(_, one) if one.stage < Stage::Disclosed => Kind::FindingStep,
        What::Audit(..) => Kind::Finding,
        What::Statement(_, _, said) if !matches!(said, crate::register::finding::Said::Reported(_)) => Kind::Statement,
        What::Grievance(_) => Kind::GrievanceStep,
        What::Acknowledged(..) => Kind::Rights,
        What::Paper(_)
        | What::Promise(_)
        | What::Finding(..)
        | What::Incident(..)
        | What::Statement(..)
        | What::Count(..)
        | What::Talk(..) => return None,
    })
}

/// Why nothing can be entered, as a catalogue key; `None` when it can, and for other commands.
pub(super) fn why_not(state: &State, command: Command) -> Option<&'static str> {
    let screen = on_top(state)?;
    let chosen = registers::chosen(state, screen);
    let writes = matches!(command, Command::AddEntry | Command::RecordStatus | Command::TakeBack | Command::MakeKey);
    if let Some(why) = super::refusal::only_reads(state).filter(|_| writes) {
        return Some(why);
    }
    let withheld = match screen.shown {
        _ if registers::withheld(state, screen.shown).is_none() => None,
        Register::Screening => Some("not-now.no-compliance"),
        _ => Some("not-now.no-officer"),
    };
    let no_list = screen.shown == Register::Screening && matches!(screen.books.as_ref()?.screening, Screening::NoList);
    match command {
        Command::AddEntry | Command::RecordStatus | Command::TakeBack | Command::Open if withheld.is_some() => withheld,
        Command::AddEntry | Command::RecordStatus | Command::TakeBack | Command::Open if no_list => Some("not-now.no-list"),
        Command::Open if screen.opened.is_some() => Some("not-now.open-already"),
        Command::Open | Command::RecordStatus | Command::TakeBack if chosen.is_none() => Some("not-now.no-entry"),
        Command::TakeBack if own(state).is_none() => Some("not-now.nothing-of-yours"),
        Command::RecordStatus if chosen.as_ref().and_then(going_on).is_none() => Some(match chosen {
            Some(What::Finding(..)) => "not-now.finding-told",
            Some(What::Paper(_)) => "not-now.withdrawn",
            Some(What::Promise(_)) => "not-now.promise-over",
            Some(What::Statement(..)) => "not-now.reported",
            _ => "not-now.stands",
        }),
        _ => None,
    }
}

/// The latest entry of one's own behind the chosen line.
fn own(state: &State) -> Option<&crate::workspace::history::Happened> {
    let screen = on_top(state)?;
    let (books, person) = (screen.books.as_ref()?, &state.model.as_ref()?.person);
    whole::latest_of(books, &registers::chosen(state, screen)?, person)
}

/// Takes it back.
fn take_back(state: &State) -> Vec<Effect> {
    let Some(last) = own(state) else { return Vec::new() };
    let work = Work::TakeBack(last.place.clone(), last.entry.clone());
    vec![Effect::Register(last.supplier().map(str::to_owned), Box::new(work))]
}

/// About whom something is entered: the supplier of the chosen line first; a grievance may speak of none.
fn add(state: &mut State) -> Vec<Effect> {
    let Some(screen) = on_top(state) else { return Vec::new() };
    let kind = entering(screen.shown);
    let Some(model) = &state.model else { return Vec::new() };
    let chosen = registers::chosen(state, screen).and_then(|what| what.supplier().map(str::to_owned));
    let mut rows: Vec<_> = model.rows.iter().collect();
    rows.sort_by_key(|row| Some(&row.supplier.id) != chosen.as_ref());
    let mut items: Vec<(String, Pick)> = Vec::new();
    let nobody = match kind {
        Kind::Grievance => Some("registers.nobody"),
        Kind::Screening => Some("registers.everybody"),
        _ => None,
    };
    items.extend(nobody.map(|key| (format!("  {}", state.locale().text(key)), Pick::Enter(kind, None))));
    items.extend(rows.into_iter().map(|row| {
        let sign = if Some(&row.supplier.id) == chosen.as_ref() { "›" } else { " " };
        (
            format!("{sign} {} · {}", words::supplier_name(state.lang, &row.supplier), row.supplier.id),
            Pick::Enter(kind, Some(row.supplier.id.clone())),
        )
    }));
    let title = state.locale().text(&format!("form-title.{}", kind.word())).to_owned();
    let title = state.locale().with("registers.about-whom", &[("what", &title)]);
    state.picker = Some(Picker::of(&title, items));
    Vec::new()
}

/// Opens the form of an entry about a supplier, or about none.
pub(super) fn enter(state: &mut State, kind: Kind, supplier: Option<String>) -> Vec<Effect> {
    let entries = form::asked(state, kind, supplier.as_deref());
    forms::open(state, Form::of(kind, supplier.into_iter().collect(), entries))
}

/// Opens the form by which the chosen entry goes on.
fn record(state: &mut State) -> Vec<Effect> {
    let made = on_top(state).and_then(|screen| registers::chosen(state, screen)).and_then(|what| {
        let kind = going_on(&what)?;
        Some(form::of_entry(state, kind, &what))
    });
    made.map(|form| forms::open(state, form)).unwrap_or_default()
}
