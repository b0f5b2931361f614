//! `supplier`: the list, one page, and changes to a profile, each an entry in `standing/` before it is text.

mod list;
mod text;

use serde_json::{Value, json};

use super::args::{AddSupplier, Supplier as Command};
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::sentence::told;
use crate::supplier::{Fact, Supplier};
use crate::workspace::{SupplierRow, Workspace};

pub(super) fn run(here: &Here, command: Command) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Command::List => list_all(here, &workspace),
        Command::Show { id } => show(here, &workspace, &id),
        Command::Add(add) => add_one(here, &mut workspace, add),
        Command::Set { id, key, value } => {
            workspace.set_fact(&id, &key, &value)?;
            done(here, &id, &here.locale().with("shell.fact-set", &[("id", &id), ("key", &key), ("value", &value.join(", "))]))
        }
        Command::Adopt { id, yes } => text::adopt(here, &mut workspace, &id, yes),
        Command::Restore { id } => text::restore(here, &mut workspace, &id),
        Command::Rename { id, name } => {
            workspace.rename(&id, &name)?;
            done(here, &id, &here.locale().with("shell.renamed", &[("id", &id), ("name", &name)]))
        }
        Command::Merge { id, into } => {
            workspace.merge(&id, &into)?;
            done(here, &into, &here.locale().with("shell.merged", &[("id", &id), ("into", &into)]))
        }
        Command::HandOver { id, to } => {
            let to = crate::store::person_id(&to).map_err(Error::wrong)?;
            workspace.set_fact(&id, "buyer", std::slice::from_ref(&to))?;
            handed_over(here, &workspace, &id, &to)
        }
        Command::Import { file, write } => list::import(here, &mut workspace, &file, write),
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

/// Says who is in charge now, and which promised papers that person follows up from here on.
fn handed_over(here: &Here, workspace: &Workspace, id: &str, to: &str) -> Outcome {
    let owed: Vec<_> = workspace.promises(id)?.into_iter().filter(|one| one.promised.is_open()).collect();
    if here.global.json {
        let promises: Vec<String> = owed.iter().map(|one| one.promised.named()).collect();
        Here::json(&json!({"saved": true, "supplier": id, "buyer": to, "promises": promises}))?;
        return Ok(false);
    }
    let locale = here.locale();
    say(&locale.with("shell.handed-over", &[("id", id), ("person", to)]))?;
    for one in &owed {
        let row = one.promised.question.rsplit('.').next().unwrap_or_default();
        say(&format!("  {}", locale.with("shell.promise-too", &[("row", row), ("what", &one.what), ("due", &one.promised.due)])))?;
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
    })
}

fn list_all(here: &Here, workspace: &Workspace) -> Outcome {
    let rows = workspace.suppliers()?;
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
        lines.push(vec![
            row.supplier.id.clone(),
            name.to_owned(),
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
            page.insert("disputed".to_owned(), json!(dossier.disputed));
        }
        Here::json(&page)?;
        return Ok(false);
    }
    say(crate::supplier::write(s).trim_end())?;
    text::show(here, &dossier)?;
    let (a, policy) = (&dossier.assessment, workspace.policy());
    let conduct = super::assess::conduct_words(here, workspace, a);
    let inherent = format!("{} {}", a.inherent.score, policy.band_title(&a.inherent.band).get(here.lang));
    let locale = here.locale();
    say(&format!("\n{}", locale.with("shell.summary", &[("conduct", &conduct), ("inherent", &inherent)])))?;
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
        "country": s.country, "region": s.region, "languages": s.languages, "spend_class": s.spend_class, "single_source": s.single_source,
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
    workspace.add_supplier(supplier)?;
    done(here, &id, &here.locale().with("shell.supplier-added", &[("id", &id)]))
}
