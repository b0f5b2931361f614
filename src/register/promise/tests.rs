use super::*;
use crate::journal::{Document, DropPromiseAct, Entry, EvidenceAct, Promise, WithdrawPaperAct, WriterId};
use crate::register::certificate::tests::logs;

fn promise(due: &str, by: Option<BodyRef>) -> Act {
    Act::Promise(Promise { question: "csr-saq.D4".to_owned(), about: None, due: due.to_owned(), what: None, by })
}

fn met(role: &str) -> Act {
    Act::Met { who: None, role: Some(role.to_owned()), channel: None, lang: None }
}

fn kept(keeps: &[&str]) -> Act {
    let keeps = keeps.iter().map(|name| (*name).to_owned()).collect();
    Act::Register(RegisterAct::Evidence(EvidenceAct { sha256: "a1".to_owned(), keeps, ..EvidenceAct::default() }))
}

fn lent(logs: &[(WriterId, Vec<Entry>)]) -> Vec<Log<'_>> {
    logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect()
}

fn folded(interview: &[(&str, Act)], standing: &[(&str, Act)]) -> Vec<Promised> {
    let (one, two) = (logs(interview), logs(standing));
    fold(&[("FY2026", &lent(&one)), (STANDING, &lent(&two))])
}

#[test]
fn a_promise_names_whom_we_met_unless_it_says_who_gave_the_word() {
    let who = BodyRef::of(b"Ms Tran");
    let all = folded(&[("anna-1", promise("2026-12-01", None)), ("anna-1", met("site manager"))], &[]);
    assert_eq!(all[0].by, (None, Some("site manager".to_owned())), "the card may be filled in afterwards");
    let all = folded(&[("anna-1", met("site manager")), ("anna-1", promise("2026-12-01", Some(who.clone())))], &[]);
    assert_eq!(all[0].by, (Some(who), None));
}

#[test]
fn it_is_overdue_the_day_after_kept_by_a_paper_that_counts_and_given_up_with_a_reason() {
    let interview = [("anna-1", promise("2026-12-01", None))];
    let open = folded(&interview, &[]);
    let day = |text: &str| text.parse::<Date>().expect("a day");
    assert!(!open[0].is_overdue(day("2026-12-01")) && open[0].is_overdue(day("2026-12-02")));
    let by_paper = folded(&interview, &[("anna-1", kept(&["FY2026/anna-1#1"]))]);
    assert_eq!(by_paper[0].state, State::Kept { entry: "standing/anna-1#1".to_owned(), sha256: "a1".to_owned() });
    let act = WithdrawPaperAct { sha256: "a1".to_owned(), of: vec!["standing/anna-1#1".to_owned()], reason: BodyRef::of(b"why") };
    let withdrawn = ("mori-1", Act::Register(RegisterAct::WithdrawPaper(act)));
    assert!(folded(&interview, &[("anna-1", kept(&["FY2026/anna-1#1"])), withdrawn])[0].is_open(), "waited for again");
    let drop = DropPromiseAct { promise: "FY2026/anna-1#1".to_owned(), reason: BodyRef::of(b"why") };
    let dropped = folded(&interview, &[("mori-1", Act::Register(RegisterAct::DropPromise(drop)))]);
    assert!(matches!(&dropped[0].state, State::Dropped { by, .. } if by == "mori"));
}

#[test]
fn a_document_of_the_same_interview_keeps_it_as_it_always_did() {
    let document = Document { sha256: "a1".to_owned(), keeps: Some("anna-1#1".to_owned()), ..Document::default() };
    let all = folded(&[("anna-1", promise("2026-12-01", None)), ("anna-1", Act::Attach(document))], &[]);
    assert_eq!(all[0].state, State::Kept { entry: "FY2026/anna-1#2".to_owned(), sha256: "a1".to_owned() });
}
