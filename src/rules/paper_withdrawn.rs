//! P-VOID: the standard itself was withdrawn. The paper stays on file and counts as none.

use super::{Flag, mineral};
use crate::assess::Case;
use crate::policy::RuleText;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let lists = &rule.parameters.lists;
    let (withdrawn, instead) = (lists.get("schemes"), lists.get("instead"));
    mineral::papers(case)
        .filter_map(|(paper, certificate)| {
            let at = withdrawn?.iter().position(|scheme| *scheme == mineral::scheme(&certificate.scheme))?;
            let next = instead.and_then(|all| all.get(at)).map_or("", String::as_str);
            let reason = rule.reason.with_text("question", &mineral::title(certificate)).with("list", next);
            let flag = Flag::raise(rule, rule.clause.clone(), reason, vec![mineral::paper(paper, certificate)])?;
            Some(Flag { clears_when: rule.clears_when.with("list", next), ..flag })
        })
        .collect()
}
