//! The rules: policy editions, what is in force, regimes, due dates, test cases.

use oretrail::language::Lang;

use super::{LANGS, NARROW, Stage, WIDE, common};

#[test]
fn the_rules_are_five_tables_side_by_side_in_three_languages() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, if lang == Lang::Ja { WIDE } else { NARROW });
        stage.keys("P");
        for leaf in ["editions", "in_force", "regimes", "cadence", "cases"] {
            insta::assert_snapshot!(format!("rules_{leaf}_{name}"), stage.shows());
            stage.keys("j<tab>");
        }
        assert!(stage.shows().contains('▸'), "after the last table comes the first again");
    }
}

#[test]
fn from_a_supplier_the_regimes_are_those_that_apply_to_it_and_the_strictest_is_named() {
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    let all = stage.keys("P<tab><tab>").shows();
    assert!(all.contains("LBMA") && all.contains("RMAP") && all.contains("strictest"), "{all}");
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    let own = stage.keys("s<enter>P").shows();
    assert!(own.contains("Rules · "), "{own}");
    assert!(own.contains("Only the regimes that apply to"), "{own}");
    let risk = stage.keys("<enter>").shows();
    assert!(risk.contains("▸") && risk.contains("OECD Annex II"), "{risk}");
}

#[test]
fn what_the_company_did_not_say_is_marked_as_the_tools_default_and_what_its_policy_does_not_hold_as_not_in_source() {
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, (120, 200));
    let shown = stage.keys("P<tab>").shows();
    assert!(shown.contains("Weights by severity · tool default, not company policy"), "{shown}");
    assert!(shown.contains("not in source"), "{shown}");
    assert!(shown.contains("csr-saq.C1 ") && shown.contains("csr-saq.E4 "), "gates are listed: {shown}");
}

#[test]
fn an_edition_is_compared_with_the_one_that_judges_and_names_exactly_the_suppliers_that_change() {
    let sample = common::sample();
    let (name, text) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let next = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    let next = next.replacen("id = \"low\"\nbelow = 20", "id = \"low\"\nbelow = 8", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies").join(name.replace("2026-04", "2027-04")), &next).expect("written");
    let mut stage = Stage::on(sample, "mori", Lang::En, WIDE);
    let shown = stage.keys("P").shows();
    assert!(shown.contains("jx-selection@2027-04"), "{shown}");
    let row = if shown.lines().nth(4).is_some_and(|line| line.contains("2027-04")) { "<enter>" } else { "j<enter>" };
    let compared = stage.keys(row).shows();
    assert!(compared.contains("jx-selection@2026-04 → jx-selection@2027-04"), "{compared}");
    assert!(compared.contains("suppliers:") && compared.contains("change band"), "{compared}");
    let named = |name: &str| compared.contains(name);
    assert!(named("Atacama Cobre") && named("Harzkreis-Akku") | named("Harzkreis Akku"), "{compared}");
    assert!(!named("Kisaki") && !named("Fjord"), "{compared}");
    let told = stage.keys("<esc>").keys(if row == "<enter>" { "j<enter>" } else { "k<enter>" }).shows();
    assert!(told.contains("This edition judges"), "{told}");
}

#[test]
fn another_language_is_read_anew_and_a_click_chooses_a_table() {
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    stage.keys("P<tab><tab><c-l>");
    assert!(stage.shows().contains("制度別"), "{}", stage.shows());
    stage.click(3, 1);
    assert!(stage.shows().contains("jx-selection@2026-04"), "{}", stage.shows());
}
