//! What the buyer looks up by himself: the rows a supplier is never asked, with what was found. A list, the outcomes of
//! the chosen one, a line for the sources; never while the laptop is turned round.

use crate::condition::Truth;
use crate::interview::Asked;
use crate::questionnaire::{Question, QuestionId};
use crate::situation::{Known, each};
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Write};
use crate::tui::screen::interview::input;
use crate::tui::state::{Pick, Picker, Prompt, Purpose, Screen, State};
use crate::tui::widget::field::Field;
use crate::workspace::Dossier;
use crate::workspace::act::{Said, SaidReply};

/// A row to be checked, and the flow or facility it is checked of; absent: the whole supplier.
type Row<'a> = (&'a Question, Option<String>);

fn dossier(state: &State) -> Option<&Dossier> {
    match state.top() {
        Screen::Supplier(page) => page.dossier.as_deref(),
        Screen::Interview(interview) => interview.dossier.as_deref(),
        _ => None,
    }
}

/// The rows whose questionnaire is for this supplier and whose condition may hold, as far as whoever looks may see them.
fn rows<'a>(state: &State, dossier: &'a Dossier) -> Vec<Row<'a>> {
    let restricted = state.model.as_ref().is_some_and(|model| model.sees_restricted);
    let known = Known::of(&dossier.situation, &dossier.sets);
    let mut all = Vec::new();
    for question in dossier.sets.iter().flat_map(|set| &set.questions).filter(|question| !question.is_asked()) {
        let Some(row) = dossier.plan.row(&question.id).filter(|row| row.asked == Asked::BuyerOnly) else { continue };
        let holds = |known: Known<'_>| question.show_if.as_ref().is_none_or(|when| when.holds(&known) != Truth::False);
        if question.restricted && !restricted {
            continue;
        }
        if row.each.is_empty() {
            all.extend(holds(known).then_some((question, None)));
        }
        let of = row.each.iter().filter(|one| holds(known.about(&one.each.about)));
        all.extend(of.map(|one| (question, Some(one.each.about.clone()))));
    }
    all
}

/// What was found, if anybody looked.
fn outcome<'a>(dossier: &'a Dossier, question: &QuestionId, about: Option<&str>) -> Option<&'a str> {
    let situation = &dossier.situation;
    match about {
        None => situation.checks.get(question).map(|check| check.outcome.as_str()),
        Some(about) => {
            let of_one = situation.checks_about.get(question)?.iter().find(|(of, _)| of == about)?;
            Some(of_one.1.outcome.as_str())
        }
    }
}

/// `XB · Gold · Mina X (PE)`.
fn called(state: &State, question: &QuestionId, about: Option<&str>) -> String {
    let of = about.map(|about| format!(" · {}", each::told(about, state.lang))).unwrap_or_default();
    format!("{}{of}", question.row())
}

/// Why there is nothing to be checked now, as a catalogue key.
pub(super) fn why_not(state: &State, command: Command) -> Option<&'static str> {
    if command != Command::OwnChecks {
        return None;
    }
    if matches!(state.top(), Screen::Interview(interview) if interview.guest) {
        return Some("not-now.guest");
    }
    let any = dossier(state).is_some_and(|dossier| !rows(state, dossier).is_empty());
    super::refusal::only_reads(state).or((!any).then_some("not-now.no-own-checks"))
}

/// Every row to be checked, with what was found.
pub(super) fn list(state: &mut State) -> Vec<Effect> {
    let Some(dossier) = dossier(state) else { return Vec::new() };
    let mut items = Vec::new();
    for (question, about) in rows(state, dossier) {
        let found = outcome(dossier, &question.id, about.as_deref());
        let word = found.map(|found| crate::questionnaire::wording::of(question, &[found.to_owned()]).get(state.lang).to_owned());
        let told = format!("{}{}", word.map(|word| format!("{word} · ")).unwrap_or_default(), question.text.get(state.lang));
        let mark = if found.is_some() { "●" } else { "○" };
        let label = format!("{mark} {} {} {}", question.id.set(), called(state, &question.id, about.as_deref()), crate::clean::line(&told));
        items.push((label, Pick::Check(question.id.clone(), about)));
    }
    state.picker = Some(Picker::of(state.locale().text("title.own-checks"), items));
    Vec::new()
}

/// The outcomes of the chosen row.
pub(super) fn outcomes(state: &mut State, question: QuestionId, about: Option<String>) -> Vec<Effect> {
    let Some(dossier) = dossier(state) else { return Vec::new() };
    let Some(row) = dossier.sets.iter().find_map(|set| set.question(question.as_str())) else { return Vec::new() };
    let pick = |id: String| Pick::Found(question.clone(), about.clone(), id);
    let items = input::options(row).into_iter().map(|(id, text)| (crate::clean::line(text.get(state.lang)), pick(id))).collect();
    let title = format!("{} · {}", called(state, &question, about.as_deref()), crate::clean::line(row.text.get(state.lang)));
    state.picker = Some(Picker::of(&title, items));
    Vec::new()
}

/// The line for what was looked at; without one a check of a single flow is not taken.
pub(super) fn ask_sources(state: &mut State, question: QuestionId, about: Option<String>, found: String) -> Vec<Effect> {
    let locale = state.locale();
    let title = format!("{} · {}", called(state, &question, about.as_deref()), locale.text("ask.own-check"));
    let hint = locale.text("hint.own-check").to_owned();
    let purpose = Purpose::Check(question, about, found);
    state.prompt = Some(Prompt { purpose, title, hint, field: Field::default(), refusal: None });
    Vec::new()
}

/// Records what was found.
pub(super) fn record(supplier: String, question: &QuestionId, about: Option<String>, found: String, sources: &str) -> Vec<Effect> {
    let note = Some(sources.trim().to_owned()).filter(|text| !text.is_empty());
    let said = Said { question: question.to_string(), reply: SaidReply::Value(vec![found]), about, note, ..Said::default() };
    vec![Effect::Write(supplier, Write::Answer(Box::new(said)))]
}
