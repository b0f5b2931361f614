//! Actions: what is to be done by whom until when, how it went, and the clock of a six-month plan.
//!
//! Done is what the owner says; verified is what a second person found. A plan that shows no measurable progress at its
//! last check proposes suspension; it never suspends.

use jiff::civil::Date;

use super::{Ground, Review};
use crate::answers::Live;
use crate::journal::{Act, ActionAct, ActionKind, EntryRef, Follow, LivingAct, Moment, ReviewAct, Step};
use crate::people::Role;
use crate::policy::Policy;
use crate::questionnaire::Response;
use crate::sentence::{Sentence, told};

/// How an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionState {
    /// To be done.
    Open,
    /// Said to be done; nobody has verified it.
    Done,
    /// A second person found it done and working.
    Verified,
    /// A second person found that it does not work: to be done anew.
    NotEffective,
}

impl ActionState {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::NotEffective => "not-effective",
        }
    }
}

/// One step of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// What was written.
    pub act: Follow,
    /// Whether it counts: nobody verifies what he did or sees to himself.
    pub counts: bool,
}

/// A check of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanCheck {
    /// Months after adoption.
    pub month: u32,
    /// The day.
    pub day: Date,
    /// What was found; absent: not made yet.
    pub found: Option<Step>,
    /// The day is past and nothing was found.
    pub overdue: bool,
}

/// An action with its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who wrote it.
    pub person: String,
    /// What was written.
    pub act: ActionAct,
    /// Who sees to it now: as written, or whoever it was handed over to.
    pub owner: String,
    /// Who saw to it before.
    pub owners_before: Vec<String>,
    /// Steps, oldest first.
    pub steps: Vec<StepOn>,
    /// How it stands.
    pub state: ActionState,
    /// Checks of a plan.
    pub checks: Vec<PlanCheck>,
    /// The day something is due next: the first check of a plan that nobody has made, else its own.
    pub next_due: String,
    /// The day it was due is past, and it is not verified.
    pub overdue: bool,
    /// The plan's clock ran out without measurable progress, or mitigation failed as often as the policy allows: a person
    /// should consider to suspend.
    pub propose_suspension: bool,
    /// Attempts that a second person found not to work.
    pub failed: usize,
    /// The least a suspension would last, in months.
    pub suspend_months: u32,
    /// What a plan does not say although the policy asks for it: `goal`, `cost`.
    pub lacks: Vec<String>,
}

impl ActionOn {
    pub(super) fn begun(one: &Live<'_>, act: &ActionAct) -> Self {
        Self {
            entry: one.at.clone(),
            at: one.entry.at,
            person: one.at.writer.person().to_owned(),
            act: act.clone(),
            owner: act.owner.clone(),
            owners_before: Vec::new(),
            steps: Vec::new(),
            state: ActionState::Open,
            checks: Vec::new(),
            next_due: act.due.clone(),
            overdue: false,
            propose_suspension: false,
            failed: 0,
            suspend_months: 0,
            lacks: Vec::new(),
        }
    }

    /// Whether a person sees to it, or did before it was handed over.
    #[must_use]
    pub fn is_seen_to_by(&self, person: &str) -> bool {
        self.owner == person || self.owners_before.iter().any(|before| before == person)
    }

    /// Whether somebody still has to do something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state != ActionState::Verified
    }

    /// Checks of a plan that nobody has made, while somebody still has to do something.
    pub fn open_checks(&self) -> impl Iterator<Item = &PlanCheck> {
        self.checks.iter().filter(|check| self.is_open() && check.found.is_none())
    }

    /// The check that is due before the plan itself.
    #[must_use]
    pub fn next_check(&self) -> Option<&PlanCheck> {
        self.open_checks().next().filter(|check| self.act.due.parse::<Date>().map_or(true, |due| check.day < due))
    }

    /// What is proposed when it led nowhere; nothing is suspended by itself.
    #[must_use]
    pub fn proposal(&self) -> Option<Sentence> {
        let months = || ("months", self.suspend_months.to_string().into());
        match (self.propose_suspension, self.act.kind) {
            (false, _) => None,
            (true, ActionKind::Mitigation) => {
                Some(told("review.propose-after-attempts", [("count", self.failed.to_string().into()), months()]))
            }
            (true, ActionKind::Plan | ActionKind::Correction | ActionKind::Remedy) => Some(told("review.propose-suspension", [months()])),
        }
    }
}

/// Lays the steps beside their actions, and gives those that were handed over to whoever took over.
pub(super) fn follow(review: &mut Review, ground: &Ground<'_>, live: &[Live<'_>]) {
    for one in live {
        if let Act::Living(LivingAct::HandOver(act)) = &one.entry.act {
            let named = |action: &ActionOn| act.actions.contains(&action.entry.to_string()) && action.owner == act.from;
            for action in review.actions.iter_mut().filter(|action| named(action)) {
                let before = std::mem::replace(&mut action.owner, act.to.clone());
                action.owners_before.push(before);
            }
            continue;
        }
        let Act::Review(ReviewAct::Follow(act)) = &one.entry.act else { continue };
        let Some(action) = review.actions.iter_mut().find(|action| action.entry == act.action) else { continue };
        let person = one.at.writer.person().to_owned();
        let did = |action: &ActionOn| action.steps.iter().rev().find(|step| step.act.step == Step::Done).map(|step| step.person.clone());
        let counts = ground.people.knows(&person)
            && match act.step {
                Step::Verified | Step::NotEffective => {
                    let second = did(action).is_some_and(|did| did != person) && !action.is_seen_to_by(&person);
                    second && may_verify(ground, one)
                }
                // What a second person found is not undone by the one who did it.
                Step::Done => action.state != ActionState::Verified,
                Step::Progress | Step::NoProgress => true,
            };
        if counts {
            action.state = match act.step {
                Step::Done => ActionState::Done,
                Step::Verified => ActionState::Verified,
                Step::NotEffective => ActionState::NotEffective,
                Step::Progress | Step::NoProgress => action.state,
            };
        }
        action.steps.push(StepOn { entry: one.at.clone(), at: one.entry.at, person, act: act.clone(), counts });
    }
}

/// A reviewer verifies, and signs if there is a key of the reviewer that somebody stands for.
fn may_verify(ground: &Ground<'_>, one: &Live<'_>) -> bool {
    let (person, at) = (one.at.writer.person(), &one.entry.at);
    let reviewer = ground.people.is_empty() || ground.people.had(person, Role::Reviewer, at);
    reviewer && ground.accountable(person, at, &ground.signed(&one.at, one.entry))
}

/// Reckons dates.
pub(super) fn weigh(review: &mut Review, ground: &Ground<'_>, policy: &Policy) {
    let today = ground.today();
    for action in &mut review.actions {
        action.overdue = action.is_open() && action.act.due.parse::<Date>().is_ok_and(|due| due < today);
        action.lacks = super::beside::lacks_of(&action.act, &ground.rules.plan_needs);
        action.failed = action.steps.iter().filter(|step| step.counts && step.act.step == Step::NotEffective).count();
        let plan = policy.responses.get(&Response::Hold6);
        action.suspend_months = plan.and_then(|text| text.suspend_at_least_months).unwrap_or_default();
        if action.act.kind == ActionKind::Mitigation {
            let most = policy.responses.get(&Response::Mit).and_then(|text| text.propose_after_failed);
            action.propose_suspension = action.is_open() && most.is_some_and(|most| action.failed >= most as usize);
        }
        if action.act.kind != ActionKind::Plan {
            continue;
        }
        let Some(adopted) = action.act.adopted.as_deref().and_then(|day| day.parse::<Date>().ok()) else { continue };
        let months = plan.map(|text| text.checks_at_months.clone()).unwrap_or_default();
        action.checks = checks(action, adopted, &months, today);
        if let Some(check) = action.next_check() {
            action.next_due = check.day.to_string();
        }
        let last = action.checks.last();
        let fruitless = last.is_some_and(|check| check.found == Some(Step::NoProgress) || check.overdue);
        action.propose_suspension = action.is_open() && fruitless;
    }
}

/// A step belongs to the first check that is still without one and whose predecessor's day is past by then.
fn checks(action: &ActionOn, adopted: Date, months: &[u32], today: Date) -> Vec<PlanCheck> {
    let after = |month: u32| adopted.saturating_add(jiff::Span::new().months(i64::from(month)));
    let mut checks: Vec<PlanCheck> =
        months.iter().map(|month| PlanCheck { month: *month, day: after(*month), found: None, overdue: false }).collect();
    for step in action.steps.iter().filter(|step| matches!(step.act.step, Step::Progress | Step::NoProgress)) {
        let on = step.at.date();
        let mut from = adopted;
        for check in &mut checks {
            let window = from;
            from = check.day;
            if check.found.is_none() && window <= on && (on <= check.day || check.day <= today) {
                check.found = Some(step.act.step);
                break;
            }
        }
    }
    for check in &mut checks {
        check.overdue = check.found.is_none() && check.day < today;
    }
    checks
}
