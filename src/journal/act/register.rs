//! What can happen in the registers beside interviews: each kind with its word and its keys.

use super::read::Taken;
use super::write::Keys;
use super::{
    AcknowledgeAct, AuditAct, CertificateAct, DialogueAct, DropPromiseAct, EraseAct, EvidenceAct, ExclusionAct, FindingAct, FindingStepAct,
    GrievanceAct, GrievanceCountAct, GrievanceStepAct, IncidentAct, JudgeAct, ScreenAct, SettleAct, StatementAct, WithdrawPaperAct,
};

/// What stands in the registers beside interviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterAct {
    /// A source says how a certificate stands.
    Certificate(CertificateAct),
    /// A reviewer settles what sources of a certificate say.
    Settle(SettleAct),
    /// A supplier was screened.
    Screen(ScreenAct),
    /// A hit was judged by a person.
    Judge(JudgeAct),
    /// What the contract says about excluded parties.
    Exclusion(ExclusionAct),
    /// A grievance was raised.
    Grievance(GrievanceAct),
    /// A grievance went on.
    GrievanceStep(GrievanceStepAct),
    /// Reports that are only counted.
    GrievanceCount(GrievanceCountAct),
    /// Texts were erased lawfully.
    Erase(EraseAct),
    /// An audit took place.
    Audit(AuditAct),
    /// Something was found.
    Finding(FindingAct),
    /// A finding went on.
    FindingStep(FindingStepAct),
    /// Something happened.
    Incident(IncidentAct),
    /// A person confirms that nothing of a category was reported.
    Statement(StatementAct),
    /// A talk with the supplier.
    Dialogue(DialogueAct),
    /// The supplier acknowledged a policy.
    Acknowledge(AcknowledgeAct),
    /// A paper is on file.
    Evidence(EvidenceAct),
    /// A paper counts no longer.
    WithdrawPaper(WithdrawPaperAct),
    /// A promise was given up.
    DropPromise(DropPromiseAct),
}

impl RegisterAct {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Certificate(_) => "certificate",
            Self::Settle(_) => "settle",
            Self::Screen(_) => "screen",
            Self::Judge(_) => "judge",
            Self::Exclusion(_) => "exclusion",
            Self::Grievance(_) => "grievance",
            Self::GrievanceStep(_) => "grievance-step",
            Self::GrievanceCount(_) => "grievance-count",
            Self::Erase(_) => "erase",
            Self::Audit(_) => "audit",
            Self::Finding(_) => "finding",
            Self::FindingStep(_) => "finding-step",
            Self::Incident(_) => "incident",
            Self::Statement(_) => "statement",
            Self::Dialogue(_) => "dialogue",
            Self::Acknowledge(_) => "acknowledge",
            Self::Evidence(_) => "evidence",
            Self::WithdrawPaper(_) => "evidence-withdraw",
            Self::DropPromise(_) => "promise-drop",
        }
    }

    pub(super) fn keys(&self, keys: Keys) -> Keys {
        match self {
            Self::Certificate(one) => one.keys(keys),
            Self::Settle(one) => one.keys(keys),
            Self::Screen(one) => one.keys(keys),
            Self::Judge(one) => one.keys(keys),
            Self::Exclusion(one) => one.keys(keys),
            Self::Grievance(one) => one.keys(keys),
            Self::GrievanceStep(one) => one.keys(keys),
            Self::GrievanceCount(one) => one.keys(keys),
            Self::Erase(one) => one.keys(keys),
            Self::Audit(one) => one.keys(keys),
            Self::Finding(one) => one.keys(keys),
            Self::FindingStep(one) => one.keys(keys),
            Self::Incident(one) => one.keys(keys),
            Self::Statement(one) => one.keys(keys),
            Self::Dialogue(one) => one.keys(keys),
            Self::Acknowledge(one) => one.keys(keys),
            Self::Evidence(one) => one.keys(keys),
            Self::WithdrawPaper(one) => one.keys(keys),
            Self::DropPromise(one) => one.keys(keys),
        }
    }

    pub(super) fn of(kind: &str, keys: &mut Taken) -> Option<Self> {
        Some(match kind {
            "certificate" => Self::Certificate(CertificateAct::of(keys)?),
            "settle" => Self::Settle(SettleAct::of(keys)?),
            "screen" => Self::Screen(ScreenAct::of(keys)?),
            "judge" => Self::Judge(JudgeAct::of(keys)?),
            "exclusion" => Self::Exclusion(ExclusionAct::of(keys)?),
            "grievance" => Self::Grievance(GrievanceAct::of(keys)?),
            "grievance-step" => Self::GrievanceStep(GrievanceStepAct::of(keys)?),
            "grievance-count" => Self::GrievanceCount(GrievanceCountAct::of(keys)?),
            "erase" => Self::Erase(EraseAct::of(keys)?),
            "audit" => Self::Audit(AuditAct::of(keys)?),
            "finding" => Self::Finding(FindingAct::of(keys)?),
            "finding-step" => Self::FindingStep(FindingStepAct::of(keys)?),
            "incident" => Self::Incident(IncidentAct::of(keys)?),
            "statement" => Self::Statement(StatementAct::of(keys)?),
            "dialogue" => Self::Dialogue(DialogueAct::of(keys)?),
            "acknowledge" => Self::Acknowledge(AcknowledgeAct::of(keys)?),
            "evidence" => Self::Evidence(EvidenceAct::of(keys)?),
            "evidence-withdraw" => Self::WithdrawPaper(WithdrawPaperAct::of(keys)?),
            "promise-drop" => Self::DropPromise(DropPromiseAct::of(keys)?),
            _ => return None,
        })
    }
}
