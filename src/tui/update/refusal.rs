//! Why a command cannot be carried out now: the palette says it beside the command, a key press says it at the foot of the
//! screen. A command is never hidden and never silently does nothing.

use super::super::command::Command;
use super::super::keymap::{self, Context};
use super::super::screen::interview::{Interview, input};
use super::super::screen::{home, supplier};
use super::super::state::{Screen, State};
use super::go;
use crate::journal::Role;
use crate::questionnaire::Severity;
use crate::workspace::Dossier;

/// The reason, in the language of the screens; `None` when it can be carried out.
pub(super) fn why_not(state: &State, command: Command) -> Option<String> {
    let locale = state.locale();
    if !is_here(state, command) {
        let places: Vec<&str> = Context::ALL
            .into_iter()
            .filter(|context| keymap::bindings(*context).iter().any(|binding| binding.command == command))
            .map(|context| locale.text(context.name()))
            .collect();
        return Some(locale.with("not-now.elsewhere", &[("screens", &places.join(", "))]));
    }
    if let Some(key) = super::review::why_not(state, command)
        .or_else(|| super::registers::why_not(state, command))
        .or_else(|| super::proof::why_not(state, command))
        .or_else(|| super::programme::why_not(state, command))
        .or_else(|| super::living::why_not(state, command))
        .or_else(|| super::people::why_not(state, command))
        .or_else(|| super::checks::why_not(state, command))
    {
        return Some(locale.text(key).to_owned());
    }
    match state.top() {
        Screen::Interview(interview) => in_interview(state, interview, command),
        Screen::ReadBack(page) if command == Command::Submit => page.dossier.as_ref().and_then(|dossier| before_submitting(state, dossier)),
        _ => chosen_for(state, command).map(|key| locale.text(key).to_owned()),
    }
}

/// Why a command finds nothing to be carried out on, as a catalogue key.
fn chosen_for(state: &State, command: Command) -> Option<&'static str> {
    Some(match (state.top(), command) {
        (Screen::Welcome(None), Command::Reopen) => "not-now.no-last",
        (_, Command::Company) if state.model.as_ref().is_none_or(|model| model.companies < 2) => "not-now.one-company",
        (Screen::Supplier(page), Command::Adopt) if page.dossier.as_ref().is_none_or(|dossier| !dossier.text.needs_somebody()) => {
            "not-now.nothing-edited"
        }
        (Screen::Supplier(page), Command::Open) if page.tab != supplier::HISTORY && page.tab != supplier::DECLARATION => {
            "not-now.only-history"
        }
        (Screen::Home(cursor), Command::Open)
            if state.model.as_ref().is_some_and(|model| {
                home::needs(model, state).get(cursor.row).is_some_and(|need| matches!(need.lead, home::Lead::Inbox | home::Lead::Form(_)))
            }) =>
        {
            return None;
        }
        (Screen::Supplier(page), Command::AsOf) if !super::declared::is_on_top(state) || page.declarations.is_empty() => {
            "not-now.no-declaration"
        }
        (Screen::Supplier(page), Command::Open) if !super::declared::is_on_top(state) && page.tab != supplier::HISTORY => {
            "not-now.no-declaration"
        }
        (Screen::Inbox(_) | Screen::Received(_), _) => return in_inbox(state, command),
        (Screen::Queue(table), Command::Open) if table.grouping != crate::workspace::queue::Grouping::None => return None,
        (Screen::Home(_) | Screen::Suppliers(_) | Screen::Queue(_), Command::StartInterview | Command::Open)
            if go::shown_supplier(state).is_none() =>
        {
            "not-now.nobody-chosen"
        }
        _ => return None,
    })
}

/// The same for what was received.
fn in_inbox(state: &State, command: Command) -> Option<&'static str> {
    match (state.top(), command) {
        (Screen::Inbox(_), Command::Cancel) if state.batch.is_none() => Some("not-now.no-batch"),
        (Screen::Inbox(inbox), Command::Open) if inbox.grouped && inbox.rows(&state.found) > 0 => None,
        (Screen::Inbox(inbox), Command::Open | Command::Accept | Command::PutAside) if inbox.chosen(&state.found).is_none() => {
            Some("not-now.no-file-chosen")
        }
        (Screen::Received(file), Command::Accept) if !crate::workspace::inbox::can_be_taken(file.verdict.verdict) => {
            Some("not-now.cannot-be-taken")
        }
        _ => None,
    }
}

/// Whether the screen on top takes the command: its own keys, and the places that can be reached from anywhere.
fn is_here(state: &State, command: Command) -> bool {
    keymap::bindings(state.context()).iter().any(|binding| binding.command == command)
        || (Command::PROOF.contains(&command) && go::shown_supplier(state).is_some())
        || (Command::PLACES.contains(&command) && !matches!(state.top(), Screen::Welcome(_)))
}

fn in_interview(state: &State, interview: &Interview, command: Command) -> Option<String> {
    let locale = state.locale();
    let dossier = interview.dossier.as_ref()?;
    if command == Command::ReadBack && dossier.answers.current.is_empty() {
        return Some(locale.text("not-now.nothing-answered").to_owned());
    }
    let question = interview.question()?;
    let options = input::options(question);
    let has = |word: &str| options.iter().any(|(id, _)| id == word);
    let key = match command {
        Command::Yes if !has("yes") => "not-now.no-yes",
        Command::No if !has("no") => "not-now.no-yes",
        Command::Up | Command::Down if options.is_empty() => "not-now.no-options",
        Command::Reconfirm if question.severity == Severity::Critical => "say.critical-asked-anew",
        Command::Reconfirm
            if dossier
                .last(&question.id, interview.about.as_deref())
                .is_none_or(|last| last.state != crate::situation::State::Answered) =>
        {
            "say.nothing-to-confirm"
        }
        Command::NextOfEach if !interview.is_one_by_one() => "not-now.asked-once",
        Command::Unanswer if interview.said().is_empty() => "not-now.nothing-answered-here",
        Command::Other if interview.other().is_none() => "not-now.nothing-contradicts",
        Command::Decisive if dossier.assessment.decisive.is_empty() => "interview.settled",
        _ => {
            let digit = command.digit()?;
            let taken = options.is_empty() || (0..options.len()).any(|place| input::digit(question, place) == digit);
            return (!taken).then(|| locale.with("not-now.no-option", &[("digit", &digit.to_string())]));
        }
    };
    Some(locale.text(key).to_owned())
}

/// Submitting needs every gate answered, no contradiction, and something to attest.
fn before_submitting(state: &State, dossier: &Dossier) -> Option<String> {
    let locale = state.locale();
    let rows = |ids: &mut dyn Iterator<Item = &crate::questionnaire::QuestionId>| ids.map(|id| id.row()).collect::<Vec<_>>().join(" ");
    let gates = dossier.plan.open_gates();
    if !gates.is_empty() {
        return Some(locale.with("read-back.gates", &[("rows", &rows(&mut gates.into_iter()))]));
    }
    if !dossier.situation.conflicts.is_empty() {
        return Some(locale.with("read-back.conflicts", &[("rows", &rows(&mut dossier.situation.conflicts.iter()))]));
    }
    dossier.answers.current.is_empty().then(|| locale.text("not-now.nothing-answered").to_owned())
}

/// Why nothing is written at all, as a catalogue key: an auditor looks, or an earlier campaign is looked at.
pub(super) fn only_reads(state: &State) -> Option<&'static str> {
    let model = state.model.as_ref()?;
    if model.roles.contains(&Role::Auditor) {
        return Some("not-now.auditor");
    }
    model.earlier.then_some("not-now.earlier-campaign")
}
