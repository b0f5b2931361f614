//! The queue of flagged suppliers: who stands in it, in which order, and under which cause. What a person saw at the
//! last visit is kept in the state folder of this machine; it is a reading aid and no record: nothing is computed from it.

mod group;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use group::{Group, Grouping, Seen, Topics, groups};

use super::{SupplierRow, Workspace, WorkspaceError};
use crate::policy::Policy;
use crate::register::living::Inherited;
use crate::review::Standing;
use crate::rules::Flag;
use crate::sentence::Sentence;

/// Suppliers the company meant buys from that are flagged, were given to somebody who has not answered, or owe a promised
/// paper whose day has gone by, and not put off:
/// gates first, then what was reported and is tolerated nowhere, what is due soonest, attention, spend, what moved since the last decision. Those a decision in force covers stand at the end.
#[must_use]
pub fn order<'r>(rows: &'r [SupplierRow], policy: &Policy) -> Vec<&'r SupplierRow> {
    let here = |row: &&SupplierRow| row.bought && !row.ended;
    let in_queue = |row: &&SupplierRow| {
        let given = row.review.escalated.is_some() && row.review.answered.is_none();
        let adverse = row.flags.iter().any(Flag::is_adverse) || !row.overdue.is_empty() || row.review.orders_held;
        here(row) && !is_put_off(row) && (adverse || given)
    };
    let mut flagged: Vec<&SupplierRow> = rows.iter().filter(in_queue).collect();
    flagged.sort_by_cached_key(|row| {
        (
            is_settled(row),
            row.assessment.gates_open.is_empty() && !row.review.orders_held,
            !is_grave(row),
            deadline(row).unwrap_or("9999").to_owned(),
            Reverse(row.assessment.attention.as_deref().map_or(0, |level| policy.attention_rank(level))),
            ["high", "medium", "low"].iter().position(|class| *class == row.spend).unwrap_or(3),
            !has_moved(row),
            row.supplier.id.clone(),
        )
    });
    flagged
}

/// Whether the supplier is out of the queue until a day. Whoever is under a stop stays in it, whatever was said before.
#[must_use]
pub fn is_put_off(row: &SupplierRow) -> bool {
    row.review.snoozed.is_some() && !row.review.orders_held
}

/// What holds new orders from a supplier, in a word of `queue`: a hold of compliance's, which says no more, or a stop;
/// nothing where they go on.
#[must_use]
pub fn hold(row: &SupplierRow) -> Option<&'static str> {
    let veiled = row.flags.iter().any(|flag| flag.rule == super::veil::HOLD);
    if veiled { Some("queue.compliance-hold") } else { row.review.orders_held.then_some("queue.held") }
}

/// Whether something was reported that is tolerated nowhere, and nobody has put it right yet.
fn is_grave(row: &SupplierRow) -> bool {
    let open = |flag: &Flag| flag.rule == crate::rules::INCIDENT && flag.state == crate::rules::FlagState::Open;
    row.flags.iter().any(|flag| open(flag) && flag.severity == crate::questionnaire::Severity::Critical)
}

/// What was decided about suppliers whose place this one took, as long as nothing that counts is decided about itself.
pub fn decided_before(row: &SupplierRow) -> impl Iterator<Item = Sentence> {
    row.inherited.iter().filter(|_| !is_settled(row)).filter_map(Inherited::decision_told)
}

/// Whether a decision in force covers the supplier as it stands now.
#[must_use]
pub fn is_settled(row: &SupplierRow) -> bool {
    row.review.in_force().is_some()
}

/// Whether something moved since the decision last taken.
#[must_use]
pub fn has_moved(row: &SupplierRow) -> bool {
    row.review.main().is_some_and(|decision| decision.standing == Standing::Current && !decision.moved.is_empty())
}

/// The nearest day something is due: a promised document, an acknowledgement, an action or the next check of a plan, a finding, a scenario to be looked at again.
#[must_use]
pub fn deadline(row: &SupplierRow) -> Option<&str> {
    let actions = row.review.actions.iter().filter(|action| action.is_open()).map(|action| action.next_due.as_str());
    let scenarios = row.review.risks.iter().map(|risk| risk.act.review_by.as_str());
    let papers = row.promises.iter().map(|(_, due)| due.as_str());
    let inherited = row.inherited.iter().flat_map(|one| &one.items).filter(|item| item.kind != "waiver");
    let inherited = inherited.filter_map(|item| item.due.as_deref());
    let again = row.again_due.as_deref();
    papers.chain(again).chain(actions).chain(row.found_due.as_deref()).chain(scenarios).chain(inherited).min()
}

/// Whether a flag of the supplier was not there at the last visit; `seen` is what stood in the queue then.
#[must_use]
pub fn is_new(row: &SupplierRow, seen: Option<&BTreeSet<String>>) -> bool {
    seen.is_some_and(|seen| remembered(row).any(|flag| !seen.contains(&flag)))
}

/// The flags of a supplier as they are remembered.
pub fn remembered(row: &SupplierRow) -> impl Iterator<Item = String> + '_ {
    row.flags.iter().filter(|flag| flag.is_adverse()).map(|flag: &Flag| format!("{} {}", row.supplier.id, flag.key()))
}

impl Workspace {
    fn visits(&self) -> String {
        format!("queue/{}", self.writer().person())
    }

    /// Under which topic of its questionnaire every question stands, for the names of causes.
    #[must_use]
    pub fn topics(&self) -> Topics {
        Topics::of(self.sets())
    }

    /// What stood in the queue at the last visit; absent: there was none on this machine.
    #[must_use]
    pub fn queue_seen(&self) -> Option<BTreeSet<String>> {
        self.store().recalled(&self.visits()).map(|text| text.lines().map(str::to_owned).collect())
    }

    /// Remembers what stands in the queue now.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn queue_visited(&self, rows: &[SupplierRow]) -> Result<(), WorkspaceError> {
        let all: BTreeSet<String> = rows.iter().flat_map(remembered).collect();
        let text: String = all.into_iter().map(|line| line + "\n").collect();
        Ok(self.store().note_down(&self.visits(), &text)?)
    }
}
