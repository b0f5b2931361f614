//! Files that want to hurt, or are simply something else: each is refused in a sentence, and quickly.

use std::time::{Duration, Instant};

use oretrail::import::members;
use oretrail::inbox::{FileVerdict, Verdict};

use super::sample::{complete, judged, packed};

/// Refused as unreadable, within a second, in a sentence without the words of a program.
fn refused(bytes: &[u8], word: &str) -> FileVerdict {
    let start = Instant::now();
    let judged = judged(bytes, &[]);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(judged.verdict, Verdict::Unreadable, "{}", judged.reason);
    assert!(judged.reason.contains(word), "{}", judged.reason);
    assert!(judged.reason.ends_with('.') && judged.reason.len() < 300, "{}", judged.reason);
    judged
}

#[test]
fn a_value_in_the_last_cell_of_a_sheet_asks_for_no_memory() {
    let far = complete().put("Declaration", "XFD1048576", "far");
    refused(&far.bytes(), "XFD1048576");
    let small = super::sample::Sample::default().put("Declaration", "A1", "a").put("Declaration", "XFD1048576", "z").bytes();
    assert!(small.len() < 2_500, "{}", small.len());
    refused(&small, "XFD1048576");
    let far = complete().put("Smelter List", "B1048576", "Gold");
    refused(&far.bytes(), "B1048576");
}

#[test]
fn a_container_that_unpacks_without_end_is_not_opened() {
    let zeros = vec![b' '; 64 << 20];
    refused(&packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &zeros)]), "unpack");
}

#[test]
fn a_directory_that_lies_about_sizes_is_found_out() {
    let spaces = vec![b' '; 40 << 20];
    let mut bytes = packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &spaces)]);
    let true_size = u32::try_from(spaces.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, window)| *window == true_size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let judged = judged(&bytes, &[]);
    assert_eq!(judged.verdict, Verdict::Unreadable, "{}", judged.reason);
}

#[test]
fn a_container_with_thousands_of_parts_is_not_opened() {
    let names: Vec<String> = (0..2_500).map(|n| format!("xl/part{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"<a/>".as_slice())).collect();
    refused(&packed(&parts), "2500 parts");
}

#[test]
fn a_container_that_names_a_part_twice_is_not_opened() {
    let bytes = packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<a/>"), ("xl/Workbook.xml", b"<b/>")]);
    refused(&bytes, "twice");
}

#[test]
fn a_cut_off_workbook_is_damaged_wherever_it_was_cut() {
    let bytes = complete().bytes();
    for part in [1, 2, 3, 5, 9] {
        refused(&bytes[..bytes.len() * part / 10], "damaged");
    }
    refused(&[], "empty");
}

#[test]
fn a_flipped_byte_anywhere_never_brings_the_reader_down() {
    let bytes = complete().bytes();
    for at in (0..bytes.len()).step_by(37) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        let judged = judged(&damaged, &[]);
        assert!(!judged.reason.is_empty() && !judged.reason.contains("reader failed"), "byte {at}: {}", judged.reason);
    }
}

#[test]
fn other_kinds_of_files_are_named_whatever_their_ending() {
    refused(b"\xFF\xD8\xFF\xE0\x00\x10JFIF", "JPEG");
    refused(b"%PDF-1.7", "PDF");
    refused(b"<?xml version=\"1.0\"?><Workbook/>", "XML");
    refused(b"hello", "not an Excel workbook");
    refused(&[0; 100], "not an Excel workbook");
}

#[test]
fn an_encrypted_container_and_an_old_workbook_are_told_apart() {
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    ole.resize(2_048, 0);
    refused(&ole, ".xls");
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&ole, "encrypted");
}

#[test]
fn broken_xml_inside_a_sound_container_is_refused() {
    let good = complete().bytes();
    let parts = [("[Content_Types].xml", b"<Types/>".as_slice()), ("xl/workbook.xml", b"<workbook><sheets"), ("_rels/.rels", b"<Rel")];
    refused(&packed(&parts), "");
    assert_eq!(judged(&good, &[]).verdict, Verdict::Accepted);
}

#[test]
fn a_word_document_and_an_archive_are_the_wrong_file() {
    let word = judged(&packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]), &[]);
    assert_eq!(word.verdict, Verdict::WrongFile, "{}", word.reason);
    let archive = packed(&[("a/form.xlsx", &complete().bytes()), ("__MACOSX/a", b"x"), ("note.txt", b"hi")]);
    assert_eq!(judged(&archive, &[]).verdict, Verdict::WrongFile);
    let inside = members(&archive).expect("sound").expect("an archive");
    let names: Vec<&str> = inside.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["a/form.xlsx", "note.txt"]);
    assert_eq!(judged(&inside[0].bytes, &[]).verdict, Verdict::Accepted);
    assert!(members(&complete().bytes()).expect("sound").is_none(), "a workbook is no archive");
}
