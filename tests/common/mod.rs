//! A sample workspace on a fixed Monday, laid down once and copied for each test.
#![allow(dead_code, clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use oretrail::workspace::{Clock, demo};

/// The moment every test starts at.
pub(crate) const NOW: &str = "2026-11-23T09:30:00+09:00";

/// A copy of the sample workspace and a state folder of its own.
pub(crate) struct Sample {
    _folder: tempfile::TempDir,
    /// The workspace.
    pub(crate) root: PathBuf,
    /// Locks, drafts, devices.
    pub(crate) state: PathBuf,
}

pub(crate) fn clock() -> Clock {
    Clock::set(NOW).expect("a time")
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("readable") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// A fresh copy of the sample; `anna` and `mori` write on the devices they always use.
pub(crate) fn sample() -> Sample {
    static TEMPLATE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a scratch folder");
        demo::plant(&folder.path().join("workspace"), &folder.path().join("state"), &clock()).expect("the sample can be laid down");
        folder
    });
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (root, state) = (folder.path().join("workspace"), folder.path().join("state"));
    copy(&template.path().join("workspace"), &root);
    fs::create_dir_all(state.join("devices")).expect("a folder");
    for (person, device) in [("anna", "7f3k"), ("mori", "x5tb"), ("ken", "p2wd")] {
        fs::write(state.join("devices").join(person), device).expect("written");
    }
    Sample { _folder: folder, root, state }
}
