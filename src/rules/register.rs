//! F-INCIDENT, F-OVERDUE and F-SCENARIO: what the registers hold speaks, too. An incident that was reported, a finding whose
//! day has gone by, a risk whose scenario was to be looked at again.

use super::{Cause, Flag};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{QuestionId, Response, Severity};
use crate::ratio::Ratio;

/// The set under which categories of incidents stand in for questions.
const INCIDENT: &str = "incident";
/// The same for findings.
const FINDING: &str = "finding";
/// The same for risks.
const RISK: &str = "risk";

fn words(en: &str, ja: &str, zh: &str) -> Text {
    super::mineral::words(en, ja, zh)
}

fn category(word: &str) -> Text {
    match word {
        "forced-labour" => words("forced labour", "強制労働", "强迫劳动"),
        "child-labour" => words("child labour", "児童労働", "童工"),
        "discrimination" => words("discrimination", "差別", "歧视"),
        "harassment" => words("harassment", "ハラスメント", "骚扰"),
        "freedom-of-association" => words("freedom of association", "結社の自由", "结社自由"),
        "indigenous-rights" => words("indigenous rights", "先住民の権利", "原住民权利"),
        "safety" => words("safety", "安全", "安全"),
        "environment" => words("environment", "環境", "环境"),
        "corruption" => words("corruption", "贈収賄", "腐败"),
        other => words(other, other, other),
    }
}

/// What an incident of a category goes against, as the policy says; an edition that does not say it names the rule's own.
fn clause_of(rule: &RuleText, category: &str) -> Vec<String> {
    let lines = rule.parameters.lists.get("clauses").into_iter().flatten().filter_map(|line| line.split_once(' '));
    let own: Vec<String> = lines.filter(|(word, _)| *word == category).map(|(_, clause)| clause.to_owned()).collect();
    if own.is_empty() { rule.clause.clone() } else { own }
}

/// One flag for each category with incidents the policy still looks at; those it tolerates nowhere are critical.
pub(super) fn incidents(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let grave = rule.parameters.lists.get("zero-tolerance");
    let within = rule.parameters.numbers.get("within-days").copied().unwrap_or(Ratio::whole(730));
    let recent: Vec<_> = case.situation.registers.incidents.iter().filter(|one| Ratio::whole(one.days) <= within).collect();
    let mut categories: Vec<&str> = recent.iter().map(|one| one.category.as_str()).collect();
    categories.sort_unstable();
    categories.dedup();
    let flag = |word: &str| {
        let of = recent.iter().filter(|one| one.category == word);
        let causes = of.clone().map(|one| Cause { question: QuestionId::new(INCIDENT, word), entry: one.entry.clone() }).collect();
        let days: Vec<&str> = of.map(|one| one.on.as_str()).collect();
        let reason = rule.reason.with_text("text", &category(word)).with("list", &days.join(", "));
        let is_grave = grave.is_some_and(|grave| grave.iter().any(|known| known == word));
        let flag = Flag::raise(rule, clause_of(rule, word), reason, causes)?;
        Some(if is_grave { Flag { severity: Severity::Critical, ..flag } } else { flag })
    };
    categories.into_iter().filter_map(flag).collect()
}

/// One flag for each finding whose day has gone by without a checked result, as grave as the finding.
pub(super) fn overdue(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let flag = |one: &crate::situation::Late| {
        let cause = Cause { question: QuestionId::new(FINDING, &one.entry), entry: one.entry.clone() };
        let known = Severity::WORDS.iter().find(|(word, _)| *word == one.severity);
        let severity = known.map_or(rule.severity, |(_, severity)| *severity);
        let response = if severity >= Severity::High { rule.response.max(Response::Cap30) } else { rule.response };
        let reason = rule.reason.with("list", &one.due).with("count", &one.days.to_string());
        Some(Flag { severity, response, ..Flag::raise(rule, rule.clause.clone(), reason, vec![cause])? })
    };
    case.situation.registers.overdue.iter().filter_map(flag).collect()
}

/// One flag for each risk whose scenario is out of date.
pub(super) fn scenarios(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let flag = |one: &crate::situation::OldScenario| {
        let cause = Cause { question: QuestionId::new(RISK, &one.entry), entry: one.entry.clone() };
        let supplier = &case.situation.supplier.id;
        let text = match (&one.flag, &one.cause) {
            (Some(flag), _) => Text::same(flag),
            (None, cause) => {
                let cause = cause.as_deref().unwrap_or(&one.entry);
                super::mineral::words(
                    format!("{cause}; `oretrail decisions {supplier}` shows the risk and how it was met"),
                    format!("{cause}。`oretrail decisions {supplier}` でリスクと対応を確認できます"),
                    format!("{cause}；用 `oretrail decisions {supplier}` 查看该风险及其应对"),
                )
            }
        };
        let reason = rule.reason.with("list", &one.review_by).with_text("text", &text);
        Flag::raise(rule, rule.clause.clone(), reason, vec![cause])
    };
    case.situation.registers.scenarios.iter().filter_map(flag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::finding::CATEGORIES;

    #[test]
    fn an_incident_carries_the_clause_its_category_goes_against_and_under_an_edition_without_them_the_rules_own() {
        let (name, text) = &crate::builtin::policies()[0];
        let (policy, problems) = crate::policy::file::read(name, text, &[]);
        let policy = policy.unwrap_or_else(|| panic!("{problems:?}"));
        let rule = &policy.rules[crate::rules::INCIDENT];
        let clauses = ["forced-labour", "child-labour", "corruption", "safety", "environment"].map(|word| clause_of(rule, word));
        assert_eq!(clauses, [["P1.4"], ["P1.4"], ["P1.7"], ["P1.3"], ["P1.6"]]);
        for category in CATEGORIES {
            assert!(policy.clause(&clause_of(rule, category)[0]).is_some(), "{category}");
            assert!(rule.parameters.lists["clauses"].iter().any(|line| line.starts_with(category)), "{category}");
        }
        let mut earlier = rule.clone();
        earlier.parameters.lists.remove("clauses");
        assert_eq!(clause_of(&earlier, "corruption"), rule.clause);
    }
}
