//! All built-in questionnaires together: each whole in three languages, each clause served, several in one interview,
//! and only those the policy scores moving a number.
#![allow(clippy::disallowed_methods)]

#[path = "sets/content.rs"]
mod content;
#[path = "sets/gates.rs"]
mod gates;

use std::collections::{BTreeMap, BTreeSet};

use oretrail::assess::{Assessment, Case, Status, judge};
use oretrail::builtin;
use oretrail::interview::{Asked, plan};
use oretrail::language::{Lang, Text};
use oretrail::policy::{self, Policy, Use};
use oretrail::questionnaire::{AskedBy, Kind, Question, QuestionId, Questionnaire, file, same};
use oretrail::reference::country::{self, Countries};
use oretrail::rules::Flag;
use oretrail::situation::{Answered, Backing, Known, Situation, State};
use oretrail::supplier::Supplier;

fn policy() -> Policy {
    let (name, text) = builtin::policies().into_iter().next().expect("a policy is built in");
    policy::file::read(&name, text, &[]).0.expect("the policy reads")
}

fn sets_with(more: &[(&str, &str)]) -> Vec<Questionnaire> {
    let mut files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    files.extend(more.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    let (sets, problems) = file::read_all(&files, Some(&policy().names()));
    assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    sets
}

fn countries() -> Countries {
    country::read("countries.toml", builtin::reference("countries.toml").expect("it is built in")).0
}

fn all() -> Vec<Questionnaire> {
    sets_with(&[])
}

/// Every text of a row with a word that says where it stands.
fn texts(question: &Question) -> Vec<(String, &Text)> {
    let mut texts = vec![("text".to_owned(), &question.text)];
    texts.extend(question.guidance.iter().map(|text| ("guidance".to_owned(), text)));
    texts.extend(question.follow_up.iter().map(|follow| ("follow-up".to_owned(), &follow.text)));
    texts.extend(question.evidence.iter().map(|paper| (format!("evidence {}", paper.id), &paper.text)));
    texts.extend(question.bad.iter().filter_map(|branch| Some((format!("when {}", branch.when.source()), branch.action.as_ref()?))));
    texts.extend(question.levels.iter().map(|level| (format!("level {}", level.id), &level.text)));
    match &question.kind {
        Kind::YesNo(shape) => texts.extend(shape.more.iter().map(|choice| (format!("option {}", choice.id), &choice.text))),
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => {
            texts.extend(choices.iter().map(|choice| (format!("option {}", choice.id), &choice.text)));
        }
        Kind::Number(parts) | Kind::Percent(parts) => texts.extend(parts.iter().map(|part| (format!("part {}", part.id), &part.text))),
        Kind::Rows(rows) => texts.extend(rows.columns.iter().map(|column| (format!("column {}", column.id), &column.text))),
        Kind::Maturity | Kind::Date | Kind::Text | Kind::Country | Kind::Document => {}
    }
    texts
}

/// Kana, or han; and for Japanese sentences kana, which Chinese never has.
fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c))
}

fn is_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Names of schemes, lists and countries' codes are the same in every language.
fn is_a_name(text: &str) -> bool {
    text.is_ascii() && text.split_whitespace().all(|word| word.chars().any(|c| c.is_ascii_uppercase() || !c.is_alphabetic()))
}

#[test]
fn every_text_of_every_set_is_there_in_three_languages_and_no_option_is_left_untranslated() {
    for set in all() {
        let mut seen: BTreeMap<(Lang, String), QuestionId> = BTreeMap::new();
        for question in &set.questions {
            let id = &question.id;
            assert!(question.guidance.is_some(), "{id} has no guidance");
            assert!(!question.bad.is_empty(), "{id} has no risky answer");
            assert!(question.bad.iter().all(|branch| branch.action.is_some()), "{id} does not say what to do");
            // Technical ability is our own demand; no standard asks for it.
            assert!(!question.refs.is_empty() || id.as_str() == "csr-saq.H4", "{id} cites no standard");
            for (place, text) in texts(question) {
                for lang in Lang::ALL {
                    assert!(!text.get(lang).trim().is_empty(), "{id} {place} is empty in {lang}");
                }
                if is_a_name(&text.en) {
                    continue;
                }
                assert!(is_han(&text.zh) && !is_japanese(&text.zh), "{id} {place} is not Chinese: {}", text.zh);
                assert!(is_japanese(&text.ja) || is_han(&text.ja), "{id} {place} is not Japanese: {}", text.ja);
                assert!(!is_han(&text.en) && !is_japanese(&text.en), "{id} {place} is not English: {}", text.en);
                if ["text", "guidance", "follow-up"].contains(&place.as_str()) {
                    assert!(is_japanese(&text.ja), "{id} {place} is not a Japanese sentence: {}", text.ja);
                }
            }
            for lang in Lang::ALL {
                if let Some(other) = seen.insert((lang, question.text.get(lang).to_owned()), id.clone()) {
                    panic!("{id} and {other} ask the same in {lang}");
                }
            }
        }
        for section in &set.sections {
            assert!(set.questions.iter().any(|question| question.section == section.id), "{} has an empty section {}", set.id, section.id);
        }
        let translated: BTreeSet<&str> = set.translation.iter().map(|(lang, _)| lang.as_str()).collect();
        assert_eq!(translated, BTreeSet::from(["ja", "zh"]), "{} does not say how far its translations were checked", set.id);
        assert!(!set.standards.is_empty(), "{} does not pin its standards", set.id);
    }
}

#[test]
fn a_row_the_buyer_checks_is_closed_and_carries_no_weight_and_a_gate_is_a_stop() {
    for set in all() {
        for question in &set.questions {
            let id = &question.id;
            if question.asked_by == AskedBy::Buyer {
                assert!(!question.weight, "{id}");
                assert!(matches!(question.kind, Kind::OneOf(_)), "{id}: a check records one word");
            }
            let stops = question.bad.iter().any(|branch| branch.responses.iter().any(|response| response.code() == "STOP"));
            assert!(!question.gate || stops, "{id} is a gate that stops nothing");
        }
    }
}

#[test]
fn no_clause_is_without_a_question_and_no_question_without_a_clause() {
    let (sets, policy) = (all(), policy());
    let served: BTreeSet<&str> =
        sets.iter().flat_map(|set| &set.questions).flat_map(|question| &question.policy).map(String::as_str).collect();
    for clause in policy.clauses.iter().filter(|clause| clause.in_source) {
        match clause.purpose {
            Use::Gate | Use::Score | Use::ScoreAndEvidence | Use::Evidence => {
                let is_shown = policy.published.iter().any(|document| document.clause.contains(&clause.id));
                assert!(served.contains(clause.id.as_str()) || is_shown, "nothing asks about {}", clause.id);
                assert!(!is_shown || clause.purpose == Use::Evidence, "{} is a paper, not a score", clause.id);
            }
            Use::Own | Use::Frame | Use::Trigger | Use::Outcome => {}
        }
    }
    for clause in &served {
        assert!(policy.clause(clause).is_some(), "{clause} is not in the policy");
    }
}

/// A set for those who sell gold, with one grave and one plain row.
const GOLD: &str = r#"
[questionnaire]
id = "gold"
edition = "1"
title = { en = "Gold", ja = "金", zh = "金" }
applies-if = "'gold' in profile.materials || 'gold' in csr-saq.G1"
[[section]]
id = "A"
title = { en = "A", ja = "A", zh = "A" }
[[switch]]
id = "MINE"
when = "profile.role == 'mine'"
text = { en = "mine", ja = "鉱山", zh = "矿山" }
[[question]]
id = "C1"
section = "A"
type = "yn"
good = "no"
severity = "high"
text = { en = "q", ja = "q", zh = "q" }
bad = [ { when = "value == 'yes'", response = ["MIT"] } ]
policy = ["PM"]
[[question]]
id = "C2"
section = "A"
type = "mat"
severity = "high"
show-if = "gold.MINE"
text = { en = "r", ja = "r", zh = "r" }
policy = ["PM"]
"#;

fn supplier(role: &str, materials: &[&str]) -> Situation {
    let materials = materials.iter().map(|word| (*word).to_owned()).collect();
    let supplier = Supplier { id: "s".to_owned(), partner_type: role.to_owned(), materials, ..Supplier::default() };
    Situation { supplier, tier: Some("T1".to_owned()), ..Situation::default() }
}

fn answer(situation: &mut Situation, question: &str, value: &str) {
    let answered = Answered {
        state: State::Answered,
        value: vec![value.to_owned()],
        backing: Backing::None,
        reason_given: false,
        reason_accepted: false,
        by_paper: None,
        about: String::new(),
        entry: "anna-7f3k#1".to_owned(),
    };
    situation.answers.insert(QuestionId::from_text(question), vec![answered]);
}

fn asked(situation: &Situation, sets: &[Questionnaire], id: &str) -> Asked {
    plan(situation, sets, false, &|_| false).row(&QuestionId::from_text(id)).expect("a row").asked.clone()
}

fn judged(situation: &Situation, sets: &[Questionnaire]) -> (Assessment, Vec<Flag>) {
    let plan = plan(situation, sets, false, &|_| false);
    judge(&Case { situation, sets, plan: &plan, policy: &policy() })
}

#[test]
fn a_set_is_asked_of_those_it_is_for_may_open_with_an_answer_and_says_why() {
    let sets = sets_with(&[("gold.toml", GOLD)]);
    assert_eq!(asked(&supplier("maker", &["gold"]), &sets, "gold.C1"), Asked::Yes);
    let mut other = supplier("maker", &["copper"]);
    assert_eq!(asked(&other, &sets, "gold.C1"), Asked::MayOpen);
    answer(&mut other, "csr-saq.G1", "none");
    assert_eq!(asked(&other, &sets, "gold.C1"), Asked::No);
    let rows = plan(&other, &sets, false, &|_| false);
    assert_eq!(rows.row(&QuestionId::from_text("gold.C1")).expect("a row").because, "'gold' in profile.materials || 'gold' in csr-saq.G1");
    answer(&mut other, "csr-saq.G1", "gold");
    assert_eq!(asked(&other, &sets, "gold.C1"), Asked::Yes);
}

#[test]
fn a_switch_opens_its_rows_and_a_set_without_short_rows_is_asked_whole_of_the_small() {
    let sets = sets_with(&[("gold.toml", GOLD)]);
    assert_eq!(asked(&supplier("mine", &["gold"]), &sets, "gold.C2"), Asked::Yes);
    assert_eq!(asked(&supplier("maker", &["gold"]), &sets, "gold.C2"), Asked::No);
    let small = plan(&supplier("mine", &["gold"]), &sets, true, &|_| false);
    let row = |id: &str| small.row(&QuestionId::from_text(id)).expect("a row").asked.clone();
    assert_eq!((row("gold.C1"), row("csr-saq.B1")), (Asked::Yes, Asked::NotInShortSet));
}

#[test]
fn a_set_the_policy_does_not_score_raises_flags_and_moves_no_number() {
    let sets = sets_with(&[("gold.toml", GOLD)]);
    let mut one = supplier("mine", &["gold"]);
    for question in sets.iter().filter(|set| set.id == "csr-saq").flat_map(|set| &set.questions).filter(|question| question.is_asked()) {
        let value = oretrail::assess::rehearse::good_value(question);
        answer(&mut one, question.id.as_str(), value.first().map_or("", String::as_str));
    }
    let without = judged(&one, &sets).0;
    answer(&mut one, "gold.C1", "yes");
    answer(&mut one, "gold.C2", "0");
    let (with, flags) = judged(&one, &sets);
    assert!(flags.iter().any(|flag| flag.response.code() == "MIT" && flag.causes[0].question.as_str() == "gold.C1"));
    assert_eq!(with.conduct_exact, without.conduct_exact);
    assert_eq!((with.coverage, with.best, with.worst), (without.coverage, without.best, without.worst));
    assert!(with.contributions.iter().all(|share| share.question.set() == "csr-saq"));
}

#[test]
fn sets_that_only_raise_flags_give_no_number_and_no_band() {
    let gold: Vec<Questionnaire> = sets_with(&[("gold.toml", GOLD)]).into_iter().filter(|set| set.id == "gold").collect();
    let mut one = supplier("mine", &["gold"]);
    answer(&mut one, "gold.C1", "yes");
    answer(&mut one, "gold.C2", "3");
    let (assessment, flags) = judged(&one, &gold);
    assert_eq!(assessment.status, Status::Assessed);
    assert_eq!((assessment.conduct, assessment.band), (None, None));
    assert_eq!(flags.iter().filter(|flag| flag.is_adverse()).count(), 1);
}

fn rows_of(set: &str) -> BTreeSet<String> {
    let sets = all();
    let set = sets.iter().find(|known| known.id == set).expect("the set is built in");
    set.questions.iter().map(|question| question.id.row().to_owned()).collect()
}

fn numbered(prefix: &str, count: usize) -> impl Iterator<Item = String> + '_ {
    (1..=count).map(move |n| format!("{prefix}{n}"))
}

#[test]
fn the_minerals_sets_have_every_row_and_the_split_ones() {
    let mut five: BTreeSet<String> =
        ["1A1", "1A2", "1B1", "1B2", "1C1", "1C2", "1C3", "1C4", "1D1", "1D2", "1E1", "3-1", "3-2", "3-3", "4-1", "5-1"]
            .map(str::to_owned)
            .into();
    five.extend(numbered("R", 8).chain(numbered("2-", 6)).chain(numbered("X", 10)));
    assert_eq!(five.len(), 40);
    five.extend(["4-1B", "1B1B", "1D1B", "X5B", "X5C", "XB"].map(str::to_owned));
    assert_eq!(rows_of("oecd-5step"), five);
    assert_eq!(rows_of("smelter-dd"), numbered("F", 28).chain(["F15B".to_owned()]).collect());
    let split = ["PR7B", "PR7C", "PR22B", "PR22C", "PR27B", "PR28B", "PR28C", "PR28D", "PR30B"].map(str::to_owned);
    assert_eq!(rows_of("precious-metals"), numbered("PR", 34).chain(split).collect());
}

#[test]
fn a_red_flag_or_one_that_cannot_be_excluded_opens_the_upstream_rows_and_costs_nothing() {
    let sets = all();
    let mut trader = supplier("trader", &["tin"]);
    assert_eq!(asked(&trader, &sets, "oecd-5step.2-1"), Asked::MayOpen);
    for row in ["R1", "R2", "R3", "R5", "R6"] {
        answer(&mut trader, &format!("oecd-5step.{row}"), "no");
    }
    // R4 speaks of gold only; nobody else is left waiting for it.
    answer(&mut trader, "csr-saq.G1", "tin");
    answer(&mut trader, "oecd-5step.R7", "none");
    assert_eq!(asked(&trader, &sets, "oecd-5step.2-1"), Asked::No);
    answer(&mut trader, "oecd-5step.R1", "yes");
    assert_eq!(asked(&trader, &sets, "oecd-5step.2-1"), Asked::Yes);
    let unknown = trader.answers.get_mut(&QuestionId::from_text("oecd-5step.R1")).expect("answered");
    unknown[0].state = State::DontKnow;
    unknown[0].value.clear();
    assert_eq!(asked(&trader, &sets, "oecd-5step.2-1"), Asked::Yes);
    let flags = judged(&trader, &sets).1;
    assert!(flags.iter().all(|flag| !flag.is_open_stop()), "a red flag alone stops nobody");
    assert_eq!(asked(&supplier("maker", &["tin"]), &sets, "oecd-5step.2-1"), Asked::No);
}

#[test]
fn a_conformant_smelter_is_spared_the_system_rows_and_an_unchecked_one_is_asked_them() {
    let sets = all();
    let mut smelter = supplier("smelter", &["gold"]);
    assert_eq!(asked(&smelter, &sets, "smelter-dd.F9"), Asked::Yes);
    let checked = oretrail::situation::Checked { outcome: "conformant".to_owned(), entry: "anna-7f3k#2".to_owned() };
    smelter.checks.insert(QuestionId::from_text("smelter-dd.F3"), checked);
    assert_eq!(asked(&smelter, &sets, "smelter-dd.F9"), Asked::No);
    assert_eq!(asked(&smelter, &sets, "smelter-dd.F15"), Asked::Yes);
}

#[test]
fn every_risk_that_stops_at_once_is_a_gate_and_an_army_at_the_road_is_a_six_month_plan() {
    let sets = all();
    let mut trader = supplier("trader", &["tin"]);
    answer(&mut trader, "oecd-5step.X3", "yes");
    answer(&mut trader, "oecd-5step.X4", "yes");
    answer(&mut trader, "oecd-5step.X7", "yes");
    let flags = judged(&trader, &sets).1;
    let calls = |row: &str| {
        let of =
            |flag: &&Flag| ["BAD", "Z-06"].contains(&flag.rule.as_str()) && flag.causes.iter().any(|cause| cause.question.row() == row);
        flags.iter().filter(of).map(|flag| flag.response.code()).collect::<Vec<_>>()
    };
    assert_eq!((calls("X3"), calls("X4"), calls("X7")), (vec!["STOP"], vec!["HOLD6"], vec!["MIT"]));
}

#[test]
fn a_place_of_high_risk_opens_the_five_steps_for_any_mineral_upstream_and_for_nobody_else() {
    let sets = all();
    let five = |role: &str, material: &str, tier: &str| {
        let mut one = supplier(role, &[material]);
        one.tier = Some(tier.to_owned());
        answer(&mut one, "csr-saq.G1", material);
        answer(&mut one, "copper-dd.K2b", "none");
        answer(&mut one, "cobalt-emrt.B7b", "none");
        asked(&one, &sets, "oecd-5step.R1")
    };
    assert_eq!(five("trader", "cobalt", "T3"), Asked::Yes);
    assert_eq!(five("mine", "copper", "T3"), Asked::Yes);
    assert_eq!(five("trader", "cobalt", "T1"), Asked::No);
    assert_eq!(five("maker", "copper", "T3"), Asked::No, "a maker of parts is asked by its metals");
    assert_eq!(five("maker", "tin", "T1"), Asked::Yes);
}

#[test]
fn what_needs_another_paper_is_another_row_and_each_part_alone_raises_its_own_flag() {
    let sets = all();
    let split = ["1B1", "1B1B", "1D1", "1D1B", "X5", "X5B", "X5C", "XB"].map(|row| format!("oecd-5step.{row}"));
    let metals = ["PR7", "PR7B", "PR7C", "PR22", "PR22B", "PR22C", "PR28", "PR28B", "PR28C"].map(|row| format!("precious-metals.{row}"));
    let method = ["F15", "F15B"].map(|row| format!("smelter-dd.{row}"));
    for id in split.iter().chain(&metals).chain(&method) {
        let question = sets.iter().find_map(|set| set.question(id)).unwrap_or_else(|| panic!("{id}"));
        // What is not known calls for something of its own, beside the one response to the answer.
        let said = question.bad.iter().filter(|branch| !branch.when.source().starts_with("state in ")).count();
        assert!(said == 1 || question.gate, "{id}: one part, one response");
    }
    let mut trader = supplier("trader", &["tin"]);
    answer(&mut trader, "oecd-5step.X5C", "yes");
    let flags = judged(&trader, &sets).1;
    let plan = flags.iter().find(|flag| flag.rule == "BAD" && flag.response.code() == "HOLD6").expect("a plan");
    assert_eq!(plan.causes[0].question.as_str(), "oecd-5step.X5C");
}

#[test]
fn every_row_that_another_answers_names_a_row_there_is_and_each_of_its_answers_is_one_here_or_is_asked() {
    let sets = all();
    let find = |id: &str| sets.iter().find_map(|set| set.question(id));
    let mut pairs: Vec<(String, String)> = Vec::new();
    for here in sets.iter().flat_map(|set| &set.questions) {
        let Some(same) = &here.same_as else { continue };
        let there = find(same.row.as_str()).unwrap_or_else(|| panic!("{}: no row {}", here.id, same.row));
        assert_ne!(there.id.set(), here.id.set(), "{}: within one set a question is asked once anyway", here.id);
        assert!(there.same_as.is_none() && there.is_asked() && here.is_asked(), "{}", here.id);
        assert!(!there.restricted && !here.restricted, "{}", here.id);
        let (from, to) = (same::words(&there.kind).expect("answers"), same::words(&here.kind).expect("answers"));
        let mut told = 0;
        for word in &from {
            let outcome = same.carried(&there.kind, &here.kind, std::slice::from_ref(word));
            assert!(outcome.iter().flatten().all(|word| to.contains(word)), "{}: {word} → {outcome:?}", here.id);
            let said = |key: &str| same.values.get(key).is_some_and(|value| value == same::ASK);
            let named = same.values.contains_key(word);
            assert!(outcome.is_some() || said(word) || !named && said(same::OTHERWISE), "{}: nothing says what {word} is", here.id);
            told += usize::from(outcome.is_some());
        }
        assert!(told > 0, "{}: no answer tells anything", here.id);
        pairs.push((there.id.to_string(), here.id.to_string()));
    }
    let of = |row: &str| pairs.iter().filter(|(there, _)| there == row).map(|(_, here)| here.as_str()).collect::<Vec<_>>();
    assert_eq!(of("csr-saq.F2"), ["green-procurement.N1"]);
    assert_eq!(of("csr-saq.H3"), ["quality-bcp.Q24"]);
    assert_eq!(of("csr-saq.G2"), ["cmrt-declaration.D13", "oecd-5step.1A1"]);
    assert_eq!(of("oecd-5step.1E1"), ["precious-metals.PR32"]);
    assert_eq!(of("copper-dd.K2b").len(), 8);
    assert_eq!((of("csr-saq.G1").len(), pairs.len()), (10, 23));
}
