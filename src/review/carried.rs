//! What of a review outlasts its campaign: open cases, open actions with their clocks, risks with their scenarios, what was
//! put off to a day still to come, what was given to somebody who has not answered, and a decision that holds.
//!
//! A decision to go on does not outlast it: it was taken on the answers of then, and the new campaign asks anew. One that
//! demands something, or ends something, stays in force until another that counts takes its place.

use super::{Ground, Review, Standing};
use crate::answers::causality::Causality;
use crate::answers::live;
use crate::journal::{Act, ActionKind, EntryRef, Moment, ReviewAct};
use crate::review::Decision;
use crate::rules::{Flag, Since};

/// What a campaign itself says of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// Until when the supplier is out of it, or that it is back.
    pub(super) snoozed: bool,
    /// To whom the matter went.
    pub(super) escalated: bool,
}

/// The campaign and day something of an earlier campaign stands on from; none: it was written in this one.
#[must_use]
pub fn since(campaign: &str, written_in: &str, at: &Moment) -> Option<Since> {
    let from = || Since { campaign: written_in.to_owned(), day: Some(at.date().to_string()), carried: true, supplier: None };
    (campaign != written_in).then(from)
}

/// What answered the escalation that stands: the first thing whoever it went to wrote about the supplier, or a decision
/// that counts.
pub(super) fn answered(review: &Review, ground: &Ground<'_>) -> Option<EntryRef> {
    let escalated = review.escalated.as_ref()?;
    let causality = Causality::of(ground.standing);
    let later = |entry: &EntryRef| causality.before(&escalated.entry, entry);
    let decided = review.decisions.iter().filter(|decision| decision.counted).map(|decision| decision.entry.clone());
    let own = live(ground.standing, &causality).into_iter().filter(|one| {
        let speaks = matches!(&one.entry.act, Act::Review(act) if !matches!(act, ReviewAct::Snooze(_)));
        speaks && one.at.writer.person() == escalated.act.to
    });
    decided.chain(own.map(|one| one.at)).find(later)
}

impl Review {
    /// Takes over what waits of the campaign before. Before judging and weighing: a decision of this campaign closes a
    /// case and answers an escalation, and a scenario that is out of date raises its flag here.
    ///
    /// Cases that persons opened and no outcome has closed (those that flags open come with the flags); risks that this
    /// campaign says nothing new of; out of the queue until a day that is still to come; an escalation nobody answered.
    pub fn take_over_waiting(&mut self, before: &Self) {
        let open = before.cases.iter().filter(|case| case.is_open() && case.entry.is_some());
        self.cases.splice(0..0, open.cloned());
        let anew = |flag: &Option<String>| self.risks.iter().any(|risk| risk.act.flag == *flag);
        let risks: Vec<super::RiskOn> = before.risks.iter().filter(|risk| !anew(&risk.act.flag)).cloned().collect();
        self.risks.splice(0..0, risks);
        self.risked.extend(before.risked.iter().cloned());
        let open = before.actions.iter().filter(|action| action.act.kind == ActionKind::Remedy && action.is_open());
        self.remedies_before.extend(open.map(|action| action.entry.clone()));
        if !self.said.snoozed {
            self.snoozed.clone_from(&before.snoozed);
        }
        if !self.said.escalated && before.answered.is_none() {
            self.escalated.clone_from(&before.escalated);
        }
    }

    /// Takes over what waits of a supplier whose place this one took, by the entry that says so: whoever decides after it
    /// has it before him. Cases persons opened, that a remedy plan stands, and risks that were written down.
    pub fn inherit(&mut self, old: &Self, (entry, at): (&EntryRef, Moment), from: &str) {
        let open = old.cases.iter().filter(|case| case.is_open() && case.entry.is_some()).cloned();
        self.cases.extend(open.map(|case| super::CaseOn {
            entry: Some(entry.clone()),
            at: Some(at),
            from: Some(case.from.clone().unwrap_or_else(|| from.to_owned())),
            ..case
        }));
        let remedied = old.actions.iter().any(|action| action.act.kind == ActionKind::Remedy && action.is_open());
        if remedied || !old.remedies_before.is_empty() {
            self.remedies_before.push(entry.clone());
        }
        self.risked.extend(old.risked.iter().map(|(_, day)| (entry.clone(), day.clone())));
    }

    /// Takes over open actions, as the policy of then reckons them, and the decision that holds. After weighing.
    pub fn take_over(&mut self, before: &Self, flags: &[Flag]) {
        let open = before.actions.iter().filter(|action| action.is_open());
        self.actions.splice(0..0, open.cloned());
        let Some(mut held) = before.holding().cloned() else { return };
        let later = self.decisions.iter().rev().find(|decision| {
            decision.standing == Standing::Current && (decision.in_force || decision.approval == super::Approval::Stale && decision.counted)
        });
        // What moved since then does not lift it; that it was to be looked at again is still told.
        held.moved.retain(|moved| matches!(moved, super::Moved::ReviewBy(_)));
        held.in_force = later.is_none();
        if let Some(later) = later {
            held.standing = Standing::Superseded(later.entry.clone());
        } else {
            held.approval = if held.signed.counts() { super::Approval::Effective } else { super::Approval::Unsigned };
            self.orders_held |= held.is_about_a_gate() || flags.iter().any(Flag::is_open_stop);
        }
        self.decisions.insert(0, held);
    }

    /// The decision that holds orders back, or demands something first, whatever moved since.
    #[must_use]
    pub fn holding(&self) -> Option<&Decision> {
        let last = self.decisions.iter().rev().find(|decision| decision.standing == Standing::Current && decision.counted)?;
        (!last.act.outcome.lets_orders_go_on()).then_some(last)
    }

    /// Whether a decision in force lets orders go on although this flag stands: its persons had read it.
    #[must_use]
    pub fn settles(&self, flag: &Flag) -> bool {
        self.in_force().filter(|decision| decision.act.outcome.lets_orders_go_on()).is_some_and(|decision| {
            let key = flag.key();
            let read = |line: &String| line.rsplit_once(' ').is_some_and(|(name, _)| name == key);
            let veiled = || flag.restricted && decision.act.basis.gates.iter().any(|gate| gate == super::basis::HOLD);
            decision.act.basis.flags.iter().any(read) || veiled()
        })
    }
}
