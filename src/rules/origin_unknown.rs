//! M-ORIGIN: the metal is in use and where it comes from is not known: smelters are not all identified, or the sender
//! lists one that is not known yet.

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::situation::minerals::{Declared, Word};

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let declared = case.situation.minerals.declared.iter().filter(|metal| metal.in_use.word == Word::Yes);
    declared
        .filter_map(|metal| {
            let unnamed = metal.not_identified + metal.facilities.iter().filter(|facility| facility.id.is_none()).count();
            let reason = rule.reason.with_text("metal", &mineral::metal(&metal.metal)).with("count", &unnamed.to_string());
            let flag = Flag::raise(rule, rule.clause.clone(), reason, causes(metal, unnamed))?;
            Some(Flag {
                clears_when: rule.clears_when.with_text("metal", &mineral::metal(&metal.metal)),
                scope: Some(format!("metal:{}", metal.metal)),
                ..flag
            })
        })
        .collect()
}

fn causes(metal: &Declared, unnamed: usize) -> Vec<Cause> {
    let mut causes = Vec::new();
    if matches!(metal.all_identified.word, Word::No | Word::Unknown) {
        causes.push(mineral::declared(metal, &metal.all_identified));
    }
    if unnamed > 0 {
        causes.push(mineral::smelters(metal, metal.facilities.iter().filter(|facility| facility.id.is_none())));
    }
    causes
}
