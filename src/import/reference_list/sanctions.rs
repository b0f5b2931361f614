//! Sanctions lists: the UN's consolidated XML, OFAC's files without header, the US Consolidated Screening List, and any
//! other table whose columns the user names. Names and aliases out; whether anybody is meant is decided elsewhere.

use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::Unfit;
use super::table::{Table, is_filled, line_of, tables};
use super::{Found, Rows};
use crate::clean;
use crate::reference::list::ListedParty;
use crate::reference::name::folded;
use crate::sentence::{Sentence, told};

/// What a mapping may name.
const PARTS: [&str; 5] = ["name", "alias", "id", "country", "programme"];

/// What was taken, and the lines that were not.
type Taken = (Vec<ListedParty>, Vec<Sentence>);

/// That a line was not taken.
fn left_out(line: usize, what: Sentence, next: &'static str) -> Sentence {
    let place = told("reference.line", [("line", line.to_string().into())]);
    told("reference.at", [("place", place), ("what", what)]).and(told(next, []))
}

/// Reads a sanctions list; `columns` such as `name=Name of person` say how a table without a known shape is read.
pub(super) fn read(file: &str, bytes: &[u8], columns: &[String]) -> Result<Found, Unfit> {
    let text = String::from_utf8_lossy(bytes);
    if columns.is_empty() && text.contains("<CONSOLIDATED_LIST") {
        return united_nations(file, &text);
    }
    let found = |what: &str, (rows, left_out): Taken| {
        let name = if what.is_empty() { super::stem(file) } else { format!("{what} ({})", super::stem(file)) };
        Found { name, dated: None, rows: Rows::Parties(rows), notices: Vec::new(), left_out }
    };
    if !columns.is_empty() {
        return Ok(found("", mapped(&tables(file, bytes)?, columns)?));
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let read: Vec<Result<csv::StringRecord, csv::Error>> = reader.records().collect();
    let unreadable = read.iter().filter_map(|record| record.as_ref().err()).map(|error| {
        let at = error.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
        left_out(at, told("reference.unreadable-line", []), "reference.save-utf8")
    });
    let unreadable: Vec<Sentence> = unreadable.collect();
    let records: Vec<csv::StringRecord> = read.into_iter().filter_map(Result::ok).collect();
    let whole = |(rows, left_out): Taken| (rows, [unreadable.clone(), left_out].concat());
    if let Some((what, taken)) = ofac(&records, bytes) {
        return Ok(found(what, whole(taken)));
    }
    if let Some(taken) = screening_list(&records, bytes) {
        return Ok(found("Consolidated Screening List", whole(taken)));
    }
    Err(Unfit::new("not-a-sanctions-list", told("reference.no-sanctions", [])))
}

fn united_nations(file: &str, text: &str) -> Result<Found, Unfit> {
    let damaged = || Unfit::new("not-a-sanctions-list", told("reference.bad-xml", []));
    let mut reader = Reader::from_str(text);
    let (mut rows, mut path): (Vec<ListedParty>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut current, mut parts, mut words) = (ListedParty::default(), Vec::new(), String::new());
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                if name == "INDIVIDUAL" || name == "ENTITY" {
                    current = ListedParty { kind: name.to_lowercase(), ..ListedParty::default() };
                    parts = Vec::new();
                }
                path.push(name);
                words.clear();
            }
            Event::Text(held) => words.push_str(&held),
            Event::CData(held) => words.push_str(&held),
            Event::GeneralRef(held) => {
                words.push_str(quick_xml::escape::resolve_predefined_entity(&held).unwrap_or(" "));
            }
            Event::End(_) => {
                let name = path.pop().unwrap_or_default();
                let said = clean::line(&std::mem::take(&mut words));
                let parent = path.last().map(String::as_str).unwrap_or_default();
                match name.as_str() {
                    "INDIVIDUAL" | "ENTITY" => {
                        current.name = parts.join(" ");
                        if !current.name.is_empty() {
                            rows.push(std::mem::take(&mut current));
                        }
                    }
                    "FIRST_NAME" | "SECOND_NAME" | "THIRD_NAME" | "FOURTH_NAME" if !said.is_empty() => parts.push(said),
                    "REFERENCE_NUMBER" => current.id = said,
                    "UN_LIST_TYPE" => current.programme = said,
                    "NAME_ORIGINAL_SCRIPT" | "ALIAS_NAME" if !said.is_empty() => current.aliases.push(said),
                    "COUNTRY" if parent.ends_with("_ADDRESS") && !said.is_empty() && current.country.is_empty() => current.country = said,
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let dated: Option<Date> = text.split("dateGenerated=\"").nth(1).and_then(|rest| rest.get(..10)).and_then(|day| day.parse().ok());
    Ok(Found {
        name: format!("UN consolidated list ({})", super::stem(file)),
        dated,
        rows: Rows::Parties(rows),
        notices: Vec::new(),
        left_out: Vec::new(),
    })
}

/// The United States' files have no header: a number, a name, and `-0-` for what is empty; twelve cells in a row, or five
/// in the file of other names.
fn ofac(records: &[csv::StringRecord], bytes: &[u8]) -> Option<(&'static str, Taken)> {
    let cell = |record: &csv::StringRecord, at: usize| {
        let text = clean::line(record.get(at).unwrap_or_default());
        if text == "-0-" { String::new() } else { text }
    };
    if !records.iter().any(|record| record.iter().any(|cell| cell.trim() == "-0-")) {
        return None;
    }
    let is_numbered = |record: &csv::StringRecord| record.get(0).is_some_and(|number| number.trim().parse::<u32>().is_ok());
    let numbered = |record: &&csv::StringRecord, cells: usize| record.len() == cells && is_numbered(record);
    let odd = |cells: usize| -> Vec<Sentence> {
        let odd = records.iter().filter(|record| is_numbered(record) && record.len() != cells);
        let what = |record: &csv::StringRecord| {
            told("reference.cells", [("count", record.len().to_string().into()), ("wanted", cells.to_string().into())])
        };
        odd.map(|record| left_out(line_of(record, bytes), what(record), "reference.download-again")).collect()
    };
    let main: Vec<ListedParty> = records
        .iter()
        .filter(|record| numbered(record, 12))
        .map(|record| ListedParty {
            id: cell(record, 0),
            name: cell(record, 1),
            aliases: Vec::new(),
            kind: cell(record, 2),
            country: String::new(),
            programme: cell(record, 3).replace("] [", ", "),
        })
        .collect();
    if !main.is_empty() {
        return Some(("OFAC SDN list", (main, odd(12))));
    }
    let other: Vec<ListedParty> = records
        .iter()
        .filter(|record| numbered(record, 5))
        .map(|record| ListedParty { id: cell(record, 0), name: cell(record, 3), kind: cell(record, 2), ..ListedParty::default() })
        .collect();
    (!other.is_empty()).then(|| ("OFAC other names", (other, odd(5))))
}

fn screening_list(records: &[csv::StringRecord], bytes: &[u8]) -> Option<Taken> {
    let titles: Vec<String> = records.first()?.iter().map(folded).collect();
    let at = |wanted: &[&str]| titles.iter().position(|title| wanted.contains(&title.as_str()));
    let (name, _source, programme) = (at(&["name"])?, at(&["source"])?, titles.iter().position(|title| title.starts_with("program"))?);
    let (id, alias, country, kind) = (at(&["entity number", "id"]), at(&["alt names"]), at(&["country", "nationalities"]), at(&["type"]));
    let get = |record: &csv::StringRecord, column: Option<usize>| {
        column.and_then(|column| record.get(column)).map(clean::line).unwrap_or_default()
    };
    let row = |record: &csv::StringRecord| ListedParty {
        id: get(record, id),
        name: get(record, Some(name)),
        aliases: several(&get(record, alias)),
        kind: get(record, kind),
        country: get(record, country),
        programme: get(record, Some(programme)),
    };
    let (named, nameless): (Vec<&csv::StringRecord>, Vec<_>) =
        records.iter().skip(1).partition(|record| !get(record, Some(name)).is_empty());
    let nameless = nameless.into_iter().filter(|record| record.iter().any(|cell| !cell.trim().is_empty()));
    let nameless = nameless.map(|record| left_out(line_of(record, bytes), told("reference.name-empty", []), "reference.write-name"));
    Some((named.into_iter().map(row).collect(), nameless.collect()))
}

fn several(text: &str) -> Vec<String> {
    text.split([';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A table read by the user's own mapping: each column by its title, or by its number counted from one.
fn mapped(tables: &[Table], columns: &[String]) -> Result<Taken, Unfit> {
    let mut wanted: Vec<(&str, &str)> = Vec::new();
    for column in columns {
        let (part, title) = column.split_once('=').unwrap_or((column, ""));
        if !PARTS.contains(&part) || title.trim().is_empty() {
            let known = PARTS.map(Sentence::from).into();
            let why = told("reference.no-mapping", [("column", column.into()), ("known", Sentence::Listed(known))]);
            return Err(Unfit::new("no-such-column", why));
        }
        wanted.push((part, title.trim()));
    }
    if !wanted.iter().any(|(part, _)| *part == "name") {
        return Err(Unfit::new("no-name-column", told("reference.no-name-column", [])));
    }
    let Some((table, head, places)) = tables.iter().find_map(|table| placed(table, &wanted).map(|(head, places)| (table, head, places)))
    else {
        let titles = wanted.iter().map(|(_, title)| Sentence::from(*title)).collect();
        return Err(Unfit::new("no-such-column", told("reference.no-titles", [("titles", Sentence::Listed(titles))])));
    };
    let (mut rows, mut nameless) = (Vec::new(), Vec::new());
    for (number, cells) in table.rows.iter().enumerate().skip(head) {
        let all = |wanted: &str| -> Vec<String> {
            let cells = places.iter().filter(|(part, _)| *part == wanted).filter_map(|(_, at)| cells.get(*at));
            cells.flat_map(|cell| several(cell)).collect()
        };
        let one = |wanted: &str| all(wanted).join(" ");
        let name = one("name");
        if !name.is_empty() {
            let id = Some(one("id")).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("row {}", number + 1));
            rows.push(ListedParty {
                id,
                name,
                aliases: all("alias"),
                kind: String::new(),
                country: one("country"),
                programme: one("programme"),
            });
        } else if is_filled(cells) {
            nameless.push(table.left_out(number, told("reference.name-empty", []), told("reference.write-name", [])));
        }
    }
    Ok((rows, nameless))
}

/// The first row of data and the column of each part.
fn placed<'w>(table: &Table, wanted: &[(&'w str, &str)]) -> Option<(usize, Vec<(&'w str, usize)>)> {
    let numbers: Option<Vec<(&str, usize)>> =
        wanted.iter().map(|(part, title)| Some((*part, title.parse::<usize>().ok()?.checked_sub(1)?))).collect();
    if let Some(numbers) = numbers {
        return Some((0, numbers));
    }
    table.rows.iter().take(12).enumerate().find_map(|(row, cells)| {
        let titles: Vec<String> = cells.iter().map(|cell| folded(cell)).collect();
        let all: Option<Vec<(&str, usize)>> = wanted
            .iter()
            .map(|(part, title)| Some((*part, titles.iter().position(|known| *known == folded(title) && !known.is_empty())?)))
            .collect();
        all.map(|all| (row + 1, all))
    })
}
