//! Editions of documents that suppliers acknowledge: which there are, which is in force, and what is due again.

use super::{done, json, refused};
use crate::common::{self, Sample};

const TITLE: &str = "title = { en = \"Human rights policy\", ja = \"人権方針\", zh = \"人权方针\" }";

fn add(document: &str, edition: &str, on: &str) -> [String; 11] {
    ["acknowledgement", "add", "minato-haulage", "--policy", document, "--edition", edition, "--on", on, "--signer", "director"]
        .map(str::to_owned)
}

fn says_no(sample: &Sample, words: &[String]) -> String {
    refused(sample, "anna", &words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn of(sample: &Sample, supplier: &str, document: &str) -> serde_json::Value {
    let all = json(sample, "anna", &["acknowledgement", "list", supplier]);
    all.as_array().expect("rows").iter().find(|row| row["policy"] == document).expect("the document").clone()
}

#[test]
fn an_edition_that_was_never_published_or_not_yet_is_refused_with_those_there_are() {
    let sample = common::sample();
    let there_are = "2023-08 (2023-08-01), 2025-04 (2025-04-01)";
    let error = says_no(&sample, &add("human-rights", "nonsense", "2026-05-11"));
    assert!(error.contains("nonsense") && error.contains(there_are) && error.contains("[[published]]"), "{error}");
    let error = says_no(&sample, &add("human-rights", "2025-05", "2026-05-11"));
    assert!(error.contains(there_are) && error.contains("did you mean 2025-04"), "{error}");
    let error = says_no(&sample, &add("human-rights", "2025-04", "2025-03-31"));
    assert!(error.contains("2025-03-31") && error.contains("2025-04-01"), "{error}");
    let error = says_no(&sample, &add("code-of-conduct", "2025-04", "2026-05-11"));
    assert!(error.contains("human-rights, procurement"), "{error}");
    assert_eq!(of(&sample, "minato-haulage", "human-rights")["acknowledged"], false, "nothing of it was entered");
    done(&sample, "anna", &add("human-rights", "2025-04", "2025-04-01").each_ref().map(String::as_str));
    assert_eq!(of(&sample, "minato-haulage", "human-rights")["state"], "acknowledged");
}

#[test]
fn an_older_edition_is_due_again_until_the_one_in_force_is_acknowledged_and_the_letter_asks_for_it() {
    let sample = common::sample();
    let older = of(&sample, "perameri-koboltti", "human-rights");
    assert_eq!((older["state"].as_str(), older["version"].as_str()), (Some("older-edition"), Some("2023-08")), "{older}");
    assert_eq!((older["in_force"].as_str(), older["due"].as_str()), (Some("2025-04"), Some("2025-06-30")), "{older}");
    assert!(done(&sample, "anna", &["acknowledgement", "list", "--due"]).contains("older edition 2023-08; in force is 2025-04"));
    let due = json(&sample, "anna", &["acknowledgement", "list", "--due"]);
    assert_eq!(due.as_array().map(Vec::len), Some(1), "{due}");

    let letters = json(&sample, "anna", &["acknowledgement", "reminder", "--lang", "en"]);
    assert_eq!((letters[0]["supplier"].as_str(), letters[0]["overdue"].as_u64()), (Some("perameri-koboltti"), Some(1)), "{letters}");
    let text = letters[0]["text"].as_str().expect("the letter");
    for word in ["Human rights policy, edition 2025-04, published on 1 April 2025", "edition 2023-08, on 1 August 2025", "30 June 2025"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let first = json(&sample, "anna", &["acknowledgement", "reminder", "minato-haulage", "--first"]);
    assert_eq!(first[0]["documents"].as_array().map(Vec::len), Some(1), "{first}");
    assert_eq!(first[0]["documents"][0]["had"], serde_json::Value::Null, "{first}");
    let error = refused(&sample, "anna", &["acknowledgement", "reminder", "--until", "2026-01-01"]);
    assert!(error.contains("--until 2026-01-01"), "{error}");

    let mut signed = add("human-rights", "2025-04", "2026-11-20");
    "perameri-koboltti".clone_into(&mut signed[2]);
    done(&sample, "anna", &signed.each_ref().map(String::as_str));
    assert_eq!(of(&sample, "perameri-koboltti", "human-rights")["state"], "acknowledged");
    assert!(done(&sample, "anna", &["acknowledgement", "reminder"]).contains("no letter written"));
}

const BUILT_IN: &str = include_str!("../../policies/jx-selection-2026-04.toml");

/// A sample whose policy is another edition of the built-in one.
fn with_policy(change: impl Fn(&str) -> String) -> Sample {
    let sample = common::sample();
    let own = change(&BUILT_IN.replacen("edition = \"2026-04\"", "edition = \"2026-10\"", 1));
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2026-10.toml"), own).expect("written");
    done(&sample, "mori", &["policy", "activate", "2026-10", "--rescore", "FY2026"]);
    sample
}

#[test]
fn the_company_names_documents_of_its_own_and_those_are_acknowledged() {
    let (from, to) = (format!("id = \"human-rights\"\n{TITLE}"), TITLE.replacen("Human rights policy", "Supplier code", 1));
    let sample = with_policy(|text| text.replacen(&from, &format!("id = \"conduct\"\n{to}"), 1));
    let shown = json(&sample, "anna", &["policy", "show"]);
    assert_eq!(shown["published"][0]["id"], "conduct", "{}", shown["published"]);
    assert_eq!(shown["published"][0]["editions"][1]["date"], "2025-04-01", "{}", shown["published"]);
    assert!(done(&sample, "anna", &["policy", "show"]).contains("2023-08 (2023-08-01), 2025-04 (2025-04-01)"));
    done(&sample, "anna", &add("conduct", "2025-04", "2026-05-11").each_ref().map(String::as_str));
    assert!(done(&sample, "anna", &["acknowledgement", "list", "minato-haulage"]).contains("Supplier code"));
    let error = says_no(&sample, &add("human-rights", "2025-04", "2026-05-11"));
    assert!(error.contains("conduct, procurement"), "{error}");
    // What is on record of a document that the policy names no more is still told.
    assert_eq!(of(&sample, "atacama-cobre", "human-rights")["version"], "2025-04");
}

#[test]
fn a_policy_without_the_table_takes_any_edition_as_before_and_none_is_due_again() {
    let tables = |text: &str| {
        let (from, until) = (text.find("[[published]]").expect("a table"), text.find("# Substances whose content").expect("what follows"));
        format!("{}{}", &text[..from], &text[until..])
    };
    let sample = with_policy(tables);
    assert_eq!(json(&sample, "anna", &["policy", "show"])["published"], serde_json::json!([]));
    done(&sample, "anna", &add("human-rights", "nonsense", "2019-01-01").each_ref().map(String::as_str));
    assert_eq!(of(&sample, "minato-haulage", "human-rights")["state"], "acknowledged");
    assert_eq!(json(&sample, "anna", &["acknowledgement", "list", "--due"]), serde_json::json!([]));
    assert!(done(&sample, "anna", &["acknowledgement", "list", "--due"]).contains("no acknowledgement is due"));
}
