//! Work that takes longer than a key press: on a plain thread with a workspace of its own, which reports over a channel.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};

use super::super::msg::Msg;
use crate::workspace::inbox::{self, Progress, Terms};
use crate::workspace::reader::Reader;
use crate::workspace::{Workspace, WorkspaceError};

/// Verdicts that may wait for the screen.
const AHEAD: usize = 16;

/// A piece of long work.
#[derive(Clone, Debug)]
pub(super) enum Work {
    /// Take in files and folders.
    TakeIn(Vec<PathBuf>),
    /// Read again what waits.
    ReadAgain,
    /// Every reported smelter name that is not settled, with its candidates.
    Smelters,
}

/// A thread at work.
pub(super) struct Running {
    from: Receiver<Msg>,
    cancel: Arc<AtomicBool>,
}

impl Running {
    /// Starts the work; `open` opens a workspace of its own on the thread.
    pub(super) fn start(work: Work, reader: Reader, open: impl FnOnce() -> Result<Workspace, WorkspaceError> + Send + 'static) -> Self {
        // A short channel: the work waits for the screen, and stopping takes hold at once.
        let (to, from) = mpsc::sync_channel(AHEAD);
        let cancel = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&cancel);
        std::thread::spawn(move || {
            let ended = open().and_then(|workspace| perform(work, workspace, (&asked, &reader), &to));
            // Nobody listens any more when the program is being left.
            let _ = to.send(match ended {
                Ok(progress) => Msg::BatchEnded(progress),
                Err(error) => Msg::BatchFailed(error.to_string()),
            });
        });
        Self { from, cancel }
    }

    /// Asks it to stop between two files.
    pub(super) fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// What it has said since; waits for the next word when `wait`.
    pub(super) fn heard(&self, wait: bool) -> Vec<Msg> {
        let mut heard: Vec<Msg> = if wait { self.from.recv().into_iter().collect() } else { Vec::new() };
        heard.extend(self.from.try_iter());
        heard
    }
}

fn perform(
    work: Work,
    mut workspace: Workspace,
    (cancel, reader): (&AtomicBool, &Reader),
    to: &SyncSender<Msg>,
) -> Result<Progress, WorkspaceError> {
    let terms = Terms { supplier: None, inbox_is_known: true, cancel, reader };
    let tell = |again: bool, verdict: crate::inbox::FileVerdict, progress: Progress| {
        let word = verdict.verdict.word();
        let _ = to.send(Msg::Batch { progress, again, verdict: word, sha256: verdict.sha256, findings: verdict.findings });
    };
    match work {
        Work::TakeIn(paths) => {
            let files = inbox::files(&paths)?;
            workspace.take_in(&files, terms, |_, verdict, progress| {
                tell(false, verdict, progress);
                Ok(())
            })
        }
        Work::ReadAgain => {
            let items = workspace.open_inbox()?;
            let files = workspace.stored_paths(&items)?;
            let mut past = workspace.past_declarations()?;
            inbox::examine(&files, workspace.today(), terms, Vec::new(), None, |mut verdict, progress| {
                let item = items.iter().find(|item| item.received.sha256 == verdict.sha256);
                verdict.supplier = item.and_then(|item| item.received.supplier.clone());
                workspace.weigh(&mut verdict, &past)?;
                past.extend(verdict.past());
                tell(true, verdict, progress);
                Ok::<(), WorkspaceError>(())
            })
        }
        Work::Smelters => {
            let rows = workspace.unsettled_smelters()?;
            let _ = to.send(Msg::Smelters(rows));
            Ok(Progress { done: 0, of: 0 })
        }
    }
}
