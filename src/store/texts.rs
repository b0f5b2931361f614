//! Files a person may edit by hand: settings, profiles, definitions. No chain covers them, so this machine remembers their
//! hashes outside the workspace, and a change that did not go through the program is told until somebody accepts it.

use std::collections::BTreeMap;

use super::verify::Finding;
use super::{FolderStore, StoreError};
use crate::sentence::told;

/// The name of the memory.
const MEMORY: &str = "texts";

fn parse(text: &str) -> BTreeMap<String, String> {
    text.lines().filter_map(|line| line.split_once(' ')).map(|(sha256, path)| (path.to_owned(), sha256.to_owned())).collect()
}

fn written(texts: &BTreeMap<String, String>) -> String {
    texts.iter().map(|(path, sha256)| format!("{sha256} {path}\n")).collect()
}

/// Whether a file of the workspace is one that people edit, or a torn tail that was set aside.
fn is_text(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let toml = path.ends_with(".toml");
    match parts.as_slice() {
        [".gitattributes" | ".gitignore"] => true,
        [_] | ["questionnaires" | "policies" | "reference", _] | ["suppliers", _, _] => toml,
        _ => path.contains(".toml.torn-"),
    }
}

impl FolderStore {
    fn texts_now(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let mut now = BTreeMap::new();
        for (path, file) in self.every_file()?.into_iter().filter(|(path, _)| is_text(path)) {
            now.insert(path, Self::hash_of(&file)?);
        }
        Ok(now)
    }

    /// Whether this machine remembers nothing of the texts here yet.
    #[must_use]
    pub fn texts_are_new(&self) -> bool {
        self.recalled(MEMORY).is_none()
    }

    /// Remembers every text as it is now.
    ///
    /// # Errors
    /// When the workspace cannot be read or the state folder not be written.
    pub fn remember_texts(&self) -> Result<(), StoreError> {
        self.note_down(MEMORY, &written(&self.texts_now()?))
    }

    /// Remembers a text this machine has just written.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn remember_text(&self, path: &str, sha256: String) -> Result<(), StoreError> {
        let Some(known) = self.recalled(MEMORY).filter(|_| is_text(path)) else { return Ok(()) };
        let mut texts = parse(&known);
        texts.insert(path.to_owned(), sha256);
        self.note_down(MEMORY, &written(&texts))
    }

    /// Texts that are not as this machine remembers them. New ones are remembered from here on.
    pub(super) fn edited(&self) -> Result<Vec<Finding>, StoreError> {
        let now = self.texts_now()?;
        let known = self.recalled(MEMORY).map(|text| parse(&text)).unwrap_or_default();
        let mut findings = Vec::new();
        for (path, sha256) in &known {
            let problem = match now.get(path) {
                Some(same) if same == sha256 => continue,
                Some(_) => told("damage.edited", []),
                None => told("damage.text-gone", []),
            };
            findings.push(Finding { file: path.clone(), entry: None, line: 0, kind: "edited", problem });
        }
        let mut all = known.clone();
        for (path, sha256) in now {
            all.entry(path).or_insert(sha256);
        }
        if all != known {
            self.note_down(MEMORY, &written(&all))?;
        }
        Ok(findings)
    }
}
