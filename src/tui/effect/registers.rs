//! Entries of the registers, carried out: one at a time, with the documents that show it stored by their hashes.

use std::path::Path;

use super::{Desk, Msg, paths, read, review::Done};
use crate::journal::{AuditAct, CertificateState, EntryRef};
use crate::store::Shelf;
use crate::workspace::certificates::Entering;
use crate::workspace::findings::{Following, FoundNow};
use crate::workspace::grievances::{Raising, Stepping};
use crate::workspace::people::Written;
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
    /// A policy acknowledged: which, version, signer, day, and the document.
    Acknowledge([String; 3], Option<String>, String),
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
            | Self::Acknowledge(..) => true,
            Self::Statement(..)
            | Self::Grievance(_)
            | Self::GrievanceStep(..)
            | Self::Count(..)
            | Self::Erase(..)
            | Self::LookUp
            | Self::Clause(..)
            | Self::Judge(..) => false,
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

fn perform(workspace: &mut Workspace, supplier: Option<&str>, work: &Work) -> Result<Vec<Written>, WorkspaceError> {
    let id = supplier.unwrap_or_default();
    let written = match work {
        Work::Certificate(given, document) => {
            // What cannot be taken leaves no document behind.
            workspace.would_certify(id, given)?;
            let evidence = stored(workspace, id, document)?;
            workspace.add_certificate(id, Entering { evidence, ..given.clone() })?.0
        }
        Work::Settle(certificate, state, expires, reason) => {
            workspace.settle_certificate(id, certificate, *state, expires.as_deref(), reason)?.0
        }
        Work::Audit(act, document) => {
            workspace.must_know(id)?;
            let evidence = stored(workspace, id, document)?;
            let on = if act.on.is_empty() { workspace.today().to_string() } else { act.on.clone() };
            workspace.add_audit(id, AuditAct { evidence, on, ..act.clone() })?
        }
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
        Work::Acknowledge([policy, version, signer], on, document) => {
            workspace.must_know(id)?;
            let evidence = stored(workspace, id, document)?;
            workspace.acknowledge(id, [policy, version, signer], on.as_deref(), evidence)?
        }
    };
    Ok(vec![written])
}

impl Desk {
    /// Reads the registers; names are looked up in lists only when that is wanted.
    pub(super) fn registers(&mut self, look_up: bool) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        vec![match workspace.registers(look_up) {
            Ok(books) => Msg::Registers(Box::new(books)),
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }]
    }

    /// Writes one entry of a register, about a supplier or about none.
    pub(super) fn register(&mut self, supplier: Option<&str>, work: &Work) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let mut done = Done { register: true, ..Done::default() };
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
