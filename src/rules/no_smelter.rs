//! M-SMELTER: a metal is declared in use and no smelter of it is named.

use super::{Flag, mineral};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::situation::minerals::Word;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let declared = case.situation.minerals.declared.iter();
    let without = declared.filter(|metal| metal.in_use.word == Word::Yes && metal.facilities.is_empty());
    without
        .filter_map(|metal| {
            let reason = rule.reason.with_text("metal", &mineral::metal(&metal.metal));
            let flag = Flag::raise(
                rule,
                rule.clause.clone(),
                reason,
                vec![mineral::declared(metal, &metal.in_use), mineral::smelters(metal, [])],
            )?;
            Some(Flag {
                clears_when: rule.clears_when.with_text("metal", &mineral::metal(&metal.metal)),
                scope: Some(format!("metal:{}", metal.metal)),
                ..flag
            })
        })
        .collect()
}
