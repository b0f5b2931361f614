//! Findings about single rows of the smelter list: duplicates, the shape of identifications, rows without what they need.
//!
//! Whether an identification belongs to the named smelter needs a list and is not asked here.

use std::collections::BTreeMap;

use crate::declaration::{Declaration, SmelterRow, Template};
use crate::language::Text;
use crate::reference::metal::named;

use super::{Finding, Severity, Source};

const SHEET: &str = "Smelter List";

/// All findings, row by row, then duplicates.
pub(super) fn check(read: &Declaration) -> Vec<Finding> {
    let metals: Vec<&str> = read.metals.iter().map(|metal| metal.metal.as_str()).collect();
    let mut all: Vec<Finding> = read.smelters.iter().flat_map(|row| row_findings(row, &metals)).collect();
    all.extend(duplicates(&read.smelters));
    all
}

/// Findings are placed by the layout of nearly every form. The additional form of 2024 has no input column and no look-up:
/// there, what else stands in D stands in B, and so on.
pub(super) fn place(findings: &mut [Finding], read: &Declaration) {
    if read.template != Template::Amrt || !read.version.rest.starts_with('2') {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| finding.sheet.as_deref() == Some(SHEET)) {
        let Some(cell) = &finding.cell else { continue };
        let (column, row) = cell.split_at(1);
        let moved = match column.chars().next() {
            Some('A' | 'B') => 'A',
            Some('C') => 'B',
            Some(letter @ 'D'..='Z') => char::from(letter as u8 - 2),
            _ => continue,
        };
        finding.cell = Some(format!("{moved}{row}"));
    }
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
                told!(
                    "Row {n} names the metal \"{metal}\", which this template does not cover.",
                    "{n} 行目の金属「{metal}」はこのテンプレートの対象外です。",
                    "第 {n} 行的金属“{metal}”不属于此模板的范围。",
                ),
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
    all.extend(failed(row));
    all
}

/// The form shows "!" where its own look-up found nothing for what was chosen.
fn failed(row: &SmelterRow) -> Option<Finding> {
    let cells = [('D', &row.name), ('E', &row.country)];
    let is_mark = |text: &&str| text.trim() == "!" || text.starts_with('!') || text.to_lowercase().starts_with("enter smelter details");
    let (column, text) = cells.into_iter().find_map(|(column, text)| Some((column, text.as_deref().filter(is_mark)?)))?;
    let n = row.row;
    let message = told!(
        "Row {n} shows \"{text}\" where the form's own look-up found nothing.",
        "{n} 行目に様式の検索エラーを示す「{text}」が残っています。",
        "第 {n} 行显示“{text}”，即模板自身的查找未找到结果。",
    );
    Some(
        Finding::new("look-up-failed", Severity::Warning, Source::Template, message)
            .at(SHEET, format!("{column}{n}"))
            .holding(Some(text))
            .asking(
                format!(
                    "Cell {column}{n} of the smelter list shows \"{text}\". Please choose the smelter again, or type its name and country."
                ),
                format!("Smelter List のセル {column}{n} が「{text}」となっています。製錬所を選択し直すか、名称と国名をご記入ください。"),
                format!("Smelter List 单元格 {column}{n} 显示“{text}”。请重新选择冶炼厂，或填写其名称和国家。"),
            ),
    )
}

fn gap(row: &SmelterRow, column: char, [en, ja, zh]: [&str; 3]) -> Finding {
    let n = row.row;
    let message = told!(
        "Row {n} of the smelter list gives no {en}.",
        "Smelter List の {n} 行目に{ja}の記載がありません。",
        "Smelter List 第 {n} 行缺少{zh}。"
    );
    Finding::new("smelter-row-incomplete", Severity::Error, Source::Checker, message).at(SHEET, format!("{column}{n}")).asking(
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
                told!(
                    "The identification \"{id}\" in row {n} is not \"CID\" and six digits.",
                    "{n} 行目の識別番号「{id}」は「CID＋数字6桁」の形式ではありません。",
                    "第 {n} 行的识别号“{id}”不是“CID 加六位数字”的格式。",
                ),
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
                told!(
                    "Row {n} gives {typed} in column A and {shown} in column F.",
                    "{n} 行目の A 列は {typed}、F 列は {shown} です。",
                    "第 {n} 行 A 列为 {typed}，F 列为 {shown}。",
                ),
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
    let nameless = || told!("no metal", "金属の記載なし", "未填写金属");
    let Text { en, ja, zh } = rows[0].metal.as_deref().map_or_else(nameless, named);
    let name = |row: &SmelterRow| row.look_up.as_deref().or(row.name.as_deref()).unwrap_or_default().to_lowercase();
    let one_name = rows.iter().all(|row| name(row) == name(rows[0]));
    let column = if rows[1].id.is_some() { 'F' } else { 'A' };
    let (code, severity, message) = if one_name {
        (
            "duplicate-smelter-row",
            Severity::Warning,
            told!(
                "{id} ({en}) stands on more than one row: {list}.",
                "{id}（{ja}）が複数の行にあります：{list} 行目。",
                "{id}（{zh}）出现在多行：第 {list} 行。",
            ),
        )
    } else {
        (
            "same-smelter-two-names",
            Severity::Info,
            told!(
                "{id} ({en}) stands under different names on rows {list}; it is one smelter.",
                "{id}（{ja}）が {list} 行目に別の名称で記載されていますが、同一の製錬所です。",
                "{id}（{zh}）在第 {list} 行以不同名称出现，实为同一家冶炼厂。",
            ),
        )
    };
    Finding::new(code, severity, Source::Consistency, message).at(SHEET, format!("{column}{}", rows[1].row)).holding(Some(id)).asking(
        format!("{id} ({en}) is listed on rows {list} of the smelter list. Please list each smelter once per metal, or tell us how the rows differ."),
        format!("{id}（{ja}）が Smelter List の {list} 行目に重複しています。金属ごとに1行にまとめるか、行の違いをご説明ください。"),
        format!("{id}（{zh}）在 Smelter List 第 {list} 行重复出现。请每种金属每个冶炼厂只列一行，或说明各行的区别。"),
    )
}
