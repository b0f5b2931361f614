//! SILENT: a critical row that is no gate was declined or is not known, and the row itself says nothing about that. Silence
//! is never worth more than an answer: it is looked into, whatever the other answers come to.

use super::{Flag, cause, filled};
use crate::assess::Case;
use crate::condition::Truth;
use crate::policy::RuleText;
use crate::questionnaire::Severity;
use crate::situation::State;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let silent = super::answered(case).filter(|(question, answer)| {
        let critical = question.severity == Severity::Critical && !question.gate && !question.exposure;
        let spoken_for = || question.bad.iter().any(|branch| branch.when.holds(&case.known().for_answer(question, answer)) == Truth::True);
        critical && matches!(answer.state, State::DontKnow | State::Declined) && !spoken_for()
    });
    let flags = silent.filter_map(|(question, answer)| {
        let flag = Flag::raise(rule, question.policy.clone(), filled(&rule.reason, question, answer), vec![cause(question, answer)])?;
        Some(Flag { severity: question.severity, restricted: question.restricted, ..flag })
    });
    flags.collect()
}
