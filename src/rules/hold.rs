//! Z-01: an open STOP holds new orders until two people decide; nothing ends by itself.

use super::Flag;
use crate::language::Text;
use crate::policy::RuleText;

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
    let rows = Text::listed(causes.iter().map(|cause| cause.question.row()));
    let reason = rule.reason.with("count", &stops.len().to_string()).with_text("list", &rows);
    let restricted = !stops.is_empty() && stops.iter().all(|flag| flag.restricted);
    Flag::raise(rule, clause, reason, causes).map(|flag| Flag { gate: true, restricted, ..flag })
}
