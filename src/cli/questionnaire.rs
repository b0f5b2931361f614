//! `questionnaire`: what there is, as a form on paper, who would be asked and why.

use std::path::Path;

use serde_json::{Value, json};

use super::alarm::hanging;
use super::args::QuestionnaireCommand;
use super::policy::{Drafted, drafted};
use super::table::table;
use super::usage::cells;
use super::{Here, Outcome, say};
use crate::condition::Unknown;
use crate::interview::Asked;
use crate::questionnaire::sheet::Head;
use crate::report::form::{form_html, form_text};
use crate::tui::widget::text::broken;
use crate::workspace::adoption::Of;
use crate::workspace::authoring::words as who;
use crate::workspace::authoring::{Parts, Whom, Why};
use crate::workspace::compared::PartKind;

pub(super) fn run(here: &Here, command: QuestionnaireCommand) -> Outcome {
    match command {
        QuestionnaireCommand::List => list(here),
        QuestionnaireCommand::Preview { id, supplier, html, out, over } => {
            preview(here, (&id, supplier.as_deref()), html, out.as_deref(), over.replace)
        }
        QuestionnaireCommand::Who { id } => asked_of(here, &id),
        QuestionnaireCommand::Due { ids } => due(here, &ids),
        QuestionnaireCommand::New { id, edition } => {
            let mut workspace = here.open()?;
            let set = workspace.set_named(&id)?;
            let (of, name) = (format!("{}@{}", set.id, set.edition), set.id.clone());
            let text = workspace.set_text(set).unwrap_or_default().to_owned();
            let path = workspace.draft_edition("questionnaire", &name, &edition, &text)?;
            let draft = Drafted { path: &path, of: &of, id: &name, edition: &edition, name: &format!("{name}@{edition}") };
            drafted(here, "questionnaire", &draft)
        }
        QuestionnaireCommand::Template { out, over } => super::sheet::template(here, &out, over.replace),
        QuestionnaireCommand::Import { file, id, edition, title, written_in, out, replace } => {
            let head = Head { id: id.as_deref(), edition: edition.as_deref(), title: title.as_deref(), written_in };
            super::sheet::import(here, &file, head, out.as_deref(), replace)
        }
        QuestionnaireCommand::Confirm { id, language, against, take_back } => match (id, language) {
            (Some(set), Some(lang)) => {
                let (id, against) = (format!("{set}/{lang}"), against.as_deref());
                super::compared::record(here, PartKind::Translation, &id, against, take_back)
            }
            (Some(row), None) => super::compared::record(here, PartKind::Row, &row, against.as_deref(), take_back),
            (None, _) => super::compared::list(here, &[PartKind::Row, PartKind::Translation]),
        },
        QuestionnaireCommand::Export { id, out, over } => super::sheet::export(here, &id, &out, over.replace),
        QuestionnaireCommand::Activate { edition, from } => adopt(here, &edition, true, from.as_deref()),
        QuestionnaireCommand::Retire { edition, from } => adopt(here, &edition, false, from.as_deref()),
    }
}

fn due(here: &Here, ids: &[String]) -> Outcome {
    let workspace = here.open()?;
    let locale = here.locale();
    let ids = if ids.is_empty() { workspace.supplier_ids()? } else { ids.to_vec() };
    let heads = ["supplier", "set", "months", "last", "next", "state"].map(|key| locale.text(&format!("cadence.{key}")).to_owned());
    let (mut rows, mut machine, mut overdue) = (vec![heads.to_vec()], Vec::new(), false);
    for id in &ids {
        let dossier = here.dossier(&workspace, id)?;
        for one in workspace.cadence(&dossier)? {
            overdue |= one.overdue;
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
            machine.push(json!({"supplier": id, "questionnaire": one.set, "title": one.title.get(here.lang), "months": one.months,
                "last": day(one.last), "next": day(one.next), "state": one.state(), "campaign": one.campaign}));
            let dash = |day: Option<String>| day.unwrap_or_else(|| "–".to_owned());
            let state = locale.text(&format!("cadence.{}", one.state())).to_owned();
            rows.push(vec![id.clone(), one.set.clone(), one.months.to_string(), dash(day(one.last)), dash(day(one.next)), state]);
        }
    }
    if here.global.json {
        Here::json(&Value::Array(machine))?;
    } else {
        say(&table(&rows, &[2]))?;
        if let Some(notice) = workspace.policy_notice(workspace.policy(), locale) {
            say(&format!("{}: {notice}", locale.text("cadence.months")))?;
        }
    }
    Ok(overdue)
}

fn adopt(here: &Here, edition: &str, active: bool, from: Option<&str>) -> Outcome {
    let mut workspace = here.open()?;
    let (saved, name, standing) = workspace.say_questionnaire(edition, active, from)?;
    let entry = saved.entry.to_string();
    let adopted = workspace.adopted()?;
    let said = adopted.iter().find(|one| one.entry == saved.entry);
    let from = said.as_ref().map_or_else(|| workspace.today().to_string(), |said| said.act.from.clone());
    let (counts, less) = said.as_ref().map_or((true, Vec::new()), |said| (said.counts(), said.less.clone()));
    if here.global.json {
        Here::json(&json!({"saved": true, "entry": entry, "edition": name, "standing": standing.word(), "from": from,
            "counts": counts, "asks_less": less}))?;
        return Ok(false);
    }
    let locale = here.locale();
    let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
    say(&locale.with("edition.saved", &[("entry", &entry), ("edition", &name), ("standing", &word), ("from", &from)]))?;
    if let Some(said) = said {
        super::policy::whether_it_counts(&locale, "questionnaire", said, &adopted)?;
        if let Some(line) = workspace.day_is_past(&said.act, Of::Questionnaire, locale) {
            say(&line)?;
        }
    }
    Ok(false)
}

fn list(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let locale = here.locale();
    let word = |key: &str| locale.text(&format!("authoring.column-{key}")).to_owned();
    let mut rows =
        vec![vec!["id".to_owned(), word("edition"), word("standing"), word("rows"), word("marks"), word("translation"), word("whom")]];
    let mut machine = Vec::new();
    for set in workspace.shelf(here.lang)? {
        let translation: serde_json::Map<String, Value> =
            set.translation.iter().map(|(lang, state)| (lang.clone(), Value::String(state.clone()))).collect();
        machine.push(json!({"standing": set.standing.word(), "from": set.from, "campaigns": set.campaigns, "id": set.id, "edition": set.edition, "title": set.title.get(here.lang), "sha256": set.sha256, "rows": set.rows,
            "buyer_rows": set.buyer_rows, "for": set.condition, "for_words": set.whom,
            "translation": translation, "to_check": set.to_check, "standards": set.standards}));
        let whom = set.whom.clone().unwrap_or_else(|| locale.text("authoring.for-all").to_owned());
        rows.push(vec![
            set.id.clone(),
            set.edition.clone(),
            who::stands(&set, locale),
            set.rows.to_string(),
            set.to_check.to_string(),
            who::translated(&set, locale),
            whom,
        ]);
    }
    if here.global.json {
        Here::json(&Value::Array(machine))?;
    } else {
        say(&table(&rows, &[3, 4]))?;
    }
    Ok(false)
}

fn preview(here: &Here, (id, supplier): (&str, Option<&str>), html: bool, out: Option<&Path>, replace: bool) -> Outcome {
    let workspace = here.open()?;
    // A form for a supplier is in that supplier's language, unless another was asked for.
    let lang = match (here.global.lang, supplier) {
        (None, Some(supplier)) => {
            workspace.must_know(supplier)?;
            crate::report::read_back_language(&workspace.supplier(supplier)?, here.lang)
        }
        _ => here.lang,
    };
    let form = workspace.form(id, supplier, lang)?;
    let text = if html { form_html(&form) } else { form_text(&form) };
    let questions: usize = form.chapters.iter().map(|chapter| chapter.questions.len()).sum();
    if let Some(path) = out {
        super::rollup::put(path, text.as_bytes(), replace)?;
    }
    if here.global.json {
        let written = out.map(|path| path.display().to_string());
        Here::json(&json!({"questionnaire": form.edition, "lang": lang.to_string(), "unchecked_translation": form.unchecked,
            "supplier": supplier, "questions": questions, "out": written, "text": text}))?;
    } else if let Some(path) = out {
        say(&format!("{}  {}  {questions}", path.display(), form.edition))?;
    } else {
        say(text.trim_end())?;
    }
    Ok(false)
}

fn asked_of(here: &Here, id: &str) -> Outcome {
    let workspace = here.open()?;
    let who = workspace.who(id, here.lang)?;
    let count = |wanted: &Asked| who.suppliers.iter().filter(|whom| whom.asked == *wanted).count();
    let (asked, may) = (count(&Asked::Yes), count(&Asked::MayOpen));
    let all = who.suppliers.len();
    if here.global.json {
        Here::json(
            &json!({"id": who.id, "title": who.title, "conditions": who.conditions, "parts": who.parts.iter().flat_map(parts_json).collect::<Vec<_>>(), "set_when": who.set_when, "row_when": who.row_when,
            "same_as": who.same_as.as_ref().map(|(row, _)| row), "buyer_only": who.buyer_only,
            "asked": if who.buyer_only { 0 } else { asked }, "may_open": if who.buyer_only { 0 } else { may },
            "not_asked": if who.buyer_only { all } else { all - asked - may }, "checked": if who.buyer_only { asked } else { 0 },
            "suppliers": who.suppliers.iter().map(|whom| as_json(whom, who.buyer_only)).collect::<Vec<_>>()}),
        )?;
        return Ok(false);
    }
    let locale = here.locale();
    for line in broken(&who::head(&who, locale), cells()) {
        say(&line)?;
    }
    let longest = who.suppliers.iter().map(|whom| whom.supplier.len()).max().unwrap_or_default();
    for (mark, whom, why) in who::rows(&who, locale) {
        let lead = format!("{mark}  {:longest$}  ", whom.supplier);
        hanging(&lead, &why, cells()).iter().try_for_each(|line| say(line))?;
    }
    say(&who::foot(&who, locale))?;
    Ok(false)
}

fn parts_json(parts: &Parts) -> impl Iterator<Item = Value> + '_ {
    let of = if parts.of_set { "set" } else { "row" };
    parts.parts.iter().map(move |part| json!({"part": part.mark, "of": of, "words": part.words, "all": parts.all}))
}

fn why_json(why: &Why) -> Value {
    match why {
        Why::All(marks) => json!({"result": "all-hold", "parts": marks}),
        Why::None(marks) => json!({"result": "none-holds", "parts": marks}),
        Why::Holds(mark, _) => json!({"result": "holds", "parts": [mark]}),
        Why::Fails(mark, _) => json!({"result": "fails", "parts": [mark]}),
        Why::Waits(mark, _) => json!({"result": "open", "parts": [mark]}),
    }
}

fn as_json(whom: &Whom, buyer: bool) -> Value {
    let asked = match whom.asked {
        Asked::Yes if buyer => "checked",
        Asked::MayOpen if buyer => "may-be-checked",
        Asked::No if buyer => "not-checked",
        Asked::Yes => "asked",
        Asked::MayOpen => "may-open",
        Asked::No => "not-asked",
        Asked::BuyerOnly => "buyer-only",
        Asked::NotInShortSet => "not-in-short-set",
    };
    let facts: Vec<Value> = whom
        .facts
        .iter()
        .map(|fact| {
            let unknown = fact.unknown.map(|why| match why {
                Unknown::Absent => "not-recorded",
                Unknown::Open => "not-answered",
                Unknown::Settled | Unknown::NotApplicable => "no-value",
            });
            json!({"name": fact.name, "value": fact.value, "unknown": unknown})
        })
        .collect();
    let each: Vec<Value> = whom
        .each
        .iter()
        .map(|one| json!({"about": one.each.about, "name": one.each.name.en, "asked": one.asked == Asked::Yes, "answered": one.answered}))
        .collect();
    json!({"supplier": whom.supplier, "name": whom.name, "asked": asked, "rows": {"asked": whom.rows[0], "may_open": whom.rows[1], "not_asked": whom.rows[2]}, "facts": facts, "why": whom.why.iter().map(why_json).collect::<Vec<_>>(), "each": each})
}
