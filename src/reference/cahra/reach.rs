//! Where a place is and what a row of a list reaches: regions by code and by name, as far as the program knows them. What
//! cannot be told to be another region counts as the listed one.

use super::super::list::{CahraList, ListedArea};
use super::super::name::folded;
use super::super::region::{self, Region};

/// Where in a country something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reference) enum Spot<'a> {
    /// Nobody named a region.
    Unnamed,
    /// One region, or any of several of that name.
    Known(Vec<&'static Region>),
    /// A text that is no region of the country that is known.
    Unknown(&'a str),
    /// A region that no list names.
    Another,
}

impl<'a> Spot<'a> {
    pub(in crate::reference) fn of(country: &str, region: &'a str) -> Self {
        let region = region.trim();
        match region::find(country, region) {
            _ if region.is_empty() => Self::Unnamed,
            found if found.is_empty() => Self::Unknown(region),
            found => Self::Known(found),
        }
    }
}

/// What a row reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reference) enum Reach<'a> {
    /// The country.
    Whole,
    /// These regions: of its code, and of its name where that means another.
    Regions(Vec<&'static Region>),
    /// A region by a code that is not known: no other code is meant.
    Code,
    /// A region by a name that is not known: any region of the country may be meant.
    Name(&'a str),
}

impl<'a> Reach<'a> {
    pub(in crate::reference) fn of(area: &'a ListedArea) -> Self {
        let Some(text) = area.region.as_deref() else { return Self::Whole };
        let mut found = region::find(&area.country, text);
        let is_told = area.name.is_empty() || area.name == text || found.iter().any(|region| region.is_called(&area.name));
        if !is_told {
            let named = region::find(&area.country, &area.name);
            found.extend(named.into_iter().filter(|region| !found.contains(region)).collect::<Vec<_>>());
        }
        let code = text.split_once('-').filter(|(of, _)| of.eq_ignore_ascii_case(&area.country)).map(|(_, code)| code);
        let is_code = code.is_some_and(|code| (1..=3).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric()));
        match found {
            found if !found.is_empty() => Self::Regions(found),
            _ if is_code => Self::Code,
            _ => Self::Name(text),
        }
    }
}

/// Rows whose region the program does not know, each with its country.
#[must_use]
pub fn unresolved(rows: &[ListedArea]) -> Vec<(&str, &str)> {
    let unknown = |area: &&ListedArea| matches!(Reach::of(area), Reach::Code | Reach::Name(_));
    rows.iter().filter(unknown).filter_map(|area| Some((area.country.as_str(), area.region.as_deref()?))).collect()
}

/// Why it cannot be told whether a place is a listed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear<'a> {
    /// No region is named.
    NotNamed,
    /// What is named is no region that is known.
    NotRecognised,
    /// Some parts of the region are listed.
    InParts,
    /// The list names a region the program does not know.
    Unresolved(&'a str),
}

/// What a list says of a place in a country it names.
pub(super) enum Says<'a> {
    /// It is listed.
    Listed(&'a ListedArea),
    /// It may be.
    Unclear {
        /// The gravest tier it may have.
        tier: &'a str,
        /// How many rows may mean it.
        regions: usize,
        /// Why.
        why: Unclear<'a>,
    },
    /// Other regions are listed, this is none of them.
    Outside,
}

enum Bears<'a> {
    Listed,
    Unclear(Unclear<'a>),
    Outside,
}

fn bears<'a>(area: &'a ListedArea, spot: &Spot<'_>) -> Bears<'a> {
    match (Reach::of(area), spot) {
        (Reach::Whole, _) => Bears::Listed,
        (_, Spot::Unnamed) => Bears::Unclear(Unclear::NotNamed),
        (_, Spot::Unknown(text)) => {
            let is = |own: &str| !folded(own).is_empty() && (own == *text || folded(own) == folded(text));
            if area.region.as_deref().is_some_and(is) || is(&area.name) { Bears::Listed } else { Bears::Unclear(Unclear::NotRecognised) }
        }
        (Reach::Regions(listed), Spot::Known(here)) => {
            if here.iter().any(|here| listed.iter().any(|listed| here.lies_in(listed))) {
                Bears::Listed
            } else if here.iter().any(|here| listed.iter().any(|listed| listed.lies_in(here))) {
                Bears::Unclear(Unclear::InParts)
            } else {
                Bears::Outside
            }
        }
        (Reach::Name(text), _) => Bears::Unclear(Unclear::Unresolved(text)),
        (Reach::Regions(_) | Reach::Code, _) => Bears::Outside,
    }
}

/// What a list says of a place; nothing where it does not name the country.
pub(super) fn speaks<'a>(list: &'a CahraList, country: &str, spot: &Spot<'_>) -> Option<Says<'a>> {
    let rows: Vec<&ListedArea> = list.rows.iter().filter(|area| area.country.eq_ignore_ascii_case(country)).collect();
    if rows.is_empty() {
        return None;
    }
    let mut listed: Option<&ListedArea> = None;
    let mut unclear: Vec<(&'a str, Unclear<'a>)> = Vec::new();
    for area in &rows {
        match bears(area, spot) {
            Bears::Listed if listed.is_none_or(|known| known.tier() < area.tier()) => listed = Some(area),
            Bears::Unclear(why) => unclear.push((area.tier(), why)),
            Bears::Listed | Bears::Outside => {}
        }
    }
    let regions = unclear.len();
    let gravest = unclear.into_iter().reduce(|known, next| if next.0 > known.0 { next } else { known });
    Some(match (listed, gravest) {
        (Some(area), Some((tier, why))) if tier > area.tier() => Says::Unclear { tier, regions, why },
        (Some(area), _) => Says::Listed(area),
        (None, Some((tier, why))) => Says::Unclear { tier, regions, why },
        (None, None) => Says::Outside,
    })
}
