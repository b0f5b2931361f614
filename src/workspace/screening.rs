//! Screening in a workspace: only whoever has the role of compliance sees it. Lists of the day, hits, and what persons made of
//! them; every screening leaves an entry with the editions it was made against.

use super::act::wrong;
use super::decide::as_logs;
use super::needed::there_are;
use super::people::Written;
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, ExclusionAct, Head, JudgeAct, RegisterAct, ScreenAct};
use crate::ratio::Ratio;
use crate::register::screening::{Hit, Index, LEAST, Screening, parties};
use crate::sentence::told;
use crate::situation::{Screened, ScreenedHit};
use crate::store::{Place, Store as _};
use crate::supplier::Supplier;

/// One supplier, screened.
#[derive(Clone, Debug)]
pub struct ScreenedSupplier {
    /// Supplier id.
    pub supplier: String,
    /// Every hit there is today, also those that were judged.
    pub hits: Vec<Hit>,
    /// What the register says.
    pub register: Screening,
    /// Names that are screened.
    pub names: usize,
    /// The entry, if a screening was written.
    pub written: Option<Written>,
}

pub(super) fn place() -> Place {
    Place::Register { kind: "screening".to_owned() }
}

impl Workspace {
    fn must_see_restricted(&self) -> Result<(), WorkspaceError> {
        if self.sees_restricted() {
            return Ok(());
        }
        Err(wrong(told("refusal.screening-restricted", [("person", self.writer().person().into())])))
    }

    pub(super) fn screening_of(&self, supplier: &str) -> Result<Screening, WorkspaceError> {
        Ok(Screening::of(supplier, &as_logs(&self.journals_of_ours(&place())?), |person, at| self.people.may_screen(person, at)))
    }

    /// Days between two screenings: the policy's.
    fn screening_interval(&self) -> i64 {
        let rule = self.policy().rules.get("S-SCREEN");
        let days = rule.and_then(|rule| rule.parameters.numbers.get("interval-days").copied()).unwrap_or(Ratio::whole(365));
        // Whole days: a part of one counts as none.
        (1..=3660).rev().find(|whole| Ratio::whole(*whole) <= days).unwrap_or(365)
    }

    /// How alike names have to be for a hit, in permille: the policy's.
    fn least_alike(&self) -> u16 {
        let rule = self.policy().rules.get("S-HIT");
        let least = rule.and_then(|rule| rule.parameters.numbers.get("least-permille").copied());
        let whole = least.and_then(|least| (1..=1000).rev().find(|whole| Ratio::whole(i64::from(*whole)) <= least));
        whole.unwrap_or(LEAST)
    }

    /// Looks suppliers up in the lists of today; with `write`, each gets an entry that says so.
    ///
    /// # Errors
    /// When the writer may not see it, no list was imported, or it cannot be saved.
    pub fn screen(&mut self, ids: &[String], write: bool) -> Result<Vec<ScreenedSupplier>, WorkspaceError> {
        self.must_see_restricted()?;
        let ids = if ids.is_empty() { self.supplier_ids()? } else { ids.to_vec() };
        let suppliers = ids.iter().map(|id| self.supplier(id)).collect::<Result<Vec<_>, _>>()?;
        let today = self.today();
        let lists = self.lists()?.parties_on(today);
        if lists.is_empty() {
            return Err(wrong(told("refusal.no-sanctions-list", [])));
        }
        let index = Index::of(&lists);
        let named: Vec<String> =
            lists.iter().map(|list| format!("{} {} {}", list.edition.name, list.edition.dated, list.edition.sha256)).collect();
        let least = self.least_alike();
        let found: Vec<Vec<Hit>> = suppliers.iter().map(|supplier| index.hits(supplier, least)).collect();
        let interval = self.screening_interval();
        let next = today.checked_add(jiff::Span::new().days(interval)).unwrap_or(today).to_string();
        let mut all = Vec::new();
        for (supplier, hits) in suppliers.into_iter().zip(found) {
            let names = parties(&supplier).len();
            let act = Act::Register(RegisterAct::Screen(ScreenAct {
                supplier: supplier.id.clone(),
                lists: named.clone(),
                names: names as u64,
                hits: hits.iter().map(|hit| hit.key.clone()).collect(),
                next: next.clone(),
                least: Some(u64::from(least)),
            }));
            let written = if write { Some(self.screening_write(act)?) } else { None };
            let register = self.screening_of(&supplier.id)?;
            all.push(ScreenedSupplier { supplier: supplier.id, hits, register, names, written });
        }
        Ok(all)
    }

    fn screening_write(&mut self, act: Act) -> Result<Written, WorkspaceError> {
        let place = place();
        let journals = self.journals(&place)?;
        let heads = journals.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.shown.insert(place.to_string(), heads);
        self.write_signed(&place, act)
    }

    /// Says whether a hit is the same person or body, with a reason.
    ///
    /// # Errors
    /// When the writer may not, there is no such hit, the reason is missing, or it cannot be saved.
    pub fn judge_hit(&mut self, supplier: &str, hit: &str, same: bool, reason: &str) -> Result<Written, WorkspaceError> {
        let found = self.screen(&[supplier.to_owned()], false)?;
        let hits = found.into_iter().flat_map(|screened| screened.hits).collect::<Vec<_>>();
        let exact: Vec<&Hit> = hits.iter().filter(|known| known.key == hit || known.id.eq_ignore_ascii_case(hit)).collect();
        let meant = match exact.as_slice() {
            [one] => (*one).clone(),
            [] => {
                let keys: Vec<&str> = hits.iter().map(|hit| hit.key.as_str()).collect();
                let there = if keys.is_empty() { told("refusal.it-has-none", []) } else { there_are(&keys) };
                return Err(wrong(told("refusal.no-hit", [("id", supplier.into()), ("hit", hit.into())]).and(there)));
            }
            several => {
                let keys: Vec<&str> = several.iter().map(|hit| hit.key.as_str()).collect();
                return Err(wrong(told("refusal.several-hits", [("hit", hit.into()), ("all", keys.join(", ").into())])));
            }
        };
        if reason.trim().is_empty() {
            return Err(wrong(told("refusal.judge-reason", [])));
        }
        let reason = self.put_text(&place(), reason)?;
        let act = JudgeAct { supplier: supplier.to_owned(), hit: meant.key, listed: meant.listed, same, reason };
        self.screening_write(Act::Register(RegisterAct::Judge(act)))
    }

    /// Says whether the contract excludes antisocial forces and sanctioned parties.
    ///
    /// # Errors
    /// When the writer may not, or it cannot be saved.
    pub fn exclusion_clause(&mut self, supplier: &str, clause: bool, where_it_stands: Option<&str>) -> Result<Written, WorkspaceError> {
        self.must_see_restricted()?;
        self.must_know(supplier)?;
        let act = ExclusionAct { supplier: supplier.to_owned(), clause, place: where_it_stands.map(crate::clean::line) };
        self.screening_write(Act::Register(RegisterAct::Exclusion(act)))
    }

    /// The reason of a judgement.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn screening_text(&self, body: &crate::journal::BodyRef) -> Result<String, WorkspaceError> {
        let text = self.store().body(&place(), body)?;
        Ok(text.map_or_else(|| format!("{body} (absent here)"), |text| crate::clean::text(&text)))
    }

    /// What judging sees of it: hits nobody found to be somebody else, and a screening that is overdue. Nothing while the
    /// company has no list and never screened.
    pub(super) fn screened(&self, supplier: &Supplier) -> Result<Screened, WorkspaceError> {
        let today = self.today();
        let lists = self.lists()?.parties_on(today);
        let register = self.screening_of(&supplier.id)?;
        if lists.is_empty() && register.last.is_none() {
            return Ok(Screened::default());
        }
        let last = register.last.as_ref().map_or_else(|| "registers/screening".to_owned(), |last| last.entry.clone());
        let mut hits: Vec<ScreenedHit> = Vec::new();
        // A hit speaks once a screening has shown it to somebody; a new list is looked at by the next one.
        let shown = register.last.as_ref().map(|last| last.act.hits.as_slice()).unwrap_or_default();
        let found = if shown.is_empty() { Vec::new() } else { Index::of(&lists).hits(supplier, self.least_alike()) };
        for hit in found.into_iter().filter(|hit| shown.contains(&hit.key)) {
            let judged = register.judgement(&hit.key, &hit.listed);
            if judged.is_some_and(|judged| !judged.act.same) {
                continue;
            }
            hits.push(ScreenedHit {
                key: hit.key.clone(),
                party: hit.party.name.clone(),
                listed: hit.listed.clone(),
                list: hit.list.clone(),
                same: judged.is_some(),
                entry: judged.map_or_else(|| last.clone(), |judged| judged.entry.clone()),
            });
        }
        // What was found to be the same stays so, even if its list is not here any more.
        let known: Vec<String> = hits.iter().map(|hit| hit.key.clone()).collect();
        for judged in register.judged.values().filter(|judged| judged.act.same && !known.contains(&judged.act.hit)) {
            hits.push(ScreenedHit {
                key: judged.act.hit.clone(),
                party: supplier.display_name().to_owned(),
                listed: judged.act.listed.clone(),
                list: judged.entry.clone(),
                same: true,
                entry: judged.entry.clone(),
            });
        }
        let overdue = match register.next() {
            Some(next) if next < today => Some((next.to_string(), last)),
            Some(_) => None,
            None => Some(("—".to_owned(), last)),
        };
        Ok(Screened { hits, overdue })
    }
}
