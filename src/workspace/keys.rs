//! The keys everything signed here hangs on: the first one, which is believed on first use and said aloud, and every one
//! somebody began again with. This machine remembers them outside the workspace; a swap is an alarm.

use super::act::wrong;
use super::alarm::Alarm;
use super::people::Written;
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, BodyRef, KeyAct, Role};
use crate::people::Break;
use crate::sentence::{Sentence, told};
use crate::signature::PublicKey;
use crate::store::{Place, Store as _, keys};

impl Workspace {
    /// What everybody should be able to compare with a colleague: the first key of this workspace, and each beginning anew
    /// since, with its reason; whether the rule of an earlier version still holds. Nothing while nobody has a key.
    ///
    /// # Errors
    /// When a reason cannot be read.
    pub fn keys_told(&self) -> Result<Vec<Sentence>, WorkspaceError> {
        let first = self.people.first.iter().map(|first| {
            let values = [("key", (&first.key).into()), ("person", (&first.person).into()), ("day", first.at.date().to_string().into())];
            told("people-key.first", values)
        });
        let mut all: Vec<Sentence> = first.collect();
        for broke in &self.people.breaks {
            all.push(self.break_told(broke)?);
        }
        all.extend(self.earlier_rule_told());
        Ok(all)
    }

    pub(super) fn break_told(&self, broke: &Break) -> Result<Sentence, WorkspaceError> {
        let old = if broke.old.is_empty() { "—".to_owned() } else { broke.old.join(", ") };
        let values = [
            ("person", (&broke.person).into()),
            ("day", broke.at.date().to_string().into()),
            ("old", old.into()),
            ("new", (&broke.new).into()),
            ("reason", self.reason_of(&broke.reason)?.into()),
        ];
        let stands = match broke.confirmed_by.as_slice() {
            [] => told("people-key.again-waits", [("person", (&broke.person).into())]),
            by => told("people-key.again-confirmed", [("all", by.join(", ").into())]),
        };
        Ok(told("people-key.again", values).and(stands))
    }

    /// Why somebody began again.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn reason_of(&self, body: &BodyRef) -> Result<String, WorkspaceError> {
        let text = self.store.body(&Place::People, body)?;
        Ok(text.map_or_else(|| format!("{body} (absent here)"), |text| crate::clean::line(&text)))
    }

    /// Keys a person began again with and nobody else has stood for.
    pub(super) fn begun_again_by(&self, person: &str) -> Vec<String> {
        let own = self.writer.person();
        let waits = |broke: &&Break| broke.person == person && person != own && !broke.confirmed_by.iter().any(|by| by == own);
        let line = |broke: &Break| {
            let held = self.people.persons.get(person)?.keys_held().find(|held| held.key.fingerprint() == broke.new)?;
            Some(held.key.to_string())
        };
        self.people.breaks.iter().filter(waits).filter_map(line).collect()
    }

    /// Only whoever signs with a key that counts can stand for another's.
    pub(super) fn must_hold_a_key_that_counts(&self) -> Result<(), WorkspaceError> {
        let person = self.writer.person();
        if self.signs_with_a_key_that_counts()? {
            return Ok(());
        }
        let next = match &self.people.first {
            None => told("refusal.key-first", []),
            Some(_) => self.who_confirms(person),
        };
        Err(wrong(told("refusal.key-that-counts", [("person", person.into())]).and(next)))
    }

    fn signs_with_a_key_that_counts(&self) -> Result<bool, WorkspaceError> {
        let person = self.writer.person();
        Ok(keys::read(&self.local, person)?.is_some_and(|key| self.counts(person, &key.public())))
    }

    /// Once there is a key that counts, roles are given and taken only by a signature: nothing else is written.
    pub(super) fn must_sign_roles(&self) -> Result<(), WorkspaceError> {
        let person = self.writer.person();
        if self.people.closed.is_none() || self.signs_with_a_key_that_counts()? {
            return Ok(());
        }
        Err(wrong(told("refusal.role-unsigned", [("person", person.into())]).and(self.who_confirms(person))))
    }

    /// Who can stand for a key of a person, and what to do where nobody can.
    #[must_use]
    pub fn who_confirms(&self, person: &str) -> Sentence {
        let now = self.now();
        let able = self.people.could_confirm(person, &now);
        let administers = self.people.had(person, Role::Administrator, &now);
        let held = self.people.persons.get(person);
        let old = held.into_iter().flat_map(|held| held.keys_held()).find(|held| held.confirmed).map(|held| held.key.fingerprint());
        match (able.as_slice(), old) {
            ([], _) if administers => told("people-key.nobody-confirms", []),
            ([], _) => told("people-key.no-administrator-signs", []),
            (all, None) => told("people-key.ask-confirm", [("all", all.join(", ").into()), ("person", person.into())]),
            (all, Some(old)) => {
                told("people-key.ask-replace", [("all", all.join(", ").into()), ("person", person.into()), ("old", old.into())])
            }
        }
    }

    /// Begins again with a new key, where the old one is lost and nobody is left who could stand for a new one. What was
    /// signed before stays signed by the old key; the new one counts for what is written from here on.
    ///
    /// # Errors
    /// When the writer is no administrator, somebody else can confirm, this machine still holds the key, the reason is
    /// missing, or it cannot be saved.
    pub fn begin_again(&mut self, reason: &str) -> Result<(PublicKey, Written), WorkspaceError> {
        let person = self.writer.person().to_owned();
        let now = self.now();
        if !self.people.had(&person, Role::Administrator, &now) {
            return Err(wrong(told("refusal.again-administrator", [("person", person.into())])));
        }
        if self.people.first.is_none() {
            return Err(wrong(told("refusal.again-nothing", [])));
        }
        if !self.people.could_confirm(&person, &now).is_empty() {
            return Err(wrong(told("refusal.again-others", []).and(self.who_confirms(&person))));
        }
        if keys::read(&self.local, &person)?.is_some_and(|key| self.holds(&person, &key.public()) && self.counts(&person, &key.public())) {
            return Err(wrong(told("refusal.again-held", [("file", keys::file(&self.local, &person)?.display().to_string().into())])));
        }
        if reason.trim().is_empty() {
            return Err(wrong(told("refusal.again-reason", [])));
        }
        self.store.may_write_at(&Place::People)?;
        let key = keys::make(&self.local, &person)?.public();
        let known = self
            .people
            .persons
            .get(&person)
            .is_some_and(|known| known.keys.iter().any(|held| held.key == key && (held.confirmed || held.dropped.is_some())));
        if known {
            return Err(wrong(told("refusal.again-known", [("file", keys::file(&self.local, &person)?.display().to_string().into())])));
        }
        let reason = self.put_text(&Place::People, reason)?;
        let act = KeyAct { closes: self.people.closed.is_none(), again: Some(reason), ..KeyAct::of_person(&person, &key.to_string()) };
        let mut written = self.write_people(Act::Key(act))?;
        // The entry itself carries the new key's signature, too: whoever made it held it.
        written.signed = self.sign(&Place::People, &written.saved.entry, &written.saved.hash)?;
        self.store.remember_keys(&self.people.anchors())?;
        self.meet_people()?;
        Ok((key, written))
    }

    fn counts(&self, person: &str, key: &PublicKey) -> bool {
        self.people.persons.get(person).is_some_and(|known| known.keys_held().any(|held| held.confirmed && held.key == *key))
    }

    /// Takes the keys as they are now for what this machine remembers, if the fingerprint that was told is the one here.
    ///
    /// # Errors
    /// When it is another one, or the state folder cannot be written.
    pub fn trust_keys(&mut self, fingerprint: &str) -> Result<(), WorkspaceError> {
        let anchors = self.people.anchors();
        match anchors.last() {
            Some(last) if last == fingerprint => {}
            Some(last) => {
                return Err(wrong(told("refusal.trust-other", [("told", fingerprint.into()), ("here", last.into())])));
            }
            None => return Err(wrong(told("refusal.trust-none", []))),
        }
        self.store.remember_keys(&anchors)?;
        self.meet_people()
    }

    /// Holds the keys here against what this machine remembers; what it sees for the first time it believes.
    pub(super) fn check_keys(&mut self) -> Result<(), WorkspaceError> {
        if self.past.is_some() {
            return Ok(());
        }
        let now = self.people.anchors();
        let [here, kin] = self.store.remembered_keys();
        let known = match here {
            Some(known) if !known.is_empty() || now.is_empty() => known,
            Some(_) => kin.unwrap_or_default(),
            None => kin.unwrap_or_default(),
        };
        if known == now || known.is_empty() {
            if known != now || self.store.remembered_keys()[0].is_none() {
                self.store.remember_keys(&now)?;
            }
            return Ok(());
        }
        let last = |keys: &[String]| keys.last().cloned().unwrap_or_else(|| "—".to_owned());
        let values = [("before", last(&known).into()), ("now", last(&now).into())];
        let trust = |key| told(key, [("now", last(&now).into())]);
        let (what, next) = match self.people.breaks.last() {
            Some(broke) if now.starts_with(&known) => {
                (told("damage.key-again", values).and(self.break_told(broke)?), trust("damage-do.ask-and-trust"))
            }
            _ if now.is_empty() => (told("damage.key-gone", values), told("damage-do.restore-people", [])),
            _ => (told("damage.key-other", values), trust("damage-do.trust-only-if")),
        };
        self.alarms.push(Alarm::new("people/", what, "alarm.why-key", next));
        Ok(())
    }
}
