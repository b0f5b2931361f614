//! What a supplier is owed and gives back: talks on equal terms, and its word that it has read our policy.

use super::read::Taken;
use super::write::Keys;
use crate::journal::BodyRef;

/// A talk with the supplier outside an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogueAct {
    /// The day.
    pub on: String,
    /// `meeting`, `visit`, `call`, `mail`, `training`.
    pub channel: String,
    /// Roles of those who took part on the other side.
    pub with: String,
    /// What was said and agreed, apart.
    pub text: BodyRef,
}

/// The supplier acknowledged a policy of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcknowledgeAct {
    /// Which policy, `human-rights` or `procurement`.
    pub policy: String,
    /// Its version or date.
    pub version: String,
    /// The day of the signature.
    pub on: String,
    /// Who signed, apart.
    pub signer: BodyRef,
    /// Hashes of documents.
    pub evidence: Vec<String>,
}

impl DialogueAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("on", &self.on).text("channel", &self.channel).text("with", &self.with).text("text", self.text.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { on: keys.text("on")?, channel: keys.text("channel")?, with: keys.text("with")?, text: keys.body("text")? })
    }
}

impl AcknowledgeAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("policy", &self.policy)
            .text("version", &self.version)
            .text("on", &self.on)
            .text("signer", self.signer.as_str())
            .some("evidence", &self.evidence)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            policy: keys.text("policy")?,
            version: keys.text("version")?,
            on: keys.text("on")?,
            signer: keys.body("signer")?,
            evidence: keys.some("evidence")?,
        })
    }
}
