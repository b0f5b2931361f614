//! Papers on file in a workspace: entering one for everybody it covers, taking one out of count, and what stands behind
//! answers because of them.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use super::act::{not_a_date, wrong};
use super::decide::{as_logs, standing};
use super::dossier::Folded;
use super::people::Written;
use super::why::Kept;
use super::{Workspace, WorkspaceError};
use crate::answers::{Answers, Given, Standing};
use crate::clean::line;
use crate::journal::{Act, BodyRef, Document, Entry, EvidenceAct, RegisterAct, WithdrawPaperAct, WriterId};
use crate::questionnaire::QuestionId;
use crate::register::evidence::{self, Paper, STANDING};
use crate::register::promise::{self, Promised, State};
use crate::sentence::told;
use crate::situation::{Backing, Situation};
use crate::store::{Place, Shelf, Store as _};
use crate::supplier::Supplier;

/// Logs of a supplier's places, each under its label.
pub(super) type Trail = Vec<(String, Vec<(WriterId, Vec<Entry>)>)>;

/// A paper as a person files it.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// Suppliers it covers.
    pub suppliers: Vec<String>,
    /// File name as received.
    pub name: String,
    /// What it is.
    pub what: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// The legal entity it is made out for; absent: each supplier itself.
    pub entity: Option<String>,
    /// Sites, each `site` or, where several suppliers are covered, `supplier:site`.
    pub sites: Vec<String>,
    /// Metals.
    pub metals: Vec<String>,
    /// Flows or facilities the questions are asked of.
    pub about: Vec<String>,
    /// Questions it proves.
    pub questions: Vec<String>,
    /// Its date.
    pub dated: Option<String>,
    /// Its last valid day.
    pub expires: Option<String>,
    /// Promises it keeps, with their places; of one supplier.
    pub keeps: Vec<String>,
}

/// A paper at one supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnFile {
    /// The supplier.
    pub supplier: String,
    /// The paper.
    pub paper: Paper,
    /// What it is, in words; empty: nobody said.
    pub what: String,
    /// Whether the file is still as it was.
    pub kept: Kept,
}

/// An answer that a paper is asked for and none stands behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unproven {
    /// The supplier.
    pub supplier: String,
    /// The question.
    pub question: QuestionId,
    /// What stands behind it instead.
    pub backing: Backing,
    /// The day a promised paper for it is due.
    pub promised: Option<String>,
}

impl Workspace {
    /// Every log of a supplier: of all campaigns, and of what outlives them.
    pub(super) fn trail(&self, supplier: &str) -> Result<Trail, WorkspaceError> {
        self.must_know(supplier)?;
        let mut all = vec![(STANDING.to_owned(), self.journals(&standing(supplier))?)];
        for assessment in self.store().assessments(supplier)? {
            let place = Place::Assessment { supplier: supplier.to_owned(), assessment: assessment.clone() };
            all.push((assessment, self.journals(&place)?));
        }
        Ok(all)
    }

    /// Every paper of a supplier, as far as whoever looks may see it.
    ///
    /// # Errors
    /// When it is not there or its record cannot be read.
    pub fn papers(&self, supplier: &str) -> Result<Vec<OnFile>, WorkspaceError> {
        let mut all = Vec::new();
        for mut paper in on_trail(&self.trail(supplier)?, evidence::fold) {
            paper.said.retain(|said| !said.questions.iter().any(|question| self.is_veiled(question)));
            if paper.said.is_empty() {
                continue;
            }
            let what = match paper.what() {
                Some((label, body)) => self.text_of(supplier, label, body)?,
                None => paper.title().map(line).unwrap_or_default(),
            };
            let kept = self.kept_whole(Shelf::Supplier(supplier), &paper.sha256)?;
            all.push(OnFile { supplier: supplier.to_owned(), paper, what, kept });
        }
        Ok(all)
    }

    /// A text of a supplier's record by the label of its place.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text_of(&self, supplier: &str, label: &str, body: &BodyRef) -> Result<String, WorkspaceError> {
        let place = if label == STANDING {
            standing(supplier)
        } else {
            Place::Assessment { supplier: supplier.to_owned(), assessment: label.to_owned() }
        };
        let text = self.store().body(&place, body)?;
        Ok(text.map_or_else(|| format!("{body} (absent here)"), |text| crate::clean::text(&text)))
    }

    /// The paper meant by its hash, the beginning of it, or its name, at every supplier it covers.
    ///
    /// # Errors
    /// When there is none, or several.
    pub fn paper_meant(&self, named: &str, suppliers: &[String]) -> Result<Vec<OnFile>, WorkspaceError> {
        let suppliers = if suppliers.is_empty() { self.supplier_ids()? } else { suppliers.to_vec() };
        let mut all = Vec::new();
        for supplier in &suppliers {
            all.extend(self.papers(supplier)?);
        }
        let wanted = named.trim().to_lowercase();
        let is_hash = wanted.len() >= 6 && wanted.chars().all(|c| c.is_ascii_hexdigit());
        let exact = |one: &OnFile| (is_hash && one.paper.sha256.starts_with(&wanted)) || one.paper.name().to_lowercase() == wanted;
        let like = |one: &OnFile| {
            let title = one.paper.title().unwrap_or_default();
            [one.paper.name(), one.what.as_str(), title].iter().any(|words| words.to_lowercase().contains(&wanted))
        };
        let mut found: Vec<OnFile> = all.iter().filter(|one| exact(one)).cloned().collect();
        if found.is_empty() && !wanted.is_empty() {
            found = all.into_iter().filter(like).collect();
        }
        let hashes: BTreeSet<(&str, &str)> = found.iter().map(|one| (one.paper.sha256.as_str(), one.paper.name())).collect();
        let different: BTreeSet<&str> = hashes.iter().map(|(sha256, _)| *sha256).collect();
        match different.len() {
            1 => Ok(found),
            0 => Err(wrong(told("evidence-refusal.none", [("named", line(named).into())]))),
            _ => {
                let names: Vec<String> =
                    hashes.iter().map(|(sha256, name)| format!("{} {}", &sha256[..12.min(sha256.len())], line(name))).collect();
                Err(wrong(told("evidence-refusal.several", [("named", line(named).into()), ("all", names.join(", ").into())])))
            }
        }
    }

    /// Refuses what cannot be filed, before anything is stored; the entry for each supplier.
    ///
    /// # Errors
    /// A sentence.
    pub fn would_file(&self, given: &Filing) -> Result<Vec<(String, EvidenceAct)>, WorkspaceError> {
        if given.suppliers.is_empty() {
            return Err(wrong(told("evidence-refusal.for-whom", [])));
        }
        let days = [&given.dated, &given.expires]
            .map(|day| day.as_deref().map(|day| day.parse::<Date>().map_err(|_| not_a_date(day, "2026-04-01"))).transpose());
        let [dated, expires] = days;
        if let (Some(dated), Some(expires)) = (dated?, expires?)
            && expires < dated
        {
            return Err(wrong(told(
                "evidence-refusal.days",
                [("expires", expires.to_string().into()), ("dated", dated.to_string().into())],
            )));
        }
        let questions: Result<Vec<String>, WorkspaceError> =
            given.questions.iter().map(|question| self.question(question).map(|known| known.id.to_string())).collect();
        let questions = questions?;
        let mut all = Vec::new();
        for supplier in &given.suppliers {
            let profile = self.supplier(supplier)?;
            self.covers_something(supplier, given)?;
            let act = EvidenceAct {
                name: line(&given.name),
                issuer: given.issuer.as_deref().map(line).filter(|issuer| !issuer.is_empty()),
                entity: given.entity.as_deref().map(line).filter(|entity| !entity.is_empty()),
                sites: sites_of(&profile, supplier, given)?,
                metals: given.metals.iter().map(|metal| line(metal)).filter(|metal| !metal.is_empty()).collect(),
                about: given.about.clone(),
                questions: questions.clone(),
                dated: given.dated.clone(),
                expires: given.expires.clone(),
                ..EvidenceAct::default()
            };
            all.push((supplier.clone(), act));
        }
        Ok(all)
    }

    /// Refuses a flow or facility that none of the questions is asked of.
    fn covers_something(&self, supplier: &str, given: &Filing) -> Result<(), WorkspaceError> {
        if !given.about.is_empty() && given.questions.is_empty() {
            return Err(wrong(told("evidence-refusal.about-what", [])));
        }
        for question in &given.questions {
            let question = self.question(question)?.clone();
            for about in &given.about {
                self.is_about_something(supplier, &question, (Some(about.as_str()), false))?;
            }
        }
        Ok(())
    }

    /// Puts a paper on file at every supplier it covers; the file lies with each of them.
    ///
    /// # Errors
    /// When something of it cannot be, or it cannot be saved.
    pub fn file_paper(&mut self, given: &Filing, bytes: &[u8]) -> Result<(String, Vec<(String, Written)>), WorkspaceError> {
        let acts = self.would_file(given)?;
        let ending = Path::new(&given.name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let (mut written, mut hash) = (Vec::new(), String::new());
        for (supplier, act) in acts {
            let sha256 = self.store().put_file(Shelf::Supplier(&supplier), bytes, &ending)?;
            let what = self.put_optional(&standing(&supplier), given.what.as_deref())?;
            hash.clone_from(&sha256);
            let keeps = given.keeps.clone();
            let act = EvidenceAct { sha256, what, keeps, ..act };
            written.push((supplier.clone(), self.review_write(&supplier, Act::Register(RegisterAct::Evidence(act)))?));
        }
        Ok((hash, written))
    }

    /// Takes a paper out of count at the suppliers named, or at all it covers. It stays on file.
    ///
    /// # Errors
    /// When there is no such paper, it was withdrawn already, the reason is empty, or it cannot be saved.
    pub fn withdraw_paper(&mut self, named: &str, suppliers: &[String], reason: &str) -> Result<Vec<(OnFile, Written)>, WorkspaceError> {
        let found = self.paper_meant(named, suppliers)?;
        if reason.trim().is_empty() {
            return Err(wrong(told("evidence-refusal.reason", [])));
        }
        let counting: Vec<OnFile> = found.into_iter().filter(|one| !one.paper.is_withdrawn()).collect();
        if counting.is_empty() {
            return Err(wrong(told("evidence-refusal.withdrawn-already", [("named", line(named).into())])));
        }
        let mut all = Vec::new();
        for one in counting {
            let act = WithdrawPaperAct {
                sha256: one.paper.sha256.clone(),
                of: one.paper.said.iter().map(evidence::Said::named).collect(),
                reason: self.put_text(&standing(&one.supplier), reason)?,
            };
            let written = self.review_write(&one.supplier, Act::Register(RegisterAct::WithdrawPaper(act)))?;
            all.push((one, written));
        }
        Ok(all)
    }

    /// Answers a paper is asked for and behind which none stands.
    ///
    /// # Errors
    /// When the supplier is not there or its record cannot be read.
    pub fn unproven(&self, supplier: &str) -> Result<Vec<Unproven>, WorkspaceError> {
        let dossier = self.dossier(supplier)?;
        let mut all = Vec::new();
        for row in &dossier.plan.rows {
            let asks = dossier.sets.iter().find_map(|set| set.question(row.question.as_str())).is_some_and(|one| !one.evidence.is_empty());
            let given = dossier.situation.said(&row.question);
            let lacking = given.iter().filter(|one| one.state == crate::situation::State::Answered && one.backing != Backing::Sound);
            let Some(backing) = lacking.map(|one| one.backing).max().filter(|_| asks) else { continue };
            let owed = dossier.answers.promises.iter().find(|owed| owed.kept.is_none() && owed.question == row.question.as_str());
            let promised = owed.map(|owed| owed.due.clone());
            all.push(Unproven { supplier: supplier.to_owned(), question: row.question.clone(), backing, promised });
        }
        Ok(all)
    }
}

/// The sites of a filing that are this supplier's.
fn sites_of(profile: &Supplier, supplier: &str, given: &Filing) -> Result<Vec<String>, WorkspaceError> {
    let mut sites = Vec::new();
    for named in &given.sites {
        let (of, site) = named.split_once(':').map_or((None, named.as_str()), |(of, site)| (Some(of), site));
        if of.is_some_and(|of| !given.suppliers.iter().any(|known| known == of)) {
            return Err(wrong(told("evidence-refusal.site-of", [("site", named.into())])));
        }
        if of.is_some_and(|of| of != supplier) {
            continue;
        }
        match profile.sites.iter().find(|known| known.id == site || known.name == site) {
            Some(known) => sites.push(known.id.clone()),
            // With several suppliers a bare site is meant for the one that has it.
            None if of.is_none() && given.suppliers.len() > 1 => {}
            None => {
                let all: Vec<&str> = profile.sites.iter().map(|site| site.id.as_str()).collect();
                return Err(wrong(told(
                    "evidence-refusal.no-site",
                    [("id", supplier.into()), ("site", site.into()), ("all", all.join(", ").into())],
                )));
            }
        }
    }
    Ok(sites)
}

/// Folds the places of a trail.
pub(super) fn on_trail<T>(trail: &Trail, fold: impl FnOnce(&[(&str, &[crate::answers::Log<'_>])]) -> T) -> T {
    let logs: Vec<_> = trail.iter().map(|(label, logs)| (label.as_str(), as_logs(logs))).collect();
    let places: Vec<_> = logs.iter().map(|(label, logs)| (*label, logs.as_slice())).collect();
    fold(&places)
}

/// What papers and promises of `standing/` change in what an interview says: papers filed by themselves stand beside the
/// attached ones, what was withdrawn is set apart, what a later entry says of a last day holds, promises are as they stand.
pub(super) fn lay_beside(answers: &mut Answers, supplier: &Supplier, label: &str, here: &Folded, beside: &Folded) -> Vec<Paper> {
    let (own, standing) = (as_logs(&here.logs), as_logs(&beside.logs));
    let places: [(&str, &[crate::answers::Log<'_>]); 2] = [(STANDING, &standing), (label, &own)];
    let papers = evidence::fold(&places);
    answers.documents.extend(evidence::as_documents(&papers, supplier));
    for document in &mut answers.documents {
        if let Some(paper) = papers.iter().find(|paper| paper.sha256 == document.sha256) {
            document.expires = paper.expires().map(|day| day.to_string());
        }
    }
    let is_withdrawn = |document: &Document| {
        let paper = papers.iter().find(|paper| paper.sha256 == document.sha256);
        let covered = |paper: &Paper| document.question.as_deref().is_none_or(|question| paper.questions().contains(&question));
        paper.is_some_and(|paper| paper.is_withdrawn() || !covered(paper))
    };
    let (withdrawn, documents) = std::mem::take(&mut answers.documents).into_iter().partition(is_withdrawn);
    (answers.documents, answers.withdrawn) = (documents, withdrawn);
    let promised = promise::fold(&places);
    let state = |one: &crate::answers::PromiseOn| promised.iter().find(|known| known.place == label && known.entry == one.entry);
    answers.promises.retain(|one| !matches!(state(one), Some(Promised { state: State::Dropped { .. }, .. })));
    for one in &mut answers.promises {
        one.kept = match promised.iter().find(|known| known.place == label && known.entry == one.entry).map(|known| &known.state) {
            Some(State::Kept { entry, .. }) => entry.rsplit('/').next().and_then(|entry| entry.parse().ok()),
            _ => None,
        };
    }
    papers
}

/// Re-opens answers behind which only papers lie that ran out, or were withdrawn, after the answer was given.
pub(super) fn reopen(situation: &mut Situation, answers: &Answers, papers: &[Paper], today: Date) {
    let expired = |paper: &Paper| paper.expires().filter(|last| *last < today).and_then(|last| last.tomorrow().ok());
    let withdrawn = |paper: &Paper| paper.withdrawal().map(|one| one.at.date());
    for (key, standing) in &answers.current {
        let given: &[Given] = match standing {
            Standing::One(given) => std::slice::from_ref(given),
            Standing::Conflict(all) => all,
        };
        let id = QuestionId::from_text(&key.question);
        for one in given {
            let entry = one.entry.to_string();
            let backing = situation.given(&id).iter().find(|answer| answer.entry == entry).map(|answer| answer.backing);
            if !matches!(backing, Some(Backing::Expired | Backing::Withdrawn)) {
                continue;
            }
            let behind = |paper: &&Paper| paper.questions().contains(&key.question.as_str()) || one.answer.evidence.contains(&paper.sha256);
            let ended = papers.iter().filter(behind).filter_map(|paper| withdrawn(paper).or_else(|| expired(paper))).max();
            if ended.is_some_and(|ended| one.at.date() < ended) {
                situation.reopened.insert(id.clone());
            }
        }
    }
}
