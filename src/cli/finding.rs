//! `audit`, `finding`, `incident`: what was looked at, what was found and how it went on, and the statement of a year.

use serde_json::{Value, json};

use super::args::{Audit, Finding as Work, Incident};
use super::certificate::stored;
use super::evidence::or_all;
use super::table::table;
use super::{Error, Here, Outcome, people, say};
use crate::journal::{AuditAct, BodyRef};
use crate::register::finding::{Finding, On, Said};
use crate::workspace::Workspace;
use crate::workspace::findings::{Following, FoundNow};

pub(super) fn audit(here: &Here, command: Audit) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Audit::Add { id, kind, on, auditor, site, scope, next, evidence } => {
            workspace.must_know(&id)?;
            let evidence = stored(&workspace, &id, &evidence)?;
            let written = workspace.add_audit(&id, AuditAct { kind, on, auditor, site, scope, next, evidence })?;
            people::told(here, &written)
        }
        Audit::List { ids } => audits(here, &workspace, ids),
    }
}

fn audits(here: &Here, workspace: &Workspace, ids: Vec<String>) -> Outcome {
    let mut all: Vec<(String, On<AuditAct>)> = Vec::new();
    for id in or_all(workspace, ids)? {
        all.extend(workspace.findings(&id)?.audits.into_iter().map(|audit| (id.clone(), audit)));
    }
    all.sort_by_key(|(id, one)| (one.act.next.is_none(), one.act.next.clone(), id.clone(), one.act.on.clone()));
    if here.global.json {
        let rows = all.iter().map(|(id, one)| {
            let act = &one.act;
            json!({
                "supplier": id, "entry": one.entry.to_string(), "kind": act.kind, "on": act.on, "auditor": act.auditor, "site": act.site,
                "scope": act.scope, "next": act.next, "evidence": act.evidence, "by": one.by, "at": one.at.to_string(),
            })
        });
        Here::json(&Value::Array(rows.collect()))?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() {
        say(locale.text("finding.no-audit"))?;
        return Ok(false);
    }
    let heads = ["supplier", "entry", "kind", "on", "auditor", "site", "next"].map(|key| locale.text(&format!("finding.{key}")).to_owned());
    let mut rows = vec![heads.to_vec()];
    rows.extend(all.iter().map(|(id, one)| {
        let act = &one.act;
        vec![
            id.clone(),
            one.entry.to_string(),
            locale.text(&format!("audit-kind.{}", act.kind)).to_owned(),
            act.on.clone(),
            act.auditor.clone(),
            act.site.clone().unwrap_or_default(),
            act.next.clone().unwrap_or_default(),
        ]
    }));
    say(&table(&rows, &[]))?;
    Ok(false)
}

pub(super) fn finding(here: &Here, work: Work) -> Outcome {
    let mut workspace = here.open()?;
    match work {
        Work::Add { id, what, severity, audit, on, clause, site } => {
            let written = workspace.add_finding(&id, FoundNow { audit, on, severity, clause, site, what })?;
            people::told(here, &written)
        }
        Work::Step { id, finding, step, note, owner, due, checked, evidence } => {
            workspace.must_know(&id)?;
            let evidence = stored(&workspace, &id, &evidence)?;
            let following = Following { step: step.into(), note, owner, due, checked, evidence };
            people::told(here, &workspace.follow_finding(&id, &finding, following)?)
        }
        Work::List { ids, all } => list(here, &workspace, ids, all),
    }
}

fn list(here: &Here, workspace: &Workspace, ids: Vec<String>, with_closed: bool) -> Outcome {
    let mut all: Vec<(String, Finding)> = Vec::new();
    for id in or_all(workspace, ids)? {
        all.extend(workspace.findings(&id)?.findings.into_iter().map(|finding| (id.clone(), finding)));
    }
    all.retain(|(_, finding)| with_closed || finding.is_open());
    // What is late comes first, then what is due, then what nobody has taken up, then what is done.
    all.sort_by_key(|(id, one)| (!one.is_open(), one.due().is_none(), one.due(), one.on.act.on.clone(), id.clone(), one.on.entry.clone()));
    if here.global.json {
        Here::json(&Value::Array(all.iter().map(|(id, one)| as_json(workspace, id, one)).collect::<Result<_, Error>>()?))?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() {
        say(locale.text("finding.none"))?;
    }
    for (id, one) in &all {
        let late = if one.due().is_some_and(|day| day < workspace.today()) { locale.text("review.overdue") } else { "" };
        let due = one.due().map(|day| format!("→ {day}")).unwrap_or_default();
        let stage = locale.text(&format!("finding-stage.{}", one.stage.word())).to_owned();
        let severity = locale.text(&format!("finding-severity.{}", one.on.act.severity)).to_owned();
        let head =
            format!("{id}  {}  {severity}  {stage}  {} {due} {late}", one.on.entry, one.owner().map_or("", |owner| locale.owner(owner)));
        say(head.split("  ").filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("  ").trim_end())?;
        say(&format!("  {}  {}  {}", one.on.act.on, one.on.by, text(workspace, id, &one.on.act.what)?))?;
        if let Some(sold) = sold(workspace, id, one)? {
            say(&format!("  {}", sold.in_lang(here.lang)))?;
        }
        for step in &one.steps {
            let day = step.act.checked.clone().unwrap_or_else(|| step.at.date().to_string());
            let stage = locale.text(&format!("finding-stage.{}", step.act.step.word())).to_owned();
            say(&format!("  {day}  {}  {stage}: {}", step.by, text(workspace, id, &step.act.note)?))?;
        }
    }
    Ok(false)
}

/// That the site of an open finding was sold meanwhile, and to whom.
fn sold(workspace: &Workspace, id: &str, one: &Finding) -> Result<Option<crate::sentence::Sentence>, Error> {
    let site = one.on.act.site.as_deref().filter(|_| one.is_open());
    Ok(site.map(|site| workspace.site_sold(id, site)).transpose()?.flatten())
}

fn text(workspace: &Workspace, id: &str, body: &BodyRef) -> Result<String, Error> {
    Ok(workspace.standing_text(id, body)?)
}

fn as_json(workspace: &Workspace, id: &str, one: &Finding) -> Result<Value, Error> {
    let act = &one.on.act;
    let mut steps = Vec::new();
    for step in &one.steps {
        steps.push(json!({
            "step": step.act.step.word(), "by": step.by, "at": step.at.to_string(), "note": text(workspace, id, &step.act.note)?,
            "owner": step.act.owner, "due": step.act.due, "checked": step.act.checked, "evidence": step.act.evidence,
            "entry": step.entry.to_string(),
        }));
    }
    Ok(json!({
        "supplier": id,
        "finding": one.on.entry.to_string(),
        "audit": act.audit.as_ref().map(ToString::to_string),
        "on": act.on,
        "severity": act.severity,
        "clause": act.clause,
        "site": act.site,
        "site_sold": sold(workspace, id, one)?.map(|told| told.to_string()),
        "what": text(workspace, id, &act.what)?,
        "stage": one.stage.word(),
        "open": one.is_open(),
        "owner": one.owner(),
        "due": one.due().map(|day| day.to_string()),
        "overdue": one.due().is_some_and(|day| day < workspace.today()),
        "steps": steps,
        "by": one.on.by,
        "at": one.on.at.to_string(),
    }))
}

pub(super) fn incident(here: &Here, command: Incident) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Incident::Add { id, category, on, site, what } => {
            people::told(here, &workspace.add_incident(&id, &category, [on.as_deref(), site.as_deref()], &what)?)
        }
        Incident::None { year, category, basis } => people::told(here, &workspace.confirm_none(&year, &category, basis.as_deref())?),
        Incident::Year { year } => {
            let year = year.unwrap_or_else(|| crate::workspace::fiscal_year(workspace.today()));
            statement(here, &workspace, &year)
        }
    }
}

fn statement(here: &Here, workspace: &Workspace, year: &str) -> Outcome {
    let said = workspace.year_statement(year)?;
    let incidents = workspace.incidents_of(year)?;
    let locale = here.locale();
    if here.global.json {
        let mut rows = Vec::new();
        for (category, said) in &said {
            let (state, by, at) = match said {
                Said::Reported(_) => ("reported", None, None),
                Said::None { by, at, .. } => ("none-reported", Some(by.clone()), Some(at.to_string())),
                Said::NotConfirmed => ("not-confirmed", None, None),
            };
            let of = incidents.iter().filter(|(_, one)| one.act.category == *category);
            let all = of.map(|(id, one)| {
                Ok(json!({"supplier": id, "on": one.act.on, "site": one.act.site, "what": text(workspace, id, &one.act.what)?, "by": one.by, "entry": one.entry.to_string()}))
            });
            let all = all.collect::<Result<Vec<_>, Error>>()?;
            rows.push(
                json!({"year": year, "category": category, "state": state, "confirmed_by": by, "confirmed_at": at, "incidents": all}),
            );
        }
        Here::json(&Value::Array(rows))?;
        return Ok(false);
    }
    let rows: Vec<Vec<String>> = said
        .iter()
        .map(|(category, said)| {
            let told = match said {
                Said::Reported(count) => locale.with("incident.reported", &[("count", &count.to_string())]),
                Said::None { by, at, .. } => locale.with("incident.none", &[("person", by), ("date", &at.date().to_string())]),
                Said::NotConfirmed => locale.text("incident.not-confirmed").to_owned(),
            };
            vec![locale.text(&format!("incident-category.{category}")).to_owned(), told]
        })
        .collect();
    say(&format!("{year}\n{}", table(&rows, &[])))?;
    for (id, one) in &incidents {
        let category = locale.text(&format!("incident-category.{}", one.act.category)).to_owned();
        say(&format!("{}  {id}  {category}  {}: {}", one.act.on, one.by, text(workspace, id, &one.act.what)?))?;
    }
    Ok(false)
}
