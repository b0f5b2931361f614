//! Bytes → entries. Every block is checked against the chain; damage is named with entry and line.
//!
//! A tail without its hash line is *torn*: a write that did not finish, which the owner's next write sets aside. Damage
//! anywhere else is damage: entries before it are returned, and nothing after it is trusted.

use toml::de::DeTable;

use super::act::{self, Value};
use super::block::Hash;
use super::{Act, Entry, Head, Moment, Open};
use crate::sentence::{Sentence, told};

/// What is wrong with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The last write did not finish.
    Torn,
    /// The bytes of an entry do not give its hash.
    Changed,
    /// A block cannot be read as an entry.
    Unreadable,
    /// Entries are missing, doubled or out of order.
    Sequence,
    /// Line feeds became CRLF on the way; nothing else changed.
    LineEndings,
}

impl ProblemKind {
    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Torn => "torn",
            Self::Changed => "changed",
            Self::Unreadable => "unreadable",
            Self::Sequence => "sequence",
            Self::LineEndings => "line-endings",
        }
    }
}

/// One problem of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Kind.
    pub kind: ProblemKind,
    /// The entry it concerns, as far as it is known.
    pub entry: Option<u64>,
    /// Line in the file.
    pub line: usize,
    /// A sentence.
    pub text: Sentence,
}

/// A log as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// Whole entries, in order.
    pub entries: Vec<Entry>,
    /// The chain's hash after the last whole entry.
    pub head: Hash,
    /// Bytes up to the end of the last whole entry.
    pub whole: usize,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Journal {
    /// Whether only the last write is torn, so that its owner may go on.
    #[must_use]
    pub fn is_only_torn(&self) -> bool {
        self.problems.iter().all(|problem| problem.kind == ProblemKind::Torn)
    }

    /// The number of the next entry.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.entries.last().map_or(1, |entry| entry.n + 1)
    }
}

/// Lines of a log with their byte ranges; the line feed belongs to the line.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

fn is_hash_line(line: &[u8]) -> bool {
    line.starts_with(b"hash = \"") && line.ends_with(b"\"\n")
}

/// Reads a log. One whose line ends an editor or git turned into CRLF is read as it was, and told.
#[must_use]
pub fn read(bytes: &[u8]) -> Journal {
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let converted = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    if converted == 0 || converted != feeds {
        return read_lines(bytes);
    }
    let text: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
    let mut journal = read_lines(&text);
    let text = told("damage.crlf", []);
    journal.problems.insert(0, Problem { kind: ProblemKind::LineEndings, entry: None, line: 1, text });
    journal
}

fn read_lines(bytes: &[u8]) -> Journal {
    let mut journal = Journal { entries: Vec::new(), head: Hash::GENESIS, whole: 0, problems: Vec::new() };
    let lines = lines(bytes);
    let mut start = 0;
    let mut offset = 0;
    while start < lines.len() {
        let Some(length) = lines[start..].iter().position(|line| is_hash_line(line)) else {
            tail(&mut journal, &lines, start);
            return journal;
        };
        let end = start + length;
        // The blank line that parts two blocks belongs to the block before it; a last one may be missing.
        let blank = lines.get(end + 1).is_some_and(|line| *line == b"\n");
        let above: Vec<u8> = lines[start..end].concat();
        match entry(&journal, &above, lines[end], start + 1) {
            Ok(entry) => {
                journal.head = entry.hash;
                journal.entries.push(entry);
            }
            Err(problem) => {
                journal.problems.push(problem);
                return journal;
            }
        }
        let next = end + 1 + usize::from(blank);
        if !blank && next < lines.len() {
            let text = told("damage.blank-line", []);
            journal.problems.push(Problem { kind: ProblemKind::Changed, entry: Some(journal.next() - 1), line: next + 1, text });
            return journal;
        }
        offset += lines[start..next].iter().map(|line| line.len()).sum::<usize>();
        journal.whole = offset;
        start = next;
    }
    if !bytes.is_empty() && journal.problems.is_empty() && !bytes.ends_with(b"\n\n") {
        let text = told("damage.torn-blank", []);
        journal.problems.push(Problem {
            kind: ProblemKind::Torn,
            entry: journal.entries.last().map(|entry| entry.n),
            line: lines.len(),
            text,
        });
    }
    journal
}

/// What stands after the last hash line. A write that did not finish left the beginning of one block, which has no hash
/// line and no blank line yet; a block that has come to its end and lost its hash line was changed.
fn tail(journal: &mut Journal, lines: &[&[u8]], start: usize) {
    let rest = &lines[start..];
    let blocks = rest.iter().filter(|line| **line == b"[[entry]]\n").count();
    let ended = rest.iter().any(|line| *line == b"\n" || (line.starts_with(b"hash = \"") && line.ends_with(b"\n")));
    let (kind, key) = if blocks > 1 || ended { (ProblemKind::Changed, "damage.lost-hash") } else { (ProblemKind::Torn, "damage.torn") };
    let problem = Problem { kind, entry: Some(journal.next()), line: start + 1, text: told(key, []) };
    journal.problems.push(problem);
}

fn entry(journal: &Journal, above: &[u8], hash_line: &[u8], line: usize) -> Result<Entry, Problem> {
    let expected = journal.next();
    let wrong = |kind, key| Problem { kind, entry: Some(expected), line, text: told(key, []) };
    let stated =
        std::str::from_utf8(hash_line).ok().and_then(|text| Hash::parse(text.trim_end().strip_prefix("hash = \"")?.strip_suffix('"')?));
    let hash = journal.head.follow(above);
    if stated != Some(hash) {
        let (kind, key) = if number(above).is_some_and(|n| n != expected) {
            (ProblemKind::Sequence, "damage.sequence")
        } else {
            (ProblemKind::Changed, "damage.changed")
        };
        return Err(wrong(kind, key));
    }
    let text = std::str::from_utf8(above).map_err(|_| wrong(ProblemKind::Unreadable, "damage.not-utf8"))?;
    let (n, at, clock_set, act, seen) = parse(text).ok_or_else(|| wrong(ProblemKind::Unreadable, "damage.unreadable"))?;
    if n != expected {
        return Err(wrong(ProblemKind::Sequence, "damage.number"));
    }
    if let Act::Open(open) = &act
        && open.format != Open::FORMAT
    {
        let text = told("damage.format", [("found", open.format.to_string().into()), ("known", Open::FORMAT.to_string().into())]);
        return Err(Problem { text, ..wrong(ProblemKind::Unreadable, "damage.unreadable") });
    }
    Ok(Entry { n, at, clock_set, act, seen, hash, line })
}

/// The number a block states, read without trusting the rest.
fn number(above: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(above).ok()?;
    text.lines().find_map(|line| line.strip_prefix("n = ")).and_then(|number| number.trim().parse().ok())
}

type Parts = (u64, Moment, bool, Act, Vec<Head>);

fn parse(text: &str) -> Option<Parts> {
    let root = DeTable::parse(text).ok()?;
    // One block is one entry and nothing beside it, or another reader of TOML would see more than this one.
    let [(name, blocks)] = root.get_ref().iter().collect::<Vec<_>>()[..] else { return None };
    let [block] = blocks.get_ref().as_array().filter(|_| name.get_ref() == "entry")?.iter().collect::<Vec<_>>()[..] else { return None };
    let table = block.get_ref().as_table()?;
    let (mut n, mut at, mut kind, mut clock, mut seen) = (None, None, None, false, Vec::new());
    let mut keys: Vec<(usize, String, Value)> = Vec::new();
    for (name, value) in table.iter() {
        match name.get_ref().as_ref() {
            "n" => n = value.get_ref().as_integer()?.as_str().parse().ok(),
            "at" => at = text.get(value.span()).and_then(|at| at.parse::<Moment>().ok()),
            "do" => kind = Some(value.get_ref().as_str()?.to_owned()),
            "clock" => clock = true,
            "seen" => seen = value.get_ref().as_array()?.iter().filter_map(|head| head.get_ref().as_str()?.parse().ok()).collect(),
            key => keys.push((name.span().start, key.to_owned(), plain(value.get_ref())?)),
        }
    }
    keys.sort_by_key(|(place, _, _)| *place);
    let fields = keys.into_iter().map(|(_, key, value)| (key, value)).collect();
    Some((n?, at?, clock, act::of(&kind?, fields), seen))
}

fn plain(value: &toml::de::DeValue<'_>) -> Option<Value> {
    if let Some(text) = value.as_str() {
        return Some(Value::Text(text.to_owned()));
    }
    if let Some(flag) = value.as_bool() {
        return Some(Value::Flag(flag));
    }
    if let Some(number) = value.as_integer() {
        return number.as_str().parse().ok().map(Value::Number);
    }
    let texts = value.as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?;
    Some(Value::List(texts))
}
