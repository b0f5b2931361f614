use super::*;
use crate::ratio::Ratio;
use crate::situation::{Answered, Backing, State};
use crate::supplier::Fact;

fn sets() -> &'static [Questionnaire] {
    static ALL: std::sync::OnceLock<Vec<Questionnaire>> = std::sync::OnceLock::new();
    ALL.get_or_init(|| {
        let files: Vec<(String, String)> =
            crate::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
        let (sets, problems) = crate::questionnaire::file::read_all(&files, None);
        assert!(problems.iter().all(|problem| problem.code == "check-source"), "{problems:?}");
        sets
    })
}

/// Answers as `ROW=value,value`, of csr-saq where no set is named; `-` is not applicable, `?` don't know.
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
        let row = if row.contains('.') { QuestionId::from_text(row) } else { QuestionId::new("csr-saq", row) };
        situation.answers.insert(row, vec![given]);
    }
    situation
}

fn found(situation: &Situation) -> Vec<String> {
    contradictions(situation, sets()).iter().map(|one| one.id.clone()).collect()
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
    let all = contradictions(&situation, sets);
    let to = |row: &str| other(&all, &QuestionId::new("csr-saq", row)).map(|id| id.row().to_owned());
    assert_eq!((to("F1"), to("A3"), to("D5")), (Some("A3".to_owned()), Some("F1".to_owned()), Some("A3".to_owned())));
    assert_eq!(to("B1"), None);
}

#[test]
fn answers_on_the_same_matter_in_two_sets_that_do_not_fit_are_named() {
    for (answers, consistent, wanted) in [
        (["F2=none", "green-procurement.N1=emas"], ["F2=other-certified", "green-procurement.N1=emas"], "certified-here-none-there"),
        (["F2=iso-14001", "green-procurement.N1=none"], ["F2=iso-14001", "green-procurement.N1=iso-14001"], "certified-there-none-here"),
        (["F2=iso-14001", "green-procurement.N1=emas"], ["F2=none", "green-procurement.N1=none"], "iso-14001-and-another-system"),
        (
            ["F2=own-seven-elements", "green-procurement.N6=1"],
            ["F2=own-seven-elements", "green-procurement.N6=2"],
            "seven-elements-chemicals",
        ),
        (["H1=4", "quality-bcp.Q1=none"], ["H1=4", "quality-bcp.Q1=iso-9001"], "quality-certified-there-none-here"),
        (["H1=1", "quality-bcp.Q1=iso-9001"], ["H1=1", "quality-bcp.Q1=none"], "quality-certified-here-weak-there"),
        (["H1=3", "quality-bcp.Q2=0"], ["H1=3", "quality-bcp.Q2=2"], "quality-in-use-without-manual"),
        (["H3=2", "quality-bcp.Q23=0"], ["H3=0", "quality-bcp.Q23=0"], "plan-there-none-here"),
        (["H3=3", "quality-bcp.Q24=none"], ["H3=2", "quality-bcp.Q24=none"], "plan-tested-there-never-here"),
        (["H2=no", "quality-bcp.Q12=yes"], ["H2=yes", "quality-bcp.Q12=yes"], "false-data-here-none-there"),
        (["G2=0", "cmrt-declaration.D13=yes"], ["G2=3", "cmrt-declaration.D13=yes"], "policy-here-none-there"),
        (["G1=gold,tin", "cmrt-declaration.D5-tin=no"], ["G1=gold", "cmrt-declaration.D5-tin=no"], "tin-in-goods"),
        (["copper-dd.K2b=cahra", "oecd-5step.R1=no"], ["copper-dd.K2b=none", "oecd-5step.R1=no"], "red-flag-cahra"),
        (["copper-dd.K2b=none", "oecd-5step.R7=price"], ["copper-dd.K2b=odd-facts", "oecd-5step.R7=price"], "red-flag-odd-facts"),
        (["copper-dd.K2b=none", "cobalt-emrt.B7b=transit"], ["copper-dd.K2b=transit", "cobalt-emrt.B7b=transit"], "red-flags-differ"),
        (["oecd-5step.1E1=3", "precious-metals.PR32=0"], ["oecd-5step.1E1=3", "precious-metals.PR32=3"], "complaints-differ"),
        (["E1=3", "copper-dd.K21=0"], ["E1=0", "copper-dd.K21=0"], "bribery-rule-there-none-here"),
    ] {
        assert_eq!(found(&said(&answers)), [wanted]);
        assert_eq!(found(&said(&consistent)), Vec::<String>::new(), "{wanted}");
        for one in answers {
            assert_eq!(found(&said(&[one])), Vec::<String>::new(), "one answer alone contradicts nothing");
        }
    }
}

#[test]
fn each_row_that_another_one_answers_too_has_a_contradiction_with_it() {
    let sets = sets();
    let named: Vec<&[QuestionId]> = sets.iter().flat_map(|set| &set.contradictions).map(|one| one.questions.as_slice()).collect();
    let shared: Vec<_> = sets.iter().flat_map(|set| &set.questions).filter_map(|row| Some((&row.id, row.same_as.as_ref()?))).collect();
    assert!(shared.len() >= 23, "{}", shared.len());
    for (row, same) in shared {
        let is_named = same.rows().any(|there| named.iter().any(|both| both.contains(row) && both.contains(there)));
        assert!(is_named, "{row} and what answers it too may contradict each other, and nothing would say so");
    }
}
