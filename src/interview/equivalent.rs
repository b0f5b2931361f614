//! Certificates that answer in the supplier's stead. Only what nobody has answered is filled: a word of the supplier
//! always wins, gates stay open, and a paper that is not in force for every site counts as none.

use super::plan::{Plan, RowState, plan};
use crate::policy::Policy;
use crate::policy::equivalent::Equivalent;
use crate::questionnaire::{QuestionId, Questionnaire};
use crate::reference::scheme;
use crate::situation::{Answered, Backing, ByPaper, Situation, State};
use crate::supplier::{Certificate, Supplier};

/// A certificate in force, or several that cover all sites between them.
struct InForce<'a> {
    equivalent: &'a Equivalent,
    paper: ByPaper,
}

/// Plans an interview, with the open rows answered that certificates in force cover. A row that opens because another
/// was filled is looked at too.
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
        .filter_map(|equivalent| Some(InForce { equivalent, paper: in_force(equivalent, situation, policy)? }))
        .collect();
    loop {
        let plan = plan(situation, sets, short_set, parked);
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
    let (paper, row) =
        in_force.iter().find_map(|one| one.equivalent.rows.iter().find(|row| row.question == *question).map(|row| (&one.paper, row)))?;
    Some(Answered {
        state: State::Answered,
        value: row.value.clone(),
        backing: Backing::Sound,
        reason_given: false,
        reason_accepted: false,
        about: String::new(),
        entry: format!("supplier.toml, certificate {}", paper.number),
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
        if !equivalent.is_called(&certificate.scheme) || policy.holds_void(&certificate.scheme) || !holds(certificate, supplier) {
            continue;
        }
        let Some(site) = site_of(certificate, supplier) else { continue };
        let by = ByPaper {
            scheme: certificate.scheme.clone(),
            number: paper.number,
            site: site.to_owned(),
            expires: certificate.expires.clone(),
            clause: String::new(),
        };
        papers.push((site, by));
    }
    // Of two papers for one site the longer decides; of several sites the one that ends first.
    let mut least: Option<&ByPaper> = None;
    for site in &supplier.sites {
        let best = papers.iter().filter(|(of, _)| *of == site.id).map(|(_, by)| by).max_by(|a, b| a.expires.cmp(&b.expires))?;
        if least.is_none_or(|known| best.expires < known.expires) {
            least = Some(best);
        }
    }
    least.cloned()
}

/// Certified, made out to this supplier, for a metal the scheme is valid for: applied, under assessment, lapsed and
/// disputed count as none.
fn holds(certificate: &Certificate, supplier: &Supplier) -> bool {
    let metal =
        certificate.metal.is_empty() || scheme::find(&certificate.scheme).is_none_or(|scheme| scheme.covers(&certificate.metal).is_ok());
    let named = certificate.entity.is_empty() || supplier.is_called(&certificate.entity);
    certificate.state == "certified" && metal && named
}

/// The site it is about: the one it names, or the only one there is.
fn site_of<'a>(certificate: &Certificate, supplier: &'a Supplier) -> Option<&'a str> {
    match supplier.sites.as_slice() {
        [only] if certificate.site.is_empty() => Some(&only.id),
        sites => sites.iter().find(|site| site.id == certificate.site || site.name == certificate.site).map(|site| site.id.as_str()),
    }
}

#[cfg(test)]
mod tests;
