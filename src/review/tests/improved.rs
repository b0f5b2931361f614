//! Actions and how they went, cases, improvements, and orders past a stop.

use super::*;

fn plan(desk: &mut Desk, adopted: &str) -> EntryRef {
    let act = Act::Review(ReviewAct::Action(ActionAct {
        assessment: "FY2026".to_owned(),
        kind: ActionKind::Plan,
        what: body("plan"),
        owner: "anna".to_owned(),
        due: "2026-11-20".to_owned(),
        adopted: Some(adopted.to_owned()),
        flag: None,
        goal: Some(body("goal")),
        cost: Some(body("cost")),
        causes: Vec::new(),
        company: Whose::All,
    }));
    desk.review("mori", &act, false)
}

fn step(action: &EntryRef, step: Step) -> Act {
    Act::Review(ReviewAct::Follow(Follow { action: action.clone(), step, note: None, evidence: Vec::new() }))
}

#[test]
fn a_six_month_plan_is_checked_after_three_and_six_and_proposes_suspension_without_progress() {
    let mut desk = Desk::new(&[]);
    let action = plan(&mut desk, "2026-05-20");
    let review = desk.stands();
    let days: Vec<String> =
        review.actions[0].checks.iter().map(|check| format!("{} {} {}", check.month, check.day, check.overdue)).collect();
    assert_eq!(days, ["3 2026-08-20 true", "6 2026-11-20 true"]);
    assert!(review.actions[0].overdue && review.actions[0].propose_suspension);
    assert_eq!(review.actions[0].next_due, "2026-08-20", "the check nobody made is due before the plan");
    desk.review("mori", &step(&action, Step::Progress), false);
    assert_eq!(desk.stands().actions[0].next_due, "2026-11-20");
    desk.review("mori", &step(&action, Step::NoProgress), false);
    let review = desk.stands();
    assert_eq!(
        review.actions[0].checks.iter().map(|check| check.found).collect::<Vec<_>>(),
        [Some(Step::Progress), Some(Step::NoProgress)]
    );
    assert!(review.actions[0].propose_suspension, "the last check found none");
    let mut desk = Desk::new(&[]);
    plan(&mut desk, "2026-11-20");
    assert!(!desk.stands().actions[0].propose_suspension);
}

#[test]
fn done_is_verified_by_somebody_else_or_not_at_all() {
    let mut desk = Desk::new(&[]);
    let action = plan(&mut desk, "2026-11-20");
    desk.review("ono", &step(&action, Step::Verified), false);
    assert_eq!(desk.stands().actions[0].state, ActionState::Open, "nothing was done yet");
    desk.review("mori", &step(&action, Step::Done), false);
    desk.review("mori", &step(&action, Step::Verified), false);
    desk.review("anna", &step(&action, Step::Verified), false);
    assert_eq!(desk.stands().actions[0].state, ActionState::Done, "neither who did it nor who sees to it verifies it");
    desk.review("ono", &step(&action, Step::Verified), false);
    assert_eq!(desk.stands().actions[0].state, ActionState::Verified);
}

#[test]
fn a_case_closes_with_one_of_four_outcomes_that_had_seen_it() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.A3", "yes", false);
    desk.flags = vec![flag("BAD", "csr-saq.A3", Response::Cap90)];
    desk.review("mori", &risk_act("2027-11-23"), true);
    let open = |desk: &Desk| desk.stands().cases.iter().filter(|case| case.is_open()).count();
    assert_eq!(open(&desk), 1);
    assert_eq!(desk.stands().cases[0].trigger, Trigger::AuthorityPenalty);
    desk.decide("mori", Outcome::ImprovementRequired, true);
    assert_eq!(open(&desk), 1, "the improvement is still to come");
    let early = desk.decide("mori", Outcome::ImprovementConfirmed, true);
    assert_eq!(open(&desk), 1, "nothing was done about it yet");
    assert_eq!(because(&desk, &early), Some(Insufficient::NotVerified));
    let action = plan(&mut desk, "2026-11-20");
    desk.review("mori", &step(&action, Step::Done), true);
    desk.review("ono", &step(&action, Step::Verified), true);
    desk.decide("mori", Outcome::ImprovementConfirmed, true);
    assert_eq!(open(&desk), 0);
    desk.review("ono", &case_act(), true);
    assert_eq!(open(&desk), 1, "the decision had not seen this one");
    desk.decide("mori", Outcome::ChangeContract, true);
    assert_eq!(open(&desk), 0);
}

#[test]
fn an_improvement_nobody_required_is_not_confirmed() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.A3", "yes", false);
    let entry = desk.decide("mori", Outcome::ImprovementConfirmed, true);
    let review = desk.stands();
    let decision = review.decisions.iter().find(|decision| decision.entry == entry).expect("it is there");
    assert_eq!((decision.because, decision.in_force), (Some(Insufficient::NothingRequired), false));
}

#[test]
fn what_a_second_person_verified_is_not_undone_by_whoever_did_it() {
    let mut desk = Desk::new(&[]);
    let action = plan(&mut desk, "2026-11-20");
    desk.review("mori", &step(&action, Step::Done), false);
    desk.review("ken", &step(&action, Step::Verified), false);
    assert_eq!(desk.stands().actions[0].state, ActionState::Done, "a buyer verifies nothing");
    desk.review("ono", &step(&action, Step::Verified), false);
    desk.review("mori", &step(&action, Step::Done), false);
    assert_eq!(desk.stands().actions[0].state, ActionState::Verified);
}

#[test]
fn an_open_stop_holds_orders_until_two_people_let_them_go_on() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.C1", "yes", false);
    desk.flags = vec![flag("BAD", "csr-saq.C1", Response::Stop)];
    desk.gates = vec!["csr-saq.C1".to_owned()];
    assert!(desk.stands().orders_held);
    let early = desk.decide("mori", Outcome::Continue, true);
    desk.confirm("ono", &early, true);
    let plan = remedy(&mut desk);
    assert!(desk.stands().orders_held, "a remedy that comes later had not stood beside it");
    assert_eq!(because(&desk, &early), Some(Insufficient::NoRemedy));
    let entry = desk.decide("mori", Outcome::Continue, true);
    assert!(desk.stands().orders_held, "one person is not enough");
    desk.confirm("ono", &entry, true);
    assert!(!desk.stands().orders_held);
    let mut taken_back = Desk { standing: desk.standing.clone(), answers: desk.answers.clone(), ..Desk::new(&["mori", "ono"]) };
    (taken_back.flags, taken_back.gates, taken_back.clock) = (desk.flags.clone(), desk.gates.clone(), desk.clock);
    taken_back.review("mori", &Act::Undo { entry: plan.n }, true);
    assert!(taken_back.stands().orders_held, "the remedy was withdrawn");
    assert_eq!(because(&taken_back, &entry), Some(Insufficient::NoRemedy));
    // An edition that did not ask for it counts what was decided under it as it did.
    let mut edition = desk.policy.clone();
    edition.decision.approval_needs.remedy = false;
    taken_back.policy = Box::leak(Box::new(edition));
    assert_eq!(because(&taken_back, &entry), None);
    desk.flags.push(Flag { restricted: true, ..flag("S-HIT", "screening.Z1", Response::Stop) });
    assert!(desk.stands().orders_held, "what only the compliance officer sees ends by the compliance officer");
}

fn remedy(desk: &mut Desk) -> EntryRef {
    desk.review("mori", &acting(ActionKind::Remedy, false), true)
}

fn because(desk: &Desk, entry: &EntryRef) -> Option<Insufficient> {
    desk.stands().decisions.iter().find(|decision| decision.entry == *entry).and_then(|decision| decision.because)
}

#[test]
fn a_case_is_not_closed_before_it_is_written_down_how_the_risk_is_met() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.review("ono", &case_act(), true);
    let none = desk.decide("mori", Outcome::Continue, true);
    assert_eq!(because(&desk, &none), Some(Insufficient::NoRiskResponse));
    desk.review("mori", &risk_act("2026-11-22"), true);
    let old = desk.decide("mori", Outcome::Continue, true);
    assert_eq!(because(&desk, &old), Some(Insufficient::NoRiskResponse), "its scenario was out of date that day");
    desk.review("mori", &risk_act("2027-11-23"), true);
    let met = desk.decide("mori", Outcome::Continue, true);
    assert_eq!(because(&desk, &met), None);
    // The scenario is looked at again: what was decided before on the former one stands.
    desk.review("mori", &risk_act("2028-11-23"), true);
    assert_eq!(because(&desk, &met), None);
    assert!(desk.stands().cases.iter().all(|case| !case.is_open()));
}

#[test]
fn a_plan_without_goal_and_cost_carries_no_decision() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.review("anna", &acting(ActionKind::Plan, false), true);
    let entry = desk.decide("mori", Outcome::Continue, true);
    assert_eq!(because(&desk, &entry), Some(Insufficient::PlanNotWhole));
    assert_eq!(desk.stands().actions[0].lacks, ["goal", "cost"]);
    let required = desk.decide("mori", Outcome::ImprovementRequired, true);
    assert_eq!(because(&desk, &required), None, "nothing is let through by it");
}
