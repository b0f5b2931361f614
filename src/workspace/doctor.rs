//! The standing health check: everything somebody should see to, from the whole workspace, without changing anything.

use jiff::civil::Date;

use super::{Workspace, WorkspaceError};
use crate::diagnostic::Weight;
use crate::people::Signed;
use crate::ratio::Ratio;
use crate::review::Approval;

/// One thing to see to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ailment {
    /// damage, definition, certificate-expired, document-expired, promise-overdue, waiver-expired, action-overdue,
    /// risk-out-of-date, list-stale, decision-unsigned, decision-stale, decision-unsealed, decision-waits, key-missing,
    /// key-waits, open-to-others.
    pub kind: &'static str,
    /// Supplier, file or person.
    pub of: String,
    /// What exactly: an entry, a day, a name.
    pub what: String,
}

fn ailment(kind: &'static str, of: &str, what: impl Into<String>) -> Ailment {
    Ailment { kind, of: crate::clean::line(of), what: crate::clean::line(&what.into()) }
}

impl Workspace {
    /// Everything somebody should see to, in order.
    ///
    /// # Errors
    /// When a folder or file cannot be read at all.
    pub fn doctor(&self) -> Result<Vec<Ailment>, WorkspaceError> {
        let mut all = Vec::new();
        for problem in self.verify(&[])?.problems {
            let entry = problem.entry.map(|n| format!("entry {n}: ")).unwrap_or_default();
            all.push(ailment("damage", &problem.file, format!("{entry}{}", problem.problem)));
        }
        let wrong = self.problems.iter().filter(|problem| problem.weight == Weight::Error);
        all.extend(wrong.map(|problem| ailment("definition", &problem.place.file, problem.what.clone())));
        for id in self.supplier_ids()? {
            self.of_supplier(&id, &mut all)?;
        }
        self.stale_lists(&mut all)?;
        self.keys(&mut all);
        all.extend(self.store.open_to_others()?.into_iter().map(|(path, mode)| ailment("open-to-others", &path, mode)));
        all.sort();
        all.dedup();
        Ok(all)
    }

    fn of_supplier(&self, id: &str, all: &mut Vec<Ailment>) -> Result<(), WorkspaceError> {
        let today = self.today();
        let past = |day: &str| day.parse::<Date>().is_ok_and(|day| day < today);
        let dossier = self.dossier(id)?;
        let certificates = dossier.supplier.certificates.iter().filter(|certificate| past(&certificate.expires));
        all.extend(certificates.map(|one| ailment("certificate-expired", id, format!("{} {}", one.scheme, one.expires))));
        for paper in &dossier.answers.documents {
            if let Some(day) = paper.expires.as_deref().filter(|day| past(day)) {
                all.push(ailment("document-expired", id, format!("{} {day}", paper.name)));
            }
        }
        for owed in self.promises(id)?.iter().map(|owed| &owed.promised).filter(|owed| owed.is_overdue(today)) {
            all.push(ailment("promise-overdue", id, format!("{} {}", owed.question, owed.due)));
        }
        let review = &dossier.review;
        let expired = review.waivers.iter().filter(|waiver| waiver.expired && waiver.revoked.is_none());
        all.extend(expired.map(|waiver| ailment("waiver-expired", id, format!("{} {}", waiver.act.flag, waiver.act.until))));
        let late = review.actions.iter().filter(|action| action.overdue);
        all.extend(late.map(|action| ailment("action-overdue", id, format!("{} {}", action.entry, action.act.due))));
        let scenarios = review.risks.iter().filter(|risk| risk.out_of_date);
        all.extend(scenarios.map(|risk| ailment("risk-out-of-date", id, format!("{} {}", risk.entry, risk.act.review_by))));
        if let Some(decision) = review.latest() {
            let entry = decision.entry.to_string();
            match decision.approval {
                Approval::Stale => all.push(ailment("decision-stale", id, entry.clone())),
                Approval::PendingSecondPerson => all.push(ailment("decision-waits", id, entry.clone())),
                Approval::Effective | Approval::Own | Approval::Unsigned | Approval::Insufficient => {}
            }
            if decision.signed == Signed::No {
                all.push(ailment("decision-unsigned", id, entry.clone()));
            }
            if decision.sealed.is_none() {
                all.push(ailment("decision-unsealed", id, entry));
            }
        }
        Ok(())
    }

    /// Of each kind of list the newest, if it is older than the policy lets a list of the day be.
    fn stale_lists(&self, all: &mut Vec<Ailment>) -> Result<(), WorkspaceError> {
        let most = self.policy.rules.get("Z-10").and_then(|text| text.parameters.numbers.get("days")).copied().unwrap_or(Ratio::whole(90));
        let mut newest: std::collections::BTreeMap<String, (Date, String)> = std::collections::BTreeMap::new();
        for imported in self.imported_lists()? {
            if let Ok(dated) = imported.list.dated.parse::<Date>() {
                newest.insert(imported.list.list, (dated, imported.list.name));
            }
        }
        for (kind, (dated, name)) in newest {
            let days = dated.until(self.today()).map_or(0, |span| i64::from(span.get_days()));
            if Ratio::whole(days) > most {
                all.push(ailment("list-stale", &kind, format!("{name} {dated}")));
            }
        }
        Ok(())
    }

    /// Whoever decides needs a key that an administrator stands for.
    fn keys(&self, all: &mut Vec<Ailment>) {
        let now = self.now();
        for (id, person) in &self.people.persons {
            if !person.roles_at(&now).contains(&crate::journal::Role::Reviewer) {
                continue;
            }
            if person.keys_held().next().is_none() {
                all.push(ailment("key-missing", id, ""));
            }
            let waiting = person.keys_held().filter(|key| !key.confirmed);
            all.extend(waiting.map(|key| ailment("key-waits", id, key.key.fingerprint())));
        }
    }
}
