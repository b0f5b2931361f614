//! The fold itself. Two passes in an order that respects what happened before what: the first asks what an author could
//! know, the second takes back what a withdrawal had not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doubt, HeldKey, People, Role, Signed, Term, Why, check};
use crate::answers::causality::Causality;
use crate::answers::{Live, Log, live};
use crate::journal::{Act, Entry, EntryRef, Head};
use crate::signature::PublicKey;

/// An entry that gave or took the role of administrator.
struct Mark {
    entry: EntryRef,
    person: String,
    given: bool,
}

struct Fold<'a> {
    logs: BTreeMap<&'a str, &'a [Entry]>,
    causality: &'a Causality,
    root: Option<EntryRef>,
    people: People,
    marks: Vec<Mark>,
    /// Withdrawals that held in the first pass; `None` while that pass runs.
    withdrawn: Option<Vec<Mark>>,
}

pub(super) fn fold(logs: &[Log<'_>], pin: Option<&Head>) -> People {
    let causality = Causality::of(logs);
    let live = live(logs, &causality);
    let (root, doubt) = root_of(&live, pin);
    let by_writer: BTreeMap<&str, &[Entry]> = logs.iter().map(|log| (log.writer.as_str(), log.entries)).collect();
    let pass = |withdrawn: Option<Vec<Mark>>| {
        let mut fold = Fold {
            logs: by_writer.clone(),
            causality: &causality,
            root: root.clone(),
            people: People { root: root.clone(), ..People::default() },
            marks: Vec::new(),
            withdrawn,
        };
        for one in &live {
            fold.take(one);
        }
        fold
    };
    let first = pass(None);
    let withdrawn = first.marks.into_iter().filter(|mark| !mark.given).collect();
    let mut people = pass(Some(withdrawn)).people;
    people.doubts.extend(doubt);
    people
}

/// The entry everything hangs on: the pinned one, else the first that names its own author administrator.
fn root_of(live: &[Live<'_>], pin: Option<&Head>) -> (Option<EntryRef>, Option<Doubt>) {
    let doubt = |entry: Option<EntryRef>, why| Some(Doubt { entry, why });
    match pin {
        Some(head) => match live.iter().find(|one| one.at == head.entry) {
            Some(one) if head.fits(&one.entry.hash) && names_itself(one) => (Some(one.at.clone()), None),
            Some(one) => (None, doubt(Some(one.at.clone()), Why::RootChanged)),
            None => (None, doubt(None, Why::RootMissing)),
        },
        None => match live.iter().find(|one| names_itself(one)) {
            Some(one) => (Some(one.at.clone()), doubt(Some(one.at.clone()), Why::NotPinned)),
            None => (None, None),
        },
    }
}

fn names_itself(one: &Live<'_>) -> bool {
    matches!(&one.entry.act, Act::Grant(grant) if grant.person == one.at.writer.person() && grant.roles.contains(&Role::Administrator))
}

impl Fold<'_> {
    fn take(&mut self, one: &Live<'_>) {
        let author = one.at.writer.person();
        let administrator = self.is_administrator(author, &one.at);
        let counted = match &one.entry.act {
            Act::Open(_) | Act::Sign(_) | Act::Undo { .. } | Act::Recovered { .. } => return,
            Act::Grant(_) => administrator,
            Act::Withdraw(withdraw) => administrator || withdraw.person == author,
            Act::Key(key) => administrator || key.person == author,
            _ => return self.doubt(one, Why::Unknown),
        };
        if !counted {
            return self.doubt(one, Why::NoAdministrator);
        }
        let signed = self.signature(one);
        if self.must_sign(author, &one.at) && !signed.counts() {
            return self.doubt(one, Why::Unsigned);
        }
        match &one.entry.act {
            Act::Grant(grant) => {
                let person = self.people.persons.entry(grant.person.clone()).or_default();
                if grant.name.is_some() {
                    person.name.clone_from(&grant.name);
                }
                let term = Term {
                    entry: one.at.clone(),
                    by: author.to_owned(),
                    from: one.entry.at,
                    until: grant.until.as_deref().and_then(|day| day.parse().ok()),
                    withdrawn: None,
                    signed: signed.counts(),
                };
                for role in &grant.roles {
                    person.roles.entry(*role).or_default().push(term.clone());
                }
                self.mark(one, &grant.person, &grant.roles, true);
            }
            Act::Withdraw(withdraw) => {
                self.withdraw(one, &withdraw.person, &withdraw.roles);
                self.mark(one, &withdraw.person, &withdraw.roles, false);
            }
            Act::Key(act) => match PublicKey::parse(&act.key) {
                Some(key) => self.key(one, &act.person, key, act.dropped, administrator || signed.counts()),
                None => self.doubt(one, Why::Unknown),
            },
            _ => {}
        }
    }

    fn doubt(&mut self, one: &Live<'_>, why: Why) {
        self.people.doubts.push(Doubt { entry: Some(one.at.clone()), why });
    }

    fn mark(&mut self, one: &Live<'_>, person: &str, roles: &[Role], given: bool) {
        if roles.contains(&Role::Administrator) {
            self.marks.push(Mark { entry: one.at.clone(), person: person.to_owned(), given });
        }
    }

    /// Ends the terms that the withdrawal has seen.
    fn withdraw(&mut self, one: &Live<'_>, person: &str, roles: &[Role]) {
        let Some(person) = self.people.persons.get_mut(person) else { return };
        for (role, terms) in &mut person.roles {
            for term in terms.iter_mut().filter(|term| self.causality.before(&term.entry, &one.at)) {
                if roles.contains(role) && term.withdrawn.is_none() {
                    term.withdrawn = Some(one.entry.at);
                }
            }
        }
    }

    fn key(&mut self, one: &Live<'_>, person: &str, key: PublicKey, dropped: bool, stood_for: bool) {
        let known = &mut self.people.persons.entry(person.to_owned()).or_default().keys;
        let held = known.iter_mut().find(|held| held.key == key && held.dropped.is_none());
        match (held, dropped) {
            (Some(held), true) => held.dropped = Some(one.entry.at),
            (Some(held), false) => held.confirmed |= stood_for,
            (None, true) => {}
            (None, false) => {
                known.push(HeldKey { entry: one.at.clone(), key, from: one.entry.at, dropped: None, confirmed: stood_for });
            }
        }
    }

    fn signature(&self, one: &Live<'_>) -> Signed {
        let log = self.logs.get(one.at.writer.as_str()).copied().unwrap_or_default();
        let keys = self.people.persons.get(one.at.writer.person()).map(|person| person.keys.as_slice()).unwrap_or_default();
        check(keys, log, one.entry)
    }

    /// Whoever had a key in force that somebody stands for signs what is entered here.
    fn must_sign(&self, author: &str, at: &EntryRef) -> bool {
        self.people
            .persons
            .get(author)
            .is_some_and(|person| person.keys_held().any(|held| held.confirmed && self.causality.before(&held.entry, at)))
    }

    /// Whether an author was administrator when the entry was made, as far as the author could know, and in the second
    /// pass as far as anybody knows.
    fn is_administrator(&self, author: &str, at: &EntryRef) -> bool {
        if self.root.as_ref() == Some(at) {
            return true;
        }
        let given: BTreeSet<&EntryRef> = self
            .marks
            .iter()
            .filter(|mark| mark.given && mark.person == author && self.causality.before(&mark.entry, at))
            .map(|mark| &mark.entry)
            .collect();
        let taken = |grant: &EntryRef| {
            let known = self.marks.iter().filter(|mark| !mark.given && self.causality.before(&mark.entry, at));
            let unseen = self.withdrawn.iter().flatten().filter(|mark| !self.causality.before(at, &mark.entry) && mark.entry != *at);
            known.chain(unseen).any(|mark| mark.person == author && self.causality.before(grant, &mark.entry))
        };
        given.into_iter().any(|grant| !taken(grant))
    }
}
