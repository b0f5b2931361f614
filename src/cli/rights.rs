//! `dialogue` and `acknowledgement`: what was talked about, which policy was read and signed, and the letter that asks for it.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{Acknowledgement, Dialogue, ReminderLetter};
use super::certificate::stored;
use super::evidence::or_all;
use super::post::{self, Outgoing, addressee};
use super::table::table;
use super::{Error, Here, Outcome, people, say};
use crate::locale::Locale;
use crate::register::rights::State;
use crate::report::{self, Renewal};
use crate::workspace::Workspace;
use crate::workspace::registers::Acknowledged;

pub(super) fn dialogue(here: &Here, work: Dialogue) -> Outcome {
    let mut workspace = here.open()?;
    let ids = match work {
        Dialogue::Add { id, channel, with, text, on } => {
            return people::told(here, &workspace.add_talk(&id, &channel, on.as_deref(), [&with, &text])?);
        }
        Dialogue::List { ids } => or_all(&workspace, ids)?,
    };
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for id in ids {
        for talk in workspace.rights(&id)?.talks {
            let text = workspace.standing_text(&id, &talk.act.text)?;
            let channel = here.locale().text(&format!("dialogue-channel.{}", talk.act.channel)).to_owned();
            lines.push(format!("{}  {id}  {channel}  {}  {}\n  {text}", talk.act.on, talk.act.with, talk.by));
            rows.push(json!({
                "supplier": id, "on": talk.act.on, "channel": talk.act.channel, "with": talk.act.with, "text": text, "by": talk.by,
                "at": talk.at.to_string(), "entry": talk.entry.to_string(),
            }));
        }
    }
    if here.global.json {
        Here::json(&Value::Array(rows))?;
    } else if lines.is_empty() {
        say(here.locale().text("rights.no-talk"))?;
    } else {
        say(&lines.join("\n"))?;
    }
    Ok(false)
}

pub(super) fn acknowledgement(here: &Here, work: Acknowledgement) -> Outcome {
    let mut workspace = here.open()?;
    match work {
        Acknowledgement::Add { id, policy, edition, on, signer, evidence } => {
            workspace.must_know(&id)?;
            let evidence = stored(&workspace, &id, &evidence)?;
            people::told(here, &workspace.acknowledge(&id, [&policy, &edition, &signer], on.as_deref(), evidence)?)
        }
        Acknowledgement::List { ids, due } => list(here, &workspace, ids, due),
        Acknowledgement::Reminder { ids, first, letter: ReminderLetter { out, over, until, sender } } => {
            let until = super::promise::until(&workspace, until.as_deref())?;
            let from: Vec<String> = std::iter::once(workspace.settings().company.clone()).chain(sender).collect();
            let mut all = Vec::new();
            for id in or_all(&workspace, ids)? {
                all.extend(letter(here, &workspace, &id, first, (until, &from))?.map(|letter| outgoing(&id, &letter)));
            }
            post::send(here, all, (out.as_deref(), over.replace), "renewal")
        }
    }
}

fn list(here: &Here, workspace: &Workspace, ids: Vec<String>, within: Option<i64>) -> Outcome {
    let (locale, today) = (here.locale(), workspace.today());
    let (mut rows, mut lines) =
        (Vec::new(), vec![["supplier", "policy", "state"].map(|key| locale.text(&format!("rights.{key}")).to_owned()).to_vec()]);
    for id in or_all(workspace, ids)? {
        for one in workspace.acknowledgements(&id)? {
            let days = one.state.due().and_then(|due| today.until(due).ok()).map(|span| i64::from(span.get_days()));
            if within.is_some_and(|within| days.is_none_or(|days| days > within)) {
                continue;
            }
            let signer = one.standing().map(|on| workspace.standing_text(&id, &on.act.signer)).transpose()?;
            lines.push(vec![id.clone(), one.called(locale), standing(locale, &one, signer.as_deref().unwrap_or_default())]);
            let mut row = as_json(&id, &one, signer);
            row["days_left"] = json!(days);
            rows.push(row);
        }
    }
    if here.global.json {
        Here::json(&Value::Array(rows))?;
    } else if rows.is_empty() {
        say(locale.text("rights.none-due"))?;
    } else {
        say(&table(&lines, &[]))?;
    }
    Ok(false)
}

/// How it stands, in words.
fn standing(locale: Locale, one: &Acknowledged, signer: &str) -> String {
    let Some(on) = one.standing() else { return locale.text("rights.not-yet").to_owned() };
    let State::Again { in_force, due, unknown } = &one.state else {
        return locale.with("rights.acknowledged", &[("version", &on.act.version), ("date", &on.act.on), ("signer", signer)]);
    };
    let key = if *unknown { "rights.unknown" } else { "rights.older" };
    let told = locale.with(key, &[("version", &on.act.version), ("in-force", in_force)]);
    let due = locale.with("rights.due", &[("date", &due.to_string())]);
    [told.as_str(), &due, &on.act.on, signer].join(" · ")
}

fn as_json(id: &str, one: &Acknowledged, signer: Option<String>) -> Value {
    let on = one.standing();
    let (in_force, due) = match &one.state {
        State::Again { in_force, due, .. } => (Some(in_force), Some(due.to_string())),
        State::NotYet | State::Holds => (None, None),
    };
    json!({
        "supplier": id, "policy": one.policy, "version": on.map(|on| &on.act.version), "on": on.map(|on| &on.act.on),
        "signer": signer, "evidence": on.map(|on| on.act.evidence.clone()).unwrap_or_default(),
        "entry": on.map(|on| on.entry.to_string()), "acknowledged": on.is_some(),
        "earlier": one.all.len().saturating_sub(1), "state": one.state.word(), "in_force": in_force, "due": due,
    })
}

/// The letter to one supplier; none: there is nothing to ask for.
fn letter(here: &Here, workspace: &Workspace, id: &str, first: bool, (until, from): (Date, &[String])) -> Result<Option<Renewal>, Error> {
    let profile = workspace.supplier(id)?;
    let (lang, to) = addressee(here, &profile);
    let documents = workspace.to_acknowledge(id, first, lang)?;
    let letter = Renewal { lang, to, from: from.to_vec(), day: workspace.today(), until, documents };
    Ok(Some(letter).filter(|letter| !letter.documents.is_empty()))
}

fn outgoing(id: &str, letter: &Renewal) -> Outgoing {
    let documents = letter.documents.iter().map(|one| {
        let had = one.had.as_ref().map(|(version, on)| json!({"version": version, "on": on}));
        json!({"policy": one.id, "edition": one.edition.0, "published": one.edition.1.to_string(), "had": had, "due": one.due.to_string()})
    });
    let text = report::renewal_text(letter);
    let row = json!({
        "supplier": id, "lang": letter.lang.to_string(), "to": letter.to, "until": letter.until.to_string(),
        "overdue": letter.overdue(), "documents": documents.collect::<Vec<_>>(), "text": text, "file": null,
    });
    let said = vec![("count", letter.documents.len().to_string()), ("late", letter.overdue().to_string())];
    Outgoing { name: format!("{id}.acknowledgement.{}.txt", letter.lang), text, row, said }
}
