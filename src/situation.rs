//! What is known about one supplier in one assessment: profile facts, tier, and the answers that stand.
//!
//! It is the only thing judging looks at besides definitions and policy: bodies are resolved, dates are compared with
//! the judging day, and no file, clock or journal is behind it. The same value always judges the same.

pub mod minerals;

use std::collections::BTreeMap;

use crate::condition::{Facts, Truth, Unknown, Value};
use crate::figures::Substance;
use crate::questionnaire::{Kind, Question, QuestionId, Questionnaire, Rows, value::as_value};
use crate::ratio::Ratio;
use crate::supplier::{Fact, Supplier};

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// There is a value.
    Answered,
    /// The supplier does not know.
    DontKnow,
    /// The supplier declines to say.
    Declined,
    /// It does not apply.
    NotApplicable,
}

impl State {
    /// The word of files, commands and conditions.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::DontKnow => "dont-know",
            Self::Declined => "declined",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// What stands behind an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Backing {
    /// Nothing but the word.
    None,
    /// A document that was withdrawn: counts as none.
    Withdrawn,
    /// A certificate whose sources contradict each other: counts as none until a reviewer settles it.
    Disputed,
    /// A document, and it is out of date: counts as none.
    Expired,
    /// A document made out for another site, metal or legal person: counts as none.
    Elsewhere,
    /// A document seen or verified, valid on the judging day.
    Sound,
}

impl Backing {
    /// There is a paper, and it counts as none.
    #[must_use]
    pub fn is_void(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Disputed | Self::Expired | Self::Elsewhere)
    }

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "no-paper",
            Self::Withdrawn => "withdrawn",
            Self::Disputed => "disputed",
            Self::Expired => "expired",
            Self::Elsewhere => "elsewhere",
            Self::Sound => "sound",
        }
    }
}

/// One answer that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its state.
    pub state: State,
    /// The value, bodies resolved: ids, numbers, rows.
    pub value: Vec<String>,
    /// What stands behind it.
    pub backing: Backing,
    /// A reason for *not applicable* was given.
    pub reason_given: bool,
    /// A reviewer accepted that reason.
    pub reason_accepted: bool,
    /// What it is about: a site, a metal, a lot; empty for the whole supplier.
    pub about: String,
    /// The entry that caused it, `anna-7f3k#12`.
    pub entry: String,
    /// The certificate that stands in the supplier's stead; absent where somebody answered.
    pub by_paper: Option<ByPaper>,
}

/// A certificate that answers a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByPaper {
    /// Scheme, as written on it.
    pub scheme: String,
    /// Its place among the profile's certificates, from 1.
    pub number: usize,
    /// The site it is about.
    pub site: String,
    /// Its last day.
    pub expires: String,
    /// What of the scheme covers the row.
    pub clause: String,
}

/// A reviewer took the reason for *not applicable*.
pub const REASON_ACCEPTED: &str = "not-applicable-accepted";
/// A reviewer found the supplier's answer untrue.
pub const FOUND_UNTRUE: &str = "found-untrue";

/// A buyer check that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// clear, concern or hit; on a row the supplier answers: what the reviewer found.
    pub outcome: String,
    /// The entry that caused it.
    pub entry: String,
}

/// Everything judging needs to know about one supplier in one assessment.
#[derive(Clone, Debug, Default)]
pub struct Situation {
    /// The profile.
    pub supplier: Supplier,
    /// Tier of the place; `None` when the place is unknown.
    pub tier: Option<String>,
    /// What regimes ask for on which risk.
    pub regimes: std::sync::Arc<crate::reference::regime::Regimes>,
    /// Tiers of all countries, by code; for answers that name places.
    pub tiers: BTreeMap<String, String>,
    /// Answers that stand: several when sites differ or people disagree.
    pub answers: BTreeMap<QuestionId, Vec<Answered>>,
    /// Questions on which offline answers contradict each other.
    pub conflicts: Vec<QuestionId>,
    /// Buyer checks.
    pub checks: BTreeMap<QuestionId, Checked>,
    /// Declarations, papers and due-diligence files.
    pub minerals: minerals::Minerals,
    /// Questions whose answer rests on a certificate that ran out since it was given.
    pub reopened: std::collections::BTreeSet<QuestionId>,
    /// What screening came to; restricted.
    pub screening: Screened,
    /// Waivers that hold on the judging day.
    pub waivers: Vec<Waiver>,
}

/// What screening against sanctions lists came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screened {
    /// Hits nobody found to be somebody else.
    pub hits: Vec<ScreenedHit>,
    /// Since when the next screening is due, or that there was none, and the entry that says so.
    pub overdue: Option<(String, String)>,
}

/// A name of the supplier or beside it that is like a listed one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenedHit {
    /// The hit's name.
    pub key: String,
    /// Who was screened.
    pub party: String,
    /// The listed name.
    pub listed: String,
    /// The list.
    pub list: String,
    /// A person found it to be the same.
    pub same: bool,
    /// The entry that says so: the judgement, else the screening.
    pub entry: String,
}

/// A waiver that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiver {
    /// The flag's key.
    pub flag: String,
    /// The entries that had caused it; another cause is not waived.
    pub causes: Vec<String>,
    /// Whether it was written for a gate, under what a gate asks.
    pub gate: bool,
    /// The entry, `mori-x5tb#12`.
    pub entry: String,
}

impl Situation {
    /// The answers to a question.
    #[must_use]
    pub fn given(&self, question: &QuestionId) -> &[Answered] {
        self.answers.get(question).map_or(&[], Vec::as_slice)
    }

    /// The same as far as somebody said them; a certificate's answer is nobody's word.
    #[must_use]
    pub fn said(&self, question: &QuestionId) -> &[Answered] {
        let given = self.given(question);
        if given.iter().any(|answer| answer.by_paper.is_some()) { &[] } else { given }
    }

    /// The certificate that answers a question in the supplier's stead.
    #[must_use]
    pub fn by_paper(&self, question: &QuestionId) -> Option<&ByPaper> {
        self.given(question).iter().find_map(|answer| answer.by_paper.as_ref())
    }

    /// Whether anything at all was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }
}

/// Facts for a condition: the situation, and for branches the question whose `value` is meant.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    situation: &'a Situation,
    sets: &'a [Questionnaire],
    own: Option<(&'a Question, &'a Answered)>,
    neutral: bool,
    substances: &'a [Substance],
}

impl<'a> Known<'a> {
    /// What is known for relevance.
    #[must_use]
    pub fn of(situation: &'a Situation, sets: &'a [Questionnaire]) -> Self {
        Self { situation, sets, own: None, neutral: false, substances: &[] }
    }

    /// The same with place and metal taken away: what would be asked of anybody. Rows asked only because of place or
    /// metal carry no weight, so that the scored set is the same everywhere.
    #[must_use]
    pub fn neutral(situation: &'a Situation, sets: &'a [Questionnaire]) -> Self {
        Self { neutral: true, ..Self::of(situation, sets) }
    }

    /// What is known for a branch of one answer.
    #[must_use]
    pub fn for_answer(self, question: &'a Question, answer: &'a Answered) -> Self {
        Self { own: Some((question, answer)), ..self }
    }

    /// The same with the limits of the policy, for tables of substances.
    #[must_use]
    pub fn limited(self, substances: &'a [Substance]) -> Self {
        Self { substances, ..self }
    }

    /// The table a name stands for, and what stands in it.
    fn rows(&self, name: &str) -> Option<(&'a Rows, &'a [String])> {
        let (question, answer) = match self.own {
            Some(own) if name == "value" => own,
            _ => {
                let question = self.question(name)?;
                (question, self.situation.given(&question.id).first()?)
            }
        };
        let Kind::Rows(rows) = &question.kind else { return None };
        (answer.state == State::Answered).then_some((rows, answer.value.as_slice()))
    }

    fn profile(&self, field: &str) -> Value {
        if self.neutral && field == "materials" {
            return Value::Words(Vec::new());
        }
        match self.situation.supplier.fact(field) {
            Some(Fact::Number(number)) => Value::Number(number),
            Some(Fact::Flag(flag)) => Value::Bool(flag),
            Some(Fact::Word(word)) => Value::Word(word),
            Some(Fact::Words(words)) => Value::Words(words),
            None => Value::Unknown(Unknown::Absent),
        }
    }

    fn question(&self, name: &str) -> Option<&'a Question> {
        self.sets.iter().find_map(|set| set.question(name))
    }

    fn answer_value(question: &Question, answer: &Answered, part: Option<&str>) -> Value {
        match answer.state {
            State::Answered => as_value(&question.kind, &answer.value, part).unwrap_or(Value::Unknown(Unknown::Absent)),
            State::DontKnow | State::Declined | State::NotApplicable => Value::Unknown(Unknown::Settled),
        }
    }
}

impl Facts for Known<'_> {
    fn value(&self, name: &str) -> Value {
        match name {
            "country.tier" if self.neutral => return Value::Word("T1".to_owned()),
            "country.tier" => return self.situation.tier.clone().map_or(Value::Unknown(Unknown::Absent), Value::Word),
            "country.code" if self.neutral => return Value::Word(String::new()),
            "country.code" => {
                let code = &self.situation.supplier.country;
                return if code.is_empty() { Value::Unknown(Unknown::Absent) } else { Value::Word(code.clone()) };
            }
            _ => {}
        }
        if let Some(field) = name.strip_prefix("profile.") {
            return self.profile(field);
        }
        if let Some((question, answer)) = self.own {
            if name == "value" {
                return Self::answer_value(question, answer, None);
            }
            if name == "state" {
                return Value::Word(answer.state.word().to_owned());
            }
            if let Some(part) = name.strip_prefix("value.") {
                return Self::answer_value(question, answer, Some(part));
            }
        }
        if let Some(switch) = self.sets.iter().flat_map(|set| &set.switches).find(|switch| switch.id == name) {
            return match switch.when.holds(&Self { own: None, ..*self }) {
                Truth::True => Value::Bool(true),
                Truth::False => Value::Bool(false),
                Truth::Unknown(why) => Value::Unknown(why),
            };
        }
        let (question, part) = match self.question(name) {
            Some(question) => (question, None),
            None => match name.rsplit_once('.').and_then(|(id, part)| self.question(id).map(|question| (question, part))) {
                Some((question, part)) => (question, Some(part)),
                None => return Value::Unknown(Unknown::Absent),
            },
        };
        match self.situation.given(&question.id).first() {
            Some(answer) => Self::answer_value(question, answer, part),
            None if question.is_asked() => Value::Unknown(Unknown::Open),
            // A check that was not made leaves a fact unrecorded: rows that hang on it are asked to be careful.
            None => self
                .situation
                .checks
                .get(&question.id)
                .and_then(|check| as_value(&question.kind, std::slice::from_ref(&check.outcome), part))
                .unwrap_or(Value::Unknown(Unknown::Absent)),
        }
    }

    fn state(&self, name: &str) -> &'static str {
        if let Some((_, answer)) = self.own
            && name == "value"
        {
            return answer.state.word();
        }
        self.situation.given(&QuestionId::from_text(name)).first().map_or("unanswered", |answer| answer.state.word())
    }

    fn found(&self, name: &str) -> Vec<&'static str> {
        let Some((rows, recorded)) = self.rows(name) else { return Vec::new() };
        rows.remarks(recorded, self.substances).into_iter().map(|remark| remark.verdict).collect()
    }

    fn gap(&self, name: &str) -> Option<Ratio> {
        let (rows, recorded) = self.rows(name)?;
        rows.gap(recorded)
    }

    fn tier(&self, country: &str) -> &str {
        if self.neutral {
            return "T1";
        }
        self.situation.tiers.get(&country.to_ascii_uppercase()).map_or("T3", String::as_str)
    }
}
