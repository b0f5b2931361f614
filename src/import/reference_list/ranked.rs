//! Lists of countries that others rank: FATF, the Fragile States Index, arms embargoes of the United Nations, and the
//! company's own. A table with one line for each country; what the line says decides the tier it stands for.

use super::super::Unfit;
use super::areas::unknown_countries;
use super::table::{Head, tables};
use super::{Found, Rows};
use crate::clean;
use crate::figures::number::number;
use crate::ratio::Ratio;
use crate::reference::country;
use crate::reference::list::{ListKind, ListedArea};
use crate::reference::name::folded;
use crate::sentence::told;

/// From this value on the index speaks of alert.
const ALERT: i64 = 90;

const COLUMNS: [(&str, &[&str]); 4] = [
    ("country", &["iso2", "country code", "iso", "country", "jurisdiction", "state"]),
    ("region", &["region code", "iso 3166 2", "region"]),
    ("tier", &["tier"]),
    ("said", &["status", "list", "category", "total", "score", "measure", "regime", "reason", "remark", "note"]),
];

/// Reads a list of ranked countries.
pub(super) fn read(kind: ListKind, file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    let needed: &[&str] = match kind {
        ListKind::Fatf | ListKind::FragileStates => &["country", "said"],
        _ => &["country"],
    };
    let (mut rows, mut unknown, mut seen, mut below, mut unclear) = (Vec::new(), Vec::new(), false, 0_usize, Vec::new());
    for table in &tables(file, bytes)? {
        let Some(head) = Head::find(table, &COLUMNS, needed) else { continue };
        seen = true;
        for cells in table.rows.iter().skip(head.row + 1) {
            let named = head.get(cells, "country");
            if named.is_empty() {
                continue;
            }
            let Some(code) = country::code_of(named) else {
                unknown.push(clean::line(named));
                continue;
            };
            let said = clean::line(head.get(cells, "said"));
            let tier = match tier(kind, &said, head.get(cells, "tier")) {
                Ranked::Tier(tier) => tier,
                Ranked::Below => {
                    below += 1;
                    continue;
                }
                Ranked::Unclear => {
                    unclear.push(format!("{code}: {said}{}", head.get(cells, "tier")));
                    continue;
                }
            };
            let region = Some(clean::line(head.get(cells, "region"))).filter(|region| !region.is_empty());
            let (country, name) = (code.to_owned(), region.clone().unwrap_or_default());
            rows.push(ListedArea { country, region, name, conflict: false, high_risk: true, tier: Some(tier.to_owned()), said });
        }
    }
    if !seen || (rows.is_empty() && unknown.is_empty() && below == 0 && unclear.is_empty()) {
        return Err(Unfit::list(told("reference.no-ranked", [("columns", columns(kind).into())])));
    }
    let mut notices = unknown_countries(&unknown);
    if below > 0 {
        notices.push(told("reference.below-alert", [("count", below.to_string().into()), ("limit", ALERT.to_string().into())]));
    }
    if !unclear.is_empty() {
        notices.push(told("reference.unclear-rank", [("all", unclear.join(", ").into())]));
    }
    Ok(Found { name: super::stem(file), dated: None, rows: Rows::Areas(rows), notices })
}

/// The titles a table of this kind needs.
fn columns(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Fatf => "country, status (call for action / increased monitoring)",
        ListKind::FragileStates => "country, total",
        ListKind::UnEmbargo => "country, regime",
        _ => "country, region, tier, reason",
    }
}

enum Ranked {
    Tier(&'static str),
    /// It is in the list and stands for no risk by it.
    Below,
    Unclear,
}

/// Call for action and an embargo are T3; increased monitoring, an alert, and the company's own list T2.
fn tier(kind: ListKind, said: &str, tier: &str) -> Ranked {
    let words = folded(said);
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    match kind {
        ListKind::Fatf if has(&["call", "black", "counter"]) => Ranked::Tier("T3"),
        ListKind::Fatf if has(&["monitor", "grey", "gray"]) => Ranked::Tier("T2"),
        ListKind::FragileStates => match number(said) {
            Ok(total) if total >= Ratio::whole(ALERT) => Ranked::Tier("T2"),
            Ok(_) => Ranked::Below,
            Err(_) => Ranked::Unclear,
        },
        ListKind::UnEmbargo => Ranked::Tier("T3"),
        ListKind::OwnAreas => match tier.trim().to_uppercase().as_str() {
            "T3" => Ranked::Tier("T3"),
            "" | "T2" => Ranked::Tier("T2"),
            _ => Ranked::Unclear,
        },
        _ => Ranked::Unclear,
    }
}
