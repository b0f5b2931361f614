//! What somebody hands in: files, folders, archives and archives inside them, as a list of files in a fixed order.
//!
//! Whatever cannot be read on the way gets a sentence of its own, so that no file is lost between the folder and its verdict.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::import::{ARCHIVE, LARGEST_FILE, Reading};
use crate::sentence::{Sentence, told};
use crate::workspace::WorkspaceError;
use crate::workspace::reader::Reader;

/// Files that systems leave in every folder and nobody sent.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Larger files, and archives, which may hold such, are looked at one at a time.
const LARGE: u64 = 8 << 20;

/// How a file is taken in.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    /// Who reads and unpacks.
    pub(super) reader: &'a Reader,
    /// Waits until no other file before this one is being looked at.
    pub(super) alone: &'a dyn Fn(),
    /// Whether more is wanted.
    pub(super) wanted: &'a dyn Fn() -> bool,
}

/// A file on its way in, by its name with the archive it came in.
pub(super) enum Arrived {
    /// Its bytes could not be had.
    Unopened { name: String, why: Sentence },
    /// It was read; without bytes where an archive holds something that is not taken out of it.
    Read { name: String, bytes: Option<Vec<u8>>, reading: Reading },
}

/// Every file below the paths, folders in order of name.
///
/// # Errors
/// When a path that was named is not there.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, WorkspaceError> {
    let mut all = Vec::new();
    for path in paths {
        std::fs::metadata(path).map_err(|error| {
            let why = crate::store::reason(&error);
            WorkspaceError::Wrong(told("store.read", [("path", path.display().to_string().into()), ("why", why)]))
        })?;
        below(path, &mut all);
    }
    Ok(all)
}

/// A folder that cannot be listed stays in the list itself, and gets its verdict as a file that cannot be read.
fn below(path: &Path, all: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(path) else {
        all.push(path.to_owned());
        return;
    };
    let mut inside = Vec::new();
    for entry in entries.flatten() {
        // Links may lead anywhere, also back here; a person can name their target.
        let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if !link && !LITTER.contains(&entry.file_name().to_string_lossy().as_ref()) {
            inside.push(entry.path());
        }
    }
    inside.sort();
    for path in inside {
        if path.is_dir() { below(&path, all) } else { all.push(path) }
    }
}

/// Hands over a file, or the files of an archive one by one, archives inside it opened as well. All reading and unpacking is the
/// reader's, apart from this process. What is larger than any workbook is cut, and refused for its size; an archive may be larger,
/// and is left between two of its files when no more is wanted.
pub(super) fn open(path: &Path, way: Way<'_>, take: &mut dyn FnMut(Arrived)) {
    let reader = way.reader;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let large = std::fs::metadata(path).is_ok_and(|meta| meta.len() > LARGE);
    if large {
        (way.alone)();
    }
    let bytes = match start_of(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            take(Arrived::Unopened { name, why: crate::store::reason(&error) });
            return;
        }
    };
    let reading = reader.read(&bytes);
    let archive =
        matches!(&reading, Reading::Other(why) if why.code == ARCHIVE) || (bytes.len() > LARGEST_FILE && bytes.starts_with(b"PK"));
    if !archive {
        take(Arrived::Read { name, bytes: Some(bytes), reading });
        return;
    }
    // Only one of its files is held at a time, and not the archive itself.
    drop(bytes);
    if !large {
        (way.alone)();
    }
    let mut members = 0;
    let visited = opened(path).map(|file| {
        reader.unpack(file, &mut |member| {
            members += 1;
            let name = format!("{name}/{}", member.name);
            take(match member.bytes {
                Ok(bytes) => Arrived::Read { name, reading: reader.read(&bytes), bytes: Some(bytes) },
                Err(why) => Arrived::Read { name, bytes: None, reading: Reading::Unreadable(why) },
            });
            (way.wanted)()
        })
    });
    // A damaged or empty archive is a file like any other: it gets its own verdict beside those of its sound members.
    let reading = match visited {
        Ok(Ok(_)) if members > 0 => return,
        Ok(Err(why)) => Reading::Unreadable(why),
        Ok(Ok(_)) | Err(_) => reading,
    };
    match start_of(path) {
        Ok(bytes) => take(Arrived::Read { name, bytes: Some(bytes), reading }),
        Err(error) => take(Arrived::Unopened { name, why: crate::store::reason(&error) }),
    }
}

/// A file that ends: what is read from a pipe or a device might never do so.
#[expect(clippy::disallowed_methods, reason = "the edge reads the files the user names")]
fn opened(path: &Path) -> std::io::Result<File> {
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_dir() {
        std::fs::read_dir(path).map(drop)?;
    }
    if !kind.is_file() {
        return Err(std::io::Error::other("it is neither a file nor a folder"));
    }
    File::open(path)
}

fn start_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = opened(path)?;
    let most = LARGEST_FILE + 1;
    // As much room as it needs at once: a vector that grows leaves its smaller selves behind in the heap.
    let room = usize::try_from(file.metadata()?.len()).unwrap_or(most).min(most);
    let mut bytes = Vec::with_capacity(room.saturating_add(1));
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
