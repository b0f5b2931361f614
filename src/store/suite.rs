//! One suite that every store must pass, and the pen on both.
#![allow(clippy::disallowed_methods)]

use super::*;
use crate::journal::{self, Act, Moment};

fn place() -> Place {
    Place::Assessment { supplier: "acme".to_owned(), assessment: "FY2026".to_owned() }
}

fn anna() -> WriterId {
    WriterId::parse("anna-7f3k").expect("a writer")
}

fn at() -> Moment {
    "2026-11-23T09:00:00+09:00".parse().expect("a time")
}

fn park(n: usize) -> Act {
    Act::Park { question: format!("csr-saq.C{n}"), parked: true }
}

fn suite(store: &dyn Store) {
    assert!(store.read(&place(), &anna()).unwrap().is_empty());
    assert!(store.logs(&place()).unwrap().is_empty());
    store.append(&place(), &anna(), 0, b"one\n").unwrap();
    store.append(&place(), &anna(), 4, b"two\n").unwrap();
    assert_eq!(store.read(&place(), &anna()).unwrap(), b"one\ntwo\n");
    assert!(store.append(&place(), &anna(), 4, b"three\n").is_err(), "an append at another length is refused");
    assert_eq!(store.read(&place(), &anna()).unwrap(), b"one\ntwo\n");
    assert_eq!(store.logs(&place()).unwrap(), [anna()]);
    assert_eq!(store.assessments("acme").unwrap(), ["FY2026"]);
    let name = store.set_aside(&place(), &anna(), 4).unwrap();
    assert!(name.contains("torn"));
    assert_eq!(store.read(&place(), &anna()).unwrap(), b"one\n");
}

fn folder() -> (tempfile::TempDir, FolderStore) {
    let scratch = tempfile::tempdir().unwrap();
    let store = FolderStore::open(&scratch.path().join("workspace"), &scratch.path().join("state")).unwrap();
    (scratch, store)
}

#[test]
fn the_memory_store_passes_the_suite() {
    suite(&MemoryStore::default());
}

#[test]
fn the_folder_store_passes_the_suite() {
    let (_scratch, store) = folder();
    suite(&store);
}

#[test]
fn a_torn_tail_is_set_aside_and_the_next_entry_says_so() {
    let (_scratch, store) = folder();
    let mut pen = Pen::open(&store, place(), anna()).unwrap();
    for n in 1..=3 {
        pen.write(park(n), &at(), false).unwrap();
    }
    let bytes = store.read(&place(), &anna()).unwrap();
    let second = journal::read(&bytes[..bytes.len() - 2]).whole;
    for cut in second..bytes.len() {
        let memory = MemoryStore::default();
        memory.lay(&place(), &anna(), &bytes[..cut]);
        let mut pen = Pen::open(&memory, place(), anna()).unwrap();
        let saved = pen.write(park(9), &at(), false).unwrap_or_else(|error| panic!("cut at {cut}: {error}"));
        let journal = journal::read(&memory.read(&place(), &anna()).unwrap());
        assert_eq!(journal.problems, [], "cut at {cut}");
        assert_eq!(journal.entries.last().map(|entry| entry.n), Some(saved.entry.n));
        let told = journal.entries.iter().any(|entry| matches!(entry.act, Act::Recovered { .. }));
        assert_eq!(told, cut != second && cut != bytes.len() - 1, "cut at {cut}");
    }
}

#[test]
fn a_log_damaged_in_the_middle_is_read_only_and_the_reason_names_entry_and_line() {
    let store = MemoryStore::default();
    let mut pen = Pen::open(&store, place(), anna()).unwrap();
    for n in 1..=3 {
        pen.write(park(n), &at(), false).unwrap();
    }
    let mut bytes = store.read(&place(), &anna()).unwrap();
    let offset = String::from_utf8(bytes.clone()).unwrap().find("C2").unwrap();
    bytes[offset + 1] = b'7';
    store.lay(&place(), &anna(), &bytes);
    let refused = Pen::open(&store, place(), anna()).unwrap().write(park(4), &at(), false).unwrap_err().to_string();
    assert!(refused.starts_with("NOT SAVED") && refused.contains("entry 2") && refused.contains("line"), "{refused}");
    assert_eq!(store.read(&place(), &anna()).unwrap(), bytes, "nothing was touched");
}

#[test]
fn a_write_that_fails_leaves_the_log_as_it_was_and_says_not_saved() {
    for room in 0..400 {
        let store = MemoryStore::default();
        let mut pen = Pen::open(&store, place(), anna()).unwrap();
        pen.write(park(1), &at(), false).unwrap();
        let before = store.read(&place(), &anna()).unwrap();
        *store.room.borrow_mut() = Some(room);
        match pen.write(park(2), &at(), false) {
            Ok(_) => assert_eq!(journal::read(&store.read(&place(), &anna()).unwrap()).entries.len(), 2),
            Err(error) => {
                assert!(error.to_string().starts_with("NOT SAVED"));
                assert_eq!(store.read(&place(), &anna()).unwrap(), before);
            }
        }
        *store.room.borrow_mut() = None;
        pen.write(park(3), &at(), false).unwrap();
        assert_eq!(journal::read(&store.read(&place(), &anna()).unwrap()).problems, []);
    }
}

#[test]
fn heads_are_named_once_and_only_when_they_moved() {
    let store = MemoryStore::default();
    let bob = WriterId::parse("bob-q2mx").unwrap();
    let theirs = Pen::open(&store, place(), bob.clone()).unwrap().write(park(1), &at(), false).unwrap();
    let head = journal::Head { entry: theirs.entry, hash: theirs.hash.short() };
    let mut pen = Pen::open(&store, place(), anna()).unwrap();
    pen.shown(std::slice::from_ref(&head));
    pen.write(park(1), &at(), false).unwrap();
    pen.write(park(2), &at(), false).unwrap();
    let seen: Vec<usize> = journal::read(&store.read(&place(), &anna()).unwrap()).entries.iter().map(|entry| entry.seen.len()).collect();
    assert_eq!(seen, [1, 0]);
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_only_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (scratch, store) = folder();
    Pen::open(&store, place(), anna()).unwrap().write(park(1), &at(), false).unwrap();
    let file = store.log_file(&place(), &anna()).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(file.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
    let outside = scratch.path().join("outside");
    std::fs::write(&outside, "untouched").unwrap();
    let eve = WriterId::parse("eve-1").unwrap();
    symlink(&outside, store.log_file(&place(), &eve).unwrap()).unwrap();
    assert!(Pen::open(&store, place(), eve).unwrap().write(park(1), &at(), false).is_err());
    assert_eq!(std::fs::read_to_string(&outside).unwrap(), "untouched");
}

#[test]
fn a_name_that_leads_outside_is_refused() {
    let (_scratch, store) = folder();
    let outside = Place::Assessment { supplier: "../../etc".to_owned(), assessment: "FY2026".to_owned() };
    assert!(store.read(&outside, &anna()).is_err());
    assert!(store.append(&outside, &anna(), 0, b"x").is_err());
}
