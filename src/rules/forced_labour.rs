//! R-FL: several signs of forced labour together are a STOP though each alone is a corrective action.

use super::{Flag, answer_text, cause};
use crate::assess::Case;
use crate::assess::risk::grade;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::Grade;
use crate::ratio::Ratio;
use crate::situation::State;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let none = Vec::new();
    let watched = rule.parameters.lists.get("questions").unwrap_or(&none);
    let least = rule.parameters.numbers.get("at-least").copied().unwrap_or(Ratio::whole(2));
    let mut causes = Vec::new();
    let mut list: Option<Text> = None;
    for (question, answer) in super::answered(case) {
        let is_bad = answer.state == State::Answered && grade(question, answer, case.known()) == Grade::Bad;
        if !is_bad || !watched.iter().any(|id| id == question.id.as_str()) {
            continue;
        }
        let sign =
            Text::same("{question} {answer}").with("question", question.id.row()).with_text("answer", &answer_text(question, answer));
        list = Some(match list {
            None => sign,
            Some(list) => Text {
                en: format!("{}, {}", list.en, sign.en),
                ja: format!("{}、{}", list.ja, sign.ja),
                zh: format!("{}、{}", list.zh, sign.zh),
            },
        });
        causes.push(cause(question, answer));
    }
    causes.dedup_by(|a, b| a.question == b.question);
    let count = causes.len();
    if Ratio::whole(i64::try_from(count).unwrap_or(i64::MAX)) < least {
        return Vec::new();
    }
    let reason = rule.reason.with("count", &count.to_string()).with_text("list", &list.unwrap_or_default());
    let flag = Flag::raise(rule, rule.clause.clone(), reason, causes);
    flag.into_iter().map(|flag| Flag { gate: true, ..flag }).collect()
}
