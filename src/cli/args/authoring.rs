//! Arguments of `questionnaire`: what there is, as a form, who would be asked.

use std::path::PathBuf;

use clap::Subcommand;

use super::outgoing::Replace;

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
        #[command(flatten)]
        over: Replace,
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
    /// Write a new edition to edit: a copy of an existing one, comments and all, in the folder questionnaires.
    #[command(
        after_help = "Then: edit the file, `check`, `questionnaire preview ID@EDITION`, `questionnaire activate ID@EDITION`. In a spreadsheet instead: `questionnaire export`.\n\nExample: oretrail questionnaire new csr-saq --edition 2027-04"
    )]
    New {
        /// The questionnaire it is a copy of: id, or id@edition.
        id: String,
        /// The new edition, such as 2027-04.
        #[arg(long)]
        edition: String,
    },
    /// Write the sheet for a questionnaire of your own, with examples and what belongs in each column.
    #[command(after_help = "Example: oretrail questionnaire template --out template.xlsx")]
    Template {
        /// Where to; the ending says which: .xlsx or .csv.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        over: Replace,
    },
    /// Make a questionnaire file of a sheet; every remark names its cell. Nothing is written while one is an error.
    #[command(
        after_help = "Columns: see `oretrail questionnaire template`. Id, edition and title may stand in the sheet, in lines of kind set.\n\nExamples: oretrail questionnaire import our-set.xlsx\n          oretrail questionnaire import our-set.csv --id our-set --edition 2027-04 --out questionnaires/our-set-2027-04.toml"
    )]
    Import {
        /// The sheet, .xlsx or .csv.
        file: PathBuf,
        /// Id of the questionnaire: small letters, digits and hyphens; default: as the sheet says.
        #[arg(long)]
        id: Option<String>,
        /// Edition; default: as the sheet says, else year and month of today.
        #[arg(long)]
        edition: Option<String>,
        /// Title; default: as the sheet says, else the id.
        #[arg(long)]
        title: Option<String>,
        /// The language it is written in first: en, ja or zh; default: as the sheet says, else the language of the session.
        #[arg(long, value_name = "LANG")]
        written_in: Option<crate::language::Lang>,
        /// Where to; default: questionnaires/ID-EDITION.toml of the workspace.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Replace the file if it is there.
        #[arg(long)]
        replace: bool,
    },
    /// Write a questionnaire as a sheet that can be changed in a spreadsheet and imported again.
    #[command(after_help = "Example: oretrail questionnaire export csr-saq --out csr-saq.xlsx")]
    Export {
        /// Questionnaire: id, or id@edition.
        id: String,
        /// Where to; the ending says which: .xlsx or .csv.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        over: Replace,
    },
    /// Which rows wait to be compared with a licensed standard, and which translations with the original; with --against,
    /// record that you did.
    #[command(
        after_help = "What was compared is recorded with your name and the day: the row loses its mark, a translation its note that nobody checked it.\nIt speaks of the edition as it is now; other words are compared anew. Cells of the regimes: `policy confirm`.\n\nExamples: oretrail questionnaire confirm\n          oretrail questionnaire confirm precious-metals.PR3 --against \"RGG v9, own copy, p. 30\"\n          oretrail questionnaire confirm csr-saq --language ja --against \"read against the English, all rows\"\n          oretrail questionnaire confirm csr-saq --language ja --take-back"
    )]
    Confirm {
        /// Question, or with --language a questionnaire; without one, all marks are listed.
        id: Option<String>,
        /// The translation that was checked: ja or zh.
        #[arg(long, value_name = "LANG", requires = "id")]
        language: Option<crate::language::Lang>,
        /// The copy it was compared with: edition and page.
        #[arg(long, value_name = "TEXT", requires = "id")]
        against: Option<String>,
        /// It was said by mistake; the mark comes back.
        #[arg(long, conflicts_with = "against", requires = "id")]
        take_back: bool,
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
