//! Heads of logs as this machine last saw them, kept in the state folder: a log that shrank, forked or went away since
//! is told, whoever rewrote it and however well.

use std::collections::BTreeMap;

use super::logs::{PlaceLogs, logs_of};
use super::verify::Finding;
use super::{FolderStore, Place, Store as _, StoreError};
use crate::journal::{Entry, EntryRef, Hash, Head, WriterId, block::sha256_hex};

type Heads = BTreeMap<WriterId, (u64, Hash)>;

fn parse(text: &str) -> Heads {
    let line = |line: &str| {
        let mut words = line.split(' ');
        Some((WriterId::parse(words.next()?)?, (words.next()?.parse().ok()?, Hash::parse(words.next()?)?)))
    };
    text.lines().filter_map(line).collect()
}

fn written(heads: &Heads) -> String {
    heads.iter().map(|(writer, (n, hash))| format!("{writer} {n} {hash}\n")).collect()
}

/// What is remembered and is not so any more.
pub(super) fn broken(store: &FolderStore, place: &Place, logs: &[(WriterId, Vec<Entry>)]) -> Vec<Finding> {
    let Some(text) = store.recalled(&place.to_string()) else { return Vec::new() };
    let mut findings = Vec::new();
    for (writer, (n, hash)) in parse(&text) {
        let entries = logs.iter().find(|(known, _)| *known == writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        let (kind, problem) = match entries.iter().find(|entry| entry.n == n) {
            Some(entry) if entry.hash == hash => continue,
            Some(_) => ("forked", format!("this machine has seen {writer}#{n} with another hash: the log was rewritten since")),
            None if entries.is_empty() => ("shrank", format!("this machine has seen {n} entries of {writer}, and the log is gone")),
            None => ("shrank", format!("this machine has seen {n} entries of {writer}, and {} are left", entries.len())),
        };
        let problem = format!("{problem}; restore it from a copy, or accept it with `oretrail verify --accept-heads`");
        findings.push(Finding { file: format!("{place}/{writer}.toml"), entry: Some(n), line: 0, kind, problem: problem.into() });
    }
    findings
}

impl FolderStore {
    /// Remembers the heads of a place as they are now. What contradicts an earlier memory is not taken, unless it is
    /// accepted on purpose.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn remember_heads(&self, place: &Place, logs: &[(WriterId, Vec<Entry>)], accept: bool) -> Result<(), StoreError> {
        let before = self.recalled(&place.to_string()).map(|text| parse(&text)).unwrap_or_default();
        let mut heads = if accept { Heads::new() } else { before.clone() };
        for (writer, entries) in logs {
            let Some(last) = entries.last() else { continue };
            let fits = before.get(writer).is_none_or(|(n, hash)| entries.iter().any(|entry| entry.n == *n && entry.hash == *hash));
            if fits || accept {
                heads.insert(writer.clone(), (last.n, last.hash));
            }
        }
        if heads == before { Ok(()) } else { self.note_down(&place.to_string(), &written(&heads)) }
    }

    /// Remembers the head of a log this machine has just written.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn remember_head(&self, place: &Place, entry: &EntryRef, hash: Hash) -> Result<(), StoreError> {
        let mut heads = self.recalled(&place.to_string()).map(|text| parse(&text)).unwrap_or_default();
        heads.insert(entry.writer.clone(), (entry.n, hash));
        self.note_down(&place.to_string(), &written(&heads))
    }

    /// The head that people's roles hang on, as this machine first saw it.
    #[must_use]
    pub fn pinned_root(&self) -> Option<Head> {
        self.recalled("root")?.trim().parse().ok()
    }

    /// Pins the head that people's roles hang on.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn pin_root(&self, head: &Head) -> Result<(), StoreError> {
        self.note_down("root", &format!("{head}\n"))
    }

    /// Every place of the workspace that holds logs.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn places(&self) -> Result<Vec<Place>, StoreError> {
        let mut places = vec![Place::People, Place::Inbox];
        places.extend(self.registers()?.into_iter().map(|kind| Place::Register { kind }));
        for supplier in self.suppliers()? {
            places.push(Place::Standing { supplier: supplier.clone() });
            let assessments = self.assessments(&supplier)?;
            places.extend(assessments.into_iter().map(|assessment| Place::Assessment { supplier: supplier.clone(), assessment }));
        }
        Ok(places)
    }
}

/// The head of every log of the workspace, by place and writer.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn all_heads(store: &FolderStore) -> Result<Vec<(Place, Head)>, StoreError> {
    let mut heads = Vec::new();
    for place in store.places()? {
        let PlaceLogs { logs, .. } = logs_of(store, &place)?;
        for (writer, entries) in logs {
            if let Some(last) = entries.last() {
                heads.push((place.clone(), Head { entry: EntryRef { writer, n: last.n }, hash: last.hash.short() }));
            }
        }
    }
    heads.sort();
    Ok(heads)
}

/// One hash over all heads: what an export prints, so that whoever holds the export is a witness.
#[must_use]
pub fn digest(heads: &[(Place, Head)]) -> String {
    let lines: String = heads.iter().map(|(place, head)| format!("{place} {head}\n")).collect();
    sha256_hex(lines.as_bytes())
}
