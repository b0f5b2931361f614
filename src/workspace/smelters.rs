//! Decisions about reported smelter names: made once, remembered with who and when, taken back by whoever made them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::act::{not_saved, wrong};
use super::{Workspace, WorkspaceError};
use crate::declaration::Declaration;
use crate::journal::{Act, EntryRef, MatchAct};
use crate::reference::metal;
use crate::sentence::told;
use crate::smelter::{Candidate, Decision, Decisions, How, Reported, Settled, candidates, says_nothing, settle};
use crate::store::{Place, Saved, Shelf, Store as _};

/// A smelter name as declarations report it, once, however many rows have it.
#[derive(Clone, Debug)]
pub struct NamedSmelter {
    /// Metal.
    pub metal: String,
    /// Name.
    pub name: Option<String>,
    /// Identification.
    pub id: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Suppliers that report it.
    pub suppliers: Vec<String>,
    /// Files that have it.
    pub files: usize,
    /// Rows that have it.
    pub rows: usize,
    /// What it means today.
    pub settled: Settled,
}

/// A name that a person has to look at, with the facilities it may mean.
#[derive(Clone, Debug)]
pub struct OnBench {
    /// The name as reported.
    pub reported: NamedSmelter,
    /// Best first.
    pub candidates: Vec<Candidate>,
}

/// Metal, name, identification and country as reported.
type ReportedKey = (String, Option<String>, Option<String>, Option<String>);

impl Workspace {
    /// Every smelter name in the declarations that arrived or were accepted, in the order of metal and name.
    ///
    /// # Errors
    /// When a record or a stored file cannot be read.
    pub fn named_smelters(&self) -> Result<Vec<NamedSmelter>, WorkspaceError> {
        let mut all: BTreeMap<ReportedKey, (BTreeSet<String>, usize, usize)> = BTreeMap::new();
        for (supplier, declared) in self.held_workbooks()? {
            let mut here = BTreeSet::new();
            for row in &declared.smelters {
                let (name, id) = (row.called().map(str::to_owned), row.cid().map(str::to_owned));
                let Some(metal) = row.metal.clone().filter(|_| name.is_some() || id.is_some()) else { continue };
                let key = (metal, name, id, row.country.clone());
                let known = all.entry(key.clone()).or_default();
                known.0.insert(supplier.clone());
                known.1 += usize::from(here.insert(key));
                known.2 += 1;
            }
        }
        let (lists, decisions, day) = (self.lists()?, self.smelter_decisions()?, self.today());
        let named = all.into_iter().map(|((metal, name, id, country), (suppliers, files, rows))| {
            let reported = Reported { metal: &metal, name: name.as_deref(), id: id.as_deref(), country: country.as_deref(), city: None };
            let settled = settle(&reported, lists, &decisions, day);
            NamedSmelter { metal, name, id, country, suppliers: suppliers.into_iter().collect(), files, rows, settled }
        });
        Ok(named.collect())
    }

    /// Every reported name that means no facility or is doubtful and that nobody decided, with candidates.
    ///
    /// # Errors
    /// When a record or a stored file cannot be read.
    pub fn unsettled_smelters(&self) -> Result<Vec<OnBench>, WorkspaceError> {
        let (lists, decisions, day) = (self.lists()?, self.smelter_decisions()?, self.today());
        let waiting = |named: &NamedSmelter| {
            let decided = named.name.as_deref().is_some_and(|name| decisions.find(&named.metal, name, named.country.as_deref()).is_some());
            let unclear = named.settled.id.is_none() || !named.settled.doubts.is_empty();
            // "Not listed" and "not yet identified" without more are the supplier's to answer; there is no name to decide.
            let is_named = named.name.as_deref().is_some_and(|name| !says_nothing(name)) || named.settled.id.is_some();
            is_named && unclear && !decided && named.settled.how != How::Decided
        };
        let on_bench = |named: NamedSmelter| {
            let country = named.country.as_deref();
            let reported = Reported { metal: &named.metal, name: named.name.as_deref(), id: named.id.as_deref(), country, city: None };
            let candidates = candidates(&reported, lists, &decisions, day);
            OnBench { reported: named, candidates }
        };
        Ok(self.named_smelters()?.into_iter().filter(waiting).map(on_bench).collect())
    }

    /// Every workbook held, once, with the supplier it is taken to come from: a dash where nobody knows.
    fn held_workbooks(&self) -> Result<Vec<(String, Rc<Declaration>)>, WorkspaceError> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for supplier in self.supplier_ids()? {
            for (_, entries) in self.journals(&Place::Standing { supplier: supplier.clone() })? {
                for entry in entries {
                    let Act::Import(import) = entry.act else { continue };
                    if seen.insert(import.sha256.clone())
                        && let Some(read) = self.declared_in(Shelf::Supplier(&supplier), &import.sha256)?
                    {
                        all.push((supplier.clone(), read));
                    }
                }
            }
        }
        for (_, entries) in self.journals(&Place::Inbox)? {
            for entry in entries {
                let Act::Received(received) = entry.act else { continue };
                if seen.insert(received.sha256.clone())
                    && let Some(read) = self.declared_in(Shelf::Inbox, &received.sha256)?
                {
                    all.push((received.supplier.unwrap_or_else(|| "–".to_owned()), read));
                }
            }
        }
        Ok(all)
    }

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
        let mut known: Vec<BTreeMap<String, u64>> = Vec::new();
        for (writer, entries) in self.journals_of_ours(&place)? {
            let mut knows: BTreeMap<String, u64> = BTreeMap::new();
            let undone: Vec<u64> =
                entries.iter().filter_map(|e| if let Act::Undo { entry } = e.act { Some(entry) } else { None }).collect();
            for entry in entries {
                for head in &entry.seen {
                    let n = knows.entry(head.entry.writer.to_string()).or_default();
                    *n = (*n).max(head.entry.n);
                }
                let Act::Match(made) = entry.act else { continue };
                let before = entry.n.saturating_sub(1);
                knows.insert(writer.to_string(), before);
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
                    seen: Vec::new(),
                });
                known.push(knows.clone());
            }
        }
        let entries: Vec<String> = all.iter().map(|decision: &Decision| decision.entry.clone()).collect();
        let knew = |knows: &BTreeMap<String, u64>, entry: &str| {
            let (writer, n) = entry.rsplit_once('#').unwrap_or_default();
            n.parse::<u64>().is_ok_and(|n| knows.get(writer).is_some_and(|known| *known >= n))
        };
        for (decision, knows) in all.iter_mut().zip(&known) {
            decision.seen = entries.iter().filter(|entry| knew(knows, entry)).cloned().collect();
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
            return Err(wrong(told("smelter.which-name", [])));
        }
        let id = id.map(|id| id.trim().to_uppercase());
        if let Some(id) = &id {
            let lists = self.lists()?;
            if !lists.smelters.iter().flat_map(|list| &list.rows).any(|row| row.id == *id) {
                return Err(wrong(told("smelter.no-such-id", [("id", id.into())])));
            }
        }
        let place = Self::smelters_place();
        // Whoever decides has the decisions that are here in front of them.
        let heads = self.fold(&place)?.heads;
        self.shown.insert(place.to_string(), heads);
        let note = self.put_optional(&place, note)?;
        let country = country.map(crate::clean::line).filter(|country| !country.is_empty());
        let metal = metal::find(metal).map_or_else(|| crate::clean::line(metal), |metal| metal.rmi.clone());
        let act = Act::Match(MatchAct { metal, reported, country, id, note });
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
