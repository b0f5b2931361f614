//! Who may do what: roles given and withdrawn, public keys entered and given up.

use super::read::Taken;
use super::write::{Keys, body};
use crate::journal::BodyRef;

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Interviews and enters what suppliers say.
    Buyer,
    /// Decides.
    Reviewer,
    /// Reads everything and writes nothing.
    Auditor,
    /// Takes in and follows grievances.
    GrievanceOfficer,
    /// Says who has which role.
    Administrator,
    /// Sees and enters screening against lists of sanctioned and antisocial parties.
    Compliance,
}

impl Role {
    /// Words and roles.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("buyer", Self::Buyer),
        ("reviewer", Self::Reviewer),
        ("auditor", Self::Auditor),
        ("grievance-officer", Self::GrievanceOfficer),
        ("administrator", Self::Administrator),
        ("compliance", Self::Compliance),
    ];

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, role)| *role == self).map_or("", |(word, _)| word)
    }

    /// The role of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, role)| *role)
    }
}

fn words(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.word().to_owned()).collect()
}

fn roles(keys: &mut Taken) -> Option<Vec<Role>> {
    keys.list("roles")?.iter().map(|word| Role::parse(word)).collect()
}

/// A person gets roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The person.
    pub person: String,
    /// Which roles.
    pub roles: Vec<Role>,
    /// The name, apart.
    pub name: Option<BodyRef>,
    /// The last day; absent: until withdrawn.
    pub until: Option<String>,
}

impl Grant {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("person", &self.person)
            .list("roles", &words(&self.roles))
            .maybe("name", body(self.name.as_ref()))
            .maybe("until", self.until.as_deref())
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { person: keys.text("person")?, roles: roles(keys)?, name: keys.body("name"), until: keys.text("until") })
    }
}

/// A person loses roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdraw {
    /// The person.
    pub person: String,
    /// Which roles.
    pub roles: Vec<Role>,
    /// Why, apart.
    pub reason: Option<BodyRef>,
}

impl Withdraw {
    pub(super) fn keys(&self, keys: Keys) -> Keys {
        keys.text("person", &self.person).list("roles", &words(&self.roles)).maybe("reason", body(self.reason.as_ref()))
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self { person: keys.text("person")?, roles: roles(keys)?, reason: keys.body("reason") })
    }
}

/// A person's public key is entered, or given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAct {
    /// The person.
    pub person: String,
    /// `ssh-ed25519 AAAA…`, without a comment.
    pub key: String,
    /// Whether it is given up from here on.
    pub dropped: bool,
    /// Whether from here on a further key counts only by the signature of one that counts.
    pub closes: bool,
    /// Why its owner begins again without the key held before, apart; absent: that is not so.
    pub again: Option<BodyRef>,
}

impl KeyAct {
    /// A key that is entered, and nothing else.
    #[must_use]
    pub fn of_person(person: &str, key: &str) -> Self {
        Self { person: person.to_owned(), key: key.to_owned(), dropped: false, closes: false, again: None }
    }

    pub(super) fn keys(&self, keys: Keys) -> Keys {
        let mut keys = keys.text("person", &self.person).text("key", &self.key);
        for (name, set) in [("dropped", self.dropped), ("closes", self.closes)] {
            if set {
                keys = keys.flag(name, true);
            }
        }
        keys.maybe("again", body(self.again.as_ref()))
    }

    pub(super) fn of(keys: &mut Taken) -> Option<Self> {
        Some(Self {
            person: keys.text("person")?,
            key: keys.text("key")?,
            dropped: keys.flag("dropped").unwrap_or(false),
            closes: keys.flag("closes").unwrap_or(false),
            again: keys.body("again"),
        })
    }
}
