//! What a policy asks of decisions: how many people, whose signature, and what opens a case.

use crate::diagnostic::{meant, nearest};
use crate::policy::{ApprovalNeeds, Asked, DecisionRules, RuleText};
use crate::questionnaire::Questionnaire;
use crate::ratio::Ratio;
use crate::reading::{At, Fields, Sheet};
use crate::sentence::told;
use std::collections::BTreeMap;

/// More people than any company lets decide about one order.
const MOST_PEOPLE: usize = 9;

/// The circumstances that can ask for something, beside the outcomes.
const OPEN_GATE: &str = "open-gate";
const WAIVE_GATE: &str = "waive-gate";

pub(super) fn read(fields: &Fields<'_, '_>, rules: &BTreeMap<String, RuleText>, sets: &[Questionnaire]) -> DecisionRules {
    let mut decision = DecisionRules::default();
    if let Some(gate) = fields.table("gate") {
        if let Some(people) = gate.count("people") {
            match usize::try_from(people.value) {
                Ok(count) if (1..=MOST_PEOPLE).contains(&count) => decision.people = count,
                Ok(count) if count > 0 => {
                    let of = [("key", "people".into()), ("least", "1".into()), ("most", MOST_PEOPLE.to_string().into())];
                    gate.sheet().wrong(&people.at, "out-of-range", told("remark.outside", of), told("remark-do.outside", []));
                }
                _ => gate.sheet().wrong(&people.at, "no-people", told("remark.no-people", []), told("remark-do.no-people", [])),
            }
        }
        fixed(&gate, "attention", &["urgent"]);
        fixed(&gate, "unresolved-attention", &["urgent"]);
        fixed(&gate, "unresolved-bars", &["continue", "admit"]);
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
        if months.value == 0 {
            let what = told("remark.no-rows", [("key", "waive-at-most-months".into())]);
            table.sheet().wrong(&months.at, "out-of-range", what, told("remark-do.no-rows", []));
        }
        decision.waive_months = months.value;
    }
    if table.has("approval-needs") {
        decision.approval_needs = needs(&table);
    }
    decision.penalty_rows = rows(&table, "penalty-rows", sets);
    decision.approval_checks = rows(&table, "approval-checks", sets);
    decision.evident_rules = known_rules(&table, rules);
    table.finish();
    decision
}

/// A word or words that stand in the file to be read, and that no edition can change: the program keeps them so.
pub(super) fn fixed(table: &Fields<'_, '_>, key: &str, words: &[&str]) {
    let said = table.texts(key);
    let other = said.iter().find(|said| !words.contains(&said.value.as_str()));
    let fewer = (!said.is_empty() && said.len() < words.len()).then(|| said.first()).flatten();
    if let Some(other) = other.or(fewer) {
        is_fixed(table, key, &other.at, &words.join(", "));
    }
}

/// A number no edition can change.
pub(super) fn fixed_number(table: &Fields<'_, '_>, key: &str, number: i64) {
    if let Some(other) = table.number(key).filter(|said| said.value != Ratio::whole(number)) {
        is_fixed(table, key, &other.at, &number.to_string());
    }
}

/// Yes or no that no edition can change.
pub(super) fn fixed_flag(table: &Fields<'_, '_>, key: &str, kept: bool) {
    if table.flag(key, kept) != kept {
        is_fixed(table, key, &table.span(key).unwrap_or_default(), &kept.to_string());
    }
}

fn is_fixed(table: &Fields<'_, '_>, key: &str, at: &std::ops::Range<usize>, kept: &str) {
    let named = || [("key", key.into()), ("kept", kept.into())];
    table.sheet().wrong(at, "fixed", told("remark.fixed", named()), told("remark-do.fixed", named()));
}

/// A row that a policy names has to be one of its set, wherever that set is known.
pub(super) fn known_row(sheet: &Sheet<'_>, row: &At<String>, sets: &[Questionnaire]) {
    if sets.is_empty() || sets.iter().any(|set| set.question(&row.value).is_some()) {
        return;
    }
    let all = sets.iter().flat_map(|set| &set.questions).map(|question| question.id.as_str());
    let next = meant(nearest(&row.value, all), told("remark-do.row-of-set", []));
    let what = told("remark.no-question", [("id", (&row.value).into())]);
    let own = row.value.split_once('.').is_some_and(|(set, _)| sets.iter().any(|known| known.id == set));
    // A set the program does not have here may be a company's own, kept elsewhere.
    if own { sheet.wrong(&row.at, "unknown-name", what, next) } else { sheet.doubt(&row.at, "unknown-name", what, next) }
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

fn rows(table: &Fields<'_, '_>, key: &str, sets: &[Questionnaire]) -> Vec<String> {
    let rows = table.texts(key);
    rows.iter().for_each(|row| known_row(table.sheet(), row, sets));
    rows.into_iter().map(|text| text.value).collect()
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
