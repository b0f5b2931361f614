//! Which supplier takes whose place: mergers, splits, sold sites, and two records of one company.
//!
//! Histories and decisions stay where they were made. A succession is written on both sides; from its day on new work
//! belongs to the successor. Until a decision is sealed after it, whoever wrote it can take it back.

use std::collections::BTreeSet;

use super::act::{not_saved, wrong};
use super::decide::{as_logs, standing};
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, Entry, EntryRef, Head, How, LivingAct, RegisterAct, ReviewAct, Role, SuccessionAct};
use crate::questionnaire::Response;
use crate::register::living::{Living, Succession};
use crate::rules::{self, Flag};
use crate::sentence::{Sentence, told};
use crate::store::Place;
use crate::supplier::Supplier;

/// A succession as a person gives it.
#[derive(Clone, Debug, Default)]
pub struct Succeeding {
    /// The supplier that ends, or sells.
    pub old: String,
    /// The one or several that take its place.
    pub new: Vec<String>,
    /// From which day on.
    pub on: String,
    /// Why.
    pub reason: String,
    /// The sites that were sold; empty: everything went over.
    pub sites: Vec<String>,
}

impl Succeeding {
    /// One successor: merged. Several: split. With sites: those were sold.
    fn how(&self) -> How {
        match (self.sites.is_empty(), self.new.len()) {
            (false, _) => How::SiteSold,
            (true, 1) => How::Merged,
            (true, _) => How::Split,
        }
    }
}

/// What is open about a supplier that ends, and goes over with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoesOver {
    /// The supplier that ends.
    pub old: String,
    /// Whoever takes its place.
    pub new: Vec<String>,
    /// The sites that are sold; empty: everything goes over.
    pub sites: Vec<String>,
    /// Gates that are open; they stand on at whoever takes its place.
    pub gates: Vec<String>,
    /// Open cases, by what opened them.
    pub cases: Vec<String>,
    /// Actions nobody verified.
    pub actions: Vec<String>,
    /// Findings without a checked result.
    pub findings: Vec<String>,
    /// Papers that are owed.
    pub promises: Vec<String>,
    /// Waivers in force; they end with it.
    pub waivers: Vec<String>,
    /// Flags that stand on at whoever takes its place: what each calls for, its key, and the day it was raised first.
    pub flags: Vec<String>,
    /// Whether one of them is a stop, a gate, or a gate nobody has resolved.
    pub stops: bool,
    /// What the profiles do not have in common: a country, what the partner is.
    pub doubts: Vec<String>,
}

impl GoesOver {
    /// Whether a reviewer has to write it: a gate or a case is open.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.stops || !self.gates.is_empty() || !self.cases.is_empty()
    }
}

/// Facts that are changed with a succession, and changed back with it.
const FACTS: [&str; 2] = ["former-names", "site"];

impl Workspace {
    /// What became of a supplier.
    ///
    /// # Errors
    /// When it is not there or its record cannot be read.
    pub fn living(&self, supplier: &str) -> Result<Living, WorkspaceError> {
        self.must_know(supplier)?;
        let assessment = self.journals(&self.place(supplier))?;
        Ok(Living::of(&as_logs(&self.journals(&standing(supplier))?), &as_logs(&assessment)))
    }

    /// Ids of suppliers that stand for themselves today: none in whose place another stands.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn standing_ids(&self) -> Result<Vec<String>, WorkspaceError> {
        let mut all = Vec::new();
        for id in self.supplier_ids()? {
            if self.living(&id)?.ended(self.today()).is_none() {
                all.push(id);
            }
        }
        Ok(all)
    }

    /// Suppliers whose place one took, with those whose place they had taken before, nearest first; not those that only
    /// sold it a site.
    pub(super) fn predecessors(&self, supplier: &str) -> Result<Vec<String>, WorkspaceError> {
        let mut all: Vec<String> = Vec::new();
        let mut next = vec![supplier.to_owned()];
        while let Some(id) = next.pop() {
            for one in self.living(&id)?.succeeds.into_iter().filter(Succession::ends) {
                let new: Vec<String> = one.act.others.into_iter().filter(|id| id != supplier && !all.contains(id)).collect();
                next.extend(new.iter().cloned());
                all.extend(new);
            }
        }
        let known: BTreeSet<String> = self.supplier_ids()?.into_iter().collect();
        all.retain(|id| known.contains(id));
        Ok(all)
    }

    /// Refuses new work about a supplier in whose place another stands.
    pub(super) fn belongs_here(&self, supplier: &str) -> Result<(), WorkspaceError> {
        match self.ended(supplier)? {
            Some(sentence) => Err(wrong(sentence)),
            None => Ok(()),
        }
    }

    /// The same for whatever is written: what was begun before can be ended, nothing new is begun.
    pub(super) fn takes_new_work(&self, place: &Place, act: &Act) -> Result<Option<Sentence>, WorkspaceError> {
        match place {
            Place::Assessment { supplier, .. } | Place::Standing { supplier } if is_new_work(act) => self.ended(supplier),
            _ => Ok(None),
        }
    }

    fn ended(&self, supplier: &str) -> Result<Option<Sentence>, WorkspaceError> {
        let living = Living::of(&as_logs(&self.journals(&standing(supplier))?), &[]);
        let Some(ended) = living.ended(self.today()) else { return Ok(None) };
        let others = living.successors(self.today()).into_iter().collect::<Vec<_>>().join(", ");
        let values = [("id", supplier.into()), ("others", others.into()), ("day", (&ended.act.on).into())];
        Ok(Some(told("refusal.succeeded", values)))
    }

    /// What is open about a supplier that others take the place of.
    ///
    /// # Errors
    /// When a supplier is not there or its record cannot be read.
    pub fn what_goes_over(&self, old: &str, new: &[String], sites: &[String]) -> Result<GoesOver, WorkspaceError> {
        let dossier = self.dossier(old)?;
        if !sites.is_empty() {
            return self.what_goes_with(&dossier, new, sites);
        }
        let review = &dossier.review;
        let mut doubts = Vec::new();
        for id in new {
            let other = self.supplier(id)?;
            let pairs = [(&dossier.supplier.country, &other.country), (&dossier.supplier.partner_type, &other.partner_type)];
            doubts.extend(pairs.iter().filter(|(a, b)| a != b).map(|(a, b)| format!("{old}: {a} ≠ {id}: {b}")));
        }
        let open = review.actions.iter().filter(|action| action.is_open());
        let veiled = |flag: &&Flag| flag.rule == super::veil::HOLD;
        let over: Vec<&Flag> = dossier.flags.iter().filter(|flag| super::carried::stands(flag, &dossier) || veiled(flag)).collect();
        Ok(GoesOver {
            flags: over.iter().map(|flag| stands(&dossier, flag)).collect(),
            stops: over.iter().any(|flag| flag.gate || flag.response == Response::Stop || flag.rule == rules::UNRESOLVED),
            old: old.to_owned(),
            new: new.to_vec(),
            sites: Vec::new(),
            gates: dossier.assessment.gates_open.clone(),
            cases: review.cases.iter().filter(|case| case.is_open()).map(|case| case.trigger.word().to_owned()).collect(),
            actions: open.map(|action| format!("{} {}", action.entry, action.act.due)).collect(),
            findings: self.findings(old)?.findings.iter().filter(|one| one.is_open()).map(|one| one.on.entry.to_string()).collect(),
            promises: self.open_promises(&dossier)?.into_iter().map(|(question, due)| format!("{question} {due}")).collect(),
            waivers: review.waivers.iter().filter(|waiver| waiver.in_force).map(|waiver| waiver.act.flag.clone()).collect(),
            doubts,
        })
    }

    /// The same of sites that are sold: flags and findings about them, and the actions about those flags.
    fn what_goes_with(&self, dossier: &super::Dossier, new: &[String], named: &[String]) -> Result<GoesOver, WorkspaceError> {
        let old = &dossier.supplier;
        let sites = sites(old, named)?;
        let act = SuccessionAct {
            how: How::SiteSold,
            others: new.to_vec(),
            on: self.today().to_string(),
            reason: None,
            sites,
            carries: None,
            read: Vec::new(),
        };
        let of = self.of_sites(&old.id, old, &act)?;
        let goes = |flag: &&Flag| of.goes(flag, dossier).is_some();
        let over: Vec<&Flag> = dossier.flags.iter().filter(goes).collect();
        let about = |flag: &Option<String>| flag.as_ref().is_some_and(|key| over.iter().any(|flag| flag.key() == *key));
        let actions = dossier.review.actions.iter().filter(|action| action.is_open() && about(&action.act.flag));
        let waivers = dossier.review.waivers.iter().filter(|waiver| waiver.in_force && about(&Some(waiver.act.flag.clone())));
        Ok(GoesOver {
            old: old.id.clone(),
            new: new.to_vec(),
            sites: act.sites.clone(),
            flags: over.iter().map(|flag| stands(dossier, flag)).collect(),
            stops: over.iter().any(|flag| flag.gate || flag.response == Response::Stop || flag.rule == rules::UNRESOLVED),
            actions: actions.map(|action| format!("{} {}", action.entry, action.act.due)).collect(),
            waivers: waivers.map(|waiver| waiver.act.flag.clone()).collect(),
            findings: dossier.findings.iter().map(|one| one.on.entry.to_string()).filter(|entry| of.entries.contains(entry)).collect(),
            ..GoesOver::default()
        })
    }

    /// Refuses whoever may not take a supplier with something grave open out of the list.
    fn may_merge(&self, old: &str, new: &[String]) -> Result<(), WorkspaceError> {
        if self.people.is_empty() || self.own_roles().contains(&Role::Reviewer) || !self.what_goes_over(old, new, &[])?.is_grave() {
            return Ok(());
        }
        let all = self.people.in_office(Role::Reviewer, &self.now()).join(", ");
        Err(wrong(told("refusal.same-needs-reviewer", [("old", old.into()), ("all", all.into())])))
    }

    /// Refuses what could not be written, before it is shown what would go over; the reason may still be missing.
    ///
    /// # Errors
    /// When a supplier is not there or ended before, or the day is none.
    pub fn could_succeed(&self, given: &Succeeding) -> Result<jiff::civil::Date, WorkspaceError> {
        let on = given.on.parse().map_err(|_| super::act::not_a_date(&given.on, "2026-10-01"))?;
        self.parties(given, given.how())?;
        Ok(on)
    }

    /// The same for two records that are said to be of one company.
    ///
    /// # Errors
    /// When a supplier is not there or ended before.
    pub fn could_be_same(&self, keep: &str, drop: &str) -> Result<(), WorkspaceError> {
        let given = Succeeding { old: drop.to_owned(), new: vec![keep.to_owned()], ..Succeeding::default() };
        self.parties(&given, How::Same).map(|_| ())
    }

    /// Writes down that others take the place of a supplier, or its sites.
    ///
    /// # Errors
    /// When a supplier is not there or ended before, day or reason are missing, or it cannot be saved.
    pub fn succeed(&mut self, given: &Succeeding) -> Result<How, WorkspaceError> {
        let on = self.could_succeed(given)?;
        if given.reason.trim().is_empty() {
            return Err(wrong(told("refusal.succession-reason", [])));
        }
        let how = given.how();
        self.write_succession(given, how, on)?;
        Ok(how)
    }

    /// Writes down that two records are of one company: one stays, the other is read from then on.
    ///
    /// # Errors
    /// When a supplier is not there or ended before, or it cannot be saved.
    pub fn same(&mut self, keep: &str, drop: &str, reason: &str) -> Result<(), WorkspaceError> {
        let on = self.today();
        let given = Succeeding {
            old: drop.to_owned(),
            new: vec![keep.to_owned()],
            on: on.to_string(),
            reason: reason.to_owned(),
            sites: Vec::new(),
        };
        self.write_succession(&given, How::Same, on)
    }

    /// The suppliers it is about, and the ids of the sites that go over; refused when it cannot be written.
    fn parties(&self, given: &Succeeding, how: How) -> Result<(Supplier, Vec<Supplier>, Vec<String>), WorkspaceError> {
        let old = self.may_end(&given.old, how)?;
        let mut news: Vec<Supplier> = Vec::new();
        for id in &given.new {
            if *id == given.old || news.iter().any(|known| known.id == *id) {
                return Err(wrong(told("refusal.same-supplier", [])));
            }
            news.push(self.may_end(id, How::SiteSold)?);
        }
        if how == How::SiteSold && news.len() != 1 {
            return Err(wrong(told("refusal.site-one-buyer", [])));
        }
        let sites = sites(&old, &given.sites)?;
        Ok((old, news, sites))
    }

    fn write_succession(&mut self, given: &Succeeding, how: How, on: jiff::civil::Date) -> Result<(), WorkspaceError> {
        let (old, news, sites) = self.parties(given, how)?;
        if how != How::SiteSold {
            self.may_merge(&given.old, &given.new)?;
        }
        let side = |workspace: &Self, at: &str, others: Vec<String>, read: Option<Vec<Head>>| -> Result<SuccessionAct, WorkspaceError> {
            let reason = workspace.put_optional(&standing(at), Some(given.reason.as_str()))?;
            let carries = read.as_ref().map(|_| workspace.campaign_label());
            let read = read.unwrap_or_default().iter().map(ToString::to_string).collect();
            Ok(SuccessionAct { how, others, on: on.to_string(), reason, sites: sites.clone(), carries, read })
        };
        let act = side(self, &old.id, given.new.clone(), None)?;
        self.review_write(&old.id, Act::Living(LivingAct::Succeeded(act)))?;
        let sold: Vec<_> = old.sites.iter().filter(|site| sites.contains(&site.id)).cloned().collect();
        if !sold.is_empty() {
            let mut old = old.clone();
            old.sites.retain(|site| !sites.contains(&site.id));
            self.change(&old, &["site"])?;
        }
        for mut new in news {
            // What is open goes over with whoever ends, and with a site what is about the site.
            let read = self.fold(&self.place(&new.id))?.heads;
            let act = side(self, &new.id, vec![old.id.clone()], Some(read))?;
            self.review_write(&new.id, Act::Living(LivingAct::Succeeds(act)))?;
            if matches!(how, How::Merged | How::Same) {
                for name in std::iter::once(old.name.clone()).chain(old.former_names.clone()) {
                    if !name.is_empty() && !new.former_names.contains(&name) && new.name != name {
                        new.former_names.push(name);
                    }
                }
                self.change(&new, &["former-names"])?;
            }
            if !sold.is_empty() {
                let known: BTreeSet<String> = new.sites.iter().map(|site| site.id.clone()).collect();
                new.sites.extend(sold.iter().cloned().map(|mut site| {
                    if known.contains(&site.id) {
                        site.id = format!("{}-{}", old.id, site.id);
                    }
                    site
                }));
                self.change(&new, &["site"])?;
            }
        }
        Ok(())
    }

    /// A supplier that stands for itself and whose text can be read.
    fn may_end(&self, id: &str, how: How) -> Result<Supplier, WorkspaceError> {
        let profile = self.profile(id)?;
        self.must_be_readable(&profile)?;
        let living = self.living(id)?;
        if let Some(known) = living.succeeded.iter().rev().find(|one| one.ends()).filter(|_| !living.disputed || how == How::SiteSold) {
            let others = known.act.others.join(", ");
            let values = [("id", id.into()), ("others", others.into()), ("day", (&known.act.on).into())];
            return Err(wrong(told("refusal.succeeded", values).and(told("refusal.succession-undo", [("id", id.into())]))));
        }
        Ok(profile.supplier)
    }

    /// Takes the succession written last about a supplier back, on both sides, with what it changed in the profiles.
    ///
    /// # Errors
    /// When there is none, another person wrote it, a decision was sealed since, or it cannot be saved.
    pub fn undo_succession(&mut self, old: &str) -> Result<Succession, WorkspaceError> {
        let last = self.living(old)?.succeeded.pop();
        let last = last.ok_or_else(|| wrong(told("refusal.no-succession", [("id", old.into())])))?;
        if last.entry.writer != *self.writer() {
            let values = [("entry", last.entry.to_string().into()), ("person", (&last.person).into())];
            return Err(wrong(told("refusal.succession-of-another", values)));
        }
        let mut sides = vec![(old.to_owned(), last.entry.clone())];
        for new in &last.act.others {
            let found = self.living(new)?.succeeds.into_iter().rev().find(|one| one.act.others.iter().any(|id| id == old));
            sides.extend(found.map(|one| (new.clone(), one.entry)));
        }
        for (id, _) in &sides {
            if let Some(seal) = self.sealed_since(id, &last)? {
                return Err(wrong(told("refusal.succession-sealed", [("id", id.into()), ("entry", seal.to_string().into())])));
            }
        }
        for (id, entry) in sides {
            self.undo_side(&id, &entry)?;
        }
        Ok(last)
    }

    /// A seal over a decision that was written after a succession.
    fn sealed_since(&self, id: &str, last: &Succession) -> Result<Option<EntryRef>, WorkspaceError> {
        for (writer, entries) in self.journals(&standing(id))? {
            let since = entries.iter().filter(|entry| entry.at.timestamp() >= last.at.timestamp());
            let mut seals = since.filter(|entry| matches!(entry.act, Act::Seal(_)));
            if let Some(seal) = seals.next() {
                return Ok(Some(EntryRef { writer, n: seal.n }));
            }
        }
        Ok(None)
    }

    fn undo_side(&mut self, id: &str, entry: &EntryRef) -> Result<(), WorkspaceError> {
        let place = standing(id);
        let journals = self.journals(&place)?;
        let own = journals.iter().find(|(writer, _)| *writer == entry.writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        let changed: Vec<(u64, Option<String>)> = changed_with(own, entry.n);
        self.show_standing(id)?;
        for (n, _) in changed.iter().rev() {
            self.write(&place, Act::Undo { entry: *n }).map_err(not_saved)?;
        }
        self.write(&place, Act::Undo { entry: entry.n }).map_err(not_saved)?;
        let keys: Vec<&str> = changed.iter().filter_map(|(_, key)| key.as_deref()).collect();
        let supplier = self.profile(id)?.supplier;
        self.project(&supplier, &keys)
    }
}

/// A flag that goes over, `STOP R-FL 2026-10-08`.
fn stands(dossier: &super::Dossier, flag: &Flag) -> String {
    let day = dossier.raised(flag).map(|day| format!(" {day}")).unwrap_or_default();
    format!("{} {}{day}", flag.response, flag.key())
}

/// The facts, and the case, that were written right after an entry, as part of the same act.
fn changed_with(entries: &[Entry], n: u64) -> Vec<(u64, Option<String>)> {
    let after = entries.iter().skip_while(|entry| entry.n <= n);
    let part = after.take_while(|entry| match &entry.act {
        Act::Sign(_) => true,
        Act::Profile { key, .. } => FACTS.contains(&key.as_str()),
        Act::Review(ReviewAct::Case(case)) => !case.holds.is_empty(),
        _ => false,
    });
    part.filter_map(|entry| match &entry.act {
        Act::Profile { key, .. } => Some((entry.n, Some(key.clone()))),
        Act::Review(_) => Some((entry.n, None)),
        _ => None,
    })
    .collect()
}

/// Sites by id or name, as ids.
fn sites(old: &Supplier, named: &[String]) -> Result<Vec<String>, WorkspaceError> {
    let one = |name: &String| {
        let found = old.sites.iter().find(|site| site.id == *name || site.name == *name);
        found.map(|site| site.id.clone()).ok_or_else(|| {
            let all: Vec<&str> = old.sites.iter().map(|site| site.id.as_str()).collect();
            let all = if all.is_empty() { "–".to_owned() } else { all.join(", ") };
            wrong(told("refusal.no-site", [("site", name.into()), ("id", (&old.id).into()), ("all", all.into())]))
        })
    };
    named.iter().map(one).collect()
}

/// What begins something about a supplier; what ends something that was begun, and what is only kept, stays possible.
fn is_new_work(act: &Act) -> bool {
    match act {
        Act::Answer(_) | Act::Promise(_) | Act::Submit { .. } | Act::Met { .. } | Act::Check { .. } | Act::Import(_) => true,
        Act::Park { parked, .. } => *parked,
        Act::Review(act) => !matches!(act, ReviewAct::Confirm(_) | ReviewAct::Revoke(_) | ReviewAct::Follow(_)),
        Act::Register(act) => !matches!(
            act,
            RegisterAct::FindingStep(_)
                | RegisterAct::Judge(_)
                | RegisterAct::Erase(_)
                | RegisterAct::Evidence(_)
                | RegisterAct::WithdrawPaper(_)
                | RegisterAct::DropPromise(_)
        ),
        _ => false,
    }
}
