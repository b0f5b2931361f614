//! The shape of an answer as a file writes it: type, options, parts, columns.

use crate::questionnaire::{CellKind, Choice, Column, Grade, Kind, Part, YesNo};
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
        "list" => need(!columns.is_empty(), "columns").then_some(Kind::Rows(columns))?,
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
    let mut columns = Vec::new();
    for column in table.tables("columns") {
        let id = column.need_text("id");
        let kind = column.word("type", &CellKind::WORDS).map_or(CellKind::Text, |kind| kind.value);
        let text = column.need_languages("text");
        let personal = column.flag("personal", false);
        let _ = column.text("unit");
        column.finish();
        if let Some(id) = id {
            columns.push(Column { id: id.value, kind, text, personal });
        }
    }
    columns
}
