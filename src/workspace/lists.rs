//! Lists of others, imported: the bytes as received under their hash, an entry that says what they are, and what they
//! hold, read again whenever it is asked.

use std::path::{Path, PathBuf};

use super::act::{in_order, not_saved, wrong};
use super::{Workspace, WorkspaceError};
use crate::import::reference_list::{self, Found, Rows};
use crate::journal::{Act, ListAct, Moment};
use crate::people::Duty;
use crate::reference::cahra;
use crate::reference::list::{CahraList, Edition, ListKind, Lists, PartyList, RefinerList, SmelterList, StatusList};
use crate::reference::region;
use crate::sentence::{Sentence, told};
use crate::store::{Place, Saved, Shelf};

/// An import as its entry tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What the entry says.
    pub list: ListAct,
    /// The entry.
    pub entry: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// What an import did.
#[derive(Clone, Debug)]
pub struct ListImport {
    /// What it is.
    pub edition: Edition,
    /// The entry; absent: the same file had been imported already.
    pub saved: Option<Saved>,
    /// The entry that had it already.
    pub known: Option<Imported>,
    /// What is to be known about what was taken, each in a sentence.
    pub notices: Vec<Sentence>,
    /// Lines that were not taken, each with what to do.
    pub left_out: Vec<Sentence>,
    /// Earlier lists it takes the place of from its day on.
    pub replaces: Vec<Edition>,
    /// Lists it stands beside.
    pub beside: Vec<Edition>,
    /// A newer edition of the same list, which counts instead.
    pub newer: Option<Edition>,
    /// Suppliers whose place is of another tier by it.
    pub moved: Vec<TierMoved>,
}

/// A supplier whose place is of another tier by a new list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierMoved {
    /// Supplier id.
    pub supplier: String,
    /// Country and, where the profile names it, region.
    pub place: String,
    /// Tier before; absent: not known.
    pub from: Option<String>,
    /// Tier now.
    pub to: Option<String>,
}

impl Workspace {
    fn lists_place() -> Place {
        Place::Register { kind: "lists".to_owned() }
    }

    /// Every import that stands, oldest list first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn imported_lists(&self) -> Result<Vec<Imported>, WorkspaceError> {
        let mut all = Vec::new();
        for (writer, entries) in self.journals_of_ours(&Self::lists_place())? {
            let undone: Vec<u64> =
                entries.iter().filter_map(|e| if let Act::Undo { entry } = e.act { Some(entry) } else { None }).collect();
            for entry in entries {
                if let Act::List(list) = entry.act
                    && !undone.contains(&entry.n)
                {
                    all.push(Imported { list, entry: format!("{writer}#{}", entry.n), by: writer.person().to_owned(), at: entry.at });
                }
            }
        }
        all.sort_by(|a, b| (&a.list.dated, a.at, in_order(&a.entry)).cmp(&(&b.list.dated, b.at, in_order(&b.entry))));
        Ok(all)
    }

    /// What all imports hold. Read once; a file that is not here or cannot be read any more is told in `unread`.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn lists(&self) -> Result<&Lists, WorkspaceError> {
        if let Some(lists) = self.lists.get() {
            return Ok(lists);
        }
        let mut lists = Lists { manner: self.manner, ..Lists::default() };
        for imported in self.imported_lists()? {
            let Imported { list, entry, .. } = &imported;
            let unused = |why: Sentence| {
                let (name, day) = (crate::clean::line(&list.name).into(), crate::clean::line(&list.dated).into());
                told("reference.unused", [("entry", entry.into()), ("name", name), ("date", day), ("why", why)])
            };
            let (Some(kind), Ok(dated)) = (ListKind::from_word(&list.list), list.dated.parse()) else {
                lists.unread.push(unused(told("reference.unknown-entry", [])));
                continue;
            };
            let found = match self.parsed(kind, list)? {
                Ok(found) => found,
                Err(why) => {
                    lists.unread.push(unused(why));
                    continue;
                }
            };
            let edition = Edition {
                kind,
                name: imported.list.name,
                dated,
                source: imported.list.source,
                sha256: imported.list.sha256,
                rows: found.count(),
            };
            add(&mut lists, edition, found);
        }
        Ok(self.lists.get_or_init(|| lists))
    }

    /// What an import holds: as it was parsed before, else read from the stored file.
    fn parsed(&self, kind: ListKind, list: &ListAct) -> Result<Result<Found, Sentence>, WorkspaceError> {
        let aside = self.aside(kind, &format!("{}{}", list.sha256, mapping(&list.columns)));
        if let Some(found) = kept(&aside) {
            return Ok(Ok(found));
        }
        let Some(bytes) = self.store.file(Shelf::Lists, &list.sha256)? else {
            return Ok(Err(told("reference.file-gone", [])));
        };
        Ok(match reference_list::read_by(kind, &list.file, &bytes, &list.columns) {
            Ok(found) => {
                keep(&aside, &found);
                Ok(found)
            }
            Err(unfit) => Err(told("reference.import-again", [("why", unfit.sentence)])),
        })
    }

    /// Where a parsed list is kept aside in the program's own folder; deleting it costs time only.
    fn aside(&self, kind: ListKind, sha256: &str) -> PathBuf {
        self.local.join("lists").join(format!("{}-{sha256}.{}.json", kind.word(), reference_list::FORMAT))
    }

    /// Imports a list: the bytes as received, then an entry. The same bytes again change nothing.
    ///
    /// # Errors
    /// When the file is no such list, has no date and none is given, or could not be saved.
    pub fn import_list(
        &mut self,
        kind: ListKind,
        file: &str,
        bytes: &[u8],
        dated: Option<&str>,
        source: Option<&str>,
        columns: &[String],
    ) -> Result<ListImport, WorkspaceError> {
        self.may(Duty::Lists)?;
        let file = crate::clean::line(file);
        let found = reference_list::read_by(kind, &file, bytes, columns)
            .map_err(|unfit| wrong(told("reference.unfit", [("file", (&file).into()), ("why", unfit.sentence)])))?;
        if let Some(first) = found.left_out.first().filter(|_| found.count() == 0) {
            let values = [("file", (&file).into()), ("count", found.left_out.len().to_string().into()), ("why", first.clone())];
            return Err(wrong(told("reference.none-taken", values)));
        }
        let given = dated.map(|day| day.parse::<jiff::civil::Date>().map_err(|_| super::act::not_a_date(day, "2026-04-01"))).transpose()?;
        let Some(day) = given.or(found.dated) else {
            return Err(wrong(told("reference.no-day", [("file", file.into()), ("example", self.today().to_string().into())])));
        };
        let ending = Path::new(&file).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let sha256 = self.store.put_file(Shelf::Lists, bytes, &ending)?;
        let edition = Edition {
            kind,
            name: found.name.clone(),
            dated: day,
            source: crate::clean::line(source.unwrap_or(&file)),
            sha256: sha256.clone(),
            rows: found.count(),
        };
        let known = self
            .imported_lists()?
            .into_iter()
            .find(|known| known.list.sha256 == sha256 && known.list.list == kind.word() && known.list.columns == columns);
        let mut done = ListImport {
            notices: found.notices.iter().cloned().chain(unresolved(&found)).collect(),
            left_out: found.left_out.clone(),
            saved: None,
            known,
            replaces: Vec::new(),
            beside: Vec::new(),
            newer: None,
            moved: Vec::new(),
            edition,
        };
        if done.known.is_some() {
            return Ok(done);
        }
        self.lay_beside(&mut done)?;
        let edition = &done.edition;
        let act = Act::List(ListAct {
            list: kind.word().to_owned(),
            file,
            sha256,
            name: edition.name.clone(),
            dated: day.to_string(),
            source: edition.source.clone(),
            rows: edition.rows as u64,
            columns: columns.to_vec(),
        });
        let before = if kind.is_of_places() { self.tiers_of_suppliers()? } else { Vec::new() };
        let saved = self.write(&Self::lists_place(), act).map_err(not_saved)?;
        self.lists = std::cell::OnceCell::new();
        let after = if kind.is_of_places() { self.tiers_of_suppliers()? } else { Vec::new() };
        let moved = before.into_iter().zip(after).filter(|((_, _, was), (_, _, is))| was != is);
        let moved = moved.map(|((supplier, place, from), (_, _, to))| TierMoved { supplier, place, from, to });
        done.moved = moved.collect();
        done.saved = Some(saved);
        Ok(done)
    }

    /// Which lists held a new one replaces, and which it stands beside.
    fn lay_beside(&self, done: &mut ListImport) -> Result<(), WorkspaceError> {
        let lists = self.lists()?;
        let own = &done.edition;
        let held: Vec<&Edition> = lists.editions(own.kind, own.dated.max(self.today()));
        let (same, others): (Vec<&Edition>, Vec<&Edition>) = held.into_iter().partition(|held| lists.is_edition_of(own, held));
        let (older, newer): (Vec<&Edition>, Vec<&Edition>) = same.into_iter().partition(|held| held.dated <= own.dated);
        (done.replaces, done.beside) = (older.into_iter().cloned().collect(), others.into_iter().cloned().collect());
        done.newer = newer.last().map(|held| (*held).clone());
        Ok(())
    }

    /// How many months a list of places may be old, by the policy; twelve where it does not say.
    #[must_use]
    pub fn area_list_months(&self) -> u32 {
        self.policy().validity.get("area-lists-months").copied().unwrap_or(12)
    }

    /// Whether a list of places that speaks of this day is older than the policy allows.
    #[must_use]
    pub fn is_old_area_list(&self, dated: jiff::civil::Date) -> bool {
        let last = dated.checked_add(jiff::Span::new().months(i64::from(self.area_list_months())));
        last.is_ok_and(|last| last < self.today())
    }

    /// Every supplier with its place and the tier of it today.
    fn tiers_of_suppliers(&self) -> Result<Vec<(String, String, Option<String>)>, WorkspaceError> {
        let mut all = Vec::new();
        for id in self.supplier_ids()? {
            let supplier = self.supplier(&id)?;
            let tier = self.lists()?.tier(self.countries(), &supplier.country, &supplier.region, self.today()).map(str::to_owned);
            let place = [supplier.country, supplier.region].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            all.push((id, place, tier));
        }
        Ok(all)
    }
}

/// Regions that a list names and the program does not know, with what holds meanwhile and the names that are near.
fn unresolved(found: &Found) -> Vec<Sentence> {
    let Rows::Areas(rows) = &found.rows else { return Vec::new() };
    let one = |(country, text): (&str, &str)| {
        let near: Vec<Sentence> = region::near(country, text).into_iter().map(region::Region::told).collect();
        let what = told("reference.unresolved", [("region", text.into()), ("country", country.into())]);
        match near.as_slice() {
            [] => what.and(told("reference.write-region", [])),
            _ => what.and(told("remark-do.near-region", [("all", Sentence::Listed(near))])),
        }
    };
    cahra::unresolved(rows).into_iter().map(one).collect()
}

/// What tells parses of one file by different mappings apart.
fn mapping(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!("-{}", &crate::journal::block::sha256_hex(columns.join("\n").as_bytes())[..12]) }
}

/// A parsed list; nothing when it is not there or is not whole.
#[expect(clippy::disallowed_methods, reason = "a cache in the program's own folder, not the record")]
fn kept(aside: &Path) -> Option<Found> {
    serde_json::from_slice(&std::fs::read(aside).ok()?).ok()
}

/// Keeps a parsed list aside, whole or not at all; a full disk costs time, not the work.
fn keep(aside: &Path, found: &Found) {
    let write = || -> std::io::Result<()> {
        let folder = aside.parent().unwrap_or(aside);
        std::fs::create_dir_all(folder)?;
        let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut temporary, found)?;
        temporary.persist(aside)?;
        Ok(())
    };
    let _ = write();
}

fn add(lists: &mut Lists, edition: Edition, found: Found) {
    match found.rows {
        Rows::Smelters(rows) => lists.smelters.push(SmelterList { edition, rows }),
        Rows::Facilities(rows) => lists.statuses.push(StatusList { edition, rows }),
        Rows::Refiners(rows) => lists.refiners.push(RefinerList { edition, rows }),
        Rows::Areas(rows) => lists.areas.push(CahraList { edition, rows }),
        Rows::Parties(rows) => lists.parties.push(PartyList { edition, rows }),
    }
}
