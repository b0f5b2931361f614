//! What a second person finds about an answer somebody else wrote down. It becomes a check entry beside the answer and
//! never changes it; a later answer of the supplier has to be looked at anew.

use super::act::{not_saved, wrong};
use super::{Workspace, WorkspaceError};
use crate::answers::Standing;
use crate::journal::{Act, Reply};
use crate::sentence::told;
use crate::situation::REASON_ACCEPTED;
use crate::store::Saved;

impl Workspace {
    /// Writes what a reviewer found about an answer: the reason for *not applicable* holds, or the answer is untrue.
    /// Whoever wrote the answer down cannot review it.
    ///
    /// # Errors
    /// When there is no such answer, the reviewer wrote it, or it cannot be saved.
    pub fn review(&mut self, supplier: &str, question: &str, outcome: &str, note: Option<&str>) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        let place = self.place(supplier);
        let question = self.question(question)?.clone();
        let dossier = self.dossier(supplier)?;
        let given: Vec<_> = dossier
            .answers
            .current
            .iter()
            .filter(|(key, _)| key.question == question.id.as_str())
            .flat_map(|(_, standing)| match standing {
                Standing::One(given) => std::slice::from_ref(given),
                Standing::Conflict(all) => all,
            })
            .collect();
        let not_applicable = given.iter().any(|given| matches!(given.answer.reply, Reply::NotApplicable { reason: Some(_) }));
        let id = &question.id;
        if !question.is_asked() || given.is_empty() {
            return Err(wrong(told("refusal.no-answer-to-review", [("id", id.as_str().into()), ("supplier", supplier.into())])));
        }
        if outcome == REASON_ACCEPTED && !not_applicable {
            return Err(wrong(told("refusal.no-reason-to-accept", [("id", id.as_str().into())])));
        }
        if let Some(own) = given.iter().find(|given| given.person == self.writer.person()) {
            return Err(wrong(told("refusal.own-answer", [("person", (&own.person).into()), ("id", id.as_str().into())])));
        }
        self.shown(supplier, &dossier.heads);
        let note = self.put_optional(&place, note)?;
        let act = Act::Check { question: id.to_string(), outcome: outcome.to_owned(), note, about: None };
        self.write(&place, act).map_err(not_saved)
    }
}
