//! Inherent risk: place, material, position, circumstance. It decides depth, evidence and renewal, never guilt.

use crate::policy::{Points, Policy};
use crate::ratio::{Ratio, Tenths};
use crate::situation::Situation;
use crate::supplier::Fact;

/// One part of inherent risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InherentPart {
    /// place, material, position or circumstance.
    pub kind: &'static str,
    /// Points.
    pub points: Tenths,
    /// What gave them: `T3`, `tantalum`, `mine`, `migrants`; `unknown` when nothing is recorded.
    pub reasons: Vec<String>,
}

/// Inherent risk with its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherent {
    /// 0 to 100, as printed.
    pub score: Tenths,
    /// Band.
    pub band: String,
    /// Parts in fixed order.
    pub parts: Vec<InherentPart>,
}

impl Inherent {
    /// Whether any part had to take the high value because nothing is recorded.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.parts.iter().any(|part| part.reasons.iter().any(|reason| reason == "unknown"))
    }
}

fn capped(points: Ratio, table: &Points) -> Ratio {
    table.cap.map_or(points, |cap| points.min(cap))
}

fn one(table: &Points, word: Option<&str>) -> (Ratio, Vec<String>) {
    match word {
        Some(word) => match table.of.get(word) {
            Some(points) => (capped(*points, table), vec![word.to_owned()]),
            None => (capped(table.unknown, table), vec![word.to_owned(), "unknown".to_owned()]),
        },
        None => (capped(table.unknown, table), vec!["unknown".to_owned()]),
    }
}

fn material(situation: &Situation, table: &Points) -> (Ratio, Vec<String>) {
    let best = situation
        .supplier
        .materials
        .iter()
        .map(|name| (table.of.get(name).copied().unwrap_or(table.unknown), name))
        .max_by(|a, b| a.0.cmp(&b.0));
    match best {
        Some((points, name)) => (capped(points, table), vec![name.clone()]),
        None => (capped(table.unknown, table), vec!["unknown".to_owned()]),
    }
}

fn circumstance(situation: &Situation, table: &Points) -> (Ratio, Vec<String>) {
    let supplier = &situation.supplier;
    let present = |key: &str| match key {
        "single-source" => supplier.single_source,
        "spend-high" => supplier.is_spent_on_highly(),
        other => match supplier.fact(other) {
            Some(Fact::Number(number)) => number > Ratio::ZERO,
            Some(Fact::Flag(flag)) => flag,
            Some(Fact::Word(_) | Fact::Words(_)) | None => false,
        },
    };
    let found: Vec<(&String, &Ratio)> = table.of.iter().filter(|(key, _)| present(key)).collect();
    let points = found.iter().map(|(_, points)| **points).sum();
    (capped(points, table), found.into_iter().map(|(key, _)| key.clone()).collect())
}

/// The inherent risk of a supplier.
#[must_use]
pub fn inherent(situation: &Situation, policy: &Policy) -> Inherent {
    let table = &policy.inherent;
    let position = Some(situation.supplier.partner_type.as_str()).filter(|word| !word.is_empty());
    let parts = [
        ("place", one(&table.place, situation.tier.as_deref())),
        ("material", material(situation, &table.material)),
        ("position", one(&table.position, position)),
        ("circumstance", circumstance(situation, &table.circumstance)),
    ];
    let total: Ratio = parts.iter().map(|(_, (points, _))| *points).sum();
    let score = total.min(Ratio::whole(100)).tenths();
    let parts = parts.into_iter().map(|(kind, (points, reasons))| InherentPart { kind, points: points.tenths(), reasons }).collect();
    Inherent { score, band: policy.inherent_band(score).to_owned(), parts }
}

/// The short set: below the policy's headcount, or routine inherent risk with every part of it known.
#[must_use]
pub fn short_set(situation: &Situation, policy: &Policy) -> bool {
    let headcount = match situation.supplier.fact("headcount") {
        Some(Fact::Number(number)) => Some(number),
        Some(Fact::Flag(_) | Fact::Word(_) | Fact::Words(_)) | None => None,
    };
    let small = matches!((headcount, policy.short_below_headcount), (Some(count), Some(limit)) if count < limit);
    let inherent = inherent(situation, policy);
    let routine = headcount.is_some() && !inherent.has_unknown() && policy.short_inherent_band.as_deref() == Some(inherent.band.as_str());
    small || routine
}
