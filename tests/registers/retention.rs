//! How long texts are kept, what is due, and that erasing leaves a gap that proves itself.

use super::*;

const LATER: &str = "2045-04-01T09:00:00+09:00";

/// Whether a text stands anywhere below a folder.
fn holds(folder: &std::path::Path, word: &str) -> bool {
    std::fs::read_dir(folder).expect("readable").any(|entry| {
        let path = entry.expect("an entry").path();
        if path.is_dir() { holds(&path, word) } else { String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).contains(word) }
    })
}

fn class<'v>(told: &'v Value, word: &str) -> &'v Value {
    told["classes"].as_array().expect("classes").iter().find(|one| one["class"] == word).unwrap_or_else(|| panic!("{word}: {told}"))
}

#[test]
fn every_class_says_how_long_and_on_whose_word_and_nothing_of_today_is_due() {
    let sample = common::sample();
    let now = json(&sample, "mori", &["retention", "list"]);
    assert_eq!(now["classes"].as_array().map(Vec::len), Some(8), "{now}");
    let free = class(&now, "free-text");
    assert_eq!((free["months"].as_i64(), free["tool_default"].as_bool(), free["due"].as_i64()), (Some(84), Some(true), Some(0)));
    assert!(free["texts"].as_i64().is_some_and(|texts| texts > 10) && free["next"].is_string(), "{free}");
    assert!(done(&sample, "mori", &["retention", "list"]).contains("tool default, not company policy"));
    let later = json(&sample, "mori", &["retention", "list", "--on", "2045-04-01"]);
    assert_eq!(class(&later, "free-text")["due"], class(&later, "free-text")["texts"], "then all of it");
    let due = later["due"].as_array().expect("due");
    assert!(due.iter().all(|one| one["command"].as_str().is_some_and(|command| command.contains("erase") || command.contains("redact"))));
    let (code, _, error) = run(&sample, "mori", &["retention", "list", "--on", "some day"]);
    assert_eq!((code, error.contains("not a date")), (2, true), "{error}");
}

#[test]
fn what_is_due_is_erased_at_once_and_the_record_stays_whole() {
    let sample = common::sample();
    done(&sample, "anna", &["note", "hai-trieu", "--text", "the night guard is Mr. Fictitious"]);
    let erase = ["retention", "erase", "free-text", "--supplier", "hai-trieu", "--reason", "register no. 12"];
    let (code, told, error) = run_at(&sample, "mori", LATER, &erase);
    assert_eq!((code, told.contains("--yes")), (0, true), "{told}{error}");
    assert!(holds(&sample.root.join("suppliers/hai-trieu"), "Mr. Fictitious"), "nothing goes without --yes");
    let (code, _, error) = run_at(&sample, "anna", LATER, &[&erase[..], &["--yes"]].concat());
    assert_eq!((code, error.contains("administrator")), (2, true), "{error}");
    let early = json(&sample, "mori", &[&erase[..], &["--yes"]].concat());
    assert_eq!(early["erased"].as_array().map(Vec::len), Some(0), "nothing is due today: {early}");
    let done = json_at(&sample, "mori", LATER, &[&erase[..], &["--yes"]].concat());
    assert!(done["erased"].as_array().is_some_and(|all| !all.is_empty()), "{done}");
    assert!(!holds(&sample.root.join("suppliers/hai-trieu"), "Mr. Fictitious"));
    let left = json_at(&sample, "mori", LATER, &["retention", "list", "--supplier", "hai-trieu"]);
    let free = class(&left, "free-text");
    assert_eq!((free["texts"].as_i64(), free["due"].as_i64()), (Some(0), Some(0)), "an erasure begins no time anew: {free}");
    let (code, out, error) = run_at(&sample, "mori", LATER, &["verify", "hai-trieu"]);
    assert_eq!(code, 0, "{out}{error}");
    let (code, _, error) = run(&sample, "mori", &["retention", "erase", "everything", "--reason", "x"]);
    assert_eq!((code, error.contains("owner-rows")), (2, true), "{error}");
}

#[test]
fn grievances_and_screening_are_listed_for_those_alone_who_may_see_them() {
    let sample = common::sample();
    let raised = json(&sample, "hara", &[&RAISE[..], &["--reporter", "Tran Van Minh"]].concat());
    let number = raised["number"].as_str().expect("a number").to_owned();
    let due = |person: &str, now: &str| {
        let list = json_at(&sample, person, now, &["retention", "list"]);
        let all = list["due"].as_array().expect("due");
        all.iter().find(|one| one["grievance"] == number.as_str()).and_then(|one| one["due"].as_str()).map(str::to_owned)
    };
    assert_eq!(due("hara", LATER), None, "an open one is kept");
    done(&sample, "hara", &["grievance", "close", &number, "--result", "guards fitted"]);
    let (eve, day) = ("2031-11-22T09:00:00+09:00", "2031-11-23T09:00:00+09:00");
    assert_eq!((due("hara", eve), due("hara", day)), (None, Some("2031-11-23".to_owned())));
    assert_eq!((due("mori", day), due("anna", day)), (None, None));
    let erase = ["retention", "erase", "grievances", "--reason", "five years after closing", "--yes"];
    let (code, _, error) = run_at(&sample, "hara", eve, &erase);
    assert_eq!(code, 0, "{error}");
    assert!(due("hara", day).is_some(), "a day early nothing goes");
    assert_eq!(run_at(&sample, "hara", day, &erase).0, 0);
    assert_eq!(due("hara", day), None);
}

#[test]
fn an_erased_officer_stands_nowhere_in_the_workspace_any_more_and_what_was_sealed_still_replays() {
    let sample = common::sample();
    let profile = sample.root.join("suppliers/kuroshio-keiseki/supplier.toml");
    let text = std::fs::read_to_string(&profile).expect("a profile");
    let officer = "\n[[related]]\nname = \"Fictitious Hanako\"\nkind = \"officer\"\ncountry = \"JP\"\n";
    std::fs::write(&profile, format!("{text}{officer}")).expect("written");
    done(&sample, "anna", &["supplier", "adopt", "kuroshio-keiseki", "--yes"]);
    done(&sample, "mori", &["decide", "kuroshio-keiseki", "--outcome", "improvement-required", "--reason", "dust"]);
    assert!(!holds(&sample.root.join("sealed"), "Fictitious Hanako"), "a seal binds the name by its hash alone");
    let replayed = || done(&sample, "mori", &["replay", "kuroshio-keiseki"]);
    assert!(replayed().contains("identical"), "{}", replayed());
    // An edit that was put back leaves its text beside the profile.
    let edited = std::fs::read_to_string(&profile).expect("a profile").replace("dust", "dust ");
    std::fs::write(&profile, format!("{edited}\n[[related]]\nname = \"Fictitious Jiro\"\nkind = \"officer\"\n")).expect("written");
    done(&sample, "anna", &["supplier", "restore", "kuroshio-keiseki"]);
    let log = json(&sample, "mori", &["log", "kuroshio-keiseki"]);
    let adopted = |one: &&Value| one["do"] == "profile" && one["key"] == "related" && one["by"] == "anna";
    let entry = log.as_array().expect("a log").iter().rev().find(adopted).expect("adopted")["entry"].as_str().expect("an entry").to_owned();
    done(&sample, "mori", &["redact", &entry, "--supplier", "kuroshio-keiseki", "--ahead", "--reason", "she asked for it"]);
    assert!(!holds(&sample.root, "Fictitious Hanako") && !holds(&sample.root, "Fictitious Jiro"));
    assert!(replayed().contains("identical"), "{}", replayed());
}
