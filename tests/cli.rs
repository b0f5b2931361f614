//! The program from a shell: what users and scripts type, and what comes back.
#![allow(clippy::disallowed_methods)]

#[path = "cli/cases.rs"]
mod cases;
#[path = "cli/chain.rs"]
mod chain;
mod common;
#[path = "cli/flows.rs"]
mod flows;
#[path = "cli/judged.rs"]
mod judged;
#[path = "cli/profile.rs"]
mod profile;
#[path = "cli/shared.rs"]
mod shared;
#[path = "cli/tongue.rs"]
mod tongue;
#[path = "import/sample.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "each test file uses its own part of the sample")]
mod workbook;

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

use common::{Sample, json, run};

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

/// Every command there is, as its help lists them: a command that only groups others is followed into them.
fn commands(sample: &common::Sample, above: &[String], all: &mut Vec<(String, String)>) {
    let mut words: Vec<&str> = above.iter().map(String::as_str).collect();
    words.push("--help");
    let (code, out, _) = run(sample, &words);
    assert_eq!(code, 0, "{words:?}");
    let listed = out.split_once("Commands:\n").map(|(_, rest)| rest.split("\n\n").next().unwrap_or_default()).unwrap_or_default();
    let below = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let below: Vec<String> = below.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect();
    if below.is_empty() || out.contains("Example") {
        all.push((above.join(" "), out.clone()));
    }
    for word in below.iter().filter(|word| *word != "help") {
        commands(sample, &[above, std::slice::from_ref(word)].concat(), all);
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let sample = common::sample();
    let mut all = Vec::new();
    commands(&sample, &[], &mut all);
    assert!(all.len() > 120, "{} commands", all.len());
    let without: Vec<&String> = all.iter().filter(|(_, help)| !help.contains("Example")).map(|(command, _)| command).collect();
    assert_eq!(without, Vec::<&String>::new(), "these have no example");
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
fn a_supplier_without_answers_is_not_assessed_and_has_no_numbers() {
    let state = assess(&common::sample(), "hai-trieu");
    assert_eq!(state["status"], "not-assessed");
    assert_eq!(state["conduct"], Value::Null);
    assert_eq!(state["conduct_band"], Value::Null);
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

/// What anna is told in an interview line by line.
fn plain(sample: &common::Sample, supplier: &str, lang: &str, lines: &str) -> String {
    let output = Command::cargo_bin("oretrail")
        .expect("built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", &sample.root)
        .env("ORETRAIL_NOW", common::NOW)
        .env("ORETRAIL_WRITER", "anna")
        .args(["interview", supplier, "--plain", "--lang", lang])
        .write_stdin(lines)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn an_interview_line_by_line_does_the_same_as_the_screens() {
    let sample = common::sample();
    plain(&sample, "hai-trieu", "en", "3\ny\nn\nquit\n");
    let rows = json(&sample, &["answers", "hai-trieu"]);
    assert_eq!(rows.as_array().expect("answers").len(), 3);
}

#[test]
fn what_is_told_before_a_section_is_told_line_by_line_too() {
    let sample = common::sample();
    let words = ["campaign", "new", "GREEN", "--due", "2027-06-30", "--yes", "--supplier", "hai-trieu"];
    let sets = ["--questionnaire", "csr-saq", "--questionnaire", "green-procurement"];
    assert_eq!(common::run_as(&sample, "mori", &[&words[..], &sets].concat()).0, 0);
    let told = plain(&sample, "hai-trieu", "en", "g green-procurement.N9\ng green-procurement.N10\nquit\n");
    assert_eq!(told.matches("You need not make or buy a new analysis").count(), 1, "{told}");
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

/// An empty workspace of its own with one supplier that nobody has asked yet.
fn with_one_supplier(sample: &Sample) -> String {
    let root = sample.root.join("../own").to_str().expect("a path").to_owned();
    assert_eq!(run(sample, &["init", &root, "--company", "Kita Metals"]).0, 0);
    let add = ["supplier", "add", "osaka-powder", "--country", "JP", "--type", "maker", "--material", "tungsten"];
    assert_eq!(run(sample, &[&["--workspace", &root][..], &add].concat()).0, 0);
    assert_eq!(run(sample, &["--workspace", &root, "campaign", "new", "FY2026", "--questionnaire", "csr-saq", "--due", "2027-01-31"]).0, 0);
    root
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
        out.contains("unknown-type: `partner-type` is not known; the high value is taken") && out.contains("0 errors, 1 warning"),
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

/// What one workspace tells as commands, typed into a real shell on another, gives the same answers.
#[test]
fn the_commands_of_a_history_replay_it_from_a_shell() {
    use oretrail::tui::shell;
    use oretrail::workspace::Workspace;
    let (told, again) = (common::sample(), common::sample());
    let paper = told.state.join("-drill record.txt");
    fs::write(&paper, "drill").expect("written");
    fs::copy(&paper, again.state.join("-drill record.txt")).expect("copied");
    let id = "hai-trieu";
    let paper = paper.display().to_string();
    let lines: [&[&str]; 12] = [
        &["met", id, "--name", "Nguyễn's deputy", "--role", "site manager", "--channel", "phone", "--spoken", "en"],
        &["answer", id, "A1", "3", "--source", "written", "--note", "$HOME \"quoted\" it's"],
        &["answer", id, "C10", "peak=68,average=52"],
        &["answer", id, "E3", "Nguyen Holding\t60\tVN\tno", "A % B\t40\tVN\tno"],
        &["answer", id, "C4", "--state", "not-applicable", "--reason=- nobody under 18"],
        &["answer", id, "A2", "--state", "declined"],
        &["note", id, "--question", "A3", "--text", "one\ntwo"],
        &["promise", id, "D4", "--due", "2026-12-01", "--what", "drill record"],
        &["attach", id, &paper, "--question", "D4", "--expires", "2027-03-31"],
        &["park", id, "D4"],
        &["answer", id, "A3", "no"],
        &["undo", id],
    ];
    for words in lines {
        let (code, _, error) = run(&told, words);
        assert_eq!(code, 0, "{words:?}: {error}");
    }
    let workspace = Workspace::open(&told.root, &told.state, "anna", common::clock()).expect("it opens");
    let history = workspace.history(id, Some("FY2026")).expect("readable");
    let script: Vec<String> = history
        .iter()
        .filter(|one| one.entry.writer.person() == "anna")
        .filter_map(|one| shell::command(one, id, "FY2026"))
        .map(|words| shell::folded(&words, 70).join("\n"))
        .collect();
    assert!(script.len() >= lines.len(), "{script:?}");
    let program = assert_cmd::cargo::cargo_bin("oretrail");
    let path = format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").unwrap_or_default());
    let done = std::process::Command::new("sh")
        .arg("-e")
        .arg("-c")
        .arg(script.join("\n"))
        .env("PATH", path)
        .env("ORETRAIL_STATE", &again.state)
        .env("ORETRAIL_WORKSPACE", &again.root)
        .env("ORETRAIL_NOW", common::NOW)
        .env("ORETRAIL_WRITER", "anna")
        .current_dir(&again.state)
        .output()
        .expect("a shell");
    assert!(done.status.success(), "{}\n{}", script.join("\n"), String::from_utf8_lossy(&done.stderr));
    let plain = |sample: &Sample| {
        let mut log = json(sample, &["--campaign", "FY2026", "log", id]);
        for row in log.as_array_mut().expect("rows") {
            row.as_object_mut().expect("an entry").retain(|key, _| !["hash", "salt"].contains(&key.as_str()));
        }
        log
    };
    assert_eq!(plain(&told), plain(&again));
}

#[test]
fn a_read_back_is_printed_or_written_in_the_suppliers_language() {
    let sample = common::sample();
    let (code, out, _) = run(&sample, &["readback", "kisaki-seisakusho"]);
    assert!(code == 0 && out.starts_with("聞き取り内容のご確認（参考訳）"), "{out}");
    let file = sample.state.join("read-back.txt");
    let (code, _, error) = run(&sample, &["--lang", "zh", "readback", "kisaki-seisakusho", "--out", &file.display().to_string()]);
    assert_eq!(code, 0, "{error}");
    assert!(fs::read_to_string(&file).expect("written").starts_with("访谈内容确认（参考译文）"));
    assert_eq!(json(&sample, &["readback", "kisaki-seisakusho"])["attested"], false);
    assert_eq!(run(&sample, &["readback", "nobody"]).0, 2);
}

#[test]
fn manual_pages_are_made_from_the_definition_of_the_commands() {
    let sample = common::sample();
    let (code, out, _) = run(&sample, &["man"]);
    assert!(code == 0 && out.contains(".TH oretrail 1") && out.contains("supplier"), "{out}");
    let folder = sample.root.with_file_name("man1");
    assert_eq!(run(&sample, &["man", "--out", folder.to_str().expect("a path")]).0, 0);
    let page = fs::read_to_string(folder.join("oretrail-supplier-adopt.1")).expect("a page for each command");
    assert!(page.contains("recorded profile is in force"), "{page}");
}

#[test]
fn an_answer_from_a_shell_replaces_what_stands_and_makes_no_contradiction() {
    let sample = common::sample();
    let correct = ["answer", "kuroshio-keiseki", "C10", "peak=50,average=42", "--reason", "roster misread", "--asked-by", "ourselves"];
    let (code, out, error) = run(&sample, &correct);
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    let (_, out, _) = run(&sample, &["answers", "kuroshio-keiseki", "--json"]);
    assert!(out.contains("peak=50") && !out.contains("peak=52"), "{out}");
    assert!(!out.contains("\"conflict\": true") && !out.contains("conflict-with"), "{out}");
    let (_, out, _) = run(&sample, &["answers", "kuroshio-keiseki"]);
    assert!(!out.contains('\u{26a1}'), "{out}");
}

#[test]
fn days_that_make_no_sense_and_persons_who_could_do_nothing_are_refused() {
    let sample = common::sample();
    let refused = |words: &[&str], what: &str| {
        let (code, out, error) = run(&sample, words);
        assert_eq!(code, 2, "{words:?}: {out}");
        assert!(error.contains(what), "{words:?}: {error}");
    };
    refused(&["campaign", "new", "FY2030", "--due", "2020-01-01", "--as", "mori"], "is past already");
    refused(&["rollup", "--on", "2090-01-01", "--out", "never.csv"], "has not come yet");
    let action = ["action", "add", "kisaki-seisakusho", "--what", "roster", "--owner", "ken", "--due", "2020-01-01"];
    refused(&action, "is not in the future");
    refused(&["supplier", "hand-over", "minato-haulage", "--to", "hara", "--reason", "leave", "--yes"], "is no buyer");
    refused(&["--campaign", "FY1999", "interview", "minato-haulage"], "there is no campaign \"FY1999\"");
}
