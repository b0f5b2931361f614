//! A question that an answer to another set answers: shown with the reason, passed over, and answered apart with one key.

use oretrail::interview::RowState;
use oretrail::language::Lang;
use oretrail::questionnaire::QuestionId;

use super::{LANGS, NARROW, Stage, common};

const MINE: &str = "atacama-cobre";

/// The interview of a mine that is asked the CSR and the green set, with F2 answered.
fn interviewed(lang: Lang) -> Stage {
    let sample = common::sample();
    let words = ["campaign", "new", "FY2027", "--due", "2027-12-01", "--yes", "--supplier", MINE];
    let sets = ["--questionnaire", "csr-saq", "--questionnaire", "green-procurement"];
    assert_eq!(common::run_as(&sample, "mori", &[&words[..], &sets].concat()).0, 0);
    assert_eq!(common::run(&sample, &["answer", MINE, "F2", "iso-14001"]).0, 0);
    Stage::on(sample, "anna", lang, NARROW).enter(MINE)
}

fn state(stage: &Stage, row: &str) -> RowState {
    let oretrail::tui::state::Screen::Interview(interview) = stage.state.top() else { panic!("{}", stage.shows()) };
    let dossier = interview.dossier.as_ref().expect("read");
    dossier.plan.row(&QuestionId::from_text(row)).expect("a row").state
}

#[test]
fn a_question_that_another_row_answers_says_so_and_can_be_answered_apart() {
    for (lang, name) in LANGS {
        let mut stage = interviewed(lang);
        insta::assert_snapshot!(format!("by_another_row_{name}"), stage.keys("<esc>gN1<enter>").shows());
    }
    let mut stage = interviewed(Lang::En);
    let listed = stage.keys("<esc>gN1").shows();
    assert!(listed.contains("≡ green-procurement.N1 "), "{listed}");
    stage.keys("<enter>");
    assert_eq!(state(&stage, "green-procurement.N1"), RowState::Shared);
    // Another answer here is the supplier's own, and taking it back leaves the one that was there.
    stage.keys("5gN1<enter>");
    assert_eq!(state(&stage, "green-procurement.N1"), RowState::Answered, "{}", stage.shows());
    assert!(!stage.shows().contains("answered by csr-saq.F2"), "{}", stage.shows());
}
