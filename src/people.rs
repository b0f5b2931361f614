//! Who may do what, folded from the people logs: roles with their time, keys, and what could not be counted.
//!
//! Roles come from administrators, and the first of them from the pin that was set when the workspace was made. Whoever
//! has a key in force must sign what is entered here. As long as nobody has one, roles are given unsigned and shown so;
//! from the first key on that closes the door behind it, a role counts only by a signature that does. A withdrawal
//! takes everything with it that its author had not seen, so that nobody grants on from a log nobody has read yet.

pub mod duty;
mod order;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answers::Log;
pub use crate::journal::Role;
use crate::journal::{BodyRef, Entry, EntryRef, Head, Moment, Sign};
use crate::signature::{self, PublicKey};
pub use duty::{Duty, Leave};

/// A role a person has or had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The entry that gave it.
    pub entry: EntryRef,
    /// Who gave it.
    pub by: String,
    /// From when.
    pub from: Moment,
    /// The last day, if one was named.
    pub until: Option<Date>,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// Whether the entry that gave it is signed.
    pub signed: bool,
}

impl Term {
    /// Whether it is in force at a moment.
    #[must_use]
    pub fn holds(&self, at: &Moment) -> bool {
        self.from <= *at && self.until.is_none_or(|day| at.date() <= day) && self.withdrawn.is_none_or(|end| *at < end)
    }
}

/// A key of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldKey {
    /// The entry that entered it.
    pub entry: EntryRef,
    /// The key.
    pub key: PublicKey,
    /// From when.
    pub from: Moment,
    /// When it was given up.
    pub dropped: Option<Moment>,
    /// Whether an administrator, or an earlier key of the same person, stands for it.
    pub confirmed: bool,
    /// Whether its owner began again with it, having lost the one before: good for nothing that was written earlier.
    pub again: bool,
}

/// The key everything else that is signed hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstKey {
    /// Whose.
    pub person: String,
    /// Its fingerprint.
    pub key: String,
    /// The entry that entered it.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
}

/// Somebody began again with a new key, because nobody was left who could stand for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// Who.
    pub person: String,
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Why, apart.
    pub reason: BodyRef,
    /// Fingerprints of the keys held before.
    pub old: Vec<String>,
    /// Fingerprint of the new one.
    pub new: String,
    /// Who has stood for it since.
    pub confirmed_by: Vec<String>,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name, apart.
    pub name: Option<BodyRef>,
    /// Roles with their terms, oldest first.
    pub roles: BTreeMap<Role, Vec<Term>>,
    /// Keys, oldest first.
    pub keys: Vec<HeldKey>,
}

impl Person {
    /// Roles in force at a moment.
    #[must_use]
    pub fn roles_at(&self, at: &Moment) -> BTreeSet<Role> {
        self.roles.iter().filter(|(_, terms)| terms.iter().any(|term| term.holds(at))).map(|(role, _)| *role).collect()
    }

    /// Whether a role in force rests on nothing but unsigned entries.
    #[must_use]
    pub fn is_unsigned(&self, at: &Moment) -> bool {
        self.roles.values().any(|terms| {
            let mut held = terms.iter().filter(|term| term.holds(at)).peekable();
            held.peek().is_some() && held.all(|term| !term.signed)
        })
    }

    /// Whether there was a key at a moment that somebody stands for: what was entered then has to be signed, also where
    /// the key was given up or lost since. What stands in the very second of the key was written before it: whoever holds
    /// one signs.
    #[must_use]
    pub fn had_key(&self, at: &Moment) -> bool {
        self.keys.iter().any(|held| held.confirmed && held.from < *at && held.dropped.is_none_or(|end| *at < end))
    }

    /// Keys that were not given up.
    pub fn keys_held(&self) -> impl Iterator<Item = &HeldKey> {
        self.keys.iter().filter(|key| key.dropped.is_none())
    }
}

/// An entry of the people logs that was not counted, or that should be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Which; absent when it is the pin itself.
    pub entry: Option<EntryRef>,
    /// Why.
    pub why: Why,
}

impl Doubt {
    /// Whether something was refused, rather than taken without a pin.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.why != Why::NotPinned
    }
}

/// Why an entry of the people logs was not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its author was no administrator then.
    NoAdministrator,
    /// Its author has a key and did not sign.
    Unsigned,
    /// It gives or takes a role unsigned, and whoever could sign here holds a key.
    Keyless,
    /// The pinned entry is not here.
    RootMissing,
    /// The pinned entry has another hash: the log was rewritten.
    RootChanged,
    /// Nothing is pinned; the first administrator found is taken.
    NotPinned,
    /// It is of a kind that has no meaning here.
    Unknown,
}

impl Why {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoAdministrator => "no-administrator",
            Self::Unsigned => "unsigned",
            Self::Keyless => "keyless",
            Self::RootMissing => "root-missing",
            Self::RootChanged => "root-changed",
            Self::NotPinned => "not-pinned",
            Self::Unknown => "unknown",
        }
    }
}

/// How a signature on an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// There is none.
    No,
    /// By a key of the writer that is stood for; its fingerprint.
    Yes(String),
    /// It holds, and nobody stands for the key yet.
    Unconfirmed(String),
    /// It does not hold, or the key is not one of the writer's.
    Invalid(String),
}

impl Signed {
    /// Whether it counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self, Self::Yes(_))
    }

    /// The word of files and commands.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::No => "unsigned",
            Self::Yes(_) => "signed",
            Self::Unconfirmed(_) => "key-not-confirmed",
            Self::Invalid(_) => "invalid",
        }
    }
}

/// Everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// By person.
    pub persons: BTreeMap<String, Person>,
    /// The entry everything hangs on.
    pub root: Option<EntryRef>,
    /// What was not counted.
    pub doubts: Vec<Doubt>,
    /// The first key that counted.
    pub first: Option<FirstKey>,
    /// The entry from which on a further key counts only by the signature of one that counts.
    pub closed: Option<EntryRef>,
    /// Where somebody began again, oldest first.
    pub breaks: Vec<Break>,
}

impl People {
    /// Fingerprints everything that is signed hangs on: the first key, then every one somebody began again with.
    #[must_use]
    pub fn anchors(&self) -> Vec<String> {
        let first = self.first.iter().map(|first| first.key.clone());
        first.chain(self.breaks.iter().map(|broke| broke.new.clone())).collect()
    }

    /// Whether there is a key and no entry yet from which on further keys and roles count only by a signature: an earlier
    /// version wrote none.
    #[must_use]
    pub fn keeps_the_earlier_rule(&self) -> bool {
        self.first.is_some() && self.closed.is_none()
    }

    /// Administrators with a key that counts, but for one person: they can stand for that person's key.
    #[must_use]
    pub fn could_confirm(&self, person: &str, at: &Moment) -> Vec<&str> {
        let holds = |id: &str| self.persons.get(id).is_some_and(|known| known.keys_held().any(|held| held.confirmed));
        self.in_office(Role::Administrator, at).into_iter().filter(|id| *id != person && holds(id)).collect()
    }

    /// Folds the people logs; `root` is the pinned entry.
    #[must_use]
    pub fn of(logs: &[Log<'_>], root: Option<&Head>) -> Self {
        order::fold(logs, root)
    }

    /// Whether anybody has a role at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.persons.values().all(|person| person.roles.is_empty())
    }

    /// Roles of a person at a moment; nobody who is not named has any.
    #[must_use]
    pub fn roles(&self, person: &str, at: &Moment) -> BTreeSet<Role> {
        self.persons.get(person).map(|person| person.roles_at(at)).unwrap_or_default()
    }

    /// Whether somebody was ever given a role here. Before anybody was, nobody is a stranger.
    #[must_use]
    pub fn knows(&self, person: &str) -> bool {
        self.is_empty() || self.persons.get(person).is_some_and(|person| !person.roles.is_empty())
    }

    /// Whoever has a role at a moment.
    pub fn in_office(&self, role: Role, at: &Moment) -> Vec<&str> {
        self.persons.keys().map(String::as_str).filter(|person| self.had(person, role, at)).collect()
    }

    /// Whether it stands on record who is compliance: from the first such grant on, whatever became of it. Until then a
    /// line of the settings says it.
    #[must_use]
    pub fn names_compliance(&self) -> bool {
        self.persons.values().any(|person| person.roles.contains_key(&Role::Compliance))
    }

    /// Whether what somebody entered about screening at a moment counts: whoever was compliance then, and anybody before
    /// that stood on record.
    #[must_use]
    pub fn may_screen(&self, person: &str, at: &Moment) -> bool {
        let terms = || self.persons.values().filter_map(|person| person.roles.get(&Role::Compliance)).flatten();
        self.had(person, Role::Compliance, at) || terms().all(|term| *at < term.from)
    }

    /// Whether a person had a role at a moment.
    #[must_use]
    pub fn had(&self, person: &str, role: Role, at: &Moment) -> bool {
        self.roles(person, at).contains(&role)
    }

    /// How the signature of an entry stands, from the signatures in the same log.
    #[must_use]
    pub fn signed(&self, person: &str, log: &[Entry], entry: &Entry) -> Signed {
        let keys = self.persons.get(person).map(|person| person.keys.as_slice()).unwrap_or_default();
        check(keys, log, entry)
    }

    /// The `allowed_signers` file of OpenSSH with every key that is stood for; one that was given up is good for what it
    /// signed before.
    #[must_use]
    pub fn allowed_signers(&self) -> String {
        let keys = || {
            let all = self.persons.iter().flat_map(|(id, person)| person.keys.iter().map(move |key| (id, key)));
            all.filter(|(_, held)| held.confirmed)
        };
        let stamps = |held: &HeldKey| [held.again.then(|| held.from.stamp()), held.dropped.map(|end| end.stamp())];
        let lines = keys().map(|(id, held)| signature::allowed_signer(id, &held.key, stamps(held).each_ref().map(Option::as_deref)));
        let timed = keys().any(|(_, held)| held.dropped.is_some() || held.again);
        let head = timed.then(|| "# Times are in UTC: TZ=UTC ssh-keygen -Y verify -O verify-time=YYYYMMDDHHMMSS ...\n".to_owned());
        head.into_iter().chain(lines).collect()
    }
}

/// The best of the signatures a log holds on one of its entries. A key that was given up counts for what was signed
/// before, and one that somebody began again with for what was written after.
fn check(keys: &[HeldKey], log: &[Entry], entry: &Entry) -> Signed {
    let mut best = Signed::No;
    for (at, sign) in log.iter().filter_map(|later| signature_on(later, entry)) {
        let held = keys.iter().find(|held| held.key.fingerprint() == sign.key && held.dropped.is_none_or(|end| *at < end));
        if held.is_some_and(|held| held.again && entry.at < held.from) {
            continue;
        }
        let message = signature::message(&entry.hash);
        let found = match held {
            Some(held) if signature::verify(&held.key, message.as_bytes(), &sign.signature).is_ok() => {
                if held.confirmed {
                    Signed::Yes(sign.key.clone())
                } else {
                    Signed::Unconfirmed(sign.key.clone())
                }
            }
            _ => Signed::Invalid(sign.key.clone()),
        };
        if rank(&found) > rank(&best) {
            best = found;
        }
    }
    best
}

fn rank(signed: &Signed) -> u8 {
    match signed {
        Signed::No => 0,
        Signed::Invalid(_) => 1,
        Signed::Unconfirmed(_) => 2,
        Signed::Yes(_) => 3,
    }
}

fn signature_on<'a>(later: &'a Entry, entry: &Entry) -> Option<(&'a Moment, &'a Sign)> {
    match &later.act {
        crate::journal::Act::Sign(sign) if sign.entry == entry.n && sign.of == entry.hash && later.n > entry.n => Some((&later.at, sign)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
