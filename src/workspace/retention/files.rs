//! Stored files that are kept for a time: documents, and workbooks that arrived. What goes is the file; every entry that
//! names it stays, and a new one says that it was erased, by whom and why.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Logs, last_day};
use crate::journal::{Act, Entry, EntryRef, Moment, Redact, RegisterAct, Role};
use crate::policy::months::Class;
use crate::register::retention;
use crate::sentence::told;
use crate::store::{ErasedFile, Place, Shelf, Store as _, erased_files, files_of, logs_of};
use crate::workspace::act::{not_saved, wrong};
use crate::workspace::decide::standing;
use crate::workspace::{Workspace, WorkspaceError};

/// An entry that names a stored file, and until when the file is kept for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Where.
    pub place: Place,
    /// The entry.
    pub entry: EntryRef,
    /// Its kind.
    pub kind: String,
    /// The class it puts the file in.
    pub class: Class,
    /// The day its time began.
    pub since: Date,
    /// The first day the file is due as far as this entry goes.
    pub due: Date,
}

/// A stored file with the day from which it is due for erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetainedFile {
    /// The supplier it lies with; absent: the inbox.
    pub supplier: Option<String>,
    /// Its hash.
    pub sha256: String,
    /// File name as received; empty: no entry says.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// The entries that name it, the one that keeps it longest last.
    pub named: Vec<Naming>,
}

impl RetainedFile {
    /// The entry that keeps it longest.
    #[must_use]
    pub fn keeper(&self) -> Option<&Naming> {
        self.named.last()
    }

    /// The first day it is due.
    #[must_use]
    pub fn due(&self) -> Date {
        self.keeper().map_or(Date::MAX, |naming| naming.due)
    }

    /// The class that keeps it longest.
    #[must_use]
    pub fn class(&self) -> Class {
        self.keeper().map_or(Class::Documents, |naming| naming.class)
    }

    /// The entry that still needs it on a day, although the time of another is over.
    #[must_use]
    pub fn kept_by(&self, on: Date) -> Option<&Naming> {
        let over = self.named.first().is_some_and(|naming| naming.due <= on);
        self.keeper().filter(|naming| over && on < naming.due)
    }
}

/// Who erased a stored file, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The entry, with its place.
    pub entry: String,
    /// Who.
    pub person: String,
    /// When.
    pub at: Moment,
    /// Why, where the text is here.
    pub reason: String,
}

impl Erasure {
    /// That it is erased, by whom, when and why.
    #[must_use]
    pub fn line(&self, locale: crate::locale::Locale) -> String {
        let day = self.at.date().to_string();
        let values = [("day", day.as_str()), ("person", &self.person), ("entry", &self.entry), ("reason", &self.reason)];
        locale.with("retention.erased-line", &values)
    }
}

/// What a later entry of the same name takes the place of, as far as files go.
fn stands_as(act: &Act) -> Option<String> {
    match act {
        Act::Import(act) => Some(format!("import {} {:?} {:?}", act.template, act.company, act.scope)),
        Act::Register(RegisterAct::Evidence(act)) => Some(format!("paper {}", act.sha256)),
        Act::Register(RegisterAct::Certificate(act)) => {
            Some(format!("certificate {} {} {:?} {:?} {:?}", act.scheme, act.entity, act.site, act.metal, act.source))
        }
        _ => None,
    }
}

/// The last valid day an entry gives a paper.
fn expires(act: &Act) -> Option<Date> {
    let day = match act {
        Act::Attach(act) => act.expires.as_deref(),
        Act::Register(RegisterAct::Evidence(act)) => act.expires.as_deref(),
        Act::Register(RegisterAct::Certificate(act)) => act.expires.as_deref(),
        _ => None,
    };
    day.and_then(|day| day.parse().ok())
}

/// What ends the time for which papers stand, by name: when, and whether it is a withdrawal or takes their place.
type Ends = BTreeMap<String, Vec<(Moment, bool)>>;

fn ends(logs: &Logs) -> Ends {
    let mut ends: Ends = BTreeMap::new();
    for entry in logs.iter().flat_map(|(_, entries)| entries) {
        let (name, withdrawn) = match &entry.act {
            Act::Register(RegisterAct::WithdrawPaper(act)) => (Some(format!("paper {}", act.sha256)), true),
            act => (stands_as(act), false),
        };
        if let Some(name) = name {
            ends.entry(name).or_default().push((entry.at, withdrawn));
        }
    }
    ends.values_mut().for_each(|moments| moments.sort_unstable());
    ends
}

fn name_of(act: &Act) -> &str {
    match act {
        Act::Attach(act) => &act.name,
        Act::Import(act) => &act.file,
        Act::Received(act) => &act.file,
        Act::Register(RegisterAct::Evidence(act)) => &act.name,
        _ => "",
    }
}

impl Workspace {
    /// Every stored file that is kept for a time, as far as whoever looks may see it; by due date.
    ///
    /// # Errors
    /// When a log or folder cannot be read.
    pub fn retained_files(&self) -> Result<Vec<RetainedFile>, WorkspaceError> {
        let mut all = Vec::new();
        for supplier in self.store().suppliers()? {
            all.extend(self.files_with(Shelf::Supplier(&supplier), Some(&supplier))?);
        }
        all.extend(self.files_with(Shelf::Inbox, None)?);
        all.sort_by(|a, b| a.due().cmp(&b.due()).then_with(|| (&a.supplier, &a.sha256).cmp(&(&b.supplier, &b.sha256))));
        Ok(all)
    }

    fn places_of(&self, shelf: Shelf<'_>) -> Result<Vec<Place>, WorkspaceError> {
        let Shelf::Supplier(supplier) = shelf else { return Ok(vec![Place::Inbox]) };
        let assessments = self.store().assessments(supplier)?.into_iter();
        let assessment = |assessment| Place::Assessment { supplier: supplier.to_owned(), assessment };
        Ok(std::iter::once(standing(supplier)).chain(assessments.map(assessment)).collect())
    }

    fn files_with(&self, shelf: Shelf<'_>, supplier: Option<&str>) -> Result<Vec<RetainedFile>, WorkspaceError> {
        let sizes = self.store().sizes(shelf)?;
        if sizes.is_empty() {
            return Ok(Vec::new());
        }
        let places = self.places_of(shelf)?;
        let logs = places.iter().map(|place| self.journals(place)).collect::<Result<Vec<_>, _>>()?;
        let last = logs.iter().filter_map(|logs| last_day(logs, |_| true)).max();
        let mut named: BTreeMap<String, (String, Vec<Naming>)> = BTreeMap::new();
        let mut hidden: BTreeSet<String> = BTreeSet::new();
        for (place, logs) in places.iter().zip(&logs) {
            let (ends, end) = (ends(logs), last_day(logs, |_| true));
            for (writer, entry) in logs.iter().flat_map(|(writer, entries)| entries.iter().map(move |entry| (writer, entry))) {
                let veiled = crate::workspace::history::questions(&entry.act).iter().any(|id| self.is_veiled(id));
                for sha256 in files_of(&entry.act).into_iter().filter(|sha256| sizes.contains_key(sha256)) {
                    if veiled {
                        hidden.insert(sha256.clone());
                    }
                    let class = retention::file_class(&entry.act, &|question| self.is_about_persons(question));
                    let since = since(place, entry, (&ends, end, last));
                    let due = retention::due(since, retention::term(class, self.policy()).months);
                    let at = EntryRef { writer: writer.clone(), n: entry.n };
                    let naming = Naming { place: place.clone(), entry: at, kind: entry.act.kind().to_owned(), class, since, due };
                    let (name, all) = named.entry(sha256).or_default();
                    if name.is_empty() {
                        *name = crate::clean::line(name_of(&entry.act));
                    }
                    all.push(naming);
                }
            }
        }
        let file = |(sha256, (name, mut named)): (String, (String, Vec<Naming>))| {
            named.sort_by_key(|naming| naming.due);
            let bytes = sizes.get(&sha256).copied().unwrap_or_default();
            RetainedFile { supplier: supplier.map(str::to_owned), sha256, name, bytes, named }
        };
        Ok(named.into_iter().filter(|(sha256, _)| !hidden.contains(sha256)).map(file).collect())
    }

    /// The stored files whose time is over on a day, of the classes named or of all.
    ///
    /// # Errors
    /// When there is no such supplier, or a log or folder cannot be read.
    pub fn files_due(&self, on: Date, classes: &[Class], supplier: Option<&str>) -> Result<Vec<RetainedFile>, WorkspaceError> {
        let mut all = self.files_of_classes(classes, supplier)?;
        all.retain(|file| file.due() <= on);
        Ok(all)
    }

    /// The stored files that one entry would let go on a day while another still needs them.
    ///
    /// # Errors
    /// When there is no such supplier, or a log or folder cannot be read.
    pub fn files_kept(&self, on: Date, classes: &[Class], supplier: Option<&str>) -> Result<Vec<RetainedFile>, WorkspaceError> {
        let mut all = self.files_of_classes(classes, supplier)?;
        all.retain(|file| file.kept_by(on).is_some());
        Ok(all)
    }

    fn files_of_classes(&self, classes: &[Class], supplier: Option<&str>) -> Result<Vec<RetainedFile>, WorkspaceError> {
        if let Some(supplier) = supplier {
            self.must_know(supplier)?;
        }
        let mut all = self.retained_files()?;
        all.retain(|file| {
            (classes.is_empty() || classes.contains(&file.class())) && (supplier.is_none() || file.supplier.as_deref() == supplier)
        });
        Ok(all)
    }

    /// Erases every stored file whose time is over: of the classes named, or of all.
    ///
    /// # Errors
    /// When the person may not, the reason is empty, or it cannot be saved; what was erased before stays erased.
    pub fn sweep_files(
        &mut self,
        classes: &[Class],
        supplier: Option<&str>,
        reason: &str,
    ) -> Result<Vec<(RetainedFile, EntryRef)>, WorkspaceError> {
        let due = self.files_due(self.today(), classes, supplier)?;
        due.into_iter().map(|file| self.erase_file(&file, reason).map(|entry| (file, entry))).collect()
    }

    /// The entry that says a stored file was erased.
    pub(in crate::workspace) fn erased_file(&self, shelf: Shelf<'_>, sha256: &str) -> Result<Option<ErasedFile>, WorkspaceError> {
        if !matches!(shelf, Shelf::Supplier(_) | Shelf::Inbox) {
            return Ok(None);
        }
        let places = self.places_of(shelf)?;
        let logs = places.iter().map(|place| logs_of(self.store(), place)).collect::<Result<Vec<_>, _>>()?;
        Ok(erased_files(places.iter().zip(&logs)).remove(sha256))
    }

    /// Who erased a stored file, when and why; none if it was not erased.
    ///
    /// # Errors
    /// When a log cannot be read.
    pub fn erasure(&self, shelf: Shelf<'_>, sha256: &str) -> Result<Option<Erasure>, WorkspaceError> {
        self.erased_file(shelf, sha256)?.map(|erased| self.erasure_of(&erased)).transpose()
    }

    /// Who erased a stored file, when and why, from the entry that says so.
    ///
    /// # Errors
    /// When the text of the reason cannot be read.
    pub fn erasure_of(&self, erased: &ErasedFile) -> Result<Erasure, WorkspaceError> {
        let reason = self.store().body(&erased.place, &erased.reason)?.unwrap_or_default();
        let (entry, person) = (format!("{}/{}", erased.place, erased.entry), erased.entry.writer.person().to_owned());
        Ok(Erasure { entry, person, at: erased.at, reason: crate::clean::line(&reason) })
    }

    /// Erases a stored file for ever: at every place where entries name it, one says so first.
    ///
    /// # Errors
    /// When the person may not, another entry still needs it, or it cannot be saved.
    pub fn erase_file(&mut self, file: &RetainedFile, reason: &str) -> Result<EntryRef, WorkspaceError> {
        self.may_erase()?;
        if reason.trim().is_empty() {
            return Err(wrong(told("retention.reason", [])));
        }
        let mut places: BTreeMap<Place, EntryRef> = BTreeMap::new();
        for naming in &file.named {
            places.insert(naming.place.clone(), naming.entry.clone());
        }
        let mut written = None;
        for (place, entry) in places {
            let reason = self.put_text(&place, reason)?;
            let act = Act::Redact(Redact { entry, bodies: Vec::new(), files: vec![file.sha256.clone()], reason });
            let saved = self.write(&place, act).map_err(not_saved)?;
            self.sign(&place, &saved.entry, &saved.hash)?;
            written = Some(saved.entry);
        }
        self.store.erase_file(file.supplier.as_deref().map_or(Shelf::Inbox, Shelf::Supplier), &file.sha256)?;
        written.ok_or_else(|| wrong(told("retention.no-file", [("hash", (&file.sha256).into())])))
    }

    /// One stored file, meant by its hash or the beginning of it; before its time only with `ahead`, where the law asks for
    /// it.
    ///
    /// # Errors
    /// When there is no such file, or several, or it is too early.
    pub fn file_to_erase(&self, hash: &str, supplier: Option<&str>, ahead: bool) -> Result<RetainedFile, WorkspaceError> {
        let mut found = self.retained_files()?;
        found.retain(|file| file.sha256.starts_with(hash) && (supplier.is_none() || file.supplier.as_deref() == supplier));
        if found.len() > 1 {
            let all: Vec<String> =
                found.iter().map(|file| format!("{} {}", file.supplier.as_deref().unwrap_or("inbox"), file.sha256)).collect();
            return Err(wrong(told("retention.several-files", [("hash", hash.into()), ("all", all.join(", ").into())])));
        }
        let file = found.pop().filter(|_| hash.len() >= 6).ok_or_else(|| wrong(told("retention.no-file", [("hash", hash.into())])))?;
        if let Some(keeper) = file.keeper().filter(|keeper| !ahead && keeper.due > self.today()) {
            let values = [
                ("file", (&file.name).into()),
                ("entry", keeper.entry.to_string().into()),
                ("class", keeper.class.word().into()),
                ("due", keeper.due.to_string().into()),
            ];
            return Err(wrong(told("retention.file-too-early", values)));
        }
        Ok(file)
    }

    /// Erases one stored file, meant by its hash or the beginning of it.
    ///
    /// # Errors
    /// When there is no such file, or several, it is too early, the person may not, or it cannot be saved.
    pub fn erase_file_named(
        &mut self,
        hash: &str,
        supplier: Option<&str>,
        reason: &str,
        ahead: bool,
    ) -> Result<(RetainedFile, EntryRef), WorkspaceError> {
        let file = self.file_to_erase(hash, supplier, ahead)?;
        let entry = self.erase_file(&file, reason)?;
        Ok((file, entry))
    }

    /// Refuses erasure to whoever may not.
    pub(in crate::workspace) fn may_erase(&self) -> Result<(), WorkspaceError> {
        let roles = self.own_roles();
        if !self.people.is_empty() && !roles.contains(&Role::Administrator) && !roles.contains(&Role::GrievanceOfficer) {
            return Err(wrong(told("refusal.no-eraser", [("person", self.writer.person().into())])));
        }
        Ok(())
    }
}

/// The day the time of a file begins, as far as an entry goes: while a paper stands or is valid, it has not begun.
fn since(place: &Place, entry: &Entry, (ends, end, last): (&Ends, Option<Date>, Option<Date>)) -> Date {
    let day = entry.at.date();
    let stood = match (place, stands_as(&entry.act)) {
        (Place::Assessment { .. }, _) => end,
        (_, Some(name)) => ends
            .get(&name)
            .and_then(|all| all.iter().find(|(at, withdrawn)| *at > entry.at || *withdrawn && *at == entry.at))
            .map(|(at, _)| at.date())
            .or(last),
        (_, None) => Some(day),
    };
    stood.unwrap_or(day).max(day).max(expires(&entry.act).unwrap_or(day))
}
