//! PAPERS: where the place or the workforce makes the word alone too thin, every good answer on labour needs its paper.
//! One flag for all of them; a bad answer needs no proof, and conduct does not move by it.

use super::{Cause, Flag, cause};
use crate::assess::Case;
use crate::assess::risk::grade;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::Grade;
use crate::ratio::Ratio;
use crate::situation::{Backing, State};
use crate::supplier::Fact;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    if !is_compulsory(case, rule) {
        return Vec::new();
    }
    let none = Vec::new();
    let rows = rule.parameters.lists.get("questions").unwrap_or(&none);
    let causes: Vec<Cause> = super::answered(case)
        .filter(|(question, answer)| {
            rows.iter().any(|row| row == question.id.as_str())
                && !question.evidence.is_empty()
                && answer.state == State::Answered
                && answer.backing != Backing::Sound
                && grade(question, answer, case.known()) != Grade::Bad
        })
        .map(|(question, answer)| cause(question, answer))
        .collect();
    let list = Text::listed(causes.iter().map(|cause| cause.question.row()));
    let reason = rule.reason.with("count", &causes.len().to_string()).with_text("list", &list);
    Flag::raise(rule, rule.clause.clone(), reason, causes).into_iter().collect()
}

fn is_compulsory(case: &Case<'_>, rule: &RuleText) -> bool {
    let named = |key: &str| rule.parameters.lists.get(key).into_iter().flatten();
    let place = case.situation.tier.as_ref().is_some_and(|tier| named("tiers").any(|named| named == tier));
    let people = named("facts").any(|key| match case.situation.supplier.fact(key) {
        Some(Fact::Number(number)) => number > Ratio::ZERO,
        Some(Fact::Flag(flag)) => flag,
        Some(Fact::Word(_) | Fact::Words(_)) | None => false,
    });
    place || people || named("roles").any(|role| *role == case.situation.supplier.partner_type)
}
