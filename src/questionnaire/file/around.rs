//! What surrounds a questionnaire file while it is checked: the names that other sets offer, and the policy's clauses
//! and limits.
//!
//! Names are gathered before any condition is compiled, so that sets may name each other whatever the order of files.

use std::collections::{BTreeMap, BTreeSet};

use super::same::Shareable;
use super::{Drafts, drafts};
use crate::condition::Condition;
use crate::questionnaire::{Kind, ProfileField};
use crate::reading::{Fields, Sheet};

/// What one set offers to the conditions of others, and what its own wait for.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// The set.
    pub id: String,
    pub(super) kinds: BTreeMap<String, Kind>,
    pub(super) shares: BTreeMap<String, Shareable>,
    pub(super) switches: BTreeSet<String>,
    pub(super) profile: Vec<ProfileField>,
    /// Row, switch or set → the names its condition speaks of.
    pub(super) waits: BTreeMap<String, BTreeSet<String>>,
    /// The file cannot be read to its end, or two rows share an id: a row that is not among these may be one all the same.
    pub(super) unsure: bool,
    /// Rows of the file with a mistake that leaves nothing of them; it is told where it stands.
    pub(super) lost: BTreeSet<String>,
}

impl Offer {
    /// Whether nobody can tell if the set has such a row: the mistake that hides it is told where it stands.
    pub(super) fn may_have(&self, name: &str) -> bool {
        let is_part = |of: &str| name.strip_prefix(of).is_some_and(|part| part.starts_with('.'));
        self.lost.iter().any(|row| name == row || is_part(row)) || self.unsure && is_part(&self.id)
    }
}

/// What of a policy a questionnaire may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyNames {
    /// Codes of clauses.
    pub clauses: BTreeSet<String>,
    /// Ids of limits.
    pub limits: BTreeSet<String>,
}

impl PolicyNames {
    /// Takes in what another policy has.
    pub fn take_in(&mut self, other: Self) {
        self.clauses.extend(other.clauses);
        self.limits.extend(other.limits);
    }
}

/// The other sets, and what of the policy may be named where it is known.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub(super) sets: Vec<Offer>,
    pub(super) policy: Option<PolicyNames>,
}

impl Around {
    /// Gathers the names of files; mistakes in them are told when each is read.
    #[must_use]
    pub fn of(files: &[(String, String)], policy: Option<&PolicyNames>) -> Self {
        let sets = files.iter().filter_map(|(name, text)| survey(name, text)).collect();
        Self { sets, policy: policy.cloned() }
    }
}

fn survey(file: &str, text: &str) -> Option<Offer> {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let drafts = drafts(&fields);
    let set = drafts.head.as_ref()?.id.clone();
    let own = offer(&set, &drafts);
    Some(Offer { unsure: own.unsure || sheet.is_broken(), ..own })
}

/// What the drafts of a file offer.
pub(super) fn offer(set: &str, drafts: &Drafts) -> Offer {
    let name = |row: &str| format!("{set}.{row}");
    let mut waits = BTreeMap::new();
    if let Some(applies) = drafts.head.as_ref().and_then(|head| head.applies_if.as_ref()) {
        waits.insert(set.to_owned(), names(&applies.value));
    }
    for switch in &drafts.switches {
        waits.insert(name(&switch.id.value), names(&switch.when.value));
    }
    // Of two rows with one id the first counts; that there are two is told where the file is read.
    for draft in drafts.questions.iter().rev() {
        let mut own = draft.show_if.as_ref().map(|source| names(&source.value)).unwrap_or_default();
        own.insert(set.to_owned());
        own.extend(draft.same_as.iter().flat_map(|same| std::iter::once(&same.row).chain(&same.also)).map(|row| row.value.clone()));
        waits.insert(name(&draft.row.value), own);
    }
    // A row under another row's id may be the one that is missed elsewhere; only that there are two is told.
    let rows: BTreeSet<&str> = drafts.questions.iter().map(|draft| draft.row.value.as_str()).collect();
    // A row whose id cannot be one is told where it stands, and not at each condition that names it.
    let bad = drafts.questions.iter().filter(|draft| !super::is_plain(&draft.row.value)).flat_map(|draft| {
        let plain: String = draft.row.value.chars().filter(char::is_ascii_alphanumeric).collect();
        [name(&draft.row.value), name(&plain)]
    });
    Offer {
        id: set.to_owned(),
        unsure: drafts.unsure || rows.len() < drafts.questions.len(),
        lost: drafts.lost.iter().map(|id| if id.starts_with("profile.") { id.clone() } else { name(id) }).chain(bad).collect(),
        kinds: drafts.questions.iter().rev().map(|draft| (name(&draft.row.value), draft.kind.clone())).collect(),
        shares: drafts.questions.iter().rev().map(|draft| (name(&draft.row.value), Shareable::of(draft))).collect(),
        switches: drafts.switches.iter().map(|switch| name(&switch.id.value)).collect(),
        profile: drafts.profile.iter().map(|field| field.value.clone()).collect(),
        waits,
    }
}

/// The names a condition speaks of; none when it cannot be parsed, which is told elsewhere.
fn names(source: &str) -> BTreeSet<String> {
    Condition::parse_only(source).map(|condition| condition.names().into_iter().map(str::to_owned).collect()).unwrap_or_default()
}
