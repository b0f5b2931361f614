//! The signs of a file that make its shape, read without the parser: where lines begin, which brackets stand outside of
//! texts, which texts are never closed, and which signs belong on no such file. Where the parser has stumbled, this says
//! what of the rest is still sure.

use std::ops::Range;

/// A bracket outside of texts and remarks, or the beginning of a line that stands outside of a text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    /// One of `[ ] { }`, or a line break.
    sign: char,
}

/// A text that is begun and not closed: on its line, or with three quotation marks in the whole file.
#[derive(Clone, Copy, Debug)]
struct Open {
    at: usize,
    whole: bool,
}

/// What makes the shape of a file; places count bytes from its beginning.
#[derive(Debug, Default)]
pub(super) struct Signs {
    marks: Vec<Mark>,
    open: Vec<Open>,
    foreign: Vec<(usize, char)>,
}

/// What is being read.
#[derive(Clone, Copy)]
enum Within {
    Nothing,
    Remark,
    Text { quote: char, whole: bool, from: usize },
}

/// How a heading or a key begins: small and capital letters, digits, and what joins them.
fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_. \"'".contains(c))
}

/// Whether a line is a key with the sign = behind it.
fn is_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_name(key.trim()))
}

/// The name in a heading, and whether it is one of a list; also where the brackets are not closed as they ought to be.
fn heading(line: &str) -> Option<(&str, bool)> {
    let rest = line.trim().strip_prefix('[')?;
    let (rest, list) = rest.strip_prefix('[').map_or((rest, false), |rest| (rest, true));
    let rest = rest.trim_start();
    let name = rest.split([']', '#']).next().unwrap_or_default().trim_end();
    let behind = rest.get(name.len()..).unwrap_or_default().trim_start().trim_start_matches(']').trim_start();
    let begins = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    (begins && is_name(name) && !name.contains(' ') && (behind.is_empty() || behind.starts_with('#'))).then_some((name, list))
}

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self { marks: vec![Mark { at: 0, sign: '\n' }], ..Self::default() };
        let (mut within, mut past) = (Within::Nothing, 0);
        for (at, sign) in text.char_indices().filter(|(at, _)| *at != 0 || !text.starts_with('\u{feff}')) {
            if at < past {
                continue;
            }
            if sign.is_control() && !"\t\n\r".contains(sign) {
                signs.foreign.push((at, sign));
            }
            let three = |quote: char| text.get(at..).is_some_and(|rest| rest.starts_with(&quote.to_string().repeat(3)));
            within = match within {
                Within::Nothing => signs.outside(at, sign, three(sign), &mut past),
                Within::Remark if sign == '\n' => {
                    signs.marks.push(Mark { at: at + 1, sign });
                    Within::Nothing
                }
                Within::Text { quote: '"', .. } if sign == '\\' => {
                    let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
                    past = if next == Some('\n') { at + 1 } else { at + 1 + next.map_or(0, char::len_utf8) };
                    within
                }
                Within::Text { whole: false, from, .. } if sign == '\n' => {
                    signs.open.push(Open { at: from, whole: false });
                    signs.marks.push(Mark { at: at + 1, sign });
                    Within::Nothing
                }
                Within::Text { quote, whole, .. } if sign == quote && (!whole || three(quote)) => {
                    past = at + if whole { 3 } else { 1 };
                    Within::Nothing
                }
                Within::Remark | Within::Text { .. } => within,
            };
        }
        if let Within::Text { from, whole, .. } = within {
            signs.open.push(Open { at: from, whole });
        }
        signs
    }

    fn outside(&mut self, at: usize, sign: char, three: bool, past: &mut usize) -> Within {
        match sign {
            '#' => return Within::Remark,
            '"' | '\'' => {
                *past = at + if three { 3 } else { 1 };
                return Within::Text { quote: sign, whole: three, from: at };
            }
            '\n' => self.marks.push(Mark { at: at + 1, sign }),
            '[' | ']' | '{' | '}' => self.marks.push(Mark { at, sign }),
            _ if !sign.is_ascii() => self.foreign.push((at, sign)),
            _ => {}
        }
        Within::Nothing
    }

    /// Every line that begins outside of a text, with its place.
    fn lines<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let begins = self.marks.iter().filter(|mark| mark.sign == '\n').map(|mark| mark.at);
        begins.filter_map(|at| text.get(at..)?.lines().next().map(|line| (at, line)))
    }

    /// Whether anything in the file is written as a definition is: a heading, or a key with the sign = behind it.
    pub(super) fn has_shape(&self, text: &str) -> bool {
        self.lines(text).any(|(_, line)| heading(line).is_some() || is_key(line))
    }

    /// Every heading: where its line begins, its name, and whether it is one of a list.
    pub(super) fn headings<'t>(&self, text: &'t str) -> Vec<(usize, &'t str, bool)> {
        self.lines(text).filter_map(|(at, line)| heading(line).map(|(name, list)| (at, name, list))).collect()
    }

    /// The file from heading to heading.
    pub(super) fn chunks(&self, text: &str) -> Vec<Range<usize>> {
        let mut cuts: Vec<usize> = self.headings(text).into_iter().map(|(at, ..)| at).filter(|at| *at > 0).collect();
        cuts.push(text.len());
        let mut from = 0;
        cuts.into_iter().map(|cut| std::mem::replace(&mut from, cut)..cut).collect()
    }

    /// Whether every bracket that is open at a place is closed by its own kind before the next key or the end of the
    /// chunk. Where one is not, all that follows is read as part of it, and nothing found there was written wrong.
    pub(super) fn settles(&self, text: &str, chunk: &Range<usize>, at: usize) -> bool {
        let mut open: Vec<char> = Vec::new();
        for mark in self.marks.iter().filter(|mark| chunk.contains(&mark.at)) {
            let past = mark.at >= at;
            if past && mark.sign == '\n' && open.is_empty() {
                return true;
            }
            let fits = match mark.sign {
                '\n' => open.last() != Some(&'[') || !text.get(mark.at..).and_then(|rest| rest.lines().next()).is_some_and(is_key),
                ']' => open.pop().is_none_or(|last| last == '['),
                '}' => open.pop().is_none_or(|last| last == '{'),
                sign => {
                    open.push(sign);
                    true
                }
            };
            match (fits, past) {
                (true, _) => {}
                (false, true) => return false,
                (false, false) => open.clear(),
            }
        }
        open.is_empty()
    }

    /// The quotation mark of a text that is not closed and made the parser stumble here: on the same line, on the one
    /// above, or anywhere above for a text in three quotation marks.
    pub(super) fn unclosed(&self, text: &str, at: usize) -> Option<usize> {
        let breaks = |from: usize| text.get(from..at).map_or(usize::MAX, |between| between.matches('\n').count());
        let found = self.open.iter().rev().find(|open| open.at < at && (open.whole || breaks(open.at) <= 1));
        found.or_else(|| self.open.iter().find(|open| open.at == at)).map(|open| open.at)
    }

    /// The first sign on the line of a place that belongs in no definition, if it stands no later than that place ends.
    pub(super) fn foreign(&self, text: &str, at: &Range<usize>) -> Option<(usize, char)> {
        let head = text.get(..at.start).unwrap_or_default();
        let line = head.rfind('\n').map_or(0, |before| before + 1);
        let reach = text.get(at.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        self.foreign.iter().find(|(place, _)| (line..=at.end.max(at.start) + reach).contains(place)).copied()
    }
}
