//! What `check` says of whole files: what each is, and of one mistake no more than what is sure.

use super::common::{self, Sample};
use super::run;

/// What is said of a file with this name and text in the workspace: code, line, and the whole output.
fn checked(sample: &Sample, name: &str, text: &str) -> (Vec<(String, u64)>, String) {
    let file = sample.root.join(name);
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    std::fs::write(&file, text).expect("written");
    let (_, out, _) = run(sample, &["--json", "check", &file.display().to_string()]);
    let all: serde_json::Value = serde_json::from_str(&out).expect("a document");
    let found = all.as_array().expect("a list").iter().filter(|one| one["code"] != "check-source");
    let told = found.map(|one| (one["code"].as_str().expect("a code").to_owned(), one["line"].as_u64().expect("a line"))).collect();
    (told, out)
}

fn shipped(begins: &str) -> String {
    let (all, policies) = (oretrail::builtin::questionnaires(), oretrail::builtin::policies());
    all.into_iter().chain(policies).find(|(name, _)| name.starts_with(begins)).expect("it is there").1.to_owned()
}

#[test]
fn one_mistake_in_a_long_file_is_told_once_and_where_it_was_made() {
    let sample = common::sample();
    let cases = [
        ("quality-bcp", "text.zh = \"ISO 9001\" },", "text.zh = \"ISO 9001\" ,", "toml-syntax"),
        ("quality-bcp", "id = \"Q-supply\"", "id = \"Q-product\"", "duplicate-id"),
        ("quality-bcp", "[[section]]\nid = \"Q-supply\"", "[[sections]]\nid = \"Q-supply\"", "unknown-key"),
        ("quality-bcp", "id = \"Q1\"", "id = \"Q_1\"", "bad-id"),
        ("quality-bcp", "[[question]]\nid = \"Q1\"", "[[questions]]\nid = \"Q1\"", "unknown-key"),
        ("quality-bcp", "[[question]]\nid = \"Q2\"", "[question]\nid = \"Q2\"", "toml-syntax"),
        ("quality-bcp", "guidance.en", "guidence.en", "unknown-key"),
        ("quality-bcp", "type = \"sc\"\n", "", "missing-key"),
        ("green-procurement", "figure = \"substances\"", "figure = \"substance\"", "unknown-word"),
        ("jx-selection", "kind = \"conduct\"", "kind = \"condukt\"", "unknown-word"),
    ];
    for (file, from, to, code) in cases {
        let sound = shipped(file);
        assert!(sound.contains(from), "{file}: {from}");
        let (told, out) = checked(&sample, "tried.toml", &sound.replacen(from, to, 1));
        let codes: Vec<&str> = told.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, [code], "{from} → {to}: {out}");
    }
}

#[test]
fn every_kind_of_definition_file_is_checked_as_what_it_is() {
    let sample = common::sample();
    let audits = "[[audit]] # ours\nmetal = \"copper\"\nscheme = \"The Copper Mark\"\naudited = \"2026-02-01\"\n";
    assert_eq!(checked(&sample, "reference/company-audits.toml", audits).0, []);
    let (told, out) = checked(&sample, "reference/company-audits.toml", &audits.replace("\"copper\"", "\"coper\""));
    assert_eq!(told, [("unknown-metal".to_owned(), 2)], "{out}");
    for name in ["countries.toml", "metals.toml", "schemes.toml", "regimes.toml", "eu-cahra-2026-06.toml"] {
        let sound = oretrail::builtin::reference(name).expect("it is there");
        assert_eq!(checked(&sample, &format!("tried/{name}"), sound).0, [], "{name}");
        let broken = format!("{sound}\nno-such-key = 1\n");
        assert_ne!(checked(&sample, &format!("tried/{name}"), &broken).0, [], "{name}");
    }
}

#[test]
fn a_sheet_a_plain_text_and_an_empty_file_are_told_for_what_they_are() {
    let sample = common::sample();
    let (told, out) = checked(&sample, "t.csv", "id,section\nA1,A\n");
    assert_eq!(told, [("a-sheet".to_owned(), 1)]);
    assert!(out.contains("oretrail questionnaire import "), "{out}");
    assert_eq!(checked(&sample, "t.xlsx", "PK\u{3}\u{4} bytes").0, [("a-sheet".to_owned(), 1)]);
    let (told, out) = checked(&sample, "questionnaires/notes-1.toml", "# Notes\n\nSome text here.\n\n* one\n* two\n");
    assert_eq!(told, [("toml-syntax".to_owned(), 1)], "{out}");
    let (told, out) = checked(&sample, "questionnaires/empty-1.toml", "");
    assert_eq!(told, [("missing-key".to_owned(), 1)], "{out}");
    assert!(out.contains("add the heading [questionnaire]"), "{out}");
}

#[test]
fn a_day_to_come_and_a_buyer_nobody_knows_are_told_of_a_profile() {
    let sample = common::sample();
    let file = sample.root.join("suppliers/minato-haulage/supplier.toml");
    let sound = std::fs::read_to_string(&file).expect("a profile");
    let line = |key: &str| sound.lines().find(|line| line.starts_with(key)).expect("there").to_owned();
    let broken = sound.replace(&line("onboarded"), "onboarded = \"2112-04-01\"").replace(&line("buyer"), "buyer = \"anno\"");
    std::fs::write(&file, broken).expect("written");
    let (_, out, _) = run(&sample, &["check"]);
    assert!(out.contains("future-day") && out.contains("unknown-buyer") && out.contains("anno"), "{out}");
}

#[test]
fn no_command_replaces_a_file_it_was_told_to_write_unless_that_is_said() {
    let sample = common::sample();
    let place = |name: &str| sample.root.join("out").join(name);
    let commands: [(&str, &[&str]); 7] = [
        ("t.csv", &["questionnaire", "template"]),
        ("e.csv", &["questionnaire", "export", "csr-saq"]),
        ("p.html", &["questionnaire", "preview", "csr-saq", "--html"]),
        ("r.txt", &["readback", "minato-haulage"]),
        ("c.md", &["report", "committee"]),
        ("roll.csv", &["rollup"]),
        ("man/oretrail.1", &["man"]),
    ];
    std::fs::create_dir_all(place("man")).expect("a folder");
    for (name, command) in commands {
        let file = place(name);
        std::fs::write(&file, "mine").expect("written");
        let out = if command == ["man"] { place("man") } else { file.clone() }.display().to_string();
        let (code, _, error) = run(&sample, &[command, &["--out", &out]].concat());
        assert_eq!(code, 2, "{command:?}: {error}");
        assert!(error.contains("is there already") && error.contains("--replace"), "{command:?}: {error}");
        assert_eq!(std::fs::read_to_string(&file).expect("there"), "mine", "{command:?}");
        run(&sample, &[command, &["--out", &out, "--replace"]].concat());
        assert_ne!(std::fs::read_to_string(&file).expect("there"), "mine", "{command:?}");
    }
}
