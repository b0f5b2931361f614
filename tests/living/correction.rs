//! An answer that was submitted changes only with a reason and with the name of who asked.

use std::fs;

use super::{common, done, json, refused};

const ID: &str = "aozora-plant";

fn entries(sample: &common::Sample) -> usize {
    json(sample, "anna", &["log", ID]).as_array().expect("a list").len()
}

#[test]
fn a_correction_says_why_and_who_asked_or_it_is_not_taken() {
    let sample = common::sample();
    let before = entries(&sample);
    let error = refused(&sample, "anna", &["answer", ID, "C1", "yes"]);
    assert!(error.contains("was submitted") && error.contains("--reason") && error.contains("--asked-by"), "{error}");
    let error = refused(&sample, "anna", &["answer", ID, "C1", "yes", "--reason", "misheard"]);
    assert!(error.contains("who asked for it") && !error.contains("add --reason"), "{error}");
    let by_nobody = ["answer", ID, "C1", "yes", "--reason", "misheard", "--asked-by", "supplier"];
    let error = refused(&sample, "anna", &by_nobody);
    assert!(error.contains("--asker NAME"), "{error}");
    assert_eq!(entries(&sample), before, "nothing was written");
    done(&sample, "anna", &[&by_nobody[..], &["--asker", "Aoki"]].concat());
    let answers = json(&sample, "anna", &["answers", ID]);
    let corrected = answers.as_array().expect("a list").iter().find(|one| one["question"] == "csr-saq.C1").expect("answered");
    assert_eq!(corrected["correction"]["reason"], "misheard");
    assert_eq!(corrected["correction"]["asked_by"], "supplier");
    assert_eq!(corrected["correction"]["asker"], "Aoki");
    let log = json(&sample, "anna", &["log", ID]);
    let last = log.as_array().expect("a list").last().expect("an entry");
    assert_eq!((&last["asked-by"], &last["asker"]), (&"supplier".into(), &"Aoki".into()));
    let text = fs::read_to_string(sample.root.join(format!("suppliers/{ID}/FY2026/anna-7f3k.toml"))).expect("a log");
    assert!(text.contains("asked-by = \"supplier\"") && !text.contains("Aoki"), "the name lies apart");
}

#[test]
fn a_correction_with_no_applicability_needs_one_reason_and_ourselves_need_no_name() {
    let sample = common::sample();
    let given = ["answer", ID, "C1", "--state", "not-applicable", "--reason", "no such work", "--asked-by", "ourselves"];
    done(&sample, "anna", &given);
    let answers = json(&sample, "anna", &["answers", ID]);
    let one = answers.as_array().expect("a list").iter().find(|one| one["question"] == "csr-saq.C1").expect("answered").clone();
    assert_eq!((&one["reason"], &one["correction"]["reason"]), (&"no such work".into(), &"no such work".into()));
    assert_eq!(one["correction"]["asker"], "anna");
}

#[test]
fn what_was_submitted_is_not_taken_back_in_silence() {
    let sample = common::sample();
    // The submission itself is her last entry and can be taken back; as long as it stands, the answers below it cannot.
    done(&sample, "anna", &["answer", ID, "C1", "yes", "--reason", "misheard", "--asked-by", "ourselves"]);
    let undone = done(&sample, "anna", &["undo", ID]);
    assert!(undone.contains("anna-7f3k#"), "{undone}");
    let answer = json(&sample, "anna", &["log", ID]);
    let submitted = answer.as_array().expect("a list").iter().any(|one| one["do"] == "submit");
    assert!(submitted);
    done(&sample, "ken", &["submit", ID]);
    done(&sample, "anna", &["undo", ID]);
    let error = refused(&sample, "anna", &["undo", ID]);
    assert!(error.contains("was submitted") && error.contains("--asked-by"), "{error}");
}

#[test]
fn the_page_of_a_decision_tells_corrections_before_and_after_it_and_only_what_moves_makes_it_stale() {
    let sample = common::sample();
    let correct = |reason, asked: &[&str]| {
        done(&sample, "anna", &[&["answer", ID, "B2", "3", "--source", "seen", "--reason", reason][..], asked].concat());
    };
    correct("the paper came", &["--asked-by", "supplier", "--asker", "Aoki"]);
    done(&sample, "mori", &["decide", ID, "--outcome", "continue", "--reason", "read"]);
    let first = json(&sample, "mori", &["why", ID]);
    assert_eq!(first["corrections"].as_array().expect("a list").len(), 1);
    assert_eq!(first["corrections"][0]["after_decision"], false);
    correct("again", &["--asked-by", "reviewer", "--asker", "mori"]);
    let second = json(&sample, "mori", &["why", ID]);
    assert_eq!(second["corrections"][1]["after_decision"], true);
    assert_eq!(second["decision"]["approval"], first["decision"]["approval"], "nothing moved");
    let page = done(&sample, "mori", &["why", ID]);
    assert!(page.contains("CORRECTIONS AFTER SUBMISSION") && page.contains("asked for by the reviewer: mori"), "{page}");
    assert!(page.contains("after this decision"), "{page}");
}

#[test]
fn two_copies_that_both_correct_one_answer_are_a_conflict_until_somebody_settles_it() {
    let here = common::sample();
    let there = common::sample();
    let correct = |sample: &common::Sample, person, value| {
        done(sample, person, &["answer", ID, "B2", value, "--reason", "misheard", "--asked-by", "supplier", "--asker", "Aoki"]);
    };
    correct(&here, "anna", "1");
    correct(&there, "ken", "3");
    let folder = format!("suppliers/{ID}/FY2026");
    common::copy(&there.root.join(&folder).join("bodies"), &here.root.join(&folder).join("bodies"));
    fs::copy(there.root.join(&folder).join("ken-p2wd.toml"), here.root.join(&folder).join("ken-p2wd.toml")).expect("copied");
    let conflicts = |sample| -> usize {
        let answers = json(sample, "anna", &["answers", ID]);
        answers.as_array().expect("a list").iter().filter(|one| one["question"] == "csr-saq.B2" && one["conflict"] == true).count()
    };
    assert_eq!(conflicts(&here), 2);
    done(&here, "anna", &["resolve", ID, "B2", "3", "--reason", "asked again"]);
    assert_eq!(conflicts(&here), 0);
}
