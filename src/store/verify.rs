//! The walk over a whole workspace: every log's chain, every body and document's hash, every head that was seen.
//!
//! Never repairs. A body that is not here is *absent here*, not damage: bodies are not carried by every copy.

use std::collections::{BTreeMap, BTreeSet};

use super::{FolderStore, Place, Store, StoreError};
use crate::journal::{self, Act, BodyRef, Entry, EntryRef, Hash, WriterId};

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// File below the workspace.
    pub file: String,
    /// Entry, if it concerns one.
    pub entry: Option<u64>,
    /// Line; zero for a whole file.
    pub line: usize,
    /// changed, torn, sequence, unreadable, forked, document, body, foreign-file.
    pub kind: &'static str,
    /// A sentence.
    pub problem: String,
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
}

/// Verifies some suppliers, or the whole workspace when none is named.
///
/// # Errors
/// When a folder or file cannot be read at all.
pub fn verify(store: &FolderStore, suppliers: &[String]) -> Result<VerifyReport, StoreError> {
    let mut report = VerifyReport::default();
    let all = if suppliers.is_empty() { store.suppliers()? } else { suppliers.to_vec() };
    let mut places = Vec::new();
    for supplier in &all {
        places.push(Place::Standing { supplier: supplier.clone() });
        places.extend(
            store.assessments(supplier)?.into_iter().map(|assessment| Place::Assessment { supplier: supplier.clone(), assessment }),
        );
        documents(store, supplier, &mut report)?;
    }
    if suppliers.is_empty() {
        places.extend(store.registers()?.into_iter().map(|kind| Place::Register { kind }));
    }
    for place in &places {
        verify_place(store, place, &mut report)?;
    }
    report.whole = report.problems.is_empty();
    Ok(report)
}

fn verify_place(store: &FolderStore, place: &Place, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut logs: BTreeMap<WriterId, Vec<Entry>> = BTreeMap::new();
    for writer in store.logs(place)? {
        let bytes = store.read(place, &writer)?;
        let journal = journal::read(&bytes);
        report.entries += journal.entries.len() as u64;
        for problem in &journal.problems {
            report.problems.push(Finding {
                file: format!("{place}/{writer}.toml"),
                entry: problem.entry,
                line: problem.line,
                kind: problem.kind.word(),
                problem: problem.text.clone(),
            });
        }
        opened_here(place, &writer, &journal.entries, report);
        logs.insert(writer, journal.entries);
    }
    witnessed(place, &logs, report);
    foreign_files(store, place, report)?;
    bodies(store, place, &logs, report)
}

/// A log says for whom and where it was opened; one that was moved elsewhere is found.
fn opened_here(place: &Place, writer: &WriterId, entries: &[Entry], report: &mut VerifyReport) {
    let Some(first) = entries.first() else { return };
    let problem = match &first.act {
        Act::Open(open) => {
            let (supplier, assessment) = match place {
                Place::Assessment { supplier, assessment } => (supplier.as_str(), assessment.as_str()),
                Place::Standing { supplier } => (supplier.as_str(), "standing"),
                Place::Register { kind } => ("", kind.as_str()),
            };
            let person = open.person == writer.person() && open.device == writer.device();
            (open.supplier != supplier || open.assessment != assessment || !person).then(|| {
                format!(
                    "the log was opened by {}-{} for {} {}, and lies here under another name",
                    open.person, open.device, open.supplier, open.assessment
                )
            })
        }
        _ => Some("the log does not begin with `open`".to_owned()),
    };
    if let Some(problem) = problem {
        report.problems.push(Finding { file: format!("{place}/{writer}.toml"), entry: Some(1), line: first.line, kind: "moved", problem });
    }
}

/// Colleagues witness each other: an entry that was seen must be there, with the hash it had then.
fn witnessed(place: &Place, logs: &BTreeMap<WriterId, Vec<Entry>>, report: &mut VerifyReport) {
    let known: BTreeMap<EntryRef, Hash> = logs
        .iter()
        .flat_map(|(writer, entries)| entries.iter().map(move |entry| (EntryRef { writer: writer.clone(), n: entry.n }, entry.hash)))
        .collect();
    for (writer, entries) in logs {
        for entry in entries {
            for head in &entry.seen {
                // A log that is not here at all may lie on another device still.
                if !logs.contains_key(&head.entry.writer) {
                    continue;
                }
                let problem = match known.get(&head.entry) {
                    Some(hash) if head.fits(hash) => continue,
                    Some(_) => format!("{} was seen with another hash: its log was rewritten", head.entry),
                    None => format!("{} was seen and is not there any more: its log shrank", head.entry),
                };
                report.problems.push(Finding {
                    file: format!("{place}/{writer}.toml"),
                    entry: Some(entry.n),
                    line: entry.line,
                    kind: "forked",
                    problem,
                });
            }
        }
    }
}

/// Copies a sync service made, and anything else that is no log.
fn foreign_files(store: &FolderStore, place: &Place, report: &mut VerifyReport) -> Result<(), StoreError> {
    for name in store.files_in(place)? {
        let known = name == "bodies" || name.contains(".toml.torn-") || name.strip_suffix(".toml").and_then(WriterId::parse).is_some();
        if !known {
            let problem =
                "this file is no log: a copy made by a sync service, or something foreign; look at it and move it away".to_owned();
            report.problems.push(Finding { file: format!("{place}/{name}"), entry: None, line: 0, kind: "foreign-file", problem });
        }
    }
    Ok(())
}

fn bodies(store: &FolderStore, place: &Place, logs: &BTreeMap<WriterId, Vec<Entry>>, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut seen = BTreeSet::new();
    for (writer, entries) in logs {
        for entry in entries {
            for word in entry.act.fields().iter().flat_map(|(_, value)| value.texts()) {
                let Some(body) = BodyRef::parse(&word) else { continue };
                if !seen.insert(body.clone()) {
                    continue;
                }
                if let Some(bytes) = store.body_bytes(place, &body)?
                    && BodyRef::of(&bytes) != body
                {
                    let problem = format!("the text {} was changed: its bytes do not give the hash the entry keeps", body.hex());
                    report.problems.push(Finding {
                        file: format!("{place}/{writer}.toml"),
                        entry: Some(entry.n),
                        line: entry.line,
                        kind: "body",
                        problem,
                    });
                }
            }
        }
    }
    Ok(())
}

fn documents(store: &FolderStore, supplier: &str, report: &mut VerifyReport) -> Result<(), StoreError> {
    for (name, path) in store.stored_files(supplier)? {
        let stated = name.split('.').next().unwrap_or(&name);
        if FolderStore::hash_of(&path)? != stated {
            let problem = "the document's bytes do not give the hash it is named by".to_owned();
            report.problems.push(Finding {
                file: format!("suppliers/{supplier}/files/{name}"),
                entry: None,
                line: 0,
                kind: "document",
                problem,
            });
        }
    }
    Ok(())
}
