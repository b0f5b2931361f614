//! Conflict-affected and high-risk areas by region: the built-in facts of the EU's indicative list and what was
//! imported since. Indicative and non-exhaustive: a place that is not listed is not thereby cleared.

mod earlier;
mod placed;
mod reach;
mod series;
mod tiers;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use placed::PlacedBy;
use reach::Says;
pub(super) use reach::{Reach, Spot};
pub use reach::{Unclear, unresolved};
pub use tiers::TiersOfDays;

use jiff::civil::Date;

use super::country::{Countries, PlaceTier};
use super::list::{CahraList, Edition, ListKind, ListedArea, Lists, Manner};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};

/// The file of the built-in list.
pub const BUILT_IN: &str = "eu-cahra-2026-06.toml";
/// The day the built-in list speaks of: its data.
const BUILT_IN_DAY: Date = jiff::civil::date(2026, 3, 28);

/// How the name of every edition of the EU's list begins: a newer one takes the place of an older one.
pub const EU_SERIES: &str = "EU CAHRA";

/// What must stand beside every statement made from such a list.
#[must_use]
pub fn notice() -> Text {
    Text {
        en: "indicative, non-exhaustive; not being listed is never by itself a No".to_owned(),
        ja: "参考情報であり網羅的ではありません。記載がないことは該当しないことを意味しません".to_owned(),
        zh: "仅供参考，并非详尽；未列入并不等于不属于".to_owned(),
    }
}

/// Reads a list of areas.
#[must_use]
pub fn read(file: &str, text: &str) -> (Vec<ListedArea>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    super::source(&fields);
    let grounds = [("whole", (true, true)), ("both", (true, true)), ("conflict", (true, false)), ("high-risk", (false, true))];
    let mut all = Vec::new();
    for table in fields.tables("area") {
        let (country, ground) = (table.need_text("country"), table.need_word("ground", &grounds));
        let region = table.text("region").map(|region| region.value);
        let name = table.text("name").map(|name| name.value).unwrap_or_default();
        table.finish();
        if let (Some(country), Some(ground)) = (country, ground) {
            let (conflict, high_risk) = ground.value;
            all.push(ListedArea { country: country.value, region, name, conflict, high_risk, tier: None, said: String::new() });
        }
    }
    fields.finish();
    (all, sheet.into_problems())
}

/// The built-in list.
#[must_use]
pub fn built_in() -> &'static CahraList {
    static LIST: OnceLock<CahraList> = OnceLock::new();
    LIST.get_or_init(|| {
        let rows = read(BUILT_IN, crate::builtin::reference(BUILT_IN).unwrap_or_default()).0;
        let edition = Edition {
            kind: ListKind::Cahra,
            name: "EU CAHRA 2026-06".to_owned(),
            dated: BUILT_IN_DAY,
            source: "Regulation (EU) 2017/821, indicative list, June 2026".to_owned(),
            sha256: String::new(),
            rows: rows.len(),
        };
        CahraList { edition, rows }
    })
}

/// What the lists say of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing<'a> {
    /// The country as a whole, or this region, is listed.
    Listed {
        /// The row.
        area: &'a ListedArea,
        /// The list.
        edition: &'a Edition,
    },
    /// Regions of the country are listed and the region is not known: taken as listed until it is.
    RegionUnknown {
        /// How many regions.
        regions: usize,
        /// The list.
        edition: &'a Edition,
    },
    /// The country has listed regions, this is none of them.
    Outside {
        /// The list.
        edition: &'a Edition,
    },
    /// No list names the country.
    NotListed,
}

impl Lists {
    /// The area lists in force on a day: of every series the newest; the built-in list is the first of the EU's series.
    #[must_use]
    pub fn areas_on(&self, day: Date) -> Vec<&CahraList> {
        let mut all: Vec<&CahraList> = std::iter::once(built_in()).chain(&self.areas).filter(|list| list.edition.dated <= day).collect();
        all.sort_by_key(|list| list.edition.dated);
        let is_replaced = |at: usize, list: &CahraList| all[at + 1..].iter().any(|later| self.is_edition_of(&later.edition, &list.edition));
        let in_force: Vec<&CahraList> =
            all.iter().enumerate().filter(|(at, list)| !is_replaced(*at, list)).map(|(_, list)| *list).collect();
        if in_force.is_empty() { vec![built_in()] } else { in_force }
    }

    /// Whether one is an edition of the same list as the other, so that the newer takes the place of the older.
    #[must_use]
    pub fn is_edition_of(&self, one: &Edition, other: &Edition) -> bool {
        match self.manner {
            Manner::ByRegion => series::is_same(one, other),
            Manner::ByText => earlier::series(one) == earlier::series(other),
        }
    }

    /// What the lists of a day say of a place; the gravest statement of any of them. The region may be a code or a name.
    #[must_use]
    pub fn listing(&self, country: &str, region: &str, day: Date) -> Listing<'_> {
        let mut gravest = Listing::NotListed;
        let spot = Spot::of(country, region);
        for list in self.areas_on(day).into_iter().filter(|list| list.edition.kind == ListKind::Cahra).rev() {
            let edition = &list.edition;
            match speaks(self.manner, list, country, region, &spot) {
                Some(Says::Listed(area)) => return Listing::Listed { area, edition },
                Some(Says::Unclear { regions, .. }) => gravest = Listing::RegionUnknown { regions, edition },
                Some(Says::Outside) if gravest == Listing::NotListed => gravest = Listing::Outside { edition },
                Some(Says::Outside) | None => {}
            }
        }
        gravest
    }

    /// The tiers of all countries and the regions in them on a day, by code. They are worked out once for a day.
    #[must_use]
    pub fn place_tiers(&self, countries: &Countries, day: Date) -> BTreeMap<String, PlaceTier> {
        self.tiers.of(day, countries, (self.manner, self.areas.len()), || self.work_out(countries, day))
    }

    fn work_out(&self, countries: &Countries, day: Date) -> BTreeMap<String, PlaceTier> {
        let on = self.on(day);
        let mut named: BTreeMap<String, Vec<&ListedArea>> = BTreeMap::new();
        for area in on.lists.iter().flat_map(|list| &list.rows) {
            named.entry(area.country.to_ascii_uppercase()).or_default().push(area);
        }
        let mut places = countries.tiers();
        for (code, place) in &mut places {
            place.by_text = self.manner == Manner::ByText;
            let areas = named.get(&code.to_ascii_uppercase());
            // What no list names is as the table says, unless a list was imported that takes the place of an older one.
            if areas.is_none() && on.imported.is_empty() {
                continue;
            }
            if let Some(tier) = on.tier(countries, code, "") {
                tier.clone_into(&mut place.tier);
            }
            if let Some(areas) = areas {
                place.regions = areas.iter().flat_map(|area| self.listed_codes(area)).map(|code| (code, place.tier.clone())).collect();
                if self.manner == Manner::ByRegion {
                    for (region, tier) in &mut place.regions {
                        on.tier(countries, code, region).unwrap_or("T3").clone_into(tier);
                    }
                }
                // What holds for a region that no list names; a country that is listed as a whole has no such place.
                let outside = on.tier_of(countries, code, "", &Spot::Another).map(str::to_owned);
                let is_regional = areas.iter().any(|area| area.region.is_some());
                place.outside = outside.filter(|tier| is_regional && *tier != place.tier);
            }
        }
        places
    }

    /// The codes of the regions a row names.
    fn listed_codes(&self, area: &ListedArea) -> Vec<String> {
        match (self.manner, Reach::of(area)) {
            (Manner::ByText, _) => area.region.iter().cloned().collect(),
            (Manner::ByRegion, Reach::Regions(regions)) => regions.into_iter().map(|region| region.code.to_owned()).collect(),
            (Manner::ByRegion, _) => Vec::new(),
        }
    }

    fn on(&self, day: Date) -> OnDay<'_> {
        let lists = self.areas_on(day);
        let is_imported = |kind: ListKind| lists.iter().any(|list| list.edition.kind == kind && !list.edition.sha256.is_empty());
        // The newest list of the EU that is not the built-in one replaces what the table says from it.
        let imported = [ListKind::Fatf, ListKind::UnEmbargo].into_iter().filter(|kind| is_imported(*kind)).collect();
        OnDay { manner: self.manner, lists, imported }
    }

    /// The tier of a place: the gravest that the country table or any list of the day gives. A kind of list that was
    /// imported takes the place of what the table says from an older one. A region nobody knows is one nobody has named.
    /// `None` when the country is in neither.
    #[must_use]
    pub fn tier<'a>(&'a self, countries: &'a Countries, country: &str, region: &str, day: Date) -> Option<&'a str> {
        self.on(day).tier(countries, country, region)
    }

    /// The lists that put a place into its tier on a day: those that speak of the gravest, the table among them.
    #[must_use]
    pub fn placed_by(&self, countries: &Countries, country: &str, region: &str, day: Date) -> Vec<PlacedBy> {
        let grounds = self.grounds(countries, country, region, day);
        let tier = grounds.first().map(|ground| ground.tier).unwrap_or_default();
        grounds.iter().filter(|ground| ground.tier == tier).map(|ground| PlacedBy::of(ground, countries)).collect()
    }

    /// Everything that speaks about a place on a day, gravest first, each with its list; the table's own word stands last.
    /// Empty when the country is in no list and not in the table.
    #[must_use]
    pub fn grounds<'a>(&'a self, countries: &'a Countries, country: &str, region: &str, day: Date) -> Vec<PlaceGround<'a>> {
        self.on(day).grounds(countries, country, region, &Spot::of(country, region))
    }
}

/// The lists that count on a day.
struct OnDay<'a> {
    manner: Manner,
    lists: Vec<&'a CahraList>,
    /// The kinds that were imported, and take the place of what the table says from an older one.
    imported: Vec<ListKind>,
}

impl<'a> OnDay<'a> {
    fn tier(&self, countries: &'a Countries, country: &str, region: &str) -> Option<&'a str> {
        self.tier_of(countries, country, region, &Spot::of(country, region))
    }

    fn tier_of(&self, countries: &'a Countries, country: &str, region: &str, spot: &Spot<'_>) -> Option<&'a str> {
        self.grounds(countries, country, region, spot).into_iter().map(|ground| ground.tier).max()
    }

    fn grounds(&self, countries: &'a Countries, country: &str, region: &str, spot: &Spot<'_>) -> Vec<PlaceGround<'a>> {
        let mut all = Vec::new();
        let mut outside = false;
        for list in &self.lists {
            let edition = Some(&list.edition);
            match speaks(self.manner, list, country, region, spot) {
                Some(Says::Listed(area)) => all.push(PlaceGround { tier: area.tier(), edition, why: Why::Listed(area) }),
                Some(Says::Unclear { tier, regions, why }) => {
                    all.push(PlaceGround { tier, edition, why: Why::RegionUnknown { regions, why } });
                }
                Some(Says::Outside) => outside |= list.edition.kind == ListKind::Cahra,
                None => {}
            }
        }
        if let Some(known) = countries.get(country) {
            let tier = match &known.tier_outside {
                Some(milder) if outside => milder.as_str(),
                _ => known.tier_without(&self.imported),
            };
            all.push(PlaceGround { tier, edition: None, why: Why::Table(known) });
        }
        all.sort_by(|a, b| b.tier.cmp(a.tier).then(a.edition.is_none().cmp(&b.edition.is_none())));
        all
    }
}

fn speaks<'a>(manner: Manner, list: &'a CahraList, country: &str, region: &str, spot: &Spot<'_>) -> Option<Says<'a>> {
    match manner {
        Manner::ByRegion => reach::speaks(list, country, spot),
        Manner::ByText => earlier::speaks(list, country, region, matches!(spot, Spot::Another)),
    }
}

/// One thing that speaks about a place.
#[derive(Clone, Debug)]
pub struct PlaceGround<'a> {
    /// The tier it stands for.
    pub tier: &'a str,
    /// The list; absent: the country table.
    pub edition: Option<&'a Edition>,
    /// What it says.
    pub why: Why<'a>,
}

/// What speaks about a place.
#[derive(Clone, Debug)]
pub enum Why<'a> {
    /// A row of a list.
    Listed(&'a ListedArea),
    /// So many regions of the country are listed, and whether this is one of them cannot be told.
    RegionUnknown {
        /// How many.
        regions: usize,
        /// Why it cannot be told.
        why: Unclear<'a>,
    },
    /// The country table.
    Table(&'a super::country::Country),
}
