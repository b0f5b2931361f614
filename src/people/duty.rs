//! The one table of who may do what. An entry belongs to one duty; a duty says whose entry counts, and whose is taken on
//! record without counting. Everybody else is refused by the workspace before anything is written.

use super::Role;
use crate::journal::{Act, LivingAct, RegisterAct, ReviewAct};

/// A kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// What a supplier says: answers, whom we met, submitting, workbooks taken into the record.
    Interview,
    /// Remarks and buyer's checks.
    Remarks,
    /// Documents, promises, certificates.
    Papers,
    /// Profiles of suppliers, and which stands in the place of which.
    Profiles,
    /// Handing a supplier over to another buyer.
    HandOver,
    /// Files that arrive: taken in, put aside.
    Inbox,
    /// Lists of somebody else.
    Lists,
    /// What a reported smelter name means.
    Smelters,
    /// Audits, findings, incidents, dialogue.
    Findings,
    /// Actions, cases; a supplier put off or given to somebody else.
    FollowUp,
    /// How a risk is met: step 3 of the risk flow, between what was heard and the plan.
    Risks,
    /// Decisions, waivers, second persons.
    Decide,
    /// A question sent back, and which of two contradicting answers or papers counts.
    SendBack,
    /// Campaigns begun and moved.
    Campaigns,
    /// Policies and questionnaires adopted and retired.
    Editions,
    /// Names held against lists, and hits judged.
    Screening,
    /// Grievances.
    Grievances,
    /// Texts erased for ever.
    Erase,
    /// Roles and other people's keys.
    People,
    /// One's own key, signatures and seals, and one's own last entry taken back.
    Own,
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What is done.
    pub duty: Duty,
    /// The word of files and commands.
    pub word: &'static str,
    /// Whose entry counts.
    pub counts: &'static [Role],
    /// Whose entry is taken on record and does not count.
    pub recorded: &'static [Role],
    /// There is more to it than the role; the catalogues say what under `duty-note.<word>`.
    pub noted: bool,
}

const BUYER: &[Role] = &[Role::Buyer];
const REVIEWER: &[Role] = &[Role::Reviewer];
const BOTH: &[Role] = &[Role::Buyer, Role::Reviewer];
const NONE: &[Role] = &[];

const fn rule(duty: Duty, word: &'static str, counts: &'static [Role], noted: bool) -> Rule {
    Rule { duty, word, counts, recorded: NONE, noted }
}

/// Who may do what. Auditors stand in no line: they read.
pub const TABLE: [Rule; 20] = [
    rule(Duty::Interview, "interview", BUYER, false),
    rule(Duty::Remarks, "remarks", BOTH, false),
    rule(Duty::Papers, "papers", BOTH, false),
    rule(Duty::Profiles, "profiles", BOTH, false),
    rule(Duty::HandOver, "hand-over", BOTH, true),
    rule(Duty::Inbox, "inbox", BOTH, false),
    rule(Duty::Lists, "lists", BOTH, false),
    rule(Duty::Smelters, "smelters", BOTH, false),
    rule(Duty::Findings, "findings", BOTH, false),
    rule(Duty::FollowUp, "follow-up", BOTH, false),
    rule(Duty::Risks, "risks", REVIEWER, false),
    Rule { duty: Duty::Decide, word: "decide", counts: REVIEWER, recorded: BUYER, noted: true },
    rule(Duty::SendBack, "send-back", REVIEWER, false),
    rule(Duty::Campaigns, "campaigns", REVIEWER, false),
    rule(Duty::Editions, "editions", &[Role::Reviewer, Role::Administrator], true),
    rule(Duty::Screening, "screening", &[Role::Compliance], true),
    rule(Duty::Grievances, "grievances", &[Role::GrievanceOfficer], false),
    rule(Duty::Erase, "erase", &[Role::Administrator, Role::GrievanceOfficer], true),
    rule(Duty::People, "people", &[Role::Administrator], false),
    rule(Duty::Own, "own", &[Role::Buyer, Role::Reviewer, Role::GrievanceOfficer, Role::Administrator, Role::Compliance], false),
];

/// Whose screening counted before it stood on record who is compliance: of those, whom a line of the settings named.
pub const SCREENING_BY_LINE: Rule = rule(Duty::Screening, "screening", BOTH, true);

/// What somebody's roles give leave to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leave {
    /// Nothing is written.
    Refused,
    /// It is written and does not count.
    Recorded,
    /// It counts.
    Counts,
}

impl Leave {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "no",
            Self::Recorded => "on-record",
            Self::Counts => "yes",
        }
    }
}

impl Rule {
    /// What a role gives leave to.
    #[must_use]
    pub fn leave(&self, role: Role) -> Leave {
        if self.counts.contains(&role) {
            Leave::Counts
        } else if self.recorded.contains(&role) {
            Leave::Recorded
        } else {
            Leave::Refused
        }
    }

    /// What several roles together give leave to; an auditor only reads, whatever else was granted.
    pub fn leave_of<'r>(&self, roles: impl IntoIterator<Item = &'r Role>) -> Leave {
        let mut best = Leave::Refused;
        for role in roles {
            if *role == Role::Auditor {
                return Leave::Refused;
            }
            best = best.max(self.leave(*role));
        }
        best
    }
}

impl Duty {
    /// Its line of the table.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        TABLE.iter().find(|rule| rule.duty == self).unwrap_or(&TABLE[0])
    }

    /// The duty an entry belongs to.
    #[must_use]
    pub fn of(act: &Act) -> Self {
        match act {
            Act::Answer(_) | Act::Submit { .. } | Act::Met { .. } | Act::Import(_) | Act::Park { .. } => Self::Interview,
            Act::Note { .. } | Act::Check { .. } => Self::Remarks,
            Act::Attach(_) | Act::Promise(_) => Self::Papers,
            Act::Profile { .. } => Self::Profiles,
            Act::Received(_) => Self::Inbox,
            Act::List(_) => Self::Lists,
            Act::Match(_) => Self::Smelters,
            Act::Campaign(_) => Self::Campaigns,
            Act::Edition(_) | Act::Compared(_) => Self::Editions,
            Act::Review(act) => Self::of_review(act),
            Act::Register(act) => Self::of_register(act),
            Act::Living(LivingAct::HandOver(_)) => Self::HandOver,
            Act::Living(LivingAct::Succeeded(_) | LivingAct::Succeeds(_)) => Self::Profiles,
            Act::Redact(_) => Self::Erase,
            Act::Grant(_) => Self::People,
            // One's own role may be given up and one's own key entered; whose it is, the workspace asks.
            Act::Withdraw(_) | Act::Key(_) => Self::Own,
            Act::Open(_) | Act::Undo { .. } | Act::Sign(_) | Act::Seal(_) | Act::Recovered { .. } | Act::Unknown { .. } => Self::Own,
        }
    }

    fn of_review(act: &ReviewAct) -> Self {
        match act {
            ReviewAct::Decide(_) | ReviewAct::Confirm(_) | ReviewAct::Waive(_) | ReviewAct::Revoke(_) => Self::Decide,
            ReviewAct::Return(_) | ReviewAct::Choose(_) => Self::SendBack,
            ReviewAct::Risk(_) => Self::Risks,
            ReviewAct::Action(_) | ReviewAct::Follow(_) | ReviewAct::Snooze(_) | ReviewAct::Escalate(_) | ReviewAct::Case(_) => {
                Self::FollowUp
            }
        }
    }

    fn of_register(act: &RegisterAct) -> Self {
        match act {
            RegisterAct::Certificate(_) | RegisterAct::Evidence(_) | RegisterAct::WithdrawPaper(_) | RegisterAct::DropPromise(_) => {
                Self::Papers
            }
            RegisterAct::Settle(_) => Self::SendBack,
            RegisterAct::Screen(_) | RegisterAct::Judge(_) | RegisterAct::Exclusion(_) => Self::Screening,
            RegisterAct::Grievance(_) | RegisterAct::GrievanceStep(_) | RegisterAct::GrievanceCount(_) | RegisterAct::Erase(_) => {
                Self::Grievances
            }
            RegisterAct::Audit(_)
            | RegisterAct::Finding(_)
            | RegisterAct::FindingStep(_)
            | RegisterAct::Incident(_)
            | RegisterAct::Statement(_)
            | RegisterAct::Dialogue(_)
            | RegisterAct::Acknowledge(_) => Self::Findings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_stands_once_in_the_table_and_an_auditor_in_no_line_of_it() {
        for (place, rule) in TABLE.iter().enumerate() {
            assert_eq!(rule.duty.rule(), rule, "{} stands twice", rule.word);
            assert_eq!(rule.duty as usize, place, "{} stands out of order", rule.word);
            assert_eq!(rule.leave(Role::Auditor), Leave::Refused, "an auditor may {}", rule.word);
            assert!(!rule.counts.is_empty(), "nobody may {}", rule.word);
        }
        assert_eq!(TABLE.len(), Duty::Own as usize + 1);
    }

    #[test]
    fn screening_is_compliances_and_an_auditor_who_may_see_it_still_writes_nothing() {
        let screening = Duty::Screening.rule();
        assert_eq!(screening.leave_of(&[Role::Buyer, Role::Reviewer, Role::Administrator]), Leave::Refused);
        assert_eq!(screening.leave_of(&[Role::Compliance]), Leave::Counts);
        assert_eq!(screening.leave_of(&[Role::Compliance, Role::Auditor]), Leave::Refused);
        assert_eq!(Duty::Decide.rule().leave_of(&[Role::Compliance]), Leave::Refused);
    }

    #[test]
    fn a_buyers_decision_is_on_record_only_and_whoever_is_auditor_too_writes_nothing() {
        let decide = Duty::Decide.rule();
        assert_eq!(decide.leave_of(&[Role::Buyer]), Leave::Recorded);
        assert_eq!(decide.leave_of(&[Role::Buyer, Role::Reviewer]), Leave::Counts);
        assert_eq!(decide.leave_of(&[Role::GrievanceOfficer]), Leave::Refused);
        assert_eq!(decide.leave_of(&[Role::Reviewer, Role::Auditor]), Leave::Refused);
        assert_eq!(Duty::Campaigns.rule().leave_of(&[Role::Buyer]), Leave::Refused);
        let risks = Duty::Risks.rule();
        assert_eq!((risks.leave_of(&[Role::Buyer]), risks.leave_of(&[Role::Reviewer])), (Leave::Refused, Leave::Counts));
    }
}
