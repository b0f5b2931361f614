//! `certificate`: what every source says of each, by days left, and what a reviewer settled.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{AddCertificate, Certificate};
use super::table::table;
use super::{Error, Here, Outcome, people, say};
use crate::journal::CertificateState;
use crate::ratio::Ratio;
use crate::reference::scheme::{self, SchemeKind};
use crate::register::certificate::coverage::{self, Coverage};
use crate::register::certificate::{Held, Source};
use crate::store::Shelf;
use crate::workspace::Workspace;
use crate::workspace::certificates::{Entering, enter_paper, instead, not_of_sites};

pub(super) fn run(here: &Here, command: Certificate) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Certificate::Add(given) => add(here, &mut workspace, given),
        Certificate::List { ids, warn, within } => list(here, &workspace, ids, warn, within),
        Certificate::Settle { id, certificate, state, expires, reason } => {
            let (written, held) = workspace.settle_certificate(&id, &certificate, state.into(), expires.as_deref(), &reason)?;
            told(here, &workspace, &id, &written, &held)
        }
    }
}

fn add(here: &Here, workspace: &mut Workspace, given: AddCertificate) -> Outcome {
    let mut entering = Entering {
        scheme: given.scheme,
        entity: given.entity,
        site: given.site,
        metal: given.metal,
        edition: given.edition,
        state: given.state.into(),
        issued: given.issued,
        expires: given.expires,
        source: given.source.into(),
        dated: given.dated,
        evidence: Vec::new(),
        questions: given.questions,
        note: given.note,
    };
    workspace.would_certify(&given.id, &entering)?;
    entering.evidence = stored(workspace, &given.id, &given.evidence)?;
    let (written, held) = workspace.add_certificate(&given.id, entering)?;
    told(here, workspace, &given.id, &written, &held)
}

/// Stores documents a user names under their hashes.
#[expect(clippy::disallowed_methods, reason = "the edge reads the files the user names")]
pub(super) fn stored<P: AsRef<Path>>(workspace: &Workspace, supplier: &str, files: &[P]) -> Result<Vec<String>, Error> {
    let mut hashes = Vec::new();
    for file in files {
        let file = file.as_ref();
        let bytes = std::fs::read(file).map_err(|error| Error::unreadable(file, &error))?;
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        hashes.push(workspace.store().put_file(Shelf::Supplier(supplier), &bytes, &ending)?);
    }
    Ok(hashes)
}

/// Says that it is saved, and how the certificate stands now.
fn told(here: &Here, workspace: &Workspace, id: &str, written: &crate::workspace::people::Written, held: &Held) -> Outcome {
    if here.global.json {
        Here::json(&json!({
            "saved": true, "entry": written.saved.entry.to_string(), "hash": written.saved.hash.to_string(), "signed": written.signed,
            "certificate": as_json(workspace, id, held)?,
        }))?;
        return Ok(false);
    }
    people::told(here, written)?;
    say(&format!("{}  {}", held.key, here.locale().text(&format!("certificate-state.{}", held.state.word()))))?;
    say(&details(here, workspace, id, held)?.join("\n"))?;
    Ok(false)
}

fn list(here: &Here, workspace: &Workspace, ids: Vec<String>, warn: Option<i64>, within: Option<i64>) -> Outcome {
    let today = workspace.today();
    let warn = warn.map_or_else(|| workspace.certificate_warning(), Ratio::whole);
    let ids = if ids.is_empty() { workspace.supplier_ids()? } else { ids };
    let (mut all, mut covered) = (Vec::new(), Vec::new());
    for id in ids {
        let held = workspace.certificates(&id)?;
        let of_sites = coverage::of(&workspace.supplier(&id)?, &held, today, not_of_sites(workspace.policy()));
        all.extend(held.into_iter().map(|held| (id.clone(), held)));
        covered.extend(of_sites.into_iter().map(|one| (id.clone(), one)));
    }
    if let Some(within) = within {
        all.retain(|(_, held)| held.days_left(today).is_some_and(|days| days <= within));
    }
    // Those without a day last; among equals by supplier and name.
    all.sort_by_key(|(id, held)| {
        let left = held.days_left(today);
        (left.is_none(), left, id.clone(), held.key.clone())
    });
    if here.global.json {
        let rows = all.iter().map(|(id, held)| as_json(workspace, id, held)).collect::<Result<Vec<_>, Error>>()?;
        Here::json(&Value::Array(rows))?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() {
        say(locale.text("certificate.none"))?;
        return Ok(false);
    }
    let heads = ["supplier", "name", "state", "expires", "left", "mark"].map(|key| locale.text(&format!("certificate.{key}")).to_owned());
    let mut rows = vec![heads.to_vec()];
    let of = |id: &String| -> Vec<Coverage> { covered.iter().filter(|(of, _)| of == id).map(|(_, one)| one.clone()).collect() };
    rows.extend(all.iter().map(|(id, held)| row(here, (id, held, &of(id)), today, warn)));
    say(&table(&rows, &[4]))?;
    let told = |held: &Held| {
        held.state == CertificateState::Disputed
            || !held.clash.is_empty()
            || held.settled.is_some()
            || instead(workspace.policy(), held).is_some()
            || scheme::find(&held.scheme).is_none()
    };
    for (id, held) in all.iter().filter(|(_, held)| told(held)) {
        say(&format!("\n{id}  {}\n  {}", held.title(true).get(here.lang), held.key))?;
        say(&details(here, workspace, id, held)?.join("\n"))?;
    }
    let alone = all.iter().filter(|(_, held)| held.is_in_profile_only() && held.state == CertificateState::Certified).count();
    if alone > 0 && !workspace.policy().certificates.profile_shows {
        say(&format!("\n{}", locale.with("certificate.in-profile-note", &[("count", &alone.to_string())])))?;
    }
    if within.is_none() && !covered.is_empty() {
        say("")?;
        for (id, one) in &covered {
            say(&format!("{id}  {}", one.sentence(locale)))?;
        }
    }
    Ok(false)
}

fn row(here: &Here, (id, held, covered): (&str, &Held, &[Coverage]), today: Date, warn: Ratio) -> Vec<String> {
    let locale = here.locale();
    let left = held.days_left(today);
    let mark = match left {
        Some(days) if days < 0 => locale.text("certificate.expired"),
        Some(days) if Ratio::whole(days) <= warn => locale.text("certificate.soon"),
        _ => "",
    };
    vec![
        id.to_owned(),
        held.title(true).get(here.lang).to_owned(),
        coverage::state(held, covered, locale),
        held.last_day().map(|day| day.to_string()).unwrap_or_default(),
        left.map(|days| days.to_string()).unwrap_or_default(),
        [mark, if held.is_in_profile_only() { locale.text("certificate.in-profile") } else { "" }].join(" ").trim().to_owned(),
    ]
}

fn details(here: &Here, workspace: &Workspace, id: &str, held: &Held) -> Result<Vec<String>, Error> {
    let locale = here.locale();
    let mut lines = Vec::new();
    if let Some(instead) = instead(workspace.policy(), held) {
        lines.push(format!("  {}", locale.with("certificate.void", &[("instead", &instead)])));
    }
    lines.extend(scheme::no_audit(&held.scheme).map(|why| format!("  {}", why.in_lang(here.lang))));
    for source in &held.sources {
        let values = [
            ("source", locale.text(&format!("certificate-source.{}", source.kind)).to_owned()),
            ("date", source.dated.map(|day| day.to_string()).unwrap_or_default()),
            ("state", locale.text(&format!("certificate-state.{}", source.state.word())).to_owned()),
            ("expires", source.expires.map(|day| format!("→ {day}")).unwrap_or_default()),
        ];
        let line = locale.with("certificate.says", &values.each_ref().map(|(key, value)| (*key, value.as_str())));
        lines.push(format!("  {}  ({})", line.trim_end(), source.entry));
        let told = text(workspace, id, source)?;
        if !told.is_empty() {
            lines.push(format!("    {told}"));
        }
    }
    if !held.clash.is_empty() {
        lines.push(format!("  ▲ {}", locale.text("certificate.clash")));
    }
    for settled in held.clash.iter().chain(held.settled.iter().filter(|_| held.clash.is_empty())) {
        let values = [
            ("person", settled.by.clone().unwrap_or_default()),
            ("date", settled.dated.map(|day| day.to_string()).unwrap_or_default()),
            ("state", locale.text(&format!("certificate-state.{}", settled.state.word())).to_owned()),
        ];
        lines.push(format!("  {}", locale.with("certificate.settled-by", &values.each_ref().map(|(key, value)| (*key, value.as_str())))));
        lines.push(format!("    {}", text(workspace, id, settled)?));
    }
    if held.is_in_profile_only() && held.state == CertificateState::Certified {
        lines.push(format!("  {}", enter_paper(locale, id, held)));
    }
    if held.state == CertificateState::Disputed {
        lines.push(format!("  {}", locale.with("certificate.to-settle", &[("id", id), ("name", &held.key)])));
    }
    if !held.questions.is_empty() {
        lines.push(format!("  {}", locale.with("certificate.rests", &[("questions", &held.questions.join(", "))])));
    }
    Ok(lines)
}

/// What a source says in words: its remark, else what the profile says.
fn text(workspace: &Workspace, id: &str, source: &Source) -> Result<String, Error> {
    Ok(match &source.note {
        Some(note) => workspace.standing_text(id, note)?,
        None => source.told.clone(),
    })
}

fn as_json(workspace: &Workspace, id: &str, held: &Held) -> Result<Value, Error> {
    let today = workspace.today();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let source = |source: &Source| -> Result<Value, Error> {
        Ok(json!({
            "entry": source.entry, "source": source.kind, "by": source.by, "at": source.at.map(|at| at.to_string()), "dated": day(source.dated),
            "state": source.state.word(), "edition": source.edition, "issued": day(source.issued), "expires": day(source.expires),
            "evidence": source.evidence, "note": text(workspace, id, source)?,
        }))
    };
    let days = held.days_left(today);
    let is_no_paper = scheme::find(&held.scheme).is_none_or(|known| known.kind == SchemeKind::Rating);
    Ok(json!({
        "supplier": id,
        "certificate": held.key,
        "scheme": held.scheme,
        "known": scheme::find(&held.scheme).is_some(),
        "no_audit": scheme::no_audit(&held.scheme).map(|why| why.to_string()),
        "entity": held.entity,
        "site": held.site,
        "metal": held.metal,
        "edition": held.edition,
        "state": held.state.word(),
        "issued": day(held.issued),
        "expires": day(held.expires),
        "days_left": days,
        "expired": days.is_some_and(|days| days < 0),
        "counts": held.holds(today) && instead(workspace.policy(), held).is_none() && !is_no_paper,
        "questions": held.questions,
        "sources": held.sources.iter().map(source).collect::<Result<Vec<_>, Error>>()?,
        "settled": held.settled.as_ref().map(source).transpose()?,
        "settled_apart": held.clash.iter().map(source).collect::<Result<Vec<_>, Error>>()?,
        "in_profile_only": held.is_in_profile_only(),
        "shown_by": held.proof(today, workspace.policy().certificates).map(|source| source.entry.clone()),
    }))
}
