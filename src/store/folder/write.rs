//! The writes: each file is readable by its owner only, links are not followed, and nothing returns before the disk
//! has it.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use super::super::StoreError;
use super::file_error;
use crate::journal::WriterId;

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Makes a folder with its parents, for the owner only; each is on disk before the next is made in it.
pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    make_folder(parent(folder))?;
    #[cfg_attr(not(unix), expect(unused_mut, reason = "rights are set on unix only"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    match builder.create(folder) {
        // Another process may have made it meanwhile.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made.map_err(file_error(folder, "made")).and_then(|()| sync_folder(parent(folder))),
    }
}

/// Opens a file of the state folder for its owner, making it when it is not there; its bytes play no part.
pub(super) fn open_private(file: &Path) -> Result<File, StoreError> {
    make_folder(parent(file))?;
    private(OpenOptions::new().write(true).create(true).truncate(false)).open(file).map_err(file_error(file, "opened"))
}

/// Waits until a folder's entries are on disk; some systems cannot and need not.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(file_error(folder, "synced"))?;
    }
    Ok(())
}

fn parent(file: &Path) -> &Path {
    file.parent().unwrap_or(file)
}

/// A log or document must be a plain file: a link could lead anywhere.
fn refuse_link(file: &Path) -> Result<(), StoreError> {
    match fs::symlink_metadata(file) {
        Ok(meta) if !meta.is_file() => {
            let source = std::io::Error::new(ErrorKind::InvalidInput, "it is a link or a folder, and only plain files are written");
            Err(file_error(file, "written")(source))
        }
        _ => Ok(()),
    }
}

/// Writes a file that is not there yet and waits for file and folder. The same bytes already there are fine.
pub(super) fn create(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    make_folder(parent(file))?;
    refuse_link(file)?;
    if fs::read(file).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    replace(file, bytes)
}

/// The first block of a log: the file must not be there, or be empty.
pub(super) fn first(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    refuse_link(file)?;
    let mut handle = open_private(file)?;
    let length = handle.metadata().map_err(file_error(file, "read"))?.len();
    if length != 0 {
        let source = std::io::Error::new(ErrorKind::AlreadyExists, "somebody has written it meanwhile");
        return Err(file_error(file, "made")(source));
    }
    write_or_cut(&mut handle, file, 0, bytes)?;
    sync_folder(parent(file)).inspect_err(|_| cut(&handle, 0))
}

/// A further block of a log.
pub(super) fn append(file: &Path, expected: u64, bytes: &[u8], writer: &WriterId) -> Result<(), StoreError> {
    refuse_link(file)?;
    let mut handle = OpenOptions::new().write(true).open(file).map_err(file_error(file, "opened"))?;
    if handle.metadata().map_err(file_error(file, "read"))?.len() != expected {
        return Err(StoreError::Grown(writer.clone()));
    }
    write_or_cut(&mut handle, file, expected, bytes)
}

/// One write at the end, then the disk; on any failure back to the length before.
fn write_or_cut(handle: &mut File, file: &Path, length: u64, bytes: &[u8]) -> Result<(), StoreError> {
    let written = handle.seek(SeekFrom::Start(length)).and_then(|_| handle.write_all(bytes)).and_then(|()| handle.sync_data());
    written.map_err(|error| {
        cut(handle, length);
        file_error(file, "written")(error)
    })
}

/// Back to a length that is known to be good. The write that failed is never tried again: after a failed sync nobody
/// knows which pages the disk has. If cutting fails too, the tail is torn and the next write sets it aside.
fn cut(handle: &File, length: u64) {
    let _ = handle.set_len(length).and_then(|()| handle.sync_data());
}

/// Replaces a file as a whole: a temporary beside it, synced, then renamed over it.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = parent(file);
    make_folder(folder)?;
    let wrong = |error: std::io::Error| file_error(file, "written")(error);
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(wrong)?;
    temporary.write_all(bytes).and_then(|()| temporary.as_file().sync_all()).map_err(|error| file_error(file, "written")(error))?;
    temporary.persist(file).map_err(|error| file_error(file, "written")(error.error))?;
    sync_folder(folder)
}

/// Replaces a file of the state folder that nothing of the record hangs on; whole or not at all, and without waiting.
pub(super) fn replace_loosely(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = parent(file);
    make_folder(folder)?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(file_error(file, "written"))?;
    temporary.write_all(bytes).map_err(file_error(file, "written"))?;
    temporary.persist(file).map(drop).map_err(|error| file_error(file, "written")(error.error))
}

/// Copies what stands after `whole` bytes into a file beside the log, then cuts it off; returns the copy's name.
pub(super) fn set_aside(file: &Path, whole: u64) -> Result<String, StoreError> {
    refuse_link(file)?;
    let bytes = fs::read(file).map_err(file_error(file, "read"))?;
    let torn = bytes.get(usize::try_from(whole).unwrap_or(usize::MAX)..).unwrap_or_default();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut number = 1;
    let copy = loop {
        let copy = parent(file).join(format!("{name}.torn-{number}"));
        if !copy.exists() {
            break copy;
        }
        number += 1;
    };
    replace(&copy, torn)?;
    let handle = OpenOptions::new().write(true).open(file).map_err(file_error(file, "opened"))?;
    handle.set_len(whole).and_then(|()| handle.sync_data()).map_err(file_error(file, "cut"))?;
    Ok(format!("{name}.torn-{number}"))
}

/// The rights of a file that others than its owner may write, as its mode.
#[cfg(unix)]
pub(super) fn writable_by_others(file: &Path) -> Result<Option<u32>, StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(file).map_err(file_error(file, "read"))?.permissions().mode() & 0o777;
    Ok((mode & 0o002 != 0).then_some(mode))
}

/// Rights of that kind are unknown here.
#[cfg(not(unix))]
pub(super) fn writable_by_others(_file: &Path) -> Result<Option<u32>, StoreError> {
    Ok(None)
}
