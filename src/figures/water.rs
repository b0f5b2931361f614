//! Water risk site by site. A site nobody assessed is *not assessed*: it is never counted among the low ones. So is a level
//! without source or date, with a day to come, or dated before the edition of the source that it names. How old an
//! assessment may be, no source says; so its date is told and no age is too old.

use jiff::civil::Date;

use super::against::{Against, day};
use super::{Remark, Table};
use crate::reference::name::folded;
use crate::sentence::{Sentence, told};

/// The levels, as the water-risk atlas of WRI has them, with `medium` between: what each is called, whether it calls for
/// something.
const LEVELS: [(&str, &str, &str, bool); 6] = [
    ("low", "low", "water.low", false),
    ("low-medium", "low-medium", "water.low-medium", false),
    ("medium", "medium", "water.medium", false),
    ("medium-high", "medium-high", "water.medium-high", false),
    ("high", "high", "water.high", true),
    ("extremely-high", "high", "water.extremely-high", true),
];

/// The year of the edition that a source names, `Aqueduct 4.0 (2023)`; a year that is still to come is one of a scenario.
fn edition_year(source: &str, today: Option<Date>) -> Option<i16> {
    let years = source.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let is_past = |year: &i16| today.is_none_or(|today| *year <= today.year());
    years.filter_map(|year| year.parse().ok()).filter(is_past).rfind(|year| (1990..=2099).contains(year))
}

/// Why an assessment proves nothing.
fn unfounded(source: &str, date: &str, today: Option<Date>) -> Option<Sentence> {
    if source.is_empty() || date.is_empty() {
        return Some(told("figure.assessed-without-source", []));
    }
    match (day(date, today), edition_year(source, today)) {
        (Err(why), _) => Some(why),
        (Ok(day), Some(year)) if day.year() < year => {
            Some(told("figure.assessed-before-source", [("day", day.to_string().into()), ("source", source.into())]))
        }
        (Ok(_), _) => None,
    }
}

/// Remarks on sites, the count last. Columns: site, level, source, date. Sites of the supplier without a row are not
/// assessed either.
///
/// # Errors
/// When a column is missing.
pub fn water(cells: &[Vec<String>], against: Against<'_>) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["site", "level", "source", "date"])?;
    let mut remarks = Vec::new();
    let (mut all, mut assessed) = (0, 0);
    let mut named: Vec<String> = Vec::new();
    for (line, row) in table.rows() {
        let cell = |column: &str| table.cell(row, column);
        let site = || table.item(line, row, "site");
        all += 1;
        named.push(folded(cell("site")));
        let level = cell("level").to_lowercase().replace([' ', '_'], "-");
        let known = LEVELS.iter().find(|(id, ..)| *id == level);
        let remark = match (known, unfounded(cell("source"), cell("date"), against.today)) {
            (None, _) if level.is_empty() => Remark::adverse(Some(line), "not-assessed", told("figure.not-assessed", [("site", site())])),
            (None, _) => {
                let values = [("value", cell("level").into()), ("site", site())];
                Remark::adverse(Some(line), "unknown-word", told("figure.unknown-level", values))
            }
            (Some(_), Some(why)) => {
                let values = [("site", site()), ("why", why)];
                Remark::adverse(Some(line), "not-assessed", told("figure.not-assessed-since", values))
            }
            (Some((_, verdict, word, adverse)), None) => {
                assessed += 1;
                let values = [("site", site()), ("level", told(word, [])), ("source", cell("source").into()), ("day", cell("date").into())];
                Remark { line: Some(line), verdict, adverse: *adverse, sentence: told("figure.assessed", values) }
            }
        };
        remarks.push(remark);
    }
    for site in against.sites {
        let names = [&site.id, &site.name].map(|name| folded(name));
        if !named.iter().any(|known| names.contains(known)) {
            all += 1;
            let name = if site.name.is_empty() { &site.id } else { &site.name };
            remarks.push(Remark::adverse(None, "not-assessed", told("figure.not-assessed", [("site", name.into())])));
        }
    }
    let values = [("assessed", assessed.to_string().into()), ("all", all.to_string().into())];
    remarks.push(Remark::fine(None, "coverage", told("figure.sites-assessed", values)));
    Ok(remarks)
}
