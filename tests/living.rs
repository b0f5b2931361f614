//! Living records from a shell: corrections after submission, hand-over, succession, group companies.
#![allow(clippy::disallowed_methods)]

#[path = "living/carried.rs"]
mod carried;
mod common;
#[path = "living/companies.rs"]
mod companies;
#[path = "living/correction.rs"]
mod correction;
#[path = "living/each_company.rs"]
mod each_company;
#[path = "living/hand_over.rs"]
mod hand_over;
#[path = "living/inherited.rs"]
mod inherited;
#[path = "living/on_a_day.rs"]
mod on_a_day;
#[path = "living/succession.rs"]
mod succession;

use serde_json::Value;

use common::Sample;

fn done(sample: &Sample, person: &str, arguments: &[&str]) -> String {
    let (code, out, error) = common::run_as(sample, person, arguments);
    assert_eq!(code, 0, "{person} {arguments:?}\n{out}\n{error}");
    out
}

fn refused(sample: &Sample, person: &str, arguments: &[&str]) -> String {
    let (code, out, error) = common::run_as(sample, person, arguments);
    assert_eq!(code, 2, "{person} {arguments:?}\n{out}\n{error}");
    error
}

fn json(sample: &Sample, person: &str, arguments: &[&str]) -> Value {
    common::json_as(sample, person, common::NOW, arguments)
}
