//! What whoever writes may do here, by the table of duties: refused before anything is written, in a sentence that says
//! who can.

use jiff::civil::Date;

use super::act::wrong;
use super::{Workspace, WorkspaceError, grievances};
use crate::diagnostic::nearest;
use crate::journal::Moment;
use crate::people::duty::{Rule, SCREENING_BY_LINE, TABLE};
use crate::people::{Doubt, Duty, HeldKey, Leave, Person, Role, Term};
use crate::sentence::{Sentence, told};
use crate::store::{Place, Store as _};

/// The catalogue's key of a role.
#[must_use]
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Buyer => "people-role.buyer",
        Role::Reviewer => "people-role.reviewer",
        Role::Auditor => "people-role.auditor",
        Role::GrievanceOfficer => "people-role.grievance-officer",
        Role::Administrator => "people-role.administrator",
        Role::Compliance => "people-role.compliance",
    }
}

/// The catalogue's key of a duty.
#[must_use]
pub fn duty_key(duty: Duty) -> &'static str {
    match duty {
        Duty::Interview => "duty.interview",
        Duty::Remarks => "duty.remarks",
        Duty::Papers => "duty.papers",
        Duty::Profiles => "duty.profiles",
        Duty::HandOver => "duty.hand-over",
        Duty::Inbox => "duty.inbox",
        Duty::Lists => "duty.lists",
        Duty::Smelters => "duty.smelters",
        Duty::Findings => "duty.findings",
        Duty::FollowUp => "duty.follow-up",
        Duty::Risks => "duty.risks",
        Duty::Decide => "duty.decide",
        Duty::SendBack => "duty.send-back",
        Duty::Campaigns => "duty.campaigns",
        Duty::Editions => "duty.editions",
        Duty::Screening => "duty.screening",
        Duty::Grievances => "duty.grievances",
        Duty::Erase => "duty.erase",
        Duty::People => "duty.people",
        Duty::Own => "duty.own",
    }
}

/// An entry about people that does not count, and what to do.
fn named((doubt, why): (Doubt, Sentence)) -> Sentence {
    let entry = doubt.entry.map_or_else(|| "people/".to_owned(), |entry| entry.to_string());
    told("doctor.people-refused", [("of", entry.into()), ("what", why)])
}

fn roles_told<'r>(roles: impl IntoIterator<Item = &'r Role>) -> Sentence {
    Sentence::Listed(roles.into_iter().map(|role| told(role_key(*role), [])).collect())
}

/// How somebody's word can be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyHeld {
    /// Not at all.
    None,
    /// With a key nobody stands for yet.
    Waits,
    /// With a key that is stood for.
    Counts,
}

/// Somebody who is entered here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The writer's name.
    pub id: String,
    /// The name, where its text is here.
    pub name: String,
    /// Roles today.
    pub roles: Vec<Role>,
    /// The key.
    pub key: KeyHeld,
    /// What the person has leave to today, role by role.
    pub terms: Vec<RoleHeld>,
    /// Keys that were not given up.
    pub keys: Vec<KeyShown>,
}

/// A role in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleHeld {
    /// Which.
    pub role: Role,
    /// Who gave it.
    pub by: String,
    /// From when.
    pub from: Date,
    /// The last day, if one was named.
    pub until: Option<Date>,
    /// Whether the entry that gave it is signed.
    pub signed: bool,
}

/// A key as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyShown {
    /// The fingerprint.
    pub fingerprint: String,
    /// From when.
    pub from: Date,
    /// Whether somebody stands for it.
    pub confirmed: bool,
}

/// Roles of a person in force at a moment, each with the term it rests on.
fn terms(person: &Person, now: &Moment) -> Vec<RoleHeld> {
    let held = |(role, terms): (&Role, &Vec<Term>)| {
        let term = terms.iter().rev().find(|term| term.holds(now))?;
        Some(RoleHeld { role: *role, by: term.by.clone(), from: term.from.date(), until: term.until, signed: term.signed })
    };
    person.roles.iter().filter_map(held).collect()
}

/// Who is here and may do what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Everybody {
    /// Whoever is entered.
    pub persons: Vec<Entered>,
    /// Whoever wrote here and is not.
    pub not_entered: Vec<String>,
    /// Whom the settings name as compliance and the record does not; whether the record names anybody.
    pub by_line: (Vec<String>, bool),
    /// Which key everything signed hangs on, and who began again.
    pub keys: Vec<Sentence>,
    /// What of the record about people does not count, and whose roles are unsigned.
    pub not_counted: Vec<Sentence>,
    /// Who asks.
    pub you: String,
    /// What that person has leave to, line by line of the table.
    pub leave: Vec<Leave>,
}

impl Workspace {
    /// Who is here and may do what.
    ///
    /// # Errors
    /// When a name or a folder cannot be read.
    pub fn everybody(&self) -> Result<Everybody, WorkspaceError> {
        let now = self.now();
        let mut persons = Vec::new();
        for (id, person) in &self.people.persons {
            let key = match person.keys_held().last() {
                Some(held) if held.confirmed => KeyHeld::Counts,
                Some(_) => KeyHeld::Waits,
                None => KeyHeld::None,
            };
            let roles = person.roles_at(&now).into_iter().collect();
            let shown =
                |held: &HeldKey| KeyShown { fingerprint: held.key.fingerprint(), from: held.from.date(), confirmed: held.confirmed };
            let (terms, keys) = (terms(person, &now), person.keys_held().map(shown).collect());
            persons.push(Entered { id: id.clone(), name: self.name_of(id)?.unwrap_or_default(), roles, key, terms, keys });
        }
        let refused = self.refused_told()?.into_iter().filter(|(doubt, _)| doubt.is_refusal());
        Ok(Everybody {
            persons,
            not_entered: self.not_entered()?.into_iter().collect(),
            by_line: (self.only_by_line().into_iter().map(str::to_owned).collect(), self.people.names_compliance()),
            keys: self.keys_told()?,
            not_counted: refused.map(named).chain(self.unsigned_told()).collect(),
            you: self.writer.person().to_owned(),
            leave: TABLE.iter().map(|rule| self.leave(rule.duty)).collect(),
        })
    }

    /// The name of somebody who is entered, where its text is here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn name_of(&self, person: &str) -> Result<Option<String>, WorkspaceError> {
        let name = self.people.persons.get(person).and_then(|person| person.name.as_ref());
        let text = name.map(|name| self.store.body(&Place::People, name)).transpose()?.flatten();
        Ok(text.map(|text| crate::clean::line(&text)))
    }

    /// What whoever writes has leave to; before anybody was given a role, everybody has.
    #[must_use]
    pub fn leave(&self, duty: Duty) -> Leave {
        match duty {
            Duty::Screening if !self.sees_restricted() => Leave::Refused,
            _ if self.people.is_empty() => Leave::Counts,
            Duty::Screening if !self.people.names_compliance() => SCREENING_BY_LINE.leave_of(&self.own_roles()),
            _ => duty.rule().leave_of(&self.own_roles()),
        }
    }

    /// Refuses whoever has no leave to a duty.
    ///
    /// # Errors
    /// A sentence that says whose it is and who can.
    pub fn may(&self, duty: Duty) -> Result<(), WorkspaceError> {
        self.refusal_of(duty).map_or(Ok(()), |why| Err(wrong(why)))
    }

    /// Why whoever writes has no leave to a duty; nothing if there is leave.
    pub(super) fn refusal_of(&self, duty: Duty) -> Option<Sentence> {
        if self.leave(duty) != Leave::Refused {
            return None;
        }
        if let Some(closed) = self.closed_to() {
            return Some(closed);
        }
        Some(self.not_yours(duty.rule()))
    }

    /// "Starting campaigns is for reviewers, and anna is buyer here; ask mori, ono".
    fn not_yours(&self, rule: &Rule) -> Sentence {
        let now = self.now();
        let mut able: Vec<&str> = match rule.duty {
            Duty::Screening => self.compliance(),
            _ => rule.counts.iter().flat_map(|role| self.people.in_office(*role, &now)).collect(),
        };
        able.sort_unstable();
        able.dedup();
        let values = [
            ("duty", told(duty_key(rule.duty), [])),
            ("roles", roles_told(rule.counts)),
            ("person", self.writer.person().into()),
            ("own", roles_told(&self.own_roles())),
        ];
        let next = match able.is_empty() {
            true => told("refusal.no-one-can", [("role", rule.counts.first().map_or("reviewer", |role| role.word()).into())]),
            false => told("refusal.ask", [("all", able.join(", ").into())]),
        };
        told("refusal.not-your-duty", values).and(next)
    }

    /// Why whoever writes can write nothing at all, or only grievances; nothing for everybody else.
    pub(super) fn closed_to(&self) -> Option<Sentence> {
        if self.people.is_empty() {
            return None;
        }
        let roles = self.own_roles();
        let person = self.writer.person();
        if roles.contains(&Role::Auditor) {
            return Some(told("store.reads-only", [("person", person.into())]));
        }
        if roles.is_empty() {
            return Some(self.stranger());
        }
        (roles.len() == 1 && roles.contains(&Role::GrievanceOfficer))
            .then(|| told("store.grievances-only", [("person", person.into())]).and(self.who_enters_roles()))
    }

    /// Places that stay open to whoever is closed out of the rest.
    pub(super) fn open_places(&self) -> Vec<Place> {
        match self.own_roles().contains(&Role::GrievanceOfficer) {
            true => vec![grievances::place(), Place::People],
            false => Vec::new(),
        }
    }

    fn who_enters_roles(&self) -> Sentence {
        let all = self.people.in_office(Role::Administrator, &self.now());
        match all.is_empty() {
            true => told("refusal.no-administrator", []),
            false => told("refusal.ask", [("all", all.join(", ").into())]),
        }
    }

    /// Somebody who is not entered, or whose roles have ended.
    fn stranger(&self) -> Sentence {
        let now = self.now();
        let person = self.writer.person();
        let known: Vec<&str> =
            self.people.persons.keys().map(String::as_str).filter(|id| !self.people.roles(id, &now).is_empty()).collect();
        let administrators = self.people.in_office(Role::Administrator, &now);
        let what = if self.people.knows(person) { "refusal.role-ended" } else { "refusal.not-entered" };
        let enter = match administrators.is_empty() {
            true => told("refusal.no-administrator", []),
            false => told("refusal.enter", [("person", person.into()), ("all", administrators.join(", ").into())]),
        };
        let named = match nearest(person, known.iter().copied()) {
            Some(near) => told("refusal.mean-writer", [("near", near.into()), ("all", known.join(", ").into())]),
            None => told("refusal.name-writer", [("all", known.join(", ").into())]),
        };
        told(what, [("person", person.into())]).and(named).and(enter)
    }

    /// Persons who have written here and were never given a role: a colleague's files that were copied in. Their
    /// interviews are read; their decisions, campaigns and editions do not count.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn not_entered(&self) -> Result<std::collections::BTreeSet<String>, WorkspaceError> {
        let mut all = std::collections::BTreeSet::new();
        if self.people.is_empty() {
            return Ok(all);
        }
        for place in self.store.places()? {
            for writer in self.store.logs(&place)? {
                if !self.people.knows(writer.person()) {
                    all.insert(writer.person().to_owned());
                }
            }
        }
        Ok(all)
    }
}
