//! Conduct risk: half the weighted mean of all scored rows, half the worst scoring domain.

use super::risk::{Effect, effect};
use super::{Case, DomainScore};
use crate::interview::Asked;
use crate::policy::Policy;
use crate::questionnaire::{Question, QuestionId};
use crate::ratio::Ratio;
use crate::situation::Known;

/// How a scored row stands in the sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Answered, with this risk.
    Counts(Ratio),
    /// Asked and not answered.
    Open,
    /// Not asked yet; it may open.
    MayOpen,
    /// Not applicable with a reason that stands, or waved away and not counted.
    Left,
    /// Applicable to anybody, and not asked of this supplier (short set).
    NotAsked,
}

/// One row that may enter the averages.
#[derive(Clone, Copy, Debug)]
pub struct ScoredRow<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its weight.
    pub weight: Ratio,
    /// Its domain, by position in the policy.
    pub domain: Option<usize>,
    /// How it stands.
    pub presence: Presence,
    /// Whether it counts as covered.
    pub covered: bool,
}

/// The scored rows of a case.
#[must_use]
pub fn rows<'a>(case: &Case<'a>) -> Vec<ScoredRow<'a>> {
    let mut rows = Vec::new();
    for question in case.questions() {
        let Some(row) = case.plan.row(&question.id) else { continue };
        if !row.scored || !case.policy.scores(question.id.set()) {
            continue;
        }
        let given = case.situation.given(&question.id);
        let judged = effect(question, given, Known::neutral(case.situation, case.sets).limited(case.policy), case.policy);
        let presence = match (&row.asked, judged) {
            (Asked::MayOpen, _) => Presence::MayOpen,
            (Asked::NotInShortSet, _) => Presence::NotAsked,
            (Asked::No | Asked::BuyerOnly | Asked::Yes, Some(Effect::Counts(risk))) => Presence::Counts(risk),
            (Asked::No | Asked::BuyerOnly | Asked::Yes, Some(Effect::Leaves)) => Presence::Left,
            (Asked::Yes, None) => Presence::Open,
            (Asked::No | Asked::BuyerOnly, None) => continue,
        };
        let waved = given
            .iter()
            .any(|answer| answer.state == crate::situation::State::NotApplicable && !super::risk::is_accepted(question, answer));
        let covered = matches!(presence, Presence::Counts(_)) && !waved;
        let domain = case.policy.domains.iter().position(|domain| domain.questions.iter().any(|member| member == question.id.as_str()));
        rows.push(ScoredRow { question, weight: case.policy.weight(question.severity), domain, presence, covered });
    }
    rows
}

/// The exact score with each answer's exact share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conduct {
    /// 0 to 100.
    pub score: Ratio,
    /// Weighted mean of all rows, 0 to 100.
    pub mean: Ratio,
    /// The worst domain that counts, and its score.
    pub worst: Option<(usize, Ratio)>,
    /// Shares; they add up to the score exactly.
    pub contributions: Vec<(QuestionId, Ratio)>,
}

/// Sums over a set of (weight, risk).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) weight: Ratio,
    pub(super) risk: Ratio,
}

impl Sums {
    pub(super) fn add(&mut self, weight: Ratio, risk: Ratio) {
        self.weight = self.weight + weight;
        self.risk = self.risk + weight * risk;
    }

    pub(super) fn mean(self) -> Option<Ratio> {
        (!self.weight.is_zero()).then(|| Ratio::whole(100) * self.risk / self.weight)
    }
}

/// Applicable scored rows of a domain, answered or not; rows that left the sums do not count.
fn applicable(rows: &[ScoredRow<'_>], domain: usize) -> usize {
    rows.iter().filter(|row| row.domain == Some(domain) && !matches!(row.presence, Presence::Left | Presence::MayOpen)).count()
}

/// The conduct risk of the rows that are answered; `None` when no scored row is.
#[must_use]
pub fn conduct(rows: &[ScoredRow<'_>], policy: &Policy) -> Option<Conduct> {
    let mut all = Sums::default();
    let mut by_domain = vec![Sums::default(); policy.domains.len()];
    for row in rows {
        if let Presence::Counts(risk) = row.presence {
            all.add(row.weight, risk);
            if let Some(domain) = row.domain {
                by_domain[domain].add(row.weight, risk);
            }
        }
    }
    let mean = all.mean()?;
    let mut worst: Option<(usize, Ratio)> = None;
    for (domain, sums) in by_domain.iter().enumerate() {
        if applicable(rows, domain) >= policy.worst_min_rows
            && let Some(score) = sums.mean()
            && worst.is_none_or(|(_, known)| score > known)
        {
            worst = Some((domain, score));
        }
    }
    let share = if worst.is_some() { policy.worst_share } else { Ratio::ZERO };
    let rest = Ratio::ONE - share;
    let score = rest * mean + share * worst.map_or(Ratio::ZERO, |(_, score)| score);
    let mut contributions = Vec::new();
    for row in rows {
        let Presence::Counts(risk) = row.presence else { continue };
        let weighted = Ratio::whole(100) * row.weight * risk;
        let mut points = rest * weighted / all.weight;
        if let Some((domain, _)) = worst
            && row.domain == Some(domain)
        {
            points = points + share * weighted / by_domain[domain].weight;
        }
        contributions.push((row.question.id.clone(), points));
    }
    Some(Conduct { score, mean, worst, contributions })
}

/// Weight answered / weight applicable. Rows that left with a reason are in neither; rows waved away are applicable
/// and not covered.
#[must_use]
pub fn coverage(rows: &[ScoredRow<'_>]) -> Ratio {
    let applicable: Ratio =
        rows.iter().filter(|row| matches!(row.presence, Presence::Counts(_) | Presence::Open)).map(|row| row.weight).sum();
    let covered: Ratio = rows.iter().filter(|row| row.covered).map(|row| row.weight).sum();
    if applicable.is_zero() { Ratio::ZERO } else { covered / applicable }
}

/// The domains as shown.
#[must_use]
pub fn domains(rows: &[ScoredRow<'_>], scored: Option<&Conduct>, policy: &Policy) -> Vec<DomainScore> {
    let mut all = Vec::new();
    for (index, domain) in policy.domains.iter().enumerate() {
        let mut sums = Sums::default();
        let mut answered = 0;
        for row in rows.iter().filter(|row| row.domain == Some(index)) {
            if let Presence::Counts(risk) = row.presence {
                sums.add(row.weight, risk);
                answered += 1;
            }
        }
        all.push(DomainScore {
            id: domain.id.clone(),
            title: domain.title.clone(),
            score: sums.mean().map(Ratio::tenths),
            rows: applicable(rows, index),
            answered,
            worst: scored.and_then(|scored| scored.worst).is_some_and(|(worst, _)| worst == index),
        });
    }
    all
}
