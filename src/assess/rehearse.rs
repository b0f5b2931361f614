//! Runs the test cases that a policy file carries: answers in, flags and bands out.
//!
//! A case starts from a made-up supplier whose unnamed answers are all good; what the case names is changed. Nothing
//! here touches a real supplier.

mod differs;
mod facts;

use std::collections::{BTreeMap, BTreeSet};

use super::{Assessment, Case as Judged, inherent::short_set, judge, risk};
use crate::interview::Plan;
use crate::interview::equivalent::plan_with_equivalents;
use crate::policy::{Case, Policy};
use crate::questionnaire::value::normalise;
use crate::questionnaire::{CellKind, Column, Grade, Kind, Question, Questionnaire, Rows};
use crate::ratio::Ratio;
use crate::reference::country::Countries;
use crate::rules::Flag;
use crate::sentence::{Sentence, told};
use crate::situation::{Answered, Backing, Checked, Known, Situation, State};
use crate::supplier::{Fact, Supplier};

/// A case whose outcome was not as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The case.
    pub case: String,
    /// Line in the file of what was not met, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
    /// What was expected and what came out.
    pub what: Sentence,
    /// What to do about it.
    pub next: Sentence,
}

impl Failure {
    /// Case, difference and what to do, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        told("remark.case-differs", [("name", (&self.case).into()), ("what", self.what.clone())]).and(self.next.clone())
    }
}

/// The set every case is about; others are there where a case names a row of theirs.
const BASE: &str = "csr-saq";

/// Runs every case of a policy.
#[must_use]
pub fn rehearse(policy: &Policy, sets: &[Questionnaire], countries: &Countries) -> Vec<Failure> {
    let outcomes: BTreeMap<&str, Outcome> =
        policy.cases.iter().map(|case| (case.name.as_str(), outcome(case, policy, sets, countries))).collect();
    let mut failures = Vec::new();
    for case in &policy.cases {
        failures.extend(differs::of(case, &outcomes[case.name.as_str()], policy, &outcomes));
    }
    failures
}

/// The questionnaires of these that at least one case of a policy is asked.
#[must_use]
pub fn asked_sets<'s>(policy: &Policy, sets: &'s [Questionnaire]) -> Vec<&'s Questionnaire> {
    sets.iter().filter(|set| policy.cases.iter().any(|case| is_asked(case, set))).collect()
}

/// What came out of a case.
struct Outcome {
    assessment: Assessment,
    flags: Vec<Flag>,
    by_paper: BTreeSet<String>,
    shared: BTreeSet<String>,
    plan: Plan,
}

/// The sets a case is asked: those it names; else the base, and those whose rows it speaks of.
fn is_asked(case: &Case, set: &Questionnaire) -> bool {
    if !case.questionnaires.is_empty() {
        return case.questionnaires.contains(&set.id);
    }
    let rows = case.answers.keys().chain(&case.expect.flags).chain(&case.expect.not_flags);
    let rows = rows.chain(&case.expect.asked).chain(&case.expect.not_asked);
    let rows = rows.chain(&case.expect.by_another_row).chain(&case.expect.not_by_another_row);
    let rows = rows.chain(&case.expect.by_certificate).chain(&case.expect.not_by_certificate).chain(&case.expect.unresolved);
    let mut rows = rows.map(|row| row.rsplit_once(':').map_or(row.as_str(), |(_, row)| row));
    set.id == BASE || rows.any(|row| row.split_once('.').is_some_and(|(id, _)| id == set.id))
}

/// A supplier of the case with its answers, judged.
fn outcome(case: &Case, policy: &Policy, sets: &[Questionnaire], countries: &Countries) -> Outcome {
    let sets: Vec<Questionnaire> = sets.iter().filter(|set| is_asked(case, set)).cloned().collect();
    let mut situation = situation(case, &sets, countries);
    facts::put(case, &mut situation);
    let short = case.short_set && short_set(&situation, policy);
    if short {
        keep_to_the_short_set(case, &mut situation, &sets);
    }
    let plan: Plan = plan_with_equivalents(&mut situation, &sets, policy, short, &|_| false);
    let (assessment, flags) = judge(&Judged { situation: &situation, sets: &sets, plan: &plan, policy });
    let by_paper = situation.answers.keys().filter(|id| situation.by_paper(id).is_some()).map(ToString::to_string).collect();
    let shared = situation.shared.keys().map(ToString::to_string).collect();
    Outcome { assessment, flags, by_paper, shared, plan }
}

/// Takes away the answers of the base at rows that whoever answers the short set is not asked.
fn keep_to_the_short_set(case: &Case, situation: &mut Situation, sets: &[Questionnaire]) {
    let beyond = sets.iter().filter(|set| set.has_short_set()).flat_map(|set| &set.questions).filter(|question| !question.short);
    for question in beyond.filter(|question| !case.answers.contains_key(question.id.as_str())) {
        situation.answers.remove(&question.id);
    }
}

fn situation(case: &Case, sets: &[Questionnaire], countries: &Countries) -> Situation {
    let mut supplier = Supplier {
        id: "case".to_owned(),
        name: "Case".to_owned(),
        partner_type: case.role.clone(),
        country: case.country.clone(),
        materials: case.materials.clone(),
        ..Supplier::default()
    };
    for key in ["migrants", "dispatched", "temporary", "under-18"] {
        supplier.profile.insert(key.to_owned(), Fact::Number(Ratio::ZERO));
    }
    supplier.profile.insert("headcount".to_owned(), Fact::Number(Ratio::whole(120)));
    for key in ["labour-agency", "office-only", "goods-move-to-us"] {
        supplier.profile.insert(key.to_owned(), Fact::Flag(false));
    }
    supplier.profile.extend(case.profile.clone());
    let tier = countries.tier(&case.country, "").map(str::to_owned);
    let mut situation = Situation {
        supplier,
        tier,
        tiers: countries.tiers(),
        regimes: crate::reference::regime::built_in().clone().into(),
        ..Situation::default()
    };
    for question in sets.iter().flat_map(|set| &set.questions) {
        if question.is_asked() {
            if let Some(answer) = case_answer(case, question) {
                situation.answers.insert(question.id.clone(), vec![answer]);
            }
        } else if let Some(outcome) = case.checks.get(question.id.as_str()) {
            situation.checks.insert(question.id.clone(), Checked { outcome: outcome.clone(), entry: "case#1".to_owned() });
        } else if case.buyer_checks && case.base.starts_with("good") && question.gate {
            situation.checks.insert(question.id.clone(), Checked { outcome: "clear".to_owned(), entry: "case#1".to_owned() });
        }
    }
    situation
}

fn case_answer(case: &Case, question: &Question) -> Option<Answered> {
    let id = question.id.as_str();
    let state = |word: &str| match word {
        "dont-know" => Some(State::DontKnow),
        "declined" => Some(State::Declined),
        "not-applicable" => Some(State::NotApplicable),
        _ => None,
    };
    let papers = case.base == "good-with-evidence" && !case.without_evidence.iter().any(|row| row == id);
    let mut answer = match case.answers.get(id) {
        Some(words) => match words.first().map(String::as_str) {
            Some("unanswered") | None => return None,
            Some(word) => match state(word) {
                Some(state) => given(state, Vec::new()),
                // Rows may be written with `|` between their cells, as on the command line.
                None => given(State::Answered, normalise(question, words).unwrap_or_else(|_| words.clone())),
            },
        },
        None if case.base.starts_with("good") => given(State::Answered, good_value(question)),
        None => return None,
    };
    answer.backing = match papers {
        _ if case.evidence_expired.iter().any(|row| row == id) => Backing::Expired,
        _ if case.evidence_elsewhere.iter().any(|row| row == id) => Backing::Elsewhere,
        true => Backing::Sound,
        false => Backing::None,
    };
    Some(answer)
}

fn given(state: State, value: Vec<String>) -> Answered {
    Answered {
        state,
        value,
        backing: Backing::None,
        reason_given: false,
        reason_accepted: false,
        about: String::new(),
        entry: "case#1".to_owned(),
        by_paper: None,
    }
}

/// A value without risk that fires no branch, as far as the kind has one.
#[must_use]
pub fn good_value(question: &Question) -> Vec<String> {
    candidates(question)
        .into_iter()
        .find(|value| is_quiet(question, value))
        .or_else(|| candidates(question).into_iter().next())
        .unwrap_or_default()
}

/// A value of the worst grade the kind has.
#[must_use]
pub fn worst_value(question: &Question) -> Vec<String> {
    let situation = Situation::default();
    let graded = |value: &Vec<String>| {
        let answer = given(State::Answered, value.clone());
        risk::grade(question, &answer, Known::of(&situation, &[]))
    };
    let all = candidates(question);
    all.iter().find(|value| graded(value) == Grade::Bad).or(all.last()).cloned().unwrap_or_default()
}

fn is_quiet(question: &Question, value: &[String]) -> bool {
    let situation = Situation::default();
    let answer = given(State::Answered, value.to_vec());
    let known = Known::of(&situation, &[]).for_answer(question, &answer);
    risk::grade(question, &answer, Known::of(&situation, &[])) == Grade::Good
        && !question.bad.iter().any(|branch| branch.when.holds(&known).is_true())
}

fn candidates(question: &Question) -> Vec<Vec<String>> {
    let words = |all: &[&str]| all.iter().map(|word| vec![(*word).to_owned()]).collect::<Vec<_>>();
    match &question.kind {
        Kind::YesNo(shape) => {
            ["yes", "no"].into_iter().chain(shape.more.iter().map(|choice| choice.id.as_str())).map(|word| vec![word.to_owned()]).collect()
        }
        Kind::Maturity => words(&["4", "3", "2", "1", "0"]),
        Kind::OneOf(choices) => choices.iter().map(|choice| vec![choice.id.clone()]).collect(),
        Kind::SeveralOf(choices) => {
            let mut all = vec![choices.iter().filter(|choice| !choice.exclusive).map(|choice| choice.id.clone()).collect()];
            all.extend(choices.iter().rev().map(|choice| vec![choice.id.clone()]));
            all
        }
        Kind::Number(parts) | Kind::Percent(parts) => {
            let one = |number: &str| {
                parts.iter().map(|part| if parts.len() == 1 { number.to_owned() } else { format!("{}={number}", part.id) }).collect()
            };
            ["0", "1", "6", "40", "100", "60", "90"].into_iter().map(one).collect()
        }
        Kind::Rows(rows) if rows.is_judged() => [true, false].map(|good| vec![figure_row(rows, good)]).to_vec(),
        Kind::Rows(rows) => ["no", "yes"].map(|word| vec![worded_row(rows, word)]).to_vec(),
        Kind::Date => words(&["2026-04-01"]),
        Kind::Text | Kind::Document => words(&["on file"]),
        Kind::Country => words(&["JP"]),
    }
}

/// One row of any other table: one word in every cell, and where only a number or a day can stand, such a one.
fn worded_row(rows: &Rows, word: &str) -> String {
    let cell = |column: &Column| {
        match column.kind {
            CellKind::Number | CellKind::Percent => "1",
            CellKind::Quantity => "1 %",
            CellKind::Goal => "≤1 %",
            CellKind::Date => "2026-04-01",
            CellKind::Text | CellKind::YesNo | CellKind::Country | CellKind::OneOf => word,
        }
        .to_owned()
    };
    rows.columns.iter().map(cell).collect::<Vec<_>>().join("\t")
}

/// One row of a table the program judges: with nothing to find about it, or with something.
fn figure_row(rows: &Rows, good: bool) -> String {
    fn cell(column: &Column, good: bool) -> &str {
        match (column.id.as_str(), column.kind) {
            ("hours", _) => "1000000",
            ("stated", _) | ("claimed", _) if good => "1",
            ("stated", _) | ("claimed", _) => "9",
            ("consent", _) if !good => "",
            (_, CellKind::Text) => "on file",
            (_, CellKind::Number) => "1",
            (_, CellKind::Percent) => "100",
            (_, CellKind::Date) => "2026-04-01",
            (_, CellKind::YesNo) => "no",
            (_, CellKind::Country) => "JP",
            (_, CellKind::Quantity) => {
                if good {
                    "0 %"
                } else {
                    "99 %"
                }
            }
            (_, CellKind::Goal) => "≤1 %",
            (_, CellKind::OneOf) => column.choices.first().map_or("", |choice| choice.id.as_str()),
        }
    }
    rows.columns.iter().map(|column| cell(column, good)).collect::<Vec<_>>().join("\t")
}
