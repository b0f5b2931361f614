//! Loads questionnaires, policy and reference facts: the workspace's own first, the built-in ones where it has none.

use crate::diagnostic::{Diagnostic, Place, Weight};
use crate::policy::{self, Policy};
use crate::questionnaire::{self, Questionnaire};
use crate::reference::country::{self, Countries};
use crate::store::{FolderStore, StoreError};

/// What was loaded, with every mistake.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Questionnaires by id and edition; a workspace file replaces the built-in one of the same name.
    pub sets: Vec<Questionnaire>,
    /// The policy edition that judges: the latest.
    pub policy: Option<Policy>,
    /// Countries.
    pub countries: Countries,
    /// Mistakes.
    pub problems: Vec<Diagnostic>,
}

/// Loads everything.
///
/// # Errors
/// When a folder of the workspace cannot be read.
pub fn load(store: &FolderStore) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    let mut files: Vec<(String, String)> =
        crate::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    override_with(&mut files, store.texts("questionnaires")?);
    for (name, text) in &files {
        let (set, problems) = questionnaire::file::read(name, text, &loaded.sets);
        loaded.problems.extend(problems);
        loaded.sets.extend(set);
    }
    loaded.sets.sort_by(|a, b| b.edition.cmp(&a.edition));
    let mut policies: Vec<(String, String)> = crate::builtin::policies().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    override_with(&mut policies, store.texts("policies")?);
    for (name, text) in &policies {
        let (policy, problems) = policy::file::read(name, text);
        loaded.problems.extend(problems);
        if let Some(policy) = policy
            && loaded.policy.as_ref().is_none_or(|known| known.edition <= policy.edition)
        {
            loaded.policy = Some(policy);
        }
    }
    let references = store.texts("reference")?;
    loaded.problems.extend(references.iter().filter_map(|(path, text)| refused(path, text)));
    let own = references.into_iter().find(|(name, _)| name.ends_with("countries.toml"));
    let (name, text) =
        own.unwrap_or_else(|| ("countries.toml".to_owned(), crate::builtin::reference("countries.toml").unwrap_or_default().to_owned()));
    let (countries, problems) = country::read(&name, &text);
    loaded.countries = countries;
    loaded.problems.extend(problems);
    Ok(loaded)
}

/// Reference facts the program is built on; a workspace's own file of that name is not read, and that is said.
fn refused(path: &str, text: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let next = match name {
        "metals.toml" | "schemes.toml" => {
            "take the file away, or propose the change to the program; audits of your own stand in company-audits.toml"
        }
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
