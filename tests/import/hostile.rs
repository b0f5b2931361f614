//! Files that want to hurt, or are simply something else: each is refused in a sentence. How quickly, the bench `hostile` says.

use std::path::PathBuf;
use std::time::Duration;

use oretrail::import::{Reading, members};
use oretrail::inbox::{FileVerdict, Verdict};
use oretrail::workspace::reader::Reader;

use super::sample::{complete, judged, packed};

/// Refused as unreadable, in a sentence without the words of a program.
fn refused(bytes: &[u8], word: &str) -> FileVerdict {
    let judged = judged(bytes, &[]);
    assert_eq!(judged.verdict, Verdict::Unreadable, "{}", judged.reason.en);
    assert!(judged.reason.en.contains(word), "{}", judged.reason.en);
    assert!(judged.reason.en.ends_with('.') && judged.reason.en.len() < 300, "{}", judged.reason.en);
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
    assert_eq!(judged.verdict, Verdict::Unreadable, "{}", judged.reason.en);
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
        assert!(!judged.reason.en.is_empty() && !judged.reason.en.contains("reader failed"), "byte {at}: {}", judged.reason.en);
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
    assert_eq!(word.verdict, Verdict::WrongFile, "{}", word.reason.en);
    let archive = packed(&[("a/form.xlsx", &complete().bytes()), ("__MACOSX/a", b"x"), ("note.txt", b"hi")]);
    assert_eq!(judged(&archive, &[]).verdict, Verdict::WrongFile);
    let inside = members(&archive).expect("sound").expect("an archive");
    let names: Vec<&str> = inside.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["a/form.xlsx", "note.txt"]);
    assert_eq!(judged(inside[0].bytes.as_ref().unwrap(), &[]).verdict, Verdict::Accepted);
    assert!(members(&complete().bytes()).expect("sound").is_none(), "a workbook is no archive");
}

#[test]
fn other_kinds_say_what_to_ask_for() {
    refused(b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page");
    refused(b"Metal,Name,Country\nGold,Example,JAPAN\nTin,Example,PERU\n", "CSV");
    refused(b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "Excel 2003");
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.resize(512, 0);
    old.extend([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]);
    old.resize(512 + 20, 0);
    old.extend([0x2F, 0x00, 0x36, 0x00]);
    refused(&old, "encrypted workbook of Excel 97-2003");
    for (parts, word) in [
        ([("mimetype", b"x".as_slice()), ("content.xml", b"<a/>")], ".ods"),
        ([("[Content_Types].xml", b"<Types/>".as_slice()), ("xl/workbook.bin", b"x")], ".xlsb"),
    ] {
        let judged = judged(&packed(&parts), &[]);
        assert_eq!(judged.verdict, Verdict::WrongFile);
        assert!(judged.reason.en.contains(word) && judged.reason.en.contains("ask for"), "{}", judged.reason.en);
    }
}

#[test]
fn a_part_that_would_lie_outside_is_refused() {
    for name in ["../../evil.xml", "/etc/evil.xml", "xl\\..\\..\\evil.xml", "C:/evil.xml"] {
        refused(&packed(&[("[Content_Types].xml", b"<Types/>"), (name, b"<a/>")]), "outside");
    }
}

#[test]
fn archives_inside_archives_are_opened_to_a_depth_and_no_further() {
    let form = complete().bytes();
    let mut nested = packed(&[("form.xlsx", &form)]);
    for depth in 0..4 {
        nested = packed(&[(format!("level{depth}.zip").as_str(), &nested), ("note.txt", b"hi")]);
    }
    let inside = members(&nested).expect("sound").expect("an archive");
    let names: Vec<&str> = inside.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["level3.zip/level2.zip/level1.zip", "level3.zip/level2.zip/note.txt", "level3.zip/note.txt", "note.txt"]);
    assert_eq!(judged(inside[0].bytes.as_ref().unwrap(), &[]).verdict, Verdict::WrongFile);
    let twice = packed(&[("a.zip", &packed(&[("form.xlsx", &form)]))]);
    let found = members(&twice).expect("sound").expect("an archive");
    assert_eq!(found[0].name, "a.zip/form.xlsx");
    assert_eq!(judged(found[0].bytes.as_ref().unwrap(), &[]).verdict, Verdict::Accepted);
}

/// A sound form with one part replaced or added.
pub(crate) fn with_part(name: &str, part: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read as _};
    let mut zip = zip::ZipArchive::new(Cursor::new(complete().bytes())).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..zip.len() {
        let mut held = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        held.read_to_end(&mut bytes).unwrap();
        parts.push((held.name().unwrap().to_string(), bytes));
    }
    parts.retain(|(held, _)| held != name);
    parts.push((name.to_owned(), part.to_vec()));
    packed(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

#[test]
fn entities_bring_in_nothing_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let canary = folder.path().join("canary");
    std::fs::write(&canary, "the-canary-sings").unwrap();
    let cells = |entity: &str, word: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE worksheet [{entity}]><worksheet><sheetData><row r=\"8\"><c r=\"D8\" t=\"inlineStr\"><is><t>&{word};</t></is></c></row></sheetData></worksheet>"
        )
    };
    let outside = cells(&format!("<!ENTITY x SYSTEM \"file://{}\">", canary.display()), "x");
    let mut laughs = String::from("<!ENTITY l0 \"lol\">");
    for level in 1..12 {
        let before = format!("&l{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{level} \"{before}\">"));
    }
    for sheet in [outside, cells(&laughs, "l11")] {
        let judged = judged(&with_part("xl/worksheets/sheet2.xml", sheet.as_bytes()), &[]);
        assert!(matches!(judged.verdict, Verdict::Unreadable | Verdict::WrongFile), "{}", judged.reason.en);
        assert!(!format!("{judged:?}").contains("canary-sings"));
        assert!(judged.reason.en.len() < 300);
    }
}

#[test]
fn macros_are_named_and_not_run() {
    let judged = judged(&with_part("xl/vbaProject.bin", b"code"), &[]);
    assert_eq!(judged.verdict, Verdict::AcceptedWithRemarks, "{}", judged.reason.en);
    assert!(judged.findings.iter().any(|finding| finding.code == "macros"));
}

#[test]
fn every_bomb_ends_in_the_other_process_and_leaves_a_sentence_and_its_kind() {
    // The bounds of the process itself are what is tried here, not the clock beside it, which a busy machine lets run out.
    let apart = Reader::by(PathBuf::from(env!("CARGO_BIN_EXE_oretrail"))).waiting(Duration::from_secs(600));
    for bomb in super::bomb::all() {
        let Reading::Unreadable(refusal) = apart.read(&bomb.bytes) else { panic!("{} was read", bomb.name) };
        assert!(bomb.codes.contains(&refusal.code), "{}: {refusal:?}", bomb.name);
        assert!(refusal.sentence.ends_with('.') && refusal.sentence.len() < 300, "{}: {refusal}", bomb.name);
    }
}
