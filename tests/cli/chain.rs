//! What the commands about minerals refuse, in the language of whoever reads it.

use super::common;
use super::tongue::told;

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
        ["notes.csv is not taken into the record: unreadable (", "notes.csv は記録に入れません：読み取れない（", "notes.csv 不收入记录：无法读取（"],
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
