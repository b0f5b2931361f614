//! The shape of an answer as a file writes it: type, options, parts, columns.

use crate::figures::{Figure, Quantity, Total};
use crate::questionnaire::{CellKind, Choice, Column, Grade, Kind, Part, Rows, YesNo};
use crate::reading::{At, Fields};

const TYPES: [(&str, ()); 14] = [
    ("yn", ()),
    ("ynp", ()),
    ("ynu", ()),
    ("ynn", ()),
    ("mat", ()),
    ("sc", ()),
    ("mc", ()),
    ("num", ()),
    ("pct", ()),
    ("date", ()),
    ("text", ()),
    ("list", ()),
    ("ctry", ()),
    ("doc", ()),
];

/// The kind, and for a maturity row the levels it names itself.
pub(super) fn read_kind(table: &Fields<'_, '_>) -> Option<(Kind, Vec<Choice>)> {
    let word = table.text("type");
    if word.is_none() && !table.has("type") {
        let all: Vec<&str> = TYPES.iter().map(|(name, ())| *name).collect();
        table.sheet().wrong(&table.at, "missing-key", "`type` is missing", format!("add `type = \"…\"` with one of {}", all.join(", ")));
    }
    let word = word?;
    table.choose(&word, "type", &TYPES)?;
    let choices = read_choices(table);
    let parts = read_parts(table);
    let columns = read_columns(table);
    let need = |found: bool, key: &str| {
        if !found {
            let what = format!("a question of type \"{}\" needs `{key}`", word.value);
            table.sheet().wrong(&word.at, "missing-key", what, format!("add `{key} = [ … ]`"));
        }
        found
    };
    let kind = match word.value.as_str() {
        "mat" => {
            unknown_levels(table, &word, &choices);
            return Some((Kind::Maturity, choices));
        }
        "sc" => need(!choices.is_empty(), "options").then_some(Kind::OneOf(choices))?,
        "mc" => need(!choices.is_empty(), "options").then_some(Kind::SeveralOf(choices))?,
        "num" => need(!parts.is_empty(), "parts").then_some(Kind::Number(parts))?,
        "pct" => need(!parts.is_empty(), "parts").then_some(Kind::Percent(parts))?,
        "list" => need(!columns.is_empty(), "columns").then(|| Kind::Rows(read_rows(table, columns)))?,
        "date" => Kind::Date,
        "text" => Kind::Text,
        "ctry" => Kind::Country,
        "doc" => Kind::Document,
        yes_no => {
            let good = table.need_word("good", &[("yes", true), ("no", false)])?;
            Kind::YesNo(YesNo {
                partly: yes_no == "ynp",
                unknown: yes_no == "ynu",
                not_applicable: yes_no == "ynn",
                good_is_yes: good.value,
                more: choices,
            })
        }
    };
    Some((kind, Vec::new()))
}

/// A maturity row may give its own wording to a level, not add one.
fn unknown_levels(table: &Fields<'_, '_>, word: &At<String>, choices: &[Choice]) {
    for choice in choices.iter().filter(|choice| !["0", "1", "2", "3", "4"].contains(&choice.id.as_str())) {
        let what = format!("\"{}\" is no maturity level", choice.id);
        table.sheet().wrong(&word.at, "unknown-option", what, "name levels 0 to 4, or make the question of type \"sc\"");
    }
}

pub(super) fn read_choices(table: &Fields<'_, '_>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for option in table.tables("options") {
        let id = option.need_text("id");
        let grade = option.word("grade", &Grade::WORDS).map_or(Grade::Good, |grade| grade.value);
        let text = option.need_languages("text");
        let exclusive = option.flag("exclusive", false);
        option.finish();
        let Some(id) = id else { continue };
        if choices.iter().any(|known| known.id == id.value) {
            option.sheet().wrong(
                &id.at,
                "duplicate-option",
                format!("option \"{}\" is there twice", id.value),
                "give each option its own id",
            );
        } else {
            choices.push(Choice { id: id.value, grade, text, exclusive });
        }
    }
    choices
}

fn read_parts(table: &Fields<'_, '_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for part in table.tables("parts") {
        let id = part.need_text("id");
        let unit = part.text("unit").map(|unit| unit.value).unwrap_or_default();
        let text = part.need_languages("text");
        let (min, max) = (part.number("min").map(|n| n.value), part.number("max").map(|n| n.value));
        part.finish();
        if let Some(id) = id {
            parts.push(Part { id: id.value, unit, text, min, max });
        }
    }
    parts
}

pub(super) fn read_columns(table: &Fields<'_, '_>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for column in table.tables("columns") {
        let id = column.need_text("id");
        let kind = column.word("type", &CellKind::WORDS).map_or(CellKind::Text, |kind| kind.value);
        let text = column.need_languages("text");
        let personal = column.flag("personal", false);
        let unit = column.text("unit").map(|unit| unit.value).unwrap_or_default();
        let choices = read_choices(&column);
        column.finish();
        let Some(id) = id else { continue };
        if kind == CellKind::OneOf && choices.is_empty() {
            let what = format!("column \"{}\" is a choice without options", id.value);
            column.sheet().wrong(&id.at, "missing-key", what, "add `options = [ … ]` to the column, or make it of type \"text\"");
        }
        if columns.iter().any(|known| known.id == id.value) {
            let what = format!("column \"{}\" is there twice", id.value);
            column.sheet().wrong(&id.at, "duplicate-column", what, "give each column its own id");
            continue;
        }
        columns.push(Column { id: id.value, kind, text, personal, unit, choices });
    }
    columns
}

/// What else a list says about its rows: how many, what they hold, what adds up.
fn read_rows(table: &Fields<'_, '_>, columns: Vec<Column>) -> Rows {
    let (mut least, mut most) = (0, None);
    if let Some(rows) = table.table("rows") {
        let (min, max) = (rows.count("min"), rows.count("max"));
        rows.finish();
        least = min.as_ref().map_or(0, |min| min.value as usize);
        most = max.as_ref().map(|max| max.value as usize);
        if let Some(max) = max.filter(|max| max.value == 0 || (max.value as usize) < least) {
            let what = format!("`rows` takes at most {} and at least {least}", max.value);
            table.sheet().wrong(&max.at, "impossible-rows", what, "let max be 1 or more, and not less than min");
        }
    }
    let figure = table.word("figure", &Figure::WORDS);
    for (id, word) in figure.as_ref().map_or(&[][..], |figure| figure.value.needs()) {
        let found = columns.iter().find(|column| column.id == *id);
        let Some(at) = figure.as_ref().map(|figure| &figure.at).filter(|_| found.is_none_or(|column| column.kind.word() != *word)) else {
            continue;
        };
        let what = match found {
            None => format!("this figure needs a column \"{id}\" of type \"{word}\""),
            Some(column) => format!("this figure needs column \"{id}\" to be of type \"{word}\", it is \"{}\"", column.kind.word()),
        };
        table.sheet().wrong(at, "figure-column", what, format!("write `{{ id = \"{id}\", type = \"{word}\", … }}` among the columns"));
    }
    let total = table.table("total").map(|total| read_total(&total, &columns));
    Rows { columns, least, most, figure: figure.map(|figure| figure.value), total }
}

/// Columns that add up, each of which has to hold numbers.
fn read_total(table: &Fields<'_, '_>, columns: &[Column]) -> Total {
    let mut adds = Vec::new();
    for name in table.texts("columns") {
        let kind = columns.iter().find(|column| column.id == name.value).map(|column| column.kind);
        if matches!(kind, Some(CellKind::Number | CellKind::Percent)) {
            adds.push(name.value);
        } else {
            let numbers: Vec<&str> = columns
                .iter()
                .filter(|column| matches!(column.kind, CellKind::Number | CellKind::Percent))
                .map(|column| column.id.as_str())
                .collect();
            let what = format!("\"{}\" is no column of numbers, so it does not add up", name.value);
            let next = if numbers.is_empty() {
                "give the list a column of type \"num\" or \"pct\", or take `total` out".to_owned()
            } else {
                format!("use one of {}", numbers.join(", "))
            };
            table.sheet().wrong(&name.at, "unknown-column", what, next);
        }
    }
    if !table.has("columns") {
        table.missing("columns");
    }
    let of = table.text("of");
    if let Some(of) = of.as_ref().filter(|of| Quantity::read(&of.value).is_err()) {
        let what = format!("\"{}\" is no number the columns could add up to", of.value);
        table.sheet().wrong(&of.at, "bad-total", what, "write a number, such as of = \"100\"; without `of` a row called total says it");
    }
    table.finish();
    Total { columns: adds, of: of.map(|of| of.value) }
}
