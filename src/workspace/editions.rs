//! Editions of questionnaires: adopting and retiring them by entries, noticing that one in use was changed, and moving
//! a running campaign to another one on purpose.
//!
//! A campaign names each edition with its hash and keeps it. Moving is a new entry for the same label: nothing of what
//! was answered is touched, and moving back is one more entry.

mod moving;
mod told;
mod usable;

pub use told::compared;

use std::collections::BTreeSet;

use super::act::wrong;
use super::definitions::{self, KEPT, Source, SourceKind};
use super::policies::{Adopted, Standing};
use super::{Campaign, Workspace, WorkspaceError};
use crate::diagnostic::{Diagnostic, Place as At, Weight};
use crate::journal::{EditionAct, block::sha256_hex};
use crate::people::Duty;
use crate::questionnaire::differs::Difference;
use crate::questionnaire::{Kind, QuestionId, Questionnaire, value::normalise};
use crate::report::portfolio::Compared;
use crate::sentence::told;
use crate::situation::{Situation, State};
use crate::store::{Saved, Shelf};

/// What becomes of a row when a campaign moves to another edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Only in the new edition.
    New,
    /// Only in the old edition; its answers stay in the record and are not counted.
    Gone,
    /// Answers of another shape are wanted; those that do not fit are asked again.
    Reshaped,
    /// The same answer, asked in other words or judged otherwise.
    Changed,
    /// As it was.
    Same,
}

impl Fate {
    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Reshaped => "reshaped",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

/// One row of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which row.
    pub question: QuestionId,
    /// What becomes of it.
    pub fate: Fate,
    /// Answers that carry over.
    pub carried: usize,
    /// Answers that are asked again or no longer counted.
    pub dropped: usize,
    /// What differs in the row itself.
    pub differs: Vec<Difference>,
}

/// Where a campaign is to be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To an edition, `id@edition`; a questionnaire that it does not ask yet is added.
    To(String),
    /// A questionnaire is taken out.
    Without(String),
}

/// A supplier whose answers or interview do not stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Its id.
    pub supplier: String,
    /// Its name.
    pub name: String,
    /// Answers that are asked again or no longer counted.
    pub dropped: usize,
    /// Whether its interview is submitted.
    pub submitted: bool,
    /// Whether its interview is complete now, and would be then.
    pub complete: (bool, bool),
    /// Rows that would be open then.
    pub open: usize,
}

/// What moving a campaign would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The campaign.
    pub campaign: String,
    /// The edition it names now; none: the questionnaire would be added.
    pub from: Option<String>,
    /// The edition it would name; none: the questionnaire would be taken out.
    pub to: Option<String>,
    /// Row by row.
    pub rows: Vec<Moved>,
    /// Suppliers that are touched.
    pub suppliers: Vec<Touched>,
    /// Interviews that are complete now, and would be then.
    pub complete: [usize; 2],
    /// Suppliers that would be judged otherwise: numbers, bands, attention, status and flags.
    pub judged: Vec<Compared>,
}

/// `csr-saq@2026-04` of `csr-saq@2026-04:af35…`.
fn short(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

/// Whether it is a text the program brings: a newer program may bring another one under a name, and then nobody edited
/// a file here.
fn brought(name: &str) -> bool {
    let sha256 = name.rsplit_once(':').map_or("", |(_, sha256)| sha256);
    let is = |text: &str| sha256_hex(text.as_bytes()) == sha256;
    crate::builtin::questionnaires().iter().any(|(_, text)| is(text)) || crate::builtin::policies().iter().any(|(_, text)| is(text))
}

/// `csr-saq` of `csr-saq@2026-04:af35…`.
fn id_of(name: &str) -> &str {
    name.split('@').next().unwrap_or(name)
}

/// Campaigns that name an edition whose file is another one now, or is not here.
fn changed(campaigns: &[Campaign], sets: &[Questionnaire]) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = Vec::new();
    for campaign in campaigns {
        for name in &campaign.questionnaires {
            let file = format!("questionnaires/{}.toml", short(name).replace('@', "-"));
            let mut tell = |code, what: &'static str, next: &'static str, set: &str| {
                let (campaign, set) = (("campaign", (&campaign.label).into()), ("set", set.into()));
                let what = told(what, [campaign.clone(), ("edition", short(name).into())]);
                let place = At { file: file.clone(), line: 1, column: 1 };
                problems.push(Diagnostic { code, weight: Weight::Error, place, what, next: told(next, [campaign, set]) });
            };
            let is_kept = sets.iter().any(|set| set.edition_name() == *name);
            match sets.iter().find(|set| short(&set.edition_name()) == short(name)) {
                Some(set) if set.edition_name() == *name => {}
                Some(set) if is_kept && brought(&set.edition_name()) => {}
                Some(set) if is_kept => tell("edition-changed", "remark.edition-goes-on", "remark-do.edition-goes-on", &set.id),
                Some(set) => tell("edition-changed", "remark.edition-changed", "remark-do.edition-changed", &set.id),
                None => tell("edition-missing", "remark.edition-missing", "remark-do.edition-missing", id_of(name)),
            }
        }
    }
    problems
}

/// Answers that are none to a question as it is asked now; its row is open again. The record keeps them.
pub(super) fn leave_out_what_does_not_fit(situation: &mut Situation, sets: &[Questionnaire]) {
    for set in sets {
        for question in &set.questions {
            if let Some(given) = situation.answers.get_mut(&question.id) {
                given.retain(|one| one.state != State::Answered || fits(&one.value, question));
                if given.is_empty() {
                    situation.answers.remove(&question.id);
                }
            }
        }
    }
}

fn fits(value: &[String], question: &crate::questionnaire::Question) -> bool {
    match &question.kind {
        // Kept apart and shown as it was written; rows are read column by column and never refused for their number.
        Kind::Text | Kind::Document => true,
        Kind::Rows(rows) => value.iter().all(|row| row.split('\t').count() <= rows.columns.len()),
        _ => normalise(question, value).is_ok(),
    }
}

impl Workspace {
    /// Lays the bytes of editions that come into use into `sealed/`, under their hash: a later program, or a later file
    /// of the same name, changes nothing for whoever is asked and judged by them.
    pub(super) fn keep_editions<'n>(&self, names: impl Iterator<Item = &'n String>) -> Result<(), WorkspaceError> {
        for name in names {
            let Some((_, sha256)) = name.rsplit_once(':') else { continue };
            if let Some(source) = self.sources.iter().find(|source| sha256_hex(source.text.as_bytes()) == sha256) {
                self.store.put_file(Shelf::Sealed, source.text.as_bytes(), "toml")?;
            }
        }
        Ok(())
    }

    /// Lays a copy of an edition under a new name into its folder, to be edited; everything else of the text stays, comments
    /// too. `table` is `policy` or `questionnaire`.
    ///
    /// # Errors
    /// When the edition is no name for a file, is there already, or cannot be written.
    pub fn draft_edition(&mut self, table: &str, id: &str, edition: &str, text: &str) -> Result<String, WorkspaceError> {
        crate::store::valid_id(edition).map_err(WorkspaceError::Wrong)?;
        let folder = if table == "policy" { "policies" } else { "questionnaires" };
        let path = format!("{folder}/{id}-{edition}.toml");
        let brought =
            |name: &str| crate::builtin::policies().iter().chain(&crate::builtin::questionnaires()).any(|(known, _)| *known == name);
        if brought(&format!("{id}-{edition}.toml")) || self.store.texts(folder)?.iter().any(|(known, _)| known.ends_with(&path)) {
            return Err(wrong(told("refusal.edition-there", [("file", path.into())])));
        }
        let mut document: toml_edit::DocumentMut =
            text.parse().map_err(|error: toml_edit::TomlError| WorkspaceError::Wrong(crate::clean::line(error.message()).into()))?;
        document[table]["edition"] = toml_edit::value(edition);
        self.store.write_text(&path, &document.to_string())?;
        Ok(path)
    }

    /// Reads editions in use that no folder has any more from where they were kept.
    pub(super) fn fetch_kept_editions(&mut self) -> Result<(), WorkspaceError> {
        let mut named: BTreeSet<String> = BTreeSet::new();
        for campaign in &self.campaigns {
            named.extend(campaign.questionnaires.iter().chain(&campaign.policy).cloned());
        }
        named.extend(self.adopted()?.into_iter().map(|one| one.act.edition));
        let known = |name: &String| {
            self.sets.iter().any(|set| set.edition_name() == *name) || self.policies.iter().any(|policy| policy.edition_name() == *name)
        };
        let mut kept = Vec::new();
        for name in named.iter().filter(|name| !known(name)) {
            let Some((_, sha256)) = name.rsplit_once(':') else { continue };
            let Some(bytes) = self.store.file(Shelf::Sealed, sha256)?.filter(|bytes| sha256_hex(bytes) == sha256) else { continue };
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let kind = match text.parse::<toml::Table>() {
                Ok(table) if table.contains_key("policy") => SourceKind::Policy,
                Ok(table) if table.contains_key("questionnaire") => SourceKind::Questionnaire,
                _ => continue,
            };
            kept.push(Source { kind, name: format!("{KEPT}{sha256}.toml"), text });
        }
        if kept.is_empty() {
            return Ok(());
        }
        self.sources.extend(kept);
        let loaded = definitions::read(&self.sources);
        self.sets = loaded.sets;
        self.policies = loaded.policies;
        self.policy_texts = loaded.policy_texts;
        Ok(())
    }

    /// The edition a new campaign would ask: the one named, else the last adopted, else the one the program brings.
    ///
    /// # Errors
    /// When there is none of that name, or it is a draft, does not count yet or is retired.
    pub(super) fn set_to_ask(&self, name: &str) -> Result<&Questionnaire, WorkspaceError> {
        let adopted = self.adopted()?;
        let today = self.today().to_string();
        let of = |set: &&Questionnaire| set.id == name;
        if !self.sets.iter().any(|set| of(&set)) {
            let set = self.set_in_file(name)?;
            self.may_be_used(&set.edition_name())?;
            return self.may_be_asked(set, &adopted).map(|()| set);
        }
        let own: Vec<Adopted> = adopted.iter().filter(|one| id_of(&one.act.edition) == name).cloned().collect();
        let standing = super::policies::in_force(&own, &today);
        let named = standing.and_then(|edition| self.sets.iter().find(|set| set.edition_name() == edition));
        let files: Vec<String> = crate::builtin::questionnaires().into_iter().map(|(file, _)| file).collect();
        let all = || self.sets.iter().filter(of);
        let usable = || all().filter(|set| self.may_be_asked(set, &adopted).is_ok());
        let found =
            named.or_else(|| usable().find(|set| files.contains(&format!("{}-{}.toml", set.id, set.edition)))).or_else(|| usable().next());
        match (found, all().next()) {
            (Some(set), _) => self.must_be_sound(&set.edition_name()).map(|()| set),
            (None, Some(set)) => self.may_be_asked(set, &adopted).map(|()| set),
            (None, None) => Err(wrong(told("refusal.edition-retired", [("edition", name.into())]))),
        }
    }

    /// Refuses an edition that no campaign may begin with: what was retired, does not count yet, or was never adopted. What
    /// the program brings may be asked as it is.
    fn may_be_asked(&self, set: &Questionnaire, adopted: &[Adopted]) -> Result<(), WorkspaceError> {
        let edition = set.edition_name();
        let key = match self.standing_of_edition(&edition, adopted).0 {
            Standing::Coming | Standing::Active => return Ok(()),
            Standing::Draft | Standing::Edited if brought(&edition) => return Ok(()),
            Standing::Draft | Standing::Edited => "refusal.edition-draft",
            Standing::Retired => "refusal.edition-retired",
            Standing::Waiting => "refusal.edition-waits",
        };
        Err(wrong(told(key, [("edition", short(&edition).into())])))
    }

    /// Adopts or retires an edition of a questionnaire from a day on.
    ///
    /// # Errors
    /// When there is none of that name, the day is wrong, it was never adopted, or it cannot be saved.
    pub fn say_questionnaire(&mut self, name: &str, active: bool, from: Option<&str>) -> Result<(Saved, String, Standing), WorkspaceError> {
        let act = self.set_to_say(name, active, from)?;
        let edition = act.edition.clone();
        let saved = self.say_edition(act)?;
        let standing = self.standing_of_edition(&edition, &self.adopted()?).0;
        Ok((saved, short(&edition).to_owned(), standing))
    }

    /// What would be said of an edition of a questionnaire.
    pub(super) fn set_to_say(&self, name: &str, active: bool, from: Option<&str>) -> Result<EditionAct, WorkspaceError> {
        self.may(Duty::Editions)?;
        let edition = if active { self.set_in_file(name) } else { self.set_named(name) }?.edition_name();
        let adopted = self.adopted()?;
        let standing = self.standing_of_edition(&edition, &adopted).0;
        if active {
            self.may_be_used(&edition)?;
        } else if matches!(standing, Standing::Draft | Standing::Edited) {
            return Err(wrong(told("refusal.never-adopted-set", [("edition", short(&edition).into())])));
        }
        let state = if active { "active" } else { "retired" };
        let confirms = self.to_confirm(&edition, state)?;
        let from = self.day_or_today(from.or(confirms.as_ref().map(|one| one.act.from.as_str())))?;
        if !active {
            self.not_before_it_began(&edition, &from, &adopted)?;
        } else if confirms.is_none() {
            self.must_change_something(&edition, &from)?;
        }
        Ok(EditionAct { edition, state: state.to_owned(), from, rescores: Vec::new() })
    }
}
