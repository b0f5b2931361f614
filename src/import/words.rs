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
const NO: &[&str] = &[
    "いいえ",
    "無",
    "無し",
    "なし",
    "否",
    "不是",
    "没有",
    "沒有",
    "아니오",
    "아니요",
    "nein",
    "non",
    "não",
    "nao",
    "hayır",
    "нет",
    "n",
    "no.",
    "false",
];
const UNKNOWN: &[&str] = &[
    "不明",
    "未確認",
    "わからない",
    "わからない",
    "わかりません",
    "分かりません",
    "未知",
    "不知道",
    "不清楚",
    "不确定",
    "不確定",
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
    "より多",
    "以上",
    "大于",
    "大於",
    "高于",
    "高於",
    "多于",
    "多於",
    "超过",
    "超過",
    "초과",
    "이상",
    "greater than",
    "more than",
    "over",
    "above",
    "mehr als",
    "über",
    "größer als",
    "plus de",
    "más de",
    "mayor",
    "mais de",
    "maior",
    "più di",
    "maggiore",
    ">",
    "＞",
    "≧",
    "≥",
];
const LESS: &[&str] = &[
    "以下",
    "未満",
    "以内",
    "或更少",
    "或以下",
    "低于",
    "低於",
    "小于",
    "小於",
    "少于",
    "少於",
    "不到",
    "이하",
    "미만",
    "less",
    "below",
    "under",
    "oder weniger",
    "weniger als",
    "höchstens",
    "ou moins",
    "moins de",
    "o menos",
    "menos de",
    "ou menos",
    "o meno",
    "meno di",
    "≤",
    "≦",
    "<",
];
/// What turns "greater than" into its opposite.
const NOT: &[&str] = &["不", "未", "ない", "not ", "no more", "no over", "no más", "nicht", "pas ", "non ", "não "];

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

/// A share said in another language. Only one number may stand in it, and "not more than" is less.
fn share(low: &str) -> Option<&'static str> {
    let has = |marks: &[&str]| marks.iter().any(|mark| low.contains(mark));
    let mut numbers = low.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty());
    let (number, None) = (numbers.next()?, numbers.next()) else { return None };
    let number: f64 = number.parse().ok().filter(|_| low.contains('%'))?;
    let is = |whole: f64| (number - whole).abs() < f64::EPSILON;
    let less = has(LESS) || (has(MORE) && has(NOT));
    match (less, has(MORE)) {
        (false, false) if is(100.0) && low == "100%" => Some("100%"),
        (true, _) if is(50.0) => Some("50% or less"),
        (false, true) if is(90.0) => Some("Greater than 90%"),
        (false, true) if is(75.0) => Some("Greater than 75%"),
        (false, true) if is(50.0) => Some("Greater than 50%"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Words = Words {
        exact: &["Yes", "No", "Unknown", "100%", "Greater than 90%", "Greater than 75%", "Greater than 50%", "50% or less", "None"],
        begins: &[],
    };

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
            ("50%未満", "50% or less"),
            ("不超过50%", "50% or less"),
            ("不到50%", "50% or less"),
            ("超过75%", "Greater than 75%"),
            ("90%より大きい", "Greater than 90%"),
            ("more than 50%", "Greater than 50%"),
            ("nicht mehr als 50%", "50% or less"),
            ("no more than 50%", "50% or less"),
            ("No, but greater than 50%", "Greater than 50%"),
            ("No but > 75%", "Greater than 75%"),
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
        for said in ["maybe", "see comment", "なにか", "60%", "%", "90%未満", "不超过90%", "75% to 90%", "75%以上90%未満", "0.9"]
        {
            assert_eq!(understand(said, &ALL), None, "{said}");
        }
    }
}
