//! Audits, what they and others found, incidents, and the yearly statement that there were none.

use super::read::Taken;
use super::write::{Keys, body};
use crate::journal::{BodyRef, EntryRef};

/// An audit or visit took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditAct {
    /// `self`, `customer`, `third-party`.
    pub kind: String,
    /// The day it took place.
    pub on: String,
    /// Who audited: a body or a role.
    pub auditor: String,
    /// The site; absent: the whole supplier.
    pub site: Option<String>,
    /// Standard or subject.
    pub scope: Option<String>,
    /// When the next one is due.
    pub next: Option<String>,
    /// Hashes of documents.
    pub evidence: Vec<String>,
}

/// Something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingAct {
    /// The audit that found it.
    pub audit: Option<EntryRef>,
    /// The day it was found.
    pub on: String,
    /// `critical`, `high`, `medium`, `low`.
    pub severity: String,
    /// The policy clause it touches.
    pub clause: Option<String>,
    /// The site.
    pub site: Option<String>,
    /// What was found, apart.
    pub what: BodyRef,
}

/// The steps of a finding after it is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingStep {
    /// Somebody does something about it until a day.
    Action,
    /// It was looked after.
    Tracked,
    /// It was checked, and this came of it.
    Result,
    /// It was told to those it concerns.
    Disclosed,
}

impl FindingStep {
    /// Words and steps, in order.
    pub const WORDS: [(&'static str, Self); 4] =
        [("action", Self::Action), ("tracked", Self::Tracked), ("result", Self::Result), ("disclosed", Self::Disclosed)];

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, step)| *step == self).map_or("", |(word, _)| word)
    }
}

/// A finding went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingStepAct {
    /// Which.
    pub finding: EntryRef,
    /// How.
    pub step: FindingStep,
    /// What was done, apart.
    pub note: BodyRef,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// The day the result was checked.
    pub checked: Option<String>,
    /// Hashes of documents.
    pub evidence: Vec<String>,
}

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentAct {
    /// Its category.
    pub category: String,
    /// The day.
    pub on: String,
    /// The site.
    pub site: Option<String>,
    /// What happened, apart.
    pub what: BodyRef,
}

/// A named person confirms that nothing of a category was reported in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementAct {
    /// The fiscal year, `FY2025`.
    pub year: String,
    /// The category.
    pub category: String,
    /// What was looked at, apart.
    pub basis: Option<BodyRef>,
}

impl AuditAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("kind", &self.kind)
            .text("on", &self.on)
            .text("auditor", &self.auditor)
            .maybe("site", self.site.as_deref())
            .maybe("scope", self.scope.as_deref())
            .maybe("next", self.next.as_deref())
            .some("evidence", &self.evidence)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            kind: keys.text("kind")?,
            on: keys.text("on")?,
            auditor: keys.text("auditor")?,
            site: keys.text("site"),
            scope: keys.text("scope"),
            next: keys.text("next"),
            evidence: keys.some("evidence")?,
        })
    }
}

impl FindingAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.maybe("audit", self.audit.as_ref().map(ToString::to_string).as_deref())
            .text("on", &self.on)
            .text("severity", &self.severity)
            .maybe("clause", self.clause.as_deref())
            .maybe("site", self.site.as_deref())
            .text("what", self.what.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            audit: keys.entry("audit"),
            on: keys.text("on")?,
            severity: keys.text("severity")?,
            clause: keys.text("clause"),
            site: keys.text("site"),
            what: keys.body("what")?,
        })
    }
}

impl FindingStepAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("finding", &self.finding.to_string())
            .text("step", self.step.word())
            .text("note", self.note.as_str())
            .maybe("owner", self.owner.as_deref())
            .maybe("due", self.due.as_deref())
            .maybe("checked", self.checked.as_deref())
            .some("evidence", &self.evidence)
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            finding: keys.entry("finding")?,
            step: keys.word("step", &FindingStep::WORDS)?,
            note: keys.body("note")?,
            owner: keys.text("owner"),
            due: keys.text("due"),
            checked: keys.text("checked"),
            evidence: keys.some("evidence")?,
        })
    }
}

impl IncidentAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("category", &self.category).text("on", &self.on).maybe("site", self.site.as_deref()).text("what", self.what.as_str())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { category: keys.text("category")?, on: keys.text("on")?, site: keys.text("site"), what: keys.body("what")? })
    }
}

impl StatementAct {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("year", &self.year).text("category", &self.category).maybe("basis", body(self.basis.as_ref()))
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { year: keys.text("year")?, category: keys.text("category")?, basis: keys.body("basis") })
    }
}
