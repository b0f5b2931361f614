//! `policy confirm`, `questionnaire confirm`: what waits to be compared with its source, and that somebody did.

use serde_json::{Value, json};

use super::table::table;
use super::{Here, Outcome, say};
use crate::workspace::compared::{Marked, PartKind};

pub(super) fn record(here: &Here, kind: PartKind, id: &str, against: Option<&str>, take_back: bool) -> Outcome {
    let mut workspace = here.open()?;
    let (saved, marked) = workspace.compare(kind, id, against, take_back)?;
    let entry = saved.entry.to_string();
    if here.global.json {
        let mut told = as_json(&marked);
        told["saved"] = json!(true);
        told["entry"] = json!(entry);
        Here::json(&told)?;
        return Ok(false);
    }
    let locale = here.locale();
    let said = match &marked.compared {
        Some(compared) => locale.with("compared.saved", &[("entry", &entry), ("id", &marked.id), ("told", &compared.told(locale))]),
        None => {
            let with = source(here, &marked);
            let key = if marked.kind == PartKind::Translation { "compared.taken-back-translation" } else { "compared.taken-back" };
            let lang = marked.id.rsplit('/').next().unwrap_or_default();
            let set = marked.id.split('/').next().unwrap_or_default();
            locale.with(key, &[("entry", &entry), ("id", &marked.id), ("with", &with), ("lang", lang), ("set", set)])
        }
    };
    say(&said)?;
    Ok(false)
}

pub(super) fn list(here: &Here, kinds: &[PartKind]) -> Outcome {
    let workspace = here.open()?;
    let all: Vec<Marked> = workspace.marked().into_iter().filter(|marked| kinds.contains(&marked.kind)).collect();
    if here.global.json {
        Here::json(&Value::Array(all.iter().map(as_json).collect()))?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() {
        say(locale.text("compared.nothing"))?;
        return Ok(false);
    }
    let line = |marked: &Marked| {
        let told = match &marked.compared {
            Some(compared) => compared.told(locale),
            None if marked.kind == PartKind::Translation => source(here, marked),
            None => locale.with("compared.waits", &[("with", &source(here, marked))]),
        };
        vec![if marked.compared.is_some() { "✓" } else { "†" }.to_owned(), marked.id.clone(), told]
    };
    say(&table(&all.iter().map(line).collect::<Vec<_>>(), &[]))?;
    let waits = all.iter().filter(|marked| marked.compared.is_none()).count();
    let how = locale.text(if kinds.contains(&PartKind::Regime) { "compared.how-regime" } else { "compared.how-row" });
    say(&locale.with("compared.count", &[("waits", &waits.to_string()), ("all", &all.len().to_string()), ("how", how)]))?;
    Ok(false)
}

/// What the part has to be compared with.
fn source(here: &Here, marked: &Marked) -> String {
    match marked.kind {
        PartKind::Translation => {
            let lang = marked.id.rsplit('/').next().unwrap_or_default();
            here.locale().with("compared.translation", &[("lang", lang)])
        }
        PartKind::Regime | PartKind::Row => marked.with.clone(),
    }
}

fn as_json(marked: &Marked) -> Value {
    let compared = marked.compared.as_ref().map(|one| json!({"by": one.by, "on": one.on, "against": one.against}));
    json!({"kind": marked.kind.word(), "id": marked.id, "with": marked.with, "compared": compared})
}
