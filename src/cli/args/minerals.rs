//! The commands about checks per supplier, material and source.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum Minerals {
    /// Record a check of origin, risk or route, with the document that shows it.
    #[command(after_help = "Example: oretrail minerals check atacama-cobre copper \"Mina X\" --origin clear --evidence assay.pdf")]
    Check(CheckStep),
    /// The files and what is open in each.
    #[command(after_help = "Example: oretrail minerals show atacama-cobre --json")]
    Show {
        /// Supplier ids; none: all.
        ids: Vec<String>,
    },
    /// Decide about a certificate on which two sources disagree; both stay on file. For reviewers.
    #[command(
        after_help = "Example: oretrail minerals decide atacama-cobre 1 --not-held --note \"the public list of 2026-11-12 counts\" --as mori"
    )]
    Decide {
        /// Supplier id.
        id: String,
        /// The certificate's place in the profile, counted from one.
        number: usize,
        /// It is held.
        #[arg(long, conflicts_with = "not_held", required_unless_present = "not_held")]
        held: bool,
        /// It is not held.
        #[arg(long)]
        not_held: bool,
        /// Which source is followed, and why.
        #[arg(long)]
        note: String,
    },
    /// Call a file cleared; refused while a check is missing, not clear, or without evidence.
    #[command(after_help = "Example: oretrail minerals clear atacama-cobre copper \"Mina X\"")]
    Clear {
        /// Supplier id.
        id: String,
        /// Material, such as copper.
        material: String,
        /// Lot, mine or route.
        source: String,
        /// A remark, kept apart from the log.
        #[arg(long)]
        note: Option<String>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct CheckStep {
    /// Supplier id.
    pub(crate) id: String,
    /// Material, such as copper.
    pub(crate) material: String,
    /// Lot, mine or route.
    pub(crate) source: String,
    /// Where it was mined or came back from.
    #[arg(long, value_enum)]
    pub(crate) origin: Option<OutcomeWord>,
    /// Conflict, abuse and other risks on the way.
    #[arg(long, value_enum)]
    pub(crate) risk: Option<OutcomeWord>,
    /// The way from there to us.
    #[arg(long, value_enum)]
    pub(crate) route: Option<OutcomeWord>,
    /// The document that shows it; stored by its hash.
    #[arg(long, value_name = "FILE")]
    pub(crate) evidence: Option<PathBuf>,
    /// The last valid day of that document.
    #[arg(long, requires = "evidence")]
    pub(crate) expires: Option<String>,
    /// A remark, kept apart from the log.
    #[arg(long)]
    pub(crate) note: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OutcomeWord {
    /// Nothing speaks against it.
    Clear,
    /// Something does.
    Concern,
    /// It could not be told.
    Unknown,
}
