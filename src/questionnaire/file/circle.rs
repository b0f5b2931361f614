//! Conditions that lead back to themselves: a row that waits for a row that waits for it, through other sets as well.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::around::Offer;
use crate::reading::Sheet;
use crate::sentence::told;

/// Rows, switches and sets of this file that wait for themselves; each circle is reported once, at its first place.
pub(super) fn circles(sheet: &Sheet<'_>, places: &[(String, Range<usize>)], sets: &[&Offer]) -> BTreeSet<String> {
    let waits: BTreeMap<&str, &BTreeSet<String>> =
        sets.iter().flat_map(|set| &set.waits).map(|(name, waits)| (name.as_str(), waits)).collect();
    let mut circular = BTreeSet::new();
    for (name, at) in places {
        if circular.contains(name) {
            continue;
        }
        if let Some(path) = path_back(name, &waits) {
            sheet.wrong(
                at,
                "circular-condition",
                told("remark.circular-condition", [("id", name.into()), ("path", path.join(" → ").into())]),
                told("remark-do.circular-condition", []),
            );
            circular.extend(path);
        }
    }
    circular
}

/// The row, switch or set that a name of a condition stands for: a part of a number belongs to its row.
fn known<'a>(name: &'a str, waits: &BTreeMap<&str, &BTreeSet<String>>) -> Option<&'a str> {
    if waits.contains_key(name) {
        return Some(name);
    }
    name.rsplit_once('.').map(|(row, _)| row).filter(|row| row.contains('.') && waits.contains_key(row))
}

fn path_back(start: &str, waits: &BTreeMap<&str, &BTreeSet<String>>) -> Option<Vec<String>> {
    let mut paths = vec![vec![start.to_owned()]];
    let mut visited = BTreeSet::new();
    while let Some(path) = paths.pop() {
        let last = path.last()?.clone();
        for next in waits.get(last.as_str()).copied().into_iter().flatten().filter_map(|name| known(name, waits)) {
            let mut longer = path.clone();
            longer.push(next.to_owned());
            if next == start {
                return Some(longer);
            }
            if visited.insert(next.to_owned()) {
                paths.push(longer);
            }
        }
    }
    None
}
