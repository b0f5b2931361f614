//! `inbox`: what was received and waits; taking one into a supplier's record, or putting it aside.

use serde_json::{Value, json};

use super::args::Inbox;
use super::import::reader;
use super::{Error, Here, Outcome, say};
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
                None => workspace
                    .inbox_file(&sha256, &reader()?)?
                    .1
                    .supplier
                    .ok_or_else(|| Error::wrong("no supplier bears the name in the file; say which with --supplier ID".to_owned()))?,
            };
            let saved = workspace.accept_received(&sha256, &supplier, &reader()?)?;
            say(&format!("saved {} · {supplier}", saved.entry))?;
        }
        Inbox::SetAside { sha256, reason } => {
            let saved = workspace.put_aside(&sha256, &reason)?;
            say(&format!("saved {}", saved.entry))?;
        }
    }
    Ok(false)
}

fn list(here: &Here, items: &[Item]) -> Result<(), Error> {
    if here.global.json {
        return Here::json(&Value::Array(items.iter().map(document).collect()));
    }
    for item in items {
        let received = &item.received;
        let form = [received.template.as_deref(), received.version.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let short = &received.sha256[..received.sha256.len().min(12)];
        let supplier = received.supplier.as_deref().unwrap_or("–");
        say(&format!("{short}  {:<22} {form:<10} {supplier:<20} {}{}", received.verdict, received.file, fate(&item.fate)))?;
    }
    say(&format!("{} in the inbox", items.len()))
}

fn fate(fate: &Fate) -> String {
    match fate {
        Fate::Open => String::new(),
        Fate::Accepted(supplier) => format!(" · taken into {supplier}"),
        Fate::Aside(why) => format!(" · put aside: {why}"),
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
