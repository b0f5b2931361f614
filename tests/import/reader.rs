//! The process that reads received files: same answers as here, and an end to everything.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use oretrail::import::{Reading, read};
use oretrail::workspace::reader::Reader;

use super::sample::complete;

fn apart() -> Reader {
    Reader::by(PathBuf::from(env!("CARGO_BIN_EXE_oretrail")))
}

fn refusal(reading: &Reading) -> (&str, &str) {
    match reading {
        Reading::Unreadable(refusal) => (refusal.code, &refusal.sentence),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_process_apart_reads_exactly_what_is_read_here() {
    let odd = complete().put("Declaration", "D28", "はい").put("Declaration", "D22", "05/06/2026");
    for bytes in [complete().bytes(), odd.bytes(), b"%PDF-1.7".to_vec(), Vec::new(), super::sample::packed(&[("a.txt", b"x")])] {
        assert_eq!(format!("{:?}", apart().read(&bytes)), format!("{:?}", read(&bytes)));
        assert_eq!(format!("{:?}", Reader::here().read(&bytes)), format!("{:?}", read(&bytes)));
    }
}

/// A program that behaves badly in a way of its own, instead of ours.
#[cfg(unix)]
fn impostor(folder: &Path, script: &str) -> Reader {
    use std::os::unix::fs::PermissionsExt as _;
    let program = folder.join("impostor");
    let mut file = fs::File::create(&program).expect("a file");
    file.write_all(format!("#!/bin/sh\n{script}\n").as_bytes()).expect("written");
    drop(file);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).expect("allowed");
    Reader::by(program)
}

#[cfg(unix)]
#[test]
fn however_the_other_process_ends_there_is_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = vec![b'x'; 1 << 20];
    for (script, code) in [
        ("exit 0", "reader-stopped"),
        ("kill -9 $$", "reader-stopped"),
        ("cat >/dev/null; echo '{\"unreadable\":{\"code\":\"of-my-own\",\"sentence\":\"x\"}}'", "reader-stopped"),
        ("cat >/dev/null; yes | head -c 70000000", "reader-stopped"),
    ] {
        let reading = impostor(folder.path(), script).read(&bytes);
        let (found, sentence) = refusal(&reading);
        assert_eq!(found, code, "{script}");
        assert!(sentence.ends_with('.'), "{sentence}");
    }
    // It would never end by itself: that this returns is the test.
    let reading = impostor(folder.path(), "exec sleep 1000000").waiting(Duration::from_millis(200)).read(&bytes);
    assert_eq!(refusal(&reading).0, "reader-too-slow");
    let reading = Reader::by(folder.path().join("nowhere")).read(&bytes);
    assert_eq!(refusal(&reading).0, "reader-failed");
}

#[cfg(unix)]
#[test]
fn however_the_process_that_unpacks_ends_there_is_a_sentence_and_what_came_before_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("all.zip");
    fs::write(&path, super::sample::packed(&[("1.xlsx", &complete().bytes()), ("2.pdf", b"%PDF-1.7")])).expect("written");
    let unpacked = |reader: &Reader| {
        let mut names = Vec::new();
        let archive = fs::File::open(&path).expect("it is there");
        let how = reader.unpack(archive, &mut |member| {
            names.push(member.name);
            true
        });
        (names, how.map_err(|why| why.code))
    };
    let whole = (vec!["1.xlsx".to_owned(), "2.pdf".to_owned()], Ok(true));
    assert_eq!(unpacked(&apart()), whole);
    assert_eq!(unpacked(&Reader::here()), whole);
    let one = "printf 'f\\001\\000\\000\\000a\\002\\000\\000\\000hi'";
    for (script, names, code) in [
        ("exit 0".to_owned(), 0, "reader-stopped"),
        (format!("{one}; kill -9 $$"), 1, "reader-stopped"),
        (format!("{one}; yes"), 1, "reader-stopped"),
        (format!("{one}; printf 'f\\001\\000\\000\\000a\\377\\377\\377\\377'; yes"), 1, "reader-stopped"),
    ] {
        let (seen, how) = unpacked(&impostor(folder.path(), &script));
        assert_eq!((seen.len(), how), (names, Err(code)), "{script}");
    }
    // It would never end by itself: that this returns is the test.
    let patient = impostor(folder.path(), &format!("{one}; exec sleep 1000000")).waiting(Duration::from_millis(300));
    assert_eq!(unpacked(&patient), (vec!["a".to_owned()], Err("reader-too-slow")));
    let stopped = fs::File::open(&path).map(|archive| apart().unpack(archive, &mut |_| false)).expect("it is there");
    assert!(matches!(stopped, Ok(true)), "whoever wants no more is not told of an error: {stopped:?}");
}

/// Each place of the reading code where a code of a notice or refusal is given.
fn codes_given() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let inside = fs::read_dir(folder.join("import")).expect("readable").map(|entry| entry.expect("an entry").path());
    for path in inside.chain([folder.join("import.rs"), folder.join("workspace/reader.rs")]) {
        if path.to_string_lossy().contains("reference_list") || path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(path).expect("readable");
        for start in ["Refusal::new(", "notice(", "code: "] {
            for (at, _) in text.match_indices(start) {
                let rest = text[at + start.len()..].trim_start();
                if let Some(code) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                    found.push(code.0.to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn every_code_a_reader_gives_comes_back_from_the_process_apart() {
    let given = codes_given();
    assert!(given.len() > 15, "{given:?}");
    for code in given {
        let sent = format!("{{\"unreadable\":{{\"code\":\"{code}\",\"sentence\":\"x\"}}}}");
        assert!(serde_json::from_str::<Reading>(&sent).is_ok(), "{code} is not among the known codes");
    }
}
