//! `reference`: lists of others, imported as they are, kept with day, source and hash.

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args::Reference;
use super::{Error, Here, Outcome, say};
use crate::import::LARGEST_LIST;
use crate::reference::cahra::{self, Listing};
use crate::reference::country;
use crate::reference::list::ListKind;
use crate::sentence::told;

pub(super) fn run(here: &Here, command: Reference) -> Outcome {
    match command {
        Reference::Import { kind, file, dated, source, columns } => {
            import(here, kind, &file, [dated.as_deref(), source.as_deref()], &columns)
        }
        Reference::Place { country, region, on } => place(here, &country, &region, on),
        Reference::List => list(here),
    }
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the files the user names")]
fn bytes_of(file: &Path) -> Result<Vec<u8>, Error> {
    let wrong = |error: std::io::Error| Error::unreadable(file, &error);
    let meta = std::fs::metadata(file).map_err(wrong)?;
    if meta.len() > LARGEST_LIST as u64 {
        return Err(Error::data(told("reference.too-large", [("path", file.display().to_string().into())])));
    }
    std::fs::read(file).map_err(wrong)
}

fn import(here: &Here, kind: ListKind, file: &Path, [dated, source]: [Option<&str>; 2], columns: &[String]) -> Outcome {
    let bytes = bytes_of(file)?;
    let mut workspace = here.open()?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let done = workspace.import_list(kind, &name, &bytes, dated, source, columns)?;
    let edition = &done.edition;
    if here.global.json {
        Here::json(&json!({
            "saved": done.saved.is_some(),
            "entry": done.saved.as_ref().map(|saved| saved.entry.to_string()).or_else(|| done.known.as_ref().map(|known| known.entry.clone())),
            "kind": kind.word(), "name": edition.name, "dated": edition.dated.to_string(), "source": edition.source,
            "sha256": edition.sha256, "rows": edition.rows,
            "notices": done.notices.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "tiers_changed": done.moved.iter().map(|moved| json!({"supplier": moved.supplier, "place": moved.place, "from": moved.from, "to": moved.to})).collect::<Vec<_>>(),
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    let (rows, day) = (edition.rows.to_string(), edition.dated.to_string());
    match (&done.saved, &done.known) {
        (Some(saved), _) => say(&locale
            .with("reference.imported", &[("entry", &saved.entry.to_string()), ("name", &edition.name), ("date", &day), ("rows", &rows)]))?,
        (None, known) => {
            let entry = known.as_ref().map(|known| known.entry.clone()).unwrap_or_default();
            say(&locale.with("reference.known", &[("entry", &entry), ("name", &edition.name)]))?;
        }
    }
    if kind == ListKind::Sanctions {
        say(locale.text("reference.to-screen"))?;
    }
    if kind == ListKind::Cahra && done.saved.is_some() {
        say(&locale.with("reference.tiers", &[("count", &done.moved.len().to_string())]))?;
        for moved in &done.moved {
            let tier = |tier: &Option<String>| tier.clone().unwrap_or_else(|| "?".to_owned());
            say(&format!("  {} ({}): {} → {}", moved.supplier, moved.place, tier(&moved.from), tier(&moved.to)))?;
        }
    }
    for notice in &done.notices {
        let _ = writeln!(std::io::stderr(), "oretrail: {}", notice.in_lang(here.lang));
    }
    Ok(false)
}

fn place(here: &Here, named: &str, region: &str, on: Option<jiff::civil::Date>) -> Outcome {
    let workspace = here.open()?;
    let day = on.unwrap_or_else(|| workspace.today());
    let Some(code) = country::code_of(named) else {
        return Err(Error::wrong(told("reference.no-country", [("name", crate::clean::line(named).into())])));
    };
    let (lists, countries) = (workspace.lists()?, workspace.countries());
    let listing = lists.listing(code, region, day);
    let (word, edition) = match &listing {
        Listing::Listed { edition, .. } => ("listed", Some(*edition)),
        Listing::RegionUnknown { edition, .. } => ("region-unknown", Some(*edition)),
        Listing::Outside { edition } => ("outside", Some(*edition)),
        Listing::NotListed => ("not-listed", None),
    };
    let covered = countries.get(code).is_some_and(|country| country.covered);
    let tier = lists.tier(countries, code, region, day);
    let notice = cahra::notice();
    if here.global.json {
        Here::json(&json!({
            "country": code, "region": region, "on": day.to_string(), "listing": word, "tier": tier, "covered": covered,
            "list": edition.map(|edition| &edition.name), "dated": edition.map(|edition| edition.dated.to_string()),
            "source": edition.map(|edition| &edition.source), "notice": notice.en,
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    let place = if region.is_empty() { code.to_owned() } else { format!("{code}, {}", crate::clean::line(region)) };
    let by = edition.map_or_else(String::new, |edition| format!(" · {} ({}) · {}", edition.name, edition.dated, edition.source));
    let law = if covered { format!(" · {}", locale.text("reference.covered")) } else { String::new() };
    say(&format!("{place} · {day} · {} · {}{law}{by}", tier.unwrap_or("?"), locale.text(&format!("reference.place-{word}"))))?;
    say(notice.get(here.lang))?;
    Ok(false)
}

fn list(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let all = workspace.imported_lists()?;
    for unread in &workspace.lists()?.unread {
        let _ = writeln!(std::io::stderr(), "oretrail: {}", unread.in_lang(here.lang));
    }
    if here.global.json {
        let rows = all.iter().map(|held| {
            json!({
                "kind": held.list.list, "name": held.list.name, "dated": held.list.dated, "rows": held.list.rows, "source": held.list.source,
                "file": held.list.file, "sha256": held.list.sha256, "entry": held.entry, "by": held.by, "at": held.at.to_string(),
            })
        });
        Here::json(&Value::Array(rows.collect()))?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() {
        say(locale.text("reference.none"))?;
        return Ok(false);
    }
    let heads = ["kind", "name", "dated", "rows", "source", "by"].map(|key| locale.text(&format!("reference.{key}")).to_owned());
    let mut lines = vec![heads.to_vec()];
    lines.extend(all.iter().map(|held| {
        let list = &held.list;
        vec![list.list.clone(), list.name.clone(), list.dated.clone(), list.rows.to_string(), list.source.clone(), held.by.clone()]
    }));
    say(&super::table::table(&lines, &[3]))?;
    Ok(false)
}
