//! How places were judged for verdicts of the first two forms: regions by the letters of their code or name, one list of a
//! kind. It stays as it was, so that what was sealed then comes to the same.

use super::super::list::{CahraList, Edition, ListKind, ListedArea};
use super::super::name::folded;
use super::EU_SERIES;
use super::reach::{Says, Unclear};

/// Of lists of one series the newest counts.
pub(super) fn series(edition: &Edition) -> &str {
    match edition.kind {
        ListKind::Cahra if edition.name.starts_with(EU_SERIES) => EU_SERIES,
        ListKind::Cahra => &edition.name,
        kind => kind.word(),
    }
}

/// What a list says of a place; a region whose letters no row has is another one.
pub(super) fn speaks<'a>(list: &'a CahraList, country: &str, region: &str, is_another: bool) -> Option<Says<'a>> {
    let rows: Vec<&ListedArea> = list.rows.iter().filter(|area| area.country.eq_ignore_ascii_case(country)).collect();
    let named = rows.iter().filter(|area| area.region.as_deref().is_none_or(|code| is_region(area, code, region)));
    if let Some(area) = named.max_by_key(|area| area.tier()) {
        return Some(Says::Listed(area));
    }
    let tier = rows.iter().map(|area| area.tier()).max()?;
    let is_named = is_another || !region.trim().is_empty();
    Some(if is_named { Says::Outside } else { Says::Unclear { tier, regions: rows.len(), why: Unclear::NotNamed } })
}

fn is_region(area: &ListedArea, code: &str, region: &str) -> bool {
    let region = region.trim();
    if region.is_empty() {
        return false;
    }
    let bare = code.rsplit_once('-').map_or(code, |(_, bare)| bare);
    code.eq_ignore_ascii_case(region) || bare.eq_ignore_ascii_case(region) || folded(&area.name) == folded(region)
}
