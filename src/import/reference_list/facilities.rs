//! Facility status lists and Good Delivery lists: tables with titled columns, whose titles have changed over the years.

use std::collections::BTreeMap;

use super::super::Unfit;
use super::lookup::{is_cid, no_id, plain_metal};
use super::table::{Head, Table, day, tables};
use super::{Found, Rows};
use crate::reference::list::{ListedFacility, ListedRefiner, Status};
use crate::reference::name::folded;
use crate::sentence::{Sentence, told};

/// What a column of a status list may be called, folded.
const STATUS: [(&str, &[&str]); 8] = [
    ("metal", &["metal", "mineral"]),
    ("id", &["facility id", "smelter id", "rmi facility id", "rmi smelter id", "id", "cid"]),
    ("name", &["standard facility name", "standard smelter name", "facility name", "smelter name", "name"]),
    ("country", &["country location", "facility location country", "country", "smelter country", "facility country"]),
    (
        "status",
        &[
            "due diligence assessment program status",
            "due diligence assessment programme status",
            "assessment program status",
            "assessment programme status",
            "assessment status",
            "rmap status",
            "status",
        ],
    ),
    ("cycle", &["assessment cycle", "audit cycle", "cycle"]),
    ("assessed", &["last on site assessment date", "last assessment date", "last audit date", "assessment date", "audit date"]),
    ("programme", &["programme", "program", "assessment program", "assessment programme", "scheme"]),
];

/// What a column of a Good Delivery list may be called, folded.
const REFINER: [(&str, &[&str]); 7] = [
    ("name", &["refiner", "refiner name", "name", "company", "facility name", "brand"]),
    ("country", &["country", "country location", "location"]),
    ("metal", &["metal", "material"]),
    ("scheme", &["scheme", "list", "programme", "program"]),
    ("id", &["id", "facility id", "smelter id", "cid"]),
    ("since", &["since", "listed since", "from", "date listed", "listed"]),
    ("until", &["until", "listed until", "to", "date delisted", "delisted", "removed"]),
];

/// The status a word of a list means; nothing for a word that is not known. `Facility Standard Assessed` is one of those:
/// what it says of conformance is not documented here, and it is not guessed.
pub(super) fn status_of(word: &str) -> Option<Status> {
    let word = folded(word);
    let has = |part: &str| word.contains(part);
    Some(match word.as_str() {
        _ if has("conformant") && (has("non") || has("not ")) => Status::NonConformant,
        _ if has("conformant") && (has("extended") || has("corrective") || has("plan")) => Status::ConformantExtendedPlan,
        _ if has("conformant") => Status::Conformant,
        "active" | "in progress" => Status::Active,
        _ if matches!(word.as_str(), "cross recognized" | "cross recognised") => Status::Conformant,
        "eligible" => Status::Eligible,
        "in communication" => Status::InCommunication,
        "outreach required" => Status::OutreachRequired,
        _ if has("not interested") || has("communication suspended") => Status::NotInterested,
        _ if has("unable to proceed") => Status::UnableToProceed,
        "removed" | "delisted" => Status::Removed,
        "ceased" | "ceased operations" | "not applicable" | "closed" | "alias" => Status::Ceased,
        _ => return None,
    })
}

fn find(tables: &[Table], wanted: &[(&'static str, &[&str])], needed: &[&str]) -> Vec<(usize, Head)> {
    tables.iter().enumerate().filter_map(|(at, table)| Some((at, Head::find(table, wanted, needed)?))).collect()
}

/// Reads a facility status list; sheets named after a status, such as the conformant ones, need no status column.
pub(super) fn status(file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    let tables = tables(file, bytes)?;
    let heads = find(&tables, &STATUS, &["id", "name"]);
    let (mut rows, mut unknown, mut left_out, mut with_status) = (Vec::new(), BTreeMap::<String, usize>::new(), Vec::new(), false);
    let mut no_dates = 0_usize;
    for (at, head) in heads {
        let table = &tables[at];
        let by_sheet = status_of(&table.name);
        for (at, cells) in table.rows.iter().enumerate().skip(head.row + 1) {
            let get = |key: &str| head.get(cells, key);
            let id = get("id").to_uppercase();
            if !is_cid(&id) {
                // A line of remarks below a list names no facility.
                if !get("name").is_empty() {
                    left_out.push(no_id(table, at, get("name"), &id));
                }
                continue;
            }
            let word = get("status");
            let status = if word.is_empty() { by_sheet } else { Some(status_of(word).unwrap_or(Status::NotKnown)) };
            let Some(status) = status else {
                left_out.push(table.left_out(at, told("reference.status-empty", [("id", id.into())]), told("reference.write-status", [])));
                continue;
            };
            with_status = true;
            if status == Status::NotKnown {
                *unknown.entry(word.to_owned()).or_default() += 1;
            }
            let assessed = day(get("assessed"));
            no_dates += usize::from(assessed.is_none() && !get("assessed").is_empty());
            rows.push(ListedFacility {
                id,
                metal: plain_metal(get("metal")),
                name: get("name").to_owned(),
                country: get("country").to_owned(),
                status,
                word: word.to_owned(),
                programme: if get("programme").is_empty() { "RMAP".to_owned() } else { get("programme").to_owned() },
                assessed,
                cycle_years: get("cycle").chars().find_map(|c| c.to_digit(10)).and_then(|years| u8::try_from(years).ok()),
            });
        }
    }
    if !with_status {
        return Err(Unfit::new("no-status", told("reference.no-status", [])));
    }
    let counted = |count: usize| ("count", Sentence::from(count.to_string()));
    let unknown = unknown.into_iter();
    let mut notices: Vec<Sentence> =
        unknown.map(|(word, count)| told("reference.unknown-status", [counted(count), ("word", word.into())])).collect();
    if no_dates > 0 {
        notices.push(told("reference.unclear-dates", [counted(no_dates)]));
    }
    Ok(Found { name: super::stem(file), dated: None, rows: Rows::Facilities(rows), notices, left_out })
}

/// Reads a Good Delivery list.
pub(super) fn good_delivery(file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    let tables = tables(file, bytes)?;
    let heads = find(&tables, &REFINER, &["name", "metal"]);
    let (mut rows, mut left_out, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    for (at, head) in heads {
        let table = &tables[at];
        for (at, cells) in table.rows.iter().enumerate().skip(head.row + 1) {
            let get = |key: &str| head.get(cells, key);
            let (name, metal) = (get("name"), plain_metal(get("metal")));
            if name.is_empty() && metal.is_empty() {
                continue;
            }
            if name.is_empty() || metal.is_empty() {
                left_out.push(table.left_out(at, told("reference.refiner-empty", []), told("reference.write-refiner", [])));
                continue;
            }
            let scheme = if get("scheme").is_empty() { scheme_of(&metal).to_owned() } else { get("scheme").to_lowercase() };
            if let Some(Err(why)) = crate::reference::scheme::find(&scheme).map(|scheme| scheme.covers(&metal)) {
                left_out.push(table.left_out(at, why.into(), told("reference.write-scheme", [])));
                continue;
            }
            let id = Some(get("id").to_uppercase()).filter(|id| !id.is_empty());
            let (since, until) = (day(get("since")), day(get("until")));
            let unclear = [("since", since), ("until", until)].into_iter().find(|(key, day)| day.is_none() && !get(key).is_empty());
            // The refiner stays on the list; that its day was not taken is told.
            if let Some((key, _)) = unclear {
                let what = told("reference.unclear-day", [("name", name.into()), ("day", get(key).into())]);
                notices.push(table.left_out(at, what, told("reference.write-day", [])));
            }
            rows.push(ListedRefiner { name: name.to_owned(), country: get("country").to_owned(), metal, scheme, id, since, until });
        }
    }
    if rows.is_empty() && left_out.is_empty() {
        return Err(Unfit::new("no-refiners", told("reference.no-refiners", [])));
    }
    Ok(Found { name: super::stem(file), dated: None, rows: Rows::Refiners(rows), notices, left_out })
}

/// The list a metal stands on when the table does not say.
fn scheme_of(metal: &str) -> &'static str {
    match crate::reference::metal::key(metal).as_str() {
        "platinum" | "palladium" | "rhodium" => "lppm",
        _ => "lbma",
    }
}
