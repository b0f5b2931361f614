//! What each company of a group does about a shared supplier is its own: waivers, actions, risks, cases, the queue.

use super::companies::group;
use super::{common, done, json};

const ID: &str = "minato-haulage";
const TUBES: [&str; 2] = ["--company", "kuroshio-tubes"];

/// What `decisions` lists under a key, for the workspace's own company and for Kuroshio Tubes.
fn listed(sample: &common::Sample, key: &str) -> [usize; 2] {
    [None, Some("kuroshio-tubes")].map(|company| {
        let arguments = ["decisions", ID].into_iter().chain(company.iter().flat_map(|id| ["--company", id]));
        let rows = json(sample, "mori", &arguments.collect::<Vec<_>>());
        let row = rows.as_array().expect("rows").iter().find(|row| row["company"].as_str() == company).cloned();
        row.map_or(0, |row| row[key].as_array().map_or(usize::from(!row[key].is_null()), Vec::len))
    })
}

fn with<'a>(arguments: &[&'a str], company: &[&'a str]) -> Vec<&'a str> {
    [arguments, company].concat()
}

const WAIVE: [&str; 7] = ["waive", ID, "C10", "--until", "2027-01-31", "--reason", "small lots"];

#[test]
fn a_waiver_of_one_company_holds_nothing_back_for_another() {
    let sample = group();
    done(&sample, "mori", &with(&WAIVE, &TUBES));
    assert_eq!(listed(&sample, "waivers"), [0, 1]);
    let page = done(&sample, "mori", &["decisions", ID]);
    assert!(page.contains("Kuroshio Tubes\nminato-haulage") && page.contains("small lots"), "{page}");
    let log = done(&sample, "mori", &["log", ID]);
    assert!(log.contains("kuroshio-tubes"), "{log}");
    // The workspace's own company can waive it too, and says that it is its own.
    done(&sample, "mori", &WAIVE);
    assert_eq!(listed(&sample, "waivers"), [1, 1]);
}

#[test]
fn an_action_of_one_company_is_followed_by_that_company() {
    let sample = group();
    let before = listed(&sample, "actions");
    let add = ["action", "add", ID, "--what", "new roster", "--owner", "anna", "--flag", "C10", "--json"];
    let written = json(&sample, "mori", &with(&add[..add.len() - 1], &TUBES));
    let entry = written["entry"].as_str().expect("an entry");
    assert_eq!(listed(&sample, "actions"), [before[0], before[1] + 1]);
    done(&sample, "anna", &["action", "done", ID, entry]);
    let rows = json(&sample, "mori", &with(&["decisions", ID], &TUBES));
    let action = rows[0]["actions"].as_array().and_then(|all| all.iter().find(|one| one["entry"] == entry)).expect("the action").clone();
    assert_eq!((&action["state"], &action["company"]), (&"done".into(), &"kuroshio-tubes".into()));
}

#[test]
fn whoever_hands_a_supplier_over_hands_over_the_actions_of_every_company() {
    let sample = group();
    let buyer = json(&sample, "mori", &["supplier", "show", ID])["profile"]["buyer"].as_str().expect("a buyer").to_owned();
    for company in [&TUBES[..], &[]] {
        done(&sample, "mori", &with(&["action", "add", ID, "--what", "new roster", "--owner", &buyer, "--due", "2027-01-31"], company));
    }
    let shown = done(&sample, "mori", &["supplier", "hand-over", ID, "--to", "ken", "--reason", "leave"]);
    assert_eq!(shown.matches("new roster").count(), 2, "{shown}");
    done(&sample, "mori", &["supplier", "hand-over", ID, "--to", "ken", "--reason", "leave", "--yes"]);
    for company in [&TUBES[..], &[]] {
        let rows = json(&sample, "mori", &with(&["decisions", ID], company));
        let owners: Vec<&str> = rows[0]["actions"].as_array().expect("actions").iter().filter_map(|one| one["owner"].as_str()).collect();
        assert!(owners.contains(&"ken") && !owners.contains(&buyer.as_str()), "{owners:?}");
    }
}

#[test]
fn how_a_risk_is_met_is_each_companys_own() {
    let sample = group();
    let risk = |response, company: &[&str]| {
        let given = ["risk", ID, "--response", response, "--cause", "long shifts", "--consequence", "injury", "--review-by", "2027-05-31"];
        done(&sample, "mori", &with(&given, company));
    };
    risk("reduce", &TUBES);
    assert_eq!(listed(&sample, "risks"), [0, 1]);
    risk("avoid", &[]);
    let told = |company: &[&str]| json(&sample, "mori", &with(&["decisions", ID], company))[0]["risks"][0]["response"].clone();
    assert_eq!((told(&TUBES), told(&[])), ("reduce".into(), "avoid".into()), "the later one does not take the place of the other's");
}

#[test]
fn a_case_of_one_company_is_closed_by_that_company() {
    let sample = group();
    let by_hand = |company: &[&str]| -> Vec<String> {
        let row = json(&sample, "mori", &with(&["decisions", ID], company))[0].clone();
        let cases = row["cases"].as_array().cloned().unwrap_or_default();
        cases.iter().filter(|case| case["entry"].is_string()).map(|case| case["state"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let own_before = by_hand(&["--company", "Kuroshio Metals"]).len();
    done(&sample, "mori", &with(&["case", ID, "--trigger", "authority-penalty", "--reason", "order of 12 November"], &TUBES));
    assert_eq!(by_hand(&TUBES).len(), own_before + 1);
    assert_eq!(by_hand(&[]).len(), own_before, "another company's case is not the workspace's own");
}

#[test]
fn what_one_company_puts_off_or_gives_away_stays_in_the_queue_of_the_others() {
    let sample = group();
    done(&sample, "mori", &with(&["snooze", ID, "--until", "2026-12-24"], &TUBES));
    let queued = |company: &[&str]| done(&sample, "mori", &with(&["queue", "--json"], company)).contains(ID);
    assert_eq!((queued(&TUBES), queued(&[])), (false, true));
    done(&sample, "mori", &with(&["escalate", ID, "--to", "ono", "--reason", "penalty"], &TUBES));
    assert_eq!((listed(&sample, "escalated"), listed(&sample, "snoozed")), ([0, 1], [0, 1]));
}

#[test]
fn what_was_written_before_there_were_several_companies_holds_for_each() {
    let sample = common::sample();
    done(&sample, "mori", &WAIVE);
    let file = sample.root.join("oretrail.toml");
    let text = std::fs::read_to_string(&file).expect("settings");
    std::fs::write(&file, text + "\n[companies]\nkuroshio-tubes = \"Kuroshio Tubes\"\n").expect("written");
    let log = std::fs::read_to_string(sample.root.join(format!("suppliers/{ID}/standing/mori-x5tb.toml"))).expect("a log");
    assert!(!log.contains("company ="), "{log}");
    let waivers = |company: &[&str]| json(&sample, "mori", &with(&["decisions", ID], company))[0]["waivers"].as_array().map(Vec::len);
    assert_eq!((waivers(&TUBES), waivers(&[])), (Some(1), Some(1)));
}
