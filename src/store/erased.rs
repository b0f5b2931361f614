//! Stored files that entries name, and those that were erased: the entry that says so keeps the hash, so that a file that
//! is not there is a gap that proves itself.

use std::collections::BTreeMap;

use super::{Place, PlaceLogs};
use crate::journal::{Act, BodyRef, EntryRef, Moment, RegisterAct, Value};

/// A stored file that was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedFile {
    /// Its hash.
    pub sha256: String,
    /// Where the entry stands that says so.
    pub place: Place,
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Why, apart.
    pub reason: BodyRef,
}

/// The stored files an entry is about, by hash: documents and workbooks, none that an edition or a decision is bound to.
#[must_use]
pub fn files_of(act: &Act) -> Vec<String> {
    match act {
        Act::Attach(document) => vec![document.sha256.clone()],
        Act::Import(import) => vec![import.sha256.clone()],
        Act::Received(received) => vec![received.sha256.clone()],
        Act::Register(RegisterAct::Evidence(paper)) => vec![paper.sha256.clone()],
        Act::Answer(_) | Act::Review(_) | Act::Register(_) => {
            let evidence = act.fields().into_iter().filter(|(key, _)| key == "evidence").map(|(_, value)| value);
            evidence.filter(Value::is_list).flat_map(|value| value.texts()).collect()
        }
        _ => Vec::new(),
    }
}

/// The files that entries of some places say are erased, by hash; one that was taken in again later is none of them.
#[must_use]
pub fn erased_files<'a>(places: impl IntoIterator<Item = (&'a Place, &'a PlaceLogs)>) -> BTreeMap<String, ErasedFile> {
    let mut erased: BTreeMap<String, ErasedFile> = BTreeMap::new();
    let mut named: BTreeMap<String, Moment> = BTreeMap::new();
    for (place, found) in places {
        for (writer, entry) in found.logs.iter().flat_map(|(writer, entries)| entries.iter().map(move |entry| (writer, entry))) {
            if let Act::Redact(act) = &entry.act {
                for sha256 in &act.files {
                    let one = ErasedFile {
                        sha256: sha256.clone(),
                        place: place.clone(),
                        entry: EntryRef { writer: writer.clone(), n: entry.n },
                        at: entry.at,
                        reason: act.reason.clone(),
                    };
                    let known = erased.entry(sha256.clone()).or_insert_with(|| one.clone());
                    if known.at < one.at {
                        *known = one;
                    }
                }
            }
            for sha256 in files_of(&entry.act) {
                let last = named.entry(sha256).or_insert(entry.at);
                *last = (*last).max(entry.at);
            }
        }
    }
    erased.retain(|sha256, one| named.get(sha256).is_none_or(|last| *last <= one.at));
    erased
}
