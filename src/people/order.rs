//! The fold itself. Two passes in an order that respects what happened before what: the first asks what an author could
//! know, the second takes back what a withdrawal had not seen. Where the first key was entered, and whether somebody had to
//! begin again without the old one, is settled round by round: each knows what the rounds before it found, whoever wrote
//! without having seen it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Break, Doubt, FirstKey, HeldKey, People, Role, Signed, Term, Why, check};
use crate::answers::causality::Causality;
use crate::answers::{Live, Log, live};
use crate::journal::{Act, Entry, EntryRef, Head, KeyAct};
use crate::signature::PublicKey;

/// An entry that gave or took the role of administrator.
struct Mark {
    entry: EntryRef,
    person: String,
    given: bool,
}

/// What earlier rounds found.
#[derive(Clone, Default)]
struct Settled {
    /// From where on a further key counts only by a signature.
    closed: Option<EntryRef>,
    /// Beginnings anew, and whether nobody else could have stood for the new key.
    again: BTreeMap<EntryRef, bool>,
}

struct Fold<'a> {
    logs: BTreeMap<&'a str, &'a [Entry]>,
    causality: &'a Causality,
    root: Option<EntryRef>,
    people: People,
    marks: Vec<Mark>,
    /// Withdrawals that held in the first pass; `None` while that pass runs.
    withdrawn: Option<Vec<Mark>>,
    settled: Settled,
    /// The first beginning anew that no round has looked at.
    open: Option<EntryRef>,
}

pub(super) fn fold(logs: &[Log<'_>], pin: Option<&Head>) -> People {
    let causality = Causality::of(logs);
    let live = live(logs, &causality);
    let (root, doubt) = root_of(&live, pin);
    let by_writer: BTreeMap<&str, &[Entry]> = logs.iter().map(|log| (log.writer.as_str(), log.entries)).collect();
    let pass = |settled: &Settled, withdrawn: Option<Vec<Mark>>| {
        let mut fold = Fold {
            logs: by_writer.clone(),
            causality: &causality,
            root: root.clone(),
            people: People { root: root.clone(), ..People::default() },
            marks: Vec::new(),
            withdrawn,
            settled: settled.clone(),
            open: None,
        };
        for one in &live {
            fold.take(one);
        }
        fold
    };
    let mut settled = Settled::default();
    loop {
        let first = pass(&settled, None);
        let withdrawn = first.marks.into_iter().filter(|mark| !mark.given).collect();
        let fold = pass(&settled, Some(withdrawn));
        if settled.closed.is_none() && fold.people.closed.is_some() {
            settled.closed = fold.people.closed;
        } else if let Some(again) = fold.open.clone() {
            let alone = !fold.others_could_confirm(&again, &live);
            settled.again.insert(again, alone);
        } else {
            let mut people = fold.people;
            people.doubts.extend(doubt);
            return people;
        }
    }
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
            Act::Key(key) => administrator || key.person == author || self.broke(key).is_some(),
            _ => return self.doubt(one, Why::Unknown),
        };
        if !counted {
            return self.doubt(one, Why::NoAdministrator);
        }
        if let Act::Key(key) = &one.entry.act
            && administrator
            && self.begins_again(one, key)
        {
            return;
        }
        let signed = self.signature(one);
        if self.must_sign(author, &one.at) && !signed.counts() {
            return self.doubt(one, Why::Unsigned);
        }
        if !signed.counts() && self.needs_a_key(one) {
            return self.doubt(one, Why::Keyless);
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
            Act::Key(act) => self.take_key(one, act, administrator, &signed),
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

    /// A key entered, confirmed or given up. From the first key on nobody's word for one counts without a signature that
    /// does, neither for the own nor for another's, nor to give up another's.
    fn take_key(&mut self, one: &Live<'_>, act: &KeyAct, administrator: bool, signed: &Signed) {
        let Some(key) = PublicKey::parse(&act.key) else { return self.doubt(one, Why::Unknown) };
        let own = act.person == one.at.writer.person();
        let closed = self.is_closed(&one.at);
        if closed && act.dropped && !own && !signed.counts() {
            return self.doubt(one, Why::Unsigned);
        }
        if let Some(place) = self.broke(act).filter(|_| !own && !act.dropped && signed.counts()) {
            let known = &mut self.people.breaks[place].confirmed_by;
            let author = one.at.writer.person().to_owned();
            if !known.contains(&author) {
                known.push(author);
            }
        }
        if !own && !administrator {
            return;
        }
        let stood_for = signed.counts() || (administrator && !closed);
        let counted = self.key(one, &act.person, key, act.dropped, stood_for);
        if counted && act.closes && administrator {
            self.people.closed.get_or_insert_with(|| one.at.clone());
        }
    }

    /// Whether somebody's role hangs on an entry that only a key makes good. Giving up one's own needs none.
    fn needs_a_key(&self, one: &Live<'_>) -> bool {
        let of_roles = match &one.entry.act {
            Act::Grant(_) => true,
            Act::Withdraw(withdraw) => withdraw.person != one.at.writer.person(),
            _ => false,
        };
        of_roles && self.root.as_ref() != Some(&one.at) && self.is_closed(&one.at)
    }

    /// Whether a further key, and a role, counts only by a signature.
    fn is_closed(&self, at: &EntryRef) -> bool {
        self.settled.closed.as_ref().is_some_and(|closed| closed != at && !self.causality.before(at, closed))
    }

    /// The beginning anew whose key an entry is about.
    fn broke(&self, act: &KeyAct) -> Option<usize> {
        let key = PublicKey::parse(&act.key)?.fingerprint();
        self.people.breaks.iter().position(|broke| broke.person == act.person && broke.new == key)
    }

    /// Takes an administrator's beginning anew, where nobody else could have stood for the new key. What the keys before
    /// have signed stays signed.
    fn begins_again(&mut self, one: &Live<'_>, act: &KeyAct) -> bool {
        let (Some(reason), Some(key)) = (&act.again, PublicKey::parse(&act.key)) else { return false };
        if act.person != one.at.writer.person() || act.dropped || self.people.first.is_none() {
            return false;
        }
        match self.settled.again.get(&one.at) {
            Some(true) => {}
            Some(false) => return false,
            None => {
                self.open.get_or_insert_with(|| one.at.clone());
                return false;
            }
        }
        let known = &mut self.people.persons.entry(act.person.clone()).or_default().keys;
        if known.iter().any(|held| held.key == key && (held.confirmed || held.dropped.is_some())) {
            return false;
        }
        known.retain(|held| held.key != key);
        let mut old = Vec::new();
        for held in known.iter_mut().filter(|held| held.dropped.is_none()) {
            held.dropped = Some(one.entry.at);
            if held.confirmed {
                old.push(held.key.fingerprint());
            }
        }
        let new = key.fingerprint();
        known.push(HeldKey { entry: one.at.clone(), key, from: one.entry.at, dropped: None, confirmed: true, again: true });
        let (person, entry, at, reason) = (act.person.clone(), one.at.clone(), one.entry.at, reason.clone());
        self.people.breaks.push(Break { person, entry, at, reason, old, new, confirmed_by: Vec::new() });
        true
    }

    /// Whether another administrator had a key that counts, as anybody knows who had not seen the beginning anew.
    fn others_could_confirm(&self, again: &EntryRef, live: &[Live<'_>]) -> bool {
        let Some(one) = live.iter().find(|one| one.at == *again) else { return true };
        let unseen = |entry: &EntryRef| !self.causality.before(again, entry);
        let in_office = |person: &str| {
            let marks = || self.marks.iter().filter(|mark| mark.person == person && unseen(&mark.entry));
            let taken = |grant: &EntryRef| marks().any(|mark| !mark.given && self.causality.before(grant, &mark.entry));
            marks().any(|mark| mark.given && !taken(&mark.entry))
        };
        let holds = |held: &HeldKey| held.confirmed && held.dropped.is_none_or(|end| end > one.entry.at) && unseen(&held.entry);
        let others = self.people.persons.iter().filter(|(person, _)| *person != again.writer.person());
        others.into_iter().any(|(person, known)| known.keys.iter().any(holds) && in_office(person))
    }

    /// Whether the key counts afterwards.
    fn key(&mut self, one: &Live<'_>, person: &str, key: PublicKey, dropped: bool, stood_for: bool) -> bool {
        let first = stood_for && !dropped && self.people.first.is_none();
        if first {
            let (person, key, entry) = (person.to_owned(), key.fingerprint(), one.at.clone());
            self.people.first = Some(FirstKey { person, key, entry, at: one.entry.at });
        }
        let known = &mut self.people.persons.entry(person.to_owned()).or_default().keys;
        let held = known.iter_mut().find(|held| held.key == key && held.dropped.is_none());
        match (held, dropped) {
            (Some(held), true) => held.dropped = Some(one.entry.at),
            (Some(held), false) => held.confirmed |= stood_for,
            (None, true) => {}
            (None, false) => {
                known.push(HeldKey { entry: one.at.clone(), key, from: one.entry.at, dropped: None, confirmed: stood_for, again: false });
            }
        }
        stood_for && !dropped
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
