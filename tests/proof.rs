//! Decisions that are sealed, explained, computed again, and proved without the program: through the real program.
#![allow(clippy::disallowed_methods)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use common::Sample;
use oretrail::journal::block::sha256_hex;
use serde_json::Value;

const ID: &str = "minato-haulage";

fn run_at(sample: &Sample, person: &str, now: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("oretrail")
        .expect("the program is built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", &sample.root)
        .env("ORETRAIL_NOW", now)
        .env("ORETRAIL_WRITER", person)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

fn run(sample: &Sample, arguments: &[&str]) -> (i32, String, String) {
    run_at(sample, "mori", common::NOW, arguments)
}

fn done(sample: &Sample, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, arguments);
    assert_eq!(code, 0, "{arguments:?}\n{out}{error}");
    out
}

fn json(sample: &Sample, arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.push("--json");
    let (_, out, error) = run(sample, &all);
    serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{arguments:?}: {wrong}\n{out}\n{error}"))
}

/// A sample in which mori, who has a key, decided about a supplier.
fn decided() -> Sample {
    let sample = common::sample();
    done(&sample, &["people", "key"]);
    done(&sample, &["decide", ID, "--outcome", "improvement-required", "--reason", "hours above the limit", "--condition", "a new roster"]);
    sample
}

fn every_file(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
        if entry.is_dir() { all.extend(every_file(&entry)) } else { all.push(entry) }
    }
    all.sort();
    all
}

fn full() -> bool {
    std::env::var_os("ORETRAIL_OUTSIDE").is_some_and(|value| value == "1")
}

fn newer_policy(sample: &Sample) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/jx-selection-2026-04.toml")).expect("the policy");
    let text = text.replacen("edition = \"2026-04\"", "edition = \"2026-10\"", 1).replacen("high = 6", "high = 9", 1);
    fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    fs::write(sample.root.join("policies/jx-selection-2026-10.toml"), text).expect("written");
}

#[test]
fn a_decision_is_sealed_with_it_and_replays_to_the_same_bytes() {
    let sample = decided();
    let decision = &json(&sample, &["decisions", ID])[0]["decision"];
    assert_eq!(decision["approval"], "effective");
    assert!(decision["sealed"].is_string(), "{decision}");
    let (code, out, _) = run(&sample, &["replay", ID]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("identical"), "{out}");
    let again = json(&sample, &["replay", ID]);
    let file = sample.root.join("sealed").join(format!("{}.toml", again["verdict"].as_str().expect("a hash")));
    let (_, shown, _) = run(&sample, &["replay", ID, "--show"]);
    assert!(shown.starts_with(&fs::read_to_string(file).expect("sealed")), "what is shown is what is sealed");
}

#[test]
fn policy_questionnaire_profile_and_lists_of_later_change_nothing_of_what_was_sealed() {
    let sample = decided();
    let before = json(&sample, &["why", ID]);
    newer_policy(&sample);
    let set = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/csr-saq-2026-04.toml")).expect("the set");
    fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    fs::write(
        sample.root.join("questionnaires/csr-saq-2026-04.toml"),
        set.replacen("severity = \"high\"", "severity = \"low\"", 40).replacen("severity = \"medium\"", "severity = \"high\"", 40),
    )
    .expect("written");
    let list = sample.root.with_file_name("status.csv");
    fs::write(&list, "Facility ID,Facility Name,Metal,Country,Status\nCID000001,Fictitious Refining,Gold,JAPAN,Active\n").expect("written");
    run(&sample, &["reference", "import", "facility-status", list.to_str().expect("a path"), "--dated", "2026-11-24"]);
    done(&sample, &["supplier", "set", ID, "country", "MM"]);
    let later = |arguments: &[&str]| run_at(&sample, "mori", "2027-03-01T10:00:00+09:00", arguments);
    let (code, out, _) = later(&["replay", ID, "--on", "2026-11-23"]);
    assert_eq!(code, 0, "{out}");
    let (_, out, error) = later(&["why", ID, "--on", "2026-11-23", "--json"]);
    let after: Value = serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{wrong}\n{error}"));
    for part in ["decision", "judged", "bound", "rules", "evidence", "waivers", "interviewed_by", "read"] {
        assert_eq!(before[part], after[part], "{part}");
    }
    let (_, out, _) = later(&["why", ID, "--on", "2026-11-23", "--under", "current", "--json"]);
    let supposed: Value = serde_json::from_str(&out).expect("JSON");
    let hypothetical = &supposed["hypothetical"];
    assert_eq!(hypothetical["hypothetical"], true);
    assert_eq!(hypothetical["policy"], "jx-selection@2026-10");
    assert_ne!(hypothetical["judged"]["conduct_exact"], supposed["judged"]["conduct_exact"], "today's weights give another number");
    assert!(!hypothetical["differences"].as_array().expect("a list").is_empty());
    let (_, page, _) = later(&["why", ID, "--on", "2026-11-23", "--under", "current"]);
    assert!(page.contains("HYPOTHETICAL"), "{page}");
    let (_, same, _) = later(&["why", ID, "--on", "2026-11-23", "--under", "2026-04", "--json"]);
    let same: Value = serde_json::from_str(&same).expect("JSON");
    assert_eq!(same["hypothetical"]["differences"].as_array().map(Vec::len), Some(0), "the same edition changes nothing: {same:#}");
    let (code, _, error) = later(&["why", ID, "--under", "1999-01"]);
    assert_eq!(code, 2);
    assert!(error.contains("2026-10"), "the refusal names what there is: {error}");
}

#[test]
fn the_page_names_rules_that_fired_and_rules_that_did_not_with_what_they_looked_at() {
    let sample = decided();
    let why = json(&sample, &["why", ID]);
    let rules = why["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), oretrail::rules::ALL.len() + 1, "every rule is named");
    let fired = |rule: &&Value| rule["outcome"] == "fired";
    assert!(rules.iter().any(|rule| fired(&rule)) && rules.iter().any(|rule| !fired(&rule)));
    for rule in rules {
        assert!(!rule["inputs"].as_array().expect("a list").is_empty() || rule["rule"] == "Z-01@1", "{rule}");
        assert_eq!(fired(&rule), !rule["flags"].as_array().expect("a list").is_empty(), "{rule}");
    }
    for (lang, word) in [("en", "RULES THAT DID NOT FIRE"), ("ja", "該当しなかった規則"), ("zh", "未触发的规则")] {
        let page = done(&sample, &["why", ID, "--lang", lang]);
        assert!(page.contains(word), "{page}");
        assert!(!page.contains("proof."), "a text is missing: {page}");
    }
}

#[test]
fn a_decision_left_open_is_taken_back_until_it_is_sealed_and_never_after() {
    let sample = common::sample();
    let decide = ["decide", ID, "--outcome", "improvement-required", "--reason", "hours", "--open"];
    done(&sample, &decide);
    assert_eq!(run(&sample, &["replay", ID]).0, 2, "nothing is sealed yet");
    done(&sample, &["undo", ID, "--review"]);
    done(&sample, &decide);
    done(&sample, &["seal", ID]);
    assert_eq!(run(&sample, &["replay", ID]).0, 0);
    let (code, _, error) = run(&sample, &["undo", ID, "--review"]);
    assert_eq!(code, 2);
    assert!(error.contains("sealed"), "{error}");
    let (code, _, error) = run(&sample, &["seal", ID]);
    assert_eq!(code, 2, "{error}");
}

#[test]
fn a_decision_whose_ground_moved_before_it_was_sealed_is_refused() {
    let sample = common::sample();
    done(&sample, &["decide", ID, "--outcome", "improvement-required", "--reason", "hours", "--open"]);
    newer_policy(&sample);
    let (code, _, error) = run(&sample, &["seal", ID]);
    assert_eq!(code, 2);
    assert!(error.contains("2026-10"), "it says what moved: {error}");
}

#[test]
fn an_entry_under_a_clock_set_from_outside_is_not_sealed_outside_a_sample() {
    let sample = common::sample();
    let settings = sample.root.join("oretrail.toml");
    let text = fs::read_to_string(&settings).expect("settings").replace("demo = true\n", "");
    fs::write(&settings, text).expect("written");
    let out = done(&sample, &["decide", ID, "--outcome", "improvement-required", "--reason", "hours"]);
    assert!(out.contains("not sealed"), "{out}");
    assert_eq!(run(&sample, &["seal", ID]).0, 2);
}

#[test]
fn a_sealed_file_that_is_changed_or_gone_is_named_and_nothing_is_made_of_it() {
    let sample = decided();
    let verdict = json(&sample, &["replay", ID])["verdict"].as_str().expect("a hash").to_owned();
    let file = sample.root.join("sealed").join(format!("{verdict}.toml"));
    let text = fs::read_to_string(&file).expect("sealed");
    fs::write(&file, text.replacen("priority", "routine", 1)).expect("written");
    let (code, _, error) = run(&sample, &["replay", ID]);
    assert_eq!(code, 2);
    assert!(error.contains(&verdict), "{error}");
    fs::remove_file(&file).expect("removed");
    let report = json(&sample, &["verify"]);
    assert!(report["problems"].as_array().expect("a list").iter().any(|one| one["kind"] == "sealed"), "{report:#}");
}

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
    let step = if full() { 1 } else { 7 };
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
fn rehashed(text: &str) -> String {
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
    let line = text.lines().filter(|line| line.starts_with("signature = ")).next_back().expect("signed").to_owned();
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
    assert_eq!(json(&sample, &["verify", "--against", heads.to_str().expect("a path")])["whole"], true);
    let log = sample.root.join("suppliers").join(ID).join("FY2026/anna-7f3k.toml");
    let text = fs::read_to_string(&log).expect("a log");
    assert_eq!(rehashed(&text), text, "the hashes are computed as the program computes them");
    let softer = text.replacen("value = [\"61\"", "value = [\"41\"", 1).replacen("61", "41", 1);
    assert_ne!(softer, text);
    fs::write(&log, rehashed(&softer)).expect("written");
    let known = kinds(&json(&sample, &["verify"]));
    assert!(known.contains(&"forked".to_owned()), "this machine remembers: {known:?}");
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
    let report = json(&sample, &["verify", "--against", other.to_str().expect("a path")]);
    assert_eq!(kinds(&report), ["against"], "{report:#}");
    assert_eq!(run(&sample, &["verify", "--against", "nowhere.csv"]).0, 3);
}
