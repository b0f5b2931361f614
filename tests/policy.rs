//! Policy editions from a shell: tested, compared over the sample portfolio, adopted from a day, old campaigns untouched.
#![allow(clippy::disallowed_methods)]

mod common;
#[allow(dead_code, clippy::unwrap_used, reason = "each test file uses its own part of the sample, and a test may stop")]
#[path = "import/sample.rs"]
mod sample;

use common::Sample;
use sample::complete;
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

/// An edition with one number changed, that no case of the built-in one contradicts.
fn changed(from: &str, to: &str) -> String {
    assert!(EDITION.contains(from), "{from}");
    let cases: Vec<usize> = EDITION.match_indices("[[case]]").map(|(at, _)| at).collect();
    let first = &EDITION[cases[0]..cases[1]];
    let kept = first.replace("attention = \"routine\", inherent-band = \"low\", ", "");
    let all = (0..cases.len()).map(|number| kept.replacen("name = \"", &format!("name = \"{number} "), 1)).collect::<String>();
    let text = format!("{}{all}", &EDITION[..cases[0]]);
    text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen(from, to, 1)
}

/// Band, attention and flags of every supplier, as the lists print them.
fn judged(sample: &Sample) -> std::collections::BTreeMap<String, String> {
    let of = |value: &Value| value["supplier"].as_str().unwrap_or_default().to_owned();
    let mut all = std::collections::BTreeMap::new();
    for one in json(sample, &["assess"]).as_array().expect("a list") {
        let said = ["status", "conduct", "conduct_band", "inherent_band", "attention"].map(|key| one[key].to_string());
        all.insert(of(one), said.join(" "));
    }
    for one in json(sample, &["queue"]).as_array().expect("a list") {
        let told = all.get_mut(&of(one)).expect("a supplier that is judged");
        *told = format!("{told} {}", one["flags"]);
    }
    all
}

#[test]
fn whoever_compares_is_named_exactly_the_suppliers_that_change_once_the_edition_is_adopted() {
    for (from, to) in [("id = \"low\"\nbelow = 20", "id = \"low\"\nbelow = 8"), ("headcount-below = 10", "headcount-below = 200")] {
        let sample = common::sample();
        std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
        std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), changed(from, to)).expect("written");
        let named = |person: &str| -> Vec<String> {
            let told = common::json_as(&sample, person, common::NOW, &["policy", "diff", "2026-04", "2027-04"]);
            let all = told["suppliers"].as_array().expect("a list").iter();
            // Rows asked, coverage and days are told too; the lists print none of them.
            let is_printed = |one: &&Value| {
                let moved = one["moved"].as_array().expect("a list");
                moved.iter().any(|moved| moved["what"] != "coverage" && moved["what"] != "inherent")
                    || ["appear", "vanish"].iter().any(|key| one[key].as_array().is_some_and(|flags| !flags.is_empty()))
            };
            all.filter(is_printed).filter_map(|one| one["supplier"].as_str().map(str::to_owned)).collect()
        };
        let (buyer, compliance) = (named("anna"), named("mori"));
        let before = judged(&sample);
        let adopt = ["policy", "activate", "2027-04", "--from", "2026-11-01", "--rescore", "FY2026"];
        let (code, out, error) = run(&sample, &adopt);
        assert!(code == 0 && out.contains("is active"), "{to}: {out}{error}");
        assert!(out.trim_end().ends_with("campaign FY2026 is judged by jx-selection@2027-04"), "{out}");
        let after = judged(&sample);
        let differ: Vec<String> = before.iter().filter(|(id, said)| after[*id] != **said).map(|(id, _)| id.clone()).collect();
        assert_eq!(compliance, differ, "{to}: what adopting it changes");
        assert_eq!(buyer, differ, "{to}: a check the buyer may not see is judged all the same");
    }
}

#[test]
fn how_old_a_declaration_may_be_is_what_the_policy_in_force_says() {
    let sample = common::sample();
    let path = sample.root.with_file_name("june.xlsx");
    std::fs::write(&path, complete().put("Declaration", "D22", "01-Jun-2026").bytes()).expect("written");
    let told = || {
        let all = json(&sample, &["import", path.to_str().expect("a path"), "--supplier", "straits-meridian"]);
        let found = all[0]["findings"].as_array().expect("findings").clone();
        let old = found.iter().find(|finding| finding["code"] == "declaration-too-old").cloned();
        old.map(|finding| finding["message"].as_str().expect("a sentence").to_owned())
    };
    assert_eq!(told(), None);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    let stricter = changed("declaration-months = 12 ", "declaration-months = 2 ");
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), stricter).expect("written");
    let adopt = ["policy", "activate", "2027-04", "--from", "2026-11-01", "--rescore", "FY2026"];
    let (code, _, error) = run(&sample, &adopt);
    assert_eq!(code, 0, "{error}");
    let old = told().expect("it is older than two months on the day the campaign began");
    assert!(old.contains("2026-06-01") && old.contains("more than 2 months before"), "{old}");
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

/// An edition of the company's own that asks for five signs of forced labour instead of two.
fn looser(sample: &Sample, with_cases: bool) {
    let text = EDITION.replacen("edition = \"2026-04\"", "edition = \"2026-11\"", 1).replacen("at-least = 2", "at-least = 5", 1);
    assert!(text.contains("at-least = 5"), "the parameter is there");
    let mut kept = text.clone();
    if let Some(at) = text.find("\n[[case]]") {
        let cases: Vec<&str> = text[at..].split("\n[[case]]").collect();
        let passing: String =
            cases.iter().skip(1).take(12).filter(|case| !case.contains("\"R-FL\"")).map(|case| format!("\n[[case]]{case}")).collect();
        kept = format!("{}{}", &text[..at], if with_cases { passing } else { String::new() });
    }
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2026-11.toml"), kept).expect("written");
}

fn run_as(sample: &Sample, person: &str, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, &sample.root, person, common::NOW, arguments)
}

const LOOSER: [&str; 5] = ["policy", "activate", "jx-selection@2026-11", "--rescore", "FY2026"];

#[test]
fn an_edition_without_cases_is_not_adopted_and_a_buyer_adopts_none() {
    let sample = common::sample();
    looser(&sample, false);
    let (code, out, error) = run_as(&sample, "anna", &LOOSER);
    assert_eq!(code, 2, "{out}");
    assert!(error.contains("reviewer"), "{error}");
    let (code, out, error) = run(&sample, &LOOSER);
    assert_eq!(code, 2, "{out}");
    assert!(error.contains("carries no cases"), "{error}");
}

#[test]
fn an_edition_that_loosens_a_gate_judges_nothing_before_two_people_signed_it() {
    let sample = common::sample();
    looser(&sample, true);
    let gates = || json(&sample, &["assess", "teluk-timah"])[0]["gates_open"].clone();
    let before = gates();
    assert!(!before.as_array().expect("a list").is_empty(), "the sample has a gate open");
    assert_eq!(run(&sample, &["people", "key"]).0, 0);
    let (code, out, error) = run(&sample, &LOOSER);
    assert_eq!(code, 0, "{error}");
    assert!(
        out.contains("rule R-FL at-least") && out.contains("waiting for two signatures") && out.contains("until a second reviewer"),
        "{out}"
    );
    assert_eq!(gates(), before, "one person loosens nothing");
    let (_, doctor, _) = run(&sample, &["doctor"]);
    assert!(doctor.contains("edition adopted and not counted"), "{doctor}");
    // A second reviewer without a signature does not count either.
    let unsigned: Value = common::json_as(&sample, "ono", common::NOW, &["policy", "activate", "jx-selection@2026-11"]);
    assert_eq!((unsigned["counts"].as_bool(), unsigned["standing"].as_str()), (Some(false), Some("waiting")), "{unsigned}");
    let (_, told, _) = run_as(&sample, "ono", &["policy", "activate", "jx-selection@2026-11"]);
    assert!(told.contains("both signatures count; missing: ono") && !told.contains("a second reviewer"), "{told}");
    assert_eq!(run_as(&sample, "ono", &["people", "key"]).0, 0);
    assert_eq!(run(&sample, &["people", "confirm", "ono"]).0, 0);
    let second: Value = common::json_as(&sample, "ono", common::NOW, &["policy", "activate", "jx-selection@2026-11"]);
    assert_eq!(second["counts"], true, "{second}");
    assert!(second["judged_by"].as_str().expect("an edition").starts_with("jx-selection@2026-11"), "the campaign was taken over: {second}");
    let (_, verified, _) = run(&sample, &["verify"]);
    assert!(
        verified.contains("jx-selection@2026-11") && verified.contains("mori (signed)") && verified.contains("ono (signed)"),
        "{verified}"
    );
}

#[test]
fn testing_and_adopting_count_the_same_cases_that_fail_and_name_the_file_they_stand_in() {
    let sample = common::sample();
    let text = EDITION.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("below = 20", "below = 5", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), text).expect("written");
    let (code, out, _) = run(&sample, &["policy", "test", "2027-04"]);
    let failed = out.trim_end().rsplit_once("cases, ").and_then(|(_, rest)| rest.split_once(' ')).expect("a count").0;
    assert_eq!(code, 1, "{out}");
    assert!(out.lines().next().is_some_and(|line| line.starts_with("policies/jx-selection-2027-04.toml:")), "{out}");
    let (code, _, error) = run(&sample, &["policy", "activate", "2027-04"]);
    assert!(code == 2 && error.contains(&format!("{failed} of its cases fail")), "{failed}: {error}");
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
    // On a terminal a sentence goes on below; a path is as long as it is where another program reads it.
    let mut lines = table.lines().filter(|line| !line.contains(".toml"));
    assert!(lines.all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{table}");
    assert!(table.contains("money-laundering") && table.contains("SUSPEND*") && table.contains("tool default"), "{table}");
    let laundering = |supplier: &str| json(&sample, &["policy", "regimes", "money-laundering", "--supplier", supplier])[0].clone();
    let gold = laundering("fjord-scrap");
    assert_eq!((gold["strictest"].as_str(), gold["responses"][0]["known"].as_str()), (Some("lbma"), Some("DISENGAGE")), "{gold}");
    let tin = laundering("teluk-timah");
    assert_eq!((tin["strictest"].as_str(), tin["responses"][0]["known"].as_str()), (Some("oecd"), Some("MIT")), "{tin}");
    assert!(tin["responses"].as_array().expect("a list").iter().all(|one| one["source"].as_str().is_some_and(|source| !source.is_empty())));
    let (code, _, error) = run(&sample, &["policy", "regimes", "moneylaundering"]);
    assert_eq!(code, 2);
    assert!(error.contains("did you mean money-laundering"), "{error}");
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
    let (code, _, error) = run(&sample, &["campaign", "new", "KEPT", "--questionnaire", "quality-bcp", "--due", "2027-03-31", "--yes"]);
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

#[test]
fn a_cell_from_memory_is_marked_everywhere_until_a_named_person_compared_it() {
    let sample = common::sample();
    let cell = |told: &Value| {
        let all = told[0]["responses"].as_array().expect("cells").clone();
        all.into_iter().find(|cell| cell["regime"] == "lbma").expect("LBMA answers")
    };
    let before = cell(&json(&sample, &["policy", "regimes", "bribery"]));
    assert_eq!((&before["check"], &before["compared"]), (&Value::Bool(true), &Value::Null));
    let (_, table, _) = run(&sample, &["policy", "regimes"]);
    let row = table.lines().find(|line| line.contains("bribery")).expect("a row");
    assert_eq!(row.matches('†').count(), 2, "{row}");
    assert!(table.contains("† from memory"), "{table}");
    let (_, detail, _) = run(&sample, &["policy", "regimes", "bribery"]);
    assert!(detail.contains("from memory: compare RGG v9, Step 3, after Annex II ¶14 in the licensed text"), "{detail}");

    let waits = json(&sample, &["policy", "confirm"]);
    let of = |all: &Value, id: &str| all.as_array().expect("a list").iter().find(|one| one["id"] == id).expect("marked").clone();
    assert!(
        waits.as_array().expect("a list").len() >= 25
            && waits.as_array().is_some_and(|all| all.iter().all(|one| one["compared"].is_null()))
    );
    let (code, _, refused) = run(&sample, &["policy", "confirm", "bribery", "lbma"]);
    assert!(code == 2 && refused.contains("say which copy it was compared with"), "{refused}");
    let (code, _, refused) = run(&sample, &["policy", "confirm", "briberry", "lbma", "--against", "x"]);
    assert!(code == 2 && refused.contains("did you mean bribery/lbma?"), "{refused}");
    let (code, _, refused) = run(&sample, &["policy", "confirm", "bribery", "lbma", "--take-back"]);
    assert!(code == 2 && refused.contains("there is nothing to take back"), "{refused}");

    let saved = json(&sample, &["policy", "confirm", "bribery", "lbma", "--against", "RGG v9, own copy, p. 21"]);
    assert_eq!((&saved["saved"], &saved["compared"]["by"]), (&Value::Bool(true), &Value::String("mori".to_owned())));
    let after = cell(&json(&sample, &["policy", "regimes", "bribery"]));
    assert_eq!(
        (&after["check"], &after["compared"]["against"]),
        (&Value::Bool(false), &Value::String("RGG v9, own copy, p. 21".to_owned()))
    );
    let (_, detail, _) = run(&sample, &["policy", "regimes", "bribery"]);
    assert!(detail.contains("Compared with RGG v9, own copy, p. 21 by mori on 2026-"), "{detail}");
    assert_eq!(of(&json(&sample, &["policy", "confirm"]), "bribery/lppm")["compared"], Value::Null, "the next column waits");
    assert_eq!(run(&sample, &["verify"]).0, 0, "the record is whole");

    json(&sample, &["policy", "confirm", "bribery", "lbma", "--take-back"]);
    assert_eq!(cell(&json(&sample, &["policy", "regimes", "bribery"]))["check"], Value::Bool(true));
}

#[test]
fn a_row_and_a_translation_are_compared_by_the_same_record_and_lose_their_marks() {
    let sample = common::sample();
    let set = |id: &str| {
        let all = json(&sample, &["questionnaire", "list"]);
        all.as_array().expect("a list").iter().find(|set| set["id"] == id).expect("a set").clone()
    };
    let (before, unchecked) = (set("csr-saq"), "questionnaire preview csr-saq --lang ja");
    let unchecked: Vec<&str> = unchecked.split(' ').collect();
    assert_eq!(json(&sample, &unchecked)["unchecked_translation"], true);
    json(&sample, &["questionnaire", "confirm", "csr-saq.C10", "--against", "VAP 8.0.2, own copy"]);
    json(&sample, &["questionnaire", "confirm", "csr-saq", "--language", "ja", "--against", "every row read against the English"]);
    let after = set("csr-saq");
    assert_eq!(after["to_check"].as_u64().map(|left| left + 1), before["to_check"].as_u64());
    assert!(after["translation"]["ja"].as_str().is_some_and(|state| state.starts_with("checked-by:mori")), "{after}");
    assert_eq!(after["translation"]["zh"], "draft");
    assert_eq!(json(&sample, &unchecked)["unchecked_translation"], false);
    let (code, _, refused) = run(&sample, &["questionnaire", "confirm", "csr-saq.A1", "--against", "x"]);
    assert!(code == 2 && refused.contains("no mark to compare is on"), "{refused}");
    let (_, _, refused) = run(&sample, &["questionnaire", "confirm", "csr-saq", "--language", "en", "--against", "x"]);
    assert!(refused.contains("`oretrail questionnaire confirm csr-saq --language ja --against TEXT`"), "{refused}");
    let (_, told, _) = run(&sample, &["questionnaire", "confirm", "csr-saq", "--language", "ja", "--take-back"]);
    assert!(told.contains("the ja wording of csr-saq waits again to be read against the original"), "{told}");
}

#[test]
fn a_new_edition_is_told_by_its_name_its_file_and_what_it_is_based_on() {
    let sample = common::sample();
    let (code, told, error) = run(&sample, &["policy", "new", "2027-01"]);
    assert_eq!(code, 0, "{error}");
    let first = "written: edition 2027-01 of jx-selection in policies/jx-selection-2027-01.toml, based on jx-selection@2026-04";
    assert!(told.starts_with(first), "{told}");
    for command in told.split('`').skip(1).step_by(2).filter(|command| !command.contains("activate")) {
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        let root = sample.root.join("policies/jx-selection-2027-01.toml").display().to_string();
        let words: Vec<&str> = words.into_iter().map(|word| if word.starts_with("policies/") { root.as_str() } else { word }).collect();
        let (code, out, error) = run(&sample, &words);
        assert_eq!(code, 0, "{command}: {out}{error}");
    }
    let (_, told, _) = run(&sample, &["questionnaire", "new", "csr-saq", "--edition", "2027-01"]);
    assert!(
        told.starts_with("written: edition 2027-01 of csr-saq in questionnaires/csr-saq-2027-01.toml, based on csr-saq@2026-04"),
        "{told}"
    );
}

#[test]
fn the_matrix_has_column_heads_stands_from_low_to_high_and_no_line_is_too_wide() {
    let sample = common::sample();
    let (_, told, _) = run(&sample, &["policy", "show"]);
    let lines: Vec<&str> = told.lines().skip_while(|line| !line.starts_with("Attention: ")).skip(1).take(4).collect();
    let cells = |line: &str| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    assert!(cells(lines[0]).ends_with(&["Low", "Moderate", "High", "Very high"].map(str::to_owned)), "{lines:?}");
    assert_eq!(lines[1..].iter().map(|line| cells(line)[0].clone()).collect::<Vec<_>>(), ["Low", "Medium", "High"]);
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:?}");
    assert!(told.lines().all(|line| line.chars().count() <= 100), "{told}");
}

#[test]
fn whoever_adopts_an_edition_takes_its_bytes_and_verify_does_not_call_them_changed_by_other_hands() {
    let sample = common::sample();
    assert_eq!(run(&sample, &["policy", "new", "2027-02"]).0, 0);
    assert_eq!(run(&sample, &["verify"]).0, 0);
    let file = sample.root.join("policies/jx-selection-2027-02.toml");
    let text = std::fs::read_to_string(&file).expect("a draft");
    std::fs::write(&file, text.replacen("below = 20", "below = 19", 1)).expect("written");
    let (code, told, _) = run(&sample, &["verify"]);
    assert!(code == 1 && told.contains("other hands"), "until somebody adopts it: {told}");
    let (code, out, error) = run(&sample, &["policy", "activate", "2027-02"]);
    assert_eq!(code, 0, "{out}{error}");
    let (code, told, _) = run(&sample, &["verify"]);
    assert_eq!(code, 0, "{told}");
}

/// The keys of a table and of all below it, but for those that are data: rows, words, points, parameters.
fn keys(table: &toml::Table, path: &str, all: &mut std::collections::BTreeSet<String>) {
    const DATA: [&str; 13] = [
        "answers",
        "checks",
        "profile",
        "material",
        "position",
        "circumstance",
        "place",
        "caps",
        "matrix",
        "parameters",
        "validity",
        "validity-otherwise",
        "unknown-reason",
    ];
    for (key, value) in table {
        let is_language = ["en", "ja", "zh"].contains(&key.as_str());
        if !is_language {
            all.insert(key.clone());
        }
        let inner = match value {
            toml::Value::Table(inner) => vec![inner],
            toml::Value::Array(items) => items.iter().filter_map(toml::Value::as_table).collect(),
            _ => Vec::new(),
        };
        if !DATA.contains(&key.as_str()) {
            inner.into_iter().for_each(|inner| keys(inner, &format!("{path}.{key}"), all));
        }
    }
}

#[test]
fn the_page_about_the_format_names_every_key_of_a_policy() {
    let page = include_str!("../policies/FORMAT.md");
    let mut all = std::collections::BTreeSet::new();
    keys(&EDITION.parse().expect("it is TOML"), "", &mut all);
    assert!(all.len() > 90, "{}", all.len());
    let is_told = |key: &str| {
        ["`", "[", ".", "{ ", ", "]
            .iter()
            .any(|before| ["`", "]", ",", " =", " }"].iter().any(|after| page.contains(&format!("{before}{key}{after}"))))
    };
    let missing: Vec<&String> = all.iter().filter(|key| !is_told(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_policy_whose_file_has_mistakes_fails_its_test_and_check_of_policies_tells_nothing_else() {
    let sample = common::sample();
    stricter(&sample);
    let file = sample.root.join("policies/jx-selection-2027-04.toml");
    let text = std::fs::read_to_string(&file).expect("written");
    let from = "evident-rules = [\"";
    assert!(text.contains(from), "{from}");
    std::fs::write(&file, text.replacen(from, "evident-rules = [\"F-INCIDNET\", \"", 1)).expect("written");
    let (code, out, error) = run(&sample, &["policy", "test", "2027-04"]);
    assert!(code != 0 && out.contains("F-INCIDENT") && error.contains("1 definition error"), "{code}: {out}{error}");
    let (code, out, _) = run(&sample, &["policy", "check"]);
    assert!(code != 0 && !out.contains("check-source") && out.lines().count() == 2, "{out}");
    assert!(out.lines().next().is_some_and(|line| line.contains("policies/jx-selection-2027-04.toml:")), "{out}");
    // In the whole workspace the error stands last, and rows to compare are counted.
    let (_, out, _) = run(&sample, &["check"]);
    assert!(!out.contains("check-source: "), "{out}");
    let place = out.lines().position(|line| line.contains("F-INCIDNET")).expect("told");
    assert_eq!(place + 3, out.lines().count(), "{out}");
}

#[test]
fn an_edition_that_somebody_should_look_at_is_tested_and_compared_from_its_file() {
    let sample = common::sample();
    let file = stricter(&sample);
    let text = std::fs::read_to_string(&file).expect("written");
    let lines = text.lines().find(|line| line.starts_with("lines = ")).expect("a clause names its place").to_owned();
    std::fs::write(&file, text.replacen(&format!("{lines}\n"), "", 1)).expect("written");
    let (code, out, _) = run(&sample, &["check", &file]);
    assert!(code == 0 && out.contains("clause-without-lines"), "{code}: {out}");
    let (code, out, error) = run(&sample, &["policy", "test", &file]);
    assert!(code != 2, "a warning refuses nothing: {out}{error}");
    assert_eq!(run(&sample, &["policy", "diff", "active", &file]).0, 0);
}
