//! The members of a received zip archive, each to be read as a file of its own. Archives inside archives are not opened.
//!
//! A workbook is itself a zip container; it is told apart by the part every office file has.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::container::{Refusal, inspect};

/// A file inside an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name inside the archive, cleaned.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The most that is taken out of one archive.
const MOST_BYTES: u64 = 256 << 20;

/// The members of an archive; nothing when the bytes are not a plain zip archive (a workbook is not one).
///
/// # Errors
/// When the archive is damaged or promises more than is taken.
pub fn members(bytes: &[u8]) -> Result<Option<Vec<Member>>, Refusal> {
    if !bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let names = inspect(bytes)?;
    if names.contains("[content_types].xml") {
        return Ok(None);
    }
    let damaged = || Refusal::new("damaged", "The archive is cut off or damaged; ask the sender to send it again.");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut all = Vec::new();
    let mut left = MOST_BYTES;
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_| damaged())?;
        let name = crate::clean::line(&part.name().map_err(|_| damaged())?);
        if part.is_dir() || name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") {
            continue;
        }
        let mut held = Vec::new();
        let taken = part.by_ref().take(left + 1).read_to_end(&mut held).map_err(|_| damaged())? as u64;
        if taken > left {
            return Err(Refusal::new("unpacks-too-large", "The archive would unpack to more than 256 MB; it was not opened."));
        }
        left -= taken;
        all.push(Member { name, bytes: held });
    }
    Ok(Some(all))
}
