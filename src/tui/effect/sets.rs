//! Reading what only is to be shown: questionnaires, who would be asked, the rules, who is here.

use super::Desk;
use crate::language::Lang;
use crate::tui::msg::Msg;
use crate::workspace::rulebook::Leaf;
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

    pub(super) fn people(&self) -> Vec<Msg> {
        self.looked(self.lang, |workspace| Ok(Msg::People(Box::new(workspace.everybody()?))))
    }

    pub(super) fn rulebook(&self, leaf: Leaf, supplier: Option<&str>, lang: Lang) -> Vec<Msg> {
        self.looked(lang, |workspace| Ok(Msg::Rulebook(leaf, workspace.rulebook(leaf, supplier, lang)?)))
    }

    pub(super) fn policy_diff(&self, edition: &str, lang: Lang) -> Vec<Msg> {
        self.looked(lang, |workspace| Ok(Msg::PolicyDiff(edition.to_owned(), workspace.policy_diff("active", edition, lang)?)))
    }

    pub(super) fn who(&self, id: &str, lang: Lang) -> Vec<Msg> {
        self.looked(lang, |workspace| Ok(Msg::Who(Box::new(workspace.who(id, lang)?))))
    }
}
