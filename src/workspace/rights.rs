//! Talks and acknowledgements in a workspace: entries in `standing/`.

use super::act::wrong;
use super::decide::{as_logs, standing};
use super::people::Written;
use super::{Workspace, WorkspaceError};
use crate::journal::{AcknowledgeAct, Act, DialogueAct, RegisterAct};
use crate::register::rights::{CHANNELS, POLICIES, Rights};

impl Workspace {
    /// Talks and acknowledgements of a supplier.
    ///
    /// # Errors
    /// When it is not there or its record cannot be read.
    pub fn rights(&self, supplier: &str) -> Result<Rights, WorkspaceError> {
        self.must_know(supplier)?;
        Ok(Rights::of(&as_logs(&self.journals(&standing(supplier))?)))
    }

    /// Enters a talk.
    ///
    /// # Errors
    /// When a word or day is wrong, a text is empty, or it cannot be saved.
    pub fn add_talk(
        &mut self,
        supplier: &str,
        channel: &str,
        on: Option<&str>,
        [with, text]: [&str; 2],
    ) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        if !CHANNELS.contains(&channel) {
            return Err(wrong(format!("\"{channel}\" is no channel; there are: {}", CHANNELS.join(", "))));
        }
        let with = crate::clean::line(with);
        if with.is_empty() {
            return Err(wrong("say with whom, by role: --with \"site manager, union\""));
        }
        let on = self.past_day(on)?;
        let text = self.text_at(supplier, text, "text")?;
        self.review_write(supplier, Act::Register(RegisterAct::Dialogue(DialogueAct { on, channel: channel.to_owned(), with, text })))
    }

    /// Enters that a supplier acknowledged a policy.
    ///
    /// # Errors
    /// When a word or day is wrong, version or signer is missing, or it cannot be saved.
    pub fn acknowledge(
        &mut self,
        supplier: &str,
        [policy, version, signer]: [&str; 3],
        on: Option<&str>,
        evidence: Vec<String>,
    ) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        if !POLICIES.contains(&policy) {
            return Err(wrong(format!("\"{policy}\" is no policy that is acknowledged; there are: {}", POLICIES.join(", "))));
        }
        let version = crate::clean::line(version);
        if version.is_empty() {
            return Err(wrong("name the version that was signed, such as --version 2025-04"));
        }
        let act = AcknowledgeAct {
            policy: policy.to_owned(),
            version,
            on: self.past_day(on)?,
            signer: self.text_at(supplier, signer, "signer")?,
            evidence,
        };
        self.review_write(supplier, Act::Register(RegisterAct::Acknowledge(act)))
    }
}
