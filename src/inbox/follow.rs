//! Answers that leave something open: the rules as far as one file alone can show them.
//!
//! Questions are named as the form at hand numbers them; what they are about is what is compared.

use super::complete::in_scope;
use super::{Finding, Severity, Source};
use crate::declaration::{Declaration, Field, MetalAnswers, Reply, SmelterRow, Subject, Template};
use crate::language::Text;
use crate::ratio::Ratio;
use crate::reference::metal::named;
use crate::supplier::{Fact, Supplier};

const SHEET: &str = "Declaration";
const LIST: &str = "Smelter List";

/// All of them.
pub(super) fn check(read: &Declaration) -> Vec<Finding> {
    let mut all = Vec::new();
    for metal in read.metals.iter().filter(|metal| in_scope(metal)) {
        let rows: Vec<&SmelterRow> =
            read.smelters.iter().filter(|row| row.metal.as_deref().is_some_and(|held| held.eq_ignore_ascii_case(&metal.metal))).collect();
        all.extend(recycled(metal, &rows));
        all.extend(identified(metal, &rows));
        all.extend(reported(metal));
        all.extend(answered(read, metal, &rows));
    }
    all.extend(surveyed(read));
    all.extend(authorised(read));
    all.extend(shared_mailbox(read));
    all
}

fn reply<'a>(metal: &'a MetalAnswers, subject: Subject, word: &str) -> Option<&'a Reply> {
    metal.replies.iter().find(|reply| reply.subject == subject && reply.value.as_deref() == Some(word))
}

fn finding(code: &'static str, severity: Severity, sheet: &str, cell: &str, value: Option<&str>, message: Text) -> Finding {
    Finding::new(code, severity, Source::Consistency, message).at(sheet, cell).holding(value)
}

/// all of it recycled, and yet a mine.
fn recycled(metal: &MetalAnswers, rows: &[&SmelterRow]) -> Option<Finding> {
    let answer = reply(metal, Subject::Recycled, "Yes")?;
    let is_scrap = |text: &str| {
        let low = text.to_lowercase();
        let words = ["recycl", "scrap", "r/s", "n/a", "none", "リサイクル", "スクラップ", "再生", "回收", "废料", "不明", "unknown"];
        words.iter().any(|word| low.contains(word)) || low == "-"
    };
    let mined = |row: &SmelterRow| {
        let cells = [('N', &row.mine), ('O', &row.mine_country)];
        cells.into_iter().find_map(|(column, text)| Some((column, text.clone().filter(|text| !is_scrap(text))?)))
    };
    let (row, (column, mine)) = rows.iter().find_map(|row| Some((row.row, mined(row)?)))?;
    let (name, q, at) = (&metal.metal, answer.question.to_uppercase(), &answer.at);
    let Text { ja, zh, .. } = named(name);
    let message = told!(
        "{name}: {q} says that all of it is recycled, but row {row} names a mine or its country (\"{mine}\").",
        "{ja}：{q} は全量リサイクルですが、{row} 行目に鉱山またはその所在国（「{mine}」）の記載があります。",
        "{zh}：{q} 称全部来自回收料，但第 {row} 行填写了矿山或矿山所在国（“{mine}”）。",
    );
    Some(finding("recycled-but-mine-named", Severity::Error, LIST, &format!("{column}{row}"), Some(&mine), message).asking(
        format!("{name}: {q} (cell {at}) says that all of it is recycled, yet row {row} of the smelter list names \"{mine}\" as mine or country of the mine. Which is right?"),
        format!("{ja}：{q}（セル {at}）は全量リサイクルですが、Smelter List の {row} 行目に鉱山または鉱山所在国「{mine}」の記載があります。どちらが正しいかご教示ください。"),
        format!("{zh}：{q}（单元格 {at}）称全部来自回收料，但 Smelter List 第 {row} 行填写了矿山或矿山所在国“{mine}”。请告知哪一个正确。"),
    ))
}

/// X-06, second half, and X-07, second half.
fn identified(metal: &MetalAnswers, rows: &[&SmelterRow]) -> Vec<Finding> {
    let (name, Text { ja, zh, .. }) = (&metal.metal, named(&metal.metal));
    let mut all = Vec::new();
    let no = reply(metal, Subject::AllIdentified, "No").filter(|reply| reply.comment.is_none());
    if let (Some(share), Some(no)) = (reply(metal, Subject::ShareAnswered, "100%"), no) {
        let (s, q, at) = (share.question.to_uppercase(), no.question.to_uppercase(), &no.at);
        let message = told!(
            "{name}: every supplier answered ({s}), yet not all smelters are identified ({q}), without a reason.",
            "{ja}：全仕入先が回答済み（{s}）ですが、製錬所はすべて特定されておらず（{q}）、理由の記載もありません。",
            "{zh}：所有供应商均已答复（{s}），但冶炼厂未全部识别（{q}），且未说明原因。",
        );
        all.push(finding("all-answered-but-not-identified", Severity::Info, SHEET, at, Some("No"), message).asking(
            format!("{name}: {s} is 100% and {q} (cell {at}) is No. What keeps the remaining smelters from being identified?"),
            format!("{ja}：{s} は 100%、{q}（セル {at}）は No です。未特定の製錬所が残る理由をご教示ください。"),
            format!("{zh}：{s} 为 100%，而 {q}（单元格 {at}）为 No。请说明其余冶炼厂未能识别的原因。"),
        ));
    }
    if let Some(yes) = reply(metal, Subject::AllIdentified, "Yes")
        && let Some(row) = rows.iter().find(|row| row.is_not_listed())
    {
        let (n, q, at) = (row.row, yes.question.to_uppercase(), &yes.at);
        let message = told!(
            "{name}: all smelters are said to be identified ({q}), but the one in row {n} is in no list and unverified.",
            "{ja}：全製錬所を特定済み（{q}）とされていますが、{n} 行目の製錬所はリストになく未確認です。",
            "{zh}：称已识别所有冶炼厂（{q}），但第 {n} 行的冶炼厂不在清单中，未经核实。",
        );
        all.push(finding("identified-but-not-listed", Severity::Warning, LIST, &format!("C{n}"), row.look_up.as_deref(), message).asking(
            format!("{name}: {q} (cell {at}) is Yes, and row {n} names a smelter that is not listed. Please send what shows that it is a smelter."),
            format!("{ja}：{q}（セル {at}）は Yes ですが、Smelter List の {n} 行目の製錬所は参照リスト（Smelter Look-up）に掲載がありません。製錬所であることが分かる資料をご提供ください。"),
            format!("{zh}：{q}（单元格 {at}）为 Yes，但第 {n} 行的冶炼厂不在清单中。请提供证明其为冶炼厂的资料。"),
        ));
    }
    all
}

/// not everything received stands in the file, and no reason is given.
fn reported(metal: &MetalAnswers) -> Option<Finding> {
    let no = reply(metal, Subject::AllReported, "No").filter(|reply| reply.comment.is_none())?;
    let (name, q, at) = (&metal.metal, no.question.to_uppercase(), &no.at);
    let Text { ja, zh, .. } = named(name);
    let message = told!(
        "{name}: not all smelter data received stand in this file ({q}), and no reason is given.",
        "{ja}：受領した製錬所情報のすべてが記載されておらず（{q}）、理由の記載もありません。",
        "{zh}：所收到的冶炼厂信息未全部列入本文件（{q}），且未说明原因。",
    );
    Some(finding("not-all-reported", Severity::Warning, SHEET, at, Some("No"), message).asking(
        format!("{name}: {q} (cell {at}) is No. Which information is missing, why, and when will you send it?"),
        format!("{ja}：{q}（セル {at}）は No です。不足している情報とその理由、ご提出予定日をご教示ください。"),
        format!("{zh}：{q}（单元格 {at}）为 No。请说明缺少哪些信息、原因以及预计提交日期。"),
    ))
}

/// everybody answered, and nobody named a smelter.
fn answered(read: &Declaration, metal: &MetalAnswers, rows: &[&SmelterRow]) -> Option<Finding> {
    if !matches!(read.template, Template::Emrt | Template::Amrt) || !rows.is_empty() || read.has_moved_columns() {
        return None;
    }
    let all = reply(metal, Subject::ShareAnswered, "100%")?;
    let (name, q, at) = (&metal.metal, all.question.to_uppercase(), &all.at);
    let Text { ja, zh, .. } = named(name);
    let message = told!(
        "{name}: all suppliers are said to have answered ({q}), but the smelter list has no row for it.",
        "{ja}：全仕入先が回答済み（{q}）とされていますが、Smelter List に該当する行がありません。",
        "{zh}：称所有供应商均已答复（{q}），但冶炼厂清单中没有其对应的行。",
    );
    Some(finding("all-answered-but-list-empty", Severity::Error, SHEET, at, Some("100%"), message).asking(
        format!("{name}: {q} (cell {at}) is 100%, yet the smelter list names none. Please add the smelters your suppliers reported."),
        format!("{ja}：{q}（セル {at}）は 100% ですが、Smelter List に記載がありません。仕入先から報告された製錬所をご記入ください。"),
        format!("{zh}：{q}（单元格 {at}）为 100%，但 Smelter List 中没有任何冶炼厂。请补充供应商所报告的冶炼厂。"),
    ))
}

/// suppliers are surveyed, and for no metal has one answered.
fn surveyed(read: &Declaration) -> Option<Finding> {
    let e = read.company_reply("E").filter(|reply| reply.value.as_deref().is_some_and(|word| word.starts_with("Yes, in conformance")))?;
    let shares: Vec<&Reply> = read
        .metals
        .iter()
        .filter(|metal| in_scope(metal))
        .filter_map(|metal| metal.replies.iter().find(|reply| reply.subject == Subject::ShareAnswered))
        .collect();
    let none = |reply: &&Reply| reply.value.as_deref().is_some_and(|word| matches!(word, "None" | "Did not survey"));
    (!shares.is_empty() && shares.iter().all(none)).then(|| {
        let at = &e.at;
        let message = told!(
            "E says that suppliers are surveyed, but no supplier answered for any metal.",
            "E では仕入先調査を実施しているとされていますが、どの金属にも回答がありません。",
            "E 称已对供应商开展调查，但各金属均无供应商答复。",
        );
        finding("surveyed-but-no-answers", Severity::Error, SHEET, at, e.value.as_deref(), message).asking(
            format!("E (cell {at}) says that you survey your suppliers, yet no metal has an answer from any of them. Which is right?"),
            format!("E（セル {at}）では仕入先調査を実施済みですが、どの金属にも回答がありません。どちらが正しいかご教示ください。"),
            format!("E（单元格 {at}）称已对供应商开展调查，但各金属均无供应商答复。请告知哪一个正确。"),
        )
    })
}

/// From how many people on one would expect another person to answer for a declaration than the one who writes it.
const SMALL: i64 = 50;

/// X-14 by the size in the supplier's profile: in a small company one person may well be both; a larger one is named as such.
pub(super) fn size(findings: &mut Vec<Finding>, read: &Declaration, supplier: Option<&Supplier>) {
    let Some(Fact::Number(people)) = supplier.and_then(|supplier| supplier.fact("headcount")) else { return };
    let small = people <= Ratio::whole(SMALL);
    let is_word = read.says(Field::Authorizer).is_some_and(says_same);
    findings.retain(|finding| finding.code != "authoriser-is-contact" || !small || is_word);
    for finding in findings.iter_mut().filter(|finding| finding.code == "authoriser-is-contact" && !small) {
        finding.message = told!(
            "The authoriser is the contact person, and the profile counts {people} people; nobody else answers for it.",
            "従業員 {people} 人の会社ですが、承認者と連絡先が同一人物で、ほかに責任を負う人がいません。",
            "公司有 {people} 人，但授权人与联系人为同一人，没有其他人对此负责。",
        );
    }
}

/// Whether a name is no name but a word that points to another cell.
fn says_same(name: &str) -> bool {
    ["same", "same as above", "as above", "同上", "同左"].contains(&name.to_lowercase().trim())
}

/// whoever answers for it is named as "same", or is the contact.
fn authorised(read: &Declaration) -> Option<Finding> {
    let cell = read.field(Field::Authorizer)?;
    let name = cell.value.as_deref()?;
    let low = name.to_lowercase();
    let same = says_same(name);
    let contact = read.says(Field::Contact).is_some_and(|contact| contact.to_lowercase() == low);
    (same || contact).then(|| {
        let at = &cell.at;
        finding(
            "authoriser-is-contact",
            Severity::Info,
            SHEET,
            at,
            None,
            told!(
                "The authoriser is the contact person; nobody else answers for it.",
                "承認者と連絡先が同一人物で、ほかに責任を負う人がいません。",
                "授权人与联系人为同一人，没有其他人对此负责。",
            ),
        )
        .asking(
            format!("Please name in cell {at} who answers for this declaration on behalf of the company."),
            format!("セル {at} に、会社として本申告に責任を負う承認者の氏名をご記入ください。"),
            format!("请在单元格 {at} 填写代表公司对本申报负责的授权人姓名。"),
        )
    })
}

/// What comes before the @ of a mailbox that many people read.
const SHARED: [&str; 16] = [
    "info",
    "sales",
    "contact",
    "office",
    "mail",
    "admin",
    "support",
    "enquiry",
    "inquiry",
    "service",
    "export",
    "compliance",
    "csr",
    "quality",
    "purchasing",
    "environment",
];

/// X-14, further: the mailbox of whoever answers for it belongs to no person.
fn shared_mailbox(read: &Declaration) -> Option<Finding> {
    let cell = read.field(Field::AuthorizerEmail)?;
    let mail = cell.value.as_deref()?.trim().to_lowercase();
    let (before, _) = mail.split_once('@')?;
    let plain = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.'));
    SHARED.contains(&plain).then(|| {
        let at = &cell.at;
        let message = told!(
            "The authoriser's mail address is a mailbox that several people read; nobody in particular can be reached there.",
            "承認者のメールアドレスが共用のもので、責任を負う個人に連絡がつきません。",
            "授权人的邮箱为公共邮箱，无法联系到负责的个人。",
        );
        finding("authoriser-mailbox-shared", Severity::Info, SHEET, at, None, message).asking(
            format!("Please give in cell {at} the mail address of the person who answers for this declaration."),
            format!("セル {at} に、本申告に責任を負う承認者ご本人のメールアドレスをご記入ください。"),
            format!("请在单元格 {at} 填写对本申报负责的授权人本人的邮箱。"),
        )
    })
}
