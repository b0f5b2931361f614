use super::conduct::{Presence, ScoredRow, conduct};
use super::interval::interval;
use super::*;
use crate::language::Text;
use crate::questionnaire::{AskedBy, EvidenceAsked, Kind, YesNo};
use crate::situation::{Answered, Backing, State};
use proptest::prelude::*;

fn policy() -> Policy {
    crate::policy::file::read("p.toml", include_str!("../../policies/jx-selection-2026-04.toml"), &[]).0.expect("the built-in policy reads")
}

fn question(row: &str, severity: Severity, kind: Kind) -> Question {
    Question {
        id: QuestionId::new("csr-saq", row),
        section: "A".to_owned(),
        kind,
        severity,
        gate: false,
        asked_by: AskedBy::Supplier,
        restricted: false,
        exposure: false,
        weight: true,
        short: false,
        text: Text::same(row),
        guidance: None,
        bad: Vec::new(),
        evidence: vec![EvidenceAsked { id: "e".to_owned(), text: Text::same("e") }],
        follow_up: None,
        show_if: None,
        refs: Vec::new(),
        policy: vec!["P2".to_owned()],
        check_source: None,
        per: None,
        flows: Vec::new(),
        levels: Vec::new(),
        same_as: None,
    }
}

fn yes_no(row: &str, severity: Severity) -> Question {
    question(row, severity, Kind::YesNo(YesNo { partly: true, unknown: false, not_applicable: false, good_is_yes: true, more: Vec::new() }))
}

fn answer(value: &str, backing: Backing) -> Answered {
    Answered {
        state: State::Answered,
        value: vec![value.to_owned()],
        backing,
        reason_given: false,
        reason_accepted: false,
        about: String::new(),
        entry: "a#1".to_owned(),
        by_paper: None,
    }
}

fn risk_of(question: &Question, given: &Answered) -> Ratio {
    let situation = Situation::default();
    match risk::effect(question, std::slice::from_ref(given), Known::of(&situation, &[]), &policy()) {
        Some(risk::Effect::Counts(risk)) => risk,
        other => panic!("expected a risk, got {other:?}"),
    }
}

#[test]
fn the_worked_example_gives_37_8() {
    let policy = policy();
    let rows = [
        ("D1", Severity::Critical, "yes", Backing::None),
        ("D2", Severity::High, "partly", Backing::Sound),
        ("D3", Severity::Medium, "no", Backing::Sound),
    ];
    let first: Vec<(Question, Ratio)> = rows
        .iter()
        .map(|(row, severity, value, backing)| {
            let question = yes_no(row, *severity);
            let risk = risk_of(&question, &answer(value, *backing));
            (question, risk)
        })
        .collect();
    let second: Vec<(Question, Ratio)> = [Severity::Critical, Severity::High, Severity::Medium, Severity::Low]
        .into_iter()
        .zip([Ratio::new(1, 5), Ratio::ZERO, Ratio::ZERO, Ratio::ZERO])
        .enumerate()
        .map(|(n, (severity, risk))| (yes_no(&format!("F{n}"), severity), risk))
        .collect();
    let scored: Vec<ScoredRow<'_>> = first
        .iter()
        .map(|row| (row, 2))
        .chain(second.iter().map(|row| (row, 3)))
        .map(|((question, risk), domain)| ScoredRow {
            question,
            weight: policy.weight(question.severity),
            domain: Some(domain),
            presence: Presence::Counts(*risk),
            covered: true,
        })
        .collect();
    let result = conduct(&scored, &policy).expect("answered");
    assert_eq!(result.worst.expect("one counts").1.tenths().to_string(), "47.4");
    assert_eq!(result.mean.tenths().to_string(), "28.2");
    assert_eq!(result.score.tenths().to_string(), "37.8");
    assert_eq!(policy.conduct_band(result.score.tenths()), "moderate");
}

#[test]
fn a_four_without_papers_is_never_worse_than_a_three_and_never_free() {
    let question = question("B2", Severity::High, Kind::Maturity);
    let at = |level: &str, backing| risk_of(&question, &answer(level, backing));
    assert_eq!(at("4", Backing::None), Ratio::new(3, 10));
    assert_eq!(at("3", Backing::None), Ratio::new(3, 10));
    assert_eq!(at("4", Backing::Sound), Ratio::ZERO);
    assert_eq!(at("3", Backing::Expired), Ratio::new(3, 10));
    assert_eq!(at("2", Backing::None), Ratio::new(1, 2));
}

#[test]
fn declined_and_dont_know_cost_and_a_bare_not_applicable_counts_as_dont_know() {
    let question = yes_no("C13", Severity::High);
    let state = |state| Answered { state, value: Vec::new(), ..answer("", Backing::None) };
    assert_eq!(risk_of(&question, &state(State::Declined)), Ratio::ONE);
    assert_eq!(risk_of(&question, &state(State::DontKnow)), Ratio::new(4, 5));
    assert_eq!(risk_of(&question, &state(State::NotApplicable)), Ratio::new(4, 5));
    assert_eq!(risk_of(&yes_no("A1", Severity::Medium), &state(State::DontKnow)), Ratio::new(3, 5));
    let expected = Kind::YesNo(YesNo { partly: false, unknown: false, not_applicable: true, good_is_yes: true, more: Vec::new() });
    let row = super::tests::question("C4", Severity::High, expected);
    let with_reason = Answered { reason_given: true, ..state(State::NotApplicable) };
    let situation = Situation::default();
    let effect = risk::effect(&row, std::slice::from_ref(&with_reason), Known::of(&situation, &[]), &policy());
    assert_eq!(effect, Some(risk::Effect::Leaves));
    assert_eq!(risk_of(&question, &with_reason), Ratio::new(4, 5), "a reason does not free a row that does not expect it");
}

/// A row of a random case: severity, domain, how it stands.
fn random_row() -> impl Strategy<Value = (u8, usize, u8, u8)> {
    (0..4_u8, 0..7_usize, 0..6_u8, 0..21_u8)
}

fn presence(kind: u8, risk: u8) -> Presence {
    match kind {
        0..=2 => Presence::Counts(Ratio::new(risk.into(), 20)),
        3 => Presence::Open,
        4 => Presence::MayOpen,
        _ => Presence::Left,
    }
}

fn scored<'a>(questions: &'a [Question], rows: &[(u8, usize, u8, u8)], policy: &Policy, presences: &[Presence]) -> Vec<ScoredRow<'a>> {
    questions
        .iter()
        .zip(rows)
        .zip(presences)
        .map(|((question, row), presence)| ScoredRow {
            question,
            weight: policy.weight(question.severity),
            domain: Some(row.1),
            presence: *presence,
            covered: true,
        })
        .collect()
}

proptest! {
    #[test]
    fn contributions_add_up_to_the_score_exactly_and_as_printed(rows in prop::collection::vec(random_row(), 1..60)) {
        let policy = policy();
        let questions: Vec<Question> = rows.iter().enumerate().map(|(n, row)| yes_no(&format!("X{n}"), Severity::WORDS[usize::from(row.0)].1)).collect();
        let presences: Vec<Presence> = rows.iter().map(|row| presence(row.2, row.3)).collect();
        let scored = scored(&questions, &rows, &policy, &presences);
        if let Some(result) = conduct(&scored, &policy) {
            let exact: Ratio = result.contributions.iter().map(|(_, points)| *points).sum();
            prop_assert_eq!(exact, result.score);
            let printed: i64 = contributions(&result).iter().map(|part| part.points.0).sum();
            prop_assert_eq!(printed, result.score.tenths().0);
        }
    }

    #[test]
    fn no_completion_lies_outside_the_interval(rows in prop::collection::vec((random_row(), 0..23_u8), 1..50)) {
        let policy = policy();
        let (rows, endings): (Vec<_>, Vec<u8>) = rows.into_iter().unzip();
        let questions: Vec<Question> = rows.iter().enumerate().map(|(n, row)| yes_no(&format!("X{n}"), Severity::WORDS[usize::from(row.0)].1)).collect();
        let now: Vec<Presence> = rows.iter().map(|row| presence(row.2, row.3)).collect();
        let then: Vec<Presence> = now.iter().zip(&endings).map(|(presence, ending)| match presence {
            Presence::Open | Presence::MayOpen if *ending > 20 => Presence::Left,
            Presence::Open | Presence::MayOpen => Presence::Counts(Ratio::new((*ending).into(), 20)),
            other => *other,
        }).collect();
        let (best, worst) = interval(&scored(&questions, &rows, &policy, &now), &policy);
        if let Some(done) = conduct(&scored(&questions, &rows, &policy, &then), &policy) {
            prop_assert!(best.expect("bounded") <= done.score, "{:?} below the best {best:?}", done.score);
            prop_assert!(done.score <= worst.expect("bounded"), "{:?} above the worst {worst:?}", done.score);
        }
    }
}
