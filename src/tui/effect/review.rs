//! What a reviewer does, carried out for one supplier or for many: each gets an entry of its own, and one that is refused
//! stops none of the others.

use super::{Desk, Msg};
use crate::journal::{EntryRef, Outcome, Step, Trigger};
use crate::language::Lang;
use crate::workspace::decide::{Acting, Deciding, Risking};
use crate::workspace::people::Written;
use crate::workspace::settled::Chosen;
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
    /// Contradicting answers settled: question, what they are about, what counts, reason.
    Settle(String, Option<String>, Chosen, String),
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
    /// Suppliers about whom what was written does not count: in a few words, and whole.
    pub not_counting: Vec<(String, String, String)>,
    /// What whoever wrote it should know of an entry that counts.
    pub told: Option<String>,
    /// Entries were taken back.
    pub undone: bool,
    /// It was an entry of a register, which is corrected by a further one and never taken back.
    pub register: bool,
    /// Entries of a register that can be signed later.
    pub signable: Vec<(String, EntryRef)>,
    /// A key was made: whether an administrator stands for it already.
    pub key: Option<bool>,
}

/// An act about several suppliers, while it is carried out.
#[derive(Clone, Debug)]
pub struct Group {
    work: Work,
    left: std::collections::VecDeque<String>,
    /// How many there are in all.
    pub of: usize,
    /// What has come of it so far.
    pub done: Done,
}

impl Group {
    fn new(suppliers: &[String], work: &Work) -> Self {
        let done = Done { undone: matches!(work, Work::Undo), ..Done::default() };
        Self { work: work.clone(), left: suppliers.iter().cloned().collect(), of: suppliers.len(), done }
    }

    /// How many are done.
    #[must_use]
    pub fn at(&self) -> usize {
        self.of - self.left.len()
    }

    /// Whose turn it is.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        self.left.front().map(String::as_str)
    }
}

fn perform(workspace: &mut Workspace, id: &str, work: &Work) -> Result<Written, WorkspaceError> {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    match work {
        Work::Decide(outcome, given) => {
            // Open until it is sealed, so that the last act can be taken back whole.
            workspace.decide_open(id, *outcome, given).map(|(written, _)| written)
        }
        Work::Action(given) => workspace.add_action(id, given),
        Work::Follow(action, step, note) => workspace.follow_action(id, action, *step, some(note).as_deref(), Vec::new()),
        Work::Waive(flag, until, reason) => workspace.waive(id, flag, until, reason),
        Work::SendBack(question, reason) => workspace.send_back(id, question, reason),
        Work::Settle(question, about, chosen, reason) => workspace.settle_answers(id, question, about.as_deref(), chosen.clone(), reason),
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

/// Says of an entry that was just written whether it counts.
fn weigh(workspace: &Workspace, id: &str, entry: &EntryRef, lang: Lang, done: &mut Done) {
    // It is written: that its weight cannot be read takes nothing back and is told when the page is read anew.
    let Ok(record) = workspace.on_record(id, entry) else { return };
    let [short, told] = [&record.short, &record.told].map(|one| one.as_ref().map(|one| one.in_lang(lang)).unwrap_or_default());
    if record.counts() {
        done.told = Some(told).filter(|told| !told.is_empty());
    } else if !done.undone {
        done.not_counting.push((id.to_owned(), short, told));
    }
}

impl Desk {
    pub(super) fn review(&mut self, suppliers: &[String], work: &Work) -> Vec<Msg> {
        self.review_on(Group::new(suppliers, work))
    }

    /// Does it for the next supplier; the screen shows how far it is before the one after.
    pub(super) fn review_on(&mut self, mut group: Group) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        if let Some(id) = group.left.pop_front() {
            let done = &mut group.done;
            match perform(workspace, &id, &group.work) {
                Ok(written) => {
                    done.unsigned |= written.signed.is_none();
                    weigh(workspace, &id, &written.saved.entry, self.lang, done);
                    done.written.push((id, written.saved.entry));
                }
                Err(error) => done.refused.push((id, error.sentence().in_lang(self.lang))),
            }
        }
        match group.left.is_empty() {
            true => vec![Msg::Reviewed(group.done)],
            false => vec![Msg::Reviewing(Box::new(group))],
        }
    }

    /// Makes a key for whoever writes and signs what was written before there was one.
    pub(super) fn make_key(&mut self, entries: &[(String, EntryRef)]) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let mut done = Done::default();
        let was_first = workspace.people().first.is_none();
        if let Err(error) = workspace.make_key() {
            return vec![Msg::NotSaved(error.sentence().in_lang(self.lang))];
        }
        // The first key of all is believed, so it is said aloud.
        if let Some(first) = workspace.people().first.as_ref().filter(|_| was_first) {
            done.told = Some(crate::sentence::told("people-key.is-first", [("key", (&first.key).into())]).in_lang(self.lang));
        }
        let own = workspace.people().persons.get(workspace.writer().person());
        done.key = Some(own.is_some_and(|person| person.keys_held().any(|held| held.confirmed)));
        for (id, entry) in entries {
            match workspace.sign_later(id, entry) {
                Ok(written) => {
                    weigh(workspace, id, &written.saved.entry, self.lang, &mut done);
                    done.written.push((id.clone(), written.saved.entry));
                }
                Err(error) => done.refused.push((id.clone(), error.sentence().in_lang(self.lang))),
            }
        }
        vec![Msg::Reviewed(done)]
    }

    /// What stands in the queue now was seen; it cannot be remembered where the state folder cannot be written, and then
    /// it is marked new once more.
    pub(super) fn visit_queue(&mut self) -> Vec<Msg> {
        if let Some(workspace) = self.workspace.as_ref().filter(|workspace| workspace.looks_back().is_none())
            && let Ok(rows) = workspace.suppliers()
        {
            let _ = workspace.queue_visited(&rows);
        }
        Vec::new()
    }
}
