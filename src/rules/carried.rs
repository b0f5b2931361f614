//! Flags of the campaign before that stand on: lifted as they were, until the questions behind them are answered again.
//!
//! They come from no rule of this campaign, so that another policy or questionnaire cannot make them vanish by itself.

use super::{Flag, Since};
use crate::assess::Case;
use crate::sentence::told;
use crate::situation::carried::Carried;

/// Adds what stands on; the same flag raised again goes on from the day it was raised first.
pub(super) fn lift(case: &Case<'_>, flags: &mut Vec<Flag>) {
    for one in &case.situation.carried {
        if one.is_spoken_of(case.situation) && flags.iter().any(|flag| flag.key() == one.flag.key()) {
            flags.iter_mut().filter(|flag| flag.key() == one.flag.key()).for_each(|flag| again(flag, one));
        } else if !one.is_answered_again(case.situation) {
            flags.push(as_it_stood(one));
        }
    }
}

fn again(flag: &mut Flag, one: &Carried) {
    if flag.since.is_none() {
        flag.since = one.flag.since.clone().map(|since| Since { carried: false, ..since });
    }
}

fn as_it_stood(one: &Carried) -> Flag {
    let Some(since) = &one.flag.since else { return one.flag.clone() };
    let reason = told("carried.flag", [("reason", (&one.flag.reason).into()), ("since", since.sentence())]).text();
    Flag { reason, ..one.flag.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::plan;
    use crate::policy::Policy;
    use crate::questionnaire::{QuestionId, Response, Severity};
    use crate::rules::{Cause, FlagState, HOLD, UNRESOLVED, flags};
    use crate::situation::carried::Behind;
    use crate::situation::{Answered, Backing, Situation, State, Waiver};

    const ROW: &str = "csr-saq.C1";

    fn stop() -> Carried {
        of(vec![behind(ROW, "")])
    }

    fn of(behind: Vec<Behind>) -> Carried {
        let flag = Flag {
            rule: crate::rules::ANSWER.to_owned(),
            severity: Severity::Critical,
            response: Response::Stop,
            gate: true,
            clause: vec!["P1.4".to_owned()],
            reason: crate::language::Text::same("C1 no"),
            causes: Vec::new(),
            also: Vec::new(),
            clears_when: crate::language::Text::same("it is put right"),
            action: None,
            scope: None,
            opens: Vec::new(),
            restricted: false,
            regime: None,
            state: FlagState::Open,
            since: Some(Since { campaign: "FY2026".to_owned(), day: Some("2026-09-14".to_owned()), carried: true, supplier: None }),
        };
        Carried::of(flag, behind)
    }

    fn behind(row: &str, about: &str) -> Behind {
        let cause = Cause { question: QuestionId::from_text(row), entry: "FY2026/anna-7f3k#12".to_owned() };
        Behind { cause, about: about.to_owned(), check: false }
    }

    fn answered(state: State, about: &str) -> Answered {
        Answered {
            state,
            value: vec!["yes".to_owned()],
            backing: Backing::Sound,
            reason_given: false,
            reason_accepted: false,
            about: about.to_owned(),
            entry: "ken-p2wd#3".to_owned(),
            by_paper: None,
        }
    }

    fn situation(one: Carried, answers: Vec<Answered>) -> Situation {
        let mut situation = Situation { carried: vec![one], ..Situation::default() };
        if !answers.is_empty() {
            situation.answers.insert(QuestionId::from_text(ROW), answers);
        }
        situation
    }

    fn raised(situation: &Situation) -> Vec<Flag> {
        let text = include_str!("../../policies/jx-selection-2026-04.toml");
        let policy: Policy = crate::policy::file::read("p.toml", text, &[]).0.expect("the built-in policy reads");
        let plan = plan(situation, &[], false, &|_| false);
        flags(&Case { situation, sets: &[], plan: &plan, policy: &policy })
    }

    fn stands(situation: &Situation) -> bool {
        raised(situation).iter().any(|flag| flag.key() == stop().flag.key())
    }

    #[test]
    fn a_stop_nobody_answered_again_stands_with_its_campaign_and_day_and_holds() {
        let all = raised(&situation(stop(), Vec::new()));
        let flag = all.iter().find(|flag| flag.rule == crate::rules::ANSWER).expect("it stands");
        assert_eq!(flag.reason.en, "C1 no – from FY2026, since 2026-09-14");
        assert!(flag.reason.ja.contains("2026-09-14") && flag.reason.zh.contains("FY2026"), "{:?}", flag.reason);
        let hold = all.iter().find(|flag| flag.rule == HOLD).expect("orders are held");
        assert_eq!(hold.carried().map(|since| since.campaign.as_str()), Some("FY2026"));
    }

    #[test]
    fn only_a_word_about_the_same_thing_takes_it_away() {
        for (state, gone) in [(State::Answered, true), (State::DontKnow, false), (State::Declined, false), (State::NotApplicable, false)] {
            assert_eq!(!stands(&situation(stop(), vec![answered(state, "")])), gone, "{state:?}");
        }
        let of_site = |about: &str| of(vec![behind(ROW, about)]);
        assert!(stands(&situation(of_site("oita"), vec![answered(State::Answered, "kure")])), "another site was asked");
        assert!(!stands(&situation(of_site("oita"), vec![answered(State::Answered, "")])), "the whole supplier was asked");
        let mut doubted = situation(stop(), vec![answered(State::Answered, "")]);
        doubted.conflicts.push(QuestionId::from_text(ROW));
        assert!(stands(&doubted), "two say different things");
        let accepted = Answered { reason_accepted: true, ..answered(State::NotApplicable, "") };
        assert!(!stands(&situation(stop(), vec![accepted])));
    }

    #[test]
    fn a_waiver_of_then_and_one_of_now_hold_it_back() {
        let mut held = stop();
        held.flag.state = FlagState::Waived;
        let waived = raised(&situation(held, Vec::new()));
        assert!(waived.iter().all(|flag| !flag.is_open_stop()));
        let mut now = situation(stop(), Vec::new());
        let causes = vec!["FY2026/anna-7f3k#12".to_owned()];
        now.waivers.push(Waiver { flag: stop().flag.key(), causes, gate: true, entry: "mori-x5tb#4".to_owned() });
        assert!(raised(&now).iter().all(|flag| !flag.is_open_stop()));
    }

    #[test]
    fn a_flag_of_several_questions_is_the_same_once_some_of_them_raise_it_again() {
        let two = of(vec![behind(ROW, ""), behind("csr-saq.C9", "")]);
        let situation = situation(two.clone(), vec![answered(State::DontKnow, "")]);
        assert!(two.is_spoken_of(&situation) && !two.is_answered_again(&situation));
        let mut one = stop();
        one.flag.rule = UNRESOLVED.to_owned();
        assert!(!one.is_spoken_of(&Situation::default()));
    }
}
