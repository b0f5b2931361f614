//! What was decided about a supplier and whether it counts: decisions, second persons, waivers, actions, risks, cases.
//!
//! Nothing here is clicked into being. A decision is an entry; whether it is in force is computed from who took it,
//! what had been read, what moved since and who signed. Persons are compared, never keys; the clock decides nothing but
//! dates. Two steps: [`fold`] needs the logs alone and says which waivers hold; [`Review::weigh`] needs the judgement.

pub mod action;
pub mod approval;
pub mod basis;
pub mod beside;
pub mod carried;
pub mod case;
mod independence;
pub mod record;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{Act, ActionKind, BodyRef, Entry, EntryRef, Escalate, Moment, ReviewAct, RiskAct, Snooze, Step, Waive, Whose};
use crate::people::{People, Role, Signed};
use crate::policy::DecisionRules;
use crate::rules::Flag;
use crate::situation::{Corrected, Waiver};

pub use action::{ActionOn, ActionState};
pub use approval::{Approval, Decision, Insufficient, Revoked, Standing};
pub use basis::{Moved, basis};
pub use case::CaseOn;
pub use independence::authors;

/// What a review is folded from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// Logs of `standing/`.
    pub standing: &'a [Log<'a>],
    /// Logs of the assessment.
    pub assessment: &'a [Log<'a>],
    /// Persons who wrote down the answers of earlier campaigns that flags still stand on.
    pub authors_before: &'a BTreeSet<String>,
    /// Its label.
    pub label: &'a str,
    /// The group company whose decisions, waivers, actions, risks and cases are meant; absent: the one the workspace is of.
    pub company: Option<&'a str>,
    /// Who may do what.
    pub people: &'a People,
    /// What the policy asks of decisions.
    pub rules: &'a DecisionRules,
    /// The judging moment; only dates are compared with it.
    pub now: &'a Moment,
}

impl Ground<'_> {
    pub(crate) fn today(&self) -> Date {
        self.now.date()
    }

    /// Who had a hand in what is judged.
    fn authors(&self) -> BTreeSet<String> {
        authors(self.assessment).union(self.authors_before).cloned().collect()
    }

    /// Whether an entry of the review is about the assessment and of the company meant.
    fn means(&self, assessment: &str, company: &Whose) -> bool {
        assessment == self.label && company.is_of(self.company)
    }

    /// The log an entry stands in, for its signatures.
    fn log_of(&self, entry: &EntryRef) -> &[Entry] {
        self.standing.iter().find(|log| log.writer == entry.writer).map(|log| log.entries).unwrap_or_default()
    }

    /// How an entry of the standing logs is signed.
    fn signed(&self, at: &EntryRef, entry: &Entry) -> Signed {
        self.people.signed(at.writer.person(), self.log_of(at), entry)
    }

    /// Whoever holds a key that somebody stands for signs; a later entry of such a person without a signature was typed
    /// in by somebody else for all anybody knows.
    fn accountable(&self, person: &str, at: &Moment, signed: &Signed) -> bool {
        accountable(self.people, person, at, signed)
    }
}

/// Whether an entry can be taken for its writer's: signed, or by somebody who has no key that anybody stands for.
pub(crate) fn accountable(people: &People, person: &str, at: &Moment, signed: &Signed) -> bool {
    let held = people.persons.get(person);
    let has_key = held.is_some_and(|person| person.had_key(at));
    signed.counts() || !has_key
}

/// A waiver, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// What was written.
    pub act: Waive,
    /// How it is signed.
    pub signed: Signed,
    /// How it counts.
    pub approval: Approval,
    /// Who confirmed it, so that it counts.
    pub confirmed_by: Vec<String>,
    /// Whether it holds today.
    pub in_force: bool,
    /// Its last day is past.
    pub expired: bool,
    /// Who took it out of force, and why.
    pub revoked: Option<Revoked>,
}

/// A risk with its scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// What was written.
    pub act: RiskAct,
    /// The scenario was to be looked at again before today.
    pub out_of_date: bool,
}

/// An act of the queue that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued<T> {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// What was written.
    pub act: T,
}

/// Everything a review holds about one supplier in one assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Decisions, oldest first.
    pub decisions: Vec<Decision>,
    /// Actions, oldest first.
    pub actions: Vec<ActionOn>,
    /// Waivers, oldest first.
    pub waivers: Vec<WaiverOn>,
    /// Risks; of those about one flag the latest.
    pub risks: Vec<RiskOn>,
    /// Cases that only one of four outcomes closes.
    pub cases: Vec<CaseOn>,
    /// Out of the queue until a date that is still to come.
    pub snoozed: Option<Queued<Snooze>>,
    /// With somebody else.
    pub escalated: Option<Queued<Escalate>>,
    /// What answered the escalation: a later word of whoever it went to, or a decision that counts.
    pub answered: Option<EntryRef>,
    /// What this campaign itself says of the queue; what an earlier one said does not stand on then.
    pub(super) said: carried::Said,
    /// Remedy plans of an earlier campaign that are not verified.
    pub(super) remedies_before: Vec<EntryRef>,
    /// Every risk that was written down, also where a later word about the same flag took its place, with the day its
    /// scenario is to be looked at again.
    pub(super) risked: Vec<beside::Risked>,
    /// New orders are held: a STOP is open, and no decision in force lets them go on.
    pub orders_held: bool,
}

impl Review {
    /// The decision taken last, whether it counts or not.
    #[must_use]
    pub fn latest(&self) -> Option<&Decision> {
        self.decisions.iter().rev().find(|decision| !matches!(decision.standing, Standing::Revoked(_)))
    }

    /// The decision to show: the one in force, else the latest by somebody who may decide, else the latest.
    #[must_use]
    pub fn main(&self) -> Option<&Decision> {
        let may = |decision: &&Decision| {
            decision.standing == Standing::Current && !matches!(decision.approval, Approval::Own | Approval::Insufficient)
        };
        self.in_force().or_else(|| self.decisions.iter().rev().find(may)).or_else(|| self.latest())
    }

    /// The decision whose end left none in force: the last one that had counted, taken out of force, where nothing took its
    /// place.
    #[must_use]
    pub fn taken_out(&self) -> Option<(&Decision, &Revoked)> {
        if self.in_force().is_some() {
            return None;
        }
        let ended = |decision: &&Decision| {
            matches!(decision.standing, Standing::Revoked(_)) && (decision.counted || decision.approval == Approval::Stale)
        };
        let last = self.decisions.iter().rev().find(ended)?;
        Some((last, last.revoked.as_ref()?))
    }

    /// The decision a page explains: the one in force, else one that nothing took the place of, else the last one in force
    /// that was taken out of it, else the latest.
    #[must_use]
    pub fn explained(&self) -> Option<&Decision> {
        let current = || self.decisions.iter().rev().find(|decision| decision.standing == Standing::Current);
        self.in_force().or_else(current).or_else(|| self.taken_out().map(|(decision, _)| decision)).or_else(|| self.latest())
    }

    /// Decisions that were taken apart and contradict each other: none of them is in force.
    pub fn contested(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|one| one.standing == Standing::Current && !one.apart.is_empty())
    }

    /// Whether a remedy plan stands: of this campaign, of the one before, or of a supplier whose place this one took.
    #[must_use]
    pub fn has_a_remedy(&self) -> bool {
        self.actions.iter().any(|action| action.act.kind == ActionKind::Remedy) || !self.remedies_before.is_empty()
    }

    /// How decisions that contradict each other are told: as long as one waits for a second person the other counts.
    #[must_use]
    pub fn clash_key(&self) -> &'static str {
        if self.contested().any(|one| one.in_force) { "review.clash-waits" } else { "review.clash" }
    }

    /// The decision in force.
    #[must_use]
    pub fn in_force(&self) -> Option<&Decision> {
        self.decisions.iter().rev().find(|decision| decision.in_force)
    }

    /// Waivers that hold, as judging needs them.
    #[must_use]
    pub fn waivers_in_force(&self) -> Vec<Waiver> {
        let holds = self.waivers.iter().filter(|waiver| waiver.in_force);
        holds
            .map(|waiver| Waiver {
                flag: waiver.act.flag.clone(),
                causes: waiver.act.causes.clone(),
                gate: waiver.act.gate,
                entry: waiver.entry.to_string(),
            })
            .collect()
    }

    /// What was put right and verified, as judging needs it.
    #[must_use]
    pub fn corrections(&self) -> Vec<Corrected> {
        let done = self.actions.iter().filter(|action| action.state == ActionState::Verified && action.act.kind != ActionKind::Remedy);
        done.filter_map(|action| {
            let flag = action.act.flag.clone().filter(|_| !action.act.causes.is_empty())?;
            let verified = action.steps.iter().rev().find(|step| step.counts && step.act.step == Step::Verified)?;
            Some(Corrected { flag, causes: action.act.causes.clone(), entry: verified.entry.to_string() })
        })
        .collect()
    }

    /// Whether a company of the group wrote anything of its own about the supplier.
    #[must_use]
    pub fn is_of(&self, company: Option<&str>) -> bool {
        let own = |whose: &Whose| *whose != Whose::All && whose.is_of(company);
        !self.decisions.is_empty()
            || self.waivers.iter().any(|waiver| own(&waiver.act.company))
            || self.actions.iter().any(|action| own(&action.act.company))
            || self.risks.iter().any(|risk| own(&risk.act.company))
            || self.cases.iter().filter_map(|case| case.act.as_ref()).any(|act| own(&act.company))
            || self.snoozed.iter().any(|snoozed| own(&snoozed.act.company))
            || self.escalated.iter().any(|escalated| own(&escalated.act.company))
    }

    /// Every text that the review refers to.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyRef> {
        let mut all: Vec<BodyRef> = Vec::new();
        for decision in &self.decisions {
            all.push(decision.act.reason.clone());
            all.extend(decision.act.conditions.iter().chain(&decision.act.no_remedy).cloned());
            all.extend(decision.revoked.iter().map(|revoked| revoked.reason.clone()));
        }
        for action in &self.actions {
            all.push(action.act.what.clone());
            all.extend(action.act.goal.iter().chain(&action.act.cost).cloned());
            all.extend(action.steps.iter().filter_map(|step| step.act.note.clone()));
        }
        all.extend(self.waivers.iter().map(|waiver| waiver.act.reason.clone()));
        all.extend(self.waivers.iter().filter_map(|waiver| waiver.revoked.as_ref()).map(|revoked| revoked.reason.clone()));
        all.extend(self.risks.iter().flat_map(|risk| [risk.act.cause.clone(), risk.act.consequence.clone()]));
        all.extend(self.cases.iter().filter_map(|case| case.act.as_ref().map(|act| act.reason.clone())));
        all.extend(self.snoozed.iter().filter_map(|snoozed| snoozed.act.reason.clone()));
        all.extend(self.escalated.iter().map(|escalated| escalated.act.reason.clone()));
        all
    }

    /// The waiver that holds a flag back.
    #[must_use]
    pub fn waiver_of(&self, flag: &Flag) -> Option<&WaiverOn> {
        self.waivers.iter().rev().find(|waiver| waiver.in_force && flag.is_meant(&waiver.act.flag, &waiver.act.causes))
    }

    /// Weighs the decisions against the judgement of today.
    pub fn weigh(&mut self, ground: &Ground<'_>, today: &basis::Today<'_>) {
        approval::weigh(self, ground, today);
        case::weigh(self, ground, today);
        self.answered = carried::answered(self, ground);
        action::weigh(self, ground, today.policy);
        let goes_on = self.in_force().is_some_and(|decision| decision.act.outcome.lets_orders_go_on());
        let plan = self.has_a_remedy();
        let beside = plan || self.in_force().is_some_and(|decision| decision.act.no_remedy.is_some());
        // What only the compliance officer sees ends by the compliance officer, whatever else was decided.
        let unseen = today.flags.iter().any(|flag| flag.restricted && flag.is_open_stop());
        // Gates of a supplier whose place this one took stand on until the case they opened is closed.
        let taken_over = self.cases.iter().any(|case| case.is_open() && case.act.as_ref().is_some_and(|act| !act.holds.is_empty()));
        self.orders_held = unseen || taken_over || today.flags.iter().any(Flag::is_open_stop) && !(goes_on && beside);
    }
}

/// Folds what the logs say. Decisions are not weighed yet: none is in force before [`Review::weigh`].
#[must_use]
pub fn fold(ground: &Ground<'_>) -> Review {
    let causality = Causality::of(ground.standing);
    let live = live(ground.standing, &causality);
    let authors = ground.authors();
    let mut review = Review::default();
    for one in &live {
        let entry = || one.at.clone();
        let (at, person) = (one.entry.at, one.at.writer.person().to_owned());
        match &one.entry.act {
            Act::Review(ReviewAct::Decide(act)) if act.assessment == ground.label && act.company.as_deref() == ground.company => {
                review.decisions.push(Decision::taken(ground, one, act));
            }
            Act::Review(ReviewAct::Action(act)) if ground.means(&act.assessment, &act.company) => {
                review.actions.push(ActionOn::begun(one, act))
            }
            Act::Review(ReviewAct::Waive(act)) if ground.means(&act.assessment, &act.company) => {
                let signed = ground.signed(&one.at, one.entry);
                let expired = act.until.parse::<Date>().map_or(true, |day| day < ground.today());
                review.waivers.push(WaiverOn {
                    entry: entry(),
                    at,
                    person,
                    act: act.clone(),
                    signed,
                    approval: Approval::Insufficient,
                    confirmed_by: Vec::new(),
                    in_force: false,
                    expired,
                    revoked: None,
                });
            }
            Act::Review(ReviewAct::Risk(act)) if ground.means(&act.assessment, &act.company) => {
                review.risked.push((entry(), act.review_by.clone()));
                review.risks.retain(|risk| risk.act.flag != act.flag || !causality.before(&risk.entry, &one.at));
                let out_of_date = act.review_by.parse::<Date>().map_or(true, |day| day < ground.today());
                review.risks.push(RiskOn { entry: entry(), at, person, act: act.clone(), out_of_date });
            }
            Act::Review(ReviewAct::Case(act)) if ground.means(&act.assessment, &act.company) => review.cases.push(CaseOn::opened(one, act)),
            Act::Review(ReviewAct::Snooze(act)) if ground.means(&act.assessment, &act.company) => {
                let holds = act.until.parse::<Date>().is_ok_and(|day| ground.today() < day);
                review.said.snoozed = true;
                review.snoozed = holds.then(|| Queued { entry: entry(), at, person, act: act.clone() });
            }
            Act::Review(ReviewAct::Escalate(act)) if ground.means(&act.assessment, &act.company) => {
                review.said.escalated = true;
                review.escalated = Some(Queued { entry: entry(), at, person, act: act.clone() });
            }
            _ => {}
        }
    }
    action::follow(&mut review, ground, &live);
    approval::confirm_and_revoke(&mut review, ground, &live, &authors);
    review
}

/// Whether a person may decide here: for a key that is dimmed and says why.
///
/// # Errors
/// Why not.
pub fn may_decide(ground: &Ground<'_>, person: &str) -> Result<(), Insufficient> {
    if ground.authors().contains(person) {
        return Err(Insufficient::Interviewed);
    }
    if !ground.people.had(person, Role::Reviewer, ground.now) {
        return Err(Insufficient::NoReviewer);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
