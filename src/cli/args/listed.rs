//! The commands about lists of others and the smelter names that are compared with them.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Reference {
    /// Import a list; the same file twice changes nothing, every import is kept.
    #[command(
        after_help = "A smelter list is read straight from a blank reporting template. The tier of a place is the gravest that any list of the day gives: cahra and un-embargo T3, fatf T3 (call for action) or T2 (increased monitoring), fragile-states T2 from 90, own-areas as its column tier says. An imported list takes the place of what the built-in country table says from an older one. Lists of the company stand beside each other; one of the same name, whatever day is in it, is a newer edition and takes the place of the older from its day on. Regions go by ISO 3166-2 code or by name; a line that cannot be taken is named, and the command then ends with 1.\n\nExamples: oretrail reference import smelter-list RMI_CMRT_6.5.xlsx\n          oretrail reference import fatf fatf-2026-10.csv --dated 2026-10-23 --source fatf-gafi.org"
    )]
    Import {
        /// What it is: smelter-list, facility-status, good-delivery, cahra, sanctions, fatf, fragile-states, un-embargo, own-areas.
        #[arg(value_parser = list_kind, value_name = "KIND")]
        kind: crate::reference::list::ListKind,
        /// The file.
        file: PathBuf,
        /// The day the list speaks of; default: what the file says.
        #[arg(long, value_name = "DATE")]
        dated: Option<String>,
        /// Where it was had from; default: the file's name.
        #[arg(long, value_name = "TEXT")]
        source: Option<String>,
        /// How a sanctions list of another shape is read: PART=TITLE, parts name, alias, id, country, programme; a title or
        /// the number of the column.
        #[arg(long = "column", value_name = "PART=TITLE")]
        columns: Vec<String>,
    },
    /// What the lists of a day say of a country or region: the tier, every list that has a say with its day, and the notice.
    #[command(
        after_help = "The policy says how old a list of places may be: area-lists-months in [validity]; 12 where it does not.\n\nExample: oretrail reference place India --region Chhattisgarh --on 2026-09-30"
    )]
    Place {
        /// Country: a code or a name in English, Japanese or Chinese.
        country: String,
        /// Region: an ISO 3166-2 code or a name.
        #[arg(long, default_value = "")]
        region: String,
        /// The day; default: today.
        #[arg(long, value_name = "DATE", value_parser = super::day)]
        on: Option<jiff::civil::Date>,
    },
    /// Every list that was imported and those the program carries, with day, source and hash.
    #[command(after_help = "Example: oretrail reference list --json")]
    List,
}

fn list_kind(word: &str) -> Result<crate::reference::list::ListKind, String> {
    use crate::reference::list::ListKind;
    ListKind::from_word(word)
        .ok_or_else(|| format!("there is no such kind of list; there are: {}", ListKind::ALL.map(ListKind::word).join(", ")))
}

#[derive(Debug, Subcommand)]
pub(crate) enum Smelter {
    /// Every smelter name in the declarations held, and what it means.
    #[command(after_help = "Example: oretrail smelter list --unmatched")]
    List {
        /// Only those that mean no listed facility yet.
        #[arg(long)]
        unmatched: bool,
    },
    /// Facilities a name may mean, best first, with the reasons.
    #[command(after_help = "Example: oretrail smelter candidates \"Kawa Metal Ltd\" --metal Tin --country Japan")]
    Candidates {
        /// The name as reported.
        name: String,
        #[command(flatten)]
        place: SmelterPlace,
        /// City.
        #[arg(long)]
        city: Option<String>,
        /// The identification as reported, if there is one.
        #[arg(long, value_name = "CID")]
        id: Option<String>,
    },
    /// Decide what a name means; it holds for every file until it is taken back.
    #[command(after_help = "Example: oretrail smelter decide \"Kawa Metal Ltd\" --metal Tin --id CID009001")]
    Decide {
        /// The name as reported.
        name: String,
        #[command(flatten)]
        place: SmelterPlace,
        /// The facility it is.
        #[arg(long, value_name = "CID", required_unless_present = "none", conflicts_with = "none")]
        id: Option<String>,
        /// It is none of the listed ones.
        #[arg(long)]
        none: bool,
        /// Why.
        #[arg(long)]
        note: Option<String>,
    },
    /// Take back your last decision that still counts.
    #[command(after_help = "Example: oretrail smelter undo")]
    Undo,
}

#[derive(Args, Debug)]
pub(crate) struct SmelterPlace {
    /// The metal: name in any of the languages, or symbol.
    #[arg(long)]
    pub(crate) metal: String,
    /// The country: name in any of the languages, or ISO code; a decision without one holds for any country.
    #[arg(long)]
    pub(crate) country: Option<String>,
}
