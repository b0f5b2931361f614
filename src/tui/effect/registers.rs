//! Entries of the registers, carried out: one at a time, with the documents that show it stored by their hashes.

use std::path::{Path, PathBuf};

use super::{Desk, Msg, paths, read, review::Done};
use crate::journal::{AuditAct, CertificateState, EntryRef};
use crate::store::{Place, Shelf};
use crate::workspace::certificates::Entering;
use crate::workspace::evidence::Filing;
use crate::workspace::findings::{Following, FoundNow};
use crate::workspace::grievances::{Raising, Stepping};
use crate::workspace::people::Written;
use crate::workspace::promises::Promising;
use crate::workspace::registers::Wanted;
use crate::workspace::{Workspace, WorkspaceError};

/// One entry of a register. A document is a path as it was typed; empty: none.
#[derive(Clone, Debug)]
pub enum Work {
    /// What a source says of a certificate, and the document.
    Certificate(Entering, String),
    /// What a reviewer makes of it: certificate, state, last valid day, reason.
    Settle(String, CertificateState, Option<String>, String),
    /// An audit, and the document.
    Audit(AuditAct, String),
    /// A finding.
    Finding(FoundNow),
    /// A step of a finding, and the document.
    FindingStep(EntryRef, Following, String),
    /// An incident: category, day, site, what.
    Incident(String, Option<String>, Option<String>, String),
    /// Nothing of a category was reported: year, category, basis.
    Statement(String, String, Option<String>),
    /// A grievance.
    Grievance(Raising),
    /// A step of a grievance: its number, and which.
    GrievanceStep(String, Stepping),
    /// How many reports there were: channel, period, count.
    Count(String, String, u64),
    /// The texts of a grievance erased: its number, and why.
    Erase(String, String),
    /// Names looked up in the lists of today.
    LookUp,
    /// What the contract says: a clause, and where.
    Clause(bool, Option<String>),
    /// A hit judged: which, whether it is meant, why.
    Judge(String, bool, String),
    /// A talk: channel, day, with whom, what.
    Talk(String, Option<String>, String, String),
    /// A paper filed, and its path.
    Paper(Filing, String),
    /// A paper taken out of count: its hash, and why.
    WithdrawPaper(String, String),
    /// A promise noted: question and due day, which document, by whom.
    Promise([String; 2], Option<String>, Option<String>),
    /// A promise kept: which, and the path of the paper or what a paper on file is called.
    KeepPromise(String, String),
    /// A promise given up: which, and why.
    DropPromise(String, String),
    /// A policy acknowledged: which, version, signer, day, and the document.
    Acknowledge([String; 3], Option<String>, String),
    /// An entry taken back: where it stands, and which.
    TakeBack(Place, EntryRef),
}

impl Work {
    /// Whether the entry stands about a supplier; else it stands in a folder of its own.
    fn is_about_a_supplier(&self) -> bool {
        match self {
            Self::Certificate(..)
            | Self::Settle(..)
            | Self::Audit(..)
            | Self::Finding(_)
            | Self::FindingStep(..)
            | Self::Incident(..)
            | Self::Talk(..)
            | Self::Paper(..)
            | Self::WithdrawPaper(..)
            | Self::KeepPromise(..)
            | Self::DropPromise(..)
            | Self::Acknowledge(..) => true,
            // A promise stands in the assessment in which it was given.
            Self::Promise(..)
            | Self::Statement(..)
            | Self::Grievance(_)
            | Self::GrievanceStep(..)
            | Self::Count(..)
            | Self::Erase(..)
            | Self::LookUp
            | Self::Clause(..)
            | Self::Judge(..)
            | Self::TakeBack(..) => false,
        }
    }
}

/// Stores the document a line names.
fn stored(workspace: &Workspace, supplier: &str, line: &str) -> Result<Vec<String>, WorkspaceError> {
    if line.trim().is_empty() {
        return Ok(Vec::new());
    }
    let store = |path: &Path| -> Result<String, WorkspaceError> {
        let bytes = read(path)?;
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        Ok(workspace.store().put_file(Shelf::Supplier(supplier), &bytes, &ending)?)
    };
    paths(line).iter().map(|path| store(path)).collect()
}

/// The path a line names, and the name of the file.
fn named(line: &str) -> Option<(String, PathBuf)> {
    let path = paths(line).pop()?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned())?;
    Some((name, path))
}

/// A promise is kept by a file, or by a paper that is on file already.
fn keep(workspace: &mut Workspace, id: &str, promise: &str, line: &str) -> Result<Written, WorkspaceError> {
    let is_path = line.contains(['/', '\\']);
    let file = named(line).map(|(name, path)| (name, read(&path)));
    let kept = match file {
        Some((name, Ok(bytes))) => workspace.keep_promise(id, promise, "", Some((Filing { name, ..Filing::default() }, bytes))),
        Some((_, Err(error))) if is_path => return Err(error),
        _ => workspace.keep_promise(id, promise, line.trim(), None),
    };
    kept.map(|(_, _, written)| written)
}

/// What a source says of a certificate, with the document that shows it.
fn certificate(workspace: &mut Workspace, id: &str, given: &Entering, document: &str) -> Result<Written, WorkspaceError> {
    // What cannot be taken leaves no document behind.
    workspace.would_certify(id, given)?;
    let evidence = stored(workspace, id, document)?;
    Ok(workspace.add_certificate(id, Entering { evidence, ..given.clone() })?.0)
}

/// An audit with its report; without a day it took place today.
fn audit(workspace: &mut Workspace, id: &str, act: &AuditAct, document: &str) -> Result<Written, WorkspaceError> {
    workspace.must_know(id)?;
    let evidence = stored(workspace, id, document)?;
    let on = if act.on.is_empty() { workspace.today().to_string() } else { act.on.clone() };
    workspace.add_audit(id, AuditAct { evidence, on, ..act.clone() })
}

/// A paper filed from its path.
fn file(workspace: &mut Workspace, id: &str, given: &Filing, line: &str) -> Result<Vec<Written>, WorkspaceError> {
    let Some((name, path)) = named(line) else { return Ok(Vec::new()) };
    let given = Filing { suppliers: vec![id.to_owned()], name, ..given.clone() };
    // What cannot be filed leaves no file behind.
    workspace.would_file(&given)?;
    Ok(workspace.file_paper(&given, &read(&path)?)?.1.into_iter().map(|(_, written)| written).collect())
}

fn perform(workspace: &mut Workspace, supplier: Option<&str>, work: &Work) -> Result<Vec<Written>, WorkspaceError> {
    let id = supplier.unwrap_or_default();
    let written = match work {
        Work::Certificate(given, document) => certificate(workspace, id, given, document)?,
        Work::Settle(certificate, state, expires, reason) => {
            workspace.settle_certificate(id, certificate, *state, expires.as_deref(), reason)?.0
        }
        Work::Audit(act, document) => audit(workspace, id, act, document)?,
        Work::Finding(given) => workspace.add_finding(id, given.clone())?,
        Work::FindingStep(finding, given, document) => {
            workspace.must_know(id)?;
            let evidence = stored(workspace, id, document)?;
            workspace.follow_finding(id, finding, Following { evidence, ..given.clone() })?
        }
        Work::Incident(category, on, site, what) => workspace.add_incident(id, category, [on.as_deref(), site.as_deref()], what)?,
        Work::Statement(year, category, basis) => workspace.confirm_none(year, category, basis.as_deref())?,
        Work::Grievance(given) => workspace.raise_grievance(&Raising { supplier: supplier.map(str::to_owned), ..given.clone() })?.1,
        Work::GrievanceStep(number, given) => workspace.follow_grievance(number, given)?,
        Work::Count(channel, period, count) => workspace.count_grievances(channel, period, *count)?,
        Work::Erase(number, reason) => workspace.erase_grievance(number, reason)?,
        Work::LookUp => {
            let ids: Vec<String> = supplier.map(str::to_owned).into_iter().collect();
            return Ok(workspace.screen(&ids, true)?.into_iter().filter_map(|one| one.written).collect());
        }
        Work::Clause(clause, place) => workspace.exclusion_clause(id, *clause, place.as_deref())?,
        Work::Judge(hit, same, reason) => workspace.judge_hit(id, hit, *same, reason)?,
        Work::Talk(channel, on, with, text) => workspace.add_talk(id, channel, on.as_deref(), [with, text])?,
        Work::Paper(given, line) => return file(workspace, id, given, line),
        Work::WithdrawPaper(sha256, reason) => {
            let all = workspace.withdraw_paper(sha256, &[id.to_owned()], reason)?;
            return Ok(all.into_iter().map(|(_, written)| written).collect());
        }
        Work::Promise([question, due], what, by) => {
            let given = Promising { question, due, what: what.as_deref(), by: by.as_deref(), ..Promising::default() };
            // What is noted in an interview is never signed.
            Written { saved: workspace.add_promise(id, given)?, signed: Some(String::new()) }
        }
        // What takes back is never signed.
        Work::TakeBack(place, entry) => Written { saved: workspace.take_back(place, entry)?, signed: Some(String::new()) },
        Work::KeepPromise(promise, line) => keep(workspace, id, promise, line)?,
        Work::DropPromise(promise, reason) => workspace.drop_promise(id, promise, reason)?.1,
        Work::Acknowledge([policy, version, signer], on, document) => {
            workspace.must_know(id)?;
            let evidence = stored(workspace, id, document)?;
            workspace.acknowledge(id, [policy, version, signer], on.as_deref(), evidence)?
        }
    };
    Ok(vec![written])
}

impl Desk {
    /// Reads the registers, and of what takes a while what is wanted.
    pub(super) fn registers(&mut self, wanted: Wanted) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        vec![match workspace.registers(wanted) {
            Ok(books) => Msg::Registers(Box::new(books)),
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }]
    }

    /// Writes one entry of a register, about a supplier or about none.
    pub(super) fn register(&mut self, supplier: Option<&str>, work: &Work) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let mut done = Done { register: true, undone: matches!(work, Work::TakeBack(..)), ..Done::default() };
        let id = supplier.unwrap_or_default().to_owned();
        match perform(workspace, supplier, work) {
            Ok(all) => {
                done.unsigned = all.iter().any(|written| written.signed.is_none());
                done.written = all.into_iter().map(|written| (id.clone(), written.saved.entry)).collect();
                if work.is_about_a_supplier() && done.unsigned {
                    done.signable = done.written.clone();
                }
            }
            Err(error) => done.refused.push((id, error.sentence().in_lang(self.lang))),
        }
        vec![Msg::Reviewed(done)]
    }
}
