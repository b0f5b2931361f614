//! What the program carries with it: questionnaires, policies, reference facts. A workspace may add or override.

use include_dir::{Dir, include_dir};

static QUESTIONNAIRES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/questionnaires");
static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");
static REFERENCE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/reference");
static SUPPLIERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/suppliers");
static REGISTERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/registers");
static INBOX: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/inbox");

fn texts(folder: &'static Dir<'static>) -> Vec<(String, &'static str)> {
    let mut all: Vec<(String, &'static str)> = folder
        .files()
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "toml"))
        .filter_map(|file| Some((file.path().to_string_lossy().into_owned(), file.contents_utf8()?)))
        .collect();
    all.sort();
    all
}

/// Questionnaire files by name.
#[must_use]
pub fn questionnaires() -> Vec<(String, &'static str)> {
    texts(&QUESTIONNAIRES)
}

/// Policy files by name.
#[must_use]
pub fn policies() -> Vec<(String, &'static str)> {
    texts(&POLICIES)
}

/// Policy editions the program brings, as their files are named.
#[must_use]
pub fn policy_names() -> Vec<String> {
    policies().into_iter().map(|(name, _)| name.trim_end_matches(".toml").to_owned()).collect()
}

/// A reference file by name.
#[must_use]
pub fn reference(name: &str) -> Option<&'static str> {
    REFERENCE.get_file(name)?.contents_utf8()
}

/// Every file of the sample: path below `suppliers/`, or below the root for `registers/` and `inbox/`, and bytes.
#[must_use]
pub fn sample() -> Vec<(String, &'static [u8])> {
    let mut all = Vec::new();
    for (name, folder) in [("registers", &REGISTERS), ("inbox", &INBOX)] {
        let mut files = Vec::new();
        collect(folder, &mut files);
        all.extend(files.into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
    }
    collect(&SUPPLIERS, &mut all);
    all.sort();
    all
}

fn collect(folder: &'static Dir<'static>, all: &mut Vec<(String, &'static [u8])>) {
    for file in folder.files() {
        all.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
    }
    for inner in folder.dirs() {
        collect(inner, all);
    }
}
