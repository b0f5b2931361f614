//! `decide` and what goes with it: each writes one entry, and says whether it counts.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Action, AddAction, DecideArgs, ReviewWork, RiskArgs, StepArgs};
use super::people::told;
use super::{Error, Here, Outcome, decisions, say};
use crate::journal::Step;
use crate::review::Decision;
use crate::store::Shelf;
use crate::workspace::Workspace;
use crate::workspace::decide::{Acting, Deciding, Risking};
use crate::workspace::people::Written;

pub(super) fn run(here: &Here, work: ReviewWork) -> Outcome {
    let mut workspace = here.open()?;
    let written = match work {
        ReviewWork::Decide(given) => return decide(here, &mut workspace, given),
        ReviewWork::Queue { by, new, buying } => {
            here.means(&mut workspace, &buying)?;
            return super::queue::run(here, &workspace, by, new);
        }
        ReviewWork::Decisions { ids, buying } => return decisions::run(here, &mut workspace, &ids, &buying),
        ReviewWork::Confirm { id, entry, note } => workspace.confirm(&id, entry.as_ref(), note.as_deref())?,
        ReviewWork::Action(action) => self::action(&mut workspace, action)?,
        ReviewWork::Waive { id, flag, until, reason } => workspace.waive(&id, &flag, &until, &reason)?,
        ReviewWork::Return { id, question, reason } => workspace.send_back(&id, &question, &reason)?,
        ReviewWork::Snooze { id, until, reason } => workspace.snooze(&id, &until, reason.as_deref())?,
        ReviewWork::Escalate { id, to, reason } => workspace.escalate(&id, &to, &reason)?,
        ReviewWork::Revoke { id, entry, reason } => workspace.revoke(&id, entry.as_ref(), &reason)?,
        ReviewWork::Risk(given) => risk(&mut workspace, given)?,
        ReviewWork::Case { id, trigger, reason } => workspace.open_case(&id, trigger.into(), &reason)?,
        ReviewWork::Sign { id, entry } => workspace.sign_later(&id, &entry)?,
    };
    told(here, &written)
}

fn decide(here: &Here, workspace: &mut Workspace, given: DecideArgs) -> Outcome {
    here.means(workspace, &given.buying)?;
    let deciding = Deciding {
        reason: given.reason,
        conditions: given.conditions,
        review_by: given.review_by,
        ticket: given.ticket,
        approvers: given.approvers,
        on_behalf_of: given.on_behalf_of,
    };
    let (written, decision) = match given.open {
        true => workspace.decide_open(&given.id, given.outcome.into(), &deciding)?,
        false => workspace.decide(&given.id, given.outcome.into(), &deciding)?,
    };
    if here.global.json {
        let mut row = json!({
            "saved": true,
            "entry": written.saved.entry.to_string(),
            "hash": written.saved.hash.to_string(),
            "signed": written.signed,
            "sealed": decision.sealed.as_ref().map(ToString::to_string),
        });
        if let (Value::Object(row), Value::Object(more)) = (&mut row, weighed_json(&decision)) {
            row.extend(more);
        }
        Here::json(&row)?;
        return Ok(false);
    }
    told(here, &written)?;
    say(&decisions::weighed(here, &decision))?;
    let locale = here.locale();
    say(&match &decision.sealed {
        Some(seal) => locale.with("proof.sealed", &[("entry", &seal.to_string())]),
        None if given.open => locale.with("proof.left-open", &[("id", &given.id)]),
        None => locale.text("proof.clock-set").to_owned(),
    })?;
    Ok(false)
}

/// How a decision counts.
pub(super) fn weighed_json(decision: &Decision) -> Value {
    let moved: Vec<Value> = decision
        .moved
        .iter()
        .map(|moved| {
            let (what, to) = moved.what();
            json!({"what": moved.word(), "of": what, "to": to})
        })
        .collect();
    json!({
        "approval": decision.approval.word(),
        "in_force": decision.in_force,
        "because": decision.because.map(|because| because.word()),
        "moved": moved,
        "needs_people": decision.needs,
        "standing": decision.standing.word(),
    })
}

fn action(workspace: &mut Workspace, action: Action) -> Result<Written, Error> {
    match action {
        Action::Add(given) => Ok(workspace.add_action(&given.id.clone(), &acting(given))?),
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

fn follow(workspace: &mut Workspace, step: &StepArgs, how: Step) -> Result<Written, Error> {
    let mut evidence = Vec::new();
    for file in &step.evidence {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        evidence.push(workspace.store().put_file(Shelf::Supplier(&step.id), &read(file)?, &ending)?);
    }
    Ok(workspace.follow_action(&step.id, &step.action, how, step.note.as_deref(), evidence)?)
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn read(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|error| Error::data(format!("{} cannot be read: {error}", file.display())))
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
