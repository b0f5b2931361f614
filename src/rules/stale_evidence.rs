//! Z-07: evidence out of date, of another site or another legal person counts as none, and says so.

use super::{Flag, cause, filled};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::situation::Backing;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (question, answer) in super::answered(case).filter(|(_, answer)| answer.backing == Backing::Stale) {
        let flag = Flag::raise(rule, question.policy.clone(), filled(&rule.reason, question, answer), vec![cause(question, answer)]);
        flags.extend(flag.map(|flag| Flag {
            severity: question.severity.min(rule.severity),
            clears_when: filled(&rule.clears_when, question, answer),
            ..flag
        }));
    }
    flags
}
