//! The files of a received zip archive, each to be read as a file of its own, also those of archives inside it.
//!
//! A workbook is itself a zip container; it is told apart by the part every office file has. Files are handed over one at a time, so
//! that no more than one is held; depth, number and total are bounded. Nothing is ever written under a name an archive gives: a name
//! is a label, and one that points out of the archive is refused with its file, beside which the others are read.

use std::io::{Cursor, Read, Seek};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::code_page;
use super::container::{LARGEST_FILE, Refusal, is_steep, points_outside};
use crate::clean;

/// A file inside an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name inside the archive, cleaned; inside an archive within, after that one's name.
    pub name: String,
    /// Its bytes, or why they are not taken.
    pub bytes: Result<Vec<u8>, Refusal>,
}

/// The most that is taken out of one archive and those inside it.
const MOST_BYTES: u64 = 1 << 30;
/// The most that is held when all members are asked for at once.
const MOST_HELD: u64 = 256 << 20;
/// The most files of one archive and those inside it.
const MOST_MEMBERS: usize = 2_000;
/// How deep archives are opened; the archive itself is the first.
const DEEPEST: usize = 3;
/// Files that systems put into archives and nobody sent.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// What may still be taken.
struct Left {
    bytes: u64,
    members: usize,
    stopped: bool,
}

/// The members of an archive, all at once; nothing when the bytes are not a plain zip archive (a workbook is not one).
///
/// # Errors
/// When the archive is damaged or promises more than is taken.
pub fn members(bytes: &[u8]) -> Result<Option<Vec<Member>>, Refusal> {
    let mut all = Vec::new();
    let mut left = Left { bytes: MOST_HELD, members: MOST_MEMBERS, stopped: false };
    let mut keep = |member| {
        all.push(member);
        true
    };
    let is_archive = open(Cursor::new(bytes), "", 1, &mut left, &mut keep)?;
    Ok(is_archive.then_some(all))
}

/// Hands over the members of an archive one by one until one is not wanted any more; false when there is no plain zip archive.
///
/// # Errors
/// When the archive is damaged or promises more than is taken; members handed over before stay good.
pub fn visit<R: Read + Seek>(from: R, take: &mut dyn FnMut(Member) -> bool) -> Result<bool, Refusal> {
    open(from, "", 1, &mut Left { bytes: MOST_BYTES, members: MOST_MEMBERS, stopped: false }, take)
}

/// Whether the bytes are an archive of files rather than an office file.
///
/// # Errors
/// When it asks for a password.
pub(super) fn is_one(bytes: &[u8]) -> Result<bool, Refusal> {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(false) };
    if !is_plain(&zip) {
        return Ok(false);
    }
    no_password(&mut zip).map(|()| true)
}

/// No part of an office file among the names, and not empty. A directory of thousands of names is left to be refused.
fn is_plain<R: Read + Seek>(zip: &ZipArchive<R>) -> bool {
    let office = |name: &[u8]| {
        let name = name.to_ascii_lowercase();
        let is = |whole: &str| name == whole.as_bytes();
        is("[content_types].xml") || is("mimetype") || name.ends_with(b".iwa") || (name.starts_with(b"xl/") && name.ends_with(b".xml"))
    };
    zip.offset() == 0 && !zip.is_empty() && !zip.file_names_raw().any(office)
}

fn no_password<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<(), Refusal> {
    let asks = (0..zip.len()).any(|index| zip.by_index_raw(index).is_ok_and(|part| part.encrypted()));
    if !asks {
        return Ok(());
    }
    Err(Refusal::new(
        "password-protected",
        "The archive is protected by a password; ask for the files without one, or unpack it and import what it holds.",
    ))
}

fn open<R: Read + Seek>(
    from: R,
    within: &str,
    depth: usize,
    left: &mut Left,
    take: &mut dyn FnMut(Member) -> bool,
) -> Result<bool, Refusal> {
    let Ok(mut zip) = ZipArchive::new(from) else { return Ok(false) };
    if !is_plain(&zip) {
        return Ok(false);
    }
    no_password(&mut zip)?;
    sound(&mut zip)?;
    let twice = zip.has_duplicate_names();
    for index in 0..zip.len() {
        let Some((name, refused)) =
            zip.by_index_raw(index).map_or_else(|_| Some((within.to_owned(), Some(damaged()))), |part| looked_at(&part))
        else {
            continue;
        };
        if left.members == 0 {
            return Err(too_much());
        }
        left.members -= 1;
        let name = format!("{within}{name}");
        let bytes = match refused {
            Some(why) => Err(why),
            None => unpacked(&mut zip, index, left)?,
        };
        let goes_on = match bytes {
            Ok(held) if depth < DEEPEST && held.starts_with(b"PK") => {
                // What is damaged inside is a file like any other: it gets its own verdict.
                match open(Cursor::new(held.as_slice()), &format!("{name}/"), depth + 1, left, take) {
                    Ok(true) => !left.stopped,
                    Ok(false) => take(Member { name, bytes: Ok(held) }),
                    Err(why) => take(Member { name, bytes: Err(why) }),
                }
            }
            bytes => take(Member { name, bytes }),
        };
        if !goes_on {
            left.stopped = true;
            return Ok(true);
        }
    }
    if twice {
        return Err(Refusal::new(
            "duplicate-parts",
            "The archive names two files alike, so that one of them could not be read; unpack it and import the folder.",
        ));
    }
    Ok(true)
}

/// The directory as a whole: not too long, and no byte in two files.
fn sound<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<(), Refusal> {
    if zip.len() > MOST_MEMBERS {
        let count = zip.len();
        return Err(Refusal::new(
            "too-many-parts",
            format!(
                "The archive holds {count} files; more than {MOST_MEMBERS} are not taken from one. Unpack it and import the folder in parts."
            ),
        ));
    }
    if zip.has_overlapping_entries().map_err(|_| damaged())? {
        return Err(Refusal::new(
            "strange-names",
            "The archive lists the same bytes as several files, which no honest program writes; it was not opened. Ask for the files themselves.",
        ));
    }
    Ok(())
}

/// The label of an entry, and why it is not taken, as far as the directory says; nothing for what nobody sent.
fn looked_at<R: Read + ?Sized>(part: &ZipFile<'_, R>) -> Option<(String, Option<Refusal>)> {
    let bytes = part.name_raw();
    let other = std::str::from_utf8(bytes).is_err().then(|| code_page::read(bytes)).flatten();
    let plain = || part.name().map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), std::borrow::Cow::into_owned);
    let raw = other.unwrap_or_else(plain);
    let name = clean::line(&raw.replace('\\', "/"));
    let last = name.rsplit('/').next().unwrap_or_default();
    if part.is_dir() || name.ends_with('/') || name.starts_with("__MACOSX/") || name.contains("/__MACOSX/") || LITTER.contains(&last) {
        return None;
    }
    let refused = if points_outside(&raw) {
        Some(Refusal::new(
            "strange-names",
            "The file's name in the archive points to a place outside of it, which no honest program writes; it was not taken. Ask for the file itself.",
        ))
    } else if part.is_symlink() {
        Some(Refusal::new(
            "link",
            "The archive holds a link to another file in this place, not the file; the link was not followed. Ask for the file itself.",
        ))
    } else if is_steep(part.size(), part.compressed_size()) {
        Some(too_much())
    } else {
        None
    };
    Some((name, refused))
}

/// The bytes of an entry.
///
/// # Errors
/// When nothing more is taken from the archive; a damaged entry costs only itself.
fn unpacked<R: Read + Seek>(zip: &mut ZipArchive<R>, index: usize, left: &mut Left) -> Result<Result<Vec<u8>, Refusal>, Refusal> {
    let Ok(mut part) = zip.by_index(index) else { return Ok(Err(damaged())) };
    let most = left.bytes.min(LARGEST_FILE as u64);
    let mut held = Vec::new();
    let Ok(taken) = part.by_ref().take(most + 1).read_to_end(&mut held) else { return Ok(Err(damaged())) };
    let taken = taken as u64;
    if taken > left.bytes {
        return Err(too_much());
    }
    left.bytes -= taken;
    // One byte more than is looked at says by itself that the file is too large.
    Ok(Ok(held))
}

fn damaged() -> Refusal {
    Refusal::new("damaged", "The archive is cut off or damaged here; ask the sender to send it again.")
}

fn too_much() -> Refusal {
    Refusal::new(
        "unpacks-too-large",
        "The archive holds far more than declarations do; what came before was read, the rest was left. Unpack it and import a part.",
    )
}
