//! What counts and what only stands on record: approvals without an interview, corrections, improvements nobody required,
//! holds nobody may see, incidents, mergers.

use super::{Sample, common, does, page, refused, run};

fn flag(sample: &Sample, id: &str, rule: &str) -> Option<serde_json::Value> {
    let all = does(sample, "mori", &["flags", id]);
    all.as_array().expect("flags").iter().find(|flag| flag["rule"] == rule).cloned()
}

#[test]
fn nobody_is_approved_before_the_interview_is_submitted_and_its_gates_are_answered() {
    let sample = common::sample();
    let decide = |id: &str| does(&sample, "mori", &["decide", id, "--outcome", "continue", "--reason", "never asked them"]);
    let nothing = decide("hai-trieu");
    assert_eq!((nothing["approval"].as_str(), nothing["in_force"].as_bool()), (Some("insufficient"), Some(false)), "{nothing}");
    assert_eq!(nothing["because"], "gates-unanswered");
    let (_, words, _) = run(&sample, "mori", &["decide", "hai-trieu", "--outcome", "continue", "--reason", "still not"]);
    assert!(words.contains("gate questions had no answer"), "{words}");
    does(&sample, "mori", &["return", "kuroshio-keiseki", "C10", "--reason", "peak or always?"]);
    assert_eq!(decide("kuroshio-keiseki")["because"], "questions-returned");
    refused(&sample, "mori", &["decide", "kuroshio-keiseki", "--outcome", "admit", "--reason", "x"], "is no new supplier");
}

#[test]
fn a_question_sent_back_reaches_whoever_interviewed_until_it_is_answered() {
    let sample = common::sample();
    refused(&sample, "anna", &["return", "minato-haulage", "C10", "--reason", "x"], "reviewer");
    does(&sample, "mori", &["return", "minato-haulage", "C10", "--reason", "peak or always?"]);
    let (_, told, _) = run(&sample, "anna", &["answers", "minato-haulage"]);
    assert!(told.contains("C10 sent back by mori: peak or always?"), "{told}");
}

#[test]
fn a_certificate_the_supplier_only_speaks_of_answers_rows_as_said_and_names_its_entry() {
    let sample = common::sample();
    let add = ["certificate", "add", "kisaki-seisakusho", "--scheme", "RBA VAP Gold", "--state", "certified", "--expires", "2028-01-01"];
    let rows = |more: &[&str]| {
        does(&sample, "anna", &[&add[..], more].concat());
        let answers = does(&sample, "anna", &["answers", "kisaki-seisakusho"]);
        let found = answers.as_array().expect("answers").iter().filter(|one| !one["equivalent"].is_null()).cloned();
        found.collect::<Vec<_>>()
    };
    let said = rows(&["--source", "supplier"]);
    assert!(!said.is_empty(), "it answers rows");
    assert!(said.iter().all(|row| row["source"] == "said" && row["entry"].as_str().is_some_and(|entry| entry.contains('#'))), "{said:?}");
    let listed = rows(&["--source", "scheme"]);
    assert!(listed.iter().all(|row| row["source"] == "verified"), "{listed:?}");
    refused(&sample, "anna", &[&add[..], &["--source", "scheme", "--dated", "2026-11-30"]].concat(), "has not come yet");
}

#[test]
fn a_correction_clears_its_flag_once_a_reviewer_verified_it_and_stays_verified() {
    let sample = common::sample();
    let key = flag(&sample, "minato-haulage", "BAD").expect("a flag");
    let id = key["causes"][0]["question"].as_str().expect("a row").to_owned();
    let add = ["action", "add", "minato-haulage", "--what", "new roster", "--owner", "anna", "--flag", &id, "--due", "2027-01-15"];
    refused(&sample, "mori", &[&add[..5], &["--owner", "zed"], &add[7..]].concat(), "is called zed");
    let (code, _, error) = run(&sample, "mori", &add);
    assert_eq!(code, 0, "{error}");
    let action = page(&sample, "minato-haulage")["actions"][0]["entry"].as_str().expect("an entry").to_owned();
    does(&sample, "anna", &["action", "done", "minato-haulage", &action]);
    refused(&sample, "ken", &["action", "verify", "minato-haulage", &action], "no reviewer");
    assert_eq!(state(&sample, &id).as_deref(), Some("open"));
    does(&sample, "ono", &["action", "verify", "minato-haulage", &action]);
    assert_eq!(state(&sample, &id).as_deref(), Some("closed"));
    refused(&sample, "anna", &["action", "done", "minato-haulage", &action], "verified already");
}

fn state(sample: &Sample, id: &str) -> Option<String> {
    let all = does(sample, "mori", &["flags", "minato-haulage"]);
    let found = all.as_array().expect("flags").iter().find(|flag| flag["causes"].to_string().contains(id)).cloned();
    found.and_then(|flag| flag["state"].as_str().map(str::to_owned))
}

#[test]
fn an_improvement_nobody_required_is_not_confirmed_and_a_case_needs_its_risk_met() {
    let sample = common::sample();
    does(&sample, "mori", &["case", "minato-haulage", "--trigger", "evident-non-compliance", "--reason", "read of it"]);
    let confirm = ["decide", "minato-haulage", "--outcome", "improvement-confirmed", "--reason", "fine"];
    refused(&sample, "mori", &confirm, "how the risk behind it is met");
    let risk = ["--response", "reduce", "--cause", "long hours", "--consequence", "accidents", "--review-by", "2027-05-31"];
    does(&sample, "mori", &[&["risk", "minato-haulage"][..], &risk].concat());
    let decided = does(&sample, "mori", &confirm);
    assert_eq!((decided["because"].as_str(), decided["in_force"].as_bool()), (Some("nothing-required"), Some(false)), "{decided}");
    assert_eq!(page(&sample, "minato-haulage")["cases"][0]["state"], "open");
}

#[test]
fn orders_go_on_past_a_stop_only_with_a_remedy_plan_beside_it_or_a_reason_why_none() {
    let sample = common::sample();
    let decide = ["decide", "teluk-timah", "--outcome", "continue", "--reason", "passports are back"];
    refused(&sample, "mori", &decide, "--no-remedy");
    let (code, _, error) = run(&sample, "mori", &[&decide[..], &["--no-remedy", "nobody was harmed"]].concat());
    assert_eq!(code, 0, "{error}");
}

#[test]
fn an_incident_that_is_tolerated_nowhere_raises_a_flag_and_a_case() {
    let sample = common::sample();
    let add = ["incident", "add", "hai-trieu", "--category", "child-labour", "--what", "a boy at the sorting belt", "--on", "2026-11-20"];
    does(&sample, "anna", &add);
    let raised = flag(&sample, "hai-trieu", "F-INCIDENT").expect("a flag");
    assert_eq!((raised["severity"].as_str(), raised["state"].as_str()), (Some("critical"), Some("open")), "{raised}");
    let queue = does(&sample, "mori", &["queue"]);
    assert!(queue.to_string().contains("hai-trieu"), "{queue}");
    assert_eq!(page(&sample, "hai-trieu")["cases"].as_array().map(Vec::len), Some(1));
    assert!(flag(&sample, "teluk-timah", "F-OVERDUE").is_some(), "its critical finding is late");
}

#[test]
fn what_was_superseded_does_not_come_back_when_the_later_decision_is_revoked() {
    let sample = common::sample();
    does(&sample, "ono", &["decide", "kuroshio-keiseki", "--outcome", "change-contract", "--reason", "first"]);
    does(&sample, "mori", &["decide", "kuroshio-keiseki", "--outcome", "continue", "--reason", "second"]);
    let (code, told, error) = run(&sample, "mori", &["revoke", "kuroshio-keiseki", "--reason", "a slip"]);
    assert_eq!(code, 0, "{error}");
    assert!(told.contains("no decision about kuroshio-keiseki is in force now"), "{told}");
    assert!(page(&sample, "kuroshio-keiseki")["in_force"].is_null());
}

#[test]
fn days_and_persons_have_bounds() {
    let sample = common::sample();
    let waive = ["waive", "shiosai-densen", "PAPERS", "--until", "2030-03-31", "--reason", "x"];
    refused(&sample, "mori", &waive, "at most 12 months");
    let mitigate = ["action", "add", "lualaba-trading", "--kind", "mitigation", "--what", "x", "--owner", "anna", "--due", "2031-01-01"];
    refused(&sample, "mori", &mitigate, "the policy gives until");
    refused(&sample, "mori", &["incident", "none", "FY2026", "environment"], "is not over");
    refused(&sample, "mori", &["escalate", "minato-haulage", "--to", "tanabe", "--reason", "x"], "only reads");
    let plan = ["action", "add", "lualaba-trading", "--kind", "plan", "--what", "x", "--owner", "anna", "--goal", "g", "--cost", "c"];
    refused(&sample, "mori", &[&plan[..], &["--adopted", "2027-05-05"]].concat(), "has not come yet");
    refused(&sample, "mori", &["incident", "none", "FY2020", "environment"], "nothing here is from FY2020");
    refused(&sample, "mori", &["incident", "none", "FY1998", "environment", "--basis", "the archive"], "more than 10 years back");
    refused(&sample, "mori", &["incident", "none", "FY2998", "environment", "--basis", "x"], "is not over");
    let risk =
        |day: &'static str| ["risk", "minato-haulage", "--response", "reduce", "--cause", "c", "--consequence", "d", "--review-by", day];
    refused(&sample, "mori", &risk("2031-01-01"), "valid for at most 24 months; name a day until 2028-11-23");
    refused(&sample, "mori", &risk("2026-11-22"), "is not in the future");
    let decide = ["decide", "minato-haulage", "--outcome", "improvement-required", "--reason", "x", "--review-by", "2031-01-01"];
    refused(&sample, "mori", &decide, "name a day until 2028-11-23");
    refused(&sample, "mori", &["snooze", "minato-haulage", "--until", "2036-12-20"], "at most 12 months");
    refused(&sample, "mori", &["snooze", "teluk-timah", "--until", "2027-01-20"], "stays in the queue");
}

#[test]
fn a_merger_shows_what_goes_over_and_needs_a_reviewer_while_a_gate_is_open() {
    let sample = common::sample();
    let same = ["supplier", "same", "minato-haulage", "teluk-timah", "--reason", "same register number"];
    let shown = does(&sample, "anna", &same);
    assert_eq!(shown["saved"], false);
    assert!(shown["flags"].to_string().contains("STOP R-FL 2026-10-08"), "{shown}");
    assert!(shown["gates"].to_string().contains("R-FL") && !shown["doubts"].as_array().expect("doubts").is_empty(), "{shown}");
    refused(&sample, "anna", &[&same[..], &["--yes"]].concat(), "for reviewers");
    does(&sample, "mori", &[&same[..], &["--yes"]].concat());
    // What was open about the one that is given up stands on about the other, until somebody decides.
    let stands = page(&sample, "minato-haulage");
    assert_eq!(stands["orders_held"], true, "{stands}");
    assert!(stands["carried"].to_string().contains("R-FL@teluk-timah"), "{stands}");
    let queue = does(&sample, "mori", &["queue"]);
    let first = queue.as_array().expect("a list").iter().filter_map(|row| row["supplier"].as_str()).take(2).collect::<Vec<_>>();
    assert!(first.contains(&"minato-haulage"), "{first:?}");
    does(&sample, "mori", &["supplier", "succeed", "teluk-timah", "--undo"]);
    assert_eq!(page(&sample, "minato-haulage")["orders_held"], false);
}

#[test]
fn orders_go_on_past_a_stop_only_while_the_remedy_plan_of_that_day_stands() {
    let sample = common::sample();
    for (person, words) in [("mori", &["people", "key"][..]), ("ono", &["people", "key"]), ("mori", &["people", "confirm", "ono"])] {
        assert_eq!(run(&sample, person, words).0, 0);
    }
    let remedy = ["--kind", "remedy", "--what", "fees paid back", "--owner", "anna", "--due", "2027-01-31"];
    does(&sample, "anna", &[&["action", "add", "teluk-timah"][..], &remedy].concat());
    let first = does(&sample, "mori", &["decide", "teluk-timah", "--outcome", "continue", "--reason", "passports are back"]);
    assert_eq!(first["approval"], "pending-second-person", "{first}");
    does(&sample, "ono", &["confirm", "teluk-timah"]);
    assert_eq!(page(&sample, "teluk-timah")["orders_held"], false);
    // The plan is taken back by whoever wrote it: the decision had stood on it.
    assert_eq!(run(&sample, "anna", &["undo", "teluk-timah", "--review"]).0, 0);
    let stands = page(&sample, "teluk-timah");
    assert_eq!((&stands["orders_held"], &stands["decision"]["because"]), (&true.into(), &"no-remedy-plan".into()), "{stands}");
    let (_, words, _) = run(&sample, "mori", &["decisions", "teluk-timah"]);
    assert!(words.contains("no remedy plan stood beside the open stop"), "{words}");
    let replay = does(&sample, "mori", &["replay", "teluk-timah"]);
    assert_eq!(replay["identical"], true, "{replay}");
}

#[test]
fn taking_a_decision_back_or_out_of_force_says_what_stands_now() {
    let sample = common::sample();
    let decide = |outcome: &str| run(&sample, "mori", &["decide", "shiosai-densen", "--outcome", outcome, "--reason", "x", "--open"]);
    assert_eq!((decide("continue").0, decide("improvement-required").0), (0, 0));
    let (_, words, _) = run(&sample, "mori", &["undo", "shiosai-densen", "--review"]);
    assert!(words.contains("in force now: continue"), "{words}");
    let (_, words, _) = run(&sample, "mori", &["revoke", "shiosai-densen", "--reason", "wrong supplier"]);
    assert!(words.contains("no decision about shiosai-densen is in force now"), "{words}");
}

#[test]
fn an_approval_counts_only_once_the_buyers_own_checks_are_made_and_clear() {
    let sample = common::sample();
    let decide = || does(&sample, "ono", &["decide", "kuroshio-keiseki", "--outcome", "continue", "--reason", "papers complete"]);
    let check = |outcome: &str| does(&sample, "mori", &["answer", "kuroshio-keiseki", "csr-saq.E7", outcome]);
    check("concern");
    let open = decide();
    assert_eq!((open["approval"].as_str(), open["because"].as_str()), (Some("insufficient"), Some("checks-open")), "{open}");
    let told = run(&sample, "ono", &["decisions", "kuroshio-keiseki"]).1;
    assert!(told.contains("buyer's checks were open") && !told.contains("E7"), "which of them is compliance's to know: {told}");
    check("clear");
    assert_ne!(decide()["because"], "checks-open");
    // An improvement may be required whatever the checks say.
    check("concern");
    let required = ["decide", "kuroshio-keiseki", "--outcome", "improvement-required", "--reason", "dust"];
    assert_ne!(does(&sample, "ono", &required)["because"], "checks-open");
}

#[test]
fn a_check_of_compliance_that_a_buyer_entered_on_a_copy_without_people_clears_the_way_for_nobody() {
    let sample = common::sample();
    let id = "lualaba-trading";
    let decide = || does(&sample, "ono", &["decide", id, "--outcome", "continue", "--reason", "seen", "--no-remedy", "nobody harmed"]);
    assert_eq!(decide()["because"], "checks-open", "nobody has made them");
    let elsewhere = sample.state.join("elsewhere");
    common::copy(&sample.root, &elsewhere);
    std::fs::remove_dir_all(elsewhere.join("people")).expect("removed");
    let settings = elsewhere.join("oretrail.toml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let text: String = text.lines().filter(|line| !line.starts_with("people-root")).map(|line| format!("{line}\n")).collect();
    std::fs::write(&settings, format!("compliance = [\"anna\"]\n{text}")).expect("written");
    for row in ["csr-saq.E4", "csr-saq.E7"] {
        let (code, out, error) = common::run_with(&sample, &elsewhere, "anna", common::NOW, &["answer", id, row, "clear"]);
        assert_eq!(code, 0, "{out}{error}");
    }
    let place = format!("suppliers/{id}/FY2026");
    common::copy(&elsewhere.join(&place), &sample.root.join(&place));
    assert_eq!(decide()["because"], "checks-open", "only compliance clears it");
    for row in ["csr-saq.E4", "csr-saq.E7"] {
        does(&sample, "mori", &["answer", id, row, "clear"]);
    }
    assert_ne!(decide()["because"], "checks-open");
}
