//! `answers` and `log`: what stands, and everything that happened.

use serde_json::{Map, Value, json};

use super::table::table;
use super::{Here, Outcome, say};
use crate::answers::{Given, Standing};
use crate::journal::{BodyRef, Reply};
use crate::questionnaire::QuestionId;
use crate::situation::{Answered, Backing, ByPaper};
use crate::workspace::Dossier;
use crate::workspace::history::Happened;

pub(super) fn answers(here: &Here, id: &str) -> Outcome {
    let workspace = here.open()?;
    let dossier = here.dossier(&workspace, id)?;
    if here.global.json {
        let mut all = Vec::new();
        for (key, standing) in &dossier.answers.current {
            let given: Vec<&Given> = match standing {
                Standing::One(given) => vec![given],
                Standing::Conflict(many) => many.iter().collect(),
            };
            let conflict = given.len() > 1;
            all.extend(given.into_iter().map(|one| given_json(&dossier, one, key.about.as_deref(), conflict)));
        }
        all.extend(by_paper(&dossier).map(|(id, answer, paper)| {
            json!({
                "question": id.as_str(), "state": "answered", "value": answer.value, "about": null, "source": "verified", "reason": null,
                "note": null, "by": null, "at": null, "entry": answer.entry, "conflict": false,
                "contradictions": contradictions(&dossier, id),
                "equivalent": super::assess::equivalent_json(paper),
            })
        }));
        Here::json(&Value::Array(all))?;
        return Ok(false);
    }
    let mut rows = vec![["question", "answer", "source", "by", "at", "entry"].map(str::to_owned).to_vec()];
    for (key, standing) in &dossier.answers.current {
        let (given, mark): (Vec<&Given>, &str) = match standing {
            Standing::One(given) => (vec![given], ""),
            Standing::Conflict(many) => (many.iter().collect(), "⚡ "),
        };
        for one in given {
            let about = key.about.as_deref().map(|about| format!(" [{about}]")).unwrap_or_default();
            rows.push(vec![
                format!("{}{about}", key.question),
                format!("{mark}{}", reply_words(&dossier, &one.answer.reply)),
                source(here, &dossier, one),
                one.person.clone(),
                one.at.to_string(),
                one.entry.to_string(),
            ]);
        }
    }
    rows.extend(by_paper(&dossier).map(|(id, answer, paper)| {
        let (date, number) = (&paper.expires, paper.number.to_string());
        let told = here.locale().with("equivalent.told", &[("scheme", &paper.scheme), ("date", date), ("number", &number)]);
        vec![id.to_string(), format!("≈ {}", answer.value.join(", ")), "verified".to_owned(), told, String::new(), answer.entry.clone()]
    }));
    let misfits = dossier.contradictions();
    let (done, asked) = dossier.plan.progress();
    say(&table(&rows, &[]))?;
    for one in misfits {
        let rows: Vec<&str> = one.questions.iter().map(QuestionId::row).collect();
        say(&format!("\n⇄ {}  {}\n  → {}", rows.join(" "), one.text.get(here.lang), one.ask.get(here.lang)))?;
    }
    say(&format!("\n{done} of {asked} asked are answered"))?;
    Ok(false)
}

/// What stands behind an answer that counts.
fn backing(dossier: &Dossier, given: &Given) -> Option<Backing> {
    let entry = given.entry.to_string();
    let all = dossier.situation.given(&QuestionId::from_text(&given.answer.question));
    all.iter().find(|answered| answered.entry == entry).map(|answered| answered.backing)
}

/// How we know an answer; where the papers behind it count as none, that and why.
fn source(here: &Here, dossier: &Dossier, given: &Given) -> String {
    let source = given.answer.source.map(crate::journal::SourceLevel::word).unwrap_or_default();
    match backing(dossier, given).filter(|backing| backing.is_void()) {
        Some(backing) => format!("{source} ! {}", here.locale().text(&format!("backing.{}", backing.word()))).trim_start().to_owned(),
        None => source.to_owned(),
    }
}

/// Ids of the contradictions a question is part of.
fn contradictions<'d>(dossier: &'d Dossier, question: &QuestionId) -> Vec<&'d str> {
    dossier.contradictions().into_iter().filter(|one| one.questions.contains(question)).map(|one| one.id.as_str()).collect()
}

/// Answers that certificates give in the supplier's stead.
fn by_paper(dossier: &Dossier) -> impl Iterator<Item = (&QuestionId, &Answered, &ByPaper)> {
    let given = dossier.situation.answers.iter().flat_map(|(id, all)| all.iter().map(move |answer| (id, answer)));
    given.filter_map(|(id, answer)| Some((id, answer, answer.by_paper.as_ref()?)))
}

fn given_json(dossier: &Dossier, given: &Given, about: Option<&str>, conflict: bool) -> Value {
    let (state, value) = match &given.answer.reply {
        Reply::Value(value) => ("answered", json!(texts(dossier, value))),
        Reply::DontKnow => ("dont-know", Value::Null),
        Reply::Declined => ("declined", Value::Null),
        Reply::NotApplicable { .. } => ("not-applicable", Value::Null),
        Reply::Withdrawn => ("unanswered", Value::Null),
    };
    let text = |body: &Option<crate::journal::BodyRef>| body.as_ref().and_then(|body| dossier.body(body)).map(str::to_owned);
    let reason = match &given.answer.reply {
        Reply::NotApplicable { reason } => text(reason),
        Reply::Value(_) | Reply::DontKnow | Reply::Declined | Reply::Withdrawn => None,
    };
    json!({
        "question": given.answer.question,
        "state": state,
        "value": value,
        "about": about,
        "source": given.answer.source.map(|source| source.word()),
        "backing": backing(dossier, given).map(Backing::word),
        "reason": reason,
        "note": text(&given.answer.note),
        "correction": correction_json(dossier, given),
        "by": given.person,
        "at": given.at.to_string(),
        "entry": given.entry.to_string(),
        "conflict": conflict,
        "contradictions": contradictions(dossier, &QuestionId::from_text(&given.answer.question)),
    })
}

/// Why a submitted answer was corrected, and who asked; null where it was none.
fn correction_json(dossier: &Dossier, given: &Given) -> Value {
    let Some(reason) = &given.answer.correction else { return Value::Null };
    let asked = given.answer.asked.as_ref();
    json!({
        "reason": dossier.body(reason),
        "asked_by": asked.map(|asked| asked.by.word()),
        "asker": asked.and_then(|asked| dossier.body(&asked.name)),
    })
}

fn texts(dossier: &Dossier, value: &[String]) -> Vec<String> {
    value
        .iter()
        .flat_map(|word| match dossier.bodies.get(word) {
            Some(text) => text.lines().map(str::to_owned).collect(),
            None => vec![word.clone()],
        })
        .collect()
}

/// A reply in words, bodies resolved.
pub(super) fn reply_words(dossier: &Dossier, reply: &Reply) -> String {
    match reply {
        Reply::Value(value) => texts(dossier, value).join(", ").replace('\t', " · "),
        Reply::DontKnow => "don't know".to_owned(),
        Reply::Declined => "declined".to_owned(),
        Reply::NotApplicable { reason } => match reason.as_ref().and_then(|body| dossier.body(body)) {
            Some(reason) => format!("not applicable: {reason}"),
            None => "not applicable".to_owned(),
        },
        Reply::Withdrawn => "unanswered".to_owned(),
    }
}

pub(super) fn log(here: &Here, id: &str) -> Outcome {
    let workspace = here.open()?;
    let all = workspace.history(id, here.global.campaign.as_deref())?;
    if here.global.json {
        Here::json(&Value::Array(all.iter().map(|one| entry_json(one, id)).collect()))?;
        return Ok(false);
    }
    for happened in &all {
        say(&entry_line(happened, id))?;
    }
    if all.is_empty() {
        say(here.locale().text("shell.nothing"))?;
    }
    Ok(false)
}

/// The entry's own keys as written, with bodies resolved to their texts.
fn keys(happened: &Happened) -> Vec<(String, Value)> {
    let told = |word: String| match BodyRef::parse(&word) {
        Some(body) => happened.text(&body).map_or_else(|| format!("{word} (absent here)"), str::to_owned),
        None => word,
    };
    let of = |value: crate::journal::Value| {
        let words: Vec<String> = value.texts().into_iter().map(told).collect();
        if value.is_list() { json!(words) } else { json!(words.join("")) }
    };
    happened.act.fields().into_iter().map(|(key, value)| (key, of(value))).collect()
}

/// The supplier an entry is about, where it is one whose place the one asked about took.
fn before<'h>(happened: &'h Happened, id: &str) -> Option<&'h str> {
    happened.supplier().filter(|supplier| *supplier != id)
}

fn entry_json(happened: &Happened, id: &str) -> Value {
    let mut row = Map::new();
    row.insert("entry".to_owned(), json!(happened.entry.to_string()));
    row.insert("at".to_owned(), json!(happened.at.to_string()));
    row.insert("by".to_owned(), json!(happened.entry.writer.person()));
    row.insert("do".to_owned(), json!(happened.act.kind()));
    if let Some(supplier) = before(happened, id) {
        row.insert("supplier".to_owned(), json!(supplier));
    }
    if let Some(campaign) = happened.campaign() {
        row.insert("campaign".to_owned(), json!(campaign));
    }
    for (key, value) in keys(happened) {
        row.entry(key).or_insert(value);
    }
    if happened.clock_set {
        row.insert("clock".to_owned(), json!("set"));
    }
    row.insert("hash".to_owned(), json!(happened.hash.to_string()));
    Value::Object(row)
}

fn entry_line(happened: &Happened, id: &str) -> String {
    let words: Vec<String> = keys(happened)
        .iter()
        .map(|(key, value)| match value {
            Value::Array(many) => format!("{key}: {}", many.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")),
            other => format!("{key}: {}", other.as_str().unwrap_or_default().replace('\n', " / ")),
        })
        .collect();
    let of = before(happened, id).map(|supplier| format!("[{supplier}] ")).unwrap_or_default();
    format!("{}  {:<16} {:<10} {of}{}", happened.at, happened.entry.to_string(), happened.act.kind(), words.join("  "))
}
