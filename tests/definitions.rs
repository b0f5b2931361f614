//! The files the program carries: the questionnaire has every row in every language, the policy judges as written, the
//! sample is whole.

#[path = "definitions/place.rs"]
mod place;
#[path = "definitions/table.rs"]
mod table;

use std::collections::{BTreeMap, BTreeSet};

use oretrail::assess::rehearse::rehearse;
use oretrail::builtin;
use oretrail::language::Lang;
use oretrail::policy::{self, Policy};
use oretrail::questionnaire::{self, AskedBy, Kind, Question, Questionnaire, Severity};
use oretrail::reference::country::{self, Countries};

fn csr_saq() -> Questionnaire {
    let (name, text) = builtin::questionnaires().into_iter().find(|(name, _)| name.starts_with("csr-saq")).expect("csr-saq is built in");
    let (set, problems) = questionnaire::file::read(&name, text, &questionnaire::file::Around::default());
    assert_eq!(problems, []);
    set.expect("csr-saq reads")
}

fn jx_selection() -> Policy {
    let (name, text) = builtin::policies().into_iter().find(|(name, _)| name.starts_with("jx-selection")).expect("the policy is built in");
    // Its cases name rows of every set.
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let (sets, problems) = questionnaire::file::read_all(&files, None);
    assert_eq!(problems, []);
    let (policy, problems) = policy::file::read(&name, text, &sets);
    assert_eq!(problems, []);
    policy.expect("the policy reads")
}

fn countries() -> Countries {
    let text = builtin::reference("countries.toml").expect("the country table is built in");
    let (countries, problems) = country::read("countries.toml", text);
    assert_eq!(problems, []);
    countries
}

fn rows(section: &str, count: usize) -> impl Iterator<Item = String> + '_ {
    (1..=count).map(move |n| format!("{section}{n}"))
}

#[test]
fn the_questionnaire_has_every_row_of_the_table_and_the_split_one() {
    let set = csr_saq();
    let sizes =
        [("A", 4), ("B", 2), ("C", 17), ("D", 5), ("E", 8), ("F", 6), ("G", 3), ("H", 4), ("I", 4), ("J", 2), ("K", 2), ("L", 2), ("M", 2)];
    let mut expected: BTreeSet<String> = sizes.iter().flat_map(|(section, count)| rows(section, *count)).collect();
    assert_eq!(expected.len(), 61);
    expected.extend(["C9B", "E3B", "G1B", "G1C"].map(str::to_owned));
    let found: BTreeSet<String> = set.questions.iter().map(|question| question.id.row().to_owned()).collect();
    assert_eq!(found, expected);
    let buyer: Vec<&str> = set.questions.iter().filter(|q| q.asked_by == AskedBy::Buyer).map(|q| q.id.row()).collect();
    assert_eq!(buyer, ["C9B", "E4", "E7"]);
    assert!(set.questions.iter().filter(|q| q.asked_by == AskedBy::Buyer).all(|q| !q.weight));
    let gates: Vec<&str> = set.questions.iter().filter(|q| q.gate).map(|q| q.id.row()).collect();
    assert_eq!(gates, ["C1", "C5", "C9", "E4", "E5", "E7"]);
}

#[test]
fn every_text_is_there_in_three_languages_and_no_two_rows_share_one() {
    let set = csr_saq();
    for lang in [Lang::En, Lang::Ja, Lang::Zh] {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for question in &set.questions {
            let row = question.id.row();
            let text = question.text.get(lang);
            assert!(!text.trim().is_empty(), "{row} has no text in {lang}");
            if let Some(other) = seen.insert(text.to_owned(), row) {
                panic!("{row} and {other} ask the same in {lang}");
            }
            let guidance = question.guidance.as_ref().unwrap_or_else(|| panic!("{row} has no guidance"));
            assert_ne!(guidance.get(lang), text, "{row}");
            if lang != Lang::En {
                assert_ne!(text, question.text.get(Lang::En), "{row} is not translated to {lang}");
                assert_ne!(guidance.get(lang), guidance.get(Lang::En), "{row} is not translated to {lang}");
                for branch in &question.bad {
                    let action = branch.action.as_ref().unwrap_or_else(|| panic!("{row} says not what to do"));
                    assert_ne!(action.get(lang), action.get(Lang::En), "{row}");
                }
            }
        }
    }
}

#[test]
fn every_row_has_clauses_of_the_policy_and_lies_in_one_scoring_domain_if_it_has_weight() {
    let (set, policy) = (csr_saq(), jx_selection());
    for question in &set.questions {
        for clause in &question.policy {
            assert!(policy.clause(clause).is_some(), "{} names {clause}", question.id);
        }
        let domains = policy.domains.iter().filter(|domain| domain.questions.iter().any(|id| id == question.id.as_str())).count();
        assert_eq!(domains, usize::from(question.weight), "{}", question.id);
    }
    for domain in &policy.domains {
        for id in &domain.questions {
            assert!(set.question(id).is_some(), "{} names {id}", domain.id);
        }
    }
}

#[test]
fn severities_are_as_many_as_in_the_table_and_every_risky_answer_calls_for_something() {
    let set = csr_saq();
    let medium = set.questions.iter().filter(|q| q.severity == Severity::Medium).count();
    let critical = set.questions.iter().filter(|q| q.severity == Severity::Critical).count();
    assert_eq!((medium, critical), (12, 18));
    assert!(set.questions.iter().all(|q| !q.bad.is_empty() && q.bad.iter().all(|branch| !branch.responses.is_empty())));
}

#[test]
fn no_row_on_children_force_or_antisocial_forces_or_bribes_is_ever_hidden() {
    let set = csr_saq();
    for row in ["C1", "C5", "C6", "C8", "C9", "E1", "E2", "E5", "E6"] {
        assert!(set.question(&format!("csr-saq.{row}")).expect("a row").show_if.is_none(), "{row} can be hidden");
    }
}

#[test]
fn every_kind_of_answer_is_used_and_the_short_set_is_half_of_them_at_most() {
    let set = csr_saq();
    let has = |wanted: fn(&Kind) -> bool| set.questions.iter().any(|question| wanted(&question.kind));
    assert!(has(|kind| *kind == Kind::Maturity));
    assert!(has(|kind| matches!(kind, Kind::SeveralOf(_))));
    assert!(has(|kind| matches!(kind, Kind::OneOf(_))));
    assert!(has(|kind| matches!(kind, Kind::Number(parts) if parts.len() > 1)));
    assert!(has(|kind| matches!(kind, Kind::Rows(_))));
    let short: Vec<&Question> = set.questions.iter().filter(|question| question.short).collect();
    assert!((18..=set.questions.len() / 2).contains(&short.len()), "{}", short.len());
    assert!(set.questions.iter().filter(|q| q.gate && q.asked_by == AskedBy::Supplier).all(|q| q.short), "all gates are in the short set");
}

#[test]
fn every_case_of_the_policy_comes_out_as_written() {
    let policy = jx_selection();
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let (sets, problems) = questionnaire::file::read_all(&files, None);
    assert!(policy.cases.len() >= 15 && problems.is_empty(), "{problems:?}");
    let failures = rehearse(&policy, &sets, &countries());
    assert_eq!(failures, []);
}

#[test]
fn every_answer_that_shows_a_risk_is_one_its_question_has() {
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let sets = questionnaire::file::read_all(&files, None).0;
    let regimes = oretrail::reference::regime::built_in();
    let mut shown = 0;
    for (risk, one) in regimes.risks.iter().flat_map(|risk| risk.shown.iter().map(move |one| (&risk.id, one))) {
        let question = sets.iter().find_map(|set| set.question(&one.question)).unwrap_or_else(|| panic!("{risk}: no {}", one.question));
        if let Some(named) = &one.column {
            let questionnaire::Kind::Rows(rows) = &question.kind else { panic!("{risk}: {} is no table", one.question) };
            let column = rows.columns.iter().find(|column| column.id == *named);
            assert!(column.is_some_and(|column| column.kind == questionnaire::CellKind::YesNo), "{}: {named}", one.question);
            assert_eq!(one.value, ["yes"], "{}: {named}", one.question);
            continue;
        }
        for word in &one.value {
            questionnaire::value::normalise(question, std::slice::from_ref(word)).unwrap_or_else(|_| panic!("{}: {word}", one.question));
            shown += 1;
        }
    }
    assert!(shown > 20);
    for row in ["X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X9", "X10"] {
        let id = format!("oecd-5step.{row}");
        assert!(regimes.risks.iter().any(|risk| risk.shown.iter().any(|one| one.question == id)), "{id} shows no risk");
    }
}
