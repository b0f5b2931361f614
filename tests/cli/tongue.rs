//! What goes wrong is told in the language of whoever reads it; codes, ids and machine output stay as they are.

use std::fs;

use super::{common, json, run};

/// The words of one refusal in the three languages, and its exit code, which no language changes.
pub(super) fn told(sample: &common::Sample, arguments: &[&str], code: i32, words: [&str; 3]) {
    for (lang, wanted) in ["en", "ja", "zh"].iter().zip(words) {
        let mut all = vec!["--lang", lang];
        all.extend(arguments);
        let (found, out, error) = run(sample, &all);
        assert_eq!(found, code, "{all:?}: {out}{error}");
        assert!(format!("{out}{error}").contains(wanted), "{all:?} says {out}{error}, not {wanted}");
    }
}

#[test]
fn a_wrong_id_or_value_is_refused_in_the_language_of_the_reader() {
    let sample = common::sample();
    told(
        &sample,
        &["answer", "minato-haulag", "C1", "no"],
        2,
        [
            "there is no supplier \"minato-haulag\"; did you mean",
            "取引先「minato-haulag」はありません",
            "没有供应商“minato-haulag”；是不是",
        ],
    );
    told(
        &sample,
        &["answer", "minato-haulage", "C1", "maybe"],
        2,
        ["is not an answer here", "ここでの回答になりません", "不能作为此处的答复"],
    );
    told(&sample, &["answer", "minato-haulage", "ZZ9", "no"], 2, ["there is no question", "設問「ZZ9」はありません", "没有问题“ZZ9”"]);
    told(&sample, &["promise", "minato-haulage", "D4", "--due", "soon"], 2, ["is not a date", "日付ではありません", "不是日期"]);
    told(
        &sample,
        &["supplier", "set", "minato-haulage", "headcount", "many"],
        2,
        ["not a number of people", "人数ではありません", "不是人数"],
    );
}

#[test]
fn a_submission_that_cannot_be_is_refused_in_the_language_of_the_reader() {
    let sample = common::sample();
    let added = run(&sample, &["supplier", "add", "new-one", "--country", "JP", "--type", "maker", "--headcount", "90"]);
    assert_eq!(added.0, 0, "{}", added.2);
    told(&sample, &["submit", "new-one"], 2, ["not submitted: ", "提出していません。先に", "未提交：须先答复"]);
}

#[test]
fn what_could_not_be_saved_is_told_in_the_language_of_the_reader() {
    let sample = common::sample();
    let folder = sample.root.join("suppliers/minato-haulage/FY2026");
    // A folder where the log should be: nothing can be written, whoever the user is.
    run(&sample, &["answer", "minato-haulage", "A1", "2"]);
    let logs: Vec<_> = fs::read_dir(&folder).expect("listed").map(|entry| entry.expect("entry").path()).collect();
    let own = logs.iter().find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("anna-"))).expect("a log");
    let mut bytes = fs::read(own).expect("readable");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(own, &bytes).expect("written");
    told(
        &sample,
        &["answer", "minato-haulage", "A1", "3"],
        3,
        [
            "NOT SAVED: suppliers/minato-haulage",
            "未保存（保存されていません）: suppliers/minato-haulage",
            "未保存：suppliers/minato-haulage",
        ],
    );
    told(&sample, &["verify", "minato-haulage"], 1, ["was changed", "変えられています", "被改动"]);
    let report = json(&sample, &["--lang", "ja", "verify", "minato-haulage"]);
    assert_eq!(report["problems"][0]["kind"], "changed");
    assert!(report["problems"][0]["problem"].as_str().is_some_and(str::is_ascii), "machine output is English in every language: {report}");
    told(&sample, &["assess", "minato-haulage"], 0, ["Record damaged", "記録", "记录"]);
}

#[test]
fn a_list_of_suppliers_is_previewed_in_the_language_of_the_reader() {
    let sample = common::sample();
    let list = sample.root.join("list.csv");
    fs::write(&list, "id,country\nnew-one,JP\nminato-haulage,JP\nother,Japan\n").expect("written");
    let list = list.display().to_string();
    told(
        &sample,
        &["supplier", "import", &list],
        0,
        ["line 2: would add new-one", "2 行目: new-one を追加します", "第 2 行：将添加 new-one"],
    );
    told(&sample, &["supplier", "import", &list], 0, ["left out: minato-haulage is there already", "既にあります", "已存在"]);
    told(&sample, &["supplier", "import", &list], 0, ["nothing is written yet", "まだ何も書いていません", "尚未写入"]);
    told(
        &sample,
        &["supplier", "import", "nowhere.csv"],
        3,
        ["cannot be read: it is not there", "を読めません: ありません", "无法读取：不存在"],
    );
}

/// `--help` of a command, and of one that was called without its command, in the language asked for or that of the machine.
#[test]
fn help_is_told_in_the_language_of_the_reader() {
    let sample = common::sample();
    told(&sample, &["waive", "--help"], 0, ["Waive a flag until a date", "指摘を期限付きで免除する", "在期限内豁免标记"]);
    told(&sample, &["answer", "-h"], 0, ["Reason for *not applicable*", "「該当なし」の理由", "“不适用”的理由"]);
    told(&sample, &["answer", "--help"], 0, ["seen:     We saw the document", "seen:     書類を見た", "seen:     我方看过文件"]);
    told(&sample, &["queue", "--help"], 0, ["Order: open gates", "並び順: 未解決のゲート", "顺序：未结红线"]);
    let (_, japanese, _) = run(&sample, &["--lang", "ja", "--help"]);
    for heading in ["使い方： oretrail [オプション] [コマンド]", "コマンド：", "オプション：", "[環境変数:", "例： oretrail demo"]
    {
        assert!(japanese.contains(heading), "{heading}: {japanese}");
    }
    let (code, manual, _) = run(&sample, &["--lang", "ja", "man"]);
    assert_eq!(code, 0);
    assert!(manual.is_ascii() || !manual.contains("取引先"), "the manual page stays English");
}

/// Headings, states and sources of a list of answers, and why a received file could not be kept.
#[test]
fn answers_are_listed_and_an_unkept_file_is_explained_in_the_language_of_the_reader() {
    let sample = common::sample();
    let list = &["answers", "minato-haulage"][..];
    told(&sample, list, 0, ["question  ", "設問  ", "题目  "]);
    told(&sample, list, 0, ["of 55 asked are answered", "55 問中 14 問に回答済み", "共问 55 题，已答 14 题"]);
    told(&sample, list, 0, ["not applicable: ", "該当なし: ", "不适用："]);
    told(&sample, list, 0, ["  said  ", "  口頭  ", "  口头  "]);
    let inbox = sample.root.join("inbox").display().to_string();
    for (lang, wanted) in
        [("en", "is not entered in people/ here"), ("ja", "people/ に登録されていない"), ("zh", "未登记在本工作区的 people/")]
    {
        let (_, out, error) = run(&sample, &["--lang", lang, "--as", "nobody", "import", &inbox]);
        assert!(format!("{out}{error}").contains(wanted), "{lang}: {out}{error}");
    }
}

#[test]
fn a_new_workspace_and_a_grievance_that_is_closed_speak_the_readers_language() {
    let sample = common::sample();
    for (lang, words) in [("en", "made "), ("ja", "を作成しました"), ("zh", "已建立")] {
        let folder = sample.state.join(lang).display().to_string();
        let (code, out, error) = run(&sample, &["--lang", lang, "init", &folder, "--company", "Bare"]);
        assert!(code == 0 && out.contains(words), "{lang}: {out}{error}");
        assert!(lang == "en" || !out.contains("tool default"), "{lang}: {out}");
    }
    let numbers = super::common::run_as(&sample, "hara", &["grievance", "list", "--json"]).1;
    let all: serde_json::Value = serde_json::from_str(&numbers).expect("JSON");
    let number = all["grievances"].as_array().or(all.as_array()).expect("a list")[0]["number"].as_str().expect("a number").to_owned();
    for (lang, open, result) in [("ja", "すでに受付中です", "結果を記入してください"), ("zh", "仍在处理中", "须填写结果")]
    {
        let says = |arguments: &[&str]| {
            let (code, out, error) = super::common::run_as(&sample, "hara", &[&["--lang", lang, "grievance"], arguments].concat());
            assert_eq!(code, 2, "{out}{error}");
            error
        };
        let reopened = says(&["step", &number, "reopened", "--note", "x"]);
        assert!(reopened.contains(open), "{reopened}");
        let closed = says(&["close", &number, "--result", " "]);
        assert!(closed.contains(result), "{closed}");
    }
}
