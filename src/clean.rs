//! The one border where foreign text enters: what comes out can be shown, logged and exported.
//!
//! Control, bidi and zero-width characters are taken out, line ends are made one kind, text is brought to NFC and cut to
//! a length. Stored bytes stay as they are; cleaning works on what was parsed from them.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

/// The longest line that is kept, in characters.
pub const LONGEST_LINE: usize = 2_000;
/// The longest text that is kept, in characters.
pub const LONGEST_TEXT: usize = 100_000;

/// One line: line breaks and tabs become spaces, runs of spaces one space.
#[must_use]
pub fn line(text: &str) -> String {
    let flat: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| is_shown(*c)).nfc().collect();
    let words: Vec<&str> = flat.split(' ').filter(|word| !word.is_empty()).collect();
    cut(&words.join(" "), LONGEST_LINE)
}

/// Several lines: line breaks and tabs stay.
#[must_use]
pub fn text(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = plain.chars().filter(|c| matches!(c, '\n' | '\t') || is_shown(*c)).nfc().collect();
    cut(kept.trim_end(), LONGEST_TEXT)
}

/// Whether a character is something to show, rather than an order to the screen.
#[must_use]
pub fn is_shown(c: char) -> bool {
    let hidden = matches!(
        c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    );
    !c.is_control() && !hidden
}

/// A TOML 1.0 basic string on one line; what a terminal or a reader could mistake is escaped.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_directional(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Marks that turn the direction of text round or separate lines.
fn is_directional(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A word as a POSIX shell takes it. Tabs, line breaks and other control characters are spelled out, so that what is
/// copied from a screen is what was meant.
#[must_use]
pub fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=,:%+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    // A command substitution drops line breaks at the end; such a word can only stand in quotes as it is.
    if word.contains(char::is_control) && !word.ends_with('\n') && !word.contains('\0') {
        let mut told = String::new();
        for c in word.chars() {
            match c {
                '\\' => told.push_str("\\\\"),
                '%' => told.push_str("%%"),
                '\t' => told.push_str("\\t"),
                '\n' => told.push_str("\\n"),
                '\'' => told.push_str("'\\''"),
                c if c.is_ascii_control() => told.push_str(&format!("\\{:03o}", u32::from(c))),
                c => told.push(c),
            }
        }
        // A format that begins with a minus would be taken for an option.
        let dash = if told.starts_with('-') { "-- " } else { "" };
        return format!("\"$(printf {dash}'{told}')\"");
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn orders_to_the_screen_are_taken_out() {
        assert_eq!(line("a\u{1b}[31mred\u{7}\u{202e}b\u{200b}c\r\nd"), "a[31mredbc d");
        assert_eq!(text("one\r\ntwo\u{0}\u{9b}"), "one\ntwo");
    }

    #[test]
    fn a_quoted_text_is_one_line_of_toml_that_reads_back() {
        for text in ["a \"b\" \\ c\nd\te\u{202e}f\u{0}", "精錬所", ""] {
            let quoted = quoted(text);
            assert!(!quoted.contains(['\n', '\u{202e}', '\u{0}']), "{quoted}");
            let table: toml::Table = format!("x = {quoted}").parse().expect("TOML");
            assert_eq!(table["x"].as_str(), Some(text));
        }
    }

    #[test]
    fn japanese_and_chinese_stay_as_they_are() {
        assert_eq!(line("有限会社木崎製作所　本社"), "有限会社木崎製作所 本社");
        assert_eq!(line("か\u{3099}"), "が");
    }

    proptest! {
        #[test]
        fn nothing_that_is_not_shown_comes_through(foreign in "\\PC*|[\\x00-\\x9f\u{200b}-\u{202e}]*") {
            let cleaned = line(&foreign);
            prop_assert!(cleaned.chars().all(is_shown));
            prop_assert_eq!(line(&cleaned), cleaned);
        }
    }

    #[test]
    fn words_are_quoted_so_that_a_shell_reads_them_back() {
        for (word, wanted) in [
            ("peak=68", "peak=68"),
            ("", "''"),
            ("head of sales", "'head of sales'"),
            ("it's $HOME", "'it'\\''s $HOME'"),
            ("港運輸", "'港運輸'"),
            ("Nguyen\t60 %\tVN", "\"$(printf 'Nguyen\\t60 %%\\tVN')\""),
        ] {
            assert_eq!(shell_word(word), wanted);
        }
    }
}
