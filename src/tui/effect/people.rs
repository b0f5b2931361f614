//! Who may do what, written: one entry at a time.

use super::{Desk, Msg};
use crate::journal::Role;
use crate::locale::Locale;
use crate::workspace::people::Written;
use crate::workspace::{Workspace, WorkspaceError};

/// What is to be written about a person.
#[derive(Clone, Debug)]
pub enum Work {
    /// A role given: to whom, which, the name, the last day.
    Grant(String, Role, Option<String>, Option<String>),
    /// A role taken: from whom, which, why.
    Withdraw(String, Role, String),
    /// Whose keys that wait are stood for.
    StandFor(String),
}

/// That it is saved, whether it is signed, and why it does not count where it does not.
fn said(workspace: &Workspace, written: &Written, locale: Locale) -> String {
    let mut parts = vec![locale.with("reviewed.one", &[("entry", &written.saved.entry.to_string())])];
    parts.extend(written.signed.is_none().then(|| locale.text("reviewed.unsigned-here").to_owned()));
    let doubt = workspace.people().doubts.iter().find(|doubt| doubt.entry.as_ref() == Some(&written.saved.entry));
    parts.extend(doubt.map(|doubt| locale.text(&format!("people.why-{}", doubt.why.word())).to_owned()));
    parts.join(" · ")
}

fn perform(workspace: &mut Workspace, work: &Work, locale: Locale) -> Result<String, WorkspaceError> {
    let written = match work {
        Work::Grant(person, role, name, until) => workspace.grant(person, &[*role], name.as_deref(), until.as_deref())?,
        Work::Withdraw(person, role, reason) => workspace.withdraw(person, &[*role], Some(reason))?,
        Work::StandFor(person) => {
            let keys: Vec<String> = workspace.confirm_keys(person, None)?.into_iter().map(|(key, _)| key).collect();
            return Ok(locale.with("people.stands-for", &[("person", person), ("key", &keys.join(" "))]));
        }
    };
    Ok(said(workspace, &written, locale))
}

impl Desk {
    /// Writes what is to be written about a person.
    pub(super) fn about_person(&mut self, work: &Work) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let what = perform(workspace, work, Locale::new(self.lang));
        vec![Msg::Lived(what.map_err(|error| error.sentence().in_lang(self.lang)))]
    }
}
