//! P-DISPUTED: two sources say different things about a certificate. Both stay in sight and it counts as none until a
//! reviewer has decided.

use super::{Flag, mineral};
use crate::assess::Case;
use crate::policy::RuleText;
use crate::situation::minerals::DISPUTED;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    mineral::papers(case)
        .filter(|(paper, certificate)| certificate.state == DISPUTED && paper.decided.is_none())
        .filter_map(|(paper, certificate)| {
            let reason = rule.reason.with_text("question", &mineral::title(certificate)).with("list", &certificate.source);
            let flag = Flag::raise(rule, rule.clause.clone(), reason, vec![mineral::paper(paper, certificate)])?;
            Some(Flag { scope: (!certificate.site.is_empty()).then(|| format!("site:{}", certificate.site)), ..flag })
        })
        .collect()
}
