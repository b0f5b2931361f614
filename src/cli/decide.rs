//! `decide` and what goes with it: each writes one entry, and says whether it counts.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Action, AddAction, Buying, DecideArgs, ReviewWork, RiskArgs, StepArgs};
use super::people::told;
use super::{Error, Here, Outcome, decisions, say};
use crate::journal::Step;
use crate::store::Shelf;
use crate::workspace::Workspace;
use crate::workspace::decide::{Acting, Deciding, Risking};
use crate::workspace::on_record::OnRecord;
use crate::workspace::people::Written;
use crate::workspace::settled::Chosen;

pub(super) fn run(here: &Here, work: ReviewWork) -> Outcome {
    let mut workspace = here.open()?;
    if let Some(buying) = buying(&work) {
        here.means(&mut workspace, buying)?;
    }
    let mut revoked = false;
    let (id, written) = match work {
        ReviewWork::Decide(given) => return decide(here, &mut workspace, given),
        ReviewWork::Queue { by, new, .. } => return super::queue::run(here, &workspace, by, new),
        ReviewWork::Decisions { ids, buying } => return decisions::run(here, &mut workspace, &ids, &buying),
        ReviewWork::Confirm { id, entry, note, .. } => {
            let written = workspace.confirm(&id, entry.as_ref(), note.as_deref())?;
            (id, written)
        }
        ReviewWork::Action(action) => self::action(&mut workspace, action)?,
        ReviewWork::Waive { id, flag, until, reason, .. } => {
            let written = workspace.waive(&id, &flag, &until, &reason)?;
            (id, written)
        }
        ReviewWork::Return { id, question, reason } => {
            let written = workspace.send_back(&id, &question, &reason)?;
            (id, written)
        }
        ReviewWork::Settle { id, question, answer, value, source, about, reason } => {
            let chosen = match answer {
                Some(entry) => Chosen::Answer(entry),
                None => Chosen::Found(value, source.map(Into::into)),
            };
            let written = workspace.settle_answers(&id, &question, about.as_deref(), chosen, &reason)?;
            told(here, &written)?;
            return if here.global.json { Ok(false) } else { settled(here, &workspace, &id, &question) };
        }
        ReviewWork::Snooze { id, until, reason, .. } => {
            let written = workspace.snooze(&id, &until, reason.as_deref())?;
            (id, written)
        }
        ReviewWork::Escalate { id, to, reason, .. } => {
            let written = workspace.escalate(&id, &to, &reason)?;
            (id, written)
        }
        ReviewWork::Revoke { id, entry, reason, .. } => {
            let written = workspace.revoke(&id, entry.as_ref(), &reason)?;
            revoked = true;
            (id, written)
        }
        ReviewWork::Risk(given) => {
            let id = given.id.clone();
            (id, risk(&mut workspace, given)?)
        }
        ReviewWork::Case { id, trigger, reason, .. } => {
            let written = workspace.open_case(&id, trigger.into(), &reason)?;
            (id, written)
        }
        ReviewWork::Sign { id, entry } => {
            let written = workspace.sign_later(&id, &entry)?;
            (id, written)
        }
    };
    let record = workspace.on_record(&id, &written.saved.entry)?;
    if here.global.json {
        let mut row = super::people::written_json(&written);
        add_record(&mut row, &record);
        Here::json(&row)?;
        return Ok(false);
    }
    told(here, &written)?;
    let stands = decisions::stands_by(here, &here.dossier(&workspace, &id)?, &written.saved.entry);
    stands.iter().try_for_each(|line| say(line))?;
    say_record(here, &record)?;
    if revoked {
        say_what_stands(here, &workspace, &id)?;
    }
    Ok(false)
}

/// Which decision is in force after one was taken out of force or taken back.
pub(super) fn say_what_stands(here: &Here, workspace: &Workspace, id: &str) -> Result<(), Error> {
    let dossier = here.dossier(workspace, id)?;
    let stands = dossier.review.in_force().and_then(|_| decisions::latest_line(here, &dossier));
    say(&match stands {
        Some(line) => here.locale().with("review.stands-now", &[("line", &line)]),
        None => here.locale().with("review.nothing-stands", &[("id", id)]),
    })
}

/// Whether an entry counts, for other programs.
fn add_record(row: &mut Value, record: &OnRecord) {
    if let Value::Object(row) = row {
        row.insert("counts".to_owned(), json!(record.counts()));
        row.insert("why_not".to_owned(), json!(record.why_not.map(|why| why.word())));
        row.insert("told".to_owned(), json!(record.told.as_ref().map(ToString::to_string)));
    }
}

/// Says it when an entry is on record and does not count.
fn say_record(here: &Here, record: &OnRecord) -> Result<(), Error> {
    record.told.as_ref().map_or(Ok(()), |what| say(&what.in_lang(here.lang)))
}

/// What stands now about a question that was settled.
fn settled(here: &Here, workspace: &Workspace, id: &str, question: &str) -> Outcome {
    let question = workspace.question(question)?.id.to_string();
    let dossier = here.dossier(workspace, id)?;
    for one in dossier.settled_told(here.locale()).into_iter().filter(|one| one.question == question) {
        say(&one.head)?;
        one.beside.iter().try_for_each(|line| say(&format!("  {line}")))?;
    }
    Ok(false)
}

/// The company a command may name.
fn buying(work: &ReviewWork) -> Option<&Buying> {
    match work {
        ReviewWork::Decide(DecideArgs { buying, .. })
        | ReviewWork::Queue { buying, .. }
        | ReviewWork::Decisions { buying, .. }
        | ReviewWork::Confirm { buying, .. }
        | ReviewWork::Action(Action::Add(AddAction { buying, .. }))
        | ReviewWork::Waive { buying, .. }
        | ReviewWork::Snooze { buying, .. }
        | ReviewWork::Escalate { buying, .. }
        | ReviewWork::Revoke { buying, .. }
        | ReviewWork::Risk(RiskArgs { buying, .. })
        | ReviewWork::Case { buying, .. } => Some(buying),
        ReviewWork::Action(_) | ReviewWork::Return { .. } | ReviewWork::Settle { .. } | ReviewWork::Sign { .. } => None,
    }
}

fn decide(here: &Here, workspace: &mut Workspace, given: DecideArgs) -> Outcome {
    let deciding = Deciding {
        reason: given.reason,
        conditions: given.conditions,
        review_by: given.review_by,
        ticket: given.ticket,
        approvers: given.approvers,
        on_behalf_of: given.on_behalf_of,
        no_remedy: given.no_remedy,
    };
    let (written, decision) = match given.open {
        true => workspace.decide_open(&given.id, given.outcome.into(), &deciding)?,
        false => workspace.decide(&given.id, given.outcome.into(), &deciding)?,
    };
    let record = workspace.on_record(&given.id, &written.saved.entry)?;
    if here.global.json {
        let mut row = json!({
            "saved": true,
            "entry": written.saved.entry.to_string(),
            "hash": written.saved.hash.to_string(),
            "signed": written.signed,
            "sealed": decision.sealed.as_ref().map(ToString::to_string),
        });
        if let (Value::Object(row), Value::Object(more)) = (&mut row, crate::workspace::why::json::weighed_json(&decision)) {
            row.extend(more);
        }
        add_record(&mut row, &record);
        Here::json(&row)?;
        return Ok(false);
    }
    told(here, &written)?;
    say(&crate::report::weighed::weighed(here.locale(), &decision))?;
    say_record(here, &record)?;
    let locale = here.locale();
    say(&match &decision.sealed {
        Some(seal) => locale.with("proof.sealed", &[("entry", &seal.to_string())]),
        None if given.open => locale.with("proof.left-open", &[("id", &given.id)]),
        None => locale.text("proof.clock-set").to_owned(),
    })?;
    Ok(false)
}

/// How a decision counts.
fn action(workspace: &mut Workspace, action: Action) -> Result<(String, Written), Error> {
    match action {
        Action::Add(given) => {
            let id = given.id.clone();
            let written = workspace.add_action(&id, &acting(given))?;
            Ok((id, written))
        }
        Action::Done(step) => follow(workspace, &step, Step::Done),
        Action::Verify { step, not_effective } => follow(workspace, &step, if not_effective { Step::NotEffective } else { Step::Verified }),
        Action::Check { step, no_progress } => follow(workspace, &step, if no_progress { Step::NoProgress } else { Step::Progress }),
    }
}

fn acting(given: AddAction) -> Acting {
    Acting {
        kind: given.kind.into(),
        what: given.what,
        owner: given.owner,
        due: given.due,
        adopted: given.adopted,
        flag: given.flag,
        goal: given.goal,
        cost: given.cost,
    }
}

fn follow(workspace: &mut Workspace, step: &StepArgs, how: Step) -> Result<(String, Written), Error> {
    let mut evidence = Vec::new();
    for file in &step.evidence {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        evidence.push(workspace.store().put_file(Shelf::Supplier(&step.id), &read(file)?, &ending)?);
    }
    let written = workspace.follow_action(&step.id, &step.action, how, step.note.as_deref(), evidence)?;
    Ok((step.id.clone(), written))
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn read(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|error| Error::unreadable(file, &error))
}

fn risk(workspace: &mut Workspace, given: RiskArgs) -> Result<Written, Error> {
    let risking = Risking {
        flag: given.flag,
        response: given.response.into(),
        cause: given.cause,
        consequence: given.consequence,
        review_by: given.review_by,
    };
    Ok(workspace.risk(&given.id, &risking)?)
}
