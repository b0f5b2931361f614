//! Whether what was just written counts, and if not, why and what would make it count. It is on record either way.

use super::{ActionState, Approval, Decision, Insufficient, Review, Standing, WaiverOn};
use crate::journal::EntryRef;
use crate::people::Signed;

/// Why an entry is on record and does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// Its author, or what stood when it was written, was not enough.
    Short(Insufficient),
    /// Something moved since.
    Stale,
    /// Answers contradict each other, and it is not settled which counts.
    Unsettled,
    /// It has to be signed, and is not.
    Unsigned,
    /// It is signed with a key that nobody stands for yet.
    KeyWaits,
    /// A signature on it does not hold.
    Invalid,
    /// A second person has to confirm it.
    SecondPerson,
    /// Another took its place, or took it out of force.
    Replaced,
}

impl WhyNot {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Short(because) => because.word(),
            Self::Stale => "stale",
            Self::Unsettled => "unsettled",
            Self::Unsigned => "unsigned",
            Self::KeyWaits => "key-waits",
            Self::Invalid => "invalid-signature",
            Self::SecondPerson => "second-person",
            Self::Replaced => "replaced",
        }
    }
}

impl From<Insufficient> for WhyNot {
    fn from(because: Insufficient) -> Self {
        Self::Short(because)
    }
}

fn of_signature(signed: &Signed) -> WhyNot {
    match signed {
        Signed::Unconfirmed(_) => WhyNot::KeyWaits,
        Signed::Invalid(_) => WhyNot::Invalid,
        Signed::No | Signed::Yes(_) => WhyNot::Unsigned,
    }
}

impl Decision {
    /// Rows whose answers contradict each other.
    pub fn unsettled(&self) -> impl Iterator<Item = &str> {
        self.moved.iter().filter_map(|moved| match moved {
            super::Moved::Conflict(question) => Some(question.as_str()),
            _ => None,
        })
    }

    /// Why it does not count; nothing when it is in force.
    #[must_use]
    pub fn why_not(&self) -> Option<WhyNot> {
        if self.in_force {
            return None;
        }
        if self.standing != Standing::Current {
            return Some(WhyNot::Replaced);
        }
        Some(match self.approval {
            Approval::Own => Insufficient::Interviewed.into(),
            Approval::Insufficient => self.because.unwrap_or(Insufficient::NoReviewer).into(),
            Approval::Stale if self.unsettled().next().is_some() => WhyNot::Unsettled,
            Approval::Stale => WhyNot::Stale,
            Approval::PendingSecondPerson => WhyNot::SecondPerson,
            Approval::Unsigned => of_signature(&self.signed),
            Approval::Effective => WhyNot::Replaced,
        })
    }
}

impl WaiverOn {
    /// Why it does not count; nothing when it holds.
    #[must_use]
    pub fn why_not(&self) -> Option<WhyNot> {
        if self.in_force {
            return None;
        }
        if self.revoked.is_some() || self.expired {
            return Some(WhyNot::Replaced);
        }
        Some(match self.approval {
            Approval::Own => Insufficient::Interviewed.into(),
            Approval::Insufficient => Insufficient::NoReviewer.into(),
            Approval::Stale => WhyNot::Stale,
            Approval::PendingSecondPerson => WhyNot::SecondPerson,
            Approval::Unsigned | Approval::Effective => of_signature(&self.signed),
        })
    }
}

impl Review {
    /// Actions that nobody has verified.
    #[must_use]
    pub fn unverified(&self) -> Vec<EntryRef> {
        let open = self.actions.iter().filter(|action| action.state != ActionState::Verified);
        open.map(|action| action.entry.clone()).collect()
    }

    /// Why an entry of the review does not count. `barred` is why its author cannot decide here, if so. What is neither a
    /// decision nor about one always counts.
    #[must_use]
    pub fn why_not(&self, entry: &EntryRef, barred: Option<Insufficient>) -> Option<WhyNot> {
        if let Some(decision) = self.decisions.iter().find(|decision| decision.entry == *entry) {
            return decision.why_not();
        }
        if let Some(waiver) = self.waivers.iter().find(|waiver| waiver.entry == *entry) {
            return waiver.why_not();
        }
        let second = self.decisions.iter().flat_map(|decision| &decision.seconds).find(|second| second.entry == *entry);
        match second {
            Some(second) if second.counts => None,
            Some(second) => Some(barred.map_or_else(|| of_signature(&second.signed), WhyNot::from)),
            None => None,
        }
    }

    /// The same of a second person's word about a waiver.
    #[must_use]
    pub fn why_not_confirmed(&self, waiver: &EntryRef, person: &str, barred: Option<Insufficient>) -> Option<WhyNot> {
        let waiver = self.waivers.iter().find(|known| known.entry == *waiver)?;
        let counts = waiver.confirmed_by.iter().any(|one| one == person);
        (!counts).then(|| barred.map_or(WhyNot::Unsigned, WhyNot::from))
    }

    /// Why something was not taken out of force, although somebody wrote that it is.
    #[must_use]
    pub fn why_not_revoked(&self, by: &EntryRef, of: &EntryRef) -> Option<WhyNot> {
        let decision =
            self.decisions.iter().find(|decision| decision.entry == *of).map(|one| one.standing == Standing::Revoked(by.clone()));
        let waiver = self
            .waivers
            .iter()
            .find(|waiver| waiver.entry == *of)
            .map(|one| one.revoked.as_ref().is_some_and(|revoked| revoked.entry == *by));
        (decision.or(waiver) == Some(false)).then_some(WhyNot::Unsigned)
    }
}
