//! One suite that every store must pass, and the pen on both.
#![allow(clippy::disallowed_methods)]

use super::*;
use crate::journal::{self, Act, Moment, Open};

fn place() -> Place {
    Place::Assessment { supplier: "acme".to_owned(), assessment: "FY2026".to_owned() }
}

fn anna() -> WriterId {
    WriterId::parse("anna-7f3k").expect("a writer")
}

fn at() -> Moment {
    "2026-11-23T09:00:00+09:00".parse().expect("a time")
}

fn pen<'a>(store: &'a dyn Store, writer: &WriterId) -> Pen<'a> {
    Pen::open(store, place(), writer.clone(), Open::here("acme", "FY2026", writer)).unwrap()
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
fn cut_at_every_byte_a_log_goes_on_with_open_first_and_the_torn_tail_set_aside_and_told() {
    let (_scratch, store) = folder();
    let mut writer = pen(&store, &anna());
    for n in 1..=3 {
        writer.write(park(n), &at(), false).unwrap();
    }
    let bytes = store.read(&place(), &anna()).unwrap();
    for cut in 0..bytes.len() {
        let memory = MemoryStore::default();
        memory.lay(&place(), &anna(), &bytes[..cut]);
        let before = journal::read(&bytes[..cut]);
        let saved = pen(&memory, &anna()).write(park(9), &at(), false).unwrap_or_else(|error| panic!("cut at {cut}: {error}"));
        let journal = journal::read(&memory.read(&place(), &anna()).unwrap());
        assert_eq!(journal.problems, [], "cut at {cut}");
        assert!(matches!(journal.entries[0].act, Act::Open(_)), "cut at {cut}");
        assert_eq!(journal.entries[..before.entries.len()], before.entries, "cut at {cut}");
        assert_eq!(journal.entries.last().map(|entry| entry.n), Some(saved.entry.n));
        let torn = (cut - before.whole) as u64;
        let told: Vec<u64> = journal
            .entries
            .iter()
            .filter_map(|entry| if let Act::Recovered { bytes, .. } = entry.act { Some(bytes) } else { None })
            .collect();
        assert_eq!(told, if torn > 0 { vec![torn] } else { Vec::new() }, "cut at {cut}");
    }
}

#[test]
fn a_torn_tail_is_kept_beside_the_log_byte_for_byte() {
    let (_scratch, store) = folder();
    let mut writer = pen(&store, &anna());
    writer.write(park(1), &at(), false).unwrap();
    let file = store.log_file(&place(), &anna()).unwrap();
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, [whole.as_slice(), b"[[entry]]\nn = 3\nat = 20"].concat()).unwrap();
    pen(&store, &anna()).write(park(2), &at(), false).unwrap();
    assert_eq!(std::fs::read(file.with_file_name("anna-7f3k.toml.torn-1")).unwrap(), b"[[entry]]\nn = 3\nat = 20");
    let now = std::fs::read(&file).unwrap();
    assert!(now.starts_with(&whole) && journal::read(&now).problems.is_empty());
}

#[test]
fn a_colleagues_torn_tail_is_read_up_to_its_last_whole_entry_and_never_written_to() {
    let (_scratch, store) = folder();
    let bob = WriterId::parse("bob-q2mx").unwrap();
    for n in 1..=2 {
        pen(&store, &bob).write(park(n), &at(), false).unwrap();
    }
    let file = store.log_file(&place(), &bob).unwrap();
    let bytes = std::fs::read(&file).unwrap();
    for cut in 0..bytes.len() {
        std::fs::write(&file, &bytes[..cut]).unwrap();
        let found = logs_of(&store, &place()).unwrap();
        assert_eq!(found.damage().count(), 0, "still arriving is no damage, cut at {cut}");
        let whole = journal::read(&bytes[..cut]).entries;
        assert!(found.logs.iter().any(|(writer, entries)| *writer == bob && *entries == whole), "cut at {cut}");
        if cut % 32 == 0 {
            pen(&store, &anna()).write(park(cut), &at(), false).unwrap();
        }
        assert_eq!(std::fs::read(&file).unwrap(), bytes[..cut], "cut at {cut}");
    }
    let names = store.files_in(&place()).unwrap();
    assert_eq!(names, ["anna-7f3k.toml", "bob-q2mx.toml"], "nothing was set aside");
}

/// A log's folder after a sync service has been at it: what is counted, and what is said about it.
fn synced(files: &[(&str, &[u8])]) -> (Vec<(String, usize)>, Vec<&'static str>) {
    let (_scratch, store) = folder();
    let folder = store.log_file(&place(), &anna()).unwrap().parent().unwrap().to_owned();
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let found = logs_of(&store, &place()).unwrap();
    let counted = found.logs.iter().map(|(writer, entries)| (writer.to_string(), entries.len())).collect();
    (counted, found.findings.iter().map(|finding| finding.kind).collect())
}

#[test]
fn logs_count_by_who_opened_them_under_whatever_name_a_sync_service_gave_them() {
    let log = |acts: &[usize], writer: &str, assessment: &str| {
        let store = MemoryStore::default();
        let writer = WriterId::parse(writer).unwrap();
        let opening = Open::here("acme", assessment, &writer);
        let mut pen = Pen::open(&store, place(), writer.clone(), opening).unwrap();
        acts.iter().for_each(|n| drop(pen.write(park(*n), &at(), false).unwrap()));
        store.read(&place(), &writer).unwrap()
    };
    let (short, long, other) = (log(&[1], "anna-7f3k", "FY2026"), log(&[1, 2], "anna-7f3k", "FY2026"), log(&[1, 3], "anna-7f3k", "FY2026"));
    let anna = |entries: usize| vec![("anna-7f3k".to_owned(), entries)];
    assert_eq!(synced(&[("anna-7f3k.toml", &long), ("anna-7f3k (conflicted copy).toml", &short)]), (anna(3), vec!["copy"]));
    assert_eq!(synced(&[("anna-7f3k.toml", &short), ("anna-7f3k (1).toml", &long)]), (anna(3), vec!["renamed"]));
    assert_eq!(synced(&[("zoe-1.toml", &long)]), (anna(3), vec!["renamed"]));
    assert_eq!(synced(&[("anna-7f3k.toml", &long), ("anna-7f3k (1).toml", &other)]), (anna(3), vec!["forked"]));
    let elsewhere = log(&[1], "anna-7f3k", "FY2025");
    assert_eq!(synced(&[("anna-7f3k.toml", &elsewhere)]), (Vec::new(), vec!["moved"]), "an answer of another campaign is not counted");
    assert_eq!(synced(&[("desktop.ini", b"x"), ("notes.toml", b"a = 1\n")]).1, ["foreign-file", "foreign-file"]);
}

#[test]
fn a_log_damaged_in_the_middle_is_read_only_and_the_reason_names_entry_and_line() {
    let store = MemoryStore::default();
    let mut hers = pen(&store, &anna());
    for n in 1..=3 {
        hers.write(park(n), &at(), false).unwrap();
    }
    let mut bytes = store.read(&place(), &anna()).unwrap();
    let offset = String::from_utf8(bytes.clone()).unwrap().find("C2").unwrap();
    bytes[offset + 1] = b'7';
    store.lay(&place(), &anna(), &bytes);
    let refused = pen(&store, &anna()).write(park(4), &at(), false).unwrap_err().to_string();
    assert!(refused.starts_with("NOT SAVED") && refused.contains("entry 3") && refused.contains("line"), "{refused}");
    assert_eq!(store.read(&place(), &anna()).unwrap(), bytes, "nothing was touched");
}

#[test]
fn a_write_that_fails_leaves_the_log_as_it_was_and_says_not_saved() {
    for room in 0..400 {
        let store = MemoryStore::default();
        let mut hers = pen(&store, &anna());
        hers.write(park(1), &at(), false).unwrap();
        let before = store.read(&place(), &anna()).unwrap();
        *store.room.borrow_mut() = Some(room);
        match hers.write(park(2), &at(), false) {
            Ok(_) => assert_eq!(journal::read(&store.read(&place(), &anna()).unwrap()).entries.len(), 3),
            Err(error) => {
                assert!(error.to_string().starts_with("NOT SAVED"));
                assert_eq!(store.read(&place(), &anna()).unwrap(), before);
            }
        }
        *store.room.borrow_mut() = None;
        hers.write(park(3), &at(), false).unwrap();
        assert_eq!(journal::read(&store.read(&place(), &anna()).unwrap()).problems, []);
    }
}

#[test]
fn heads_are_named_once_and_only_when_they_moved() {
    let store = MemoryStore::default();
    let bob = WriterId::parse("bob-q2mx").unwrap();
    let theirs = pen(&store, &bob).write(park(1), &at(), false).unwrap();
    let head = journal::Head { entry: theirs.entry, hash: theirs.hash.short() };
    let mut hers = pen(&store, &anna());
    hers.shown(std::slice::from_ref(&head));
    hers.write(park(1), &at(), false).unwrap();
    hers.write(park(2), &at(), false).unwrap();
    let seen: Vec<usize> = journal::read(&store.read(&place(), &anna()).unwrap()).entries.iter().map(|entry| entry.seen.len()).collect();
    assert_eq!(seen, [0, 1, 0], "the opening has seen nothing, the first entry has, the second need not repeat it");
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_only_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (scratch, store) = folder();
    pen(&store, &anna()).write(park(1), &at(), false).unwrap();
    let file = store.log_file(&place(), &anna()).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(file.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
    let outside = scratch.path().join("outside");
    std::fs::write(&outside, "untouched").unwrap();
    let eve = WriterId::parse("eve-1").unwrap();
    symlink(&outside, store.log_file(&place(), &eve).unwrap()).unwrap();
    assert!(pen(&store, &eve).write(park(1), &at(), false).is_err());
    assert_eq!(std::fs::read_to_string(&outside).unwrap(), "untouched");
}

#[test]
fn a_name_that_leads_outside_is_refused() {
    let (_scratch, store) = folder();
    let outside = Place::Assessment { supplier: "../../etc".to_owned(), assessment: "FY2026".to_owned() };
    assert!(store.read(&outside, &anna()).is_err());
    assert!(store.append(&outside, &anna(), 0, b"x").is_err());
}
