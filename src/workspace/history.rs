//! Everything that happened about a supplier, entry by entry, as far as the reader may see it.
//!
//! The fold says what stands; this says how it came about: entries that were taken back, campaigns of other years and
//! kinds a later version wrote are all here. Nothing is judged, and no kind of entry is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Workspace, WorkspaceError};
use crate::answers::{self, Log};
use crate::journal::{Act, BodyRef, EntryRef, Hash, Moment, RegisterAct, ReviewAct};
use crate::language::Lang;
use crate::report::{self, ReadBack};
use crate::store::{Place, Store as _};

/// One entry of the record, with what is needed to tell it.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Where it stands.
    pub place: Place,
    /// Who wrote it, and its number.
    pub entry: EntryRef,
    /// When, as the writer's clock said.
    pub at: Moment,
    /// The clock was set from outside.
    pub clock_set: bool,
    /// What happened.
    pub act: Act,
    /// The chain's hash after it.
    pub hash: Hash,
    /// The texts it refers to that are here, cleaned.
    pub texts: BTreeMap<String, String>,
    /// The number of the entry by which its writer took it back.
    pub taken_back: Option<u64>,
    /// It settled answers that contradicted each other.
    pub settles: bool,
    /// Its writer was given a role here once; else it came with files that were copied in.
    pub entered: bool,
    /// It took back an entry of a register.
    pub of_register: bool,
    /// The name of the company of the group it is of; none where one buys, or it is of whichever.
    pub company: Option<String>,
}

impl Happened {
    /// The text behind a reference; `None` when it is not here any more.
    #[must_use]
    pub fn text(&self, body: &BodyRef) -> Option<&str> {
        self.texts.get(body.as_str()).map(String::as_str)
    }

    /// The supplier it is about; none for what is about no one.
    #[must_use]
    pub fn supplier(&self) -> Option<&str> {
        match &self.place {
            Place::Assessment { supplier, .. } | Place::Standing { supplier } => Some(supplier),
            Place::Register { .. } | Place::Inbox | Place::People => None,
        }
    }

    /// The campaign it belongs to; none for what outlives campaigns.
    #[must_use]
    pub fn campaign(&self) -> Option<&str> {
        match &self.place {
            Place::Assessment { assessment, .. } => Some(assessment),
            Place::Standing { .. } | Place::Register { .. } | Place::Inbox | Place::People => None,
        }
    }
}

/// The questions an entry is about.
pub(super) fn questions(act: &Act) -> Vec<&str> {
    match act {
        Act::Register(RegisterAct::Evidence(paper)) => paper.questions.iter().map(String::as_str).collect(),
        act => question(act).into_iter().collect(),
    }
}

/// The one question an entry is about.
fn question(act: &Act) -> Option<&str> {
    match act {
        Act::Answer(answer) => Some(&answer.question),
        Act::Note { question, .. } => question.as_deref(),
        Act::Attach(document) => document.question.as_deref(),
        Act::Promise(promise) => Some(&promise.question),
        Act::Park { question, .. } | Act::Check { question, .. } => Some(question),
        Act::Review(ReviewAct::Return(back)) => Some(&back.question),
        Act::Review(ReviewAct::Choose(settled)) => Some(&settled.question),
        Act::Review(ReviewAct::Waive(waive)) => super::veil::row_of(&waive.flag),
        Act::Review(ReviewAct::Action(action)) => action.flag.as_deref().and_then(super::veil::row_of),
        Act::Review(ReviewAct::Risk(risk)) => risk.flag.as_deref().and_then(super::veil::row_of),
        Act::Open(_)
        | Act::Undo { .. }
        | Act::Submit { .. }
        | Act::Met { .. }
        | Act::Import(_)
        | Act::Received(_)
        | Act::List(_)
        | Act::Match(_)
        | Act::Campaign(_)
        | Act::Edition(_)
        | Act::Compared(_)
        | Act::Profile { .. }
        | Act::Review(_)
        | Act::Sign(_)
        | Act::Seal(_)
        | Act::Redact(_)
        | Act::Grant(_)
        | Act::Withdraw(_)
        | Act::Key(_)
        | Act::Register(_)
        | Act::Living(_)
        | Act::Recovered { .. }
        | Act::Unknown { .. } => None,
    }
}

impl Workspace {
    /// Every entry about a supplier, oldest first: of one campaign and what outlives campaigns, or of all campaigns; with
    /// those about suppliers whose place it took.
    /// Entries about rows the reader may not see are not among them.
    ///
    /// # Errors
    /// When the supplier is not there or a log cannot be read.
    pub fn history(&self, supplier: &str, campaign: Option<&str>) -> Result<Vec<Happened>, WorkspaceError> {
        self.must_know(supplier)?;
        let mut all = Vec::new();
        for id in std::iter::once(supplier.to_owned()).chain(self.predecessors(supplier)?) {
            let assessments = match campaign {
                Some(label) => vec![label.to_owned()],
                None => self.store().assessments(&id)?,
            };
            self.happened_at(&Place::Standing { supplier: id.clone() }, &|_| true, &mut all)?;
            for assessment in assessments {
                self.happened_at(&Place::Assessment { supplier: id.clone(), assessment }, &|_| true, &mut all)?;
            }
        }
        all.sort_by(|a, b| a.at.timestamp().cmp(&b.at.timestamp()).then_with(|| a.entry.cmp(&b.entry)));
        Ok(all)
    }

    /// What a supplier answered, for the supplier, in its own language unless another is wanted.
    ///
    /// # Errors
    /// When the supplier is not there or its journals cannot be read.
    pub fn read_back(&self, supplier: &str, lang: Option<Lang>) -> Result<ReadBack, WorkspaceError> {
        let dossier = self.dossier(supplier)?;
        let lang = lang.unwrap_or_else(|| report::read_back_language(&dossier.supplier, Lang::En));
        Ok(report::read_back(&dossier.spoken(&self.settings().company), lang))
    }

    /// The entries of a place that are wanted and not withheld from whoever reads.
    pub(super) fn happened_at(&self, place: &Place, wanted: &dyn Fn(&Act) -> bool, all: &mut Vec<Happened>) -> Result<(), WorkspaceError> {
        let journals = self.journals(place)?;
        let logs: Vec<Log<'_>> = journals.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        let settling: BTreeSet<EntryRef> = answers::settling(&logs);
        for (writer, entries) in &journals {
            let back = answers::taken_back(entries);
            for entry in entries.iter().filter(|entry| wanted(&entry.act) && !questions(&entry.act).iter().any(|id| self.is_veiled(id))) {
                let at = EntryRef { writer: writer.clone(), n: entry.n };
                let is_register = |n: u64| entries.iter().any(|one| one.n == n && matches!(one.act, Act::Register(_)));
                all.push(Happened {
                    place: place.clone(),
                    of_register: matches!(entry.act, Act::Undo { entry } if is_register(entry)),
                    settles: settling.contains(&at),
                    entered: self.people().knows(writer.person()),
                    entry: at,
                    at: entry.at,
                    clock_set: entry.clock_set,
                    act: entry.act.clone(),
                    hash: entry.hash,
                    texts: self.texts_of(place, &entry.act)?,
                    taken_back: back.get(&entry.n).copied(),
                    company: self.name_of_whose(&entry.act),
                });
            }
        }
        Ok(())
    }

    fn texts_of(&self, place: &Place, act: &Act) -> Result<BTreeMap<String, String>, WorkspaceError> {
        let mut texts = BTreeMap::new();
        for word in act.fields().iter().flat_map(|(_, value)| value.texts()) {
            if let Some(body) = BodyRef::parse(&word)
                && let Some(text) = self.store().body(place, &body)?
            {
                texts.insert(word, crate::clean::text(&text));
            }
        }
        Ok(texts)
    }
}
