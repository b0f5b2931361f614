//! Sites that were sold: what was said and found about a site goes on at whoever holds it, and whoever sold it is told so.
//!
//! The seller's own flags stay: what was done there was done under it, and a sale settles nothing. A flag of several
//! answers goes over with those about the site.

use std::collections::BTreeSet;

use super::act::wrong;
use super::inherited::Came;
use super::{Dossier, Workspace, WorkspaceError};
use crate::journal::SuccessionAct;
use crate::register::finding::Findings;
use crate::register::living::Succession;
use crate::rules::{Cause, Flag};
use crate::sentence::{Sentence, told};
use crate::situation::carried::{Behind, Carried};
use crate::store::Store as _;
use crate::supplier::Supplier;

/// A site that was sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sold {
    /// Its id at the seller.
    pub id: String,
    /// Its id at whoever holds it now.
    pub there: String,
    /// Its name.
    pub name: String,
}

/// What of a seller speaks of sites that were sold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfSites {
    /// The sites.
    pub sites: Vec<Sold>,
    /// Findings and incidents about them.
    pub entries: BTreeSet<String>,
}

impl OfSites {
    fn of(act: &SuccessionAct, holder: &Supplier, seller: &str, found: &Findings) -> Self {
        let sold = |id: &String| {
            // An id the buyer had already was made another one.
            let anew = format!("{seller}-{id}");
            let site = holder.sites.iter().find(|site| site.id == anew).or_else(|| holder.sites.iter().find(|site| site.id == *id));
            let (there, name) = site.map_or((id, id), |site| (&site.id, if site.name.is_empty() { &site.id } else { &site.name }));
            Sold { id: id.clone(), there: there.clone(), name: name.clone() }
        };
        let is_of = |site: &Option<String>| site.as_ref().is_some_and(|site| act.sites.contains(site));
        let findings = found.findings.iter().filter(|one| is_of(&one.on.act.site)).map(|one| one.on.entry.to_string());
        let incidents = found.incidents.iter().filter(|one| is_of(&one.act.site)).map(|one| one.entry.to_string());
        Self { sites: act.sites.iter().map(sold).collect(), entries: findings.chain(incidents).collect() }
    }

    /// The site something is about, `site:oita` by id or by name.
    #[must_use]
    pub fn meant(&self, about: &str) -> Option<&Sold> {
        let named = about.strip_prefix("site:")?.trim();
        self.sites.iter().find(|site| site.id == named || site.name == named)
    }

    /// A flag as it stands on at whoever holds the site, grave or not: with the causes that are about it, under the id it
    /// has there; none: it is about something else.
    pub(super) fn goes(&self, flag: &Flag, seller: &Dossier) -> Option<Carried> {
        if !flag.is_adverse() || !super::carried::stands_in_the_answers(flag, seller) {
            return None;
        }
        let one = super::carried::carried(flag, seller);
        let mut named: Vec<&str> = Vec::new();
        let behind: Vec<Behind> = one
            .behind
            .into_iter()
            .filter_map(|behind| {
                let site = self.meant(&behind.about)?;
                named.extend((!named.contains(&site.there.as_str())).then_some(site.there.as_str()));
                Some(Behind { about: format!("site:{}", site.there), ..behind })
            })
            .collect();
        if behind.is_empty() {
            return None;
        }
        let reason = told("carried.of-site", [("reason", (&one.flag.reason).into()), ("site", named.join(", ").into())]).text();
        Some(Carried { known: one.known, ..Carried::of(Flag { reason, ..one.flag }, behind) })
    }
}

impl Workspace {
    /// What of a supplier speaks of the sites it sold to another.
    pub(super) fn of_sites(&self, seller: &str, holder: &Supplier, act: &SuccessionAct) -> Result<OfSites, WorkspaceError> {
        Ok(OfSites::of(act, holder, seller, &self.findings(seller)?))
    }

    /// Who holds the sites of a sale, and what of the seller speaks of them; none: the buyer is not here.
    fn holder<'s>(&self, seller: &str, sale: &'s Succession) -> Result<Option<(&'s String, OfSites)>, WorkspaceError> {
        let known = self.store().suppliers()?;
        let Some(holder) = sale.act.others.first().filter(|holder| known.contains(holder)) else { return Ok(None) };
        Ok(Some((holder, self.of_sites(seller, &self.supplier(holder)?, &sale.act)?)))
    }

    /// Says of each flag about a site that was sold that it was, to whom, and when.
    pub(super) fn tell_sold(&self, dossier: &mut Dossier) -> Result<(), WorkspaceError> {
        let today = self.today();
        let sales: Vec<Succession> = dossier.living.succeeded.iter().filter(|one| !one.ends() && one.holds(today)).cloned().collect();
        for sale in &sales {
            let Some((holder, of)) = self.holder(&dossier.supplier.id, sale)? else { continue };
            let sites: Vec<Vec<String>> = dossier.flags.iter().map(|flag| sites_of(dossier, flag, &of)).collect();
            for (flag, sites) in dossier.flags.iter_mut().zip(sites).filter(|(_, sites)| !sites.is_empty()) {
                let values = [
                    ("reason", (&flag.reason).into()),
                    ("site", sites.join(", ").into()),
                    ("holder", holder.into()),
                    ("day", (&sale.act.on).into()),
                ];
                flag.reason = told("carried.sold-site", values).text();
            }
        }
        Ok(())
    }

    /// That a site went over, to whom and when; nothing where it did not, or came back.
    ///
    /// # Errors
    /// When a profile or record cannot be read.
    pub fn site_sold(&self, supplier: &str, site: &str) -> Result<Option<Sentence>, WorkspaceError> {
        let profile = self.supplier(supplier)?;
        if profile.sites.iter().any(|known| known.id == site || known.name == site) {
            return Ok(None);
        }
        for sale in self.living(supplier)?.succeeded.iter().rev().filter(|one| !one.ends() && one.holds(self.today())) {
            let Some((holder, of)) = self.holder(supplier, sale)? else { continue };
            if let Some(sold) = of.meant(&format!("site:{site}")) {
                let values = [
                    ("site", (&sold.id).into()),
                    ("holder", holder.into()),
                    ("day", (&sale.act.on).into()),
                    ("there", (&sold.there).into()),
                ];
                return Ok(Some(told("living.site-went", values)));
            }
        }
        Ok(None)
    }

    /// Refuses something new about a site that went over; what was said before may be corrected.
    pub(super) fn holds_the_site(&self, supplier: &str, about: &str) -> Result<(), WorkspaceError> {
        let Some(site) = about.strip_prefix("site:") else { return Ok(()) };
        self.site_sold(supplier, site.trim())?.map_or(Ok(()), |sold| Err(wrong(sold)))
    }
}

/// The sold sites that a flag is about.
fn sites_of(dossier: &Dossier, flag: &Flag, of: &OfSites) -> Vec<String> {
    let site = |cause: &Cause| {
        let found = dossier.findings.iter().find(|one| one.on.entry.to_string() == cause.entry && of.entries.contains(&cause.entry));
        let about = match found {
            Some(one) => one.on.act.site.as_ref().map(|site| format!("site:{site}")),
            None => dossier.behind(cause).and_then(|(_, given)| given.answer.about.clone()),
        };
        about.and_then(|about| of.meant(&about).map(|sold| sold.id.clone()))
    };
    let mut all: Vec<String> = flag.causes.iter().filter_map(site).collect();
    all.sort();
    all.dedup();
    all
}

/// Keys of the flags of a seller that go over with the sites it sold; all of them where it ended.
pub(super) fn keys_that_go(came: &Came) -> Option<BTreeSet<String>> {
    let of = came.only.as_ref()?;
    let goes = |flag: &&Flag| of.goes(flag, &came.dossier).is_some();
    Some(came.dossier.flags.iter().filter(goes).map(Flag::key).collect())
}
