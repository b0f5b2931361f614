//! Loads questionnaires, policy and reference facts: the workspace's own first, the built-in ones where it has none.

use crate::diagnostic::{Diagnostic, Place, Weight};
use crate::policy::{self, Policy};
use crate::questionnaire::{self, Questionnaire};
use crate::reference::country::{self, Countries};
use crate::reference::regime::{self, Regimes};
use crate::store::{FolderStore, StoreError};

/// What a definition file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// Questions.
    Questionnaire,
    /// Clauses, numbers, rules.
    Policy,
    /// Facts.
    Reference,
}

/// Where an edition in use is kept, under its hash, once no folder has it any more.
pub const KEPT: &str = "sealed/";

/// The bytes of one definition file, as they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is for.
    pub kind: SourceKind,
    /// Where it was read.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What was loaded, with every mistake.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Questionnaires by id and edition; a workspace file replaces the built-in one of the same name.
    pub sets: Vec<Questionnaire>,
    /// Policy editions, latest first.
    pub policies: Vec<Policy>,
    /// Their texts, by edition name.
    pub policy_texts: std::collections::BTreeMap<String, String>,
    /// Countries.
    pub countries: Countries,
    /// Regimes.
    pub regimes: Regimes,
    /// Mistakes.
    pub problems: Vec<Diagnostic>,
}

/// The texts everything is loaded from: the workspace's own, and the built-in ones where it has none.
///
/// # Errors
/// When a folder of the workspace cannot be read.
pub fn sources(store: &FolderStore) -> Result<Vec<Source>, StoreError> {
    let mut files = built_in_sets();
    override_with(&mut files, store.texts("questionnaires")?);
    let mut policies: Vec<(String, String)> = crate::builtin::policies().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    override_with(&mut policies, store.texts("policies")?);
    let own = store.texts("reference")?.into_iter().find(|(name, _)| name.ends_with("countries.toml"));
    let (name, text) =
        own.unwrap_or_else(|| ("countries.toml".to_owned(), crate::builtin::reference("countries.toml").unwrap_or_default().to_owned()));
    let named = |kind: SourceKind| move |(name, text): (String, String)| Source { kind, name, text };
    let mut all: Vec<Source> = files.into_iter().map(named(SourceKind::Questionnaire)).collect();
    all.extend(policies.into_iter().map(named(SourceKind::Policy)));
    all.push(Source { kind: SourceKind::Reference, name, text });
    let regimes = crate::builtin::reference(regime::FILE).unwrap_or_default().to_owned();
    all.push(Source { kind: SourceKind::Reference, name: regime::FILE.to_owned(), text: regimes });
    Ok(all)
}

/// Reads what the texts say.
#[must_use]
pub fn read(sources: &[Source]) -> Loaded {
    let (kept, sources): (Vec<&Source>, Vec<&Source>) = sources.iter().partition(|source| source.name.starts_with(KEPT));
    let of = |kind: SourceKind| -> Vec<(String, String)> {
        sources.iter().filter(|source| source.kind == kind).map(|source| (source.name.clone(), source.text.clone())).collect()
    };
    let mut loaded = Loaded::default();
    let policies = of(SourceKind::Policy);
    let (sets, problems) = questionnaire::file::read_all(&of(SourceKind::Questionnaire), newest_clauses(&policies).as_deref());
    loaded.problems.extend(problems);
    loaded.sets = sets;
    loaded.sets.sort_by(|a, b| b.edition.cmp(&a.edition));
    read_kept(&mut loaded, &of(SourceKind::Questionnaire), &kept);
    for (name, text) in &policies {
        let (policy, problems) = policy::file::read(name, text, &loaded.sets);
        loaded.problems.extend(problems);
        if let Some(policy) = policy {
            loaded.policy_texts.insert(policy.edition_name(), text.clone());
            loaded.policies.push(policy);
        }
    }
    loaded.policies.sort_by(|a, b| b.edition.cmp(&a.edition));
    for source in kept.iter().filter(|source| source.kind == SourceKind::Policy) {
        if let Some(policy) = policy::file::read(&source.name, &source.text, &loaded.sets).0 {
            loaded.policy_texts.insert(policy.edition_name(), source.text.clone());
            loaded.policies.push(policy);
        }
    }
    for (name, text) in of(SourceKind::Reference) {
        if name.ends_with(regime::FILE) {
            let (regimes, problems) = regime::read(&name, &text);
            loaded.regimes = regimes;
            loaded.problems.extend(problems);
            continue;
        }
        let (countries, problems) = country::read(&name, &text);
        loaded.countries = countries;
        loaded.problems.extend(problems);
    }
    loaded
}

/// Adds editions that are in use and stand in no folder any more; beside the sets of today, with its own id's place taken.
fn read_kept(loaded: &mut Loaded, today: &[(String, String)], kept: &[&Source]) {
    for source in kept.iter().filter(|source| source.kind == SourceKind::Questionnaire) {
        let id = questionnaire::file::read(&source.name, &source.text, &questionnaire::file::Around::default()).0.map(|set| set.id);
        let is_own = |text: &str| {
            let other = questionnaire::file::read("", text, &questionnaire::file::Around::default()).0;
            other.map(|set| set.id) == id
        };
        let mut files: Vec<(String, String)> = today.iter().filter(|(_, text)| !is_own(text)).cloned().collect();
        files.push((source.name.clone(), source.text.clone()));
        let around = questionnaire::file::Around::of(&files, None);
        loaded.sets.extend(questionnaire::file::read(&source.name, &source.text, &around).0);
    }
}

/// The clauses questionnaires may name: those of the newest policy. Its rows are checked later, when the sets are known.
fn newest_clauses(policies: &[(String, String)]) -> Option<Vec<String>> {
    let read = policies.iter().filter_map(|(name, text)| policy::file::read(name, text, &[]).0);
    read.max_by(|a, b| a.edition.cmp(&b.edition)).map(|policy| policy.clause_ids())
}

/// Name and text of every questionnaire the program carries.
#[must_use]
pub fn built_in_sets() -> Vec<(String, String)> {
    crate::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect()
}

/// Reference files of a workspace that the program does not read.
///
/// # Errors
/// When the folder cannot be read.
pub fn not_read(store: &FolderStore) -> Result<Vec<Diagnostic>, StoreError> {
    Ok(store.texts("reference")?.iter().filter_map(|(path, text)| refused(path, text)).collect())
}

/// Reference facts the program is built on; a workspace's own file of that name is not read, and that is said.
fn refused(path: &str, text: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let next = match name {
        "metals.toml" | "schemes.toml" => {
            "take the file away, or propose the change to the program; audits of your own stand in company-audits.toml"
        }
        regime::FILE => "take the file away; a company that asks for more says so in its policy: [[company-response]]",
        "eu-cahra-2026-06.toml" => "take the file away and import your list: `oretrail reference import cahra FILE`",
        _ => return None,
    };
    Some(Diagnostic {
        code: "not-replaceable",
        weight: Weight::Warning,
        place: Place::at(path, text, 0),
        what: format!("a workspace's own {name} is not read; the built-in one counts"),
        next: next.to_owned(),
    })
}

fn override_with(files: &mut Vec<(String, String)>, own: Vec<(String, String)>) {
    for (path, text) in own {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        files.retain(|(known, _)| *known != name);
        files.push((path, text));
    }
}

/// The country table the program carries.
pub(super) fn built_in_countries() -> Countries {
    country::read("countries.toml", crate::builtin::reference("countries.toml").unwrap_or_default()).0
}
