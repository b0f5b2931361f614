//! The page that explains a decision, as JSON: the same in the shell and in a bundle.

use serde_json::{Value, json};

use super::page::came_later;
use super::{Meeting, Why};
use crate::answers::Given;
use crate::journal::BodyRef;
use crate::language::Lang;
use crate::reference::region;
use crate::review::{Decision, Revoked, WaiverOn};
use crate::seal::replay::{Difference, RuleSaid};
use crate::situation::Situation;
use crate::workspace::Dossier;
use crate::workspace::seal::Replayed;

fn body<'d>(why: &'d Why, body: &'d BodyRef) -> &'d str {
    why.then.body(body).unwrap_or(body.as_str())
}

fn corrections_json(why: &Why) -> Vec<Value> {
    let one = |given: &Given| {
        let asked = given.answer.asked.as_ref();
        json!({
            "question": given.answer.question,
            "entry": given.entry.to_string(),
            "by": given.person,
            "at": given.at.to_string(),
            "reason": given.answer.correction.as_ref().map(|reason| body(why, reason)),
            "asked_by": asked.map(|asked| asked.by.word()),
            "asker": asked.map(|asked| body(why, &asked.name)),
            "after_decision": came_later(why, given),
        })
    };
    why.then.corrections().into_iter().map(one).collect()
}

/// The page about a decision as JSON; words of the record stay as they are, reasons are in the language meant.
#[must_use]
pub fn as_json(why: &Why, lang: Lang) -> Value {
    let evidence: Vec<Value> = why
        .evidence
        .iter()
        .map(|paper| {
            json!({"sha256": paper.sha256, "name": paper.name, "question": paper.question, "about": paper.about, "issuer": paper.issuer, "expires": paper.expires, "entry": paper.entry, "state": paper.kept.word(), "erased": paper.erased.as_ref().map(|erased| json!({"entry": erased.entry, "by": erased.person, "at": erased.at.to_string(), "reason": erased.reason}))})
        })
        .collect();
    let bound: Vec<Value> = why
        .bound
        .iter()
        .map(|(bound, kept)| json!({"kind": bound.kind.word(), "name": bound.name, "sha256": bound.sha256, "state": kept.word()}))
        .collect();
    let rules = |rules: &[RuleSaid]| -> Vec<Value> {
        rules
            .iter()
            .map(|rule| json!({"rule": rule.rule, "outcome": rule.outcome, "parameters": rule.parameters, "inputs": rule.inputs, "flags": rule.flags}))
            .collect()
    };
    let interviewers: Vec<Value> =
        why.interviewers.iter().map(|(person, count)| json!({"person": person, "name": why.names.get(person), "answers": count})).collect();
    let met = |met: &Meeting| json!({"by": met.by, "day": met.at.date().to_string(), "who": met.who, "role": met.role, "channel": met.channel, "language": met.lang});
    let adopted = why.adopted.as_ref().map(|one| json!({"from": one.from, "by": one.by, "entry": one.entry.to_string()}));
    json!({
        "supplier": why.then.supplier.id,
        "on": why.on.map(|day| day.to_string()),
        "company": why.decision.act.company,
        "decision": decision_json(&why.then, &why.decision),
        "in_force": why.then.review.in_force().map(|decision| decision.entry.to_string()),
        "taken_out": taken_out_json(&why.then),
        "roles": why.roles.iter().map(|role| role.word()).collect::<Vec<_>>(),
        "judged": why.replayed.as_ref().map(|replayed| judged_json(lang, &replayed.dossier)),
        "bound": bound,
        "rules": why.replayed.as_ref().map(|replayed| rules(&replayed.sealed.rules)),
        "corrections": corrections_json(why),
        "evidence": evidence,
        "waivers": why.then.review.waivers.iter().filter(|waiver| waiver.in_force).map(|waiver| waiver_json(&why.then, waiver)).collect::<Vec<_>>(),
        "interviewed_by": interviewers,
        "met": why.met.iter().map(met).collect::<Vec<_>>(),
        "policy_adopted": adopted,
        "key_breaks": why.breaks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "replay": why.replayed.as_ref().map(replay_json),
        "read": why.replayed.as_ref().map(|replayed| replayed.sealed.read.clone()),
        "hypothetical": why.supposed.as_ref().map(|supposed| json!({
            "hypothetical": true,
            "policy": supposed.policy,
            "current": supposed.current,
            "judged": judged_json(lang, &supposed.dossier),
            "differences": differences_json(&supposed.differences),
        })),
    })
}

/// Where a supplier stands and by which lists, each with its day and hash.
#[must_use]
pub fn place_json(situation: &Situation) -> Value {
    let by = situation.placed.iter().map(|by| {
        json!({"kind": by.kind, "name": by.name, "dated": by.dated.map(|day| day.to_string()), "source": by.source, "sha256": by.sha256, "what": by.what})
    });
    let supplier = &situation.supplier;
    let recognised = region::not_recognised(&supplier.country, &supplier.region).is_none();
    json!({"tier": situation.tier, "country": supplier.country, "region": supplier.region, "region_recognised": recognised, "by": by.collect::<Vec<_>>()})
}

fn judged_json(lang: Lang, dossier: &Dossier) -> Value {
    let a = &dossier.assessment;
    let flags: Vec<Value> = dossier
        .flags
        .iter()
        .map(|flag| {
            let causes: Vec<Value> = flag.causes.iter().map(|cause| json!({"question": cause.question.as_str(), "entry": cause.entry})).collect();
            json!({"key": flag.key(), "rule": flag.rule, "severity": flag.severity.word(), "response": flag.response.code(), "gate": flag.gate, "clause": flag.clause, "reason": flag.reason.get(lang), "causes": causes, "state": flag.state.word()})
        })
        .collect();
    json!({
        "status": a.status.word(),
        "conduct": a.conduct.map(crate::ratio::Tenths::to_f64),
        "conduct_exact": a.conduct_exact.map(|ratio| ratio.to_string()),
        "conduct_band": a.band,
        "inherent": a.inherent.score.to_f64(),
        "inherent_band": a.inherent.band,
        "attention": a.attention,
        "place": place_json(&dossier.situation),
        "gates_open": a.gates_open,
        "flags": flags,
    })
}

/// A replay as JSON.
#[must_use]
pub fn replay_json(replayed: &Replayed) -> Value {
    json!({
        "supplier": replayed.sealed.supplier,
        "decision": replayed.entry.to_string(),
        "seal": replayed.seal.to_string(),
        "verdict": replayed.verdict,
        "judged_at": replayed.sealed.at.to_string(),
        "identical": replayed.is_identical(),
        "differences": differences_json(&replayed.differences),
    })
}

fn differences_json(differences: &[Difference]) -> Vec<Value> {
    let one = |difference: &Difference| match difference {
        Difference::Gone { under, line } => json!({"under": under, "sealed": line, "now": null}),
        Difference::New { under, line } => json!({"under": under, "sealed": null, "now": line}),
    };
    differences.iter().map(one).collect()
}

fn text<'d>(dossier: &'d Dossier, body: &'d BodyRef) -> &'d str {
    dossier.body(body).unwrap_or(body.as_str())
}

/// A decision as JSON.
#[must_use]
pub fn decision_json(dossier: &Dossier, decision: &Decision) -> Value {
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
        "campaign": decision.act.assessment,
        "outcome": decision.act.outcome.word(),
        "by": decision.person,
        "at": decision.at.to_string(),
        "reason": text(dossier, &decision.act.reason),
        "conditions": decision.act.conditions.iter().map(|body| text(dossier, body)).collect::<Vec<_>>(),
        "no_remedy": decision.act.no_remedy.as_ref().map(|body| text(dossier, body)),
        "review_by": decision.act.review_by,
        "ticket": decision.act.ticket,
        "approvers": decision.act.approvers,
        "on_behalf_of": decision.act.on_behalf_of,
        "company": decision.act.company,
        "signature": decision.signed.word(),
        "confirmed_by": seconds,
        "sealed": decision.sealed.as_ref().map(ToString::to_string),
        "revoked": decision.revoked.as_ref().map(|revoked| revoked_json(dossier, revoked)),
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

fn revoked_json(dossier: &Dossier, revoked: &Revoked) -> Value {
    json!({"by": revoked.person, "at": revoked.at.to_string(), "reason": text(dossier, &revoked.reason), "entry": revoked.entry.to_string()})
}

/// That no decision is in force because the last one was taken out of it, as JSON.
#[must_use]
pub fn taken_out_json(dossier: &Dossier) -> Value {
    dossier.review.taken_out().map_or(Value::Null, |(decision, revoked)| {
        let mut row = revoked_json(dossier, revoked);
        if let Value::Object(row) = &mut row {
            row.insert("decision".to_owned(), json!(decision.entry.to_string()));
        }
        row
    })
}

/// A waiver as JSON.
#[must_use]
pub fn waiver_json(dossier: &Dossier, waiver: &WaiverOn) -> Value {
    json!({
        "entry": waiver.entry.to_string(),
        "flag": waiver.act.flag,
        "gate": waiver.act.gate,
        "until": waiver.act.until,
        "reason": text(dossier, &waiver.act.reason),
        "company": waiver.act.company.word(),
        "by": waiver.person,
        "at": waiver.at.to_string(),
        "signature": waiver.signed.word(),
        "approval": waiver.approval.word(),
        "in_force": waiver.in_force,
        "expired": waiver.expired,
        "revoked": waiver.revoked.as_ref().map(|revoked| revoked_json(dossier, revoked)),
        "confirmed_by": waiver.confirmed_by,
    })
}

/// What a decision counts for as JSON.
#[must_use]
pub fn weighed_json(decision: &Decision) -> Value {
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
