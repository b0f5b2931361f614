//! The queue of flagged suppliers: who stands in it, in which order, and under which cause. What a person saw at the
//! last visit is kept in the state folder of this machine; it is a reading aid and no record: nothing is computed from it.

mod group;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use group::{Group, Grouping, Topics, groups};

use super::{SupplierRow, Workspace, WorkspaceError};
use crate::policy::Policy;
use crate::review::Standing;
use crate::rules::Flag;

/// Suppliers the company meant buys from that are flagged, or owe a promised paper whose day has gone by, and not put off:
/// gates first, then what is due soonest, attention, spend, what moved since the last decision. Those a decision in force covers stand at the end.
#[must_use]
pub fn order<'r>(rows: &'r [SupplierRow], policy: &Policy) -> Vec<&'r SupplierRow> {
    let here = |row: &&SupplierRow| row.bought && !row.ended;
    let in_queue = |row: &&SupplierRow| {
        here(row) && row.review.snoozed.is_none() && (row.flags.iter().any(Flag::is_adverse) || !row.overdue.is_empty())
    };
    let mut flagged: Vec<&SupplierRow> = rows.iter().filter(in_queue).collect();
    flagged.sort_by_cached_key(|row| {
        (
            is_settled(row),
            row.assessment.gates_open.is_empty(),
            deadline(row).unwrap_or("9999").to_owned(),
            Reverse(row.assessment.attention.as_deref().map_or(0, |level| policy.attention_rank(level))),
            ["high", "medium", "low"].iter().position(|class| *class == row.spend).unwrap_or(3),
            !has_moved(row),
            row.supplier.id.clone(),
        )
    });
    flagged
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

/// The nearest day something is due: a promised document, or an action.
#[must_use]
pub fn deadline(row: &SupplierRow) -> Option<&str> {
    let actions = row.review.actions.iter().filter(|action| action.is_open()).map(|action| action.act.due.as_str());
    row.promises.iter().map(|(_, due)| due.as_str()).chain(actions).min()
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
