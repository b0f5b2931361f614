//! The one door to a workspace: opens it, loads definitions, folds and judges, and writes entries.
//!
//! Commands and screens talk to this and to nothing below it that touches a disk. It holds no truth of its own:
//! everything it returns is computed from the files, and dropping it loses nothing.

pub mod act;
pub mod adoption;
pub mod against;
pub mod alarm;
pub mod authoring;
pub mod bundle;
pub mod cadence;
pub mod campaigns;
pub mod carried;
pub mod certificates;
pub mod clock;
pub mod companies;
pub mod compared;
pub mod copies;
pub mod correct;
pub mod decide;
mod decided;
pub mod declarations;
pub mod definitions;
pub mod demo;
pub mod doctor;
pub mod dossier;
pub mod duties;
pub mod editions;
pub mod evidence;
pub mod findings;
pub mod grievances;
pub mod hand_over;
pub mod history;
pub mod inbox;
pub mod inherited;
pub mod keys;
pub mod lists;
pub mod metals;
pub mod minerals;
mod needed;
pub mod on_record;
pub mod past;
pub mod people;
pub mod policies;
pub mod profile;
pub mod promises;
pub mod queue;
pub mod reader;
pub mod recorded;
mod refused;
pub mod registers;
pub mod retention;
mod review;
pub mod rights;
pub mod rulebook;
pub mod screening;
pub mod seal;
pub mod settings;
pub mod settled;
pub mod smelters;
pub mod sold;
pub mod succession;
pub mod take_back;
pub mod unsigned;
pub mod veil;
pub mod verify;
pub mod why;
pub mod withheld;

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::journal::{Act, CampaignAct, Entry, Moment, WriterId};
use crate::people::People;
use crate::policy::Policy;
use crate::questionnaire::{Question, Questionnaire};
use crate::reference::country::Countries;
use crate::sentence::{Sentence, told};
use crate::store::{FolderStore, Place, PlaceLogs, Store, StoreError, logs_of};
pub use clock::Clock;
pub use dossier::{Dossier, SupplierRow};
pub use settings::Settings;

/// Why a workspace cannot be opened or used.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// There is no workspace at this place.
    #[error("{}", at_folder("refusal.no-workspace", .0))]
    NotAWorkspace(PathBuf),
    /// There is one already.
    #[error("{}", at_folder("refusal.workspace-exists", .0))]
    AlreadyThere(PathBuf),
    /// Definitions are wrong.
    #[error("{0}")]
    Definition(Sentence),
    /// Something was asked for that is not there, or said that cannot be.
    #[error("{0}")]
    Wrong(Sentence),
    /// An entry could not be saved.
    #[error(transparent)]
    NotSaved(#[from] crate::store::NotSaved),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn at_folder(key: &'static str, folder: &Path) -> Sentence {
    told(key, [("path", folder.display().to_string().into())])
}

impl WorkspaceError {
    /// The sentence, for whoever reads it in whichever language.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::NotAWorkspace(folder) => at_folder("refusal.no-workspace", folder),
            Self::AlreadyThere(folder) => at_folder("refusal.workspace-exists", folder),
            Self::Definition(sentence) | Self::Wrong(sentence) => sentence.clone(),
            Self::NotSaved(failure) => failure.sentence(),
            Self::Store(failure) => failure.sentence(),
        }
    }
}

/// A campaign as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Label, `FY2026`; also the assessment's folder name.
    pub label: String,
    /// `csr-saq@2026-04:<sha256>` of each questionnaire.
    pub questionnaires: Vec<String>,
    /// Last day for answers.
    pub due: String,
    /// First day.
    pub started: String,
    /// Suppliers asked; empty: all.
    pub suppliers: Vec<String>,
    /// When it was written.
    pub at: Moment,
    /// The policy edition in force when it began; absent: not written down then.
    pub policy: Option<String>,
    /// It was moved to another edition while it ran.
    pub moved: bool,
    /// The label it goes on from: what stands open there stands on here.
    pub carries: Option<String>,
}

/// An opened workspace.
pub struct Workspace {
    root: PathBuf,
    local: PathBuf,
    store: FolderStore,
    settings: Settings,
    writer: WriterId,
    clock: Clock,
    sets: Vec<Questionnaire>,
    policy: Policy,
    sources: Vec<definitions::Source>,
    past: Option<past::Past>,
    /// Whether restricted checks are seen, where that is settled; else it hangs on who writes.
    seen_through: Option<bool>,
    policies: Vec<Policy>,
    policy_texts: std::collections::BTreeMap<String, String>,
    countries: Countries,
    regimes: std::sync::Arc<crate::reference::regime::Regimes>,
    problems: Vec<Diagnostic>,
    campaigns: Vec<Campaign>,
    campaign: Option<String>,
    judging: std::cell::RefCell<Vec<String>>,
    merging: std::cell::RefCell<Vec<String>>,
    judged_by: std::collections::BTreeMap<String, Policy>,
    company: Option<String>,
    people: People,
    alarms: Vec<alarm::Alarm>,
    shown: std::collections::BTreeMap<String, Vec<crate::journal::Head>>,
    declared: std::cell::RefCell<std::collections::BTreeMap<String, Option<std::rc::Rc<crate::declaration::Declaration>>>>,
    lists: std::cell::OnceCell<crate::reference::list::Lists>,
    manner: crate::reference::list::Manner,
}

impl Workspace {
    /// Opens the workspace at `root` for a person; `local` is the program's own state folder (locks, drafts, device).
    ///
    /// # Errors
    /// When there is no workspace, or its settings or policy cannot be read at all.
    pub fn open(root: &Path, local: &Path, person: &str, clock: Clock) -> Result<Self, WorkspaceError> {
        let mut store = FolderStore::open(root, local)?;
        let Some(text) = store.read_text("oretrail.toml")? else { return Err(WorkspaceError::NotAWorkspace(root.to_owned())) };
        let (settings, mut problems) = settings::read("oretrail.toml", &text);
        store.identify(&settings.workspace);
        if store.texts_are_new() {
            store.remember_texts()?;
        }
        if store.other_id().is_none() {
            store.remember_id()?;
        }
        let writer = store.writer(person)?;
        let sources = definitions::sources(&store)?;
        let loaded = definitions::read(&sources);
        problems.extend(loaded.problems);
        problems.extend(definitions::not_read(&store)?);
        if let Some(text) = store.read_text(metals::AUDITS)? {
            problems.extend(metals::read(metals::AUDITS, &text).1);
        }
        let policy = loaded.policies.first().cloned().ok_or_else(|| WorkspaceError::Definition(told("refusal.no-policy", [])))?;
        let mut workspace = Self {
            root: root.to_owned(),
            local: local.to_owned(),
            store,
            settings,
            writer,
            clock,
            sets: loaded.sets,
            policy,
            sources,
            past: None,
            seen_through: None,
            policies: loaded.policies,
            policy_texts: loaded.policy_texts,
            countries: loaded.countries,
            regimes: loaded.regimes.into(),
            problems,
            campaigns: Vec::new(),
            campaign: None,
            judging: std::cell::RefCell::default(),
            merging: std::cell::RefCell::default(),
            judged_by: std::collections::BTreeMap::new(),
            company: None,
            people: People::default(),
            alarms: Vec::new(),
            shown: std::collections::BTreeMap::new(),
            declared: std::cell::RefCell::default(),
            lists: std::cell::OnceCell::new(),
            manner: crate::reference::list::Manner::default(),
        };
        workspace.meet_people()?;
        workspace.campaigns = workspace.read_campaigns()?;
        workspace.fetch_kept_editions()?;
        workspace.lay_compared()?;
        let changed = workspace.changed_editions()?;
        workspace.problems.extend(changed);
        workspace.settle_policies()?;
        Ok(workspace)
    }

    /// Means another campaign than the current one.
    ///
    /// # Errors
    /// When there is no such campaign.
    pub fn use_campaign(&mut self, label: &str) -> Result<(), WorkspaceError> {
        if !self.campaigns.iter().any(|campaign| campaign.label == label) {
            let all: Vec<&str> = self.campaigns.iter().map(|campaign| campaign.label.as_str()).collect();
            return Err(WorkspaceError::Wrong(told("refusal.no-campaign", [("label", label.into()), ("all", all.join(", ").into())])));
        }
        self.campaign = Some(label.to_owned());
        self.settle_policies()
    }

    /// Means a campaign to be looked at: an earlier one is closed to every entry.
    ///
    /// # Errors
    /// When there is no such campaign.
    pub fn look_at(&mut self, label: &str) -> Result<(), WorkspaceError> {
        self.use_campaign(label)?;
        if self.campaigns.last().is_some_and(|last| last.label != label) {
            self.store.close(told("store.earlier", [("campaign", label.into())]), Vec::new());
        }
        Ok(())
    }

    /// The label of the campaign meant, if a later one was begun since.
    #[must_use]
    pub fn looks_back(&self) -> Option<&str> {
        let last = self.campaigns.last()?;
        self.campaign().map(|campaign| campaign.label.as_str()).filter(|label| *label != last.label)
    }

    /// Finds the policy that judges the campaign meant, and those of the campaigns behind it.
    fn settle_policies(&mut self) -> Result<(), WorkspaceError> {
        self.mark_adopted()?;
        self.policy = self.policy_in_force()?;
        self.judged_by = self.policies_before()?;
        Ok(())
    }

    /// Sets another clock; for planting samples and for tests.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The program's own state folder.
    #[must_use]
    pub fn local(&self) -> &Path {
        &self.local
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Who is writing.
    #[must_use]
    pub fn writer(&self) -> &WriterId {
        &self.writer
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now(&self.settings.time_zone)
    }

    /// Today, in the workspace's time zone.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        self.now().date()
    }

    /// The policy edition that judges.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.judging.borrow().last().and_then(|label| self.judged_by.get(label)).unwrap_or(&self.policy)
    }

    /// The country table.
    #[must_use]
    pub fn countries(&self) -> &Countries {
        &self.countries
    }

    /// What regimes ask for on which risk.
    #[must_use]
    pub fn regimes(&self) -> &std::sync::Arc<crate::reference::regime::Regimes> {
        &self.regimes
    }

    /// Mistakes found in definitions and settings.
    #[must_use]
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The store behind it.
    #[must_use]
    pub fn store(&self) -> &FolderStore {
        &self.store
    }

    /// All campaigns, oldest first.
    #[must_use]
    pub fn campaigns(&self) -> &[Campaign] {
        &self.campaigns
    }

    /// The campaign meant: the one chosen, else the latest.
    #[must_use]
    pub fn campaign(&self) -> Option<&Campaign> {
        match self.meant() {
            Some(label) => self.campaigns.iter().find(|campaign| campaign.label == label),
            None => self.campaigns.last(),
        }
    }

    /// The label of the campaign meant; a workspace without one uses its fiscal year.
    #[must_use]
    pub fn campaign_label(&self) -> String {
        let latest = || self.campaign().map(|campaign| campaign.label.clone());
        self.meant().or_else(latest).unwrap_or_else(|| fiscal_year(self.today()))
    }

    /// The label that is meant by name: the earlier one that is being judged, else the one chosen.
    fn meant(&self) -> Option<String> {
        self.judging.borrow().last().or(self.campaign.as_ref()).cloned()
    }

    /// The campaign before the one meant.
    #[must_use]
    pub fn previous_campaign(&self) -> Option<&Campaign> {
        let current = self.campaign_label();
        let at = self.campaigns.iter().position(|campaign| campaign.label == current)?;
        at.checked_sub(1).map(|before| &self.campaigns[before])
    }

    /// The questionnaires of the campaign meant.
    #[must_use]
    pub fn sets(&self) -> Vec<&Questionnaire> {
        let named = self.campaign().map(|campaign| campaign.questionnaires.clone()).unwrap_or_default();
        let exact = |name: &&String| self.sets.iter().find(|set| set.edition_name() == **name);
        let edition =
            |name: &&String| exact(name).or_else(|| self.sets.iter().find(|set| name.starts_with(&format!("{}@{}:", set.id, set.edition))));
        let newest = |name: &String| self.sets.iter().find(|set| name.split('@').next() == Some(set.id.as_str()));
        let mut sets: Vec<&Questionnaire> = named.iter().filter_map(|name| edition(&name).or_else(|| newest(name))).collect();
        if sets.is_empty() {
            sets.extend(self.sets.iter().find(|set| set.id == "csr-saq"));
        }
        sets
    }

    /// Every questionnaire that could be loaded.
    #[must_use]
    pub fn questionnaires(&self) -> &[Questionnaire] {
        &self.sets
    }

    /// A question by whole id, or by row within the campaign's sets.
    ///
    /// # Errors
    /// A sentence with the nearest id.
    pub fn question(&self, id: &str) -> Result<&Question, WorkspaceError> {
        let sets = self.sets();
        let all = || sets.iter().flat_map(|set| &set.questions);
        if let Some(question) = all().find(|question| question.id.as_str().eq_ignore_ascii_case(id)) {
            return Ok(question);
        }
        let rows: Vec<&Question> = all().filter(|question| question.id.row().eq_ignore_ascii_case(id)).collect();
        match rows.as_slice() {
            [one] => return Ok(one),
            [] => {}
            several => {
                let ids: Vec<&str> = several.iter().map(|question| question.id.as_str()).collect();
                let sentence = told("refusal.several-questions", [("id", id.into()), ("all", ids.join(", ").into())]);
                return Err(WorkspaceError::Wrong(sentence));
            }
        }
        if let Some(elsewhere) = self.out_of_campaign(id) {
            return Err(elsewhere);
        }
        let near = crate::diagnostic::nearest(id, all().map(|question| question.id.as_str()));
        let next = near.map_or_else(|| told("refusal.see-questions", []), |near| told("refusal.did-you-mean", [("near", near.into())]));
        Err(WorkspaceError::Wrong(told("refusal.no-question", [("id", id.into())]).and(next)))
    }

    /// A question that is there, and that this campaign does not ask: why, and what to do about it.
    fn out_of_campaign(&self, id: &str) -> Option<WorkspaceError> {
        let named = |question: &&Question| question.id.as_str().eq_ignore_ascii_case(id) || question.id.row().eq_ignore_ascii_case(id);
        let question = self.sets.iter().flat_map(|set| &set.questions).find(named)?;
        let asks: Vec<&str> = self.sets().iter().map(|set| set.id.as_str()).collect();
        let (label, asks) = (self.campaign_label(), asks.join(", "));
        let words = [("id", question.id.as_str().into()), ("label", label.into()), ("all", asks.into()), ("set", question.id.set().into())];
        Some(WorkspaceError::Wrong(told("refusal.not-in-campaign", words)))
    }

    /// Where the assessment of a supplier lies.
    #[must_use]
    pub fn place(&self, supplier: &str) -> Place {
        Place::Assessment { supplier: supplier.to_owned(), assessment: self.campaign_label() }
    }

    /// All supplier ids.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn supplier_ids(&self) -> Result<Vec<String>, WorkspaceError> {
        Ok(self.store.suppliers()?)
    }

    /// Refuses an id that is not there.
    ///
    /// # Errors
    /// A sentence with the nearest id.
    pub fn must_know(&self, supplier: &str) -> Result<(), WorkspaceError> {
        let ids = self.supplier_ids()?;
        if ids.iter().any(|id| id == supplier) {
            return Ok(());
        }
        let next = crate::diagnostic::nearest(supplier, ids.iter().map(String::as_str))
            .map_or_else(|| told("refusal.see-suppliers", []), |near| told("refusal.did-you-mean", [("near", near.into())]));
        Err(WorkspaceError::Wrong(told("refusal.no-supplier", [("id", supplier.into())]).and(next)))
    }

    fn read_campaigns(&self) -> Result<Vec<Campaign>, WorkspaceError> {
        let mut all: Vec<Campaign> = Vec::new();
        for (_, entries) in self.journals_of_ours(&Place::Register { kind: "campaigns".to_owned() })? {
            for entry in entries {
                if let Act::Campaign(act) = entry.act {
                    let before = all.iter().position(|known| known.label == act.label).map(|at| all.remove(at));
                    let mut campaign = campaign_of(act, entry.at);
                    // The later entry stands, whatever the order of the writers' logs.
                    if let Some(mut before) = before {
                        if before.at.timestamp() > campaign.at.timestamp() {
                            std::mem::swap(&mut before, &mut campaign);
                        }
                        campaign.moved |= before.moved || before.questionnaires != campaign.questionnaires;
                        campaign.carries = campaign.carries.or(before.carries);
                    }
                    all.push(campaign);
                }
            }
        }
        all.sort_by(|a, b| a.started.cmp(&b.started).then_with(|| a.label.cmp(&b.label)));
        Ok(all)
    }

    /// Every journal of a place with its whole entries.
    pub(crate) fn journals(&self, place: &Place) -> Result<Vec<(WriterId, Vec<Entry>)>, WorkspaceError> {
        Ok(self.logs_at(place)?.logs)
    }

    /// The same of persons who were given a role here: what a stranger entered into a register decides nothing.
    pub(crate) fn journals_of_ours(&self, place: &Place) -> Result<Vec<(WriterId, Vec<Entry>)>, WorkspaceError> {
        let mut all = self.journals(place)?;
        all.retain(|(writer, _)| self.people.knows(writer.person()));
        Ok(all)
    }

    /// The logs of a place; a workspace as it was ends them where it ended.
    fn logs_at(&self, place: &Place) -> Result<PlaceLogs, StoreError> {
        let mut found = logs_of(&self.store, place)?;
        if let Some(past) = &self.past {
            past.cut(place, &mut found.logs);
        }
        Ok(found)
    }

    /// Remembers heads outside the workspace, unless this is the workspace as it was.
    fn remember_heads(&self, place: &Place, logs: &[(WriterId, Vec<Entry>)]) -> Result<(), StoreError> {
        if self.past.is_some() { Ok(()) } else { self.store.remember_heads(place, logs, false) }
    }
}

fn campaign_of(act: CampaignAct, at: Moment) -> Campaign {
    Campaign {
        label: act.label,
        questionnaires: act.questionnaires,
        due: act.due,
        started: act.started,
        suppliers: act.suppliers,
        policy: act.policy,
        carries: act.carries,
        at,
        moved: false,
    }
}

/// `FY2026` for April 2026 to March 2027.
#[must_use]
pub fn fiscal_year(day: jiff::civil::Date) -> String {
    let year = if day.month() >= 4 { day.year() } else { day.year() - 1 };
    format!("FY{year}")
}
