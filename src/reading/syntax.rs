//! Mistakes in the syntax of a file, in the reader's own words: what is probably wrong and what to do. The parser's words
//! are English and stand in brackets behind them.

use super::Sheet;
use crate::sentence::told;

/// What is probably wrong and what to do: keys of the catalogues.
type Mistake = (&'static str, &'static str);

const LIST: &str = "remark.toml-list";

/// Which words of the parser mean which mistake; the first that fits counts.
const KNOWN: [(&[&str], Mistake); 14] = [
    (&["array table"], ("remark.toml-list-heading", "remark-do.close-list-heading")),
    (&["unclosed table", "table header", "table open"], ("remark.toml-heading", "remark-do.close-heading")),
    (&["extra comma"], ("remark.toml-comma", "remark-do.one-comma")),
    (&["in array", "array"], (LIST, "remark-do.comma-or-bracket")),
    (&["inline table", "comma between key"], ("remark.toml-braces", "remark-do.comma-or-brace")),
    (&["must be quoted"], ("remark.toml-unquoted", "remark-do.in-quotes")),
    (&["escape", "unicode"], ("remark.toml-escape", "remark-do.double-backslash")),
    (&["string", "quote"], ("remark.toml-quotes", "remark-do.close-quotes")),
    (&["duplicate"], ("remark.toml-key-twice", "remark-do.keep-one-key")),
    (&["date", "time", "month", "day"], ("remark.toml-day", "remark-do.write-day")),
    (
        &["number", "numeric", "digit", "sign", "radix", "leading zero", "overflow", "integer", "float"],
        ("remark.toml-number", "remark-do.plain-number"),
    ),
    (&["missing value", "no value", "invalid value"], ("remark.toml-no-value", "remark-do.line-of-toml")),
    (&["unquoted key", "key"], ("remark.toml-key", "remark-do.line-of-toml")),
    (&["comment", "carriage return", "control"], ("remark.toml-sign", "remark-do.take-sign-out")),
];

fn mistake(message: &str) -> Mistake {
    let about = |words: &[&str]| words.iter().any(|word| message.contains(word));
    KNOWN.iter().find(|(words, _)| about(words)).map_or(("remark.toml-line", "remark-do.line-of-toml"), |(_, mistake)| *mistake)
}

/// Records what the parser found. Where one line is broken the parser stumbles over what follows; that is not told.
pub(super) fn record(sheet: &Sheet<'_>, errors: impl Iterator<Item = toml::de::Error>) {
    let mut before: Option<usize> = None;
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        let line = sheet.place(&at).line;
        if before.is_some_and(|before| line <= before + 1) {
            before = Some(line);
            continue;
        }
        before = Some(line);
        let message = error.message().replace('\n', ", ");
        let nothing = sheet.text.get(at.clone()).is_none_or(|text| text.trim().is_empty()) && message.contains("must be quoted");
        let (what, next) = mistake(if nothing { "missing value" } else { error.message() });
        let said = told("remark.toml-said", [("what", told(what, [])), ("message", message.into())]);
        sheet.wrong(&at, super::SYNTAX, said, told(next, []));
        if what == LIST && !closes(sheet.text.get(at.start..).unwrap_or_default()) {
            break;
        }
    }
}

/// Whether a list with a mistake is closed all the same, before the next line that is a heading or a key. Where it is
/// not, all that follows is read as part of it, and nothing the parser finds there was written wrong.
fn closes(rest: &str) -> bool {
    let is_key = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_. ".contains(c));
    for line in rest.lines().map(str::trim_start) {
        if line.starts_with('[') || line.split_once('=').is_some_and(|(key, _)| is_key(key)) {
            return false;
        }
        if !line.starts_with('#') && line.contains(']') {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    fn told_of(text: &str) -> Vec<crate::diagnostic::Diagnostic> {
        Sheet::open("q.toml", text).0.into_problems()
    }

    #[test]
    fn each_mistake_is_told_once_in_our_words_with_those_of_the_parser_behind_them() {
        for (text, line, what, next) in [
            ("a = \"x\nb = 1\n", 1, "a quotation mark is missing", "quotation mark"),
            ("a = [1, 2\nb = 1\n", 2, "a list is not closed", "]"),
            ("a = { b = 1\nc = 1\n", 2, "group in { }", "}"),
            ("[a\nb = 1\n", 1, "a heading of the kind [", "]"),
            ("[[a]\nb = 1\n", 1, "a heading of the kind [[", "]]"),
            ("a = 1\na = 2\n", 2, "stands there twice", "keep one"),
            ("a = april\n", 1, "without quotation marks", "quotation marks"),
            ("a = \n", 1, "nothing stands", "key = value"),
            ("a 1\n", 1, "key", "key = value"),
            ("a = 007\n", 1, "number", "12.5"),
            ("a = \"C:\\path\"\n", 1, "backslash", "\\\\"),
        ] {
            let found = told_of(text);
            assert_eq!(
                found.iter().map(|one| (one.code, one.place.line)).collect::<Vec<_>>(),
                [("toml-syntax", line)],
                "{text:?}: {found:?}"
            );
            let said = found[0].to_string();
            assert!(said.contains(what) && said.contains(next) && said.contains("(parser: "), "{text:?}: {said}");
            for (lang, bracket) in [(Lang::Ja, "（解析器の文言："), (Lang::Zh, "（解析器原文：")] {
                let said = found[0].in_lang(lang);
                let own = said.split(bracket).next().unwrap_or_default();
                assert!(said.contains(bracket) && own.chars().any(|c| c > '\u{3000}'), "{said}");
            }
        }
    }

    #[test]
    fn a_list_that_never_closes_is_one_mistake_whatever_follows_it_and_one_that_does_hides_nothing() {
        let open = "policy = [\"P5\", \"PQ\"\n\n[[question]]\nid = \"Q7\"\nopens = [\"A\"]\n\n\nx = 1\n\n\n[[question]]\nid = \"Q8\"\n";
        assert_eq!(told_of(open).len(), 1, "{:?}", told_of(open));
        let closed = "a = [\n  1\n  2,\n]\n\n\nb = 1\n\nc = may\n";
        assert_eq!(told_of(closed).iter().map(|one| one.place.line).collect::<Vec<_>>(), [3, 9]);
    }

    #[test]
    fn two_mistakes_far_from_each_other_are_both_told() {
        let lines: Vec<usize> = told_of("a = april\n\n\nb = 1\n\n\nc = may\n").iter().map(|one| one.place.line).collect();
        assert_eq!(lines, [1, 7]);
    }
}
