//! `smelter`: which names the declarations held report, what they may mean and why, and what was decided.

use serde_json::{Value, json};

use super::args::{Smelter, SmelterPlace};
use super::{Error, Here, Outcome, say};
use crate::reference::metal;
use crate::sentence::told;
use crate::smelter::{self, Candidate, Reported};
use crate::workspace::Workspace;
use crate::workspace::smelters::NamedSmelter;

pub(super) fn run(here: &Here, command: Smelter) -> Outcome {
    match command {
        Smelter::List { unmatched } => list(here, unmatched),
        Smelter::Candidates { name, place, city, id } => candidates(here, &name, &place, city.as_deref(), id.as_deref()),
        Smelter::Decide { name, place, id, note, none: _ } => decide(here, &name, &place, id.as_deref(), note.as_deref()),
        Smelter::Undo => undo(here),
    }
}

/// The metal as lists spell it; a sentence with those known when it is none.
fn metal_of(workspace: &Workspace, text: &str) -> Result<String, Error> {
    if let Some(metal) = metal::find(text) {
        return Ok(metal.rmi.clone());
    }
    let lists = workspace.lists()?;
    let key = metal::key(text);
    let listed = lists.smelters.iter().flat_map(|list| &list.rows).find(|row| metal::key(&row.metal) == key);
    listed.map(|row| row.metal.clone()).ok_or_else(|| {
        let near = crate::diagnostic::nearest(text, metal::all().iter().map(|metal| metal.name.en.as_str()));
        let next = near.map_or_else(|| told("smelter.such-as", []), |near| told("refusal.did-you-mean", [("near", near.into())]));
        Error::wrong(told("smelter.no-metal", [("metal", crate::clean::line(text).into())]).and(next))
    })
}

fn candidates(here: &Here, name: &str, place: &SmelterPlace, city: Option<&str>, id: Option<&str>) -> Outcome {
    let workspace = here.open()?;
    let metal = metal_of(&workspace, &place.metal)?;
    let reported = Reported { metal: &metal, name: Some(name), id, country: place.country.as_deref(), city };
    let day = workspace.today();
    let (lists, decisions) = (workspace.lists()?, workspace.smelter_decisions()?);
    let found = smelter::candidates(&reported, lists, &decisions, day);
    if here.global.json {
        Here::json(&Value::Array(found.iter().map(as_json).collect()))?;
        return Ok(false);
    }
    let locale = here.locale();
    if let Some(decision) = decisions.find(&metal, name, place.country.as_deref())
        && decision.id.is_none()
    {
        say(&locale.with("smelter.decided_none", &[("by", &decision.by), ("entry", &decision.entry)]))?;
    }
    let Some(list) = lists.smelters_on(&metal, day) else {
        say(&locale.with("smelter.no_list", &[("metal", metal::named(&metal).get(here.lang))]))?;
        return Ok(false);
    };
    if found.is_empty() {
        say(&locale.with("smelter.nothing_near", &[("list", &list.edition.name), ("name", name), ("metal", &metal)]))?;
        return Ok(false);
    }
    let mut lines = Vec::new();
    for candidate in &found {
        let (score, name) = (format!("{}.{} %", candidate.score / 10, candidate.score % 10), candidate.name.clone());
        lines.push(vec![score, candidate.id.clone(), name, candidate.country.clone(), reasons(here, candidate).join(" · ")]);
    }
    say(&super::table::table(&lines, &[0]))?;
    let dated = list.edition.dated.to_string();
    say(&locale.with("smelter.by_list", &[("list", &list.edition.name), ("date", &dated)]))?;
    Ok(false)
}

fn reasons(here: &Here, candidate: &Candidate) -> Vec<String> {
    candidate.reasons.iter().map(|reason| reason.text().get(here.lang).to_owned()).collect()
}

fn as_json(candidate: &Candidate) -> Value {
    json!({
        "id": candidate.id, "name": candidate.name, "country": candidate.country, "metal": candidate.metal,
        "score": f64::from(candidate.score) / 1000.0, "reasons": candidate.reasons.iter().map(|reason| reason.text().en).collect::<Vec<_>>(),
    })
}

fn decide(here: &Here, name: &str, place: &SmelterPlace, id: Option<&str>, note: Option<&str>) -> Outcome {
    let mut workspace = here.open()?;
    let metal = metal_of(&workspace, &place.metal)?;
    let saved = workspace.decide_smelter(&metal, name, place.country.as_deref(), id, note)?;
    let entry = saved.entry.to_string();
    if here.global.json {
        Here::json(&json!({"saved": true, "entry": entry, "metal": metal, "reported": name, "country": place.country, "id": id}))?;
        return Ok(false);
    }
    let locale = here.locale();
    match id {
        Some(id) => say(&locale.with("smelter.decided", &[("entry", &entry), ("name", name), ("id", &id.to_uppercase())]))?,
        None => say(&locale.with("smelter.decided_unlisted", &[("entry", &entry), ("name", name)]))?,
    }
    Ok(false)
}

fn undo(here: &Here) -> Outcome {
    let mut workspace = here.open()?;
    let (target, saved) = workspace.undo_smelter()?;
    if here.global.json {
        Here::json(&json!({"saved": true, "entry": saved.entry.to_string(), "undone": target.to_string()}))?;
    } else {
        let locale = here.locale();
        say(&locale.with("smelter.undone", &[("entry", &saved.entry.to_string()), ("undone", &target.to_string())]))?;
    }
    Ok(false)
}

fn list(here: &Here, unmatched: bool) -> Outcome {
    let workspace = here.open()?;
    let all = workspace.named_smelters()?;
    let shown: Vec<&NamedSmelter> = all.iter().filter(|named| !unmatched || named.settled.id.is_none()).collect();
    if here.global.json {
        let rows = shown.iter().map(|named| {
            json!({
                "metal": named.metal, "name": named.name, "reported_id": named.id, "country": named.country,
                "matched": named.settled.id, "how": named.settled.how.word(),
                "suppliers": named.suppliers, "rows": named.rows,
                "doubts": named.settled.doubts.iter().map(|doubt| doubt.text().en).collect::<Vec<_>>(),
            })
        });
        Here::json(&Value::Array(rows.collect()))?;
        return Ok(false);
    }
    let locale = here.locale();
    if shown.is_empty() {
        say(locale.text(if all.is_empty() { "smelter.no_names" } else { "smelter.all_matched" }))?;
        return Ok(false);
    }
    let heads = ["metal", "name", "country", "matched", "how", "suppliers", "doubt"];
    let mut lines = vec![heads.map(|key| locale.text(&format!("smelter.{key}")).to_owned()).to_vec()];
    for named in shown {
        let doubts: Vec<String> = named.settled.doubts.iter().map(|doubt| doubt.text().get(here.lang).to_owned()).collect();
        lines.push(vec![
            metal::named(&named.metal).get(here.lang).to_owned(),
            named.name.clone().or_else(|| named.id.clone()).unwrap_or_else(|| "–".to_owned()),
            named.country.clone().unwrap_or_else(|| "–".to_owned()),
            named.settled.id.clone().unwrap_or_else(|| "–".to_owned()),
            locale.text(&format!("smelter.how-{}", named.settled.how.word())).to_owned(),
            named.suppliers.join(", "),
            doubts.join(" · "),
        ]);
    }
    say(&super::table::table(&lines, &[]))?;
    Ok(false)
}
