//! A submitted answer is changed in the interview: a small form asks why and who asked for it, then it is saved.

use super::super::effect::{Effect, Write};
use super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::state::{Screen, State};
use crate::journal::Asker;
use crate::workspace::act::Said;
use crate::workspace::correct::AskedFor;

/// Opens the form over the interview.
pub(super) fn ask(state: &mut State, said: Box<Said>) {
    let locale = state.locale();
    let Screen::Interview(interview) = state.top() else { return };
    let sides = Asker::WORDS.iter().map(|(word, _)| ((*word).to_owned(), locale.text(&format!("asker.{word}")).to_owned())).collect();
    let entries = vec![Entry::typed("correction", Needs::Text), Entry::open("asked-by", sides), Entry::typed("asker", Needs::Optional)];
    let mut form = Form::of(Kind::Correct, vec![interview.supplier.clone()], entries);
    form.corrects = Some(said);
    super::forms::open(state, form);
}

/// The corrected answer, as it is to be saved; a name that is missing is asked for.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    let locale = state.locale();
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return Vec::new() };
    let (Some(supplier), Some(said)) = (form.suppliers.first().cloned(), form.corrects.as_deref().cloned()) else { return Vec::new() };
    let Some(by) = Asker::parse(&form.value("asked-by")) else { return Vec::new() };
    let name = Some(form.value("asker")).filter(|name| !name.is_empty());
    if name.is_none() && by != Asker::Ourselves {
        form.at = form.entries.len().saturating_sub(1);
        form.refusal = Some(locale.text("form.missing").to_owned());
        return Vec::new();
    }
    let said = Said { correction: Some(form.value("correction")), asked: Some(AskedFor { by, name }), ..said };
    vec![Effect::Write(supplier, Write::Answer(Box::new(said)))]
}

/// Once it is saved the interview is on top again.
pub(super) fn saved(state: &mut State) {
    if matches!(state.top(), Screen::Form(form) if form.kind == Kind::Correct) {
        state.screens.pop();
    }
}
