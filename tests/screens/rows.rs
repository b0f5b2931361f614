//! Tables filled in during an interview: cell by cell, with what they come to, and nothing lost on the way.

use oretrail::tui::state::Screen;

use super::*;

/// The interview of the recycler in a campaign that asks for tables too.
fn interview(lang: Lang, size: (u16, u16)) -> Stage {
    let sample = common::sample();
    let sets = ["csr-saq", "copper-dd", "green-procurement", "quality-bcp"];
    let sets: Vec<&str> = sets.iter().flat_map(|set| ["--questionnaire", *set]).collect();
    let arguments = [&["campaign", "new", "SCRAP"][..], &sets, &["--due", "2027-03-31", "--yes", "--as", "mori"]].concat();
    let (code, _, error) = common::run_with(&sample, &sample.root, "anna", common::NOW, &arguments);
    assert_eq!(code, 0, "{error}");
    let mut stage = Stage::on(sample, "anna", lang, size).enter("hai-trieu");
    stage.keys("<esc>");
    stage
}

fn recorded(stage: &Stage, question: &str) -> Vec<String> {
    let Some(Screen::Interview(interview)) = stage.state.screens.last() else { panic!("an interview") };
    let dossier = interview.dossier.as_ref().expect("read");
    let (set, row) = question.split_once('.').expect("set and row");
    dossier.situation.said(&QuestionId::new(set, row)).first().map(|answer| answer.value.clone()).unwrap_or_default()
}

#[test]
fn a_table_is_filled_in_cell_by_cell_and_says_what_it_comes_to() {
    for lang in Lang::ALL {
        let mut stage = interview(lang, NARROW);
        stage.keys("gK27<enter><enter>copper scrap<tab>100<tab>25.5<tab>20<tab>circuit boards<tab>40<tab>18<tab>15.75");
        insta::assert_snapshot!(format!("rows_balance_{lang}"), stage.shows());
        stage.keys("<c-s>");
        assert_eq!(recorded(&stage, "copper-dd.K27"), ["copper scrap\t100\t25.5\t20", "circuit boards\t40\t18\t15.75"]);
        stage.keys("gK27<enter>");
        insta::assert_snapshot!(format!("rows_recorded_{lang}"), stage.shows());
        let mut stage = interview(lang, NARROW);
        stage.keys("gN10b<enter><enter>solder<tab>Cd<tab><0.1 %<tab>solder<tab>lead<tab>0.12 %<tab>solder<tab>others<tab><0.01 %");
        insta::assert_snapshot!(format!("rows_substances_{lang}"), stage.shows());
    }
    let mut stage = interview(Lang::En, WIDE);
    stage.keys("gK23c<enter><enter>lot 7<tab>A1181<tab>vn<tab>JP<tab>VN-2026-11<tab><tab>lot 8<tab>Y49<tab>vn<tab>Atlantis<tab>");
    insta::assert_snapshot!("rows_wide", stage.shows());
}

#[test]
fn a_row_is_added_taken_out_and_every_step_taken_back_before_anything_is_recorded() {
    let mut stage = interview(Lang::En, NARROW);
    stage.keys("gQ32<enter><enter>landfill|<1 %|1.00 %<c-n>screening|≥70 %|68.8 %<c-d>");
    assert!(!stage.shows().contains("screening"));
    stage.keys("<c-z>");
    assert!(stage.shows().contains("68.8 % does not meet the goal ≥70 %"), "{}", stage.shows());
    stage.keys("<esc>");
    assert!(stage.shows().contains("Not recorded"), "{}", stage.shows());
    stage.keys("<tab><c-s>");
    assert_eq!(recorded(&stage, "quality-bcp.Q32"), ["landfill\t<1 %\t1.00 %", "screening\t≥70 %\t68.8 %"]);
    stage.keys("gQ32<enter>z");
    assert_eq!(recorded(&stage, "quality-bcp.Q32"), Vec::<String>::new(), "the whole table is taken back by one entry");
}

#[test]
fn a_table_half_typed_is_there_again_after_the_power_went() {
    let mut stage = interview(Lang::En, NARROW);
    stage.keys("gK27<enter><enter>copper scrap<tab>100<tab>25.5<tab>20<tab>circuit bo");
    let mut stage = stage.again().enter("hai-trieu");
    let shown = stage.shows();
    assert!(shown.contains("copper scrap") && shown.contains("circuit bo") && shown.contains("25.5"), "{shown}");
    stage.keys("ards<tab>40<tab>18<tab>7.2<c-s>");
    assert_eq!(recorded(&stage, "copper-dd.K27"), ["copper scrap\t100\t25.5\t20", "circuit boards\t40\t18\t7.2"]);
    let mut stage = stage.again().enter("hai-trieu");
    stage.keys("<esc>");
    assert!(matches!(stage.state.screens.last(), Some(Screen::Interview(_))), "what is recorded is no draft any more");
}

#[test]
fn cells_copied_from_a_sheet_are_pasted_as_rows_and_a_wrong_cell_is_shown() {
    let mut stage = interview(Lang::En, NARROW);
    stage.keys("gK27<enter><enter>").paste("copper scrap\t100\t25.5\t20\r\ncircuit boards\t40\tabout 18\t7.2\r\n");
    stage.keys("<c-s>");
    assert!(stage.shows().contains("copper content: \"about 18\" is not a number"), "{}", stage.shows());
    stage.keys("<c-u>18<c-s>");
    assert_eq!(recorded(&stage, "copper-dd.K27"), ["copper scrap\t100\t25.5\t20", "circuit boards\t40\t18\t7.2"]);
}
