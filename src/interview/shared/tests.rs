use super::super::equivalent::plan_with_equivalents;
use super::super::plan::Plan;
use super::*;
use crate::builtin;
use crate::policy::Policy;
use crate::ratio::Ratio;
use crate::situation::Backing;
use crate::supplier::{Fact, Supplier};

fn sets(wanted: &[&str]) -> Vec<Questionnaire> {
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let all = crate::questionnaire::file::read_all(&files, None).0;
    wanted.iter().map(|id| all.iter().find(|set| set.id == *id).expect("it is built in").clone()).collect()
}

fn policy() -> Policy {
    let (name, text) = builtin::policies().into_iter().next().expect("a policy is built in");
    crate::policy::file::read(&name, text, &[]).0.expect("the policy reads")
}

fn answered(state: State, value: &[&str], entry: &str) -> Answered {
    Answered {
        state,
        value: value.iter().map(|word| (*word).to_owned()).collect(),
        backing: Backing::Sound,
        reason_given: false,
        reason_accepted: false,
        about: String::new(),
        entry: entry.to_owned(),
        by_paper: None,
    }
}

fn mine() -> Situation {
    let mut supplier = Supplier { id: "mine".to_owned(), partner_type: "mine".to_owned(), country: "CL".to_owned(), ..Supplier::default() };
    supplier.materials = vec!["copper".to_owned()];
    supplier.profile.insert("headcount".to_owned(), Fact::Number(Ratio::whole(300)));
    Situation { supplier, tier: Some("T1".to_owned()), ..Situation::default() }
}

fn say(situation: &mut Situation, row: &str, state: State, value: &[&str]) {
    situation.answers.insert(QuestionId::from_text(row), vec![answered(state, value, &format!("anna-1#{row}"))]);
}

fn planned(situation: &mut Situation, wanted: &[&str]) -> Plan {
    plan_with_equivalents(situation, &sets(wanted), &policy(), false, &|_| false)
}

fn state(plan: &Plan, row: &str) -> RowState {
    plan.row(&QuestionId::from_text(row)).expect("it is a row").state
}

#[test]
fn one_answer_counts_for_both_rows_with_its_own_entry_and_paper() {
    let mut situation = mine();
    say(&mut situation, "csr-saq.F2", State::Answered, &["own-seven-elements"]);
    let plan = planned(&mut situation, &["csr-saq", "green-procurement"]);
    let row = QuestionId::from_text("green-procurement.N1");
    assert_eq!(state(&plan, row.as_str()), RowState::Shared);
    assert_eq!(situation.shared_from(&row).map(QuestionId::as_str), Some("csr-saq.F2"));
    let given = &situation.given(&row)[0];
    assert_eq!(
        (given.value.as_slice(), given.backing, given.entry.as_str()),
        (&["none".to_owned()][..], Backing::Sound, "anna-1#csr-saq.F2")
    );
    assert!(situation.said(&row).is_empty() && !situation.spoken(&row).is_empty());
    // What hangs on the answer hangs on it all the same: without a certified system the seven elements are asked.
    assert_eq!(plan.row(&QuestionId::from_text("green-procurement.N2")).map(|row| row.asked.clone()), Some(Asked::Yes));
}

#[test]
fn what_the_answer_does_not_tell_and_what_nobody_was_asked_is_asked() {
    let mut situation = mine();
    say(&mut situation, "csr-saq.F2", State::Answered, &["other-certified"]);
    assert_eq!(state(&planned(&mut situation, &["csr-saq", "green-procurement"]), "green-procurement.N1"), RowState::Open);
    let mut situation = mine();
    say(&mut situation, "csr-saq.F2", State::DontKnow, &[]);
    assert_eq!(state(&planned(&mut situation, &["csr-saq", "green-procurement"]), "green-procurement.N1"), RowState::Open);
    // The other set is not asked of this supplier.
    let mut situation = mine();
    say(&mut situation, "csr-saq.F2", State::Answered, &["iso-14001"]);
    let plan = planned(&mut situation, &["green-procurement"]);
    assert_eq!(state(&plan, "green-procurement.N1"), RowState::Open);
    assert!(situation.shared.is_empty());
}

#[test]
fn the_suppliers_own_word_to_the_row_goes_before_and_a_contradiction_answers_nothing() {
    let mut situation = mine();
    say(&mut situation, "csr-saq.F2", State::Answered, &["iso-14001"]);
    say(&mut situation, "green-procurement.N1", State::Answered, &["expired"]);
    let plan = planned(&mut situation, &["csr-saq", "green-procurement"]);
    assert_eq!(state(&plan, "green-procurement.N1"), RowState::Answered);
    assert!(situation.shared.is_empty());
    let mut situation = mine();
    say(&mut situation, "csr-saq.F2", State::Answered, &["iso-14001"]);
    situation.conflicts.push(QuestionId::from_text("csr-saq.F2"));
    assert_eq!(state(&planned(&mut situation, &["csr-saq", "green-procurement"]), "green-procurement.N1"), RowState::Open);
}

#[test]
fn the_row_that_answers_another_is_asked_first_wherever_its_set_stands() {
    let mut situation = mine();
    let plan = planned(&mut situation, &["green-procurement", "csr-saq"]);
    assert_eq!(
        plan.row(&QuestionId::from_text("green-procurement.N1")).and_then(|row| row.waits_for.clone()),
        Some(QuestionId::from_text("csr-saq.F2"))
    );
    let first = plan.next_open(None).map(QuestionId::as_str);
    assert!(first.is_some_and(|row| row != "green-procurement.N1" && row.starts_with("green-procurement.")), "{first:?}");
    say(&mut situation, "csr-saq.F2", State::Answered, &["other-certified"]);
    let plan = planned(&mut situation, &["green-procurement", "csr-saq"]);
    assert_eq!(plan.next_open(None).map(QuestionId::as_str), Some("green-procurement.N1"), "it does not tell, and N1 is asked in its turn");
}

#[test]
fn red_flags_ticked_once_are_not_asked_one_by_one_again() {
    let mut situation = mine();
    situation.supplier.country = "CD".to_owned();
    situation.tier = Some("T3".to_owned());
    say(&mut situation, "csr-saq.G1", State::Answered, &["copper"]);
    say(&mut situation, "copper-dd.K2b", State::Answered, &["cahra", "sourced"]);
    let plan = planned(&mut situation, &["csr-saq", "copper-dd", "oecd-5step"]);
    let states: Vec<RowState> = ["R1", "R2", "R3", "R5", "R6", "R7"].iter().map(|row| state(&plan, &format!("oecd-5step.{row}"))).collect();
    assert_eq!(states, [RowState::Shared, RowState::Open, RowState::Open, RowState::Open, RowState::Shared, RowState::Open]);
    // Whoever did not look says don't know: the five steps open, and each flag is asked.
    say(&mut situation, "copper-dd.K2b", State::DontKnow, &[]);
    situation.answers.retain(|id, _| id.set() != "oecd-5step");
    situation.shared.clear();
    let plan = planned(&mut situation, &["csr-saq", "copper-dd", "oecd-5step"]);
    assert_eq!(state(&plan, "oecd-5step.R1"), RowState::Open);
}

#[test]
fn where_every_answer_carries_over_dont_know_does_too() {
    let mut situation = mine();
    situation.supplier.materials.push("nickel".to_owned());
    say(&mut situation, "copper-dd.K2b", State::DontKnow, &[]);
    let plan = planned(&mut situation, &["copper-dd", "cobalt-emrt"]);
    assert_eq!(state(&plan, "cobalt-emrt.B7b"), RowState::Shared);
    assert_eq!(situation.given(&QuestionId::from_text("cobalt-emrt.B7b"))[0].state, State::DontKnow);
}

#[test]
fn of_several_rows_that_ask_the_same_all_that_are_asked_have_to_say_it() {
    let trader = |materials: &[&str]| {
        let mut situation = mine();
        situation.supplier.partner_type = "trader".to_owned();
        situation.supplier.materials = materials.iter().map(|metal| (*metal).to_owned()).collect();
        situation.supplier.country = "CD".to_owned();
        situation.tier = Some("T3".to_owned());
        situation
    };
    let sets = ["csr-saq", "copper-dd", "cobalt-emrt", "oecd-5step"];
    let (k2b, b7b, g1b) = ("copper-dd.K2b", "cobalt-emrt.B7b", "csr-saq.G1B");
    // Nickel alone: the row of the cobalt set stands for the first of the three, which is not asked.
    let mut nickel = trader(&["nickel"]);
    say(&mut nickel, b7b, State::Answered, &["cahra"]);
    let plan = planned(&mut nickel, &sets);
    assert_eq!((state(&plan, "oecd-5step.R1"), state(&plan, "oecd-5step.R2")), (RowState::Shared, RowState::Open));
    assert_eq!(nickel.shared_from(&QuestionId::from_text("oecd-5step.R1")).map(QuestionId::as_str), Some(b7b));
    // Copper and zinc: not before both are answered, and only where both say the same.
    let both = |copper: Option<&str>, zinc: Option<&str>| {
        let mut situation = trader(&["copper", "zinc"]);
        for (row, value) in [(k2b, copper), (g1b, zinc)] {
            if let Some(value) = value {
                say(&mut situation, row, State::Answered, &[value]);
            }
        }
        let plan = planned(&mut situation, &sets);
        (state(&plan, "oecd-5step.R1"), plan.row(&QuestionId::from_text("oecd-5step.R1")).and_then(|row| row.waits_for.clone()))
    };
    assert_eq!(both(Some("none"), Some("none")), (RowState::Shared, None));
    assert_eq!(both(Some("none"), None), (RowState::Open, Some(QuestionId::from_text(g1b))));
    assert_eq!(both(Some("none"), Some("cahra")), (RowState::Open, None));
}
