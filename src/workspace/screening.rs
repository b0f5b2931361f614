//! Screening in a workspace: only whoever has the role of compliance sees it. Lists of the day, hits, and what persons made of
//! them; every screening leaves an entry with the editions it was made against.

use std::collections::BTreeMap;

use super::act::wrong;
use super::decide::as_logs;
use super::needed::there_are;
use super::people::Written;
use super::{Dossier, Workspace, WorkspaceError};
use crate::answers::{Answers, CheckOn};
use crate::journal::{Act, BodyRef, ExclusionAct, Head, JudgeAct, RegisterAct, Reply, ScreenAct};
use crate::questionnaire::{CellKind, Kind, QuestionId, Questionnaire, Rows};
use crate::ratio::Ratio;
use crate::register::screening::{Hit, Index, LEAST, Party, Screening, parties};
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
    /// Everybody who is screened.
    pub parties: Vec<Party>,
    /// The entry, if a screening was written.
    pub written: Option<Written>,
}

impl ScreenedSupplier {
    /// Who was not named yet when it was screened last.
    #[must_use]
    pub fn unscreened(&self) -> Vec<Party> {
        self.register.unscreened(&self.parties)
    }

    /// Whether it is to be screened anew on a day: the days are over, it never was, or somebody was named since.
    #[must_use]
    pub fn is_due(&self, today: jiff::civil::Date) -> bool {
        self.register.next().is_none_or(|next| next < today) || !self.unscreened().is_empty()
    }
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
        let everybody = suppliers.iter().map(|supplier| self.screened_with(supplier)).collect::<Result<Vec<_>, _>>()?;
        let found: Vec<Vec<Hit>> = everybody.iter().map(|parties| index.hits(parties, least)).collect();
        let interval = self.screening_interval();
        let next = today.checked_add(jiff::Span::new().days(interval)).unwrap_or(today).to_string();
        let mut all = Vec::new();
        for ((supplier, parties), hits) in suppliers.into_iter().zip(everybody).zip(found) {
            let act = Act::Register(RegisterAct::Screen(ScreenAct {
                supplier: supplier.id.clone(),
                lists: named.clone(),
                names: parties.len() as u64,
                hits: hits.iter().map(|hit| hit.key.clone()).collect(),
                next: next.clone(),
                least: Some(u64::from(least)),
                who: parties.iter().map(Party::digest).collect(),
            }));
            let written = if write { Some(self.screening_write(act)?) } else { None };
            let register = self.screening_of(&supplier.id)?;
            all.push(ScreenedSupplier { supplier: supplier.id, hits, register, parties, written });
        }
        Ok(all)
    }

    /// Everybody who is screened with a supplier today: itself, its related parties, and whom its answers name.
    fn screened_with(&self, supplier: &Supplier) -> Result<Vec<Party>, WorkspaceError> {
        let place = self.place(&supplier.id);
        let answers = self.fold(&place)?.answers;
        let bodies = self.bodies(&place, &answers)?;
        Ok(parties(supplier, &self.named(&answers, &bodies)))
    }

    /// Whom answers name in columns that are screened: of every side where sides differ.
    fn named(&self, answers: &Answers, bodies: &BTreeMap<String, String>) -> Vec<Party> {
        let mut all = Vec::new();
        for question in self.sets().into_iter().flat_map(|set| &set.questions) {
            let Kind::Rows(rows) = &question.kind else { continue };
            let Some(column) = rows.columns.iter().position(|column| column.screened) else { continue };
            let country = rows.columns.iter().position(|column| column.kind == CellKind::Country);
            let sides = answers.current.iter().filter(|(key, _)| key.question == question.id.as_str()).flat_map(|(_, one)| one.sides());
            for given in sides {
                let Reply::Value(value) = &given.answer.reply else { continue };
                let text =
                    |word: &String| BodyRef::parse(word).map_or_else(|| Some(word.clone()), |body| bodies.get(body.as_str()).cloned());
                for row in Rows::cells(&value.iter().filter_map(text).collect::<Vec<_>>()) {
                    let cell = |at: usize| row.get(at).cloned().unwrap_or_default();
                    all.push(Party {
                        name: cell(column),
                        kind: question.id.row().to_owned(),
                        country: country.map(cell).unwrap_or_default(),
                    });
                }
            }
        }
        all
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

    /// The buyer's checks the policy wants before an approval that were not made, are older than the policy lets them be, or
    /// left something open; of rows that are in the sets asked. What was checked in the campaign before counts as long.
    pub(super) fn checks_open(&self, sets: &[Questionnaire], answers: &Answers, before: Option<&Dossier>) -> Vec<QuestionId> {
        let today = self.today();
        let months = self.policy().validity.get("screening-months").copied();
        let holds = |check: &CheckOn| {
            let last = months.and_then(|months| check.at.date().checked_add(jiff::Span::new().months(i64::from(months))).ok());
            check.outcome == "clear" && last.is_none_or(|last| today <= last)
        };
        let made = |row: &str| answers.checks.get(row).or_else(|| before.and_then(|before| before.answers.checks.get(row)));
        let wanted = self.policy().decision.approval_checks.iter().map(|row| QuestionId::from_text(row));
        let in_use = |id: &QuestionId| sets.iter().any(|set| set.question(id.as_str()).is_some());
        wanted.filter(|id| in_use(id) && !made(id.as_str()).is_some_and(holds)).collect()
    }

    /// What judging sees of it: hits nobody found to be somebody else, and a screening that is overdue. Nothing while the
    /// company has no list and never screened.
    pub(super) fn screened(
        &self,
        supplier: &Supplier,
        answers: &Answers,
        bodies: &BTreeMap<String, String>,
    ) -> Result<Screened, WorkspaceError> {
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
        let parties = parties(supplier, &self.named(answers, bodies));
        let found = if shown.is_empty() { Vec::new() } else { Index::of(&lists).hits(&parties, self.least_alike()) };
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
            Some(next) if next < today => Some((next.to_string(), last.clone())),
            Some(_) => None,
            None => Some(("—".to_owned(), last.clone())),
        };
        let unscreened: Vec<String> = register.unscreened(&parties).into_iter().map(|party| party.name).collect();
        let unscreened = (!unscreened.is_empty()).then_some((unscreened, last));
        Ok(Screened { hits, overdue, unscreened })
    }
}
