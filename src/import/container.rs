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

/// The largest file that is looked at.
pub(crate) const LARGEST_FILE: usize = 64 << 20;
/// The most parts a workbook may have; the official ones have fewer than a hundred.
const MOST_PARTS: usize = 2_000;
/// The most that all parts together may unpack to; the official ones unpack to about ten megabytes.
const LARGEST_UNPACKED: u64 = 256 << 20;
/// The most that one part may unpack to.
const LARGEST_PART: u64 = 128 << 20;
/// How many times larger than its packed form a part may be, once it is large at all; the official ones reach twenty.
const STEEPEST: u64 = 200;
const LARGE_AT_ALL: u64 = 1 << 20;

/// Refuses what is not a zip container, in words for what it is instead.
pub(crate) fn must_be_a_zip(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new("empty-file", "The file is empty; ask the sender to send it again."));
    }
    if bytes.len() > LARGEST_FILE {
        let size = bytes.len() >> 20;
        return Err(Refusal::new(
            "file-too-large",
            format!("The file has {size} MB; a workbook of this kind has about two, more than 64 is not opened."),
        ));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Err(compound(bytes));
    }
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    let kinds: [(&[u8], &str); 7] = [
        (&[0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (b"\x89PNG", "a PNG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF", "a PDF document"),
        (b"{\\rtf", "an RTF document"),
        (b"<?xml", "an XML file"),
        (b"<", "a web page or XML file"),
    ];
    let kind = kinds.iter().find(|(start, _)| bytes.starts_with(start)).map_or("no workbook container", |(_, name)| name);
    Err(Refusal::new(
        "not-a-workbook",
        format!("The file is {kind}, not an Excel workbook (.xlsx), whatever its name says; ask for the workbook itself."),
    ))
}

/// The two things an OLE container can be here.
fn compound(bytes: &[u8]) -> Refusal {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return Refusal::new(
            "encrypted",
            "The workbook is encrypted (a password, or protection of the workbook's structure); ask for a copy without password and protection, saved as .xlsx.",
        );
    }
    Refusal::new(
        "old-format",
        "The file is in the format of Excel 97-2003 (.xls); ask for the declaration saved as .xlsx in the current template.",
    )
}

/// Looks at the directory and unpacks every XML part into nothing.
pub(crate) fn inspect(bytes: &[u8]) -> Result<BTreeSet<String>, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| truncated())?;
    if zip.len() > MOST_PARTS {
        return Err(Refusal::new(
            "too-many-parts",
            format!("The container holds {} parts; a workbook of this kind has about a hundred.", zip.len()),
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
        if unpacked > LARGEST_PART || promised > LARGEST_UNPACKED || (unpacked > LARGE_AT_ALL && unpacked / packed.max(1) > STEEPEST) {
            return Err(bomb());
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

fn unpack_into_nothing(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Refusal> {
    let mut total: u64 = 0;
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_| truncated())?;
        let name = part.name().map_err(|_| truncated())?.to_ascii_lowercase();
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let left = LARGEST_PART.min(LARGEST_UNPACKED.saturating_sub(total));
        let read = io::copy(&mut part.by_ref().take(left + 1), &mut io::sink()).map_err(|_| truncated())?;
        if read > left {
            return Err(bomb());
        }
        total += read;
    }
    Ok(())
}

fn truncated() -> Refusal {
    Refusal::new("damaged", "The file is cut off or damaged; ask the sender to send it again.")
}

fn bomb() -> Refusal {
    Refusal::new("unpacks-too-large", "The file would unpack to far more than a workbook of this kind holds; it was not opened.")
}
