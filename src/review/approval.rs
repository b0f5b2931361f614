//! Whether a decision counts: one of six words, computed each time from who, what was read, what moved, who signed.

use std::collections::BTreeSet;

use super::basis::{Moved, Today, basis, moved, unread};
use super::{Ground, Review};
use crate::answers::Live;
use crate::answers::causality::Causality;
use crate::journal::{Act, BodyRef, Decide, EntryRef, Head, Moment, Outcome, ReviewAct};
use crate::people::{Role, Signed};

/// How a decision counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approval {
    /// By an independent reviewer, on what stands, signed.
    Effective,
    /// By somebody who wrote down answers of this supplier.
    Own,
    /// Something moved since.
    Stale,
    /// Nobody signed.
    Unsigned,
    /// By somebody who may not decide, or it cannot be told.
    Insufficient,
    /// A second person has to confirm it.
    PendingSecondPerson,
}

impl Approval {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Effective => "effective",
            Self::Own => "self",
            Self::Stale => "stale",
            Self::Unsigned => "unsigned",
            Self::Insufficient => "insufficient",
            Self::PendingSecondPerson => "pending-second-person",
        }
    }
}

/// Why a person's word does not decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insufficient {
    /// The person wrote down answers.
    Interviewed,
    /// The person was no reviewer then.
    NoReviewer,
    /// The record holds entries of a kind this version does not know.
    UnknownEntries,
    /// Another reviewer decided otherwise without having seen this.
    Contested,
    /// The interview was not submitted.
    NotSubmitted,
    /// Gate rows had no answer.
    GatesUnanswered,
    /// Checks of the buyer that the policy asks for were not made, too long ago, or left something open.
    ChecksOpen,
    /// Questions that were sent back had not come back.
    QuestionsReturned,
    /// An improvement was confirmed that nobody had required.
    NothingRequired,
    /// An improvement was confirmed before a second person had verified what was done.
    NotVerified,
    /// Orders go on past a stop, or a contract ends over harm, and no remedy plan stands beside it.
    NoRemedy,
    /// A case was to be closed before it was written down how the risk behind it is met.
    NoRiskResponse,
    /// A plan that is relied on does not say what the policy asks of one.
    PlanNotWhole,
}

impl Insufficient {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Interviewed => "interviewed",
            Self::NoReviewer => "no-reviewer",
            Self::UnknownEntries => "unknown-entries",
            Self::Contested => "contested",
            Self::NotSubmitted => "not-submitted",
            Self::GatesUnanswered => "gates-unanswered",
            Self::ChecksOpen => "checks-open",
            Self::QuestionsReturned => "questions-returned",
            Self::NothingRequired => "nothing-required",
            Self::NotVerified => "not-verified",
            Self::NoRemedy => "no-remedy-plan",
            Self::NoRiskResponse => "no-risk-response",
            Self::PlanNotWhole => "plan-not-whole",
        }
    }
}

/// How a decision stands among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing took its place.
    Current,
    /// A later one took its place.
    Superseded(EntryRef),
    /// It was taken out of force.
    Revoked(EntryRef),
}

impl Standing {
    /// The word of files and commands.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Superseded(_) => "superseded",
            Self::Revoked(_) => "revoked",
        }
    }
}

/// That something was taken out of force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// The entry.
    pub entry: EntryRef,
    /// Who.
    pub person: String,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: BodyRef,
}

/// A second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Second {
    /// The entry.
    pub entry: EntryRef,
    /// Who.
    pub person: String,
    /// When.
    pub at: Moment,
    /// How it is signed.
    pub signed: Signed,
    /// Whether it counts.
    pub counts: bool,
}

/// A decision, weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// What was written.
    pub act: Decide,
    /// How it is signed.
    pub signed: Signed,
    /// Second persons.
    pub seconds: Vec<Second>,
    /// The seal over it; from then on it is superseded, never taken back.
    pub sealed: Option<EntryRef>,
    /// How it stands among the others.
    pub standing: Standing,
    /// Who took it out of force, and why; a decision that took its place meanwhile does not undo that.
    pub revoked: Option<Revoked>,
    /// How it counts.
    pub approval: Approval,
    /// Why it is insufficient, if it is.
    pub because: Option<Insufficient>,
    /// Decisions of another outcome, in force or waiting for a second person, that had not seen this one, nor this one them.
    pub apart: Vec<EntryRef>,
    /// What moved since.
    pub moved: Vec<Moved>,
    /// Persons it needs.
    pub needs: usize,
    /// Whether it is in force today.
    pub in_force: bool,
    /// Whether it would be, had nothing moved since and no other taken its place or taken it out of force.
    pub counted: bool,
}

impl Decision {
    pub(super) fn taken(ground: &Ground<'_>, one: &Live<'_>, act: &Decide) -> Self {
        let log = ground.log_of(&one.at);
        let sealed = log.iter().find(|entry| matches!(&entry.act, Act::Seal(seal) if seal.entry == one.at.n && seal.of == one.entry.hash));
        Self {
            entry: one.at.clone(),
            at: one.entry.at,
            person: one.at.writer.person().to_owned(),
            act: Decide { basis: super::basis::without_names(act.basis.clone()), ..act.clone() },
            signed: ground.signed(&one.at, one.entry),
            seconds: Vec::new(),
            sealed: sealed.map(|entry| EntryRef { writer: one.at.writer.clone(), n: entry.n }),
            standing: Standing::Current,
            revoked: None,
            approval: Approval::Insufficient,
            because: None,
            apart: Vec::new(),
            moved: Vec::new(),
            needs: 1,
            in_force: false,
            counted: false,
        }
    }

    /// Whether gates were open when it was taken.
    #[must_use]
    pub fn is_about_a_gate(&self) -> bool {
        !self.act.basis.gates.is_empty()
    }
}

/// Attaches second persons and revocations, and settles the waivers, which need no judgement.
pub(super) fn confirm_and_revoke(review: &mut Review, ground: &Ground<'_>, live: &[Live<'_>], authors: &BTreeSet<String>) {
    for one in live {
        let person = one.at.writer.person();
        // A signature is costly to check: only what is weighed here is.
        let signed = || ground.signed(&one.at, one.entry);
        let reviewer = || ground.people.had(person, Role::Reviewer, &one.entry.at);
        match &one.entry.act {
            Act::Review(ReviewAct::Confirm(confirm)) => {
                let is_meant = live.iter().find(|other| other.at == confirm.entry).is_some_and(|other| {
                    Head { entry: other.at.clone(), hash: confirm.of.clone() }.fits(&other.entry.hash) && other.at.writer.person() != person
                });
                let signed = signed();
                let counts = is_meant && reviewer() && !authors.contains(person) && ground.accountable(person, &one.entry.at, &signed);
                let second = Second { entry: one.at.clone(), person: person.to_owned(), at: one.entry.at, signed, counts };
                if let Some(decision) = review.decisions.iter_mut().find(|decision| decision.entry == confirm.entry) {
                    decision.seconds.push(second);
                } else if let Some(waiver) = review.waivers.iter_mut().find(|waiver| waiver.entry == confirm.entry)
                    && counts
                    && (second.signed.counts() || !waiver.act.gate || !ground.rules.signature.waive_gate)
                {
                    waiver.confirmed_by.push(second.person);
                }
            }
            Act::Review(ReviewAct::Revoke(revoke)) => {
                let own = revoke.entry.writer.person() == person;
                if !(own || reviewer()) || !ground.accountable(person, &one.entry.at, &signed()) {
                    continue;
                }
                let by = Revoked { entry: one.at.clone(), person: person.to_owned(), at: one.entry.at, reason: revoke.reason.clone() };
                if let Some(decision) = review.decisions.iter_mut().find(|decision| decision.entry == revoke.entry) {
                    decision.standing = Standing::Revoked(by.entry.clone());
                    decision.revoked = Some(by);
                } else if let Some(waiver) = review.waivers.iter_mut().find(|waiver| waiver.entry == revoke.entry) {
                    waiver.revoked = Some(by);
                }
            }
            _ => {}
        }
    }
    settle_waivers(review, ground, authors);
}

fn settle_waivers(review: &mut Review, ground: &Ground<'_>, authors: &BTreeSet<String>) {
    for waiver in &mut review.waivers {
        let gate = waiver.act.gate;
        let reviewer = ground.people.had(&waiver.person, Role::Reviewer, &waiver.at);
        let needs = if gate && ground.rules.two_people.waive_gate { ground.rules.people } else { 1 };
        let rewritten = unread(&waiver.act.read, ground.assessment).iter().any(|moved| matches!(moved, Moved::Rewritten(_)));
        let persons: BTreeSet<&str> =
            std::iter::once(waiver.person.as_str()).chain(waiver.confirmed_by.iter().map(String::as_str)).collect();
        let must_sign = gate && ground.rules.signature.waive_gate;
        waiver.approval = if authors.contains(&waiver.person) {
            Approval::Own
        } else if !reviewer {
            Approval::Insufficient
        } else if rewritten {
            Approval::Stale
        } else if persons.len() < needs {
            Approval::PendingSecondPerson
        } else if !waiver.signed.counts() {
            Approval::Unsigned
        } else {
            Approval::Effective
        };
        let accountable = ground.accountable(&waiver.person, &waiver.at, &waiver.signed);
        let counts = match waiver.approval {
            Approval::Effective => true,
            Approval::Unsigned => !must_sign && accountable,
            Approval::Own | Approval::Stale | Approval::Insufficient | Approval::PendingSecondPerson => false,
        };
        waiver.in_force = counts && !waiver.expired && waiver.revoked.is_none();
    }
}

/// Weighs every decision against the judgement of today.
pub(super) fn weigh(review: &mut Review, ground: &Ground<'_>, today: &Today<'_>) {
    let authors = ground.authors();
    let unknown =
        ground.assessment.iter().chain(ground.standing).any(|log| log.entries.iter().any(|entry| matches!(entry.act, Act::Unknown { .. })));
    let now = basis(today, &[]);
    let causality = Causality::of(ground.standing);
    let beside = super::beside::Beside::of(review, ground, today, &causality);
    let unfounded = |decision: &Decision| not_improved(review, ground, decision, &causality).or_else(|| beside.missing(decision));
    let confirmed: Vec<Option<Insufficient>> = review.decisions.iter().map(unfounded).collect();
    let unsigned = unsigned_waivers(review);
    for (decision, unfounded) in review.decisions.iter_mut().zip(confirmed) {
        decision.needs = needs(decision, ground);
        let must_be_signed = must_be_signed(decision, ground);
        decision.seconds.iter_mut().for_each(|second| second.counts &= !must_be_signed || second.signed.counts());
        decision.moved = what_moved(decision, ground, today, &now);
        for moved in &mut decision.moved {
            if let Moved::WaiverEnded(flag) = moved
                && let Some((_, entry)) = unsigned.iter().find(|(of, _)| of == flag)
            {
                *moved = Moved::WaiverUnsigned(std::mem::take(flag), entry.to_string());
            }
        }
        decision.because = if authors.contains(&decision.person) {
            Some(Insufficient::Interviewed)
        } else if !ground.people.had(&decision.person, Role::Reviewer, &decision.at) {
            Some(Insufficient::NoReviewer)
        } else if unknown {
            Some(Insufficient::UnknownEntries)
        } else {
            lacking(decision, ground).or(unfounded)
        };
        decision.approval = as_taken(decision, ground);
        decision.counted = counts(decision, ground);
        if decision.because.is_none() && !decision.moved.is_empty() {
            decision.approval = Approval::Stale;
        }
        decision.in_force = counts(decision, ground) && decision.standing == Standing::Current;
    }
    supersede(review, &causality);
    contest(review, &causality);
}

/// Waivers that would hold if they were signed: the flag of each, and its entry.
fn unsigned_waivers(review: &Review) -> Vec<(String, EntryRef)> {
    use super::record::WhyNot;
    let wants = |waiver: &&super::WaiverOn| matches!(waiver.why_not(), Some(WhyNot::Unsigned | WhyNot::KeyWaits | WhyNot::Invalid));
    review.waivers.iter().filter(wants).map(|waiver| (waiver.act.flag.clone(), waiver.entry.clone())).collect()
}

/// What the policy asks for before somebody is approved and was not there when it was decided.
fn lacking(decision: &Decision, ground: &Ground<'_>) -> Option<Insufficient> {
    if !matches!(decision.act.outcome, Outcome::Continue | Outcome::Admit) {
        return None;
    }
    let needs = ground.rules.approval_needs;
    let kinds = decision.act.basis.lacks.iter().filter_map(|lack| match lack.split(' ').next()? {
        super::basis::NOT_SUBMITTED if needs.submitted => Some(Insufficient::NotSubmitted),
        super::basis::RETURNED if needs.submitted => Some(Insufficient::QuestionsReturned),
        super::basis::GATE if needs.gates_answered => Some(Insufficient::GatesUnanswered),
        super::basis::CHECKS if !ground.rules.approval_checks.is_empty() => Some(Insufficient::ChecksOpen),
        _ => None,
    });
    let kinds: Vec<Insufficient> = kinds.collect();
    // Of several the one that says most: what went back, then what was never asked.
    [Insufficient::QuestionsReturned, Insufficient::GatesUnanswered, Insufficient::NotSubmitted, Insufficient::ChecksOpen]
        .into_iter()
        .find(|kind| kinds.contains(kind))
}

/// Why an improvement cannot be confirmed: nobody required one before, or a second person had not verified it.
fn not_improved(review: &Review, ground: &Ground<'_>, decision: &Decision, causality: &Causality) -> Option<Insufficient> {
    if decision.act.outcome != Outcome::ImprovementConfirmed {
        return None;
    }
    let mut here = false;
    let mut required = false;
    for log in ground.standing {
        for entry in log.entries {
            let Act::Review(ReviewAct::Decide(act)) = &entry.act else { continue };
            let at = EntryRef { writer: log.writer.clone(), n: entry.n };
            let taken_back = log.entries.iter().any(|later| matches!(later.act, Act::Undo { entry: n } if n == entry.n));
            let same = act.outcome == Outcome::ImprovementRequired && act.company == decision.act.company && !taken_back;
            if same && causality.before(&at, &decision.entry) && ground.people.had(log.writer.person(), Role::Reviewer, &entry.at) {
                required = true;
                here |= act.assessment == ground.label;
            }
        }
    }
    if !required {
        return Some(Insufficient::NothingRequired);
    }
    let verified = |action: &super::ActionOn| {
        let verified = |step: &super::action::StepOn| step.counts && step.act.step == crate::journal::Step::Verified;
        action.steps.iter().any(|step| verified(step) && causality.before(&step.entry, &decision.entry))
    };
    let of_it: Vec<&super::ActionOn> = review.actions.iter().filter(|action| causality.before(&action.entry, &decision.entry)).collect();
    // What was required in an earlier campaign is followed there.
    let done = !of_it.is_empty() && of_it.iter().all(|action| verified(action)) || (of_it.is_empty() && !here);
    (!done).then_some(Insufficient::NotVerified)
}

fn what_moved(decision: &Decision, ground: &Ground<'_>, today: &Today<'_>, now: &crate::journal::Basis) -> Vec<Moved> {
    let mut all = moved(&decision.act.basis, now);
    all.extend(unread(&decision.act.basis.read, ground.assessment));
    all.extend(today.unsettled().map(|question| Moved::Conflict(question.to_string())));
    if let Some(day) = &decision.act.review_by
        && day.parse::<jiff::civil::Date>().map_or(true, |day| day < ground.today())
    {
        all.push(Moved::ReviewBy(day.clone()));
    }
    all.sort();
    all.dedup();
    all
}

/// How many persons the policy asks for.
fn needs(decision: &Decision, ground: &Ground<'_>) -> usize {
    let two = &ground.rules.two_people;
    let asked = (two.open_gate && decision.is_about_a_gate()) || two.outcomes.iter().any(|word| word == decision.act.outcome.word());
    if asked { ground.rules.people } else { 1 }
}

fn must_be_signed(decision: &Decision, ground: &Ground<'_>) -> bool {
    let signature = &ground.rules.signature;
    (signature.open_gate && decision.is_about_a_gate()) || signature.outcomes.iter().any(|word| word == decision.act.outcome.word())
}

/// Persons whose word counts: the one who decided and every second one.
fn persons(decision: &Decision) -> BTreeSet<&str> {
    let seconds = decision.seconds.iter().filter(|second| second.counts);
    std::iter::once(decision.person.as_str()).chain(seconds.map(|second| second.person.as_str())).collect()
}

/// How it counted when it was taken and confirmed, whatever moved since.
fn as_taken(decision: &Decision, ground: &Ground<'_>) -> Approval {
    match decision.because {
        Some(Insufficient::Interviewed) => return Approval::Own,
        Some(_) => return Approval::Insufficient,
        None => {}
    }
    let must_be_signed = must_be_signed(decision, ground);
    if must_be_signed && !decision.signed.counts() {
        return Approval::Unsigned;
    }
    if persons(decision).len() < decision.needs {
        return Approval::PendingSecondPerson;
    }
    if decision.signed.counts() { Approval::Effective } else { Approval::Unsigned }
}

fn counts(decision: &Decision, ground: &Ground<'_>) -> bool {
    match decision.approval {
        Approval::Effective => true,
        Approval::Unsigned => {
            !must_be_signed(decision, ground)
                && ground.accountable(&decision.person, &decision.at, &decision.signed)
                && persons(decision).len() >= decision.needs
        }
        Approval::Own | Approval::Stale | Approval::Insufficient | Approval::PendingSecondPerson => false,
    }
}

/// A later decision that has seen an earlier one takes its place, once its own word counts or has counted.
fn supersede(review: &mut Review, causality: &Causality) {
    let takes: Vec<EntryRef> = review
        .decisions
        .iter()
        .filter(|decision| match decision.standing {
            Standing::Current => decision.in_force || decision.approval == Approval::Stale,
            // What was taken out of force had taken the place of what stood before; that does not come back by itself.
            Standing::Revoked(_) => decision.counted || decision.approval == Approval::Stale,
            Standing::Superseded(_) => false,
        })
        .map(|decision| decision.entry.clone())
        .collect();
    for decision in &mut review.decisions {
        if decision.standing == Standing::Current
            && let Some(later) = takes.iter().find(|later| causality.before(&decision.entry, later))
        {
            decision.standing = Standing::Superseded(later.clone());
            decision.in_force = false;
        }
    }
}

/// Two that have not seen each other and say different things are both not in force until somebody decides anew. One that
/// waits for a second person takes nothing out of force; that it says otherwise is told beside both.
fn contest(review: &mut Review, causality: &Causality) {
    let speaks = |decision: &&Decision| {
        decision.standing == Standing::Current && (decision.in_force || decision.approval == Approval::PendingSecondPerson)
    };
    let standing: Vec<(EntryRef, Outcome, bool)> =
        review.decisions.iter().filter(speaks).map(|decision| (decision.entry.clone(), decision.act.outcome, decision.in_force)).collect();
    for decision in review.decisions.iter_mut().filter(|decision| speaks(&&**decision)) {
        let apart = standing.iter().filter(|(entry, outcome, _)| {
            *entry != decision.entry
                && *outcome != decision.act.outcome
                && !causality.before(entry, &decision.entry)
                && !causality.before(&decision.entry, entry)
        });
        let apart: Vec<&(EntryRef, Outcome, bool)> = apart.collect();
        decision.apart = apart.iter().map(|(entry, ..)| entry.clone()).collect();
        if decision.in_force && apart.iter().any(|(_, _, in_force)| *in_force) {
            decision.in_force = false;
            decision.approval = Approval::Insufficient;
            decision.because = Some(Insufficient::Contested);
        }
    }
}
