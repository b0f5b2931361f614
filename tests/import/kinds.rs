//! What arrives instead of a workbook, under whatever name: one verdict each, and what to ask the sender for.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use oretrail::inbox::{Verdict, receive};
use oretrail::language::Lang;
use serde_json::Value;
use zip::write::SimpleFileOptions;

use super::form::{cmrt, emrt_2};
use super::sample::{TODAY, changed, codes, complete, judged, packed};

/// A compound file as Office wrote them before zip: header, allocation table, directory, and streams of whole sectors.
fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    let directory = streams.len() / 4 + 1;
    let mut chains: Vec<u32> = vec![0xFFFF_FFFD];
    chains.extend((1..directory as u32).map(|at| at + 1).chain([END]));
    let (mut body, mut entries) = (Vec::new(), vec![entry("Root Entry", 5, END, 0)]);
    for (name, bytes) in streams {
        let sectors = bytes.len().div_ceil(512).max(8);
        let first = chains.len() as u32;
        chains.extend((1..sectors as u32).map(|at| first + at).chain([END]));
        entries.push(entry(name, 2, first, (sectors * 512) as u32));
        body.extend_from_slice(bytes);
        body.resize(body.len() - bytes.len() + sectors * 512, 0);
    }
    let mut out = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    out.resize(24, 0);
    for word in [0x3E_u16, 3, 0xFFFE, 9, 6] {
        out.extend(word.to_le_bytes());
    }
    out.resize(44, 0);
    for word in [1, 1, 0, 4096, END, 0, END, 0, 0] {
        out.extend(word.to_le_bytes());
    }
    out.extend(std::iter::repeat_n(FREE.to_le_bytes(), (512 - out.len()) / 4).flatten());
    chains.resize(128, FREE);
    out.extend(chains.iter().flat_map(|word| word.to_le_bytes()));
    entries.resize(directory * 4, vec![0; 128]);
    out.extend(entries.concat());
    out.extend(body);
    out
}

fn entry(name: &str, kind: u8, first: u32, size: u32) -> Vec<u8> {
    let mut out: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(out.len() + 2).unwrap();
    out.resize(64, 0);
    out.extend(length.to_le_bytes());
    out.extend([kind, 1]);
    out.extend([0xFF; 12]);
    out.resize(116, 0);
    out.extend(first.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.resize(128, 0);
    out
}

/// The first records of a workbook of Excel 97-2003.
fn records(more: &[u8]) -> Vec<u8> {
    let mut out = vec![0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00];
    out.resize(20, 0);
    out.extend_from_slice(more);
    out.resize(4_096, 0);
    out
}

fn locked() -> Vec<u8> {
    compound(&[("EncryptionInfo", vec![4, 0, 4, 0, 0x40, 0, 0, 0]), ("EncryptedPackage", vec![7; 6_000])])
}

/// The sound form with other parts beside it, or instead.
fn with(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new_append(Cursor::new(complete().bytes())).unwrap();
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip archive that asks for a password.
fn asks_for_a_password() -> Vec<u8> {
    let mut bytes = packed(&[("form.xlsx", &complete().bytes())]);
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    bytes
}

/// Name, bytes, verdict, and a word of the sentence that says what it is and what to ask for.
type Arrived = (&'static str, Vec<u8>, Verdict, &'static [&'static str]);

fn arrivals() -> Vec<Arrived> {
    use Verdict::{Unreadable, WrongFile};
    let jpeg = [b"\xFF\xD8\xFF\xE0\x00\x10JFIF".as_slice(), &[0x42; 900]].concat();
    let whole = complete().bytes();
    let list = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet/></Workbook>";
    vec![
        ("letter.xlsx", b"%PDF-1.7\n1 0 obj".to_vec(), Unreadable, &["PDF", "Ask for", ".xlsx"]),
        ("CMRT.xls", jpeg, Unreadable, &["JPEG", "Ask for"]),
        ("scan.xlsx", b"II*\0rest of a scan".to_vec(), Unreadable, &["TIFF", "Ask for"]),
        ("cut.xlsx", whole[..whole.len() / 2].to_vec(), Unreadable, &["cut off", "ask the sender"]),
        ("nothing.xlsx", Vec::new(), Unreadable, &["empty", "ask the sender"]),
        ("locked.xlsx", locked(), Unreadable, &["password", "uses a password of its own", "Ask for", ".xlsx"]),
        ("old.xls", compound(&[("Workbook", records(&[0x85, 0, 4, 0]))]), Unreadable, &["Excel 97-2003", "ask for", ".xlsx"]),
        ("old-locked.xls", compound(&[("Workbook", records(&[0x2F, 0, 0x36, 0]))]), Unreadable, &["encrypted", "97-2003", "Ask for"]),
        ("old-guarded.xls", compound(&[("Workbook", records(&[0x86, 0, 0, 0, 0x2F, 0, 0x36, 0]))]), Unreadable, &["encrypted", "Ask for"]),
        ("letter.doc", compound(&[("WordDocument", vec![1; 600])]), Unreadable, &["Word document", "ask for"]),
        ("mail.msg", compound(&[("__properties_version1.0", vec![1; 600])]), Unreadable, &["e-mail", "attachment"]),
        ("list.xls", list.as_bytes().to_vec(), Unreadable, &["Excel 2003", "ask for", ".xlsx"]),
        ("portal.xls", b"<html><table><tr><td>1</td></tr></table>".to_vec(), Unreadable, &["web page", "ask for"]),
        ("export.csv", b"Metal;Name\nGold;A\nTin;B\n".to_vec(), Unreadable, &["CSV", "Ask for"]),
        ("all.rar", b"Rar!\x1a\x07\x01\x00".to_vec(), Unreadable, &["RAR", "ask for"]),
        ("all.7z", b"7z\xBC\xAF\x27\x1C".to_vec(), Unreadable, &["7-Zip", "ask for"]),
        ("guarded.zip", asks_for_a_password(), Unreadable, &["password", "ask for"]),
        (
            "binary.xlsb",
            packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"x")]),
            WrongFile,
            &[".xlsb", "ask for", ".xlsx"],
        ),
        ("open.ods", packed(&[("mimetype", b"x"), ("content.xml", b"<a/>")]), WrongFile, &["OpenDocument", "ask for", ".xlsx"]),
        ("apple.numbers", packed(&[("Index/Document.iwa", b"x")]), WrongFile, &["Numbers", "ask for", ".xlsx"]),
        ("letter.docx", packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]), WrongFile, &["Word", "ask for"]),
        (
            "slides.pptx",
            packed(&[("[Content_Types].xml", b"<Types/>"), ("ppt/presentation.xml", b"<p/>")]),
            WrongFile,
            &["presentation", "ask for"],
        ),
        (
            "other.xlsx",
            super::sample::Sample::default().put("Offer", "A1", "price").bytes(),
            WrongFile,
            &["no sheet \"Declaration\"", "Offer"],
        ),
    ]
}

#[test]
fn whatever_arrives_instead_gets_one_verdict_and_says_what_to_ask_for() {
    for (name, bytes, verdict, words) in arrivals() {
        let judged = judged(&bytes, &[]);
        assert_eq!(judged.verdict, verdict, "{name}: {}", judged.reason.en);
        for word in words {
            assert!(judged.reason.en.contains(word), "{name} lacks \"{word}\": {}", judged.reason.en);
        }
        for lang in Lang::ALL {
            let reason = judged.reason.get(lang);
            assert!(reason.ends_with(['.', '。']) && reason.chars().count() > 15, "{name}: {reason}");
        }
        assert!(judged.declaration.is_none() && judged.findings.is_empty());
    }
}

#[test]
fn the_name_of_a_file_says_nothing() {
    let today = TODAY.parse().unwrap();
    let given = |name: &str, bytes: &[u8]| receive(name, bytes, oretrail::inbox::Circumstance { today, held: &[], supplier: None });
    for name in ["RMI_EMRT_2.1.xlsx", "scan.pdf", "CMRT 3.01.xls", "", "報告書"] {
        let judged = given(name, &complete().bytes());
        assert_eq!(judged.verdict, Verdict::Accepted, "{name}");
        assert_eq!(judged.declaration.unwrap().template.name(), "CMRT");
    }
}

#[test]
fn a_workbook_with_macros_is_read_and_its_macros_are_not() {
    let bytes = with(&[("xl/vbaProject.bin", b"code"), ("xl/macrosheets/sheet1.xml", b"<m/>")]);
    let kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    let bytes = changed(&bytes, "[Content_Types].xml", |text| {
        text.replace("</Types>", &format!("<Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}\"/></Types>"))
    });
    let judged = judged(&bytes, &[]);
    assert_eq!((judged.verdict, codes(&judged)), (Verdict::AcceptedWithRemarks, vec!["macros"]), "{}", judged.reason.en);
    assert!(judged.findings[0].message.en.contains("not run"));
}

#[test]
fn links_connections_and_objects_are_named_and_not_followed() {
    let parts: [(&str, &[u8]); 4] = [
        ("xl/externalLinks/externalLink1.xml", b"<e/>"),
        ("xl/connections.xml", b"<c/>"),
        ("xl/embeddings/oleObject1.bin", b"x"),
        ("xl/activeX/activeX1.bin", b"x"),
    ];
    let judged = judged(&with(&parts), &[]);
    assert_eq!((judged.verdict, codes(&judged)), (Verdict::Accepted, vec!["external-links", "embedded-objects"]), "{}", judged.reason.en);
}

/// What the program says to a folder, a verdict per file.
fn imported(folder: &Path, beside: &Path) -> Vec<Value> {
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_oretrail"))
        .args(["import", "--json"])
        .arg(folder)
        .env("ORETRAIL_STATE", beside.join("state"))
        .env("ORETRAIL_WORKSPACE", beside.join("nowhere"))
        .env("ORETRAIL_NOW", "2026-11-23T09:00:00+09:00")
        .output()
        .unwrap();
    let told = String::from_utf8(out.stdout).unwrap();
    let all: Value = serde_json::from_str(&told).unwrap_or_else(|why| panic!("{why}: {told} {}", String::from_utf8_lossy(&out.stderr)));
    all.as_array().cloned().unwrap_or_else(|| vec![all])
}

#[test]
fn folders_in_folders_and_archives_in_archives_give_a_verdict_per_file() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("arrived");
    fs::create_dir_all(folder.join("2026/March/拠点")).unwrap();
    let form = |n: u32| cmrt("Revision 6.5\nApril 25, 2025", "100%").put("Declaration", "D8", format!("Company {n}").as_str()).bytes();
    fs::write(folder.join("1.xlsx"), form(1)).unwrap();
    fs::write(folder.join("2026/2.xlsx"), form(2)).unwrap();
    fs::write(folder.join("2026/March/拠点/3.xlsx"), form(3)).unwrap();
    let copper = emrt_2("Revision 2.1\nOctober 17, 2025", &[("Copper", 0)]).bytes();
    let inner = packed(&[("deep/4.xlsx", &form(4)), ("note.txt", b"hello"), ("__MACOSX/._4.xlsx", b"x")]);
    fs::write(folder.join("2026/all.zip"), packed(&[("東/inner.zip", &inner), ("5.xlsx", &copper), ("empty/", b"")])).unwrap();
    let all = imported(&folder, beside.path());
    let seen: Vec<(&str, &str)> = all.iter().map(|one| (one["file"].as_str().unwrap(), one["verdict"].as_str().unwrap())).collect();
    assert_eq!(
        seen,
        [
            ("1.xlsx", "accepted"),
            ("2.xlsx", "accepted"),
            ("3.xlsx", "accepted"),
            ("all.zip/東/inner.zip/deep/4.xlsx", "accepted"),
            ("all.zip/東/inner.zip/note.txt", "unreadable"),
            ("all.zip/5.xlsx", "accepted"),
        ]
    );
}

#[test]
fn a_folder_of_everything_gives_as_many_verdicts_as_files() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("arrived");
    fs::create_dir(&folder).unwrap();
    let arrivals = arrivals();
    for (n, (name, bytes, ..)) in arrivals.iter().enumerate() {
        fs::write(folder.join(format!("{n:02} {name}")), bytes).unwrap();
    }
    let all = imported(&folder, beside.path());
    assert_eq!(all.len(), arrivals.len());
    for (told, (name, _, verdict, _)) in all.iter().zip(&arrivals) {
        // An archive that cannot be opened is a file like any other, and so is one with nothing but a document of Apple in it.
        assert_eq!(told["verdict"], verdict.word(), "{name}: {told}");
    }
}
