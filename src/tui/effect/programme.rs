//! Campaigns and editions: worked out before anything is said, and said.

use super::{Desk, Msg};
use crate::locale::Locale;
use crate::workspace::adoption::Saying;
use crate::workspace::editions::Way;
use crate::workspace::{Workspace, WorkspaceError};

/// What is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// A campaign: label, questionnaires, last day, suppliers; of these none means everybody.
    Campaign {
        /// Label.
        label: String,
        /// Questionnaires, by id or by edition.
        questionnaires: Vec<String>,
        /// Last day for answers.
        due: String,
        /// Suppliers; empty: everybody.
        suppliers: Vec<String>,
    },
    /// An edition adopted or retired.
    Edition(Saying),
    /// A campaign that goes on with another edition of a questionnaire, or without one: its label, and which.
    Move(String, Way),
}

/// What would come of it, in lines.
fn foreseen(workspace: &mut Workspace, work: &Work, locale: Locale) -> Result<Vec<String>, WorkspaceError> {
    match work {
        Work::Campaign { label, questionnaires, due, suppliers } => {
            Ok(workspace.beginning(label, questionnaires, due, suppliers)?.told(locale, false))
        }
        Work::Edition(saying) => workspace.foretell(saying, locale.lang()),
        Work::Move(label, way) => {
            let moved = workspace.preview_move(label, way)?;
            let mut lines = moved.told(locale);
            lines.push(String::new());
            lines.push(locale.text("migrate.reversible").to_owned());
            Ok(lines)
        }
    }
}

/// Writes it; says it.
fn perform(workspace: &mut Workspace, work: &Work, locale: Locale) -> Result<String, WorkspaceError> {
    match work {
        Work::Campaign { label, questionnaires, due, suppliers } => {
            let saved = workspace.new_campaign(label, questionnaires, due, suppliers)?;
            let values = [("entry", saved.entry.to_string()), ("campaign", label.clone()), ("due", due.clone())];
            Ok(locale.with("campaign.saved", &values.each_ref().map(|(key, value)| (*key, value.as_str()))))
        }
        Work::Edition(saying) => Ok(workspace.say(saying, locale.lang())?.join(" · ")),
        Work::Move(label, way) => {
            let (saved, moved) = workspace.move_campaign(label, way)?;
            let entry = saved.entry.to_string();
            let from = moved.from.as_deref().map(|from| from.split(':').next().unwrap_or(from));
            Ok(match (way, from) {
                (Way::To(to), Some(from)) => {
                    locale.with("migrate.saved-here", &[("entry", &entry), ("campaign", label), ("from", from), ("to", to)])
                }
                (Way::To(to), None) => locale.with("migrate.added-here", &[("entry", &entry), ("campaign", label), ("to", to)]),
                (Way::Without(id), _) => {
                    let from = from.unwrap_or(id);
                    locale.with("migrate.left-out-here", &[("entry", &entry), ("campaign", label), ("from", from)])
                }
            })
        }
    }
}

impl Desk {
    /// The workspace opened once more, for the company meant here: what is meant or veiled in it changes nothing here.
    pub(super) fn once_more(&self, shown: &Workspace) -> Result<Workspace, WorkspaceError> {
        let mut workspace = self.places.workspace(&self.person, self.clock.clone())?;
        let company = shown.companies().iter().position(|one| one.id.as_deref() == shown.company());
        workspace.use_company_at(company.unwrap_or(0));
        Ok(workspace)
    }

    /// Works out what would come of it.
    pub(super) fn foresee(&self, work: Work) -> Vec<Msg> {
        let Some(shown) = &self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let locale = Locale::new(self.lang);
        let what = self.once_more(shown).and_then(|mut workspace| foreseen(&mut workspace, &work, locale));
        vec![Msg::Foreseen(Box::new(work), what.map_err(|error| error.sentence().in_lang(self.lang)))]
    }

    /// Writes it, and reads the workspace anew: another campaign may be the current one now.
    pub(super) fn settle(&mut self, work: &Work) -> Vec<Msg> {
        let Some(shown) = &self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let locale = Locale::new(self.lang);
        let written = self.once_more(shown).and_then(|mut workspace| {
            let said = perform(&mut workspace, work, locale)?;
            Ok((said, self.once_more(&workspace)?))
        });
        vec![Msg::Settled(match written {
            Ok((said, workspace)) => {
                self.workspace = Some(workspace);
                Ok(said)
            }
            Err(error) => Err(error.sentence().in_lang(self.lang)),
        })]
    }
}
