//! `rollup --template`: the company's own declaration, in a blank form that the user names. What was written is read again
//! before it counts as done; what is left open is told beside it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use serde_json::json;

use super::put;
use crate::cli::args::Rollup as Given;
use crate::cli::{Error, Here, Outcome, letters, say};
use crate::import::{self, Blank};
use crate::inbox::{FileVerdict, Severity, Source};
use crate::report::{self, Asked, Company, Held, Own, Rollup};
use crate::workspace::Workspace;

pub(super) fn fill(here: &Here, workspace: &Workspace, given: &Given, template: &Path, held: &[Held<'_>], rollup: &Rollup) -> Outcome {
    let bytes = letters::bytes(template)?;
    // The form may come from anywhere: it is looked at apart first, and opened here only when that went well.
    if let import::Reading::Unreadable(refusal) = crate::cli::import::reader()?.read(&bytes) {
        return Err(Error::data(format!("{}: {refusal}", template.display())));
    }
    let blank = Blank::open(&bytes).map_err(|refusal| Error::data(format!("{}: {refusal}", template.display())))?;
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
    let filled = report::fill(&bytes, &[(&blank.face, face), (&blank.list, list)]).map_err(|error| Error::data(error.to_string()))?;
    let verdict = letters::judged(&given.out, &filled, rollup.on)?;
    let read = verdict.declaration.as_ref().ok_or_else(|| unsound(verdict.reason.get(here.lang)))?;
    own.agrees(&blank, read).map_err(|what| unsound(&what))?;
    put(&given.out, &filled)?;
    let asks = asks(&verdict, here.lang);
    tell(here, given, &blank, &own, &asks)
}

/// What the program would ask of a supplier who sent this form; what is simply empty is only counted, the open points name it.
fn asks(verdict: &FileVerdict, lang: crate::language::Lang) -> Vec<String> {
    let found = verdict.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let (empty, other): (Vec<_>, Vec<_>) = found.partition(|finding| finding.source == Source::Checker && finding.value.is_none());
    let count = (!empty.is_empty()).then(|| format!("{} required places are empty", empty.len()));
    count.into_iter().chain(other.into_iter().map(|finding| finding.message.get(lang).to_owned())).collect()
}

fn unsound(what: &str) -> Error {
    Error::data(format!("the filled form does not read as it was written ({what}); nothing was written"))
}

/// What the company says: its settings, and before them what was given with the command.
fn says(workspace: &Workspace, given: &Given) -> Result<BTreeMap<String, String>, Error> {
    let mut says = workspace.settings().declaration.clone();
    for said in &given.says {
        let pair = said.split_once('=').map(|(key, text)| (key.trim(), text.trim()));
        let Some((key, text)) = pair.filter(|(key, _)| report::knows_own_answer(key)) else {
            return Err(Error::wrong(format!(
                "--say \"{said}\": write KEY=TEXT with scope, description, id, authority, address, contact, contact-email, contact-phone, authorizer, authorizer-title, authorizer-email, authorizer-phone, A to H, B-comment, or q1-tantalum to q8-tungsten"
            )));
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
            .map(|held| json!({ "metal": held.metal, "question": held.question, "cell": held.at, "answer": held.answer, "why": held.why }))
            .collect();
        Here::json(&json!({
            "template": format!("CMRT {}", blank.version),
            "on": own.on.to_string(),
            "answers": answers,
            "smelters": own.smelters.len(),
            "open": own.open,
            "still-asked": asks,
        }))?;
        return Ok(false);
    }
    say(&format!(
        "{}  CMRT {}, {} answers, {} smelter rows as of {}; read again and found as written",
        given.out.display(),
        blank.version,
        own.answers.len(),
        own.smelters.len(),
        own.on
    ))?;
    for held in &own.answers {
        let metal = held.metal.as_deref().unwrap_or("Company");
        say(&format!("  {:<4} {metal:<9} {:<3} {}  ({})", held.at, held.question.to_uppercase(), held.answer, held.why))?;
    }
    let mut err = std::io::stderr().lock();
    let titles = [
        ("left open, or to look at before you send it:", &own.open[..]),
        ("what this program would still ask, had a supplier sent the form:", asks),
    ];
    for (title, lines) in titles.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let all: String = lines.iter().map(|line| format!("  - {line}\n")).collect();
        let _ = write!(err, "{title}\n{all}");
    }
    Ok(false)
}
