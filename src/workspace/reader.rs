//! Reading received bytes apart: the program starts itself once per file, hands over the bytes and takes one answer.
//!
//! The other process binds itself (`cli::reader`); here a clock runs, the answer is bounded, and every way the other can
//! end becomes a sentence. Whoever has no program to start, such as a test, says so by [`Reader::here`].

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

use crate::import::{self, LARGEST_FILE, Reading, Refusal};

/// The hidden command of the other process.
pub const COMMAND: &str = "read-apart";

/// How long the other process may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most it may answer; the largest declaration is a few megabytes.
const LONGEST_ANSWER: u64 = 64 << 20;

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
            Err(error) => Reading::Unreadable(Refusal::new(
                "reader-failed",
                format!("The part of the program that reads files could not be started ({error}); nothing was read, try again."),
            )),
        }
    }
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
        return Reading::Unreadable(Refusal::new(
            "reader-too-slow",
            format!(
                "Reading the file took longer than {} seconds and was stopped; nothing was taken from it. Ask for a copy saved again by Excel.",
                patience.as_secs()
            ),
        ));
    }
    let understood = answer.filter(|answer| answer.len() as u64 <= LONGEST_ANSWER).and_then(|answer| serde_json::from_slice(&answer).ok());
    understood.unwrap_or_else(|| {
        Reading::Unreadable(Refusal::new(
            "reader-stopped",
            "Reading the file needed more memory or time than any declaration does and was stopped; nothing was taken from it. Ask for a copy saved again by Excel.",
        ))
    })
}
