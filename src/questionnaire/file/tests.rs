use super::*;

const SOUND: &str = r#"
[questionnaire]
id = "mini"
edition = "1"
title = { en = "Mini", ja = "ミニ", zh = "迷你" }
[[section]]
id = "A"
title = { en = "A", ja = "A", zh = "A" }
[[profile]]
id = "headcount"
type = "num"
text = { en = "Headcount", ja = "人数", zh = "人数" }
"#;

fn question(id: &str, more: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nsection = \"A\"\nseverity = \"high\"\ntext = {{ en = \"q\", ja = \"q\", zh = \"q\" }}\npolicy = [\"P2\"]\n{more}\n"
    )
}

fn codes(text: &str) -> Vec<(usize, &'static str)> {
    read("mini.toml", text, &[]).1.iter().map(|problem| (problem.place.line, problem.code)).collect()
}

#[test]
fn a_sound_file_has_no_mistakes() {
    let text = format!(
        "{SOUND}{}{}",
        question("A1", "type = \"yn\"\ngood = \"yes\""),
        question("A2", "type = \"mat\"\nshow-if = \"mini.A1 == 'no' && profile.headcount > 9\"")
    );
    let (read, problems) = read("mini.toml", &text, &[]);
    assert_eq!(problems, []);
    assert_eq!(read.expect("readable").questions.len(), 2);
}

#[test]
fn five_mistakes_give_five_messages_with_their_lines_and_the_rest_still_loads() {
    let broken = format!(
        "{SOUND}{}{}{}{}{}{}",
        question("A1", "type = \"yn\"\ngood = \"yes\""),
        question("A2", "type = \"yes-no\""),
        question("A3", "type = \"mat\"\nshow-if = \"mini.A9 == 'no'\""),
        question("A4", "type = \"mat\"\nbad = [ { when = \"value < 'x'\", response = [\"EDD\"] } ]"),
        question("A5", "type = \"mat\"\nsevrity = \"low\""),
        question("A1", "type = \"mat\"")
    );
    let (read, problems) = read("mini.toml", &broken, &[]);
    let found: Vec<&str> = problems.iter().map(|p| p.code).collect();
    assert_eq!(found, ["unknown-word", "unknown-name", "condition-type", "unknown-key", "duplicate-id"]);
    let lines: Vec<&str> = problems.iter().map(|p| broken.lines().nth(p.place.line - 1).unwrap_or_default()).collect();
    assert!(
        lines[0].contains("yes-no") && lines[1].contains("mini.A9") && lines[2].contains("value < 'x'") && lines[3].contains("sevrity")
    );
    let rows: Vec<String> = read.expect("the rest loads").questions.iter().map(|q| q.id.to_string()).collect();
    assert_eq!(rows, ["mini.A1", "mini.A5"]);
}

#[test]
fn a_condition_mistake_points_into_the_condition() {
    let text = format!("{SOUND}{}", question("A3", "type = \"mat\"\nshow-if = \"true && mini.A9 == 'no'\""));
    let (_, problems) = read("mini.toml", &text, &[]);
    let line = text.lines().nth(problems[0].place.line - 1).unwrap();
    assert_eq!(&line[problems[0].place.column - 1..problems[0].place.column + 6], "mini.A9");
}

#[test]
fn questions_that_wait_for_each_other_in_a_circle_are_found() {
    let text = format!(
        "{SOUND}{}{}",
        question("A1", "type = \"yn\"\ngood = \"yes\"\nshow-if = \"mini.A2 == 'yes'\""),
        question("A2", "type = \"yn\"\ngood = \"yes\"\nshow-if = \"mini.A1 == 'yes'\"")
    );
    assert_eq!(codes(&text).iter().filter(|(_, code)| *code == "circular-condition").count(), 1);
}

#[test]
fn missing_languages_and_clauses_are_named() {
    let text = format!("{SOUND}[[question]]\nid = \"A1\"\nsection = \"B\"\ntype = \"mat\"\nseverity = \"high\"\ntext = {{ en = \"q\" }}\n");
    let found: Vec<&str> = codes(&text).into_iter().map(|(_, code)| code).collect();
    assert_eq!(found.iter().filter(|code| **code == "missing-language").count(), 2);
    assert!(found.contains(&"no-clause") && found.contains(&"unknown-section"));
}

#[test]
fn broken_toml_is_a_diagnostic_and_not_a_failure() {
    let (_, problems) = read("mini.toml", "[questionnaire\nid = ", &[]);
    assert!(problems.iter().any(|p| p.code == "toml-syntax"));
}

#[test]
fn a_contradiction_with_a_mistake_is_told_at_its_place_and_the_others_stand() {
    let built_in = include_str!("../../../questionnaires/csr-saq-2026-04.toml").trim_end();
    let row = |id: &str, questions: &str, when: &str| {
        let texts = "text = { en = \"t\", ja = \"t\", zh = \"t\" }\nask = { en = \"a\", ja = \"a\", zh = \"a\" }";
        format!("[[contradiction]]\nid = \"{id}\"\nquestions = [{questions}]\nwhen = \"{when}\"\n{texts}\n")
    };
    let added = [
        row("unknown", "\"csr-saq.A3\"", "csr-saq.A33 == 'yes'"),
        row("type", "\"csr-saq.D1\"", "csr-saq.D1 == 'yes'"),
        row("unnamed", "\"csr-saq.A3\", \"csr-saq.F1\"", "csr-saq.A3 == 'yes'"),
        row("buyer", "\"csr-saq.E4\"", "csr-saq.E4 == 'hit'"),
        row("nowhere", "\"csr-saq.Z9\"", "csr-saq.A3 == 'yes'"),
        row("option", "\"csr-saq.F2\"", "csr-saq.F2 == 'iso-14002'"),
        row("unnamed", "\"csr-saq.A3\"", "csr-saq.A3 == 'yes'"),
    ];
    let text = format!("{built_in}\n{}", added.concat());
    let first = built_in.lines().count() + 1;
    let (set, problems) = read("q.toml", &text, &[]);
    let told: Vec<(usize, usize, &str)> =
        problems.iter().map(|problem| (problem.place.line - first, problem.place.column, problem.code)).collect();
    let wanted = [
        (3, 9, "unknown-name"),
        (9, 9, "condition-type"),
        (14, 28, "unused-question"),
        (20, 14, "not-asked"),
        (26, 14, "unknown-name"),
        (33, 23, "unknown-option"),
        (37, 6, "duplicate-id"),
    ];
    assert_eq!(told, wanted, "{problems:#?}");
    assert_eq!(set.expect("the rest is there").contradictions.len(), 11);
}
