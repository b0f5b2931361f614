use std::collections::BTreeSet;

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
    read("mini.toml", text, &Around::default()).1.iter().map(|problem| (problem.place.line, problem.code)).collect()
}

#[test]
fn a_sound_file_has_no_mistakes() {
    let text = format!(
        "{SOUND}{}{}",
        question("A1", "type = \"yn\"\ngood = \"yes\""),
        question("A2", "type = \"mat\"\nshow-if = \"mini.A1 == 'no' && profile.headcount > 9\"")
    );
    let (read, problems) = read("mini.toml", &text, &Around::default());
    assert_eq!(problems, []);
    assert_eq!(read.expect("readable").questions.len(), 2);
}

#[test]
fn five_mistakes_give_five_messages_with_their_lines_and_the_rest_still_loads() {
    let broken = format!(
        "{SOUND}{}{}{}{}{}{}",
        question("A1", "type = \"yn\"\ngood = \"yes\""),
        question("A2", "type = \"yes-no\""),
        question("A3", "type = \"mat\"\nshow-if = \"profile.headcont > 9\""),
        question("A4", "type = \"mat\"\nbad = [ { when = \"value < 'x'\", response = [\"EDD\"] } ]"),
        question("A5", "type = \"mat\"\nsevrity = \"low\""),
        question("A1", "type = \"mat\"")
    );
    let (read, problems) = read("mini.toml", &broken, &Around::default());
    let found: Vec<&str> = problems.iter().map(|p| p.code).collect();
    assert_eq!(found, ["unknown-word", "unknown-name", "condition-type", "unknown-key", "duplicate-id"]);
    let lines: Vec<&str> = problems.iter().map(|p| broken.lines().nth(p.place.line - 1).unwrap_or_default()).collect();
    assert!(
        lines[0].contains("yes-no")
            && lines[1].contains("profile.headcont")
            && lines[2].contains("value < 'x'")
            && lines[3].contains("sevrity")
    );
    let rows: Vec<String> = read.expect("the rest loads").questions.iter().map(|q| q.id.to_string()).collect();
    assert_eq!(rows, ["mini.A1", "mini.A5"]);
}

#[test]
fn a_condition_mistake_points_into_the_condition() {
    let text = format!("{SOUND}{}", question("A3", "type = \"mat\"\nshow-if = \"true && mini.A9 == 'no'\""));
    let (_, problems) = read("mini.toml", &text, &Around::default());
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
    let (_, problems) = read("mini.toml", "[questionnaire\nid = ", &Around::default());
    assert!(problems.iter().any(|p| p.code == "toml-syntax"));
}

/// Sound but for what a test puts in: a second set with a switch and a set condition.
fn second(applies: &str, switch: &str, more: &str) -> String {
    format!(
        "[questionnaire]\nid = \"two\"\nedition = \"1\"\napplies-if = \"{applies}\"\ntitle = {{ en = \"Two\", ja = \"二\", zh = \"二\" }}\n\
         [[section]]\nid = \"A\"\ntitle = {{ en = \"A\", ja = \"A\", zh = \"A\" }}\n\
         [[switch]]\nid = \"UP\"\nwhen = \"{switch}\"\ntext = {{ en = \"up\", ja = \"上流\", zh = \"上游\" }}\n{more}"
    )
}

fn both(first: &str, second: &str) -> (Vec<Questionnaire>, Vec<Diagnostic>) {
    // The set that names the other comes first: the order of files does not matter.
    read_all(&[("a-two.toml".to_owned(), second.to_owned()), ("b-mini.toml".to_owned(), first.to_owned())], None)
}

#[test]
fn sets_may_name_each_other_and_share_profile_facts_whatever_the_order_of_files() {
    let first = format!("{SOUND}{}", question("A1", "type = \"yn\"\ngood = \"yes\""));
    let rows = question("2-1", "type = \"mat\"\nshow-if = \"two.UP && mini.A1 == 'no'\"");
    let (sets, problems) = both(&first, &second("mini.A1 == 'no' || profile.headcount > 9", "profile.headcount > 99", &rows));
    assert_eq!(problems, []);
    assert_eq!(sets[0].switches[0].id, "two.UP");
    assert!(sets[0].applies_if.is_some() && sets[0].question("two.2-1").is_some());
}

#[test]
fn a_set_condition_and_a_switch_are_checked_like_any_condition() {
    let first = format!("{SOUND}{}", question("A1", "type = \"yn\"\ngood = \"yes\""));
    let text = second("mini.A9 == 'no'", "profile.headcont > 9", "");
    let (_, problems) = both(&first, &text);
    let found: Vec<(usize, &str)> = problems.iter().map(|problem| (problem.place.line, problem.code)).collect();
    assert_eq!(found, [(4, "unknown-name"), (7, "empty-section"), (11, "unknown-name")]);
    assert!(problems[2].next.to_string().contains("profile.headcount"), "{}", problems[2].next);
}

#[test]
fn a_row_without_a_paragraph_is_doubted_where_the_set_names_standards() {
    let rows = format!(
        "{}{}",
        question("A1", "type = \"yn\"\ngood = \"yes\"\nrefs = [\"RBA A1\"]"),
        question("A2", "type = \"yn\"\ngood = \"yes\"")
    );
    assert_eq!(codes(&format!("{SOUND}{rows}")), []);
    let with = SOUND.replacen("edition = \"1\"\n", "edition = \"1\"\nstandards = [\"RBA\"]\n", 1);
    let (set, problems) = read("mini.toml", &format!("{with}{rows}"), &Around::default());
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["no-reference"]);
    assert!(problems[0].what.to_string().contains("A2") && problems[0].weight == crate::diagnostic::Weight::Warning, "{}", problems[0]);
    assert_eq!(set.expect("it is only doubted").questions.len(), 2);
}

#[test]
fn a_name_that_is_the_same_everywhere_is_no_missing_translation() {
    let titled = |en: &str, ja: &str, zh: &str| {
        let head = format!("edition = \"1\"\nwritten-in = \"en\"\ntitle = {{ en = \"{en}\", ja = \"{ja}\", zh = \"{zh}\" }}\n");
        let text = SOUND.replacen("edition = \"1\"\ntitle = { en = \"Mini\", ja = \"ミニ\", zh = \"迷你\" }\n", &head, 1);
        codes(&format!("{text}{}", question("A1", "type = \"mat\""))).into_iter().map(|(_, code)| code).collect::<Vec<_>>()
    };
    assert_eq!(titled("EcoAction 21", "エコアクション21", "EcoAction 21"), Vec::<&str>::new());
    assert_eq!(titled("BCP", "BCP", "业务连续性计划"), Vec::<&str>::new());
    assert_eq!(titled("Governance", "Governance", "治理"), ["not-translated"]);
    assert_eq!(titled("Governance", "未訳", "治理"), ["to-come"]);
}

#[test]
fn a_circle_through_two_sets_is_found_in_each_of_them() {
    let first = format!("{SOUND}{}", question("A1", "type = \"yn\"\ngood = \"yes\"\nshow-if = \"two.B1 == 'yes'\""));
    let (_, problems) = both(&first, &second("mini.A1 == 'no'", "true", &question("B1", "type = \"yn\"\ngood = \"yes\"")));
    let found: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.place.file.as_str(), problem.code)).collect();
    assert_eq!(found, [("a-two.toml", "circular-condition"), ("b-mini.toml", "circular-condition")]);
    assert!(problems[0].what.to_string().contains("two waits for itself"), "{}", problems[0].what);
}

#[test]
fn one_name_for_two_things_and_one_fact_of_two_types_are_refused() {
    let first = format!("{SOUND}{}", question("A1", "type = \"yn\"\ngood = \"yes\""));
    let profile = "[[profile]]\nid = \"headcount\"\ntype = \"text\"\ntext = { en = \"h\", ja = \"h\", zh = \"h\" }\n";
    let (_, problems) = both(&first, &second("true", "true", &format!("{profile}{}", question("UP", "type = \"mat\""))));
    let found: BTreeSet<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(found, BTreeSet::from(["duplicate-id", "profile-differs"]));
}

#[test]
fn an_edition_in_two_files_is_refused_and_taken_once() {
    let first = format!("{SOUND}{}", question("A1", "type = \"mat\""));
    let (sets, problems) = both(&first, &first);
    assert_eq!(sets.len(), 1);
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["duplicate-edition"]);
}

#[test]
fn a_clause_the_policy_does_not_have_is_named_at_its_place_with_the_nearest_one() {
    let text = format!("{SOUND}{}", question("A1", "type = \"mat\""));
    let clauses = PolicyNames { clauses: ["P1.4".to_owned(), "P3".to_owned()].into(), ..PolicyNames::default() };
    let (_, problems) = read_all(&[("mini.toml".to_owned(), text.clone())], Some(&clauses));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "unknown-clause");
    assert!(text.lines().nth(problems[0].place.line - 1).is_some_and(|line| line.starts_with("policy")));
    assert!(problems[0].next.to_string().contains("P3"), "{}", problems[0].next);
}

#[test]
fn a_mark_to_check_says_which_text_and_is_no_mistake_unless_it_says_nothing() {
    let marked = format!("{SOUND}{}", question("A1", "type = \"mat\"\ncheck-source = \"Standard X, part 3\""));
    let (set, problems) = read("mini.toml", &marked, &Around::default());
    assert_eq!(problems, []);
    let mark = set.expect("readable").questions[0].check_source.clone().expect("marked");
    assert_eq!(mark.text, "Standard X, part 3");
    assert!(marked.lines().nth(mark.place.line - 1).is_some_and(|line| line.starts_with("check-source")));
    assert_eq!(codes(&marked.replace("Standard X, part 3", " ")).iter().map(|(_, code)| *code).collect::<Vec<_>>(), ["empty-text"]);
}

#[test]
fn a_row_id_with_a_dot_would_be_taken_for_a_part_and_is_refused() {
    let text = format!("{SOUND}{}", question("2.1", "type = \"mat\""));
    assert_eq!(codes(&text).iter().map(|(_, code)| *code).collect::<Vec<_>>(), ["bad-id"]);
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
    let (set, problems) = read("q.toml", &text, &Around::default());
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

fn table(columns: &str, more: &str) -> String {
    let column = |name: &str| {
        let (id, kind) = name.split_once(':').unwrap_or((name, "text"));
        format!("{{ id = \"{id}\", type = \"{kind}\", text = {{ en = \"c\", ja = \"c\", zh = \"c\" }} }}")
    };
    let columns: Vec<String> = columns.split(' ').map(column).collect();
    format!("{SOUND}{}", question("A1", &format!("type = \"list\"\ncolumns = [ {} ]\n{more}", columns.join(", "))))
}

const SUBSTANCES: &str = "item substance content:qty";

#[test]
fn a_table_says_how_many_rows_it_takes_what_it_holds_and_what_adds_up() {
    let more = "rows = { min = 1, max = 3 }\nfigure = \"substances\"\nbad = [ { when = \"finds(value, 'above-limit') || exceeds(value, 'content', '0.1 %')\", response = [\"EDD\"] } ]";
    let (set, problems) = read("mini.toml", &table(SUBSTANCES, more), &Around::default());
    assert_eq!(problems, []);
    let set = set.expect("readable");
    let Kind::Rows(rows) = &set.questions[0].kind else { panic!("a list") };
    assert_eq!((rows.least, rows.most, rows.figure), (1, Some(3), Some(crate::figures::Figure::Substances)));
    let more = "total = { columns = [\"share\"], of = \"100\" }\nbad = [ { when = \"gap(value) > 2\", response = [\"EDD\"] } ]";
    assert_eq!(codes(&table("country:ctry share:pct", more)), []);
}

#[test]
fn what_is_wrong_with_a_table_is_told_at_its_line() {
    let when = |condition: &str| format!("figure = \"substances\"\nbad = [ {{ when = \"{condition}\", response = [\"EDD\"] }} ]");
    let line = 21;
    for (columns, more, wanted) in [
        ("item substance", "figure = \"substances\"", (line, "figure-column")),
        ("item substance content:num", "figure = \"substances\"", (line, "figure-column")),
        (SUBSTANCES, "figure = \"weights\"", (line, "unknown-word")),
        (SUBSTANCES, "rows = { min = 4, max = 3 }", (line, "impossible-rows")),
        (SUBSTANCES, "total = { columns = [\"content\"] }", (line, "unknown-column")),
        ("item share:pct", "total = { columns = [\"share\"], of = \"all\" }", (line, "bad-total")),
        ("item item", "", (line - 1, "duplicate-column")),
        ("item kind:sc", "", (line - 1, "missing-key")),
        (SUBSTANCES, &when("finds(value, 'too-much')"), (line + 1, "unknown-verdict")),
        (SUBSTANCES, &when("exceeds(value, 'contents', '0.1 %')"), (line + 1, "unknown-column")),
        (SUBSTANCES, &when("exceeds(value, 'item', '0.1 %')"), (line + 1, "condition-type")),
        (SUBSTANCES, &when("exceeds(value, 'content', 'much')"), (line + 1, "bad-limit")),
        (SUBSTANCES, &when("any(value, 'contents', 'no')"), (line + 1, "unknown-column")),
        ("item share:pct", "bad = [ { when = \"exceeds(value, 'share', '30 %')\", response = [\"EDD\"] } ]", (line, "bad-limit")),
        ("item share:pct", "bad = [ { when = \"gap(value) > 2\", response = [\"EDD\"] } ]", (line, "no-figure")),
    ] {
        assert_eq!(codes(&table(columns, more)), [wanted], "{columns}: {more}");
    }
}

#[test]
fn the_row_that_answers_another_is_the_first_of_all_and_waits_for_nothing_that_it_answers() {
    let choice = |id: &str, more: &str| question(id, &format!("type = \"yn\"\ngood = \"yes\"\n{more}"));
    let same = |row: &str| format!("same-as = \"mini.{row}\"");
    let chain = format!("{SOUND}{}{}{}", choice("A1", ""), choice("A2", &same("A1")), choice("A3", &same("A2")));
    let (read_chain, problems) = read("mini.toml", &chain, &Around::default());
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["same-as-circle"]);
    assert!(chain.lines().nth(problems[0].place.line - 1).is_some_and(|line| line.contains("mini.A2")), "{}", problems[0]);
    let rows = read_chain.expect("it loads").questions;
    assert_eq!(rows[1].same_as.as_ref().map(|same| same.row.as_str()), Some("mini.A1"));
    assert_eq!((rows.len(), rows[2].same_as.is_none()), (3, true), "the row with the mistake is asked like any other");
    let ring = format!("{SOUND}{}{}", choice("A1", &same("A2")), choice("A2", &same("A1")));
    assert_eq!(codes(&ring).iter().map(|(_, code)| *code).collect::<Vec<_>>(), ["same-as-circle", "same-as-circle"]);
    // A row that is asked only after a certain answer to the row it answers.
    let waits = format!("{SOUND}{}{}", choice("A1", "show-if = \"mini.A2 == 'no'\""), choice("A2", &same("A1")));
    assert_eq!(codes(&waits).iter().map(|(_, code)| *code).collect::<Vec<_>>(), ["circular-condition"]);
}

#[test]
fn numbers_and_tables_carry_over_only_where_they_are_the_same() {
    let number = |id: &str, unit: &str, more: &str| {
        question(
            id,
            &format!(
                "type = \"num\"\nparts = [ {{ id = \"n\", unit = \"{unit}\", text = {{ en = \"n\", ja = \"n\", zh = \"n\" }} }} ]\n{more}"
            ),
        )
    };
    let same = "same-as = \"mini.A1\"";
    assert_eq!(codes(&format!("{SOUND}{}{}", number("A1", "h", ""), number("A2", "h", same))), []);
    let other = codes(&format!("{SOUND}{}{}", number("A1", "h", ""), number("A2", "days", same)));
    assert_eq!(other.iter().map(|(_, code)| *code).collect::<Vec<_>>(), ["same-as-type"]);
}
