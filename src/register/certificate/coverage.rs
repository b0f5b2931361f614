//! How many of its sites a supplier's certificates cover: what holds for some of them is told as a count, never as
//! "certified".

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Held;
use crate::locale::Locale;
use crate::reference::scheme;
use crate::supplier::Supplier;

/// Sites a scheme covers, where it names sites and not all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The scheme, as written.
    pub scheme: String,
    /// Sites it covers.
    pub covered: usize,
    /// All sites of the supplier.
    pub all: usize,
    /// Ids of those it does not cover.
    pub missing: Vec<String>,
    keys: BTreeSet<String>,
}

impl Coverage {
    /// Whether a certificate is one of those that are counted.
    #[must_use]
    pub fn is_of(&self, held: &Held) -> bool {
        self.keys.contains(&held.key)
    }

    /// `4 of 7 sites`.
    #[must_use]
    pub fn count(&self, locale: Locale) -> String {
        locale.with("certificate.sites", &[("covered", &self.covered.to_string()), ("all", &self.all.to_string())])
    }

    /// `R2v3: 4 of 7 sites covered; not covered: winnipeg, surrey, dartmouth`.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        let (covered, all, missing) = (self.covered.to_string(), self.all.to_string(), self.missing.join(", "));
        let values = [("scheme", self.scheme.as_str()), ("covered", &covered), ("all", &all), ("missing", &missing)];
        locale.with("certificate.coverage", &values)
    }
}

/// What certificates that hold on a day cover of a supplier's sites, scheme by scheme; a scheme that covers all of them, or
/// the whole company, is left out, and so is one of `exempt`, which says nothing of sites.
#[must_use]
pub fn of(supplier: &Supplier, held: &[Held], today: Date, exempt: &[String]) -> Vec<Coverage> {
    let id = |held: &Held| scheme::find(&held.scheme).map_or_else(|| held.slug(), |known| known.id.clone());
    let is_exempt = |held: &Held| exempt.contains(&id(held));
    let holding = || held.iter().filter(|held| held.holds(today) && !is_exempt(held));
    let schemes: BTreeSet<&str> = holding().map(|held| held.scheme.as_str()).collect();
    let one = |scheme: &str| {
        let of: Vec<&Held> = holding().filter(|held| held.scheme == scheme).collect();
        let names: BTreeSet<&str> = of.iter().map(|held| held.site.as_str()).collect();
        let uncovered = supplier.sites.iter().filter(|site| !names.contains(site.id.as_str()) && !names.contains(site.name.as_str()));
        let missing: Vec<String> = uncovered.map(|site| site.id.clone()).collect();
        (!names.contains("") && !missing.is_empty()).then(|| Coverage {
            scheme: scheme.to_owned(),
            covered: supplier.sites.len() - missing.len(),
            all: supplier.sites.len(),
            missing,
            keys: of.iter().map(|held| held.key.clone()).collect(),
        })
    };
    schemes.into_iter().filter_map(one).collect()
}

/// How far a certificate is, in words; one that holds for some of the sites says for how many.
#[must_use]
pub fn state(held: &Held, coverage: &[Coverage], locale: Locale) -> String {
    let partly = coverage.iter().find(|one| one.is_of(held));
    partly.map_or_else(|| locale.text(&format!("certificate-state.{}", held.state.word())).to_owned(), |one| one.count(locale))
}
