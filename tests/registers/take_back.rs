//! Entries of the registers are taken back by whoever wrote them, as long as nothing rests on them.

use super::{common::sample, done, json, refused};

#[test]
fn an_entry_of_a_register_is_taken_back_by_its_writer_unless_another_rests_on_it() {
    let sample = sample();
    let entry = |arguments: &[&str]| json(&sample, "anna", arguments)["entry"].as_str().expect("an entry").to_owned();
    let finding = entry(&["finding", "add", "kumonami-cloud", "--severity", "high", "--what", "no rest record"]);
    let step =
        ["finding", "step", "kumonami-cloud", &finding, "action", "--note", "new roster", "--owner", "supplier", "--due", "2027-01-31"];
    let step = entry(&step);
    let undo = |entry: &str| ["undo".to_owned(), "kumonami-cloud".to_owned(), "--entry".to_owned(), entry.to_owned()];
    let refuse = |person: &str, entry: &str| {
        let words = undo(entry);
        refused(&sample, person, &words.each_ref().map(String::as_str))
    };
    assert!(refuse("anna", &finding).contains(&format!("{step} rests on {finding}")));
    assert!(refuse("ken", &step).contains("was written by anna"));
    assert!(refuse("anna", "anna-zzzz#99").contains("there is no entry"));
    for entry in [&step, &finding] {
        done(&sample, "anna", &undo(entry).each_ref().map(String::as_str));
    }
    assert!(refuse("anna", &finding).contains("was taken back before"));
    let left = json(&sample, "anna", &["finding", "list", "kumonami-cloud"]);
    assert!(!left.to_string().contains(&finding), "{left}");
}

#[test]
fn a_grievance_is_taken_back_by_the_officer_only_and_what_is_erased_never() {
    let sample = sample();
    let add = ["grievance", "add", "--channel", "mail", "--group", "workers", "--about", "safety", "--text", "no guards"];
    let made = json(&sample, "hara", &add);
    let entry = made["entry"].as_str().expect("an entry").to_owned();
    let undo = ["undo", "--register", "grievances", "--entry", &entry];
    assert!(refused(&sample, "anna", &undo).contains("grievance officer"));
    done(&sample, "hara", &undo);
    assert!(refused(&sample, "hara", &undo).contains("was taken back before"));
}
