//! What changed against the supplier's last declaration: smelters added, gone, and those that lost conformance.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::{Against, FileVerdict, Finding, Matched, Severity, Source, listed};
use crate::declaration::Declaration;
use crate::language::{Lang, Text};
use crate::reference::metal::named;
use crate::smelter::{Reported, settle};

/// A smelter of one of the two files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Changed {
    /// Metal.
    pub metal: String,
    /// The facility's identification, else the name as reported.
    pub smelter: String,
}

/// The difference between two declarations of one supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Delta {
    /// The file compared with.
    pub file: String,
    /// Its date.
    #[serde(serialize_with = "day")]
    pub since: Option<Date>,
    /// Only in the new one.
    pub added: Vec<Changed>,
    /// Only in the old one.
    pub gone: Vec<Changed>,
    /// In both, and conformant no longer.
    pub lost: Vec<Changed>,
}

fn day<S: serde::Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(to)
}

impl FileVerdict {
    /// The difference to the supplier's last declaration; nothing when there is none.
    #[must_use]
    pub fn delta(&self, against: &Against<'_>) -> Option<Delta> {
        between(&self.sha256, self.declaration.as_ref()?, &self.matched, against)
    }
}

fn between(sha256: &str, read: &Declaration, matched: &BTreeMap<u32, Matched>, against: &Against<'_>) -> Option<Delta> {
    let last = against.last(sha256, read).filter(|last| !read.has_moved_columns() && !last.read.has_moved_columns())?;
    let facility = |row: &crate::declaration::SmelterRow, settled: Option<String>| {
        let smelter = settled.or_else(|| row.cid().or(row.called()).map(str::to_owned))?;
        Some(Changed { metal: row.metal.clone()?, smelter })
    };
    let now: BTreeSet<Changed> =
        read.smelters.iter().filter_map(|row| facility(row, matched.get(&row.row).map(|found| found.id.clone()))).collect();
    let before: BTreeSet<Changed> = last
        .read
        .smelters
        .iter()
        .filter_map(|row| {
            let metal = row.metal.as_deref()?;
            let reported =
                Reported { metal, name: row.called(), id: row.cid(), country: row.country.as_deref(), city: row.city.as_deref() };
            facility(row, settle(&reported, against.lists, against.decisions, against.today).id)
        })
        .collect();
    let is_lost = |changed: &&Changed| {
        let stands =
            against.lists.standing(&changed.smelter, against.today).is_some_and(|standing| standing.facility.status.is_conformant());
        !stands && listed::was_conformant(&changed.smelter, against).is_some()
    };
    Some(Delta {
        file: last.file.clone(),
        since: last.read.dated,
        added: now.difference(&before).cloned().collect(),
        gone: before.difference(&now).cloned().collect(),
        lost: now.intersection(&before).filter(is_lost).cloned().collect(),
    })
}

/// The difference as findings; a loss of conformance is found row by row already.
pub(super) fn check(sha256: &str, read: &Declaration, matched: &BTreeMap<u32, Matched>, against: &Against<'_>) -> Vec<Finding> {
    let Some(delta) = between(sha256, read, matched, against) else { return Vec::new() };
    let since = delta.since.map_or_else(|| format!("\"{}\"", delta.file), |day| day.to_string());
    let names = |all: &[Changed]| {
        let plain = |one: &Changed| format!("{} ({})", one.smelter, one.metal);
        let wide = |one: &Changed, lang| format!("{}（{}）", one.smelter, named(&one.metal).get(lang));
        let all_in = |lang| all.iter().map(|one| wide(one, lang)).collect::<Vec<_>>().join("、");
        Text { en: all.iter().map(plain).collect::<Vec<_>>().join(", "), ja: all_in(Lang::Ja), zh: all_in(Lang::Zh) }
    };
    let mut all = Vec::new();
    if !delta.added.is_empty() {
        let Text { en, ja, zh } = names(&delta.added);
        all.push(
            Finding::new(
                "smelters-added",
                Severity::Info,
                Source::Consistency,
                told!("New since {since}: {en}.", "{since} の申告から追加：{ja}。", "较 {since} 的申报新增：{zh}。"),
            )
            .at("Smelter List", "")
            .asking(
                format!(
                    "These smelters are new since your last declaration: {en}. Since when do you source from them, and for which products?"
                ),
                format!("前回申告から次の製錬所が追加されています：{ja}。調達を始めた時期と対象製品をご教示ください。"),
                format!("与上次申报相比新增了以下冶炼厂：{zh}。请告知自何时起采购及涉及哪些产品。"),
            ),
        );
    }
    if !delta.gone.is_empty() {
        let Text { en, ja, zh } = names(&delta.gone);
        all.push(
            Finding::new(
                "smelters-gone",
                Severity::Info,
                Source::Consistency,
                told!("No longer named since {since}: {en}.", "{since} の申告から消えたもの：{ja}。", "较 {since} 的申报不再列出：{zh}。"),
            )
            .at("Smelter List", "")
            .asking(
                format!("These smelters of your last declaration are no longer named: {en}. Since when do you not source from them?"),
                format!("前回申告にあった次の製錬所の記載がありません：{ja}。調達を終えた時期をご教示ください。"),
                format!("上次申报中的以下冶炼厂本次未列出：{zh}。请告知自何时起不再采购。"),
            ),
        );
    }
    all
}
