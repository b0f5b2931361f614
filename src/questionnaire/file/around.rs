//! What surrounds a questionnaire file while it is checked: the names that other sets offer, and the policy's clauses.
//!
//! Names are gathered before any condition is compiled, so that sets may name each other whatever the order of files.

use std::collections::{BTreeMap, BTreeSet};

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
    pub(super) switches: BTreeSet<String>,
    pub(super) profile: Vec<ProfileField>,
    /// Row, switch or set → the names its condition speaks of.
    pub(super) waits: BTreeMap<String, BTreeSet<String>>,
}

/// The other sets, and the clauses of the policy where it is known.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub(super) sets: Vec<Offer>,
    pub(super) clauses: Option<BTreeSet<String>>,
}

impl Around {
    /// Gathers the names of files; mistakes in them are told when each is read.
    #[must_use]
    pub fn of(files: &[(String, String)], clauses: Option<&[String]>) -> Self {
        let sets = files.iter().filter_map(|(name, text)| survey(name, text)).collect();
        Self { sets, clauses: clauses.map(|all| all.iter().cloned().collect()) }
    }
}

fn survey(file: &str, text: &str) -> Option<Offer> {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let drafts = drafts(&fields);
    let set = drafts.head.as_ref()?.id.clone();
    Some(offer(&set, &drafts))
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
    for draft in &drafts.questions {
        let mut own = draft.show_if.as_ref().map(|source| names(&source.value)).unwrap_or_default();
        own.insert(set.to_owned());
        waits.insert(name(&draft.row.value), own);
    }
    Offer {
        id: set.to_owned(),
        kinds: drafts.questions.iter().map(|draft| (name(&draft.row.value), draft.kind.clone())).collect(),
        switches: drafts.switches.iter().map(|switch| name(&switch.id.value)).collect(),
        profile: drafts.profile.iter().map(|field| field.value.clone()).collect(),
        waits,
    }
}

/// The names a condition speaks of; none when it cannot be parsed, which is told elsewhere.
fn names(source: &str) -> BTreeSet<String> {
    Condition::parse_only(source).map(|condition| condition.names().into_iter().map(str::to_owned).collect()).unwrap_or_default()
}
