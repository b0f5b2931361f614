//! The commands whose result leaves the house: letters and the consolidated declaration.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::review::Buying;

/// Whether a file that is there may be replaced; for every command that writes where it is told to.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Replace {
    /// Replace the file if it is there.
    #[arg(long, requires = "out")]
    pub(crate) replace: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Letters {
    /// Supplier ids; none: all.
    pub(crate) ids: Vec<String>,
    /// Where the letters go.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["files", "json"])]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) over: Replace,
    /// A file as received, instead of the record; without --out the letter is printed. May be given several times.
    #[arg(long = "file", value_name = "FILE", conflicts_with = "ids")]
    pub(crate) files: Vec<PathBuf>,
    /// Last day for the answer; default: two weeks on.
    #[arg(long, value_name = "DATE")]
    pub(crate) due: Option<String>,
    /// Who asks; default: the workspace's company.
    #[arg(long)]
    pub(crate) company: Option<String>,
    /// Department or person below the company's name.
    #[arg(long)]
    pub(crate) sender: Option<String>,
    /// The addressee of --file; default: the company the file names.
    #[arg(long, requires = "files")]
    pub(crate) to: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// What was done about flagged suppliers in a stretch of days, by cause, and what is still open.
    #[command(after_help = "Example: oretrail report committee --since 2026-11-16 --format csv --out review.csv")]
    Committee {
        /// First day; default: a week ago.
        #[arg(long, value_name = "DATE", value_parser = super::day)]
        since: Option<Date>,
        /// Last day; default: today.
        #[arg(long, value_name = "DATE", value_parser = super::day)]
        until: Option<Date>,
        /// The format.
        #[arg(long, value_enum, default_value = "md")]
        format: PageFormat,
        /// The file to write; without it the page is printed.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        over: Replace,
        #[command(flatten)]
        buying: Buying,
    },
    /// A letter to each supplier with what it is asked to put right, in its language.
    #[command(after_help = "Example: oretrail report feedback --out letters/")]
    Feedback {
        /// Supplier ids; none: all of whom something is asked.
        ids: Vec<String>,
        /// Where the letters go; without it they are printed.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        over: Replace,
        /// Department or person below the company's name.
        #[arg(long)]
        sender: Option<String>,
    },
}

/// How a page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// Markdown.
    Md,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct Rollup {
    /// The file to write; its ending names the format.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) over: Replace,
    /// The format, when the ending does not say it.
    #[arg(long, value_enum, conflicts_with = "template")]
    pub(crate) format: Option<RollupFormat>,
    /// A blank CMRT 6.x (.xlsx) to fill in as the company's own declaration.
    #[arg(long, value_name = "BLANK")]
    pub(crate) template: Option<PathBuf>,
    /// What the company says of itself in it, before the `declaration` table of oretrail.toml: contact-email=…, A=Yes, q1-gold=No.
    #[arg(long = "say", value_name = "KEY=TEXT", requires = "template")]
    pub(crate) says: Vec<String>,
    /// Hide suppliers and files behind letters.
    #[arg(long)]
    pub(crate) anonymous: bool,
    /// What had been accepted by this day; default: today.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RollupFormat {
    /// Comma-separated, UTF-8.
    Csv,
    /// JSON.
    Json,
    /// A workbook.
    Xlsx,
}
