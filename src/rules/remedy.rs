//! Z-14: child labour or forced labour calls for a remedy plan beside the stop. Leaving is the last step: those harmed
//! may fall into worse work.

use super::{Cause, Flag, cause, forced_labour, regimes};
use crate::assess::Case;
use crate::assess::risk::grade;
use crate::condition::Truth;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{Grade, Response};
use crate::situation::{Checked, State};

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
    let mut flags: Vec<Flag> = raised(rule, causes).into_iter().collect();
    if rule.version >= 2 {
        flags.extend(found_by_us(case, rule, named("questions")));
    }
    flags
}

fn raised(rule: &RuleText, causes: Vec<Cause>) -> Option<Flag> {
    let rows: Vec<&str> = causes.iter().map(|cause| cause.question.row()).collect();
    let reason = rule.reason.with_text("list", &Text::listed(rows.into_iter()));
    Flag::raise(rule, rule.clause.clone(), reason, causes)
}

/// What the buyer's own checks found, row by row: whoever was harmed is owed a remedy, whoever found it out. A row with
/// rights of its own keeps them.
fn found_by_us(case: &Case<'_>, rule: &RuleText, rows: &[String]) -> Vec<Flag> {
    let mut flags = Vec::new();
    for question in case.questions().filter(|question| !question.is_asked() && rows.iter().any(|id| id == question.id.as_str())) {
        let stops = |(about, check): &(&str, &Checked)| {
            let said = super::as_answer(about, check);
            let known = case.known().for_answer(question, &said);
            question.bad.iter().any(|branch| branch.responses.contains(&Response::Stop) && branch.when.holds(&known) == Truth::True)
        };
        let causes: Vec<Cause> = super::checks_on(case.situation, &question.id)
            .filter(stops)
            .map(|(_, check)| Cause { question: question.id.clone(), entry: check.entry.clone() })
            .collect();
        flags.extend(raised(rule, causes).map(|flag| Flag { restricted: question.restricted, ..flag }));
    }
    flags
}
