//! What has to stand beside a decision, and stood there when it was taken: a remedy plan where orders go on past a stop
//! or a contract ends over harm, how the risk is met where a case closes, goal and cost of a plan that is relied on.
//!
//! It is refused while it is written, too. Here it is computed from the record, so that an entry another version wrote,
//! one that was copied in, and one whose remedy was taken back afterwards do not count either.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::basis::Today;
use super::{ActionState, CaseOn, Decision, Ground, Insufficient, Review};
use crate::answers::causality::Causality;
use crate::journal::{ActionAct, ActionKind, EntryRef, Outcome};
use crate::questionnaire::Response;
use crate::rules::{self, Flag, FlagState};

/// What decisions are held against.
pub(super) struct Beside<'a> {
    review: &'a Review,
    ground: &'a Ground<'a>,
    today: &'a Today<'a>,
    causality: &'a Causality,
}

/// What a plan does not say although the policy asks for it: `goal`, `cost`.
#[must_use]
pub fn lacks_of(act: &ActionAct, asked: &[String]) -> Vec<String> {
    if act.kind != ActionKind::Plan {
        return Vec::new();
    }
    let missing = |word: &&String| if *word == "goal" { act.goal.is_none() } else { act.cost.is_none() };
    asked.iter().filter(missing).cloned().collect()
}

impl<'a> Beside<'a> {
    pub(super) fn of(review: &'a Review, ground: &'a Ground<'a>, today: &'a Today<'a>, causality: &'a Causality) -> Self {
        Self { review, ground, today, causality }
    }

    /// What is missing beside a decision; nothing: everything the policy asks for stood there.
    pub(super) fn missing(&self, decision: &Decision) -> Option<Insufficient> {
        if self.ground.rules.approval_needs.remedy && self.needs_a_remedy(decision) && !self.has_a_remedy(decision) {
            return Some(Insufficient::NoRemedy);
        }
        if self.ground.rules.risk_to_close && !self.met(decision) {
            return Some(Insufficient::NoRiskResponse);
        }
        (!self.plans_are_whole(decision)).then_some(Insufficient::PlanNotWhole)
    }

    /// Whether a flag of today stood open when it was decided.
    fn stood_open(decision: &Decision, flag: &Flag) -> bool {
        let key = flag.key();
        decision.act.basis.flags.iter().any(|line| line.strip_suffix(" open") == Some(key.as_str()))
    }

    fn needs_a_remedy(&self, decision: &Decision) -> bool {
        let outcome = decision.act.outcome;
        let stop = |flag: &&Flag| flag.response == Response::Stop && flag.rule != rules::HOLD && !flag.restricted;
        let harm = |flag: &&Flag| flag.rule == rules::REMEDY && flag.state != FlagState::Closed;
        let mut flags = self.today.flags.iter().filter(|flag| Self::stood_open(decision, flag));
        match outcome {
            Outcome::EndContract => flags.any(|flag| harm(&flag)),
            _ => outcome.lets_orders_go_on() && decision.act.no_remedy.is_none() && flags.any(|flag| stop(&flag)),
        }
    }

    fn has_a_remedy(&self, decision: &Decision) -> bool {
        let own = self.review.actions.iter().filter(|action| action.act.kind == ActionKind::Remedy).map(|action| &action.entry);
        own.chain(&self.review.remedies_before).any(|entry| self.causality.before(entry, &decision.entry))
    }

    /// Whether it is written down how the risk behind every case is met that a decision closes. A decision before it that
    /// had closed the same case had to say so, too; it need not be said again.
    fn met(&self, decision: &Decision) -> bool {
        if !decision.act.outcome.closes_a_case() {
            return true;
        }
        let earlier = |other: &&Decision| {
            let is_before = other.entry == decision.entry || self.causality.before(&other.entry, &decision.entry);
            is_before && other.act.outcome.closes_a_case()
        };
        let closing: Vec<&Decision> = self.review.decisions.iter().filter(earlier).filter(|other| self.is_met_when_taken(other)).collect();
        let opened = self.review.cases.iter().filter_map(|case: &CaseOn| case.entry.as_ref());
        let opened = opened.filter(|entry| self.causality.before(entry, &decision.entry));
        let cases_met = opened.into_iter().all(|entry| closing.iter().any(|other| self.causality.before(entry, &other.entry)));
        let knew = |decision: &Decision, key: &str| {
            decision.act.basis.flags.iter().any(|line| line.rsplit_once(' ').is_some_and(|(name, _)| name == key))
        };
        let raised: BTreeSet<String> =
            self.today.flags.iter().filter(|flag| super::case::opens(self.ground, flag).is_some()).map(Flag::key).collect();
        let mut raised = raised.iter().filter(|key| knew(decision, key));
        cases_met && raised.all(|key| closing.iter().any(|other| knew(other, key)))
    }

    /// Whether a risk was written down before a decision, with a scenario that was not out of date that day.
    fn is_met_when_taken(&self, decision: &Decision) -> bool {
        let on = decision.at.date();
        let in_date = |day: &str| day.parse::<Date>().is_ok_and(|day| on <= day);
        self.review.risked.iter().any(|(entry, day)| in_date(day) && self.causality.before(entry, &decision.entry))
    }

    /// Whether the plans a decision relies on say what the policy asks of a plan: one that stands while orders go on, and
    /// one whose improvement is confirmed.
    fn plans_are_whole(&self, decision: &Decision) -> bool {
        if !decision.act.outcome.lets_orders_go_on() {
            return true;
        }
        let confirms = decision.act.outcome == Outcome::ImprovementConfirmed;
        let relied_on = self.review.actions.iter().filter(|action| confirms || action.state != ActionState::Verified);
        let mut known = relied_on.filter(|action| self.causality.before(&action.entry, &decision.entry));
        known.all(|action| lacks_of(&action.act, &self.ground.rules.plan_needs).is_empty())
    }
}

/// Entries that remedies and risks of elsewhere stand for: an earlier campaign's own, or the merger that brought them.
pub(super) type Risked = (EntryRef, String);
