//! What stands open at the end of a campaign stands on in the next one, until it is answered again or decided about.

use serde_json::Value;

use super::common::{self, Sample};
use super::on_a_day::{done, run, told};

/// The first day of the next campaign, and a day in it.
const START: &str = "2027-04-05T09:00:00+09:00";
const LATER: &str = "2027-05-10T09:00:00+09:00";
/// A smelter under a stop: two signs of forced labour, told on 2026-10-08.
const STOPPED: &str = "teluk-timah";
/// The six-month plan it calls for.
const PLAN: &str = "BAD:csr-saq.M2:HOLD6";
/// Gates that were declined or not known, and a six-month plan that is called for.
const UNRESOLVED: &str = "lualaba-trading";

fn begin(sample: &Sample, label: &str, now: &str, due: &str) -> Value {
    told(sample, now, &["campaign", "new", label, "--due", due, "--yes"])
}

fn begun() -> Sample {
    let sample = common::sample();
    begin(&sample, "FY2027", START, "2028-01-31");
    sample
}

fn flags(sample: &Sample, now: &str, id: &str) -> Vec<Value> {
    told(sample, now, &["flags", id]).as_array().expect("a list").clone()
}

/// The flag of a key, if it is there.
fn flag(sample: &Sample, now: &str, id: &str, key: &str) -> Option<Value> {
    flags(sample, now, id).into_iter().find(|flag| flag["key"] == key)
}

fn page(sample: &Sample, now: &str, id: &str) -> Value {
    told(sample, now, &["decisions", id])[0].clone()
}

/// Keys for two reviewers, stood for.
fn keys(sample: &Sample, now: &str) {
    done(sample, "mori", now, &["people", "key"]);
    done(sample, "ono", now, &["people", "key"]);
    done(sample, "mori", now, &["people", "confirm", "ono"]);
}

fn decide(sample: &Sample, person: &str, now: &str, id: &str, outcome: &str) -> Value {
    let words = ["decide", id, "--outcome", outcome, "--reason", "what was found is being put right"];
    let beside = ["--no-remedy", "the passports are back and the fees repaid"];
    let all = if outcome == "continue" { [&words[..], &beside[..]].concat() } else { words.to_vec() };
    common::json_as(sample, person, now, &all)
}

#[test]
fn a_new_campaign_says_what_it_takes_over_before_and_when_it_begins() {
    let sample = common::sample();
    let preview = told(&sample, START, &["campaign", "new", "FY2027", "--due", "2028-01-31"]);
    assert_eq!((&preview["saved"], &preview["entry"], &preview["from"]), (&false.into(), &Value::Null, &"FY2026".into()));
    assert_eq!(told(&sample, START, &["campaign", "show"])["campaign"], "FY2026", "nothing was begun");
    let begun = begin(&sample, "FY2027", START, "2028-01-31");
    assert_eq!(begun["carried"], preview["carried"]);
    let one = |id: &str| begun["carried"].as_array().expect("a list").iter().find(|one| one["supplier"] == id).cloned();
    let stopped = one(STOPPED).expect("under a stop");
    let flags = serde_json::json!([
        {"key": "R-FL", "response": "STOP", "since": "2026-10-08"},
        {"key": "Z-14", "response": "CAP-30", "since": "2026-10-08"},
    ]);
    assert_eq!(stopped["flags"], flags, "the stop, and the remedy it calls for");
    assert_eq!(one("atacama-cobre").expect("penalised")["cases"], 1);
    assert!(one("perameri-koboltti").is_none(), "nothing stands against it");
    let (_, words, _) = run(&common::sample(), "mori", START, &["campaign", "new", "FY2027", "--due", "2028-01-31"]);
    assert!(words.contains("would be carried over from FY2026: "), "{words}");
    let (_, words, _) = run(&common::sample(), "mori", START, &["campaign", "new", "FY2027", "--due", "2028-01-31", "--yes"]);
    assert!(
        words.contains("carried over from FY2026:") && words.contains("teluk-timah") && words.contains("STOP R-FL 2026-10-08"),
        "{words}"
    );
}

#[test]
fn a_stop_stands_in_the_queue_of_the_new_campaign_with_its_day_clause_and_causes() {
    let sample = begun();
    let queue = told(&sample, LATER, &["queue"]);
    let row = queue.as_array().expect("a list").iter().find(|row| row["supplier"] == STOPPED).expect("in the queue").clone();
    assert_eq!(row["carried"], serde_json::json!({"from": "FY2026", "since": "2026-10-08"}));
    assert_eq!((&row["stopped_since"], &row["attention"], &row["settled"]), (&"2026-10-08".into(), &"urgent".into(), &false.into()));
    let stop = flag(&sample, LATER, STOPPED, "R-FL").expect("it stands on");
    assert_eq!((&stop["response"], &stop["gate"], &stop["clause"]), (&"STOP".into(), &true.into(), &serde_json::json!(["P1.4"])));
    assert!(stop["reason"].as_str().expect("words").ends_with("from FY2026, since 2026-10-08"), "{stop}");
    assert!(stop["causes"][0]["entry"].as_str().expect("an entry").starts_with("FY2026/"), "{stop}");
    let judged = told(&sample, LATER, &["assess", STOPPED])[0].clone();
    assert_eq!((&judged["orders_held"], &judged["conduct_band"]), (&true.into(), &"critical".into()));
    let committee = told(&sample, LATER, &["report", "committee", "--format", "json"]);
    let open = committee["open"].as_array().expect("a list").iter().find(|one| one["supplier"] == STOPPED).expect("open").clone();
    assert_eq!(open["carried"]["from"], "FY2026");
    // The campaign before is judged as it always was.
    let before = told(&sample, LATER, &["--campaign", "FY2026", "flags", STOPPED]);
    assert!(before.as_array().expect("a list").iter().any(|flag| flag["key"] == "R-FL" && flag["carried"].is_null()));
}

#[test]
fn a_supplier_that_is_not_asked_keeps_what_stands_against_it() {
    let sample = common::sample();
    done(&sample, "mori", START, &["campaign", "new", "FY2027", "--due", "2028-01-31", "--yes", "--supplier", "minato-haulage"]);
    assert!(flag(&sample, LATER, STOPPED, "R-FL").is_some());
    assert!(flag(&sample, LATER, UNRESOLVED, "UNRESOLVED:csr-saq.C1").is_some());
}

#[test]
fn continuing_under_a_stop_of_before_needs_two_signed_people_and_none_of_them_told_it() {
    let sample = begun();
    let alone = decide(&sample, "mori", LATER, STOPPED, "continue");
    assert_eq!((&alone["approval"], &alone["in_force"]), (&"unsigned".into(), &false.into()));
    keys(&sample, LATER);
    let first = decide(&sample, "mori", LATER, STOPPED, "continue");
    assert_eq!((&first["approval"], &first["in_force"]), (&"pending-second-person".into(), &false.into()));
    assert_eq!(page(&sample, LATER, STOPPED)["orders_held"], true);
    done(&sample, "ono", LATER, &["confirm", STOPPED]);
    let both = page(&sample, LATER, STOPPED);
    assert_eq!((&both["decision"]["approval"], &both["orders_held"]), (&"effective".into(), &false.into()));
    assert!(flag(&sample, LATER, STOPPED, "R-FL").is_some(), "decided about, and still to be seen");
    // ken wrote the answers of FY2026 down; in FY2027 he has written nothing.
    done(&sample, "mori", LATER, &["people", "grant", "ken", "reviewer"]);
    assert_eq!(decide(&sample, "ken", LATER, STOPPED, "continue")["approval"], "self");
}

#[test]
fn what_two_people_settled_is_not_taken_over_once_more() {
    let sample = begun();
    keys(&sample, LATER);
    decide(&sample, "mori", LATER, STOPPED, "continue");
    done(&sample, "ono", LATER, &["confirm", STOPPED]);
    let next = begin(&sample, "FY2028", "2028-04-03T09:00:00+09:00", "2029-01-31");
    let named = |id: &str| next["carried"].as_array().expect("a list").iter().any(|one| one["supplier"] == id);
    assert!(!named(STOPPED) && named(UNRESOLVED));
    assert!(flag(&sample, "2028-05-01T09:00:00+09:00", STOPPED, "R-FL").is_none());
}

#[test]
fn what_stands_open_goes_on_over_several_campaigns_from_its_first_day() {
    let sample = begun();
    let now = "2028-05-01T09:00:00+09:00";
    begin(&sample, "FY2028", "2028-04-03T09:00:00+09:00", "2029-01-31");
    let stop = flag(&sample, now, STOPPED, "R-FL").expect("it stands on");
    assert_eq!(stop["carried"], serde_json::json!({"from": "FY2026", "since": "2026-10-08", "answered_again": false}));
    assert!(stop["causes"][0]["entry"].as_str().expect("an entry").starts_with("FY2026/"), "{stop}");
    let told = stop["reason"].as_str().expect("words");
    assert_eq!(told.matches("from FY2026").count(), 1, "{told}");
}

#[test]
fn the_new_answer_speaks_and_who_does_not_know_takes_nothing_away() {
    let sample = begun();
    done(&sample, "ken", LATER, &["answer", STOPPED, "C6", "--state", "dont-know"]);
    done(&sample, "ken", LATER, &["answer", STOPPED, "C7", "no", "--source", "seen"]);
    let stop = flag(&sample, LATER, STOPPED, "R-FL").expect("nobody said that it was put right");
    assert_eq!(stop["carried"]["answered_again"], false);
    done(&sample, "ken", LATER, &["answer", STOPPED, "C6", "no", "--source", "seen"]);
    assert!(flag(&sample, LATER, STOPPED, "R-FL").is_none());
    assert_eq!(page(&sample, LATER, STOPPED)["orders_held"], false);
}

#[test]
fn the_same_bad_answer_again_keeps_the_first_day() {
    let sample = begun();
    for row in ["C6", "C7"] {
        done(&sample, "ken", LATER, &["answer", STOPPED, row, "yes", "--source", "seen"]);
    }
    let stop = flag(&sample, LATER, STOPPED, "R-FL").expect("it stands again");
    assert_eq!(stop["carried"], serde_json::json!({"from": "FY2026", "since": "2026-10-08", "answered_again": true}));
    assert!(!stop["causes"][0]["entry"].as_str().expect("an entry").contains('/'), "the new answers cause it: {stop}");
    let (_, words, _) = run(&sample, "mori", LATER, &["flags", STOPPED]);
    assert!(words.contains("stands since 2026-10-08 (FY2026)"), "{words}");
    let queue = told(&sample, LATER, &["queue"]);
    let row = queue.as_array().expect("a list").iter().find(|row| row["supplier"] == STOPPED).expect("in the queue").clone();
    assert_eq!(row["stopped_since"], "2026-10-08");
}

#[test]
fn the_clock_of_a_six_month_plan_runs_on_from_its_adoption() {
    let sample = common::sample();
    let plan = |now: &str, what: &str| {
        let plan = ["action", "add", UNRESOLVED, "--kind", "plan", "--flag", PLAN, "--what", what, "--owner", "anna"];
        done(&sample, "mori", now, &[&plan[..], &["--goal", "every mine is named", "--cost", "nothing"]].concat())
    };
    plan(common::NOW, "trace the tin to its mines");
    begin(&sample, "FY2027", START, "2028-01-31");
    let carried = page(&sample, LATER, UNRESOLVED)["actions"][0].clone();
    assert_eq!((&carried["campaign"], &carried["adopted"]), (&"FY2026".into(), &"2026-11-23".into()));
    let overdue = carried["checks"].as_array().expect("checks").iter().any(|check| check["overdue"] == true);
    assert!(overdue, "the first check was due in February: {carried}");
    // The same flag again, and a plan that is written anew: the months count from the first adoption.
    done(&sample, "anna", LATER, &["answer", UNRESOLVED, "M2", "no"]);
    assert_eq!(flag(&sample, LATER, UNRESOLVED, PLAN).expect("again")["carried"]["answered_again"], true);
    plan(LATER, "trace the tin, with the smelter's help");
    let actions = page(&sample, LATER, UNRESOLVED)["actions"].as_array().expect("a list").clone();
    assert_eq!(actions.len(), 2);
    assert!(actions.iter().all(|action| action["adopted"] == "2026-11-23"), "{actions:?}");
    assert_eq!(actions[0]["due"], actions[1]["due"]);
    // A step on the old plan counts, and a plan that is verified is not taken over again.
    let entry = actions[0]["entry"].as_str().expect("an entry").to_owned();
    done(&sample, "anna", LATER, &["action", "done", UNRESOLVED, &entry]);
    done(&sample, "mori", LATER, &["action", "verify", UNRESOLVED, &entry, "--note", "the mines are named"]);
    begin(&sample, "FY2028", "2028-04-03T09:00:00+09:00", "2029-01-31");
    let left = page(&sample, "2028-05-01T09:00:00+09:00", UNRESOLVED)["actions"].as_array().expect("a list").clone();
    assert_eq!(left.iter().map(|action| &action["campaign"]).collect::<Vec<_>>(), ["FY2027"]);
}

#[test]
fn a_decision_that_holds_and_an_open_case_outlast_the_campaign() {
    let sample = common::sample();
    keys(&sample, common::NOW);
    let held = decide(&sample, "mori", common::NOW, UNRESOLVED, "improvement-required");
    done(&sample, "ono", common::NOW, &["confirm", UNRESOLVED]);
    let case = ["case", "minato-haulage", "--trigger", "evident-non-compliance", "--reason", "drivers sleep in the cabs"];
    done(&sample, "mori", common::NOW, &case);
    begin(&sample, "FY2027", START, "2028-01-31");
    let now = page(&sample, LATER, UNRESOLVED);
    assert_eq!((&now["in_force"], &now["orders_held"]), (&held["entry"], &true.into()));
    assert_eq!(now["decision"]["campaign"], "FY2026");
    let (_, words, _) = run(&sample, "mori", LATER, &["decisions", UNRESOLVED]);
    assert!(words.contains("decided in FY2026, stays in force"), "{words}");
    assert_eq!(page(&sample, LATER, "minato-haulage")["cases"][0]["state"], "open");
    // Another that counts lifts it; one that does not leaves it.
    for check in ["csr-saq.E4", "csr-saq.E7"] {
        done(&sample, "mori", LATER, &["answer", UNRESOLVED, check, "clear"]);
    }
    let alone = decide(&sample, "mori", LATER, UNRESOLVED, "continue");
    assert_eq!(page(&sample, LATER, UNRESOLVED)["in_force"], held["entry"]);
    done(&sample, "ono", LATER, &["confirm", UNRESOLVED, alone["entry"].as_str().expect("an entry")]);
    let lifted = page(&sample, LATER, UNRESOLVED);
    assert_eq!((&lifted["in_force"], &lifted["orders_held"]), (&alone["entry"], &false.into()));
    let risk = ["risk", "minato-haulage", "--response", "reduce", "--cause", "no places to rest", "--consequence", "accidents"];
    done(&sample, "mori", LATER, &[&risk[..], &["--review-by", "2028-01-31"]].concat());
    decide(&sample, "mori", LATER, "minato-haulage", "change-contract");
    assert_eq!(page(&sample, LATER, "minato-haulage")["cases"][0]["state"], "closed");
}

#[test]
fn a_sealed_decision_replays_over_another_policy_and_later_answers_of_the_campaign_before_make_it_stale() {
    let sample = common::sample();
    // The new campaign is judged by another edition than the one before.
    let text = include_str!("../../policies/jx-selection-2026-04.toml");
    let stricter = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("below = 40", "below = 30", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), stricter).expect("written");
    done(&sample, "mori", common::NOW, &["policy", "activate", "2026-04", "--from", "2020-01-01"]);
    done(&sample, "mori", common::NOW, &["policy", "activate", "2027-04", "--from", "2027-04-01"]);
    begin(&sample, "FY2027", START, "2028-01-31");
    let decided = decide(&sample, "mori", LATER, STOPPED, "improvement-required");
    assert!(decided["sealed"].is_string() || page(&sample, LATER, STOPPED)["decision"]["sealed"].is_string());
    let why = told(&sample, LATER, &["why", STOPPED]);
    let bound = why["bound"].as_array().expect("a list").iter().filter(|bound| bound["kind"] == "policy").count();
    assert_eq!(bound, 2, "each campaign's own policy is sealed");
    let read = why["read"].to_string();
    assert!(read.contains("teluk-timah/FY2026 ken-p2wd"), "the answers of then are among what was read: {read}");
    // Later somebody corrects the answer of then.
    let later = "2027-05-11T09:00:00+09:00";
    let correct = ["--campaign", "FY2026", "answer", STOPPED, "C6", "no", "--reason", "misheard", "--asked-by", "ourselves"];
    done(&sample, "ken", later, &correct);
    let decision = page(&sample, later, STOPPED)["decision"].clone();
    assert!(decision["moved"].to_string().contains("R-FL"), "{decision}");
    assert_eq!(told(&sample, later, &["replay", STOPPED])["identical"], true, "what was sealed is what was read then");
    let then = told(&sample, later, &["why", STOPPED, "--on", "2027-05-10"]);
    assert_eq!(then["decision"]["moved"], serde_json::json!([]));
    assert!(then["judged"]["gates_open"].to_string().contains("R-FL"), "{}", then["judged"]);
    // A log of then that is rewritten is not passed over in silence.
    let log = sample.root.join(format!("suppliers/{STOPPED}/FY2026/ken-p2wd.toml"));
    let bytes = std::fs::read_to_string(&log).expect("readable");
    let cut = bytes.find("question = \"csr-saq.C7\"").and_then(|at| bytes[..at].rfind("[[entry]]")).expect("answered");
    std::fs::write(&log, &bytes[..cut]).expect("written");
    let (code, out, error) = run(&sample, "mori", later, &["replay", STOPPED]);
    assert!(code == 1 && out.contains("ken-p2wd"), "{code} {out}{error}");
    let (code, out, _) = run(&sample, "mori", later, &["verify", STOPPED, "--json"]);
    assert!(code == 1 && out.contains("\"seal\""), "{out}");
}

#[test]
fn two_copies_see_the_same_whichever_came_first() {
    let sample = common::sample();
    let other = sample.root.with_file_name("laptop");
    common::copy(&sample.root, &other);
    // Here the campaign begins; there the campaign before is still being worked on.
    begin(&sample, "FY2027", START, "2028-01-31");
    let correct = ["--campaign", "FY2026", "answer", STOPPED, "C6", "no", "--reason", "misheard", "--asked-by", "ourselves"];
    let (code, _, error) = common::run_with(&sample, &other, "ken", START, &correct);
    assert_eq!(code, 0, "{error}");
    assert!(flag(&sample, LATER, STOPPED, "R-FL").is_some());
    let both = sample.root.with_file_name("both");
    common::copy(&other, &both);
    common::copy(&sample.root.join("registers"), &both.join("registers"));
    common::copy(&sample.root.join("sealed"), &both.join("sealed"));
    common::copy(&other.join("suppliers"), &sample.root.join("suppliers"));
    let at = |root: &std::path::Path| {
        let (_, out, error) = common::run_with(&sample, root, "mori", LATER, &["flags", "--json"]);
        serde_json::from_str::<Value>(&out).unwrap_or_else(|wrong| panic!("{wrong}\n{out}\n{error}"))
    };
    assert_eq!(at(&sample.root), at(&both));
    assert!(flag(&sample, LATER, STOPPED, "R-FL").is_none(), "what was put right before is not taken over");
}

#[test]
fn a_restricted_stop_of_before_stays_hidden_from_buyers_and_holds_all_the_same() {
    let sample = common::sample();
    let hidden = |now: &str| {
        let all = common::json_as(&sample, "ken", now, &["flags", "aozora-plant"]);
        all.as_array().expect("a list").iter().any(|flag| flag["rule"] == "compliance-hold")
    };
    done(&sample, "mori", common::NOW, &["answer", "aozora-plant", "E7", "hit"]);
    assert!(hidden(common::NOW), "a hit holds");
    begin(&sample, "FY2027", START, "2028-01-31");
    assert!(hidden(LATER));
    let (_, out, _) = run(&sample, "ken", LATER, &["assess", "aozora-plant", "--json"]);
    assert!(!out.contains("E7"), "{out}");
    let (_, out, _) = run(&sample, "ono", LATER, &["campaign", "new", "FY2028", "--due", "2028-01-31"]);
    assert!(out.contains("aozora-plant") && !out.contains("E7"), "{out}");
    done(&sample, "mori", LATER, &["answer", "aozora-plant", "E7", "clear"]);
    assert!(!hidden(LATER));
}

fn taken(preview: &Value, id: &str) -> Value {
    let all = preview["carried"].as_array().expect("a list");
    all.iter().find(|one| one["supplier"] == id).cloned().unwrap_or_default()
}

/// A day in FY2026 after the sample's last.
const BEFORE: &str = "2027-03-01T09:00:00+09:00";

#[test]
fn what_was_put_off_given_away_or_left_as_a_risk_goes_over_with_its_campaign_and_day() {
    let sample = common::sample();
    done(&sample, "mori", BEFORE, &["snooze", "minato-haulage", "--until", "2027-06-30", "--reason", "audit in June"]);
    done(&sample, "mori", BEFORE, &["snooze", "kisaki-seisakusho", "--until", "2027-04-02", "--reason", "before the campaign"]);
    done(&sample, "mori", BEFORE, &["escalate", "lualaba-trading", "--to", "ono", "--reason", "who owns the mine?"]);
    let words = ["--cause", "one road", "--consequence", "no ore for a month", "--review-by", "2027-05-01"];
    done(&sample, "mori", BEFORE, &[&["risk", "minato-haulage", "--response", "reduce"][..], &words[..]].concat());
    let preview = told(&sample, START, &["campaign", "new", "FY2027", "--due", "2028-01-31"]);
    let minato = taken(&preview, "minato-haulage");
    assert_eq!(minato["snoozed"], serde_json::json!({"until": "2027-06-30", "since": "2027-03-01"}));
    assert_eq!(minato["risks"], serde_json::json!([{"flag": null, "review_by": "2027-05-01", "since": "2027-03-01"}]));
    assert_eq!(taken(&preview, "lualaba-trading")["escalated"], serde_json::json!({"to": "ono", "since": "2027-03-01"}));
    assert!(taken(&preview, "kisaki-seisakusho")["snoozed"].is_null(), "its day is past");
    let (_, words, _) = run(&sample, "mori", START, &["campaign", "new", "FY2027", "--due", "2028-01-31"]);
    assert!(words.contains("out of the queue until 2027-06-30 (put off 2027-03-01)"), "{words}");
    assert!(words.contains("with ono since 2027-03-01, not answered"), "{words}");
    begin(&sample, "FY2027", START, "2028-01-31");
    let stands = page(&sample, LATER, "minato-haulage");
    assert_eq!((&stands["snoozed"]["until"], &stands["snoozed"]["campaign"]), (&"2027-06-30".into(), &"FY2026".into()));
    assert_eq!((&stands["risks"][0]["campaign"], &stands["risks"][0]["out_of_date"]), (&"FY2026".into(), &true.into()));
    let old = flags(&sample, LATER, "minato-haulage").into_iter().find(|flag| flag["rule"] == "F-SCENARIO");
    assert!(old.is_some(), "the scenario of before is out of date and raises its flag here");
    let queue = told(&sample, LATER, &["queue"]);
    assert!(queue.as_array().expect("a list").iter().all(|row| row["supplier"] != "minato-haulage"), "put off");
    let (_, words, _) = run(&sample, "mori", LATER, &["queue"]);
    assert!(words.contains("minato-haulage until 2027-06-30, from FY2026, since 2027-03-01"), "{words}");
    let (_, words, _) = run(&sample, "mori", LATER, &["decisions", "lualaba-trading"]);
    assert!(words.contains("with ono, given by mori · from FY2026, since 2027-03-01: who owns the mine?"), "{words}");
}

#[test]
fn this_campaigns_own_word_takes_the_place_of_what_went_over() {
    let sample = common::sample();
    let risk = |now: &str, day: &str| {
        let words = ["--cause", "one road", "--consequence", "no ore", "--review-by", day];
        done(&sample, "mori", now, &[&["risk", "minato-haulage", "--response", "reduce"][..], &words[..]].concat());
    };
    risk(BEFORE, "2027-05-01");
    done(&sample, "mori", BEFORE, &["snooze", "minato-haulage", "--until", "2027-06-30", "--reason", "audit in June"]);
    done(&sample, "mori", BEFORE, &["escalate", "minato-haulage", "--to", "ono", "--reason", "the drivers' hours"]);
    done(&sample, "mori", BEFORE, &["escalate", "lualaba-trading", "--to", "ono", "--reason", "who owns the mine?"]);
    // Whoever it went to said what is to be done: nobody waits any more.
    let words = ["--what", "ask for the licence", "--owner", "anna", "--due", "2027-06-01"];
    done(&sample, "ono", BEFORE, &[&["action", "add", "lualaba-trading", "--kind", "correction"][..], &words[..]].concat());
    assert!(page(&sample, BEFORE, "lualaba-trading")["escalated"]["answered_by"].as_str().is_some_and(|by| by.starts_with("ono-")));
    begin(&sample, "FY2027", START, "2028-01-31");
    assert!(page(&sample, LATER, "lualaba-trading")["escalated"].is_null(), "answered");
    assert_eq!(page(&sample, LATER, "minato-haulage")["escalated"]["campaign"], "FY2026");
    risk(LATER, "2027-12-01");
    done(&sample, "mori", LATER, &["snooze", "minato-haulage", "--until", "2027-05-12", "--reason", "back on Wednesday"]);
    let now = page(&sample, LATER, "minato-haulage");
    assert_eq!((now["risks"].as_array().map(Vec::len), &now["risks"][0]["review_by"]), (Some(1), &"2027-12-01".into()));
    let gone = page(&sample, "2027-05-20T09:00:00+09:00", "minato-haulage");
    assert!(gone["snoozed"].is_null(), "the longer one of before does not come back: {gone}");
}

#[test]
fn it_says_how_many_suppliers_are_asked_which_questionnaire() {
    let sample = common::sample();
    let sets = ["--questionnaire", "csr-saq", "--questionnaire", "smelter-dd", "--questionnaire", "oecd-5step"];
    let begin = [&["campaign", "new", "FY2027", "--due", "2028-01-31"][..], &sets].concat();
    let preview = told(&sample, START, &begin);
    let asked = |at: usize| {
        (preview["sets"][at]["questionnaire"].as_str().expect("a name"), preview["sets"][at]["asked"].as_u64().expect("a count"))
    };
    assert_eq!(asked(0), ("csr-saq@2026-04", preview["of"].as_u64().expect("a count")));
    assert_eq!(asked(1).1, 2, "the two smelters");
    let (_, words, _) = run(&sample, "mori", START, &begin);
    assert!(words.contains("smelter-dd@2026-04: for 2 of the 17\n"), "{words}");
    assert!(words.contains("oecd-5step@2026-04: for ") && words.contains(" more if their answers say so"), "{words}");
    let (_, words, _) = run(&sample, "mori", START, &[&begin[..], &["--supplier", STOPPED]].concat());
    assert!(words.starts_with("FY2027: asks 1 of 17 suppliers") && words.contains("smelter-dd@2026-04: for 1 of the 1\n"), "{words}");
}

#[test]
fn an_agreed_action_goes_over_with_its_owner_and_its_day_whatever_it_is_for() {
    let sample = common::sample();
    let words = ["--what", "new roster", "--owner", "anna", "--due", "2027-04-20"];
    done(&sample, "mori", BEFORE, &[&["action", "add", "minato-haulage", "--flag", "C10"][..], &words[..]].concat());
    done(&sample, "mori", BEFORE, &[&["action", "add", "perameri-koboltti"][..], &words[..]].concat());
    let preview = told(&sample, START, &["campaign", "new", "FY2027", "--due", "2028-01-31"]);
    assert_eq!(taken(&preview, "perameri-koboltti")["actions"], 1);
    assert!(taken(&preview, "minato-haulage")["flags"].to_string().contains("C10"), "what it is about stands on with it");
    begin(&sample, "FY2027", START, "2028-01-31");
    for id in ["minato-haulage", "perameri-koboltti"] {
        let action = page(&sample, LATER, id)["actions"][0].clone();
        let told = (&action["owner"], &action["due"], &action["campaign"], &action["overdue"]);
        assert_eq!(told, (&"anna".into(), &"2027-04-20".into(), &"FY2026".into(), &true.into()));
    }
    assert!(
        flags(&sample, LATER, "aozora-plant").iter().all(|flag| flag["response"] != "CAP-90" || flag["carried"].is_null()),
        "asked anew"
    );
}
