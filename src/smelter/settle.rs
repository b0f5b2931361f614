//! Which facility a row means: by its identification, by a decision, by a listed name; otherwise nobody's.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Decisions, Doubt, How, Reported, Settled};
use crate::reference::index::{Named, likeness};
use crate::reference::list::{ListedSmelter, Lists};
use crate::reference::name::{folded, normalise};
use crate::reference::{country, metal};

/// A name at least this much like a listed one of the same identification is taken for it without a word.
const SAME_NAME: u16 = 800;

/// Whether two names mean the same country.
pub(super) fn same_country(a: &str, b: &str) -> bool {
    country::key(a) == country::key(b)
}

/// The reported identification as lists write it.
pub(super) fn wanted_id(reported: &Reported<'_>) -> Option<String> {
    reported.id.map(|id| id.trim().to_uppercase()).filter(|id| !id.is_empty())
}

/// Whether a name is one of the templates' ways to say that there is none.
#[must_use]
pub fn says_nothing(name: &str) -> bool {
    let name = folded(name);
    let words = ["unknown", "n a", "na", "none", "not applicable", "tbd"];
    name.is_empty() || name.ends_with("not listed") || name.ends_with("not yet identified") || words.contains(&name.as_str())
}

/// What a row means on a day.
#[must_use]
pub fn settle(reported: &Reported<'_>, lists: &Lists, decisions: &Decisions, day: Date) -> Settled {
    let mut doubts = Vec::new();
    let named = lists.named(reported.metal, day);
    if let Some(id) = wanted_id(reported) {
        if let Some(settled) = by_id(reported, lists, &named, &id, day) {
            return settled;
        }
        if !named.is_empty() && id.starts_with("CID") {
            doubts.push(Doubt::UnknownId);
        }
    }
    let without = |mut doubts: Vec<Doubt>, doubt: Doubt| {
        doubts.push(doubt);
        Settled { id: None, how: How::None, doubts }
    };
    let nothing = if named.is_empty() { Doubt::NoList } else { Doubt::Unmatched };
    let Some(name) = reported.name.filter(|name| !says_nothing(name)) else { return without(doubts, nothing) };
    let apart = decisions.conflict(reported.metal, name, reported.country);
    if !apart.is_empty() {
        return without(doubts, Doubt::DecidedDifferently { told: apart.iter().map(|one| one.told()).collect() });
    }
    if let Some(decision) = decisions.find(reported.metal, name, reported.country) {
        return Settled { id: decision.id.clone(), how: How::Decided, doubts };
    }
    match named.first() {
        Some(named) => by_name(reported, named, name, doubts),
        None => without(doubts, nothing),
    }
}

fn by_id(reported: &Reported<'_>, lists: &Lists, named: &[Named<'_>], id: &str, day: Date) -> Option<Settled> {
    let settled = |doubts| Some(Settled { id: Some(id.to_owned()), how: How::Id, doubts });
    for (age, one) in named.iter().enumerate() {
        let rows: Vec<&ListedSmelter> = one.names.of_id(id).iter().map(|row| one.row(*row)).collect();
        let Some(first) = rows.first() else { continue };
        let mut doubts = Vec::new();
        if age > 0 {
            let edition = &one.list.edition;
            doubts.push(Doubt::RemovedId { last_list: edition.name.clone(), dated: edition.dated });
        }
        if let Some(name) = reported.name.filter(|name| !says_nothing(name)) {
            let name = normalise(name);
            let same = |listed: &str| likeness(&name, &normalise(listed)) >= SAME_NAME;
            if !rows.iter().any(|row| same(&row.alias) || same(&row.name)) {
                doubts.push(Doubt::OtherName { listed: first.name.clone() });
            }
        }
        other_country(reported, first, &mut doubts);
        return settled(doubts);
    }
    let other = lists
        .smelters
        .iter()
        .filter(|list| list.edition.dated <= day)
        .filter_map(|list| list.rows.iter().find(|row| row.id == id).map(|row| (list.edition.dated, row)))
        .max_by_key(|(dated, _)| *dated)?;
    debug_assert_ne!(metal::key(&other.1.metal), metal::key(reported.metal), "lists of the metal were looked through already");
    settled(vec![Doubt::OtherMetal { listed: other.1.metal.clone() }])
}

fn other_country(reported: &Reported<'_>, row: &ListedSmelter, doubts: &mut Vec<Doubt>) {
    if let Some(country) = reported.country.filter(|country| !country.trim().is_empty())
        && !row.country.is_empty()
        && !same_country(country, &row.country)
    {
        doubts.push(Doubt::OtherCountry { listed: row.country.clone() });
    }
}

/// One facility of that name, or one in the reported country where the name stands for several; else it is asked.
fn by_name(reported: &Reported<'_>, named: &Named<'_>, name: &str, mut doubts: Vec<Doubt>) -> Settled {
    let rows: Vec<&ListedSmelter> = named.names.exact(&normalise(name).whole).iter().map(|row| named.row(*row)).collect();
    let ids = |rows: &[&ListedSmelter]| rows.iter().map(|row| row.id.clone()).collect::<BTreeSet<String>>();
    let here: Vec<&ListedSmelter> =
        rows.iter().copied().filter(|row| reported.country.is_some_and(|country| same_country(country, &row.country))).collect();
    let meant = if ids(&rows).len() > 1 && ids(&here).len() == 1 { here } else { rows };
    match ids(&meant).len() {
        0 => doubts.push(Doubt::Unmatched),
        1 => {
            other_country(reported, meant[0], &mut doubts);
            return Settled { id: Some(meant[0].id.clone()), how: How::Alias, doubts };
        }
        _ => doubts.push(Doubt::Ambiguous { ids: ids(&meant).into_iter().collect() }),
    }
    Settled { id: None, how: How::None, doubts }
}
