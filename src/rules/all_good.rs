//! Z-12: full marks everywhere and no paper behind any of them, or the very same answers at every site, ask for a
//! second look rather than for applause.

use std::collections::BTreeMap;

use super::{Cause, Flag, cause};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::Kind;
use crate::ratio::Ratio;
use crate::situation::{Backing, State};

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let least = rule.parameters.numbers.get("min-rows").copied().unwrap_or(Ratio::whole(8));
    let enough = |count: usize| Ratio::whole(i64::try_from(count).unwrap_or(i64::MAX)) >= least;
    let mut flags = Vec::new();
    let maturity: Vec<_> =
        super::answered(case).filter(|(question, answer)| question.kind == Kind::Maturity && answer.state == State::Answered).collect();
    let full = maturity.iter().all(|(_, answer)| answer.value.first().is_some_and(|level| level == "4"));
    let no_paper = maturity.iter().all(|(_, answer)| answer.backing != Backing::Sound);
    if enough(maturity.len()) && full && no_paper {
        let causes: Vec<Cause> = maturity.iter().map(|(question, answer)| cause(question, answer)).collect();
        flags.extend(raise(rule, causes));
    }
    let identical = identical_sites(case);
    if enough(identical.len()) {
        flags.extend(raise(rule, identical));
    }
    flags
}

fn raise(rule: &RuleText, causes: Vec<Cause>) -> Option<Flag> {
    let reason = rule
        .reason
        .with("count", &causes.len().to_string())
        .with_text("list", &Text::listed(causes.iter().map(|cause| cause.question.row())));
    Flag::raise(rule, rule.clause.clone(), reason, causes)
}

/// Rows answered for several sites, always with the same value; empty as soon as one row differs.
fn identical_sites(case: &Case<'_>) -> Vec<Cause> {
    let mut by_question: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (question, answer) in super::answered(case).filter(|(_, answer)| !answer.about.is_empty() && answer.state == State::Answered) {
        by_question.entry(question.id.clone()).or_default().push((question, answer));
    }
    let mut causes = Vec::new();
    for answers in by_question.values().filter(|answers| answers.len() > 1) {
        let first = &answers[0].1.value;
        if answers.iter().any(|(_, answer)| answer.value != *first) {
            return Vec::new();
        }
        causes.extend(answers.first().map(|(question, answer)| cause(question, answer)));
    }
    causes
}
