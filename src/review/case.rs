//! Cases: an authority's penalty or evident non-compliance opens one, and only continue, improvement confirmed, contract
//! changed or contract ended closes it, in force, by somebody who had seen it.

use super::basis::Today;
use super::{Ground, Review};
use crate::answers::Live;
use crate::answers::causality::Causality;
use crate::journal::{CaseAct, EntryRef, Moment, Trigger};
use crate::rules::{Flag, FlagState};

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseOn {
    /// What opened it.
    pub trigger: Trigger,
    /// The entry, if a person opened it.
    pub entry: Option<EntryRef>,
    /// When, if a person did.
    pub at: Option<Moment>,
    /// What was written, if a person opened it.
    pub act: Option<CaseAct>,
    /// The flags that opened it.
    pub flags: Vec<String>,
    /// The decision that closed it; absent: it is open.
    pub closed_by: Option<EntryRef>,
    /// The supplier it was opened about, if another has taken its place since.
    pub from: Option<String>,
}

impl CaseOn {
    pub(super) fn opened(one: &Live<'_>, act: &CaseAct) -> Self {
        let (entry, at, act) = (Some(one.at.clone()), Some(one.entry.at), Some(act.clone()));
        let trigger = act.as_ref().map_or(Trigger::EvidentNonCompliance, |act| act.trigger);
        Self { trigger, entry, at, act, flags: Vec::new(), closed_by: None, from: None }
    }

    /// Whether it waits for an outcome.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed_by.is_none()
    }
}

/// Adds the cases that flags open, and says which are closed.
pub(super) fn weigh(review: &mut Review, ground: &Ground<'_>, today: &Today<'_>) {
    for trigger in [Trigger::AuthorityPenalty, Trigger::EvidentNonCompliance] {
        let flags: Vec<String> = today.flags.iter().filter(|flag| opens(ground, flag) == Some(trigger)).map(Flag::key).collect();
        if !flags.is_empty() {
            review.cases.push(CaseOn { trigger, entry: None, at: None, act: None, flags, closed_by: None, from: None });
        }
    }
    let causality = Causality::of(ground.standing);
    let Some(decision) = review.in_force().filter(|decision| decision.act.outcome.closes_a_case()) else { return };
    let (closer, read) = (decision.entry.clone(), decision.act.basis.flags.clone());
    for case in &mut review.cases {
        let seen = match &case.entry {
            Some(entry) => causality.before(entry, &closer),
            None => case.flags.iter().all(|key| read.iter().any(|flag| flag.rsplit_once(' ').is_some_and(|(name, _)| name == key))),
        };
        if seen {
            case.closed_by = Some(closer.clone());
        }
    }
}

/// What kind of case a flag opens, as the policy says.
pub(super) fn opens(ground: &Ground<'_>, flag: &Flag) -> Option<Trigger> {
    if !flag.is_adverse() || flag.restricted || flag.state == FlagState::Closed {
        return None;
    }
    let rules = ground.rules;
    let about = |rows: &[String]| flag.causes.iter().any(|cause| rows.iter().any(|row| row == cause.question.as_str()));
    if about(&rules.penalty_rows) {
        return Some(Trigger::AuthorityPenalty);
    }
    // Of what was reported only what is tolerated nowhere is plain non-compliance.
    if flag.rule == crate::rules::INCIDENT && flag.severity != crate::questionnaire::Severity::Critical {
        return None;
    }
    rules.evident_rules.contains(&flag.rule).then_some(Trigger::EvidentNonCompliance)
}
