//! What happened before what: own earlier entries, and everything that was seen, transitively.

use std::collections::BTreeMap;

use super::Log;
use crate::journal::{EntryRef, Hash, WriterId};

/// For every entry, how far into each log it had seen.
#[derive(Debug, Default)]
pub(crate) struct Causality {
    clocks: BTreeMap<EntryRef, BTreeMap<WriterId, u64>>,
    hashes: BTreeMap<EntryRef, Hash>,
}

impl Causality {
    pub(crate) fn of(logs: &[Log<'_>]) -> Self {
        let mut causality = Self::default();
        // A head may name an entry of a log that is read later or is not here: walk until nothing is left to do.
        let mut next: Vec<usize> = vec![0; logs.len()];
        loop {
            let mut moved = false;
            for (index, log) in logs.iter().enumerate() {
                while let Some(entry) = log.entries.get(next[index]) {
                    if !entry.seen.iter().all(|head| causality.is_ready(logs, &head.entry)) {
                        break;
                    }
                    causality.add(log, next[index]);
                    next[index] += 1;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        // What is left waits for itself in a circle, which no honest writer makes: taken without what it claims.
        for (index, log) in logs.iter().enumerate() {
            for place in next[index]..log.entries.len() {
                causality.add(log, place);
            }
        }
        causality
    }

    fn is_ready(&self, logs: &[Log<'_>], head: &EntryRef) -> bool {
        let here = logs.iter().find(|log| log.writer == head.writer).is_some_and(|log| log.entries.iter().any(|entry| entry.n == head.n));
        !here || self.clocks.contains_key(head)
    }

    fn add(&mut self, log: &Log<'_>, place: usize) {
        let entry = &log.entries[place];
        let before =
            place.checked_sub(1).and_then(|before| self.clocks.get(&EntryRef { writer: log.writer.clone(), n: log.entries[before].n }));
        let mut clock = before.cloned().unwrap_or_default();
        for head in &entry.seen {
            // A head whose hash does not fit names another history than the one here: it has seen nothing of this one.
            if self.hashes.get(&head.entry).is_some_and(|hash| head.fits(hash))
                && let Some(theirs) = self.clocks.get(&head.entry)
            {
                for (writer, n) in theirs.clone() {
                    let known = clock.entry(writer).or_default();
                    *known = (*known).max(n);
                }
            }
        }
        clock.insert(log.writer.clone(), entry.n);
        let at = EntryRef { writer: log.writer.clone(), n: entry.n };
        self.hashes.insert(at.clone(), entry.hash);
        self.clocks.insert(at, clock);
    }

    /// Whether `a` happened before `b`.
    pub(crate) fn before(&self, a: &EntryRef, b: &EntryRef) -> bool {
        a != b && self.clocks.get(b).and_then(|clock| clock.get(&a.writer)).is_some_and(|n| *n >= a.n)
    }

    /// How many entries an entry has behind it, itself included: grows along *before*.
    pub(crate) fn depth(&self, entry: &EntryRef) -> u64 {
        self.clocks.get(entry).map_or(0, |clock| clock.values().sum())
    }
}
