//! P-SITES: a certificate holds for the sites it names and for no other. Where a scheme covers some of the supplier's
//! sites, the coverage is told as a count and never as "certified".

use std::collections::{BTreeMap, BTreeSet};

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::reference::scheme;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let sites = &case.situation.supplier.sites;
    let named = |key: &str| rule.parameters.lists.get(key).into_iter().flatten();
    let mut schemes: BTreeMap<String, (String, BTreeSet<&str>, Vec<Cause>)> = BTreeMap::new();
    for (paper, certificate) in mineral::papers(case) {
        let scheme = mineral::scheme(&certificate.scheme);
        let holds = named("states").any(|state| state == paper.state(&certificate.state)) && paper.days_left.is_none_or(|days| days >= 0);
        let known = scheme::find(&certificate.scheme).map_or(scheme.as_str(), |known| &known.id);
        if !holds || named("not-of-sites").any(|other| other == known) {
            continue;
        }
        let entry = schemes.entry(scheme).or_insert_with(|| (certificate.scheme.clone(), BTreeSet::new(), Vec::new()));
        entry
            .1
            .extend(sites.iter().filter(|site| site.id == certificate.site || site.name == certificate.site).map(|site| site.id.as_str()));
        entry.2.push(mineral::paper(paper, certificate));
    }
    schemes
        .into_values()
        .filter(|(_, covered, _)| covered.len() < sites.len())
        .filter_map(|(scheme, covered, causes)| {
            let missing: Vec<&str> = sites.iter().map(|site| site.id.as_str()).filter(|site| !covered.contains(site)).collect();
            let reason = rule
                .reason
                .with("question", &scheme)
                .with("count", &covered.len().to_string())
                .with("total", &sites.len().to_string())
                .with_text("list", &Text::listed(missing.iter().copied()));
            Flag::raise(rule, rule.clause.clone(), reason, causes)
        })
        .collect()
}
