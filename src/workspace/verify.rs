//! The whole proof: bytes as the store walks them, then seals, signatures, people, and the heads somebody outside holds.

use super::adoption::Waits;
use super::alarm::Alarm;
use super::policies::Adopted;
use super::{Workspace, WorkspaceError};
use crate::journal::{Entry, Head, WriterId, block::sha256_hex};
use crate::people::Signed;
use crate::seal::{Bound, Kind, verify::seals};
use crate::sentence::{Sentence, told};
use crate::store::{Finding, Place, Shelf, VerifyReport, all_heads, logs_of};

impl Workspace {
    /// Verifies some suppliers, or everything when none is named.
    ///
    /// # Errors
    /// When a folder or file cannot be read at all.
    pub fn verify(&self, suppliers: &[String]) -> Result<VerifyReport, WorkspaceError> {
        let mut report = crate::store::verify(&self.store, suppliers)?;
        self.take_adopted_texts(&mut report.problems)?;
        for place in self.store.places()? {
            let of_named = match &place {
                Place::Assessment { supplier, .. } | Place::Standing { supplier } => suppliers.contains(supplier),
                Place::Register { .. } | Place::Inbox | Place::People => false,
            };
            if suppliers.is_empty() || of_named {
                self.verify_meaning(&place, &mut report.problems)?;
            }
        }
        if suppliers.is_empty() {
            let told = |alarm: &Alarm| report.problems.iter().any(|known| *known.problem.halves().0 == alarm.what);
            let people =
                |alarm: &Alarm| Finding { file: alarm.place.clone(), entry: None, line: 0, kind: "people", problem: alarm.problem() };
            let new: Vec<Finding> = self.alarms.iter().filter(|alarm| !told(alarm)).map(people).collect();
            report.problems.extend(new);
        }
        self.under_another_id(&mut report.problems);
        report.whole = report.problems.is_empty();
        Ok(report)
    }

    /// Whoever adopts an edition takes its bytes as they are: from then on they are what this machine remembers.
    fn take_adopted_texts(&self, problems: &mut Vec<Finding>) -> Result<(), WorkspaceError> {
        if !problems.iter().any(|problem| problem.kind == "edited") {
            return Ok(());
        }
        let adopted = self.adopted()?;
        let mut taken = Vec::new();
        for problem in problems.iter().filter(|problem| problem.kind == "edited") {
            let Some(text) = self.store.read_text(&problem.file)? else { continue };
            let sha256 = sha256_hex(text.as_bytes());
            let named = |one: &&Adopted| one.act.edition.rsplit_once(':').is_some_and(|(_, hash)| hash == sha256);
            if adopted.iter().filter(named).any(|one| one.waits != Some(Waits::NotTheirs)) {
                self.store.remember_text(&problem.file, sha256)?;
                taken.push(problem.file.clone());
            }
        }
        problems.retain(|problem| problem.kind != "edited" || !taken.contains(&problem.file));
        Ok(())
    }

    /// Where every log was opened for another workspace, it is the settings that name the wrong one: told once.
    fn under_another_id(&self, problems: &mut Vec<Finding>) {
        let logs = problems.iter().filter(|problem| problem.kind == "workspace").count();
        if logs > 1 {
            problems.retain(|problem| problem.kind != "workspace");
            let values = [("count", logs.to_string().into()), ("here", self.settings.workspace.as_str().into())];
            let problem = told("damage.settings-of-another", values);
            problems.push(Finding { file: "oretrail.toml".to_owned(), entry: None, line: 0, kind: "workspace", problem });
        }
    }

    /// Seals and signatures of a place.
    fn verify_meaning(&self, place: &Place, problems: &mut Vec<Finding>) -> Result<(), WorkspaceError> {
        let logs = self.journals(place)?;
        for (writer, entries) in &logs {
            let about = |entry: &Entry, kind: &'static str, problem: Sentence| Finding {
                file: format!("{place}/{writer}.toml"),
                entry: Some(entry.n),
                line: entry.line,
                kind,
                problem,
            };
            for (entry, seal, broken) in seals(entries) {
                problems.extend(broken.iter().map(|broken| about(entry, "seal", broken.sentence())));
                let bound = seal.bound.iter().filter_map(|line| line.parse::<Bound>().ok());
                let mut files: Vec<(Shelf<'_>, String)> =
                    bound.map(|bound| (if bound.kind == Kind::List { Shelf::Lists } else { Shelf::Sealed }, bound.sha256)).collect();
                files.push((Shelf::Sealed, seal.verdict.clone()));
                for (shelf, sha256) in files {
                    let named = || [("file", format!("{shelf}/{sha256}").into())];
                    match self.store.file(shelf, &sha256)? {
                        None => problems.push(about(entry, "sealed", told("damage.sealed-missing", named()))),
                        Some(bytes) if sha256_hex(&bytes) != sha256 => {
                            problems.push(about(entry, "sealed", told("damage.sealed-changed", named())));
                        }
                        Some(_) => {}
                    }
                }
                problems.extend(self.seal_heads(place, &logs, &seal.verdict)?.into_iter().map(|problem| about(entry, "seal", problem)));
            }
            for entry in entries {
                if let Signed::Invalid(key) = self.people.signed(writer.person(), entries, entry) {
                    let what = told("damage.signature", [("key", key.into()), ("person", writer.person().into())]);
                    problems.push(about(entry, "signature", what));
                }
            }
        }
        Ok(())
    }

    /// Heads a sealed verdict names that are not there any more as they were.
    fn seal_heads(&self, place: &Place, logs: &[(WriterId, Vec<Entry>)], verdict: &str) -> Result<Vec<Sentence>, WorkspaceError> {
        let Some(bytes) = self.store.file(Shelf::Sealed, verdict)? else { return Ok(Vec::new()) };
        let Ok(sealed) = crate::seal::replay::read(&String::from_utf8_lossy(&bytes)) else { return Ok(Vec::new()) };
        let mut problems = Vec::new();
        for line in &sealed.read {
            let Some((at, head)) = line.rsplit_once(' ').and_then(|(at, head)| Some((at, head.parse::<Head>().ok()?))) else { continue };
            let holds = if at == place.to_string() { holds(logs, &head) } else { self.holds_at(at, &head)? };
            if !holds {
                problems.push(told("damage.seal-read", [("head", line.into())]));
            }
        }
        Ok(problems)
    }

    pub(super) fn holds_at(&self, at: &str, head: &Head) -> Result<bool, WorkspaceError> {
        let Some(place) = self.store.places()?.into_iter().find(|place| place.to_string() == at) else { return Ok(false) };
        Ok(holds(&logs_of(&self.store, &place)?.logs, head))
    }

    /// One hash over the heads of every log, kept in `sealed/`: what an export prints, so that whoever holds it is a
    /// witness. Who only reads gets the hash, and nothing is kept.
    ///
    /// # Errors
    /// When a log cannot be read, or the list not be kept.
    pub fn heads_for_export(&self) -> Result<String, WorkspaceError> {
        let heads = all_heads(&self.store)?;
        let text: String = heads.iter().map(|(place, head)| format!("{place} {head}\n")).collect();
        if self.store.is_closed() {
            return Ok(sha256_hex(text.as_bytes()));
        }
        Ok(self.store.put_file(Shelf::Sealed, text.as_bytes(), "txt")?)
    }

    /// Takes the logs as they are now for what this machine remembers.
    ///
    /// # Errors
    /// When a log cannot be read, or the state folder not be written.
    pub fn accept_heads(&self) -> Result<(), WorkspaceError> {
        for place in self.store.places()? {
            let found = logs_of(&self.store, &place)?;
            self.store.remember_heads(&place, &found.logs, true)?;
        }
        self.store.remember_id()?;
        Ok(())
    }
}

pub(super) fn holds(logs: &[(WriterId, Vec<Entry>)], head: &Head) -> bool {
    let log = logs.iter().find(|(writer, _)| *writer == head.entry.writer);
    log.and_then(|(_, entries)| entries.iter().find(|entry| entry.n == head.entry.n)).is_some_and(|entry| head.fits(&entry.hash))
}
