//! `campaign`: who is asked what until when, and how far they are.

use serde_json::json;

use super::args::Campaign;
use super::{Here, Outcome, say};
use crate::interview::RowState;
use crate::workspace::campaigns::Beginning;
use crate::workspace::carried::TakenOver;
use crate::workspace::editions::{Move, Moved, Way};
use crate::workspace::{SupplierRow, Workspace};

pub(super) fn run(here: &Here, command: Campaign) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Campaign::New { label, questionnaires, due, suppliers, yes } => {
            let beginning = workspace.beginning(&label, &questionnaires, &due, &suppliers)?;
            let saved = match yes || beginning.replaces.is_none() {
                true => Some(workspace.new_campaign(&label, &questionnaires, &due, &suppliers)?.entry.to_string()),
                false => None,
            };
            begin(here, &beginning, saved.as_deref())
        }
        Campaign::Migrate { label, to, without, yes } => {
            let way = without.map_or_else(|| Way::To(to.unwrap_or_default()), Way::Without);
            migrate(here, &mut workspace, &label, &way, yes)
        }
        Campaign::Show { label } => {
            if let Some(label) = &label {
                workspace.use_campaign(label)?;
            }
            show(here, &workspace)
        }
    }
}

/// What a campaign is to be, and whether it is begun.
fn begin(here: &Here, beginning: &Beginning, entry: Option<&str>) -> Outcome {
    let act = &beginning.act;
    if here.global.json {
        Here::json(&json!({
            "saved": entry.is_some(), "campaign": act.label, "entry": entry, "questionnaires": act.questionnaires, "policy": act.policy,
            "due": act.due, "asked": beginning.asked, "of": beginning.all,
            "sets": beginning.sets.iter().map(|set| json!({"questionnaire": set.name, "asked": set.asked, "may_open": set.may_open})).collect::<Vec<_>>(),
            "suppliers": act.suppliers,
            "from": beginning.over.as_ref().map(|over| &over.from),
            "carried": beginning.over.iter().flat_map(|over| &over.suppliers).map(taken_json).collect::<Vec<_>>(),
            "replaces": beginning.replaces.as_ref().map(|(label, open)| json!({"campaign": label, "open_interviews": open})),
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    for line in beginning.told(locale, entry.is_some()) {
        say(&line)?;
    }
    match entry {
        Some(entry) => say(&locale.with("campaign.saved", &[("entry", entry), ("campaign", &act.label), ("due", &act.due)]))?,
        None => say(locale.text("campaign.preview"))?,
    }
    Ok(false)
}

fn taken_json(one: &TakenOver) -> serde_json::Value {
    let flags = one.flags.iter().map(|(key, response, since)| json!({"key": key, "response": response.code(), "since": since}));
    json!({"supplier": one.supplier, "name": one.name, "flags": flags.collect::<Vec<_>>(), "cases": one.cases,
        "actions": one.actions, "held": one.held,
        "snoozed": one.snoozed.as_ref().map(|(until, since)| json!({"until": until, "since": since})),
        "escalated": one.escalated.as_ref().map(|(to, since)| json!({"to": to, "since": since})),
        "risks": one.risks.iter().map(|(flag, day, since)| json!({"flag": flag, "review_by": day, "since": since})).collect::<Vec<_>>()})
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
                RowState::Answered | RowState::ByPaper | RowState::Shared => 0,
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

fn migrate(here: &Here, workspace: &mut Workspace, label: &str, way: &Way, yes: bool) -> Outcome {
    let (entry, moved) = if yes {
        let (saved, moved) = workspace.move_campaign(label, way)?;
        (Some(saved.entry.to_string()), moved)
    } else {
        (None, workspace.preview_move(label, way)?)
    };
    if here.global.json {
        Here::json(&moved_json(here, &moved, entry.as_deref()))?;
        return Ok(false);
    }
    let locale = here.locale();
    for line in moved.told(locale) {
        say(&line)?;
    }
    match &entry {
        Some(entry) => say(&moved.saved(entry, locale))?,
        None => say(locale.text("migrate.preview"))?,
    }
    Ok(false)
}

fn moved_json(here: &Here, moved: &Move, entry: Option<&str>) -> serde_json::Value {
    let total = |pick: fn(&Moved) -> usize| moved.rows.iter().map(pick).sum::<usize>();
    let rows = moved.rows.iter().map(|row| {
        let differs: Vec<String> = row.differs.iter().map(|one| one.told(here.lang)).collect();
        json!({"question": row.question.as_str(), "fate": row.fate.word(), "carried": row.carried, "dropped": row.dropped,
            "differs": differs})
    });
    let suppliers = moved.suppliers.iter().map(|one| {
        json!({"supplier": one.supplier, "name": one.name, "dropped": one.dropped, "submitted": one.submitted,
            "complete": one.complete.0, "complete_then": one.complete.1, "open": one.open})
    });
    json!({"campaign": moved.campaign, "from": moved.from, "to": moved.to, "carried": total(|row| row.carried),
        "dropped": total(|row| row.dropped), "rows": rows.collect::<Vec<_>>(), "suppliers": suppliers.collect::<Vec<_>>(),
        "judged": moved.judged.iter().map(super::policy::as_json).collect::<Vec<_>>(), "complete": moved.complete[0], "complete_then": moved.complete[1], "saved": entry.is_some(), "entry": entry})
}
