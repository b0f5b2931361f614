//! What is open about a supplier stands on at whoever takes its place, with its name and first day.

use serde_json::Value;

use super::common::{self, NOW, Sample};
use super::on_a_day::{done, run, told};

/// A smelter under a stop, told by ken on 2026-10-08; its critical finding is overdue.
const OLD: &str = "teluk-timah";
const NEW: &str = "minato-haulage";
const STOP: &str = "R-FL@teluk-timah";

fn flag(sample: &Sample, now: &str, id: &str, key: &str) -> Option<Value> {
    let all = told(sample, now, &["flags", id]);
    all.as_array().expect("a list").iter().find(|flag| flag["key"] == key).cloned()
}

fn page(sample: &Sample, now: &str) -> Value {
    told(sample, now, &["decisions", NEW])[0].clone()
}

fn merge(sample: &Sample, now: &str) {
    done(sample, "mori", now, &["supplier", "same", NEW, OLD, "--reason", "same register number", "--yes"]);
}

/// The day after the merger.
const AFTER: &str = "2026-11-30T09:00:00+09:00";

#[test]
fn a_stop_stands_on_at_the_survivor_until_somebody_answers_it_there() {
    let sample = common::sample();
    // What the survivor had said before speaks of the survivor alone.
    for row in ["C6", "C7"] {
        done(&sample, "anna", NOW, &["answer", NEW, row, "no", "--source", "seen"]);
    }
    merge(&sample, NOW);
    let stop = flag(&sample, AFTER, NEW, STOP).expect("it stands on");
    assert_eq!((&stop["response"], &stop["gate"], &stop["state"]), (&"STOP".into(), &true.into(), &"open".into()));
    let reason = stop["reason"].as_str().expect("words");
    assert!(reason.ends_with("from teluk-timah (FY2026), since 2026-10-08"), "{reason}");
    assert!(stop["causes"][0]["entry"].as_str().expect("an entry").starts_with("teluk-timah/FY2026/ken-"), "{stop}");
    assert_eq!(page(&sample, AFTER)["orders_held"], true);
    let (_, words, _) = run(&sample, "mori", AFTER, &["flags", NEW]);
    assert!(words.contains("from teluk-timah (FY2026), since 2026-10-08"), "{words}");
    // Whoever wrote the predecessor's answers down decides nothing about them.
    done(&sample, "mori", AFTER, &["people", "grant", "ken", "reviewer"]);
    let decide = ["decide", NEW, "--outcome", "continue", "--reason", "x", "--no-remedy", "nobody was harmed"];
    assert_eq!(common::json_as(&sample, "ken", AFTER, &decide)["approval"], "self");
    for row in ["C6", "C7"] {
        done(&sample, "anna", AFTER, &["answer", NEW, row, "no", "--source", "seen", "--note", "asked again after the merger"]);
    }
    assert!(flag(&sample, AFTER, NEW, STOP).is_none());
    assert_eq!(page(&sample, AFTER)["orders_held"], false);
}

#[test]
fn actions_findings_and_promises_are_listed_with_their_origin_and_a_waiver_does_not_pass_over() {
    let sample = common::sample();
    let due = ["--due", "2027-01-31"];
    done(
        &sample,
        "mori",
        NOW,
        &[&["action", "add", OLD, "--what", "give the passports back", "--owner", "ken", "--flag", "R-FL"][..], &due].concat(),
    );
    for person in ["mori", "ono"] {
        done(&sample, person, NOW, &["people", "key"]);
    }
    done(&sample, "mori", NOW, &["people", "confirm", "ono"]);
    done(&sample, "mori", NOW, &["waive", OLD, "R-FL", "--until", "2027-02-28", "--reason", "audit in January"]);
    let waivers = told(&sample, NOW, &["decisions", OLD])[0]["waivers"].clone();
    let waiver = waivers[0]["entry"].as_str().expect("an entry").to_owned();
    done(&sample, "ono", NOW, &["confirm", OLD, &waiver]);
    assert_eq!(flag(&sample, NOW, OLD, "R-FL").expect("shown")["state"], "waived");
    let preview = told(&sample, NOW, &["supplier", "same", NEW, OLD, "--reason", "same register number"]);
    assert!(preview["flags"].to_string().contains("R-FL") && preview["waivers"].to_string().contains("R-FL"), "{preview}");
    let (_, words, _) = run(&sample, "mori", NOW, &["supplier", "same", NEW, OLD, "--reason", "same register number"]);
    assert!(words.contains("stand on there: ") && words.contains("waivers, which end: "), "{words}");
    merge(&sample, NOW);
    assert_eq!(flag(&sample, AFTER, NEW, STOP).expect("it stands on")["state"], "open", "the waiver was for the other");
    let inherited = page(&sample, AFTER)["inherited"].clone();
    assert_eq!(inherited[0]["from"], OLD);
    let kinds: Vec<&str> = inherited[0]["items"].as_array().expect("a list").iter().filter_map(|item| item["kind"].as_str()).collect();
    assert!(["action", "finding", "promise", "waiver"].iter().all(|kind| kinds.contains(kind)), "{inherited}");
    let found = inherited[0]["items"].as_array().expect("a list").iter().find(|item| item["kind"] == "finding").expect("one").clone();
    assert!(found["text"].as_str().is_some_and(|text| !text.is_empty()), "{found}");
    let (_, words, _) = run(&sample, "mori", AFTER, &["decisions", NEW]);
    assert!(words.contains("give the passports back · follow it there: `oretrail action done teluk-timah"), "{words}");
    assert!(words.contains("does not pass over"), "{words}");
    // The overdue finding raises its flag here, and its day stands in the queue.
    let late = told(&sample, AFTER, &["flags", NEW]);
    let late = late.as_array().expect("a list").iter().find(|flag| flag["rule"] == "F-OVERDUE").expect("raised").clone();
    assert!(late["causes"][0]["entry"].as_str().expect("an entry").starts_with("teluk-timah/"), "{late}");
    // What was begun there is ended there.
    let action = inherited[0]["items"][0]["entry"].as_str().expect("an entry").to_owned();
    done(&sample, "ken", AFTER, &["action", "done", OLD, &action]);
    done(&sample, "mori", AFTER, &["supplier", "succeed", OLD, "--undo"]);
    assert!(page(&sample, AFTER)["inherited"].as_array().expect("a list").is_empty());
    assert!(flag(&sample, AFTER, NEW, STOP).is_none());
}

#[test]
fn a_decision_on_what_was_taken_over_replays_and_the_next_campaign_goes_on_with_it() {
    let sample = common::sample();
    merge(&sample, NOW);
    let decided = told(&sample, AFTER, &["decide", NEW, "--outcome", "improvement-required", "--reason", "give the passports back"]);
    assert!(!decided["sealed"].is_null(), "{decided}");
    done(&sample, "mori", AFTER, &["supplier", "set", OLD, "country", "ID"]);
    let replay = told(&sample, AFTER, &["replay", NEW]);
    assert_eq!(replay["identical"], true, "{replay}");
    let next = told(&sample, "2027-04-05T09:00:00+09:00", &["campaign", "new", "FY2027", "--due", "2028-01-31", "--yes"]);
    let taken = next["carried"].as_array().expect("a list").iter().find(|one| one["supplier"] == NEW).expect("taken over").clone();
    assert!(taken["flags"].to_string().contains(STOP), "{taken}");
    let stop = flag(&sample, "2027-05-10T09:00:00+09:00", NEW, STOP).expect("it stands on");
    assert!(stop["reason"].as_str().expect("words").ends_with("from teluk-timah (FY2026), since 2026-10-08"), "{stop}");
    let verify = told(&sample, "2027-05-10T09:00:00+09:00", &["verify"]);
    assert_eq!(verify["whole"], true, "{verify}");
}

#[test]
fn what_two_people_decided_about_the_one_that_ended_is_named_and_does_not_count_for_the_survivor() {
    let sample = common::sample();
    for person in ["mori", "ono"] {
        done(&sample, person, NOW, &["people", "key"]);
    }
    done(&sample, "mori", NOW, &["people", "confirm", "ono"]);
    let decide = ["decide", OLD, "--outcome", "continue", "--reason", "passports were given back", "--no-remedy", "nobody was harmed"];
    let entry = told(&sample, NOW, &decide)["entry"].as_str().expect("an entry").to_owned();
    done(&sample, "ono", NOW, &["confirm", OLD, &entry]);
    assert_eq!(told(&sample, NOW, &["decisions", OLD])[0]["in_force"], entry);
    merge(&sample, NOW);
    // The page, the queue, and why, as long as nothing is decided about the survivor.
    let items = page(&sample, AFTER)["inherited"][0]["items"].clone();
    let known = items.as_array().expect("a list").iter().find(|item| item["kind"] == "decision").expect("named").clone();
    assert_eq!((&known["entry"], &known["owner"], &known["at"]), (&entry.as_str().into(), &"mori + ono".into(), &"2026-11-23".into()));
    let (_, words, _) = run(&sample, "mori", AFTER, &["decisions", NEW]);
    let line =
        format!("decision {entry} (continue) by mori + ono on 2026-11-23 was taken about {OLD} and does not count for this supplier");
    assert!(words.contains(&line) && words.contains(&format!("oretrail why {OLD}")), "{words}");
    let short = format!("{OLD} was decided about by mori + ono on 2026-11-23 (continue, {entry}); that does not count here");
    let (_, queue, _) = run(&sample, "mori", AFTER, &["queue"]);
    assert!(queue.contains(&format!("{NEW}: {short}")), "{queue}");
    let (code, out, error) = run(&sample, "mori", AFTER, &["why", NEW]);
    assert!(code != 0 && error.contains(&short), "{out}{error}");
    assert!(flag(&sample, AFTER, NEW, STOP).is_some() && page(&sample, AFTER)["orders_held"] == true, "the stop stands on");
    // Once two people decided about the survivor, the page of that decision still names it, and the queue does not.
    let decide = ["decide", NEW, "--outcome", "improvement-required", "--reason", "read again"];
    let own = told(&sample, AFTER, &decide)["entry"].as_str().expect("an entry").to_owned();
    done(&sample, "ono", AFTER, &["confirm", NEW, &own]);
    assert_eq!(page(&sample, AFTER)["in_force"], own);
    let (_, why, error) = run(&sample, "mori", AFTER, &["why", NEW]);
    assert!(why.contains(&line), "{why}{error}");
    let (_, queue, _) = run(&sample, "mori", AFTER, &["queue"]);
    assert!(!queue.contains("was decided about"), "{queue}");
}
