//! the identification, the name and the country of a row against the lists; one doubt, one sentence, one question.

use super::super::{Against, Finding, Severity, Source};
use super::{SHEET, column};
use crate::declaration::{Declaration, SmelterRow};
use crate::language::Text;
use crate::reference::metal::named;
use crate::smelter::{Doubt, Settled};

/// A row with doubts, and what is said of it in every sentence.
struct Row<'a> {
    row: &'a SmelterRow,
    n: u32,
    id: &'a str,
    called: &'a str,
    metal: &'a str,
}

impl Row<'_> {
    fn doubt(&self, code: &'static str, severity: Severity, at: String, message: Text, ask: Text) -> Finding {
        let value = if at.starts_with('D') {
            self.row.called()
        } else if at.starts_with('E') {
            self.row.country.as_deref()
        } else {
            Some(self.id)
        };
        Finding::new(code, severity, Source::Consistency, message).at(SHEET, at).holding(value).asking(ask.en, ask.ja, ask.zh)
    }
}

/// Every doubt about a row.
pub(super) fn check(read: &Declaration, row: &SmelterRow, settled: &Settled, against: &Against<'_>) -> Vec<Finding> {
    let row = Row {
        row,
        n: row.row,
        id: row.cid().unwrap_or_default(),
        called: row.called().unwrap_or("–"),
        metal: row.metal.as_deref().unwrap_or_default(),
    };
    let mut all: Vec<Finding> = other_plant(&row, settled).into_iter().collect();
    for doubt in &settled.doubts {
        let found = match doubt {
            Doubt::OtherMetal { listed } => Some(other_metal(&row, listed)),
            Doubt::RemovedId { last_list, dated } => Some(removed(&row, last_list, *dated)),
            Doubt::UnknownId => Some(unknown(&row, read, against)),
            Doubt::Unmatched if !settled.doubts.contains(&Doubt::UnknownId) => unmatched(&row),
            Doubt::Ambiguous { ids } => Some(ambiguous(&row, &ids.join(", "))),
            _ => None,
        };
        all.extend(found);
    }
    all
}

/// The name, the country or both are those of another plant.
fn other_plant(row: &Row<'_>, settled: &Settled) -> Option<Finding> {
    let name = settled.doubts.iter().find_map(|doubt| if let Doubt::OtherName { listed } = doubt { Some(listed) } else { None });
    let place = settled.doubts.iter().find_map(|doubt| if let Doubt::OtherCountry { listed } = doubt { Some(listed) } else { None });
    match (name, place) {
        (Some(name), place) => Some(other_name(row, name, place.map(String::as_str))),
        (None, Some(listed)) => Some(other_country(row, listed)),
        (None, None) => None,
    }
}

fn other_name(row: &Row<'_>, name: &str, place: Option<&str>) -> Finding {
    let Row { n, id, called, metal, .. } = row;
    let there = place.map_or_else(String::new, |country| format!(", {country}"));
    let here = row.row.country.as_deref().unwrap_or("–");
    let ask = told!(
        "Row {n} of the smelter list gives {id} for \"{called}\", but this number is listed for \"{name}\"{there}. Which smelter is meant?",
        "Smelter List の {n} 行目では「{called}」に {id} が記載されていますが、この番号はリストでは「{name}」{there} のものです。どちらの製錬所かご教示ください。",
        "Smelter List 第 {n} 行为“{called}”填写了 {id}，但清单中该编号属于“{name}”{there}。请确认所指的冶炼厂。",
    );
    if place.is_none() {
        let message = told!(
            "{id} is listed as \"{name}\", row {n} calls it \"{called}\".",
            "{id} のリスト上の名称は「{name}」ですが、{n} 行目では「{called}」と記載されています。",
            "{id} 在清单中的名称为“{name}”，第 {n} 行填写为“{called}”。",
        );
        return row.doubt("id-under-another-name", Severity::Warning, column(row.row), message, ask);
    }
    let metal = metal.to_lowercase();
    let message = Text {
        en: format!(
            "{id} belongs to another {metal} smelter (\"{name}\"{there}) than the name and country on its row {n} (\"{called}\", {here})."
        ),
        ja: format!("{id} は別の製錬所（「{name}」{there}）の番号で、{n} 行目の名称・所在国（「{called}」、{here}）と一致しません。"),
        zh: format!("{id} 属于另一家冶炼厂（“{name}”{there}），与第 {n} 行的名称和国家（“{called}”，{here}）不符。"),
    };
    row.doubt("id-of-another-smelter", Severity::Error, column(row.row), message, ask)
}

fn other_country(row: &Row<'_>, listed: &str) -> Finding {
    let Row { n, called, .. } = row;
    let country = row.row.country.as_deref().unwrap_or_default();
    row.doubt(
        "smelter-in-another-country",
        Severity::Warning,
        format!("E{n}"),
        told!(
            "Row {n} places \"{called}\" in {country}, the list in {listed}.",
            "{n} 行目では「{called}」の所在国が {country} ですが、リストでは {listed} です。",
            "第 {n} 行将“{called}”列于 {country}，清单中为 {listed}。",
        ),
        told!(
            "Row {n} of the smelter list places \"{called}\" in {country}; it is listed in {listed}. Please confirm the plant.",
            "Smelter List の {n} 行目では「{called}」の所在国が {country} ですが、リストでは {listed} です。該当する工場をご確認ください。",
            "Smelter List 第 {n} 行将“{called}”列于 {country}，而清单中为 {listed}。请确认具体工厂。",
        ),
    )
}

fn other_metal(row: &Row<'_>, listed: &str) -> Finding {
    let Row { n, id, metal, .. } = row;
    let (Text { ja, zh, .. }, Text { ja: ja_listed, zh: zh_listed, .. }) = (named(metal), named(listed));
    row.doubt(
        "id-of-another-metal",
        Severity::Error,
        column(row.row),
        told!(
            "{id} in row {n} is listed for {listed}, not for {metal}.",
            "{n} 行目の {id} は{ja}ではなく{ja_listed}の番号としてリストに載っています。",
            "第 {n} 行的 {id} 在清单中属于{zh_listed}，而非{zh}。",
        ),
        told!(
            "Row {n} of the smelter list gives {id} for {metal}, but it is listed for {listed}. Please check the number.",
            "Smelter List の {n} 行目の {id} は、{ja}ではなく{ja_listed}の番号としてリストに載っています。番号をご確認ください。",
            "Smelter List 第 {n} 行的 {id} 填写为{zh}，但清单中属于{zh_listed}。请核实编号。",
        ),
    )
}

fn removed(row: &Row<'_>, last_list: &str, dated: jiff::civil::Date) -> Finding {
    let Row { n, id, .. } = row;
    row.doubt(
        "id-removed",
        Severity::Warning,
        column(row.row),
        told!(
            "{id} in row {n} is no longer listed; it last stood in {last_list} of {dated}.",
            "{n} 行目の {id} は現行リストにありません（最後の掲載：{last_list}、{dated}）。",
            "第 {n} 行的 {id} 已不在现行清单中，最后一次出现于 {dated} 的 {last_list}。",
        ),
        told!(
            "{id} (row {n}) is no longer on the current list. Do you still source from this smelter, and under which number?",
            "{id}（{n} 行目）は現行リストから削除されています。現在も調達先でしょうか。該当する場合は現在の番号をご教示ください。",
            "{id}（第 {n} 行）已不在现行清单中。贵司目前是否仍从该冶炼厂采购？如是，请提供现用编号。",
        ),
    )
}

fn unknown(row: &Row<'_>, read: &Declaration, against: &Against<'_>) -> Finding {
    let Row { n, id, called, metal, .. } = row;
    // A list older than the declaration cannot speak against a number given since.
    let list = against.lists.smelters_on(metal, against.today);
    let newer = list.is_some_and(|list| read.dated.is_some_and(|day| list.edition.dated < day));
    let severity = if newer { Severity::Warning } else { Severity::Error };
    row.doubt(
        "id-unknown",
        severity,
        column(row.row),
        told!(
            "{id} in row {n} stands in no imported list.",
            "{n} 行目の {id} は取り込み済みのどのリストにもありません。",
            "第 {n} 行的 {id} 不在任何已导入的清单中。",
        ),
        told!(
            "{id} (row {n}, \"{called}\") is in no list we hold. Please check the number, or tell us where it was issued.",
            "{id}（{n} 行目「{called}」）は弊社保有のリストにありません。番号をご確認いただくか、発行元をご教示ください。",
            "{id}（第 {n} 行“{called}”）不在我方持有的清单中。请核实编号，或告知其签发机构。",
        ),
    )
}

fn unmatched(row: &Row<'_>) -> Option<Finding> {
    let Row { n, called, .. } = row;
    if row.row.is_not_identified() || row.row.is_not_listed() || row.row.called().is_none() {
        return None;
    }
    Some(row.doubt(
        "smelter-not-in-list",
        Severity::Warning,
        format!("D{n}"),
        told!(
            "\"{called}\" in row {n} is in no imported list under this name.",
            "{n} 行目の「{called}」は、この名称では取り込み済みのどのリストにもありません。",
            "第 {n} 行的“{called}”以此名称不在任何已导入的清单中。",
        ),
        told!(
            "We cannot find \"{called}\" (row {n}) in the smelter list. Please give its CID number, or its address and the metal it produces.",
            "「{called}」（{n} 行目）が製錬所リストに見つかりません。CID 番号、または所在地と生産金属をご教示ください。",
            "在冶炼厂清单中找不到“{called}”（第 {n} 行）。请提供其 CID 编号，或地址及所生产的金属。",
        ),
    ))
}

fn ambiguous(row: &Row<'_>, ids: &str) -> Finding {
    let Row { n, called, .. } = row;
    row.doubt(
        "smelter-name-ambiguous",
        Severity::Warning,
        format!("D{n}"),
        told!(
            "\"{called}\" in row {n} may be {ids}.",
            "{n} 行目の「{called}」は {ids} のいずれにも該当し得ます。",
            "第 {n} 行的“{called}”可能是 {ids} 中的任一家。",
        ),
        told!(
            "\"{called}\" (row {n}) may be any of {ids}. Which plant supplies you?",
            "「{called}」（{n} 行目）は {ids} のいずれにも該当し得ます。どの工場かご教示ください。",
            "“{called}”（第 {n} 行）可能是 {ids} 中的任一家。请告知具体是哪家工厂。",
        ),
    )
}
