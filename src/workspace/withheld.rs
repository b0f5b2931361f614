//! What a bundle leaves out for outsiders: restricted checks, who owns a company, registers of other matters.
//!
//! An entry that is left out keeps its number and its hash, so every later entry still proves what it followed; what
//! cannot be computed without its bytes, the link from the entry before it, is written down and vouched for. A text or
//! document that is left out is named by the hash that the record holds.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Workspace;
use super::veil::{is_restricted, row_of};
use crate::journal::{Act, Entry, RegisterAct, ReviewAct};
use crate::questionnaire::Kind;
use crate::store::{Place, bodies_of};

/// Registers that say nothing about one supplier more than about another.
const SHOWN: [&str; 4] = ["campaigns", "editions", "lists", "smelters"];

/// One thing that is left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// An entry of a log.
    Entry {
        /// The log, as the bundle names it.
        path: String,
        /// Its number.
        n: u64,
        /// The chain's hash before it.
        previous: String,
        /// The chain's hash after it.
        hash: String,
    },
    /// A whole log, with its last entry.
    Log {
        /// The log.
        path: String,
        /// Its entries.
        n: u64,
        /// The chain's hash after the last of them.
        hash: String,
    },
    /// A text, a document or a profile, under the name its hash gives it.
    File {
        /// The path.
        path: String,
        /// What it is.
        what: &'static str,
    },
    /// A document that was erased before the bundle was made.
    Erased {
        /// The path it would have.
        path: String,
        /// The entry that says so, with its place.
        entry: String,
        /// Who erased it.
        person: String,
        /// The day.
        day: String,
        /// Why.
        reason: String,
    },
}

/// Everything that is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    all: BTreeSet<Gap>,
    /// Who signed the links across them.
    pub vouched_by: Option<String>,
}

impl Gaps {
    pub(super) fn add(&mut self, gap: Gap) {
        self.all.insert(gap);
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many things are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// The links across entries that are left out, as the verifier computes them: log, hash before, hash after.
    pub(super) fn links(&self) -> String {
        let mut text = String::new();
        for gap in &self.all {
            if let Gap::Entry { path, previous, hash, .. } = gap {
                let _ = writeln!(text, "{path} {previous} {hash}");
            }
        }
        text
    }

    /// What is left out, for people; the same in every language, as the record is.
    pub(super) fn page(&self) -> String {
        let mut text = "# Left out of this bundle. Each gap is named by hashes that the record holds: whoever may see what was\n\
             # left out can hold it against them.\n"
            .to_owned();
        match &self.vouched_by {
            Some(person) => _ = writeln!(text, "# {person} signed the links across the entries: signatures/{person}/*-withheld.txt"),
            None => text.push_str("# Nobody signed the links across the entries.\n"),
        }
        for gap in &self.all {
            let _ = match gap {
                Gap::Entry { path, n, previous, hash } => writeln!(text, "entry {n} of {path}: after {previous} comes {hash}"),
                Gap::Log { path, n, hash } => writeln!(text, "log {path}: {n} entries, the last hash is {hash}"),
                Gap::File { path, what } => writeln!(text, "{what} {path}"),
                Gap::Erased { path, entry, person, day, reason } => {
                    writeln!(text, "erased {path}: not missing, {person} erased it on {day} (record/{entry}): {reason}")
                }
            };
        }
        text
    }
}

/// What of a log an outsider gets.
pub(super) struct LogShown {
    /// The log with gaps; absent: none of it.
    pub(super) bytes: Option<Vec<u8>>,
    /// Numbers of entries that are left out.
    pub(super) withheld: BTreeSet<u64>,
    /// Texts that stay behind their hashes, although the entry is shown.
    pub(super) texts: BTreeSet<String>,
}

impl Workspace {
    /// Whether a question's rows name persons, owners and officers first.
    pub(super) fn is_about_persons(&self, question: &str) -> bool {
        let Some(question) = self.questionnaires().iter().find_map(|set| set.question(question)) else { return false };
        match &question.kind {
            Kind::Rows(rows) => rows.columns.iter().any(|column| column.personal),
            _ => false,
        }
    }

    /// Whether a sealed profile names related parties, and whoever looks may not see them.
    pub(super) fn names_persons(&self, profile: &[u8]) -> bool {
        !self.sees_restricted() && String::from_utf8_lossy(profile).lines().any(|line| line.trim() == "[[related]]")
    }

    /// Whether an entry is not for outsiders.
    fn is_withheld(&self, act: &Act) -> bool {
        let restricted = |question: &str| is_restricted(self.questionnaires(), question);
        let flag = |key: Option<&str>| key.is_some_and(|key| key.starts_with("S-") || row_of(key).is_some_and(restricted));
        match act {
            Act::Answer(answer) => restricted(&answer.question),
            Act::Note { question, .. } => question.as_deref().is_some_and(restricted),
            Act::Attach(paper) => paper.question.as_deref().is_some_and(restricted),
            Act::Promise(promise) => restricted(&promise.question),
            Act::Register(RegisterAct::Evidence(paper)) => paper.questions.iter().any(|question| restricted(question)),
            Act::Park { question, .. } | Act::Check { question, .. } => restricted(question),
            Act::Profile { key, .. } => key == "related",
            Act::Review(ReviewAct::Return(back)) => restricted(&back.question),
            Act::Review(ReviewAct::Choose(settled)) => restricted(&settled.question),
            Act::Review(ReviewAct::Waive(waive)) => flag(Some(&waive.flag)),
            Act::Review(ReviewAct::Action(action)) => flag(action.flag.as_deref()),
            Act::Review(ReviewAct::Risk(risk)) => flag(risk.flag.as_deref()),
            _ => false,
        }
    }

    /// What of a log an outsider gets; whoever sees restricted checks gets all of it.
    pub(super) fn shown_to_outsiders(&self, place: &Place, path: &str, bytes: &[u8], entries: &[Entry], gaps: &mut Gaps) -> LogShown {
        let mut shown = LogShown { bytes: Some(bytes.to_vec()), withheld: BTreeSet::new(), texts: BTreeSet::new() };
        if self.sees_restricted() {
            return shown;
        }
        let blocks: Vec<&[u8]> = blocks(bytes);
        let apart = matches!(place, Place::Register { kind } if !SHOWN.contains(&kind.as_str()));
        if apart || blocks.len() != entries.len() {
            if let Some(last) = entries.last() {
                gaps.add(Gap::Log { path: path.to_owned(), n: last.n, hash: last.hash.to_string() });
            }
            return LogShown { bytes: None, ..shown };
        }
        let mut text = Vec::with_capacity(bytes.len());
        let mut previous = "0".repeat(64);
        for (block, entry) in blocks.into_iter().zip(entries) {
            let hash = entry.hash.to_string();
            if self.is_withheld(&entry.act) {
                text.extend(format!("[[withheld]]\nn = {}\nprevious = \"{previous}\"\nhash = \"{hash}\"\n\n", entry.n).into_bytes());
                shown.withheld.insert(entry.n);
                gaps.add(Gap::Entry { path: path.to_owned(), n: entry.n, previous, hash: hash.clone() });
            } else {
                text.extend(block);
                if matches!(&entry.act, Act::Answer(answer) if self.is_about_persons(&answer.question)) {
                    shown.texts.extend(bodies_of(&entry.act).iter().map(|body| body.as_str().to_owned()));
                }
            }
            previous = hash;
        }
        shown.bytes = Some(text);
        shown
    }
}

/// The blocks of a log, each with the empty line that ends it.
fn blocks(bytes: &[u8]) -> Vec<&[u8]> {
    let mut all = Vec::new();
    let mut from = 0;
    for at in 0..bytes.len().saturating_sub(1) {
        if &bytes[at..at + 2] == b"\n\n" {
            all.push(&bytes[from..at + 2]);
            from = at + 2;
        }
    }
    all
}
