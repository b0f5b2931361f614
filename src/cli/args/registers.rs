//! Arguments of the registers.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::ReminderLetter;
use crate::journal::{CertificateSource, CertificateState, FindingStep};

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

#[derive(Debug, Subcommand)]
pub(crate) enum Grievance {
    /// Take in a grievance; anonymous unless a reporter is given.
    #[command(
        after_help = "No supplier's score and nothing a buyer sees changes by it.\n\nExample: oretrail grievance add --channel hotline --group workers --about safety --text \"no guards on the press line\" --supplier minato-haulage --as hara"
    )]
    Add {
        /// hotline, web, mail, union, visit or other.
        #[arg(long)]
        channel: String,
        /// Who is affected: workers, partner-workers, residents, indigenous, supplier or other.
        #[arg(long)]
        group: String,
        /// labour, safety, environment, land, corruption, discrimination or other.
        #[arg(long)]
        about: String,
        /// What was said; kept apart from the log.
        #[arg(long)]
        text: String,
        /// The day it came in; default: today.
        #[arg(long, value_name = "DATE")]
        received: Option<String>,
        /// The supplier it speaks of; kept apart, never shown to a buyer.
        #[arg(long)]
        supplier: Option<String>,
        /// Who raised it, only if that person wants to be known; kept apart.
        #[arg(long)]
        reporter: Option<String>,
    },
    /// Grievances, open ones first, and what was counted.
    #[command(after_help = "Example: oretrail grievance list --json --as hara")]
    List,
    /// Write a step: acknowledged, inquiry, remedy, answered, reopened.
    #[command(
        after_help = "Example: oretrail grievance step G-2026-001 remedy --note \"back pay for twelve\" --owner ken --due 2027-01-31 --as hara"
    )]
    Step {
        /// Its number.
        number: String,
        /// Which step.
        step: String,
        /// What was done or is to be done; kept apart from the log.
        #[arg(long)]
        note: String,
        /// Who sees to it.
        #[arg(long)]
        owner: Option<String>,
        /// By when.
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// A remedy outside this procedure was used too; none is ever barred.
        #[arg(long)]
        external_remedy: bool,
    },
    /// Close a grievance; refused without a result.
    #[command(after_help = "Example: oretrail grievance close G-2026-001 --result \"guards fitted, seen on 12 January\" --as hara")]
    Close {
        /// Its number.
        number: String,
        /// What came of it; kept apart from the log.
        #[arg(long, default_value = "")]
        result: String,
        /// A remedy outside this procedure was used too.
        #[arg(long)]
        external_remedy: bool,
    },
    /// Enter how many reports a channel had in a period, where only the number is known.
    #[command(after_help = "Example: oretrail grievance count internal-hotline FY2025 14 --as hara")]
    Count {
        /// The channel.
        channel: String,
        /// The period, such as FY2025.
        period: String,
        /// How many.
        count: u64,
    },
    /// Erase every text of a closed grievance; the gap proves itself.
    #[command(after_help = "Example: oretrail grievance erase G-2026-001 --reason \"retention date 2031-03-31\" --as hara")]
    Erase {
        /// Its number.
        number: String,
        /// Why, without a name in it.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Enter an audit that took place.
    #[command(
        after_help = "Example: oretrail audit add minato-haulage --kind customer --on 2026-11-12 --auditor \"procurement, two persons\" --site oi-depot --next 2027-11-30 --evidence report.pdf"
    )]
    Add {
        /// Supplier id.
        id: String,
        /// self, customer or third-party.
        #[arg(long)]
        kind: String,
        /// The day it took place.
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Who audited: a body or a role.
        #[arg(long)]
        auditor: String,
        /// The site; default: the whole supplier.
        #[arg(long)]
        site: Option<String>,
        /// Standard or subject.
        #[arg(long)]
        scope: Option<String>,
        /// When the next one is due.
        #[arg(long, value_name = "DATE")]
        next: Option<String>,
        /// A document that shows it; stored by its hash.
        #[arg(long, value_name = "FILE")]
        evidence: Vec<PathBuf>,
    },
    /// Audits, what is due next first.
    #[command(after_help = "Example: oretrail audit list --json")]
    List {
        /// Supplier ids; none: all.
        ids: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Finding {
    /// Enter what was found.
    #[command(
        after_help = "Example: oretrail finding add minato-haulage --audit anna-7f3k#3 --severity high --clause P1.4 --what \"two drivers without rest record\""
    )]
    Add {
        /// Supplier id.
        id: String,
        /// What was found; kept apart from the log.
        #[arg(long)]
        what: String,
        /// critical, high, medium or low.
        #[arg(long)]
        severity: String,
        /// The audit that found it.
        #[arg(long)]
        audit: Option<crate::journal::EntryRef>,
        /// The day; default: the audit's, else today.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The policy clause it touches.
        #[arg(long)]
        clause: Option<String>,
        /// The site.
        #[arg(long)]
        site: Option<String>,
    },
    /// Write its next step: action, tracked, result, disclosed.
    #[command(
        after_help = "Examples: oretrail finding step minato-haulage anna-7f3k#4 action --note \"new roster\" --owner supplier --due 2027-01-31\n          oretrail finding step minato-haulage anna-7f3k#4 result --note \"rest kept, ten records seen\" --checked 2027-02-10"
    )]
    Step {
        /// Supplier id.
        id: String,
        /// The finding, such as anna-7f3k#4.
        finding: crate::journal::EntryRef,
        /// Which step.
        #[arg(value_enum)]
        step: FindingStepOf,
        /// What was done; kept apart from the log.
        #[arg(long)]
        note: String,
        /// Who sees to it: a person, or supplier.
        #[arg(long)]
        owner: Option<String>,
        /// By when.
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// The day the result was checked.
        #[arg(long, value_name = "DATE")]
        checked: Option<String>,
        /// A document that shows it; stored by its hash.
        #[arg(long, value_name = "FILE")]
        evidence: Vec<PathBuf>,
    },
    /// Open findings, overdue first; with --all those that have a checked result too.
    #[command(after_help = "Example: oretrail finding list --all --json")]
    List {
        /// Supplier ids; none: all.
        ids: Vec<String>,
        /// Also those with a checked result.
        #[arg(long)]
        all: bool,
    },
}

word!(FindingStepOf of FindingStep {
    /// Somebody does something about it until a day.
    Action,
    /// It was looked after.
    Tracked,
    /// It was checked, and this came of it.
    Result,
    /// It was told to those it concerns.
    Disclosed,
});

#[derive(Debug, Subcommand)]
pub(crate) enum Incident {
    /// Enter something that happened at a supplier.
    #[command(
        after_help = "Categories: forced-labour, child-labour, discrimination, harassment, freedom-of-association, indigenous-rights, safety, environment, corruption.\n\nExample: oretrail incident add minato-haulage --category safety --on 2026-10-02 --what \"forklift accident, one hurt\""
    )]
    Add {
        /// Supplier id.
        id: String,
        /// Its category.
        #[arg(long)]
        category: String,
        /// The day; default: today.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The site.
        #[arg(long)]
        site: Option<String>,
        /// What happened; kept apart from the log.
        #[arg(long)]
        what: String,
    },
    /// The statement of a year: of each category what was reported, none as confirmed by a named person, or not confirmed.
    #[command(after_help = "Example: oretrail incident year FY2025 --json")]
    Year {
        /// Fiscal year, such as FY2025; default: the one of today.
        year: Option<String>,
    },
    /// Confirm, by name, that nothing of a category was reported in a year; refused if something was.
    #[command(
        after_help = "Example: oretrail incident none FY2025 child-labour --basis \"all interviews and hotline counts read\" --as mori"
    )]
    None {
        /// Fiscal year, such as FY2025.
        year: String,
        /// The category.
        category: String,
        /// What was looked at; kept apart from the log.
        #[arg(long)]
        basis: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Dialogue {
    /// Enter a talk with a supplier outside an interview.
    #[command(
        after_help = "Example: oretrail dialogue add minato-haulage --channel visit --with \"site manager, union\" --text \"peak season: they ask for orders two weeks ahead\""
    )]
    Add {
        /// Supplier id.
        id: String,
        /// meeting, visit, call, mail or training.
        #[arg(long)]
        channel: String,
        /// With whom, by role.
        #[arg(long)]
        with: String,
        /// What was said and agreed; kept apart from the log.
        #[arg(long)]
        text: String,
        /// The day; default: today.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Talks, oldest first.
    #[command(after_help = "Example: oretrail dialogue list minato-haulage --json")]
    List {
        /// Supplier ids; none: all.
        ids: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Acknowledgement {
    /// Enter that a supplier acknowledged a policy: version, date, signer.
    #[command(
        after_help = "Example: oretrail acknowledgement add minato-haulage --policy human-rights --edition 2025-04 --on 2026-05-11 --signer \"managing director\" --evidence signed.pdf"
    )]
    Add {
        /// Supplier id.
        id: String,
        /// Which of the documents that the policy names; without a table of them: human-rights or procurement.
        #[arg(long)]
        policy: String,
        /// Its edition, as the policy names it.
        #[arg(long)]
        edition: String,
        /// Who signed; kept apart from the log.
        #[arg(long)]
        signer: String,
        /// The day of the signature; default: today.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The signed paper; stored by its hash.
        #[arg(long, value_name = "FILE")]
        evidence: Vec<PathBuf>,
    },
    /// Of every supplier and policy: version, date and signer, or not yet; an older edition than the one in force is due again.
    #[command(after_help = "Examples: oretrail acknowledgement list --json\n          oretrail acknowledgement list --due 30")]
    List {
        /// Supplier ids; none: all.
        ids: Vec<String>,
        /// Only those to be acknowledged again, overdue or within so many days; without a number: due today or overdue.
        #[arg(long, value_name = "DAYS", num_args = 0..=1, default_missing_value = "0")]
        due: Option<i64>,
    },
    /// Write the letter that asks for the edition in force, one per supplier, in its own language unless --lang says another.
    #[command(
        after_help = "Examples: oretrail acknowledgement reminder perameri-koboltti --lang ja\n          oretrail acknowledgement reminder --out reminders/"
    )]
    Reminder {
        /// Supplier ids; none: all.
        ids: Vec<String>,
        /// Also documents that the supplier never acknowledged.
        #[arg(long)]
        first: bool,
        #[command(flatten)]
        letter: ReminderLetter,
    },
}
