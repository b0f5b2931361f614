//! Copies of a workspace that are proved before they are called good, and lawful erasure.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::act::{not_saved, wrong};
use super::bundle::sums;
use super::people::Written;
use super::{Clock, Workspace, WorkspaceError};
use crate::journal::{Act, EntryRef, Redact, block::sha256_hex};
use crate::sentence::told;
use crate::store::{Finding, FolderStore, Place, StoreError, VerifyReport, bodies_of};

/// Where the copy of the workspace lies in a backup.
pub const INSIDE: &str = "workspace";
/// The list of its files.
const SUMS: &str = "SHA256SUMS";

/// A copy that was made and proved.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Files copied.
    pub files: usize,
    /// What the copy's own record is like: problems the workspace had are in the copy too.
    pub report: VerifyReport,
    /// One hash over the heads of every log.
    pub heads: String,
}

/// Where an entry is looked for; absent: everywhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within<'a> {
    /// Of one supplier.
    pub supplier: Option<&'a str>,
    /// Of one campaign, `standing`, or a register.
    pub campaign: Option<&'a str>,
}

/// Texts that were erased.
#[derive(Clone, Debug)]
pub struct Erased {
    /// The entry that says so.
    pub written: Written,
    /// Where.
    pub place: Place,
    /// Texts the entry had.
    pub texts: usize,
    /// Of them, here and deleted.
    pub deleted: usize,
}

fn failed(path: &Path, doing: &'static str) -> impl FnOnce(std::io::Error) -> WorkspaceError {
    let path = path.to_owned();
    move |source| StoreError::File { path, doing, source }.into()
}

#[expect(clippy::disallowed_methods, reason = "a copy is the work of the edge")]
fn put(file: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(failed(folder, "made"))?;
    }
    std::fs::write(file, bytes).map_err(failed(file, "written"))
}

#[expect(clippy::disallowed_methods, reason = "a copy is the work of the edge")]
fn get(file: &Path) -> Result<Vec<u8>, WorkspaceError> {
    std::fs::read(file).map_err(failed(file, "read"))
}

/// Refuses a folder that holds something already.
fn must_be_new(folder: &Path) -> Result<(), WorkspaceError> {
    let holds_something = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if holds_something || folder.is_file() {
        return Err(wrong(told("refusal.folder-in-use", [("path", folder.display().to_string().into())])));
    }
    Ok(())
}

/// Lays files into a folder that holds nothing yet.
///
/// # Errors
/// When it holds something, or a file cannot be written.
pub fn lay(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), WorkspaceError> {
    must_be_new(folder)?;
    files.iter().try_for_each(|(path, bytes)| put(&folder.join(path), bytes))
}

/// The files of a backup, each held against the list.
fn listed(backup: &Path) -> Result<BTreeMap<String, PathBuf>, WorkspaceError> {
    let list = backup.join(SUMS);
    if !list.is_file() {
        return Err(wrong(told("refusal.no-backup", [("path", backup.display().to_string().into()), ("sums", SUMS.into())])));
    }
    let text = String::from_utf8_lossy(&get(&list)?).into_owned();
    let mut files = BTreeMap::new();
    for line in text.lines() {
        let Some((sha256, path)) = line.split_once("  ") else {
            return Err(wrong(told(
                "refusal.no-sums-line",
                [("path", list.display().to_string().into()), ("line", crate::clean::line(line).into())],
            )));
        };
        let inside = path.strip_prefix("workspace/").filter(|inside| inside.split('/').all(|part| !matches!(part, "" | "." | "..")));
        let Some(inside) = inside.filter(|inside| !inside.contains('\\')) else {
            return Err(wrong(told(
                "refusal.leads-outside",
                [("path", list.display().to_string().into()), ("line", crate::clean::line(path).into())],
            )));
        };
        let file = backup.join(path);
        let bytes = get(&file)?;
        if sha256_hex(&bytes) != sha256 {
            return Err(wrong(told("refusal.backup-changed", [("path", file.display().to_string().into())])));
        }
        files.insert(inside.to_owned(), file);
    }
    Ok(files)
}

/// Copies listed files and verifies the copy as a stranger would, with no memory of it.
fn prove(files: &BTreeMap<String, PathBuf>, clock: &Clock) -> Result<Copied, WorkspaceError> {
    let scratch = tempfile::tempdir().map_err(failed(Path::new("a scratch folder"), "made"))?;
    let root = scratch.path().join(INSIDE);
    for (inside, file) in files {
        put(&root.join(inside), &get(file)?)?;
    }
    let workspace = Workspace::open(&root, &scratch.path().join("state"), "backup", clock.clone())?;
    let report = workspace.verify(&[])?;
    let heads = crate::store::digest(&crate::store::all_heads(workspace.store())?);
    Ok(Copied { files: files.len(), report, heads })
}

impl Workspace {
    /// Copies the workspace into a new folder, restores the copy to scratch and verifies it there.
    ///
    /// # Errors
    /// When the folder holds something, a file cannot be copied, or the copy is not the same.
    pub fn backup(&self, to: &Path) -> Result<Copied, WorkspaceError> {
        must_be_new(to)?;
        if to.starts_with(&self.root) {
            return Err(wrong(told("refusal.backup-inside", [("path", to.display().to_string().into())])));
        }
        let mut files = BTreeMap::new();
        for (path, file) in self.store.every_file()? {
            files.insert(format!("{INSIDE}/{path}"), get(&file)?);
        }
        lay(to, &files)?;
        put(&to.join(SUMS), sums(&files).as_bytes())?;
        let mut copied = prove(&listed(to)?, &self.clock)?;
        let here = crate::store::digest(&crate::store::all_heads(&self.store)?);
        if copied.heads != here {
            return Err(wrong(told("refusal.backup-meanwhile", [("path", to.display().to_string().into())])));
        }
        // The copy is proved as a stranger would; what this machine remembers otherwise is told of it all the same.
        let known =
            |problem: &Finding| copied.report.problems.iter().any(|other| other.file == problem.file && other.problem == problem.problem);
        let more: Vec<Finding> = self.verify(&[])?.problems.into_iter().filter(|problem| !known(problem)).collect();
        copied.report.problems.extend(more);
        copied.report.whole = copied.report.problems.is_empty();
        Ok(copied)
    }

    /// Erases the texts behind an entry for ever. The entry that says so is written first. Before their retention date they
    /// go only with `ahead`, where the law asks for it.
    ///
    /// # Errors
    /// When there is no such entry, or several, it has no texts, it is too early, the person may not, or it cannot be saved.
    pub fn redact(&mut self, within: Within<'_>, entry: &EntryRef, reason: &str, ahead: bool) -> Result<Erased, WorkspaceError> {
        self.may_erase()?;
        if reason.trim().is_empty() {
            return Err(wrong(told("refusal.redact-reason", [])));
        }
        let mut found: Vec<(Place, BTreeSet<crate::journal::BodyRef>)> = Vec::new();
        for place in self.store.places()? {
            let of = match &place {
                Place::Assessment { supplier, .. } | Place::Standing { supplier } => Some(supplier.as_str()),
                Place::Register { .. } | Place::Inbox | Place::People => None,
            };
            let label = place.names().1;
            if (within.supplier.is_some() && within.supplier != of) || within.campaign.is_some_and(|meant| meant != label) {
                continue;
            }
            let logs = self.journals(&place)?;
            let log = logs.iter().find(|(writer, _)| *writer == entry.writer);
            let bodies = log.and_then(|(_, entries)| entries.iter().find(|known| known.n == entry.n)).map(|known| bodies_of(&known.act));
            if let Some(bodies) = bodies.filter(|bodies| !bodies.is_empty()) {
                found.push((place, bodies.into_iter().collect()));
            }
        }
        let (place, bodies) = match found.len() {
            1 => found.remove(0),
            0 => return Err(wrong(told("refusal.nothing-to-redact", [("entry", entry.to_string().into())]))),
            _ => {
                let places: Vec<String> = found.iter().map(|(place, _)| place.to_string()).collect();
                return Err(wrong(told(
                    "refusal.several-entries",
                    [("entry", entry.to_string().into()), ("all", places.join(", ").into())],
                )));
            }
        };
        if !ahead {
            self.must_be_due(&place, entry)?;
        }
        let reason = self.put_text(&place, reason)?;
        let bodies: Vec<crate::journal::BodyRef> = bodies.into_iter().collect();
        let named = bodies.iter().map(|body| body.as_str().to_owned()).collect();
        let saved = self
            .write(&place, Act::Redact(Redact { entry: entry.clone(), bodies: named, files: Vec::new(), reason }))
            .map_err(not_saved)?;
        let signed = self.sign(&place, &saved.entry, &saved.hash)?;
        let mut deleted = 0;
        for body in &bodies {
            deleted += usize::from(self.store.erase_body(&place, body)?);
        }
        if let Place::Standing { supplier } = &place {
            self.forget_related(supplier)?;
        }
        Ok(Erased { written: Written { saved, signed }, place, texts: bodies.len(), deleted })
    }
}

/// Restores a backup into a new folder, after it was proved in scratch.
///
/// # Errors
/// When the backup is not whole, the folder holds something, or a file cannot be written.
pub fn restore(backup: &Path, to: &Path, local: &Path, clock: &Clock) -> Result<Copied, WorkspaceError> {
    must_be_new(to)?;
    let files = listed(backup)?;
    let copied = prove(&files, clock)?;
    for (inside, file) in &files {
        put(&to.join(inside), &get(file)?)?;
    }
    let heads = crate::store::digest(&crate::store::all_heads(&FolderStore::open(to, local)?)?);
    if heads != copied.heads {
        return Err(wrong(told("refusal.restore-differs", [("path", to.display().to_string().into())])));
    }
    Ok(copied)
}
