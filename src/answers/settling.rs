//! Which answers settled a contradiction, and which entries were taken back: what a history tells beside what stands.

use std::collections::{BTreeMap, BTreeSet};

use super::{AnswerKey, Causality, Given, Log, Standing, given, key_of, live, stands};
use crate::journal::{Act, Entry, EntryRef};

/// The entries of one log that were taken back, each with the entry that did it. An undo that was itself undone takes
/// nothing back.
#[must_use]
pub fn taken_back(entries: &[Entry]) -> BTreeMap<u64, u64> {
    let mut back = BTreeMap::new();
    let sealed_before = |target: u64, undo: u64| {
        entries.iter().any(|entry| entry.n < undo && matches!(&entry.act, Act::Seal(seal) if seal.entry == target))
    };
    // Later entries first, so that an undo is known to be void before it is asked.
    for entry in entries.iter().rev() {
        if let Act::Undo { entry: target } = entry.act
            && !back.contains_key(&entry.n)
            && target < entry.n
            && !sealed_before(target, entry.n)
        {
            back.insert(target, entry.n);
        }
    }
    back
}

/// The answers that came after a contradiction on their question and had seen all sides of it.
#[must_use]
pub fn settling(logs: &[Log<'_>]) -> BTreeSet<EntryRef> {
    let causality = Causality::of(logs);
    let mut groups: BTreeMap<AnswerKey, Vec<Given>> = BTreeMap::new();
    for one in &live(logs, &causality) {
        if let Act::Answer(answer) = &one.entry.act {
            groups.entry(key_of(answer)).or_default().push(given(one, answer));
        }
    }
    let mut all = BTreeSet::new();
    for answers in groups.values().filter(|answers| answers.iter().any(|one| one.entry.writer != answers[0].entry.writer)) {
        for answer in answers {
            let before = answers.iter().filter(|other| causality.before(&other.entry, &answer.entry)).cloned().collect();
            if matches!(stands(before, &causality), Some(Standing::Conflict(_))) {
                all.insert(answer.entry.clone());
            }
        }
    }
    all
}
