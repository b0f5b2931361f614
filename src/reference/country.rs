//! Countries: names, spelling in RMI templates, and the tier that decides how deep to ask.
//!
//! A tier is never a verdict on a supplier: it changes which rows are asked and how much evidence, not conduct.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use super::cahra::Spot;
use super::list::ListKind;
use super::name::folded;
use super::region::{self, Region};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};
use crate::sentence::told;

/// One country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Customary short names.
    pub name: Text,
    /// Spelling in RMI templates, if it is known.
    pub rmi: Option<String>,
    /// T1, T2 or T3 while the region is unknown.
    pub tier: String,
    /// Tier of places whose region is known and not listed.
    pub tier_outside: Option<String>,
    /// Regions on the EU list (ISO 3166-2, or names where the list gives names).
    pub listed_regions: Vec<String>,
    /// Covered country in the sense of Dodd-Frank §1502.
    pub covered: bool,
    /// A remark.
    pub note: String,
    /// Why the table puts it where it does, as far as the table says it.
    pub grounds: Vec<Ground>,
}

/// Why the table puts a country where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The EU's list, whole or with regions.
    Eu,
    /// One of the ten countries of section 1502.
    Covered,
    /// Measures of the United Nations.
    UnMeasures,
    /// FATF call for action.
    FatfCall,
    /// FATF increased monitoring.
    FatfMonitoring,
    /// A hub of the gold trade.
    Hub,
}

impl Ground {
    /// The word of the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Covered => "covered",
            Self::UnMeasures => "un-measures",
            Self::FatfCall => "fatf-call",
            Self::FatfMonitoring => "fatf-monitoring",
            Self::Hub => "hub",
        }
    }

    /// The tier it stands for.
    #[must_use]
    pub fn tier(self) -> &'static str {
        match self {
            Self::Eu | Self::Covered | Self::UnMeasures | Self::FatfCall => "T3",
            Self::FatfMonitoring | Self::Hub => "T2",
        }
    }

    /// The kind of imported list that takes its place.
    #[must_use]
    pub fn replaced_by(self) -> Option<ListKind> {
        match self {
            Self::Eu => Some(ListKind::Cahra),
            Self::FatfCall | Self::FatfMonitoring => Some(ListKind::Fatf),
            Self::UnMeasures => Some(ListKind::UnEmbargo),
            Self::Covered | Self::Hub => None,
        }
    }
}

impl Country {
    /// The tier of the table once lists of some kinds are judged by an imported edition instead. What the table does not
    /// explain stays as it is.
    #[must_use]
    pub fn tier_without(&self, imported: &[ListKind]) -> &str {
        let most = |grounds: &mut dyn Iterator<Item = &Ground>| grounds.map(|ground| ground.tier()).max().unwrap_or("T1");
        let explained = most(&mut self.grounds.iter()) == self.tier;
        let mut left = self.grounds.iter().filter(|ground| ground.replaced_by().is_none_or(|kind| !imported.contains(&kind)));
        if explained { most(&mut left) } else { &self.tier }
    }
}

/// The tier of a country, and of those places in it whose region is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceTier {
    /// While the region is unknown.
    pub tier: String,
    /// Of a region that is known and not listed.
    pub outside: Option<String>,
    /// The listed regions by code, each with its tier.
    pub regions: BTreeMap<String, String>,
    /// Regions go by the letters of their code, as verdicts of the first two forms were judged.
    pub by_text: bool,
}

impl PlaceTier {
    /// The tier of a region by code or name. What is no region that is known is not taken for a place outside the list.
    #[must_use]
    pub fn at(&self, country: &str, region: &str) -> &str {
        if self.by_text {
            return self.by_letters(country, region);
        }
        let Spot::Known(here) = Spot::of(country, region) else { return &self.tier };
        here.into_iter().map(|region| self.of_region(country, region)).max().unwrap_or(&self.tier)
    }

    /// The tier of a region: its own, that of the larger one it lies in, or the high value where some parts of it are listed.
    fn of_region(&self, country: &str, region: &Region) -> &str {
        let listed = || self.regions.iter().flat_map(|(code, tier)| region::find(country, code).into_iter().map(move |one| (one, tier)));
        let own = listed().filter(|(one, _)| region.lies_in(one)).map(|(_, tier)| tier.as_str()).max();
        let in_parts = || listed().any(|(one, _)| one.lies_in(region)).then_some(self.tier.as_str());
        own.or_else(in_parts).or(self.outside.as_deref()).unwrap_or(&self.tier)
    }

    fn by_letters(&self, country: &str, region: &str) -> &str {
        let region = region.trim();
        let code = region.split_once('-').filter(|(of, _)| of.eq_ignore_ascii_case(country)).map(|(_, code)| code);
        let is_code = code.is_some_and(|code| (1..=3).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric()));
        let is_listed = self.regions.is_empty() || self.regions.keys().any(|listed| listed.eq_ignore_ascii_case(region));
        match &self.outside {
            Some(outside) if is_code && !is_listed => outside,
            _ => &self.tier,
        }
    }
}

/// A dated edition of the country table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Countries {
    /// Edition, as the file names it.
    pub edition: String,
    /// SHA-256 of the table as it was read, in hexadecimal.
    pub sha256: String,
    /// The day its facts were had.
    pub retrieved: Option<jiff::civil::Date>,
    /// Countries by code.
    pub all: Vec<Country>,
}

impl Countries {
    /// A country by code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Country> {
        self.all.iter().find(|country| country.code == code)
    }

    /// The tier of every country and of the places in it, by code.
    #[must_use]
    pub fn tiers(&self) -> BTreeMap<String, PlaceTier> {
        let place = |country: &Country| PlaceTier {
            tier: country.tier.clone(),
            outside: country.tier_outside.clone(),
            regions: country.listed_regions.iter().map(|region| (region.clone(), country.tier.clone())).collect(),
            by_text: false,
        };
        self.all.iter().map(|country| (country.code.clone(), place(country))).collect()
    }

    /// The tier of a place; `None` when the place is unknown. A region that is known and not listed takes the milder
    /// tier the table gives.
    #[must_use]
    pub fn tier(&self, code: &str, region: &str) -> Option<&str> {
        let country = self.get(code)?;
        let Spot::Known(here) = Spot::of(code, region) else { return Some(&country.tier) };
        let listed = || country.listed_regions.iter().flat_map(|listed| region::find(code, listed));
        let touches = here.iter().any(|here| listed().any(|listed| here.lies_in(listed) || listed.lies_in(here)));
        match &country.tier_outside {
            Some(milder) if !touches && !country.listed_regions.is_empty() => Some(milder),
            _ => Some(&country.tier),
        }
    }
}

/// Spellings in use that no list gives.
const EVERYDAY: [(&str, &str); 25] = [
    ("usa", "US"),
    ("united states of america", "US"),
    ("america", "US"),
    ("uk", "GB"),
    ("great britain", "GB"),
    ("england", "GB"),
    ("south korea", "KR"),
    ("korea", "KR"),
    ("korea south", "KR"),
    ("north korea", "KP"),
    ("taiwan", "TW"),
    ("chinese taipei", "TW"),
    ("vietnam", "VN"),
    ("russia", "RU"),
    ("drc", "CD"),
    ("dr congo", "CD"),
    ("congo kinshasa", "CD"),
    ("congo brazzaville", "CG"),
    ("democratic republic of congo", "CD"),
    ("prc", "CN"),
    ("p r china", "CN"),
    ("uae", "AE"),
    ("deutschland", "DE"),
    ("turkey", "TR"),
    ("czech republic", "CZ"),
];

/// Names that more than one country goes by. Lists and workbooks mean what [`code_of`] says; of a person it is asked.
const SHARED: [(&str, &[&str]); 4] =
    [("congo", &["CD", "CG"]), ("コンゴ", &["CD", "CG"]), ("刚果", &["CD", "CG"]), ("剛果", &["CD", "CG"])];

/// The codes of all countries that go by a name; empty unless there are several.
#[must_use]
pub fn namesakes(text: &str) -> &'static [&'static str] {
    let name = plain(text);
    SHARED.iter().find(|(shared, _)| *shared == name).map_or(&[], |(_, codes)| codes)
}

fn plain(text: &str) -> String {
    let wide: String = text.nfkc().collect::<String>().trim().to_lowercase();
    if wide.chars().all(|c| c < '\u{2E80}') { folded(&wide) } else { wide }
}

/// The ISO code of a country by code, RMI spelling, or name in any of the languages.
#[must_use]
pub fn code_of(text: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let (countries, _) = read("countries.toml", crate::builtin::reference("countries.toml").unwrap_or_default());
        let mut map: BTreeMap<String, String> = EVERYDAY.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned())).collect();
        for country in countries.all {
            let rmi = country.rmi.clone().unwrap_or_default();
            for name in [&country.code, &country.name.en, &country.name.ja, &country.name.zh, &rmi] {
                if !name.is_empty() {
                    map.entry(plain(name)).or_insert_with(|| country.code.clone());
                }
            }
        }
        map
    });
    by_name.get(&plain(text)).map(String::as_str)
}

/// The name of a country of the program's own table; the code itself where it has none of that code.
#[must_use]
pub fn name_of(code: &str) -> Text {
    static NAMES: OnceLock<BTreeMap<String, Text>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let (countries, _) = read("countries.toml", crate::builtin::reference("countries.toml").unwrap_or_default());
        countries.all.into_iter().map(|country| (country.code, country.name)).collect()
    });
    names.get(code).cloned().unwrap_or_else(|| Text::same(code))
}

/// The ISO codes of all countries the program knows.
#[must_use]
pub fn codes() -> &'static [String] {
    static CODES: OnceLock<Vec<String>> = OnceLock::new();
    CODES.get_or_init(|| {
        let (countries, _) = read("countries.toml", crate::builtin::reference("countries.toml").unwrap_or_default());
        countries.all.into_iter().map(|country| country.code).collect()
    })
}

/// A country by whatever name, so that two can be compared: its code, else the name folded.
#[must_use]
pub fn key(text: &str) -> String {
    code_of(text).map_or_else(|| plain(text), str::to_owned)
}

/// Reads the country table.
#[must_use]
pub fn read(file: &str, text: &str) -> (Countries, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let mut countries = Countries { sha256: crate::questionnaire::file::sha256(text), ..Countries::default() };
    if let Some(source) = fields.table("source") {
        countries.edition = source.need_text("edition").map(|edition| edition.value).unwrap_or_default();
        countries.retrieved = source.date("retrieved").and_then(|day| day.value.parse().ok());
        let _ = (source.texts("sources"), source.text("notice"));
        source.finish();
    } else if !fields.has("source") {
        fields.missing_table("source");
    }
    let tiers = [("T1", "T1"), ("T2", "T2"), ("T3", "T3")];
    for table in fields.tables("country") {
        let code = table.need_text("code");
        let name = table.need_languages("name");
        let tier = table.need_word("tier", &tiers);
        let tier_outside = table.word("tier-outside-regions", &tiers).map(|tier| tier.value.to_owned());
        let rmi = table.text("rmi").map(|rmi| rmi.value);
        let listed_regions = table.texts("eu-regions").into_iter().map(|region| region.value).collect();
        let covered = table.flag("dodd-frank", false);
        let note = table.languages_or_text("note");
        let fatf = [("call-for-action", Ground::FatfCall), ("increased-monitoring", Ground::FatfMonitoring)];
        let grounds = [
            table.text("eu-cahra").map(|_| Ground::Eu),
            covered.then_some(Ground::Covered),
            table.flag("un-measures", false).then_some(Ground::UnMeasures),
            table.word("fatf", &fatf).map(|ground| ground.value),
            note.contains("hub").then_some(Ground::Hub),
        ];
        let grounds = grounds.into_iter().flatten().collect();
        table.finish();
        if let (Some(code), Some(tier)) = (code, tier) {
            if countries.all.iter().any(|known| known.code == code.value) {
                let what = told("remark.country-twice", [("id", (&code.value).into())]);
                sheet.wrong(&code.at, "duplicate-id", what, told("remark-do.keep-one-row", []));
                continue;
            }
            countries.all.push(Country {
                code: code.value,
                name,
                rmi,
                tier: tier.value.to_owned(),
                tier_outside,
                listed_regions,
                covered,
                note,
                grounds,
            });
        }
    }
    (countries, sheet.into_problems())
}
