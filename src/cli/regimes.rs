//! `policy regimes`: which risk calls for what under which regime, and which regime is the strictest for a supplier.

use serde_json::{Value, json};

use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::diagnostic::nearest;
use crate::reference::regime::{Cell, Regime, Regimes, Risk};
use crate::report::risks;
use crate::sentence::told;
use crate::workspace::Workspace;

pub(super) fn run(here: &Here, risk: Option<&str>, supplier: Option<&str>) -> Outcome {
    let workspace = here.open()?;
    let mut regimes = workspace.regimes().with_own(&workspace.policy().own_responses);
    if let Some(id) = supplier {
        let dossier = here.dossier(&workspace, id)?;
        let metals = crate::rules::metals_of(&dossier.situation);
        let role = &dossier.supplier.partner_type;
        regimes.regimes.retain(|regime| regime.applies(role, metals.iter().map(String::as_str)));
    }
    let risks: Vec<&Risk> = match risk {
        None => regimes.risks.iter().collect(),
        Some(id) => vec![regimes.risk(id).ok_or_else(|| unknown(&regimes, id))?],
    };
    if here.global.json {
        Here::json(&Value::Array(risks.iter().map(|risk| as_json(here, &regimes, risk)).collect()))?;
        return Ok(false);
    }
    match (risk, risks.as_slice()) {
        (Some(_), [risk]) => detail(here, &regimes, risk)?,
        _ => overview(here, &workspace, &regimes, &risks)?,
    }
    Ok(false)
}

fn unknown(regimes: &Regimes, id: &str) -> Error {
    let all: Vec<&str> = regimes.risks.iter().map(|risk| risk.id.as_str()).collect();
    let what = told("refusal.no-risk", [("id", id.into())]);
    let there = told("refusal.the-risks", [("all", all.join(", ").into())]);
    Error::wrong(match nearest(id, all.iter().copied()) {
        Some(near) => what.and(told("refusal.did-you-mean", [("near", near.into())])).and(there),
        None => what.and(there),
    })
}

fn overview(here: &Here, workspace: &Workspace, regimes: &Regimes, risks: &[&Risk]) -> Result<(), Error> {
    let locale = here.locale();
    // Paragraph and risk share a column, so that seven columns fit the screen.
    let joined = |row: Vec<String>| match row.split_at(2) {
        ([paragraph, risk], rest) => {
            std::iter::once(format!("{risk} {paragraph}").trim_end().to_owned()).chain(rest.iter().cloned()).collect()
        }
        _ => row.clone(),
    };
    let rows: Vec<Vec<String>> = risks::overview(regimes, risks, locale).into_iter().map(joined).collect();
    say(&table(&rows, &[]))?;
    say("")?;
    for words in &regimes.words {
        say(&format!("{:9}  {}", words.demand.word(), words.title.get(here.lang)))?;
    }
    say(&locale.with("regimes.star", &[("edition", &regimes.edition)]))?;
    if let Some(memory) = risks::from_memory(regimes, risks, locale) {
        say(&memory)?;
    }
    if let Some(notice) = workspace.policy_notice(workspace.policy(), locale) {
        say(&format!("{}: {notice}", locale.text("regimes.company")))?;
    }
    Ok(())
}

fn detail(here: &Here, regimes: &Regimes, risk: &Risk) -> Result<(), Error> {
    for line in risks::whole(regimes, risk, here.locale()) {
        say(&line)?;
    }
    Ok(())
}

fn as_json(here: &Here, regimes: &Regimes, risk: &Risk) -> Value {
    let cell = |(regime, cell): &(&Regime, &Cell)| {
        json!({"regime": regime.id, "edition": regime.edition, "suspected": cell.suspected.word(), "known": cell.known.word(),
            "response": cell.suspected.response().code(), "source": cell.source, "check": cell.check,
            "compared": cell.compared.as_ref().map(|one| json!({"by": one.by, "on": one.on, "against": one.against}))})
    };
    let asked = regimes.asked(risk, false, |_| true);
    let shown: Vec<Value> =
        risk.shown.iter().map(|shown| json!({"question": shown.question, "value": shown.value, "known": shown.known})).collect();
    json!({"risk": risk.id, "paragraph": risk.paragraph, "title": risk.title.get(here.lang),
        "strictest": asked.first().map(|(regime, _)| &regime.id), "responses": asked.iter().map(cell).collect::<Vec<_>>(), "shown_by": shown})
}
