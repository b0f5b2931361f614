//! Who may do what here: roles, keys on this machine, and signing what is written.
//!
//! The first administrator is pinned in `oretrail.toml` and, from the first opening on, in the state folder; a pin that
//! changed is an alarm. An auditor's store writes nothing.

use std::collections::BTreeSet;

use super::act::{not_saved, wrong};
use super::{Workspace, WorkspaceError, settings};
use crate::answers::Log;
use crate::journal::{Act, EntryRef, Grant, Hash, Head, KeyAct, Role, Sign, Withdraw};
use crate::people::{People, Why};
use crate::signature::{self, PublicKey};
use crate::store::{Place, Saved, keys};

/// An entry that was written, and whether a signature followed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The entry.
    pub saved: Saved,
    /// Fingerprint of the key that signed it; absent: unsigned.
    pub signed: Option<String>,
}

impl Workspace {
    /// Everybody, as the people logs say.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// What is wrong with the record as a whole, and whoever uses it should know before trusting it.
    #[must_use]
    pub fn alarms(&self) -> &[String] {
        &self.alarms
    }

    /// Roles of whoever is writing, today.
    #[must_use]
    pub fn own_roles(&self) -> BTreeSet<Role> {
        self.people.roles(self.writer().person(), &self.now())
    }

    /// Reads the people logs, compares the pin, and closes the store for whoever only reads.
    pub(super) fn meet_people(&mut self) -> Result<(), WorkspaceError> {
        self.alarms.clear();
        let found = self.logs_at(&Place::People)?;
        self.remember_heads(&Place::People, &found.logs)?;
        self.alarms.extend(found.damage().map(|finding| format!("{}: {}", finding.file, finding.problem)));
        let heads: Vec<Head> =
            found.logs.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.shown.insert(Place::People.to_string(), heads);
        self.check_pin()?;
        let logs: Vec<Log<'_>> = found.logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        self.people = People::of(&logs, self.settings.root.as_ref());
        let told = self.people.doubts.iter().filter_map(|doubt| match doubt.why {
            Why::RootMissing => {
                Some("people/: the entry that every role hangs on is not here, so nobody has a role; restore people/ from a copy")
            }
            Why::RootChanged => {
                Some("people/: the entry that every role hangs on was rewritten, so nobody has a role; restore people/ from a copy")
            }
            Why::NoAdministrator | Why::Unsigned | Why::NotPinned | Why::Unknown => None,
        });
        self.alarms.extend(told.map(str::to_owned));
        if self.own_roles().contains(&Role::Auditor) {
            let person = self.writer.person().to_owned();
            self.store.only_read(&person);
        }
        Ok(())
    }

    fn check_pin(&mut self) -> Result<(), WorkspaceError> {
        if self.past.is_some() {
            return Ok(());
        }
        match (self.store.pinned_root(), &self.settings.root) {
            (Some(known), Some(root)) if known == *root => {}
            (Some(known), root) => {
                let now = root.as_ref().map_or_else(|| "nothing".to_owned(), ToString::to_string);
                self.alarms.push(format!(
                    "oretrail.toml: who may do what hung on {known} when this machine first saw it, and hangs on {now} now; ask the administrator before trusting any role"
                ));
            }
            (None, Some(root)) => self.store.pin_root(root)?,
            (None, None) => {}
        }
        Ok(())
    }

    /// Names the first administrator, who is also buyer and reviewer, and pins it. Only while nobody has a role.
    ///
    /// # Errors
    /// When roles were given already, or it cannot be saved.
    pub fn found_people(&mut self) -> Result<Saved, WorkspaceError> {
        if !self.people.is_empty() || self.settings.root.is_some() {
            return Err(wrong("there is an administrator already; see `oretrail people list`"));
        }
        let person = self.writer.person().to_owned();
        let roles = vec![Role::Administrator, Role::Reviewer, Role::Buyer];
        let saved = self.write(&Place::People, Act::Grant(Grant { person, roles, name: None, until: None })).map_err(not_saved)?;
        self.pin(Head { entry: saved.entry.clone(), hash: saved.hash.short() })?;
        self.meet_people()?;
        Ok(saved)
    }

    fn pin(&mut self, head: Head) -> Result<(), WorkspaceError> {
        self.settings.root = Some(head.clone());
        self.store.write_text("oretrail.toml", &settings::write(&self.settings))?;
        Ok(self.store.pin_root(&head)?)
    }

    fn must_be_administrator(&self) -> Result<(), WorkspaceError> {
        if self.own_roles().contains(&Role::Administrator) {
            return Ok(());
        }
        let now = self.now();
        let all: Vec<&str> =
            self.people.persons.keys().map(String::as_str).filter(|person| self.people.had(person, Role::Administrator, &now)).collect();
        let person = self.writer.person();
        if all.is_empty() {
            return Err(wrong(format!("nobody is administrator yet; `oretrail people grant {person} administrator` makes you the first")));
        }
        Err(wrong(format!("{person} is no administrator here; {} can do this", all.join(", "))))
    }

    /// Gives roles to a person. The very first grant makes whoever writes it administrator.
    ///
    /// # Errors
    /// When the writer is no administrator, the roles exclude each other, or it cannot be saved.
    pub fn grant(&mut self, person: &str, roles: &[Role], name: Option<&str>, until: Option<&str>) -> Result<Written, WorkspaceError> {
        let person = crate::store::person_id(person).map_err(wrong)?;
        if self.people.is_empty() && self.settings.root.is_none() && person == self.writer.person() && roles.contains(&Role::Administrator)
        {
            return Ok(Written { saved: self.found_people()?, signed: None });
        }
        self.must_be_administrator()?;
        if let Some(day) = until {
            day.parse::<jiff::civil::Date>().map_err(|_| wrong(format!("\"{day}\" is not a date; write it as 2027-03-31")))?;
        }
        let after: BTreeSet<Role> = self.people.roles(&person, &self.now()).into_iter().chain(roles.iter().copied()).collect();
        if after.contains(&Role::Auditor) && after.len() > 1 {
            return Err(wrong(format!(
                "an auditor only reads and holds no other role; take the others from {person} first with `oretrail people revoke {person} ROLE`"
            )));
        }
        let name = self.put_optional(&Place::People, name)?;
        self.write_people(Act::Grant(Grant { person, roles: roles.to_vec(), name, until: until.map(str::to_owned) }))
    }

    /// Takes roles from a person; anybody may give up an own one.
    ///
    /// # Errors
    /// When the writer may not, the person does not have them, it is the last administrator, or it cannot be saved.
    pub fn withdraw(&mut self, person: &str, roles: &[Role], reason: Option<&str>) -> Result<Written, WorkspaceError> {
        let person = crate::store::person_id(person).map_err(wrong)?;
        if person != self.writer.person() {
            self.must_be_administrator()?;
        }
        let now = self.now();
        let held = self.people.roles(&person, &now);
        if let Some(role) = roles.iter().find(|role| !held.contains(role)) {
            return Err(wrong(format!("{person} is not {}; see `oretrail people list`", role.word())));
        }
        let others = self.people.persons.keys().any(|other| *other != person && self.people.had(other, Role::Administrator, &now));
        if roles.contains(&Role::Administrator) && !others {
            return Err(wrong(format!("{person} is the last administrator; make somebody else one first")));
        }
        let reason = self.put_optional(&Place::People, reason)?;
        self.write_people(Act::Withdraw(Withdraw { person, roles: roles.to_vec(), reason }))
    }

    fn write_people(&mut self, act: Act) -> Result<Written, WorkspaceError> {
        let written = self.write_signed(&Place::People, act)?;
        self.meet_people()?;
        Ok(written)
    }

    /// Makes a key for whoever writes, if this machine holds none, and enters its public half.
    ///
    /// # Errors
    /// When it cannot be made or saved.
    pub fn make_key(&mut self) -> Result<(PublicKey, Option<Written>), WorkspaceError> {
        if self.store.reads_only() {
            return Err(crate::store::StoreError::ReadOnly(self.writer.person().to_owned()).into());
        }
        let person = self.writer.person().to_owned();
        let key = keys::make(&self.local, &person)?.public();
        if self.holds(&person, &key) {
            return Ok((key, None));
        }
        let written = self.write_people(Act::Key(KeyAct { person, key: key.to_string(), dropped: false }))?;
        Ok((key, Some(written)))
    }

    fn holds(&self, person: &str, key: &PublicKey) -> bool {
        self.people.persons.get(person).is_some_and(|person| person.keys_held().any(|held| held.key == *key))
    }

    /// An administrator stands for a key of a person: the one named, else every key the person entered.
    ///
    /// # Errors
    /// When the writer is no administrator, there is no such key, or it cannot be saved.
    pub fn confirm_keys(&mut self, person: &str, named: Option<&str>) -> Result<Vec<Written>, WorkspaceError> {
        self.must_be_administrator()?;
        let person = crate::store::person_id(person).map_err(wrong)?;
        let lines: Vec<String> = match named {
            Some(line) => {
                let key = PublicKey::parse(line)
                    .ok_or_else(|| wrong("this is no public ed25519 key; give the line that begins with ssh-ed25519, in quotes"))?;
                vec![key.to_string()]
            }
            None => {
                let held = self.people.persons.get(&person);
                held.into_iter().flat_map(|held| held.keys_held()).filter(|held| !held.confirmed).map(|held| held.key.to_string()).collect()
            }
        };
        if lines.is_empty() {
            return Err(wrong(format!("{person} has entered no key that waits; `oretrail people key --as {person}` makes one")));
        }
        let enter = |line: String| Act::Key(KeyAct { person: person.clone(), key: line, dropped: false });
        lines.into_iter().map(enter).collect::<Vec<_>>().into_iter().map(|act| self.write_people(act)).collect()
    }

    /// Gives up a key from here on; what it signed before stays signed.
    ///
    /// # Errors
    /// When there is no such key, the writer may not, or it cannot be saved.
    pub fn drop_key(&mut self, person: &str, fingerprint: &str) -> Result<Written, WorkspaceError> {
        let person = crate::store::person_id(person).map_err(wrong)?;
        if person != self.writer.person() {
            self.must_be_administrator()?;
        }
        let held = self.people.persons.get(&person).and_then(|held| held.keys_held().find(|held| held.key.fingerprint() == fingerprint));
        let line = held
            .map(|held| held.key.to_string())
            .ok_or_else(|| wrong(format!("{person} holds no key {fingerprint}; see `oretrail people list`")))?;
        self.write_people(Act::Key(KeyAct { person, key: line, dropped: true }))
    }

    /// Writes an entry and signs it, if this machine holds a key that its writer has entered here.
    ///
    /// # Errors
    /// When the entry cannot be saved, or the key cannot be used; an entry that is saved stays saved.
    pub fn write_signed(&mut self, place: &Place, act: Act) -> Result<Written, WorkspaceError> {
        let saved = self.write(place, act).map_err(not_saved)?;
        let signed = self.sign(place, &saved.entry, &saved.hash)?;
        Ok(Written { saved, signed })
    }

    /// Signs an entry of one's own log at a place; the fingerprint of the key, if there is one.
    ///
    /// # Errors
    /// When the key cannot be used, or the signature cannot be saved.
    pub fn sign(&mut self, place: &Place, entry: &EntryRef, of: &Hash) -> Result<Option<String>, WorkspaceError> {
        let person = self.writer.person().to_owned();
        let Some(key) = keys::read(&self.local, &person)? else { return Ok(None) };
        if !self.holds(&person, &key.public()) {
            return Ok(None);
        }
        let fingerprint = key.public().fingerprint();
        let signature = signature::sign(&key, signature::message(of).as_bytes());
        let act = Act::Sign(Sign { entry: entry.n, of: *of, key: fingerprint.clone(), signature });
        self.write(place, act).map_err(not_saved)?;
        Ok(Some(fingerprint))
    }

    /// Refuses an answer of somebody whose roles do not include buyer; whoever has no role at all may interview.
    pub(super) fn may_interview(&self) -> Result<(), WorkspaceError> {
        let roles = self.own_roles();
        if roles.is_empty() || roles.contains(&Role::Buyer) {
            return Ok(());
        }
        if roles.contains(&Role::Auditor) {
            return Err(crate::store::StoreError::ReadOnly(self.writer.person().to_owned()).into());
        }
        let words: Vec<&str> = roles.into_iter().map(Role::word).collect();
        let person = self.writer.person();
        Err(wrong(format!(
            "{person} is {} here, and only buyers enter what suppliers say; hand the answer to the buyer, or send the question back with `oretrail return`",
            words.join(" and ")
        )))
    }
}
