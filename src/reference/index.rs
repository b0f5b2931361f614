//! The names of one look-up for one metal, so arranged that a reported name finds its neighbours at once.
//!
//! Rare trigrams weigh more than common ones; what they bring up is then measured by distance. The same list gives the
//! same neighbours in the same order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rapidfuzz::distance::indel;

use super::list::{ListedSmelter, Lists, SmelterList};
use super::metal;
use super::name::{Name, normalise};

/// How many neighbours are measured.
const NEIGHBOURS: usize = 50;

/// A row and its name in comparable form.
#[derive(Clone, Debug)]
struct Indexed {
    row: usize,
    standard: bool,
    name: Name,
    grams: BTreeSet<[u8; 3]>,
    weight: f64,
}

/// The names of one metal in one list.
#[derive(Clone, Debug, Default)]
pub struct Names {
    entries: Vec<Indexed>,
    postings: BTreeMap<[u8; 3], Vec<usize>>,
    weights: BTreeMap<[u8; 3], f64>,
    whole: BTreeMap<String, Vec<usize>>,
    ids: BTreeMap<String, Vec<usize>>,
}

/// A row that may be meant and how alike the names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The row's place in the list.
    pub row: usize,
    /// How alike, in permille.
    pub permille: u16,
    /// Alike to the last word, legal form included.
    pub whole: bool,
    /// Alike but for legal form.
    pub core: bool,
    /// It is the facility's own name that is alike, not the alias of the row.
    pub standard: bool,
}

fn grams(core: &str) -> BTreeSet<[u8; 3]> {
    let padded = format!("  {core} ");
    padded.as_bytes().windows(3).map(|three| [three[0], three[1], three[2]]).collect()
}

impl Names {
    fn of(list: &SmelterList, key: &str) -> Self {
        let mut names = Self::default();
        for (row, listed) in list.rows.iter().enumerate().filter(|(_, row)| metal::key(&row.metal) == key) {
            names.ids.entry(listed.id.clone()).or_default().push(row);
            let own = normalise(&listed.alias);
            let standard = normalise(&listed.name);
            let second = (standard.whole != own.whole).then_some((standard, true));
            for (name, standard) in std::iter::once((own, false)).chain(second) {
                let known = names.whole.entry(name.whole.clone()).or_default();
                if known.iter().any(|held| list.rows[*held].id == listed.id) {
                    continue;
                }
                known.push(row);
                let grams = grams(&name.core);
                for gram in &grams {
                    names.postings.entry(*gram).or_default().push(names.entries.len());
                }
                names.entries.push(Indexed { row, standard, name, grams, weight: 0.0 });
            }
        }
        let count = names.entries.len() as f64;
        names.weights = names.postings.iter().map(|(gram, held)| (*gram, (1.0 + count / held.len() as f64).ln())).collect();
        for entry in &mut names.entries {
            entry.weight = entry.grams.iter().map(|gram| names.weights[gram]).sum();
        }
        names
    }

    /// Rows whose name is this one in every word, one per facility.
    #[must_use]
    pub fn exact(&self, whole: &str) -> &[usize] {
        self.whole.get(whole).map_or(&[], Vec::as_slice)
    }

    /// The rows of an identification.
    #[must_use]
    pub fn of_id(&self, id: &str) -> &[usize] {
        self.ids.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every identification.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// The rows most like a name, best first.
    #[must_use]
    pub fn near(&self, wanted: &Name) -> Vec<Near> {
        let asked = grams(&wanted.core);
        let rarest = (2.0 + self.entries.len() as f64).ln();
        let own: f64 = asked.iter().map(|gram| self.weights.get(gram).copied().unwrap_or(rarest)).sum();
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for gram in &asked {
            for at in self.postings.get(gram).into_iter().flatten() {
                *shared.entry(*at).or_default() += self.weights[gram];
            }
        }
        let mut best: Vec<(usize, f64)> = shared.into_iter().map(|(at, sum)| (at, 2.0 * sum / (own + self.entries[at].weight))).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(NEIGHBOURS);
        let mut near: Vec<Near> = best
            .into_iter()
            .map(|(at, _)| {
                let entry = &self.entries[at];
                let (whole, core) = (entry.name.whole == wanted.whole, entry.name.core == wanted.core);
                Near { row: entry.row, permille: likeness(wanted, &entry.name), whole, core, standard: entry.standard }
            })
            .collect();
        near.sort_by(|a, b| (b.whole, b.core, b.permille).cmp(&(a.whole, a.core, a.permille)).then(a.row.cmp(&b.row)));
        near
    }
}

/// How alike two names are, in permille: the core counts nine parts, legal forms one.
#[must_use]
pub fn likeness(a: &Name, b: &Name) -> u16 {
    let core = alike(&a.core, &b.core);
    let whole = alike(&a.whole, &b.whole);
    permille(core * 0.9 + whole * 0.1)
}

/// Letters in order, words in any order, or words of which one name has more; the latter two count a little less.
fn alike(a: &str, b: &str) -> f64 {
    let ratio = |a: &str, b: &str| indel::normalized_similarity(a.chars(), b.chars());
    let (own, other): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let join = |words: Vec<&str>| words.join(" ");
    let sorted = ratio(&join(own.iter().copied().collect()), &join(other.iter().copied().collect()));
    let common = join(own.intersection(&other).copied().collect());
    let with = |rest: Vec<&str>| format!("{common} {}", rest.join(" ")).trim().to_owned();
    let (left, right) = (with(own.difference(&other).copied().collect()), with(other.difference(&own).copied().collect()));
    // A short word in common is no likeness: the set measure counts as far as the common part reaches.
    let set = if common.len() < 4 { 0.0 } else { ratio(&common, &left).max(ratio(&common, &right)).max(ratio(&left, &right)) };
    let joined = ratio(&a.replace(' ', ""), &b.replace(' ', ""));
    let reach = (common.len() as f64 / a.len().max(b.len()).max(1) as f64).min(1.0);
    ratio(a, b).max(joined * 0.98).max(sorted * 0.97).max(set * (0.6 + 0.35 * reach))
}

fn permille(share: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between nought and one")]
    let permille = (share.clamp(0.0, 1.0) * 1000.0).round() as u16;
    permille
}

/// The arranged names of every list, made when first asked for. Never compared and never stored.
#[derive(Clone, Debug, Default)]
pub struct Arranged(OnceLock<Arc<Vec<BTreeMap<String, Names>>>>);

impl PartialEq for Arranged {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Arranged {}

/// A list and its names of one metal.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The list.
    pub list: &'a SmelterList,
    /// Its names of the metal.
    pub names: &'a Names,
}

impl<'a> Named<'a> {
    /// A row of the list.
    #[must_use]
    pub fn row(&self, at: usize) -> &'a ListedSmelter {
        &self.list.rows[at]
    }
}

impl Lists {
    fn arranged(&self) -> &[BTreeMap<String, Names>] {
        self.names.0.get_or_init(|| {
            let of = |list: &SmelterList| {
                let metals: BTreeSet<String> = list.rows.iter().map(|row| metal::key(&row.metal)).collect();
                metals.into_iter().map(|key| (key.clone(), Names::of(list, &key))).collect()
            };
            Arc::new(self.smelters.iter().map(of).collect())
        })
    }

    /// The look-ups that name a metal and speak of a day or an earlier one, the one in force first.
    #[must_use]
    pub fn named(&self, metal: &str, day: jiff::civil::Date) -> Vec<Named<'_>> {
        let key = metal::key(metal);
        let mut all: Vec<Named<'_>> = self
            .smelters
            .iter()
            .zip(self.arranged())
            .filter(|(list, _)| list.edition.dated <= day)
            .filter_map(|(list, names)| names.get(&key).map(|names| Named { list, names }))
            .collect();
        all.sort_by_key(|named| std::cmp::Reverse(named.list.edition.dated));
        all
    }
}
