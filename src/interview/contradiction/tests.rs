use super::*;
use crate::ratio::Ratio;
use crate::situation::{Answered, Backing, State};
use crate::supplier::Fact;

fn sets() -> Vec<Questionnaire> {
    let text = include_str!("../../../questionnaires/csr-saq-2026-04.toml");
    let (set, problems) = crate::questionnaire::file::read("q.toml", text, &crate::questionnaire::file::Around::default());
    assert_eq!(problems, []);
    vec![set.expect("the built-in questionnaire reads")]
}

/// Answers as `ROW=value,value`; `-` is not applicable, `?` don't know.
fn said(answers: &[&str]) -> Situation {
    let mut situation = Situation::default();
    for answer in answers {
        let (row, told) = answer.split_once('=').expect("a row and an answer");
        let state = match told {
            "-" => State::NotApplicable,
            "?" => State::DontKnow,
            _ => State::Answered,
        };
        let value = if state == State::Answered { told.split(',').map(|part| part.replace(':', "=")).collect() } else { Vec::new() };
        let given = Answered {
            state,
            value,
            backing: Backing::None,
            reason_given: true,
            reason_accepted: false,
            about: String::new(),
            entry: "a#1".to_owned(),
            by_paper: None,
        };
        situation.answers.insert(QuestionId::new("csr-saq", row), vec![given]);
    }
    situation
}

fn found(situation: &Situation) -> Vec<String> {
    contradictions(situation, &sets()).iter().map(|one| one.id.clone()).collect()
}

#[test]
fn each_contradiction_is_found_by_its_answers_and_none_by_consistent_ones() {
    for (answers, consistent, wanted) in [
        (["C7=yes", "C17=-"], ["C7=no", "C17=-"], "fees-without-migrants"),
        (["C10=peak:80,average:50", "C11=yes"], ["C10=peak:60,average:48", "C11=yes"], "hours-within-limits"),
        (["F2=iso-14001", "F6=1"], ["F2=iso-14001", "F6=3"], "system-without-control"),
        (["A3=no", "F1=yes"], ["A3=yes", "F1=yes"], "authority-on-environment"),
        (["A3=no", "D5=deaths:1"], ["A3=no", "D5=deaths:0"], "death-without-case"),
        (["F4=full", "F5=?"], ["F4=none", "F5=?"], "target-without-figures"),
        (["K1=3", "K2=reprisal"], ["K1=1", "K2=reprisal"], "channel-and-reprisal"),
        (["I1=3", "I2=none"], ["I1=3", "I2=mfa,patches"], "security-without-controls"),
    ] {
        assert_eq!(found(&said(&answers)), [wanted]);
        assert_eq!(found(&said(&consistent)), Vec::<String>::new(), "{wanted}");
        assert_eq!(found(&said(&answers[..1])), Vec::<String>::new(), "one answer alone contradicts nothing");
    }
}

#[test]
fn an_answer_that_does_not_fit_the_profile_is_found_too() {
    let mut situation = said(&["C17=-", "C4=-", "G1=none"]);
    assert_eq!(found(&situation), Vec::<String>::new());
    situation.supplier.profile.insert("migrants".to_owned(), Fact::Number(Ratio::whole(4)));
    situation.supplier.profile.insert("under-18".to_owned(), Fact::Number(Ratio::whole(1)));
    situation.supplier.materials = vec!["copper".to_owned()];
    assert_eq!(found(&situation), ["migrants-not-applicable", "young-workers", "minerals-none"]);
}

#[test]
fn the_other_question_leads_there_and_back() {
    let (sets, situation) = (sets(), said(&["A3=no", "F1=yes", "D5=deaths:1"]));
    let all = contradictions(&situation, &sets);
    let to = |row: &str| other(&all, &QuestionId::new("csr-saq", row)).map(|id| id.row().to_owned());
    assert_eq!((to("F1"), to("A3"), to("D5")), (Some("A3".to_owned()), Some("F1".to_owned()), Some("A3".to_owned())));
    assert_eq!(to("B1"), None);
}
