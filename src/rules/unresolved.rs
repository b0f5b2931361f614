//! UNRESOLVED: a gate row that was declined or is not known is neither good nor bad; it bars *continue* until it is
//! answered or two people decide. *Not applicable* on a gate counts the same until a reviewer accepts the reason.

use super::{Flag, cause, filled};
use crate::assess::Case;
use crate::assess::risk::is_accepted;
use crate::policy::RuleText;
use crate::situation::State;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (question, answer) in super::answered(case).filter(|(question, _)| question.gate) {
        let open = match answer.state {
            State::DontKnow | State::Declined => true,
            State::NotApplicable => !is_accepted(question, answer),
            State::Answered => false,
        };
        if !open {
            continue;
        }
        let flag = Flag::raise(rule, question.policy.clone(), filled(&rule.reason, question, answer), vec![cause(question, answer)]);
        flags.extend(flag.map(|mut flag| {
            flag.gate = true;
            flag.severity = question.severity;
            flag.clears_when = filled(&rule.clears_when, question, answer);
            flag.restricted = question.restricted;
            flag
        }));
    }
    flags
}
