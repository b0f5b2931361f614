//! One supplier, folded and judged: what screens and commands show.

mod backing;
mod burden;

use std::collections::BTreeMap;

use super::decide::{ReviewLogs, as_logs};
use super::recorded::{Profile, Text};
use backing::backing;
pub use burden::Burden;

use super::{Campaign, Workspace, WorkspaceError};
use crate::answers::{Answers, Given, Log, Standing, fold};
use crate::assess::{Assessment, Case, inherent::inherent, judge};
use crate::interview::Plan;
use crate::interview::equivalent::plan_with_equivalents;
use crate::journal::{BodyRef, Entry, Head, Moment, Party, Reply, SourceLevel, WriterId};
use crate::policy::Policy;
use crate::questionnaire::{Contradiction, QuestionId, Questionnaire};
use crate::register::certificate::Held;
use crate::register::living::Living;
use crate::review::{self, Insufficient, Review, basis::Today};
use crate::rules::Flag;
use crate::situation::{Answered, Backing, Checked, FOUND_UNTRUE, REASON_ACCEPTED, Situation, State};
use crate::store::{Finding, Place, Store, logs_of};
use crate::supplier::{Fact, Supplier};

/// What the supplier answered last campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// Campaign label.
    pub campaign: String,
    /// State then.
    pub state: State,
    /// Value then.
    pub value: Vec<String>,
    /// Source then.
    pub source: Option<SourceLevel>,
    /// When.
    pub at: Moment,
    /// The entry, with its place, for re-confirming.
    pub entry: String,
}

/// One supplier in one campaign.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The profile.
    pub supplier: Supplier,
    /// How the profile's text stands to what is recorded.
    pub text: Text,
    /// Keys of the profile that two people changed without having seen each other.
    pub disputed: Vec<String>,
    /// Campaign label.
    pub campaign: String,
    /// What stands, with all history.
    pub answers: Answers,
    /// Texts of the bodies that are here.
    pub bodies: BTreeMap<String, String>,
    /// What is judged.
    pub situation: Situation,
    /// Which rows are asked.
    pub plan: Plan,
    /// The judgement.
    pub assessment: Assessment,
    /// Flags.
    pub flags: Vec<Flag>,
    /// Answers of the campaign before.
    pub previous: BTreeMap<QuestionId, Previous>,
    /// Heads of every log, as this reading saw them.
    pub heads: Vec<Head>,
    /// The questionnaires.
    pub sets: Vec<Questionnaire>,
    /// What was decided, and whether it counts.
    pub review: Review,
    /// Questions that only the compliance officer sees.
    pub restricted: std::collections::BTreeSet<String>,
    /// Certificates with what every source says of them.
    pub certificates: Vec<Held>,
    /// Where the record of this assessment is damaged: what stands there could not be counted.
    pub damage: Vec<Finding>,
    /// Why whoever looks cannot decide here; absent: nothing stands in the way.
    pub barred: Option<Insufficient>,
    /// What became of the supplier: handed over, succeeded, succeeding.
    pub living: Living,
}

impl Dossier {
    /// Answers to different questions that do not fit each other.
    #[must_use]
    pub fn contradictions(&self) -> Vec<&Contradiction> {
        crate::interview::contradiction::contradictions(&self.situation, &self.sets)
    }

    /// Answers that corrected a submitted one and name who asked, in the order of the clocks.
    #[must_use]
    pub fn corrections(&self) -> Vec<&Given> {
        let all = self.answers.history.values().flatten();
        let mut found: Vec<&Given> = all.filter(|given| given.answer.asked.is_some() && given.answer.correction.is_some()).collect();
        found.sort_by(|a, b| a.at.timestamp().cmp(&b.at.timestamp()).then_with(|| a.entry.cmp(&b.entry)));
        found
    }

    /// The text behind a body reference; says so when it is not here.
    #[must_use]
    pub fn body(&self, body: &BodyRef) -> Option<&str> {
        self.bodies.get(body.as_str()).map(String::as_str)
    }

    /// What a read-back is made from.
    #[must_use]
    pub fn spoken<'a>(&'a self, company: &'a str) -> crate::report::Told<'a> {
        crate::report::Told {
            company,
            campaign: &self.campaign,
            supplier: &self.supplier,
            sets: &self.sets,
            answers: &self.answers,
            situation: &self.situation,
            plan: &self.plan,
            bodies: &self.bodies,
        }
    }
}

/// One line of the suppliers table.
#[derive(Clone, Debug)]
pub struct SupplierRow {
    /// The profile.
    pub supplier: Supplier,
    /// How the profile's text stands to what is recorded.
    pub text: Text,
    /// The judgement.
    pub assessment: Assessment,
    /// Flags.
    pub flags: Vec<Flag>,
    /// Rows answered and asked.
    pub progress: (usize, usize),
    /// Whether it was submitted and not reopened.
    pub submitted: bool,
    /// Whether offline answers contradict each other.
    pub conflicts: usize,
    /// Open promises of whichever campaign, by due date: question, due date.
    pub promises: Vec<(String, String)>,
    /// Questions of promises whose day has gone by.
    pub overdue: Vec<String>,
    /// Last entry.
    pub last_activity: Option<Moment>,
    /// Asked in this campaign.
    pub in_campaign: bool,
    /// Spend class of the company meant.
    pub spend: String,
    /// The company meant buys there.
    pub bought: bool,
    /// Another stands in its place.
    pub ended: bool,
    /// What was decided, and whether it counts.
    pub review: Review,
    /// Places where the record is damaged.
    pub damage: usize,
    /// Why whoever looks cannot decide here; absent: nothing stands in the way.
    pub barred: Option<Insufficient>,
    /// What became of the supplier: handed over, succeeded, succeeding.
    pub living: Living,
}

impl SupplierRow {
    /// Whether somebody has spoken to the supplier in this campaign: what certificates answer begins no interview.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.last_activity.is_some() && self.progress.0 > 0
    }
}

/// What the logs of a place say together.
pub(super) struct Folded {
    pub(super) answers: Answers,
    pub(super) heads: Vec<Head>,
    pub(super) logs: Vec<(WriterId, Vec<Entry>)>,
    damage: Vec<Finding>,
}

impl Workspace {
    /// The profile of a supplier that is in force: what is recorded, whatever its text says meanwhile.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn supplier(&self, id: &str) -> Result<Supplier, WorkspaceError> {
        Ok(self.profile(id)?.supplier)
    }

    /// The profile as text, as it is or as it was.
    pub(super) fn profile_text(&self, id: &str) -> Result<String, WorkspaceError> {
        if let Some(text) = self.past.as_ref().and_then(|past| past.profile(id)) {
            return Ok(text.to_owned());
        }
        Ok(self.store().read_text(&format!("suppliers/{id}/supplier.toml"))?.unwrap_or_default())
    }

    /// One supplier in the campaign meant.
    ///
    /// # Errors
    /// When it is not there or its journals cannot be read.
    pub fn dossier(&self, id: &str) -> Result<Dossier, WorkspaceError> {
        let mut dossier = self.judged(id)?;
        if !self.sees_restricted() {
            super::veil::draw(&mut dossier);
        }
        Ok(dossier)
    }

    /// The same with nothing hidden: what is sealed does not hang on who seals it. Never shown as it is.
    pub(super) fn judged(&self, id: &str) -> Result<Dossier, WorkspaceError> {
        let Profile { mut supplier, text, disputed } = self.profile(id)?;
        let campaign = self.campaign_label();
        let place = self.place(id);
        let (mut own, standing) = (self.fold(&place)?, self.fold(&Place::Standing { supplier: id.to_owned() })?);
        let mut answers = std::mem::take(&mut own.answers);
        let papers = super::evidence::lay_beside(&mut answers, &supplier, &campaign, &own, &standing);
        let Folded { heads, mut damage, logs, .. } = own;
        damage.extend(standing.damage);
        let mut bodies = self.bodies(&place, &answers)?;
        let previous = match self.previous_campaign() {
            Some(before) => self.previous(id, before)?,
            None => BTreeMap::new(),
        };
        let sets: Vec<Questionnaire> = self.sets().into_iter().cloned().collect();
        let tier = self.lists()?.tier(self.countries(), &supplier.country, &supplier.region, self.today()).map(str::to_owned);
        let certificates = self.certificates_of(&supplier, &standing.logs);
        supplier.certificates = certificates.iter().map(Held::as_certificate).collect();
        let mut situation = situation(supplier.clone(), tier, &answers, &bodies, self.today());
        if self.campaign().is_some_and(|campaign| campaign.moved) {
            super::editions::leave_out_what_does_not_fit(&mut situation, &sets);
        }
        situation.tiers = self.countries().tiers();
        situation.regimes = self.regimes().clone();
        situation.minerals = self.minerals(&supplier, &standing.answers)?;
        situation.screening = self.screened(&supplier)?;
        super::evidence::reopen(&mut situation, &answers, &papers, self.today());
        super::certificates::lay_beside(&mut situation, &answers, &certificates, self.today());
        let logs = ReviewLogs { standing: standing.logs, assessment: logs };
        let mut review = self.on_ground(&logs, review::fold);
        situation.waivers = review.waivers_in_force();
        let short = short_set(&situation, self.policy());
        let parked = |question: &QuestionId| answers.parked.contains(question.as_str());
        let plan = plan_with_equivalents(&mut situation, &sets, self.policy(), short, &parked);
        let (assessment, flags) = judge(&Case { situation: &situation, sets: &sets, plan: &plan, policy: self.policy() });
        let restricted = sets
            .iter()
            .flat_map(|set| &set.questions)
            .filter(|question| question.restricted)
            .map(|question| question.id.to_string())
            .collect();
        let today = Today {
            assessment: &assessment,
            flags: &flags,
            conflicts: &situation.conflicts,
            restricted: &restricted,
            policy: self.policy(),
        };
        self.on_ground(&logs, |ground| review.weigh(ground, &today));
        let living = Living::of(&as_logs(&logs.standing), &as_logs(&logs.assessment));
        let barred = self.on_ground(&logs, |ground| crate::review::may_decide(ground, self.writer().person()).err());
        self.review_texts(id, &review, &mut bodies)?;
        Ok(Dossier {
            supplier,
            text,
            disputed,
            campaign,
            answers,
            bodies,
            situation,
            plan,
            assessment,
            flags,
            previous,
            heads,
            sets,
            review,
            restricted,
            certificates,
            damage,
            barred,
            living,
        })
    }

    /// Every supplier, judged, by id.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn suppliers(&self) -> Result<Vec<SupplierRow>, WorkspaceError> {
        let mut rows = Vec::new();
        let asked = self.campaign().map(|campaign| campaign.suppliers.clone()).unwrap_or_default();
        for id in self.supplier_ids()? {
            let dossier = self.dossier(&id)?;
            let ended = dossier.living.ended(self.today()).is_some();
            let promises = self.open_promises(&dossier)?;
            let today = self.today().to_string();
            let overdue = promises.iter().filter(|(_, due)| *due < today).map(|(question, _)| question.clone()).collect();
            rows.push(SupplierRow {
                progress: dossier.plan.progress(),
                submitted: dossier.answers.submitted.as_ref().is_some_and(|submitted| !submitted.reopened),
                conflicts: dossier.situation.conflicts.len(),
                promises,
                overdue,
                last_activity: dossier.answers.last_activity,
                damage: dossier.damage.len(),
                barred: dossier.barred,
                review: dossier.review,
                in_campaign: (asked.is_empty() || asked.contains(&id)) && !ended,
                ended,
                living: dossier.living,
                spend: dossier.supplier.spend_of(self.company()).to_owned(),
                bought: self.buys_from(&dossier.supplier),
                supplier: dossier.supplier,
                text: dossier.text,
                assessment: dossier.assessment,
                flags: dossier.flags,
            });
        }
        Ok(rows)
    }

    /// Whether a supplier's interview of a campaign was submitted and not reopened.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn was_submitted(&self, id: &str, campaign: &str) -> Result<bool, WorkspaceError> {
        let place = Place::Assessment { supplier: id.to_owned(), assessment: campaign.to_owned() };
        Ok(self.fold(&place)?.answers.submitted.is_some_and(|submitted| !submitted.reopened))
    }

    /// Where the record of a place is damaged.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn damage(&self, place: &Place) -> Result<Vec<Finding>, WorkspaceError> {
        Ok(logs_of(self.store(), place)?.damage().cloned().collect())
    }

    pub(super) fn fold(&self, place: &Place) -> Result<Folded, WorkspaceError> {
        let found = self.logs_at(place)?;
        self.remember_heads(place, &found.logs)?;
        let damage = found.damage().cloned().collect();
        let logs: Vec<Log<'_>> = found.logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        let heads = found.logs.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        let answers = fold(&logs);
        Ok(Folded { answers, heads, damage, logs: found.logs })
    }

    fn bodies(&self, place: &Place, answers: &Answers) -> Result<BTreeMap<String, String>, WorkspaceError> {
        let mut bodies = BTreeMap::new();
        for body in answers.bodies() {
            if let Some(text) = self.store().body(place, &body)? {
                bodies.insert(body.as_str().to_owned(), crate::clean::text(&text));
            }
        }
        Ok(bodies)
    }

    /// Lays the texts of a review beside those of the answers.
    fn review_texts(&self, id: &str, review: &Review, bodies: &mut BTreeMap<String, String>) -> Result<(), WorkspaceError> {
        let place = Place::Standing { supplier: id.to_owned() };
        for body in review.bodies() {
            if let Some(text) = self.store().body(&place, &body)? {
                bodies.insert(body.as_str().to_owned(), crate::clean::text(&text));
            }
        }
        Ok(())
    }

    fn previous(&self, id: &str, before: &Campaign) -> Result<BTreeMap<QuestionId, Previous>, WorkspaceError> {
        let place = Place::Assessment { supplier: id.to_owned(), assessment: before.label.clone() };
        let Folded { answers, .. } = self.fold(&place)?;
        let bodies = self.bodies(&place, &answers)?;
        let mut previous = BTreeMap::new();
        for (key, standing) in &answers.current {
            let Standing::One(given) = standing else { continue };
            if key.party != Party::Supplier || key.about.is_some() {
                continue;
            }
            if let Some(answered) = answered(given, &bodies, Backing::None) {
                let entry = format!("{}/{}", before.label, given.entry);
                let last = Previous {
                    campaign: before.label.clone(),
                    state: answered.state,
                    value: answered.value,
                    source: given.answer.source,
                    at: given.at,
                    entry,
                };
                previous.insert(QuestionId::from_text(&key.question), last);
            }
        }
        Ok(previous)
    }
}

/// The short set: below the policy's headcount, or routine inherent risk with every part of it known.
fn short_set(situation: &Situation, policy: &Policy) -> bool {
    let headcount = match situation.supplier.fact("headcount") {
        Some(Fact::Number(number)) => Some(number),
        Some(Fact::Flag(_) | Fact::Word(_) | Fact::Words(_)) | None => None,
    };
    let small = matches!((headcount, policy.short_below_headcount), (Some(count), Some(limit)) if count < limit);
    let inherent = inherent(situation, policy);
    let routine = headcount.is_some() && !inherent.has_unknown() && policy.short_inherent_band.as_deref() == Some(inherent.band.as_str());
    small || routine
}

fn situation(
    supplier: Supplier,
    tier: Option<String>,
    answers: &Answers,
    bodies: &BTreeMap<String, String>,
    today: jiff::civil::Date,
) -> Situation {
    let mut situation = Situation { supplier, tier, ..Situation::default() };
    for (key, standing) in &answers.current {
        if key.party != Party::Supplier {
            continue;
        }
        let question = QuestionId::from_text(&key.question);
        let given: Vec<&Given> = match standing {
            Standing::One(given) => vec![given],
            Standing::Conflict(all) => {
                situation.conflicts.push(question.clone());
                all.iter().collect()
            }
        };
        for one in given {
            let backing = backing(one, answers, &situation.supplier, today);
            if let Some(mut answered) = answered(one, bodies, backing) {
                answered.reason_accepted = answers.findings.get(&one.entry).is_some_and(|check| check.outcome == REASON_ACCEPTED);
                situation.answers.entry(question.clone()).or_default().push(answered);
            }
        }
    }
    let made = answers.checks.iter().filter(|(_, check)| ![REASON_ACCEPTED, FOUND_UNTRUE].contains(&check.outcome.as_str()));
    let found = answers.current.iter().filter_map(|(key, standing)| match standing {
        Standing::One(given) => answers.findings.get(&given.entry).map(|check| (&key.question, check)),
        Standing::Conflict(_) => None,
    });
    for (question, check) in made.chain(found.filter(|(_, check)| check.outcome == FOUND_UNTRUE)) {
        let checked = Checked { outcome: check.outcome.clone(), entry: check.entry.to_string() };
        situation.checks.insert(QuestionId::from_text(question), checked);
    }
    situation
}

fn answered(given: &Given, bodies: &BTreeMap<String, String>, backing: Backing) -> Option<Answered> {
    let (state, value, reason_given) = match &given.answer.reply {
        Reply::Value(value) => (State::Answered, resolved(value, bodies), false),
        Reply::DontKnow => (State::DontKnow, Vec::new(), false),
        Reply::Declined => (State::Declined, Vec::new(), false),
        Reply::NotApplicable { reason } => (State::NotApplicable, Vec::new(), reason.is_some()),
        Reply::Withdrawn => return None,
    };
    let about = given.answer.about.clone().unwrap_or_default();
    Some(Answered { state, value, backing, reason_given, reason_accepted: false, about, entry: given.entry.to_string(), by_paper: None })
}

/// Rows and free text lie in bodies; each line is one row.
fn resolved(value: &[String], bodies: &BTreeMap<String, String>) -> Vec<String> {
    match value {
        [one] if BodyRef::parse(one).is_some() => bodies.get(one).map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default(),
        many => many.to_vec(),
    }
}
