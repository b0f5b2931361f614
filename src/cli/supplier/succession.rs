//! `supplier succeed`, `supplier same`: which supplier takes whose place.

use serde_json::{Value, json};

use crate::cli::{Here, Outcome, say};
use crate::journal::How;
use crate::register::living::{Living, Succession};
use crate::workspace::Workspace;
use crate::workspace::succession::{GoesOver, Succeeding};

pub(super) fn succeed(here: &Here, workspace: &mut Workspace, given: &Succeeding, yes: bool) -> Outcome {
    if !yes {
        workspace.could_succeed(given)?;
        return preview(here, &workspace.what_goes_over(&given.old, &given.new, &given.sites)?, given.reason.trim().is_empty());
    }
    let how = workspace.succeed(given)?;
    saved(here, &given.old, &given.new, how, &given.on, &given.sites)
}

pub(super) fn same(here: &Here, workspace: &mut Workspace, [keep, drop]: [&str; 2], reason: Option<&str>, yes: bool) -> Outcome {
    if !yes {
        workspace.could_be_same(keep, drop)?;
        return preview(here, &workspace.what_goes_over(drop, &[keep.to_owned()], &[])?, false);
    }
    workspace.same(keep, drop, reason.unwrap_or_default())?;
    let day = workspace.today().to_string();
    saved(here, drop, &[keep.to_owned()], How::Same, &day, &[])
}

/// What goes over, what speaks against it, and how it could be taken back; nothing is written.
fn preview(here: &Here, over: &GoesOver, lacks_reason: bool) -> Outcome {
    if here.global.json {
        Here::json(&json!({
            "saved": false, "supplier": over.old, "others": over.new, "sites": over.sites, "flags": over.flags, "gates": over.gates, "cases": over.cases, "actions": over.actions,
            "findings": over.findings, "promises": over.promises, "waivers": over.waivers, "doubts": over.doubts,
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    let (others, sites) = (over.new.join(", "), over.sites.join(", "));
    let key = if sites.is_empty() { "living.goes-over" } else { "living.goes-with-sites" };
    say(&locale.with(key, &[("id", &over.old), ("others", &others), ("sites", &sites)]))?;
    let lists = [
        ("flags", &over.flags),
        ("gates", &over.gates),
        ("cases", &over.cases),
        ("actions", &over.actions),
        ("findings", &over.findings),
        ("promises", &over.promises),
        ("waivers", &over.waivers),
        ("doubts", &over.doubts),
    ];
    for (key, all) in lists.iter().filter(|(_, all)| !all.is_empty()) {
        say(&format!("  {}: {}", locale.text(&format!("living.over-{key}")), all.join(", ")))?;
    }
    say(&locale.with("living.how-undone", &[("id", &over.old)]))?;
    say(locale.text(if lacks_reason { "living.add-yes-and-reason" } else { "living.add-yes" }))?;
    Ok(false)
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
    say(&here.locale().with("living.how-undone", &[("id", old)]))?;
    Ok(false)
}

/// What became of a supplier, a line each.
pub(in crate::cli) fn lines(here: &Here, living: &Living, id: &str) -> Vec<String> {
    crate::report::weighed::became(here.locale(), living, id)
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
