//! What can arrive: keys, text, mouse, and what the work outside has to say.

use super::key::Key;
use super::model::Model;
use crate::workspace::Dossier;
use crate::workspace::declarations::{AsOf, Received};

/// A message.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// A click at column and row.
    Click(u16, u16),
    /// The wheel: rows down.
    Scroll(isize),
    /// The terminal's size.
    Resize(u16, u16),
    /// The workspace, judged.
    Loaded(Box<Model>),
    /// One supplier, judged.
    Dossier(Box<Dossier>),
    /// The minerals declarations of a supplier as of a day, newest first.
    Declarations(String, AsOf, Vec<Received>),
    /// Everything that happened about a supplier, oldest first.
    History(String, Vec<crate::workspace::history::Happened>),
    /// The read-back lies in a file.
    TextSaved(String),
    /// A line that was being typed about a supplier when the program ended: what it was for, and the text.
    Draft(String, String, String),
    /// An entry is on disk.
    Saved {
        /// Which, and when.
        entry: String,
        /// `14:02:11`.
        clock: String,
        /// The supplier as it stands now.
        dossier: Box<Dossier>,
    },
    /// An entry is not on disk, and why.
    NotSaved(String),
    /// What waits in the inbox.
    Inbox(Vec<crate::workspace::inbox::Item>),
    /// A received file, read again.
    Received(Box<super::screen::inbox::file::ReceivedFile>),
    /// A received file was taken or put aside; what there is to say.
    InboxChanged(String),
    /// One more file of a batch has its verdict.
    Batch {
        /// How far it is.
        progress: crate::workspace::inbox::Progress,
        /// It was here before and is only read again.
        again: bool,
        /// Its verdict.
        verdict: &'static str,
        /// Its hash.
        sha256: String,
        /// What was found.
        findings: Vec<crate::inbox::Finding>,
    },
    /// A batch is over, or was stopped.
    BatchEnded(crate::workspace::inbox::Progress),
    /// Other long work is going on.
    Busy,
    /// A batch could not go on.
    BatchFailed(String),
    /// Smelter names that wait for a decision.
    Smelters(Vec<crate::workspace::smelters::OnBench>),
    /// A smelter name was decided, or a decision taken back.
    SmelterDecided {
        /// The entry.
        entry: String,
        /// A decision was taken back.
        undone: bool,
    },
    /// What stands in the registers.
    Registers(Box<crate::workspace::registers::Registers>),
    /// What a reviewer did was written, for each supplier by itself.
    Reviewed(super::effect::review::Done),
    /// What goes along with a supplier that is handed over, or stays with one in whose place another comes.
    Along(String, Box<super::effect::living::Along>),
    /// What becomes of a supplier, or what somebody may do, is written, in words; or why it is not.
    Lived(Result<String, String>),
    /// It was written for one more of several suppliers.
    Reviewing(Box<super::effect::review::Group>),
    /// Something to say.
    Notice(String),
    /// The questionnaires that are here.
    Shelf(Vec<crate::workspace::authoring::Shelved>),
    /// One of them.
    Set(Box<crate::workspace::authoring::ShownSet>),
    /// What would come of something, in lines; or why it cannot be done.
    Foreseen(Box<super::effect::programme::Work>, Result<Vec<String>, String>),
    /// It is written, in words; or why it is not.
    Settled(Result<String, String>),
    /// Why something was decided.
    WhyDecided(Box<super::screen::why::WhyPage>),
    /// A bundle lies in a folder, in lines; or why it does not.
    Bundled(Result<Vec<String>, String>),
    /// A text to read, with its title.
    Read(String, Vec<String>),
    /// Who is here and may do what.
    People(Box<crate::workspace::duties::Everybody>),
    /// Who would be asked a question or a questionnaire.
    Who(Box<crate::workspace::authoring::Who>),
    /// One table of the rules.
    Rulebook(crate::workspace::rulebook::Leaf, crate::workspace::rulebook::Sheet),
    /// What would change under an edition, in lines.
    PolicyDiff(String, Vec<String>),
    /// There is no workspace yet.
    NoWorkspace(Option<String>),
}
