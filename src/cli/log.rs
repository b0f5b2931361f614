//! `answers` and `log`: what stands, and everything that happened.

use serde_json::{Map, Value, json};

use super::table::table;
use super::{Here, Outcome, say};
use crate::answers::{Given, Standing};
use crate::journal::{Act, Entry, Reply, WriterId};
use crate::store::{Place, Store as _};
use crate::workspace::{Dossier, Workspace};

pub(super) fn answers(here: &Here, id: &str) -> Outcome {
    let workspace = here.open()?;
    let dossier = here.dossier(&workspace, id)?;
    if here.global.json {
        let mut all = Vec::new();
        for (key, standing) in &dossier.answers.current {
            let given: Vec<&Given> = match standing {
                Standing::One(given) => vec![given],
                Standing::Conflict(many) => many.iter().collect(),
            };
            let conflict = given.len() > 1;
            all.extend(given.into_iter().map(|one| given_json(&dossier, one, key.about.as_deref(), conflict)));
        }
        Here::json(&Value::Array(all))?;
        return Ok(false);
    }
    let mut rows = vec![["question", "answer", "source", "by", "at", "entry"].map(str::to_owned).to_vec()];
    for (key, standing) in &dossier.answers.current {
        let (given, mark): (Vec<&Given>, &str) = match standing {
            Standing::One(given) => (vec![given], ""),
            Standing::Conflict(many) => (many.iter().collect(), "⚡ "),
        };
        for one in given {
            let about = key.about.as_deref().map(|about| format!(" [{about}]")).unwrap_or_default();
            rows.push(vec![
                format!("{}{about}", key.question),
                format!("{mark}{}", reply_words(&dossier, &one.answer.reply)),
                one.answer.source.map(|source| source.word().to_owned()).unwrap_or_default(),
                one.person.clone(),
                one.at.to_string(),
                one.entry.to_string(),
            ]);
        }
    }
    let (done, asked) = dossier.plan.progress();
    say(&table(&rows, &[]))?;
    say(&format!("\n{done} of {asked} asked are answered"))?;
    Ok(false)
}

fn given_json(dossier: &Dossier, given: &Given, about: Option<&str>, conflict: bool) -> Value {
    let (state, value) = match &given.answer.reply {
        Reply::Value(value) => ("answered", json!(texts(dossier, value))),
        Reply::DontKnow => ("dont-know", Value::Null),
        Reply::Declined => ("declined", Value::Null),
        Reply::NotApplicable { .. } => ("not-applicable", Value::Null),
        Reply::Withdrawn => ("unanswered", Value::Null),
    };
    let text = |body: &Option<crate::journal::BodyRef>| body.as_ref().and_then(|body| dossier.body(body)).map(str::to_owned);
    let reason = match &given.answer.reply {
        Reply::NotApplicable { reason } => text(reason),
        Reply::Value(_) | Reply::DontKnow | Reply::Declined | Reply::Withdrawn => None,
    };
    json!({
        "question": given.answer.question,
        "state": state,
        "value": value,
        "about": about,
        "source": given.answer.source.map(|source| source.word()),
        "reason": reason,
        "note": text(&given.answer.note),
        "by": given.person,
        "at": given.at.to_string(),
        "entry": given.entry.to_string(),
        "conflict": conflict,
    })
}

fn texts(dossier: &Dossier, value: &[String]) -> Vec<String> {
    value
        .iter()
        .flat_map(|word| match dossier.bodies.get(word) {
            Some(text) => text.lines().map(str::to_owned).collect(),
            None => vec![word.clone()],
        })
        .collect()
}

/// A reply in words, bodies resolved.
pub(super) fn reply_words(dossier: &Dossier, reply: &Reply) -> String {
    match reply {
        Reply::Value(value) => texts(dossier, value).join(", ").replace('\t', " · "),
        Reply::DontKnow => "don't know".to_owned(),
        Reply::Declined => "declined".to_owned(),
        Reply::NotApplicable { reason } => match reason.as_ref().and_then(|body| dossier.body(body)) {
            Some(reason) => format!("not applicable: {reason}"),
            None => "not applicable".to_owned(),
        },
        Reply::Withdrawn => "unanswered".to_owned(),
    }
}

pub(super) fn log(here: &Here, id: &str) -> Outcome {
    let workspace = here.open()?;
    workspace.must_know(id)?;
    let mut all: Vec<(Place, WriterId, Entry)> = Vec::new();
    let mut places = vec![Place::Standing { supplier: id.to_owned() }];
    match &here.global.campaign {
        Some(label) => places.push(Place::Assessment { supplier: id.to_owned(), assessment: label.clone() }),
        None => places.extend(
            workspace.store().assessments(id)?.into_iter().map(|assessment| Place::Assessment { supplier: id.to_owned(), assessment }),
        ),
    }
    for place in places {
        for (writer, entries) in workspace.journals(&place)? {
            let shown = entries.into_iter().filter(|entry| match &entry.act {
                Act::Check { question, .. } => !workspace.is_veiled(question),
                Act::Waive(waive) => !workspace.is_veiled_flag(&waive.flag),
                Act::Action(action) => !action.flag.as_deref().is_some_and(|flag| workspace.is_veiled_flag(flag)),
                Act::Risk(risk) => !risk.flag.as_deref().is_some_and(|flag| workspace.is_veiled_flag(flag)),
                _ => true,
            });
            all.extend(shown.map(|entry| (place.clone(), writer.clone(), entry)));
        }
    }
    all.sort_by(|a, b| a.2.at.timestamp().cmp(&b.2.at.timestamp()).then_with(|| a.1.cmp(&b.1)).then_with(|| a.2.n.cmp(&b.2.n)));
    if here.global.json {
        let rows = all.iter().map(|(place, writer, entry)| entry_json(&workspace, place, writer, entry)).collect::<Result<Vec<_>, _>>()?;
        Here::json(&Value::Array(rows))?;
        return Ok(false);
    }
    for (place, writer, entry) in &all {
        say(&entry_line(&workspace, place, writer, entry)?)?;
    }
    if all.is_empty() {
        say(here.locale().text("shell.nothing"))?;
    }
    Ok(false)
}

/// The entry's own keys as written, with bodies resolved to their texts.
fn keys(workspace: &Workspace, place: &Place, act: &Act) -> Result<Vec<(String, Value)>, super::Error> {
    let mut keys = Vec::new();
    for (key, value) in act.fields() {
        let mut words = Vec::new();
        for word in value.texts() {
            let text = match crate::journal::BodyRef::parse(&word) {
                Some(body) => {
                    workspace.store().body(place, &body)?.map_or_else(|| format!("{word} (absent here)"), |text| crate::clean::text(&text))
                }
                None => word,
            };
            words.push(text);
        }
        let value = if value.is_list() { json!(words) } else { json!(words.join("")) };
        keys.push((key, value));
    }
    Ok(keys)
}

fn entry_json(workspace: &Workspace, place: &Place, writer: &WriterId, entry: &Entry) -> Result<Value, super::Error> {
    let mut row = Map::new();
    row.insert("entry".to_owned(), json!(format!("{writer}#{}", entry.n)));
    row.insert("at".to_owned(), json!(entry.at.to_string()));
    row.insert("by".to_owned(), json!(writer.person()));
    row.insert("do".to_owned(), json!(entry.act.kind()));
    if let Place::Assessment { assessment, .. } = place {
        row.insert("campaign".to_owned(), json!(assessment));
    }
    for (key, value) in keys(workspace, place, &entry.act)? {
        row.entry(key).or_insert(value);
    }
    if entry.clock_set {
        row.insert("clock".to_owned(), json!("set"));
    }
    row.insert("hash".to_owned(), json!(entry.hash.to_string()));
    Ok(Value::Object(row))
}

fn entry_line(workspace: &Workspace, place: &Place, writer: &WriterId, entry: &Entry) -> Result<String, super::Error> {
    let keys = keys(workspace, place, &entry.act)?;
    let words: Vec<String> = keys
        .iter()
        .map(|(key, value)| match value {
            Value::Array(many) => format!("{key}: {}", many.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")),
            other => format!("{key}: {}", other.as_str().unwrap_or_default().replace('\n', " / ")),
        })
        .collect();
    Ok(format!("{}  {:<16} {:<10} {}", entry.at, format!("{writer}#{}", entry.n), entry.act.kind(), words.join("  ")))
}
