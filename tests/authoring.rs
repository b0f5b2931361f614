//! Those who write questionnaires: forms on paper, who would be asked and why, editions in use, sheets of one's own.
#![allow(clippy::disallowed_methods)]

#[path = "authoring/broken.rs"]
mod broken;
mod common;

use assert_cmd::Command;
use common::Sample;
use serde_json::Value;

fn run(sample: &Sample, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("oretrail")
        .expect("the program is built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", &sample.root)
        .env("ORETRAIL_NOW", common::NOW)
        .env("ORETRAIL_WRITER", "mori")
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

fn json(sample: &Sample, arguments: &[&str]) -> Value {
    let (_, out, error) = run(sample, &[arguments, &["--json"]].concat());
    serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{arguments:?}: {wrong}\n{out}\n{error}"))
}

fn said(sample: &Sample, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, arguments);
    assert_eq!(code, 0, "{arguments:?}: {error}");
    out
}

#[test]
fn a_form_on_paper_reads_like_one_in_three_languages() {
    let sample = common::sample();
    for lang in ["en", "ja", "zh"] {
        insta::assert_snapshot!(
            format!("form_tantalum_{lang}"),
            said(&sample, &["questionnaire", "preview", "tantalum-dd", "--lang", lang])
        );
    }
    insta::assert_snapshot!("form_quality_html_ja", said(&sample, &["questionnaire", "preview", "quality-bcp", "--lang", "ja", "--html"]));
}

#[test]
fn a_form_never_shows_guidance_buyer_checks_restricted_rows_or_what_an_answer_calls_for_and_loads_nothing() {
    let sample = common::sample();
    let sets: Vec<(String, String)> = oretrail::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let (sets, _) = oretrail::questionnaire::file::read_all(&sets, None);
    for set in &sets {
        for html in [&["--html"][..], &[]] {
            let form = said(&sample, &[&["questionnaire", "preview", &set.id, "--lang", "ja"], html].concat());
            for question in &set.questions {
                let ja = |text: &oretrail::language::Text| text.ja.clone();
                let hidden = question.guidance.as_ref().map(ja).filter(|text| text.chars().count() > 8);
                assert!(hidden.is_none_or(|text| !form.contains(&text)), "{}: guidance", question.id);
                let shown = form.contains(&question.text.ja);
                assert_eq!(shown, question.is_asked() && !question.restricted, "{}", question.id);
            }
            assert!(!["STOP", "CAP-30", "HOLD6", "EDD", "T1"].iter().any(|code| form.contains(code)), "{}", set.id);
            assert!(!["<script", "http://", "https://", "url(", "@import", "src="].iter().any(|mark| form.contains(mark)), "{}", set.id);
        }
    }
}

#[test]
fn a_form_made_out_to_a_supplier_holds_what_it_is_or_may_be_asked_and_names_it_in_its_language() {
    let sample = common::sample();
    let (all, own) = (
        json(&sample, &["questionnaire", "preview", "csr-saq"]),
        json(&sample, &["questionnaire", "preview", "csr-saq", "--supplier", "kisaki-seisakusho"]),
    );
    assert!(own["questions"].as_u64() < all["questions"].as_u64());
    assert_eq!(own["lang"], "ja");
    assert!(own["text"].as_str().expect("a text").contains("木崎製作所"));
}

#[test]
fn who_would_be_asked_and_the_facts_that_decided_it_are_told() {
    let sample = common::sample();
    let who = json(&sample, &["questionnaire", "who", "copper-dd"]);
    let of = |id: &str| who["suppliers"].as_array().expect("a list").iter().find(|one| one["supplier"] == id).expect("there").clone();
    assert_eq!(of("atacama-cobre")["asked"], "asked");
    assert_eq!(of("teluk-timah")["asked"], "not-asked");
    assert_eq!(of("ganzhou-yunling")["asked"], "may-open", "G1 is not answered yet");
    let materials = &of("teluk-timah")["facts"][1];
    assert_eq!((materials["name"].as_str(), materials["value"][0].as_str()), (Some("profile.materials"), Some("tin")));
    let told = said(&sample, &["questionnaire", "who", "csr-saq.A4"]);
    assert!(told.contains("Asked when A3 is “yes”."), "{told}");
    assert!(said(&sample, &["questionnaire", "who", "csr-saq.E4"]).contains("no supplier is ever asked"));
    let (code, _, error) = run(&sample, &["questionnaire", "who", "csr-saq.A44"]);
    assert_eq!(code, 2);
    assert!(error.contains("did you mean csr-saq.A4?"), "{error}");
}

#[test]
fn the_list_says_whom_a_set_is_for_how_far_it_is_translated_and_what_is_still_to_check() {
    let sample = common::sample();
    let list = json(&sample, &["questionnaire", "list"]);
    let of = |id: &str| list.as_array().expect("a list").iter().find(|one| one["id"] == id).expect("there").clone();
    assert_eq!(of("csr-saq")["for"], Value::Null);
    assert!(of("copper-dd")["for_words"].as_str().expect("words").contains("“copper”"));
    assert_eq!(of("tantalum-dd")["translation"]["ja"], "draft");
    assert!(of("tantalum-dd")["to_check"].as_u64() > Some(0));
}
