//! `answers` and `log`: what stands, and everything that happened.

use serde_json::{Map, Value, json};

use super::table::table;
use super::{Here, Outcome, say};
use crate::answers::{Given, Standing};
use crate::journal::{BodyRef, Reply};
use crate::locale::Locale;
use crate::questionnaire::QuestionId;
use crate::situation::{Answered, Backing, ByPaper};
use crate::workspace::history::Happened;
use crate::workspace::{Dossier, Workspace};

pub(super) fn answers(here: &Here, id: &str) -> Outcome {
    let workspace = here.open()?;
    let dossier = here.dossier(&workspace, id)?;
    if here.global.json {
        Here::json(&as_json(&workspace, &dossier))?;
        return Ok(false);
    }
    let locale = here.locale();
    let misfits = dossier.contradictions();
    let (done, asked) = dossier.plan.progress();
    say(&table(&rows(here, &workspace, &dossier), &[]))?;
    for one in misfits {
        let rows: Vec<&str> = one.questions.iter().map(QuestionId::row).collect();
        say(&format!("\n⇄ {}  {}\n  → {}", rows.join(" "), one.text.get(here.lang), one.ask.get(here.lang)))?;
    }
    contested(here, &dossier)?;
    for (question, back) in &dossier.answers.returned {
        let row = QuestionId::from_text(question);
        let told = here.locale().with("review.returned", &[("question", row.row()), ("person", &back.person)]);
        say(&format!("\n↩ {told}: {}", dossier.body(&back.reason).unwrap_or_default()))?;
    }
    let counts = [("done", done.to_string()), ("asked", asked.to_string())];
    say(&format!("\n{}", locale.with("answers-told.progress", &counts.each_ref().map(|(name, count)| (*name, count.as_str())))))?;
    Ok(false)
}

/// Every answer as JSON: those given, those another row answers, those a paper stands for.
fn as_json(workspace: &Workspace, dossier: &Dossier) -> Value {
    let mut all = Vec::new();
    for (key, standing) in &dossier.answers.current {
        let given: Vec<&Given> = match standing {
            Standing::One(given) => vec![given],
            Standing::Conflict(many) => many.iter().collect(),
        };
        let conflict = given.len() > 1;
        all.extend(given.into_iter().map(|one| {
            let mut row = given_json(dossier, one, key.about.as_deref(), conflict);
            if let Value::Object(row) = &mut row {
                row.insert("entered".to_owned(), json!(workspace.people().knows(&one.person)));
            }
            row
        }));
    }
    all.extend(shared(dossier).map(|(id, answer, from)| {
        json!({
            "question": id.as_str(), "state": answer.state.word(), "value": answer.value, "about": null, "source": null, "reason": null,
            "note": null, "by": null, "at": null, "entry": answer.entry, "conflict": false,
            "contradictions": contradictions(dossier, id),
            "answered_by": from.as_str(),
        })
    }));
    all.extend(by_paper(dossier).map(|(id, answer, paper)| {
        json!({
            "question": id.as_str(), "state": "answered", "value": answer.value, "about": null, "source": paper.source().word(), "reason": null,
            "note": null, "by": null, "at": null, "entry": answer.entry, "conflict": false,
            "contradictions": contradictions(dossier, id),
            "equivalent": super::assess::equivalent_json(paper),
        })
    }));
    Value::Array(all)
}

/// The same as lines of a table, under a heading.
fn rows(here: &Here, workspace: &Workspace, dossier: &Dossier) -> Vec<Vec<String>> {
    let locale = here.locale();
    let heads = ["question", "answer", "source", "by", "at", "entry"].map(|key| locale.text(&format!("answers-told.{key}")).to_owned());
    let mut rows = vec![heads.to_vec()];
    for (key, standing) in &dossier.answers.current {
        let (given, mark): (Vec<&Given>, &str) = match standing {
            Standing::One(given) => (vec![given], ""),
            Standing::Conflict(many) => (many.iter().collect(), "⚡ "),
        };
        for one in given {
            let about = key.about.as_deref().map(|about| format!(" [{about}]")).unwrap_or_default();
            rows.push(vec![
                format!("{}{about}", key.question),
                format!("{mark}{}", reply_words(&locale, dossier, &one.answer.reply)),
                source(here, dossier, one),
                by(here, &one.person, workspace.people().knows(&one.person)),
                one.at.to_string(),
                one.entry.to_string(),
            ]);
        }
    }
    rows.extend(shared(dossier).map(|(id, answer, from)| {
        let word = if answer.value.is_empty() { answer.state.word().to_owned() } else { answer.value.join(", ") };
        let told = here.locale().with("same-as.told", &[("row", from.as_str())]);
        vec![id.to_string(), format!("≡ {word}"), String::new(), told, String::new(), answer.entry.clone()]
    }));
    rows.extend(by_paper(dossier).map(|(id, answer, paper)| {
        let (date, number) = (&paper.expires, paper.number.to_string());
        let told = here.locale().with("equivalent.told", &[("scheme", &paper.scheme), ("date", date), ("number", &number)]);
        vec![
            id.to_string(),
            format!("≈ {}", answer.value.join(", ")),
            locale.text(&format!("answers-told.{}", paper.source().word())).to_owned(),
            told,
            String::new(),
            answer.entry.clone(),
        ]
    }));
    rows
}

/// Answers that contradict each other with both sides, and what was settled.
fn contested(here: &Here, dossier: &Dossier) -> Result<(), super::Error> {
    for one in dossier.contested_told(here.locale()) {
        say(&format!("\n⚡ {}", one.join("\n  ")))?;
    }
    for one in dossier.settled_told(here.locale()) {
        say(&format!("\n≠ {}: {}", one.head, dossier.body(&one.reason).unwrap_or_default()))?;
        one.beside.iter().try_for_each(|line| say(&format!("  {line}")))?;
    }
    Ok(())
}

/// What stands behind an answer that counts.
fn backing(dossier: &Dossier, given: &Given) -> Option<Backing> {
    let entry = given.entry.to_string();
    let all = dossier.situation.given(&QuestionId::from_text(&given.answer.question));
    all.iter().find(|answered| answered.entry == entry).map(|answered| answered.backing)
}

/// How we know an answer; where the papers behind it count as none, that and why.
fn source(here: &Here, dossier: &Dossier, given: &Given) -> String {
    let locale = here.locale();
    let source = given.answer.source.map(|level| locale.text(&format!("answers-told.{}", level.word())).to_owned()).unwrap_or_default();
    match backing(dossier, given).filter(|backing| backing.is_void()) {
        Some(backing) => format!("{source} ! {}", here.locale().text(&format!("backing.{}", backing.word()))).trim_start().to_owned(),
        None => source,
    }
}

/// Ids of the contradictions a question is part of.
fn contradictions<'d>(dossier: &'d Dossier, question: &QuestionId) -> Vec<&'d str> {
    dossier.contradictions().into_iter().filter(|one| one.questions.contains(question)).map(|one| one.id.as_str()).collect()
}

/// Answers that certificates give in the supplier's stead.
fn by_paper(dossier: &Dossier) -> impl Iterator<Item = (&QuestionId, &Answered, &ByPaper)> {
    let given = dossier.situation.answers.iter().flat_map(|(id, all)| all.iter().map(move |answer| (id, answer)));
    let given = given.filter(|(id, _)| dossier.situation.shared_from(id).is_none());
    given.filter_map(|(id, answer)| Some((id, answer, answer.by_paper.as_ref()?)))
}

/// Answers to rows of other sets that are answers here too, with the row asked.
fn shared(dossier: &Dossier) -> impl Iterator<Item = (&QuestionId, &Answered, &QuestionId)> {
    let all = dossier.situation.shared.iter();
    all.flat_map(|(id, from)| dossier.situation.given(id).iter().map(move |answer| (id, answer, from)))
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
        "settled": given.settled.as_ref().map(|settled| json!({
            "by": settled.person, "at": settled.at.to_string(), "entry": settled.entry.to_string(), "reason": dossier.body(&settled.reason),
            "of": settled.of.iter().map(ToString::to_string).collect::<Vec<_>>(), "established": settled.found})),
        "returned": dossier.answers.returned.get(&given.answer.question).map(|back| json!({
            "by": back.person, "at": back.at.to_string(), "entry": back.entry.to_string(), "reason": dossier.body(&back.reason)})),
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
fn reply_words(locale: &Locale, dossier: &Dossier, reply: &Reply) -> String {
    let word = |key: &str| locale.text(&format!("answers-told.{key}")).to_owned();
    match reply {
        Reply::Value(value) => texts(dossier, value).join(", ").replace('\t', " · "),
        Reply::DontKnow => word("dont-know"),
        Reply::Declined => word("declined"),
        Reply::NotApplicable { reason } => match reason.as_ref().and_then(|body| dossier.body(body)) {
            Some(reason) => locale.with("answers-told.not-applicable-for", &[("reason", reason)]),
            None => word("not-applicable"),
        },
        Reply::Withdrawn => word("unanswered"),
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
        say(&entry_line(here, happened, id))?;
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
    row.insert("entered".to_owned(), json!(happened.entered));
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

/// A person, and that nobody entered that person here.
fn by(here: &Here, person: &str, entered: bool) -> String {
    match entered {
        true => person.to_owned(),
        false => format!("{person} ({})", here.locale().text("people.not-entered")),
    }
}

fn entry_line(here: &Here, happened: &Happened, id: &str) -> String {
    let words: Vec<String> = keys(happened)
        .iter()
        .map(|(key, value)| match value {
            Value::Array(many) => format!("{key}: {}", many.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")),
            other => format!("{key}: {}", other.as_str().unwrap_or_default().replace('\n', " / ")),
        })
        .collect();
    let mut of = before(happened, id).map(|supplier| format!("[{supplier}] ")).unwrap_or_default();
    if !happened.entered {
        of.push_str(&format!("{}  ", by(here, happened.entry.writer.person(), false)));
    }
    format!("{}  {:<16} {:<10} {of}{}", happened.at, happened.entry.to_string(), happened.act.kind(), words.join("  "))
}
