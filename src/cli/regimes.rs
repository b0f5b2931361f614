//! `policy regimes`: which risk calls for what under which regime, and which regime is the strictest for a supplier.

use serde_json::{Value, json};

use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::diagnostic::nearest;
use crate::reference::regime::{Cell, Regime, Regimes, Risk};
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
    let near = nearest(id, all.iter().copied()).map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
    Error::wrong(format!("there is no risk \"{id}\"{near} The risks: {}", all.join(", ")))
}

fn overview(here: &Here, workspace: &Workspace, regimes: &Regimes, risks: &[&Risk]) -> Result<(), Error> {
    let locale = here.locale();
    let mut rows = vec![vec!["¶".to_owned(), locale.text("regimes.risk").to_owned()]];
    rows[0].extend(regimes.regimes.iter().map(|regime| regime.name.get(here.lang).to_owned()));
    for risk in risks {
        let word = |regime: &Regime| match risk.cell(&regime.id) {
            None => "–".to_owned(),
            Some(cell) if cell.known > cell.suspected => format!("{}*", cell.suspected.word()),
            Some(cell) => cell.suspected.word().to_owned(),
        };
        rows.push([risk.paragraph.clone(), risk.id.clone()].into_iter().chain(regimes.regimes.iter().map(word)).collect());
    }
    say(&table(&rows, &[]))?;
    say("")?;
    for words in &regimes.words {
        say(&format!("{:9}  {}", words.demand.word(), words.title.get(here.lang)))?;
    }
    say(&locale.with("regimes.star", &[("edition", &regimes.edition)]))?;
    if workspace.policy().default_notice {
        say(&format!("{}: {}", locale.text("regimes.company"), locale.text("policy.default")))?;
    }
    Ok(())
}

fn detail(here: &Here, regimes: &Regimes, risk: &Risk) -> Result<(), Error> {
    let locale = here.locale();
    let paragraph = if risk.paragraph.is_empty() { String::new() } else { format!("  OECD Annex II ¶{}", risk.paragraph) };
    say(&format!("{}: {}{paragraph}", risk.id, risk.title.get(here.lang)))?;
    let asked = regimes.asked(risk, false, |_| true);
    for (place, (regime, cell)) in asked.iter().enumerate() {
        let mark = if place == 0 { "▸" } else { " " };
        let title = |demand| regimes.words_of(demand).map_or("", |words| words.title.get(here.lang));
        say(&format!("{mark} {:8} {:9}  {}", regime.name.get(here.lang), cell.suspected.word(), title(cell.suspected)))?;
        if cell.known > cell.suspected {
            say(&format!("  {:8} {:9}  {} ({})", "", cell.known.word(), title(cell.known), locale.text("regimes.known")))?;
        }
        let check = if cell.check { format!("; {}", locale.text("regimes.check")) } else { String::new() };
        say(&format!("  {:8} {:9}  {}{check}", "", "", cell.source))?;
    }
    if let Some(words) = asked.first().and_then(|(_, cell)| regimes.words_of(cell.suspected)) {
        say(&format!("→ {}", words.act.get(here.lang)))?;
    }
    let shown: Vec<String> = risk.shown.iter().map(|shown| format!("{} = {}", shown.question, shown.value.join("/"))).collect();
    let shown = if shown.is_empty() { locale.text("regimes.nothing").to_owned() } else { shown.join(", ") };
    say(&locale.with("regimes.shown", &[("list", &shown)]))?;
    Ok(())
}

fn as_json(here: &Here, regimes: &Regimes, risk: &Risk) -> Value {
    let cell = |(regime, cell): &(&Regime, &Cell)| {
        json!({"regime": regime.id, "edition": regime.edition, "suspected": cell.suspected.word(), "known": cell.known.word(),
            "response": cell.suspected.response().code(), "source": cell.source, "check": cell.check})
    };
    let asked = regimes.asked(risk, false, |_| true);
    let shown: Vec<Value> =
        risk.shown.iter().map(|shown| json!({"question": shown.question, "value": shown.value, "known": shown.known})).collect();
    json!({"risk": risk.id, "paragraph": risk.paragraph, "title": risk.title.get(here.lang),
        "strictest": asked.first().map(|(regime, _)| &regime.id), "responses": asked.iter().map(cell).collect::<Vec<_>>(), "shown_by": shown})
}
