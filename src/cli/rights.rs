//! `dialogue` and `acknowledgement`: what was talked about, and which policy was read and signed.

use serde_json::{Value, json};

use super::args::{Acknowledgement, Dialogue};
use super::certificate::stored;
use super::table::table;
use super::{Error, Here, Outcome, people, say};
use crate::register::rights::POLICIES;
use crate::workspace::Workspace;

fn or_all(workspace: &Workspace, ids: Vec<String>) -> Result<Vec<String>, Error> {
    Ok(if ids.is_empty() { workspace.supplier_ids()? } else { ids })
}

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
    let ids = match work {
        Acknowledgement::Add { id, policy, edition, on, signer, evidence } => {
            workspace.must_know(&id)?;
            let evidence = stored(&workspace, &id, &evidence)?;
            return people::told(here, &workspace.acknowledge(&id, [&policy, &edition, &signer], on.as_deref(), evidence)?);
        }
        Acknowledgement::List { ids } => or_all(&workspace, ids)?,
    };
    let locale = here.locale();
    let (mut rows, mut lines) =
        (Vec::new(), vec![["supplier", "policy", "state"].map(|key| locale.text(&format!("rights.{key}")).to_owned()).to_vec()]);
    for id in ids {
        let rights = workspace.rights(&id)?;
        for policy in POLICIES {
            let standing = rights.standing(policy);
            let signer = standing.map(|one| workspace.standing_text(&id, &one.act.signer)).transpose()?;
            let told = match (standing, &signer) {
                (Some(one), Some(signer)) => {
                    locale.with("rights.acknowledged", &[("version", &one.act.version), ("date", &one.act.on), ("signer", signer)])
                }
                _ => locale.text("rights.not-yet").to_owned(),
            };
            lines.push(vec![id.clone(), locale.text(&format!("rights-policy.{policy}")).to_owned(), told]);
            rows.push(json!({
                "supplier": id, "policy": policy, "version": standing.map(|one| one.act.version.clone()), "on": standing.map(|one| one.act.on.clone()),
                "signer": signer, "evidence": standing.map(|one| one.act.evidence.clone()).unwrap_or_default(),
                "entry": standing.map(|one| one.entry.to_string()), "acknowledged": standing.is_some(),
                "earlier": rights.acknowledged.get(policy).map_or(0, |all| all.len().saturating_sub(1)),
            }));
        }
    }
    if here.global.json {
        Here::json(&Value::Array(rows))?;
    } else {
        say(&table(&lines, &[]))?;
    }
    Ok(false)
}
