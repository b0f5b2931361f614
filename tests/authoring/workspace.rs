//! Mistakes in the files of a workspace, as `check` tells them: file, line, column, code, what, what to do.

use super::{common, json, run, said};

/// What `check` says about a workspace in which one file was written.
fn checked(file: &str, text: &str) -> Vec<String> {
    let sample = common::sample();
    put(&sample, file, text);
    let (_, out, error) = run(&sample, &["check"]);
    out.lines().chain(error.lines()).map(str::to_owned).collect()
}

fn put(sample: &common::Sample, file: &str, text: &str) {
    let path = sample.root.join(file);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("written");
}

const OWN: &str = r#"[questionnaire]
id = "our-set"
edition = "2027-04"
title = { en = "Ours", ja = "当社", zh = "本公司" }
translation = { ja = "draft", zh = "draft" }
[[section]]
id = "A"
title = { en = "Main", ja = "主", zh = "主" }
[[question]]
id = "A1"
section = "A"
type = "yn"
good = "yes"
severity = "high"
text = { en = "One?", ja = "一ですか。", zh = "一？" }
bad = [ { when = "value == 'no'", response = ["CAP-90"] } ]
policy = ["P2"]
"#;

#[test]
fn an_own_set_that_is_sound_is_taken_without_a_word() {
    let told = checked("questionnaires/our-set-2027-04.toml", OWN);
    assert!(!told.iter().any(|line| line.starts_with("questionnaires/")), "{told:?}");
}

#[test]
fn every_mistake_in_a_workspaces_own_files_is_told_with_file_line_column_and_what_to_do() {
    let profile = "[supplier]\nname = \"X\"\npartner-type = \"makr\"\ncountry = \"Chile\"\n[[certificate]]\nscheme = \"ISO 14001\"\nexpires = \"2026-02-30\"\n";
    let settings = |from: &str, to: &str| {
        let sample = common::sample();
        let text = std::fs::read_to_string(sample.root.join("oretrail.toml")).expect("settings").replacen(from, to, 1);
        ("oretrail.toml".to_owned(), text)
    };
    let own = |from: &str, to: &str| ("questionnaires/our-set-2027-04.toml".to_owned(), OWN.replacen(from, to, 1));
    let cases: Vec<((String, String), &str, &str)> = vec![
        (own("id = \"our-set\"", "id = \"our-st\""), "questionnaires/our-set-2027-04.toml:2:6: file-name: ", "our-st-2027-04.toml"),
        (own("edition = \"2027-04\"", "edition = \"2027-05\""), "questionnaires/our-set-2027-04.toml:3:11: file-name: ", "2027-05"),
        (own("severity = \"high\"", "severity = \"hi\""), "questionnaires/our-set-2027-04.toml:14:12: unknown-word: ", "high"),
        (own("policy = [\"P2\"]", "policy = [\"P2x\"]"), "questionnaires/our-set-2027-04.toml:17:11: unknown-clause: ", "P2"),
        (
            own("type = \"yn\"", "type = \"yn\"\nshow-if = \"csr-sqa.C1 == 'no'\""),
            "questionnaires/our-set-2027-04.toml:13:12: unknown-name: ",
            "csr-saq.C1",
        ),
        (
            ("questionnaires/csr-saq-2026-04.toml".to_owned(), OWN.to_owned()),
            "questionnaires/csr-saq-2026-04.toml:2:6: file-name: ",
            "our-set-2027-04.toml",
        ),
        (("reference/regimes.toml".to_owned(), String::new()), "reference/regimes.toml:1:1: not-replaceable: ", "[[company-response]]"),
        (
            ("suppliers/minato-haulage/supplier.toml".to_owned(), profile.to_owned()),
            "suppliers/minato-haulage/supplier.toml:3:16: unknown-word: ",
            "maker",
        ),
        (
            ("suppliers/minato-haulage/supplier.toml".to_owned(), profile.to_owned()),
            "suppliers/minato-haulage/supplier.toml:4:11: not-a-country: ",
            "CL",
        ),
        (
            ("suppliers/minato-haulage/supplier.toml".to_owned(), profile.to_owned()),
            "suppliers/minato-haulage/supplier.toml:7:11: not-a-date: ",
            "2026-04-01",
        ),
        (settings("time-zone", "time-zon"), "oretrail.toml:", "time-zone"),
    ];
    for ((file, text), place, next) in cases {
        let told = checked(&file, &text);
        let found = told.iter().find(|line| line.contains(place));
        assert!(found.is_some_and(|line| line.contains(next) && line.contains("; ")), "{place} … {next} in {told:#?}");
    }
}

#[test]
fn a_case_in_an_own_policy_that_names_what_is_not_there_is_told_at_its_place() {
    let sample = common::sample();
    let (_, text) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let text = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    let line = text.lines().position(|line| line.contains("answers = { \"csr-saq.C1\" = \"yes\" }")).expect("a case") + 1;
    put(&sample, "policies/jx-selection-2027-04.toml", &text.replacen("\"csr-saq.C1\" = \"yes\"", "\"csr-saq.C111\" = \"yes\"", 1));
    let (code, out, _) = run(&sample, &["check"]);
    assert_eq!(code, 2);
    let place = format!("policies/jx-selection-2027-04.toml:{line}:13: unknown-name: there is no question `csr-saq.C111`; did you mean");
    assert!(out.contains(&place), "{place} in {out}");
}

#[test]
fn an_edition_that_is_not_adopted_cannot_be_retired_and_a_day_that_is_none_is_refused() {
    let sample = common::sample();
    for (arguments, wanted) in [
        (&["questionnaire", "retire", "csr-saq@2026-04"][..], "never adopted"),
        (&["questionnaire", "activate", "csr-saq@2026-04", "--from", "2027-13-01"], "2027-13-01"),
        (&["policy", "retire", "2026-04"], "never adopted"),
        (&["policy", "activate", "2026-04", "--from", "next week"], "next week"),
        (&["policy", "activate", "2099-01"], "jx-selection@2026-04"),
    ] {
        let (code, _, error) = run(&sample, arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(error.contains(wanted), "{wanted} in {error}");
    }
}

#[test]
fn a_remark_has_the_same_place_and_code_in_every_language_and_its_words_are_the_readers() {
    let sample = common::sample();
    put(&sample, "questionnaires/our-set-2027-04.toml", &OWN.replacen("severity = \"high\"", "severity = \"hi\"", 1));
    let remark = |lang: &str| {
        let (code, out, _) = run(&sample, &["check", "--lang", lang]);
        assert_eq!(code, 2, "{lang}");
        out.lines().find(|line| line.contains("unknown-word")).map(str::to_owned).expect("a remark")
    };
    let place = "questionnaires/our-set-2027-04.toml:14:12: unknown-word: ";
    for (lang, said) in [
        ("en", "`severity` has the unknown word \"hi\"; did you mean \"high\"? allowed: critical, high, medium, low"),
        ("ja", "`severity` の「hi」は使えない語です。「high」のことですか。使える語: critical, high, medium, low"),
        ("zh", "`severity` 中的“hi”不是可用的词；是不是“high”？可用：critical, high, medium, low"),
    ] {
        assert_eq!(remark(lang), format!("{place}{said}"), "{lang}");
    }
    let machine = |lang: &str| json(&sample, &["check", "--lang", lang]);
    assert_eq!(machine("ja"), machine("en"));
    assert_eq!(machine("zh")[0]["code"], "unknown-word");
    assert!(said(&sample, &["questionnaire", "list", "--lang", "ja"]).contains("our-set"));
}

/// The sheet of a company that is imported, with the same cell and code, in the language of who imports it.
#[test]
fn remarks_about_a_sheet_and_of_the_health_check_are_in_the_readers_language() {
    let sample = common::sample();
    let sheet = sample.root.join("our.csv");
    std::fs::write(&sheet, "id,section,type,severity,policy,text-en\nA1,A,yn,high,P2,One?\n").expect("written");
    for (lang, wanted) in
        [("en", "nothing says how the set is called; begin with"), ("ja", "質問票の ID がどこにも"), ("zh", "没有写明问卷的编号")]
    {
        let (code, out, _) = run(&sample, &["questionnaire", "import", &sheet.display().to_string(), "--lang", lang]);
        assert_eq!(code, 2, "{out}");
        assert!(out.contains(": no-set-id: ") && out.contains(wanted), "{lang}: {out}");
    }
    put(&sample, "questionnaires/our-set-2027-04.toml", &OWN.replacen("severity = \"high\"", "severity = \"hi\"", 1));
    for (lang, wanted) in [("en", "has the unknown word \"hi\""), ("ja", "の「hi」は使えない語です"), ("zh", "中的“hi”不是可用的词")]
    {
        let (_, out, _) = run(&sample, &["doctor", "--lang", lang]);
        assert!(out.contains(wanted), "{lang}: {out}");
    }
}

#[test]
fn the_sample_holds_the_editions_its_campaigns_name_so_that_a_later_program_asks_the_same() {
    let sample = common::sample();
    let shown = json(&sample, &["campaign", "show"]);
    let named = shown["questionnaires"].as_array().expect("a list").iter().chain(shown.get("policy"));
    let hashes: Vec<String> =
        named.filter_map(serde_json::Value::as_str).filter_map(|name| Some(name.rsplit_once(':')?.1.to_owned())).collect();
    assert!(!hashes.is_empty(), "{shown}");
    for hash in hashes {
        let bytes = std::fs::read(sample.root.join(format!("sealed/{hash}.toml"))).expect("it is kept");
        assert_eq!(oretrail::questionnaire::file::sha256(&String::from_utf8(bytes).expect("a text")), hash);
    }
}

#[test]
fn a_policy_author_begins_a_new_edition_edits_a_threshold_and_is_told_exactly_who_changes() {
    let sample = common::sample();
    let made = json(&sample, &["policy", "new", "2027-04"]);
    assert_eq!(
        (made["file"].as_str(), made["copy_of"].as_str()),
        (Some("policies/jx-selection-2027-04.toml"), Some("jx-selection@2026-04"))
    );
    let path = sample.root.join("policies/jx-selection-2027-04.toml");
    let text = std::fs::read_to_string(&path).expect("written");
    let (_, brought) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let differs: Vec<(&str, &str)> = text.lines().zip(brought.lines()).filter(|(is, was)| is != was).collect();
    assert_eq!(differs, [("edition = \"2027-04\"", "edition = \"2026-04\"")], "comments and order stay");
    assert_eq!(json(&sample, &["policy", "diff", "active", "2027-04"])["suppliers"], serde_json::json!([]));
    let band = "kind = \"conduct\"\nid = \"moderate\"\nbelow = 40";
    assert!(text.contains(band));
    std::fs::write(&path, text.replacen(band, "kind = \"conduct\"\nid = \"moderate\"\nbelow = 30", 1)).expect("written");
    assert_eq!(run(&sample, &["check"]).0, 0);
    assert_eq!(json(&sample, &["policy", "test", "2027-04"])["failed"], serde_json::json!([]));
    let between: Vec<String> = json(&sample, &["assess"])
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["conduct_band"] == "moderate" && one["conduct"].as_f64().is_some_and(|score| (30.0..40.0).contains(&score)))
        .map(|one| one["supplier"].as_str().expect("an id").to_owned())
        .collect();
    let diff = json(&sample, &["policy", "diff", "active", "2027-04"]);
    assert_eq!(diff["changed_keys"][0], "band[conduct moderate].below: 40 → 30");
    let changed: Vec<String> = diff["suppliers"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["moved"].as_array().expect("a list").iter().any(|moved| moved["what"] == "conduct-band"))
        .map(|one| one["supplier"].as_str().expect("an id").to_owned())
        .collect();
    assert!(!changed.is_empty());
    assert_eq!(changed, between, "exactly those between the old threshold and the new one");
    let (code, _, error) = run(&sample, &["policy", "new", "2027-04"]);
    assert_eq!(code, 2);
    assert!(error.contains("is there already"), "{error}");
}

#[test]
fn a_new_edition_of_a_questionnaire_is_a_copy_to_edit_with_its_comments() {
    let sample = common::sample();
    let made = json(&sample, &["questionnaire", "new", "tantalum-dd", "--edition", "2027-04"]);
    assert_eq!(made["file"], "questionnaires/tantalum-dd-2027-04.toml");
    let text = std::fs::read_to_string(sample.root.join("questionnaires/tantalum-dd-2027-04.toml")).expect("written");
    assert!(text.lines().any(|line| line.starts_with('#')), "comments stay");
    assert_eq!(run(&sample, &["check"]).0, 0);
    let listed = json(&sample, &["questionnaire", "list"]);
    let of = |edition: &str| {
        listed
            .as_array()
            .expect("a list")
            .iter()
            .find(|one| one["id"] == "tantalum-dd" && one["edition"] == edition)
            .expect("there")
            .clone()
    };
    assert_eq!(of("2027-04")["standing"], "draft");
    assert_eq!(of("2027-04")["rows"], of("2026-04")["rows"]);
}

#[test]
fn a_table_is_read_back_under_its_titles_with_words_units_signs_and_what_follows_from_its_figures() {
    let sample = common::sample();
    let template = sample.root.join("our.xlsx").display().to_string();
    said(&sample, &["questionnaire", "template", "--out", &template]);
    said(&sample, &["questionnaire", "import", &template]);
    said(&sample, &["questionnaire", "activate", "our-set@2027-04"]);
    said(
        &sample,
        &["campaign", "new", "OWN27", "--questionnaire", "our-set", "--questionnaire", "copper-dd", "--due", "2027-06-30", "--yes"],
    );
    let anna =
        |arguments: &[&str]| common::run_with(&sample, &sample.root, "anna", common::NOW, &[&["--campaign", "OWN27"], arguments].concat());
    let goals = anna(&["answer", "atacama-cobre", "our-set.B2", "--row", "LTIFR|<=1 %|0.4 %|own"]);
    assert_eq!(goals.0, 0, "{}", goals.2);
    let parts = anna(&[
        "answer",
        "atacama-cobre",
        "copper-dd.K28",
        "--row",
        "concentrate | home | recycled | 218",
        "--row",
        "scrap | abroad | recycled | 11",
        "--row",
        "total | | | 229",
    ]);
    assert_eq!(parts.0, 0, "{}", parts.2);
    let back = anna(&["readback", "atacama-cobre", "--lang", "ja"]).1;
    assert!(back.contains("→ 指標 · 目標 · 実績 · 確認者"), "{back}");
    assert!(back.contains("→ LTIFR · ≤ 1 % · 0.4 % · 自社"), "{back}");
    assert!(!back.contains("目標を満た"), "what we make of it is not read back: {back}");
    assert!(back.lines().any(|line| line.contains("→ = ") && line.contains("229")), "{back}");
}

#[test]
fn a_file_that_is_empty_no_definition_or_no_utf8_is_told_and_a_single_file_knows_the_sets_beside_it() {
    let sample = common::sample();
    let told = |file: &str, bytes: &[u8]| -> (i32, String) {
        let path = sample.root.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, bytes).expect("written");
        let (code, out, _) = run(&sample, &["check", &path.display().to_string()]);
        (code, out)
    };
    let (code, out) = told("questionnaires/empty-1.toml", b"");
    assert!(code == 2 && out.contains("empty-1.toml:1:1: missing-key: `questionnaire`"), "{out}");
    let (code, out) = told("policies/empty-1.toml", b"# nothing yet\n");
    assert!(code == 2 && out.contains("empty-1.toml:1:1: missing-key: `policy`"), "{out}");
    let (code, out) = told("notes.toml", b"a = 1\n");
    assert!(code == 0 && out.contains("notes.toml:1:1: not-a-definition"), "{out}");
    let shift_jis = [OWN.split("ja = \"").next().expect("a start").as_bytes(), b"ja = \"\x93\x96\x8e\xd0\" }\n"].concat();
    let (code, out) = told("questionnaires/our-set-2027-04.toml", &shift_jis);
    assert!(code == 2 && out.contains("our-set-2027-04.toml:4:") && out.contains("not-utf8") && out.contains("UTF-8"), "{out}");
    assert_eq!(out.matches("our-set-2027-04.toml:").count(), 1, "what cannot be read is one mistake: {out}");
    std::fs::write(sample.root.join("questionnaires/our-set-2027-04.toml"), OWN).expect("written");
    let beside = OWN.replace("our-set", "next-set").replacen("policy = ", "show-if = \"our-set.A1 == 'no'\"\npolicy = ", 1);
    let (code, out) = told("questionnaires/next-set-2027-04.toml", beside.as_bytes());
    assert_eq!((code, out.contains("unknown-name")), (0, false), "{out}");
}
