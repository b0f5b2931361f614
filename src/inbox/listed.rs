//! Smelter rows against imported lists, and where each facility stands on the day.

mod identity;
mod origin;
mod stand;

use std::collections::{BTreeMap, BTreeSet};

use super::{Against, Finding, Matched, Severity, Source};
use crate::declaration::{Declaration, SmelterRow};
use crate::language::{Lang, Text};
use crate::reference::metal::named;
use crate::smelter::{Doubt, How, Reported, settle};
pub(super) use stand::was_conformant;

const SHEET: &str = "Smelter List";

/// Matches by row, and everything found.
pub(super) fn check(read: &Declaration, against: &Against<'_>) -> (BTreeMap<u32, Matched>, Vec<Finding>) {
    let mut matched = BTreeMap::new();
    let mut all = Vec::new();
    let mut unlisted = BTreeSet::new();
    let (mut told, mut asked, mut fed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for row in &read.smelters {
        let Some(name) = row.metal.as_deref() else { continue };
        let reported =
            Reported { metal: name, name: row.called(), id: row.cid(), country: row.country.as_deref(), city: row.city.as_deref() };
        let settled = settle(&reported, against.lists, against.decisions, against.today);
        if settled.doubts.contains(&Doubt::NoList) || against.lists.smelters_on(name, against.today).is_none() {
            unlisted.insert(name);
        }
        if asked.insert((name, row.cid(), row.called(), row.country.as_deref())) {
            all.extend(identity::check(read, row, &settled, against));
        }
        let id = settled.id.clone().filter(|_| settled.how != How::None);
        if fed.insert((name, id.clone().or_else(|| row.cid().or(row.called()).map(str::to_owned)))) {
            all.extend(origin::known_feed(read, row, id.as_deref().or(row.cid()), against));
        }
        if let Some(id) = id {
            if told.insert((name, id.clone())) {
                all.extend(stand::check(row, &id, against));
            }
            all.extend(stand::origin_by_programme(row, &id, against));
            matched.insert(row.row, Matched { id, how: settled.how.word() });
        }
    }
    if !unlisted.is_empty() {
        all.push(unverified(&unlisted.into_iter().map(named).collect::<Vec<_>>(), against.today));
    }
    all.extend(origin::mines(read, against));
    all.extend(origin::areas(read, against));
    all.extend(origin::regions(read, against));
    (matched, all)
}

fn unverified(metals: &[Text], today: jiff::civil::Date) -> Finding {
    let all = |lang| metals.iter().map(|metal| metal.get(lang)).collect::<Vec<_>>();
    let (metals, ja, zh) = (all(Lang::En).join(", "), all(Lang::Ja).join("、"), all(Lang::Zh).join("、"));
    let message = told!(
        "The smelters of {metals} are unverified: no list of them was imported that speaks of {today}.",
        "{ja}の製錬所は未照合です：{today} 時点のリストが取り込まれていません。",
        "{zh}的冶炼厂未经核对：尚未导入适用于 {today} 的清单。",
    );
    Finding::new("smelters-unverified", Severity::Info, Source::Reader, message).at(SHEET, "").asking(
        "Please check that the names and IDs of the smelters are those of the RMI's current list.",
        "製錬所の名称と ID が RMI の最新リストのとおりかご確認ください。",
        "请核对冶炼厂的名称和编号是否与 RMI 现行清单一致。",
    )
}

/// The cell of the identification that counts.
fn column(row: &SmelterRow) -> String {
    format!("{}{}", if row.id.is_some() || row.id_input.is_none() { 'F' } else { 'A' }, row.row)
}
