//! `reference`: lists of others, imported as they are, kept with day, source and hash.

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args::Reference;
use super::{Error, Here, Outcome, say};
use crate::import::LARGEST_LIST;
use crate::locale::Locale;
use crate::reference::cahra::{self, Listing, PlaceGround, Unclear, Why};
use crate::reference::country::{self, Ground};
use crate::reference::list::{Edition, ListKind};
use crate::reference::region;
use crate::sentence::{Sentence, told};
use crate::workspace::Workspace;
use crate::workspace::lists::ListImport;

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
    if here.global.json {
        Here::json(&imported_json(&done))?;
        return Ok(!done.left_out.is_empty());
    }
    let locale = here.locale();
    let edition = &done.edition;
    let (rows, day) = (edition.rows.to_string(), edition.dated.to_string());
    match (&done.saved, &done.known) {
        (Some(saved), _) => {
            let values = [("entry", saved.entry.to_string()), ("name", edition.name.clone()), ("date", day), ("rows", rows)];
            say(&locale.with("reference.imported", &values.each_ref().map(|(key, value)| (*key, value.as_str()))))?;
            for line in beside(locale, &done) {
                say(&line)?;
            }
        }
        (None, known) => {
            let entry = known.as_ref().map(|known| known.entry.clone()).unwrap_or_default();
            say(&locale.with("reference.known", &[("entry", &entry), ("name", &edition.name)]))?;
        }
    }
    if kind == ListKind::Sanctions {
        say(locale.text("reference.to-screen"))?;
    }
    if kind.is_of_places() && done.saved.is_some() {
        say(&locale.with("reference.tiers", &[("count", &done.moved.len().to_string())]))?;
        for moved in &done.moved {
            let tier = |tier: &Option<String>| tier.clone().unwrap_or_else(|| "?".to_owned());
            say(&format!("  {} ({}): {} → {}", moved.supplier, moved.place, tier(&moved.from), tier(&moved.to)))?;
        }
    }
    for notice in &done.notices {
        let _ = writeln!(std::io::stderr(), "oretrail: {}", notice.in_lang(here.lang));
    }
    if !done.left_out.is_empty() {
        let told = locale.with("reference.left-out", &[("count", &done.left_out.len().to_string())]);
        let _ = writeln!(std::io::stderr(), "oretrail: {told}");
        for line in &done.left_out {
            let _ = writeln!(std::io::stderr(), "  {}", line.in_lang(here.lang));
        }
    }
    Ok(!done.left_out.is_empty())
}

fn edition_json(edition: &Edition) -> Value {
    json!({"kind": edition.kind.word(), "name": edition.name, "dated": edition.dated.to_string(), "source": edition.source, "sha256": edition.hash()})
}

fn imported_json(done: &ListImport) -> Value {
    let edition = &done.edition;
    let all = |sentences: &[Sentence]| sentences.iter().map(ToString::to_string).collect::<Vec<_>>();
    let editions = |held: &[Edition]| held.iter().map(edition_json).collect::<Vec<_>>();
    json!({
        "saved": done.saved.is_some(),
        "entry": done.saved.as_ref().map(|saved| saved.entry.to_string()).or_else(|| done.known.as_ref().map(|known| known.entry.clone())),
        "kind": edition.kind.word(), "name": edition.name, "dated": edition.dated.to_string(), "source": edition.source,
        "sha256": edition.sha256, "rows": edition.rows,
        "notices": all(&done.notices),
        "left_out": all(&done.left_out),
        "replaces": editions(&done.replaces),
        "beside": editions(&done.beside),
        "newer": done.newer.as_ref().map(edition_json),
        "tiers_changed": done.moved.iter().map(|moved| json!({"supplier": moved.supplier, "place": moved.place, "from": moved.from, "to": moved.to})).collect::<Vec<_>>(),
    })
}

/// Which earlier lists a new one replaces, and which it stands beside.
fn beside(locale: Locale, done: &ListImport) -> Vec<String> {
    let named = |held: &[Edition]| {
        let one = |edition: &Edition| format!("{} {} ({})", edition.kind.word(), edition.name, edition.dated);
        held.iter().map(one).collect::<Vec<_>>().join(if locale.lang() == crate::language::Lang::En { ", " } else { "、" })
    };
    let day = done.edition.dated.to_string();
    let mut lines = Vec::new();
    if !done.replaces.is_empty() {
        lines.push(locale.with("reference.replaces", &[("all", &named(&done.replaces)), ("date", &day)]));
    }
    if let Some(newer) = &done.newer {
        let (name, since) = (named(std::slice::from_ref(newer)), newer.dated.to_string());
        lines.push(locale.with("reference.newer", &[("name", &name), ("date", &since)]));
    }
    if !done.beside.is_empty() {
        let key = match done.edition.kind {
            kind if kind.is_of_places() => "reference.beside-places",
            ListKind::SmelterList | ListKind::GoodDelivery => "reference.beside-metals",
            _ => "reference.beside",
        };
        lines.push(locale.with(key, &[("all", &named(&done.beside))]));
    }
    lines
}

/// What the lists say of a place, in a word, and the list that says it.
fn stand<'a>(grounds: &[PlaceGround<'a>], listing: &Listing<'a>) -> (&'static str, Option<&'a Edition>) {
    let first = |wanted: fn(&Why<'_>) -> bool| grounds.iter().find(|ground| wanted(&ground.why)).and_then(|ground| ground.edition);
    let listed = first(|why| matches!(why, Why::Listed(_)));
    let unclear = first(|why| matches!(why, Why::RegionUnknown { .. }));
    match (listed, unclear, listing) {
        (Some(edition), ..) => ("listed", Some(edition)),
        (None, Some(edition), _) => ("region-unknown", Some(edition)),
        (None, None, Listing::Outside { edition }) => ("outside", Some(edition)),
        _ => ("not-listed", None),
    }
}

/// The same in words; whatever puts the place where it is comes first, so that the line agrees with its tier.
fn stand_words(grounds: &[PlaceGround<'_>], word: &str, locale: Locale) -> String {
    match grounds.first().map(|ground| (&ground.why, ground.tier)) {
        Some((Why::RegionUnknown { why, .. }, _)) => unclear_words(why, locale),
        Some((Why::Table(_), tier)) if word != "outside" && tier != "T1" => locale.text("reference.place-by-table").to_owned(),
        _ => locale.text(&format!("reference.place-{word}")).to_owned(),
    }
}

fn unclear_words(why: &Unclear<'_>, locale: Locale) -> String {
    match why {
        Unclear::NotNamed => locale.text("reference.place-region-unknown").to_owned(),
        Unclear::NotRecognised => locale.text("reference.place-not-recognised").to_owned(),
        Unclear::InParts => locale.text("reference.place-in-parts").to_owned(),
        Unclear::Unresolved(text) => locale.with("reference.place-unresolved", &[("region", &crate::clean::line(text))]),
    }
}

fn place(here: &Here, named: &str, region: &str, on: Option<jiff::civil::Date>) -> Outcome {
    let workspace = here.open()?;
    let day = on.unwrap_or_else(|| workspace.today());
    let Some(code) = country::code_of(named) else {
        return Err(Error::wrong(told("reference.no-country", [("name", crate::clean::line(named).into())])));
    };
    let (lists, countries) = (workspace.lists()?, workspace.countries());
    let listing = lists.listing(code, region, day);
    let grounds = lists.grounds(countries, code, region, day);
    let (word, edition) = stand(&grounds, &listing);
    let covered = countries.get(code).is_some_and(|country| country.covered);
    let tier = lists.tier(countries, code, region, day);
    let notice = cahra::notice();
    let found = region::find(code, region);
    if here.global.json {
        Here::json(&json!({
            "country": code, "region": region, "on": day.to_string(), "listing": word, "tier": tier, "covered": covered,
            "list": edition.map(|edition| &edition.name), "dated": edition.map(|edition| edition.dated.to_string()),
            "source": edition.map(|edition| &edition.source), "notice": notice.en,
            "region_codes": found.iter().map(|region| region.code).collect::<Vec<_>>(),
            "near": if found.is_empty() { region::near(code, region) } else { Vec::new() }.iter().map(|region| region.code).collect::<Vec<_>>(),
            "grounds": grounds.iter().map(|ground| ground_json(&workspace, ground)).collect::<Vec<_>>(),
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    let known = match found.as_slice() {
        [one] if one.code != region.trim() => format!(" ({})", one.code),
        _ => String::new(),
    };
    let place = if region.is_empty() { code.to_owned() } else { format!("{code}, {}{known}", crate::clean::line(region)) };
    let by = edition.map_or_else(String::new, |edition| format!(" · {} ({}) · {}", edition.name, edition.dated, edition.source));
    let law = if covered { format!(" · {}", locale.text("reference.covered")) } else { String::new() };
    say(&format!("{place} · {day} · {} · {}{law}{by}", tier.unwrap_or("?"), stand_words(&grounds, word, locale)))?;
    for ground in &grounds {
        say(&format!("  {} · {}", ground.tier, ground_words(&workspace, ground, locale)))?;
    }
    if let Some((what, next)) = region::not_recognised(code, region) {
        say(&what.and(next).in_lang(here.lang))?;
    }
    say(notice.get(here.lang))?;
    Ok(false)
}

/// The day a ground speaks of: its list's, or the table's.
fn day_of(workspace: &Workspace, ground: &PlaceGround<'_>) -> Option<jiff::civil::Date> {
    ground.edition.map_or(workspace.countries().retrieved, |edition| Some(edition.dated))
}

fn ground_json(workspace: &Workspace, ground: &PlaceGround<'_>) -> Value {
    let day = day_of(workspace, ground);
    let (what, said) = match &ground.why {
        Why::Listed(area) => ("listed", vec![area.said.clone()]),
        Why::RegionUnknown { .. } => ("region-unknown", Vec::new()),
        Why::Table(country) => ("country-table", country.grounds.iter().map(|ground| ground.word().to_owned()).collect()),
    };
    json!({"tier": ground.tier, "what": what, "said": said.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>(),
        "kind": ground.edition.map(|edition| edition.kind.word()), "list": ground.edition.map(|edition| &edition.name),
        "dated": day.map(|day| day.to_string()), "source": ground.edition.map(|edition| &edition.source),
        "sha256": ground.edition.map(Edition::hash), "old": day.is_some_and(|day| workspace.is_old_area_list(day))})
}

fn ground_words(workspace: &Workspace, ground: &PlaceGround<'_>, locale: Locale) -> String {
    let day = day_of(workspace, ground);
    let dated = day.map_or_else(String::new, |day| day.to_string());
    let mut told = match (&ground.why, ground.edition) {
        (Why::Table(country), _) => {
            let edition = &workspace.countries().edition;
            let grounds: Vec<&str> = country.grounds.iter().map(|ground| locale.text(ground_key(*ground))).collect();
            let table = locale.with("reference.by-table", &[("edition", edition), ("date", &dated)]);
            if grounds.is_empty() { table } else { format!("{table}: {}", grounds.join(", ")) }
        }
        (why, edition) => {
            let (name, source) = edition.map(|edition| (edition.name.clone(), edition.source.clone())).unwrap_or_default();
            let what = match why {
                Why::Listed(area) if !area.said.is_empty() => area.said.clone(),
                Why::RegionUnknown { why, .. } => unclear_words(why, locale),
                _ => locale.text("reference.place-listed").to_owned(),
            };
            format!("{name} ({dated}) · {source}: {what}")
        }
    };
    if day.is_some_and(|day| workspace.is_old_area_list(day)) {
        told.push_str(" · ");
        told.push_str(&locale.with("reference.too-old", &[("months", &workspace.area_list_months().to_string())]));
    }
    told
}

fn ground_key(ground: Ground) -> &'static str {
    match ground {
        Ground::Eu => "reference.ground-eu",
        Ground::Covered => "reference.covered",
        Ground::UnMeasures => "reference.ground-un-measures",
        Ground::FatfCall => "reference.ground-fatf-call",
        Ground::FatfMonitoring => "reference.ground-fatf-monitoring",
        Ground::Hub => "reference.ground-hub",
    }
}

/// A list as the table of lists shows it.
struct Shown {
    kind: String,
    name: String,
    dated: String,
    rows: usize,
    source: String,
    file: String,
    sha256: String,
    entry: String,
    by: String,
    at: String,
    old: bool,
}

/// Imported lists, and the ones the program carries: the EU's list of areas and the country table, each with its day.
fn shown(workspace: &Workspace) -> Result<Vec<Shown>, Error> {
    let old = |kind: Option<ListKind>, dated: &str| {
        kind.is_some_and(ListKind::is_of_places) && dated.parse().is_ok_and(|day| workspace.is_old_area_list(day))
    };
    let day = workspace.today();
    let in_force: Vec<String> = workspace.lists()?.areas_on(day).iter().map(|list| list.edition.sha256.clone()).collect();
    let mut all = Vec::new();
    for held in workspace.imported_lists()? {
        let list = held.list;
        let counts = in_force.contains(&list.sha256);
        all.push(Shown {
            old: counts && old(ListKind::from_word(&list.list), &list.dated),
            kind: list.list,
            name: list.name,
            dated: list.dated,
            rows: usize::try_from(list.rows).unwrap_or(usize::MAX),
            source: list.source,
            file: list.file,
            sha256: list.sha256,
            entry: held.entry,
            by: held.by,
            at: held.at.to_string(),
        });
    }
    let built_in = cahra::built_in();
    let table = workspace.countries();
    let text = |name: &str| crate::builtin::reference(name).map(crate::questionnaire::file::sha256).unwrap_or_default();
    let carried = [
        (ListKind::Cahra.word(), built_in.edition.name.clone(), Some(built_in.edition.dated), built_in.rows.len(), cahra::BUILT_IN),
        ("countries", format!("countries {}", table.edition), table.retrieved, table.all.len(), "countries.toml"),
    ];
    for (kind, name, dated, rows, file) in carried {
        let counts = kind != ListKind::Cahra.word() || in_force.contains(&String::new());
        all.push(Shown {
            kind: kind.to_owned(),
            name,
            dated: dated.map(|day| day.to_string()).unwrap_or_default(),
            rows,
            source: format!("oretrail {}", env!("CARGO_PKG_VERSION")),
            file: file.to_owned(),
            sha256: text(file),
            entry: String::new(),
            by: String::new(),
            at: String::new(),
            old: counts && dated.is_some_and(|day| workspace.is_old_area_list(day)),
        });
    }
    Ok(all)
}

fn list(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let all = shown(&workspace)?;
    for unread in &workspace.lists()?.unread {
        let _ = writeln!(std::io::stderr(), "oretrail: {}", unread.in_lang(here.lang));
    }
    if here.global.json {
        let rows = all.iter().map(|list| {
            json!({
                "kind": list.kind, "name": list.name, "dated": list.dated, "rows": list.rows, "source": list.source, "file": list.file,
                "sha256": list.sha256, "entry": list.entry, "by": list.by, "at": list.at, "built_in": list.entry.is_empty(), "old": list.old,
            })
        });
        Here::json(&Value::Array(rows.collect()))?;
        return Ok(false);
    }
    let locale = here.locale();
    let heads = ["kind", "name", "dated", "rows", "source", "by"].map(|key| locale.text(&format!("reference.{key}")).to_owned());
    let mut lines = vec![[heads.to_vec(), vec![String::new()]].concat()];
    let months = workspace.area_list_months().to_string();
    lines.extend(all.iter().map(|list| {
        let old = if list.old { locale.with("reference.too-old", &[("months", &months)]) } else { String::new() };
        let by = if list.entry.is_empty() { locale.text("reference.built-in").to_owned() } else { list.by.clone() };
        vec![list.kind.clone(), list.name.clone(), list.dated.clone(), list.rows.to_string(), list.source.clone(), by, old]
    }));
    say(&super::table::table(&lines, &[3]))?;
    if all.iter().all(|list| list.entry.is_empty()) {
        say(locale.text("reference.none"))?;
    }
    Ok(false)
}
