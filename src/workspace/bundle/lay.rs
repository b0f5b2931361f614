//! A bundle put together and laid into a folder, and what is said of it: the same in the shell and on the screens.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Bundle;
use crate::journal::EntryRef;
use crate::language::Lang;
use crate::locale::Locale;
use crate::sentence::told;
use crate::workspace::act::wrong;
use crate::workspace::{Workspace, WorkspaceError, copies, why};

/// A bundle that lies in a folder.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The folder.
    pub folder: PathBuf,
    /// How many files.
    pub files: usize,
    /// The decision it is about.
    pub decision: EntryRef,
    /// Whether judging again gave the sealed bytes.
    pub identical: bool,
    /// The heads of the record, to be remembered outside.
    pub heads: String,
    /// How many things are left out.
    pub withheld: usize,
    /// Who vouches for the gaps.
    pub vouched_by: Option<String>,
    /// Whether the list of its files is signed.
    pub signed: bool,
    /// Whoever made it may have a key here.
    pub may_sign: bool,
}

impl Laid {
    /// What was written, how it is checked, and who answers for it.
    #[must_use]
    pub fn told(&self, locale: Locale) -> Vec<String> {
        let (dir, count, withheld) = (self.folder.display().to_string(), self.files.to_string(), self.withheld.to_string());
        let mut lines = vec![locale.with("doctor.bundled", &[("dir", &dir), ("count", &count)])];
        let signed = match (self.signed, self.may_sign) {
            (true, _) => "doctor.bundle-signed",
            (false, true) => "doctor.bundle-unsigned",
            (false, false) => "doctor.bundle-unsigned-reader",
        };
        lines.push(locale.text(signed).to_owned());
        if self.withheld > 0 {
            let key = match (&self.vouched_by, self.may_sign) {
                (Some(_), _) => "doctor.withheld",
                (None, true) => "doctor.withheld-unsigned",
                (None, false) => "doctor.withheld-unsigned-reader",
            };
            lines.push(locale.with(key, &[("count", &withheld)]));
        }
        lines.push(locale.with("proof.heads", &[("heads", &self.heads), ("file", &crate::clean::shell_word(&dir))]));
        lines
    }
}

impl Workspace {
    /// Lays a bundle about the decision that stood on a day into a folder that is new or empty. Without what is restricted, the
    /// workspace is an outsider's from here on.
    ///
    /// # Errors
    /// When nothing was decided by then, the decision is not sealed, whoever asks may not see what is restricted, or the folder
    /// cannot be written.
    pub fn lay_bundle(
        &mut self,
        supplier: &str,
        on: Option<Date>,
        folder: &Path,
        restricted: bool,
        lang: Lang,
    ) -> Result<Laid, WorkspaceError> {
        if !restricted {
            self.as_outsider();
        } else if !self.sees_restricted() {
            return Err(wrong(told("refusal.bundle-restricted", [])));
        }
        let may_sign = self.store.may_write_at(&crate::store::Place::People).is_ok();
        let why = self.why(supplier, on, None)?;
        let Some(replayed) = &why.replayed else {
            let entry = why.decision.entry.to_string();
            return Err(wrong(told("refusal.bundle-unsealed", [("entry", entry.into()), ("id", supplier.into())])));
        };
        let heads = self.heads_for_export()?;
        let Bundle { mut files, gaps } = self.bundle(supplier, replayed)?;
        let json = why::json::as_json(&why, lang);
        files.insert("why.txt".to_owned(), (why::page::page(self, &why, lang).join("\n") + "\n").into_bytes());
        files.insert("why.json".to_owned(), format!("{json:#}\n").into_bytes());
        let locale = Locale::new(lang);
        let values = [("supplier", why.then.supplier.display_name()), ("entry", &replayed.entry.to_string()), ("heads", &heads)];
        let mut text = locale.with("doctor.bundle-readme", &values);
        for told in self.keys_told()? {
            text = format!("{text}\n{}", told.in_lang(lang));
        }
        if !gaps.is_empty() {
            text = format!("{text}\n\n{}", locale.with("doctor.bundle-readme-gaps", &[("count", &gaps.count().to_string())]));
        }
        files.insert("README.txt".to_owned(), format!("{text}\n").into_bytes());
        let (files, signed) = self.close(files)?;
        copies::lay(folder, &files)?;
        let (decision, identical) = (replayed.entry.clone(), replayed.is_identical());
        let (withheld, vouched_by) = (gaps.count(), gaps.vouched_by);
        Ok(Laid { folder: folder.to_owned(), files: files.len(), decision, identical, heads, withheld, vouched_by, signed, may_sign })
    }
}
