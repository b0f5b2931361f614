//! The rules of the programme, Z-01 to Z-18: each stands in the policy with cases that fire it and cases that do not, or
//! is carried by the program with a test that has its number.
#![allow(clippy::disallowed_methods)]

mod common;
#[path = "programme/other_way.rs"]
mod other_way;

use std::fs;
use std::path::{Path, PathBuf};

use common::Sample;
use oretrail::builtin;
use oretrail::interview::{Asked, RowState};
use oretrail::policy::{self, Policy};
use oretrail::workspace::Workspace;
use serde_json::Value;

fn policy() -> Policy {
    let (name, text) = builtin::policies().into_iter().next().expect("a policy is built in");
    policy::file::read(&name, text, &[]).0.expect("the policy reads")
}

fn run(sample: &Sample, person: &str, arguments: &[&str]) -> (i32, String, String) {
    common::run_as(sample, person, arguments)
}

fn done(sample: &Sample, person: &str, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, person, arguments);
    assert_eq!(code, 0, "{arguments:?}: {out}{error}");
    out
}

fn json(sample: &Sample, person: &str, arguments: &[&str]) -> Value {
    common::json_as(sample, person, common::NOW, arguments)
}

/// Every Rust file of the tests, and of the sources, as text.
fn texts() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = vec![root.join("tests"), root.join("src")];
    let mut all = String::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                all += &fs::read_to_string(path).expect("text");
            }
        }
    }
    all
}

/// A rule that goes by another name in the policy.
fn rule_id(z: &str) -> &str {
    if z == "Z-02" { "R-FL" } else { z }
}

#[test]
fn every_rule_of_the_programme_has_cases_both_ways_or_a_test_of_its_number() {
    let (policy, texts) = (policy(), texts());
    let mut missing = Vec::new();
    for number in 1..=18 {
        let z = format!("Z-{number:02}");
        let id = rule_id(&z);
        if policy.rules.contains_key(id) {
            let names = |list: &[String]| list.iter().any(|flag| flag == id || flag.starts_with(&format!("{id}:")));
            let fires = policy.cases.iter().any(|case| names(&case.expect.flags));
            let rests = policy.cases.iter().any(|case| names(&case.expect.not_flags) || case.expect.no_flags);
            if !fires || !rests {
                missing.push(format!("{z}: a case that fires it: {fires}, one that does not: {rests}"));
            }
        } else if !texts.contains(&format!("fn z_{number:02}_")) {
            missing.push(format!("{z}: neither a rule of the policy nor a test"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// An action of a supplier, and the entry that began it.
fn action(sample: &Sample, id: &str, arguments: &[&str]) -> String {
    let all = [&["action", "add", id, "--what", "site visits", "--owner", "anna"], arguments].concat();
    json(sample, "mori", &all)["entry"].as_str().expect("an entry").to_owned()
}

fn begun(sample: &Sample, id: &str, entry: &str) -> Value {
    let page = json(sample, "mori", &["decisions", id])[0].clone();
    page["actions"].as_array().expect("actions").iter().find(|one| one["entry"] == entry).expect("the action").clone()
}

#[test]
fn z_04_the_six_month_clock_runs_from_adoption_with_checks_at_three_and_six_and_then_proposes_a_suspension_of_three() {
    let sample = common::sample();
    let entry = action(
        &sample,
        "lualaba-trading",
        &["--kind", "plan", "--goal", "half the mines named", "--cost", "two visits", "--adopted", "2026-05-20"],
    );
    let plan = begun(&sample, "lualaba-trading", &entry);
    assert_eq!((plan["adopted"].as_str(), plan["due"].as_str()), (Some("2026-05-20"), Some("2026-11-20")));
    let days: Vec<&str> = plan["checks"].as_array().expect("checks").iter().filter_map(|check| check["day"].as_str()).collect();
    assert_eq!(days, ["2026-08-20", "2026-11-20"]);
    assert_eq!(plan["propose_suspension"], true, "both checks are overdue");
    let page = done(&sample, "mori", &["decisions", "lualaba-trading"]);
    assert!(page.contains("suspend for 3 months or more") && page.contains("nothing is suspended by itself"), "{page}");
    let fresh = action(&sample, "lualaba-trading", &["--kind", "plan", "--goal", "half the mines named", "--cost", "two visits"]);
    let plan = begun(&sample, "lualaba-trading", &fresh);
    assert_eq!((plan["adopted"].as_str(), plan["propose_suspension"].as_bool()), (Some("2026-11-23"), Some(false)));
}

#[test]
fn z_05_mitigation_has_a_deadline_from_adoption_and_two_failed_attempts_propose_a_suspension() {
    let sample = common::sample();
    let id = "lualaba-trading";
    let entry = action(&sample, id, &["--kind", "mitigation", "--adopted", "2026-11-02"]);
    assert_eq!(begun(&sample, id, &entry)["due"], "2027-05-01", "180 days from adoption");
    let own = action(&sample, id, &["--kind", "mitigation", "--due", "2026-12-31"]);
    assert_eq!(begun(&sample, id, &own)["due"], "2026-12-31", "or what the reviewer sets");
    let attempt = || {
        done(&sample, "anna", &["action", "done", id, &entry]);
        done(&sample, "mori", &["action", "verify", id, &entry, "--not-effective"]);
        let action = begun(&sample, id, &entry);
        (action["failed_attempts"].as_u64(), action["propose_suspension"].as_bool())
    };
    assert_eq!(attempt(), (Some(1), Some(false)));
    assert_eq!(attempt(), (Some(2), Some(true)));
    let page = done(&sample, "mori", &["decisions", id]);
    assert!(page.contains("mitigation failed 2 times: consider to suspend for 3 months or more"), "{page}");
    done(&sample, "anna", &["action", "done", id, &entry]);
    done(&sample, "mori", &["action", "verify", id, &entry]);
    assert_eq!(begun(&sample, id, &entry)["propose_suspension"], false, "the third one worked");
}

#[test]
fn z_08_not_knowing_beside_a_red_flag_holds_the_lot_is_urgent_and_bars_going_on() {
    let sample = common::sample();
    let id = "teluk-timah";
    done(&sample, "anna", &["campaign", "new", "TIN", "--questionnaire", "oecd-5step", "--due", "2027-03-31", "--yes", "--as", "mori"]);
    done(&sample, "anna", &["answer", id, "oecd-5step.X3", "--state", "dont-know"]);
    let calls = |sample: &Sample| -> Vec<String> {
        let flags = json(sample, "mori", &["flags", id]);
        let of = |flag: &&Value| flag["causes"][0]["question"] == "oecd-5step.X3";
        let word = |flag: &Value| format!("{} {}", flag["response"].as_str().expect("a code"), flag["scope"].as_str().expect("a scope"));
        flags.as_array().expect("flags").iter().filter(of).map(word).collect()
    };
    assert!(!calls(&sample).contains(&"HOLD6 lot".to_owned()));
    done(&sample, "anna", &["answer", id, "oecd-5step.R1", "yes"]);
    assert!(calls(&sample).contains(&"HOLD6 lot".to_owned()), "{:?}", calls(&sample));
    let assessed = json(&sample, "mori", &["assess", id])[0].clone();
    assert_eq!(assessed["attention"], "urgent", "{assessed}");
    let decision =
        json(&sample, "mori", &["decide", id, "--outcome", "continue", "--reason", "seems fine", "--no-remedy", "nothing found"]);
    assert_eq!(decision["in_force"], false, "{decision}");
}

#[test]
fn z_09_a_certificate_answers_rows_and_never_clears_a_stop() {
    let mut policy = policy();
    let case = policy.cases.iter().find(|case| case.name == "A certificate answers rows and clears no stop").expect("the case").clone();
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let sets = oretrail::questionnaire::file::read_all(&files, None).0;
    let (name, text) = builtin::policies().into_iter().next().expect("a policy");
    policy.equivalents = policy::file::read(&name, text, &sets).0.expect("reads").equivalents;
    let countries = oretrail::reference::country::read("countries.toml", builtin::reference("countries.toml").expect("there")).0;
    policy.cases = vec![case.clone()];
    assert_eq!(oretrail::assess::rehearse::rehearse(&policy, &sets, &countries), []);
    policy.cases[0].expect.flags.clear();
    policy.cases[0].expect.not_flags = vec!["Z-01".to_owned()];
    assert_eq!(oretrail::assess::rehearse::rehearse(&policy, &sets, &countries).len(), 1, "the stop stands beside the certificate");
}

#[test]
fn z_10_lists_are_taken_together_down_to_regions_and_a_new_one_tells_which_suppliers_move() {
    let sample = common::sample();
    let file = sample.root.join("own-areas.csv");
    fs::write(&file, "country,region code,region name\nCL,CL-AN,Antofagasta\nJP,JP-99,Nowhere\n").expect("written");
    let path = file.to_str().expect("UTF-8");
    let told = json(&sample, "mori", &["reference", "import", "cahra", path, "--dated", "2026-11-01"]);
    let moved = told["tiers_changed"].as_array().expect("a list");
    let named: Vec<&str> = moved.iter().filter_map(|one| one["supplier"].as_str()).collect();
    assert_eq!(named, ["atacama-cobre"], "those in the other regions stay: {told}");
    assert_eq!((moved[0]["from"].as_str(), moved[0]["to"].as_str()), (Some("T1"), Some("T3")));
    let place = |country: &str, region: &str| json(&sample, "mori", &["reference", "place", country, "--region", region]);
    assert_eq!(place("CL", "CL-AN")["tier"], "T3");
    assert_eq!(place("CL", "CL-RM")["tier"], "T1", "another region of the same country");
    assert_eq!(place("IN", "Chhattisgarh")["tier"], "T3", "the list before it still counts");
    assert_eq!(place("CL", "CL-AN")["dated"], "2026-11-01", "the edition is named");
    let again = json(&sample, "mori", &["reference", "import", "cahra", path, "--dated", "2026-11-01"]);
    assert_eq!(again["tiers_changed"].as_array().map(Vec::len), Some(0), "the same list again moves nobody");
}

#[test]
fn z_11_last_campaigns_answers_are_shown_beside_the_question_and_answer_nothing() {
    let sample = common::sample();
    let workspace = Workspace::open(&sample.root, &sample.state, "anna", common::clock()).expect("it opens");
    let mut seen = 0;
    for id in workspace.supplier_ids().expect("readable") {
        let dossier = workspace.dossier(&id).expect("readable");
        for (question, before) in &dossier.previous {
            assert_eq!(before.campaign, "FY2025");
            let Some(row) = dossier.plan.row(question).filter(|row| row.asked == Asked::Yes) else { continue };
            if dossier.answers.current.keys().any(|key| key.question == question.as_str()) {
                continue;
            }
            assert!(dossier.situation.said(question).is_empty(), "{id} {question}: nobody said it this year");
            if dossier.situation.by_paper(question).is_none() {
                assert_eq!(row.state, RowState::Open, "{id} {question} is asked anew");
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "the sample has answers of last year that were not asked anew yet");
}

#[test]
fn z_14_nobody_leaves_over_child_labour_before_a_remedy_plan_is_written_down() {
    let sample = common::sample();
    let id = "fjord-scrap";
    done(&sample, "anna", &["answer", id, "C1", "yes"]);
    let flags = json(&sample, "mori", &["flags", id]);
    let rules: Vec<&str> = flags.as_array().expect("flags").iter().filter_map(|flag| flag["rule"].as_str()).collect();
    assert!(rules.contains(&"Z-14") && rules.contains(&"Z-01"), "{rules:?}");
    let end = ["decide", id, "--outcome", "end-contract", "--reason", "children in the yard"];
    let (code, _, error) = run(&sample, "mori", &end);
    assert_eq!(code, 2);
    assert!(error.contains("remedy plan first") && error.contains("--kind remedy"), "{error}");
    action(&sample, id, &["--kind", "remedy", "--due", "2027-01-31"]);
    done(&sample, "mori", &end);
}

#[test]
fn z_15_an_edition_is_dated_and_signed_by_name_and_old_results_stay() {
    let sample = common::sample();
    let before = json(&sample, "mori", &["--campaign", "FY2025", "assess"]);
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/jx-selection-2026-04.toml")).expect("the policy");
    let newer = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("below = 35", "below = 36", 1);
    fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), newer).expect("written");
    done(&sample, "mori", &["policy", "activate", "2027-04", "--from", "2026-11-20"]);
    let list = json(&sample, "mori", &["policy", "list"]);
    let adopted = list.as_array().expect("a list").iter().find(|one| one["standing"] == "active").expect("one is active").clone();
    assert_eq!((adopted["from"].as_str(), adopted["by"].as_str()), (Some("2026-11-20"), Some("mori")), "{list}");
    assert!(adopted["edition"].as_str().expect("a name").len() > "jx-selection@2027-04:".len() + 60, "with its hash");
    assert_eq!(json(&sample, "mori", &["--campaign", "FY2025", "assess"]), before, "the old campaign is judged as it was");
}

fn everything(folder: &Path) -> String {
    let mut all = String::new();
    for path in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            all += &everything(&path);
        } else {
            all += &String::from_utf8_lossy(&fs::read(&path).expect("readable"));
        }
    }
    all
}

/// A worker of a supplier has called the hotline, and the grievance officer wrote it down.
fn called_the_hotline(sample: &Sample, supplier: &str) {
    let text = "the foreman Fictitious Taro locks the gate";
    let arguments =
        ["grievance", "add", "--channel", "hotline", "--group", "workers", "--about", "safety", "--supplier", supplier, "--text", text];
    done(sample, "hara", &arguments);
}

#[test]
fn z_16_what_a_person_said_lies_apart_can_be_erased_and_a_hotline_text_is_in_no_suppliers_file() {
    let sample = common::sample();
    let id = "minato-haulage";
    called_the_hotline(&sample, id);
    assert!(!everything(&sample.root.join("suppliers")).contains("Fictitious Taro"), "nothing of it in any supplier's file");
    assert!(!done(&sample, "mori", &["report", "feedback", id]).contains("Fictitious Taro"));
    assert!(!done(&sample, "mori", &["log", id]).contains("Fictitious Taro"));
    done(&sample, "mori", &["note", id, "--text", "called by Fictitious Hanako"]);
    let log = json(&sample, "mori", &["log", id]);
    let note = log.as_array().expect("a list").iter().rfind(|entry| entry["do"] == "note").expect("a note")["entry"].clone();
    let entry = note.as_str().expect("an entry");
    done(
        &sample,
        "mori",
        &["redact", entry, "--supplier", id, "--in", "FY2026", "--ahead", "--reason", "she asked for it: the law on personal data"],
    );
    assert!(!everything(&sample.root).contains("Fictitious Hanako"), "erased for good");
    assert_eq!(json(&sample, "mori", &["verify"])["whole"], true, "and the record still proves itself");
}

#[test]
fn z_17_a_suspicion_about_antisocial_forces_is_a_hold_to_buyers_and_in_no_letter() {
    let sample = common::sample();
    let id = "minato-haulage";
    done(&sample, "mori", &["answer", id, "E7", "hit", "--note", "the prefectural centre confirms"]);
    assert!(json(&sample, "mori", &["flags", id]).to_string().contains("csr-saq.E7"), "compliance sees it");
    for command in ["flags", "assess", "log", "answers"] {
        let seen = json(&sample, "anna", &[command, id]).to_string();
        assert!(!seen.contains("E7") && !seen.contains("prefectural"), "{command}: {seen}");
    }
    assert!(done(&sample, "anna", &["flags", id]).contains("Compliance hold"));
    let letter = done(&sample, "mori", &["report", "feedback", id]);
    assert!(!letter.contains("E7") && !letter.to_lowercase().contains("antisocial hit") && !letter.contains("prefectural"), "{letter}");
}

#[test]
fn z_18_what_we_ask_of_a_supplier_is_counted_with_what_was_reused() {
    let sample = common::sample();
    let of = |id: &str| json(&sample, "anna", &["assess", id])[0]["burden"].clone();
    let begun = of("minato-haulage");
    assert!(begun["asked"].as_u64().is_some_and(|asked| asked > 0) && begun["from"].is_string() && begun["to"].is_string(), "{begun}");
    let all = json(&sample, "anna", &["assess"]);
    let reused: u64 = all.as_array().expect("a list").iter().filter_map(|one| one["burden"]["reused"].as_u64()).sum();
    assert!(reused > 0, "certificates and last year's answers spare questions");
}
