//! A batch of files: two workers read, one thread takes; verdicts come in the order of the files whatever the workers do.
//!
//! Only the bytes in the workers' hands are held, and of an archive only one file. One slow file does not make the others pile up, and
//! a batch can be stopped between any two files, also of an archive.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::time::Duration;

use super::parcel::{self, Way};
use crate::inbox::{self, Circumstance, FileVerdict, Held};
use crate::store::{FolderStore, Shelf};
use crate::workspace::reader::Reader;

/// Threads that read.
const WORKERS: usize = 2;

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Paths that are done; an archive counts once.
    pub done: usize,
    /// Paths in all.
    pub of: usize,
}

/// How a batch is to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The supplier named for all of it.
    pub supplier: Option<&'a str>,
    /// What waits in the inbox counts as known; not when it is about to be taken.
    pub inbox_is_known: bool,
    /// Set from outside to stop between two files.
    pub cancel: &'a AtomicBool,
    /// Who reads the bytes.
    pub reader: &'a Reader,
}

/// Reads files on two threads and hands over each verdict in order; `keep` is where the bytes are stored, if anywhere.
///
/// # Errors
/// The first error of `each`; reading itself never fails, it gives a verdict.
pub fn examine<E>(
    files: &[PathBuf],
    today: jiff::civil::Date,
    terms: Terms<'_>,
    known: Vec<Held>,
    keep: Option<&FolderStore>,
    mut each: impl FnMut(FileVerdict, Progress) -> Result<(), E>,
) -> Result<Progress, E> {
    let mut held = known;
    let (next, stop, turn) = (AtomicUsize::new(0), AtomicBool::new(false), Turn::default());
    let wanted = || !stop.load(Ordering::Relaxed) && !terms.cancel.load(Ordering::Relaxed);
    let mut progress = Progress { done: 0, of: files.len() };
    std::thread::scope(|scope| {
        // The channel is short, so that workers wait for the writer and verdicts do not pile up.
        let (sender, results) = mpsc::sync_channel(WORKERS * 2);
        for _ in 0..WORKERS.min(files.len()) {
            let (sender, next, wanted, turn) = (sender.clone(), &next, &wanted, &turn);
            scope.spawn(move || {
                while wanted() {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = files.get(place) else { return };
                    turn.wait(place, AHEAD, wanted);
                    if !wanted() {
                        return;
                    }
                    let way = Way { reader: terms.reader, alone: &|| turn.wait(place, 0, wanted), wanted };
                    let give = &mut |verdict| sender.send((place, Some(verdict))).is_ok();
                    if !judge(path, (today, terms.supplier), way, keep, give) || sender.send((place, None)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // Verdicts of paths whose turn has not come; an archive has many.
        let mut early: BTreeMap<usize, VecDeque<Option<FileVerdict>>> = BTreeMap::new();
        for (place, verdict) in results {
            early.entry(place).or_default().push_back(verdict);
            while let Some(verdict) = early.get_mut(&progress.done).and_then(VecDeque::pop_front) {
                let Some(mut verdict) = verdict else {
                    early.remove(&progress.done);
                    progress.done += 1;
                    turn.is(progress.done);
                    continue;
                };
                verdict.compare(&held, terms.supplier);
                held.push(known_by(&verdict));
                let before = Progress { done: progress.done + 1, ..progress };
                if let Err(error) = each(verdict, before) {
                    stop.store(true, Ordering::Relaxed);
                    turn.is(usize::MAX);
                    return Err(error);
                }
            }
        }
        Ok(progress)
    })
}

/// How far ahead of the path whose turn it is another one may be read.
const AHEAD: usize = 16;

/// The path whose turn it is; whoever is too far ahead waits, so that one slow file does not make all others pile up.
#[derive(Default)]
struct Turn(Mutex<usize>, Condvar);

impl Turn {
    fn wait(&self, place: usize, ahead: usize, wanted: &dyn Fn() -> bool) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody wakes the waiting when the batch is stopped, so they look themselves.
        while place > now.saturating_add(ahead) && wanted() {
            now = self.1.wait_timeout(now, Duration::from_millis(50)).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn is(&self, place: usize) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = place;
        self.1.notify_all();
    }
}

/// One path: its verdicts one by one, its bytes stored. False when it was left in the middle.
fn judge(
    path: &Path,
    (today, supplier): (jiff::civil::Date, Option<&str>),
    way: Way<'_>,
    keep: Option<&FolderStore>,
    give: &mut dyn FnMut(FileVerdict) -> bool,
) -> bool {
    let circumstance = Circumstance { today, held: &[], supplier };
    let is_left = AtomicBool::new(false);
    let goes_on = || {
        let wanted = (way.wanted)() && !is_left.load(Ordering::Relaxed);
        is_left.fetch_or(!wanted, Ordering::Relaxed);
        wanted
    };
    parcel::open(path, Way { wanted: &goes_on, ..way }, &mut |arrived| {
        let taken = give(match arrived {
            parcel::Arrived::Unopened { name, why } => FileVerdict::unread(&name, &why),
            // What was not taken out of its archive has no bytes that something else could be the same as.
            parcel::Arrived::Read { name, bytes: None, reading } => inbox::of(&name, String::new(), reading, circumstance),
            parcel::Arrived::Read { name, bytes: Some(bytes), reading } => {
                let verdict = inbox::judge(&name, &bytes, reading, circumstance);
                match keep.map(|store| store.put_file(Shelf::Inbox, &bytes, &ending(&name))) {
                    Some(Err(error)) => FileVerdict::unread(&name, &error.sentence()),
                    Some(Ok(_)) | None => verdict,
                }
            }
        });
        is_left.fetch_or(!taken, Ordering::Relaxed);
    });
    !is_left.into_inner()
}

fn ending(name: &str) -> String {
    crate::clean::line(name).rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// A file that was given a verdict, as far as later ones are compared with it: an unusable one only by its bytes.
fn known_by(verdict: &FileVerdict) -> Held {
    verdict.held().unwrap_or_else(|| Held {
        file: verdict.file.clone(),
        sha256: verdict.sha256.clone(),
        template: None,
        company: None,
        scope: None,
        dated: None,
        supplier: None,
    })
}
