//! Why a file was not read, in three languages: the reader's own sentence in English, what matters of it in the others.

use crate::import::Refusal;
use crate::language::Text;

/// Ask for the declaration again, as a workbook.
const AGAIN: (&str, &str) = ("申告書を .xlsx 形式で再送するよう依頼してください。", "请要求对方以 .xlsx 格式重新发送申报。");

/// The sentence of a refusal.
pub(super) fn sentence(refusal: &Refusal) -> Text {
    let what = refusal.told();
    let own_words = matches!(
        refusal.code,
        "archive" | "reader-failed" | "reader-too-slow" | "reader-stopped" | "no-declaration-sheet" | "unknown-form"
    );
    let (more_ja, more_zh) = if own_words { ("", "") } else { AGAIN };
    Text { en: what.en, ja: format!("{}{more_ja}", what.ja), zh: format!("{}{more_zh}", what.zh) }
}
