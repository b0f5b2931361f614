//! Where the bytes lie: lists suppliers and logs, reads a log, appends a block. Knows nothing of meaning.
//!
//! A later team server keeps the same bytes in a table and answers the same four questions; the same reader, fold and
//! verifier work on both.

mod erased;
mod folder;
mod heads;
pub mod keys;
mod logs;
mod memory;
mod names;
mod pen;
mod texts;
mod verify;

use std::fmt;
use std::path::PathBuf;

pub use erased::{ErasedFile, erased_files, files_of};
pub use folder::FolderStore;
pub use heads::{all_heads, digest};
pub use logs::{PlaceLogs, logs_of};
pub use memory::MemoryStore;
pub use names::{person_id, valid_id, writer_name};
pub use pen::{NotSaved, Pen, Saved};
pub use verify::{Finding, VerifyReport, bodies_of, verify};

use crate::journal::{BodyRef, WriterId};
use crate::sentence::{Sentence, told};

/// Where journals live.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// One supplier in one campaign.
    Assessment {
        /// Supplier id.
        supplier: String,
        /// Campaign label.
        assessment: String,
    },
    /// What outlives a campaign.
    Standing {
        /// Supplier id.
        supplier: String,
    },
    /// Workspace-wide.
    Register {
        /// campaigns, lists, …
        kind: String,
    },
    /// Workbooks that arrived.
    Inbox,
    /// Who may do what.
    People,
}

/// Where files lie exactly as they were received, each under its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf<'a> {
    /// A supplier's documents and accepted workbooks.
    Supplier(&'a str),
    /// Workbooks that arrived and were not taken yet.
    Inbox,
    /// Lists somebody imported.
    Lists,
    /// What decisions were taken on.
    Sealed,
}

impl Place {
    /// Supplier and assessment, as a log that is opened here names them.
    #[must_use]
    pub fn names(&self) -> (&str, &str) {
        match self {
            Self::Assessment { supplier, assessment } => (supplier, assessment),
            Self::Standing { supplier } => (supplier, "standing"),
            Self::Register { kind } => ("", kind),
            Self::Inbox => ("", "inbox"),
            Self::People => ("", "people"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assessment { supplier, assessment } => write!(f, "suppliers/{supplier}/{assessment}"),
            Self::Standing { supplier } => write!(f, "suppliers/{supplier}/standing"),
            Self::Register { kind } => write!(f, "registers/{kind}"),
            Self::Inbox => f.write_str("inbox"),
            Self::People => f.write_str("people"),
        }
    }
}

impl fmt::Display for Shelf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Supplier(supplier) => write!(f, "suppliers/{supplier}/files"),
            Self::Inbox => f.write_str("inbox/files"),
            Self::Lists => f.write_str("reference/lists"),
            Self::Sealed => f.write_str("sealed"),
        }
    }
}

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file could not be read or written.
    #[error("{}", file_sentence(path, doing, source))]
    File {
        /// Which.
        path: PathBuf,
        /// read, written, listed …
        doing: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A name that cannot be a folder everywhere, or would lead outside.
    #[error("{0}")]
    Name(Sentence),
    /// Whoever writes may not, or not there; the sentence says why.
    #[error("{0}")]
    ReadOnly(Sentence),
    /// Somebody else wrote meanwhile.
    #[error("{}", told("store.grown", [("writer", .0.to_string().into())]))]
    Grown(WriterId),
}

/// What could not be done with a file, and why.
fn file_sentence(path: &std::path::Path, doing: &str, source: &std::io::Error) -> Sentence {
    let key = match doing {
        "written" => "store.written",
        "listed" => "store.listed",
        "made" => "store.made",
        "opened" => "store.opened",
        "synced" => "store.synced",
        "locked" => "store.locked",
        "removed" => "store.removed",
        "cut" => "store.cut",
        "copied" => "store.copied",
        _ => "store.read",
    };
    told(key, [("path", path.display().to_string().into()), ("why", reason(source))])
}

/// Why the system refused, in words for the person at the keyboard; what has none stays as the system says it.
#[must_use]
pub fn reason(error: &std::io::Error) -> Sentence {
    use std::io::ErrorKind;
    let ours = error.raw_os_error().is_none();
    let key = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "store.full",
        ErrorKind::PermissionDenied => "store.not-allowed",
        ErrorKind::ReadOnlyFilesystem => "store.read-only",
        ErrorKind::NotFound => "store.not-there",
        ErrorKind::ResourceBusy | ErrorKind::WouldBlock => "store.busy",
        ErrorKind::InvalidInput if ours => "store.link",
        ErrorKind::AlreadyExists if ours => "store.meanwhile",
        ErrorKind::Unsupported if ours => "refusal.no-terminal",
        _ => return error.to_string().into(),
    };
    told(key, [])
}

impl StoreError {
    /// The sentence, for whoever reads it in whichever language.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::File { path, doing, source } => file_sentence(path, doing, source),
            Self::Name(sentence) | Self::ReadOnly(sentence) => sentence.clone(),
            Self::Grown(writer) => told("store.grown", [("writer", writer.to_string().into())]),
        }
    }
}

/// Holds a log for one writer while it writes; dropping it lets go.
pub trait Held {}

/// The four questions, and a lock.
pub trait Store {
    /// Supplier ids, in order.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    fn suppliers(&self) -> Result<Vec<String>, StoreError>;
    /// Assessments of a supplier, in order.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    fn assessments(&self, supplier: &str) -> Result<Vec<String>, StoreError>;
    /// Writers who have a log at a place, in order.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    fn logs(&self, place: &Place) -> Result<Vec<WriterId>, StoreError>;
    /// The bytes of a log; empty when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn read(&self, place: &Place, writer: &WriterId) -> Result<Vec<u8>, StoreError>;
    /// Appends to a log that is `expected` bytes long and returns when the bytes are on disk; on any failure the log is
    /// cut back to that length.
    ///
    /// # Errors
    /// When the log is longer or shorter, or the write fails.
    fn append(&self, place: &Place, writer: &WriterId, expected: u64, block: &[u8]) -> Result<(), StoreError>;
    /// Cuts a torn tail off a log after copying it aside; returns the copy's name.
    ///
    /// # Errors
    /// When it cannot be copied or cut.
    fn set_aside(&self, place: &Place, writer: &WriterId, whole: u64) -> Result<String, StoreError>;
    /// Holds a log against other processes on this machine.
    ///
    /// # Errors
    /// When the lock cannot be taken.
    fn hold(&self, place: &Place, writer: &WriterId) -> Result<Box<dyn Held>, StoreError>;
    /// A body's text, without its salt; `None` when it is absent here.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn body(&self, place: &Place, body: &BodyRef) -> Result<Option<String>, StoreError>;
}

#[cfg(test)]
mod suite;
