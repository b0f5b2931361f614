use super::*;
use crate::interview::plan;
use crate::policy::Policy;
use crate::questionnaire::Questionnaire;
use crate::situation::{Answered, Backing};
use crate::supplier::Supplier;

fn sets() -> Vec<Questionnaire> {
    let files: Vec<(String, String)> = crate::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    crate::questionnaire::file::read_all(&files, None).0
}

fn policy(version: u32) -> Policy {
    let (name, text) = crate::builtin::policies().into_iter().next().expect("a policy is built in");
    let mut policy = crate::policy::file::read(&name, text, &[]).0.expect("the policy reads");
    policy.rules.get_mut(super::super::REGIMES).expect("the rule is there").version = version;
    policy
}

fn trader(materials: &[&str], answers: &[(&str, &str, &str)]) -> Situation {
    let supplier = Supplier {
        id: "s".to_owned(),
        partner_type: "trader".to_owned(),
        materials: materials.iter().map(|metal| (*metal).to_owned()).collect(),
        ..Supplier::default()
    };
    let mut situation =
        Situation { supplier, regimes: std::sync::Arc::new(crate::reference::regime::built_in().clone()), ..Situation::default() };
    for (number, (row, about, value)) in answers.iter().enumerate() {
        let answer = Answered {
            state: if *value == "?" { State::DontKnow } else { State::Answered },
            value: if *value == "?" { Vec::new() } else { vec![(*value).to_owned()] },
            backing: Backing::Sound,
            reason_given: false,
            reason_accepted: false,
            about: (*about).to_owned(),
            entry: format!("anna-7f3k#{number}"),
            by_paper: None,
        };
        situation.answers.entry(QuestionId::from_text(row)).or_default().push(answer);
    }
    situation
}

/// The flags of the rule as `key regime response`, with their reasons.
fn told(situation: &Situation, version: u32) -> Vec<(String, String)> {
    let (sets, policy) = (sets(), policy(version));
    let plan = plan(situation, &sets, false, &|_| false);
    let flags = super::super::flags(&Case { situation, sets: &sets, plan: &plan, policy: &policy });
    let own = flags.into_iter().filter(|flag| flag.rule == super::super::REGIMES);
    own.map(|flag| {
        let regime = flag.regime.clone().unwrap_or_default();
        (format!("{} {regime} {}", flag.key(), flag.response.code()), flag.reason.en)
    })
    .collect()
}

fn lines(situation: &Situation) -> Vec<String> {
    told(situation, 3).into_iter().map(|(line, _)| line).collect()
}

const X9: &str = "oecd-5step.X9";

#[test]
fn a_supplier_of_gold_and_tin_gets_lbma_for_the_gold_flow_only() {
    let both = trader(&["gold", "tin"], &[(X9, "flow:gold", "yes"), (X9, "flow:tin", "yes")]);
    let all = told(&both, 3);
    let lines: Vec<&str> = all.iter().map(|(line, _)| line.as_str()).collect();
    assert_eq!(
        lines,
        ["Z-06:oecd-5step.X9@risk:money-laundering flow:gold lbma STOP", "Z-06:oecd-5step.X9@risk:money-laundering flow:tin oecd MIT"]
    );
    let gold = &all[0].1;
    assert!(gold.starts_with("Gold: ") && gold.contains("LBMA is the strictest (RGG v9"), "flow, regime and clause: {gold}");
    let tin = &all[1].1;
    assert!(tin.starts_with("Tin: ") && tin.contains("OECD is the strictest (OECD Annex II ¶12") && !tin.contains("LBMA"), "{tin}");
    let only_tin = trader(&["gold", "tin"], &[(X9, "flow:gold", "no"), (X9, "flow:tin", "yes")]);
    assert_eq!(self::lines(&only_tin), ["Z-06:oecd-5step.X9@risk:money-laundering flow:tin oecd MIT"]);
}

#[test]
fn what_is_said_of_the_whole_supplier_is_about_the_flows_that_have_no_answer_of_their_own() {
    assert_eq!(lines(&trader(&["gold", "tin"], &[(X9, "", "yes")])), ["Z-06:oecd-5step.X9@risk:money-laundering lbma STOP"]);
    let gold_apart = trader(&["gold", "tin"], &[(X9, "", "yes"), (X9, "flow:gold", "no")]);
    assert_eq!(lines(&gold_apart), ["Z-06:oecd-5step.X9@risk:money-laundering oecd MIT"]);
    let tin_apart = trader(&["gold", "tin"], &[(X9, "", "yes"), (X9, "flow:tin", "no")]);
    assert_eq!(lines(&tin_apart), ["Z-06:oecd-5step.X9@risk:money-laundering lbma STOP"]);
}

#[test]
fn two_flows_of_one_metal_are_one_finding_that_names_both() {
    let flows = [(X9, "flow:gold/Mina X (PE)", "yes"), (X9, "flow:gold/Mina Y (PE)", "yes")];
    let all = told(&trader(&["gold"], &flows), 3);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].1.starts_with("Gold · Mina X (PE), Gold · Mina Y (PE)"), "{}", all[0].1);
}

#[test]
fn a_row_of_a_set_about_one_metal_is_judged_by_that_metal() {
    let answers = [("tantalum-dd.TA2", "", "primary-ore"), ("tantalum-dd.TA3", "", "?"), ("tantalum-dd.TA9", "", "children")];
    let all = told(&trader(&["gold", "tantalum"], &answers), 3);
    assert!(!all.is_empty());
    assert!(all.iter().all(|(line, _)| !line.contains(" lbma ")), "tantalum is no business of the LBMA: {all:?}");
    let before = told(&trader(&["gold", "tantalum"], &answers), 2);
    assert!(before.iter().any(|(line, _)| line.contains(" lbma ")), "{before:?}");
}

#[test]
fn an_edition_that_knew_the_rule_before_judges_as_it_did() {
    let both = trader(&["gold", "tin"], &[(X9, "flow:gold", "no"), (X9, "flow:tin", "yes")]);
    let all: Vec<String> = told(&both, 2).into_iter().map(|(line, _)| line).collect();
    assert_eq!(all, ["Z-06:oecd-5step.X9@risk:money-laundering lbma STOP"]);
}
