//! What a reviewer does about single answers: one goes back to the interviewer, or of several that contradict each other
//! it is settled which counts.

use super::read::Taken;
use super::write::Keys;
use super::{Party, SourceLevel};
use crate::journal::{BodyRef, EntryRef};

/// One question goes back to the interviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// Which.
    pub question: String,
    /// Why, apart.
    pub reason: BodyRef,
}

impl Return {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("question", &self.question).text("reason", self.reason.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { question: keys.text("question")?, reason: keys.body("reason")? })
    }
}

/// What counts of answers that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counts {
    /// One of the answers.
    Answer(EntryRef),
    /// A value the reviewer established: ids or numbers as normalised; rows and free text as one body reference.
    Found {
        /// The value.
        value: Vec<String>,
        /// How it is known.
        source: Option<SourceLevel>,
    },
}

/// A reviewer settles answers that contradict each other. The answers stay on record; it is no answer itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choose {
    /// The question.
    pub question: String,
    /// What the answers are about; absent: the whole supplier.
    pub about: Option<String>,
    /// Who had spoken.
    pub party: Party,
    /// What counts.
    pub counts: Counts,
    /// The answers and settlements that were looked at.
    pub of: Vec<EntryRef>,
    /// Why, apart.
    pub reason: BodyRef,
}

impl Choose {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        let keys = keys.text("question", &self.question).maybe("about", self.about.as_deref());
        let keys = match self.party {
            Party::Supplier => keys,
            Party::Buyer | Party::Facility => keys.text("party", self.party.word()),
        };
        let keys = match &self.counts {
            Counts::Answer(entry) => keys.text("counts", &entry.to_string()),
            Counts::Found { value, source } => keys.list("value", value).maybe("source", source.map(SourceLevel::word)),
        };
        let of: Vec<String> = self.of.iter().map(ToString::to_string).collect();
        keys.list("of", &of).text("reason", self.reason.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        let (question, about) = (keys.text("question")?, keys.text("about"));
        let party = match keys.text("party") {
            None => Party::Supplier,
            Some(word) => *Party::ALL.iter().find(|party| party.word() == word)?,
        };
        let counts = match keys.entry("counts") {
            Some(entry) => Counts::Answer(entry),
            None => {
                let value = keys.list("value")?;
                let source = match keys.text("source") {
                    None => None,
                    Some(word) => Some(SourceLevel::read(&word)?),
                };
                Counts::Found { value, source }
            }
        };
        let of: Option<Vec<EntryRef>> = keys.list("of")?.iter().map(|entry| entry.parse().ok()).collect();
        Some(Self { question, about, party, counts, of: of?, reason: keys.body("reason")? })
    }
}
