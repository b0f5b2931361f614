//! The profile as the record has it: the entries of `standing/` in an order that respects what happened before what.
//!
//! A profile is recorded once as a whole and from then on key by key. A supplier about whom nothing was recorded as a
//! whole has no recorded profile, and its text is all that is known.

use super::causality::Causality;
use super::{Log, live};
use crate::journal::{Act, BodyRef, EntryRef, Moment};
use crate::supplier::{self, Supplier};

/// The key under which a whole profile is recorded: the lines of its text.
pub const WHOLE: &str = "profile";

/// The key of owners and officers, whose rows lie apart so that they can be erased.
pub const RELATED: &str = "related";

/// What one entry recorded under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// What it says.
    pub value: Vec<String>,
}

/// A key that several people changed without having seen each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// The key.
    pub key: String,
    /// Each edit that no later one has seen, in order; the last stands until somebody chooses.
    pub sides: Vec<Edit>,
}

/// A profile as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The profile.
    pub supplier: Supplier,
    /// Keys that several people changed without having seen each other; the last in order stands.
    pub disputed: Vec<Disputed>,
    /// The related parties lie apart and are not here, so that nothing can be said of them.
    pub related_absent: bool,
}

/// Folds the entries about a profile; `body` reads a text that lies apart. `None` when it was never recorded as a whole.
#[must_use]
pub fn recorded(id: &str, logs: &[Log<'_>], body: &dyn Fn(&BodyRef) -> Option<String>) -> Option<Recorded> {
    let causality = Causality::of(logs);
    let mut found: Option<Recorded> = None;
    let mut last: Vec<Disputed> = Vec::new();
    for one in live(logs, &causality) {
        let Act::Profile { key, value } = &one.entry.act else { continue };
        if key == WHOLE {
            let (supplier, _) = supplier::read("", id, &value.join("\n"));
            let related = found.take().map(|known| (known.supplier.related, known.related_absent)).unwrap_or_default();
            let supplier = Supplier { related: related.0, ..supplier };
            last.iter_mut().for_each(|key| key.sides.retain(|side| !causality.before(&side.entry, &one.at)));
            found = Some(Recorded { supplier, disputed: Vec::new(), related_absent: related.1 });
            continue;
        }
        let Some(known) = &mut found else { continue };
        let side = Edit { entry: one.at.clone(), at: one.entry.at, value: value.clone() };
        match last.iter_mut().find(|known| known.key == *key) {
            Some(known) => {
                known.sides.retain(|side| !causality.before(&side.entry, &one.at));
                known.sides.push(side);
            }
            None => last.push(Disputed { key: key.clone(), sides: vec![side] }),
        }
        if key != RELATED {
            supplier::put(&mut known.supplier, key, value);
            continue;
        }
        let lines: Option<Vec<String>> =
            value.iter().map(|word| BodyRef::parse(word).map_or(Some(word.clone()), |apart| body(&apart))).collect();
        known.related_absent = lines.is_none();
        supplier::put(&mut known.supplier, RELATED, &lines.unwrap_or_default());
    }
    if let Some(known) = &mut found {
        let differ = |key: &Disputed| key.sides.iter().any(|side| Some(&side.value) != key.sides.first().map(|first| &first.value));
        known.disputed = last.into_iter().filter(differ).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Entry, Hash, Head, WriterId};

    fn entry(n: u64, act: Act, seen: Vec<Head>) -> Entry {
        let at: Moment = "2026-11-23T09:00:00+09:00".parse().expect("a time");
        Entry { n, at, clock_set: true, act, seen, hash: Hash::GENESIS, line: 1 }
    }

    fn set(key: &str, value: &str) -> Act {
        Act::Profile { key: key.to_owned(), value: value.lines().map(str::to_owned).collect() }
    }

    fn writer(name: &str) -> WriterId {
        WriterId::parse(name).expect("a writer")
    }

    fn whole() -> Act {
        set(WHOLE, "[supplier]\nname = \"Minato\"\ncountry = \"JP\"")
    }

    fn fold(logs: &[Log<'_>]) -> Option<Recorded> {
        recorded("minato", logs, &|_| None)
    }

    #[test]
    fn a_profile_that_was_never_recorded_as_a_whole_is_not_recorded() {
        let entries = [entry(1, set("added", "Minato"), Vec::new()), entry(2, set("country", "VN"), Vec::new())];
        assert_eq!(fold(&[Log { writer: writer("anna-1"), entries: &entries }]), None);
    }

    #[test]
    fn changes_are_laid_over_the_whole_and_taking_one_back_brings_the_former_again() {
        let mut entries = vec![entry(1, whole(), Vec::new()), entry(2, set("country", "VN"), Vec::new())];
        let found = fold(&[Log { writer: writer("anna-1"), entries: &entries }]).expect("recorded");
        assert_eq!((found.supplier.name.as_str(), found.supplier.country.as_str()), ("Minato", "VN"));
        entries.push(entry(3, Act::Undo { entry: 2 }, Vec::new()));
        let found = fold(&[Log { writer: writer("anna-1"), entries: &entries }]).expect("recorded");
        assert_eq!(found.supplier.country, "JP");
    }

    #[test]
    fn two_who_changed_a_key_unseen_are_named_whatever_the_order_of_their_logs() {
        let anna = [entry(1, whole(), Vec::new()), entry(2, set("country", "VN"), Vec::new())];
        let seen = Head::of(&writer("anna-1"), &anna[0]);
        let bob = [entry(1, set("country", "CL"), vec![seen])];
        let logs = [Log { writer: writer("anna-1"), entries: &anna }, Log { writer: writer("bob-1"), entries: &bob }];
        let found = fold(&logs).expect("recorded");
        let sides: Vec<(&str, &str)> =
            found.disputed[0].sides.iter().map(|side| (side.entry.writer.person(), side.value[0].as_str())).collect();
        assert_eq!((found.disputed[0].key.as_str(), sides.as_slice()), ("country", [("anna", "VN"), ("bob", "CL")].as_slice()));
        let turned = [logs[1].clone(), logs[0].clone()];
        assert_eq!(fold(&turned).expect("recorded"), found);
        let settled = [
            entry(1, set("country", "CL"), bob[0].seen.clone()),
            entry(2, set("country", "PE"), vec![Head::of(&writer("anna-1"), &anna[1])]),
        ];
        let found = fold(&[logs[0].clone(), Log { writer: writer("bob-1"), entries: &settled }]).expect("recorded");
        assert_eq!((found.supplier.country.as_str(), found.disputed.len()), ("PE", 0));
    }

    #[test]
    fn related_parties_that_are_not_here_are_unknown_and_not_gone() {
        let body = BodyRef::of(b"salt\nrow");
        let entries = [entry(1, whole(), Vec::new()), entry(2, set(RELATED, body.as_str()), Vec::new())];
        let logs = [Log { writer: writer("anna-1"), entries: &entries }];
        assert!(fold(&logs).expect("recorded").related_absent);
        let here = recorded("minato", &logs, &|_| Some("[[related]]\nname = \"Owner\"\nkind = \"owner\"".to_owned())).expect("recorded");
        assert_eq!((here.supplier.related[0].name.as_str(), here.related_absent), ("Owner", false));
    }
}
