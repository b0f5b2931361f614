//! Suppliers go to another buyer with everything that is open.

use super::{common, done, json, refused};

const ID: &str = "kisaki-seisakusho";

#[test]
fn what_is_open_is_listed_first_and_goes_to_the_new_buyer_with_the_supplier() {
    let sample = common::sample();
    let before = json(&sample, "anna", &["supplier", "show", ID])["profile"]["buyer"].clone();
    assert_eq!(before, "anna");
    done(&sample, "anna", &["promise", ID, "D4", "--due", "2026-12-15", "--what", "drill record"]);
    done(&sample, "anna", &["park", ID, "D5"]);
    done(&sample, "mori", &["action", "add", ID, "--what", "ask the mine", "--owner", "anna", "--due", "2026-12-20"]);
    done(&sample, "mori", &["action", "add", ID, "--what", "read the report", "--owner", "mori", "--due", "2026-12-20"]);
    let give = ["supplier", "handover", ID, "--from", "anna", "--to", "ken", "--reason", "parental leave"];
    let shown = done(&sample, "anna", &give);
    assert!(shown.contains("drill record") && shown.contains("ask the mine") && shown.contains("D5"), "{shown}");
    assert!(!shown.contains("read the report"), "somebody else sees to that: {shown}");
    assert!(shown.contains("--yes"), "{shown}");
    assert_eq!(json(&sample, "anna", &["supplier", "show", ID])["profile"]["buyer"], "anna", "nothing is written yet");
    done(&sample, "anna", &[&give[..], &["--yes"]].concat());
    assert_eq!(json(&sample, "anna", &["supplier", "show", ID])["profile"]["buyer"], "ken");
    let decisions = json(&sample, "mori", &["decisions", ID]);
    let owners: Vec<&str> = decisions[0]["actions"].as_array().expect("actions").iter().filter_map(|one| one["owner"].as_str()).collect();
    assert!(owners.contains(&"ken") && owners.contains(&"mori") && !owners.contains(&"anna"), "{owners:?}");
    let log = json(&sample, "ken", &["log", ID]);
    let told = log.as_array().expect("a log").iter().find(|one| one["do"] == "hand-over").expect("recorded").clone();
    assert_eq!((&told["from"], &told["to"], &told["reason"]), (&"anna".into(), &"ken".into(), &"parental leave".into()));
    assert!(told["parked"].as_array().expect("rows").contains(&"csr-saq.D5".into()), "{told}");
    assert_eq!(json(&sample, "anna", &["verify"])["whole"], true);
}

#[test]
fn all_of_a_person_go_at_once_and_what_cannot_be_is_said() {
    let sample = common::sample();
    let to_ken = ["supplier", "hand-over", "--from", "anna", "--to", "ken", "--reason", "leave", "--yes"];
    let all = json(&sample, "mori", &to_ken);
    assert!(all["suppliers"].as_array().expect("a list").len() > 3, "{all}");
    let left = json(&sample, "mori", &["supplier", "list"]);
    assert!(left.as_array().expect("rows").iter().all(|row| row["buyer"] != "anna"));
    let why = |arguments: &[&str]| refused(&sample, "mori", &[&["supplier", "hand-over"][..], arguments].concat());
    assert!(why(&["--from", "anna", "--to", "ken", "--reason", "x"]).contains("in charge of no supplier"));
    assert!(why(&["--to", "ken", "--reason", "x"]).contains("--from"));
    assert!(why(&[ID, "--to", "nobody", "--reason", "x"]).contains("nobody here"));
    assert!(why(&[ID, "--to", "ken", "--reason", "x"]).contains("already"));
    assert!(why(&[ID, "--from", "anna", "--to", "li", "--reason", "x"]).contains("ken is in charge"));
    assert!(why(&[ID, "--to", "li", "--reason", " "]).contains("--reason"));
}
