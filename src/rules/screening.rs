//! S-HIT and S-SCREEN: a name on a sanctions list is alike and waits for a person, or a person found it to be the same;
//! a screening is overdue, or somebody was named since. Restricted: buyers see a compliance hold where somebody was found, and nothing else.

use super::{Cause, Flag};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{QuestionId, Response, Severity};
use crate::sentence::told;

/// The set under which hits stand in for questions.
pub const SET: &str = "screening";

pub(super) fn hits(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let mut flags = Vec::new();
    for hit in &case.situation.screening.hits {
        let said = if hit.same {
            super::mineral::words("found to be the same", "同一と判断", "已认定为同一主体")
        } else {
            super::mineral::words("waits for a person", "担当者の判断待ち", "待人工判断")
        };
        let reason = rule.reason.with("text", &hit.party).with("question", &hit.listed).with("list", &hit.list).with_text("answer", &said);
        let cause = Cause { question: QuestionId::new(SET, &hit.key), entry: hit.entry.clone() };
        let flag = Flag::raise(rule, rule.clause.clone(), reason, vec![cause]).map(|flag| Flag { restricted: true, ..flag });
        flags.extend(
            flag.map(
                |flag| {
                    if hit.same { Flag { gate: true, severity: Severity::Critical, response: Response::Stop, ..flag } } else { flag }
                },
            ),
        );
    }
    flags
}

pub(super) fn overdue(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let screening = &case.situation.screening;
    let (reason, entry) = match (&screening.overdue, &screening.unscreened) {
        (Some((since, entry)), _) => (rule.reason.with("list", since), entry),
        (None, Some((names, entry))) => {
            let names = Text::listed(names.iter().map(String::as_str));
            (told("screening.named-since", [("names", (&names).into())]).text(), entry)
        }
        (None, None) => return Vec::new(),
    };
    let cause = Cause { question: QuestionId::new(SET, "due"), entry: entry.clone() };
    Flag::raise(rule, rule.clause.clone(), reason, vec![cause]).map(|flag| Flag { restricted: true, ..flag }).into_iter().collect()
}
