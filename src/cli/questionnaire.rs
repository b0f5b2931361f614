//! `questionnaire`: what there is, as a form on paper, who would be asked and why.

use std::path::Path;

use serde_json::{Value, json};

use super::args::QuestionnaireCommand;
use super::table::table;
use super::{Error, Here, Outcome, say};
use crate::condition::Unknown;
use crate::interview::Asked;
use crate::locale::Locale;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::sheet::{self, Head};
use crate::report::form::{form_html, form_text};
use crate::sentence::told;
use crate::workspace::authoring::{Fact, Whom};
use crate::workspace::policies::Standing;

pub(super) fn run(here: &Here, command: QuestionnaireCommand) -> Outcome {
    match command {
        QuestionnaireCommand::List => list(here),
        QuestionnaireCommand::Preview { id, supplier, html, out } => preview(here, &id, supplier.as_deref(), html, out.as_deref()),
        QuestionnaireCommand::Who { id } => who(here, &id),
        QuestionnaireCommand::Due { ids } => due(here, &ids),
        QuestionnaireCommand::Template { out } => template(here, &out),
        QuestionnaireCommand::Import { file, id, edition, title, written_in, out } => {
            let day = here.clock.now("UTC").date();
            let edition = edition.unwrap_or_else(|| format!("{:04}-{:02}", day.year(), day.month()));
            crate::store::valid_id(&id).map_err(Error::wrong)?;
            let title = title.unwrap_or_else(|| id.clone());
            let head = Head { id: &id, edition: &edition, title: &title, written_in: written_in.unwrap_or(here.lang) };
            import(here, &file, &head, &out)
        }
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
        if workspace.policy().default_notice {
            say(&format!("{}: {}", locale.text("cadence.months"), locale.text("policy.default")))?;
        }
    }
    Ok(overdue)
}

fn adopt(here: &Here, edition: &str, active: bool, from: Option<&str>) -> Outcome {
    let mut workspace = here.open()?;
    let (saved, name, standing) = workspace.say_questionnaire(edition, active, from)?;
    let from = from.map_or_else(|| workspace.today().to_string(), str::to_owned);
    let entry = saved.entry.to_string();
    if here.global.json {
        Here::json(&json!({"saved": true, "entry": entry, "edition": name, "standing": standing.word(), "from": from}))?;
        return Ok(false);
    }
    let locale = here.locale();
    let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
    say(&locale.with("edition.saved", &[("entry", &entry), ("edition", &name), ("standing", &word), ("from", &from)]))?;
    Ok(false)
}

fn list(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let adopted = workspace.adopted()?;
    let locale = here.locale();
    let word = |key: &str| locale.text(&format!("authoring.column-{key}")).to_owned();
    let mut rows =
        vec![vec!["id".to_owned(), word("edition"), word("standing"), word("rows"), word("marks"), word("translation"), word("whom")]];
    let mut machine = Vec::new();
    for set in workspace.questionnaires() {
        let sets = workspace.questionnaires();
        let whom = set.applies_if.as_ref().map(|condition| condition.in_words(&workspace.called(set, sets, here.lang), here.lang));
        let buyer = set.questions.iter().filter(|question| !question.is_asked()).count();
        let marks = set.questions.iter().filter(|question| question.check_source.is_some()).count();
        let translation: serde_json::Map<String, Value> =
            set.translation.iter().map(|(lang, state)| (lang.clone(), Value::String(state.clone()))).collect();
        let (standing, last) = workspace.standing_of_edition(&set.edition_name(), &adopted);
        let campaigns: Vec<&str> = workspace
            .campaigns()
            .iter()
            .filter(|campaign| campaign.questionnaires.contains(&set.edition_name()))
            .map(|campaign| campaign.label.as_str())
            .collect();
        machine.push(json!({"standing": standing.word(), "from": last.map(|last| last.act.from), "campaigns": campaigns, "id": set.id, "edition": set.edition, "title": set.title.get(here.lang), "sha256": set.sha256, "rows": set.questions.len(),
            "buyer_rows": buyer, "for": set.applies_if.as_ref().map(|condition| condition.source().to_owned()), "for_words": whom,
            "translation": translation, "to_check": marks, "standards": set.standards}));
        let whom = whom.unwrap_or_else(|| locale.text("authoring.for-all").to_owned());
        rows.push(vec![
            set.id.clone(),
            set.edition.clone(),
            stands(standing, &campaigns, locale),
            set.questions.len().to_string(),
            marks.to_string(),
            translated(set, locale),
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

/// `active`, or for a draft that campaigns ask all the same, which.
fn stands(standing: Standing, campaigns: &[&str], locale: Locale) -> String {
    let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
    if campaigns.is_empty() { word } else { format!("{word} ({})", campaigns.join(", ")) }
}

/// `ja draft, zh checked (mori)`.
fn translated(set: &Questionnaire, locale: Locale) -> String {
    let one = |(lang, state): &(String, String)| match state.strip_prefix("checked-by:") {
        Some(name) => format!("{lang} {} ({})", locale.text("authoring.checked"), crate::clean::line(name)),
        None => format!("{lang} {}", locale.text("authoring.draft")),
    };
    set.translation.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn preview(here: &Here, id: &str, supplier: Option<&str>, html: bool, out: Option<&Path>) -> Outcome {
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
    let questions: usize = form.chapters.iter().map(|(_, questions)| questions.len()).sum();
    if let Some(path) = out {
        super::rollup::put(path, text.as_bytes())?;
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

fn who(here: &Here, id: &str) -> Outcome {
    let workspace = here.open()?;
    let who = workspace.who(id, here.lang)?;
    let count = |wanted: &Asked| who.suppliers.iter().filter(|whom| whom.asked == *wanted).count();
    let (asked, may) = (count(&Asked::Yes), count(&Asked::MayOpen));
    let all = who.suppliers.len();
    if here.global.json {
        Here::json(
            &json!({"id": who.id, "title": who.title, "conditions": who.conditions, "set_when": who.set_when, "row_when": who.row_when,
            "buyer_only": who.buyer_only, "asked": asked, "may_open": may, "not_asked": all - asked - may,
            "suppliers": who.suppliers.iter().map(as_json).collect::<Vec<_>>()}),
        )?;
        return Ok(false);
    }
    let locale = here.locale();
    say(&locale.with("authoring.row-of-set", &[("id", &who.id), ("title", &who.title)]))?;
    if who.buyer_only {
        return say(locale.text("authoring.buyer")).map(|()| false);
    }
    if let Some(what) = &who.set_when {
        say(&locale.with("authoring.when-set", &[("what", what)]))?;
    }
    match &who.row_when {
        Some(what) => say(&locale.with("authoring.when", &[("what", what)]))?,
        None if who.set_when.is_none() => say(locale.text("authoring.always"))?,
        None => {}
    }
    let is_set = !who.id.contains('.');
    let rows: Vec<Vec<String>> =
        who.suppliers.iter().map(|whom| vec![mark(&whom.asked).to_owned(), whom.supplier.clone(), because(whom, is_set, locale)]).collect();
    say(&table(&rows, &[]))?;
    let counts = [("asked", asked), ("may", may), ("not", all - asked - may), ("all", all)].map(|(name, count)| (name, count.to_string()));
    say(&locale.with("authoring.asked-of", &counts.each_ref().map(|(name, count)| (*name, count.as_str()))))?;
    Ok(false)
}

fn mark(asked: &Asked) -> &'static str {
    match asked {
        Asked::Yes => "●",
        Asked::MayOpen => "◐",
        Asked::No | Asked::BuyerOnly | Asked::NotInShortSet => "○",
    }
}

fn because(whom: &Whom, is_set: bool, locale: Locale) -> String {
    let facts: Vec<String> = whom.facts.iter().map(|fact| said(fact, locale)).collect();
    let facts = facts.join(locale.text("paper-form.between"));
    let key = match whom.asked {
        Asked::Yes if whom.facts.is_empty() => "authoring.because-always",
        Asked::Yes => "authoring.because-yes",
        Asked::MayOpen => "authoring.because-may",
        Asked::NotInShortSet => "authoring.because-short",
        Asked::No | Asked::BuyerOnly => "authoring.because-no",
    };
    let why = locale.with(key, &[("facts", &facts)]);
    if !is_set {
        return why;
    }
    let [asked, may, not] = whom.rows.map(|count| count.to_string());
    format!("{why} · {}", locale.with("authoring.because-asked-rows", &[("asked", &asked), ("may", &may), ("not", &not)]))
}

fn said(fact: &Fact, locale: Locale) -> String {
    let value = match fact.unknown {
        Some(Unknown::Absent) => locale.text("authoring.unknown-fact").to_owned(),
        Some(Unknown::Open) => locale.text("authoring.open-fact").to_owned(),
        Some(Unknown::Settled) => locale.text("authoring.settled-fact").to_owned(),
        None => fact.words.iter().map(|word| crate::clean::line(word)).collect::<Vec<_>>().join(", "),
    };
    locale.with("authoring.fact", &[("name", &fact.called), ("value", &value)])
}

fn as_json(whom: &Whom) -> Value {
    let asked = match whom.asked {
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
                Unknown::Settled => "no-value",
            });
            json!({"name": fact.name, "value": fact.value, "unknown": unknown})
        })
        .collect();
    json!({"supplier": whom.supplier, "name": whom.name, "asked": asked, "rows": {"asked": whom.rows[0], "may_open": whom.rows[1], "not_asked": whom.rows[2]}, "facts": facts})
}

fn template(here: &Here, out: &Path) -> Outcome {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "xlsx" => crate::report::template::xlsx(here.locale()).map_err(|error| Error::data(error.to_string()))?,
        "csv" => crate::report::template::csv(),
        _ => return Err(Error::wrong(told("sheet.which-ending", [("file", out.display().to_string().into())]))),
    };
    super::rollup::put(out, &bytes)?;
    if here.global.json {
        Here::json(&json!({"out": out.display().to_string(), "columns": sheet::COLUMNS}))?;
        return Ok(false);
    }
    say(&out.display().to_string())?;
    let locale = here.locale();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for column in sheet::COLUMNS {
        rows.push(vec![column.to_owned(), locale.text(&crate::report::template::key(column)).to_owned()]);
    }
    say(&table(&rows, &[]))?;
    Ok(false)
}

fn import(here: &Here, file: &Path, head: &Head<'_>, out: &Path) -> Outcome {
    let cells = super::cells::read(file)?;
    let around = if here.has_workspace() { here.open()?.around()? } else { super::check::around(&[]).0 };
    let (text, remarks) = sheet::toml(head, &cells.rows, &around);
    let errors = remarks.iter().filter(|remark| remark.error).count();
    if errors == 0 {
        super::rollup::put(out, text.as_bytes())?;
    }
    let place = |cell: &str| if cells.sheet.is_empty() { cell.to_owned() } else { format!("{}!{cell}", cells.sheet) };
    if here.global.json {
        let one = |remark: &sheet::CellRemark| {
            json!({"sheet": cells.sheet, "row": remark.row, "column": remark.column, "cell": remark.cell, "code": remark.code,
                "severity": if remark.error { "error" } else { "warning" }, "problem": remark.what, "next": remark.next})
        };
        Here::json(
            &json!({"questionnaire": format!("{}@{}", head.id, head.edition), "written": errors == 0, "out": out.display().to_string(),
            "remarks": remarks.iter().map(one).collect::<Vec<_>>()}),
        )?;
    } else {
        for remark in &remarks {
            say(&format!("{}:{}: {}: {}; {}", file.display(), place(&remark.cell), remark.code, remark.what, remark.next))?;
        }
        if errors == 0 {
            let counts = [("file", out.display().to_string()), ("remarks", remarks.len().to_string())];
            say(&here.locale().with("sheet.written", &counts.each_ref().map(|(name, value)| (*name, value.as_str()))))?;
        }
    }
    if errors > 0 { Err(Error::wrong(told("sheet.not-written", [("count", errors.to_string().into())]))) } else { Ok(false) }
}
