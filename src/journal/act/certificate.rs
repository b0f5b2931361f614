//! What a source says of a certificate, and what a reviewer made of sources that contradict each other.

use super::read::Taken;
use super::write::{Keys, body};
use crate::journal::BodyRef;

/// How far a certification is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CertificateState {
    /// Applied for.
    Applied,
    /// Being assessed.
    UnderAssessment,
    /// Granted.
    Certified,
    /// Run out or withdrawn.
    Lapsed,
    /// Sources contradict each other.
    Disputed,
}

impl CertificateState {
    /// Words and states.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("applied", Self::Applied),
        ("under-assessment", Self::UnderAssessment),
        ("certified", Self::Certified),
        ("lapsed", Self::Lapsed),
        ("disputed", Self::Disputed),
    ];

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }

    /// The state of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, state)| *state)
    }
}

/// Who says so. A later word of the same source takes the place of its earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CertificateSource {
    /// The supplier's word.
    Supplier,
    /// The certificate itself.
    Document,
    /// The scheme's own list.
    Scheme,
    /// Anybody else.
    Other,
}

impl CertificateSource {
    /// Words and sources.
    pub const WORDS: [(&'static str, Self); 4] =
        [("supplier", Self::Supplier), ("document", Self::Document), ("scheme", Self::Scheme), ("other", Self::Other)];

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, source)| *source == self).map_or("", |(word, _)| word)
    }
}

/// What a source says of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateAct {
    /// Scheme, as written.
    pub scheme: String,
    /// The legal entity named on it.
    pub entity: String,
    /// The site it covers; absent: the whole entity.
    pub site: Option<String>,
    /// The metal it covers.
    pub metal: Option<String>,
    /// Edition of the standard.
    pub edition: Option<String>,
    /// How far it is.
    pub state: CertificateState,
    /// Issued on.
    pub issued: Option<String>,
    /// Its last valid day.
    pub expires: Option<String>,
    /// Who says so.
    pub source: CertificateSource,
    /// The day that source speaks of.
    pub dated: String,
    /// Hashes of documents.
    pub evidence: Vec<String>,
    /// Questions whose answer rests on it.
    pub questions: Vec<String>,
    /// A remark, apart.
    pub note: Option<BodyRef>,
}

impl CertificateAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("scheme", &self.scheme)
            .text("entity", &self.entity)
            .maybe("site", self.site.as_deref())
            .maybe("metal", self.metal.as_deref())
            .maybe("edition", self.edition.as_deref())
            .text("state", self.state.word())
            .maybe("issued", self.issued.as_deref())
            .maybe("expires", self.expires.as_deref())
            .text("source", self.source.word())
            .text("dated", &self.dated)
            .some("evidence", &self.evidence)
            .some("questions", &self.questions)
            .maybe("note", body(self.note.as_ref()))
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            scheme: keys.text("scheme")?,
            entity: keys.text("entity")?,
            site: keys.text("site"),
            metal: keys.text("metal"),
            edition: keys.text("edition"),
            state: keys.word("state", &CertificateState::WORDS)?,
            issued: keys.text("issued"),
            expires: keys.text("expires"),
            source: keys.word("source", &CertificateSource::WORDS)?,
            dated: keys.text("dated")?,
            evidence: keys.some("evidence")?,
            questions: keys.some("questions")?,
            note: keys.body("note"),
        })
    }
}

/// A reviewer settles what the sources of a certificate say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettleAct {
    /// The certificate's name, `copper-mark:atacama-cobre:quebrada-clara:copper`.
    pub certificate: String,
    /// What holds.
    pub state: CertificateState,
    /// Its last valid day.
    pub expires: Option<String>,
    /// Every source that was looked at.
    pub of: Vec<String>,
    /// Why, apart.
    pub reason: BodyRef,
}

impl SettleAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("certificate", &self.certificate)
            .text("state", self.state.word())
            .maybe("expires", self.expires.as_deref())
            .list("of", &self.of)
            .text("reason", self.reason.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            certificate: keys.text("certificate")?,
            state: keys.word("state", &CertificateState::WORDS)?,
            expires: keys.text("expires"),
            of: keys.list("of")?,
            reason: keys.body("reason")?,
        })
    }
}
