//! What a decision was taken on, and what of it moved since.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Log, ReturnOn};
use crate::assess::Assessment;
use crate::interview::Plan;
use crate::interview::plan::Asked;
use crate::journal::{Act, Basis, Head};
use crate::policy::Policy;
use crate::questionnaire::QuestionId;
use crate::rules::{self, Flag, FlagState};
use crate::sentence::{Sentence, told};

/// The judgement of today.
#[derive(Clone, Copy)]
pub struct Today<'a> {
    /// The judgement.
    pub assessment: &'a Assessment,
    /// Flags.
    pub flags: &'a [Flag],
    /// Questions on which offline answers contradict each other.
    pub conflicts: &'a [QuestionId],
    /// Which rows are asked: what is not asked moves no decision.
    pub plan: &'a Plan,
    /// Questions that only the compliance officer sees.
    pub restricted: &'a BTreeSet<String>,
    /// The policy.
    pub policy: &'a Policy,
    /// The interview an approval rests on.
    pub interview: &'a Interview,
    /// Questions that were sent back and wait for their answer.
    pub returned: &'a BTreeMap<String, ReturnOn>,
}

/// How far the interview is that an approval rests on: this campaign's, or, as long as nobody has said anything in this
/// one, that of the campaign it goes on from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interview {
    /// It is submitted and was not reopened.
    pub submitted: bool,
    /// Gate rows without an answer.
    pub gates: Vec<QuestionId>,
    /// Checks of the buyer that the policy wants before an approval and that were not made, too long ago, or left
    /// something open.
    pub checks: Vec<QuestionId>,
}

impl Today<'_> {
    /// Rows that are asked and whose answers contradict each other.
    pub(super) fn unsettled(&self) -> impl Iterator<Item = &QuestionId> {
        let idle = |row: &crate::interview::plan::PlanRow| matches!(row.asked, Asked::No | Asked::NotInShortSet);
        let is_idle = move |id: &&QuestionId| self.plan.rows.iter().any(|row| row.question == **id && idle(row));
        self.conflicts.iter().filter(move |id| !is_idle(id))
    }

    /// What an approval would need and is not there.
    fn lacks(&self) -> Vec<String> {
        let unsubmitted = (!self.interview.submitted).then(|| NOT_SUBMITTED.to_owned());
        let open = |id: &&String| !self.restricted.contains(id.as_str());
        let gates: Vec<String> = self.interview.gates.iter().map(ToString::to_string).collect();
        let gates = gates.iter().filter(open).map(|id| format!("{GATE} {id}"));
        let returned = self.returned.keys().filter(open).map(|id| format!("{RETURNED} {id}"));
        // Which of them, and what came of it, only compliance may know.
        let checks = (!self.interview.checks.is_empty()).then(|| CHECKS.to_owned());
        unsubmitted.into_iter().chain(gates).chain(returned).chain(checks).collect()
    }
}

/// The interview is not submitted.
pub const NOT_SUBMITTED: &str = "not-submitted";
/// A gate row has no answer.
pub const GATE: &str = "gate";
/// Checks of the buyer that the policy wants are open.
pub const CHECKS: &str = "checks";
/// A question that was sent back waits.
pub const RETURNED: &str = "returned";

/// One thing that moved since a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moved {
    /// How far the answers carry: from, to.
    Status(String, String),
    /// The band of conduct.
    ConductBand(String, String),
    /// The band of inherent risk.
    InherentBand(String, String),
    /// Attention.
    Attention(String, String),
    /// A gate opened.
    GateOpened(String),
    /// A gate closed.
    GateClosed(String),
    /// A flag that was not there.
    FlagRaised(String),
    /// A flag that is not there any more.
    FlagCleared(String),
    /// A waiver that held the flag back ended.
    WaiverEnded(String),
    /// A waiver that held the flag back does not hold for want of a signature: the flag, the waiver.
    WaiverUnsigned(String, String),
    /// Offline answers contradict each other.
    Conflict(String),
    /// An answer that had not been read.
    Unseen(String),
    /// A log that was read has another history now.
    Rewritten(String),
    /// The day to look at it again is past.
    ReviewBy(String),
}

impl Moved {
    /// What moved, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let key = match self {
            Self::Status(..) => "moved.status",
            Self::ConductBand(..) => "moved.conduct-band",
            Self::InherentBand(..) => "moved.inherent-band",
            Self::Attention(..) => "moved.attention",
            Self::GateOpened(_) => "moved.gate-opened",
            Self::GateClosed(_) => "moved.gate-closed",
            Self::FlagRaised(_) => "moved.flag-raised",
            Self::FlagCleared(_) => "moved.flag-cleared",
            Self::WaiverEnded(_) => "moved.waiver-ended",
            Self::WaiverUnsigned(..) => "moved.waiver-unsigned",
            Self::Conflict(_) => "moved.conflict",
            Self::Unseen(_) => "moved.unseen-answer",
            Self::Rewritten(_) => "moved.rewritten",
            Self::ReviewBy(_) => "moved.review-by",
        };
        match self.what() {
            (from, Some(to)) => told(key, [("from", from.into()), ("to", to.into())]),
            (what, None) => told(key, [("what", what.into())]),
        }
    }

    /// The word of files and commands.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Status(..) => "status",
            Self::ConductBand(..) => "conduct-band",
            Self::InherentBand(..) => "inherent-band",
            Self::Attention(..) => "attention",
            Self::GateOpened(_) => "gate-opened",
            Self::GateClosed(_) => "gate-closed",
            Self::FlagRaised(_) => "flag-raised",
            Self::FlagCleared(_) => "flag-cleared",
            Self::WaiverEnded(_) => "waiver-ended",
            Self::WaiverUnsigned(..) => "waiver-unsigned",
            Self::Conflict(_) => "conflict",
            Self::Unseen(_) => "unseen-answer",
            Self::Rewritten(_) => "rewritten",
            Self::ReviewBy(_) => "review-by",
        }
    }

    /// What moved: a key, or from and to, or a flag and its waiver.
    #[must_use]
    pub fn what(&self) -> (&str, Option<&str>) {
        match self {
            Self::Status(from, to)
            | Self::ConductBand(from, to)
            | Self::InherentBand(from, to)
            | Self::Attention(from, to)
            | Self::WaiverUnsigned(from, to) => (from, Some(to)),
            Self::GateOpened(one)
            | Self::GateClosed(one)
            | Self::FlagRaised(one)
            | Self::FlagCleared(one)
            | Self::WaiverEnded(one)
            | Self::Conflict(one)
            | Self::Unseen(one)
            | Self::Rewritten(one)
            | Self::ReviewBy(one) => (one, None),
        }
    }
}

/// What stands in place of a restricted gate or flag, so that whoever may not see it computes the same.
pub(super) const HOLD: &str = "compliance-hold";

/// The basis of a decision that is taken now, having read logs up to `heads`.
#[must_use]
pub fn basis(today: &Today<'_>, heads: &[Head]) -> Basis {
    let a = today.assessment;
    let mut gates: Vec<String> =
        a.gates_open.iter().map(|gate| if today.restricted.contains(gate) { HOLD.to_owned() } else { gate.clone() }).collect();
    gates.sort();
    gates.dedup();
    let mut flags: Vec<String> = today.flags.iter().filter(|flag| counts(flag)).map(named).collect();
    flags.sort();
    flags.dedup();
    Basis {
        policy: today.policy.edition_name(),
        read: heads.iter().map(ToString::to_string).collect(),
        status: a.status.word().to_owned(),
        conduct_band: a.band.clone().unwrap_or_default(),
        inherent_band: a.inherent.band.clone(),
        attention: a.attention.clone().unwrap_or_default(),
        gates,
        flags,
        lacks: today.lacks(),
    }
}

/// The same with gates that an earlier version wrote down by name.
#[must_use]
pub fn without_names(mut basis: Basis) -> Basis {
    let screening = |gate: &String| gate.split('.').next() == Some(rules::SCREENING);
    if basis.gates.iter().any(screening) {
        basis.gates.iter_mut().filter(|gate| screening(gate)).for_each(|gate| HOLD.clone_into(gate));
        basis.gates.sort();
        basis.gates.dedup();
    }
    basis
}

/// Only what speaks against the supplier; a hold is what its stops make of it, and the restricted are no flag here.
fn counts(flag: &Flag) -> bool {
    flag.is_adverse() && !flag.restricted && flag.rule != rules::HOLD && flag.rule != HOLD
}

fn named(flag: &Flag) -> String {
    format!("{} {}", flag.key(), if flag.state == FlagState::Waived { "waived" } else { "open" })
}

fn states(flags: &[String]) -> BTreeMap<&str, &str> {
    flags.iter().filter_map(|flag| flag.rsplit_once(' ')).collect()
}

/// Gates as everybody may read them; early decisions named a hit on a list by itself.
fn veiled(gates: &[String]) -> BTreeSet<&str> {
    let is_hit = |gate: &str| gate.split('.').next() == Some(rules::SCREENING);
    gates.iter().map(|gate| if is_hit(gate) { HOLD } else { gate.as_str() }).collect()
}

/// What moved between two bases.
#[must_use]
pub fn moved(then: &Basis, now: &Basis) -> Vec<Moved> {
    let mut moved = Vec::new();
    let (before, after) = (veiled(&then.gates), veiled(&now.gates));
    let mut pair = |from: &str, to: &str, what: fn(String, String) -> Moved| {
        if from != to {
            moved.push(what(from.to_owned(), to.to_owned()));
        }
    };
    pair(&then.status, &now.status, Moved::Status);
    pair(&then.conduct_band, &now.conduct_band, Moved::ConductBand);
    pair(&then.inherent_band, &now.inherent_band, Moved::InherentBand);
    pair(&then.attention, &now.attention, Moved::Attention);
    moved.extend(after.iter().filter(|gate| !before.contains(*gate)).map(|gate| Moved::GateOpened((*gate).to_owned())));
    moved.extend(before.iter().filter(|gate| !after.contains(*gate)).map(|gate| Moved::GateClosed((*gate).to_owned())));
    let (before, after) = (states(&then.flags), states(&now.flags));
    for (key, state) in &after {
        match before.get(key) {
            None => moved.push(Moved::FlagRaised((*key).to_owned())),
            Some(was) if *was == "waived" && *state == "open" => moved.push(Moved::WaiverEnded((*key).to_owned())),
            Some(_) => {}
        }
    }
    moved.extend(before.keys().filter(|key| !after.contains_key(*key)).map(|key| Moved::FlagCleared((*key).to_owned())));
    moved
}

/// What the heads that were read do not cover: answers nobody had seen, and logs that have another history now. A
/// correction that says why, and who asked, moves a decision only through what comes of it.
#[must_use]
pub fn unread(read: &[String], assessment: &[Log<'_>]) -> Vec<Moved> {
    let heads: Vec<Head> = read.iter().filter_map(|head| head.parse().ok()).collect();
    let mut moved = Vec::new();
    for head in &heads {
        let entry = assessment
            .iter()
            .find(|log| log.writer == head.entry.writer)
            .and_then(|log| log.entries.iter().find(|entry| entry.n == head.entry.n));
        if !entry.is_some_and(|entry| head.fits(&entry.hash)) {
            moved.push(Moved::Rewritten(head.entry.to_string()));
        }
    }
    for log in assessment {
        let known = heads.iter().find(|head| head.entry.writer == log.writer).map_or(0, |head| head.entry.n);
        for entry in log.entries.iter().filter(|entry| entry.n > known) {
            match &entry.act {
                Act::Answer(answer) if answer.correction.is_none() => moved.push(Moved::Unseen(answer.question.clone())),
                Act::Import(import) => moved.push(Moved::Unseen(import.file.clone())),
                _ => {}
            }
        }
    }
    moved.dedup();
    moved
}
