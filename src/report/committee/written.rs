//! The committee's page as text, as a table and as JSON. It decides nothing.

use serde_json::{Value, json};

use super::{Committee, Deed, Left};
use crate::clean;
use crate::locale::Locale;
use crate::report::inert;

/// What a page is headed with.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// The company.
    pub company: &'a str,
    /// The campaign.
    pub campaign: &'a str,
    /// The title of a clause in the reader's language.
    pub clause: &'a dyn Fn(&str) -> Option<String>,
    /// The words of an attention in the reader's language.
    pub attention: &'a dyn Fn(&str) -> String,
}

/// Which catalogue names the words of a kind of deed and of its state.
fn catalogues(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "decision" => ("decision-outcome", "approval"),
        "action" | "plan-check" => ("action-kind", "action-state"),
        "waiver" => ("", "approval"),
        "risk" => ("risk-response", ""),
        "case" => ("trigger", "committee.case"),
        _ => ("", ""),
    }
}

fn word(locale: Locale, catalogue: &str, word: &str) -> String {
    let key = format!("{catalogue}.{word}");
    if locale.has(&key) { locale.text(&key).to_owned() } else { word.to_owned() }
}

fn kind(locale: Locale, kind: &str) -> String {
    word(locale, "committee.kind", kind)
}

/// One line about a deed, its text below it.
fn deed(locale: Locale, one: &Deed) -> String {
    let (words, states) = catalogues(one.kind);
    let mut parts = vec![kind(locale, one.kind)];
    if !one.word.is_empty() {
        parts.push(word(locale, words, &one.word));
    }
    parts.extend(one.owner.as_deref().map(|owner| clean::line(locale.owner(owner))));
    parts.extend(one.due.as_ref().map(|due| locale.with("committee.until", &[("day", due)])));
    parts.extend(one.state.map(|state| word(locale, states, state)));
    let head = format!("- {} ({}): {}", clean::line(&one.name), one.supplier, parts.join(" · "));
    let by =
        locale.with("committee.by", &[("person", &one.person), ("day", &one.at.date().to_string()), ("entry", &one.entry.to_string())]);
    if one.text.is_empty() { format!("{head}\n  {by}") } else { format!("{head}\n  {}\n  {by}", clean::line(&one.text)) }
}

fn left(locale: Locale, head: &Head<'_>, one: &Left) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(one.attention.as_deref().map(|attention| (head.attention)(attention)));
    if one.gate {
        parts.push(locale.text("committee.gate-open").to_owned());
    }
    if one.orders_held {
        parts.push(locale.text("committee.orders-held").to_owned());
    }
    parts.extend(one.clause.clone());
    parts.push(locale.with("committee.flags", &[("count", &one.flags.to_string())]));
    parts.extend(one.stands_on.as_ref().map(|since| since.sentence().in_lang(locale.lang())));
    format!("- {} ({}): {}", clean::line(&one.name), one.supplier, parts.join(" · "))
}

/// The page as Markdown, in the language given.
#[must_use]
pub fn text(page: &Committee, head: &Head<'_>, locale: Locale) -> String {
    let count = |key: &str, count: usize| locale.with(key, &[("count", &count.to_string())]);
    let days = [("since", page.since.to_string()), ("until", page.until.to_string())];
    let days: Vec<(&str, &str)> = days.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let mut blocks = vec![format!(
        "# {}\n\n{} · {} · {}",
        locale.text("committee.title"),
        clean::line(head.company),
        clean::line(head.campaign),
        locale.with("committee.days", &days)
    )];
    let mut counts = vec![count("committee.suppliers", page.suppliers)];
    counts.extend(page.counts.iter().map(|(word, count)| format!("{} {count}", kind(locale, word))));
    counts.push(count("committee.left", page.left.len()));
    blocks.push(counts.join(" · "));
    for cause in &page.causes {
        let title = match &cause.clause {
            Some(clause) => (head.clause)(clause).map_or_else(|| clause.clone(), |title| format!("{clause} {title}")),
            None => locale.text("committee.no-clause").to_owned(),
        };
        blocks.push(format!("## {title} — {}", count("committee.suppliers", cause.suppliers)));
        blocks.push(cause.deeds.iter().map(|one| deed(locale, one)).collect::<Vec<_>>().join("\n"));
    }
    for (key, deeds) in [("committee.waiting", &page.waiting), ("committee.overdue", &page.overdue)] {
        if !deeds.is_empty() {
            blocks.push(format!("## {} — {}", locale.text(key), deeds.len()));
            blocks.push(deeds.iter().map(|one| deed(locale, one)).collect::<Vec<_>>().join("\n"));
        }
    }
    if !page.left.is_empty() {
        blocks.push(format!("## {}", count("committee.left", page.left.len())));
        blocks.push(page.left.iter().map(|one| left(locale, head, one)).collect::<Vec<_>>().join("\n"));
    }
    format!("{}\n", blocks.join("\n\n"))
}

const COLUMNS: [&str; 13] =
    ["list", "clause", "supplier", "name", "kind", "word", "state", "owner", "due", "person", "day", "entry", "text"];

fn row(list: &str, clause: Option<&str>, one: &Deed) -> [String; 13] {
    [
        list.to_owned(),
        clause.unwrap_or_default().to_owned(),
        one.supplier.clone(),
        one.name.clone(),
        one.kind.to_owned(),
        one.word.clone(),
        one.state.unwrap_or_default().to_owned(),
        one.owner.clone().unwrap_or_default(),
        one.due.clone().unwrap_or_default(),
        one.person.clone(),
        one.at.date().to_string(),
        one.entry.to_string(),
        clean::line(&one.text),
    ]
}

/// One line per deed and per open supplier; UTF-8 with a byte-order mark so that Excel reads Japanese names.
#[must_use]
pub fn table(page: &Committee) -> Vec<u8> {
    let done = page.causes.iter().flat_map(|cause| cause.deeds.iter().map(|one| row("done", cause.clause.as_deref(), one)));
    let waiting = page.waiting.iter().map(|one| row("waiting", None, one));
    let overdue = page.overdue.iter().map(|one| row("overdue", None, one));
    let left = page.left.iter().map(|one| {
        let mut cells: [String; 13] = std::array::from_fn(|_| String::new());
        cells[0] = "open".to_owned();
        cells[1] = one.clause.clone().unwrap_or_default();
        cells[2].clone_from(&one.supplier);
        cells[3].clone_from(&one.name);
        cells[6] = one.attention.clone().unwrap_or_default();
        cells[12] = one.stands_on.as_ref().map(|since| since.sentence().to_string()).unwrap_or_default();
        cells
    });
    let mut writer = ::csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory does not fail.
    let mut sound = writer.write_record(COLUMNS).is_ok();
    for line in done.chain(waiting).chain(overdue).chain(left) {
        sound &= writer.write_record(line.iter().map(|text| inert(text))).is_ok();
    }
    debug_assert!(sound, "memory takes every line");
    writer.into_inner().unwrap_or_default()
}

fn deed_json(one: &Deed) -> Value {
    json!({
        "supplier": one.supplier, "name": one.name, "kind": one.kind, "word": one.word, "state": one.state, "owner": one.owner,
        "due": one.due, "by": one.person, "at": one.at.to_string(), "entry": one.entry.to_string(), "text": one.text, "waits": one.waits,
    })
}

/// The page for machines.
#[must_use]
pub fn as_json(page: &Committee, head: &Head<'_>) -> Value {
    let counts: serde_json::Map<String, Value> = page.counts.iter().map(|(word, count)| ((*word).to_owned(), json!(count))).collect();
    let causes: Vec<Value> = page
        .causes
        .iter()
        .map(|cause| {
            let done: Vec<Value> = cause.deeds.iter().map(deed_json).collect();
            json!({"clause": cause.clause, "suppliers": cause.suppliers, "done": done})
        })
        .collect();
    let left: Vec<Value> = page
        .left
        .iter()
        .map(|one| {
            json!({
                "supplier": one.supplier, "name": one.name, "attention": one.attention, "gate": one.gate, "clause": one.clause,
                "flags": one.flags, "orders_held": one.orders_held,
                "carried": one.stands_on.as_ref().map(|since| json!({"from": since.campaign, "since": since.day})),
            })
        })
        .collect();
    json!({
        "company": head.company, "campaign": head.campaign, "since": page.since.to_string(), "until": page.until.to_string(),
        "suppliers": page.suppliers, "counts": counts, "causes": causes,
        "waiting": page.waiting.iter().map(deed_json).collect::<Vec<_>>(),
        "overdue": page.overdue.iter().map(deed_json).collect::<Vec<_>>(), "open": left,
    })
}
