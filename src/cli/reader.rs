//! The hidden command that reads one received file apart from everything else: bytes from standard input, one JSON
//! document to standard output.
//!
//! It binds itself before the first byte: memory, processor time, no files written, no memory dumps. It opens no workspace, no
//! file and no connection, so that whatever a hostile file does to it, it does to a process that holds nothing.

use std::io::{Read as _, Write as _};

use super::{Error, Outcome};
use crate::import::{self, LARGEST_FILE};

/// The most memory it may ask for.
#[cfg(unix)]
const MOST_MEMORY: u64 = 512 << 20;
/// The most seconds of processor time.
#[cfg(unix)]
const MOST_SECONDS: u64 = 10;

pub(super) fn run() -> Outcome {
    bind();
    let mut bytes = Vec::new();
    let unread = |error: std::io::Error| Error::data(format!("standard input cannot be read: {error}"));
    std::io::stdin().lock().take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(unread)?;
    let reading = import::read(&bytes);
    let answer = serde_json::to_vec(&reading).map_err(|error| Error::data(error.to_string()))?;
    let mut out = std::io::stdout().lock();
    out.write_all(&answer).and_then(|()| out.flush()).map_err(|error| Error::data(error.to_string()))?;
    Ok(false)
}

/// What a system does not know to limit is left to the parent's clock.
#[cfg(unix)]
fn bind() {
    use rlimit::Resource;
    for (resource, most) in [(Resource::AS, MOST_MEMORY), (Resource::CPU, MOST_SECONDS), (Resource::CORE, 0), (Resource::FSIZE, 0)] {
        let _ = resource.set(most, most);
    }
}

#[cfg(not(unix))]
fn bind() {}
