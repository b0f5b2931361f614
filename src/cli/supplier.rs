//! `supplier`: the list, one page, and changes to a profile, each an entry in `standing/` before it is text.

mod hand_over;
mod list;
mod succession;
mod text;

use std::io::Write as _;

use serde_json::{Value, json};

use super::args::{AddSupplier, Supplier as Command};
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::sentence::told;
use crate::supplier::{Fact, Supplier};
use crate::workspace::succession::Succeeding;
use crate::workspace::{SupplierRow, Workspace};

pub(super) fn run(here: &Here, command: Command) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Command::List { buying } => {
            here.means(&mut workspace, &buying)?;
            list_all(here, &workspace)
        }
        Command::Show { id } => show(here, &workspace, &id),
        Command::Add(add) => add_one(here, &mut workspace, add),
        Command::Set { id, key, value, company } => {
            let key = match company {
                None => key,
                Some(_) if key != "spend-class" => return Err(Error::wrong(told("refusal.only-spend-per-company", [("key", key.into())]))),
                Some(company) => {
                    workspace.use_company(&company)?;
                    workspace.company().map_or(key, |company| format!("{}{company}", crate::supplier::SPEND))
                }
            };
            workspace.set_fact(&id, &key, &value)?;
            tell_region(here, &workspace.profile(&id)?.supplier, matches!(key.as_str(), "region" | "country"));
            done(here, &id, &here.locale().with("shell.fact-set", &[("id", &id), ("key", &key), ("value", &value.join(", "))]))
        }
        Command::Adopt { id, yes } => text::adopt(here, &mut workspace, &id, yes),
        Command::Restore { id } => text::restore(here, &mut workspace, &id),
        Command::Rename { id, name } => {
            workspace.rename(&id, &name)?;
            done(here, &id, &here.locale().with("shell.renamed", &[("id", &id), ("name", &name)]))
        }
        Command::Merge { id, into, yes } => succession::same(here, &mut workspace, [&into, &id], None, yes),
        Command::Same { keep, drop, reason, yes } => succession::same(here, &mut workspace, [&keep, &drop], reason.as_deref(), yes),
        Command::Succeed { old, undo: true, .. } => succession::undo(here, &mut workspace, &old),
        Command::Succeed { old, new, on, reason, sites, yes, undo: false } => {
            if new.is_empty() || yes && (on.is_none() || reason.is_none()) {
                let by = if new.is_empty() { "ID".to_owned() } else { new.join(" ") };
                return Err(Error::wrong(told("refusal.succeed-needs", [("id", old.into()), ("others", by.into())])));
            }
            let on = on.unwrap_or_else(|| workspace.today().to_string());
            let reason = reason.unwrap_or_default();
            succession::succeed(here, &mut workspace, &Succeeding { old, new, on, reason, sites }, yes)
        }
        Command::HandOver { ids, from, to, reason, yes } => {
            let way = hand_over::Way { from: from.as_deref(), to: &to, reason: &reason, yes };
            hand_over::run(here, &mut workspace, &ids, &way)
        }
        Command::Import { file, write } => list::import(here, &mut workspace, &file, write),
    }
}

/// Says of a region that is none of its country that it counts as an unnamed one, and which are near.
fn tell_region(here: &Here, supplier: &Supplier, is_asked: bool) {
    if let Some((what, next)) = crate::reference::region::not_recognised(&supplier.country, &supplier.region).filter(|_| is_asked) {
        let _ = writeln!(std::io::stderr(), "oretrail: {}", what.and(next).in_lang(here.lang));
    }
}

fn done(here: &Here, id: &str, words: &str) -> Outcome {
    if here.global.json {
        Here::json(&json!({"saved": true, "supplier": id}))?;
    } else {
        say(words)?;
    }
    Ok(false)
}

fn as_json(row: &SupplierRow) -> Value {
    let a = &row.assessment;
    json!({
        "id": row.supplier.id,
        "name": row.supplier.display_name(),
        "native_name": row.supplier.native_name,
        "country": row.supplier.country,
        "partner_type": row.supplier.partner_type,
        "materials": row.supplier.materials,
        "inherent": a.inherent.score.to_f64(),
        "inherent_band": a.inherent.band,
        "conduct": a.conduct.map(crate::ratio::Tenths::to_f64),
        "conduct_band": a.band,
        "attention": a.attention,
        "gates_open": a.gates_open,
        "coverage": super::assess::three_decimals(a.coverage),
        "status": a.status.word(),
        "last_activity": row.last_activity.map(|at| at.to_string()),
        "buyer": row.supplier.buyer,
        "edited": row.text.needs_somebody(),
        "living": succession::as_json(&row.living),
        "spend_class": row.spend,
    })
}

fn list_all(here: &Here, workspace: &Workspace) -> Outcome {
    let mut rows = workspace.suppliers()?;
    rows.retain(|row| row.bought);
    for row in &rows {
        here.tell_text(&row.supplier.id, &row.text);
    }
    if here.global.json {
        Here::json(&Value::Array(rows.iter().map(as_json).collect()))?;
        return Ok(false);
    }
    let policy = workspace.policy();
    let head = ["id", "name", "country", "type", "inherent", "conduct", "", "attention", "gates", "answered"];
    let mut lines = vec![super::assess::head_words(here, &head)];
    for row in &rows {
        let a = &row.assessment;
        let name = if row.supplier.native_name.is_empty() { row.supplier.display_name() } else { &row.supplier.native_name };
        let mut successors = row.living.successors(workspace.today()).into_iter().peekable();
        let name = match successors.peek() {
            Some(_) => format!("{name} → {}", successors.collect::<Vec<_>>().join(", ")),
            None => name.to_owned(),
        };
        lines.push(vec![
            row.supplier.id.clone(),
            name,
            row.supplier.country.clone(),
            type_words(here, &row.supplier.partner_type),
            a.inherent.score.to_string(),
            a.conduct.map(|score| score.to_string()).unwrap_or_default(),
            super::assess::band_words(here, workspace, a),
            a.attention.as_deref().map(|level| policy.attention_title(level).get(here.lang).to_owned()).unwrap_or_default(),
            a.gates_open.len().to_string(),
            format!("{}/{}", row.progress.0, row.progress.1),
        ]);
    }
    say(&table(&lines, &[4, 5, 8, 9]))?;
    if rows.is_empty() {
        say(here.locale().text("shell.none"))?;
    }
    Ok(false)
}

fn type_words(here: &Here, partner_type: &str) -> String {
    let key = format!("type.{partner_type}");
    if here.locale().has(&key) { here.locale().text(&key).to_owned() } else { partner_type.to_owned() }
}

fn show(here: &Here, workspace: &Workspace, id: &str) -> Outcome {
    let dossier = here.dossier(workspace, id)?;
    let s = &dossier.supplier;
    if here.global.json {
        let mut page = super::assess::as_json(workspace, &dossier);
        if let Value::Object(page) = &mut page {
            page.insert("profile".to_owned(), profile_json(s));
            page.insert("edited".to_owned(), text::as_json(&dossier.text));
            page.insert("disputed".to_owned(), text::disputed_json(&dossier.disputed));
            page.insert("living".to_owned(), succession::as_json(&dossier.living));
        }
        Here::json(&page)?;
        return Ok(false);
    }
    say(crate::supplier::write(s).trim_end())?;
    for line in succession::lines(here, &dossier.living, id) {
        say(&line)?;
    }
    text::show(here, &dossier)?;
    let (a, policy) = (&dossier.assessment, workspace.policy());
    let conduct = super::assess::conduct_words(here, workspace, a);
    let inherent = format!("{} {}", a.inherent.score, policy.band_title(&a.inherent.band).get(here.lang));
    let locale = here.locale();
    say(&format!("\n{}", locale.with("shell.summary", &[("conduct", &conduct), ("inherent", &inherent)])))?;
    for line in crate::report::place::lines(locale, &dossier.situation) {
        say(&line)?;
    }
    let decided = super::decisions::latest_line(here, &dossier).unwrap_or_else(|| locale.text("review.undecided").to_owned());
    say(&format!("{}: {decided}", locale.text("review.decision")))?;
    for line in super::decisions::held_lines(here, &dossier) {
        say(&line)?;
    }
    Ok(false)
}

fn profile_json(s: &Supplier) -> Value {
    let fact = |fact: &Fact| match fact {
        Fact::Number(number) => json!(number.to_f64()),
        Fact::Flag(flag) => json!(flag),
        Fact::Word(word) => json!(word),
        Fact::Words(words) => json!(words),
    };
    json!({
        "id": s.id, "name": s.name, "native_name": s.native_name, "former_names": s.former_names, "partner_type": s.partner_type,
        "country": s.country, "region": s.region, "languages": s.languages, "spend_class": s.spend_class, "spend": s.spend, "single_source": s.single_source,
        "onboarded": s.onboarded, "materials": s.materials, "goods": s.goods, "buyer": s.buyer, "relation": s.relation,
        "facts": s.profile.iter().map(|(key, value)| (key.clone(), fact(value))).collect::<serde_json::Map<_, _>>(),
        "sites": s.sites.iter().map(|site| json!({"id": site.id, "name": site.name, "country": site.country, "region": site.region, "activity": site.activity})).collect::<Vec<_>>(),
        "related": s.related.iter().map(|party| json!({"name": party.name, "kind": party.kind, "country": party.country, "note": party.note})).collect::<Vec<_>>(),
        "certificates": s.certificates.iter().map(|paper| json!({"scheme": paper.scheme, "entity": paper.entity, "site": paper.site, "metal": paper.metal, "state": paper.state, "issued": paper.issued, "expires": paper.expires, "source": paper.source})).collect::<Vec<_>>(),
    })
}

fn add_one(here: &Here, workspace: &mut Workspace, add: AddSupplier) -> Outcome {
    let id = add.id.clone();
    let mut supplier = Supplier {
        name: add.name.unwrap_or_else(|| id.clone()),
        native_name: add.native_name.unwrap_or_default(),
        partner_type: add.partner_type.unwrap_or_default(),
        country: add.country.unwrap_or_default().to_uppercase(),
        region: add.region.unwrap_or_default(),
        materials: add.materials,
        buyer: add.buyer.unwrap_or_else(|| here.person.clone()),
        id: add.id,
        ..Supplier::default()
    };
    if let Some(headcount) = add.headcount {
        supplier.profile.insert("headcount".to_owned(), Fact::Number(crate::ratio::Ratio::whole(headcount.into())));
    }
    for fact in &add.facts {
        let (key, value) = fact.split_once('=').ok_or_else(|| Error::wrong(told("refusal.not-key-value", [("text", fact.into())])))?;
        crate::workspace::profile::set(&mut supplier, key.trim(), &[value.trim().to_owned()])?;
    }
    tell_region(here, &supplier, true);
    workspace.add_supplier(supplier)?;
    done(here, &id, &here.locale().with("shell.supplier-added", &[("id", &id)]))
}
