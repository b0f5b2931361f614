//! Answers that are numbers: how a line divides into them, which part each belongs to, and with which unit it may come.

use crate::figures::number;
use crate::questionnaire::{Column, Part, wording};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

use super::{Refusal, cell_form, refuse};

/// A typed line as its numbers. `;`, `、` and a line break divide; a comma does before a space or before the name of a part,
/// and else belongs to the number it stands in.
fn divided(typed: &str) -> Vec<String> {
    let said = number::narrow(typed);
    let names = |after: &str| {
        let word = after.trim_start();
        let name = word.split_once('=').map_or("", |(name, _)| name.trim_end());
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let (mut all, mut from) = (Vec::new(), 0);
    for (at, c) in said.char_indices() {
        let after = &said[at + c.len_utf8()..];
        let divides = match c {
            ';' | '、' | '\n' => true,
            ',' => after.starts_with(' ') || names(after),
            ' ' => names(after),
            _ => false,
        };
        if divides {
            all.push(said[from..at].to_owned());
            from = at + c.len_utf8();
        }
    }
    all.push(said[from..].to_owned());
    all.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Whether a unit that was typed is the one that is asked for, in one of the languages, for one or for several.
fn is_unit(unit: &str, typed: &str) -> bool {
    const ALSO: [(&str, &[&str]); 6] = [
        ("h", &["hours", "hour", "hrs"]),
        ("t", &["tonnes", "tonne", "metric tons"]),
        ("%", &["percent", "per cent", "パーセント"]),
        ("people", &["person", "persons", "名"]),
        ("days", &["日間"]),
        ("h/week", &["hours", "hours/week", "h per week"]),
    ];
    let same = |a: &str, b: &str| {
        let bare = |text: &str| number::narrow(text).to_lowercase().replace(' ', "");
        bare(a) == bare(b)
    };
    let also = ALSO.iter().filter(|(known, _)| *known == unit).flat_map(|(_, all)| all.iter().copied());
    let words = wording::unit(unit);
    let known = [words.en.as_str(), &words.ja, &words.zh].into_iter().chain(also);
    // 60 h says no less than 60 h/week where hours a week are asked for.
    let mut forms = known.flat_map(|word| [word, word.split('/').next().unwrap_or(word), word.strip_suffix('s').unwrap_or(word)]);
    typed.is_empty() || forms.any(|word| !word.is_empty() && same(word, typed))
}

/// The number of a text whose unit, if one stands there, is the one that is asked for; of what is counted a whole one.
fn number_in<'u>(unit: &'u str, text: &str) -> Result<(String, Ratio), (Sentence, &'u str)> {
    let (said, value) = any_number_in(unit, text)?;
    if wording::is_counted(unit) && value.decimals(0) != number::plain(&said).unwrap_or_default() {
        return Err((told("figure.not-whole", [("value", said.into())]), unit));
    }
    Ok((said, value))
}

/// The same, whole or not: what was recorded once stays a number.
fn any_number_in<'u>(unit: &'u str, text: &str) -> Result<(String, Ratio), (Sentence, &'u str)> {
    let (said, own) = number::with_unit(text).map_err(|why| (why, unit))?;
    if !is_unit(unit, &own) {
        return Err((told("value.other-unit", [("value", crate::clean::line(text).into()), ("unit", own.into())]), unit));
    }
    let value = number::number(&said).map_err(|why| (why, unit))?;
    Ok((said, value))
}

/// What to write where a number is asked for.
fn number_form(unit: &str) -> Sentence {
    if unit.is_empty() { told("value.number", []) } else { told("value.number-in", [("unit", Sentence::from(&wording::unit(unit)))]) }
}

/// The numbers of a question, each as a plain decimal: `15` alone, `peak=62` where there are several.
pub(super) fn numbers(parts: &[Part], typed: &[String], limit: Option<Ratio>) -> Result<Vec<String>, Refusal> {
    let mut given: Vec<(usize, String)> = Vec::new();
    let words: Vec<String> = typed.iter().flat_map(|line| divided(line)).collect();
    for word in &words {
        let (index, number) = match word.split_once('=') {
            Some((name, number)) => match parts.iter().position(|part| part.id.eq_ignore_ascii_case(name.trim())) {
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
                    told("value.numbers", [("count", words.len().to_string().into())]),
                    told("value.takes", [("count", parts.len().to_string().into())]),
                );
            }
        };
        let part = &parts[index];
        let (_, value) = number_in(&part.unit, number).or_else(|(what, unit)| refuse(what, number_form(unit)))?;
        let high = part.max.or(limit);
        in_range((&part.id).into(), (value, number), (part.min.unwrap_or(Ratio::ZERO), high))?;
        if given.iter().any(|(known, _)| *known == index) {
            return refuse(told("value.twice", [("name", (&part.id).into())]), told("value.once", []));
        }
        given.push((index, exact(value)));
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

fn exact(value: Ratio) -> String {
    value.decimals(12).trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn in_range(of: Sentence, (value, typed): (Ratio, &str), (low, high): (Ratio, Option<Ratio>)) -> Result<(), Refusal> {
    if value >= low && high.is_none_or(|high| value <= high) {
        return Ok(());
    }
    let (name, low) = (("part", of), ("low", exact(low).into()));
    let range = match high {
        Some(high) => told("value.range", [name, low, ("high", exact(high).into())]),
        None => told("value.range-from", [name, low]),
    };
    refuse(told("value.out-of-range", [("value", crate::clean::line(typed).into())]), range)
}

/// A number of a table as it was typed, without its unit; below nought only where the column says so.
pub(super) fn number_cell(column: &Column, text: &str) -> Result<String, Refusal> {
    let share = column.kind == crate::questionnaire::CellKind::Percent;
    let unit = if share && column.unit.is_empty() { "%" } else { column.unit.as_str() };
    let of_column = |what: Sentence| told("value.of-column", [("column", (&column.text).into()), ("what", what)]);
    let (said, value) = number_in(unit, text).or_else(|(what, _)| refuse(of_column(what), cell_form(column.kind)))?;
    let most = if share { Some(Ratio::whole(100)) } else { None };
    let bounds = (column.min.unwrap_or(Ratio::ZERO), column.max.or(most));
    in_range((&column.text).into(), (value, text), bounds).map_err(|refusal| Refusal { what: of_column(refusal.what), ..refusal })?;
    // Typed and narrow text have the same number of characters.
    Ok(text.chars().take(said.chars().count()).collect())
}

/// A recorded number of an answer, by its part; `None` for another part, or for what is no number.
pub(super) fn number_of(parts: &[Part], recorded: &[String], part: Option<&str>) -> Option<Ratio> {
    let wanted = part.or_else(|| parts.first().map(|first| first.id.as_str()))?;
    let named = recorded.iter().find_map(|word| word.split_once('=').filter(|(name, _)| *name == wanted).map(|(_, number)| number));
    let plain = (parts.first().is_some_and(|first| first.id == wanted)).then(|| recorded.iter().find(|word| !word.contains('='))).flatten();
    let unit = parts.iter().find(|known| known.id == wanted).map_or("", |known| known.unit.as_str());
    any_number_in(unit, named.or(plain.map(String::as_str))?).ok().map(|(_, value)| value)
}
