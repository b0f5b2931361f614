//! What somebody hands in: files, folders, archives and archives inside them, as a list of files in a fixed order.
//!
//! Whatever cannot be read on the way gets a sentence of its own, so that no file is lost between the folder and its verdict.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::import::{self, LARGEST_FILE};
use crate::sentence::told;
use crate::workspace::WorkspaceError;

/// Files that systems leave in every folder and nobody sent.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A file on its way in: its name with the archive it came in, and its bytes or why there are none.
pub(super) struct Arrived {
    pub(super) name: String,
    pub(super) bytes: Result<Vec<u8>, String>,
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

/// Hands over a file, or the members of an archive one by one, archives inside it opened as well. What is larger than any
/// workbook is cut, and refused for its size.
#[expect(clippy::disallowed_methods, reason = "the edge reads the files the user names")]
pub(super) fn open(path: &Path, take: &mut dyn FnMut(Arrived)) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut bytes = Vec::new();
    if let Err(error) = File::open(path).and_then(|file| file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)) {
        take(Arrived { name, bytes: Err(error.to_string()) });
        return;
    }
    let mut members = 0;
    let visited = import::visit(&bytes, &mut |member| {
        members += 1;
        take(Arrived { name: format!("{name}/{}", member.name), bytes: Ok(member.bytes) });
    });
    // A damaged or empty archive is a file like any other: it gets its own verdict beside those of its sound members.
    if visited.is_err() || members == 0 {
        take(Arrived { name, bytes: Ok(bytes) });
    }
}
