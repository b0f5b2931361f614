//! `promise`: papers somebody owes us, what became of them, and the reminder.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{AddPromise, Promise, PromiseLine, ReminderLetter};
use super::evidence::{bytes, name_of, or_all};
use super::post::{self, Outgoing, addressee};
use super::table::table;
use super::{Error, Here, Outcome, answer, people, say};
use crate::language::Lang;
use crate::register::promise::State;
use crate::report::{self, Reminder, Waited};
use crate::sentence::told;
use crate::situation::each;
use crate::workspace::evidence::Filing;
use crate::workspace::promises::{Owed, Promising};
use crate::workspace::{Workspace, WorkspaceError};

pub(super) fn run(here: &Here, line: PromiseLine) -> Outcome {
    let mut workspace = here.open()?;
    match (line.work, line.add) {
        (Some(Promise::Add(given)), _) | (None, Some(given)) => add(here, &mut workspace, &given),
        (Some(Promise::List { supplier, due, all }), _) => list(here, &workspace, supplier, (due, all)),
        (Some(Promise::Kept { id, promise, paper, issuer, dated, expires }), _) => {
            let filing = Filing { issuer, dated, expires, ..Filing::default() };
            kept(here, &mut workspace, (&id, &promise, &paper), filing)
        }
        (Some(Promise::Dropped { id, promise, reason }), _) => {
            let (_, written) = workspace.drop_promise(&id, &promise, &reason)?;
            people::told(here, &written)
        }
        (Some(Promise::Reminder { ids, due, letter }), _) => remind(here, &workspace, (ids, due), letter),
        (None, None) => Err(Error::wrong(told("promise-refusal.what", []))),
    }
}

fn add(here: &Here, workspace: &mut Workspace, given: &AddPromise) -> Outcome {
    let about = given.about.as_deref();
    let promising = Promising { question: &given.question, about, due: &given.due, what: given.what.as_deref(), by: given.by.as_deref() };
    let saved = workspace.add_promise(&given.id, promising)?;
    answer::report(here, &saved)
}

fn is_near(one: &Owed, today: Date, due: Option<i64>) -> bool {
    due.is_none_or(|within| one.promised.is_open() && one.promised.days_left(today).is_some_and(|days| days <= within))
}

fn state_word(one: &Owed, today: Date) -> &'static str {
    match &one.promised.state {
        State::Open if one.promised.is_overdue(today) => "overdue",
        State::Open => "open",
        State::Kept { .. } => "kept",
        State::Dropped { .. } => "dropped",
    }
}

fn as_json(one: &Owed, today: Date) -> Value {
    let promised = &one.promised;
    let (kept, dropped) = match &promised.state {
        State::Open => (Value::Null, Value::Null),
        State::Kept { entry, sha256 } => (json!({"entry": entry, "sha256": sha256}), Value::Null),
        State::Dropped { entry, by, at, .. } => {
            (Value::Null, json!({"entry": entry.to_string(), "by": by, "at": at.to_string(), "reason": one.reason}))
        }
    };
    json!({
        "supplier": one.supplier, "promise": promised.named(), "campaign": promised.place, "question": promised.question, "about": promised.about,
        "what": one.what, "by": one.by, "noted_by": promised.noted_by, "at": promised.at.to_string(), "due": promised.due,
        "days_left": promised.days_left(today), "state": state_word(one, today), "buyer": one.buyer, "kept": kept, "dropped": dropped,
    })
}

fn list(here: &Here, workspace: &Workspace, ids: Vec<String>, (due, whole): (Option<i64>, bool)) -> Outcome {
    let today = workspace.today();
    let mut all = Vec::new();
    for id in or_all(workspace, ids)? {
        let open = workspace.promises(&id)?;
        all.extend(open.into_iter().filter(|one| (whole || one.promised.is_open()) && is_near(one, today, due)));
    }
    all.sort_by(|a, b| a.promised.due.cmp(&b.promised.due).then_with(|| a.supplier.cmp(&b.supplier)));
    if here.global.json {
        Here::json(&all.iter().map(|one| as_json(one, today)).collect())?;
        return Ok(false);
    }
    let locale = here.locale();
    if all.is_empty() {
        say(locale.text("promised.none"))?;
        return Ok(false);
    }
    let heads = ["supplier", "row", "what", "by", "due", "left", "state", "buyer", "promise"];
    let mut rows = vec![heads.map(|key| locale.text(&format!("promised.{key}")).to_owned()).to_vec()];
    for one in &all {
        let promised = &one.promised;
        rows.push(vec![
            one.supplier.clone(),
            row_of(one, here.lang),
            paper_name(one, here.lang),
            one.by.clone(),
            promised.due.clone(),
            promised.days_left(today).filter(|_| promised.is_open()).map(|days| days.to_string()).unwrap_or_default(),
            locale.text(&format!("promised-state.{}", state_word(one, today))).to_owned(),
            one.buyer.clone(),
            promised.named(),
        ]);
    }
    say(&table(&rows, &[5]))?;
    Ok(false)
}

/// The row, with the flow or facility the document is to cover: `X1 · Tin`.
fn row_of(one: &Owed, lang: Lang) -> String {
    let row = one.promised.question.rsplit('.').next().unwrap_or_default();
    one.promised.about.as_deref().map_or_else(|| row.to_owned(), |about| format!("{row} · {}", each::told(about, lang)))
}

/// Which document, in the reader's words where the questionnaire has them.
fn paper_name(one: &Owed, lang: Lang) -> String {
    one.paper.as_ref().map_or_else(|| one.what.clone(), |paper| paper.get(lang).to_owned())
}

fn kept(here: &Here, workspace: &mut Workspace, (id, promise, paper): (&str, &str, &str), given: Filing) -> Outcome {
    let path = Path::new(paper);
    let file = if path.is_file() {
        workspace.promise_meant(id, promise)?;
        Some((Filing { name: name_of(path), suppliers: vec![id.to_owned()], ..given }, bytes(path)?))
    } else {
        workspace.promise_meant(id, promise)?;
        let neither = |error: WorkspaceError| Error::wrong(error.sentence().and(told("promise-refusal.no-file", [("file", paper.into())])));
        workspace.paper_meant(paper, &[]).map_err(neither)?;
        None
    };
    if let Some((filing, _)) = &file {
        workspace.would_file(filing)?;
    }
    let (owed, sha256, written) = workspace.keep_promise(id, promise, paper, file)?;
    if here.global.json {
        Here::json(&json!({
            "saved": true, "entry": written.saved.entry.to_string(), "hash": written.saved.hash.to_string(), "signed": written.signed,
            "promise": owed.promised.named(), "sha256": sha256,
        }))?;
        return Ok(false);
    }
    people::told(here, &written)?;
    let (promise, what) = (owed.promised.named(), paper_name(&owed, here.lang));
    say(&here.locale().with("promised.was-kept", &[("promise", &promise), ("what", &what)]))?;
    Ok(false)
}

/// Until when what is overdue is asked for.
pub(super) fn until(workspace: &Workspace, given: Option<&str>) -> Result<Date, Error> {
    let today = workspace.today();
    let until = match given {
        Some(text) => text.parse().map_err(|_| Error::wrong(crate::figures::number::no_day(text, "2027-01-29")))?,
        None => report::default_due(today),
    };
    if until < today {
        return Err(Error::wrong(told("promise-refusal.until", [("day", until.to_string().into()), ("today", today.to_string().into())])));
    }
    Ok(until)
}

fn remind(here: &Here, workspace: &Workspace, (ids, due): (Vec<String>, Option<i64>), letter: ReminderLetter) -> Outcome {
    let today = workspace.today();
    let until = until(workspace, letter.until.as_deref())?;
    let from: Vec<String> = std::iter::once(workspace.settings().company.clone()).chain(letter.sender).collect();
    let mut all = Vec::new();
    for id in or_all(workspace, ids)? {
        let profile = workspace.supplier(&id)?;
        let (lang, to) = addressee(here, &profile);
        let open = workspace.promises(&id)?;
        let waited: Vec<Waited> = open
            .iter()
            .filter(|one| one.promised.is_open() && !one.inner && is_near(one, today, due))
            .filter_map(|one| waited(one, lang))
            .collect();
        if waited.is_empty() {
            continue;
        }
        all.push(outgoing(&id, &Reminder { lang, to, from: from.clone(), day: today, until, waited }));
    }
    post::send(here, all, (letter.out.as_deref(), letter.over.replace), "reminder")
}

fn waited(one: &Owed, lang: Lang) -> Option<Waited> {
    Some(Waited {
        row: row_of(one, lang),
        asked: one.asked.get(lang).to_owned(),
        what: paper_name(one, lang),
        by: one.by.clone(),
        given: one.promised.at.date(),
        due: one.promised.due.parse().ok()?,
    })
}

fn outgoing(id: &str, reminder: &Reminder) -> Outgoing {
    let waited = reminder
        .waited
        .iter()
        .map(|one| json!({"row": one.row, "what": one.what, "by": one.by, "given": one.given.to_string(), "due": one.due.to_string()}));
    let text = report::reminder_text(reminder);
    let row = json!({
        "supplier": id, "lang": reminder.lang.to_string(), "to": reminder.to, "until": reminder.until.to_string(),
        "overdue": reminder.overdue(), "waited": waited.collect::<Vec<_>>(), "text": text, "file": null,
    });
    let said = vec![("count", reminder.waited.len().to_string()), ("late", reminder.overdue().to_string())];
    Outgoing { name: format!("{id}.{}.txt", reminder.lang), text, row, said }
}
