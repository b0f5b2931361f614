//! Text → tree. One pass of words, then precedence by descent: `||`, `&&`, `!`, comparison, value.

use super::{Comparison, Function, Mistake, Node, What};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq)]
enum Word {
    Name(String),
    Text(String),
    Number(Ratio),
    Sign(&'static str),
    End,
}

const SIGNS: [&str; 15] = ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", "[", "]", ",", "."];
/// Deep nesting is a mistake in a questionnaire, and a stack overflow in a parser.
const DEEPEST: usize = 64;

pub(super) fn parse(source: &str) -> Result<Node, Mistake> {
    let mut parser = Parser { words: words(source)?, next: 0, depth: 0 };
    let node = parser.or()?;
    let (word, at) = parser.peek().clone();
    if word != Word::End {
        return Err(syntax(at, told("remark.after-the-end", []), told("remark-do.after-the-end", [])));
    }
    Ok(node)
}

fn syntax(at: Range<usize>, what: Sentence, next: Sentence) -> Mistake {
    Mistake { at, code: "condition-syntax", what, next }
}

fn words(source: &str) -> Result<Vec<(Word, Range<usize>)>, Mistake> {
    let mut words = Vec::new();
    let mut rest = source.char_indices().peekable();
    while let Some(&(start, c)) = rest.peek() {
        if c.is_whitespace() {
            rest.next();
        } else if c == '\'' || c == '"' {
            words.push(quoted(source, start, c)?);
            let end = words.last().map_or(start, |(_, at)| at.end);
            while rest.next_if(|(at, _)| *at < end).is_some() {}
        } else if c.is_ascii_digit() || (c == '-' && source[start + 1..].starts_with(|d: char| d.is_ascii_digit())) {
            let end = source[start + 1..].find(|d: char| !(d.is_ascii_digit() || d == '.')).map_or(source.len(), |at| start + 1 + at);
            let number = Ratio::decimal(&source[start..end])
                .ok_or_else(|| syntax(start..end, told("remark.condition-number", []), told("remark-do.condition-number", [])))?;
            words.push((Word::Number(number), start..end));
            while rest.next_if(|(at, _)| *at < end).is_some() {}
        } else if c.is_ascii_alphabetic() {
            let end = name_end(source, start);
            words.push((Word::Name(source[start..end].to_owned()), start..end));
            while rest.next_if(|(at, _)| *at < end).is_some() {}
        } else if let Some(sign) = SIGNS.iter().find(|sign| source[start..].starts_with(**sign)) {
            let end = start + sign.len();
            words.push((Word::Sign(sign), start..end));
            while rest.next_if(|(at, _)| *at < end).is_some() {}
        } else {
            return Err(syntax(
                start..start + c.len_utf8(),
                told("remark.condition-sign", [("sign", c.to_string().into())]),
                told("remark-do.condition-sign", []),
            ));
        }
    }
    words.push((Word::End, source.len()..source.len()));
    Ok(words)
}

fn quoted(source: &str, start: usize, quote: char) -> Result<(Word, Range<usize>), Mistake> {
    match source[start + 1..].find(quote) {
        Some(length) => {
            let end = start + 1 + length;
            Ok((Word::Text(source[start + 1..end].to_owned()), start..end + 1))
        }
        None => Err(syntax(start..source.len(), told("remark.quote-open", []), told("remark-do.quote-open", []))),
    }
}

/// Names contain letters, digits, `-` and `.`; neither may end a name.
fn name_end(source: &str, start: usize) -> usize {
    let length =
        source[start..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_')).unwrap_or(source.len() - start);
    start + source[start..start + length].trim_end_matches(['-', '.']).len()
}

struct Parser {
    words: Vec<(Word, Range<usize>)>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &(Word, Range<usize>) {
        &self.words[self.next.min(self.words.len() - 1)]
    }

    fn take(&mut self) -> (Word, Range<usize>) {
        let word = self.peek().clone();
        self.next += 1;
        word
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(&self.peek().0, Word::Sign(s) if *s == sign);
        if found {
            self.next += 1;
        }
        found
    }

    fn or(&mut self) -> Result<Node, Mistake> {
        let mut left = self.and()?;
        while self.sign("||") {
            let right = self.and()?;
            left = Node { at: left.at.start..right.at.end, what: What::Or(Box::new(left), Box::new(right)) };
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Node, Mistake> {
        let mut left = self.not()?;
        while self.sign("&&") {
            let right = self.not()?;
            left = Node { at: left.at.start..right.at.end, what: What::And(Box::new(left), Box::new(right)) };
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Node, Mistake> {
        let start = self.peek().1.start;
        if !self.sign("!") {
            return self.comparison();
        }
        self.deeper(start)?;
        let inner = self.not()?;
        self.depth -= 1;
        Ok(Node { at: start..inner.at.end, what: What::Not(Box::new(inner)) })
    }

    fn deeper(&mut self, start: usize) -> Result<(), Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(syntax(start..start + 1, told("remark.too-deep", []), told("remark-do.too-deep", [])));
        }
        Ok(())
    }

    fn comparison(&mut self) -> Result<Node, Mistake> {
        let left = self.value()?;
        let comparison = match &self.peek().0 {
            Word::Sign("==") => Some(Comparison::Equal),
            Word::Sign("!=") => Some(Comparison::Different),
            Word::Sign("<=") => Some(Comparison::LessOrEqual),
            Word::Sign(">=") => Some(Comparison::GreaterOrEqual),
            Word::Sign("<") => Some(Comparison::Less),
            Word::Sign(">") => Some(Comparison::Greater),
            Word::Sign(_) | Word::Name(_) | Word::Text(_) | Word::Number(_) | Word::End => None,
        };
        let is_in = matches!(&self.peek().0, Word::Name(name) if name == "in");
        if comparison.is_none() && !is_in {
            return Ok(left);
        }
        self.take();
        let right = self.value()?;
        let at = left.at.start..right.at.end;
        let what = match comparison {
            Some(comparison) => What::Compare(comparison, Box::new(left), Box::new(right)),
            None => What::In(Box::new(left), Box::new(right)),
        };
        Ok(Node { at, what })
    }

    fn value(&mut self) -> Result<Node, Mistake> {
        let (word, at) = self.take();
        let what = match word {
            Word::Text(text) => What::Text(text),
            Word::Number(number) => What::Number(number),
            Word::Name(name) if name == "true" => What::Bool(true),
            Word::Name(name) if name == "false" => What::Bool(false),
            Word::Name(name) if self.sign("(") => return self.call(&name, at.start),
            Word::Name(name) => What::Name(name),
            Word::Sign("(") => {
                self.deeper(at.start)?;
                let inner = self.or()?;
                self.depth -= 1;
                self.close(")", at.start)?;
                return Ok(inner);
            }
            Word::Sign("[") => {
                let (parts, end) = self.list("]", at.start)?;
                return Ok(Node { at: at.start..end, what: What::List(parts) });
            }
            Word::Sign(_) | Word::End => return Err(syntax(at, told("remark.value-missing", []), told("remark-do.value-missing", []))),
        };
        Ok(Node { at, what })
    }

    fn close(&mut self, sign: &str, start: usize) -> Result<usize, Mistake> {
        let end = self.peek().1.end;
        if self.sign(sign) {
            Ok(end)
        } else {
            Err(syntax(start..start + 1, told("remark.bracket-open", [("sign", sign.into())]), told("remark-do.bracket-open", [])))
        }
    }

    fn list(&mut self, end: &str, start: usize) -> Result<(Vec<Node>, usize), Mistake> {
        let mut parts = Vec::new();
        loop {
            let at = self.peek().1.end;
            if self.sign(end) {
                return Ok((parts, at));
            }
            if !parts.is_empty() && !self.sign(",") {
                return Err(syntax(start..at, told("remark.list-commas", []), told("remark-do.list-commas", [])));
            }
            parts.push(self.value()?);
        }
    }

    fn call(&mut self, name: &str, start: usize) -> Result<Node, Mistake> {
        let (parts, end) = self.list(")", start)?;
        let (function, wanted) = match name {
            "size" => (Function::Size, 1),
            "has" => (Function::Has, 1),
            "state" => (Function::State, 1),
            "any" => (Function::Any, 3),
            "tier" => (Function::Tier, 2),
            "backed" => (Function::Backed, 1),
            "exceeds" => (Function::Exceeds, 3),
            "finds" => (Function::Finds, 2),
            "gap" => (Function::Gap, 1),
            other => {
                return Err(syntax(start..end, told("remark.no-function", [("name", other.into())]), told("remark-do.no-function", [])));
            }
        };
        if parts.len() != wanted {
            return Err(syntax(
                start..end,
                told(
                    "remark.function-values",
                    [("name", name.into()), ("wanted", wanted.to_string().into()), ("found", parts.len().to_string().into())],
                ),
                told("remark-do.function-values", []),
            ));
        }
        Ok(Node { at: start..end, what: What::Call(function, parts) })
    }
}
