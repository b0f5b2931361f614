//! A company's own questionnaire in a spreadsheet: the template, mistakes at their cell, and every set there and back.

use oretrail::figures::Figure;
use oretrail::language::Lang;
use oretrail::questionnaire::file::{self, Around};
use oretrail::questionnaire::sheet::{self, COLUMNS, Head, Otherwise, export};
use oretrail::questionnaire::{Kind, Questionnaire};

use super::{common, json, run, said};

fn read(text: &str, around: &Around) -> Questionnaire {
    let (set, problems) = file::read("our.toml", text, around);
    assert_eq!(problems, []);
    set.expect("it reads")
}

#[test]
fn a_sheet_of_the_programs_own_template_becomes_a_file_that_checks_clean() {
    let sample = common::sample();
    for ending in ["xlsx", "csv"] {
        let sheet = sample.root.join(format!("our.{ending}")).display().to_string();
        let told = said(&sample, &["questionnaire", "template", "--out", &sheet]);
        assert!(COLUMNS.iter().all(|column| told.contains(column)), "{told}");
        let made = json(&sample, &["questionnaire", "import", &sheet, "--edition", ending]);
        assert_eq!(
            (made["written"].as_bool(), made["questionnaire"].as_str()),
            (Some(true), Some(&*format!("our-set@{ending}"))),
            "{made}"
        );
        let out = sample.root.join(format!("questionnaires/our-set-{ending}.toml"));
        assert_eq!(made["out"].as_str(), Some(&*out.display().to_string()), "it goes where the workspace reads it");
        let (code, checked, _) = run(&sample, &["check", &out.display().to_string()]);
        assert_eq!(code, 0, "{checked}");
        let set = read(&std::fs::read_to_string(&out).expect("written"), &Around::default());
        let rows: Vec<String> = set.questions.iter().map(|question| question.id.to_string()).collect();
        assert_eq!(rows, ["our-set.A1", "our-set.A2", "our-set.B1", "our-set.B2"]);
        let Kind::Rows(table) = &set.questions[3].kind else { panic!("a table") };
        assert_eq!((table.figure, table.most), (Some(Figure::Goals), Some(40)));
        assert_eq!(table.columns[3].choices.len(), 2, "a column of a table may have options");
        assert_eq!(set.questions[3].bad[0].when.source(), "finds(value, 'not-met')");
        assert_eq!(set.questions[1].bad[0].when.source(), "value == 'never'");
        assert_eq!(set.questions[1].bad[0].action.as_ref().map(|action| action.ja.as_str()), Some("年1回の見直しを求める"));
        assert!(set.questions[3].follow_up.is_some());
        assert_eq!((set.title.zh.as_str(), set.standards.len()), ("本公司问卷", 1));
    }
    let read = |ending: &str| std::fs::read_to_string(sample.root.join(format!("questionnaires/our-set-{ending}.toml"))).expect("written");
    assert_eq!(read("xlsx").replace("\"xlsx\"", ""), read("csv").replace("\"csv\"", ""), "both sheets say the same");
}

/// Keys that say what holds without them.
fn plainly(table: &mut toml::Table) {
    table.retain(|key, value| match (key, &*value) {
        ("weight", toml::Value::Boolean(flag)) => !*flag,
        (_, toml::Value::Boolean(flag)) => *flag,
        ("asked-by", toml::Value::String(who)) => who != "supplier",
        (_, toml::Value::Array(all)) => !all.is_empty(),
        _ => true,
    });
    for (key, value) in table.iter_mut() {
        match value {
            toml::Value::Table(inner) => plainly(inner),
            toml::Value::Array(all) => all.iter_mut().filter_map(toml::Value::as_table_mut).for_each(plainly),
            // One text counts as a list of one.
            toml::Value::String(text) if ["response", "policy", "refs", "opens", "same-as"].contains(&key.as_str()) => {
                *value = toml::Value::Array(vec![toml::Value::String(text.clone())]);
            }
            _ => {}
        }
    }
}

#[test]
fn each_of_the_ten_sets_written_as_a_sheet_and_imported_again_says_the_same_to_the_last_key() {
    let files: Vec<(String, String)> =
        oretrail::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    assert_eq!(files.len(), 10);
    let around = Around::of(&files, None);
    let otherwise = Otherwise { edition: "2027-01", written_in: Lang::Zh };
    for (name, text) in &files {
        let (sheet, unsaid) = export(text);
        assert_eq!(unsaid, [], "{name}");
        let guarded: Vec<Vec<String>> = sheet.iter().map(|row| row.iter().map(|cell| oretrail::report::inert(cell)).collect()).collect();
        let made = sheet::toml(Head::default(), otherwise, &guarded, &around);
        assert!(made.remarks.iter().all(|remark| remark.code == "no-risky-answer"), "{name}: {:?}", made.remarks);
        same(text, &made.text);
    }
}

#[test]
fn a_set_goes_into_a_workbook_and_into_csv_and_comes_back_the_same() {
    let sample = common::sample();
    for (id, ending) in [("csr-saq", "xlsx"), ("precious-metals", "csv")] {
        let sheet = sample.root.join(format!("{id}.{ending}")).display().to_string();
        let written = json(&sample, &["questionnaire", "export", id, "--out", &sheet]);
        assert_eq!(written["unsaid"], serde_json::json!([]), "{id}");
        let out = sample.root.join("back.toml").display().to_string();
        let made = json(&sample, &["questionnaire", "import", &sheet, "--out", &out, "--replace"]);
        assert_eq!((made["written"].as_bool(), made["questionnaire"].as_str()), (Some(true), Some(&*format!("{id}@2026-04"))), "{made}");
        let files = oretrail::builtin::questionnaires();
        let (_, text) = files.iter().find(|(name, _)| name.starts_with(id)).expect("there");
        same(text, &std::fs::read_to_string(&out).expect("written"));
    }
}

fn same(was: &str, is: &str) {
    let (mut was, mut is): (toml::Table, toml::Table) = (was.parse().expect("TOML"), is.parse().expect("TOML"));
    plainly(&mut was);
    plainly(&mut is);
    for table in ["questionnaire", "section", "profile", "switch", "contradiction", "question"] {
        for (row, (was, is)) in rows(&was, table).into_iter().zip(rows(&is, table)).enumerate() {
            assert_eq!(is, was, "{table} {row}");
        }
    }
    assert_eq!(is, was);
}

fn rows(table: &toml::Table, key: &str) -> Vec<toml::Value> {
    match table.get(key) {
        Some(toml::Value::Array(all)) => all.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    }
}

#[test]
fn what_a_sheet_cannot_say_is_told_and_not_dropped_without_a_word() {
    let text = "[questionnaire]\nid = \"x\"\n[[question]]\nid = \"A1\"\nrefs = [\"one; two\"]\ntext = { en = \"two\\nlines\", ja = \"a\", zh = \"b\" }\nmood = \"blue\"\n[extra]\nkey = 1\n";
    let told: Vec<String> = export(text).1.into_iter().map(|one| format!("{}: {}", one.place, one.what)).collect();
    for wanted in
        ["question A1: a semicolon within refs", "question A1: line breaks", "question A1: the key mood", "extra: the table extra"]
    {
        assert!(told.iter().any(|one| one.starts_with(wanted)), "{wanted} in {told:?}");
    }
}

/// Imports lines given as column=text and returns what was made.
fn import(sample: &common::Sample, lines: &[&[(&str, &str)]]) -> serde_json::Value {
    let path = sample.root.join("our.csv");
    let mut sheet = csv::Writer::from_path(&path).expect("a file");
    sheet.write_record(COLUMNS).expect("written");
    for line in lines {
        let cell = |column: &str| line.iter().find(|(known, _)| *known == column).map_or("", |(_, text)| *text);
        sheet.write_record(COLUMNS.map(cell)).expect("written");
    }
    sheet.flush().expect("written");
    let out = sample.root.join("our.toml").display().to_string();
    json(sample, &["questionnaire", "import", &path.display().to_string(), "--id", "our-set", "--out", &out, "--replace"])
}

fn errors(made: &serde_json::Value) -> Vec<(&str, &str)> {
    let remarks = made["remarks"].as_array().expect("remarks").iter();
    remarks
        .filter(|remark| remark["severity"] == "error")
        .map(|remark| (remark["cell"].as_str().expect("a cell"), remark["code"].as_str().expect("a code")))
        .collect()
}

const GOOD: &[(&str, &str)] = &[
    ("id", "A1"),
    ("section", "A"),
    ("type", "list"),
    ("severity", "low"),
    ("text-en", "Which?"),
    ("text-ja", "どれですか。"),
    ("text-zh", "哪些？"),
    ("policy", "P2"),
];

fn column<'a>(id: &'a str, kind: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("row", "column"), ("id", id), ("type", kind), ("text-en", id), ("text-ja", id), ("text-zh", id)]
}

#[test]
fn shares_of_a_table_that_add_up_to_a_number_and_a_column_with_options_come_from_a_sheet() {
    let sample = common::sample();
    let table =
        [GOOD, &[("table", "min=1; max=5; total=share; total.of=100"), ("bad", "does-not-add-up"), ("response", "RETURN")]].concat();
    let (kind, share) = (column("kind", "sc"), column("share", "pct"));
    let one = [("row", "column-option"), ("id", "scrap"), ("text-en", "scrap"), ("text-ja", "スクラップ"), ("text-zh", "废料")];
    let made = import(&sample, &[&table, &kind, &one, &share]);
    assert_eq!(made["written"], true, "{made}");
    let set = read(&std::fs::read_to_string(sample.root.join("our.toml")).expect("written"), &Around::default());
    let Kind::Rows(rows) = &set.questions[0].kind else { panic!("a table") };
    assert_eq!(rows.total.as_ref().and_then(|total| total.of.as_deref()), Some("100"));
    assert_eq!(rows.columns[0].choices[0].text.ja, "スクラップ");
}

#[test]
fn a_line_of_the_sheet_that_cannot_be_is_told_at_its_cell() {
    let sample = common::sample();
    let with = |more: &[(&'static str, &'static str)]| [GOOD, more].concat();
    let text = column("kind", "text");
    type Line<'l> = &'l [(&'l str, &'l str)];
    let cases: &[(&[Line<'_>], (&str, &str))] = &[
        (&[&[("row", "optoin"), ("id", "x")]], ("A2", "unknown-row")),
        (&[&[("row", "option"), ("id", "x"), ("text-en", "x")]], ("A2", "stray-row")),
        (&[&with(&[]), &[("row", "column-option"), ("id", "x"), ("text-en", "x")], &text], ("A3", "stray-row")),
        (&[&with(&[("table", "figur=goals")]), &text], ("W2", "bad-table")),
        (&[&with(&[("table", "figure=golas")]), &text], ("W2", "unknown-word")),
        (&[&with(&[("table", "figure=goals")]), &text], ("W2", "figure-column")),
        (&[&with(&[("table", "total=kind")]), &text], ("W2", "unknown-column")),
        (&[&with(&[("table", "total=kind; total.of=much")]), &column("kind", "num")], ("W2", "bad-total")),
        (&[&with(&[("marks", "exposre")]), &text], ("Y2", "unknown-mark")),
        (&[&with(&[("gate", "perhaps")]), &text], ("I2", "not-a-flag")),
        (&[&with(&[]), &column("kind", "sc")], ("B3", "missing-key")),
        (&[&with(&[]), &column("kind", "words")], ("G3", "unknown-word")),
        (&[&with(&[]), &text, &text], ("B4", "duplicate-column")),
        (&[&with(&[]), &text, &[("row", "risk"), ("bad", "missed"), ("response", "EDD")]], ("S4", "unknown-verdict")),
        (&[&with(&[]), &text, &[("row", "risk"), ("bad", "state == 'unknown'"), ("response", "EDDD")]], ("T4", "unknown-word")),
        (&[&[("row", "set"), ("id", "editon"), ("text-en", "1")], &with(&[]), &text], ("B2", "unknown-key")),
        (&[&[("row", "set"), ("id", "written-in"), ("text-en", "fr")], &with(&[]), &text], ("K2", "unknown-word")),
        (&[&[("row", "set"), ("id", "translation-ja"), ("text-en", "done")], &with(&[]), &text], ("K2", "unknown-word")),
        (&[&[("row", "set"), ("id", "applies-if"), ("only-if", "profile.metals == 'x'")], &with(&[]), &text], ("U2", "unknown-name")),
        (
            &[&with(&[]), &text, &[("row", "switch"), ("id", "on"), ("only-if", "our-set.A9 == 'yes'"), ("text-en", "on")]],
            ("U4", "unknown-name"),
        ),
        (&[&with(&[]), &text, &[("row", "paper"), ("text-ja", "紙")]], ("K4", "missing-cell")),
        (
            &[
                &[("id", "B1"), ("section", "A"), ("type", "num"), ("severity", "low"), ("text-en", "x"), ("policy", "P2")],
                &[("row", "part"), ("id", "n"), ("text-en", "n"), ("min", "few")],
            ],
            ("AB3", "not-a-number"),
        ),
    ];
    for (lines, wanted) in cases {
        let made = import(&sample, lines);
        assert_eq!(made["written"], false, "{wanted:?}");
        assert!(errors(&made).contains(wanted), "{wanted:?} in {:?}", errors(&made));
    }
}

#[test]
fn a_cell_that_a_line_does_not_have_is_told_and_a_file_is_not_replaced_unasked() {
    let sample = common::sample();
    let text = [&column("kind", "text")[..], &[("severity", "low")]].concat();
    let made = import(&sample, &[GOOD, &text]);
    assert_eq!(made["written"], true, "{made}");
    let unused = |remark: &&serde_json::Value| remark["code"] == "unused-cell" && remark["cell"] == "H3";
    assert_eq!(made["remarks"].as_array().expect("remarks").iter().filter(unused).count(), 1, "{made}");
    let (sheet, out) = (sample.root.join("our.csv").display().to_string(), sample.root.join("our.toml").display().to_string());
    let (code, _, error) = run(&sample, &["questionnaire", "import", &sheet, "--id", "our-set", "--out", &out]);
    assert_eq!(code, 2);
    assert!(error.contains("is there already") && error.contains("--edition"), "{error}");
}

#[test]
fn a_sheet_written_in_japanese_first_needs_no_english_and_says_so_where_it_is_missing() {
    let sample = common::sample();
    let set = [("row", "set"), ("id", "written-in"), ("text-ja", "ja")];
    let row = [
        ("id", "A1"),
        ("section", "A"),
        ("section-ja", "体制"),
        ("type", "yn"),
        ("severity", "high"),
        ("good", "yes"),
        ("text-ja", "体制はありますか。"),
        ("bad", "no"),
        ("response", "CAP-90"),
        ("policy", "P2"),
    ];
    let made = import(&sample, &[&set, &row]);
    assert_eq!(made["written"], true, "{made}");
    let missing = made["remarks"].as_array().expect("remarks").iter().filter(|remark| remark["code"] == "not-translated").count();
    assert_eq!(missing, 3, "the text twice, and the title of its section: {made}");
    let text = std::fs::read_to_string(sample.root.join("our.toml")).expect("written");
    assert!(text.contains("written-in = \"ja\"") && text.contains("translation.zh = \"draft\""), "{text}");
    let (set, problems) = file::read("our.toml", &text, &Around::default());
    let told: Vec<(&str, String)> = problems.iter().map(|one| (one.code, one.what.to_string())).collect();
    let left = |all: &str| ("not-translated", format!("the text in {all} is still the one in ja"));
    assert_eq!(told, [left("en"), left("en, zh")], "what waits for its translation is told until it is there");
    let set = set.expect("it reads");
    let marked = [Lang::En, Lang::Ja, Lang::Zh].map(|lang| set.is_unchecked(lang));
    assert_eq!(marked, [true, false, true], "the language it was written in is no translation");
    assert_eq!(set.questions[0].text.en, "体制はありますか。");
}

#[test]
fn a_day_that_a_spreadsheet_made_of_an_edition_stays_a_day_and_a_section_without_a_title_is_told() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let sample = common::sample();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let lines = [
        ["row", "id", "section", "type", "severity", "good", "text-en", "text-ja", "text-zh", "bad", "response", "policy"],
        ["set", "id", "", "", "", "", "our-set", "", "", "", "", ""],
        ["set", "edition", "", "", "", "", "", "", "", "", "", ""],
        ["", "A1", "A", "yn", "high", "yes", "One?", "一ですか。", "一？", "no", "CAP-90", "P2"],
    ];
    for (row, cells) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    let day = ExcelDateTime::from_ymd(2027, 4, 1).expect("a day");
    sheet.write_datetime_with_format(2, 6, &day, &Format::new().set_num_format("mmm-yy")).expect("a cell");
    let file = sample.root.join("ours.xlsx").display().to_string();
    book.save(&file).expect("written");
    let made = json(&sample, &["questionnaire", "import", &file]);
    assert_eq!((made["written"].as_bool(), made["questionnaire"].as_str()), (Some(true), Some("our-set@2027-04-01")), "{made}");
    let told: Vec<&str> = made["remarks"].as_array().expect("remarks").iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(told.contains(&"no-section-title"), "{made}");
}

#[test]
fn the_template_offers_the_words_of_its_closed_columns_to_pick_from() {
    let sample = common::sample();
    let file = sample.root.join("template.xlsx");
    said(&sample, &["questionnaire", "template", "--out", &file.display().to_string()]);
    let bytes = std::fs::read(&file).expect("written");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet"), &mut text).expect("text");
    for column in COLUMNS {
        for word in sheet::offered(column) {
            assert!(text.contains(word), "{column}: {word}");
        }
    }
    assert!(text.contains("critical,high,medium,low") && text.contains("CAP-30"), "{text}");
}

#[test]
fn a_sheet_with_mistakes_is_told_cell_by_cell_and_writes_nothing_and_hostile_text_is_made_harmless() {
    let sample = common::sample();
    let question = |id: &'static str, more: &[(&'static str, &'static str)]| {
        let all = [
            ("id", id),
            ("section", "A"),
            ("section-en", "One"),
            ("type", "yn"),
            ("severity", "high"),
            ("good", "yes"),
            ("text-en", "Is it so?"),
            ("bad", "no"),
            ("response", "CAP-90"),
            ("policy", "P2"),
        ];
        let kept = all.into_iter().filter(|(column, _)| !more.iter().any(|(other, _)| other == column));
        kept.chain(more.iter().copied()).collect::<Vec<_>>()
    };
    let first = question("A1", &[("type", "yesno")]);
    let second = question("A2", &[("severity", "hihg"), ("bad", "nope"), ("only-if", "our-set.A9 == 'no'"), ("policy", "P99")]);
    let told = import(&sample, &[&first, &[], &second]);
    assert_eq!(told["written"], false);
    assert!(!sample.root.join("our.toml").exists());
    for wanted in
        [("G2", "unknown-word"), ("H4", "unknown-word"), ("S4", "unknown-option"), ("U4", "unknown-name"), ("V4", "unknown-clause")]
    {
        assert!(errors(&told).contains(&wanted), "{wanted:?} in {:?}", errors(&told));
    }
    let told = import(&sample, &[&question("A1", &[("text-en", "=HYPERLINK(x) \u{202e}or \u{7}not?")])]);
    assert_eq!(told["written"], true, "{told}");
    assert!(told["remarks"].as_array().expect("remarks").iter().any(|remark| remark["code"] == "formula" && remark["cell"] == "K2"));
    let text = std::fs::read_to_string(sample.root.join("our.toml")).expect("written");
    assert!(text.contains("\"HYPERLINK(x) or not?\"") && !text.contains('\u{202e}') && !text.contains('\u{7}'), "{text}");
}

#[test]
fn a_sheet_divided_by_semicolons_or_tabs_is_read_and_an_empty_cell_is_told_once_at_itself() {
    let sample = common::sample();
    let heads = "id;section;section-en;type;severity;good;text-en;text-ja;text-zh;bad;response;policy";
    let row = "A1;A;Main;yn;high;yes;Is there one?;ありますか。;有吗？;no;CAP-90;P2";
    let told = |text: &str| {
        let (file, out) = (sample.root.join("our.csv"), sample.root.join("our.toml").display().to_string());
        std::fs::write(&file, text).expect("written");
        let all = ["questionnaire", "import", &file.display().to_string(), "--id", "our", "--out", &out, "--replace", "--json"];
        let made: serde_json::Value = serde_json::from_str(&run(&sample, &all).1).expect("JSON");
        let errors = made["remarks"].as_array().expect("remarks").iter().filter(|remark| remark["severity"] == "error");
        errors.map(|remark| remark["cell"].as_str().expect("a cell").to_owned()).collect::<Vec<_>>()
    };
    for divider in [";", "\t", ","] {
        assert_eq!(told(&format!("{heads}\n{row}\n").replace(';', divider)), Vec::<String>::new(), "{divider:?}");
    }
    for (was, cell) in [(";P2", "L2"), (";yes;", "F2"), ("A1;A;", "B2"), ("Is there one?;ありますか。;有吗？", "G2")] {
        let empty = was.chars().filter(|c| *c == ';').collect::<String>();
        let empty = if was.starts_with("A1") { "A1;;".to_owned() } else { empty };
        assert_eq!(told(&format!("{heads}\n{}\n", row.replace(was, &empty))), [cell], "{was}");
    }
    assert_eq!(told(&format!("{heads}\n")), ["A2"]);
}
