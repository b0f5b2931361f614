//! Arguments of `campaign`: begin one, move it to other editions, see how far it is.

use clap::Subcommand;

/// What can be done with campaigns.
#[derive(Debug, Subcommand)]
pub(crate) enum Campaign {
    /// Start a campaign; it becomes the current one. Where there is one already, shows what it would be and starts with --yes.
    #[command(
        visible_alias = "start",
        after_help = "Reviewers start campaigns; `oretrail people roles` says who may do what. Open stops, holds, improvement deadlines, unresolved gates and cases of the campaign before stand on, with the day they were raised first, until the question is answered again or a decision that counts settles them; they are listed before and when the campaign begins.\n\nExample: oretrail campaign new FY2026 --questionnaire csr-saq --due 2027-01-29 --yes"
    )]
    New {
        /// Label, such as FY2026.
        label: String,
        /// Questionnaire id; may be given several times.
        #[arg(long = "questionnaire", value_name = "ID", default_value = "csr-saq")]
        questionnaires: Vec<String>,
        /// Last day for answers.
        #[arg(long)]
        due: String,
        /// Supplier id; may be given several times; none: all.
        #[arg(long = "supplier", value_name = "ID")]
        suppliers: Vec<String>,
        /// Begin it, where another campaign is the current one.
        #[arg(long)]
        yes: bool,
    },
    /// Move a running campaign to another edition of a questionnaire, add one or take one out; shows what would happen,
    /// moves with --yes.
    #[command(
        after_help = "Answers that fit carry over; nothing is deleted, and moving back is the same command with the old edition.\n\nExamples: oretrail campaign migrate FY2026 --to csr-saq@2027-04 --yes\n          oretrail campaign migrate FY2026 --without copper-dd --yes",
        group(clap::ArgGroup::new("way").required(true).args(["to", "without"]))
    )]
    Migrate {
        /// Label.
        label: String,
        /// Edition, as id@edition; a questionnaire that is not asked yet is added.
        #[arg(long, value_name = "ID@EDITION")]
        to: Option<String>,
        /// Questionnaire that is taken out.
        #[arg(long, value_name = "ID")]
        without: Option<String>,
        /// Move it.
        #[arg(long)]
        yes: bool,
    },
    /// Who was asked what, how far they are, and what they answered.
    #[command(after_help = "Example: oretrail campaign show FY2025 --json")]
    Show {
        /// Label; default: the current one.
        label: Option<String>,
    },
}
