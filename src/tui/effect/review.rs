//! What a reviewer does, carried out for one supplier or for many: each gets an entry of its own, and one that is refused
//! stops none of the others.

use super::{Desk, Msg};
use crate::journal::{EntryRef, Outcome, Step, Trigger};
use crate::workspace::decide::{Acting, Deciding, Risking};
use crate::workspace::people::Written;
use crate::workspace::{Workspace, WorkspaceError};

/// One act of a reviewer.
#[derive(Clone, Debug)]
pub enum Work {
    /// A decision.
    Decide(Outcome, Deciding),
    /// Something to be done.
    Action(Acting),
    /// How an action went: action, step, note.
    Follow(EntryRef, Step, String),
    /// A flag waived: key, last day, reason.
    Waive(String, String, String),
    /// A question sent back: question, reason.
    SendBack(String, String),
    /// Out of the queue: until, reason.
    Snooze(String, String),
    /// To somebody else: person, reason.
    Escalate(String, String),
    /// A second person's word: note.
    Confirm(String),
    /// Taken out of force: reason.
    Revoke(String),
    /// A risk and how it is met.
    Risk(Risking),
    /// A case opened: by what, and why.
    Case(Trigger, String),
    /// The latest decision is sealed.
    Seal,
    /// The last entry of one's own taken back.
    Undo,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// Suppliers with the entries written.
    pub written: Vec<(String, EntryRef)>,
    /// Suppliers about whom nothing was written, and why.
    pub refused: Vec<(String, String)>,
    /// At least one entry nobody signed.
    pub unsigned: bool,
    /// How the first decision counts, as the word of files.
    pub approval: Option<&'static str>,
    /// Entries were taken back.
    pub undone: bool,
    /// It was an entry of a register, which is corrected by a further one and never taken back.
    pub register: bool,
    /// Entries of a register that can be signed later.
    pub signable: Vec<(String, EntryRef)>,
    /// A key was made: whether an administrator stands for it already.
    pub key: Option<bool>,
}

fn perform(workspace: &mut Workspace, id: &str, work: &Work, done: &mut Done) -> Result<Written, WorkspaceError> {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    match work {
        Work::Decide(outcome, given) => {
            // Open until it is sealed, so that the last act can be taken back whole.
            let (written, decision) = workspace.decide_open(id, *outcome, given)?;
            done.approval.get_or_insert(decision.approval.word());
            Ok(written)
        }
        Work::Action(given) => workspace.add_action(id, given),
        Work::Follow(action, step, note) => workspace.follow_action(id, action, *step, some(note).as_deref(), Vec::new()),
        Work::Waive(flag, until, reason) => workspace.waive(id, flag, until, reason),
        Work::SendBack(question, reason) => workspace.send_back(id, question, reason),
        Work::Snooze(until, reason) => workspace.snooze(id, until, some(reason).as_deref()),
        Work::Escalate(to, reason) => workspace.escalate(id, to, reason),
        Work::Confirm(note) => workspace.confirm(id, None, some(note).as_deref()),
        Work::Revoke(reason) => workspace.revoke(id, None, reason),
        Work::Risk(given) => workspace.risk(id, given),
        Work::Case(trigger, reason) => workspace.open_case(id, *trigger, reason),
        Work::Seal => {
            let latest = workspace.dossier(id)?.review.latest().map(|decision| decision.entry.clone());
            let entry = latest.ok_or_else(|| WorkspaceError::Wrong(crate::sentence::told("review.nothing", [])))?;
            workspace.seal(id, &entry)
        }
        Work::Undo => workspace.undo_review(id).map(|(_, saved)| Written { saved, signed: Some(String::new()) }),
    }
}

impl Desk {
    pub(super) fn review(&mut self, suppliers: &[String], work: &Work) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let mut done = Done { undone: matches!(work, Work::Undo), ..Done::default() };
        for id in suppliers {
            match perform(workspace, id, work, &mut done) {
                Ok(written) => {
                    done.unsigned |= written.signed.is_none();
                    done.written.push((id.clone(), written.saved.entry));
                }
                Err(error) => done.refused.push((id.clone(), error.sentence().in_lang(self.lang))),
            }
        }
        vec![Msg::Reviewed(done)]
    }

    /// Makes a key for whoever writes and signs what was written before there was one.
    pub(super) fn make_key(&mut self, entries: &[(String, EntryRef)]) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let mut done = Done::default();
        if let Err(error) = workspace.make_key() {
            return vec![Msg::NotSaved(error.sentence().in_lang(self.lang))];
        }
        let own = workspace.people().persons.get(workspace.writer().person());
        done.key = Some(own.is_some_and(|person| person.keys_held().any(|held| held.confirmed)));
        for (id, entry) in entries {
            match workspace.sign_later(id, entry) {
                Ok(written) => done.written.push((id.clone(), written.saved.entry)),
                Err(error) => done.refused.push((id.clone(), error.sentence().in_lang(self.lang))),
            }
        }
        vec![Msg::Reviewed(done)]
    }

    /// What stands in the queue now was seen; it cannot be remembered where the state folder cannot be written, and then
    /// it is marked new once more.
    pub(super) fn visit_queue(&mut self) -> Vec<Msg> {
        if let Some(workspace) = &self.workspace
            && let Ok(rows) = workspace.suppliers()
        {
            let _ = workspace.queue_visited(&rows);
        }
        Vec::new()
    }
}
