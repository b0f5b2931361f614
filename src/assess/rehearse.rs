//! Runs the test cases that a policy file carries: answers in, flags and bands out.
//!
//! A case starts from a made-up supplier whose unnamed answers are all good; what the case names is changed. Nothing
//! here touches a real supplier.

mod facts;

use std::collections::{BTreeMap, BTreeSet};

use super::{Assessment, Case as Judged, inherent::short_set, judge, risk};
use crate::interview::equivalent::plan_with_equivalents;
use crate::interview::{Asked, Plan};
use crate::policy::{Case, Expectation, Policy};
use crate::questionnaire::value::normalise;
use crate::questionnaire::{CellKind, Column, Grade, Kind, Question, QuestionId, Questionnaire, Rows};
use crate::ratio::Ratio;
use crate::reference::country::Countries;
use crate::rules::{Flag, UNRESOLVED};
use crate::situation::{Answered, Backing, Checked, Known, Situation, State};
use crate::supplier::{Fact, Supplier};

/// A case whose outcome was not as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The case.
    pub case: String,
    /// Where it stands in the file.
    pub line: usize,
    /// What was expected and what came out.
    pub what: String,
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
        for what in differences(case, &outcomes[case.name.as_str()], policy, &outcomes) {
            failures.push(Failure { case: case.name.clone(), line: case.line, what });
        }
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

/// Rows that are asked, or not, otherwise than the case says.
fn asked_differences(expect: &Expectation, plan: &Plan) -> Vec<String> {
    let of = |row: &String| plan.row(&QuestionId::from_text(row)).map(|row| row.asked.clone());
    let asked = expect.asked.iter().filter(|row| of(row) != Some(Asked::Yes)).map(|row| format!("{row} is not asked"));
    let closed = expect.not_asked.iter().filter_map(|row| match of(row) {
        Some(Asked::No | Asked::NotInShortSet) => None,
        Some(Asked::MayOpen) => Some(format!("{row} may still open")),
        Some(Asked::Yes | Asked::BuyerOnly) => Some(format!("{row} is asked")),
        None => Some(format!("there is no row {row}")),
    });
    asked.chain(closed).collect()
}

/// What came out otherwise than the case says.
fn differences(case: &Case, came: &Outcome, policy: &Policy, all: &BTreeMap<&str, Outcome>) -> Vec<String> {
    let (expect, got) = (&case.expect, &came.assessment);
    let mut wrong = flag_differences(expect, &came.flags);
    wrong.extend(asked_differences(expect, &came.plan));
    let by_paper = |row: &&String| came.by_paper.contains(*row);
    let missing = expect.by_certificate.iter().filter(|row| !by_paper(row));
    wrong.extend(missing.map(|row| format!("{row} is not answered by a certificate")));
    wrong.extend(expect.not_by_certificate.iter().filter(by_paper).map(|row| format!("{row} is answered by a certificate")));
    let shared = |row: &&String| came.shared.contains(*row);
    wrong.extend(expect.by_another_row.iter().filter(|row| !shared(row)).map(|row| format!("{row} is not answered by another row")));
    wrong.extend(expect.not_by_another_row.iter().filter(shared).map(|row| format!("{row} is answered by another row")));
    let by_number = got.band_by_number.as_deref().unwrap_or("none");
    if let Some(least) = &expect.band_at_least {
        let printed = got.band.as_deref().unwrap_or("none");
        let reached = printed == "critical" || policy.conduct_rank(printed) >= policy.conduct_rank(least) && printed != "none";
        if !reached {
            wrong.push(format!("conduct is {printed} ({:?}), expected at least {least}", got.conduct));
        }
    }
    let mut same = |name: &str, expected: &Option<String>, found: &str| {
        if let Some(expected) = expected
            && expected != found
        {
            wrong.push(format!("{name} is {found}, expected {expected}"));
        }
    };
    same("conduct band", &expect.band, by_number);
    same("inherent band", &expect.inherent_band, &got.inherent.band);
    same("attention", &expect.attention, got.attention.as_deref().unwrap_or("none"));
    same("verified", &expect.verified.map(|verified| verified.to_string()), &got.verified.to_string());
    let exact = |name: &str| all.get(name).and_then(|other| other.assessment.conduct_exact);
    if let Some(name) = &expect.same_conduct_as
        && exact(name) != got.conduct_exact
    {
        wrong.push(format!("conduct is {:?}, and {:?} in \"{name}\"", got.conduct_exact, exact(name)));
    }
    if let Some(name) = &expect.not_worse_than
        && exact(name) < got.conduct_exact
    {
        wrong.push(format!("conduct is {:?}, worse than {:?} in \"{name}\"", got.conduct_exact, exact(name)));
    }
    wrong
}

/// Flags that did not fire, or should not have.
fn flag_differences(expect: &Expectation, flags: &[Flag]) -> Vec<String> {
    let mut wrong = Vec::new();
    let fired = |name: &str| match name.split_once(':') {
        Some((rule, question)) => {
            flags.iter().any(|flag| flag.rule == rule && flag.causes.iter().any(|cause| cause.question.as_str() == question))
        }
        None => flags.iter().any(|flag| flag.rule == name),
    };
    wrong.extend(expect.flags.iter().filter(|name| !fired(name)).map(|name| format!("{name} did not fire")));
    wrong.extend(expect.not_flags.iter().filter(|name| fired(name)).map(|name| format!("{name} fired")));
    if expect.no_flags {
        wrong.extend(flags.iter().filter(|flag| flag.is_adverse()).map(|flag| format!("{} fired: {}", flag.rule, flag.reason.en)));
    }
    wrong.extend(
        expect
            .responses
            .iter()
            .filter(|code| !flags.iter().any(|flag| flag.response.code() == **code))
            .map(|code| format!("no flag calls for {code}")),
    );
    let called = |code: &&String| flags.iter().any(|flag| flag.response.code() == **code);
    wrong.extend(expect.not_responses.iter().filter(called).map(|code| format!("a flag calls for {code}")));
    let named = |id: &&String| flags.iter().any(|flag| flag.regime.as_ref() == Some(*id));
    wrong.extend(expect.regimes.iter().filter(|id| !named(id)).map(|id| format!("no flag names {id} as the strictest regime")));
    for row in &expect.unresolved {
        if !flags.iter().any(|flag| flag.rule == UNRESOLVED && flag.causes.iter().any(|cause| cause.question.as_str() == row)) {
            wrong.push(format!("{row} is not unresolved"));
        }
    }
    wrong
}
