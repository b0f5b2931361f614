//! What was changed is named, however well it was done.

use std::fs;

use oretrail::journal::block::sha256_hex;
use serde_json::Value;

use super::{ID, common, decided, done, every_file, full, json, run};

#[test]
fn one_byte_flipped_in_any_file_of_the_workspace_is_named() {
    let sample = decided();
    let root = &sample.root;
    done(&sample, &["attach", ID, root.join("oretrail.toml").to_str().expect("a path"), "--question", "C10"]);
    let verify = || {
        let clock = common::clock();
        let workspace = oretrail::workspace::Workspace::open(root, &sample.state, "mori", clock);
        workspace.map(|workspace| workspace.verify(&[]).expect("readable"))
    };
    let whole = verify().expect("it opens");
    assert!(whole.whole, "{:#?}", whole.problems);
    let files = every_file(root);
    let step = if full() { 1 } else { 19 };
    for file in files.iter().step_by(step) {
        let before = fs::read(file).expect("readable");
        if before.is_empty() {
            continue;
        }
        let mut after = before.clone();
        let at = before.len() / 2;
        after[at] ^= 1;
        fs::write(file, &after).expect("written");
        let name = file.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
        // Settings or a policy that cannot be read at all are refused, which names them too.
        if let Ok(report) = verify() {
            assert!(report.problems.iter().any(|problem| problem.file == name), "{name} at {at}: {:#?}", report.problems);
        }
        fs::write(file, &before).expect("written");
    }
    assert!(verify().expect("it opens").whole, "nothing is left behind");
}

/// The log with every hash computed anew, as somebody does who wants no traces.
pub(super) fn rehashed(text: &str) -> String {
    let mut previous = "0".repeat(64);
    let mut out = String::new();
    for block in text.split_inclusive("\n\n") {
        let above = &block[..block.find("hash = \"").expect("a hash line")];
        previous = sha256_hex(format!("oretrail/entry/1\n{previous}\n{above}").as_bytes());
        out.push_str(&format!("{above}hash = \"{previous}\"\n\n"));
    }
    out
}

fn kinds(report: &Value) -> Vec<String> {
    let problems = report["problems"].as_array().expect("a list");
    problems.iter().map(|one| one["kind"].as_str().expect("a word").to_owned()).collect()
}

#[test]
fn a_forged_signature_is_named() {
    let sample = decided();
    let log = sample.root.join("suppliers").join(ID).join("standing/mori-x5tb.toml");
    let text = fs::read_to_string(&log).expect("a log");
    let line = text.lines().rfind(|line| line.starts_with("signature = ")).expect("signed").to_owned();
    let end = line.len() - 9;
    let forged = format!("{}{}{}", &line[..end], if line[end..].starts_with('A') { "B" } else { "A" }, &line[end + 1..]);
    fs::write(&log, rehashed(&text.replacen(&line, &forged, 1))).expect("written");
    let report = json(&sample, &["verify", "--accept-heads"]);
    assert_eq!(kinds(&report), ["signature"], "{report:#}");
}

#[test]
fn a_whole_log_rewritten_with_fresh_hashes_is_given_away_by_memory_seal_colleague_and_export() {
    let sample = decided();
    let export = sample.root.with_file_name("consolidated.csv");
    done(&sample, &["rollup", "--out", export.to_str().expect("a path")]);
    let heads = sample.root.with_file_name("consolidated.csv.heads.txt");
    for witness in [&heads, &export] {
        assert_eq!(json(&sample, &["verify", "--against", witness.to_str().expect("a path")])["whole"], true, "{witness:?}");
    }
    let log = sample.root.join("suppliers").join(ID).join("FY2026/anna-7f3k.toml");
    let text = fs::read_to_string(&log).expect("a log");
    assert_eq!(rehashed(&text), text, "the hashes are computed as the program computes them");
    let softer = text.replacen("\"peak=61\"", "\"peak=41\"", 1);
    assert_ne!(softer, text);
    fs::write(&log, rehashed(&softer)).expect("written");
    let known = kinds(&json(&sample, &["verify"]));
    assert!(known.contains(&"forked".to_owned()), "this machine remembers: {known:?}");
    let backup = sample.root.with_file_name("backup");
    let (code, told, _) = run(&sample, &["backup", backup.to_str().expect("a path")]);
    assert!(code == 1 && told.contains("the record it holds has"), "a copy of it is no good record: {told}");
    assert!(backup.join("SHA256SUMS").is_file(), "and is made all the same");
    // On a machine that has never seen the workspace.
    fs::remove_dir_all(sample.state.join("heads")).expect("forgotten");
    let fresh = kinds(&json(&sample, &["verify"]));
    assert!(fresh.contains(&"seal".to_owned()), "the decision had read another log: {fresh:?}");
    let (code, out, _) = run(&sample, &["replay", ID]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("DIFFERENT"), "{out}");
    let against = kinds(&json(&sample, &["verify", "--against", heads.to_str().expect("a path")]));
    assert!(against.contains(&"against".to_owned()), "the export is a witness: {against:?}");
}

#[test]
fn a_file_that_names_no_heads_is_no_witness_and_says_so() {
    let sample = decided();
    let other = sample.root.with_file_name("other.csv");
    fs::write(&other, "a,b\n").expect("written");
    let (code, _, told) = run(&sample, &["verify", "--against", other.to_str().expect("a path")]);
    assert!(code == 2 && told.contains("names no heads"), "wrong use, and nothing is said against the record: {code} {told}");
    assert_eq!(run(&sample, &["verify", "--against", "nowhere.csv"]).0, 3);
}

/// The problems of one kind, as text.
fn of_kind(report: &Value, kind: &str) -> Vec<String> {
    let problems = report["problems"].as_array().expect("a list");
    problems.iter().filter(|one| one["kind"] == kind).map(ToString::to_string).collect()
}

#[test]
fn a_rewritten_log_is_named_and_not_the_colleague_who_had_seen_it() {
    let sample = decided();
    let (code, out, error) =
        common::run_as(&sample, "ken", &["answer", ID, "B2", "1", "--reason", "asked again", "--asked-by", "ourselves", "--asker", "Ken"]);
    assert_eq!(code, 0, "{out}{error}");
    let log = sample.root.join("suppliers").join(ID).join("FY2026/anna-7f3k.toml");
    let text = fs::read_to_string(&log).expect("a log");
    fs::write(&log, rehashed(&text.replacen("\"peak=61\"", "\"peak=41\"", 1))).expect("written");
    fs::remove_dir_all(sample.state.join("heads")).expect("forgotten");
    let told = of_kind(&json(&sample, &["verify"]), "forked");
    assert!(!told.is_empty() && told.iter().all(|one| one.contains("FY2026/anna-7f3k.toml")), "{told:#?}");
    assert!(told.iter().any(|one| one.contains("ken-p2wd")), "the witness is named beside it: {told:#?}");
}

#[test]
fn a_log_that_went_away_is_told_where_the_folder_was_moved_too() {
    let sample = decided();
    json(&sample, &["verify"]);
    let moved = sample.root.with_file_name("moved");
    fs::rename(&sample.root, &moved).expect("moved");
    let verify = |root: &std::path::Path| {
        let (_, out, error) = common::run_with(&sample, root, "mori", common::NOW, &["verify", "--json"]);
        serde_json::from_str::<Value>(&out).unwrap_or_else(|why| panic!("{why}: {out}{error}"))
    };
    assert_eq!(verify(&moved)["whole"], true, "a move alone is no damage");
    fs::remove_file(moved.join("suppliers").join(ID).join("standing/mori-x5tb.toml")).expect("removed");
    let told = of_kind(&verify(&moved), "shrank");
    assert!(told.iter().any(|one| one.contains("standing/mori-x5tb.toml")), "{told:#?}");
}

#[test]
fn a_workspace_that_calls_itself_by_another_id_is_an_alarm_on_a_machine_that_knows_it_and_on_one_that_does_not() {
    let sample = decided();
    json(&sample, &["verify"]);
    let settings = sample.root.join("oretrail.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    let at = text.find("workspace = \"").expect("an id") + "workspace = \"".len();
    let other = if &text[at..=at] == "0" { "1" } else { "0" };
    fs::write(&settings, format!("{}{other}{}", &text[..at], &text[at + 1..])).expect("written");
    let warm = of_kind(&json(&sample, &["verify"]), "workspace");
    assert!(warm.len() == 1 && warm[0].contains("oretrail.toml"), "told once, at the line: {warm:#?}");
    assert!(common::run_as(&sample, "mori", &["queue"]).2.contains("ALARM"), "every command says it");
    fs::remove_dir_all(sample.state.join("heads")).expect("forgotten");
    assert_eq!(json(&sample, &["verify"])["whole"], false, "its logs name the other id");
}

#[test]
fn a_profile_edited_by_hand_is_no_untouched_workspace() {
    let sample = decided();
    let profile = sample.root.join("suppliers").join(ID).join("supplier.toml");
    let text = fs::read_to_string(&profile).expect("a profile");
    fs::write(&profile, text.replacen("country = \"JP\"", "country = \"CH\"", 1)).expect("written");
    let (code, out, error) = run(&sample, &["verify"]);
    assert_eq!(code, 1, "{out}{error}");
    assert!(out.contains("country") && !out.contains("nothing changed"), "{out}");
}
