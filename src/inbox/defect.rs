//! Known defects of templates, by version. What a form itself makes impossible is told, and never held against the sender.

use jiff::civil::{Date, date};

use super::{Finding, Severity, Source};
use crate::declaration::{Declaration, Field, MetalAnswers, Subject, Template};
use crate::language::{Lang, Text};
use crate::reference::metal::named;

/// The last day that the date cell of older forms takes.
const CEILING: Date = date(2026, 3, 31);

/// Whether the date cell of this form refuses later days.
fn has_ceiling(read: &Declaration) -> bool {
    read.template != Template::Cmrt
        || (read.version.generation == 6 && ["01", "1", "2", "22", "20", "3", "30"].contains(&read.version.rest.as_str()))
}

/// Whether this is the form that was withdrawn for its error in the share of answers for tin.
fn is_the_withdrawn_one(read: &Declaration) -> bool {
    read.template == Template::Cmrt && read.version.generation == 6 && ["3", "30"].contains(&read.version.rest.as_str())
}

fn defect(cell: &str, message: Text, ask: Text) -> Finding {
    Finding::new("template-defect", Severity::Info, Source::Template, message).at("Declaration", cell).asking(ask.en, ask.ja, ask.zh)
}

/// Softens what the form is to blame for, and says so.
pub(super) fn excuse(findings: &mut Vec<Finding>, read: &Declaration, today: Date) {
    let told = [ceiling(findings, read, today), tin(findings, read), left_over(read)];
    findings.extend(told.into_iter().flatten());
}

/// Minerals that the additional form of 2024 comes with, typed in already.
const TYPED_IN: [&str; 7] = ["Aluminum", "Chromium", "Copper", "Lithium", "Nickel", "Silver", "Zinc"];

/// Whether a mineral is one that its form came with and nobody touched, while others are answered.
pub(super) fn is_left_over(read: &Declaration, metal: &MetalAnswers) -> bool {
    let untouched = |metal: &MetalAnswers| metal.replies.iter().all(|reply| reply.value.is_none() && reply.comment.is_none());
    read.template == Template::Amrt
        && read.version.rest.starts_with('2')
        && TYPED_IN.contains(&metal.metal.as_str())
        && untouched(metal)
        && read.metals.iter().any(|other| !untouched(other))
}

fn left_over(read: &Declaration) -> Option<Finding> {
    let names: Vec<&str> = read.metals.iter().filter(|metal| is_left_over(read, metal)).map(|metal| metal.metal.as_str()).collect();
    let at = read.chosen.iter().find(|chosen| names.contains(&chosen.mineral.as_str())).map_or("D12", |chosen| chosen.at.as_str());
    let own = |lang: Lang| names.iter().map(|name| named(name).get(lang).to_owned()).collect::<Vec<_>>();
    let (en, ja, zh) = (names.join(", "), own(Lang::Ja).join("、"), own(Lang::Zh).join("、"));
    let form = format!("{} {}", read.template, read.version);
    let message = told!(
        "{form} comes with minerals typed in; those nobody answered for ({en}) were left out and are not held against the sender.",
        "{form} には鉱物名があらかじめ入力されています。回答のないもの（{ja}）は対象外とし、提出者の記入漏れとして扱いません。",
        "{form} 预先填有矿产名称；无人作答的矿产（{zh}）不计入申报，也不归咎于填报方。",
    );
    let ask = told!(
        "The form came with {en} typed in, and you left them unanswered. Please confirm that your declaration is not about them, or answer for them.",
        "様式にあらかじめ入力されている {ja} についてはご回答がありませんでした。申告の対象外である旨をご確認いただくか、ご回答ください。",
        "模板中预先填写的{zh}未作答。请确认这些矿产不在贵司申报范围内，或补充作答。",
    );
    (!names.is_empty()).then(|| defect(at, message, ask))
}

/// The date cell of older forms refuses later days: what is missing or unclear there is not held against the sender.
fn ceiling(findings: &mut [Finding], read: &Declaration, today: Date) -> Option<Finding> {
    let cell = read.field(Field::Date).filter(|_| has_ceiling(read) && today > CEILING)?;
    let form = format!("{} {}", read.template, read.version);
    let mut touched = read.dated.is_some_and(|day| day > CEILING);
    let at = |finding: &Finding| finding.cell.as_deref() == Some(cell.at.as_str());
    for finding in findings.iter_mut().filter(|finding| at(finding) && matches!(finding.code, "field-missing" | "date-unclear")) {
        finding.severity = Severity::Warning;
        touched = true;
    }
    let message = told!(
        "The date cell of {form} takes no day after {CEILING}; the sender is not to blame.",
        "{form} の日付欄は {CEILING} より後の日付を受け付けません。提出者の誤りではありません。",
        "{form} 的日期单元格不接受 {CEILING} 之后的日期，并非填报方的过错。",
    );
    let ask = told!(
        "The form's own date cell takes no later day. Please tell us the effective date in your reply, or use the current form.",
        "様式の日付欄が入力を受け付けないためかと存じます。発効日をご返信にてお知らせいただくか、最新の様式をご使用ください。",
        "该表格的日期单元格不接受更晚的日期。请在回复中告知生效日期，或使用最新模板。",
    );
    touched.then(|| defect(&cell.at, message, ask))
}

/// The share of answers for tin in the form that was withdrawn for it.
fn tin(findings: &mut Vec<Finding>, read: &Declaration) -> Option<Finding> {
    let reply = read.reply("Tin", Subject::ShareAnswered).filter(|_| is_the_withdrawn_one(read))?;
    let before = findings.len();
    findings
        .retain(|finding| finding.cell.as_deref() != Some(&reply.at) || !matches!(finding.code, "answer-missing" | "answer-not-in-list"));
    let (form, q) = (format!("{} {}", read.template, read.version), reply.question.to_uppercase());
    let message = told!(
        "{form} has a known error in {q} for tin and was withdrawn for it; the answer there is not held against the sender.",
        "{form} は錫の {q} に既知の不具合があり、差し替えられた版です。この欄の回答は提出者の誤りとして扱いません。",
        "{form} 的锡 {q} 存在已知缺陷并因此被撤回，该处的答复不归咎于填报方。",
    );
    let ask = told!(
        "The form itself has an error in {q} for tin. Please tell us the share of suppliers that answered in your reply, or use the current form.",
        "様式の錫の {q} に不具合があります。仕入先の回答率をご返信にてお知らせいただくか、最新の様式をご使用ください。",
        "该表格的锡 {q} 本身有缺陷。请在回复中告知供应商的答复比例，或使用最新模板。",
    );
    (findings.len() < before).then(|| defect(&reply.at, message, ask))
}
