//! `answer`, `resolve`, `submit`, `undo`, `note`, `attach`, `park`, `met`: each writes one entry and says so when it is on
//! disk.

use std::path::Path;

use serde_json::json;

use super::args::{Answer, AskerWord, Attach, Review, StateWord};
use super::{Error, Here, Outcome, say};
use crate::figures::Remark;
use crate::journal::{Asker, EntryRef, SourceLevel};
use crate::questionnaire::{Column, Kind, Per, Question};
use crate::sentence::told;
use crate::situation::{FOUND_UNTRUE, REASON_ACCEPTED, State};
use crate::store::{Place, Saved};
use crate::workspace::Workspace;
use crate::workspace::act::{Paper, Said, SaidReply};
use crate::workspace::correct::AskedFor;

pub(super) fn answer(here: &Here, given: Answer) -> Outcome {
    let mut workspace = here.open()?;
    let supplier = given.id.clone();
    let question = given.question.clone();
    let said = said(&mut workspace, given)?;
    workspace.replaces(&supplier, &question)?;
    let saved = workspace.answer(&supplier, said)?;
    if !here.global.json && !workspace.is_asked(&supplier, &question)? {
        say(&here.locale().with("shell.not-asked", &[("id", &question), ("supplier", &supplier)]))?;
    }
    let remarks = found(&workspace, &supplier, &question)?;
    if remarks.is_empty() {
        return report(here, &saved);
    }
    if here.global.json {
        let found: Vec<serde_json::Value> = remarks.iter().map(super::figures::remark_json).collect();
        Here::json(&json!({"saved": true, "entry": saved.entry.to_string(), "hash": saved.hash.to_string(), "found": found}))?;
        return Ok(false);
    }
    report(here, &saved)?;
    for remark in &remarks {
        say(&super::figures::remark_line(here, remark, "figure.row"))?;
    }
    Ok(false)
}

pub(super) fn resolve(here: &Here, given: Answer) -> Outcome {
    let mut workspace = here.open()?;
    let supplier = given.id.clone();
    let said = said(&mut workspace, given)?;
    let saved = workspace.resolve(&supplier, said)?;
    report(here, &saved)
}

pub(super) fn review(here: &Here, given: &Review) -> Outcome {
    let mut workspace = here.open()?;
    let outcome = if given.accept_reason { REASON_ACCEPTED } else { FOUND_UNTRUE };
    let saved = workspace.review(&given.id, &given.question, outcome, given.note.as_deref())?;
    report(here, &saved)
}

fn said(workspace: &mut Workspace, mut given: Answer) -> Result<Said, Error> {
    let typed = match &given.rows {
        Some(file) => rows_of(&workspace.question(&given.question)?.clone(), file)?,
        None if given.row.is_empty() => given.value.clone(),
        None => std::mem::take(&mut given.row),
    };
    let reply = match (given.state, typed.is_empty()) {
        (Some(_), false) => return Err(Error::wrong(told("refusal.value-or-state", []))),
        (None, true) if given.rows.is_some() => return Err(Error::data(told("list.empty", []))),
        (None, true) => {
            return Err(Error::wrong(told("refusal.give-a-value", [])));
        }
        (None, false) => SaidReply::Value(typed),
        (Some(StateWord::DontKnow), true) => SaidReply::DontKnow,
        (Some(StateWord::Declined), true) => SaidReply::Declined,
        (Some(StateWord::NotApplicable), true) => SaidReply::NotApplicable(given.reason.clone()),
        (Some(StateWord::Reconfirmed), true) => SaidReply::Reconfirmed,
        (Some(StateWord::Unanswered), true) => SaidReply::Withdrawn,
    };
    // The reason why something does not apply is also the reason of a correction, where somebody asked for one.
    let corrects = given.asked_by.is_some() || !matches!(given.state, Some(StateWord::NotApplicable));
    let correction = given.reason.filter(|_| corrects);
    let asked = given.asked_by.map(|word| AskedFor {
        by: match word {
            AskerWord::Supplier => Asker::Supplier,
            AskerWord::Reviewer => Asker::Reviewer,
            AskerWord::Ourselves => Asker::Ourselves,
        },
        name: given.asker,
    });
    let source = given.source.map(SourceLevel::from);
    let mut said = Said {
        question: given.question.clone(),
        reply,
        source,
        note: given.note,
        about: given.about,
        respondent: given.respondent,
        correction,
        asked,
        evidence: Vec::new(),
    };
    workspace.would_take(&given.id, &said)?;
    for file in &given.evidence {
        let scope = said.about.clone().filter(|about| Per::of(about).is_some());
        let paper = Paper { question: Some(given.question.clone()), name: name_of(file), scope, ..Paper::default() };
        said.evidence.push(workspace.attach(&given.id, &read(file)?, paper)?.0);
    }
    Ok(said)
}

/// The rows of a file, in the order of the question's columns; its heading names them by code or as they are printed.
fn rows_of(question: &Question, file: &Path) -> Result<Vec<String>, Error> {
    let Kind::Rows(rows) = &question.kind else {
        return Err(Error::wrong(told("refusal.no-table", [("id", question.id.as_str().into())])));
    };
    let cells = super::cells::read(file)?.rows;
    let (head, lines) = cells.split_first().ok_or_else(|| Error::data(told("list.empty", [])))?;
    let same = |column: &Column, head: &str| {
        let names = [column.id.as_str(), &column.text.en, &column.text.ja, &column.text.zh];
        names.into_iter().any(|name| name.eq_ignore_ascii_case(head.trim()))
    };
    let all = || rows.columns.iter().map(|column| column.id.as_str()).collect::<Vec<_>>().join(", ");
    if let Some(odd) = head.iter().find(|head| !head.trim().is_empty() && !rows.columns.iter().any(|column| same(column, head))) {
        return Err(Error::data(told("refusal.no-such-column", [("column", odd.as_str().into()), ("all", all().into())])));
    }
    let places: Vec<Option<usize>> = rows.columns.iter().map(|column| head.iter().position(|head| same(column, head))).collect();
    if places.first().is_none_or(Option::is_none) {
        let first = rows.columns.first().map_or("", |column| column.id.as_str());
        return Err(Error::data(told("figure.no-column", [("column", first.into()), ("all", all().into())])));
    }
    let cell = |line: &[String], place: &Option<usize>| place.and_then(|at| line.get(at)).map_or("", |cell| cell.trim()).to_owned();
    Ok(lines
        .iter()
        .filter(|line| line.iter().any(|cell| !cell.trim().is_empty()))
        .map(|line| places.iter().map(|place| cell(line, place)).collect::<Vec<_>>().join("\t"))
        .collect())
}

/// What was found about a table that was just recorded.
pub(super) fn found(workspace: &Workspace, supplier: &str, question: &str) -> Result<Vec<Remark>, Error> {
    let question = workspace.question(question)?;
    let Kind::Rows(rows) = &question.kind else { return Ok(Vec::new()) };
    if !rows.is_judged() {
        return Ok(Vec::new());
    }
    let dossier = workspace.dossier(supplier)?;
    let recorded = dossier.situation.said(&question.id).iter().find(|answer| answer.state == State::Answered);
    Ok(recorded.map(|answer| rows.remarks(&answer.value, &workspace.policy().substances)).unwrap_or_default())
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn read(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|error| Error::unreadable(file, &error))
}

pub(super) fn report(here: &Here, saved: &Saved) -> Outcome {
    if here.global.json {
        Here::json(&json!({"saved": true, "entry": saved.entry.to_string(), "hash": saved.hash.to_string()}))?;
    } else {
        // The word scripts wait for, in every language.
        say(&format!("saved {}", saved.entry))?;
    }
    Ok(false)
}

pub(super) fn submit(here: &Here, id: &str, name: Option<&str>, role: Option<String>) -> Outcome {
    let mut workspace = here.open()?;
    let saved = workspace.submit(id, name, role)?;
    report(here, &saved)
}

/// Takes back the last answer, the last act of the review, or an entry of a register with the register it stands in.
pub(super) fn undo(here: &Here, id: &str, review: bool, entry: Option<(EntryRef, Option<&str>)>) -> Outcome {
    let mut workspace = here.open()?;
    let (undone, saved) = match entry {
        Some((target, register)) => {
            let place = register
                .map_or_else(|| Place::Standing { supplier: id.to_owned() }, |register| Place::Register { kind: register.to_owned() });
            let saved = workspace.take_back(&place, &target)?;
            (target, saved)
        }
        None if review => workspace.undo_review(id)?,
        None => workspace.undo(id)?,
    };
    if here.global.json {
        Here::json(
            &json!({"saved": true, "entry": saved.entry.to_string(), "hash": saved.hash.to_string(), "undone": undone.to_string()}),
        )?;
    } else {
        let (entry, undone) = (saved.entry.to_string(), undone.to_string());
        say(&here.locale().with("shell.undone", &[("entry", &entry), ("undone", &undone)]))?;
        let decided = || workspace.dossier(id).is_ok_and(|dossier| !dossier.review.decisions.is_empty());
        if review && decided() {
            super::decide::say_what_stands(here, &workspace, id)?;
        }
    }
    Ok(false)
}

pub(super) fn note(here: &Here, id: &str, question: Option<&str>, text: &str) -> Outcome {
    let mut workspace = here.open()?;
    let saved = workspace.note(id, question, text)?;
    report(here, &saved)
}

pub(super) fn attach(here: &Here, attach: Attach) -> Outcome {
    let mut workspace = here.open()?;
    let bytes = read(&attach.file)?;
    let paper = Paper {
        question: attach.question,
        name: name_of(&attach.file),
        issuer: attach.issuer,
        scope: attach.scope.or(attach.about),
        dated: attach.dated,
        expires: attach.expires,
    };
    let (sha256, saved) = workspace.attach(&attach.id, &bytes, paper)?;
    if here.global.json {
        Here::json(&json!({"saved": true, "entry": saved.entry.to_string(), "hash": saved.hash.to_string(), "sha256": sha256}))?;
    } else {
        say(&here.locale().with("shell.stored", &[("entry", &saved.entry.to_string()), ("hash", &sha256)]))?;
    }
    Ok(false)
}

pub(super) fn park(here: &Here, id: &str, question: &str, parked: bool) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    let question = workspace.question(question)?.id.clone();
    let saved = workspace.park(id, &question, parked)?;
    report(here, &saved)
}

type Card = (Option<String>, Option<String>, Option<String>);

pub(super) fn met(here: &Here, id: &str, name: Option<&str>, (role, channel, spoken): Card) -> Outcome {
    let mut workspace = here.open()?;
    workspace.must_know(id)?;
    let line = |text: Option<String>| text.map(|text| crate::clean::line(&text)).filter(|text| !text.is_empty());
    let (role, channel, spoken) = (line(role), line(channel), line(spoken));
    if name.is_none() && role.is_none() && channel.is_none() && spoken.is_none() {
        return Err(Error::wrong(told("refusal.met-nobody", [])));
    }
    let saved = workspace.met(id, name, role, channel, spoken)?;
    report(here, &saved)
}
