//! Policy editions from a shell: tested, compared over the sample portfolio, adopted from a day, old campaigns untouched.
#![allow(clippy::disallowed_methods)]

mod common;

use common::Sample;
use serde_json::Value;

const EDITION: &str = include_str!("../policies/jx-selection-2026-04.toml");

fn run(sample: &Sample, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, &sample.root, "mori", common::NOW, arguments)
}

fn json(sample: &Sample, arguments: &[&str]) -> Value {
    common::json_as(sample, "mori", common::NOW, arguments)
}

/// The next edition, with the moderate band ending at 30 instead of 40.
fn stricter(sample: &Sample) -> String {
    let text = EDITION.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("below = 40", "below = 30", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    let file = sample.root.join("policies/jx-selection-2027-04.toml");
    std::fs::write(&file, text).expect("written");
    file.display().to_string()
}

#[test]
fn every_case_of_the_built_in_edition_holds_from_the_shell() {
    let sample = common::sample();
    let tested = json(&sample, &["policy", "test"]);
    assert!(tested["cases"].as_u64().expect("a count") > 20);
    assert_eq!(tested["failed"], Value::Array(Vec::new()));
}

#[test]
fn a_changed_threshold_names_exactly_the_suppliers_that_change_band_and_the_key_that_did_it() {
    let sample = common::sample();
    let file = stricter(&sample);
    let told = json(&sample, &["policy", "diff", "active", &file]);
    let keys: Vec<&str> = told["changed_keys"].as_array().expect("keys").iter().filter_map(Value::as_str).collect();
    assert_eq!(keys, ["band[conduct moderate].below: 40 → 30", "policy.edition: \"2026-04\" → \"2027-04\""]);
    let named: Vec<&str> = told["suppliers"].as_array().expect("a list").iter().filter_map(|one| one["supplier"].as_str()).collect();
    let expected: Vec<String> = json(&sample, &["assess"])
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["conduct_band"] == "moderate" && one["conduct"].as_f64().is_some_and(|conduct| conduct >= 30.0))
        .map(|one| one["supplier"].as_str().expect("an id").to_owned())
        .collect();
    assert!(!expected.is_empty(), "the sample has a supplier in the range");
    assert_eq!(named, expected);
}

#[test]
fn a_draft_of_the_companys_own_judges_nothing_before_it_is_adopted() {
    let sample = common::sample();
    stricter(&sample);
    let editions = json(&sample, &["policy", "list"]);
    let judging: Vec<&Value> = editions.as_array().expect("a list").iter().filter(|one| one["judges"] == true).collect();
    assert_eq!(judging.len(), 1);
    assert!(judging[0]["edition"].as_str().expect("a name").starts_with("jx-selection@2026-04:"));
}

#[test]
fn r48_an_old_campaign_keeps_the_edition_of_its_time_until_it_is_named_for_rescoring() {
    let sample = common::sample();
    stricter(&sample);
    let judged = |label: &str| {
        let all = json(&sample, &["--campaign", label, "assess"]);
        all[0]["editions"]["policy"].as_str().expect("an edition").to_owned()
    };
    let (code, _, error) = run(&sample, &["policy", "activate", "2026-04", "--from", "2020-01-01"]);
    assert_eq!(code, 0, "{error}");
    // This one breaks a case that the file itself carries, so it cannot be adopted as it stands.
    let broken = EDITION.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("below = 20", "below = 30", 1);
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), broken).expect("written");
    let (code, _, error) = run(&sample, &["policy", "activate", "2027-04"]);
    assert_eq!(code, 2);
    assert!(error.contains("policy test"), "{error}");
    let milder = EDITION.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("below = 35", "below = 36", 1);
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), milder).expect("written");
    let (code, _, error) = run(&sample, &["policy", "activate", "2027-04"]);
    assert_eq!(code, 0, "{error}");
    assert!(judged("FY2026").starts_with("jx-selection@2026-04:"), "the running campaign is not rescored unasked");
    let (code, _, error) = run(&sample, &["policy", "activate", "2027-04", "--rescore", "FY2026"]);
    assert_eq!(code, 0, "{error}");
    assert!(judged("FY2026").starts_with("jx-selection@2027-04:"));
    assert!(judged("FY2025").starts_with("jx-selection@2026-04:"), "the old one stays");
}

#[test]
fn an_edition_nobody_knows_is_refused_with_the_ones_there_are() {
    let sample = common::sample();
    let (code, _, error) = run(&sample, &["policy", "diff", "active", "2099-01"]);
    assert_eq!(code, 2);
    assert!(error.contains("jx-selection@2026-04"), "{error}");
    let (code, _, error) = run(&sample, &["policy", "retire", "2026-04"]);
    assert_eq!(code, 2);
    assert!(error.contains("never adopted"), "{error}");
}

#[test]
fn the_regimes_are_shown_risk_by_risk_and_the_strictest_that_applies_is_named() {
    let sample = common::sample();
    let (code, table, _) = run(&sample, &["policy", "regimes"]);
    assert_eq!(code, 0);
    assert!(table.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{table}");
    assert!(table.contains("money-laundering") && table.contains("SUSPEND*") && table.contains("tool default"), "{table}");
    let laundering = |supplier: &str| json(&sample, &["policy", "regimes", "money-laundering", "--supplier", supplier])[0].clone();
    let gold = laundering("fjord-scrap");
    assert_eq!((gold["strictest"].as_str(), gold["responses"][0]["known"].as_str()), (Some("lbma"), Some("DISENGAGE")), "{gold}");
    let tin = laundering("teluk-timah");
    assert_eq!((tin["strictest"].as_str(), tin["responses"][0]["known"].as_str()), (Some("oecd"), Some("MIT")), "{tin}");
    assert!(tin["responses"].as_array().expect("a list").iter().all(|one| one["source"].as_str().is_some_and(|source| !source.is_empty())));
    let (code, _, error) = run(&sample, &["policy", "regimes", "moneylaundering"]);
    assert_eq!(code, 2);
    assert!(error.contains("did you mean \"money-laundering\""), "{error}");
}

#[test]
fn a_company_column_that_is_milder_is_refused_with_its_line() {
    let sample = common::sample();
    let own = "\n[[company-response]]\nrisk = \"child-labour\"\nis = \"MIT\"\nsource = \"board\"\n";
    let file = sample.root.join("policies/jx-selection-2027-04.toml");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    std::fs::write(&file, EDITION.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1) + own).expect("written");
    let line = EDITION.lines().count() + 4;
    let (code, out, error) = run(&sample, &["policy", "check", &file.display().to_string()]);
    assert_ne!(code, 0);
    let told = out + &error;
    assert!(told.contains(&format!("jx-selection-2027-04.toml:{line}:")) && told.contains("milder-response"), "{told}");
}

#[test]
fn an_edition_in_use_is_kept_when_its_campaign_begins_and_asks_and_judges_on_though_the_files_change() {
    let sample = common::sample();
    let (code, _, error) = run(&sample, &["campaign", "new", "KEPT", "--questionnaire", "quality-bcp", "--due", "2027-03-31"]);
    assert_eq!(code, 0, "{error}");
    let log = std::fs::read_dir(sample.root.join("registers/campaigns")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let log: String = log.filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).expect("text")).collect();
    let sealed = |begins: &str| {
        let name = log.split('"').rfind(|word| word.starts_with(begins)).unwrap_or_else(|| panic!("{begins} is not named"));
        let (_, sha256) = name.rsplit_once(':').expect("a hash");
        let file = sample.root.join(format!("sealed/{sha256}.toml"));
        (name.to_owned(), std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{} is not kept", file.display())))
    };
    let (set, bytes) = sealed("quality-bcp@2026-04:");
    let (policy, judged_by) = sealed("jx-selection@2026-04:");
    assert_eq!(judged_by, EDITION, "byte for byte");
    // Another text under the same names, as a later program or a colleague would bring it.
    for folder in ["questionnaires", "policies"] {
        std::fs::create_dir_all(sample.root.join(folder)).expect("a folder");
    }
    let changed = bytes.replacen("severity = \"high\"", "severity = \"low\"", 1);
    assert_ne!(changed, bytes);
    std::fs::write(sample.root.join("questionnaires/quality-bcp-2026-04.toml"), changed).expect("written");
    let other = EDITION.replacen("below = 40", "below = 30", 1);
    std::fs::write(sample.root.join("policies/jx-selection-2026-04.toml"), other).expect("written");
    let judged = json(&sample, &["--campaign", "KEPT", "assess"]);
    assert_eq!(judged[0]["editions"]["questionnaires"][0].as_str(), Some(set.as_str()), "asked by what it began with");
    assert_eq!(judged[0]["editions"]["policy"].as_str(), Some(policy.as_str()), "judged by what it began with");
    let answer = ["--campaign", "KEPT", "answer", "kisaki-seisakusho", "quality-bcp.Q1", "--state", "dont-know"];
    let (code, _, error) = common::run(&sample, &answer);
    assert_eq!(code, 0, "{error}");
    let (_, out, _) = run(&sample, &["verify"]);
    assert!(!out.contains("sealed/"), "{out}");
}
