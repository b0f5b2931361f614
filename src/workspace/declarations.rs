//! Minerals declarations: what is held, what a received file would change, and taking one into the record.
//!
//! The import proposes, a person accepts. What was accepted is an entry that outlives the campaign: the file's hash, the
//! layout that read it and the verdict it had. What it says is read again from the stored file whenever it is shown.

use super::reader::Reader;
use super::{Workspace, WorkspaceError};
use crate::declaration::{Field, Scope, Template};
use crate::import::Reading;
use crate::inbox::{self, About, Against, Circumstance, FileVerdict, Held, Past, Said, Verdict};
use crate::journal::{Act, Import, Moment};
use crate::questionnaire::QuestionId;
use crate::situation::State;
use crate::store::{Place, Saved, Shelf};

/// A declaration taken into a supplier's record.
#[derive(Clone, Debug)]
pub struct Received {
    /// What the entry says.
    pub import: Import,
    /// The entry.
    pub entry: String,
    /// Who accepted it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What the stored file says, read again; absent when the file is not here.
    pub file: Option<FileVerdict>,
}

impl Workspace {
    fn standing(supplier: &str) -> Place {
        Place::Standing { supplier: supplier.to_owned() }
    }

    fn imports(&self, supplier: &str) -> Result<Vec<Received>, WorkspaceError> {
        let mut all = Vec::new();
        for (writer, entries) in self.journals(&Self::standing(supplier))? {
            for entry in entries {
                if let Act::Import(import) = entry.act {
                    let by = writer.person().to_owned();
                    all.push(Received { import, entry: format!("{writer}#{}", entry.n), by, at: entry.at, file: None });
                }
            }
        }
        all.sort_by_key(|received| std::cmp::Reverse(received.at));
        Ok(all)
    }

    /// The declarations of a supplier, newest first, each read again from its stored file.
    ///
    /// # Errors
    /// When the record or a stored file cannot be read.
    pub fn declarations(&self, supplier: &str) -> Result<Vec<Received>, WorkspaceError> {
        let mut all = self.imports(supplier)?;
        for received in &mut all {
            if let Some(bytes) = self.store().file(Shelf::Supplier(supplier), &received.import.sha256)? {
                let circumstance = Circumstance { today: received.at.date(), held: &[], supplier: Some(supplier) };
                received.file = Some(inbox::judge(&received.import.file, &bytes, Reader::chosen().read(&bytes), circumstance));
            }
        }
        Ok(all)
    }

    /// Every declaration held, of all suppliers; what a newcomer is compared with.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn held(&self) -> Result<Vec<Held>, WorkspaceError> {
        let mut held = Vec::new();
        for supplier in self.supplier_ids()? {
            for Received { import, .. } in self.imports(&supplier)? {
                held.push(Held {
                    file: import.file,
                    sha256: import.sha256,
                    template: Template::from_name(&import.template),
                    company: import.company,
                    scope: import.scope.as_deref().and_then(Scope::from_word),
                    dated: import.dated.as_deref().and_then(|day| day.parse().ok()),
                    supplier: Some(supplier.clone()),
                });
            }
        }
        Ok(held)
    }

    /// Every accepted declaration with what it says, read again from its stored file; one that is not here is left out.
    ///
    /// # Errors
    /// When the record or a stored file cannot be read.
    pub fn past_declarations(&self) -> Result<Vec<Past>, WorkspaceError> {
        let mut past = Vec::new();
        for supplier in self.supplier_ids()? {
            for Received { import, .. } in self.imports(&supplier)? {
                let Some(bytes) = self.store().file(Shelf::Supplier(&supplier), &import.sha256)? else { continue };
                if let Reading::Declaration(read) = Reader::chosen().read(&bytes) {
                    past.push(Past { file: import.file, sha256: import.sha256, supplier: Some(supplier.clone()), read: *read });
                }
            }
        }
        Ok(past)
    }

    /// Weighs a file that was read against lists, decisions, earlier declarations, the supplier's profile and interview.
    ///
    /// # Errors
    /// When lists, decisions or the supplier's record cannot be read.
    pub fn weigh(&self, verdict: &mut FileVerdict, past: &[Past]) -> Result<(), WorkspaceError> {
        let decisions = self.smelter_decisions()?;
        let mut against = Against::on(self.today(), self.lists()?, &decisions, self.countries());
        against.campaign = self.campaign().and_then(|campaign| campaign.started.parse().ok());
        against.past = past;
        let known = match &verdict.supplier {
            Some(id) if self.must_know(id).is_ok() => Some((self.supplier(id)?, self.said(id)?)),
            _ => None,
        };
        if let Some((supplier, said)) = &known {
            (against.supplier, against.said) = (Some(supplier), said);
        }
        verdict.weigh(&against);
        Ok(())
    }

    /// What the supplier said in the interview about things that a declaration speaks of too.
    fn said(&self, supplier: &str) -> Result<Vec<Said>, WorkspaceError> {
        let dossier = self.dossier(supplier)?;
        let mut all = Vec::new();
        for row in ["G1", "G2"] {
            let question = QuestionId::new("csr-saq", row);
            let given = dossier.situation.answers.get(&question).into_iter().flatten();
            for answer in given.filter(|answer| answer.state == State::Answered && answer.about.is_empty()) {
                let about = match (row, answer.value.first().and_then(|word| word.parse::<u8>().ok())) {
                    ("G1", _) => About::Metals(answer.value.iter().filter(|word| *word != "none").cloned().collect()),
                    ("G2", Some(level)) => About::Policy(level > 0),
                    _ => continue,
                };
                let (entry, words) = (answer.entry.clone(), answer.value.join(", "));
                all.push(Said { question: question.to_string(), entry, about, words });
            }
        }
        Ok(all)
    }

    /// Takes a file into a supplier's record: the bytes as a document, the verdict as an entry.
    ///
    /// # Errors
    /// When its verdict leaves nothing to take, or it could not be saved.
    pub fn accept(&mut self, supplier: &str, file: &FileVerdict, bytes: &[u8]) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        let usable = matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification);
        let Some(declared) = file.declaration.as_ref().filter(|_| usable) else {
            let why = format!("{} is not taken into the record: {} ({})", file.file, file.verdict.word(), file.reason);
            return Err(WorkspaceError::Wrong(why.into()));
        };
        let ending = crate::clean::line(&file.file).rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let sha256 = self.store().put_file(Shelf::Supplier(supplier), bytes, &ending)?;
        let act = Act::Import(Import {
            file: file.file.clone(),
            sha256,
            template: declared.template.name().to_owned(),
            version: declared.version.to_string(),
            layout: crate::import::layout_name(declared),
            verdict: file.verdict.word().to_owned(),
            dated: declared.dated.map(|day| day.to_string()),
            company: declared.says(Field::Company).map(str::to_owned),
            scope: declared.scope.map(|scope| scope.word().to_owned()),
        });
        self.write(&Self::standing(supplier), act).map_err(WorkspaceError::NotSaved)
    }
}
