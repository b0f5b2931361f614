//! What the commands about minerals refuse, in the language of whoever reads it.

use super::common;
use super::tongue::told;
use super::workbook::{blank as form, complete};

#[test]
fn a_smelter_that_cannot_be_is_refused_in_the_language_of_the_reader() {
    let sample = common::sample();
    let decide = |name: &'static str, metal: &'static str, id: &'static str| ["smelter", "decide", name, "--metal", metal, "--id", id];
    told(
        &sample,
        &["smelter", "candidates", "Kawa Metal", "--metal", "Tinn"],
        2,
        ["there is no metal \"Tinn\"; did you mean Tin?", "金属「Tinn」はありません", "没有金属“Tinn”；是不是"],
    );
    told(&sample, &["smelter", "candidates", "X", "--metal", "zzzz"], 2, ["such as Tin or a symbol", "元素記号で指定", "元素符号"]);
    told(&sample, &decide(" ", "Tin", "CID900101"), 2, ["which name?", "どの名称についての判断ですか", "判定哪个名称"]);
    told(&sample, &decide("X", "Tin", "CID999999"), 2, ["no imported list has CID999999", "CID999999 はありません", "均无 CID999999"]);
    while common::run(&sample, &["smelter", "undo"]).0 == 0 {}
    told(&sample, &["smelter", "undo"], 2, ["nothing of yours", "取り消せるご自身の記入", "可以撤回的记录"]);
}

#[test]
fn a_received_file_that_cannot_be_decided_about_is_refused_in_the_language_of_the_reader() {
    let sample = common::sample();
    let text = sample.root.with_file_name("notes.csv");
    std::fs::write(&text, "a,b\n1,2\n").expect("written");
    let text = text.display().to_string();
    told(
        &sample,
        &["import", &text, "--supplier", "minato-haulage", "--accept"],
        1,
        [
            "notes.csv is not taken into the record: unreadable (",
            "notes.csv は記録に入れません：読み取れない（",
            "notes.csv 不收入记录：无法读取（",
        ],
    );
    let other = sample.root.with_file_name("other.csv");
    std::fs::write(&other, "a,b\n1,3\n").expect("written");
    common::run(&sample, &["import", &other.display().to_string()]);
    let waiting = common::json(&sample, &["inbox", "list"]);
    let waiting = waiting.as_array().expect("files").iter().find(|item| item["file"] == "other.csv").expect("it waits");
    let hash = waiting["sha256"].as_str().expect("a hash").to_owned();
    told(&sample, &["inbox", "accept", "123456"], 2, ["no received file begins with", "受信ファイルはありません", "没有以 123456 开头"]);
    told(&sample, &["inbox", "accept", &hash], 2, ["say which with --supplier", "--supplier ID で指定", "请用 --supplier ID"]);
    told(&sample, &["inbox", "set-aside", &hash, "--reason", " "], 2, ["why is it put aside?", "保留する理由を", "为何搁置"]);
    told(&sample, &["inbox", "list"], 0, ["unreadable  ", "読み取れない", "无法读取"]);
    told(&sample, &["inbox", "list"], 0, ["in the inbox", "受信トレイに", "收件箱中有"]);
    let taken = common::json(&sample, &["inbox", "list", "--all"]);
    let taken = taken.as_array().expect("files").iter().find(|item| item["state"] == "accepted").expect("the sample took one in");
    let hash = taken["sha256"].as_str().expect("a hash");
    told(&sample, &["inbox", "set-aside", hash, "--reason", "twice"], 2, ["in the record of", "の記録に入っています", "的记录中"]);
    told(&sample, &["import", "nowhere"], 3, ["it is not there", "ありません", "不存在"]);
}

#[test]
fn a_check_that_cannot_be_is_refused_in_the_language_of_the_reader() {
    let sample = common::sample();
    let paper = sample.root.with_file_name("paper.pdf").display().to_string();
    std::fs::write(&paper, "%PDF-1.7").expect("written");
    let check = |more: &[&'static str]| [&["minerals", "check", "atacama-cobre", "copper", "Mina X"], more].concat();
    told(&sample, &check(&[]), 2, ["say which check was made", "どの確認をしたか", "请说明做了哪项核查"]);
    told(
        &sample,
        &check(&["--origin", "clear", "--evidence", "nowhere.pdf"]),
        3,
        ["nowhere.pdf cannot be read", "nowhere.pdf を読めません", "nowhere.pdf 无法读取"],
    );
    let dated = [check(&["--origin", "clear", "--expires", "soon", "--evidence"]), vec![&paper]].concat();
    told(&sample, &dated, 2, ["is not a date", "日付ではありません", "不是日期"]);
    let clear = ["minerals", "clear", "atacama-cobre", "copper", "Mina X"];
    told(&sample, &clear, 2, ["risk (not made)", "リスク（未実施）", "风险（未进行）"]);
    told(&sample, &["minerals", "clear", "atacama-cobre", "a@b", "X"], 2, ["name a material", "材料と供給元を", "请指明材料"]);
    let decide = |id: &'static str, number: &'static str| ["minerals", "decide", id, number, "--held", "--note", "seen"];
    told(&sample, &decide("atacama-cobre", "99"), 2, ["has no certificate 99; there are: 1 ", "認証 99 はありません", "没有第 99 项证书"]);
    told(&sample, &["minerals", "show", "nobody"], 2, ["there is no supplier", "取引先「nobody」はありません", "没有供应商"]);
}

#[test]
fn a_list_that_is_none_is_refused_in_the_language_of_the_reader() {
    let sample = common::sample();
    let write = |name: &str, bytes: &[u8]| {
        let path = sample.root.with_file_name(name);
        std::fs::write(&path, bytes).expect("written");
        path.display().to_string()
    };
    let names =
        write("names.csv", b"Metal,Smelter Reference List,Smelter Facility Location: Country,Smelter ID\nTin,Kawa,JAPAN,CID900900\n");
    let import = |kind: &'static str, path: &str| ["reference", "import", kind, path].map(str::to_owned);
    let refused = |kind: &'static str, path: &str, code: i32, words: [&str; 3]| {
        let all = import(kind, path);
        told(&sample, &all.each_ref().map(String::as_str), code, words);
    };
    refused("smelter-list", "nowhere.csv", 3, ["cannot be read", "を読めません", "无法读取"]);
    refused("smelter-list", &names, 2, ["does not say which day", "いつ時点のリストか", "未说明清单的日期"]);
    refused(
        "smelter-list",
        &write("a.csv", b"a,b\n1,2\n"),
        2,
        ["No sheet \"Smelter Look-up\"", "シート「Smelter Look-up」も", "没有“Smelter Look-up”"],
    );
    refused(
        "facility-status",
        &write("b.csv", b"a,b\n1,2\n"),
        2,
        ["No columns titled facility ID", "facility ID、name、status の列", "facility ID、name、status 列"],
    );
    refused(
        "good-delivery",
        &write("c.csv", b"a,b\n1,2\n"),
        2,
        ["No columns titled name and metal", "name と metal の列", "name 和 metal 列"],
    );
    refused("cahra", &write("d.json", b"{}"), 2, ["is not a list of areas", "地域リストではありません", "不是已知格式的地区清单"]);
    refused("sanctions", &write("e.csv", b"a,b\n1,2\n"), 2, ["shape of no sanctions list", "既知の制裁リスト", "已知格式的制裁名单"]);
    refused("smelter-list", &write("f.txt", b"nothing"), 2, ["neither a workbook", "ワークブック（.xlsx）でも", "既不是工作簿"]);
    refused("smelter-list", &write("g.xlsx", b"PK\x03\x04"), 2, ["cut off", "破損しています", "不完整或已损坏"]);
    refused("smelter-list", &write("h.xls", b"<html></html>"), 2, ["web page", "ウェブページ", "网页"]);
    refused("smelter-list", &write("i.csv", b""), 2, ["empty", "空です", "为空"]);
    let mapped =
        |column: &'static str| ["reference", "import", "sanctions", &names, "--dated", "2026-10-01", "--column", column].map(str::to_owned);
    for (column, words) in [
        ("x=y", ["is no mapping", "列の指定になりません", "不是列的对应关系"]),
        ("id=Metal", ["add --column name=", "--column name=", "--column name="]),
        ("name=Nobody", ["all of these titles: Nobody", "次の列名がすべて", "包含全部列名"]),
    ] {
        told(&sample, &mapped(column).each_ref().map(String::as_str), 2, words);
    }
    let dated = |kind: &'static str, path: &str| {
        let head = import(kind, path);
        [&head[..], &["--dated".to_owned(), "2026-10-01".to_owned()]].concat()
    };
    let notices = [
        (
            "good-delivery",
            "j.csv",
            "name,metal,scheme\nA,Gold,LPPM\nB,Gold,LBMA\n",
            ["1 line was not taken", "取り込めなかった行：1", "1 行未予收录"],
        ),
        (
            "cahra",
            "k.csv",
            "country,region\nAtlantis,X\nCD,\n",
            ["there is no country \"Atlantis\"", "国「Atlantis」はありません", "没有国家“Atlantis”"],
        ),
        (
            "facility-status",
            "l.csv",
            "id,name,status\nCID900901,A,Moonstruck\nX,B,Conformant\n",
            ["\"Moonstruck\"", "「Moonstruck」は未知の語", "“Moonstruck”无法识别"],
        ),
    ];
    for (kind, name, text, words) in notices {
        let all = dated(kind, &write(name, text.as_bytes()));
        told(&sample, &all.iter().map(String::as_str).collect::<Vec<_>>(), 1, words);
    }
    told(&sample, &["reference", "place", "Atlantis"], 2, ["there is no country", "国「Atlantis」はありません", "没有国家"]);
}

#[test]
fn what_cannot_go_out_is_refused_in_the_language_of_the_reader() {
    let sample = common::sample();
    let blank = sample.root.with_file_name("blank.xlsx").display().to_string();
    std::fs::write(&blank, "%PDF-1.7").expect("written");
    let out = sample.root.with_file_name("letters").display().to_string();
    told(&sample, &["letters", "--out", &out, "--due", "soon"], 2, ["is not a date", "日付ではありません", "不是日期"]);
    told(&sample, &["letters", "--out", &out, "--due", "2020-01-01"], 2, ["lies before today", "より前です", "早于今天"]);
    told(&sample, &["letters", "--out", &out, "--company", " "], 2, ["nobody signs the letter", "差出人がありません", "信函没有落款"]);
    told(&sample, &["letters", "--file", "nowhere.xlsx"], 3, ["cannot be read", "を読めません", "无法读取"]);
    told(&sample, &["letters", "--file", &blank], 2, ["which company it comes from", "回答企業名が書かれていません", "未写明来自哪家公司"]);
    told(&sample, &["letters", "--out", &out, "nobody"], 2, ["there is no supplier", "取引先「nobody」はありません", "没有供应商"]);
    told(&sample, &["rollup", "--out", "rollup"], 2, ["the ending does not say", "拡張子から形式が", "无法从扩展名"]);
    told(&sample, &["rollup", "--out", "r.csv", "--on", "soon"], 2, ["is not a date", "日付ではありません", "不是日期"]);
    let filled = |more: &[&'static str]| {
        let head = ["rollup", "--out", "r.xlsx", "--template", &blank].map(str::to_owned);
        [&head[..], &more.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()].concat()
    };
    let refused = |more: &[&'static str], code: i32, words: [&str; 3]| {
        let all = filled(more);
        told(&sample, &all.iter().map(String::as_str).collect::<Vec<_>>(), code, words);
    };
    refused(&[], 3, ["PDF", "PDF 文書です", "PDF 文档"]);
    let extended = form("Revision 2.1\nOctober 17, 2025").put("Declaration", "D2", "Extended (EMRT)");
    let extended = extended.put("Revision", "B3", "Extended Minerals Reporting Template");
    for (bytes, words) in [
        (
            extended.bytes(),
            ["cannot be filled in: its form is EMRT 2.1", "記入できません：これは EMRT 2.1", "无法填写该模板：该文件是 EMRT 2.1"],
        ),
        (complete().bytes(), ["has filled in already", "記入済みの CMRT 6.5", "已填写的 CMRT 6.5"]),
    ] {
        std::fs::write(&blank, bytes).expect("written");
        refused(&[], 3, words);
    }
    std::fs::write(&blank, form("Revision 6.5\nApril 25, 2025").bytes()).expect("written");
    refused(&["--say", "nonsense"], 2, ["write KEY=TEXT", "KEY=TEXT の形で", "请写成 KEY=TEXT"]);
    refused(&["--say", "scope=everything"], 2, ["none that can be consolidated", "集約できません", "无法汇总"]);
    refused(&["--say", "q1-gold=perhaps"], 2, ["is no answer of the form", "この様式の選択肢にありません", "不是表格的选项"]);
}

#[test]
fn a_list_of_which_no_line_can_be_taken_is_refused_and_nothing_is_added() {
    let sample = common::sample();
    let path = sample.root.with_file_name("m.csv");
    std::fs::write(&path, "country,region\nAtlantis,X\n").expect("written");
    let file = path.display().to_string();
    let before = super::json(&sample, &["reference", "list"]);
    told(
        &sample,
        &["reference", "import", "cahra", &file, "--dated", "2026-10-01"],
        2,
        ["no line of m.csv could be taken (1 line)", "m.csv から取り込める行がありません", "m.csv 中没有可收录的行"],
    );
    assert_eq!(super::json(&sample, &["reference", "list"]), before);
}
