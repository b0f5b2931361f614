//! Minerals declarations: what is held, what a received file would change, and taking one into the record.
//!
//! The import proposes, a person accepts. What was accepted is an entry that outlives the campaign: the file's hash, the
//! layout that read it and the verdict it had. What it says is read again from the stored file whenever it is shown.

use super::reader::Reader;
use super::{Workspace, WorkspaceError};
use crate::declaration::{Field, Scope, Template};
use crate::inbox::{self, Circumstance, FileVerdict, Held, Verdict};
use crate::journal::{Act, Import, Moment};
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

    /// Takes a file into a supplier's record: the bytes as a document, the verdict as an entry.
    ///
    /// # Errors
    /// When its verdict leaves nothing to take, or it could not be saved.
    pub fn accept(&mut self, supplier: &str, file: &FileVerdict, bytes: &[u8]) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        let usable = matches!(file.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification);
        let Some(declared) = file.declaration.as_ref().filter(|_| usable) else {
            return Err(WorkspaceError::Wrong(format!(
                "{} is not taken into the record: {} ({})",
                file.file,
                file.verdict.word(),
                file.reason
            )));
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
