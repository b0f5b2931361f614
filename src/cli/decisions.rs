//! `decisions`: what stands about suppliers, with whether it counts and why; the lines other commands show of it.

use serde_json::{Value, json};

use super::args::Buying;
use super::decide::weighed_json;
use super::{Here, Outcome, say};
use crate::journal::BodyRef;
use crate::locale::Locale;
use crate::review::basis::Moved;
use crate::review::{ActionOn, CaseOn, Decision, RiskOn, Standing, WaiverOn};
use crate::workspace::{Dossier, Workspace};

/// Each supplier once for every company that buys there, or for the one that is meant.
pub(super) fn run(here: &Here, workspace: &mut Workspace, ids: &[String], buying: &Buying) -> Outcome {
    let named = !ids.is_empty();
    let ids = if named { ids.to_vec() } else { workspace.supplier_ids()? };
    let count = if buying.company.is_some() { 1 } else { workspace.companies().len() };
    here.means(workspace, buying)?;
    let mut all: Vec<(Option<String>, String, Dossier)> = Vec::new();
    for id in &ids {
        for place in 0..count {
            if count > 1 {
                workspace.use_company_at(place);
            }
            let dossier = here.dossier(workspace, id)?;
            let shown = if place == 0 { named || is_anything(&dossier) } else { !dossier.review.decisions.is_empty() };
            if shown {
                let company = workspace.company().map(str::to_owned);
                let name = workspace.company_name(workspace.company()).to_owned();
                all.push((company, name, dossier));
            }
        }
    }
    if here.global.json {
        let rows = all.iter().map(|(company, _, dossier)| {
            let mut row = as_json(dossier);
            if let Value::Object(row) = &mut row {
                row.insert("company".to_owned(), json!(company));
            }
            row
        });
        Here::json(&Value::Array(rows.collect()))?;
        return Ok(false);
    }
    let several = workspace.companies().len() > 1;
    let one = |(_, name, dossier): &(Option<String>, String, Dossier)| {
        if several { format!("{name}\n{}", page(here, dossier)) } else { page(here, dossier) }
    };
    let pages: Vec<String> = all.iter().map(one).collect();
    if pages.is_empty() {
        say(here.locale().text("review.nothing"))?;
    } else {
        say(&pages.join("\n\n"))?;
    }
    Ok(false)
}

fn is_anything(dossier: &Dossier) -> bool {
    let review = &dossier.review;
    !(review.decisions.is_empty()
        && review.actions.is_empty()
        && review.waivers.is_empty()
        && review.risks.is_empty()
        && review.cases.is_empty()
        && review.snoozed.is_none()
        && review.escalated.is_none()
        && dossier.answers.returned.is_empty()
        && !review.orders_held)
}

fn text<'d>(dossier: &'d Dossier, body: &'d BodyRef) -> &'d str {
    dossier.body(body).unwrap_or(body.as_str())
}

fn optional(dossier: &Dossier, body: Option<&BodyRef>) -> Value {
    body.map_or(Value::Null, |body| json!(text(dossier, body)))
}

/// The decision last taken, for other commands' JSON.
pub(super) fn latest_json(dossier: &Dossier) -> Value {
    dossier.review.main().map_or(Value::Null, |decision| decision_json(dossier, decision))
}

fn as_json(dossier: &Dossier) -> Value {
    let review = &dossier.review;
    let returned: Vec<Value> = dossier
        .answers
        .returned
        .iter()
        .map(|(question, back)| {
            json!({"question": question, "by": back.person, "at": back.at.to_string(), "reason": text(dossier, &back.reason), "entry": back.entry.to_string()})
        })
        .collect();
    let snoozed = review.snoozed.as_ref().map(|queued| {
        json!({"until": queued.act.until, "by": queued.person, "reason": optional(dossier, queued.act.reason.as_ref()), "entry": queued.entry.to_string()})
    });
    let escalated = review.escalated.as_ref().map(|queued| {
        json!({"to": queued.act.to, "by": queued.person, "at": queued.at.to_string(), "reason": text(dossier, &queued.act.reason), "entry": queued.entry.to_string()})
    });
    json!({
        "supplier": dossier.supplier.id,
        "campaign": dossier.campaign,
        "decision": latest_json(dossier),
        "in_force": review.in_force().map(|decision| decision.entry.to_string()),
        "orders_held": review.orders_held,
        "decisions": review.decisions.iter().map(|decision| decision_json(dossier, decision)).collect::<Vec<_>>(),
        "actions": review.actions.iter().map(|action| action_json(dossier, action)).collect::<Vec<_>>(),
        "waivers": review.waivers.iter().map(|waiver| waiver_json(dossier, waiver)).collect::<Vec<_>>(),
        "risks": review.risks.iter().map(|risk| risk_json(dossier, risk)).collect::<Vec<_>>(),
        "cases": review.cases.iter().map(|case| case_json(dossier, case)).collect::<Vec<_>>(),
        "returned": returned,
        "snoozed": snoozed,
        "escalated": escalated,
    })
}

pub(super) fn decision_json(dossier: &Dossier, decision: &Decision) -> Value {
    let seconds: Vec<Value> = decision
        .seconds
        .iter()
        .map(|second| {
            json!({"by": second.person, "at": second.at.to_string(), "signature": second.signed.word(), "counts": second.counts, "entry": second.entry.to_string()})
        })
        .collect();
    let basis = &decision.act.basis;
    let mut row = json!({
        "entry": decision.entry.to_string(),
        "outcome": decision.act.outcome.word(),
        "by": decision.person,
        "at": decision.at.to_string(),
        "reason": text(dossier, &decision.act.reason),
        "conditions": decision.act.conditions.iter().map(|body| text(dossier, body)).collect::<Vec<_>>(),
        "review_by": decision.act.review_by,
        "ticket": decision.act.ticket,
        "approvers": decision.act.approvers,
        "on_behalf_of": decision.act.on_behalf_of,
        "company": decision.act.company,
        "signature": decision.signed.word(),
        "confirmed_by": seconds,
        "sealed": decision.sealed.as_ref().map(ToString::to_string),
        "basis": {
            "policy": basis.policy,
            "status": basis.status,
            "conduct_band": basis.conduct_band,
            "inherent_band": basis.inherent_band,
            "attention": basis.attention,
            "gates": basis.gates,
            "flags": basis.flags,
            "read": basis.read,
        },
    });
    if let (Value::Object(row), Value::Object(more)) = (&mut row, weighed_json(decision)) {
        row.extend(more);
    }
    row
}

fn action_json(dossier: &Dossier, action: &ActionOn) -> Value {
    let steps: Vec<Value> = action
        .steps
        .iter()
        .map(|step| {
            json!({"step": step.act.step.word(), "by": step.person, "at": step.at.to_string(), "note": optional(dossier, step.act.note.as_ref()), "evidence": step.act.evidence, "counts": step.counts, "entry": step.entry.to_string()})
        })
        .collect();
    let checks: Vec<Value> = action
        .checks
        .iter()
        .map(|check| json!({"month": check.month, "day": check.day.to_string(), "found": check.found.map(|step| step.word()), "overdue": check.overdue}))
        .collect();
    json!({
        "entry": action.entry.to_string(),
        "kind": action.act.kind.word(),
        "what": text(dossier, &action.act.what),
        "owner": action.owner,
        "due": action.act.due,
        "adopted": action.act.adopted,
        "flag": action.act.flag,
        "goal": optional(dossier, action.act.goal.as_ref()),
        "cost": optional(dossier, action.act.cost.as_ref()),
        "state": action.state.word(),
        "overdue": action.overdue,
        "checks": checks,
        "propose_suspension": action.propose_suspension,
        "failed_attempts": action.failed,
        "steps": steps,
        "by": action.person,
        "at": action.at.to_string(),
    })
}

pub(super) fn waiver_json(dossier: &Dossier, waiver: &WaiverOn) -> Value {
    json!({
        "entry": waiver.entry.to_string(),
        "flag": waiver.act.flag,
        "gate": waiver.act.gate,
        "until": waiver.act.until,
        "reason": text(dossier, &waiver.act.reason),
        "by": waiver.person,
        "at": waiver.at.to_string(),
        "signature": waiver.signed.word(),
        "approval": waiver.approval.word(),
        "in_force": waiver.in_force,
        "expired": waiver.expired,
        "revoked": waiver.revoked.as_ref().map(ToString::to_string),
        "confirmed_by": waiver.confirmed_by,
    })
}

fn risk_json(dossier: &Dossier, risk: &RiskOn) -> Value {
    json!({
        "entry": risk.entry.to_string(),
        "flag": risk.act.flag,
        "response": risk.act.response.word(),
        "cause": text(dossier, &risk.act.cause),
        "consequence": text(dossier, &risk.act.consequence),
        "review_by": risk.act.review_by,
        "out_of_date": risk.out_of_date,
        "by": risk.person,
        "at": risk.at.to_string(),
    })
}

fn case_json(dossier: &Dossier, case: &CaseOn) -> Value {
    json!({
        "trigger": case.trigger.word(),
        "entry": case.entry.as_ref().map(ToString::to_string),
        "reason": case.act.as_ref().map(|act| text(dossier, &act.reason)),
        "flags": case.flags,
        "state": if case.is_open() { "open" } else { "closed" },
        "closed_by": case.closed_by.as_ref().map(ToString::to_string),
    })
}

/// A word of the record in the chosen language.
fn word(here: &Here, group: &str, word: &str) -> String {
    here.locale().text(&format!("{group}.{word}")).to_owned()
}

/// One thing that moved, in words.
pub(super) fn moved(here: &Here, moved: &Moved) -> String {
    let locale = here.locale();
    let (what, to) = moved.what();
    match to {
        Some(to) => locale.with(&format!("moved.{}", moved.word()), &[("from", &level(locale, what)), ("to", &level(locale, to))]),
        None => locale.with(&format!("moved.{}", moved.word()), &[("what", &level(locale, what))]),
    }
}

/// A word of the record for a band, a level or a hold, as people say it; a policy's own words stay as they are.
pub(super) fn level(locale: Locale, word: &str) -> String {
    let key = format!("rank.{word}");
    if locale.has(&key) { locale.text(&key).to_owned() } else { word.to_owned() }
}

/// How a decision counts, in one or two lines.
pub(super) fn weighed(here: &Here, decision: &Decision) -> String {
    let locale = here.locale();
    let mut line = word(here, "approval", decision.approval.word());
    if let Some(because) = decision.because {
        line.push_str(&format!(" ({})", locale.with(&format!("insufficient.{}", because.word()), &[("person", &decision.person)])));
    }
    line.push_str(" · ");
    line.push_str(locale.text(if decision.in_force { "review.in-force" } else { "review.not-in-force" }));
    for one in &decision.moved {
        line.push_str(&format!("\n    {}", moved(here, one)));
    }
    line
}

/// The decision last taken in one line, for other commands.
pub(super) fn latest_line(here: &Here, dossier: &Dossier) -> Option<String> {
    let locale = here.locale();
    let decision = dossier.review.main()?;
    let outcome = &word(here, "decision-outcome", decision.act.outcome.word());
    let approval = &word(here, "approval", decision.approval.word());
    let force = locale.text(if decision.in_force { "review.in-force" } else { "review.not-in-force" });
    let moved: Vec<String> = decision.moved.iter().take(3).map(|one| moved(here, one)).collect();
    let mut line = format!("{outcome} · {approval} · {force} · {} {}", decision.person, decision.at.date());
    if !moved.is_empty() {
        line.push_str(&format!(" · {}", moved.join("; ")));
    }
    Some(line)
}

/// That new orders are held, with the remedy beside it, and open cases; for other commands.
pub(super) fn held_lines(here: &Here, dossier: &Dossier) -> Vec<String> {
    use crate::journal::ActionKind;
    let locale = here.locale();
    let review = &dossier.review;
    let mut lines = Vec::new();
    if review.orders_held {
        lines.push(format!("▲ {}", locale.text("review.orders-held")));
        let mut remedies = review.actions.iter().filter(|action| action.act.kind == ActionKind::Remedy).peekable();
        if remedies.peek().is_none() {
            lines.push(locale.with("review.orders-held-no-remedy", &[("id", &dossier.supplier.id)]));
        }
        for action in remedies {
            let values = [("what", text(dossier, &action.act.what)), ("owner", &action.owner), ("due", &action.act.due)];
            lines.push(locale.with("review.orders-held-remedy", &values));
        }
    }
    lines.extend(review.cases.iter().filter(|case| case.is_open()).map(|case| case_line(here, case)));
    lines
}

fn page(here: &Here, dossier: &Dossier) -> String {
    let locale = here.locale();
    let review = &dossier.review;
    let mut lines = vec![format!("{}  {}", dossier.supplier.id, dossier.campaign)];
    lines.extend(held_lines(here, dossier).into_iter().map(|line| format!("  {line}")));
    lines.extend(review.cases.iter().filter(|case| !case.is_open()).map(|case| format!("  {}", case_line(here, case))));
    for decision in &review.decisions {
        lines.extend(decision_lines(here, dossier, decision));
    }
    if review.decisions.is_empty() {
        lines.push(format!("  {}", locale.text("review.undecided")));
    }
    for waiver in &review.waivers {
        let approval = word(here, "approval", waiver.approval.word());
        let state = if waiver.in_force {
            locale.text("review.in-force")
        } else if waiver.expired {
            locale.text("review.expired")
        } else {
            &approval
        };
        let values = [("flag", waiver.act.flag.as_str()), ("until", &waiver.act.until), ("person", &waiver.person), ("state", state)];
        lines.push(format!("  {}  {}", waiver.entry, locale.with("review.waiver", &values)));
        lines.push(format!("    {}", text(dossier, &waiver.act.reason)));
    }
    for action in &review.actions {
        lines.extend(action_lines(here, dossier, action));
    }
    for risk in &review.risks {
        let response = &word(here, "risk-response", risk.act.response.word());
        let state = if risk.out_of_date { locale.text("review.scenario-out-of-date") } else { "" };
        let values = [("response", response.as_str()), ("day", risk.act.review_by.as_str()), ("state", state)];
        lines.push(format!("  {}  {}", risk.entry, locale.with("review.risk", &values).trim_end()));
        lines.push(format!("    {} → {}", text(dossier, &risk.act.cause), text(dossier, &risk.act.consequence)));
    }
    for (question, back) in &dossier.answers.returned {
        let values = [("question", question.as_str()), ("person", &back.person)];
        lines.push(format!("  {}  {}: {}", back.entry, locale.with("review.returned", &values), text(dossier, &back.reason)));
    }
    if let Some(snoozed) = &review.snoozed {
        lines.push(format!("  {}", locale.with("review.snoozed", &[("until", &snoozed.act.until), ("person", &snoozed.person)])));
    }
    if let Some(escalated) = &review.escalated {
        let values = [("to", escalated.act.to.as_str()), ("person", &escalated.person)];
        lines.push(format!("  {}: {}", locale.with("review.escalated", &values), text(dossier, &escalated.act.reason)));
    }
    lines.join("\n")
}

fn case_line(here: &Here, case: &CaseOn) -> String {
    let locale = here.locale();
    let trigger = &word(here, "trigger", case.trigger.word());
    match &case.closed_by {
        Some(entry) => locale.with("review.case-closed", &[("trigger", trigger), ("entry", &entry.to_string())]),
        None => locale.with("review.case-open", &[("trigger", trigger)]),
    }
}

fn decision_lines(here: &Here, dossier: &Dossier, decision: &Decision) -> Vec<String> {
    let locale = here.locale();
    let outcome = &word(here, "decision-outcome", decision.act.outcome.word());
    let standing = match decision.standing {
        Standing::Current => String::new(),
        Standing::Superseded(_) | Standing::Revoked(_) => format!("  {}", word(here, "decision-standing", decision.standing.word())),
    };
    let mut lines = vec![format!("  {}  {}  {outcome}  {}{standing}", decision.at.date(), decision.entry, decision.person)];
    lines.push(format!("    {}", weighed(here, decision)));
    lines.push(format!("    {}", text(dossier, &decision.act.reason)));
    for condition in &decision.act.conditions {
        lines.push(format!("    · {}", text(dossier, condition)));
    }
    if let Some(day) = &decision.act.review_by {
        lines.push(format!("    {}", locale.with("review.review-by", &[("day", day)])));
    }
    for second in decision.seconds.iter().filter(|second| second.counts) {
        lines.push(format!(
            "    {}",
            locale.with("review.confirmed-by", &[("person", &second.person), ("entry", &second.entry.to_string())])
        ));
    }
    lines
}

fn action_lines(here: &Here, dossier: &Dossier, action: &ActionOn) -> Vec<String> {
    let locale = here.locale();
    let kind = &word(here, "action-kind", action.act.kind.word());
    let state = &word(here, "action-state", action.state.word());
    let late = if action.overdue { locale.text("review.overdue") } else { "" };
    let values = [("kind", kind.as_str()), ("owner", action.owner.as_str()), ("due", &action.act.due), ("state", state), ("late", late)];
    let mut lines = vec![format!("  {}  {}", action.entry, locale.with("review.action", &values).trim_end())];
    lines.push(format!("    {}", text(dossier, &action.act.what)));
    for check in &action.checks {
        let found = match check.found {
            Some(step) => word(here, "step", step.word()),
            None if check.overdue => locale.text("review.overdue").to_owned(),
            None => locale.text("review.to-come").to_owned(),
        };
        let values = [("month", check.month.to_string()), ("day", check.day.to_string()), ("found", found)];
        lines.push(format!("    {}", locale.with("review.plan-check", &values.each_ref().map(|(key, value)| (*key, value.as_str())))));
    }
    if let Some(proposal) = action.proposal() {
        lines.push(format!("    {}", proposal.in_lang(here.lang)));
    }
    lines
}
