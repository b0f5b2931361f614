//! What a policy asks of decisions: how many people, whose signature, and what opens a case.

use crate::policy::{ApprovalNeeds, Asked, DecisionRules, RuleText};
use crate::reading::{At, Fields};
use crate::sentence::told;
use std::collections::BTreeMap;

/// The circumstances that can ask for something, beside the outcomes.
const OPEN_GATE: &str = "open-gate";
const WAIVE_GATE: &str = "waive-gate";

pub(super) fn read(fields: &Fields<'_, '_>, rules: &BTreeMap<String, RuleText>) -> DecisionRules {
    let mut decision = DecisionRules::default();
    if let Some(gate) = fields.table("gate") {
        if let Some(people) = gate.count("people") {
            match usize::try_from(people.value) {
                Ok(count) if count > 0 => decision.people = count,
                _ => gate.sheet().wrong(&people.at, "no-people", told("remark.no-people", []), told("remark-do.no-people", [])),
            }
        }
        let _ = (gate.text("attention"), gate.text("unresolved-attention"), gate.texts("unresolved-bars"));
        gate.finish();
    }
    let Some(table) = fields.table("decision") else { return decision };
    if table.has("two-people") {
        decision.two_people = asked(&table, "two-people");
    }
    if table.has("signature") {
        decision.signature = asked(&table, "signature");
    }
    for text in table.texts("risk-response") {
        decision.risk_to_close |= table.choose(&text, "risk-response", &[("close-case", ())]).is_some();
    }
    for text in table.texts("plan-needs") {
        let word = table.choose(&text, "plan-needs", &[("goal", "goal"), ("cost", "cost")]);
        decision.plan_needs.extend(word.map(str::to_owned));
    }
    if let Some(months) = table.count("waive-at-most-months") {
        decision.waive_months = months.value;
    }
    if table.has("approval-needs") {
        decision.approval_needs = needs(&table);
    }
    decision.penalty_rows = table.texts("penalty-rows").into_iter().map(|text| text.value).collect();
    decision.evident_rules = known_rules(&table, rules);
    table.finish();
    decision
}

fn asked(table: &Fields<'_, '_>, key: &str) -> Asked {
    let mut words: Vec<(&str, &str)> = vec![(OPEN_GATE, OPEN_GATE), (WAIVE_GATE, WAIVE_GATE)];
    words.extend(Asked::OUTCOMES.map(|outcome| (outcome, outcome)));
    let mut asked = Asked::default();
    for text in table.texts(key) {
        match table.choose(&text, key, &words) {
            Some(OPEN_GATE) => asked.open_gate = true,
            Some(WAIVE_GATE) => asked.waive_gate = true,
            Some(outcome) => asked.outcomes.push(outcome.to_owned()),
            None => {}
        }
    }
    asked
}

fn needs(table: &Fields<'_, '_>) -> ApprovalNeeds {
    let words = ApprovalNeeds::WORDS.map(|word| (word, word));
    let mut needs = ApprovalNeeds { submitted: false, gates_answered: false, remedy: false };
    for text in table.texts("approval-needs") {
        match table.choose(&text, "approval-needs", &words) {
            Some("submitted") => needs.submitted = true,
            Some("remedy-plan") => needs.remedy = true,
            Some(_) => needs.gates_answered = true,
            None => {}
        }
    }
    needs
}

fn known_rules(table: &Fields<'_, '_>, rules: &BTreeMap<String, RuleText>) -> Vec<String> {
    let known: Vec<(&str, &str)> = rules.keys().map(|id| (id.as_str(), id.as_str())).collect();
    let texts: Vec<At<String>> = table.texts("evident-rules");
    texts.iter().filter_map(|text| table.choose(text, "evident-rules", &known)).map(str::to_owned).collect()
}
