//! `supplier hand-over`: what is open is listed first, then it goes to the new buyer.

use serde_json::{Value, json};

use crate::cli::{Here, Outcome, say};
use crate::workspace::Workspace;
use crate::workspace::hand_over::Handing;

/// From whom to whom, why, and whether it is done or only shown.
pub(super) struct Way<'a> {
    pub(super) from: Option<&'a str>,
    pub(super) to: &'a str,
    pub(super) reason: &'a str,
    pub(super) yes: bool,
}

pub(super) fn run(here: &Here, workspace: &mut Workspace, ids: &[String], way: &Way<'_>) -> Outcome {
    let all = workspace.to_hand_over(way.from, ids)?;
    let to = workspace.takes_over(&all, way.to, way.reason)?;
    if way.yes {
        workspace.hand_over(&all, &to, way.reason)?;
    }
    if here.global.json {
        let suppliers: Vec<Value> = all.iter().map(as_json).collect();
        Here::json(&json!({"to": to, "saved": way.yes, "suppliers": suppliers}))?;
        return Ok(false);
    }
    for handing in &all {
        for line in lines(here, handing) {
            say(&line)?;
        }
    }
    let key = if way.yes { "living.handed-over" } else { "living.would-hand-over" };
    say(&here.locale().with(key, &[("count", &all.len().to_string()), ("to", &to)]))?;
    Ok(false)
}

fn lines(here: &Here, handing: &Handing) -> Vec<String> {
    let locale = here.locale();
    let counts = [handing.promises.len(), handing.actions.len(), handing.parked.len()].map(|count| count.to_string());
    let head = [
        ("id", handing.supplier.as_str()),
        ("name", &handing.name),
        ("promises", &counts[0]),
        ("actions", &counts[1]),
        ("parked", &counts[2]),
    ];
    let mut lines = vec![locale.with("living.handing", &head)];
    lines.extend(handing.promises.iter().map(|promise| {
        let values = [("question", promise.question.as_str()), ("due", &promise.due), ("what", &promise.what)];
        format!("  {}", locale.with("living.promise", &values))
    }));
    lines.extend(handing.actions.iter().map(|action| {
        let values = [("entry", action.entry.as_str()), ("due", &action.due), ("what", &action.what)];
        format!("  {}", locale.with("living.action", &values))
    }));
    if !handing.parked.is_empty() {
        lines.push(format!("  {}", locale.with("living.parked", &[("rows", &handing.parked.join(" "))])));
    }
    lines
}

fn as_json(handing: &Handing) -> Value {
    json!({
        "supplier": handing.supplier,
        "name": handing.name,
        "from": handing.from,
        "promises": handing.promises.iter().map(|one| json!({"entry": one.entry, "question": one.question, "due": one.due, "what": one.what})).collect::<Vec<_>>(),
        "actions": handing.actions.iter().map(|one| json!({"entry": one.entry, "due": one.due, "what": one.what})).collect::<Vec<_>>(),
        "parked": handing.parked,
    })
}
