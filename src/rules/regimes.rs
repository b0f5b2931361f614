//! Z-06: a risk of OECD Annex II, or one that a regime adds, calls for what the strictest regime asks that applies to
//! the supplier. The flag names that regime and its clause, and what the others would ask.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cause, Flag, cause, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{Question, QuestionId, Response, Severity};
use crate::reference::regime::{Cell, Regime, Regimes, Risk};
use crate::situation::{Situation, State};

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
    let metals = metals_of(case.situation);
    let applies = |regime: &Regime| regime.applies(&case.situation.supplier.partner_type, metals.iter().map(String::as_str));
    // What the same answers show and the same regime asks for is one flag that names all of it.
    let mut flags: BTreeMap<_, (Ground, Vec<&Risk>)> = BTreeMap::new();
    for risk in &regimes.risks {
        for restricted in [false, true] {
            let Some((ground, known)) = ground(case, risk, restricted) else { continue };
            let Some((regime, cell)) = regimes.asked(risk, known, applies).first().copied() else { continue };
            let key = (ground.causes.clone(), known, cell.demand(known), regime.id.clone());
            flags.entry(key).or_insert_with(|| (ground, Vec::new())).1.push(risk);
        }
    }
    let asked = |risk: &Risk, known: bool| regimes.asked(risk, known, applies).into_iter().map(|(r, c)| (r.clone(), c.clone())).collect();
    flags.into_iter().filter_map(|((_, known, ..), (ground, risks))| flag(&regimes, asked, rule, ground, &risks, known)).collect()
}

/// The metals of the profile and those the supplier named.
#[must_use]
pub fn metals_of(situation: &Situation) -> Vec<String> {
    let named = situation.given(&QuestionId::new("csr-saq", "G1")).iter().filter(|answer| answer.state == State::Answered);
    situation.supplier.materials.iter().cloned().chain(named.flat_map(|answer| answer.value.clone())).collect()
}

/// The answers and checks that show a risk, and whether any of them says that it is known.
fn ground(case: &Case<'_>, risk: &Risk, restricted: bool) -> Option<(Ground, bool)> {
    let (mut ground, mut known) = (Ground { restricted, ..Ground::default() }, false);
    let mut add = |question: &Question, cause: Cause, about: &str, is_known: bool| {
        ground.about.insert(about.to_owned());
        known |= is_known;
        ground.severity = ground.severity.max(Some(question.severity));
        ground.clause.extend(question.policy.iter().cloned());
        if !ground.causes.contains(&cause) {
            ground.causes.push(cause);
        }
    };
    for shown in &risk.shown {
        let Some(question) = case.question(&shown.question).filter(|question| question.restricted == restricted) else { continue };
        let says = |value: &[String]| value.iter().any(|word| shown.value.contains(word));
        if question.is_asked() {
            let given = case.situation.given(&question.id).iter().filter(|_| case.is_asked(&question.id));
            for answer in given.filter(|answer| answer.state == State::Answered && says(&answer.value)) {
                add(question, cause(question, answer), &answer.about, shown.known);
            }
            continue;
        }
        for (about, check) in super::checks_on(case.situation, &question.id).filter(|(_, check)| shown.value.contains(&check.outcome)) {
            add(question, Cause { question: question.id.clone(), entry: check.entry.clone() }, about, shown.known);
        }
    }
    ground.causes.sort();
    ground.clause.sort();
    ground.clause.dedup();
    (!ground.causes.is_empty()).then_some((ground, known))
}

/// What shows a risk, as far as it is not restricted.
pub(super) fn causes(case: &Case<'_>, risk: &Risk) -> Vec<Cause> {
    ground(case, risk, false).map(|(ground, _)| ground.causes).unwrap_or_default()
}

fn flag(
    regimes: &Regimes,
    asked: impl Fn(&Risk, bool) -> Vec<(Regime, Cell)>,
    rule: &RuleText,
    ground: Ground,
    risks: &[&Risk],
    known: bool,
) -> Option<Flag> {
    let asked = asked(risks.first()?, known);
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
        scope: Some(format!("risk:{}", risks.iter().map(|risk| risk.id.as_str()).collect::<Vec<_>>().join("+"))),
        restricted: ground.restricted,
        regime: Some(regime.id.clone()),
        ..flag
    })
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
