//! What the policy makes of an answer, seen from a shell: holds, papers, contradictions, a second person's word.

use std::fs;

use serde_json::Value;

use super::common::{json, run, run_as};
use super::{assess, common, tenths, with_one_supplier};

#[test]
fn a_screening_result_is_seen_by_compliance_and_is_a_hold_to_everybody_else() {
    let sample = common::sample();
    let (code, _, error) = run_as(&sample, "mori", &["answer", "brueckenwalder", "E4", "hit", "--note", "list of 2026-11-01"]);
    assert_eq!(code, 0, "{error}");
    let (_, flags, _) = run_as(&sample, "mori", &["flags", "brueckenwalder", "--json"]);
    assert!(flags.contains("csr-saq.E4"), "{flags}");
    for command in ["flags", "assess", "log", "answers"] {
        let (_, seen, _) = run(&sample, &[command, "brueckenwalder", "--json"]);
        assert!(!seen.contains("E4") && !seen.contains("E7"), "{command} gives it away: {seen}");
    }
    let (_, flags, _) = run(&sample, &["flags", "brueckenwalder"]);
    assert!(flags.contains("Compliance hold"), "{flags}");
}

#[test]
fn no_band_stands_beside_no_number_when_only_a_gate_is_answered() {
    let sample = common::sample();
    let root = with_one_supplier(&sample);
    let at = |arguments: &[&str]| run(&sample, &[&["--workspace", &root, "--lang", "en"][..], arguments].concat()).1;
    let read = |arguments: &[&str]| -> Value {
        let all: Value = serde_json::from_str(&at(&[arguments, &["--json"]].concat())).expect("JSON");
        all[0].clone()
    };
    at(&["answer", "osaka-powder", "C1", "no"]);
    for state in [read(&["assess", "osaka-powder"]), read(&["supplier", "list"])] {
        assert_eq!(state["status"], "incomplete", "{state}");
        for empty in ["conduct", "conduct_band", "attention"] {
            assert_eq!(state[empty], Value::Null, "{empty}: {state}");
        }
    }
    for words in [at(&["assess"]), at(&["assess", "osaka-powder"]), at(&["supplier", "list"])] {
        assert!(words.contains("incomplete") && !words.contains("Moderate") && !words.contains("moderate"), "{words}");
    }
    // A gate that stands open is urgent with or without a number.
    at(&["answer", "osaka-powder", "C1", "--state", "declined"]);
    let state = read(&["assess", "osaka-powder"]);
    assert_eq!((&state["conduct_band"], state["attention"].as_str()), (&Value::Null, Some("urgent")), "{state}");
    at(&["answer", "osaka-powder", "C1", "yes"]);
    let state = read(&["assess", "osaka-powder"]);
    assert_eq!((state["conduct_band"].as_str(), state["attention"].as_str()), (Some("critical"), Some("urgent")), "{state}");
}

#[test]
fn a_finding_made_by_a_clock_that_runs_ahead_says_nothing_about_a_later_answer() {
    let sample = common::sample();
    let shoot = |person: &str, now: &str, arguments: &[&str]| {
        let (code, _, error) = run_as(&sample, person, &[&["--now", now][..], arguments].concat());
        assert_eq!(code, 0, "{error}");
    };
    let untrue = || json(&sample, &["flags", "shiosai-densen"]).as_array().expect("flags").iter().any(|flag| flag["rule"] == "UNTRUE");
    shoot(
        "anna",
        "2026-11-23T10:00:00+09:00",
        &["answer", "shiosai-densen", "A3", "no", "--reason", "seen on the site visit", "--asked-by", "ourselves"],
    );
    shoot("mori", "2026-12-24T10:00:00+09:00", &["review", "shiosai-densen", "A3", "--found-untrue", "--note", "gazette"]);
    assert!(untrue());
    shoot(
        "anna",
        "2026-11-23T10:05:00+09:00",
        &["answer", "shiosai-densen", "A3", "yes", "--reason", "asked again", "--asked-by", "ourselves"],
    );
    assert!(!untrue(), "the later answer was not looked at yet");
}

#[test]
fn a_paper_for_one_of_several_sites_does_not_back_the_whole_supplier() {
    let sample = common::sample();
    let paper = sample.root.join("paper.txt");
    fs::write(&paper, "certificate").expect("written");
    let paper = paper.to_str().expect("UTF-8");
    let elsewhere = || {
        let flags = json(&sample, &["flags", "shiosai-densen"]);
        flags.as_array().expect("flags").iter().any(|flag| flag["rule"] == "Z-07" && flag["causes"][0]["question"] == "csr-saq.D2")
    };
    assert_eq!(
        run(
            &sample,
            &["answer", "shiosai-densen", "D2", "3", "--source", "said", "--reason", "seen on the site visit", "--asked-by", "ourselves"]
        )
        .0,
        0
    );
    assert_eq!(run(&sample, &["attach", "shiosai-densen", paper, "--question", "D2", "--scope", "site:nasu-works"]).0, 0);
    assert!(elsewhere());
    assert_eq!(run(&sample, &["attach", "shiosai-densen", paper, "--question", "D2"]).0, 0);
    assert!(!elsewhere(), "a paper without a scope speaks of the whole supplier");
}

#[test]
fn a_certificate_in_force_answers_rows_until_somebody_does_and_names_itself() {
    let sample = common::sample();
    let state = assess(&sample, "perameri-koboltti");
    assert_eq!((state["status"].as_str(), state["burden"]["by_certificate"].as_u64()), (Some("incomplete"), Some(16)), "{state}");
    let covered = |state: &Value, row: &str| {
        state["equivalents"].as_array().expect("a list").iter().find(|one| one["question"] == row).map(|one| one["expires"].clone())
    };
    assert_eq!(covered(&state, "csr-saq.D1"), Some("2027-10-05".into()));
    for gate in state["gates_unanswered"].as_array().expect("a list") {
        assert_eq!(covered(&state, gate.as_str().expect("an id")), None);
    }
    let sum: i64 = state["contributions"].as_array().expect("a list").iter().map(|part| tenths(&part["points"])).sum();
    assert_eq!(sum, tenths(&state["conduct"]));
    let answers = json(&sample, &["answers", "perameri-koboltti"]);
    let told = answers.as_array().expect("a list").iter().find(|one| one["question"] == "csr-saq.D1").cloned().expect("D1 is told");
    assert_eq!((told["source"].as_str(), told["equivalent"]["scheme"].as_str()), (Some("verified"), Some("RBA VAP Silver")), "{told}");
    let words = run(&sample, &["--lang", "en", "answers", "perameri-koboltti"]).1;
    assert!(words.contains("answered by RBA VAP Silver (certificate 3), valid until 2027-10-05"), "{words}");
    assert_eq!(run(&sample, &["answer", "perameri-koboltti", "D1", "0"]).0, 0);
    let after = assess(&sample, "perameri-koboltti");
    assert_eq!(covered(&after, "csr-saq.D1"), None);
    assert!(tenths(&after["conduct"]) > tenths(&state["conduct"]), "the supplier's word counts: {after}");
    let later = |day: &str| run(&sample, &["--now", day, "assess", "perameri-koboltti", "--json"]).1;
    assert!(later("2027-10-05T09:00:00+09:00").contains("RBA VAP Silver"));
    assert!(!later("2027-10-06T09:00:00+09:00").contains("RBA VAP Silver"), "expired");
}

#[test]
fn contradictions_between_questions_are_told_and_move_no_number() {
    let sample = common::sample();
    assert_eq!(run(&sample, &["answer", "hai-trieu", "A3", "no"]).0, 0);
    assert_eq!(run(&sample, &["answer", "hai-trieu", "F2", "iso-14001"]).0, 0);
    assert_eq!(run(&sample, &["answer", "hai-trieu", "F1", "yes"]).0, 0);
    let state = assess(&sample, "hai-trieu");
    assert_eq!(state["contradictions"][0]["id"], "authority-on-environment");
    assert_eq!(state["contradictions"][0]["questions"], serde_json::json!(["csr-saq.A3", "csr-saq.F1"]));
    let answers = json(&sample, &["answers", "hai-trieu"]);
    for one in answers.as_array().expect("a list") {
        let wanted = if one["question"] == "csr-saq.F2" { 0 } else { 1 };
        assert_eq!(one["contradictions"].as_array().map(Vec::len), Some(wanted), "{one}");
    }
    let words = run(&sample, &["--lang", "ja", "answers", "hai-trieu"]).1;
    assert!(words.contains("⇄ A3 F1  3年間に行政の処分や警告はない"), "{words}");
    let set = fs::read_to_string("questionnaires/csr-saq-2026-04.toml").expect("the questionnaire");
    let (plain, _) = set.split_once("\n[[contradiction]]").expect("contradictions");
    fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    fs::write(sample.root.join("questionnaires/csr-saq-2026-04.toml"), plain).expect("written");
    // The campaign goes on with the edition that was kept for it; without that copy the changed file is asked.
    assert_eq!(assess(&sample, "hai-trieu"), state);
    fs::remove_dir_all(sample.root.join("sealed")).expect("removed");
    let without = assess(&sample, "hai-trieu");
    assert_eq!(without["contradictions"], serde_json::json!([]));
    for key in ["conduct", "conduct_best", "conduct_worst", "conduct_band", "attention", "contributions"] {
        assert_eq!(without[key], state[key], "{key}");
    }
}

#[test]
fn an_answer_found_untrue_by_a_second_person_is_critical_until_it_is_answered_anew() {
    let sample = common::sample();
    let shoot = |person: &str, minute: &str, arguments: &[&str]| {
        let now = format!("2026-11-23T10:{minute}:00+09:00");
        let mut all = vec!["--now", now.as_str()];
        all.extend(arguments);
        run_as(&sample, person, &all)
    };
    assert_eq!(
        shoot("anna", "00", &["answer", "shiosai-densen", "A3", "no", "--reason", "seen on the site visit", "--asked-by", "ourselves"]).0,
        0
    );
    let review = ["review", "shiosai-densen", "A3", "--found-untrue", "--note", "penalty in the official gazette of May"];
    let (code, _, error) = shoot("anna", "01", &review);
    assert_eq!(code, 2);
    assert!(error.contains("anna wrote down this answer") && error.contains("a second person"), "{error}");
    let (code, out, error) = shoot("mori", "02", &review);
    assert_eq!(code, 0, "{error}");
    assert!(out.starts_with("saved mori-x5tb#"), "{out}");
    let flags = json(&sample, &["flags", "shiosai-densen"]);
    let untrue = flags.as_array().expect("flags").iter().find(|flag| flag["rule"] == "UNTRUE").expect("a flag").clone();
    assert_eq!((untrue["severity"].as_str(), untrue["response"].as_str()), (Some("critical"), Some("EDD")));
    assert_eq!(untrue["clause"][0], "PX");
    assert_ne!(assess(&sample, "shiosai-densen")["conduct_band"], "low");
    assert_eq!(
        shoot("anna", "03", &["answer", "shiosai-densen", "A3", "yes", "--reason", "shown the gazette", "--asked-by", "ourselves"]).0,
        0
    );
    let flags = json(&sample, &["flags", "shiosai-densen"]);
    assert!(flags.as_array().expect("flags").iter().all(|flag| flag["rule"] != "UNTRUE"));
}

#[test]
fn a_reason_for_not_applicable_on_a_gate_stands_once_a_second_person_accepts_it() {
    let sample = common::sample();
    let unresolved =
        || json(&sample, &["flags", "shiosai-densen"]).as_array().expect("flags").iter().any(|flag| flag["rule"] == "UNRESOLVED");
    let (code, _, error) = run(
        &sample,
        &["answer", "shiosai-densen", "C5", "--state", "not-applicable", "--reason", "the owner works alone", "--asked-by", "ourselves"],
    );
    assert_eq!(code, 0, "{error}");
    assert!(unresolved());
    let (code, _, error) = run_as(&sample, "mori", &["review", "shiosai-densen", "C5", "--accept-reason"]);
    assert_eq!(code, 0, "{error}");
    assert!(!unresolved());
    let (code, _, error) = run_as(&sample, "mori", &["review", "shiosai-densen", "C8", "--accept-reason"]);
    assert_eq!(code, 2);
    assert!(error.contains("no reason to accept"), "{error}");
}

#[test]
fn a_paper_of_another_site_or_company_counts_as_none_and_the_flag_says_which() {
    let sample = common::sample();
    let paper = sample.root.join("paper.txt");
    fs::write(&paper, "certificate").expect("written");
    let paper = paper.to_str().expect("UTF-8");
    let reason = |row: &str| {
        let flags = json(&sample, &["flags", "teluk-timah"]);
        let found = flags.as_array().expect("flags").iter().find(|flag| flag["rule"] == "Z-07" && flag["causes"][0]["question"] == row);
        found.map(|flag| flag["reason"].as_str().expect("a reason").to_owned())
    };
    assert_eq!(run(&sample, &["answer", "minato-haulage", "D2", "3"]).0, 0);
    for (row, scope) in [("D1", "site:kawaguchi-koba"), ("D2", "entity:Somebody Else Ltd")] {
        assert_eq!(
            run(
                &sample,
                &["answer", "teluk-timah", row, "3", "--source", "said", "--reason", "seen on the site visit", "--asked-by", "ourselves"]
            )
            .0,
            0
        );
        assert_eq!(run(&sample, &["attach", "teluk-timah", paper, "--question", row, "--scope", scope]).0, 0);
        let said = reason(&format!("csr-saq.{row}")).unwrap_or_else(|| panic!("{row} is not flagged"));
        assert!(said.contains("another site") && !said.contains('{'), "{said}");
    }
    assert_eq!(
        run(&sample, &["attach", "teluk-timah", paper, "--question", "D2", "--scope", "entity:Teluk Timah Smelting Sdn. Bhd."]).0,
        0
    );
    assert_eq!(reason("csr-saq.D2"), None);
}

#[test]
fn no_reason_on_any_flag_of_the_sample_has_a_hole_in_it() {
    let sample = common::sample();
    for lang in ["en", "ja", "zh"] {
        let (_, out, _) = run_as(&sample, "mori", &["--lang", lang, "flags"]);
        assert!(out.len() > 2000);
        assert!(!out.contains('{') && !out.contains('}'), "{lang}: {out}");
    }
}

#[test]
fn a_locked_exit_is_an_answer_of_its_own_and_stops() {
    let sample = common::sample();
    let (code, _, error) =
        run(&sample, &["answer", "shiosai-densen", "D4", "exit-locked", "--reason", "seen on the site visit", "--asked-by", "ourselves"]);
    assert_eq!(code, 0, "{error}");
    assert_eq!(assess(&sample, "shiosai-densen")["gates_open"], serde_json::json!(["csr-saq.D4"]));
    let (code, _, error) = run(&sample, &["answer", "shiosai-densen", "D4", "perhaps"]);
    assert_eq!(code, 2);
    assert!(error.contains("answer yes, no, exit-locked"), "{error}");
}
