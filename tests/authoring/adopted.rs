//! Policies coming into use: what an adoption reaches, what it says, and what it leaves as it was.

use super::{common, json, run, said};
use common::Sample;

/// An edition of the policy in the workspace, with something in it written otherwise. One case stands there as often as it has
/// cases: none is missing, and none speaks of what is written otherwise.
pub(super) fn policy(sample: &Sample, edition: &str, changes: &[(&str, &str)]) {
    let (name, text) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let cases: Vec<usize> = text.match_indices("\n[[case]]").map(|(at, _)| at).collect();
    let first = text[cases[0]..cases[1]].replace("attention = \"routine\", inherent-band = \"low\", ", "");
    let all: String = (0..cases.len()).map(|number| first.replacen("name = \"", &format!("name = \"{number} "), 1)).collect();
    let text = text[..cases[0]].replacen("edition = \"2026-04\"", &format!("edition = \"{edition}\""), 1) + &all;
    let text = changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies").join(name.replace("2026-04", edition)), text).expect("written");
}

/// By which policy a campaign is judged, and every word its lists print.
fn judged(sample: &Sample, label: &str) -> (String, String) {
    let all = json(sample, &["--campaign", label, "assess"]);
    let edition = all[0]["editions"]["policy"].as_str().expect("an edition");
    (edition.split(':').next().expect("a name").to_owned(), all.to_string())
}

const STRICTER: (&str, &str) = ("id = \"moderate\"\nbelow = 40", "id = \"moderate\"\nbelow = 29");

#[test]
fn an_adoption_from_a_day_that_is_past_reaches_no_campaign_that_has_begun_and_says_so_beforehand() {
    let sample = common::sample();
    policy(&sample, "2027-04", &[STRICTER]);
    let before = ["FY2025", "FY2026"].map(|label| judged(&sample, label));
    for day in ["2025-01-01", "2026-09-01"] {
        let told = said(&sample, &["policy", "activate", "2027-04", "--from", day]);
        assert!(told.contains(&format!("{day} is past. Campaigns that have begun keep the edition")), "{told}");
        assert!(told.contains("or later is judged by jx-selection@2027-04"), "{told}");
        assert!(told.contains("campaign FY2026 is judged by jx-selection@2026-04"), "{told}");
        assert_eq!(["FY2025", "FY2026"].map(|label| judged(&sample, label)), before, "{day}");
        said(&sample, &["policy", "retire", "2027-04", "--from", day]);
        assert_eq!(["FY2025", "FY2026"].map(|label| judged(&sample, label)), before, "retired from {day}");
    }
    said(&sample, &["policy", "activate", "2027-04"]);
    let begun = json(&sample, &["campaign", "new", "FY2027", "--questionnaire", "csr-saq", "--due", "2028-01-31", "--yes"]);
    assert!(begun["policy"].as_str().is_some_and(|name| name.starts_with("jx-selection@2027-04")), "{begun}");
}

#[test]
fn an_ended_campaign_is_not_judged_anew_and_a_running_one_is_named_with_its_edition() {
    let sample = common::sample();
    policy(&sample, "2027-04", &[STRICTER]);
    let before = judged(&sample, "FY2025");
    let (code, out, error) = run(&sample, &["policy", "activate", "2027-04", "--rescore", "FY2025"]);
    assert!(code == 2 && error.contains("FY2025 is over") && error.contains("FY2026 goes on from it"), "{code} {out}{error}");
    assert!(json(&sample, &["policy", "list"]).to_string().contains("draft"), "nothing was said");
    let told = said(&sample, &["policy", "activate", "2027-04", "--rescore", "FY2026"]);
    assert!(told.contains("campaign FY2026 is judged by jx-selection@2027-04"), "{told}");
    assert_eq!(judged(&sample, "FY2026").0, "jx-selection@2027-04");
    assert_eq!(judged(&sample, "FY2025"), before);
}

#[test]
fn a_name_whose_start_was_withdrawn_before_its_day_is_free_for_another_text() {
    let sample = common::sample();
    policy(&sample, "2027-10", &[STRICTER]);
    said(&sample, &["policy", "activate", "2027-10", "--from", "2027-10-01"]);
    assert!(said(&sample, &["policy", "retire", "2027-10"]).contains("its start on 2027-10-01 is withdrawn"));
    policy(&sample, "2027-10", &[STRICTER, ("at-least = 2", "at-least = 1")]);
    let checked = run(&sample, &["policy", "check"]).1;
    assert!(!checked.contains("edition-changed"), "{checked}");
    said(&sample, &["policy", "activate", "2027-10", "--from", "2027-10-01"]);
    let (code, _, error) = run(&sample, &["policy", "retire", "2026-04"]);
    assert!(code == 2 && error.contains("jx-selection@2026-04 was never adopted"), "{error}");
}

#[test]
fn an_edition_that_is_in_force_is_not_adopted_once_more_and_one_that_is_to_come_may_come_sooner() {
    let sample = common::sample();
    policy(&sample, "2027-04", &[STRICTER]);
    for edition in [["questionnaire", "activate", "csr-saq@2026-04"], ["policy", "activate", "2027-04"]] {
        let later = [&edition[..], &["--from", "2027-04-01"]].concat();
        for arguments in [&later[..], &edition[..]] {
            said(&sample, arguments);
            let (code, _, error) = run(&sample, arguments);
            assert!(code == 2 && error.contains("is adopted already, by mori"), "{arguments:?}: {error}");
        }
    }
    said(&sample, &["policy", "activate", "2027-04", "--rescore", "FY2026"]);
}

#[test]
fn whoever_retires_the_only_policy_is_told_and_no_campaign_begins_under_it() {
    let sample = common::sample();
    let told = said(&sample, &["policy", "activate", "2026-04"]);
    assert!(told.contains("or later is judged by jx-selection@2026-04"), "{told}");
    let told = said(&sample, &["policy", "retire", "2026-04"]);
    assert!(told.contains("no campaign can begin then until one is adopted"), "{told}");
    assert!(told.contains("campaign FY2026 is judged by jx-selection@2026-04"), "{told}");
    let new = ["campaign", "new", "FY2027", "--questionnaire", "csr-saq", "--due", "2028-01-31"];
    let (code, out, error) = run(&sample, &new);
    assert!(code == 2 && error.contains("jx-selection@2026-04 is retired"), "{code} {out}{error}");
    policy(&sample, "2027-04", &[STRICTER]);
    said(&sample, &["policy", "activate", "2027-04"]);
    said(&sample, &new);
}

#[test]
fn a_questionnaire_adopted_from_a_day_that_is_past_says_what_that_reaches() {
    let sample = common::sample();
    let told = said(&sample, &["questionnaire", "activate", "csr-saq@2026-04", "--from", "2020-01-01"]);
    assert!(told.contains("2020-01-01 is past. Campaigns that have begun keep the edition they ask"), "{told}");
}

#[test]
fn two_policies_side_by_side_tell_rows_asked_coverage_due_days_and_both_numbers() {
    let sample = common::sample();
    let differs = |edition: &str, change: (&str, &str)| {
        policy(&sample, edition, &[change]);
        json(&sample, &["policy", "diff", "2026-04", edition])["suppliers"].as_array().expect("a list").clone()
    };
    let of = |all: &[serde_json::Value], id: &str| {
        all.iter().find(|one| one["supplier"] == id).unwrap_or_else(|| panic!("{id} is named: {all:?}")).clone()
    };
    let smaller = of(&differs("2027-01", ("headcount-below = 10", "headcount-below = 5")), "kisaki-seisakusho");
    assert!(smaller["asked"].to_string().contains("csr-saq.J1"), "{smaller}");
    assert!(smaller["moved"].to_string().contains("coverage"), "{smaller}");
    let more = differs("2027-02", ("headcount-below = 10", "headcount-below = 2000"));
    assert!(more.iter().filter(|one| one["not_asked"].to_string().contains("csr-saq.J1")).count() > 3, "{more:?}");
    let sooner = differs("2027-03", ("csr-saq-months = 24", "csr-saq-months = 1"));
    assert!(sooner.iter().any(|one| one["due"][0]["questionnaire"] == "csr-saq"), "{sooner:?}");
    let higher = differs("2027-05", ("\nT1 = 10", "\nT1 = 30"));
    let moved = |what: &str| higher.iter().filter(|one| one["moved"].to_string().contains(&format!("\"{what}\""))).count();
    assert!(moved("inherent") > moved("inherent-band"), "{higher:?}");
    let told = said(&sample, &["policy", "diff", "2026-04", "2027-01"]);
    assert!(told.contains("kisaki-seisakusho") && told.contains("csr-saq.J1") && told.contains("coverage: "), "{told}");
    assert!(told.contains("1 supplier is asked other rows"), "{told}");
}

#[test]
fn the_cases_of_a_policy_are_asked_the_editions_in_use_and_the_result_names_them() {
    let sample = common::sample();
    let (_, text) = oretrail::builtin::questionnaires().into_iter().find(|(name, _)| name.starts_with("csr-saq")).expect("csr-saq");
    let at = text.find("\ngate = true").expect("a gate");
    let draft = text[..at].to_owned() + &text[at + "\ngate = true".len()..];
    std::fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    let draft = draft.replacen("edition = \"2026-04\"", "edition = \"2027-09\"", 1);
    std::fs::write(sample.root.join("questionnaires/csr-saq-2027-09.toml"), draft).expect("written");
    let told = said(&sample, &["policy", "test"]);
    assert!(told.contains("0 failed") && told.contains("csr-saq@2026-04") && !told.contains("2027-09"), "{told}");
    let coming = text.replacen("edition = \"2026-04\"", "edition = \"2027-08\"", 1);
    std::fs::write(sample.root.join("questionnaires/csr-saq-2027-08.toml"), coming).expect("written");
    said(&sample, &["questionnaire", "activate", "csr-saq@2027-08", "--from", "2027-08-01"]);
    for (day, edition) in [("2027-07-31", "csr-saq@2026-04"), ("2027-08-01", "csr-saq@2027-08")] {
        let told = said(&sample, &["policy", "test", "--on", day]);
        assert!(told.contains(edition), "{day}: {told}");
    }
}

#[test]
fn a_move_tells_flags_and_bands_before_it_is_made() {
    let sample = common::sample();
    let (_, text) = oretrail::builtin::questionnaires().into_iter().find(|(name, _)| name.starts_with("csr-saq")).expect("csr-saq");
    let at = text.find("\n[[question]]\nid = \"C12\"").expect("the row");
    let end = at + 1 + text[at + 1..].find("\n[[question]]").expect("the next row");
    let next = (text[..at].to_owned() + &text[end..]).replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    std::fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    std::fs::write(sample.root.join("questionnaires/csr-saq-2027-04.toml"), next).expect("written");
    said(&sample, &["questionnaire", "activate", "csr-saq@2027-04"]);
    let flagged = |sample: &Sample| json(sample, &["flags"]).to_string().matches("BAD:csr-saq.C12").count();
    let before = flagged(&sample);
    let preview = ["campaign", "migrate", "FY2026", "--to", "csr-saq@2027-04"];
    let told = json(&sample, &preview);
    let vanish: usize =
        told["judged"].as_array().expect("a list").iter().map(|one| one["vanish"].to_string().matches("csr-saq.C12").count()).sum();
    assert!(vanish > 0, "{told}");
    let words = said(&sample, &preview);
    assert!(words.contains("of the suppliers") && words.contains("(csr-saq.C12)"), "{words}");
    said(&sample, &[&preview[..], &["--yes"]].concat());
    assert!(flagged(&sample) < before || before == 0);
}
