//! Where a facility stands on the day by the status list in force, and X-20.
//!
//! Says "conformant" in the programme's sense only.

use jiff::civil::Date;

use super::super::{Against, Finding, Severity, Source};
use super::{SHEET, column};
use crate::declaration::SmelterRow;

/// A facility that is not on the status list, not conformant, or not any more.
pub(super) fn check(row: &SmelterRow, id: &str, against: &Against<'_>) -> Option<Finding> {
    let list = against.lists.statuses_on(against.today)?;
    let n = row.row;
    let (from, dated) = (&list.edition.name, list.edition.dated);
    let Some(now) = against.lists.standing(id, against.today) else {
        let message = told!(
            "{id} (row {n}) is not on the status list {from} of {dated}.",
            "{id}（{n} 行目）はステータスリスト {from}（{dated}）に載っていません。",
            "{id}（第 {n} 行）不在 {dated} 的状态清单 {from} 中。",
        );
        let finding = Finding::new("smelter-not-on-status-list", Severity::Info, Source::Policy, message);
        return Some(finding.at(SHEET, column(row)).holding(Some(id)).asking(
            format!("{id} (row {n}) is not on the status list of {dated}. Has the smelter been assessed, and by which programme?"),
            format!("{id}（{n} 行目）は {dated} のステータスリストにありません。第三者の評価を受けているか、その制度名をご教示ください。"),
            format!("{id}（第 {n} 行）不在 {dated} 的状态清单中。请告知该冶炼厂是否经过评估以及所依据的计划。"),
        ));
    };
    let status = now.facility.status;
    if status.is_conformant() {
        return None;
    }
    let (word, name) = (status.word(), row.called().unwrap_or(id));
    let (code, message) = match was_conformant(id, against) {
        Some(day) => (
            "smelter-lost-conformance",
            told!(
                "{id} (row {n}) was conformant on the list of {day} and is {word} on {from} of {dated}.",
                "{id}（{n} 行目）は {day} のリストでは conformant でしたが、{from}（{dated}）では {word} です。",
                "{id}（第 {n} 行）在 {day} 的清单中为 conformant，在 {dated} 的 {from} 中为 {word}。",
            ),
        ),
        None => (
            "smelter-not-conformant",
            told!(
                "{id} (row {n}) is {word} on {from} of {dated}, not conformant.",
                "{id}（{n} 行目）は {from}（{dated}）で {word} であり、conformant ではありません。",
                "{id}（第 {n} 行）在 {dated} 的 {from} 中为 {word}，并非 conformant。",
            ),
        ),
    };
    Some(Finding::new(code, Severity::Warning, Source::Policy, message).at(SHEET, column(row)).holding(Some(id)).asking(
        format!("\"{name}\" ({id}, row {n}) is not conformant as of {dated}. Do you still source from it, and what have you agreed with it?"),
        format!("「{name}」（{id}、{n} 行目）は {dated} 時点で conformant ではありません。現在も調達されていますか。先方との是正の取り決めをご教示ください。"),
        format!("截至 {dated}，“{name}”（{id}，第 {n} 行）的状态不是 conformant。贵司是否仍从其采购？已与其达成何种改进安排？"),
    ))
}

/// The latest earlier list on which a facility was conformant.
pub(in crate::inbox) fn was_conformant(id: &str, against: &Against<'_>) -> Option<Date> {
    let current = against.lists.statuses_on(against.today)?.edition.dated;
    let earlier = against.lists.statuses.iter().filter(|list| list.edition.dated < current);
    earlier.filter(|list| list.rows.iter().any(|row| row.id == id && row.status.is_conformant())).map(|list| list.edition.dated).max()
}

/// an origin that rests on a programme which does not call the facility conformant.
pub(super) fn origin_by_programme(row: &SmelterRow, id: &str, against: &Against<'_>) -> Option<Finding> {
    against.lists.statuses_on(against.today)?;
    let origin = row.mine_country.as_deref()?;
    let low = origin.to_lowercase();
    let rests = ["rcoi", "rmap", "per rmi", "rmi conf"].iter().any(|word| low.contains(word));
    let stands = against.lists.standing(id, against.today).is_some_and(|standing| standing.facility.status.is_conformant());
    let (n, today) = (row.row, against.today);
    (rests && !stands).then(|| {
        let message = told!(
            "Row {n} gives the programme's word as origin, but {id} is not listed as conformant as of {today}.",
            "{n} 行目の原産国はプログラムの確認を根拠としていますが、{id} は {today} 時点の一覧で conformant とされていません。",
            "第 {n} 行的原产国以认证计划为依据，但截至 {today}，名单未将 {id} 列为 conformant。",
        );
        Finding::new("origin-by-programme-not-conformant", Severity::Error, Source::Consistency, message)
            .at(SHEET, format!("O{n}"))
            .holding(Some(origin))
            .asking(
                format!("Row {n} refers to RMI for the country of origin, yet {id} is not listed as conformant. Please give the countries of origin yourself."),
                format!("{n} 行目の原産国は RMI を根拠とされていますが、{id} は一覧で conformant とされていません。原産国を具体的にご記入ください。"),
                format!("第 {n} 行的原产国以 RMI 为依据，但名单未将 {id} 列为 conformant。请直接填写原产国。"),
            )
    })
}
