//! The one list of rules, and what a flag is.
//!
//! A rule looks at a [`Case`] and reports findings; its wording, severity, clauses and parameters stand in the policy.
//! Adding a rule touches two places: its own file and one line in [`ALL`]. A flag cannot be built without rule, clause,
//! reason and the entries that caused it.

mod all_good;
mod answer;
mod forced_labour;
mod hold;
mod improvement;
mod mineral;
mod no_smelter;
mod not_conformant;
mod origin_unknown;
mod paper_dates;
mod paper_disputed;
mod paper_metal;
mod paper_sites;
mod paper_withdrawn;
mod papers;
mod regimes;
mod remedy;
mod screening;
mod stale_evidence;
mod stale_list;
mod three_checks;
mod unresolved;
mod untrue;
mod upstream;

use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{Question, QuestionId, Response, Severity};
use crate::situation::Answered;

/// The generic rule that carries the questionnaire's "bad → response" column.
pub const ANSWER: &str = "BAD";
/// A gate row was declined or is not known.
pub const UNRESOLVED: &str = "UNRESOLVED";
/// Harm to people that asks for a remedy plan before anybody leaves.
pub const REMEDY: &str = "Z-14";
/// An open STOP holds new orders.
pub const HOLD: &str = "Z-01";
/// Version of its code.
pub const HOLD_VERSION: u32 = 1;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Answers that stand.
    Answers,
    /// Buyer checks and what reviewers found.
    Checks,
    /// Facts of the profile.
    Profile,
    /// The tier of the place.
    Place,
    /// Certificates of the profile.
    Papers,
    /// Accepted declarations.
    Declared,
    /// Due-diligence files.
    Routes,
    /// The list of the day.
    Lists,
    /// Screening against sanctions lists; restricted.
    Screening,
    /// Flags of the other rules.
    Flags,
}

impl Input {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Checks => "checks",
            Self::Profile => "profile",
            Self::Place => "place",
            Self::Papers => "papers",
            Self::Declared => "declared",
            Self::Routes => "routes",
            Self::Lists => "lists",
            Self::Screening => "screening",
            Self::Flags => "flags",
        }
    }
}

pub use regimes::metals_of;
pub use screening::SET as SCREENING;

/// A rule: id, version of its code, and what it looks at.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Id as in the policy.
    pub id: &'static str,
    /// A changed rule is a new version; the old code stays for old seals.
    pub version: u32,
    /// What it looks at, and nothing else.
    pub reads: &'static [Input],
    check: fn(&Case<'_>, &RuleText) -> Vec<Flag>,
}

/// Every rule, in the order it runs. [`HOLD`] runs last, over the flags of the others.
pub const ALL: [Rule; 23] = [
    Rule { id: ANSWER, version: 1, reads: &[Input::Answers, Input::Checks], check: answer::check },
    Rule { id: UNRESOLVED, version: 1, reads: &[Input::Answers], check: unresolved::check },
    Rule { id: "R-FL", version: 1, reads: &[Input::Answers], check: forced_labour::check },
    Rule { id: "UNTRUE", version: 1, reads: &[Input::Answers, Input::Checks], check: untrue::check },
    Rule { id: "Z-06", version: 1, reads: &[Input::Answers, Input::Checks, Input::Profile], check: regimes::check },
    Rule { id: "PAPERS", version: 1, reads: &[Input::Answers, Input::Place, Input::Profile], check: papers::check },
    Rule { id: "Z-07", version: 1, reads: &[Input::Answers], check: stale_evidence::check },
    Rule { id: "Z-12", version: 1, reads: &[Input::Answers], check: all_good::check },
    Rule { id: "Z-13", version: 1, reads: &[Input::Answers], check: improvement::check },
    Rule { id: REMEDY, version: 1, reads: &[Input::Answers], check: remedy::check },
    Rule { id: "M-SMELTER", version: 1, reads: &[Input::Declared], check: no_smelter::check },
    Rule { id: "M-STATUS", version: 1, reads: &[Input::Declared, Input::Lists], check: not_conformant::check },
    Rule { id: "Z-03", version: 1, reads: &[Input::Declared], check: upstream::check },
    Rule { id: "M-ORIGIN", version: 1, reads: &[Input::Declared], check: origin_unknown::check },
    Rule { id: "Z-10", version: 1, reads: &[Input::Declared, Input::Lists], check: stale_list::check },
    Rule { id: "DD-3", version: 1, reads: &[Input::Routes, Input::Profile, Input::Place], check: three_checks::check },
    Rule { id: "P-DISPUTED", version: 1, reads: &[Input::Papers], check: paper_disputed::check },
    Rule { id: "P-SITES", version: 1, reads: &[Input::Papers, Input::Profile], check: paper_sites::check },
    Rule { id: "P-VOID", version: 1, reads: &[Input::Papers], check: paper_withdrawn::check },
    Rule { id: "P-METAL", version: 1, reads: &[Input::Papers], check: paper_metal::check },
    Rule { id: "P-DATES", version: 1, reads: &[Input::Papers], check: paper_dates::check },
    Rule { id: "S-HIT", version: 1, reads: &[Input::Screening], check: screening::hits },
    Rule { id: "S-SCREEN", version: 1, reads: &[Input::Screening], check: screening::overdue },
];

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
            clears_when: rule.clears_when.clone(),
            action: None,
            scope: None,
            opens: Vec::new(),
            restricted: false,
            regime: None,
            state: FlagState::Open,
        })
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
}

/// Runs every rule, marks what is waived, and sorts: gate, response, severity, rule.
#[must_use]
pub fn flags(case: &Case<'_>) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    for rule in ALL {
        if let Some(text) = case.policy.rules.get(rule.id) {
            flags.extend((rule.check)(case, text));
        }
    }
    for flag in &mut flags {
        let held = case.situation.waivers.iter().any(|waiver| (waiver.gate || !flag.gate) && flag.is_meant(&waiver.flag, &waiver.causes));
        if held {
            flag.state = FlagState::Waived;
        }
    }
    if let Some(text) = case.policy.rules.get(HOLD) {
        flags.extend(hold::check(&flags, text));
    }
    flags.sort_by(|a, b| {
        b.gate
            .cmp(&a.gate)
            .then_with(|| b.response.cmp(&a.response))
            .then_with(|| b.severity.cmp(&a.severity))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.causes.cmp(&b.causes))
    });
    flags
}

/// The answers of questions that are asked now, or were checked by the buyer.
fn answered<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Question, &'a Answered)> + use<'a> {
    let case = *case;
    case.questions()
        .filter(move |question| case.is_asked(&question.id))
        .flat_map(move |question| case.situation.given(&question.id).iter().map(move |answer| (question, answer)))
}

/// An answer in words, for a reason.
fn answer_text(question: &Question, answer: &Answered) -> Text {
    let words = |en: &str, ja: &str, zh: &str| Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() };
    match answer.state {
        crate::situation::State::DontKnow => return words("don't know", "わからない", "不知道"),
        crate::situation::State::Declined => return words("declined", "回答拒否", "拒绝回答"),
        crate::situation::State::NotApplicable => return words("not applicable", "該当なし", "不适用"),
        crate::situation::State::Answered => {}
    }
    crate::questionnaire::wording::of(question, &answer.value)
}

/// Fills the placeholders every rule may use.
fn filled(template: &Text, question: &Question, answer: &Answered) -> Text {
    template.with("question", question.id.row()).with_text("text", &question.text).with_text("answer", &answer_text(question, answer))
}

fn cause(question: &Question, answer: &Answered) -> Cause {
    Cause { question: question.id.clone(), entry: answer.entry.clone() }
}

#[cfg(test)]
mod tests;
