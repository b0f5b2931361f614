//! `retention`: how long texts and stored files are kept, what is due for erasure, and erasing it.

mod files;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::Retention;
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::clean::shell_word;
use crate::policy::months::Class;
use crate::register::retention::Term;
use crate::sentence::told;
use crate::workspace::Workspace;
use crate::workspace::retention::Retained;
use crate::workspace::retention::files::RetainedFile;

use files::{Stored, size, size_of};

pub(super) fn run(here: &Here, command: Retention) -> Outcome {
    let mut workspace = here.open()?;
    match command {
        Retention::List { on, supplier, files } => {
            let on = match on {
                Some(text) => text.parse().map_err(|_| Error::wrong(crate::figures::number::no_day(&text, "2032-04-01")))?,
                None => workspace.today(),
            };
            if files {
                return files::list(here, &workspace, on, supplier.as_deref());
            }
            list(here, &workspace, on, supplier.as_deref())
        }
        Retention::Erase { file: Some(hash), supplier, reason, ahead, yes, .. } => {
            files::erase_one(here, &mut workspace, (&hash, supplier.as_deref()), (&reason, ahead, yes))
        }
        Retention::Erase { classes, supplier, reason, yes, .. } => {
            let classes = classes.iter().map(|word| class(word)).collect::<Result<Vec<Class>, Error>>()?;
            erase(here, &mut workspace, &classes, (supplier.as_deref(), &reason, yes))
        }
    }
}

fn class(word: &str) -> Result<Class, Error> {
    Class::parse(word).ok_or_else(|| {
        let all: Vec<&str> = Class::ALL.into_iter().map(Class::word).collect();
        Error::wrong(told("retention.no-class", [("class", word.into()), ("all", all.join(", ").into())]))
    })
}

/// The command that erases the texts of one entry.
fn command(one: &Retained, reason: &str) -> String {
    if let Some(number) = &one.grievance {
        return format!("oretrail grievance erase {number} --reason {}", shell_word(reason));
    }
    let supplier = one.supplier.as_ref().map(|id| format!(" --supplier {id}")).unwrap_or_default();
    format!("oretrail redact {}{supplier} --in {} --reason {}", one.entry, one.place.names().1, shell_word(reason))
}

fn reason(term: &Term) -> String {
    format!("retention date: {}, {} months", term.class.word(), term.months)
}

/// Who says so: the policy by name, or that it is a number of the program.
fn says(here: &Here, term: &Term) -> String {
    term.policy.clone().unwrap_or_else(|| here.locale().text("policy.default").to_owned())
}

fn as_json(one: &Retained, terms: &[Term]) -> Value {
    let reason = terms.iter().find(|term| term.class == one.class).map(reason).unwrap_or_default();
    json!({
        "class": one.class.word(), "supplier": one.supplier, "place": one.place.to_string(), "entry": one.entry.to_string(),
        "kind": one.kind, "texts": one.texts, "since": one.since.to_string(), "due": one.due.to_string(), "grievance": one.grievance,
        "command": command(one, &reason),
    })
}

fn list(here: &Here, workspace: &Workspace, on: Date, supplier: Option<&str>) -> Outcome {
    let terms = workspace.retention_terms();
    let due = workspace.due_for_erasure(on, &[], supplier)?;
    let mut all = workspace.retained()?;
    all.retain(|one| supplier.is_none() || one.supplier.as_deref() == supplier);
    let of = |class: Class| all.iter().filter(move |one| one.class == class);
    let texts = |all: &mut dyn Iterator<Item = &Retained>| all.map(|one| one.texts).sum::<usize>();
    let stored = Stored::of(workspace, on, supplier)?;
    let due_of = |class: Class| due.iter().filter(move |one| one.class == class);
    let next = |class: Class| {
        let days = of(class).map(|one| one.due).chain(stored.of_class(class).map(RetainedFile::due));
        days.filter(|day| *day > on).min().map(|day| day.to_string())
    };
    if here.global.json {
        let classes = terms.iter().map(|term| {
            let (texts, due) = (texts(&mut of(term.class)), texts(&mut due_of(term.class)));
            json!({
                "class": term.class.word(), "months": term.months, "policy": term.policy, "tool_default": term.policy.is_none(),
                "texts": texts, "due": due, "next": next(term.class), "files": stored.of_class(term.class).count(),
                "bytes": size_of(stored.of_class(term.class)), "files_due": stored.due.iter().filter(|file| file.class() == term.class).count(),
            })
        });
        let (classes, due): (Vec<Value>, Vec<Value>) = (classes.collect(), due.iter().map(|one| as_json(one, &terms)).collect());
        let (files, kept) = (files::rows(&stored.due, on), files::rows(&stored.kept, on));
        Here::json(&json!({"on": on.to_string(), "classes": classes, "due": due, "files_due": files, "files_kept": kept}))?;
        return Ok(false);
    }
    let locale = here.locale();
    let heads = ["class", "months", "says", "texts", "files", "size", "due", "next"];
    let mut rows = vec![heads.map(|key| locale.text(&format!("retention.{key}")).to_owned()).to_vec()];
    for term in &terms {
        rows.push(vec![
            locale.text(&format!("retention-class.{}", term.class.word())).to_owned(),
            term.months.to_string(),
            says(here, term),
            texts(&mut of(term.class)).to_string(),
            stored.of_class(term.class).count().to_string(),
            size(size_of(stored.of_class(term.class))),
            (texts(&mut due_of(term.class)) + stored.due.iter().filter(|file| file.class() == term.class).count()).to_string(),
            next(term.class).unwrap_or_default(),
        ]);
    }
    say(&table(&rows, &[1, 3, 4, 5, 6]))?;
    say("")?;
    if due.is_empty() && stored.due.is_empty() && stored.kept.is_empty() {
        say(&locale.with("retention.nothing-due", &[("day", &on.to_string())]))?;
        return Ok(false);
    }
    if !due.is_empty() {
        say(&locale.with("retention.due-on", &[("day", &on.to_string()), ("count", &due.len().to_string())]))?;
    }
    for one in &due {
        let reason = terms.iter().find(|term| term.class == one.class).map(reason).unwrap_or_default();
        say(&line(here, one))?;
        say(&format!("    $ {}", command(one, &reason)))?;
    }
    stored.say_due(here, on)?;
    Ok(false)
}

fn line(here: &Here, one: &Retained) -> String {
    let class = here.locale().text(&format!("retention-class.{}", one.class.word())).to_owned();
    let (since, due) = (one.since.to_string(), one.due.to_string());
    let days = here.locale().with("retention.days", &[("since", &since), ("due", &due)]);
    format!("  {class}  {}  {}  {}  {days}", one.place, one.entry, one.kind)
}

fn erase(here: &Here, workspace: &mut Workspace, classes: &[Class], (supplier, reason, yes): (Option<&str>, &str, bool)) -> Outcome {
    let terms = workspace.retention_terms();
    let today = workspace.today();
    let kept = workspace.files_kept(today, classes, supplier)?;
    if !yes {
        let due = workspace.due_for_erasure(today, classes, supplier)?;
        let files = workspace.files_due(today, classes, supplier)?;
        if here.global.json {
            let rows: Vec<Value> = due.iter().map(|one| as_json(one, &terms)).collect();
            let (files, kept) = (files::rows(&files, today), files::rows(&kept, today));
            Here::json(&json!({"erased": [], "would_erase": rows, "would_erase_files": files, "files_kept": kept}))?;
            return Ok(false);
        }
        for one in &due {
            say(&line(here, one))?;
        }
        say(&here.locale().with("retention.would-erase", &[("count", &due.len().to_string())]))?;
        files::say_all(here, &files, today)?;
        files::say_all(here, &kept, today)?;
        let (count, size) = (files.len().to_string(), size(size_of(files.iter())));
        say(&here.locale().with("retention.would-erase-files", &[("count", &count), ("size", &size)]))?;
        return Ok(false);
    }
    let swept = workspace.sweep(classes, supplier, reason)?;
    let gone = workspace.sweep_files(classes, supplier, reason)?;
    if here.global.json {
        let rows = swept.iter().map(|one| {
            let mut row = as_json(&one.retained, &terms);
            row["erased_by"] = json!(one.entry.to_string());
            row
        });
        let rows: Vec<Value> = rows.collect();
        let files: Vec<Value> = gone.iter().map(|(file, entry)| files::erased_json(file, entry, today)).collect();
        Here::json(&json!({"erased": rows, "would_erase": [], "erased_files": files, "files_kept": files::rows(&kept, today)}))?;
        return Ok(false);
    }
    for one in &swept {
        say(&format!("{}  → {}", line(here, &one.retained), one.entry))?;
    }
    say(&here.locale().with("retention.erased", &[("count", &swept.len().to_string())]))?;
    files::say_erased(here, &gone, today)?;
    files::say_all(here, &kept, today)?;
    Ok(false)
}
