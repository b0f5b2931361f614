//! What of the record about people does not count, or counts unsigned, and what to do about it.

use super::{Workspace, WorkspaceError};
use crate::journal::{Act, EntryRef, Role};
use crate::people::{Doubt, Why};
use crate::sentence::{Sentence, told};
use crate::signature::PublicKey;
use crate::store::Place;

/// The catalogue's key of why an entry about people does not count.
fn why_key(why: Why) -> &'static str {
    match why {
        Why::NoAdministrator => "people.why-no-administrator",
        Why::Unsigned => "people.why-unsigned",
        Why::Keyless => "people.why-keyless",
        Why::RootMissing => "people.why-root-missing",
        Why::RootChanged => "people.why-root-changed",
        Why::NotPinned => "people.why-not-pinned",
        Why::Unknown => "people.why-unknown",
    }
}

impl Workspace {
    /// Every entry about people that does not count and whose matter nobody has taken up since: why, and what to do.
    ///
    /// # Errors
    /// When the people logs cannot be read.
    pub fn refused_told(&self) -> Result<Vec<(Doubt, Sentence)>, WorkspaceError> {
        let mut all = Vec::new();
        for doubt in &self.people.doubts {
            let Some(entry) = &doubt.entry else {
                all.push((doubt.clone(), told(why_key(doubt.why), [])));
                continue;
            };
            let act = self.people_entry(entry)?;
            if act.as_ref().is_some_and(|act| self.is_taken_up(act)) {
                continue;
            }
            all.push((doubt.clone(), self.doubt_told(doubt, act.as_ref())));
        }
        Ok(all)
    }

    fn doubt_told(&self, doubt: &Doubt, act: Option<&Act>) -> Sentence {
        let why = told(why_key(doubt.why), []);
        let again = match act {
            Some(Act::Grant(grant)) => Some(("grant", &grant.person, &grant.roles)),
            Some(Act::Withdraw(withdraw)) => Some(("revoke", &withdraw.person, &withdraw.roles)),
            _ => None,
        };
        let Some((word, person, roles)) = again.filter(|_| matches!(doubt.why, Why::Unsigned | Why::Keyless)) else { return why };
        let roles = roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(" ");
        let able = self.people.could_confirm("", &self.now()).join(", ");
        let able = if able.is_empty() { "–".to_owned() } else { able };
        why.and(told("people.give-again", [("all", able.into()), ("command", format!("oretrail people {word} {person} {roles}").into())]))
    }

    fn people_entry(&self, entry: &EntryRef) -> Result<Option<Act>, WorkspaceError> {
        let journals = self.journals(&Place::People)?;
        let log = journals.into_iter().find(|(writer, _)| *writer == entry.writer);
        Ok(log.and_then(|(_, entries)| entries.into_iter().find(|known| known.n == entry.n)).map(|known| known.act))
    }

    /// Whether a refused entry wanted what holds by now all the same: a key that is stood for, a role that is held signed,
    /// or that is not held any more.
    fn is_taken_up(&self, act: &Act) -> bool {
        let now = self.now();
        let holds = |person: &str, role: &Role| self.people.had(person, *role, &now);
        match act {
            Act::Key(act) => PublicKey::parse(&act.key).is_some_and(|key| self.holds(&act.person, &key)),
            Act::Grant(act) => act.roles.iter().all(|role| holds(&act.person, role)),
            Act::Withdraw(act) => act.roles.iter().all(|role| !holds(&act.person, role)),
            _ => false,
        }
    }

    /// Whose roles rest on nothing signed, and what makes them so; nothing where all are signed.
    #[must_use]
    pub fn unsigned_told(&self) -> Option<Sentence> {
        let now = self.now();
        let persons = self.people.persons.iter().filter(|(_, person)| person.is_unsigned(&now));
        let all: Vec<&str> = persons.map(|(id, _)| id.as_str()).collect();
        let key = if self.people.first.is_none() { "people.roles-unsigned" } else { "people.roles-unsigned-before" };
        (!all.is_empty()).then(|| told(key, [("all", all.join(", ").into())]))
    }

    /// That the rule of an earlier version still holds for keys and roles, and what ends it.
    pub(super) fn earlier_rule_told(&self) -> Option<Sentence> {
        if !self.people.keeps_the_earlier_rule() {
            return None;
        }
        let able = self.people.could_confirm("", &self.now());
        Some(match able.first() {
            Some(person) => told("people-key.earlier-rule", [("person", (*person).into())]),
            None => told("people-key.earlier-rule-nobody", []).and(told("people-key.no-administrator-signs", [])),
        })
    }
}
