//! When each questionnaire is next due from a supplier: every set has a rhythm of its own, whatever the campaign asks.

use jiff::civil::Date;

use super::{Dossier, Workspace, WorkspaceError};
use crate::condition::Truth;
use crate::language::Text;
use crate::questionnaire::Questionnaire;
use crate::situation::Known;
use crate::store::Place;

/// One questionnaire of a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// Set id.
    pub set: String,
    /// Title.
    pub title: Text,
    /// Months between two answers.
    pub months: u32,
    /// The last day something of it was answered; none: never.
    pub last: Option<Date>,
    /// The day it is next due; none: it was never answered and no campaign asks it.
    pub next: Option<Date>,
    /// That day is past.
    pub overdue: bool,
    /// The campaign that asks it now.
    pub campaign: Option<String>,
}

impl Cadence {
    /// The word of files and commands.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.next, self.overdue) {
            (None, _) => "never-asked",
            (Some(_), true) => "overdue",
            (Some(_), false) if self.last.is_none() => "asked",
            (Some(_), false) => "current",
        }
    }
}

impl Workspace {
    /// The questionnaires a supplier is to answer, each with its rhythm, in the order of the program's sets.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn cadence(&self, dossier: &Dossier) -> Result<Vec<Cadence>, WorkspaceError> {
        let mut all: Vec<Cadence> = Vec::new();
        for set in self.questionnaires() {
            if all.iter().any(|known| known.set == set.id) {
                continue;
            }
            let asked = dossier.sets.iter().any(|one| one.id == set.id);
            let applies =
                set.applies_if.as_ref().is_none_or(|when| when.holds(&Known::of(&dossier.situation, &dossier.sets)) == Truth::True);
            if let Some(months) = self.months_of(set, dossier).filter(|_| asked || applies) {
                all.push(self.one(set, dossier, months, asked)?);
            }
        }
        all.sort_by(|a, b| (a.set != "csr-saq", &a.set).cmp(&(b.set != "csr-saq", &b.set)));
        Ok(all)
    }

    /// The policy's months for a set; shorter where inherent risk is high and the policy says so.
    fn months_of(&self, set: &Questionnaire, dossier: &Dossier) -> Option<u32> {
        let validity = &self.policy().validity;
        let sooner = (dossier.assessment.inherent.band == "high").then(|| validity.get(&format!("{}-high-inherent-months", set.id)));
        sooner.flatten().or_else(|| validity.get(&format!("{}-months", set.id))).copied()
    }

    fn one(&self, set: &Questionnaire, dossier: &Dossier, months: u32, asked: bool) -> Result<Cadence, WorkspaceError> {
        let mut last: Option<Date> = None;
        for campaign in self.campaigns() {
            let place = Place::Assessment { supplier: dossier.supplier.id.clone(), assessment: campaign.label.clone() };
            let answers = self.fold(&place)?.answers;
            let of = answers.history.iter().filter(|(question, _)| question.split('.').next() == Some(set.id.as_str()));
            last = last.max(of.flat_map(|(_, given)| given).map(|given| given.at.date()).max());
        }
        let due = self.campaign().filter(|_| asked).and_then(|campaign| campaign.due.parse().ok());
        let renewed = last.and_then(|day| day.checked_add(jiff::Span::new().months(i64::from(months))).ok());
        let next = renewed.or(due);
        Ok(Cadence {
            set: set.id.clone(),
            title: set.title.clone(),
            months,
            last,
            next,
            overdue: next.is_some_and(|day| day < self.today()),
            campaign: asked.then(|| dossier.campaign.clone()),
        })
    }
}
