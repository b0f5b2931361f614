//! Reading received bytes apart: the program starts itself once per file, hands over the bytes and takes one answer; and once per
//! archive, whose files it takes one after the other. Nothing that was received is parsed in this process.
//!
//! The other process binds itself (`cli::reader`); here a clock runs, the answer is bounded, and every way the other can
//! end becomes a sentence. Whoever has no program to start, such as a test, says so by [`Reader::here`].

pub(crate) mod piece;

use std::fs::File;
use std::io::{BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::time::Duration;

use crate::import::{self, LARGEST_FILE, Member, Reading, Refusal};
use piece::Piece;

/// The hidden command of the other process.
pub const COMMAND: &str = "read-apart";

/// The hidden command of the process that unpacks archives.
pub const UNPACK: &str = "unpack-apart";

/// How long the other process may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most it may answer: twice of what a declaration says that fills every row of every list.
const LONGEST_ANSWER: u64 = 8 << 20;

static APART: OnceLock<Reader> = OnceLock::new();

/// Who reads.
#[derive(Clone, Debug)]
pub struct Reader {
    program: Option<PathBuf>,
    patience: Duration,
}

impl Reader {
    /// A process of its own for each file, started from the running program.
    ///
    /// # Errors
    /// When the system does not say where the running program lies.
    pub fn apart() -> std::io::Result<Self> {
        std::env::current_exe().map(Self::by)
    }

    /// The one this program uses: apart once [`Reader::use_apart`] was called, else this very process.
    #[must_use]
    pub fn chosen() -> Self {
        APART.get().cloned().unwrap_or_else(Self::here)
    }

    /// From now on every file is read in a process of its own. The program says so at its start; tests do not.
    ///
    /// # Errors
    /// When the system does not say where the running program lies.
    pub fn use_apart() -> std::io::Result<()> {
        let apart = Self::apart()?;
        let _ = APART.set(apart);
        Ok(())
    }

    /// A process of its own for each file, started from a program named.
    #[must_use]
    pub const fn by(program: PathBuf) -> Self {
        Self { program: Some(program), patience: PATIENCE }
    }

    /// This very process: for tests, whose program is not this one.
    #[must_use]
    pub const fn here() -> Self {
        Self { program: None, patience: PATIENCE }
    }

    /// With another patience.
    #[must_use]
    pub fn waiting(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// What a file turned out to be. Whatever the bytes do, this returns.
    #[must_use]
    pub fn read(&self, bytes: &[u8]) -> Reading {
        let Some(program) = &self.program else { return import::read(bytes) };
        if bytes.len() > LARGEST_FILE {
            // Refused for its size without a look inside.
            return import::read(bytes);
        }
        let started = Command::new(program).arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        match started {
            Ok(child) => converse(child, bytes, self.patience),
            Err(error) => Reading::Unreadable(not_started(&error)),
        }
    }

    /// Hands over the files of an archive one by one until one is not wanted any more; false when the file is no plain zip archive.
    ///
    /// # Errors
    /// When the archive is damaged, hostile or too large; files handed over before stay good.
    pub fn unpack(&self, archive: File, take: &mut dyn FnMut(Member) -> bool) -> Result<bool, Refusal> {
        let Some(program) = &self.program else { return import::visit(BufReader::new(archive), take) };
        let started = Command::new(program).arg(UNPACK).stdin(archive).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        started.map_err(|error| not_started(&error)).and_then(|child| take_all(child, self.patience, take))
    }
}

fn not_started(error: &std::io::Error) -> Refusal {
    Refusal::new(
        "reader-failed",
        format!("The part of the program that reads files could not be started ({error}); nothing was read, try again."),
    )
}

/// Takes piece after piece while a clock runs for each; it stands still while a piece is looked at.
fn take_all(mut child: Child, patience: Duration, take: &mut dyn FnMut(Member) -> bool) -> Result<bool, Refusal> {
    let stdout = child.stdout.take();
    let (child, late) = (Mutex::new(child), AtomicBool::new(false));
    let end = |child: &Mutex<Child>| child.lock().unwrap_or_else(PoisonError::into_inner).kill();
    let ended = std::thread::scope(|threads| {
        let (waits, watched) = mpsc::channel::<bool>();
        let (watching, too_late) = (&child, &late);
        threads.spawn(move || {
            while let Ok(waiting) = watched.recv() {
                if waiting && matches!(watched.recv_timeout(patience), Err(mpsc::RecvTimeoutError::Timeout)) {
                    too_late.store(true, Ordering::Relaxed);
                    let _ = end(watching);
                    return;
                }
            }
        });
        let mut from = BufReader::new(stdout?);
        loop {
            let _ = waits.send(true);
            let piece = piece::read(&mut from);
            let _ = waits.send(false);
            match piece? {
                Piece::Member(member) => {
                    if !take(member) {
                        return Some(Ok(true));
                    }
                }
                Piece::End(how) => return Some(how),
            }
        }
    });
    let _ = end(&child);
    let _ = child.into_inner().unwrap_or_else(PoisonError::into_inner).wait();
    ended.unwrap_or_else(|| Err(if late.into_inner() { too_slow(patience) } else { stopped() }))
}

fn too_slow(patience: Duration) -> Refusal {
    let seconds = patience.as_secs();
    Refusal::new(
        "reader-too-slow",
        format!(
            "Reading the file took longer than {seconds} seconds and was stopped; nothing was taken from it. Ask for a copy saved again by Excel."
        ),
    )
}

fn stopped() -> Refusal {
    Refusal::new(
        "reader-stopped",
        "Reading the file needed more memory or time than any declaration does and was stopped; nothing was taken from it. Ask for a copy saved again by Excel.",
    )
}

/// Feeds the bytes, waits for the answer, and makes sure that the other process ends.
fn converse(mut child: Child, bytes: &[u8], patience: Duration) -> Reading {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (answer, patient) = std::thread::scope(|threads| {
        let (send, receive) = mpsc::channel();
        threads.spawn(move || {
            // The other may end before it has read everything; that is told by its answer.
            stdin.map(|mut to| to.write_all(bytes))
        });
        threads.spawn(move || {
            let mut answer = Vec::new();
            let taken = stdout.map(|from| from.take(LONGEST_ANSWER + 1).read_to_end(&mut answer));
            let _ = send.send(matches!(taken, Some(Ok(_))).then_some(answer));
        });
        let received = receive.recv_timeout(patience);
        let _ = child.kill();
        (received.as_ref().ok().cloned().flatten(), received.is_ok())
    });
    let _ = child.wait();
    if !patient {
        return Reading::Unreadable(too_slow(patience));
    }
    let understood = answer.filter(|answer| answer.len() as u64 <= LONGEST_ANSWER).and_then(|answer| serde_json::from_slice(&answer).ok());
    understood.unwrap_or_else(|| Reading::Unreadable(stopped()))
}
