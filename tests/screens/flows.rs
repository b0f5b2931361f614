//! A row asked one by one: answered for all flows with one key, or for one flow at a time.

use oretrail::language::Lang;

use super::{NARROW, Stage, common};

const TRADER: &str = "tx-flows";
const ROW: &str = "oecd-5step.X2";

fn trader() -> common::Sample {
    let sample = common::sample();
    let add = ["supplier", "add", TRADER, "--name", "Flow Metals AG", "--country", "CH", "--type", "trader"];
    let metals = ["--material", "copper", "--material", "tin", "--material", "gold"];
    assert_eq!(common::run(&sample, &[&add[..], &metals].concat()).0, 0);
    let sets = ["--questionnaire", "csr-saq", "--questionnaire", "oecd-5step"];
    let words = ["campaign", "new", "FLOWS", "--due", "2027-06-30", "--yes", "--supplier", TRADER];
    assert_eq!(common::run_as(&sample, "mori", &[&words[..], &sets].concat()).0, 0);
    sample
}

fn at_row(lang: Lang, row: &str) -> Stage {
    let mut stage = Stage::on(trader(), "anna", lang, NARROW).enter(TRADER);
    stage.keys(&format!("<esc>g{row}<enter>"));
    stage
}

/// What stands recorded: about what, and the value.
fn recorded(stage: &Stage) -> Vec<(String, String)> {
    let rows = common::run(&stage.sample, &["answers", TRADER, "--json"]).1;
    let rows: serde_json::Value = serde_json::from_str(&rows).expect("JSON");
    let of = |row: &&serde_json::Value| row["question"] == ROW || row["question"] == "oecd-5step.X1";
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    rows.as_array().expect("a list").iter().filter(of).map(|row| (text(&row["about"]), text(&row["value"][0]))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(about, value)| ((*about).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn the_flows_are_listed_with_their_answers_and_one_is_chosen() {
    for (lang, name) in [(Lang::En, "en"), (Lang::Ja, "ja")] {
        let mut stage = at_row(lang, "oecd-5step.X2");
        insta::assert_snapshot!(format!("one_by_one_{name}"), stage.shows());
        insta::assert_snapshot!(format!("one_by_one_begun_{name}"), stage.keys("fn").shows());
    }
}

#[test]
fn one_flow_is_answered_at_a_time_and_then_the_next_question_comes() {
    let mut stage = at_row(Lang::En, ROW);
    stage.keys("fn");
    assert_eq!(recorded(&stage), pairs(&[("flow:copper", "no")]));
    assert!(stage.shows().contains("› ○ Tin"), "the next one without an answer: {}", stage.shows());
    // Passed over, tin stays open; gold is the next, then it goes round to tin, then on.
    stage.keys("<enter>");
    assert!(stage.shows().contains("› ○ Gold"), "{}", stage.shows());
    stage.keys("y");
    assert!(stage.shows().contains("› ○ Tin"), "{}", stage.shows());
    stage.keys("u");
    assert!(stage.shows().contains("X3  ") && !stage.shows().contains("X2  "), "{}", stage.shows());
    assert!(stage.shows().contains("›   all that have no answer"), "the default again: {}", stage.shows());
    assert_eq!(recorded(&stage), pairs(&[("flow:copper", "no"), ("flow:gold", "yes"), ("flow:tin", "")]));
}

#[test]
fn an_answer_for_all_leaves_those_with_their_own_and_taking_back_means_the_chosen_one() {
    let mut stage = at_row(Lang::En, ROW);
    stage.keys("n");
    assert_eq!(recorded(&stage), pairs(&[("", "no")]), "one key as before");
    assert!(stage.shows().contains("X3  "), "nobody is slowed down: {}", stage.shows());
    stage.keys("goecd-5step.X2<enter>ff");
    assert!(stage.shows().contains("› ✓ Tin: as all the others"), "{}", stage.shows());
    assert!(!stage.shows().contains("n ●"), "nothing of its own: {}", stage.shows());
    stage.keys("<bs>");
    assert!(stage.shows().contains("has no answer to take back"), "{}", stage.shows());
    stage.keys("ygoecd-5step.X2<enter>");
    assert_eq!(recorded(&stage), pairs(&[("", "no"), ("flow:tin", "yes")]));
    assert!(stage.shows().contains("✓ Tin: yes"), "{}", stage.shows());
    // A remark says which one it is about; the answer is taken back, the one for all stays.
    stage.keys("ffttags missing<enter><bs>");
    assert!(stage.shows().contains("› ✓ Tin: as all the others"), "{}", stage.shows());
    assert_eq!(recorded(&stage), pairs(&[("", "no")]));
    let notes = common::run(&stage.sample, &["log", TRADER]).1;
    assert!(notes.contains("Tin: tags missing"), "{notes}");
    stage.keys("z");
    assert_eq!(recorded(&stage), pairs(&[("", "no"), ("flow:tin", "yes")]), "undone: {}", stage.shows());
}

#[test]
fn the_key_is_shown_only_where_it_does_something_and_says_why_not_elsewhere() {
    let mut stage = at_row(Lang::En, ROW);
    let foot = |stage: &Stage| stage.shows().lines().last().unwrap_or_default().to_owned();
    assert!(foot(&stage).contains("f one by one"), "{}", foot(&stage));
    stage.keys("gcsr-saq.A1<enter>");
    assert!(!foot(&stage).contains("f one by one"), "{}", foot(&stage));
    stage.keys("f");
    assert!(stage.shows().contains("this question is asked once"), "{}", stage.shows());
}

#[test]
fn where_there_is_no_room_for_a_line_each_the_others_stand_on_one_line() {
    let mut stage = at_row(Lang::En, "oecd-5step.X1");
    stage.keys("f2<enter>");
    let shown = stage.shows();
    assert!(shown.contains("› ○ Tin\n") && shown.contains("✓ Copper: forced labour  ○ Gold\n"), "{shown}");
    assert!(shown.contains("7 □") || shown.contains("6 □"), "the answers are all there: {shown}");
    stage.size(60, 16);
    assert!(stage.shows().contains("› ○ Tin"), "the chosen one always: {}", stage.shows());
}

#[test]
fn what_is_told_before_a_section_stands_above_its_first_question_where_there_is_no_panel() {
    const TOLD: &str = "no proof is needed";
    let mut stage = at_row(Lang::En, "oecd-5step.X1");
    assert!(stage.shows().contains(TOLD), "{}", stage.shows());
    stage.keys("goecd-5step.X2<enter>");
    assert!(!stage.shows().contains(TOLD), "{}", stage.shows());
    let wide = stage.size(120, 40).shows();
    assert_eq!(wide.matches("To say before these questions").count(), 1, "{wide}");
}

#[test]
fn help_lists_the_key() {
    let mut stage = at_row(Lang::En, ROW);
    let shown = stage.size(120, 60).keys("?").shows();
    assert!(shown.contains("answer for the next flow or facility"), "{shown}");
}

#[test]
fn a_line_typed_for_one_facility_is_about_it_after_a_power_cut_too() {
    let sample = common::sample();
    let smelter = "kupfer-huette";
    let add = ["supplier", "add", smelter, "--country", "JP", "--type", "smelter", "--material", "tin", "--material", "copper"];
    assert_eq!(common::run(&sample, &add).0, 0);
    let words = ["campaign", "new", "SMELT", "--due", "2027-06-30", "--yes", "--supplier", smelter];
    let sets = ["--questionnaire", "csr-saq", "--questionnaire", "smelter-dd"];
    assert_eq!(common::run_as(&sample, "mori", &[&words[..], &sets].concat()).0, 0);
    for about in ["facility:tin/CID001105", "facility:tin/CID002180"] {
        assert_eq!(common::run(&sample, &["answer", smelter, "smelter-dd.F2", "yes", "--about", about]).0, 0);
    }
    let mut stage = Stage::on(sample, "anna", Lang::En, NARROW).enter(smelter);
    stage.keys("<esc>gsmelter-dd.F2<enter>ff-toll");
    assert!(stage.shows().contains("F2 · ") && stage.shows().contains(" · Tin · CID002180"), "{}", stage.shows());
    let mut stage = stage.again().enter(smelter);
    assert!(stage.shows().contains("› toll") && stage.shows().contains("› ✓ Tin · CID002180: yes"), "{}", stage.shows());
    stage.keys(" only<enter>");
    let rows = common::run(&stage.sample, &["answers", smelter, "--json"]).1;
    let rows: serde_json::Value = serde_json::from_str(&rows).expect("JSON");
    let of = |about: &str| rows.as_array().expect("a list").iter().find(|row| row["about"] == about).expect(about)["state"].clone();
    assert_eq!(of("facility:tin/CID001105"), "answered");
    assert_eq!(of("facility:tin/CID002180"), "not-applicable");
}

#[test]
fn a_document_and_a_promise_are_about_the_flow_the_keys_speak_of() {
    let mut stage = at_row(Lang::En, ROW);
    let file = stage.sample.root.join("tags.pdf");
    std::fs::write(&file, "tag list of the tin lots").expect("written");
    stage.keys("ffm");
    assert!(stage.shows().contains("X2 · ") && stage.shows().contains(" · Tin"), "{}", stage.shows());
    stage.keys("2026-12-15<enter>tag list<enter>");
    let promised = common::run(&stage.sample, &["promise", "list", "--supplier", TRADER]).1;
    assert!(promised.contains("X2 · Tin"), "{promised}");
    stage.keys(&format!("goecd-5step.X2<enter>ffe{}<enter>", file.display()));
    let papers = common::run(&stage.sample, &["evidence", "list", "--supplier", TRADER]).1;
    assert!(papers.contains("tags.pdf") && papers.contains("Tin"), "{papers}");
    let promised = common::run(&stage.sample, &["promise", "list", "--supplier", TRADER]).1;
    assert!(!promised.contains("X2 · Tin"), "the paper of the same flow keeps it: {promised}");
}

#[test]
fn our_own_check_of_a_flow_is_entered_from_a_list_with_its_source_and_never_in_the_guest_view() {
    for place in ["interview", "page"] {
        let mut stage = at_row(Lang::En, ROW);
        if place == "page" {
            stage = Stage::on(stage.sample, "anna", Lang::En, NARROW);
            stage.keys(&format!("s/{TRADER}<enter><enter>"));
        }
        let list = stage.keys("CXB").shows();
        assert!(list.contains("○ oecd-5step XB · Copper") && list.contains("XB · Tin"), "{place}: {list}");
        stage.keys(" Tin<enter>");
        assert!(stage.shows().contains("bribery or unpaid taxes"), "{place}: {}", stage.shows());
        stage.keys("bribery<enter><enter>");
        assert!(stage.shows().contains("source"), "{place}: a check of one flow is worth what its source is: {}", stage.shows());
        stage.keys("UN Group of Experts, June 2026<enter>");
        let flags = common::run(&stage.sample, &["flags", TRADER, "--json"]).1;
        assert!(flags.contains("Tin: The answer to XB"), "{place}: {flags}");
        let list = stage.keys("CXB").shows();
        assert!(list.contains("● oecd-5step XB · Tin"), "{place}: {list}");
        stage.keys("<esc>");
    }
    let mut stage = at_row(Lang::En, ROW);
    let shown = stage.keys("GC").shows();
    assert!(!shown.contains("XB") && shown.contains("end the guest view first"), "{shown}");
}
