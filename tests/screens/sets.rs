//! The questionnaires that are here, one opened, and who is asked.

use oretrail::language::Lang;

use super::{LANGS, NARROW, Stage, WIDE, common};

#[test]
fn the_shelf_shows_every_questionnaire_how_it_stands_and_for_whom() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        insta::assert_snapshot!(format!("shelf_80x24_{name}"), stage.keys("fjjj").shows());
    }
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, WIDE);
    insta::assert_snapshot!("shelf_120x40_en", stage.keys("f").shows());
}

#[test]
fn a_questionnaire_is_read_question_by_question_with_everything_its_file_says() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        insta::assert_snapshot!(format!("set_80x24_{name}"), stage.keys("f<enter>jj").shows());
        insta::assert_snapshot!(format!("set_question_80x24_{name}"), stage.keys("<enter>").shows());
    }
}

#[test]
fn who_is_asked_a_question_is_listed_with_the_facts_that_decide() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        insta::assert_snapshot!(format!("who_80x24_{name}"), stage.keys("f<enter>jjjjw").shows());
    }
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    let shown = stage.keys("fw").shows();
    assert!(shown.contains("Who is asked"), "{shown}");
    assert!(stage.keys("<esc><esc>").shows().contains("what needs you") || !stage.shows().contains("Questionnaires"), "{}", stage.shows());
}
