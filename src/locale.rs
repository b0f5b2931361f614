//! Screen texts in the three languages, from the catalogues under `locales/`. Remarks about files have catalogues of their
//! own, which are read when the first remark is told.
//!
//! Keys are the same in all three; a test proves it, and that placeholders agree. A key that is missing prints itself,
//! so that nothing ever breaks in front of a supplier.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::language::{Lang, Text};

type Catalogue = BTreeMap<String, String>;

/// The texts of one language.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    lang: Lang,
    texts: &'static Catalogue,
}

fn flatten(prefix: &str, table: &toml::Table, into: &mut Catalogue) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::String(text) => {
                into.insert(name, text.clone());
            }
            toml::Value::Table(inner) => flatten(&name, inner, into),
            toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_) => {}
        }
    }
}

fn parse(text: &str) -> Catalogue {
    let mut catalogue = Catalogue::new();
    if let Ok(table) = text.parse::<toml::Table>() {
        flatten("", &table, &mut catalogue);
    }
    catalogue
}

fn catalogue(lang: Lang) -> &'static Catalogue {
    static CATALOGUES: [OnceLock<Catalogue>; 3] = [const { OnceLock::new() }; 3];
    let (place, text) = match lang {
        Lang::En => (0, include_str!("../locales/en.toml")),
        Lang::Ja => (1, include_str!("../locales/ja.toml")),
        Lang::Zh => (2, include_str!("../locales/zh-CN.toml")),
    };
    CATALOGUES[place].get_or_init(|| parse(text))
}

/// What is remarked about the files people write: read only where there is something to remark.
fn remarks(lang: Lang) -> &'static Catalogue {
    static CATALOGUES: [OnceLock<Catalogue>; 3] = [const { OnceLock::new() }; 3];
    let (place, text) = match lang {
        Lang::En => (0, include_str!("../locales/remarks/en.toml")),
        Lang::Ja => (1, include_str!("../locales/remarks/ja.toml")),
        Lang::Zh => (2, include_str!("../locales/remarks/zh-CN.toml")),
    };
    CATALOGUES[place].get_or_init(|| parse(text))
}

fn is_remark(key: &str) -> bool {
    key.starts_with("remark.") || key.starts_with("remark-do.") || key.starts_with("remark-of.")
}

impl Locale {
    /// The texts of a language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, texts: catalogue(lang) }
    }

    /// The language.
    #[must_use]
    pub fn lang(self) -> Lang {
        self.lang
    }

    /// The text of a key; the key itself when there is none.
    #[must_use]
    pub fn text<'k>(self, key: &'k str) -> &'k str
    where
        'static: 'k,
    {
        self.catalogue(key).get(key).map_or(key, String::as_str)
    }

    fn catalogue(self, key: &str) -> &'static Catalogue {
        if is_remark(key) { remarks(self.lang) } else { self.texts }
    }

    /// A code of a profile in words: a material, a kind of partner, a fact; one that is not known stands as written.
    #[must_use]
    pub fn code(self, code: &str) -> String {
        let known = ["material", "type", "fact"].map(|table| format!("{table}.{code}"));
        known.iter().find(|key| self.has(key)).map_or(code, |key| self.text(key)).to_owned()
    }

    /// Who sees to something: a person as entered, or the supplier itself in words.
    #[must_use]
    pub fn owner(self, owner: &str) -> &str {
        if owner == "supplier" { self.text("form.the-supplier") } else { owner }
    }

    /// The text of a key in every language.
    #[must_use]
    pub fn in_every(key: &str) -> Text {
        let said = |lang| Self::new(lang).text(key).to_owned();
        Text { en: said(Lang::En), ja: said(Lang::Ja), zh: said(Lang::Zh) }
    }

    /// Whether there is a text of this key.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.catalogue(key).contains_key(key)
    }

    /// The text with `{name}` replaced; what is put in is not looked at again. `{name:thing|things}` is the number and the
    /// word that goes with it: the first for one, the second for any other.
    #[must_use]
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.text(key);
        let mut text = String::with_capacity(rest.len());
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            text.push_str(before);
            let filled = after[1..]
                .split_once('}')
                .map(|(place, left)| (place.split_once(':').map_or((place, None), |(name, words)| (name, words.split_once('|'))), left))
                .and_then(|((name, words), left)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, words, left)));
            match filled {
                Some((value, words, left)) => {
                    text.push_str(value);
                    if let Some((one, many)) = words {
                        text.push(' ');
                        text.push_str(if value == "1" { one } else { many });
                    }
                    rest = left;
                }
                None => {
                    text.push('{');
                    rest = &after[1..];
                }
            }
        }
        text.push_str(rest);
        text
    }

    /// The text with `{count}` replaced.
    #[must_use]
    pub fn counted(self, key: &str, count: usize) -> String {
        self.with(key, &[("count", &count.to_string())])
    }

    /// Every key.
    #[must_use]
    pub fn keys(self) -> Vec<&'static str> {
        self.texts.keys().chain(remarks(self.lang).keys()).map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let places = text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(place, _)| place));
        let mut found: Vec<&str> = places.map(|place| place.split(':').next().unwrap_or(place)).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn one_thing_is_counted_as_one_and_several_as_several() {
        let count = |count: &str| Locale::new(Lang::En).with("proof.answers-by", &[("person", "anna"), ("count", count)]);
        assert_eq!((count("1"), count("2"), count("0")), ("anna: 1 answer".into(), "anna: 2 answers".into(), "anna: 0 answers".into()));
    }

    #[test]
    fn the_three_catalogues_have_the_same_keys_and_placeholders() {
        let english = Locale::new(Lang::En);
        assert!(!english.keys().is_empty());
        for lang in [Lang::Ja, Lang::Zh] {
            let other = Locale::new(lang);
            assert_eq!(english.keys(), other.keys(), "{lang}");
            for key in english.keys() {
                assert_eq!(placeholders(english.text(key)), placeholders(other.text(key)), "{key} in {lang}");
                assert!(!other.text(key).trim().is_empty(), "{key} in {lang}");
            }
        }
    }
}
