//! The record: an append-only log per writer, hash-chained; bytes in, entries out.
//!
//! No file system and no clock here. A log is a text of TOML blocks; the last line of a block is its hash and its
//! commit mark, so a torn write can never be read as another entry. The bytes are the form: nothing is ever
//! canonicalised or rewritten.

pub mod act;
pub mod block;
mod id;
mod moment;
pub mod read;

pub use act::ComparedAct;
pub use act::{AcknowledgeAct, DialogueAct, RegisterAct, ReviewAct};
pub use act::{
    Act, Answer, CampaignAct, Document, EditionAct, Import, ListAct, MatchAct, Open, Party, Promise, Received, Reply, SourceLevel, Value,
};
pub use act::{
    ActionAct, ActionKind, Basis, CaseAct, Choose, Confirm, Counts, Decide, Escalate, Follow, Grant, KeyAct, Outcome, Redact, Return,
    Revoke, RiskAct, RiskResponse, Role, Seal, Sign, Snooze, Step, Trigger, Waive, Whose, Withdraw,
};
pub use act::{Asked, Asker};
pub use act::{AuditAct, FindingAct, FindingStep, FindingStepAct, IncidentAct, StatementAct};
pub use act::{CertificateAct, CertificateSource, CertificateState, SettleAct};
pub use act::{DropPromiseAct, EvidenceAct, WithdrawPaperAct};
pub use act::{EraseAct, GrievanceAct, GrievanceCountAct, GrievanceStepAct};
pub use act::{ExclusionAct, JudgeAct, ScreenAct};
pub use act::{HandOverAct, How, LivingAct, SuccessionAct};
pub use block::{Hash, block};
pub use id::{BodyRef, EntryRef, Head, WriterId};
pub use moment::Moment;
pub use read::{Journal, Problem, ProblemKind, read};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Number within the log, from one.
    pub n: u64,
    /// When, as the writer's clock said.
    pub at: Moment,
    /// The clock was set from outside.
    pub clock_set: bool,
    /// What happened.
    pub act: Act,
    /// Heads of other logs that the writer's screen had shown and that moved since the writer's last entry.
    pub seen: Vec<Head>,
    /// The chain's hash after this entry.
    pub hash: Hash,
    /// Line of the block's first line in the file.
    pub line: usize,
}

#[cfg(test)]
mod tests;
