//! What goes wrong at the edge: a sentence and an exit code.

use std::fmt;

use crate::store::{NotSaved, StoreError};
use crate::workspace::WorkspaceError;

/// A failure a user sees.
#[derive(Debug)]
pub(crate) struct Error {
    text: String,
    code: u8,
}

impl Error {
    /// Wrong use or definition error.
    pub(crate) fn wrong(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: 2 }
    }

    /// Data could not be read or written.
    pub(crate) fn data(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: 3 }
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "oretrail: {}", self.text)
    }
}

impl From<WorkspaceError> for Error {
    fn from(error: WorkspaceError) -> Self {
        let code = match &error {
            WorkspaceError::Store(StoreError::ReadOnly(_)) => 2,
            WorkspaceError::Store(_) | WorkspaceError::NotSaved(_) => 3,
            WorkspaceError::NotAWorkspace(_)
            | WorkspaceError::AlreadyThere(_)
            | WorkspaceError::Definition(_)
            | WorkspaceError::Wrong(_) => 2,
        };
        Self { text: error.to_string(), code }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::data(error.to_string())
    }
}

impl From<NotSaved> for Error {
    fn from(error: NotSaved) -> Self {
        Self::data(error.to_string())
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::data(error.to_string())
    }
}
