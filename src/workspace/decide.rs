//! What a reviewer does in a workspace: decides, confirms, waives, sends back, follows actions. Each is one entry in
//! `standing/`, signed if there is a key; a question sent back stands in the assessment's own log.

use std::collections::BTreeSet;

use super::act::wrong;
use super::needed::{Needed, there_are};
use super::people::Written;
use super::{Dossier, Workspace, WorkspaceError};
use crate::answers::Log;
use crate::journal::{
    Act, ActionAct, ActionKind, BodyRef, CaseAct, Confirm, Decide, Entry, EntryRef, Escalate, Follow, Head, Outcome, Return, ReviewAct,
    Revoke, RiskAct, Snooze, Step, Trigger, Waive, WriterId,
};
use crate::people::Duty;
use crate::questionnaire::Response;
use crate::review::{self, Decision, Ground, Insufficient, basis::Today};
use crate::rules::{self, Flag, FlagState};
use crate::sentence::{in_each, told};
use crate::store::{Place, Saved};

mod given;

pub use given::{Acting, Deciding, Risking};

/// Logs of `standing/` and of the assessment, as a review reads them.
pub(super) struct ReviewLogs {
    pub(super) standing: Vec<(WriterId, Vec<Entry>)>,
    pub(super) assessment: Vec<(WriterId, Vec<Entry>)>,
    /// Persons who wrote down the answers of earlier campaigns that flags still stand on.
    pub(super) authors_before: BTreeSet<String>,
}

pub(super) fn as_logs(logs: &[(WriterId, Vec<Entry>)]) -> Vec<Log<'_>> {
    logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect()
}

impl Workspace {
    /// The logs of a review, for what needs nothing of earlier campaigns.
    pub(super) fn review_logs(&self, supplier: &str) -> Result<ReviewLogs, WorkspaceError> {
        let (standing, assessment) = (self.journals(&standing(supplier))?, self.journals(&self.place(supplier))?);
        Ok(ReviewLogs { standing, assessment, authors_before: BTreeSet::new() })
    }

    /// Lends what a review is folded from.
    pub(super) fn on_ground<T>(&self, logs: &ReviewLogs, with: impl FnOnce(&Ground<'_>) -> T) -> T {
        self.on_ground_of(self.company(), logs, with)
    }

    /// The same for another company of the group.
    pub(super) fn on_ground_of<T>(&self, company: Option<&str>, logs: &ReviewLogs, with: impl FnOnce(&Ground<'_>) -> T) -> T {
        let (standing, assessment) = (as_logs(&logs.standing), as_logs(&logs.assessment));
        let (label, now) = (self.campaign_label(), self.now());
        with(&Ground {
            standing: &standing,
            assessment: &assessment,
            authors_before: &logs.authors_before,
            label: &label,
            company,
            people: self.people(),
            rules: &self.policy().decision,
            now: &now,
        })
    }

    /// Why whoever writes cannot decide about this supplier; `None` when nothing stands in the way.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn cannot_decide(&self, supplier: &str) -> Result<Option<Insufficient>, WorkspaceError> {
        Ok(self.judged(supplier)?.barred)
    }

    /// Writes an entry of the review, having shown everything that stands in `standing/`.
    pub(super) fn review_write(&mut self, supplier: &str, act: Act) -> Result<Written, WorkspaceError> {
        let place = standing(supplier);
        self.show_standing(supplier)?;
        self.write_signed(&place, act)
    }

    pub(super) fn show_standing(&mut self, supplier: &str) -> Result<(), WorkspaceError> {
        let place = standing(supplier);
        let journals = self.journals(&place)?;
        let heads = journals.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.shown.insert(place.to_string(), heads);
        Ok(())
    }

    pub(super) fn text_at(&self, supplier: &str, text: &str, what: Needed) -> Result<BodyRef, WorkspaceError> {
        if text.trim().is_empty() {
            return Err(wrong(told(what.empty(), [])));
        }
        self.put_text(&standing(supplier), text)
    }

    /// Decides about a supplier on what stands now, and seals it. Under a clock set from outside it stays unsealed.
    ///
    /// # Errors
    /// When a text or date is missing, the record is damaged, or it cannot be saved.
    pub fn decide(&mut self, supplier: &str, outcome: Outcome, given: &Deciding) -> Result<(Written, Decision), WorkspaceError> {
        let (written, decision) = self.decide_open(supplier, outcome, given)?;
        if !self.can_seal() {
            return Ok((written, decision));
        }
        self.seal_now(supplier, &written.saved.entry)?;
        let decision = self.decision(supplier, &written.saved.entry)?;
        Ok((written, decision))
    }

    /// The same without the seal, so that it can still be taken back; [`Workspace::seal`] seals it.
    ///
    /// # Errors
    /// When a text or date is missing, the record is damaged, or it cannot be saved.
    pub fn decide_open(&mut self, supplier: &str, outcome: Outcome, given: &Deciding) -> Result<(Written, Decision), WorkspaceError> {
        self.may(Duty::Decide)?;
        self.belongs_here(supplier)?;
        let dossier = self.dossier(supplier)?;
        if let Some(damage) = dossier.damage.first() {
            return Err(wrong(told("refusal.damaged-record", [("file", (&damage.file).into()), ("problem", damage.problem.clone())])));
        }
        if let Some(day) = &given.review_by {
            self.looked_at_again(day)?;
        }
        let harmed = dossier.flags.iter().any(|flag| flag.rule == rules::REMEDY && flag.state != FlagState::Closed);
        let planned = dossier.review.has_a_remedy();
        if outcome == Outcome::EndContract && harmed && !planned {
            return Err(wrong(told("refusal.remedy-first", [("id", supplier.into())])));
        }
        self.may_go_on(&dossier, outcome, given)?;
        let persons = |all: &[String]| all.iter().map(|person| crate::clean::line(person)).filter(|person| !person.is_empty()).collect();
        let act = Act::Review(ReviewAct::Decide(Decide {
            assessment: dossier.campaign.clone(),
            outcome,
            reason: self.text_at(supplier, &given.reason, Needed::Reason)?,
            conditions: given.conditions.iter().map(|text| self.text_at(supplier, text, Needed::Condition)).collect::<Result<_, _>>()?,
            review_by: given.review_by.clone(),
            ticket: given.ticket.as_deref().map(crate::clean::line),
            approvers: persons(&given.approvers),
            on_behalf_of: given.on_behalf_of.as_deref().map(crate::clean::line),
            company: self.company().map(str::to_owned),
            no_remedy: given.no_remedy.as_deref().map(|text| self.text_at(supplier, text, Needed::Reason)).transpose()?,
            // On everything that is known, whoever decides: what may not be seen stands in it as a hold.
            basis: {
                let judged = self.judged(supplier)?;
                review::basis(&today(self, &judged), &judged.heads)
            },
        }));
        let written = self.review_write(supplier, act)?;
        let decision = self.decision(supplier, &written.saved.entry)?;
        Ok((written, decision))
    }

    fn decision(&self, supplier: &str, entry: &EntryRef) -> Result<Decision, WorkspaceError> {
        let dossier = self.dossier(supplier)?;
        let found = dossier.review.decisions.into_iter().find(|decision| decision.entry == *entry);
        found.ok_or_else(|| wrong(told("refusal.no-decision", [("entry", entry.to_string().into()), ("id", supplier.into())])))
    }

    /// Confirms a decision or waiver as second person: the one named, else the latest that waits for one.
    ///
    /// # Errors
    /// When there is none, the writer took it, or it cannot be saved.
    pub fn confirm(&mut self, supplier: &str, entry: Option<&EntryRef>, note: Option<&str>) -> Result<Written, WorkspaceError> {
        self.may(Duty::Decide)?;
        if let Some(entry) = entry {
            self.use_company_of(supplier, entry)?;
        }
        let dossier = self.dossier(supplier)?;
        let review = &dossier.review;
        let latest = || review.latest().map(|decision| decision.entry.clone());
        let entry = entry.cloned().or_else(latest).ok_or_else(|| wrong(told("refusal.undecided-yet", [("id", supplier.into())])))?;
        if entry.writer.person() == self.writer.person() {
            return Err(wrong(told("refusal.own-decision", [("person", self.writer.person().into())])));
        }
        let known =
            review.decisions.iter().any(|decision| decision.entry == entry) || review.waivers.iter().any(|waiver| waiver.entry == entry);
        let of = self.hash_of(supplier, &entry)?.filter(|_| known);
        let of =
            of.ok_or_else(|| wrong(told("refusal.no-decision-or-waiver", [("entry", entry.to_string().into()), ("id", supplier.into())])))?;
        let note = self.put_optional(&standing(supplier), note)?;
        let read = dossier.heads.iter().map(ToString::to_string).collect();
        self.review_write(supplier, Act::Review(ReviewAct::Confirm(Confirm { entry, of, note, read })))
    }

    fn hash_of(&self, supplier: &str, entry: &EntryRef) -> Result<Option<String>, WorkspaceError> {
        let journals = self.journals(&standing(supplier))?;
        let log = journals.into_iter().find(|(writer, _)| *writer == entry.writer).map(|(_, entries)| entries).unwrap_or_default();
        Ok(log.iter().find(|known| known.n == entry.n).map(|known| known.hash.short()))
    }

    /// Signs a decision, waiver, settlement or other entry of one's own that was written before there was a key. Where the
    /// same number stands beside the answers and beside the decisions, the one that is not signed yet is meant.
    ///
    /// # Errors
    /// When the entry is not one's own, there is no key, or it cannot be saved.
    pub fn sign_later(&mut self, supplier: &str, entry: &EntryRef) -> Result<Written, WorkspaceError> {
        let own = |place: Place| -> Result<_, WorkspaceError> {
            let journals = self.journals(&place)?;
            let own = journals.iter().find(|(writer, _)| *writer == self.writer && *writer == entry.writer);
            let found = own.and_then(|(_, entries)| entries.iter().find(|known| known.n == entry.n).map(|known| (entries, known)));
            Ok(found.map(|(log, found)| (self.lacks_a_signature(log, found), (place, found.hash, found.at))))
        };
        // What is said about single answers stands beside them.
        let mut found: Vec<_> = [own(standing(supplier))?, own(self.place(supplier))?].into_iter().flatten().collect();
        found.sort_by_key(|(lacks, _)| !lacks);
        let found = found.into_iter().next().map(|(_, found)| found);
        let (place, hash, at) =
            found.ok_or_else(|| wrong(told("refusal.not-your-entry", [("entry", entry.to_string().into()), ("id", supplier.into())])))?;
        let signed = self.sign(&place, entry, &hash)?;
        if signed.is_none() {
            return Err(wrong(told("refusal.no-key", [])));
        }
        Ok(Written { saved: Saved { entry: entry.clone(), hash, at }, signed })
    }

    /// Takes a decision or waiver out of force.
    ///
    /// # Errors
    /// When there is none, the writer may not, or it cannot be saved.
    pub fn revoke(&mut self, supplier: &str, entry: Option<&EntryRef>, reason: &str) -> Result<Written, WorkspaceError> {
        if let Some(entry) = entry {
            self.use_company_of(supplier, entry)?;
        }
        let dossier = self.dossier(supplier)?;
        let review = &dossier.review;
        let latest = || review.latest().map(|decision| decision.entry.clone());
        let entry = entry.cloned().or_else(latest).ok_or_else(|| wrong(told("refusal.nothing-to-revoke", [("id", supplier.into())])))?;
        let known =
            review.decisions.iter().any(|decision| decision.entry == entry) || review.waivers.iter().any(|waiver| waiver.entry == entry);
        if !known {
            return Err(wrong(told("refusal.no-decision-or-waiver", [("entry", entry.to_string().into()), ("id", supplier.into())])));
        }
        let person = self.writer.person();
        if entry.writer.person() != person && !self.own_roles().contains(&crate::people::Role::Reviewer) {
            return Err(wrong(told("refusal.revoke-no-reviewer", [("person", person.into())])));
        }
        let reason = self.text_at(supplier, reason, Needed::Reason)?;
        self.review_write(supplier, Act::Review(ReviewAct::Revoke(Revoke { entry, reason })))
    }

    /// The flag meant by a key, a rule or a row; one that could mean several is refused with their keys.
    ///
    /// # Errors
    /// When there is none, or several.
    pub fn flag_meant<'d>(&self, dossier: &'d Dossier, named: &str) -> Result<&'d Flag, WorkspaceError> {
        let about = |flag: &&Flag| {
            let row = |cause: &rules::Cause| {
                cause.question.as_str().eq_ignore_ascii_case(named) || cause.question.row().eq_ignore_ascii_case(named)
            };
            flag.key() == named || flag.rule.eq_ignore_ascii_case(named) || (flag.rule != rules::HOLD && flag.causes.iter().any(row))
        };
        let exact: Vec<&Flag> = dossier.flags.iter().filter(|flag| flag.key() == named).collect();
        let found = if exact.is_empty() { dossier.flags.iter().filter(about).collect() } else { exact };
        let keys = |flags: &[&Flag]| {
            let mut keys: Vec<String> = flags.iter().map(|flag| flag.key()).collect();
            keys.dedup();
            keys.join(", ")
        };
        match found.as_slice() {
            [one] => Ok(one),
            [first, ..] if found.iter().all(|flag| flag.key() == first.key()) => Ok(first),
            [] => {
                let all: Vec<&Flag> = dossier.flags.iter().collect();
                let there = if all.is_empty() { told("refusal.it-has-none", []) } else { there_are(&[&keys(&all)]) };
                let values = [("id", (&dossier.supplier.id).into()), ("named", named.into())];
                Err(wrong(told("refusal.no-flag", values).and(there)))
            }
            _ => Err(wrong(told("refusal.several-flags", [("named", named.into()), ("all", keys(&found).into())]))),
        }
    }

    /// Waives a flag until a date.
    ///
    /// # Errors
    /// When there is no such flag, it cannot be waived, a date or reason is missing, or it cannot be saved.
    pub fn waive(&mut self, supplier: &str, flag: &str, until: &str, reason: &str) -> Result<Written, WorkspaceError> {
        self.may(Duty::Decide)?;
        self.belongs_here(supplier)?;
        let dossier = self.dossier(supplier)?;
        let meant = self.flag_meant(&dossier, flag)?;
        if meant.rule == rules::HOLD || meant.rule == super::veil::HOLD {
            return Err(wrong(told("refusal.waive-hold", [])));
        }
        self.waived_until(until)?;
        let (causes, key, gate) = (causes_of(meant), meant.key(), meant.gate);
        let act = Act::Review(ReviewAct::Waive(Waive {
            assessment: dossier.campaign.clone(),
            flag: key,
            gate,
            until: until.to_owned(),
            reason: self.text_at(supplier, reason, Needed::Reason)?,
            causes,
            read: dossier.heads.iter().map(ToString::to_string).collect(),
            company: self.whose(),
        }));
        self.review_write(supplier, act)
    }

    /// Sends one question back to the interviewer.
    ///
    /// # Errors
    /// When the question has no answer, the reason is missing, or it cannot be saved.
    pub fn send_back(&mut self, supplier: &str, question: &str, reason: &str) -> Result<Written, WorkspaceError> {
        self.may(Duty::SendBack)?;
        self.belongs_here(supplier)?;
        let dossier = self.dossier(supplier)?;
        let id = self.question(question)?.id.clone();
        if !dossier.answers.current.keys().any(|key| key.question == id.as_str()) {
            return Err(wrong(told("refusal.no-answer-to-return", [("question", id.as_str().into()), ("id", supplier.into())])));
        }
        if reason.trim().is_empty() {
            return Err(wrong(told("refusal.return-reason", [])));
        }
        let place = self.place(supplier);
        self.shown(supplier, &dossier.heads);
        let reason = self.put_text(&place, reason)?;
        self.write_signed(&place, Act::Review(ReviewAct::Return(Return { question: id.to_string(), reason })))
    }

    /// Puts a supplier out of the queue until a date.
    ///
    /// # Errors
    /// When the date is past or too far off, a stop is open, or it cannot be saved.
    pub fn snooze(&mut self, supplier: &str, until: &str, reason: Option<&str>) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        self.may_be_put_off(supplier, until)?;
        let reason = self.put_optional(&standing(supplier), reason)?;
        let assessment = self.campaign_label();
        self.review_write(
            supplier,
            Act::Review(ReviewAct::Snooze(Snooze { assessment, until: until.to_owned(), reason, company: self.whose() })),
        )
    }

    /// Gives the matter to somebody else.
    ///
    /// # Errors
    /// When the person or reason is missing, or it cannot be saved.
    pub fn escalate(&mut self, supplier: &str, to: &str, reason: &str) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        let to = crate::store::writer_name(to).map_err(wrong)?;
        self.can_see_to_it(&to)?;
        let reason = self.text_at(supplier, reason, Needed::Reason)?;
        let assessment = self.campaign_label();
        self.review_write(supplier, Act::Review(ReviewAct::Escalate(Escalate { assessment, to, reason, company: self.whose() })))
    }

    /// Writes down a risk: what could bring it about, what would come of it, how it is met.
    ///
    /// # Errors
    /// When whoever writes is no reviewer, a text is missing, the date is past, there is no such flag, or it cannot be saved.
    pub fn risk(&mut self, supplier: &str, given: &Risking) -> Result<Written, WorkspaceError> {
        self.may(Duty::Risks)?;
        self.belongs_here(supplier)?;
        let dossier = self.dossier(supplier)?;
        let flag = given.flag.as_deref().map(|named| self.flag_meant(&dossier, named).map(Flag::key)).transpose()?;
        self.looked_at_again(&given.review_by)?;
        let act = Act::Review(ReviewAct::Risk(RiskAct {
            assessment: dossier.campaign.clone(),
            flag,
            response: given.response,
            cause: self.text_at(supplier, &given.cause, Needed::Cause)?,
            consequence: self.text_at(supplier, &given.consequence, Needed::Consequence)?,
            review_by: given.review_by.clone(),
            company: self.whose(),
        }));
        self.review_write(supplier, act)
    }

    /// Opens a case by hand: a penalty that was read of, or plain non-compliance.
    ///
    /// # Errors
    /// When the reason is missing, or it cannot be saved.
    pub fn open_case(&mut self, supplier: &str, trigger: Trigger, reason: &str) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        let cases = self.dossier(supplier)?.review.cases;
        let open = cases.iter().filter(|case| case.is_open() && case.trigger == trigger && case.from.is_none());
        if let Some(entry) = open.filter_map(|case| case.entry.as_ref()).next() {
            let trigger = in_each(|locale| locale.text(&format!("trigger.{}", trigger.word())).to_owned());
            let values = [("trigger", trigger), ("entry", entry.to_string().into()), ("id", supplier.into())];
            return Err(wrong(told("refusal.case-open", values)));
        }
        let reason = self.text_at(supplier, reason, Needed::Reason)?;
        let assessment = self.campaign_label();
        self.review_write(
            supplier,
            Act::Review(ReviewAct::Case(CaseAct { assessment, trigger, reason, company: self.whose(), holds: Vec::new() })),
        )
    }

    /// Writes down what is to be done.
    ///
    /// # Errors
    /// When a text, person or date is missing, there is no such flag, or it cannot be saved.
    pub fn add_action(&mut self, supplier: &str, given: &Acting) -> Result<Written, WorkspaceError> {
        self.belongs_here(supplier)?;
        let dossier = self.dossier(supplier)?;
        let flag = given.flag.as_deref().map(|named| self.flag_meant(&dossier, named).cloned()).transpose()?;
        let owner = crate::store::writer_name(&given.owner).map_err(wrong)?;
        self.plan_is_whole(given)?;
        if owner != "supplier" {
            self.can_see_to_it(&owner)?;
        }
        let adopted = match (&given.adopted, given.kind) {
            (Some(day), _) => Some(self.not_to_come(day, "--adopted")?),
            (None, ActionKind::Plan | ActionKind::Mitigation) => {
                Some(dossier.adopted_before(given.kind, flag.as_ref()).unwrap_or(self.today()))
            }
            (None, ActionKind::Correction | ActionKind::Remedy) => None,
        };
        let due = match &given.due {
            Some(day) => self.within_policy(self.future(day, "--due")?, given.kind, adopted)?,
            None => self.due_by_policy(given.kind, flag.as_ref(), adopted)?,
        };
        let act = Act::Review(ReviewAct::Action(ActionAct {
            assessment: dossier.campaign.clone(),
            kind: given.kind,
            what: self.text_at(supplier, &given.what, Needed::Action)?,
            owner,
            due: due.to_string(),
            adopted: adopted.map(|day| day.to_string()),
            flag: flag.as_ref().map(Flag::key),
            goal: self.put_optional(&standing(supplier), given.goal.as_deref())?,
            cost: self.put_optional(&standing(supplier), given.cost.as_deref())?,
            causes: flag.as_ref().map(causes_of).unwrap_or_default(),
            company: self.whose(),
        }));
        self.review_write(supplier, act)
    }

    /// Refuses a day of a plan or a mitigation after the last one the policy gives.
    fn within_policy(
        &self,
        due: jiff::civil::Date,
        kind: ActionKind,
        adopted: Option<jiff::civil::Date>,
    ) -> Result<jiff::civil::Date, WorkspaceError> {
        if !matches!(kind, ActionKind::Plan | ActionKind::Mitigation) {
            return Ok(due);
        }
        match self.due_by_policy(kind, None, adopted) {
            Ok(last) if due > last => {
                Err(wrong(told("refusal.due-after-policy", [("due", due.to_string().into()), ("last", last.to_string().into())])))
            }
            _ => Ok(due),
        }
    }

    /// The last day the policy gives: months from adoption for a plan, days from today for what a flag calls for.
    fn due_by_policy(
        &self,
        kind: ActionKind,
        flag: Option<&Flag>,
        adopted: Option<jiff::civil::Date>,
    ) -> Result<jiff::civil::Date, WorkspaceError> {
        let response = match (kind, flag) {
            (ActionKind::Plan, _) => Some(Response::Hold6),
            (ActionKind::Mitigation, _) => Some(Response::Mit),
            (ActionKind::Correction | ActionKind::Remedy, flag) => flag.map(|flag| flag.response),
        };
        let text = response.and_then(|response| self.policy().responses.get(&response));
        let from = adopted.unwrap_or_else(|| self.today());
        let due = text.and_then(|text| match (text.months, text.days) {
            (Some(months), _) => from.checked_add(jiff::Span::new().months(i64::from(months))).ok(),
            (None, Some(days)) => from.checked_add(jiff::Span::new().days(i64::from(days))).ok(),
            (None, None) => None,
        });
        due.ok_or_else(|| wrong(told("refusal.no-deadline", [])))
    }

    /// Says how an action went on.
    ///
    /// # Errors
    /// When there is no such action, the step is not the writer's to take, or it cannot be saved.
    pub fn follow_action(
        &mut self,
        supplier: &str,
        action: &EntryRef,
        step: Step,
        note: Option<&str>,
        evidence: Vec<String>,
    ) -> Result<Written, WorkspaceError> {
        self.use_company_of(supplier, action)?;
        let dossier = self.dossier(supplier)?;
        let person = self.writer.person();
        let known = dossier.review.actions.iter().find(|known| known.entry == *action);
        let known =
            known.ok_or_else(|| wrong(told("refusal.no-action", [("entry", action.to_string().into()), ("id", supplier.into())])))?;
        if step == Step::Done && known.state == review::ActionState::Verified {
            return Err(wrong(told("refusal.verified-stays", [("action", action.to_string().into()), ("id", supplier.into())])));
        }
        if matches!(step, Step::Verified | Step::NotEffective) {
            let did = known.steps.iter().rev().find(|step| step.act.step == Step::Done).map(|step| step.person.as_str());
            match did {
                None => {
                    return Err(wrong(told("refusal.action-not-done", [("entry", action.to_string().into()), ("id", supplier.into())])));
                }
                Some(did) if did == person || known.is_seen_to_by(person) => {
                    return Err(wrong(told("refusal.own-action", [("person", person.into())])));
                }
                Some(_) => {}
            }
            self.may_verify(known, step, note)?;
        }
        if matches!(step, Step::Progress | Step::NoProgress) && known.act.kind != ActionKind::Plan {
            return Err(wrong(told("refusal.no-plan", [("entry", action.to_string().into())])));
        }
        let note = self.put_optional(&standing(supplier), note)?;
        self.review_write(supplier, Act::Review(ReviewAct::Follow(Follow { action: action.clone(), step, note, evidence })))
    }

    fn day(&self, day: &str, option: &str) -> Result<jiff::civil::Date, WorkspaceError> {
        day.parse().map_err(|_| wrong(told("refusal.option-not-a-date", [("option", option.into()), ("value", day.into())])))
    }

    pub(super) fn future(&self, day: &str, option: &str) -> Result<jiff::civil::Date, WorkspaceError> {
        let date = self.day(day, option)?;
        if date <= self.today() {
            return Err(wrong(told(
                "refusal.not-in-future",
                [("option", option.into()), ("day", date.to_string().into()), ("today", self.today().to_string().into())],
            )));
        }
        Ok(date)
    }
}

/// The entries that caused a flag.
fn causes_of(flag: &Flag) -> Vec<String> {
    let mut causes: Vec<String> = flag.causes.iter().map(|cause| cause.entry.clone()).collect();
    causes.dedup();
    causes
}

pub(super) fn standing(supplier: &str) -> Place {
    Place::Standing { supplier: supplier.to_owned() }
}

/// The judgement of a dossier, as decisions are weighed against it.
pub(super) fn today<'a>(workspace: &'a Workspace, dossier: &'a Dossier) -> Today<'a> {
    Today {
        assessment: &dossier.assessment,
        flags: &dossier.flags,
        conflicts: &dossier.situation.conflicts,
        plan: &dossier.plan,
        restricted: &dossier.restricted,
        policy: workspace.policy(),
        interview: &dossier.interview,
        returned: &dossier.answers.returned,
    }
}
