//! What is asked before something is entered into a register, and what is written then.

mod audits;
mod papers;

use super::super::super::effect::registers::Work;
use super::super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::super::screen::registers::what::What;
use super::super::super::screen::registers::whole;
use super::super::super::state::State;
use super::super::review::form::person;
use crate::journal::{CertificateSource, CertificateState, FindingStep, Role};
use crate::register::finding::{CATEGORIES, Finding};
use crate::register::grievance::{self, GROUPS, SUBJECTS};
use crate::register::rights::{self, POLICIES};
use crate::workspace::certificates::Entering;
use crate::workspace::findings::{Following, FoundNow};
use crate::workspace::grievances::{Raising, Stepping};

/// Words of files with how they are shown.
fn words<'w>(state: &State, table: &str, words: impl IntoIterator<Item = &'w str>) -> Vec<(String, String)> {
    let locale = state.locale();
    words.into_iter().map(|word| (word.to_owned(), locale.text(&format!("{table}.{word}")).to_owned())).collect()
}

/// A choice of words.
fn choice<'w>(state: &State, name: &'static str, table: &str, all: impl IntoIterator<Item = &'w str>) -> Entry {
    Entry::of(name, words(state, table, all))
}

/// The same, nothing chosen beforehand.
fn open_choice<'w>(state: &State, name: &'static str, table: &str, all: impl IntoIterator<Item = &'w str>) -> Entry {
    Entry::open(name, words(state, table, all))
}

/// A site of the supplier, or the whole of it; more than digits can reach are typed.
fn site(state: &State, supplier: Option<&str>) -> Entry {
    let row = supplier.and_then(|id| state.model.as_ref()?.row(id));
    let sites = row.map(|row| row.supplier.sites.as_slice()).unwrap_or_default();
    if sites.is_empty() || sites.len() > 8 {
        return Entry::typed("site", Needs::Optional);
    }
    let mut all = vec![(String::new(), state.locale().text("form.whole-supplier").to_owned())];
    all.extend(sites.iter().map(|site| (site.id.clone(), format!("{} · {}", site.id, site.name))));
    Entry::of("site", all)
}

/// The documents that suppliers acknowledge: the company's own, else the tool's two.
fn documents(state: &State) -> Vec<(String, String)> {
    let published = state.model.as_ref().map(|model| model.policy.published.as_slice()).unwrap_or_default();
    if published.is_empty() {
        return words(state, "rights-policy", POLICIES);
    }
    published.iter().map(|one| (one.id.clone(), one.title.get(state.lang).to_owned())).collect()
}

/// The edition in force of a document; empty: the company named none.
fn in_force<'s>(state: &'s State, document: &str) -> &'s str {
    let Some(model) = state.model.as_ref() else { return "" };
    let published = model.policy.published.iter().find(|one| one.id == document);
    published.and_then(|one| one.in_force(model.today)).map_or("", |edition| edition.id.as_str())
}

/// The lines of a form by which something new is entered.
pub(super) fn asked(state: &State, kind: Kind, supplier: Option<&str>) -> Vec<Entry> {
    let optional = |name| Entry::typed(name, Needs::Optional);
    let text = |name| Entry::typed(name, Needs::Text);
    let day = |name| Entry::typed(name, Needs::OptionalAnyDay);
    match kind {
        Kind::Certificate => vec![
            text("scheme"),
            open_choice(state, "certificate-state", "certificate-state", CertificateState::WORDS.iter().map(|(word, _)| *word)),
            open_choice(state, "certificate-source", "certificate-source", CertificateSource::WORDS.iter().map(|(word, _)| *word)),
            site(state, supplier),
            optional("metal"),
            optional("edition"),
            day("issued"),
            day("expires"),
            day("dated"),
            optional("questions"),
            optional("document"),
            optional("note"),
        ],
        Kind::Screening => vec![
            choice(state, "entered", "form-entered", ["look-up", "clause"]),
            choice(state, "clause", "form-entered", ["yes", "no"]).only("entered", &["clause"]),
            optional("clause-place").only("entered", &["clause"]),
        ],
        Kind::Paper => papers::asked(state, supplier),
        Kind::Finding => audits::asked(state, supplier),
        Kind::Incident => {
            vec![open_choice(state, "category", "incident-category", CATEGORIES), text("happened"), day("on"), site(state, supplier)]
        }
        Kind::Grievance => grievance_asked(state),
        Kind::Rights => rights_asked(state),
        _ => Vec::new(),
    }
}

/// A grievance, or how many there were.
fn grievance_asked(state: &State) -> Vec<Entry> {
    let optional = |name| Entry::typed(name, Needs::Optional);
    let text = |name| Entry::typed(name, Needs::Text);
    let day = |name| Entry::typed(name, Needs::OptionalAnyDay);
    vec![
        choice(state, "entered", "form-entered", ["grievance", "count"]),
        open_choice(state, "grievance-channel", "grievance-channel", grievance::CHANNELS).only("entered", &["grievance"]),
        open_choice(state, "grievance-group", "grievance-group", GROUPS).only("entered", &["grievance"]),
        open_choice(state, "grievance-subject", "grievance-subject", SUBJECTS).only("entered", &["grievance"]),
        text("raised").only("entered", &["grievance"]),
        day("received").only("entered", &["grievance"]),
        optional("reporter").only("entered", &["grievance"]),
        text("count-channel").only("entered", &["count"]),
        text("period").only("entered", &["count"]),
        Entry::typed("count", Needs::Number).only("entered", &["count"]),
    ]
}

/// A talk, or a policy acknowledged.
fn rights_asked(state: &State) -> Vec<Entry> {
    let optional = |name| Entry::typed(name, Needs::Optional);
    let text = |name| Entry::typed(name, Needs::Text);
    let day = |name| Entry::typed(name, Needs::OptionalAnyDay);
    vec![
        choice(state, "entered", "form-entered", ["talk", "acknowledgement"]),
        open_choice(state, "dialogue-channel", "dialogue-channel", rights::CHANNELS).only("entered", &["talk"]),
        text("with").only("entered", &["talk"]),
        text("talked").only("entered", &["talk"]),
        Entry::of("rights-policy", documents(state)).only("entered", &["acknowledgement"]),
        text("version").only("entered", &["acknowledgement"]),
        text("signer").only("entered", &["acknowledgement"]),
        day("on"),
        optional("document").only("entered", &["acknowledgement"]),
    ]
}

/// The form by which an entry goes on.
pub(super) fn of_entry(state: &State, kind: Kind, what: &What<'_>) -> Form {
    let (entries, known) = match what {
        What::Certificate(_, held) => {
            let known = [("scheme", &held.scheme), ("entity", &held.entity), ("site", &held.site), ("metal", &held.metal)];
            let known = known.into_iter().chain([("certificate", &held.key)]).map(|(name, value)| (name, value.clone())).collect();
            (says(state), known)
        }
        What::Hit(_, hit) => {
            let entries = vec![open_choice(state, "verdict", "form-entered", ["other", "same"]), Entry::typed("reason", Needs::Text)];
            (entries, vec![("hit", hit.key.clone())])
        }
        What::Screened(_) => {
            let mut entries = asked(state, kind, what.supplier());
            entries[0] = entries[0].clone().at("clause");
            (entries, Vec::new())
        }
        What::Paper(one) => (vec![Entry::typed("reason", Needs::Text)], vec![("paper", one.paper.sha256.clone())]),
        What::Promise(one) => (papers::promise_step(state), vec![("promise", one.promised.named())]),
        What::Finding(_, one) => (finding_step(state, one), vec![("finding", one.on.entry.to_string())]),
        What::Statement(year, category, _) => {
            let entries = vec![Entry::typed("year", Needs::Text).at(year), Entry::typed("basis", Needs::Text)];
            (entries, vec![("category", (*category).to_owned())])
        }
        What::Grievance(one) => (grievance_step(state, one.is_open()), vec![("number", one.act.number.clone())]),
        What::Acknowledged(_, one) => {
            let mut entries = asked(state, kind, what.supplier());
            for entry in &mut entries {
                *entry = match entry.name {
                    "entered" => entry.clone().at("acknowledgement"),
                    "rights-policy" => entry.clone().at(&one.policy),
                    "version" => entry.clone().at(in_force(state, &one.policy)),
                    _ => continue,
                };
            }
            (entries, Vec::new())
        }
        What::Audit(id, one) => (audits::found_by(state, id, one), Vec::new()),
        What::Incident(..) | What::Count(..) | What::Talk(..) => (Vec::new(), Vec::new()),
    };
    let mut form = Form::of(kind, what.supplier().map(str::to_owned).into_iter().collect(), entries);
    (form.about, form.known) = (whole::short(state, what), known);
    form
}

/// What a source says now; a reviewer can also settle what all of them say.
fn says(state: &State) -> Vec<Entry> {
    const SOURCES: &[&str] = &["supplier", "document", "scheme", "other"];
    let mut sources = words(state, "certificate-source", SOURCES.iter().copied());
    let model = state.model.as_ref();
    if model.is_some_and(|model| model.roles.contains(&Role::Reviewer) || model.persons.is_empty()) {
        sources.extend(words(state, "form-entered", ["settle"]));
    }
    let all = CertificateState::WORDS.iter().map(|(word, _)| *word);
    let settled = all.clone().filter(|word| *word != CertificateState::Disputed.word());
    vec![
        Entry::open("certificate-source", sources),
        open_choice(state, "certificate-state", "certificate-state", all).only("certificate-source", SOURCES),
        open_choice(state, "certificate-state", "certificate-state", settled).only("certificate-source", &["settle"]),
        Entry::typed("issued", Needs::OptionalAnyDay).only("certificate-source", SOURCES),
        Entry::typed("expires", Needs::OptionalAnyDay),
        Entry::typed("dated", Needs::OptionalAnyDay).only("certificate-source", SOURCES),
        Entry::typed("document", Needs::Optional).only("certificate-source", SOURCES),
        Entry::typed("note", Needs::Optional).only("certificate-source", SOURCES),
        Entry::typed("reason", Needs::Text).only("certificate-source", &["settle"]),
    ]
}

/// The steps that can come next, and what each needs.
fn finding_step(state: &State, one: &Finding) -> Vec<Entry> {
    let steps = FindingStep::WORDS.iter().filter(|(_, step)| one.stage.allows(*step)).map(|(word, _)| *word);
    let next = one.stage.next().map_or("", FindingStep::word);
    vec![
        choice(state, "finding-step", "finding-stage", steps).at(next),
        Entry::typed("note", Needs::Text),
        person(state, "owner", true).only("finding-step", &["action"]),
        Entry::typed("due", Needs::Day).only("finding-step", &["action"]),
        Entry::typed("checked", Needs::AnyDay).only("finding-step", &["result"]),
        Entry::typed("document", Needs::Optional),
    ]
}

fn grievance_step(state: &State, open: bool) -> Vec<Entry> {
    let mut steps = words(state, "grievance-step", grievance::STEPS.iter().copied().filter(|step| (*step == "reopened") != open));
    if !open {
        steps.extend(words(state, "form-entered", ["erase"]));
    }
    const NOTED: &[&str] = &["acknowledged", "inquiry", "remedy", "answered", "reopened"];
    vec![
        Entry::open("grievance-step", steps),
        Entry::typed("note", Needs::Text).only("grievance-step", NOTED),
        Entry::typed("result", Needs::Text).only("grievance-step", &["closed"]),
        person(state, "owner", true).only("grievance-step", &["inquiry", "remedy"]),
        Entry::typed("due", Needs::OptionalDay).only("grievance-step", &["inquiry", "remedy"]),
        choice(state, "external", "form-entered", ["no", "yes"]).only("grievance-step", &["remedy", "closed"]),
        Entry::typed("reason", Needs::Text).only("grievance-step", &["erase"]),
    ]
}

/// What a filled-in form of the registers asks for; `None` for other forms.
pub(in super::super) fn work(form: &Form) -> Option<Work> {
    let value = |name: &str| form.value(name);
    let some = |name: &str| form.some(name);
    let entered = value("entered");
    Some(match (form.kind, entered.as_str()) {
        (Kind::Certificate, _) => Work::Certificate(certificate(form)?, value("document")),
        (Kind::CertificateSays, _) if value("certificate-source") == "settle" => {
            Work::Settle(value("certificate"), CertificateState::parse(&value("certificate-state"))?, some("expires"), value("reason"))
        }
        (Kind::CertificateSays, _) => Work::Certificate(certificate(form)?, value("document")),
        (Kind::Finding, "audit") => audits::work(form),
        (Kind::Finding, _) => Work::Finding(FoundNow {
            audit: some("of-audit").and_then(|entry| entry.parse().ok()),
            on: some("on"),
            severity: value("severity"),
            clause: some("clause-id"),
            site: some("site"),
            what: value("found"),
        }),
        (Kind::FindingStep, _) => finding_work(form)?,
        (Kind::Paper, _) => papers::work(form),
        (Kind::WithdrawPaper, _) => Work::WithdrawPaper(value("paper"), value("reason")),
        (Kind::PromiseStep, _) => papers::step_work(form),
        (Kind::Incident, _) => Work::Incident(value("category"), some("on"), some("site"), value("happened")),
        (Kind::Statement, _) => Work::Statement(value("year"), value("category"), some("basis")),
        (Kind::Grievance, "count") => Work::Count(value("count-channel"), value("period"), value("count").parse().ok()?),
        (Kind::Grievance, _) => raised(form),
        (Kind::GrievanceStep, _) => grievance_work(form),
        (Kind::Screening, "clause") => Work::Clause(value("clause") == "yes", some("clause-place")),
        (Kind::Screening, _) => Work::LookUp,
        (Kind::Judge, _) => Work::Judge(value("hit"), value("verdict") == "same", value("reason")),
        (Kind::Rights, "talk") => Work::Talk(value("dialogue-channel"), some("on"), value("with"), value("talked")),
        (Kind::Rights, _) => Work::Acknowledge([value("rights-policy"), value("version"), value("signer")], some("on"), value("document")),
        _ => return None,
    })
}

fn finding_work(form: &Form) -> Option<Work> {
    let step = FindingStep::WORDS.iter().find(|(word, _)| *word == form.value("finding-step")).map(|(_, step)| *step)?;
    let following = Following {
        step,
        note: form.value("note"),
        owner: form.some("owner"),
        due: form.some("due"),
        checked: form.some("checked"),
        evidence: Vec::new(),
    };
    Some(Work::FindingStep(form.value("finding").parse().ok()?, following, form.value("document")))
}

fn raised(form: &Form) -> Work {
    Work::Grievance(Raising {
        channel: form.value("grievance-channel"),
        group: form.value("grievance-group"),
        about: form.value("grievance-subject"),
        text: form.value("raised"),
        received: form.some("received"),
        supplier: None,
        reporter: form.some("reporter"),
    })
}

fn grievance_work(form: &Form) -> Work {
    let (number, step) = (form.value("number"), form.value("grievance-step"));
    if step == "erase" {
        return Work::Erase(number, form.value("reason"));
    }
    let note = if step == "closed" { form.value("result") } else { form.value("note") };
    let external = form.value("external") == "yes";
    Work::GrievanceStep(number, Stepping { step, note, owner: form.some("owner"), due: form.some("due"), external })
}

fn certificate(form: &Form) -> Option<Entering> {
    let source = form.value("certificate-source");
    Some(Entering {
        scheme: form.value("scheme"),
        entity: form.some("entity"),
        site: form.some("site"),
        metal: form.some("metal"),
        edition: form.some("edition"),
        state: CertificateState::parse(&form.value("certificate-state"))?,
        issued: form.some("issued"),
        expires: form.some("expires"),
        source: CertificateSource::WORDS.iter().find(|(word, _)| *word == source).map(|(_, source)| *source)?,
        dated: form.some("dated"),
        evidence: Vec::new(),
        questions: several(&form.value("questions")),
        note: form.some("note"),
    })
}

/// Words of a line, divided as people divide them.
fn several(line: &str) -> Vec<String> {
    line.split([',', '|', ' ', '、']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
