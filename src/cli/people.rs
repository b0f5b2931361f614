//! `people`: who may do what, and the keys that say it was they.

use serde_json::{Value, json};

use super::args::{Grant, People};
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::journal::Role;
use crate::language::Lang;
use crate::people::Person;
use crate::people::duty::{Rule, TABLE};
use crate::sentence::told as sentence;
use crate::workspace::Workspace;
use crate::workspace::duties::{duty_key, role_key};
use crate::workspace::people::Written;

pub(super) fn run(here: &Here, command: People) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        People::List { allowed_signers: true } => {
            say(workspace.people().allowed_signers().trim_end())?;
            Ok(false)
        }
        People::List { allowed_signers: false } => list(here, &workspace),
        People::Roles => roles(here, &workspace),
        People::Add(grant) => self::grant(here, &mut workspace, &grant),
        People::Grant(grant) => {
            let roles: Vec<Role> = grant.roles.iter().map(|word| Role::from(*word)).collect();
            workspace.must_be_entered(&grant.person, &roles)?;
            self::grant(here, &mut workspace, &grant)
        }
        People::Revoke { person, roles, reason } => {
            let roles: Vec<Role> = match roles.is_empty() {
                true => workspace.people().roles(&person, &workspace.now()).into_iter().collect(),
                false => roles.into_iter().map(Role::from).collect(),
            };
            if roles.is_empty() {
                return Err(Error::wrong(sentence("refusal.no-role", [("person", person.into())])));
            }
            let written = workspace.withdraw(&person, &roles, reason.as_deref())?;
            told(here, &written)?;
            not_counted(here, &workspace, &written)
        }
        People::Key { begin_again: true, reason, .. } => begin_again(here, &mut workspace, reason.as_deref().unwrap_or_default()),
        People::Trust { fingerprint } => trust(here, &mut workspace, &fingerprint),
        People::Key { drop: Some(fingerprint), person, .. } => {
            let person = person.unwrap_or_else(|| here.person.clone());
            let written = workspace.drop_key(&person, &fingerprint)?;
            told(here, &written)
        }
        People::Key { drop: None, .. } => key(here, &mut workspace),
        People::Confirm { person, key } => {
            for (fingerprint, written) in workspace.confirm_keys(&person, key.as_deref())? {
                told(here, &written)?;
                if !here.global.json {
                    say(&here.locale().with("people.stood-for", &[("person", &person), ("key", &fingerprint)]))?;
                }
            }
            Ok(false)
        }
    }
}

fn grant(here: &Here, workspace: &mut Workspace, grant: &Grant) -> Outcome {
    let roles: Vec<Role> = grant.roles.iter().map(|word| Role::from(*word)).collect();
    let written = workspace.grant(&grant.person, &roles, grant.name.as_deref(), grant.until.as_deref())?;
    told(here, &written)?;
    not_counted(here, workspace, &written)
}

/// That an entry about people is on record and does not count, and why; exit code 1 then.
fn not_counted(here: &Here, workspace: &Workspace, written: &Written) -> Outcome {
    let refused = workspace.refused_told()?;
    let Some((_, why)) = refused.iter().find(|(doubt, _)| doubt.entry.as_ref() == Some(&written.saved.entry)) else { return Ok(false) };
    if !here.global.json {
        say(&why.in_lang(here.lang))?;
    }
    Ok(true)
}

/// That an entry is saved, for other programs.
pub(super) fn written_json(written: &Written) -> Value {
    json!({
        "saved": true,
        "entry": written.saved.entry.to_string(),
        "hash": written.saved.hash.to_string(),
        "signed": written.signed,
    })
}

/// Says that an entry is saved, and whether it is signed.
pub(super) fn told(here: &Here, written: &Written) -> Outcome {
    if here.global.json {
        Here::json(&written_json(written))?;
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
    let was_first = workspace.people().first.is_none();
    let (key, written) = workspace.make_key()?;
    let is_first = was_first && workspace.people().first.as_ref().is_some_and(|first| first.key == key.fingerprint());
    let path = crate::store::keys::file(here.local(), &here.person)?;
    let unsigned = workspace.unsigned_of_own()?;
    let confirmed =
        workspace.people().persons.get(&here.person).is_some_and(|person| person.keys_held().any(|held| held.key == key && held.confirmed));
    if here.global.json {
        Here::json(&json!({
            "key": key.to_string(),
            "fingerprint": key.fingerprint(),
            "file": path.display().to_string(),
            "confirmed": confirmed,
            "first": is_first,
            "entry": written.map(|written| written.saved.entry.to_string()),
            "unsigned": unsigned.iter().map(|one| json!({"supplier": one.supplier, "entry": one.entry.to_string(), "kind": one.word()})).collect::<Vec<_>>(),
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    say(&format!("{key}\n{}", locale.with("people.key-at", &[("file", &path.display().to_string()), ("key", &key.fingerprint())])))?;
    if is_first {
        say(&locale.with("people-key.is-first", &[("key", &key.fingerprint())]))?;
    }
    say(&match confirmed {
        true => locale.text("people.key-counts").to_owned(),
        false => sentence("people-key.waits", []).and(workspace.who_confirms(&here.person)).in_lang(here.lang),
    })?;
    if !unsigned.is_empty() {
        say(&locale.counted("unsigned.heading", unsigned.len()))?;
    }
    unsigned.iter().try_for_each(|one| say(&format!("  {}", one.told().in_lang(here.lang))))?;
    Ok(false)
}

fn begin_again(here: &Here, workspace: &mut Workspace, reason: &str) -> Outcome {
    let (key, written) = workspace.begin_again(reason)?;
    if here.global.json {
        Here::json(&json!({"key": key.to_string(), "fingerprint": key.fingerprint(), "entry": written.saved.entry.to_string()}))?;
        return Ok(false);
    }
    say(&here.locale().with("people-key.begun", &[("entry", &written.saved.entry.to_string()), ("key", &key.fingerprint())]))?;
    keys_told(here, workspace)?;
    Ok(false)
}

fn trust(here: &Here, workspace: &mut Workspace, fingerprint: &str) -> Outcome {
    workspace.trust_keys(fingerprint)?;
    if here.global.json {
        Here::json(&json!({"trusted": fingerprint}))?;
    } else {
        say(&here.locale().with("people-key.trusted", &[("key", fingerprint)]))?;
    }
    Ok(false)
}

/// Says which key everything signed hangs on, and who began again.
pub(super) fn keys_told(here: &Here, workspace: &Workspace) -> Result<(), Error> {
    workspace.keys_told()?.iter().try_for_each(|told| say(&told.in_lang(here.lang)))
}

/// Says which entries about people do not count, and what to do.
pub(super) fn refused_told(here: &Here, workspace: &Workspace) -> Result<(), Error> {
    let line = |(doubt, why): &(crate::people::Doubt, crate::sentence::Sentence)| {
        let entry = doubt.entry.as_ref().map(ToString::to_string).unwrap_or_default();
        say(&format!("{entry}  {}", why.in_lang(here.lang)))
    };
    workspace.refused_told()?.iter().try_for_each(line)
}

/// The same as notices of `verify`.
pub(super) fn refused_json(workspace: &Workspace) -> Result<Vec<Value>, Error> {
    let refused = workspace.refused_told()?.into_iter().filter(|(doubt, _)| doubt.is_refusal());
    let line = |(doubt, why): (crate::people::Doubt, crate::sentence::Sentence)| {
        let entry = doubt.entry.as_ref().map(ToString::to_string);
        json!({"file": "people", "kind": "people-refused", "entry": entry, "problem": why.to_string()})
    };
    Ok(refused.map(line).collect())
}

/// The same for other programs: the first key, and the beginnings anew.
pub(super) fn keys_json(workspace: &Workspace) -> Result<[Value; 2], Error> {
    let people = workspace.people();
    let first = people.first.as_ref().map(
        |first| json!({"person": first.person, "fingerprint": first.key, "entry": first.entry.to_string(), "at": first.at.to_string()}),
    );
    let breaks = people.breaks.iter().map(|broke| {
        let reason = workspace.reason_of(&broke.reason)?;
        Ok(json!({
            "person": broke.person, "entry": broke.entry.to_string(), "at": broke.at.to_string(), "reason": reason,
            "old": broke.old, "new": broke.new, "confirmed_by": broke.confirmed_by,
        }))
    });
    Ok([json!(first), Value::Array(breaks.collect::<Result<Vec<_>, Error>>()?)])
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
        let strangers = workspace.not_entered()?;
        let by_line = workspace.only_by_line();
        let [first_key, breaks] = keys_json(workspace)?;
        Here::json(&json!({
            "people": persons, "root": root, "doubts": doubts, "not_entered": strangers, "compliance_by_line_only": by_line,
            "first_key": first_key, "key_breaks": breaks, "earlier_key_rule": people.keeps_the_earlier_rule(),
        }))?;
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
        rows.push(vec![id.clone(), workspace.name_of(id)?.unwrap_or_default(), roles, key]);
    }
    if rows.len() == 1 {
        say(locale.text("people.nobody"))?;
    } else {
        say(&table(&rows, &[]))?;
    }
    keys_told(here, workspace)?;
    for person in workspace.not_entered()? {
        say(&locale.with("people.stranger", &[("person", &person)]))?;
    }
    by_line(here, workspace).iter().try_for_each(|told| say(told))?;
    refused_told(here, workspace)?;
    workspace.unsigned_told().iter().try_for_each(|told| say(&told.in_lang(here.lang)))?;
    Ok(false)
}

/// Whom the settings name as compliance and the record does not, each in a sentence.
pub(super) fn by_line(here: &Here, workspace: &Workspace) -> Vec<String> {
    let key = if workspace.people().names_compliance() { "doctor.compliance-void" } else { "doctor.compliance-by-line" };
    workspace.only_by_line().into_iter().map(|person| here.locale().with(key, &[("of", person)])).collect()
}

/// Who may do what, and what whoever asks may.
fn roles(here: &Here, workspace: &Workspace) -> Outcome {
    let locale = here.locale();
    let own = workspace.own_roles();
    if here.global.json {
        let duties: Vec<Value> = TABLE.iter().map(|rule| rule_json(here, workspace, rule)).collect();
        let own: Vec<&str> = own.into_iter().map(Role::word).collect();
        Here::json(&json!({"person": here.person, "roles": own, "nobody_entered": workspace.people().is_empty(), "duties": duties}))?;
        return Ok(false);
    }
    let word = |role: &Role| locale.text(role_key(*role)).to_owned();
    let divider = if here.lang == Lang::En { ", " } else { "、" };
    let listed = |roles: &[Role]| match roles.len() {
        5 => locale.text("people.everyone").to_owned(),
        _ => roles.iter().map(word).collect::<Vec<_>>().join(divider),
    };
    say(&match own.is_empty() {
        true if workspace.people().is_empty() => locale.text("people.nobody").to_owned(),
        true => locale.with("people.you-not-entered", &[("person", &here.person)]),
        false => format!("{}: {}", here.person, own.iter().map(word).collect::<Vec<_>>().join(divider)),
    })?;
    let mut rows = vec![["duty", "counts", "you"].map(|key| locale.text(&format!("people.{key}")).to_owned()).to_vec()];
    let mut notes = Vec::new();
    for rule in &TABLE {
        let label = locale.text(duty_key(rule.duty));
        let leave = locale.text(&format!("people.leave-{}", workspace.leave(rule.duty).word())).to_owned();
        let mark = if rule.noted || !rule.recorded.is_empty() { " *" } else { "" };
        rows.push(vec![format!("{label}{mark}"), listed(rule.counts), leave]);
        if !rule.recorded.is_empty() {
            notes.push(format!("* {label}: {}", locale.with("people.recorded", &[("roles", &listed(rule.recorded))])));
        }
        notes.extend(rule.noted.then(|| format!("* {label}: {}", locale.text(&format!("duty-note.{}", rule.word)))));
    }
    say(&table(&rows, &[]))?;
    notes.iter().try_for_each(|note| say(note))?;
    say(locale.text("people.auditors-read"))?;
    Ok(false)
}

fn rule_json(here: &Here, workspace: &Workspace, rule: &Rule) -> Value {
    let words = |roles: &[Role]| roles.iter().map(|role| role.word()).collect::<Vec<_>>();
    let note = rule.noted.then(|| here.locale().text(&format!("duty-note.{}", rule.word)).to_owned());
    json!({
        "duty": rule.word,
        "what": here.locale().text(duty_key(rule.duty)),
        "counts": words(rule.counts),
        "on_record_only": words(rule.recorded),
        "note": note,
        "you": workspace.leave(rule.duty).word(),
    })
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
        "name": workspace.name_of(id)?,
        "roles": person.roles_at(&now).into_iter().map(Role::word).collect::<Vec<_>>(),
        "terms": terms,
        "keys": keys,
    }))
}
