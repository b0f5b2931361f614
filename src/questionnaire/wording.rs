//! A value in words, in every language: what options are called, numbers with their unit.

use super::{CellKind, Column, Kind, Part, Question, Rows};
use crate::language::Text;

/// The word for *yes*.
#[must_use]
pub fn yes() -> Text {
    Text { en: "yes".to_owned(), ja: "はい".to_owned(), zh: "是".to_owned() }
}

/// The word for *no*.
#[must_use]
pub fn no() -> Text {
    Text { en: "no".to_owned(), ja: "いいえ".to_owned(), zh: "否".to_owned() }
}

/// The value of an answer in words; maturity stays its digit.
#[must_use]
pub fn of(question: &Question, value: &[String]) -> Text {
    let words = |en: &str, ja: &str, zh: &str| Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() };
    let named = |id: &str| match &question.kind {
        Kind::YesNo(shape) => match id {
            "yes" => yes(),
            "no" => no(),
            "partly" => words("partly", "一部", "部分"),
            other => shape.more.iter().find(|choice| choice.id == other).map_or_else(|| Text::same(other), |choice| choice.text.clone()),
        },
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => {
            choices.iter().find(|choice| choice.id == id).map_or_else(|| Text::same(id), |choice| choice.text.clone())
        }
        Kind::Number(parts) | Kind::Percent(parts) => number_text(parts, id),
        Kind::Rows(rows) => row(rows, id),
        Kind::Maturity | Kind::Date | Kind::Text | Kind::Country | Kind::Document => Text::same(id),
    };
    let all: Vec<Text> = value.iter().map(|id| named(id)).collect();
    let join = |pick: fn(&Text) -> &str, between: &str| all.iter().map(pick).collect::<Vec<_>>().join(between);
    Text { en: join(|text| &text.en, ", "), ja: join(|text| &text.ja, "、"), zh: join(|text| &text.zh, "、") }
}

/// One recorded row of a table, cell by cell: options and yes or no in words, numbers with the unit of their column.
#[must_use]
pub fn row(rows: &Rows, recorded: &str) -> Text {
    let cells: Vec<Text> = recorded
        .split('\t')
        .enumerate()
        .map(|(place, cell)| rows.columns.get(place).map_or_else(|| Text::same(cell.trim()), |column| self::cell(column, cell.trim())))
        .collect();
    let join = |pick: fn(&Text) -> &str| cells.iter().map(pick).collect::<Vec<_>>().join(" · ");
    Text { en: join(|text| &text.en), ja: join(|text| &text.ja), zh: join(|text| &text.zh) }
}

/// The titles of a table's columns, as its rows are written.
#[must_use]
pub fn columns(rows: &Rows) -> Text {
    let join = |pick: fn(&Text) -> &str| rows.columns.iter().map(|column| pick(&column.text)).collect::<Vec<_>>().join(" · ");
    Text { en: join(|text| &text.en), ja: join(|text| &text.ja), zh: join(|text| &text.zh) }
}

fn cell(column: &Column, said: &str) -> Text {
    let with = |unit: Text| {
        let add = |unit: &str| if unit.is_empty() { said.to_owned() } else { format!("{said} {unit}") };
        Text { en: add(&unit.en), ja: add(&unit.ja), zh: add(&unit.zh) }
    };
    let is_number = said.ends_with(|c: char| c.is_ascii_digit());
    match (column.kind, said) {
        (CellKind::YesNo, "yes") => yes(),
        (CellKind::YesNo, "no") => no(),
        (CellKind::OneOf, id) => {
            column.choices.iter().find(|choice| choice.id == id).map_or_else(|| Text::same(id), |choice| choice.text.clone())
        }
        (CellKind::Percent, _) if is_number => with(Text::same("%")),
        (CellKind::Number, _) if is_number && !column.unit.is_empty() => with(unit(&column.unit)),
        (CellKind::Quantity | CellKind::Goal, _) => Text::same(&signed(said)),
        _ => Text::same(said),
    }
}

/// A figure with its sign as it is printed: `<=1 %` reads `≤ 1 %`.
fn signed(said: &str) -> String {
    const SIGNS: [(&str, &str); 12] = [
        ("<=", "≤"),
        (">=", "≥"),
        ("≦", "≤"),
        ("≧", "≥"),
        ("⩽", "≤"),
        ("⩾", "≥"),
        ("≤", "≤"),
        ("≥", "≥"),
        ("＜", "<"),
        ("＞", ">"),
        ("<", "<"),
        (">", ">"),
    ];
    let found = SIGNS.iter().find_map(|(sign, printed)| Some((printed, said.strip_prefix(sign)?.trim_start())));
    found.map_or_else(|| said.to_owned(), |(sign, rest)| format!("{sign} {rest}"))
}

/// The five maturity levels with the wording of this row: its own where it names one, else the common scale.
#[must_use]
pub fn levels(question: &Question) -> Vec<(String, Text)> {
    let scale = [
        ("nothing", "未着手", "尚无"),
        ("being prepared", "準備中", "准备中"),
        ("written down", "文書化済み", "已成文"),
        ("in use, with owner and records", "運用中（責任者・記録あり）", "已实施（有负责人和记录）"),
        ("measured, reviewed or checked by a third party", "測定・見直し、または第三者確認あり", "有衡量、评审或第三方核查"),
    ];
    let common = |(en, ja, zh): (&str, &str, &str)| Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() };
    scale
        .into_iter()
        .enumerate()
        .map(|(level, words)| {
            let id = level.to_string();
            let own = question.levels.iter().find(|choice| choice.id == id).map(|choice| choice.text.clone());
            (id, own.unwrap_or_else(|| common(words)))
        })
        .collect()
}

/// A unit in words; one that is not known stands as the questionnaire writes it.
#[must_use]
pub fn unit(unit: &str) -> Text {
    let (ja, zh) = match unit {
        "people" => ("人", "人"),
        "days" => ("日", "天"),
        "items" => ("品目", "项"),
        "findings" => ("件", "项"),
        "cases" => ("件", "起"),
        "h" => ("時間", "小时"),
        "h/week" => ("時間/週", "小时/周"),
        "per 10^6 h" => ("件/百万時間", "起/百万工时"),
        "t-CO2e/year" => ("t-CO2e/年", "吨CO2e/年"),
        other => (other, other),
    };
    Text { en: unit.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() }
}

/// Whether what the unit counts comes in whole ones only: people, cases.
#[must_use]
pub fn is_counted(unit: &str) -> bool {
    ["people", "items", "findings", "cases"].contains(&unit)
}

fn number_text(parts: &[Part], id: &str) -> Text {
    let (name, number) = id.split_once('=').map_or((None, id), |(name, number)| (Some(name), number));
    let part = parts.iter().find(|part| name.is_none_or(|name| part.id == name));
    match part {
        Some(part) if parts.len() > 1 => {
            Text::same(&format!("{{part}} {number} {{unit}}")).with_text("part", &part.text).with_text("unit", &unit(&part.unit))
        }
        Some(part) => Text::same(&format!("{number} {{unit}}")).with_text("unit", &unit(&part.unit)),
        None => Text::same(id),
    }
}
