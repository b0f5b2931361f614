//! Archives that want to hurt: names that point elsewhere, links, archives in archives, a directory that lists itself.

use std::io::{Cursor, Write as _};

use oretrail::import::{Member, Reading, members, read};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::sample::{complete, packed};

fn inside(bytes: &[u8]) -> Vec<Member> {
    members(bytes).expect("sound").expect("an archive")
}

fn outcome(member: &Member) -> (&str, &str) {
    (&member.name, member.bytes.as_ref().map_or_else(|why| why.code, |_| "taken"))
}

/// An archive that is refused as a whole, after what was sound in it.
fn refused(bytes: &[u8]) -> &'static str {
    members(bytes).expect_err("refused").code
}

#[test]
fn a_name_that_points_out_of_the_archive_costs_its_own_file_and_no_other() {
    let form = complete().bytes();
    let names = ["../../evil.xlsx", "/etc/evil.xlsx", "C:\\evil.xlsx", "a\\..\\..\\evil.xlsx", "nothing\0.xlsx", "good.xlsx"];
    let archive = packed(&names.map(|name| (name, form.as_slice())));
    let all = inside(&archive);
    let codes: Vec<&str> = all.iter().map(|member| outcome(member).1).collect();
    assert_eq!(codes, ["strange-names", "strange-names", "strange-names", "strange-names", "strange-names", "taken"]);
    for member in &all {
        assert!(!member.name.contains(['\0', '\\']), "{:?}", member.name);
        if let Err(why) = &member.bytes {
            assert!(why.sentence.contains("Ask for the file itself") && !why.sentence.contains("evil"), "{why}");
        }
    }
}

#[test]
fn names_of_other_systems_and_names_that_mislead_the_eye_are_labels_and_nothing_else() {
    let form = complete().bytes();
    let archive = packed(&[
        ("2026\\March\\form.xlsx", &form),
        ("CMRT\u{202E}xslx.exe", &form),
        ("紛争鉱物/申告書.xlsx", &form),
        ("10:30 copy.xlsx", &form),
        ("__MACOSX/._form.xlsx", b"x"),
        ("2026/Thumbs.db", b"x"),
    ]);
    let all = inside(&archive);
    let seen: Vec<(&str, &str)> = all.iter().map(outcome).collect();
    let expected = ["2026/March/form.xlsx", "CMRTxslx.exe", "紛争鉱物/申告書.xlsx", "10:30 copy.xlsx"];
    assert_eq!(seen, expected.map(|name| (name, "taken")));
}

#[test]
fn a_link_in_an_archive_is_named_and_not_followed() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("form.xlsx", "/etc/hostname", SimpleFileOptions::default()).unwrap();
    zip.add_symlink("up.xlsx", "../../../secret.xlsx", SimpleFileOptions::default()).unwrap();
    zip.start_file("true.xlsx", SimpleFileOptions::default()).unwrap();
    zip.write_all(&complete().bytes()).unwrap();
    let all = inside(&zip.finish().unwrap().into_inner());
    assert_eq!(all.iter().map(outcome).collect::<Vec<_>>(), [("form.xlsx", "link"), ("up.xlsx", "link"), ("true.xlsx", "taken")]);
}

#[test]
fn archives_in_archives_without_end_are_opened_to_a_depth_wherever_they_branch() {
    let mut nest = packed(&[("form.xlsx", &complete().bytes())]);
    for _ in 0..8 {
        nest = packed(&[("a.zip", &nest), ("b.zip", &nest), ("c.zip", &nest)]);
    }
    let all = inside(&nest);
    assert_eq!(all.len(), 27, "three at each of three depths");
    for member in &all {
        assert_eq!(member.name.matches('/').count(), 2, "{}", member.name);
        let reading = read(member.bytes.as_ref().unwrap());
        assert!(matches!(&reading, Reading::Other(why) if why.code == "archive"), "{reading:?}");
    }
}

#[test]
fn hostile_archives_are_refused_as_a_whole_or_cost_single_files() {
    for bomb in super::bomb::archives() {
        match members(&bomb.bytes) {
            Err(why) => assert!(bomb.codes.contains(&why.code), "{}: {why:?}", bomb.name),
            Ok(inside) => assert!(bomb.codes.is_empty() && inside.is_some(), "{} was opened", bomb.name),
        }
    }
}

#[test]
fn two_files_of_one_name_are_never_taken_for_one() {
    let mut bytes = packed(&[("a.xlsx", b"one"), ("b.xlsx", b"two")]);
    let places: Vec<usize> = bytes.windows(6).enumerate().filter(|(_, window)| *window == b"b.xlsx").map(|(at, _)| at).collect();
    for at in places {
        bytes[at] = b'a';
    }
    assert_eq!(refused(&bytes), "duplicate-parts");
}

#[test]
fn what_is_damaged_in_an_archive_costs_only_itself() {
    let form = complete().bytes();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["1.xlsx", "2.xlsx", "3.xlsx"] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(&form).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let second = bytes.windows(6).position(|window| window == b"2.xlsx").unwrap();
    bytes[second + 500] ^= 0x55;
    assert_eq!(inside(&bytes).iter().map(outcome).collect::<Vec<_>>(), [("1.xlsx", "taken"), ("2.xlsx", "damaged"), ("3.xlsx", "taken")]);
    let cut = &bytes[..bytes.len() / 2];
    assert!(matches!(members(cut), Ok(None)), "without its directory it is no archive");
    assert!(matches!(read(cut), Reading::Unreadable(why) if why.code == "damaged"));
}

#[test]
fn thousands_of_files_and_files_that_swell_are_refused() {
    let names: Vec<String> = (0..2_100).map(|n| format!("{n}.txt")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    assert_eq!(refused(&packed(&parts)), "too-many-parts");
    let spaces = vec![b' '; 8 << 20];
    let archive = packed(&[("swollen.xlsx", &spaces), ("form.xlsx", &complete().bytes())]);
    assert_eq!(inside(&archive).iter().map(outcome).collect::<Vec<_>>(), [("swollen.xlsx", "unpacks-too-large"), ("form.xlsx", "taken")]);
}
