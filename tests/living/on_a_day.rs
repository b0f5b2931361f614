//! What a person does on a day, from a shell.

use serde_json::Value;

use super::common::{self, Sample};

pub(super) fn run(sample: &Sample, person: &str, now: &str, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, &sample.root, person, now, arguments)
}

pub(super) fn done(sample: &Sample, person: &str, now: &str, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, person, now, arguments);
    assert_eq!(code, 0, "{person} {arguments:?}\n{out}\n{error}");
    out
}

/// What mori is told as JSON.
pub(super) fn told(sample: &Sample, now: &str, arguments: &[&str]) -> Value {
    common::json_as(sample, "mori", now, arguments)
}
