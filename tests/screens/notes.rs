//! What calls for nothing and is told all the same: notes among the flags, sites a certificate covers, the three checks of
//! origin, risk and route.

use oretrail::language::Lang;

use super::{LANGS, NARROW, Stage, WIDE, common};

/// The page of Fjord Scrap, so many tabs from its profile.
fn fjord(lang: Lang, size: (u16, u16), tabs: usize) -> Stage {
    let mut stage = Stage::on(common::sample(), "mori", lang, size);
    stage.keys("s/fjord<enter><enter>");
    stage.keys(&"<tab>".repeat(tabs));
    stage
}

#[test]
fn flags_that_call_for_nothing_stand_under_their_number_each_with_clause_and_evidence() {
    for ((lang, _), title) in LANGS.into_iter().zip(["3 notes", "参考事項 3件", "提示3条"]) {
        let shown = fjord(lang, (100, 60), 2).shows();
        for part in [title, "PM P1.9", "P4", "supplier.toml, certificate 1"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
    let shown = fjord(Lang::En, NARROW, 2).shows();
    assert!(shown.contains("No flag calls for action; 3 notes stand below."), "{shown}");
    assert!(!shown.contains("No flag speaks against"), "{shown}");
    let shown = fjord(Lang::En, WIDE, 2).shows();
    assert!(shown.contains("R2v3 covers 4 of 7 sites"), "{shown}");
    // Where there are graver ones, notes stand below them, and the cursor goes on to them.
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, (100, 200));
    let shown = stage.keys("s/atacama<enter><enter><tab><tab>").shows();
    let (grave, note) = (shown.find('◆').expect("a grave one"), shown.find("no action called for").expect("a note"));
    assert!(grave < note, "{shown}");
}

#[test]
fn r27_a_certificate_of_some_sites_shows_their_number_and_never_certified() {
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    let register = stage.keys("r/R2v3<enter>").shows();
    assert_eq!(register.matches("4 of 7 sites").count() >= 4, !register.contains("certified"), "{register}");
    assert!(register.contains("R2v3: 4 of 7 sites covered"), "{register}");
    let page = fjord(Lang::En, (100, 80), 0).shows();
    assert!(page.contains("R2v3 · 4 of 7 sites · hamilton") && !page.contains("R2v3 · certified"), "{page}");
    assert!(page.contains("not covered: winnipeg, surrey, dartmouth"), "{page}");
}

#[test]
fn r09_for_each_material_the_three_checks_appear_with_who_and_when_and_how_one_is_made() {
    let mut stage = fjord(Lang::En, (100, 40), 4);
    let shown = stage.shows();
    for part in ["Origin, risk and route by material", "Copper · not cleared · origin · risk · route: not made"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let opened = stage.keys("<enter>").shows();
    assert!(opened.contains("$ oretrail minerals check fjord-scrap copper SOURCE --origin clear --evidence FILE"), "{opened}");
    let sample = common::sample();
    let check = |step: &str, outcome: &str| {
        let arguments = ["minerals", "check", "fjord-scrap", "copper", "lot 7", step, outcome];
        assert_eq!(common::run_as(&sample, "mori", &arguments).0, 0);
    };
    check("--origin", "clear");
    check("--risk", "concern");
    let mut stage = Stage::on(sample, "mori", Lang::En, (100, 40));
    let shown = stage.keys("s/fjord<enter><enter><tab><tab><tab><tab>").shows();
    assert!(shown.contains("Copper · lot 7 · not cleared"), "{shown}");
    assert!(shown.contains("? origin  clear · no evidence in date · mori · 2026-11-23 · mori-x5tb#"), "{shown}");
    assert!(shown.contains("◆ risk    concern · mori · 2026-11-23") && shown.contains("? route   not made"), "{shown}");
}

#[test]
fn r10_at_eighty_columns_the_day_of_the_last_audit_stands_whole() {
    for (lang, _) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        let shown = stage.keys("m").shows();
        let row = shown.lines().find(|line| line.contains("Pt ")).expect("platinum");
        let days = row.split_whitespace().filter(|word| word.len() == 10 && word.matches('-').count() == 2).count();
        assert_eq!(days, 3, "since, audited, until: {row}");
    }
}
