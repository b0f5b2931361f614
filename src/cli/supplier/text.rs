//! `supplier adopt`, `supplier restore`: what was edited by hand in `supplier.toml` becomes entries, or is put back.

use serde_json::{Value, json};

use super::super::{Here, Outcome, say};
use crate::answers::profile::{Disputed, Edit, RELATED};
use crate::sentence::Sentence;
use crate::supplier::Change;
use crate::workspace::recorded::{Settled, Text, apart_told};
use crate::workspace::{Dossier, Workspace};

fn change_json(change: &Change) -> Value {
    json!({"key": change.key, "recorded": change.old, "file": change.new})
}

/// What the text says otherwise, for `show`.
pub(super) fn as_json(text: &Text) -> Value {
    match text {
        Text::Edited(changes) => changes.iter().map(change_json).collect(),
        Text::Same | Text::Apart(_) | Text::Wrong(_) | Text::Unrecorded => json!([]),
    }
}

/// Keys that were changed apart, with every side; owners and officers are not named.
pub(super) fn disputed_json(disputed: &[Disputed]) -> Value {
    let side = |key: &str, side: &Edit| {
        let value = (key != RELATED).then_some(&side.value);
        json!({"by": side.entry.writer.person(), "at": side.at.to_string(), "entry": side.entry.to_string(), "value": value})
    };
    let one = |one: &Disputed| json!({"key": one.key, "sides": one.sides.iter().map(|edit| side(&one.key, edit)).collect::<Vec<_>>()});
    disputed.iter().map(one).collect()
}

fn words(here: &Here, values: &[String]) -> String {
    // Lists of tables are their lines; on one line they are read well enough.
    let all: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    if all.is_empty() { here.locale().text("profile-text.nothing").to_owned() } else { all.join(", ") }
}

fn tell(here: &Here, changes: &[Change]) -> Result<(), super::super::Error> {
    for change in changes {
        let (old, new) = (words(here, &change.old), words(here, &change.new));
        say(&here.locale().with("profile-text.change", &[("key", &change.key), ("old", &old), ("new", &new)]))?;
    }
    Ok(())
}

/// What the text says otherwise and who disagrees, below the profile.
pub(super) fn show(here: &Here, dossier: &Dossier) -> Result<(), super::super::Error> {
    match &dossier.text {
        Text::Edited(changes) => {
            say("")?;
            tell(here, changes)?;
        }
        Text::Wrong(problems) => {
            say("")?;
            for problem in problems {
                say(&problem.in_lang(here.lang))?;
            }
        }
        Text::Same | Text::Apart(_) | Text::Unrecorded => {}
    }
    if !dossier.disputed.is_empty() {
        say("")?;
        say(&Text::Apart(dossier.disputed.clone()).sentence(&dossier.supplier.id).map(|told| told.in_lang(here.lang)).unwrap_or_default())?;
    }
    apart_told(here.locale(), &dossier.disputed).iter().try_for_each(|line| say(&format!("  {line}")))
}

fn report(here: &Here, id: &str, written: bool, settled: &Settled, sentence: &Sentence) -> Outcome {
    if here.global.json {
        let changes: Vec<Value> = settled.changes.iter().map(change_json).collect();
        let mut page = json!({"supplier": id, "saved": written, "by": here.person, "first": settled.first, "changes": changes, "apart": disputed_json(&settled.sides)});
        if let Some(kept) = &settled.kept {
            page["kept"] = json!(kept);
        }
        Here::json(&page)?;
        return Ok(false);
    }
    apart_told(here.locale(), &settled.sides).iter().try_for_each(|line| say(&format!("  {line}")))?;
    tell(here, &settled.changes)?;
    say(&sentence.in_lang(here.lang))?;
    Ok(false)
}

pub(super) fn adopt(here: &Here, workspace: &mut Workspace, id: &str, yes: bool) -> Outcome {
    let settled = workspace.adopt(id, yes)?;
    let by = ("by", Sentence::from(workspace.writer().to_string()));
    let sentence = match (settled.first, settled.changes.is_empty(), yes) {
        (false, true, _) => crate::sentence::told("profile-text.same", [("id", id.into())]),
        (true, _, true) => crate::sentence::told("profile-text.recorded-first", [("id", id.into()), by]),
        (true, _, false) => crate::sentence::told("profile-text.would-first", [("id", id.into()), by]),
        (false, false, true) if !settled.sides.is_empty() => {
            crate::sentence::told("profile-text.chosen", [("count", settled.sides.len().to_string().into()), by])
        }
        (false, false, true) => crate::sentence::told("profile-text.recorded", [("count", settled.changes.len().to_string().into()), by]),
        (false, false, false) if !settled.sides.is_empty() => {
            crate::sentence::told("profile-text.would-choose", [("count", settled.sides.len().to_string().into()), by])
        }
        (false, false, false) => crate::sentence::told("profile-text.would", [("count", settled.changes.len().to_string().into()), by]),
    };
    let written = yes && (settled.first || !settled.changes.is_empty());
    report(here, id, written, &settled, &sentence)
}

pub(super) fn restore(here: &Here, workspace: &mut Workspace, id: &str) -> Outcome {
    let settled = workspace.restore(id)?;
    let sentence = match &settled.kept {
        Some(kept) => crate::sentence::told("profile-text.restored", [("id", id.into()), ("kept", kept.into())]),
        None => crate::sentence::told("profile-text.same", [("id", id.into())]),
    };
    report(here, id, settled.kept.is_some(), &settled, &sentence)
}
