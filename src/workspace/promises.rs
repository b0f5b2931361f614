//! Promised papers in a workspace: given in an interview or afterwards, kept by a paper, given up, asked for again.

use super::act::{not_a_date, not_saved, wrong};
use super::decide::standing;
use super::evidence::{Filing, on_trail};
use super::people::Written;
use super::{Dossier, Workspace, WorkspaceError};
use crate::clean::line;
use crate::journal::{Act, DropPromiseAct, Promise, RegisterAct};
use crate::language::Text;
use crate::register::promise::{self, Promised, State};
use crate::sentence::told;
use crate::store::{Saved, Store as _};

/// A promise in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The supplier.
    pub supplier: String,
    /// The promise.
    pub promised: Promised,
    /// Which document.
    pub what: String,
    /// Who gave the word; empty: nobody wrote it down.
    pub by: String,
    /// Why it was given up.
    pub reason: Option<String>,
    /// The question in words.
    pub asked: Text,
    /// The document as the questionnaire names it, where that was taken over.
    pub paper: Option<Text>,
    /// Whether the supplier was never asked it, and must not hear of it.
    pub inner: bool,
    /// Who buys from the supplier, and follows it up.
    pub buyer: String,
}

/// What is promised, as a person says it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Promising<'a> {
    /// The question it belongs to.
    pub question: &'a str,
    /// The flow or facility the document is to cover; absent: the whole supplier.
    pub about: Option<&'a str>,
    /// By when.
    pub due: &'a str,
    /// Which document; absent: the first the question asks for.
    pub what: Option<&'a str>,
    /// Who gave the word; absent: whom we met.
    pub by: Option<&'a str>,
}

impl Workspace {
    /// Records that a document was promised, as the interview does.
    ///
    /// # Errors
    /// When the question or the date is wrong, or it cannot be saved.
    pub fn promise(&mut self, supplier: &str, question: &str, due: &str, what: Option<&str>) -> Result<Saved, WorkspaceError> {
        self.add_promise(supplier, Promising { question, due, what, ..Promising::default() })
    }

    /// Records that a document was promised, and by whom.
    ///
    /// # Errors
    /// When the question or the date is wrong, or it cannot be saved.
    pub fn add_promise(&mut self, supplier: &str, given: Promising<'_>) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        let place = self.place(supplier);
        let question = self.question(given.question)?.clone();
        self.is_about_something(supplier, &question, (given.about, false))?;
        let day: jiff::civil::Date = given.due.parse().map_err(|_| not_a_date(given.due, "2026-12-01"))?;
        if day < self.today() {
            return Err(wrong(told("refusal.past-date", [("day", day.to_string().into())])));
        }
        let default = question.evidence.first().map(|paper| paper.text.en.clone()).unwrap_or_else(|| "document".to_owned());
        let what = Some(self.put_text(&place, given.what.unwrap_or(&default))?);
        let by = self.put_optional(&place, given.by)?;
        let about = given.about.map(str::to_owned);
        let act = Promise { question: question.id.to_string(), about, due: day.to_string(), what, by };
        self.write(&place, Act::Promise(act)).map_err(not_saved)
    }

    /// Every promise of a supplier by due date, as far as whoever looks may see it.
    ///
    /// # Errors
    /// When it is not there or its record cannot be read.
    pub fn promises(&self, supplier: &str) -> Result<Vec<Owed>, WorkspaceError> {
        let buyer = self.supplier(supplier)?.buyer;
        let mut all = Vec::new();
        for promised in on_trail(&self.trail(supplier)?, promise::fold) {
            if self.is_veiled(&promised.question) {
                continue;
            }
            let text = |body: &Option<crate::journal::BodyRef>| {
                body.as_ref().map(|body| self.text_of(supplier, &promised.place, body)).transpose()
            };
            let (who, role) = (text(&promised.by.0)?, promised.by.1.clone());
            let by = [who, role].into_iter().flatten().map(|words| line(&words)).collect::<Vec<_>>().join(", ");
            let what = line(&text(&promised.what)?.unwrap_or_default());
            let reason = match &promised.state {
                State::Dropped { reason, .. } => Some(self.standing_text(supplier, reason)?),
                State::Open | State::Kept { .. } => None,
            };
            let question = self.question(&promised.question).ok();
            all.push(Owed {
                supplier: supplier.to_owned(),
                asked: question.map(|question| question.text.clone()).unwrap_or_default(),
                paper: question
                    .and_then(|question| question.evidence.iter().find(|paper| paper.text.en == what))
                    .map(|paper| paper.text.clone()),
                inner: question.is_some_and(|question| question.restricted || !question.is_asked()),
                what,
                by,
                reason,
                buyer: buyer.clone(),
                promised,
            });
        }
        Ok(all)
    }

    /// Open promises of a supplier by due date, question and due date; what was promised in another campaign is still owed.
    pub(super) fn open_promises(&self, dossier: &Dossier) -> Result<Vec<(String, String)>, WorkspaceError> {
        let id = &dossier.supplier.id;
        if self.store().assessments(id)?.iter().all(|label| *label == dossier.campaign) {
            let open = dossier.answers.promises.iter().filter(|one| one.kept.is_none());
            let mut all: Vec<_> = open.map(|one| (one.question.clone(), one.due.clone())).collect();
            all.sort_by(|a, b| a.1.cmp(&b.1));
            return Ok(all);
        }
        let all = on_trail(&self.trail(id)?, promise::fold);
        let open = all.into_iter().filter(|one| one.is_open() && !self.is_veiled(&one.question));
        Ok(open.map(|one| (one.question, one.due)).collect())
    }

    /// The open promise meant by its entry, with or without its campaign, or by its question.
    ///
    /// # Errors
    /// When there is none, or several.
    pub fn promise_meant(&self, supplier: &str, named: &str) -> Result<Owed, WorkspaceError> {
        let all = self.promises(supplier)?;
        let is = |one: &&Owed| {
            let promised = &one.promised;
            let row = promised.question.rsplit('.').next().unwrap_or_default();
            [promised.named(), promised.entry.to_string(), promised.question.clone()].contains(&named.to_owned())
                || row.eq_ignore_ascii_case(named)
        };
        let open: Vec<&Owed> = all.iter().filter(|one| one.promised.is_open()).filter(is).collect();
        let names = |all: &[&Owed]| {
            let words = |one: &&Owed| format!("{} ({} {})", one.promised.named(), one.promised.question, one.promised.due);
            all.iter().map(words).collect::<Vec<_>>().join(", ")
        };
        match open.as_slice() {
            [one] => Ok((*one).clone()),
            [] => {
                let open: Vec<&Owed> = all.iter().filter(|one| one.promised.is_open()).collect();
                Err(wrong(if open.is_empty() {
                    told("promise-refusal.none-open", [("id", supplier.into())])
                } else {
                    told("promise-refusal.no-such", [("id", supplier.into()), ("named", line(named).into()), ("all", names(&open).into())])
                }))
            }
            several => Err(wrong(told("promise-refusal.several", [("named", line(named).into()), ("all", names(several).into())]))),
        }
    }

    /// Keeps a promise with a paper: one on file, named by hash or name, or a new one given with its bytes.
    ///
    /// # Errors
    /// When there is no such promise or paper, or it cannot be saved.
    pub fn keep_promise(
        &mut self,
        supplier: &str,
        named: &str,
        paper: &str,
        file: Option<(Filing, Vec<u8>)>,
    ) -> Result<(Owed, String, Written), WorkspaceError> {
        let owed = self.promise_meant(supplier, named)?;
        let (mut filing, bytes) = match file {
            Some((filing, bytes)) => (filing, bytes),
            None => self.known_paper(supplier, paper)?,
        };
        self.can_keep(supplier, &filing, &bytes)?;
        filing.suppliers = vec![supplier.to_owned()];
        filing.keeps = vec![owed.promised.named()];
        if filing.questions.is_empty() {
            filing.questions = vec![owed.promised.question.clone()];
        }
        if filing.what.is_none() && !owed.what.is_empty() {
            filing.what = Some(owed.what.clone());
        }
        let (sha256, mut written) = self.file_paper(&filing, &bytes)?;
        let Some((_, written)) = written.pop() else { return Err(wrong(told("evidence-refusal.for-whom", []))) };
        Ok((owed, sha256, written))
    }

    /// Refuses a paper that was withdrawn here, or has run out: it keeps no promise.
    fn can_keep(&self, supplier: &str, filing: &Filing, bytes: &[u8]) -> Result<(), WorkspaceError> {
        let sha256 = crate::journal::block::sha256_hex(bytes);
        let same: Vec<_> = self.papers(supplier)?.into_iter().filter(|one| one.paper.sha256 == sha256).collect();
        if !same.is_empty() && same.iter().all(|one| one.paper.is_withdrawn()) {
            return Err(wrong(told("promise-refusal.withdrawn", [("named", line(&filing.name).into())])));
        }
        let known = same.iter().filter(|one| !one.paper.is_withdrawn()).filter_map(|one| one.paper.expires()).max();
        let expires = filing.expires.as_deref().and_then(|day| day.parse::<jiff::civil::Date>().ok()).or(known);
        match expires.filter(|last| *last < self.today()) {
            Some(last) => {
                Err(wrong(told("promise-refusal.expired", [("named", line(&filing.name).into()), ("day", last.to_string().into())])))
            }
            None => Ok(()),
        }
    }

    /// A paper on file, as it would be filed once more.
    fn known_paper(&self, supplier: &str, paper: &str) -> Result<(Filing, Vec<u8>), WorkspaceError> {
        let of_supplier = self.paper_meant(paper, &[supplier.to_owned()]);
        let found = of_supplier.or_else(|_| self.paper_meant(paper, &[]))?;
        let Some(one) = found.iter().find(|one| one.supplier == supplier).or_else(|| found.first()) else {
            return Err(wrong(told("evidence-refusal.none", [("named", line(paper).into())])));
        };
        if one.paper.is_withdrawn() {
            return Err(wrong(told("evidence-refusal.withdrawn-already", [("named", line(paper).into())])));
        }
        let shelf = crate::store::Shelf::Supplier(&one.supplier);
        let Some(bytes) = self.store().file(shelf, &one.paper.sha256)? else {
            return Err(wrong(told("evidence-refusal.gone", [("named", line(paper).into())])));
        };
        let own = one.supplier == supplier;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let filing = Filing {
            name: one.paper.name().to_owned(),
            what: Some(one.what.clone()).filter(|what| !what.is_empty()),
            issuer: one.paper.issuer().map(str::to_owned),
            entity: one.paper.entity().map(str::to_owned),
            sites: if own { one.paper.sites().into_iter().map(str::to_owned).collect() } else { Vec::new() },
            metals: one.paper.metals().into_iter().map(str::to_owned).collect(),
            dated: day(one.paper.dated()),
            expires: day(one.paper.expires()),
            ..Filing::default()
        };
        Ok((filing, bytes))
    }

    /// Gives a promise up.
    ///
    /// # Errors
    /// When there is no such promise, the reason is empty, or it cannot be saved.
    pub fn drop_promise(&mut self, supplier: &str, named: &str, reason: &str) -> Result<(Owed, Written), WorkspaceError> {
        let owed = self.promise_meant(supplier, named)?;
        if reason.trim().is_empty() {
            return Err(wrong(told("promise-refusal.reason", [])));
        }
        let act = DropPromiseAct { promise: owed.promised.named(), reason: self.put_text(&standing(supplier), reason)? };
        let written = self.review_write(supplier, Act::Register(RegisterAct::DropPromise(act)))?;
        Ok((owed, written))
    }
}
