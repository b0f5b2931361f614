//! The shape of an answer as a file writes it: type, options, parts, columns.

use crate::figures::{Figure, Quantity, Total};
use crate::questionnaire::{CellKind, Choice, Column, Grade, Kind, Part, Rows, YesNo};
use crate::ratio::Ratio;
use crate::reading::{At, Fields, missing};
use crate::sentence::{Sentence, told};

pub(in crate::questionnaire) const TYPES: [(&str, ()); 14] = [
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

impl Kind {
    /// The word of the type, as files write it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::YesNo(shape) if shape.partly => "ynp",
            Self::YesNo(shape) if shape.not_applicable => "ynn",
            Self::YesNo(shape) if shape.unknown => "ynu",
            Self::YesNo(_) => "yn",
            Self::Maturity => "mat",
            Self::OneOf(_) => "sc",
            Self::SeveralOf(_) => "mc",
            Self::Number(_) => "num",
            Self::Percent(_) => "pct",
            Self::Date => "date",
            Self::Text => "text",
            Self::Rows(_) => "list",
            Self::Country => "ctry",
            Self::Document => "doc",
        }
    }
}

/// The kind, and for a maturity row the levels it names itself.
pub(super) fn read_kind(table: &Fields<'_, '_>) -> Option<(Kind, Vec<Choice>)> {
    let word = table.text("type");
    if word.is_none() && !table.has("type") {
        let all: Vec<&str> = TYPES.iter().map(|(name, ())| *name).collect();
        let next = told("remark-do.add-one-of", [("key", "type".into()), ("all", all.join(", ").into())]);
        table.sheet().wrong(&table.at, "missing-key", missing("type"), next);
    }
    if word.as_ref().is_none_or(|word| !TYPES.iter().any(|(name, ())| *name == word.value)) {
        // Which keys a type that is none would have cannot be told.
        for key in ["good", "options", "parts", "columns", "rows", "total", "figure"] {
            let _ = table.has(key);
        }
    }
    let word = word?;
    table.choose(&word, "type", &TYPES)?;
    let choices = read_choices(table);
    let parts = read_parts(table);
    let columns = read_columns(table);
    not_of_this_kind(table, &word);
    let need = |found: bool, key: &str| {
        if !found {
            let what = told("remark.type-needs", [("type", (&word.value).into()), ("key", key.into())]);
            table.sheet().wrong(&word.at, "missing-key", what, told("remark-do.add-list", [("key", key.into())]));
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
        "list" => need(!columns.is_empty(), "columns").then(|| read_rows(table, columns))?.map(Kind::Rows)?,
        "date" => Kind::Date,
        "text" => Kind::Text,
        "ctry" => Kind::Country,
        "doc" => Kind::Document,
        yes_no => {
            for id in table.tables("options").iter().filter_map(|option| option.text("id")) {
                if id.value == "yes" || id.value == "no" || id.value == "partly" && yes_no == "ynp" {
                    let what = told("remark.answer-anyway", [("id", (&id.value).into()), ("type", yes_no.into())]);
                    table.sheet().wrong(&id.at, "duplicate-option", what, told("remark-do.answer-anyway", []));
                }
            }
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

/// What another type of question would need is not read here, and that is said.
fn not_of_this_kind(table: &Fields<'_, '_>, word: &At<String>) {
    let takes: &[&str] = match word.value.as_str() {
        "num" | "pct" => &["parts"],
        "list" => &["columns", "rows", "figure", "total"],
        "date" | "text" | "ctry" | "doc" => &[],
        _ => &["options"],
    };
    for key in ["options", "parts", "columns", "rows", "figure", "total"] {
        if let Some(at) = table.span(key).filter(|_| !takes.contains(&key)) {
            let what = told("remark.type-has-no", [("type", (&word.value).into()), ("key", key.into())]);
            let next = match key {
                "options" => "remark-do.type-of-options",
                "parts" => "remark-do.type-of-parts",
                _ => "remark-do.type-of-columns",
            };
            table.sheet().wrong(&at, "not-of-this-type", what, told(next, []));
        }
    }
}

/// A maturity row may give its own wording to a level, not add one.
fn unknown_levels(table: &Fields<'_, '_>, word: &At<String>, choices: &[Choice]) {
    for choice in choices.iter().filter(|choice| !["0", "1", "2", "3", "4"].contains(&choice.id.as_str())) {
        let what = told("remark.no-level", [("id", (&choice.id).into())]);
        table.sheet().wrong(&word.at, "unknown-option", what, told("remark-do.no-level", []));
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
                told("remark.option-twice", [("id", (&id.value).into())]),
                told("remark-do.option-id", []),
            );
        } else {
            choices.push(Choice { id: id.value, grade, text, exclusive });
        }
    }
    choices
}

/// Tells an id that is there already; `what` is the key of the sentence about such things.
pub(super) fn twice(table: &Fields<'_, '_>, id: &At<String>, what: &'static str, known: bool) -> bool {
    if known {
        let next = match what {
            "remark.fact-twice" => "remark-do.fact-id",
            "remark.paper-twice" => "remark-do.paper-id",
            _ => "remark-do.part-id",
        };
        table.sheet().wrong(&id.at, "duplicate-id", told(what, [("id", (&id.value).into())]), told(next, []));
    }
    known
}

/// The least and the greatest number something takes.
fn read_bounds(part: &Fields<'_, '_>) -> (Option<Ratio>, Option<Ratio>) {
    let (min, max) = (part.number("min").map(|n| n.value), part.number("max").map(|n| n.value));
    if let (Some(least), Some(most)) = (min, max)
        && least > most
    {
        let at = part.span("max").unwrap_or_else(|| part.at.clone());
        let what = told("remark.impossible-range", [("min", least.plain().into()), ("max", most.plain().into())]);
        part.sheet().wrong(&at, "impossible-range", what, told("remark-do.impossible-range", []));
    }
    (min, max)
}

fn read_parts(table: &Fields<'_, '_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for part in table.tables("parts") {
        let id = part.need_text("id");
        let unit = part.text("unit").map(|unit| unit.value).unwrap_or_default();
        let text = part.need_languages("text");
        let (min, max) = read_bounds(&part);
        part.finish();
        if let Some(id) = id.filter(|id| !twice(&part, id, "remark.part-twice", parts.iter().any(|known| known.id == id.value))) {
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
        let screened = column.flag("screened", false);
        let unit = column.text("unit").map(|unit| unit.value).unwrap_or_default();
        let choices = read_choices(&column);
        let (min, max) = read_bounds(&column);
        column.finish();
        let Some(id) = id else { continue };
        if kind == CellKind::OneOf && choices.is_empty() {
            let what = told("remark.column-without-options", [("id", (&id.value).into())]);
            column.sheet().wrong(&id.at, "missing-key", what, told("remark-do.column-without-options", []));
        }
        if columns.iter().any(|known| known.id == id.value) {
            let what = told("remark.column-twice", [("id", (&id.value).into())]);
            column.sheet().wrong(&id.at, "duplicate-column", what, told("remark-do.column-id", []));
            continue;
        }
        columns.push(Column { id: id.value, kind, text, personal, screened, unit, min, max, choices });
    }
    columns
}

/// What else a list says about its rows: how many, what they hold, what adds up. Nothing where its figure is none that
/// there is: what may be found of its rows cannot be told.
fn read_rows(table: &Fields<'_, '_>, columns: Vec<Column>) -> Option<Rows> {
    let (mut least, mut most) = (0, None);
    if let Some(rows) = table.table("rows") {
        let (min, max) = (rows.count("min"), rows.count("max"));
        rows.finish();
        least = min.as_ref().map_or(0, |min| min.value as usize);
        most = max.as_ref().map(|max| max.value as usize);
        if let Some(max) = max.filter(|max| max.value == 0 || (max.value as usize) < least) {
            let what = told("remark.impossible-rows", [("max", max.value.to_string().into()), ("min", least.to_string().into())]);
            table.sheet().wrong(&max.at, "impossible-rows", what, told("remark-do.impossible-rows", []));
        }
    }
    let figure = table.word("figure", &Figure::WORDS);
    for (id, word) in figure.as_ref().map_or(&[][..], |figure| figure.value.needs()) {
        let found = columns.iter().find(|column| column.id == *id);
        let Some(at) = figure.as_ref().map(|figure| &figure.at).filter(|_| found.is_none_or(|column| column.kind.word() != *word)) else {
            continue;
        };
        let (named, of) = (("id", Sentence::from(*id)), ("type", Sentence::from(*word)));
        let next = told("remark-do.figure-column", [named.clone(), of.clone()]);
        let what = match found {
            None => told("remark.figure-needs-column", [named, of]),
            Some(column) => told("remark.figure-column-type", [named, of, ("found", column.kind.word().into())]),
        };
        table.sheet().wrong(at, "figure-column", what, next);
    }
    let total = table.table("total").map(|total| read_total(&total, &columns));
    let is_known = figure.is_some() || !table.has("figure");
    is_known.then(|| Rows { columns, least, most, figure: figure.map(|figure| figure.value), total })
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
            let what = told("remark.total-column", [("id", (&name.value).into())]);
            let next = if numbers.is_empty() {
                told("remark-do.total-column", [])
            } else {
                told("remark-do.use-one-of", [("all", numbers.join(", ").into())])
            };
            table.sheet().wrong(&name.at, "unknown-column", what, next);
        }
    }
    if !table.has("columns") {
        table.missing("columns");
    }
    let of = table.text("of");
    if let Some(of) = of.as_ref().filter(|of| Quantity::read(&of.value).is_err()) {
        let what = told("remark.bad-total", [("value", (&of.value).into())]);
        table.sheet().wrong(&of.at, "bad-total", what, told("remark-do.bad-total", []));
    }
    table.finish();
    Total { columns: adds, of: of.map(|of| of.value) }
}
