//! `decisions`: what stands about suppliers, with whether it counts and why; the lines other commands show of it.

use serde_json::{Value, json};

use super::args::Buying;
use super::{Here, Outcome, say};
use crate::answers::ReturnOn;
use crate::journal::{BodyRef, EntryRef, Escalate, Moment, Snooze};
use crate::report::weighed::{action_stands, moved, outside, seconds_told, steps_not_counting, taken_out, weighed};
use crate::review::{ActionOn, CaseOn, Decision, Queued, RiskOn, Standing, WaiverOn};
use crate::rules::Flag;
use crate::workspace::unsigned::waiver_told;
use crate::workspace::veil::HOLD;
use crate::workspace::why::json::{decision_json, taken_out_json, waiver_json};
use crate::workspace::{Dossier, Workspace};

/// Each supplier once for every company that buys there, or for the one that is meant.
pub(super) fn run(here: &Here, workspace: &mut Workspace, ids: &[String], buying: &Buying) -> Outcome {
    let named = !ids.is_empty();
    let ids = if named { ids.to_vec() } else { workspace.supplier_ids()? };
    let count = if buying.company.is_some() { 1 } else { workspace.companies().len() };
    let mut all: Vec<(Option<String>, String, Dossier)> = Vec::new();
    for id in &ids {
        for place in 0..count {
            if count > 1 {
                workspace.use_company_at(place);
            }
            let dossier = here.dossier(workspace, id)?;
            let shown = if place == 0 { named || is_anything(&dossier) } else { dossier.review.is_of(workspace.company()) };
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
        && dossier.inherited.iter().all(|one| one.items.is_empty())
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
        json!({"until": queued.act.until, "campaign": queued.act.assessment, "at": queued.at.to_string(), "by": queued.person, "reason": optional(dossier, queued.act.reason.as_ref()), "entry": queued.entry.to_string()})
    });
    let escalated = review.escalated.as_ref().map(|queued| {
        json!({"to": queued.act.to, "campaign": queued.act.assessment, "answered_by": review.answered.as_ref().map(ToString::to_string), "by": queued.person, "at": queued.at.to_string(), "reason": text(dossier, &queued.act.reason), "entry": queued.entry.to_string()})
    });
    json!({
        "supplier": dossier.supplier.id,
        "campaign": dossier.campaign,
        "decision": latest_json(dossier),
        "in_force": review.in_force().map(|decision| decision.entry.to_string()),
        "taken_out": taken_out_json(dossier),
        "orders_held": review.orders_held,
        "contradict": review.contested().map(|decision| decision.entry.to_string()).collect::<Vec<_>>(),
        "carried": carried_json(dossier),
        "inherited": inherited_json(dossier),
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
        "campaign": action.act.assessment,
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
        "company": action.act.company.word(),
        "by": action.person,
        "at": action.at.to_string(),
    })
}

fn risk_json(dossier: &Dossier, risk: &RiskOn) -> Value {
    json!({
        "entry": risk.entry.to_string(),
        "campaign": risk.act.assessment,
        "flag": risk.act.flag,
        "response": risk.act.response.word(),
        "cause": text(dossier, &risk.act.cause),
        "consequence": text(dossier, &risk.act.consequence),
        "review_by": risk.act.review_by,
        "out_of_date": risk.out_of_date,
        "company": risk.act.company.word(),
        "by": risk.person,
        "at": risk.at.to_string(),
    })
}

fn case_json(dossier: &Dossier, case: &CaseOn) -> Value {
    json!({
        "trigger": case.trigger.word(),
        "company": case.act.as_ref().and_then(|act| act.company.word()),
        "entry": case.entry.as_ref().map(ToString::to_string),
        "reason": case.act.as_ref().map(|act| text(dossier, &act.reason)),
        "flags": case.flags,
        "from": case.from,
        "holds": case.act.as_ref().map(|act| act.holds.clone()).unwrap_or_default(),
        "state": if case.is_open() { "open" } else { "closed" },
        "closed_by": case.closed_by.as_ref().map(ToString::to_string),
    })
}

/// A word of the record in the chosen language.
fn word(here: &Here, group: &str, word: &str) -> String {
    here.locale().text(&format!("{group}.{word}")).to_owned()
}

/// The decision last taken in one line, for other commands.
pub(super) fn latest_line(here: &Here, dossier: &Dossier) -> Option<String> {
    let locale = here.locale();
    if let Some(line) = taken_out(locale, &dossier.review) {
        return Some(line);
    }
    let decision = dossier.review.main()?;
    let outcome = &word(here, "decision-outcome", decision.act.outcome.word());
    let approval = &word(here, "approval", decision.approval.word());
    let force = locale.text(if decision.in_force { "review.in-force" } else { "review.not-in-force" });
    let moved: Vec<String> = decision.moved.iter().take(3).map(|one| moved(locale, one)).collect();
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
        let remedies = review.actions.iter().filter(|action| action.act.kind == ActionKind::Remedy);
        let stops: Vec<&Flag> = dossier.flags.iter().filter(|flag| flag.is_open_stop()).collect();
        if stops.iter().any(|flag| flag.rule == HOLD) {
            lines.push(locale.text("review.compliance-lifts").to_owned());
        }
        // Harm is made good by a remedy; a hit on a list, or a tie to organised crime, is not.
        let theirs = |flag: &&Flag| flag.restricted || flag.rule == HOLD || flag.rule == crate::rules::HOLD;
        let only_theirs = !stops.is_empty() && stops.iter().all(theirs);
        if !review.has_a_remedy() && !only_theirs {
            lines.push(locale.with("review.orders-held-no-remedy", &[("id", &dossier.supplier.id)]));
        }
        for action in remedies {
            let values =
                [("what", text(dossier, &action.act.what)), ("owner", here.locale().owner(&action.owner)), ("due", &action.act.due)];
            lines.push(locale.with("review.orders-held-remedy", &values));
        }
    }
    lines.extend(review.cases.iter().filter(|case| case.is_open()).map(|case| case_line(here, case)));
    let carried = dossier.flags.iter().filter(|flag| flag.is_adverse() && flag.rule != crate::rules::HOLD);
    lines.extend(carried.filter_map(|flag| Some((flag, flag.carried()?))).map(|(flag, since)| {
        let mark = if flag.gate { '▲' } else { '◆' };
        format!("{mark} {} {} · {}", flag.response, flag.key(), since.sentence().in_lang(here.lang))
    }));
    lines.extend(crate::report::weighed::inherited(locale, &dossier.inherited));
    lines
}

/// What is open at suppliers whose place it took, for other commands' JSON.
pub(super) fn inherited_json(dossier: &Dossier) -> Vec<Value> {
    let item = |item: &crate::register::living::Item| json!({"kind": item.kind, "entry": item.entry, "of": item.of, "owner": item.owner, "due": item.due, "at": item.at, "text": item.text});
    let one = |one: &crate::register::living::Inherited| json!({"from": one.from, "name": one.name, "on": one.on, "sites": one.sites, "items": one.items.iter().map(item).collect::<Vec<_>>()});
    dossier.inherited.iter().map(one).collect()
}

/// What stands on from earlier campaigns, for other commands' JSON.
pub(super) fn carried_json(dossier: &Dossier) -> Vec<Value> {
    let carried = dossier.flags.iter().filter_map(|flag| Some((flag, flag.carried()?)));
    carried
        .map(|(flag, since)| json!({"key": flag.key(), "response": flag.response.code(), "from": since.campaign, "since": since.day, "supplier": since.supplier}))
        .collect()
}

fn page(here: &Here, dossier: &Dossier) -> String {
    let locale = here.locale();
    let review = &dossier.review;
    let mut lines = vec![format!("{}  {}", dossier.supplier.id, dossier.campaign)];
    lines.extend(held_lines(here, dossier).into_iter().map(|line| format!("  {line}")));
    lines.extend(review.cases.iter().filter(|case| !case.is_open()).map(|case| format!("  {}", case_line(here, case))));
    if review.contested().next().is_some() {
        lines.push(format!("  ▲ {}", locale.with(review.clash_key(), &[("id", &dossier.supplier.id)])));
    }
    lines.extend(taken_out(locale, review).map(|line| format!("  ▲ {line}")));
    let unsigned = dossier.unsigned_settlements.iter();
    lines.extend(unsigned.map(|one| format!("  ≠ {}: {}", one.key.question, one.told(locale, &dossier.supplier.id))));
    for decision in &review.decisions {
        lines.extend(decision_lines(here, dossier, decision));
    }
    if review.decisions.is_empty() {
        lines.push(format!("  {}", locale.text("review.undecided")));
    }
    review.waivers.iter().for_each(|waiver| lines.extend(waiver_lines(here, dossier, waiver)));
    review.actions.iter().for_each(|action| lines.extend(action_lines(here, dossier, action)));
    review.risks.iter().for_each(|risk| lines.extend(risk_lines(here, dossier, risk)));
    dossier.answers.returned.iter().for_each(|(question, back)| lines.push(returned_line(here, dossier, question, back)));
    lines.extend(review.snoozed.iter().map(|snoozed| snoozed_line(here, dossier, snoozed)));
    if let Some(escalated) = &review.escalated {
        lines.push(escalated_line(here, dossier, escalated));
        let answered = review.answered.as_ref().map(|entry| locale.with("review.answered", &[("entry", &entry.to_string())]));
        lines.extend(answered.map(|line| format!("    {line}")));
    }
    lines.join("\n")
}

/// What stands now by one entry that is no decision: a waiver, an action or its step, a risk, a row sent back, days out of
/// the queue, somebody it was given to, a case.
pub(super) fn stands_by(here: &Here, dossier: &Dossier, entry: &EntryRef) -> Vec<String> {
    let review = &dossier.review;
    let mut lines: Vec<String> = Vec::new();
    review.waivers.iter().filter(|one| one.entry == *entry).for_each(|one| lines.extend(waiver_lines(here, dossier, one)));
    let of_action = |one: &&ActionOn| one.entry == *entry || one.steps.iter().any(|step| step.entry == *entry);
    review.actions.iter().filter(of_action).for_each(|one| lines.extend(action_lines(here, dossier, one)));
    review.risks.iter().filter(|one| one.entry == *entry).for_each(|one| lines.extend(risk_lines(here, dossier, one)));
    let returned = dossier.answers.returned.iter().filter(|(_, back)| back.entry == *entry);
    lines.extend(returned.map(|(question, back)| returned_line(here, dossier, question, back)));
    lines.extend(review.snoozed.iter().filter(|one| one.entry == *entry).map(|one| snoozed_line(here, dossier, one)));
    lines.extend(review.escalated.iter().filter(|one| one.entry == *entry).map(|one| escalated_line(here, dossier, one)));
    lines.extend(review.cases.iter().filter(|one| one.entry.as_ref() == Some(entry)).map(|one| format!("  {}", case_line(here, one))));
    lines
}

fn waiver_lines(here: &Here, dossier: &Dossier, waiver: &WaiverOn) -> Vec<String> {
    let locale = here.locale();
    let approval = word(here, "approval", waiver.approval.word());
    let state = if waiver.in_force {
        locale.text("review.in-force")
    } else if waiver.revoked.is_some() {
        locale.text("decision-standing.revoked")
    } else if waiver.expired {
        locale.text("review.expired")
    } else {
        &approval
    };
    let values = [("flag", waiver.act.flag.as_str()), ("until", &waiver.act.until), ("person", &waiver.person), ("state", state)];
    let line = format!("  {}  {}", waiver.entry, locale.with("review.waiver", &values));
    let next = waiver_told(locale, &dossier.supplier.id, waiver).map(|told| format!("    {told}"));
    [line, format!("    {}", text(dossier, &waiver.act.reason))].into_iter().chain(next).collect()
}

fn risk_lines(here: &Here, dossier: &Dossier, risk: &RiskOn) -> [String; 2] {
    let locale = here.locale();
    let response = &word(here, "risk-response", risk.act.response.word());
    let state = if risk.out_of_date { locale.text("review.scenario-out-of-date") } else { "" };
    let values = [("response", response.as_str()), ("day", risk.act.review_by.as_str()), ("state", state)];
    let from = from(here, dossier, &risk.act.assessment, &risk.at);
    let line = format!("  {}  {}{from}", risk.entry, locale.with("review.risk", &values).trim_end());
    [line, format!("    {} → {}", text(dossier, &risk.act.cause), text(dossier, &risk.act.consequence))]
}

fn returned_line(here: &Here, dossier: &Dossier, question: &str, back: &ReturnOn) -> String {
    let values = [("question", question), ("person", back.person.as_str())];
    format!("  {}  {}: {}", back.entry, here.locale().with("review.returned", &values), text(dossier, &back.reason))
}

fn snoozed_line(here: &Here, dossier: &Dossier, snoozed: &Queued<Snooze>) -> String {
    let from = from(here, dossier, &snoozed.act.assessment, &snoozed.at);
    let values = [("until", snoozed.act.until.as_str()), ("person", snoozed.person.as_str())];
    format!("  {}{from}", here.locale().with("review.snoozed", &values))
}

fn escalated_line(here: &Here, dossier: &Dossier, escalated: &Queued<Escalate>) -> String {
    let values = [("to", escalated.act.to.as_str()), ("person", &escalated.person)];
    let from = from(here, dossier, &escalated.act.assessment, &escalated.at);
    format!("  {}{from}: {}", here.locale().with("review.escalated", &values), text(dossier, &escalated.act.reason))
}

/// "· from FY2026, since 2026-11-03"; nothing for what this campaign wrote itself.
fn from(here: &Here, dossier: &Dossier, written_in: &str, at: &Moment) -> String {
    let since = crate::review::carried::since(&dossier.campaign, written_in, at);
    since.map_or_else(String::new, |since| format!(" · {}", since.sentence().in_lang(here.lang)))
}

fn case_line(here: &Here, case: &CaseOn) -> String {
    let locale = here.locale();
    let trigger = &word(here, "trigger", case.trigger.word());
    match &case.closed_by {
        Some(entry) => locale.with("review.case-closed", &[("trigger", trigger), ("entry", &entry.to_string())]),
        None => {
            let from = case.from.as_ref().map(|from| format!(" · {}", locale.with("inherited.from", &[("from", from)])));
            locale.with("review.case-open", &[("trigger", trigger)]) + &from.unwrap_or_default()
        }
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
    lines.push(format!("    {}", weighed(locale, decision)));
    if decision.act.assessment != dossier.campaign {
        lines.push(format!("    {}", locale.with("carried.decision", &[("campaign", &decision.act.assessment)])));
    }
    lines.push(format!("    {}", text(dossier, &decision.act.reason)));
    for condition in &decision.act.conditions {
        lines.push(format!("    · {}", text(dossier, condition)));
    }
    if let Some(why) = &decision.act.no_remedy {
        lines.push(format!("    {}", locale.with("proof.no-remedy", &[("why", text(dossier, why))])));
    }
    if let Some(day) = &decision.act.review_by {
        lines.push(format!("    {}", locale.with("review.review-by", &[("day", day)])));
    }
    lines.extend(outside(locale, decision).into_iter().map(|line| format!("    {line}")));
    lines.extend(seconds_told(locale, &dossier.supplier.id, decision, str::to_owned).into_iter().map(|line| format!("    {line}")));
    if let Some(revoked) = &decision.revoked {
        let values = [("person", revoked.person.as_str()), ("day", &revoked.at.date().to_string()), ("entry", &revoked.entry.to_string())];
        let colon = locale.text("readback-text.colon");
        lines.push(format!("    {}{colon}{}", locale.with("review.revoked-by", &values), text(dossier, &revoked.reason)));
    }
    lines
}

fn action_lines(here: &Here, dossier: &Dossier, action: &ActionOn) -> Vec<String> {
    let locale = here.locale();
    let kind = &word(here, "action-kind", action.act.kind.word());
    let state = &action_stands(locale, action);
    let late = if action.overdue { locale.text("review.overdue") } else { "" };
    let values =
        [("kind", kind.as_str()), ("owner", locale.owner(&action.owner)), ("due", &action.act.due), ("state", state), ("late", late)];
    let mut lines = vec![format!("  {}  {}", action.entry, locale.with("review.action", &values).trim_end())];
    if action.act.assessment != dossier.campaign {
        lines.push(format!("    {}", locale.with("carried.begun", &[("campaign", &action.act.assessment)])));
    }
    lines.push(format!("    {}", text(dossier, &action.act.what)));
    lines.extend(steps_not_counting(locale, action).into_iter().map(|line| format!("    {line}")));
    lines.extend(action.lacks.iter().map(|what| format!("    {}", locale.text(&format!("plan-lacks.{what}")))));
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
