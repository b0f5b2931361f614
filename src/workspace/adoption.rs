//! Which adoptions count. A reviewer or administrator adopts; where an edition asks for less than the one it follows and a
//! stop hangs on that, two of them do, each with a signature. Until then nothing is judged otherwise.

mod preview;

pub use preview::{Of, Saying, withdrawn};

use std::collections::BTreeSet;

use super::Workspace;
use super::policies::{Adopted, in_force, is_withdrawn};
use super::{WorkspaceError, policies::register};
use crate::journal::{Act, EditionAct, EntryRef};
use crate::people::Signed;
use crate::people::duty::Duty;
use crate::policy::{Policy, loosened};
use crate::questionnaire::Questionnaire;

/// Why what was said about an edition does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// Whoever said it was neither reviewer nor administrator, or holds a key and did not sign.
    NotTheirs,
    /// It asks for less than the edition before, in these places, and a second person is missing.
    Second(Vec<String>),
    /// It asks for less, two persons said it, and of these the signature is missing.
    Signatures(Vec<String>),
}

impl Workspace {
    /// Everything that was said about editions, oldest first, and whether it counts.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn adopted(&self) -> Result<Vec<Adopted>, WorkspaceError> {
        let mut all = Vec::new();
        for (writer, entries) in self.journals_of_ours(&register())? {
            for entry in &entries {
                if let Act::Edition(act) = &entry.act {
                    all.push(Adopted {
                        act: act.clone(),
                        at: entry.at,
                        by: writer.person().to_owned(),
                        entry: EntryRef { writer: writer.clone(), n: entry.n },
                        signed: self.people.signed(writer.person(), &entries, entry),
                        waits: None,
                        less: Vec::new(),
                    });
                }
            }
        }
        all.sort_by(|a, b| a.act.from.cmp(&b.act.from).then(a.at.timestamp().cmp(&b.at.timestamp())).then(a.by.cmp(&b.by)));
        if self.people.is_empty() {
            return Ok(all);
        }
        for at in 0..all.len() {
            let less = self.asks_less(&all[..at], &all[at]);
            let waits = self.waits(&all, at, &less);
            (all[at].less, all[at].waits) = (less, waits);
        }
        Ok(all)
    }

    fn waits(&self, all: &[Adopted], at: usize, less: &[String]) -> Option<Waits> {
        let one = &all[at];
        if !self.may_adopt(one) {
            return Some(Waits::NotTheirs);
        }
        if less.is_empty() {
            return None;
        }
        let same = |other: &&Adopted| {
            let (a, b) = (&one.act, &other.act);
            (&a.edition, &a.state) == (&b.edition, &b.state)
                && b.from <= a.from
                && !is_withdrawn(other, all)
                && a.rescores.iter().all(|label| b.rescores.contains(label))
        };
        let (mut said, mut signed) = (BTreeSet::from([one.by.as_str()]), BTreeSet::new());
        signed.extend(one.signed.counts().then_some(one.by.as_str()));
        for other in all.iter().filter(same).filter(|other| self.may_adopt(other)) {
            said.insert(other.by.as_str());
            signed.extend(other.signed.counts().then_some(other.by.as_str()));
        }
        let missing: Vec<String> = said.difference(&signed).map(|person| (*person).to_owned()).collect();
        if one.signed.counts() && signed.len() > 1 {
            return None;
        }
        Some(if said.len() > 1 { Waits::Signatures(missing) } else { Waits::Second(less.to_vec()) })
    }

    fn may_adopt(&self, one: &Adopted) -> bool {
        let in_office = Duty::Editions.rule().counts.iter().any(|role| self.people.had(&one.by, *role, &one.at));
        let holds_key = self.people.persons.get(&one.by).is_some_and(|person| person.had_key(&one.at));
        in_office && (one.signed.counts() || !holds_key)
    }

    /// What would become of it if it were said now: whether it would count, and where it asks for less.
    fn if_said(&self, act: &EditionAct) -> Result<(Vec<Adopted>, Adopted), WorkspaceError> {
        let mut all = self.adopted()?;
        let entry = EntryRef { writer: self.writer.clone(), n: u64::MAX };
        let signed = self.would_sign()?.map_or(Signed::No, Signed::Yes);
        let by = self.writer.person().to_owned();
        let now = self.now();
        let mut said = Adopted { act: act.clone(), at: now, by, entry, signed, waits: None, less: Vec::new() };
        let at = all.iter().position(|one| one.act.from > act.from).unwrap_or(all.len());
        all.insert(at, said.clone());
        if !self.people.is_empty() {
            said.less = self.asks_less(&all[..at], &said);
            said.waits = self.waits(&all, at, &said.less);
        }
        all[at] = said.clone();
        Ok((all, said))
    }

    /// Where what was said would ask for less than what stood before.
    fn asks_less(&self, before: &[Adopted], one: &Adopted) -> Vec<String> {
        let id = one.act.edition.split('@').next().unwrap_or_default();
        let of: Vec<Adopted> = before.iter().filter(|other| other.act.edition.split('@').next() == Some(id)).cloned().collect();
        let then = in_force(&of, &one.act.from);
        let mut after = of;
        after.push(Adopted { waits: None, ..one.clone() });
        let now = in_force(&after, &one.act.from);
        if let Some(known) = self.policies.iter().find(|policy| policy.edition_name() == one.act.edition) {
            let old = self.standing_policy(then.as_deref(), &known.id);
            let new = self.standing_policy(now.as_deref(), &known.id);
            return old.zip(new).map(|(old, new)| loosened::policy(old, new)).unwrap_or_default();
        }
        let old = self.standing_set(then.as_deref(), id);
        let new = self.standing_set(now.as_deref(), id);
        old.zip(new).map(|(old, new)| loosened::questionnaire(old, new)).unwrap_or_default()
    }

    fn standing_policy(&self, name: Option<&str>, id: &str) -> Option<&Policy> {
        let brought = |policy: &&Policy| crate::builtin::policy_names().contains(&format!("{}-{}", policy.id, policy.edition));
        let named = name.and_then(|name| self.policies.iter().find(|policy| policy.edition_name() == name));
        named.or_else(|| self.policies.iter().filter(brought).find(|policy| policy.id == id)).or_else(|| self.policies.iter().find(brought))
    }

    fn standing_set(&self, name: Option<&str>, id: &str) -> Option<&Questionnaire> {
        let files: Vec<String> = crate::builtin::questionnaires().into_iter().map(|(file, _)| file).collect();
        let named = name.and_then(|name| self.sets.iter().find(|set| set.edition_name() == name));
        named.or_else(|| self.sets.iter().find(|set| set.id == id && files.contains(&format!("{}-{}.toml", set.id, set.edition))))
    }

    /// What somebody else said about an edition and still waits for a second person; whoever says it again confirms it.
    pub(super) fn to_confirm(&self, edition: &str, state: &str) -> Result<Option<Adopted>, WorkspaceError> {
        let person = self.writer.person();
        let adopted = self.adopted()?;
        let waiting = |one: &&Adopted| {
            let waits = matches!(one.waits, Some(Waits::Second(_) | Waits::Signatures(_)));
            one.act.edition == edition && one.act.state == state && one.by != person && waits && !is_withdrawn(one, &adopted)
        };
        Ok(adopted.iter().rev().find(waiting).cloned())
    }
}

impl Adopted {
    /// Whether it counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.waits.is_none()
    }

    /// Whether it is signed by a key that is stood for.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        matches!(self.signed, Signed::Yes(_))
    }
}
