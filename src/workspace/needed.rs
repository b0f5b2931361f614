//! Texts that must not be empty, and what there is to name instead: parts of refusals that many acts share.

use crate::sentence::{Sentence, told};

/// A text that must not be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needed {
    Reason,
    Condition,
    Cause,
    Consequence,
    Action,
    Finding,
    Note,
    Text,
    Signer,
}

impl Needed {
    /// What is said when it is.
    pub(super) fn empty(self) -> &'static str {
        match self {
            Self::Reason => "refusal.empty-reason",
            Self::Condition => "refusal.empty-condition",
            Self::Cause => "refusal.empty-cause",
            Self::Consequence => "refusal.empty-consequence",
            Self::Action => "refusal.empty-action",
            Self::Finding => "refusal.empty-finding",
            Self::Note => "refusal.empty-note",
            Self::Text => "refusal.empty-text",
            Self::Signer => "refusal.empty-signer",
        }
    }
}

/// What there is, of which one could be named.
pub(super) fn there_are(all: &[&str]) -> Sentence {
    told("refusal.there-are", [("all", all.join(", ").into())])
}
