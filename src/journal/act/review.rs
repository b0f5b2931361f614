//! What a reviewer does: decisions and their second person, actions and how they went, waivers, risks, cases, and the
//! small acts of the queue. What concerns the supplier stands in `standing/` and names the assessment it speaks of.

use super::answered::{Choose, Return};
use super::read::Taken;
use super::whose::Whose;
use super::write::{Keys, body};
use crate::journal::{BodyRef, EntryRef};

/// Declares the words of a closed list.
macro_rules! words {
    ($name:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $name {
            /// Words and values.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];

            /// The word of files and commands.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
            }
        }
    };
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// We go on buying.
    Continue,
    /// Something has to be put right first.
    ImprovementRequired,
    /// It was put right.
    ImprovementConfirmed,
    /// The contract is to be changed.
    ChangeContract,
    /// The contract is to be ended.
    EndContract,
    /// A new supplier is taken.
    Admit,
    /// A new supplier is not taken.
    Refuse,
}

words!(Outcome {
    Continue => "continue",
    ImprovementRequired => "improvement-required",
    ImprovementConfirmed => "improvement-confirmed",
    ChangeContract => "change-contract",
    EndContract => "end-contract",
    Admit => "admit",
    Refuse => "refuse",
});

impl Outcome {
    /// Whether a case may close with it.
    #[must_use]
    pub fn closes_a_case(self) -> bool {
        matches!(self, Self::Continue | Self::ImprovementConfirmed | Self::ChangeContract | Self::EndContract)
    }

    /// Whether orders go on with it.
    #[must_use]
    pub fn lets_orders_go_on(self) -> bool {
        matches!(self, Self::Continue | Self::ImprovementConfirmed | Self::Admit)
    }
}

/// What a decision was taken on: the heads that were read and what they came to. Compared later to see whether
/// anything moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Policy edition, `jx-selection@2026-04:<sha256>`.
    pub policy: String,
    /// Heads of every log of the assessment, `anna-7f3k#12:<hash>`.
    pub read: Vec<String>,
    /// `assessed`, `incomplete` or `not-assessed`.
    pub status: String,
    /// Band of conduct as printed; empty when there is none.
    pub conduct_band: String,
    /// Band of inherent risk.
    pub inherent_band: String,
    /// Attention; empty when there is none.
    pub attention: String,
    /// Gates that were open.
    pub gates: Vec<String>,
    /// Flags by key, with response and state.
    pub flags: Vec<String>,
    /// What an approval would have needed and was not there: `not-submitted`, `gate csr-saq.C1`, `returned csr-saq.C10`.
    pub lacks: Vec<String>,
}

/// A decision about a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decide {
    /// The assessment it speaks of.
    pub assessment: String,
    /// What was decided.
    pub outcome: Outcome,
    /// Why, apart.
    pub reason: BodyRef,
    /// Under which conditions, apart.
    pub conditions: Vec<BodyRef>,
    /// The day it is looked at again.
    pub review_by: Option<String>,
    /// Ringi or ticket number.
    pub ticket: Option<String>,
    /// Approvers in order, outside this program.
    pub approvers: Vec<String>,
    /// For whom it was decided, if by a named delegate.
    pub on_behalf_of: Option<String>,
    /// The group company that decides; absent: the one the workspace is of.
    pub company: Option<String>,
    /// Why orders go on past a stop without a remedy plan beside it, apart.
    pub no_remedy: Option<BodyRef>,
    /// What it was taken on.
    pub basis: Basis,
}

/// A second person confirms an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// Which.
    pub entry: EntryRef,
    /// The first half of its hash.
    pub of: String,
    /// A remark, apart.
    pub note: Option<BodyRef>,
    /// Heads of every log of the assessment that were read.
    pub read: Vec<String>,
}

/// An entry of the review is taken out of force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoke {
    /// Which.
    pub entry: EntryRef,
    /// Why, apart.
    pub reason: BodyRef,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// Something is put right.
    Correction,
    /// A plan with a six-month clock from its adoption.
    Plan,
    /// A risk is lessened by a deadline.
    Mitigation,
    /// Harm is made good; it stands beside a stop.
    Remedy,
}

words!(ActionKind { Correction => "correction", Plan => "plan", Mitigation => "mitigation", Remedy => "remedy" });

/// Something is to be done by a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionAct {
    /// The assessment it speaks of.
    pub assessment: String,
    /// What it is for.
    pub kind: ActionKind,
    /// What is to be done, apart.
    pub what: BodyRef,
    /// Who sees to it: a person, or `supplier`.
    pub owner: String,
    /// By when.
    pub due: String,
    /// The day the plan was adopted; its clock runs from there.
    pub adopted: Option<String>,
    /// The flag it answers.
    pub flag: Option<String>,
    /// What shall be reached, apart.
    pub goal: Option<BodyRef>,
    /// What it costs, apart.
    pub cost: Option<BodyRef>,
    /// The entries that had caused the flag; another cause is not put right by it.
    pub causes: Vec<String>,
    /// The company it is of.
    pub company: Whose,
}

/// How an action went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A check found measurable progress.
    Progress,
    /// A check found none.
    NoProgress,
    /// It is said to be done.
    Done,
    /// A second person found it done and working.
    Verified,
    /// A second person found that it does not work.
    NotEffective,
}

words!(Step {
    Progress => "progress",
    NoProgress => "no-progress",
    Done => "done",
    Verified => "verified",
    NotEffective => "not-effective",
});

/// How an action went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    /// Which action.
    pub action: EntryRef,
    /// How.
    pub step: Step,
    /// A remark, apart.
    pub note: Option<BodyRef>,
    /// Hashes of documents that show it.
    pub evidence: Vec<String>,
}

/// A flag is waived until a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waive {
    /// The assessment it speaks of.
    pub assessment: String,
    /// The flag's key.
    pub flag: String,
    /// Whether it is a gate.
    pub gate: bool,
    /// The last day it holds.
    pub until: String,
    /// Why, apart.
    pub reason: BodyRef,
    /// The entries that caused the flag; another cause is not waived.
    pub causes: Vec<String>,
    /// Heads of every log of the assessment that were read.
    pub read: Vec<String>,
    /// The company it is of.
    pub company: Whose,
}

/// The supplier leaves the queue until a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    /// The assessment it speaks of.
    pub assessment: String,
    /// Until when.
    pub until: String,
    /// Why, apart.
    pub reason: Option<BodyRef>,
    /// The company it is of.
    pub company: Whose,
}

/// The matter goes to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalate {
    /// The assessment it speaks of.
    pub assessment: String,
    /// To which person.
    pub to: String,
    /// Why, apart.
    pub reason: BodyRef,
    /// The company it is of.
    pub company: Whose,
}

/// How a risk is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskResponse {
    /// Somebody else bears it.
    Transfer,
    /// It is made smaller.
    Reduce,
    /// It is borne.
    Retain,
    /// It is kept away from.
    Avoid,
}

words!(RiskResponse { Transfer => "transfer", Reduce => "reduce", Retain => "retain", Avoid => "avoid" });

/// A risk, what could come of it, and how it is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskAct {
    /// The assessment it speaks of.
    pub assessment: String,
    /// The flag behind it.
    pub flag: Option<String>,
    /// How it is met.
    pub response: RiskResponse,
    /// What could bring it about, apart.
    pub cause: BodyRef,
    /// What would come of it, apart.
    pub consequence: BodyRef,
    /// After this day the scenario is out of date.
    pub review_by: String,
    /// The company it is of.
    pub company: Whose,
}

/// What opens a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// An authority penalised the supplier.
    AuthorityPenalty,
    /// It plainly does not keep the policy.
    EvidentNonCompliance,
}

words!(Trigger { AuthorityPenalty => "authority-penalty", EvidentNonCompliance => "evident-non-compliance" });

/// A case that only one of four outcomes closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAct {
    /// The assessment it speaks of.
    pub assessment: String,
    /// What opened it.
    pub trigger: Trigger,
    /// What is known of it, apart.
    pub reason: BodyRef,
    /// The company it is of.
    pub company: Whose,
    /// Gates that were open about a supplier whose place this one took, `teluk-timah R-FL`: orders are held while it is open.
    pub holds: Vec<String>,
}

fn bodies(bodies: &[BodyRef]) -> Vec<String> {
    bodies.iter().map(|body| body.as_str().to_owned()).collect()
}

/// What a compliance officer does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewAct {
    /// A reviewer decided about a supplier.
    Decide(Decide),
    /// A second person confirms an entry that needs two.
    Confirm(Confirm),
    /// An entry of the review is taken out of force, by whoever may.
    Revoke(Revoke),
    /// Something is to be done by a date.
    Action(ActionAct),
    /// How an action went on.
    Follow(Follow),
    /// A flag is waived until a date.
    Waive(Waive),
    /// One question goes back to the interviewer.
    Return(Return),
    /// A reviewer settles answers that contradict each other.
    Choose(Choose),
    /// The supplier leaves the queue until a date.
    Snooze(Snooze),
    /// The matter goes to somebody else.
    Escalate(Escalate),
    /// A risk, what could come of it, and how it is met.
    Risk(RiskAct),
    /// A case that only one of four outcomes closes.
    Case(CaseAct),
}

impl ReviewAct {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Decide(_) => "decide",
            Self::Confirm(_) => "confirm",
            Self::Revoke(_) => "revoke",
            Self::Action(_) => "action",
            Self::Follow(_) => "follow",
            Self::Waive(_) => "waive",
            Self::Return(_) => "return",
            Self::Choose(_) => "choose",
            Self::Snooze(_) => "snooze",
            Self::Escalate(_) => "escalate",
            Self::Risk(_) => "risk",
            Self::Case(_) => "case",
        }
    }

    /// The company it is of; absent: it follows the entry it is about, or is a decision and says so itself.
    #[must_use]
    pub fn whose(&self) -> Option<&Whose> {
        match self {
            Self::Action(act) => Some(&act.company),
            Self::Waive(act) => Some(&act.company),
            Self::Snooze(act) => Some(&act.company),
            Self::Escalate(act) => Some(&act.company),
            Self::Risk(act) => Some(&act.company),
            Self::Case(act) => Some(&act.company),
            Self::Decide(_) | Self::Confirm(_) | Self::Revoke(_) | Self::Follow(_) | Self::Return(_) | Self::Choose(_) => None,
        }
    }

    pub(super) fn keys(&self, keys: Keys) -> Keys {
        match self {
            Self::Decide(decide) => decide_keys(keys, decide),
            Self::Confirm(confirm) => keys
                .text("entry", &confirm.entry.to_string())
                .text("of", &confirm.of)
                .maybe("note", body(confirm.note.as_ref()))
                .list("read", &confirm.read),
            Self::Revoke(revoke) => keys.text("entry", &revoke.entry.to_string()).text("reason", revoke.reason.as_str()),
            Self::Action(action) => action_keys(keys, action),
            Self::Follow(follow) => keys
                .text("action", &follow.action.to_string())
                .text("step", follow.step.word())
                .maybe("note", body(follow.note.as_ref()))
                .some("evidence", &follow.evidence),
            Self::Waive(waive) => waive
                .company
                .keys(keys.text("assessment", &waive.assessment))
                .text("flag", &waive.flag)
                .flag("gate", waive.gate)
                .text("until", &waive.until)
                .text("reason", waive.reason.as_str())
                .list("causes", &waive.causes)
                .list("read", &waive.read),
            Self::Return(back) => back.keys(keys),
            Self::Choose(choose) => choose.keys(keys),
            Self::Snooze(snooze) => snooze
                .company
                .keys(keys.text("assessment", &snooze.assessment))
                .text("until", &snooze.until)
                .maybe("reason", body(snooze.reason.as_ref())),
            Self::Escalate(escalate) => escalate
                .company
                .keys(keys.text("assessment", &escalate.assessment))
                .text("to", &escalate.to)
                .text("reason", escalate.reason.as_str()),
            Self::Risk(risk) => risk
                .company
                .keys(keys.text("assessment", &risk.assessment))
                .maybe("flag", risk.flag.as_deref())
                .text("response", risk.response.word())
                .text("cause", risk.cause.as_str())
                .text("consequence", risk.consequence.as_str())
                .text("review-by", &risk.review_by),
            Self::Case(case) => case
                .company
                .keys(keys.text("assessment", &case.assessment))
                .text("trigger", case.trigger.word())
                .text("reason", case.reason.as_str())
                .some("holds", &case.holds),
        }
    }

    pub(super) fn of(kind: &str, keys: &mut Taken) -> Option<Self> {
        Some(match kind {
            "decide" => Self::Decide(decide_of(keys)?),
            "confirm" => Self::Confirm(Confirm {
                entry: keys.entry("entry")?,
                of: keys.text("of")?,
                note: keys.body("note"),
                read: keys.list("read")?,
            }),
            "revoke" => Self::Revoke(Revoke { entry: keys.entry("entry")?, reason: keys.body("reason")? }),
            "action" => Self::Action(action_of(keys)?),
            "follow" => Self::Follow(Follow {
                action: keys.entry("action")?,
                step: keys.word("step", Step::WORDS)?,
                note: keys.body("note"),
                evidence: keys.some("evidence")?,
            }),
            "waive" => Self::Waive(Waive {
                assessment: keys.text("assessment")?,
                flag: keys.text("flag")?,
                gate: keys.flag("gate")?,
                until: keys.text("until")?,
                reason: keys.body("reason")?,
                causes: keys.list("causes")?,
                read: keys.list("read")?,
                company: Whose::of(keys),
            }),
            "return" => Self::Return(Return::of(keys)?),
            "choose" => Self::Choose(Choose::of(keys)?),
            "snooze" => Self::Snooze(Snooze {
                assessment: keys.text("assessment")?,
                until: keys.text("until")?,
                reason: keys.body("reason"),
                company: Whose::of(keys),
            }),
            "escalate" => Self::Escalate(Escalate {
                assessment: keys.text("assessment")?,
                to: keys.text("to")?,
                reason: keys.body("reason")?,
                company: Whose::of(keys),
            }),
            "risk" => Self::Risk(RiskAct {
                assessment: keys.text("assessment")?,
                flag: keys.text("flag"),
                response: keys.word("response", RiskResponse::WORDS)?,
                cause: keys.body("cause")?,
                consequence: keys.body("consequence")?,
                review_by: keys.text("review-by")?,
                company: Whose::of(keys),
            }),
            "case" => Self::Case(CaseAct {
                assessment: keys.text("assessment")?,
                trigger: keys.word("trigger", Trigger::WORDS)?,
                reason: keys.body("reason")?,
                company: Whose::of(keys),
                holds: keys.some("holds")?,
            }),
            _ => return None,
        })
    }
}

fn decide_keys(keys: Keys, decide: &Decide) -> Keys {
    let basis = &decide.basis;
    keys.text("assessment", &decide.assessment)
        .text("outcome", decide.outcome.word())
        .text("reason", decide.reason.as_str())
        .some("conditions", &bodies(&decide.conditions))
        .maybe("review-by", decide.review_by.as_deref())
        .maybe("ticket", decide.ticket.as_deref())
        .some("approvers", &decide.approvers)
        .maybe("on-behalf-of", decide.on_behalf_of.as_deref())
        .maybe("company", decide.company.as_deref())
        .maybe("no-remedy", body(decide.no_remedy.as_ref()))
        .text("policy", &basis.policy)
        .list("read", &basis.read)
        .text("status", &basis.status)
        .text("conduct-band", &basis.conduct_band)
        .text("inherent-band", &basis.inherent_band)
        .text("attention", &basis.attention)
        .list("gates", &basis.gates)
        .list("flags", &basis.flags)
        .some("lacks", &basis.lacks)
}

fn action_keys(keys: Keys, action: &ActionAct) -> Keys {
    action
        .company
        .keys(keys.text("assessment", &action.assessment))
        .text("kind", action.kind.word())
        .text("what", action.what.as_str())
        .text("owner", &action.owner)
        .text("due", &action.due)
        .maybe("adopted", action.adopted.as_deref())
        .maybe("flag", action.flag.as_deref())
        .maybe("goal", body(action.goal.as_ref()))
        .maybe("cost", body(action.cost.as_ref()))
        .some("causes", &action.causes)
}

fn decide_of(keys: &mut Taken) -> Option<Decide> {
    Some(Decide {
        assessment: keys.text("assessment")?,
        outcome: keys.word("outcome", Outcome::WORDS)?,
        reason: keys.body("reason")?,
        conditions: keys.some("conditions")?.iter().map(|text| BodyRef::parse(text)).collect::<Option<_>>()?,
        review_by: keys.text("review-by"),
        ticket: keys.text("ticket"),
        approvers: keys.some("approvers")?,
        on_behalf_of: keys.text("on-behalf-of"),
        company: keys.text("company"),
        no_remedy: keys.body("no-remedy"),
        basis: Basis {
            policy: keys.text("policy")?,
            read: keys.list("read")?,
            status: keys.text("status")?,
            conduct_band: keys.text("conduct-band")?,
            inherent_band: keys.text("inherent-band")?,
            attention: keys.text("attention")?,
            gates: keys.list("gates")?,
            flags: keys.list("flags")?,
            lacks: keys.some("lacks")?,
        },
    })
}

fn action_of(keys: &mut Taken) -> Option<ActionAct> {
    Some(ActionAct {
        assessment: keys.text("assessment")?,
        kind: keys.word("kind", ActionKind::WORDS)?,
        what: keys.body("what")?,
        owner: keys.text("owner")?,
        due: keys.text("due")?,
        adopted: keys.text("adopted"),
        flag: keys.text("flag"),
        goal: keys.body("goal"),
        cost: keys.body("cost"),
        causes: keys.some("causes")?,
        company: Whose::of(keys),
    })
}
