//! `why`, `replay`, `seal`: a decision explained on one page, computed again, sealed later.

use jiff::civil::Date;

use super::args::Buying;
use super::people::told;
use super::{Error, Here, Outcome, say};
use crate::journal::EntryRef;
use crate::review::{Decision, Standing};
use crate::seal::bind;
use crate::sentence::told as sentence;
use crate::workspace::seal::Under;
use crate::workspace::why::json::{as_json, replay_json, taken_out_json};
use crate::workspace::why::page::{compared, difference, page};
use crate::workspace::{Dossier, Workspace};

pub(super) fn seal(here: &Here, id: &str, entry: Option<EntryRef>) -> Outcome {
    let mut workspace = here.open()?;
    let entry = match entry {
        Some(entry) => entry,
        None => latest_own(here, &mut workspace, id)?,
    };
    let written = workspace.seal(id, &entry)?;
    told(here, &written)
}

/// The decision whoever asks took last, for whichever company.
fn latest_own(here: &Here, workspace: &mut Workspace, id: &str) -> Result<EntryRef, Error> {
    let mut mine: Vec<EntryRef> = Vec::new();
    for place in 0..workspace.companies().len() {
        workspace.use_company_at(place);
        let decisions = here.dossier(workspace, id)?.review.decisions.into_iter().map(|decision| decision.entry);
        mine.extend(decisions.filter(|entry| entry.writer == *workspace.writer()));
    }
    mine.into_iter().max_by_key(|entry| entry.n).ok_or_else(|| Error::wrong(sentence("refusal.nothing-to-seal", [("id", id.into())])))
}

pub(super) fn replay(here: &Here, id: &str, on: Option<Date>, (show, buying): (bool, &Buying)) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    here.means(&mut workspace, buying)?;
    let (decision, then) = workspace.decided(id, on)?;
    let replayed = workspace.replay(id, &decision.entry)?;
    if here.global.json {
        let mut row = replay_json(&replayed);
        if let serde_json::Value::Object(row) = &mut row {
            row.insert("in_force".to_owned(), decision.in_force.into());
            row.insert("taken_out".to_owned(), taken_out_json(&then));
        }
        Here::json(&row)?;
        return Ok(!replayed.is_identical());
    }
    if show {
        super::say_as_is(replayed.again.trim_end())?;
        if replayed.sealed.format == bind::WHOLE && !workspace.sees_restricted() {
            say(here.locale().text("proof.open-part"))?;
        }
    }
    taken(here, &decision, &then)?;
    say(&compared(here.locale(), &replayed))?;
    for one in &replayed.differences {
        say(&difference(one))?;
    }
    Ok(!replayed.is_identical())
}

/// Which decision is computed again, and why this one.
fn taken(here: &Here, decision: &Decision, then: &Dossier) -> Result<(), Error> {
    let locale = here.locale();
    if let Some(told) = crate::report::weighed::taken_out(locale, &then.review) {
        say(&told)?;
    }
    let revoked = matches!(decision.standing, Standing::Revoked(_));
    let key = match decision.in_force {
        true => "proof.takes-in-force",
        false if revoked => "proof.takes-ended",
        false => "proof.takes-latest",
    };
    let outcome = locale.text(&format!("decision-outcome.{}", decision.act.outcome.word())).to_owned();
    let (entry, day) = (decision.entry.to_string(), decision.at.date().to_string());
    say(&locale.with(key, &[("entry", &entry), ("outcome", &outcome), ("person", &decision.person), ("day", &day)]))
}

pub(super) fn run(here: &Here, id: &str, on: Option<Date>, (under, buying): (Option<&Under>, &Buying)) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    here.means(&mut workspace, buying)?;
    let why = workspace.why(id, on, under)?;
    if here.global.json {
        Here::json(&as_json(&why, here.lang))?;
    } else {
        say(&page(&workspace, &why, here.lang).join("\n"))?;
    }
    Ok(false)
}
