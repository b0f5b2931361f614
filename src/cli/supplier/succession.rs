//! `supplier succeed`, `supplier same`: which supplier takes whose place.

use serde_json::{Value, json};

use crate::cli::{Here, Outcome, say};
use crate::journal::{How, SuccessionAct};
use crate::register::living::{Living, Succession};
use crate::workspace::Workspace;
use crate::workspace::succession::Succeeding;

pub(super) fn succeed(here: &Here, workspace: &mut Workspace, given: &Succeeding) -> Outcome {
    let how = workspace.succeed(given)?;
    saved(here, &given.old, &given.new, how, &given.on, &given.sites)
}

pub(super) fn same(here: &Here, workspace: &mut Workspace, keep: &str, drop: &str, reason: Option<&str>) -> Outcome {
    workspace.same(keep, drop, reason.unwrap_or_default())?;
    let day = workspace.today().to_string();
    saved(here, drop, &[keep.to_owned()], How::Same, &day, &[])
}

pub(super) fn undo(here: &Here, workspace: &mut Workspace, old: &str) -> Outcome {
    let undone = workspace.undo_succession(old)?;
    if here.global.json {
        Here::json(&json!({"saved": true, "supplier": old, "undone": undone.entry.to_string()}))?;
    } else {
        say(&here.locale().with("living.undone", &[("id", old)]))?;
    }
    Ok(false)
}

fn saved(here: &Here, old: &str, new: &[String], how: How, day: &str, sites: &[String]) -> Outcome {
    if here.global.json {
        Here::json(&json!({"saved": true, "supplier": old, "how": how.word(), "others": new, "on": day, "sites": sites}))?;
        return Ok(false);
    }
    let (others, sites) = (new.join(", "), sites.join(", "));
    let values = [("id", old), ("others", others.as_str()), ("day", day), ("sites", &sites)];
    say(&here.locale().with(&format!("living.saved-{}", how.word()), &values))?;
    Ok(false)
}

/// What became of a supplier, a line each.
pub(in crate::cli) fn lines(here: &Here, living: &Living, id: &str) -> Vec<String> {
    let locale = here.locale();
    let told = |act: &SuccessionAct, key: &str| {
        let sites = if act.sites.is_empty() { String::new() } else { format!(" ({})", act.sites.join(", ")) };
        let values = [("others", act.others.join(", ")), ("day", act.on.clone())];
        locale.with(&format!("{key}-{}", act.how.word()), &values.each_ref().map(|(key, value)| (*key, value.as_str()))) + &sites
    };
    let mut lines: Vec<String> = living.succeeded.iter().map(|one| format!("→ {}", told(&one.act, "living.succeeded"))).collect();
    lines.extend(living.succeeds.iter().map(|one| format!("← {}", told(&one.act, "living.succeeds"))));
    if living.disputed {
        lines.push(locale.with("living.disputed", &[("id", id)]));
    }
    lines
}

/// The same for machines.
pub(in crate::cli) fn as_json(living: &Living) -> Value {
    let one = |one: &Succession| json!({"how": one.act.how.word(), "others": one.act.others, "on": one.act.on, "sites": one.act.sites, "entry": one.entry.to_string(), "by": one.person});
    let handed = living.handed.as_ref().map(|handed| {
        json!({"from": handed.act.from, "to": handed.act.to, "at": handed.at.to_string(), "entry": handed.entry.to_string(), "taken_up": handed.taken_up})
    });
    json!({
        "succeeded": living.succeeded.iter().map(one).collect::<Vec<_>>(),
        "succeeds": living.succeeds.iter().map(one).collect::<Vec<_>>(),
        "disputed": living.disputed,
        "handed_over": handed,
    })
}
