//! What forms there are.

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident => $word:literal,)*) => {
        /// What a form is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word of the catalogues, and of what is kept of a form that is half filled in.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

kinds! {
    /// A decision.
    Decide => "decide",
    /// Something to be done.
    Action => "add-action",
    /// How an action went.
    Follow => "follow-action",
    /// A flag waived until a day.
    Waive => "waive",
    /// A question sent back.
    SendBack => "send-back",
    /// Which of contradicting answers counts.
    Settle => "settle",
    /// Out of the queue until a day.
    Snooze => "snooze",
    /// To somebody else.
    Escalate => "escalate",
    /// The second person's word.
    Confirm => "confirm",
    /// Taken out of force.
    Revoke => "revoke",
    /// A risk and how it is met.
    Risk => "risk",
    /// A case opened, or closed by a decision.
    Case => "case",
    /// What a source says of a certificate.
    Certificate => "certificate",
    /// What a source says now of a certificate that is known, or how a reviewer settles it.
    CertificateSays => "certificate-says",
    /// A finding or an audit.
    Finding => "finding",
    /// The next step of a finding.
    FindingStep => "finding-step",
    /// An incident.
    Incident => "incident",
    /// That nothing of a category was reported.
    Statement => "statement",
    /// A grievance, or how many there were.
    Grievance => "grievance",
    /// The next step of a grievance.
    GrievanceStep => "grievance-step",
    /// Names looked up in lists, or what the contract says.
    Screening => "screening",
    /// Whether a hit is meant.
    Judge => "judge",
    /// A paper filed, or a promise noted.
    Paper => "paper",
    /// A paper taken out of count.
    WithdrawPaper => "withdraw-paper",
    /// A promise kept or given up.
    PromiseStep => "promise-step",
    /// A talk, or a policy acknowledged.
    Rights => "rights",
    /// Why a submitted answer is corrected, and who asked.
    Correct => "correct",
    /// To another buyer, with everything that is open.
    HandOver => "hand-over",
    /// Others take the place of a supplier.
    Succeed => "succeed",
    /// Two records of one company.
    Same => "same",
    /// A campaign to be begun.
    Campaign => "new-campaign",
    /// An edition adopted.
    Activate => "activate",
    /// An edition retired.
    Retire => "retire",
    /// Everything a decision rests on, into a folder.
    Bundle => "bundle",
    /// Somebody new, with a first role.
    EnterPerson => "enter-person",
    /// A role given.
    GrantRole => "grant-role",
    /// A role taken.
    WithdrawRole => "withdraw-role",
}

impl Kind {
    /// The kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// Whether what is half filled in is kept on disk until it is written. What somebody complains of is not: it lies in
    /// its own record or nowhere, so that no copy outlives its erasure.
    #[must_use]
    pub fn is_kept_on_disk(self) -> bool {
        !matches!(self, Self::Grievance | Self::GrievanceStep)
    }
}
