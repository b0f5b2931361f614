//! What the screens show of the whole workspace: plain data, judged outside.

use super::draft::form::Draft;
use crate::journal::Role;
use crate::policy::Policy;
use crate::store::Place;
use crate::workspace::queue;
use crate::workspace::{SupplierRow, Workspace, WorkspaceError};

/// The workspace as the screens see it.
#[derive(Clone, Debug)]
pub struct Model {
    /// Company.
    pub company: String,
    /// How many companies of the group buy; one: there is nothing to choose.
    pub companies: usize,
    /// Campaign label.
    pub campaign: String,
    /// A later campaign was begun since: this one is only looked at.
    pub earlier: bool,
    /// Its last day, if there is a campaign.
    pub due: Option<String>,
    /// Who is writing.
    pub person: String,
    /// Whether this person does compliance work and sees restricted checks; else a buyer.
    pub sees_restricted: bool,
    /// Today.
    pub today: jiff::civil::Date,
    /// The policy.
    pub policy: Policy,
    /// The file it stands in, below the workspace.
    pub policy_file: String,
    /// Suppliers by id.
    pub rows: Vec<SupplierRow>,
    /// Suppliers in whose place another stands: to be read; only what was promised or begun is still open.
    pub former: Vec<SupplierRow>,
    /// The country table.
    pub countries: crate::reference::country::Countries,
    /// Definition mistakes; they are counted at the top of the home screen.
    pub problems: usize,
    /// Places where the record is damaged; they stand above everything else on the home screen.
    pub damage: usize,
    /// Suppliers about whom a line was being typed when the program ended.
    pub unfinished: Vec<String>,
    /// Forms that were half filled in when the program ended, the oldest first.
    pub forms: Vec<Draft>,
    /// Workbooks that wait in the inbox, by verdict.
    pub inbox: std::collections::BTreeMap<String, usize>,
    /// Days before the end of a certificate from which it is told: the policy's.
    pub warn: crate::ratio::Ratio,
    /// The metals the company answers for.
    pub metals: Vec<crate::workspace::metals::MetalRow>,
    /// The label and coverage of the campaign before: submitted, asked.
    pub last: Option<(String, usize, usize)>,
    /// What is asked, and under which topic.
    pub topics: queue::Topics,
    /// Roles of whoever is writing.
    pub roles: std::collections::BTreeSet<Role>,
    /// Persons with a role here who are not only looking on.
    pub persons: Vec<String>,
    /// Persons who can be in charge of suppliers.
    pub buyers: Vec<String>,
    /// Questionnaires that are here, by id.
    pub sets: Vec<String>,
    /// Those the campaign asks.
    pub asked: Vec<String>,
    /// Flags that stood in the queue at the last visit; absent: there was none.
    pub seen: Option<std::collections::BTreeSet<String>>,
}

impl Model {
    /// Reads and judges the workspace.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(workspace: &Workspace) -> Result<Self, WorkspaceError> {
        let campaign = workspace.campaign();
        let (former, rows): (Vec<SupplierRow>, Vec<SupplierRow>) =
            workspace.suppliers()?.into_iter().filter(|row| row.bought).partition(|row| row.ended);
        let registers = workspace.damage(&Place::Register { kind: "campaigns".to_owned() })?;
        Ok(Self {
            damage: registers.len() + rows.iter().chain(&former).map(|row| row.damage).sum::<usize>(),
            company: workspace.company_name(workspace.company()).to_owned(),
            companies: workspace.companies().len(),
            campaign: workspace.campaign_label(),
            earlier: workspace.looks_back().is_some(),
            due: campaign.map(|campaign| campaign.due.clone()),
            person: workspace.writer().person().to_owned(),
            sees_restricted: workspace.sees_restricted(),
            today: workspace.today(),
            policy: workspace.policy().clone(),
            policy_file: workspace.policy_path(workspace.policy()),
            rows,
            former,
            countries: workspace.countries().clone(),
            problems: workspace.problems().len(),
            unfinished: unfinished(workspace)?,
            forms: super::effect::forms::kept(workspace),
            inbox: super::screen::inbox::tally(&workspace.open_inbox()?),
            warn: workspace.certificate_warning(),
            metals: workspace.metals()?,
            last: last_campaign(workspace)?,
            topics: workspace.topics(),
            roles: workspace.own_roles(),
            persons: workspace.people().persons.keys().filter(|person| acts(workspace, person)).cloned().collect(),
            buyers: workspace.people().persons.keys().filter(|person| buys(workspace, person)).cloned().collect(),
            sets: sets(workspace),
            asked: workspace.sets().iter().map(|set| set.id.clone()).collect(),
            seen: workspace.queue_seen(),
        })
    }

    /// A supplier's row.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&SupplierRow> {
        self.rows.iter().chain(&self.former).find(|row| row.supplier.id == id)
    }

    /// Suppliers with flags that speak against them or a promised paper overdue, most pressing first: an open gate, the
    /// nearest deadline, attention, spend, what moved since the last decision. Those put off until later are left out; those
    /// a decision in force covers stand at the end.
    #[must_use]
    pub fn queue(&self) -> Vec<&SupplierRow> {
        queue::order(&self.rows, &self.policy)
    }

    /// Suppliers out of the queue until a date.
    #[must_use]
    pub fn snoozed(&self) -> usize {
        self.rows.iter().filter(|row| queue::is_put_off(row)).count()
    }

    /// Whether a flag of the supplier was not there at the last visit.
    #[must_use]
    pub fn is_new(&self, row: &SupplierRow) -> bool {
        queue::is_new(row, self.seen.as_ref())
    }

    /// Suppliers whose interview is begun and not finished.
    #[must_use]
    pub fn open_interviews(&self) -> Vec<&SupplierRow> {
        let mut open: Vec<&SupplierRow> = self.rows.iter().filter(|row| row.is_begun() && !row.submitted).collect();
        open.sort_by_key(|row| std::cmp::Reverse(row.last_activity));
        open
    }

    /// Open promises by due date: supplier, question, due date.
    #[must_use]
    pub fn promises(&self) -> Vec<(&SupplierRow, &str, &str)> {
        let mut all: Vec<(&SupplierRow, &str, &str)> = self
            .rows
            .iter()
            .chain(&self.former)
            .flat_map(|row| row.promises.iter().map(move |(question, due)| (row, question.as_str(), due.as_str())))
            .collect();
        all.sort_by(|a, b| a.2.cmp(b.2));
        all
    }
}

/// The campaign before: its label, how many suppliers were submitted in it, how many were asked.
fn last_campaign(workspace: &Workspace) -> Result<Option<(String, usize, usize)>, WorkspaceError> {
    let Some(before) = workspace.previous_campaign() else { return Ok(None) };
    let mut submitted = 0;
    for id in workspace.supplier_ids()? {
        submitted += usize::from(workspace.was_submitted(&id, &before.label)?);
    }
    let asked = if before.suppliers.is_empty() { workspace.supplier_ids()?.len() } else { before.suppliers.len() };
    Ok(Some((before.label.clone(), submitted, asked)))
}

/// Questionnaires that are here, each once.
fn sets(workspace: &Workspace) -> Vec<String> {
    let all: std::collections::BTreeSet<String> = workspace.questionnaires().iter().map(|set| set.id.clone()).collect();
    all.into_iter().collect()
}

/// Suppliers about whom a line was being typed.
fn unfinished(workspace: &Workspace) -> Result<Vec<String>, WorkspaceError> {
    let typed = |id: &String| workspace.store().draft(&workspace.place(id), workspace.writer()).is_some();
    Ok(workspace.supplier_ids()?.into_iter().filter(typed).collect())
}

fn buys(workspace: &Workspace, person: &str) -> bool {
    workspace.people().roles(person, &workspace.now()).contains(&Role::Buyer)
}

fn acts(workspace: &Workspace, person: &str) -> bool {
    let roles = workspace.people().roles(person, &workspace.now());
    roles.iter().any(|role| matches!(role, Role::Reviewer | Role::Administrator | Role::Buyer))
}
