//! Private keys on this machine: one file a person in the platform's configuration folder, readable by its owner only,
//! in the format of OpenSSH. Never in a workspace.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::folder::{file_error, private_copy};
use super::{StoreError, names::person_id};
use crate::sentence::told;
use crate::signature::SecretKey;

/// Where keys lie: the configuration folder that goes with the state folder. A state folder of one's own keeps its keys
/// beside it, so that a trial never touches the real ones.
#[must_use]
pub fn folder(local: &Path) -> PathBuf {
    match directories::ProjectDirs::from("org", "oretrail", "oretrail") {
        Some(dirs) if dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()) == local => dirs.config_dir().join("keys"),
        _ => local.join("keys"),
    }
}

/// The file of a person's key.
///
/// # Errors
/// When the name cannot be a file.
pub fn file(local: &Path, person: &str) -> Result<PathBuf, StoreError> {
    let person = person_id(person).map_err(StoreError::Name)?;
    Ok(folder(local).join(format!("{person}_ed25519")))
}

/// The person's key on this machine.
///
/// # Errors
/// When it cannot be read, others can read it too, or it is no key.
pub fn read(local: &Path, person: &str) -> Result<Option<SecretKey>, StoreError> {
    let path = file(local, person)?;
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(file_error(&path, "read")(error)),
    };
    owner_only(&path)?;
    let broken = |why| StoreError::Name(told("store.key-file", [("path", path.display().to_string().into()), ("why", why)]));
    SecretKey::of_file(&text).map(Some).map_err(broken)
}

#[cfg(unix)]
fn owner_only(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map_err(file_error(path, "read"))?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let shown = path.display().to_string();
    let word = crate::clean::shell_word(&shown);
    Err(StoreError::Name(told("store.key-open", [("path", shown.into()), ("word", word.into())])))
}

#[cfg(not(unix))]
fn owner_only(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Makes a key; one that is there already stays.
///
/// # Errors
/// When the machine gives no random numbers, or it cannot be written.
pub fn make(local: &Path, person: &str) -> Result<SecretKey, StoreError> {
    if let Some(key) = read(local, person)? {
        return Ok(key);
    }
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| StoreError::Name(told("store.no-random", [("why", error.to_string().into())])))?;
    let key = SecretKey::of_seed(&seed);
    let path = file(local, person)?;
    private_copy(&path, key.to_file(&format!("{person}@oretrail")).as_bytes())?;
    private_copy(&path.with_extension("pub"), format!("{} {person}@oretrail\n", key.public()).as_bytes())?;
    Ok(key)
}
