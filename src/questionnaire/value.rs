//! What a valid value of each kind is. The same validator serves field, progress, submit and import.

use crate::condition::Value;
use crate::figures::{Goal, Stated};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

use super::{CellKind, Choice, Column, Kind, Part, Question};

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
        Kind::Maturity => match single(&typed)?.parse::<u8>() {
            Ok(level @ 0..=4) => Ok(vec![level.to_string()]),
            _ => refuse(told("value.not-maturity", [("value", typed.join(" ").into())]), told("value.maturity", [])),
        },
        Kind::OneOf(choices) => Ok(vec![choice(choices, single(&typed)?)?]),
        Kind::SeveralOf(choices) => several(choices, &typed),
        Kind::Number(parts) => numbers(parts, &typed, None),
        Kind::Percent(parts) => numbers(parts, &typed, Some(Ratio::whole(100))),
        Kind::Date => {
            let text = single(&typed)?;
            match text.parse::<jiff::civil::Date>() {
                Ok(date) => Ok(vec![date.to_string()]),
                Err(_) => refuse(told("value.not-a-date", [("value", text.into())]), told("value.date", [])),
            }
        }
        Kind::Country => {
            let text = single(&typed)?;
            match country(text) {
                Some(code) => Ok(vec![code]),
                None => refuse(told("value.not-a-country", [("value", text.into())]), told("value.country-region", [])),
            }
        }
        Kind::Rows(rows) if !typed.is_empty() => {
            let taken: Vec<String> = typed.iter().map(|typed| row(&rows.columns, typed)).collect::<Result<_, _>>()?;
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

/// A country code with its region, in capitals.
fn country(text: &str) -> Option<String> {
    let text = text.to_uppercase();
    let (country, region) = text.split_once('-').map_or((text.as_str(), None), |(c, r)| (c, Some(r)));
    let is_sound =
        country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()) && region.is_none_or(|r| (1..=3).contains(&r.len()));
    is_sound.then_some(text)
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
        CellKind::Number => Ratio::decimal(text).map(|_| text.to_owned()),
        CellKind::Percent => {
            let number = text.trim_end_matches(['%', '％']).trim_end();
            Ratio::decimal(number).filter(|share| *share >= Ratio::ZERO && *share <= Ratio::whole(100)).map(|_| number.to_owned())
        }
        CellKind::Date => text.parse::<jiff::civil::Date>().ok().map(|date| date.to_string()),
        CellKind::YesNo => match text.to_lowercase().as_str() {
            "yes" | "y" | "はい" | "是" => Some("yes".to_owned()),
            "no" | "n" | "いいえ" | "否" => Some("no".to_owned()),
            _ => None,
        },
        CellKind::Country => country(text),
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
        Err(why) => refuse(told("value.of-column", [("column", (&column.text).into()), ("what", why)]), cell_form(column.kind)),
    }
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

fn numbers(parts: &[Part], typed: &[String], limit: Option<Ratio>) -> Result<Vec<String>, Refusal> {
    let mut given: Vec<(usize, String)> = Vec::new();
    for word in typed {
        let (index, number) = match word.split_once('=') {
            Some((name, number)) => match parts.iter().position(|part| part.id == name.trim()) {
                Some(index) => (index, number.trim()),
                None => {
                    let all: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
                    return refuse(
                        told("value.no-part", [("name", name.trim().into())]),
                        told("value.use", [("all", all.join(", ").into())]),
                    );
                }
            },
            None if given.len() < parts.len() => (given.len(), word.as_str()),
            None => {
                return refuse(
                    told("value.numbers", [("count", typed.len().to_string().into())]),
                    told("value.takes", [("count", parts.len().to_string().into())]),
                );
            }
        };
        let Some(value) = Ratio::decimal(number.trim_end_matches('%')) else {
            return refuse(
                told("value.not-a-number", [("value", number.into())]),
                told("value.number-in", [("unit", (&parts[index].unit).into())]),
            );
        };
        let part = &parts[index];
        let low = part.min.unwrap_or(Ratio::ZERO);
        let high = part.max.or(limit);
        if value < low || high.is_some_and(|high| value > high) {
            let (name, low) = (("part", Sentence::from(&part.id)), ("low", low.to_string().into()));
            let range = match high {
                Some(high) => told("value.range", [name, low, ("high", high.to_string().into())]),
                None => told("value.range-from", [name, low]),
            };
            return refuse(told("value.out-of-range", [("value", number.into()), ("unit", (&part.unit).into())]), range);
        }
        if given.iter().any(|(known, _)| *known == index) {
            return refuse(told("value.twice", [("name", (&part.id).into())]), told("value.once", []));
        }
        given.push((index, number.trim_end_matches('%').replace([',', '_'], "")));
    }
    if given.is_empty() {
        return refuse(told("value.empty", []), told("value.write-number", []));
    }
    given.sort_by_key(|(index, _)| *index);
    if parts.len() == 1 {
        return Ok(vec![given.remove(0).1]);
    }
    Ok(given.into_iter().map(|(index, number)| format!("{}={number}", parts[index].id)).collect())
}

/// A recorded value as conditions see it; `part` picks one number of several.
#[must_use]
pub fn as_value(kind: &Kind, recorded: &[String], part: Option<&str>) -> Option<Value> {
    let first = recorded.first()?;
    Some(match kind {
        Kind::YesNo(_) | Kind::OneOf(_) | Kind::Country => Value::Word(first.clone()),
        Kind::Maturity => Value::Number(Ratio::decimal(first)?),
        Kind::SeveralOf(_) => Value::Words(recorded.to_vec()),
        Kind::Number(parts) | Kind::Percent(parts) => Value::Number(number_of(parts, recorded, part)?),
        Kind::Date | Kind::Text | Kind::Document => Value::Present,
        Kind::Rows(list) => Value::Rows(rows(list.columns.iter().map(|column| column.id.as_str()), recorded)),
    })
}

fn number_of(parts: &[Part], recorded: &[String], part: Option<&str>) -> Option<Ratio> {
    let wanted = part.or_else(|| parts.first().map(|first| first.id.as_str()))?;
    let named = recorded.iter().find_map(|word| word.split_once('=').filter(|(name, _)| *name == wanted).map(|(_, number)| number));
    let plain = (parts.first().is_some_and(|first| first.id == wanted)).then(|| recorded.iter().find(|word| !word.contains('='))).flatten();
    Ratio::decimal(named.or(plain.map(String::as_str))?)
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
