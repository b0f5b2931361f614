//! What a decision in force settles, and what has to be there before one can be taken.

use super::act::wrong;
use super::decide::Deciding;
use super::{Dossier, Workspace, WorkspaceError};
use crate::journal::{ActionKind, Outcome, Step};
use crate::people::Role;
use crate::policy::Policy;
use crate::review::ActionOn;
use crate::rules::{self, Flag, FlagState};
use crate::sentence::told;

/// Shows what a decision in force settles: unresolved gates it was taken on, and the hold of orders where they go on.
/// Nothing that is sealed or weighed is computed from it.
pub(super) fn lay_over(dossier: &mut Dossier, policy: &Policy) {
    let Some(decision) = dossier.review.in_force().filter(|decision| decision.is_about_a_gate()) else { return };
    let read = decision.act.basis.flags.clone();
    let knew = |flag: &Flag| read.iter().any(|line| line.strip_suffix(" open").is_some_and(|key| key == flag.key()));
    let goes_on = !dossier.review.orders_held;
    for flag in dossier.flags.iter_mut().filter(|flag| !flag.restricted && flag.state == FlagState::Open) {
        let settled = flag.rule == rules::UNRESOLVED && knew(flag) || flag.rule == rules::HOLD && goes_on;
        if settled {
            flag.state = FlagState::Closed;
        }
    }
    crate::assess::told_anew(&mut dossier.assessment, &dossier.flags, policy);
}

impl Workspace {
    /// Refuses to let orders go on past a stop without a remedy plan or a reason, and to admit whom we have long.
    pub(super) fn may_go_on(&self, dossier: &Dossier, outcome: Outcome, given: &Deciding) -> Result<(), WorkspaceError> {
        let id = dossier.supplier.id.as_str();
        if matches!(outcome, Outcome::Admit | Outcome::Refuse)
            && let Some(since) = self.known_since(dossier)?
        {
            return Err(wrong(told("refusal.admitted-already", [("id", id.into()), ("since", since.into())])));
        }
        if given.on_behalf_of.as_deref().is_some_and(|whom| whom.trim() == self.writer.person()) {
            return Err(wrong(told("refusal.on-own-behalf", [])));
        }
        let open_case = dossier.review.cases.iter().any(crate::review::CaseOn::is_open);
        let met = dossier.review.risks.iter().any(|risk| !risk.out_of_date);
        if self.policy().decision.risk_to_close && open_case && outcome.closes_a_case() && !met {
            return Err(wrong(told("refusal.no-risk-response", [("id", id.into())])));
        }
        let goes_on = outcome.lets_orders_go_on();
        let stopped = dossier.flags.iter().any(|flag| flag.is_open_stop() && flag.rule != super::veil::HOLD && !flag.restricted);
        let planned = dossier.review.has_a_remedy();
        if goes_on && stopped && !planned && given.no_remedy.is_none() {
            return Err(wrong(told("refusal.no-remedy-beside", [("id", id.into())])));
        }
        Ok(())
    }

    /// Refuses a plan that does not say what the policy asks of one.
    pub(super) fn plan_is_whole(&self, given: &super::decide::Acting) -> Result<(), WorkspaceError> {
        if given.kind != ActionKind::Plan {
            return Ok(());
        }
        let said = |word: &str| match word {
            "goal" => given.goal.as_deref(),
            _ => given.cost.as_deref(),
        };
        let lacks = |word: &&String| said(word).is_none_or(|text| text.trim().is_empty());
        match self.policy().decision.plan_needs.iter().find(lacks) {
            Some(word) if word == "goal" => Err(wrong(told("refusal.plan-goal", []))),
            Some(_) => Err(wrong(told("refusal.plan-cost", []))),
            None => Ok(()),
        }
    }

    /// The campaign or decision since which a supplier is one of ours; nothing for a new one.
    fn known_since(&self, dossier: &Dossier) -> Result<Option<String>, WorkspaceError> {
        let id = &dossier.supplier.id;
        if let Some(previous) = dossier.previous.values().next() {
            return Ok(Some(previous.campaign.clone()));
        }
        let logs = self.review_logs(id)?;
        let taken = logs.standing.iter().flat_map(|(writer, entries)| entries.iter().map(move |entry| (writer, entry)));
        let ours = taken.filter_map(|(writer, entry)| match &entry.act {
            crate::journal::Act::Review(crate::journal::ReviewAct::Decide(act)) => Some((writer, entry, act)),
            _ => None,
        });
        let known = ours.filter(|(writer, entry, act)| {
            let by_reviewer = self.people.had(writer.person(), Role::Reviewer, &entry.at);
            let admits = !matches!(act.outcome, Outcome::Admit | Outcome::Refuse);
            by_reviewer && admits && act.company.as_deref() == self.company()
        });
        Ok(known.map(|(_, entry, _)| entry.at.date().to_string()).min())
    }

    /// Refuses whoever may not verify, and a plan found working against its own checks without a word why.
    pub(super) fn may_verify(&self, action: &ActionOn, step: Step, note: Option<&str>) -> Result<(), WorkspaceError> {
        let person = self.writer.person();
        if !self.people.is_empty() && !self.own_roles().contains(&Role::Reviewer) {
            let able = self.people.in_office(Role::Reviewer, &self.now()).join(", ");
            return Err(wrong(told("refusal.verify-reviewer", [("person", person.into()), ("all", able.into())])));
        }
        let against = action.checks.iter().find(|check| check.overdue || check.found == Some(Step::NoProgress));
        let said = note.is_some_and(|note| !note.trim().is_empty());
        match against.filter(|_| step == Step::Verified && !said) {
            Some(check) => Err(wrong(told(
                "refusal.verify-against-check",
                [("month", check.month.to_string().into()), ("day", check.day.to_string().into())],
            ))),
            None => Ok(()),
        }
    }

    /// A person who is entered here and can do something about a matter: an auditor only reads.
    pub(super) fn can_see_to_it(&self, person: &str) -> Result<(), WorkspaceError> {
        if self.people.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let able = |id: &str| {
            let roles = self.people.roles(id, &now);
            !roles.is_empty() && !roles.contains(&Role::Auditor)
        };
        if able(person) {
            return Ok(());
        }
        let all: Vec<&str> = self.people.persons.keys().map(String::as_str).filter(|id| able(id)).collect();
        let key = if self.people.had(person, Role::Auditor, &now) { "refusal.auditor-sees-to-nothing" } else { "refusal.nobody-called" };
        Err(wrong(told(key, [("person", person.into()), ("all", all.join(", ").into())])))
    }

    /// A day that is today or past.
    pub(super) fn not_to_come(&self, day: &str, option: &str) -> Result<jiff::civil::Date, WorkspaceError> {
        let date: jiff::civil::Date = day.parse().map_err(|_| super::act::not_a_date(day, "2026-10-01"))?;
        if date > self.today() {
            return Err(wrong(told("refusal.option-to-come", [("option", option.into()), ("day", date.to_string().into())])));
        }
        Ok(date)
    }

    /// Refuses to put a supplier off that is under a stop, or for longer than the policy lets anything rest.
    pub(super) fn may_be_put_off(&self, supplier: &str, until: &str) -> Result<(), WorkspaceError> {
        let day = self.future(until, "--until")?;
        let (months, last) = self.longest_rest();
        if day > last {
            let values = [("day", day.to_string().into()), ("months", months.to_string().into()), ("last", last.to_string().into())];
            return Err(wrong(told("refusal.snoozed-too-long", values)));
        }
        if self.dossier(supplier)?.review.orders_held {
            let now = self.now();
            let others =
                self.people.in_office(crate::people::Role::Reviewer, &now).into_iter().find(|other| *other != self.writer.person());
            let to = others.unwrap_or_else(|| self.writer.person()).to_owned();
            return Err(wrong(told("refusal.snooze-stop", [("id", supplier.into()), ("to", to.into())])));
        }
        Ok(())
    }

    /// The day something is looked at again: a day to come, and no later than the answers it rests on are valid.
    pub(super) fn looked_at_again(&self, day: &str) -> Result<(), WorkspaceError> {
        const MONTHS: u32 = 24;
        let date = self.future(day, "--review-by")?;
        let months = self.policy().validity.get("csr-saq-months").copied().unwrap_or(MONTHS);
        let last = self.today().saturating_add(jiff::Span::new().months(i64::from(months)));
        if date > last {
            let values = [("day", date.to_string().into()), ("months", months.to_string().into()), ("last", last.to_string().into())];
            return Err(wrong(told("refusal.review-too-late", values)));
        }
        Ok(())
    }

    /// How many months the policy lets something rest, and the last day of them.
    fn longest_rest(&self) -> (u32, jiff::civil::Date) {
        let months = self.policy().decision.waive_months;
        (months, self.today().saturating_add(jiff::Span::new().months(i64::from(months))))
    }

    /// Until when a flag may be waived: a day to come, and no later than the policy lets it.
    pub(super) fn waived_until(&self, until: &str) -> Result<(), WorkspaceError> {
        let day = self.future(until, "--until")?;
        let (months, last) = self.longest_rest();
        if day > last {
            let values = [("day", day.to_string().into()), ("months", months.to_string().into()), ("last", last.to_string().into())];
            return Err(wrong(told("refusal.waived-too-long", values)));
        }
        Ok(())
    }
}
