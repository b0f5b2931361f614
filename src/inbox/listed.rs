//! Smelter rows against imported lists, and where each facility stands on the day.
//!
//! Says "conformant" in the programme's sense only. Country-level remarks on high-risk areas are no judgement of a facility.

use std::collections::{BTreeMap, BTreeSet};

use super::{Against, Finding, Matched, Severity, Source};
use crate::declaration::{Declaration, SmelterRow, Subject};
use crate::reference::{cahra::Listing, country, metal};
use crate::smelter::{Doubt, How, Reported, Settled, settle};

const SHEET: &str = "Smelter List";

/// Matches by row, and everything found.
pub(super) fn check(read: &Declaration, against: &Against<'_>) -> (BTreeMap<u32, Matched>, Vec<Finding>) {
    let mut matched = BTreeMap::new();
    let mut all = Vec::new();
    let mut unlisted = BTreeSet::new();
    let (mut told, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for row in &read.smelters {
        let Some(name) = row.metal.as_deref() else { continue };
        let reported =
            Reported { metal: name, name: row.called(), id: row.cid(), country: row.country.as_deref(), city: row.city.as_deref() };
        let settled = settle(&reported, against.lists, against.decisions, against.today);
        if settled.doubts.contains(&Doubt::NoList) || against.lists.smelters_on(name, against.today).is_none() {
            unlisted.insert(name);
        }
        if asked.insert((name, row.cid(), row.called(), row.country.as_deref())) {
            all.extend(doubts(read, row, &settled, against));
        }
        if let Some(id) = settled.id.filter(|_| settled.how != How::None) {
            if told.insert((name, id.clone())) {
                all.extend(standing(row, &id, against));
            }
            all.extend(origin_by_programme(row, &id, against));
            matched.insert(row.row, Matched { id, how: settled.how.word() });
        }
    }
    if !unlisted.is_empty() {
        let metals = unlisted.into_iter().collect::<Vec<_>>().join(", ");
        let message = format!("The smelters of {metals} are unverified: no list of them was imported that speaks of {}.", against.today);
        all.push(Finding::new("smelters-unverified", Severity::Info, Source::Reader, message).at(SHEET, ""));
    }
    all.extend(mines(read, against));
    all.extend(areas(read, against));
    (matched, all)
}

fn column(row: &SmelterRow) -> String {
    format!("{}{}", if row.id.is_some() || row.id_input.is_none() { 'F' } else { 'A' }, row.row)
}

/// the identification against metal, name and country of the list.
#[expect(clippy::too_many_lines, reason = "one arm per doubt, each with its question in three languages")]
fn doubts(read: &Declaration, row: &SmelterRow, settled: &Settled, against: &Against<'_>) -> Vec<Finding> {
    let n = row.row;
    let id = row.cid().unwrap_or_default();
    let other_name = settled.doubts.iter().find_map(|doubt| if let Doubt::OtherName { listed } = doubt { Some(listed) } else { None });
    let other_country =
        settled.doubts.iter().find_map(|doubt| if let Doubt::OtherCountry { listed } = doubt { Some(listed) } else { None });
    let mut all = Vec::new();
    let mut add = |code, severity, at: String, value: Option<&str>, message: String, [en, ja, zh]: [String; 3]| {
        all.push(Finding::new(code, severity, Source::Consistency, message).at(SHEET, at).holding(value).asking(en, ja, zh));
    };
    let called = row.called().unwrap_or("no name");
    match (other_name, other_country) {
        (Some(name), place) => {
            let (code, severity) =
                if place.is_some() { ("id-of-another-smelter", Severity::Error) } else { ("id-under-another-name", Severity::Warning) };
            let metal = row.metal.as_deref().unwrap_or_default().to_lowercase();
            let wide = place.as_ref().map_or_else(String::new, |country| format!("（{country}）"));
            let place = place.map_or_else(String::new, |country| format!(", {country}"));
            let message = if severity == Severity::Error {
                format!(
                    "{id} belongs to another {metal} smelter (\"{name}\"{place}) than the name and country on its row {n} (\"{called}\", {}).",
                    row.country.as_deref().unwrap_or("no country")
                )
            } else {
                format!("{id} is listed as \"{name}\", row {n} calls it \"{called}\".")
            };
            add(
                code,
                severity,
                column(row),
                Some(id),
                message,
                [
                    format!(
                        "Row {n} of the smelter list gives {id} for \"{called}\", but this number is listed for \"{name}\"{place}. Which smelter is meant?"
                    ),
                    format!(
                        "Smelter List の {n} 行目では「{called}」に {id} が記載されていますが、この番号は参照リストでは「{name}」{wide}のものです。どちらの製錬所を指すかご教示ください。"
                    ),
                    format!("Smelter List 第 {n} 行为“{called}”填写了 {id}，但参考清单中该编号属于“{name}”{wide}。请确认所指的冶炼厂。"),
                ],
            );
        }
        (None, Some(listed)) => {
            let country = row.country.as_deref().unwrap_or_default();
            add(
                "smelter-in-another-country",
                Severity::Warning,
                format!("E{n}"),
                Some(country),
                format!("Row {n} places \"{called}\" in {country}, the list in {listed}."),
                [
                    format!(
                        "Row {n} of the smelter list places \"{called}\" in {country}; it is listed in {listed}. Please confirm the plant."
                    ),
                    format!(
                        "Smelter List の {n} 行目では「{called}」の所在国が {country} ですが、参照リストでは {listed} です。該当する工場をご確認ください。"
                    ),
                    format!("Smelter List 第 {n} 行将“{called}”列于 {country}，而清单中为 {listed}。请确认具体工厂。"),
                ],
            );
        }
        (None, None) => {}
    }
    for doubt in &settled.doubts {
        match doubt {
            Doubt::OtherMetal { listed } => {
                let metal = row.metal.as_deref().unwrap_or_default();
                add(
                    "id-of-another-metal",
                    Severity::Error,
                    column(row),
                    Some(id),
                    format!("{id} in row {n} is listed for {listed}, not for {metal}."),
                    [
                        format!(
                            "Row {n} of the smelter list gives {id} for {metal}, but it is listed for {listed}. Please check the number."
                        ),
                        format!(
                            "Smelter List の {n} 行目の {id} は、{metal} ではなく {listed} の番号としてリストに載っています。番号をご確認ください。"
                        ),
                        format!("Smelter List 第 {n} 行的 {id} 填写为 {metal}，但清单中属于 {listed}。请核实编号。"),
                    ],
                );
            }
            Doubt::RemovedId { last_list, dated } => add(
                "id-removed",
                Severity::Warning,
                column(row),
                Some(id),
                format!("{id} in row {n} is no longer listed; it last stood in {last_list} of {dated}."),
                [
                    format!(
                        "{id} (row {n}) is no longer on the current list. Do you still source from this smelter, and under which number?"
                    ),
                    format!(
                        "{id}（{n} 行目）は現行リストから削除されています。現在も調達先でしょうか。該当する場合は現在の番号をご教示ください。"
                    ),
                    format!("{id}（第 {n} 行）已不在现行清单中。贵司目前是否仍从该冶炼厂采购？如是，请提供现用编号。"),
                ],
            ),
            Doubt::UnknownId => {
                // A list older than the declaration cannot speak against a number given since.
                let list = row.metal.as_deref().and_then(|metal| against.lists.smelters_on(metal, against.today));
                let newer = list.is_some_and(|list| read.dated.is_some_and(|day| list.edition.dated < day));
                let severity = if newer { Severity::Warning } else { Severity::Error };
                add(
                    "id-unknown",
                    severity,
                    column(row),
                    Some(id),
                    format!("{id} in row {n} stands in no imported list."),
                    [
                        format!(
                            "{id} (row {n}, \"{called}\") is in no list we hold. Please check the number, or tell us where it was issued."
                        ),
                        format!(
                            "{id}（{n} 行目「{called}」）は当社保有のリストにありません。番号をご確認いただくか、発行元をご教示ください。"
                        ),
                        format!("{id}（第 {n} 行“{called}”）不在我方持有的清单中。请核实编号，或告知其签发机构。"),
                    ],
                );
            }
            Doubt::Unmatched
                if !settled.doubts.contains(&Doubt::UnknownId)
                    && !row.is_not_identified()
                    && !row.is_not_listed()
                    && row.called().is_some() =>
            {
                add(
                    "smelter-not-in-list",
                    Severity::Warning,
                    format!("D{n}"),
                    row.called(),
                    format!("\"{called}\" in row {n} is in no imported list under this name."),
                    [
                        format!(
                            "We cannot find \"{called}\" (row {n}) in the smelter list. Please give its CID number, or its address and the metal it produces."
                        ),
                        format!(
                            "「{called}」（{n} 行目）が製錬所リストに見つかりません。CID 番号、または所在地と生産金属をご教示ください。"
                        ),
                        format!("在冶炼厂清单中找不到“{called}”（第 {n} 行）。请提供其 CID 编号，或地址及所生产的金属。"),
                    ],
                )
            }
            Doubt::Ambiguous { ids } => {
                let ids = ids.join(", ");
                add(
                    "smelter-name-ambiguous",
                    Severity::Warning,
                    format!("D{n}"),
                    row.called(),
                    format!("\"{called}\" in row {n} may be {ids}."),
                    [
                        format!("\"{called}\" (row {n}) may be any of {ids}. Which plant supplies you?"),
                        format!("「{called}」（{n} 行目）は {ids} のいずれにも該当し得ます。どの工場かご教示ください。"),
                        format!("“{called}”（第 {n} 行）可能是 {ids} 中的任一家。请告知具体是哪家工厂。"),
                    ],
                );
            }
            _ => {}
        }
    }
    all
}

/// Where a facility stands on the day, by the status list in force.
fn standing(row: &SmelterRow, id: &str, against: &Against<'_>) -> Option<Finding> {
    let list = against.lists.statuses_on(against.today)?;
    let n = row.row;
    let name = row.called().unwrap_or(id);
    let edition = &list.edition;
    let Some(now) = against.lists.standing(id, against.today) else {
        let message = format!("{id} (row {n}) is not on the status list {} of {}.", edition.name, edition.dated);
        return Some(
            Finding::new("smelter-not-on-status-list", Severity::Info, Source::Policy, message).at(SHEET, column(row)).holding(Some(id)),
        );
    };
    let status = now.facility.status;
    if status.is_conformant() {
        return None;
    }
    let before = was_conformant(id, against);
    let (code, message) = match before {
        Some(day) => (
            "smelter-lost-conformance",
            format!(
                "{id} (row {n}) was conformant on the list of {day} and is {} on {} of {}.",
                status.word(),
                edition.name,
                edition.dated
            ),
        ),
        None => (
            "smelter-not-conformant",
            format!("{id} (row {n}) is {} on {} of {}, not conformant.", status.word(), edition.name, edition.dated),
        ),
    };
    Some(Finding::new(code, Severity::Warning, Source::Policy, message).at(SHEET, column(row)).holding(Some(id)).asking(
        format!("\"{name}\" ({id}, row {n}) is not conformant as of {}. Do you still source from it, and what have you agreed with it?", edition.dated),
        format!("「{name}」（{id}、{n} 行目）は {} 時点で conformant ではありません。現在も調達されていますか。先方との是正の取り決めをご教示ください。", edition.dated),
        format!("截至 {}，“{name}”（{id}，第 {n} 行）的状态不是 conformant。贵司是否仍从其采购？已与其达成何种改进安排？", edition.dated),
    ))
}

/// The latest earlier list on which a facility was conformant.
pub(super) fn was_conformant(id: &str, against: &Against<'_>) -> Option<jiff::civil::Date> {
    let current = against.lists.statuses_on(against.today)?.edition.dated;
    let earlier = against.lists.statuses.iter().filter(|list| list.edition.dated < current);
    earlier.filter(|list| list.rows.iter().any(|row| row.id == id && row.status.is_conformant())).map(|list| list.edition.dated).max()
}

/// an origin that rests on a programme which does not call the facility conformant.
fn origin_by_programme(row: &SmelterRow, id: &str, against: &Against<'_>) -> Option<Finding> {
    against.lists.statuses_on(against.today)?;
    let origin = row.mine_country.as_deref()?;
    let low = origin.to_lowercase();
    let rests = ["rcoi", "rmap", "per rmi", "rmi conf"].iter().any(|word| low.contains(word));
    let stands = against.lists.standing(id, against.today).is_some_and(|standing| standing.facility.status.is_conformant());
    let n = row.row;
    (rests && !stands).then(|| {
        Finding::new(
            "origin-by-programme-not-conformant",
            Severity::Error,
            Source::Consistency,
            format!("Row {n} gives the programme's word as origin, but {id} is not conformant as of {}.", against.today),
        )
        .at(SHEET, format!("O{n}"))
        .holding(Some(origin))
        .asking(
            format!(
                "Row {n} refers to RMI for the country of origin, yet {id} is not conformant. Please give the countries of origin yourself."
            ),
            format!("{n} 行目の原産国は RMI を根拠とされていますが、{id} は conformant ではありません。原産国を具体的にご記入ください。"),
            format!("第 {n} 行的原产国以 RMI 为依据，但 {id} 的状态不是 conformant。请直接填写原产国。"),
        )
    })
}

/// countries of mines against the answers and against what is mined there.
fn mines(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    let of_smelters = read
        .smelters
        .iter()
        .filter_map(|row| Some((SHEET, format!("O{}", row.row), row.row, row.metal.as_deref()?, row.mine_country.as_deref()?)));
    let of_mines =
        read.mines.iter().filter_map(|row| Some(("Mine List", String::new(), row.row, row.metal.as_deref()?, row.country.as_deref()?)));
    let mut all = Vec::new();
    for (sheet, cell, n, name, origin) in of_smelters.chain(of_mines) {
        for code in origin.split([',', ';', '/', '、', '，']).filter_map(country::code_of) {
            let country = against.countries.get(code).map_or(code, |country| country.name.en.as_str());
            if metal::find(name).is_some_and(|metal| metal.is_implausible(code)) {
                all.push(
                    Finding::new("mine-country-implausible", Severity::Warning, Source::Consistency, format!("Row {n} names {country} as country of a {} mine; none is known there.", name.to_lowercase()))
                        .at(sheet, cell.clone())
                        .holding(Some(origin))
                        .asking(
                            format!("Row {n} of the sheet \"{sheet}\" names {country} as country of the {name} mine. We know of no such mine there; where was the ore mined?"),
                            format!("シート「{sheet}」{n} 行目で {name} の鉱山所在国が {country} とされていますが、同国に該当鉱山は知られていません。採掘地をご教示ください。"),
                            format!("工作表“{sheet}”第 {n} 行称 {name} 的矿山位于 {country}，但据我方所知该国没有此类矿山。请告知矿石的实际开采地。"),
                        ),
                );
            }
            let denies = read.reply(name, Subject::CoveredCountries).filter(|reply| reply.value.as_deref() == Some("No"));
            if let Some(reply) = denies.filter(|_| against.countries.get(code).is_some_and(|country| country.covered)) {
                let q = reply.question.to_uppercase();
                all.push(
                    Finding::new(
                        "covered-mine-country-but-no",
                        Severity::Warning,
                        Source::Consistency,
                        format!("{name}: {q} says No, but row {n} names {country}, a covered country, as origin."),
                    )
                    .at(sheet, cell.clone())
                    .holding(Some(origin))
                    .asking(
                        format!("{name}: {q} (cell {}) is No, yet row {n} names {country} as origin. Which is right?", reply.at),
                        format!(
                            "{name}：{q}（セル {}）は No ですが、{n} 行目の原産国は {country} です。どちらが正しいかご教示ください。",
                            reply.at
                        ),
                        format!("{name}：{q}（单元格 {}）为 No，但第 {n} 行的原产国为 {country}。请告知哪一个正确。", reply.at),
                    ),
                );
            }
        }
    }
    all
}

/// Countries of smelters with listed areas, once each.
fn areas(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    let mut by_country: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for row in &read.smelters {
        for place in [row.country.as_deref(), row.mine_country.as_deref()].into_iter().flatten() {
            if let Some(code) = country::code_of(place) {
                let rows = by_country.entry(code).or_default();
                if !rows.contains(&row.row) {
                    rows.push(row.row);
                }
            }
        }
    }
    by_country
        .into_iter()
        .filter_map(|(code, rows)| {
            let (edition, how) = match against.lists.listing(code, "", against.today) {
                Listing::Listed { edition, .. } => (edition, "is listed"),
                Listing::RegionUnknown { edition, .. } => (edition, "has listed regions; the region is not known"),
                Listing::Outside { .. } | Listing::NotListed => return None,
            };
            let name = against.countries.get(code).map_or(code, |country| country.name.en.as_str());
            let list = rows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            let message = format!(
                "{name} {how} as conflict-affected or high-risk ({} of {}); rows {list}. It says nothing of a facility.",
                edition.name, edition.dated
            );
            Some(
                Finding::new("cahra-country", Severity::Info, Source::Policy, message)
                    .at(SHEET, format!("E{}", rows[0]))
                    .holding(Some(name))
                    .asking(
                        format!("Rows {list} name {name}. From which region does the material come, and how do you check it?"),
                        format!("{list} 行目に {name} の記載があります。原料の産出地域と確認方法をご教示ください。"),
                        format!("第 {list} 行涉及 {name}。请告知原料来自哪个地区以及核查方式。"),
                    ),
            )
        })
        .collect()
}
