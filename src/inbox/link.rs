//! the web address of a published policy. Only its form is looked at; this program opens no link, and says so.

use super::{Against, Finding, Severity, Source};
use crate::declaration::{Declaration, Reply};

const SHEET: &str = "Declaration";
/// Endings of files, which look like the end of an address.
const FILES: [&str; 8] = ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt"];

/// B and what stands beside it, where B is Yes and something stands there.
fn beside_b(read: &Declaration) -> Option<(&Reply, &str)> {
    let b = read.company_reply("B").filter(|reply| reply.value.as_deref() == Some("Yes"))?;
    let comment = b.comment.as_deref().map(str::trim).filter(|comment| comment.chars().count() >= 2)?;
    Some((b, comment))
}

/// The first word that has the form of a web address.
fn address(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_whitespace() || "（）()<>「」，、。;；".contains(c)).find(|word| has_form(word))
}

fn has_form(word: &str) -> bool {
    let low = word.to_lowercase();
    let schemed = low.strip_prefix("https://").or_else(|| low.strip_prefix("http://"));
    let host = schemed.unwrap_or(&low).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut labels = host.split('.');
    let last = labels.next_back().unwrap_or_default();
    let named =
        labels.clone().count() > 0 && labels.all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let top = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
    named && top && !low.contains('@') && (schemed.is_some() || !FILES.contains(&last))
}

/// B says Yes, and what stands beside it is no web address.
pub(super) fn form(read: &Declaration) -> Option<Finding> {
    let (b, comment) = beside_b(read).filter(|(_, comment)| address(comment).is_none())?;
    let cell = b.at.replace('D', "G");
    let message = told!(
        "B says that the policy is public, but what stands beside it has not the form of a web address.",
        "B では方針を公開しているとされていますが、記載が URL の形式になっていません。",
        "B 称政策已公开，但所填内容不是网址的形式。",
    );
    Some(
        Finding::new("policy-address-unusable", Severity::Warning, Source::Checker, message)
            .at(SHEET, cell.clone())
            .holding(Some(comment))
            .asking(
                format!(
                    "Please give the full web address of your published policy in cell {cell}, such as https://www.example.com/policy."
                ),
                format!("公開している方針の URL を、https:// から始まる形でセル {cell} にご記入ください。"),
                format!("请在单元格 {cell} 填写已公开政策的完整网址，例如 https://www.example.com/policy。"),
            ),
    )
}

/// An address in the right form that nobody of ours has opened yet: new, or another than in the declaration before.
pub(super) fn to_open(sha256: &str, read: &Declaration, against: &Against<'_>) -> Option<Finding> {
    let (b, comment) = beside_b(read)?;
    let link = address(comment)?;
    let before = against.last(sha256, read).and_then(|past| beside_b(&past.read)).and_then(|(_, comment)| address(comment));
    if before == Some(link) {
        return None;
    }
    let cell = b.at.replace('D', "G");
    let message = told!(
        "Only the form of the policy's address was checked. This program opens no links: open it yourself and see that the policy is there.",
        "方針の URL は形式のみ確認しました。本ソフトはリンクを開きません。実際に開き、方針が掲載されていることを確かめてください。",
        "仅检查了政策网址的形式。本程序不打开链接：请自行打开，确认政策确在其中。",
    );
    Some(Finding::new("policy-link-not-opened", Severity::Info, Source::Policy, message).at(SHEET, cell.clone()).holding(Some(link)).asking(
        format!("We could not open the address of your policy in cell {cell}. Please give the one that is valid today, or send us the policy."),
        format!("セル {cell} に記載の方針の URL を開くことができませんでした。現在有効な URL をご教示いただくか、方針をお送りください。"),
        format!("单元格 {cell} 中的政策网址无法打开。请提供目前有效的网址，或将政策文件发给我方。"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_file_a_mail_and_a_promise() {
        for good in [
            "https://example.com/policy.pdf",
            "see www.example.co.jp/csr",
            "HTTP://Example.com",
            "方針：（https://例え.jp/方針）",
            "example.com",
        ] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in ["on our web site", "policy.pdf", "csr@example.com", "https://", "Yes.", "ホームページ参照", "http://localhost/x", "3.5"]
        {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
