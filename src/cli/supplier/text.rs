//! `supplier adopt`, `supplier restore`: what was edited by hand in `supplier.toml` becomes entries, or is put back.

use serde_json::{Value, json};

use super::super::{Here, Outcome, say};
use crate::sentence::Sentence;
use crate::supplier::Change;
use crate::workspace::recorded::{Settled, Text};
use crate::workspace::{Dossier, Workspace};

fn change_json(change: &Change) -> Value {
    json!({"key": change.key, "recorded": change.old, "file": change.new})
}

/// What the text says otherwise, for `show`.
pub(super) fn as_json(text: &Text) -> Value {
    match text {
        Text::Edited(changes) => changes.iter().map(change_json).collect(),
        Text::Same | Text::Wrong(_) | Text::Unrecorded => json!([]),
    }
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
                say(&problem.to_string())?;
            }
        }
        Text::Same | Text::Unrecorded => {}
    }
    for key in &dossier.disputed {
        say(&here.locale().with("profile-text.disputed", &[("key", key), ("id", &dossier.supplier.id)]))?;
    }
    Ok(())
}

fn report(here: &Here, id: &str, written: bool, settled: &Settled, sentence: &Sentence) -> Outcome {
    if here.global.json {
        let changes: Vec<Value> = settled.changes.iter().map(change_json).collect();
        let mut page = json!({"supplier": id, "saved": written, "by": here.person, "first": settled.first, "changes": changes});
        if let Some(kept) = &settled.kept {
            page["kept"] = json!(kept);
        }
        Here::json(&page)?;
        return Ok(false);
    }
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
        (false, false, true) => crate::sentence::told("profile-text.recorded", [("count", settled.changes.len().to_string().into()), by]),
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
