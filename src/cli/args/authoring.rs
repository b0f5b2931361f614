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
    /// When each questionnaire is next due from a supplier: every set has a rhythm of its own. Exit 1 when one is overdue.
    #[command(after_help = "Examples: oretrail questionnaire due kisaki-seisakusho\n          oretrail questionnaire due --json")]
    Due {
        /// Suppliers; default: all.
        ids: Vec<String>,
    },
    /// Write the sheet for a questionnaire of your own, with examples and what belongs in each column.
    #[command(after_help = "Example: oretrail questionnaire template --out our-set.xlsx")]
    Template {
        /// Where to; the ending says which: .xlsx or .csv.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Make a questionnaire file of a sheet; every remark names its cell. Nothing is written while one is an error.
    #[command(
        after_help = "Columns: see `oretrail questionnaire template`. Put the file into the folder questionnaires of the workspace to use it.\n\nExample: oretrail questionnaire import our-set.xlsx --id our-set --out questionnaires/our-set-2027-04.toml"
    )]
    Import {
        /// The sheet, .xlsx or .csv.
        file: PathBuf,
        /// Id of the questionnaire: small letters, digits and hyphens.
        #[arg(long)]
        id: String,
        /// Edition; default: year and month of today.
        #[arg(long)]
        edition: Option<String>,
        /// Title; default: the id.
        #[arg(long)]
        title: Option<String>,
        /// The language it is written in first: en, ja or zh; default: the language meant.
        #[arg(long, value_name = "LANG")]
        written_in: Option<crate::language::Lang>,
        /// Where to.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Adopt an edition: from that day new campaigns ask it; running ones keep theirs.
    #[command(after_help = "Example: oretrail questionnaire activate csr-saq@2027-04 --from 2027-04-01")]
    Activate {
        /// Edition, as id@edition.
        edition: String,
        /// First day; default: today.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
    },
    /// Retire an edition; campaigns that ask it keep it.
    #[command(after_help = "Example: oretrail questionnaire retire csr-saq@2026-04 --from 2027-04-01")]
    Retire {
        /// Edition, as id@edition.
        edition: String,
        /// First day without it; default: today.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
    },
}
