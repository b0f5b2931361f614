//! Z-06: a risk of OECD Annex II, or one that a regime adds, calls for what the strictest regime asks that applies to
//! the flow it was said of. The flag names the flow, that regime and its clause, and what the others would ask.
//!
//! Since version 3 a regime is chosen by the metals of the flow or facility an answer is about; what is said of the whole
//! supplier is about the flows that have no answer of their own, and in a set whose tables name their metals about those.
//! Before, the metals of the supplier chose it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{Kind, Per, Question, QuestionId, Response, Rows, Severity};
use crate::reference::metal;
use crate::reference::regime::{Cell, Regime, Regimes, Risk, Shown};
use crate::situation::{Situation, State, each};

/// What shows a risk: causes, and what the rows behind them say.
#[derive(Default)]
struct Ground {
    causes: Vec<Cause>,
    clause: Vec<String>,
    severity: Option<Severity>,
    restricted: bool,
    /// The flows or facilities it was said of.
    about: BTreeSet<String>,
}

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let regimes = case.situation.regimes.with_own(&case.policy.own_responses);
    let role = &case.situation.supplier.partner_type;
    let applies = |metals: &[String]| {
        let metals = metals.to_vec();
        move |regime: &Regime| regime.applies(role, metals.iter().map(String::as_str))
    };
    // What the same answers show and the same regime asks for is one flag that names all of it.
    let mut flags: BTreeMap<_, (Ground, Vec<&Risk>)> = BTreeMap::new();
    for risk in &regimes.risks {
        for restricted in [false, true] {
            for (metals, (ground, known)) in grounds(case, risk, restricted, is_of_flow(rule)) {
                let Some((regime, cell)) = regimes.asked(risk, known, applies(&metals)).first().copied() else { continue };
                let key = (ground.causes.clone(), known, cell.demand(known), regime.id.clone(), metals);
                flags.entry(key).or_insert_with(|| (ground, Vec::new())).1.push(risk);
            }
        }
    }
    flags
        .into_iter()
        .filter_map(|((_, known, .., metals), (ground, risks))| {
            let asked = regimes.asked(risks.first()?, known, applies(&metals));
            flag(&regimes, &asked, rule, ground, &risks, known)
        })
        .collect()
}

/// The metals of the profile and those the supplier named.
#[must_use]
pub fn metals_of(situation: &Situation) -> Vec<String> {
    let named = situation.given(&QuestionId::new("csr-saq", "G1")).iter().filter(|answer| answer.state == State::Answered);
    situation.supplier.materials.iter().cloned().chain(named.flat_map(|answer| answer.value.clone())).collect()
}

/// Whether the flow chooses the regime: since version 3.
fn is_of_flow(rule: &RuleText) -> bool {
    rule.version >= 3
}

/// The metals an answer to a row is about, by whose regimes it is judged.
fn metals_about(case: &Case<'_>, question: &Question, about: &str) -> Vec<String> {
    if let Some(metals) = each::metals(about) {
        return metals;
    }
    let all = metals_of(case.situation);
    let has_own = |flow: &each::Each| {
        let checked = case.situation.checks_about.get(&question.id).into_iter().flatten().map(|(about, _)| about.as_str());
        case.situation.given(&question.id).iter().map(|answer| answer.about.as_str()).chain(checked).any(|about| about == flow.about)
    };
    let narrower: BTreeSet<String> = match question.per {
        Some(Per::Flow) => {
            let left = each::of(case.situation, case.sets, Per::Flow).into_iter().filter(|flow| !has_own(flow));
            left.filter_map(|flow| each::metals(&flow.about)).flatten().collect()
        }
        Some(Per::Facility) => BTreeSet::new(),
        None => {
            let rows = case.sets.iter().filter(|set| set.id == question.id.set()).flat_map(|set| &set.questions);
            rows.flat_map(|row| row.flows.iter().cloned()).collect()
        }
    };
    let keys: BTreeSet<String> = narrower.iter().map(|name| metal::key(name)).collect();
    let kept: Vec<String> = all.iter().filter(|name| keys.contains(&metal::key(name))).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

/// The answers and checks that show a risk, by the metals they are about, and whether any of them says that it is known.
fn grounds(case: &Case<'_>, risk: &Risk, restricted: bool, of_flow: bool) -> BTreeMap<Vec<String>, (Ground, bool)> {
    let mut all: BTreeMap<Vec<String>, (Ground, bool)> = BTreeMap::new();
    let whole = metals_of(case.situation);
    let mut add = |question: &Question, entry: &str, about: &str, is_known: bool| {
        let metals = if of_flow { metals_about(case, question, about) } else { whole.clone() };
        let (ground, known) = all.entry(metals).or_default();
        let cause = Cause { question: question.id.clone(), entry: entry.to_owned() };
        ground.restricted = restricted;
        ground.about.insert(about.to_owned());
        *known |= is_known;
        ground.severity = ground.severity.max(Some(question.severity));
        ground.clause.extend(question.policy.iter().cloned());
        if !ground.causes.contains(&cause) {
            ground.causes.push(cause);
        }
    };
    for shown in &risk.shown {
        let Some(question) = case.question(&shown.question).filter(|question| question.restricted == restricted) else { continue };
        let says = |value: &[String]| said(question, shown, value).iter().any(|word| shown.value.contains(word));
        if question.is_asked() {
            let given = case.situation.given(&question.id).iter().filter(|_| case.is_asked(&question.id));
            for answer in given.filter(|answer| answer.state == State::Answered && says(&answer.value)) {
                add(question, &answer.entry, &answer.about, shown.known);
            }
            continue;
        }
        for (about, check) in super::checks_on(case.situation, &question.id).filter(|(_, check)| shown.value.contains(&check.outcome)) {
            add(question, &check.entry, about, shown.known);
        }
    }
    for (ground, _) in all.values_mut() {
        ground.causes.sort();
        ground.clause.sort();
        ground.clause.dedup();
    }
    all
}

/// What of an answer can show a risk: the answer itself, or of a table the cells of the column that says it.
fn said(question: &Question, shown: &Shown, value: &[String]) -> Vec<String> {
    let Some(named) = &shown.column else { return value.to_vec() };
    let Kind::Rows(rows) = &question.kind else { return Vec::new() };
    let at = rows.columns.iter().position(|column| column.id == *named);
    at.map_or_else(Vec::new, |at| Rows::cells(value).into_iter().filter_map(|cells| cells.get(at).cloned()).collect())
}

/// What shows a risk, as far as it is not restricted.
pub(super) fn causes(case: &Case<'_>, risk: &Risk) -> Vec<Cause> {
    grounds(case, risk, false, false).into_values().flat_map(|(ground, _)| ground.causes).collect()
}

fn flag(regimes: &Regimes, asked: &[(&Regime, &Cell)], rule: &RuleText, ground: Ground, risks: &[&Risk], known: bool) -> Option<Flag> {
    let (regime, cell) = asked.first()?;
    let demand = cell.demand(known);
    let titles: Vec<Text> = risks.iter().map(|risk| risk.title.clone()).collect();
    let sources = risks.iter().filter_map(|risk| Some(Text::same(&risk.cell(&regime.id)?.source))).fold(Vec::new(), once);
    let others: Vec<Text> = asked.iter().skip(1).map(|(regime, cell)| other(regimes, regime, cell, known)).collect();
    let others = if others.is_empty() { mineral::words("none", "なし", "无") } else { mineral::listed(&others) };
    let words = regimes.words_of(demand);
    let reason = rule
        .reason
        .with_text("list", &mineral::listed(&titles))
        .with_text("regime", &regime.name)
        .with_text("source", &mineral::listed(&sources))
        .with_text("answer", &words.map_or_else(|| Text::same(demand.word()), |words| words.title.clone()))
        .with_text("others", &others);
    let reason = super::answer::named_of(&ground.about, marked(&reason, cell));
    let clause = if ground.clause.is_empty() { rule.clause.clone() } else { ground.clause };
    let response = demand.response();
    let flag = Flag::raise(rule, clause, reason, ground.causes)?;
    Some(Flag {
        severity: ground.severity.unwrap_or(rule.severity),
        response,
        gate: response == Response::Stop,
        action: words.map(|words| words.act.clone()),
        scope: Some(scope(rule, risks, &ground.about)),
        restricted: ground.restricted,
        regime: Some(regime.id.clone()),
        ..flag
    })
}

/// What the flag is about: the risks, and since version 3 the flows or facilities, so that two flows are two flags.
fn scope(rule: &RuleText, risks: &[&Risk], about: &BTreeSet<String>) -> String {
    let risks = format!("risk:{}", risks.iter().map(|risk| risk.id.as_str()).collect::<Vec<_>>().join("+"));
    let is_named = is_of_flow(rule) && about.iter().all(|about| each::name(about).is_some());
    if is_named { about.iter().fold(risks, |scope, about| format!("{scope} {about}")) } else { risks }
}

/// One answer, one finding: what the row itself calls for goes into the regime's flag on the same answer where the regime
/// asks for as much. Its clauses are named there too. A stricter row, and a closer look beside a plan, stand for
/// themselves.
pub(super) fn take_in(flags: Vec<Flag>) -> Vec<Flag> {
    let (mut regimes, others): (Vec<Flag>, Vec<Flag>) = flags.into_iter().partition(|flag| flag.rule == super::REGIMES);
    let mut kept = Vec::new();
    for row in others {
        let holds = |flag: &&mut Flag| {
            let as_strict = flag.response == row.response || (is_plan(row.response) && flag.response > row.response);
            let same = (flag.state, flag.restricted) == (row.state, row.restricted);
            as_strict && same && row.causes.iter().all(|cause| flag.causes.contains(cause))
        };
        match regimes.iter_mut().find(holds).filter(|_| row.rule == super::ANSWER) {
            None => kept.push(row),
            Some(flag) => {
                flag.severity = flag.severity.max(row.severity);
                let more: Vec<String> = row.clause.into_iter().filter(|clause| !flag.clause.contains(clause)).collect();
                flag.clause.extend(more);
                flag.opens.extend(row.opens);
                flag.also.extend(row.also);
            }
        }
    }
    kept.extend(regimes);
    kept
}

/// A plan with a clock: what is held or ended has no use for a milder one beside it.
fn is_plan(response: Response) -> bool {
    matches!(response, Response::Hold6 | Response::Mit)
}

fn once(mut all: Vec<Text>, one: Text) -> Vec<Text> {
    if !all.contains(&one) {
        all.push(one);
    }
    all
}

/// Whether the clause was compared with its licensed text, and by whom, is said wherever the reason is.
fn marked(reason: &Text, cell: &Cell) -> Text {
    let added = match (&cell.compared, cell.check) {
        (Some(compared), _) => compared.text(),
        (None, true) => mineral::words(
            format!("From memory: compare {} in the licensed text.", cell.source),
            format!("記憶による記載。正規の文書で「{}」を照合すること。", cell.source),
            format!("凭记忆所写：请与正式文本核对“{}”。", cell.source),
        ),
        (None, false) => return reason.clone(),
    };
    mineral::words(format!("{} {}", reason.en, added.en), format!("{}{}", reason.ja, added.ja), format!("{}{}", reason.zh, added.zh))
}

/// What another regime asks for: `OECD: mitigate in a reasonable time (OECD Annex II ¶12, ¶14)`.
fn other(regimes: &Regimes, regime: &Regime, cell: &Cell, known: bool) -> Text {
    let title = regimes.words_of(cell.demand(known)).map_or_else(Text::default, |words| words.title.clone());
    let source = &cell.source;
    let mark = if cell.check { ["; from memory", "、記憶による", "，凭记忆"] } else { [""; 3] };
    mineral::words(
        format!("{}: {} ({source}{})", regime.name.en, title.en, mark[0]),
        format!("{}：{}（{source}{}）", regime.name.ja, title.ja, mark[1]),
        format!("{}：{}（{source}{}）", regime.name.zh, title.zh, mark[2]),
    )
}

#[cfg(test)]
mod tests;
