//! Arguments of `supplier`: who is in the list, and what its profile says.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::review::Buying;

#[derive(Debug, Subcommand)]
pub(crate) enum Supplier {
    /// All suppliers with risk, gates, coverage and last activity.
    #[command(after_help = "Examples: oretrail supplier list --json\n          oretrail supplier list --company kuroshio-tubes")]
    List {
        #[command(flatten)]
        buying: Buying,
    },
    /// One supplier's profile and how it is judged.
    #[command(after_help = "Example: oretrail supplier show minato-haulage")]
    Show {
        /// Supplier id.
        id: String,
    },
    /// Add a supplier.
    #[command(
        after_help = "Example: oretrail supplier add osaka-powder --name \"Osaka Powder KK\" --country JP --type maker --material tungsten"
    )]
    Add(AddSupplier),
    /// Change one fact of the profile, as an entry and in supplier.toml.
    #[command(
        after_help = "Examples: oretrail supplier set osaka-powder headcount 42\n          oretrail supplier set osaka-powder spend-class low --company kuroshio-tubes"
    )]
    Set {
        /// Supplier id.
        id: String,
        /// name, native-name, partner-type, country, region, materials, spend-class, single-source, goods, buyer, onboarded, languages, or a profile fact.
        key: String,
        /// The new value; several for lists.
        #[arg(required = true)]
        value: Vec<String>,
        /// The group company whose spend class is meant; `none`: it does not buy there.
        #[arg(long, value_name = "COMPANY")]
        company: Option<String>,
    },
    /// Record what somebody edited in supplier.toml by hand; shows it, records it with --yes.
    #[command(
        after_help = "Until an edit is recorded, the recorded profile is in force. Comments in the file stay.\n\nExample: oretrail supplier adopt osaka-powder --yes"
    )]
    Adopt {
        /// Supplier id.
        id: String,
        /// Record what is shown, as you.
        #[arg(long)]
        yes: bool,
    },
    /// Put the recorded profile back into supplier.toml; the edited text is kept beside it.
    #[command(after_help = "Example: oretrail supplier restore osaka-powder")]
    Restore {
        /// Supplier id.
        id: String,
    },
    /// Change the name; the former one is kept.
    #[command(after_help = "Example: oretrail supplier rename osaka-powder \"Osaka Powder Materials KK\"")]
    Rename {
        /// Supplier id.
        id: String,
        /// New name.
        name: String,
    },
    /// Say that others take the place of a supplier, or that a site was sold; histories and decisions stay where they are.
    #[command(
        after_help = "One successor: merged into it. Several: split. With --site: only those sites go over. From its day on new work belongs to the successor; `why` and `log` of the old one still answer. It can be taken back until a decision is sealed after it.\n\nExamples: oretrail supplier succeed osaka-powder kansai-metals --on 2026-10-01 --reason \"merged, letter of 12 September\" --yes\n          oretrail supplier succeed osaka-powder kansai-metals --site sakai --on 2026-10-01 --reason \"plant sold\"\n          oretrail supplier succeed osaka-powder --undo"
    )]
    Succeed {
        /// The supplier that ends, or sells.
        old: String,
        /// Whoever takes its place; several after a split.
        new: Vec<String>,
        /// From which day on.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: Option<String>,
        /// A site that was sold; may be given several times.
        #[arg(long = "site", value_name = "SITE")]
        sites: Vec<String>,
        /// Take back what you wrote last about its succession.
        #[arg(long, conflicts_with_all = ["new", "on", "reason", "sites"])]
        undo: bool,
        /// Write it; without this it is only shown what goes over.
        #[arg(long)]
        yes: bool,
    },
    /// Say that two records are of one company: the first stays, the other is only read from then on.
    #[command(after_help = "Example: oretrail supplier same osaka-powder osaka-powder-2 --reason \"same register number\" --yes")]
    Same {
        /// The one that stays.
        keep: String,
        /// The one that is given up.
        drop: String,
        /// How it is known; kept apart from the log.
        #[arg(long)]
        reason: Option<String>,
        /// Write it; without this it is only shown what goes over.
        #[arg(long)]
        yes: bool,
    },
    /// The same as `same`, the other way round.
    #[command(after_help = "Example: oretrail supplier merge osaka-powder-2 osaka-powder --yes")]
    Merge {
        /// The one that is given up.
        id: String,
        /// The one that stays.
        into: String,
        /// Write it; without this it is only shown what goes over.
        #[arg(long)]
        yes: bool,
    },
    /// Give suppliers to another buyer, with open promises, actions and questions put aside; lists them, hands over with --yes.
    #[command(
        visible_alias = "handover",
        after_help = "Actions the one saw to are the other's from then on. The new buyer sees them on Home until the first entry about them.\n\nExamples: oretrail supplier hand-over osaka-powder --to ken --reason \"Anna leaves the team\"\n          oretrail supplier hand-over --from anna --to ken --reason \"parental leave until May\" --yes"
    )]
    HandOver {
        /// Supplier ids; none: all that --from is in charge of.
        ids: Vec<String>,
        /// The buyer who was in charge; default: whoever is in charge of each.
        #[arg(long, value_name = "PERSON")]
        from: Option<String>,
        /// The buyer who takes over.
        #[arg(long, value_name = "PERSON")]
        to: String,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: String,
        /// Hand over what is listed.
        #[arg(long)]
        yes: bool,
    },
    /// Read a supplier list from CSV or xlsx; shows what it would write, writes with --write.
    #[command(
        after_help = "Columns: id, name, native-name, country, region, partner-type, materials (divided by ;), headcount, spend-class, buyer.\n\nExample: oretrail supplier import list.csv --write"
    )]
    Import {
        /// The list.
        file: PathBuf,
        /// Write what was previewed.
        #[arg(long)]
        write: bool,
    },
}

#[derive(Args, Debug)]
pub(crate) struct AddSupplier {
    /// Supplier id: small letters, digits and hyphens.
    pub(crate) id: String,
    /// Name; default: the id.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Name in its own script.
    #[arg(long)]
    pub(crate) native_name: Option<String>,
    /// ISO 3166-1 code of the main site, such as CL.
    #[arg(long)]
    pub(crate) country: Option<String>,
    /// ISO 3166-2 code of the region, such as CD-NK.
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// mine, trader, recycler, smelter, maker, carrier, contractor, labour-agency, service, it-vendor or chemicals.
    #[arg(long = "type", visible_alias = "partner-type", value_name = "TYPE")]
    pub(crate) partner_type: Option<String>,
    /// A material it supplies; may be given several times.
    #[arg(long = "material", visible_alias = "materials", value_name = "MATERIAL", value_delimiter = ',')]
    pub(crate) materials: Vec<String>,
    /// How many people work there.
    #[arg(long)]
    pub(crate) headcount: Option<u32>,
    /// The buyer in charge; default: you.
    #[arg(long)]
    pub(crate) buyer: Option<String>,
    /// A further profile fact, such as migrants=12 or labour-agency=true.
    #[arg(long = "fact", value_name = "KEY=VALUE")]
    pub(crate) facts: Vec<String>,
}
