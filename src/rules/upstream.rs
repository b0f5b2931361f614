//! Z-03: a red flag of place is true or cannot be excluded, and no due-diligence file of that material is complete. It
//! opens the upstream path; buying from such a place is lawful and costs no point.

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::situation::minerals::{Declared, Word};

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let minerals = &case.situation.minerals;
    let mut flags = Vec::new();
    for metal in minerals.declared.iter().filter(|metal| metal.in_use.word != Word::No) {
        let files: Vec<_> = minerals.routes.iter().filter(|route| route.material == metal.metal).collect();
        if !files.is_empty() && files.iter().all(|route| route.is_complete()) {
            continue;
        }
        let (signs, causes) = signs(metal);
        let reason = rule.reason.with_text("metal", &mineral::metal(&metal.metal)).with_text("list", &mineral::listed(&signs));
        flags.extend(Flag::raise(rule, rule.clause.clone(), reason, causes).map(|flag| Flag {
            clears_when: rule.clears_when.with_text("metal", &mineral::metal(&metal.metal)),
            scope: Some(format!("metal:{}", metal.metal)),
            ..flag
        }));
    }
    flags
}

fn signs(metal: &Declared) -> (Vec<Text>, Vec<Cause>) {
    let (mut signs, mut causes) = (Vec::new(), Vec::new());
    let asked = [
        (&metal.covered, ("covered countries", "対象国（コンゴ民主共和国と隣接国）", "涵盖国家（刚果（金）及其邻国）")),
        (&metal.cahra, ("conflict-affected and high-risk areas", "紛争地域および高リスク地域", "受冲突影响和高风险地区")),
    ];
    for (said, (en, ja, zh)) in asked {
        let answer = match said.word {
            Word::Yes => ("Yes", "はい", "是"),
            Word::Unknown => ("don't know", "わからない", "不清楚"),
            Word::No | Word::Silent => continue,
        };
        let told = mineral::words(format!("{en}: {}", answer.0), format!("{ja}：{}", answer.1), format!("{zh}：{}", answer.2));
        signs.push(told);
        causes.push(mineral::declared(metal, said));
    }
    for facility in metal.facilities.iter().filter(|facility| facility.red_flag_place) {
        let (name, country) = (&facility.name, &facility.country);
        signs.push(mineral::words(
            format!("{name} refines in {country}"),
            format!("{name}の所在国は{country}"),
            format!("{name}位于{country}"),
        ));
    }
    let mut places = metal.facilities.iter().filter(|facility| facility.red_flag_place).peekable();
    if places.peek().is_some() {
        causes.push(mineral::smelters(metal, places));
    }
    (signs, causes)
}
