//! One supplier, folded and judged: what screens and commands show.

mod backing;
mod burden;
mod known;

use std::collections::{BTreeMap, BTreeSet};

use super::decide::{ReviewLogs, as_logs};
use super::recorded::{Profile, Text};
pub use burden::Burden;
use known::{answered, situation};

use super::inherited::Came;
use super::rights::Acknowledged;
use super::unsigned::UnsignedSettlement;
use super::{Campaign, Workspace, WorkspaceError};
use crate::answers::{Answers, Given, Log, Standing, fold_where};
use crate::assess::{Assessment, Case, inherent::short_set, judge};
use crate::interview::Plan;
use crate::interview::equivalent::plan_with_equivalents;
use crate::journal::{BodyRef, Entry, Head, Moment, Party, SourceLevel, WriterId};
use crate::questionnaire::{Contradiction, Question, QuestionId, Questionnaire};
use crate::register::certificate::Held;
use crate::register::finding::{Finding as Found, Findings};
use crate::register::living::{Inherited, Living};
use crate::review::{
    self, Insufficient, Review,
    basis::{Interview, Today},
};
use crate::rules::Flag;
use crate::situation::{Backing, Situation, State};
use crate::store::{Finding, Place, Store, logs_of};
use crate::supplier::Supplier;

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

/// What was answered about the whole supplier, and about one thing.
type Before = (BTreeMap<QuestionId, Previous>, BTreeMap<QuestionId, BTreeMap<String, Previous>>);

/// One supplier in one campaign.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The profile.
    pub supplier: Supplier,
    /// How the profile's text stands to what is recorded.
    pub text: Text,
    /// Keys of the profile that several people changed without having seen each other.
    pub disputed: Vec<crate::answers::profile::Disputed>,
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
    /// The same about one thing: a site, a flow, a facility.
    pub previous_about: BTreeMap<QuestionId, BTreeMap<String, Previous>>,
    /// Heads of every log, as this reading saw them.
    pub heads: Vec<Head>,
    /// The questionnaires.
    pub sets: Vec<Questionnaire>,
    /// What was decided, and whether it counts.
    pub review: Review,
    /// Questions that only the compliance officer sees.
    pub restricted: BTreeSet<String>,
    /// Certificates with what every source says of them.
    pub certificates: Vec<Held>,
    /// Findings without a checked result.
    pub findings: Vec<Found>,
    /// Documents of ours whose edition in force it has not acknowledged, though an older one.
    pub again: Vec<Acknowledged>,
    /// Where the record of this assessment is damaged: what stands there could not be counted.
    pub damage: Vec<Finding>,
    /// Why whoever looks cannot decide here; absent: nothing stands in the way.
    pub barred: Option<Insufficient>,
    /// The interview an approval rests on.
    pub interview: Interview,
    /// What became of the supplier: handed over, succeeded, succeeding.
    pub living: Living,
    /// The supplier in the campaign before, as that campaign judges it; absent: nothing is taken over from one.
    pub before: Option<Box<Self>>,
    /// The suppliers whose place this one took, as they are judged; empty: nothing is taken over from any.
    pub came: Vec<Came>,
    /// What is open there, as far as whoever looks may see it.
    pub inherited: Vec<Inherited>,
    /// Settlements of what still contradicts itself that only lack a signature that counts.
    pub unsigned_settlements: Vec<UnsignedSettlement>,
}

impl Dossier {
    /// Answers to different questions that do not fit each other.
    #[must_use]
    pub fn contradictions(&self) -> Vec<&Contradiction> {
        crate::interview::contradiction::contradictions(&self.situation, &self.sets)
    }

    /// What is told before the questions of a section, at the first of them that is asked.
    #[must_use]
    pub fn told_before(&self, question: &Question) -> Option<&crate::language::Text> {
        let set = self.sets.iter().find(|set| set.id == question.id.set())?;
        let section = set.section_of(question)?;
        let is_of_it = |id: &QuestionId| set.question(id.as_str()).is_some_and(|known| known.section == section.id);
        let first = self.plan.asked().find(|row| is_of_it(&row.question))?;
        section.note.as_ref().filter(|_| first.question == question.id)
    }

    /// What was answered last campaign about one thing, else about the whole supplier.
    #[must_use]
    pub fn last(&self, question: &QuestionId, about: Option<&str>) -> Option<&Previous> {
        let own = about.and_then(|about| self.previous_about.get(question)?.get(about));
        own.or_else(|| self.previous.get(question))
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
    /// Questions whose offline answers contradict each other.
    pub conflicts: Vec<QuestionId>,
    /// Certificates with what every source says of them.
    pub certificates: Vec<Held>,
    /// Findings without a checked result.
    pub findings: Vec<Found>,
    /// Documents of ours it has to acknowledge again.
    pub again: Vec<Acknowledged>,
    /// The earliest day of those.
    pub again_due: Option<String>,
    /// Open promises of whichever campaign, by due date: question, due date.
    pub promises: Vec<(String, String)>,
    /// Questions of promises whose day has gone by.
    pub overdue: Vec<String>,
    /// The earliest day of a finding that is open.
    pub found_due: Option<String>,
    /// Questions that were sent back and wait for their answer, with who sent them.
    pub returned: Vec<(String, String)>,
    /// Last entry.
    pub last_activity: Option<Moment>,
    /// The day the earliest stop that stands was raised, else the earliest gate that is not resolved.
    pub stopped_since: Option<jiff::civil::Date>,
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
    /// What is open at suppliers whose place it took.
    pub inherited: Vec<Inherited>,
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
        super::decided::lay_over(&mut dossier, self.policy());
        if !self.sees_restricted() {
            super::veil::draw(&mut dossier);
        }
        dossier.inherited = self.inherited(&dossier)?;
        self.tell_sold(&mut dossier)?;
        Ok(dossier)
    }

    /// The same with nothing hidden: what is sealed does not hang on who seals it. Never shown as it is.
    pub(super) fn judged(&self, id: &str) -> Result<Dossier, WorkspaceError> {
        let Profile { mut supplier, text, disputed } = self.profile(id)?;
        let campaign = self.campaign_label();
        let place = self.place(id);
        let (mut own, standing) = (self.fold(&place)?, self.fold(&Place::Standing { supplier: id.to_owned() })?);
        let mut answers = std::mem::take(&mut own.answers);
        self.sent_back_by_reviewers(&mut answers);
        let papers = super::evidence::lay_beside(&mut answers, &supplier, &campaign, &own, &standing);
        let Folded { heads, mut damage, logs, .. } = own;
        let unsigned_settlements = self.unsigned_settlements(&answers, &logs);
        damage.extend(standing.damage);
        let mut bodies = self.bodies(&place, &answers)?;
        let (previous, previous_about) = self.previous_campaign().map(|before| self.previous(id, before)).transpose()?.unwrap_or_default();
        let sets: Vec<Questionnaire> = self.sets().into_iter().cloned().collect();
        let certificates = self.certificates_of(&supplier, &standing.logs);
        supplier.certificates = certificates.iter().map(Held::as_certificate).collect();
        let mut situation = self.situated(&supplier, (&answers, &standing.answers), &bodies, &sets)?;
        super::evidence::reopen(&mut situation, &answers, &papers, self.today());
        super::certificates::lay_beside(&mut situation, &answers, &certificates, (self.today(), self.policy().certificates));
        let before = self.campaign_before(id)?;
        situation.carried = before.as_ref().map(super::carried::stands_on).unwrap_or_default();
        let came = self.came_over(&supplier, &as_logs(&standing.logs))?;
        super::inherited::lay_beside(&mut situation, &came, &answers, &campaign);
        let authors_before = super::carried::authors(&situation);
        let logs = ReviewLogs { standing: standing.logs, assessment: logs, authors_before };
        let mut review = self.reviewed(&logs, before.as_ref(), &came);
        self.lay_review(&mut situation, &review, &logs, &came);
        let short = short_set(&situation, self.policy());
        let parked = |question: &QuestionId| answers.parked.contains(question.as_str());
        let plan = plan_with_equivalents(&mut situation, &sets, self.policy(), short, &parked);
        let (assessment, flags) = judge(&Case { situation: &situation, sets: &sets, plan: &plan, policy: self.policy() });
        let restricted = restricted(&sets, &flags, before.as_ref().into_iter().chain(came.iter().map(|one| &one.dossier)));
        let interview = self.interview(&sets, &answers, &assessment, before.as_ref());
        let today = Today {
            assessment: &assessment,
            flags: &flags,
            conflicts: &situation.conflicts,
            plan: &plan,
            restricted: &restricted,
            policy: self.policy(),
            interview: &interview,
            returned: &answers.returned,
        };
        self.on_ground(&logs, |ground| review.weigh(ground, &today));
        let findings = Findings::of(&as_logs(&logs.standing)).findings.into_iter().filter(Found::is_open).collect();
        if let Some(before) = &before {
            review.take_over(&before.review, &flags);
        }
        let living = Living::of(&as_logs(&logs.standing), &as_logs(&logs.assessment));
        let barred = self.on_ground(&logs, |ground| crate::review::may_decide(ground, self.writer().person()).err());
        self.review_texts(id, &review, &mut bodies)?;
        texts_along(&came, &mut bodies);
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
            previous_about,
            heads,
            sets,
            review,
            restricted,
            certificates,
            findings,
            again: self.due_again(&as_logs(&logs.standing)),
            damage,
            barred,
            interview,
            living,
            before: before.map(Box::new),
            came,
            inherited: Vec::new(),
            unsigned_settlements,
        })
    }

    /// What reviewers said in this campaign, what waits from the one before, and what came over from suppliers before.
    fn reviewed(&self, logs: &ReviewLogs, before: Option<&Dossier>, came: &[Came]) -> Review {
        let mut review = self.on_ground(logs, review::fold);
        if let Some(before) = before {
            review.take_over_waiting(&before.review);
        }
        for one in came.iter().filter(|one| one.only.is_none()) {
            review.inherit(&one.dossier.review, (&one.succession.entry, one.succession.at), &one.from);
        }
        review
    }

    /// What a review and the registers say to the rules.
    fn lay_review(&self, situation: &mut Situation, review: &Review, logs: &ReviewLogs, came: &[Came]) {
        situation.waivers = review.waivers_in_force();
        situation.corrections = review.corrections();
        situation.registers = super::findings::speaking(&as_logs(&logs.standing), review, self.today());
        self.tell_causes(situation, review);
        came.iter().for_each(|one| situation.registers.extend(super::inherited::speaking(one)));
    }

    /// What is known about a supplier before papers, certificates and reviews are laid beside it.
    fn situated(
        &self,
        supplier: &Supplier,
        (answers, standing): (&Answers, &Answers),
        bodies: &BTreeMap<String, String>,
        sets: &[Questionnaire],
    ) -> Result<Situation, WorkspaceError> {
        let tier = self.lists()?.tier(self.countries(), &supplier.country, &supplier.region, self.today()).map(str::to_owned);
        let mut situation = situation(supplier.clone(), tier, (answers, sets), bodies, self.today());
        if self.campaign().is_some_and(|campaign| campaign.moved) {
            super::editions::leave_out_what_does_not_fit(&mut situation, sets);
        }
        situation.placed = self.lists()?.placed_by(self.countries(), &supplier.country, &supplier.region, self.today());
        situation.tiers = self.lists()?.place_tiers(self.countries(), self.today());
        situation.regimes = self.regimes().clone();
        situation.minerals = self.minerals(supplier, standing)?;
        situation.screening = self.screened(supplier, answers, bodies)?;
        Ok(situation)
    }

    /// Only a reviewer sends a question back.
    fn sent_back_by_reviewers(&self, answers: &mut Answers) {
        let people = &self.people;
        answers.returned.retain(|_, back| people.is_empty() || people.had(&back.person, crate::people::Role::Reviewer, &back.at));
    }

    /// The interview an approval rests on, and the buyer's checks that are open beside it.
    fn interview(&self, sets: &[Questionnaire], answers: &Answers, assessment: &Assessment, before: Option<&Dossier>) -> Interview {
        let said = match before {
            Some(before) if answers.current.is_empty() => before.interview.clone(),
            _ => Interview {
                submitted: answers.submitted.as_ref().is_some_and(|submitted| !submitted.reopened),
                gates: assessment.gates_unanswered.clone(),
                checks: Vec::new(),
            },
        };
        Interview { checks: self.checks_open(sets, answers, before), ..said }
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
                stopped_since: dossier.stopped_since(),
                progress: dossier.plan.progress(),
                submitted: dossier.answers.submitted.as_ref().is_some_and(|submitted| !submitted.reopened),
                conflicts: dossier.situation.conflicts,
                certificates: dossier.certificates,
                promises,
                overdue,
                found_due: dossier.findings.iter().filter_map(Found::due).min().map(|day| day.to_string()),
                returned: dossier.answers.returned.iter().map(|(question, back)| (question.clone(), back.person.clone())).collect(),
                last_activity: dossier.answers.last_activity,
                findings: dossier.findings,
                again_due: dossier.again.iter().filter_map(|one| one.state.due()).min().map(|day| day.to_string()),
                again: dossier.again,
                damage: dossier.damage.len(),
                barred: dossier.barred,
                review: dossier.review,
                inherited: dossier.inherited,
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
        let answers = fold_where(&logs, &|at, entry| self.may_have_checked(at, entry) && self.may_have_settled(&found.logs, at, entry));
        Ok(Folded { answers, heads, damage, logs: found.logs })
    }

    pub(super) fn bodies(&self, place: &Place, answers: &Answers) -> Result<BTreeMap<String, String>, WorkspaceError> {
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

    fn previous(&self, id: &str, before: &Campaign) -> Result<Before, WorkspaceError> {
        let place = Place::Assessment { supplier: id.to_owned(), assessment: before.label.clone() };
        let Folded { answers, .. } = self.fold(&place)?;
        let bodies = self.bodies(&place, &answers)?;
        let (mut previous, mut of_one) = Before::default();
        for (key, standing) in &answers.current {
            let Standing::One(given) = standing else { continue };
            if key.party != Party::Supplier {
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
                let question = QuestionId::from_text(&key.question);
                match &key.about {
                    None => drop(previous.insert(question, last)),
                    Some(about) => drop(of_one.entry(question).or_default().insert(about.clone(), last)),
                }
            }
        }
        Ok((previous, of_one))
    }
}

/// Questions that only the compliance officer sees: this campaign's, those behind a hit, the earlier campaign's and those of
/// suppliers whose place it took.
fn restricted<'d>(sets: &[Questionnaire], flags: &[Flag], before: impl Iterator<Item = &'d Dossier>) -> BTreeSet<String> {
    let closed = sets.iter().flat_map(|set| &set.questions).filter(|question| question.restricted);
    let hits = flags.iter().filter(|flag| flag.restricted).flat_map(|flag| &flag.causes);
    closed
        .map(|question| question.id.to_string())
        .chain(hits.map(|cause| cause.question.to_string()))
        .chain(before.flat_map(|before| before.restricted.iter().cloned()))
        .collect()
}

/// The texts of suppliers before, so that what came over from them can be told.
fn texts_along(came: &[Came], bodies: &mut BTreeMap<String, String>) {
    for (key, text) in came.iter().flat_map(|one| &one.dossier.bodies) {
        bodies.entry(key.clone()).or_insert_with(|| text.clone());
    }
}
