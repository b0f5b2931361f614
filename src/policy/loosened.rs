//! Where another edition asks for less than the one it follows: zero-tolerance rules gone, milder or with other numbers,
//! fewer signatures and second persons, fewer cases that say what has to come out.
//!
//! Told by comparing the editions themselves, never by what somebody wrote beside them. Whoever reads too much into a
//! change asks a second person once too often; the other way round a stop would go away unseen.

use super::{Asked, Policy, RuleText};
use crate::questionnaire::{Question, Questionnaire, Response};

/// What the newer policy asks less of, by key; empty: it is at least as strict wherever a stop hangs on it.
#[must_use]
pub fn policy(old: &Policy, new: &Policy) -> Vec<String> {
    let mut less = Vec::new();
    for (id, was) in &old.rules {
        match new.rules.get(id) {
            None => less.push(format!("rule {id}")),
            Some(is) if is.response < was.response || is.severity < was.severity => less.push(format!("rule {id}")),
            Some(is) if stops(was) => less.extend(parameters(id, was, is)),
            Some(_) => {}
        }
    }
    let (was, is) = (&old.decision, &new.decision);
    if is.people < was.people {
        less.push("decision.people".to_owned());
    }
    less.extend(asked("decision.two-people", &was.two_people, &is.two_people));
    less.extend(asked("decision.signature", &was.signature, &is.signature));
    if was.risk_to_close && !is.risk_to_close {
        less.push("decision.risk-response".to_owned());
    }
    less.extend(missing("decision.plan-needs", &was.plan_needs, &is.plan_needs));
    if is.waive_months > was.waive_months {
        less.push("decision.waive-at-most-months".to_owned());
    }
    let (needed, needs) = (was.approval_needs, is.approval_needs);
    let pairs = [(needed.submitted, needs.submitted), (needed.gates_answered, needs.gates_answered), (needed.remedy, needs.remedy)];
    if pairs.iter().any(|(was, is)| *was && !is) {
        less.push("decision.approval-needs".to_owned());
    }
    let (was_shown, is_shown) = (old.certificates, new.certificates);
    if !was_shown.profile_shows && is_shown.profile_shows {
        less.push("certificates.in-profile".to_owned());
    }
    if was_shown.apart_disputes && !is_shown.apart_disputes {
        less.push("certificates.settled-apart".to_owned());
    }
    less.extend(missing("decision.penalty-rows", &was.penalty_rows, &is.penalty_rows));
    less.extend(missing("decision.approval-checks", &was.approval_checks, &is.approval_checks));
    less.extend(missing("decision.evident-rules", &was.evident_rules, &is.evident_rules));
    let kept =
        |own: &crate::reference::regime::Own| new.own_responses.iter().any(|other| other.risk == own.risk && other.demand == own.demand);
    less.extend(old.own_responses.iter().filter(|own| !kept(own)).map(|own| format!("response {}", own.risk)));
    let stays = |was: &super::limit::Limit| new.limits.iter().any(|is| is.id == was.id && is.value == was.value && is.unit == was.unit);
    less.extend(old.limits.iter().filter(|was| !stays(was)).map(|was| format!("limit {}", was.id)));
    if new.cases.len() < old.cases.len() {
        less.push(format!("cases {} → {}", old.cases.len(), new.cases.len()));
    }
    less
}

/// The same of a questionnaire: zero-tolerance rows that are gone, are none any more, or call for less.
#[must_use]
pub fn questionnaire(old: &Questionnaire, new: &Questionnaire) -> Vec<String> {
    let gates = old.questions.iter().filter(|question| question.gate);
    let less = gates.filter(|was| new.question(was.id.as_str()).is_none_or(|is| is_milder(was, is)));
    less.map(|question| question.id.to_string()).collect()
}

fn is_milder(was: &Question, is: &Question) -> bool {
    let strictest = |question: &Question| question.bad.iter().flat_map(|branch| branch.responses.iter().copied()).max();
    let when = |question: &Question| question.show_if.as_ref().map(|condition| condition.source().to_owned());
    let bad = |question: &Question| question.bad.iter().map(|branch| branch.when.source().to_owned()).collect::<Vec<_>>();
    !is.gate || strictest(is) < strictest(was) || (is.show_if.is_some() && when(is) != when(was)) || bad(is) != bad(was)
}

/// Whether a stop, or what holds one open, hangs on a rule.
fn stops(rule: &RuleText) -> bool {
    rule.response == Response::Stop || ["UNRESOLVED", "S-HIT"].contains(&rule.id.as_str())
}

fn parameters(id: &str, was: &RuleText, is: &RuleText) -> Vec<String> {
    let (was, is) = (&was.parameters, &is.parameters);
    let numbers = was.numbers.keys().chain(is.numbers.keys()).filter(|key| was.numbers.get(*key) != is.numbers.get(*key));
    let lists = was.lists.keys().chain(is.lists.keys()).filter(|key| was.lists.get(*key) != is.lists.get(*key));
    let mut all: Vec<String> = numbers.chain(lists).map(|key| format!("rule {id} {key}")).collect();
    all.sort();
    all.dedup();
    all
}

fn asked(key: &str, was: &Asked, is: &Asked) -> Vec<String> {
    let gates = [("open-gate", was.open_gate && !is.open_gate), ("waive-gate", was.waive_gate && !is.waive_gate)];
    let mut all: Vec<String> = gates.iter().filter(|(_, less)| *less).map(|(word, _)| format!("{key} {word}")).collect();
    all.extend(missing(key, &was.outcomes, &is.outcomes));
    all
}

fn missing(key: &str, was: &[String], is: &[String]) -> Vec<String> {
    was.iter().filter(|word| !is.contains(word)).map(|word| format!("{key} {word}")).collect()
}
