//! Batches into the inbox of a workspace: one verdict per file, nothing twice, stopped between two files, taken or put aside.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;
#[allow(dead_code, reason = "each test file uses its own part of the sample")]
#[path = "import/sample.rs"]
mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use oretrail::inbox::Verdict;
use oretrail::workspace::Workspace;
use oretrail::workspace::inbox::{Fate, Progress, Terms, files};
use oretrail::workspace::reader::Reader;

fn open(at: &common::Sample) -> Workspace {
    Workspace::open(&at.root, &at.state, "anna", common::clock()).expect("it opens")
}

fn handed_in(folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder.join("b/deeper")).expect("made");
    fs::write(folder.join("a.xlsx"), sample::complete().bytes()).expect("written");
    fs::write(folder.join("b/deeper/letter.pdf"), b"%PDF-1.7 a letter").expect("written");
    fs::write(folder.join("b/empty.xlsx"), b"").expect("written");
    fs::write(folder.join("z.xls"), b"\xFF\xD8\xFF\xE0 a picture").expect("written");
    files(&[folder.to_owned()]).expect("it is there")
}

fn take_in(workspace: &mut Workspace, files: &[PathBuf], cancel: &AtomicBool) -> (Vec<(String, Verdict)>, Progress) {
    let mut all = Vec::new();
    let terms = Terms { supplier: None, inbox_is_known: true, cancel, reader: &Reader::here() };
    let progress = workspace
        .take_in(files, terms, |_, verdict, _| {
            all.push((verdict.file.clone(), verdict.verdict));
            Ok(())
        })
        .expect("it is taken in");
    (all, progress)
}

#[test]
fn every_file_gets_one_verdict_in_the_order_of_the_files_and_the_second_time_it_is_a_duplicate() {
    let workshop = common::sample();
    let files = handed_in(&workshop.root.with_file_name("arrived"));
    let mut workspace = open(&workshop);
    let before = workspace.inbox().expect("it is read").len();
    let go_on = AtomicBool::new(false);
    let (first, progress) = take_in(&mut workspace, &files, &go_on);
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.xlsx", "letter.pdf", "empty.xlsx", "z.xls"]);
    assert_eq!(progress, Progress { done: 4, of: 4 });
    assert!(first.iter().all(|(_, verdict)| *verdict != Verdict::Duplicate), "{first:?}");
    let (second, _) = take_in(&mut open(&workshop), &files, &go_on);
    assert_eq!(second.len(), first.len());
    assert!(second.iter().all(|(_, verdict)| *verdict == Verdict::Duplicate), "{second:?}");
    assert_eq!(open(&workshop).inbox().expect("it is read").len(), before + 4, "what is received twice is noted once");
}

#[test]
fn a_batch_stops_between_two_files_and_the_same_command_does_the_rest() {
    let workshop = common::sample();
    let folder = workshop.root.with_file_name("arrived");
    fs::create_dir_all(&folder).expect("made");
    for n in 0..40 {
        fs::write(folder.join(format!("{n:02}.pdf")), format!("%PDF-1.7 letter {n}")).expect("written");
    }
    let files = files(std::slice::from_ref(&folder)).expect("it is there");
    let mut workspace = open(&workshop);
    let before = workspace.inbox().expect("it is read").len();
    let cancel = AtomicBool::new(false);
    let terms = Terms { supplier: None, inbox_is_known: true, cancel: &cancel, reader: &Reader::here() };
    let mut seen = 0;
    let progress = workspace
        .take_in(&files, terms, |_, _, progress| {
            seen = progress.done;
            if progress.done == 3 {
                cancel.store(true, Ordering::Relaxed);
            }
            Ok(())
        })
        .expect("it is taken in");
    assert!(progress.done >= 3 && progress.done < 40, "{progress:?}");
    assert_eq!(seen, progress.done);
    assert_eq!(workspace.inbox().expect("it is read").len(), before + progress.done, "what is done is kept");
    let (rest, _) = take_in(&mut workspace, &files, &AtomicBool::new(false));
    assert_eq!(rest.iter().filter(|(_, verdict)| *verdict == Verdict::Duplicate).count(), progress.done);
}

#[test]
fn an_archive_is_left_between_two_of_its_files_and_read_to_its_end_the_next_time() {
    let workshop = common::sample();
    let folder = workshop.root.with_file_name("arrived");
    fs::create_dir_all(&folder).expect("made");
    let letters: Vec<(String, Vec<u8>)> = (0..40).map(|n| (format!("{n:02}.pdf"), format!("%PDF-1.7 letter {n}").into_bytes())).collect();
    let parts: Vec<(&str, &[u8])> = letters.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    fs::write(folder.join("all.zip"), sample::packed(&parts)).expect("written");
    let files = files(std::slice::from_ref(&folder)).expect("it is there");
    let mut workspace = open(&workshop);
    let cancel = AtomicBool::new(false);
    let terms = Terms { supplier: None, inbox_is_known: true, cancel: &cancel, reader: &Reader::here() };
    let mut seen = 0;
    let progress = workspace
        .take_in(&files, terms, |_, _, _| {
            seen += 1;
            if seen == 3 {
                cancel.store(true, Ordering::Relaxed);
            }
            Ok(())
        })
        .expect("it is taken in");
    assert_eq!((progress.done, progress.of), (0, 1), "it was not read to its end");
    assert!((3..40).contains(&seen), "{seen}");
    let (rest, progress) = take_in(&mut workspace, &files, &AtomicBool::new(false));
    assert_eq!((rest.len(), progress.done), (40, 1));
    assert_eq!(rest.iter().filter(|(_, verdict)| *verdict == Verdict::Duplicate).count(), seen);
}

#[test]
fn what_was_received_is_taken_by_a_person_or_put_aside_with_a_reason_and_the_record_stays_whole() {
    let workshop = common::sample();
    let files = handed_in(&workshop.root.with_file_name("arrived"));
    let mut workspace = open(&workshop);
    take_in(&mut workspace, &files, &AtomicBool::new(false));
    let items = workspace.open_inbox().expect("it is read");
    let by_name = |name: &str| items.iter().find(|item| item.received.file == name).expect("it was received").received.sha256.clone();
    workspace.accept_received(&by_name("a.xlsx"), "hai-trieu", &Reader::here()).expect("it is taken");
    let refused = workspace.accept_received(&by_name("letter.pdf"), "hai-trieu", &Reader::here()).expect_err("a letter is no declaration");
    assert!(refused.to_string().contains("letter.pdf is not taken"), "{refused}");
    assert!(workspace.put_aside(&by_name("letter.pdf"), " ").is_err(), "a reason is needed");
    workspace.put_aside(&by_name("letter.pdf"), "a covering letter").expect("it is put aside");
    let fates = workspace.inbox().expect("it is read");
    let fate = |name: &str| fates.iter().find(|item| item.received.file == name).expect("it is kept").fate.clone();
    assert_eq!(fate("a.xlsx"), Fate::Accepted("hai-trieu".to_owned()));
    assert_eq!(fate("letter.pdf"), Fate::Aside("a covering letter".to_owned()));
    assert_eq!(fate("z.xls"), Fate::Open);
    let suppliers = workspace.supplier_ids().expect("they are read");
    let report = oretrail::store::verify(workspace.store(), &suppliers).expect("it is read");
    assert!(report.whole, "{:?}", report.problems);
}
