//! One writer's pen: the only way an entry gets into a log.
//!
//! Hold the log, re-read it if somebody wrote, set a torn tail of one's own aside, write once at the end, wait for the
//! disk; only then is it *saved*. The first entry is always `open`, whoever writes first and whatever tore. On any failure nothing of the log is changed and the text is kept.

use std::fmt;

use super::{Place, Store, StoreError};
use crate::journal::{self, Act, Entry, EntryRef, Hash, Head, Journal, Moment, Open, WriterId, block};
use crate::sentence::{Sentence, told};

/// An entry that is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Which.
    pub entry: EntryRef,
    /// The chain's hash.
    pub hash: Hash,
    /// When.
    pub at: Moment,
}

/// Why an entry is not saved.
#[derive(Debug)]
pub struct NotSaved {
    /// A sentence: what, where, why.
    pub reason: Sentence,
    /// Whoever writes may not, or not this: nothing is wrong with the disk or the record.
    pub refused: bool,
}

impl NotSaved {
    /// Not saved because the disk or the record does not let it.
    #[must_use]
    pub fn failed(reason: impl Into<Sentence>) -> Self {
        Self { reason: reason.into(), refused: false }
    }

    /// Not saved because whoever writes may not.
    #[must_use]
    pub fn refused(reason: Sentence) -> Self {
        Self { reason, refused: true }
    }
}

impl fmt::Display for NotSaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}

impl NotSaved {
    /// The sentence, for whoever reads it in whichever language.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        told("store.not-saved", [("why", self.reason.clone())])
    }
}

impl std::error::Error for NotSaved {}

impl From<StoreError> for NotSaved {
    fn from(error: StoreError) -> Self {
        Self { reason: error.sentence(), refused: matches!(error, StoreError::ReadOnly(_)) }
    }
}

/// A writer at a place.
pub struct Pen<'a> {
    store: &'a dyn Store,
    place: Place,
    writer: WriterId,
    opening: Open,
    bytes: Vec<u8>,
    journal: Journal,
    /// Lines of the log, so that a new entry knows where it stands.
    lines: usize,
    shown: Vec<Head>,
}

fn lines_of(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

impl<'a> Pen<'a> {
    /// Takes up the pen: reads what is there. A log that is new will begin with `opening`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn open(store: &'a dyn Store, place: Place, writer: WriterId, opening: Open) -> Result<Self, NotSaved> {
        let bytes = store.read(&place, &writer)?;
        let journal = journal::read(&bytes);
        let lines = lines_of(&bytes);
        Ok(Self { store, place, writer, opening, bytes, journal, lines, shown: Vec::new() })
    }

    /// Says which heads of other logs the writer's screen has shown.
    pub fn shown(&mut self, heads: &[Head]) {
        self.shown = heads.to_vec();
    }

    /// Heads shown that moved since the writer last named them.
    fn seen(&self) -> Vec<Head> {
        let named = |head: &Head| {
            let known = self.journal.entries.iter().flat_map(|entry| &entry.seen).filter(|seen| seen.entry.writer == head.entry.writer);
            known.map(|seen| seen.entry.n).max()
        };
        let mut seen: Vec<Head> = self
            .shown
            .iter()
            .filter(|head| head.entry.writer != self.writer && named(head).is_none_or(|n| n < head.entry.n))
            .cloned()
            .collect();
        seen.sort();
        seen.dedup();
        seen
    }

    /// Writes one entry; returns when it is on disk.
    ///
    /// # Errors
    /// [`NotSaved`] with the reason; the log is as it was before.
    pub fn write(&mut self, act: Act, at: &Moment, clock_set: bool) -> Result<Saved, NotSaved> {
        let _held = self.store.hold(&self.place, &self.writer)?;
        self.ready(at, clock_set)?;
        let seen = self.seen();
        self.put(act, at, clock_set, &seen)
    }

    /// Opens a new log and writes nothing else.
    ///
    /// # Errors
    /// [`NotSaved`] with the reason.
    pub fn begin(&mut self, at: &Moment, clock_set: bool) -> Result<(), NotSaved> {
        let _held = self.store.hold(&self.place, &self.writer)?;
        self.ready(at, clock_set)
    }

    /// Brings the held log to where the next entry can follow: mended, opened, and the mending told.
    fn ready(&mut self, at: &Moment, clock_set: bool) -> Result<(), NotSaved> {
        self.refresh()?;
        let recovered = self.mend()?;
        if self.journal.entries.is_empty() {
            self.put(Act::Open(self.opening.clone()), at, clock_set, &[])?;
        }
        if let Some(recovered) = recovered {
            self.put(recovered, at, clock_set, &[])?;
        }
        Ok(())
    }

    fn refresh(&mut self) -> Result<(), NotSaved> {
        let bytes = self.store.read(&self.place, &self.writer)?;
        if bytes != self.bytes {
            self.journal = journal::read(&bytes);
            self.lines = lines_of(&bytes);
            self.bytes = bytes;
        }
        Ok(())
    }

    /// A torn tail of one's own is copied aside and cut; the entry that says so is returned. Anything else is read-only.
    fn mend(&mut self) -> Result<Option<Act>, NotSaved> {
        if self.journal.problems.is_empty() {
            return Ok(None);
        }
        if !self.journal.is_only_torn() {
            let problem = &self.journal.problems[0];
            let file = ("file", Sentence::from(format!("{}/{}.toml", self.place, self.writer)));
            let (line, text) = (("line", problem.line.to_string().into()), ("problem", problem.text.clone()));
            let reason = match problem.entry {
                Some(n) => told("store.damaged-entry", [file, ("entry", n.to_string().into()), line, text]),
                None => told("store.damaged", [file, line, text]),
            };
            return Err(NotSaved::failed(reason));
        }
        let torn = (self.bytes.len() - self.journal.whole) as u64;
        if torn == 0 {
            // Only the parting blank line is missing.
            self.store.append(&self.place, &self.writer, self.bytes.len() as u64, b"\n")?;
            self.refresh()?;
            return Ok(None);
        }
        let name = self.store.set_aside(&self.place, &self.writer, self.journal.whole as u64)?;
        self.refresh()?;
        Ok(Some(Act::Recovered { torn: name, bytes: torn }))
    }

    fn put(&mut self, act: Act, at: &Moment, clock_set: bool, seen: &[Head]) -> Result<Saved, NotSaved> {
        let n = self.journal.next();
        let (bytes, hash) = block(&self.journal.head, n, at, clock_set, &act, seen);
        if bytes.len() > journal::block::LONGEST {
            return Err(NotSaved::failed(told("store.too-long", [])));
        }
        let before = self.bytes.len() as u64;
        if let Err(error) = self.store.append(&self.place, &self.writer, before, &bytes) {
            self.refresh()?;
            return Err(error.into());
        }
        let line = self.lines + 1;
        self.lines += lines_of(&bytes);
        self.bytes.extend_from_slice(&bytes);
        self.journal.entries.push(Entry { n, at: *at, clock_set, act, seen: seen.to_vec(), hash, line });
        self.journal.head = hash;
        self.journal.whole = self.bytes.len();
        Ok(Saved { entry: EntryRef { writer: self.writer.clone(), n }, hash, at: *at })
    }
}
