//! `inbox`: what was received and waits; taking one into a supplier's record, or putting it aside.

use serde_json::{Value, json};

use super::args::Inbox;
use super::import::reader;
use super::{Error, Here, Outcome, say};
use crate::locale::Locale;
use crate::sentence::told;
use crate::workspace::inbox::{Fate, Item};

pub(super) fn run(here: &Here, command: Inbox) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Inbox::List { all } => {
            let items: Vec<Item> = workspace.inbox()?.into_iter().filter(|item| all || item.fate == Fate::Open).collect();
            list(here, &items)?;
        }
        Inbox::Accept { sha256, supplier } => {
            let supplier = match supplier {
                Some(supplier) => supplier,
                None => workspace.inbox_file(&sha256, &reader()?)?.1.supplier.ok_or_else(|| Error::wrong(told("inbox.whose", [])))?,
            };
            let saved = workspace.accept_received(&sha256, &supplier, &reader()?)?;
            say(&here.locale().with("inbox.taken", &[("entry", &saved.entry.to_string()), ("of", &supplier)]))?;
        }
        Inbox::SetAside { sha256, reason } => {
            let saved = workspace.put_aside(&sha256, &reason)?;
            say(&here.locale().with("inbox.changed", &[("entry", &saved.entry.to_string())]))?;
        }
    }
    Ok(false)
}

fn list(here: &Here, items: &[Item]) -> Result<(), Error> {
    if here.global.json {
        return Here::json(&Value::Array(items.iter().map(document).collect()));
    }
    let locale = here.locale();
    let mut rows = Vec::new();
    for item in items {
        let received = &item.received;
        let form = [received.template.as_deref(), received.version.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let short = received.sha256[..received.sha256.len().min(12)].to_owned();
        let supplier = received.supplier.clone().unwrap_or_else(|| "–".to_owned());
        let verdict = locale.text(&format!("verdict.{}", received.verdict)).to_owned();
        rows.push(vec![short, verdict, form, supplier, [received.file.clone(), fate(locale, &item.fate)].join(" ")]);
    }
    if !rows.is_empty() {
        say(&super::table::table(&rows, &[]))?;
    }
    say(&locale.with("inbox.count", &[("count", &items.len().to_string())]))
}

fn fate(locale: Locale, fate: &Fate) -> String {
    match fate {
        Fate::Open => String::new(),
        Fate::Accepted(supplier) => locale.with("inbox.was-taken", &[("supplier", supplier)]),
        Fate::Aside(why) => locale.with("inbox.was-aside", &[("why", &crate::clean::line(why))]),
    }
}

fn document(item: &Item) -> Value {
    let received = &item.received;
    let (state, holder, reason) = match &item.fate {
        Fate::Open => ("open", None, None),
        Fate::Accepted(supplier) => ("accepted", Some(supplier), None),
        Fate::Aside(why) => ("set-aside", None, Some(why)),
    };
    json!({
        "file": received.file, "sha256": received.sha256, "verdict": received.verdict, "template": received.template,
        "version": received.version, "company": received.company, "scope": received.scope, "date": received.dated,
        "supplier": holder.or(received.supplier.as_ref()), "state": state, "reason": reason,
        "entry": item.entry, "by": item.by, "at": item.at.to_string(),
    })
}
