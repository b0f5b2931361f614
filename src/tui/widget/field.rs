//! A one-line text field with a cursor. Typed and pasted text is cleaned at once; the real cursor stands in it, so that
//! input methods open their window at the right place.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::super::key::Key;

/// A text field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    before: String,
    after: String,
}

impl Field {
    /// A field with text, the cursor at its end.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { before: text.to_owned(), after: String::new() }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Puts text at the cursor; line breaks and tabs become spaces.
    pub fn insert(&mut self, text: &str) {
        let flat: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| crate::clean::is_shown(*c)).collect();
        self.before.push_str(&flat);
    }

    fn take_last(text: &mut String) -> Option<String> {
        let at = text.grapheme_indices(true).next_back()?.0;
        Some(text.split_off(at))
    }

    fn take_first(text: &mut String) -> Option<String> {
        let length = text.graphemes(true).next()?.len();
        let rest = text.split_off(length);
        Some(std::mem::replace(text, rest))
    }

    /// Takes a key; `false` when the key means nothing to a field.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) => self.insert(&c.to_string()),
            Key::Backspace => {
                Self::take_last(&mut self.before);
            }
            Key::Delete => {
                Self::take_first(&mut self.after);
            }
            Key::Left => {
                if let Some(part) = Self::take_last(&mut self.before) {
                    self.after.insert_str(0, &part);
                }
            }
            Key::Right => {
                if let Some(part) = Self::take_first(&mut self.after) {
                    self.before.push_str(&part);
                }
            }
            Key::Home => {
                self.after.insert_str(0, &self.before);
                self.before.clear();
            }
            Key::End => {
                self.before.push_str(&self.after);
                self.after.clear();
            }
            Key::Ctrl('u') => self.before.clear(),
            _ => return false,
        }
        true
    }

    /// What fits into `cells`, and the cursor's column in it.
    #[must_use]
    pub fn visible(&self, cells: usize) -> (String, usize) {
        let mut before = self.before.clone();
        while before.width() + 1 > cells && !before.is_empty() {
            Self::take_first(&mut before);
        }
        let column = before.width();
        (super::text::left(&format!("{before}{}", self.after), cells), column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_moves_over_whole_characters_and_pastes_are_flattened() {
        let mut field = Field::of("精錬");
        field.press(Key::Left);
        field.insert("a\nb\u{1b}[31m");
        assert_eq!(field.text(), "精a b[31m錬");
        field.press(Key::Home);
        field.press(Key::Delete);
        assert_eq!(field.text(), "a b[31m錬");
        assert_eq!(Field::of("精錬所").visible(5), ("錬所 ".to_owned(), 4));
    }
}
