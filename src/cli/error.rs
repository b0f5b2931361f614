//! What goes wrong at the edge: a sentence and an exit code.

use crate::language::Lang;
use crate::sentence::{Sentence, told};
use crate::store::{NotSaved, StoreError};
use crate::workspace::WorkspaceError;

/// A failure a user sees.
#[derive(Debug)]
pub(crate) struct Error {
    text: Sentence,
    code: u8,
}

impl Error {
    /// Wrong use or definition error.
    pub(crate) fn wrong(text: impl Into<Sentence>) -> Self {
        Self { text: text.into(), code: 2 }
    }

    /// Data could not be read or written.
    pub(crate) fn data(text: impl Into<Sentence>) -> Self {
        Self { text: text.into(), code: 3 }
    }

    /// A file the user named cannot be read.
    pub(crate) fn unreadable(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::data(told("store.read", [("path", path.display().to_string().into()), ("why", crate::store::reason(error))]))
    }

    /// A place the user named cannot be written.
    pub(crate) fn unwritable(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::data(told("store.written", [("path", path.display().to_string().into()), ("why", crate::store::reason(error))]))
    }

    /// The sentence in a language.
    pub(crate) fn in_lang(&self, lang: Lang) -> String {
        format!("oretrail: {}", self.text.in_lang(lang))
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        self.code
    }
}

impl From<WorkspaceError> for Error {
    fn from(error: WorkspaceError) -> Self {
        let code = match &error {
            WorkspaceError::Store(StoreError::ReadOnly(_)) => 2,
            WorkspaceError::NotSaved(failure) if failure.refused => 2,
            WorkspaceError::Store(_) | WorkspaceError::NotSaved(_) => 3,
            WorkspaceError::NotAWorkspace(_)
            | WorkspaceError::AlreadyThere(_)
            | WorkspaceError::Definition(_)
            | WorkspaceError::Wrong(_) => 2,
        };
        Self { text: error.sentence(), code }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ReadOnly(why) => Self::wrong(why),
            error => Self::data(error.sentence()),
        }
    }
}

impl From<NotSaved> for Error {
    fn from(error: NotSaved) -> Self {
        if error.refused { Self::wrong(error.sentence()) } else { Self::data(error.sentence()) }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::data(crate::store::reason(&error))
    }
}
