//! Screening: names of a supplier and of everybody beside it against sanctions lists, and what persons made of the hits.
//!
//! A hit says that two names are alike, never that somebody is meant; that a person decides, with a reason, for one
//! listed party and one name. The decision holds in later editions of the list as long as the listed name is the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{Act, ExclusionAct, JudgeAct, Moment, RegisterAct, ScreenAct};
use crate::locale::Locale;
use crate::reference::list::{ListedParty, PartyList};
use crate::reference::name::folded;
use crate::supplier::{Fact, Supplier};

mod alike;

use alike::Plain;

/// Names less alike than this are no hit, in permille, where the policy says nothing else.
pub const LEAST: u16 = 860;

/// A name that is screened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// As the profile writes it.
    pub name: String,
    /// `supplier`, or how it is related: parent, owner, officer …
    pub kind: String,
    /// ISO 3166-1 code, if known.
    pub country: String,
}

impl Party {
    /// Tells one name from another without saying it: the first 16 hexadecimal digits of the SHA-256 of the name as it is
    /// compared.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut digest = crate::journal::block::sha256_hex(folded(&self.name).as_bytes());
        digest.truncate(16);
        digest
    }
}

/// Facts of a profile that name somebody beside the supplier.
const NAMING: [&str; 2] = ["officers", "parent"];

fn named_in(supplier: &Supplier) -> Vec<Party> {
    let words = |key: &str| match supplier.fact(key) {
        Some(Fact::Word(word)) => vec![word],
        Some(Fact::Words(words)) => words,
        Some(Fact::Number(_) | Fact::Flag(_)) | None => Vec::new(),
    };
    let party = |key: &str, name: String| Party { name, kind: key.to_owned(), country: String::new() };
    NAMING.into_iter().flat_map(|key| words(key).into_iter().map(move |name| party(key, name))).collect()
}

/// Everybody who is screened with a supplier; `named` are those whom answers name: owners, officers.
#[must_use]
pub fn parties(supplier: &Supplier, named: &[Party]) -> Vec<Party> {
    let own = [&supplier.name, &supplier.native_name].into_iter().chain(&supplier.former_names);
    let own = own.map(|name| (name, "supplier", &supplier.country));
    let beside = supplier.related.iter().map(|party| (&party.name, party.kind.as_str(), &party.country));
    let of_facts = named_in(supplier);
    let named = of_facts.iter().chain(named).map(|party| (&party.name, party.kind.as_str(), &party.country));
    let mut all: Vec<Party> = Vec::new();
    for (name, kind, country) in own.chain(beside).chain(named) {
        if !name.trim().is_empty() && !all.iter().any(|known| known.name == *name) {
            all.push(Party { name: name.clone(), kind: kind.to_owned(), country: country.clone() });
        }
    }
    all
}

/// Two names that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its name, the same each time it is found: the listed party and the name screened.
    pub key: String,
    /// Who was screened.
    pub party: Party,
    /// Identification in the list.
    pub id: String,
    /// The listed name that is alike.
    pub listed: String,
    /// The listed party's first name.
    pub called: String,
    /// Programme or regime.
    pub programme: String,
    /// Country as the list spells it.
    pub country: String,
    /// The list.
    pub list: String,
    /// How alike, in permille.
    pub permille: u16,
    /// Spelt too differently for a hit, yet it sounds the same.
    pub by_sound: bool,
}

impl Hit {
    /// Who is like whom, how much, and whether only by sound.
    #[must_use]
    pub fn told(&self, locale: Locale) -> String {
        let percent = format!("{}.{}", self.permille / 10, self.permille % 10);
        let values = [
            ("party", self.party.name.as_str()),
            ("kind", &self.party.kind),
            ("listed", &self.listed),
            ("id", &self.id),
            ("list", &self.list),
            ("percent", &percent),
        ];
        locale.with(if self.by_sound { "screening.hit-by-sound" } else { "screening.hit" }, &values)
    }
}

/// A comparable listed name.
struct Listed<'a> {
    list: &'a PartyList,
    row: &'a ListedParty,
    name: &'a str,
    plain: Plain,
}

/// Sanctions lists made ready to be searched.
pub struct Index<'a> {
    names: Vec<Listed<'a>>,
    marks: BTreeMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    /// Every name of every list.
    #[must_use]
    pub fn of(lists: &[&'a PartyList]) -> Self {
        let mut names = Vec::new();
        for list in lists {
            for row in &list.rows {
                for name in std::iter::once(&row.name).chain(&row.aliases) {
                    names.push(Listed { list, row, name, plain: Plain::of(name) });
                }
            }
        }
        let mut marks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, listed) in names.iter().enumerate() {
            for mark in listed.plain.marks() {
                marks.entry(mark).or_default().push(at);
            }
        }
        Self { names, marks }
    }

    /// Hits of a supplier and everybody beside it, `parties`, most alike first; of one listed party the most alike name. Names less
    /// alike than `least` permille are none, unless they sound the same.
    #[must_use]
    pub fn hits(&self, parties: &[Party], least: u16) -> Vec<Hit> {
        let mut best: BTreeMap<String, Hit> = BTreeMap::new();
        for party in parties {
            let plain = Plain::of(&party.name);
            let near: BTreeSet<usize> = plain.marks().iter().filter_map(|mark| self.marks.get(mark)).flatten().copied().collect();
            for listed in near.into_iter().map(|at| &self.names[at]) {
                let permille = plain.alike(&listed.plain);
                let by_sound = permille < least && plain.sounds_like(&listed.plain, permille);
                if permille < least && !by_sound {
                    continue;
                }
                let key = format!("{}~{}", listed.row.id, plain.sorted.replace(' ', "-"));
                let hit = Hit {
                    key: key.clone(),
                    party: party.clone(),
                    id: listed.row.id.clone(),
                    listed: listed.name.to_owned(),
                    called: listed.row.name.clone(),
                    programme: listed.row.programme.clone(),
                    country: listed.row.country.clone(),
                    list: format!("{} {}", listed.list.edition.name, listed.list.edition.dated),
                    permille,
                    by_sound,
                };
                match best.get(&key) {
                    Some(known) if known.permille >= permille => {}
                    _ => {
                        best.insert(key, hit);
                    }
                }
            }
        }
        let mut all: Vec<Hit> = best.into_values().collect();
        all.sort_by(|a, b| b.permille.cmp(&a.permille).then_with(|| a.key.cmp(&b.key)));
        all
    }
}

/// What a person made of a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What was written.
    pub act: JudgeAct,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The entry.
    pub entry: String,
}

/// The last screening of a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screened {
    /// What was written.
    pub act: ScreenAct,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The entry.
    pub entry: String,
}

/// What the register says about one supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screening {
    /// The last screening.
    pub last: Option<Screened>,
    /// Decisions about hits, by the hit's name.
    pub judged: BTreeMap<String, Judged>,
    /// Whether the contract excludes antisocial forces and sanctioned parties.
    pub exclusion: Option<ExclusionAct>,
}

impl Screening {
    /// Folds the register; other suppliers' entries are passed over, and those of whoever had no leave to screen.
    #[must_use]
    pub fn of(supplier: &str, logs: &[Log<'_>], may_screen: impl Fn(&str, &Moment) -> bool) -> Self {
        let mut found = Self::default();
        let live = live(logs, &Causality::of(logs));
        for one in live.into_iter().filter(|one| may_screen(one.at.writer.person(), &one.entry.at)) {
            let (entry, at, by) = (one.at.to_string(), one.entry.at, one.at.writer.person().to_owned());
            match &one.entry.act {
                Act::Register(RegisterAct::Screen(act))
                    if act.supplier == supplier && found.last.as_ref().is_none_or(|last| last.at.timestamp() <= at.timestamp()) =>
                {
                    found.last = Some(Screened { act: act.clone(), by, at, entry });
                }
                Act::Register(RegisterAct::Judge(act)) if act.supplier == supplier => {
                    // Two who judge apart: the one who says "same" prevails until somebody has seen both.
                    let keeps = found
                        .judged
                        .get(&act.hit)
                        .is_some_and(|known| known.act.same && !act.same && known.by != by && known.at.timestamp() == at.timestamp());
                    if !keeps {
                        found.judged.insert(act.hit.clone(), Judged { act: act.clone(), by, at, entry });
                    }
                }
                Act::Register(RegisterAct::Exclusion(act)) if act.supplier == supplier => found.exclusion = Some(act.clone()),
                _ => {}
            }
        }
        found
    }

    /// What was decided about a hit; a decision about another listed name does not speak of it.
    #[must_use]
    pub fn judgement(&self, hit: &str, listed: &str) -> Option<&Judged> {
        self.judged.get(hit).filter(|judged| folded(&judged.act.listed) == folded(listed))
    }

    /// Who was not named yet when it was screened last; nobody while it never was, or by an entry that does not say whom.
    #[must_use]
    pub fn unscreened(&self, parties: &[Party]) -> Vec<Party> {
        let Some(last) = self.last.as_ref().filter(|last| !last.act.who.is_empty()) else { return Vec::new() };
        parties.iter().filter(|party| !last.act.who.contains(&party.digest())).cloned().collect()
    }

    /// The day the next screening is due.
    #[must_use]
    pub fn next(&self) -> Option<Date> {
        self.last.as_ref().and_then(|last| last.act.next.parse().ok())
    }
}

#[cfg(test)]
mod tests;
