//! Suppliers that must come out right, asked from a shell: what no average may hide, and what is no clean sheet.

use std::fs;

use super::{assess, common, json, run, tenths};

#[test]
fn a_child_at_work_is_a_stop_that_no_good_answer_elsewhere_hides() {
    let sample = common::sample();
    assert_eq!(assess(&sample, "kuroshio-keiseki")["conduct_band"], "low");
    assert_eq!(
        run(&sample, &["answer", "kuroshio-keiseki", "csr-saq.C1", "yes", "--reason", "seen on the site visit", "--asked-by", "ourselves"])
            .0,
        0
    );
    let after = assess(&sample, "kuroshio-keiseki");
    assert!(after["gates_open"].as_array().expect("gates").iter().any(|gate| gate == "csr-saq.C1"), "{after}");
    assert_eq!(after["attention"], "urgent");
    assert_ne!(after["conduct_band"], "low");
    let flags = json(&sample, &["flags", "kuroshio-keiseki"]);
    let stop = flags.as_array().expect("flags").iter().find(|flag| flag["response"] == "STOP" && flag["rule"] == "BAD").expect("a STOP");
    assert_eq!(stop["causes"][0]["question"], "csr-saq.C1");
    assert!(stop["clause"].as_array().expect("clauses").iter().any(|clause| clause == "P1.4"));
    assert_eq!(run(&sample, &["flags", "kuroshio-keiseki", "--fail-on", "critical"]).0, 1);
}

#[test]
fn two_of_five_signs_are_forced_labour_and_one_alone_is_not() {
    let sample = common::sample();
    let fires = |sample: &common::Sample| {
        json(sample, &["flags", "harzkreis-akku"]).as_array().expect("flags").iter().any(|flag| flag["rule"] == "R-FL")
    };
    let correct = ["--reason", "worker interviews", "--asked-by", "ourselves"];
    assert_eq!(run(&sample, &[&["answer", "harzkreis-akku", "C6", "yes"][..], &correct].concat()).0, 0);
    assert!(!fires(&sample));
    assert_eq!(run(&sample, &[&["answer", "harzkreis-akku", "C8", "no"][..], &correct].concat()).0, 0);
    assert!(fires(&sample));
}

#[test]
fn a_declined_gate_is_unresolved_and_never_low() {
    let sample = common::sample();
    let state = assess(&sample, "lualaba-trading");
    assert!(state["gates_open"].as_array().expect("gates").iter().any(|gate| gate == "csr-saq.C1"), "{state}");
    assert_eq!(state["attention"], "urgent");
    assert_ne!(state["conduct_band"], "low");
    let flags = json(&sample, &["flags", "lualaba-trading"]);
    assert!(flags.as_array().expect("flags").iter().any(|flag| flag["rule"] == "UNRESOLVED" && flag["gate"] == true));
}

#[test]
fn another_country_changes_inherent_risk_and_never_conduct() {
    let sample = common::sample();
    let before = assess(&sample, "kuroshio-keiseki");
    assert_eq!(run(&sample, &["supplier", "set", "kuroshio-keiseki", "country", "CD"]).0, 0);
    let after = assess(&sample, "kuroshio-keiseki");
    assert_ne!(before["inherent"], after["inherent"]);
    assert_eq!(before["conduct"], after["conduct"]);
    assert_eq!(before["conduct_band"], after["conduct_band"]);
}

#[test]
fn six_sections_waved_away_are_not_a_clean_sheet_with_full_coverage() {
    let sample = common::sample();
    let dossier = json(&sample, &["answers", "kuroshio-keiseki"]);
    let rows: Vec<String> = dossier
        .as_array()
        .expect("answers")
        .iter()
        .filter_map(|answer| answer["question"].as_str().map(str::to_owned))
        .filter(|row| ["D", "F", "H", "I", "J", "L"].iter().any(|section| row.starts_with(&format!("csr-saq.{section}"))))
        .collect();
    assert!(rows.len() > 15);
    for row in &rows {
        let said = [
            "answer",
            "kuroshio-keiseki",
            row,
            "--state",
            "not-applicable",
            "--reason",
            "they say it does not apply",
            "--asked-by",
            "ourselves",
        ];
        assert_eq!(run(&sample, &said).0, 0, "{row}");
    }
    let after = assess(&sample, "kuroshio-keiseki");
    assert!(tenths(&after["conduct"]) > 150, "{after}");
    assert_eq!(after["settled"], false, "{after}");
}

#[test]
fn a_definition_file_with_five_mistakes_yields_five_messages_with_lines_and_the_rest_loads() {
    let sample = common::sample();
    let file = sample.root.join("questionnaires/own-2026-01.toml");
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    let question = |id: &str, more: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nsection = \"A\"\ntype = \"yn\"\ngood = \"yes\"\nseverity = \"high\"\ntext.en = \"Is it {id}?\"\ntext.ja = \"{id}か。\"\ntext.zh = \"{id}吗？\"\npolicy = [\"P2\"]\n{more}\n\n"
        )
    };
    let text = format!(
        "[questionnaire]\nid = \"own\"\nedition = \"2026-01\"\ntitle = {{ en = \"Own\", ja = \"自社\", zh = \"自有\" }}\n\n[[section]]\nid = \"A\"\ntitle = {{ en = \"A\", ja = \"A\", zh = \"A\" }}\n\n{}{}{}{}{}{}",
        question("Q1", ""),
        question("Q2", "show-if = \"own.Q9 == 'yes'\""),
        question("Q3", "show-if = \"own.Q3 == 'yes'\""),
        question("Q4", "colour = \"red\""),
        question("Q5", "show-if = \"own.Q1 == 3\""),
        question("Q6", "").replace("severity = \"high\"", "severity = \"hihg\""),
    );
    fs::write(&file, &text).expect("written");
    let (code, out, _) = run(&sample, &["check", file.to_str().expect("a path")]);
    assert_eq!(code, 2);
    let messages: Vec<&str> = out.lines().filter(|line| line.contains("own-2026-01.toml:")).collect();
    assert_eq!(messages.len(), 5, "{out}");
    for (message, needle) in messages.iter().zip(["own.Q9", "own.Q3", "colour", "own.Q1 == 3", "hihg"]) {
        let place = message.split("own-2026-01.toml:").nth(1).expect("a place");
        let line: usize = place.split(':').next().and_then(|n| n.parse().ok()).expect("a line");
        assert!(text.lines().nth(line - 1).is_some_and(|line| line.contains(needle)), "{message} does not point at {needle}");
    }
    // The rest still loads: the workspace opens and judges.
    assert_eq!(assess(&sample, "kuroshio-keiseki")["conduct_band"], "low");
}

#[test]
fn paid_for_jobs_88_hours_and_unpaid_wages_among_good_answers_are_at_least_high() {
    let sample = common::sample();
    assert_eq!(assess(&sample, "kuroshio-keiseki")["conduct_band"], "low");
    for fact in [["migrants", "40"], ["labour-agency", "yes"]] {
        assert_eq!(run(&sample, &["supplier", "set", "kuroshio-keiseki", fact[0], fact[1]]).0, 0);
    }
    for words in [["C7", "yes"], ["C10", "peak=88,average=80"], ["C13", "no"]] {
        let said = ["answer", "kuroshio-keiseki", words[0], words[1], "--reason", "seen on the site visit", "--asked-by", "ourselves"];
        let (code, _, told) = run(&sample, &said);
        assert_eq!(code, 0, "{words:?}: {told}");
    }
    let after = assess(&sample, "kuroshio-keiseki");
    assert!(["high", "very-high"].iter().any(|band| after["conduct_band"] == *band), "{after}");
}

#[test]
fn six_open_rows_are_not_settled() {
    let sample = common::sample();
    let answers = json(&sample, &["answers", "kuroshio-keiseki"]);
    let rows = answers.as_array().expect("answers").iter().filter_map(|answer| answer["question"].as_str());
    let open: Vec<String> = rows.filter(|row| row.starts_with("csr-saq.C")).take(6).map(str::to_owned).collect();
    assert_eq!(open.len(), 6);
    for row in &open {
        assert_eq!(
            run(
                &sample,
                &[
                    "answer",
                    "kuroshio-keiseki",
                    row,
                    "--state",
                    "unanswered",
                    "--reason",
                    "seen on the site visit",
                    "--asked-by",
                    "ourselves"
                ]
            )
            .0,
            0,
            "{row}"
        );
    }
    let after = assess(&sample, "kuroshio-keiseki");
    assert_eq!(after["settled"], false, "{after}");
    assert!(tenths(&after["conduct_worst"]) > tenths(&after["conduct_best"]), "{after}");
}
