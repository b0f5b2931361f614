//! R53: whose the numbers are, and the file they come from.

use oretrail::builtin;
use oretrail::language::Lang;
use oretrail::workspace::Workspace;
use oretrail::workspace::rulebook::{Leaf, Sheet};

use super::common::{self, Sample};
use super::{json, policy, run, said};

/// The file the built-in edition stands in.
const FILE: &str = "policies/jx-selection-2026-04.toml";

/// The notice in each language.
const NOTICES: [(&str, Lang, &str); 3] = [
    ("en", Lang::En, "tool default, not company policy"),
    ("ja", Lang::Ja, "ツール既定値（社内方針ではありません）"),
    ("zh", Lang::Zh, "工具默认值，非公司政策"),
];

/// Everything that prints weights, thresholds or months of the policy.
const COMMANDS: [&[&str]; 7] = [
    &["policy", "list"],
    &["policy", "show"],
    &["policy", "regimes"],
    &["questionnaire", "due"],
    &["assess"],
    &["assess", "fjord-scrap"],
    &["figures", "limits"],
];

/// The tables of the rules that show such numbers, in all their lines.
fn tabs(sample: &Sample, lang: Lang) -> Vec<(Leaf, String)> {
    let workspace = Workspace::open(&sample.root, &sample.state, "anna", common::clock()).expect("it opens");
    let all = |sheet: Sheet| sheet.foot.into_iter().chain(sheet.lines.into_iter().flat_map(|line| [line.cells, line.whole].concat()));
    [Leaf::Editions, Leaf::InForce, Leaf::Regimes, Leaf::Cadence]
        .map(|leaf| (leaf, all(workspace.rulebook(leaf, None, lang).expect("a table")).collect::<Vec<_>>().join("\n")))
        .into()
}

#[test]
fn r53_until_a_policy_is_adopted_every_number_says_that_it_is_a_tool_default_and_names_its_file() {
    let sample = common::sample();
    assert!(policy().is_tool_default());
    for (word, lang, notice) in NOTICES {
        for command in COMMANDS {
            let (_, page, _) = run(&sample, &[&["--lang", word][..], command].concat());
            assert!(page.contains(notice), "{word} {command:?} does not say whose the numbers are: {page}");
            assert!(page.contains(FILE), "{word} {command:?} does not say which file they come from: {page}");
        }
        for (leaf, page) in tabs(&sample, lang) {
            assert!(page.contains(notice) && page.contains(FILE), "{word} {leaf:?}: {page}");
        }
    }
    let numbers = json(&sample, &["policy", "show"]);
    assert_eq!((numbers["tool_default"].as_bool(), numbers["weights"]["critical"].as_f64()), (Some(true), Some(10.0)), "{numbers}");
    assert_eq!(numbers["conduct_bands"][1]["below"].as_f64(), Some(40.0));
}

#[test]
fn r53_an_edition_the_company_adopted_is_its_own_until_it_is_retired() {
    let sample = common::sample();
    let as_mori = |arguments: &[&str]| {
        let (code, out, error) = common::run_as(&sample, "mori", arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{error}");
    };
    let is_default = || json(&sample, &["policy", "list"])[0]["tool_default"].as_bool();
    // From a day that is still to come it is the tool's until then.
    as_mori(&["policy", "activate", "2026-04", "--from", "2026-12-01"]);
    assert_eq!(is_default(), Some(true), "its first day is still to come");
    as_mori(&["policy", "activate", "2026-04"]);
    assert_eq!(is_default(), Some(false));
    for (word, lang, notice) in NOTICES.into_iter().take(1) {
        for command in COMMANDS {
            let (_, page, _) = run(&sample, &[&["--lang", word][..], command].concat());
            assert!(!page.contains(notice), "{word} {command:?} still calls it the tool's: {page}");
        }
        for (leaf, page) in tabs(&sample, lang) {
            assert!(!page.contains(notice), "{word} {leaf:?}: {page}");
        }
    }
    assert_eq!(json(&sample, &["policy", "show"])["tool_default"].as_bool(), Some(false));
    assert_eq!(json(&sample, &["figures", "limits"])["tool_default"].as_bool(), Some(false));
    let kept = json(&sample, &["retention", "list"]);
    let of = |class: &str| kept["classes"].as_array().expect("classes").iter().find(|one| one["class"] == class).expect(class).clone();
    assert_eq!(of("free-text")["policy"].as_str(), Some("jx-selection@2026-04"), "{kept}");
    as_mori(&["policy", "retire", "2026-04"]);
    assert_eq!(is_default(), Some(true), "retired: it judges on as what the program brings");
}

#[test]
fn r53_a_retired_edition_of_the_company_stays_its_own() {
    let sample = common::sample();
    let text = builtin::policies()[0].1.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), text).expect("written");
    for step in ["activate", "retire"] {
        let (code, out, error) = common::run_as(&sample, "mori", &["policy", step, "2027-04"]);
        assert_eq!(code, 0, "{step}: {out}{error}");
    }
    let all = json(&sample, &["policy", "list"]);
    let own = all.as_array().expect("editions").iter().find(|one| one["edition"].as_str().is_some_and(|name| name.contains("2027-04")));
    let own = own.expect("the company's edition");
    assert_eq!((own["standing"].as_str(), own["tool_default"].as_bool()), (Some("retired"), Some(false)), "{all}");
}

#[test]
fn r53_what_does_not_count_as_adopted_is_still_the_tools() {
    let sample = common::sample();
    // A buyer's word is not the company's.
    let _ = run(&sample, &["policy", "activate", "2026-04"]);
    assert_eq!(json(&sample, &["policy", "list"])[0]["tool_default"].as_bool(), Some(true));
    // An edition that asks for less waits for a second person.
    let text = builtin::policies()[0].1.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    let text = text.replacen("people = 2", "people = 1", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), text).expect("written");
    let _ = common::run_as(&sample, "mori", &["policy", "activate", "2027-04"]);
    let all = json(&sample, &["policy", "list"]);
    let later = all.as_array().expect("editions").iter().find(|one| one["edition"].as_str().is_some_and(|name| name.contains("2027-04")));
    let later = later.expect("the later edition");
    assert_eq!((later["standing"].as_str(), later["tool_default"].as_bool()), (Some("waiting"), Some(true)), "{all}");
}

#[test]
fn r53_a_file_that_says_its_numbers_are_the_companys_names_itself_and_carries_no_notice() {
    let sample = common::sample();
    let own = builtin::policies()[0].1.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    let own = own.replacen("default-notice = true", "default-notice = false", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), own).expect("written");
    let page = said(&sample, &["policy", "show", "2027-04"]);
    assert!(page.contains("policies/jx-selection-2027-04.toml") && !page.contains("tool default"), "{page}");
}
