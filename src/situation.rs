//! What is known about one supplier in one assessment: profile facts, tier, and the answers that stand.
//!
//! It is the only thing judging looks at besides definitions and policy: bodies are resolved, dates are compared with
//! the judging day, and no file, clock or journal is behind it. The same value always judges the same.

pub mod carried;
pub mod each;
pub mod minerals;

use std::collections::BTreeMap;

use crate::condition::{Facts, Truth, Unknown, Value};
use crate::figures::{Against, Substance};
use crate::policy::Policy;
use crate::policy::limit::{LIMIT, Limit};
use crate::questionnaire::{Kind, Question, QuestionId, Questionnaire, Rows, value::as_value};
use crate::ratio::Ratio;
use crate::reference::cahra::PlacedBy;
use crate::reference::country::PlaceTier;
use crate::reference::scheme;
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

impl Answered {
    /// Whether the row does not apply, with a reason that its kind expects or a reviewer accepted.
    #[must_use]
    pub fn is_out(&self, question: &Question) -> bool {
        let expected = matches!(&question.kind, Kind::YesNo(shape) if shape.not_applicable);
        self.state == State::NotApplicable && self.reason_given && (expected || self.reason_accepted)
    }
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
    /// It rests on a word: no document lies here, and the scheme's own list was not read.
    pub said: bool,
}

impl ByPaper {
    /// How we know: verified, or only said.
    #[must_use]
    pub fn source(&self) -> crate::journal::SourceLevel {
        if self.said { crate::journal::SourceLevel::Said } else { crate::journal::SourceLevel::Verified }
    }
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
    /// The day of judging; absent where nothing hangs on it.
    pub today: Option<jiff::civil::Date>,
    /// Tier of the place; `None` when the place is unknown.
    pub tier: Option<String>,
    /// The lists that put it there.
    pub placed: Vec<PlacedBy>,
    /// What regimes ask for on which risk.
    pub regimes: std::sync::Arc<crate::reference::regime::Regimes>,
    /// Tiers of all countries, by code; for answers that name places.
    pub tiers: BTreeMap<String, PlaceTier>,
    /// Answers that stand: several when sites differ or people disagree.
    pub answers: BTreeMap<QuestionId, Vec<Answered>>,
    /// Rows that a row of another set answers too, with that row; nobody was asked a second time.
    pub shared: BTreeMap<QuestionId, QuestionId>,
    /// Questions on which offline answers contradict each other.
    pub conflicts: Vec<QuestionId>,
    /// Buyer checks.
    pub checks: BTreeMap<QuestionId, Checked>,
    /// Buyer checks about one thing, a flow or a facility, with what it is.
    pub checks_about: BTreeMap<QuestionId, Vec<(String, Checked)>>,
    /// Declarations, papers and due-diligence files.
    pub minerals: minerals::Minerals,
    /// Questions whose answer rests on a certificate that ran out since it was given.
    pub reopened: std::collections::BTreeSet<QuestionId>,
    /// What screening came to; restricted.
    pub screening: Screened,
    /// Waivers that hold on the judging day.
    pub waivers: Vec<Waiver>,
    /// What the registers hold that speaks of it.
    pub registers: Registers,
    /// What was put right and verified.
    pub corrections: Vec<Corrected>,
    /// Flags of the campaign before that stand on.
    pub carried: Vec<carried::Carried>,
}

/// What screening against sanctions lists came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screened {
    /// Hits nobody found to be somebody else.
    pub hits: Vec<ScreenedHit>,
    /// Since when the next screening is due, or that there was none, and the entry that says so.
    pub overdue: Option<(String, String)>,
    /// Who was not named yet when it was screened last, and the entry of that screening.
    pub unscreened: Option<(Vec<String>, String)>,
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

/// What the registers hold that speaks of a supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registers {
    /// Incidents that were reported.
    pub incidents: Vec<Reported>,
    /// Findings whose day has gone by without a checked result.
    pub overdue: Vec<Late>,
    /// Risks whose scenario is out of date.
    pub scenarios: Vec<OldScenario>,
}

/// An incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reported {
    /// Its category.
    pub category: String,
    /// The day.
    pub on: String,
    /// Days since.
    pub days: i64,
    /// The entry.
    pub entry: String,
}

/// A finding that is late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// How grave it is.
    pub severity: String,
    /// The day it was to be done.
    pub due: String,
    /// Days since.
    pub days: i64,
    /// The entry.
    pub entry: String,
}

/// A risk whose scenario is out of date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldScenario {
    /// The flag it is about.
    pub flag: Option<String>,
    /// What could bring it about, where its text is here.
    pub cause: Option<String>,
    /// The day it was to be looked at again.
    pub review_by: String,
    /// The entry.
    pub entry: String,
}

impl Registers {
    /// Adds what other registers say.
    pub fn extend(&mut self, others: Self) {
        self.incidents.extend(others.incidents);
        self.overdue.extend(others.overdue);
        self.scenarios.extend(others.scenarios);
    }

    /// Each line by its word, for a verdict.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let incidents = self.incidents.iter().map(|one| format!("incident {} {} {}", one.category, one.on, one.entry));
        let overdue = self.overdue.iter().map(|one| format!("finding {} due {} {}", one.severity, one.due, one.entry));
        let scenarios = self.scenarios.iter().map(|one| format!("scenario {} {}", one.review_by, one.entry));
        incidents.chain(overdue).chain(scenarios).collect()
    }
}

/// Something was put right, and a second person found it working.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The flag's key.
    pub flag: String,
    /// The entries that had caused it; another cause is not put right.
    pub causes: Vec<String>,
    /// The entry that verified it, `ono-66ff#12`.
    pub entry: String,
}

impl Situation {
    /// The answers to a question.
    #[must_use]
    pub fn given(&self, question: &QuestionId) -> &[Answered] {
        self.answers.get(question).map_or(&[], Vec::as_slice)
    }

    /// The row of another set that answers a question too.
    #[must_use]
    pub fn shared_from(&self, question: &QuestionId) -> Option<&QuestionId> {
        self.shared.get(question)
    }

    /// The same as far as somebody said them to this very question; a certificate's answer is nobody's word.
    #[must_use]
    pub fn said(&self, question: &QuestionId) -> &[Answered] {
        if self.shared.contains_key(question) { &[] } else { self.spoken(question) }
    }

    /// The same with what somebody said to a row of another set that means the same.
    #[must_use]
    pub fn spoken(&self, question: &QuestionId) -> &[Answered] {
        let given = self.given(question);
        if given.iter().any(|answer| answer.by_paper.is_some()) { &[] } else { given }
    }

    /// The certificate that answers a question in the supplier's stead.
    #[must_use]
    pub fn by_paper(&self, question: &QuestionId) -> Option<&ByPaper> {
        self.given(question).iter().find_map(|answer| answer.by_paper.as_ref())
    }

    /// Whether a certificate of that scheme is in force for the supplier: certified, in its period and in an edition that
    /// still counts, made out to the supplier for a site it has.
    #[must_use]
    pub fn certified(&self, scheme: &str) -> bool {
        let Some(wanted) = scheme::find(scheme) else { return false };
        let in_period = self.minerals.papers.iter().filter(|paper| paper.days_left.is_some_and(|days| days >= 0));
        in_period.filter_map(|paper| self.supplier.certificates.get(paper.number.checked_sub(1)?)).any(|certificate| {
            let same = scheme::find(&certificate.scheme).is_some_and(|found| found.id == wanted.id);
            same && certificate.is_held_by(&self.supplier) && certificate.site_of(&self.supplier).is_some()
        })
    }

    /// What a table of an answer is held against: limits, the day of judging, the supplier's sites.
    #[must_use]
    pub fn against<'a>(&'a self, substances: &'a [Substance]) -> Against<'a> {
        Against { substances, today: self.today, sites: &self.supplier.sites }
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
    limits: &'a [Limit],
    about: Option<&'a str>,
}

impl<'a> Known<'a> {
    /// What is known for relevance.
    #[must_use]
    pub fn of(situation: &'a Situation, sets: &'a [Questionnaire]) -> Self {
        Self { situation, sets, own: None, neutral: false, substances: &[], limits: &[], about: None }
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
        let of_one = Some(answer.about.as_str()).filter(|about| each::name(about).is_some());
        Self { own: Some((question, answer)), about: of_one.or(self.about), ..self }
    }

    /// What is known of one flow or facility: what was said about it, else what was said about the whole supplier.
    #[must_use]
    pub fn about(self, about: &'a str) -> Self {
        Self { about: Some(about), ..self }
    }

    /// The answer meant.
    fn given(&self, question: &QuestionId) -> Option<&'a Answered> {
        let given = self.situation.given(question);
        let Some(about) = self.about else { return given.first() };
        let of = |wanted: &str| given.iter().find(|answer| answer.about == wanted);
        of(about).or_else(|| of("")).or_else(|| given.iter().find(|answer| each::name(&answer.about).is_none()))
    }

    /// The check meant.
    fn checked(&self, question: &QuestionId) -> Option<&'a Checked> {
        let of_one = self.about.and_then(|about| {
            let all = self.situation.checks_about.get(question)?;
            all.iter().find(|(of, _)| of == about).map(|(_, check)| check)
        });
        of_one.or_else(|| self.situation.checks.get(question))
    }

    /// The same with what the policy limits: substances, and what conditions call by name.
    #[must_use]
    pub fn limited(self, policy: &'a Policy) -> Self {
        Self { substances: &policy.substances, limits: &policy.limits, ..self }
    }

    /// The table a name stands for, and what stands in it.
    fn rows(&self, name: &str) -> Option<(&'a Rows, &'a [String])> {
        let (question, answer) = match self.own {
            Some(own) if name == "value" => own,
            _ => {
                let question = self.question(name)?;
                (question, self.given(&question.id)?)
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
            State::NotApplicable if answer.is_out(question) => Value::Unknown(Unknown::NotApplicable),
            State::DontKnow | State::Declined | State::NotApplicable => Value::Unknown(Unknown::Settled),
        }
    }

    /// Whether the name is a gate that was declined, is not known, or is said not to apply without an accepted reason.
    #[must_use]
    pub fn is_unresolved_gate(&self, name: &str) -> bool {
        let open = |answer: &Answered, question: &Question| match answer.state {
            State::DontKnow | State::Declined => true,
            State::NotApplicable => !answer.is_out(question),
            State::Answered => false,
        };
        self.question(name)
            .filter(|question| question.gate)
            .is_some_and(|question| self.given(&question.id).is_some_and(|answer| open(answer, question)))
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
        if let Some(limit) = name.strip_prefix(LIMIT) {
            let known = self.limits.iter().find(|known| known.id == limit);
            return known.map_or(Value::Unknown(Unknown::Absent), |known| Value::Number(known.value));
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
        match self.given(&question.id) {
            Some(answer) => Self::answer_value(question, answer, part),
            None if question.is_asked() => Value::Unknown(Unknown::Open),
            // A check that was not made leaves a fact unrecorded: rows that hang on it are asked to be careful.
            None => self
                .checked(&question.id)
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
        let question = QuestionId::from_text(name);
        match self.given(&question) {
            Some(answer) => answer.state.word(),
            None if self.checked(&question).is_some() && self.question(name).is_some_and(|row| !row.is_asked()) => State::Answered.word(),
            None => "unanswered",
        }
    }

    fn found(&self, name: &str) -> Vec<&'static str> {
        let Some((rows, recorded)) = self.rows(name) else { return Vec::new() };
        rows.remarks(recorded, self.situation.against(self.substances)).into_iter().map(|remark| remark.verdict).collect()
    }

    fn gap(&self, name: &str) -> Option<Ratio> {
        let (rows, recorded) = self.rows(name)?;
        rows.gap(recorded)
    }

    fn tier(&self, country: &str, region: &str) -> &str {
        if self.neutral {
            return "T1";
        }
        self.situation.tiers.get(&country.to_ascii_uppercase()).map_or("T3", |place| place.at(country, region))
    }

    fn backed(&self, name: &str) -> bool {
        let answer = match self.own {
            Some((_, answer)) if name == "value" => Some(answer),
            _ => self.given(&QuestionId::from_text(name)),
        };
        let Some(answer) = answer else { return false };
        answer.backing == Backing::Sound || answer.value.iter().any(|word| self.situation.certified(word))
    }
}
