//! The one verdict of a file and its reason. When several would fit, the first of this order is given: unreadable,
//! wrong file, duplicate, older than held, needs clarification, accepted with remarks, accepted.

use serde::Serialize;

use crate::clean;
use crate::declaration::{Declaration, Depth, Field, Template};
use crate::import::{Reading, newest_known};
use crate::language::{Lang, Text};
use crate::sentence::Sentence;

use super::{Circumstance, Finding, Held, Severity, refused};

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It could not be read.
    Unreadable,
    /// It is something else than a filled declaration.
    WrongFile,
    /// The same bytes are held already.
    Duplicate,
    /// A newer declaration of the same company is held.
    OlderThanHeld,
    /// The sender has to clarify something before it can be used.
    NeedsClarification,
    /// It can be used; something is worth a remark.
    AcceptedWithRemarks,
    /// It can be used as it stands.
    Accepted,
}

impl Verdict {
    /// The word in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::WrongFile => "wrong-file",
            Self::Duplicate => "duplicate",
            Self::OlderThanHeld => "older-than-held",
            Self::NeedsClarification => "needs-clarification",
            Self::AcceptedWithRemarks => "accepted-with-remarks",
            Self::Accepted => "accepted",
        }
    }

    /// The key of its words in the catalogues.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "verdict.unreadable",
            Self::WrongFile => "verdict.wrong-file",
            Self::Duplicate => "verdict.duplicate",
            Self::OlderThanHeld => "verdict.older-than-held",
            Self::NeedsClarification => "verdict.needs-clarification",
            Self::AcceptedWithRemarks => "verdict.accepted-with-remarks",
            Self::Accepted => "verdict.accepted",
        }
    }
}

/// Verdict and reason.
pub(super) fn of(reading: &Reading, sha256: &str, findings: &[Finding], circumstance: Circumstance<'_>) -> (Verdict, Text) {
    let read = match reading {
        Reading::Unreadable(refusal) => return (Verdict::Unreadable, refused::sentence(refusal)),
        Reading::Other(what) => return (Verdict::WrongFile, refused::sentence(what)),
        Reading::Declaration(read) => read,
    };
    let form = format!("{} {}", read.template, read.version);
    if read.is_blank() {
        let reason = told!(
            "This is a blank {form}: nothing is filled in. Ask for the filled declaration.",
            "未記入の {form} です。記入済みの申告書の提出を依頼してください。",
            "这是空白的 {form}，未填写任何内容。请要求对方提供已填写的申报。",
        );
        return (Verdict::WrongFile, reason);
    }
    if is_not_read_yet(read) {
        return (Verdict::Unreadable, not_read_yet(read, &form));
    }
    if let Some(held) = circumstance.held.iter().find(|held| held.sha256 == sha256) {
        return (Verdict::Duplicate, duplicate(held));
    }
    if let Some(held) = circumstance.held.iter().find(|held| is_newer(held, read, circumstance.supplier)) {
        return older(read, held);
    }
    by_findings(read, &form, findings)
}

/// A file whose bytes could not be had at all.
pub(super) fn not_opened(why: &Sentence) -> Text {
    let [en, ja, zh] = [Lang::En, Lang::Ja, Lang::Zh].map(|lang| clean::line(&why.in_lang(lang)));
    Text {
        en: format!("The file could not be opened: {en}; check that it is whole and that you may read it."),
        ja: format!("ファイルを開けませんでした（{ja}）。破損の有無と読み取り権限を確認してください。"),
        zh: format!("无法打开文件：{zh}。请确认文件完整且您有读取权限。"),
    }
}

fn duplicate(held: &Held) -> Text {
    let file = clean::line(&held.file);
    told!("The same file is held already as \"{file}\".", "同じファイルを「{file}」として受領済みです。", "已收到相同的文件“{file}”。")
}

fn older(read: &Declaration, held: &Held) -> (Verdict, Text) {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let (file, dated, newer) = (clean::line(&held.file), day(read.dated), day(held.dated));
    let reason = told!(
        "Dated {dated}; a declaration of {newer} for the same scope is held already (\"{file}\").",
        "日付は {dated} ですが、同じ範囲の {newer} 付けの申告書（「{file}」）を受領済みです。",
        "日期为 {dated}；已收到同一范围、日期为 {newer} 的申报（“{file}”）。",
    );
    (Verdict::OlderThanHeld, reason)
}

/// What a file that has a verdict becomes beside files that were not known then. The same bytes are a duplicate whatever
/// they are; only a usable declaration can be older than another.
pub(super) fn again(file: &super::FileVerdict, held: &[Held], supplier: Option<&str>) -> Option<(Verdict, Text)> {
    if let Some(held) = held.iter().find(|held| held.sha256 == file.sha256 && !file.sha256.is_empty()) {
        return Some((Verdict::Duplicate, duplicate(held)));
    }
    let usable = matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification);
    let read = file.declaration.as_ref().filter(|_| usable)?;
    held.iter().find(|held| is_newer(held, read, supplier)).map(|held| older(read, held))
}

/// A current template of a kind this reader has no layout for.
fn is_not_read_yet(read: &Declaration) -> bool {
    read.depth != Depth::Full && !read.is_retired()
}

fn not_read_yet(read: &Declaration, form: &str) -> Text {
    let (template, newest) = (read.template, newest_known(read.template));
    let sender = read.says(Field::Company).unwrap_or_default();
    let from = if sender.is_empty() { String::new() } else { format!(" from {sender}") };
    told!(
        "This is {form}{from}, a version whose cells were never seen, so its answers are not guessed; ask for the declaration in {template} {newest}.",
        "{form} はセル配置が未確認の版のため、回答を推測せず読み取っていません。{template} {newest} での提出を依頼してください。",
        "{form} 是单元格布局未知的版本，故未推测其答复。请要求以 {template} {newest} 提交申报。",
    )
}

pub(super) fn by_findings(read: &Declaration, form: &str, findings: &[Finding]) -> (Verdict, Text) {
    if read.is_retired() {
        let newest = newest_known(Template::Cmrt);
        let instead = if read.template == Template::Crt { "EMRT".to_owned() } else { format!("CMRT {newest}") };
        let reason = told!(
            "{form} belongs to a retired generation; please re-issue in the current template ({instead} or later).",
            "{form} は廃止された世代の様式です。最新のテンプレート（{instead} 以降）での再提出が必要です。",
            "{form} 属于已停用的旧版，请使用现行模板（{instead} 或更新版本）重新提交。",
        );
        return (Verdict::NeedsClarification, reason);
    }
    let errors = codes(findings, Severity::Error).join(", ");
    if !errors.is_empty() {
        let count = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let points = if count == 1 { "1 point has".to_owned() } else { format!("{count} points have") };
        let en = format!("{form}; {points} to be clarified by the sender: {errors}.");
        let ja = format!("{form}。提出者に確認を要する点が {count} 件あります。");
        let zh = format!("{form}；有 {count} 处须由填报方澄清。");
        return (Verdict::NeedsClarification, Text { en, ja, zh });
    }
    let remarks = codes(findings, Severity::Warning);
    if remarks.is_empty() {
        let reason = match findings.iter().filter(|finding| finding.severity == Severity::Info).count() {
            0 => told!(
                "{form}; complete, nothing to remark.",
                "{form}。記載は揃っており、指摘事項はありません。",
                "{form}；内容完整，无备注。"
            ),
            1 => told!("{form}; complete, 1 note.", "{form}。記載は揃っています。参考事項 1 件。", "{form}；内容完整，1 条提示。"),
            notes => told!(
                "{form}; complete, {notes} notes.",
                "{form}。記載は揃っています。参考事項 {notes} 件。",
                "{form}；内容完整，{notes} 条提示。"
            ),
        };
        return (Verdict::Accepted, reason);
    }
    let count = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    let en = format!("{form}; complete, with remarks: {}.", remarks.join(", "));
    let ja = format!("{form}。記載は揃っています。指摘事項 {count} 件。");
    let zh = format!("{form}；内容完整，有 {count} 条备注。");
    (Verdict::AcceptedWithRemarks, Text { en, ja, zh })
}

/// The codes of one severity as words, each once, in order.
fn codes(findings: &[Finding], severity: Severity) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == severity) {
        let word = finding.code.replace('-', " ");
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Whether a held declaration speaks for the same company and scope at a later date.
fn is_newer(held: &Held, read: &Declaration, supplier: Option<&str>) -> bool {
    let name = |name: &str| clean::line(name).to_lowercase();
    let same_company = match (&held.company, read.says(Field::Company)) {
        (Some(one), Some(other)) => name(one) == name(other),
        _ => false,
    };
    let same_supplier = supplier.is_some() && held.supplier.as_deref() == supplier;
    let later = matches!((held.dated, read.dated), (Some(one), Some(other)) if one > other);
    held.template == Some(read.template) && held.scope == read.scope && (same_company || same_supplier) && later
}
