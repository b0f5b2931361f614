//! The best and the worst that conduct could still become, over everything that is open or could still open.
//!
//! Sound for every completion: an open row may be answered well, badly, or leave with a reason; a row that may open may
//! also stay shut. So for the best, only domains that certainly keep enough rows count as worst; for the worst, every
//! domain that possibly has them.

use super::conduct::{Presence, ScoredRow, Sums};
use crate::policy::Policy;
use crate::ratio::Ratio;

/// (best, worst), 0 to 100; `None` when there is no scored row at all.
#[must_use]
pub fn interval(rows: &[ScoredRow<'_>], policy: &Policy) -> (Option<Ratio>, Option<Ratio>) {
    (bound(rows, policy, Ratio::ZERO), bound(rows, policy, Ratio::ONE))
}

fn is_open(presence: Presence) -> bool {
    matches!(presence, Presence::Open | Presence::MayOpen)
}

fn sums<'a>(rows: impl Iterator<Item = &'a ScoredRow<'a>>, open_risk: Ratio) -> Sums {
    let mut sums = Sums::default();
    for row in rows {
        match row.presence {
            Presence::Counts(risk) => sums.add(row.weight, risk),
            Presence::Open | Presence::MayOpen => sums.add(row.weight, open_risk),
            Presence::Left | Presence::NotAsked => {}
        }
    }
    sums
}

fn bound(rows: &[ScoredRow<'_>], policy: &Policy, open_risk: Ratio) -> Option<Ratio> {
    let mean = sums(rows.iter(), open_risk).mean()?;
    let best = open_risk.is_zero();
    let share = policy.worst_share;
    let with = |domain: Ratio| (Ratio::ONE - share) * mean + share * domain;
    let mut certain: Option<Ratio> = None;
    let mut possible: Vec<Ratio> = Vec::new();
    for domain in 0..policy.domains.len() {
        let members = || rows.iter().filter(move |row| row.domain == Some(domain));
        let firm = members().filter(|row| matches!(row.presence, Presence::Counts(_) | Presence::NotAsked)).count();
        let reachable = firm + members().filter(|row| is_open(row.presence)).count();
        let answered = members().any(|row| matches!(row.presence, Presence::Counts(_)));
        if reachable < policy.worst_min_rows {
            continue;
        }
        let Some(score) = sums(members(), open_risk).mean() else { continue };
        possible.push(score);
        if firm >= policy.worst_min_rows && answered {
            certain = Some(certain.map_or(score, |known| known.max(score)));
        }
    }
    if best {
        return Some(match (certain, possible.iter().copied().reduce(Ratio::min)) {
            (Some(certain), _) => with(certain),
            (None, Some(least)) => with(least.min(mean)),
            (None, None) => mean,
        });
    }
    let most = possible.into_iter().reduce(Ratio::max);
    Some(most.map_or(mean, |most| with(most.max(mean))))
}
