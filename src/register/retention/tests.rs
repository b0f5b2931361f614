use super::*;
use crate::journal::{Answer, Promise};

fn policy(table: &str, own: bool) -> Policy {
    let notice = if own { "default-notice = false\n" } else { "" };
    let head = format!("[policy]\nid = \"ours\"\nedition = \"2026-04\"\n{notice}title.en = \"a\"\ntitle.ja = \"a\"\ntitle.zh = \"a\"\n");
    crate::policy::file::read("policies/ours-2026-04.toml", &format!("{head}\n[retention]\n{table}"), &[]).0.expect("a policy")
}

#[test]
fn months_are_the_policys_and_only_a_policy_of_ones_own_is_named() {
    let ours = term(Class::FreeText, &policy("free-text = 120\n", true));
    assert_eq!((ours.months, ours.policy.as_deref()), (120, Some("ours@2026-04")));
    let default = term(Class::FreeText, &policy("free-text = 120\n", false));
    assert_eq!((default.months, default.policy), (120, None), "a tool default, whatever the number");
    let silent = term(Class::Screening, &policy("free-text = 120\n", true));
    assert_eq!((silent.months, silent.policy), (60, None));
}

#[test]
fn texts_are_due_on_the_very_day_and_not_one_earlier_and_a_leap_day_is_no_gap() {
    let day = |text: &str| text.parse::<Date>().expect("a day");
    assert_eq!(due(day("2021-11-24"), 60), day("2026-11-24"));
    assert_eq!(due(day("2024-02-29"), 60), day("2029-02-28"));
}

#[test]
fn each_text_has_its_class_and_an_entry_without_texts_has_none() {
    let text = BodyRef::of(b"a");
    let none = |_: &str| false;
    let persons = |question: &str| question == "csr-saq.B1";
    let answer = |question: &str, note: Option<BodyRef>| {
        Act::Answer(Answer { note, ..Answer::of(question, Reply::Value(vec![text.as_str().to_owned()])) })
    };
    assert_eq!(classes(&answer("csr-saq.B1", None), &persons), [Class::OwnerRows]);
    assert_eq!(classes(&answer("csr-saq.B1", Some(text.clone())), &persons), [Class::OwnerRows, Class::FreeText]);
    assert_eq!(classes(&answer("csr-saq.D4", None), &persons), [Class::FreeText]);
    let asked = Some(crate::journal::Asked { by: crate::journal::Asker::Supplier, name: text.clone() });
    let corrected = Answer { correction: Some(text.clone()), asked, ..Answer::of("csr-saq.D4", Reply::DontKnow) };
    assert_eq!(classes(&Act::Answer(corrected), &none), [Class::FreeText, Class::PersonNames]);
    let promise =
        Promise { question: "csr-saq.D4".to_owned(), about: None, due: "2026-12-01".to_owned(), what: None, by: Some(text.clone()) };
    assert_eq!(classes(&Act::Promise(promise), &none), [Class::PersonNames]);
    assert!(classes(&Act::Answer(Answer::of("csr-saq.D4", Reply::DontKnow)), &none).is_empty());
}

#[test]
fn a_stored_file_is_a_workbook_a_document_or_what_it_proves_about_owners() {
    let persons = |question: &str| question == "csr-saq.B1";
    let paper = |questions: &[&str]| {
        let questions = questions.iter().map(|id| (*id).to_owned()).collect();
        file_class(&Act::Register(RegisterAct::Evidence(crate::journal::EvidenceAct { questions, ..evidence() })), &persons)
    };
    assert_eq!(paper(&["csr-saq.D4"]), Class::Documents);
    assert_eq!(paper(&["csr-saq.B1"]), Class::OwnerRows);
    assert_eq!(paper(&["csr-saq.B1", "csr-saq.D4"]), Class::Documents, "it is needed for more than the owners");
    assert_eq!(paper(&[]), Class::Documents);
}

fn evidence() -> crate::journal::EvidenceAct {
    crate::journal::EvidenceAct {
        sha256: "ab".repeat(32),
        name: "permit.pdf".to_owned(),
        what: None,
        issuer: None,
        entity: None,
        sites: Vec::new(),
        metals: Vec::new(),
        about: Vec::new(),
        questions: Vec::new(),
        dated: None,
        expires: None,
        keeps: Vec::new(),
    }
}
