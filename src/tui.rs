//! The terminal: one thread, a message loop, screens on a stack.
//!
//! Key → key table → command → [`update`](update::update) → effects outside → messages. Views only draw. The terminal
//! is put back as it was on every way out, a panic included.

pub mod command;
pub mod draft;
pub mod effect;
pub mod fuzzy;
pub mod key;
pub mod keymap;
pub mod model;
pub mod msg;
pub mod screen;
pub mod shell;
pub mod state;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;

use std::io::{self, IsTerminal as _, Stdout};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event, KeyEventKind, MouseButton,
    MouseEventKind,
};
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::language::Lang;
use crate::workspace::{Clock, Workspace, WorkspaceError};
use effect::{Desk, Effect};
use msg::Msg;
use screen::interview::Interview;
use state::{Screen, State};

/// Where workspaces are looked for, and the program's own state folder.
#[derive(Clone, Debug)]
pub struct Places {
    /// The workspace meant.
    pub workspace: PathBuf,
    /// The state folder.
    pub local: PathBuf,
    /// The campaign to be shown; absent: the current one. An earlier one is only looked at.
    pub campaign: Option<String>,
}

impl Places {
    /// Opens the workspace meant, on the campaign meant.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn workspace(&self, person: &str, clock: Clock) -> Result<Workspace, WorkspaceError> {
        let mut workspace = Workspace::open(&self.workspace, &self.local, person, clock)?;
        if let Some(label) = &self.campaign {
            workspace.look_at(label)?;
        }
        Ok(workspace)
    }
}

/// Opens the screens.
///
/// # Errors
/// When the terminal cannot be used.
pub fn open(places: &Places, person: &str, clock: Clock, lang: Lang, no_colour: bool) -> io::Result<()> {
    run(places, person, clock, State::new(lang, (80, 24), no_colour), None)
}

/// Opens the screens on the interview of one supplier.
///
/// # Errors
/// When the terminal cannot be used.
pub fn open_interview(places: &Places, person: &str, clock: Clock, lang: Lang, no_colour: bool, supplier: &str) -> io::Result<()> {
    run(places, person, clock, State::new(lang, (80, 24), no_colour), Some(supplier))
}

/// Puts the terminal back; errors have nowhere to go any more.
fn put_back() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen);
    let _ = disable_raw_mode();
}

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        put_back();
    }
}

fn run(places: &Places, person: &str, clock: Clock, mut state: State, supplier: Option<&str>) -> io::Result<()> {
    let mut desk = Desk::new(places.clone(), person, clock).reading_by(crate::workspace::reader::Reader::apart()?);
    with_terminal(|terminal| show(terminal, &mut state, &mut desk, supplier))
}

/// Takes the terminal for the screens and puts it back on every way out. A panic puts it back before it speaks, so that
/// what it says stands on the screen the user comes back to.
///
/// # Errors
/// When the terminal cannot be used, or the work says so.
pub fn with_terminal<T>(work: impl FnOnce(&mut Terminal<CrosstermBackend<Stdout>>) -> io::Result<T>) -> io::Result<T> {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        put_back();
        before(panic);
    }));
    enable_raw_mode().map_err(|_| io::Error::from(io::ErrorKind::Unsupported))?;
    let _guard = Guard;
    // A terminal that a killed program left behind still shows its remains.
    execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableMouseCapture, EnableBracketedPaste)?;
    work(&mut Terminal::new(CrosstermBackend::new(io::stdout()))?)
}

fn show(terminal: &mut Terminal<CrosstermBackend<Stdout>>, state: &mut State, desk: &mut Desk, supplier: Option<&str>) -> io::Result<()> {
    let size = terminal.size()?;
    state.size = (size.width, size.height);
    desk.speak(state.lang);
    let first = desk.start();
    feed(state, desk, first);
    if let Some(supplier) = supplier
        && state.model.is_some()
    {
        state.screens.push(Screen::Interview(Box::new(Interview::of(supplier))));
        for msg in desk.run(Effect::Open(supplier.to_owned())).unwrap_or_default() {
            feed(state, desk, msg);
        }
    }
    events(terminal, state, desk)
}

/// How long a word from outside to end may wait for the next look.
const LOOK: Duration = Duration::from_millis(200);

/// How long the loop has to end by itself before the guard below ends the program.
const GRACE: Duration = Duration::from_secs(1);

/// Set when the system asks the program to end: a closed window, a shutdown.
fn asked_to_end() -> io::Result<Arc<AtomicBool>> {
    let asked = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&asked))?;
    }
    guard_against_a_gone_terminal(&asked);
    Ok(asked)
}

/// Ends the program when its terminal is gone or it was asked to end and does not.
///
/// On a terminal that hung up, the event reader never returns: it reads an empty answer again and again. Everything
/// called saved is on disk and the line being typed lies in the draft, so ending loses nothing.
fn guard_against_a_gone_terminal(asked: &Arc<AtomicBool>) {
    let asked = Arc::clone(asked);
    let had_terminal = io::stdin().is_terminal();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(GRACE);
            if asked.load(Ordering::Relaxed) || had_terminal && !io::stdin().is_terminal() {
                std::thread::sleep(GRACE);
                put_back();
                std::process::exit(0);
            }
        }
    });
}

fn events(terminal: &mut Terminal<CrosstermBackend<Stdout>>, state: &mut State, desk: &mut Desk) -> io::Result<()> {
    let asked = asked_to_end()?;
    let mut captured = true;
    while !state.leaving {
        if state.mouse != captured {
            captured = state.mouse;
            if captured { execute!(io::stdout(), EnableMouseCapture)? } else { execute!(io::stdout(), DisableMouseCapture)? }
        }
        terminal.draw(|frame| {
            if let Some(cursor) = view::draw(state, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        // What was typed and not yet entered lies in the draft already: leaving loses nothing.
        let mut heard = desk.heard(false);
        while heard.is_empty() && !event::poll(LOOK)? {
            if asked.load(Ordering::Relaxed) {
                return Ok(());
            }
            heard = desk.heard(false);
        }
        if !heard.is_empty() {
            for msg in heard {
                feed(state, desk, msg);
            }
            // What was pressed meanwhile is taken at the next round; the screen shows the news first.
            if !event::poll(Duration::ZERO)? {
                continue;
            }
        }
        let msg = match event::read()? {
            Event::Key(key) if key.kind == KeyEventKind::Press => key::Key::of(key).map(Msg::Key),
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click(mouse.column, mouse.row)),
                MouseEventKind::ScrollUp => Some(Msg::Scroll(-1)),
                MouseEventKind::ScrollDown => Some(Msg::Scroll(1)),
                _ => None,
            },
            Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
        };
        if let Some(msg) = msg {
            let mut shown = Ok(());
            feed_showing(state, desk, msg, &mut |state| {
                let drawn = terminal.draw(|frame| {
                    view::draw(state, frame.buffer_mut());
                });
                shown = drawn.map(|_| ());
            });
            shown?;
        }
    }
    Ok(())
}

/// Takes a message and does what follows from it, until nothing follows.
pub fn feed(state: &mut State, desk: &mut Desk, msg: Msg) {
    feed_showing(state, desk, msg, &mut |_| ());
}

/// The same; an act about several suppliers is shown after each.
pub fn feed_showing(state: &mut State, desk: &mut Desk, msg: Msg, show: &mut dyn FnMut(&State)) {
    let mut effects: std::collections::VecDeque<Effect> = update::update(state, msg).into();
    while let Some(effect) = effects.pop_front() {
        desk.speak(state.lang);
        if matches!(effect, Effect::ReviewOn(_)) {
            show(state);
        }
        let Some(answers) = desk.run(effect) else {
            state.leaving = true;
            return;
        };
        for answer in answers {
            effects.extend(update::update(state, answer));
        }
    }
}
