//! Campaigns and editions on the screens: shown whole before anything is written, written by one more key, refused in words.

use oretrail::language::Lang;
use oretrail::tui::state::Screen;

use super::{LANGS, NARROW, Stage, WIDE, common};

#[test]
fn a_campaign_is_begun_after_everything_that_is_carried_over_was_shown() {
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    for (lang, name) in LANGS {
        stage.state.lang = lang;
        insta::assert_snapshot!(format!("campaign_form_80x24_{name}"), stage.keys("c").shows());
        let wrong = stage.keys("<enter><enter><c-u>2020-01-01<c-s>").shows();
        insta::assert_snapshot!(format!("campaign_form_past_80x24_{name}"), wrong);
        insta::assert_snapshot!(format!("campaign_preview_80x24_{name}"), stage.keys("<c-u>2027-09-30<c-s>").shows());
        stage.keys("<esc><c-d><c-d>");
    }
    stage.state.lang = Lang::En;
    stage.size(WIDE.0, WIDE.1).keys("c<enter><enter>2027-09-30<c-s>");
    insta::assert_snapshot!("campaign_preview_120x40_en", stage.shows());
    let before = stage.state.model.as_ref().map(|model| model.campaign.clone());
    assert_eq!(before.as_deref(), Some("FY2026"), "nothing is begun by looking");
    let begun = stage.keys("<c-s>").shows();
    assert!(begun.contains("campaign FY2027 is the current one"), "{begun}");
    assert!(begun.lines().next().is_some_and(|line| line.contains("FY2027")), "{begun}");
    let taken = stage.keys("c<c-u>FY2026<enter><enter>2027-09-30<c-s>").shows();
    assert!(taken.contains("FY2026") && !taken.contains("before it begins"), "a label is given once: {taken}");
}

#[test]
fn who_may_not_begin_a_campaign_is_told_so() {
    for (person, why) in [("anna", "campaigns are begun and moved by reviewers"), ("tanabe", "auditors only read")] {
        let mut stage = Stage::on(common::sample(), person, Lang::En, NARROW);
        let shown = stage.keys("c").shows();
        assert!(shown.contains(why), "{person}: {shown}");
    }
}

/// Lays an edition of the policy into a workspace.
fn edition(sample: &common::Sample, name: &str, change: (&str, &str), cases: impl Fn(&str) -> bool) {
    let (file, text) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let text = text.replacen("edition = \"2026-04\"", &format!("edition = \"{name}\""), 1);
    assert!(text.contains(change.0), "{change:?}");
    let text = text.replacen(change.0, change.1, 1);
    let mut parts = text.split("\n[[case]]");
    let head = parts.next().expect("a head").to_owned();
    let kept: String = parts.filter(|case| cases(case)).map(|case| format!("\n[[case]]{case}")).collect();
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies").join(file.replace("2026-04", name)), head + &kept).expect("written");
}

/// Puts the cursor on an edition, among the rules or on the shelf.
fn stand_on(stage: &mut Stage, edition: &str) {
    let row = match stage.state.top() {
        Screen::Rulebook(screen) => {
            screen.sheet().and_then(|sheet| sheet.lines.iter().position(|line| line.edition.as_deref() == Some(edition)))
        }
        Screen::Sets(sets) => sets.shelf.iter().position(|set| format!("{}@{}", set.id, set.edition) == edition),
        _ => None,
    };
    let row = row.unwrap_or_else(|| panic!("{edition} is listed: {}", stage.shows()));
    stage.keys("<home>");
    for _ in 0..row {
        stage.keys("j");
    }
}

#[test]
fn a_policy_is_activated_from_a_day_after_what_changes_was_shown_and_retired_again() {
    let sample = common::sample();
    edition(&sample, "2027-04", ("below = 35", "below = 36"), |_| true);
    let mut stage = Stage::on(sample, "mori", Lang::En, NARROW);
    for (lang, name) in LANGS {
        stage.state.lang = lang;
        stage.keys("P");
        stand_on(&mut stage, "jx-selection@2027-04");
        insta::assert_snapshot!(format!("activate_form_80x24_{name}"), stage.keys("a").shows());
        insta::assert_snapshot!(format!("activate_preview_80x24_{name}"), stage.keys("2027-04-01<c-s>").shows());
        stage.keys("<esc><c-d><c-d>h");
    }
    stage.state.lang = Lang::En;
    stage.size(WIDE.0, WIDE.1).keys("P");
    stand_on(&mut stage, "jx-selection@2027-04");
    let shown = stage.keys("a2026-11-23<enter>2<c-s>").shows();
    assert!(shown.contains("FY2026 is judged anew by jx-selection@2027-04"), "{shown}");
    let said = stage.keys("<c-s>").shows();
    assert!(said.contains("jx-selection@2027-04 is active from 2026-11-23"), "{said}");
    assert!(said.contains("campaign FY2026 is judged by jx-selection@2027-04"), "{said}");
    stand_on(&mut stage, "jx-selection@2027-04");
    let shown = stage.keys("x<c-s>").shows();
    assert!(shown.contains("would be retired from 2026-11-23") && shown.contains("is judged by jx-selection@2026-04"), "{shown}");
    let said = stage.keys("<c-s>").shows();
    assert!(said.contains("jx-selection@2027-04 is retired from 2026-11-23"), "{said}");
}

#[test]
fn an_edition_whose_cases_fail_is_refused_in_the_form_and_a_buyer_is_told_whose_it_is() {
    let sample = common::sample();
    edition(&sample, "2027-04", ("below = 20", "below = 30"), |_| true);
    let mut stage = Stage::on(sample, "mori", Lang::En, NARROW);
    stage.keys("P");
    stand_on(&mut stage, "jx-selection@2027-04");
    let refused = stage.keys("a<c-s>").shows();
    assert!(refused.contains("policy test") && refused.contains("Activate"), "{refused}");
    let mut stage = Stage::on(stage.sample, "anna", Lang::En, WIDE);
    let told = stage.keys("Pa").shows();
    assert!(told.contains("editions are adopted and retired by reviewers and administrators"), "{told}");
}

#[test]
fn an_edition_that_loosens_waits_for_the_second_signature_and_says_so_on_the_way() {
    let sample = common::sample();
    edition(&sample, "2026-11", ("at-least = 2", "at-least = 5"), |case| !case.contains("R-FL") && !case.contains("below the minimum"));
    let say = |sample: common::Sample, person: &str| {
        let mut stage = Stage::on(sample, person, Lang::En, WIDE);
        stage.keys("PK");
        stand_on(&mut stage, "jx-selection@2026-11");
        let shown = stage.keys("a<c-s>").shows();
        (stage, shown)
    };
    let (mut stage, shown) = say(sample, "mori");
    assert!(shown.contains("asks for less than the edition before: rule R-FL at-least"), "{shown}");
    assert!(shown.contains("when a second reviewer or administrator says the same here"), "{shown}");
    let said = stage.keys("<c-s>").shows();
    assert!(said.contains("waiting for two signatures"), "{said}");
    stand_on(&mut stage, "jx-selection@2026-11");
    let panel = stage.shows();
    assert!(panel.contains("active, waiting for two signatures  mori"), "what waits is not shown as in force: {panel}");
    let mut stage = Stage::on(stage.sample, "ono", Lang::En, WIDE);
    stage.keys("PK");
    let confirmed = common::run_as(&stage.sample, "mori", &["people", "confirm", "ono"]);
    assert_eq!(confirmed.0, 0, "{confirmed:?}");
    let (mut stage, shown) = say(stage.sample, "ono");
    assert!(shown.contains("mori said so already"), "{shown}");
    assert!(!shown.contains("when a second reviewer"), "hers is the second word: {shown}");
    let said = stage.keys("<c-s>").shows();
    assert!(said.contains("jx-selection@2026-11 is active"), "{said}");
}

#[test]
fn the_running_campaign_moves_to_another_edition_on_purpose_and_back() {
    let sample = common::sample();
    let text = oretrail::builtin::questionnaires().into_iter().find(|(name, _)| name.starts_with("csr-saq-2026-04")).expect("a set").1;
    let next =
        text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("severity = \"critical\"", "severity = \"high\"", 1);
    std::fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    std::fs::write(sample.root.join("questionnaires/csr-saq-2027-04.toml"), next).expect("written");
    let mut stage = Stage::on(sample, "mori", Lang::En, NARROW);
    stage.keys("f");
    stand_on(&mut stage, "csr-saq@2027-04");
    let draft = stage.keys("m").shows();
    assert!(draft.contains("csr-saq@2027-04 was never adopted"), "{draft}");
    let adopted = stage.keys("a<c-s>").shows();
    assert!(adopted.contains("asks csr-saq@2027-04") && adopted.contains("differ"), "{adopted}");
    stage.keys("<c-s>");
    stand_on(&mut stage, "csr-saq@2027-04");
    for (lang, name) in LANGS {
        stage.state.lang = lang;
        insta::assert_snapshot!(format!("move_preview_80x24_{name}"), stage.keys("m").shows());
        stage.keys("<esc>");
    }
    stage.state.lang = Lang::En;
    let moved = stage.keys("m<c-s>").shows();
    assert!(moved.contains("FY2026 goes on with csr-saq@2027-04"), "{moved}");
    stand_on(&mut stage, "csr-saq@2026-04");
    let back = stage.keys("m<c-s>").shows();
    assert!(back.contains("FY2026 goes on with csr-saq@2026-04"), "{back}");
    let same = stage.keys("m").shows();
    assert!(same.contains("asks csr-saq@2026-04 already"), "{same}");
}

#[test]
fn a_questionnaire_is_taken_into_the_running_campaign_and_out_of_it_again_each_after_a_preview() {
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    stage.keys("f");
    stand_on(&mut stage, "copper-dd@2026-04");
    let not_asked = stage.keys("-").shows();
    assert!(not_asked.contains("does not ask this questionnaire"), "{not_asked}");
    let taken_in = stage.keys("m<c-s>").shows();
    assert!(taken_in.contains("FY2026 asks copper-dd@2026-04 too"), "{taken_in}");
    stand_on(&mut stage, "copper-dd@2026-04");
    let preview = stage.keys("-").shows();
    assert!(preview.contains("FY2026 goes on without copper-dd: before it does"), "{preview}");
    assert!(
        stage.state.model.as_ref().expect("loaded").asked.contains(&"copper-dd".to_owned()),
        "nothing is written before it is confirmed"
    );
    let out = stage.keys("<c-s>").shows();
    assert!(out.contains("FY2026 goes on without copper-dd@2026-04"), "{out}");
    assert!(!stage.state.model.as_ref().expect("loaded").asked.contains(&"copper-dd".to_owned()));
    let mut auditor = Stage::on(common::sample(), "tanabe", Lang::En, NARROW);
    auditor.keys("f");
    assert!(auditor.keys("-").shows().contains("only read"), "{}", auditor.shows());
}
