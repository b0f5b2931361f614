//! Dated imports of other people's lists: smelter look-ups, facility status, Good Delivery, CAHRA, sanctions.
//!
//! None is shipped: a user imports the lists the company may use, and every import stays with its date, source and
//! hash. Every question is asked as of a day, so that a decision of last March sees the list of last March. A list is
//! a catalogue of names, never a statement that somebody behaves well; that is what a status is for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an imported list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// Smelter names, aliases and identifications.
    SmelterList,
    /// Assessment status of facilities.
    FacilityStatus,
    /// Refiners on a Good Delivery or comparable list.
    GoodDelivery,
    /// Conflict-affected and high-risk areas.
    Cahra,
    /// Sanctioned persons and bodies.
    Sanctions,
    /// FATF: jurisdictions under a call for action or increased monitoring.
    Fatf,
    /// Fragile States Index.
    FragileStates,
    /// Arms embargoes of the United Nations.
    UnEmbargo,
    /// Areas the company itself takes for high-risk.
    OwnAreas,
}

impl ListKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::SmelterList,
        Self::FacilityStatus,
        Self::GoodDelivery,
        Self::Cahra,
        Self::Sanctions,
        Self::Fatf,
        Self::FragileStates,
        Self::UnEmbargo,
        Self::OwnAreas,
    ];

    /// Whether its rows are places, so that it has a say in the tier of one.
    #[must_use]
    pub const fn is_of_places(self) -> bool {
        matches!(self, Self::Cahra | Self::Fatf | Self::FragileStates | Self::UnEmbargo | Self::OwnAreas)
    }

    /// The word in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SmelterList => "smelter-list",
            Self::FacilityStatus => "facility-status",
            Self::GoodDelivery => "good-delivery",
            Self::Cahra => "cahra",
            Self::Sanctions => "sanctions",
            Self::Fatf => "fatf",
            Self::FragileStates => "fragile-states",
            Self::UnEmbargo => "un-embargo",
            Self::OwnAreas => "own-areas",
        }
    }

    /// From its word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Which import a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edition {
    /// What it is.
    pub kind: ListKind,
    /// A short name, such as `CMRT 6.5 look-up`.
    pub name: String,
    /// The day the list speaks of.
    pub dated: Date,
    /// Where it was had from, in the importer's words.
    pub source: String,
    /// SHA-256 of the file as received, in hexadecimal.
    pub sha256: String,
    /// Rows taken.
    pub rows: usize,
}

/// One row of a smelter look-up: an alias of a facility for one metal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedSmelter {
    /// Metal, by the English name the templates use.
    pub metal: String,
    /// The name this row gives: the facility's own or another it is known under.
    pub alias: String,
    /// The facility's name in the list.
    pub name: String,
    /// Country as the list spells it.
    pub country: String,
    /// Identification, `CID…`.
    pub id: String,
    /// City, if the list has it.
    pub city: String,
    /// State, province or region, if the list has it.
    pub state: String,
}

/// A smelter look-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmelterList {
    /// Which import.
    pub edition: Edition,
    /// Its rows in the order of the list; "not listed" and "not yet identified" left out.
    pub rows: Vec<ListedSmelter>,
}

/// Where a facility stands in an assessment programme. The words of the programme, not a verdict of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Passed the assessment, or one that is recognised across programmes.
    Conformant,
    /// Conformant while an extended corrective action plan runs.
    ConformantExtendedPlan,
    /// Committed, an audit booked, running or in corrective action; not conformant.
    Active,
    /// Meets the definition of a smelter; says nothing on conduct.
    Eligible,
    /// In communication, not enrolled.
    InCommunication,
    /// To be approached.
    OutreachRequired,
    /// Communication suspended, not interested.
    NotInterested,
    /// Due diligence review, unable to proceed.
    UnableToProceed,
    /// Failed or no longer conformant.
    NonConformant,
    /// Taken off the list.
    Removed,
    /// Not a smelter any more, or never one.
    Ceased,
    /// The list uses a word that is not known; it is kept beside.
    NotKnown,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 12] = [
        Self::Conformant,
        Self::ConformantExtendedPlan,
        Self::Active,
        Self::Eligible,
        Self::InCommunication,
        Self::OutreachRequired,
        Self::NotInterested,
        Self::UnableToProceed,
        Self::NonConformant,
        Self::Removed,
        Self::Ceased,
        Self::NotKnown,
    ];

    /// The word in files and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Conformant => "conformant",
            Self::ConformantExtendedPlan => "conformant-extended-plan",
            Self::Active => "active",
            Self::Eligible => "eligible",
            Self::InCommunication => "in-communication",
            Self::OutreachRequired => "outreach-required",
            Self::NotInterested => "not-interested",
            Self::UnableToProceed => "unable-to-proceed",
            Self::NonConformant => "non-conformant",
            Self::Removed => "removed",
            Self::Ceased => "ceased",
            Self::NotKnown => "not-known",
        }
    }

    /// Whether the programme calls the facility conformant, with or without a plan.
    #[must_use]
    pub const fn is_conformant(self) -> bool {
        matches!(self, Self::Conformant | Self::ConformantExtendedPlan)
    }
}

/// One facility of a status list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedFacility {
    /// Identification.
    pub id: String,
    /// Metal, by the English name the templates use.
    pub metal: String,
    /// Name.
    pub name: String,
    /// Country as the list spells it.
    pub country: String,
    /// Status.
    pub status: Status,
    /// The list's own word for it.
    #[serde(default)]
    pub word: String,
    /// Programme that says so: `RMAP`, `LBMA` …; the certificate's own where it is recognised across programmes.
    pub programme: String,
    /// Day of the last assessment.
    pub assessed: Option<Date>,
    /// Years between assessments.
    pub cycle_years: Option<u8>,
}

/// A facility status list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusList {
    /// Which import.
    pub edition: Edition,
    /// Its rows.
    pub rows: Vec<ListedFacility>,
}

/// One refiner of a Good Delivery or comparable list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedRefiner {
    /// Name.
    pub name: String,
    /// Country as the list spells it.
    pub country: String,
    /// Metal, by the English name the templates use.
    pub metal: String,
    /// Scheme: `lbma`, `lppm`, …
    pub scheme: String,
    /// Identification, if the list gives one.
    pub id: Option<String>,
    /// Listed since.
    pub since: Option<Date>,
    /// Listed until: on the former list.
    pub until: Option<Date>,
}

/// A Good Delivery list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefinerList {
    /// Which import.
    pub edition: Edition,
    /// Its rows.
    pub rows: Vec<ListedRefiner>,
}

/// One area of a CAHRA list: a whole country, or one region of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedArea {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// ISO 3166-2; absent: the whole country.
    pub region: Option<String>,
    /// The region's name.
    pub name: String,
    /// Listed as affected by conflict.
    pub conflict: bool,
    /// Listed as high-risk.
    pub high_risk: bool,
    /// The tier the row stands for; absent: T3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// What the list says of it, in its own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
}

impl ListedArea {
    /// The tier the row stands for.
    #[must_use]
    pub fn tier(&self) -> &str {
        self.tier.as_deref().unwrap_or("T3")
    }
}

/// A CAHRA list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CahraList {
    /// Which import.
    pub edition: Edition,
    /// Its areas.
    pub rows: Vec<ListedArea>,
}

/// A sanctioned person or body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedParty {
    /// Identification in the list.
    pub id: String,
    /// Name.
    pub name: String,
    /// Other names, in any script.
    pub aliases: Vec<String>,
    /// individual, entity, vessel …, as the list has it.
    pub kind: String,
    /// Country, as the list spells it.
    pub country: String,
    /// Programme or regime.
    pub programme: String,
}

/// A sanctions list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyList {
    /// Which import.
    pub edition: Edition,
    /// Its rows.
    pub rows: Vec<ListedParty>,
}

/// How places are judged by lists of areas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Regions by what they are, by code and by name; one nobody knows is one nobody has named. The company's lists stand
    /// beside each other.
    #[default]
    ByRegion,
    /// Regions by their letters, and one list of each kind: as verdicts of the first two forms were judged.
    ByText,
}

/// All imports, each kind in the order of its dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// How places are judged by them.
    pub manner: Manner,
    /// Smelter look-ups; those of different templates live side by side.
    pub smelters: Vec<SmelterList>,
    /// Facility status.
    pub statuses: Vec<StatusList>,
    /// Good Delivery.
    pub refiners: Vec<RefinerList>,
    /// CAHRA.
    pub areas: Vec<CahraList>,
    /// Imports whose file is not here or cannot be read any more, each in a sentence.
    pub unread: Vec<crate::sentence::Sentence>,
    /// Sanctions.
    pub parties: Vec<PartyList>,
    /// The names of the look-ups, arranged when first asked for; leave it at its default.
    pub names: super::index::Arranged,
    /// The tiers of a day, once somebody asked for them; leave it at its default.
    pub tiers: super::cahra::TiersOfDays,
}

/// Of sanctions lists what stands before the bracket of a name is the series.
pub(super) fn party_series(edition: &Edition) -> &str {
    edition.name.split(" (").next().unwrap_or_default()
}

/// Where a facility stood on a day, and by which list.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The row.
    pub facility: &'a ListedFacility,
    /// The list.
    pub edition: &'a Edition,
}

/// Whether a refiner stands on a Good Delivery list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It does.
    Listed,
    /// It did.
    Former,
    /// It does not.
    NotListed,
}

/// Where a refiner stands on the Good Delivery list of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Whether it is listed.
    pub state: DeliveryState,
    /// Scheme: `lbma`, `lppm`; empty where it is not on the list.
    pub scheme: String,
    /// Listed since.
    pub since: Option<Date>,
    /// Listed until.
    pub until: Option<Date>,
    /// The list.
    pub list: String,
    /// Its day.
    pub dated: Date,
}

impl Lists {
    /// The smelter look-ups in force on a day: of every metal the newest list that names it.
    #[must_use]
    pub fn smelters_on(&self, metal: &str, day: Date) -> Option<&SmelterList> {
        let key = super::metal::key(metal);
        self.smelters
            .iter()
            .filter(|list| list.edition.dated <= day && list.rows.iter().any(|row| super::metal::key(&row.metal) == key))
            .max_by_key(|list| list.edition.dated)
    }

    /// The sanctions lists in force on a day: of every series the newest. A series is what stands before the bracket of
    /// a list's name.
    #[must_use]
    pub fn parties_on(&self, day: Date) -> Vec<&PartyList> {
        let mut newest: std::collections::BTreeMap<&str, &PartyList> = std::collections::BTreeMap::new();
        for list in self.parties.iter().filter(|list| list.edition.dated <= day) {
            let known = newest.entry(party_series(&list.edition)).or_insert(list);
            if list.edition.dated >= known.edition.dated {
                *known = list;
            }
        }
        newest.into_values().collect()
    }

    /// The editions of a kind that count on a day; of places all kinds, because they are taken together.
    #[must_use]
    pub fn editions(&self, kind: ListKind, day: Date) -> Vec<&Edition> {
        if kind.is_of_places() {
            return self.areas_on(day).into_iter().map(|list| &list.edition).collect();
        }
        match kind {
            ListKind::Sanctions => self.parties_on(day).into_iter().map(|list| &list.edition).collect(),
            ListKind::FacilityStatus => self.statuses_on(day).into_iter().map(|list| &list.edition).collect(),
            ListKind::SmelterList => self.smelters.iter().map(|list| &list.edition).filter(|held| held.dated <= day).collect(),
            _ => self.refiners.iter().map(|list| &list.edition).filter(|held| held.dated <= day).collect(),
        }
    }

    /// The status list in force on a day.
    #[must_use]
    pub fn statuses_on(&self, day: Date) -> Option<&StatusList> {
        self.statuses.iter().filter(|list| list.edition.dated <= day).max_by_key(|list| list.edition.dated)
    }

    /// Where a facility stood on a day; nothing when no list of that day names it.
    #[must_use]
    pub fn standing(&self, id: &str, day: Date) -> Option<Standing<'_>> {
        let list = self.statuses_on(day)?;
        list.rows.iter().find(|row| row.id == id).map(|facility| Standing { facility, edition: &list.edition })
    }

    /// Where a refiner stood on a Good Delivery list on a day: by identification where the list gives one, else by any of
    /// its names and its country. Nothing when no list of that day speaks of the metal.
    #[must_use]
    pub fn delivery(&self, metal: &str, id: Option<&str>, names: &[&str], country: Option<&str>, day: Date) -> Option<Delivery> {
        let key = super::metal::key(metal);
        let of_metal = |row: &&ListedRefiner| super::metal::key(&row.metal) == key;
        let lists = self.refiners.iter().filter(|list| list.edition.dated <= day && list.rows.iter().any(|row| of_metal(&row)));
        let list = lists.max_by_key(|list| list.edition.dated)?;
        let place = |text: &str| super::country::code_of(text).map_or_else(|| super::name::folded(text), str::to_owned);
        let same = |row: &&ListedRefiner| match (&row.id, id) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => {
                let here = row.country.is_empty() || country.is_none_or(|country| place(country) == place(&row.country));
                here && names.iter().any(|name| super::name::folded(name) == super::name::folded(&row.name))
            }
        };
        let row = list.rows.iter().filter(of_metal).filter(same).max_by_key(|row| row.until.is_none());
        let state = match row {
            Some(row) if row.since.is_some_and(|since| since > day) => DeliveryState::NotListed,
            Some(row) if row.until.is_some_and(|until| until < day) => DeliveryState::Former,
            Some(_) => DeliveryState::Listed,
            None => DeliveryState::NotListed,
        };
        Some(Delivery {
            state,
            scheme: row.map(|row| row.scheme.clone()).unwrap_or_default(),
            since: row.and_then(|row| row.since),
            until: row.and_then(|row| row.until),
            list: list.edition.name.clone(),
            dated: list.edition.dated,
        })
    }

    /// Whether nothing was imported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.smelters.is_empty() && self.statuses.is_empty() && self.refiners.is_empty() && self.areas.is_empty() && self.parties.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(dated: &str) -> Edition {
        let kind = ListKind::FacilityStatus;
        Edition { kind, name: dated.to_owned(), dated: dated.parse().unwrap(), source: "test".to_owned(), sha256: String::new(), rows: 1 }
    }

    fn list(dated: &str, status: Status) -> StatusList {
        let facility = ListedFacility {
            id: "CID009001".to_owned(),
            metal: "Gold".to_owned(),
            name: "Refiner".to_owned(),
            country: "JAPAN".to_owned(),
            status,
            word: String::new(),
            programme: "RMAP".to_owned(),
            assessed: None,
            cycle_years: None,
        };
        StatusList { edition: edition(dated), rows: vec![facility] }
    }

    #[test]
    fn a_status_is_that_of_the_list_in_force_on_the_day() {
        let lists =
            Lists { statuses: vec![list("2026-01-10", Status::Conformant), list("2026-08-12", Status::NonConformant)], ..Lists::default() };
        let on = |day: &str| lists.standing("CID009001", day.parse().unwrap()).map(|standing| standing.facility.status);
        assert_eq!(on("2025-12-31"), None);
        assert_eq!(on("2026-08-11"), Some(Status::Conformant));
        assert_eq!(on("2026-08-12"), Some(Status::NonConformant));
    }

    #[test]
    fn words_of_kinds_lead_back_to_them() {
        for kind in ListKind::ALL {
            assert_eq!(ListKind::from_word(kind.word()), Some(kind));
        }
    }

    #[test]
    fn good_delivery_goes_by_name_and_country_and_knows_who_was_listed_when() {
        let refiner = |name: &str, metal: &str, since: Option<&str>, until: Option<&str>| ListedRefiner {
            name: name.into(),
            country: "Japan".into(),
            metal: metal.into(),
            scheme: "lbma".into(),
            id: None,
            since: since.map(|day| day.parse().unwrap()),
            until: until.map(|day| day.parse().unwrap()),
        };
        let rows = vec![
            refiner("Heron Refining", "Gold", Some("2019-07-01"), None),
            refiner("Old Works", "Gold", None, Some("2025-12-31")),
            refiner("New Works", "Gold", Some("2027-01-01"), None),
        ];
        let edition = Edition { kind: ListKind::GoodDelivery, ..edition("2026-09-30") };
        let lists = Lists { refiners: vec![RefinerList { edition, rows }], ..Lists::default() };
        let day = |text: &str| text.parse::<Date>().unwrap();
        let state = |metal: &str, name: &str, country: &str, on: &str| {
            lists.delivery(metal, Some("CID900401"), &[name], Some(country), day(on)).map(|delivery| delivery.state)
        };
        assert_eq!(state("Gold", "HERON  refining", "JAPAN", "2026-11-23"), Some(DeliveryState::Listed));
        assert_eq!(state("金", "Heron Refining", "JP", "2026-11-23"), Some(DeliveryState::Listed));
        assert_eq!(
            state("Gold", "Heron Refining", "PERU", "2026-11-23"),
            Some(DeliveryState::NotListed),
            "a namesake elsewhere is another"
        );
        assert_eq!(state("Gold", "Old Works", "JAPAN", "2026-11-23"), Some(DeliveryState::Former));
        assert_eq!(state("Gold", "New Works", "JAPAN", "2026-11-23"), Some(DeliveryState::NotListed));
        assert_eq!(state("Silver", "Heron Refining", "JAPAN", "2026-11-23"), None, "no list speaks of silver");
        assert_eq!(state("Gold", "Heron Refining", "JAPAN", "2026-09-29"), None, "nor of a day before it");
    }
}
