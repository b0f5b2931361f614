//! The look at a received file before anything opens it: what kind of bytes, and what the zip directory promises.
//!
//! Sizes are not taken on trust: every XML part is inflated once into nothing, with a ceiling, so that a directory that
//! lies is found out before a parser holds memory for it. Refusals are sentences for the person who received the file.

use std::collections::BTreeSet;
use std::io::{self, Cursor, Read};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{sentence}")]
pub struct Refusal {
    /// Stable code.
    #[serde(deserialize_with = "crate::declaration::code")]
    pub code: crate::declaration::Code,
    /// One sentence that says what was found and what to do.
    pub sentence: String,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, sentence: impl Into<String>) -> Self {
        Self { code, sentence: sentence.into() }
    }
}

/// The largest received file that is looked at; the official forms have two megabytes. Two at a time are held by whoever hands
/// them to the process that reads.
pub(crate) const LARGEST_FILE: usize = 32 << 20;
/// The largest list a person may import.
pub(crate) const LARGEST_LIST: usize = 64 << 20;
/// The most parts a workbook may have; the official ones have fewer than a hundred.
const MOST_PARTS: usize = 2_000;
/// The most that all parts together may unpack to; the official ones unpack to about ten megabytes.
const LARGEST_UNPACKED: u64 = 128 << 20;
/// The most that one part may unpack to.
const LARGEST_PART: u64 = 64 << 20;
/// The most tags of all parts together; the official forms have fewer than a million.
const MOST_TAGS: u64 = 6_000_000;
/// How many times larger than its packed form a part may be, once it is large at all; the official ones reach twenty.
const STEEPEST: u64 = 200;
const LARGE_AT_ALL: u64 = 1 << 20;

/// Looks at the directory and unpacks every XML part into nothing.
pub(crate) fn inspect(bytes: &[u8]) -> Result<BTreeSet<String>, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| truncated())?;
    // A directory that speaks of another beginning than the file's belongs to something inside a file that was cut or glued.
    if zip.offset() != 0 {
        return Err(truncated());
    }
    if zip.len() > MOST_PARTS {
        return Err(Refusal::new(
            "too-many-parts",
            format!("The container holds {} parts; a workbook of this kind has about a hundred. Ask for a copy saved by Excel.", zip.len()),
        ));
    }
    let mut names = BTreeSet::new();
    let mut promised: u64 = 0;
    let twice = zip.has_duplicate_names();
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(|_| truncated())?;
        let name = part.name().map_err(|_| truncated())?.replace('\\', "/");
        let (packed, unpacked) = (part.compressed_size(), part.size());
        promised = promised.saturating_add(unpacked);
        if unpacked > LARGEST_PART || promised > LARGEST_UNPACKED || is_steep(unpacked, packed) {
            return Err(bomb());
        }
        if part.encrypted() {
            return Err(Refusal::new(
                "password-protected",
                "The archive is protected by a password; ask for the files without one, or unpack it and import what it holds.",
            ));
        }
        if points_outside(&name) {
            return Err(Refusal::new(
                "strange-names",
                "The container names a part that would lie outside of it, which no honest program writes; it was not opened. Ask for a copy saved by Excel.",
            ));
        }
        if !names.insert(name.to_ascii_lowercase()) || twice {
            return Err(Refusal::new(
                "duplicate-parts",
                "The container names the same part twice, so two programs could read two different workbooks; ask for a copy saved by Excel.",
            ));
        }
    }
    unpack_into_nothing(&mut zip)?;
    Ok(names)
}

/// Whether something unpacks to suspiciously more than it is packed.
pub(super) const fn is_steep(unpacked: u64, packed: u64) -> bool {
    let packed = if packed == 0 { 1 } else { packed };
    unpacked > LARGE_AT_ALL && unpacked / packed > STEEPEST
}

/// Whether a name would lead out of its container, or holds what no name holds.
pub(super) fn points_outside(name: &str) -> bool {
    let name = name.replace('\\', "/");
    let mut letters = name.chars();
    let drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':');
    name.starts_with('/') || drive || name.contains('\0') || name.split('/').any(|step| step == "..")
}

/// Takes bytes and keeps nothing but the number of tags among them.
struct Tags(u64);

impl io::Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.iter().filter(|byte| **byte == b'<').count() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn unpack_into_nothing(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Refusal> {
    let mut total: u64 = 0;
    let mut tags = Tags(0);
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_| truncated())?;
        let name = part.name().map_err(|_| truncated())?.to_ascii_lowercase();
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let left = LARGEST_PART.min(LARGEST_UNPACKED.saturating_sub(total));
        let read = io::copy(&mut part.by_ref().take(left + 1), &mut tags).map_err(|_| truncated())?;
        if read > left {
            return Err(bomb());
        }
        if tags.0 > MOST_TAGS {
            return Err(Refusal::new(
                "too-many-cells",
                "The workbook holds millions of cells or texts, far more than any declaration; it was not read. Ask for a copy in the official template.",
            ));
        }
        total += read;
    }
    Ok(())
}

fn truncated() -> Refusal {
    Refusal::new("damaged", "The file is cut off or damaged; ask the sender to send it again.")
}

fn bomb() -> Refusal {
    Refusal::new(
        "unpacks-too-large",
        "The file would unpack to far more than a workbook of this kind holds; it was not opened. Ask for a copy in the official template.",
    )
}
