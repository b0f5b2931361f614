//! What a supplier takes over from those whose place it took: open stops, plans and gates stand on as they do between
//! campaigns, computed each time by judging the predecessor too, with the name it comes from and its first day.
//!
//! Only a succession that says so carries: those of before this was known say nothing, and what was sealed under them
//! comes out again byte for byte. Whoever buys a site takes over what is about the site. What the survivor had said before it took the place says nothing about what it took
//! over; only an answer after it does.

use super::carried::{carried, stands};
use super::sold::OfSites;
use super::{Dossier, Workspace, WorkspaceError};
use crate::answers::{Answers, Log};
use crate::journal::{BodyRef, EntryRef, Head, Moment};
use crate::register::finding::Finding;
use crate::register::living::{Inherited, Item, Living, Succession};
use crate::review::{ActionOn, Approval, Decision, Review, Standing};
use crate::rules::{Flag, FlagState, Since};
use crate::situation::Registers;
use crate::situation::carried::{Behind, Carried};
use crate::store::Store as _;
use crate::supplier::Supplier;

/// A supplier whose place another took, as it is judged.
#[derive(Clone, Debug)]
pub struct Came {
    /// Its id.
    pub from: String,
    /// The succession, on the side of whoever took the place.
    pub succession: Succession,
    /// The supplier.
    pub dossier: Dossier,
    /// Of a supplier that goes on: the sites that were sold, and nothing else of it.
    pub only: Option<OfSites>,
}

impl Workspace {
    /// The suppliers whose place one took, or whose sites it bought, as they are judged in the campaign meant; none for what
    /// an earlier version wrote, and before the day.
    pub(super) fn came_over(&self, supplier: &Supplier, standing: &[Log<'_>]) -> Result<Vec<Came>, WorkspaceError> {
        let (id, label) = (supplier.id.as_str(), self.campaign_label());
        let mut all = Vec::new();
        for one in Living::of(standing, &[]).succeeds {
            if !one.holds(self.today()) || !self.reaches(&label, &one) {
                continue;
            }
            let known = self.store().suppliers()?;
            for old in one.act.others.iter().filter(|old| *old != id && known.contains(old)) {
                // Two that name each other end here.
                if self.merging.borrow().contains(old) {
                    continue;
                }
                self.merging.borrow_mut().push(id.to_owned());
                let judged = self.judged(old);
                self.merging.borrow_mut().pop();
                let only = (!one.ends()).then(|| self.of_sites(old, supplier, &one.act)).transpose()?;
                all.push(Came { from: old.clone(), succession: one.clone(), dossier: judged?, only });
            }
        }
        Ok(all)
    }

    /// Whether a succession brings something into a campaign: into the one it was written in, and into a later one that
    /// had begun when its day came. Into those after it what was brought goes over from campaign to campaign.
    fn reaches(&self, label: &str, one: &Succession) -> bool {
        let Some(carries) = one.act.carries.as_deref() else { return false };
        let at = |label: &str| self.campaigns.iter().position(|campaign| campaign.label == label);
        let later = at(label).filter(|own| at(carries).is_none_or(|then| then < *own));
        label == carries || later.is_some_and(|own| self.campaigns[own].started <= one.act.on)
    }

    /// What is followed at a predecessor; promises apart. Of a seller only what is about the sites it sold.
    fn items(&self, came: &Came) -> Result<Vec<Item>, WorkspaceError> {
        let (id, dossier) = (came.from.as_str(), &came.dossier);
        let keys = super::sold::keys_that_go(came);
        let goes = |flag: Option<&String>| keys.as_ref().is_none_or(|keys| flag.is_some_and(|flag| keys.contains(flag)));
        let found = |one: &&Finding| came.only.as_ref().is_none_or(|of| of.entries.contains(&one.on.entry.to_string()));
        let said = |body: &BodyRef| dossier.body(body).unwrap_or_default().to_owned();
        let review = &dossier.review;
        let action = |one: &ActionOn| Item {
            kind: "action",
            entry: Some(one.entry.to_string()),
            of: one.act.kind.word().to_owned(),
            owner: Some(one.owner.clone()),
            due: Some(one.act.due.clone()),
            at: None,
            text: said(&one.act.what),
        };
        let finding = |one: &Finding, text: Option<String>| Item {
            kind: "finding",
            entry: Some(one.on.entry.to_string()),
            of: one.on.act.severity.clone(),
            owner: one.owner().map(str::to_owned),
            due: one.due().map(|day| day.to_string()),
            at: None,
            text: text.map(|text| crate::clean::text(&text)).unwrap_or_default(),
        };
        let waivers = review.waivers.iter().filter(|waiver| waiver.in_force && goes(Some(&waiver.act.flag))).map(|one| Item {
            kind: "waiver",
            entry: Some(one.entry.to_string()),
            of: one.act.flag.clone(),
            owner: Some(one.person.clone()),
            due: Some(one.act.until.clone()),
            at: None,
            text: said(&one.act.reason),
        });
        let actions = review.actions.iter().filter(|one| one.is_open() && goes(one.act.flag.as_ref())).map(action);
        let mut all: Vec<Item> = actions.collect();
        for one in dossier.findings.iter().filter(found) {
            all.push(finding(one, self.store().body(&super::decide::standing(id), &one.on.act.what)?));
        }
        all.extend(waivers);
        all.extend(decisions(review).filter(|_| came.only.is_none()).map(|one| decision(one, said(&one.act.reason))));
        Ok(all)
    }

    /// What is open at the predecessors of a supplier, as far as whoever looks may see it.
    pub(super) fn inherited(&self, dossier: &Dossier) -> Result<Vec<Inherited>, WorkspaceError> {
        let mut all = Vec::new();
        for one in &dossier.came {
            let mut items = self.items(one)?;
            let promises = if one.only.is_none() { self.open_promises(&one.dossier)? } else { Vec::new() };
            items.extend(promises.into_iter().map(|(question, due)| Item {
                kind: "promise",
                entry: None,
                of: question,
                owner: None,
                due: Some(due),
                at: None,
                text: String::new(),
            }));
            let name = one.dossier.supplier.display_name().to_owned();
            let sites = one.only.iter().flat_map(|of| &of.sites).map(|site| site.there.clone()).collect();
            all.push(Inherited { from: one.from.clone(), name, on: one.succession.act.on.clone(), sites, items });
            if one.only.is_none() {
                all.extend(self.inherited(&one.dossier)?);
            }
        }
        if let Some(before) = &dossier.before {
            let seen: Vec<String> = all.iter().map(|one| one.from.clone()).collect();
            all.extend(self.inherited(before)?.into_iter().filter(|one| !seen.contains(&one.from)));
        }
        Ok(all)
    }
}

impl Dossier {
    /// Ids of all whose judgement takes part in this one, nearest first.
    pub(super) fn predecessors(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for one in &self.came {
            all.push(one.from.clone());
            all.extend(one.dossier.predecessors());
        }
        all.extend(self.before.iter().flat_map(|before| before.predecessors()));
        all.sort();
        all.dedup();
        all
    }

    /// The day a plan of a predecessor was adopted for a flag that stands on from there: its clock goes on.
    pub(super) fn adopted_there(&self, kind: crate::journal::ActionKind, flag: &Flag) -> Option<jiff::civil::Date> {
        let key = flag.key();
        let there = |one: &Came| {
            let (base, scope) = key.split_once('@')?;
            let own = match scope.strip_prefix(one.from.as_str())? {
                "" => base.to_owned(),
                rest => format!("{base}@{}", rest.strip_prefix('/')?),
            };
            let of_flag = |action: &&ActionOn| action.act.kind == kind && action.act.flag.as_ref() == Some(&own);
            let open = one.dossier.review.actions.iter().filter(|action| action.is_open()).filter(of_flag);
            open.filter_map(|action| action.act.adopted.as_deref()?.parse().ok()).min()
        };
        self.came.iter().filter_map(there).min()
    }
}

/// What was decided about a predecessor and stands, or waits for a second person: it was taken about that one alone.
fn decisions(review: &Review) -> impl Iterator<Item = &Decision> {
    let counts = |one: &&Decision| one.counted || !matches!(one.approval, Approval::Own | Approval::Insufficient);
    review.decisions.iter().filter(|one| one.standing == Standing::Current).filter(counts)
}

/// By whom, the one who confirmed it included, and when.
fn decision(one: &Decision, text: String) -> Item {
    let seconds = one.seconds.iter().filter(|second| second.counts).map(|second| second.person.as_str());
    let persons: Vec<&str> = std::iter::once(one.person.as_str()).chain(seconds).collect();
    Item {
        kind: "decision",
        entry: Some(one.entry.to_string()),
        of: one.act.outcome.word().to_owned(),
        owner: Some(persons.join(" + ")),
        due: None,
        at: Some(one.at.date().to_string()),
        text,
    }
}

/// The flags of a predecessor that stand on at whoever took its place. A decision that let orders go on at the one, and
/// a waiver there, do not speak for the other.
fn stands_on(came: &Came, answers: &Answers, campaign: &str) -> Vec<Carried> {
    let hidden = |flag: &Flag| flag.restricted && flag.is_open_stop() && flag.rule != crate::rules::HOLD;
    let goes = |flag: &Flag| match &came.only {
        Some(of) => of.goes(flag, &came.dossier),
        None => (stands(flag, &came.dossier) || hidden(flag)).then(|| carried(flag, &came.dossier)),
    };
    came.dossier.flags.iter().filter_map(goes).map(|one| from(came, one, answers, campaign)).collect()
}

fn from(came: &Came, one: Carried, answers: &Answers, campaign: &str) -> Carried {
    let id = &came.from;
    let since = one.flag.since.clone().map(|since| Since { supplier: Some(since.supplier.unwrap_or_else(|| id.clone())), ..since });
    let scope = one.flag.scope.as_ref().map_or_else(|| id.clone(), |scope| format!("{id}/{scope}"));
    let behind: Vec<Behind> = one.behind.into_iter().map(|behind| there(id, behind)).collect();
    let known = behind.iter().flat_map(|behind| known(came, behind, answers, campaign)).collect();
    let flag = Flag { since, scope: Some(scope), state: FlagState::Open, ..one.flag };
    Carried { known, ..Carried::of(flag, behind) }
}

fn there(id: &str, behind: Behind) -> Behind {
    let cause = crate::rules::Cause { entry: format!("{id}/{}", behind.cause.entry), ..behind.cause };
    Behind { cause, ..behind }
}

/// What the survivor had said to a question before it took the place: it speaks of the survivor alone.
fn known(came: &Came, behind: &Behind, answers: &Answers, campaign: &str) -> Vec<String> {
    let act = &came.succession.act;
    let heads: Vec<Head> = act.read.iter().filter_map(|head| head.parse().ok()).collect();
    let read = |entry: &EntryRef| heads.iter().any(|head| head.entry.writer == entry.writer && entry.n <= head.entry.n);
    let day = act.on.parse::<jiff::civil::Date>().ok();
    let early = |at: &Moment| at.timestamp() <= came.succession.at.timestamp() || day.is_some_and(|day| at.date() < day);
    let is_old = |entry: &EntryRef, at: &Moment| early(at) || act.carries.as_deref() == Some(campaign) && read(entry);
    let question = behind.cause.question.as_str();
    let given = answers.history.get(question).into_iter().flatten().map(|given| (&given.entry, &given.at));
    let checks = answers.checks.get(question).into_iter().chain(answers.findings.values()).map(|check| (&check.entry, &check.at));
    given.chain(checks).filter(|(entry, at)| is_old(entry, at)).map(|(entry, _)| entry.to_string()).collect()
}

/// Lays what stands on from predecessors beside what stands on from the campaign before; each once.
pub(super) fn lay_beside(situation: &mut crate::situation::Situation, came: &[Came], answers: &Answers, campaign: &str) {
    for one in came.iter().flat_map(|one| stands_on(one, answers, campaign)) {
        let same = |known: &Carried| known.flag.key() == one.flag.key() && known.flag.causes == one.flag.causes;
        if !situation.carried.iter().any(same) {
            situation.carried.push(one);
        }
    }
}

/// What the registers of a predecessor say, with the name it comes from.
pub(super) fn speaking(came: &Came) -> Registers {
    let named = |entry: &str| format!("{}/{entry}", came.from);
    let mut all = came.dossier.situation.registers.clone();
    if let Some(of) = &came.only {
        all.incidents.retain(|one| of.entries.contains(&one.entry));
        all.overdue.retain(|one| of.entries.contains(&one.entry));
        all.scenarios.clear();
    }
    all.incidents.iter_mut().for_each(|one| one.entry = named(&one.entry));
    all.overdue.iter_mut().for_each(|one| one.entry = named(&one.entry));
    all.scenarios.iter_mut().for_each(|one| one.entry = named(&one.entry));
    all
}
