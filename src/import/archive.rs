//! The members of a received zip archive, each to be read as a file of its own, also those of archives inside it.
//!
//! A workbook is itself a zip container; it is told apart by the part every office file has. Members are handed over one at a time,
//! so that no more than one is held; depth, number and total are bounded.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::container::{LARGEST_FILE, Refusal, inspect};

/// A file inside an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name inside the archive, cleaned; inside an archive within, after that one's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The most that is taken out of one archive and those inside it.
const MOST_BYTES: u64 = 1 << 30;
/// The most that is held when all members are asked for at once.
const MOST_HELD: u64 = 256 << 20;
/// How deep archives are opened; the archive itself is the first.
const DEEPEST: usize = 3;

/// What may still be taken.
struct Left {
    bytes: u64,
    members: usize,
}

/// The members of an archive, all at once; nothing when the bytes are not a plain zip archive (a workbook is not one).
///
/// # Errors
/// When the archive is damaged or promises more than is taken.
pub fn members(bytes: &[u8]) -> Result<Option<Vec<Member>>, Refusal> {
    let mut all = Vec::new();
    let mut left = Left { bytes: MOST_HELD, members: 2_000 };
    let is_archive = open(bytes, "", 1, &mut left, &mut |member| all.push(member))?;
    Ok(is_archive.then_some(all))
}

/// Hands over the members of an archive one by one; false when the bytes are not a plain zip archive.
///
/// # Errors
/// When the archive is damaged or promises more than is taken; members handed over before stay good.
pub fn visit(bytes: &[u8], take: &mut dyn FnMut(Member)) -> Result<bool, Refusal> {
    open(bytes, "", 1, &mut Left { bytes: MOST_BYTES, members: 10_000 }, take)
}

/// Whether the bytes are an archive of files rather than an office file.
fn is_archive(bytes: &[u8]) -> Result<bool, Refusal> {
    if !bytes.starts_with(b"PK") {
        return Ok(false);
    }
    let names = inspect(bytes)?;
    let office = names.contains("[content_types].xml") || names.contains("mimetype") || names.iter().any(|name| name.ends_with(".iwa"));
    Ok(!office && !names.is_empty())
}

fn open(bytes: &[u8], within: &str, depth: usize, left: &mut Left, take: &mut dyn FnMut(Member)) -> Result<bool, Refusal> {
    if !is_archive(bytes)? {
        return Ok(false);
    }
    let damaged = || Refusal::new("damaged", "The archive is cut off or damaged; ask the sender to send it again.");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_| damaged())?;
        let name = crate::clean::line(&part.name().map_err(|_| damaged())?);
        if part.is_dir() || name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") {
            continue;
        }
        let most = left.bytes.min(LARGEST_FILE as u64);
        let mut held = Vec::new();
        let taken = part.by_ref().take(most + 1).read_to_end(&mut held).map_err(|_| damaged())? as u64;
        if taken > most || left.members == 0 {
            return Err(Refusal::new(
                "unpacks-too-large",
                "The archive holds far more than declarations do; what came before was read, the rest was left. Unpack it and import a part.",
            ));
        }
        left.bytes -= taken;
        left.members -= 1;
        let name = format!("{within}{name}");
        // What is damaged inside is a file like any other: it gets its own verdict.
        let opened = depth < DEEPEST && is_archive(&held).unwrap_or(false);
        if opened {
            open(&held, &format!("{name}/"), depth + 1, left, take)?;
        } else {
            take(Member { name, bytes: held });
        }
    }
    Ok(true)
}
