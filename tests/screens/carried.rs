//! What stands on from the campaign before, and an earlier campaign that is looked at.

use oretrail::language::Lang;
use oretrail::tui::Places;
use oretrail::tui::effect::Desk;
use oretrail::tui::feed;
use oretrail::tui::state::State;
use oretrail::workspace::Workspace;

use super::{LANGS, NARROW, Stage, WIDE, common};

/// The sample on the first day of the next campaign, seen by the compliance officer.
fn begun(lang: Lang, size: (u16, u16)) -> Stage {
    let sample = common::sample();
    let mut workspace = Workspace::open(&sample.root, &sample.state, "mori", common::clock()).expect("it opens");
    workspace.new_campaign("FY2027", &["csr-saq".to_owned()], "2028-01-31", &[]).expect("it begins");
    Stage::on(sample, "mori", lang, size)
}

/// The screens on a campaign.
fn on_campaign(label: &str, person: &str) -> Stage {
    let sample = common::sample();
    let places = Places { workspace: sample.root.clone(), local: sample.state.clone(), campaign: Some(label.to_owned()) };
    let mut stage = Stage { state: State::new(Lang::En, NARROW, false), desk: Desk::new(places, person, common::clock()), sample };
    let first = stage.desk.start();
    feed(&mut stage.state, &mut stage.desk, first);
    stage
}

#[test]
fn a_stop_of_the_campaign_before_stands_on_every_screen_with_its_day() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("carried_home_80x24_{name}"), begun(lang, NARROW).shows());
        insta::assert_snapshot!(format!("carried_flags_80x24_{name}"), begun(lang, NARROW).keys("s/teluk<enter><enter>r").shows());
    }
    insta::assert_snapshot!("carried_queue_120x40_en", begun(Lang::En, WIDE).keys("w").shows());
    let mut stage = begun(Lang::En, NARROW);
    assert!(stage.keys("w").shows().contains("from FY2026, since 2026-10-08"), "{}", stage.shows());
}

#[test]
fn the_day_of_a_stop_is_that_of_the_answer_and_not_of_the_latest_entry() {
    let day = |stage: &Stage| stage.shows().lines().find(|line| line.contains("Teluk")).expect("on the home screen").to_owned();
    let before = day(&Stage::new(Lang::En, NARROW));
    let sample = common::sample();
    let mut workspace = Workspace::open(&sample.root, &sample.state, "ken", common::clock()).expect("it opens");
    workspace.note("teluk-timah", None, "telephoned, nothing new").expect("written");
    assert_eq!(day(&Stage::on(sample, "anna", Lang::En, NARROW)), before);
    assert!(before.contains("2026-10-08"), "{before}");
}

#[test]
fn an_earlier_campaign_is_shown_and_nothing_is_written_in_it() {
    let mut stage = on_campaign("FY2025", "mori");
    insta::assert_snapshot!("earlier_home_80x24_en", stage.shows());
    let shown = stage.keys("s/fjord<enter><enter>r").shows();
    assert!(shown.contains("FY2025, read only"), "{shown}");
    let refused = stage.keys("d").shows();
    assert!(refused.contains("this is an earlier campaign"), "{refused}");
    let mut stage = on_campaign("FY2025", "anna").enter("fjord-scrap");
    let entries = || {
        let workspace = Workspace::open(&stage.sample.root, &stage.sample.state, "anna", common::clock()).expect("it opens");
        workspace.dossier("fjord-scrap").expect("read").heads
    };
    let before = entries();
    assert!(stage.shows().contains("FY2025"), "{}", stage.shows());
    let refused = stage.keys("1").shows();
    assert!(refused.contains("only looked at"), "{refused}");
    let workspace = Workspace::open(&stage.sample.root, &stage.sample.state, "anna", common::clock()).expect("it opens");
    assert_eq!(workspace.dossier("fjord-scrap").expect("read").heads, before);
    // The current one, named, is the current one.
    assert!(!on_campaign("FY2026", "mori").shows().contains("read only"));
}
