//! Product carbon footprints: a number alone says nothing, so unit, boundary and date are needed; what a third party
//! verified is told apart from what only the supplier says.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use super::against::day;
use super::{Remark, Table};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// What a boundary or a unit says that takes in removals or credits.
const TAKEN_OFF: [&str; 14] =
    ["remov", "credit", "biogenic", "offset", "除去", "吸収", "控除", "クレジット", "バイオ", "移除", "清除", "抵扣", "抵消", "生物"];

fn is_taken_off(said: &str) -> bool {
    let said = said.to_lowercase();
    TAKEN_OFF.iter().any(|word| said.contains(word))
}

/// What stands under *verified by* where nobody outside did: it counts as not verified.
const NOBODY: [&str; 37] = [
    "no",
    "none",
    "nobody",
    "not",
    "n/a",
    "na",
    "nil",
    "not verified",
    "unverified",
    "not yet",
    "no one",
    "self",
    "self-declared",
    "self-verified",
    "internal",
    "in-house",
    "ourselves",
    "tbd",
    "pending",
    "?",
    "未検証",
    "検証なし",
    "なし",
    "無し",
    "無",
    "該当なし",
    "未実施",
    "予定",
    "自社",
    "ー",
    "无",
    "没有",
    "未验证",
    "未核证",
    "未核查",
    "不适用",
    "自行",
];

/// How a cell begins that names the company itself.
const OWN: [&str; 9] = ["self", "internal", "in-house", "in house", "自社", "社内", "内部", "自行", "当社"];

/// Whether a cell names somebody outside who verified.
fn is_verifier(text: &str) -> bool {
    let said = text.nfkc().collect::<String>().trim().to_lowercase();
    let is_own = OWN.iter().any(|own| said.starts_with(own));
    said.chars().any(char::is_alphanumeric) && !is_own && !NOBODY.contains(&said.trim_end_matches(['.', '。']))
}

/// Whether a unit is a mass of CO2 for each unit of something: `kg CO2e/kg`, `t-CO2e/t`, `g CO2eq per piece`.
fn is_footprint_unit(text: &str) -> bool {
    let said = text.nfkc().collect::<String>().to_lowercase().replace(" per ", "/").replace('⁄', "/");
    let Some((mass, each)) = said.split_once('/') else { return false };
    let mass: String = mass.chars().filter(|c| c.is_alphanumeric()).collect();
    let Some((gram, kind)) = mass.split_once("co2") else { return false };
    let kinds = ["", "e", "eq", "eqv", "equiv", "equivalent", "equivalents", "換算", "当量"];
    ["g", "kg", "t", "kt", "mt", "ton", "tonne", "tonnes", "トン", "吨", "千克", "克"].contains(&gram)
        && kinds.contains(&kind)
        && each.chars().any(char::is_alphanumeric)
}

/// Remarks on footprints. Columns: item, value, unit, boundary, date, verified-by. A value below nought is taken only
/// where unit or boundary says that removals or credits are taken off.
///
/// # Errors
/// When a column is missing.
pub fn footprints(cells: &[Vec<String>], today: Option<Date>) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["item", "value", "unit", "boundary", "date", "verified-by"])?;
    let mut remarks = Vec::new();
    for (line, row) in table.rows() {
        let cell = |column: &str| table.cell(row, column);
        let item = || table.item(line, row, "item");
        if cell("value").is_empty() {
            remarks.push(Remark::adverse(Some(line), "not-stated", told("figure.no-footprint", [("item", item())])));
            continue;
        }
        let Some(value) = table.number(line, row, "value", &mut remarks) else { continue };
        let not_taken = |what: Sentence| {
            let what = told("figure.of-item", [("item", item()), ("what", what)]);
            Remark::adverse(Some(line), "not-taken", what)
        };
        let missing: Vec<Sentence> = ["unit", "boundary", "date"]
            .into_iter()
            .filter(|column| cell(column).is_empty())
            .map(|column| told("figure.column", [("column", column.into())]))
            .collect();
        if !missing.is_empty() {
            remarks.push(not_taken(told("figure.footprint-refused", [("missing", Sentence::Listed(missing))])));
            continue;
        }
        // What is taken out of the air, or credited for a by-product, may outweigh what was emitted; else nothing can.
        if value < Ratio::ZERO && !["unit", "boundary"].into_iter().any(|column| is_taken_off(cell(column))) {
            let values = [("value", cell("value").into())];
            remarks.push(not_taken(told("figure.footprint-negative", values)));
            continue;
        }
        if !is_footprint_unit(cell("unit")) {
            remarks.push(not_taken(told("figure.footprint-unit", [("unit", cell("unit").into())])));
            continue;
        }
        let day = match day(cell("date"), today) {
            Ok(day) => day,
            Err(why) => {
                remarks.push(not_taken(told("figure.footprint-day", [("why", why)])));
                continue;
            }
        };
        let by = cell("verified-by");
        let values = [
            ("item", item()),
            ("value", format!("{} {}", value.plain(), cell("unit")).into()),
            ("boundary", cell("boundary").into()),
            ("day", day.to_string().into()),
            ("by", by.into()),
        ];
        remarks.push(if is_verifier(by) {
            Remark::fine(Some(line), "verified", told("figure.footprint-verified", values))
        } else {
            Remark::fine(Some(line), "unverified", told("figure.footprint-unverified", values))
        });
    }
    Ok(remarks)
}
