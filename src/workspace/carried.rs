//! What a campaign takes over from the one before: open stops, holds, deadlines, unresolved gates and cases, risks with
//! their scenarios, what was put off and what was given to somebody.
//!
//! It is computed each time by judging the earlier campaign too, by its own questionnaires and the policy that judges it,
//! and never written down at the start of the new one. A list written then would be the word of whoever started the
//! campaign: it would miss what a colleague's offline copy brings later, it would outlive a correction of the earlier
//! answer, and two copies that start the campaign apart would have two of them. Computed, both see the same as soon as
//! they have the same logs, and a decision on what stood on becomes stale when that changes. What was read for it is
//! sealed like everything else: a workspace of the past remembers every log that was asked, those of the earlier
//! campaign too, and the seal binds its questionnaires and its policy.
//!
//! Only a campaign that says so carries: entries of before this was known say nothing, and what was sealed under them
//! comes out again byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Dossier, SupplierRow, Workspace, WorkspaceError};
use crate::answers::Given;
use crate::journal::{ActionKind, Document, EntryRef, Party};
use crate::policy::Policy;
use crate::questionnaire::Response;
use crate::review::{ActionOn, ActionState, WaiverOn};
use crate::rules::{self, Cause, Flag, FlagState, Input, Since};
use crate::situation::Situation;
use crate::situation::carried::{Behind, Carried};
use crate::store::Store as _;

/// What one supplier takes over into a new campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOver {
    /// Supplier id.
    pub supplier: String,
    /// Its name.
    pub name: String,
    /// Stops, holds, mitigation and whatever else is a flag, with key, response and the day it was raised first.
    pub flags: Vec<(String, Response, Option<String>)>,
    /// Cases that wait for an outcome.
    pub cases: usize,
    /// Actions that are not verified.
    pub actions: usize,
    /// A decision that holds.
    pub held: bool,
    /// Until when it is out of the queue, and since when.
    pub snoozed: Option<(String, String)>,
    /// To whom the matter was given and has not answered, and when.
    pub escalated: Option<(String, String)>,
    /// Risks: the flag, the day the scenario is to be looked at again, and the day it was written down.
    pub risks: Vec<(Option<String>, String, String)>,
}

/// What a campaign takes over from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// The label it goes on from.
    pub from: String,
    /// Suppliers with something open, by id.
    pub suppliers: Vec<TakenOver>,
}

impl TakenOver {
    fn is_empty(&self) -> bool {
        let nothing_waits = self.snoozed.is_none() && self.escalated.is_none() && self.risks.is_empty();
        self.flags.is_empty() && self.cases == 0 && self.actions == 0 && !self.held && nothing_waits
    }
}

impl Workspace {
    /// The label the campaign meant goes on from; none: it begins with nothing.
    ///
    /// Another campaign may have been begun in between, on a copy: then that one stands between, and goes on itself.
    pub(super) fn goes_on_from(&self) -> Option<String> {
        let label = self.campaign_label();
        let at = |label: &str| self.campaigns.iter().position(|campaign| campaign.label == label);
        let own = at(&label)?;
        let named = self.campaigns[own].carries.clone()?;
        let between = own.checked_sub(1).filter(|between| at(&named).is_none_or(|named| named < *between && named < own));
        let from = between.map_or(named, |between| self.campaigns[between].label.clone());
        // Two that name each other end here.
        (from != label && !self.judging.borrow().contains(&from) && self.campaign.as_ref() != Some(&from)).then_some(from)
    }

    /// The label a campaign that begins now goes on from: that of the latest campaign; without one, the fiscal year's, if
    /// somebody was asked in it.
    pub(super) fn goes_on_after(&self, label: &str) -> Result<Option<String>, WorkspaceError> {
        let latest = match self.campaigns.last() {
            Some(campaign) => Some(campaign.label.clone()),
            None => {
                let year = self.this_fiscal_year();
                let mut asked = false;
                for id in self.supplier_ids()? {
                    asked |= self.store().assessments(&id)?.contains(&year);
                }
                asked.then_some(year)
            }
        };
        Ok(latest.filter(|latest| latest != label))
    }

    /// Does something as if another campaign were the one meant.
    pub(super) fn meaning<T>(&self, label: &str, work: impl FnOnce() -> T) -> T {
        self.judging.borrow_mut().push(label.to_owned());
        let done = work();
        self.judging.borrow_mut().pop();
        done
    }

    /// The supplier as the campaign before judges it; none: nothing is taken over from one.
    pub(super) fn campaign_before(&self, id: &str) -> Result<Option<Dossier>, WorkspaceError> {
        match self.goes_on_from() {
            Some(label) => self.meaning(&label, || self.judged(id)).map(Some),
            None => Ok(None),
        }
    }

    /// The policy editions that judge the campaigns behind the one meant, by label.
    pub(super) fn policies_before(&self) -> Result<BTreeMap<String, Policy>, WorkspaceError> {
        let Some(label) = self.goes_on_from() else { return Ok(BTreeMap::new()) };
        self.meaning(&label, || {
            let mut all = self.policies_before()?;
            all.insert(label.clone(), self.policy_in_force()?);
            Ok(all)
        })
    }

    /// The labels behind the one meant, the latest first.
    pub(super) fn labels_before(&self) -> Vec<String> {
        let Some(label) = self.goes_on_from() else { return Vec::new() };
        let mut all = self.meaning(&label, || self.labels_before());
        all.insert(0, label);
        all
    }

    /// What a campaign of that label that begins now would take over; none: there is nothing before it.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn would_take_over(&self, label: &str) -> Result<Option<Over>, WorkspaceError> {
        let Some(from) = self.goes_on_after(label)? else { return Ok(None) };
        let mut suppliers = Vec::new();
        // The latest campaign is the one meant, unless another was named.
        for id in self.supplier_ids()? {
            let mut dossier = self.meaning(&from, || self.judged(&id))?;
            if !self.sees_restricted() {
                super::veil::draw(&mut dossier);
            }
            if dossier.living.ended(self.today()).is_none() {
                suppliers.extend(Some(taken_over(id, &dossier)).filter(|one| !one.is_empty()));
            }
        }
        Ok(Some(Over { from, suppliers }))
    }
}

fn taken_over(supplier: String, dossier: &Dossier) -> TakenOver {
    let veiled = dossier.flags.iter().filter(|flag| flag.rule == super::veil::HOLD).map(|flag| (flag.key(), flag.response, None));
    let flags = stands_on(dossier)
        .into_iter()
        .map(|one| (one.flag.key(), one.flag.response, one.flag.since.and_then(|since| since.day)))
        .chain(veiled);
    let review = &dossier.review;
    let unanswered = review.escalated.as_ref().filter(|_| review.answered.is_none());
    TakenOver {
        supplier,
        name: dossier.supplier.display_name().to_owned(),
        flags: flags.collect(),
        cases: review.cases.iter().filter(|case| case.is_open()).count(),
        actions: review.actions.iter().filter(|action| action.is_open()).count(),
        held: review.holding().is_some(),
        snoozed: review.snoozed.as_ref().map(|one| (one.act.until.clone(), one.at.date().to_string())),
        escalated: unanswered.map(|one| (one.act.to.clone(), one.at.date().to_string())),
        risks: review.risks.iter().map(|one| (one.act.flag.clone(), one.act.review_by.clone(), one.at.date().to_string())).collect(),
    }
}

impl Dossier {
    /// The answer behind a cause, and the dossier it stands in: this campaign's, or an earlier one's.
    #[must_use]
    pub fn behind(&self, cause: &Cause) -> Option<(&Self, &Given)> {
        if let Some((first, rest)) = cause.entry.split_once('/')
            && let Some(one) = self.came.iter().find(|one| one.from == first)
        {
            return one.dossier.behind(&Cause { entry: rest.to_owned(), ..cause.clone() });
        }
        let (label, entry) = cause.entry.split_once('/').map_or((None, cause.entry.as_str()), |(label, entry)| (Some(label), entry));
        if label.is_some_and(|label| label != self.campaign) {
            return self.before.as_ref()?.behind(cause);
        }
        let given = self.answers.history.get(cause.question.as_str())?.iter().find(|given| given.entry.to_string() == entry)?;
        Some((self, given))
    }

    /// The waiver that holds a flag back: this campaign's, or that of the campaign it stands on from.
    #[must_use]
    pub fn waiver_of(&self, flag: &Flag) -> Option<&WaiverOn> {
        self.review.waiver_of(flag).or_else(|| {
            let before = self.before.as_ref()?;
            flag.carried()?;
            let same = |one: &&Flag| one.key() == flag.key() && one.state == FlagState::Waived;
            before.flags.iter().find(same).and_then(|flag| before.waiver_of(flag))
        })
    }

    /// Documents that were filed for a question in the campaign a cause stands in.
    #[must_use]
    pub fn papers_behind(&self, cause: &Cause) -> Vec<&Document> {
        let Some((dossier, _)) = self.behind(cause) else { return Vec::new() };
        dossier.answers.documents.iter().filter(|paper| paper.question.as_deref() == Some(cause.question.as_str())).collect()
    }

    /// The day an open plan of an earlier campaign for the same flag was adopted: its clock goes on.
    #[must_use]
    pub fn adopted_before(&self, kind: ActionKind, flag: Option<&Flag>) -> Option<Date> {
        let key = flag?.key();
        let of_flag = |action: &&ActionOn| action.act.kind == kind && action.act.flag.as_ref() == Some(&key);
        let earlier = self.review.actions.iter().filter(|action| action.is_open() && action.act.assessment != self.campaign);
        let own = earlier.filter(of_flag).filter_map(|action| action.act.adopted.as_deref()?.parse().ok()).min();
        own.or_else(|| self.adopted_there(kind, flag?))
    }

    /// The day a flag was raised first: by the campaign it stands on from, else the day since when an answer behind it
    /// says what it says.
    #[must_use]
    pub fn raised(&self, flag: &Flag) -> Option<Date> {
        if let Some(day) = flag.since.as_ref().and_then(|since| since.day.as_ref()) {
            return day.parse().ok();
        }
        flag.causes.iter().filter_map(|cause| self.said_since(cause)).min()
    }

    fn said_since(&self, cause: &Cause) -> Option<Date> {
        let question = cause.question.as_str();
        if let Some(check) = self.answers.checks.get(question).filter(|check| check.entry.to_string() == cause.entry) {
            return Some(check.at.date());
        }
        let found = self.answers.findings.values().find(|check| check.entry.to_string() == cause.entry);
        if let Some(check) = found {
            return Some(check.at.date());
        }
        let (dossier, given) = self.behind(cause)?;
        let same = |other: &&Given| other.answer.about == given.answer.about && other.answer.party == Party::Supplier;
        let history: Vec<&Given> = dossier.answers.history.get(question)?.iter().filter(same).collect();
        let at = history.iter().position(|other| other.entry == given.entry)?;
        let same = history[..=at].iter().rev().take_while(|other| other.answer.reply == given.answer.reply);
        same.last().map(|first| first.at.date())
    }

    /// The day the earliest of the stops that stand was raised; else that of the gates that are not resolved.
    #[must_use]
    pub fn stopped_since(&self) -> Option<Date> {
        let days = |of: &dyn Fn(&Flag) -> bool| self.flags.iter().filter(|flag| of(flag)).filter_map(|flag| self.raised(flag)).min();
        let gates = || days(&|flag| flag.rule == rules::UNRESOLVED && flag.state == FlagState::Open);
        days(&|flag: &Flag| flag.is_open_stop() && flag.rule != rules::HOLD).or_else(gates)
    }
}

impl SupplierRow {
    /// The campaign the gravest flag stands on from, and since when; absent: nothing stands on.
    #[must_use]
    pub fn stands_on(&self) -> Option<&rules::Since> {
        self.flags.iter().filter(|flag| flag.is_adverse()).find_map(Flag::carried)
    }
}

/// The flags of a campaign that stand on in the next one.
///
/// Gates, stops, six-month plans and mitigation, harm to people without a remedy that was verified, whatever opens a case,
/// and what somebody has an open action about; not
/// what is computed in every campaign anyhow (papers, declarations, lists, screening), and not what a decision in force
/// has settled.
pub(super) fn stands_on(before: &Dossier) -> Vec<Carried> {
    before.flags.iter().filter(|flag| stands(flag, before) && !before.review.settles(flag)).map(|flag| carried(flag, before)).collect()
}

/// Whether a flag is one that stands on, whatever was decided about it.
pub(super) fn stands(flag: &Flag, before: &Dossier) -> bool {
    let opens_a_case = before.review.cases.iter().any(|case| case.is_open() && case.flags.contains(&flag.key()));
    let acted_on = || before.review.actions.iter().any(|action| action.is_open() && action.act.flag.as_ref() == Some(&flag.key()));
    let remedied = || before.review.actions.iter().any(|one| one.act.kind == ActionKind::Remedy && one.state == ActionState::Verified);
    let harmed = flag.rule == rules::REMEDY && !remedied();
    flag.is_adverse()
        && stands_in_the_answers(flag, before)
        && (flag.gate || is_about_a_gate(flag, before) || flag.response >= Response::Mit || harmed || opens_a_case || acted_on())
}

/// Whether the rule looks at the answers of the campaign alone, and somebody gave those answers.
pub(super) fn stands_in_the_answers(flag: &Flag, before: &Dossier) -> bool {
    let own = |input: &Input| matches!(input, Input::Answers | Input::Checks | Input::Profile | Input::Place);
    let rule = rules::ALL.iter().find(|rule| rule.id == flag.rule);
    let by_paper = |cause: &Cause| flag.carried().is_none() && before.situation.by_paper(&cause.question).is_some();
    rule.is_some_and(|rule| rule.reads.iter().all(own)) && !flag.causes.iter().any(by_paper)
}

/// Persons who wrote down the answers that flags still stand on; who checked something disqualifies nobody.
pub(super) fn authors(situation: &Situation) -> BTreeSet<String> {
    let open = situation.carried.iter().filter(|one| !one.is_answered_again(situation));
    let said = open.flat_map(|one| &one.behind).filter(|one| !one.check);
    let entry = |one: &Behind| one.cause.entry.rsplit('/').next()?.parse::<EntryRef>().ok();
    said.filter_map(entry).map(|entry| entry.writer.person().to_owned()).collect()
}

fn is_about_a_gate(flag: &Flag, before: &Dossier) -> bool {
    let gate = |cause: &Cause| before.sets.iter().find_map(|set| set.question(cause.question.as_str())).is_some_and(|q| q.gate);
    flag.rule == rules::ANSWER && flag.response == Response::Edd && flag.causes.iter().any(gate)
}

pub(super) fn carried(flag: &Flag, before: &Dossier) -> Carried {
    let entries = |flag: &Flag| flag.causes.iter().map(|cause| cause.entry.clone()).collect::<Vec<_>>();
    let same = |one: &&Carried| one.flag.key() == flag.key() && entries(&one.flag) == entries(flag);
    if flag.carried().is_some()
        && let Some(one) = before.situation.carried.iter().find(same)
    {
        return Carried { flag: Flag { state: flag.state, ..one.flag.clone() }, behind: one.behind.clone(), known: Vec::new() };
    }
    let campaign = flag.since.as_ref().map_or_else(|| before.campaign.clone(), |since| since.campaign.clone());
    let since = Some(Since { campaign, day: before.raised(flag).map(|day| day.to_string()), carried: true, supplier: None });
    Carried::of(Flag { since, ..flag.clone() }, flag.causes.iter().map(|cause| behind(cause, before)).collect())
}

fn behind(cause: &Cause, before: &Dossier) -> Behind {
    let given = before.situation.given(&cause.question).iter().find(|answer| answer.entry == cause.entry);
    let asked = before.sets.iter().find_map(|set| set.question(cause.question.as_str())).is_none_or(|question| question.is_asked());
    let cause = Cause { question: cause.question.clone(), entry: format!("{}/{}", before.campaign, cause.entry) };
    Behind { cause, about: given.map(|answer| answer.about.clone()).unwrap_or_default(), check: !asked }
}
