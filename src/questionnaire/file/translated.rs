//! Texts that stand in another language as they were first written, and wait for somebody to translate them.

use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::Place;
use crate::language::{Lang, Text};
use crate::reading::{Sheet, language_tables};
use crate::sentence::{Sentence, told};

/// Whether a text in another language is no translation but the words of the first. Names, numbers and codes are the same
/// everywhere, and Japanese and Chinese share words that are written with the same characters.
fn is_left(text: &Text, first: Lang, lang: Lang) -> bool {
    let (own, other) = (text.get(first).trim(), text.get(lang).trim());
    if own != other || own.is_empty() {
        return false;
    }
    let kana = own.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c));
    // Translated into one language and not into the other: not a name that is the same everywhere.
    let is_word = |word: &str| {
        word.len() > 2 && word.chars().all(|c| c.is_ascii_alphabetic()) && word.chars().skip(1).all(|c| c.is_ascii_lowercase())
    };
    let words = own.split(|c: char| !c.is_alphanumeric()).any(is_word);
    let third = Lang::ALL.into_iter().find(|one| *one != first && *one != lang).map(|one| text.get(one).trim());
    if first == Lang::En && words && third.is_some_and(|third| third != own) {
        return true;
    }
    let han = own.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    match (first, lang) {
        (Lang::En, _) => own.split_whitespace().filter(|word| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase())).count() > 1,
        (_, Lang::En) => kana || han > 0,
        (Lang::Ja, _) => kana || han > 6,
        (Lang::Zh, _) => han > 6,
    }
}

/// What people write where a text is still to come.
const PLACEHOLDERS: [&str; 3] = ["TODO", "TBD", "FIXME"];

/// The same as a whole text.
const ALONE: [&str; 6] = ["未訳", "要翻訳", "翻訳待ち", "未翻译", "待翻译", "待译"];

/// The languages in which a text is only a mark that it is still to come.
fn to_come(text: &Text) -> Vec<Lang> {
    let is_mark = |said: &str| {
        let marked = said.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| PLACEHOLDERS.contains(&word));
        marked || ALONE.contains(&said.trim())
    };
    Lang::ALL.into_iter().filter(|lang| is_mark(text.get(*lang))).collect()
}

/// Every text of a file that is left in its first language, with where it stands and in which languages.
fn left(root: &DeTable<'_>, first: Lang) -> Vec<(Range<usize>, Vec<Lang>)> {
    let of = |(text, at): (Text, Range<usize>)| {
        let all: Vec<Lang> = Lang::ALL.into_iter().filter(|lang| *lang != first && is_left(&text, first, *lang)).collect();
        (!all.is_empty()).then_some((at, all))
    };
    language_tables(root).into_iter().filter_map(of).collect()
}

/// Tells every text that is not translated, or still to come, once for all its languages.
pub(super) fn tell(sheet: &Sheet<'_>, root: &DeTable<'_>, first: Lang) {
    for (text, at) in language_tables(root) {
        let languages = to_come(&text);
        if !languages.is_empty() {
            let all = Sentence::Listed(languages.iter().map(|lang| lang.code().into()).collect());
            sheet.doubt(&at, "to-come", told("remark.to-come", [("all", all)]), told("remark-do.to-come", []));
        }
    }
    for (at, languages) in left(root, first) {
        let all = Sentence::Listed(languages.iter().map(|lang| lang.code().into()).collect());
        let what = told("remark.left-untranslated", [("all", all), ("first", first.code().into())]);
        sheet.doubt(&at, "not-translated", what, told("remark-do.left-untranslated", []));
    }
}

/// Where a language of a questionnaire still waits for its translation.
#[must_use]
pub fn untranslated(file: &str, text: &str, first: Lang, lang: Lang) -> Vec<Place> {
    let (sheet, root) = Sheet::open(file, text);
    let marked = language_tables(root.get_ref()).into_iter().map(|(text, at)| (at, to_come(&text)));
    let all = left(root.get_ref(), first).into_iter().chain(marked).filter(|(_, languages)| languages.contains(&lang));
    let mut places: Vec<Place> = all.map(|(at, _)| sheet.place(&at)).collect();
    places.sort();
    places.dedup();
    places
}
