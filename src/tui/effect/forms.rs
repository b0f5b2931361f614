//! Forms that are half filled in lie beside the lines being typed: outside the workspace, readable by whoever types them.

use super::{Desk, Msg};
use crate::store::Place;
use crate::tui::draft::form::{self, Draft};
use crate::workspace::Workspace;

/// Beside which journal they would lie; none of this name is ever written.
fn place() -> Place {
    Place::Register { kind: form::ALL.to_owned() }
}

fn text(workspace: &Workspace) -> String {
    workspace.store().draft(&place(), workspace.writer()).map(|(_, text)| text).unwrap_or_default()
}

/// Those that were half filled in when the program ended.
#[must_use]
pub fn kept(workspace: &Workspace) -> Vec<Draft> {
    form::all(&text(workspace))
}

impl Desk {
    /// Keeps one of them as it stands, or forgets it; the others stay as another window of the program left them.
    pub(super) fn keep_form(&self, key: &str, given: &str) -> Vec<Msg> {
        if let Some(workspace) = &self.workspace {
            let now = workspace.now();
            let since = format!("{} {}", now.date(), &now.clock()[..5]);
            let all = form::with(&text(workspace), &since, key, given);
            let _ = workspace.store().put_draft(&place(), workspace.writer(), form::ALL, &all);
        }
        Vec::new()
    }
}
