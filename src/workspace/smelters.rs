//! Decisions about reported smelter names: made once, remembered with who and when, taken back by whoever made them.

use super::act::{not_saved, wrong};
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, EntryRef, MatchAct};
use crate::smelter::{Decision, Decisions};
use crate::store::{Place, Saved, Store as _};

impl Workspace {
    fn smelters_place() -> Place {
        Place::Register { kind: "smelters".to_owned() }
    }

    /// The decisions that stand.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn smelter_decisions(&self) -> Result<Decisions, WorkspaceError> {
        let place = Self::smelters_place();
        let mut all = Vec::new();
        for (writer, entries) in self.journals(&place)? {
            let undone: Vec<u64> =
                entries.iter().filter_map(|e| if let Act::Undo { entry } = e.act { Some(entry) } else { None }).collect();
            for entry in entries {
                let Act::Match(made) = entry.act else { continue };
                if undone.contains(&entry.n) {
                    continue;
                }
                let note = made.note.as_ref().map(|note| self.store.body(&place, note)).transpose()?.flatten();
                all.push(Decision {
                    metal: made.metal,
                    reported: made.reported,
                    country: made.country,
                    id: made.id,
                    note,
                    by: writer.person().to_owned(),
                    at: entry.at,
                    entry: format!("{writer}#{}", entry.n),
                });
            }
        }
        Ok(Decisions::new(all))
    }

    /// Decides that a reported name is a facility, or none of the listed ones.
    ///
    /// # Errors
    /// When nothing is named, the identification is in no list, or it could not be saved.
    pub fn decide_smelter(
        &mut self,
        metal: &str,
        reported: &str,
        country: Option<&str>,
        id: Option<&str>,
        note: Option<&str>,
    ) -> Result<Saved, WorkspaceError> {
        let reported = crate::clean::line(reported);
        if reported.is_empty() {
            return Err(wrong(
                "which name? give it as the file has it, such as `oretrail smelter decide \"Kawa Metal\" --metal Tin --none`",
            ));
        }
        let id = id.map(|id| id.trim().to_uppercase());
        if let Some(id) = &id {
            let lists = self.lists()?;
            if !lists.smelters.iter().flat_map(|list| &list.rows).any(|row| row.id == *id) {
                return Err(wrong(format!(
                    "no imported list has {id}; see `oretrail smelter candidates`, or import the list it stands in"
                )));
            }
        }
        let place = Self::smelters_place();
        let note = self.put_optional(&place, note)?;
        let country = country.map(crate::clean::line).filter(|country| !country.is_empty());
        let act = Act::Match(MatchAct { metal: crate::clean::line(metal), reported, country, id, note });
        self.write(&place, act).map_err(not_saved)
    }

    /// Takes back the writer's last decision that still counts.
    ///
    /// # Errors
    /// When there is none.
    pub fn undo_smelter(&mut self) -> Result<(EntryRef, Saved), WorkspaceError> {
        self.undo_at(&Self::smelters_place())
    }
}
