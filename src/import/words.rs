//! Answers in other words than the template's: other languages, full-width signs, stray blanks.
//!
//! The instructions ask for English. What is plainly the same answer is taken, and the reader says so; what is not plain stays as it is.

use super::template::Words;

/// An answer, and whether it had to be understood first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Understood {
    pub(crate) word: String,
    pub(crate) translated: bool,
}

const YES: &[&str] =
    &["はい", "有", "有り", "あり", "是", "是的", "예", "네", "ja", "oui", "sí", "si", "sì", "sim", "evet", "да", "y", "yes.", "true"];
const NO: &[&str] =
    &["いいえ", "無", "無し", "なし", "否", "不是", "아니오", "아니요", "nein", "non", "não", "nao", "hayır", "нет", "n", "no.", "false"];
const UNKNOWN: &[&str] = &[
    "不明",
    "未確認",
    "わからない",
    "分からない",
    "未知",
    "不知道",
    "不清楚",
    "不确定",
    "알 수 없음",
    "모름",
    "unbekannt",
    "inconnu",
    "desconocido",
    "desconhecido",
    "sconosciuto",
    "bilinmiyor",
    "неизвестно",
    "don't know",
    "not known",
    "unkown",
];
const NONE: &[&str] = &["なし", "無し", "无", "無", "없음", "keine", "aucun", "ninguno", "nenhum", "nessuno", "hiçbiri"];
/// Shares: what marks "greater than", and what marks "or less".
const MORE: &[&str] = &[
    "超",
    "より大",
    "以上",
    "大于",
    "大於",
    "超过",
    "超過",
    "초과",
    "mehr als",
    "größer als",
    "plus de",
    "más de",
    "mayor",
    "mais de",
    "maior",
    "più di",
    "maggiore",
    ">",
];
const LESS: &[&str] = &["以下", "或更少", "或以下", "이하", "oder weniger", "ou moins", "o menos", "ou menos", "o meno", "≤", "<="];

/// The template's own spelling of an answer.
pub(crate) fn understand(said: &str, words: &Words) -> Option<Understood> {
    let plain = |word: String| Understood { word, translated: false };
    if let Some(word) = words.canonical(said) {
        return Some(plain(word));
    }
    let tidy = tidied(said);
    if let Some(word) = words.canonical(&tidy) {
        return Some(plain(word));
    }
    let low = tidy.to_lowercase();
    let candidates = [(YES, "Yes"), (NO, "No"), (UNKNOWN, "Unknown"), (NONE, "None")];
    candidates
        .into_iter()
        .filter(|(others, _)| others.contains(&low.as_str()))
        .find_map(|(_, word)| words.canonical(word))
        .or_else(|| share(&low).and_then(|word| words.canonical(word)))
        .map(|word| Understood { word, translated: true })
}

/// Full-width signs made narrow, blanks before a percent sign and a closing full stop taken away.
fn tidied(said: &str) -> String {
    let narrow: String = said
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{00A0}' => ' ',
            _ => c,
        })
        .collect();
    let joined = narrow.split_whitespace().collect::<Vec<_>>().join(" ").replace(" %", "%");
    joined.trim_end_matches(['.', '。']).to_owned()
}

/// A share said in another language.
fn share(low: &str) -> Option<&'static str> {
    let has = |marks: &[&str]| marks.iter().any(|mark| low.contains(mark));
    match low.split_once('%').map(|(before, _)| before.chars().rev().take_while(char::is_ascii_digit).count()) {
        Some(1..) => {}
        _ => return None,
    }
    if low == "100%" {
        return Some("100%");
    }
    let more = [("90%", "Greater than 90%"), ("75%", "Greater than 75%"), ("50%", "Greater than 50%")];
    if low.contains("50%") && has(LESS) {
        return Some("50% or less");
    }
    has(MORE).then(|| more.into_iter().find(|(number, _)| low.contains(number)).map(|(_, word)| word)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Words =
        Words { exact: &["Yes", "No", "Unknown", "100%", "Greater than 90%", "Greater than 50%", "50% or less", "None"], begins: &[] };

    #[test]
    fn plain_answers_in_other_languages_are_understood_and_marked() {
        for (said, word) in [
            ("はい", "Yes"),
            ("いいえ", "No"),
            ("是", "Yes"),
            ("否", "No"),
            ("Ja", "Yes"),
            ("Oui", "Yes"),
            ("不明", "Unknown"),
            ("大于 90%", "Greater than 90%"),
            ("50%超", "Greater than 50%"),
            ("50% 以下", "50% or less"),
            ("无", "None"),
        ] {
            let understood = understand(said, &ALL);
            assert_eq!(understood, Some(Understood { word: word.to_owned(), translated: true }), "{said}");
        }
    }

    #[test]
    fn stray_blanks_and_full_width_signs_are_no_other_language() {
        for (said, word) in
            [("１００％", "100%"), ("100 %", "100%"), ("yes", "Yes"), ("Ｙｅｓ", "Yes"), ("greater  than 90 %", "Greater than 90%")]
        {
            assert_eq!(understand(said, &ALL), Some(Understood { word: word.to_owned(), translated: false }), "{said}");
        }
    }

    #[test]
    fn what_is_not_plain_is_not_guessed() {
        for said in ["maybe", "see comment", "なにか", "60%", "%"] {
            assert_eq!(understand(said, &ALL), None, "{said}");
        }
    }
}
