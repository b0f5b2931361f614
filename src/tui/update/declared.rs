//! The declaration tab of a supplier's page: a cursor over what can be opened, and the day it is judged as of.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::screen::supplier::declaration::{self, Line, detail};
use super::super::screen::supplier::{DECLARATION, lines_above};
use super::super::state::{Page, Prompt, Purpose, Screen, State};
use super::super::widget::field::Field;
use crate::workspace::declarations::AsOf;

/// Whether the declaration tab is what is shown, and has something that can be opened.
pub(super) fn is_on_top(state: &State) -> bool {
    let shown = matches!(state.top(), Screen::Supplier(page) if page.tab == DECLARATION);
    shown && told(state).iter().any(|line| line.opens.is_some())
}

fn told(state: &State) -> Vec<Line> {
    let width = usize::from(state.size.0.saturating_sub(2));
    match state.top() {
        Screen::Supplier(page) => page.dossier.as_ref().map(|dossier| declaration::told(state, page, dossier, width)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A command on the tab; nothing when it is one that every page has.
pub(super) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let all = told(state);
    let open = all.iter().filter(|line| line.opens.is_some()).count();
    let height = usize::from(state.size.1).saturating_sub(lines_above()).max(1);
    match command {
        Command::Open => {
            let Screen::Supplier(page) = state.top() else { return None };
            let target = declaration::chosen(&all, page.opened).and_then(|at| all.get(at)?.opens)?;
            let width = usize::from(state.size.0.saturating_sub(4));
            let (title, lines) = detail::of(state, page, target, width)?;
            state.screens.push(Screen::Reading(title, lines, 0));
            return Some(Vec::new());
        }
        Command::AsOf => {
            ask(state);
            return Some(Vec::new());
        }
        _ => {}
    }
    let Some(Screen::Supplier(page)) = state.screens.last_mut() else { return None };
    let last = open.saturating_sub(1);
    page.opened = match command {
        Command::Up => page.opened.saturating_sub(1),
        Command::Down => (page.opened + 1).min(last),
        Command::PageUp => page.opened.saturating_sub(height),
        Command::PageDown => (page.opened + height).min(last),
        Command::Top => 0,
        Command::Bottom => last,
        _ => return None,
    };
    follow(page, &all, height);
    Some(Vec::new())
}

/// Keeps the chosen line on screen; at the first one, the head of the tab as well.
fn follow(page: &mut Page, all: &[Line], height: usize) {
    let Some(at) = declaration::chosen(all, page.opened) else { return };
    if page.opened == 0 && at < height {
        page.scroll = 0;
    } else if at < page.scroll {
        page.scroll = at;
    } else if at >= page.scroll + height {
        page.scroll = at + 1 - height;
    }
}

fn ask(state: &mut State) {
    let Screen::Supplier(page) = state.top() else { return };
    let typed = match page.as_of {
        AsOf::Today => String::new(),
        AsOf::Declared => "=".to_owned(),
        AsOf::Day(day) => day.to_string(),
    };
    let locale = state.locale();
    let (title, hint) = (locale.text("ask.as-of").to_owned(), locale.text("hint.as-of").to_owned());
    let purpose = Purpose::AsOf(page.supplier.clone());
    state.prompt = Some(Prompt { purpose, title, hint, field: Field::of(&typed), refusal: None });
}
