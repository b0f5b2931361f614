//! The inbox: whatever is handed in is stored as it came, gets one verdict, and waits for a person to take it or put it aside.
//!
//! What was received is an entry in the inbox's register; what was taken is one in the supplier's.

mod batch;
mod parcel;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::act::{in_order, wrong};
use super::reader::Reader;
use super::{Workspace, WorkspaceError};
use crate::declaration::{Field, Scope, Template};
use crate::inbox::{self, Circumstance, FileVerdict, Held, Verdict};
use crate::journal::{Act, Moment, Received};
use crate::sentence::{Sentence, told};
use crate::store::{Place, Saved, Shelf, Store as _};
pub use batch::{Progress, Terms, examine};
pub use parcel::files;

/// Outcome of a check that puts a received file aside.
const ASIDE: &str = "set-aside";

/// What became of a received file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nobody decided yet.
    Open,
    /// In the record of a supplier.
    Accepted(String),
    /// Put aside, and why.
    Aside(String),
}

/// A received file as the register tells it.
#[derive(Clone, Debug)]
pub struct Item {
    /// What the entry says.
    pub received: Received,
    /// The entry.
    pub entry: String,
    /// Who received it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What became of it.
    pub fate: Fate,
}

fn held_of(received: &Received) -> Held {
    let usable = ["accepted", "accepted-with-remarks", "needs-clarification"].contains(&received.verdict.as_str());
    let text = |value: &Option<String>| value.clone().filter(|_| usable);
    Held {
        file: received.file.clone(),
        sha256: received.sha256.clone(),
        template: text(&received.template).as_deref().and_then(Template::from_name),
        company: text(&received.company),
        scope: text(&received.scope).as_deref().and_then(Scope::from_word),
        dated: text(&received.dated).and_then(|day| day.parse().ok()),
        supplier: received.supplier.clone(),
    }
}

impl Workspace {
    /// Everything received, newest first, with what became of it.
    ///
    /// # Errors
    /// When a register or a record cannot be read.
    pub fn inbox(&self) -> Result<Vec<Item>, WorkspaceError> {
        let taken: BTreeMap<String, String> = self.held()?.into_iter().filter_map(|held| Some((held.sha256, held.supplier?))).collect();
        let mut aside = BTreeMap::new();
        let mut all = Vec::new();
        for (writer, entries) in self.journals(&Place::Inbox)? {
            for entry in entries {
                match entry.act {
                    Act::Received(received) => {
                        let fate = taken.get(&received.sha256).map_or(Fate::Open, |supplier| Fate::Accepted(supplier.clone()));
                        let by = writer.person().to_owned();
                        all.push(Item { received, entry: format!("{writer}#{}", entry.n), by, at: entry.at, fate });
                    }
                    Act::Check { question, outcome, note, .. } if outcome == ASIDE => {
                        let why = note.map(|note| self.store().body(&Place::Inbox, &note)).transpose()?.flatten();
                        aside.insert(question, why.unwrap_or_default());
                    }
                    _ => {}
                }
            }
        }
        for item in all.iter_mut().filter(|item| item.fate == Fate::Open) {
            if let Some(why) = aside.get(&item.received.sha256) {
                item.fate = Fate::Aside(why.clone());
            }
        }
        all.sort_by(|a, b| (b.at, in_order(&b.entry)).cmp(&(a.at, in_order(&a.entry))));
        // The same bytes may have been received on two devices.
        let mut seen = BTreeSet::new();
        all.retain(|item| seen.insert(item.received.sha256.clone()));
        Ok(all)
    }

    /// Received files that wait for somebody.
    ///
    /// # Errors
    /// When a register or a record cannot be read.
    pub fn open_inbox(&self) -> Result<Vec<Item>, WorkspaceError> {
        Ok(self.inbox()?.into_iter().filter(|item| item.fate == Fate::Open).collect())
    }

    /// What a newcomer is compared with: everything accepted, and what was received before.
    fn known(&self, inbox_is_known: bool) -> Result<Vec<Held>, WorkspaceError> {
        let mut known = self.held()?;
        if inbox_is_known {
            known.extend(self.inbox()?.iter().map(|item| held_of(&item.received)));
        }
        Ok(known)
    }

    /// Takes in a batch: each file is stored, judged and noted before the next is handed over.
    ///
    /// # Errors
    /// When the register cannot be read or written.
    pub fn take_in(
        &mut self,
        files: &[PathBuf],
        terms: Terms<'_>,
        mut each: impl FnMut(&mut Self, FileVerdict, Progress) -> Result<(), WorkspaceError>,
    ) -> Result<Progress, WorkspaceError> {
        let known = self.known(terms.inbox_is_known)?;
        let mut noted: BTreeSet<String> = self.inbox()?.into_iter().map(|item| item.received.sha256).collect();
        noted.extend(known.iter().map(|held| held.sha256.clone()));
        let names = self.company_names()?;
        let (store, today) = (self.store().clone(), self.today());
        let mut past = self.past_declarations()?;
        let mut waiting: Vec<Held> = self.open_inbox()?.iter().map(|item| held_of(&item.received)).collect();
        examine(files, today, terms, known, Some(&store), |mut verdict, progress| {
            if verdict.supplier.is_none() {
                verdict.supplier = proposal(&names, &verdict);
            }
            self.weigh(&mut verdict, &past)?;
            verdict.mind(&waiting);
            past.extend(verdict.past());
            waiting.extend(verdict.held().filter(|_| terms.inbox_is_known));
            if !verdict.sha256.is_empty() && noted.insert(verdict.sha256.clone()) {
                self.write(&Place::Inbox, Act::Received(received_of(&verdict)))?;
            }
            each(self, verdict, progress)
        })
    }

    /// Reads a received file again and gives it its verdict as of today.
    ///
    /// # Errors
    /// When there is no such file, or several begin like this, or it cannot be read.
    pub fn inbox_file(&self, sha256: &str, reader: &Reader) -> Result<(Item, FileVerdict), WorkspaceError> {
        let (item, bytes) = self.stored(sha256)?;
        let supplier = item.received.supplier.as_deref();
        let held: Vec<Held> = self.held()?.into_iter().filter(|held| held.sha256 != item.received.sha256).collect();
        let mut verdict =
            inbox::judge(&item.received.file, &bytes, reader.read(&bytes), Circumstance { today: self.today(), held: &held, supplier });
        if verdict.supplier.is_none() {
            verdict.supplier = proposal(&self.company_names()?, &verdict);
        }
        self.weigh(&mut verdict, &self.past_declarations()?)?;
        let waiting: Vec<Held> = self.open_inbox()?.iter().map(|item| held_of(&item.received)).collect();
        verdict.mind(&waiting);
        Ok((item, verdict))
    }

    /// Where the bytes of received files lie, of those that are here.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn stored_paths(&self, items: &[Item]) -> Result<Vec<PathBuf>, WorkspaceError> {
        let stored = self.store().paths(Shelf::Inbox)?;
        Ok(items.iter().filter_map(|item| stored.get(&item.received.sha256).cloned()).collect())
    }

    fn stored(&self, sha256: &str) -> Result<(Item, Vec<u8>), WorkspaceError> {
        let mut fitting: Vec<Item> = self.inbox()?.into_iter().filter(|item| item.received.sha256.starts_with(sha256)).collect();
        let Some(item) = fitting.pop().filter(|_| sha256.len() >= 6) else {
            return Err(wrong(told("inbox.no-such-hash", [("hash", sha256.into())])));
        };
        if !fitting.is_empty() {
            let count = (fitting.len() + 1).to_string();
            return Err(wrong(told("inbox.several-hashes", [("count", count.into()), ("hash", sha256.into())])));
        }
        let bytes = self.store().file(Shelf::Inbox, &item.received.sha256)?;
        let gone = || wrong(told("inbox.bytes-gone", [("file", (&item.received.file).into())]));
        bytes.ok_or_else(gone).map(|bytes| (item, bytes))
    }

    /// Takes a received file into the record of a supplier.
    ///
    /// # Errors
    /// When there is no such file, its verdict leaves nothing to take, or it could not be saved.
    pub fn accept_received(&mut self, sha256: &str, supplier: &str, reader: &Reader) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        let (item, bytes) = self.stored(sha256)?;
        if let Fate::Accepted(holder) = &item.fate {
            return Err(taken(&item.received.file, holder));
        }
        let held = self.held()?;
        let circumstance = Circumstance { today: self.today(), held: &held, supplier: Some(supplier) };
        let mut verdict = inbox::judge(&item.received.file, &bytes, reader.read(&bytes), circumstance);
        self.weigh(&mut verdict, &self.past_declarations()?)?;
        self.accept(supplier, &verdict, &bytes)
    }

    /// Puts a received file aside: it stays stored, and nobody is asked about it again.
    ///
    /// # Errors
    /// When there is no such file, no reason is given, or it could not be saved.
    pub fn put_aside(&mut self, sha256: &str, reason: &str) -> Result<Saved, WorkspaceError> {
        if reason.trim().is_empty() {
            return Err(wrong(told("inbox.why-aside", [])));
        }
        let (item, _) = self.stored(sha256)?;
        if let Fate::Accepted(holder) = &item.fate {
            return Err(taken(&item.received.file, holder));
        }
        let note = self.put_optional(&Place::Inbox, Some(reason))?;
        let act = Act::Check { question: item.received.sha256, outcome: ASIDE.to_owned(), note, about: Some(item.received.file) };
        Ok(self.write(&Place::Inbox, act)?)
    }

    /// Every name of every supplier, made comparable, with the supplier's id.
    fn company_names(&self) -> Result<Vec<(String, String)>, WorkspaceError> {
        let mut names = Vec::new();
        for id in self.standing_ids()? {
            let Ok(supplier) = self.supplier(&id) else { continue };
            let all = [supplier.name.as_str(), supplier.native_name.as_str()];
            for name in all.into_iter().chain(supplier.former_names.iter().map(String::as_str)) {
                names.push((plain(name), id.clone()));
            }
        }
        names.retain(|(name, _)| !name.is_empty());
        Ok(names)
    }
}

/// Why a file has nothing that could go into a record.
#[must_use]
pub fn not_taken(file: &FileVerdict) -> Sentence {
    let (name, why) = ((&file.file).into(), file.reason.clone().into());
    told("inbox.not-taken", [("file", name), ("verdict", told(file.verdict.key(), [])), ("why", why)])
}

/// Why a file that is in a record cannot be decided about again.
fn taken(file: &str, holder: &str) -> WorkspaceError {
    wrong(told("inbox.taken-already", [("file", file.into()), ("supplier", holder.into())]))
}

/// Words that say what kind of company it is, not which.
const LEGAL: [&str; 24] = [
    "co",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "company",
    "gmbh",
    "ag",
    "kg",
    "sa",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "as",
    "oy",
    "plc",
    "llc",
    "kk",
    "pt",
];

/// A company's name without case, punctuation and kind of company.
fn plain(name: &str) -> String {
    let name = crate::clean::line(name).to_lowercase().replace("株式会社", "").replace("有限公司", "");
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !LEGAL.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// The one supplier whose name the file gives; several or none: nobody is proposed.
fn proposal(names: &[(String, String)], verdict: &FileVerdict) -> Option<String> {
    let company = plain(verdict.declaration.as_ref()?.says(Field::Company)?);
    let fitting: BTreeSet<&str> = names.iter().filter(|(name, _)| *name == company).map(|(_, id)| id.as_str()).collect();
    (fitting.len() == 1).then(|| fitting.into_iter().next().map(str::to_owned)).flatten()
}

fn received_of(verdict: &FileVerdict) -> Received {
    let read = verdict.declaration.as_ref();
    Received {
        file: verdict.file.clone(),
        sha256: verdict.sha256.clone(),
        verdict: verdict.verdict.word().to_owned(),
        template: read.map(|read| read.template.name().to_owned()),
        version: read.map(|read| read.version.to_string()),
        dated: read.and_then(|read| read.dated).map(|day| day.to_string()),
        company: read.and_then(|read| read.says(Field::Company)).map(str::to_owned),
        scope: read.and_then(|read| read.scope).map(|scope| scope.word().to_owned()),
        supplier: verdict.supplier.clone(),
    }
}

/// Whether a person can take a file with this verdict.
#[must_use]
pub fn can_be_taken(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification)
}
