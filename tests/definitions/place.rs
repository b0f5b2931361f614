//! Place and material decide how deep is asked, never how somebody is judged: random suppliers with random answers are
//! moved from country to country and from metal to metal.

use oretrail::assess::rehearse::{good_value, worst_value};
use oretrail::assess::{Assessment, Case, judge};
use oretrail::interview::plan;
use oretrail::questionnaire::Questionnaire;
use oretrail::ratio::Ratio;
use oretrail::situation::{Answered, Backing, Situation, State};
use oretrail::supplier::{Fact, Supplier};
use proptest::prelude::*;

fn answered(state: State, value: Vec<String>, backing: Backing) -> Answered {
    Answered {
        state,
        value,
        backing,
        reason_given: true,
        reason_accepted: false,
        about: String::new(),
        entry: "a#1".to_owned(),
        by_paper: None,
    }
}

fn situation(set: &Questionnaire, choices: &[u8], headcount: u8, tier: Option<&str>, materials: &[&str]) -> Situation {
    let supplier = Supplier {
        partner_type: "maker".to_owned(),
        materials: materials.iter().map(|&material| material.to_owned()).collect(),
        profile: [
            ("headcount".to_owned(), Fact::Number(Ratio::whole(headcount.into()))),
            ("migrants".to_owned(), Fact::Number(Ratio::whole(i64::from(headcount % 3)))),
            ("labour-agency".to_owned(), Fact::Flag(headcount.is_multiple_of(2))),
            ("office-only".to_owned(), Fact::Flag(false)),
            ("goods-move-to-us".to_owned(), Fact::Flag(true)),
        ]
        .into(),
        ..Supplier::default()
    };
    let mut situation = Situation { supplier, tier: tier.map(str::to_owned), ..Situation::default() };
    for (question, choice) in set.questions.iter().filter(|question| question.is_asked()).zip(choices) {
        let backing = if choice % 2 == 0 { Backing::Sound } else { Backing::None };
        let answer = match choice % 9 {
            0..=2 => answered(State::Answered, good_value(question), backing),
            3 | 4 => answered(State::Answered, worst_value(question), backing),
            5 => answered(State::DontKnow, Vec::new(), Backing::None),
            6 => answered(State::Declined, Vec::new(), Backing::None),
            7 => answered(State::NotApplicable, Vec::new(), Backing::None),
            _ => continue,
        };
        situation.answers.insert(question.id.clone(), vec![answer]);
    }
    situation
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn another_country_or_metal_moves_inherent_risk_and_never_conduct(choices in prop::collection::vec(any::<u8>(), 60), headcount in 1..20_u8) {
        let (set, policy) = (super::csr_saq(), super::jx_selection());
        let judged = |tier: Option<&str>, materials: &[&str]| -> Assessment {
            let situation = situation(&set, &choices, headcount, tier, materials);
            let sets = std::slice::from_ref(&set);
            let plan = plan(&situation, sets, false, &|_| false);
            judge(&Case { situation: &situation, sets, plan: &plan, policy: &policy }).0
        };
        let home = judged(Some("T1"), &["copper"]);
        for (tier, materials) in [(Some("T2"), ["copper"].as_slice()), (Some("T3"), &["tantalum", "gold"]), (None, &[])] {
            let moved = judged(tier, materials);
            prop_assert_eq!(home.conduct_exact, moved.conduct_exact);
            prop_assert_eq!(&home.contributions, &moved.contributions);
            prop_assert!(home.inherent.score < moved.inherent.score);
        }
        if let (Some(score), Some(best), Some(worst)) = (home.conduct, home.best, home.worst) {
            prop_assert!(best <= worst);
            prop_assert!(score.0 >= 0 && score.0 <= 1000);
        }
    }

    #[test]
    fn however_the_rest_is_answered_the_result_stays_within_best_and_worst(
        choices in prop::collection::vec(any::<u8>(), 60),
        rest in prop::collection::vec(0..8_u8, 60),
        left_open in prop::collection::vec(any::<bool>(), 60),
        headcount in 1..20_u8,
    ) {
        let (set, policy) = (super::csr_saq(), super::jx_selection());
        let sets = std::slice::from_ref(&set);
        let now: Vec<u8> = choices.iter().zip(&left_open).map(|(choice, open)| if *open { 8 } else { *choice }).collect();
        let judged = |situation: &Situation| {
            let plan = plan(situation, sets, false, &|_| false);
            judge(&Case { situation, sets, plan: &plan, policy: &policy }).0
        };
        let mut done = situation(&set, &now, headcount, Some("T2"), &["tin"]);
        let before = judged(&done);
        let ending = situation(&set, &rest, headcount, Some("T2"), &["tin"]);
        // Rows open as answers come in: go round until nothing asked is open.
        for _ in 0..4 {
            let open: Vec<_> = plan(&done, sets, false, &|_| false).asked().map(|row| row.question.clone()).collect();
            for id in open {
                if done.given(&id).is_empty() && let Some(answers) = ending.answers.get(&id) {
                    done.answers.insert(id, answers.clone());
                }
            }
        }
        let after = judged(&done);
        if let (Some(best), Some(worst), Some(score)) = (before.best, before.worst, after.conduct) {
            prop_assert!(best <= score && score <= worst, "{score} lies outside {best} to {worst}");
        }
        if before.settled {
            prop_assert_eq!(before.band_by_number, after.band_by_number);
        }
    }
}
