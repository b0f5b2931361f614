//! `assess`: the judgement on each supplier.

use serde_json::{Value, json};

use super::table::table;
use super::{Here, Outcome, say};
use crate::assess::{Assessment, Lift, Status};
use crate::ratio::Tenths;
use crate::workspace::{Dossier, Workspace};

pub(super) fn run(here: &Here, ids: &[String]) -> Outcome {
    let workspace = here.open()?;
    let ids = if ids.is_empty() { workspace.supplier_ids()? } else { ids.to_vec() };
    let dossiers = ids.iter().map(|id| here.dossier(&workspace, id)).collect::<Result<Vec<_>, _>>()?;
    if here.global.json {
        Here::json(&Value::Array(dossiers.iter().map(|dossier| as_json(&workspace, dossier)).collect()))?;
        return Ok(false);
    }
    if let [dossier] = dossiers.as_slice() {
        say(&page(here, &workspace, dossier))?;
    } else {
        let mut rows =
            vec![["supplier", "inherent", "", "conduct", "", "attention", "coverage", "gates", "status"].map(str::to_owned).to_vec()];
        rows.extend(dossiers.iter().map(|dossier| line(here, &workspace, dossier)));
        say(&table(&rows, &[1, 3, 6]))?;
    }
    if workspace.policy().default_notice {
        say(&format!("\npolicy {} {} (tool default, not company policy)", workspace.policy().id, workspace.policy().edition))?;
    }
    Ok(false)
}

fn number(tenths: Option<Tenths>) -> Value {
    tenths.map_or(Value::Null, |tenths| json!(tenths.to_f64()))
}

fn two_decimals(share: crate::ratio::Ratio) -> f64 {
    (share.to_f64() * 1000.0).floor() / 1000.0
}

pub(super) fn as_json(workspace: &Workspace, dossier: &Dossier) -> Value {
    let a = &dossier.assessment;
    json!({
        "supplier": dossier.supplier.id,
        "campaign": dossier.campaign,
        "status": a.status.word(),
        "conduct": number(a.conduct),
        "conduct_best": number(a.best),
        "conduct_worst": number(a.worst),
        "conduct_band": a.band,
        "conduct_band_by_number": a.band_by_number,
        "band_because": a.lifts.iter().map(|lift| lift.word()).collect::<Vec<_>>(),
        "inherent": a.inherent.score.to_f64(),
        "inherent_band": a.inherent.band,
        "inherent_parts": a.inherent.parts.iter().map(|part| json!({"kind": part.kind, "points": part.points.to_f64(), "because": part.reasons})).collect::<Vec<_>>(),
        "attention": a.attention,
        "coverage": two_decimals(a.coverage),
        "evidence_coverage": two_decimals(a.evidence_coverage),
        "gates_open": a.gates_open,
        "gates_unanswered": a.gates_unanswered.iter().map(crate::questionnaire::QuestionId::as_str).collect::<Vec<_>>(),
        "settled": a.settled,
        "verified": a.verified,
        "contributions": a.contributions.iter().map(|part| json!({"question": part.question.as_str(), "points": part.points.to_f64()})).collect::<Vec<_>>(),
        "domains": a.domains.iter().map(|domain| json!({"id": domain.id, "score": number(domain.score), "rows": domain.rows, "answered": domain.answered, "worst": domain.worst})).collect::<Vec<_>>(),
        "editions": {
            "policy": workspace.policy().edition_name(),
            "questionnaires": dossier.sets.iter().map(crate::questionnaire::Questionnaire::edition_name).collect::<Vec<_>>(),
            "reference": [format!("countries@{}", workspace.countries().edition)],
        },
    })
}

/// `Critical (37.8)`, `moderate 37.8`, `not assessed`.
pub(super) fn conduct_words(here: &Here, workspace: &Workspace, a: &Assessment) -> String {
    let locale = here.locale();
    match (a.status, &a.band, a.conduct) {
        (Status::NotAssessed, _, _) | (_, None, _) => locale.text("status.not-assessed").to_owned(),
        (_, Some(band), Some(score)) if a.lifts.contains(&Lift::Stop) => {
            format!("{} ({score})", workspace.policy().band_title(band).get(here.lang))
        }
        (_, Some(band), Some(score)) => format!("{score} {}", workspace.policy().band_title(band).get(here.lang)),
        (_, Some(band), None) => workspace.policy().band_title(band).get(here.lang).to_owned(),
    }
}

fn line(here: &Here, workspace: &Workspace, dossier: &Dossier) -> Vec<String> {
    let a = &dossier.assessment;
    let policy = workspace.policy();
    let band = a.band.as_deref().map(|band| policy.band_title(band).get(here.lang).to_owned()).unwrap_or_default();
    let attention = a.attention.as_deref().map(|level| policy.attention_title(level).get(here.lang).to_owned()).unwrap_or_default();
    vec![
        dossier.supplier.id.clone(),
        a.inherent.score.to_string(),
        policy.band_title(&a.inherent.band).get(here.lang).to_owned(),
        a.conduct.map(|score| score.to_string()).unwrap_or_default(),
        band,
        attention,
        format!("{} %", a.coverage.percent_floor()),
        a.gates_open.iter().map(|gate| gate.rsplit('.').next().unwrap_or(gate)).collect::<Vec<_>>().join(" "),
        a.status.word().to_owned(),
    ]
}

fn page(here: &Here, workspace: &Workspace, dossier: &Dossier) -> String {
    let a = &dossier.assessment;
    let policy = workspace.policy();
    let mut out = format!("{}  {}\n", dossier.supplier.display_name(), dossier.supplier.native_name);
    let range = match (a.best, a.worst) {
        (Some(best), Some(worst)) if best != worst => format!("  ({best}–{worst})"),
        _ => String::new(),
    };
    let because: Vec<&str> = a.lifts.iter().map(|lift| lift.word()).collect();
    let because = if because.is_empty() { String::new() } else { format!("  because: {}", because.join(", ")) };
    out.push_str(&format!("conduct    {}{range}{because}\n", conduct_words(here, workspace, a)));
    out.push_str(&format!("inherent   {} {}\n", a.inherent.score, policy.band_title(&a.inherent.band).get(here.lang)));
    for part in &a.inherent.parts {
        out.push_str(&format!("           {:>5}  {} ({})\n", part.points, part.kind, part.reasons.join(", ")));
    }
    if let Some(attention) = &a.attention {
        out.push_str(&format!("attention  {}\n", policy.attention_title(attention).get(here.lang)));
    }
    out.push_str(&format!(
        "coverage   {} %, evidence {} %, {}\n",
        a.coverage.percent_floor(),
        a.evidence_coverage.percent_floor(),
        a.status.word()
    ));
    let gates = if a.gates_open.is_empty() { "none open".to_owned() } else { a.gates_open.join(", ") };
    out.push_str(&format!("gates      {gates}\n"));
    if a.settled {
        out.push_str("settled    the rest cannot change the result\n");
    }
    for domain in &a.domains {
        let score = domain.score.map_or_else(|| "–".to_owned(), |score| score.to_string());
        let worst = if domain.worst { "  worst domain: counts half" } else { "" };
        out.push_str(&format!("{score:>10}  {} ({} of {} rows){worst}\n", domain.title.get(here.lang), domain.answered, domain.rows));
    }
    for part in a.contributions.iter().filter(|part| part.points.0 > 0).take(10) {
        out.push_str(&format!("{:>10}  from {}\n", part.points, part.question));
    }
    out.trim_end().to_owned()
}
