//! Talks with a supplier, and which version of which policy it acknowledged.

use std::collections::BTreeMap;

use super::finding::On;
use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{AcknowledgeAct, Act, DialogueAct, RegisterAct};

/// Policies a supplier acknowledges.
pub const POLICIES: [&str; 2] = ["human-rights", "procurement"];
/// How one talks.
pub const CHANNELS: [&str; 5] = ["meeting", "visit", "call", "mail", "training"];

/// Everything of one supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Talks, by day.
    pub talks: Vec<On<DialogueAct>>,
    /// Acknowledgements of each policy, by day: the last one stands.
    pub acknowledged: BTreeMap<String, Vec<On<AcknowledgeAct>>>,
}

impl Rights {
    /// Folds the logs of `standing/`.
    #[must_use]
    pub fn of(logs: &[Log<'_>]) -> Self {
        let mut found = Self::default();
        for one in live(logs, &Causality::of(logs)) {
            let (entry, at, by) = (one.at.clone(), one.entry.at, one.at.writer.person().to_owned());
            match &one.entry.act {
                Act::Register(RegisterAct::Dialogue(act)) => found.talks.push(On { act: act.clone(), by, at, entry }),
                Act::Register(RegisterAct::Acknowledge(act)) => {
                    found.acknowledged.entry(act.policy.clone()).or_default().push(On { act: act.clone(), by, at, entry });
                }
                _ => {}
            }
        }
        found.talks.sort_by(|a, b| a.act.on.cmp(&b.act.on));
        for all in found.acknowledged.values_mut() {
            all.sort_by(|a, b| a.act.on.cmp(&b.act.on));
        }
        found
    }

    /// The acknowledgement of a policy that stands.
    #[must_use]
    pub fn standing(&self, policy: &str) -> Option<&On<AcknowledgeAct>> {
        self.acknowledged.get(policy)?.last()
    }
}
