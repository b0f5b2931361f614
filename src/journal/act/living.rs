//! What becomes of suppliers and of whoever is in charge of them: hand-over, succession, duplicates. Each stands in
//! `standing/`; a succession stands on both sides, so that either can be read by itself.

use super::read::Taken;
use super::write::{Keys, body};
use crate::journal::BodyRef;

/// A supplier goes from one buyer to another, with what was open on that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOverAct {
    /// Who was in charge.
    pub from: String,
    /// Who is from now on.
    pub to: String,
    /// Why, apart.
    pub reason: BodyRef,
    /// Promises that were open, `FY2026/anna-7f3k#12`.
    pub promises: Vec<String>,
    /// Actions the one saw to and the other sees to now, `mori-x5tb#4`.
    pub actions: Vec<String>,
    /// Questions that were put aside.
    pub parked: Vec<String>,
}

/// How a supplier came to be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// It was merged into another company.
    Merged,
    /// It was split into several.
    Split,
    /// Some of its sites were sold; it goes on without them.
    SiteSold,
    /// Both records were of one company all the time.
    Same,
}

impl How {
    /// Words and ways.
    pub const WORDS: [(&'static str, Self); 4] =
        [("merged", Self::Merged), ("split", Self::Split), ("site-sold", Self::SiteSold), ("same", Self::Same)];

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, how)| *how == self).map_or("", |(word, _)| word)
    }
}

/// One side of a succession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuccessionAct {
    /// How.
    pub how: How,
    /// The suppliers on the other side.
    pub others: Vec<String>,
    /// From which day on.
    pub on: String,
    /// Why, apart.
    pub reason: Option<BodyRef>,
    /// The sites that went over; empty: everything.
    pub sites: Vec<String>,
    /// The campaign whose open flags go over to whoever takes the place; absent: none do, or this is the other side.
    pub carries: Option<String>,
    /// Heads of the survivor's logs of that campaign: what had been said before speaks of the survivor alone.
    pub read: Vec<String>,
}

/// What becomes of a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LivingAct {
    /// Another buyer is in charge.
    HandOver(HandOverAct),
    /// Others take the place of this one.
    Succeeded(SuccessionAct),
    /// This one takes the place of another.
    Succeeds(SuccessionAct),
}

impl LivingAct {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::HandOver(_) => "hand-over",
            Self::Succeeded(_) => "succeeded",
            Self::Succeeds(_) => "succeeds",
        }
    }

    pub(super) fn keys(&self, keys: Keys) -> Keys {
        match self {
            Self::HandOver(act) => keys
                .text("from", &act.from)
                .text("to", &act.to)
                .text("reason", act.reason.as_str())
                .some("promises", &act.promises)
                .some("actions", &act.actions)
                .some("parked", &act.parked),
            Self::Succeeded(act) | Self::Succeeds(act) => keys
                .text("how", act.how.word())
                .list("others", &act.others)
                .text("on", &act.on)
                .maybe("reason", body(act.reason.as_ref()))
                .some("sites", &act.sites)
                .maybe("carries", act.carries.as_deref())
                .some("read", &act.read),
        }
    }

    pub(super) fn of(kind: &str, keys: &mut Taken) -> Option<Self> {
        Some(match kind {
            "hand-over" => Self::HandOver(HandOverAct {
                from: keys.text("from")?,
                to: keys.text("to")?,
                reason: keys.body("reason")?,
                promises: keys.some("promises")?,
                actions: keys.some("actions")?,
                parked: keys.some("parked")?,
            }),
            "succeeded" => Self::Succeeded(SuccessionAct::of(keys)?),
            "succeeds" => Self::Succeeds(SuccessionAct::of(keys)?),
            _ => return None,
        })
    }
}

impl SuccessionAct {
    fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            how: keys.word("how", &How::WORDS)?,
            others: keys.list("others")?,
            on: keys.text("on")?,
            reason: keys.body("reason"),
            sites: keys.some("sites")?,
            carries: keys.text("carries"),
            read: keys.some("read")?,
        })
    }
}
