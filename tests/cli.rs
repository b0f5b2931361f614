//! The program from a shell: what users and scripts type, and what comes back.
#![allow(clippy::disallowed_methods)]

mod common;

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

use common::Sample;

fn run(sample: &Sample, arguments: &[&str]) -> (i32, String, String) {
    run_as(sample, "anna", arguments)
}

fn run_as(sample: &Sample, person: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("oretrail")
        .expect("the program is built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", &sample.root)
        .env("ORETRAIL_NOW", common::NOW)
        .env("ORETRAIL_WRITER", person)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

fn json(sample: &Sample, arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.push("--json");
    let (_, out, error) = run(sample, &all);
    serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{arguments:?}: {wrong}\n{out}\n{error}"))
}

fn assess(sample: &Sample, id: &str) -> Value {
    let all = json(sample, &["assess", id]);
    all.get(0).cloned().unwrap_or(all)
}

fn tenths(value: &Value) -> i64 {
    let number = value.as_f64().unwrap_or_else(|| panic!("no number: {value}"));
    #[expect(clippy::cast_possible_truncation, reason = "scores have one decimal and are below 1000")]
    let tenths = (number * 10.0).round() as i64;
    tenths
}

#[test]
fn every_command_has_help_with_an_example() {
    let sample = common::sample();
    let commands = [
        "demo",
        "screen",
        "grievance add",
        "grievance list",
        "grievance step",
        "grievance close",
        "grievance count",
        "grievance erase",
        "audit add",
        "audit list",
        "finding add",
        "finding step",
        "finding list",
        "incident add",
        "incident year",
        "incident none",
        "dialogue add",
        "dialogue list",
        "acknowledgement add",
        "acknowledgement list",
        "certificate add",
        "certificate list",
        "certificate settle",
        "metals",
        "minerals check",
        "minerals show",
        "minerals clear",
        "init",
        "supplier list",
        "supplier show",
        "supplier add",
        "supplier set",
        "supplier import",
        "campaign new",
        "campaign show",
        "interview",
        "answer",
        "submit",
        "undo",
        "review",
        "resolve",
        "note",
        "attach",
        "promise",
        "answers",
        "log",
        "assess",
        "flags",
        "check",
        "verify",
        "import",
        "completions",
    ];
    for command in commands {
        let mut words: Vec<&str> = command.split(' ').collect();
        words.push("--help");
        let (code, out, _) = run(&sample, &words);
        assert_eq!(code, 0, "{command}");
        assert!(out.contains("Example"), "{command} has no example:\n{out}");
    }
}

#[test]
fn an_answer_moves_the_number_and_contributions_add_up_to_it() {
    let sample = common::sample();
    let before = assess(&sample, "minato-haulage");
    let (code, out, error) = run(&sample, &["answer", "minato-haulage", "C12", "24"]);
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    let after = assess(&sample, "minato-haulage");
    assert_ne!(before["conduct"], after["conduct"]);
    for state in [&before, &after] {
        let sum: i64 = state["contributions"].as_array().expect("contributions").iter().map(|part| tenths(&part["points"])).sum();
        assert_eq!(sum, tenths(&state["conduct"]), "{state}");
    }
}

#[test]
fn a_child_at_work_is_a_stop_that_no_good_answer_elsewhere_hides() {
    let sample = common::sample();
    assert_eq!(assess(&sample, "kuroshio-keiseki")["conduct_band"], "low");
    assert_eq!(run(&sample, &["answer", "kuroshio-keiseki", "csr-saq.C1", "yes", "--reason", "seen on the site visit"]).0, 0);
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
    let fires =
        |sample: &Sample| json(sample, &["flags", "harzkreis-akku"]).as_array().expect("flags").iter().any(|flag| flag["rule"] == "R-FL");
    let correct = ["--reason", "worker interviews"];
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
        let said = ["answer", "kuroshio-keiseki", row, "--state", "not-applicable", "--reason", "they say it does not apply"];
        assert_eq!(run(&sample, &said).0, 0, "{row}");
    }
    let after = assess(&sample, "kuroshio-keiseki");
    assert!(tenths(&after["conduct"]) > 150, "{after}");
    assert_eq!(after["settled"], false, "{after}");
}

#[test]
fn a_supplier_without_answers_is_not_assessed_and_has_no_numbers() {
    let state = assess(&common::sample(), "hai-trieu");
    assert_eq!(state["status"], "not-assessed");
    assert_eq!(state["conduct"], Value::Null);
    assert_eq!(state["conduct_band"], Value::Null);
}

#[test]
fn a_screening_result_is_seen_by_compliance_and_is_a_hold_to_everybody_else() {
    let sample = common::sample();
    let (code, _, error) = run_as(&sample, "mori", &["answer", "brueckenwalder", "E4", "hit", "--note", "list of 2026-11-01"]);
    assert_eq!(code, 0, "{error}");
    let (_, flags, _) = run_as(&sample, "mori", &["flags", "brueckenwalder", "--json"]);
    assert!(flags.contains("csr-saq.E4"), "{flags}");
    for command in ["flags", "assess", "log", "answers"] {
        let (_, seen, _) = run(&sample, &[command, "brueckenwalder", "--json"]);
        assert!(!seen.contains("E4") && !seen.contains("E7"), "{command} gives it away: {seen}");
    }
    let (_, flags, _) = run(&sample, &["flags", "brueckenwalder"]);
    assert!(flags.contains("Compliance hold"), "{flags}");
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
fn verify_finds_a_changed_byte_and_names_file_entry_and_line() {
    let sample = common::sample();
    let whole = json(&sample, &["verify"]);
    assert_eq!(whole["whole"], true);
    assert!(whole["entries"].as_u64().expect("a count") > 1_000);
    let journal = fs::read_dir(sample.root.join("suppliers/teluk-timah/FY2026"))
        .expect("readable")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ken-")))
        .expect("ken's journal");
    let text = fs::read_to_string(&journal).expect("readable");
    fs::write(&journal, text.replacen("\"yes\"", "\"no\"", 1)).expect("written");
    let (code, out, _) = run(&sample, &["verify"]);
    assert_eq!(code, 1, "{out}");
    let changed = 1 + text[..text.find("\"yes\"").expect("a yes")].lines().count();
    let told = out.lines().find(|line| line.contains("was changed")).expect("the change is told");
    let line: usize = told.split(':').nth(1).and_then(|line| line.parse().ok()).expect("file:line:");
    assert!(told.starts_with("suppliers/teluk-timah/FY2026/ken-p2wd.toml:") && told.contains("entry "), "{told}");
    assert!(line <= changed && changed - line < 15, "line {line} is not the entry of line {changed}");
}

#[test]
fn wrong_use_is_told_in_a_sentence_with_what_to_do() {
    let sample = common::sample();
    for (arguments, code, words) in [
        (&["answer", "minato", "C1", "no"][..], 2, "did you mean minato-haulage"),
        (&["answer", "minato-haulage", "csr-saq.C99", "no"][..], 2, "there is no question"),
        (&["answer", "minato-haulage", "C12", "many"][..], 2, "number"),
        (&["submit", "minato-haulage"][..], 2, "must have an answer first"),
        (&["promise", "minato-haulage", "D4", "--due", "soon"][..], 2, "2026-12-01"),
        (&["attach", "minato-haulage", "nowhere.pdf", "--question", "D4"][..], 3, "nowhere.pdf"),
        (&["supplier", "add", "../etc"][..], 2, ""),
        (&["import", "nowhere.xlsx"][..], 3, "cannot be read"),
    ] {
        let (got, _, error) = run(&sample, arguments);
        assert_eq!(got, code, "{arguments:?}: {error}");
        assert!(error.contains(words), "{arguments:?}: {error}");
    }
}

#[test]
fn an_interview_line_by_line_does_the_same_as_the_screens() {
    let sample = common::sample();
    let output = Command::cargo_bin("oretrail")
        .expect("built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", &sample.root)
        .env("ORETRAIL_NOW", common::NOW)
        .env("ORETRAIL_WRITER", "anna")
        .args(["interview", "hai-trieu", "--plain", "--lang", "en"])
        .write_stdin("3\ny\nn\nquit\n")
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows = json(&sample, &["answers", "hai-trieu"]);
    assert_eq!(rows.as_array().expect("answers").len(), 3);
}

#[test]
fn a_promise_is_kept_by_the_document_and_undo_is_a_new_entry() {
    let sample = common::sample();
    let paper = sample.root.join("drill.txt");
    fs::write(&paper, "drill of 2026-11-20").expect("written");
    assert_eq!(run(&sample, &["promise", "hai-trieu", "D4", "--due", "2026-12-01", "--what", "drill record"]).0, 0);
    assert_eq!(run(&sample, &["attach", "hai-trieu", paper.to_str().expect("a path"), "--question", "D4"]).0, 0);
    assert_eq!(run(&sample, &["note", "hai-trieu", "--question", "D4", "--text", "seen on the phone"]).0, 0);
    let before = json(&sample, &["log", "hai-trieu"]).as_array().expect("entries").len();
    assert_eq!(run(&sample, &["undo", "hai-trieu"]).0, 0);
    let log = json(&sample, &["log", "hai-trieu"]);
    assert_eq!(log.as_array().expect("entries").len(), before + 1);
    assert_eq!(log.as_array().expect("entries").last().expect("one")["do"], "undo");
}

#[test]
fn an_empty_workspace_is_made_filled_and_asked() {
    let sample = common::sample();
    let root = sample.root.join("../own");
    let own = root.to_str().expect("a path");
    assert_eq!(run(&sample, &["init", own, "--company", "Kita Metals"]).0, 0);
    let at = |arguments: &[&str]| run(&sample, &[&["--workspace", own][..], arguments].concat());
    assert_eq!(
        at(&[
            "supplier",
            "add",
            "osaka-powder",
            "--name",
            "Osaka Powder KK",
            "--country",
            "JP",
            "--type",
            "maker",
            "--material",
            "tungsten"
        ])
        .0,
        0
    );
    assert_eq!(at(&["campaign", "new", "FY2026", "--questionnaire", "csr-saq", "--due", "2027-01-31"]).0, 0);
    assert_eq!(at(&["answer", "osaka-powder", "A1", "3"]).0, 0);
    let (code, out, _) = at(&["campaign", "show"]);
    assert_eq!(code, 0);
    assert!(out.contains("FY2026"), "{out}");
    assert_eq!(at(&["verify"]).0, 0);
}

#[test]
fn import_gives_a_file_that_is_no_workbook_its_verdict_and_goes_on() {
    let sample = common::sample();
    let folder = sample.root.join("../inbox");
    fs::create_dir_all(&folder).expect("made");
    fs::write(folder.join("a.xlsx"), b"PK\x03\x04 broken").expect("written");
    fs::write(folder.join("b.pdf"), b"%PDF-1.7 something").expect("written");
    fs::write(folder.join("c.xls"), b"\xFF\xD8\xFF\xE0 picture").expect("written");
    let (code, out, _) = run(&sample, &["import", folder.to_str().expect("a path"), "--json"]);
    assert_eq!(code, 1);
    let all: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(all.as_array().expect("files").len(), 3);
    assert!(all.as_array().expect("files").iter().all(|file| file["reason"].as_str().is_some_and(|reason| reason.len() > 20)), "{out}");
}

#[test]
fn json_is_the_same_in_every_language_and_completions_are_made_for_each_shell() {
    let sample = common::sample();
    let english = run(&sample, &["assess", "--json", "--lang", "en"]).1;
    for lang in ["ja", "zh"] {
        let other = run(&sample, &["supplier", "list", "--json", "--lang", lang]).1;
        assert_eq!(run(&sample, &["supplier", "list", "--json", "--lang", "en"]).1, other);
    }
    assert!(serde_json::from_str::<Value>(&english).is_ok());
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(run(&sample, &["completions", shell]).1.contains("oretrail"));
    }
}

#[test]
fn an_answer_found_untrue_by_a_second_person_is_critical_until_it_is_answered_anew() {
    let sample = common::sample();
    let shoot = |person: &str, minute: &str, arguments: &[&str]| {
        let now = format!("2026-11-23T10:{minute}:00+09:00");
        let mut all = vec!["--now", now.as_str()];
        all.extend(arguments);
        run_as(&sample, person, &all)
    };
    assert_eq!(shoot("anna", "00", &["answer", "shiosai-densen", "A3", "no"]).0, 0);
    let review = ["review", "shiosai-densen", "A3", "--found-untrue", "--note", "penalty in the official gazette of May"];
    let (code, _, error) = shoot("anna", "01", &review);
    assert_eq!(code, 2);
    assert!(error.contains("anna wrote down this answer") && error.contains("a second person"), "{error}");
    let (code, out, error) = shoot("mori", "02", &review);
    assert_eq!(code, 0, "{error}");
    assert!(out.starts_with("saved mori-x5tb#"), "{out}");
    let flags = json(&sample, &["flags", "shiosai-densen"]);
    let untrue = flags.as_array().expect("flags").iter().find(|flag| flag["rule"] == "UNTRUE").expect("a flag").clone();
    assert_eq!((untrue["severity"].as_str(), untrue["response"].as_str()), (Some("critical"), Some("EDD")));
    assert_eq!(untrue["clause"][0], "PX");
    assert_ne!(assess(&sample, "shiosai-densen")["conduct_band"], "low");
    assert_eq!(shoot("anna", "03", &["answer", "shiosai-densen", "A3", "yes", "--reason", "shown the gazette"]).0, 0);
    let flags = json(&sample, &["flags", "shiosai-densen"]);
    assert!(flags.as_array().expect("flags").iter().all(|flag| flag["rule"] != "UNTRUE"));
}

#[test]
fn a_reason_for_not_applicable_on_a_gate_stands_once_a_second_person_accepts_it() {
    let sample = common::sample();
    let unresolved =
        || json(&sample, &["flags", "shiosai-densen"]).as_array().expect("flags").iter().any(|flag| flag["rule"] == "UNRESOLVED");
    let (code, _, error) =
        run(&sample, &["answer", "shiosai-densen", "C5", "--state", "not-applicable", "--reason", "the owner works alone"]);
    assert_eq!(code, 0, "{error}");
    assert!(unresolved());
    let (code, _, error) = run_as(&sample, "mori", &["review", "shiosai-densen", "C5", "--accept-reason"]);
    assert_eq!(code, 0, "{error}");
    assert!(!unresolved());
    let (code, _, error) = run_as(&sample, "mori", &["review", "shiosai-densen", "C8", "--accept-reason"]);
    assert_eq!(code, 2);
    assert!(error.contains("no reason to accept"), "{error}");
}

#[test]
fn a_paper_of_another_site_or_company_counts_as_none_and_the_flag_says_which() {
    let sample = common::sample();
    let paper = sample.root.join("paper.txt");
    fs::write(&paper, "certificate").expect("written");
    let paper = paper.to_str().expect("UTF-8");
    let reason = |row: &str| {
        let flags = json(&sample, &["flags", "teluk-timah"]);
        let found = flags.as_array().expect("flags").iter().find(|flag| flag["rule"] == "Z-07" && flag["causes"][0]["question"] == row);
        found.map(|flag| flag["reason"].as_str().expect("a reason").to_owned())
    };
    assert_eq!(run(&sample, &["answer", "minato-haulage", "D2", "3"]).0, 0);
    for (row, scope) in [("D1", "site:kawaguchi-koba"), ("D2", "entity:Somebody Else Ltd")] {
        assert_eq!(run(&sample, &["answer", "teluk-timah", row, "3", "--source", "said"]).0, 0);
        assert_eq!(run(&sample, &["attach", "teluk-timah", paper, "--question", row, "--scope", scope]).0, 0);
        let said = reason(&format!("csr-saq.{row}")).unwrap_or_else(|| panic!("{row} is not flagged"));
        assert!(said.contains("another site") && !said.contains('{'), "{said}");
    }
    assert_eq!(
        run(&sample, &["attach", "teluk-timah", paper, "--question", "D2", "--scope", "entity:Teluk Timah Smelting Sdn. Bhd."]).0,
        0
    );
    assert_eq!(reason("csr-saq.D2"), None);
}

#[test]
fn no_reason_on_any_flag_of_the_sample_has_a_hole_in_it() {
    let sample = common::sample();
    for lang in ["en", "ja", "zh"] {
        let (_, out, _) = run_as(&sample, "mori", &["--lang", lang, "flags"]);
        assert!(out.len() > 2000);
        assert!(!out.contains('{') && !out.contains('}'), "{lang}: {out}");
    }
}

#[test]
fn a_locked_exit_is_an_answer_of_its_own_and_stops() {
    let sample = common::sample();
    let (code, _, error) = run(&sample, &["answer", "shiosai-densen", "D4", "exit-locked"]);
    assert_eq!(code, 0, "{error}");
    assert_eq!(assess(&sample, "shiosai-densen")["gates_open"], serde_json::json!(["csr-saq.D4"]));
    let (code, _, error) = run(&sample, &["answer", "shiosai-densen", "D4", "perhaps"]);
    assert_eq!(code, 2);
    assert!(error.contains("answer yes, no, exit-locked"), "{error}");
}

#[test]
fn a_mistyped_fact_material_or_row_is_refused_with_what_would_be_right() {
    let sample = common::sample();
    let refusals: [(&[&str], &str); 9] = [
        (&["supplier", "set", "hai-trieu", "headcout", "3"], "did you mean `headcount`?"),
        (&["supplier", "set", "hai-trieu", "materials", "coper"], "did you mean `copper`?"),
        (&["supplier", "set", "hai-trieu", "country", "Japan"], "\"Japan\" is not a country code"),
        (&["supplier", "add", "Bad_ID"], "small letters, digits and hyphens"),
        (&["supplier", "add", "new-one", "--fact", "migrant=3"], "did you mean `migrants`?"),
        (&["answer", "hai-trieu", "E3", "Nguyen Holding"], "name | share | country | public-official"),
        (&["answer", "hai-trieu", "E3", "Nguyen Holding | many | VN | no"], "a share from 0 to 100"),
        (&["note", "hai-trieu", "--text", "   "], "the remark is empty"),
        (&["promise", "hai-trieu", "D4", "--due", "2020-01-01"], "is past already"),
    ];
    let before = json(&sample, &["log", "hai-trieu"]);
    for (arguments, sentence) in refusals {
        let (code, out, error) = run(&sample, arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {error}");
        assert!(error.contains(sentence), "{arguments:?}: {error}");
    }
    let paper = sample.root.join("paper.txt");
    fs::write(&paper, "x").expect("written");
    let (code, _, _) = run(&sample, &["answer", "hai-trieu", "C1", "perhaps", "--evidence", paper.to_str().expect("UTF-8")]);
    assert_eq!(code, 2);
    assert_eq!(json(&sample, &["log", "hai-trieu"]), before, "a refusal leaves no entry");
    let (code, _, error) = run(&sample, &["answer", "hai-trieu", "E3", "Nguyen Holding | 60 % | vn | No"]);
    assert_eq!(code, 0, "{error}");
    let answers = json(&sample, &["answers", "hai-trieu"]);
    let owners = answers.as_array().expect("answers").iter().find(|answer| answer["question"] == "csr-saq.E3").expect("E3");
    assert_eq!(owners["value"][0], "Nguyen Holding\t60\tVN\tno");
}

#[test]
fn keys_of_machine_output_stand_in_the_order_of_the_contract() {
    let sample = common::sample();
    let shapes: [(&[&str], &[&str]); 3] = [
        (
            &["assess", "lualaba-trading", "--json"],
            &[
                "supplier",
                "status",
                "conduct",
                "conduct_best",
                "conduct_worst",
                "conduct_band",
                "inherent",
                "inherent_band",
                "attention",
                "coverage",
                "gates_open",
                "settled",
                "contributions",
                "editions",
                "policy",
                "questionnaires",
                "reference",
            ],
        ),
        (
            &["flags", "lualaba-trading", "--json"],
            &[
                "supplier",
                "rule",
                "severity",
                "response",
                "gate",
                "clause",
                "reason",
                "causes",
                "question",
                "entry",
                "clears_when",
                "state",
            ],
        ),
        (
            &["supplier", "list", "--json"],
            &[
                "id",
                "name",
                "country",
                "partner_type",
                "materials",
                "inherent",
                "inherent_band",
                "conduct",
                "conduct_band",
                "attention",
                "gates_open",
                "coverage",
                "status",
                "last_activity",
            ],
        ),
    ];
    for (arguments, keys) in shapes {
        let (_, out, _) = run(&sample, arguments);
        let mut rest = out.as_str();
        for key in keys {
            let at = rest.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} is not there, or out of order, in {arguments:?}"));
            rest = &rest[at..];
        }
    }
}

#[test]
fn what_a_shell_prints_is_in_the_language_asked_for() {
    let sample = common::sample();
    for (lang, words) in [("ja", ["行動リスク", "原因：", "回答率"]), ("zh", ["行为风险", "起因", "答复率"])] {
        let said: String = ["assess minato-haulage", "flags minato-haulage", "campaign show", "supplier list", "verify"]
            .iter()
            .map(|line| run(&sample, &["--lang", lang].into_iter().chain(line.split(' ')).collect::<Vec<_>>()).1)
            .collect();
        for word in words {
            assert!(said.contains(word), "{lang} {word}: {said}");
        }
        for english in ["conduct  ", "causes:", "clears when", "response rate", "whole:", "attention  "] {
            assert!(!said.contains(english), "{lang}: {english} in {said}");
        }
    }
}

#[test]
fn a_supplier_of_unknown_type_is_a_remark_of_the_check_and_no_error() {
    let sample = common::sample();
    assert_eq!(run(&sample, &["supplier", "add", "new-one"]).0, 0);
    let (code, out, _) = run(&sample, &["check"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("unknown-type: `partner-type` is not known; the high value is taken") && out.contains("0 errors, 1 warnings"),
        "{out}"
    );
}

#[test]
fn a_damaged_record_is_told_by_every_command_that_judges_and_stays_read_only() {
    let sample = common::sample();
    assert_eq!(run(&sample, &["answer", "minato-haulage", "D4", "yes"]).0, 0);
    let log = sample.root.join("suppliers/minato-haulage/FY2026/anna-7f3k.toml");
    let whole = fs::read_to_string(&log).expect("readable");
    fs::write(&log, whole.replacen("value = \"yes\"", "value = \"no\"", 1)).expect("written");
    for command in ["assess", "flags", "answers"] {
        let (_, _, error) = run(&sample, &[command, "minato-haulage"]);
        assert!(error.contains("suppliers/minato-haulage/FY2026/anna-7f3k.toml") && error.contains("verify"), "{command}: {error}");
    }
    let (code, _, error) = run(&sample, &["answer", "minato-haulage", "D4", "no"]);
    assert!(code != 0 && error.contains("NOT SAVED") && error.contains("read-only"), "{error}");
    fs::write(&log, &whole).expect("written");
    fs::rename(&log, log.with_file_name("anna-7f3k (1).toml")).expect("renamed");
    assert!(run(&sample, &["answers", "minato-haulage"]).1.contains("D4"), "it counts under its opener's name");
    let (code, _, error) = run(&sample, &["answer", "minato-haulage", "D4", "no"]);
    assert!(code != 0 && error.contains("NOT SAVED") && error.contains("rename it back"), "{error}");
    assert!(!log.exists(), "no second history was begun");
}
