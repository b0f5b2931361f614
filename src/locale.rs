//! Screen texts in the three languages, from the catalogues under `locales/`.
//!
//! Keys are the same in all three; a test proves it, and that placeholders agree. A key that is missing prints itself,
//! so that nothing ever breaks in front of a supplier.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::language::Lang;

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
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// Whether there is a text of this key.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// The text with `{name}` replaced; what is put in is not looked at again.
    #[must_use]
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.text(key);
        let mut text = String::with_capacity(rest.len());
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            text.push_str(before);
            let filled = after[1..]
                .split_once('}')
                .and_then(|(name, left)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, left)));
            match filled {
                Some((value, left)) => {
                    text.push_str(value);
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

    /// Every key.
    #[must_use]
    pub fn keys(self) -> Vec<&'static str> {
        self.texts.keys().map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
        found.sort_unstable();
        found
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
