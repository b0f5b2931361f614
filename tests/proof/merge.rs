//! Two writers on two copies, offline: what contradicts is shown and settled, nothing is lost, and whoever had not read
//! an answer is told.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{ID, common, every_file, json};
use common::Sample;

/// A second machine with a copy of the workspace and no memory of the first.
fn elsewhere(sample: &Sample) -> Sample {
    let other = common::sample();
    fs::remove_dir_all(&other.root).expect("emptied");
    common::copy(&sample.root, &other.root);
    for (person, device) in [("ken", "tk01"), ("mori", "tk02"), ("ono", "tk03")] {
        fs::write(other.state.join("devices").join(person), device).expect("written");
    }
    other
}

fn by(sample: &Sample, person: &str, arguments: &[&str]) -> String {
    let (code, out, error) = common::run_as(sample, person, arguments);
    assert_eq!(code, 0, "{person} {arguments:?}\n{out}{error}");
    out
}

/// Lays every file that is new or longer on one side beside those of the other, both ways, as a person with a stick does.
fn exchange(one: &Sample, other: &Sample) {
    for (from, to) in [(&one.root, &other.root), (&other.root, &one.root)] {
        for file in every_file(from) {
            let target: PathBuf = to.join(file.strip_prefix(from).expect("inside"));
            let longer = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
            if !target.exists() || longer(&target) < longer(&file) {
                fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
                fs::copy(&file, &target).expect("copied");
            }
        }
    }
}

fn conflicts(sample: &Sample) -> Vec<String> {
    let answers = json(sample, &["answers", ID]);
    let mut all: Vec<String> = answers["answers"]
        .as_array()
        .or_else(|| answers.as_array())
        .expect("a list")
        .iter()
        .filter(|one| one["conflict"] == true)
        .map(|one| one["question"].as_str().expect("a question").to_owned())
        .collect();
    all.dedup();
    all
}

fn decision(sample: &Sample) -> Value {
    let all = json(sample, &["decisions", ID]);
    all[0]["decision"].clone()
}

/// Every entry of both, by file: what must be there after the files were laid together.
fn entries(sample: &Sample) -> usize {
    let logs = every_file(&sample.root).into_iter().filter(|file| file.extension().is_some_and(|e| e == "toml"));
    logs.map(|file| fs::read_to_string(file).unwrap_or_default().matches("\n[[entry]]\n").count() + 1).sum()
}

#[test]
fn two_who_interview_and_review_offline_lay_their_files_together_and_lose_nothing() {
    let here = common::sample();
    let there = elsewhere(&here);
    by(&here, "anna", &["answer", ID, "C12", "1"]);
    by(&here, "anna", &["answer", ID, "B2", "3"]);
    by(&there, "mori", &["people", "key"]);
    by(&there, "mori", &["decide", ID, "--outcome", "improvement-required", "--reason", "hours above the limit"]);
    assert_eq!(decision(&there)["approval"], "effective");
    by(&there, "ken", &["answer", ID, "B2", "1"]);
    exchange(&here, &there);
    for side in [&here, &there] {
        assert!(conflicts(side).contains(&"csr-saq.B2".to_owned()), "{:?}", conflicts(side));
        let decision = decision(side);
        assert_eq!(decision["approval"], "stale", "{decision:#}");
        assert_eq!(decision["in_force"], false);
        let moved = decision["moved"].to_string();
        assert!(moved.contains("csr-saq.C12") && moved.contains("conflict"), "{moved}");
        assert_eq!(json(side, &["verify"])["whole"], true);
    }
    assert_eq!(entries(&here), entries(&there));
    // Both words are still there, each with its author.
    let log = json(&here, &["log", ID]).to_string();
    assert!(log.contains("ken-tk01") && log.contains("anna-7f3k") && log.contains("mori-tk02"), "{log}");
    by(&here, "anna", &["resolve", ID, "B2", "2"]);
    exchange(&here, &there);
    for side in [&here, &there] {
        assert!(conflicts(side).is_empty(), "{:?}", conflicts(side));
        assert_eq!(json(side, &["verify"])["whole"], true);
    }
    by(&there, "mori", &["decide", ID, "--outcome", "improvement-required", "--reason", "hours above the limit, all read"]);
    exchange(&here, &there);
    let all = json(&here, &["decisions", ID]);
    assert!(all.to_string().contains("\"effective\""), "{all:#}");
    assert_eq!(by(&here, "mori", &["decisions", ID]), by(&there, "mori", &["decisions", ID]), "both sides read the same");
}

#[test]
fn a_log_rewritten_with_fresh_hashes_is_given_away_by_a_colleague_who_had_seen_it() {
    let here = common::sample();
    // ken writes where anna's answer stands: his entry says what he had seen.
    by(&here, "ken", &["answer", ID, "B2", "1"]);
    let anna = here.root.join("suppliers").join(ID).join("FY2026/anna-7f3k.toml");
    let text = fs::read_to_string(&anna).expect("a log");
    let softer = text.replacen("\"61\"", "\"41\"", 1).replacen("=61", "=41", 1);
    assert_ne!(softer, text, "hours were changed");
    fs::write(&anna, super::damage::rehashed(&softer)).expect("written");
    // On a machine that has never seen the workspace, with no seal and no export.
    fs::remove_dir_all(here.state.join("heads")).expect("forgotten");
    let report = json(&here, &["verify"]);
    let problem = report["problems"].as_array().expect("a list").iter().find(|one| one.to_string().contains("ken-p2wd"));
    assert!(problem.is_some(), "the colleague's log is a witness: {report:#}");
}

#[test]
fn two_reviewers_who_decide_otherwise_without_having_read_each_other_are_both_not_in_force() {
    let here = common::sample();
    let there = elsewhere(&here);
    by(&here, "mori", &["decide", ID, "--outcome", "improvement-required", "--reason", "hours above the limit"]);
    by(&there, "ono", &["decide", ID, "--outcome", "change-contract", "--reason", "hours were a single peak"]);
    exchange(&here, &there);
    for side in [&here, &there] {
        let all = json(side, &["decisions", ID]).to_string();
        assert!(all.matches("contested").count() >= 2, "{all}");
        assert_eq!(json(side, &["verify"])["whole"], true);
    }
}
