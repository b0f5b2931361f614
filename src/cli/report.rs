//! `report`: pages for committees and letters about what was decided. No decisions are made here.

use std::path::{Path, PathBuf};

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{PageFormat, ReportCommand};
use super::rollup::{free, heads_beside, heads_told, put, witness};
use super::{Error, Here, Outcome, say};
use crate::report::committee::{self, About, Committee, Head};
use crate::report::{feedback, read_back_language};
use crate::workspace::{Dossier, Workspace};

pub(super) fn run(here: &Here, command: ReportCommand) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        ReportCommand::Committee { since, until, format, out, over, buying } => {
            here.means(&mut workspace, &buying)?;
            let until = until.unwrap_or_else(|| workspace.today());
            let since = since.unwrap_or_else(|| until.saturating_sub(7.days()));
            if since > until {
                return Err(Error::wrong(crate::sentence::told(
                    "committee.days-turned",
                    [("since", since.to_string().into()), ("until", until.to_string().into())],
                )));
            }
            page(here, &workspace, (since, until), format, (out.as_deref(), over.replace))
        }
        ReportCommand::Feedback { ids, out, over, sender } => letters(here, &workspace, &ids, (out.as_deref(), over.replace), sender),
    }
}

fn dossiers(here: &Here, workspace: &Workspace, ids: &[String]) -> Result<Vec<Dossier>, Error> {
    let ids = if ids.is_empty() { workspace.supplier_ids()? } else { ids.to_vec() };
    ids.iter().map(|id| here.dossier(workspace, id)).collect()
}

fn page(here: &Here, workspace: &Workspace, days: (Date, Date), format: PageFormat, (out, replace): (Option<&Path>, bool)) -> Outcome {
    let mut dossiers = dossiers(here, workspace, &[])?;
    let levels = &workspace.policy().attention;
    let rank = |dossier: &Dossier| levels.iter().position(|(level, _)| Some(level) == dossier.assessment.attention.as_ref());
    dossiers.sort_by_key(|dossier| std::cmp::Reverse(rank(dossier)));
    let all: Vec<About<'_>> = dossiers
        .iter()
        .map(|dossier| About {
            supplier: &dossier.supplier,
            review: &dossier.review,
            flags: &dossier.flags,
            returned: &dossier.answers.returned,
            attention: dossier.assessment.attention.as_deref(),
            bodies: &dossier.bodies,
        })
        .collect();
    let page = committee::committee(&all, days.0, days.1);
    let clause = |id: &str| workspace.policy().clause(id).map(|clause| clause.text.get(here.lang).to_owned());
    let attention = |level: &str| workspace.policy().attention_title(level).get(here.lang).to_owned();
    let company = workspace.company_name(workspace.company()).to_owned();
    let head = Head { company: &company, campaign: &workspace.campaign_label(), clause: &clause, attention: &attention };
    if here.global.json {
        Here::json(&committee::as_json(&page, &head))?;
        return Ok(false);
    }
    let bytes = written(here, &page, &head, format)?;
    match out {
        Some(path) => {
            free([path, &heads_beside(path)], replace)?;
            put(path, &bytes, replace)?;
            let heads = witness(workspace, path, replace)?;
            say(&path.display().to_string())?;
            heads_told(here, &heads, &heads_beside(path))?;
        }
        None => say(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').trim_end())?,
    }
    Ok(false)
}

fn written(here: &Here, page: &Committee, head: &Head<'_>, format: PageFormat) -> Result<Vec<u8>, Error> {
    Ok(match format {
        PageFormat::Md => committee::text(page, head, here.locale()).into_bytes(),
        PageFormat::Csv => committee::table(page),
        PageFormat::Json => {
            let text = serde_json::to_string_pretty(&committee::as_json(page, head)).map_err(|error| Error::data(error.to_string()))?;
            format!("{text}\n").into_bytes()
        }
    })
}

fn letters(here: &Here, workspace: &Workspace, ids: &[String], (out, replace): (Option<&Path>, bool), sender: Option<String>) -> Outcome {
    for id in ids {
        workspace.must_know(id)?;
    }
    let company = workspace.settings().company.clone();
    let from: Vec<String> = std::iter::once(company.clone()).chain(sender).collect();
    let mut all: Vec<(String, feedback::Feedback)> = Vec::new();
    for dossier in dossiers(here, workspace, ids)? {
        let lang = here.global.lang.unwrap_or_else(|| read_back_language(&dossier.supplier, here.lang));
        let told = dossier.spoken(&company);
        let letter = feedback::feedback(&told, &dossier.review, &dossier.flags, &from, lang, workspace.today());
        all.extend(letter.map(|letter| (dossier.supplier.id.clone(), letter)));
    }
    let mut lines = Vec::new();
    let file = |folder: &Path, id: &str, letter: &feedback::Feedback| folder.join(format!("{id}.{}.txt", letter.lang));
    if let Some(folder) = out {
        let files: Vec<PathBuf> = all.iter().map(|(id, letter)| file(folder, id, letter)).collect();
        free(files.iter().map(PathBuf::as_path), replace)?;
    }
    for (id, letter) in &all {
        let Some(folder) = out else { continue };
        let path = file(folder, id, letter);
        put(&path, feedback::write(letter).as_bytes(), replace)?;
        let (points, conditions) = (letter.points.len().to_string(), letter.conditions.len().to_string());
        let values = [("file", &*path.to_string_lossy()), ("points", &*points), ("conditions", &*conditions)];
        lines.push(here.locale().with("feedback.written", &values));
    }
    if here.global.json {
        Here::json(&all.iter().map(|(id, letter)| as_json(id, letter)).collect::<Value>())?;
    } else if all.is_empty() {
        say(here.locale().text("feedback.none"))?;
    } else if out.is_some() {
        say(&lines.join("\n"))?;
    } else {
        let texts: Vec<String> = all.iter().map(|(_, letter)| feedback::write(letter).trim_end().to_owned()).collect();
        say(&texts.join("\n\n────\n\n"))?;
    }
    if let Some(folder) = out.filter(|_| !all.is_empty() && !here.global.json) {
        let heads = witness(workspace, &folder.join("feedback"), true)?;
        heads_told(here, &heads, &heads_beside(&folder.join("feedback")))?;
    }
    Ok(false)
}

fn as_json(id: &str, letter: &feedback::Feedback) -> Value {
    let points: Vec<Value> = letter
        .points
        .iter()
        .map(|one| {
            let rows: Vec<&str> = one.questions.iter().map(|(row, _)| row.as_str()).collect();
            json!({"what": one.what, "due": one.due, "rows": rows, "goal": one.goal, "again": one.again})
        })
        .collect();
    json!({
        "supplier": id, "lang": letter.lang.to_string(), "to": letter.to, "campaign": letter.campaign, "points": points,
        "conditions": letter.conditions, "text": feedback::write(letter),
    })
}
