//! Heads of logs as this machine last saw them, kept in the state folder: a log that shrank, forked or went away since
//! is told, whoever rewrote it and however well. They are kept by folder and by the workspace's id, so that a folder that
//! was moved is known again, and one that calls itself by another id is told.

use std::collections::BTreeMap;

use super::logs::{PlaceLogs, logs_of};
use super::verify::Finding;
use super::{FolderStore, Place, Store as _, StoreError};
use crate::journal::{Entry, EntryRef, Hash, Head, WriterId, block::sha256_hex};
use crate::sentence::told;

/// The name of the memory of what roles hang on.
const ROOT: &str = "root";
/// The name of the memory of the keys that everything signed hangs on.
const KEYS: &str = "keys";

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
    let mut findings = Vec::new();
    for (writer, (n, hash)) in store.heads_before(place) {
        let entries = logs.iter().find(|(known, _)| *known == writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        let (kind, key) = match entries.iter().find(|entry| entry.n == n) {
            Some(entry) if entry.hash == hash => continue,
            Some(_) => ("forked", "damage.remembered-otherwise"),
            None if entries.is_empty() => ("shrank", "damage.remembered-gone"),
            None => ("shrank", "damage.remembered-more"),
        };
        let values = [("writer", writer.to_string()), ("n", n.to_string()), ("left", entries.len().to_string())];
        let problem = told(key, values.map(|(name, value)| (name, value.into()))).and(told("damage-do.restore-or-accept", []));
        findings.push(Finding { file: format!("{place}/{writer}.toml"), entry: Some(n), line: 0, kind, problem });
    }
    findings
}

impl FolderStore {
    /// What this machine remembers of a place: of this folder, or of the same workspace where this folder is new to it.
    fn heads_before(&self, place: &Place) -> Heads {
        let name = place.to_string();
        self.recalled(&name).or_else(|| self.recalled_of_kin(&name)).map(|text| parse(&text)).unwrap_or_default()
    }

    /// Notes heads down for this folder, and for the workspace wherever it lies: there the longest history is kept.
    fn note_heads(&self, place: &Place, heads: &Heads, accept: bool) -> Result<(), StoreError> {
        let name = place.to_string();
        self.note_down(&name, &written(heads))?;
        let known = self.recalled_of_kin(&name).map(|text| parse(&text)).unwrap_or_default();
        let mut kin = heads.clone();
        for (writer, (n, hash)) in known.iter().filter(|_| !accept) {
            if kin.get(writer).is_none_or(|(now, _)| now < n) {
                kin.insert(writer.clone(), (*n, *hash));
            }
        }
        if kin == known { Ok(()) } else { self.note_down_for_kin(&name, &written(&kin)) }
    }

    /// Remembers the heads of a place as they are now. What contradicts an earlier memory is not taken, unless it is
    /// accepted on purpose.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn remember_heads(&self, place: &Place, logs: &[(WriterId, Vec<Entry>)], accept: bool) -> Result<(), StoreError> {
        let before = self.heads_before(place);
        let mut heads = if accept { Heads::new() } else { before.clone() };
        for (writer, entries) in logs {
            let Some(last) = entries.last() else { continue };
            let fits = before.get(writer).is_none_or(|(n, hash)| entries.iter().any(|entry| entry.n == *n && entry.hash == *hash));
            if fits || accept {
                heads.insert(writer.clone(), (last.n, last.hash));
            }
        }
        if heads == before { Ok(()) } else { self.note_heads(place, &heads, accept) }
    }

    /// Remembers the head of a log this machine has just written.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn remember_head(&self, place: &Place, entry: &EntryRef, hash: Hash) -> Result<(), StoreError> {
        let mut heads = self.heads_before(place);
        heads.insert(entry.writer.clone(), (entry.n, hash));
        self.note_heads(place, &heads, false)
    }

    /// The head that people's roles hang on, as this machine first saw it.
    #[must_use]
    pub fn pinned_root(&self) -> Option<Head> {
        self.recalled(ROOT).or_else(|| self.recalled_of_kin(ROOT))?.trim().parse().ok()
    }

    /// Pins the head that people's roles hang on.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn pin_root(&self, head: &Head) -> Result<(), StoreError> {
        self.note_down(ROOT, &format!("{head}\n"))?;
        self.note_down_for_kin(ROOT, &format!("{head}\n"))
    }

    /// Fingerprints that everything signed here hangs on, as this machine remembers them: of this folder, and of the same
    /// workspace wherever it lies.
    #[must_use]
    pub fn remembered_keys(&self) -> [Option<Vec<String>>; 2] {
        let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
        [self.recalled(KEYS).map(words), self.recalled_of_kin(KEYS).map(words)]
    }

    /// Remembers them; the workspace's own memory is kept where there are none here.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn remember_keys(&self, keys: &[String]) -> Result<(), StoreError> {
        let text = format!("{}\n", keys.join(" "));
        self.note_down(KEYS, &text)?;
        if keys.is_empty() { Ok(()) } else { self.note_down_for_kin(KEYS, &text) }
    }

    /// The id this folder's workspace had when this machine last saw it, if it is another one now.
    #[must_use]
    pub fn other_id(&self) -> Option<String> {
        self.recalled_of_folder().map(|id| id.trim().to_owned()).filter(|id| id != self.id())
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
