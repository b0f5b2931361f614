//! How a mistake in user data is told: a stable code, the place, what is wrong, what to do next.
//!
//! Every check returns a list of these beside the best value it could read; it never stops at the first. Failures of
//! the world (disk, lock) are errors of their module, not diagnostics.

use std::fmt;

use crate::language::Lang;
use crate::sentence::{Sentence, told};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The definition cannot be used as it stands.
    Error,
    /// It can be used; somebody should look.
    Warning,
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A place in a text file; line and column count from one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user knows it.
    pub file: String,
    /// Line, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
}

impl Place {
    /// The place of a byte offset in a text.
    #[must_use]
    pub fn at(file: &str, text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self { file: file.to_owned(), line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One mistake, in no language until somebody reads it; printed as `file:line:column: code: what is wrong; what to do`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, kebab-case.
    pub code: &'static str,
    /// Error or warning.
    pub weight: Weight,
    /// Where.
    pub place: Place,
    /// What is wrong and why, a sentence without full stop.
    pub what: Sentence,
    /// What to do next.
    pub next: Sentence,
}

impl Diagnostic {
    /// The line as it is printed: place and code are the same in every language.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let said = self.what.clone().and(self.next.clone());
        told("remark-of.line", [("place", self.place.to_string().into()), ("code", self.code.into()), ("said", said)])
    }

    /// That line in a language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> String {
        self.sentence().in_lang(lang)
    }
}

/// In English, as logs and machine output have it.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_lang(Lang::En))
    }
}

/// The known word nearest to a mistyped one, for "did you mean".
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1) + 1;
    let known: Vec<&str> = known.into_iter().collect();
    // The beginning of just one known word was not typed wrong, only not to its end.
    let mut begun = known.iter().filter(|candidate| word.chars().count() >= 3 && candidate.starts_with(word));
    if let (Some(one), None) = (begun.next(), begun.next()) {
        return Some(one);
    }
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Asks whether the nearest known word was meant; where none is near, what else is to be done.
#[must_use]
pub fn meant(near: Option<&str>, otherwise: Sentence) -> Sentence {
    near.map_or(otherwise, |near| told("remark-do.meant", [("near", near.into())]))
}

/// As [`meant`], for a word that stands in quotation marks.
#[must_use]
pub fn meant_quoted(near: Option<&str>, otherwise: Sentence) -> Sentence {
    near.map_or(otherwise, |near| told("remark-do.meant-quoted", [("near", near.into())]))
}

/// Edit distance by rows; the words compared are keys and ids of a few letters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = usize::from(x != *y);
            let next = (diagonal + cost).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_not_bytes() {
        let text = "a\n日本 x\n";
        let place = Place::at("f.toml", text, text.find('x').unwrap());
        assert_eq!(place.to_string(), "f.toml:2:4");
    }

    #[test]
    fn a_mistyped_key_is_met_with_the_nearest_known_one() {
        assert_eq!(nearest("severty", ["section", "severity", "text"]), Some("severity"));
        assert_eq!(nearest("zzz", ["section", "severity"]), None);
    }
}
