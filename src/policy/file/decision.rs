//! What a policy asks of decisions: how many people, whose signature, and what opens a case.

use crate::policy::{Asked, DecisionRules, RuleText};
use crate::reading::{At, Fields};
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
                _ => gate.sheet().wrong(
                    &people.at,
                    "no-people",
                    "`people` is 0: a gate nobody decides about would always be approved",
                    "write 2, or 1 if one person may decide alone",
                ),
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

fn known_rules(table: &Fields<'_, '_>, rules: &BTreeMap<String, RuleText>) -> Vec<String> {
    let known: Vec<(&str, &str)> = rules.keys().map(|id| (id.as_str(), id.as_str())).collect();
    let texts: Vec<At<String>> = table.texts("evident-rules");
    texts.iter().filter_map(|text| table.choose(text, "evident-rules", &known)).map(str::to_owned).collect()
}
