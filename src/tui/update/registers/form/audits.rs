//! What is asked about audits and what they found, and what is written then.

use super::super::super::super::effect::registers::Work;
use super::super::super::super::screen::form::{Entry, Form, Needs};
use super::super::super::super::screen::registers::whole;
use super::super::super::super::state::State;
use crate::journal::AuditAct;
use crate::register::finding::{KINDS, On};

/// Lines about a finding.
const FINDING: &[&str] = &["finding"];

/// Lines about an audit.
const AUDIT: &[&str] = &["audit"];

/// Severities, the gravest first.
const SEVERITIES: [&str; 4] = ["critical", "high", "medium", "low"];

/// The lines by which a finding or an audit is entered.
pub(super) fn asked(state: &State, supplier: Option<&str>) -> Vec<Entry> {
    let optional = |name| Entry::typed(name, Needs::Optional);
    let text = |name| Entry::typed(name, Needs::Text);
    let day = |name| Entry::typed(name, Needs::OptionalAnyDay);
    let mut lines = vec![
        super::choice(state, "entered", "form-entered", ["finding", "audit"]),
        super::open_choice(state, "severity", "finding-severity", SEVERITIES).only("entered", FINDING),
        text("found").only("entered", FINDING),
        optional("clause-id").only("entered", FINDING),
        super::open_choice(state, "audit-kind", "audit-kind", KINDS).only("entered", AUDIT),
        text("auditor").only("entered", AUDIT),
        optional("audit-scope").only("entered", AUDIT),
        day("on"),
        super::site(state, supplier),
        day("audit-next").only("entered", AUDIT),
        optional("document").only("entered", AUDIT),
    ];
    let audits = audits(state, supplier);
    if audits.len() > 1 {
        lines.insert(4, Entry::of("of-audit", audits).only("entered", FINDING));
    }
    lines
}

/// The lines by which what an audit found is entered.
pub(super) fn found_by(state: &State, supplier: &str, audit: &On<AuditAct>) -> Vec<Entry> {
    let tied = |entry: Entry| if entry.name == "of-audit" { entry.at(&audit.entry.to_string()) } else { entry };
    asked(state, Some(supplier)).into_iter().map(tied).collect()
}

/// None, and the audits of a supplier, the latest first.
fn audits(state: &State, supplier: Option<&str>) -> Vec<(String, String)> {
    let books = super::super::on_top(state).and_then(|screen| screen.books.as_ref());
    let own = books.into_iter().flat_map(|books| &books.audits).filter(|(id, _)| Some(id.as_str()) == supplier);
    let mut all: Vec<&On<AuditAct>> = own.map(|(_, one)| one).collect();
    all.sort_by(|a, b| b.act.on.cmp(&a.act.on));
    let none = (String::new(), state.locale().text("form.no-audit").to_owned());
    std::iter::once(none).chain(all.into_iter().map(|one| (one.entry.to_string(), whole::audit(state, one)))).collect()
}

/// What a filled-in form about an audit asks for.
pub(super) fn work(form: &Form) -> Work {
    let (value, some) = (|name: &str| form.value(name), |name: &str| form.some(name));
    let act = AuditAct {
        kind: value("audit-kind"),
        on: value("on"),
        auditor: value("auditor"),
        site: some("site"),
        scope: some("audit-scope"),
        next: some("audit-next"),
        evidence: Vec::new(),
    };
    Work::Audit(act, value("document"))
}
