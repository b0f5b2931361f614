//! The logs of one place, each under the writer who opened it, whatever its file is called.
//!
//! Sync services rename, double and hold back files. A copy that holds nothing new is left out, one that holds more is
//! taken, two that part ways are reported, and a log opened for somebody else is not counted here. Nothing is repaired.

use std::collections::{BTreeMap, BTreeSet};

use super::{FolderStore, Place, StoreError, verify::Finding};
use crate::journal::{self, Act, Entry, EntryRef, Journal, WriterId};
use crate::sentence::{Sentence, told};

/// What lies at a place.
#[derive(Clone, Debug, Default)]
pub struct PlaceLogs {
    /// One log per writer.
    pub logs: Vec<(WriterId, Vec<Entry>)>,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// Writers whose log lies under another name, and that name.
    pub renamed: Vec<(WriterId, String)>,
}

impl PlaceLogs {
    /// Findings that change what can be known; a colleague's entry still on its way and an idle copy do not.
    pub fn damage(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !matches!(finding.kind, "torn" | "copy" | "foreign-file"))
    }
}

struct File {
    name: String,
    journal: Journal,
}

/// Reads every log of a place.
///
/// # Errors
/// When a folder or file cannot be read at all.
pub fn logs_of(store: &FolderStore, place: &Place) -> Result<PlaceLogs, StoreError> {
    let mut found = PlaceLogs::default();
    let mut by_writer: BTreeMap<WriterId, Vec<File>> = BTreeMap::new();
    for name in store.files_in(place)? {
        let files_lie_here = *place == Place::Inbox && name == "files";
        if name == "bodies" || files_lie_here || name.contains(".toml.torn-") {
            continue;
        }
        let file = match name.ends_with(".toml") {
            true => File { journal: journal::read(&store.read_file(place, &name)?), name },
            false => {
                found.findings.push(foreign(place, &name));
                continue;
            }
        };
        if let Some(writer) = opened_by(store, place, &file, &mut found.findings) {
            by_writer.entry(writer).or_default().push(file);
        }
    }
    for (writer, files) in by_writer {
        let file = longest(place, &writer, files, &mut found.findings);
        problems(place, &file, &mut found.findings);
        if file.name != format!("{writer}.toml") {
            found.renamed.push((writer.clone(), file.name.clone()));
        }
        found.logs.push((writer, file.journal.entries));
    }
    witnessed(place, &found.logs, &mut found.findings);
    // A log that cannot be read to its end has said so already.
    let cut_short = |lost: &Finding| {
        found.findings.iter().any(|known| known.file == lost.file && matches!(known.kind, "changed" | "sequence" | "unreadable"))
    };
    let lost: Vec<Finding> = super::heads::broken(store, place, &found.logs).into_iter().filter(|lost| !cut_short(lost)).collect();
    found.findings.extend(lost);
    Ok(found)
}

fn finding(place: &Place, name: &str, kind: &'static str, problem: Sentence) -> Finding {
    Finding { file: format!("{place}/{name}"), entry: None, line: 0, kind, problem }
}

fn foreign(place: &Place, name: &str) -> Finding {
    finding(place, name, "foreign-file", told("damage.foreign-file", []))
}

fn problems(place: &Place, file: &File, findings: &mut Vec<Finding>) {
    findings.extend(file.journal.problems.iter().map(|problem| Finding {
        file: format!("{place}/{}", file.name),
        entry: problem.entry,
        line: problem.line,
        kind: problem.kind.word(),
        problem: problem.text.clone(),
    }));
}

/// The writer who opened a log; `None` when it does not belong here.
fn opened_by(store: &FolderStore, place: &Place, file: &File, findings: &mut Vec<Finding>) -> Option<WriterId> {
    let named = file.name.strip_suffix(".toml").and_then(WriterId::parse);
    let moved = |problem: Sentence| Finding { entry: Some(1), line: 1, ..finding(place, &file.name, "moved", problem) };
    let Some(first) = file.journal.entries.first() else {
        // Nothing can be read of it yet; its name is all there is to go by.
        if named.is_none() {
            findings.push(foreign(place, &file.name));
        }
        return named;
    };
    let Act::Open(open) = &first.act else {
        findings.push(moved(told("damage.not-open", [])));
        return named;
    };
    let writer = WriterId::parse(&format!("{}-{}", open.person, open.device));
    if !store.id().is_empty() && open.workspace != store.id() {
        let values = [("named", Sentence::from(crate::clean::line(&open.workspace))), ("here", store.id().into())];
        findings.push(Finding { kind: "workspace", ..moved(told("damage.other-workspace", values)) });
    }
    if (open.supplier.as_str(), open.assessment.as_str()) != place.names() || writer.is_none() {
        let (supplier, assessment) = (crate::clean::line(&open.supplier), crate::clean::line(&open.assessment));
        findings.push(moved(told("damage.moved", [("supplier", supplier.into()), ("assessment", assessment.into())])));
        return None;
    }
    writer
}

/// The file that holds most of a writer's history. Files that hold a beginning of it are copies.
fn longest(place: &Place, writer: &WriterId, mut files: Vec<File>, findings: &mut Vec<Finding>) -> File {
    let own = format!("{writer}.toml");
    files.sort_by_key(|file| (std::cmp::Reverse(file.journal.entries.len()), file.name != own));
    let agree = |a: &File, b: &File| a.journal.entries.iter().zip(&b.journal.entries).all(|(a, b)| a.hash == b.hash);
    if let Some(other) = files.iter().find(|file| !agree(file, &files[0])) {
        let (one, other) = (("one", Sentence::from(&files[0].name)), ("other", Sentence::from(&other.name)));
        let (writer, person) = (("writer", writer.to_string().into()), ("person", writer.person().into()));
        let text = told("damage.forked", [one, other, writer, ("own", (&own).into())]).and(told("damage-do.ask-person", [person]));
        findings.push(finding(place, &own, "forked", text));
        files.sort_by_key(|file| file.name != own);
    }
    let file = files.remove(0);
    if file.name != own {
        let text = told("damage.renamed", [("writer", writer.to_string().into()), ("own", (&own).into())]);
        findings.push(finding(place, &file.name, "renamed", text));
    }
    for copy in files.iter().filter(|copy| copy.name != own && agree(copy, &file)) {
        let text = told("damage.copy", [("of", (&file.name).into())]);
        findings.push(finding(place, &copy.name, "copy", text));
    }
    file
}

/// Colleagues witness each other: an entry that was seen must be there, with the hash it had then. What is named is the
/// log that has another history now, not the one that says so.
fn witnessed(place: &Place, logs: &[(WriterId, Vec<Entry>)], findings: &mut Vec<Finding>) {
    let logs_by: BTreeMap<&WriterId, &[Entry]> = logs.iter().map(|(writer, entries)| (writer, entries.as_slice())).collect();
    let restore = || told("damage-do.restore", []);
    let mut told_of = BTreeSet::new();
    for (witness, entry) in logs.iter().flat_map(|(writer, entries)| entries.iter().map(move |entry| (writer, entry))) {
        for head in &entry.seen {
            // A log that is not here at all may lie on another device still.
            let Some(seen) = logs_by.get(&head.entry.writer) else { continue };
            let by = EntryRef { writer: witness.clone(), n: entry.n };
            let values = [("entry", Sentence::from(head.entry.to_string())), ("witness", by.to_string().into())];
            let (line, problem) = match seen.iter().find(|known| known.n == head.entry.n) {
                Some(known) if head.fits(&known.hash) => continue,
                Some(known) => (known.line, told("damage.rewritten", values).and(restore())),
                None => (seen.last().map_or(0, |last| last.line), told("damage.shrank", values).and(restore())),
            };
            // Whoever looked often saw the same rewritten log often; the first sighting says it.
            if told_of.insert((witness, &head.entry.writer)) {
                let file = format!("{}.toml", head.entry.writer);
                findings.push(Finding { entry: Some(head.entry.n), line, ..finding(place, &file, "forked", problem) });
            }
        }
    }
}
