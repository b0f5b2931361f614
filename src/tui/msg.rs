//! What can arrive: keys, text, mouse, and what the work outside has to say.

use super::key::Key;
use super::model::Model;
use crate::workspace::Dossier;

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
    /// The minerals declarations of a supplier, newest first.
    Declarations(String, Vec<crate::workspace::declarations::Received>),
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
    /// Something to say.
    Notice(String),
    /// There is no workspace yet.
    NoWorkspace(Option<String>),
}
