//! Everything that stands in the registers, read at once for a list: as far as whoever reads may see it.

use std::collections::BTreeMap;

use super::certificates::not_of_sites;
use super::decide::{as_logs, standing};
use super::evidence::OnFile;
use super::history::Happened;
use super::promises::Owed;
pub use super::rights::Acknowledged;
use super::screening::ScreenedSupplier;
use super::{Workspace, WorkspaceError, fiscal_year};
use crate::journal::{Act, AuditAct, DialogueAct, IncidentAct, Role};
use crate::ratio::Ratio;
use crate::register::certificate::Held;
use crate::register::certificate::coverage::{self, Coverage};
use crate::register::finding::{Finding, Findings, On, Said};
use crate::register::grievance::Grievances;
use crate::register::rights::Rights;
use crate::store::Place;

/// Names against sanctions lists, as far as they were looked up.
#[derive(Clone, Debug, Default)]
pub enum Screening {
    /// Not looked up yet: it takes a while with long lists.
    #[default]
    Unread,
    /// Whoever reads may not see it.
    Withheld,
    /// No list was imported.
    NoList,
    /// Every supplier with its hits of today.
    Read(Vec<ScreenedSupplier>),
}

/// What is read only when somebody looks at it: both take a while.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Names looked up in lists.
    pub names: bool,
    /// Papers, each file compared with its hash, and promises.
    pub papers: bool,
}

/// The registers.
#[derive(Clone, Debug)]
pub struct Registers {
    /// Certificates by supplier.
    pub certificates: Vec<(String, Held)>,
    /// What certificates cover of the sites, where that is not all of them, by supplier.
    pub coverage: BTreeMap<String, Vec<Coverage>>,
    /// Days before expiry from which a certificate is told.
    pub warn: Ratio,
    /// Audits by supplier.
    pub audits: Vec<(String, On<AuditAct>)>,
    /// Findings by supplier.
    pub findings: Vec<(String, Finding)>,
    /// Incidents by supplier.
    pub incidents: Vec<(String, On<IncidentAct>)>,
    /// The fiscal year that is over, and what it says of every category.
    pub statement: (String, Vec<(&'static str, Said)>),
    /// Talks by supplier.
    pub talks: Vec<(String, On<DialogueAct>)>,
    /// Policies by supplier.
    pub acknowledged: Vec<(String, Acknowledged)>,
    /// Grievances; nothing when they are not for whoever reads.
    pub grievances: Option<Grievances>,
    /// Screening.
    pub screening: Screening,
    /// Papers on file and promises; nothing until they are wanted.
    pub papers: Option<(Vec<OnFile>, Vec<Owed>)>,
    /// The entries behind all of it, by where they stand and their names.
    pub entries: BTreeMap<(String, String), Happened>,
}

/// The folder of a register that belongs to no supplier.
fn shelf(kind: &str) -> Place {
    Place::Register { kind: kind.to_owned() }
}

impl Registers {
    /// An entry about a supplier.
    #[must_use]
    pub fn about(&self, supplier: &str, entry: &str) -> Option<&Happened> {
        self.entries.get(&(standing(supplier).to_string(), entry.to_owned()))
    }

    /// What certificates of a supplier cover of its sites, where that is not all of them.
    #[must_use]
    pub fn coverage_of(&self, supplier: &str) -> &[Coverage] {
        self.coverage.get(supplier).map(Vec::as_slice).unwrap_or_default()
    }

    /// An entry of a register that belongs to no supplier: `grievances`, `screening`, `statements`.
    #[must_use]
    pub fn within(&self, register: &str, entry: &str) -> Option<&Happened> {
        self.entries.get(&(shelf(register).to_string(), entry.to_owned()))
    }
}

impl Workspace {
    /// Reads the registers, and of what takes a while only what is wanted.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn registers(&mut self, wanted: Wanted) -> Result<Registers, WorkspaceError> {
        let over = self.today().checked_sub(jiff::Span::new().years(1)).map_or_else(|_| self.campaign_label(), fiscal_year);
        let mut all = Registers {
            certificates: Vec::new(),
            coverage: BTreeMap::new(),
            warn: self.certificate_warning(),
            audits: Vec::new(),
            findings: Vec::new(),
            incidents: Vec::new(),
            statement: (over.clone(), self.year_statement(&over)?),
            talks: Vec::new(),
            acknowledged: Vec::new(),
            grievances: if self.own_roles().contains(&Role::GrievanceOfficer) { Some(self.grievances()?) } else { None },
            screening: self.looked_up(wanted.names)?,
            papers: if wanted.papers { Some(self.papers_and_promises()?) } else { None },
            entries: BTreeMap::new(),
        };
        for id in self.supplier_ids()? {
            let profile = self.supplier(&id)?;
            let journals = self.journals(&standing(&id))?;
            let certificates = self.certificates_of(&profile, &journals);
            all.coverage.insert(id.clone(), coverage::of(&profile, &certificates, self.today(), not_of_sites(self.policy())));
            all.certificates.extend(certificates.into_iter().map(|held| (id.clone(), held)));
            let logs = as_logs(&journals);
            let found = Findings::of(&logs);
            all.audits.extend(found.audits.into_iter().map(|one| (id.clone(), one)));
            all.findings.extend(found.findings.into_iter().map(|one| (id.clone(), one)));
            all.incidents.extend(found.incidents.into_iter().map(|one| (id.clone(), one)));
            let mut rights = Rights::of(&logs);
            all.talks.extend(std::mem::take(&mut rights.talks).into_iter().map(|one| (id.clone(), one)));
            all.acknowledged.extend(self.held_against_editions(rights).into_iter().map(|one| (id.clone(), one)));
            self.remember_entries(&standing(&id), &mut all.entries)?;
        }
        let mut shelves = vec!["statements"];
        shelves.extend(all.grievances.as_ref().map(|_| "grievances"));
        shelves.extend(matches!(all.screening, Screening::Read(_)).then_some("screening"));
        for kind in shelves {
            self.remember_entries(&shelf(kind), &mut all.entries)?;
        }
        Ok(all)
    }

    fn papers_and_promises(&self) -> Result<(Vec<OnFile>, Vec<Owed>), WorkspaceError> {
        let (mut papers, mut promises) = (Vec::new(), Vec::new());
        for id in self.supplier_ids()? {
            papers.extend(self.papers(&id)?);
            promises.extend(self.promises(&id)?);
        }
        Ok((papers, promises))
    }

    fn looked_up(&mut self, look_up: bool) -> Result<Screening, WorkspaceError> {
        if !self.sees_restricted() {
            return Ok(Screening::Withheld);
        }
        if self.lists()?.parties_on(self.today()).is_empty() {
            return Ok(Screening::NoList);
        }
        Ok(if look_up { Screening::Read(self.screen(&[], false)?) } else { Screening::Unread })
    }

    fn remember_entries(&self, place: &Place, into: &mut BTreeMap<(String, String), Happened>) -> Result<(), WorkspaceError> {
        let mut all = Vec::new();
        self.happened_at(place, &|act| matches!(act, Act::Register(_)), &mut all)?;
        into.extend(all.into_iter().map(|one| ((place.to_string(), one.entry.to_string()), one)));
        Ok(())
    }
}
