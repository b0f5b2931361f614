//! Everything one page needs that explains a decision: facts as they were, papers as they are, and who did what.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::decide::standing;
use super::seal::{Hypothetical, Replayed, Under};
use super::{Dossier, Workspace, WorkspaceError};
use crate::clean::line;
use crate::journal::{Act, Entry, RegisterAct, WriterId, block::sha256_hex};
use crate::policy::Policy;
use crate::review::Decision;
use crate::seal::{Bound, Kind};
use crate::store::{Place, Shelf};

/// Whether a stored file is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There, byte for byte.
    Whole,
    /// There, with other bytes.
    Changed,
    /// Not there.
    Missing,
}

impl Kept {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "unchanged",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }
}

/// A document the record held when the decision was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// SHA-256.
    pub sha256: String,
    /// File name as received.
    pub name: String,
    /// The question it proves.
    pub question: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Last valid day.
    pub expires: Option<String>,
    /// The entry that took it in.
    pub entry: String,
    /// Whether it is still as it was.
    pub kept: Kept,
}

/// Why a decision was taken.
pub struct Why {
    /// The day that was asked about; absent: today.
    pub on: Option<Date>,
    /// The decision, weighed on that day.
    pub decision: Decision,
    /// The supplier on that day.
    pub then: Dossier,
    /// The sealed judgement, computed again; absent: it is not sealed.
    pub replayed: Option<Replayed>,
    /// The policy it was sealed under.
    pub policy: Option<Policy>,
    /// Roles the person had then.
    pub roles: Vec<crate::journal::Role>,
    /// Who wrote down how many answers.
    pub interviewers: BTreeMap<String, usize>,
    /// Papers.
    pub evidence: Vec<Evidence>,
    /// Sealed files with whether each is still as it was.
    pub bound: Vec<(Bound, Kept)>,
    /// The same facts under other rules.
    pub supposed: Option<Hypothetical>,
}

impl Workspace {
    /// Why a decision was taken.
    ///
    /// # Errors
    /// When nothing was decided by then, a sealed file is missing or changed, or there is no such edition.
    pub fn why(&self, supplier: &str, on: Option<Date>, under: Option<&Under>) -> Result<Why, WorkspaceError> {
        let (decision, then) = self.decided(supplier, on)?;
        let replayed = match decision.sealed {
            Some(_) => Some(self.replay(supplier, &decision.entry)?),
            None => None,
        };
        let supposed = match (under, &replayed) {
            (Some(under), Some(replayed)) => Some(self.suppose(supplier, replayed, under)?),
            (Some(_), None) => {
                let text = format!("{} is not sealed, so its facts cannot be put under other rules", decision.entry);
                return Err(super::act::wrong(text));
            }
            (None, _) => None,
        };
        let roles = self.people.roles(&decision.person, &decision.at).into_iter().collect();
        let until = decision.at;
        let assessment = Place::Assessment { supplier: supplier.to_owned(), assessment: decision.act.assessment.clone() };
        let mut interviewers = BTreeMap::new();
        let mut evidence = Vec::new();
        for place in [assessment, standing(supplier)] {
            for (writer, entries) in self.journals(&place)? {
                for entry in entries.iter().filter(|entry| entry.at <= until) {
                    if matches!(entry.act, Act::Answer(_)) {
                        *interviewers.entry(writer.person().to_owned()).or_default() += 1;
                    }
                    evidence.extend(self.evidence(supplier, &writer, entry)?);
                }
            }
        }
        evidence.retain(|paper| !paper.question.as_deref().is_some_and(|question| self.is_veiled(question)));
        let mut bound = Vec::new();
        for one in replayed.iter().flat_map(|replayed| &replayed.sealed.bound) {
            let shelf = if one.kind == Kind::List { Shelf::Lists } else { Shelf::Sealed };
            bound.push((one.clone(), self.kept_whole(shelf, &one.sha256)?));
        }
        let policy = replayed.as_ref().and_then(|replayed| self.sealed_policy(replayed));
        Ok(Why { on, decision, then, replayed, policy, roles, interviewers, evidence, bound, supposed })
    }

    /// The policy a decision was sealed under.
    fn sealed_policy(&self, replayed: &Replayed) -> Option<Policy> {
        let (sources, _) = self.sealed_sources(&replayed.sealed).ok()?;
        super::definitions::read(&sources).policies.into_iter().next()
    }

    fn evidence(&self, supplier: &str, writer: &WriterId, entry: &Entry) -> Result<Option<Evidence>, WorkspaceError> {
        let at = format!("{writer}#{}", entry.n);
        let (sha256, name, question, issuer, expires) = match &entry.act {
            Act::Attach(paper) => (&paper.sha256, &paper.name, paper.question.clone(), paper.issuer.clone(), paper.expires.clone()),
            Act::Import(import) => (&import.sha256, &import.file, None, import.company.clone(), None),
            Act::Register(RegisterAct::Evidence(paper)) => {
                // Of several rows, one that whoever looks may not see hides it.
                let row = paper.questions.iter().find(|question| self.is_veiled(question)).or(paper.questions.first());
                (&paper.sha256, &paper.name, row.cloned(), paper.issuer.clone(), paper.expires.clone())
            }
            _ => return Ok(None),
        };
        let kept = self.kept_whole(Shelf::Supplier(supplier), sha256)?;
        let issuer = issuer.map(|issuer| line(&issuer));
        Ok(Some(Evidence { sha256: sha256.clone(), name: line(name), question, issuer, expires, entry: at, kept }))
    }

    /// Whether a stored file is as it was.
    pub(super) fn kept_whole(&self, shelf: Shelf<'_>, sha256: &str) -> Result<Kept, WorkspaceError> {
        Ok(match self.store.file(shelf, sha256)? {
            None => Kept::Missing,
            Some(bytes) if sha256_hex(&bytes) == sha256 => Kept::Whole,
            Some(_) => Kept::Changed,
        })
    }
}
