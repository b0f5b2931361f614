//! Facilities that a reported name may mean, best first, each with its reasons.

use jiff::civil::Date;

use super::{Candidate, Decisions, Reason, Reported};
use crate::reference::list::Lists;
use crate::reference::name::normalise;

/// Facilities that may be meant, best first.
#[must_use]
pub fn candidates(reported: &Reported<'_>, lists: &Lists, decisions: &Decisions, day: Date) -> Vec<Candidate> {
    let Some(list) = lists.smelters_on(reported.metal, day) else { return Vec::new() };
    let wanted = reported.name.map(normalise).unwrap_or_default();
    let decided = reported.name.and_then(|name| decisions.find(reported.metal, name, reported.country));
    let mut all: Vec<Candidate> = Vec::new();
    for row in list.rows.iter().filter(|row| super::settle::metal_key(&row.metal) == super::settle::metal_key(reported.metal)) {
        let alias = normalise(&row.alias);
        let mut reasons = Vec::new();
        if let Some(decision) = decided.filter(|decision| decision.id.as_deref() == Some(&row.id)) {
            reasons.push(Reason::Decided { by: decision.by.clone(), entry: decision.entry.clone() });
        }
        if reported.id == Some(row.id.as_str()) {
            reasons.push(Reason::Id);
        }
        if alias.whole == wanted.whole {
            reasons.push(Reason::Alias(row.alias.clone()));
        } else if alias.core == wanted.core {
            reasons.push(Reason::Normalised(row.alias.clone()));
        }
        if !reasons.is_empty() && !all.iter().any(|known| known.id == row.id) {
            all.push(Candidate {
                id: row.id.clone(),
                name: row.name.clone(),
                country: row.country.clone(),
                metal: row.metal.clone(),
                score: 950,
                reasons,
            });
        }
    }
    all
}
