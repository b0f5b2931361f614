//! `rollup --template`: the company's own declaration, in a blank form that the user names. What was written is read again
//! before it counts as done; what is left open is told beside it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use serde_json::json;

use super::put;
use crate::cli::args::Rollup as Given;
use crate::cli::table::table;
use crate::cli::{Error, Here, Outcome, letters, say};
use crate::import::{self, Blank};
use crate::inbox::{FileVerdict, Severity, Source};
use crate::locale::Locale;
use crate::reference::metal;
use crate::report::{self, Asked, Company, Held, Own, Rollup};
use crate::sentence::{Sentence, told};
use crate::workspace::Workspace;

pub(super) fn fill(here: &Here, workspace: &Workspace, given: &Given, template: &Path, held: &[Held<'_>], rollup: &Rollup) -> Outcome {
    let bytes = letters::bytes(template)?;
    // The form may come from anywhere: it is looked at apart first, and opened here only when that went well.
    if let import::Reading::Unreadable(refusal) = crate::cli::import::reader()?.read(&bytes) {
        return Err(unfit(template, import::Unfit::from(refusal)));
    }
    let blank = Blank::open(&bytes).map_err(|found| unfit(template, found))?;
    let says = says(workspace, given)?;
    let mut suppliers = Vec::new();
    for id in workspace.supplier_ids()? {
        let materials = workspace.supplier(&id)?.materials;
        suppliers.push(Asked { id, materials });
    }
    let waiting = workspace.open_inbox()?.len();
    let company = Company { name: &workspace.settings().company, says: &says, suppliers: &suppliers, waiting };
    let own = report::own(&blank, company, held, rollup).map_err(Error::wrong)?;
    let (face, list) = own.cells(&blank);
    let filled = report::fill(&bytes, &[(&blank.face, face), (&blank.list, list)]).map_err(|error| Error::data(error.sentence()))?;
    let verdict = letters::judged(&given.out, &filled, rollup.on)?;
    let read = verdict.declaration.as_ref().ok_or_else(|| unsound(verdict.reason.clone().into()))?;
    own.agrees(&blank, read).map_err(unsound)?;
    put(&given.out, &filled, given.over.replace)?;
    let asks = asks(&verdict, here.lang);
    tell(here, given, &blank, &own, &asks)
}

/// What the program would ask of a supplier who sent this form; what is simply empty is only counted, the open points name it.
fn asks(verdict: &FileVerdict, lang: crate::language::Lang) -> Vec<String> {
    let found = verdict.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let (empty, other): (Vec<_>, Vec<_>) = found.partition(|finding| finding.source == Source::Checker && finding.value.is_none());
    let count = empty.len().to_string();
    let count = (!empty.is_empty()).then(|| Locale::new(lang).with("rollup.places-empty", &[("count", &count)]));
    count.into_iter().chain(other.into_iter().map(|finding| finding.message.get(lang).to_owned())).collect()
}

fn unfit(template: &Path, found: import::Unfit) -> Error {
    Error::data(told("reference.unfit", [("file", template.display().to_string().into()), ("why", found.sentence)]))
}

fn unsound(what: Sentence) -> Error {
    Error::data(told("rollup.unsound", [("what", what)]))
}

/// What can be said with `--say`.
const KEYS: &str = "scope, description, id, authority, address, contact, contact-email, contact-phone, authorizer, authorizer-title, authorizer-email, authorizer-phone, A…H, A-comment…H-comment, q1-tantalum…q8-tungsten";

/// What the company says: its settings, and before them what was given with the command.
fn says(workspace: &Workspace, given: &Given) -> Result<BTreeMap<String, String>, Error> {
    let mut says = workspace.settings().declaration.clone();
    for said in &given.says {
        let pair = said.split_once('=').map(|(key, text)| (key.trim(), text.trim()));
        let Some((key, text)) = pair.filter(|(key, _)| report::knows_own_answer(key)) else {
            return Err(Error::wrong(told("rollup.bad-say", [("said", said.into()), ("keys", KEYS.into())])));
        };
        says.insert(key.to_owned(), text.to_owned());
    }
    Ok(says)
}

fn tell(here: &Here, given: &Given, blank: &Blank, own: &Own, asks: &[String]) -> Outcome {
    if here.global.json {
        let answers: Vec<_> = own
            .answers
            .iter()
            .map(|held| json!({ "metal": held.metal, "question": held.question, "cell": held.at, "answer": held.answer, "why": held.why.to_string() }))
            .collect();
        Here::json(&json!({
            "template": format!("CMRT {}", blank.version),
            "on": own.on.to_string(),
            "answers": answers,
            "smelters": own.smelters.len(),
            "open": own.open.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "still-asked": asks,
        }))?;
        return Ok(false);
    }
    let locale = here.locale();
    let (path, form, on) = (given.out.display().to_string(), format!("CMRT {}", blank.version), own.on.to_string());
    let (answers, rows) = (own.answers.len().to_string(), own.smelters.len().to_string());
    let told = [("path", path.as_str()), ("form", &form), ("answers", &answers), ("smelters", &rows), ("on", &on)];
    say(&locale.with("rollup.filled", &told))?;
    let mut lines = Vec::new();
    for held in &own.answers {
        let of = held
            .metal
            .as_deref()
            .map_or_else(|| locale.text("rollup.company").to_owned(), |name| metal::named(name).get(here.lang).to_owned());
        let why = held.why.in_lang(here.lang);
        lines.push(vec![format!("  {}", held.at), of, held.question.to_uppercase(), held.answer.clone(), why]);
    }
    if !lines.is_empty() {
        say(&table(&lines, &[]))?;
    }
    let open: Vec<String> = own.open.iter().map(|open| open.in_lang(here.lang)).collect();
    let mut err = std::io::stderr().lock();
    let titles = [("rollup.left-open", &open[..]), ("rollup.still-asked", asks)];
    for (title, lines) in titles.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let all: String = lines.iter().map(|line| format!("  - {line}\n")).collect();
        let _ = write!(err, "{}\n{all}", locale.text(title));
    }
    Ok(false)
}
