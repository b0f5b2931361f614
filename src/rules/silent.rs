//! SILENT: a critical row that is no gate was declined or is not known, and the row itself says nothing about that. Silence
//! is never worth more than an answer: it is looked into, whatever the other answers come to.
//!
//! Since version 2 the same holds of high rows in sets that enter no average, where silence would cost nothing at all, and
//! of *not applicable* until a reviewer accepts the reason.

use super::{Flag, cause, filled};
use crate::assess::Case;
use crate::assess::risk::is_accepted;
use crate::condition::Truth;
use crate::policy::RuleText;
use crate::questionnaire::Severity;
use crate::situation::State;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let silent = super::answered(case).filter(|(question, answer)| {
        let unscored = rule.version >= 2 && question.severity == Severity::High && !case.policy.scores(question.id.set());
        let grave = (question.severity == Severity::Critical || unscored) && !question.gate && !question.exposure;
        let silent = match answer.state {
            State::DontKnow | State::Declined => true,
            State::NotApplicable => rule.version >= 2 && !is_accepted(question, answer),
            State::Answered => false,
        };
        let spoken_for = || question.bad.iter().any(|branch| branch.when.holds(&case.known().for_answer(question, answer)) == Truth::True);
        grave && silent && !spoken_for()
    });
    let flags = silent.filter_map(|(question, answer)| {
        let flag = Flag::raise(rule, question.policy.clone(), filled(&rule.reason, question, answer), vec![cause(question, answer)])?;
        Some(Flag { severity: question.severity, restricted: question.restricted, ..flag })
    });
    flags.collect()
}
