//! Arguments of the people commands.

use clap::{Subcommand, ValueEnum};

use crate::journal::Role;

#[derive(Debug, Subcommand)]
pub(crate) enum People {
    /// Everybody with roles and keys, and what in the people logs could not be counted.
    #[command(after_help = "Example: oretrail people list --json")]
    List {
        /// Print the file of keys that `ssh-keygen -Y verify -f` reads, and nothing else.
        #[arg(long)]
        allowed_signers: bool,
    },
    /// Who may do what here, by role, and what you may.
    #[command(
        after_help = "An entry of a role that is not named is refused before anything is written; reading is free, but for\nscreening and grievances. A buyer's decision is kept on record and does not count.\n\nExample: oretrail people roles --json"
    )]
    Roles,
    /// Enter a person with a role; the same as `grant`.
    #[command(after_help = "Example: oretrail people add ken reviewer --name \"Ken Ito\"")]
    Add(Grant),
    /// Give a person roles. An administrator does it; the very first one makes himself one.
    #[command(after_help = "Example: oretrail people grant ken reviewer buyer --until 2027-03-31")]
    Grant(Grant),
    /// Take roles from a person.
    #[command(after_help = "Example: oretrail people revoke ken reviewer --reason \"left the department\"")]
    Revoke {
        /// Person, such as ken.
        person: String,
        /// Roles; none: all.
        #[arg(value_enum)]
        roles: Vec<RoleWord>,
        /// Why; kept apart from the log.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Make your key on this machine and enter it; what you submit and decide is signed from then on.
    #[command(
        after_help = "The key lies in the platform's configuration folder, readable by you alone, in the format of OpenSSH.\nThe first key of a workspace is an administrator's and is believed; its fingerprint is printed, so that colleagues can\ncompare it. Every later one waits until an administrator whose key counts stands for it with `people confirm`.\nWhoever lost the only such key begins again: what it signed stays signed, and the break is shown for ever.\n\nExample: oretrail people key\n\n         oretrail people key --drop SHA256:… --person ken\n         oretrail people key --begin-again --reason \"laptop stolen\""
    )]
    Key {
        /// Begin again with a new key, where the old one is lost and nobody is left to stand for a new one.
        #[arg(long, requires = "reason", conflicts_with = "drop")]
        begin_again: bool,
        /// Why you begin again; kept apart from the log.
        #[arg(long, requires = "begin_again")]
        reason: Option<String>,
        /// Give up a key by its fingerprint instead; what it signed before stays signed.
        #[arg(long, value_name = "FINGERPRINT")]
        drop: Option<String>,
        /// Whose key to give up; default: yours.
        #[arg(long, requires = "drop")]
        person: Option<String>,
    },
    /// Stand for a person's key: what it signs counts from then on.
    #[command(after_help = "Example: oretrail people confirm ken")]
    Confirm {
        /// Person, such as ken.
        person: String,
        /// The public line that was handed over, if it was not entered here.
        #[arg(long, value_name = "LINE")]
        key: Option<String>,
    },
    /// Take the newest key that everything signed here hangs on, after its fingerprint was told to you by another channel.
    #[command(
        after_help = "This machine remembers the first key of a workspace and every one somebody began again with, and raises an alarm\nwhen it is another one. Ask on the telephone; then name the fingerprint you were told.\n\nExample: oretrail people trust SHA256:9TWERBK+ls/japB1n/ygKH+9fDC54bW0yKYm88ygBJE"
    )]
    Trust {
        /// The fingerprint, SHA256:…
        fingerprint: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Grant {
    /// Person, such as ken: small letters and digits, as in --as.
    pub(crate) person: String,
    /// Roles.
    #[arg(required = true, value_enum)]
    pub(crate) roles: Vec<RoleWord>,
    /// The person's name; kept apart from the log.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The last day.
    #[arg(long)]
    pub(crate) until: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RoleWord {
    /// Interviews and enters what suppliers say.
    Buyer,
    /// Decides.
    Reviewer,
    /// Reads everything and writes nothing.
    Auditor,
    /// Takes in and follows grievances.
    GrievanceOfficer,
    /// Says who has which role.
    Administrator,
    /// Sees screening, screens names and judges hits; for all others it is a compliance hold.
    Compliance,
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Self {
        match word {
            RoleWord::Buyer => Self::Buyer,
            RoleWord::Reviewer => Self::Reviewer,
            RoleWord::Auditor => Self::Auditor,
            RoleWord::GrievanceOfficer => Self::GrievanceOfficer,
            RoleWord::Administrator => Self::Administrator,
            RoleWord::Compliance => Self::Compliance,
        }
    }
}
