//! Z-13, the PX path: a penalty opens the confirmation of an improvement process; if that fails, the contract is
//! reviewed. Findings lead to improvement first, to the contract last.

use super::{Flag, cause, filled};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::questionnaire::{QuestionId, Response};
use crate::ratio::Ratio;
use crate::situation::State;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let named =
        |key: &str, default: &str| rule.parameters.lists.get(key).and_then(|list| list.first()).map_or(default.to_owned(), Clone::clone);
    let penalty = named("questions", "csr-saq.A3");
    let removed = named("cause", "csr-saq.A4");
    let Some(penalty_question) = case.question(&penalty) else { return Vec::new() };
    let Some(told) =
        case.situation.given(&QuestionId::from_text(&penalty)).iter().find(|answer| answer.value.first().is_some_and(|v| v == "yes"))
    else {
        return Vec::new();
    };
    let mut causes = vec![cause(penalty_question, told)];
    let mut response = rule.response;
    if let Some(question) = case.question(&removed) {
        for answer in case.situation.given(&question.id) {
            causes.push(cause(question, answer));
            let failed = answer.state != State::Answered || answer.value.first().is_some_and(|value| value == "no");
            if failed {
                response = response.max(Response::Cap30);
            }
        }
    }
    let days = rule.parameters.numbers.get("review-days").copied().unwrap_or(Ratio::whole(90));
    let reason = filled(&rule.reason, penalty_question, told).with("count", &days.to_string());
    let flag = Flag::raise(rule, rule.clause.clone(), reason, causes);
    flag.into_iter().map(|flag| Flag { response, clears_when: filled(&rule.clears_when, penalty_question, told), ..flag }).collect()
}
