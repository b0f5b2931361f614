//! `evidence`: papers on file, whom each covers, what is not there.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{AddEvidence, Evidence};
use super::table::table;
use super::{Error, Here, Outcome, people, say};
use crate::ratio::Ratio;
use crate::register::evidence::Said;
use crate::situation::each;
use crate::store::Shelf;
use crate::workspace::Workspace;
use crate::workspace::evidence::{Filing, OnFile, Unproven};
use crate::workspace::why::Kept;

pub(super) fn run(here: &Here, command: Evidence) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Evidence::List { supplier, missing: true, .. } => missing(here, &workspace, &or_all(&workspace, supplier)?),
        Evidence::List { supplier, expiring, .. } => list(here, &workspace, &or_all(&workspace, supplier)?, expiring),
        Evidence::Add(given) => add(here, &mut workspace, given),
        Evidence::Show { paper, supplier } => show(here, &workspace, &workspace.paper_meant(&paper, &supplier)?),
        Evidence::Covers { paper } => covers(here, &workspace, &workspace.paper_meant(&paper, &[])?),
        Evidence::Withdraw { paper, supplier, reason } => withdraw(here, &mut workspace, (&paper, &supplier, &reason)),
    }
}

pub(super) fn or_all(workspace: &Workspace, ids: Vec<String>) -> Result<Vec<String>, Error> {
    Ok(if ids.is_empty() { workspace.supplier_ids()? } else { ids })
}

/// The bytes of a file the user names.
#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|error| Error::unreadable(file, &error))
}

pub(super) fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn on_file(workspace: &Workspace, ids: &[String]) -> Result<Vec<OnFile>, Error> {
    let mut all = Vec::new();
    for id in ids {
        all.extend(workspace.papers(id)?);
    }
    Ok(all)
}

fn list(here: &Here, workspace: &Workspace, ids: &[String], expiring: Option<i64>) -> Outcome {
    let today = workspace.today();
    let mut all = on_file(workspace, ids)?;
    if let Some(within) = expiring {
        all.retain(|one| !one.paper.is_withdrawn() && one.paper.days_left(today).is_some_and(|days| days <= within));
    }
    // Those without a day last; among equals by supplier and name.
    all.sort_by_key(|one| {
        let left = one.paper.days_left(today);
        (left.is_none(), left, one.supplier.clone(), one.paper.name().to_owned())
    });
    if here.global.json {
        let rows = all.iter().map(|one| as_json(workspace, one)).collect::<Result<Vec<_>, Error>>()?;
        Here::json(&Value::Array(rows))?;
        return Ok(false);
    }
    if all.is_empty() {
        say(here.locale().text("evidence.none"))?;
        return Ok(false);
    }
    let heads = ["supplier", "paper", "rows", "scope", "expires", "left", "state", "hash"];
    let mut rows = vec![heads.map(|key| here.locale().text(&format!("evidence.{key}")).to_owned()).to_vec()];
    rows.extend(all.iter().map(|one| row(here, workspace, one)));
    say(&table(&rows, &[5]))?;
    Ok(false)
}

fn row(here: &Here, workspace: &Workspace, one: &OnFile) -> Vec<String> {
    let paper = &one.paper;
    let rows: Vec<&str> = paper.questions().into_iter().map(|id| id.rsplit('.').next().unwrap_or(id)).collect();
    vec![
        one.supplier.clone(),
        title(one),
        rows.join(" "),
        scope(here, paper),
        day(paper.expires()).unwrap_or_default(),
        paper.days_left(workspace.today()).map(|days| days.to_string()).unwrap_or_default(),
        state(here, workspace, one),
        short(&paper.sha256).to_owned(),
    ]
}

fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// The file's name, or what it is where no entry has a name.
fn title(one: &OnFile) -> String {
    let name = one.paper.name();
    if name.is_empty() { one.what.clone() } else { name.to_owned() }
}

/// What it covers of its supplier, as written.
fn scope(here: &Here, paper: &crate::register::evidence::Paper) -> String {
    let mut parts: Vec<String> = paper.sites().into_iter().chain(paper.metals()).map(str::to_owned).collect();
    parts.extend(paper.about().into_iter().map(|about| each::told(about, here.lang)));
    parts.extend(paper.scopes().into_iter().map(str::to_owned));
    parts.join(", ")
}

/// How a paper stands: what is wrong first.
fn standing(workspace: &Workspace, one: &OnFile) -> &'static str {
    let warn = workspace.certificate_warning();
    let left = one.paper.days_left(workspace.today());
    match (one.kept, left) {
        (Kept::Missing | Kept::Changed | Kept::Erased, _) => one.kept.word(),
        _ if one.paper.is_withdrawn() => "withdrawn",
        (Kept::Whole, Some(days)) if days < 0 => "expired",
        (Kept::Whole, Some(days)) if Ratio::whole(days) <= warn => "soon",
        (Kept::Whole, _) => "counts",
    }
}

fn state(here: &Here, workspace: &Workspace, one: &OnFile) -> String {
    here.locale().text(&format!("evidence-state.{}", standing(workspace, one))).to_owned()
}

fn said_json(said: &Said) -> Value {
    json!({
        "entry": said.named(), "kind": said.kind, "by": said.entry.writer.person(), "at": said.at.to_string(), "name": said.name,
        "issuer": said.issuer, "entity": said.entity, "sites": said.sites, "metals": said.metals, "about": said.about, "scope": said.scope,
        "questions": said.questions, "dated": day(said.dated), "expires": day(said.expires), "withdrawn": said.withdrawn,
    })
}

fn as_json(workspace: &Workspace, one: &OnFile) -> Result<Value, Error> {
    let paper = &one.paper;
    let withdrawn = match paper.withdrawal() {
        Some(held) => {
            let reason = workspace.standing_text(&one.supplier, &held.reason)?;
            json!({"entry": held.entry.to_string(), "by": held.by, "at": held.at.to_string(), "reason": reason})
        }
        None => Value::Null,
    };
    let days = paper.days_left(workspace.today());
    Ok(json!({
        "supplier": one.supplier, "sha256": paper.sha256, "name": paper.name(), "what": one.what, "issuer": paper.issuer(),
        "entity": paper.entity(), "sites": paper.sites(), "metals": paper.metals(), "about": paper.about(), "scopes": paper.scopes(),
        "questions": paper.questions(), "dated": day(paper.dated()), "expires": day(paper.expires()), "days_left": days,
        "expired": days.is_some_and(|days| days < 0), "file": one.kept.word(), "state": standing(workspace, one),
        "withdrawn": withdrawn, "said": paper.said.iter().map(said_json).collect::<Vec<_>>(),
    }))
}

fn add(here: &Here, workspace: &mut Workspace, given: AddEvidence) -> Outcome {
    let filing = Filing {
        suppliers: given.supplier,
        name: name_of(&given.file),
        what: given.what,
        issuer: given.issuer,
        entity: given.entity,
        sites: given.site,
        metals: given.metal,
        about: given.about,
        questions: given.questions,
        dated: given.dated,
        expires: given.expires,
        keeps: Vec::new(),
    };
    workspace.would_file(&filing)?;
    let (sha256, written) = workspace.file_paper(&filing, &bytes(&given.file)?)?;
    if here.global.json {
        let entries = written.iter().map(|(supplier, one)| {
            json!({"supplier": supplier, "entry": one.saved.entry.to_string(), "hash": one.saved.hash.to_string(), "signed": one.signed})
        });
        Here::json(&json!({"saved": true, "sha256": sha256, "entries": entries.collect::<Vec<_>>()}))?;
        return Ok(false);
    }
    for (_, one) in &written {
        people::told(here, one)?;
    }
    for one in workspace.paper_meant(&sha256, &filing.suppliers)? {
        say(&covers_line(here, &one))?;
    }
    Ok(false)
}

fn show(here: &Here, workspace: &Workspace, found: &[OnFile]) -> Outcome {
    if here.global.json {
        let rows = found.iter().map(|one| as_json(workspace, one)).collect::<Result<Vec<_>, Error>>()?;
        Here::json(&Value::Array(rows))?;
        return Ok(false);
    }
    let locale = here.locale();
    for one in found {
        let paper = &one.paper;
        say(&format!("{}  {}  {}", one.supplier, title(one), state(here, workspace, one)))?;
        let facts = [
            ("hash", Some(paper.sha256.clone())),
            ("what", Some(one.what.clone()).filter(|what| !what.is_empty())),
            ("issuer", paper.issuer().map(str::to_owned)),
            ("dated", day(paper.dated())),
            ("expires", day(paper.expires())),
            ("file", Some(locale.text(&format!("evidence-file.{}", one.kept.word())).to_owned())),
        ];
        for (key, value) in facts.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            say(&format!("  {}  {value}", locale.text(&format!("evidence.{key}"))))?;
        }
        if one.kept == Kept::Erased
            && let Some(erased) = workspace.erasure(Shelf::Supplier(&one.supplier), &paper.sha256)?
        {
            say(&format!("  {}", erased.line(locale)))?;
        }
        say(&format!("  {}", covers_line(here, one)))?;
        for said in &paper.said {
            let mark = if said.withdrawn { format!("  {}", locale.text("evidence-state.withdrawn")) } else { String::new() };
            let kind = locale.text(&format!("evidence-kind.{}", said.kind)).to_owned();
            let kind = if kind.starts_with("evidence-kind.") { said.kind.clone() } else { kind };
            say(&format!("    {}  {}  {kind}  {}{mark}", said.at.date(), said.entry.writer.person(), said.named()))?;
        }
        if let Some(held) = paper.withdrawal() {
            let (by, date) = (held.by.as_str(), held.at.date().to_string());
            let reason = workspace.standing_text(&one.supplier, &held.reason)?;
            say(&format!("  {}", locale.with("evidence.withdrawn-by", &[("by", by), ("date", &date), ("reason", &reason)])))?;
        }
    }
    Ok(false)
}

/// "hai-trieu: the whole company · copper · D4 D5".
fn covers_line(here: &Here, one: &OnFile) -> String {
    let (locale, paper) = (here.locale(), &one.paper);
    let mut parts = Vec::new();
    let whole = paper.entity().map_or_else(|| locale.text("evidence.whole").to_owned(), str::to_owned);
    let sites = paper.sites();
    parts.push(if sites.is_empty() { whole } else { locale.with("evidence.sites", &[("sites", &sites.join(", "))]) });
    parts.extend(paper.metals().into_iter().map(str::to_owned));
    parts.extend(paper.about().into_iter().map(|about| each::told(about, here.lang)));
    parts.extend(paper.scopes().into_iter().map(str::to_owned));
    let questions = paper.questions();
    if !questions.is_empty() {
        parts.push(questions.join(" "));
    }
    format!("{}: {}", one.supplier, parts.join(" · "))
}

fn covers(here: &Here, workspace: &Workspace, found: &[OnFile]) -> Outcome {
    let Some(first) = found.first() else { return Ok(false) };
    if here.global.json {
        let rows = found.iter().map(|one| {
            let paper = &one.paper;
            json!({
                "supplier": one.supplier, "entity": paper.entity(), "sites": paper.sites(), "metals": paper.metals(),
                "about": paper.about(), "scopes": paper.scopes(), "questions": paper.questions(), "expires": day(paper.expires()),
                "state": standing(workspace, one),
            })
        });
        let rows: Vec<Value> = rows.collect();
        Here::json(&json!({"sha256": first.paper.sha256, "name": first.paper.name(), "covers": rows}))?;
        return Ok(false);
    }
    say(&format!("{}  {}", title(first), short(&first.paper.sha256)))?;
    for one in found {
        say(&format!("  {}  {}", covers_line(here, one), state(here, workspace, one)))?;
    }
    Ok(false)
}

fn withdraw(here: &Here, workspace: &mut Workspace, (paper, suppliers, reason): (&str, &[String], &str)) -> Outcome {
    let done = workspace.withdraw_paper(paper, suppliers, reason)?;
    if here.global.json {
        let entries = done.iter().map(|(one, written)| {
            let (entry, hash) = (written.saved.entry.to_string(), written.saved.hash.to_string());
            json!({"supplier": one.supplier, "sha256": one.paper.sha256, "entry": entry, "hash": hash, "signed": written.signed})
        });
        Here::json(&json!({"saved": true, "entries": entries.collect::<Vec<_>>()}))?;
        return Ok(false);
    }
    for (one, written) in &done {
        people::told(here, written)?;
        say(&here.locale().with("evidence.counts-no-longer", &[("id", &one.supplier), ("paper", &title(one))]))?;
    }
    Ok(false)
}

/// What is not there: answers without the paper they are asked for, and papers whose file is gone or changed.
fn missing(here: &Here, workspace: &Workspace, ids: &[String]) -> Outcome {
    let mut unproven: Vec<Unproven> = Vec::new();
    for id in ids {
        unproven.extend(workspace.unproven(id)?);
    }
    let mut gone = on_file(workspace, ids)?;
    gone.retain(|one| matches!(one.kept, Kept::Missing | Kept::Changed));
    if here.global.json {
        let answers = unproven.iter().map(|one| {
            json!({
                "supplier": one.supplier, "missing": "paper", "question": one.question.as_str(), "backing": one.backing.word(),
                "promised": one.promised,
            })
        });
        let files = gone.iter().map(|one| {
            json!({"supplier": one.supplier, "missing": "file", "sha256": one.paper.sha256, "name": one.paper.name(), "file": one.kept.word()})
        });
        Here::json(&answers.chain(files).collect())?;
        return Ok(false);
    }
    let locale = here.locale();
    if unproven.is_empty() && gone.is_empty() {
        say(locale.text("evidence.nothing-missing"))?;
        return Ok(false);
    }
    for one in &gone {
        let file = locale.text(&format!("evidence-file.{}", one.kept.word())).to_owned();
        say(&format!("{}  {}  {file}  {}", one.supplier, title(one), one.paper.sha256))?;
    }
    let mut rows =
        vec![["supplier", "rows", "asked", "behind", "promised"].map(|key| locale.text(&format!("evidence.{key}")).to_owned()).to_vec()];
    for one in &unproven {
        let question = workspace.question(one.question.as_str())?;
        let papers: Vec<&str> = question.evidence.iter().map(|paper| paper.text.get(here.lang)).collect();
        rows.push(vec![
            one.supplier.clone(),
            one.question.row().to_owned(),
            papers.join(", "),
            locale.text(&format!("backing.{}", one.backing.word())).to_owned(),
            one.promised.clone().unwrap_or_default(),
        ]);
    }
    if !unproven.is_empty() {
        say(&table(&rows, &[]))?;
    }
    Ok(false)
}
