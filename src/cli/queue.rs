//! `queue`: flagged suppliers, most urgent first, or under the causes they share.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::args::By;
use super::table::{table, whole};
use super::usage::cells;
use super::{Here, Outcome, say};
use crate::policy::Policy;
use crate::questionnaire::Response;
use crate::rules::Flag;
use crate::tui::widget::text::{cut, width};
use crate::workspace::queue::{self, Group, Grouping};
use crate::workspace::{SupplierRow, Workspace};

pub(super) fn run(here: &Here, workspace: &Workspace, by: By, new: bool) -> Outcome {
    let rows = workspace.suppliers()?;
    let seen = workspace.queue_seen();
    let mut queued = queue::order(&rows, workspace.policy());
    if new {
        queued.retain(|row| queue::is_new(row, seen.as_ref()));
    }
    let grouping = by.into();
    if grouping == Grouping::None {
        suppliers(here, workspace.policy(), &queued, seen.as_ref())?;
        if !here.global.json {
            let before = queued.iter().flat_map(|row| queue::decided_before(row).map(move |told| (row, told)));
            before.into_iter().try_for_each(|(row, told)| say(&format!("{}: {}", row.supplier.id, told.in_lang(here.lang))))?;
        }
        return put_off(here, workspace, &rows).map(|()| false);
    }
    let groups = queue::groups(grouping, &queued, workspace.policy(), &workspace.topics());
    if here.global.json {
        Here::json(&groups.iter().map(|group| group_json(here, group)).collect::<Value>())?;
    } else if groups.is_empty() {
        say(here.locale().text("queue.empty"))?;
    } else {
        let pages: Vec<String> = groups.iter().map(|group| page(here, workspace.policy(), group)).collect();
        say(&pages.join("\n\n"))?;
    }
    Ok(false)
}

fn suppliers(here: &Here, policy: &Policy, queued: &[&SupplierRow], seen: Option<&BTreeSet<String>>) -> Outcome {
    if here.global.json {
        Here::json(&queued.iter().map(|row| row_json(row, seen)).collect::<Value>())?;
        return Ok(false);
    }
    if queued.is_empty() {
        say(here.locale().text("queue.empty"))?;
        return Ok(false);
    }
    let locale = here.locale();
    let head = ["", "", "column.name", "column.country", "column.gates", "column.attention", "column.flags", "column.due"];
    let mut lines = vec![head.map(|key| if key.is_empty() { String::new() } else { locale.text(key).to_owned() }).to_vec()];
    let stands_on = queued.iter().any(|row| row.stands_on().is_some());
    let held = queued.iter().any(|row| queue::hold(row).is_some());
    lines[0].extend(held.then(|| locale.text("column.hold").to_owned()));
    lines[0].extend(stands_on.then(|| locale.text("column.carried").to_owned()));
    for row in queued {
        let attention = row.assessment.attention.as_deref().map(|level| policy.attention_title(level).get(here.lang).to_owned());
        lines.push(vec![
            sign(row, seen).to_owned(),
            row.supplier.id.clone(),
            row.supplier.display_name().to_owned(),
            row.supplier.country.clone(),
            row.assessment.gates_open.len().to_string(),
            attention.unwrap_or_default(),
            row.flags.iter().filter(|flag| flag.is_adverse()).count().to_string(),
            queue::deadline(row).unwrap_or_default().to_owned(),
        ]);
        if let (true, Some(line)) = (held, lines.last_mut()) {
            line.push(queue::hold(row).map(|key| locale.text(key).to_owned()).unwrap_or_default());
        }
        if let (true, Some(line)) = (stands_on, lines.last_mut()) {
            line.push(row.stands_on().map(|since| since.sentence().in_lang(here.lang)).unwrap_or_default());
        }
    }
    fit(&mut lines, NAME, cells());
    say(&table(&lines, &[4, 6]))?;
    Ok(false)
}

/// The column of names.
const NAME: usize = 2;

/// Cuts a column where the table is wider than the terminal, and leaves enough of it to be read.
fn fit(lines: &mut [Vec<String>], column: usize, cells: usize) {
    const LEAST: usize = 24;
    let widest = whole(lines, &[]).lines().map(width).max().unwrap_or_default();
    let names = lines.iter().filter_map(|line| line.get(column)).map(|name| width(name)).max().unwrap_or_default();
    let left = names.saturating_sub(widest.saturating_sub(cells)).max(LEAST.min(names));
    for name in lines.iter_mut().filter_map(|line| line.get_mut(column)) {
        *name = cut(name, left);
    }
}

/// Who is out of the queue until when, so that nobody is forgotten; for people, the JSON stays a list of the queue.
fn put_off(here: &Here, workspace: &Workspace, rows: &[SupplierRow]) -> Result<(), super::Error> {
    if here.global.json {
        return Ok(());
    }
    let locale = here.locale();
    let label = workspace.campaign_label();
    let later = rows.iter().filter(|row| row.bought && !row.ended && queue::is_put_off(row)).filter_map(|row| {
        let snoozed = row.review.snoozed.as_ref()?;
        let since = crate::review::carried::since(&label, &snoozed.act.assessment, &snoozed.at);
        let since = since.map_or_else(String::new, |since| format!(", {}", since.sentence().in_lang(here.lang)));
        Some(locale.with("queue.put-off-one", &[("id", &row.supplier.id), ("until", &snoozed.act.until), ("since", &since)]))
    });
    let all: Vec<String> = later.collect();
    if all.is_empty() { Ok(()) } else { say(&locale.with("queue.put-off", &[("all", &all.join("; "))])) }
}

/// As the screen marks them: decided, changed since, new since the last visit.
fn sign(row: &SupplierRow, seen: Option<&BTreeSet<String>>) -> &'static str {
    if queue::is_settled(row) {
        "✓"
    } else if queue::has_moved(row) {
        "↻"
    } else if queue::is_new(row, seen) {
        "+"
    } else {
        " "
    }
}

fn row_json(row: &SupplierRow, seen: Option<&BTreeSet<String>>) -> Value {
    let flags: Vec<String> = row.flags.iter().filter(|flag| flag.is_adverse()).map(Flag::key).collect();
    json!({
        "supplier": row.supplier.id,
        "name": row.supplier.display_name(),
        "country": row.supplier.country,
        "gates_open": row.assessment.gates_open,
        "orders_held": row.review.orders_held,
        "compliance_hold": queue::hold(row) == Some("queue.compliance-hold"),
        "due": queue::deadline(row),
        "attention": row.assessment.attention,
        "spend_class": row.spend,
        "settled": queue::is_settled(row),
        "moved": queue::has_moved(row),
        "new": queue::is_new(row, seen),
        "flags": flags,
        "stopped_since": row.stopped_since.map(|day| day.to_string()),
        "decided_before": queue::decided_before(row).map(|told| told.to_string()).collect::<Vec<_>>(),
        "carried": row.stands_on().map(|since| json!({"from": since.campaign, "since": since.day})),
    })
}

fn group_json(here: &Here, group: &Group<'_>) -> Value {
    json!({
        "key": group.key,
        "title": group.title.get(here.lang),
        "response": group.response.map(Response::code),
        "gate": group.gate,
        "clause": group.clauses,
        "rows": group.rows,
        "suppliers": group.members.iter().map(|row| row.supplier.id.as_str()).collect::<Vec<_>>(),
    })
}

/// A cause with its suppliers under it.
fn page(here: &Here, policy: &Policy, group: &Group<'_>) -> String {
    let response = group.response.map(|response| {
        let title = policy.responses.get(&response).map(|known| known.title.get(here.lang)).unwrap_or_default();
        if title.is_empty() || title.eq_ignore_ascii_case(response.code()) { response.to_string() } else { format!("{response} {title}") }
    });
    let rows = group.rows.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let rows = if rows.is_empty() { rows } else { format!("[{rows}]") };
    let clauses = group.clauses.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let head = [response.unwrap_or_default(), group.title.get(here.lang).to_owned(), rows, clauses];
    let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = vec![format!("{} {} × {}", if group.gate { "▲" } else { "◆" }, group.members.len(), head.join("  "))];
    lines.extend(group.members.iter().map(|row| format!("    {}  {}", row.supplier.id, row.supplier.display_name())));
    lines.join("\n")
}
