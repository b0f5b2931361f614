//! A profile edited by hand: noticed, shown, recorded by a person or put back; judged by the record until then.

use std::fs;
use std::path::PathBuf;

use super::{assess, common, json, run};

const ID: &str = "minato-haulage";

fn file(sample: &common::Sample) -> PathBuf {
    sample.root.join(format!("suppliers/{ID}/supplier.toml"))
}

fn edit(sample: &common::Sample, from: &str, to: &str) {
    let text = fs::read_to_string(file(sample)).expect("readable");
    assert!(text.contains(from), "{text}");
    fs::write(file(sample), text.replacen(from, to, 1)).expect("written");
}

#[test]
fn an_edit_by_hand_is_noticed_and_judges_nothing_until_somebody_records_it() {
    let sample = common::sample();
    let before = assess(&sample, ID);
    edit(&sample, "country = \"JP\"", "country = \"CD\" # they moved");
    let (_, _, told) = run(&sample, &["assess", ID]);
    assert!(told.contains("was edited by hand and not recorded: country"), "{told}");
    assert_eq!(assess(&sample, ID)["inherent"], before["inherent"], "the recorded profile is in force");
    let shown = json(&sample, &["supplier", "show", ID]);
    assert_eq!(shown["profile"]["country"], "JP");
    assert_eq!(shown["edited"][0]["file"][0], "CD");
    let verified = json(&sample, &["verify"]);
    assert_eq!((&verified["whole"], &verified["problems"][0]["kind"]), (&false.into(), &"profile-edited".into()));
    let checked = json(&sample, &["check"]);
    let remark = checked.as_array().expect("a list").iter().find(|one| one["code"] == "edited-by-hand").expect("told");
    assert_eq!(remark["severity"], "warning");
    let line = usize::try_from(remark["line"].as_u64().expect("a line")).expect("small");
    assert!(fs::read_to_string(file(&sample)).expect("readable").lines().nth(line - 1).is_some_and(|text| text.starts_with("country")));
}

#[test]
fn an_edit_is_previewed_and_then_recorded_by_whoever_asks_with_its_comments_kept() {
    let sample = common::sample();
    let before = assess(&sample, ID);
    edit(&sample, "country = \"JP\"", "country = \"CD\" # they moved");
    let (code, out, _) = run(&sample, &["supplier", "adopt", ID]);
    assert!(
        code == 0 && out.contains("country: recorded JP, the file says CD") && out.contains("by anna-7f3k; nothing is written yet"),
        "{out}"
    );
    assert_eq!(json(&sample, &["supplier", "show", ID])["profile"]["country"], "JP");
    let done = json(&sample, &["supplier", "adopt", ID, "--yes"]);
    assert_eq!((&done["saved"], &done["changes"][0]["key"]), (&true.into(), &"country".into()));
    let after = assess(&sample, ID);
    assert_ne!(after["inherent"], before["inherent"]);
    assert_eq!(after["conduct"], before["conduct"], "a country is no conduct");
    assert!(fs::read_to_string(file(&sample)).expect("readable").contains("country = \"CD\" # they moved"));
    let (_, out, told) = run(&sample, &["supplier", "adopt", ID]);
    assert!(out.contains("nothing to do") && told.is_empty(), "{out}{told}");
    // A fact that is set later leaves the comment where it was.
    assert_eq!(run(&sample, &["supplier", "set", ID, "country", "VN"]).0, 0);
    assert!(fs::read_to_string(file(&sample)).expect("readable").contains("country = \"VN\" # they moved"));
    assert_eq!(json(&sample, &["verify"])["notices"], serde_json::json!([]));
}

#[test]
fn an_edit_that_cannot_be_is_not_recorded_and_a_fact_set_beside_it_leaves_it_open() {
    let sample = common::sample();
    edit(&sample, "country = \"JP\"", "country = \"XQ\"");
    let (code, _, told) = run(&sample, &["supplier", "adopt", ID, "--yes"]);
    assert!(code == 2 && told.contains("XQ"), "{told}");
    assert_eq!(run(&sample, &["supplier", "set", ID, "spend-class", "high"]).0, 0);
    let shown = json(&sample, &["supplier", "show", ID]);
    assert_eq!((&shown["profile"]["spend_class"], &shown["edited"][0]["key"]), (&"high".into(), &"country".into()));
    assert!(fs::read_to_string(file(&sample)).expect("readable").contains("country = \"XQ\""), "the edit is still there");
}

#[test]
fn a_text_that_is_no_toml_is_told_with_its_line_and_can_be_put_back() {
    let sample = common::sample();
    let before = (assess(&sample, ID), fs::read_to_string(file(&sample)).expect("readable"));
    edit(&sample, "country = \"JP\"", "country = JP\"");
    let (code, out, _) = run(&sample, &["check"]);
    let line = before.1.lines().position(|line| line.starts_with("country")).expect("there") + 1;
    assert!(code == 2 && out.contains(&format!("{ID}/supplier.toml:{line}:")) && out.contains("toml-syntax"), "{out}");
    assert_eq!(assess(&sample, ID), before.0, "the recorded profile stays in force");
    let (code, _, told) = run(&sample, &["supplier", "set", ID, "goods", "haulage"]);
    assert!(code == 2 && told.contains(&format!("line {line}")), "{told}");
    let (code, out, _) = run(&sample, &["supplier", "restore", ID]);
    assert!(code == 0 && out.contains("supplier.toml.before-restore"), "{out}");
    let said = json(&sample, &["check"]);
    let mistakes: Vec<_> = said.as_array().expect("a list").iter().filter(|one| one["code"] != "check-source").collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let kept = fs::read_to_string(file(&sample).with_file_name("supplier.toml.before-restore")).expect("kept");
    assert!(kept.contains("country = JP\""));
    let verified = json(&sample, &["verify"]);
    assert_eq!(verified["whole"], true, "{verified}");
}

#[test]
fn an_edit_that_is_put_back_leaves_the_comments_of_the_text_alone() {
    let sample = common::sample();
    edit(&sample, "country = \"JP\"", "# the yard is in Yokohama\ncountry = \"CL\"");
    let restored = json(&sample, &["supplier", "restore", ID]);
    assert_eq!((&restored["saved"], &restored["changes"][0]["key"]), (&true.into(), &"country".into()));
    let text = fs::read_to_string(file(&sample)).expect("readable");
    assert!(text.contains("# the yard is in Yokohama\ncountry = \"JP\""), "{text}");
}

#[test]
fn a_profile_nobody_recorded_is_said_to_be_and_can_be_recorded_as_a_whole() {
    let sample = common::sample();
    let folder = sample.root.join("suppliers/by-hand");
    fs::create_dir_all(&folder).expect("a folder");
    let text = "# typed by hand\n[supplier]\nname = \"By Hand\"\npartner-type = \"maker\"\ncountry = \"JP\"\n\n[[related]]\nname = \"Owner\"\nkind = \"owner\"\n";
    fs::write(folder.join("supplier.toml"), text).expect("written");
    let (_, _, told) = run(&sample, &["supplier", "show", "by-hand"]);
    assert!(told.contains("was never recorded"), "{told}");
    assert_eq!(json(&sample, &["supplier", "adopt", "by-hand", "--yes"])["first"], true);
    assert!(run(&sample, &["supplier", "show", "by-hand"]).2.is_empty());
    assert_eq!(fs::read_to_string(folder.join("supplier.toml")).expect("readable"), text);
    let log = fs::read_to_string(folder.join("standing/anna-7f3k.toml")).expect("readable");
    assert!(!log.contains("Owner"), "owners lie apart: {log}");
    assert!(json(&sample, &["supplier", "show", "by-hand"])["profile"]["related"][0]["name"] == "Owner");
}

#[test]
fn renaming_merging_and_handing_over_keep_the_history() {
    let sample = common::sample();
    let entries = json(&sample, &["log", ID]).as_array().expect("a log").len();
    assert_eq!(run(&sample, &["supplier", "rename", ID, "Minato Logistics"]).0, 0);
    assert_eq!(run(&sample, &["supplier", "hand-over", ID, "--to", "ken", "--reason", "leave", "--yes"]).0, 0);
    assert_eq!(run(&sample, &["supplier", "merge", "kumonami-cloud", ID, "--yes"]).0, 0);
    let shown = json(&sample, &["supplier", "show", ID]);
    let profile = &shown["profile"];
    assert_eq!((&profile["name"], &profile["buyer"]), (&"Minato Logistics".into(), &"ken".into()));
    let former: Vec<&str> = profile["former_names"].as_array().expect("names").iter().filter_map(|name| name.as_str()).collect();
    assert!(
        former.iter().any(|name| name.contains("Minato")) && former.iter().any(|name| name.to_lowercase().contains("kumonami")),
        "{former:?}"
    );
    assert_eq!(json(&sample, &["supplier", "show", "kumonami-cloud"])["living"]["succeeded"][0]["others"], serde_json::json!([ID]));
    assert_eq!(shown["edited"], serde_json::json!([]));
    assert!(json(&sample, &["log", ID]).as_array().expect("a log").len() >= entries, "what happened before is still told");
    let verified = json(&sample, &["verify"]);
    assert_eq!(verified["whole"], true, "{verified}");
    assert_eq!(json(&sample, &["verify"])["notices"], serde_json::json!([]));
}
