//! Mistakes in the syntax of a file, in the reader's own words: what is probably wrong and what to do. The parser's words
//! are English and stand in brackets behind them. After a mistake only what is sure is told: the file is read again from
//! heading to heading, and where a bracket is never closed nothing more of that part is told.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;

use super::Sheet;
use super::signs::Signs;
use crate::sentence::{Sentence, told};

/// What is probably wrong and what to do: keys of the catalogues.
type Mistake = (&'static str, &'static str);

/// Which words of the parser mean which mistake; the first that fits counts.
const KNOWN: [(&[&str], Mistake); 19] = [
    (&["array table"], ("remark.toml-list-heading", "remark-do.close-list-heading")),
    (&["unclosed table", "table header", "table open"], ("remark.toml-heading", "remark-do.close-heading")),
    (&["extra comma"], ("remark.toml-comma", "remark-do.one-comma")),
    (&["in array", "array"], ("remark.toml-list", "remark-do.comma-or-bracket")),
    (&["inline table", "comma between key"], ("remark.toml-braces", "remark-do.comma-or-brace")),
    (&["key with no value", "missing assignment"], ("remark.toml-no-equals", "remark-do.write-equals")),
    (&["cannot extend"], ("remark.toml-key-both", "remark-do.keep-one-key")),
    (&["unexpected key or value"], ("remark.toml-behind", "remark-do.one-to-a-line")),
    (&["invalid boolean"], ("remark.toml-flag", "remark-do.small-flag")),
    (&["unquoted key"], ("remark.toml-key", "remark-do.line-of-toml")),
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
    (&["key"], ("remark.toml-key", "remark-do.line-of-toml")),
    (&["comment", "carriage return", "control"], ("remark.toml-sign", "remark-do.take-sign-out")),
];

fn mistake(message: &str) -> Mistake {
    let about = |words: &[&str]| words.iter().any(|word| message.contains(word));
    KNOWN.iter().find(|(words, _)| about(words)).map_or(("remark.toml-line", "remark-do.line-of-toml"), |(_, mistake)| *mistake)
}

/// What the parser stumbled over, with its place in the whole file.
struct Slip {
    at: Range<usize>,
    message: String,
}

impl Slip {
    fn is_twice(&self) -> bool {
        self.message.contains("duplicate")
    }
}

/// What the parser stumbles over in a part of the file, in the order of the file.
fn slips(errors: Vec<toml::de::Error>, from: usize) -> Vec<Slip> {
    let place = |at: Range<usize>| at.start + from..at.end + from;
    let mut all: Vec<Slip> = errors
        .into_iter()
        .map(|error| Slip { at: place(error.span().unwrap_or(0..0)), message: error.message().replace('\n', ", ") })
        .collect();
    all.sort_by_key(|slip| slip.at.start);
    all
}

/// Records what the parser found.
pub(super) fn record(sheet: &Sheet<'_>, errors: Vec<toml::de::Error>) {
    let whole = slips(errors, 0);
    let Some(first) = whole.first() else { return };
    let signs = Signs::of(sheet.text);
    if !signs.has_shape(sheet.text) {
        let (at, message) = (0..0, first.message.clone());
        return tell(sheet, &at, &message, told("remark.toml-none", []), told("remark-do.toml-none", []));
    }
    if whole.iter().all(Slip::is_twice) {
        return once(sheet, &signs, whole);
    }
    let mut any = false;
    for chunk in signs.chunks(sheet.text) {
        let part = sheet.text.get(chunk.clone()).unwrap_or_default();
        let mut before: Option<usize> = None;
        for slip in slips(DeTable::parse_recoverable(part).1, chunk.start) {
            let line = sheet.place(&slip.at).line;
            // Where one line is broken the parser stumbles over the next, and takes for the same key what is none.
            let follows = before.is_some_and(|before| line <= before + 1 || slip.is_twice());
            before = Some(before.map_or(line, |before| before.max(line)));
            if follows {
                continue;
            }
            any = true;
            explain(sheet, &signs, &slip);
            if !signs.settles(sheet.text, &chunk, slip.at.start) {
                break;
            }
        }
    }
    if !any {
        explain(sheet, &signs, first);
    }
}

/// Keys and headings that stand there twice; one that stands there again and again is one mistake.
fn once(sheet: &Sheet<'_>, signs: &Signs, all: Vec<Slip>) {
    let mut known = BTreeSet::new();
    let headings: Vec<usize> = signs.headings(sheet.text).into_iter().map(|(at, ..)| at).collect();
    let below = |at: usize| headings.partition_point(|heading| *heading <= at);
    // The keys below a heading that stands there twice seem to be twice as well.
    let mut under: Option<usize> = None;
    for slip in all {
        let own = below(slip.at.start);
        if under == Some(own) {
            continue;
        }
        under = headed_twice(signs, sheet.text, &slip).filter(|(_, list, ..)| !list).map(|_| own);
        if known.insert(sheet.text.get(slip.at.clone()).unwrap_or_default().to_owned()) {
            explain(sheet, signs, &slip);
        }
    }
}

fn tell(sheet: &Sheet<'_>, at: &Range<usize>, message: &str, what: Sentence, next: Sentence) {
    let said = told("remark.toml-said", [("what", what), ("message", message.into())]);
    sheet.wrong(at, super::SYNTAX, said, next);
}

/// One mistake in the reader's own words, at the place where it was made and not where the parser stumbled over it.
fn explain(sheet: &Sheet<'_>, signs: &Signs, slip: &Slip) {
    let text = sheet.text;
    let say = |at: &Range<usize>, what: Sentence, next: Sentence| tell(sheet, at, &slip.message, what, next);
    if let Some((at, sign)) = signs.foreign(text, &slip.at).filter(|_| !slip.is_twice())
        && let Some((what, next)) = foreign(sign)
    {
        return say(&(at..at), what, next);
    }
    if slip.is_twice()
        && let Some((at, _, what, next)) = headed_twice(signs, text, slip)
    {
        return say(&(at..at), what, next);
    }
    if let Some(at) = signs.unclosed(text, slip.at.start).filter(|_| !slip.is_twice()) {
        return say(&(at..at), told("remark.toml-quotes-open", []), told("remark-do.close-quotes-here", []));
    }
    if let Some((what, next)) = unkeyed(text, slip) {
        return say(&slip.at, told(what, []), told(next, []));
    }
    let nothing = text.get(slip.at.clone()).is_none_or(|text| text.trim().is_empty()) && slip.message.contains("must be quoted");
    let (what, next) = mistake(if nothing { "missing value" } else { &slip.message });
    say(&slip.at, told(what, []), told(next, []));
}

/// A heading that stands there in one pair of brackets where others of its name stand in two, or that stands there twice.
/// The flag says whether others stand in two.
fn headed_twice(signs: &Signs, text: &str, slip: &Slip) -> Option<(usize, bool, Sentence, Sentence)> {
    let all = signs.headings(text);
    let line = text.get(..slip.at.start).and_then(|head| head.rfind('\n')).map_or(0, |before| before + 1);
    let (_, name, _) = all.iter().find(|(at, ..)| *at == line)?;
    let key = || [("key", (*name).into())];
    let alone = all.iter().find(|(_, other, list)| other == name && !list);
    if let Some((at, ..)) = alone.filter(|_| all.iter().any(|(_, other, list)| other == name && *list)) {
        return Some((*at, true, told("remark.toml-one-bracket", key()), told("remark-do.two-brackets", key())));
    }
    Some((line, false, told("remark.toml-heading-twice", key()), told("remark-do.keep-one-heading", key())))
}

/// A line that is no key = value: a remark that begins with another sign than #, a colon in the place of =, or no = at all.
fn unkeyed(text: &str, slip: &Slip) -> Option<Mistake> {
    if !["unquoted key", "key with no value", "missing assignment"].iter().any(|words| slip.message.contains(words)) {
        return None;
    }
    let begins = text.get(..slip.at.start)?.rfind('\n').map_or(0, |before| before + 1);
    let line = text.get(begins..)?.lines().next()?.trim();
    if ["//", "/*", "--", ";"].iter().any(|sign| line.starts_with(sign)) {
        return Some(("remark.toml-remark", "remark-do.begin-remark"));
    }
    let is_name = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let colon = line.split('=').next().and_then(|head| head.split_once(':')).is_some_and(|(key, _)| is_name(key.trim()));
    if colon || text.get(slip.at.start..)?.trim_start().starts_with(':') {
        return Some(("remark.toml-colon", "remark-do.write-equals"));
    }
    (!line.contains('=')).then_some(("remark.toml-no-equals", "remark-do.write-equals"))
}

/// What is said of a sign that stands outside of a text and belongs in no definition; nothing of letters.
fn foreign(sign: char) -> Option<(Sentence, Sentence)> {
    let code = format!("U+{:04X}", u32::from(sign));
    if sign.is_control() {
        return Some((told("remark.toml-control", [("code", code.into())]), told("remark-do.take-sign-out", [])));
    }
    if sign.is_whitespace() || "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(sign) {
        return Some((told("remark.toml-blank", [("code", code.into())]), told("remark-do.plain-blank", [])));
    }
    let half = match sign {
        '\u{ff01}'..='\u{ff5e}' if !(sign.is_alphanumeric()) => char::from_u32(u32::from(sign) - 0xfee0)?,
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '、' => ',',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        _ => return None,
    };
    let of = || [("sign", sign.to_string().into()), ("half", half.to_string().into())];
    Some((told("remark.toml-wide", of()), told("remark-do.plain-sign", of())))
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
            ("a 1\n", 1, "no definition", "key = value"),
            ("b = 1\n\n\na 1\n", 4, "the sign = is missing", "key = value"),
            ("b = 1\n\na: 1\n", 3, "a colon", "key = value"),
            ("a = 1\na.b = 2\n", 2, "a value of its own", "keep one"),
            ("a = 1,\n", 1, "behind the value", "one key = value to a line"),
            ("a = TRUE\n", 1, "true or false", "small letters"),
            ("a = “x”\n", 1, "outside of a text", "half-width sign \""),
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
    fn a_brace_that_never_closes_is_one_mistake_and_the_next_heading_begins_anew() {
        let open =
            "[[q]]\nopts = [\n  { id = 1, t = { en = \"x\" },\n  { id = 2 },\n]\nb = 1\nc = 2\n\n[[q]]\nb = 1\nc = 2\n\n[[q]]\nd = may\n";
        assert_eq!(told_of(open).iter().map(|one| one.place.line).collect::<Vec<_>>(), [4, 14], "{:?}", told_of(open));
        let quote = "[[q]]\nt = { en = \"x, ja = \"y\" }\nb = 1\n\n\nc = 2\n";
        assert_eq!(told_of(quote).len(), 1, "{:?}", told_of(quote));
    }

    #[test]
    fn a_heading_that_stands_there_twice_is_told_with_its_brackets_and_its_keys_are_not() {
        let lines = |text: &str| told_of(text).iter().map(|one| one.place.line).collect::<Vec<_>>();
        assert_eq!(lines("[q]\nid = 1\n[q]\nid = 2\n"), [3]);
        assert_eq!(lines("[q]\nid = 1\n\n\n[[q]]\nid = 2\n[[q]]\nid = 3\n"), [1], "the one in one pair is wrong");
        assert_eq!(lines("[[q]]\nid = 1\nid = 2\n\n[q]\nid = 2\nid = 3\n"), [3, 5], "a key that is twice all the same is told once");
    }

    #[test]
    fn a_text_left_open_is_told_where_it_begins() {
        for text in ["a = \"one\ntwo\"\nb = 1\n", "a = { en = \"one\ntwo three\", ja = \"x\" }\nb = 1\n", "a = \"\"\"one\n[[q]]\nb = 1\n"] {
            let found = told_of(text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!((found[0].place.line, text.as_bytes()[found[0].place.column - 1]), (1, b'"'), "{found:?}");
        }
    }

    #[test]
    fn two_mistakes_far_from_each_other_are_both_told() {
        let lines: Vec<usize> = told_of("a = april\n\n\nb = 1\n\n\nc = may\n").iter().map(|one| one.place.line).collect();
        assert_eq!(lines, [1, 7]);
    }
}
