//! Audits, findings and incidents of one supplier, and the statements of a year.
//!
//! A finding stays on the open list until its result was checked on a day; then it is told to those it concerns. Every
//! step has a person and a day.

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{
    Act, AuditAct, BodyRef, EntryRef, FindingAct, FindingStep, FindingStepAct, IncidentAct, Moment, RegisterAct, StatementAct,
};

/// Categories of incidents.
pub const CATEGORIES: [&str; 9] = [
    "forced-labour",
    "child-labour",
    "discrimination",
    "harassment",
    "freedom-of-association",
    "indigenous-rights",
    "safety",
    "environment",
    "corruption",
];
/// Kinds of audits.
pub const KINDS: [&str; 3] = ["self", "customer", "third-party"];

/// An entry with its author and moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct On<T> {
    /// What was written.
    pub act: T,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The entry.
    pub entry: EntryRef,
}

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing is done about it yet.
    Identified,
    /// Somebody does something until a day.
    Action,
    /// It is being looked after.
    Tracked,
    /// It was checked.
    Result,
    /// It was told.
    Disclosed,
}

impl Stage {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Identified => "identified",
            Self::Action => "action",
            Self::Tracked => "tracked",
            Self::Result => "result",
            Self::Disclosed => "disclosed",
        }
    }

    /// The step that comes next; none once it was told.
    #[must_use]
    pub fn next(self) -> Option<FindingStep> {
        match self {
            Self::Identified => Some(FindingStep::Action),
            Self::Action => Some(FindingStep::Tracked),
            Self::Tracked => Some(FindingStep::Result),
            Self::Result => Some(FindingStep::Disclosed),
            Self::Disclosed => None,
        }
    }

    /// The step that a stage allows next.
    #[must_use]
    pub fn allows(self, step: FindingStep) -> bool {
        match step {
            FindingStep::Action => self <= Self::Tracked,
            FindingStep::Tracked => matches!(self, Self::Action | Self::Tracked),
            FindingStep::Result => matches!(self, Self::Action | Self::Tracked),
            FindingStep::Disclosed => self == Self::Result,
        }
    }
}

/// A finding with its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub on: On<FindingAct>,
    /// Steps that count, oldest first.
    pub steps: Vec<On<FindingStepAct>>,
    /// How it stands.
    pub stage: Stage,
}

impl Finding {
    /// Whether it is on the open list: no checked result yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.stage < Stage::Result
    }

    /// By when it is to be done; while it is open.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        if !self.is_open() {
            return None;
        }
        self.steps.iter().rev().find_map(|step| step.act.due.as_deref()).and_then(|day| day.parse().ok())
    }

    /// Who sees to it.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(|step| step.act.owner.as_deref())
    }
}

/// Everything of one supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Audits, oldest first.
    pub audits: Vec<On<AuditAct>>,
    /// Findings, oldest first.
    pub findings: Vec<Finding>,
    /// Incidents, oldest first.
    pub incidents: Vec<On<IncidentAct>>,
}

impl Findings {
    /// Folds the logs of `standing/`.
    #[must_use]
    pub fn of(logs: &[Log<'_>]) -> Self {
        let mut found = Self::default();
        for one in live(logs, &Causality::of(logs)) {
            let (entry, at, by) = (one.at.clone(), one.entry.at, one.at.writer.person().to_owned());
            match &one.entry.act {
                Act::Register(RegisterAct::Audit(act)) => found.audits.push(On { act: act.clone(), by, at, entry }),
                Act::Register(RegisterAct::Incident(act)) => found.incidents.push(On { act: act.clone(), by, at, entry }),
                Act::Register(RegisterAct::Finding(act)) => {
                    found.findings.push(Finding {
                        on: On { act: act.clone(), by, at, entry },
                        steps: Vec::new(),
                        stage: Stage::Identified,
                    });
                }
                Act::Register(RegisterAct::FindingStep(act)) => {
                    let finding = found.findings.iter_mut().find(|known| known.on.entry == act.finding);
                    if let Some(finding) = finding.filter(|finding| finding.stage.allows(act.step)) {
                        finding.stage = match act.step {
                            FindingStep::Action => Stage::Action,
                            FindingStep::Tracked => Stage::Tracked,
                            FindingStep::Result => Stage::Result,
                            FindingStep::Disclosed => Stage::Disclosed,
                        };
                        finding.steps.push(On { act: act.clone(), by, at, entry });
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// What a year says of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// So many incidents are on record.
    Reported(usize),
    /// None, and a named person confirmed it.
    None {
        /// Who.
        by: String,
        /// When.
        at: Moment,
        /// What was looked at.
        basis: Option<BodyRef>,
    },
    /// None on record, and nobody confirmed it.
    NotConfirmed,
}

/// What a year says of a category: incidents on record, else a confirmation, else nothing. A confirmation does not
/// outweigh an incident that came to light later.
#[must_use]
pub fn said(year: &str, category: &str, incidents: usize, logs: &[Log<'_>]) -> Said {
    if incidents > 0 {
        return Said::Reported(incidents);
    }
    let statements = live(logs, &Causality::of(logs));
    let last = statements.into_iter().rev().find_map(|one| match &one.entry.act {
        Act::Register(RegisterAct::Statement(StatementAct { year: known, category: of, basis })) if known == year && of == category => {
            Some(Said::None { by: one.at.writer.person().to_owned(), at: one.entry.at, basis: basis.clone() })
        }
        _ => None,
    });
    last.unwrap_or(Said::NotConfirmed)
}
