//! The seal: what a decision was taken on, byte for byte, and the proof that the same bytes come out again.
//!
//! [`bind`] writes the canonical verdict: judging instant, editions, logs and up to where they were read, every rule with
//! its version, inputs and outcome, scores as exact ratios, and no prose, so that wording and language may change freely.
//! [`replay`] compares two of them; [`verify`] checks what a seal says against the record. All of it is pure: the bytes
//! lie in `sealed/` under their hash, and whoever stores and reads them is an edge.

pub mod bind;
pub mod open;
pub mod replay;
pub mod verify;

use std::fmt;
use std::str::FromStr;

/// What a bound file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The policy edition that judged.
    Policy,
    /// A questionnaire edition.
    Questionnaire,
    /// Facts that judging looks up.
    Reference,
    /// The supplier's profile.
    Profile,
    /// Somebody else's list; its bytes lie with the lists as received.
    List,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Policy, Self::Questionnaire, Self::Reference, Self::Profile, Self::List];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Questionnaire => "questionnaire",
            Self::Reference => "reference",
            Self::Profile => "profile",
            Self::List => "list",
        }
    }
}

/// A file a decision was taken on: `policy jx-selection@2026-04:<sha256>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound {
    /// What it is.
    pub kind: Kind,
    /// Its name and edition.
    pub name: String,
    /// SHA-256 in hex: its name in `sealed/`.
    pub sha256: String,
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}:{}", self.kind.word(), self.name, self.sha256)
    }
}

impl FromStr for Bound {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("\"{text}\" names no sealed file");
        let (word, rest) = text.split_once(' ').ok_or_else(wrong)?;
        let (name, sha256) = rest.rsplit_once(':').ok_or_else(wrong)?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(wrong)?;
        if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
            return Err(wrong());
        }
        Ok(Self { kind, name: name.to_owned(), sha256: sha256.to_owned() })
    }
}

#[cfg(test)]
mod tests;
