//! Regions of countries: codes of ISO 3166-2, names in several languages, codes of before, and the larger region a region
//! lies in. A text that is none of them says nothing about the place: it counts as a region nobody has named.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use super::name::folded;
use crate::language::Text;
use crate::sentence::{Sentence, told};

/// The file of the table.
pub const FILE: &str = "regions.tsv";
/// How many near regions are offered.
const OFFERED: usize = 3;
/// From this likeness on, of one, a region is near.
const NEAR: f64 = 0.7;

/// Words that say what kind of region it is; written or left out, it is the same one.
const KINDS: [&str; 31] = [
    "autonomous",
    "county",
    "departamento",
    "department",
    "departement",
    "district",
    "division",
    "estado",
    "fu",
    "governorate",
    "ken",
    "municipality",
    "oblast",
    "of",
    "prefecture",
    "provincia",
    "province",
    "region",
    "republic",
    "sheng",
    "shi",
    "state",
    "territory",
    "the",
    "to",
    "union",
    "voivodeship",
    "wilaya",
    "wilayah",
    "zizhiqu",
    "zone",
];

/// The same at the end of a name in Japanese or Chinese, longer ones first.
const KINDS_AT_THE_END: [&str; 22] = [
    "ウイグル自治区",
    "维吾尔自治区",
    "チワン族自治区",
    "壮族自治区",
    "回族自治区",
    "連邦直轄領",
    "联邦区",
    "連邦領",
    "自治区",
    "地方域",
    "大区",
    "管区",
    "地方",
    "州",
    "県",
    "县",
    "省",
    "府",
    "都",
    "市",
    "邦",
    "区",
];

/// One region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its code by ISO 3166-2 as it is in force.
    pub code: &'static str,
    /// The larger region it lies in; empty: the country.
    pub within: &'static str,
    /// English, Japanese and Chinese name; the latter two may be empty.
    names: [&'static str; 3],
    /// Other names and codes of before, divided by semicolons.
    also: &'static str,
}

impl Region {
    fn read(line: &'static str) -> Option<Self> {
        let mut parts = line.split('\t');
        let mut next = || parts.next().unwrap_or_default();
        let region = Self { code: next(), within: next(), names: [next(), next(), next()], also: next() };
        (!line.starts_with('#') && region.code.contains('-')).then_some(region)
    }

    fn also(&self) -> impl Iterator<Item = &'static str> {
        self.also.split(';').filter(|other| !other.is_empty())
    }

    fn called(&self) -> impl Iterator<Item = &'static str> {
        self.names.into_iter().chain(self.also()).filter(|name| !name.is_empty())
    }

    /// Whether this is one of its names to the letter.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.called().any(|own| own == name)
    }

    /// Its name in each language, the English one where there is no other.
    #[must_use]
    pub fn name(&self) -> Text {
        let or = |name: &str| if name.is_empty() { self.names[0] } else { name }.to_owned();
        Text { en: self.names[0].to_owned(), ja: or(self.names[1]), zh: or(self.names[2]) }
    }

    /// Name and code, as a region is offered.
    #[must_use]
    pub fn told(&self) -> Sentence {
        told("region.named", [("name", self.name().into()), ("code", self.code.into())])
    }

    /// Whether it is this region or lies in it.
    #[must_use]
    pub fn lies_in(&self, other: &Self) -> bool {
        let country = self.code.split('-').next().unwrap_or_default();
        let mut at = Some(*self);
        // A table that runs in a circle ends after as many steps as there are levels.
        for _ in 0..4 {
            match at {
                Some(here) if here.code == other.code => return true,
                Some(here) => at = of(country).iter().find(|region| region.code == here.within).copied(),
                None => return false,
            }
        }
        false
    }
}

/// The regions of a country and the ways to find one; the names are arranged when first asked for.
struct Country {
    regions: Vec<Region>,
    names: OnceLock<Names>,
}

#[derive(Default)]
struct Names {
    whole: BTreeMap<String, Vec<usize>>,
    bare: BTreeMap<String, Vec<usize>>,
}

fn countries() -> &'static BTreeMap<&'static str, Country> {
    static ALL: OnceLock<BTreeMap<&'static str, Country>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: BTreeMap<&'static str, Country> = BTreeMap::new();
        for region in crate::builtin::reference(FILE).unwrap_or_default().lines().filter_map(Region::read) {
            let country = region.code.split('-').next().unwrap_or_default();
            all.entry(country).or_insert_with(|| Country { regions: Vec::new(), names: OnceLock::new() }).regions.push(region);
        }
        all
    })
}

impl Country {
    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            for (at, region) in self.regions.iter().enumerate() {
                for name in region.called() {
                    let key = key(name);
                    for (map, key) in [(&mut names.bare, bare(&key)), (&mut names.whole, key)] {
                        let held = map.entry(key).or_default();
                        if !held.contains(&at) {
                            held.push(at);
                        }
                    }
                }
            }
            names
        })
    }

    fn by_code(&self, code: &str) -> Option<&Region> {
        let own = self.regions.iter().find(|region| region.code.eq_ignore_ascii_case(code));
        own.or_else(|| {
            self.regions.iter().find(|region| region.also().any(|other| other.contains('-') && other.eq_ignore_ascii_case(code)))
        })
    }
}

/// A name made comparable: width, case and accents; of kana what is written one way or the other.
fn key(text: &str) -> String {
    let wide: String = text.nfkc().collect::<String>().trim().to_lowercase();
    if wide.chars().all(|c| c < '\u{2E80}') {
        return folded(&wide);
    }
    let same = [("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ")];
    let written = same.iter().fold(wide, |text, (one, other)| text.replace(one, other));
    written.chars().filter(|c| !c.is_whitespace() && !matches!(c, 'ー' | 'ッ' | '・' | '=' | '-' | '–' | '·')).collect()
}

/// The same without what kind of region it is; a name that is nothing else stays.
fn bare(key: &str) -> String {
    if key.is_ascii() {
        let left: Vec<&str> = key.split(' ').filter(|word| !KINDS.contains(word)).collect();
        return if left.is_empty() { key.to_owned() } else { left.join(" ") };
    }
    let kind = KINDS_AT_THE_END.iter().find(|kind| key.ends_with(*kind) && key.chars().count() > kind.chars().count() + 1);
    kind.map_or_else(|| key.to_owned(), |kind| key[..key.len() - kind.len()].to_owned())
}

/// The regions of a country by its code; none where the table knows none.
#[must_use]
pub fn of(country: &str) -> &'static [Region] {
    let country = country.trim().to_ascii_uppercase();
    countries().get(country.as_str()).map_or(&[], |known| &known.regions)
}

/// The region a text means: a code, with or without its country, one of before, or a name. Several where a country has more
/// than one of that name; none where it is not known.
#[must_use]
pub fn find(country: &str, text: &str) -> Vec<&'static Region> {
    let country = country.trim().to_ascii_uppercase();
    let Some(known) = countries().get(country.as_str()) else { return Vec::new() };
    let wide: String = text.nfkc().collect::<String>().trim().to_owned();
    if wide.is_empty() {
        return Vec::new();
    }
    if let Some(region) = known.by_code(&wide) {
        return vec![region];
    }
    let (names, key) = (known.names(), key(&wide));
    let all = |map: &BTreeMap<String, Vec<usize>>, key: &str| -> Vec<&'static Region> {
        map.get(key).into_iter().flatten().map(|at| &known.regions[*at]).collect()
    };
    let named = all(&names.whole, &key);
    if !named.is_empty() {
        return named;
    }
    let is_short = wide.len() <= 3 && wide.chars().all(|c| c.is_ascii_alphanumeric());
    if let Some(region) = is_short.then(|| known.by_code(&format!("{country}-{wide}"))).flatten() {
        return vec![region];
    }
    all(&names.bare, &bare(&key))
}

/// The regions whose name is like a text, most alike first.
#[must_use]
pub fn near(country: &str, text: &str) -> Vec<&'static Region> {
    let wanted = bare(&key(text));
    let likeness = |region: &Region| {
        let alike = |name: &str| rapidfuzz::distance::indel::normalized_similarity(wanted.chars(), bare(&key(name)).chars());
        region.called().map(alike).fold(0.0, f64::max)
    };
    let mut all: Vec<(f64, &Region)> =
        of(country).iter().map(|region| (likeness(region), region)).filter(|(like, _)| *like >= NEAR).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.code.cmp(b.1.code)));
    all.into_iter().take(OFFERED).map(|(_, region)| region).collect()
}

/// What is to be said of a region nobody can place: that it counts as one nobody has named, and what to write instead.
/// Nothing where it is known, empty, or the table has no regions of the country.
#[must_use]
pub fn not_recognised(country: &str, text: &str) -> Option<(Sentence, Sentence)> {
    let text = text.trim();
    let example = of(country).first()?;
    if text.is_empty() || !find(country, text).is_empty() {
        return None;
    }
    let what = told(
        "remark.unknown-region",
        [("region", crate::clean::line(text).into()), ("country", country.trim().to_ascii_uppercase().into())],
    );
    let near: Vec<Sentence> = near(country, text).into_iter().map(Region::told).collect();
    let next = if near.is_empty() {
        told("remark-do.unknown-region", [("example", example.told())])
    } else {
        told("remark-do.near-region", [("all", Sentence::Listed(near))])
    };
    Some((what, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(country: &str, text: &str) -> Vec<&'static str> {
        find(country, text).into_iter().map(|region| region.code).collect()
    }

    #[test]
    fn a_region_is_known_by_code_code_of_before_and_name_in_any_script() {
        for text in
            ["IN-CG", "in-ct", "CG", "CT", "Chhattisgarh", "Chhattīsgarh State", "チャッティースガル", "チャッティスガル州", "恰蒂斯加尔邦"]
        {
            assert_eq!(codes("IN", text), ["IN-CG"], "{text}");
        }
        for (country, text, code) in [
            ("CL", "Antofagasta", "CL-AN"),
            ("JP", "１３", "JP-13"),
            ("JP", "東京", "JP-13"),
            ("JP", "京都", "JP-26"),
            ("JP", "大分県", "JP-44"),
            ("CN", "江西", "CN-JX"),
            ("CN", "Fujian Sheng", "CN-FJ"),
            ("CN", "广西", "CN-GX"),
            ("CD", "Nord-Kivu", "CD-NK"),
            ("CD", "北キブ", "CD-NK"),
            ("UA", "Kharkiv Oblast", "UA-63"),
            ("MX", "Mexico City", "MX-CMX"),
            ("MX", "State of Mexico", "MX-MEX"),
            ("AR", "Buenos Aires City", "AR-C"),
        ] {
            assert_eq!(codes(country, text), [code], "{text}");
        }
        assert_eq!(codes("UA", "Kiev"), ["UA-30", "UA-32"], "the city and the region around it");
        assert_eq!(codes("IN", "Chattisgarh"), Vec::<&str>::new());
        assert_eq!(codes("CD", "IN-CG"), Vec::<&str>::new(), "a region of another country is none of this one");
    }

    #[test]
    fn what_is_not_recognised_offers_the_names_that_are_near() {
        let (what, next) = not_recognised("IN", "Chattisgarh").expect("it is not known");
        assert!(what.to_string().contains("Chattisgarh") && next.to_string().contains("IN-CG"), "{what} {next}");
        assert!(not_recognised("IN", "Goa").is_none() && not_recognised("IN", "").is_none());
        assert!(not_recognised("IN", "Xyzzy").expect("not known").1.to_string().contains("ISO 3166-2"));
    }

    #[test]
    fn a_province_lies_in_its_larger_region_and_not_the_other_way_round() {
        let one = |text: &str| find("ES", text)[0];
        assert!(one("Sevilla").lies_in(one("ES-AN")) && !one("ES-AN").lies_in(one("Sevilla")));
        assert!(find("PK", "PK-TA")[0].lies_in(find("PK", "PK-KP")[0]));
    }

    #[test]
    fn every_line_has_a_code_and_a_name_and_no_code_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (country, known) in countries() {
            for region in &known.regions {
                assert!(region.code.starts_with(&format!("{country}-")) && !region.names[0].is_empty(), "{region:?}");
                assert!(seen.insert(region.code), "{} stands twice", region.code);
                assert!(region.within.is_empty() || known.by_code(region.within).is_some(), "{region:?} lies nowhere");
            }
        }
    }

    #[test]
    fn every_region_that_a_carried_list_names_has_a_japanese_and_a_chinese_name() {
        for area in &super::super::cahra::built_in().rows {
            let Some(code) = &area.region else { continue };
            let found = find(&area.country, code);
            assert_eq!(found.len(), 1, "{code}");
            assert!(!found[0].names[1].is_empty() && !found[0].names[2].is_empty(), "{code}");
        }
    }
}
