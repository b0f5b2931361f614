//! The record held against what somebody else holds: an export, or another copy of the workspace. Heads of logs first, and
//! then the keys that everything signed hangs on: whoever swaps those can sign whatever was rewritten.

use std::collections::BTreeSet;
use std::path::Path;

use super::act::wrong;
use super::decide::as_logs;
use super::{Workspace, WorkspaceError, settings};
use crate::journal::{Head, WriterId, block::sha256_hex};
use crate::people::People;
use crate::sentence::{Sentence, told};
use crate::store::{Finding, FolderStore, Place, Shelf, all_heads, logs_of};

/// What an export names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witness {
    /// Every SHA-256.
    pub hashes: BTreeSet<String>,
    /// The keys that everything signed hung on, the first one first; none: it does not say.
    pub anchors: Vec<String>,
    /// Every fingerprint of a key.
    pub keys: BTreeSet<String>,
    /// It says that it names the heads of a record.
    pub says_heads: bool,
}

/// How long the base64 of a fingerprint is.
const PRINT: usize = 43;

impl Witness {
    /// Takes in what a part of an export names.
    pub fn take(&mut self, bytes: &[u8]) {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let runs = bytes.split(|byte| !hex(*byte)).filter(|run| run.len() == 64);
        self.hashes.extend(runs.map(|run| String::from_utf8_lossy(run).into_owned()));
        let text = String::from_utf8_lossy(bytes);
        for (at, mark) in text.match_indices("SHA256:") {
            let print = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
            let length = text.as_bytes()[at + mark.len()..].iter().take_while(|byte| print(byte)).count();
            if length == PRINT {
                self.keys.insert(text[at..at + mark.len() + PRINT].to_owned());
            }
        }
        let anchor = |line: &str| line.strip_prefix("first-key ").or_else(|| line.strip_prefix("begun-again ")).map(str::to_owned);
        self.says_heads |= text.lines().any(|line| line.strip_prefix("heads ").is_some_and(|hash| self.hashes.contains(hash.trim())));
        self.anchors.extend(text.lines().filter_map(anchor).map(|key| key.trim().to_owned()));
    }

    /// Whether it names nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty() && self.keys.is_empty()
    }
}

fn finding(file: String, problem: Sentence) -> Finding {
    Finding { file, entry: None, line: 0, kind: "against", problem }
}

impl Workspace {
    /// What the record held when an export was made and does not hold now.
    ///
    /// # Errors
    /// When it is no witness of any record, or a log cannot be read.
    pub fn verify_against(&self, export: &str, named: &Witness) -> Result<Vec<Finding>, WorkspaceError> {
        let mut findings = self.other_keys(export, &named.anchors, &named.keys);
        let mut lists = 0;
        for sha256 in &named.hashes {
            let Some(bytes) = self.store.file(Shelf::Sealed, sha256)? else { continue };
            if sha256_hex(&bytes) != *sha256 {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let lines: Vec<(&str, Head)> =
                text.lines().filter_map(|line| line.rsplit_once(' ')).filter_map(|(at, head)| Some((at, head.parse().ok()?))).collect();
            if lines.is_empty() || lines.len() != text.lines().count() {
                continue;
            }
            lists += 1;
            for (at, head) in lines {
                if !self.holds_at(at, &head)? {
                    let problem = told("damage.against", [("export", export.into()), ("head", head.to_string().into())]);
                    findings.push(finding(format!("{at}/{}.toml", head.entry.writer), problem));
                }
            }
        }
        // Somebody who reads out a fingerprint asks for the key alone.
        if lists == 0 && (!named.hashes.is_empty() || named.keys.is_empty()) {
            if !named.says_heads {
                return Err(wrong(told("refusal.no-witness", [("export", export.into())])));
            }
            findings.push(finding(export.to_owned(), told("damage.against-none", [])));
        }
        Ok(findings)
    }

    /// Where the record and another copy of the workspace cannot both be right: a log that went on otherwise there, and
    /// other keys. What one of them holds more of is no contradiction.
    ///
    /// # Errors
    /// When a log cannot be read, or the folder holds no workspace.
    pub fn verify_against_copy(&self, folder: &Path) -> Result<Vec<Finding>, WorkspaceError> {
        let name = folder.display().to_string();
        let copy = FolderStore::open(folder, &self.local)?;
        let Some(text) = copy.read_text("oretrail.toml")? else {
            return Err(wrong(told("refusal.no-copy", [("folder", name.into())])));
        };
        let theirs = settings::read("oretrail.toml", &text).0;
        if theirs.workspace != self.settings.workspace {
            let values = [("folder", name.into()), ("theirs", theirs.workspace.into()), ("here", (&self.settings.workspace).into())];
            return Err(wrong(told("refusal.copy-of-another", values)));
        }
        let people = logs_of(&copy, &Place::People)?.logs;
        let people = People::of(&as_logs(&people), theirs.root.as_ref());
        let keys = people.persons.values().flat_map(|person| &person.keys).filter(|held| held.confirmed).map(|held| held.key.fingerprint());
        let mut findings = self.other_keys(&name, &people.anchors(), &keys.collect());
        for (place, head) in all_heads(&copy)? {
            if self.holds_at(&place.to_string(), &head)? || self.is_behind(&copy, &place, &head.entry.writer)? {
                continue;
            }
            let values = [("copy", (&name).into()), ("head", head.to_string().into())];
            findings.push(finding(format!("{place}/{}.toml", head.entry.writer), told("damage.against-copy", values)));
        }
        Ok(findings)
    }

    /// Whether a copy holds everything a log holds here, and so only more of it.
    fn is_behind(&self, copy: &FolderStore, place: &Place, writer: &WriterId) -> Result<bool, WorkspaceError> {
        let own = logs_of(&self.store, place)?.logs;
        let Some((_, entries)) = own.iter().find(|(known, _)| known == writer) else { return Ok(true) };
        let Some(last) = entries.last() else { return Ok(true) };
        Ok(super::verify::holds(&logs_of(copy, place)?.logs, &Head::of(writer, last)))
    }

    /// Keys that were named and are not so here. The first one tells whether it is the same workspace at all.
    fn other_keys(&self, export: &str, anchors: &[String], keys: &BTreeSet<String>) -> Vec<Finding> {
        let now = self.people.anchors();
        let last = |all: &[String]| all.last().cloned().unwrap_or_else(|| "—".to_owned());
        let mut findings = Vec::new();
        if let Some(first) = anchors.first().filter(|first| now.first() != Some(first)) {
            let here = now.first().cloned().unwrap_or_else(|| "—".to_owned());
            let values = [("export", export.into()), ("then", first.into()), ("now", here.into())];
            findings.push(finding("people".to_owned(), told("damage.against-first-key", values)));
        } else if !now.starts_with(anchors) && !anchors.starts_with(&now) {
            let values = [("export", export.into()), ("then", last(anchors).into()), ("now", last(&now).into())];
            findings.push(finding("people".to_owned(), told("damage.against-begun-again", values)));
        }
        let known: BTreeSet<String> =
            self.people.persons.values().flat_map(|person| &person.keys).map(|held| held.key.fingerprint()).collect();
        let strange = keys.iter().filter(|key| !known.contains(*key) && !anchors.contains(key));
        let told_of = |key: &String| told("damage.against-key", [("export", export.into()), ("key", key.into())]);
        findings.extend(strange.map(|key| finding("people".to_owned(), told_of(key))));
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_names_hashes_fingerprints_and_what_everything_signed_hung_on() {
        let print = |letter: &str| format!("SHA256:{}", letter.repeat(PRINT));
        let mut witness = Witness::default();
        let text = format!(
            "heads {}\nfirst-key {}\nbegun-again {}\nsigned by {}, SHA256:short\n",
            "0a".repeat(32),
            print("a"),
            print("b"),
            print("c")
        );
        witness.take(text.as_bytes());
        assert_eq!(witness.hashes.len(), 1);
        assert_eq!(witness.anchors, [print("a"), print("b")]);
        assert_eq!(witness.keys, BTreeSet::from([print("a"), print("b"), print("c")]));
        assert!(!witness.is_empty() && Witness::default().is_empty());
    }
}
