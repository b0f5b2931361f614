//! Papers on file and promised ones: what a paper is and whom it covers, that it no longer counts, and that a promise was
//! given up.

use super::read::Taken;
use super::write::{Keys, body};
use crate::journal::BodyRef;

/// A paper is on file at this supplier: what it is, and what it covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceAct {
    /// SHA-256 in hex: its name in `files/`.
    pub sha256: String,
    /// File name as received.
    pub name: String,
    /// What it is, apart.
    pub what: Option<BodyRef>,
    /// Issuer.
    pub issuer: Option<String>,
    /// The legal entity it is made out for; absent: the supplier itself.
    pub entity: Option<String>,
    /// Sites it covers; none: the whole entity.
    pub sites: Vec<String>,
    /// Metals it covers; none: not about one.
    pub metals: Vec<String>,
    /// Flows or facilities it covers; none: not about one.
    pub about: Vec<String>,
    /// Questions it proves.
    pub questions: Vec<String>,
    /// Its date.
    pub dated: Option<String>,
    /// Its last valid day.
    pub expires: Option<String>,
    /// Promises it keeps, `FY2026/anna-7f3k#12`.
    pub keeps: Vec<String>,
}

impl EvidenceAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("sha256", &self.sha256)
            .text("name", &self.name)
            .maybe("what", body(self.what.as_ref()))
            .maybe("issuer", self.issuer.as_deref())
            .maybe("entity", self.entity.as_deref())
            .some("sites", &self.sites)
            .some("metals", &self.metals)
            .some("about", &self.about)
            .some("questions", &self.questions)
            .maybe("dated", self.dated.as_deref())
            .maybe("expires", self.expires.as_deref())
            .some("keeps", &self.keeps)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            sha256: keys.text("sha256")?,
            name: keys.text("name")?,
            what: keys.body("what"),
            issuer: keys.text("issuer"),
            entity: keys.text("entity"),
            sites: keys.some("sites")?,
            metals: keys.some("metals")?,
            about: keys.some("about")?,
            questions: keys.some("questions")?,
            dated: keys.text("dated"),
            expires: keys.text("expires"),
            keeps: keys.some("keeps")?,
        })
    }
}

/// A paper counts no longer at this supplier. It stays on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawPaperAct {
    /// The paper.
    pub sha256: String,
    /// Every entry about it that was looked at; one written later counts anew.
    pub of: Vec<String>,
    /// Why, apart.
    pub reason: BodyRef,
}

impl WithdrawPaperAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("sha256", &self.sha256).list("of", &self.of).text("reason", self.reason.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { sha256: keys.text("sha256")?, of: keys.list("of")?, reason: keys.body("reason")? })
    }
}

/// Nobody waits for a promised paper any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropPromiseAct {
    /// The promise, `FY2026/anna-7f3k#12`.
    pub promise: String,
    /// Why, apart.
    pub reason: BodyRef,
}

impl DropPromiseAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("promise", &self.promise).text("reason", self.reason.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { promise: keys.text("promise")?, reason: keys.body("reason")? })
    }
}
