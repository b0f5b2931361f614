//! Who may do what here: roles, keys on this machine, and signing what is written.
//!
//! The first administrator is pinned in `oretrail.toml` and, from the first opening on, in the state folder; a pin that
//! changed is an alarm. An auditor's store writes nothing.

use std::collections::BTreeSet;

use super::act::{not_saved, wrong};
use super::alarm::Alarm;
use super::{Workspace, WorkspaceError, settings};
use crate::answers::Log;
use crate::journal::{Act, EntryRef, Grant, Hash, Head, KeyAct, Role, Sign, Withdraw};
use crate::people::{People, Why};
use crate::sentence::told;
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
    pub fn alarms(&self) -> &[Alarm] {
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
        // That a log is of another workspace is told once, at the line that says which one this is.
        let other = self.store.other_id().filter(|_| self.past.is_none());
        let told_at_the_line = |kind: &str| other.is_some() && kind == "workspace";
        self.alarms.extend(found.damage().filter(|finding| !told_at_the_line(finding.kind)).map(Alarm::of_people));
        let heads: Vec<Head> =
            found.logs.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.shown.insert(Place::People.to_string(), heads);
        self.check_pin()?;
        self.alarms.extend(other.map(|before| {
            let what = told("damage.folder-of-another", [("before", before.into()), ("now", self.settings.workspace.as_str().into())]);
            Alarm::new("oretrail.toml", what, "alarm.why-folder", told("damage-do.restore-line", []))
        }));
        let logs: Vec<Log<'_>> = found.logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        self.people = People::of(&logs, self.settings.root.as_ref());
        self.check_keys()?;
        let rootless = self.people.doubts.iter().filter_map(|doubt| match doubt.why {
            Why::RootMissing => Some("damage.root-missing"),
            Why::RootChanged => Some("damage.root-changed"),
            Why::NoAdministrator | Why::Unsigned | Why::Keyless | Why::NotPinned | Why::Unknown => None,
        });
        let alarm = |what| Alarm::new("people/", told(what, []), "alarm.why-root", told("damage-do.restore-people", []));
        self.alarms.extend(rootless.map(alarm));
        match self.closed_to() {
            Some(why) => self.store.close(why, self.open_places()),
            None if self.past.is_none() => self.store.open_up(),
            None => {}
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
                let now = root.as_ref().map_or_else(|| told("damage.root-none", []), |root| root.to_string().into());
                let what = told("damage.root-other", [("before", known.to_string().into()), ("now", now)]);
                self.alarms.push(Alarm::new("oretrail.toml", what, "alarm.why-pin", told("damage-do.ask-administrator", [])));
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
            return Err(wrong(told("refusal.administrator-there", [])));
        }
        let person = self.writer.person().to_owned();
        let mut roles = vec![Role::Administrator, Role::Reviewer, Role::Buyer];
        // Where a line of the settings names others they stay it, until somebody is given the role.
        if self.settings.compliance.iter().all(|named| *named == person) {
            roles.push(Role::Compliance);
            self.settings.compliance.clear();
        }
        let saved = self.write(&Place::People, Act::Grant(Grant { person, roles, name: None, until: None })).map_err(not_saved)?;
        self.pin(Head { entry: saved.entry.clone(), hash: saved.hash.short() })?;
        self.meet_people()?;
        Ok(saved)
    }

    fn pin(&mut self, head: Head) -> Result<(), WorkspaceError> {
        self.settings.root = Some(head.clone());
        let text = self.store.read_text("oretrail.toml")?.unwrap_or_default();
        self.store.write_text("oretrail.toml", &settings::pinned(&text, &self.settings))?;
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
            return Err(wrong(told("refusal.no-administrator-yet", [("person", person.into())])));
        }
        Err(wrong(told("refusal.not-administrator", [("person", person.into()), ("all", all.join(", ").into())])))
    }

    /// Refuses a person nobody has entered, with the nearest there is and the command that enters one.
    ///
    /// # Errors
    /// When the writer is no administrator, or nobody has entered the person.
    pub fn must_be_entered(&self, person: &str, roles: &[Role]) -> Result<(), WorkspaceError> {
        let person = crate::store::writer_name(person).map_err(wrong)?;
        if person == self.writer.person() || self.people.persons.contains_key(&person) {
            return Ok(());
        }
        self.must_be_administrator()?;
        let known: Vec<&str> = self.people.persons.keys().map(String::as_str).collect();
        let next = match crate::diagnostic::nearest(&person, known.iter().copied()) {
            Some(near) => told("refusal.nearest-person", [("near", near.into())]),
            None => told("refusal.entered-are", [("all", known.join(", ").into())]),
        };
        let words = roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(" ");
        let enter = told("refusal.enter-person", [("person", (&person).into()), ("roles", words.into())]);
        Err(wrong(told("refusal.nobody-entered", [("person", person.into())]).and(next).and(enter)))
    }

    /// Gives roles to a person. The very first grant makes whoever writes it administrator.
    ///
    /// # Errors
    /// When the writer is no administrator, the roles exclude each other, or it cannot be saved.
    pub fn grant(&mut self, person: &str, roles: &[Role], name: Option<&str>, until: Option<&str>) -> Result<Written, WorkspaceError> {
        let person = crate::store::writer_name(person).map_err(wrong)?;
        if self.people.is_empty() && self.settings.root.is_none() && person == self.writer.person() && roles.contains(&Role::Administrator)
        {
            return Ok(Written { saved: self.found_people()?, signed: None });
        }
        self.must_be_administrator()?;
        self.must_sign_roles()?;
        if let Some(day) = until {
            day.parse::<jiff::civil::Date>().map_err(|_| wrong(crate::figures::number::no_day(day, "2027-03-31")))?;
        }
        let after: BTreeSet<Role> = self.people.roles(&person, &self.now()).into_iter().chain(roles.iter().copied()).collect();
        // An outside auditor may be let into screening, too, and only reads it.
        if after.contains(&Role::Auditor) && after.iter().any(|role| !matches!(role, Role::Auditor | Role::Compliance)) {
            let held = self.people.roles(&person, &self.now());
            let role =
                held.iter().chain(roles).find(|role| !roles.contains(&Role::Auditor) || **role != Role::Auditor).map(|role| role.word());
            let values = [("person", (&person).into()), ("role", role.unwrap_or_default().into())];
            return Err(wrong(told("refusal.auditor-alone", values)));
        }
        let name = self.put_optional(&Place::People, name)?;
        self.write_people(Act::Grant(Grant { person, roles: roles.to_vec(), name, until: until.map(str::to_owned) }))
    }

    /// Takes roles from a person; anybody may give up an own one.
    ///
    /// # Errors
    /// When the writer may not, the person does not have them, it is the last administrator, or it cannot be saved.
    pub fn withdraw(&mut self, person: &str, roles: &[Role], reason: Option<&str>) -> Result<Written, WorkspaceError> {
        let person = crate::store::writer_name(person).map_err(wrong)?;
        if person != self.writer.person() {
            self.must_be_administrator()?;
            self.must_sign_roles()?;
        }
        let now = self.now();
        let held = self.people.roles(&person, &now);
        if let Some(role) = roles.iter().find(|role| !held.contains(role)) {
            return Err(wrong(told("refusal.role-not-held", [("person", (&person).into()), ("role", role.word().into())])));
        }
        let others = self.people.persons.keys().any(|other| *other != person && self.people.had(other, Role::Administrator, &now));
        if roles.contains(&Role::Administrator) && !others {
            return Err(wrong(told("refusal.last-administrator", [("person", person.into())])));
        }
        let reason = self.put_optional(&Place::People, reason)?;
        self.write_people(Act::Withdraw(Withdraw { person, roles: roles.to_vec(), reason }))
    }

    pub(super) fn write_people(&mut self, act: Act) -> Result<Written, WorkspaceError> {
        let written = self.write_signed(&Place::People, act)?;
        self.meet_people()?;
        Ok(written)
    }

    /// Makes a key for whoever writes, if this machine holds none, and enters its public half.
    ///
    /// # Errors
    /// When it cannot be made or saved.
    pub fn make_key(&mut self) -> Result<(PublicKey, Option<Written>), WorkspaceError> {
        self.store.may_write_at(&Place::People)?;
        let person = self.writer.person().to_owned();
        let key = keys::make(&self.local, &person)?.public();
        if self.holds(&person, &key) {
            return Ok((key, None));
        }
        if self.gave_up(&person, &key) {
            return Err(wrong(told("refusal.again-known", [("file", keys::file(&self.local, &person)?.display().to_string().into())])));
        }
        // The first key of all closes the door behind it: no later one counts by somebody's word alone.
        let closes = self.people.first.is_none() && self.own_roles().contains(&Role::Administrator);
        let written = self.write_people(Act::Key(KeyAct { closes, ..KeyAct::of_person(&person, &key.to_string()) }))?;
        Ok((key, Some(written)))
    }

    /// Whether a key was given up or lost: it is entered no more.
    fn gave_up(&self, person: &str, key: &PublicKey) -> bool {
        let of = self.people.persons.get(person);
        of.is_some_and(|known| known.keys.iter().any(|held| held.key == *key && held.dropped.is_some()))
    }

    pub(super) fn holds(&self, person: &str, key: &PublicKey) -> bool {
        self.people.persons.get(person).is_some_and(|person| person.keys_held().any(|held| held.key == *key))
    }

    /// An administrator stands for a key of a person: the one named, else every key the person entered.
    ///
    /// # Errors
    /// When the writer is no administrator, there is no such key, or it cannot be saved.
    pub fn confirm_keys(&mut self, person: &str, named: Option<&str>) -> Result<Vec<(String, Written)>, WorkspaceError> {
        let person = crate::store::writer_name(person).map_err(wrong)?;
        let begun_again = self.begun_again_by(&person);
        if begun_again.is_empty() {
            self.must_be_administrator()?;
        }
        self.must_hold_a_key_that_counts()?;
        if let Some(alarm) = self.alarms.first() {
            return Err(wrong(told("refusal.confirm-alarm", [("what", alarm.what.clone()), ("place", (&alarm.place).into())])));
        }
        let lines: Vec<String> = match named {
            Some(line) => {
                let key = PublicKey::parse(line).ok_or_else(|| wrong(told("refusal.no-public-key", [])))?;
                vec![key.to_string()]
            }
            None => {
                let held = || self.people.persons.get(&person).into_iter().flat_map(|held| held.keys_held());
                // Where the rule of an earlier version holds, a key is confirmed once more to end it.
                let wanted = |known: &&crate::people::HeldKey| !known.confirmed || self.people.closed.is_none();
                let waiting = held().filter(wanted).map(|held| held.key.to_string());
                waiting.chain(self.keys_of_other_devices(&person)?).chain(begun_again).collect()
            }
        };
        let lines: Vec<String> =
            lines.into_iter().filter(|line| PublicKey::parse(line).is_none_or(|key| !self.gave_up(&person, &key))).collect();
        if lines.is_empty() {
            return Err(wrong(told("refusal.no-key-waits", [("person", person.into())])));
        }
        let closes = self.people.closed.is_none() && self.own_roles().contains(&Role::Administrator);
        let mut all = Vec::new();
        for line in lines {
            let fingerprint = PublicKey::parse(&line).map(|key| key.fingerprint()).unwrap_or_default();
            all.push((fingerprint, self.write_people(Act::Key(KeyAct { closes, ..KeyAct::of_person(&person, &line) }))?));
        }
        Ok(all)
    }

    /// Keys that a person entered from another device and could not sign with the key that is stood for: they wait for the
    /// administrator, who asks the person.
    ///
    /// # Errors
    /// When the people logs cannot be read.
    pub fn keys_of_other_devices(&self, person: &str) -> Result<Vec<String>, WorkspaceError> {
        let doubted: BTreeSet<EntryRef> =
            self.people.doubts.iter().filter(|doubt| doubt.why == Why::Unsigned).filter_map(|doubt| doubt.entry.clone()).collect();
        let mut lines = Vec::new();
        for (writer, entries) in self.journals(&Place::People)? {
            for entry in entries {
                let at = EntryRef { writer: writer.clone(), n: entry.n };
                let Act::Key(act) = entry.act else { continue };
                let known = PublicKey::parse(&act.key).is_some_and(|key| self.holds(person, &key));
                if act.person == person && writer.person() == person && !act.dropped && doubted.contains(&at) && !known {
                    lines.push(act.key);
                }
            }
        }
        lines.dedup();
        Ok(lines)
    }

    /// Gives up a key from here on; what it signed before stays signed.
    ///
    /// # Errors
    /// When there is no such key, the writer may not, or it cannot be saved.
    pub fn drop_key(&mut self, person: &str, fingerprint: &str) -> Result<Written, WorkspaceError> {
        let person = crate::store::writer_name(person).map_err(wrong)?;
        if person != self.writer.person() {
            self.must_be_administrator()?;
            if self.people.closed.is_some() {
                self.must_hold_a_key_that_counts()?;
            }
        }
        let held = self.people.persons.get(&person).and_then(|held| held.keys_held().find(|held| held.key.fingerprint() == fingerprint));
        let line = held
            .map(|held| held.key.to_string())
            .ok_or_else(|| wrong(told("refusal.key-not-held", [("person", (&person).into()), ("key", fingerprint.into())])))?;
        self.write_people(Act::Key(KeyAct { dropped: true, ..KeyAct::of_person(&person, &line) }))
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

    /// The fingerprint of the key an entry of one's own would be signed with; none: there is no key here that was entered.
    pub(super) fn would_sign(&self) -> Result<Option<String>, WorkspaceError> {
        let person = self.writer.person();
        let key = keys::read(&self.local, person)?;
        Ok(key.filter(|key| self.holds(person, &key.public())).map(|key| key.public().fingerprint()))
    }

    /// Refuses an answer of somebody whose roles do not include buyer; before there are roles, everybody may interview.
    pub(super) fn may_interview(&self) -> Result<(), WorkspaceError> {
        let roles = self.own_roles();
        if self.people.is_empty() || roles.contains(&Role::Buyer) {
            return Ok(());
        }
        self.store.may_write()?;
        let words: Vec<&str> = roles.into_iter().map(Role::word).collect();
        let person = self.writer.person();
        Err(wrong(told("refusal.may-not-interview", [("person", person.into()), ("roles", words.join(", ").into())])))
    }
}
