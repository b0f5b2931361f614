//! What an auditor does in the screens: why something was decided as of a day, judged again, under the rules of today, taken
//! along as a bundle.

use std::process::Command;

use oretrail::journal::Outcome;
use oretrail::language::Lang;
use oretrail::tui::key::Key;
use oretrail::workspace::Workspace;
use oretrail::workspace::decide::Deciding;

use super::{LANGS, NARROW, Stage, WIDE, common};

/// A workspace in which a reviewer decided about a supplier and sealed it.
fn decided() -> common::Sample {
    let sample = common::sample();
    let mut workspace = Workspace::open(&sample.root, &sample.state, "mori", common::clock()).expect("it opens");
    let given = Deciding { reason: "papers complete".to_owned(), ..Deciding::default() };
    workspace.decide("fjord-scrap", Outcome::Continue, &given).expect("decided");
    sample
}

fn auditor(lang: Lang, size: (u16, u16)) -> Stage {
    let mut stage = Stage::on(decided(), "tanabe", lang, size);
    stage.keys("s/fjord<enter><enter>y<enter>");
    stage
}

/// A screen with whole hashes told as such: the logs of each sample hold its own random name, and so does what is sealed.
fn without_hashes(shown: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in shown.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_hexdigit() {
            digits.push(c);
            continue;
        }
        out.push_str(if digits.len() == 64 { "[sha-256]" } else { &digits });
        digits.clear();
        out.push(c);
    }
    out.trim_end().to_owned()
}

#[test]
fn an_auditor_reads_why_judges_again_and_sees_what_today_would_say() {
    let mut stage = auditor(Lang::En, NARROW);
    for (lang, name) in LANGS {
        stage.state.lang = lang;
        insta::assert_snapshot!(format!("why_decided_80x24_{name}"), stage.keys("y<enter>").shows());
        insta::assert_snapshot!(format!("why_replayed_80x24_{name}"), without_hashes(&stage.keys("r").shows()));
        insta::assert_snapshot!(format!("why_hypothetical_80x24_{name}"), stage.keys("<esc>u").shows());
        insta::assert_snapshot!(format!("why_bundle_80x24_{name}"), stage.keys("<esc>B").shows());
        stage.keys("<esc>");
    }
    stage.state.lang = Lang::En;
    insta::assert_snapshot!("why_decided_120x40_en", stage.size(WIDE.0, WIDE.1).keys("y<enter>").shows());
    let again = stage.keys("r").shows();
    assert!(again.contains("identical (verdict"), "{again}");
    assert!(stage.keys("<esc>").shows().contains("Why it was decided"), "back on the page: {}", stage.shows());
    assert!(stage.keys("u").shows().lines().next().is_some_and(|line| line.contains("HYPOTHETICAL")), "{}", stage.shows());
    assert!(stage.keys("<esc>y2026-01-01<enter>").shows().contains("Why it was decided"), "a day without a decision leaves the page");
}

#[test]
fn a_bundle_made_on_the_screen_checks_without_the_program() {
    let mut stage = auditor(Lang::En, WIDE);
    let folder = stage.sample.state.join("out of here");
    stage.keys("B").press(Key::Ctrl('u')).paste(&folder.display().to_string());
    let shown = stage.keys("<c-s>").shows();
    assert!(shown.contains("sha256sum -c SHA256SUMS") && shown.contains("python3 verify.py"), "{shown}");
    let sums = Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(&folder).status();
    assert!(sums.is_ok_and(|status| status.success()), "the list holds");
    let why = std::fs::read_to_string(folder.join("why.txt")).expect("the page is in it");
    assert!(why.contains("papers complete"), "{why}");
    stage.keys("<esc>B").press(Key::Ctrl('u')).paste(&folder.display().to_string());
    let refused = stage.keys("<c-s>").shows();
    assert!(refused.contains("holds something") || refused.contains("is in use") || refused.contains("empty"), "{refused}");
}

#[test]
fn the_palette_leads_to_the_proof_from_wherever_a_supplier_is_meant() {
    let mut stage = Stage::on(decided(), "tanabe", Lang::En, WIDE);
    for keys in ["s/fjord<enter>", "<enter>", "r"] {
        stage.keys(keys).keys(":").paste("replay");
        let shown = stage.keys("<enter>").shows();
        assert!(shown.contains("identical (verdict"), "{keys}: {shown}");
        stage.keys("<esc>");
    }
    stage.keys(":").paste("bundle");
    assert!(stage.keys("<enter>").shows().contains("fjord-scrap-2026-11-23-bundle"), "{}", stage.shows());
    stage.keys("<esc>hs/kisaki<enter>:").paste("replay");
    assert!(stage.shows().contains("✕ nothing is decided"), "{}", stage.shows());
}

#[test]
fn what_is_not_sealed_says_so_instead_of_being_judged_again() {
    let sample = common::sample();
    let mut stage = Stage::on(sample, "mori", Lang::En, NARROW);
    let shown = stage.keys("s/fjord<enter><enter>rd1papers complete<c-s>y<enter>r").shows();
    assert!(shown.contains("the decision is not sealed"), "{shown}");
}
