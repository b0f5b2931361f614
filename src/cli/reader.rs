//! The hidden commands that read one received file, or unpack one received archive, apart from everything else: bytes from
//! standard input, one JSON document or the archive's files to standard output.
//!
//! They bind themselves before the first byte: memory, processor time, no files written, no memory dumps. They open no workspace, no
//! file and no connection, so that whatever a hostile file does to them, it does to a process that holds nothing.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};

use super::{Error, Outcome};
use crate::import::{self, LARGEST_FILE};
use crate::sentence::told;
use crate::workspace::reader::piece;

/// The most memory it may ask for.
#[cfg(unix)]
const MOST_MEMORY: u64 = 512 << 20;
/// The most seconds of processor time for a file, and for an archive, which may hold hundreds of them.
const MOST_SECONDS: u64 = 10;
const MOST_SECONDS_UNPACKING: u64 = 120;

pub(super) fn run() -> Outcome {
    bind(MOST_SECONDS);
    let mut bytes = Vec::new();
    let unread = |error: std::io::Error| Error::data(told("refusal.input-unread", [("why", crate::store::reason(&error))]));
    std::io::stdin().lock().take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(unread)?;
    let reading = import::read(&bytes);
    let answer = serde_json::to_vec(&reading).map_err(|error| Error::data(error.to_string()))?;
    let mut out = std::io::stdout().lock();
    out.write_all(&answer).and_then(|()| out.flush()).map_err(|error| Error::data(error.to_string()))?;
    Ok(false)
}

/// The archive is standard input itself, as an open file: its directory lies at its end, so it has to be sought in.
pub(super) fn unpack() -> Outcome {
    bind(MOST_SECONDS_UNPACKING);
    let input = standard_input().map_err(|error| Error::data(told("refusal.input-unread", [("why", error.to_string().into())])))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut written = Ok(());
    let visited = import::visit(BufReader::new(input), &mut |member| {
        written = piece::write(&mut out, &member);
        written.is_ok()
    });
    written.and_then(|()| piece::close(&mut out, &visited)).map_err(|error| Error::data(error.to_string()))?;
    Ok(false)
}

#[cfg(unix)]
fn standard_input() -> std::io::Result<File> {
    use std::os::fd::AsFd as _;
    std::io::stdin().as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(windows)]
fn standard_input() -> std::io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    std::io::stdin().as_handle().try_clone_to_owned().map(File::from)
}

/// What a system does not know to limit is left to the parent's clock.
#[cfg(unix)]
fn bind(seconds: u64) {
    use rlimit::Resource;
    for (resource, most) in [(Resource::AS, MOST_MEMORY), (Resource::CPU, seconds), (Resource::CORE, 0), (Resource::FSIZE, 0)] {
        let _ = resource.set(most, most);
    }
}

#[cfg(not(unix))]
fn bind(_: u64) {}
