//! Arguments of `questionnaire`: what there is, as a form, who would be asked.

use std::path::PathBuf;

use clap::Subcommand;

/// What can be done with questionnaires.
#[derive(Debug, Subcommand)]
pub(crate) enum QuestionnaireCommand {
    /// All questionnaires: edition, rows, whom they are for, how far translated, what is still to check.
    #[command(after_help = "Example: oretrail questionnaire list --lang ja")]
    List,
    /// A questionnaire as a form a supplier can prepare or answer on paper; with --html for A4.
    #[command(
        after_help = "Examples: oretrail questionnaire preview csr-saq --lang ja --html --out csr-saq.html\n          oretrail questionnaire preview quality-bcp --supplier kisaki-seisakusho"
    )]
    Preview {
        /// Questionnaire: id, or id@edition.
        id: String,
        /// Make it out to this supplier: only the questions it is or may be asked.
        #[arg(long, value_name = "ID")]
        supplier: Option<String>,
        /// As one HTML page for A4 paper; open it in a browser and print.
        #[arg(long)]
        html: bool,
        /// Write it here; default: print it.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Which suppliers would be asked a question or a whole questionnaire, and why.
    #[command(after_help = "Examples: oretrail questionnaire who csr-saq.J1\n          oretrail questionnaire who copper-dd --json")]
    Who {
        /// Question such as csr-saq.J1, or a questionnaire's id.
        id: String,
    },
}
