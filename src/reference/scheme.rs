//! Schemes of assessment and certification, for which metals they are valid, and standards that were withdrawn.
//!
//! What a scheme covers is not what a certificate covers: the site and the period stand on the paper.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::metal;
use super::name::folded;
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};
use crate::sentence::told;

/// What a scheme looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A smelter's or refiner's sourcing.
    Facility,
    /// A site.
    Site,
    /// A management system.
    Management,
}

/// One scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Id in files: `lbma`.
    pub id: String,
    /// Names.
    pub name: Text,
    /// What it looks at.
    pub kind: SchemeKind,
    /// Ids of the metals it is valid for; empty: not about a metal.
    pub metals: Vec<String>,
    /// Years between assessments.
    pub cycle_years: Option<u32>,
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
    let kinds = [("facility", SchemeKind::Facility), ("site", SchemeKind::Site), ("management", SchemeKind::Management)];
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
            all.push(Scheme { id: id.value, name, kind: kind.value, metals, cycle_years, withdrawn, replaced_by, ended });
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

/// A scheme by id or name; spaces, hyphens and case do not matter.
#[must_use]
pub fn find(text: &str) -> Option<&'static Scheme> {
    static NAMED: OnceLock<BTreeMap<String, &'static Scheme>> = OnceLock::new();
    let plain = |text: &str| folded(text).replace(' ', "");
    let named = NAMED.get_or_init(|| {
        let mut named = BTreeMap::new();
        for scheme in all() {
            for name in [&scheme.id, &scheme.name.en, &scheme.name.ja, &scheme.name.zh] {
                named.entry(plain(name)).or_insert(scheme);
            }
        }
        named
    });
    named.get(&plain(text)).copied()
}
