//! What becomes of suppliers, carried out: hand-over, succession, two records of one company.

use super::{Desk, Msg};
use crate::workspace::hand_over::Handing;
use crate::workspace::succession::{GoesOver, Succeeding};
use crate::workspace::{Workspace, WorkspaceError};

/// What is to be written.
#[derive(Clone, Debug)]
pub enum Work {
    /// A supplier, or everything its buyer is in charge of, goes to another buyer: supplier, all, to whom, why.
    HandOver(String, bool, String, String),
    /// Others take the place of a supplier, or its sites.
    Succeed(Succeeding),
    /// Two records are of one company: the one that stays, the other, why.
    Same(String, String, String),
    /// The succession of a supplier is taken back.
    Undo(String),
}

/// What goes along with a supplier, and with everything its buyer is in charge of.
#[derive(Clone, Debug, Default)]
pub struct Along {
    /// With this one.
    pub one: Vec<Handing>,
    /// With all of them.
    pub all: Vec<Handing>,
    /// What goes over to another supplier, one way and the other.
    pub over: Vec<GoesOver>,
}

fn handed(workspace: &Workspace, id: &str, all: bool) -> Result<Vec<Handing>, WorkspaceError> {
    let one = workspace.to_hand_over(None, &[id.to_owned()])?;
    match one.first().filter(|one| all && !one.from.is_empty()) {
        Some(first) => workspace.to_hand_over(Some(&first.from), &[]),
        None => Ok(one),
    }
}

/// A key of the catalogues with its values.
type Told = (String, Vec<(&'static str, String)>);

/// Writes it; says it.
fn perform(workspace: &mut Workspace, work: &Work) -> Result<Told, WorkspaceError> {
    Ok(match work {
        Work::HandOver(id, all, to, reason) => {
            let going = handed(workspace, id, *all)?;
            workspace.hand_over(&going, to, reason)?;
            ("living.handed-over".to_owned(), vec![("to", to.clone()), ("count", going.len().to_string())])
        }
        Work::Succeed(given) => {
            let how = workspace.succeed(given)?;
            let values = vec![("id", given.old.clone()), ("others", given.new.join(", ")), ("day", given.on.clone())];
            (format!("living.saved-{}", how.word()), values.into_iter().chain([("sites", given.sites.join(", "))]).collect())
        }
        Work::Same(keep, drop, reason) => {
            workspace.same(keep, drop, reason)?;
            ("living.saved-same".to_owned(), vec![("id", drop.clone()), ("others", keep.clone())])
        }
        Work::Undo(id) => {
            workspace.undo_succession(id)?;
            ("living.undone".to_owned(), vec![("id", id.clone())])
        }
    })
}

impl Desk {
    /// Reads what would go along.
    pub(super) fn along(&mut self, supplier: &str, other: Option<&str>) -> Vec<Msg> {
        let Some(workspace) = &self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let read = || -> Result<Along, WorkspaceError> {
            if let Some(other) = other {
                let over = |old: &str, new: &str| workspace.what_goes_over(old, &[new.to_owned()], &[]);
                return Ok(Along { over: vec![over(supplier, other)?, over(other, supplier)?], ..Along::default() });
            }
            Ok(Along { one: handed(workspace, supplier, false)?, all: handed(workspace, supplier, true)?, over: Vec::new() })
        };
        vec![match read() {
            Ok(along) => Msg::Along(supplier.to_owned(), Box::new(along)),
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }]
    }

    /// Writes what becomes of a supplier.
    pub(super) fn living(&mut self, work: &Work) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        vec![Msg::Lived(match perform(workspace, work) {
            Ok((key, values)) => {
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                Ok(crate::locale::Locale::new(self.lang).with(&key, &values))
            }
            Err(error) => Err(error.sentence().in_lang(self.lang)),
        })]
    }
}
