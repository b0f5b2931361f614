//! What a person does: answers, notes, documents, promises, submit, undo. Each becomes one entry, on disk before it is
//! called saved.

use std::path::Path;

use super::{Workspace, WorkspaceError, fiscal_year};
use crate::answers::Standing;
use crate::interview::Asked;
use crate::journal::{Act, Answer, BodyRef, Document, EntryRef, Head, Open, Party, Reply, SourceLevel};
use crate::people::Duty;
use crate::questionnaire::{AskedBy, Kind, Per, Question, QuestionId, Severity, value::normalise};
use crate::sentence::{Sentence, told};
use crate::situation::each;
use crate::store::{NotSaved, Pen, Place, Saved, Shelf, logs_of};

/// An answer as a person gives it.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Question, whole id or row.
    pub question: String,
    /// The value, or a state.
    pub reply: SaidReply,
    /// How we know it.
    pub source: Option<SourceLevel>,
    /// A remark.
    pub note: Option<String>,
    /// What it is about.
    pub about: Option<String>,
    /// Role of who spoke.
    pub respondent: Option<String>,
    /// Why a submitted answer is corrected.
    pub correction: Option<String>,
    /// Who asked for the correction.
    pub asked: Option<super::correct::AskedFor>,
    /// Hashes of documents stored with it.
    pub evidence: Vec<String>,
}

/// A value or a state.
#[derive(Clone, Debug, Default)]
pub enum SaidReply {
    /// Typed values.
    Value(Vec<String>),
    /// Don't know.
    #[default]
    DontKnow,
    /// Declined.
    Declined,
    /// Not applicable, and why.
    NotApplicable(Option<String>),
    /// As last campaign, asked again.
    Reconfirmed,
    /// Back to unanswered.
    Withdrawn,
}

/// A document to store.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// The question it proves.
    pub question: Option<String>,
    /// File name as received.
    pub name: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it covers.
    pub scope: Option<String>,
    /// Its date.
    pub dated: Option<String>,
    /// Its last valid day.
    pub expires: Option<String>,
}

pub(super) fn wrong(text: impl Into<Sentence>) -> WorkspaceError {
    WorkspaceError::Wrong(text.into())
}

impl Workspace {
    /// Says that a screen has shown this supplier's logs up to these heads; the next entry will have seen them.
    pub fn shown(&mut self, supplier: &str, heads: &[Head]) {
        let key = self.place(supplier).to_string();
        self.shown.insert(key, heads.to_vec());
    }

    /// Writes one entry at a place, opening the writer's journal there if it is the first.
    ///
    /// # Errors
    /// Not saved, with the reason; nothing is lost of what was there.
    pub fn write(&mut self, place: &Place, act: Act) -> Result<Saved, NotSaved> {
        let at = self.now();
        let clock_set = self.clock.is_set();
        let heads = self.shown.get(&place.to_string()).cloned().unwrap_or_default();
        if let Some(reason) = self.refusal_of(Duty::of(&act)) {
            return Err(NotSaved::refused(reason));
        }
        if let Some(reason) = self.takes_new_work(place, &act).map_err(|error| NotSaved::failed(error.sentence()))? {
            return Err(NotSaved::failed(reason));
        }
        self.own_log_is_here(place)?;
        let mut pen = Pen::open(&self.store, place.clone(), self.writer.clone(), self.opening(place))?;
        pen.shown(&heads);
        let saved = pen.write(act, &at, clock_set)?;
        drop(pen);
        self.store.remember_head(place, &saved.entry, saved.hash)?;
        Ok(saved)
    }

    /// A log of one's own that a sync service renamed must go back first, or its history would part in two.
    fn own_log_is_here(&self, place: &Place) -> Result<(), NotSaved> {
        let found = logs_of(&self.store, place)?;
        let own = format!("{place}/{}.toml", self.writer);
        if let Some(lost) = found.findings.iter().find(|finding| finding.kind == "shrank" && finding.file == own) {
            return Err(NotSaved::failed(format!("{own}: {}", lost.problem)));
        }
        match found.renamed.iter().find(|(writer, _)| *writer == self.writer) {
            Some((writer, name)) => {
                let file = format!("{place}/{name}");
                let reason = told("store.own-renamed", [("file", file.into()), ("own", format!("{writer}.toml").into())]);
                Err(NotSaved::failed(reason))
            }
            None => Ok(()),
        }
    }

    fn opening(&self, place: &Place) -> Open {
        let (supplier, assessment) = place.names();
        let mut editions: Vec<String> = self.sets().iter().map(|set| set.edition_name()).collect();
        editions.push(self.policy.edition_name());
        Open { workspace: self.settings.workspace.clone(), editions, ..Open::here(supplier, assessment, &self.writer) }
    }

    /// Puts a text apart from the log; the entry keeps its salted hash.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_text(&self, place: &Place, text: &str) -> Result<BodyRef, WorkspaceError> {
        Ok(self.store.put_text(place, &crate::clean::text(text))?)
    }

    pub(super) fn put_optional(&self, place: &Place, text: Option<&str>) -> Result<Option<BodyRef>, WorkspaceError> {
        text.filter(|text| !text.trim().is_empty()).map(|text| self.put_text(place, text)).transpose()
    }

    /// Whether an answer would be taken, before anything is stored with it.
    ///
    /// # Errors
    /// When supplier or question is not known, or the value is not valid.
    pub fn would_take(&self, supplier: &str, said: &Said) -> Result<(), WorkspaceError> {
        self.must_know(supplier)?;
        let question = self.question(&said.question)?;
        if let SaidReply::Value(typed) = &said.reply
            && !(typed.len() == 1 && is_unknown(question, &typed[0]))
        {
            normalise(question, typed).map_err(|refusal| refused(question, refusal))?;
        }
        self.is_about_something(supplier, question, (said.about.as_deref(), said.correction.is_some()))?;
        self.correction_is_told(supplier, said)
    }

    /// Records an answer.
    ///
    /// # Errors
    /// When the question is unknown, the value is not valid, or it could not be saved.
    pub fn answer(&mut self, supplier: &str, said: Said) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        let place = self.place(supplier);
        let question = self.question(&said.question)?.clone();
        self.is_about_something(supplier, &question, (said.about.as_deref(), said.correction.is_some()))?;
        if question.asked_by == AskedBy::Buyer {
            return self.check(&place, &question, &said);
        }
        self.may_interview()?;
        self.correction_is_told(supplier, &said)?;
        self.answers_what_came_back(&place, &question)?;
        if matches!(said.reply, SaidReply::Withdrawn) {
            self.sees_what_is_here(&place)?;
        }
        let (reply, reconfirms) = self.reply(supplier, &place, &question, said.reply, said.about.as_deref())?;
        let act = Act::Answer(Answer {
            question: question.id.to_string(),
            reply,
            source: said.source,
            party: Party::Supplier,
            about: said.about,
            respondent: said.respondent,
            lang: None,
            note: self.put_optional(&place, said.note.as_deref())?,
            reconfirms,
            correction: self.put_optional(&place, said.correction.as_deref())?,
            asked: self.put_asked(&place, said.asked.as_ref())?,
            evidence: said.evidence,
        });
        self.write(&place, act).map_err(not_saved)
    }

    /// A flow or a facility is named where rows are asked of each, and is one of a material the supplier handles; a name
    /// that is mistyped would stand beside all others and be judged.
    pub(super) fn is_about_something(
        &self,
        supplier: &str,
        question: &Question,
        (about, corrects): (Option<&str>, bool),
    ) -> Result<(), WorkspaceError> {
        let Some(about) = about else { return Ok(()) };
        if !corrects {
            self.holds_the_site(supplier, about)?;
        }
        let id = || ("id", question.id.as_str().into());
        let Some(per) = question.per else {
            return if each::name(about).is_none() {
                Ok(())
            } else {
                Err(wrong(told("refusal.asked-once", [id(), ("about", crate::clean::line(about).into())])))
            };
        };
        let dossier = self.dossier(supplier)?;
        if each::is_one(&dossier.situation, per, about) {
            return Ok(());
        }
        let all: Vec<Sentence> =
            each::of(&dossier.situation, &dossier.sets, per).into_iter().map(|one| Sentence::from(one.about)).collect();
        let key = if all.is_empty() { "refusal.about-none" } else { "refusal.about-unknown" };
        Err(wrong(told(key, [id(), ("about", crate::clean::line(about).into()), ("all", Sentence::Listed(all))])))
    }

    /// An answer to a question that was sent back has seen that it was, wherever it is typed.
    fn answers_what_came_back(&mut self, place: &Place, question: &Question) -> Result<(), WorkspaceError> {
        let folded = self.fold(place)?;
        let Some(back) = folded.answers.returned.get(question.id.as_str()) else { return Ok(()) };
        let log = folded.logs.iter().find(|(writer, _)| *writer == back.entry.writer);
        let head =
            log.and_then(|(writer, entries)| entries.iter().find(|entry| entry.n == back.entry.n).map(|entry| Head::of(writer, entry)));
        let shown = self.shown.entry(place.to_string()).or_default();
        shown.extend(
            head.filter(|head| !shown.iter().any(|known| known.entry.writer == head.entry.writer && known.entry.n >= head.entry.n)),
        );
        Ok(())
    }

    /// Whoever takes an answer back means the one that is here: where no screen showed anything, what lies here was seen,
    /// or a colleague's answer would stand as if nothing had been said.
    fn sees_what_is_here(&mut self, place: &Place) -> Result<(), WorkspaceError> {
        if !self.shown.contains_key(&place.to_string()) {
            let heads = self.fold(place)?.heads;
            self.shown.insert(place.to_string(), heads);
        }
        Ok(())
    }

    fn reply(
        &self,
        supplier: &str,
        place: &Place,
        question: &Question,
        said: SaidReply,
        about: Option<&str>,
    ) -> Result<(Reply, Option<String>), WorkspaceError> {
        Ok(match said {
            SaidReply::DontKnow => (Reply::DontKnow, None),
            SaidReply::Declined => (Reply::Declined, None),
            SaidReply::Withdrawn => (Reply::Withdrawn, None),
            SaidReply::NotApplicable(reason) => (Reply::NotApplicable { reason: self.put_optional(place, reason.as_deref())? }, None),
            SaidReply::Value(typed) if typed.len() == 1 && is_unknown(question, &typed[0]) => (Reply::DontKnow, None),
            SaidReply::Value(typed) => {
                let value = normalise(question, &typed).map_err(|refusal| refused(question, refusal))?;
                (Reply::Value(self.kept(place, question, value)?), None)
            }
            SaidReply::Reconfirmed => {
                if question.severity == Severity::Critical {
                    return Err(wrong(told("refusal.critical-anew", [("id", question.id.as_str().into())])));
                }
                let dossier = self.dossier(supplier)?;
                let last = dossier
                    .last(&question.id, about)
                    .ok_or_else(|| wrong(told("refusal.nothing-to-reconfirm", [("id", question.id.as_str().into())])))?;
                let reply = match last.state {
                    crate::situation::State::Answered => Reply::Value(self.kept(place, question, last.value.clone())?),
                    crate::situation::State::DontKnow | crate::situation::State::Declined | crate::situation::State::NotApplicable => {
                        return Err(wrong(told("refusal.no-value-last", [("id", question.id.as_str().into())])));
                    }
                };
                (reply, Some(last.entry.clone()))
            }
        })
    }

    /// A value as the entry keeps it: rows and free text lie apart.
    fn kept(&self, place: &Place, question: &Question, value: Vec<String>) -> Result<Vec<String>, WorkspaceError> {
        if !matches!(question.kind, Kind::Rows(_) | Kind::Text | Kind::Document) {
            return Ok(value);
        }
        Ok(vec![self.put_text(place, &value.join("\n"))?.as_str().to_owned()])
    }

    /// A value a reviewer established, checked as an answer is.
    pub(super) fn found_value(&self, place: &Place, question: &Question, typed: &[String]) -> Result<Vec<String>, WorkspaceError> {
        let value = normalise(question, typed).map_err(|refusal| refused(question, refusal))?;
        self.kept(place, question, value)
    }

    fn check(&mut self, place: &Place, question: &Question, said: &Said) -> Result<Saved, WorkspaceError> {
        if self.is_veiled(question.id.as_str()) {
            return Err(wrong(told("refusal.check-restricted", [("id", question.id.as_str().into())])));
        }
        let SaidReply::Value(typed) = &said.reply else {
            return Err(wrong(told("refusal.buyer-check", [("id", question.id.as_str().into())])));
        };
        let value = normalise(question, typed).map_err(|refusal| refused(question, refusal))?;
        // A check of a flow or a facility stands beside what the supplier says of it: it is worth what its source is.
        let of_one = said.about.as_deref().is_some_and(|about| each::name(about).is_some());
        if question.per.is_some() && of_one && said.note.as_deref().is_none_or(|note| note.trim().is_empty()) {
            return Err(wrong(told("refusal.check-source", [("id", question.id.as_str().into())])));
        }
        let note = self.put_optional(place, said.note.as_deref())?;
        let outcome = value.into_iter().next().unwrap_or_default();
        self.write(place, Act::Check { question: question.id.to_string(), outcome, note, about: said.about.clone() }).map_err(not_saved)
    }

    /// Whether a row is asked of a supplier, or looked up by the buyer, as things stand: an answer to one that is not is kept
    /// and counts for nothing until it is.
    ///
    /// # Errors
    /// When there is no such question, or the record cannot be read.
    pub fn is_asked(&self, supplier: &str, question: &str) -> Result<bool, WorkspaceError> {
        let id = self.question(question)?.id.clone();
        let dossier = self.dossier(supplier)?;
        let row = dossier.plan.rows.iter().find(|row| row.question == id);
        Ok(row.is_some_and(|row| matches!(row.asked, Asked::Yes | Asked::BuyerOnly)))
    }

    /// An answer is given where one stands already: it has seen what it replaces. Answers that contradict each other stay so
    /// until somebody settles them.
    ///
    /// # Errors
    /// When there is no such question, or the record cannot be read.
    pub fn replaces(&mut self, supplier: &str, question: &str) -> Result<(), WorkspaceError> {
        let id = self.question(question)?.id.to_string();
        let dossier = self.dossier(supplier)?;
        let of_row = dossier.answers.current.iter().filter(|(key, _)| key.question == id);
        let standing: Vec<&Standing> = of_row.map(|(_, standing)| standing).collect();
        if !standing.is_empty() && !standing.iter().any(|standing| matches!(standing, Standing::Conflict(_))) {
            self.shown(supplier, &dossier.heads);
        }
        Ok(())
    }

    /// Settles a conflict: the new answer has seen every log.
    ///
    /// # Errors
    /// When there is no conflict on the question, or the answer is refused.
    pub fn resolve(&mut self, supplier: &str, said: Said) -> Result<Saved, WorkspaceError> {
        let dossier = self.dossier(supplier)?;
        let id = self.question(&said.question)?.id.clone();
        let in_conflict =
            dossier.answers.current.iter().any(|(key, standing)| key.question == id.as_str() && matches!(standing, Standing::Conflict(_)));
        if !in_conflict {
            return Err(wrong(told("refusal.no-conflict", [("id", id.as_str().into())])));
        }
        self.shown(supplier, &dossier.heads);
        self.answer(supplier, said)
    }

    /// Takes back the writer's last entry that still counts; asked again, the one before it.
    ///
    /// # Errors
    /// When there is nothing to take back.
    pub fn undo(&mut self, supplier: &str) -> Result<(EntryRef, Saved), WorkspaceError> {
        self.must_know(supplier)?;
        self.undo_at(&self.place(supplier))
    }

    /// Takes back the writer's last entry at a place that still counts.
    pub(super) fn undo_at(&mut self, place: &Place) -> Result<(EntryRef, Saved), WorkspaceError> {
        self.may(Duty::Own)?;
        let journals = self.journals(place)?;
        let own = journals.iter().find(|(writer, _)| *writer == self.writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        let undone: Vec<u64> =
            own.iter().filter_map(|entry| if let Act::Undo { entry } = entry.act { Some(entry) } else { None }).collect();
        let last = own
            .iter()
            .rev()
            .find(|entry| {
                !undone.contains(&entry.n)
                    && !matches!(
                        entry.act,
                        Act::Open(_) | Act::Undo { .. } | Act::Recovered { .. } | Act::Sign(_) | Act::Seal(_) | Act::Redact(_)
                    )
            })
            .ok_or_else(|| wrong(told("refusal.nothing-to-undo", [])))?;
        let target = EntryRef { writer: self.writer.clone(), n: last.n };
        self.is_not_attested(place, &last.act, &target)?;
        let saved = self.write(place, Act::Undo { entry: target.n }).map_err(not_saved)?;
        Ok((target, saved))
    }

    /// Writes a remark.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub fn note(&mut self, supplier: &str, question: Option<&str>, text: &str) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        let place = self.place(supplier);
        let question = question.map(|id| self.question(id).map(|question| question.id.to_string())).transpose()?;
        if text.trim().is_empty() {
            return Err(wrong(told("refusal.empty-remark", [])));
        }
        let text = self.put_text(&place, text)?;
        self.write(&place, Act::Note { question, text }).map_err(not_saved)
    }

    /// Stores a document and says what it is.
    ///
    /// # Errors
    /// When it cannot be read or saved.
    pub fn attach(&mut self, supplier: &str, bytes: &[u8], paper: Paper) -> Result<(String, Saved), WorkspaceError> {
        self.must_know(supplier)?;
        let place = self.place(supplier);
        let question = paper.question.as_deref().map(|id| self.question(id).cloned()).transpose()?;
        let scope = paper.scope.map(|text| crate::clean::line(&text));
        let about = scope.as_deref().filter(|scope| Per::of(scope).is_some());
        if let Some(question) = &question {
            self.is_about_something(supplier, question, (about, false))?;
        }
        let question = question.map(|question| question.id.to_string());
        for day in [&paper.dated, &paper.expires].into_iter().flatten() {
            day.parse::<jiff::civil::Date>().map_err(|_| not_a_date(day, "2026-04-01"))?;
        }
        let ending = Path::new(&paper.name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let sha256 = self.store.put_file(Shelf::Supplier(supplier), bytes, &ending)?;
        let dossier = self.dossier(supplier)?;
        let keeps = dossier
            .answers
            .promises
            .iter()
            .filter(|promise| promise.kept.is_none() && Some(&promise.question) == question.as_ref())
            .find(|promise| promise.about.is_none() || promise.about.as_deref() == about)
            .map(|p| p.entry.to_string());
        let act = Act::Attach(Document {
            sha256: sha256.clone(),
            name: crate::clean::line(&paper.name),
            question,
            issuer: paper.issuer.map(|text| crate::clean::line(&text)),
            scope,
            dated: paper.dated,
            expires: paper.expires,
            keeps,
        });
        let saved = self.write(&place, act).map_err(not_saved)?;
        Ok((sha256, saved))
    }

    /// Puts a row aside for later, or takes it back.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub fn park(&mut self, supplier: &str, question: &QuestionId, parked: bool) -> Result<Saved, WorkspaceError> {
        let place = self.place(supplier);
        self.write(&place, Act::Park { question: question.to_string(), parked }).map_err(not_saved)
    }

    /// Records whom we meet, in which role, over which channel, in which language.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub fn met(
        &mut self,
        supplier: &str,
        who: Option<&str>,
        role: Option<String>,
        channel: Option<String>,
        lang: Option<String>,
    ) -> Result<Saved, WorkspaceError> {
        self.belongs_here(supplier)?;
        let place = self.place(supplier);
        let who = self.put_optional(&place, who)?;
        self.write(&place, Act::Met { who, role, channel, lang }).map_err(not_saved)
    }

    /// Submits the interview. Gate rows that are asked must have an answer of some state.
    ///
    /// # Errors
    /// When gates are open, or it cannot be saved.
    pub fn submit(&mut self, supplier: &str, name: Option<&str>, role: Option<String>) -> Result<Saved, WorkspaceError> {
        self.belongs_here(supplier)?;
        let dossier = self.dossier(supplier)?;
        let open = dossier.plan.open_gates();
        if !open.is_empty() {
            let rows: Vec<&str> = open.iter().map(|question| question.as_str()).collect();
            return Err(wrong(told("refusal.submit-gates", [("rows", rows.join(", ").into())])));
        }
        if dossier.answers.current.is_empty() {
            return Err(wrong(told("refusal.submit-empty", [])));
        }
        if !dossier.situation.conflicts.is_empty() {
            let rows: Vec<&str> = dossier.situation.conflicts.iter().map(QuestionId::as_str).collect();
            return Err(wrong(told("refusal.submit-conflicts", [("rows", rows.join(", ").into())])));
        }
        let place = self.place(supplier);
        self.shown(supplier, &dossier.heads);
        let name = self.put_optional(&place, name)?;
        Ok(self.write_signed(&place, Act::Submit { attested: "read-back".to_owned(), name, role })?.saved)
    }

    /// The fiscal year of today, for a workspace without a campaign.
    #[must_use]
    pub fn this_fiscal_year(&self) -> String {
        fiscal_year(self.today())
    }
}

/// `unknown` on a row whose template has it as an answer is kept as *don't know*.
fn is_unknown(question: &Question, typed: &str) -> bool {
    matches!(&question.kind, Kind::YesNo(shape) if shape.unknown) && matches!(typed.trim().to_lowercase().as_str(), "unknown" | "u" | "?")
}

/// Why a typed value cannot be the answer to a question.
fn refused(question: &Question, refusal: crate::questionnaire::value::Refusal) -> WorkspaceError {
    wrong(told("refusal.at-question", [("id", question.id.as_str().into()), ("what", refusal.sentence())]))
}

pub(super) fn not_a_date(typed: &str, example: &'static str) -> WorkspaceError {
    wrong(crate::figures::number::no_day(typed, example))
}

/// An entry named in text, so that the tenth comes after the ninth.
pub(super) fn in_order(entry: &str) -> (&str, u64) {
    entry.rsplit_once('#').map_or((entry, 0), |(writer, n)| (writer, n.parse().unwrap_or_default()))
}

pub(super) fn not_saved(failure: NotSaved) -> WorkspaceError {
    WorkspaceError::NotSaved(failure)
}
