//! What a seal says, held against the log it stands in.

use crate::journal::{Act, Entry, Seal};
use crate::sentence::{Sentence, told};

/// Why a seal does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// There is no such entry before it.
    NoEntry(u64),
    /// The entry has another hash than the seal names.
    OtherEntry(u64),
    /// A line of it names no file.
    Unreadable(String),
}

/// Every seal of a log, with the entry it stands in and what is wrong with it.
#[must_use]
pub fn seals(log: &[Entry]) -> Vec<(&Entry, &Seal, Vec<Broken>)> {
    let mut all = Vec::new();
    for entry in log {
        let Act::Seal(seal) = &entry.act else { continue };
        let mut broken = Vec::new();
        match log.iter().find(|other| other.n == seal.entry && other.n < entry.n) {
            None => broken.push(Broken::NoEntry(seal.entry)),
            Some(sealed) if sealed.hash != seal.of => broken.push(Broken::OtherEntry(seal.entry)),
            Some(_) => {}
        }
        broken.extend(seal.bound.iter().filter(|line| line.parse::<super::Bound>().is_err()).cloned().map(Broken::Unreadable));
        all.push((entry, seal, broken));
    }
    all
}

impl Broken {
    /// A sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::NoEntry(n) => told("damage.seal-no-entry", [("entry", n.to_string().into())]),
            Self::OtherEntry(n) => told("damage.seal-other-entry", [("entry", n.to_string().into())]),
            Self::Unreadable(line) => told("damage.seal-unreadable", [("what", crate::clean::line(line).into())]),
        }
    }
}
