//! What is told about reviews: the committee's page, and the letters to suppliers.

use super::{Sample, common, does, refused, run};

/// A Monday of mori: one decision with a condition, two actions, a waiver, a question sent back.
fn monday() -> Sample {
    let sample = common::sample();
    let decide = ["decide", "minato-haulage", "--outcome", "improvement-required", "--reason", "=hours above the limit"];
    does(&sample, "mori", &[&decide[..], &["--condition", "monthly list of the ten longest weeks"]].concat());
    let action = ["action", "add", "minato-haulage", "--what", "シフト表を見直す", "--owner", "supplier", "--flag", "C10"];
    does(&sample, "mori", &[&action[..], &["--due", "2027-02-28", "--goal", "週60時間以下"]].concat());
    does(&sample, "mori", &["action", "add", "minato-haulage", "--what", "visit the yard", "--owner", "anna", "--due", "2027-01-15"]);
    let waive = ["waive", "shiosai-densen", "PAPERS", "--until", "2027-03-31", "--reason", "new code is being drawn up"];
    does(&sample, "mori", &waive);
    does(&sample, "mori", &["return", "atacama-cobre", "D4", "--reason", "which exit was it"]);
    sample
}

#[test]
fn the_committees_page_lists_what_was_done_by_cause_and_what_is_still_open() {
    let sample = monday();
    let page = does(&sample, "mori", &["report", "committee"]);
    assert_eq!((page["since"].as_str(), page["until"].as_str()), (Some("2026-11-16"), Some("2026-11-23")));
    assert_eq!((page["counts"]["decision"].as_u64(), page["counts"]["action"].as_u64()), (Some(1), Some(2)), "{page}");
    assert_eq!(page["counts"]["return"].as_u64(), Some(1), "{page}");
    let causes = page["causes"].as_array().expect("causes");
    assert!(causes.iter().all(|cause| cause["clause"].is_string()), "every deed stands under a clause: {page}");
    let open: Vec<&str> = page["open"].as_array().expect("open").iter().filter_map(|one| one["supplier"].as_str()).collect();
    assert!(open.starts_with(&["lualaba-trading", "teluk-timah"]), "gates first: {open:?}");
    assert!(open.contains(&"atacama-cobre"), "a question sent back decides nothing: {open:?}");
    assert!(!open.contains(&"minato-haulage"), "decided and in force: {open:?}");
    let before = does(&sample, "mori", &["report", "committee", "--since", "2026-01-01", "--until", "2026-01-31"]);
    assert_eq!(before["suppliers"].as_u64(), Some(0), "nothing was done in January: {before}");
}

#[test]
fn the_committees_table_has_a_line_per_deed_and_no_live_formula() {
    let sample = monday();
    let page = does(&sample, "mori", &["report", "committee"]);
    let (code, table, error) = run(&sample, "mori", &["report", "committee", "--format", "csv"]);
    assert_eq!(code, 0, "{error}");
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let of = |list: &str| rows.iter().filter(|row| &row[0] == list).count();
    let done: usize = page["causes"].as_array().expect("causes").iter().map(|cause| cause["done"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!((of("done"), of("open")), (done, page["open"].as_array().map_or(0, Vec::len)));
    assert!(rows.iter().any(|row| row[12].starts_with("'=hours above the limit")), "{table}");
    assert!(rows.iter().flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).all(|cell| !cell.starts_with('=')), "{table}");
}

#[test]
fn days_the_wrong_way_round_are_refused_in_the_language_asked_for() {
    let sample = common::sample();
    let days = ["report", "committee", "--since", "2026-11-23", "--until", "2026-11-01"];
    refused(&sample, "mori", &[&days[..], &["--lang", "en"]].concat(), "--since");
    refused(&sample, "mori", &[&days[..], &["--lang", "ja"]].concat(), "期間の順序");
    refused(&sample, "mori", &[&days[..], &["--lang", "zh"]].concat(), "日期先后");
}

#[test]
fn a_supplier_is_asked_what_a_person_decided_to_ask_and_told_nothing_else() {
    let sample = monday();
    let (_, letter, _) = run(&sample, "mori", &["report", "feedback", "minato-haulage"]);
    assert!(letter.contains("monthly list of the ten longest weeks"), "a condition of the decision in force: {letter}");
    let (code, _, error) = run(&sample, "mori", &["answer", "minato-haulage", "E7", "hit", "--note", "a name on a list"]);
    assert_eq!(code, 0, "{error}");
    let hidden = ["action", "add", "minato-haulage", "--what", "explain the owner", "--owner", "supplier", "--flag", "E7"];
    does(&sample, "mori", &[&hidden[..], &["--due", "2027-01-31"]].concat());
    let (_, letter, _) = run(&sample, "mori", &["report", "feedback", "minato-haulage"]);
    assert!(letter.starts_with("2026年11月23日\n\n港運輸株式会社"), "in its own language: {letter}");
    for asked in ["シフト表を見直す", "期限：2027年2月28日", "週60時間以下", "該当する設問 C10"] {
        assert!(letter.contains(asked), "{asked} is missing: {letter}");
    }
    assert!(!letter.contains("monthly list"), "the decision is stale and its conditions bind nobody: {letter}");
    for untold in ["visit the yard", "explain the owner", "E7", "hours above the limit", "CAP-90", "mori", "P1.2"] {
        assert!(!letter.contains(untold), "{untold} slipped into the letter: {letter}");
    }
    let all = does(&sample, "mori", &["report", "feedback"]);
    assert_eq!(all.as_array().map(Vec::len), Some(1), "nobody else is asked anything: {all}");
}

#[test]
fn the_queue_puts_every_undecided_supplier_under_one_cause_and_gates_first() {
    let sample = common::sample();
    let all = does(&sample, "mori", &["queue"]);
    let undecided = |queue: &serde_json::Value| {
        let rows = queue.as_array().expect("suppliers").iter().filter(|row| row["settled"] == false);
        rows.map(|row| row["supplier"].as_str().expect("an id").to_owned()).collect::<std::collections::BTreeSet<String>>()
    };
    let gates: Vec<bool> = all.as_array().expect("suppliers").iter().map(|row| row["gates_open"] == serde_json::json!([])).collect();
    assert!(gates.is_sorted(), "open gates stand first: {all}");
    let members = |by: &str| -> Vec<String> {
        let groups = does(&sample, "mori", &["queue", "--by", by]);
        let groups = groups.as_array().expect("causes").clone();
        groups
            .iter()
            .flat_map(|group| group["suppliers"].as_array().cloned().unwrap_or_default())
            .filter_map(|id| id.as_str().map(str::to_owned))
            .collect()
    };
    let causes = members("cause");
    assert_eq!(causes.iter().cloned().collect::<std::collections::BTreeSet<_>>(), undecided(&all));
    assert_eq!(causes.len(), undecided(&all).len(), "each once: {causes:?}");
    assert!(members("rule").len() > causes.len() && members("clause").len() > causes.len());
    does(&sample, "mori", &["decide", "minato-haulage", "--outcome", "improvement-required", "--reason", "hours above the limit"]);
    assert!(!members("cause").contains(&"minato-haulage".to_owned()));
}
