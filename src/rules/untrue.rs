//! UNTRUE: a reviewer found that an answer of the supplier does not hold. A false *no* weighs more than the matter it
//! hides, so the finding is critical whatever the row; it says nothing about why, which is asked next.

use super::{Cause, Flag, cause, filled};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::situation::FOUND_UNTRUE;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (id, found) in case.situation.checks.iter().filter(|(_, found)| found.outcome == FOUND_UNTRUE) {
        let Some(question) = case.question(id.as_str()) else { continue };
        let Some(answer) = case.situation.given(id).first() else { continue };
        let causes = vec![cause(question, answer), Cause { question: id.clone(), entry: found.entry.clone() }];
        let flag = Flag::raise(rule, question.policy.clone(), filled(&rule.reason, question, answer), causes);
        flags.extend(flag.map(|flag| Flag { clears_when: filled(&rule.clears_when, question, answer), ..flag }));
    }
    flags
}
