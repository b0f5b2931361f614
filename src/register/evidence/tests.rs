use super::*;
use crate::journal::{Answer, Entry, EvidenceAct, Reply, WithdrawPaperAct, WriterId};
use crate::register::certificate::tests::logs;

const PAPER: &str = "a1";

fn attach(question: &str, expires: &str) -> Act {
    Act::Attach(Document {
        sha256: PAPER.to_owned(),
        name: "iso.pdf".to_owned(),
        question: Some(question.to_owned()),
        scope: Some("site:mito".to_owned()),
        expires: Some(expires.to_owned()),
        ..Document::default()
    })
}

fn filed(sites: &[&str], questions: &[&str], expires: Option<&str>) -> Act {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Act::Register(RegisterAct::Evidence(EvidenceAct {
        sha256: PAPER.to_owned(),
        name: "group.pdf".to_owned(),
        sites: owned(sites),
        questions: owned(questions),
        expires: expires.map(str::to_owned),
        ..EvidenceAct::default()
    }))
}

fn withdrawn(of: &[&str]) -> Act {
    let of = of.iter().map(|entry| (*entry).to_owned()).collect();
    Act::Register(RegisterAct::WithdrawPaper(WithdrawPaperAct { sha256: PAPER.to_owned(), of, reason: BodyRef::of(b"why") }))
}

fn lent(logs: &[(WriterId, Vec<Entry>)]) -> Vec<Log<'_>> {
    logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect()
}

fn folded(interview: &[(WriterId, Vec<Entry>)], standing: &[(WriterId, Vec<Entry>)]) -> Vec<Paper> {
    let (one, two) = (lent(interview), lent(standing));
    fold(&[("FY2026", &one), (STANDING, &two)])
}

#[test]
fn whatever_entry_names_the_hash_speaks_of_one_paper_and_what_it_covers_adds_up() {
    let answer = Answer { evidence: vec![PAPER.to_owned()], ..Answer::of("csr-saq.D5", Reply::DontKnow) };
    let interview = logs(&[("anna-1", attach("csr-saq.D4", "2026-01-01")), ("anna-1", Act::Answer(answer))]);
    let all = folded(&interview, &logs(&[("anna-1", filed(&["kure"], &["csr-saq.D4"], Some("2028-02-28")))]));
    let [paper] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(paper.questions(), ["csr-saq.D4", "csr-saq.D5"]);
    assert_eq!(paper.sites(), ["kure", "mito"]);
    assert_eq!(paper.expires().map(|day| day.to_string()).as_deref(), Some("2028-02-28"), "the later word holds");
    assert_eq!(paper.days_left("2028-02-27".parse().expect("a day")), Some(1));
    assert_eq!(paper.name(), "group.pdf");
}

#[test]
fn a_withdrawal_counts_for_what_it_has_seen_and_a_paper_filed_anew_counts_again() {
    let interview = logs(&[("anna-1", attach("csr-saq.D4", "2026-01-01"))]);
    let gone = folded(&interview, &logs(&[("mori-1", withdrawn(&["FY2026/anna-1#1"]))]));
    assert!(gone[0].is_withdrawn() && gone[0].withdrawal().is_some_and(|held| held.by == "mori"));
    assert_eq!(gone[0].questions(), ["csr-saq.D4"], "what it was for is still told");
    let again = folded(&interview, &logs(&[("mori-1", withdrawn(&["FY2026/anna-1#1"])), ("anna-1", filed(&[], &["csr-saq.D5"], None))]));
    assert!(!again[0].is_withdrawn() && again[0].withdrawal().is_none());
    assert_eq!(again[0].questions(), ["csr-saq.D5"], "only what counts is covered");
}

#[test]
fn a_filed_paper_is_a_document_for_each_question_and_site_and_another_company_is_elsewhere() {
    let supplier = Supplier { id: "ore".to_owned(), name: "Ore Ltd".to_owned(), ..Supplier::default() };
    let all = folded(&[], &logs(&[("anna-1", filed(&["mito", "kure"], &["csr-saq.D4", "csr-saq.D5"], None))]));
    let scopes: Vec<(Option<String>, Option<String>)> =
        as_documents(&all, &supplier).into_iter().map(|paper| (paper.question, paper.scope)).collect();
    assert_eq!(scopes.len(), 4);
    assert!(scopes.contains(&(Some("csr-saq.D5".to_owned()), Some("site:kure".to_owned()))));
    let Act::Register(RegisterAct::Evidence(act)) = filed(&["mito"], &["csr-saq.D4"], None) else { panic!("a paper") };
    let act = EvidenceAct { entity: Some("Another Ltd".to_owned()), ..act };
    let all = folded(&[], &logs(&[("anna-1", Act::Register(RegisterAct::Evidence(act)))]));
    assert_eq!(as_documents(&all, &supplier)[0].scope.as_deref(), Some("entity:Another Ltd"));
}
