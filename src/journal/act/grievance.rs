//! Grievances: what was raised, how it was followed, and what is counted only. No key of these holds a person's name or
//! the supplier's; both lie in bodies that can be erased.

use super::read::Taken;
use super::write::{Keys, body};
use crate::journal::{BodyRef, EntryRef};

/// A grievance was raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrievanceAct {
    /// Its number, `G-2026-001`.
    pub number: String,
    /// `hotline`, `web`, `mail`, `union`, `visit`, `other`.
    pub channel: String,
    /// Who is affected: `workers`, `partner-workers`, `residents`, `indigenous`, `supplier`, `other`.
    pub group: String,
    /// What about: `labour`, `safety`, `environment`, `land`, `corruption`, `discrimination`, `other`.
    pub about: String,
    /// The day it came in.
    pub received: String,
    /// What was said, apart.
    pub text: BodyRef,
    /// The supplier it speaks of, apart.
    pub supplier: Option<BodyRef>,
    /// Who raised it, apart, and only if that person wants to be known.
    pub reporter: Option<BodyRef>,
}

/// How a grievance went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrievanceStepAct {
    /// Its number.
    pub number: String,
    /// `acknowledged`, `inquiry`, `remedy`, `answered`, `closed`, `reopened`.
    pub step: String,
    /// What was done or is to be done, or the result; apart.
    pub note: BodyRef,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// A remedy outside this procedure was used too; none is ever barred.
    pub external: bool,
}

/// Reports of a channel that are only counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrievanceCountAct {
    /// The channel.
    pub channel: String,
    /// The period, `FY2025`.
    pub period: String,
    /// How many.
    pub count: u64,
}

/// Texts were erased lawfully; their hashes stay, so that the gap proves itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EraseAct {
    /// The entries whose texts were erased.
    pub entries: Vec<EntryRef>,
    /// The texts.
    pub bodies: Vec<BodyRef>,
    /// Why: a reason without a name in it.
    pub reason: String,
}

impl GrievanceAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("number", &self.number)
            .text("channel", &self.channel)
            .text("group", &self.group)
            .text("about", &self.about)
            .text("received", &self.received)
            .text("text", self.text.as_str())
            .maybe("supplier", body(self.supplier.as_ref()))
            .maybe("reporter", body(self.reporter.as_ref()))
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            number: keys.text("number")?,
            channel: keys.text("channel")?,
            group: keys.text("group")?,
            about: keys.text("about")?,
            received: keys.text("received")?,
            text: keys.body("text")?,
            supplier: keys.body("supplier"),
            reporter: keys.body("reporter"),
        })
    }
}

impl GrievanceStepAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("number", &self.number)
            .text("step", &self.step)
            .text("note", self.note.as_str())
            .maybe("owner", self.owner.as_deref())
            .maybe("due", self.due.as_deref())
            .flag("external", self.external)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            number: keys.text("number")?,
            step: keys.text("step")?,
            note: keys.body("note")?,
            owner: keys.text("owner"),
            due: keys.text("due"),
            external: keys.flag("external")?,
        })
    }
}

impl GrievanceCountAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("channel", &self.channel).text("period", &self.period).number("count", self.count)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { channel: keys.text("channel")?, period: keys.text("period")?, count: keys.number("count")? })
    }
}

impl EraseAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        let entries: Vec<String> = self.entries.iter().map(ToString::to_string).collect();
        // Without the mark, so that nobody looks for the texts.
        let bodies: Vec<String> = self.bodies.iter().map(|body| body.hex().to_owned()).collect();
        keys.list("entries", &entries).list("bodies", &bodies).text("reason", &self.reason)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            entries: keys.list("entries")?.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?,
            bodies: keys.list("bodies")?.iter().map(|hex| BodyRef::parse(&format!("body:{hex}"))).collect::<Option<_>>()?,
            reason: keys.text("reason")?,
        })
    }
}
