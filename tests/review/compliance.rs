//! Who is compliance stands on record; a line of the settings gives nobody access once it does.

use std::fs;

use super::common;
use super::{does, refused, run};

const LIST: &str = "uid,name,aka\nT.1,Made Up Holdings,JSC Logistics Lành Sóng\n";

fn settings(sample: &common::Sample, change: impl Fn(&str) -> String) {
    let file = sample.root.join("oretrail.toml");
    let text = fs::read_to_string(&file).expect("settings");
    fs::write(file, change(&text)).expect("written");
}

fn import(sample: &common::Sample) {
    let list = sample.state.join("list.csv");
    fs::write(&list, LIST).expect("written");
    let (list, by) = (list.to_string_lossy().into_owned(), "mori");
    let import = ["reference", "import", "sanctions", &list, "--dated", "2026-11-01", "--source", "made up"];
    does(sample, by, &[&import[..], &["--column", "id=uid", "--column", "name=name", "--column", "alias=aka"]].concat());
}

/// Screens hai-trieu, and mori finds the hit to be the same; the hit's name.
fn judged_the_same(sample: &common::Sample) -> String {
    import(sample);
    does(sample, "mori", &["screen", "hai-trieu"]);
    let hits = does(sample, "mori", &["screen", "hai-trieu", "--look"]);
    let hit = hits[0]["hits"][0]["hit"].as_str().expect("a hit").to_owned();
    does(sample, "mori", &["screen", "hai-trieu", "--judge", &hit, "--same", "--reason", "passport compared"]);
    hit
}

#[test]
fn a_line_typed_into_the_settings_lets_nobody_see_screening_once_the_record_names_somebody() {
    let sample = common::sample();
    import(&sample);
    let roles = |person: &str| {
        let people = does(&sample, "mori", &["people", "list"]);
        let all = people["people"].as_array().expect("a list").clone();
        all.into_iter().find(|one| one["person"] == person).expect("entered")["roles"].to_string()
    };
    assert!(roles("mori").contains("compliance"), "{}", roles("mori"));
    settings(&sample, |text| format!("compliance = [\"anna\", \"mori\"]\n{text}"));
    refused(&sample, "anna", &["screen", "hai-trieu"], "people add PERSON compliance");
    let (_, told, _) = run(&sample, "mori", &["people", "list"]);
    assert!(told.contains("names anna under `compliance`") && !told.contains("names mori"), "{told}");
    let (_, told, _) = run(&sample, "mori", &["verify"]);
    assert!(told.contains("names anna under `compliance`"), "{told}");
    let (_, told, _) = run(&sample, "mori", &["verify", "--json"]);
    let verified: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert!(verified["notices"].as_array().expect("a list").iter().any(|one| one["kind"] == "compliance-line"), "{verified}");
    let (_, told, _) = run(&sample, "mori", &["doctor"]);
    assert!(told.contains("names anna under `compliance`"), "{told}");
    // The record lets her in, and out again; the line does neither.
    does(&sample, "mori", &["people", "grant", "anna", "compliance"]);
    does(&sample, "anna", &["screen", "hai-trieu"]);
    assert!(!run(&sample, "mori", &["doctor"]).1.contains("names anna under"));
    does(&sample, "mori", &["people", "revoke", "anna", "compliance", "--reason", "buys from them"]);
    refused(&sample, "anna", &["screen", "hai-trieu"], "anna is not");
    refused(&sample, "anna", &["people", "grant", "anna", "compliance"], "mori");
}

#[test]
fn a_workspace_that_knows_only_the_line_goes_by_it_until_the_first_grant_and_says_so() {
    let sample = common::sample();
    let root = sample.state.join("old");
    common::copy(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/0.1.0")), &root);
    let does = |person: &str, arguments: &[&str]| {
        let (code, out, error) = common::run_with(&sample, &root, person, common::NOW, arguments);
        (code, format!("{out}{error}"))
    };
    let (code, told) = does("mori", &["verify"]);
    assert!(code == 0 && told.contains("that mori may see and enter screening stands in an open line"), "{code} {told}");
    let (_, told) = does("mori", &["people", "roles", "--json"]);
    let roles: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let screening = roles["duties"].as_array().expect("a list").iter().find(|one| one["duty"] == "screening").expect("there").clone();
    assert_eq!(screening["you"], "yes");
}

#[test]
fn the_first_grant_takes_the_lines_place_and_its_other_settings_stay() {
    let sample = common::sample();
    let root = sample.state.join("bare");
    oretrail::workspace::Workspace::init(&root, &sample.state, "Bare", "eve", true).expect("made");
    let file = root.join("oretrail.toml");
    let text = fs::read_to_string(&file).expect("settings");
    assert!(text.contains("compliance = [\"eve\"]"), "{text}");
    fs::write(&file, text.replace("\"eve\"]", "\"zoe\"]") + "[companies]\ntubes = \"Bare Tubes\"\n").expect("written");
    let does = |person: &str, arguments: &[&str]| {
        let (code, out, error) = common::run_with(&sample, &root, person, common::NOW, arguments);
        (code, format!("{out}{error}"))
    };
    for arguments in [&["people", "grant", "eve", "administrator"][..], &["people", "add", "zoe", "buyer"]] {
        assert_eq!(does("eve", arguments).0, 0);
    }
    let text = fs::read_to_string(&file).expect("settings");
    assert!(text.contains("people-root") && text.contains("tubes = \"Bare Tubes\"") && text.contains("\"zoe\"]"), "{text}");
    let list = |person: &str| does(person, &["screen"]).1;
    assert!(list("zoe").contains("no sanctions list"), "by the line: {}", list("zoe"));
    assert!(list("eve").contains("eve is not"), "{}", list("eve"));
    assert_eq!(does("eve", &["people", "grant", "eve", "compliance"]).0, 0);
    assert!(list("eve").contains("no sanctions list"), "{}", list("eve"));
    assert!(list("zoe").contains("zoe is not"), "{}", list("zoe"));
    assert!(does("eve", &["doctor"]).1.contains("oretrail.toml names zoe under `compliance`"));
}

#[test]
fn what_somebody_entered_about_a_hit_without_being_compliance_does_not_count() {
    let sample = common::sample();
    let hit = judged_the_same(&sample);
    let held = || does(&sample, "anna", &["flags", "hai-trieu"]).to_string().contains("compliance-hold");
    assert!(held(), "a hit that is the same holds");
    // On a copy whose people log is gone anna names herself by the line, clears the hit and brings her log back.
    let elsewhere = sample.state.join("elsewhere");
    common::copy(&sample.root, &elsewhere);
    fs::remove_dir_all(elsewhere.join("people")).expect("removed");
    let file = elsewhere.join("oretrail.toml");
    let text = fs::read_to_string(&file).expect("settings");
    let text: String = text.lines().filter(|line| !line.starts_with("people-root")).map(|line| format!("{line}\n")).collect();
    fs::write(&file, format!("compliance = [\"anna\"]\n{text}")).expect("written");
    let judge = ["screen", "hai-trieu", "--judge", &hit, "--other", "--reason", "somebody else"];
    let (code, out, error) = common::run_with(&sample, &elsewhere, "anna", common::NOW, &judge);
    assert_eq!(code, 0, "{out}{error}");
    common::copy(&elsewhere.join("registers/screening"), &sample.root.join("registers/screening"));
    assert!(held(), "only compliance clears a hit");
    assert!(does(&sample, "mori", &["screen", "hai-trieu", "--look"]).to_string().contains(&hit));
}

#[test]
fn whoever_is_not_compliance_sees_in_the_queue_that_there_is_a_hold_and_not_why() {
    let sample = common::sample();
    let hit = judged_the_same(&sample);
    let row = |person: &str| {
        let (_, out, _) = run(&sample, person, &["queue"]);
        out.lines().find(|line| line.contains("hai-trieu")).expect("in the queue").to_owned()
    };
    assert!(row("ono").ends_with("compliance hold"), "{}", row("ono"));
    assert!(row("mori").ends_with("held"), "whoever is compliance reads why in the flags: {}", row("mori"));
    let queue = does(&sample, "ono", &["queue"]);
    let held = queue.as_array().expect("a list").iter().find(|one| one["supplier"] == "hai-trieu").expect("there").clone();
    assert_eq!((&held["orders_held"], &held["compliance_hold"]), (&true.into(), &true.into()));
    let (_, causes, _) = run(&sample, "ono", &["queue", "--by", "cause"]);
    assert!(causes.contains("STOP  compliance hold"), "the cause has a name: {causes}");
    let (_, page, _) = run(&sample, "ono", &["decisions", "hai-trieu"]);
    assert!(page.contains("whoever is compliance here lifts it") && !page.contains("--kind remedy"), "{page}");
    let (_, flags, _) = run(&sample, "ono", &["flags", "hai-trieu"]);
    assert!(!flags.contains("causes: \n") && !flags.contains(&hit), "{flags}");
}

#[test]
fn neither_a_buyer_nor_an_auditor_reads_in_a_replay_or_in_the_sealed_text_that_somebody_was_found() {
    let sample = common::sample();
    judged_the_same(&sample);
    does(&sample, "mori", &["decide", "hai-trieu", "--outcome", "improvement-required", "--reason", "to be looked into"]);
    for person in ["mori", "anna", "tanabe"] {
        let (code, shown, _) = run(&sample, person, &["replay", "hai-trieu", "--show"]);
        assert!(code == 0 && shown.contains("identical") && shown.contains("compliance-hold open"), "{shown}");
        assert!(!shown.contains("S-HIT") && !shown.contains("S-SCREEN"), "{person}: {shown}");
    }
    let replayed = does(&sample, "mori", &["replay", "hai-trieu"]);
    let file = format!("sealed/{}.toml", replayed["verdict"].as_str().expect("a hash"));
    let sealed = fs::read_to_string(sample.root.join(file)).expect("sealed");
    assert!(!sealed.contains("S-HIT") && !sealed.contains("S-SCREEN"), "{sealed}");
    let (_, why, _) = run(&sample, "mori", &["why", "hai-trieu", "--json"]);
    assert!(why.contains("S-HIT@1"), "whoever is compliance reads why: {why}");
}
