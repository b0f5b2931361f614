//! The standing health check: everything somebody should see to, from the whole workspace, without changing anything.

mod clashes;

use jiff::civil::Date;

use super::{Workspace, WorkspaceError};
use crate::diagnostic::Weight;
use crate::people::Signed;
use crate::ratio::Ratio;
use crate::review::Approval;
use crate::review::record::WhyNot;
use crate::sentence::{Sentence, told};

/// One thing to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ailment {
    /// damage, definition, certificate-expired, document-expired, promise-overdue, waiver-expired, action-overdue, plan-check-overdue,
    /// answers-differ, decision-clash, certificate-disputed, settlement-clash, profile-clash, risk-out-of-date, list-stale, decision-unsigned, decision-stale,
    /// settlement-unsigned, waiver-unsigned, decision-unsealed, decision-waits, key-missing, key-waits, key-of-device, key-begun-again, people-refused,
    /// administrator-alone, compliance-void, compliance-by-line, edition-waiting, open-to-others.
    pub kind: &'static str,
    /// Supplier, file or person.
    pub of: String,
    /// What exactly: an entry, a day, a name, or a sentence about a file.
    pub what: Sentence,
}

fn ailment(kind: &'static str, of: &str, what: impl Into<Sentence>) -> Ailment {
    let what = match what.into() {
        Sentence::Plain(text) => crate::clean::line(&text).into(),
        sentence => sentence,
    };
    Ailment { kind, of: crate::clean::line(of), what }
}

/// A risk whose scenario is out of date: its entry, its day, and what could bring it about.
fn scenario(dossier: &super::Dossier, risk: &crate::review::RiskOn) -> String {
    format!("{} {} {}", risk.entry, risk.act.review_by, dossier.body(&risk.act.cause).unwrap_or("–"))
}

impl Workspace {
    /// Everything somebody should see to, in order.
    ///
    /// # Errors
    /// When a folder or file cannot be read at all.
    pub fn doctor(&self) -> Result<Vec<Ailment>, WorkspaceError> {
        let mut all = Vec::new();
        for problem in self.verify(&[])?.problems {
            let what = match problem.entry {
                Some(n) => told("remark-of.of-entry", [("n", n.to_string().into()), ("what", problem.problem)]),
                None => problem.problem,
            };
            all.push(ailment("damage", &problem.file, what));
        }
        let wrong = self.problems.iter().filter(|problem| problem.weight == Weight::Error);
        all.extend(wrong.map(|problem| ailment("definition", &problem.place.file, problem.what.clone())));
        for id in self.supplier_ids()? {
            self.of_supplier(&id, &mut all)?;
        }
        self.stale_lists(&mut all)?;
        let waiting = self.adopted()?.into_iter().filter(|one| !one.counts());
        all.extend(waiting.map(|one| ailment("edition-waiting", &one.act.edition, format!("{} {}", one.entry, one.less.join(" · ")))));
        self.keys(&mut all)?;
        all.extend(self.store.open_to_others()?.into_iter().map(|(path, mode)| ailment("open-to-others", &path, mode)));
        all.sort_by_cached_key(|one| (one.kind, one.of.clone(), one.what.to_string()));
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
        for action in &review.actions {
            let missed = action.open_checks().filter(|check| check.overdue);
            all.extend(missed.map(|check| {
                let values = [
                    ("of", id.to_owned()),
                    ("entry", action.entry.to_string()),
                    ("month", check.month.to_string()),
                    ("day", check.day.to_string()),
                ];
                ailment("plan-check-overdue", id, told("doctor.plan-check", values.map(|(key, value)| (key, value.into()))))
            }));
        }
        let scenarios = review.risks.iter().filter(|risk| risk.out_of_date);
        all.extend(scenarios.map(|risk| ailment("risk-out-of-date", id, scenario(&dossier, risk))));
        let unsigned = dossier.unsigned_settlements.iter();
        all.extend(unsigned.map(|one| ailment("settlement-unsigned", id, one.entry.to_string())));
        let unsigned = review.waivers.iter().filter(|waiver| matches!(waiver.why_not(), Some(WhyNot::Unsigned | WhyNot::Invalid)));
        all.extend(unsigned.map(|waiver| ailment("waiver-unsigned", id, waiver.entry.to_string())));
        clashes::of(id, &dossier, all);
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
        for list in self.lists()?.areas_on(self.today()) {
            let (kind, dated, name) = (list.edition.kind.word(), list.edition.dated, &list.edition.name);
            if self.is_old_area_list(dated) {
                all.push(ailment("list-stale", kind, format!("{name} {dated}")));
            }
        }
        for (kind, (dated, name)) in newest {
            // Lists of places change a few times a year; the policy says by itself how old one may be.
            if crate::reference::list::ListKind::from_word(&kind).is_some_and(crate::reference::list::ListKind::is_of_places) {
                continue;
            }
            let days = dated.until(self.today()).map_or(0, |span| i64::from(span.get_days()));
            if Ratio::whole(days) > most {
                all.push(ailment("list-stale", &kind, format!("{name} {dated}")));
            }
        }
        Ok(())
    }

    /// Whoever decides needs a key that an administrator stands for.
    fn keys(&self, all: &mut Vec<Ailment>) -> Result<(), WorkspaceError> {
        let now = self.now();
        for id in self.people.persons.keys() {
            for line in self.keys_of_other_devices(id)? {
                let fingerprint = crate::signature::PublicKey::parse(&line).map_or(line, |key| key.fingerprint());
                all.push(ailment("key-of-device", id, fingerprint));
            }
        }
        for (doubt, why) in self.refused_told()?.into_iter().filter(|(doubt, _)| doubt.is_refusal()) {
            let of = doubt.entry.as_ref().map_or_else(|| "people/".to_owned(), ToString::to_string);
            all.push(ailment("people-refused", &of, why));
        }
        let again = self.people.breaks.iter().filter(|broke| broke.confirmed_by.is_empty());
        all.extend(again.map(|broke| ailment("key-begun-again", &broke.person, format!("{} {}", broke.at.date(), broke.new))));
        let by_line = if self.people.names_compliance() { "compliance-void" } else { "compliance-by-line" };
        all.extend(self.only_by_line().into_iter().map(|person| ailment(by_line, person, "")));
        let administrators = self.people.in_office(crate::journal::Role::Administrator, &now);
        if let [only] = administrators[..] {
            all.push(ailment("administrator-alone", only, ""));
        }
        for (id, person) in &self.people.persons {
            let roles = person.roles_at(&now);
            // A name that may administer and has no key is believed without one.
            let signs = roles.contains(&crate::journal::Role::Reviewer)
                || (self.people.first.is_some() && roles.contains(&crate::journal::Role::Administrator));
            if !signs {
                continue;
            }
            if person.keys_held().next().is_none() {
                all.push(ailment("key-missing", id, ""));
            }
            let waiting = person.keys_held().filter(|key| !key.confirmed);
            all.extend(waiting.map(|key| ailment("key-waits", id, key.key.fingerprint())));
        }
        Ok(())
    }
}
