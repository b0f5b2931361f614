//! Smelter look-ups: out of a reporting template of any generation, or a list file with titled columns.

use jiff::civil::Date;

use super::super::Unfit;
use super::super::extract::template_date;
use super::table::{Head, Table, day, is_look_up, tables};
use super::{Found, Rows};
use crate::reference::list::ListedSmelter;
use crate::reference::name::folded;
use crate::sentence::{Sentence, told};

/// What a column of a list file may be called, folded.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("metal", &["metal", "mineral"]),
    (
        "alias",
        &[
            "smelter reference",
            "facility reference",
            "smelter look up",
            "smelter lookup",
            "facility look up",
            "alias",
            "smelter name",
            "facility name",
        ],
    ),
    ("name", &["standard smelter name", "standard facility name", "standard smelter names", "common name", "standard name"]),
    (
        "country",
        &[
            "smelter facility location country",
            "facility location country",
            "smelter country",
            "smelter location country",
            "country location",
            "country",
            "facility country",
        ],
    ),
    ("id", &["smelter id", "facility id", "smelter identification", "facility identification", "rmi smelter id", "id", "cid"]),
    ("city", &["smelter facility location city", "facility location city", "smelter city", "facility city", "city"]),
    ("state", &["smelter facility location state", "facility location state", "state province", "state", "province", "smelter state"]),
];

/// Reads a look-up.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    let tables = tables(file, bytes)?;
    let template = Template::of(&tables);
    let mut found = None;
    if let Some(sheet) = tables.iter().find(|table| is_look_up(&table.name)) {
        found = Some(rows(sheet, 4, |cells, key| fixed(cells, key, &["metal", "alias", "name", "country", "id", "", "", "city", "state"])));
    } else if let Some(sheet) = tables.iter().find(|table| table.name == "K") {
        found = Some(rows(sheet, 1, |cells, key| fixed(cells, key, &["metal", "alias", "country", "name", "", "id"])));
    }
    let found = found.filter(|(rows, _)| !rows.is_empty()).or_else(|| {
        tables.iter().find_map(|table| {
            let head = Head::find(table, &COLUMNS, &["metal", "country", "id"])?;
            let read = rows(table, head.row + 1, |cells, key| head.get(cells, key));
            (!read.0.is_empty()).then_some(read)
        })
    });
    let Some((rows, left_out)) = found else {
        return Err(Unfit::new("no-look-up", told("reference.no-look-up", [])));
    };
    let name = template.as_ref().map_or_else(|| super::stem(file), |template| format!("{} look-up", template.name));
    let dated = template.and_then(|template| template.dated);
    Ok(Found { name, dated, rows: Rows::Smelters(rows), notices: Vec::new(), left_out })
}

fn fixed<'t>(cells: &'t [String], key: &str, order: &[&str]) -> &'t str {
    order.iter().position(|name| *name == key).and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
}

/// Takes the rows from one on that name a facility, and names those that have a name and no identification.
fn rows<'t>(table: &'t Table, from: usize, get: impl Fn(&'t [String], &str) -> &'t str) -> (Vec<ListedSmelter>, Vec<Sentence>) {
    let (mut rows, mut without) = (Vec::new(), Vec::new());
    for (at, cells) in table.rows.iter().enumerate().skip(from) {
        let own = |key: &str| get(cells, key).to_owned();
        let (metal, name, alias) = (own("metal"), own("name"), own("alias"));
        let (alias, name) = match (alias.is_empty(), name.is_empty()) {
            (true, false) => (name.clone(), name),
            (false, true) => (alias.clone(), alias),
            (true, true) => continue,
            (false, false) => (alias, name),
        };
        let special = folded(&alias);
        if metal.is_empty() || special.ends_with("not listed") || special.ends_with("not yet identified") {
            continue;
        }
        let id = own("id").to_uppercase();
        if !is_cid(&id) {
            without.push(no_id(table, at, &name, &id));
            continue;
        }
        rows.push(ListedSmelter {
            metal: plain_metal(&metal),
            alias,
            name,
            country: own("country"),
            id,
            city: own("city"),
            state: own("state"),
        });
    }
    (rows, without)
}

/// That a row has no identification, or none of the form that is known.
pub(super) fn no_id(table: &Table, at: usize, name: &str, id: &str) -> Sentence {
    let what = match id {
        "" => told("reference.no-id", [("name", name.into())]),
        id => told("reference.other-id", [("name", name.into()), ("id", id.into())]),
    };
    table.left_out(at, what, told("reference.write-id", []))
}

/// `CID` and six digits.
pub(super) fn is_cid(id: &str) -> bool {
    id.strip_prefix("CID").is_some_and(|digits| digits.len() == 6 && digits.chars().all(|c| c.is_ascii_digit()))
}

/// `Gold (Au)` is `Gold`.
pub(super) fn plain_metal(metal: &str) -> String {
    metal.split('(').next().unwrap_or(metal).trim().to_owned()
}

/// Which template the tables belong to.
struct Template {
    name: String,
    dated: Option<Date>,
}

impl Template {
    fn of(tables: &[Table]) -> Option<Self> {
        let face = tables.iter().find(|table| table.name.eq_ignore_ascii_case("Declaration"))?;
        let cell = |row: usize, column: usize| face.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str);
        let (title, revision) = (cell(1, 3).to_uppercase(), cell(2, 9));
        let acronym = ["CMRT", "EMRT", "AMRT", "CRT"].into_iter().find(|word| title.contains(word)).unwrap_or("CMRT");
        let low = revision.to_lowercase();
        let text = low.strip_prefix("revision").unwrap_or(&low).trim_start();
        let (number, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        (!number.is_empty())
            .then(|| Self { name: format!("{acronym} {}", number.trim_end_matches('.')), dated: template_date(rest).or_else(|| day(rest)) })
    }
}
