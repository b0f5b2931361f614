//! The read-back: what a supplier answered, for the supplier: who spoke and when, every question with its answer as
//! said, what is open, which documents are promised, and the sentence that is attested.
//!
//! It is built for the other side of the table. Scores, flags, remarks, buyer checks and restricted rows never enter the
//! model, so that no writer could let them slip.

use std::collections::BTreeMap;

use crate::answers::{Answers, Given, Standing};
use crate::clean;
use crate::figures::Against;
use crate::interview::{Plan, RowState};
use crate::journal::{BodyRef, Party, Reply};
use crate::language::Lang;
use crate::locale::Locale;
use crate::questionnaire::{Kind, Question, QuestionId, Questionnaire, Rows, wording};
use crate::situation::Situation;
use crate::supplier::Supplier;

/// What a read-back is made from.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Who asks.
    pub company: &'a str,
    /// Campaign label.
    pub campaign: &'a str,
    /// Who answered.
    pub supplier: &'a Supplier,
    /// The questionnaires.
    pub sets: &'a [Questionnaire],
    /// What stands.
    pub answers: &'a Answers,
    /// What is judged: answers that certificates give stand only here.
    pub situation: &'a Situation,
    /// Which rows are asked.
    pub plan: &'a Plan,
    /// Texts that are here, cleaned.
    pub bodies: &'a BTreeMap<String, String>,
}

/// One question with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `C6`.
    pub row: String,
    /// The question.
    pub question: String,
    /// Answers as said, line by line; several when they differ.
    pub said: Vec<String>,
}

/// A document the supplier promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// `D4`.
    pub row: String,
    /// Which document.
    pub what: String,
    /// By when.
    pub due: String,
}

/// The read-back, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// Its language.
    pub lang: Lang,
    /// Nobody has checked the translation of the questions yet.
    pub unchecked: bool,
    /// The supplier's name.
    pub supplier: String,
    /// Head lines: what, and how it was.
    pub head: Vec<(&'static str, String)>,
    /// Chapters with their answers.
    pub chapters: Vec<(String, Vec<Item>)>,
    /// Questions nobody has answered yet.
    pub open: Vec<Item>,
    /// Documents that are promised.
    pub promised: Vec<Owed>,
    /// Whether the answers were attested and nothing was added since.
    pub attested: bool,
}

/// The language a supplier is written to: the first of its languages there are texts in, else the one given.
#[must_use]
pub fn language(supplier: &Supplier, otherwise: Lang) -> Lang {
    supplier.languages.iter().find_map(|lang| lang.parse().ok()).unwrap_or(otherwise)
}

/// The read-back of what was told.
#[must_use]
pub fn read_back(told: &Told<'_>, lang: Lang) -> ReadBack {
    let locale = Locale::new(lang);
    let shown = |question: &&Question| question.is_asked() && !question.restricted;
    let mut chapters: Vec<(String, Vec<Item>)> = Vec::new();
    let mut open = Vec::new();
    for set in told.sets {
        for section in &set.sections {
            let mut items = Vec::new();
            for question in set.questions.iter().filter(|question| question.section == section.id).filter(shown) {
                let said = said(told, locale, question);
                let item = Item { row: question.id.row().to_owned(), question: clean::line(question.text.get(lang)), said };
                if !item.said.is_empty() {
                    items.push(item);
                } else if told.plan.asked().any(|row| row.question == question.id && row.state == RowState::Open) {
                    open.push(item);
                }
            }
            if !items.is_empty() {
                chapters.push((section.heading(lang), items));
            }
        }
    }
    ReadBack {
        lang,
        unchecked: told.sets.iter().any(|set| set.is_unchecked(lang)),
        supplier: name(told.supplier, lang),
        head: head(told, locale),
        chapters,
        open,
        promised: promised(told, locale),
        attested: told.answers.submitted.as_ref().is_some_and(|submitted| !submitted.reopened),
    }
}

fn name(supplier: &Supplier, lang: Lang) -> String {
    let native = lang != Lang::En && !supplier.native_name.is_empty();
    clean::line(if native { &supplier.native_name } else { &supplier.name })
}

/// A text kept apart, on one line; says so when it is not here.
fn body<'a>(told: &'a Told<'_>, locale: Locale, body: &BodyRef) -> &'a str {
    match told.bodies.get(body.as_str()) {
        Some(text) => text,
        None => locale.text("history.not-here"),
    }
}

fn head(told: &Told<'_>, locale: Locale) -> Vec<(&'static str, String)> {
    let titles: Vec<&str> = told.sets.iter().map(|set| set.title.get(locale.lang())).collect();
    let mut head =
        vec![("supplier", name(told.supplier, locale.lang())), ("questionnaire", format!("{} · {}", titles.join(", "), told.campaign))];
    let given: Vec<&Given> = standing(told.answers).collect();
    let mut people: Vec<&str> = given.iter().map(|given| given.person.as_str()).collect();
    people.sort_unstable();
    people.dedup();
    let by = if people.is_empty() { String::new() } else { format!(" ({})", people.join(", ")) };
    head.push(("asked-by", format!("{}{by}", clean::line(told.company))));
    if let Some(met) = &told.answers.met {
        let channel = met.channel.as_ref().map(|channel| {
            let key = format!("channel.{channel}");
            if locale.has(&key) { locale.text(&key).to_owned() } else { clean::line(channel) }
        });
        let who = met.who.as_ref().map(|who| clean::line(body(told, locale, who)));
        let parts: Vec<String> = [who, met.role.as_deref().map(clean::line), channel].into_iter().flatten().collect();
        if !parts.is_empty() {
            head.push(("spoken-with", parts.join(" · ")));
        }
    }
    let days = || given.iter().map(|given| given.at.date());
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        head.push(("when", if first == last { first.to_string() } else { format!("{first} – {last}") }));
    }
    if let Some(submitted) = told.answers.submitted.as_ref().filter(|submitted| !submitted.reopened) {
        let name = submitted.name.as_ref().map(|name| clean::line(body(told, locale, name)));
        let parts: Vec<String> =
            [Some(submitted.at.date().to_string()), name, submitted.role.as_deref().map(clean::line)].into_iter().flatten().collect();
        head.push(("confirmed", parts.join(" · ")));
    }
    head
}

/// The supplier's own answers that stand, several where they differ.
fn standing(answers: &Answers) -> impl Iterator<Item = &Given> {
    answers.current.iter().filter(|(key, _)| key.party == Party::Supplier).flat_map(|(_, standing)| match standing {
        Standing::One(given) => std::slice::from_ref(given),
        Standing::Conflict(all) => all,
    })
}

fn said(told: &Told<'_>, locale: Locale, question: &Question) -> Vec<String> {
    let given: Vec<&Given> = standing(told.answers).filter(|given| given.answer.question == question.id.as_str()).collect();
    let mut lines = Vec::new();
    for one in &given {
        let named =
            |about: &str| crate::situation::each::name(about).map_or_else(|| about.to_owned(), |name| name.get(locale.lang()).to_owned());
        let about = one.answer.about.as_deref().map(|about| format!("[{}] ", clean::line(&named(about)))).unwrap_or_default();
        let words = match &one.answer.reply {
            Reply::Value(value) => value_words(told, locale, question, value),
            Reply::DontKnow => vec![locale.text("state.dont-know").to_owned()],
            Reply::Declined => vec![locale.text("state.declined").to_owned()],
            Reply::NotApplicable { reason: Some(reason) } => {
                vec![format!("{} ({})", locale.text("state.not-applicable"), clean::line(body(told, locale, reason)))]
            }
            Reply::NotApplicable { reason: None } => vec![locale.text("state.not-applicable").to_owned()],
            Reply::Withdrawn => Vec::new(),
        };
        lines.extend(words.into_iter().map(|word| format!("{about}{word}")));
    }
    if given.is_empty() {
        match told.situation.shared_from(&question.id) {
            Some(from) => lines.extend(shared(told, locale, question, from)),
            None => lines.extend(by_paper(told, locale, question)),
        }
    }
    if given.iter().any(|one| given.iter().any(|other| one.answer.about == other.answer.about && one.entry != other.entry)) {
        lines.push(locale.text("readback-text.differ").to_owned());
    }
    lines
}

/// What the answer to a row of another set answers here, and which row it was said to.
fn shared(told: &Told<'_>, locale: Locale, question: &Question, from: &QuestionId) -> Vec<String> {
    let one = |answer: &crate::situation::Answered| {
        if answer.value.is_empty() {
            return vec![locale.text(&format!("state.{}", answer.state.word())).to_owned()];
        }
        value_words(told, locale, question, &answer.value)
    };
    let mut lines: Vec<String> = told.situation.given(&question.id).iter().flat_map(one).collect();
    let title = told.sets.iter().find(|set| set.id == from.set()).map_or("", |set| set.title.get(locale.lang()));
    lines.push(format!("≡ {}", locale.with("same-as.read-back", &[("row", from.row()), ("title", &clean::line(title))])));
    lines
}

/// What a certificate answers in the supplier's stead, and which certificate.
fn by_paper(told: &Told<'_>, locale: Locale, question: &Question) -> Vec<String> {
    let papers = told.situation.given(&question.id).iter().filter_map(|answer| Some((answer, answer.by_paper.as_ref()?)));
    papers
        .flat_map(|(answer, paper)| {
            let key = if paper.said { "equivalent.said-by" } else { "equivalent.answered-by" };
            let by = locale.with(key, &[("scheme", &clean::line(&paper.scheme)), ("date", &paper.expires)]);
            value_words(told, locale, question, &answer.value).into_iter().chain([format!("≈ {by}")])
        })
        .collect()
}

/// A value in the words of the question's options; a row of a table is a line.
fn value_words(told: &Told<'_>, locale: Locale, question: &Question, value: &[String]) -> Vec<String> {
    let stored = |word: &String| match (told.bodies.get(word), BodyRef::parse(word)) {
        (Some(text), _) => text.lines().map(str::to_owned).collect(),
        (None, Some(_)) => vec![locale.text("history.not-here").to_owned()],
        (None, None) => vec![word.clone()],
    };
    let value: Vec<String> = value.iter().flat_map(stored).collect();
    let level = |id: &String| wording::levels(question).into_iter().find(|(level, _)| level == id);
    match &question.kind {
        Kind::Maturity => {
            value.iter().map(|id| level(id).map_or_else(|| id.clone(), |(_, text)| text.get(locale.lang()).to_owned())).collect()
        }
        Kind::Rows(rows) => table_words(rows, locale, &value),
        Kind::Text => value.iter().map(|row| clean::line(&row.replace('\t', " · "))).collect(),
        _ => vec![clean::line(wording::of(question, &value).get(locale.lang()))],
    }
}

/// A table as said, under its titles, with what follows from its figures: totals, rates, balances. What we make of it is
/// not the supplier's to read here.
fn table_words(rows: &Rows, locale: Locale, value: &[String]) -> Vec<String> {
    const FOLLOWS: [&str; 8] =
        ["sum", "adds-up", "kept-as-published", "does-not-add-up", "computed", "matches", "does-not-match", "covered"];
    let lang = locale.lang();
    let mut lines = vec![clean::line(wording::columns(rows).get(lang))];
    lines.extend(value.iter().map(|row| clean::line(wording::row(rows, row).get(lang))));
    let remarks = rows.remarks(value, Against::default());
    let follows = remarks.iter().filter(|remark| FOLLOWS.contains(&remark.verdict));
    lines.extend(follows.map(|remark| format!("= {}", clean::line(&remark.sentence.in_lang(lang)))));
    lines
}

fn promised(told: &Told<'_>, locale: Locale) -> Vec<Owed> {
    let question = |id: &str| told.sets.iter().find_map(|set| set.question(id));
    let mut all = Vec::new();
    for promise in told.answers.promises.iter().filter(|promise| promise.kept.is_none()) {
        let asked = question(&promise.question);
        if asked.is_some_and(|question| question.restricted || !question.is_asked()) {
            continue;
        }
        let what = promise.what.as_ref().map(|what| clean::line(body(told, locale, what))).unwrap_or_default();
        // What the program wrote for want of a name is said in the reader's language.
        let paper = asked.and_then(|question| question.evidence.iter().find(|paper| paper.text.en == what));
        let what = paper.map_or(what, |paper| paper.text.get(locale.lang()).to_owned());
        all.push(Owed { row: QuestionId::from_text(&promise.question).row().to_owned(), what, due: promise.due.clone() });
    }
    all.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.row.cmp(&b.row)));
    all
}

/// The read-back as plain text that can be sent as it is.
#[must_use]
pub fn write(told: &ReadBack) -> String {
    let locale = Locale::new(told.lang);
    let word = |key: &str| locale.text(&format!("readback-text.{key}")).to_owned();
    let unchecked = if told.unchecked { locale.text("translation.unchecked").to_owned() } else { String::new() };
    let mut blocks = vec![format!("{}{unchecked}", word("title"))];
    let head = told.head.iter().map(|(key, value)| format!("{}{}{value}", word(key), locale.text("readback-text.colon")));
    blocks.push(head.collect::<Vec<_>>().join("\n"));
    for (title, items) in &told.chapters {
        blocks.push(format!("■ {title}"));
        blocks.extend(items.iter().map(item));
    }
    if !told.open.is_empty() {
        blocks.push(format!("■ {}", locale.with("readback-text.open", &[("count", &told.open.len().to_string())])));
        blocks.push(told.open.iter().map(item).collect::<Vec<_>>().join("\n"));
    }
    if !told.promised.is_empty() {
        blocks.push(format!("■ {}", word("promised")));
        let line = |owed: &Owed| {
            let by = locale.with("history.by-day", &[("day", &owed.due)]);
            format!("{:<4} {} · {by}", owed.row, owed.what)
        };
        blocks.push(told.promised.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    blocks.push(format!("■ {}", word("confirmation")));
    blocks.push(locale.text("read-back.attestation").to_owned());
    if !told.attested {
        blocks.push(word("sign"));
    }
    format!("{}\n", blocks.join("\n\n"))
}

fn item(item: &Item) -> String {
    let mut lines = vec![format!("{:<4} {}", item.row, item.question)];
    lines.extend(item.said.iter().map(|said| format!("     → {said}")));
    lines.join("\n")
}
