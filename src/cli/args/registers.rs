//! Arguments of the registers.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::journal::{CertificateSource, CertificateState};

/// Makes a closed list of words out of the one the record has, so that both always say the same.
macro_rules! word {
    ($name:ident of $of:ident { $($(#[$doc:meta])* $variant:ident),+ $(,)? }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { $($(#[$doc])* $variant),+ }

        impl From<$name> for $of {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

word!(StateOf of CertificateState {
    /// Applied for.
    Applied,
    /// Being assessed.
    UnderAssessment,
    /// Granted.
    Certified,
    /// Run out or withdrawn.
    Lapsed,
    /// The source itself says that it is disputed.
    Disputed,
});

word!(SourceOf of CertificateSource {
    /// The supplier's word.
    Supplier,
    /// The certificate itself.
    Document,
    /// The scheme's own list.
    Scheme,
    /// Anybody else.
    Other,
});

#[derive(Debug, Subcommand)]
pub(crate) enum Certificate {
    /// Enter what a source says of a certificate; a later word of the same source takes the place of its earlier one.
    #[command(
        after_help = "Sources that contradict each other are kept side by side; the certificate is disputed and counts as none until a reviewer settles it.\n\nExample: oretrail certificate add atacama-cobre --scheme \"ISO 14001\" --site quebrada-clara --state certified --issued 2026-05-20 --expires 2029-05-19 --source document --evidence iso14001.pdf --question F2"
    )]
    Add(AddCertificate),
    /// Certificates by days left, with what every source says.
    #[command(after_help = "Example: oretrail certificate list --within 90 --json")]
    List {
        /// Supplier ids; none: all.
        ids: Vec<String>,
        /// Days before expiry from which a certificate is marked; default: as the policy says.
        #[arg(long, value_name = "DAYS")]
        warn: Option<i64>,
        /// Only those that run out within so many days or have run out.
        #[arg(long, value_name = "DAYS")]
        within: Option<i64>,
    },
    /// Settle, as reviewer, what the sources of a certificate say.
    #[command(
        after_help = "CERTIFICATE is its name in `oretrail certificate list`, or a part of it that only one has.\n\nExample: oretrail certificate settle atacama-cobre copper-mark --state applied --reason \"the scheme wrote on 20 November: assessment not begun\" --as mori"
    )]
    Settle {
        /// Supplier id.
        id: String,
        /// Which certificate.
        certificate: String,
        /// What holds.
        #[arg(long, value_enum)]
        state: StateOf,
        /// Its last valid day; default: as the sources that agree say.
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Args, Debug)]
pub(crate) struct AddCertificate {
    /// Supplier id.
    pub(crate) id: String,
    /// Scheme or standard, such as "Copper Mark" or "ISO 14001".
    #[arg(long)]
    pub(crate) scheme: String,
    /// How far it is.
    #[arg(long, value_enum)]
    pub(crate) state: StateOf,
    /// Who says so.
    #[arg(long, value_enum)]
    pub(crate) source: SourceOf,
    /// The legal entity named on it; default: the supplier.
    #[arg(long)]
    pub(crate) entity: Option<String>,
    /// The site it covers; default: the whole entity.
    #[arg(long)]
    pub(crate) site: Option<String>,
    /// The metal it covers.
    #[arg(long)]
    pub(crate) metal: Option<String>,
    /// Edition of the standard, such as 2015.
    #[arg(long)]
    pub(crate) edition: Option<String>,
    /// Issued on.
    #[arg(long, value_name = "DATE")]
    pub(crate) issued: Option<String>,
    /// Its last valid day.
    #[arg(long, value_name = "DATE")]
    pub(crate) expires: Option<String>,
    /// The day the source speaks of; default: today.
    #[arg(long, value_name = "DATE")]
    pub(crate) dated: Option<String>,
    /// A document that shows it; stored by its hash.
    #[arg(long, value_name = "FILE")]
    pub(crate) evidence: Vec<PathBuf>,
    /// A question whose answer rests on it and re-opens the day after it runs out; may be given several times.
    #[arg(long = "question", value_name = "QUESTION")]
    pub(crate) questions: Vec<String>,
    /// A remark; kept apart from the log.
    #[arg(long)]
    pub(crate) note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
}

#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("verdict").args(["same", "other"])))]
pub(crate) struct Screen {
    /// Supplier ids; none: all.
    pub(crate) ids: Vec<String>,
    /// Only look; write no entry that it was done.
    #[arg(long, conflicts_with_all = ["judge", "clause"])]
    pub(crate) look: bool,
    /// Judge a hit: its name or the number in the list.
    #[arg(long, value_name = "HIT", requires_all = ["reason", "verdict"])]
    pub(crate) judge: Option<String>,
    /// It is the same person or body.
    #[arg(long, requires = "judge")]
    pub(crate) same: bool,
    /// It is somebody else.
    #[arg(long, requires = "judge")]
    pub(crate) other: bool,
    /// Why; kept apart from the log.
    #[arg(long, requires = "judge")]
    pub(crate) reason: Option<String>,
    /// Whether the contract excludes antisocial forces and sanctioned parties.
    #[arg(long, value_enum, conflicts_with = "judge")]
    pub(crate) clause: Option<YesNo>,
    /// Where in the contract it stands.
    #[arg(long, requires = "clause")]
    pub(crate) place: Option<String>,
}
