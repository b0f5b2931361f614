//! P-CONSENT: waste does not cross a border before the states asked have consented. A consent of the register that was
//! only applied for, ran out, or is dated to a day to come is a missing one, until one that was given stands beside it.

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::reference::scheme;
use crate::sentence::{Sentence, told};
use crate::situation::minerals::Paper;
use crate::supplier::{Certificate, Fact};

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let supplier = &case.situation.supplier;
    let named = |key: &str| rule.parameters.lists.get(key).into_iter().flatten();
    // Whoever is not known to stay at home is taken to ship.
    let crosses = supplier.country.is_empty() || !named("home").any(|home| *home == supplier.country);
    let moves = named("facts").all(|key| supplier.fact(key) != Some(Fact::Flag(false)));
    if !crosses || !moves || !named("roles").any(|role| *role == supplier.partner_type) {
        return Vec::new();
    }
    let is_consent = |certificate: &Certificate| {
        let known = scheme::find(&certificate.scheme);
        known.is_some_and(|known| named("schemes").any(|id| *id == known.id))
    };
    let is_to_come = |certificate: &Certificate| {
        let issued = certificate.issued.parse::<jiff::civil::Date>().ok();
        issued.is_some_and(|issued| case.situation.today.is_some_and(|today| issued > today))
    };
    let is_given = |(paper, certificate): &(&Paper, &Certificate)| {
        named("states").any(|state| state == paper.state(&certificate.state))
            && paper.days_left.is_none_or(|days| days >= 0)
            && !is_to_come(certificate)
    };
    let all: Vec<(&Paper, &Certificate)> = mineral::papers(case).filter(|(_, certificate)| is_consent(certificate)).collect();
    let given: Vec<&Certificate> = all.iter().filter(|one| is_given(one)).map(|(_, certificate)| *certificate).collect();
    let speaks_for = |given: &Certificate, of: &Certificate| {
        (given.site.is_empty() || given.site == of.site) && (given.metal.is_empty() || given.metal.eq_ignore_ascii_case(&of.metal))
    };
    let missing: Vec<&(&Paper, &Certificate)> =
        all.iter().filter(|one| !is_given(one) && !given.iter().any(|given| speaks_for(given, one.1))).collect();
    let list: Vec<Text> = missing
        .iter()
        .map(|(paper, certificate)| {
            let how = match paper.state(&certificate.state) {
                _ if is_to_come(certificate) => told("certificate-state.to-come", [("day", certificate.issued.as_str().into())]),
                "applied" => told("certificate-state.applied", []),
                "under-assessment" => told("certificate-state.under-assessment", []),
                "disputed" => told("certificate-state.disputed", []),
                _ => told("certificate-state.lapsed", []),
            };
            let title = Sentence::from(&mineral::title(certificate));
            told("figure.of-item", [("item", title), ("what", how)]).text()
        })
        .collect();
    let causes: Vec<Cause> = missing.iter().map(|(paper, certificate)| mineral::paper(paper, certificate)).collect();
    let reason = rule.reason.with_text("list", &mineral::listed(&list));
    Flag::raise(rule, rule.clause.clone(), reason, causes).into_iter().map(|flag| Flag { scope: Some("lot".to_owned()), ..flag }).collect()
}
