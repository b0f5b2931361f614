//! One answer for several sets, from a shell: asked once, told everywhere, corrected once, and answered apart where the
//! supplier says that it differs.

use serde_json::Value;

use super::{assess, common, json, run};

const MINE: &str = "atacama-cobre";

/// A campaign that asks a mine four sets.
fn four_sets() -> common::Sample {
    let sample = common::sample();
    let mut words = vec!["campaign", "new", "FY2027", "--due", "2027-12-01", "--yes", "--supplier", MINE];
    for set in ["csr-saq", "copper-dd", "oecd-5step", "green-procurement"] {
        words.extend(["--questionnaire", set]);
    }
    let (code, _, error) = common::run_as(&sample, "mori", &words);
    assert_eq!(code, 0, "{error}");
    sample
}

fn say(sample: &common::Sample, row: &str, more: &[&str]) {
    let (code, _, error) = run(sample, &[&["answer", MINE, row], more].concat());
    assert_eq!(code, 0, "{row}: {error}");
}

fn told(sample: &common::Sample, row: &str) -> Value {
    let all = json(sample, &["answers", MINE]);
    let found = all.as_array().expect("a list").iter().find(|one| one["question"] == row).cloned();
    found.unwrap_or(Value::Null)
}

#[test]
fn an_answer_is_asked_once_for_all_sets_that_mean_the_same_and_is_told_as_what_it_is() {
    let sample = four_sets();
    say(&sample, "csr-saq.F2", &["none"]);
    say(&sample, "csr-saq.G1", &["copper"]);
    say(&sample, "copper-dd.K2b", &["cahra,sourced"]);
    let state = assess(&sample, MINE);
    let shared: Vec<&str> = state["shared"].as_array().expect("a list").iter().filter_map(|one| one["question"].as_str()).collect();
    assert_eq!(shared, ["green-procurement.N1", "oecd-5step.R1", "oecd-5step.R6"]);
    assert_eq!((state["burden"]["by_another_row"].as_u64(), state["burden"]["reused"].as_u64()), (Some(3), Some(3)));
    let (asked, there) = (told(&sample, "csr-saq.F2"), told(&sample, "green-procurement.N1"));
    assert_eq!((there["answered_by"].as_str(), &there["value"][0]), (Some("csr-saq.F2"), &Value::from("none")));
    assert_eq!(asked["entry"], there["entry"], "one entry, not a copy");
    let words = run(&sample, &["--lang", "en", "answers", MINE]).1;
    assert!(words.contains("answered by csr-saq.F2, asked once"), "{words}");
    let read = run(&sample, &["--lang", "en", "readback", MINE]).1;
    assert!(read.contains("≡ your answer to F2 (CSR procurement self-assessment); tell us if it differs here"), "{read}");
    // What both rows call for is one finding that names both.
    let flags = json(&sample, &["flags", MINE]);
    let of = |row: &str| {
        flags.as_array().expect("flags").iter().filter(|flag| flag["causes"][0]["question"] == row).cloned().collect::<Vec<Value>>()
    };
    assert_eq!(of("copper-dd.K2b")[0]["also"], serde_json::json!(["oecd-5step.R1", "oecd-5step.R6"]));
    assert!(of("oecd-5step.R1").is_empty() && of("oecd-5step.R6").is_empty(), "{flags}");
    let rests = of("green-procurement.N1")[0]["reason"].as_str().unwrap_or_default().to_owned();
    assert!(rests.contains("csr-saq.F2"), "{rests}");
}

#[test]
fn a_correction_shows_in_both_rows_and_the_suppliers_own_word_to_one_of_them_stands_until_it_is_taken_back() {
    let sample = four_sets();
    say(&sample, "F2", &["none"]);
    say(&sample, "F2", &["iso-14001"]);
    assert_eq!(told(&sample, "green-procurement.N1")["value"][0], "iso-14001");
    say(&sample, "F2", &["other-certified"]);
    assert_eq!(told(&sample, "green-procurement.N1"), Value::Null, "it does not say which: N1 is asked");
    say(&sample, "F2", &["iso-14001"]);
    say(&sample, "green-procurement.N1", &["expired"]);
    let own = told(&sample, "green-procurement.N1");
    assert_eq!((own["value"][0].as_str(), own["by"].as_str(), own["answered_by"].as_str()), (Some("expired"), Some("anna"), None));
    assert_eq!(told(&sample, "csr-saq.F2")["value"][0], "iso-14001", "the other row keeps what was said to it");
    say(&sample, "green-procurement.N1", &["--state", "unanswered"]);
    assert_eq!(told(&sample, "green-procurement.N1")["answered_by"], "csr-saq.F2");
}

#[test]
fn a_paper_filed_at_either_row_lies_behind_the_one_answer() {
    let sample = four_sets();
    say(&sample, "F2", &["iso-14001"]);
    let backed = || {
        let state = assess(&sample, MINE);
        (state["evidence_coverage"].as_f64(), json(&sample, &["flags", MINE]).to_string().contains("green-procurement.N1"))
    };
    let before = backed();
    let paper = sample.root.join("iso-14001.pdf");
    std::fs::write(&paper, "certificate").expect("written");
    let (code, _, error) = run(&sample, &["attach", MINE, paper.to_str().expect("UTF-8"), "--question", "green-procurement.N1"]);
    assert_eq!(code, 0, "{error}");
    let after = backed();
    assert!(after.0 > before.0, "{before:?} {after:?}");
    assert!(!after.1, "an answer with its certificate raises nothing in the green set");
}

#[test]
fn a_form_on_paper_says_where_the_answer_is_and_only_to_whom_it_was_asked_there() {
    let sample = four_sets();
    let form = |more: &[&str]| run(&sample, &[&["--lang", "en", "questionnaire", "preview", "green-procurement"], more].concat()).1;
    let told = form(&["--supplier", MINE]);
    assert!(told.contains("→ See F2 (CSR procurement self-assessment). Leave this empty if you ticked there: ISO 14001"), "{told}");
    assert!(form(&["--html"]).contains("→ See F2"));
    // In the campaign before, the mine is asked the CSR set alone.
    let five = |campaign: &str| {
        run(&sample, &["--lang", "en", "questionnaire", "preview", "oecd-5step", "--supplier", MINE, "--campaign", campaign]).1
    };
    assert!(five("FY2027").contains("→ See K2b (Copper due diligence)"), "{}", five("FY2027"));
    assert!(!five("FY2026").contains("See K2b"), "nobody is sent to a question that is not asked");
    let who = run(&sample, &["--lang", "en", "questionnaire", "who", "cobalt-emrt.B7b"]).1;
    assert!(who.contains("An answer to copper-dd.K2b answers it too."), "{who}");
}
