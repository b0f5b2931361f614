//! What a person saw in the queue at the last visit: flags by supplier, kept in the state folder of this machine. It is a
//! reading aid and no record: nothing is computed from it.

use std::collections::BTreeSet;

use super::{SupplierRow, Workspace, WorkspaceError};
use crate::rules::Flag;

/// The flags of a supplier as they are remembered.
pub fn remembered(row: &SupplierRow) -> impl Iterator<Item = String> + '_ {
    row.flags.iter().filter(|flag| flag.is_adverse()).map(|flag: &Flag| format!("{} {}", row.supplier.id, flag.key()))
}

impl Workspace {
    fn visits(&self) -> String {
        format!("queue/{}", self.writer().person())
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
