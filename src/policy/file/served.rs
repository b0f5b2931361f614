//! What stands in a policy and nothing serves: a clause that no question asks about, a row that counts and is in no domain.

use std::collections::{BTreeMap, BTreeSet};

use crate::policy::published::Published;
use crate::policy::{Clause, Domain, Use};
use crate::questionnaire::Questionnaire;
use crate::reading::Fields;
use crate::sentence::told;

/// No clause without a question: what no row asks about, judges nobody. A clause below another asks for that one too, and
/// a document that suppliers acknowledge shows a clause by that record. The company's own duties are asked of no supplier.
pub(super) fn every_clause(fields: &Fields<'_, '_>, clauses: &[Clause], published: &[Published], sets: &[Questionnaire]) {
    if sets.is_empty() {
        return;
    }
    let mut served: BTreeSet<&str> = sets.iter().flat_map(|set| &set.questions).flat_map(|row| &row.policy).map(String::as_str).collect();
    served.extend(published.iter().flat_map(|document| &document.clause).map(String::as_str));
    let above: Vec<&str> =
        clauses.iter().filter(|clause| served.contains(clause.id.as_str())).filter_map(|clause| clause.parent.as_deref()).collect();
    served.extend(above);
    for table in fields.tables("clause") {
        let Some(id) = table.text("id") else { continue };
        let Some(clause) = clauses.iter().find(|clause| clause.id == id.value) else { continue };
        let asks = matches!(clause.purpose, Use::Gate | Use::Score | Use::ScoreAndEvidence | Use::Evidence);
        if asks && clause.in_source && !served.contains(clause.id.as_str()) {
            let named = || [("id", (&id.value).into())];
            let (what, next) = (told("remark.clause-without-question", named()), told("remark-do.clause-without-question", named()));
            table.sheet().doubt(&id.at, "clause-without-question", what, next);
        }
    }
}

/// Where a policy scores a questionnaire at all, each of its rows that counts is in a domain: one that is in none is
/// weighed, and no domain is the worse for it.
pub(super) fn every_row(fields: &Fields<'_, '_>, domains: &[Domain], sets: &[Questionnaire]) {
    let in_domain: BTreeSet<&str> = domains.iter().flat_map(|domain| &domain.questions).map(String::as_str).collect();
    let mut newest: BTreeMap<&str, &Questionnaire> = BTreeMap::new();
    for set in sets {
        let known = newest.entry(&set.id).or_insert(set);
        if set.edition > known.edition {
            *known = set;
        }
    }
    // A row that is named wrong was told, and the one that was meant is not missing too.
    if in_domain.iter().any(|row| sets.iter().all(|set| set.question(row).is_none())) {
        return;
    }
    let at = fields.tables("domain").first().map(|table| table.span("id").unwrap_or_else(|| table.at.clone())).unwrap_or_default();
    for set in newest.values().filter(|set| set.questions.iter().any(|row| in_domain.contains(row.id.as_str()))) {
        for row in set.questions.iter().filter(|row| row.has_weight() && !in_domain.contains(row.id.as_str())) {
            let what = told("remark.row-in-no-domain", [("row", row.id.as_str().into())]);
            fields.sheet().doubt(&at, "row-in-no-domain", what, told("remark-do.row-in-no-domain", []));
        }
    }
}
