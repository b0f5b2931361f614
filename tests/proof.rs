//! Decisions that are sealed, explained, computed again, and proved without the program: through the real program.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

#[path = "proof/bundle.rs"]
mod bundle;
mod common;
#[path = "proof/copies.rs"]
mod copies;
#[path = "proof/damage.rs"]
mod damage;
#[path = "proof/golden.rs"]
mod golden;
#[path = "proof/merge.rs"]
mod merge;
#[path = "proof/minerals.rs"]
mod minerals;
#[allow(dead_code, clippy::unwrap_used, reason = "each test file uses its own part of the sample")]
#[path = "import/sample.rs"]
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use common::Sample;
use serde_json::Value;

const ID: &str = "minato-haulage";

fn run_at(sample: &Sample, person: &str, now: &str, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, &sample.root, person, now, arguments)
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
    common::json_as(sample, "mori", common::NOW, arguments)
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

/// A policy with other weights judges from here on.
fn newer_policy(sample: &Sample, now: &str, rescored: &[&str]) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/jx-selection-2026-04.toml")).expect("the policy");
    let text = text.replacen("edition = \"2026-04\"", "edition = \"2026-10\"", 1).replacen("high = 6", "high = 9", 1);
    fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    fs::write(sample.root.join("policies/jx-selection-2026-10.toml"), text).expect("written");
    let (code, out, error) = run_at(sample, "mori", now, &[&["policy", "activate", "2026-10"], rescored].concat());
    assert_eq!(code, 0, "{out}{error}");
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
    let day = "2026-12-01T09:00:00+09:00";
    newer_policy(&sample, day, &["--rescore", "FY2026"]);
    let set = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/csr-saq-2026-04.toml")).expect("the set");
    fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    fs::write(
        sample.root.join("questionnaires/csr-saq-2026-04.toml"),
        set.replacen("severity = \"high\"", "severity = \"low\"", 40).replacen("severity = \"medium\"", "severity = \"high\"", 40),
    )
    .expect("written");
    let list = sample.root.with_file_name("status.csv");
    fs::write(&list, "facility_id,facility_name,metal,country,status\nCID000001,Fictitious Refining,Gold,JAPAN,Active\n").expect("written");
    for change in [
        &["reference", "import", "facility-status", list.to_str().expect("a path"), "--dated", "2026-11-24"][..],
        &["supplier", "set", ID, "country", "MM"][..],
    ] {
        let (code, out, error) = run_at(&sample, "mori", day, change);
        assert_eq!(code, 0, "{change:?}: {out}{error}");
    }
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
    assert!(page.lines().take(2).any(|line| line.contains("HYPOTHETICAL")), "the first thing that is said: {page}");
    let (_, same, _) = later(&["why", ID, "--on", "2026-11-23", "--under", "2026-04", "--json"]);
    let same: Value = serde_json::from_str(&same).expect("JSON");
    assert_eq!(same["hypothetical"]["differences"].as_array().map(Vec::len), Some(0), "the same edition changes nothing: {same:#}");
    let (code, _, error) = later(&["why", ID, "--under", "1999-01"]);
    assert_eq!(code, 2);
    assert!(error.contains("2026-10"), "the refusal names what there is: {error}");
}

#[test]
fn under_current_judges_by_the_edition_in_force_today_although_the_campaign_keeps_its_own() {
    let sample = decided();
    let day = "2026-12-01T09:00:00+09:00";
    newer_policy(&sample, day, &[]);
    let (_, out, error) = run_at(&sample, "mori", day, &["why", ID, "--under", "current", "--json"]);
    let why: Value = serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{wrong}\n{error}"));
    assert_eq!(why["hypothetical"]["policy"], "jx-selection@2026-10");
    assert_ne!(why["hypothetical"]["judged"]["conduct_exact"], why["judged"]["conduct_exact"], "today's weights give another number");
    let (_, out, _) = run_at(&sample, "mori", day, &["assess", ID, "--json"]);
    assert!(!out.contains("2026-10"), "decisions of the campaign are taken on its own edition: {out}");
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
fn a_reason_of_several_lines_cannot_pass_for_lines_of_the_page_and_persons_stand_by_name() {
    let sample = common::sample();
    done(&sample, &["people", "key"]);
    done(&sample, &["decide", ID, "--outcome", "improvement-required", "--reason", "hours\n  effective · in force\nPROOF"]);
    let page = done(&sample, &["why", ID]);
    let forged = page.lines().filter(|line| line.trim() == "PROOF").count();
    assert_eq!(forged, 1, "{page}");
    assert!(page.contains("│ PROOF") && page.contains("(mori)") && page.contains("tool default"), "{page}");
}

#[test]
fn a_time_of_day_or_another_calendar_is_refused_where_a_day_is_asked_for() {
    let sample = common::sample();
    for wrong in ["2026-11-29T21:00", "29.11.2026", "2026-13-01", "today"] {
        let (code, _, error) = run(&sample, &["why", ID, "--on", wrong]);
        assert!(code == 2 && error.contains("2026-11-29"), "{wrong}: {error}");
    }
}

#[test]
fn the_page_and_the_decisions_speak_the_language_of_the_reader() {
    let sample = decided();
    let (code, out, error) = common::run_as(&sample, "anna", &["answer", ID, "C10", "55", "48"]);
    assert_eq!(code, 0, "{out}{error}");
    for lang in ["ja", "zh"] {
        for arguments in [&["why", ID][..], &["decisions", ID]] {
            let page = done(&sample, &[arguments, &["--lang", lang]].concat());
            let machine =
                ["outcome.", "improvement", " high", " medium", "priority", "urgent", " answered", "no-paper", "people 2", "stale"];
            for word in machine {
                assert!(!page.contains(word), "{arguments:?} in {lang} says \"{word}\":\n{page}");
            }
        }
    }
    let page = done(&sample, &["why", ID, "--lang", "en"]);
    assert!(page.contains("improvement required") && !page.contains("outcome."), "{page}");
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
    newer_policy(&sample, common::NOW, &["--rescore", "FY2026"]);
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
fn an_erased_text_is_gone_its_gap_proves_itself_and_the_record_stays_whole() {
    let sample = decided();
    done(&sample, &["note", ID, "--text", "the night guard is Mr. Fictitious"]);
    let log = json(&sample, &["log", ID]);
    let note = log.as_array().expect("a list").iter().rfind(|entry| entry["do"] == "note").expect("a note");
    let entry = note["entry"].as_str().expect("an entry").to_owned();
    let early = ["redact", &entry, "--supplier", ID, "--in", "FY2026", "--reason", "asked for by the person"];
    let (code, _, error) = run_at(&sample, "mori", common::NOW, &early);
    assert_eq!((code, error.contains("--ahead")), (2, true), "{error}");
    done(&sample, &[early.as_slice(), &["--ahead"]].concat());
    let everything: String =
        every_file(&sample.root).iter().map(|file| String::from_utf8_lossy(&fs::read(file).expect("readable")).into_owned()).collect();
    assert!(!everything.contains("Mr. Fictitious"), "nothing of it is left");
    let report = json(&sample, &["verify"]);
    assert_eq!(report["whole"], true, "{report:#}");
    assert_eq!(run(&sample, &["replay", ID]).0, 0, "the decision replays as before");
    let (code, _, error) = run_at(&sample, "anna", common::NOW, &["redact", &entry, "--supplier", ID, "--reason", "x"]);
    assert_eq!(code, 2, "a buyer erases nothing");
    assert!(error.contains("administrator"), "{error}");
}

#[test]
fn the_health_check_names_what_expired_what_is_unsigned_and_what_is_open_to_others() {
    let sample = common::sample();
    done(&sample, &["decide", ID, "--outcome", "improvement-required", "--reason", "hours", "--open"]);
    let kinds = |sample: &Sample, now: &str| {
        let (code, out, error) = run_at(sample, "mori", now, &["doctor", "--json"]);
        let report: Value = serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{wrong}\n{error}"));
        assert_eq!(code == 0, report["healthy"] == true);
        report["ailments"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| format!("{} {}", one["kind"].as_str().expect("a word"), one["of"].as_str().expect("a name")))
            .collect::<Vec<_>>()
    };
    let found = kinds(&sample, common::NOW);
    for one in [format!("decision-unsigned {ID}"), format!("decision-unsealed {ID}"), "key-missing mori".to_owned()] {
        assert!(found.contains(&one), "{one}: {found:?}");
    }
    assert!(!found.contains(&format!("certificate-expired {ID}")));
    assert!(kinds(&sample, "2027-02-01T09:00:00+09:00").contains(&format!("certificate-expired {ID}")), "a day after it ran out");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(sample.root.join("oretrail.toml"), fs::Permissions::from_mode(0o666)).expect("set");
        assert!(kinds(&sample, common::NOW).contains(&"open-to-others oretrail.toml".to_owned()));
    }
    for lang in ["en", "ja", "zh"] {
        let (_, page, _) = run(&sample, &["doctor", "--lang", lang]);
        assert!(!page.contains("doctor."), "a text is missing: {page}");
    }
}

#[test]
fn every_command_of_the_proof_has_help_with_an_example() {
    let sample = common::sample();
    for command in ["why", "replay", "seal", "bundle", "backup", "restore", "redact", "doctor", "verify"] {
        let out = done(&sample, &[command, "--help"]);
        assert!(out.contains("Example"), "{command} has no example:\n{out}");
    }
}
