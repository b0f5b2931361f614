//! What a flag is: a finding with its reason, what caused it and its way out. A flag cannot be raised without rule, clause,
//! reason and the entries that caused it.

use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{QuestionId, Response, Severity};
use crate::sentence::{Sentence, told};

/// The generic rule that carries the questionnaire's "bad → response" column.
pub const ANSWER: &str = "BAD";

/// How a flag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagState {
    /// Needs somebody.
    Open,
    /// Waived until a date, still shown and counted.
    Waived,
    /// Cleared.
    Closed,
}

impl FlagState {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waived => "waived",
            Self::Closed => "closed",
        }
    }
}

/// What caused a flag: a question and the entry that answered it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// The question.
    pub question: QuestionId,
    /// `anna-7f3k#12`.
    pub entry: String,
}

/// A finding with its reason and its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Rule id.
    pub rule: String,
    /// Severity.
    pub severity: Severity,
    /// What it calls for.
    pub response: Response,
    /// Whether it stands outside every average.
    pub gate: bool,
    /// Policy clauses.
    pub clause: Vec<String>,
    /// Why.
    pub reason: Text,
    /// Which answers caused it; never empty.
    pub causes: Vec<Cause>,
    /// Rows that the same answer answers too, and that call for the same.
    pub also: Vec<QuestionId>,
    /// What would clear it.
    pub clears_when: Text,
    /// What to do, if the questionnaire says.
    pub action: Option<Text>,
    /// Narrower than the whole supplier.
    pub scope: Option<String>,
    /// Rows or sets it opens.
    pub opens: Vec<String>,
    /// Own rights; never printed for the supplier.
    pub restricted: bool,
    /// The regime that asks for it, where several could.
    pub regime: Option<String>,
    /// How it stands.
    pub state: FlagState,
    /// The campaign that raised it first, if that is an earlier one.
    pub since: Option<Since>,
}

/// The campaign that raised a flag first, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The campaign's label.
    pub campaign: String,
    /// The day; absent: the record does not say.
    pub day: Option<String>,
    /// It stands on as it was; else it was raised again from new answers.
    pub carried: bool,
    /// The supplier it was raised about, if another has taken its place since.
    pub supplier: Option<String>,
}

impl Flag {
    /// A flag of a rule; `None` when it would have no cause or no clause, since such a flag says nothing.
    #[must_use]
    pub fn raise(rule: &RuleText, clause: Vec<String>, reason: Text, causes: Vec<Cause>) -> Option<Self> {
        if causes.is_empty() || clause.is_empty() || reason.en.is_empty() {
            return None;
        }
        Some(Self {
            rule: rule.id.clone(),
            severity: rule.severity,
            response: rule.response,
            gate: false,
            clause,
            reason,
            causes,
            also: Vec::new(),
            clears_when: rule.clears_when.clone(),
            action: None,
            scope: None,
            opens: Vec::new(),
            restricted: false,
            regime: None,
            state: FlagState::Open,
            since: None,
        })
    }

    /// The earlier campaign it stands on from; absent: this campaign's own answers raise it.
    #[must_use]
    pub fn carried(&self) -> Option<&Since> {
        self.since.as_ref().filter(|since| since.carried)
    }

    /// Its name, the same each time it is computed: rule, the row if there is one, what it calls for where one rule can
    /// call for several things, and what it is about if not the whole supplier.
    #[must_use]
    pub fn key(&self) -> String {
        let mut rows: Vec<&str> = self.causes.iter().map(|cause| cause.question.as_str()).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut key = self.rule.clone();
        if let [row] = rows[..] {
            key.push_str(&format!(":{row}"));
        }
        if self.rule == ANSWER {
            key.push_str(&format!(":{}", self.response.code()));
        }
        if let Some(scope) = &self.scope {
            key.push_str(&format!("@{scope}"));
        }
        key
    }

    /// Whether a waiver of a key, written when these entries had caused it, speaks of this flag: another cause is not
    /// waived.
    #[must_use]
    pub fn is_meant(&self, key: &str, causes: &[String]) -> bool {
        self.key() == key && self.causes.iter().all(|cause| causes.contains(&cause.entry))
    }

    /// An open STOP.
    #[must_use]
    pub fn is_open_stop(&self) -> bool {
        self.response == Response::Stop && self.state == FlagState::Open
    }

    /// Whether it speaks against the supplier, rather than only recording or opening deeper work.
    #[must_use]
    pub fn is_adverse(&self) -> bool {
        self.state != FlagState::Closed && !matches!(self.response, Response::Info | Response::Return)
    }

    /// Whether it only says something: it stands, and calls for nothing.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.state != FlagState::Closed && self.response == Response::Info
    }

    /// Whether it asks for an answer or a workbook to go back to the supplier.
    #[must_use]
    pub fn is_return(&self) -> bool {
        self.state != FlagState::Closed && self.response == Response::Return
    }
}

impl Since {
    /// "from FY2026, since 2026-09-14", or that it stands again.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let from = || self.campaign.as_str().into();
        if let Some(supplier) = &self.supplier {
            let values = [("supplier", supplier.as_str().into()), ("campaign", from()), ("day", self.day.as_deref().unwrap_or("?").into())];
            return told("carried.from-supplier", values);
        }
        match (&self.day, self.carried) {
            (Some(day), true) => told("carried.from-since", [("campaign", from()), ("day", day.as_str().into())]),
            (None, true) => told("carried.from", [("campaign", from())]),
            (Some(day), false) => told("carried.again-since", [("campaign", from()), ("day", day.as_str().into())]),
            (None, false) => told("carried.again", [("campaign", from())]),
        }
    }
}
