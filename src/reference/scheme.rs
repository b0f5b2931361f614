//! Schemes of assessment and certification, for which metals they are valid, and standards that were withdrawn.
//!
//! What a scheme covers is not what a certificate covers: the site and the period stand on the paper.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use rapidfuzz::distance::damerau_levenshtein;

use super::metal;
use super::name::folded;
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};
use crate::sentence::{Sentence, told};

/// What a scheme looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A smelter's or refiner's sourcing.
    Facility,
    /// A site.
    Site,
    /// A management system.
    Management,
    /// A rating of a company as a whole: no audit of anything.
    Rating,
    /// A consent that states give: no audit either.
    Consent,
}

/// One scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Id in files: `lbma`.
    pub id: String,
    /// Names.
    pub name: Text,
    /// Other names people write.
    pub also: Vec<String>,
    /// What it looks at.
    pub kind: SchemeKind,
    /// Ids of the metals it is valid for; empty: not about a metal.
    pub metals: Vec<String>,
    /// Years between assessments.
    pub cycle_years: Option<u32>,
    /// Months a result counts from the day it was issued, where no last day stands on it.
    pub valid_months: Option<u32>,
    /// The last day on which a certificate of it could be valid.
    pub withdrawn: Option<Date>,
    /// What replaced it.
    pub replaced_by: Option<String>,
    /// Editions of it that certify nothing any more from a day on: the year, and the last day.
    pub ended: Vec<(String, Date)>,
}

impl Scheme {
    /// Whether it is withdrawn on a day.
    #[must_use]
    pub fn is_withdrawn(&self, day: Date) -> bool {
        self.withdrawn.is_some_and(|last| last < day)
    }

    /// The last day on which a certificate to that edition could be valid; an edition is known by its year, however it
    /// is written (`2013`, `ISO/IEC 27001:2013`).
    #[must_use]
    pub fn last_day_of(&self, edition: &str) -> Option<Date> {
        let year = edition.split(|c: char| !c.is_ascii_digit()).rfind(|digits| digits.len() == 4)?;
        self.ended.iter().find(|(known, _)| known == year).map(|(_, last)| *last)
    }

    /// Whether somebody looks at a facility, a site or a system for it; a rating and a consent of states are no audit.
    #[must_use]
    pub fn is_audit(&self) -> bool {
        matches!(self.kind, SchemeKind::Facility | SchemeKind::Site | SchemeKind::Management)
    }

    /// The last day of a result that was issued on a day, where the scheme lets results count for so long only.
    #[must_use]
    pub fn last_day_from(&self, issued: Date) -> Option<Date> {
        issued.checked_add(jiff::Span::new().months(i64::from(self.valid_months?))).ok()
    }

    /// Refuses a metal the scheme is not valid for, with the reason.
    ///
    /// # Errors
    /// A sentence in the three languages.
    pub fn covers(&self, metal: &str) -> Result<(), Text> {
        let key = metal::key(metal);
        if self.metals.is_empty() || self.metals.contains(&key) {
            return Ok(());
        }
        let name = |key: &str| metal::named(key);
        let list = |pick: fn(&Text) -> &String, between: &str| {
            self.metals.iter().map(|metal| pick(&name(metal)).clone()).collect::<Vec<_>>().join(between)
        };
        let own = Text { en: list(|t| &t.en, ", "), ja: list(|t| &t.ja, "・"), zh: list(|t| &t.zh, "、") };
        let refusal = Text {
            en: "{scheme} is not valid for {metal}; it covers {own}".to_owned(),
            ja: "{scheme}は{metal}には有効ではありません（対象: {own}）".to_owned(),
            zh: "{scheme}不适用于{metal}；其范围为{own}".to_owned(),
        };
        Err(refusal.with_text("scheme", &self.name).with_text("metal", &name(&key)).with_text("own", &own))
    }
}

/// Reads the schemes.
#[must_use]
pub fn read(file: &str, text: &str) -> (Vec<Scheme>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    super::source(&fields);
    let mut all: Vec<Scheme> = Vec::new();
    let kinds = [
        ("facility", SchemeKind::Facility),
        ("site", SchemeKind::Site),
        ("management", SchemeKind::Management),
        ("rating", SchemeKind::Rating),
        ("consent", SchemeKind::Consent),
    ];
    for table in fields.tables("scheme") {
        let id = table.need_text("id");
        let name = table.need_languages("name");
        let kind = table.need_word("kind", &kinds);
        let metals = table.texts("metals");
        for metal in &metals {
            if !metal::all().iter().any(|known| known.id == metal.value) {
                let what = told("remark.unknown-metal", [("id", (&metal.value).into())]);
                sheet.wrong(&metal.at, "unknown-metal", what, told("remark-do.unknown-metal", []));
            }
        }
        let also = table.texts("also").into_iter().map(|name| name.value).collect();
        let valid_months = table.count("valid-months").map(|months| months.value);
        let cycle_years = table.count("cycle-years").map(|years| years.value);
        let withdrawn = table.date("withdrawn").and_then(|day| day.value.parse().ok());
        let replaced_by = table.text("replaced-by").map(|other| other.value);
        let ended = table.tables("edition").iter().filter_map(ended_edition).collect();
        table.finish();
        if let (Some(id), Some(kind)) = (id, kind) {
            if all.iter().any(|known| known.id == id.value) {
                let what = told("remark.scheme-twice", [("id", (&id.value).into())]);
                sheet.wrong(&id.at, "duplicate-id", what, told("remark-do.keep-one-row", []));
                continue;
            }
            let metals = metals.into_iter().map(|metal| metal.value).collect();
            all.push(Scheme {
                id: id.value,
                name,
                also,
                kind: kind.value,
                metals,
                cycle_years,
                valid_months,
                withdrawn,
                replaced_by,
                ended,
            });
        }
    }
    fields.finish();
    (all, sheet.into_problems())
}

/// An edition that ended: its year and the last day of its certificates.
fn ended_edition(table: &Fields<'_, '_>) -> Option<(String, Date)> {
    let (year, last) = (table.need_text("year"), table.date("last"));
    table.finish();
    Some((year?.value, last?.value.parse().ok()?))
}

/// The built-in schemes.
#[must_use]
pub fn all() -> &'static [Scheme] {
    static ALL: OnceLock<Vec<Scheme>> = OnceLock::new();
    ALL.get_or_init(|| read("schemes.toml", crate::builtin::reference("schemes.toml").unwrap_or_default()).0)
}

fn names(scheme: &Scheme) -> impl Iterator<Item = &String> {
    [&scheme.id, &scheme.name.en, &scheme.name.ja, &scheme.name.zh].into_iter().chain(&scheme.also)
}

fn plain(text: &str) -> String {
    folded(text).replace(' ', "")
}

/// A scheme by id or any of its names; width, case, spaces and hyphens do not matter.
#[must_use]
pub fn find(text: &str) -> Option<&'static Scheme> {
    static NAMED: OnceLock<BTreeMap<String, &'static Scheme>> = OnceLock::new();
    let named = NAMED.get_or_init(|| {
        let mut named = BTreeMap::new();
        for scheme in all() {
            for name in names(scheme) {
                named.entry(plain(name)).or_insert(scheme);
            }
        }
        named
    });
    named.get(&plain(text)).copied()
}

/// A scheme by its id or its own name in any language, never by another name of it.
#[must_use]
pub fn titled(text: &str) -> Option<&'static Scheme> {
    let wanted = plain(text);
    find(text)
        .filter(|scheme| [&scheme.id, &scheme.name.en, &scheme.name.ja, &scheme.name.zh].into_iter().any(|name| plain(name) == wanted))
}

/// How alike a mistyped name has to be to be offered, from 0 to 1.
const ALIKE: f64 = 0.75;

/// The scheme whose name a text begins with or holds, `LPPM accreditation 2025`; it may be another scheme all the same.
#[must_use]
pub fn held_in(text: &str) -> Option<&'static Scheme> {
    let words = folded(text);
    let words: Vec<&str> = words.split(' ').collect();
    let longest = |scheme: &Scheme| {
        let held = names(scheme).map(|name| folded(name)).filter(|name| {
            let name: Vec<&str> = name.split(' ').collect();
            words.windows(name.len()).any(|part| part == name.as_slice())
        });
        held.map(|name| name.len()).max()
    };
    all().iter().filter_map(|scheme| Some((longest(scheme)?, scheme))).max_by_key(|(length, _)| *length).map(|(_, scheme)| scheme)
}

/// The known scheme that may be meant by a name nobody knows: one it holds, or the one written most alike.
#[must_use]
pub fn near(text: &str) -> Option<&'static Scheme> {
    let wanted = plain(text);
    let alike = |scheme: &Scheme| {
        let all = names(scheme).map(|name| damerau_levenshtein::normalized_similarity(plain(name).chars(), wanted.chars()));
        all.fold(0.0_f64, f64::max)
    };
    let most = || all().iter().map(|scheme| (alike(scheme), scheme)).max_by(|a, b| a.0.total_cmp(&b.0));
    held_in(text).or_else(|| most().filter(|(alike, _)| *alike >= ALIKE).map(|(_, scheme)| scheme))
}

/// Why a paper of a scheme, as written on it, counts as no audit: nobody knows the scheme here, or it audits nothing.
#[must_use]
pub fn no_audit(written: &str) -> Option<Sentence> {
    let named = ("scheme", crate::clean::line(written).into());
    match find(written) {
        Some(known) if known.is_audit() => None,
        Some(Scheme { kind: SchemeKind::Consent, .. }) => Some(told("scheme.consent", [named])),
        Some(_) => Some(told("scheme.rating", [named])),
        None => Some(match near(written) {
            Some(near) => told("scheme.not-known-near", [named, ("near", Sentence::from(&near.name))]),
            None => told("scheme.not-known", [named]),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_is_found_by_each_of_its_names_and_no_name_is_of_two() {
        for scheme in all() {
            for name in names(scheme) {
                assert_eq!(find(name).map(|found| &found.id), Some(&scheme.id), "{name}");
            }
        }
        for written in ["ＬＰＰＭ Good-Delivery", "london platinum & palladium market", "LPPMグッドデリバリー", "lppm"] {
            assert_eq!(find(written).map(|found| found.id.as_str()), Some("lppm"), "{written}");
        }
    }

    #[test]
    fn a_name_nobody_knows_counts_as_no_audit_and_the_near_one_is_offered() {
        let said = |written: &str| no_audit(written).map(|sentence| sentence.to_string()).unwrap_or_default();
        assert_eq!(said("LBMA"), "");
        assert!(said("LPPN").contains("not known here") && !said("Moonstone Seal").contains("meant"), "{}", said("Moonstone Seal"));
        for written in ["LPPM accreditation 2025", "London Platinum Paladium Market"] {
            assert!(said(written).contains("not known here") && said(written).contains("LPPM"), "{}", said(written));
        }
    }

    #[test]
    fn a_rating_of_a_company_is_no_audit_and_counts_twelve_months() {
        let rating = find("EcoVadis Gold").expect("known");
        assert!(!rating.is_audit() && no_audit("ecovadis").is_some_and(|why| why.to_string().contains("rates a company")));
        assert_eq!(rating.last_day_from(jiff::civil::date(2025, 11, 30)), Some(jiff::civil::date(2026, 11, 30)));
        assert_eq!(find("LBMA").expect("known").last_day_from(jiff::civil::date(2025, 11, 30)), None);
    }
}
