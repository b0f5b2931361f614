//! Arguments of papers on file, promised papers and retention.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// Papers on file by days left: what each is, whom it covers, and whether its file is still here unchanged.
    #[command(
        after_help = "Papers that came with an interview, a certificate, an action or by themselves are all here, each once by its hash.\n--missing lists what is not there: answers that ask for a paper and have none that counts, and papers whose file is gone or changed.\n\nExamples: oretrail evidence list --expiring 90\n          oretrail evidence list --supplier hai-trieu --missing --json"
    )]
    List {
        /// Supplier ids; none: all.
        #[arg(long, value_name = "ID")]
        supplier: Vec<String>,
        /// What is not there, instead of what is.
        #[arg(long, conflicts_with = "expiring")]
        missing: bool,
        /// Only papers that run out within so many days or have run out.
        #[arg(long, value_name = "DAYS")]
        expiring: Option<i64>,
    },
    /// Put a paper on file for everybody and everything it covers.
    #[command(
        after_help = "One paper may cover several suppliers, sites, metals and questions: repeat the option. A site is named by its id; where several suppliers are covered, SUPPLIER:SITE says whose.\n\nExample: oretrail evidence add iso45001.pdf --supplier hai-trieu --supplier minato-haulage --what \"ISO 45001 certificate of the group\" --issuer \"TÜV Süd\" --question D4 --dated 2025-03-01 --expires 2028-02-28"
    )]
    Add(AddEvidence),
    /// One paper in full: what every entry says of it.
    #[command(
        after_help = "PAPER is its hash, the first letters of it, its file name, or a part of the name that only one has.\n\nExample: oretrail evidence show iso45001.pdf"
    )]
    Show {
        /// Which paper.
        paper: String,
        /// Only at these suppliers.
        #[arg(long, value_name = "ID")]
        supplier: Vec<String>,
    },
    /// Whom a paper covers: suppliers, sites, metals, questions.
    #[command(after_help = "Example: oretrail evidence covers iso45001.pdf --json")]
    Covers {
        /// Which paper.
        paper: String,
    },
    /// Take a paper out of count: it stays on file, and what rested on it is open again.
    #[command(
        after_help = "Example: oretrail evidence withdraw iso45001.pdf --supplier minato-haulage --reason \"made out for another company\""
    )]
    Withdraw {
        /// Which paper.
        paper: String,
        /// At these suppliers only; default: at all it covers.
        #[arg(long, value_name = "ID")]
        supplier: Vec<String>,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Args, Debug)]
pub(crate) struct AddEvidence {
    /// The file.
    pub(crate) file: PathBuf,
    /// A supplier it covers.
    #[arg(long, value_name = "ID", required = true)]
    pub(crate) supplier: Vec<String>,
    /// What it is; kept apart from the log.
    #[arg(long)]
    pub(crate) what: Option<String>,
    /// Who issued it.
    #[arg(long)]
    pub(crate) issuer: Option<String>,
    /// The legal entity it is made out for; default: each supplier itself.
    #[arg(long)]
    pub(crate) entity: Option<String>,
    /// A site it covers; default: the whole entity.
    #[arg(long, value_name = "SITE")]
    pub(crate) site: Vec<String>,
    /// A metal it covers.
    #[arg(long)]
    pub(crate) metal: Vec<String>,
    /// A flow or facility it covers, such as flow:copper/Escondida (CL); `oretrail questionnaire who ROW` lists them.
    #[arg(long, value_name = "WHAT")]
    pub(crate) about: Vec<String>,
    /// A question it proves.
    #[arg(long = "question", value_name = "QUESTION")]
    pub(crate) questions: Vec<String>,
    /// Its date.
    #[arg(long, value_name = "DATE")]
    pub(crate) dated: Option<String>,
    /// Its last valid day.
    #[arg(long, value_name = "DATE")]
    pub(crate) expires: Option<String>,
}

/// `promise ID QUESTION --due DATE` stays what it was; the rest has a word of its own.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct PromiseLine {
    #[command(subcommand)]
    pub(crate) work: Option<Promise>,
    #[command(flatten)]
    pub(crate) add: Option<AddPromise>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Promise {
    /// Papers that are waited for, by due date; of interviews and of any other day.
    #[command(after_help = "Examples: oretrail promise list --due 14\n          oretrail promise list --supplier hai-trieu --all --json")]
    List {
        /// Supplier ids; none: all.
        #[arg(long, value_name = "ID")]
        supplier: Vec<String>,
        /// Only those overdue or due within so many days; without a number: due today or overdue.
        #[arg(long, value_name = "DAYS", num_args = 0..=1, default_missing_value = "0")]
        due: Option<i64>,
        /// Those kept and given up too.
        #[arg(long)]
        all: bool,
    },
    /// Record that a document was promised by a date.
    #[command(
        after_help = "Example: oretrail promise add minato-haulage D4 --due 2026-12-01 --what \"drill record\" --by \"Mr Ono, safety\""
    )]
    Add(AddPromise),
    /// The paper came: the promise is kept by a file, or by a paper on file.
    #[command(
        after_help = "PROMISE is its question or its entry in `oretrail promise list`; PAPER is a file, or hash or name of a paper on file.\n\nExample: oretrail promise kept minato-haulage D4 drill.pdf --issuer \"Fire brigade\" --expires 2027-11-30"
    )]
    Kept {
        /// Supplier id.
        id: String,
        /// Which promise.
        promise: String,
        /// The file, or the paper on file.
        paper: String,
        /// Who issued it.
        #[arg(long)]
        issuer: Option<String>,
        /// Its date.
        #[arg(long, value_name = "DATE")]
        dated: Option<String>,
        /// Its last valid day.
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
    },
    /// Wait for a promised paper no longer.
    #[command(
        after_help = "Example: oretrail promise dropped minato-haulage D4 --reason \"the depot was closed; the question is not asked any more\""
    )]
    Dropped {
        /// Supplier id.
        id: String,
        /// Which promise.
        promise: String,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
    },
    /// Write the reminder, one letter per supplier, in its own language unless --lang says another.
    #[command(
        after_help = "Examples: oretrail promise reminder hai-trieu --lang ja\n          oretrail promise reminder --due --out reminders/"
    )]
    Reminder {
        /// Supplier ids; none: all that promised something.
        ids: Vec<String>,
        /// Only papers overdue or due within so many days; without a number: due today or overdue.
        #[arg(long, value_name = "DAYS", num_args = 0..=1, default_missing_value = "0")]
        due: Option<i64>,
        #[command(flatten)]
        letter: ReminderLetter,
    },
}

#[derive(Args, Debug)]
pub(crate) struct AddPromise {
    /// Supplier id.
    pub(crate) id: String,
    /// The question it belongs to.
    pub(crate) question: String,
    /// The flow or facility the document is to cover, such as flow:copper/Escondida (CL).
    #[arg(long, value_name = "WHAT")]
    pub(crate) about: Option<String>,
    /// By when.
    #[arg(long, value_name = "DATE")]
    pub(crate) due: String,
    /// Which document; kept apart from the log.
    #[arg(long)]
    pub(crate) what: Option<String>,
    /// Who gave the word; kept apart from the log; default: whom we met.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Retention {
    /// How long each class of texts and stored files is kept, on whose word, and what is due for erasure.
    #[command(
        after_help = "Classes: free-text, person-names, owner-rows, screening, grievances, decisions; documents and workbooks are stored files. Months stand in the policy's [retention] table; a class it does not name has a tool default.\nScreening is listed for compliance officers, grievances for grievance officers.\n\nExamples: oretrail retention list\n          oretrail retention list --on 2032-04-01 --json\n          oretrail retention list --files --supplier hai-trieu"
    )]
    List {
        /// What will be due on this day; default: today.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Only what is about this supplier.
        #[arg(long, value_name = "ID")]
        supplier: Option<String>,
        /// Every stored file with its size, class, due date and the entries that need it.
        #[arg(long)]
        files: bool,
    },
    /// Erase what is due today, texts and stored files, with a gap that proves itself.
    #[command(
        after_help = "Without --yes it only says what would go. A stored file that another entry still needs is kept, and said so. Nothing is erased before its time, unless the law asks for it: `oretrail redact --ahead` for a text, `--file HASH --ahead` for a stored file.\n\nExample: oretrail retention erase person-names --reason \"retention date, data protection register no. 12\" --yes\n         oretrail retention erase --file 3f1c7a --ahead --reason \"erasure asked for on 2026-11-20\" --yes"
    )]
    Erase {
        /// Classes; none: all.
        classes: Vec<String>,
        /// Only what is about this supplier.
        #[arg(long, value_name = "ID")]
        supplier: Option<String>,
        /// One stored file, by its hash or the beginning of it.
        #[arg(long, value_name = "HASH", conflicts_with = "classes")]
        file: Option<String>,
        /// Before its retention date: the law asks for it, and the reason names the ground.
        #[arg(long, requires = "file")]
        ahead: bool,
        /// Why; kept with every erasure.
        #[arg(long)]
        reason: String,
        /// Erase; there is no way back.
        #[arg(long)]
        yes: bool,
    },
}

/// How letters that remind go out.
#[derive(Debug, Args)]
pub(crate) struct ReminderLetter {
    /// Write each into this folder; default: print them.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) over: super::outgoing::Replace,
    /// Until when what is overdue is asked for; default: two weeks from today.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Who signs, beside the company.
    #[arg(long, value_name = "NAME")]
    pub(crate) sender: Option<String>,
}
