//! Where a supplier stands and by which lists: the tier, every list that decided it, and a region nobody can place.

use crate::locale::Locale;
use crate::reference::cahra::PlacedBy;
use crate::reference::region;
use crate::situation::Situation;

/// A list as it is named: with its day, and what it says of the place.
#[must_use]
pub fn named(locale: Locale, by: &PlacedBy) -> String {
    let dated = by.dated.map(|day| day.to_string()).unwrap_or_default();
    if by.kind == "countries" {
        return locale.with("region.table", &[("name", &by.name), ("date", &dated)]);
    }
    let what = locale.text(&format!("region.what-{}", by.what)).to_owned();
    locale.with("region.list", &[("name", &format!("{} {}", by.kind, by.name)), ("date", &dated), ("what", &what)])
}

/// The tier with the lists that decided it; nothing where the place is not known.
#[must_use]
pub fn placed(locale: Locale, situation: &Situation) -> Option<String> {
    let tier = situation.tier.as_ref()?;
    let all: Vec<String> = situation.placed.iter().map(|by| named(locale, by)).collect();
    Some(locale.with("region.placed", &[("tier", tier), ("all", &all.join(" · "))]))
}

/// That the profile's region is none that is known, and what to write instead.
#[must_use]
pub fn not_recognised(locale: Locale, situation: &Situation) -> Option<String> {
    let supplier = &situation.supplier;
    let unknown = region::not_recognised(&supplier.country, &supplier.region);
    unknown.map(|(what, next)| what.and(next).in_lang(locale.lang()))
}

/// The tier with the lists that decided it; then, where the profile's region is none that is known, that it is so.
#[must_use]
pub fn lines(locale: Locale, situation: &Situation) -> Vec<String> {
    placed(locale, situation).into_iter().chain(not_recognised(locale, situation)).collect()
}
