//! The workspace as a folder. Plain files, no lock files and no drafts in it; those lie in the program's own state
//! folder, so that a shared or synced folder holds nothing but the record.
#![allow(clippy::disallowed_methods)]

mod write;

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Held, Place, Shelf, Store, StoreError, names::valid_id};
use crate::journal::{BodyRef, WriterId, block::sha256_hex};
use crate::sentence::{Sentence, told};

/// Bytes of salt before a body's text, as hex and a line feed.
const SALT: usize = 32;

/// A workspace folder and the program's own state folder.
#[derive(Clone, Debug)]
pub struct FolderStore {
    root: PathBuf,
    local: PathBuf,
    /// The workspace's id, so that what is remembered of one is never held against another at the same place.
    id: String,
    /// Why whoever opened it writes nothing, or only at some places.
    closed: Option<Closed>,
}

/// A store that is closed to its writer.
#[derive(Clone, Debug)]
struct Closed {
    why: Sentence,
    /// Places that are open all the same.
    but: Vec<Place>,
}

struct Lock {
    _file: File,
}

impl Held for Lock {}

pub(super) fn file_error(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::File { path, doing, source }
}

/// Lays down a file of this machine alone, readable by its owner only.
pub(super) fn private_copy(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    write::replace(file, bytes)
}

fn random_hex(bytes: usize) -> Result<String, StoreError> {
    let mut buffer = vec![0; bytes];
    getrandom::fill(&mut buffer).map_err(|error| StoreError::Name(told("store.no-random", [("why", error.to_string().into())])))?;
    Ok(buffer.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl FolderStore {
    /// A store on a folder; nothing is made yet.
    ///
    /// # Errors
    /// When the state folder cannot be made.
    pub fn open(root: &Path, local: &Path) -> Result<Self, StoreError> {
        write::make_folder(local)?;
        Ok(Self { root: root.to_owned(), local: local.to_owned(), id: String::new(), closed: None })
    }

    /// Says which workspace this is.
    pub fn identify(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }

    /// From here on nothing is written but at these places, and the refusal says why.
    pub fn close(&mut self, why: Sentence, but: Vec<Place>) {
        self.closed = Some(Closed { why, but });
    }

    /// From here on everything may be written.
    pub fn open_up(&mut self) {
        self.closed = None;
    }

    /// Whether whoever opened it may write nothing, or only at some places.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// Whether anything may be written at a place.
    ///
    /// # Errors
    /// Why not.
    pub fn may_write_at(&self, place: &Place) -> Result<(), StoreError> {
        match &self.closed {
            Some(closed) if !closed.but.contains(place) => Err(StoreError::ReadOnly(closed.why.clone())),
            _ => Ok(()),
        }
    }

    /// Whether anything may be written that stands at no place: texts, files.
    ///
    /// # Errors
    /// Why not.
    pub fn may_write(&self) -> Result<(), StoreError> {
        self.closed.as_ref().map_or(Ok(()), |closed| Err(StoreError::ReadOnly(closed.why.clone())))
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Thirty-two random hex digits: the id of a new workspace.
    ///
    /// # Errors
    /// When the machine gives no random numbers.
    pub fn random_id(&self) -> Result<String, StoreError> {
        random_hex(16)
    }

    /// The writer of a person at this device: a suffix is drawn once and remembered in the state folder.
    ///
    /// # Errors
    /// When the suffix cannot be read or remembered.
    pub fn writer(&self, person: &str) -> Result<WriterId, StoreError> {
        let devices = self.local.join("devices");
        let file = devices.join(person);
        if let Ok(device) = fs::read_to_string(&file)
            && let Some(writer) = WriterId::parse(&format!("{person}-{}", device.trim()))
        {
            return Ok(writer);
        }
        let device = random_hex(2)?;
        write::replace(&file, device.as_bytes())?;
        WriterId::parse(&format!("{person}-{device}")).ok_or_else(|| StoreError::Name(told("refusal.not-a-writer", [])))
    }

    fn folder(&self, place: &Place) -> Result<PathBuf, StoreError> {
        let valid = |id: &str| valid_id(id).map_err(StoreError::Name);
        let suppliers = self.root.join("suppliers");
        Ok(match place {
            Place::Assessment { supplier, assessment } => {
                valid(supplier)?;
                valid(assessment)?;
                suppliers.join(supplier).join(assessment)
            }
            Place::Standing { supplier } => {
                valid(supplier)?;
                suppliers.join(supplier).join("standing")
            }
            Place::Register { kind } => {
                valid(kind)?;
                self.root.join("registers").join(kind)
            }
            Place::Inbox => self.root.join("inbox"),
            Place::People => self.root.join("people"),
        })
    }

    /// The file of a log.
    ///
    /// # Errors
    /// When a name leads outside.
    pub fn log_file(&self, place: &Place, writer: &WriterId) -> Result<PathBuf, StoreError> {
        Ok(self.folder(place)?.join(format!("{writer}.toml")))
    }

    /// Reads a text file of the workspace; `None` when it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_text(&self, path: &str) -> Result<Option<String>, StoreError> {
        let file = self.root.join(path);
        match fs::read(&file) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file_error(&file, "read")(error)),
        }
    }

    /// Replaces a text file of the workspace as a whole: settings and projections, never a log.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_text(&self, path: &str, text: &str) -> Result<(), StoreError> {
        self.may_write()?;
        write::replace(&self.root.join(path), text.as_bytes())?;
        self.remember_text(path, sha256_hex(text.as_bytes()))
    }

    /// Every file of the workspace by its path, in order; a version history beside it is none of it.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn every_file(&self) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let mut all = Vec::new();
        let mut folders = vec![(String::new(), self.root.clone())];
        while let Some((prefix, folder)) = folders.pop() {
            for name in list(&folder)? {
                let (path, file) = (format!("{prefix}{name}"), folder.join(&name));
                let kind = fs::symlink_metadata(&file).map_err(file_error(&file, "read"))?;
                if kind.is_dir() && name != ".git" {
                    folders.push((format!("{path}/"), file));
                } else if kind.is_file() {
                    all.push((path, file));
                }
            }
        }
        all.sort();
        Ok(all)
    }

    /// Files of the workspace that others on this machine may write, with their rights; systems without such rights
    /// have none.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn open_to_others(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut all = Vec::new();
        for (path, file) in self.every_file()? {
            if let Some(mode) = write::writable_by_others(&file)? {
                all.push((path, format!("{mode:o}")));
            }
        }
        Ok(all)
    }

    /// Names of the bodies of a place.
    pub(crate) fn bodies_at(&self, place: &Place) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let folder = self.folder(place)?.join("bodies");
        Ok(list(&folder)?.into_iter().map(|name| (name.clone(), folder.join(name))).collect())
    }

    /// Deletes a body and its salt for ever; whether it was here.
    ///
    /// # Errors
    /// When it cannot be deleted.
    pub fn erase_body(&self, place: &Place, body: &BodyRef) -> Result<bool, StoreError> {
        self.may_write_at(place)?;
        let file = self.folder(place)?.join("bodies").join(format!("{}.txt", body.hex()));
        match fs::remove_file(&file) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(file_error(&file, "deleted")(error)),
        }
    }

    /// Deletes a stored file for ever; whether it was here.
    ///
    /// # Errors
    /// When it cannot be deleted.
    pub fn erase_file(&self, shelf: Shelf<'_>, sha256: &str) -> Result<bool, StoreError> {
        self.may_write()?;
        let mut was_here = false;
        for (_, path) in self.stored_files(shelf)?.into_iter().filter(|(name, _)| name.split('.').next() == Some(sha256)) {
            fs::remove_file(&path).map_err(file_error(&path, "deleted"))?;
            was_here = true;
        }
        Ok(was_here)
    }

    /// How large the files of a shelf are, by hash.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn sizes(&self, shelf: Shelf<'_>) -> Result<std::collections::BTreeMap<String, u64>, StoreError> {
        let size = |path: &Path| fs::metadata(path).map(|found| found.len()).map_err(file_error(path, "read"));
        self.paths(shelf)?.into_iter().map(|(sha256, path)| Ok((sha256, size(&path)?))).collect()
    }

    /// The TOML files of a folder of the workspace, by path.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn texts(&self, folder: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut texts = Vec::new();
        for name in
            list(&self.root.join(folder))?.into_iter().filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "toml"))
        {
            let path = format!("{folder}/{name}");
            if let Some(text) = self.read_text(&path)? {
                texts.push((path, text));
            }
        }
        Ok(texts)
    }

    /// Puts a text apart from the log behind a salted hash.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_text(&self, place: &Place, text: &str) -> Result<BodyRef, StoreError> {
        self.may_write_at(place)?;
        let stored = format!("{}\n{text}", random_hex(SALT / 2)?);
        let body = BodyRef::of(stored.as_bytes());
        write::create(&self.folder(place)?.join("bodies").join(format!("{}.txt", body.hex())), stored.as_bytes())?;
        Ok(body)
    }

    /// Lays a body down as it was elsewhere, salt included.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn lay_body(&self, place: &Place, stored: &[u8]) -> Result<BodyRef, StoreError> {
        self.may_write_at(place)?;
        let body = BodyRef::of(stored);
        write::create(&self.folder(place)?.join("bodies").join(format!("{}.txt", body.hex())), stored)?;
        Ok(body)
    }

    /// The bytes of a body, salt included; `None` when it is absent here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn body_bytes(&self, place: &Place, body: &BodyRef) -> Result<Option<Vec<u8>>, StoreError> {
        let file = self.folder(place)?.join("bodies").join(format!("{}.txt", body.hex()));
        match fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file_error(&file, "read")(error)),
        }
    }

    fn shelf(&self, shelf: Shelf<'_>) -> Result<PathBuf, StoreError> {
        Ok(match shelf {
            Shelf::Supplier(supplier) => {
                valid_id(supplier).map_err(StoreError::Name)?;
                self.root.join("suppliers").join(supplier).join("files")
            }
            Shelf::Inbox => self.root.join("inbox").join("files"),
            Shelf::Lists => self.root.join("reference").join("lists"),
            Shelf::Sealed => self.root.join("sealed"),
        })
    }

    /// Stores a file exactly as received, under its hash.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_file(&self, shelf: Shelf<'_>, bytes: &[u8], ending: &str) -> Result<String, StoreError> {
        self.may_write()?;
        let sha256 = sha256_hex(bytes);
        let sound = !ending.is_empty() && ending.len() <= 8 && ending.chars().all(|c| c.is_ascii_alphanumeric());
        let name = if sound { format!("{sha256}.{ending}") } else { sha256.clone() };
        write::create(&self.shelf(shelf)?.join(name), bytes)?;
        Ok(sha256)
    }

    /// A stored file by hash.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&self, shelf: Shelf<'_>, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let folder = self.shelf(shelf)?;
        let Some(name) = list(&folder)?.into_iter().find(|name| name.split('.').next() == Some(sha256)) else { return Ok(None) };
        let path = folder.join(name);
        fs::read(&path).map(Some).map_err(file_error(&path, "read"))
    }

    fn draft_file(&self, place: &Place, writer: &WriterId) -> PathBuf {
        self.local.join("drafts").join(format!("{}.txt", self.key(place, writer)))
    }

    /// Keeps the text being typed, outside the workspace.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_draft(&self, place: &Place, writer: &WriterId, question: &str, text: &str) -> Result<(), StoreError> {
        let file = self.draft_file(place, writer);
        if text.is_empty() {
            return match fs::remove_file(&file) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(file_error(&file, "removed")(error)),
                _ => Ok(()),
            };
        }
        write::replace(&file, format!("{question}\n{text}").as_bytes())
    }

    /// The text that was being typed: question and text.
    #[must_use]
    pub fn draft(&self, place: &Place, writer: &WriterId) -> Option<(String, String)> {
        let text = fs::read_to_string(self.draft_file(place, writer)).ok()?;
        text.split_once('\n').map(|(question, text)| (question.to_owned(), text.to_owned()))
    }

    /// Where a person stood, outside the workspace: a small text by name.
    #[must_use]
    pub fn remembered(&self, place: &Place, writer: &WriterId) -> Option<String> {
        fs::read_to_string(self.draft_file(place, writer).with_extension("place")).ok()
    }

    /// Remembers where a person stands.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember(&self, place: &Place, writer: &WriterId, text: &str) -> Result<(), StoreError> {
        write::replace(&self.draft_file(place, writer).with_extension("place"), text.as_bytes())
    }

    /// Names of everything in an assessment, standing or register folder.
    pub(super) fn files_in(&self, place: &Place) -> Result<Vec<String>, StoreError> {
        list(&self.folder(place)?)
    }

    /// The bytes of a file of a place, whatever it is called.
    pub(super) fn read_file(&self, place: &Place, name: &str) -> Result<Vec<u8>, StoreError> {
        let file = self.folder(place)?.join(name);
        fs::read(&file).map_err(file_error(&file, "read"))
    }

    /// Whether this machine has written this log at this very place: it has locked it once.
    pub(super) fn wrote_here(&self, place: &Place, writer: &WriterId) -> bool {
        self.lock_file(place, writer).is_file()
    }

    /// The file that remembers a fact about this workspace in the state folder, by the folder it lies in.
    fn memory_file(&self, of: &str) -> PathBuf {
        self.memory(&format!("{}|{}|{of}", self.real_root().display(), self.id))
    }

    fn memory(&self, key: &str) -> PathBuf {
        self.local.join("heads").join(format!("{}.txt", &sha256_hex(key.as_bytes())[..32]))
    }

    fn real_root(&self) -> PathBuf {
        fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone())
    }

    /// What this machine remembers about the workspace, outside of it.
    #[must_use]
    pub fn recalled(&self, of: &str) -> Option<String> {
        fs::read_to_string(self.memory_file(of)).ok()
    }

    /// Remembers something about the workspace outside of it.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn note_down(&self, of: &str, text: &str) -> Result<(), StoreError> {
        write::replace_loosely(&self.memory_file(of), text.as_bytes())
    }

    /// The same by the workspace's id alone, wherever its folder lies. A workspace without an id has none.
    pub(super) fn recalled_of_kin(&self, of: &str) -> Option<String> {
        if self.id.is_empty() { None } else { fs::read_to_string(self.memory(&format!("|{}|{of}", self.id))).ok() }
    }

    pub(super) fn note_down_for_kin(&self, of: &str, text: &str) -> Result<(), StoreError> {
        if self.id.is_empty() {
            return Ok(());
        }
        write::replace_loosely(&self.memory(&format!("|{}|{of}", self.id)), text.as_bytes())
    }

    /// The id of the workspace that this folder held.
    pub(super) fn recalled_of_folder(&self) -> Option<String> {
        fs::read_to_string(self.memory(&self.real_root().display().to_string())).ok()
    }

    /// Remembers which workspace this folder holds.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn remember_id(&self) -> Result<(), StoreError> {
        let id = format!("{}\n", self.id);
        if self.recalled_of_folder().is_some_and(|known| known == id) {
            return Ok(());
        }
        write::replace_loosely(&self.memory(&self.real_root().display().to_string()), id.as_bytes())
    }

    /// The workspace's id, as its settings say it; empty before they were read.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    fn lock_file(&self, place: &Place, writer: &WriterId) -> PathBuf {
        self.local.join("locks").join(format!("{}.lock", self.key(place, writer)))
    }

    /// Names a log of this workspace in the state folder. However the folder was named on the command line, it is the same.
    fn key(&self, place: &Place, writer: &WriterId) -> String {
        sha256_hex(format!("{}|{place}|{writer}", self.real_root().display()).as_bytes())[..32].to_owned()
    }

    /// Where the files of a shelf lie, by hash; whoever reads many need not have them all in memory.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn paths(&self, shelf: Shelf<'_>) -> Result<std::collections::BTreeMap<String, PathBuf>, StoreError> {
        let hash = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        Ok(self.stored_files(shelf)?.into_iter().map(|(name, path)| (hash(&name), path)).collect())
    }

    pub(super) fn stored_files(&self, shelf: Shelf<'_>) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let folder = self.shelf(shelf)?;
        Ok(list(&folder)?.into_iter().map(|name| (name.clone(), folder.join(name))).collect())
    }

    pub(super) fn registers(&self) -> Result<Vec<String>, StoreError> {
        list(&self.root.join("registers"))
    }

    pub(super) fn hash_of(path: &Path) -> Result<String, StoreError> {
        fs::read(path).map(|bytes| sha256_hex(&bytes)).map_err(file_error(path, "read"))
    }
}

/// Names in a folder, in order; a folder that is not there is empty.
fn list(folder: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(file_error(folder, "listed")(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(file_error(folder, "listed"))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

impl Store for FolderStore {
    fn suppliers(&self) -> Result<Vec<String>, StoreError> {
        let folder = self.root.join("suppliers");
        Ok(list(&folder)?.into_iter().filter(|name| valid_id(name).is_ok() && folder.join(name).join("supplier.toml").is_file()).collect())
    }

    fn assessments(&self, supplier: &str) -> Result<Vec<String>, StoreError> {
        valid_id(supplier).map_err(StoreError::Name)?;
        let folder = self.root.join("suppliers").join(supplier);
        let own = ["standing", "files"];
        Ok(list(&folder)?
            .into_iter()
            .filter(|name| !own.contains(&name.as_str()) && valid_id(name).is_ok() && folder.join(name).is_dir())
            .collect())
    }

    fn logs(&self, place: &Place) -> Result<Vec<WriterId>, StoreError> {
        let names = list(&self.folder(place)?)?;
        Ok(names.iter().filter_map(|name| WriterId::parse(name.strip_suffix(".toml")?)).collect())
    }

    fn read(&self, place: &Place, writer: &WriterId) -> Result<Vec<u8>, StoreError> {
        let file = self.log_file(place, writer)?;
        match fs::read(&file) {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(file_error(&file, "read")(error)),
        }
    }

    fn append(&self, place: &Place, writer: &WriterId, expected: u64, block: &[u8]) -> Result<(), StoreError> {
        self.may_write_at(place)?;
        let file = self.log_file(place, writer)?;
        if expected == 0 { write::first(&file, block) } else { write::append(&file, expected, block, writer) }
    }

    fn set_aside(&self, place: &Place, writer: &WriterId, whole: u64) -> Result<String, StoreError> {
        self.may_write_at(place)?;
        write::set_aside(&self.log_file(place, writer)?, whole)
    }

    fn hold(&self, place: &Place, writer: &WriterId) -> Result<Box<dyn Held>, StoreError> {
        let path = self.lock_file(place, writer);
        let file = write::open_private(&path)?;
        file.lock().map_err(file_error(&path, "locked"))?;
        Ok(Box::new(Lock { _file: file }))
    }

    fn body(&self, place: &Place, body: &BodyRef) -> Result<Option<String>, StoreError> {
        let Some(bytes) = self.body_bytes(place, body)? else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes);
        Ok(Some(text.split_once('\n').map(|(_, text)| text.to_owned()).unwrap_or_default()))
    }
}
