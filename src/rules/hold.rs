//! Z-01: an open STOP holds new orders until two people decide; nothing ends by itself.

use super::{Flag, Since};
use crate::language::Text;
use crate::policy::RuleText;
use crate::sentence::told;

pub(super) fn check(flags: &[Flag], rule: &RuleText) -> Vec<Flag> {
    // Restricted stops are held apart, so that no list of rows gives them away.
    let (closed, open): (Vec<&Flag>, Vec<&Flag>) = flags.iter().filter(|flag| flag.is_open_stop()).partition(|flag| flag.restricted);
    [open, closed].into_iter().filter_map(|stops| hold(&stops, rule)).collect()
}

fn hold(stops: &[&Flag], rule: &RuleText) -> Option<Flag> {
    let mut causes: Vec<_> = stops.iter().flat_map(|flag| flag.causes.iter().cloned()).collect();
    causes.sort();
    causes.dedup();
    let mut clause = rule.clause.clone();
    for stop in stops {
        for id in &stop.clause {
            if !clause.contains(id) {
                clause.push(id.clone());
            }
        }
    }
    let mut rows: Vec<&str> = causes.iter().map(|cause| cause.question.row()).collect();
    rows.dedup();
    let rows = Text::listed(rows.iter().copied());
    let reason = rule.reason.with("count", &stops.len().to_string()).with_text("list", &rows);
    let restricted = !stops.is_empty() && stops.iter().all(|flag| flag.restricted);
    // A hold that only stops of before bring about is one of before.
    let before: Option<Vec<&Since>> = stops.iter().map(|stop| stop.carried()).collect();
    let since = before.and_then(|all| all.into_iter().min_by(|a, b| a.day.cmp(&b.day)).cloned());
    let reason = match &since {
        Some(since) => told("carried.flag", [("reason", reason.into()), ("since", since.sentence())]).text(),
        None => reason,
    };
    Flag::raise(rule, clause, reason, causes).map(|flag| Flag { gate: true, restricted, since, ..flag })
}
