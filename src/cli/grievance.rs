//! `grievance`: intake, steps, result, counts, erasure. For grievance officers only.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::args::Grievance as Work;
use super::table::table;
use super::{Error, Here, Outcome, people, say};
use crate::journal::BodyRef;
use crate::register::grievance::{Grievance, Grievances};
use crate::sentence::told;
use crate::workspace::Workspace;
use crate::workspace::grievances::{Raising, Stepping};

pub(super) fn run(here: &Here, work: Work) -> Outcome {
    let mut workspace = here.open()?;
    let written = match work {
        Work::List => return list(here, &workspace),
        Work::Add { channel, group, about, text, received, supplier, reporter } => {
            let raising = Raising { channel, group, about, text, received, supplier, reporter };
            let (number, written) = workspace.raise_grievance(&raising)?;
            if here.global.json {
                Here::json(&json!({
                    "saved": true, "number": number, "entry": written.saved.entry.to_string(), "hash": written.saved.hash.to_string(),
                    "signed": written.signed,
                }))?;
                return Ok(false);
            }
            say(&number)?;
            written
        }
        Work::Step { number, step, note, owner, due, external_remedy } => {
            if step == "closed" {
                return Err(Error::wrong(told("refusal.grievance-close", [("number", number.into())])));
            }
            workspace.follow_grievance(&number, &Stepping { step, note, owner, due, external: external_remedy })?
        }
        Work::Close { number, result, external_remedy } => {
            let closing = Stepping { step: "closed".to_owned(), note: result, external: external_remedy, ..Stepping::default() };
            workspace.follow_grievance(&number, &closing)?
        }
        Work::Count { channel, period, count } => workspace.count_grievances(&channel, &period, count)?,
        Work::Erase { number, reason } => workspace.erase_grievance(&number, &reason)?,
    };
    people::told(here, &written)
}

fn list(here: &Here, workspace: &Workspace) -> Outcome {
    let register = workspace.grievances()?;
    let mut all: Vec<&Grievance> = register.all.iter().collect();
    // Open ones first, what is due first among them.
    all.sort_by_key(|one| (!one.is_open(), one.due().is_none(), one.due(), one.act.number.clone()));
    if here.global.json {
        let rows = all.iter().map(|one| as_json(workspace, &register, one)).collect::<Result<Vec<_>, Error>>()?;
        let counts = register.counts.iter().map(|((period, channel), count)| json!({"period": period, "channel": channel, "count": count}));
        Here::json(&json!({"grievances": rows, "counts": counts.collect::<Vec<_>>()}))?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() && register.counts.is_empty() {
        say(locale.text("grievance.none"))?;
        return Ok(false);
    }
    let word = |group: &str, word: &str| locale.text(&format!("{group}.{word}")).to_owned();
    for one in &all {
        let state = if one.is_open() { "grievance.open" } else { "grievance.closed" };
        let due = one.due().map(|day| {
            let late = if day < workspace.today() { locale.text("review.overdue") } else { "" };
            format!("→ {day} {late}")
        });
        let act = &one.act;
        let head = [
            act.number.clone(),
            locale.text(state).to_owned(),
            act.received.clone(),
            word("grievance-channel", &act.channel),
            word("grievance-group", &act.group),
            word("grievance-subject", &act.about),
            due.unwrap_or_default(),
        ];
        say(head.join("  ").trim_end())?;
        say(&format!("  {}", text(here, workspace, &register, &act.text)?))?;
        if let Some(supplier) = &act.supplier {
            say(&format!("  {}", locale.with("grievance.supplier", &[("supplier", &text(here, workspace, &register, supplier)?)])))?;
        }
        let reporter = match &act.reporter {
            Some(reporter) => locale.with("grievance.reporter", &[("reporter", &text(here, workspace, &register, reporter)?)]),
            None => locale.text("grievance.anonymous").to_owned(),
        };
        say(&format!("  {reporter}"))?;
        for step in &one.steps {
            let external = if step.act.external { locale.text("grievance.external") } else { "" };
            let owner = step.act.owner.clone().unwrap_or_default();
            let due = step.act.due.as_ref().map(|day| format!("→ {day}")).unwrap_or_default();
            let line = format!("  {}  {}  {}  {owner} {due} {external}", step.at.date(), step.by, word("grievance-step", &step.act.step));
            say(line.trim_end())?;
            say(&format!("    {}", text(here, workspace, &register, &step.act.note)?))?;
        }
    }
    counts(here, &register)
}

fn counts(here: &Here, register: &Grievances) -> Outcome {
    if register.counts.is_empty() {
        return Ok(false);
    }
    let locale = here.locale();
    let mut rows = vec![["period", "channel", "count"].map(|key| locale.text(&format!("grievance.{key}")).to_owned()).to_vec()];
    rows.extend(register.counts.iter().map(|((period, channel), count)| vec![period.clone(), channel.clone(), count.to_string()]));
    say(&format!("\n{}", table(&rows, &[2])))?;
    let periods: BTreeSet<&String> = register.counts.keys().map(|(period, _)| period).collect();
    for period in periods {
        let total = register.counted(period).to_string();
        say(&locale.with("grievance.total", &[("period", period), ("count", &total)]))?;
    }
    Ok(false)
}

fn text(here: &Here, workspace: &Workspace, register: &Grievances, body: &BodyRef) -> Result<String, Error> {
    Ok(match workspace.grievance_text(body)? {
        Some(text) => text,
        None if register.erased.contains(body) => here.locale().text("grievance.erased").to_owned(),
        None => format!("{body} (absent here)"),
    })
}

fn as_json(workspace: &Workspace, register: &Grievances, one: &Grievance) -> Result<Value, Error> {
    let read = |body: &BodyRef| workspace.grievance_text(body);
    let mut steps = Vec::new();
    for step in &one.steps {
        steps.push(json!({
            "step": step.act.step, "by": step.by, "at": step.at.to_string(), "note": read(&step.act.note)?, "owner": step.act.owner,
            "due": step.act.due, "external_remedy": step.act.external, "entry": step.entry.to_string(),
        }));
    }
    let result = one.steps.iter().rev().find(|step| step.act.step == "closed" && !one.is_open());
    Ok(json!({
        "number": one.act.number,
        "state": if one.is_open() { "open" } else { "closed" },
        "channel": one.act.channel,
        "group": one.act.group,
        "about": one.act.about,
        "received": one.act.received,
        "text": read(&one.act.text)?,
        "supplier": one.act.supplier.as_ref().map(read).transpose()?.flatten(),
        "anonymous": one.act.reporter.is_none(),
        "reporter": one.act.reporter.as_ref().map(read).transpose()?.flatten(),
        "due": one.due().map(|day| day.to_string()),
        "overdue": one.due().is_some_and(|day| day < workspace.today()),
        "external_remedy": one.external(),
        "result": result.map(|step| read(&step.act.note)).transpose()?.flatten(),
        "erased": one.bodies().iter().any(|body| register.erased.contains(body)),
        "same_number_twice": one.twice,
        "steps": steps,
        "by": one.by,
        "at": one.at.to_string(),
        "entry": one.entry.to_string(),
    }))
}
