//! Letters to suppliers on their way out: printed, written into a folder one file each, or as JSON.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Error, Here, Outcome, say};
use crate::language::Lang;
use crate::report;
use crate::supplier::Supplier;

/// A letter that goes out.
pub(super) struct Outgoing {
    /// The name of its file.
    pub(super) name: String,
    /// The letter.
    pub(super) text: String,
    /// What it is made from; `file` becomes the path where the row has such a key.
    pub(super) row: Value,
    /// What is said once it is written, beside the path.
    pub(super) said: Vec<(&'static str, String)>,
}

/// In which language a supplier is written to, and under which of its names.
pub(super) fn addressee(here: &Here, profile: &Supplier) -> (Lang, String) {
    let lang = here.global.lang.unwrap_or_else(|| report::read_back_language(profile, Lang::En));
    let native = lang != Lang::En && !profile.native_name.is_empty();
    (lang, if native { profile.native_name.clone() } else { profile.display_name().to_owned() })
}

/// Sends them; `words` is the table of the catalogue that says what was written, and that there is nothing to write.
pub(super) fn send(here: &Here, all: Vec<Outgoing>, (out, replace): (Option<&Path>, bool), words: &str) -> Outcome {
    let paths = out.map(|folder| written(&all, folder, replace)).transpose()?;
    let locale = here.locale();
    if here.global.json {
        let rows = all.into_iter().enumerate().map(|(at, one)| {
            let mut row = one.row;
            if let Some(file) = row.get_mut("file") {
                *file = paths.as_ref().map(|paths| paths[at].as_str()).into();
            }
            row
        });
        Here::json(&rows.collect())?;
    } else if all.is_empty() {
        say(locale.text(&format!("{words}.nothing")))?;
    } else if let Some(paths) = &paths {
        for (one, path) in all.iter().zip(paths) {
            let said = one.said.iter().map(|(key, value)| (*key, value.as_str()));
            say(&locale.with(&format!("{words}.written"), &said.chain([("path", path.as_str())]).collect::<Vec<_>>()))?;
        }
    } else {
        all.iter().try_for_each(|one| say(one.text.trim_end()))?;
    }
    Ok(false)
}

fn written(all: &[Outgoing], folder: &Path, replace: bool) -> Result<Vec<String>, Error> {
    let files: Vec<PathBuf> = all.iter().map(|one| folder.join(&one.name)).collect();
    super::rollup::free(files.iter().map(PathBuf::as_path), replace)?;
    let put = |one: &Outgoing| {
        let path = folder.join(&one.name);
        super::rollup::put(&path, one.text.as_bytes(), replace)?;
        Ok(path.display().to_string())
    };
    all.iter().map(put).collect()
}
