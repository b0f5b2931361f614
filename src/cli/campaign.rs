//! `campaign`: who is asked what until when, and how far they are.

use serde_json::json;

use super::args::Campaign;
use super::{Here, Outcome, say};
use crate::interview::RowState;
use crate::workspace::{SupplierRow, Workspace};

pub(super) fn run(here: &Here, command: Campaign) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Campaign::New { label, questionnaires, due, suppliers } => {
            let saved = workspace.new_campaign(&label, &questionnaires, &due, &suppliers)?;
            if here.global.json {
                Here::json(&json!({"saved": true, "campaign": label, "entry": saved.entry.to_string()}))?;
            } else {
                say(&format!("saved {}: campaign {label} is the current one, answers until {due}", saved.entry))?;
            }
            Ok(false)
        }
        Campaign::Migrate { label, to, yes } => migrate(here, &mut workspace, &label, &to, yes),
        Campaign::Show { label } => {
            if let Some(label) = &label {
                workspace.use_campaign(label)?;
            }
            show(here, &workspace)
        }
    }
}

/// Asked, started, complete, submitted: each a part of the one before.
pub(crate) fn funnel(rows: &[SupplierRow]) -> [usize; 4] {
    let asked: Vec<&SupplierRow> = rows.iter().filter(|row| row.in_campaign).collect();
    let started = asked.iter().filter(|row| row.is_begun()).count();
    let complete = asked.iter().filter(|row| row.progress.1 > 0 && row.progress.0 == row.progress.1).count();
    let submitted = asked.iter().filter(|row| row.submitted).count();
    [asked.len(), started, complete, submitted]
}

fn show(here: &Here, workspace: &Workspace) -> Outcome {
    let rows = workspace.suppliers()?;
    let [asked, started, complete, submitted] = funnel(&rows);
    let mut counts = [0_usize; 6];
    for row in rows.iter().filter(|row| row.in_campaign) {
        let dossier = workspace.dossier(&row.supplier.id)?;
        for row in dossier.plan.asked() {
            let place = match row.state {
                RowState::Answered | RowState::ByPaper => 0,
                RowState::DontKnow => 1,
                RowState::Declined => 2,
                RowState::NotApplicable => 3,
                RowState::Conflict => 4,
                RowState::Open => 5,
            };
            counts[place] += 1;
        }
    }
    let [answered, dont_know, declined, not_applicable, conflict, open] = counts;
    let share = (submitted * 100).checked_div(asked).unwrap_or(0);
    let campaign = workspace.campaign();
    if here.global.json {
        Here::json(&json!({
            "campaign": workspace.campaign_label(),
            "started": campaign.map(|c| c.started.clone()),
            "due": campaign.map(|c| c.due.clone()),
            "questionnaires": campaign.map(|c| c.questionnaires.clone()).unwrap_or_default(),
            "funnel": {"asked": asked, "started": started, "complete": complete, "submitted": submitted, "rate_percent": share},
            "rows": {"answered": answered, "dont_know": dont_know, "declined": declined, "not_applicable": not_applicable, "conflict": conflict, "open": open},
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    match campaign {
        Some(campaign) => say(&locale.with("shell.until", &[("campaign", &workspace.campaign_label()), ("due", &campaign.due)]))?,
        None => say(&workspace.campaign_label())?,
    }
    let funnel = [("asked", asked), ("started", started), ("complete", complete), ("submitted", submitted)];
    let lines: Vec<Vec<String>> =
        funnel.iter().map(|(name, count)| vec![locale.text(&format!("shell.{name}")).to_owned(), count.to_string()]).collect();
    say(&super::table::table(&lines, &[1]))?;
    say(&locale.with("shell.rate", &[("share", &share.to_string())]))?;
    let names = ["answered", "dont_know", "declined", "not_applicable", "conflict", "open"];
    let counts = counts.map(|count| count.to_string());
    let pairs: Vec<(&str, &str)> = names.into_iter().zip(counts.iter().map(String::as_str)).collect();
    say(&locale.with("shell.rows", &pairs))?;
    Ok(false)
}

fn migrate(here: &Here, workspace: &mut Workspace, label: &str, to: &str, yes: bool) -> Outcome {
    let (entry, moved) = if yes {
        let (saved, moved) = workspace.move_campaign(label, to)?;
        (Some(saved.entry.to_string()), moved)
    } else {
        (None, workspace.preview_move(label, to)?)
    };
    let short = |name: &str| name.split(':').next().unwrap_or(name).to_owned();
    let total = |pick: fn(&crate::workspace::editions::Moved) -> usize| moved.rows.iter().map(pick).sum::<usize>();
    let (carried, dropped) = (total(|row| row.carried), total(|row| row.dropped));
    if here.global.json {
        let rows: Vec<serde_json::Value> = moved
            .rows
            .iter()
            .map(|row| json!({"question": row.question.as_str(), "fate": row.fate.word(), "carried": row.carried, "dropped": row.dropped}))
            .collect();
        Here::json(&json!({"campaign": moved.campaign, "from": moved.from, "to": moved.to, "carried": carried, "dropped": dropped,
            "rows": rows, "saved": entry.is_some(), "entry": entry}))?;
        return Ok(false);
    }
    let locale = here.locale();
    let from = moved.from.as_deref().map_or_else(|| "–".to_owned(), short);
    say(&format!("{}: {from} → {}", moved.campaign, short(&moved.to)))?;
    for row in moved.rows.iter().filter(|row| row.fate != crate::workspace::editions::Fate::Same || row.dropped > 0) {
        let fate = locale.text(&format!("migrate.{}", row.fate.word())).to_owned();
        let counts = [("carried", row.carried.to_string()), ("dropped", row.dropped.to_string())];
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        say(&format!("  {:<20} {fate} · {}", row.question, locale.with("migrate.answers", &counts)))?;
    }
    let same = moved.rows.iter().filter(|row| row.fate == crate::workspace::editions::Fate::Same).count();
    let counts = [("same", same.to_string()), ("carried", carried.to_string()), ("dropped", dropped.to_string())];
    say(&locale.with("migrate.total", &counts.each_ref().map(|(name, count)| (*name, count.as_str()))))?;
    match &entry {
        Some(entry) => say(&locale.with("migrate.saved", &[("entry", entry), ("from", &from), ("campaign", label)]))?,
        None => say(locale.text("migrate.preview"))?,
    }
    Ok(false)
}
