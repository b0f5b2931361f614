//! Facilities that a reported name may mean, best first, each with its reasons.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rapidfuzz::distance::damerau_levenshtein;

use super::settle::{same_country, says_nothing, wanted_id};
use super::{Candidate, Decision, Decisions, Reason, Reported};
use crate::reference::index::{Named, Near};
use crate::reference::list::{ListedSmelter, Lists};
use crate::reference::metal;
use crate::reference::name::{folded, normalise};

/// Names less alike than this are not offered.
const LEAST: u16 = 600;
/// The most facilities offered.
const MOST: usize = 10;

/// What each sign weighs, in permille.
mod weight {
    pub(super) const CERTAIN: i32 = 1000;
    pub(super) const NEAR_ID: i32 = 880;
    pub(super) const ALIAS: i32 = 960;
    pub(super) const NORMALISED: i32 = 930;
    pub(super) const SIMILAR: i32 = 900;
    pub(super) const COUNTRY: i32 = 30;
    pub(super) const OTHER_COUNTRY: i32 = -90;
    pub(super) const CITY: i32 = 10;
    pub(super) const REMOVED: i32 = -60;
    pub(super) const OTHER_METAL: i32 = -300;
}

/// What speaks for one facility, before place and decision are looked at.
struct Found<'a> {
    row: &'a ListedSmelter,
    base: i32,
    reasons: Vec<Reason>,
    more: i32,
}

/// Facilities that may be meant, best first. Empty when nothing is alike, or no list of the metal was imported.
#[must_use]
pub fn candidates(reported: &Reported<'_>, lists: &Lists, decisions: &Decisions, day: Date) -> Vec<Candidate> {
    let named = lists.named(reported.metal, day);
    let mut found: BTreeMap<String, Found<'_>> = BTreeMap::new();
    for (age, one) in named.iter().enumerate() {
        gather(reported, one, (age > 0).then(|| &named[0]), &mut found);
    }
    other_metals(reported, lists, day, &mut found);
    let decided = reported.name.and_then(|name| decisions.find(reported.metal, name, reported.country));
    // What a person decided is offered even when the names have nothing in common.
    if let Some(id) = decided.and_then(|decision| decision.id.as_ref())
        && let Some(row) = named.iter().find_map(|one| one.names.of_id(id).first().map(|row| one.row(*row)))
    {
        found.entry(id.clone()).or_insert(Found { row, base: weight::CERTAIN, reasons: Vec::new(), more: 0 });
    }
    let mut all: Vec<Candidate> = found.into_values().map(|found| weighed(reported, found, decided)).collect();
    all.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    all.truncate(MOST);
    all
}

/// What one list offers; of an older list only what the one in force has no more.
fn gather<'a>(reported: &Reported<'_>, named: &Named<'a>, current: Option<&Named<'a>>, found: &mut BTreeMap<String, Found<'a>>) {
    let gone = |row: &ListedSmelter| current.is_none_or(|current| current.names.of_id(&row.id).is_empty());
    let mut take = |row: &'a ListedSmelter, base: i32, reason: Reason| {
        let is_known = found.get(&row.id).is_some_and(|known| known.base >= base);
        if is_known || !gone(row) {
            return;
        }
        let mut reasons = vec![reason];
        let more = if current.is_some() {
            reasons.push(Reason::Removed { list: named.list.edition.name.clone() });
            weight::REMOVED
        } else {
            0
        };
        found.insert(row.id.clone(), Found { row, base, reasons, more });
    };
    if let Some(name) = reported.name.filter(|name| !says_nothing(name)) {
        for Near { row, permille, whole, core, standard } in named.names.near(&normalise(name)) {
            let row = named.row(row);
            let alias = if standard { row.name.clone() } else { row.alias.clone() };
            if whole {
                take(row, weight::ALIAS, Reason::Alias(alias));
            } else if core {
                take(row, weight::NORMALISED, Reason::Normalised(alias));
            } else if permille >= LEAST {
                take(row, weight::SIMILAR * i32::from(permille) / 1000, Reason::Similar { alias, permille });
            }
        }
    }
    let Some(id) = wanted_id(reported) else { return };
    // Beside the thing itself, an identification that differs by accident of one digit is no candidate.
    let is_listed = !named.names.of_id(&id).is_empty();
    for other in named.names.ids() {
        let row = named.row(named.names.of_id(other)[0]);
        if other == id {
            take(row, weight::CERTAIN, Reason::Id);
        } else if !is_listed && other.len().abs_diff(id.len()) <= 1 && damerau_levenshtein::distance(other.chars(), id.chars()) == 1 {
            take(row, weight::NEAR_ID, Reason::NearId(id.clone()));
        }
    }
}

/// The same identification or the very same name for another metal: worth saying, never first.
fn other_metals<'a>(reported: &Reported<'_>, lists: &'a Lists, day: Date, found: &mut BTreeMap<String, Found<'a>>) {
    let key = metal::key(reported.metal);
    let name = reported.name.filter(|name| !says_nothing(name)).map(|name| normalise(name).whole);
    let id = wanted_id(reported);
    let newest = |metal: &str| lists.named(metal, day).into_iter().next();
    for other in metal::all().iter().filter(|other| other.id != key) {
        let Some(named) = newest(&other.id) else { continue };
        let by_id = id.iter().flat_map(|id| named.names.of_id(id)).take(1).map(|row| (row, Reason::Id));
        let by_name = name.iter().flat_map(|name| named.names.exact(name)).map(|row| (row, Reason::Alias(String::new())));
        for (row, reason) in by_id.chain(by_name) {
            let row = named.row(*row);
            let reason = if reason == Reason::Id { reason } else { Reason::Alias(row.alias.clone()) };
            let reasons = vec![reason, Reason::OtherMetal(row.metal.clone())];
            found.entry(row.id.clone()).or_insert(Found { row, base: weight::ALIAS, reasons, more: weight::OTHER_METAL });
        }
    }
}

/// Adds place and decision.
fn weighed(reported: &Reported<'_>, found: Found<'_>, decided: Option<&Decision>) -> Candidate {
    let Found { row, base, mut reasons, more } = found;
    let mut score = base + more;
    if let Some(country) = reported.country.filter(|country| !country.trim().is_empty() && !row.country.is_empty()) {
        if same_country(country, &row.country) {
            score += weight::COUNTRY;
            reasons.push(Reason::Country);
        } else {
            score += weight::OTHER_COUNTRY;
            reasons.push(Reason::OtherCountry(row.country.clone()));
        }
    }
    if reported.city.is_some_and(|city| !row.city.is_empty() && folded(city) == folded(&row.city)) {
        score += weight::CITY;
        reasons.push(Reason::City);
    }
    if let Some(decision) = decided.filter(|decision| decision.id.as_deref() == Some(row.id.as_str())) {
        score = weight::CERTAIN;
        reasons.insert(0, Reason::Decided { by: decision.by.clone(), entry: decision.entry.clone() });
    }
    let score = u16::try_from(score.clamp(0, weight::CERTAIN)).unwrap_or_default();
    Candidate { id: row.id.clone(), name: row.name.clone(), country: row.country.clone(), metal: row.metal.clone(), score, reasons }
}
