//! `minerals` and `metals`: due-diligence files of origin, risk and route, and the metals the company answers for.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{CheckStep, Minerals, OutcomeWord};
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::sentence::told;
use crate::situation::minerals::{Route, STEPS};
use crate::workspace::minerals::StepSaid;

pub(super) fn run(here: &Here, command: Minerals) -> Outcome {
    match command {
        Minerals::Check(said) => check(here, &said),
        Minerals::Show { ids } => show(here, &ids),
        Minerals::Decide { id, number, held, not_held: _, note } => {
            let mut workspace = here.open()?;
            let saved = workspace.decide_paper(&id, number, held, &note)?;
            report(here, &[saved])
        }
        Minerals::Clear { id, material, source, note } => {
            let mut workspace = here.open()?;
            let saved = workspace.clear_route(&id, &material, &source, note.as_deref())?;
            report(here, &[saved])
        }
    }
}

fn check(here: &Here, said: &CheckStep) -> Outcome {
    let mut workspace = here.open()?;
    let outcomes = [said.origin, said.risk, said.route];
    let made: Vec<(&str, OutcomeWord)> =
        STEPS.into_iter().zip(outcomes).filter_map(|(step, outcome)| outcome.map(|outcome| (step, outcome))).collect();
    if made.is_empty() {
        return Err(Error::wrong(told("dd-file.which-check", [])));
    }
    let evidence = said.evidence.as_deref().map(|file| read(file).map(|bytes| (name_of(file), bytes))).transpose()?;
    let mut saved = Vec::new();
    for (step, outcome) in made {
        let outcome = match outcome {
            OutcomeWord::Clear => "clear",
            OutcomeWord::Concern => "concern",
            OutcomeWord::Unknown => "unknown",
        };
        let step = StepSaid {
            material: &said.material,
            source: &said.source,
            step,
            outcome,
            note: said.note.as_deref(),
            evidence: evidence.clone(),
            expires: said.expires.as_deref(),
        };
        saved.push(workspace.check_step(&said.id, step)?);
    }
    report(here, &saved)
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn read(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|error| Error::unreadable(file, &error))
}

fn report(here: &Here, saved: &[crate::store::Saved]) -> Outcome {
    if here.global.json {
        let all = saved.iter().map(|saved| json!({"saved": true, "entry": saved.entry.to_string(), "hash": saved.hash.to_string()}));
        Here::json(&Value::Array(all.collect()))?;
    } else {
        for saved in saved {
            say(&here.locale().with("inbox.changed", &[("entry", &saved.entry.to_string())]))?;
        }
    }
    Ok(false)
}

fn show(here: &Here, ids: &[String]) -> Outcome {
    let workspace = here.open()?;
    let ids = if ids.is_empty() { workspace.supplier_ids()? } else { ids.to_vec() };
    let mut all: Vec<(String, Route)> = Vec::new();
    for id in &ids {
        all.extend(workspace.routes(id)?.into_iter().map(|route| (id.clone(), route)));
    }
    if here.global.json {
        Here::json(&Value::Array(all.iter().map(|(id, route)| as_json(id, route)).collect()))?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() {
        say(locale.text("dd-file.none"))?;
        return Ok(false);
    }
    let head = ["supplier", "material", "source", "origin", "risk", "route", "state"];
    let mut rows = vec![head.iter().map(|key| locale.text(&format!("dd-file.{key}")).to_owned()).collect::<Vec<_>>()];
    for (id, route) in &all {
        let open = route.open();
        let mut row = vec![id.clone(), route.material.clone(), route.source.clone()];
        for (name, step) in STEPS.iter().zip(&route.steps) {
            let gap = open.iter().find(|(open, _)| open == name).map(|(_, gap)| gap.text().get(here.lang).to_owned());
            let clear = || step.as_ref().map(|step| format!("{} {}", locale.text("dd-file.clear"), step.on)).unwrap_or_default();
            row.push(gap.unwrap_or_else(clear));
        }
        let state = if route.cleared.is_some() { "dd-file.cleared" } else { "dd-file.not-cleared" };
        row.push(locale.text(state).to_owned());
        rows.push(row);
    }
    say(&table(&rows, &[]))?;
    Ok(false)
}

fn as_json(id: &str, route: &Route) -> Value {
    let steps: serde_json::Map<String, Value> = STEPS
        .iter()
        .zip(&route.steps)
        .map(|(name, step)| {
            let told = step.as_ref().map(|step| {
                json!({"outcome": step.outcome, "evidence": step.evidence, "by": step.by, "on": step.on.to_string(), "entry": step.entry})
            });
            ((*name).to_owned(), told.unwrap_or(Value::Null))
        })
        .collect();
    json!({
        "supplier": id,
        "material": route.material,
        "source": route.source,
        "checks": steps,
        "complete": route.is_complete(),
        "cleared": route.cleared.is_some(),
        "cleared_by": route.cleared,
    })
}

pub(super) fn metals(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let (_, problems) = workspace.audits()?;
    for problem in &problems {
        let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{}\n", problem.in_lang(here.lang)));
    }
    let metals = workspace.metals()?;
    if here.global.json {
        let all = metals.iter().map(|row| {
            json!({
                "metal": row.metal.id,
                "symbol": row.metal.symbol,
                "schemes": row.metal.schemes,
                "system_since": row.system_since.map(|day| day.to_string()),
                "audit": row.audit.as_ref().map(|audit| json!({
                    "scheme": audit.scheme,
                    "auditor": audit.auditor,
                    "audited": audit.audited.map(|day| day.to_string()),
                    "valid_until": audit.valid_until.map(|day| day.to_string()),
                })),
                "state": row.currency.word(),
                "suppliers": row.suppliers,
                "files": row.files.0,
                "files_cleared": row.files.1,
            })
        });
        Here::json(&Value::Array(all.collect()))?;
        return Ok(!problems.is_empty());
    }
    let locale = here.locale();
    let head = ["metal", "schemes", "system", "audit", "until", "state", "suppliers", "files"];
    let mut rows = vec![head.iter().map(|key| locale.text(&format!("metal-table.{key}")).to_owned()).collect::<Vec<_>>()];
    for row in &metals {
        let unknown = || locale.text("metal-table.dont-know").to_owned();
        let audit = row.audit.as_ref();
        let told = audit.map(|audit| [audit.scheme.clone(), audit.audited.map(|day| day.to_string()).unwrap_or_default()].join(" "));
        rows.push(vec![
            format!("{:2} {}", row.metal.symbol, row.metal.name.get(here.lang)),
            row.schemes().get(here.lang).to_owned(),
            row.system_since.map_or_else(unknown, |day| day.to_string()),
            told.unwrap_or_else(unknown),
            audit.and_then(|audit| audit.valid_until).map_or_else(unknown, |day| day.to_string()),
            locale.text(&format!("metal-table.{}", row.currency.word())).to_owned(),
            row.suppliers.to_string(),
            format!("{}/{}", row.files.1, row.files.0),
        ]);
    }
    say(&table(&rows, &[6, 7]))?;
    Ok(!problems.is_empty())
}
