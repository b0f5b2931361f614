//! The three languages of the program and text that exists in all of them.
//!
//! Codes and enum words never change with the language; only sentences do. A [`Text`] always has all three, so a
//! screen never has to fall back in the middle of a word.

use std::fmt;
use std::str::FromStr;

/// A language that screens, questions and letters are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// All languages, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::En, Self::Ja, Self::Zh];

    /// The code as used in files and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
            Self::Zh => "zh",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().replace('_', "-").as_str() {
            "en" | "en-us" | "en-gb" => Ok(Self::En),
            "ja" | "ja-jp" => Ok(Self::Ja),
            "zh" | "zh-cn" | "zh-hans" => Ok(Self::Zh),
            other => Err(format!("unknown language \"{other}\"; use en, ja or zh")),
        }
    }
}

/// One sentence in the three languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Text {
    /// The same words in every language: codes, names, numbers.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { en: text.to_owned(), ja: text.to_owned(), zh: text.to_owned() }
    }

    /// Each language's words made into others.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self { en: change(&self.en), ja: change(&self.ja), zh: change(&self.zh) }
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
            Lang::Zh => &self.zh,
        }
    }

    /// The text with `{name}` replaced in every language.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mark = format!("{{{name}}}");
        Self { en: self.en.replace(&mark, value), ja: self.ja.replace(&mark, value), zh: self.zh.replace(&mark, value) }
    }

    /// Parts one after another, divided as each language divides them.
    #[must_use]
    pub fn listed<'a>(parts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let join = |divider: &str| parts.clone().collect::<Vec<_>>().join(divider);
        Self { en: join(", "), ja: join("、"), zh: join("、") }
    }

    /// Replaces `{name}` with a text that itself differs by language.
    #[must_use]
    pub fn with_text(&self, name: &str, value: &Self) -> Self {
        let mark = format!("{{{name}}}");
        Self { en: self.en.replace(&mark, &value.en), ja: self.ja.replace(&mark, &value.ja), zh: self.zh.replace(&mark, &value.zh) }
    }
}
