//! where ore is said to come from, against the answers and against geology; and listed areas.
//!
//! A covered origin shows in the country of a mine, in where the facility itself stands, or in what another declaration
//! said of the same facility. Country-level remarks on high-risk areas are no judgement of a facility.

use std::collections::BTreeMap;

use super::super::{Against, Finding, Severity, Source};
use super::{SHEET, column};
use crate::declaration::{Declaration, Reply, SmelterRow, Subject};
use crate::language::Text;
use crate::reference::{cahra::Listing, country, metal, region};

/// A cell that names where ore was mined.
struct Mined<'a> {
    sheet: &'a str,
    cell: String,
    row: u32,
    metal: &'a str,
    place: &'a str,
}

/// Every cell that names the country of a mine.
fn mined<'a>(read: &'a Declaration) -> Vec<Mined<'a>> {
    let of_smelters = read.smelters.iter().filter_map(|row| {
        let (metal, place) = (row.metal.as_deref()?, row.mine_country.as_deref()?);
        Some(Mined { sheet: SHEET, cell: format!("O{}", row.row), row: row.row, metal, place })
    });
    let of_mines = read.mines.iter().filter_map(|row| {
        let (metal, place) = (row.metal.as_deref()?, row.country.as_deref()?);
        Some(Mined { sheet: "Mine List", cell: format!("F{}", row.row), row: row.row, metal, place })
    });
    of_smelters.chain(of_mines).collect()
}

/// The countries a cell names.
fn countries(text: &str) -> impl Iterator<Item = &'static str> {
    text.split([',', ';', '/', '、', '，']).filter_map(country::code_of)
}

fn named(code: &str, against: &Against<'_>) -> Text {
    against.countries.get(code).map_or_else(|| Text::same(code), |country| country.name.clone())
}

/// Mine countries against geology, and against a No to the question about covered countries.
pub(super) fn mines(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for mined in mined(read) {
        for code in countries(mined.place) {
            if metal::find(mined.metal).is_some_and(|metal| metal.is_implausible(code)) {
                all.push(implausible(&mined, &named(code, against)));
            }
            if let Some(reply) = denied(read, mined.metal).filter(|_| is_covered(code, against)) {
                all.push(covered(&mined, reply, &named(code, against)));
            }
        }
    }
    all
}

fn is_covered(code: &str, against: &Against<'_>) -> bool {
    against.countries.get(code).is_some_and(|country| country.covered)
}

/// The No to covered countries for a metal.
fn denied<'a>(read: &'a Declaration, metal: &str) -> Option<&'a Reply> {
    let answers = read.metals.iter().find(|answers| answers.metal.eq_ignore_ascii_case(metal))?;
    answers.replies.iter().find(|reply| reply.subject == Subject::CoveredCountries && reply.value.as_deref() == Some("No"))
}

fn implausible(mined: &Mined<'_>, country: &Text) -> Finding {
    let Mined { sheet, row: n, metal: name, .. } = mined;
    let Text { ja, zh, .. } = metal::named(name);
    let message = Text {
        en: format!("Row {n} names {} as country of a {} mine; none is known there.", country.en, name.to_lowercase()),
        ja: format!("{n} 行目の{ja}の鉱山所在国は{}ですが、同国に該当する鉱山は知られていません。", country.ja),
        zh: format!("第 {n} 行称{zh}的矿山位于{}，但据所知该国没有此类矿山。", country.zh),
    };
    Finding::new("mine-country-implausible", Severity::Warning, Source::Consistency, message)
        .at(sheet, mined.cell.clone())
        .holding(Some(mined.place))
        .asking(
            format!("Row {n} of the sheet \"{sheet}\" names {} as country of the {name} mine. We know of no such mine there; where was the ore mined?", country.en),
            format!("シート「{sheet}」{n} 行目で{ja}の鉱山所在国が{}とされていますが、同国に該当鉱山は知られていません。採掘地をご教示ください。", country.ja),
            format!("工作表“{sheet}”第 {n} 行称{zh}的矿山位于{}，但据我方所知该国没有此类矿山。请告知矿石的实际开采地。", country.zh),
        )
}

fn covered(mined: &Mined<'_>, reply: &Reply, country: &Text) -> Finding {
    let Mined { row: n, metal: name, .. } = mined;
    let Text { ja, zh, .. } = metal::named(name);
    let (q, at) = (reply.question.to_uppercase(), &reply.at);
    let message = Text {
        en: format!("{name}: {q} says No, but row {n} names {}, a covered country, as origin.", country.en),
        ja: format!("{ja}：{q} は No ですが、{n} 行目の原産国は対象国の{}です。", country.ja),
        zh: format!("{zh}：{q} 为 No，但第 {n} 行的原产国为涵盖国家{}。", country.zh),
    };
    Finding::new("covered-mine-country-but-no", Severity::Warning, Source::Consistency, message)
        .at(mined.sheet, mined.cell.clone())
        .holding(Some(mined.place))
        .asking(
            format!("{name}: {q} (cell {at}) is No, yet row {n} names {} as origin. Which is right?", country.en),
            format!("{ja}：{q}（セル {at}）は No ですが、{n} 行目の原産国は{}です。どちらが正しいかご教示ください。", country.ja),
            format!("{zh}：{q}（单元格 {at}）为 No，但第 {n} 行的原产国为{}。请告知哪一个正确。", country.zh),
        )
}

/// X-04, second half: no covered country, and yet a facility that stands in one or is known to take ore from one.
pub(super) fn known_feed(read: &Declaration, row: &SmelterRow, id: Option<&str>, against: &Against<'_>) -> Option<Finding> {
    let name = row.metal.as_deref()?;
    let Text { ja, zh, .. } = metal::named(name);
    let reply = denied(read, name)?;
    let scrap = row.recycled.as_deref().is_some_and(|word| word.eq_ignore_ascii_case("yes"));
    if scrap || row.mine_country.as_deref().is_some_and(|place| countries(place).any(|code| is_covered(code, against))) {
        return None;
    }
    let here = row.country.as_deref().and_then(country::code_of).filter(|code| is_covered(code, against));
    let (code, witness) = match here {
        Some(code) => (code, None),
        None => elsewhere(id?, name, against).map(|(code, file)| (code, Some(file)))?,
    };
    let country = named(code, against);
    // Standing there is a reason to ask; only a declaration that names the origin speaks against the answer.
    let severity = if witness.is_some() { Severity::Warning } else { Severity::Info };
    let (n, q, at) = (row.row, reply.question.to_uppercase(), &reply.at);
    let called = row.called().or(id).unwrap_or("–");
    let why = match witness {
        Some(file) => told!(
            "another declaration (\"{file}\") names it as origin of this smelter's ore",
            "別の申告書（「{file}」）ではこの製錬所の原産国とされています",
            "另一份申报（“{file}”）将其列为该冶炼厂的原料来源",
        ),
        None => told!("the smelter itself stands there", "製錬所自体が同国にあります", "该冶炼厂本身位于该国"),
    };
    let message = Text {
        en: format!("{name}: {q} says No, but \"{called}\" (row {n}) points to {}, a covered country: {}.", country.en, why.en),
        ja: format!("{ja}：{q} は No ですが、「{called}」（{n} 行目）は対象国の{}との関係を示しています（{}）。", country.ja, why.ja),
        zh: format!("{zh}：{q} 为 No，但“{called}”（第 {n} 行）与涵盖国家{}有关：{}。", country.zh, why.zh),
    };
    Some(Finding::new("covered-feed-but-no", severity, Source::Consistency, message).at(SHEET, column(row)).holding(Some(called)).asking(
        format!("{name}: {q} (cell {at}) is No. How do you know that \"{called}\" (row {n}) takes no ore from {}?", country.en),
        format!(
            "{ja}：{q}（セル {at}）は No ですが、「{called}」（{n} 行目）が{}産の原料を使用していないことをどのように確認されましたか。",
            country.ja
        ),
        format!("{zh}：{q}（单元格 {at}）为 No。贵司如何确认“{called}”（第 {n} 行）不使用来自{}的原料？", country.zh),
    ))
}

/// A covered country that another declaration gives as origin of the same facility, and that declaration's file.
fn elsewhere<'a>(id: &str, metal: &str, against: &Against<'a>) -> Option<(&'static str, &'a str)> {
    against.past.iter().find_map(|past| {
        let rows = past.read.smelters.iter().filter(|row| row.cid() == Some(id) && row.metal.as_deref() == Some(metal));
        let code = rows.filter_map(|row| row.mine_country.as_deref()).flat_map(countries).find(|code| is_covered(code, against))?;
        Some((code, past.file.as_str()))
    })
}

/// Countries of smelters and mines with listed areas, once each.
pub(super) fn areas(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    let mut by_country: BTreeMap<&str, (String, Vec<u32>)> = BTreeMap::new();
    for row in &read.smelters {
        for (column, place) in [('E', row.country.as_deref()), ('O', row.mine_country.as_deref())] {
            for code in place.into_iter().flat_map(countries) {
                let (_, rows) = by_country.entry(code).or_insert_with(|| (format!("{column}{}", row.row), Vec::new()));
                if !rows.contains(&row.row) {
                    rows.push(row.row);
                }
            }
        }
    }
    by_country.into_iter().filter_map(|(code, (cell, rows))| area(code, &cell, &rows, against)).collect()
}

/// States and provinces nobody can place, in countries of which some regions are listed: such a row counts as if it named
/// none.
pub(super) fn regions(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    let of_smelters =
        read.smelters.iter().map(|row| (SHEET, format!("J{}", row.row), row.row, row.country.as_deref(), row.state.as_deref()));
    let of_mines =
        read.mines.iter().map(|row| ("Mine List", format!("I{}", row.row), row.row, row.country.as_deref(), row.state.as_deref()));
    let all = of_smelters.chain(of_mines);
    all.filter_map(|(sheet, cell, row, country, state)| {
        let (code, text) = (country.and_then(country::code_of)?, state?);
        let matters = matches!(against.lists.listing(code, "", against.today), Listing::RegionUnknown { .. });
        let (_, next) = region::not_recognised(code, text).filter(|_| matters)?;
        Some(region_not_recognised((sheet, row, text), &named(code, against), &next.text()).at(sheet, cell).holding(Some(text)))
    })
    .collect()
}

fn region_not_recognised((sheet, n, text): (&str, u32, &str), country: &Text, next: &Text) -> Finding {
    let message = Text {
        en: format!("Row {n}: \"{text}\" is no region of {} that is known; the row counts as if it named none; {}.", country.en, next.en),
        ja: format!("{n} 行目：「{text}」は{}の既知の地域ではないため、地域の記載がないものとして扱います。{}。", country.ja, next.ja),
        zh: format!("第 {n} 行：“{text}”不是{}的已知地区，按未填地区处理；{}。", country.zh, next.zh),
    };
    Finding::new("region-not-recognised", Severity::Warning, Source::Policy, message).asking(
        format!("Row {n} of the sheet \"{sheet}\" gives \"{text}\" as state or province of {}. Which state or province is it?", country.en),
        format!("シート「{sheet}」{n} 行目の州・省・県が「{text}」（{}）とあります。正しい名称をご教示ください。", country.ja),
        format!("工作表“{sheet}”第 {n} 行所填{}的州、省或地区为“{text}”。请告知正确名称。", country.zh),
    )
}

fn area(code: &str, cell: &str, rows: &[u32], against: &Against<'_>) -> Option<Finding> {
    let (edition, how) = match against.lists.listing(code, "", against.today) {
        Listing::Listed { edition, .. } => (edition, told!("is listed", "は掲載されています", "被列入")),
        Listing::RegionUnknown { edition, .. } => (
            edition,
            told!(
                "has listed regions; the region is not known",
                "には掲載地域がありますが、該当地域は不明です",
                "有被列入的地区，具体地区不详"
            ),
        ),
        Listing::Outside { .. } | Listing::NotListed => return None,
    };
    let name = named(code, against);
    let list = rows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let (from, dated) = (&edition.name, edition.dated);
    let message = Text {
        en: format!(
            "{} {} as conflict-affected or high-risk ({from} of {dated}); rows {list}. It says nothing of a facility.",
            name.en, how.en
        ),
        ja: format!(
            "{}{}（紛争地域・高リスク地域、{from} {dated}）。{list} 行目。個々の製錬所についての判断ではありません。",
            name.ja, how.ja
        ),
        zh: format!("{}{}（受冲突影响和高风险地区，{from}，{dated}）；第 {list} 行。这并非对具体冶炼厂的判断。", name.zh, how.zh),
    };
    Some(Finding::new("cahra-country", Severity::Info, Source::Policy, message).at(SHEET, cell).holding(Some(&name.en)).asking(
        format!("Rows {list} name {}. From which region does the material come, and how do you check it?", name.en),
        format!("{list} 行目に{}の記載があります。原料の産出地域と確認方法をご教示ください。", name.ja),
        format!("第 {list} 行涉及{}。请告知原料来自哪个地区以及核查方式。", name.zh),
    ))
}
