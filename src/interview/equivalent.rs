//! Certificates that answer in the supplier's stead. Only what nobody has answered is filled: a word of the supplier
//! always wins, gates stay open, and a paper that is not in force for every site counts as none.

use jiff::civil::Date;

use super::plan::{Plan, RowState, plan};
use crate::policy::Policy;
use crate::policy::equivalent::Equivalent;
use crate::questionnaire::{QuestionId, Questionnaire};
use crate::situation::{Answered, Backing, ByPaper, Situation, State};

/// A certificate in force, or several that cover all sites between them.
struct InForce<'a> {
    equivalent: &'a Equivalent,
    paper: ByPaper,
    /// The entry that shows it.
    entry: String,
}

/// Plans an interview, with the open rows answered that a row of another set or certificates in force cover; the
/// supplier's own word goes before a paper. A row that opens because another was filled is looked at too.
#[must_use]
pub fn plan_with_equivalents(
    situation: &mut Situation,
    sets: &[Questionnaire],
    policy: &Policy,
    short_set: bool,
    parked: &dyn Fn(&QuestionId) -> bool,
) -> Plan {
    let in_force: Vec<InForce<'_>> = policy
        .equivalents
        .iter()
        .filter_map(|equivalent| {
            let paper = in_force(equivalent, situation, policy)?;
            let known = situation.minerals.papers.iter().find(|known| known.number == paper.number);
            let entry = known.map(|known| known.entry.clone()).filter(|entry| !entry.is_empty());
            let entry = entry.unwrap_or_else(|| format!("supplier.toml, certificate {}", paper.number));
            Some(InForce { equivalent, paper, entry })
        })
        .collect();
    loop {
        let plan = plan(situation, sets, short_set, parked);
        if super::shared::fill(situation, sets, &plan) {
            continue;
        }
        let open = plan.asked().filter(|row| row.state == RowState::Open && !row.gate);
        let filled: Vec<(QuestionId, Answered)> =
            open.filter_map(|row| Some((row.question.clone(), stands_for(&row.question, &in_force)?))).collect();
        if filled.is_empty() {
            return plan;
        }
        situation.answers.extend(filled.into_iter().map(|(question, answer)| (question, vec![answer])));
    }
}

fn stands_for(question: &QuestionId, in_force: &[InForce<'_>]) -> Option<Answered> {
    // What is shown goes before what is only said.
    let shown = in_force.iter().filter(|one| !one.paper.said).chain(in_force.iter().filter(|one| one.paper.said));
    let (one, row) = shown.filter_map(|one| Some((one, one.equivalent.rows.iter().find(|row| row.question == *question)?))).next()?;
    let paper = &one.paper;
    Some(Answered {
        state: State::Answered,
        value: row.value.clone(),
        backing: if paper.said { Backing::None } else { Backing::Sound },
        reason_given: false,
        reason_accepted: false,
        about: String::new(),
        entry: one.entry.clone(),
        by_paper: Some(ByPaper { clause: row.source.clone(), ..paper.clone() }),
    })
}

/// The certificate that answers for the whole supplier: of its only site, or one of each site; of these the one that
/// ends first.
fn in_force(equivalent: &Equivalent, situation: &Situation, policy: &Policy) -> Option<ByPaper> {
    let supplier = &situation.supplier;
    let mut papers: Vec<(&str, ByPaper)> = Vec::new();
    for paper in situation.minerals.papers.iter().filter(|paper| paper.days_left.is_some_and(|days| days >= 0)) {
        let Some(certificate) = paper.number.checked_sub(1).and_then(|at| supplier.certificates.get(at)) else { continue };
        if !equivalent.is_called(&certificate.scheme) || policy.holds_void(&certificate.scheme) || !certificate.is_held_by(supplier) {
            continue;
        }
        let expires = certificate.expires.parse::<Date>().ok();
        let today = expires.zip(paper.days_left).and_then(|(day, left)| day.checked_sub(jiff::Span::new().days(left)).ok());
        if today.is_some_and(|today| !equivalent.answers_still(&certificate.issued, today)) {
            continue;
        }
        let Some(site) = certificate.site_of(supplier) else { continue };
        let by = ByPaper {
            scheme: certificate.scheme.clone(),
            number: paper.number,
            site: site.to_owned(),
            expires: certificate.expires.clone(),
            clause: String::new(),
            said: paper.said,
        };
        papers.push((site, by));
    }
    // Of two papers for one site the longer decides, one that is shown before one that is only said; of several sites one
    // that is only said, else the one that ends first.
    let mut least: Option<&ByPaper> = None;
    for site in &supplier.sites {
        let best = papers
            .iter()
            .filter(|(of, _)| *of == site.id)
            .map(|(_, by)| by)
            .max_by(|a, b| b.said.cmp(&a.said).then(a.expires.cmp(&b.expires)))?;
        if least.is_none_or(|known| (!best.said, &best.expires) < (!known.said, &known.expires)) {
            least = Some(best);
        }
    }
    least.cloned()
}

#[cfg(test)]
mod tests;
