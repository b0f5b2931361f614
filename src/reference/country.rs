//! Countries: names, spelling in RMI templates, and the tier that decides how deep to ask.
//!
//! A tier is never a verdict on a supplier: it changes which rows are asked and how much evidence, not conduct.

use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};

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
}

/// A dated edition of the country table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Countries {
    /// Edition, as the file names it.
    pub edition: String,
    /// Countries by code.
    pub all: Vec<Country>,
}

impl Countries {
    /// A country by code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Country> {
        self.all.iter().find(|country| country.code == code)
    }

    /// The tier of a place; `None` when the place is unknown. A region that is known and not listed takes the milder
    /// tier the table gives.
    #[must_use]
    pub fn tier(&self, code: &str, region: &str) -> Option<&str> {
        let country = self.get(code)?;
        let outside =
            !region.is_empty() && !country.listed_regions.is_empty() && !country.listed_regions.iter().any(|listed| listed == region);
        match &country.tier_outside {
            Some(milder) if outside => Some(milder),
            _ => Some(&country.tier),
        }
    }
}

/// Reads the country table.
#[must_use]
pub fn read(file: &str, text: &str) -> (Countries, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let mut countries = Countries::default();
    if let Some(source) = fields.table("source") {
        countries.edition = source.need_text("edition").map(|edition| edition.value).unwrap_or_default();
        let _ = (source.date("retrieved"), source.texts("sources"), source.text("notice"));
        source.finish();
    } else if !fields.has("source") {
        fields.missing("source");
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
        let lists = ["eu-cahra", "fatf"].map(|key| table.text(key).is_some());
        let _ = (lists, table.flag("un-measures", false));
        table.finish();
        if let (Some(code), Some(tier)) = (code, tier) {
            if countries.all.iter().any(|known| known.code == code.value) {
                sheet.wrong(&code.at, "duplicate-id", format!("country {} is there twice", code.value), "keep one row");
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
            });
        }
    }
    (countries, sheet.into_problems())
}
