//! Lists of conflict-affected and high-risk areas, as JSON or a table. What cannot be taken is named line by line.

use jiff::civil::Date;
use serde::Deserialize;

use super::super::Unfit;
use super::table::{Head, Table, is_filled, tables};
use super::{Found, Rows};
use crate::clean;
use crate::reference::cahra::EU_SERIES;
use crate::reference::country;
use crate::reference::list::ListedArea;
use crate::reference::name::folded;
use crate::sentence::{Sentence, told};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    #[serde(default)]
    meta: Meta,
    entries: Vec<Entry>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Meta {
    version: Option<String>,
    data_updated: Option<String>,
    retrieved: Option<String>,
    website: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    country_name: String,
    iso2: Option<String>,
    #[serde(default)]
    whole_country: bool,
    regions: Option<Vec<Region>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    name: String,
    code: Option<String>,
    #[serde(default)]
    conflict_affected: bool,
    #[serde(default)]
    high_risk: bool,
}

const COLUMNS: [(&str, &[&str]); 5] = [
    ("country", &["iso2", "country code", "iso", "country"]),
    ("region", &["region code", "iso 3166 2", "code", "region"]),
    ("name", &["region name", "name", "region"]),
    ("conflict", &["conflict affected", "conflict"]),
    ("high", &["high risk", "highrisk"]),
];

/// Reads a list of areas.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]).trim_start_matches('\u{FEFF}').trim_start().to_owned();
    if start.starts_with('{') { json(file, bytes) } else { table(file, bytes) }
}

fn json(file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    let document: Document = serde_json::from_slice(bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes))
        .map_err(|error| Unfit::list(told("reference.bad-areas", [("why", clean::line(&error.to_string()).into())])))?;
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    for (at, entry) in document.entries.into_iter().enumerate() {
        let code = entry.iso2.as_deref().and_then(country::code_of).or_else(|| country::code_of(&entry.country_name));
        let Some(code) = code else {
            let place = told("reference.entry", [("number", (at + 1).to_string().into())]);
            let what = told("reference.unknown-country", [("name", clean::line(&entry.country_name).into())]);
            left_out.push(told("reference.at", [("place", place), ("what", what)]).and(told("reference.write-country", [])));
            continue;
        };
        let regions = entry.regions.unwrap_or_default();
        if entry.whole_country || regions.is_empty() {
            rows.push(ListedArea {
                country: code.to_owned(),
                region: None,
                name: String::new(),
                conflict: true,
                high_risk: true,
                tier: None,
                said: String::new(),
            });
        }
        for region in regions {
            let name = clean::line(&region.name);
            rows.push(ListedArea {
                country: code.to_owned(),
                region: Some(region.code.map_or_else(|| name.clone(), |code| clean::line(&code))),
                name,
                conflict: region.conflict_affected,
                high_risk: region.high_risk,
                tier: None,
                said: String::new(),
            });
        }
    }
    let dated =
        [&document.meta.data_updated, &document.meta.retrieved].into_iter().flatten().find_map(|text| text.get(..10)?.parse::<Date>().ok());
    let edition = document.meta.version.map_or_else(|| super::stem(file), |version| clean::line(&version));
    let is_eu = document.meta.website.is_some_and(|site| site.contains("cahraslist"));
    let name = if is_eu { format!("{EU_SERIES}, {edition}") } else { edition };
    Ok(Found { name, dated, rows: Rows::Areas(rows), notices: Vec::new(), left_out })
}

/// That a row names no country, or one that is not known.
pub(super) fn no_country(table: &Table, at: usize, named: &str) -> Sentence {
    let what = match named {
        "" => told("reference.country-empty", []),
        named => told("reference.unknown-country", [("name", clean::line(named).into())]),
    };
    table.left_out(at, what, told("reference.write-country", []))
}

fn table(file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    let tables = tables(file, bytes)?;
    let (mut rows, mut left_out, mut seen) = (Vec::new(), Vec::new(), false);
    for table in &tables {
        let Some(head) = Head::find(table, &COLUMNS, &["country"]) else { continue };
        seen = true;
        for (at, cells) in table.rows.iter().enumerate().skip(head.row + 1).filter(|(_, cells)| is_filled(cells)) {
            let get = |key: &str| head.get(cells, key);
            let Some(code) = country::code_of(get("country")) else {
                left_out.push(no_country(table, at, get("country")));
                continue;
            };
            let is = |key: &str| matches!(folded(get(key)).as_str(), "yes" | "y" | "true" | "1" | "x");
            let (conflict, high_risk) = (is("conflict"), is("high"));
            let given = conflict || high_risk;
            let region = [get("region"), get("name")].into_iter().find(|text| !text.is_empty()).map(str::to_owned);
            let name = get("name").to_owned();
            let (conflict, high_risk) = (conflict || !given, high_risk || !given);
            rows.push(ListedArea { country: code.to_owned(), region, name, conflict, high_risk, tier: None, said: String::new() });
        }
    }
    if !seen || (rows.is_empty() && left_out.is_empty()) {
        return Err(Unfit::list(told("reference.no-areas", [])));
    }
    Ok(Found { name: super::stem(file), dated: None, rows: Rows::Areas(rows), notices: Vec::new(), left_out })
}
