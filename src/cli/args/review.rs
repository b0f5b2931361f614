//! Arguments of what a reviewer does.

use clap::{Args, Subcommand, ValueEnum};

use crate::journal::{ActionKind, EntryRef, Outcome, RiskResponse, Trigger};

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

word!(OutcomeOf of Outcome {
    /// We go on buying.
    Continue,
    /// Something has to be put right first.
    ImprovementRequired,
    /// It was put right.
    ImprovementConfirmed,
    /// The contract is to be changed.
    ChangeContract,
    /// The contract is to be ended.
    EndContract,
    /// A new supplier is taken.
    Admit,
    /// A new supplier is not taken.
    Refuse,
});

word!(KindOf of ActionKind {
    /// Something is put right.
    Correction,
    /// A plan with a six-month clock from its adoption.
    Plan,
    /// A risk is lessened by a deadline.
    Mitigation,
    /// Harm is made good; it stands beside a stop.
    Remedy,
});

word!(ResponseOf of RiskResponse {
    /// Somebody else bears it.
    Transfer,
    /// It is made smaller.
    Reduce,
    /// It is borne.
    Retain,
    /// It is kept away from.
    Avoid,
});

word!(TriggerOf of Trigger {
    /// An authority penalised the supplier.
    AuthorityPenalty,
    /// It plainly does not keep the policy.
    EvidentNonCompliance,
});

/// The company of the group that is meant.
#[derive(Args, Debug)]
pub(crate) struct Buying {
    /// The group company that is meant, by id or name as `[companies]` of oretrail.toml lists them; default: the workspace's own.
    #[arg(long = "company", value_name = "COMPANY")]
    pub(crate) company: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct DecideArgs {
    /// Supplier id.
    pub(crate) id: String,
    /// What is decided.
    #[arg(long, value_enum)]
    pub(crate) outcome: OutcomeOf,
    /// Why; kept apart from the log.
    #[arg(long)]
    pub(crate) reason: String,
    /// A condition; may be given several times.
    #[arg(long = "condition", value_name = "TEXT")]
    pub(crate) conditions: Vec<String>,
    /// The day it is looked at again.
    #[arg(long, value_name = "DATE")]
    pub(crate) review_by: Option<String>,
    /// Ringi or ticket number.
    #[arg(long)]
    pub(crate) ticket: Option<String>,
    /// Who approved it outside this program, in order; may be given several times.
    #[arg(long = "approver", value_name = "PERSON")]
    pub(crate) approvers: Vec<String>,
    /// For whom it is decided, by a named delegate.
    #[arg(long, value_name = "PERSON")]
    pub(crate) on_behalf_of: Option<String>,
    /// Why orders go on past a stop without a remedy plan beside it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) no_remedy: Option<String>,
    #[command(flatten)]
    pub(crate) buying: Buying,
    /// Leave it unsealed, so that `undo --review` can still take it back; `oretrail seal` seals it.
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Say what is to be done, by whom, until when.
    #[command(
        after_help = "Without --due the policy's deadline for the kind or the flag holds; a plan runs six months from its adoption.\n\nExamples: oretrail action add minato-haulage --what \"new roster\" --owner anna --flag C10\n          oretrail action add lualaba-trading --kind plan --what \"site visits\" --goal \"mines named\" --cost \"two visits\" --owner mori"
    )]
    Add(AddAction),
    /// Say that an action is done.
    #[command(after_help = "Example: oretrail action done minato-haulage mori-x5tb#4 --evidence roster.pdf")]
    Done(StepArgs),
    /// Verify, as second person, that what was done works.
    #[command(after_help = "Example: oretrail action verify minato-haulage mori-x5tb#4 --note \"time records of June seen\"")]
    Verify {
        #[command(flatten)]
        step: StepArgs,
        /// It does not work: to be done anew.
        #[arg(long)]
        not_effective: bool,
    },
    /// Say what a check of a plan found.
    #[command(after_help = "Example: oretrail action check lualaba-trading mori-x5tb#4 --no-progress")]
    Check {
        #[command(flatten)]
        step: StepArgs,
        /// No measurable progress was found.
        #[arg(long)]
        no_progress: bool,
    },
}

#[derive(Args, Debug)]
pub(crate) struct AddAction {
    /// Supplier id.
    pub(crate) id: String,
    /// What is to be done.
    #[arg(long)]
    pub(crate) what: String,
    /// Who sees to it: a person, or supplier.
    #[arg(long)]
    pub(crate) owner: String,
    /// By when; default: as the policy says.
    #[arg(long, value_name = "DATE")]
    pub(crate) due: Option<String>,
    /// What it is for.
    #[arg(long, value_enum, default_value = "correction")]
    pub(crate) kind: KindOf,
    /// The flag it answers: its key, rule or row.
    #[arg(long)]
    pub(crate) flag: Option<String>,
    /// The day a plan was adopted; default: today.
    #[arg(long, value_name = "DATE")]
    pub(crate) adopted: Option<String>,
    /// What shall be reached.
    #[arg(long)]
    pub(crate) goal: Option<String>,
    /// What it costs.
    #[arg(long)]
    pub(crate) cost: Option<String>,
    #[command(flatten)]
    pub(crate) buying: Buying,
}

#[derive(Args, Debug)]
pub(crate) struct StepArgs {
    /// Supplier id.
    pub(crate) id: String,
    /// The action, such as mori-x5tb#4.
    pub(crate) action: EntryRef,
    /// A remark; kept apart from the log.
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// A document that shows it; stored by its hash.
    #[arg(long, value_name = "FILE")]
    pub(crate) evidence: Vec<std::path::PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct RiskArgs {
    /// Supplier id.
    pub(crate) id: String,
    /// How it is met.
    #[arg(long, value_enum)]
    pub(crate) response: ResponseOf,
    /// What could bring it about.
    #[arg(long)]
    pub(crate) cause: String,
    /// What would come of it.
    #[arg(long)]
    pub(crate) consequence: String,
    /// After this day the scenario is out of date.
    #[arg(long, value_name = "DATE")]
    pub(crate) review_by: String,
    /// The flag behind it: its key, rule or row.
    #[arg(long)]
    pub(crate) flag: Option<String>,
    #[command(flatten)]
    pub(crate) buying: Buying,
}

/// What suppliers in the queue stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// Nothing: one after the other.
    Supplier,
    /// The gravest thing against each.
    Cause,
    /// Every rule that fired.
    Rule,
    /// Every clause.
    Clause,
}

impl From<By> for crate::workspace::queue::Grouping {
    fn from(by: By) -> Self {
        match by {
            By::Supplier => Self::None,
            By::Cause => Self::Cause,
            By::Rule => Self::Rule,
            By::Clause => Self::Clause,
        }
    }
}

/// What a reviewer does, each a command of its own.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewWork {
    /// Decide about a supplier on what stands now, with a reason.
    #[command(
        after_help = "Whether it counts is computed each time: effective, self, stale, unsigned, insufficient, pending-second-person.\n\nExamples: oretrail decide minato-haulage --outcome improvement-required --reason \"hours above the limit\" --review-by 2027-05-31\n          oretrail decide fjord-scrap --outcome continue --reason \"papers complete\" --condition \"new permit by March\" --ticket R-2026-118\n          oretrail decide fjord-scrap --outcome continue --reason \"small lots\" --company kuroshio-tubes"
    )]
    Decide(DecideArgs),
    /// Confirm a decision or waiver as second person.
    #[command(after_help = "Example: oretrail confirm lualaba-trading mori-x5tb#7")]
    Confirm {
        /// Supplier id.
        id: String,
        /// Which; default: the latest decision.
        entry: Option<EntryRef>,
        /// A remark; kept apart from the log.
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        buying: Buying,
    },
    /// Flagged suppliers, most urgent first, or under the causes they share.
    #[command(
        after_help = "Order: open gates, the nearest date something is due, attention, spend, what changed since the last decision.\nMarks: ✓ decided, ↻ changed since, + new since your last visit to the queue.\n--by cause puts every undecided supplier once under the gravest thing against it; rule and clause show a supplier under each.\n\nExample: oretrail queue --by cause"
    )]
    Queue {
        /// What suppliers stand under.
        #[arg(long, value_enum, default_value_t = By::Supplier)]
        by: By,
        /// Only those with a flag that was not there at your last visit.
        #[arg(long)]
        new: bool,
        #[command(flatten)]
        buying: Buying,
    },
    /// What was decided, waived and is to be done, and whether it counts; each group company by itself.
    #[command(after_help = "Examples: oretrail decisions minato-haulage --json\n          oretrail decisions --company kuroshio-tubes")]
    Decisions {
        /// Supplier ids; none: all about whom something was decided.
        ids: Vec<String>,
        #[command(flatten)]
        buying: Buying,
    },
    /// Actions: what is to be done, how it went, verified by a second person.
    #[command(subcommand)]
    Action(Action),
    /// Waive a flag until a date; it is still shown and counted.
    #[command(
        after_help = "FLAG is a flag's key as `oretrail flags --json` prints it, or its rule or row where only one is meant.\n\nExample: oretrail waive minato-haulage C10 --until 2027-03-31 --reason \"peak season, roster agreed\"\n         oretrail waive minato-haulage C10 --until 2027-03-31 --reason \"small lots\" --company kuroshio-tubes"
    )]
    Waive {
        /// Supplier id.
        id: String,
        /// The flag: its key, rule or row.
        flag: String,
        /// The last day.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        buying: Buying,
    },
    /// Send one question back to the interviewer.
    #[command(after_help = "Example: oretrail return minato-haulage C10 --reason \"peak and average are the same number\"")]
    Return {
        /// Supplier id.
        id: String,
        /// Question, such as csr-saq.C10 or C10.
        question: String,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
    },
    /// Settle, as reviewer, answers that contradict each other: which of them counts, or what you established instead.
    #[command(
        after_help = "`oretrail answers` marks such rows with ⚡ and names the entries. Both answers stay on record, and whoever settles has not interviewed.\n\nExamples: oretrail settle atacama-cobre E1 --answer anna-7f3k#12 --reason \"time records of May seen\"\n          oretrail settle atacama-cobre E1 --value 2 --source seen --reason \"counted on site, neither is right\""
    )]
    #[command(group(clap::ArgGroup::new("counts").required(true)))]
    Settle {
        /// Supplier id.
        id: String,
        /// Question, such as csr-saq.E1 or E1.
        question: String,
        /// The answer that counts, by its entry.
        #[arg(long, value_name = "ENTRY", group = "counts")]
        answer: Option<EntryRef>,
        /// The value you established, as in `answer`; several for lists.
        #[arg(long, value_name = "VALUE", group = "counts")]
        value: Vec<String>,
        /// How you know the value.
        #[arg(long, value_enum, requires = "value")]
        source: Option<super::SourceWord>,
        /// What the answers are about, where they contradict each other about several things.
        #[arg(long)]
        about: Option<String>,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
    },
    /// Put a supplier out of the queue until a date.
    #[command(after_help = "Example: oretrail snooze minato-haulage --until 2026-12-07")]
    Snooze {
        /// Supplier id.
        id: String,
        /// Until when.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        buying: Buying,
    },
    /// Give the matter to somebody else.
    #[command(after_help = "Example: oretrail escalate lualaba-trading --to ono --reason \"needs the committee\"")]
    Escalate {
        /// Supplier id.
        id: String,
        /// To whom.
        #[arg(long, value_name = "PERSON")]
        to: String,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        buying: Buying,
    },
    /// Take a decision or waiver out of force.
    #[command(after_help = "Example: oretrail revoke minato-haulage mori-x5tb#7 --reason \"taken on the wrong supplier\"")]
    Revoke {
        /// Supplier id.
        id: String,
        /// Which; default: the latest decision.
        entry: Option<EntryRef>,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        buying: Buying,
    },
    /// Write down a risk: cause, consequence, and how it is met.
    #[command(
        after_help = "Example: oretrail risk lualaba-trading --response reduce --cause \"no mine is named\" --consequence \"metal of unknown origin\" --review-by 2027-05-31"
    )]
    Risk(RiskArgs),
    /// Open a case that only continue, improvement confirmed, a changed or an ended contract closes.
    #[command(after_help = "Example: oretrail case minato-haulage --trigger authority-penalty --reason \"order of 12 November\"")]
    Case {
        /// Supplier id.
        id: String,
        /// What opens it.
        #[arg(long, value_enum)]
        trigger: TriggerOf,
        /// What is known of it; kept apart from the log.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        buying: Buying,
    },
    /// Sign a decision, waiver, settlement or confirmation of yours that was written before you had a key.
    #[command(
        after_help = "It is signed on the device it was written on; `oretrail people key` lists what is not signed, each with its command.\n\nExample: oretrail sign lualaba-trading mori-x5tb#7"
    )]
    Sign {
        /// Supplier id.
        id: String,
        /// Which.
        entry: EntryRef,
    },
}
