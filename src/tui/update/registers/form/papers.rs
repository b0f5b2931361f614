//! What is asked about papers and promises, and what is written then.

use super::super::super::super::effect::registers::Work;
use super::super::super::super::screen::form::{Entry, Form, Needs};
use super::super::super::super::state::State;
use crate::workspace::evidence::Filing;

/// Lines about a paper.
const PAPER: &[&str] = &["paper"];

/// Lines about a promise.
const PROMISE: &[&str] = &["promise"];

/// The lines by which a paper is filed or a promise noted.
pub(super) fn asked(state: &State, supplier: Option<&str>) -> Vec<Entry> {
    let optional = |name| Entry::typed(name, Needs::Optional);
    let day = |name| Entry::typed(name, Needs::OptionalAnyDay);
    vec![
        super::choice(state, "entered", "form-entered", ["paper", "promise"]),
        Entry::typed("file", Needs::Text).only("entered", PAPER),
        optional("paper-what").only("entered", PAPER),
        optional("issuer").only("entered", PAPER),
        super::site(state, supplier).only("entered", PAPER),
        optional("metal").only("entered", PAPER),
        optional("proves").only("entered", PAPER),
        day("issued").only("entered", PAPER),
        day("expires").only("entered", PAPER),
        Entry::typed("question", Needs::Text).only("entered", PROMISE),
        Entry::typed("due", Needs::Day).only("entered", PROMISE),
        optional("paper-what").only("entered", PROMISE),
        optional("promised-by").only("entered", PROMISE),
    ]
}

/// How an open promise ends: a paper came, or it is given up.
pub(super) fn promise_step(state: &State) -> Vec<Entry> {
    vec![
        super::choice(state, "entered", "promised-state", ["kept", "dropped"]),
        Entry::typed("kept-by", Needs::Text).only("entered", &["kept"]),
        Entry::typed("reason", Needs::Text).only("entered", &["dropped"]),
    ]
}

/// What a filled-in form about papers asks for.
pub(super) fn work(form: &Form) -> Work {
    let (value, some) = (|name: &str| form.value(name), |name: &str| form.some(name));
    if form.value("entered") == "promise" {
        return Work::Promise([value("question"), value("due")], some("paper-what"), some("promised-by"));
    }
    let filing = Filing {
        what: some("paper-what"),
        issuer: some("issuer"),
        sites: some("site").into_iter().collect(),
        metals: super::several(&value("metal")),
        questions: super::several(&value("proves")),
        dated: some("issued"),
        expires: some("expires"),
        ..Filing::default()
    };
    Work::Paper(filing, value("file"))
}

/// What a filled-in form about an open promise asks for.
pub(super) fn step_work(form: &Form) -> Work {
    if form.value("entered") == "kept" {
        Work::KeepPromise(form.value("promise"), form.value("kept-by"))
    } else {
        Work::DropPromise(form.value("promise"), form.value("reason"))
    }
}
