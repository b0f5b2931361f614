//! The history of a supplier: who said what when, and for each act the command that does the same from a shell.

use crate::answers::Standing;
use crate::journal::Reply;
use crate::questionnaire::wording;
use crate::tui::shell;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::Dossier;

/// A value in words, with what lies in a body in its place.
fn value_words(state: &State, dossier: &Dossier, question: &str, value: &[String]) -> String {
    let stored =
        |word: &String| dossier.bodies.get(word).map_or_else(|| vec![word.clone()], |text| text.lines().map(str::to_owned).collect());
    let value: Vec<String> = value.iter().flat_map(stored).collect();
    let question = dossier.sets.iter().find_map(|set| set.question(question));
    question.map_or_else(|| value.join(", "), |question| wording::of(question, &value).get(state.lang).to_owned())
}

/// Newest first; below each act the command that does the same from a shell.
#[must_use]
pub(super) fn lines(state: &State, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let id = &dossier.supplier.id;
    let mut all: Vec<(crate::journal::Moment, String, Option<String>)> = Vec::new();
    for given in dossier.answers.history.values().flatten() {
        let value = match &given.answer.reply {
            Reply::Value(value) => value_words(state, dossier, &given.answer.question, value),
            Reply::DontKnow => locale.text("state.dont-know").to_owned(),
            Reply::Declined => locale.text("state.declined").to_owned(),
            Reply::NotApplicable { .. } => locale.text("state.not-applicable").to_owned(),
            Reply::Withdrawn => locale.text("state.unanswered").to_owned(),
        };
        let source = given.answer.source.map(|source| locale.text(&format!("source.{}", source.word())).to_owned()).unwrap_or_default();
        all.push((
            given.at,
            format!("{:<14} {} = {value}  {source}", given.entry.to_string(), given.answer.question),
            Some(shell::answer(dossier, given)),
        ));
    }
    for note in &dossier.answers.notes {
        let said = dossier.body(&note.text).unwrap_or_default().replace('\n', " / ");
        all.push((
            note.at,
            format!("{:<14} ✎ {} {said}", note.entry.to_string(), note.question.clone().unwrap_or_default()),
            Some(shell::note(id, note.question.as_deref(), &said)),
        ));
    }
    if let Some(submitted) = &dossier.answers.submitted {
        all.push((
            submitted.at,
            format!("{:<14} {}", submitted.entry.to_string(), locale.text("history.submitted")),
            Some(format!("oretrail submit {id}")),
        ));
    }
    for (question, check) in &dossier.answers.checks {
        all.push((
            check.at,
            format!("{:<14} {} {question} {}", check.entry.to_string(), locale.text("history.checked"), check.outcome),
            None,
        ));
    }
    let conflicts = dossier.answers.current.values().filter(|standing| matches!(standing, Standing::Conflict(_))).count();
    all.sort_by_key(|(at, _, _)| std::cmp::Reverse(*at));
    let mut lines: Vec<(String, Meaning)> = Vec::new();
    for (at, told, command) in all {
        lines.push((text::cut(&format!("{} {} {told}", at.date(), at.clock()), width), Meaning::Plain));
        // Wrapped, never cut: a command is there to be copied.
        let command = command.map(|command| text::wrap(&command, width.saturating_sub(4))).unwrap_or_default();
        for (place, part) in command.into_iter().enumerate() {
            lines.push((format!("  {} {part}", if place == 0 { "$" } else { " " }), Meaning::Quiet));
        }
    }
    if conflicts > 0 {
        lines.insert(0, (locale.with("home.conflicts", &[("count", &conflicts.to_string())]), Meaning::Warn));
    }
    if lines.is_empty() {
        lines.push((locale.text("history.none").to_owned(), Meaning::Quiet));
    }
    lines
}
