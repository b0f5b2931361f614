//! What a valid value of each kind is. The same validator serves field, progress, submit and import.

use crate::condition::Value;
use crate::ratio::Ratio;

use super::{CellKind, Choice, Column, Kind, Part, Question};

/// Why a typed value cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub next: String,
}

fn refuse<T>(what: String, next: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { what, next: next.into() })
}

/// Brings what a person typed into the form that is recorded: ids in the definition's spelling, numbers as plain
/// decimals, parts as `part=number`.
///
/// # Errors
/// A sentence that says what is wrong and what would be right.
pub fn normalise(question: &Question, typed: &[String]) -> Result<Vec<String>, Refusal> {
    let typed: Vec<String> = typed.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
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
                refuse(format!("\"{word}\" is not an answer here"), format!("answer {}", allowed.join(", ")))
            }
        }
        Kind::Maturity => match single(&typed)?.parse::<u8>() {
            Ok(level @ 0..=4) => Ok(vec![level.to_string()]),
            _ => refuse(format!("\"{}\" is not a maturity level", typed.join(" ")), "answer 0, 1, 2, 3 or 4"),
        },
        Kind::OneOf(choices) => Ok(vec![choice(choices, single(&typed)?)?]),
        Kind::SeveralOf(choices) => several(choices, &typed),
        Kind::Number(parts) => numbers(parts, &typed, None),
        Kind::Percent(parts) => numbers(parts, &typed, Some(Ratio::whole(100))),
        Kind::Date => {
            let text = single(&typed)?;
            match text.parse::<jiff::civil::Date>() {
                Ok(date) => Ok(vec![date.to_string()]),
                Err(_) => refuse(format!("\"{text}\" is not a date"), "write it as 2026-04-01"),
            }
        }
        Kind::Country => {
            let text = single(&typed)?;
            match country(text) {
                Some(code) => Ok(vec![code]),
                None => refuse(format!("\"{text}\" is not a country code"), "write two letters, with the region if known: CL or CL-AN"),
            }
        }
        Kind::Rows(columns) if !typed.is_empty() => typed.iter().map(|typed| row(columns, typed)).collect(),
        Kind::Text | Kind::Rows(_) | Kind::Document => {
            if typed.is_empty() {
                return refuse("the answer is empty".to_owned(), "write it, or say don't know");
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

/// One row: cells divided by tabs or `|`, one for each column; a cell may be empty, the first may not.
fn row(columns: &[Column], typed: &str) -> Result<String, Refusal> {
    let divider = if typed.contains('\t') { '\t' } else { '|' };
    let cells: Vec<&str> = typed.split(divider).map(str::trim).collect();
    let names = columns.iter().map(|column| column.id.as_str()).collect::<Vec<_>>().join(" | ");
    if cells.len() != columns.len() || cells.first().is_none_or(|first| first.is_empty()) {
        return refuse(
            format!("\"{typed}\" has not one cell for each column"),
            format!("write {names}; leave a cell empty where it is not known"),
        );
    }
    let mut row = Vec::new();
    for (column, text) in columns.iter().zip(cells) {
        let taken = if text.is_empty() { Some(String::new()) } else { cell(column.kind, text) };
        match taken {
            Some(taken) => row.push(taken),
            None => return refuse(format!("\"{text}\" cannot stand under {}", column.id), cell_form(column.kind)),
        }
    }
    Ok(row.join("\t"))
}

fn cell(kind: CellKind, text: &str) -> Option<String> {
    match kind {
        CellKind::Text => Some(text.to_owned()),
        CellKind::Number => Ratio::decimal(text).map(|_| text.to_owned()),
        CellKind::Percent => {
            let number = text.trim_end_matches('%').trim_end();
            Ratio::decimal(number).filter(|share| *share >= Ratio::ZERO && *share <= Ratio::whole(100)).map(|_| number.to_owned())
        }
        CellKind::Date => text.parse::<jiff::civil::Date>().ok().map(|date| date.to_string()),
        CellKind::YesNo => match text.to_lowercase().as_str() {
            "yes" | "y" | "はい" | "是" => Some("yes".to_owned()),
            "no" | "n" | "いいえ" | "否" => Some("no".to_owned()),
            _ => None,
        },
        CellKind::Country => country(text),
    }
}

fn cell_form(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text => "write a text",
        CellKind::Number => "write a plain number",
        CellKind::Percent => "write a share from 0 to 100",
        CellKind::Date => "write it as 2026-04-01",
        CellKind::YesNo => "write yes or no",
        CellKind::Country => "write two letters, such as CL",
    }
}

fn single(typed: &[String]) -> Result<&str, Refusal> {
    match typed {
        [one] => Ok(one),
        [] => refuse("the answer is empty".to_owned(), "write one value, or say don't know"),
        _ => refuse(format!("{} values were given", typed.len()), "this question takes one value"),
    }
}

fn choice(choices: &[Choice], typed: &str) -> Result<String, Refusal> {
    let by_number = typed.parse::<usize>().ok().and_then(|n| choices.get(n.wrapping_sub(1)));
    let found = choices.iter().find(|choice| choice.id.eq_ignore_ascii_case(typed)).or(by_number);
    match found {
        Some(choice) => Ok(choice.id.clone()),
        None => {
            let all: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
            refuse(format!("\"{typed}\" is not one of the options"), format!("answer one of {}", all.join(", ")))
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
        return refuse("nothing was chosen".to_owned(), "name at least one option, or say don't know");
    }
    let alone = choices.iter().find(|choice| choice.exclusive && chosen.contains(&choice.id));
    if let Some(choice) = alone
        && chosen.len() > 1
    {
        return refuse(format!("\"{}\" cannot stand beside another option", choice.id), "choose either it or the others");
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
                    return refuse(format!("there is no number called \"{}\" here", name.trim()), format!("use {}", all.join(", ")));
                }
            },
            None if given.len() < parts.len() => (given.len(), word.as_str()),
            None => return refuse(format!("{} numbers were given", typed.len()), format!("this question takes {}", parts.len())),
        };
        let Some(value) = Ratio::decimal(number.trim_end_matches('%')) else {
            return refuse(format!("\"{number}\" is not a number"), format!("write a plain number in {}", parts[index].unit));
        };
        let part = &parts[index];
        let low = part.min.unwrap_or(Ratio::ZERO);
        let high = part.max.or(limit);
        if value < low || high.is_some_and(|high| value > high) {
            let range = high.map_or_else(|| format!("{low} or more"), |high| format!("{low} to {high}"));
            return refuse(format!("{number} {} is out of range", part.unit), format!("{} takes {range}", part.id));
        }
        if given.iter().any(|(known, _)| *known == index) {
            return refuse(format!("\"{}\" was given twice", part.id), "give each number once");
        }
        given.push((index, number.trim_end_matches('%').replace([',', '_'], "")));
    }
    if given.is_empty() {
        return refuse("the answer is empty".to_owned(), "write a number, or say don't know");
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
        Kind::Rows(columns) => Value::Rows(rows(columns.iter().map(|column| column.id.as_str()), recorded)),
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
        .map(|row| columns.clone().map(str::to_owned).zip(row.split('\t').map(|cell| cell.trim().to_owned())).collect())
        .collect()
}
