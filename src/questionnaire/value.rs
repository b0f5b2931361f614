//! What a valid value of each kind is. The same validator serves field, progress, submit and import.

use crate::condition::Value;
use crate::figures::{Goal, Stated, number};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

use super::{CellKind, Choice, Column, Kind, Question, Rows};

mod parts;
mod places;

/// Why a typed value cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub what: Sentence,
    /// What would be right.
    pub next: Sentence,
}

impl Refusal {
    /// Both in one sentence.
    #[must_use]
    pub fn sentence(self) -> Sentence {
        self.what.and(self.next)
    }
}

fn refuse<T>(what: Sentence, next: Sentence) -> Result<T, Refusal> {
    Err(Refusal { what, next })
}

/// Brings what a person typed into the form that is recorded: ids in the definition's spelling, numbers as plain
/// decimals, parts as `part=number`.
///
/// # Errors
/// A sentence that says what is wrong and what would be right.
pub fn normalise(question: &Question, typed: &[String]) -> Result<Vec<String>, Refusal> {
    // A tab at the end of a row is a blank cell and stays.
    let is_rows = matches!(question.kind, Kind::Rows(_));
    let trimmed = |part: &String| {
        if is_rows { part.trim_matches(|c: char| c.is_whitespace() && c != '\t').to_owned() } else { part.trim().to_owned() }
    };
    let typed: Vec<String> = typed.iter().map(trimmed).filter(|part| !part.trim().is_empty()).collect();
    match &question.kind {
        Kind::YesNo(shape) => {
            let word = single(&typed)?.to_lowercase();
            let word = match word.as_str() {
                "y" => "yes",
                "n" => "no",
                other => other,
            };
            let allowed = shape.words();
            if allowed.contains(&word) {
                Ok(vec![word.to_owned()])
            } else {
                refuse(
                    told("value.not-an-answer", [("value", word.into())]),
                    told("value.answer-one-of", [("all", allowed.join(", ").into())]),
                )
            }
        }
        Kind::Maturity => match number::narrow(single(&typed)?).parse::<u8>() {
            Ok(level @ 0..=4) => Ok(vec![level.to_string()]),
            _ => refuse(told("value.not-maturity", [("value", typed.join(" ").into())]), told("value.maturity", [])),
        },
        Kind::OneOf(choices) => Ok(vec![choice(choices, single(&typed)?)?]),
        Kind::SeveralOf(choices) => several(choices, &typed),
        Kind::Number(parts) => parts::numbers(parts, &typed, None),
        Kind::Percent(parts) => parts::numbers(parts, &typed, Some(Ratio::whole(100))),
        Kind::Date => {
            let text = single(&typed)?;
            match number::day(text) {
                Ok(date) => Ok(vec![date.to_string()]),
                Err(why) => refuse(why, told("value.date", [])),
            }
        }
        Kind::Country => Ok(vec![places::place(single(&typed)?)?]),
        Kind::Rows(rows) if !typed.is_empty() => {
            let many = typed.len() > 1;
            let one = |(place, typed): (usize, &String)| {
                let taken = row(&rows.columns, typed).and_then(|row| impossible(rows, &row).map(|()| row));
                // Of several rows, which one is meant.
                let told = |refusal: Refusal| Refusal { what: in_row(place, refusal.what), ..refusal };
                if many { taken.map_err(told) } else { taken }
            };
            let taken: Vec<String> = typed.iter().enumerate().map(one).collect::<Result<_, _>>()?;
            let count = ("count", taken.len().to_string().into());
            if taken.len() < rows.least {
                return refuse(told("value.too-few-rows", [count]), told("value.rows-least", [("least", rows.least.to_string().into())]));
            }
            match rows.most {
                Some(most) if taken.len() > most => {
                    refuse(told("value.too-many-rows", [count]), told("value.rows-most", [("most", most.to_string().into())]))
                }
                _ => Ok(taken),
            }
        }
        Kind::Text | Kind::Rows(_) | Kind::Document => {
            if typed.is_empty() {
                return refuse(told("value.empty", []), told("value.write-it", []));
            }
            Ok(typed)
        }
    }
}

/// One row: cells divided by tabs or `|`, one for each column or each with its column's name (`substance=Cd`); a cell may
/// be empty, the first may not.
fn row(columns: &[Column], typed: &str) -> Result<String, Refusal> {
    let divider = if typed.contains('\t') { '\t' } else { '|' };
    let cells: Vec<&str> = typed.split(divider).map(str::trim).collect();
    let names = columns.iter().map(|column| column.id.as_str()).collect::<Vec<_>>().join(" | ");
    let cells = named(columns, &cells).unwrap_or(cells);
    if cells.len() != columns.len() || cells.first().is_none_or(|first| first.is_empty()) {
        return refuse(told("value.row-cells", [("value", typed.into())]), told("value.row", [("columns", names.into())]));
    }
    let mut row = Vec::new();
    for (column, text) in columns.iter().zip(cells) {
        row.push(cell(column, text)?);
    }
    Ok(row.join("\t"))
}

/// Cells in the order of the columns, where each says which column it belongs to.
fn named<'t>(columns: &[Column], cells: &[&'t str]) -> Option<Vec<&'t str>> {
    let mut row = vec![""; columns.len()];
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        let (name, value) = cell.split_once('=')?;
        let place = columns.iter().position(|column| column.id.eq_ignore_ascii_case(name.trim()))?;
        row[place] = value.trim();
    }
    Some(row)
}

/// A cell as it is recorded; an empty one stays empty.
///
/// # Errors
/// A sentence that says what is wrong and what would be right.
pub fn cell(column: &Column, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let taken = match column.kind {
        CellKind::Text => Some(text.to_owned()),
        CellKind::Number | CellKind::Percent => return parts::number_cell(column, text),
        CellKind::Date => return number::day(text).map(|day| day.to_string()).or_else(|why| refuse_in(column, why)),
        CellKind::YesNo => match text.to_lowercase().as_str() {
            "yes" | "y" | "はい" | "是" => Some("yes".to_owned()),
            "no" | "n" | "いいえ" | "否" => Some("no".to_owned()),
            _ => None,
        },
        CellKind::Country => {
            let of_column = |what: Sentence| told("value.of-column", [("column", (&column.text).into()), ("what", what)]);
            return places::place(text).map_err(|refusal| Refusal { what: of_column(refusal.what), ..refusal });
        }
        CellKind::OneOf => return choice(&column.choices, text),
        CellKind::Quantity | CellKind::Goal => return figure(column, text),
    };
    match taken {
        Some(taken) => Ok(taken),
        None => refuse(told("value.cell", [("value", text.into()), ("column", (&column.text).into())]), cell_form(column.kind)),
    }
}

/// A figure stays as it was written; it only has to be one.
fn figure(column: &Column, text: &str) -> Result<String, Refusal> {
    let read = match column.kind {
        CellKind::Goal => Goal::read(text).map(|_| ()),
        _ if Stated::is_not_found(text) => Ok(()),
        _ => Stated::read(text).map(|_| ()),
    };
    match read {
        Ok(()) => Ok(text.to_owned()),
        Err(why) => refuse_in(column, why),
    }
}

/// Says in which column something is wrong, and what stands there.
fn refuse_in<T>(column: &Column, why: Sentence) -> Result<T, Refusal> {
    refuse(told("value.of-column", [("column", (&column.text).into()), ("what", why)]), cell_form(column.kind))
}

/// What a row says that cannot be, though each of its cells can: in which column, and why.
fn impossible(rows: &Rows, row: &str) -> Result<(), Refusal> {
    let cells: Vec<String> = row.split('\t').map(|cell| cell.trim().to_owned()).collect();
    let found = rows.figure.and_then(|figure| figure.impossible(&rows.ids(), &cells));
    match found.and_then(|(id, why)| Some((rows.columns.iter().find(|column| column.id == id)?, why))) {
        Some((column, why)) => refuse_in(column, why),
        None => Ok(()),
    }
}

/// What stands in recorded rows and is no number, no day or no amount there can be, row by row. Such an answer was taken
/// before that was looked at, or written by another program: it says nothing good.
#[must_use]
pub fn unsound(rows: &Rows, recorded: &[String]) -> Vec<Sentence> {
    let read = |kind: CellKind| match kind {
        CellKind::Number | CellKind::Percent | CellKind::Date | CellKind::Quantity | CellKind::Goal => true,
        CellKind::Text | CellKind::YesNo | CellKind::Country | CellKind::OneOf => false,
    };
    let mut all = Vec::new();
    for (place, row) in recorded.iter().enumerate() {
        let cells = rows.columns.iter().zip(row.split('\t')).filter(|(column, _)| read(column.kind));
        let mut found: Vec<Refusal> = cells.filter_map(|(column, text)| cell(column, text).err()).collect();
        if found.is_empty() {
            found.extend(impossible(rows, row).err());
        }
        all.extend(found.into_iter().map(|refusal| in_row(place, refusal.what)));
    }
    all
}

fn in_row(place: usize, what: Sentence) -> Sentence {
    told("figure.row", [("line", (place + 1).to_string().into()), ("what", what)])
}

fn cell_form(kind: CellKind) -> Sentence {
    let key = match kind {
        CellKind::Text | CellKind::OneOf => "value.text",
        CellKind::Number => "value.number",
        CellKind::Percent => "value.share",
        CellKind::Date => "value.date",
        CellKind::YesNo => "value.yes-no",
        CellKind::Country => "value.country",
        CellKind::Quantity => "value.quantity",
        CellKind::Goal => "value.goal",
    };
    told(key, [])
}

fn single(typed: &[String]) -> Result<&str, Refusal> {
    match typed {
        [one] => Ok(one),
        [] => refuse(told("value.empty", []), told("value.write-one", [])),
        _ => refuse(told("value.many", [("count", typed.len().to_string().into())]), told("value.takes-one", [])),
    }
}

fn choice(choices: &[Choice], typed: &str) -> Result<String, Refusal> {
    let by_number = typed.parse::<usize>().ok().and_then(|n| choices.get(n.wrapping_sub(1)));
    let worded =
        |choice: &&Choice| [&choice.text.en, &choice.text.ja, &choice.text.zh].into_iter().any(|text| text.eq_ignore_ascii_case(typed));
    let found = choices.iter().find(|choice| choice.id.eq_ignore_ascii_case(typed)).or(by_number).or(choices.iter().find(worded));
    match found {
        Some(choice) => Ok(choice.id.clone()),
        None => {
            let all: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
            refuse(told("value.not-an-option", [("value", typed.into())]), told("value.option", [("all", all.join(", ").into())]))
        }
    }
}

fn several(choices: &[Choice], typed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut chosen = Vec::new();
    for word in typed.iter().flat_map(|part| part.split([',', ';'])).map(str::trim).filter(|word| !word.is_empty()) {
        let id = choice(choices, word)?;
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    if chosen.is_empty() {
        return refuse(told("value.nothing-chosen", []), told("value.choose", []));
    }
    let alone = choices.iter().find(|choice| choice.exclusive && chosen.contains(&choice.id));
    if let Some(choice) = alone
        && chosen.len() > 1
    {
        return refuse(told("value.stands-alone", [("value", (&choice.id).into())]), told("value.either", []));
    }
    chosen.sort_by_key(|id| choices.iter().position(|choice| choice.id == *id));
    Ok(chosen)
}

/// A recorded value as conditions see it; `part` picks one number of several.
#[must_use]
pub fn as_value(kind: &Kind, recorded: &[String], part: Option<&str>) -> Option<Value> {
    let first = recorded.first()?;
    Some(match kind {
        Kind::YesNo(_) | Kind::OneOf(_) | Kind::Country => Value::Word(first.clone()),
        Kind::Maturity => Value::Number(Ratio::decimal(first)?),
        Kind::SeveralOf(_) => Value::Words(recorded.to_vec()),
        Kind::Number(parts) | Kind::Percent(parts) => Value::Number(parts::number_of(parts, recorded, part)?),
        Kind::Date | Kind::Text | Kind::Document => Value::Present,
        Kind::Rows(list) => Value::Rows(rows(list.columns.iter().map(|column| column.id.as_str()), recorded)),
    })
}

/// Rows are recorded one a string, cells divided by tabs, in the order of the columns.
#[must_use]
pub fn rows<'a>(columns: impl Iterator<Item = &'a str> + Clone, recorded: &[String]) -> Vec<Vec<(String, String)>> {
    recorded
        .iter()
        .map(|row| {
            // Blank cells at the end of a row may have been left out.
            let cells = row.split('\t').map(|cell| cell.trim().to_owned()).chain(std::iter::repeat(String::new()));
            columns.clone().map(str::to_owned).zip(cells).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests;
