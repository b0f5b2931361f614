//! Sealing decisions, computing them again, and telling why: the edge of [`crate::seal`].
//!
//! A seal is written after its decision and computed from the logs as they stood before it, by the same code that judges
//! today, on a [`past`](super::past) workspace. Replay does the same from the sealed bytes; nothing of today takes part.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::act::wrong;
use super::decide::{standing, today};
use super::definitions::{Source, SourceKind};
use super::past::{AsOf, Cut, Rest, ends};
use super::people::Written;
use super::{Dossier, Workspace, WorkspaceError};
use crate::journal::{Act, Basis, Decide, Entry, EntryRef, Head, ReviewAct, Seal, block::sha256_hex};
use crate::policy::Policy;
use crate::review::{self, Decision};
use crate::seal::bind::{self, Ground};
use crate::seal::open::open_part;
use crate::seal::replay::{Difference, Sealed, differences, read};
use crate::seal::{Bound, Kind};
use crate::sentence::{Sentence, told};
use crate::store::{Place, Shelf, Store as _};

/// A sealed decision, computed again.
pub struct Replayed {
    /// The decision's entry.
    pub entry: EntryRef,
    /// The seal's entry.
    pub seal: EntryRef,
    /// SHA-256 of the sealed verdict.
    pub verdict: String,
    /// The sealed verdict.
    pub sealed: Sealed,
    /// Its bytes.
    pub sealed_text: String,
    /// What came out now, as whoever asks may read it.
    pub again: String,
    /// What the two differ in; empty: identical.
    pub differences: Vec<Difference>,
    /// The supplier as it was judged then.
    pub dossier: Dossier,
    /// The policy it was judged by.
    pub policy: Policy,
}

impl Replayed {
    /// Whether the same bytes came out.
    #[must_use]
    pub fn is_identical(&self) -> bool {
        self.differences.is_empty()
    }
}

/// What the facts of a sealed decision would come to under other rules.
pub struct Hypothetical {
    /// The policy edition that judges instead.
    pub policy: String,
    /// Everything of today, rather than another policy alone.
    pub current: bool,
    /// The supplier, judged so.
    pub dossier: Dossier,
    /// What differs from the sealed verdict.
    pub differences: Vec<Difference>,
}

/// Which rules judge instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Under {
    /// Policy, questionnaires, lists and calendar of today.
    Current,
    /// Another edition of the policy; everything else as sealed.
    Edition(String),
}

impl std::str::FromStr for Under {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if text == "current" { Self::Current } else { Self::Edition(text.to_owned()) })
    }
}

impl Workspace {
    /// Whether decisions can be sealed here now: a clock set from outside proves nothing, outside a sample.
    #[must_use]
    pub fn can_seal(&self) -> bool {
        !self.clock.is_set() || self.settings.demo
    }

    /// Seals a decision of one's own on exactly what it was taken on.
    ///
    /// # Errors
    /// When there is no such decision, it is sealed or taken back, what it was taken on cannot be had any more, the clock
    /// was set from outside, or it cannot be saved.
    pub fn seal(&mut self, supplier: &str, entry: &EntryRef) -> Result<Written, WorkspaceError> {
        self.seal_within(supplier, entry, None)
    }

    /// The same for a decision that was written this moment: nobody's clock decides what had been there, the disk does.
    pub(super) fn seal_now(&mut self, supplier: &str, entry: &EntryRef) -> Result<Written, WorkspaceError> {
        self.seal_within(supplier, entry, Some(Rest::Whole))
    }

    fn seal_within(&mut self, supplier: &str, entry: &EntryRef, rest: Option<Rest>) -> Result<Written, WorkspaceError> {
        self.use_company_of(supplier, entry)?;
        let place = standing(supplier);
        let journals = self.journals(&place)?;
        let own = journals.iter().find(|(writer, _)| *writer == self.writer && *writer == entry.writer).map(|(_, entries)| entries);
        let found = own.and_then(|own| own.iter().find(|known| known.n == entry.n).map(|found| (own, found)));
        let Some((own, found, act)) = found.and_then(|(own, found)| match &found.act {
            Act::Review(ReviewAct::Decide(act)) => Some((own, found, act)),
            _ => None,
        }) else {
            return Err(wrong(told("refusal.not-your-decision", [("entry", entry.to_string().into()), ("id", supplier.into())])));
        };
        if own.iter().any(|later| matches!(later.act, Act::Undo { entry } if entry == found.n)) {
            return Err(wrong(told("refusal.seal-taken-back", [("entry", entry.to_string().into())])));
        }
        if sealed_by(own, found).is_some() {
            return Err(wrong(told("refusal.sealed-already", [("entry", entry.to_string().into()), ("id", supplier.into())])));
        }
        if (found.clock_set || self.clock.is_set()) && !self.settings.demo {
            return Err(wrong(told("refusal.seal-clock-set", [("entry", entry.to_string().into())])));
        }
        let view = self.before(supplier, entry, found, act, rest.unwrap_or(Rest::Until(found.at)))?;
        let judged = view.judged(supplier)?;
        let basis = review::basis(&today(&view, &judged), &judged.heads);
        if basis != act.basis {
            return Err(wrong(told("refusal.seal-moved", [("entry", entry.to_string().into()), ("what", moved(&act.basis, &basis))])));
        }
        let (bound, verdict) = self.bind(supplier, &view, &judged)?;
        for (_, text) in &bound {
            if let Some(text) = text {
                self.store.put_file(Shelf::Sealed, text.as_bytes(), "toml")?;
            }
        }
        let sha256 = self.store.put_file(Shelf::Sealed, verdict.as_bytes(), "toml")?;
        let seal = Act::Seal(Seal {
            entry: found.n,
            of: found.hash,
            bound: bound.iter().map(|(bound, _)| bound.to_string()).collect(),
            heads: judged.heads.iter().map(ToString::to_string).collect(),
            verdict: sha256,
        });
        self.write_signed(&place, seal)
    }

    /// The files a verdict hangs on and the verdict, computed again from those files alone before anything is written:
    /// the questionnaires of the campaign, and all of them where a campaign's own do not carry the judgement.
    fn bind(&self, supplier: &str, view: &Self, judged: &Dossier) -> Result<(Files, String), WorkspaceError> {
        for every_set in [false, true] {
            let files = view.bound(judged, every_set)?;
            let bound: Vec<Bound> = files.iter().map(|(bound, _)| bound.clone()).collect();
            let verdict = view.verdict(judged, &bound, bind::FORMAT);
            let (mut sources, mut profiles) = (Vec::new(), BTreeMap::new());
            for (bound, text) in files.iter().filter_map(|(bound, text)| Some((bound, text.as_ref()?))) {
                match bound.kind.source() {
                    Some(kind) => sources.push(Source { kind, name: bound.name.clone(), text: text.clone() }),
                    None => _ = profiles.insert(bound.name.clone(), text.clone()),
                }
            }
            let (cut, campaign) = (Cut::at(&view.asked()), judged.campaign.clone());
            let again = self.as_of(AsOf {
                sources,
                cut,
                at: view.now(),
                profiles,
                campaign,
                sealed: true,
                judge: Some(view.policy.edition_name()),
            })?;
            if again.verdict(&again.judged(supplier)?, &bound, bind::FORMAT) == verdict {
                return Ok((files, verdict));
            }
        }
        Err(wrong(told("refusal.seal-does-not-replay", [("id", supplier.into())])))
    }

    /// The workspace as it was just before a decision was written.
    fn before(&self, supplier: &str, at: &EntryRef, entry: &Entry, act: &Decide, rest: Rest) -> Result<Self, WorkspaceError> {
        let mut cut = Cut::rest(rest);
        let assessment = Place::Assessment { supplier: supplier.to_owned(), assessment: act.assessment.clone() };
        let heads = act.basis.read.iter().filter_map(|head| head.parse::<Head>().ok());
        cut.exact.extend(heads.map(|head| ends(&assessment, &head.entry)));
        let eve = EntryRef { writer: at.writer.clone(), n: entry.n - 1 };
        cut.exact.extend([ends(&standing(supplier), &eve)]);
        let profiles = BTreeMap::from([(supplier.to_owned(), self.profile_text(supplier)?)]);
        let (sources, campaign) = (self.sources.clone(), act.assessment.clone());
        self.as_of(AsOf { sources, cut, at: entry.at, profiles, campaign, sealed: false, judge: None })
    }

    /// Every file that judging hangs on, with its text unless it lies elsewhere under its hash.
    fn bound(&self, judged: &Dossier, every_set: bool) -> Result<Files, WorkspaceError> {
        let labels = self.labels_before();
        let mut asked = self.sets();
        asked.extend(labels.iter().flat_map(|label| self.meaning(label, || self.sets())));
        let policies: Vec<&Policy> = std::iter::once(&self.policy).chain(self.judged_by.values()).collect();
        let mut all = Vec::new();
        for source in &self.sources {
            let sha256 = sha256_hex(source.text.as_bytes());
            let (kind, name) = match source.kind {
                SourceKind::Policy => match policies.iter().find(|policy| policy.sha256 == sha256) {
                    Some(policy) => (Kind::Policy, named(&policy.edition_name())),
                    None => continue,
                },
                SourceKind::Questionnaire => match self.sets.iter().find(|set| set.sha256 == sha256) {
                    Some(set) if !every_set && !asked.iter().any(|one| one.sha256 == set.sha256) => continue,
                    Some(set) => (Kind::Questionnaire, named(&set.edition_name())),
                    None => continue,
                },
                SourceKind::Reference => (Kind::Reference, source.name.rsplit('/').next().unwrap_or(&source.name).to_owned()),
            };
            all.push((Bound { kind, name, sha256 }, Some(source.text.clone())));
        }
        for supplier in std::iter::once(judged.supplier.id.clone()).chain(judged.predecessors()) {
            let profile = self.text_to_seal(&supplier)?;
            let sha256 = sha256_hex(profile.as_bytes());
            all.push((Bound { kind: Kind::Profile, name: supplier, sha256 }, Some(profile)));
        }
        // A list takes part only where something was declared.
        if self.lists.get().is_some() {
            for imported in self.imported_lists()? {
                let list = imported.list;
                let name = format!("{} {}@{}", list.list, list.name, list.dated);
                all.push((Bound { kind: Kind::List, name, sha256: list.sha256 }, None));
            }
        }
        all.sort();
        all.dedup();
        Ok(all)
    }

    /// The canonical verdict on a supplier as judged here.
    fn verdict(&self, judged: &Dossier, bound: &[Bound], format: u64) -> String {
        bind::verdict(&Ground {
            format,
            supplier: &judged.supplier.id,
            assessment: &judged.campaign,
            at: &self.now(),
            bound,
            read: &self.asked(),
            judged: &judged.assessment,
            flags: &judged.flags,
            situation: &judged.situation,
            policy: &self.policy,
            restricted: &judged.restricted,
        })
    }

    /// A sealed file, whole.
    fn sealed(&self, sha256: &str) -> Result<String, WorkspaceError> {
        let Some(bytes) = self.store.file(Shelf::Sealed, sha256)? else {
            return Err(wrong(told("refusal.sealed-not-here", [("file", format!("sealed/{sha256}.toml").into())])));
        };
        if sha256_hex(&bytes) != sha256 {
            return Err(wrong(told("refusal.sealed-was-changed", [("file", format!("sealed/{sha256}.toml").into())])));
        }
        String::from_utf8(bytes).map_err(|_| wrong(told("refusal.sealed-no-text", [("file", format!("sealed/{sha256}.toml").into())])))
    }

    /// The seal over a decision.
    fn seal_of(&self, supplier: &str, decision: &EntryRef) -> Result<(EntryRef, Seal), WorkspaceError> {
        let journals = self.journals(&standing(supplier))?;
        let log = journals.iter().find(|(writer, _)| *writer == decision.writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        let found = log.iter().find(|entry| entry.n == decision.n).and_then(|entry| sealed_by(log, entry));
        let unsealed = || wrong(told("refusal.not-sealed", [("entry", decision.to_string().into()), ("id", supplier.into())]));
        found.map(|(n, seal)| (EntryRef { writer: decision.writer.clone(), n }, seal.clone())).ok_or_else(unsealed)
    }

    /// The whole name of the policy edition that a decision says it was taken under.
    fn judge_of(&self, supplier: &str, decision: &EntryRef) -> Result<Option<String>, WorkspaceError> {
        let journals = self.journals(&standing(supplier))?;
        let log = journals.iter().filter(|(writer, _)| *writer == decision.writer).flat_map(|(_, entries)| entries);
        Ok(log.filter(|entry| entry.n == decision.n).find_map(|entry| match &entry.act {
            Act::Review(ReviewAct::Decide(act)) => Some(act.basis.policy.clone()),
            _ => None,
        }))
    }

    /// Definitions and profile that a verdict was taken on.
    pub(super) fn sealed_sources(&self, sealed: &Sealed) -> Result<(Vec<Source>, BTreeMap<String, String>), WorkspaceError> {
        let (mut sources, mut profiles) = (Vec::new(), BTreeMap::new());
        for bound in &sealed.bound {
            if bound.kind == Kind::List {
                continue;
            }
            let text = self.sealed(&bound.sha256)?;
            match bound.kind.source() {
                Some(kind) => sources.push(Source { kind, name: bound.name.clone(), text }),
                None => _ = profiles.insert(bound.name.clone(), text),
            }
        }
        Ok((sources, profiles))
    }

    /// Computes a sealed decision again, from the sealed bytes and the logs up to it.
    ///
    /// # Errors
    /// When it is not sealed, or a sealed file is missing or changed.
    pub fn replay(&self, supplier: &str, decision: &EntryRef) -> Result<Replayed, WorkspaceError> {
        let (seal, act) = self.seal_of(supplier, decision)?;
        let sealed_text = self.sealed(&act.verdict)?;
        let sealed = read(&sealed_text).map_err(|why| {
            wrong(told("refusal.sealed-unreadable", [("file", format!("sealed/{}.toml", act.verdict).into()), ("why", why)]))
        })?;
        let (sources, profiles) = self.sealed_sources(&sealed)?;
        let campaign = sealed.assessment.clone();
        let judge = self.judge_of(supplier, decision)?;
        let view = self.as_of(AsOf { sources, cut: Cut::at(&sealed.read), at: sealed.at, profiles, campaign, sealed: true, judge })?;
        let judged = view.judged(supplier)?;
        let bound: Vec<Bound> = view.bound(&judged, true)?.into_iter().map(|(bound, _)| bound).collect();
        let again = view.verdict(&judged, &bound, sealed.format);
        let differences = self.shown_differences(&sealed_text, &again);
        let again = self.shown_verdict(again);
        let mut sealed = sealed;
        if !self.sees_restricted() {
            sealed.rules = read(&open_part(&sealed_text)).map_err(wrong)?.rules;
        } else if differences.is_empty() {
            // Whoever may see them sees the rules that the sealed text leaves out, as they come out of the same facts.
            sealed.rules = read(&view.verdict(&judged, &bound, bind::WHOLE)).map_err(wrong)?.rules;
        }
        let (dossier, policy) = (self.veiled(judged), view.policy.clone());
        Ok(Replayed { entry: decision.clone(), seal, verdict: act.verdict, sealed, sealed_text, again, differences, dossier, policy })
    }

    /// A verdict as whoever asks may read it.
    fn shown_verdict(&self, verdict: String) -> String {
        if self.sees_restricted() { verdict } else { open_part(&verdict) }
    }

    /// What two verdicts differ in; where only what is restricted does, that they differ and no more.
    fn shown_differences(&self, sealed: &str, again: &str) -> Vec<Difference> {
        let all = differences(sealed, again);
        if self.sees_restricted() || all.is_empty() {
            return all;
        }
        let open = differences(&open_part(sealed), &open_part(again));
        let apart = || vec![Difference::Gone { under: bind::HOLD.to_owned(), line: "restricted".to_owned() }];
        if open.is_empty() { apart() } else { open }
    }

    fn veiled(&self, mut dossier: Dossier) -> Dossier {
        if !self.sees_restricted() {
            super::veil::draw(&mut dossier);
        }
        dossier
    }

    /// What the facts of a sealed decision would come to under other rules.
    ///
    /// # Errors
    /// When there is no such edition, or a sealed file is missing or changed.
    pub fn suppose(&self, supplier: &str, replayed: &Replayed, under: &Under) -> Result<Hypothetical, WorkspaceError> {
        let sealed = &replayed.sealed;
        let (mut sources, profiles) = self.sealed_sources(sealed)?;
        let mut cut = Cut::at(&sealed.read);
        let mut at = sealed.at;
        match under {
            Under::Current => {
                sources.clone_from(&self.sources);
                // What was said about the supplier ends where the decision was taken; lists and matches are those of today.
                let about = format!("suppliers/{supplier}/");
                cut.exact.retain(|(place, _), _| place.starts_with(&about));
                cut.rest = Rest::Whole;
                let assessments = self.store.assessments(supplier)?.into_iter();
                let assessments = assessments.map(|assessment| Place::Assessment { supplier: supplier.to_owned(), assessment });
                for place in std::iter::once(standing(supplier)).chain(assessments) {
                    for (writer, _) in self.journals(&place)? {
                        cut.exact.entry((place.to_string(), writer)).or_insert(0);
                    }
                }
                at = self.now();
            }
            Under::Edition(edition) => {
                let policy = self.policy_source(edition)?;
                sources.retain(|source| source.kind != SourceKind::Policy);
                sources.push(policy);
            }
        }
        let (campaign, as_sealed) = (sealed.assessment.clone(), *under != Under::Current);
        let mut view = self.as_of(AsOf { sources, cut, at, profiles, campaign, sealed: as_sealed, judge: None })?;
        if *under == Under::Current {
            // A campaign keeps the edition it began under; what is asked here is what the rules of today come to.
            view.policy = self.policy_to_begin_under()?;
        }
        let judged = view.judged(supplier)?;
        let bound: Vec<Bound> = view.bound(&judged, true)?.into_iter().map(|(bound, _)| bound).collect();
        let differences = self.shown_differences(&replayed.sealed_text, &view.verdict(&judged, &bound, sealed.format));
        let policy = named(&view.policy.edition_name());
        Ok(Hypothetical { policy, current: *under == Under::Current, dossier: self.veiled(judged), differences })
    }

    /// The text of a policy by edition or whole name.
    fn policy_source(&self, edition: &str) -> Result<Source, WorkspaceError> {
        let policy = self.policy_named(edition, |_| None)?;
        let text = self.policy_text(&policy).unwrap_or_default().to_owned();
        Ok(Source { kind: SourceKind::Policy, name: named(&policy.edition_name()), text })
    }

    /// The decision about a supplier that counted on a day, else the last one taken by then, and the supplier as it was
    /// judged at the end of that day; absent: today.
    ///
    /// # Errors
    /// When nothing was decided by then, or the day is to come.
    pub fn decided(&self, supplier: &str, on: Option<Date>) -> Result<(Decision, Dossier), WorkspaceError> {
        let today = self.today();
        if let Some(day) = on.filter(|day| *day > today) {
            return Err(wrong(told("refusal.still-to-come", [("day", day.to_string().into()), ("today", today.to_string().into())])));
        }
        let dossier = match on.filter(|day| *day < today) {
            None => self.dossier(supplier)?,
            Some(day) => self.as_it_was(supplier, day)?,
        };
        let found = dossier.review.explained().cloned();
        let by = on.unwrap_or(today).to_string();
        let found = match found {
            Some(found) => found,
            None => {
                let others = self.companies_that_decided(supplier)?;
                if let Some(other) = others.iter().find(|other| other.as_deref() != self.company()) {
                    let (own, who) = (self.company_name(self.company()), self.company_name(other.as_deref()));
                    let what = told("refusal.nothing-decided-by", [("id", supplier.into()), ("day", by.into()), ("company", own.into())]);
                    let next = match other {
                        None => told("refusal.other-decided-own", [("company", who.into())]),
                        Some(other) => told("refusal.other-decided", [("company", who.into()), ("other", other.into())]),
                    };
                    return Err(wrong(what.and(next)));
                }
                let before = self.predecessors(supplier)?;
                let what = told("refusal.nothing-decided", [("id", supplier.into()), ("day", by.into())]);
                let what = dossier
                    .inherited
                    .iter()
                    .filter_map(crate::register::living::Inherited::decision_told)
                    .fold(what, crate::sentence::Sentence::and);
                let next = match before.first() {
                    Some(old) => told("refusal.took-the-place", [("all", before.join(", ").into()), ("old", old.into())]),
                    None => told("refusal.see-decisions", [("id", supplier.into())]),
                };
                return Err(wrong(what.and(next)));
            }
        };
        Ok((found, dossier))
    }

    /// A supplier at the end of a day, under the editions that were sealed last by then.
    fn as_it_was(&self, supplier: &str, day: Date) -> Result<Dossier, WorkspaceError> {
        let end = self.end_of(day);
        let mut last: Option<(Decide, Sealed)> = None;
        let mut decided: Option<Decide> = None;
        let mut latest = None;
        for (writer, entries) in self.journals(&standing(supplier))? {
            for entry in entries.iter().filter(|entry| entry.at <= end) {
                let Act::Review(ReviewAct::Decide(act)) = &entry.act else { continue };
                if act.company.as_deref() != self.company() {
                    continue;
                }
                if latest.is_some_and(|at| entry.at < at) {
                    continue;
                }
                (latest, decided) = (Some(entry.at), Some(act.clone()));
                let at = EntryRef { writer: writer.clone(), n: entry.n };
                last = match self.seal_of(supplier, &at) {
                    Ok((_, seal)) => Some((act.clone(), read(&self.sealed(&seal.verdict)?).map_err(wrong)?)),
                    Err(_) => None,
                };
            }
        }
        let campaign = decided.map_or_else(|| self.campaign_label(), |act| act.assessment);
        let (sources, profiles) = match &last {
            Some((_, sealed)) => self.sealed_sources(sealed)?,
            None => (self.sources.clone(), BTreeMap::new()),
        };
        self.must_know(supplier)?;
        let (sealed, judge) = (last.is_some(), last.map(|(act, _)| act.basis.policy));
        let view = self.as_of(AsOf { sources, cut: Cut::rest(Rest::Until(end)), at: end, profiles, campaign, sealed, judge })?;
        view.dossier(supplier)
    }
}

/// Bound files, each with its text unless it lies elsewhere under its hash.
type Files = Vec<(Bound, Option<String>)>;

impl Kind {
    /// What a definition of this kind is read as; none: it is no definition.
    fn source(self) -> Option<SourceKind> {
        match self {
            Self::Policy => Some(SourceKind::Policy),
            Self::Questionnaire => Some(SourceKind::Questionnaire),
            Self::Reference => Some(SourceKind::Reference),
            Self::Profile | Self::List => None,
        }
    }
}

/// A name without the hash behind it.
fn named(edition: &str) -> String {
    edition.rsplit_once(':').map_or(edition, |(name, _)| name).to_owned()
}

fn sealed_by<'a>(log: &'a [Entry], entry: &Entry) -> Option<(u64, &'a Seal)> {
    log.iter().find_map(|later| match &later.act {
        Act::Seal(seal) if seal.entry == entry.n && seal.of == entry.hash => Some((later.n, seal)),
        _ => None,
    })
}

/// What moved between two bases, in words of the record.
fn moved(then: &Basis, now: &Basis) -> Sentence {
    if then.policy != now.policy {
        return told("refusal.moved-policy", [("then", named(&then.policy).into()), ("now", named(&now.policy).into())]);
    }
    let moved = review::basis::moved(then, now);
    if moved.is_empty() {
        return told("refusal.moved-logs", []);
    }
    Sentence::Listed(moved.iter().map(review::basis::Moved::sentence).collect())
}
