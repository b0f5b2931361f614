//! Arguments of `figures`: stated numbers against their own parts, goals and limits.

use std::path::PathBuf;

use clap::Subcommand;

/// Which figures are looked at.
#[derive(Debug, Subcommand)]
pub(crate) enum FiguresCommand {
    /// The lost-time injury rate from cases and hours, and whether a stated one follows from them.
    #[command(after_help = "Example: oretrail figures rate --cases 6 --hours 3,210,160 --stated 1.56")]
    Rate {
        /// Lost-time cases.
        #[arg(long, allow_hyphen_values = true)]
        cases: String,
        /// Hours worked.
        #[arg(long, allow_hyphen_values = true)]
        hours: String,
        /// The rate as the supplier states it.
        #[arg(long, allow_hyphen_values = true)]
        stated: Option<String>,
    },
    /// Whether a figure meets a goal with its comparator.
    #[command(after_help = "Example: oretrail figures goal \"<1 %\" \"0.99 %\"")]
    Goal {
        /// The goal: <, ≤, >, ≥ or =, then number and unit.
        #[arg(allow_hyphen_values = true)]
        goal: String,
        /// The figure, with the same unit.
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
    /// Whether a published total follows from its parts, or differs only by rounding.
    #[command(after_help = "Example: oretrail figures total 100.0 33.3 33.3 33.3")]
    Total {
        /// The total as published.
        #[arg(allow_negative_numbers = true)]
        total: String,
        /// Its parts as published.
        #[arg(required = true, allow_negative_numbers = true)]
        parts: Vec<String>,
    },
    /// A mass balance: claims against credited content. Columns: item, mass, content (%), claimed.
    #[command(after_help = "Example: oretrail figures balance balance.csv")]
    Balance {
        /// CSV or xlsx.
        file: PathBuf,
    },
    /// Contents against a list of substances with limits. Columns: item, substance, content (such as 0.12 %).
    #[command(
        after_help = "The list is TOML: [[substance]] with id (CAS), name = { en, ja, zh }, limit = \"0.1 %\".\n\nExample: oretrail figures substances substances.toml declared.csv"
    )]
    Substances {
        /// The list.
        list: PathBuf,
        /// CSV or xlsx.
        file: PathBuf,
    },
    /// The substances whose contents the policy in force limits; answers to tables of substances are held against them.
    #[command(
        after_help = "They stand in the policy as [[substance]] tables and change with an edition of it.\n\nExample: oretrail figures limits --json"
    )]
    Limits,
    /// Product carbon footprints. Columns: item, value, unit, boundary, date, verified-by. A value below zero is taken only where unit or boundary names removals or credits.
    #[command(after_help = "Example: oretrail figures footprint footprints.csv")]
    Footprint {
        /// CSV or xlsx.
        file: PathBuf,
    },
    /// Water risk site by site. Columns: site, level (low, medium, high), source, date.
    #[command(after_help = "Example: oretrail figures water sites.csv")]
    Water {
        /// CSV or xlsx.
        file: PathBuf,
    },
}
