//! Reading questionnaires, and who would be asked.

use super::Desk;
use crate::language::Lang;
use crate::tui::msg::Msg;
use crate::workspace::{Workspace, WorkspaceError};

impl Desk {
    fn looked(&self, lang: Lang, look: impl FnOnce(&Workspace) -> Result<Msg, WorkspaceError>) -> Vec<Msg> {
        let Some(workspace) = &self.workspace else { return vec![Msg::NoWorkspace(None)] };
        vec![look(workspace).unwrap_or_else(|error| Msg::Notice(error.sentence().in_lang(lang)))]
    }

    pub(super) fn shelf(&self, lang: Lang) -> Vec<Msg> {
        self.looked(lang, |workspace| Ok(Msg::Shelf(workspace.shelf(lang)?)))
    }

    pub(super) fn open_set(&self, name: &str, lang: Lang) -> Vec<Msg> {
        self.looked(lang, |workspace| Ok(Msg::Set(Box::new(workspace.shown_set(name, lang)?))))
    }

    pub(super) fn who(&self, id: &str, lang: Lang) -> Vec<Msg> {
        self.looked(lang, |workspace| Ok(Msg::Who(Box::new(workspace.who(id, lang)?))))
    }
}
