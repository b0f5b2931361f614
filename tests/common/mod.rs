//! A sample workspace on a fixed Monday, laid down once and copied for each test.
#![allow(dead_code, clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use oretrail::workspace::{Clock, demo};
use serde_json::Value;

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

/// Runs the program as `anna`: exit code, output, errors.
pub(crate) fn run(sample: &Sample, arguments: &[&str]) -> (i32, String, String) {
    run_as(sample, "anna", arguments)
}

/// Runs the program as anna over a sample at a moment.
pub(crate) fn run_at(sample: &Sample, now: &str, arguments: &[&str]) -> (i32, String, String) {
    run_with(sample, &sample.root, "anna", now, arguments)
}

/// Runs the program as somebody on the tests' Monday.
pub(crate) fn run_as(sample: &Sample, person: &str, arguments: &[&str]) -> (i32, String, String) {
    run_with(sample, &sample.root, person, NOW, arguments)
}

/// Runs the program as somebody, at a moment, over any workspace, with the sample's state.
pub(crate) fn run_with(sample: &Sample, root: &Path, person: &str, now: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("oretrail")
        .expect("the program is built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", root)
        .env("ORETRAIL_NOW", now)
        .env("ORETRAIL_WRITER", person)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

/// What a command prints with `--json`.
pub(crate) fn json(sample: &Sample, arguments: &[&str]) -> Value {
    json_as(sample, "anna", NOW, arguments)
}

/// What a command prints with `--json` to somebody at a moment.
pub(crate) fn json_as(sample: &Sample, person: &str, now: &str, arguments: &[&str]) -> Value {
    let (_, out, error) = run_with(sample, &sample.root, person, now, &[arguments, &["--json"]].concat());
    serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{arguments:?}: {wrong}\n{out}\n{error}"))
}
