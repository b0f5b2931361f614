//! What does not count says why: unsigned, unsettled, taken out of force.

use super::*;
use crate::people::{HeldKey, Person};
use crate::review::record::WhyNot;

#[test]
fn a_decision_whose_end_left_none_in_force_is_the_one_that_is_explained_with_who_and_why() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.decide("mori", Outcome::ImprovementRequired, true);
    let second = desk.decide("ono", Outcome::EndContract, true);
    desk.confirm("mori", &second, true);
    assert!(desk.stands().taken_out().is_none(), "it is in force");
    desk.review("mori", &Act::Review(ReviewAct::Revoke(Revoke { entry: second.clone(), reason: body("wrong") })), true);
    let review = desk.stands();
    let (ended, by) = review.taken_out().expect("nothing is in force");
    assert_eq!((&ended.entry, by.person.as_str(), &by.reason), (&second, "mori", &body("wrong")));
    assert_eq!(review.explained().map(|one| &one.entry), Some(&second), "not the one before, whose place it had taken");
    assert!(review.bodies().contains(&body("wrong")));
}

#[test]
fn the_word_of_a_second_person_without_the_signature_that_is_asked_for_does_not_count_and_says_why() {
    let mut desk = Desk::new(&["mori"]);
    desk.gates = vec!["csr-saq.C6".to_owned()];
    let ends = desk.decide("mori", Outcome::EndContract, true);
    let second = desk.confirm("ono", &ends, false);
    let review = desk.stands();
    assert_eq!(review.why_not(&ends, None), Some(WhyNot::SecondPerson));
    assert_eq!(review.why_not(&second, None), Some(WhyNot::Unsigned), "not that a second person is missing");
}

#[test]
fn a_decision_on_answers_that_contradict_each_other_says_that_they_are_to_be_settled_and_a_row_not_asked_moves_none() {
    let mut desk = Desk::new(&["mori"]);
    desk.conflicts.push(QuestionId::from_text("csr-saq.E1"));
    let taken = desk.decide("mori", Outcome::ImprovementRequired, true);
    let review = desk.stands();
    assert_eq!(review.why_not(&taken, None), Some(WhyNot::Unsettled));
    assert_eq!(review.decisions[0].unsettled().collect::<Vec<_>>(), ["csr-saq.E1"]);
    let row = |asked| crate::interview::PlanRow {
        question: QuestionId::from_text("csr-saq.E1"),
        asked,
        because: String::new(),
        state: crate::interview::RowState::Conflict,
        waits_for: None,
        parked: false,
        gate: false,
        scored: true,
        each: Vec::new(),
    };
    let left = |asked| {
        let plan = crate::interview::Plan { rows: vec![row(asked)], short_set: false };
        desk.with_today(|today| Today { plan: &plan, ..*today }.unsettled().count())
    };
    use crate::interview::Asked;
    assert_eq!([Asked::Yes, Asked::MayOpen, Asked::No, Asked::NotInShortSet].map(left), [1, 1, 0, 0]);
}

#[test]
fn a_waiver_that_only_lacks_a_signature_is_told_as_unsigned_and_not_as_ended() {
    let mut desk = Desk::new(&["mori"]);
    desk.flags = vec![flag("BAD", "csr-saq.C11", Response::Cap90)];
    let act = waive(&desk, false, "2027-03-31");
    let waiver = desk.review("mori", &act, false);
    let key = desk.flags[0].key();
    desk.flags[0].state = crate::rules::FlagState::Waived;
    desk.decide("mori", Outcome::ImprovementRequired, true);
    desk.flags[0].state = crate::rules::FlagState::Open;
    let review = desk.stands();
    assert_eq!(review.waivers[0].why_not(), Some(WhyNot::Unsigned));
    assert!(review.decisions[0].moved.contains(&Moved::WaiverUnsigned(key, waiver.to_string())), "{:?}", review.decisions[0].moved);
}

#[test]
fn what_was_written_in_the_second_a_key_was_made_was_written_before_it() {
    let key = key_of("mori").0.public();
    let entry = EntryRef { writer: WriterId::new("mori", "1"), n: 2 };
    let held = HeldKey { entry, key, from: at(10), dropped: None, confirmed: true, again: false };
    let person = Person { keys: vec![held], ..Person::default() };
    assert_eq!([9, 10, 11].map(|second| person.had_key(&at(second))), [false, false, true]);
}
