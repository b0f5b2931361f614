//! Loads questionnaires, policy and reference facts: the workspace's own first, the built-in ones where it has none.

use crate::diagnostic::{Diagnostic, Place, Weight};
use crate::policy::{self, Policy};
use crate::questionnaire::file::PolicyNames;
use crate::questionnaire::{self, Questionnaire};
use crate::reference::country::{self, Countries};
use crate::reference::regime::{self, Regimes};
use crate::sentence::told;
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
    loaded
        .problems
        .extend(sources.iter().filter(|source| source.name.contains('/')).filter_map(|source| misnamed(&source.name, &source.text)));
    let policies = of(SourceKind::Policy);
    let names = newest_names(&policies);
    let (sets, problems) = questionnaire::file::read_all(&of(SourceKind::Questionnaire), names.as_ref());
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
    loaded.problems.extend(lacking(&loaded, &policies));
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

/// What questionnaires may name of the policy: what is in the newest, and the clauses of any. Its rows are checked later,
/// when the sets are known.
fn newest_names(policies: &[(String, String)]) -> Option<PolicyNames> {
    let read: Vec<Policy> = policies.iter().filter_map(|(name, text)| policy::file::read(name, text, &[]).0).collect();
    let mut names = read.iter().max_by(|a, b| a.edition.cmp(&b.edition)).map(Policy::names)?;
    names.clauses.extend(read.iter().flat_map(|policy| &policy.clauses).map(|clause| clause.id.clone()));
    Some(names)
}

/// Clauses that questions name, that another edition has and the newest lacks: told there, once, and not at each question.
fn lacking(loaded: &Loaded, files: &[(String, String)]) -> Option<Diagnostic> {
    let newest = loaded.policies.first()?;
    let of_others = |id: &str| loaded.policies.iter().skip(1).any(|policy| policy.clause(id).is_some());
    let mut gone: std::collections::BTreeMap<&str, &str> = std::collections::BTreeMap::new();
    for row in loaded.sets.iter().flat_map(|set| &set.questions) {
        for clause in row.policy.iter().filter(|clause| newest.clause(clause).is_none() && of_others(clause)) {
            gone.entry(clause).or_insert(row.id.as_str());
        }
    }
    let (name, text) = files.iter().find(|(_, text)| questionnaire::file::sha256(text) == newest.sha256)?;
    let all: Vec<String> = gone.iter().map(|(clause, row)| format!("{clause} ({row})")).collect();
    (!all.is_empty()).then(|| Diagnostic {
        code: "clause-in-use",
        weight: Weight::Error,
        place: Place::at(name, text, text.find("[policy]").unwrap_or_default()),
        what: told("remark.clause-in-use", [("all", all.join(", ").into())]),
        next: told("remark-do.clause-in-use", []),
    })
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
        "metals.toml" | "schemes.toml" => "remark-do.take-away-facts",
        regime::FILE => "remark-do.take-away-regimes",
        "eu-cahra-2026-06.toml" => "remark-do.take-away-areas",
        _ => return None,
    };
    Some(Diagnostic {
        code: "not-replaceable",
        weight: Weight::Warning,
        place: Place::at(path, text, 0),
        what: told("remark.not-replaceable", [("file", name.into())]),
        next: told(next, []),
    })
}

/// A definition file whose name says something else than it does: it would replace an edition it has nothing to do with,
/// or stand beside the one it was meant to replace.
#[must_use]
pub fn misnamed(path: &str, text: &str) -> Option<Diagnostic> {
    let folder =
        ["questionnaires/", "policies/"].into_iter().any(|folder| path.starts_with(folder) || path.contains(&format!("/{folder}")));
    let (sheet, root) = crate::reading::Sheet::open(path, text);
    let fields = crate::reading::Fields::new(&sheet, root.get_ref(), root.span());
    let head = ["questionnaire", "policy"].into_iter().find_map(|key| fields.has(key).then(|| fields.table(key)).flatten())?;
    let (id, edition) = (head.text("id")?, head.text("edition")?);
    let name = path.rsplit('/').next().unwrap_or(path);
    let wanted = format!("{}-{}.toml", id.value, edition.value);
    if !folder || name == wanted {
        return None;
    }
    let replaces = crate::builtin::questionnaires().iter().chain(&crate::builtin::policies()).any(|(known, _)| known == name);
    let at = if name.starts_with(&format!("{}-", id.value)) { edition.at } else { id.at };
    let key = if replaces { "remark.replaces" } else { "remark.file-name" };
    let what = told(key, [("file", name.into()), ("edition", format!("{}@{}", id.value, edition.value).into())]);
    Some(Diagnostic {
        code: "file-name",
        weight: if replaces { Weight::Error } else { Weight::Warning },
        place: sheet.place(&at),
        what,
        next: told("remark-do.file-name", [("file", wanted.into())]),
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
