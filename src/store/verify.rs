//! The walk over a whole workspace: every log's chain, every body, document and sealed file's hash, every head that was
//! seen, every text that people edit.
//!
//! Never repairs. A body that is not here is *absent here*, not damage, unless it was written at this very place: bodies
//! are not carried by every copy. A document is, so one that an entry names must be here, unless an entry says that it
//! was erased.

use std::collections::{BTreeMap, BTreeSet};

use super::logs::{PlaceLogs, logs_of};
use super::{ErasedFile, FolderStore, Place, Shelf, Store, StoreError, erased_files};
use crate::journal::{Act, BodyRef, Entry, RegisterAct, WriterId};
use crate::sentence::{Sentence, told};

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// File below the workspace.
    pub file: String,
    /// Entry, if it concerns one.
    pub entry: Option<u64>,
    /// Line; zero for a whole file.
    pub line: usize,
    /// changed, torn, sequence, unreadable, line-endings, moved, renamed, copy, forked, shrank, workspace, document, body,
    /// foreign-file, sealed, seal, signature, people, edited, against.
    pub kind: &'static str,
    /// A sentence.
    pub problem: Sentence,
}

/// What the walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Nothing is wrong.
    pub whole: bool,
    /// Entries that were checked.
    pub entries: u64,
    /// What is wrong.
    pub problems: Vec<Finding>,
    /// Stored files that were erased: gaps that prove themselves, and nothing wrong.
    pub erased: Vec<ErasedFile>,
}

/// Verifies some suppliers, or the whole workspace when none is named.
///
/// # Errors
/// When a folder or file cannot be read at all.
pub fn verify(store: &FolderStore, suppliers: &[String]) -> Result<VerifyReport, StoreError> {
    let mut report = VerifyReport::default();
    let all = if suppliers.is_empty() { store.suppliers()? } else { suppliers.to_vec() };
    for supplier in &all {
        let stored = documents(store, Shelf::Supplier(supplier), &mut report)?;
        let mut places = vec![Place::Standing { supplier: supplier.clone() }];
        places.extend(
            store.assessments(supplier)?.into_iter().map(|assessment| Place::Assessment { supplier: supplier.clone(), assessment }),
        );
        let shelf = Shelf::Supplier(supplier);
        let erased = erased_at(store, &places, (shelf, &stored), &mut report)?;
        for place in &places {
            verify_place(store, place, Some((&stored, &erased)), &mut report)?;
        }
    }
    if suppliers.is_empty() {
        let none = BTreeMap::new();
        for kind in store.registers()? {
            // A list is named by its entry as a document is.
            let shelf = if kind == LISTS { Some(documents(store, Shelf::Lists, &mut report)?) } else { None };
            let shelf = shelf.as_ref().map(|stored| (stored.as_slice(), &none));
            verify_place(store, &Place::Register { kind }, shelf, &mut report)?;
        }
    }
    if suppliers.is_empty() {
        // What was taken into a supplier's record leaves the inbox, so a file that is not there is nothing to report.
        let stored = documents(store, Shelf::Inbox, &mut report)?;
        erased_at(store, &[Place::Inbox], (Shelf::Inbox, &stored), &mut report)?;
        verify_place(store, &Place::Inbox, None, &mut report)?;
        verify_place(store, &Place::People, None, &mut report)?;
        documents(store, Shelf::Sealed, &mut report)?;
        report.problems.extend(store.edited()?);
    }
    report.whole = report.problems.is_empty();
    Ok(report)
}

/// The files of a shelf that were erased; one that is here all the same is told.
fn erased_at(
    store: &FolderStore,
    places: &[Place],
    (shelf, stored): (Shelf<'_>, &[String]),
    report: &mut VerifyReport,
) -> Result<BTreeMap<String, ErasedFile>, StoreError> {
    let logs = places.iter().map(|place| logs_of(store, place)).collect::<Result<Vec<_>, _>>()?;
    let erased = erased_files(places.iter().zip(&logs));
    for one in erased.values() {
        if stored.contains(&one.sha256) {
            let problem = told("damage.file-erased-back", [("hash", (&one.sha256).into())]);
            report.problems.push(Finding { file: format!("{shelf}/{}", one.sha256), entry: None, line: 0, kind: "document", problem });
        } else {
            report.erased.push(one.clone());
        }
    }
    Ok(erased)
}

/// What lies on a shelf by its hash, and what of it was erased.
type Stored<'a> = (&'a [String], &'a BTreeMap<String, ErasedFile>);

fn verify_place(store: &FolderStore, place: &Place, stored: Option<Stored<'_>>, report: &mut VerifyReport) -> Result<(), StoreError> {
    let PlaceLogs { logs, findings, .. } = logs_of(store, place)?;
    report.problems.extend(findings);
    store.remember_heads(place, &logs, false)?;
    let mut looked: BTreeMap<BodyRef, Option<Sentence>> = BTreeMap::new();
    let erased: BTreeSet<String> = logs.iter().flat_map(|(_, entries)| entries).flat_map(erased_by).collect();
    for (name, path) in store.bodies_at(place)? {
        let stem = name.strip_suffix(".txt").unwrap_or(&name);
        if stem != FolderStore::hash_of(&path)? {
            let problem = told("damage.body-changed", [("hash", stem.into())]);
            report.problems.push(Finding { file: format!("{place}/bodies/{name}"), entry: None, line: 0, kind: "body", problem });
        }
    }
    for (writer, entries) in &logs {
        report.entries += entries.len() as u64;
        let wrote_here = store.wrote_here(place, writer);
        for entry in entries {
            if matches!(entry.act, Act::Redact(_) | Act::Register(RegisterAct::Erase(_))) {
                continue;
            }
            for body in bodies_of(&entry.act) {
                if erased.contains(body.as_str()) {
                    if store.body_bytes(place, &body)?.is_some() {
                        let problem = told("damage.body-erased-back", [("hash", body.hex().into())]);
                        report.problems.push(about(place, writer, entry, "body", problem));
                    }
                    continue;
                }
                if !looked.contains_key(&body) {
                    let problem = body_problem(store, place, &body, wrote_here)?;
                    looked.insert(body.clone(), problem);
                }
                if let Some(problem) = looked.get(&body).cloned().flatten() {
                    report.problems.push(about(place, writer, entry, "body", problem));
                }
            }
            let missing = named_document(&entry.act).filter(|sha256| {
                stored.is_some_and(|(stored, erased)| !stored.iter().any(|s| s == sha256) && !erased.contains_key(*sha256))
            });
            if let Some(sha256) = missing {
                report.problems.push(about(place, writer, entry, "document", told("damage.document-missing", [("hash", sha256.into())])));
            }
        }
    }
    Ok(())
}

/// The register of imported lists.
const LISTS: &str = "lists";

fn about(place: &Place, writer: &WriterId, entry: &Entry, kind: &'static str, problem: Sentence) -> Finding {
    Finding { file: format!("{place}/{writer}.toml"), entry: Some(entry.n), line: entry.line, kind, problem }
}

/// The texts an entry says are erased.
fn erased_by(entry: &Entry) -> Vec<String> {
    match &entry.act {
        Act::Redact(redact) => redact.bodies.clone(),
        Act::Register(RegisterAct::Erase(act)) => act.bodies.iter().map(|body| body.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Every text an entry refers to.
#[must_use]
pub fn bodies_of(act: &Act) -> Vec<BodyRef> {
    act.fields().iter().flat_map(|(_, value)| value.texts()).filter_map(|word| BodyRef::parse(&word)).collect()
}

fn named_document(act: &Act) -> Option<&str> {
    match act {
        Act::Attach(document) => Some(&document.sha256),
        Act::Import(import) => Some(&import.sha256),
        Act::List(list) => Some(&list.sha256),
        Act::Register(RegisterAct::Evidence(paper)) => Some(&paper.sha256),
        _ => None,
    }
}

fn body_problem(store: &FolderStore, place: &Place, body: &BodyRef, wrote_here: bool) -> Result<Option<Sentence>, StoreError> {
    let problem = |key| Some(told(key, [("hash", body.hex().into())]));
    Ok(match store.body_bytes(place, body)? {
        // One that was changed is told by the file it lies in.
        Some(_) => None,
        None if wrote_here => problem("damage.body-missing"),
        None => None,
    })
}

/// Checks every stored document against its name; returns the hashes that are there.
fn documents(store: &FolderStore, shelf: Shelf<'_>, report: &mut VerifyReport) -> Result<Vec<String>, StoreError> {
    let mut stored = Vec::new();
    for (name, path) in store.stored_files(shelf)? {
        let stated = name.split('.').next().unwrap_or(&name);
        if FolderStore::hash_of(&path)? != stated {
            let file = format!("{shelf}/{name}");
            let problem = told("damage.document-changed", []);
            report.problems.push(Finding { file, entry: None, line: 0, kind: "document", problem });
        }
        stored.push(stated.to_owned());
    }
    Ok(stored)
}
