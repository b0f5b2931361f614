//! A sentence that is made where something goes wrong and told where somebody reads: a key of the catalogues and the
//! words to put into it, which may be sentences themselves. It knows no language; whoever shows it does.
//!
//! What comes from outside the program (the operating system, another tool) stays as it came.

use std::fmt;

use crate::language::{Lang, Text};
use crate::locale::Locale;

/// A sentence in no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// Words that are the same in every language: ids, paths, what another program said.
    Plain(String),
    /// A text of the catalogues.
    Keyed {
        /// Its key.
        key: &'static str,
        /// What stands in its places.
        values: Vec<(&'static str, Self)>,
    },
    /// A text that is written in the three languages where it is made.
    Written(Box<Text>),
    /// Several things, divided as the language lists them.
    Listed(Vec<Self>),
    /// Each on a line of its own.
    Lines(Vec<Self>),
    /// One after the other, divided as the language divides them.
    Both(Box<Self>, Box<Self>),
}

/// A text of the catalogues with its places filled.
#[must_use]
pub fn told<const N: usize>(key: &'static str, values: [(&'static str, Sentence); N]) -> Sentence {
    Sentence::Keyed { key, values: values.into() }
}

/// What is made anew in each language, because words of a list stand in it.
#[must_use]
pub fn in_each(made: impl Fn(Locale) -> String) -> Sentence {
    let one = |lang| made(Locale::new(lang));
    Text { en: one(Lang::En), ja: one(Lang::Ja), zh: one(Lang::Zh) }.into()
}

impl Sentence {
    /// The sentence in a language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Keyed { key, values } => {
                let values: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, value.in_lang(lang))).collect();
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                Locale::new(lang).with(key, &values)
            }
            Self::Written(text) => text.get(lang).to_owned(),
            Self::Listed(parts) => {
                let divider = if lang == Lang::En { ", " } else { "、" };
                parts.iter().map(|part| part.in_lang(lang)).collect::<Vec<_>>().join(divider)
            }
            Self::Lines(lines) => lines.iter().map(|line| line.in_lang(lang)).collect::<Vec<_>>().join("\n"),
            Self::Both(what, next) => {
                let divider = match lang {
                    Lang::En => "; ",
                    Lang::Ja => "。",
                    Lang::Zh => "；",
                };
                format!("{}{divider}{}", what.in_lang(lang), next.in_lang(lang))
            }
        }
    }

    /// With another value in every place of a name, where `made` makes one of it.
    #[must_use]
    pub fn replaced(self, place: &str, made: &dyn Fn(&Self) -> Option<Self>) -> Self {
        match self {
            Self::Keyed { key, values } => {
                let one = |(name, value): (&'static str, Self)| {
                    let other = if name == place { made(&value) } else { None };
                    (name, other.unwrap_or_else(|| value.replaced(place, made)))
                };
                Self::Keyed { key, values: values.into_iter().map(one).collect() }
            }
            Self::Listed(all) => Self::Listed(all.into_iter().map(|one| one.replaced(place, made)).collect()),
            other => other,
        }
    }

    /// The sentence in every language.
    #[must_use]
    pub fn text(&self) -> Text {
        Text { en: self.in_lang(Lang::En), ja: self.in_lang(Lang::Ja), zh: self.in_lang(Lang::Zh) }
    }

    /// What is said, and then what to do, where the two were put together.
    #[must_use]
    pub fn halves(&self) -> (&Self, Option<&Self>) {
        match self {
            Self::Both(what, next) => (what, Some(next)),
            _ => (self, None),
        }
    }

    /// This, and then what to do.
    #[must_use]
    pub fn and(self, next: impl Into<Self>) -> Self {
        Self::Both(Box::new(self), Box::new(next.into()))
    }
}

/// In English, as logs and machine output have it.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_lang(Lang::En))
    }
}

impl std::error::Error for Sentence {}

impl From<Text> for Sentence {
    fn from(text: Text) -> Self {
        Self::Written(Box::new(text))
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&String> for Sentence {
    fn from(text: &String) -> Self {
        Self::Plain(text.clone())
    }
}

impl From<&Text> for Sentence {
    fn from(text: &Text) -> Self {
        Self::Written(Box::new(text.clone()))
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_within_a_sentence_is_told_in_the_same_language() {
        let near = told("refusal.did-you-mean", [("near", "C1".into())]);
        let whole = told("refusal.no-question", [("id", "C11".into())]).and(near);
        assert_eq!(whole.to_string(), "there is no question \"C11\"; did you mean C1?");
        assert!(whole.in_lang(Lang::Ja).contains("C11") && !whole.in_lang(Lang::Ja).contains("there is"));
        assert!(whole.in_lang(Lang::Zh).contains("C11") && !whole.in_lang(Lang::Zh).contains("there is"));
    }

    #[test]
    fn words_that_look_like_a_place_to_be_filled_stay_words() {
        let odd = told("refusal.no-question", [("id", "{near}".into())]);
        assert!(odd.to_string().contains("{near}"));
    }
}
