//! Corrections: an answer that was submitted is changed only with a reason and with the name of who asked for it.

use super::act::wrong;
use super::{Dossier, Workspace, WorkspaceError};
use crate::answers::{AnswerKey, Answers, Standing};
use crate::interview::RowState;
use crate::journal::{Act, Asked, Asker, BodyRef, Party};
use crate::questionnaire::QuestionId;
use crate::sentence::told;
use crate::store::Place;
use crate::workspace::act::Said;

/// Who asked for a correction, as a person says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedFor {
    /// On which side.
    pub by: Asker,
    /// Their name; absent where it is the writer.
    pub name: Option<String>,
}

/// The key of an answer of the supplier.
fn key(question: &str, about: Option<&str>) -> AnswerKey {
    AnswerKey { question: question.to_owned(), about: about.map(str::to_owned), party: Party::Supplier }
}

/// Whether an answer given now would correct a submitted one. A question that was sent back has its reason already, and
/// so has one that is answered to settle a conflict, or that is open again because its paper ran out.
#[must_use]
pub fn is_correction(dossier: &Dossier, question: &str, about: Option<&str>) -> bool {
    let open_again = || {
        let row = dossier.plan.row(&QuestionId::from_text(question));
        row.is_some_and(|row| row.state == RowState::Open) && dossier.answers.current.contains_key(&key(question, about))
    };
    changes_attested(&dossier.answers, question, about) && !open_again()
}

fn changes_attested(answers: &Answers, question: &str, about: Option<&str>) -> bool {
    let key = key(question, about);
    let settles = matches!(answers.current.get(&key), Some(Standing::Conflict(_)));
    !settles && !answers.returned.contains_key(question) && answers.was_attested(&key)
}

impl Workspace {
    /// Whether an answer would correct a submitted one.
    ///
    /// # Errors
    /// When supplier or question is not known, or a journal cannot be read.
    pub fn would_correct(&self, supplier: &str, question: &str, about: Option<&str>) -> Result<bool, WorkspaceError> {
        self.must_know(supplier)?;
        let question = self.question(question)?;
        let id = question.id.as_str();
        if !question.is_asked() || !changes_attested(&self.fold(&self.place(supplier))?.answers, id, about) {
            return Ok(false);
        }
        Ok(is_correction(&self.dossier(supplier)?, id, about))
    }

    /// Refuses a correction that does not say why, or who asked.
    pub(super) fn correction_is_told(&self, supplier: &str, said: &Said) -> Result<(), WorkspaceError> {
        self.belongs_here(supplier)?;
        if let Some(AskedFor { by: Asker::Supplier | Asker::Reviewer, name }) = &said.asked
            && name.as_deref().is_none_or(|name| name.trim().is_empty())
        {
            return Err(wrong(told("refusal.asker-has-no-name", [])));
        }
        if !self.would_correct(supplier, &said.question, said.about.as_deref())? {
            return Ok(());
        }
        let id = self.question(&said.question)?.id.to_string();
        let reason = said.correction.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let what = match (reason, said.asked.is_some()) {
            (true, true) => return Ok(()),
            (false, false) => told("refusal.correction-says-nothing", []),
            (false, true) => told("refusal.correction-without-reason", []),
            (true, false) => told("refusal.correction-without-asker", []),
        };
        Err(wrong(told("refusal.was-submitted", [("id", id.into()), ("supplier", supplier.into())]).and(what)))
    }

    /// Who asked, as the entry keeps it: the name lies apart.
    pub(super) fn put_asked(&self, place: &Place, asked: Option<&AskedFor>) -> Result<Option<Asked>, WorkspaceError> {
        let Some(asked) = asked else { return Ok(None) };
        let own = self.writer().person();
        let name = asked.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).unwrap_or(own);
        let name: BodyRef = self.put_text(place, &crate::clean::line(name))?;
        Ok(Some(Asked { by: asked.by, name }))
    }

    /// An answer that was submitted is not taken back in silence.
    pub(super) fn is_not_attested(&self, place: &Place, act: &Act, entry: &crate::journal::EntryRef) -> Result<(), WorkspaceError> {
        if let (Act::Answer(answer), Place::Assessment { supplier, .. }) = (act, place)
            && self.fold(place)?.answers.attested.contains(entry)
        {
            let values = [("entry", entry.to_string().into()), ("id", (&answer.question).into()), ("supplier", supplier.into())];
            return Err(wrong(told("refusal.undo-of-submitted", values)));
        }
        match place {
            Place::Assessment { supplier, .. } if super::take_back::is_settlement(act) => self.no_decision_rests(supplier, entry),
            _ => Ok(()),
        }
    }
}
