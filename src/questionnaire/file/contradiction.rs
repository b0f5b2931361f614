//! Contradictions between answers to different questions: when two things said do not fit, and how to ask about it.
//! They are read last, when every question is known; a mistake leaves out that one row.

use std::collections::BTreeMap;

use super::check::compile;
use super::names::Universe;
use crate::diagnostic::{meant, nearest};
use crate::language::Text;
use crate::questionnaire::{Contradiction, Question, QuestionId};
use crate::reading::{At, Fields, Sheet};
use crate::sentence::told;

/// A row whose condition is still text.
#[derive(Debug)]
pub(super) struct Draft {
    id: At<String>,
    when: At<String>,
    questions: Vec<At<String>>,
    text: Text,
    ask: Text,
}

pub(super) fn read(fields: &Fields<'_, '_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for table in fields.tables("contradiction") {
        let (id, when) = (table.need_text("id"), table.need_text("when"));
        let questions = table.texts("questions");
        if questions.is_empty() && !table.has("questions") {
            table.missing("questions");
        }
        let (text, ask) = (table.need_languages("text"), table.need_languages("ask"));
        table.finish();
        let (Some(id), Some(when)) = (id, when) else { continue };
        if drafts.iter().any(|known| known.id.value == id.value) {
            let what = told("remark.contradiction-twice", [("id", (&id.value).into())]);
            table.sheet().wrong(&id.at, "duplicate-id", what, told("remark-do.contradiction-id", []));
            continue;
        }
        drafts.push(Draft { id, when, questions, text, ask });
    }
    drafts
}

/// Compiles the conditions and settles the questions they are about: rows of this set, or of another by its whole id.
pub(super) fn finish(sheet: &Sheet<'_>, drafts: Vec<Draft>, questions: &[Question], universe: &Universe<'_>) -> Vec<Contradiction> {
    let own: BTreeMap<String, &Question> = questions.iter().map(|question| (question.id.to_string(), question)).collect();
    drafts.into_iter().filter_map(|draft| complete(sheet, draft, &own, universe)).collect()
}

fn complete(sheet: &Sheet<'_>, draft: Draft, own: &BTreeMap<String, &Question>, universe: &Universe<'_>) -> Option<Contradiction> {
    let when = compile(sheet, &draft.when, universe)?;
    let named = when.names();
    let mut sound = !draft.questions.is_empty();
    for id in &draft.questions {
        if universe.question(&id.value).is_none() && universe.may_be(&id.value) {
            return None;
        }
        if universe.question(&id.value).is_none() {
            let next = meant(nearest(&id.value, universe.questions()), told("remark-do.question-of-set", []));
            sheet.wrong(&id.at, "unknown-name", told("remark.no-question", [("id", (&id.value).into())]), next);
            sound = false;
            continue;
        }
        let part = format!("{}.", id.value);
        if own.get(&id.value).is_some_and(|question| !question.is_asked() || question.restricted) {
            let what = told("remark.checked-by-buyer", [("id", (&id.value).into())]);
            sheet.wrong(&id.at, "not-asked", what, told("remark-do.checked-by-buyer", []));
            sound = false;
        } else if !named.iter().any(|name| *name == id.value || name.starts_with(&part)) {
            let what = told("remark.not-in-when", [("id", (&id.value).into())]);
            sheet.wrong(&id.at, "unused-question", what, told("remark-do.not-in-when", []));
            sound = false;
        }
    }
    // What one answer says alone is the business of `bad`, unless its parts do not fit each other.
    if let (true, 1, [only]) = (sound, named.len(), draft.questions.as_slice()) {
        let what = told("remark.contradicts-nothing", [("id", (&only.value).into())]);
        sheet.wrong(&draft.when.at, "contradicts-nothing", what, told("remark-do.contradicts-nothing", []));
    }
    let questions = draft.questions.iter().map(|id| QuestionId::from_text(&id.value)).collect();
    sound.then_some(Contradiction { id: draft.id.value, when, questions, text: draft.text, ask: draft.ask })
}
