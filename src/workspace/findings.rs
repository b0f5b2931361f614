//! Audits, findings and incidents in a workspace: entries in `standing/`; the statement of a year in a register.

use jiff::civil::Date;

use super::act::wrong;
use super::certificates::a_day;
use super::decide::{as_logs, standing};
use super::needed::Needed;
use super::people::Written;
use super::{Workspace, WorkspaceError, fiscal_year};
use crate::answers::Log;
use crate::journal::{Act, AuditAct, EntryRef, FindingAct, FindingStep, FindingStepAct, IncidentAct, RegisterAct, StatementAct};
use crate::register::finding::{CATEGORIES, Finding, Findings, KINDS, On, Said, said};
use crate::review::Review;
use crate::sentence::told;
use crate::situation::{Late, OldScenario, Registers, Reported};
use crate::store::{Place, Store as _};

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

/// What of the registers speaks of a supplier on a day: incidents, findings that are late, scenarios that are out of date.
pub(super) fn speaking(standing: &[Log<'_>], review: &Review, today: Date) -> Registers {
    let found = Findings::of(standing);
    let since = |day: Date| day.until(today).map_or(0, |span| i64::from(span.get_days()));
    let day = |text: &str| text.parse::<Date>().ok();
    let incidents = found.incidents.iter().map(|one| Reported {
        category: one.act.category.clone(),
        on: one.act.on.clone(),
        days: day(&one.act.on).map_or(0, since),
        entry: one.entry.to_string(),
    });
    let late = found.findings.iter().filter_map(|one| Some((one, one.due().filter(|due| *due < today)?)));
    let overdue = late.map(|(one, due)| Late {
        severity: one.on.act.severity.clone(),
        due: due.to_string(),
        days: since(due),
        entry: one.on.entry.to_string(),
    });
    let scenarios = review.risks.iter().filter(|risk| risk.out_of_date).map(|risk| OldScenario {
        flag: risk.act.flag.clone(),
        cause: None,
        review_by: risk.act.review_by.clone(),
        entry: risk.entry.to_string(),
    });
    Registers { incidents: incidents.collect(), overdue: overdue.collect(), scenarios: scenarios.collect() }
}

impl Workspace {
    /// Lays the text of what could bring it about beside a scenario that is out of date, where that text is here.
    pub(super) fn tell_causes(&self, situation: &mut crate::situation::Situation, review: &Review) {
        let place = super::decide::standing(&situation.supplier.id);
        for one in &mut situation.registers.scenarios {
            let risk = review.risks.iter().find(|risk| risk.entry.to_string() == one.entry);
            let text = risk.and_then(|risk| self.store().body(&place, &risk.act.cause).ok().flatten());
            one.cause = text.map(|text| crate::clean::line(&text));
        }
    }
}

/// How many fiscal years back somebody can still say that nothing was reported.
const YEARS_BACK: u16 = 10;

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
            return Err(wrong(told("refusal.day-not-come", [("day", day.to_string().into())])));
        }
        Ok(day.to_string())
    }

    fn own_site(&self, supplier: &str, site: Option<&str>) -> Result<Option<String>, WorkspaceError> {
        let Some(site) = site else { return Ok(None) };
        if let Some(sold) = self.site_sold(supplier, site)? {
            return Err(wrong(sold));
        }
        let profile = self.supplier(supplier)?;
        let known = profile.sites.iter().find(|known| known.id == site || known.name == site);
        let all = || profile.sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>().join(", ");
        known
            .map(|known| Some(known.id.clone()))
            .ok_or_else(|| wrong(told("refusal.no-such-site", [("id", supplier.into()), ("site", site.into()), ("all", all().into())])))
    }

    /// Enters an audit that took place.
    ///
    /// # Errors
    /// When a word or day is wrong, or it cannot be saved.
    pub fn add_audit(&mut self, supplier: &str, act: AuditAct) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        if !KINDS.contains(&act.kind.as_str()) {
            return Err(wrong(told("refusal.no-audit-kind", [("word", (&act.kind).into()), ("all", KINDS.join(", ").into())])));
        }
        let next = act.next.as_deref().map(a_day).transpose()?.map(|day| day.to_string());
        let site = self.own_site(supplier, act.site.as_deref())?;
        let line = |text: &str| crate::clean::line(text);
        if line(&act.auditor).is_empty() {
            return Err(wrong(told("refusal.auditor-empty", [])));
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
            found.ok_or_else(|| {
                wrong(told(
                    "refusal.no-audit",
                    [("entry", entry.to_string().into()), ("id", supplier.into()), ("all", all.join(", ").into())],
                ))
            })
        });
        let audit = audit.transpose()?;
        if !["critical", "high", "medium", "low"].contains(&given.severity.as_str()) {
            return Err(wrong(told("refusal.no-severity", [("word", (&given.severity).into())])));
        }
        if let Some(clause) = &given.clause
            && !self.policy().clauses.iter().any(|known| known.id == *clause)
        {
            return Err(wrong(told("refusal.no-clause", [("clause", clause.into())])));
        }
        let on = self.past_day(given.on.as_deref().or(audit.map(|audit| audit.act.on.as_str())))?;
        let act = FindingAct {
            audit: given.audit.clone(),
            on,
            severity: given.severity.clone(),
            clause: given.clause.clone(),
            site: self.own_site(supplier, given.site.as_deref())?.or_else(|| audit.and_then(|audit| audit.act.site.clone())),
            what: self.text_at(supplier, &given.what, Needed::Finding)?,
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
            found.ok_or_else(|| wrong(told("refusal.no-finding", [("entry", finding.to_string().into()), ("id", supplier.into())])))?;
        if !found.stage.allows(given.step) {
            let key = match found.stage.word() {
                "identified" => "refusal.finding-needs-action",
                "action" | "tracked" => "refusal.finding-needs-result",
                "result" => "refusal.finding-needs-disclosure",
                _ => "refusal.finding-is-over",
            };
            return Err(wrong(told(key, [("entry", finding.to_string().into()), ("id", supplier.into())])));
        }
        if given.step == FindingStep::Action && (given.owner.is_none() || given.due.is_none()) {
            return Err(wrong(told("refusal.action-who-when", [])));
        }
        if let Some(due) = &given.due {
            self.future(due, "--due")?;
        }
        if given.step == FindingStep::Result && given.checked.is_none() {
            return Err(wrong(told("refusal.result-checked", [])));
        }
        let act = FindingStepAct {
            finding: finding.clone(),
            step: given.step,
            note: self.text_at(supplier, &given.note, Needed::Note)?,
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
            what: self.text_at(supplier, what, Needed::Text)?,
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
        let journals = self.journals_of_ours(&statements())?;
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
            return Err(wrong(told("refusal.no-fiscal-year", [("year", year.into()), ("example", fiscal_year(self.today()).into())])));
        }
        let reported: Vec<String> = self
            .incidents_of(year)?
            .into_iter()
            .filter(|(_, one)| one.act.category == category)
            .map(|(id, one)| format!("{id} {}", one.entry))
            .collect();
        if !reported.is_empty() {
            return Err(wrong(told(
                "refusal.reported-in-year",
                [("category", category.into()), ("year", year.into()), ("all", reported.join(", ").into())],
            )));
        }
        let begins = |year: &str| year.trim_start_matches("FY").parse::<u16>().unwrap_or_default();
        let (meant, now) = (begins(year), begins(&fiscal_year(self.today())));
        if meant >= now {
            return Err(wrong(told("refusal.year-not-over", [("year", year.into())])));
        }
        if now.saturating_sub(meant) > YEARS_BACK {
            return Err(wrong(told("refusal.year-too-old", [("year", year.into()), ("years", YEARS_BACK.to_string().into())])));
        }
        let is_ours = self.campaigns.iter().any(|campaign| campaign.label == year);
        if !is_ours && basis.is_none_or(|basis| basis.trim().is_empty()) {
            return Err(wrong(told("refusal.year-not-known", [("year", year.into())])));
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
    Err(wrong(told("refusal.no-category", [("word", category.into()), ("all", CATEGORIES.join(", ").into())])))
}
