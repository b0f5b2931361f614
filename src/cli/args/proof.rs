//! Arguments of what proves a decision and looks after the record.

use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;

use super::review::Buying;
use crate::journal::EntryRef;
use crate::workspace::seal::Under;

/// What an auditor asks, each a command of its own.
#[derive(Debug, Subcommand)]
pub(crate) enum ProofWork {
    /// Why was this decided: one page with decision, facts, every rule, evidence, waivers.
    #[command(
        after_help = "With --under the same facts are judged by another policy edition, or by everything of today; that answer is hypothetical.\n\nExamples: oretrail why minato-haulage --on 2026-11-23\n          oretrail why minato-haulage --under current --json"
    )]
    Why {
        /// Supplier id.
        id: String,
        /// The day that is asked about; default: today.
        #[arg(long, value_name = "DATE", value_parser = super::day)]
        on: Option<Date>,
        /// A policy edition, or `current`.
        #[arg(long, value_name = "EDITION|current")]
        under: Option<Under>,
        #[command(flatten)]
        buying: Buying,
    },
    /// Compute a sealed decision again and compare bytes: identical, or the differences.
    #[command(after_help = "Exit: 0 identical, 1 not.\n\nExample: oretrail replay minato-haulage --on 2026-11-23")]
    Replay {
        /// Supplier id.
        id: String,
        /// The day whose decision is meant; default: today.
        #[arg(long, value_name = "DATE", value_parser = super::day)]
        on: Option<Date>,
        /// Print the canonical verdict that was computed.
        #[arg(long)]
        show: bool,
        #[command(flatten)]
        buying: Buying,
    },
    /// Seal a decision that was taken with `decide --open`.
    #[command(after_help = "Example: oretrail seal minato-haulage mori-x5tb#4")]
    Seal {
        /// Supplier id.
        id: String,
        /// Which; default: your latest decision.
        entry: Option<EntryRef>,
    },
    /// A folder an auditor can check without this program.
    #[command(
        after_help = "Plain text, the files, a SHA-256 list, signatures, and a verifier of ten lines. Restricted checks, owners and the registers of other matters stay behind their hashes; WITHHELD.txt names every gap.\n\nExample: oretrail bundle minato-haulage --out minato-for-audit"
    )]
    Bundle {
        /// Supplier id.
        id: String,
        /// A folder that is not there yet.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The day whose decision is meant; default: today.
        #[arg(long, value_name = "DATE", value_parser = super::day)]
        on: Option<Date>,
        /// Leave nothing out: for an authority that may see restricted checks.
        #[arg(long)]
        restricted: bool,
        #[command(flatten)]
        buying: Buying,
    },
    /// Copy the workspace, restore the copy to scratch, and verify it before it is called good.
    #[command(after_help = "Example: oretrail backup /media/usb/kuroshio-2026-11-23")]
    Backup {
        /// A folder that is not there yet.
        dir: PathBuf,
    },
    /// Restore a backup into a folder that is not there yet; it is verified in scratch first.
    #[command(after_help = "Example: oretrail --workspace /srv/restored restore /media/usb/kuroshio-2026-11-23")]
    Restore {
        /// The backup.
        dir: PathBuf,
    },
    /// Erase the texts behind an entry, lawfully: the gap proves itself.
    #[command(
        after_help = "Texts and their salts are deleted here; the entry keeps their hashes, and a new entry says who erased them and why. Before the retention date (see `oretrail retention list`) only --ahead erases. Other copies of the folder are erased where they lie.\n\nExample: oretrail redact anna-7f3k#12 --supplier minato-haulage --ahead --reason \"erasure asked for on 2026-11-20\""
    )]
    Redact {
        /// The entry whose texts go.
        entry: EntryRef,
        /// Whose entry it is, where several suppliers have one of that name.
        #[arg(long, value_name = "ID")]
        supplier: Option<String>,
        /// In which campaign, or `standing`, where the supplier has several of that name.
        #[arg(long = "in", value_name = "LABEL")]
        within: Option<String>,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Before its retention date: the law asks for it, and the reason names the ground.
        #[arg(long)]
        ahead: bool,
    },
    /// Standing health check: what expired, is stale, unsigned, damaged, missing or open to others.
    #[command(after_help = "Exit: 0 healthy, 1 something to see to.\n\nExample: oretrail doctor --json")]
    Doctor,
}
