//! Editions of questionnaires coming into use and going out of it: refused where the file or the name forbids it, withdrawn,
//! moved to and back.

use serde_json::Value;

use super::{common, json, run, said};
use common::Sample;

const FILE: &str = "questionnaires/csr-saq-2027-04.toml";
const NEXT: &str = "csr-saq@2027-04";
const BACK: [&str; 5] = ["campaign", "migrate", "FY2026", "--to", "csr-saq@2026-04"];
const MOVE: [&str; 5] = ["campaign", "migrate", "FY2026", "--to", NEXT];

/// The edition 2027-04 of csr-saq in the workspace, with something in it written otherwise.
fn next(sample: &Sample, from: &str, to: &str) {
    let (_, text) = oretrail::builtin::questionnaires().into_iter().find(|(name, _)| name.starts_with("csr-saq")).expect("csr-saq");
    let text = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    assert!(text.contains(from), "{from}");
    std::fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    std::fs::write(sample.root.join(FILE), text.replacen(from, to, 1)).expect("written");
}

fn refused(sample: &Sample, arguments: &[&str], words: &[&str]) {
    let (code, out, error) = run(sample, arguments);
    assert_eq!(code, 2, "{arguments:?}: {out}{error}");
    assert!(words.iter().all(|word| error.contains(word)), "{arguments:?}: {words:?} in {error}");
}

fn with<'a>(arguments: &[&'a str], more: &'a str) -> Vec<&'a str> {
    [arguments, &[more]].concat()
}

fn listed(sample: &Sample, now: &str, id: &str) -> Vec<Value> {
    let all = common::json_as(sample, "mori", now, &["questionnaire", "list"]);
    all.as_array().expect("a list").iter().filter(|one| one["id"] == id).cloned().collect()
}

#[test]
fn an_edition_whose_file_has_errors_comes_into_no_use_and_the_refusal_names_file_and_line() {
    let sample = common::sample();
    next(&sample, "severity = \"high\"", "severity = \"hihg\"");
    let words = ["its file has 1 error", "questionnaires/csr-saq-2027-04.toml:", "hihg", "`oretrail check`"];
    refused(&sample, &["questionnaire", "activate", NEXT], &words);
    refused(&sample, &with(&MOVE, "--yes"), &words);
    refused(&sample, &["campaign", "new", "T1", "--questionnaire", NEXT, "--due", "2027-06-30", "--yes"], &words);
    let (name, text) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let text = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("\nlow = 1\n", "\nlow = 5\n", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies").join(name.replace("2026-04", "2027-04")), text).expect("written");
    refused(&sample, &["policy", "activate", "2027-04"], &["policies/jx-selection-2027-04.toml:", "`low`", "`oretrail check`"]);
}

#[test]
fn a_text_in_use_is_never_rewritten_under_its_name_and_each_command_names_the_text_in_use() {
    let sample = common::sample();
    next(&sample, "text.en = \"", "text.en = \"First: ");
    said(&sample, &["questionnaire", "activate", NEXT]);
    said(&sample, &with(&MOVE, "--yes"));
    next(&sample, "text.en = \"", "text.en = \"Second: ");
    let words = ["in use with another text (campaign FY2026)", FILE, "another edition"];
    refused(&sample, &["questionnaire", "activate", NEXT], &words);
    refused(&sample, &["campaign", "new", "T1", "--questionnaire", NEXT, "--due", "2027-06-30", "--yes"], &words);
    let standing: Vec<Value> = listed(&sample, common::NOW, "csr-saq").iter().map(|one| one["standing"].clone()).collect();
    assert_eq!(standing, ["edited", "draft", "active"].map(Value::from), "the two lines of one name are told apart");
    let shown = said(&sample, &["questionnaire", "preview", NEXT]);
    assert!(shown.contains("First: ") && !shown.contains("Second: "), "{shown}");
    let (_, out, error) = run(&sample, &["questionnaire", "preview", "nothing"]);
    assert_eq!(error.matches(NEXT).count(), 1, "{out}{error}");
    let (code, out, _) = run(&sample, &["check", &sample.root.join(FILE).display().to_string()]);
    assert!(code == 2 && out.contains("questionnaires/csr-saq-2027-04.toml:1:1: edition-changed: "), "{out}");

    let sheet = sample.root.join("csr.csv").display().to_string();
    run(&sample, &["questionnaire", "export", NEXT, "--out", &sheet]);
    refused(&sample, &["questionnaire", "import", &sheet, "--replace"], &["csr-saq@2027-04 is in use (campaign FY2026)", "--edition"]);
    refused(&sample, &["questionnaire", "import", &sheet, "--id", "copper-dd", "--edition", "2026-04"], &["comes with the program"]);
    said(&sample, &["questionnaire", "import", &sheet, "--edition", "2028-04"]);
}

#[test]
fn a_policy_that_was_adopted_is_never_adopted_with_another_text_under_the_same_name() {
    let sample = common::sample();
    let (name, text) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let file = format!("policies/{}", name.replace("2026-04", "2027-04"));
    let text = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join(&file), &text).expect("written");
    said(&sample, &["policy", "activate", "2027-04", "--from", "2027-04-01"]);
    std::fs::write(sample.root.join(&file), format!("{text}\n# another\n")).expect("written");
    refused(&sample, &["policy", "activate", "2027-04"], &["in use with another text (adopted by mori from 2027-04-01)", &file]);
    let (code, out, _) = run(&sample, &["check", &sample.root.join(&file).display().to_string()]);
    assert!(code == 2 && out.contains("edition-changed: jx-selection@2027-04 was adopted by mori"), "{out}");
    said(&sample, &["policy", "retire", "2027-04"]);
}

#[test]
fn an_edition_retired_before_its_day_or_from_it_never_comes_into_force_and_one_in_force_is_not_retired_before_it_began() {
    let sample = common::sample();
    next(&sample, "text.en = \"", "text.en = \"Next: ");
    for day in ["2027-01-01", "2027-04-01"] {
        said(&sample, &["questionnaire", "activate", NEXT, "--from", "2027-04-01"]);
        assert_eq!(listed(&sample, common::NOW, "csr-saq")[0]["standing"], "coming");
        let told = said(&sample, &["questionnaire", "retire", NEXT, "--from", day]);
        assert!(told.contains("is retired from") && told.contains("its start on 2027-04-01 is withdrawn"), "{told}");
        for now in [common::NOW, "2027-01-02T10:00:00+09:00", "2027-04-02T10:00:00+09:00"] {
            assert_eq!(listed(&sample, now, "csr-saq")[0]["standing"], "retired", "{day} {now}");
        }
    }
    let later = "2027-04-02T10:00:00+09:00";
    let new = ["campaign", "new", "FY2027", "--questionnaire", "csr-saq", "--due", "2028-01-31"];
    let begun = common::json_as(&sample, "mori", later, &new);
    assert!(begun["questionnaires"][0].as_str().is_some_and(|name| name.starts_with("csr-saq@2026-04")), "{begun}");
    said(&sample, &["questionnaire", "activate", NEXT]);
    refused(&sample, &["questionnaire", "retire", NEXT, "--from", "2026-01-01"], &["has been in force since", "--from"]);
}

#[test]
fn a_set_added_to_a_running_campaign_is_taken_out_again_by_the_command_that_is_printed() {
    let sample = common::sample();
    let before = said(&sample, &["assess", "--json"]);
    let added = said(&sample, &["campaign", "migrate", "FY2026", "--to", "copper-dd@2026-04", "--yes"]);
    let command = added.split('`').nth(1).expect("a command").to_owned();
    assert_eq!(command, "oretrail campaign migrate FY2026 --without copper-dd --yes");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let preview = json(&sample, &words[..words.len() - 1]);
    assert_eq!((&preview["saved"], &preview["to"]), (&Value::Bool(false), &Value::Null), "{preview}");
    said(&sample, &words);
    assert_eq!(said(&sample, &["assess", "--json"]), before);
    refused(&sample, &words, &["FY2026 does not ask copper-dd", "csr-saq@2026-04"]);
    refused(&sample, &["campaign", "migrate", "FY2026", "--without", "csr-saq"], &["the only questionnaire"]);
}

#[test]
fn a_campaign_moves_only_while_it_runs_and_only_to_what_was_adopted() {
    let sample = common::sample();
    next(&sample, "text.en = \"", "text.en = \"Next: ");
    refused(&sample, &MOVE, &["never adopted", "`oretrail questionnaire activate csr-saq@2027-04`"]);
    said(&sample, &["questionnaire", "activate", NEXT]);
    refused(&sample, &["campaign", "migrate", "FY2025", "--to", NEXT], &["FY2025 is over", "migrate FY2026"]);
    said(&sample, &["questionnaire", "retire", NEXT]);
    refused(&sample, &MOVE, &["is retired from", "activate csr-saq@2027-04"]);
    said(&sample, &["questionnaire", "activate", NEXT]);
    said(&sample, &with(&MOVE, "--yes"));
    said(&sample, &with(&BACK, "--yes"));
    said(&sample, &["questionnaire", "retire", NEXT]);
    said(&sample, &with(&MOVE, "--yes"));
}

#[test]
fn the_preview_of_moving_back_counts_the_answers_that_will_be_there_and_names_the_suppliers() {
    let sample = common::sample();
    next(&sample, "id = \"J1\"\nsection = \"J\"\ntype = \"ynp\"", "id = \"J1\"\nsection = \"J\"\ntype = \"yn\"");
    let text = std::fs::read_to_string(sample.root.join(FILE)).expect("written");
    let kept: Vec<&str> = text.split("[[question]]\n").filter(|block| !block.starts_with("id = \"L1\"")).collect();
    std::fs::write(sample.root.join(FILE), kept.join("[[question]]\n")).expect("written");
    said(&sample, &["questionnaire", "activate", NEXT]);
    let count = |told: &Value, key: &str| told[key].as_u64().expect("a count");
    let forth = json(&sample, &with(&MOVE, "--yes"));
    let all = count(&forth, "carried") + count(&forth, "dropped");
    assert!(count(&forth, "dropped") > 2, "{forth}");
    let named: u64 = forth["suppliers"].as_array().expect("suppliers").iter().map(|one| count(one, "dropped")).sum();
    assert_eq!(named, count(&forth, "dropped"), "every answer that is lost has its supplier");
    let back = json(&sample, &BACK);
    assert_eq!((count(&back, "carried"), count(&back, "dropped")), (all, 0), "{back}");
    assert_eq!((&back["complete"], &back["complete_then"]), (&forth["complete_then"], &forth["complete"]));
}

#[test]
fn a_sheet_that_is_written_in_its_former_translation_calls_it_no_translation_any_more() {
    let sample = common::sample();
    let sheet = sample.root.join("copper.csv").display().to_string();
    run(&sample, &["questionnaire", "export", "copper-dd", "--out", &sheet]);
    let out = sample.root.join("copper.toml").display().to_string();
    let told = said(&sample, &["questionnaire", "import", &sheet, "--written-in", "ja", "--out", &out]);
    assert!(told.contains("outside the workspace") && !told.contains("questionnaire preview"), "{told}");
    let text = std::fs::read_to_string(&out).expect("written");
    let head: Vec<&str> = text.lines().filter(|line| line.starts_with("written-in") || line.starts_with("translation.")).collect();
    assert_eq!(head, ["written-in = \"ja\"", "translation.en = \"draft\"", "translation.zh = \"draft\""]);
}
