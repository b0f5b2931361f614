//! What forms there are.

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A decision.
    Decide,
    /// Something to be done.
    Action,
    /// How an action went.
    Follow,
    /// A flag waived until a day.
    Waive,
    /// A question sent back.
    SendBack,
    /// Which of contradicting answers counts.
    Settle,
    /// Out of the queue until a day.
    Snooze,
    /// To somebody else.
    Escalate,
    /// The second person's word.
    Confirm,
    /// Taken out of force.
    Revoke,
    /// A risk and how it is met.
    Risk,
    /// A case opened, or closed by a decision.
    Case,
    /// What a source says of a certificate.
    Certificate,
    /// What a source says now of a certificate that is known, or how a reviewer settles it.
    CertificateSays,
    /// A finding or an audit.
    Finding,
    /// The next step of a finding.
    FindingStep,
    /// An incident.
    Incident,
    /// That nothing of a category was reported.
    Statement,
    /// A grievance, or how many there were.
    Grievance,
    /// The next step of a grievance.
    GrievanceStep,
    /// Names looked up in lists, or what the contract says.
    Screening,
    /// Whether a hit is meant.
    Judge,
    /// A paper filed, or a promise noted.
    Paper,
    /// A paper taken out of count.
    WithdrawPaper,
    /// A promise kept or given up.
    PromiseStep,
    /// A talk, or a policy acknowledged.
    Rights,
    /// Why a submitted answer is corrected, and who asked.
    Correct,
    /// To another buyer, with everything that is open.
    HandOver,
    /// Others take the place of a supplier.
    Succeed,
    /// Two records of one company.
    Same,
    /// A campaign to be begun.
    Campaign,
    /// An edition adopted.
    Activate,
    /// An edition retired.
    Retire,
    /// Everything a decision rests on, into a folder.
    Bundle,
}

impl Kind {
    /// The word of the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Decide => "decide",
            Self::Action => "add-action",
            Self::Follow => "follow-action",
            Self::Waive => "waive",
            Self::SendBack => "send-back",
            Self::Settle => "settle",
            Self::Snooze => "snooze",
            Self::Escalate => "escalate",
            Self::Confirm => "confirm",
            Self::Revoke => "revoke",
            Self::Risk => "risk",
            Self::Case => "case",
            Self::Certificate => "certificate",
            Self::CertificateSays => "certificate-says",
            Self::Finding => "finding",
            Self::FindingStep => "finding-step",
            Self::Incident => "incident",
            Self::Statement => "statement",
            Self::Grievance => "grievance",
            Self::GrievanceStep => "grievance-step",
            Self::Screening => "screening",
            Self::Judge => "judge",
            Self::Paper => "paper",
            Self::WithdrawPaper => "withdraw-paper",
            Self::PromiseStep => "promise-step",
            Self::Rights => "rights",
            Self::Correct => "correct",
            Self::HandOver => "hand-over",
            Self::Succeed => "succeed",
            Self::Same => "same",
            Self::Campaign => "new-campaign",
            Self::Activate => "activate",
            Self::Retire => "retire",
            Self::Bundle => "bundle",
        }
    }
}
