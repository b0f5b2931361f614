//! `screen`: names against sanctions lists. Restricted; every hit waits for a person.

use serde_json::{Value, json};

use super::args::Screen;
use super::table::table;
use super::{Error, Here, Outcome, people, say};
use crate::language::Text;
use crate::register::screening::Hit;
use crate::sentence::told;
use crate::workspace::Workspace;
use crate::workspace::screening::ScreenedSupplier;

pub(super) fn run(here: &Here, given: &Screen) -> Outcome {
    let mut workspace = here.open()?;
    if let Some(hit) = &given.judge {
        let id = only(given)?;
        let reason = given.reason.clone().unwrap_or_default();
        let written = workspace.judge_hit(id, hit, given.same, &reason)?;
        return people::told(here, &written);
    }
    if let Some(clause) = given.clause {
        let written = workspace.exclusion_clause(only(given)?, clause == super::args::YesNo::Yes, given.place.as_deref())?;
        return people::told(here, &written);
    }
    let all = workspace.screen(&given.ids, !given.look)?;
    if here.global.json {
        Here::json(&Value::Array(all.iter().map(|one| as_json(&workspace, one)).collect::<Result<_, Error>>()?))?;
        return Ok(false);
    }
    show(here, &workspace, &all)
}

fn only(given: &Screen) -> Result<&str, Error> {
    match given.ids.as_slice() {
        [one] => Ok(one),
        _ => Err(Error::wrong(told("refusal.judge-one", []))),
    }
}

fn show(here: &Here, workspace: &Workspace, all: &[ScreenedSupplier]) -> Outcome {
    let locale = here.locale();
    let heads = ["supplier", "names", "last", "next", "clause", "hits"].map(|key| locale.text(&format!("screening.{key}")).to_owned());
    let mut rows = vec![heads.to_vec()];
    for one in all {
        let register = &one.register;
        let clause = match &register.exclusion {
            Some(exclusion) if exclusion.clause => "screening.clause-yes",
            Some(_) => "screening.clause-no",
            None => "screening.clause-unknown",
        };
        let next = register.next().map(|day| day.to_string()).unwrap_or_default();
        let late = match register.next() {
            Some(day) if day < workspace.today() => format!(" {}", locale.text("review.overdue")),
            Some(_) if one.is_due(workspace.today()) => format!(" {}", locale.text("screening.named")),
            _ => String::new(),
        };
        rows.push(vec![
            one.supplier.clone(),
            one.parties.len().to_string(),
            register.last.as_ref().map_or_else(|| locale.text("screening.never").to_owned(), |last| last.at.date().to_string()),
            format!("{next}{late}"),
            locale.text(clause).to_owned(),
            one.hits.len().to_string(),
        ]);
    }
    say(&table(&rows, &[1, 5]))?;
    for one in all.iter().filter(|one| !one.unscreened().is_empty()) {
        let names: Vec<String> = one.unscreened().into_iter().map(|party| party.name).collect();
        let names = Text::listed(names.iter().map(String::as_str));
        say(&format!("\n{}  {}", one.supplier, locale.with("screening.named-since", &[("names", names.get(here.lang))])))?;
    }
    for one in all.iter().filter(|one| !one.hits.is_empty()) {
        say(&format!("\n{}", one.supplier))?;
        for hit in &one.hits {
            say(&lines(here, workspace, one, hit)?.join("\n"))?;
        }
    }
    Ok(false)
}

fn lines(here: &Here, workspace: &Workspace, one: &ScreenedSupplier, hit: &Hit) -> Result<Vec<String>, Error> {
    let locale = here.locale();
    let mut lines = vec![format!("  {}", hit.told(locale))];
    let more: Vec<&str> =
        [hit.called.as_str(), hit.programme.as_str(), hit.country.as_str()].into_iter().filter(|word| !word.is_empty()).collect();
    lines.push(format!("    {}", more.join(" · ")));
    match one.register.judgement(&hit.key, &hit.listed) {
        Some(judged) => {
            let key = if judged.act.same { "screening.same" } else { "screening.other" };
            let day = judged.at.date().to_string();
            lines.push(format!("    {}", locale.with(key, &[("person", &judged.by), ("date", &day)])));
            lines.push(format!("    {}", workspace.screening_text(&judged.act.reason)?));
        }
        None => lines.push(format!("    {}", locale.with("screening.waits", &[("supplier", &one.supplier), ("hit", &hit.key)]))),
    }
    Ok(lines)
}

fn as_json(workspace: &Workspace, one: &ScreenedSupplier) -> Result<Value, Error> {
    let register = &one.register;
    let hit = |hit: &Hit| -> Result<Value, Error> {
        let judged = register.judgement(&hit.key, &hit.listed);
        Ok(json!({
            "hit": hit.key, "party": hit.party.name, "kind": hit.party.kind, "id": hit.id, "listed": hit.listed, "name": hit.called,
            "programme": hit.programme, "country": hit.country, "list": hit.list, "alike_permille": hit.permille, "by_sound": hit.by_sound,
            "state": judged.map_or("waits", |judged| if judged.act.same { "same" } else { "other" }),
            "judged_by": judged.map(|judged| judged.by.clone()),
            "judged_at": judged.map(|judged| judged.at.to_string()),
            "reason": judged.map(|judged| workspace.screening_text(&judged.act.reason)).transpose()?,
        }))
    };
    let next = register.next();
    Ok(json!({
        "supplier": one.supplier,
        "names": one.parties.len(),
        "saved": one.written.is_some(),
        "entry": one.written.as_ref().map(|written| written.saved.entry.to_string()),
        "last": register.last.as_ref().map(|last| last.at.date().to_string()),
        "last_by": register.last.as_ref().map(|last| last.by.clone()),
        "lists": register.last.as_ref().map(|last| last.act.lists.clone()).unwrap_or_default(),
        "next": next.map(|day| day.to_string()),
        "overdue": next.is_none_or(|day| day < workspace.today()),
        "unscreened": one.unscreened().into_iter().map(|party| party.name).collect::<Vec<_>>(),
        "exclusion_clause": register.exclusion.as_ref().map(|exclusion| exclusion.clause),
        "clause_place": register.exclusion.as_ref().and_then(|exclusion| exclusion.place.clone()),
        "hits": one.hits.iter().map(hit).collect::<Result<Vec<_>, Error>>()?,
    }))
}
