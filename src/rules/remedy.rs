//! Z-14: child labour or forced labour calls for a remedy plan beside the stop. Leaving is the last step: those harmed
//! may fall into worse work.

use super::{Cause, Flag, cause, forced_labour, regimes};
use crate::assess::Case;
use crate::assess::risk::grade;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::Grade;
use crate::situation::State;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let none = Vec::new();
    let named = |key: &str| rule.parameters.lists.get(key).unwrap_or(&none);
    let mut causes: Vec<Cause> = Vec::new();
    for (question, answer) in super::answered(case).filter(|(question, _)| named("questions").iter().any(|id| id == question.id.as_str())) {
        if answer.state == State::Answered && grade(question, answer, case.known()) == Grade::Bad {
            causes.push(cause(question, answer));
        }
    }
    for risk in named("risks").iter().filter_map(|id| case.situation.regimes.risk(id)) {
        causes.extend(regimes::causes(case, risk));
    }
    for signs in named("signs").iter().filter_map(|id| case.policy.rules.get(id)) {
        causes.extend(forced_labour::check(case, signs).into_iter().flat_map(|flag| flag.causes));
    }
    causes.sort();
    causes.dedup();
    let rows: Vec<&str> = causes.iter().map(|cause| cause.question.row()).collect();
    let reason = rule.reason.with_text("list", &Text::listed(rows.into_iter()));
    Flag::raise(rule, rule.clause.clone(), reason, causes).into_iter().collect()
}
