//! `assess`: the judgement on each supplier.

use serde_json::{Value, json};

use super::table::table;
use super::{Here, Outcome, say};
use crate::assess::{Assessment, Lift};
use crate::ratio::Tenths;
use crate::workspace::dossier::Burden;
use crate::workspace::why::json::place_json;
use crate::workspace::{Dossier, Workspace};

pub(super) fn run(here: &Here, ids: &[String]) -> Outcome {
    let workspace = here.open()?;
    let ids = if ids.is_empty() { workspace.standing_ids()? } else { ids.to_vec() };
    let dossiers = ids.iter().map(|id| here.dossier(&workspace, id)).collect::<Result<Vec<_>, _>>()?;
    if here.global.json {
        Here::json(&Value::Array(dossiers.iter().map(|dossier| as_json(&workspace, dossier)).collect()))?;
        return Ok(false);
    }
    if let [dossier] = dossiers.as_slice() {
        say(&page(here, &workspace, dossier))?;
    } else {
        let head = ["supplier", "inherent", "", "conduct", "", "attention", "coverage", "gates", "status"];
        let mut rows = vec![head_words(here, &head)];
        rows.extend(dossiers.iter().map(|dossier| line(here, &workspace, dossier)));
        say(&table(&rows, &[1, 3, 6]))?;
    }
    let policy = workspace.policy();
    if policy.is_tool_default() {
        let (name, file) = (format!("{} {}", policy.id, policy.edition), workspace.policy_file(policy));
        say(&format!("\n{}", here.locale().with("shell.default", &[("policy", &name), ("file", &file)])))?;
    }
    Ok(false)
}

/// The head of a table in the chosen language; an empty column stays empty.
pub(super) fn head_words(here: &Here, keys: &[&str]) -> Vec<String> {
    let locale = here.locale();
    keys.iter().map(|key| if key.is_empty() { String::new() } else { locale.text(&format!("shell.{key}")).to_owned() }).collect()
}

fn number(tenths: Option<Tenths>) -> Value {
    tenths.map_or(Value::Null, |tenths| json!(tenths.to_f64()))
}

pub(super) fn three_decimals(share: crate::ratio::Ratio) -> f64 {
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
        "coverage": three_decimals(a.coverage),
        "evidence_coverage": three_decimals(a.evidence_coverage),
        "gates_open": a.gates_open,
        "gates_unanswered": a.gates_unanswered.iter().map(crate::questionnaire::QuestionId::as_str).collect::<Vec<_>>(),
        "settled": a.settled,
        "verified": a.verified,
        "contributions": a.contributions.iter().map(|part| json!({"question": part.question.as_str(), "points": part.points.to_f64()})).collect::<Vec<_>>(),
        "equivalents": dossier.situation.answers.keys().filter_map(|id| Some(with_question(id, equivalent_json(dossier.situation.by_paper(id)?)))).collect::<Vec<_>>(),
        "shared": dossier.situation.shared.iter().map(|(id, from)| json!({"question": id.as_str(), "answered_by": from.as_str()})).collect::<Vec<_>>(),
        "contradictions": dossier.contradictions().into_iter().map(|one| json!({"id": one.id, "questions": one.questions.iter().map(crate::questionnaire::QuestionId::as_str).collect::<Vec<_>>(), "text": one.text.en, "ask": one.ask.en})).collect::<Vec<_>>(),
        "burden": burden_json(&dossier.burden()),
        "domains": a.domains.iter().map(|domain| json!({"id": domain.id, "score": number(domain.score), "rows": domain.rows, "answered": domain.answered, "worst": domain.worst})).collect::<Vec<_>>(),
        "editions": {
            "policy": workspace.policy().edition_name(),
            "questionnaires": dossier.sets.iter().map(crate::questionnaire::Questionnaire::edition_name).collect::<Vec<_>>(),
            "reference": std::iter::once(format!("countries@{}", workspace.countries().edition))
                .chain(dossier.situation.placed.iter().filter(|by| by.kind != "countries").map(ToString::to_string))
                .collect::<Vec<_>>(),
        },
        "place": place_json(&dossier.situation),
        "decision": super::decisions::latest_json(dossier),
        "orders_held": dossier.review.orders_held,
        "carried": super::decisions::carried_json(dossier),
    })
}

/// A certificate that answers a question.
pub(super) fn equivalent_json(paper: &crate::situation::ByPaper) -> Value {
    json!({ "scheme": paper.scheme, "certificate": paper.number, "site": paper.site, "expires": paper.expires, "covers": paper.clause, "source": paper.source().word() })
}

fn with_question(id: &crate::questionnaire::QuestionId, mut value: Value) -> Value {
    if let Value::Object(keys) = &mut value {
        keys.shift_insert(0, "question".to_owned(), json!(id.as_str()));
    }
    value
}

fn burden_json(burden: &Burden) -> Value {
    json!({
        "asked": burden.asked,
        "reused": burden.reused(),
        "reconfirmed": burden.reconfirmed,
        "by_certificate": burden.by_certificate,
        "by_another_row": burden.shared,
        "from": burden.days.map(|(from, _)| from.to_string()),
        "to": burden.days.map(|(_, to)| to.to_string()),
    })
}

/// `Critical (37.8)`, `moderate 37.8`, `not assessed`.
pub(super) fn conduct_words(here: &Here, workspace: &Workspace, a: &Assessment) -> String {
    let locale = here.locale();
    let title = |band: &str| workspace.policy().band_title(band).get(here.lang).to_owned();
    match (&a.band, a.conduct) {
        (None, _) => locale.text(a.status.key()).to_owned(),
        (Some(band), Some(score)) if a.lifts.contains(&Lift::Stop) => format!("{} ({score})", title(band)),
        (Some(band), Some(score)) => format!("{score} {}", title(band)),
        (Some(band), None) => title(band),
    }
}

/// The band, or how far the answers carry where there is none.
pub(super) fn band_words(here: &Here, workspace: &Workspace, a: &Assessment) -> String {
    match &a.band {
        Some(band) => workspace.policy().band_title(band).get(here.lang).to_owned(),
        None => here.locale().text(a.status.key()).to_owned(),
    }
}

fn line(here: &Here, workspace: &Workspace, dossier: &Dossier) -> Vec<String> {
    let a = &dossier.assessment;
    let policy = workspace.policy();
    let band = band_words(here, workspace, a);
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
        here.locale().text(a.status.key()).to_owned(),
    ]
}

fn page(here: &Here, workspace: &Workspace, dossier: &Dossier) -> String {
    let locale = here.locale();
    let a = &dossier.assessment;
    let policy = workspace.policy();
    let mut rows: Vec<[String; 2]> = Vec::new();
    let mut row = |key: &str, words: String| {
        let name = if key.is_empty() { String::new() } else { locale.text(&format!("shell.{key}")).to_owned() };
        rows.push([name, words]);
    };
    row("conduct", conduct_line(here, workspace, a));
    row("inherent", format!("{} {}", a.inherent.score, policy.band_title(&a.inherent.band).get(here.lang)));
    for part in &a.inherent.parts {
        let kind = locale.text(&format!("inherent.{}", part.kind)).to_owned();
        let reasons: Vec<String> = part.reasons.iter().map(|reason| locale.code(reason)).collect();
        row("", format!("{:>5}  {kind} ({})", part.points, reasons.join(", ")));
    }
    for line in crate::report::place::lines(locale, &dossier.situation) {
        row("", line);
    }
    if let Some(attention) = &a.attention {
        row("attention", policy.attention_title(attention).get(here.lang).to_owned());
    }
    let (coverage, evidence) = (a.coverage.percent_floor().to_string(), a.evidence_coverage.percent_floor().to_string());
    let status = here.locale().text(a.status.key()).to_owned();
    row("coverage", locale.with("shell.evidence", &[("coverage", &coverage), ("evidence", &evidence), ("status", &status)]));
    row("gates", if a.gates_open.is_empty() { locale.text("gates.none").to_owned() } else { a.gates_open.join(", ") });
    row("decision", super::decisions::latest_line(here, dossier).unwrap_or_else(|| locale.text("review.undecided").to_owned()));
    for line in super::decisions::held_lines(here, dossier) {
        row("", line);
    }
    if a.settled {
        row("settled", locale.text("shell.settled-text").to_owned());
    }
    for domain in &a.domains {
        let (answered, all) = (domain.answered.to_string(), domain.rows.to_string());
        let title = domain.title.get(here.lang);
        let mut words = locale.with("shell.domain", &[("title", title), ("answered", &answered), ("rows", &all)]);
        if domain.worst {
            words.push_str("  ");
            words.push_str(locale.text("shell.worst-domain"));
        }
        row("", format!("{:>5}  {words}", domain.score.map_or_else(|| "–".to_owned(), |score| score.to_string())));
    }
    for part in a.contributions.iter().filter(|part| part.points.0 > 0).take(10) {
        row("", format!("{:>5}  {}", part.points.to_string(), locale.with("shell.from", &[("question", part.question.as_str())])));
    }
    rows.push([locale.text("burden.title").to_owned(), dossier.burden().words(locale)]);
    let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.to_vec()).collect();
    format!("{}  {}\n{}", dossier.supplier.display_name(), dossier.supplier.native_name, table(&rows, &[]))
}

fn conduct_line(here: &Here, workspace: &Workspace, a: &Assessment) -> String {
    let locale = here.locale();
    let mut words = conduct_words(here, workspace, a);
    if let (Some(best), Some(worst)) = (a.best, a.worst)
        && best != worst
    {
        words.push_str(&format!("  ({best}–{worst})"));
    }
    if !a.lifts.is_empty() {
        let why: Vec<String> = a.lifts.iter().map(|lift| locale.text(&format!("lift.{}", lift.word())).to_owned()).collect();
        words.push_str("  ");
        words.push_str(&locale.with("shell.because", &[("why", &why.join(", "))]));
    }
    words
}
