//! Arguments of `policy`: editions of the policy, their cases, what another edition would change.

use std::path::PathBuf;

use clap::Subcommand;

/// What can be done with policy editions.
#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// All editions: draft, coming, active or retired, since when, by whom.
    #[command(after_help = "Example: oretrail policy list")]
    List,
    /// Every weight and threshold of an edition: whose they are, and the file they stand in.
    #[command(after_help = "Examples: oretrail policy show\n          oretrail policy show 2026-04 --json")]
    Show {
        /// Edition; default: the one that judges.
        #[arg(default_value = "active")]
        edition: String,
    },
    /// Write a new edition to edit: a copy of the one that judges, comments and all, in the folder policies.
    #[command(
        after_help = "Then: edit the file, `policy check`, `policy test`, `policy diff active EDITION`, `policy activate EDITION`.\n\nExamples: oretrail policy new 2027-04\n          oretrail policy new 2027-10 --of 2027-04"
    )]
    New {
        /// The new edition, such as 2027-04.
        edition: String,
        /// The edition it is a copy of; default: the one that judges.
        #[arg(long, value_name = "EDITION", default_value = "active")]
        of: String,
    },
    /// Lint policy files; without a file, every edition of the workspace.
    #[command(after_help = "Example: oretrail policy check policies/jx-selection-2027-04.toml")]
    Check {
        /// Files.
        paths: Vec<PathBuf>,
    },
    /// Run the cases a policy carries: answers in, flags and bands out. Exit 1 when one fails.
    #[command(
        after_help = "Examples: oretrail policy test\n          oretrail policy test policies/jx-selection-2027-04.toml --on 2027-04-01"
    )]
    Test {
        /// Edition or file; default: the edition that judges.
        edition: Option<String>,
        /// The day whose editions of the questionnaires are asked; default: today, or the first day of a policy that is to come.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Which risk calls for what under OECD Annex II, LBMA, LPPM, RMAP, JDDS and the company's own policy.
    #[command(
        after_help = "Examples: oretrail policy regimes\n          oretrail policy regimes money-laundering\n          oretrail policy regimes --supplier straits-meridian"
    )]
    Regimes {
        /// One risk, with the clause of every regime and the answers that show it.
        risk: Option<String>,
        /// Only the regimes that apply to this supplier; the strictest is marked.
        #[arg(long, value_name = "ID")]
        supplier: Option<String>,
    },
    /// What of the regimes is from memory, and who compared it with the licensed text; with --against, record that you did.
    #[command(
        after_help = "What was compared is recorded with your name and the day, and the mark goes. It speaks of the cell as it is now: when a later\nversion words it otherwise, the mark is back. Rows and translations: `questionnaire confirm`.\n\nExamples: oretrail policy confirm\n          oretrail policy confirm bribery lbma --against \"RGG v9, own copy, p. 21\"\n          oretrail policy confirm bribery lbma --take-back"
    )]
    Confirm {
        /// Risk, as `policy regimes` names it; without one, all marks are listed.
        #[arg(requires = "regime")]
        risk: Option<String>,
        /// Regime: oecd, lbma, lppm, rmap, jdds or company.
        regime: Option<String>,
        /// The copy it was compared with: edition and page.
        #[arg(long, value_name = "TEXT")]
        against: Option<String>,
        /// It was said by mistake; the mark comes back.
        #[arg(long, conflicts_with = "against")]
        take_back: bool,
    },
    /// Who would change band or attention, and which flags would appear and vanish, under another edition.
    #[command(after_help = "Example: oretrail policy diff active policies/jx-selection-2027-04.toml")]
    Diff {
        /// Edition or file; `active` is the one that judges.
        old: String,
        /// Edition or file.
        new: String,
    },
    /// Adopt an edition: from that day it judges every campaign that starts. Its cases must pass.
    #[command(after_help = "Example: oretrail policy activate 2027-04 --from 2027-04-01 --rescore FY2026")]
    Activate {
        /// Edition, as `policy list` shows it.
        edition: String,
        /// First day; default: today.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// A running campaign that is to be judged anew by it.
        #[arg(long = "rescore", value_name = "LABEL")]
        rescores: Vec<String>,
    },
    /// Retire an edition; campaigns that started under it keep it.
    #[command(after_help = "Example: oretrail policy retire 2026-04 --from 2027-04-01")]
    Retire {
        /// Edition.
        edition: String,
        /// First day without it; default: today.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
    },
}
