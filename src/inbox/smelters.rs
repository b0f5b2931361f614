//! Findings about single rows of the smelter list: duplicates, the shape of identifications, rows without what they need.
//!
//! Whether an identification belongs to the named smelter needs a list and is not asked here.

use std::collections::BTreeMap;

use crate::declaration::{Declaration, SmelterRow};

use super::{Finding, Severity, Source};

const SHEET: &str = "Smelter List";

/// All findings, row by row, then duplicates.
pub(super) fn check(read: &Declaration) -> Vec<Finding> {
    let metals: Vec<&str> = read.metals.iter().map(|metal| metal.metal.as_str()).collect();
    let mut all: Vec<Finding> = read.smelters.iter().flat_map(|row| row_findings(row, &metals)).collect();
    all.extend(duplicates(&read.smelters));
    all
}

/// "CID" and six digits.
pub(crate) fn is_cid(id: &str) -> bool {
    id.strip_prefix("CID").is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

fn row_findings(row: &SmelterRow, metals: &[&str]) -> Vec<Finding> {
    let mut all = Vec::new();
    let n = row.row;
    match row.metal.as_deref() {
        None => all.push(gap(row, 'B', ["metal", "金属", "金属"])),
        Some(metal) if !metals.iter().any(|known| known.eq_ignore_ascii_case(metal)) => all.push(
            Finding::new(
                "metal-not-in-template",
                Severity::Error,
                Source::Template,
                format!("Row {n} names the metal \"{metal}\", which this template does not cover."),
            )
            .at(SHEET, format!("B{n}"))
            .holding(Some(metal))
            .asking(
                format!("Row {n} of the smelter list names \"{metal}\". Please choose one of {}.", metals.join(", ")),
                format!("Smelter List の {n} 行目の金属「{metal}」は対象外です。{} から選択してください。", metals.join("、")),
                format!("Smelter List 第 {n} 行的金属“{metal}”不在范围内，请从 {} 中选择。", metals.join("、")),
            ),
        ),
        Some(_) => {}
    }
    if row.is_not_listed() {
        let name = row.name.as_deref().filter(|name| !name.eq_ignore_ascii_case("smelter not listed"));
        if name.is_none() {
            all.push(gap(row, 'D', ["smelter name", "製錬所名", "冶炼厂名称"]));
        }
        if row.country.is_none() {
            all.push(gap(row, 'E', ["country", "国名", "国家"]));
        }
    } else if row.called().is_none() && row.cid().is_none() {
        all.push(gap(row, 'D', ["smelter name", "製錬所名", "冶炼厂名称"]));
    }
    all.extend(identification(row));
    all
}

fn gap(row: &SmelterRow, column: char, [en, ja, zh]: [&str; 3]) -> Finding {
    let n = row.row;
    Finding::new("smelter-row-incomplete", Severity::Error, Source::Checker, format!("Row {n} of the smelter list gives no {en}."))
        .at(SHEET, format!("{column}{n}"))
        .asking(
            format!("Please give the {en} in row {n} of the smelter list (cell {column}{n})."),
            format!("Smelter List の {n} 行目（セル {column}{n}）に{ja}をご記入ください。"),
            format!("请在 Smelter List 第 {n} 行（单元格 {column}{n}）填写{zh}。"),
        )
}

fn identification(row: &SmelterRow) -> Vec<Finding> {
    let n = row.row;
    let mut all = Vec::new();
    let column = if row.id.is_some() { 'F' } else { 'A' };
    let unknown = |id: &str| matches!(id.to_lowercase().as_str(), "unknown" | "n/a" | "na" | "-" | "none");
    match row.cid() {
        Some(id) if !is_cid(id) && !unknown(id) => all.push(
            Finding::new(
                "id-malformed",
                Severity::Warning,
                Source::Template,
                format!("The identification \"{id}\" in row {n} is not \"CID\" and six digits."),
            )
            .at(SHEET, format!("{column}{n}"))
            .holding(Some(id))
            .asking(
                format!("The smelter identification \"{id}\" (cell {column}{n}) is not a CID number. Please check it."),
                format!("製錬所識別番号「{id}」（セル {column}{n}）は CID 番号の形式ではありません。ご確認ください。"),
                format!("冶炼厂识别号“{id}”（单元格 {column}{n}）不符合 CID 编号格式，请核实。"),
            ),
        ),
        _ => {}
    }
    if let (Some(typed), Some(shown)) = (&row.id_input, &row.id)
        && typed != shown
        && is_cid(typed)
    {
        all.push(
            Finding::new(
                "two-ids-in-row",
                Severity::Error,
                Source::Consistency,
                format!("Row {n} gives {typed} in column A and {shown} in column F."),
            )
            .at(SHEET, format!("F{n}"))
            .holding(Some(shown))
            .asking(
                format!("Row {n} of the smelter list gives two identifications, {typed} and {shown}. Which is right?"),
                format!("Smelter List の {n} 行目に {typed} と {shown} の2つの識別番号があります。どちらが正しいかご教示ください。"),
                format!("Smelter List 第 {n} 行有两个识别号 {typed} 和 {shown}，请告知哪一个正确。"),
            ),
        );
    }
    all
}

/// Rows with the same metal and identification: under one name a duplicate, under several an alias listed twice.
fn duplicates(rows: &[SmelterRow]) -> Vec<Finding> {
    let mut groups: BTreeMap<(u32, &str), Vec<&SmelterRow>> = BTreeMap::new();
    let mut first: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for row in rows {
        let Some(id) = row.cid().filter(|id| is_cid(id)) else { continue };
        let metal = row.metal.as_deref().unwrap_or_default().to_lowercase();
        let start = *first.entry((metal, id)).or_insert(row.row);
        groups.entry((start, id)).or_default().push(row);
    }
    groups.into_iter().filter(|(_, rows)| rows.len() > 1).map(|((_, id), rows)| duplicate(id, &rows)).collect()
}

fn duplicate(id: &str, rows: &[&SmelterRow]) -> Finding {
    let numbers: Vec<String> = rows.iter().map(|row| row.row.to_string()).collect();
    let list = numbers.join(", ");
    let metal = rows[0].metal.as_deref().unwrap_or("no metal");
    let name = |row: &SmelterRow| row.look_up.as_deref().or(row.name.as_deref()).unwrap_or_default().to_lowercase();
    let one_name = rows.iter().all(|row| name(row) == name(rows[0]));
    let column = if rows[1].id.is_some() { 'F' } else { 'A' };
    let (code, severity, message) = if one_name {
        ("duplicate-smelter-row", Severity::Warning, format!("{id} ({metal}) stands on more than one row: {list}."))
    } else {
        (
            "same-smelter-two-names",
            Severity::Info,
            format!("{id} ({metal}) stands under different names on rows {list}; it is one smelter."),
        )
    };
    Finding::new(code, severity, Source::Consistency, message).at(SHEET, format!("{column}{}", rows[1].row)).holding(Some(id)).asking(
        format!("{id} ({metal}) is listed on rows {list} of the smelter list. Please list each smelter once per metal, or tell us how the rows differ."),
        format!("{id}（{metal}）が Smelter List の {list} 行目に重複しています。金属ごとに1行にまとめるか、行の違いをご説明ください。"),
        format!("{id}（{metal}）在 Smelter List 第 {list} 行重复出现。请每种金属每个冶炼厂只列一行，或说明各行的区别。"),
    )
}
