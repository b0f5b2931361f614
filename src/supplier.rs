//! A supplier's profile as text: names in any script, partner type, place, sites, materials, related parties.
//!
//! `supplier.toml` is a projection people may read and edit; the entries in `standing/` are the record, and they judge.
//! An edit by hand is a proposal until somebody records it.
//! Reading reports every mistake with its line and keeps the best of the rest.

mod doubts;
mod facts;
mod file;

use std::collections::BTreeMap;

pub use facts::{Change, SPEND, changes, lay_into, merged_into, own as own_fact, put, values};
pub use file::{PARTNER_TYPES, circumstances, facts, materials, read, write};

use crate::ratio::Ratio;
use crate::reference::scheme;

/// A fact of the profile that conditions may ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A number.
    Number(Ratio),
    /// Yes or no.
    Flag(bool),
    /// A word or free text.
    Word(String),
    /// Several words.
    Words(Vec<String>),
}

/// One place of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// Id within the supplier, `main`.
    pub id: String,
    /// Name as the supplier writes it.
    pub name: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// ISO 3166-2 code, if known.
    pub region: String,
    /// What is done there.
    pub activity: String,
}

/// Somebody behind or beside the supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelatedParty {
    /// Name.
    pub name: String,
    /// parent, owner, officer, affiliate, subcontractor, agency …
    pub kind: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// What is known.
    pub note: String,
}

/// A certificate on file, as the profile states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Scheme, `copper-mark`, `iso-14001`, `rmap`.
    pub scheme: String,
    /// The legal entity named on it.
    pub entity: String,
    /// Site it covers.
    pub site: String,
    /// Metal it covers, if any.
    pub metal: String,
    /// applied, under-assessment, certified, lapsed, disputed.
    pub state: String,
    /// Issue date, as written.
    pub issued: String,
    /// Expiry date, as written.
    pub expires: String,
    /// Where that is known from.
    pub source: String,
}

impl Certificate {
    /// Certified, made out to this supplier, for a metal the scheme is valid for: applied, under assessment, lapsed and
    /// disputed count as none.
    #[must_use]
    pub fn is_held_by(&self, supplier: &Supplier) -> bool {
        let metal = self.metal.is_empty() || scheme::find(&self.scheme).is_none_or(|scheme| scheme.covers(&self.metal).is_ok());
        let named = self.entity.is_empty() || supplier.is_called(&self.entity);
        self.state == "certified" && metal && named
    }

    /// The site it is about: the one it names, or the only one there is.
    #[must_use]
    pub fn site_of<'a>(&self, supplier: &'a Supplier) -> Option<&'a str> {
        match supplier.sites.as_slice() {
            [only] if self.site.is_empty() => Some(&only.id),
            sites => sites.iter().find(|site| site.id == self.site || site.name == self.site).map(|site| site.id.as_str()),
        }
    }
}

/// A supplier's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplier {
    /// Id: the folder's name.
    pub id: String,
    /// Name in Latin letters, or the only one.
    pub name: String,
    /// Name in its own script.
    pub native_name: String,
    /// Names it had before.
    pub former_names: Vec<String>,
    /// mine, trader, recycler, smelter, maker, carrier, contractor, labour-agency, service, it-vendor, chemicals.
    pub partner_type: String,
    /// ISO 3166-1 code of the main site; empty when unknown.
    pub country: String,
    /// ISO 3166-2 code, if known.
    pub region: String,
    /// Languages it is spoken and written to in.
    pub languages: Vec<String>,
    /// Spend class: high, medium, low.
    pub spend_class: String,
    /// Spend class of each group company that buys, by its id.
    pub spend: BTreeMap<String, String>,
    /// Whether nobody else can supply it.
    pub single_source: bool,
    /// Date of onboarding, as written.
    pub onboarded: String,
    /// Materials it supplies.
    pub materials: Vec<String>,
    /// Goods or services in words.
    pub goods: String,
    /// The buyer in charge.
    pub buyer: String,
    /// Group company, joint venture or other tie.
    pub relation: String,
    /// Further profile facts, by key.
    pub profile: BTreeMap<String, Fact>,
    /// Sites.
    pub sites: Vec<Site>,
    /// Related parties.
    pub related: Vec<RelatedParty>,
    /// Certificates.
    pub certificates: Vec<Certificate>,
}

impl Supplier {
    /// The value of a profile name as conditions know it.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<Fact> {
        match key {
            "role" => (!self.partner_type.is_empty()).then(|| Fact::Word(self.partner_type.clone())),
            "materials" => Some(Fact::Words(self.materials.clone())),
            _ => self.profile.get(key).cloned(),
        }
    }

    /// Whether this is one of its names, former ones included.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let own = [&self.id, &self.name, &self.native_name].into_iter().chain(&self.former_names);
        own.filter(|known| !known.is_empty()).any(|known| known.to_lowercase() == name.to_lowercase())
    }

    /// What a company spends there; absent: the company the workspace is of. Empty: nothing is known.
    #[must_use]
    pub fn spend_of(&self, company: Option<&str>) -> &str {
        match company {
            None => &self.spend_class,
            Some(id) => self.spend.get(id).map(String::as_str).unwrap_or_default(),
        }
    }

    /// Whether any company of the group spends much there: the judgement is shared.
    #[must_use]
    pub fn is_spent_on_highly(&self) -> bool {
        self.spend_class == "high" || self.spend.values().any(|class| class == "high")
    }

    /// The name to show first.
    #[must_use]
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }
}
