//! Audits, findings and incidents in a workspace: entries in `standing/`; the statement of a year in a register.

use super::act::wrong;
use super::certificates::a_day;
use super::decide::{as_logs, standing};
use super::people::Written;
use super::{Workspace, WorkspaceError, fiscal_year};
use crate::journal::{Act, AuditAct, EntryRef, FindingAct, FindingStep, FindingStepAct, IncidentAct, RegisterAct, StatementAct};
use crate::register::finding::{CATEGORIES, Finding, Findings, KINDS, On, Said, said};
use crate::store::Place;

/// A step of a finding as a person gives it.
#[derive(Clone, Debug)]
pub struct Following {
    /// Which.
    pub step: FindingStep,
    /// What was done.
    pub note: String,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// The day the result was checked.
    pub checked: Option<String>,
    /// Hashes of documents.
    pub evidence: Vec<String>,
}

/// A finding as a person gives it.
#[derive(Clone, Debug)]
pub struct FoundNow {
    /// The audit that found it.
    pub audit: Option<EntryRef>,
    /// The day; absent: the audit's, else today.
    pub on: Option<String>,
    /// Severity.
    pub severity: String,
    /// Policy clause.
    pub clause: Option<String>,
    /// Site.
    pub site: Option<String>,
    /// What was found.
    pub what: String,
}

fn statements() -> Place {
    Place::Register { kind: "statements".to_owned() }
}

impl Workspace {
    /// Audits, findings and incidents of a supplier.
    ///
    /// # Errors
    /// When it is not there or its record cannot be read.
    pub fn findings(&self, supplier: &str) -> Result<Findings, WorkspaceError> {
        self.must_know(supplier)?;
        Ok(Findings::of(&as_logs(&self.journals(&standing(supplier))?)))
    }

    pub(super) fn past_day(&self, day: Option<&str>) -> Result<String, WorkspaceError> {
        let day = day.map(a_day).transpose()?.unwrap_or_else(|| self.today());
        if day > self.today() {
            return Err(wrong(format!("{day} has not come yet; give the day it took place")));
        }
        Ok(day.to_string())
    }

    fn own_site(&self, supplier: &str, site: Option<&str>) -> Result<Option<String>, WorkspaceError> {
        let Some(site) = site else { return Ok(None) };
        let profile = self.supplier(supplier)?;
        let known = profile.sites.iter().find(|known| known.id == site || known.name == site);
        let all = || profile.sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>().join(", ");
        known.map(|known| Some(known.id.clone())).ok_or_else(|| wrong(format!("{supplier} has no site \"{site}\"; there are: {}", all())))
    }

    /// Enters an audit that took place.
    ///
    /// # Errors
    /// When a word or day is wrong, or it cannot be saved.
    pub fn add_audit(&mut self, supplier: &str, act: AuditAct) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        if !KINDS.contains(&act.kind.as_str()) {
            return Err(wrong(format!("\"{}\" is no kind of audit; there are: {}", act.kind, KINDS.join(", "))));
        }
        let next = act.next.as_deref().map(a_day).transpose()?.map(|day| day.to_string());
        let site = self.own_site(supplier, act.site.as_deref())?;
        let line = |text: &str| crate::clean::line(text);
        if line(&act.auditor).is_empty() {
            return Err(wrong("name who audited: a body or a role"));
        }
        let on = self.past_day(Some(&act.on))?;
        let act = AuditAct { on, next, site, auditor: line(&act.auditor), scope: act.scope.as_deref().map(line), ..act };
        self.review_write(supplier, Act::Register(RegisterAct::Audit(act)))
    }

    /// Enters a finding.
    ///
    /// # Errors
    /// When there is no such audit, a word or day is wrong, the text is empty, or it cannot be saved.
    pub fn add_finding(&mut self, supplier: &str, given: FoundNow) -> Result<Written, WorkspaceError> {
        self.belongs_here(supplier)?;
        let known = self.findings(supplier)?;
        let audit = given.audit.as_ref().map(|entry| {
            let all: Vec<String> = known.audits.iter().map(|audit| audit.entry.to_string()).collect();
            let found = known.audits.iter().find(|audit| audit.entry == *entry);
            found.ok_or_else(|| wrong(format!("{entry} is no audit of {supplier}; there are: {}", all.join(", "))))
        });
        let audit = audit.transpose()?;
        if !["critical", "high", "medium", "low"].contains(&given.severity.as_str()) {
            return Err(wrong(format!("\"{}\" is no severity; there are: critical, high, medium, low", given.severity)));
        }
        if let Some(clause) = &given.clause
            && !self.policy().clauses.iter().any(|known| known.id == *clause)
        {
            return Err(wrong(format!("the policy has no clause \"{clause}\"; see `oretrail flags` for clauses such as P1.4")));
        }
        let on = self.past_day(given.on.as_deref().or(audit.map(|audit| audit.act.on.as_str())))?;
        let act = FindingAct {
            audit: given.audit.clone(),
            on,
            severity: given.severity.clone(),
            clause: given.clause.clone(),
            site: self.own_site(supplier, given.site.as_deref())?.or_else(|| audit.and_then(|audit| audit.act.site.clone())),
            what: self.text_at(supplier, &given.what, "finding")?,
        };
        self.review_write(supplier, Act::Register(RegisterAct::Finding(act)))
    }

    /// Writes the next step of a finding. An action names owner and day, a result the day it was checked.
    ///
    /// # Errors
    /// When there is no such finding, the step does not come next, something is missing, or it cannot be saved.
    pub fn follow_finding(&mut self, supplier: &str, finding: &EntryRef, given: Following) -> Result<Written, WorkspaceError> {
        let known = self.findings(supplier)?;
        let found: Option<&Finding> = known.findings.iter().find(|known| known.on.entry == *finding);
        let found =
            found.ok_or_else(|| wrong(format!("{finding} is no finding about {supplier}; see `oretrail finding list {supplier}`")))?;
        if !found.stage.allows(given.step) {
            let next = match found.stage.word() {
                "identified" => "action",
                "action" | "tracked" => "tracked or result",
                "result" => "disclosed",
                _ => "nothing",
            };
            return Err(wrong(format!("{finding} is {}; next comes {next}", found.stage.word())));
        }
        if given.step == FindingStep::Action && (given.owner.is_none() || given.due.is_none()) {
            return Err(wrong("an action names who sees to it and by when: --owner and --due"));
        }
        if let Some(due) = &given.due {
            self.future(due, "--due")?;
        }
        if given.step == FindingStep::Result && given.checked.is_none() {
            return Err(wrong("a result names the day it was checked: --checked; until then the finding stays open"));
        }
        let act = FindingStepAct {
            finding: finding.clone(),
            step: given.step,
            note: self.text_at(supplier, &given.note, "note")?,
            owner: given.owner.as_deref().map(crate::clean::line),
            due: given.due,
            checked: given.checked.as_deref().map(|day| self.past_day(Some(day))).transpose()?,
            evidence: given.evidence,
        };
        self.review_write(supplier, Act::Register(RegisterAct::FindingStep(act)))
    }

    /// Enters an incident.
    ///
    /// # Errors
    /// When a word or day is wrong, the text is empty, or it cannot be saved.
    pub fn add_incident(
        &mut self,
        supplier: &str,
        category: &str,
        [on, site]: [Option<&str>; 2],
        what: &str,
    ) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        a_category(category)?;
        let act = IncidentAct {
            category: category.to_owned(),
            on: self.past_day(on)?,
            site: self.own_site(supplier, site)?,
            what: self.text_at(supplier, what, "text")?,
        };
        self.review_write(supplier, Act::Register(RegisterAct::Incident(act)))
    }

    /// Incidents of all suppliers in a fiscal year, by supplier.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn incidents_of(&self, year: &str) -> Result<Vec<(String, On<IncidentAct>)>, WorkspaceError> {
        let mut all = Vec::new();
        for id in self.supplier_ids()? {
            let found = self.findings(&id)?.incidents.into_iter();
            all.extend(
                found.filter(|incident| incident.act.on.parse().is_ok_and(|day| fiscal_year(day) == year)).map(|one| (id.clone(), one)),
            );
        }
        Ok(all)
    }

    /// What a year says of every category.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn year_statement(&self, year: &str) -> Result<Vec<(&'static str, Said)>, WorkspaceError> {
        let incidents = self.incidents_of(year)?;
        let journals = self.journals(&statements())?;
        let logs = as_logs(&journals);
        let count = |category: &str| incidents.iter().filter(|(_, incident)| incident.act.category == category).count();
        Ok(CATEGORIES.iter().map(|category| (*category, said(year, category, count(category), &logs))).collect())
    }

    /// Whoever writes confirms that nothing of a category was reported in a year.
    ///
    /// # Errors
    /// When something was reported, the category is not known, or it cannot be saved.
    pub fn confirm_none(&mut self, year: &str, category: &str, basis: Option<&str>) -> Result<Written, WorkspaceError> {
        a_category(category)?;
        if year.strip_prefix("FY").is_none_or(|digits| digits.len() != 4 || digits.parse::<u16>().is_err()) {
            return Err(wrong(format!("\"{year}\" is no fiscal year; write it as {}", fiscal_year(self.today()))));
        }
        let reported: Vec<String> = self
            .incidents_of(year)?
            .into_iter()
            .filter(|(_, one)| one.act.category == category)
            .map(|(id, one)| format!("{id} {}", one.entry))
            .collect();
        if !reported.is_empty() {
            return Err(wrong(format!("{category} was reported in {year}: {}; nobody can confirm none", reported.join(", "))));
        }
        let place = statements();
        let basis = self.put_optional(&place, basis)?;
        self.write_signed(
            &place,
            Act::Register(RegisterAct::Statement(StatementAct { year: year.to_owned(), category: category.to_owned(), basis })),
        )
    }
}

fn a_category(category: &str) -> Result<(), WorkspaceError> {
    if CATEGORIES.contains(&category) {
        return Ok(());
    }
    Err(wrong(format!("\"{category}\" is no category; there are: {}", CATEGORIES.join(", "))))
}
