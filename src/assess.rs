//! Judging one supplier: conduct, inherent risk, gates, interval, attention, and where every point comes from.
//!
//! All numbers come from the policy; all arithmetic is exact until it is printed. Gates stand outside every average.
//! Country and metal change how deep is asked, never conduct.

pub mod conduct;
pub mod inherent;
pub mod interval;
pub mod rehearse;
pub mod risk;

use crate::interview::{Asked, Plan, RowState};
use crate::language::Text;
use crate::policy::Policy;
use crate::questionnaire::{Question, QuestionId, Questionnaire, Severity};
use crate::ratio::{Ratio, Tenths, apportion};
use crate::rules::{self, Flag};
use crate::situation::{Known, Situation};
use conduct::ScoredRow;
pub use inherent::{Inherent, InherentPart};

/// How far the answers carry a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No answer yet: no number, neither good nor bad.
    NotAssessed,
    /// Too little is answered.
    Incomplete,
    /// Enough is answered.
    Assessed,
}

impl Status {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotAssessed => "not-assessed",
            Self::Incomplete => "incomplete",
            Self::Assessed => "assessed",
        }
    }

    /// The catalogue key of what stands where no band can: how far the answers carry.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAssessed => "status.not-assessed",
            Self::Incomplete => "status.incomplete",
            Self::Assessed => "status.assessed",
        }
    }
}

/// Why a band is printed higher than its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lift {
    /// A STOP is open.
    Stop,
    /// A gate is unresolved.
    Unresolved,
    /// A critical finding is open.
    CriticalFinding,
    /// Too little is answered to call it low.
    Incomplete,
    /// No buyer check was made.
    NotVerified,
}

impl Lift {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stop => "open-stop",
            Self::Unresolved => "gate-unresolved",
            Self::CriticalFinding => "critical-finding",
            Self::Incomplete => "incomplete",
            Self::NotVerified => "not-verified",
        }
    }
}

/// One answer's share of the printed conduct risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Which question.
    pub question: QuestionId,
    /// Its share as printed; all shares add up to the printed score.
    pub points: Tenths,
    /// Its exact share.
    pub exact: Ratio,
}

/// One scoring domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainScore {
    /// Word.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Mean risk of its answered rows; `None` when none is answered.
    pub score: Option<Tenths>,
    /// Applicable scored rows.
    pub rows: usize,
    /// Answered among them.
    pub answered: usize,
    /// Whether it is the worst domain that counts.
    pub worst: bool,
}

/// The judgement on one supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// How far the answers carry it.
    pub status: Status,
    /// Conduct risk as printed.
    pub conduct: Option<Tenths>,
    /// The exact ratio behind it, 0 to 100.
    pub conduct_exact: Option<Ratio>,
    /// The best it could still become.
    pub best: Option<Tenths>,
    /// The worst it could still become.
    pub worst: Option<Tenths>,
    /// The band as printed, lifts included; `critical` with an open STOP. Without a number there is no band, only an
    /// open STOP is said all the same.
    pub band: Option<String>,
    /// The band of the number alone.
    pub band_by_number: Option<String>,
    /// Why the printed band is higher than the number's.
    pub lifts: Vec<Lift>,
    /// Inherent risk.
    pub inherent: Inherent,
    /// What the matrix says.
    pub attention: Option<String>,
    /// Weight answered / weight applicable.
    pub coverage: Ratio,
    /// Gates with an open STOP or unresolved; combining rules by their id.
    pub gates_open: Vec<String>,
    /// Gates that are asked and not answered.
    pub gates_unanswered: Vec<QuestionId>,
    /// The rest cannot change the result.
    pub settled: bool,
    /// At least one buyer check was made.
    pub verified: bool,
    /// Shares of the answers, largest first.
    pub contributions: Vec<Contribution>,
    /// Scoring domains in the policy's order.
    pub domains: Vec<DomainScore>,
    /// Open questions that decide most, first the gates.
    pub decisive: Vec<QuestionId>,
    /// Questions answered with sound evidence / answered questions where evidence is asked.
    pub evidence_coverage: Ratio,
}

/// What is judged: one supplier, its answers, the definitions and the policy.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is known.
    pub situation: &'a Situation,
    /// The questionnaires of the assessment.
    pub sets: &'a [Questionnaire],
    /// Which rows are asked.
    pub plan: &'a Plan,
    /// The policy edition.
    pub policy: &'a Policy,
}

impl<'a> Case<'a> {
    /// All questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &'a Question> + use<'a> {
        self.sets.iter().flat_map(|set| &set.questions)
    }

    /// A question by id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&'a Question> {
        self.sets.iter().find_map(|set| set.question(id))
    }

    /// Whether the question is asked of this supplier now.
    #[must_use]
    pub fn is_asked(&self, id: &QuestionId) -> bool {
        self.plan.row(id).is_some_and(|row| row.asked == Asked::Yes)
    }

    /// What is known, for conditions.
    #[must_use]
    pub fn known(&self) -> Known<'a> {
        Known::of(self.situation, self.sets).limited(self.policy)
    }
}

/// Judges one supplier: the assessment and its flags, in the order of the list.
#[must_use]
pub fn judge(case: &Case<'_>) -> (Assessment, Vec<Flag>) {
    let flags = rules::flags(case);
    let rows = conduct::rows(case);
    let inherent = inherent::inherent(case.situation, case.policy);
    let scored = conduct::conduct(&rows, case.policy);
    let (best, worst) = interval::interval(&rows, case.policy);
    let coverage = conduct::coverage(&rows);
    let status = status(case, &rows, coverage);
    let verified = case.situation.checks.keys().any(|id| case.question(id.as_str()).is_some_and(|question| !question.is_asked()));
    let conduct = scored.as_ref().map(|scored| scored.score.tenths());
    let band_by_number = conduct.map(|score| case.policy.conduct_band(score).to_owned());
    let lifts = lifts(case, &flags, status, verified);
    // Sets that only raise flags have no number, and without a grave flag no band either: neither good nor bad.
    let grave = lifts.iter().any(|lift| matches!(lift, Lift::Stop | Lift::Unresolved | Lift::CriticalFinding));
    let band = match status {
        // Nobody has answered yet, and a stop of the campaign before stands all the same.
        Status::NotAssessed if case.situation.carried.is_empty() => None,
        Status::NotAssessed => lifted(case.policy, None, &lifts),
        Status::Incomplete | Status::Assessed if rows.is_empty() && !grave => None,
        Status::Incomplete | Status::Assessed => lifted(case.policy, band_by_number.as_deref(), &lifts),
    };
    let gates_open = gates_open(&flags);
    let urgent = lifts.iter().any(|lift| matches!(lift, Lift::Stop | Lift::Unresolved));
    let attention = match band.as_deref() {
        _ if urgent => Some(case.policy.most_urgent().to_owned()),
        band => band.map(|band| case.policy.attention_for(&inherent.band, band)),
    };
    let gates_unanswered: Vec<QuestionId> = case.plan.open_gates().into_iter().cloned().collect();
    let settled = status == Status::Assessed && gates_unanswered.is_empty() && mandatory_done(case) && one_band(case.policy, best, worst);
    let assessment = Assessment {
        status,
        conduct,
        conduct_exact: scored.as_ref().map(|scored| scored.score),
        best: best.map(Ratio::tenths),
        worst: worst.map(Ratio::tenths),
        band,
        band_by_number,
        lifts,
        inherent,
        attention,
        coverage,
        gates_open,
        gates_unanswered,
        settled,
        verified,
        contributions: scored.as_ref().map(contributions).unwrap_or_default(),
        domains: conduct::domains(&rows, scored.as_ref(), case.policy),
        decisive: decisive(case, &rows),
        evidence_coverage: evidence_coverage(case),
    };
    (assessment, flags)
}

/// Tells band, attention and open gates anew where flags were settled after judging.
pub fn told_anew(assessment: &mut Assessment, flags: &[Flag], policy: &Policy) {
    assessment.gates_open = gates_open(flags);
    let open = |lift: &Lift| match lift {
        Lift::Stop => flags.iter().any(Flag::is_open_stop),
        Lift::Unresolved => flags.iter().any(|flag| flag.rule == rules::UNRESOLVED && flag.state == rules::FlagState::Open),
        Lift::CriticalFinding | Lift::Incomplete | Lift::NotVerified => true,
    };
    assessment.lifts.retain(open);
    if assessment.band.is_some() {
        assessment.band = lifted(policy, assessment.band_by_number.as_deref(), &assessment.lifts);
    }
    let urgent = assessment.lifts.iter().any(|lift| matches!(lift, Lift::Stop | Lift::Unresolved));
    assessment.attention = match assessment.band.as_deref() {
        _ if urgent => Some(policy.most_urgent().to_owned()),
        band => band.map(|band| policy.attention_for(&assessment.inherent.band, band)),
    };
}

/// Incomplete when coverage by weight, or the share of critical and high rows answered, is below the policy's floor.
fn status(case: &Case<'_>, rows: &[ScoredRow<'_>], coverage: Ratio) -> Status {
    if case.situation.is_empty() {
        return Status::NotAssessed;
    }
    let (mut done, mut all) = (0_i64, 0_i64);
    for question in case.questions().filter(|q| q.severity >= Severity::High) {
        if let Some(row) = case.plan.row(&question.id)
            && row.asked == Asked::Yes
        {
            all += 1;
            done += i64::from(row.state != RowState::Open);
        }
    }
    let share = if all == 0 { Ratio::ONE } else { Ratio::new(done.into(), all.into()) };
    if !rows.is_empty() && coverage < case.policy.coverage_floor || share < case.policy.coverage_floor {
        Status::Incomplete
    } else {
        Status::Assessed
    }
}

/// The mandatory set: every critical and high row that is asked, and every gate, has an answer without conflict.
fn mandatory_done(case: &Case<'_>) -> bool {
    case.questions().filter(|question| question.gate || question.severity >= Severity::High).all(|question| {
        case.plan.row(&question.id).is_none_or(|row| row.asked != Asked::Yes || !matches!(row.state, RowState::Open | RowState::Conflict))
    })
}

fn one_band(policy: &Policy, best: Option<Ratio>, worst: Option<Ratio>) -> bool {
    match (best, worst) {
        (Some(best), Some(worst)) => policy.conduct_band(best.tenths()) == policy.conduct_band(worst.tenths()),
        _ => false,
    }
}

fn lifts(case: &Case<'_>, flags: &[Flag], status: Status, verified: bool) -> Vec<Lift> {
    let mut lifts = Vec::new();
    if flags.iter().any(Flag::is_open_stop) {
        lifts.push(Lift::Stop);
    }
    if flags.iter().any(|flag| flag.rule == rules::UNRESOLVED && flag.state == rules::FlagState::Open) {
        lifts.push(Lift::Unresolved);
    }
    if flags.iter().any(|flag| flag.severity == Severity::Critical && !flag.gate && flag.is_adverse()) {
        lifts.push(Lift::CriticalFinding);
    }
    if status == Status::Incomplete {
        lifts.push(Lift::Incomplete);
    }
    if !verified && case.questions().any(|question| !question.is_asked()) {
        lifts.push(Lift::NotVerified);
    }
    lifts
}

/// The printed band: an open STOP is *critical*; an unresolved gate or critical finding at least *high*; incomplete or
/// not verified never *low*. Where no scored row is answered there is nothing to lift: no band stands beside no number.
fn lifted(policy: &Policy, band: Option<&str>, lifts: &[Lift]) -> Option<String> {
    if lifts.contains(&Lift::Stop) {
        return Some("critical".to_owned());
    }
    let mut rank = policy.conduct_rank(band?);
    for lift in lifts {
        let least = match lift {
            Lift::Stop | Lift::Unresolved | Lift::CriticalFinding => policy.conduct_rank("high"),
            Lift::Incomplete | Lift::NotVerified => 1,
        };
        rank = rank.max(least);
    }
    policy.conduct_bands.get(rank).map(|band| band.id.clone())
}

fn gates_open(flags: &[Flag]) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let is_open = |flag: &&Flag| flag.is_open_stop() || (flag.rule == rules::UNRESOLVED && flag.state == rules::FlagState::Open);
    for flag in flags.iter().filter(|flag| flag.gate && flag.rule != rules::HOLD).filter(is_open) {
        let name = match flag.causes.as_slice() {
            [one] => one.question.to_string(),
            _ => flag.rule.clone(),
        };
        if !open.contains(&name) {
            open.push(name);
        }
    }
    open
}

fn contributions(scored: &conduct::Conduct) -> Vec<Contribution> {
    let parts: Vec<Ratio> = scored.contributions.iter().map(|(_, points)| *points).collect();
    let printed = apportion(scored.score, &parts);
    let mut all: Vec<Contribution> = scored
        .contributions
        .iter()
        .zip(printed)
        .map(|((question, exact), points)| Contribution { question: question.clone(), points, exact: *exact })
        .collect();
    all.sort_by(|a, b| b.exact.cmp(&a.exact).then_with(|| a.question.cmp(&b.question)));
    all
}

/// Open questions by how much they decide: gates first, then by weight, ties in the order of asking.
fn decisive(case: &Case<'_>, rows: &[ScoredRow<'_>]) -> Vec<QuestionId> {
    let mut open: Vec<(bool, Ratio, usize, QuestionId)> = Vec::new();
    for (place, row) in case.plan.asked().enumerate() {
        if row.state == RowState::Open || row.state == RowState::Conflict {
            let weight = rows.iter().find(|scored| scored.question.id == row.question).map_or(Ratio::ZERO, |scored| scored.weight);
            open.push((row.gate, weight, place, row.question.clone()));
        }
    }
    open.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    open.into_iter().map(|(_, _, _, question)| question).collect()
}

fn evidence_coverage(case: &Case<'_>) -> Ratio {
    let (mut sound, mut all) = (0_i64, 0_i64);
    for question in case.questions().filter(|question| !question.evidence.is_empty() && case.is_asked(&question.id)) {
        let given = case.situation.given(&question.id);
        if !given.is_empty() {
            all += 1;
            sound += i64::from(given.iter().all(|answer| answer.backing == crate::situation::Backing::Sound));
        }
    }
    if all == 0 { Ratio::ZERO } else { Ratio::new(sound.into(), all.into()) }
}

#[cfg(test)]
mod tests;
