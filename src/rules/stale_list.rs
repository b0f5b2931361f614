//! Z-10: the facility status that judges declarations is older than the policy allows, or no such list was imported. The
//! edition is named with every judgement.

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::ratio::Ratio;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let minerals = &case.situation.minerals;
    let named = minerals.declared.iter().filter(|metal| !metal.facilities.is_empty());
    let mut causes: Vec<Cause> = named.map(|metal| mineral::smelters(metal, [])).collect();
    causes.dedup();
    let most = rule.parameters.numbers.get("days").copied().unwrap_or(Ratio::whole(90));
    let list = match &minerals.statuses {
        Some(list) if Ratio::whole(list.days) <= most => return Vec::new(),
        Some(list) => {
            let name = format!("{} {}", list.name, list.dated);
            mineral::words(
                format!("{name} is {} days old", list.days),
                format!("{name}は{}日前のもの", list.days),
                format!("{name}已过{}天", list.days),
            )
        }
        None => mineral::words("no facility status list was imported", "施設状況リストが未取込", "尚未导入设施状态名单"),
    };
    let reason = rule.reason.with_text("list", &list).with("count", &most.to_string());
    Flag::raise(rule, rule.clause.clone(), reason, causes).into_iter().collect()
}
