//! `people`: who may do what, and the keys that say it was they.

use serde_json::{Value, json};

use super::args::{Grant, People};
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::journal::Role;
use crate::people::Person;
use crate::store::Place;
use crate::workspace::Workspace;
use crate::workspace::people::Written;

pub(super) fn run(here: &Here, command: People) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        People::List { allowed_signers: true } => {
            say(workspace.people().allowed_signers().trim_end())?;
            Ok(false)
        }
        People::List { allowed_signers: false } => list(here, &workspace),
        People::Add(grant) | People::Grant(grant) => self::grant(here, &mut workspace, &grant),
        People::Revoke { person, roles, reason } => {
            let roles: Vec<Role> = match roles.is_empty() {
                true => workspace.people().roles(&person, &workspace.now()).into_iter().collect(),
                false => roles.into_iter().map(Role::from).collect(),
            };
            if roles.is_empty() {
                return Err(Error::wrong(format!("{person} has no role here; see `oretrail people list`")));
            }
            let written = workspace.withdraw(&person, &roles, reason.as_deref())?;
            told(here, &written)
        }
        People::Key { drop: Some(fingerprint), person } => {
            let person = person.unwrap_or_else(|| here.person.clone());
            let written = workspace.drop_key(&person, &fingerprint)?;
            told(here, &written)
        }
        People::Key { drop: None, .. } => key(here, &mut workspace),
        People::Confirm { person, key } => {
            for written in workspace.confirm_keys(&person, key.as_deref())? {
                told(here, &written)?;
            }
            Ok(false)
        }
    }
}

fn grant(here: &Here, workspace: &mut Workspace, grant: &Grant) -> Outcome {
    let roles: Vec<Role> = grant.roles.iter().map(|word| Role::from(*word)).collect();
    let written = workspace.grant(&grant.person, &roles, grant.name.as_deref(), grant.until.as_deref())?;
    told(here, &written)
}

/// Says that an entry is saved, and whether it is signed.
pub(super) fn told(here: &Here, written: &Written) -> Outcome {
    if here.global.json {
        Here::json(&json!({
            "saved": true,
            "entry": written.saved.entry.to_string(),
            "hash": written.saved.hash.to_string(),
            "signed": written.signed,
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    let signed = match &written.signed {
        Some(key) => locale.with("people.signed-by", &[("key", key)]),
        None => locale.text("people.unsigned").to_owned(),
    };
    say(&format!("{}  {signed}", locale.with("shell.saved", &[("entry", &written.saved.entry.to_string())])))?;
    Ok(false)
}

fn key(here: &Here, workspace: &mut Workspace) -> Outcome {
    let (key, written) = workspace.make_key()?;
    let path = crate::store::keys::file(here.local(), &here.person)?;
    let confirmed =
        workspace.people().persons.get(&here.person).is_some_and(|person| person.keys_held().any(|held| held.key == key && held.confirmed));
    if here.global.json {
        Here::json(&json!({
            "key": key.to_string(),
            "fingerprint": key.fingerprint(),
            "file": path.display().to_string(),
            "confirmed": confirmed,
            "entry": written.map(|written| written.saved.entry.to_string()),
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    say(&format!("{key}\n{}", locale.with("people.key-at", &[("file", &path.display().to_string()), ("key", &key.fingerprint())])))?;
    say(&match confirmed {
        true => locale.text("people.key-counts").to_owned(),
        false => locale.with("people.key-waits", &[("person", &here.person)]),
    })?;
    Ok(false)
}

fn name(workspace: &Workspace, person: &Person) -> Result<Option<String>, Error> {
    use crate::store::Store as _;
    let text = person.name.as_ref().map(|name| workspace.store().body(&Place::People, name)).transpose()?.flatten();
    Ok(text.map(|text| crate::clean::line(&text)))
}

fn list(here: &Here, workspace: &Workspace) -> Outcome {
    let people = workspace.people();
    if here.global.json {
        let persons = people.persons.iter().map(|(id, person)| as_json(workspace, id, person)).collect::<Result<Vec<_>, _>>()?;
        let doubts: Vec<Value> = people
            .doubts
            .iter()
            .map(|doubt| json!({"entry": doubt.entry.as_ref().map(ToString::to_string), "why": doubt.why.word()}))
            .collect();
        let root = people.root.as_ref().map(ToString::to_string);
        Here::json(&json!({"people": persons, "root": root, "doubts": doubts}))?;
        return Ok(false);
    }
    let locale = here.locale();
    let now = workspace.now();
    let mut rows = vec![["person", "name", "roles", "key"].map(|key| locale.text(&format!("people.{key}")).to_owned()).to_vec()];
    for (id, person) in &people.persons {
        let roles: Vec<&str> = person.roles_at(&now).into_iter().map(|role| locale.text(role_key(role))).collect();
        let key = match person.keys_held().last() {
            Some(held) if held.confirmed => held.key.fingerprint(),
            Some(held) => format!("{} {}", held.key.fingerprint(), locale.text("people.waits")),
            None => locale.text("people.no-key").to_owned(),
        };
        let roles = if roles.is_empty() { locale.text("people.no-role").to_owned() } else { roles.join(", ") };
        rows.push(vec![id.clone(), name(workspace, person)?.unwrap_or_default(), roles, key]);
    }
    if rows.len() == 1 {
        say(locale.text("people.nobody"))?;
    } else {
        say(&table(&rows, &[]))?;
    }
    for doubt in &people.doubts {
        let entry = doubt.entry.as_ref().map(ToString::to_string).unwrap_or_default();
        say(&format!("{entry}  {}", locale.text(&format!("people.why-{}", doubt.why.word()))))?;
    }
    Ok(false)
}

/// The catalogue's key of a role.
pub(super) fn role_key(role: Role) -> &'static str {
    match role {
        Role::Buyer => "people-role.buyer",
        Role::Reviewer => "people-role.reviewer",
        Role::Auditor => "people-role.auditor",
        Role::GrievanceOfficer => "people-role.grievance-officer",
        Role::Administrator => "people-role.administrator",
    }
}

fn as_json(workspace: &Workspace, id: &str, person: &Person) -> Result<Value, Error> {
    let now = workspace.now();
    let terms: Vec<Value> = person
        .roles
        .iter()
        .flat_map(|(role, terms)| terms.iter().map(move |term| (role, term)))
        .map(|(role, term)| {
            json!({
                "role": role.word(),
                "by": term.by,
                "from": term.from.to_string(),
                "until": term.until.map(|day| day.to_string()),
                "withdrawn": term.withdrawn.map(|at| at.to_string()),
                "signed": term.signed,
                "entry": term.entry.to_string(),
            })
        })
        .collect();
    let keys: Vec<Value> = person
        .keys
        .iter()
        .map(|held| {
            json!({
                "fingerprint": held.key.fingerprint(),
                "key": held.key.to_string(),
                "confirmed": held.confirmed,
                "from": held.from.to_string(),
                "dropped": held.dropped.map(|at| at.to_string()),
                "entry": held.entry.to_string(),
            })
        })
        .collect();
    Ok(json!({
        "person": id,
        "name": name(workspace, person)?,
        "roles": person.roles_at(&now).into_iter().map(Role::word).collect::<Vec<_>>(),
        "terms": terms,
        "keys": keys,
    }))
}
