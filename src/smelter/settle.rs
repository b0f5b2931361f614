//! Which facility a row means: by its identification, by a decision, by a listed name; otherwise nobody's.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Decisions, Doubt, How, Reported, Settled};
use crate::reference::list::{ListedSmelter, Lists, SmelterList};
use crate::reference::name::{folded, normalise};

/// A metal by whatever name, comparable.
pub(super) fn metal_key(metal: &str) -> String {
    folded(metal)
}

/// A country by whatever name, comparable.
pub(super) fn country_key(country: &str) -> String {
    folded(country)
}

/// Whether a name is one of the templates' ways to say that there is none.
pub(super) fn says_nothing(name: &str) -> bool {
    let name = folded(name);
    name.is_empty()
        || name.ends_with("not listed")
        || name.ends_with("not yet identified")
        || matches!(name.as_str(), "unknown" | "n a" | "na" | "none")
}

/// What a row means on a day.
#[must_use]
pub fn settle(reported: &Reported<'_>, lists: &Lists, decisions: &Decisions, day: Date) -> Settled {
    let mut doubts = Vec::new();
    let list = lists.smelters_on(reported.metal, day);
    let id = reported.id.map(|id| id.trim().to_uppercase()).filter(|id| !id.is_empty());
    if let Some(id) = &id {
        if let Some(settled) = by_id(reported, lists, list, id, day) {
            return settled;
        }
        if list.is_some() && id.starts_with("CID") {
            doubts.push(Doubt::UnknownId);
        }
    }
    let Some(name) = reported.name.filter(|name| !says_nothing(name)) else {
        doubts.push(if list.is_some() { Doubt::Unmatched } else { Doubt::NoList });
        return Settled { id: None, how: How::None, doubts };
    };
    if let Some(decision) = decisions.find(reported.metal, name, reported.country) {
        return Settled { id: decision.id.clone(), how: How::Decided, doubts };
    }
    let Some(list) = list else {
        doubts.push(Doubt::NoList);
        return Settled { id: None, how: How::None, doubts };
    };
    by_name(reported, list, name, doubts)
}

fn rows_of<'a>(list: &'a SmelterList, metal: &str) -> impl Iterator<Item = &'a ListedSmelter> {
    let metal = metal_key(metal);
    list.rows.iter().filter(move |row| metal_key(&row.metal) == metal)
}

fn by_id(reported: &Reported<'_>, lists: &Lists, list: Option<&SmelterList>, id: &str, day: Date) -> Option<Settled> {
    let settled = |doubts| Some(Settled { id: Some(id.to_owned()), how: How::Id, doubts });
    if let Some(list) = list {
        let rows: Vec<&ListedSmelter> = rows_of(list, reported.metal).filter(|row| row.id == id).collect();
        if let Some(first) = rows.first() {
            let mut doubts = Vec::new();
            if let Some(name) = reported.name.filter(|name| !says_nothing(name)) {
                let core = normalise(name).core;
                if !rows.iter().any(|row| normalise(&row.alias).core == core || normalise(&row.name).core == core) {
                    doubts.push(Doubt::OtherName { listed: first.name.clone() });
                }
            }
            other_country(reported, first, &mut doubts);
            return settled(doubts);
        }
    }
    let mut known: Vec<(&SmelterList, &ListedSmelter)> = lists
        .smelters
        .iter()
        .filter(|list| list.edition.dated <= day)
        .filter_map(|list| list.rows.iter().find(|row| row.id == id).map(|row| (list, row)))
        .collect();
    known.sort_by_key(|(list, _)| list.edition.dated);
    let (last, row) = known.last()?;
    if metal_key(&row.metal) != metal_key(reported.metal) {
        return settled(vec![Doubt::OtherMetal { listed: row.metal.clone() }]);
    }
    settled(vec![Doubt::RemovedId { last_list: last.edition.name.clone(), dated: last.edition.dated }])
}

fn other_country(reported: &Reported<'_>, row: &ListedSmelter, doubts: &mut Vec<Doubt>) {
    if let Some(country) = reported.country.filter(|country| !country.trim().is_empty())
        && !row.country.is_empty()
        && country_key(country) != country_key(&row.country)
    {
        doubts.push(Doubt::OtherCountry { listed: row.country.clone() });
    }
}

fn by_name(reported: &Reported<'_>, list: &SmelterList, name: &str, mut doubts: Vec<Doubt>) -> Settled {
    let wanted = folded(name);
    let rows: Vec<&ListedSmelter> =
        rows_of(list, reported.metal).filter(|row| folded(&row.alias) == wanted || folded(&row.name) == wanted).collect();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    match ids.len() {
        0 => doubts.push(Doubt::Unmatched),
        1 => {
            other_country(reported, rows[0], &mut doubts);
            return Settled { id: Some(rows[0].id.clone()), how: How::Alias, doubts };
        }
        _ => doubts.push(Doubt::Ambiguous { ids: ids.into_iter().map(str::to_owned).collect() }),
    }
    Settled { id: None, how: How::None, doubts }
}
