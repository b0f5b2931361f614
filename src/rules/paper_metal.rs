//! P-METAL: a scheme that does not assess the metal proves nothing about it. LPPM, for one, knows no gold.

use super::{Flag, mineral};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::reference::scheme;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    mineral::papers(case)
        .filter(|(_, certificate)| !certificate.metal.is_empty())
        .filter_map(|(paper, certificate)| {
            let refusal = scheme::find(&certificate.scheme)?.covers(&certificate.metal).err()?;
            let reason = rule.reason.with_text("list", &refusal);
            Flag::raise(rule, rule.clause.clone(), reason, vec![mineral::paper(paper, certificate)])
        })
        .collect()
}
