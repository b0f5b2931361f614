//! The command line as a definition: names, options, help, examples. No work is done here.

mod authoring;
mod campaign;
mod edition;
mod evidence;
mod figures;
mod listed;
mod minerals;
mod outgoing;
mod people;
mod proof;
mod registers;
mod review;
mod supplier;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::language::Lang;
pub(crate) use authoring::QuestionnaireCommand;
pub(crate) use campaign::Campaign;
pub(crate) use edition::PolicyCommand;
pub(crate) use evidence::{AddEvidence, AddPromise, Evidence, Promise, PromiseLine, ReminderLetter, Retention};
pub(crate) use figures::FiguresCommand;
pub(crate) use listed::{Reference, Smelter, SmelterPlace};
pub(crate) use minerals::{CheckStep, Minerals, OutcomeWord};
pub(crate) use outgoing::{Letters, PageFormat, ReportCommand, Rollup, RollupFormat};
pub(crate) use people::{Grant, People};
pub(crate) use proof::ProofWork;
pub(crate) use registers::{Acknowledgement, AddCertificate, Audit, Certificate, Dialogue, Finding, Grievance, Incident, Screen, YesNo};
pub(crate) use review::{Action, AddAction, Buying, By, DecideArgs, ReviewWork, RiskArgs, StepArgs};
pub(crate) use supplier::{AddSupplier, Supplier};

/// Supplier due diligence in plain text, in the terminal.
#[derive(Debug, Parser)]
#[command(name = "oretrail", version, about, long_about = None, disable_help_subcommand = true)]
#[command(
    after_help = "Without a command the screens open. Exit codes: 0 fine, 1 findings at or above the threshold, 2 wrong use or definition error, 3 data could not be read.\n\nExample: oretrail demo"
)]
pub(crate) struct Line {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Options every command takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct Global {
    /// The workspace folder; else the nearest oretrail.toml above this folder, else the platform's data folder.
    #[arg(long, global = true, env = "ORETRAIL_WORKSPACE", value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    /// Language of texts: en, ja or zh. Codes and JSON never change with it.
    #[arg(long, global = true, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
    /// Who is writing; a local suffix names the device. Default: the operating system's user.
    #[arg(long = "as", global = true, env = "ORETRAIL_WRITER", value_name = "WRITER")]
    pub(crate) writer: Option<String>,
    /// Machine output: one JSON document on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The campaign meant; default: the current one.
    #[arg(long, global = true, value_name = "LABEL")]
    pub(crate) campaign: Option<String>,
    /// A fixed clock for tests and demos, RFC 3339; entries written under it say so.
    #[arg(long = "now", global = true, env = "ORETRAIL_NOW", hide = true, value_name = "TIME")]
    pub(crate) now: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open a fresh copy of the sample workspace.
    #[command(after_help = "Example: oretrail demo --no-tui")]
    Demo {
        /// Where to put it; default: a new folder among the program's own data.
        #[arg(long, value_name = "DIR")]
        at: Option<PathBuf>,
        /// Only print its path.
        #[arg(long)]
        no_tui: bool,
    },
    /// Make an empty workspace with the built-in policy as a draft to adopt.
    #[command(after_help = "Example: oretrail init ~/suppliers --company \"Kuroshio Metals\"")]
    Init {
        /// The folder; made if it is not there.
        dir: PathBuf,
        /// The company's name.
        #[arg(long)]
        company: String,
    },
    /// Suppliers: list, show, add, change, adopt, restore, rename, merge, hand over, import.
    #[command(subcommand)]
    Supplier(Supplier),
    /// Campaigns: who is asked what until when.
    #[command(subcommand)]
    Campaign(Campaign),
    /// The interview of one supplier, on screen or line by line.
    #[command(after_help = "Example: oretrail interview kisaki-seisakusho --plain")]
    Interview {
        /// Supplier id.
        id: String,
        /// Ask line by line on standard input, for screen readers and dumb terminals.
        #[arg(long)]
        plain: bool,
    },
    /// Record one answer; prints `saved` only after the data are on disk.
    #[command(
        after_help = "Examples: oretrail answer minato-haulage csr-saq.C10 peak=62,average=51 --source seen\n          oretrail answer minato-haulage C1 --state declined --note \"wants to ask their lawyer\"\n          oretrail answer hai-trieu E3 --row \"name=Nguyen Van An | share=60 | country=VN | public-official=no\"\n          oretrail answer hai-trieu E3 --rows owners.csv   (its heading names the columns)\n          oretrail answer fjord-scrap C10 peak=66,average=52 --reason \"summer roster was left out\" --asked-by supplier --asker \"Ingrid Moe\"\n\nA question of a questionnaire that the campaign does not ask is refused, with the reason; `campaign new` begins one that asks it."
    )]
    Answer(Answer),
    /// Submit the interview with the attestation that the answers were read back.
    #[command(after_help = "Example: oretrail submit minato-haulage --role \"site manager\"")]
    Submit {
        /// Supplier id.
        id: String,
        /// Who attested; kept apart from the log.
        #[arg(long)]
        name: Option<String>,
        /// In which role.
        #[arg(long)]
        role: Option<String>,
    },
    /// Take back your last entry, by a new entry; an undo can be undone.
    #[command(
        after_help = "Examples: oretrail undo minato-haulage\n          oretrail undo minato-haulage --review\n          oretrail undo fjord-scrap --entry anna-7f3k#12\n          oretrail undo --register grievances --entry hara-k2pd#3"
    )]
    Undo {
        /// Supplier id.
        #[arg(required_unless_present = "register", conflicts_with = "register")]
        id: Option<String>,
        /// An entry of yours in a register, as `finding list`, `certificate list` or the log name it; what others rest on stays.
        #[arg(long, value_name = "ENTRY", conflicts_with = "review", required_if_eq_any = [("register", "grievances"), ("register", "screening"), ("register", "statements")])]
        entry: Option<crate::journal::EntryRef>,
        /// The register the entry stands in, when it belongs to no supplier: grievances, screening or statements.
        #[arg(long, value_name = "REGISTER", value_parser = crate::workspace::take_back::SHELVES)]
        register: Option<String>,
        /// Your last decision, waiver or action instead of your last answer; a sealed one stays.
        #[arg(long)]
        review: bool,
    },
    /// Settle a conflict between offline answers by a new answer that has seen them all.
    #[command(after_help = "Example: oretrail resolve atacama-cobre E1 2 --reason \"time records checked\"")]
    Resolve(Answer),
    /// Say what a second person found about an answer: its reason for *not applicable* holds, or it is untrue.
    #[command(
        after_help = "Examples: oretrail review minato-haulage M2 --accept-reason\n          oretrail review minato-haulage A3 --found-untrue --note \"penalty of May 2026 in the official gazette\""
    )]
    Review(Review),
    /// Write a remark about a supplier or one question.
    #[command(after_help = "Example: oretrail note minato-haulage --question J2 --text \"waiting times measured in May\"")]
    Note {
        /// Supplier id.
        id: String,
        /// The remark.
        #[arg(long)]
        text: String,
        /// The question it is about.
        #[arg(long)]
        question: Option<String>,
    },
    /// Store a document as received, by its hash.
    #[command(
        after_help = "Example: oretrail attach minato-haulage permit.pdf --question D1 --issuer \"Kanto Bureau\" --expires 2027-03-31"
    )]
    Attach(Attach),
    /// Papers on file by their hash: what each is, whom it covers, until when, and whether it is still here.
    #[command(subcommand, after_help = "Example: oretrail evidence list --expiring 90")]
    Evidence(Evidence),
    /// How long texts and stored files are kept, class by class, and what is due for erasure.
    #[command(subcommand, after_help = "Example: oretrail retention list")]
    Retention(Retention),
    /// Record that a document was promised by a date; list promises, keep or drop them, write the reminder.
    #[command(
        after_help = "Examples: oretrail promise minato-haulage D4 --due 2026-12-01 --what \"drill record\"\n          oretrail promise list --due\n          oretrail promise reminder hai-trieu"
    )]
    Promise(PromiseLine),
    /// Put a question aside for later, or take it back.
    #[command(after_help = "Example: oretrail park minato-haulage D4")]
    Park {
        /// Supplier id.
        id: String,
        /// Question, such as csr-saq.D4 or D4.
        question: String,
        /// Take it back.
        #[arg(long)]
        back: bool,
    },
    /// Say whom we meet, in which role, over which channel, in which language.
    #[command(after_help = "Example: oretrail met minato-haulage --role \"site manager\" --channel phone --spoken ja")]
    Met {
        /// Supplier id.
        id: String,
        /// Name; kept apart from the log.
        #[arg(long)]
        name: Option<String>,
        /// Role.
        #[arg(long)]
        role: Option<String>,
        /// site, phone, video or mail.
        #[arg(long)]
        channel: Option<String>,
        /// The language spoken.
        #[arg(long, value_name = "LANG")]
        spoken: Option<String>,
    },
    /// The answers as read back to the supplier, as plain text to send: no scores, no notes, in the supplier's language.
    #[command(visible_alias = "read-back", after_help = "Example: oretrail readback minato-haulage --lang ja --out read-back.txt")]
    Readback {
        /// Supplier id.
        id: String,
        /// Write it here; default: print it.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        over: outgoing::Replace,
    },
    /// Current answers with author, time and source.
    #[command(after_help = "Example: oretrail answers minato-haulage --json")]
    Answers {
        /// Supplier id.
        id: String,
    },
    /// The whole history, oldest first.
    #[command(after_help = "Example: oretrail log minato-haulage")]
    Log {
        /// Supplier id.
        id: String,
    },
    /// Judge suppliers: conduct, inherent risk, gates, attention, interval, contributions.
    #[command(after_help = "Example: oretrail assess minato-haulage --json")]
    Assess {
        /// Supplier ids; none: all.
        ids: Vec<String>,
    },
    /// Flags with clause, causing answers and what would clear them.
    #[command(after_help = "Example: oretrail flags --fail-on high")]
    Flags {
        /// Supplier ids; none: all.
        ids: Vec<String>,
        /// Exit with 1 when an open flag is at least this severe.
        #[arg(long, value_enum, value_name = "SEVERITY")]
        fail_on: Option<Threshold>,
    },
    /// Check questionnaires, policies, reference files and profiles.
    #[command(after_help = "Example: oretrail check questionnaires/our-set.toml")]
    Check {
        /// Files or folders; none: the workspace.
        paths: Vec<PathBuf>,
    },
    /// Read minerals workbooks: exactly one verdict per file.
    #[command(after_help = "Example: oretrail import inbox/ --json\n         oretrail import CMRT.xlsx --supplier osaka-powder --accept")]
    Import {
        /// Workbooks or folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Whose declaration it is.
        #[arg(long)]
        supplier: Option<String>,
        /// Take the declaration into the supplier's record; needs --supplier.
        #[arg(long, requires = "supplier")]
        accept: bool,
    },
    /// Letters to suppliers about their declarations: cell, problem, what to do.
    #[command(
        after_help = "Example: oretrail letters --out letters/\n         oretrail letters --file CMRT.xlsx --company \"Kuroshio Metals\" --lang ja"
    )]
    Letters(Letters),
    /// Pages about what was decided: for a committee, for the suppliers.
    #[command(subcommand)]
    Report(ReportCommand),
    /// The consolidated declaration over all accepted ones, with the file and cell behind every line.
    #[command(
        after_help = "Examples: oretrail rollup --anonymous --out consolidated.xlsx\n          oretrail rollup --template RMI_CMRT_6.5.xlsx --out our_CMRT.xlsx --say contact-email=csr@example.com"
    )]
    Rollup(Rollup),
    /// Verify every byte of the record: names file, entry and line of any change.
    #[command(after_help = "Example: oretrail verify --json")]
    Verify {
        /// Supplier ids; none: the whole workspace.
        ids: Vec<String>,
        /// An export, the heads or fingerprints it names, or the folder of another copy: whether logs and keys are still the same.
        #[arg(long, value_name = "FILE|HEADS|FOLDER")]
        against: Option<String>,
        /// Take logs that shrank or were rewritten as they are now, after asking why.
        #[arg(long)]
        accept_heads: bool,
        /// Take settings, profiles and definitions as they are now, after looking at them.
        #[arg(long)]
        accept_edits: bool,
    },
    /// The inbox: what was received and waits, taking it, putting it aside.
    #[command(subcommand)]
    Inbox(Inbox),
    /// Lists of others: import them, see which are held.
    #[command(subcommand)]
    Reference(Reference),
    /// Smelter names: which are reported, what they may mean, what was decided.
    #[command(subcommand)]
    Smelter(Smelter),
    /// Due-diligence files: origin, risk and route of a material from a source.
    #[command(subcommand)]
    Minerals(Minerals),
    /// The metals: due-diligence system and last external audit of each.
    #[command(after_help = "The audits stand in reference/company-audits.toml of the workspace.\n\nExample: oretrail metals --json")]
    Metals,
    #[command(flatten)]
    ReviewWork(ReviewWork),
    #[command(flatten)]
    ProofWork(ProofWork),
    /// Certificates: what every source says, days left, and what holds.
    #[command(subcommand)]
    Certificate(Certificate),
    /// Names of suppliers and everybody beside them against the imported sanctions lists; restricted.
    #[command(
        after_help = "A likeness of names is no finding: every hit waits for a person who says, with a reason, whether it is the same.\n\nExamples: oretrail screen --as mori\n          oretrail screen hai-trieu --judge CDe.007 --other --reason \"other country, other register number\"\n          oretrail screen hai-trieu --clause yes --place \"article 14\""
    )]
    Screen(Screen),
    /// Talks with suppliers outside interviews.
    #[command(subcommand)]
    Dialogue(Dialogue),
    /// Which version of which policy a supplier acknowledged.
    #[command(subcommand)]
    Acknowledgement(Acknowledgement),
    /// Audits: what took place and when the next is due.
    #[command(subcommand)]
    Audit(Audit),
    /// Findings: identified, action, tracked, result, disclosed.
    #[command(subcommand)]
    Finding(Finding),
    /// Incidents by category, and the statement of a year.
    #[command(subcommand)]
    Incident(Incident),
    /// Grievances: intake, steps, result; for grievance officers only.
    #[command(subcommand)]
    Grievance(Grievance),
    /// People: roles, and the keys they sign with.
    #[command(subcommand)]
    People(People),
    /// Policy editions: list, check, test, compare, adopt, retire.
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Questionnaires: list, print as a form, who would be asked.
    #[command(subcommand)]
    Questionnaire(QuestionnaireCommand),
    /// Stated figures against their own parts, goals and limits; exit 1 when one does not hold.
    #[command(subcommand)]
    Figures(FiguresCommand),
    /// Print shell completions.
    #[command(after_help = "Example: oretrail completions bash > ~/.local/share/bash-completion/completions/oretrail")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one page per command into a folder.
    #[command(after_help = "Examples: oretrail man > oretrail.1\n          oretrail man --out /usr/local/share/man/man1")]
    Man {
        /// The folder; made if it is not there.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        over: outgoing::Replace,
    },
    /// Read one file from standard input under limits; the program starts this itself for each received file.
    #[command(name = crate::workspace::reader::COMMAND, hide = true)]
    ReadApart,
    /// Unpack an archive from standard input under limits; the program starts this itself for each received archive.
    #[command(name = crate::workspace::reader::UNPACK, hide = true)]
    UnpackApart,
}

/// A day and nothing else: a time of day would be dropped without a word.
fn day(word: &str) -> Result<jiff::civil::Date, String> {
    let shape = word.len() == 10
        && word.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let day = if shape { word.parse().ok() } else { None };
    day.ok_or_else(|| "write a day of the calendar, such as 2026-11-29".to_owned())
}

#[derive(Args, Debug)]
pub(crate) struct Answer {
    /// Supplier id.
    pub(crate) id: String,
    /// Question, such as csr-saq.C1 or C1.
    pub(crate) question: String,
    /// The value; several for lists; rows with cells divided by `|`.
    pub(crate) value: Vec<String>,
    /// A row of a table: cells in the order of its columns divided by `|`, or each as column=value; once for each row.
    #[arg(long, value_name = "ROW", conflicts_with_all = ["value", "state", "rows"])]
    pub(crate) row: Vec<String>,
    /// All rows of a table from a CSV or xlsx file, whose first line names the columns.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["value", "state"])]
    pub(crate) rows: Option<PathBuf>,
    /// A state instead of a value.
    #[arg(long, value_enum)]
    pub(crate) state: Option<StateWord>,
    /// Reason for *not applicable*, or for a correction after submission.
    #[arg(long)]
    pub(crate) reason: Option<String>,
    /// After submission: on which side somebody asked for the correction.
    #[arg(long, value_enum, value_name = "SIDE", requires = "reason")]
    pub(crate) asked_by: Option<AskerWord>,
    /// After submission: the name of who asked; default for ourselves: the writer. Kept apart from the log.
    #[arg(long, value_name = "NAME", requires = "asked_by")]
    pub(crate) asker: Option<String>,
    /// How we know it.
    #[arg(long, value_enum)]
    pub(crate) source: Option<SourceWord>,
    /// A remark kept with the answer, apart from the log.
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// A document to store with the answer.
    #[arg(long, value_name = "FILE")]
    pub(crate) evidence: Vec<PathBuf>,
    /// What it is about, such as site:main or metal:tantalum; default: the whole supplier.
    #[arg(long)]
    pub(crate) about: Option<String>,
    /// Role of who spoke.
    #[arg(long)]
    pub(crate) respondent: Option<String>,
}

#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("finding").required(true)))]
pub(crate) struct Review {
    /// Supplier id.
    pub(crate) id: String,
    /// Question, such as csr-saq.A3 or A3.
    pub(crate) question: String,
    /// The reason for *not applicable* is accepted.
    #[arg(long, group = "finding")]
    pub(crate) accept_reason: bool,
    /// The answer was found untrue.
    #[arg(long, group = "finding", requires = "note")]
    pub(crate) found_untrue: bool,
    /// What shows it; kept apart from the log.
    #[arg(long)]
    pub(crate) note: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Attach {
    /// Supplier id.
    pub(crate) id: String,
    /// The file.
    pub(crate) file: PathBuf,
    /// The question it proves.
    #[arg(long)]
    pub(crate) question: Option<String>,
    /// Who issued it.
    #[arg(long)]
    pub(crate) issuer: Option<String>,
    /// Which site, entity or metal it covers.
    #[arg(long)]
    pub(crate) scope: Option<String>,
    /// The flow or facility it covers, such as flow:copper/Escondida (CL).
    #[arg(long, value_name = "WHAT", conflicts_with = "scope", requires = "question")]
    pub(crate) about: Option<String>,
    /// Its date.
    #[arg(long)]
    pub(crate) dated: Option<String>,
    /// Its last valid day.
    #[arg(long)]
    pub(crate) expires: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum StateWord {
    /// The supplier does not know.
    DontKnow,
    /// The supplier declines.
    Declined,
    /// It does not apply; give a reason.
    NotApplicable,
    /// As last campaign, asked again and confirmed.
    Reconfirmed,
    /// Back to unanswered.
    Unanswered,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum AskerWord {
    /// The supplier.
    Supplier,
    /// A reviewer.
    Reviewer,
    /// We noticed it ourselves.
    Ourselves,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SourceWord {
    /// Told in the interview.
    Said,
    /// In writing.
    Written,
    /// We saw the document.
    Seen,
    /// A third party verified it.
    Verified,
}

impl From<SourceWord> for crate::journal::SourceLevel {
    fn from(word: SourceWord) -> Self {
        match word {
            SourceWord::Said => Self::Said,
            SourceWord::Written => Self::Written,
            SourceWord::Seen => Self::Seen,
            SourceWord::Verified => Self::Verified,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Threshold {
    /// Critical.
    Critical,
    /// High and above.
    High,
    /// Medium and above.
    Medium,
    /// Any.
    Low,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Inbox {
    /// Files that were received and wait for somebody.
    #[command(after_help = "Example: oretrail inbox list --json")]
    List {
        /// Also what was taken or put aside.
        #[arg(long)]
        all: bool,
    },
    /// Take a received file into the record of a supplier.
    #[command(after_help = "Example: oretrail inbox accept 3f9c21ab --supplier atacama-cobre")]
    Accept {
        /// Six or more digits of its SHA-256.
        #[arg(value_name = "SHA")]
        sha256: String,
        /// Supplier id; default: the one proposed.
        #[arg(long)]
        supplier: Option<String>,
    },
    /// Put a received file aside; it stays stored.
    #[command(after_help = "Example: oretrail inbox set-aside 3f9c21ab --reason \"sent twice\"")]
    SetAside {
        /// Six or more digits of its SHA-256.
        #[arg(value_name = "SHA")]
        sha256: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
}
