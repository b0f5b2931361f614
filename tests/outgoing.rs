//! Letters and the consolidated declaration from the command line, over a record in which files were accepted and names decided.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;
#[allow(dead_code, reason = "each test file uses its own part of the sample")]
#[path = "import/sample.rs"]
mod sample;

use std::fs;
use std::path::PathBuf;

use common::{Sample, json, run};
use sample::{Put, blank, complete};
use serde_json::Value;

/// A file beside the workspace.
fn beside(sample: &Sample, name: &str, bytes: &[u8]) -> PathBuf {
    let path = sample.root.with_file_name(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn must(sample: &Sample, arguments: &[&str]) -> (String, String) {
    let (code, out, error) = run(sample, arguments);
    assert!(code < 2, "{arguments:?}: {code}\n{out}\n{error}");
    (out, error)
}

/// A list of one refinery, two accepted declarations: one names it by another name, which a person decides; one hostile.
fn record() -> Sample {
    let sample = common::sample();
    let list = "Metal,Smelter Name,Standard Smelter Name,Country,Smelter ID\nGold,Example,Example Refinery,JAPAN,CID009999\nGold,Zweite,Zweite Scheideanstalt,GERMANY,CID007777\n";
    let list = beside(&sample, "list.csv", list.as_bytes());
    must(&sample, &["reference", "import", "smelter-list", list.to_str().unwrap(), "--dated", "2026-10-01"]);
    let one = complete().put("Smelter List", "B6", "Gold").put("Smelter List", "D6", "Zweite Wahl").put("Smelter List", "E6", "GERMANY");
    let other = complete()
        .put("Declaration", "D8", "Straits Meridian")
        .put("Smelter List", "B6", "Gold")
        .put("Smelter List", "D6", "@SUM(1+1)*cmd|' /C calc'!A0")
        .put("Smelter List", "E6", "PERU");
    for (supplier, form) in [("shiosai-densen", one), ("straits-meridian", other)] {
        let path = beside(&sample, &format!("{supplier}.xlsx"), &form.bytes());
        must(&sample, &["import", path.to_str().unwrap(), "--supplier", supplier, "--accept"]);
    }
    must(&sample, &["smelter", "decide", "Zweite Wahl", "--metal", "Gold", "--country", "GERMANY", "--id", "CID007777"]);
    sample
}

#[test]
fn what_a_person_decided_stands_in_the_consolidated_declaration() {
    let sample = record();
    let out = sample.root.with_file_name("rollup.json");
    let whole = json(&sample, &["rollup", "--out", out.to_str().unwrap()]);
    // The sample's own facilities stand beside them.
    let own = |smelter: &&Value| smelter["id"].as_str().is_some_and(|id| id.starts_with("CID900"));
    let smelters: Vec<&Value> = whole["smelters"].as_array().unwrap().iter().filter(|smelter| !own(smelter)).collect();
    let ids: Vec<Option<&str>> = smelters.iter().map(|smelter| smelter["id"].as_str()).collect();
    assert_eq!(ids, [Some("CID007777"), Some("CID009999"), None]);
    let (decided, listed) = (&smelters[0]["from"], &smelters[1]["from"]);
    assert_eq!((decided[0]["supplier"].as_str(), decided[0]["cell"].as_str()), (Some("shiosai-densen"), Some("D6")));
    assert_eq!(listed.as_array().unwrap().len(), 2, "one line, both suppliers behind it: {listed}");
    assert_eq!(fs::read_to_string(&out).unwrap(), format!("{}\n", serde_json::to_string_pretty(&whole).unwrap()));
}

#[test]
fn the_same_record_gives_the_same_bytes_and_no_format_holds_a_formula() {
    let sample = record();
    for ending in ["csv", "json", "xlsx"] {
        for anonymous in [false, true] {
            let written = |name: &str| {
                let out = sample.root.with_file_name(format!("{name}.{ending}"));
                let mut arguments = vec!["rollup", "--replace", "--out", out.to_str().unwrap()];
                arguments.extend(anonymous.then_some("--anonymous"));
                must(&sample, &arguments);
                fs::read(out).unwrap()
            };
            let first = written("first");
            assert_eq!(first, written("second"), "{ending}");
            if ending == "csv" {
                let text = String::from_utf8(first).unwrap();
                assert!(text.contains("'@SUM") && !text.contains(",@SUM"), "{text}");
                assert_eq!(text.contains("straits"), !anonymous, "{text}");
            }
        }
    }
}

#[test]
fn the_company_fills_its_own_form_and_is_told_what_stays_open() {
    let sample = record();
    let settings = fs::read_to_string(sample.root.join("oretrail.toml")).unwrap();
    let said = "[declaration]\ncontact = \"Hana Example\"\ncontact-email = \"hana@example.com\"\nA = \"Yes\"\n";
    fs::write(sample.root.join("oretrail.toml"), format!("{settings}\n{said}")).unwrap();
    let form = blank("Revision 6.5\nApril 25, 2025").put("Smelter List", "B5", Put::Formula("str", ""));
    let form = form.put("Smelter Look-up", "A5", "Gold").put("Smelter Look-up", "C5", "Example Refinery");
    let form = beside(&sample, "blank.xlsx", &form.put("Smelter Look-up", "E5", "CID009999").bytes());
    let out = sample.root.with_file_name("own.xlsx");
    let template = ["rollup", "--template", form.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let (told, open) = must(&sample, &[&template[..], &["--say", "H=No"]].concat());
    assert!(told.contains("CMRT 6.5") && told.contains(" smelter rows") && told.contains("D28  Gold"), "{told}");
    assert!(told.contains("D75  Company") && told.contains("A   Yes") && told.contains("stated by the company"), "{told}");
    assert!(open.contains("B, C, D, E, F, G open") && open.contains("authorizer is not known"), "{open}");
    assert!(open.contains("CID007777 is not in the look-up of this form"), "{open}");
    let bytes = fs::read(&out).unwrap();
    must(&sample, &[&template[..], &["--say", "H=No", "--replace"]].concat());
    assert_eq!(bytes, fs::read(&out).unwrap(), "the same record gives the same bytes");
    for (arguments, word) in [
        (&["--say", "colour=red"][..], "write KEY=TEXT"),
        (&["--say", "A=Perhaps"], "it allows Yes | No"),
        (&["--format", "csv"], "cannot be used with"),
    ] {
        let (code, _, error) = run(&sample, &[&template[..], arguments].concat());
        assert!(code == 2 && error.contains(word), "{code}: {error}");
    }
    let (code, _, error) = run(&sample, &["rollup", "--template", out.to_str().unwrap(), "--out", "never.xlsx"]);
    assert!(code == 3 && error.contains("filled in already"), "{code}: {error}");
}

#[test]
fn every_supplier_gets_its_letter_in_its_own_language_with_cell_problem_and_what_to_do() {
    let sample = record();
    let folder = sample.root.with_file_name("letters");
    must(&sample, &["letters", "--out", folder.to_str().unwrap()]);
    let mut names: Vec<String> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.contains(&"shiosai-densen.ja.txt".to_owned()), "{names:?}");
    let text = fs::read_to_string(folder.join(names.iter().find(|name| name.starts_with("straits")).unwrap())).unwrap();
    assert!(text.contains("D6"), "{text}");
    let first = folder.join(&names[0]);
    fs::write(&first, "mine").unwrap();
    let again = ["letters", "--out", folder.to_str().unwrap()];
    let (code, _, error) = run(&sample, &again);
    assert!(code == 2 && error.contains("is there already") && error.contains("--replace"), "{code}: {error}");
    assert_eq!(fs::read_to_string(&first).unwrap(), "mine", "nothing is written where one letter may not be");
    must(&sample, &[&again[..], &["--replace"]].concat());
    assert_ne!(fs::read_to_string(&first).unwrap(), "mine");
    assert!(!text.contains("shiosai") && !text.contains("潮騒"), "a letter speaks of its own supplier only: {text}");
    for (arguments, word) in
        [(&["letters", "nobody", "--out", "x"][..], "nobody"), (&["letters", "--out", "x", "--due", "2020-01-01"], "before today")]
    {
        let (code, _, error) = run(&sample, arguments);
        assert!(code == 2 && error.contains(word), "{code}: {error}");
    }
}

#[test]
fn a_file_of_the_same_supplier_that_waits_is_named_until_somebody_decides() {
    let sample = common::sample();
    let arrives = |day: &str, name: &str| {
        let form = complete().put("Declaration", "D8", "Straits Meridian").put("Declaration", "D22", day);
        let path = beside(&sample, name, &form.bytes());
        let all = json(&sample, &["import", path.to_str().unwrap(), "--supplier", "straits-meridian"]);
        let found = all[0]["findings"].as_array().unwrap().clone();
        let named = found.into_iter().filter(|finding| finding["code"].as_str().is_some_and(|code| code.ends_with("-file-waits")));
        named.map(|finding| format!("{} {}", finding["code"].as_str().unwrap(), finding["message"].as_str().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(arrives("01-Aug-2026", "august.xlsx"), Vec::<String>::new());
    let second = arrives("01-Sep-2026", "september.xlsx");
    assert!(
        second.len() == 1 && second[0].contains("earlier-file-waits") && second[0].contains("\"august.xlsx\", dated 2026-08-01"),
        "{second:?}"
    );
    let waiting = json(&sample, &["inbox", "list"]);
    let sha256 = |name: &str| {
        let item = waiting.as_array().unwrap().iter().find(|item| item["file"] == name).unwrap();
        item["sha256"].as_str().unwrap().to_owned()
    };
    must(&sample, &["inbox", "set-aside", &sha256("august.xlsx"), "--reason", "replaced"]);
    must(&sample, &["inbox", "accept", &sha256("september.xlsx"), "--supplier", "straits-meridian"]);
    assert_eq!(arrives("01-Oct-2026", "october.xlsx"), Vec::<String>::new(), "what was decided about waits no more");
}
